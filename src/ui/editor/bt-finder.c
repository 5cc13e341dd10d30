/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-finder-private.h"

#include <adwaita.h>

/* After an edit; while somebody types on, nothing flickers. */
#define AGAIN_MS 150
#define PAINT_MS 30
/* Words in so much text are found in a few milliseconds. */
#define SMALL_BYTES 200000

enum
{
  UPDATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtFinder, bt_finder, G_TYPE_OBJECT)

/* ---- from where on ---- */

static void
drop_origin (BtFinder *self)
{
  if (self->origin != NULL && !gtk_text_mark_get_deleted (self->origin))
    gtk_text_buffer_delete_mark (gtk_text_mark_get_buffer (self->origin), self->origin);
  g_clear_object (&self->origin);
  g_clear_weak_pointer (&self->origin_view);
}

static void
set_origin (BtFinder *self, GtkTextView *view, int offset)
{
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  drop_origin (self);
  buffer = gtk_text_view_get_buffer (view);
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, offset);
  g_set_weak_pointer (&self->origin_view, view);
  self->origin = g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, &iter, TRUE));
}

/* The place of the origin among the texts: the last one that begins before it. */
static void
find_origin (BtFinder *self, guint *text, guint *offset)
{
  GtkTextIter iter;
  int at;

  *text = *offset = 0;
  if (self->origin_view == NULL || gtk_text_mark_get_deleted (self->origin))
    return;
  gtk_text_buffer_get_iter_at_mark (gtk_text_view_get_buffer (self->origin_view), &iter,
                                    self->origin);
  at = gtk_text_iter_get_offset (&iter);
  for (guint i = 0; i < self->texts->len; i++)
    {
      const BtViewText *one = self->texts->pdata[i];

      /* who said a quotation stands behind its text, on the same line */
      if (one->view == self->origin_view && one->base <= at
          && !(one->inside && i > 0
               && ((const BtViewText *)self->texts->pdata[i - 1])->base == one->base))
        {
          *text = i;
          *offset = one->inside ? 0 : (guint)(at - one->base);
        }
    }
}

static int
first_from_origin (BtFinder *self)
{
  guint text, offset;

  if (self->hits->len == 0)
    return -1;
  find_origin (self, &text, &offset);
  for (guint i = 0; i < self->hits->len; i++)
    {
      const BtFinderHit *hit = &g_array_index (self->hits, BtFinderHit, i);

      if (hit->text > text || (hit->text == text && hit->hit.start >= offset))
        return (int)i;
    }
  return 0;
}

/* ---- searching ---- */

/* What a thread needs. */
typedef struct
{
  BtFind *find;
  GPtrArray *texts; /* GRefString */
  GArray *hits;     /* BtFinderHit */
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  bt_find_unref (search->find);
  g_ptr_array_unref (search->texts);
  g_clear_pointer (&search->hits, g_array_unref);
  g_free (search);
}

static gboolean
search_texts (Search *search, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + BT_FINDER_SECONDS * G_USEC_PER_SEC;

  search->hits = g_array_new (FALSE, FALSE, sizeof (BtFinderHit));
  for (guint i = 0; i < search->texts->len; i++)
    {
      g_autoptr (GArray) hits =
          bt_find_all (search->find, search->texts->pdata[i], deadline, error);

      if (hits == NULL)
        return FALSE;
      for (guint h = 0; h < hits->len; h++)
        {
          BtFinderHit hit = { i, g_array_index (hits, BtHit, h) };

          g_array_append_val (search->hits, hit);
        }
      if (g_get_monotonic_time () > deadline)
        {
          g_set_error_literal (error, BT_FIND_ERROR, BT_FIND_ERROR_TOO_COMPLEX,
                               "Too slow");
          return FALSE;
        }
    }
  return TRUE;
}

