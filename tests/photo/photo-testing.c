/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo-testing.h"

#include <glib/gstdio.h>
#include <string.h>

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

void
place_init (Place *place)
{
  g_autoptr (GError) error = NULL;

  place->root = g_dir_make_tmp ("banthao-photo-XXXXXX", &error);
  g_assert_no_error (error);
  place->photos = g_build_filename (place->root, "data", "photos", NULL);
  place->cache = g_build_filename (place->root, "cache", NULL);
  place->folder = bt_photo_folder_new (place->photos, place->cache);
}

void
place_clear (Place *place)
{
  g_clear_object (&place->folder);
  if (place->root == NULL)
    return;
  remove_tree (place->root);
  g_free (place->root);
  g_free (place->photos);
  g_free (place->cache);
}

char *
place_path (const Place *place, const char *name)
{
  return g_build_filename (place->root, name, NULL);
}

char *
place_write (const Place *place, const char *name, const void *data, gsize length)
{
  char *path = place_path (place, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, data, (gssize)length, &error);
  g_assert_no_error (error);
  return path;
}

BtPhotoInfo *
import (const Place *place, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  BtPhotoInfo *info = bt_photo_folder_import (place->folder, file, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (info);
  return info;
}

void
import_refused (const Place *place, const char *path, GQuark domain, int code)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  guint before = count_files (place->photos);

  g_assert_null (bt_photo_folder_import (place->folder, file, NULL, &error));
  if (!g_error_matches (error, domain, code))
    g_error ("%s: %s", path, error->message);
  g_assert_cmpuint (strlen (error->message), >, 0);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (count_files (place->photos), ==, before);
}

char *
render (const Place *place, const char *hash, guint max_side, const BtPhotoInfo *metadata)
{
  BtRendition rendition = { .max_side = max_side, .quality = 95, .metadata = metadata };
  g_autoptr (GError) error = NULL;
  char *path = bt_photo_folder_render (place->folder, hash, &rendition, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (path);
  return path;
}

BtPhotoEdit *
edit_of (const char *json)
{
  g_autoptr (GError) error = NULL;
  BtPhotoEdit *edit = bt_photo_edit_from_json (json, &error);

  g_assert_no_error (error);
  g_assert_nonnull (edit);
  return edit;
}

GdkPixbuf *
render_edit (const Place *place,
             const char *hash,
             const BtPhotoEdit *edit,
             const BtWatermark *watermark,
             guint max_side)
{
  BtRendition rendition = {
    .max_side = max_side, .quality = 95, .edit = edit, .watermark = watermark
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *path =
      bt_photo_folder_render (place->folder, hash, &rendition, NULL, &error);
  GdkPixbuf *pixbuf;

  g_assert_no_error (error);
  pixbuf = gdk_pixbuf_new_from_file (path, &error);
  g_assert_no_error (error);
  return pixbuf;
}

const guint8 *
pixel_at (GdkPixbuf *pixbuf, int x, int y)
{
  g_assert_true (x >= 0 && x < gdk_pixbuf_get_width (pixbuf));
  g_assert_true (y >= 0 && y < gdk_pixbuf_get_height (pixbuf));
  return gdk_pixbuf_read_pixels (pixbuf)
         + (gsize)y * (gsize)gdk_pixbuf_get_rowstride (pixbuf) + (gsize)x * 3;
}

guint
count_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint count = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      count += g_file_test (child, G_FILE_TEST_IS_DIR) ? count_files (child) : 1;
    }
  return count;
}

