/* Files that are not photos, or are made to hurt: each a clear error, soon, with nothing
 * kept and nothing lost.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo-testing.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <jpeglib.h>

/* The whole way, start of the worker included. A sanitizer makes it slow. */
#define SOON (2 * G_USEC_PER_SEC)

static void
refused_soon (const Place *place, const char *path, BtPhotoError code)
{
  gint64 start = g_get_monotonic_time ();

  import_refused (place, path, BT_PHOTO_ERROR, (int)code);
  g_assert_cmpint (g_get_monotonic_time () - start, <, SOON);
}

static void
refuse_bytes (const Place *place,
              const char *name,
              const void *data,
              gsize length,
              BtPhotoError code)
{
  g_autofree char *path = place_write (place, name, data, length);

  refused_soon (place, path, code);
}

static void
refuse (const Place *place, const char *name, GBytes *bytes, BtPhotoError code)
{
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);

  refuse_bytes (place, name, data, length, code);
}

static void
test_not_photos (void)
{
  static const struct
  {
    const char *name, *bytes;
    gsize length;
  } cases[] = {
#define CASE(name, text) { name, text, sizeof text - 1 }
    CASE ("empty.jpg", ""),
    CASE ("one.jpg", "\xff"),
    CASE ("text.jpg", "Thành ủy Cần Thơ\n"),
    CASE ("page.jpg", "<!DOCTYPE html><title>Not found</title>"),
    CASE ("drawing.jpg",
          "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"),
    CASE ("moving.jpg", "GIF89a\x73\xe5\x33\x65\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0"),
    CASE ("icon.png", "\0\0\1\0\1\0\x10\x10\0\0\1\0\x20\0"),
    CASE ("raw.jpg", "II*\0\x10\0\0\0CR\2\0"),
    CASE ("bitmap.png", "BM\x46\0\0\0\0\0\0\0\x36\0\0\0"),
    CASE ("film.heic", "\0\0\0\x18"
                       "ftypmp42\0\0\0\0mp42isom"),
    CASE ("program.jpg", "\x7f"
                         "ELF\2\1\1\0"),
    CASE ("zeros.jpg", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
    CASE ("pixmap.png", "/* XPM */\nstatic char *a[] = {\"1 1 1 1\",\"a c red\",\"a\"};"),
#undef CASE
  };
  g_auto (Place) place = { 0 };

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    refuse_bytes (&place, cases[i].name, cases[i].bytes, cases[i].length,
                  BT_PHOTO_ERROR_KIND);
}

static void
test_not_files (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *missing = NULL;
  g_autofree char *pipe = NULL;
  g_autofree char *dangling = NULL;
  g_autofree char *huge = NULL;

  place_init (&place);
  missing = place_path (&place, "missing.jpg");
  pipe = place_path (&place, "pipe.jpg");
  dangling = place_path (&place, "dangling.jpg");
  huge = place_write (&place, "huge.jpg", "\xff\xd8\xff\xe0", 4);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (symlink (missing, dangling), ==, 0);
  g_assert_cmpint (truncate (huge, BT_PHOTO_MAX_BYTES + 1), ==, 0);
  refused_soon (&place, missing, BT_PHOTO_ERROR_READ);
  refused_soon (&place, pipe, BT_PHOTO_ERROR_READ);
  refused_soon (&place, dangling, BT_PHOTO_ERROR_READ);
  refused_soon (&place, place.root, BT_PHOTO_ERROR_READ);
  refused_soon (&place, "/dev/zero", BT_PHOTO_ERROR_READ);
  refused_soon (&place, huge, BT_PHOTO_ERROR_TOO_LARGE);
  if (geteuid () != 0)
    {
      g_autofree char *secret = place_write (&place, "secret.jpg", "x", 1);

      g_assert_cmpint (g_chmod (secret, 0), ==, 0);
      refused_soon (&place, secret, BT_PHOTO_ERROR_READ);
    }
}

/* A head that is right, and then nothing or noise. */
static void
test_only_heads (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
  } heads[] = {
#define CASE(text) { text, sizeof text - 1 }
    CASE ("\xff\xd8\xff"),
    CASE ("\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"),
    CASE ("\xff\xd8\xff\xd9"),
    CASE ("\x89PNG\r\n\x1a\n"),
    CASE ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\2\0\0\0"),
    CASE ("RIFF\x10\0\0\0WEBP"),
    CASE ("RIFF\xff\xff\xff\xffWEBPVP8 \xff\xff\xff\xff"),
    CASE ("\0\0\0\x18"
          "ftypheic\0\0\0\0mif1heic"),
    CASE ("\0\0\0\x18"
          "ftypavif\0\0\0\0mif1avif\xff\xff\xff\xffmeta"),
    CASE ("\0\0\0\x18"
          "ftypheic\0\0\0\0mif1heic\0\0\0\1meta\0\0\0\0\0\0\0\0"),
#undef CASE
  };
  g_auto (Place) place = { 0 };
  g_autoptr (GRand) random = g_rand_new_with_seed (20171228);

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autoptr (GByteArray) noisy = g_byte_array_new ();

      refuse_bytes (&place, "head", heads[i].bytes, heads[i].length,
                    BT_PHOTO_ERROR_DAMAGED);
      g_byte_array_append (noisy, (const guint8 *)heads[i].bytes, (guint)heads[i].length);
      for (guint n = 0; n < 4096; n++)
        {
          guint8 byte = (guint8)g_rand_int_range (random, 0, 255);

          g_byte_array_append (noisy, &byte, 1);
        }
      refuse_bytes (&place, "noise", noisy->data, noisy->len, BT_PHOTO_ERROR_DAMAGED);
    }
}

