/* Texts of the practice portal: slugs, names, entities, the filter for the pages.
 * What the filter for authors does is in the contract, beside a real WordPress.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/bt-practice-entities.h"
#include "practice/bt-practice-fault.h"
#include "practice/bt-practice-kses.h"
#include "practice/bt-practice-request.h"
#include "practice/bt-practice-text.h"

#include <string.h>
#include <time.h>

typedef struct
{
  const char *in;
  const char *out;
} Pair;

static void
check_pairs (char *(*convert) (const char *), const Pair *pairs, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *out = convert (pairs[i].in);

      g_assert_cmpstr (out, ==, pairs[i].out);
    }
}

static void
test_slugs (void)
{
  static const Pair pairs[] = {
    { "Lũ lụt ở Đà Nẵng", "lu-lut-o-da-nang" },
    { "Lũ lụt ở Đà Nẵng", "lu-lut-o-da-nang" },
    { "Kết quả năm 2017 “Đẩy mạnh thu hút đầu tư”",
      "ket-qua-nam-2017-day-manh-thu-hut-dau-tu" },
    { "A & B", "a-b" },
    { "A &amp; B", "a-b" },
    { "<b>Đậm</b> và <script>x</script>nhạt", "dam-va-nhat" },
    { "1.000 tỷ/năm – tăng 5%", "1-000-ty-nam-tang-5" },
    { "  --  ", "" },
    { "???", "" },
    { "日本", "%e6%97%a5%e6%9c%ac" },
    { "Straße Ærø", "strasse-aero" },
    { "__trashed", "__trashed" },
    { "", "" },
  };
  g_autofree char *nfd = g_utf8_normalize ("Đường sắt", -1, G_NORMALIZE_NFD);
  g_autofree char *slug = bt_practice_slug (nfd);

  check_pairs (bt_practice_slug, pairs, G_N_ELEMENTS (pairs));
  g_assert_cmpstr (slug, ==, "duong-sat");
}

static void
test_long_slugs (void)
{
  g_autofree char *many = g_strnfill (5000000, '&');
  g_autofree char *none = bt_practice_slug (many);
  g_autofree char *cut = bt_practice_truncate_slug ("ab%e1%ba%a1", 4);
  g_autofree char *whole = bt_practice_truncate_slug ("ab%e1%ba%a1", 11);

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (cut, ==, "ab");
  g_assert_cmpstr (whole, ==, "ab%e1%ba%a1");
}

static void
test_file_names (void)
{
  static const Pair pairs[] = {
    { "Lũ lụt ở Đà Nẵng – ảnh số 1.jpg", "Lu-lut-o-Da-Nang-–-anh-so-1.jpg" },
    { "../../../etc/passwd", "etcpasswd" },
    { "..\\..\\a.jpg", "a.jpg" },
    { "/abs/a.jpg", "absa.jpg" },
    { ".htaccess", "htaccess" },
    { "a\r\nb\t c.jpg", "a-b-c.jpg" },
    { "a\x01\x7f.jpg", "a.jpg" },
    { "...", "" },
    { "a<b>|c*?.jpg", "abc.jpg" },
  };

  check_pairs (bt_practice_file_name, pairs, G_N_ELEMENTS (pairs));
}

static void
test_escape (void)
{
  static const Pair pairs[] = {
    { "a & b", "a &amp; b" },
    { "a &amp; b", "a &amp; b" },
    { "<i>\"'", "&lt;i&gt;&quot;&#039;" },
    { "&khong;", "&amp;khong;" },
    { "&#x;&#;&;&", "&amp;#x;&amp;#;&amp;;&amp;" },
    { "&#8220;&#x201c;&#0039;", "&#8220;&#x201c;&#039;" },
    { "&#xd800;&#99999999999;", "&amp;#xd800;&amp;#99999999999;" },
  };

  check_pairs (bt_practice_escape, pairs, G_N_ELEMENTS (pairs));
}

static void
test_plain (void)
{
  static const Pair pairs[] = {
    { "<p>a</p><!-- b --><script>c</script>d", "ad" },
    { "a < b", "a < b" },
    { "a <b", "a " },
    { "<SCRIPT>a</SCRIPT >b", "b" },
    { "<style>a", "" },
    { "<!-- a", "" },
    { "a<", "a<" },
  };
  g_autofree char *line = bt_practice_text_field ("  một\n <b>hai</b>\t ba %41 ");
  g_autofree char *words = bt_practice_words ("<p>một hai</p>\n<p>ba bốn</p>", 3);

  check_pairs (bt_practice_strip_tags, pairs, G_N_ELEMENTS (pairs));
  g_assert_cmpstr (line, ==, "một hai ba");
  g_assert_cmpstr (words, ==, "một hai ba …");
}

static char *
page (const char *html)
{
  return bt_practice_kses (html, BT_PRACTICE_KSES_PAGE);
}

static void
test_page_filter (void)
{
  static const Pair pairs[] = {
    { "<p class=\"bt-sapo\">a</p>", "<p class=\"bt-sapo\">a</p>" },
    { "<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph -->", "<p>a</p>" },
    { "<script>alert(1)</script>b", "b" },
    { "<ScRiPt src=//x></sCrIpT >b", "b" },
    { "<script>alert(1)", "" },
    { "<<script>alert(1)</script>b", "&lt;b" },
    { "<svg><script>a</script></svg>b", "b" },
    { "<iframe srcdoc='<script>x</script>'></iframe>b", "&lt;iframe srcdoc=''&gt;b" },
    { "<img src=x onerror=alert(1)>", "<img src=\"x\">" },
    { "<img src='x' oNeRrOr='a'/>", "<img src='x' />" },
    { "<img src=\"x\" alt=\"a\"onload=b>", "<img src=\"x\">" },
    { "<a href=\"javascript:alert(1)\">a</a>", "<a href=\"alert(1)\">a</a>" },
    { "<a href=\" java\tscript:alert(1)\">a</a>", "<a href=\"alert(1)\">a</a>" },
    { "<a href=\"javascript&colon;alert(1)\">a</a>",
      "<a href=\"javascript&amp;colon;alert(1)\">a</a>" },
    { "<a href=\"&#106;avascript:alert(1)\">a</a>", "<a href=\"alert(1)\">a</a>" },
    { "<a href=\"data:text/html,x\">a</a>", "<a href=\"text/html,x\">a</a>" },
    { "<a href=\"vbscript:javascript:x\">a</a>", "<a href=\"x\">a</a>" },
    { "<p style=\"color:red\" id=\"noi-dung\" data-x=\"1\">a</p>", "<p>a</p>" },
    { "<p title=\"a\"\" onclick=x>b</p>", "<p>b</p>" },
    { "<p title=\"a>b\" onclick=\"x\">c</p>", "<p>b\" onclick=\"x\"&gt;c</p>" },
    { "<a href='x\" onclick=\"y'>a</a>", "<a href='x\" onclick=\"y'>a</a>" },
    { "<form action=x><input><button>a</button></form>b", "b" },
    { "<textarea></textarea><p>a</p>", "<p>a</p>" },
    { "<title>a</title>b<plaintext>c", "b" },
    { "<p>a</article></main>b", "<p>ab</p>" },
    { "<div><p>a</div>b", "<div><p>a</p></div>b" },
    { "<b><i>a</b>c</i>", "<b><i>a</i></b>c" },
    { "<h1>a</h1><main>b</main>", "<h2>a</h2><div>b</div>" },
    { "<br><hr/><img src=a>", "<br><hr /><img src=\"a\">" },
    { "<div/>a", "<div>a</div>" },
    { "<!--[if IE]><script>x</script><![endif]-->a", "a" },
    { "<!-- a", "&lt;!-- a" },
    { "<base href=//x><meta http-equiv=refresh content=0><link rel=stylesheet href=x>a",
      "a" },
    { "<img src=\"http://127.0.0.1:41000/wp-content/uploads/2017/12/a.jpg\">",
      "<img src=\"/wp-content/uploads/2017/12/a.jpg\">" },
    { "<img src=\"https://khac.example/wp-content/uploads/a.jpg\">",
      "<img src=\"https://khac.example/wp-content/uploads/a.jpg\">" },
  };

  check_pairs (page, pairs, G_N_ELEMENTS (pairs));
}

/* Seconds of this thread's own time: other programs do not count. */
static double
thread_time (void)
{
  struct timespec time;

  g_assert_cmpint (clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time), ==, 0);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* How long the filter takes for so many bytes of ends that never come. */
