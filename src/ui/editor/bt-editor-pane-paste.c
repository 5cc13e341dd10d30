/* The clipboard and drops in the editor pane: read aside, put in as one step.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "text/bt-text.h"
#include "ui/editor/bt-clip.h"
#include "sync/bt-photo-words.h"
#include "ui/editor/bt-editor-pane-private.h"
#include "ui/editor/bt-input-method.h"
#include "ui/editor/bt-span-tags.h"
#include "ui/editor/bt-text-field.h"

/**
 * Paste: one paste or drop on its way in.
 * @view: the body or a field
 * @start: where it goes, and @end what it replaces; what is typed meanwhile comes behind
 * @clip: (nullable): what there is, once it was read
 * @pictures: (element-type utf8): those that are to be kept, by their SHA-256
 * @ready: it was read, or cannot be
 */
typedef struct
{
  BtEditorPane *pane;
  BtDocument *document;
  GtkTextView *view;
  GtkTextMark *start;
  GtkTextMark *end;
  GdkDrop *drop;
  BtClip *clip;
  GQueue pictures;
  GError *error;
  gboolean ready;
} Paste;

static void
paste_free (Paste *paste)
{
  GtkTextBuffer *buffer = gtk_text_mark_get_buffer (paste->start);

  if (buffer != NULL)
    {
      gtk_text_buffer_delete_mark (buffer, paste->start);
      gtk_text_buffer_delete_mark (buffer, paste->end);
    }
  if (paste->drop != NULL)
    gdk_drop_finish (paste->drop, paste->clip != NULL ? GDK_ACTION_COPY : 0);
  g_clear_object (&paste->drop);
  g_clear_pointer (&paste->clip, bt_clip_free);
  g_clear_error (&paste->error);
  g_queue_clear_full (&paste->pictures, g_free);
  g_object_unref (paste->start);
  g_object_unref (paste->end);
  g_object_unref (paste->view);
  g_object_unref (paste->document);
  g_object_unref (paste->pane);
  g_free (paste);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Paste, paste_free)

static void
get_range (Paste *paste, GtkTextIter *start, GtkTextIter *end)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (paste->view);

  gtk_text_buffer_get_iter_at_mark (buffer, start, paste->start);
  gtk_text_buffer_get_iter_at_mark (buffer, end, paste->end);
  gtk_text_iter_order (start, end);
}

/* ---- as if it was typed, and into fields ---- */

static void
put_text (Paste *paste, const BtRichText *text, gboolean plain)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (paste->view);
  GtkTextIter start, end;
  guint length = bt_rich_text_get_length (text);

  get_range (paste, &start, &end);
  gtk_text_buffer_begin_user_action (buffer);
  if (!gtk_text_iter_equal (&start, &end))
    {
      /* figures go only with what was selected */
      gtk_text_buffer_select_range (buffer, &end, &start);
      gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
      get_range (paste, &start, &end);
    }
  if (plain)
    {
      g_autofree char *shown = bt_span_tags_to_buffer (bt_rich_text_get_text (text));

      gtk_text_buffer_insert (buffer, &start, shown, -1);
    }
  else
    {
      GtkTextIter begin;

      bt_span_tags_insert (buffer, &start, text);
      begin = start;
      gtk_text_iter_backward_chars (&begin, (int)length);
      bt_span_tags_set (buffer, &begin, text);
    }
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_view_scroll_mark_onscreen (paste->view, gtk_text_buffer_get_insert (buffer));
}

static void
put_in (BtEditorPane *self, Paste *paste)
{
  const BtPaste *found = paste->clip->paste;

  if (found == NULL)
    return;
  bt_editor_pane_record (self);
  if (BT_IS_TEXT_FIELD (paste->view))
    {
      g_autoptr (BtRichText) text = bt_paste_one_paragraph (found);

      put_text (paste, text,
                paste->clip->plain
                    || !bt_text_field_is_rich (BT_TEXT_FIELD (paste->view)));
    }
  else if (paste->clip->plain && found->blocks->len == 1)
    put_text (paste, ((BtBlock *)g_ptr_array_index (found->blocks, 0))->text, TRUE);
  else
    {
      GtkTextIter start, end;

      get_range (paste, &start, &end);
      bt_editor_pane_replace (self, &start, &end, found->blocks);
    }
  bt_editor_pane_record (self);
}

static void
put_files (BtEditorPane *self, Paste *paste)
{
  GListModel *files = G_LIST_MODEL (paste->clip->files);

  if (files != NULL && g_list_model_get_n_items (files) > 0)
    bt_editor_pane_add_photos (self, files);
}