/* A size that is declared and never delivered: refused before a pixel is decoded. */
static void
test_declared_sizes (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GdkPixbuf) pixbuf = quadrants (64, 48);
  g_autoptr (GBytes) wide = png (8, 8, 70000, 8, 0, 1, NULL);
  g_autoptr (GBytes) many = png (8, 60000, 60000, 8, 2, 1, NULL);
  g_autoptr (GBytes) none = png (8, 8, 0, 8, 0, 1, NULL);
  g_autofree char *jpeg_path = NULL;
  g_autofree char *jpeg = NULL;
  guint8 *frame;
  gsize length;

  place_init (&place);
  refuse (&place, "wide.png", wide, BT_PHOTO_ERROR_TOO_LARGE);
  refuse (&place, "many.png", many, BT_PHOTO_ERROR_TOO_LARGE);
  refuse (&place, "none.png", none, BT_PHOTO_ERROR_DAMAGED);

  jpeg_path = save (&place, pixbuf, "a.jpg", "jpeg");
  g_assert_true (g_file_get_contents (jpeg_path, &jpeg, &length, NULL));
  frame = memmem (jpeg, length, "\xff\xc0", 2);
  g_assert_nonnull (frame);
  memcpy (frame + 5, "\xf0\x00\xf0\x00", 4); /* 61,440 each way */
  refuse_bytes (&place, "large.jpg", jpeg, length, BT_PHOTO_ERROR_TOO_LARGE);
}

static GBytes *
progressive (GdkPixbuf *pixbuf)
{
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  unsigned char *data = NULL;
  unsigned long length = 0;

  jpeg.err = jpeg_std_error (&errors);
  jpeg_create_compress (&jpeg);
  jpeg_mem_dest (&jpeg, &data, &length);
  jpeg.image_width = (JDIMENSION)gdk_pixbuf_get_width (pixbuf);
  jpeg.image_height = (JDIMENSION)gdk_pixbuf_get_height (pixbuf);
  jpeg.input_components = 3;
  jpeg.in_color_space = JCS_RGB;
  jpeg_set_defaults (&jpeg);
  jpeg_simple_progression (&jpeg);
  jpeg_start_compress (&jpeg, TRUE);
  while (jpeg.next_scanline < jpeg.image_height)
    {
      JSAMPROW row =
          gdk_pixbuf_get_pixels (pixbuf)
          + (gsize)jpeg.next_scanline * (gsize)gdk_pixbuf_get_rowstride (pixbuf);

      jpeg_write_scanlines (&jpeg, &row, 1);
    }
  jpeg_finish_compress (&jpeg);
  jpeg_destroy_compress (&jpeg);
  return g_bytes_new_with_free_func (data, length, free, data);
}