char *
run (const char *program, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *complaint = NULL;
  char *output = NULL;
  va_list args;
  int status = 0;

  g_ptr_array_add (argv, (char *)program);
  va_start (args, program);
  for (char *arg; (arg = va_arg (args, char *)) != NULL;)
    g_ptr_array_add (argv, arg);
  va_end (args);
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (NULL, (char **)argv->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                &output, &complaint, &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s %s", program, error->message, complaint);
  return output;
}

JsonObject *
exiftool (const char *path, const char *charset)
{
  g_autofree char *iptc = g_strdup_printf ("IPTC=%s", charset);
  g_autofree char *output = run ("exiftool", "-j", "-G1", "-a", "-struct", "-charset",
                                 iptc, "-sep", "; ", path, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *files;

  json_parser_load_from_data (parser, output, -1, &error);
  g_assert_no_error (error);
  files = json_node_get_array (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (files), ==, 1);
  return json_object_ref (json_array_get_object_element (files, 0));
}

char *
tag_text (JsonObject *tags, const char *name)
{
  JsonNode *node = json_object_get_member (tags, name);
  g_autoptr (BtPhotoInfo) cleaner = bt_photo_info_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        g_string_append_printf (text, "%s%s", i > 0 ? "; " : "",
                                json_array_get_string_element (array, i));
    }
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    g_string_append (text, json_node_get_string (node));
  else
    {
      g_autofree char *number = json_to_string (node, FALSE);

      g_string_append (text, number);
    }
  bt_photo_info_set (cleaner, BT_PHOTO_CAPTION, text->str);
  return g_strdup (cleaner->fields[BT_PHOTO_CAPTION]);
}

char *
worker_script (const Place *place, const char *body)
{
  char *here = place_path (place, "worker");
  const char *build = g_getenv ("BANTHAO_BUILD_DIR");
  g_autofree char *path = g_build_filename (here, "banthao-photo-worker", NULL);
  g_autofree char *script = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (build);
  script =
      g_strdup_printf ("#!/bin/sh\nREAL=%s/src/photo/banthao-photo-worker\nHERE=%s\n%s\n",
                       build, here, body);
  g_assert_cmpint (g_mkdir_with_parents (here, 0700), ==, 0);
  g_file_set_contents_full (path, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, &error);
  g_assert_no_error (error);
  g_setenv ("BANTHAO_LIBEXECDIR", here, TRUE);
  return here;
}

void
worker_real (void)
{
  g_unsetenv ("BANTHAO_LIBEXECDIR");
}

GdkPixbuf *
quadrants (int width, int height)
{
  static const guint32 colors[4] = { 0xff0000ff, 0x00ff00ff, 0x0000ffff, 0xffffffff };
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);

  for (int i = 0; i < 4; i++)
    {
      g_autoptr (GdkPixbuf) part = gdk_pixbuf_new_subpixbuf (
          pixbuf, i % 2 * width / 2, i / 2 * height / 2, width / 2, height / 2);

      gdk_pixbuf_fill (part, colors[i]);
    }
  return pixbuf;
}

char *
save (const Place *place, GdkPixbuf *pixbuf, const char *name, const char *type)
{
  char *path = place_path (place, name);
  g_autoptr (GError) error = NULL;
  gboolean jpeg = g_str_equal (type, "jpeg");

  gdk_pixbuf_save (pixbuf, path, type, &error, jpeg ? "quality" : NULL, "100", NULL);
  g_assert_no_error (error);
  return path;
}

void
assert_pixel (GdkPixbuf *pixbuf, int x, int y, guint32 rgb, int tolerance)
{
  int column = gdk_pixbuf_get_width (pixbuf) * x / 10;
  int row = gdk_pixbuf_get_height (pixbuf) * y / 10;
  const guint8 *pixel = gdk_pixbuf_read_pixels (pixbuf)
                        + row * gdk_pixbuf_get_rowstride (pixbuf)
                        + column * gdk_pixbuf_get_n_channels (pixbuf);

  for (int i = 0; i < 3; i++)
    {
      int wanted = (int)(rgb >> (16 - 8 * i) & 0xff);

      if (ABS (pixel[i] - wanted) > tolerance)
        g_error ("at %d, %d: %02x%02x%02x instead of %06x", x, y, pixel[0], pixel[1],
                 pixel[2], rgb);
    }
}

GBytes *
exif_orientation (guint orientation)
{
  guint8 tiff[] = { 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0,
                    3,   0,   0, 0,  1, 0, 0, 0, 0, 0, 0,    0,    0 };

  tiff[19] = (guint8)orientation;
  return g_bytes_new (tiff, sizeof tiff);
}

