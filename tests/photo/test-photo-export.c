/* Photos that leave the program: what other programs read in them, and what they do not.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo-testing.h"
#include "photo/bt-photo-export.h"
#include "photo/bt-photo-homes.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

/* Each field as written, and where other programs find it. The caption has 2000 bytes, and
 * the credit 32, to the letter. */
static const struct
{
  BtPhotoField field;
  const char *text;
  const char *tags[3];
  const char *exiv2[3];
} fields[] = {
  { BT_PHOTO_CAPTION,
    "Thành ủy Cần Thơ; \"Hội nghị\" (mở rộng).\nDòng hai, <&> 'đơn'",
    { "XMP-dc:Description", "IPTC:Caption-Abstract", "IFD0:ImageDescription" },
    { "Xmp.dc.description", "Iptc.Application2.Caption",
      "Exif.Image.ImageDescription" } },
  { BT_PHOTO_HEADLINE,
    "Tít: hội nghị; “quý” IV",
    { "XMP-photoshop:Headline", "IPTC:Headline" },
    { "Xmp.photoshop.Headline", "Iptc.Application2.Headline" } },
  { BT_PHOTO_ALT,
    "Các đại biểu ngồi\ntrong hội trường",
    { "XMP-iptcCore:AltTextAccessibility" },
    { "Xmp.iptc.AltTextAccessibility" } },
  { BT_PHOTO_CREATOR,
    "Hoàng Vĩnh Khang; Trần Thị Bé; Ý Nhi",
    { "XMP-dc:Creator", "IPTC:By-line", "IFD0:Artist" },
    { "Xmp.dc.creator", "Iptc.Application2.Byline", "Exif.Image.Artist" } },
  { BT_PHOTO_CREDIT,
    "Cổng Thông tin Thành ủy C",
    { "XMP-photoshop:Credit", "IPTC:Credit" },
    { "Xmp.photoshop.Credit", "Iptc.Application2.Credit" } },
  { BT_PHOTO_SOURCE,
    "TGCT",
    { "XMP-photoshop:Source", "IPTC:Source" },
    { "Xmp.photoshop.Source", "Iptc.Application2.Source" } },
  { BT_PHOTO_COPYRIGHT,
    "© 2017 Thành ủy Cần Thơ",
    { "XMP-dc:Rights", "IPTC:CopyrightNotice", "IFD0:Copyright" },
    { "Xmp.dc.rights", "Iptc.Application2.Copyright", "Exif.Image.Copyright" } },
  { BT_PHOTO_SUBLOCATION,
    "Hội trường Thành ủy",
    { "XMP-iptcCore:Location", "IPTC:Sub-location" },
    { "Xmp.iptc.Location", "Iptc.Application2.SubLocation" } },
  { BT_PHOTO_CITY,
    "Cần Thơ",
    { "XMP-photoshop:City", "IPTC:City" },
    { "Xmp.photoshop.City", "Iptc.Application2.City" } },
  { BT_PHOTO_PROVINCE,
    "Đồng bằng sông Cửu",
    { "XMP-photoshop:State", "IPTC:Province-State" },
    { "Xmp.photoshop.State", "Iptc.Application2.ProvinceState" } },
  { BT_PHOTO_COUNTRY,
    "Việt Nam",
    { "XMP-photoshop:Country", "IPTC:Country-PrimaryLocationName" },
    { "Xmp.photoshop.Country", "Iptc.Application2.CountryName" } },
  { BT_PHOTO_KEYWORDS,
    "hội nghị; Đảng bộ; a; b",
    { "XMP-dc:Subject", "IPTC:Keywords" },
    { "Xmp.dc.subject", "Iptc.Application2.Keywords" } },
  { BT_PHOTO_INSTRUCTIONS,
    "Không dùng sau 2018; hỏi trước",
    { "XMP-photoshop:Instructions", "IPTC:SpecialInstructions" },
    { "Xmp.photoshop.Instructions", "Iptc.Application2.SpecialInstructions" } },
  { BT_PHOTO_CAPTION_WRITER,
    "Nguyễn Văn Ẩn",
    { "XMP-photoshop:CaptionWriter", "IPTC:Writer-Editor" },
    { "Xmp.photoshop.CaptionWriter", "Iptc.Application2.Writer" } },
  { BT_PHOTO_DIGITAL_SOURCE_TYPE,
    "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    { "XMP-iptcExt:DigitalSourceType" },
    { "Xmp.iptcExt.DigitalSourceType" } },
  { BT_PHOTO_DATE_CREATED,
    "2017-12-28T11:09:00+07:00",
    { "XMP-photoshop:DateCreated" },
    { "Xmp.photoshop.DateCreated" } },
};

