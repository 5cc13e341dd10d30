/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-photo-item.h"

struct _BtPhotoItem
{
  GObject parent_instance;

  BtStoredPhoto *stored;
  BtPhotoInfo *info; /* read from @stored when it is first wanted */
};

G_DEFINE_FINAL_TYPE (BtPhotoItem, bt_photo_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
bt_photo_item_finalize (GObject *object)
{
  BtPhotoItem *self = BT_PHOTO_ITEM (object);

  g_clear_pointer (&self->stored, bt_stored_photo_free);
  g_clear_pointer (&self->info, bt_photo_info_free);

  G_OBJECT_CLASS (bt_photo_item_parent_class)->finalize (object);
}

static void
bt_photo_item_class_init (BtPhotoItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_photo_item_finalize;

  signals[CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
}

static void
bt_photo_item_init (BtPhotoItem *self)
{
}

BtPhotoItem *
bt_photo_item_new (BtStoredPhoto *stored)
{
  BtPhotoItem *self;

  g_return_val_if_fail (stored != NULL && stored->hash != NULL, NULL);

  self = g_object_new (BT_TYPE_PHOTO_ITEM, NULL);
  self->stored = stored;
  return self;
}

static gboolean
same (const BtStoredPhoto *a, const BtStoredPhoto *b)
{
  return a->rating == b->rating && a->mark == b->mark && a->choice == b->choice
         && a->batch == b->batch && a->uses == b->uses && a->edited == b->edited
         && a->captioned == b->captioned && g_strcmp0 (a->info, b->info) == 0
         && g_strcmp0 (a->edit, b->edit) == 0 && g_strcmp0 (a->taken, b->taken) == 0
         && g_strcmp0 (a->name, b->name) == 0;
}

gboolean
bt_photo_item_take (BtPhotoItem *self, BtStoredPhoto *stored)
{
  g_return_val_if_fail (BT_IS_PHOTO_ITEM (self), FALSE);
  g_return_val_if_fail (g_strcmp0 (self->stored->hash, stored->hash) == 0, FALSE);

  if (same (self->stored, stored))
    {
      bt_stored_photo_free (stored);
      return FALSE;
    }
  g_clear_pointer (&self->info, bt_photo_info_free);
  bt_stored_photo_free (self->stored);
  self->stored = stored;
  g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}

static void
replace (char **text, const char *with)
{
  g_free (*text);
  *text = g_strdup (with);
}

void
bt_photo_item_apply (BtPhotoItem *self, const BtPhotoChange *change)
{
  BtStoredPhoto *stored;

  g_return_if_fail (BT_IS_PHOTO_ITEM (self));
  g_return_if_fail (change != NULL);

  stored = self->stored;
  if (change->what & BT_PHOTO_CHANGE_RATING)
    stored->rating = change->rating;
  if (change->what & BT_PHOTO_CHANGE_MARK)
    stored->mark = change->mark;
  if (change->what & BT_PHOTO_CHANGE_CHOICE)
    stored->choice = change->choice;
  if (change->what & BT_PHOTO_CHANGE_EDIT)
    replace (&stored->edit, change->edit);
  if (change->what & BT_PHOTO_CHANGE_INFO)
    {
      replace (&stored->info, change->info);
      replace (&stored->search, change->search);
      replace (&stored->taken, change->taken);
      stored->captioned = change->captioned;
      stored->edited = g_get_real_time ();
      g_clear_pointer (&self->info, bt_photo_info_free);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

BtPhotoChange *
bt_photo_item_get_change (BtPhotoItem *self, BtPhotoChangeWhat what)
{
  BtPhotoChange *change;

  g_return_val_if_fail (BT_IS_PHOTO_ITEM (self), NULL);

  change = bt_photo_change_new (self->stored->hash);
  change->what = what;
  change->rating = self->stored->rating;
  change->mark = self->stored->mark;
  change->choice = self->stored->choice;
  change->info = g_strdup (self->stored->info);
  change->search = g_strdup (self->stored->search);
  change->taken = g_strdup (self->stored->taken);
  change->captioned = self->stored->captioned;
  change->edit = g_strdup (self->stored->edit);
  return change;
}

const char *
bt_photo_item_get_hash (BtPhotoItem *self)
{
  g_return_val_if_fail (BT_IS_PHOTO_ITEM (self), NULL);

  return self->stored->hash;
}

const BtStoredPhoto *
bt_photo_item_get_stored (BtPhotoItem *self)
{
  g_return_val_if_fail (BT_IS_PHOTO_ITEM (self), NULL);

  return self->stored;
}

const BtPhotoInfo *
bt_photo_item_get_info (BtPhotoItem *self)
{
  g_return_val_if_fail (BT_IS_PHOTO_ITEM (self), NULL);

  if (self->info == NULL)
    self->info = bt_photo_info_from_json (self->stored->info, NULL);
  /* What cannot be read says nothing; the row itself stays as it is until it is edited. */
  if (self->info == NULL)
    self->info = bt_photo_info_new ();
  return self->info;
}

const char *
bt_photo_item_get_field (BtPhotoItem *self, BtPhotoField field)
{
  g_return_val_if_fail (BT_IS_PHOTO_ITEM (self), "");

  return bt_photo_info_get (bt_photo_item_get_info (self), field);
}

guint
bt_photo_item_get_rating (BtPhotoItem *self)
{
  g_return_val_if_fail (BT_IS_PHOTO_ITEM (self), 0);

  return self->stored->rating;
}

guint
bt_photo_item_get_mark (BtPhotoItem *self)
{
  g_return_val_if_fail (BT_IS_PHOTO_ITEM (self), 0);

  return self->stored->mark;
}

BtChoice
bt_photo_item_get_choice (BtPhotoItem *self)
{
  g_return_val_if_fail (BT_IS_PHOTO_ITEM (self), BT_CHOICE_NONE);

  return self->stored->choice;
}

const char *
bt_photo_item_get_edit (BtPhotoItem *self)
{
  g_return_val_if_fail (BT_IS_PHOTO_ITEM (self), NULL);

  return self->stored->edit;
}
