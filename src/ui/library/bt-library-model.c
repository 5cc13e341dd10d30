/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/library/bt-library-model.h"

#include "text/bt-text.h"

/* Several changes in a row are one question. */
#define REFRESH_AFTER_MS 150
#define TICK_SECONDS 30

struct _BtLibraryModel
{
  GObject parent_instance;

  BtStore *store;
  GPtrArray *items;     /* BtArticleItem */
  GHashTable *outbox;   /* uuid → BtOutboxRow */
  GHashTable *sections; /* a set of names */

  char *words;
  int status;
  gboolean trashed;

  guint refresh_source;
  guint tick_source;
  gboolean asking;
  gboolean again; /* something changed while we were asking */
  GCancellable *cancellable;
};

enum
{
  LOADED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BtLibraryModel,
                               bt_library_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* ---- taking an answer in ---- */

/* Only what differs is announced, so that the view keeps its place. */
static void
take_items (BtLibraryModel *self, GPtrArray *now)
{
  g_autoptr (GPtrArray) before = self->items;
  guint prefix = 0, suffix = 0;

  while (prefix < before->len && prefix < now->len
         && before->pdata[prefix] == now->pdata[prefix])
    prefix++;
  while (suffix < before->len - prefix && suffix < now->len - prefix
         && before->pdata[before->len - 1 - suffix] == now->pdata[now->len - 1 - suffix])
    suffix++;

  self->items = now;
  if (before->len != now->len || prefix < now->len)
    g_list_model_items_changed (G_LIST_MODEL (self), prefix,
                                before->len - prefix - suffix,
                                now->len - prefix - suffix);
}

static void
take_articles (BtLibraryModel *self, GPtrArray *articles)
{
  GPtrArray *now = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->items->len; i++)
    {
      BtArticleItem *item = self->items->pdata[i];

      g_hash_table_insert (known, bt_article_item_get_article (item)->uuid, item);
    }
  for (guint i = 0; i < articles->len; i++)
    {
      const BtStoredArticle *article = articles->pdata[i];
      BtArticleItem *item = g_hash_table_lookup (known, article->uuid);

      /* an update frees the string that is the key */
      g_hash_table_remove (known, article->uuid);

      if (item != NULL)
        bt_article_item_update (g_object_ref (item), article);
      else
        item = bt_article_item_new (article);
      bt_article_item_set_outbox (item,
                                  g_hash_table_lookup (self->outbox, article->uuid));
      g_ptr_array_add (now, item);
      if (*article->section != '\0')
        g_hash_table_add (self->sections, g_strdup (article->section));
    }
  take_items (self, now);
}

static void
take_outbox (BtLibraryModel *self, GPtrArray *rows)
{
  g_hash_table_remove_all (self->outbox);
  for (guint i = 0; i < rows->len; i++)
    {
      const BtOutboxRow *row = rows->pdata[i];

      /* the newest of an article's rows, one for each account, speaks for it */
      g_hash_table_replace (self->outbox, g_strdup (row->uuid), bt_outbox_row_copy (row));
    }
}

/* ---- asking ---- */

static void
done_asking (BtLibraryModel *self, const GError *error)
{
  self->asking = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    g_signal_emit (self, signals[FAILED], 0, error);
  else
    g_signal_emit (self, signals[LOADED], 0);
  if (self->again)
    bt_library_model_refresh (self);
}

static void
articles_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtLibraryModel) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) articles =
      bt_store_list_articles_finish (BT_STORE (source), result, &error);

  if (articles != NULL)
    take_articles (self, articles);
  done_asking (self, error);
}

static void
outbox_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtLibraryModel) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
      bt_store_list_outbox_finish (BT_STORE (source), result, &error);
  BtStoreQuery query = { 0 };

  if (rows == NULL)
    {
      done_asking (self, error);
      return;
    }
  take_outbox (self, rows);
  query.words = self->words;
  query.status = self->status;
  query.trashed = self->trashed;
  bt_store_list_articles_async (self->store, &query, self->cancellable, articles_cb,
                                g_object_ref (self));
}

