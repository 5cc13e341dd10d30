/* Corrections of many photos at once: turned, cropped to a shape, copied and pasted.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "sync/bt-photo-settings.h"
#include "ui/desk/bt-crop-model.h"
#include "ui/desk/bt-desk-window-private.h"

/* ---- the featured shape ---- */

typedef struct
{
  BtDeskWindow *window;
  BtDeskWindowShapeFunc func;
  gpointer data;
} ShapeRequest;

static void
shape_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  BtCropShape *shape = g_new0 (BtCropShape, 1);
  GError *error = NULL;

  if (bt_context_get_featured_size (BT_CONTEXT (source), &shape->featured_width,
                                    &shape->featured_height, &error))
    {
      g_task_return_pointer (task, shape, g_free);
      return;
    }
  g_free (shape);
  g_task_return_error (task, error);
}

static void
shape_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree ShapeRequest *request = data;
  g_autoptr (BtDeskWindow) self = request->window;
  g_autoptr (GError) error = NULL;
  g_autofree BtCropShape *shape = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->context == NULL)
    return; /* closed meanwhile */
  if (shape != NULL)
    self->crop_shape = *shape;
  else
    bt_desk_window_toast_error (self, error);
  request->func (self, request->data);
}

void
bt_desk_window_read_crop_shape (BtDeskWindow *self,
                                BtDeskWindowShapeFunc func,
                                gpointer data)
{
  ShapeRequest *request = g_new0 (ShapeRequest, 1);
  g_autoptr (GTask) task = NULL;

  request->window = g_object_ref (self);
  request->func = func;
  request->data = data;
  task = g_task_new (self->context, NULL, shape_read_cb, request);
  g_task_set_source_tag (task, bt_desk_window_read_crop_shape);
  g_task_run_in_thread (task, shape_thread);
}

/* ---- many photos ---- */

/* What is done to the edit of one photo of @width × @height. */
typedef void (*Correct) (BtDeskWindow *self,
                         BtPhotoEdit *edit,
                         guint width,
                         guint height,
                         gconstpointer data);

/* Returns: (transfer full) (nullable): %NULL when its corrections cannot be read, which are
 * then left as they are */
static BtPhotoChange *
correct_one (BtDeskWindow *self, BtPhotoItem *item, Correct func, gconstpointer data)
{
  const BtStoredPhoto *photo = bt_photo_item_get_stored (item);
  g_autoptr (BtPhotoEdit) edit = bt_photo_edit_from_json (photo->edit, NULL);
  BtPhotoChange *change;

  if (edit == NULL || photo->width == 0 || photo->height == 0)
    return NULL;
  func (self, edit, photo->width, photo->height, data);
  change = bt_photo_change_new (photo->hash);
  change->what = BT_PHOTO_CHANGE_EDIT;
  change->edit = bt_photo_edit_is_default (edit) ? NULL : bt_photo_edit_to_json (edit);
  return change;
}

static void
tell_left_out (BtDeskWindow *self, guint n)
{
  g_autofree char *text = g_strdup_printf (
      g_dngettext (
          GETTEXT_PACKAGE, "%u photo was left as it is: its corrections cannot be read.",
          "%u photos were left as they are: their corrections cannot be read.", n),
      n);

  if (n > 0)
    bt_desk_window_toast (self, text);
}

static void
correct_targets (BtDeskWindow *self, Correct func, gconstpointer data, const char *label)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) changes =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_photo_change_free);
  guint left_out = 0;

  bt_desk_collect (self->desk);
  items = bt_desk_window_get_targets (self);
  for (guint i = 0; i < items->len; i++)
    {
      BtPhotoChange *change = correct_one (self, items->pdata[i], func, data);

      if (change == NULL)
        left_out++;
      else if (g_strcmp0 (change->edit, bt_photo_item_get_edit (items->pdata[i])) == 0)
        bt_photo_change_free (change);
      else
        g_ptr_array_add (changes, change);
    }
  bt_desk_change (self->desk, changes, label);
  tell_left_out (self, left_out);
}

