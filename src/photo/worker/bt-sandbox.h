/* What the decoding process may use and do.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** bt_sandbox_limit: memory, processor time, no core file, no new privileges, no inherited
 * files, and an end together with the program that started it. To be called first. */
void bt_sandbox_limit (void);

/** bt_sandbox_allow: @seconds of processor time since the process began, after which it is
 * ended (SIGXCPU). The limit of bt_sandbox_limit() stands behind it. */
void bt_sandbox_allow (double seconds);

/**
 * bt_sandbox_close:
 *
 * From here on no file can be opened (Landlock, where the kernel has it), no program
 * started and no connection made (seccomp). What is open stays open. To be called when all
 * libraries are loaded and before the first byte of the photo is looked at.
 */
void bt_sandbox_close (void);

/** bt_sandbox_has_landlock: whether this kernel can take the files away. */
gboolean bt_sandbox_has_landlock (void);

G_END_DECLS
