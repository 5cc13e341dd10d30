/* What each proofreading rule has to say.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "messages/bt-messages.h"

static const struct
{
  const char *rule;
  const char *message;
} messages[] = {
  { "C2", NC_ ("rule", "A capital too many") },
  { "P2", NC_ ("rule", "Space before a punctuation mark") },
  { "P3", NC_ ("rule", "No space behind a punctuation mark") },
  { "P4", NC_ ("rule", "Space that is double or unusual") },
  { "P6", NC_ ("rule", "Two punctuation marks in a row") },
  { "Q1", NC_ ("rule", "Quotation mark facing the wrong way") },
  { "S1", NC_ ("rule", "No Vietnamese syllable") },
  { "S2", NC_ ("rule", "ng or ngh, g or gh, c or k") },
  { "S4", NC_ ("rule", "Tone mark on the wrong letter") },
  { "U2", NC_ ("rule", "A letter that only looks right, or a hidden one") },
  { "W1", NC_ ("rule", "Word written twice") },
};

const char *
bt_message_for_rule (const char *rule)
{
  g_return_val_if_fail (rule != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    if (g_str_equal (messages[i].rule, rule))
      return g_dpgettext2 (GETTEXT_PACKAGE, "rule", messages[i].message);
  return NULL;
}