GBytes *
jpeg_with_segment (const char *path, guint8 marker, const void *data, gsize length)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint8 head[4] = { 0xff, marker, (guint8)((length + 2) >> 8), (guint8)(length + 2) };
  g_autofree char *jpeg = NULL;
  gsize jpeg_length;

  g_assert_true (g_file_get_contents (path, &jpeg, &jpeg_length, NULL));
  g_byte_array_append (out, (guint8 *)jpeg, 2);
  g_byte_array_append (out, head, sizeof head);
  g_byte_array_append (out, data, (guint)length);
  g_byte_array_append (out, (guint8 *)jpeg + 2, (guint)jpeg_length - 2);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static guint32
crc32 (guint32 crc, const guint8 *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
  return crc;
}

static void
append_u32 (GByteArray *out, guint32 value)
{
  value = GUINT32_TO_BE (value);
  g_byte_array_append (out, (guint8 *)&value, 4);
}

static void
append_chunk (GByteArray *out, const char *type, const guint8 *data, gsize length)
{
  guint32 crc = crc32 (0xffffffff, (const guint8 *)type, 4);

  append_u32 (out, (guint32)length);
  g_byte_array_append (out, (const guint8 *)type, 4);
  g_byte_array_append (out, data, (guint)length);
  append_u32 (out, ~crc32 (crc, data, length));
}

static GBytes *
deflate (const void *data, gsize length)
{
  g_autoptr (GZlibCompressor) zlib =
      g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 6);
  g_autoptr (GInputStream) plain =
      g_memory_input_stream_new_from_data (data, (gssize)length, NULL);
  g_autoptr (GInputStream) packed =
      g_converter_input_stream_new (plain, G_CONVERTER (zlib));
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_output_stream_splice (out, packed, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

GBytes *
png (guint width,
     guint height,
     guint declared_width,
     guint8 bits,
     guint8 color_type,
     guint8 value,
     GBytes *icc)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (GByteArray) head = g_byte_array_new ();
  g_autoptr (GBytes) pixels = NULL;
  gsize row = 1 + (gsize)width * (color_type == 2 ? 3 : 1) * (bits / 8);
  g_autofree guint8 *rows = g_malloc (row * height);
  guint8 rest[5] = { bits, color_type, 0, 0, 0 };

  memset (rows, value, row * height);
  for (guint y = 0; y < height; y++)
    rows[y * row] = 0; /* no filter */
  append_u32 (head, declared_width);
  append_u32 (head, height);
  g_byte_array_append (head, rest, sizeof rest);
  g_byte_array_append (out, (const guint8 *)"\x89PNG\r\n\x1a\n", 8);
  append_chunk (out, "IHDR", head->data, head->len);
  if (icc != NULL)
    {
      g_autoptr (GBytes) packed =
          deflate (g_bytes_get_data (icc, NULL), g_bytes_get_size (icc));
      g_autoptr (GByteArray) profile = g_byte_array_new ();

      g_byte_array_append (profile, (const guint8 *)"icc\0", 5);
      g_byte_array_append (profile, g_bytes_get_data (packed, NULL),
                           (guint)g_bytes_get_size (packed));
      append_chunk (out, "iCCP", profile->data, profile->len);
    }
  pixels = deflate (rows, row * height);
  append_chunk (out, "IDAT", g_bytes_get_data (pixels, NULL), g_bytes_get_size (pixels));
  append_chunk (out, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

char *
make_jpeg (const Place *place)
{
  g_autoptr (GdkPixbuf) pixbuf = quadrants (64, 48);

  return save (place, pixbuf, "a.jpg", "jpeg");
}

BtPhotoInfo *
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

void
assert_field (const BtPhotoInfo *info, BtPhotoField field, const char *text)
{
  if (g_strcmp0 (info->fields[field], text) != 0)
    g_error ("%s is “%s”, not “%s”", bt_photo_field_to_string (field),
             info->fields[field], text);
}
