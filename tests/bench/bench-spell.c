/* How long the spell check of 60,000 words takes, against bare enchant on the same words in
 * the same run: only the ratio means something on another machine.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-spell.h"

#include <enchant.h>
#include <string.h>
#include <time.h>

#define N_WORDS 60000
/* More than this, and something has become slow. */
#define WORST_RATIO 1.0

/* Seconds of this process: other programs on the machine do not count. */
static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* The sample article over and over. */
static char *
make_text (char ***words)
{
  g_autofree char *file = g_build_filename (g_getenv ("BANTHAO_SOURCE_DIR"),
                                            "data/samples/mua-nuoc-noi.txt", NULL);
  g_autofree char *article = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) some = NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  GString *text = g_string_new (NULL);
  guint n;

  g_file_get_contents (file, &article, NULL, &error);
  g_assert_no_error (error);
  some = g_regex_split_simple ("[^\\p{L}\\p{M}]+", article, 0, 0);
  n = g_strv_length (some);
  for (guint i = 0; i < N_WORDS; i++)
    if (*some[i % n] != '\0')
      {
        g_string_append_printf (text, "%s%c", some[i % n], i % 80 == 79 ? '\n' : ' ');
        g_ptr_array_add (all, g_strdup (some[i % n]));
      }
  g_ptr_array_add (all, NULL);
  *words = (char **)g_ptr_array_free (g_steal_pointer (&all), FALSE);
  return g_string_free (text, FALSE);
}

static double
time_ours (BtSpell *spell, const char *text, guint *found)
{
  g_autoptr (GPtrArray) findings =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_finding_free);
  double start = now ();

  bt_spell_check (spell, text, findings);
  *found = findings->len;
  return now () - start;
}

static double
time_enchant (char **words, guint *found)
{
  EnchantBroker *broker = enchant_broker_init ();
  EnchantDict *dict = enchant_broker_request_dict (broker, "vi_VN");
  double start = now ();

  *found = 0;
  for (guint i = 0; words[i] != NULL; i++)
    *found += enchant_dict_check (dict, words[i], (gssize)strlen (words[i])) != 0;
  start = now () - start;
  enchant_broker_free_dict (broker, dict);
  enchant_broker_free (broker);
  return start;
}

int
main (void)
{
  g_autoptr (BtSpell) spell = bt_spell_new (NULL);
  g_auto (GStrv) words = NULL;
  g_autofree char *text = make_text (&words);
  guint found, found_bare;
  double first, again, bare;

  if (!bt_spell_has_dictionary (spell))
    {
      g_printerr ("no Vietnamese dictionary (hunspell-vi) is installed\n");
      return 77;
    }
  first = time_ours (spell, text, &found);
  again = time_ours (spell, text, &found);
  bare = time_enchant (words, &found_bare);
  g_print ("%u words: %.0f ms (again: %.0f ms), %u found; enchant %.0f ms, %u found; "
           "ratio %.2f\n",
           g_strv_length (words), 1000 * first, 1000 * again, found, 1000 * bare,
           found_bare, first / bare);
  g_assert_cmpfloat (first / bare, <, WORST_RATIO);
  return 0;
}
