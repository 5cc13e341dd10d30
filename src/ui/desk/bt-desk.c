/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-desk-private.h"

/* While an ingest runs, photos come one by one. */
#define REFRESH_MS 200

G_DEFINE_FINAL_TYPE (BtDesk, bt_desk, G_TYPE_OBJECT)

enum
{
  FAILED,
  STEPS,
  LOADED,
  CURRENT,
  COLLECT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* ---- filter and order ---- */

static gboolean
fits (int wanted, gboolean is)
{
  return wanted < 0 || (wanted != 0) == is;
}

gboolean
bt_desk_fits (BtDesk *self, BtPhotoItem *item)
{
  const BtDeskFilter *filter = &self->filter;
  const BtStoredPhoto *photo = bt_photo_item_get_stored (item);

  return photo->rating >= filter->min_rating && photo->rating <= filter->max_rating
         && (filter->marks == 0 || (filter->marks & 1u << photo->mark) != 0)
         && (filter->choices == 0 || (filter->choices & 1u << photo->choice) != 0)
         && fits (filter->captioned, photo->captioned)
         && fits (filter->used, photo->uses > 0);
}

static gboolean
filter_cb (gpointer item, gpointer data)
{
  return bt_desk_fits (data, item);
}

static int
compare_numbers (gint64 a, gint64 b)
{
  return a < b ? -1 : a > b;
}

/* One without a date comes after all others, whatever the direction. */
static int
compare_taken (const BtStoredPhoto *a, const BtStoredPhoto *b, int direction)
{
  gboolean has_a = a->taken != NULL && *a->taken != '\0';
  gboolean has_b = b->taken != NULL && *b->taken != '\0';

  if (has_a != has_b)
    return has_a ? -1 : 1;
  return has_a ? direction * g_strcmp0 (a->taken, b->taken) : 0;
}

static int
sort_cb (gconstpointer first, gconstpointer second, gpointer data)
{
  BtDesk *self = data;
  const BtStoredPhoto *a = bt_photo_item_get_stored ((gpointer)first);
  const BtStoredPhoto *b = bt_photo_item_get_stored ((gpointer)second);
  int direction = self->descending ? -1 : 1;
  int order = 0;

  switch (self->sort)
    {
    case BT_DESK_SORT_SCOPE:
      return 0;
    case BT_DESK_SORT_TAKEN:
      order = compare_taken (a, b, direction);
      break;
    case BT_DESK_SORT_NAME:
      break;
    case BT_DESK_SORT_RATING:
      order = direction * compare_numbers (a->rating, b->rating);
      break;
    case BT_DESK_SORT_IMPORTED:
      order = direction * compare_numbers (a->imported, b->imported);
      break;
    }
  if (order == 0)
    order =
        (self->sort == BT_DESK_SORT_NAME ? direction : 1) * g_strcmp0 (a->name, b->name);
  return order != 0 ? order : g_strcmp0 (a->hash, b->hash);
}

void
bt_desk_view_refilter (BtDesk *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter_model), GTK_FILTER_CHANGE_DIFFERENT);
  if (self->sort != BT_DESK_SORT_SCOPE)
    gtk_sorter_changed (GTK_SORTER (self->sorter), GTK_SORTER_CHANGE_DIFFERENT);
}

void
bt_desk_view_changed (BtDesk *self)
{
  g_autoptr (BtPhotoItem) heir = bt_desk_find_heir (self);
  gboolean selected = self->current != NULL
                      && gtk_selection_model_is_selected (
                          GTK_SELECTION_MODEL (self->selection), self->position);

  bt_desk_view_refilter (self);
  bt_desk_inherit (self, heir, selected);
}

/* ---- reading the scope ---- */

static void read_scope (BtDesk *self);

static void
clear_query (BtPhotoQuery *query)
{
  g_free ((char *)query->words);
  g_free ((char *)query->article);
  g_free ((char *)query->since);
  g_free ((char *)query->until);
  memset (query, 0, sizeof *query);
}

/* Returns: (transfer full) (element-type BtPhotoItem): an item for each row, the one that is
 * here already where there is one */
static GPtrArray *
items_for (BtDesk *self, GPtrArray *rows, gboolean *changed)
{
  GPtrArray *items = g_ptr_array_new_full (rows->len, g_object_unref);

  for (guint i = 0; i < rows->len; i++)
    {
      BtStoredPhoto *row = g_steal_pointer (&rows->pdata[i]);
      BtPhotoItem *item = g_hash_table_lookup (self->by_hash, row->hash);

      if (item == NULL)
        {
          g_ptr_array_add (items, bt_photo_item_new (row));
          continue;
        }
      *changed |= bt_photo_item_take (item, row);
      g_ptr_array_add (items, g_object_ref (item));
    }
  return items;
}

