/* Tests of the proofreading rules: each with texts in which it fires and must not.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/proof/bt-rules.h"

/* "rule:[what] suggestion" of each finding, with "; " between. */
static void
assert_found (const char *text, const char *expected)
{
  g_autoptr (GPtrArray) findings =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_finding_free);
  g_autoptr (GString) out = g_string_new (NULL);

  bt_rules_check (text, findings);
  bt_findings_settle (findings);
  for (guint i = 0; i < findings->len; i++)
    {
      const BtFinding *finding = findings->pdata[i];
      g_autofree char *what = g_utf8_substring (text, finding->start, finding->end);

      g_string_append_printf (out, "%s%s:[%s] %s", i > 0 ? "; " : "", finding->rule, what,
                              finding->suggestions[0]);
    }
  g_assert_cmpstr (out->str, ==, expected);
}

static void
assert_nothing (const char *const *texts, gsize n)
{
  for (gsize i = 0; i < n; i++)
    assert_found (texts[i], "");
}

static void
test_quote_direction (void)
{
  static const char *const right[] = {
    "“Đẩy mạnh” và (“a”), “b”.", "“Được…” – ông nói", "” a", "a“b", "a “ b", "“", "”",
  };

  assert_found ("(khóa IX) ”về xây dựng", "Q1:[”] “");
  assert_found ("”Đầu dòng", "Q1:[”] “");
  assert_found ("thu hút“, và", "Q1:[“] ”");
  assert_found ("thu hút.“", "Q1:[“] ”");
  assert_found ("một\n”hai", "Q1:[”] “");
  assert_nothing (right, G_N_ELEMENTS (right));
}

static void
test_space_before (void)
{
  static const char *const right[] = {
    "Cần Thơ, quận", "chờ ...", "nền tảng .NET", "giá .5", "( : )", " , đầu dòng",
  };

  assert_found ("Cần Thơ , quận", "P2:[ ,] ,");
  assert_found ("Thật không ?", "P2:[ ?] ?");
  assert_found ("“Được .” Rồi", "P2:[ .] .");
  assert_nothing (right, G_N_ELEMENTS (right));
}

static void
test_space_behind (void)
{
  static const char *const right[] = {
    "kết quả, thu hút",
    "11:09 ngày 1.000,5",
    "https://a.vn/x,y;z và a@b.vn,c",
    "TP.HCM, Th.S, PGS.TS.Lê",
    "VnExpress.net",
    "v.v.và",
    "www.abc.vn,x",
    "(a), “b”; c",
  };

  assert_found ("kết quả,thu hút", "P3:[,] , ");
  assert_found ("kết quả.Thu hút", "P3:[.] . ");
  assert_found ("“Được”,ông nói", "P3:[,] , ");
  assert_nothing (right, G_N_ELEMENTS (right));
}

static void
test_spaces (void)
{
  static const char *const right[] = { "a b c", "  đầu dòng", "cuối dòng  ", "", " " };

  assert_found ("a  b", "P4:[  ]  ");
  assert_found ("(TGCT)\302\240Năm", "P4:[\302\240]  ");
  assert_found ("a\tb   c", "P4:[\t]  ; P4:[   ]  ");
  assert_nothing (right, G_N_ELEMENTS (right));
}

static void
test_double_punctuation (void)
{
  static const char *const right[] = { "v.v., và", "Gì?! Hả!!", "a...", "a,...", "(::)" };

  assert_found ("đầu tư,, tọa đàm", "P6:[,,] ,");
  assert_found ("xong,.", "P6:[,.] .");
  assert_found ("a;, b", "P6:[;,] ;");
  assert_nothing (right, G_N_ELEMENTS (right));
}

static void
test_look_alikes (void)
{
  static const char *const right[] = { "Đặng", "Москва", "東京", "👨‍👩‍👧",
                                       "\342\200\213" };

  assert_found ("Ðặng Thị", "U2:[Ðặng] Đặng");
  assert_found ("ðường", "U2:[ðường] đường");
  assert_found ("thu\342\200\213 hút", "U2:[thu\342\200\213] thu");
  assert_found ("tiê\302\255ng", "U2:[tiê\302\255ng] tiêng");
  assert_found ("Cần Thơ và Nаm", "U2:[Nаm] Nam");
  assert_nothing (right, G_N_ELEMENTS (right));
}

static void
test_double_word (void)
{
  static const char *const right[] = {
    "luôn luôn ngày ngày từ từ",
    "hành vi vi phạm",
    "học học phí",
    "của, của",
    "các\ncác",
    "và vàng",
  };

  assert_found ("gồm các các quận", "W1:[các các] các");
  assert_found ("Của của tôi", "W1:[Của của] Của");
  assert_nothing (right, G_N_ELEMENTS (right));
}

/* The page from a real portal: what vietnamese.md says is in it, and nothing false. */
static void
test_sample (void)
{
  const char *folder = g_getenv ("BANTHAO_SAMPLES");
  g_autofree char *file = NULL;
  g_autofree char *text = NULL;

  if (folder != NULL)
    file = g_build_filename (folder, "trang-cong-thong-tin.txt", NULL);
  if (file == NULL || !g_file_get_contents (file, &text, NULL, NULL))
    g_test_skip ("no samples here");
  else
    assert_found (text, "P4:[\302\240]  ; Q1:[”] “");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/quote-direction", test_quote_direction);
  g_test_add_func ("/rules/space-before", test_space_before);
  g_test_add_func ("/rules/space-behind", test_space_behind);
  g_test_add_func ("/rules/spaces", test_spaces);
  g_test_add_func ("/rules/double-punctuation", test_double_punctuation);
  g_test_add_func ("/rules/look-alikes", test_look_alikes);
  g_test_add_func ("/rules/double-word", test_double_word);
  g_test_add_func ("/rules/sample", test_sample);
  return g_test_run ();
}
