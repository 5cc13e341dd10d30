/* Step: the post is made a draft, submitted, scheduled or published.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-send-private.h"

const char *
bt_send_wanted_status (BtSend *self)
{
  switch (self->row->intent)
    {
    case BT_INTENT_DRAFT:
      return "draft";
    case BT_INTENT_PENDING:
      return "pending";
    case BT_INTENT_SCHEDULE:
      return "future";
    case BT_INTENT_PUBLISH:
    default:
      return "publish";
    }
}

static char *
format_gmt (gint64 microseconds)
{
  g_autoptr (GDateTime) time =
      g_date_time_new_from_unix_utc (microseconds / G_USEC_PER_SEC);

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");
}

char *
bt_send_wanted_date (BtSend *self)
{
  return self->row->intent == BT_INTENT_SCHEDULE ? format_gmt (self->row->at) : NULL;
}

gboolean
bt_send_stands (const BtPortalPost *post, const char *status, const char *date_gmt)
{
  if (date_gmt != NULL && g_strcmp0 (post->date_gmt, date_gmt) != 0)
    return FALSE;
  if (g_strcmp0 (post->status, status) == 0)
    return TRUE;

  /* Its time has come, and the portal has published it as it was told to. */
  return date_gmt != NULL && g_strcmp0 (status, "future") == 0
         && g_strcmp0 (post->status, "publish") == 0;
}

/* Writes down what the post is about to become, then makes it so. */
static gboolean
change_status (BtSend *self, const char *status, const char *date_gmt, GError **error)
{
  BtPortalChange change = BT_PORTAL_CHANGE_INIT;
  g_autoptr (BtBase) attempt = bt_base_new_from_post (self->theirs);
  g_autoptr (BtPortalPost) post = NULL;

  g_free (attempt->status);
  attempt->status = g_strdup (status);
  g_free (attempt->date_gmt);
  attempt->date_gmt = date_gmt != NULL && *date_gmt != '\0' ? g_strdup (date_gmt) : NULL;
  if (!bt_send_keep_remote (self, self->theirs, attempt, error))
    return FALSE;

  change.status = status;
  change.date_gmt = date_gmt;
  post = bt_send_update_surely (self, &change, error);
  if (post == NULL || !bt_send_keep_remote (self, post, NULL, error))
    return FALSE;

  g_clear_pointer (&self->theirs, bt_portal_post_free);
  self->theirs = g_steal_pointer (&post);

  return TRUE;
}

gboolean
bt_send_status (BtSend *self, GError **error)
{
  BtBase *wanted = self->wanted;

  bt_send_report (self, BT_STEP_STATUS, 0, 0);
  wanted->status = g_strdup (bt_send_wanted_status (self));
  wanted->date_gmt = bt_send_wanted_date (self);

  if (bt_send_stands (self->theirs, wanted->status, wanted->date_gmt))
    return TRUE;
  if (self->row->intent == BT_INTENT_SCHEDULE && self->row->at < g_get_real_time ())
    {
      g_set_error_literal (error, BT_SYNC_ERROR, BT_SYNC_ERROR_TIME_PAST,
                           "the time has passed meanwhile");
      return FALSE;
    }

  if (!bt_send_begin (self, "status", error)
      || !change_status (self, wanted->status, wanted->date_gmt, error))
    return FALSE;
  /* A post that was scheduled once keeps its date, and "publish" schedules it again. Only the
   * portal's clock decides that; this machine's may be wrong. */
  if (self->row->intent == BT_INTENT_PUBLISH
      && g_strcmp0 (self->theirs->status, "future") == 0
      && (!change_status (self, "draft", "", error)
          || !change_status (self, wanted->status, NULL, error)))
    return FALSE;

  return bt_send_end (self, "status", error);
}
