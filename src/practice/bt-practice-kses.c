/* What WordPress's filter (kses) leaves of HTML that a user sends.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/bt-practice-kses.h"

#include "practice/bt-practice-entities.h"
#include "practice/bt-practice-kses-rules.h"

#include <string.h>

/* Deeper than this no article is nested, on pages. */
#define MAX_OPEN 100

/*
 * @open: on pages, the elements that wait for their end
 * @no_comment_ends: no "-->" is left, so that looking for it need not be repeated
 */
typedef struct
{
  GString *out;
  BtPracticeKses rules;
  GPtrArray *open;
  gboolean no_comment_ends;
} Filter;

static void
skip_space (const char **p)
{
  while (g_ascii_isspace (**p))
    (*p)++;
}

/* Past what makes no sense, up to the next white space outside of quotes. */
static void
skip_junk (const char **p)
{
  while (**p != '\0' && !g_ascii_isspace (**p))
    {
      const char *end = **p == '"' || **p == '\'' ? strchr (*p + 1, **p) : *p;

      *p = end != NULL ? end + 1 : *p + strlen (*p);
    }
}

/* The value at @p, quoted or not. Returns NULL for one whose quote is not closed, or that
 * goes on behind it. */
static char *
read_value (const char **p, char *quote)
{
  const char *start = *p;
  const char *end;

  *quote = *start == '\'' ? '\'' : '"';
  if (*start == '"' || *start == '\'')
    {
      end = strchr (start + 1, *start);
      if (end == NULL || (end[1] != '\0' && end[1] != '/' && !g_ascii_isspace (end[1])))
        {
          skip_junk (p);
          return NULL;
        }
      *p = end + 1;
      return g_strndup (start + 1, (gsize)(end - start - 1));
    }
  *p = start + strcspn (start, " \t\r\n\f\"'");
  return g_strndup (start, (gsize)(*p - start));
}

/* Reads one name[=value] at @p. Returns FALSE at the end; @name is NULL for what is left
 * out. */
static gboolean
read_attribute (const char **p, char **name, char **value, char *quote)
{
  const char *start;
  gsize length;

  while (g_ascii_isspace (**p) || **p == '/')
    (*p)++;
  if (**p == '\0')
    return FALSE;
  start = *p;
  length = strcspn (start, " \t\r\n\f=\"'<>/");
  if (length == 0 || (!g_ascii_isalpha (*start) && *start != '_'))
    {
      skip_junk (p);
      return TRUE;
    }
  *p = start + length;
  *name = g_strndup (start, length);
  skip_space (p);
  if (**p != '=')
    return TRUE;
  (*p)++;
  skip_space (p);
  *value = read_value (p, quote);
  if (*value == NULL)
    g_clear_pointer (name, g_free);
  return TRUE;
}

static void
append_attribute (Filter *self,
                  const BtPracticeTag *tag,
                  const char *written,
                  const char *value,
                  char quote)
{
  g_autofree char *name = g_ascii_strdown (written, -1);
  g_autofree char *filtered =
      bt_practice_kses_attribute (tag, name, value != NULL ? value : "", self->rules);

  if (filtered == NULL)
    return;
  if (value == NULL)
    g_string_append_printf (self->out, " %s", written);
  else
    g_string_append_printf (self->out, " %s=%c%s%c", written, quote, filtered, quote);
}

static void
append_tag (Filter *self, const BtPracticeTag *tag, const char *written, const char *rest)
{
  gsize length = strlen (rest);
  const char *p = rest;

  while (length > 0 && g_ascii_isspace (rest[length - 1]))
    length--;
  g_string_append_printf (self->out, "<%s", written);
  for (;;)
    {
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;
      char quote = '"';

      if (!read_attribute (&p, &name, &value, &quote))
        break;
      if (name != NULL)
        append_attribute (self, tag, name, value, quote);
    }
  g_string_append (self->out, length > 0 && rest[length - 1] == '/' ? " />" : ">");
}

static void
close_last (Filter *self)
{
  g_string_append_printf (self->out, "</%s>",
                          (const char *)self->open->pdata[self->open->len - 1]);
  g_ptr_array_set_size (self->open, (int)self->open->len - 1);
}

/* On pages each element ends inside of the one that holds it, so that no article can reach
 * out into the page around it. */
static void
append_end (Filter *self, const char *written, const char *name)
{
  guint at = self->open->len;

  if (self->rules != BT_PRACTICE_KSES_PAGE)
    {
      g_string_append_printf (self->out, "</%s>", written);
      return;
    }
  while (at > 0 && !g_str_equal (self->open->pdata[at - 1], name))
    at--;
  if (at == 0)
    return;
  while (self->open->len >= at)
    close_last (self);
}

