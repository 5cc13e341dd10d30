/* Faults on demand, for training and for tests of clients.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/bt-practice-fault.h"

#include <string.h>

static const struct
{
  const char *word;
  BtPracticeFaultKind kind;
  guint seconds;
} kinds[] = {
  { "drop-request", BT_PRACTICE_FAULT_DROP_REQUEST, 0 },
  { "drop-reply", BT_PRACTICE_FAULT_DROP_REPLY, 0 },
  { "error", BT_PRACTICE_FAULT_ERROR, 0 },
  { "junk", BT_PRACTICE_FAULT_JUNK, 0 },
  { "busy", BT_PRACTICE_FAULT_BUSY, 5 },
  { "slow", BT_PRACTICE_FAULT_SLOW, 3 },
};

void
bt_practice_fault_free (BtPracticeFault *self)
{
  if (self == NULL)
    return;
  g_free (self->method);
  g_free (self->route);
  g_free (self);
}

static gboolean
parse_kind (BtPracticeFault *self, const char *text)
{
  g_auto (GStrv) pair = g_strsplit (text, "=", 2);
  guint64 seconds;

  for (gsize i = 0; pair[0] != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].word, pair[0]))
      {
        self->kind = kinds[i].kind;
        self->seconds = kinds[i].seconds;
      }
  if (self->kind == BT_PRACTICE_FAULT_NONE)
    return FALSE;
  if (pair[1] == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (pair[1], 10, 0, 3600, &seconds, NULL))
    return FALSE;
  self->seconds = (guint)seconds;
  return TRUE;
}

BtPracticeFault *
bt_practice_fault_parse (const char *text)
{
  g_autoptr (BtPracticeFault) self = g_new0 (BtPracticeFault, 1);
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  guint n = g_strv_length (parts);
  guint64 times = G_MAXUINT;

  if (n < 1 || n > 4 || !parse_kind (self, parts[0]))
    return NULL;
  if (n > 1 && *parts[1] != '\0')
    self->method = g_ascii_strup (parts[1], -1);
  if (n > 2 && *parts[2] != '\0')
    self->route = g_strdup (parts[2]);
  if (n > 3 && !g_ascii_string_to_unsigned (parts[3], 10, 1, G_MAXINT, &times, NULL))
    return NULL;
  self->times = (guint)times;
  return g_steal_pointer (&self);
}

BtPracticeFaultKind
bt_practice_fault_take (GPtrArray *faults,
                        const char *method,
                        const char *route,
                        guint *seconds)
{
  for (guint i = 0; i < faults->len; i++)
    {
      BtPracticeFault *fault = g_ptr_array_index (faults, i);

      if (fault->times == 0
          || (fault->method != NULL && strcmp (fault->method, method) != 0)
          || (fault->route != NULL && !g_str_has_prefix (route, fault->route)))
        continue;
      if (fault->times != G_MAXUINT)
        fault->times--;
      *seconds = fault->seconds;
      return fault->kind;
    }
  return BT_PRACTICE_FAULT_NONE;
}