static BtPhotoInfo *
make_fields (void)
{
  BtPhotoInfo *info = bt_photo_info_new ();

  G_STATIC_ASSERT (G_N_ELEMENTS (fields) == BT_N_PHOTO_FIELDS);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    bt_photo_info_set (info, fields[i].field, fields[i].text);
  return info;
}

static gboolean export(const Place *place,
                       const char *hash,
                       const BtPhotoInfo *info,
                       const BtRendition *rendition,
                       BtExportPrivacy privacy,
                       const char *path,
                       gboolean replace,
                       GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return bt_photo_folder_export (place->folder, hash, info, rendition, privacy, file,
                                 replace, NULL, error);
}

static char *
exported (const Place *place,
          const char *hash,
          const BtPhotoInfo *info,
          const BtRendition *rendition,
          BtExportPrivacy privacy,
          const char *name)
{
  char *path = place_path (place, name);
  g_autoptr (GError) error = NULL;

  export(place, hash, info, rendition, privacy, path, FALSE, &error);
  g_assert_no_error (error);
  return path;
}

/* What a program shows for the list that we have joined. */
static char *
as_shown (const char *text, const char *separator)
{
  g_autoptr (GString) shown = g_string_new (text);

  g_string_replace (shown, "; ", separator, 0);
  g_string_replace (shown, ";\xc2\xa0", "; ", 0);
  return g_string_free (g_steal_pointer (&shown), FALSE);
}

static void
check_exiftool (const char *path, guint i, JsonObject *tags, gboolean iim)
{
  g_autofree char *wanted =
      fields[i].field == BT_PHOTO_DATE_CREATED
          ? g_strdup ("2017:12:28 11:09:00+07:00")
          : (bt_photo_field_is_list (fields[i].field) ? as_shown (fields[i].text, "; ")
                                                      : g_strdup (fields[i].text));

  for (guint t = 0; t < G_N_ELEMENTS (fields[i].tags) && fields[i].tags[t] != NULL; t++)
    {
      g_autofree char *found = NULL;

      if (!iim && g_str_has_prefix (fields[i].tags[t], "IPTC:"))
        continue;
      found = tag_text (tags, fields[i].tags[t]);
      if (g_strcmp0 (found, wanted) != 0)
        g_error ("%s: exiftool reads %s as “%s”, not “%s”", path, fields[i].tags[t],
                 found, wanted);
    }
}

static void
check_exiv2 (const char *path, guint i, gboolean iim)
{
  for (guint t = 0; t < G_N_ELEMENTS (fields[i].exiv2) && fields[i].exiv2[t] != NULL; t++)
    {
      const char *key = fields[i].exiv2[t];
      gboolean list = bt_photo_field_is_list (fields[i].field);
      g_autofree char *wanted = NULL;
      g_autofree char *found = NULL;
      const char *text;

      if (!iim && g_str_has_prefix (key, "Iptc."))
        continue;
      /* Iptc gives a line a value, XMP commas, EXIF what is written. */
      wanted = !list ? g_strdup (fields[i].text)
                     : as_shown (fields[i].text, g_str_has_prefix (key, "Iptc.")  ? "\n"
                                                 : g_str_has_prefix (key, "Xmp.") ? ", "
                                                                                  : "; ");
      found = run ("exiv2", "-q", "-K", key, "-Pv", path, NULL);
      text = g_strchomp (found);
      if (g_str_has_prefix (text, "lang=\"x-default\" "))
        text += strlen ("lang=\"x-default\" ");
      if (g_strcmp0 (text, wanted) != 0)
        g_error ("%s: exiv2 reads %s as “%s”, not “%s”", path, key, text, wanted);
    }
}

