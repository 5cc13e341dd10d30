/* All the words that a person sees in the editor, where they stand.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/editor/bt-body-view.h"

G_BEGIN_DECLS

/**
 * BtViewText:
 * @view: where it stands: the body, or a field in the header or in a figure
 * @base: the offset of the text in the buffer of @view
 * @text: a #GRefString, so that other threads may read it; a line break inside a block is
 *   "\n", one character as in the buffer
 * @inside: the view shows it in another way (the words of a card, who said a quotation):
 *   @base is where the line of the block begins
 * @aside: readers do not read it: alternative text
 */
typedef struct
{
  GtkTextView *view;
  int base;
  char *text;
  gboolean inside;
  gboolean aside;
} BtViewText;

/** bt_body_view_collect_texts: Returns: (transfer full) (element-type BtViewText): header,
 * then line by line, without those that are empty. To be freed on the main thread. */
GPtrArray *bt_body_view_collect_texts (BtBodyView *self);

/** bt_body_view_reveal: scrolls so that a place is seen; @view: the body or a field in
 * it. */
void bt_body_view_reveal (BtBodyView *self, GtkTextView *view, int offset);

G_END_DECLS
