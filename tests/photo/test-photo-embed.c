/* What is written is read again, whatever it is; the rest of the file stays as it was.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo-testing.h"
#include "photo/bt-photo-homes.h"
#include "photo/worker/bt-embed.h"

#include <string.h>

#define ROUNDS 500

static const char *const words[] = {
  "Thành ủy",
  "Cần Thơ",
  "hội nghị",
  "Đảng bộ",
  "nhiệm vụ",
  "ông",
  "Nguyễn",
  "Hoàng Vĩnh",
  "Khang",
  "(mở rộng)",
  "“quý”",
  "’s",
  "—",
  "100 %",
  "a;b",
  "x; y",
  "\"kép\"",
  "'đơn'",
  "<thẻ>",
  "&amp;",
  "a & b",
  "một\nhai",
  "tab\tulator",
  "😀",
  "ẵ",
  "ỡ",
  "Ữ",
  "ị",
  "e\xcc\xa3\xcc\x84\xcc\x81",
  "]]>",
  "\\",
  "{ngày}",
  "…",
  "Straße",
  "lang=\"vi\"",
  "Porträtt på",
  "̉",
  "中文",
  "ﬁn",
  ";",
  "; ",
};

static char *
random_text (GRand *random, guint max_words)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = (guint)g_rand_int_range (random, 1, (gint32)max_words + 1);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
random_list (GRand *random)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  guint n = (guint)g_rand_int_range (random, 1, 6);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (values, random_text (random, 4));
  g_ptr_array_add (values, NULL);
  return bt_photo_values_join ((const char *const *)values->pdata);
}

static char *
random_date (GRand *random)
{
  static const char *const forms[] = {
    "%Y",
    "%Y-%m",
    "%Y-%m-%d",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%dT%H:%M:%S+07:00",
    "%Y-%m-%dT%H:%M:%S-03:30",
  };
  g_autoptr (GDateTime) time =
      g_date_time_new_from_unix_utc (g_rand_int_range (random, 0, G_MAXINT32));

  return g_date_time_format (time,
                             forms[g_rand_int_range (random, 0, G_N_ELEMENTS (forms))]);
}

static BtPhotoInfo *
random_info (GRand *random)
{
  BtPhotoInfo *info = bt_photo_info_new ();

  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    {
      g_autofree char *text = NULL;

      if (g_rand_int_range (random, 0, 5) == 0)
        continue;
      if (i == BT_PHOTO_DATE_CREATED)
        text = random_date (random);
      else if (bt_photo_field_is_list (i))
        text = random_list (random);
      else
        text = random_text (random, i == BT_PHOTO_CAPTION ? 400 : 12);
      bt_photo_info_set (info, i, text);
    }
  return info;
}

static GBytes *
join (GPtrArray *pieces)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();

  for (guint i = 0; i < pieces->len; i++)
    {
      gsize length;
      const guint8 *data = g_bytes_get_data (g_ptr_array_index (pieces, i), &length);

      g_byte_array_append (out, data, (guint)length);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static GBytes *
embedded (GBytes *bytes, const BtPhotoInfo *fields, gboolean clean)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pieces = bt_embed (bytes, fields, clean, &error);

  g_assert_no_error (error);
  return join (pieces);
}

static GBytes *
load (const char *path)
{
  char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return g_bytes_new_take (data, length);
}

/* IIM may be cut, and is then whole letters and as long as it can be. */
static void
check_homes (GBytes *bytes, const BtPhotoInfo *fields)
{
  g_autoptr (BtPhotoHomes) homes = bt_metadata_read_homes (bytes);

  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    {
      const char *text = fields->fields[i];
      const char *iim = homes->fields[BT_PHOTO_HOME_IIM][i];
      const char *exif = homes->fields[BT_PHOTO_HOME_EXIF][i];

      g_assert_cmpstr (homes->fields[BT_PHOTO_HOME_XMP][i], ==, text);
      if (bt_photo_homes_differ (homes, i))
        g_error ("%s: “%s” and “%s” and “%s”", bt_photo_field_to_string (i), text, iim,
                 exif);
      if (i == BT_PHOTO_DATE_CREATED)
        continue;
      if (homes->has[BT_PHOTO_HOME_IIM] && bt_photo_home_holds (BT_PHOTO_HOME_IIM, i))
        g_assert_true ((text == NULL) == (iim == NULL));
      if (homes->has[BT_PHOTO_HOME_IIM] && text != NULL
          && strlen (text) <= bt_photo_iim_limit (i))
        g_assert_cmpstr (iim, ==, text);
      if (bt_photo_home_holds (BT_PHOTO_HOME_EXIF, i) && homes->has[BT_PHOTO_HOME_EXIF])
        g_assert_cmpstr (exif, ==, text);
    }
  g_assert_cmpint (homes->charset[BT_PHOTO_HOME_IIM], <=, BT_PHOTO_CHARSET_UTF8_MARKED);
}