/* A few bytes a scan, and each goes through all pixels: two thousand would take minutes. */
static void
test_scans (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GdkPixbuf) pixbuf = quadrants (6000, 4000);
  g_autoptr (GBytes) whole = progressive (pixbuf);
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (GByteArray) bomb = g_byte_array_new ();
  g_autofree char *path = NULL;
  const guint8 *last = NULL;
  gsize length;
  const guint8 *data = g_bytes_get_data (whole, &length);

  place_init (&place);
  path = place_write (&place, "whole.jpg", data, length);
  info = import (&place, path);
  g_assert_cmpuint (info->width, ==, 6000);
  for (gsize at = 0; at + 1 < length; at++)
    if (data[at] == 0xff && data[at + 1] == 0xda)
      last = data + at;
  g_assert_nonnull (last);
  g_byte_array_append (bomb, data, (guint)length - 2);
  for (guint i = 0; i < 2000; i++)
    g_byte_array_append (bomb, last, (guint)(data + length - 2 - last));
  g_byte_array_append (bomb, (const guint8 *)"\xff\xd9", 2);
  refuse_bytes (&place, "scans.jpg", bomb->data, bomb->len, BT_PHOTO_ERROR_DAMAGED);
}

/* Right up to the limit it is decoded, whatever it costs in the worker. */
static void
test_bomb (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GBytes) bomb = png (12000, 12000, 12000, 8, 0, 0x80, NULL);
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autofree char *path = NULL;
  gint64 start;

  place_init (&place);
  g_assert_cmpuint (g_bytes_get_size (bomb), <, 300 * 1024);
  path = place_write (&place, "bomb.png", g_bytes_get_data (bomb, NULL),
                      g_bytes_get_size (bomb));
  start = g_get_monotonic_time ();
  info = import (&place, path);
  g_assert_cmpuint (info->width, ==, 12000);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
}

/* Half a photo is shown as half a photo and said to be one; the rest of it is gray, and
 * nothing out of the worker's memory. */
static void
test_truncated (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GdkPixbuf) pixbuf = quadrants (1600, 1200);
  static const char *const types[] = { "jpeg", "png" };

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *path = save (&place, pixbuf, "whole", types[i]);
      g_autofree char *bytes = NULL;
      g_autofree char *cut = NULL;
      g_autofree char *made = NULL;
      g_autoptr (GdkPixbuf) half = NULL;
      g_autoptr (BtPhotoInfo) whole = import (&place, path);
      g_autoptr (BtPhotoInfo) info = NULL;
      gsize length;

      g_assert_false (whole->truncated);
      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      cut = place_write (&place, "cut", bytes, length * 4 / 10);
      info = import (&place, cut);
      g_assert_true (info->truncated);
      g_assert_cmpuint (info->width, ==, 1600);
      made = render (&place, info->hash, 1600, info);
      half = gdk_pixbuf_new_from_file (made, NULL);
      assert_pixel (half, 2, 1, 0xff0000, 6);
      assert_pixel (half, 8, 8, 0x808080, 6);
    }
}

static void
test_truncated_others (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GdkPixbuf) pixbuf = quadrants (320, 240);
  g_autofree char *webp = NULL;
  g_autofree char *png_path = NULL;
  g_autofree char *heic = NULL;
  g_autofree char *tool = g_find_program_in_path ("heif-enc");

  place_init (&place);
  webp = save (&place, pixbuf, "a.webp", "webp");
  png_path = save (&place, pixbuf, "a.png", "png");
  heic = place_path (&place, "a.heic");
  if (tool != NULL)
    g_free (run (tool, "-o", heic, png_path, NULL));
  for (guint i = 0; i < (tool != NULL ? 2 : 1); i++)
    {
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (i == 0 ? webp : heic, &bytes, &length, NULL));
      for (gsize part = 1; part < 10; part++)
        refuse_bytes (&place, "cut", bytes, length * part / 10, BT_PHOTO_ERROR_DAMAGED);
    }
}

