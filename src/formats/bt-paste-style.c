/* What a style attribute says, as far as an article can hold it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-paste-private.h"

#include <string.h>

/* A style with more declarations is not looked at further. */
#define MAX_DECLARATIONS 500
/* From here on a weight is shown as bold. */
#define BOLD_WEIGHT 600

#define BIT(kind) (1u << (kind))

static void
say (BtPasteStyle *self, BtSpanKind kind, gboolean on)
{
  self->set = on ? self->set | BIT (kind) : self->set & ~BIT (kind);
  self->unset = on ? self->unset & ~BIT (kind) : self->unset | BIT (kind);
}

static gboolean
has_word (const char *value, const char *word)
{
  g_auto (GStrv) words = g_strsplit_set (value, " \t\n\r\f", 64);

  return g_strv_contains ((const char *const *)words, word);
}

static void
read_weight (BtPasteStyle *self, const char *value)
{
  if (g_str_has_prefix (value, "bold"))
    say (self, BT_SPAN_BOLD, TRUE);
  else if (g_ascii_isdigit (*value))
    say (self, BT_SPAN_BOLD, g_ascii_strtoull (value, NULL, 10) >= BOLD_WEIGHT);
  else if (g_str_has_prefix (value, "normal") || g_str_has_prefix (value, "lighter"))
    say (self, BT_SPAN_BOLD, FALSE);
}

static void
read_posture (BtPasteStyle *self, const char *value)
{
  if (g_str_has_prefix (value, "italic") || g_str_has_prefix (value, "oblique"))
    say (self, BT_SPAN_ITALIC, TRUE);
  else if (g_str_has_prefix (value, "normal"))
    say (self, BT_SPAN_ITALIC, FALSE);
}

/* Lines reach into what is inside and cannot be taken off there. */
static void
read_lines (BtPasteStyle *self, const char *value)
{
  self->decorates = TRUE;
  if (has_word (value, "underline"))
    self->set |= BIT (BT_SPAN_UNDERLINE);
  if (has_word (value, "line-through"))
    self->set |= BIT (BT_SPAN_STRIKE);
}

static void
read_height (BtPasteStyle *self, const char *value)
{
  if (g_str_has_prefix (value, "super"))
    say (self, BT_SPAN_SUPERSCRIPT, TRUE);
  else if (g_str_has_prefix (value, "sub"))
    say (self, BT_SPAN_SUBSCRIPT, TRUE);
  else if (g_str_has_prefix (value, "baseline"))
    {
      say (self, BT_SPAN_SUPERSCRIPT, FALSE);
      say (self, BT_SPAN_SUBSCRIPT, FALSE);
    }
}

static void
read_shorthand (BtPasteStyle *self, const char *value)
{
  say (self, BT_SPAN_BOLD, has_word (value, "bold") || has_word (value, "700"));
  say (self, BT_SPAN_ITALIC, has_word (value, "italic"));
}

static void
read_declaration (BtPasteStyle *self, const char *name, const char *value)
{
  if (g_str_equal (name, "font-weight"))
    read_weight (self, value);
  else if (g_str_equal (name, "font-style"))
    read_posture (self, value);
  else if (g_str_equal (name, "text-decoration")
           || g_str_equal (name, "text-decoration-line"))
    read_lines (self, value);
  else if (g_str_equal (name, "vertical-align"))
    read_height (self, value);
  else if (g_str_equal (name, "font"))
    read_shorthand (self, value);
  else if (g_str_equal (name, "display"))
    self->hidden |= g_str_has_prefix (value, "none");
  else if (g_str_equal (name, "mso-hide"))
    self->hidden |= g_str_has_prefix (value, "all");
  else if (g_str_equal (name, "mso-element"))
    self->comment |= g_str_has_prefix (value, "comment");
  else if (g_str_equal (name, "mso-special-character"))
    self->comment |= g_str_equal (value, "comment");
  else if (g_str_equal (name, "page-break-before"))
    self->page_break |= g_str_equal (value, "always");
  else if (g_str_equal (name, "mso-outline-level") && *value >= '1' && *value <= '6')
    self->outline = (guint)(*value - '0');
  else if (g_str_equal (name, "mso-list"))
    {
      g_free (self->list);
      self->list = g_strdup (value);
      g_strcanon (self->list, "abcdefghijklmnopqrstuvwxyz0123456789 ", ' ');
    }
}

/* Where a declaration ends: not at a semicolon in quotation marks or brackets. */
static const char *
find_end (const char *p)
{
  char quote = '\0';
  guint depth = 0;

  for (; *p != '\0'; p++)
    if (quote != '\0')
      quote = *p == quote ? '\0' : quote;
    else if (*p == '"' || *p == '\'')
      quote = *p;
    else if (*p == '(')
      depth++;
    else if (*p == ')' && depth > 0)
      depth--;
    else if (*p == ';' && depth == 0)
      break;
  return p;
}

void
bt_paste_style_read (BtPasteStyle *self, const char *style)
{
  guint n = 0;

  while (style != NULL && *style != '\0' && n++ < MAX_DECLARATIONS)
    {
      const char *end = find_end (style);
      g_autofree char *text = g_ascii_strdown (style, end - style);
      char *value = strchr (text, ':');

      if (value != NULL)
        {
          *value++ = '\0';
          read_declaration (self, g_strstrip (text), g_strstrip (value));
        }
      style = *end == ';' ? end + 1 : end;
    }
}

void
bt_paste_style_clear (BtPasteStyle *self)
{
  g_clear_pointer (&self->list, g_free);
}
