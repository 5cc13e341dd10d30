/* Texts in photos: read as people meant them.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo-testing.h"

#include <string.h>

#define CAPTION                                                                          \
  "Thành ủy Cần Thơ tổ chức Hội nghị Ban Chấp hành Đảng bộ thành phố (mở rộng)."

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

/* 1:90 or not, the bytes decide: UTF-8, else TCVN3 or VNI by its syllables, else
 * Windows-1252; never broken UTF-8. */
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
    { NULL, "Th\xb5nh", "Thµnh" }, /* TCVN3 or not: too short to be sure */
    { NULL, "Th\xb5nh \xf1y", "Thành ủy" },
    { NULL, "Tha\xf8nh u\xfby Ca\xe0n Th\xf4", "Thành ủy Cần Thơ" }, /* VNI */
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

/* A name is too short to tell; the caption of its file does. And a text that was cut at a byte
 * is still UTF-8. */
static void
test_iim_together (void)
{
  static const struct
  {
    const char *charset, *caption, *creator, *text;
  } cases[] = {
    { NULL,
      "Th\xb5nh \xf1y C\xc7n Th\xac t\xe6 ch\xf8"
      "c H\xe9i ngh\xde",
      "Ho\xb5ng V\xdcnh Khang", "Hoàng Vĩnh Khang" },
    { NULL, "Portr\xe4tt p\xe5 Eva, som \xe4r h\xe4r", "Ho\xb5ng V\xdcnh Khang",
      "Hoµng VÜnh Khang" },
    { NULL, "Thành ủy", "Trần Thị Th\xe1\xba", "Trần Thị Th" },
    { "\x1b%G", "Thành ủy", "Tran Thi Thanh Thanh Thanh Th,\xe1\xba",
      "Tran Thi Thanh Thanh Thanh Th," }, /* 32 bytes */
  };
  g_auto (Place) place = { 0 };

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
          with_iim (&place, cases[i].charset, cases[i].caption, cases[i].creator);
      g_autoptr (BtPhotoInfo) info = import (&place, path);

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/read/iim-charsets", test_iim_charsets);
  g_test_add_func ("/photo/read/iim-together", test_iim_together);
  g_test_add_func ("/photo/read/damaged", test_damaged_metadata);
  g_test_add_func ("/photo/read/order", test_order);
  g_test_add_func ("/photo/read/boilerplate", test_boilerplate);
  g_test_add_func ("/photo/read/languages", test_languages);
  g_test_add_func ("/photo/read/nfc", test_nfc);
  g_test_add_func ("/photo/read/dates", test_dates);
  return g_test_run ();
}
