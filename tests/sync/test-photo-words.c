/* Templates with variables and codes: while photos come in, and for many at once.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ingest-kit.h"

#include <string.h>

#include "store/bt-store-words.h"

static const char codes_text[] =
    "mã\ttừ\tđến\tchức danh\ttên\n"
    "bt1\t2015-01-01\t2019-12-31\tBí thư Thành ủy\tTrần Văn A\n"
    "bt1\t2020-01-01\t\tBí thư Thành ủy\tLê Thị B\n"
    "cu\t\t2010-12-31\tChủ tịch\tNgô Văn C\n";

static void
put_codes (const Desk *desk)
{
  g_autoptr (BtCodeFile) file = bt_code_file_new ("Lãnh đạo", codes_text);
  g_autoptr (GError) error = NULL;

  bt_store_put_code_file_sync (bt_context_get_store (desk->context), file, &error);
  g_assert_no_error (error);
}

static BtPhotoInfo *
words_of (const Desk *desk, const char *name)
{
  g_autoptr (BtStoredPhoto) stored = stored_named (desk, name);
  g_autoptr (GError) error = NULL;
  BtPhotoInfo *info;

  g_assert_nonnull (stored);
  info = bt_stored_photo_get_info (stored, &error);
  g_assert_no_error (error);
  return info;
}

static void
assert_field (const BtPhotoInfo *info, BtPhotoField field, const char *text)
{
  g_assert_cmpstr (bt_photo_info_get (info, field), ==, text);
}

/* As written by the photographer's camera or by another program. */
static void
tag (const char *path, const char *const *tags)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  int status;

  g_ptr_array_add (argv, (gpointer) "exiftool");
  g_ptr_array_add (argv, (gpointer) "-q");
  g_ptr_array_add (argv, (gpointer) "-overwrite_original");
  for (; *tags != NULL; tags++)
    g_ptr_array_add (argv, (gpointer)*tags);
  g_ptr_array_add (argv, (gpointer)path);
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (NULL, (char **)argv->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

static void
test_template (void)
{
  static const char *const tags[] = { "-XMP-photoshop:DateCreated=2017:12:28 11:09:00",
                                      "-XMP-dc:Creator=Máy ảnh số 3",
                                      "-XMP-photoshop:City=Cần Thơ",
                                      "-EXIF:Model=NIKON D750", NULL };
  static const char fields[] =
      "{\"caption\": \"\\\\bt1\\\\ tại {thành phố}, {ngày}. Ảnh {số:3} của {đợt ảnh}.\","
      " \"creator\": \"Hoàng Vĩnh Khang\", \"credit\": \"{tác giả}/Báo Cần Thơ\","
      " \"keywords\": \"{máy ảnh}; {tên tệp}\", \"instructions\": \"{tít}\","
      " \"no such field\": \"x\"}";
  g_auto (Desk) desk = { 0 };
  g_auto (Told) told = { 0 };
  BtIngestOptions options = { .recursive = TRUE, .fields = fields, .batch = "Ngày hội" };
  g_autofree char *path = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (BtPhotoInfo) first = NULL;
  g_autoptr (BtPhotoInfo) second = NULL;
  g_autoptr (BtStoredPhoto) stored = NULL;
  g_autoptr (GPtrArray) notes = NULL;

  desk_init (&desk);
  put_codes (&desk);
  path = card_photo (&desk, "DSC_1.JPG", 1);
  tag (path, tags);
  /* Not a photo by its name, so that it has no number. */
  g_free (card_write (&desk, "DSC_1.NEF", "raw", 3));
  g_free (card_photo (&desk, "DSC_2.JPG", 2));
  before = card_state (&desk);
  ingest_all (&told, &desk, &options);
  assert_count (&told, 2, 2, 0, 0, 0);
  after = card_state (&desk);
  g_assert_cmpstr (before, ==, after);

  first = words_of (&desk, "DSC_1.JPG");
  assert_field (
      first, BT_PHOTO_CAPTION,
      "Bí thư Thành ủy Trần Văn A tại Cần Thơ, 28/12/2017. Ảnh 001 của Ngày hội.");
  /* It was not empty. */
  assert_field (first, BT_PHOTO_CREATOR, "Máy ảnh số 3");
  assert_field (first, BT_PHOTO_CREDIT, "Máy ảnh số 3/Báo Cần Thơ");
  assert_field (first, BT_PHOTO_KEYWORDS, "NIKON D750; DSC_1");
  assert_field (first, BT_PHOTO_INSTRUCTIONS, "");
  second = words_of (&desk, "DSC_2.JPG");
  assert_field (second, BT_PHOTO_CREATOR, "Hoàng Vĩnh Khang");
  assert_field (second, BT_PHOTO_CREDIT, "Hoàng Vĩnh Khang/Báo Cần Thơ");
  g_assert_true (g_str_has_prefix (bt_photo_info_get (second, BT_PHOTO_CAPTION),
                                   "Bí thư Thành ủy Lê Thị B"));

  stored = stored_named (&desk, "DSC_2.JPG");
  g_assert_cmpint (stored->edited, >, 0);
  g_assert_true (stored->captioned);
  g_assert_nonnull (strstr (stored->search, "Hoàng Vĩnh Khang"));
  /* Its day is not known, so the title of today was taken; that is said. */
  notes = bt_ingest_get_code_notes (told.ingest);
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_cmpint (((BtCodeNote *)g_ptr_array_index (notes, 0))->outcome, ==,
                   BT_CODE_NO_DATE);
}

/* What is there may be written over, but not by what is not known. */
static void
test_overwrite (void)
{
  static const char *const tags[] = { "-XMP-dc:Description=Cũ",
                                      "-XMP-photoshop:Headline=Tít cũ",
                                      "-XMP-photoshop:Credit=X", NULL };
  static const char fields[] =
      "{\"caption\": \"Mới: {chú thích}\", \"headline\": \"{tít}\", \"credit\": \"\"}";
  g_auto (Desk) desk = { 0 };
  g_auto (Told) told = { 0 };
  BtIngestOptions options = { .recursive = TRUE, .fields = fields, .overwrite = TRUE };
  g_autofree char *path = NULL;
  g_autoptr (BtPhotoInfo) info = NULL;

  desk_init (&desk);
  path = card_photo (&desk, "a.jpg", 1);
  tag (path, tags);
  ingest_all (&told, &desk, &options);
  info = words_of (&desk, "a.jpg");
  assert_field (info, BT_PHOTO_CAPTION, "Mới: Cũ");
  assert_field (info, BT_PHOTO_HEADLINE, "Tít cũ");
  assert_field (info, BT_PHOTO_CREDIT, "");
}

/* Photos that are here already keep their words, unless that is asked for. */
static void
test_known_too (void)
{
  static const char fields[] = "{\"caption\": \"Chợ nổi\", \"headline\": \"\\\\cu\\\\\"}";
  g_auto (Desk) desk = { 0 };
  BtIngestOptions options = { .recursive = TRUE, .fields = fields };

  desk_init (&desk);
  put_codes (&desk);
  g_free (card_photo (&desk, "a.jpg", 1));
  {
    g_auto (Told) told = { 0 };

    ingest_all (&told, &desk, NULL);
  }
  for (guint i = 0; i < 2; i++)
    {
      g_auto (Told) told = { 0 };
      g_autoptr (BtPhotoInfo) info = NULL;
      g_autoptr (GPtrArray) notes = NULL;

      options.known_too = i == 1;
      ingest_all (&told, &desk, &options);
      assert_count (&told, 1, 0, 1, 0, 0);
      info = words_of (&desk, "a.jpg");
      assert_field (info, BT_PHOTO_CAPTION, i == 1 ? "Chợ nổi" : "");
      notes = bt_ingest_get_code_notes (told.ingest);
      g_assert_cmpuint (notes->len, ==, i);
    }
}

/* Fields that are no JSON: nothing comes in, and every file is named. */
static void
test_broken_template (void)
{
  g_auto (Desk) desk = { 0 };
  g_auto (Told) told = { 0 };
  BtIngestOptions options = { .recursive = TRUE, .fields = "[1, 2" };
  g_autoptr (GPtrArray) failures = NULL;
  g_autoptr (GError) error = NULL;

  desk_init (&desk);
  card_photos (&desk, 3);
  ingest_all (&told, &desk, &options);
  error = bt_ingest_get_error (told.ingest);
  g_assert_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_READ);
  failures = bt_ingest_get_failures (told.ingest);
  g_assert_cmpuint (failures->len, ==, 3);
  assert_count (&told, 3, 0, 0, 0, 3);
  assert_whole (&desk, 0);
}

