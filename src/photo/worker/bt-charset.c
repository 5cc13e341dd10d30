/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-charset.h"

#include <string.h>

gssize
bt_charset_utf8_length (const guint8 *data, gsize length, gsize limit, gboolean marked)
{
  const char *end;
  gsize whole;
  gboolean high = FALSE;

  if (length == 0 || g_utf8_validate_len ((const char *)data, length, &end))
    return (gssize)length;
  whole = (gsize)(end - (const char *)data);
  /* Some writers cut at a byte: what is left of the last letter is no other charset. */
  if (length - whole > 3
      || g_utf8_get_char_validated (end, (gssize)(length - whole)) != (gunichar)-2)
    return -1;
  for (gsize i = 0; i < whole && !high; i++)
    high = data[i] >= 0x80;
  return high || (marked && limit > 0 && length == limit) ? (gssize)whole : -1;
}

void
bt_charset_judge (BtCharset *self, GBytes *caption, const GByteArray *all)
{
  gsize length = 0;
  const char *data = caption != NULL ? g_bytes_get_data (caption, &length) : NULL;

  self->legacy = length > 0 ? bt_legacy_detect (data, length) : BT_LEGACY_NONE;
  if (self->legacy == BT_LEGACY_NONE && all->len > 0)
    self->legacy = bt_legacy_detect ((const char *)all->data, all->len);
}

static void
note (BtCharset *self, BtPhotoCharset charset)
{
  self->found = MAX (self->found, charset);
}

char *
bt_charset_repair (BtCharset *self, const char *text)
{
  char *meant = bt_legacy_undouble (text);

  if (meant == NULL)
    return g_strdup (text);
  note (self, BT_PHOTO_CHARSET_REPAIRED);
  return meant;
}

char *
bt_charset_decode (BtCharset *self, const guint8 *data, gsize length, gsize limit)
{
  static const BtPhotoCharset charsets[] = {
    [BT_LEGACY_NONE] = BT_PHOTO_CHARSET_CP1252,
    [BT_LEGACY_TCVN3] = BT_PHOTO_CHARSET_TCVN3,
    [BT_LEGACY_VNI] = BT_PHOTO_CHARSET_VNI,
  };
  const guint8 *nul = length > 0 ? memchr (data, '\0', length) : NULL;
  g_autofree char *text = NULL;
  gboolean high = FALSE;
  gssize whole;

  if (nul != NULL)
    length = (gsize)(nul - data);
  for (gsize i = 0; i < length && !high; i++)
    high = data[i] >= 0x80;
  if (!high)
    return g_strndup ((const char *)data, length);
  whole = bt_charset_utf8_length (data, length, limit, self->marked);
  if (whole < 0)
    {
      note (self, charsets[self->legacy]);
      return bt_legacy_decode ((const char *)data, length, self->legacy);
    }
  note (self,
        self->marked ? BT_PHOTO_CHARSET_UTF8_MARKED : BT_PHOTO_CHARSET_UTF8_UNMARKED);
  text = g_strndup ((const char *)data, (gsize)whole);
  return bt_charset_repair (self, text);
}
