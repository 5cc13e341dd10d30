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
  int held;               /* an edit is under way: "changed" waits for its end */
  gboolean change_held;
  guint next_id;
  guint featured;

  /* lines at the top and at the bottom that are as bt_body_buffer_store_edits() saw them */
  int clean_top;
  int clean_bottom;
};

/** bt_body_buffer_edited: what lines @first to @last hold has changed: they are stored
 * the next time, and whoever listens is told. */
void bt_body_buffer_edited (BtBodyBuffer *self, int first, int last);
/** bt_body_buffer_mark_dirty: the same without telling. */
void bt_body_buffer_mark_dirty (BtBodyBuffer *self, int first, int last);
/** bt_body_buffer_emit_object_added: the signals, from any of the buffer's files. */
void bt_body_buffer_emit_object_added (BtBodyBuffer *self, BtParagraph *paragraph);
void bt_body_buffer_emit_object_removed (BtBodyBuffer *self, BtParagraph *paragraph);
void bt_body_buffer_emit_object_changed (BtBodyBuffer *self, BtParagraph *paragraph);

/** bt_body_buffer_is_blank: an article without blocks is one empty line that was never
 * stored. */
gboolean bt_body_buffer_is_blank (BtBodyBuffer *self);
/** bt_body_buffer_line_text: Returns: (transfer full): a line's text; @preedit:
 * (nullable): as if typed at the caret */
BtRichText *bt_body_buffer_line_text (BtBodyBuffer *self, int line, const char *preedit);
/** bt_body_buffer_take_paragraphs: takes those of lines @first to @last off, before their
 * text goes and GTK destroys the widgets in it. Returns: (transfer full) */
GPtrArray *bt_body_buffer_take_paragraphs (BtBodyBuffer *self, int first, int last);
/** bt_body_buffer_delete_lines: the text of lines @first to @end - 1 and their ends. */
void bt_body_buffer_delete_lines (BtBodyBuffer *self, int first, int end);

/** bt_body_buffer_change_object: @block: (transfer full): an object's line shows another
 * block of its kind. */
void
bt_body_buffer_change_object (BtBodyBuffer *self, BtParagraph *paragraph, BtBlock *block);

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
