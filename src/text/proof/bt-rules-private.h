/* Shared by the files of the rules only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text/proof/bt-rules.h"

G_BEGIN_DECLS

/** BtRuleText: one paragraph under the eyes of the rules. */
typedef struct
{
  const gunichar *c; /* with a 0 behind the last */
  guint n;
  guint base; /* of the first character, in the whole text */
  GPtrArray *findings;
} BtRuleText;

/** bt_rule_at: Returns: the character at @i, 0 beyond the edges */
gunichar bt_rule_at (const BtRuleText *text, gint64 i);
/** bt_rule_is_gap: whether @c is an edge, white space or an object. */
gboolean bt_rule_is_gap (gunichar c);
/** bt_rule_in_address: whether what stands around @i between gaps is an address, or a
 * path. */
gboolean bt_rule_in_address (const BtRuleText *text, guint i);

/** bt_rule_add: a finding at [@start, @end). @suggestion: (nullable) */
void bt_rule_add (const BtRuleText *text,
                  guint start,
                  guint end,
                  const char *rule,
                  BtFindingLevel level,
                  const char *suggestion);

/* The rules, each by itself. */
void bt_rule_quote_direction (const BtRuleText *text);    /* Q1 */
void bt_rule_space_before (const BtRuleText *text);       /* P2 */
void bt_rule_space_behind (const BtRuleText *text);       /* P3 */
void bt_rule_spaces (const BtRuleText *text);             /* P4 */
void bt_rule_double_punctuation (const BtRuleText *text); /* P6 */
void bt_rule_look_alikes (const BtRuleText *text);        /* U2 */
void bt_rule_double_word (const BtRuleText *text);        /* W1 */

G_END_DECLS
