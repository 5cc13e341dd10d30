/* The outbox: what is to be sent, and who sends it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/bt-store-private.h"

/* Only where the file system has no locks that tell. */
#define BEAT_LIMIT (60 * G_TIME_SPAN_SECOND)

#define COLUMNS                                                                          \
  "outbox.id, uuid, outbox.account, coalesce (account.name, account_name), headline,"    \
  " intent, at, version, replace_theirs, state, step, progress, attempts,"               \
  " outbox.created, changed, next_try, error_code, error"
#define FROM                                                                             \
  " FROM outbox JOIN article ON article.id = outbox.article"                             \
  " LEFT JOIN account ON account.id = outbox.account"

typedef struct
{
  gint64 id;
  gboolean all;
  GPtrArray *rows;
} OutboxRequest;

/* Who has a row, and where it stands. */
typedef struct
{
  gint64 id; /* 0: there is none */
  char *uuid;
  BtOutboxState state;
  char *owner;
  gint64 mark;
  gint64 beat;
} Holder;

typedef struct
{
  const char *uuid;
  gint64 account;
  BtIntent intent;
  gint64 at;
  gboolean replace_theirs;
  gint64 id;
} EnqueueRequest;

typedef struct
{
  gint64 id;
  const char *owner;
  const BtOutboxRow *row;
} ClaimRequest;

static void
outbox_request_free (OutboxRequest *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutboxRequest, outbox_request_free)

static void
holder_clear (Holder *self)
{
  g_free (self->uuid);
  g_free (self->owner);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Holder, holder_clear)

static OutboxRequest *
outbox_request_new (gint64 id, gboolean all)
{
  OutboxRequest *self = g_new0 (OutboxRequest, 1);

  self->id = id;
  self->all = all;
  return self;
}

static gboolean
is_final (BtOutboxState state)
{
  return state == BT_OUTBOX_DONE || state == BT_OUTBOX_CANCELLED;
}

static BtOutboxRow *
read_row (BtStoreStmt *stmt, GError **error)
{
  BtOutboxRow *row;
  BtIntent intent;
  BtOutboxState state;

  if (!bt_intent_from_string (bt_store_stmt_text (stmt, 5), &intent))
    {
      bt_store_set_unknown_word ("intent", bt_store_stmt_text (stmt, 5), error);
      return NULL;
    }
  if (!bt_outbox_state_from_string (bt_store_stmt_text (stmt, 9), &state))
    {
      bt_store_set_unknown_word ("state", bt_store_stmt_text (stmt, 9), error);
      return NULL;
    }
  row = g_new0 (BtOutboxRow, 1);
  row->id = bt_store_stmt_int (stmt, 0);
  row->uuid = bt_store_stmt_dup (stmt, 1);
  row->account = bt_store_stmt_int (stmt, 2);
  row->account_name = bt_store_stmt_dup (stmt, 3);
  row->headline = bt_store_stmt_dup (stmt, 4);
  row->intent = intent;
  row->at = bt_store_stmt_int (stmt, 6);
  row->version = bt_store_stmt_int (stmt, 7);
  row->replace_theirs = bt_store_stmt_int (stmt, 8) != 0;
  row->state = state;
  row->step = bt_store_stmt_dup (stmt, 10);
  row->progress = bt_store_stmt_dup (stmt, 11);
  row->attempts = bt_store_stmt_uint (stmt, 12);
  row->created = bt_store_stmt_int (stmt, 13);
  row->changed = bt_store_stmt_int (stmt, 14);
  row->next_try = bt_store_stmt_int (stmt, 15);
  row->error_code = bt_store_stmt_dup (stmt, 16);
  row->error = bt_store_stmt_dup (stmt, 17);
  return row;
}

/* ---- reading ---- */

static gboolean
list_work (BtStoreDb *db, gpointer data, GError **error)
{
  OutboxRequest *request = data;
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (
      db,
      "SELECT " COLUMNS FROM " WHERE (:id = 0 OR outbox.id = :id)"
      " AND (:all OR state NOT IN ('done', 'cancelled')) ORDER BY outbox.id",
      error);
  BtStoreStep step;

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_int (stmt, ":id", request->id);
  bt_store_stmt_bind_int (stmt, ":all", request->all);
  request->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_outbox_row_free);
  while ((step = bt_store_stmt_step (stmt, error)) == BT_STORE_STEP_ROW)
    {
      BtOutboxRow *row = read_row (stmt, error);

      if (!row)
        return FALSE;
      g_ptr_array_add (request->rows, row);
    }
  return step == BT_STORE_STEP_DONE;
}

