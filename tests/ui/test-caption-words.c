/* What a panel of captions does that needs no window: joining, merging, dates, bytes, names.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "ui/desk/bt-caption-words.h"
#include "ui/desk/bt-name-index.h"

/* ---- joining and merging ---- */

static void
assert_join (BtPhotoField field,
             const char *base,
             const char *text,
             BtCaptionJoin join,
             const char *expected)
{
  g_autofree char *joined = bt_caption_join (field, base, text, join);

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_join (void)
{
  assert_join (BT_PHOTO_CAPTION, "Một.", "Hai.", BT_CAPTION_REPLACE, "Hai.");
  assert_join (BT_PHOTO_CAPTION, "Một.", "", BT_CAPTION_REPLACE, "");
  assert_join (BT_PHOTO_CAPTION, "Một. ", " Hai.", BT_CAPTION_APPEND, "Một. Hai.");
  assert_join (BT_PHOTO_CAPTION, "Một.", "Hai.", BT_CAPTION_PREPEND, "Hai. Một.");
  assert_join (BT_PHOTO_CAPTION, "", "Hai.", BT_CAPTION_APPEND, "Hai.");
  assert_join (BT_PHOTO_CAPTION, "Một.", "  ", BT_CAPTION_APPEND, "Một.");
  assert_join (BT_PHOTO_KEYWORDS, "lũ; ghe", "ghe;chợ; ", BT_CAPTION_APPEND,
               "lũ; ghe; chợ");
  assert_join (BT_PHOTO_KEYWORDS, "lũ; ghe", "ghe", BT_CAPTION_PREPEND, "ghe; lũ");
  assert_join (BT_PHOTO_CREATOR, "", "Trần Hùng", BT_CAPTION_APPEND, "Trần Hùng");
}

static void
test_merge (void)
{
  g_autoptr (GPtrArray) infos =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_photo_info_free);
  const char *value;

  g_assert_true (bt_caption_merge (infos, BT_PHOTO_CITY, &value));
  g_assert_cmpstr (value, ==, "");
  for (guint i = 0; i < 3; i++)
    {
      BtPhotoInfo *info = bt_photo_info_new ();

      bt_photo_info_set (info, BT_PHOTO_CITY, "Cần Thơ");
      if (i == 2)
        bt_photo_info_set (info, BT_PHOTO_CAPTION, "Chợ");
      g_ptr_array_add (infos, info);
    }
  g_assert_true (bt_caption_merge (infos, BT_PHOTO_CITY, &value));
  g_assert_cmpstr (value, ==, "Cần Thơ");
  /* one that says nothing differs from one that says something */
  g_assert_false (bt_caption_merge (infos, BT_PHOTO_CAPTION, &value));
  g_assert_cmpstr (value, ==, "");
  g_assert_true (bt_caption_merge (infos, BT_PHOTO_CREDIT, &value));
  g_assert_cmpstr (value, ==, "");
}

/* ---- bytes ---- */

static void
test_bytes (void)
{
  guint bytes;

  g_assert_cmpuint (
      bt_caption_measure_iim (BT_PHOTO_CREDIT, "Nguyễn Hoàng Vĩnh Khang", &bytes), ==,
      32);
  g_assert_cmpuint (bytes, ==, 27);
  /* what is written is NFC, however it was typed */
  bt_caption_measure_iim (BT_PHOTO_CREDIT, "Nguye\u0302\u0303n", &bytes);
  g_assert_cmpuint (bytes, ==, strlen ("Nguyễn"));
  /* each of them has the room for itself */
  g_assert_cmpuint (
      bt_caption_measure_iim (BT_PHOTO_KEYWORDS, "lũ; chợ nổi ;ghe", &bytes), ==, 64);
  g_assert_cmpuint (bytes, ==, strlen ("chợ nổi"));
  g_assert_cmpuint (bt_caption_measure_iim (BT_PHOTO_ALT, "Một", &bytes), ==, 0);
  g_assert_cmpuint (bt_caption_measure_iim (BT_PHOTO_CAPTION, "", &bytes), ==, 2000);
  g_assert_cmpuint (bytes, ==, 0);
}

/* ---- dates ---- */

static void
assert_read (const char *typed, const char *before, const char *expected)
{
  g_autofree char *iso = bt_caption_read_date (typed, before);

  g_assert_cmpstr (iso, ==, expected);
}

