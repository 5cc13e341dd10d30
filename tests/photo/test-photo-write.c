/* Texts in photos: written so that others read them, and only they.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo-testing.h"

#include <string.h>

#define CAPTION                                                                          \
  "Thành ủy Cần Thơ tổ chức Hội nghị Ban Chấp hành Đảng bộ thành phố (mở rộng)."
#define CREATOR "Hoàng Vĩnh Khang"

/* Everything that a rendition with metadata may hold. Its picture's own size and coding
 * are not listed one by one. */
static const char *const allowed[] = {
  "IFD0:ImageDescription",
  "IFD0:Orientation",
  "IFD0:XResolution",
  "IFD0:YResolution",
  "IFD0:ResolutionUnit",
  "IFD0:Artist",
  "IFD0:YCbCrPositioning",
  "IFD0:Copyright",
  "ExifIFD:ExifVersion",
  "ExifIFD:DateTimeOriginal",
  "ExifIFD:OffsetTimeOriginal",
  "ExifIFD:ComponentsConfiguration",
  "ExifIFD:FlashpixVersion",
  "ExifIFD:ColorSpace",
  "ExifIFD:ExifImageWidth",
  "ExifIFD:ExifImageHeight",
  "XMP-dc:Description",
  "XMP-dc:Creator",
  "XMP-dc:Rights",
  "XMP-dc:Subject",
  "XMP-photoshop:Headline",
  "XMP-photoshop:Credit",
  "XMP-photoshop:Source",
  "XMP-photoshop:DateCreated",
  "XMP-photoshop:City",
  "XMP-photoshop:State",
  "XMP-photoshop:Country",
  "XMP-photoshop:Instructions",
  "XMP-photoshop:CaptionWriter",
  "XMP-iptcCore:Location",
  "XMP-iptcCore:AltTextAccessibility",
  "XMP-iptcExt:DigitalSourceType",
  "IPTC:CodedCharacterSet",
  "IPTC:ApplicationRecordVersion",
  "IPTC:Keywords",
  "IPTC:SpecialInstructions",
  "IPTC:By-line",
  "IPTC:City",
  "IPTC:Sub-location",
  "IPTC:Province-State",
  "IPTC:Country-PrimaryLocationName",
  "IPTC:Headline",
  "IPTC:Credit",
  "IPTC:Source",
  "IPTC:CopyrightNotice",
  "IPTC:Caption-Abstract",
  "IPTC:Writer-Editor",
  "IPTC:DateCreated",
  "IPTC:TimeCreated",
  "Photoshop:IPTCDigest",
};

/* Returns: how many tags of metadata there are, all of them allowed */
static guint
assert_only_allowed (JsonObject *tags)
{
  g_autoptr (GList) names = json_object_get_members (tags);
  guint count = 0;

  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *name = l->data;
      gboolean known = FALSE;

      if (g_str_has_prefix (name, "System:") || g_str_has_prefix (name, "File:")
          || g_str_has_prefix (name, "JFIF:") || g_str_has_prefix (name, "Composite:")
          || g_str_has_prefix (name, "ExifTool:") || g_str_equal (name, "SourceFile"))
        continue;
      count++;
      for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
        known = known || g_str_equal (name, allowed[i]);
      if (!known)
        g_error ("%s is in the rendition", name);
    }
  return count;
}

static BtPhotoInfo *
make_texts (void)
{
  static const char *const texts[BT_N_PHOTO_FIELDS] = {
    [BT_PHOTO_CAPTION] = CAPTION,
    [BT_PHOTO_HEADLINE] = "Hội nghị <Thành ủy> & \"Cần Thơ\"",
    [BT_PHOTO_ALT] = "Các đại biểu ngồi trong hội trường",
    [BT_PHOTO_CREATOR] = CREATOR "; Trần Thị Bé",
    [BT_PHOTO_CREDIT] = "TGCT",
    [BT_PHOTO_SOURCE] = "Cổng thông tin điện tử",
    [BT_PHOTO_COPYRIGHT] = "© Thành ủy Cần Thơ",
    [BT_PHOTO_DATE_CREATED] = "2017-12-28T11:09:00+07:00",
    [BT_PHOTO_SUBLOCATION] = "Hội trường",
    [BT_PHOTO_CITY] = "Cần Thơ",
    [BT_PHOTO_PROVINCE] = "Đồng bằng",
    [BT_PHOTO_COUNTRY] = "Việt Nam",
    [BT_PHOTO_KEYWORDS] = "hội nghị; Đảng bộ",
    [BT_PHOTO_INSTRUCTIONS] = "Không dùng sau 2018",
    [BT_PHOTO_CAPTION_WRITER] = "NVA",
    [BT_PHOTO_DIGITAL_SOURCE_TYPE] =
        "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
  };
  BtPhotoInfo *info = bt_photo_info_new ();

  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    bt_photo_info_set (info, i, texts[i]);
  return info;
}

