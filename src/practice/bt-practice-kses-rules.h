/* Which tags, attributes, addresses and styles the filter leaves.
 * Source: wp-includes/kses.php of WordPress 6.1; measured by the contract tests.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/bt-practice-kses.h"

G_BEGIN_DECLS

/**
 * BtPracticeTag:
 * @attributes: its own, beside those that every tag may have; with spaces between
 */
typedef struct
{
  const char *name;
  const char *attributes;
} BtPracticeTag;

/** bt_practice_kses_find: @name: in lower case. Returns: (nullable): what is allowed */
const BtPracticeTag *bt_practice_kses_find (const char *name, BtPracticeKses rules);

/** bt_practice_kses_attribute: @name: in lower case; @value: "" for one without. Returns:
 * (transfer full) (nullable): the value as it may stand, %NULL when the attribute goes */
char *bt_practice_kses_attribute (const BtPracticeTag *tag,
                                  const char *name,
                                  const char *value,
                                  BtPracticeKses rules);

/** bt_practice_kses_is_hidden: whether also what stands inside must go (on pages). */
gboolean bt_practice_kses_is_hidden (const char *name);
/** bt_practice_kses_is_void: whether the element has no end. */
gboolean bt_practice_kses_is_void (const char *name);

G_END_DECLS
