/* A photo's caption and credit as one text, and apart again.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-caption.h"

#include <string.h>

/* A longer one is a sentence. */
#define MAX_WORDS 8
#define MAX_BARE_WORDS 5
/* "T. Hùng", "TS. Hùng": a full stop after so few letters ends no sentence. */
#define MAX_INITIALS 3

/* Longest first: one holds the other. */
static const char *const labels[] = { "Nguồn ảnh", "nguồn ảnh", "NGUỒN ẢNH",
                                      "Ảnh",       "ảnh",       "ẢNH" };

static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x200b || c == 0xfeff;
}

/* The end of [@start, @end) without the white space there. */
static const char *
trim_end (const char *start, const char *end)
{
  while (end > start)
    {
      const char *before = g_utf8_prev_char (end);

      if (!is_space (g_utf8_get_char (before)))
        break;
      end = before;
    }
  return end;
}

static const char *
trim_start (const char *start, const char *end)
{
  while (start < end && is_space (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  return start;
}

static gunichar
last_char (const char *start, const char *end)
{
  return end > start ? g_utf8_get_char (g_utf8_prev_char (end)) : 0;
}

static gboolean
is_one_of (gunichar c, const char *set)
{
  return c != 0 && g_utf8_strchr (set, -1, c) != NULL;
}

/* Finds the labels with their colons. @label: the last. Returns: how many there are */
static guint
find_labels (const char *text, const char *end, const char **label, const char **name)
{
  guint n = 0;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
      {
        gsize length = strlen (labels[i]);
        const char *after;

        if ((gsize)(end - p) <= length || strncmp (p, labels[i], length) != 0
            || g_unichar_isalpha (last_char (text, p))) /* "Toàn cảnh:" */
          continue;
        after = trim_start (p + length, end);
        if (after < end && *after == ':')
          {
            n++;
            *label = p;
            *name = trim_start (after + 1, end);
            p = after;
          }
        break;
      }
  return n;
}

/* Two of them leave a doubt. */
static gboolean
find_label (const char *text, const char *end, const char **label, const char **name)
{
  return find_labels (text, end, label, name) == 1;
}

const char *
bt_credit_second_label (const char *text)
{
  const char *label = NULL;
  const char *name = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  return find_labels (text, text + strlen (text), &label, &name) > 1 ? label : NULL;
}

/* Whether this may be a name at all: a few words, none of which ends a sentence.
 * @capitals: whether each begins with a capital or a digit */
static gboolean
read_name (const char *start, const char *end, guint *n_words, gboolean *capitals)
{
  gboolean word_start = TRUE;
  guint letters = 0;

  *n_words = 0;
  *capitals = TRUE;
  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_one_of (c, ":!?;…“”\"()[]\n"))
        return FALSE;
      if (is_space (c))
        {
          if (last_char (start, p) == '.' && letters > MAX_INITIALS)
            return FALSE;
          word_start = TRUE;
          continue;
        }
      if (word_start)
        {
          letters = 0;
          (*n_words)++;
          if (g_unichar_islower (c))
            *capitals = FALSE;
        }
      word_start = FALSE;
      letters += g_unichar_isalpha (c) ? 1 : 0;
    }
  return *n_words > 0 && *n_words <= MAX_WORDS;
}

static char *
take_name (const char *start, const char *end)
{
  return g_strndup (start, (gsize)(end - start));
}

/* "(Ảnh: X)" or "[Ảnh: X]", maybe with a full stop behind. */
static const char *
bracketed_end (const char *before_end,
               const char *text,
               const char *name,
               const char *end)
{
  gunichar open = last_char (text, before_end);
  gunichar close = open == '(' ? ')' : ']';

  if (open != '(' && open != '[')
    return NULL;
  if (last_char (name, end) == '.')
    end = trim_end (name, end - 1);
  if (last_char (name, end) != close)
    return NULL;
  end = trim_end (name, end - 1);
  if (last_char (name, end) == '.')
    end--;
  return end;
}