static double
time_of_flood (gsize size)
{
  static const char *const pieces[] = { "<!-- ",      "<!-- >", "<script>", "<p",
                                        "<p>",        "</p>",   "&",        "&#",
                                        "<a href=\"", "<<",     ">" };
  double start = thread_time ();

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      while (text->len < size)
        g_string_append (text, pieces[i]);
      for (int rules = BT_PRACTICE_KSES_TITLE; rules <= BT_PRACTICE_KSES_PAGE; rules++)
        {
          g_autofree char *out = bt_practice_kses (text->str, (BtPracticeKses)rules);

          g_assert_nonnull (out);
        }
      g_free (bt_practice_strip_tags (text->str));
      g_free (bt_practice_slug (text->str));
    }
  return thread_time () - start;
}

/* Ends that never come, again and again, must not be looked for again and again: eight times the
 * bytes take about eight times as long, where a quadratic search would take 64 times. */
static void
test_filter_is_linear (void)
{
  double ratio = G_MAXDOUBLE;

  for (int i = 0; i < 3 && ratio > 24; i++)
    {
      double small = time_of_flood (20000);

      ratio = MIN (ratio, time_of_flood (160000) / small);
    }
  g_test_message ("eight times the bytes: %.1f times the time", ratio);
  g_assert_cmpfloat (ratio, <, 24);
}

