/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-replace-text.h"

#include "ui/editor/bt-span-tags.h"

void
bt_replace_text (GtkTextBuffer *buffer,
                 GtkTextIter *start,
                 GtkTextIter *end,
                 const char *text)
{
  g_autoptr (GSList) tags = NULL;
  int offset = gtk_text_iter_get_offset (start);
  GtkTextIter from;

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));
  g_return_if_fail (text != NULL);

  tags = bt_span_tags_of_char (start);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, start, end);
  gtk_text_buffer_insert (buffer, start, text, -1);
  gtk_text_buffer_get_iter_at_offset (buffer, &from, offset);
  bt_span_tags_clear (buffer, &from, start);
  for (GSList *l = tags; l != NULL; l = l->next)
    gtk_text_buffer_apply_tag (buffer, l->data, &from, start);
  gtk_text_buffer_place_cursor (buffer, start);
  gtk_text_buffer_end_user_action (buffer);
}