/* What follows the end marker, or stands in an embedded thumbnail, does not decide. */
static void
test_end_marker (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GdkPixbuf) pixbuf = quadrants (320, 240);
  g_autoptr (GByteArray) longer = g_byte_array_new ();
  g_autoptr (GBytes) with_thumbnail = NULL;
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (BtPhotoInfo) trailing = NULL;
  g_autoptr (BtPhotoInfo) zeroed = NULL;
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *longer_path = NULL;
  g_autofree char *cut_path = NULL;
  g_autofree char *zeroed_path = NULL;
  gsize length;

  place_init (&place);
  path = save (&place, pixbuf, "a.jpg", "jpeg");
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_byte_array_append (longer, (guint8 *)bytes, (guint)length);
  g_byte_array_append (longer, (const guint8 *)"\xff\xd8\xff and a film", 15);
  longer_path = place_write (&place, "longer.jpg", longer->data, longer->len);
  trailing = import (&place, longer_path);
  g_assert_false (trailing->truncated);

  with_thumbnail = jpeg_with_segment (path, 0xe5, bytes, MIN (length, 60000));
  cut_path = place_write (&place, "cut.jpg", g_bytes_get_data (with_thumbnail, NULL),
                          g_bytes_get_size (with_thumbnail) - 40);
  info = import (&place, cut_path);
  g_assert_true (info->truncated);

  /* As a card that was pulled out too early leaves it: the size is right. */
  memset (bytes + length * 2 / 3, 0, length - length * 2 / 3);
  zeroed_path = place_write (&place, "zeroed.jpg", bytes, length);
  zeroed = import (&place, zeroed_path);
  g_assert_true (zeroed->truncated);
}

/* One changed byte after the other: never a crash of the program, always an answer. */
static void
test_flipped_bytes (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GdkPixbuf) pixbuf = quadrants (96, 64);
  g_autoptr (GRand) random = g_rand_new_with_seed (1109);
  static const char *const types[] = { "jpeg", "png", "webp" };

  place_init (&place);
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *path = save (&place, pixbuf, "a", types[i % 3]);
      g_autofree char *bytes = NULL;
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GError) error = NULL;
      g_autoptr (BtPhotoInfo) info = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      for (guint n = 0; n < 6; n++)
        bytes[g_rand_int_range (random, 12, (gint32)length)] =
            (char)g_rand_int_range (random, 0, 255);
      g_assert_true (g_file_set_contents (path, bytes, (gssize)length, NULL));
      info = bt_photo_folder_import (place.folder, file, NULL, &error);
      if (info == NULL)
        g_assert_true (error->domain == BT_PHOTO_ERROR
                       && error->code != BT_PHOTO_ERROR_WORKER);
      else
        g_assert_true (bt_photo_folder_verify (place.folder, info->hash, NULL, NULL));
    }
}

/* The program itself never holds a picture. */
static void
test_own_memory (void)
{
  struct rusage usage;

  g_assert_cmpint (getrusage (RUSAGE_SELF, &usage), ==, 0);
  g_test_message ("at most %ld KB", usage.ru_maxrss);
  if (g_getenv ("ASAN_OPTIONS") == NULL)
    g_assert_cmpint (usage.ru_maxrss, <, 100 * 1024);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/hostile/not-photos", test_not_photos);
  g_test_add_func ("/photo/hostile/not-files", test_not_files);
  g_test_add_func ("/photo/hostile/only-heads", test_only_heads);
  g_test_add_func ("/photo/hostile/declared-sizes", test_declared_sizes);
  g_test_add_func ("/photo/hostile/truncated", test_truncated);
  g_test_add_func ("/photo/hostile/truncated-others", test_truncated_others);
  g_test_add_func ("/photo/hostile/end-marker", test_end_marker);
  g_test_add_func ("/photo/hostile/flipped-bytes", test_flipped_bytes);
  g_test_add_func ("/photo/hostile/own-memory", test_own_memory);
  g_test_add_func ("/photo/hostile/scans", test_scans);
  g_test_add_func ("/photo/hostile/bomb", test_bomb);
  return g_test_run ();
}
