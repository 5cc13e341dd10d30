/* The words of the caption checker, of codes and of variables: all there, all translated.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "messages/bt-messages.h"
#include "text/bt-text.h"

#include <string.h>

/* Every rule that the checker has, found by photos for which each of them speaks. */
static GPtrArray *
all_findings (void)
{
  static const BtCaptionFacts photos[] = {
    { .fields = { NULL, NULL, NULL, "Khang" } },
    { .fields = { "Lũ, lụt", NULL, NULL, NULL, "Ảnh: Internet" },
      .date_taken = "2001",
      .article_date = "2017-12-28",
      .digital_source_type = "trainedAlgorithmicMedia" },
    { .fields = { "Đoàn người đi trong lũ,", "Đoàn người đi trong lũ", NULL, "Khang",
                  "Ảnh: An." },
      .date_taken = "2018-01-30",
      .article_date = "2017-12-28" },
    { .fields = { "Đoàn người đi. Ảnh: An. Ảnh: An." } },
    { .fields = { "Đoàn người đi. Ảnh: An." } },
    { .fields = { "{ai} làm gì" } },
  };
  GPtrArray *all =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_caption_finding_free);

  for (guint i = 0; i < G_N_ELEMENTS (photos); i++)
    g_ptr_array_extend_and_steal (all, bt_caption_check (&photos[i], NULL));
  return all;
}

static void
add_once (GHashTable *words, char *word)
{
  g_assert_nonnull (word);
  g_assert_cmpstr (word, !=, "");
  g_assert_null (strchr (word, '%'));
  g_hash_table_add (words, word);
}

/* All words there are, in one language. */
static GHashTable *
all_words (const char *language)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) findings = all_findings ();

  bt_messages_init (language);
  for (guint i = 0; i < findings->len; i++)
    {
      const BtCaptionFinding *finding = findings->pdata[i];
      char *fix = bt_message_for_caption_fix (finding);

      add_once (words, g_strdup (bt_message_for_caption_rule (finding->rule)));
      g_assert_cmpint (fix != NULL, ==, bt_caption_finding_has_fix (finding));
      if (fix != NULL)
        add_once (words, fix);
    }
  for (guint i = 0; bt_caption_rule_ids ()[i] != NULL; i++)
    add_once (words,
              g_strdup (bt_message_name_of_caption_rule (bt_caption_rule_ids ()[i])));
  for (guint i = 0; i < BT_N_CAPTION_FIELDS; i++)
    add_once (words, g_strdup (bt_message_for_caption_part (i)));
  for (guint i = 0; i <= BT_GATE_BLOCK; i++)
    add_once (words, g_strdup (bt_message_for_gate_strength (i)));
  for (guint i = 0; i < BT_N_VARIABLES; i++)
    add_once (words, g_strdup (bt_message_for_variable (i)));
  return words;
}

static void
test_translated (void)
{
  /* GLib decides once whether a program is translated at all: Vietnamese goes first */
  g_autoptr (GHashTable) vietnamese = all_words ("vi");
  g_autoptr (GHashTable) english = all_words ("en");
  GHashTableIter iter;
  gpointer word;

  g_assert_cmpuint (g_hash_table_size (english), >, 60);
  g_hash_table_iter_init (&iter, english);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    {
      g_test_message ("%s", (char *)word);
      g_assert_false (g_hash_table_contains (vietnamese, word));
    }
}

/* Every rule of the header's table is met, and each has words of its own. */
static void
test_every_rule (void)
{
  static const char *const rules[] = { "K1",  "K2",  "K3",  "K4", "K5",  "K5b",
                                       "K6",  "K7",  "K8",  "K9", "K9b", "K9c",
                                       "K9d", "K10", "K9e", "K11" };
  g_autoptr (GPtrArray) findings = all_findings ();
  g_autoptr (GHashTable) met = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);

  bt_messages_init ("vi");
  for (guint i = 0; i < findings->len; i++)
    g_hash_table_add (met, (gpointer)((BtCaptionFinding *)findings->pdata[i])->rule);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const char *message = bt_message_for_caption_rule (rules[i]);

      g_test_message ("%s %s", rules[i], message);
      g_assert_nonnull (message);
      g_assert_true (g_hash_table_add (said, (gpointer)message));
      g_assert_true (g_hash_table_contains (met, rules[i]));
    }
  g_assert_cmpuint (g_hash_table_size (met), ==, G_N_ELEMENTS (rules));
  g_assert_null (bt_message_for_caption_rule ("K99"));
}

static void
test_code_notes (void)
{
  static const char list[] = "mã\ttừ\tđến\tnội dung\nbt\t2015\t2016\tBí thư A\n";
  g_autoptr (BtCodes) codes = bt_codes_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static (list, strlen (list));
  static const struct
  {
    const char *code;
    guint column;
    const char *date;
    const char *facts[3]; /* what the sentence must say */
  } cases[] = {
    { "bt", 1, "2015-06-01", { NULL } },
    { "bt", 1, "2017-12-28", { "28/12/2017", "“bt”", "01/01/2015–31/12/2016" } },
    { "bt", 1, NULL, { "“bt”", "01/01/2015–31/12/2016" } },
    { "bt", 3, "2015-06-01", { "“bt”", "3" } },
    { "xx", 1, NULL, { "“xx”" } },
  };

  bt_messages_init ("vi");
  g_assert_true (bt_codes_add_bytes (codes, bytes, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BtCodeNote) note =
          bt_codes_lookup (codes, cases[i].code, cases[i].column, cases[i].date);
      g_autofree char *says = bt_message_for_code_note (note);

      g_assert_cmpint (says != NULL, ==, cases[i].facts[0] != NULL);
      for (guint j = 0; j < 3 && cases[i].facts[j] != NULL; j++)
        g_assert_nonnull (strstr (says, cases[i].facts[j]));
    }
}

static void
test_line (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a\tA\nb\n", 6);
  g_autoptr (GError) error = NULL;
  g_autofree char *says = NULL;

  bt_messages_init ("vi");
  g_assert_null (bt_code_rows_from_bytes (bytes, &error));
  says = bt_message_for_error (error);
  g_assert_cmpstr (says, ==,
                   "Dòng 2: Mã này không có nội dung. Hãy viết mã, một dấu tab, rồi nội "
                   "dung thay cho mã.");
}

static void
test_variable_notes (void)
{
  g_autoptr (BtVariables) variables = bt_variables_new ();
  g_autoptr (GPtrArray) notes =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_variable_note_free);
  g_autofree char *text = NULL;
  static const char *const says[] = {
    "Không có biến nào tên “lạ”; chỗ này giữ nguyên.",
    "Ảnh này không có “tác giả”.",
    "“số:x” yêu cầu một định dạng không có.",
  };

  bt_messages_init ("vi");
  bt_variables_set_number (variables, 1);
  text = bt_variables_expand (variables, "{lạ}{tác giả}{số:x}", notes);
  g_assert_cmpuint (notes->len, ==, G_N_ELEMENTS (says));
  for (guint i = 0; i < notes->len; i++)
    {
      g_autofree char *message = bt_message_for_variable_note (notes->pdata[i]);

      g_assert_cmpstr (message, ==, says[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/caption-messages/translated", test_translated);
  g_test_add_func ("/caption-messages/every-rule", test_every_rule);
  g_test_add_func ("/caption-messages/code-notes", test_code_notes);
  g_test_add_func ("/caption-messages/line", test_line);
  g_test_add_func ("/caption-messages/variable-notes", test_variable_notes);
  return g_test_run ();
}