GPtrArray *
bt_store_list_outbox_sync (BtStore *self, gboolean all, GError **error)
{
  g_autoptr (OutboxRequest) request = outbox_request_new (0, all);

  g_return_val_if_fail (BT_IS_STORE (self), NULL);

  if (!bt_store_run (self, BT_STORE_READ, list_work, request, error))
    return NULL;
  return g_steal_pointer (&request->rows);
}

void
bt_store_list_outbox_async (BtStore *self,
                            gboolean all,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));

  bt_store_queue (self, BT_STORE_READ, list_work, outbox_request_new (0, all),
                  (GDestroyNotify)outbox_request_free, bt_store_list_outbox_async,
                  cancellable, callback, user_data);
}

GPtrArray *
bt_store_list_outbox_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (OutboxRequest) request =
      bt_store_queue_finish (self, result, bt_store_list_outbox_async, error);

  return request ? g_steal_pointer (&request->rows) : NULL;
}

BtOutboxRow *
bt_store_get_outbox_sync (BtStore *self, gint64 id, GError **error)
{
  g_autoptr (OutboxRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), NULL);
  g_return_val_if_fail (id > 0, NULL);

  request = outbox_request_new (id, TRUE);
  if (!bt_store_run (self, BT_STORE_READ, list_work, request, error))
    return NULL;
  if (request->rows->len == 0)
    {
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND,
                   "no outbox row %" G_GINT64_FORMAT, id);
      return NULL;
    }
  return g_ptr_array_steal_index (request->rows, 0);
}

/* ---- who has it ---- */

static gboolean
read_holder (BtStoreStmt *stmt, Holder *holder, GError **error)
{
  BtStoreStep step = bt_store_stmt_step (stmt, error);

  if (step != BT_STORE_STEP_ROW)
    return step == BT_STORE_STEP_DONE;
  if (!bt_outbox_state_from_string (bt_store_stmt_text (stmt, 2), &holder->state))
    return bt_store_set_unknown_word ("state", bt_store_stmt_text (stmt, 2), error);
  holder->id = bt_store_stmt_int (stmt, 0);
  holder->uuid = bt_store_stmt_dup (stmt, 1);
  holder->owner = bt_store_stmt_dup (stmt, 3);
  holder->mark = bt_store_stmt_int (stmt, 4);
  holder->beat = bt_store_stmt_int (stmt, 5);
  return TRUE;
}

#define HOLDER_COLUMNS "outbox.id, uuid, state, owner, owner_mark, beat"

/* The row that works on this article and portal, if there is one. */
static gboolean
find_active (BtStoreDb *db, gint64 article, gint64 portal, Holder *holder, GError **error)
{
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (
      db,
      "SELECT " HOLDER_COLUMNS " FROM outbox JOIN article ON article.id = outbox.article"
      " WHERE outbox.article = :article AND portal = :portal"
      " AND state IN ('waiting', 'sending', 'needs-person')",
      error);

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_int (stmt, ":article", article);
  bt_store_stmt_bind_int (stmt, ":portal", portal);
  return read_holder (stmt, holder, error);
}

static gboolean
find_holder (BtStoreDb *db, gint64 id, Holder *holder, GError **error)
{
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (
      db,
      "SELECT " HOLDER_COLUMNS " FROM outbox JOIN article ON article.id = outbox.article"
      " WHERE outbox.id = :id",
      error);

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_int (stmt, ":id", id);
  if (!read_holder (stmt, holder, error))
    return FALSE;
  if (holder->id == 0)
    g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND,
                 "no outbox row %" G_GINT64_FORMAT, id);
  return holder->id != 0;
}

static gboolean
beat_lately (const Holder *holder)
{
  return ABS (g_get_real_time () - holder->beat) < BEAT_LIMIT;
}

/* Whether somebody is at it just now: another program, or (@elsewhere %FALSE) this one, of
 * which only its beats tell whether the worker is still there. */
static gboolean
is_held (BtStoreDb *db, const Holder *holder, gboolean elsewhere)
{
  BtStoreOwners *owners = bt_store_db_get_owners (db);
  gint64 own = bt_store_owners_mark (owners);
  gboolean known;
  gboolean alive;

  if (holder->state != BT_OUTBOX_SENDING)
    return FALSE;
  if (own != 0 && own == holder->mark)
    return !elsewhere && beat_lately (holder);
  alive = bt_store_owners_is_alive (owners, holder->mark, &known);
  return known ? alive : beat_lately (holder);
}

