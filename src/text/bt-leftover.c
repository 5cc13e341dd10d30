/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-leftover.h"

#include <string.h>

#include "text/bt-codes.h"
#include "text/bt-text.h"

/* Longer than any hint: what has its other brace a page further is none. */
#define LONGEST_BYTES 800

/* Returns: the byte behind the closing brace of what opens at @open, 0 for no hint */
static gsize
close_of (const char *text, gsize open)
{
  gboolean says = FALSE;

  if (g_unichar_isspace (g_utf8_get_char (text + open + 1)))
    return 0;
  for (const char *p = text + open + 1; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p == '}')
        return says ? (gsize)(p + 1 - text) : 0;
      if (*p == '{' || *p == '\n' || (gsize)(p - text) > open + LONGEST_BYTES)
        return 0;
      says |= g_unichar_isalnum (g_utf8_get_char (p));
    }
  return 0;
}

gboolean
bt_placeholder_find (const char *text, gsize from, gsize *start, gsize *end)
{
  const char *open;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (start != NULL && end != NULL, FALSE);

  for (open = strchr (text + from, '{'); open != NULL; open = strchr (open + 1, '{'))
    {
      *start = (gsize)(open - text);
      *end = close_of (text, *start);
      if (*end != 0)
        return TRUE;
    }
  return FALSE;
}

/* Text that printers fill columns with, folded; anywhere in a text. */
static const char *const fillers[] = { "lorem ipsum", "dolor sit amet" };

/* What a field, or one line of it, says when nobody has written it; folded. */
static const char *const empty_words[] = {
  "alt",
  "alt text",
  "caption",
  "caption here",
  "chu thich",
  "chu thich anh",
  "credit",
  "dien vao day",
  "enter text",
  "headline",
  "mo ta",
  "mo ta anh",
  "nguon anh",
  "nhap chu thich",
  "noi dung chu thich",
  "photo caption",
  "tac gia",
  "ten anh",
  "ten nguoi",
  "ten tac gia",
  "test",
  "tit anh",
  "todo",
  "van ban thay the",
  "viet chu thich",
  "write a caption",
  "your text here",
};

/* What cameras and telephones write where a caption belongs, folded. Source: photos.md, g
 * (seen in 1,400 sample files), and what telephones call their modes. */
static const char *const camera_words[] = {
  "ascii",
  "binary comment",
  "charset=ascii",
  "cof",
  "dav",
  "dcim",
  "default",
  "dig",
  "digital camera",
  "edf",
  "exif_jpeg_picture",
  "fbt",
  "hdr",
  "hdrpl",
  "kodak digital still camera",
  "lead technologies inc. v1.01",
  "mde",
  "minolta digital camera",
  "nor",
  "olympus digital camera",
  "oznor",
  "ptr",
  "qrf",
  "rbt",
  "rhdr",
  "samsung",
  "samsung camera pictures",
  "samsung digital camera",
  "screenshot",
  "sdr",
  "sony dsc",
  "untitled",
  "vivo",
};

static gboolean
is_among (const char *const *words, gsize n, const char *folded)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (words[i], folded))
      return TRUE;
  return FALSE;
}

/* Without white space and signs at both ends: "[Chú thích ảnh…]" says nothing more. */
static char *
fold_bare (const char *start, const char *end)
{
  g_autofree char *piece = NULL;

  for (; start < end; start = g_utf8_next_char (start))
    if (g_unichar_isalnum (g_utf8_get_char (start)))
      break;
  for (; end > start; end = g_utf8_prev_char (end))
    if (g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (end))))
      break;
  piece = g_strndup (start, (gsize)(end - start));
  return bt_text_fold (piece);
}

/* "thế kỷ XXX", "lần thứ XXX": thirty. */
static gboolean
is_numeral_behind (const char *text, const char *p)
{
  static const char *const words[] = { "chuong", "khoa", "ki",  "ky",
                                       "lan",    "phan", "thu", "quyen" };
  const char *end = p;
  const char *start;
  g_autofree char *folded = NULL;

  while (end > text && end[-1] == ' ')
    end--;
  for (start = end; start > text && start[-1] != ' ' && start[-1] != '\n';)
    start--;
  folded = fold_bare (start, end);
  return end < p && is_among (words, G_N_ELEMENTS (words), folded);
}

