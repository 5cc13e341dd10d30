/* What a file says about its picture: each home for itself, and all of them together.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-blocks.h"
#include "photo/worker/bt-charset.h"
#include "photo/worker/bt-metadata.h"
#include "photo/worker/bt-xmp.h"
#include "text/bt-leftover.h"

#include <string.h>

/* No field of a press photo is longer; what is, is no text. */
#define MAX_FIELD_BYTES (32 * 1024)

static void
read_xmp (const BtBlocks *blocks, BtPhotoHomes *homes, char **lens)
{
  char **fields = homes->fields[BT_PHOTO_HOME_XMP];
  char *more[BT_N_PHOTO_FIELDS] = { NULL };
  BtCharset charset = { .marked = TRUE };

  bt_xmp_read (blocks->xmp, fields, lens);
  if (blocks->xmp_more != NULL)
    bt_xmp_read (blocks->xmp_more, more, NULL);
  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    {
      g_autofree char *text = g_steal_pointer (&fields[i]);

      if (text == NULL)
        text = g_steal_pointer (&more[i]);
      if (text != NULL)
        fields[i] = bt_charset_repair (&charset, text);
      for (const char *p = fields[i]; p != NULL && *p != '\0'; p++)
        if ((guchar)*p >= 0x80)
          {
            charset.found = MAX (charset.found, BT_PHOTO_CHARSET_UTF8_MARKED);
            break;
          }
      g_free (more[i]);
    }
  homes->charset[BT_PHOTO_HOME_XMP] = charset.found;
}

/* A date is one, in our form, or it is none. */
static void
clean_date (char **text)
{
  BtDate date;
  gboolean ok = *text != NULL && bt_date_parse (*text, &date);

  g_free (*text);
  *text = ok ? bt_date_format (&date) : NULL;
}

/* NFC, trimmed and of bounded length. */
static void
clean (BtPhotoHomes *homes)
{
  g_autoptr (BtPhotoInfo) cleaner = bt_photo_info_new ();

  for (guint home = 0; home < BT_N_PHOTO_HOMES; home++)
    {
      clean_date (&homes->fields[home][BT_PHOTO_DATE_CREATED]);
      for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
        {
          char **text = &homes->fields[home][i];

          if (*text == NULL)
            continue;
          (*text)[bt_text_cut (*text, MAX_FIELD_BYTES)] = '\0';
          bt_photo_info_set (cleaner, i, *text);
          g_free (*text);
          *text = g_steal_pointer (&cleaner->fields[i]);
        }
    }
}

/* MWG guidelines 2.0, 3.3: when Photoshop's digest is there and does not fit, a program that
 * knows no XMP has changed IIM since. */
static gboolean
iim_is_newer (const BtBlocks *blocks)
{
  g_autoptr (GChecksum) md5 = g_checksum_new (G_CHECKSUM_MD5);
  guint8 now[16];
  gsize length, size = sizeof now;
  const guint8 *data;

  if (!blocks->has_digest || blocks->iim == NULL || blocks->xmp == NULL)
    return FALSE;
  data = g_bytes_get_data (blocks->iim, &length);
  g_checksum_update (md5, data, (gssize)length);
  g_checksum_get_digest (md5, now, &size);
  return memcmp (now, blocks->digest, sizeof now) != 0;
}

/* Returns: (nullable): the text of @field that is believed. XMP, IIM, EXIF: photos.md, g. */
static const char *
pick (const BtPhotoHomes *homes, BtPhotoField field, gboolean iim_first)
{
  const char *xmp = homes->fields[BT_PHOTO_HOME_XMP][field];
  const char *iim = homes->fields[BT_PHOTO_HOME_IIM][field];
  const char *exif = homes->fields[BT_PHOTO_HOME_EXIF][field];

  /* A caption of the camera is none, wherever a program has copied it. */
  if (field == BT_PHOTO_CAPTION && xmp != NULL && bt_leftover_is_camera_text (xmp))
    xmp = NULL;
  if (field == BT_PHOTO_CAPTION && iim != NULL && bt_leftover_is_camera_text (iim))
    iim = NULL;
  if (xmp != NULL && iim != NULL && iim_first && !bt_photo_iim_is_cut (field, iim, xmp))
    return iim;
  if (xmp != NULL)
    return xmp;
  return iim != NULL ? iim : exif;
}

static void
read_all (BtPhotoKind kind,
          const guint8 *data,
          gsize length,
          BtPhotoHomes *homes,
          BtPhotoInfo *info,
          BtTechnical *technical)
{
  g_auto (BtBlocks) blocks = { 0 };
  g_autofree char *lens = NULL;

  bt_blocks_find (kind, data, length, &blocks);
  homes->writable = kind == BT_PHOTO_KIND_JPEG || kind == BT_PHOTO_KIND_PNG
                    || kind == BT_PHOTO_KIND_WEBP;
  homes->has[BT_PHOTO_HOME_XMP] = blocks.xmp != NULL;
  homes->has[BT_PHOTO_HOME_IIM] = blocks.iim != NULL;
  homes->has[BT_PHOTO_HOME_EXIF] = blocks.exif != NULL;
  if (blocks.exif != NULL && technical != NULL)
    bt_exif_read_technical (blocks.exif, info, technical);
  if (blocks.exif != NULL)
    bt_exif_read (blocks.exif, homes);
  if (blocks.iim != NULL)
    bt_iim_read (blocks.iim, homes);
  if (blocks.xmp != NULL)
    read_xmp (&blocks, homes, &lens);
  clean (homes);
  if (info == NULL)
    return;
  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    bt_photo_info_set (info, i, pick (homes, i, iim_is_newer (&blocks)));
  if (info->exif[BT_PHOTO_EXIF_LENS] == NULL)
    bt_photo_info_set_exif (info, BT_PHOTO_EXIF_LENS, lens);
}

static BtPhotoKind
sniff (const guint8 *data, gsize length)
{
  return bt_photo_kind_sniff (data, MIN (length, BT_PHOTO_SNIFF_BYTES));
}

void
bt_metadata_read (GBytes *bytes, BtPhotoInfo *info, BtTechnical *technical)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_autoptr (BtPhotoHomes) homes = bt_photo_homes_new ();

  memset (technical, 0, sizeof *technical);
  read_all (sniff (data, length), data, length, homes, info, technical);
}

BtPhotoHomes *
bt_metadata_read_homes (GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  BtPhotoHomes *homes = bt_photo_homes_new ();

  read_all (sniff (data, length), data, length, homes, NULL, NULL);
  return homes;
}
