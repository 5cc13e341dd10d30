/* Photos from elsewhere: what we read in them against what exiftool reads.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo-testing.h"
#include "photo/bt-photo-export.h"
#include "photo/bt-photo-homes.h"
#include "text/bt-legacy.h"

#include <string.h>

/* Where exiftool shows what we look for, in our order. */
static const struct
{
  BtPhotoField field;
  const char *tags[3];
} oracle[] = {
  { BT_PHOTO_CAPTION,
    { "XMP-dc:Description", "IPTC:Caption-Abstract", "IFD0:ImageDescription" } },
  { BT_PHOTO_HEADLINE, { "XMP-photoshop:Headline", "IPTC:Headline" } },
  { BT_PHOTO_ALT, { "XMP-iptcCore:AltTextAccessibility" } },
  { BT_PHOTO_CREATOR, { "XMP-dc:Creator", "IPTC:By-line", "IFD0:Artist" } },
  { BT_PHOTO_CREDIT, { "XMP-photoshop:Credit", "IPTC:Credit" } },
  { BT_PHOTO_SOURCE, { "XMP-photoshop:Source", "IPTC:Source" } },
  { BT_PHOTO_COPYRIGHT, { "XMP-dc:Rights", "IPTC:CopyrightNotice", "IFD0:Copyright" } },
  { BT_PHOTO_SUBLOCATION, { "XMP-iptcCore:Location", "IPTC:Sub-location" } },
  { BT_PHOTO_CITY, { "XMP-photoshop:City", "IPTC:City" } },
  { BT_PHOTO_PROVINCE, { "XMP-photoshop:State", "IPTC:Province-State" } },
  { BT_PHOTO_COUNTRY, { "XMP-photoshop:Country", "IPTC:Country-PrimaryLocationName" } },
  { BT_PHOTO_KEYWORDS, { "XMP-dc:Subject", "IPTC:Keywords" } },
  { BT_PHOTO_INSTRUCTIONS, { "XMP-photoshop:Instructions", "IPTC:SpecialInstructions" } },
  { BT_PHOTO_CAPTION_WRITER, { "XMP-photoshop:CaptionWriter", "IPTC:Writer-Editor" } },
};

#define CAPTION                                                                                                      \
  "Thành ủy Cần Thơ tổ chức Hội nghị Ban Chấp hành Đảng bộ thành phố (mở rộng) đánh " \
  "giá "                                                                                                            \
  "kết quả thực hiện nhiệm vụ năm 2017."

static char *
sample (const char *name)
{
  const char *samples = g_getenv ("BANTHAO_SAMPLES");

  g_assert_nonnull (samples);
  return g_build_filename (samples, "photos", name, NULL);
}

/* exiftool takes IIM without 1:90 for Windows-1252 even where a field is UTF-8 or TCVN3. */
static gboolean
is_misread (const char *theirs, const char *ours)
{
  gsize length;
  g_autofree char *bytes = theirs != NULL ? g_convert (theirs, -1, "WINDOWS-1252",
                                                       "UTF-8", NULL, &length, NULL)
                                          : NULL;
  g_autofree char *tcvn3 =
      bytes != NULL ? bt_legacy_decode (bytes, length, BT_LEGACY_TCVN3) : NULL;

  return bytes != NULL && (g_strcmp0 (bytes, ours) == 0 || g_strcmp0 (tcvn3, ours) == 0);
}

static void
compare (const char *name, const char *charset)
{
  g_auto (Place) place = { 0 };
  g_autofree char *path = sample (name);
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (JsonObject) tags = exiftool (path, charset);

  place_init (&place);
  info = import (&place, path);
  for (guint i = 0; i < G_N_ELEMENTS (oracle); i++)
    {
      const char *ours = info->fields[oracle[i].field];
      g_autofree char *theirs = NULL;

      for (guint t = 0; t < G_N_ELEMENTS (oracle[i].tags) && theirs == NULL; t++)
        if (oracle[i].tags[t] != NULL)
          theirs = tag_text (tags, oracle[i].tags[t]);
      if (g_strcmp0 (ours, theirs) != 0 && !is_misread (theirs, ours))
        g_error ("%s: %s is “%s”, exiftool says “%s”", name,
                 bt_photo_field_to_string (oracle[i].field), ours, theirs);
    }
}

