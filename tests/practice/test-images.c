/* What the practice portal reads of picture files, honest and hostile ones.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/bt-practice-image.h"

#include <string.h>

/* A JPEG of 300 × 200 with nothing in it but headers. */
static GByteArray *
begin_jpeg (void)
{
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *)"\xff\xd8", 2);
  return bytes;
}

static void
append_segment (GByteArray *bytes, guint8 marker, const char *data, gsize length)
{
  const guint8 head[] = { 0xff, marker, (guint8)((length + 2) >> 8),
                          (guint8)(length + 2) };

  g_byte_array_append (bytes, head, sizeof head);
  g_byte_array_append (bytes, (const guint8 *)data, (guint)length);
}

static void
end_jpeg (GByteArray *bytes)
{
  append_segment (bytes, 0xc0, "\x08\0\xc8\x01\x2c\x01\x01\x11\0", 9);
  g_byte_array_append (bytes, (const guint8 *)"\xff\xda\0\x02\xff\xd9", 6);
}

static void
append_record (GString *iim, guint8 dataset, const char *text)
{
  const char head[] = { 0x1c, 2, (char)dataset, (char)(strlen (text) >> 8),
                        (char)strlen (text) };

  g_string_append_len (iim, head, sizeof head);
  g_string_append (iim, text);
}

static void
append_photoshop (GByteArray *bytes, const GString *iim)
{
  g_autoptr (GString) block = g_string_new (NULL);
  const char length[] = { 0, 0, (char)(iim->len >> 8), (char)iim->len };

  g_string_append_len (block, "Photoshop 3.0\0", 14);
  g_string_append_len (block, "8BIM\x03\xed\0\0\0\0\0\x01x\0",
                       14); /* another resource before */
  g_string_append_len (block, "8BIM\x04\x04\0\0", 8);
  g_string_append_len (block, length, 4);
  g_string_append_len (block, iim->str, (gssize)iim->len);
  append_segment (bytes, 0xed, block->str, block->len);
}

static GByteArray *
make_full_jpeg (void)
{
  GByteArray *bytes = begin_jpeg ();
  g_autoptr (GString) iim = g_string_new (NULL);
  static const char exif[] = "Exif\0\0MM\0*\0\0\0\x08\0\x02"
                             "\x01\x0e\0\x02\0\0\0\x05\0\0\0\x26"
                             "\x01\x3b\0\x02\0\0\0\x03\x41\x42\0\0"
                             "\0\0\0\0moto\0";

  append_segment (bytes, 0xe1, exif, sizeof exif - 1);
  append_record (iim, 5, "Tên");
  append_record (iim, 80, "Nguyễn A");
  append_record (iim, 105, "Tít");
  append_record (iim, 120, "Chú thích");
  append_photoshop (bytes, iim);
  end_jpeg (bytes);
  return bytes;
}

static gboolean
read_bytes (const GByteArray *bytes, BtPracticeImage *image)
{
  /* A copy of just this size, so that the sanitizer sees a step beyond it. */
  g_autofree guint8 *copy = g_memdup2 (bytes->data, bytes->len);

  return bt_practice_image_read (copy, bytes->len, image);
}

static void
test_jpeg (void)
{
  g_autoptr (GByteArray) bytes = make_full_jpeg ();
  g_auto (BtPracticeImage) image = { 0 };

  g_assert_true (read_bytes (bytes, &image));
  g_assert_cmpstr (image.mime, ==, "image/jpeg");
  g_assert_cmpuint (image.width, ==, 300);
  g_assert_cmpuint (image.height, ==, 200);
  g_assert_cmpstr (image.title, ==, "Tít");
  g_assert_cmpstr (image.caption, ==, "Chú thích");
  g_assert_cmpstr (image.credit, ==, "Nguyễn A");
}