/* Only the part that differs is put in anew, so that views and selection stay. */
static void
show_items (BtDesk *self, GPtrArray *items)
{
  GListModel *model = G_LIST_MODEL (self->photos);
  guint n = g_list_model_get_n_items (model);
  guint start = 0, end = 0;

  while (start < n && start < items->len)
    {
      g_autoptr (BtPhotoItem) old = g_list_model_get_item (model, start);

      if (old != items->pdata[start])
        break;
      start++;
    }
  while (end < n - start && end < items->len - start)
    {
      g_autoptr (BtPhotoItem) old = g_list_model_get_item (model, n - end - 1);

      if (old != items->pdata[items->len - end - 1])
        break;
      end++;
    }
  g_hash_table_remove_all (self->by_hash);
  for (guint i = 0; i < items->len; i++)
    g_hash_table_insert (self->by_hash,
                         (gpointer)bt_photo_item_get_hash (items->pdata[i]),
                         items->pdata[i]);
  if (n - start - end > 0 || items->len - start - end > 0)
    g_list_store_splice (self->photos, start, n - start - end, items->pdata + start,
                         items->len - start - end);
}

typedef struct
{
  BtDesk *desk;
  guint64 generation;
} Reading;

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Reading *reading = data;
  g_autoptr (BtDesk) self = reading->desk;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
      bt_store_list_photos_finish (BT_STORE (source), result, &error);
  gboolean outdated = reading->generation != self->generation;
  gboolean changed = FALSE;

  self->reading = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (rows == NULL)
    bt_desk_tell_failed (self, error);
  else if (!outdated)
    {
      g_autoptr (GPtrArray) items = items_for (self, rows, &changed);

      show_items (self, items);
      if (self->fresh)
        {
          self->fresh = FALSE;
          gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
          bt_desk_set_current (self, 0);
        }
      if (changed)
        bt_desk_view_changed (self);
      g_signal_emit (self, signals[LOADED], 0);
    }
  if (outdated || self->read_again)
    read_scope (self);
}

static void
read_scope (BtDesk *self)
{
  Reading *reading;

  self->read_again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  reading = g_new0 (Reading, 1);
  reading->desk = g_object_ref (self);
  reading->generation = self->generation;
  bt_store_list_photos_async (self->store, &self->query, self->cancellable, listed_cb,
                              reading);
}

static gboolean
refresh_cb (gpointer data)
{
  BtDesk *self = data;

  self->refresh_source = 0;
  self->read_at = g_get_monotonic_time ();
  read_scope (self);
  return G_SOURCE_REMOVE;
}

void
bt_desk_refresh (BtDesk *self)
{
  if (self->refresh_source == 0 && !g_cancellable_is_cancelled (self->cancellable))
    {
      /* The first of them comes at once. */
      gint64 rest = (self->read_at - g_get_monotonic_time ()) / 1000 + REFRESH_MS;

      self->refresh_source =
          g_timeout_add ((guint)CLAMP (rest, 0, REFRESH_MS), refresh_cb, self);
    }
}

/* ---- object ---- */

static void
bt_desk_dispose (GObject *object)
{
  BtDesk *self = BT_DESK (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  /* what follows changes what is shown, and nobody is to hear of it any more */
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  /* The model outlives the desk where a view still holds it. */
  if (self->filter_model != NULL)
    gtk_custom_filter_set_filter_func (self->filter_model, NULL, NULL, NULL);
  if (self->sorter != NULL)
    gtk_custom_sorter_set_sort_func (self->sorter, NULL, NULL, NULL);
  bt_desk_clear_steps (self);
  g_clear_object (&self->current);
  g_clear_object (&self->selection);
  g_clear_object (&self->photos);

  G_OBJECT_CLASS (bt_desk_parent_class)->dispose (object);
}

static void
bt_desk_finalize (GObject *object)
{
  BtDesk *self = BT_DESK (object);

  bt_desk_clear_steps (self);
  g_clear_pointer (&self->settling, g_ptr_array_unref);
  clear_query (&self->query);
  g_clear_pointer (&self->by_hash, g_hash_table_unref);
  g_clear_object (&self->filter_model);
  g_clear_object (&self->sorter);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (bt_desk_parent_class)->finalize (object);
}

static void
bt_desk_class_init (BtDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = bt_desk_dispose;
  object_class->finalize = bt_desk_finalize;

  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[STEPS] = g_signal_new ("steps", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[LOADED] = g_signal_new ("loaded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[COLLECT] = g_signal_new ("collect", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[CURRENT] = g_signal_new ("current", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
bt_desk_init (BtDesk *self)
{
  static const BtDeskFilter all = BT_DESK_FILTER_ALL;
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;

  self->filter = all;
  self->sort = BT_DESK_SORT_TAKEN;
  self->cancellable = g_cancellable_new ();
  self->by_hash = g_hash_table_new (g_str_hash, g_str_equal);
  self->photos = g_list_store_new (BT_TYPE_PHOTO_ITEM);
  self->filter_model = gtk_custom_filter_new (filter_cb, self, NULL);
  self->sorter = gtk_custom_sorter_new (sort_cb, self, NULL);
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->photos)),
                                        g_object_ref (GTK_FILTER (self->filter_model)));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered),
                                    g_object_ref (GTK_SORTER (self->sorter)));
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (sorted));
  bt_desk_init_steps (self);
  bt_desk_init_current (self);
}

