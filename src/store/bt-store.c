/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/bt-store.h"

#include "store/bt-store-thread.h"

/* What waits to be told in the context that made the store. It outlives the store when a
 * source is still queued then. */
typedef struct
{
  GWeakRef store;
  GMainContext *context;
  GMutex mutex;
  BtStoreChanges *changes; /* under mutex; %NULL when nothing waits */
} Teller;

struct _BtStore
{
  GObject parent_instance;

  BtStoreThread *thread;
  Teller *teller;
};

enum
{
  CHANGED,
  PHOTOS_CHANGED,
  WORDS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtStore, bt_store, G_TYPE_OBJECT)

/* Written out: the outbox keeps this name, and the macro's would depend on layout. */
GQuark
bt_store_error_quark (void)
{
  return g_quark_from_static_string ("bt-store-error");
}

static void
teller_clear (gpointer data)
{
  Teller *self = data;

  g_weak_ref_clear (&self->store);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_clear_pointer (&self->changes, bt_store_changes_free);
}

static void
teller_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, teller_clear);
}

static Teller *
teller_new (BtStore *store)
{
  Teller *self = g_atomic_rc_box_new0 (Teller);

  g_weak_ref_init (&self->store, store);
  self->context = g_main_context_ref_thread_default ();
  g_mutex_init (&self->mutex);
  return self;
}

static void
tell_articles (BtStore *self, GHashTable *uuids)
{
  GHashTableIter iter;
  gpointer uuid;

  g_hash_table_iter_init (&iter, uuids);
  while (g_hash_table_iter_next (&iter, &uuid, NULL))
    g_signal_emit (self, signals[CHANGED], 0, *(char *)uuid ? uuid : NULL);
}

static void
tell_photos (BtStore *self, GHashTable *hashes)
{
  g_autofree char **list = (char **)g_hash_table_get_keys_as_array (hashes, NULL);

  g_signal_emit (self, signals[PHOTOS_CHANGED], 0,
                 g_hash_table_contains (hashes, "") ? NULL : list);
}

static gboolean
tell_cb (gpointer data)
{
  Teller *self = data;
  g_autoptr (BtStore) store = g_weak_ref_get (&self->store);
  BtStoreChanges *changes;

  g_mutex_lock (&self->mutex);
  changes = g_steal_pointer (&self->changes);
  g_mutex_unlock (&self->mutex);
  if (store && changes->articles)
    tell_articles (store, changes->articles);
  if (store && changes->photos)
    tell_photos (store, changes->photos);
  if (store && changes->words)
    g_signal_emit (store, signals[WORDS_CHANGED], 0);
  bt_store_changes_free (changes);
  return G_SOURCE_REMOVE;
}

/* In the store's thread. Changes that nobody was told of yet are told together. */
static void
changed_cb (BtStoreChanges *changes, gpointer data)
{
  Teller *self = data;

  g_mutex_lock (&self->mutex);
  if (self->changes)
    bt_store_changes_add (self->changes, changes);
  else
    {
      g_autoptr (GSource) source = g_idle_source_new ();

      self->changes = changes;
      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_callback (source, tell_cb, g_atomic_rc_box_acquire (self),
                             teller_unref);
      g_source_set_static_name (source, "[bt] store changed");
      g_source_attach (source, self->context);
    }
  g_mutex_unlock (&self->mutex);
}

static void
bt_store_finalize (GObject *object)
{
  BtStore *self = BT_STORE (object);

  if (self->thread)
    {
      bt_store_thread_stop (self->thread);
      bt_store_thread_unref (self->thread);
    }
  if (self->teller)
    teller_unref (self->teller);
  G_OBJECT_CLASS (bt_store_parent_class)->finalize (object);
}

static void
bt_store_class_init (BtStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = bt_store_finalize;

  signals[CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PHOTOS_CHANGED] =
      g_signal_new ("photos-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRV);
  signals[WORDS_CHANGED] =
      g_signal_new ("words-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bt_store_init (BtStore *self)
{
}

BtStore *
bt_store_new (const char *path)
{
  BtStore *self;

  g_return_val_if_fail (path, NULL);

  self = g_object_new (BT_TYPE_STORE, NULL);
  self->teller = teller_new (self);
  self->thread = bt_store_thread_new (
      path, changed_cb, g_atomic_rc_box_acquire (self->teller), teller_unref);
  return self;
}

void
bt_store_close_sync (BtStore *self)
{
  g_return_if_fail (BT_IS_STORE (self));

  bt_store_thread_stop (self->thread);
}

gboolean
bt_store_run (BtStore *self,
              BtStoreAccess access,
              BtStoreWork work,
              gpointer request,
              GError **error)
{
  return bt_store_thread_run (self->thread, access, work, request, error);
}

void
bt_store_queue (BtStore *self,
                BtStoreAccess access,
                BtStoreWork work,
                gpointer request,
                GDestroyNotify free_request,
                gpointer source_tag,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  /* What was written is told as written, also when it was cancelled too late. */
  g_task_set_check_cancellable (task, FALSE);
  bt_store_thread_queue (self->thread, access, work, request, free_request, task);
}

gpointer
bt_store_queue_finish (BtStore *self,
                       GAsyncResult *result,
                       gpointer source_tag,
                       GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, source_tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
