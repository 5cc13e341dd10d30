/* What proofreading found in a text: spelling, and rules.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BtFindingLevel:
 * @BT_FINDING_ERROR: wrong beyond doubt (lỗi)
 * @BT_FINDING_WARNING: most likely wrong (cảnh báo)
 * @BT_FINDING_HINT: worth a look (gợi ý)
 */
typedef enum
{
  BT_FINDING_ERROR,
  BT_FINDING_WARNING,
  BT_FINDING_HINT,
} BtFindingLevel;

/** The rule of words that no dictionary knows; other rules have ids such as "S4". */
#define BT_RULE_SPELLING "spelling"

/**
 * BtFinding:
 * @start: first code point of what is meant
 * @end: first code point behind it; more than @start
 * @rule: (transfer none): the id of the rule, a constant
 * @suggestions: (array zero-terminated=1) (nullable): what may stand there instead, best
 *   first; %NULL while nobody has asked bt_spell_suggest()
 */
typedef struct
{
  guint start;
  guint end;
  const char *rule;
  BtFindingLevel level;
  char **suggestions;
} BtFinding;

/** bt_finding_new: @suggestions: (transfer full) (nullable). Returns: (transfer full) */
BtFinding *bt_finding_new (guint start,
                           guint end,
                           const char *rule,
                           BtFindingLevel level,
                           char **suggestions);
BtFinding *bt_finding_copy (const BtFinding *self);
void bt_finding_free (BtFinding *self);

/** bt_finding_is_spelling: whether it is about a word that no dictionary knows, and that a
 * person may know better. */
gboolean bt_finding_is_spelling (const BtFinding *self);

/**
 * bt_findings_settle:
 * @findings: (element-type BtFinding): of one text, in any order, freed by the array
 *
 * Puts them into the order of the text. Of two that touch or overlap the graver one stays,
 * or the first: the other is found again once that one is put right.
 */
void bt_findings_settle (GPtrArray *findings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtFinding, bt_finding_free)

G_END_DECLS
