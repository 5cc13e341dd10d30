/* How strict a newsroom is with captions.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/proof/bt-caption-rules.h"

#include <string.h>

#define MAX_DAYS 36500
#define MAX_WORDS 100
#define OLD_DAYS "old-days"
#define MIN_WORDS "min-words"

static const char *const rule_ids[] = { "K1", "K2", "K3", "K4",  "K5",  "K6",
                                        "K7", "K8", "K9", "K10", "K11", NULL };
G_STATIC_ASSERT (G_N_ELEMENTS (rule_ids) == BT_N_CAPTION_RULES + 1);

static const char *const strength_names[] = { "off", "warn", "block" };

const char *const *
bt_caption_rule_ids (void)
{
  return rule_ids;
}

/* Returns: the place of "K9" and of "K9b"; -1 for none */
static int
index_of (const char *rule)
{
  guint64 number;
  char *end;

  if (g_ascii_toupper (*rule) != 'K' || !g_ascii_isdigit (rule[1]))
    return -1;
  number = g_ascii_strtoull (rule + 1, &end, 10);
  if (number < 1 || number > BT_N_CAPTION_RULES
      || (*end != '\0' && !(g_ascii_islower (*end) && end[1] == '\0')))
    return -1;
  return (int)number - 1;
}

BtGateStrength
bt_caption_gate_get (const BtCaptionGate *self, const char *rule)
{
  int i;

  g_return_val_if_fail (self != NULL && rule != NULL, BT_GATE_WARN);

  i = index_of (rule);
  return i >= 0 ? self->strengths[i] : BT_GATE_WARN;
}

void
bt_caption_gate_set (BtCaptionGate *self, const char *rule, BtGateStrength strength)
{
  int i;

  g_return_if_fail (self != NULL && rule != NULL);
  g_return_if_fail ((guint)strength <= BT_GATE_BLOCK);

  i = index_of (rule);
  if (i >= 0)
    self->strengths[i] = strength;
}

static void
read_number (const char *text, guint max, guint *number)
{
  guint64 value;

  if (g_ascii_string_to_unsigned (text, 10, 0, max, &value, NULL))
    *number = (guint)value;
}

static void
read_entry (BtCaptionGate *self, char *entry)
{
  char *equals = strchr (entry, '=');
  const char *value;

  if (equals == NULL)
    return;
  *equals = '\0';
  g_strstrip (entry);
  value = g_strstrip (equals + 1);
  if (g_ascii_strcasecmp (entry, OLD_DAYS) == 0)
    read_number (value, MAX_DAYS, &self->options.old_days);
  else if (g_ascii_strcasecmp (entry, MIN_WORDS) == 0)
    read_number (value, MAX_WORDS, &self->options.min_words);
  else
    for (guint i = 0; i < G_N_ELEMENTS (strength_names); i++)
      if (g_ascii_strcasecmp (value, strength_names[i]) == 0)
        bt_caption_gate_set (self, entry, (BtGateStrength)i);
}

void
bt_caption_gate_from_string (BtCaptionGate *self, const char *text)
{
  g_auto (GStrv) entries = NULL;

  g_return_if_fail (self != NULL);

  *self = (BtCaptionGate){ .options = BT_CAPTION_OPTIONS_INIT };
  for (guint i = 0; i < BT_N_CAPTION_RULES; i++)
    self->strengths[i] = BT_GATE_WARN;
  bt_caption_gate_set (self, "K4", BT_GATE_BLOCK);
  bt_caption_gate_set (self, "K8", BT_GATE_BLOCK);
  bt_caption_gate_set (self, "K10", BT_GATE_OFF);
  if (text == NULL)
    return;
  entries = g_strsplit_set (text, ";,\n", -1);
  for (guint i = 0; entries[i] != NULL; i++)
    read_entry (self, entries[i]);
}

char *
bt_caption_gate_to_string (const BtCaptionGate *self)
{
  GString *out;

  g_return_val_if_fail (self != NULL, NULL);

  out = g_string_new (NULL);
  for (guint i = 0; i < BT_N_CAPTION_RULES; i++)
    g_string_append_printf (out, "%s=%s;", rule_ids[i],
                            strength_names[self->strengths[i]]);
  g_string_append_printf (out, OLD_DAYS "=%u;" MIN_WORDS "=%u", self->options.old_days,
                          self->options.min_words);
  return g_string_free (out, FALSE);
}

GPtrArray *
bt_caption_gate_check (const BtCaptionGate *self,
                       const BtCaptionFacts *facts,
                       guint *blocking)
{
  g_autoptr (GPtrArray) all = NULL;
  GPtrArray *findings;
  guint n_blocking = 0;

  g_return_val_if_fail (self != NULL && facts != NULL, NULL);

  all = bt_caption_check (facts, &self->options);
  findings = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_caption_finding_free);
  for (int strength = BT_GATE_BLOCK; strength > BT_GATE_OFF; strength--)
    for (guint i = 0; i < all->len; i++)
      {
        const BtCaptionFinding *finding = all->pdata[i];

        if (bt_caption_gate_get (self, finding->rule) != (BtGateStrength)strength)
          continue;
        g_ptr_array_add (findings, bt_caption_finding_copy (finding));
        n_blocking += strength == BT_GATE_BLOCK ? 1 : 0;
      }
  if (blocking != NULL)
    *blocking = n_blocking;
  return findings;
}