/* The files to write into: plain, with a camera's data, and already written by us. */
static GPtrArray *
make_bases (const Place *place)
{
  GPtrArray *bases = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  static const char *const types[] = { "jpeg", "png", "webp" };
  g_autoptr (GdkPixbuf) pixbuf = quadrants (60, 40);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *name = g_strconcat ("base.", types[i], NULL);
      g_autofree char *path = save (place, pixbuf, name, types[i]);

      g_ptr_array_add (bases, load (path));
      g_free (run ("exiftool", "-q", "-overwrite_original", "-Make=Canon",
                   "-Model=EOS 7D", "-ImageDescription=cũ", "-Artist=Cũ",
                   "-XMP-crs:Exposure2012=+0.5", "-XMP-dc:Title=Tựa",
                   "-XMP-dc:Description=cũ", "-XMP-tiff:Artist=Cũ",
                   "-XMP-xmpMM:DocumentID=x", "-EXIF:GPSLatitude=10",
                   "-EXIF:GPSLatitudeRef=N", path, NULL));
      if (i == 0)
        g_free (run ("exiftool", "-q", "-overwrite_original", "-IPTC:City=Cũ",
                     "-IPTC:JobID=7", "-IPTC:Category=THỜ", "-IPTC:By-line=Cũ",
                     "-Photoshop:URL=http://example.com/", "-Comment=ghi chú", "-charset",
                     "IPTC=UTF8", path, NULL));
      g_ptr_array_add (bases, load (path));
    }
  return bases;
}

static void
test_lossless (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GPtrArray) bases = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (20171228);

  place_init (&place);
  bases = make_bases (&place);
  for (guint round = 0; round < ROUNDS; round++)
    {
      guint place_of_base = (guint)g_rand_int_range (random, 0, (gint32)bases->len);
      GBytes *base = g_ptr_array_index (bases, place_of_base);
      gboolean clean = g_rand_boolean (random);
      g_autoptr (BtPhotoInfo) fields = random_info (random);
      g_autoptr (BtPhotoInfo) back = bt_photo_info_new ();
      g_autoptr (GBytes) out = embedded (base, fields, clean);
      BtTechnical technical;

      bt_metadata_read (out, back, &technical);
      for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
        if (g_strcmp0 (back->fields[i], fields->fields[i]) != 0
            /* Where nothing is known, the camera's date stays. */
            && (clean || i != BT_PHOTO_DATE_CREATED || fields->fields[i] != NULL))
          g_error ("round %u, base %u: %s is “%s”, was “%s”", round, place_of_base,
                   bt_photo_field_to_string (i), back->fields[i], fields->fields[i]);
      check_homes (out, fields);
      /* Now and then go on with what came out. */
      if (g_rand_int_range (random, 0, 10) == 0)
        g_ptr_array_add (bases, g_steal_pointer (&out));
    }
  g_test_message ("%u files", bases->len);
}

