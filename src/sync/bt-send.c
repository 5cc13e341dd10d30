/* What every step of a send needs: progress, writing down what begins, looking again.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-send-private.h"

#include <json-glib/json-glib.h>

/* How much of the whole is done when a step begins; photos share the largest part. */
static const double step_starts[BT_N_STEPS + 1] = {
  [BT_STEP_SIGN_IN] = 0.0, [BT_STEP_TERMS] = 0.05,   [BT_STEP_PHOTOS] = 0.10,
  [BT_STEP_CREATE] = 0.70, [BT_STEP_COMPARE] = 0.76, [BT_STEP_UPDATE] = 0.82,
  [BT_STEP_STATUS] = 0.90, [BT_STEP_VERIFY] = 0.95,  [BT_N_STEPS] = 1.0,
};

void
bt_send_report (BtSend *self, BtStep step, guint index, guint count)
{
  double fraction = step_starts[step];

  if (count > 0 && index > 0)
    fraction += (step_starts[step + 1] - fraction) * (index - 1) / count;
  self->fraction = MAX (self->fraction, fraction);

  if (self->progress != NULL)
    self->progress (step, index, count, self->fraction, self->progress_data);
}

void
bt_send_add_problem (BtSend *self,
                     BtProblemKind kind,
                     const char *sent,
                     const char *found)
{
  BtProblem *problem = g_new0 (BtProblem, 1);

  problem->kind = kind;
  problem->sent = g_strdup (sent != NULL ? sent : "");
  problem->found = g_strdup (found != NULL ? found : "");
  g_ptr_array_add (self->problems, problem);
}

gboolean
bt_send_wait (BtSend *self, gint64 microseconds, GError **error)
{
  GPollFD fd;

  if (g_cancellable_make_pollfd (self->cancellable, &fd))
    {
      g_poll (&fd, 1, (int)(microseconds / 1000));
      g_cancellable_release_fd (self->cancellable);
    }
  else
    {
      g_usleep ((gulong)microseconds);
    }

  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/* The row's progress is { "began": { KEY: µs }, NOTE: TEXT }: steps whose outcome is not known,
 * and words that outlive a crash. */
static JsonObject *
parse_progress (BtSend *self)
{
  g_autoptr (JsonNode) root = NULL;

  if (self->row->progress != NULL)
    root = json_from_string (self->row->progress, NULL);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return json_object_new ();

  return json_object_ref (json_node_get_object (root));
}

static JsonObject *
get_began (JsonObject *progress)
{
  JsonNode *node = json_object_get_member (progress, "began");

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    json_object_set_object_member (progress, "began", json_object_new ());

  return json_object_get_object_member (progress, "began");
}

static void
set_progress (BtSend *self, JsonObject *progress)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (root, progress);
  g_free (self->row->progress);
  self->row->progress = json_to_string (root, FALSE);
}

gboolean
bt_send_begin (BtSend *self, const char *key, GError **error)
{
  g_autoptr (JsonObject) progress = parse_progress (self);

  json_object_set_int_member (get_began (progress), key, g_get_real_time ());
  g_free (self->row->step);
  self->row->step = g_strdup (key);
  set_progress (self, progress);

  return bt_store_update_outbox_sync (self->store, self->row, error);
}

gboolean
bt_send_end (BtSend *self, const char *key, GError **error)
{
  g_autoptr (JsonObject) progress = parse_progress (self);

  if (!json_object_has_member (get_began (progress), key))
    return TRUE;

  json_object_remove_member (get_began (progress), key);
  set_progress (self, progress);

  return bt_store_update_outbox_sync (self->store, self->row, error);
}

gboolean
bt_send_renew (BtSend *self, GError **error)
{
  g_autoptr (JsonObject) progress = parse_progress (self);
  JsonObject *began = get_began (progress);
  g_autoptr (GList) keys = json_object_get_members (began);

  if (keys == NULL)
    return TRUE;
  for (GList *l = keys; l != NULL; l = l->next)
    json_object_set_int_member (began, l->data, g_get_real_time ());
  set_progress (self, progress);

  return bt_store_update_outbox_sync (self->store, self->row, error);
}

void
bt_send_note (BtSend *self, const char *name, const char *value)
{
  g_autoptr (JsonObject) progress = parse_progress (self);

  if (value != NULL)
    json_object_set_string_member (progress, name, value);
  else
    json_object_remove_member (progress, name);
  set_progress (self, progress);
}

char *
bt_send_noted (BtSend *self, const char *name)
{
  g_autoptr (JsonObject) progress = parse_progress (self);

  return g_strdup (json_object_get_string_member_with_default (progress, name, NULL));
}

void
bt_send_map_error (BtSend *self, GError **error)
{
  const struct
  {
    BtPortalError there;
    BtSyncError here;
    const char *what;
  } meanings[] = {
    { BT_PORTAL_ERROR_FORBIDDEN, BT_SYNC_ERROR_MAY_NOT_EDIT, "may not be changed" },
    { BT_PORTAL_ERROR_NOT_FOUND, BT_SYNC_ERROR_DELETED_THERE, "is gone" },
    { BT_PORTAL_ERROR_TRASHED, BT_SYNC_ERROR_TRASHED_THERE, "is in the trash" },
    { BT_PORTAL_ERROR_CHANGED, BT_SYNC_ERROR_CHANGED_THERE, "has just been changed" },
  };

  for (guint i = 0; error != NULL && i < G_N_ELEMENTS (meanings); i++)
    {
      if (!g_error_matches (*error, BT_PORTAL_ERROR, (int)meanings[i].there))
        continue;
      g_clear_error (error);
      g_set_error (error, BT_SYNC_ERROR, (int)meanings[i].here,
                   "post %" G_GINT64_FORMAT " %s", self->remote->post, meanings[i].what);
      return;
    }
}

gboolean
bt_send_look_until_settled (BtSend *self,
                            const char *key,
                            BtLook look,
                            gpointer data,
                            gboolean *found,
                            GError **error)
{
  g_autoptr (JsonObject) progress = parse_progress (self);
  gint64 began = json_object_get_int_member_with_default (get_began (progress), key, 0);
  gint64 pause = G_USEC_PER_SEC;

  for (;;)
    {
      gint64 now = g_get_real_time ();

      if (!look (self, data, found, error))
        return FALSE;
      /* A clock that was set back must not make us wait for ever. */
      if (*found || began == 0 || now < began || now - began >= self->settle)
        return TRUE;

      if (!bt_send_wait (self, MIN (pause, began + self->settle - now), error))
        return FALSE;
      pause = MIN (pause * 2, 8 * G_USEC_PER_SEC);
    }
}
