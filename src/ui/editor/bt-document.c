/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-document.h"

/* Typed, waited, written and synced: well under a second. */
#define SAVE_AFTER_MS 350
#define RETRY_FIRST_MS 1000
#define RETRY_MOST_MS 15000

struct _BtDocument
{
  GObject parent_instance;

  BtStore *store;
  BtArticle *article; /* as collected last */
  BtArticle *base;    /* as it is on the disk, as far as we know; %NULL before that */
  BtArticle *writing; /* as it is being written */
  gint64 revision;
  BtCollectFunc collect;
  BtSettleFunc settle;
  gpointer collect_data;

  guint64 generation; /* counts changes */
  guint64 saved;      /* the newest generation on the disk */
  guint64 sent;       /* the generation that is being written */
  gboolean busy;      /* a request to the store is under way */
  guint timer;
  guint retry_ms;
  GError *error;
  GPtrArray *waiters; /* GTask of bt_document_save_async() */
};

enum
{
  STATE_CHANGED,
  REPLACED,
  STATUS_CHANGED,
  KEPT_OTHER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtDocument, bt_document, G_TYPE_OBJECT)

static void start_save (BtDocument *self);
static void load_theirs (BtDocument *self);

static void
collect (BtDocument *self)
{
  BtArticle *now;

  if (self->collect == NULL)
    return;
  now = self->collect (self->collect_data); /* looks at what there was */
  bt_article_free (self->article);
  self->article = now;
}

static gboolean
timer_cb (gpointer data)
{
  BtDocument *self = data;

  self->timer = 0;
  start_save (self);
  return G_SOURCE_REMOVE;
}

static void
arm (BtDocument *self, guint ms)
{
  /* never put off: steady typing must not starve the disk */
  if (self->timer == 0)
    self->timer = g_timeout_add (ms, timer_cb, self);
}

static void
state_changed (BtDocument *self)
{
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

/* Everybody who waits learns how the last try ended. */
static void
answer_waiters (BtDocument *self, const GError *error)
{
  g_autoptr (GPtrArray) waiters = self->waiters;

  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiters->len; i++)
    {
      if (error != NULL)
        g_task_return_error (waiters->pdata[i], g_error_copy (error));
      else
        g_task_return_boolean (waiters->pdata[i], TRUE);
    }
}

static void
save_failed (BtDocument *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  self->retry_ms =
      self->retry_ms == 0 ? RETRY_FIRST_MS : MIN (self->retry_ms * 2, RETRY_MOST_MS);
  arm (self, self->retry_ms);
  answer_waiters (self, error);
  state_changed (self);
}

/* ---- writing ---- */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtDocument) self = data;
  GError *error = NULL;
  gint64 revision = bt_store_save_article_finish (BT_STORE (source), result, &error);

  self->busy = FALSE;
  if (revision == 0)
    {
      if (g_error_matches (error, BT_STORE_ERROR, BT_STORE_ERROR_STALE))
        {
          g_error_free (error);
          load_theirs (self);
        }
      else
        save_failed (self, error);
      return;
    }

  self->revision = revision;
  self->saved = self->sent;
  bt_article_free (self->base);
  self->base = g_steal_pointer (&self->writing);
  self->retry_ms = 0;
  g_clear_error (&self->error);
  if (self->saved < self->generation)
    {
      if (self->waiters->len > 0)
        start_save (self);
      else
        arm (self, SAVE_AFTER_MS);
    }
  else
    answer_waiters (self, NULL);
  state_changed (self);
}

static void
start_save (BtDocument *self)
{
  if (self->busy)
    return;
  if (self->saved == self->generation)
    {
      /* nothing is left of what failed (the look at somebody else's change) */
      if (self->error != NULL)
        {
          g_clear_error (&self->error);
          state_changed (self);
        }
      answer_waiters (self, NULL);
      return;
    }
  g_clear_handle_id (&self->timer, g_source_remove);
  self->sent = self->generation;
  collect (self);
  bt_article_free (self->writing);
  self->writing = bt_article_copy (self->article);
  self->busy = TRUE;
  bt_store_save_article_async (self->store, self->article, self->revision, NULL, saved_cb,
                               g_object_ref (self));
}

/* ---- somebody else wrote it too ---- */

static void
take_status (BtArticle *article, const BtArticle *from)
{
  bt_article_set_status (article, bt_article_get_status (from));
  bt_article_set_portal_time (article, bt_article_get_portal_time (from));
}