/* Every segment that is not metadata of ours, in its order. */
static GPtrArray *
other_parts (GBytes *bytes)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  gsize length, at = 2;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  BtJpegPart part;

  while (bt_jpeg_next (data, length, &at, &part))
    if (!bt_jpeg_part_is (&part, 0xe1, BT_JPEG_EXIF)
        && !bt_jpeg_part_is (&part, 0xe1, BT_JPEG_XMP)
        && !bt_jpeg_part_is (&part, 0xe1, BT_JPEG_XMP_MORE)
        && !bt_jpeg_part_is (&part, 0xed, BT_JPEG_PHOTOSHOP))
      g_ptr_array_add (parts, g_bytes_new (part.start, part.whole));
  g_ptr_array_add (parts, g_bytes_new (data + at, length - at));
  return parts;
}

static void
test_segments_stay (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) fields = bt_photo_info_new ();
  g_autoptr (GPtrArray) bases = NULL;

  bt_photo_info_set (fields, BT_PHOTO_CAPTION, "Hội nghị");
  place_init (&place);
  bases = make_bases (&place);
  for (guint i = 0; i < 2; i++)
    {
      GBytes *base = g_ptr_array_index (bases, i);
      g_autoptr (GBytes) out = embedded (base, fields, FALSE);
      g_autoptr (GPtrArray) before = other_parts (base);
      g_autoptr (GPtrArray) after = other_parts (out);

      g_assert_cmpuint (before->len, ==, after->len);
      for (guint n = 0; n < before->len; n++)
        g_assert_true (
            g_bytes_equal (g_ptr_array_index (before, n), g_ptr_array_index (after, n)));
    }
}

static guint32
u32 (const guint8 *data)
{
  return (guint32)data[0] << 24 | (guint32)data[1] << 16 | (guint32)data[2] << 8
         | data[3];
}

/* Telephones put a second picture behind the first and say where, counted from the segment
 * that says it. What we take away in between must not make that wrong. */
static void
test_second_picture (void)
{
  static const char list[] =
      "MPF\0MM\0*\0\0\0\10\0\1\xb0\2\0\7\0\0\0\x20\0\0\0\x1a\0\0\0\0"
      "\x20\3\0\0\0\0\1\0\0\0\0\0\0\0\0\0"
      "\0\2\0\2\0\0\1\0\0\0\0\0\0\0\0\0";
  const gsize entry = 8 + 0x1a - 4 + 16 + 8; /* from "MPF" to the second one's place */
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) fields = bt_photo_info_new ();
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (GBytes) with_xmp = NULL;
  g_autoptr (GBytes) both = NULL;
  g_autoptr (GBytes) base = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *step = NULL;
  const char *xmp = BT_JPEG_XMP "\0<x:xmpmeta/>";
  guint8 *mark;
  gsize length;

  place_init (&place);
  plain = make_jpeg (&place);
  with_xmp = jpeg_with_segment (plain, 0xe1, xmp, sizeof BT_JPEG_XMP + 12);
  step = place_write (&place, "step.jpg", g_bytes_get_data (with_xmp, NULL),
                      g_bytes_get_size (with_xmp));
  both = jpeg_with_segment (step, 0xe2, list, sizeof list - 1);
  g_byte_array_append (file, g_bytes_get_data (both, NULL),
                       (guint)g_bytes_get_size (both));
  length = file->len;
  g_byte_array_append (file, (const guint8 *)"\xff\xd8second", 8);
  mark = memmem (file->data, file->len, "MPF", 3);
  length -= (gsize)(mark + 4 - file->data);
  for (guint i = 0; i < 4; i++)
    mark[entry + i] = (guint8)(length >> (24 - 8 * i));
  base = g_byte_array_free_to_bytes (g_steal_pointer (&file));

  bt_photo_info_set (fields, BT_PHOTO_CAPTION, "Hội nghị");
  for (guint clean = 0; clean < 2; clean++)
    {
      g_autoptr (GBytes) out = embedded (base, fields, clean);
      const guint8 *data = g_bytes_get_data (out, &length);
      const guint8 *found = memmem (data, length, "MPF", 3);

      if (clean)
        {
          g_assert_null (found);
          g_assert_null (memmem (data, length, "second", 6));
          continue;
        }
      g_assert_nonnull (found);
      g_assert_cmpuint (u32 (found + entry) + 8, ==,
                        (guint)(data + length - (found + 4)));
      g_assert_cmpmem (found + 4 + u32 (found + entry), 8, "\xff\xd8second", 8);
    }
}