gboolean
bt_credit_split (const char *caption, guint *length, char **credit)
{
  const char *end;
  const char *label = NULL;
  const char *name = NULL;
  const char *before;
  const char *name_end;
  gunichar last;
  guint n_words;
  gboolean capitals;

  g_return_val_if_fail (caption != NULL, FALSE);

  end = trim_end (caption, caption + strlen (caption));
  if (!find_label (caption, end, &label, &name))
    return FALSE;

  before = trim_end (caption, label);
  name_end = bracketed_end (before, caption, name, end);
  if (name_end != NULL)
    {
      if (!read_name (name, name_end, &n_words, &capitals))
        return FALSE;
      before = trim_end (caption, before - 1);
    }
  else
    {
      name_end = last_char (name, end) == '.' ? trim_end (name, end - 1) : end;
      if (!read_name (name, name_end, &n_words, &capitals)
          || g_unichar_islower (g_utf8_get_char (label)))
        return FALSE;
      last = last_char (caption, before);
      if (is_one_of (last, "-–—|"))
        before = trim_end (caption, g_utf8_prev_char (before));
      else if (before == label && before > caption && !is_one_of (last, ".!?…”\")]"))
        return FALSE;
      else if (!is_one_of (last, ".!?…”\")]")
               && memchr (before, '\n', (gsize)(label - before)) == NULL
               && !(capitals && n_words <= MAX_BARE_WORDS))
        return FALSE;
    }
  *length = (guint)g_utf8_strlen (caption, before - caption);
  *credit = take_name (name, name_end);
  return TRUE;
}

char *
bt_credit_line (const char *line)
{
  const char *end;
  const char *label = NULL;
  const char *name = NULL;
  const char *start;
  const char *name_end;
  guint n_words;
  gboolean capitals;

  g_return_val_if_fail (line != NULL, NULL);

  start = trim_start (line, line + strlen (line));
  end = trim_end (start, start + strlen (start));
  if (!find_label (start, end, &label, &name))
    return NULL;
  name_end = bracketed_end (label, start, name, end);
  if (name_end != NULL ? label != start + 1 : label != start)
    return NULL;
  if (name_end == NULL)
    name_end = last_char (name, end) == '.' ? trim_end (name, end - 1) : end;
  return read_name (name, name_end, &n_words, &capitals) ? take_name (name, name_end)
                                                         : NULL;
}

/* Whether a sentence is finished there; a quotation mark or bracket may stand behind. */
static gboolean
has_stop (const char *start, const char *end)
{
  while (end > start && is_one_of (last_char (start, end), "”’\"')]»"))
    end = g_utf8_prev_char (end);
  return is_one_of (last_char (start, end), ".!?…");
}

char *
bt_caption_with_stop (const char *text)
{
  const char *start;
  const char *end;
  const char *close;

  g_return_val_if_fail (text != NULL, NULL);

  start = trim_start (text, text + strlen (text));
  end = trim_end (start, start + strlen (start));
  if (end == start || has_stop (start, end))
    return g_strndup (start, (gsize)(end - start));

  for (close = end; close > start; close = g_utf8_prev_char (close))
    if (!is_one_of (last_char (start, close), ",;:-–—"))
      break;
  close = trim_end (start, close);
  return g_strdup_printf ("%.*s%s", (int)(close - start), start,
                          close > start ? "." : "");
}

/* "Nguồn: TTXVN": the label of a credit's own field at many papers. */
static const char *
behind_source_label (const char *text, const char *end)
{
  static const char *const words[] = { "Nguồn", "nguồn", "NGUỒN" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (text, words[i]))
      {
        const char *p = trim_start (text + strlen (words[i]), end);

        if (p < end && *p == ':')
          return trim_start (p + 1, end);
      }
  return text;
}

char *
bt_caption_plain_credit (const char *credit)
{
  g_autofree char *line = NULL;
  const char *start;
  const char *end;
  const char *word;

  g_return_val_if_fail (credit != NULL, NULL);

  line = bt_credit_line (credit);
  if (line != NULL)
    return g_steal_pointer (&line);
  start = trim_start (credit, credit + strlen (credit));
  end = trim_end (start, start + strlen (start));
  start = behind_source_label (start, end);
  /* "N.V.K." keeps its stop: it is one of initials */
  if (last_char (start, end) == '.')
    {
      for (word = end - 1; word > start; word = g_utf8_prev_char (word))
        if (is_one_of (last_char (start, word), ". "))
          break;
      if (g_utf8_strlen (word, end - 1 - word) > 1)
        end = trim_end (start, end - 1);
    }
  return take_name (start, end);
}

char *
bt_caption_house_form (const char *caption, const char *credit)
{
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (caption != NULL && credit != NULL, NULL);

  text = bt_caption_with_stop (caption);
  name = bt_caption_plain_credit (credit);
  if (*name == '\0')
    return g_steal_pointer (&text);
  return g_strconcat (text, *text != '\0' ? " " : "", BT_CREDIT_LABEL, name,
                      g_str_has_suffix (name, ".") ? "" : ".", NULL);
}
