/* How long the article, or what is selected of it, is.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-editor-pane-private.h"

/* Counted after a moment of typing, and never more than a twentieth of the time: 10,000
 * words take a millisecond. */
#define COUNT_MS 250
#define COST_FACTOR 20

static GtkTextView *
watched_text (BtEditorPane *self)
{
  GtkWidget *focus = self->root != NULL ? gtk_root_get_focus (self->root) : NULL;

  if (GTK_IS_TEXT_VIEW (focus)
      && (focus == GTK_WIDGET (self->body)
          || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->body))))
    return GTK_TEXT_VIEW (focus);
  return NULL;
}

static gboolean
count_selection (BtEditorPane *self, BtTextCount *count)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  if (self->status_buffer == NULL
      || !gtk_text_buffer_get_selection_bounds (self->status_buffer, &start, &end))
    return FALSE;
  text = gtk_text_iter_get_slice (&start, &end);
  bt_text_count (text, count);
  return TRUE;
}

static guint
target_of (BtEditorPane *self, const BtArticle *article)
{
  const char *genre = bt_article_get (article, BT_FIELD_GENRE);

  if (self->settings == NULL)
    return 0;
  for (guint i = 0; bt_genres ()[i] != NULL; i++)
    if (g_str_equal (bt_genres ()[i], genre))
      {
        g_autofree char *key = g_strconcat ("target-", genre, NULL);

        return (guint)g_settings_get_int (self->settings, key);
      }
  return 0;
}

static gboolean
count_cb (gpointer data)
{
  BtEditorPane *self = data;
  gint64 start = g_get_monotonic_time ();
  BtTextCount selection = { 0, 0, 0 };
  const BtArticle *article;
  BtTextCount count;
  gboolean selected;

  self->count_source = 0;
  if (self->document == NULL)
    return G_SOURCE_REMOVE;
  article = bt_editor_pane_get_article (self);
  count = bt_article_count (article);
  selected = count_selection (self, &selection);
  bt_status_line_set_target (self->status, target_of (self, article));
  bt_status_line_set_counts (self->status, &count, selected ? &selection : NULL);
  self->count_cost_ms = (guint)((g_get_monotonic_time () - start) / 1000);
  return G_SOURCE_REMOVE;
}

static void
queue_count (BtEditorPane *self)
{
  if (self->count_source == 0)
    self->count_source =
        g_timeout_add (MAX (COUNT_MS, COST_FACTOR * self->count_cost_ms), count_cb, self);
}

static void
mark_set_cb (BtEditorPane *self, GtkTextIter *at, GtkTextMark *mark)
{
  if (gtk_text_mark_get_name (mark) != NULL)
    queue_count (self);
}

static void
focus_changed_cb (BtEditorPane *self)
{
  GtkTextView *view = watched_text (self);

  /* in the bars and menus the selection that was counted still stands */
  if (view == NULL || gtk_text_view_get_buffer (view) == self->status_buffer)
    return;
  if (self->status_buffer != NULL)
    g_signal_handlers_disconnect_by_func (self->status_buffer, mark_set_cb, self);
  g_set_weak_pointer (&self->status_buffer, gtk_text_view_get_buffer (view));
  g_signal_connect_object (self->status_buffer, "mark-set", G_CALLBACK (mark_set_cb),
                           self, G_CONNECT_SWAPPED);
  queue_count (self);
}

void
bt_editor_pane_watch_selection (BtEditorPane *self)
{
  g_signal_connect_object (self->root, "notify::focus-widget",
                           G_CALLBACK (focus_changed_cb), self, G_CONNECT_SWAPPED);
}

void
bt_editor_pane_init_status (BtEditorPane *self)
{
  self->status = BT_STATUS_LINE (bt_status_line_new ());
  gtk_box_append (self->bottom_box, GTK_WIDGET (self->status));
  g_signal_connect (self, "edited", G_CALLBACK (queue_count), NULL);
  g_signal_connect (self, "history-changed", G_CALLBACK (queue_count), NULL);
}

void
bt_editor_pane_dispose_status (BtEditorPane *self)
{
  g_clear_handle_id (&self->count_source, g_source_remove);
  if (self->status_buffer != NULL)
    g_signal_handlers_disconnect_by_func (self->status_buffer, mark_set_cb, self);
  g_clear_weak_pointer (&self->status_buffer);
}

void
bt_editor_pane_start_status (BtEditorPane *self)
{
  for (guint i = 0; self->settings != NULL && bt_genres ()[i] != NULL; i++)
    {
      g_autofree char *signal = g_strconcat ("changed::target-", bt_genres ()[i], NULL);

      g_signal_connect_object (self->settings, signal, G_CALLBACK (queue_count), self,
                               G_CONNECT_SWAPPED);
    }
}