/* More than one segment holds: Photoshop's resources and XMP go over several, and come back
 * whole. */
static void
test_large (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (BtPhotoInfo) fields = bt_photo_info_new ();
  g_autoptr (GString) long_text = g_string_new (NULL);
  g_autoptr (GString) packet = g_string_new (
      "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF "
      "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
      "<rdf:Description xmlns:crs='http://ns.adobe.com/camera-raw-settings/1.0/' "
      "xmlns:d='http://purl.org/dc/elements/1.1/' crs:Version='a\tb&#xA;c'>"
      "<d:creator><rdf:Seq><rdf:li>Cũ</rdf:li></rdf:Seq></d:creator>"
      "<crs:ToneCurve><rdf:Seq>");
  g_autoptr (GBytes) jpeg = NULL;
  g_autoptr (GBytes) once = NULL;
  g_autoptr (GBytes) twice = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *path = NULL;
  g_autofree char *curve = NULL;

  place_init (&place);
  /* 50 kB: with our texts it is more than one segment holds. */
  for (guint i = 0; i < 900; i++)
    g_string_append_printf (packet, "<rdf:li>%040u</rdf:li>", i);
  g_string_append (packet, "</rdf:Seq></crs:ToneCurve></rdf:Description></rdf:RDF>"
                           "</x:xmpmeta>");
  g_string_prepend_len (packet, BT_JPEG_XMP, sizeof BT_JPEG_XMP);
  plain = make_jpeg (&place);
  jpeg = jpeg_with_segment (plain, 0xe1, packet->str, packet->len);
  for (guint i = 0; i < 3000; i++)
    g_string_append (long_text, "ạ; ");
  bt_photo_info_set (fields, BT_PHOTO_CAPTION, long_text->str);
  g_string_truncate (long_text, 300 * strlen ("ạ; "));
  bt_photo_info_set (fields, BT_PHOTO_KEYWORDS, long_text->str);
  once = embedded (jpeg, fields, FALSE);
  twice = embedded (once, fields, FALSE);
  check_homes (once, fields);
  check_homes (twice, fields);
  path = place_write (&place, "large.jpg", g_bytes_get_data (twice, NULL),
                      g_bytes_get_size (twice));
  curve = run ("exiftool", "-s3", "-api", "largefilesupport=1", "-XMP-crs:ToneCurve",
               path, NULL);
  g_assert_cmpuint (strlen (curve), >=, 900 * 42 - 2);
  g_free (curve);
  curve = run ("exiftool", "-s3", "-b", "-XMP-crs:Version", path, NULL);
  g_assert_cmpstr (curve, ==, "a b\nc");
  g_free (curve);
  curve = run ("exiftool", "-s3", "-XMP-dc:Creator", path, NULL);
  g_assert_cmpstr (curve, ==, "");
}

/* ImageMagick keeps what JPEG has segments for as digits in a text. It is read, and when we
 * write, EXIF gets its proper place and the texts go. */