/* The article's part, and text that only looks like a code or a variable. */
static void
test_expand (void)
{
  g_autoptr (BtPhotoInfo) info = bt_photo_info_new ();
  g_autoptr (BtArticle) article = bt_article_new ();
  g_autoptr (BtCodes) codes = bt_codes_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static (codes_text, strlen (codes_text));
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (7 * 3600);
  g_autoptr (GDateTime) time = g_date_time_new (zone, 2017, 12, 28, 11, 9, 0);
  BtPhotoExpand with = { .number = 7, .article = article, .codes = codes };
  g_autoptr (GError) error = NULL;
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "{tít} – {chuyên mục}", "Lũ về – Thời sự" },
    { "{bút danh}, {ngày đăng}", "Minh Châu, 28/12/2017" },
    { "\\BT1#2\\", "Bí thư Thành ủy" },
    { "C:\\temp\\ảnh {không có}", "C:\\temp\\ảnh {không có}" },
    { "{rộng}×{cao}, {tên tệp}-{số:4}", "6000×4000, IMG.1-0007" },
  };

  bt_codes_add_bytes (codes, bytes, &error);
  g_assert_no_error (error);
  bt_photo_info_set (info, BT_PHOTO_DATE_CREATED, "2018-05-01");
  info->name = g_strdup ("IMG.1.JPG");
  info->width = 6000;
  info->height = 4000;
  bt_article_set (article, BT_FIELD_HEADLINE, "Lũ về");
  bt_article_set (article, BT_FIELD_SECTION, "Thời sự");
  bt_article_set (article, BT_FIELD_BYLINE, "Minh Châu");
  bt_article_set_portal_time (article, time);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = bt_photo_expand (info, cases[i].text, &with);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo-words/template", test_template);
  g_test_add_func ("/photo-words/overwrite", test_overwrite);
  g_test_add_func ("/photo-words/known-too", test_known_too);
  g_test_add_func ("/photo-words/broken-template", test_broken_template);
  g_test_add_func ("/photo-words/expand", test_expand);
  return g_test_run ();
}