static void
check_file (const Place *place, const char *path, gboolean iim)
{
  g_autoptr (JsonObject) tags = exiftool (path, "Latin");
  g_autoptr (BtPhotoInfo) back = import (place, path);
  g_autofree char *exiv2 = g_find_program_in_path ("exiv2");
  g_autofree char *errors = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      check_exiftool (path, i, tags, iim);
      if (exiv2 != NULL)
        check_exiv2 (path, i, iim);
      assert_field (back, fields[i].field, fields[i].text);
    }
  if (iim)
    g_assert_cmpstr (json_object_get_string_member (tags, "Photoshop:IPTCDigest"), ==,
                     json_object_get_string_member (tags, "File:CurrentIPTCDigest"));
  g_assert_cmpstr (json_object_get_string_member (tags, "ExifIFD:DateTimeOriginal"), ==,
                   "2017:12:28 11:09:00");
  errors = run ("exiftool", "-validate", "-error", "-s3", path, NULL);
  g_assert_null (strstr (errors, "Error"));
}

static void
assert_same_pixels (const char *a, const char *b)
{
  g_autoptr (GdkPixbuf) one = gdk_pixbuf_new_from_file (a, NULL);
  g_autoptr (GdkPixbuf) other = gdk_pixbuf_new_from_file (b, NULL);

  g_assert_nonnull (one);
  g_assert_nonnull (other);
  g_assert_cmpmem (gdk_pixbuf_read_pixels (one), gdk_pixbuf_get_byte_length (one),
                   gdk_pixbuf_read_pixels (other), gdk_pixbuf_get_byte_length (other));
}

/* A photo as a camera and a raw developer leave it. */
static char *
camera_photo (const Place *place, const char *name, const char *type)
{
  g_autoptr (GdkPixbuf) pixbuf = quadrants (160, 120);
  char *path = save (place, pixbuf, name, type);

  g_free (run ("exiftool", "-q", "-overwrite_original", "-Make=Canon", "-Model=EOS 7D",
               "-EXIF:SerialNumber=SECRET123", "-EXIF:LensModel=EF 35mm",
               "-EXIF:OwnerName=SECRET123", "-EXIF:Orientation#=6", "-GPSLatitude=10.03",
               "-GPSLatitudeRef=N", "-EXIF:ImageDescription=cũ SECRET123",
               "-EXIF:DateTimeOriginal=2001:01:01 00:00:00", "-XMP-dc:Title=Tựa",
               "-XMP-dc:Description=cũ", "-XMP-xmpMM:DocumentID=SECRET123",
               "-XMP-crs:Exposure2012=+0.50", "-XMP-aux:SerialNumber=SECRET123", path,
               NULL));
  return path;
}