static gboolean
set_held (const Holder *holder, GError **error)
{
  g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_BUSY,
               "outbox row %" G_GINT64_FORMAT " is being sent by %s", holder->id,
               holder->owner ? holder->owner : "somebody");
  return FALSE;
}

static gboolean
check_not_final (const Holder *holder, GError **error)
{
  if (!is_final (holder->state))
    return TRUE;
  g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_STALE,
               "outbox row %" G_GINT64_FORMAT " is %s", holder->id,
               bt_outbox_state_to_string (holder->state));
  return FALSE;
}

/* ---- enqueue ---- */

/* The stored article as a version. Returns: its id, 0 with @error */
static gint64
keep_stored (BtStoreDb *db, gint64 article, GError **error)
{
  g_autoptr (BtStoreStmt) stmt =
      bt_store_stmt_new (db,
                         "SELECT json, words FROM article"
                         " JOIN body ON body.article = article.id WHERE id = :id",
                         error);

  if (!stmt)
    return 0;
  bt_store_stmt_bind_int (stmt, ":id", article);
  if (!bt_store_stmt_row (stmt, "article", error))
    return 0;
  return bt_store_keep_version (db, article, bt_store_stmt_text (stmt, 0),
                                bt_store_stmt_uint (stmt, 1), BT_CAUSE_SEND, 0, error);
}

static gboolean
write_intent (BtStoreDb *db,
              EnqueueRequest *request,
              gint64 article,
              gint64 portal,
              gint64 version,
              GError **error)
{
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (
      db,
      request->id == 0
          ? "INSERT INTO outbox (article, portal, account, account_name, intent, at,"
            " version, replace_theirs, state, progress, created, changed) VALUES "
            "(:article,"
            " :portal, :account, (SELECT name FROM account WHERE id = :account), :intent,"
            " :at, :version, :replace, 'waiting',"
            " (SELECT progress FROM outbox WHERE article = :article AND portal = :portal"
            " ORDER BY id DESC LIMIT 1), :now, :now) RETURNING id"
          : "UPDATE outbox SET account = :account, account_name = (SELECT name FROM"
            " account WHERE id = :account), intent = :intent, at = :at,"
            " version = :version, replace_theirs = :replace, state = 'waiting',"
            " attempts = 0, next_try = 0, changed = :now, error_code = NULL,"
            " error = NULL, owner = NULL, owner_mark = 0 WHERE id = :id RETURNING id",
      error);

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_int (stmt, ":account", request->account);
  bt_store_stmt_bind_text (stmt, ":intent", bt_intent_to_string (request->intent));
  bt_store_stmt_bind_int (stmt, ":at", request->at);
  bt_store_stmt_bind_int (stmt, ":version", version);
  bt_store_stmt_bind_int (stmt, ":replace", request->replace_theirs);
  bt_store_stmt_bind_int (stmt, ":now", g_get_real_time ());
  if (request->id == 0)
    {
      bt_store_stmt_bind_int (stmt, ":article", article);
      bt_store_stmt_bind_int (stmt, ":portal", portal);
    }
  else
    bt_store_stmt_bind_int (stmt, ":id", request->id);
  if (!bt_store_stmt_row (stmt, "outbox row", error))
    return FALSE;
  request->id = bt_store_stmt_int (stmt, 0);
  return TRUE;
}

static gboolean
enqueue_work (BtStoreDb *db, gpointer data, GError **error)
{
  EnqueueRequest *request = data;
  g_auto (Holder) active = { 0 };
  gint64 article = bt_store_find_article (db, request->uuid, error);
  gint64 portal = article != 0 ? bt_store_find_portal (db, request->account, error) : 0;
  gint64 version;

  if (portal == 0 || !find_active (db, article, portal, &active, error))
    return FALSE;
  if (is_held (db, &active, FALSE))
    return set_held (&active, error);
  version = keep_stored (db, article, error);
  request->id = active.id;
  if (version == 0 || !write_intent (db, request, article, portal, version, error))
    return FALSE;
  bt_store_db_note_change (db, request->uuid);
  return TRUE;
}