static void
search_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (search_texts (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void search_now (BtFinder *self);

static void
take_hits (BtFinder *self, Search *search, GError *error)
{
  gboolean stepping = self->stepping;
  int steps = self->steps;

  g_clear_pointer (&self->hits, g_array_unref);
  g_clear_error (&self->error);
  self->stepping = FALSE;
  self->steps = 0;
  self->error = error;
  self->hits = error == NULL ? g_steal_pointer (&search->hits)
                             : g_array_new (FALSE, FALSE, sizeof (BtFinderHit));
  self->current = first_from_origin (self);
  bt_finder_paint (self);
  g_signal_emit (self, signals[UPDATED], 0);
  if (stepping)
    bt_finder_step (self, steps);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BtFinder *self = BT_FINDER (source);
  Search *search = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  self->running = FALSE;
  g_task_propagate_boolean (G_TASK (result), &error);
  if (self->outdated)
    {
      g_clear_error (&error);
      search_now (self);
    }
  else if (self->find != NULL)
    take_hits (self, search, error);
  else
    g_clear_error (&error);
}

static Search *
make_search (BtFinder *self, gsize *bytes)
{
  Search *search = g_new0 (Search, 1);

  search->find = bt_find_ref (self->find);
  search->texts = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ref_string_release);
  *bytes = 0;
  for (guint i = 0; i < self->texts->len; i++)
    {
      const BtViewText *text = self->texts->pdata[i];

      *bytes += g_ref_string_length (text->text);
      g_ptr_array_add (search->texts, g_ref_string_acquire (text->text));
    }
  return search;
}

static void
search_now (BtFinder *self)
{
  Search *search;
  gsize bytes;

  g_clear_handle_id (&self->due_source, g_source_remove);
  self->outdated = self->running;
  if (self->running || self->find == NULL)
    return;
  bt_finder_unpaint (self);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  self->texts = bt_body_view_collect_texts (self->body);
  search = make_search (self, &bytes);
  if (bytes <= SMALL_BYTES && !bt_find_is_regex (self->find))
    {
      GError *error = NULL;

      search_texts (search, &error);
      take_hits (self, search, error);
      search_free (search);
    }
  else
    {
      g_autoptr (GTask) task = g_task_new (self, NULL, searched_cb, NULL);

      self->running = TRUE;
      g_task_set_task_data (task, search, search_free);
      g_task_run_in_thread (task, search_thread);
      g_signal_emit (self, signals[UPDATED], 0);
    }
}

static gboolean
due_cb (gpointer data)
{
  BtFinder *self = data;

  self->due_source = 0;
  search_now (self);
  return G_SOURCE_REMOVE;
}

/* ---- what is seen changes ---- */

static gboolean
paint_cb (gpointer data)
{
  BtFinder *self = data;

  self->paint_source = 0;
  if (self->hits != NULL && !bt_finder_is_searching (self))
    bt_finder_paint (self);
  return G_SOURCE_REMOVE;
}

static void
scrolled_cb (BtFinder *self)
{
  if (self->find != NULL && self->paint_source == 0)
    self->paint_source = g_timeout_add (PAINT_MS, paint_cb, self);
}

static void
watch_scrolling (BtFinder *self)
{
  GtkAdjustment *adjustment =
      gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->body));

  if (adjustment == self->adjustment)
    return;
  if (self->adjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustment, self);
  g_set_object (&self->adjustment, adjustment);
  if (adjustment == NULL)
    return;
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
}

/* ---- type ---- */

