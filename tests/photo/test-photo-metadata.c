/* Texts in photos: read as people meant them, written so that others read them.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo-testing.h"

#include <string.h>

#define CAPTION                                                                          \
  "Thành ủy Cần Thơ tổ chức Hội nghị Ban Chấp hành Đảng bộ thành phố (mở rộng)."
#define CREATOR "Hoàng Vĩnh Khang"

static char *
make_jpeg (const Place *place)
{
  g_autoptr (GdkPixbuf) pixbuf = quadrants (64, 48);

  return save (place, pixbuf, "a.jpg", "jpeg");
}

/* A photo with what exiftool writes into it. */
static BtPhotoInfo *
tagged (const Place *place, const char *const *tags)
{
  g_autofree char *path = make_jpeg (place);
  g_autofree char *args = g_strjoinv ("\n", (char **)tags);
  g_autofree char *all =
      g_strconcat ("-q\n-overwrite_original\n", args, "\n", path, "\n", NULL);
  g_autofree char *file = place_write (place, "args", all, strlen (all));

  g_free (run ("exiftool", "-@", file, NULL));
  return import (place, path);
}

static void
assert_field (const BtPhotoInfo *info, BtPhotoField field, const char *text)
{
  if (g_strcmp0 (info->fields[field], text) != 0)
    g_error ("%s is “%s”, not “%s”", bt_photo_field_to_string (field),
             info->fields[field], text);
}

/* A block of IIM as its datasets, in the bytes that are given. */
static char *
with_iim (const Place *place,
          const char *charset,
          const char *caption,
          const char *creator)
{
  const struct
  {
    guint8 record, dataset;
    const char *text;
  } sets[] = { { 1, 90, charset }, { 2, 120, caption }, { 2, 80, creator } };
  g_autoptr (GByteArray) iim = g_byte_array_new ();
  g_autoptr (GByteArray) block = g_byte_array_new ();
  g_autoptr (GBytes) jpeg = NULL;
  g_autofree char *plain = make_jpeg (place);
  guint8 size[4];

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      gsize length = sets[i].text != NULL ? strlen (sets[i].text) : 0;
      guint8 head[5] = { 0x1c, sets[i].record, sets[i].dataset, (guint8)(length >> 8),
                         (guint8)length };

      if (length == 0)
        continue;
      g_byte_array_append (iim, head, sizeof head);
      g_byte_array_append (iim, (const guint8 *)sets[i].text, (guint)length);
    }
  if (iim->len % 2 != 0)
    g_byte_array_append (iim, (const guint8 *)"", 1);
  size[0] = size[1] = 0;
  size[2] = (guint8)(iim->len >> 8);
  size[3] = (guint8)iim->len;
  g_byte_array_append (block,
                       (const guint8 *)"Photoshop 3.0\0"
                                       "8BIM\4\4\0",
                       22);
  g_byte_array_append (block, size, 4);
  g_byte_array_append (block, iim->data, iim->len);
  jpeg = jpeg_with_segment (plain, 0xed, block->data, block->len);
  return place_write (place, "iim.jpg", g_bytes_get_data (jpeg, NULL),
                      g_bytes_get_size (jpeg));
}

/* 1:90 or not, the bytes decide; what is not UTF-8 is Windows-1252 for now, and never
 * broken UTF-8. */
static void
test_iim_charsets (void)
{
  static const struct
  {
    const char *charset, *bytes, *text;
  } cases[] = {
    { "\x1b%G", CAPTION, CAPTION },
    { NULL, CAPTION, CAPTION },
    { NULL, "Portr\xe4tt p\xe5 Eva \x93q\x94 \x80", "Porträtt på Eva “q” €" },
    { "\x1b%G", "Portr\xe4tt", "Porträtt" },
    { NULL, "Th\xb5nh \xf1y", "Thµnh ñy" }, /* TCVN3, as the bytes say it */
    { NULL,
      "a\x81\x8d"
      "b",
      "a\xef\xbf\xbd\xef\xbf\xbd"
      "b" },
    { NULL, "  two\r\nlines \r\n ", "two\nlines" },
  };
  g_auto (Place) place = { 0 };

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
          with_iim (&place, cases[i].charset, cases[i].bytes, cases[i].bytes);
      g_autoptr (BtPhotoInfo) info = import (&place, path);

      assert_field (info, BT_PHOTO_CAPTION, cases[i].text);
      assert_field (info, BT_PHOTO_CREATOR, cases[i].text);
    }
}

