/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/bt-photo-watermark.h"

#include "photo/bt-photo-hash.h"
#include "photo/bt-photo-private.h"

#include <math.h>

G_DEFINE_BOXED_TYPE (BtWatermark, bt_watermark, bt_watermark_copy, bt_watermark_free)

BtWatermark *
bt_watermark_new (const char *path)
{
  BtWatermark *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (BtWatermark, 1);
  self->path = g_strdup (path);
  self->opacity = 0.6;
  self->width_fraction = 0.2;
  return self;
}

BtWatermark *
bt_watermark_copy (const BtWatermark *self)
{
  BtWatermark *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->path = g_strdup (self->path);
  return copy;
}

void
bt_watermark_free (BtWatermark *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self);
}

static int
to_thousandths (double value, int min)
{
  return isfinite (value) ? (int)(CLAMP (value, min / 1000.0, 1) * 1000 + 0.5) : 1000;
}

char *
bt_watermark_to_text (const BtWatermark *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_strdup_printf (
      "%u,%d,%d", MIN ((guint)self->position, BT_N_WATERMARK_POSITIONS - 1),
      to_thousandths (self->opacity, 0), to_thousandths (self->width_fraction, 10));
}

gboolean
bt_watermark_parse (const char *text, BtWatermark *self)
{
  g_auto (GStrv) numbers = NULL;
  guint64 values[3];
  static const guint64 max[] = { BT_N_WATERMARK_POSITIONS - 1, 1000, 1000 };

  g_return_val_if_fail (text != NULL && self != NULL, FALSE);

  numbers = g_strsplit (text, ",", 4);
  if (g_strv_length (numbers) != 3)
    return FALSE;
  for (guint i = 0; i < 3; i++)
    if (!g_ascii_string_to_unsigned (numbers[i], 10, 0, max[i], &values[i], NULL))
      return FALSE;
  self->position = (BtWatermarkPosition)values[0];
  self->opacity = (double)values[1] / 1000;
  self->width_fraction = (double)values[2] / 1000;
  return TRUE;
}

char *
bt_watermark_key (const BtWatermark *self, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  /* Reading a pipe might never end. */
  if (g_file_test (self->path, G_FILE_TEST_IS_REGULAR))
    hash = bt_photo_hash_file (self->path, NULL, &cause);
  if (hash == NULL)
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WATERMARK, "%s",
                   cause != NULL ? cause->message : self->path);
      return NULL;
    }
  text = bt_watermark_to_text (self);
  return g_strdup_printf ("%s,%s", hash, text);
}