BtDesk *
bt_desk_new (BtContext *context)
{
  BtDesk *self;

  g_return_val_if_fail (BT_IS_CONTEXT (context), NULL);

  self = g_object_new (BT_TYPE_DESK, NULL);
  self->context = g_object_ref (context);
  self->store = bt_context_get_store (context);
  g_signal_connect_object (self->store, "photos-changed", G_CALLBACK (bt_desk_refresh),
                           self, G_CONNECT_SWAPPED);
  return self;
}

BtContext *
bt_desk_get_context (BtDesk *self)
{
  g_return_val_if_fail (BT_IS_DESK (self), NULL);

  return self->context;
}

void
bt_desk_tell_failed (BtDesk *self, const GError *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

void
bt_desk_tell_steps (BtDesk *self)
{
  g_signal_emit (self, signals[STEPS], 0);
}

void
bt_desk_tell_current (BtDesk *self)
{
  g_signal_emit (self, signals[CURRENT], 0);
}

void
bt_desk_collect (BtDesk *self)
{
  g_return_if_fail (BT_IS_DESK (self));

  g_signal_emit (self, signals[COLLECT], 0);
}

void
bt_desk_close (BtDesk *self)
{
  g_return_if_fail (BT_IS_DESK (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
}

void
bt_desk_set_scope (BtDesk *self, const BtPhotoQuery *query)
{
  BtPhotoQuery copy;

  g_return_if_fail (BT_IS_DESK (self));
  g_return_if_fail (query != NULL);

  bt_desk_collect (self);
  copy = *query;
  copy.words = g_strdup (query->words);
  copy.article = g_strdup (query->article);
  copy.since = g_strdup (query->since);
  copy.until = g_strdup (query->until);
  clear_query (&self->query);
  self->query = copy;
  self->fresh = TRUE;
  self->generation++;
  read_scope (self);
}

void
bt_desk_set_filter (BtDesk *self, const BtDeskFilter *filter)
{
  g_return_if_fail (BT_IS_DESK (self));
  g_return_if_fail (filter != NULL);

  self->filter = *filter;
  bt_desk_view_changed (self);
}

void
bt_desk_get_filter (BtDesk *self, BtDeskFilter *filter)
{
  g_return_if_fail (BT_IS_DESK (self));
  g_return_if_fail (filter != NULL);

  *filter = self->filter;
}

void
bt_desk_set_sort (BtDesk *self, BtDeskSort sort, gboolean descending)
{
  g_return_if_fail (BT_IS_DESK (self));

  self->sort = sort;
  self->descending = descending;
  gtk_sorter_changed (GTK_SORTER (self->sorter), GTK_SORTER_CHANGE_DIFFERENT);
}

GtkMultiSelection *
bt_desk_get_selection (BtDesk *self)
{
  g_return_val_if_fail (BT_IS_DESK (self), NULL);

  return self->selection;
}

guint
bt_desk_get_n_all (BtDesk *self)
{
  g_return_val_if_fail (BT_IS_DESK (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->photos));
}

GPtrArray *
bt_desk_get_all (BtDesk *self)
{
  GPtrArray *items;
  guint n;

  g_return_val_if_fail (BT_IS_DESK (self), NULL);

  items = g_ptr_array_new_with_free_func (g_object_unref);
  n = bt_desk_get_n_all (self);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (self->photos), i));
  return items;
}

GPtrArray *
bt_desk_get_selected (BtDesk *self)
{
  g_autoptr (GtkBitset) chosen = NULL;
  GPtrArray *items;
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (BT_IS_DESK (self), NULL);

  items = g_ptr_array_new_with_free_func (g_object_unref);
  chosen = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  if (gtk_bitset_iter_init_first (&iter, chosen, &position))
    do
      g_ptr_array_add (items,
                       g_list_model_get_item (G_LIST_MODEL (self->selection), position));
    while (gtk_bitset_iter_next (&iter, &position));
  return items;
}

BtPhotoItem *
bt_desk_find (BtDesk *self, const char *hash)
{
  g_return_val_if_fail (BT_IS_DESK (self), NULL);
  g_return_val_if_fail (hash != NULL, NULL);

  return g_hash_table_lookup (self->by_hash, hash);
}
