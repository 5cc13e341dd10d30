/* What a window says in passing.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** bt_toast_error: what happened and what to do, long enough to be read. */
void bt_toast_error (AdwToastOverlay *toasts, const GError *error);

G_END_DECLS