static void
test_raw_profiles (void)
{
  static const struct
  {
    const char *name;
    const char *bytes;
    gsize length;
  } profiles[] = {
#define CASE(name, text) { name, text, sizeof text - 1 }
    CASE ("iptc", "8BIM\4\4\0\0\0\0\0\x0c\x1c\2\x5a\0\7Kh\xc3\xa1 c\0"),
    CASE ("exif", "Exif\0\0MM\0*\0\0\0\10\0\1\1\x0f\0\2\0\0\0\4Leo\0\0\0\0\0"),
    CASE ("APP1", "http://ns.adobe.com/xap/1.0/\0<rdf:RDF "
                  "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                  "<rdf:Description xmlns:p='http://ns.adobe.com/photoshop/1.0/' "
                  "p:Credit='TGCT'/></rdf:RDF>"),
#undef CASE
  };
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (GBytes) plain = png (8, 8, 8, 8, 0, 1, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) out = NULL;
  g_autoptr (BtPhotoInfo) info = bt_photo_info_new ();
  g_autoptr (BtPhotoInfo) back = bt_photo_info_new ();
  BtTechnical technical;
  gsize length;
  const guint8 *data = g_bytes_get_data (plain, &length);

  g_byte_array_append (file, data, 33); /* the head */
  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      g_autoptr (GString) text = g_string_new ("tEXtRaw profile type ");
      guint32 size;

      g_string_append (text, profiles[i].name);
      g_string_append_len (text, "\0\n", 2);
      g_string_append_printf (text, "%s\n%8u\n", profiles[i].name,
                              (guint)profiles[i].length);
      for (gsize n = 0; n < profiles[i].length; n++)
        g_string_append_printf (text, "%02x%s", (guint8)profiles[i].bytes[n],
                                n % 36 == 35 ? "\n" : "");
      size = GUINT32_TO_BE ((guint32)text->len - 4);
      g_byte_array_append (file, (const guint8 *)&size, 4);
      g_byte_array_append (file, (const guint8 *)text->str, (guint)text->len);
      g_byte_array_append (file, (const guint8 *)"crc!", 4);
    }
  g_byte_array_append (file, data + 33, (guint)length - 33);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&file));
  bt_metadata_read (bytes, info, &technical);
  assert_field (info, BT_PHOTO_CITY, "Khá c");
  assert_field (info, BT_PHOTO_CREDIT, "TGCT");
  g_assert_cmpstr (bt_photo_info_get_exif (info, BT_PHOTO_EXIF_CAMERA), ==, "Leo");

  bt_photo_info_set (info, BT_PHOTO_CITY, "Cần Thơ");
  out = embedded (bytes, info, FALSE);
  data = g_bytes_get_data (out, &length);
  g_assert_null (memmem (data, length, "Raw profile", 11));
  g_assert_nonnull (memmem (data, length, "eXIf", 4));
  bt_metadata_read (out, back, &technical);
  assert_field (back, BT_PHOTO_CITY, "Cần Thơ");
  assert_field (back, BT_PHOTO_CREDIT, "TGCT");
  g_assert_cmpstr (bt_photo_info_get_exif (back, BT_PHOTO_EXIF_CAMERA), ==, "Leo");
}

/* Letters with marks are not cut in two. */
static void
test_cut (void)
{
  g_assert_cmpuint (bt_text_cut ("Trần", 4), ==, 2); /* ầ has three bytes */
  g_assert_cmpuint (bt_text_cut ("Trần", 5), ==, 5);
  g_assert_cmpuint (bt_text_cut ("ab", 9), ==, 2);
  g_assert_cmpuint (bt_text_cut ("xe\xcc\x81y", 2), ==, 1);
  g_assert_cmpuint (bt_text_cut ("xe\xcc\x81y", 4), ==, 4);
  g_assert_cmpuint (bt_text_cut ("👩‍🚒", 8), ==,
                    7); /* a first letter is cut all the same */
  g_assert_cmpuint (bt_text_cut ("a👩‍🚒", 9), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/embed/cut", test_cut);
  g_test_add_func ("/photo/embed/segments-stay", test_segments_stay);
  g_test_add_func ("/photo/embed/second-picture", test_second_picture);
  g_test_add_func ("/photo/embed/raw-profiles", test_raw_profiles);
  g_test_add_func ("/photo/embed/large", test_large);
  g_test_add_func ("/photo/embed/lossless", test_lossless);
  return g_test_run ();
}