static void
test_order (void)
{
  static const char *const all[] = {
    "-XMP-dc:Description=from XMP",
    "-IPTC:Caption-Abstract=from IIM",
    "-EXIF:ImageDescription=from EXIF",
    "-IPTC:By-line=IIM A",
    "-IPTC:By-line=IIM B",
    "-EXIF:Artist=EXIF C",
    "-EXIF:Copyright=EXIF D",
    NULL,
  };
  static const char *const blank[] = {
    "-XMP-dc:Description=  ",
    "-IPTC:Caption-Abstract= ",
    "-EXIF:ImageDescription=from EXIF",
    NULL,
  };
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) full = NULL;
  g_autoptr (BtPhotoInfo) poor = NULL;

  place_init (&place);
  full = tagged (&place, all);
  assert_field (full, BT_PHOTO_CAPTION, "from XMP");
  assert_field (full, BT_PHOTO_CREATOR, "IIM A; IIM B");
  assert_field (full, BT_PHOTO_COPYRIGHT, "EXIF D");
  assert_field (full, BT_PHOTO_ALT, NULL);
  poor = tagged (&place, blank);
  assert_field (poor, BT_PHOTO_CAPTION, "from EXIF");
}

static void
test_boilerplate (void)
{
  static const char *const texts[] = { "OLYMPUS DIGITAL CAMERA         ", "sony dsc",
                                       "KODAK Digital Still Camera" };
  g_auto (Place) place = { 0 };

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *exif = g_strconcat ("-EXIF:ImageDescription=", texts[i], NULL);
      g_autofree char *xmp = g_strconcat ("-XMP-dc:Description=", texts[i], NULL);
      const char *both[] = { exif, xmp, NULL };
      const char *real[] = { exif, xmp, "-IPTC:Caption-Abstract=a caption", NULL };
      g_autoptr (BtPhotoInfo) none = tagged (&place, both);
      g_autoptr (BtPhotoInfo) some = tagged (&place, real);

      assert_field (none, BT_PHOTO_CAPTION, NULL);
      assert_field (some, BT_PHOTO_CAPTION, "a caption");
    }
}

static void
test_languages (void)
{
  static const struct
  {
    const char *tags[4];
    const char *text;
  } cases[] = {
    { { "-XMP-dc:Description=one, two", NULL }, "one, two" },
    { { "-XMP-dc:Description=english", "-XMP-dc:Description-vi=tiếng Việt, có dấu",
        NULL },
      "tiếng Việt, có dấu" },
    { { "-XMP-dc:Description=english", "-XMP-dc:Description-vi-VN=Việt",
        "-XMP-dc:Description-fr=français" },
      "Việt" },
    { { "-XMP-dc:Description-fr=français", "-XMP-dc:Description=the first", NULL },
      "the first" },
  };
  g_auto (Place) place = { 0 };

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BtPhotoInfo) info = tagged (&place, cases[i].tags);

      assert_field (info, BT_PHOTO_CAPTION, cases[i].text);
    }
}

static void
test_nfc (void)
{
  g_autofree char *nfd = g_utf8_normalize (CAPTION, -1, G_NORMALIZE_NFD);
  g_autofree char *tag = g_strconcat ("-XMP-dc:Description=", nfd, NULL);
  const char *tags[] = { tag, NULL };
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) info = NULL;

  g_assert_cmpstr (nfd, !=, CAPTION);
  place_init (&place);
  info = tagged (&place, tags);
  assert_field (info, BT_PHOTO_CAPTION, CAPTION);
}

static void
test_dates (void)
{
  static const struct
  {
    const char *tags[4];
    const char *date;
  } cases[] = {
    { { "-XMP-photoshop:DateCreated=2017:12:28 11:09:00+07:00",
        "-EXIF:DateTimeOriginal=2001:01:01 00:00:00" },
      "2017-12-28T11:09:00+07:00" },
    { { "-XMP-photoshop:DateCreated=2017:12:28 11:09:00.25" }, "2017-12-28T11:09:00" },
    { { "-XMP-photoshop:DateCreated=2017:12" }, "2017-12" },
    { { "-XMP-photoshop:DateCreated=2017" }, "2017" },
    { { "-IPTC:DateCreated=2017:12:28", "-IPTC:TimeCreated=11:09:00+07:00" },
      "2017-12-28T11:09:00+07:00" },
    { { "-IPTC:DateCreated=2017:12:28" }, "2017-12-28" },
    { { "-EXIF:DateTimeOriginal=2017:12:28 11:09:07" }, "2017-12-28T11:09:07" },
    { { "-EXIF:DateTimeOriginal=2017:12:28 11:09:07", "-EXIF:OffsetTimeOriginal=+07:00" },
      "2017-12-28T11:09:07+07:00" },
    { { "-EXIF:DateTimeOriginal#=0000:00:00 00:00:00" }, NULL },
    { { "-EXIF:DateTimeOriginal#=2017:02:30 11:09:07" }, NULL },
    { { "-EXIF:DateTimeOriginal#=2017:12:28 25:61:61" }, "2017-12-28" },
  };
  g_auto (Place) place = { 0 };

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BtPhotoInfo) info = tagged (&place, cases[i].tags);

      assert_field (info, BT_PHOTO_DATE_CREATED, cases[i].date);
    }
}

