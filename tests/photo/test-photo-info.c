/* What is known of a photo: texts, JSON, sniffing.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/bt-photo-private.h"

#include <string.h>

static void
test_set_cleans (void)
{
  static const struct
  {
    const char *given, *kept;
  } cases[] = {
    { "  Cần Thơ \r\n", "Cần Thơ" },
    { "Ca\xcc\x82\xcc\x80n Tho\xcc\x9b", "Cần Thơ" },
    { "một\r\nhai\rba", "một\nhai\nba" },
    { "\xc2\xa0 \t\n", NULL },
    { "", NULL },
    { NULL, NULL },
    { "a\x01\x1b[31m\x7f"
      "b",
      "a[31mb" },
    { "x\xef\xbf\xbe"
      "y",
      "xy" },
    { "\xb5\xff", "\xef\xbf\xbd\xef\xbf\xbd" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BtPhotoInfo) info = bt_photo_info_new ();

      bt_photo_info_set (info, BT_PHOTO_CITY, cases[i].given);
      g_assert_cmpstr (info->fields[BT_PHOTO_CITY], ==, cases[i].kept);
      g_assert_cmpstr (bt_photo_info_get (info, BT_PHOTO_CITY), ==,
                       cases[i].kept != NULL ? cases[i].kept : "");
    }
}

static BtPhotoInfo *
make_full (void)
{
  BtPhotoInfo *info = bt_photo_info_new ();

  info->hash = g_strnfill (64, 'a');
  info->name = g_strdup ("Ảnh \"1\".jpg");
  info->mime = g_strdup ("image/jpeg");
  info->width = 6000;
  info->height = 4000;
  info->size = G_GUINT64_CONSTANT (5000000000);
  info->truncated = TRUE;
  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    {
      g_autofree char *text =
          g_strdup_printf ("%s <&\"> ễ\n2", bt_photo_field_to_string (i));

      bt_photo_info_set (info, i, text);
    }
  return info;
}

static void
test_json (void)
{
  g_autoptr (BtPhotoInfo) info = make_full ();
  g_autofree char *json = bt_photo_info_to_json (info);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPhotoInfo) back = bt_photo_info_from_json (json, &error);
  g_autoptr (BtPhotoInfo) copy = NULL;
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (back->hash, ==, info->hash);
  g_assert_cmpstr (back->name, ==, info->name);
  g_assert_cmpstr (back->mime, ==, info->mime);
  g_assert_cmpuint (back->width, ==, 6000);
  g_assert_cmpuint (back->height, ==, 4000);
  g_assert_cmpuint (back->size, ==, info->size);
  g_assert_true (back->truncated);
  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    g_assert_cmpstr (back->fields[i], ==, info->fields[i]);
  copy = bt_photo_info_copy (back);
  again = bt_photo_info_to_json (copy);
  g_assert_cmpstr (again, ==, json);
}

static void
test_json_wrong (void)
{
  static const char *const refused[] = { "", "{", "[]", "1", "null", "\"x\"" };
  static const char *const poor[] = {
    "{}", "{\"fields\":3}", "{\"fields\":{\"caption\":5,\"city\":[]}}",
    "{\"width\":\"9\",\"height\":-4,\"hash\":{},\"truncated\":1}"
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (bt_photo_info_from_json (refused[i], &error));
      g_assert_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_READ);
    }
  for (guint i = 0; i < G_N_ELEMENTS (poor); i++)
    {
      g_autoptr (BtPhotoInfo) info = bt_photo_info_from_json (poor[i], NULL);

      g_assert_nonnull (info);
      g_assert_null (info->hash);
      g_assert_cmpuint (info->width, ==, 0);
      g_assert_cmpuint (info->height, ==, 0);
      g_assert_false (info->truncated);
      g_assert_cmpstr (bt_photo_info_get (info, BT_PHOTO_CAPTION), ==, "");
    }
}

static void
test_sniff (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    BtPhotoKind kind;
  } cases[] = {
#define CASE(text, kind) { text, sizeof text - 1, kind }
    CASE ("\xff\xd8\xff\xe0", BT_PHOTO_KIND_JPEG),
    CASE ("\xff\xd8", BT_PHOTO_KIND_NONE),
    CASE ("\x89PNG\r\n\x1a\n", BT_PHOTO_KIND_PNG),
    CASE ("\x89PNG\n\x1a\n ", BT_PHOTO_KIND_NONE),
    CASE ("RIFF\0\0\0\0WEBP", BT_PHOTO_KIND_WEBP),
    CASE ("RIFF\0\0\0\0WAVE", BT_PHOTO_KIND_NONE),
    CASE ("\0\0\0\x18"
          "ftypheic\0\0\0\0mif1heic",
          BT_PHOTO_KIND_HEIC),
    CASE ("\0\0\0\x18"
          "ftypmif1\0\0\0\0mif1heic",
          BT_PHOTO_KIND_HEIC),
    CASE ("\0\0\0\x1c"
          "ftypmif1\0\0\0\0mif1miafavif",
          BT_PHOTO_KIND_AVIF),
    CASE ("\0\0\0\x14"
          "ftypisom\0\0\0\0isomavif",
          BT_PHOTO_KIND_NONE),
    CASE ("\0\0\0\x18"
          "ftypqt  \0\0\0\0qt  mp42",
          BT_PHOTO_KIND_NONE),
    CASE ("\xff\xff\xff\xff"
          "ftypmif1\0\0\0\0av",
          BT_PHOTO_KIND_NONE),
    CASE ("GIF89a\1\0\1\0", BT_PHOTO_KIND_NONE),
    CASE ("<svg xmlns='http://www.w3.org/2000/svg'/>", BT_PHOTO_KIND_NONE),
    CASE ("II*\0\x08\0\0\0", BT_PHOTO_KIND_NONE),
    CASE ("BM", BT_PHOTO_KIND_NONE),
    CASE ("", BT_PHOTO_KIND_NONE),
#undef CASE
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      /* A copy of exactly that many bytes, so that a sanitizer sees any read beyond. */
      g_autofree guint8 *bytes = g_memdup2 (cases[i].bytes, cases[i].length);

      g_assert_cmpint (bt_photo_kind_sniff (bytes, cases[i].length), ==, cases[i].kind);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/info/set-cleans", test_set_cleans);
  g_test_add_func ("/photo/info/json", test_json);
  g_test_add_func ("/photo/info/json-wrong", test_json_wrong);
  g_test_add_func ("/photo/info/sniff", test_sniff);
  return g_test_run ();
}