static void
test_deep_nesting (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *out = NULL;
  guint depth = 0;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "<div>");
  out = page (text->str);
  for (const char *p = out; (p = strstr (p, "<div>")) != NULL; p++)
    depth++;
  g_assert_cmpuint (depth, ==, 100);
  g_assert_true (g_str_has_suffix (out, "</div>"));
}

static void
test_json (void)
{
  static const char *const good[] = { "{}", "[1,2]", "{\"a\":\"\\u0111 / = ( ' #\"}",
                                      " {\"a\":null} ", "{\"a\":-1.5e3}" };
  static const char *const bad[] = {
    "",           "{",        "}",         "{\"a\":1}}", "{'a':1}",       "{\"a\":1} x",
    "var a = {}", "/* */ {}", "{\"a\"=1}", "\"\xff\"",   "{\"a\":\"\n\"}"
  };
  g_autoptr (GString) deep = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (JsonNode) node = bt_practice_parse_json (good[i], strlen (good[i]));

      g_assert_nonnull (node);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (bt_practice_parse_json (bad[i], strlen (bad[i])));
  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (deep, '[');
  g_assert_null (bt_practice_parse_json (deep->str, deep->len));
  g_assert_null (bt_practice_parse_json ("{\"a\":\"\0\"}", 9));
}

static void
test_query (void)
{
  g_autoptr (JsonObject) query = bt_practice_parse_query (
      "a=1&b=x+y%20z&c[]=1&c[]=2&c[3]=3&d&=e&f=%ff&%C4%91=%E1%BA%A1&a=2");

  g_assert_cmpstr (json_object_get_string_member (query, "a"), ==, "2");
  g_assert_cmpstr (json_object_get_string_member (query, "b"), ==, "x y z");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (query, "c")), ==,
                    3);
  g_assert_cmpstr (json_object_get_string_member (query, "d"), ==, "");
  g_assert_cmpstr (json_object_get_string_member (query, "đ"), ==, "ạ");
  g_assert_true (g_utf8_validate (json_object_get_string_member (query, "f"), -1, NULL));
}

static void
test_faults (void)
{
  g_autoptr (GPtrArray) faults =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_practice_fault_free);
  static const char *const bad[] = { "",
                                     "nothing",
                                     "busy=x",
                                     "busy=-1",
                                     "busy=99999",
                                     "drop-reply,POST,/a,0",
                                     "slow,a,b,c,d" };
  guint seconds = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (bt_practice_fault_parse (bad[i]));
  g_ptr_array_add (faults, bt_practice_fault_parse ("drop-reply,post,/wp/v2/posts,2"));
  g_ptr_array_add (faults, bt_practice_fault_parse ("busy=7,,/wp/v2/media"));
  g_assert_cmpint (bt_practice_fault_take (faults, "GET", "/wp/v2/posts", &seconds), ==,
                   BT_PRACTICE_FAULT_NONE);
  for (int i = 0; i < 2; i++)
    g_assert_cmpint (bt_practice_fault_take (faults, "POST", "/wp/v2/posts/1", &seconds),
                     ==, BT_PRACTICE_FAULT_DROP_REPLY);
  g_assert_cmpint (bt_practice_fault_take (faults, "POST", "/wp/v2/posts/1", &seconds),
                   ==, BT_PRACTICE_FAULT_NONE);
  for (int i = 0; i < 5; i++)
    g_assert_cmpint (bt_practice_fault_take (faults, "PUT", "/wp/v2/media", &seconds), ==,
                     BT_PRACTICE_FAULT_BUSY);
  g_assert_cmpuint (seconds, ==, 7);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/texts/slugs", test_slugs);
  g_test_add_func ("/practice/texts/long-slugs", test_long_slugs);
  g_test_add_func ("/practice/texts/file-names", test_file_names);
  g_test_add_func ("/practice/texts/escape", test_escape);
  g_test_add_func ("/practice/texts/plain", test_plain);
  g_test_add_func ("/practice/texts/page-filter", test_page_filter);
  g_test_add_func ("/practice/texts/filter-is-linear", test_filter_is_linear);
  g_test_add_func ("/practice/texts/deep-nesting", test_deep_nesting);
  g_test_add_func ("/practice/texts/json", test_json);
  g_test_add_func ("/practice/texts/query", test_query);
  g_test_add_func ("/practice/texts/faults", test_faults);
  return g_test_run ();
}