/* ---- what is said of it ---- */

static void
tell_left_out (BtEditorPane *self, const BtClip *clip)
{
  g_autofree char *text = NULL;
  guint n = clip->others->len;

  if (n == 0)
    return;
  if (n == 1)
    text = g_strdup_printf (C_ ("toast", "“%s” is not a photo and was left out"),
                            (const char *)g_ptr_array_index (clip->others, 0));
  else
    text = g_strdup_printf (ngettext ("%u file is not a photo and was left out",
                                      "%u files are not photos and were left out", n),
                            n);
  bt_editor_pane_emit_toast (self, text, FALSE);
}

static void
tell (BtEditorPane *self, const Paste *paste)
{
  const BtClip *clip = paste->clip;

  if (clip == NULL
      && g_error_matches (paste->error, BT_TEXT_ERROR, BT_TEXT_ERROR_TOO_LARGE))
    bt_editor_pane_emit_toast (
        self,
        C_ ("toast", "This is more than one article can take, so it was not pasted"),
        FALSE);
  else if (clip == NULL)
    bt_editor_pane_emit_toast (
        self, C_ ("toast", "There is nothing here that can be pasted"), FALSE);
  if (clip == NULL)
    return;
  tell_left_out (self, clip);
  if (clip->reduced)
    bt_editor_pane_emit_toast (
        self, C_ ("toast", "There was too much formatting: only the text was pasted"),
        FALSE);
  if (clip->paste != NULL && clip->paste->n_missing > 0
      && !BT_IS_TEXT_FIELD (paste->view))
    {
      guint n = clip->paste->n_missing;
      g_autofree char *text = g_strdup_printf (
          ngettext ("%u picture did not come along: choose its photo in its place",
                    "%u pictures did not come along: choose each photo in its place", n),
          n);

      bt_editor_pane_emit_toast (self, text, FALSE);
    }
}

/* ---- in the order in which they were asked for ---- */

static void
finish_ready_cb (gpointer data)
{
  g_autoptr (BtEditorPane) self = data;
  Paste *first;

  while ((first = g_queue_peek_head (&self->pastes)) != NULL && first->ready)
    {
      g_autoptr (Paste) paste = g_queue_pop_head (&self->pastes);

      if (paste->document != self->document
          || gtk_widget_get_root (GTK_WIDGET (paste->view)) == NULL)
        continue;
      if (paste->clip != NULL)
        {
          put_in (self, paste);
          put_files (self, paste);
        }
      if (paste->error != NULL && paste->error->domain != BT_TEXT_ERROR)
        bt_editor_pane_emit_failed (self, paste->error);
      else
        tell (self, paste);
    }
}

static void
set_ready (Paste *paste)
{
  paste->ready = TRUE;
  /* a word may be under composition again */
  bt_input_settle (GTK_WIDGET (paste->pane), finish_ready_cb, g_object_ref (paste->pane));
}

/* ---- pictures that came along ---- */

/* A picture that cannot be kept leaves its figure waiting: @info is %NULL. */
static void
put_picture (BtPaste *found, const char *hash, const BtPhotoInfo *info)
{
  for (guint i = 0; i < found->blocks->len; i++)
    {
      const BtBlock *block = g_ptr_array_index (found->blocks, i);

      for (guint j = 0; block->figure != NULL && j < block->figure->items->len; j++)
        {
          BtFigureItem *item = bt_figure_item (block->figure, j);

          if (g_strcmp0 (item->photo, hash) != 0)
            continue;
          if (info != NULL)
            bt_figure_item_take_photo (item, info);
          else
            {
              g_clear_pointer (&item->photo, g_free);
              found->n_missing++;
            }
        }
    }
}

static void keep_next (Paste *paste);

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Paste *paste = data;
  g_autofree char *hash = g_queue_pop_head (&paste->pictures);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPhotoInfo) info =
      bt_context_import_picture_finish (BT_CONTEXT (source), result, &error);

  put_picture (paste->clip->paste, hash, info);
  if (error != NULL && paste->error == NULL)
    paste->error = g_steal_pointer (&error);
  keep_next (paste);
}