static void
test_exif_alone (void)
{
  g_autoptr (GByteArray) bytes = begin_jpeg ();
  g_auto (BtPracticeImage) image = { 0 };
  static const char exif[] = "Exif\0\0II*\0\x08\0\0\0\x02\0"
                             "\x0e\x01\x02\0\x05\0\0\0\x26\0\0\0"
                             "\x3b\x01\x02\0\x03\0\0\0\x41\x42\0\0"
                             "\0\0\0\0moto\0";

  append_segment (bytes, 0xe1, exif, sizeof exif - 1);
  end_jpeg (bytes);
  g_assert_true (read_bytes (bytes, &image));
  g_assert_cmpstr (image.title, ==, "moto");
  g_assert_cmpstr (image.caption, ==, "moto");
  g_assert_cmpstr (image.credit, ==, "AB");
}

static void
test_latin (void)
{
  g_autoptr (GByteArray) bytes = begin_jpeg ();
  g_autoptr (GString) iim = g_string_new (NULL);
  g_auto (BtPracticeImage) image = { 0 };

  append_record (iim, 120, "caf\xe9");
  append_photoshop (bytes, iim);
  end_jpeg (bytes);
  g_assert_true (read_bytes (bytes, &image));
  g_assert_cmpstr (image.caption, ==, "café");
}

/* Cut at each byte: never a step outside, never a loop. */
static void
test_cut (void)
{
  g_autoptr (GByteArray) bytes = make_full_jpeg ();
  const guint whole = bytes->len;

  for (guint length = 0; length < whole; length++)
    {
      g_autoptr (GByteArray) part = g_byte_array_new ();
      g_auto (BtPracticeImage) image = { 0 };

      g_byte_array_append (part, bytes->data, length);
      read_bytes (part, &image);
    }
}

/* Each byte changed to each of some values that hurt. */
static void
test_damaged (void)
{
  static const guint8 values[] = { 0x00, 0x01, 0x7f, 0x80, 0xff };
  g_autoptr (GByteArray) bytes = make_full_jpeg ();

  for (guint at = 0; at < bytes->len; at++)
    for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
      {
        guint8 before = bytes->data[at];
        g_auto (BtPracticeImage) image = { 0 };

        bytes->data[at] = values[i];
        read_bytes (bytes, &image);
        bytes->data[at] = before;
      }
}

static void
test_others (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    const char *mime;
    guint width;
    guint height;
  } files[] = {
    { "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x2c\0\0\0\xc8\x08\x02\0\0\0", 29,
      "image/png", 300, 200 },
    { "GIF89a\x2c\x01\xc8\0\0\0\0", 13, "image/gif", 300, 200 },
    { "RIFF\0\0\0\0WEBPVP8 \0\0\0\0\x30\x01\0\x9d\x01\x2a\x2c\x01\xc8\0", 30,
      "image/webp", 300, 200 },
    { "RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x2b\xc1\x31\0", 25, "image/webp", 300, 200 },
    { "RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x2b\x01\0\xc7\0\0", 30, "image/webp", 300,
      200 },
  };
  static const char *const none[] = { "",
                                      "GIF8",
                                      "\x89PNG\r\n\x1a\n",
                                      "RIFF",
                                      "BM",
                                      "%PDF-1.4",
                                      "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                                      "\xff\xd8\xff" };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_auto (BtPracticeImage) image = { 0 };
      g_autofree guint8 *copy = g_memdup2 (files[i].bytes, files[i].length);

      g_assert_true (bt_practice_image_read (copy, files[i].length, &image));
      g_assert_cmpstr (image.mime, ==, files[i].mime);
      g_assert_cmpuint (image.width, ==, files[i].width);
      g_assert_cmpuint (image.height, ==, files[i].height);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_auto (BtPracticeImage) image = { 0 };

      g_assert_false (
          bt_practice_image_read ((const guint8 *)none[i], strlen (none[i]), &image));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/images/jpeg", test_jpeg);
  g_test_add_func ("/practice/images/exif-alone", test_exif_alone);
  g_test_add_func ("/practice/images/latin", test_latin);
  g_test_add_func ("/practice/images/cut", test_cut);
  g_test_add_func ("/practice/images/damaged", test_damaged);
  g_test_add_func ("/practice/images/others", test_others);
  return g_test_run ();
}
