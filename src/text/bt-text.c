/* The door for bytes, and Unicode NFC.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-text.h"

#include <string.h>

#define NEXT_LINE 0x85u
#define ZERO_WIDTH_SPACE 0x200bu
#define LINE_SEPARATOR 0x2028u
#define PARAGRAPH_SEPARATOR 0x2029u
#define BYTE_ORDER_MARK 0xfeffu

/* Text in VISCII or TCVN has a control character now and then; pictures and archives are
 * full of them. */
#define MAX_CONTROLS_PERCENT 2

/* clang-format off */
G_DEFINE_QUARK (bt-text-error-quark, bt_text_error)
/* clang-format on */

guint
bt_text_error_line (const GError *error)
{
  guint64 line;

  g_return_val_if_fail (error != NULL, 0);

  if (error->domain != BT_TEXT_ERROR || !g_str_has_prefix (error->message, "line "))
    return 0;
  line = g_ascii_strtoull (error->message + strlen ("line "), NULL, 10);
  return (guint)MIN (line, G_MAXUINT);
}

static gboolean
is_line_end (gunichar c)
{
  return c == '\n' || c == '\r' || c == '\v' || c == '\f' || c == NEXT_LINE
         || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR;
}

static gboolean
is_binary_control (gunichar c)
{
  return (c < 0x20 && c != '\t' && !is_line_end (c)) || c == 0x7f;
}

static gboolean
starts_with (const guchar *data, gsize size, const char *mark, gsize mark_size)
{
  return size >= mark_size && memcmp (data, mark, mark_size) == 0;
}

static gboolean
has_controls (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (is_binary_control ((guchar)*p))
      return TRUE;
  return FALSE;
}

static gboolean
is_blank (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && !is_line_end (c) && c != ZERO_WIDTH_SPACE
          && c != BYTE_ORDER_MARK)
        return FALSE;
    }
  return TRUE;
}

/* Every kind of line end that Unicode knows (its standard, section 5.8) becomes "\n". */
static char *
unify_line_ends (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r' && p[1] == '\n')
        continue;
      if (is_line_end (c))
        g_string_append_c (out, '\n');
      else
        g_string_append_len (out, p, g_utf8_next_char (p) - p);
    }
  return g_string_free (out, FALSE);
}

/* Decodes UTF-16 without its mark; NULL where it is not valid or holds a NUL. */
static char *
decode_utf16 (const guchar *data, gsize size, const char *charset)
{
  g_autofree char *text = NULL;
  gsize written = 0;

  text = g_convert ((const char *)data, (gssize)size, "UTF-8", charset, NULL, &written,
                    NULL);
  if (text == NULL || strlen (text) != written)
    return NULL;
  return g_steal_pointer (&text);
}

/* UTF-16 whose mark was lost is text all the same, and the user is told so. */
static gboolean
is_utf16_without_mark (const guchar *data, gsize size)
{
  static const char *const charsets[] = { "UTF-16LE", "UTF-16BE" };

  if (size < 2 || size % 2 != 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      g_autofree char *text = decode_utf16 (data, size, charsets[i]);

      if (text != NULL && !has_controls (text) && strchr (text, ' ') != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
set_not_utf8_error (const guchar *data, gsize size, GError **error)
{
  gboolean has_nul = memchr (data, 0, size) != NULL;
  gsize controls = 0;

  for (gsize i = 0; i < size; i++)
    if (is_binary_control (data[i]))
      controls++;

  if ((has_nul || controls * 100 > size * MAX_CONTROLS_PERCENT)
      && !is_utf16_without_mark (data, size))
    g_set_error_literal (error, BT_TEXT_ERROR, BT_TEXT_ERROR_BINARY, "Not text");
  else
    g_set_error_literal (error, BT_TEXT_ERROR, BT_TEXT_ERROR_ENCODING,
                         "Text, but neither UTF-8 nor UTF-16 with a mark");
}

/* Returns the bytes as they stand, in UTF-8 and without a mark. */
static char *
decode (const guchar *data, gsize size, GError **error)
{
  char *text = NULL;

  if (starts_with (data, size, "\xff\xfe\0\0", 4)
      || starts_with (data, size, "\0\0\xfe\xff", 4))
    {
      g_set_error_literal (error, BT_TEXT_ERROR, BT_TEXT_ERROR_ENCODING, "UTF-32");
      return NULL;
    }
  if (starts_with (data, size, "\xff\xfe", 2) || starts_with (data, size, "\xfe\xff", 2))
    {
      const char *charset = data[0] == 0xff ? "UTF-16LE" : "UTF-16BE";

      text = decode_utf16 (data + 2, size - 2, charset);
      if (text == NULL)
        set_not_utf8_error (data, size, error);
      return text;
    }
  if (starts_with (data, size, "\xef\xbb\xbf", 3))
    {
      data += 3;
      size -= 3;
    }
  if (!g_utf8_validate_len ((const char *)data, size, NULL))
    {
      set_not_utf8_error (data, size, error);
      return NULL;
    }
  return g_strndup ((const char *)data, size);
}

char *
bt_text_from_bytes (GBytes *bytes, gsize max_bytes, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *unified = NULL;
  const guchar *data;
  gsize size;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  if (size > max_bytes)
    {
      g_set_error (error, BT_TEXT_ERROR, BT_TEXT_ERROR_TOO_LARGE,
                   "%" G_GSIZE_FORMAT " bytes, of which %" G_GSIZE_FORMAT " are allowed",
                   size, max_bytes);
      return NULL;
    }
  if (size > 0)
    {
      text = decode (data, size, error);
      if (text == NULL)
        return NULL;
    }
  if (text == NULL || is_blank (text))
    {
      g_set_error_literal (error, BT_TEXT_ERROR, BT_TEXT_ERROR_EMPTY, "No text");
      return NULL;
    }
  if (has_controls (text))
    {
      g_set_error_literal (error, BT_TEXT_ERROR, BT_TEXT_ERROR_BINARY,
                           "Control characters in the text");
      return NULL;
    }

  unified = unify_line_ends (text);
  return bt_text_nfc (unified);
}

/* Characters that NFC never changes and that never combine with what stands before them:
 * nearly all of a Vietnamese text is made of these. */
static gboolean
is_always_nfc (gunichar c)
{
  return c < 0x300 || (c >= 0x1e00 && c <= 0x1eff) || (c >= 0x2010 && c <= 0x205e);
}

gboolean
bt_text_is_nfc (const char *text)
{
  g_autofree char *normal = NULL;
  const char *p = text;

  g_return_val_if_fail (text != NULL, FALSE);

  while (*p != '\0' && is_always_nfc (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  if (*p == '\0')
    return TRUE;

  normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  return g_strcmp0 (text, normal) == 0;
}

char *
bt_text_nfc (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (g_utf8_validate (text, -1, NULL), NULL);

  if (bt_text_is_nfc (text))
    return g_strdup (text);
  return g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
}
