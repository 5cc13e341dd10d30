/* What readers share. Private to the room.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/bt-import.h"

G_BEGIN_DECLS

/** bt_import_sort_notes: by line, those without one first. */
void bt_import_sort_notes (BtImport *self);

/** bt_import_check_lines: refuses text of more than @max lines that are not empty, with
 * %BT_TEXT_ERROR_TOO_LARGE. */
gboolean bt_import_check_lines (const char *text, guint max, GError **error);

G_END_DECLS