static void
test_untouched (void)
{
  static const struct
  {
    const char *type, *name;
    gboolean iim;
  } cases[] = { { "jpeg", "a.jpg", TRUE }, { "webp", "a.webp", FALSE } };
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = make_fields ();

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint privacy = 0; privacy <= BT_EXPORT_CLEAN; privacy++)
      {
        g_autofree char *source = camera_photo (&place, cases[i].name, cases[i].type);
        g_autoptr (BtPhotoInfo) kept = import (&place, source);
        g_autofree char *name = g_strdup_printf ("out-%u-%s", privacy, cases[i].name);
        g_autofree char *path = exported (&place, kept->hash, info, NULL, privacy, name);
        g_autoptr (JsonObject) tags = exiftool (path, "Latin");
        g_autofree char *bytes = NULL;
        gboolean keep = privacy == BT_EXPORT_KEEP;
        gsize length;

        check_file (&place, path, cases[i].iim);
        assert_same_pixels (source, path);
        g_assert_cmpint (json_object_has_member (tags, "IFD0:Make"), ==, keep);
        g_assert_cmpint (json_object_has_member (tags, "GPS:GPSLatitude"), ==, keep);
        g_assert_cmpint (json_object_has_member (tags, "XMP-crs:Exposure2012"), ==, keep);
        g_assert_cmpint (json_object_has_member (tags, "XMP-dc:Title"), ==, keep);
        g_assert_cmpint (json_object_has_member (tags, "XMP-aux:SerialNumber"), ==, keep);
        g_assert_cmpstr (json_object_get_string_member (tags, "IFD0:Orientation"), ==,
                         "Rotate 90 CW");
        g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
        g_assert_true ((memmem (bytes, length, "SECRET123", 9) != NULL) == keep);
        /* The old caption is nowhere, not even where nothing points to. */
        g_assert_null (memmem (bytes, length, "cũ SECRET123", strlen ("cũ SECRET123")));
      }
}

static void
test_png (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = make_fields ();

  place_init (&place);
  for (guint privacy = 0; privacy <= BT_EXPORT_CLEAN; privacy++)
    {
      g_autofree char *source = camera_photo (&place, "a.png", "png");
      g_autoptr (BtPhotoInfo) kept = import (&place, source);
      g_autofree char *name = g_strdup_printf ("out-%u.png", privacy);
      g_autofree char *path = exported (&place, kept->hash, info, NULL, privacy, name);
      g_autoptr (BtPhotoInfo) back = import (&place, path);

      for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
        assert_field (back, i, info->fields[i]);
      assert_same_pixels (source, path);
      g_free (run ("exiftool", "-validate", path, NULL));
    }
}

static void
test_rendition (void)
{
  g_auto (Place) place = { 0 };
  const BtRendition rendition = { .max_side = 80, .quality = 90 };
  g_autoptr (BtPhotoInfo) info = make_fields ();
  g_autofree char *source = NULL;
  g_autofree char *path = NULL;
  g_autoptr (BtPhotoInfo) kept = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  place_init (&place);
  source = camera_photo (&place, "a.webp", "webp");
  kept = import (&place, source);
  path = exported (&place, kept->hash, info, &rendition, BT_EXPORT_KEEP, "out.jpg");
  check_file (&place, path, TRUE);
  pixbuf = gdk_pixbuf_new_from_file (path, NULL);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, 80);
}

/* What is there is left alone, and what fails leaves nothing behind. */
static void
test_whole_or_not (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = make_fields ();
  g_autofree char *source = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *there = NULL;
  g_autofree char *missing = NULL;
  g_autofree char *bytes = NULL;
  g_autoptr (BtPhotoInfo) kept = NULL;
  g_autoptr (GError) error = NULL;
  struct stat st;

  place_init (&place);
  source = make_jpeg (&place);
  kept = import (&place, source);
  folder = place_path (&place, "out");
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  there = g_build_filename (folder, "a.jpg", NULL);
  g_assert_true (g_file_set_contents (there, "mine", -1, NULL));
  g_assert_false (
      export(&place, kept->hash, info, NULL, BT_EXPORT_KEEP, there, FALSE, &error));
  g_assert_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (there, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, "mine");
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_assert_true (
      export(&place, kept->hash, info, NULL, BT_EXPORT_KEEP, there, TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_assert_cmpint (stat (there, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0600, ==, 0600);
  g_assert_cmpint (st.st_size, >, 1000);

  missing = g_build_filename (folder, "no", "a.jpg", NULL);
  g_assert_false (
      export(&place, kept->hash, info, NULL, BT_EXPORT_KEEP, missing, FALSE, &error));
  g_assert_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WRITE);
  g_clear_error (&error);
  g_free (missing);
  missing = g_build_filename (folder, "b.jpg", NULL);
  g_assert_false (
      export(&place, "00", info, NULL, BT_EXPORT_KEEP, missing, FALSE, &error));
  g_assert_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_MISSING);
  g_clear_error (&error);
  g_free (worker_script (&place, "echo half > \"$3\"; exit 9"));
  g_assert_false (
      export(&place, kept->hash, info, NULL, BT_EXPORT_KEEP, missing, FALSE, &error));
  g_assert_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WORKER);
  worker_real ();
  g_assert_cmpuint (count_files (folder), ==, 1);
}