/* Whether two articles say the same to readers, wherever they stand in the flow. */
static gboolean
same_content (const BtArticle *a, const BtArticle *b)
{
  g_autoptr (BtArticle) copy = NULL;

  if (a == NULL || b == NULL)
    return FALSE;
  copy = bt_article_copy (a);
  take_status (copy, b);
  return bt_article_equal (copy, b);
}

static void
keep_version_thread (GTask *task,
                     gpointer source,
                     gpointer task_data,
                     GCancellable *cancellable)
{
  BtDocument *self = source;
  GError *error = NULL;

  if (bt_store_add_version_sync (self->store, task_data, BT_CAUSE_BEFORE_OVERWRITE,
                                 &error)
      == 0)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
version_kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BtDocument *self = BT_DOCUMENT (source);
  gint64 *revision = data;
  GError *error = NULL;

  self->busy = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    save_failed (self, error);
  else
    {
      self->revision = *revision;
      g_signal_emit (self, signals[KEPT_OTHER], 0);
      start_save (self);
    }
  g_free (revision);
}

static gboolean
same_time (GDateTime *a, GDateTime *b)
{
  return a == b || (a != NULL && b != NULL && g_date_time_equal (a, b));
}

static void
status_came (BtDocument *self, const BtArticle *theirs)
{
  if (bt_article_get_status (self->article) == bt_article_get_status (theirs)
      && same_time (bt_article_get_portal_time (self->article),
                    bt_article_get_portal_time (theirs)))
    return;
  take_status (self->article, theirs);
  g_signal_emit (self, signals[STATUS_CHANGED], 0);
}

/* What was typed here goes over it; theirs is kept as a version. */
static void
keep_theirs (BtDocument *self, BtArticle *theirs, gint64 revision)
{
  GTask *task =
      g_task_new (self, NULL, version_kept_cb, g_memdup2 (&revision, sizeof revision));

  g_task_set_task_data (task, theirs, (GDestroyNotify)bt_article_free);
  self->busy = TRUE;
  g_task_run_in_thread (task, keep_version_thread);
  g_object_unref (task);
}

static void
take_theirs (BtDocument *self, BtArticle *theirs, gint64 revision)
{
  self->revision = revision;
  bt_article_free (self->article);
  self->article = theirs;
  bt_article_free (self->base);
  self->base = bt_article_copy (theirs);
  self->saved = self->generation;
  g_signal_emit (self, signals[REPLACED], 0);
  start_save (self);
}

typedef struct
{
  BtDocument *document;
  BtArticle *theirs;
  gint64 revision;
  guint64 generation;
} Arrival;

/* The word that was under composition is in the text now. It was on the disk before: that
 * alone makes nothing new of the text. */
static void
settled_cb (gpointer data)
{
  g_autofree Arrival *arrival = data;
  g_autoptr (BtDocument) self = arrival->document;

  self->busy = FALSE;
  if (self->generation != arrival->generation)
    collect (self);
  if (self->generation == arrival->generation || same_content (self->base, self->article))
    take_theirs (self, arrival->theirs, arrival->revision);
  else
    keep_theirs (self, arrival->theirs, arrival->revision);
}

static void
settle_and_take (BtDocument *self, BtArticle *theirs, gint64 revision)
{
  Arrival *arrival = g_new0 (Arrival, 1);

  arrival->document = g_object_ref (self);
  arrival->theirs = theirs;
  arrival->revision = revision;
  arrival->generation = self->generation;
  self->busy = TRUE; /* nothing is written meanwhile */
  if (self->settle != NULL)
    self->settle (self->collect_data, settled_cb, arrival);
  else
    settled_cb (arrival);
}

static void
reconcile (BtDocument *self, BtArticle *theirs, gint64 revision)
{
  if (revision == self->revision || same_content (self->base, theirs))
    {
      self->revision = revision;
      status_came (self, theirs);
      bt_article_free (theirs);
      start_save (self);
    }
  else if (self->saved < self->generation)
    keep_theirs (self, theirs, revision);
  else
    settle_and_take (self, theirs, revision);
}

static void
theirs_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtDocument) self = data;
  GError *error = NULL;
  gint64 revision = 0;
  BtArticle *theirs =
      bt_store_load_article_finish (BT_STORE (source), result, &revision, &error);

  self->busy = FALSE;
  if (theirs != NULL)
    reconcile (self, theirs, revision);
  else if (g_error_matches (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND))
    {
      /* gone from the store: what is written here makes it anew */
      g_error_free (error);
      self->revision = 0;
      start_save (self);
    }
  else
    save_failed (self, error);
}