/* One after the other: each takes a process and its memory. */
static void
keep_next (Paste *paste)
{
  BtPaste *found = paste->clip->paste;
  const char *hash = g_queue_peek_head (&paste->pictures);

  if (hash != NULL)
    {
      bt_context_import_picture_async (paste->pane->context,
                                       g_hash_table_lookup (found->pictures, hash), NULL,
                                       kept_cb, paste);
      return;
    }
  if (paste->error != NULL && bt_paste_is_pictures (found)
      && found->n_missing == found->blocks->len)
    g_clear_pointer (&paste->clip, bt_clip_free);
  set_ready (paste);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Paste *paste = data;
  GHashTableIter iter;
  gpointer hash;

  paste->clip = bt_clip_read_finish (result, &paste->error);
  if (paste->clip == NULL || paste->clip->paste == NULL || BT_IS_TEXT_FIELD (paste->view))
    {
      set_ready (paste);
      return;
    }
  g_hash_table_iter_init (&iter, paste->clip->paste->pictures);
  while (g_hash_table_iter_next (&iter, &hash, NULL))
    g_queue_push_tail (&paste->pictures, g_strdup (hash));
  keep_next (paste);
}

/* ---- what a person asks for ---- */

/* @offset: where, or -1 for the selection */
static void
begin (BtEditorPane *self,
       GtkTextView *view,
       int offset,
       GdkClipboard *clipboard,
       GdkDrop *drop,
       BtClipFlags flags)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  Paste *paste = g_new0 (Paste, 1);
  GtkTextIter start, end;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  if (offset >= 0)
    {
      gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
      end = start;
    }
  paste->pane = g_object_ref (self);
  paste->document = g_object_ref (self->document);
  paste->view = g_object_ref (view);
  paste->start = g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, &start, TRUE));
  paste->end = g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, &end, TRUE));
  g_set_object (&paste->drop, drop);
  if (BT_IS_TEXT_FIELD (view))
    flags |= BT_CLIP_NO_PICTURES;
  g_queue_push_tail (&self->pastes, paste);
  bt_clip_read_async (clipboard, drop, flags, read_cb, paste);
}

/* What has the keyboard, or had it before a menu took it. */
static GtkWidget *
get_target (BtEditorPane *self)
{
  GtkWidget *focus = self->root != NULL ? gtk_root_get_focus (self->root) : NULL;

  if (focus == GTK_WIDGET (self->body) || BT_IS_TEXT_FIELD (focus) || GTK_IS_TEXT (focus))
    return focus;
  return GTK_WIDGET (self->text);
}

static void
paste_from_clipboard (BtEditorPane *self, BtClipFlags flags)
{
  GtkWidget *target = get_target (self);

  if (GTK_IS_TEXT_VIEW (target))
    begin (self, GTK_TEXT_VIEW (target), -1, gtk_widget_get_clipboard (target), NULL,
           flags);
  else if (target != NULL) /* an entry takes plain text alone */
    gtk_widget_activate_action (target, "clipboard.paste", NULL);
}

static void
paste_act (BtEditorPane *self, GVariant *parameter)
{
  paste_from_clipboard (self, BT_CLIP_RICH);
}

static void
paste_plain_act (BtEditorPane *self, GVariant *parameter)
{
  paste_from_clipboard (self, BT_CLIP_PLAIN);
}

static void
cut_act (BtEditorPane *self, GVariant *parameter)
{
  GtkWidget *target = get_target (self);

  if (!GTK_IS_TEXT_VIEW (target))
    return;
  g_signal_emit_by_name (target, "copy-clipboard");
  bt_editor_pane_record (self);
  gtk_text_buffer_delete_selection (gtk_text_view_get_buffer (GTK_TEXT_VIEW (target)),
                                    TRUE, TRUE);
  bt_editor_pane_record (self);
}

static void
dropped_cb (BtBodyView *body, GdkDrop *drop, int offset, BtEditorPane *self)
{
  if (self->document == NULL)
    gdk_drop_finish (drop, 0);
  else
    begin (self, GTK_TEXT_VIEW (body), offset, NULL, drop, BT_CLIP_RICH);
}

static void
middle_click_cb (BtBodyView *body, int offset, BtEditorPane *self)
{
  if (self->document != NULL)
    begin (self, GTK_TEXT_VIEW (body), offset,
           gtk_widget_get_primary_clipboard (GTK_WIDGET (body)), NULL, BT_CLIP_PLAIN);
}

void
bt_editor_pane_init_paste (BtEditorPane *self)
{
  static const BtEditAction actions[] = {
    { "paste", paste_act, NULL, NULL },
    { "paste-plain", paste_plain_act, NULL, NULL },
    { "cut", cut_act, NULL, NULL },
  };

  g_queue_init (&self->pastes);
  bt_editor_pane_add_actions (self, actions, G_N_ELEMENTS (actions));
  g_signal_connect (self->body, "dropped", G_CALLBACK (dropped_cb), self);
  g_signal_connect (self->body, "middle-click", G_CALLBACK (middle_click_cb), self);
}
