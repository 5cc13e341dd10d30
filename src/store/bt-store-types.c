/* The values that the store hands out.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/bt-store-private.h"

G_DEFINE_BOXED_TYPE (BtStoredArticle,
                     bt_stored_article,
                     bt_stored_article_copy,
                     bt_stored_article_free)
G_DEFINE_BOXED_TYPE (BtAccount, bt_account, bt_account_copy, bt_account_free)
G_DEFINE_BOXED_TYPE (BtOutboxRow, bt_outbox_row, bt_outbox_row_copy, bt_outbox_row_free)

static const char *const cause_names[BT_N_CAUSES] = {
  [BT_CAUSE_EDIT] = "edit",
  [BT_CAUSE_IMPORT] = "import",
  [BT_CAUSE_SEND] = "send",
  [BT_CAUSE_BEFORE_OVERWRITE] = "before-overwrite",
  [BT_CAUSE_FROM_PORTAL] = "from-portal",
  [BT_CAUSE_RESTORE] = "restore",
  [BT_CAUSE_BY_HAND] = "by-hand",
};

static const char *const intent_names[BT_N_INTENTS] = {
  [BT_INTENT_DRAFT] = "draft",
  [BT_INTENT_PENDING] = "pending",
  [BT_INTENT_PUBLISH] = "publish",
  [BT_INTENT_SCHEDULE] = "schedule",
};

static const char *const state_names[BT_N_OUTBOX_STATES] = {
  [BT_OUTBOX_WAITING] = "waiting",           [BT_OUTBOX_SENDING] = "sending",
  [BT_OUTBOX_NEEDS_PERSON] = "needs-person", [BT_OUTBOX_DONE] = "done",
  [BT_OUTBOX_CANCELLED] = "cancelled",
};

static const char *const choice_names[] = {
  [BT_CHOICE_NONE] = "none",
  [BT_CHOICE_PICK] = "pick",
  [BT_CHOICE_REJECT] = "reject",
};

/* Returns: the index of @name, or -1 */
static int
find_name (const char *const *names, int n, const char *name)
{
  for (int i = 0; i < n; i++)
    if (g_strcmp0 (names[i], name) == 0)
      return i;
  return -1;
}

gboolean
bt_store_set_unknown_word (const char *what, const char *word, GError **error)
{
  g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_SQL, "no %s is called \"%s\"", what,
               word ? word : "");
  return FALSE;
}

const char *
bt_cause_to_string (BtCause cause)
{
  g_return_val_if_fail (cause >= 0 && cause < BT_N_CAUSES, NULL);

  return cause_names[cause];
}

gboolean
bt_cause_from_string (const char *name, BtCause *cause)
{
  int i = find_name (cause_names, BT_N_CAUSES, name);

  if (i >= 0)
    *cause = (BtCause)i;
  return i >= 0;
}

const char *
bt_intent_to_string (BtIntent intent)
{
  g_return_val_if_fail (intent >= 0 && intent < BT_N_INTENTS, NULL);

  return intent_names[intent];
}

gboolean
bt_intent_from_string (const char *name, BtIntent *intent)
{
  int i = find_name (intent_names, BT_N_INTENTS, name);

  if (i >= 0)
    *intent = (BtIntent)i;
  return i >= 0;
}

const char *
bt_outbox_state_to_string (BtOutboxState state)
{
  g_return_val_if_fail (state >= 0 && state < BT_N_OUTBOX_STATES, NULL);

  return state_names[state];
}

gboolean
bt_outbox_state_from_string (const char *name, BtOutboxState *state)
{
  int i = find_name (state_names, BT_N_OUTBOX_STATES, name);

  if (i >= 0)
    *state = (BtOutboxState)i;
  return i >= 0;
}

const char *
bt_choice_to_string (BtChoice choice)
{
  g_return_val_if_fail (choice >= 0 && choice < (int)G_N_ELEMENTS (choice_names), NULL);

  return choice_names[choice];
}

gboolean
bt_choice_from_string (const char *name, BtChoice *choice)
{
  int i = find_name (choice_names, G_N_ELEMENTS (choice_names), name);

  if (i >= 0)
    *choice = (BtChoice)i;
  return i >= 0;
}

BtStoredArticle *
bt_stored_article_copy (const BtStoredArticle *self)
{
  BtStoredArticle *copy = g_new (BtStoredArticle, 1);

  *copy = *self;
  copy->uuid = g_strdup (self->uuid);
  copy->headline = g_strdup (self->headline);
  copy->lead = g_strdup (self->lead);
  copy->section = g_strdup (self->section);
  return copy;
}