static void
append_start (Filter *self,
              const BtPracticeTag *tag,
              const char *written,
              const char *rest)
{
  if (self->rules != BT_PRACTICE_KSES_PAGE)
    append_tag (self, tag, written, rest);
  else if (bt_practice_kses_is_void (tag->name))
    append_tag (self, tag, tag->name, rest);
  else if (self->open->len < MAX_OPEN)
    {
      g_autofree char *plain = g_strchomp (g_strdup (rest));

      if (g_str_has_suffix (plain, "/"))
        plain[strlen (plain) - 1] = '\0';
      append_tag (self, tag, tag->name, plain);
      g_ptr_array_add (self->open, (char *)tag->name);
    }
}

/* A page has one headline and one main part, and they are not the article's to give. */
static const char *
page_name (const Filter *self, const char *name)
{
  if (self->rules == BT_PRACTICE_KSES_PAGE && g_str_equal (name, "h1"))
    return "h2";
  if (self->rules == BT_PRACTICE_KSES_PAGE && g_str_equal (name, "main"))
    return "div";
  return name;
}

/* One tag, @text being what stands between "<" and ">". Returns, on pages, the name of an
 * element whose content must not show. */
static char *
filter_tag (Filter *self, const char *text)
{
  g_autofree char *written = NULL;
  g_autofree char *lower = NULL;
  const char *name;
  gboolean closing;
  const BtPracticeTag *tag;
  gsize length = 0;

  skip_space (&text);
  closing = *text == '/';
  if (closing)
    text++;
  skip_space (&text);
  while (g_ascii_isalnum (text[length]) || text[length] == '-')
    length++;
  if (length == 0)
    return NULL;
  written = g_strndup (text, length);
  lower = g_ascii_strdown (written, -1);
  name = page_name (self, lower);
  tag = bt_practice_kses_find (name, self->rules);
  if (tag != NULL && closing)
    append_end (self, written, name);
  else if (tag != NULL)
    append_start (self, tag, written, text + length);
  else if (self->rules == BT_PRACTICE_KSES_PAGE && !closing
           && bt_practice_kses_is_hidden (name))
    return g_steal_pointer (&lower);
  return NULL;
}

static const char *
find_closing_tag (const char *p, const char *name)
{
  gsize length = strlen (name);

  for (; (p = strstr (p, "</")) != NULL; p++)
    if (g_ascii_strncasecmp (p + 2, name, length) == 0
        && !g_ascii_isalnum (p[2 + length]))
      return p;
  return NULL;
}

/* A comment stays, with "--" inside made harmless; block comments are comments. One that
 * is not closed is text. */
static const char *
filter_comment (Filter *self, const char *p)
{
  const char *end = self->no_comment_ends ? NULL : strstr (p + 4, "-->");
  char last = '\0';

  if (end == NULL)
    {
      self->no_comment_ends = TRUE;
      g_string_append (self->out, "&lt;");
      return p + 1;
    }
  if (self->rules != BT_PRACTICE_KSES_POST)
    return end + 3;
  g_string_append (self->out, "<!--");
  for (const char *q = p + 4; q < end; q++)
    {
      if (*q == '<' || *q == '>')
        g_string_append (self->out, *q == '<' ? "&lt;" : "&gt;");
      else if (*q != '-' || last != '-')
        g_string_append_c (self->out, *q);
      last = *q;
    }
  if (last == '-')
    g_string_truncate (self->out, self->out->len - 1);
  g_string_append (self->out, "-->");
  return end + 3;
}

/* What begins with "<". Returns where to go on; NULL when all that is left is hidden. */
static const char *
filter_markup (Filter *self, const char *p)
{
  gsize length = strcspn (p + 1, "<>");
  g_autofree char *text = NULL;
  g_autofree char *hidden = NULL;

  if (g_str_has_prefix (p, "<!--"))
    return filter_comment (self, p);
  if (p[1 + length] != '>') /* no tag: a "less than" in the text */
    {
      g_string_append (self->out, "&lt;");
      return p + 1;
    }
  text = g_strndup (p + 1, length);
  hidden = filter_tag (self, text);
  p += length + 2;
  return hidden != NULL ? find_closing_tag (p, hidden) : p;
}

char *
bt_practice_kses (const char *html, BtPracticeKses rules)
{
  g_autofree char *entities = bt_practice_normalize_entities (html);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  Filter self = { g_string_new (NULL), rules, open, FALSE };
  const char *p = entities;

  while (p != NULL && *p != '\0')
    {
      gsize length = strcspn (p, "<>");

      g_string_append_len (self.out, p, (gssize)length);
      p += length;
      if (*p == '<')
        p = filter_markup (&self, p);
      else if (*p == '>')
        {
          g_string_append (self.out, "&gt;");
          p++;
        }
    }
  while (open->len > 0)
    close_last (&self);
  return g_string_free (self.out, FALSE);
}