/* "XXX", "xxx/2024": three or more X that are a word of their own. */
static gboolean
find_crosses (const char *text, gsize from, gsize *start, gsize *end)
{
  const char *p = text + from;

  while (*p != '\0')
    {
      const char *next = p;
      gunichar before = p > text ? g_utf8_get_char (g_utf8_prev_char (p)) : 0;

      while (*next == 'x' || *next == 'X')
        next++;
      if (next - p >= 3 && !g_unichar_isalnum (before)
          && !g_unichar_isalnum (g_utf8_get_char (next))
          && !(strncmp (p, "XXX", 3) == 0 && next - p == 3
               && is_numeral_behind (text, p)))
        {
          *start = (gsize)(p - text);
          *end = (gsize)(next - text);
          return TRUE;
        }
      p = next > p ? next : g_utf8_next_char (p);
    }
  return FALSE;
}

static gboolean
find_filler (const char *text, gsize from, gsize *start, gsize *end)
{
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *folded = NULL;

  folded = bt_text_fold_mapped (text + from, BT_FOLD_CASE | BT_FOLD_ACCENTS, starts);
  for (guint i = 0; i < G_N_ELEMENTS (fillers); i++)
    {
      const char *hit = strstr (folded, fillers[i]);
      guint first, last;

      if (hit == NULL)
        continue;
      first = g_array_index (starts, guint, hit - folded);
      last = g_array_index (starts, guint, hit - folded + strlen (fillers[i]));
      *start = (gsize)(g_utf8_offset_to_pointer (text + from, first) - text);
      *end = (gsize)(g_utf8_offset_to_pointer (text + from, last) - text);
      return TRUE;
    }
  return FALSE;
}

/* A line that says nothing but that something was to be written there. */
static gboolean
find_empty_line (const char *text, gsize from, gsize *start, gsize *end)
{
  const char *line = text;

  while (*line != '\0')
    {
      const char *line_end = strchrnul (line, '\n');

      if (line_end - line < LONGEST_BYTES && (gsize)(line - text) >= from)
        {
          g_autofree char *folded = fold_bare (line, line_end);

          if (is_among (empty_words, G_N_ELEMENTS (empty_words), folded))
            {
              *start = (gsize)(line - text);
              *end = (gsize)(line_end - text);
              return TRUE;
            }
        }
      line = *line_end == '\0' ? line_end : line_end + 1;
    }
  return FALSE;
}

/* "DSC_0123", "IMG-20240501-WA0003.jpg": what the camera called the file. */
static gboolean
is_file_name (const char *text)
{
  static gsize once;
  static GRegex *regex;

  if (g_once_init_enter (&once))
    {
      regex =
          g_regex_new ("^\\s*(?:[^\\s/\\\\]+\\.(?:jpe?g|png|webp|hei[cf]|avif|tiff?|cr2"
                       "|cr3|nef|arw)|(?:img|dsc[fn]?|pxl|dji|gopr|mvimg|p)[-_ ]?\\d{3,}"
                       "(?:[-_]\\w+)*)\\s*$",
                       G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
      g_once_init_leave (&once, 1);
    }
  return strlen (text) <= LONGEST_BYTES && g_regex_match (regex, text, 0, NULL);
}

gboolean
bt_leftover_is_camera_text (const char *text)
{
  gsize length;
  g_autofree char *folded = NULL;

  g_return_val_if_fail (text != NULL, FALSE);

  length = strlen (text);
  if (length == 0 || length > LONGEST_BYTES)
    return FALSE;
  folded = fold_bare (text, text + length);
  return is_among (camera_words, G_N_ELEMENTS (camera_words), folded);
}

gboolean
bt_leftover_find (const char *text,
                  gsize from,
                  gsize *start,
                  gsize *end,
                  BtLeftoverKind *kind)
{
  static const struct
  {
    gboolean (*find) (const char *text, gsize from, gsize *start, gsize *end);
    BtLeftoverKind kind;
  } finders[] = {
    { bt_placeholder_find, BT_LEFTOVER_HINT },
    { bt_codes_find_written, BT_LEFTOVER_CODE },
    { find_crosses, BT_LEFTOVER_FILLER },
    { find_filler, BT_LEFTOVER_FILLER },
    { find_empty_line, BT_LEFTOVER_FILLER },
  };
  BtLeftoverKind what = BT_LEFTOVER_CAMERA;
  gsize first = G_MAXSIZE;
  gsize last = 0;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (start != NULL && end != NULL, FALSE);

  if (from == 0 && (bt_leftover_is_camera_text (text) || is_file_name (text)))
    {
      first = 0;
      last = strlen (text);
    }
  for (guint i = 0; first > 0 && i < G_N_ELEMENTS (finders); i++)
    {
      gsize a, b;

      if (!finders[i].find (text, from, &a, &b) || a >= first)
        continue;
      first = a;
      last = b;
      what = finders[i].kind;
    }
  if (first == G_MAXSIZE)
    return FALSE;
  *start = first;
  *end = last;
  if (kind != NULL)
    *kind = what;
  return TRUE;
}