gint64
bt_store_enqueue_sync (BtStore *self,
                       const char *uuid,
                       gint64 account,
                       BtIntent intent,
                       gint64 at,
                       gboolean replace_theirs,
                       GError **error)
{
  EnqueueRequest request = { uuid, account, intent, at, replace_theirs, 0 };

  g_return_val_if_fail (BT_IS_STORE (self), 0);
  g_return_val_if_fail (uuid && intent < BT_N_INTENTS, 0);

  if (!bt_store_run (self, BT_STORE_WRITE, enqueue_work, &request, error))
    return 0;
  return request.id;
}

/* ---- claim and update ---- */

static gboolean
claim_work (BtStoreDb *db, gpointer data, GError **error)
{
  ClaimRequest *request = data;
  g_auto (Holder) holder = { 0 };
  g_autoptr (BtStoreStmt) stmt = NULL;

  if (!find_holder (db, request->id, &holder, error) || !check_not_final (&holder, error))
    return FALSE;
  if (is_held (db, &holder, FALSE))
    return set_held (&holder, error);
  stmt = bt_store_stmt_new (
      db,
      "UPDATE outbox SET state = 'sending', attempts = attempts + 1, owner = :owner,"
      " owner_mark = :mark, beat = :now, changed = :now WHERE id = :id",
      error);
  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":owner", request->owner);
  bt_store_stmt_bind_int (stmt, ":mark",
                          bt_store_owners_mark (bt_store_db_get_owners (db)));
  bt_store_stmt_bind_int (stmt, ":now", g_get_real_time ());
  bt_store_stmt_bind_int (stmt, ":id", request->id);
  bt_store_db_note_change (db, holder.uuid);
  return bt_store_stmt_run (stmt, error);
}

gboolean
bt_store_claim_outbox_sync (BtStore *self, gint64 id, const char *owner, GError **error)
{
  ClaimRequest request = { .id = id, .owner = owner };

  g_return_val_if_fail (BT_IS_STORE (self), FALSE);
  g_return_val_if_fail (owner, FALSE);

  return bt_store_run (self, BT_STORE_WRITE, claim_work, &request, error);
}

static gboolean
update_work (BtStoreDb *db, gpointer data, GError **error)
{
  const BtOutboxRow *row = data;
  g_auto (Holder) holder = { 0 };
  g_autoptr (BtStoreStmt) stmt = NULL;

  if (!find_holder (db, row->id, &holder, error) || !check_not_final (&holder, error))
    return FALSE;
  if (is_held (db, &holder, TRUE))
    return set_held (&holder, error);
  stmt = bt_store_stmt_new (
      db,
      "UPDATE outbox SET state = :state, step = :step, progress = :progress,"
      " next_try = :next_try, error_code = :error_code, error = :error, changed = :now,"
      " beat = :now, owner = iif (:state = 'sending', owner, NULL),"
      " owner_mark = iif (:state = 'sending', owner_mark, 0) WHERE id = :id"
      " AND version = :version AND intent = :intent RETURNING id",
      error);
  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_text (stmt, ":state", bt_outbox_state_to_string (row->state));
  bt_store_stmt_bind_text (stmt, ":step", row->step);
  bt_store_stmt_bind_text (stmt, ":progress", row->progress);
  bt_store_stmt_bind_int (stmt, ":next_try", row->next_try);
  bt_store_stmt_bind_text (stmt, ":error_code", row->error_code);
  bt_store_stmt_bind_text (stmt, ":error", row->error);
  bt_store_stmt_bind_int (stmt, ":now", g_get_real_time ());
  bt_store_stmt_bind_int (stmt, ":id", row->id);
  bt_store_stmt_bind_int (stmt, ":version", row->version);
  bt_store_stmt_bind_text (stmt, ":intent", bt_intent_to_string (row->intent));
  bt_store_db_note_change (db, holder.uuid);
  switch (bt_store_stmt_step (stmt, error))
    {
    case BT_STORE_STEP_ROW:
      return TRUE;
    case BT_STORE_STEP_DONE:
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_STALE,
                   "outbox row %" G_GINT64_FORMAT " has a new intent", row->id);
      return FALSE;
    case BT_STORE_STEP_ERROR:
    default:
      return FALSE;
    }
}

gboolean
bt_store_update_outbox_sync (BtStore *self, const BtOutboxRow *row, GError **error)
{
  g_return_val_if_fail (BT_IS_STORE (self), FALSE);
  g_return_val_if_fail (row && row->id > 0, FALSE);

  return bt_store_run (self, BT_STORE_WRITE, update_work, (gpointer)row, error);
}