static gboolean
refresh_cb (gpointer data)
{
  BtLibraryModel *self = data;

  self->refresh_source = 0;
  self->asking = TRUE;
  self->again = FALSE;
  bt_store_list_outbox_async (self->store, FALSE, self->cancellable, outbox_cb,
                              g_object_ref (self));
  return G_SOURCE_REMOVE;
}

void
bt_library_model_refresh (BtLibraryModel *self)
{
  g_return_if_fail (BT_IS_LIBRARY_MODEL (self));

  if (self->asking)
    self->again = TRUE;
  else if (self->refresh_source == 0)
    self->refresh_source = g_timeout_add (REFRESH_AFTER_MS, refresh_cb, self);
}

static gboolean
tick_cb (gpointer data)
{
  BtLibraryModel *self = data;

  for (guint i = 0; i < self->items->len; i++)
    bt_article_item_tick (self->items->pdata[i]);
  return G_SOURCE_CONTINUE;
}

/* ---- type ---- */

static GType
get_item_type (GListModel *model)
{
  return BT_TYPE_ARTICLE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return BT_LIBRARY_MODEL (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  BtLibraryModel *self = BT_LIBRARY_MODEL (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
bt_library_model_dispose (GObject *object)
{
  BtLibraryModel *self = BT_LIBRARY_MODEL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_handle_id (&self->tick_source, g_source_remove);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (bt_library_model_parent_class)->dispose (object);
}

static void
bt_library_model_finalize (GObject *object)
{
  BtLibraryModel *self = BT_LIBRARY_MODEL (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->items);
  g_hash_table_unref (self->outbox);
  g_hash_table_unref (self->sections);
  g_free (self->words);

  G_OBJECT_CLASS (bt_library_model_parent_class)->finalize (object);
}

static void
bt_library_model_class_init (BtLibraryModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bt_library_model_dispose;
  object_class->finalize = bt_library_model_finalize;

  signals[LOADED] = g_signal_new ("loaded", BT_TYPE_LIBRARY_MODEL, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", BT_TYPE_LIBRARY_MODEL, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
bt_library_model_init (BtLibraryModel *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->outbox = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify)bt_outbox_row_free);
  self->sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->status = -1;
  self->cancellable = g_cancellable_new ();
  self->tick_source = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
}

/* ---- public ---- */

BtLibraryModel *
bt_library_model_new (BtStore *store)
{
  BtLibraryModel *self;

  g_return_val_if_fail (BT_IS_STORE (store), NULL);

  self = g_object_new (BT_TYPE_LIBRARY_MODEL, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_swapped (store, "changed", G_CALLBACK (bt_library_model_refresh),
                            self);
  bt_library_model_refresh (self);
  return self;
}

void
bt_library_model_set_query (BtLibraryModel *self,
                            const char *words,
                            int status,
                            gboolean trashed)
{
  g_return_if_fail (BT_IS_LIBRARY_MODEL (self));

  g_free (self->words);
  self->words = words != NULL && *words != '\0' ? g_strdup (words) : NULL;
  self->status = status;
  self->trashed = trashed;
  bt_library_model_refresh (self);
}

guint
bt_library_model_find (BtLibraryModel *self, const char *uuid)
{
  g_return_val_if_fail (BT_IS_LIBRARY_MODEL (self), G_MAXUINT);

  for (guint i = 0; i < self->items->len; i++)
    if (g_strcmp0 (bt_article_item_get_article (self->items->pdata[i])->uuid, uuid) == 0)
      return i;
  return G_MAXUINT;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return bt_text_collate (*(const char *const *)a, *(const char *const *)b);
}

char **
bt_library_model_get_sections (BtLibraryModel *self)
{
  g_autoptr (GPtrArray) names = NULL;
  GHashTableIter iter;
  gpointer name;

  g_return_val_if_fail (BT_IS_LIBRARY_MODEL (self), NULL);

  names = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, self->sections);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **)g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

const BtOutboxRow *
bt_library_model_get_outbox (BtLibraryModel *self, const char *uuid)
{
  g_return_val_if_fail (BT_IS_LIBRARY_MODEL (self), NULL);
  return uuid != NULL ? g_hash_table_lookup (self->outbox, uuid) : NULL;
}
