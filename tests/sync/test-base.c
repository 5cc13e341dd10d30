/* What a post holds, kept and compared.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-base-private.h"

static BtBase *
make_base (const char *title)
{
  BtBase *base = bt_base_new ();

  base->title = g_strdup (title);
  base->content = g_strdup ("<!-- wp:paragraph -->\n<p>Nước lên &amp; xuống</p>\n"
                            "<!-- /wp:paragraph -->");
  base->excerpt = g_strdup ("(TGCT) Sapo");
  base->status = g_strdup ("draft");
  base->featured = 7;
  base->sections = bt_ids_new ();
  bt_ids_add (base->sections, 9);
  bt_ids_add (base->sections, 3);
  bt_ids_add (base->sections, 9);

  return base;
}

static void
test_json (void)
{
  g_autoptr (BtBase) held = make_base ("Chợ nổi");
  g_autoptr (BtBase) attempt = make_base ("Chợ nổi mùa nước");
  g_autofree char *json = bt_base_to_json (held, attempt, NULL);
  g_autoptr (BtBase) attempt_again = NULL;
  g_autoptr (BtBase) held_again = bt_base_from_json (json, &attempt_again, NULL);

  g_assert_cmpstr (held_again->title, ==, "Chợ nổi");
  g_assert_cmpstr (attempt_again->title, ==, "Chợ nổi mùa nước");
  g_assert_cmpstr (held_again->content, ==, held->content);
  g_assert_cmpint (held_again->featured, ==, 7);
  g_assert_cmpuint (held_again->sections->len, ==, 2);
  g_assert_true (bt_ids_equal (held->sections, held_again->sections));
  g_assert_null (held_again->slug);
  g_assert_null (held_again->tags);
}

static void
test_broken_json (void)
{
  const char *broken[] = {
    NULL, "", "null", "[]", "{}", "{\"held\":3}", "{\"held\":", "x"
  };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (BtBase) attempt = NULL;

      g_assert_null (bt_base_from_json (broken[i], &attempt, NULL));
      g_assert_null (attempt);
    }
}

static void
test_same_texts (void)
{
  g_autoptr (BtBase) a = make_base ("Giá & lượng");
  g_autoptr (BtBase) b = make_base ("Giá &amp; lượng");

  g_assert_true (bt_base_same_texts (a, b));
  g_free (b->excerpt);
  b->excerpt = g_strdup ("(TGCT) Sapo khác");
  g_assert_false (bt_base_same_texts (a, b));
}

static void
test_ids (void)
{
  g_autoptr (GArray) ids = bt_ids_new ();
  g_autoptr (GArray) other = bt_ids_new ();

  g_assert_true (bt_ids_equal (NULL, ids));
  bt_ids_add (ids, 5);
  bt_ids_add (ids, 1);
  g_assert_false (bt_ids_equal (NULL, ids));
  bt_ids_add (other, 1);
  g_assert_false (bt_ids_equal (ids, other));
  bt_ids_add (other, 5);
  g_assert_true (bt_ids_equal (ids, other));
}

static GArray *
ids (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  GArray *array = bt_ids_new ();

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      bt_ids_add (array, g_ascii_strtoll (words[i], NULL, 10));

  return array;
}

static void
test_merge_ids (void)
{
  const struct
  {
    const char *theirs;
    const char *before;
    const char *after;
    const char *merged;
  } cases[] = {
    { "1", "1", "1", "1" },        { "1 9", "1", "1", "1 9" },
    { "1 9", "1", "2", "2 9" },    { "9", "1", "1", "9" },
    { "", "1", "1 2", "2" },       { "1", "1", "", "" },
    { "1 2", "", "2 3", "1 2 3" }, { "2", "1 2", "2 3", "2 3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) theirs = ids (cases[i].theirs);
      g_autoptr (GArray) before = ids (cases[i].before);
      g_autoptr (GArray) after = ids (cases[i].after);
      g_autoptr (GArray) wanted = ids (cases[i].merged);
      g_autoptr (GArray) merged = bt_ids_merge (theirs, before, after);
      g_autoptr (GArray) again = bt_ids_merge (merged, before, after);

      g_test_message ("%u", i);
      g_assert_true (bt_ids_equal (merged, wanted));
      g_assert_true (bt_ids_equal (again, wanted));
    }
}

static void
test_said (void)
{
  g_autoptr (BtBase) held = make_base ("Chợ nổi");
  g_autoptr (BtBase) said = bt_base_new ();
  g_autoptr (BtBase) said_again = NULL;
  g_autoptr (BtBase) held_again = NULL;
  g_autofree char *json = NULL;

  bt_base_take_sets (said, held);
  bt_ids_add (said->sections, 4);
  json = bt_base_to_json (held, NULL, said);
  held_again = bt_base_from_json (json, NULL, &said_again);
  g_assert_cmpuint (held_again->sections->len, ==, 2);
  g_assert_cmpuint (said_again->sections->len, ==, 3);
  g_assert_null (said_again->tags);
  g_assert_cmpint (said_again->featured, ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/json", test_json);
  g_test_add_func ("/base/broken-json", test_broken_json);
  g_test_add_func ("/base/same-texts", test_same_texts);
  g_test_add_func ("/base/ids", test_ids);
  g_test_add_func ("/base/merge-ids", test_merge_ids);
  g_test_add_func ("/base/said", test_said);

  return g_test_run ();
}
