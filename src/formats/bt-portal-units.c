/* A page's text in units: which lines belong together, and which carry a mark.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-portal-text-private.h"

#include <string.h>

#include "formats/bt-credit.h"
#include "text/bt-portal-time.h"
#include "text/bt-text.h"

/* A line of a paragraph that was wrapped, in characters; a longer one is a paragraph. */
#define MAX_WRAPPED_LINE 120
/* Two lines longer than this are two paragraphs, whatever they begin with. */
#define MAX_BROKEN_LINE 150
/* As many lines at most make one caption or headline. */
#define MAX_BROKEN_LINES 3

static const struct
{
  BtMark mark;
  const char *prefix;
} prefixes[] = {
  { BT_MARK_HEADLINE, "[tít]" },
  { BT_MARK_TIME, "[giờ]" },
  { BT_MARK_SOURCE, "[nguồn]" },
  { BT_MARK_LEAD, "[sapo]" },
  { BT_MARK_BYLINE_LABEL, "[nhãn]" },
  { BT_MARK_BYLINE, "[tác giả]" },
  { BT_MARK_PHOTO_CREDIT, "[người chụp]" },
  { BT_MARK_SECTION, "[chuyên mục]" },
  { BT_MARK_TAG, "[thẻ]" },
  { BT_MARK_FIGURE, "[ảnh]" },
  { BT_MARK_FIGURE_CREDIT, "[nguồn ảnh]" },
  { BT_MARK_GALLERY, "[chùm ảnh]" },
  { BT_MARK_TABLE, "[bảng]" },
  { BT_MARK_EMBED, "[nhúng]" },
  { BT_MARK_BREAK, "[ngắt]" },
  { BT_MARK_HEADING_4, "####" },
  { BT_MARK_HEADING_3, "###" },
  { BT_MARK_HEADING_2, "##" },
  { BT_MARK_PULL_QUOTE, ">>" },
  { BT_MARK_QUOTE, ">" },
  { BT_MARK_BULLET, "•" },
  { BT_MARK_ORDERED, "#." },
};

const char *
bt_mark_prefix (BtMark mark)
{
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (prefixes[i].mark == mark)
      return prefixes[i].prefix;
  g_return_val_if_reached ("");
}

static gboolean
is_divider (const char *line)
{
  guint n = 0;

  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == ' ')
        continue;
      if (g_utf8_strchr ("-*_=~—–", -1, c) == NULL)
        return FALSE;
      n++;
    }
  return n >= 3;
}

static gboolean
find_dash (const char *line, const char **rest)
{
  static const char *const dashes[] = { "- ", "– ", "+ ", "* ", "· " };

  for (guint i = 0; i < G_N_ELEMENTS (dashes); i++)
    if (g_str_has_prefix (line, dashes[i]))
      {
        *rest = line + strlen (dashes[i]);
        return TRUE;
      }
  return FALSE;
}

/* "1. " or "1) ". */
static gboolean
find_number (const char *line, const char **rest)
{
  gsize digits = strspn (line, "0123456789");

  if (digits == 0 || digits > 2 || (line[digits] != '.' && line[digits] != ')')
      || line[digits + 1] != ' ')
    return FALSE;
  *rest = line + digits + 2;
  return TRUE;
}

BtMark
bt_mark_find (const char *line, const char **rest)
{
  *rest = line;
  if (*line == '\\')
    {
      *rest = line + (line[1] == ' ' ? 2 : 1);
      return BT_MARK_PARAGRAPH;
    }
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      gsize length = strlen (prefixes[i].prefix);

      if (!g_str_has_prefix (line, prefixes[i].prefix)
          || (line[length] != ' ' && line[length] != '\0'))
        continue;
      *rest = line + length + (line[length] == ' ' ? 1 : 0);
      return prefixes[i].mark;
    }
  if (is_divider (line))
    return BT_MARK_DIVIDER;
  if (find_dash (line, rest))
    return BT_MARK_DASH;
  if (find_number (line, rest))
    return BT_MARK_NUMBER;
  return BT_MARK_NONE;
}

/* ---- lines ---- */

