/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/bt-photo-private.h"

#include <string.h>

static const char *const mimes[] = {
  [BT_PHOTO_KIND_NONE] = NULL,         [BT_PHOTO_KIND_JPEG] = "image/jpeg",
  [BT_PHOTO_KIND_PNG] = "image/png",   [BT_PHOTO_KIND_WEBP] = "image/webp",
  [BT_PHOTO_KIND_HEIC] = "image/heic", [BT_PHOTO_KIND_AVIF] = "image/avif",
};

static BtPhotoKind
kind_of_brand (const guint8 *brand)
{
  static const char *const heic[] = { "heic", "heix", "heim", "heis",
                                      "hevc", "hevx", "hevm", "hevs" };

  if (memcmp (brand, "avif", 4) == 0 || memcmp (brand, "avis", 4) == 0)
    return BT_PHOTO_KIND_AVIF;
  for (guint i = 0; i < G_N_ELEMENTS (heic); i++)
    if (memcmp (brand, heic[i], 4) == 0)
      return BT_PHOTO_KIND_HEIC;
  return BT_PHOTO_KIND_NONE;
}

/* ISO/IEC 14496-12, 4.3: the box "ftyp" holds the major brand, a version and the
 * compatible brands. A film (isom, mp42, qt) has none of ours. */
static BtPhotoKind
sniff_ftyp (const guint8 *data, gsize length)
{
  guint32 size;
  gsize end;
  BtPhotoKind kind;

  if (length < 16 || memcmp (data + 4, "ftyp", 4) != 0)
    return BT_PHOTO_KIND_NONE;
  memcpy (&size, data, sizeof size);
  end = MIN (length, GUINT32_FROM_BE (size));
  kind = kind_of_brand (data + 8);
  for (gsize at = 16; kind == BT_PHOTO_KIND_NONE && at + 4 <= end; at += 4)
    kind = kind_of_brand (data + at);
  return kind;
}

BtPhotoKind
bt_photo_kind_sniff (const guint8 *data, gsize length)
{
  if (length >= 3 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    return BT_PHOTO_KIND_JPEG;
  if (length >= 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    return BT_PHOTO_KIND_PNG;
  if (length >= 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    return BT_PHOTO_KIND_WEBP;
  return sniff_ftyp (data, length);
}

const char *
bt_photo_kind_to_mime (BtPhotoKind kind)
{
  g_return_val_if_fail ((guint)kind < G_N_ELEMENTS (mimes), NULL);

  return mimes[kind];
}
