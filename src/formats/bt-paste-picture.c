/* Pictures whose bytes stand in pasted HTML.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-paste-private.h"

#include <string.h>

static gboolean
begins (const guchar *data, gsize size, gsize at, const char *magic)
{
  gsize length = strlen (magic);

  return size >= at + length && memcmp (data + at, magic, length) == 0;
}

/* Whether the bytes open as those of a photo do; whether they are one, the process that
 * decodes photos finds out. A drawing (SVG) is a document that can fetch and run. */
static gboolean
is_picture (const guchar *data, gsize size)
{
  return begins (data, size, 0, "\211PNG\r\n\032\n")
         || begins (data, size, 0, "\377\330\377") || begins (data, size, 0, "GIF8")
         || (begins (data, size, 0, "RIFF") && begins (data, size, 8, "WEBP"))
         || begins (data, size, 0, "II*") || begins (data, size, 0, "MM")
         || begins (data, size, 4, "ftyp") || begins (data, size, 0, "BM");
}

char *
bt_paste_take_picture (GHashTable *pictures, const char *uri)
{
  const char *comma = strchr (uri, ',');
  g_autofree char *head = NULL;
  g_autofree guchar *data = NULL;
  g_autofree char *hash = NULL;
  gsize size = 0;

  if (comma == NULL || g_ascii_strncasecmp (uri, "data:image/", 11) != 0)
    return NULL;
  head = g_ascii_strdown (uri, comma - uri);
  if (!g_str_has_suffix (g_strstrip (head), "base64"))
    return NULL;
  data = g_base64_decode (comma + 1, &size);
  if (data == NULL || !is_picture (data, size))
    return NULL;

  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, size);
  if (g_hash_table_contains (pictures, hash))
    return g_steal_pointer (&hash);
  if (g_hash_table_size (pictures) >= BT_PASTE_MAX_PICTURES)
    return NULL;
  g_hash_table_insert (pictures, g_strdup (hash),
                       g_bytes_new_take (g_steal_pointer (&data), size));
  return g_steal_pointer (&hash);
}
