/* Shared by the files of the body buffer only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/editor/bt-body-buffer.h"

G_BEGIN_DECLS

struct _BtBodyBuffer
{
  GtkTextBuffer parent_instance;

  int frozen; /* loading: edits go straight through, marks are kept by the loader */
  gboolean allow_objects; /* our own code may delete figures */
  guint next_id;
  guint featured;

  /* Vietnamese engines replace a word by deleting it and committing it again: the new
   * word takes on the marks of the old one. */
  int deleted_at;
  GSList *deleted_tags;
};

/** bt_body_buffer_emit_edited: and the other signals, from any of the buffer's files. */
void bt_body_buffer_emit_edited (BtBodyBuffer *self);
void bt_body_buffer_emit_object_added (BtBodyBuffer *self, BtParagraph *paragraph);
void bt_body_buffer_emit_object_removed (BtBodyBuffer *self, BtParagraph *paragraph);

void bt_body_buffer_emit_object_changed (BtBodyBuffer *self, BtParagraph *paragraph);

/** bt_body_buffer_change_objects: objects that are here with the same id and kind, but
 * otherwise than @article has them, become as there. Returns: the last such line, or -1 */
int bt_body_buffer_change_objects (BtBodyBuffer *self, const BtArticle *article);

/** bt_body_buffer_paragraphs_in: Returns: (transfer full) (element-type BtParagraph): of
 * lines @first to @last, with a reference each */
GPtrArray *bt_body_buffer_paragraphs_in (BtBodyBuffer *self, int first, int last);

/** bt_body_buffer_put: puts a paragraph at the start of a line, from wherever it was. */
void bt_body_buffer_put (BtBodyBuffer *self, BtParagraph *paragraph, int line);

/** bt_body_buffer_put_new: @paragraph: (transfer full): one that is nowhere yet */
void bt_body_buffer_put_new (BtBodyBuffer *self, BtParagraph *paragraph, int line);

/** bt_body_buffer_restyle: makes the looks of lines follow their paragraphs. */
void bt_body_buffer_restyle (BtBodyBuffer *self, int first, int last);

/** bt_body_buffer_take_id: gives a new block its id. Returns: it */
guint bt_body_buffer_take_id (BtBodyBuffer *self, BtParagraph *paragraph);

/** bt_body_buffer_insert_content: inserts what a block shows at @iter, on a line that is
 * its own already. */
void bt_body_buffer_insert_content (BtBodyBuffer *self,
                                    GtkTextIter *iter,
                                    BtParagraph *paragraph,
                                    const BtRichText *text);

G_END_DECLS
