/* Rules of quotation marks, punctuation and the spaces around it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/proof/bt-rules-private.h"

#define OPEN_QUOTE 0x201cu
#define CLOSE_QUOTE 0x201du
#define NO_BREAK_SPACE 0xa0u

static gboolean
is_bracket_open (gunichar c)
{
  return c == '(' || c == '[' || c == '{';
}

/* Stands close behind a word, with a space behind itself. */
static gboolean
is_point (gunichar c)
{
  return c == ',' || c == '.' || c == ';' || c == ':' || c == '!' || c == '?';
}

/* “ and ” that stand as the other would. Between two letters, or two spaces, nobody knows. */
void
bt_rule_quote_direction (const BtRuleText *text)
{
  for (guint i = 0; i < text->n; i++)
    {
      gunichar before = bt_rule_at (text, (gint64)i - 1);
      gunichar behind = bt_rule_at (text, (gint64)i + 1);
      gboolean begins = bt_rule_is_gap (before) || is_bracket_open (before);
      gboolean ends = bt_rule_is_gap (behind) || is_point (behind) || behind == ')';

      if (text->c[i] == CLOSE_QUOTE && begins && g_unichar_isalnum (behind))
        bt_rule_add (text, i, i + 1, "Q1", BT_FINDING_ERROR, "“");
      else if (text->c[i] == OPEN_QUOTE && ends
               && (g_unichar_isalnum (before) || is_point (before) || before == 0x2026))
        bt_rule_add (text, i, i + 1, "Q1", BT_FINDING_ERROR, "”");
    }
}

/* "Cần Thơ , quận": not before " ...", nor before what begins with a point (.NET). */
void
bt_rule_space_before (const BtRuleText *text)
{
  for (guint i = 1; i < text->n; i++)
    {
      gunichar behind = bt_rule_at (text, (gint64)i + 1);
      char point[2] = { 0 };

      if (!is_point (text->c[i]) || text->c[i - 1] != ' '
          || !g_unichar_isalnum (bt_rule_at (text, (gint64)i - 2))
          || !(bt_rule_is_gap (behind) || behind == CLOSE_QUOTE || behind == ')'))
        continue;
      point[0] = (char)text->c[i];
      bt_rule_add (text, i - 1, i + 1, "P2", BT_FINDING_ERROR, point);
    }
}

/* How many letters stand before @i, and whether all are capitals. */
static guint
letters_before (const BtRuleText *text, guint i, gboolean *capitals)
{
  guint n = 0;

  *capitals = TRUE;
  while (n < i && g_unichar_isalpha (text->c[i - n - 1]))
    {
      *capitals = *capitals && g_unichar_isupper (text->c[i - n - 1]);
      n++;
    }
  return n;
}

/* A full stop inside "quả.Thu"; not TP.HCM, Th.S, VnExpress.net. */
static gboolean
is_full_stop (const BtRuleText *text, guint i)
{
  gboolean capitals;
  guint n = letters_before (text, i, &capitals);
  gunichar second = bt_rule_at (text, (gint64)i + 2);

  return n > 2 && !capitals && g_unichar_isupper (text->c[i + 1])
         && g_unichar_islower (second);
}

/* "kết quả,thu hút": between letters, so that times and numbers are left alone. */
void
bt_rule_space_behind (const BtRuleText *text)
{
  for (guint i = 1; i + 1 < text->n; i++)
    {
      char fixed[3] = { 0, ' ', 0 };
      gunichar before = text->c[i - 1];

      if (!is_point (text->c[i]) || !g_unichar_isalpha (text->c[i + 1])
          || !(g_unichar_isalpha (before) || before == CLOSE_QUOTE || before == ')')
          || (text->c[i] == '.' && !is_full_stop (text, i))
          || bt_rule_in_address (text, i))
        continue;
      fixed[0] = (char)text->c[i];
      bt_rule_add (text, i, i + 1, "P3", BT_FINDING_ERROR, fixed);
    }
}

/* Two spaces, a tab, a no-break space between words. */
void
bt_rule_spaces (const BtRuleText *text)
{
  for (guint i = 1; i < text->n; i++)
    {
      guint end = i;
      gboolean odd = FALSE;

      while (end < text->n
             && (text->c[end] == ' ' || text->c[end] == '\t'
                 || text->c[end] == NO_BREAK_SPACE))
        odd |= text->c[end++] != ' ';
      if (end == i)
        continue;
      if ((odd || end - i > 1) && end < text->n && !bt_rule_is_gap (text->c[i - 1])
          && !bt_rule_is_gap (text->c[end]))
        bt_rule_add (text, i, end, "P4", BT_FINDING_WARNING, " ");
      i = end;
    }
}

/* ",,", ";,", ",."; full stops and ?! are left alone: v.v., … and feelings. */
void
bt_rule_double_punctuation (const BtRuleText *text)
{
  for (guint i = 1; i + 1 < text->n; i++)
    {
      gunichar c = text->c[i], next = text->c[i + 1];
      char point[2] = { 0 };

      if ((c != ',' && c != ';' && c != ':')
          || (next != ',' && next != ';' && next != ':' && next != '.')
          || !g_unichar_isalnum (text->c[i - 1])
          || bt_rule_at (text, (gint64)i + 2) == '.' || bt_rule_in_address (text, i))
        continue;
      point[0] = (char)(c == ',' ? next : c);
      bt_rule_add (text, i, i + 2, "P6", BT_FINDING_ERROR, point);
      i++;
    }
}