/* Metadata that is cut short, or claims to be longer than the file, says nothing; the
 * picture is still a picture. */
static void
test_damaged_metadata (void)
{
  static const struct
  {
    guint8 marker;
    const char *bytes;
    gsize length;
  } cases[] = {
#define CASE(marker, text) { marker, text, sizeof text - 1 }
    CASE (0xe1, "Exif\0\0"),
    CASE (0xe1, "Exif\0\0MM\0*\xff\xff\xff\xff"),
    CASE (0xe1, "Exif\0\0MM\0*\0\0\0\10\xff\xff"),
    CASE (0xe1, "Exif\0\0MM\0*\0\0\0\10\0\1\1\x0e\0\2\x7f\xff\xff\xff\0\0\0\10\0\0\0\0"),
    CASE (0xe1, "Exif\0\0MM\0*\0\0\0\10\0\1\x87\x69\0\4\0\0\0\1\0\0\0\10\0\0\0\10"),
    CASE (0xe1, "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'><"),
    CASE (0xe1, "http://ns.adobe.com/xap/1.0/\0<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
    CASE (0xed, "Photoshop 3.0\0"
                "8BIM\4\4\0\0\xff\xff\xff\xff\x1c\2\x78"),
    CASE (0xed, "Photoshop 3.0\0"
                "8BIM\4\4\0\0\0\0\0\5\x1c\2\x78\xff\xff"),
    CASE (0xe2, "ICC_PROFILE\0\1\1\0\0\0\0"),
    CASE (0xe2, "ICC_PROFILE\0\xff\1"),
#undef CASE
  };
  g_auto (Place) place = { 0 };
  g_autofree char *plain = NULL;

  place_init (&place);
  plain = make_jpeg (&place);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) jpeg =
          jpeg_with_segment (plain, cases[i].marker, cases[i].bytes, cases[i].length);
      g_autofree char *path = place_write (
          &place, "damaged.jpg", g_bytes_get_data (jpeg, NULL), g_bytes_get_size (jpeg));
      g_autoptr (BtPhotoInfo) info = import (&place, path);

      g_assert_cmpuint (info->width, ==, 64);
      for (guint field = 0; field < BT_N_PHOTO_FIELDS; field++)
        assert_field (info, field, NULL);
      g_free (render (&place, info->hash, 30, info));
    }
}

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
  JsonNode *node = json_object_get_member (tags, name);
  g_autofree char *found = NULL;

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      g_autoptr (GString) joined = g_string_new (NULL);

      for (guint i = 0; i < json_array_get_length (array); i++)
        g_string_append_printf (joined, "%s%s", i > 0 ? "; " : "",
                                json_array_get_string_element (array, i));
      found = g_string_free (g_steal_pointer (&joined), FALSE);
    }
  else if (node != NULL && json_node_get_value_type (node) == G_TYPE_STRING)
    found = json_node_dup_string (node);
  else if (node != NULL)
    found = json_to_string (node, FALSE);
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
  g_autofree char *tool = g_find_program_in_path ("exiftool");

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/metadata/iim-charsets", test_iim_charsets);
  g_test_add_func ("/photo/metadata/damaged", test_damaged_metadata);
  if (tool == NULL)
    return g_test_run ();
  g_test_add_func ("/photo/metadata/order", test_order);
  g_test_add_func ("/photo/metadata/boilerplate", test_boilerplate);
  g_test_add_func ("/photo/metadata/languages", test_languages);
  g_test_add_func ("/photo/metadata/nfc", test_nfc);
  g_test_add_func ("/photo/metadata/dates", test_dates);
  g_test_add_func ("/photo/metadata/write", test_write);
  g_test_add_func ("/photo/metadata/write-alt-as-element", test_write_alt_as_element);
  g_test_add_func ("/photo/metadata/privacy", test_privacy);
  g_test_add_func ("/photo/metadata/limits", test_limits);
  g_test_add_func ("/photo/metadata/write-dates", test_write_dates);
  return g_test_run ();
}
