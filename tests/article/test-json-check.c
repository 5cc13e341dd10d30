/* Bytes that are one sound JSON value, and bytes that are not.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-json-check.h"

typedef struct
{
  const char *json;
  const char *wrong; /* NULL: sound */
} Case;

static const Case cases[] = {
  { "{}", NULL },
  { " [ ] \n", NULL },
  { "{\"a\":[1,-2,0.5,1e9,-0.1E-3,true,false,null,\"\"]}", NULL },
  { "\"\\ud83d\\ude00\\u1ebf\\\"\\\\\\/\\b\\f\\n\\r\\t\"", NULL },
  { "{\"a\":{\"a\":1},\"b\":{\"a\":1}}", NULL },
  { "0", NULL },
  { "", "a value is due" },
  { "  ", "a value is due" },
  { "{", "a string is due" },
  { "[", "a value is due" },
  { "[1", "unfinished array" },
  { "{\"a\":1", "unfinished object" },
  { "{\"a\"", "a colon is due" },
  { "{\"a\":1,}", "a string is due" },
  { "[1,]", "bad value" },
  { "{a:1}", "a string is due" },
  { "{'a':1}", "a string is due" },
  { "// no\n1", "bad value" },
  { "[1] /* no */", "more after the end" },
  { "{} {}", "more after the end" },
  { "01", "more after the end" },
  { "+1", "bad value" },
  { "-", "bad value" },
  { "1.", "bad number" },
  { "1e", "bad number" },
  { ".5", "bad value" },
  { "NaN", "bad value" },
  { "nul", "bad value" },
  { "\"abc", "unfinished string" },
  { "\"abc\\", "unfinished string" },
  { "\"\\x\"", "bad escape" },
  { "\"\\u12g4\"", "bad \\u escape" },
  { "\"\\u12", "bad \\u escape" },
  { "\"\\u0000\"", "U+0000 in a string" },
  { "\"\\ud83d\"", "half a surrogate pair" },
  { "\"\\ud83d\\u0041\"", "half a surrogate pair" },
  { "\"\\ude00\"", "half a surrogate pair" },
  { "\"a\nb\"", "control character in a string" },
  { "\"\xff\"", "not UTF-8" },
  { "\"\xc0\x80\"", "not UTF-8" },
  { "\xef\xbb\xbf{}", "bad value" },
  { "{\"a\":1,\"a\":2}", "the same member twice" },
  { "{\"a\":1,\"\\u0061\":2}", "the same member twice" },
};

static void
test_cases (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = strlen (cases[i].json);
      /* Without an end mark, so that a step too far is seen by the sanitizer. */
      g_autofree char *bytes = length > 0 ? g_memdup2 (cases[i].json, length) : NULL;
      gsize offset;
      g_autofree char *shown = g_strescape (cases[i].json, NULL);

      g_test_message ("%s", shown);
      g_assert_cmpstr (bt_json_check (bytes, length, &offset), ==, cases[i].wrong);
      g_assert_cmpuint (offset, <=, length);
    }
}

static void
test_nul (void)
{
  gsize offset;

  g_assert_cmpstr (bt_json_check ("[1]\0", 4, &offset), ==, "not UTF-8");
  g_assert_cmpuint (offset, ==, 3);
}

/* Every beginning of a sound text is unsound, and none reads past its end. */
static void
test_prefixes (void)
{
  const char *json = "{\"a\":[\"\\ud83d\\ude00đ\\n\",-1.5e3,true,{\"b\":null}]}";
  gsize length = strlen (json);
  gsize i;

  g_assert_null (bt_json_check (json, length, NULL));
  for (i = 1; i < length; i++)
    {
      g_autofree char *bytes = g_memdup2 (json, i);

      g_assert_nonnull (bt_json_check (bytes, i, NULL));
    }
}

static void
test_depth (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  gsize i;

  for (i = 0; i < BT_JSON_MAX_DEPTH; i++)
    g_string_append_c (deep, '[');
  for (i = 0; i < BT_JSON_MAX_DEPTH; i++)
    g_string_append_c (deep, ']');
  g_assert_null (bt_json_check (deep->str, deep->len, NULL));

  g_string_prepend_c (deep, '[');
  g_string_append_c (deep, ']');
  g_assert_cmpstr (bt_json_check (deep->str, deep->len, NULL), ==, "nested too deep");

  g_string_set_size (deep, 10000000);
  memset (deep->str, '[', deep->len);
  g_assert_cmpstr (bt_json_check (deep->str, deep->len, NULL), ==, "nested too deep");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/article/json-check/cases", test_cases);
  g_test_add_func ("/article/json-check/nul", test_nul);
  g_test_add_func ("/article/json-check/prefixes", test_prefixes);
  g_test_add_func ("/article/json-check/depth", test_depth);
  return g_test_run ();
}
