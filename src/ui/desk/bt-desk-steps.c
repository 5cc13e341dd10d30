/* Changing photos, and undoing it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "sync/bt-photo-words.h"
#include "ui/desk/bt-desk-private.h"

#define MAX_STEPS 200

/* One step: every photo of it as it was and as it is. */
typedef struct
{
  GPtrArray *before; /* BtPhotoChange */
  GPtrArray *after;
  char *label;
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_ptr_array_unref (step->before);
  g_ptr_array_unref (step->after);
  g_free (step->label);
  g_free (step);
}

static GPtrArray *
changes_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)bt_photo_change_free);
}

static GPtrArray *
changes_copy (GPtrArray *changes)
{
  GPtrArray *copy = changes_new ();

  for (guint i = 0; i < changes->len; i++)
    g_ptr_array_add (copy, bt_photo_change_copy (changes->pdata[i]));
  return copy;
}

/* What is no longer in the scope is in the store all the same: only shown things change. */
static void
show (BtDesk *self, GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const BtPhotoChange *change = changes->pdata[i];
      BtPhotoItem *item = bt_desk_find (self, change->hash);

      if (item != NULL)
        bt_photo_item_apply (item, change);
    }
  bt_desk_view_changed (self);
}

/* ---- writing ---- */

static void
settle (BtDesk *self)
{
  g_autoptr (GPtrArray) tasks = NULL;

  if (self->writing > 0)
    return;
  tasks = g_steal_pointer (&self->settling);
  self->settling = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < tasks->len; i++)
    g_task_return_boolean (tasks->pdata[i], TRUE);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtDesk) self = data;
  g_autoptr (GError) error = NULL;
  gboolean ok = bt_store_change_photos_finish (BT_STORE (source), result, &error);

  self->writing--;
  if (!ok)
    {
      /* What is shown is read anew, so that nobody believes what is not kept; the steps may
       * rest on it. */
      bt_desk_clear_steps (self);
      bt_desk_init_steps (self);
      bt_desk_tell_steps (self);
      bt_desk_tell_failed (self, error);
      self->generation++;
      bt_desk_refresh (self);
    }
  settle (self);
}

static void
write_changes (BtDesk *self, GPtrArray *changes)
{
  self->writing++;
  self->generation++;
  /* Not to be cancelled: what was done is to be kept, even when the desk closes. */
  bt_store_change_photos_async (self->store, changes, NULL, written_cb,
                                g_object_ref (self));
}

/* ---- steps ---- */

void
bt_desk_init_steps (BtDesk *self)
{
  if (self->undo == NULL)
    self->undo = g_ptr_array_new_with_free_func (step_free);
  if (self->redo == NULL)
    self->redo = g_ptr_array_new_with_free_func (step_free);
  if (self->settling == NULL)
    self->settling = g_ptr_array_new_with_free_func (g_object_unref);
}

void
bt_desk_clear_steps (BtDesk *self)
{
  g_clear_pointer (&self->undo, g_ptr_array_unref);
  g_clear_pointer (&self->redo, g_ptr_array_unref);
}

static void
push_step (BtDesk *self, GPtrArray *before, GPtrArray *after, const char *label)
{
  Step *step = g_new0 (Step, 1);

  step->before = g_ptr_array_ref (before);
  step->after = changes_copy (after);
  step->label = g_strdup (label);
  g_ptr_array_add (self->undo, step);
  if (self->undo->len > MAX_STEPS)
    g_ptr_array_remove_index (self->undo, 0);
  g_ptr_array_set_size (self->redo, 0);
  bt_desk_tell_steps (self);
}

void
bt_desk_change (BtDesk *self, GPtrArray *changes, const char *label)
{
  g_autoptr (GPtrArray) before = NULL;

  g_return_if_fail (BT_IS_DESK (self));
  g_return_if_fail (changes != NULL);

  if (changes->len == 0)
    return;
  before = changes_new ();
  for (guint i = 0; i < changes->len; i++)
    {
      const BtPhotoChange *change = changes->pdata[i];
      BtPhotoItem *item = bt_desk_find (self, change->hash);

      g_return_if_fail (item != NULL);
      g_ptr_array_add (before, bt_photo_item_get_change (item, change->what));
    }
  if (label != NULL)
    push_step (self, before, changes, label);
  write_changes (self, changes);
  show (self, changes);
}

/* Takes the last step of @from over to @to. */
static void
go (BtDesk *self, GPtrArray *from, GPtrArray *to, gboolean back)
{
  Step *step;

  if (from->len == 0)
    return;
  step = g_ptr_array_steal_index (from, from->len - 1);
  g_ptr_array_add (to, step);
  write_changes (self, back ? step->before : step->after);
  show (self, back ? step->before : step->after);
  bt_desk_tell_steps (self);
}

