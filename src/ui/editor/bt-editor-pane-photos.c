/* Photos come into the editor pane, and figures are acted upon.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "ui/editor/bt-editor-pane-private.h"

/* One photo on its way into one item of one figure. The figure is known by its block's
 * id: its widget may come and go (undo) while the photo is read. */
typedef struct
{
  BtEditorPane *pane;
  BtDocument *document;
  guint block;
  guint item;
  gboolean made; /* the figure was made for this photo */
} Arrival;

static void
arrival_free (Arrival *arrival)
{
  g_object_unref (arrival->pane);
  g_object_unref (arrival->document);
  g_free (arrival);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Arrival, arrival_free)

static void
fill_if_empty (char **field, const char *text)
{
  if (**field != '\0' || *text == '\0')
    return;
  g_free (*field);
  *field = g_strdup (text);
}

/* What a person wrote stays; what is empty is taken from the photo. */
static void
describe (BtFigureItem *item, const BtPhotoInfo *info)
{
  const char *credit = bt_photo_info_get (info, BT_PHOTO_CREATOR);

  if (*credit == '\0')
    credit = bt_photo_info_get (info, BT_PHOTO_CREDIT);
  if (bt_rich_text_is_empty (item->caption))
    bt_rich_text_set_text (item->caption, bt_photo_info_get (info, BT_PHOTO_CAPTION));
  fill_if_empty (&item->credit, credit);
  fill_if_empty (&item->alt, bt_photo_info_get (info, BT_PHOTO_ALT));
}

static void
put_photo (BtEditorPane *self, Arrival *arrival, const BtPhotoInfo *info)
{
  BtBodyBuffer *buffer = bt_body_view_get_buffer (self->body);
  BtParagraph *paragraph = bt_body_buffer_find_paragraph (buffer, arrival->block);
  BtFigureItem *item;
  BtFigureView *view;

  if (paragraph == NULL || !bt_paragraph_is_object (paragraph))
    return;
  item = bt_figure_item (paragraph->object->figure, arrival->item);
  if (item == NULL)
    return;
  g_free (item->photo);
  item->photo = g_strdup (info->hash);
  g_clear_pointer (&item->remote_url, g_free);
  describe (item, info);
  view = bt_body_view_get_figure (self->body, paragraph);
  if (view != NULL)
    bt_figure_view_update (view);
  bt_body_buffer_touch (buffer, paragraph);
  bt_editor_pane_record (self);
  if (info->truncated)
    bt_editor_pane_emit_toast (
        self,
        C_ ("toast", "The photo’s file ends early: a part of the picture is missing"),
        FALSE);
}

static void
set_busy (BtEditorPane *self, Arrival *arrival, gboolean busy)
{
  BtBodyBuffer *buffer = bt_body_view_get_buffer (self->body);
  BtParagraph *paragraph = bt_body_buffer_find_paragraph (buffer, arrival->block);
  BtFigureView *view =
      paragraph != NULL ? bt_body_view_get_figure (self->body, paragraph) : NULL;

  if (view != NULL)
    bt_figure_view_set_busy (view, arrival->item, busy);
}

/* A figure that was made for a photo that cannot be had goes again. */
static void
take_back (BtEditorPane *self, Arrival *arrival)
{
  BtBodyBuffer *buffer = bt_body_view_get_buffer (self->body);
  BtParagraph *paragraph = bt_body_buffer_find_paragraph (buffer, arrival->block);

  if (!arrival->made || paragraph == NULL || !bt_paragraph_is_object (paragraph))
    return;
  bt_body_buffer_remove (buffer, paragraph);
  bt_editor_pane_record (self);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Arrival) arrival = data;
  BtEditorPane *self = arrival->pane;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPhotoInfo) info =
      bt_context_import_photo_finish (BT_CONTEXT (source), result, &error);

  if (self->document == arrival->document)
    {
      set_busy (self, arrival, FALSE);
      if (info != NULL)
        put_photo (self, arrival, info);
      else
        take_back (self, arrival);
    }
  else if (info != NULL)
    bt_editor_pane_emit_toast (
        self,
        C_ ("toast", "The photo was kept, but its article was closed meanwhile: add it "
                     "again"),
        FALSE);
  if (error != NULL)
    bt_editor_pane_emit_failed (self, error);
}

static void
take_photo (BtEditorPane *self,
            GFile *file,
            BtParagraph *paragraph,
            guint item,
            gboolean made)
{
  Arrival *arrival = g_new0 (Arrival, 1);

  arrival->pane = g_object_ref (self);
  arrival->document = g_object_ref (self->document);
  arrival->block = paragraph->id;
  arrival->item = item;
  arrival->made = made;
  set_busy (self, arrival, TRUE);
  bt_context_import_photo_async (self->context, file, NULL, imported_cb, arrival);
}

/* Returns: the line below the new figure */
static int
add_figure (BtEditorPane *self, GFile *file, int line)
{
  BtBodyBuffer *buffer = bt_body_view_get_buffer (self->body);
  BtParagraph *paragraph =
      bt_body_buffer_insert_block (buffer, line, bt_block_new (BT_BLOCK_FIGURE));

  take_photo (self, file, paragraph, 0, TRUE);
  return bt_body_buffer_get_line (buffer, paragraph) + 1;
}

static void
add_at_line (BtEditorPane *self, GListModel *files, int line)
{
  guint n = g_list_model_get_n_items (files);

  if (self->document == NULL || n == 0)
    return;
  bt_editor_pane_record (self);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      line = add_figure (self, file, line);
    }
}