static void
bt_finder_dispose (GObject *object)
{
  BtFinder *self = BT_FINDER (object);

  g_clear_handle_id (&self->due_source, g_source_remove);
  g_clear_handle_id (&self->paint_source, g_source_remove);
  g_clear_object (&self->adjustment);
  drop_origin (self);
  g_clear_pointer (&self->find, bt_find_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->hits, g_array_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (bt_finder_parent_class)->dispose (object);
}

static void
bt_finder_class_init (BtFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_finder_dispose;

  signals[UPDATED] = g_signal_new ("updated", BT_TYPE_FINDER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
bt_finder_init (BtFinder *self)
{
  self->current = -1;
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
}

/* ---- public ---- */

BtFinder *
bt_finder_new (BtBodyView *body)
{
  BtFinder *self = g_object_new (BT_TYPE_FINDER, NULL);

  self->body = body;
  return self;
}

void
bt_finder_set_find (BtFinder *self, BtFind *find)
{
  g_return_if_fail (BT_IS_FINDER (self));

  g_clear_pointer (&self->find, bt_find_unref);
  self->stepping = FALSE;
  self->steps = 0;
  if (find != NULL)
    {
      self->find = bt_find_ref (find);
      watch_scrolling (self);
      search_now (self);
      return;
    }
  g_clear_handle_id (&self->due_source, g_source_remove);
  self->outdated = FALSE;
  bt_finder_unpaint (self);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->hits, g_array_unref);
  g_clear_error (&self->error);
  self->current = -1;
  g_signal_emit (self, signals[UPDATED], 0);
}

BtFind *
bt_finder_get_find (BtFinder *self)
{
  g_return_val_if_fail (BT_IS_FINDER (self), NULL);
  return self->find;
}

void
bt_finder_start_at_caret (BtFinder *self)
{
  GtkTextView *view;
  GtkRoot *root;
  GtkWidget *focus;
  GtkTextIter start;

  g_return_if_fail (BT_IS_FINDER (self));

  view = GTK_TEXT_VIEW (self->body);
  root = gtk_widget_get_root (GTK_WIDGET (self->body));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if (GTK_IS_TEXT_VIEW (focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->body)))
    view = GTK_TEXT_VIEW (focus);
  gtk_text_buffer_get_selection_bounds (gtk_text_view_get_buffer (view), &start, NULL);
  bt_finder_start_at (self, view, gtk_text_iter_get_offset (&start));
}

void
bt_finder_start_at (BtFinder *self, GtkTextView *view, int offset)
{
  g_return_if_fail (BT_IS_FINDER (self));
  g_return_if_fail (GTK_IS_TEXT_VIEW (view));

  set_origin (self, view, offset);
  if (self->hits != NULL && !bt_finder_is_searching (self))
    self->current = first_from_origin (self);
}

void
bt_finder_queue (BtFinder *self)
{
  g_return_if_fail (BT_IS_FINDER (self));

  if (self->find == NULL)
    return;
  g_clear_handle_id (&self->due_source, g_source_remove);
  self->due_source = g_timeout_add (AGAIN_MS, due_cb, self);
}

void
bt_finder_step (BtFinder *self, int step)
{
  const BtViewText *text;
  int n, start;

  g_return_if_fail (BT_IS_FINDER (self));

  if (self->due_source != 0)
    search_now (self);
  if (bt_finder_is_searching (self))
    {
      self->stepping = TRUE;
      self->steps += step;
      return;
    }
  if (self->current < 0)
    return;
  n = (int)self->hits->len;
  self->current = ((self->current + step) % n + n) % n;
  text = self->texts->pdata[g_array_index (self->hits, BtFinderHit, self->current).text];
  start = text->base;
  if (!text->inside)
    start += (int)g_array_index (self->hits, BtFinderHit, self->current).hit.start;
  set_origin (self, text->view, start);
  bt_finder_paint (self);
  bt_body_view_reveal (self->body, text->view, start);
  g_signal_emit (self, signals[UPDATED], 0);
}

guint
bt_finder_get_n_hits (BtFinder *self)
{
  g_return_val_if_fail (BT_IS_FINDER (self), 0);
  return self->hits != NULL ? self->hits->len : 0;
}

guint
bt_finder_get_position (BtFinder *self)
{
  g_return_val_if_fail (BT_IS_FINDER (self), 0);
  return (guint)(self->current + 1);
}

gboolean
bt_finder_is_searching (BtFinder *self)
{
  g_return_val_if_fail (BT_IS_FINDER (self), FALSE);
  return self->find != NULL && (self->running || self->due_source != 0);
}

const GError *
bt_finder_get_error (BtFinder *self)
{
  g_return_val_if_fail (BT_IS_FINDER (self), NULL);
  return self->error;
}

const BtViewText *
bt_finder_get_hit (BtFinder *self, BtHit *hit)
{
  const BtFinderHit *found;

  g_return_val_if_fail (BT_IS_FINDER (self), NULL);
  g_return_val_if_fail (hit != NULL, NULL);

  if (self->due_source != 0)
    search_now (self);
  if (bt_finder_is_searching (self) || self->current < 0)
    return NULL;
  found = &g_array_index (self->hits, BtFinderHit, self->current);
  *hit = found->hit;
  return self->texts->pdata[found->text];
}

gboolean
bt_finder_select (BtFinder *self)
{
  const BtViewText *text;
  GtkTextBuffer *buffer;
  GtkTextIter start, end;
  BtHit hit;

  g_return_val_if_fail (BT_IS_FINDER (self), FALSE);

  text = bt_finder_get_hit (self, &hit);
  if (text == NULL)
    return FALSE;
  buffer = gtk_text_view_get_buffer (text->view);
  gtk_text_buffer_get_iter_at_offset (buffer, &start,
                                      text->base + (text->inside ? 0 : (int)hit.start));
  gtk_text_buffer_get_iter_at_offset (buffer, &end,
                                      text->base + (text->inside ? 0 : (int)hit.end));
  gtk_text_buffer_select_range (buffer, &end, &start);
  gtk_widget_grab_focus (GTK_WIDGET (text->view));
  return TRUE;
}