void
bt_stored_article_free (BtStoredArticle *self)
{
  if (!self)
    return;
  g_free (self->uuid);
  g_free (self->headline);
  g_free (self->lead);
  g_free (self->section);
  g_free (self);
}

BtStoredVersion *
bt_stored_version_copy (const BtStoredVersion *self)
{
  BtStoredVersion *copy = g_new (BtStoredVersion, 1);

  *copy = *self;
  copy->uuid = g_strdup (self->uuid);
  copy->name = g_strdup (self->name);
  return copy;
}

void
bt_stored_version_free (BtStoredVersion *self)
{
  if (!self)
    return;
  g_free (self->uuid);
  g_free (self->name);
  g_free (self);
}

BtStoredPhoto *
bt_stored_photo_new (void)
{
  return g_new0 (BtStoredPhoto, 1);
}

void
bt_stored_photo_free (BtStoredPhoto *self)
{
  if (!self)
    return;
  g_free (self->hash);
  g_free (self->name);
  g_free (self->mime);
  g_free (self->info);
  g_free (self->search);
  g_free (self->taken);
  g_free (self->edit);
  g_free (self);
}

BtPhotoChange *
bt_photo_change_new (const char *hash)
{
  BtPhotoChange *self;

  g_return_val_if_fail (hash, NULL);

  self = g_new0 (BtPhotoChange, 1);
  self->hash = g_strdup (hash);
  return self;
}

BtPhotoChange *
bt_photo_change_copy (const BtPhotoChange *self)
{
  BtPhotoChange *copy = g_new (BtPhotoChange, 1);

  *copy = *self;
  copy->hash = g_strdup (self->hash);
  copy->info = g_strdup (self->info);
  copy->search = g_strdup (self->search);
  copy->taken = g_strdup (self->taken);
  copy->edit = g_strdup (self->edit);
  return copy;
}

void
bt_photo_change_free (BtPhotoChange *self)
{
  if (!self)
    return;
  g_free (self->hash);
  g_free (self->info);
  g_free (self->search);
  g_free (self->taken);
  g_free (self->edit);
  g_free (self);
}

void
bt_photo_batch_free (BtPhotoBatch *self)
{
  if (!self)
    return;
  g_free (self->name);
  g_free (self->source);
  g_free (self);
}

BtAccount *
bt_account_new (void)
{
  return g_new0 (BtAccount, 1);
}

BtAccount *
bt_account_copy (const BtAccount *self)
{
  BtAccount *copy = g_new (BtAccount, 1);

  copy->id = self->id;
  copy->name = g_strdup (self->name);
  copy->kind = g_strdup (self->kind);
  copy->url = g_strdup (self->url);
  copy->api = g_strdup (self->api);
  copy->user = g_strdup (self->user);
  copy->can = g_strdup (self->can);
  return copy;
}

void
bt_account_free (BtAccount *self)
{
  if (!self)
    return;
  g_free (self->name);
  g_free (self->kind);
  g_free (self->url);
  g_free (self->api);
  g_free (self->user);
  g_free (self->can);
  g_free (self);
}

BtOutboxRow *
bt_outbox_row_copy (const BtOutboxRow *self)
{
  BtOutboxRow *copy = g_new (BtOutboxRow, 1);

  *copy = *self;
  copy->uuid = g_strdup (self->uuid);
  copy->account_name = g_strdup (self->account_name);
  copy->headline = g_strdup (self->headline);
  copy->step = g_strdup (self->step);
  copy->progress = g_strdup (self->progress);
  copy->error_code = g_strdup (self->error_code);
  copy->error = g_strdup (self->error);
  return copy;
}

void
bt_outbox_row_free (BtOutboxRow *self)
{
  if (!self)
    return;
  g_free (self->uuid);
  g_free (self->account_name);
  g_free (self->headline);
  g_free (self->step);
  g_free (self->progress);
  g_free (self->error_code);
  g_free (self->error);
  g_free (self);
}

BtRemoteArticle *
bt_remote_article_new (void)
{
  return g_new0 (BtRemoteArticle, 1);
}

void
bt_remote_article_free (BtRemoteArticle *self)
{
  if (!self)
    return;
  g_free (self->uuid);
  g_free (self->link);
  g_free (self->base);
  g_free (self->token);
  g_free (self);
}

BtRemoteMedia *
bt_remote_media_new (void)
{
  return g_new0 (BtRemoteMedia, 1);
}

void
bt_remote_media_free (BtRemoteMedia *self)
{
  if (!self)
    return;
  g_free (self->hash);
  g_free (self->variant);
  g_free (self->name);
  g_free (self->url);
  g_free (self->fields);
  g_free (self);
}
