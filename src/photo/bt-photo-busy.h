/* Files that are being made in this process.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** bt_photo_busy_begin: waits until nobody else makes @path. Returns: whether it is the
 * caller's until bt_photo_busy_end(); if not, %G_IO_ERROR_CANCELLED */
gboolean
bt_photo_busy_begin (const char *path, GCancellable *cancellable, GError **error);
void bt_photo_busy_end (const char *path);

G_END_DECLS
