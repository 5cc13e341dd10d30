/* Variables in texts and names of files; what templates, codes and cameras leave behind.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-leftover.h"
#include "text/bt-text.h"
#include "text/bt-variables.h"

#include <string.h>

static BtVariables *
a_photo (void)
{
  BtVariables *variables = bt_variables_new ();

  bt_variables_set (variables, BT_VARIABLE_DATE, "2017-12-08T07:05:09+07:00");
  bt_variables_set (variables, BT_VARIABLE_SUBLOCATION, "Bến Ninh Kiều");
  bt_variables_set (variables, BT_VARIABLE_CITY, "Cần Thơ");
  bt_variables_set (variables, BT_VARIABLE_PROVINCE, "Cần Thơ");
  bt_variables_set (variables, BT_VARIABLE_CREATOR, "Hoàng Vĩnh Khang");
  bt_variables_set (variables, BT_VARIABLE_FILE_NAME, "DSC_0042");
  bt_variables_set (variables, BT_VARIABLE_ARTICLE_HEADLINE, "Lũ về: “đẹp/xấu”?");
  bt_variables_set (variables, BT_VARIABLE_APERTURE, "f/2,8");
  bt_variables_set_number (variables, 7);
  return variables;
}

static void
test_names (void)
{
  for (guint i = 0; i < BT_N_VARIABLES; i++)
    {
      const char *names[] = { bt_variable_name (i, TRUE), bt_variable_name (i, FALSE),
                              bt_variable_to_string (i) };

      for (guint j = 0; j < G_N_ELEMENTS (names); j++)
        {
          g_autofree char *folded = bt_text_fold (names[j]);
          g_autofree char *loud = g_utf8_strup (names[j], -1);
          BtVariable found = BT_N_VARIABLES;

          g_assert_true (bt_variable_from_name (names[j], &found));
          g_assert_cmpint (found, ==, i);
          g_assert_true (bt_variable_from_name (folded, &found));
          g_assert_cmpint (found, ==, i);
          g_assert_true (bt_variable_from_name (loud, &found));
          g_assert_cmpint (found, ==, i);
        }
    }
  g_assert_true (bt_variable_from_name (" dia  diem ", NULL));
  g_assert_false (bt_variable_from_name ("địa", NULL));
  g_assert_false (bt_variable_from_name ("", NULL));
}

static void
test_values (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
    guint notes;
  } cases[] = {
    { "", "", 0 },
    { "{ngày}", "08/12/2017", 0 },
    { "{NGAY:yyyy-mm-dd}", "2017-12-08", 0 },
    { "{date:d/m/yy hh.mm}", "8/12/17 07.05", 0 },
    { "{ngày:yyyymmdd-hhmmss}", "20171208-070509", 0 },
    { "{năm}/{thang}/{day} {giờ} {gio:h}h{giờ:hhmm}", "2017/12/08 07:05 7h0705", 0 },
    { "{số}-{số:3}-{number:1}", "7-007-7", 0 },
    { "{số:x}", "7", 1 },
    { "{ngày:quý}", "08/12/2017", 1 },
    { "{tác giả:x}", "Hoàng Vĩnh Khang", 1 },
    { "Tại {địa điểm}, {dia_diem}", "Tại Bến Ninh Kiều, Cần Thơ, Bến Ninh Kiều, Cần Thơ",
      0 },
    { "{Ai} và {tác giả}", "{Ai} và Hoàng Vĩnh Khang", 1 },
    { "{ x } {} {", "{ x } {} {", 0 },
    { "{khẩu độ}, {iso}", "f/2,8", 1 },
  };
  g_autoptr (BtVariables) variables = a_photo ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) notes =
          g_ptr_array_new_with_free_func ((GDestroyNotify)bt_variable_note_free);
      g_autofree char *out = bt_variables_expand (variables, cases[i].text, notes);

      g_assert_cmpstr (out, ==, cases[i].expected);
      g_assert_cmpuint (notes->len, ==, cases[i].notes);
    }
}

static void
test_notes (void)
{
  g_autoptr (BtVariables) variables = a_photo ();
  g_autoptr (BtVariables) copy = bt_variables_copy (variables);
  g_autoptr (GPtrArray) notes =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_variable_note_free);
  g_autofree char *out =
      bt_variables_expand (copy, "{làm gì} {ống kính} {ngày:zz}", notes);
  const BtVariableNote *note;

  g_assert_cmpstr (out, ==, "{làm gì} 08/12/2017");
  g_assert_cmpuint (notes->len, ==, 3);
  note = notes->pdata[0];
  g_assert_cmpint (note->kind, ==, BT_VARIABLE_UNKNOWN);
  g_assert_cmpstr (note->written, ==, "làm gì");
  note = notes->pdata[1];
  g_assert_cmpint (note->kind, ==, BT_VARIABLE_EMPTY);
  g_assert_cmpint (note->variable, ==, BT_VARIABLE_LENS);
  note = notes->pdata[2];
  g_assert_cmpint (note->kind, ==, BT_VARIABLE_FORMAT);
  g_assert_cmpstr (note->written, ==, "ngày:zz");
}

/* As far as the date is known, and no further. */
static void
test_dates (void)
{
  static const struct
  {
    const char *iso;
    const char *text;
    const char *expected;
  } cases[] = {
    { "2017", "{ngày}", "2017" },
    { "2017-12", "{ngày}", "12/2017" },
    { "2017-12", "{ngày:yyyy-mm-dd}", "" },
    { "2017-12-08", "{giờ}", "" },
    { "2017-12-08", "{tháng}", "12" },
    { "2017", "{tháng}", "" },
    { "rác", "{ngày}", "" },
    { "2017-02-31", "{ngày}", "" },
    { "2017-12-08T00:00", "{giờ}", "00:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BtVariables) variables = bt_variables_new ();
      g_autofree char *out = NULL;

      bt_variables_set (variables, BT_VARIABLE_DATE, cases[i].iso);
      out = bt_variables_expand (variables, cases[i].text, NULL);
      g_assert_cmpstr (out, ==, cases[i].expected);
    }
}

/* "{iso}" is not known: what stood there for its sake goes, and nothing else. */
static void
test_gaps (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "{iso}", "" },
    { "a {iso} b", "a b" },
    { "a {iso}.", "a." },
    { "a, {iso}, b", "a, b" },
    { "{iso}, b", "b" },
    { "a, {iso}", "a" },
    { "a, {iso}. B", "a. B" },
    { "a ({iso}) b", "a b" },
    { "a (x, {iso}) b", "a (x) b" },
    { "a ({iso}, y)", "a (y)" },
    { "{iso} b", "b" },
    { "một\n{iso}, hai", "một\nhai" },
    { "a-{iso}-b", "a--b" },
    { "a  b {tác giả},, c", "a  b K,, c" },
    { "{iso}, {lens}, {alt}", "" },
  };
  g_autoptr (BtVariables) variables = bt_variables_new ();

  bt_variables_set (variables, BT_VARIABLE_CREATOR, "K");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *out = bt_variables_expand (variables, cases[i].text, NULL);

      g_assert_cmpstr (out, ==, cases[i].expected);
    }
}

