/* The metadata of a rendition, written from nothing: the decoded picture brings none, so
 * only what is named here can be in it. By hand and not by exiv2, because exiv2 0.27
 * writes the alternative text as an attribute, which WordPress does not find, and neither
 * 1:90 nor the IPTC digest.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-metadata.h"

#include <string.h>

/* A JPEG segment's length has 16 bits and counts its own two bytes. */
#define MAX_SEGMENT 65533

/* Whether what begins at @next belongs to the letter before it. */
static gboolean
is_inside_letter (const char *text, const char *next)
{
  const char *before = g_utf8_find_prev_char (text, next);
  gunichar c = g_utf8_get_char (next);

  return g_unichar_ismark (c) || c == 0x200d
         || (before != NULL && g_utf8_get_char (before) == 0x200d);
}

gsize
bt_text_cut (const char *text, gsize max)
{
  gsize length = strlen (text), whole;

  if (length <= max)
    return length;
  while (max > 0 && ((guchar)text[max] & 0xc0) == 0x80)
    max--;
  whole = max;
  while (whole > 0 && is_inside_letter (text, text + whole))
    whole = (gsize)(g_utf8_prev_char (text + whole) - text);
  /* A text of nothing but marks. */
  return whole > 0 ? whole : max;
}

gboolean
bt_segment_append (GByteArray *out,
                   guint8 marker,
                   const char *head,
                   gsize head_length,
                   const guint8 *data,
                   gsize length)
{
  gsize size = head_length + length + 2;
  guint8 start[4] = { 0xff, marker, (guint8)(size >> 8), (guint8)size };

  if (size > MAX_SEGMENT + 2)
    return FALSE;
  g_byte_array_append (out, start, sizeof start);
  g_byte_array_append (out, (const guint8 *)head, (guint)head_length);
  g_byte_array_append (out, data, (guint)length);
  return TRUE;
}

GByteArray *
bt_metadata_build (const BtPhotoInfo *info, guint width, guint height)
{
  GByteArray *out = g_byte_array_new ();

  bt_exif_append (out, info, width, height);
  bt_xmp_append (out, info);
  bt_iim_append (out, info);
  return out;
}