static void
test_against_exiftool (void)
{
  static const struct
  {
    const char *name, *charset;
  } cases[] = {
    { "iptc-std2019.1.jpg", "Latin" },       { "iptc-only.jpg", "Latin" },
    { "finepix-wheat-gps.jpg", "Latin" },    { "latin1-no-charset.jpg", "Latin" },
    { "iim-utf8-1-90.jpg", "Latin" },        { "navy-long-caption.jpg", "Latin" },
    { "stonehenge.heic", "Latin" },          { "stonehenge.webp", "Latin" },
    { "canon-orient6-serial.jpg", "Latin" }, { "vi-utf8.jpg", "Latin" },
    { "vi-xmp-nfd.jpg", "Latin" },           { "vi-iim-tcvn3.jpg", "Latin" },
    { "vi-iim-utf8-no-1-90.jpg", "UTF8" }, /* exiftool has to be told */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    compare (cases[i].name, cases[i].charset);
}

/* "IPTC | XMP | EXIF" of the manifest in our order. Returns: the first that is not "-" */
static char *
from_manifest (const char *column)
{
  static const int order[] = { 1, 0, 2 };
  g_auto (GStrv) parts = g_strsplit (column, " | ", 3);

  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (!g_str_equal (parts[order[i]], "-"))
      return g_utf8_normalize (parts[order[i]], -1, G_NORMALIZE_NFC);
  return g_strdup ("");
}

/* The manifest writes a line end as a dot, "; " as a comma, and cuts long captions. */
static void
assert_like_manifest (const char *file, const char *ours, const char *theirs)
{
  g_autoptr (GString) flat = g_string_new (ours);
  gsize length = strlen (theirs);
  gboolean cut = g_str_has_suffix (theirs, "…");

  g_string_replace (flat, "\n", ".", 0);
  g_string_replace (flat, "; ", ", ", 0);
  if (cut)
    length -= strlen ("…");
  if (strncmp (flat->str, theirs, length) != 0 || (!cut && flat->len != length))
    g_error ("%s: “%s” instead of “%s”", file, flat->str, theirs);
}

static void
check_line (const Place *place, const char *line)
{
  g_auto (GStrv) columns = g_strsplit (line, "\t", -1);
  g_autofree char *path = sample (columns[0]);
  g_autofree char *caption = NULL;
  g_autofree char *creator = NULL;
  g_autoptr (BtPhotoInfo) info = NULL;

  g_assert_cmpuint (g_strv_length (columns), ==, 8);
  if (g_str_equal (columns[0], "hostile-64250x64250.jpg")
      || g_str_equal (columns[0], "hostile-hang.png"))
    {
      gint64 start = g_get_monotonic_time ();

      import_refused (place, path, BT_PHOTO_ERROR, BT_PHOTO_ERROR_TOO_LARGE);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 2 * G_USEC_PER_SEC);
      return;
    }
  info = import (place, path);
  g_assert_cmpuint (info->size, ==, g_ascii_strtoull (columns[1], NULL, 10));
  g_assert_true (info->truncated
                 == g_str_equal (columns[0], "hostile-premature-end.jpg"));
  /* Here the manifest shows what exiftool made of bytes that do not say what they are. */
  if (g_str_equal (columns[0], "vi-iim-utf8-no-1-90.jpg")
      || g_str_equal (columns[0], "vi-iim-tcvn3.jpg"))
    {
      g_assert_cmpstr (bt_photo_info_get (info, BT_PHOTO_CREATOR), ==,
                       "Hoàng Vĩnh Khang");
      g_assert_cmpstr (bt_photo_info_get (info, BT_PHOTO_CAPTION), ==, CAPTION);
      return;
    }
  caption = from_manifest (columns[6]);
  creator = from_manifest (columns[7]);
  assert_like_manifest (columns[0], bt_photo_info_get (info, BT_PHOTO_CAPTION), caption);
  assert_like_manifest (columns[0], bt_photo_info_get (info, BT_PHOTO_CREATOR), creator);
}

static void
test_manifest (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *path = sample ("MANIFEST.tsv");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint count = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  place_init (&place);
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines + 1; *line != NULL && **line != '\0'; line++, count++)
    check_line (&place, *line);
  g_assert_cmpuint (count, >=, 18);
}

