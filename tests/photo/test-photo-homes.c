/* The homes of a caption: what each says, where they contradict, and what the camera says.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo-testing.h"
#include "photo/bt-photo-homes.h"

#include <string.h>

#define LONG_NAME "Trần Nguyễn Hoàng Vĩnh Khẩn Thiết"
#define CUT_NAME "Trần Nguyễn Hoàng Vĩnh Kh" /* 31 bytes; ẩ has three */

static BtPhotoHomes *
homes_of (const char *xmp, const char *iim, const char *exif, BtPhotoField field)
{
  BtPhotoHomes *homes = bt_photo_homes_new ();

  homes->fields[BT_PHOTO_HOME_XMP][field] = g_strdup (xmp);
  homes->fields[BT_PHOTO_HOME_IIM][field] = g_strdup (iim);
  homes->fields[BT_PHOTO_HOME_EXIF][field] = g_strdup (exif);
  return homes;
}

static void
test_differ (void)
{
  static const struct
  {
    BtPhotoField field;
    const char *xmp, *iim, *exif;
    gboolean differ;
  } cases[] = {
    { BT_PHOTO_CAPTION, "một", "một", "một", FALSE },
    { BT_PHOTO_CAPTION, "một", NULL, NULL, FALSE },
    { BT_PHOTO_CAPTION, "một", "hai", NULL, TRUE },
    { BT_PHOTO_CAPTION, "một", "một", "hai", TRUE },
    { BT_PHOTO_CAPTION, NULL, "một", "hai", TRUE },
    { BT_PHOTO_CAPTION, "một hai", "một", NULL, TRUE }, /* shorter, but not cut */
    { BT_PHOTO_CREDIT, LONG_NAME, CUT_NAME, NULL, FALSE },
    { BT_PHOTO_CREATOR, LONG_NAME "; Ý Nhi", CUT_NAME "; Ý Nhi", NULL, FALSE },
    { BT_PHOTO_CREATOR, LONG_NAME "; Ý Nhi", CUT_NAME, NULL, TRUE },
    { BT_PHOTO_CREATOR, "A; B", "B; A", NULL, TRUE },
    { BT_PHOTO_DATE_CREATED, "2017-12-28T11:09:00+07:00", "2017-12-28",
      "2017-12-28T11:09:00", FALSE },
    { BT_PHOTO_DATE_CREATED, "2017-12-28", NULL, "2017-12-27T11:09:00", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BtPhotoHomes) homes =
          homes_of (cases[i].xmp, cases[i].iim, cases[i].exif, cases[i].field);

      if (bt_photo_homes_differ (homes, cases[i].field) != cases[i].differ)
        g_error ("case %u", i);
      g_assert_false (bt_photo_homes_differ (homes, BT_PHOTO_CITY));
    }
}

static void
test_lacks (void)
{
  g_autoptr (BtPhotoHomes) homes = homes_of ("một", NULL, NULL, BT_PHOTO_CAPTION);
  g_autoptr (BtPhotoHomes) alt = homes_of ("một", NULL, NULL, BT_PHOTO_ALT);

  g_assert_false (bt_photo_homes_lacks (homes, BT_PHOTO_HOME_XMP, BT_PHOTO_CAPTION));
  g_assert_true (bt_photo_homes_lacks (homes, BT_PHOTO_HOME_IIM, BT_PHOTO_CAPTION));
  g_assert_true (bt_photo_homes_lacks (homes, BT_PHOTO_HOME_EXIF, BT_PHOTO_CAPTION));
  g_assert_false (bt_photo_homes_lacks (homes, BT_PHOTO_HOME_IIM, BT_PHOTO_CITY));
  g_assert_false (bt_photo_homes_lacks (alt, BT_PHOTO_HOME_IIM, BT_PHOTO_ALT));
  g_assert_false (bt_photo_homes_lacks (alt, BT_PHOTO_HOME_EXIF, BT_PHOTO_ALT));
}

