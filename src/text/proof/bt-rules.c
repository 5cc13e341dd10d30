/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/proof/bt-rules-private.h"

static void (*const rules[]) (const BtRuleText *text) = {
  bt_rule_quote_direction,    bt_rule_space_before, bt_rule_space_behind, bt_rule_spaces,
  bt_rule_double_punctuation, bt_rule_look_alikes,  bt_rule_double_word,
};

gunichar
bt_rule_at (const BtRuleText *text, gint64 i)
{
  return i >= 0 && i < (gint64)text->n ? text->c[i] : 0;
}

gboolean
bt_rule_is_gap (gunichar c)
{
  return c == 0 || g_unichar_isspace (c) || c == 0xFFFC || c == 0x2028;
}

gboolean
bt_rule_in_address (const BtRuleText *text, guint i)
{
  guint start = i, end = i;

  while (start > 0 && !bt_rule_is_gap (text->c[start - 1]))
    start--;
  while (end < text->n && !bt_rule_is_gap (text->c[end]))
    end++;
  for (guint k = start; k < end; k++)
    {
      gunichar next = bt_rule_at (text, (gint64)k + 1);

      if (text->c[k] == '@' || text->c[k] == '\\' || (text->c[k] == '/' && next == '/'))
        return TRUE;
      if (k + 3 < end && text->c[k] == 'w' && next == 'w' && text->c[k + 2] == 'w'
          && text->c[k + 3] == '.')
        return TRUE;
    }
  return FALSE;
}

void
bt_rule_add (const BtRuleText *text,
             guint start,
             guint end,
             const char *rule,
             BtFindingLevel level,
             const char *suggestion)
{
  char **suggestions = NULL;

  if (suggestion != NULL)
    {
      suggestions = g_new0 (char *, 2);
      suggestions[0] = g_strdup (suggestion);
    }
  g_ptr_array_add (text->findings, bt_finding_new (text->base + start, text->base + end,
                                                   rule, level, suggestions));
}

void
bt_rules_check (const char *text, GPtrArray *findings)
{
  g_autofree gunichar *all = NULL;
  glong n = 0;

  g_return_if_fail (text != NULL);
  g_return_if_fail (findings != NULL);

  all = g_utf8_to_ucs4_fast (text, -1, &n);
  for (glong start = 0; start < n;)
    {
      glong end = start;
      BtRuleText paragraph;

      while (end < n && all[end] != '\n')
        end++;
      paragraph.c = all + start;
      paragraph.n = (guint)(end - start);
      paragraph.base = (guint)start;
      paragraph.findings = findings;
      for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
        rules[i](&paragraph);
      start = end + 1;
    }
}