/* The sample whose caption is the newsroom's own, sent out and read by others. */
static void
test_rendition (void)
{
  static const char *const names[] = { "orient6-photo.jpg", "finepix-wheat-gps.jpg",
                                       "stonehenge.heic",   "stonehenge.webp",
                                       "vi-utf8.jpg",       "canon-orient6-serial.jpg" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (Place) place = { 0 };
      g_autofree char *path = sample (names[i]);
      g_autofree char *made = NULL;
      g_autofree char *private = NULL;
      g_autofree char *caption = NULL;
      g_autofree char *iim = NULL;
      g_autoptr (BtPhotoInfo) info = NULL;
      g_autoptr (BtPhotoInfo) back = NULL;
      g_autoptr (JsonObject) tags = NULL;
      int width, height;

      place_init (&place);
      info = import (&place, path);
      bt_photo_info_set (info, BT_PHOTO_CAPTION, "Hội nghị Thành ủy Cần Thơ");
      made = render (&place, info->hash, 2560, info);
      g_assert_nonnull (gdk_pixbuf_get_file_info (made, &width, &height));
      g_assert_cmpint (width, ==, (int)info->width);
      g_assert_cmpint (height, ==, (int)info->height);
      private = run ("exiftool", "-s", "-GPS*", "-*Serial*", "-MakerNotes:all",
                     "-Thumbnail*", "-*Owner*", "-*Lens*", "-XMP-xmpMM:all", made, NULL);
      g_assert_cmpstr (private, ==, "");
      tags = exiftool (made, "Latin");
      caption = tag_text (tags, "XMP-dc:Description");
      iim = tag_text (tags, "IPTC:Caption-Abstract");
      g_assert_cmpstr (caption, ==, "Hội nghị Thành ủy Cần Thơ");
      g_assert_cmpstr (iim, ==, "Hội nghị Thành ủy Cần Thơ");
      back = import (&place, made);
      g_assert_cmpuint (back->width, ==, info->width);
    }
}

/* Why each was read as it was, and where the homes of one file contradict each other. */
static void
test_homes (void)
{
  static const struct
  {
    const char *name;
    BtPhotoCharset iim;
    gboolean has[BT_N_PHOTO_HOMES];
    gboolean differ;
  } cases[] = {
    { "iptc-std2019.1.jpg", BT_PHOTO_CHARSET_PLAIN, { TRUE, TRUE, TRUE }, TRUE },
    { "iptc-only.jpg", BT_PHOTO_CHARSET_PLAIN, { FALSE, TRUE, FALSE }, FALSE },
    { "finepix-wheat-gps.jpg", BT_PHOTO_CHARSET_PLAIN, { TRUE, TRUE, TRUE }, TRUE },
    { "latin1-no-charset.jpg", BT_PHOTO_CHARSET_CP1252, { FALSE, TRUE, TRUE }, FALSE },
    { "iim-utf8-1-90.jpg", BT_PHOTO_CHARSET_PLAIN, { TRUE, TRUE, TRUE }, FALSE },
    { "navy-long-caption.jpg", BT_PHOTO_CHARSET_UTF8_MARKED, { TRUE, TRUE, TRUE }, TRUE },
    { "vi-utf8.jpg", BT_PHOTO_CHARSET_UTF8_MARKED, { TRUE, TRUE, TRUE }, FALSE },
    { "vi-xmp-nfd.jpg", BT_PHOTO_CHARSET_PLAIN, { TRUE, FALSE, FALSE }, FALSE },
    { "vi-iim-tcvn3.jpg", BT_PHOTO_CHARSET_TCVN3, { FALSE, TRUE, FALSE }, FALSE },
    { "vi-iim-utf8-no-1-90.jpg",
      BT_PHOTO_CHARSET_UTF8_UNMARKED,
      { FALSE, TRUE, FALSE },
      FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = sample (cases[i].name);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GError) error = NULL;
      g_autoptr (BtPhotoHomes) homes = bt_photo_read_homes (file, NULL, &error);
      gboolean differ = FALSE;

      g_assert_no_error (error);
      g_test_message ("%s: %s", cases[i].name,
                      bt_photo_charset_to_string (homes->charset[BT_PHOTO_HOME_IIM]));
      g_assert_cmpint (homes->charset[BT_PHOTO_HOME_IIM], ==, cases[i].iim);
      for (guint home = 0; home < BT_N_PHOTO_HOMES; home++)
        g_assert_cmpint (homes->has[home], ==, cases[i].has[home]);
      for (guint field = 0; field < BT_N_PHOTO_FIELDS; field++)
        if (bt_photo_homes_differ (homes, field))
          {
            differ = TRUE;
            g_test_message ("%s differs: %s | %s | %s", bt_photo_field_to_string (field),
                            homes->fields[0][field], homes->fields[1][field],
                            homes->fields[2][field]);
          }
      g_assert_cmpint (differ, ==, cases[i].differ);
    }
}