/* What a value says is a value. */
static void
test_no_recursion (void)
{
  g_autoptr (BtVariables) variables = bt_variables_new ();
  g_autofree char *out = NULL;

  bt_variables_set (variables, BT_VARIABLE_CAPTION, "{chú thích} {tác giả}");
  bt_variables_set (variables, BT_VARIABLE_CREATOR, "K");
  out = bt_variables_expand (variables, "{chú thích}", NULL);
  g_assert_cmpstr (out, ==, "{chú thích} {tác giả}");
  g_assert_true (bt_variables_needs_article ("{ngày} {tít}"));
  g_assert_false (bt_variables_needs_article ("{ngày} {tít ảnh} {lạ} {đợt ảnh}"));
}

static void
assert_file_name (BtVariables *variables,
                  const char *pattern,
                  gboolean ascii,
                  const char *expected)
{
  g_autofree char *name = bt_variables_file_name (variables, pattern, "jpg", ascii, NULL);

  g_assert_cmpstr (name, ==, expected);
}

static void
test_file_names (void)
{
  g_autoptr (BtVariables) variables = a_photo ();

  assert_file_name (variables, "{ngày:yyyymmdd}-{tít}-{số:3}", FALSE,
                    "20171208-Lũ về-“đẹp-xấu”-007.jpg");
  assert_file_name (variables, "{ngày:yyyymmdd}-{tít}-{số:3}", TRUE,
                    "20171208-Lu-ve-dep-xau-007.jpg");
  assert_file_name (variables, "{ngày}", FALSE, "08-12-2017.jpg");
  assert_file_name (variables, "../../etc/passwd", FALSE, "etc-passwd.jpg");
  assert_file_name (variables, "C:\\a\\b", FALSE, "C-a-b.jpg");
  assert_file_name (variables, "con", FALSE, "con_.jpg");
  assert_file_name (variables, "LPT1.x", FALSE, "LPT1.x_.jpg");
  assert_file_name (variables, "-rf . ", FALSE, "rf.jpg");
  assert_file_name (variables, "{iso}", FALSE, "DSC_0042.jpg");
  assert_file_name (variables, "//", FALSE, "DSC_0042.jpg");
  assert_file_name (variables, "ab\u202egpj.exe", FALSE, "abgpj.exe.jpg");
  assert_file_name (variables, "e\xcc\x82\xcc\x81 a\tb", FALSE, "ế a b.jpg");
  bt_variables_set (variables, BT_VARIABLE_FILE_NAME, NULL);
  assert_file_name (variables, "???", TRUE, "anh.jpg");
}

