/* The newsroom's mark: a PNG that somebody chose, so it is as little trusted as a photo.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-correct.h"

/* More pixels than any mark needs. */
#define MAX_MARK_PIXELS (16u * 1000 * 1000)
#define CHUNK (64 * 1024)
/* Between the mark and the edge: this part of the photo's shorter side. */
#define MARGIN 0.02

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WATERMARK, why);
  return FALSE;
}

GdkPixbufLoader *
bt_mark_prepare (GBytes *bytes, GError **error)
{
  GdkPixbufLoader *loader = NULL;
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (bt_photo_kind_sniff (data, MIN (length, BT_PHOTO_SNIFF_BYTES)) != BT_PHOTO_KIND_PNG)
    {
      refuse (error, "The mark is no PNG");
      return NULL;
    }
  if (!bt_decode_prepare (BT_PHOTO_KIND_PNG, &loader, NULL))
    refuse (error, "No decoder for PNG is installed");
  return loader;
}

static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  gboolean *too_large = data;

  *too_large = width < 1 || height < 1 || width > (int)MAX_MARK_PIXELS
               || (guint)height > MAX_MARK_PIXELS / (guint)width;
  if (*too_large)
    gdk_pixbuf_loader_set_size (loader, 0, 0); /* makes the decoder give up */
}

static GdkPixbuf *
decode (GdkPixbufLoader *loader, GBytes *bytes, GError **error)
{
  g_autoptr (GError) cause = NULL;
  gsize length, done = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  gboolean too_large = FALSE, ok = TRUE;
  GdkPixbuf *pixbuf;

  if (bt_is_truncated (BT_PHOTO_KIND_PNG, data, length, NULL))
    {
      refuse (error, "The mark is cut short");
      return NULL;
    }
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &too_large);
  while (ok && !too_large && done < length)
    {
      gsize n = MIN (CHUNK, length - done);

      ok = gdk_pixbuf_loader_write (loader, data + done, n, &cause);
      done += n;
    }
  ok = gdk_pixbuf_loader_close (loader, ok ? &cause : NULL) && ok;
  pixbuf = ok && !too_large ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  if (pixbuf == NULL)
    refuse (error, too_large       ? "The mark has too many pixels"
                   : cause != NULL ? cause->message
                                   : "No picture in the mark");
  return pixbuf != NULL ? g_object_ref (pixbuf) : NULL;
}

/* @at, @size: along one side. @end: whether it belongs to the right or the bottom. */
static int
place (int whole, int size, int margin, gboolean middle, gboolean end)
{
  if (middle)
    return (whole - size) / 2;
  return end ? whole - size - margin : margin;
}

gboolean
bt_mark_put (GdkPixbufLoader *loader,
             GBytes *bytes,
             const BtWatermark *mark,
             GdkPixbuf *pixbuf,
             GError **error)
{
  g_autoptr (GdkPixbuf) decoded = decode (loader, bytes, error);
  g_autoptr (GdkPixbuf) scaled = NULL;
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  int margin = (int)(MARGIN * MIN (width, height) + 0.5);
  gboolean centre = mark->position == BT_WATERMARK_CENTRE;
  gboolean right = mark->position == BT_WATERMARK_BOTTOM_RIGHT
                   || mark->position == BT_WATERMARK_TOP_RIGHT;
  gboolean bottom = mark->position == BT_WATERMARK_BOTTOM_RIGHT
                    || mark->position == BT_WATERMARK_BOTTOM_LEFT;
  double shape, wide, high;
  int x, y, w, h;

  if (decoded == NULL)
    return FALSE;
  shape = (double)gdk_pixbuf_get_height (decoded) / gdk_pixbuf_get_width (decoded);
  wide = MIN (mark->width_fraction * width, width - 2 * margin);
  high = MIN (wide * shape, height - 2 * margin);
  wide = MIN (wide, high / shape);
  w = (int)CLAMP (wide + 0.5, 1, width);
  h = (int)CLAMP (high + 0.5, 1, height);
  scaled = gdk_pixbuf_scale_simple (decoded, w, h, GDK_INTERP_BILINEAR);
  if (scaled == NULL)
    return refuse (error, "No memory for the mark");
  x = CLAMP (place (width, w, margin, centre, right), 0, width - w);
  y = CLAMP (place (height, h, margin, centre, bottom), 0, height - h);
  gdk_pixbuf_composite (scaled, pixbuf, x, y, w, h, x, y, 1, 1, GDK_INTERP_NEAREST,
                        (int)(mark->opacity * 255 + 0.5));
  return TRUE;
}
