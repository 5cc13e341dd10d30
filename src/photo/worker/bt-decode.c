/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-decode.h"

#include <dlfcn.h>

#define CHUNK (64 * 1024)
/* A progressive picture has some ten scans; a hostile one has thousands, and each of them
 * goes through all pixels. */
#define MAX_SCANS 64

typedef struct
{
  guint max_side;
  guint width;
  guint height;
  GError *error;
} Sizing;

void
bt_picture_clear (BtPicture *self)
{
  g_clear_object (&self->pixbuf);
  g_clear_pointer (&self->profile, g_bytes_unref);
}

void
bt_scaled_size (guint width,
                guint height,
                guint max_side,
                guint *to_width,
                guint *to_height)
{
  guint side = MAX (width, height);
  double factor = side > max_side ? (double)max_side / side : 1.0;

  *to_width = MAX (1, (guint)(width * factor + 0.5));
  *to_height = MAX (1, (guint)(height * factor + 0.5));
}

/* The decoder knows the size and has not begun: the moment to refuse, and to let JPEG be
 * decoded smaller. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  Sizing *sizing = data;
  guint to_width, to_height;

  sizing->width = (guint)MAX (width, 0);
  sizing->height = (guint)MAX (height, 0);
  g_clear_error (&sizing->error);
  if (!bt_photo_check_size (sizing->width, sizing->height, &sizing->error))
    {
      gdk_pixbuf_loader_set_size (loader, 0, 0); /* makes the decoder give up */
      return;
    }
  if (MAX (sizing->width, sizing->height) <= sizing->max_side)
    return;
  bt_scaled_size (sizing->width, sizing->height, sizing->max_side, &to_width, &to_height);
  gdk_pixbuf_loader_set_size (loader, (int)to_width, (int)to_height);
}

/* gdk-pixbuf leaves what the data does not reach as it finds it in memory. */
static void
area_prepared_cb (GdkPixbufLoader *loader, gpointer data)
{
  gdk_pixbuf_fill (gdk_pixbuf_loader_get_pixbuf (loader), 0x808080ff);
}

/* The loader of HEIC and AVIF calls heif_init() only when it decodes, and a libheif whose
 * decoders are plug-ins looks for them then: too late for a process that can open no file
 * any more. The structure is libheif's heif_error. */
static void
load_heif_plugins (void)
{
  typedef struct
  {
    int code, subcode;
    const char *message;
  } HeifError;
  void *library = dlopen ("libheif.so.1", RTLD_NOW | RTLD_NOLOAD);
  HeifError (*init) (void *);

  if (library == NULL)
    return;
  *(void **)&init = dlsym (library, "heif_init");
  if (init != NULL)
    init (NULL);
}

gboolean
bt_decode_prepare (BtPhotoKind kind, GdkPixbufLoader **loader, GError **error)
{
  g_autoptr (GError) cause = NULL;

  *loader = NULL;
  if (kind == BT_PHOTO_KIND_JPEG)
    return TRUE;
  *loader = gdk_pixbuf_loader_new_with_mime_type (bt_photo_kind_to_mime (kind), &cause);
  if (*loader == NULL)
    g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_KIND,
                 "No decoder for this kind is installed: %s", cause->message);
  else if (kind == BT_PHOTO_KIND_HEIC || kind == BT_PHOTO_KIND_AVIF)
    load_heif_plugins ();
  return *loader != NULL;
}

static gboolean
feed (GdkPixbufLoader *loader, GBytes *bytes, const Sizing *sizing, GError **error)
{
  gsize length, done = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  while (done < length && sizing->error == NULL)
    {
      gsize n = MIN (CHUNK, length - done);

      if (!gdk_pixbuf_loader_write (loader, data + done, n, error))
        {
          gdk_pixbuf_loader_close (loader, NULL);
          return FALSE;
        }
      done += n;
    }
  return gdk_pixbuf_loader_close (loader, error);
}

static void
set_damaged (GError **error, const GError *cause)
{
  gboolean memory =
      g_error_matches (cause, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY);

  g_set_error (error, BT_PHOTO_ERROR,
               memory ? BT_PHOTO_ERROR_LIMIT : BT_PHOTO_ERROR_DAMAGED, "%s",
               cause != NULL ? cause->message : "No picture in the data");
}

