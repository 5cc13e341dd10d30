/* Fuzzes what reads and writes the metadata of photos: JPEG's segments and Photoshop's
 * resources, chunks of PNG and WebP, boxes of HEIC, TIFF, IIM, XMP. What was written must be
 * read again.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"
#include "photo/worker/bt-budget.h"
#include "photo/worker/bt-embed.h"

static GBytes *
join (GPtrArray *pieces)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();

  for (guint i = 0; i < pieces->len; i++)
    {
      gsize length;
      const guint8 *data = g_bytes_get_data (g_ptr_array_index (pieces, i), &length);

      g_byte_array_append (out, data, (guint)length);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static void
check_embedding (GBytes *bytes, gboolean clean)
{
  g_autoptr (BtPhotoInfo) fields = bt_photo_info_new ();
  g_autoptr (BtPhotoInfo) back = bt_photo_info_new ();
  g_autoptr (GPtrArray) pieces = NULL;
  g_autoptr (GBytes) out = NULL;
  BtTechnical technical;

  bt_photo_info_set (fields, BT_PHOTO_CAPTION, "Hội nghị Thành ủy Cần Thơ");
  bt_photo_info_set (fields, BT_PHOTO_CREATOR, "Hoàng Vĩnh Khang; Trần Thị Bé");
  pieces = bt_embed (bytes, fields, clean, NULL);
  if (pieces == NULL)
    return;
  out = join (pieces);
  bt_metadata_read (out, back, &technical);
  for (guint i = 0; i < BT_N_PHOTO_EXIF; i++)
    g_assert_true (!clean || back->exif[i] == NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (BtPhotoInfo) info = bt_photo_info_new ();
  g_autoptr (BtPhotoHomes) homes = bt_metadata_read_homes (bytes);
  BtTechnical technical;

  bt_metadata_read (bytes, info, &technical);
  for (guint kind = BT_PHOTO_KIND_JPEG; kind <= BT_PHOTO_KIND_AVIF; kind++)
    {
      g_auto (BtBlocks) blocks = { 0 };

      bt_blocks_find (kind, data, size, &blocks);
      bt_budget (kind, data, size);
    }
  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    g_assert_true (info->fields[i] == NULL
                   || g_utf8_validate (info->fields[i], -1, NULL));
  check_embedding (bytes, FALSE);
  check_embedding (bytes, TRUE);
  return 0;
}