void
bt_desk_undo (BtDesk *self)
{
  g_return_if_fail (BT_IS_DESK (self));

  bt_desk_collect (self);
  go (self, self->undo, self->redo, TRUE);
}

void
bt_desk_redo (BtDesk *self)
{
  g_return_if_fail (BT_IS_DESK (self));

  bt_desk_collect (self);
  go (self, self->redo, self->undo, FALSE);
}

static const char *
last_label (GPtrArray *steps)
{
  return steps->len > 0 ? ((Step *)steps->pdata[steps->len - 1])->label : NULL;
}

const char *
bt_desk_describe_undo (BtDesk *self)
{
  g_return_val_if_fail (BT_IS_DESK (self), NULL);

  return last_label (self->undo);
}

const char *
bt_desk_describe_redo (BtDesk *self)
{
  g_return_val_if_fail (BT_IS_DESK (self), NULL);

  return last_label (self->redo);
}

static gboolean
is_gone (const char *hash, const char *const *hashes, const char *const *kept)
{
  return g_strv_contains (hashes, hash)
         && (kept == NULL || !g_strv_contains (kept, hash));
}

static void
forget_in (GPtrArray *steps, const char *const *hashes, const char *const *kept)
{
  for (guint i = steps->len; i > 0; i--)
    {
      Step *step = steps->pdata[i - 1];

      for (guint k = step->before->len; k > 0; k--)
        {
          const BtPhotoChange *change = step->before->pdata[k - 1];

          if (!is_gone (change->hash, hashes, kept))
            continue;
          g_ptr_array_remove_index (step->before, k - 1);
          g_ptr_array_remove_index (step->after, k - 1);
        }
      if (step->before->len == 0)
        g_ptr_array_remove_index (steps, i - 1);
    }
}

void
bt_desk_forget (BtDesk *self, const char *const *hashes, const char *const *kept)
{
  g_return_if_fail (BT_IS_DESK (self));
  g_return_if_fail (hashes != NULL);

  forget_in (self->undo, hashes, kept);
  forget_in (self->redo, hashes, kept);
  bt_desk_tell_steps (self);
  bt_desk_refresh (self);
}

/* ---- what people do ---- */

void
bt_desk_set_rating (BtDesk *self, GPtrArray *items, guint rating)
{
  g_autoptr (GPtrArray) changes = changes_new ();

  g_return_if_fail (BT_IS_DESK (self));
  g_return_if_fail (rating <= 5);

  for (guint i = 0; i < items->len; i++)
    {
      BtPhotoChange *change;

      if (bt_photo_item_get_rating (items->pdata[i]) == rating)
        continue;
      change = bt_photo_change_new (bt_photo_item_get_hash (items->pdata[i]));
      change->what = BT_PHOTO_CHANGE_RATING;
      change->rating = rating;
      g_ptr_array_add (changes, change);
    }
  bt_desk_change (self, changes, C_ ("step", "Rating"));
}

void
bt_desk_set_mark (BtDesk *self, GPtrArray *items, guint mark)
{
  g_autoptr (GPtrArray) changes = changes_new ();

  g_return_if_fail (BT_IS_DESK (self));
  g_return_if_fail (mark <= 7);

  for (guint i = 0; i < items->len; i++)
    {
      BtPhotoChange *change;

      if (bt_photo_item_get_mark (items->pdata[i]) == mark)
        continue;
      change = bt_photo_change_new (bt_photo_item_get_hash (items->pdata[i]));
      change->what = BT_PHOTO_CHANGE_MARK;
      change->mark = mark;
      g_ptr_array_add (changes, change);
    }
  bt_desk_change (self, changes, C_ ("step", "Color Mark"));
}

void
bt_desk_set_choice (BtDesk *self, GPtrArray *items, BtChoice choice)
{
  g_autoptr (GPtrArray) changes = changes_new ();

  g_return_if_fail (BT_IS_DESK (self));

  for (guint i = 0; i < items->len; i++)
    {
      BtPhotoChange *change;

      if (bt_photo_item_get_choice (items->pdata[i]) == choice)
        continue;
      change = bt_photo_change_new (bt_photo_item_get_hash (items->pdata[i]));
      change->what = BT_PHOTO_CHANGE_CHOICE;
      change->choice = choice;
      g_ptr_array_add (changes, change);
    }
  bt_desk_change (self, changes,
                  choice == BT_CHOICE_PICK ? C_ ("step", "Pick")
                  : choice == BT_CHOICE_REJECT
                      ? C_ ("step", "Reject")
                      : C_ ("step", "Neither Picked nor Rejected"));
}

