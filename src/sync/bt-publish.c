/* A send from its outbox row to its end.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-publish.h"

#include "portal/bt-secret.h"
#include "sync/bt-send-private.h"
#include "text/bt-portal-time.h"

#define SETTING_SETTLE "send.settle-seconds"
#define DEFAULT_SETTLE 30
#define NOTE_CLOSED "closed"
#define FIRST_PAUSE (5 * G_USEC_PER_SEC)
#define LONGEST_PAUSE (15 * 60 * G_USEC_PER_SEC)

static void
send_clear (BtSend *self)
{
  g_clear_pointer (&self->row, bt_outbox_row_free);
  g_clear_pointer (&self->account, bt_account_free);
  g_clear_object (&self->portal);
  g_clear_pointer (&self->user, bt_portal_user_free);
  g_clear_pointer (&self->article, bt_article_free);
  g_clear_pointer (&self->remote, bt_remote_article_free);
  g_clear_pointer (&self->wanted, bt_base_free);
  g_clear_pointer (&self->said, bt_base_free);
  g_clear_pointer (&self->said_before, bt_base_free);
  g_clear_pointer (&self->theirs, bt_portal_post_free);
  g_clear_pointer (&self->media, g_hash_table_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BtSend, send_clear)

static BtAccount *
find_account (BtStore *store, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) accounts = bt_store_list_accounts_sync (store, error);

  if (accounts == NULL)
    return NULL;

  for (guint i = 0; i < accounts->len; i++)
    {
      const BtAccount *account = g_ptr_array_index (accounts, i);

      if (account->id == id)
        return bt_account_copy (account);
    }

  g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND,
               "account %" G_GINT64_FORMAT, id);

  return NULL;
}

static gboolean
load_settle (BtSend *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *value =
      bt_store_get_setting_sync (self->store, SETTING_SETTLE, &local_error);
  guint64 seconds = DEFAULT_SETTLE;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (value != NULL && !g_ascii_string_to_unsigned (value, 10, 0, 600, &seconds, NULL))
    seconds = DEFAULT_SETTLE;
  self->settle = (gint64)seconds * G_USEC_PER_SEC;

  return TRUE;
}

/* Whether the portal has been told of this very time: then it may have come meanwhile. */
static gboolean
was_scheduled (BtSend *self)
{
  g_autofree char *date = bt_send_wanted_date (self);
  g_autoptr (BtBase) attempt = NULL;
  g_autoptr (BtBase) held = bt_base_from_json (self->remote->base, &attempt, NULL);

  return (held != NULL && g_strcmp0 (held->date_gmt, date) == 0)
         || (attempt != NULL && g_strcmp0 (attempt->date_gmt, date) == 0);
}