static void
assert_tag (JsonObject *tags, const char *name, const char *text)
{
  g_autofree char *found = tag_text (tags, name);

  if (g_strcmp0 (found, text) != 0)
    g_error ("%s is “%s”, not “%s”", name, found, text);
}

static void
test_write (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (BtPhotoInfo) texts = make_texts ();
  g_autoptr (BtPhotoInfo) back = NULL;
  g_autoptr (JsonObject) tags = NULL;
  g_autofree char *source = NULL;
  g_autofree char *made = NULL;
  g_autofree char *verdict = NULL;

  place_init (&place);
  source = make_jpeg (&place);
  info = import (&place, source);
  made = render (&place, info->hash, 2560, texts);
  /* exiftool is told to expect Latin-1: 1:90 must set it right. */
  tags = exiftool (made, "Latin");
  g_assert_cmpuint (assert_only_allowed (tags), ==, G_N_ELEMENTS (allowed));
  assert_tag (tags, "XMP-dc:Description", CAPTION);
  assert_tag (tags, "IPTC:Caption-Abstract", CAPTION);
  assert_tag (tags, "IFD0:ImageDescription", CAPTION);
  assert_tag (tags, "XMP-dc:Creator", CREATOR "; Trần Thị Bé");
  assert_tag (tags, "IPTC:By-line", CREATOR "; Trần Thị Bé");
  assert_tag (tags, "IFD0:Artist", CREATOR "; Trần Thị Bé");
  assert_tag (tags, "XMP-photoshop:Headline", "Hội nghị <Thành ủy> & \"Cần Thơ\"");
  assert_tag (tags, "IPTC:Headline", "Hội nghị <Thành ủy> & \"Cần Thơ\"");
  assert_tag (tags, "IPTC:Credit", "TGCT");
  assert_tag (tags, "XMP-photoshop:Credit", "TGCT");
  assert_tag (tags, "IPTC:Source", "Cổng thông tin điện tử");
  assert_tag (tags, "IFD0:Copyright", "© Thành ủy Cần Thơ");
  assert_tag (tags, "IPTC:CopyrightNotice", "© Thành ủy Cần Thơ");
  assert_tag (tags, "XMP-photoshop:DateCreated", "2017:12:28 11:09:00+07:00");
  assert_tag (tags, "IPTC:DateCreated", "2017:12:28");
  assert_tag (tags, "IPTC:TimeCreated", "11:09:00+07:00");
  assert_tag (tags, "ExifIFD:DateTimeOriginal", "2017:12:28 11:09:00");
  assert_tag (tags, "ExifIFD:OffsetTimeOriginal", "+07:00");
  assert_tag (tags, "IPTC:Keywords", "hội nghị; Đảng bộ");
  assert_tag (tags, "XMP-iptcCore:AltTextAccessibility",
              "Các đại biểu ngồi trong hội trường");
  assert_tag (tags, "IFD0:Orientation", "Horizontal (normal)");
  assert_tag (tags, "ExifIFD:ColorSpace", "sRGB");
  g_assert_cmpstr (json_object_get_string_member (tags, "Photoshop:IPTCDigest"), ==,
                   json_object_get_string_member (tags, "File:CurrentIPTCDigest"));
  verdict = run ("exiftool", "-validate", "-warning", "-error", "-a", "-s3", made, NULL);
  g_assert_cmpstr (verdict, ==, "OK\n");

  /* And what was written is read again as it was. */
  back = import (&place, made);
  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    assert_field (back, i, texts->fields[i]);
}

/* WordPress looks for the element, so an attribute would not do. */
static void
test_write_alt_as_element (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (BtPhotoInfo) texts = make_texts ();
  g_autofree char *source = NULL;
  g_autofree char *made = NULL;
  g_autofree char *xmp = NULL;

  place_init (&place);
  source = make_jpeg (&place);
  info = import (&place, source);
  made = render (&place, info->hash, 100, texts);
  xmp = run ("exiftool", "-XMP", "-b", made, NULL);
  g_assert_nonnull (strstr (xmp, "<Iptc4xmpCore:AltTextAccessibility><rdf:Alt>"
                                 "<rdf:li xml:lang=\"x-default\">Các đại biểu ngồi "
                                 "trong hội trường</rdf:li></rdf:Alt>"));
}

/* Nothing of the original's metadata passes, whatever it has. */
static void
test_privacy (void)
{
  static const char *const secrets[] = {
    "-GPSLatitude=10.03",
    "-GPSLatitudeRef=N",
    "-GPSLongitude=105.78",
    "-GPSLongitudeRef=E",
    "-EXIF:SerialNumber=SECRET123",
    "-EXIF:OwnerName=SECRET123",
    "-EXIF:Make=Canon",
    "-EXIF:LensSerialNumber=SECRET123",
    "-EXIF:UserComment=SECRET123",
    "-XMP-aux:SerialNumber=SECRET123",
    "-XMP-xmpMM:DocumentID=SECRET123",
    "-XMP-exif:GPSLatitude=10.03",
    "-IPTC:JobID=SECRET123",
    "-Comment=SECRET123",
    "-XMP-dc:Description=" CAPTION,
    "-ICC_Profile:ProfileCopyright=x",
    NULL,
  };
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (JsonObject) with = NULL;
  g_autoptr (JsonObject) without = NULL;
  g_autofree char *with_path = NULL;
  g_autofree char *without_path = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  place_init (&place);
  info = tagged (&place, secrets);
  with_path = render (&place, info->hash, 100, info);
  without_path = render (&place, info->hash, 100, NULL);
  with = exiftool (with_path, "Latin");
  without = exiftool (without_path, "Latin");
  assert_only_allowed (with);
  assert_tag (with, "IPTC:Caption-Abstract", CAPTION);
  g_assert_cmpuint (assert_only_allowed (without), ==, 0);
  g_assert_true (g_file_get_contents (with_path, &bytes, &length, NULL));
  g_assert_null (memmem (bytes, length, "SECRET123", 9));
}