void
bt_desk_set_edit (BtDesk *self, GPtrArray *items, const char *edit)
{
  g_autoptr (GPtrArray) changes = changes_new ();

  g_return_if_fail (BT_IS_DESK (self));

  for (guint i = 0; i < items->len; i++)
    {
      BtPhotoChange *change;

      if (g_strcmp0 (bt_photo_item_get_edit (items->pdata[i]), edit) == 0)
        continue;
      change = bt_photo_change_new (bt_photo_item_get_hash (items->pdata[i]));
      change->what = BT_PHOTO_CHANGE_EDIT;
      change->edit = g_strdup (edit);
      g_ptr_array_add (changes, change);
    }
  bt_desk_change (self, changes, C_ ("step", "Crop and Correct"));
}

/* Returns: (transfer full) (element-type BtPhotoChange): of those that change at all; @before:
 * (out) (transfer full): what they say so far. They need not be in the scope: a word that an
 * input method commits late belongs to a photo that may just have left it. */
static GPtrArray *
info_changes (GPtrArray *items, GPtrArray *infos, GPtrArray **before)
{
  GPtrArray *changes = changes_new ();

  *before = changes_new ();
  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *now =
          bt_photo_info_to_json (bt_photo_item_get_info (items->pdata[i]));
      BtPhotoChange *change =
          bt_photo_change_new (bt_photo_item_get_hash (items->pdata[i]));

      bt_photo_change_set_info (change, infos->pdata[i]);
      if (g_strcmp0 (change->info, now) == 0)
        {
          bt_photo_change_free (change);
          continue;
        }
      g_ptr_array_add (changes, change);
      g_ptr_array_add (*before,
                       bt_photo_item_get_change (items->pdata[i], BT_PHOTO_CHANGE_INFO));
    }
  return changes;
}

static void
write_infos (BtDesk *self, GPtrArray *items, GPtrArray *changes)
{
  write_changes (self, changes);
  for (guint i = 0, j = 0; i < items->len && j < changes->len; i++)
    {
      const BtPhotoChange *change = changes->pdata[j];
      BtPhotoItem *shown = bt_desk_find (self, change->hash);

      if (!g_str_equal (bt_photo_item_get_hash (items->pdata[i]), change->hash))
        continue;
      bt_photo_item_apply (items->pdata[i], change);
      if (shown != NULL && shown != items->pdata[i])
        bt_photo_item_apply (shown, change);
      j++;
    }
  bt_desk_view_refilter (self);
}

void
bt_desk_set_infos (BtDesk *self, GPtrArray *items, GPtrArray *infos, const char *label)
{
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GPtrArray) before = NULL;

  g_return_if_fail (BT_IS_DESK (self));
  g_return_if_fail (items->len == infos->len);

  changes = info_changes (items, infos, &before);
  if (changes->len == 0)
    return;
  if (label != NULL)
    push_step (self, before, changes, label);
  write_infos (self, items, changes);
}

static BtPhotoChange **
find_change (GPtrArray *changes, const char *hash)
{
  for (guint i = 0; i < changes->len; i++)
    if (g_str_equal (((BtPhotoChange *)changes->pdata[i])->hash, hash))
      return (BtPhotoChange **)&changes->pdata[i];
  return NULL;
}

/* Returns: whether all of @changes could be made part of it */
static gboolean
amend_step (Step *step, GPtrArray *changes, const char *label)
{
  if (g_strcmp0 (step->label, label) != 0)
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    {
      BtPhotoChange **after =
          find_change (step->after, ((BtPhotoChange *)changes->pdata[i])->hash);

      if (after == NULL || (*after)->what != BT_PHOTO_CHANGE_INFO)
        return FALSE;
    }
  for (guint i = 0; i < changes->len; i++)
    {
      const BtPhotoChange *change = changes->pdata[i];
      BtPhotoChange **after = find_change (step->after, change->hash);

      bt_photo_change_free (*after);
      *after = bt_photo_change_copy (change);
    }
  return TRUE;
}

void
bt_desk_amend_infos (BtDesk *self, GPtrArray *items, GPtrArray *infos, const char *label)
{
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GPtrArray) before = NULL;

  g_return_if_fail (BT_IS_DESK (self));
  g_return_if_fail (items->len == infos->len);
  g_return_if_fail (label != NULL);

  changes = info_changes (items, infos, &before);
  if (changes->len == 0)
    return;
  if (self->redo->len > 0 || self->undo->len == 0
      || !amend_step (self->undo->pdata[self->undo->len - 1], changes, label))
    push_step (self, before, changes, label);
  write_infos (self, items, changes);
}

/* ---- settling ---- */

void
bt_desk_settle_async (BtDesk *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BT_IS_DESK (self));

  bt_desk_collect (self);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, bt_desk_settle_async);
  g_ptr_array_add (self->settling, g_steal_pointer (&task));
  settle (self);
}

gboolean
bt_desk_settle_finish (BtDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