static void
load_theirs (BtDocument *self)
{
  if (self->busy)
    return;
  self->busy = TRUE;
  bt_store_load_article_async (self->store, bt_article_get_uuid (self->article), NULL,
                               theirs_loaded_cb, g_object_ref (self));
}

static void
store_changed_cb (BtDocument *self, const char *uuid, BtStore *store)
{
  /* our own writes come here too: then we are busy, or know the revision already; what
   * other programs write comes without a name */
  if (self->revision == 0 || self->busy
      || (uuid != NULL && !g_str_equal (uuid, bt_article_get_uuid (self->article))))
    return;
  load_theirs (self);
}

/* ---- type ---- */

static void
bt_document_dispose (GObject *object)
{
  BtDocument *self = BT_DOCUMENT (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);

  G_OBJECT_CLASS (bt_document_parent_class)->dispose (object);
}

static void
bt_document_finalize (GObject *object)
{
  BtDocument *self = BT_DOCUMENT (object);

  g_clear_object (&self->store);
  bt_article_free (self->article);
  bt_article_free (self->base);
  bt_article_free (self->writing);
  g_clear_error (&self->error);
  g_ptr_array_unref (self->waiters);

  G_OBJECT_CLASS (bt_document_parent_class)->finalize (object);
}

static void
bt_document_class_init (BtDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bt_document_dispose;
  object_class->finalize = bt_document_finalize;

  signals[STATE_CHANGED] =
      g_signal_new ("state-changed", BT_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
  signals[REPLACED] = g_signal_new ("replaced", BT_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STATUS_CHANGED] =
      g_signal_new ("status-changed", BT_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
  signals[KEPT_OTHER] = g_signal_new ("kept-other", BT_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bt_document_init (BtDocument *self)
{
  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);
}

/* ---- public ---- */

BtDocument *
bt_document_new (BtStore *store, BtArticle *article, gint64 revision)
{
  BtDocument *self;

  g_return_val_if_fail (BT_IS_STORE (store), NULL);
  g_return_val_if_fail (article != NULL, NULL);

  self = g_object_new (BT_TYPE_DOCUMENT, NULL);
  self->store = g_object_ref (store);
  self->article = article;
  self->revision = revision;
  if (revision != 0)
    self->base = bt_article_copy (article);
  g_signal_connect_swapped (store, "changed", G_CALLBACK (store_changed_cb), self);
  return self;
}

void
bt_document_attach (BtDocument *self, BtCollectFunc func, gpointer data)
{
  g_return_if_fail (BT_IS_DOCUMENT (self));

  self->collect = func;
  self->collect_data = data;
}

void
bt_document_set_settle (BtDocument *self, BtSettleFunc settle)
{
  g_return_if_fail (BT_IS_DOCUMENT (self));

  self->settle = settle;
}

void
bt_document_detach (BtDocument *self)
{
  g_return_if_fail (BT_IS_DOCUMENT (self));

  if (self->saved < self->generation)
    collect (self);
  self->collect = NULL;
  self->settle = NULL;
  self->collect_data = NULL;
}

void
bt_document_touch (BtDocument *self)
{
  BtSaveState before;

  g_return_if_fail (BT_IS_DOCUMENT (self));

  before = bt_document_get_state (self);
  self->generation++;
  arm (self, SAVE_AFTER_MS);
  if (before != bt_document_get_state (self))
    state_changed (self);
}

const BtArticle *
bt_document_get_article (BtDocument *self)
{
  g_return_val_if_fail (BT_IS_DOCUMENT (self), NULL);
  return self->article;
}

BtSaveState
bt_document_get_state (BtDocument *self)
{
  g_return_val_if_fail (BT_IS_DOCUMENT (self), BT_SAVE_NONE);

  if (self->error != NULL)
    return BT_SAVE_FAILED;
  if (self->saved < self->generation)
    return BT_SAVE_PENDING;
  return self->revision == 0 ? BT_SAVE_NONE : BT_SAVE_SAVED;
}

const GError *
bt_document_get_error (BtDocument *self)
{
  g_return_val_if_fail (BT_IS_DOCUMENT (self), NULL);
  return self->error;
}

void
bt_document_save_async (BtDocument *self,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task;

  g_return_if_fail (BT_IS_DOCUMENT (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, bt_document_save_async);
  g_ptr_array_add (self->waiters, task);
  start_save (self);
}

gboolean
bt_document_save_finish (BtDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (BT_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
