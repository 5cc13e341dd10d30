/* How much time a photo may take, and what happens to one that takes more.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo-testing.h"
#include "photo/worker/bt-budget.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include <jpeglib.h>

/* Under a sanitizer the worker has none. */
#ifdef __SANITIZE_ADDRESS__
#define HAS_LIMITS FALSE
#else
#define HAS_LIMITS TRUE
#endif

/* A progressive JPEG of one gray, @side × @side. */
static GByteArray *
gray_jpeg (guint side)
{
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  g_autofree JSAMPLE *row = g_malloc (side);
  JSAMPROW rows[1] = { row };
  unsigned char *data = NULL;
  unsigned long length = 0;
  GByteArray *out = g_byte_array_new ();

  memset (row, 0x80, side);
  jpeg.err = jpeg_std_error (&errors);
  jpeg_create_compress (&jpeg);
  jpeg_mem_dest (&jpeg, &data, &length);
  jpeg.image_width = side;
  jpeg.image_height = side;
  jpeg.input_components = 1;
  jpeg.in_color_space = JCS_GRAYSCALE;
  jpeg_set_defaults (&jpeg);
  jpeg_simple_progression (&jpeg);
  jpeg_start_compress (&jpeg, TRUE);
  for (guint y = 0; y < side; y++)
    jpeg_write_scanlines (&jpeg, rows, 1);
  jpeg_finish_compress (&jpeg);
  jpeg_destroy_compress (&jpeg);
  g_byte_array_append (out, data, (guint)length);
  free (data);
  return out;
}

static double
children_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_CHILDREN, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* Each of its scans goes through all pixels; as many as are let in, over as many pixels as
 * are let in, in a few hundred kilobytes. */
static void
test_many_scans (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GByteArray) jpeg = gray_jpeg (12200);
  g_autofree guint8 *scan = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  gsize at = jpeg->len - 2, n;
  double before;

  while (memcmp (jpeg->data + at, "\xff\xda", 2) != 0)
    at--;
  n = jpeg->len - 2 - at;
  scan = g_memdup2 (jpeg->data + at, n);
  g_byte_array_set_size (jpeg, jpeg->len - 2);
  for (guint i = 0; i < 50; i++)
    g_byte_array_append (jpeg, scan, (guint)n);
  g_byte_array_append (jpeg, (const guint8 *)"\xff\xd9", 2);
  g_assert_cmpuint (jpeg->len, <, 2 * 1000 * 1000);
  place_init (&place);
  path = place_write (&place, "scans.jpg", jpeg->data, jpeg->len);
  file = g_file_new_for_path (path);
  before = children_seconds ();
  info = bt_photo_folder_import (place.folder, file, NULL, &error);
  g_test_message ("%.2f s, %s", children_seconds () - before,
                  error != NULL ? error->message : "decoded");
  g_assert_true (info != NULL
                 || g_error_matches (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_LIMIT));
  g_assert_cmpfloat (children_seconds () - before, <=, 2.0);
}

static double
budget (BtPhotoKind kind, const void *head, gsize head_length, gsize length)
{
  g_autofree guint8 *data = g_malloc0 (length);

  memcpy (data, head, head_length);
  return bt_budget (kind, data, length);
}

static void
test_numbers (void)
{
#define JPEG(size) "\xff\xd8\xff\xc0\0\x11\x08" size "\3\1\x22\0\2\x11\1\3\x11\1"
  static const char small[] = JPEG ("\x03\xe8\x03\xe8"); /* 1000 × 1000 */
  static const char large[] = JPEG ("\x2e\xe0\x2e\xe0"); /* 12000 × 12000 */
  static const char png_head[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x2e\xe0\0\0\x2e\xe0";
  static const char webp[] = "RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xdf\x2e\0\xdf\x2e";
  static const char heic[] = "\0\0\0\x18"
                             "ftypheic\0\0\0\0mif1heic\0\0\0\x14ispe\0\0\0\0"
                             "\0\0\x2e\xe0\0\0\x2e\xe0";
  double most = BT_BUDGET_SECONDS + 0.1 * (144 - 16);

#undef JPEG
  g_assert_cmpfloat (budget (BT_PHOTO_KIND_JPEG, small, sizeof small, 9000000), ==,
                     BT_BUDGET_SECONDS);
  g_assert_cmpfloat (budget (BT_PHOTO_KIND_JPEG, large, sizeof large, 300000), ==,
                     BT_BUDGET_SECONDS);
  g_assert_cmpfloat_with_epsilon (
      budget (BT_PHOTO_KIND_JPEG, large, sizeof large, 40000000), most, 0.001);
  g_assert_cmpfloat (budget (BT_PHOTO_KIND_PNG, png_head, sizeof png_head, 300000), ==,
                     BT_BUDGET_SECONDS);
  g_assert_cmpfloat_with_epsilon (
      budget (BT_PHOTO_KIND_PNG, png_head, sizeof png_head, 100000000), most, 0.001);
  g_assert_cmpfloat_with_epsilon (
      budget (BT_PHOTO_KIND_WEBP, webp, sizeof webp, 40000000), most, 0.001);
  g_assert_cmpfloat_with_epsilon (
      budget (BT_PHOTO_KIND_HEIC, heic, sizeof heic, 20000000), most, 0.001);
  g_assert_cmpfloat (budget (BT_PHOTO_KIND_HEIC, heic, sizeof heic, 700000), ==,
                     BT_BUDGET_SECONDS);
  g_assert_cmpfloat (budget (BT_PHOTO_KIND_JPEG, "", 1, 1), ==, BT_BUDGET_SECONDS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/budget/numbers", test_numbers);
  if (HAS_LIMITS)
    g_test_add_func ("/photo/budget/many-scans", test_many_scans);
  return g_test_run ();
}