static void
test_json (void)
{
  g_autoptr (BtPhotoHomes) homes = homes_of ("một", NULL, "hai", BT_PHOTO_CAPTION);
  g_autoptr (BtPhotoHomes) back = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_autofree char *again = NULL;
  static const char *const wrong[] = { "", "[]", "7", "{" };

  homes->has[BT_PHOTO_HOME_XMP] = homes->has[BT_PHOTO_HOME_EXIF] = TRUE;
  homes->charset[BT_PHOTO_HOME_EXIF] = BT_PHOTO_CHARSET_TCVN3;
  homes->writable = TRUE;
  json = bt_photo_homes_to_json (homes);
  back = bt_photo_homes_from_json (json, &error);
  g_assert_no_error (error);
  again = bt_photo_homes_to_json (back);
  g_assert_cmpstr (again, ==, json);
  g_assert_false (back->has[BT_PHOTO_HOME_IIM]);
  g_assert_cmpint (back->charset[BT_PHOTO_HOME_EXIF], ==, BT_PHOTO_CHARSET_TCVN3);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_null (bt_photo_homes_from_json (wrong[i], &error));
      g_assert_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_READ);
      g_clear_error (&error);
    }
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

/* By hash and by file, at once and later. */
static void
test_read (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) missing = g_file_new_for_path ("/nowhere/a.jpg");
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (BtPhotoHomes) by_hash = NULL;
  g_autoptr (BtPhotoHomes) by_file = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  place_init (&place);
  path = make_jpeg (&place);
  g_free (run ("exiftool", "-q", "-overwrite_original", "-XMP-dc:Description=trong XMP",
               "-IPTC:Caption-Abstract=trong IIM", "-EXIF:Artist=trong EXIF", "-charset",
               "IPTC=UTF8", path, NULL));
  file = g_file_new_for_path (path);
  info = import (&place, path);
  bt_photo_folder_read_homes_async (place.folder, info->hash, NULL, finished_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  by_hash = bt_photo_folder_read_homes_finish (place.folder, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (by_hash->fields[BT_PHOTO_HOME_XMP][BT_PHOTO_CAPTION], ==, "trong XMP");
  g_assert_cmpstr (by_hash->fields[BT_PHOTO_HOME_IIM][BT_PHOTO_CAPTION], ==, "trong IIM");
  g_assert_cmpstr (by_hash->fields[BT_PHOTO_HOME_EXIF][BT_PHOTO_CREATOR], ==,
                   "trong EXIF");
  g_assert_true (bt_photo_homes_differ (by_hash, BT_PHOTO_CAPTION));
  g_clear_object (&result);
  bt_photo_read_homes_async (file, NULL, finished_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  by_file = bt_photo_read_homes_finish (result, &error);
  g_assert_no_error (error);
  g_assert_true (by_file->has[BT_PHOTO_HOME_IIM]);

  g_assert_null (bt_photo_folder_read_homes (place.folder, "00", NULL, &error));
  g_assert_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_null (bt_photo_read_homes (missing, NULL, &error));
  g_assert_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_READ);
}

/* UTF-8 written twice comes in as it was meant. */
static void
test_repaired (void)
{
  static const char *const tags[] = {
    "-XMP-dc:Description=ThÃ nh á»§y Cáº§n ThÆ¡",
    "-XMP-photoshop:City=PortrÃ¤tt",
    NULL,
  };
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (BtPhotoHomes) homes = NULL;
  g_autoptr (GError) error = NULL;

  place_init (&place);
  info = tagged (&place, tags);
  assert_field (info, BT_PHOTO_CAPTION, "Thành ủy Cần Thơ");
  assert_field (info, BT_PHOTO_CITY, "PortrÃ¤tt");
  homes = bt_photo_folder_read_homes (place.folder, info->hash, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (homes->charset[BT_PHOTO_HOME_XMP], ==, BT_PHOTO_CHARSET_REPAIRED);
}

/* Photoshop's digest tells when IIM was changed behind XMP's back. */
static void
test_digest (void)
{
  static const char *const stale[] = {
    "-XMP-dc:Description=old",
    "-IPTC:Caption-Abstract=new",
    "-Photoshop:IPTCDigest=00112233445566778899aabbccddeeff",
    "-XMP-photoshop:City=" LONG_NAME,
    "-IPTC:City=" CUT_NAME,
    NULL,
  };
  static const char *const fresh[] = {
    "-XMP-dc:Description=from XMP",
    "-IPTC:Caption-Abstract=from IIM",
    "-Photoshop:IPTCDigest=new",
    NULL,
  };
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) changed = NULL;
  g_autoptr (BtPhotoInfo) same = NULL;

  place_init (&place);
  changed = tagged (&place, stale);
  assert_field (changed, BT_PHOTO_CAPTION, "new");
  same = tagged (&place, fresh);
  assert_field (same, BT_PHOTO_CAPTION, "from XMP");
}

static void
test_camera (void)
{
  static const struct
  {
    const char *tags[8];
    const char *texts[BT_N_PHOTO_EXIF];
  } cases[] = {
    { { "-Make=Canon", "-Model=Canon EOS 7D", "-LensModel=EF24-105mm f/4L IS USM",
        "-ExposureTime=1/250", "-FNumber=2.8", "-ISO=400", "-FocalLength=35" },
      { "Canon EOS 7D", "EF24-105mm f/4L IS USM", "1/250 s", "f/2.8", "ISO 400",
        "35 mm" } },
    { { "-Make=NIKON CORPORATION", "-Model=NIKON D850", "-ExposureTime=0.5", "-FNumber=8",
        "-FocalLength=4.2", "-XMP-aux:Lens=50mm" },
      { "NIKON D850", "50mm", "0.5 s", "f/8", NULL, "4.2 mm" } },
    { { "-Make=Apple", "-Model=iPhone 13", "-ExposureTime=30", "-ISO=50",
        "-EXIF:SerialNumber=7" },
      { "Apple iPhone 13", NULL, "30 s", NULL, "ISO 50", NULL } },
    { { "-Model=X" }, { "X" } },
  };
  g_auto (Place) place = { 0 };

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BtPhotoInfo) info = tagged (&place, cases[i].tags);
      g_autofree char *json = bt_photo_info_to_json (info);
      g_autoptr (BtPhotoInfo) back = bt_photo_info_from_json (json, NULL);

      for (guint n = 0; n < BT_N_PHOTO_EXIF; n++)
        {
          g_assert_cmpstr (info->exif[n], ==, cases[i].texts[n]);
          g_assert_cmpstr (back->exif[n], ==, cases[i].texts[n]);
        }
    }
}

