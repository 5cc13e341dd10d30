/* What a person types for a link, and what is refused. Needs no display.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-link-address.h"

static void
test_completed (void)
{
  static const char *const cases[][2] = {
    { "https://toasoan.vn/bai?a=1#b", "https://toasoan.vn/bai?a=1#b" },
    { " http://toasoan.vn ", "http://toasoan.vn" },
    { "HTTPS://ToaSoan.vn", "HTTPS://ToaSoan.vn" },
    { "toasoan.vn", "https://toasoan.vn" },
    { "www.toasoan.vn/kinh-tế/đặc-sản", "https://www.toasoan.vn/kinh-tế/đặc-sản" },
    { "//toasoan.vn/a", "https://toasoan.vn/a" },
    { "toasoan.vn:8080/a", "https://toasoan.vn:8080/a" },
    { "localhost:8080", "https://localhost:8080" },
    { "toasoan.vn/\u0122\u013c", "https://toasoan.vn/\u0122\u013c" },
    { "báo.vn/@tác-giả", "https://báo.vn/@tác-giả" },
    { "ban-doc@toasoan.vn", "mailto:ban-doc@toasoan.vn" },
    { "mailto:ban-doc@toasoan.vn?subject=Tin", "mailto:ban-doc@toasoan.vn?subject=Tin" },
    { "tel:+84292123456", "tel:+84292123456" },
    { "tel:0292-3.123456", "tel:0292-3.123456" },
    { "https://[::1]/a", "https://[::1]/a" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *address = NULL;

      g_test_message ("%s", cases[i][0]);
      g_assert_null (bt_link_address_complete (cases[i][0], FALSE, &address));
      g_assert_cmpstr (address, ==, cases[i][1]);
    }
}

static void
test_refused (void)
{
  static const char *const cases[] = {
    "",
    "   ",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "vbscript:x",
    "data:text/html,<b>x</b>",
    "data:text/html;base64,AAAA",
    "file:///etc/passwd",
    "ftp://toasoan.vn",
    "smb://may-chu/x",
    "about:blank",
    "blob:https://toasoan.vn/1",
    "https:",
    "https://",
    "https:///a",
    "/duong/dan",
    "#dau-trang",
    "?p=1",
    "chợ nổi",
    "chonoi",
    "https://toasoan.vn/a b",
    "https://toasoan.vn/\"onclick=\"x",
    "https://toasoan.vn/<script>",
    "https://toasoan.vn@ke-gian.vn/",
    "https://toasoan.vn:x@ke-gian.vn/",
    "https://toasoan.vn/\xe2\x80\xae/gpj.exe",
    "https://toa\xe2\x80\x8bsoan.vn/",
    "mailto:",
    "mailto:x",
    "mailto:@toasoan.vn",
    "a@b@c",
    "tel:",
    "tel:không",
    "tel:1;ext=javascript",
  };
  g_autofree char *long_one = g_strnfill (3000, 'a');
  g_autofree char *too_long = g_strconcat ("https://toasoan.vn/", long_one, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *address = NULL;

      g_test_message ("%s", cases[i]);
      g_assert_nonnull (bt_link_address_complete (cases[i], FALSE, &address));
      g_assert_null (address);
      g_assert_false (bt_link_address_looks_like_one (cases[i]));
    }
  g_assert_nonnull (bt_link_address_complete (too_long, FALSE, NULL));
}

static void
test_embed (void)
{
  static const char *const refused[] = { "http://youtube.com/watch?v=1", "tel:113",
                                         "a@toasoan.vn", "mailto:a@toasoan.vn",
                                         "https://a:b@youtube.com/" };
  g_autofree char *address = NULL;

  g_assert_null (bt_link_address_complete ("youtu.be/abc", TRUE, &address));
  g_assert_cmpstr (address, ==, "https://youtu.be/abc");
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_nonnull (bt_link_address_complete (refused[i], TRUE, NULL));

  g_assert_cmpstr (bt_link_address_get_provider (address), ==, "youtube");
  g_assert_cmpstr (bt_link_address_get_provider ("https://www.YouTube.com/watch?v=1"), ==,
                   "youtube");
  g_assert_cmpstr (bt_link_address_get_provider ("https://x.com/a"), ==, "twitter");
  g_assert_null (bt_link_address_get_provider ("https://notyoutube.com/a"));
  g_assert_null (bt_link_address_get_provider ("https://youtube.com.ke-gian.vn/a"));
}

static void
test_clipboard (void)
{
  g_assert_true (bt_link_address_looks_like_one ("https://toasoan.vn/a\n"));
  g_assert_true (bt_link_address_looks_like_one ("www.toasoan.vn"));
  g_assert_false (bt_link_address_looks_like_one ("chợ nổi"));
  g_assert_false (bt_link_address_looks_like_one ("toasoan.vn"));
  g_assert_false (bt_link_address_looks_like_one ("https://toasoan.vn và nữa"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/link-address/completed", test_completed);
  g_test_add_func ("/ui/link-address/refused", test_refused);
  g_test_add_func ("/ui/link-address/embed", test_embed);
  g_test_add_func ("/ui/link-address/clipboard", test_clipboard);
  return g_test_run ();
}