/* Not every loader follows the size that it was asked for. */
static GdkPixbuf *
at_most (GdkPixbuf *pixbuf, guint max_side)
{
  guint width = (guint)gdk_pixbuf_get_width (pixbuf);
  guint height = (guint)gdk_pixbuf_get_height (pixbuf);
  guint to_width, to_height;

  if (MAX (width, height) <= max_side)
    return g_object_ref (pixbuf);
  bt_scaled_size (width, height, max_side, &to_width, &to_height);
  return gdk_pixbuf_scale_simple (pixbuf, (int)to_width, (int)to_height,
                                  GDK_INTERP_BILINEAR);
}

static guint
own_orientation (GdkPixbuf *pixbuf, BtPhotoKind kind)
{
  const char *own = gdk_pixbuf_get_option (pixbuf, "orientation");

  /* libheif has turned the picture already, by the box "irot". */
  if (kind == BT_PHOTO_KIND_HEIC || kind == BT_PHOTO_KIND_AVIF)
    return 1;
  return own != NULL ? (guint)g_ascii_strtoull (own, NULL, 10) : 0;
}

static GBytes *
own_profile (GdkPixbuf *pixbuf, BtPhotoKind kind, GBytes *bytes)
{
  const char *base64 = gdk_pixbuf_get_option (pixbuf, "icc-profile");
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guchar *profile;

  if (base64 == NULL)
    return kind == BT_PHOTO_KIND_WEBP ? bt_webp_get_profile (data, length) : NULL;
  profile = g_base64_decode (base64, &length);
  return g_bytes_new_take (profile, length);
}

static GdkPixbuf *
load (GdkPixbufLoader *loader,
      GBytes *bytes,
      Sizing *sizing,
      gboolean gray,
      GError **error)
{
  g_autoptr (GError) cause = NULL;
  GdkPixbuf *pixbuf;
  gboolean fed;

  if (gray)
    g_signal_connect (loader, "area-prepared", G_CALLBACK (area_prepared_cb), NULL);
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), sizing);
  fed = feed (loader, bytes, sizing, &cause);
  if (sizing->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&sizing->error));
      return NULL;
    }
  pixbuf = fed ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  if (pixbuf == NULL)
    {
      set_damaged (error, cause);
      return NULL;
    }
  return g_object_ref (pixbuf);
}

/* What is no plain JPEG goes through gdk-pixbuf's loaders. */
static gboolean
decode_other (GdkPixbufLoader *loader,
              BtPhotoKind kind,
              GBytes *bytes,
              guint max_side,
              BtPicture *picture,
              GError **error)
{
  Sizing sizing = { .max_side = max_side };
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  if (kind == BT_PHOTO_KIND_JPEG)
    pixbuf = bt_cmyk_decode (bytes, max_side, &sizing.width, &sizing.height, error);
  else
    pixbuf = load (loader, bytes, &sizing, picture->truncated, error);
  if (pixbuf == NULL)
    return FALSE;
  picture->width = sizing.width;
  picture->height = sizing.height;
  picture->orientation = own_orientation (pixbuf, kind);
  picture->profile = own_profile (pixbuf, kind, bytes);
  picture->pixbuf = at_most (pixbuf, max_side);
  if (picture->pixbuf == NULL)
    g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_LIMIT, "No memory to scale");
  return picture->pixbuf != NULL;
}

gboolean
bt_decode (GdkPixbufLoader *loader,
           BtPhotoKind kind,
           GBytes *bytes,
           guint max_side,
           guint orientation,
           BtPicture *picture,
           GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guint n_scans;
  gboolean ok;

  picture->truncated = bt_is_truncated (kind, data, length, &n_scans);
  if (n_scans > MAX_SCANS)
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_DAMAGED, "Too many scans");
      return FALSE;
    }
  /* Its loader does not tell which part is there. */
  if (picture->truncated && kind == BT_PHOTO_KIND_WEBP)
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_DAMAGED,
                   "The WebP is cut short");
      return FALSE;
    }
  if (kind == BT_PHOTO_KIND_JPEG
      && (max_side == BT_DECODE_NOTHING || !bt_jpeg_is_cmyk (data, length)))
    ok = bt_jpeg_decode (bytes, max_side, picture, error);
  else
    ok = decode_other (loader, kind, bytes, MAX (max_side, 1), picture, error);
  if (picture->orientation < 1 || picture->orientation > 8)
    picture->orientation = orientation >= 1 && orientation <= 8 ? orientation : 1;
  if (ok && picture->whole_width == 0 && picture->pixbuf != NULL)
    {
      picture->whole_width = (guint)gdk_pixbuf_get_width (picture->pixbuf);
      picture->whole_height = (guint)gdk_pixbuf_get_height (picture->pixbuf);
    }
  return ok;
}