/* How many tags of a camera or a raw developer another program finds. */
static guint
count_tags (const char *path)
{
  g_autofree char *list =
      run ("exiftool", "-s", "-a", "-m", "-MakerNotes:all", "-GPS:all", "-XMP-crs:all",
           "-XMP-xmpMM:all", "-ICC_Profile:all", "-ThumbnailImage", path, NULL);
  guint lines = 0;

  for (const char *p = list; *p != '\0'; p++)
    lines += *p == '\n';
  return lines;
}

/* Each sample goes out with a new caption: the same pixels, and what was beside them when it
 * is kept. */
static void
test_export (void)
{
  static const char *const names[] = {
    "iptc-std2019.1.jpg",       "iptc-only.jpg",     "finepix-wheat-gps.jpg",
    "latin1-no-charset.jpg",    "iim-utf8-1-90.jpg", "navy-long-caption.jpg",
    "canon-orient6-serial.jpg", "orient6-photo.jpg", "icc.jpeg",
    "stonehenge.webp",          "vi-iim-tcvn3.jpg",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint privacy = 0; privacy <= BT_EXPORT_CLEAN; privacy++)
      {
        g_auto (Place) place = { 0 };
        g_autofree char *path = sample (names[i]);
        g_autofree char *made = NULL;
        g_autoptr (GFile) file = NULL;
        g_autoptr (BtPhotoInfo) info = NULL;
        g_autoptr (BtPhotoInfo) back = NULL;
        g_autoptr (GdkPixbuf) before = gdk_pixbuf_new_from_file (path, NULL);
        g_autoptr (GdkPixbuf) after = NULL;
        g_autoptr (GError) error = NULL;

        place_init (&place);
        info = import (&place, path);
        bt_photo_info_set (info, BT_PHOTO_CAPTION, CAPTION);
        made = place_path (&place, "made");
        file = g_file_new_for_path (made);
        bt_photo_folder_export (place.folder, info->hash, info, NULL, privacy, file,
                                FALSE, NULL, &error);
        g_assert_no_error (error);
        after = gdk_pixbuf_new_from_file (made, NULL);
        g_assert_nonnull (after);
        g_assert_cmpmem (
            gdk_pixbuf_read_pixels (before), gdk_pixbuf_get_byte_length (before),
            gdk_pixbuf_read_pixels (after), gdk_pixbuf_get_byte_length (after));
        back = import (&place, made);
        for (guint field = 0; field < BT_N_PHOTO_FIELDS; field++)
          assert_field (back, field, info->fields[field]);
        if (privacy == BT_EXPORT_KEEP)
          g_assert_cmpuint (count_tags (made), ==, count_tags (path));
        else
          {
            g_autofree char *private =
                run ("exiftool", "-s", "-GPS*", "-*Serial*", "-MakerNotes:all",
                     "-Thumbnail*", "-*Owner*", "-*Lens*", "-XMP-xmpMM:all", made, NULL);

            g_assert_cmpstr (private, ==, "");
          }
      }
}

/* Upright means: as another program turns it. */
static void
test_orientation (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *path = sample ("orient6-photo.jpg");
  g_autofree char *made = NULL;
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (GdkPixbuf) lying = gdk_pixbuf_new_from_file (path, NULL);
  g_autoptr (GdkPixbuf) upright = gdk_pixbuf_apply_embedded_orientation (lying);
  g_autoptr (GdkPixbuf) ours = NULL;

  place_init (&place);
  info = import (&place, path);
  g_assert_cmpuint (info->width, ==, 428);
  g_assert_cmpuint (info->height, ==, 640);
  made = render (&place, info->hash, 2560, NULL);
  ours = gdk_pixbuf_new_from_file (made, NULL);
  for (int x = 0; x < 10; x++)
    for (int y = 0; y < 10; y++)
      {
        const guint8 *pixel = gdk_pixbuf_read_pixels (upright)
                              + gdk_pixbuf_get_height (upright) * y / 10
                                    * gdk_pixbuf_get_rowstride (upright)
                              + gdk_pixbuf_get_width (upright) * x / 10 * 3;

        assert_pixel (ours, x, y, (guint32)(pixel[0] << 16 | pixel[1] << 8 | pixel[2]),
                      24);
      }
}

int
main (int argc, char **argv)
{
  g_autofree char *tool = g_find_program_in_path ("exiftool");

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/samples/manifest", test_manifest);
  g_test_add_func ("/photo/samples/homes", test_homes);
  g_test_add_func ("/photo/samples/orientation", test_orientation);
  if (tool != NULL)
    {
      g_test_add_func ("/photo/samples/against-exiftool", test_against_exiftool);
      g_test_add_func ("/photo/samples/export", test_export);
      g_test_add_func ("/photo/samples/rendition", test_rendition);
    }
  return g_test_run ();
}