/* ---- turning ---- */

static void
turn (BtDeskWindow *self,
      BtPhotoEdit *edit,
      guint width,
      guint height,
      gconstpointer data)
{
  bt_photo_edit_turn_by (edit, *(const gint32 *)data);
}

static void
turn_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gint32 quarters = g_variant_get_int32 (parameter);

  correct_targets (data, turn, &quarters, C_ ("step", "Turn"));
}

/* ---- shapes ---- */

static void
swap (BtDeskWindow *self,
      BtPhotoEdit *edit,
      guint width,
      guint height,
      gconstpointer data)
{
  bt_crop_swap (edit, width, height, &self->crop_shape);
}

static void
swap_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  correct_targets (data, swap, NULL, C_ ("step", "Crop"));
}

static void
crop_to (BtDeskWindow *self,
         BtPhotoEdit *edit,
         guint width,
         guint height,
         gconstpointer data)
{
  bt_crop_set_ratio (edit, width, height, data, &self->crop_shape);
}

static void
crop_to_read_cb (BtDeskWindow *self, gpointer data)
{
  g_autofree char *word = data;

  correct_targets (self, crop_to, word, C_ ("step", "Crop"));
}

static void
crop_to_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *word = g_variant_get_string (parameter, NULL);

  if (g_str_equal (word, "featured"))
    bt_desk_window_read_crop_shape (data, crop_to_read_cb, g_strdup (word));
  else
    correct_targets (data, crop_to, word, C_ ("step", "Crop"));
}

/* ---- copying ---- */

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtDeskWindow *self = data;
  BtPhotoItem *item;
  g_autoptr (GError) error = NULL;
  BtPhotoEdit *edit;

  bt_desk_collect (self->desk);
  item = bt_desk_get_current (self->desk);
  if (item == NULL)
    return;
  edit = bt_photo_edit_from_json (bt_photo_item_get_edit (item), &error);
  if (edit == NULL)
    {
      bt_desk_window_toast_error (self, error);
      return;
    }
  bt_photo_edit_free (self->copied);
  self->copied = edit;
  bt_desk_window_enable (self, "paste-corrections", TRUE);
  /* on the crop page "Paste" stands beside it; and a panel that comes back under a toast
   * makes libadwaita 1.2 paint what has no place yet */
  if (!g_str_equal (bt_desk_window_get_page (self), "crop"))
    bt_desk_window_toast (self, C_ ("desk", "Corrections copied"));
}

static void
paste (BtDeskWindow *self,
       BtPhotoEdit *edit,
       guint width,
       guint height,
       gconstpointer data)
{
  bt_crop_paste (edit, width, height, self->copied, &self->crop_shape);
}

static void
paste_read_cb (BtDeskWindow *self, gpointer data)
{
  correct_targets (self, paste, NULL, C_ ("step", "Paste Corrections"));
}

static void
paste_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtDeskWindow *self = data;

  if (self->copied != NULL)
    bt_desk_window_read_crop_shape (self, paste_read_cb, NULL);
}

/* Corrections that cannot be read, too: that is how to be rid of them. */
static void
reset_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtDeskWindow *self = data;
  g_autoptr (GPtrArray) items = NULL;

  bt_desk_collect (self->desk);
  items = bt_desk_window_get_targets (self);
  bt_desk_set_edit (self->desk, items, NULL);
}

void
bt_desk_window_init_corrections (BtDeskWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "turn", .activate = turn_cb, .parameter_type = "i" },
    { .name = "swap-crop", .activate = swap_cb },
    { .name = "crop-to", .activate = crop_to_cb, .parameter_type = "s" },
    { .name = "copy-corrections", .activate = copy_cb },
    { .name = "paste-corrections", .activate = paste_cb },
    { .name = "reset-corrections", .activate = reset_cb },
  };

  bt_desk_window_add_actions (self, entries, G_N_ELEMENTS (entries));
  bt_desk_window_enable (self, "paste-corrections", FALSE);
}