static gboolean
check (BtSend *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  /* The role is asked of the portal, not remembered. */
  if (bt_publish_check (self->article, NULL, self->row->intent, self->row->at,
                        &local_error)
      || (g_error_matches (local_error, BT_SYNC_ERROR, BT_SYNC_ERROR_TIME_PAST)
          && was_scheduled (self)))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* Everything that is known here, before the portal is asked. */
static gboolean
load (BtSend *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (BtBase) held = NULL;

  self->article = bt_store_load_version_sync (self->store, self->row->version, error);
  if (self->article == NULL)
    return FALSE;
  self->account = find_account (self->store, self->row->account, error);
  if (self->account == NULL || !load_settle (self, error))
    return FALSE;

  self->remote = bt_store_get_remote_sync (self->store, self->row->uuid,
                                           self->row->account, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (self->remote == NULL)
    {
      self->remote = bt_remote_article_new ();
      self->remote->uuid = g_strdup (self->row->uuid);
      self->remote->account = self->row->account;
    }

  held = bt_base_from_json (self->remote->base, NULL, &self->said_before);

  return check (self, error);
}

/* What the portal says of the role is kept, so that buttons can follow it next time. */
static gboolean
sign_in (BtSend *self, GError **error)
{
  gboolean public =
      self->row->intent == BT_INTENT_PUBLISH || self->row->intent == BT_INTENT_SCHEDULE;
  g_autofree char *can = NULL;

  bt_send_report (self, BT_STEP_SIGN_IN, 0, 0);
  self->portal =
      bt_context_open_portal (self->context, self->account, self->cancellable, error);
  if (self->portal == NULL)
    return FALSE;
  self->user = bt_portal_whoami (self->portal, self->cancellable, error);
  if (self->user == NULL)
    return FALSE;

  can = bt_portal_user_to_json (self->user);
  if (g_strcmp0 (can, self->account->can) != 0)
    {
      g_free (self->account->can);
      self->account->can = g_steal_pointer (&can);
      if (bt_store_put_account_sync (self->store, self->account, error) == 0)
        return FALSE;
    }

  if (public && !self->user->may_publish)
    {
      g_set_error (error, BT_SYNC_ERROR, BT_SYNC_ERROR_MAY_NOT_PUBLISH,
                   "user %s may not publish", self->user->login);
      return FALSE;
    }

  return TRUE;
}

static gboolean
is_verified (BtSend *self)
{
  for (guint i = 0; i < self->problems->len; i++)
    {
      const BtProblem *problem = g_ptr_array_index (self->problems, i);

      if (problem->kind != BT_PROBLEM_PHOTO_NOT_SENT)
        return FALSE;
    }

  return TRUE;
}

static BtStatus
status_of_post (const BtPortalPost *post)
{
  if (g_strcmp0 (post->status, "publish") == 0
      || g_strcmp0 (post->status, "private") == 0)
    return BT_STATUS_PUBLISHED;
  if (g_strcmp0 (post->status, "future") == 0)
    return BT_STATUS_SCHEDULED;
  if (g_strcmp0 (post->status, "pending") == 0)
    return BT_STATUS_PENDING;

  return BT_STATUS_DRAFT;
}

/* The time that readers see, once they do. */
static GDateTime *
reader_time (const BtPortalPost *post)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GTimeZone) zone = bt_portal_time_zone (NULL);
  g_autoptr (GDateTime) time = NULL;

  if (post->date_gmt == NULL || status_of_post (post) == BT_STATUS_DRAFT
      || status_of_post (post) == BT_STATUS_PENDING)
    return NULL;

  time = g_date_time_new_from_iso8601 (post->date_gmt, utc);

  return time != NULL ? g_date_time_to_timezone (time, zone) : NULL;
}

static BtPublished *
finish (BtSend *self, const BtPortalPost *post, GError **error)
{
  g_autoptr (GDateTime) time = reader_time (post);
  BtPublished *published;

  if (!bt_store_set_status_sync (self->store, self->row->uuid, status_of_post (post),
                                 time, error))
    return NULL;

  self->row->state = BT_OUTBOX_DONE;
  g_clear_pointer (&self->row->error, g_free);
  g_clear_pointer (&self->row->error_code, g_free);
  if (!bt_store_update_outbox_sync (self->store, self->row, error))
    return NULL;

  published = g_new0 (BtPublished, 1);
  published->row = self->row->id;
  published->uuid = g_strdup (self->row->uuid);
  published->state = BT_OUTBOX_DONE;
  published->post = post->id;
  published->url = g_strdup (post->link);
  published->status = g_strdup (post->status);
  published->verified = is_verified (self);
  published->problems = g_ptr_array_ref (self->problems);
  self->fraction = 1.0;

  return published;
}

static BtPublished *
run_steps (BtSend *self, GError **error)
{
  g_autoptr (BtPortalPost) post = NULL;

  if (!load (self, error) || !sign_in (self, error) || !bt_send_terms (self, error)
      || !bt_send_photos (self, error))
    return NULL;

  bt_send_render (self);
  if (!bt_send_create (self, error) || !bt_send_compare (self, error)
      || !bt_send_update (self, error) || !bt_send_status (self, error)
      || !bt_send_verify (self, &post, error))
    return NULL;

  return finish (self, post, error);
}

