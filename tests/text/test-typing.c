/* Tests of typography while typing.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-typing.h"

#include <string.h>

#define ALL (BT_TYPING_QUOTES | BT_TYPING_ELLIPSIS | BT_TYPING_DASH)

/* Types @keys one after the other. Returns: what stands there then */
static char *
type (const char *keys, const char *after, BtTypingFlags flags)
{
  GString *text = g_string_new (NULL);

  for (const char *p = keys; *p != '\0'; p = g_utf8_next_char (p))
    {
      BtTypingChange change;
      glong n;

      g_string_append_unichar (text, g_utf8_get_char (p));
      if (!bt_typing_change (text->str, after, flags, &change))
        continue;
      n = g_utf8_strlen (text->str, -1) - (glong)change.n_chars;
      /* what Backspace would bring back is what stands there now */
      g_assert_cmpstr (g_utf8_offset_to_pointer (text->str, n), ==, change.literal);
      g_string_truncate (text,
                         (gsize)(g_utf8_offset_to_pointer (text->str, n) - text->str));
      g_string_append (text, change.text);
    }
  return g_string_free (text, FALSE);
}

static void
assert_typed (const char *keys, const char *expected)
{
  g_autofree char *typed = type (keys, "", ALL);

  g_assert_cmpstr (typed, ==, expected);
}

static void
test_quotes (void)
{
  assert_typed ("\"Đẩy mạnh thu hút\"", "“Đẩy mạnh thu hút”");
  assert_typed ("(\"a\", \"b\")", "(“a”, “b”)");
  assert_typed ("[\"a\"] và -\"Chào anh\", x-\"y", "[“a”] và -“Chào anh”, x-”y");
  assert_typed ("a \"\"", "a “”");
  assert_typed ("dòng một\u2028\"dòng hai\"", "dòng một\u2028“dòng hai”");
  assert_typed ("nói: \"Được.\" Rồi", "nói: “Được.” Rồi");
}

static void
test_single_quotes (void)
{
  g_autofree char *off = type ("Ea H'leo 'x'", "", ALL);
  g_autofree char *on = type ("Ea H'leo 'x' \"'y'\"", "", ALL | BT_TYPING_SINGLE_QUOTES);

  g_assert_cmpstr (off, ==, "Ea H'leo 'x'");
  g_assert_cmpstr (on, ==, "Ea H’leo ‘x’ “‘y’”");
}

static void
test_ellipsis (void)
{
  g_autofree char *before_dot = type ("a...", ".", ALL);

  assert_typed ("thành phố...", "thành phố…");
  assert_typed ("...", "…");
  assert_typed ("a....", "a….");
  assert_typed ("a.....", "a…..");
  /* three more after an ellipsis are a row of dots */
  assert_typed ("a......", "a…...");
  assert_typed ("../...", "../...");
  g_assert_cmpstr (before_dot, ==, "a...");
}

static void
test_dash (void)
{
  assert_typed ("Cần Thơ - Hậu Giang", "Cần Thơ – Hậu Giang");
  assert_typed ("07-KL/TW", "07-KL/TW");
  /* what begins a paragraph is an item, or somebody speaking */
  assert_typed ("- Chào anh", "- Chào anh");
  assert_typed (" - a", " - a");
  assert_typed ("a  - b", "a  - b");
  assert_typed ("a -- b", "a -- b");
}

static void
test_addresses (void)
{
  assert_typed ("https://a.vn/?q=\"x\"...", "https://a.vn/?q=\"x\"...");
  assert_typed ("a@b.vn... x...", "a@b.vn... x…");
  assert_typed ("www.abc.vn...", "www.abc.vn...");
  assert_typed ("\"https://a.vn\" và", "“https://a.vn” và");
  assert_typed ("(https://a.vn\"", "(https://a.vn\"");
}

static void
test_off (void)
{
  g_autofree char *typed = type ("\"a\"... - b 'c'", "", 0);
  BtTypingChange change;

  g_assert_cmpstr (typed, ==, "\"a\"... - b 'c'");
  g_assert_false (bt_typing_change ("", "", ALL, &change));
  g_assert_false (bt_typing_change ("ữ", "", ALL, &change));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/typing/quotes", test_quotes);
  g_test_add_func ("/typing/single-quotes", test_single_quotes);
  g_test_add_func ("/typing/ellipsis", test_ellipsis);
  g_test_add_func ("/typing/dash", test_dash);
  g_test_add_func ("/typing/addresses", test_addresses);
  g_test_add_func ("/typing/off", test_off);
  return g_test_run ();
}