static void
test_long_file_names (void)
{
  g_autoptr (BtVariables) variables = a_photo ();
  g_autoptr (GString) pattern = g_string_new ("");
  g_autofree char *name = NULL;
  g_autofree char *numbered = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *hidden = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (pattern, "ệ\u0323");
  name = bt_variables_file_name (variables, pattern->str, "jpeg", FALSE, NULL);
  g_assert_cmpuint (strlen (name), <=, BT_FILE_NAME_MAX);
  g_assert_cmpuint (strlen (name), >, BT_FILE_NAME_MAX - 10);
  g_assert_true (g_utf8_validate (name, -1, NULL));
  g_assert_true (g_str_has_suffix (name, ".jpeg"));
  numbered = bt_file_name_with_number (name, 12);
  g_assert_cmpuint (strlen (numbered), <=, BT_FILE_NAME_MAX);
  g_assert_true (g_utf8_validate (numbered, -1, NULL));
  g_assert_true (g_str_has_suffix (numbered, "-12.jpeg"));
  plain = bt_file_name_with_number ("hoi-nghi.jpg", 2);
  g_assert_cmpstr (plain, ==, "hoi-nghi-2.jpg");
  hidden = bt_file_name_with_number ("anh", 3);
  g_assert_cmpstr (hidden, ==, "anh-3");
}

static void
test_leftovers (void)
{
  static const struct
  {
    const char *text;
    const char *found; /* NULL: nothing */
    BtLeftoverKind kind;
  } cases[] = {
    { "Hội nghị tại {địa điểm}.", "{địa điểm}", BT_LEFTOVER_HINT },
    { "Ông \\bt1\\ phát biểu", "\\bt1\\", BT_LEFTOVER_CODE },
    { "Ông \\bt1#2\\ ở {đâu}", "\\bt1#2\\", BT_LEFTOVER_CODE },
    { "Ông XXXX phát biểu", "XXXX", BT_LEFTOVER_FILLER },
    { "Ông: XXX, XXX.", "XXX", BT_LEFTOVER_FILLER },
    { "Ngày xx/xxx", "xxx", BT_LEFTOVER_FILLER },
    { "Lorem  ipsum", NULL, 0 },
    { "Đây: LOREM IPSUM dolor", "LOREM IPSUM", BT_LEFTOVER_FILLER },
    { "[Chú thích ảnh…]", "[Chú thích ảnh…]", BT_LEFTOVER_FILLER },
    { "Quang cảnh.\nNhập chú thích", "Nhập chú thích", BT_LEFTOVER_FILLER },
    { "OLYMPUS DIGITAL CAMERA         ", "OLYMPUS DIGITAL CAMERA         ",
      BT_LEFTOVER_CAMERA },
    { "DSC_0123.JPG", "DSC_0123.JPG", BT_LEFTOVER_CAMERA },
    { "IMG_20240501_112233", "IMG_20240501_112233", BT_LEFTOVER_CAMERA },
    { "Chú thích ảnh của tác giả được khen.", NULL, 0 },
    { "Thế kỷ XXX, Đại hội lần thứ XXX", NULL, 0 },
    { "Cỡ XXXL và XXXI", NULL, 0 },
    { "Xem tệp DSC_0123.JPG trong thư mục", NULL, 0 },
    { "{ x } và a\\b", NULL, 0 },
    { "Samsung khai trương nhà máy", NULL, 0 },
    { "", NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BtLeftoverKind kind = 99;
      gsize start = 0, end = 0;
      gboolean found = bt_leftover_find (cases[i].text, 0, &start, &end, &kind);
      g_autofree char *what = g_strndup (cases[i].text + start, end - start);

      g_assert_cmpstr (found ? what : NULL, ==, cases[i].found);
      if (found)
        g_assert_cmpint (kind, ==, cases[i].kind);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/variables/names", test_names);
  g_test_add_func ("/variables/values", test_values);
  g_test_add_func ("/variables/notes", test_notes);
  g_test_add_func ("/variables/dates", test_dates);
  g_test_add_func ("/variables/gaps", test_gaps);
  g_test_add_func ("/variables/no-recursion", test_no_recursion);
  g_test_add_func ("/variables/file-names", test_file_names);
  g_test_add_func ("/variables/long-file-names", test_long_file_names);
  g_test_add_func ("/variables/leftovers", test_leftovers);
  return g_test_run ();
}
