/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-photo-words.h"

/* By what a photo is found: everything that people write on it. */
static char *
search_text (const BtPhotoInfo *info)
{
  static const BtPhotoField fields[] = {
    BT_PHOTO_HEADLINE, BT_PHOTO_CAPTION, BT_PHOTO_ALT,      BT_PHOTO_CREATOR,
    BT_PHOTO_CREDIT,   BT_PHOTO_SOURCE,  BT_PHOTO_CITY,     BT_PHOTO_SUBLOCATION,
    BT_PHOTO_PROVINCE, BT_PHOTO_COUNTRY, BT_PHOTO_KEYWORDS,
  };
  GString *text = g_string_new (info->name);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *value = bt_photo_info_get (info, fields[i]);

      if (*value != '\0')
        g_string_append_printf (text, "\n%s", value);
    }

  return g_string_free (text, FALSE);
}

static char *
taken (const BtPhotoInfo *info)
{
  const char *date = bt_photo_info_get (info, BT_PHOTO_DATE_CREATED);

  return *date != '\0' ? g_strdup (date) : NULL;
}

static gboolean
captioned (const BtPhotoInfo *info)
{
  return *bt_photo_info_get (info, BT_PHOTO_CAPTION) != '\0';
}

void
bt_photo_change_set_info (BtPhotoChange *self, const BtPhotoInfo *info)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (info != NULL);

  self->what |= BT_PHOTO_CHANGE_INFO;
  g_free (self->info);
  self->info = bt_photo_info_to_json (info);
  g_free (self->search);
  self->search = search_text (info);
  g_free (self->taken);
  self->taken = taken (info);
  self->captioned = captioned (info);
}

void
bt_stored_photo_set_info (BtStoredPhoto *self, const BtPhotoInfo *info)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (info != NULL);

  g_free (self->hash);
  self->hash = g_strdup (info->hash);
  g_free (self->name);
  self->name = g_strdup (info->name);
  g_free (self->mime);
  self->mime = g_strdup (info->mime);
  self->width = info->width;
  self->height = info->height;
  self->size = info->size;
  g_free (self->info);
  self->info = bt_photo_info_to_json (info);
  g_free (self->search);
  self->search = search_text (info);
  g_free (self->taken);
  self->taken = taken (info);
  self->captioned = captioned (info);
}

BtPhotoInfo *
bt_stored_photo_get_info (const BtStoredPhoto *self, GError **error)
{
  BtPhotoInfo *info;

  g_return_val_if_fail (self != NULL, NULL);

  info = bt_photo_info_from_json (self->info, error);
  /* What the store holds itself is right, whatever the JSON says. */
  if (info != NULL && g_strcmp0 (info->hash, self->hash) != 0)
    {
      g_free (info->hash);
      info->hash = g_strdup (self->hash);
    }

  return info;
}
