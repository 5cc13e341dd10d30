/* One piece of text for another, with the marks that it has.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * bt_replace_text:
 *
 * Replaces [@start, @end), which is inside one paragraph, by @text, which then bears the
 * spans that the first character bore; the caret stands behind it. The iters are not valid
 * afterwards.
 */
void bt_replace_text (GtkTextBuffer *buffer,
                      GtkTextIter *start,
                      GtkTextIter *end,
                      const char *text);

G_END_DECLS