static void
test_dates (void)
{
  static const char *const shown[][2] = {
    { "2017-12-28T11:09:30+07:00", "28/12/2017 11:09" },
    { "2017-12-28T11:09:30.25Z", "28/12/2017 11:09" },
    { "2017-12-28T11:09", "28/12/2017 11:09" },
    { "2017-12-28", "28/12/2017" },
    { "2017-12", "12/2017" },
    { "2017", "2017" },
    { "", "" },
    { "hôm qua", "hôm qua" },
    { "2017-13-28", "2017-13-28" },
  };
  static const char *const wrong[] = {
    "31/11/2017",    "29/2/2017",         "0/1/2017",     "1/0/2017",
    "13/2017",       "28/12/17",          "28/12",        "28/12/2017 24:00",
    "28/12/2017 9",  "28/12/2017 9:5",    "+28/12/2017",  "28 / 12",
    "12/2017 11:09", "28/12/2017 11:09x", "2017-12-28Tx", "0999",
    "mai",           "1/2/3/4",           "28//2017",     "2017-12-28T11:09+7",
  };

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_autofree char *text = bt_caption_show_date (shown[i][0]);

      g_assert_cmpstr (text, ==, shown[i][1]);
      /* what nobody touched stays to the letter */
      assert_read (text, shown[i][0], shown[i][0]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_read (wrong[i], "", NULL);
  assert_read ("1.2.2024", "", "2024-02-01");
  assert_read (" 29-2-2024  8h05 ", "", "2024-02-29T08:05:00");
  assert_read ("5/2024", "", "2024-05");
  assert_read ("2024", "2017-12-28", "2024");
  assert_read ("", "2017-12-28", "");
  assert_read ("28/12/2017 11:10:07", "", "2017-12-28T11:10:07");
  assert_read ("28/12/2017 11:10", "2017-12-28T11:09:30+07:00",
               "2017-12-28T11:10:00+07:00");
  assert_read ("28/12/2017", "2017-12-28T11:09:30+07:00", "2017-12-28");
  assert_read ("2017-12-28T11:09:00-05:00", "", "2017-12-28T11:09:00-05:00");
}

/* ---- names ---- */

static void
assert_found (BtNameIndex *names,
              const char *before,
              BtNameWhere where,
              const char *expected,
              guint start)
{
  guint from = G_MAXUINT;
  g_auto (GStrv) found = bt_name_index_find (
      names, 1 << BT_NAMES_PEOPLE | 1 << BT_NAMES_PLACES, before, where, 6, &from);
  g_autofree char *all = g_strjoinv ("|", found);

  g_assert_cmpstr (all, ==, expected);
  if (*expected != '\0')
    g_assert_cmpuint (from, ==, start);
}

static void
test_names (void)
{
  static const char *const people[] = { "Nguyễn Văn An", "Nguyễn Thị Đào", "Trần Ân",
                                        NULL };
  static const char *const places[] = { "Cần Thơ", "Đà Nẵng", "Trần Ân", NULL };
  static const char *const credits[] = { "Nguyễn Ảnh", NULL };
  g_autoptr (BtNameIndex) names = bt_name_index_new ();

  bt_name_index_set (names, BT_NAMES_PEOPLE, people);
  bt_name_index_set (names, BT_NAMES_PLACES, places);
  bt_name_index_set (names, BT_NAMES_CREDITS, credits);

  assert_found (names, "nguyen", BT_NAME_WHOLE, "Nguyễn Văn An|Nguyễn Thị Đào", 0);
  assert_found (names, "an", BT_NAME_WHOLE, "Nguyễn Văn An|Trần Ân", 0);
  assert_found (names, "dao", BT_NAME_WHOLE, "Nguyễn Thị Đào", 0);
  assert_found (names, "x", BT_NAME_WHOLE, "", 0);
  assert_found (names, "n", BT_NAME_WHOLE, "", 0);
  /* it is there already */
  assert_found (names, "Cần Thơ", BT_NAME_WHOLE, "", 0);
  assert_found (names, "lũ;  can t", BT_NAME_MEMBERS, "Cần Thơ", 5);
  /* in a sentence: the most words that find one, in characters */
  assert_found (names, "Ông nguyen van", BT_NAME_TEXT, "Nguyễn Văn An", 4);
  assert_found (names, "Lũ về da nang", BT_NAME_TEXT, "Đà Nẵng", 6);
  assert_found (names, "Lũ về. Tran", BT_NAME_TEXT, "Trần Ân", 7);
  assert_found (names, "Lũ về da", BT_NAME_TEXT, "", 0);
  /* the space with which an input method ends a word */
  assert_found (names, "Bà dao ", BT_NAME_TEXT, "Nguyễn Thị Đào", 3);
  assert_found (names, "Ông nguyen ", BT_NAME_TEXT, "Nguyễn Văn An|Nguyễn Thị Đào", 4);
  assert_found (names, "ở Cần Thơ ", BT_NAME_TEXT, "", 0);
  /* with accents it is another word more often than not */
  assert_found (names, "rất cần", BT_NAME_TEXT, "", 0);
  assert_found (names, "ở Cần", BT_NAME_TEXT, "Cần Thơ", 2);
  assert_found (names, "", BT_NAME_TEXT, "", 0);
  assert_found (names, "   ", BT_NAME_TEXT, "", 0);

  g_assert_true (bt_name_index_has (names, 1 << BT_NAMES_CREDITS, "Nguyễn Ảnh"));
  g_assert_false (bt_name_index_has (names, 1 << BT_NAMES_PEOPLE, "Nguyễn Ảnh"));
  bt_name_index_set (names, BT_NAMES_CREDITS, NULL);
  g_assert_false (bt_name_index_has (names, 1 << BT_NAMES_CREDITS, "Nguyễn Ảnh"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/captions/join", test_join);
  g_test_add_func ("/captions/merge", test_merge);
  g_test_add_func ("/captions/bytes", test_bytes);
  g_test_add_func ("/captions/dates", test_dates);
  g_test_add_func ("/captions/names", test_names);
  return g_test_run ();
}
