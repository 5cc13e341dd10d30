/* What a picture file says of itself, without decoding it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BtPracticeImage:
 * @mime, @extension: by the bytes, not by the name
 * @title, @caption, @credit: (nullable): what WordPress would take from IPTC-IIM and EXIF
 */
typedef struct
{
  const char *mime;
  const char *extension;
  guint width;
  guint height;
  char *title;
  char *caption;
  char *credit;
} BtPracticeImage;

void bt_practice_image_clear (BtPracticeImage *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BtPracticeImage, bt_practice_image_clear)

/** bt_practice_image_read: @bytes is untrusted. Returns: whether it is a JPEG, PNG, GIF or
 * WebP file whose size can be told */
gboolean
bt_practice_image_read (const guint8 *bytes, gsize length, BtPracticeImage *self);

G_END_DECLS
