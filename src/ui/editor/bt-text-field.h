/* A field of text that wraps: headline, lead, caption.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "article/bt-rich-text.h"

G_BEGIN_DECLS

/**
 * BtTextField:
 *
 * A text view that grows with its text, shows a placeholder while it is empty, and holds
 * rich text, whose spans it keeps. A line break inside is U+2028, so Enter and Tab are
 * free to leave the field; a field that is "multiline" takes Enter as a line break. Only
 * a field that is "rich" lets a person mark its text.
 *
 * BtTextField::edited: the text was changed by a person
 * BtTextField::leave (gboolean forward): Enter, Tab, or an arrow past the edge
 */
#define BT_TYPE_TEXT_FIELD (bt_text_field_get_type ())
G_DECLARE_FINAL_TYPE (BtTextField, bt_text_field, BT, TEXT_FIELD, GtkTextView)

/** bt_text_field_new: @placeholder: also its name for assistive technology. Returns:
 * (transfer none) (floating) */
GtkWidget *bt_text_field_new (const char *placeholder, gboolean multiline);

/** bt_text_field_is_rich: whether what is marked in it is kept. */
gboolean bt_text_field_is_rich (BtTextField *self);

/** bt_text_field_set: replaces the text; not an edit, no signal. The caret goes behind what
 * is new. Returns: whether it was another text; one that differs only by what is under
 * composition is not */
gboolean bt_text_field_set (BtTextField *self, const BtRichText *text);
/** bt_text_field_set_plain: the same for plain text. */
gboolean bt_text_field_set_plain (BtTextField *self, const char *text);

/** bt_text_field_get: @with_preedit: also what is under composition. Returns: (transfer
 * full) */
BtRichText *bt_text_field_get (BtTextField *self, gboolean with_preedit);
/** bt_text_field_get_plain: Returns: (transfer full): the text alone */
char *bt_text_field_get_plain (BtTextField *self, gboolean with_preedit);

/** bt_text_field_at_edge: Returns: whether the caret is on the first, or the @last, line
 * as it is shown */
gboolean bt_text_field_at_edge (BtTextField *self, gboolean last);

G_END_DECLS
