/* Lists of codes: from bytes of every make to text in NFC.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-codes-private.h"

#include <string.h>

#include "text/bt-legacy.h"

void
bt_code_error (GError **error, BtTextError code, guint line, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, BT_TEXT_ERROR, code, "line %u: %s", line, what);
}

static guint
line_at (const char *data, gsize offset)
{
  guint line = 1;

  for (gsize i = 0; i < offset; i++)
    if (data[i] == '\n')
      line++;
  return line;
}

static char *
decode_utf16 (const char *data, gsize size, GError **error)
{
  g_autofree char *text = NULL;
  gsize read = 0;
  gsize written = 0;

  text = g_convert (data + 2, (gssize)size - 2, "UTF-8",
                    (guchar)data[0] == 0xff ? "UTF-16LE" : "UTF-16BE", &read, &written,
                    NULL);
  if (text == NULL || read != size - 2)
    {
      bt_code_error (error, BT_TEXT_ERROR_TABLE_ENCODING, 1,
                     "broken UTF-16 near byte %zu", read);
      return NULL;
    }
  if (strlen (text) != written)
    {
      bt_code_error (error, BT_TEXT_ERROR_TABLE_BINARY, line_at (text, strlen (text)),
                     "a NUL");
      return NULL;
    }
  return g_steal_pointer (&text);
}

static char *
decode_bytes (const char *data, gsize size, GError **error)
{
  BtLegacy legacy;
  const char *nul;
  const char *bad;

  if (size >= 2
      && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0))
    return decode_utf16 (data, size, error);
  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      size -= 3;
    }
  nul = memchr (data, '\0', size);
  if (nul != NULL)
    {
      bt_code_error (error, BT_TEXT_ERROR_TABLE_BINARY,
                     line_at (data, (gsize)(nul - data)), "a NUL");
      return NULL;
    }
  if (g_utf8_validate_len (data, size, &bad))
    return g_strndup (data, size);

  legacy = bt_legacy_detect (data, size);
  if (legacy == BT_LEGACY_NONE)
    {
      bt_code_error (error, BT_TEXT_ERROR_TABLE_ENCODING,
                     line_at (data, (gsize)(bad - data)),
                     "neither UTF-8 nor TCVN3 nor VNI");
      return NULL;
    }
  return bt_legacy_decode (data, size, legacy);
}

/* A spreadsheet saves text in .VnTime as Unicode of the letters that Windows-1252 sees. */
static char *
repair (const char *text)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;
  BtLegacy legacy = BT_LEGACY_NONE;

  if (!g_str_is_ascii (text))
    bytes = g_convert (text, -1, "WINDOWS-1252", "UTF-8", NULL, &length, NULL);
  if (bytes != NULL)
    legacy = bt_legacy_detect (bytes, length);
  return legacy != BT_LEGACY_NONE ? bt_legacy_decode (bytes, length, legacy)
                                  : bt_text_nfc (text);
}

/* Returns: the text in NFC with "\n" alone between lines */
char *
bt_code_decode (GBytes *bytes, GError **error)
{
  g_autofree char *text = NULL;
  char *out;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size > BT_CODES_MAX_BYTES)
    {
      bt_code_error (error, BT_TEXT_ERROR_TABLE_TOO_LARGE, 1, "%zu bytes", size);
      return NULL;
    }
  text = size > 0 ? decode_bytes (data, size, error) : g_strdup ("");
  if (text == NULL)
    return NULL;

  out = text;
  for (const char *p = text; *p != '\0'; p++)
    {
      if (((guchar)*p < 0x20 && strchr ("\t\n\r", *p) == NULL) || *p == 0x7f)
        {
          bt_code_error (error, BT_TEXT_ERROR_TABLE_BINARY,
                         line_at (text, (gsize)(p - text)), "control character %u",
                         (guchar)*p);
          return NULL;
        }
      if (*p == '\r' && p[1] == '\n')
        continue;
      *out++ = *p == '\r' ? '\n' : *p;
    }
  *out = '\0';
  return repair (text);
}