/* Limits are bytes, and no character is cut in two. */
static void
test_limits (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (BtPhotoInfo) texts = bt_photo_info_new ();
  g_autoptr (JsonObject) tags = NULL;
  g_autoptr (GString) absurd = g_string_new (NULL);
  g_autoptr (GString) keywords = g_string_new (NULL);
  g_autofree char *source = NULL;
  g_autofree char *made = NULL;
  const char *caption;

  place_init (&place);
  source = make_jpeg (&place);
  info = import (&place, source);
  for (guint i = 0; i < 20000; i++)
    g_string_append (absurd, "ệ&\"");
  bt_photo_info_set (texts, BT_PHOTO_CAPTION, absurd->str);
  bt_photo_info_set (texts, BT_PHOTO_HEADLINE, absurd->str);
  bt_photo_info_set (texts, BT_PHOTO_INSTRUCTIONS, absurd->str);
  bt_photo_info_set (texts, BT_PHOTO_COPYRIGHT, absurd->str);
  for (guint i = 0; i < 9000; i++)
    g_string_append_printf (keywords, "%stừ khóa %u", i > 0 ? "; " : "", i);
  bt_photo_info_set (texts, BT_PHOTO_KEYWORDS, keywords->str);
  bt_photo_info_set (texts, BT_PHOTO_CREATOR, keywords->str);
  bt_photo_info_set (texts, BT_PHOTO_CREDIT, "Trần Nguyễn Hoàng Vĩnh Khẩn");
  made = render (&place, info->hash, 100, texts);
  tags = exiftool (made, "Latin");
  assert_only_allowed (tags);
  assert_tag (tags, "IPTC:Credit", "Trần Nguyễn Hoàng Vĩnh Kh"); /* 31 bytes; ẩ has 3 */
  caption = json_object_get_string_member (tags, "IPTC:Caption-Abstract");
  g_assert_cmpuint (strlen (caption), ==, 2000);
  g_assert_true (g_str_has_prefix (absurd->str, caption));
  caption = json_object_get_string_member (tags, "XMP-dc:Description");
  g_assert_cmpuint (strlen (caption), >=, 2000);
  g_assert_true (g_str_has_prefix (absurd->str, caption));
}

/* Without a zone the time of day has no place in IIM; a year alone has none in EXIF. */
static void
test_write_dates (void)
{
  static const struct
  {
    const char *date, *xmp, *iim_date, *iim_time, *exif;
  } cases[] = {
    { "2017-12-28T11:09:00", "2017:12:28 11:09:00", "2017:12:28", NULL,
      "2017:12:28 11:09:00" },
    { "2017-12-28", "2017:12:28", "2017:12:28", NULL, NULL },
    { "2017-12", "2017:12", NULL, NULL, NULL },
    { "hôm qua", NULL, NULL, NULL, NULL },
    { "2017-12-28T11:09:00-03:30", "2017:12:28 11:09:00-03:30", "2017:12:28",
      "11:09:00-03:30", "2017:12:28 11:09:00" },
  };
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autofree char *source = NULL;

  place_init (&place);
  source = make_jpeg (&place);
  info = import (&place, source);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BtPhotoInfo) texts = bt_photo_info_new ();
      g_autoptr (JsonObject) tags = NULL;
      g_autofree char *made = NULL;

      bt_photo_info_set (texts, BT_PHOTO_DATE_CREATED, cases[i].date);
      made = render (&place, info->hash, 100, texts);
      tags = exiftool (made, "Latin");
      assert_tag (tags, "XMP-photoshop:DateCreated", cases[i].xmp);
      assert_tag (tags, "IPTC:DateCreated", cases[i].iim_date);
      assert_tag (tags, "IPTC:TimeCreated", cases[i].iim_time);
      assert_tag (tags, "ExifIFD:DateTimeOriginal", cases[i].exif);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/write/all", test_write);
  g_test_add_func ("/photo/write/alt-as-element", test_write_alt_as_element);
  g_test_add_func ("/photo/write/privacy", test_privacy);
  g_test_add_func ("/photo/write/limits", test_limits);
  g_test_add_func ("/photo/write/dates", test_write_dates);
  return g_test_run ();
}