/* Errors that time may heal; all others want a person. */
static gboolean
may_heal (const GError *error)
{
  /* A rendition that somebody cleared from the cache is made again. */
  if (error->domain == G_IO_ERROR)
    return error->code == G_IO_ERROR_CANCELLED || error->code == G_IO_ERROR_NOT_FOUND
           || error->code == G_IO_ERROR_NO_SPACE;
  if (error->domain == BT_STORE_ERROR)
    return error->code == BT_STORE_ERROR_BUSY || error->code == BT_STORE_ERROR_FULL;
  if (error->domain == BT_PHOTO_ERROR)
    return error->code == BT_PHOTO_ERROR_NO_SPACE;
  if (error->domain != BT_PORTAL_ERROR)
    return FALSE;

  switch ((BtPortalError)error->code)
    {
    case BT_PORTAL_ERROR_OFFLINE:
    case BT_PORTAL_ERROR_UNKNOWN_OUTCOME:
    case BT_PORTAL_ERROR_CHECKSUM:
    case BT_PORTAL_ERROR_BUSY:
    case BT_PORTAL_ERROR_UNREADABLE:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Longer with every try, never two programs in step. */
static gint64
pause_before_next (const BtOutboxRow *row, const GError *error)
{
  guint doublings = MIN (row->attempts > 0 ? row->attempts - 1 : 0, 10);
  gint64 pause = MIN (FIRST_PAUSE << doublings, LONGEST_PAUSE);
  gint64 asked = (gint64)bt_portal_error_get_retry_after (error) * G_USEC_PER_SEC;

  pause = (gint64)((double)pause * g_random_double_range (0.75, 1.25));

  return MAX (pause, asked);
}

static void
note_failure (BtSend *self, const GError *error)
{
  g_autoptr (GError) store_error = NULL;
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  self->row->state = may_heal (error) ? BT_OUTBOX_WAITING : BT_OUTBOX_NEEDS_PERSON;
  self->row->next_try =
      cancelled ? 0 : g_get_real_time () + pause_before_next (self->row, error);
  g_free (self->row->error);
  g_free (self->row->error_code);
  self->row->error = cancelled ? NULL : g_strdup (error->message);
  self->row->error_code =
      cancelled
          ? NULL
          : g_strdup_printf ("%s:%d", g_quark_to_string (error->domain), error->code);

  bt_send_note (self, NOTE_CLOSED, "yes");

  /* When even this cannot be written the row stays SENDING and is taken up again once its owner
   * stops beating; the caller gets the first error, which is the one that matters. */
  if (!bt_store_update_outbox_sync (self->store, self->row, &store_error))
    g_info ("outbox row %" G_GINT64_FORMAT ": %s", self->row->id, store_error->message);
}

/* Takes the row. Whoever had it before and could not close it has died in the middle of a step,
 * nobody knows when; the row may have had a new intent since. */
static gboolean
claim (BtSend *self, gint64 row, GError **error)
{
  g_autofree char *closed = NULL;

  if (!bt_store_claim_outbox_sync (self->store, row, bt_context_get_owner (self->context),
                                   error))
    return FALSE;
  self->row = bt_store_get_outbox_sync (self->store, row, error);
  if (self->row == NULL)
    return FALSE;

  closed = bt_send_noted (self, NOTE_CLOSED);
  bt_send_note (self, NOTE_CLOSED, NULL);

  return closed != NULL || bt_send_renew (self, error);
}

BtPublished *
bt_publish_row (BtContext *context,
                gint64 row,
                BtPublishProgress progress,
                gpointer progress_data,
                GCancellable *cancellable,
                GError **error)
{
  g_auto (BtSend) self = { 0 };
  g_autoptr (GCancellable) own_cancellable = g_cancellable_new ();
  g_autoptr (GError) local_error = NULL;
  BtPublished *published;

  g_return_val_if_fail (BT_IS_CONTEXT (context), NULL);

  self.context = context;
  self.store = bt_context_get_store (context);
  self.cancellable = cancellable != NULL ? cancellable : own_cancellable;
  self.progress = progress;
  self.progress_data = progress_data;
  self.wanted = bt_base_new ();
  self.said = bt_base_new ();
  self.media = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify)bt_remote_media_free);
  self.problems = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_problem_free);

  if (!claim (&self, row, error))
    return NULL;

  published = run_steps (&self, &local_error);
  if (published == NULL)
    {
      note_failure (&self, local_error);
      g_propagate_error (error, g_steal_pointer (&local_error));
    }

  return published;
}