void
bt_editor_pane_add_photos (BtEditorPane *self, GListModel *files)
{
  g_return_if_fail (BT_IS_EDITOR_PANE (self));
  add_at_line (self, files, bt_body_view_get_line_for_insert (self->body));
}

void
bt_editor_pane_take_photos (BtEditorPane *self, GListModel *files)
{
  BtBodyBuffer *buffer;
  BtParagraph *paragraph;
  g_autoptr (GFile) file = NULL;

  g_return_if_fail (BT_IS_EDITOR_PANE (self));

  buffer = bt_body_view_get_buffer (self->body);
  paragraph = bt_body_buffer_find_paragraph (buffer, self->asking_block);
  file = g_list_model_get_item (files, 0);
  if (paragraph != NULL && file != NULL && self->document != NULL)
    take_photo (self, file, paragraph, self->asking_item, FALSE);
}

/* ---- what a figure's menu asks ---- */

static void
remove_line (BtEditorPane *self, BtParagraph *paragraph)
{
  gboolean figure = paragraph->kind == BT_BLOCK_FIGURE;

  bt_editor_pane_record (self);
  bt_body_buffer_remove (bt_body_view_get_buffer (self->body), paragraph);
  bt_editor_pane_record (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->body));
  bt_editor_pane_emit_toast (
      self, figure ? C_ ("toast", "Figure removed") : C_ ("toast", "Block removed"),
      TRUE);
}

/* One photo of a gallery goes; the rest is shown anew. */
static void
remove_item (BtEditorPane *self, BtParagraph *paragraph, guint item)
{
  BtBodyBuffer *buffer = bt_body_view_get_buffer (self->body);
  int line = bt_body_buffer_get_line (buffer, paragraph);
  BtBlock *rest = bt_paragraph_to_block (paragraph, NULL);

  bt_editor_pane_record (self);
  g_ptr_array_remove_index (rest->figure->items, item);
  bt_body_buffer_remove (buffer, paragraph);
  bt_body_buffer_insert_block (buffer, line, rest);
  bt_editor_pane_record (self);
  bt_editor_pane_emit_toast (self, C_ ("toast", "Photo removed"), TRUE);
}

static void
remove_figure (BtEditorPane *self, BtParagraph *paragraph, guint item)
{
  if (paragraph->object->figure->items->len > 1)
    remove_item (self, paragraph, item);
  else
    remove_line (self, paragraph);
}

static void
move_figure (BtEditorPane *self, BtParagraph *paragraph, int step)
{
  GtkTextBuffer *text = GTK_TEXT_BUFFER (bt_body_view_get_buffer (self->body));
  BtBodyBuffer *buffer = bt_body_view_get_buffer (self->body);
  int line = bt_body_buffer_get_line (buffer, paragraph);
  BtBlock *block;
  GtkTextIter iter;

  if (line + step < 0 || line + step >= gtk_text_buffer_get_line_count (text))
    return;
  bt_editor_pane_record (self);
  block = bt_paragraph_to_block (paragraph, NULL);
  bt_body_buffer_remove (buffer, paragraph);
  bt_body_buffer_insert_block (buffer, line + step, block);
  bt_body_view_update_featured (self->body);
  bt_editor_pane_record (self);
  gtk_text_buffer_get_iter_at_line (text, &iter, line + step);
  gtk_text_buffer_place_cursor (text, &iter);
  gtk_widget_grab_focus (GTK_WIDGET (self->body));
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->body),
                                      gtk_text_buffer_get_insert (text));
}

static void
toggle_featured (BtEditorPane *self, BtParagraph *paragraph)
{
  BtBodyBuffer *buffer = bt_body_view_get_buffer (self->body);
  gboolean is =
      paragraph->id != 0 && paragraph->id == bt_body_buffer_get_featured (buffer);

  bt_editor_pane_record (self);
  bt_body_buffer_set_featured (buffer, is ? NULL : paragraph);
  bt_body_view_update_featured (self->body);
  bt_editor_pane_record (self);
}

static void
figure_act_cb (BtBodyView *body,
               BtParagraph *paragraph,
               const char *action,
               guint item,
               BtEditorPane *self)
{
  /* the widget that asks may be gone before this is done */
  g_autoptr (BtParagraph) keep G_GNUC_UNUSED = g_object_ref (paragraph);

  if (g_str_equal (action, "replace"))
    {
      self->asking_block = paragraph->id;
      self->asking_item = item;
      bt_editor_pane_emit_choose_photo (self);
    }
  else if (g_str_equal (action, "remove"))
    remove_figure (self, paragraph, item);
  else if (g_str_equal (action, "remove-line"))
    remove_line (self, paragraph);
  else if (g_str_equal (action, "move-up"))
    move_figure (self, paragraph, -1);
  else if (g_str_equal (action, "move-down"))
    move_figure (self, paragraph, 1);
  else if (g_str_equal (action, "featured"))
    toggle_featured (self, paragraph);
}

static void
files_dropped_cb (BtBodyView *body, GSList *files, int line, BtEditorPane *self)
{
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);

  for (GSList *l = files; l != NULL; l = l->next)
    g_list_store_append (list, l->data);
  add_at_line (self, G_LIST_MODEL (list), line);
}

void
bt_editor_pane_init_photos (BtEditorPane *self)
{
  g_signal_connect (self->body, "figure-act", G_CALLBACK (figure_act_cb), self);
  g_signal_connect (self->body, "files-dropped", G_CALLBACK (files_dropped_cb), self);
}
