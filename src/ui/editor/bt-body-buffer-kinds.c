/* What lines are: paragraphs, headings, quotes, items of lists.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-body-buffer-private.h"

#define MAX_LEVEL 8

/* The looks of a line reach to the ones around it: numbers go on, groups end. */
static void
changed (BtBodyBuffer *self, int first, int last)
{
  bt_body_buffer_restyle (self, first, last);
  bt_body_buffer_edited (self, first, last);
}

/* Returns: (nullable): the paragraph of a line that holds text */
static BtParagraph *
get_text_line (BtBodyBuffer *self, int line)
{
  BtParagraph *paragraph = bt_body_buffer_get_paragraph (self, line);

  if (paragraph == NULL || bt_paragraph_is_object (paragraph))
    return NULL;
  return paragraph;
}

static void
set_kind (BtParagraph *paragraph, BtBlockKind kind, guint level, gboolean ordered)
{
  gboolean was_item = paragraph->kind == BT_BLOCK_LIST_ITEM;
  guint item_level = was_item ? paragraph->level : 0;

  if (paragraph->kind != kind)
    paragraph->starts_group = FALSE;
  paragraph->kind = kind;
  paragraph->level = kind == BT_BLOCK_HEADING     ? CLAMP (level, 2, 4)
                     : kind == BT_BLOCK_LIST_ITEM ? item_level
                                                  : 0;
  paragraph->ordered = kind == BT_BLOCK_LIST_ITEM && ordered;
  if (kind != BT_BLOCK_QUOTE && kind != BT_BLOCK_PULL_QUOTE)
    g_clear_pointer (&paragraph->cite, bt_rich_text_free);
}

void
bt_body_buffer_set_kind (BtBodyBuffer *self,
                         int first,
                         int last,
                         BtBlockKind kind,
                         guint level,
                         gboolean ordered)
{
  g_return_if_fail (BT_IS_BODY_BUFFER (self));
  g_return_if_fail (bt_block_kind_has_text (kind));

  for (int line = first; line <= last; line++)
    {
      BtParagraph *paragraph = get_text_line (self, line);

      if (paragraph != NULL)
        set_kind (paragraph, kind, level, ordered);
    }
  changed (self, first, last);
}

void
bt_body_buffer_make_plain (BtBodyBuffer *self, BtParagraph *paragraph)
{
  int line;

  g_return_if_fail (BT_IS_BODY_BUFFER (self));
  g_return_if_fail (BT_IS_PARAGRAPH (paragraph));

  line = bt_body_buffer_get_line (self, paragraph);
  bt_paragraph_make_plain (paragraph);
  changed (self, line, line);
}

gboolean
bt_body_buffer_indent (BtBodyBuffer *self, int first, int last, int step)
{
  gboolean any = FALSE;

  g_return_val_if_fail (BT_IS_BODY_BUFFER (self), FALSE);

  for (int line = first; line <= last; line++)
    {
      BtParagraph *paragraph = get_text_line (self, line);

      if (paragraph == NULL || paragraph->kind != BT_BLOCK_LIST_ITEM)
        continue;
      if (step < 0 && paragraph->level == 0)
        bt_paragraph_make_plain (paragraph);
      else if (step < 0)
        paragraph->level--;
      else if (paragraph->level < MAX_LEVEL)
        paragraph->level++;
      else
        continue;
      any = TRUE;
    }
  if (any)
    changed (self, first, last);
  return any;
}

void
bt_body_buffer_set_cite (BtBodyBuffer *self,
                         BtParagraph *paragraph,
                         const BtRichText *cite)
{
  int line;

  g_return_if_fail (BT_IS_BODY_BUFFER (self));
  g_return_if_fail (BT_IS_PARAGRAPH (paragraph));

  g_clear_pointer (&paragraph->cite, bt_rich_text_free);
  if (cite != NULL && !bt_rich_text_is_empty (cite))
    paragraph->cite = bt_rich_text_copy (cite);
  line = bt_body_buffer_get_line (self, paragraph);
  changed (self, line, line);
}

void
bt_body_buffer_set_starts_group (BtBodyBuffer *self,
                                 BtParagraph *paragraph,
                                 gboolean starts)
{
  int line;

  g_return_if_fail (BT_IS_BODY_BUFFER (self));
  g_return_if_fail (BT_IS_PARAGRAPH (paragraph));

  if (paragraph->kind != BT_BLOCK_LIST_ITEM && paragraph->kind != BT_BLOCK_QUOTE)
    return;
  paragraph->starts_group = starts;
  line = bt_body_buffer_get_line (self, paragraph);
  changed (self, line, line);
}