/* A disk that is full is named, and nothing half-written stays on it. */
static void
test_disk_full (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = make_fields ();
  const BtRendition rendition = { .max_side = 1200, .quality = 100 };
  g_autoptr (BtPhotoInfo) kept = NULL;
  g_autoptr (GdkPixbuf) pixbuf = quadrants (1200, 900);
  g_autofree char *source = NULL;
  g_autofree char *small = NULL;
  g_autofree char *path = NULL;

  if (geteuid () != 0)
    {
      g_test_skip ("only root can mount a small disk");
      return;
    }
  place_init (&place);
  source = save (&place, pixbuf, "a.jpg", "jpeg");
  kept = import (&place, source);
  small = place_path (&place, "small");
  g_assert_cmpint (g_mkdir (small, 0700), ==, 0);
  if (mount ("tmpfs", small, "tmpfs", 0, "size=8k") != 0)
    {
      g_test_skip ("no small disk can be mounted here");
      return;
    }
  path = g_build_filename (small, "out.jpg", NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (export(&place, kept->hash, info, i == 0 ? NULL : &rendition,
                             BT_EXPORT_KEEP, path, FALSE, &error));
      g_assert_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_NO_SPACE);
      g_assert_cmpuint (count_files (small), ==, 0);
    }
  g_assert_cmpint (umount (small), ==, 0);
}

/* HEIC says that it cannot; as JPEG it can. */
static void
test_unsupported (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *tool = g_find_program_in_path ("heif-enc");
  const BtRendition rendition = { .max_side = 100, .quality = 90 };
  g_autoptr (BtPhotoInfo) info = make_fields ();
  g_autoptr (BtPhotoInfo) kept = NULL;
  g_autoptr (GdkPixbuf) pixbuf = quadrants (160, 120);
  g_autoptr (GError) error = NULL;
  g_autofree char *source = NULL;
  g_autofree char *heic = NULL;
  g_autofree char *path = NULL;

  if (tool == NULL)
    {
      g_test_skip ("no heif-enc");
      return;
    }
  place_init (&place);
  source = save (&place, pixbuf, "a.png", "png");
  heic = place_path (&place, "a.heic");
  path = place_path (&place, "out.heic");
  g_free (run (tool, "-o", heic, source, NULL));
  g_free (run ("exiftool", "-q", "-overwrite_original", "-XMP-dc:Description=Cần Thơ",
               "-EXIF:Artist=Khang", heic, NULL));
  kept = import (&place, heic);
  assert_field (kept, BT_PHOTO_CAPTION, "Cần Thơ");
  assert_field (kept, BT_PHOTO_CREATOR, "Khang");
  g_assert_false (
      export(&place, kept->hash, info, NULL, BT_EXPORT_CLEAN, path, FALSE, &error));
  g_assert_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_UNSUPPORTED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_free (exported (&place, kept->hash, info, &rendition, BT_EXPORT_CLEAN, "out.jpg"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/export/untouched", test_untouched);
  g_test_add_func ("/photo/export/png", test_png);
  g_test_add_func ("/photo/export/rendition", test_rendition);
  g_test_add_func ("/photo/export/whole-or-not", test_whole_or_not);
  g_test_add_func ("/photo/export/disk-full", test_disk_full);
  g_test_add_func ("/photo/export/unsupported", test_unsupported);
  return g_test_run ();
}