/* A semicolon inside one value does not make two of it. */
static void
test_values (void)
{
  static const char *const lists[][4] = {
    { "một", "hai", NULL },   { "a; b", "c", NULL }, { "a;b", ";", NULL },
    { ";", ";", "x;", NULL }, { "a;  b; ", NULL },   { NULL },
  };
  g_auto (GStrv) spaces = bt_photo_values_split (" a ; ; b ");

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *joined = bt_photo_values_join (lists[i]);
      g_auto (GStrv) split = bt_photo_values_split (joined);
      guint n = 0;

      for (; lists[i][n] != NULL; n++)
        {
          g_autofree char *trimmed = g_strstrip (g_strdup (lists[i][n]));

          g_assert_cmpstr (split[n], ==, trimmed);
        }
      g_assert_cmpuint (g_strv_length (split), ==, n);
    }
  g_assert_cmpuint (g_strv_length (spaces), ==, 2);
  g_assert_cmpstr (spaces[1], ==, "b");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/homes/differ", test_differ);
  g_test_add_func ("/photo/homes/lacks", test_lacks);
  g_test_add_func ("/photo/homes/json", test_json);
  g_test_add_func ("/photo/homes/read", test_read);
  g_test_add_func ("/photo/homes/repaired", test_repaired);
  g_test_add_func ("/photo/homes/digest", test_digest);
  g_test_add_func ("/photo/homes/camera", test_camera);
  g_test_add_func ("/photo/homes/values", test_values);
  return g_test_run ();
}
