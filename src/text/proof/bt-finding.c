/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/proof/bt-finding.h"

BtFinding *
bt_finding_new (guint start,
                guint end,
                const char *rule,
                BtFindingLevel level,
                char **suggestions)
{
  BtFinding *self = g_new0 (BtFinding, 1);

  self->start = start;
  self->end = end;
  self->rule = rule;
  self->level = level;
  self->suggestions = suggestions;
  return self;
}

BtFinding *
bt_finding_copy (const BtFinding *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return bt_finding_new (self->start, self->end, self->rule, self->level,
                         g_strdupv (self->suggestions));
}

void
bt_finding_free (BtFinding *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->suggestions);
  g_free (self);
}

gboolean
bt_finding_is_spelling (const BtFinding *self)
{
  static const char *const rules[] = { BT_RULE_SPELLING, "S1", "S2", "S4", "C2", NULL };

  g_return_val_if_fail (self != NULL, FALSE);

  return g_strv_contains (rules, self->rule);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const BtFinding *first = *(BtFinding *const *)a;
  const BtFinding *second = *(BtFinding *const *)b;

  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;
  return (int)first->level - (int)second->level;
}

void
bt_findings_settle (GPtrArray *findings)
{
  guint i = 1;

  g_return_if_fail (findings != NULL);

  g_ptr_array_sort (findings, compare);
  while (i < findings->len)
    {
      const BtFinding *before = findings->pdata[i - 1];
      const BtFinding *here = findings->pdata[i];

      if (here->start > before->end)
        i++;
      else
        g_ptr_array_remove_index (findings, here->level < before->level ? i - 1 : i);
      /* what is now at the place of the removed one meets the one before it anew */
      i = MAX (i, 1);
    }
}