/* @text: without white space at its ends and without the backslash of a break
 * @breaks: the next line goes on after a line break */
typedef struct
{
  char *text;
  guint number;
  guint gap;
  guint indent;
  guint length;
  gboolean breaks;
} Line;

static void
line_free (gpointer data)
{
  Line *self = data;

  g_free (self->text);
  g_free (self);
}

static void
unit_free (gpointer data)
{
  BtUnit *self = data;

  g_free (self->text);
  g_free (self);
}

static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x200b || c == 0xfeff;
}

static char *
trim (const char *text, gsize length, guint *indent)
{
  const char *end = text + length;

  *indent = 0;
  while (text < end && is_space (g_utf8_get_char (text)))
    {
      (*indent)++;
      text = g_utf8_next_char (text);
    }
  while (end > text && is_space (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return g_strndup (text, (gsize)(end - text));
}

char *
bt_portal_trim (const char *text)
{
  guint indent;

  return trim (text, strlen (text), &indent);
}

/* Of backslashes at the end two are one, and one that is left over is a break. */
static gboolean
take_break (char *text)
{
  gsize length = strlen (text);
  gsize n = 0;

  while (n < length && text[length - 1 - n] == '\\')
    n++;
  text[length - n + n / 2] = '\0';
  return n % 2 == 1;
}

static GPtrArray *
read_lines (const char *text)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  guint number = 0;
  guint gap = 0;

  while (*text != '\0')
    {
      gsize length = strcspn (text, "\n");
      guint indent;
      char *trimmed = trim (text, length, &indent);
      Line *line;

      number++;
      text += length + (text[length] == '\n' ? 1 : 0);
      if (*trimmed == '\0')
        {
          gap++;
          g_free (trimmed);
          continue;
        }
      line = g_new0 (Line, 1);
      line->text = trimmed;
      line->number = number;
      line->gap = gap;
      line->indent = indent;
      line->breaks = !g_str_equal (trimmed, "\\") && take_break (trimmed);
      line->length = (guint)g_utf8_strlen (trimmed, -1);
      g_ptr_array_add (lines, line);
      gap = 0;
    }
  return lines;
}

static const Line *
line_at (GPtrArray *lines, guint index)
{
  return g_ptr_array_index (lines, index);
}

/* The width that paragraphs are wrapped to, or 0: then no line is long, and most of what
 * could be a paragraph has at least three lines. */
static guint
wrap_width (GPtrArray *lines)
{
  guint paragraphs = 0;
  guint wrapped = 0;
  guint width = 0;

  for (guint i = 0; i < lines->len;)
    {
      guint start = i;

      do
        {
          width = MAX (width, line_at (lines, i)->length);
          if (width > MAX_WRAPPED_LINE)
            return 0;
        }
      while (++i < lines->len && line_at (lines, i)->gap == 0);
      if (i - start > 1 || line_at (lines, start)->length > 60)
        paragraphs++;
      if (i - start > 2)
        wrapped++;
    }
  return wrapped * 2 > paragraphs ? width : 0;
}

/* ---- which lines go together ---- */

gboolean
bt_portal_ends_sentence (const char *text)
{
  const char *end = text + strlen (text);

  while (end > text)
    {
      gunichar c;

      end = g_utf8_prev_char (end);
      c = g_utf8_get_char (end);
      if (g_utf8_strchr ("”\"’')»/", -1, c) != NULL)
        continue;
      return g_utf8_strchr (".!?…:;", -1, c) != NULL;
    }
  return FALSE;
}

gboolean
bt_portal_is_stray (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

static gboolean
is_list_mark (BtMark mark)
{
  return mark == BT_MARK_DASH || mark == BT_MARK_NUMBER || mark == BT_MARK_BULLET;
}

/* A line that is never part of a longer one. */
static gboolean
stands_alone (const char *line)
{
  g_autofree char *credit = bt_credit_line (line);

  return credit != NULL || bt_portal_time_matches (line) || bt_portal_is_stray (line)
         || bt_portal_is_byline (line);
}

static gboolean
goes_on_in_lower_case (const char *line)
{
  return g_unichar_islower (g_utf8_get_char (line));
}

/* Whether the line at @index goes on with the one before it, which begins a unit at
 * @start. */
static gboolean
continues (GPtrArray *lines, guint start, guint index, guint width)
{
  const Line *before = line_at (lines, index - 1);
  const Line *line = line_at (lines, index);
  const Line *after = index + 1 < lines->len ? line_at (lines, index + 1) : NULL;
  const char *rest;
  BtMark mark = bt_mark_find (line_at (lines, start)->text, &rest);

  if (before->breaks)
    return TRUE;
  if (line->gap > 0 || bt_mark_find (line->text, &rest) != BT_MARK_NONE
      || (mark != BT_MARK_NONE && !is_list_mark (mark)) || stands_alone (line->text)
      || stands_alone (before->text))
    return FALSE;
  if (width > 0)
    return goes_on_in_lower_case (line->text) || before->length * 4 >= width * 3
           || (before->length * 2 >= width && !bt_portal_ends_sentence (before->text));
  if (before->length > MAX_BROKEN_LINE || line->length > MAX_BROKEN_LINE
      || bt_portal_ends_sentence (before->text))
    return FALSE;
  if (goes_on_in_lower_case (line->text))
    return TRUE;
  /* A few short lines of which only the last ends a sentence. */
  return index - start < MAX_BROKEN_LINES && bt_portal_ends_sentence (line->text)
         && line_at (lines, start)->gap > 0 && (after == NULL || after->gap > 0);
}

static void
read_mark (BtUnit *unit, char *line)
{
  const char *rest;

  unit->mark = bt_mark_find (line, &rest);
  if (unit->mark == BT_MARK_NUMBER)
    unit->number = (guint)g_ascii_strtoull (line, NULL, 10);
  /* Whether these two are marks shows only by their neighbours. */
  if (unit->mark == BT_MARK_DASH || unit->mark == BT_MARK_NUMBER)
    rest = line;
  unit->text = bt_portal_trim (rest);
}

static BtUnit *
new_unit (GPtrArray *lines, guint index)
{
  const Line *line = line_at (lines, index);
  BtUnit *unit = g_new0 (BtUnit, 1);

  unit->line = line->number;
  unit->gap = line->gap;
  unit->indent = line->indent;
  unit->n_lines = 1;
  read_mark (unit, line->text);
  return unit;
}

/* The rows of a table stand below its mark. */
static gboolean
is_row (GPtrArray *units, const Line *line)
{
  const BtUnit *last = units->len > 0 ? g_ptr_array_index (units, units->len - 1) : NULL;

  return last != NULL && line->gap == 0 && g_str_has_prefix (line->text, BT_MARK_CELL)
         && (last->mark == BT_MARK_TABLE || last->mark == BT_MARK_ROW);
}

GPtrArray *
bt_units_new (const char *text, gboolean *wrapped)
{
  g_autoptr (GPtrArray) lines = read_lines (text);
  GPtrArray *units = g_ptr_array_new_with_free_func (unit_free);
  guint width;

  width = wrap_width (lines);
  *wrapped = width > 0;
  for (guint i = 0; i < lines->len;)
    {
      guint start = i++;
      BtUnit *unit = new_unit (lines, start);
      GString *joined = g_string_new (unit->text);

      if (is_row (units, line_at (lines, start)))
        {
          unit->mark = BT_MARK_ROW;
          g_string_assign (joined, line_at (lines, start)->text);
        }
      else
        for (; i < lines->len && continues (lines, start, i, width); i++)
          {
            const Line *line = line_at (lines, i);

            g_string_append_c (joined, line_at (lines, i - 1)->breaks ? '\n' : ' ');
            g_string_append (joined, line->text);
            unit->n_lines++;
            if (!goes_on_in_lower_case (line->text))
              unit->broken = TRUE;
          }
      g_free (unit->text);
      unit->text = g_string_free (joined, FALSE);
      unit->words = bt_text_count_words (unit->text);
      g_ptr_array_add (units, unit);
    }
  return units;
}
