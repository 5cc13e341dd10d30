/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/bt-photo-private.h"

#include <math.h>
#include <string.h>

G_DEFINE_BOXED_TYPE (BtPhotoEdit, bt_photo_edit, bt_photo_edit_copy, bt_photo_edit_free)

BtPhotoEdit *
bt_photo_edit_new (void)
{
  BtPhotoEdit *self = g_new0 (BtPhotoEdit, 1);

  self->crop_width = 1;
  self->crop_height = 1;
  self->ratio = g_strdup ("");
  self->focus_x = 0.5;
  self->focus_y = 0.5;
  self->areas = g_array_new (FALSE, TRUE, sizeof (BtPhotoArea));
  self->watermark = TRUE;
  return self;
}

BtPhotoEdit *
bt_photo_edit_copy (const BtPhotoEdit *self)
{
  BtPhotoEdit *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->ratio = g_strdup (self->ratio);
  copy->areas = g_array_copy (self->areas);
  return copy;
}

void
bt_photo_edit_free (BtPhotoEdit *self)
{
  if (self == NULL)
    return;
  g_free (self->ratio);
  g_array_unref (self->areas);
  g_free (self);
}

/* One to four digits, the first of which is not 0. Returns: (nullable): what follows */
static const char *
skip_number (const char *text)
{
  gsize length = strspn (text, "0123456789");

  return length >= 1 && length <= 4 && *text != '0' ? text + length : NULL;
}

static gboolean
is_ratio_word (const char *word)
{
  const char *rest = skip_number (word);

  if (rest != NULL && *rest == ':')
    {
      rest = skip_number (rest + 1);
      return rest != NULL && *rest == '\0';
    }
  return g_str_equal (word, "original") || g_str_equal (word, "featured");
}

void
bt_photo_edit_set_ratio_word (BtPhotoEdit *self, const char *ratio)
{
  char *word;

  g_return_if_fail (self != NULL);

  word = g_strdup (ratio != NULL && is_ratio_word (ratio) ? ratio : "");
  g_free (self->ratio);
  self->ratio = word;
}

/* @value within its range and rounded to @unit. */
static double
tidy (double value, double min, double max, double unit, double otherwise)
{
  if (!isfinite (value))
    return otherwise;
  return CLAMP (rint (CLAMP (value, min, max) / unit) * unit, min, max);
}

static double
tidy_fraction (double value)
{
  return tidy (value, 0, 1, 1e-6, 0);
}

/* Returns: whether something of @area lies in the picture, which it is then cut to */
static gboolean
tidy_area (BtPhotoArea *area)
{
  double right = area->x + area->width, bottom = area->y + area->height;

  if (!isfinite (right) || !isfinite (bottom) || right <= 0 || bottom <= 0 || area->x >= 1
      || area->y >= 1 || area->width <= 0 || area->height <= 0)
    return FALSE;
  area->x = tidy (area->x, 0, 1 - BT_CROP_SMALLEST, 1e-6, 0);
  area->y = tidy (area->y, 0, 1 - BT_CROP_SMALLEST, 1e-6, 0);
  area->width = tidy (MIN (right, 1) - area->x, BT_CROP_SMALLEST, 1, 1e-6, 1);
  area->height = tidy (MIN (bottom, 1) - area->y, BT_CROP_SMALLEST, 1, 1e-6, 1);
  return TRUE;
}

gboolean
bt_photo_edit_add_area (BtPhotoEdit *self, const BtPhotoArea *area)
{
  BtPhotoArea tidied;

  g_return_val_if_fail (self != NULL && area != NULL, FALSE);
  g_return_val_if_fail (area->kind == BT_AREA_BLUR || area->kind == BT_AREA_PIXELATE,
                        FALSE);

  tidied = *area;
  if (self->areas->len >= BT_PHOTO_MAX_AREAS || !tidy_area (&tidied))
    return FALSE;
  g_array_append_val (self->areas, tidied);
  return TRUE;
}

BtPhotoEdit *
bt_photo_edit_tidied (const BtPhotoEdit *self)
{
  BtPhotoEdit *edit = bt_photo_edit_new ();

  edit->turn = self->turn % 4;
  edit->level = tidy (self->level, -BT_PHOTO_MAX_LEVEL, BT_PHOTO_MAX_LEVEL, 0.01, 0);
  edit->crop_x = tidy (self->crop_x, -BT_CROP_REACH, BT_CROP_REACH, 1e-6, 0);
  edit->crop_y = tidy (self->crop_y, -BT_CROP_REACH, BT_CROP_REACH, 1e-6, 0);
  edit->crop_width = tidy (self->crop_width, BT_CROP_SMALLEST, 2, 1e-6, 1);
  edit->crop_height = tidy (self->crop_height, BT_CROP_SMALLEST, 2, 1e-6, 1);
  bt_photo_edit_set_ratio_word (edit, self->ratio);
  edit->brightness = tidy (self->brightness, -1, 1, 0.001, 0);
  edit->contrast = tidy (self->contrast, -1, 1, 0.001, 0);
  edit->has_focus = !!self->has_focus;
  if (edit->has_focus)
    {
      edit->focus_x = tidy_fraction (self->focus_x);
      edit->focus_y = tidy_fraction (self->focus_y);
    }
  for (guint i = 0; i < self->areas->len; i++)
    bt_photo_edit_add_area (edit, &g_array_index (self->areas, BtPhotoArea, i));
  edit->watermark = !!self->watermark;
  return edit;
}

gboolean
bt_photo_edit_equal (const BtPhotoEdit *a, const BtPhotoEdit *b)
{
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  one = bt_photo_edit_to_json (a);
  other = bt_photo_edit_to_json (b);
  return g_str_equal (one, other);
}

gboolean
bt_photo_edit_is_default (const BtPhotoEdit *self)
{
  g_autofree char *json = NULL;

  g_return_val_if_fail (self != NULL, TRUE);

  json = bt_photo_edit_to_json (self);
  return g_str_equal (json, "{}");
}

gboolean
bt_photo_edit_get_tone (const BtPhotoEdit *self, guint8 table[256])
{
  double gamma, steepness;
  gboolean changes = FALSE;

  g_return_val_if_fail (self != NULL && table != NULL, FALSE);

  gamma = exp2 (-tidy (self->brightness, -1, 1, 0.001, 0));
  steepness = tidy (self->contrast, -1, 1, 0.001, 0);
  for (guint i = 0; i < 256; i++)
    {
      double value = pow (i / 255.0, gamma);
      double far = 1 - fabs (2 * value - 1);

      if (steepness > 0)
        value =
            0.5 + copysign (0.5 - 0.5 * pow (far, exp2 (1.5 * steepness)), value - 0.5);
      else
        value = 0.5 + (value - 0.5) * (1 + 0.75 * steepness);
      table[i] = (guint8)CLAMP (value * 255 + 0.5, 0, 255);
      changes = changes || table[i] != i;
    }
  return changes;
}
