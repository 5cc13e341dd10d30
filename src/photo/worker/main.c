/* The decoding process: one photo, then gone. Whatever a damaged or hostile file does to
 * the decoders happens here, with little memory, little time and no way out.
 *
 *   banthao-photo-worker inspect FILE [--without-metadata]
 *   banthao-photo-worker describe FILE [--without-metadata]
 *   banthao-photo-worker homes FILE
 *   banthao-photo-worker embed FILE OUTPUT keep|clean
 *   banthao-photo-worker ingest FILE OUTPUT MAX-SIDE QUALITY [--without-metadata]
 *   banthao-photo-worker render FILE OUTPUT MAX-SIDE QUALITY [EDIT [MARK-FILE MARK]]
 *                        [--without-metadata]
 *
 * "inspect" answers with a BtPhotoInfo as JSON, "homes" with BtPhotoHomes. "describe" is
 * "inspect" for a photo that was decoded before: it decodes only where it has to. "render"
 * reads a BtPhotoInfo from standard input (nothing: no metadata), fills OUTPUT, which exists,
 * and answers "{}". "ingest" inspects and renders at once, without metadata in OUTPUT. An
 * error is an object with "error" and "message", and exit status 1.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/bt-photo-files.h"
#include "photo/worker/bt-budget.h"
#include "photo/worker/bt-correct.h"
#include "photo/worker/bt-embed.h"
#include "photo/worker/bt-metadata.h"
#include "photo/worker/bt-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* At inspection the picture is decoded this small, only to see that it can be. */
#define PROBE_SIDE 64
#define RENDER_PATIENCE 3
#define MAX_REQUEST (1024 * 1024)

typedef struct
{
  GBytes *bytes;
  BtPhotoKind kind;
  GdkPixbufLoader *loader;
  /* A photo that came in once may take longer to be made ready. */
  double patience;
} Photo;

static void
photo_clear (Photo *photo)
{
  g_clear_pointer (&photo->bytes, g_bytes_unref);
  g_clear_object (&photo->loader);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Photo, photo_clear)

/* What is to be made, and where it goes. */
typedef struct
{
  int fd;
  guint max_side;
  int quality;
} Target;

static gboolean
set_read_error (GError **error)
{
  g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_READ, "%s", g_strerror (errno));
  return FALSE;
}

static GBytes *
map_file (const char *path, GError **error)
{
  /* Open until the end, as the mapping is. */
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  struct stat st;
  void *data;

  if (fd < 0 || fstat (fd, &st) != 0)
    {
      set_read_error (error);
      return NULL;
    }
  if (st.st_size > BT_PHOTO_MAX_BYTES)
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_TOO_LARGE, "Too many bytes");
      return NULL;
    }
  if (st.st_size == 0)
    return g_bytes_new (NULL, 0);
  data = mmap (NULL, (gsize)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (data == MAP_FAILED)
    {
      set_read_error (error);
      return NULL;
    }
  return g_bytes_new_static (data, (gsize)st.st_size);
}

/* What each home says; no decoder is needed. */
static char *
read_homes (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = map_file (path, error);
  g_autoptr (BtPhotoHomes) homes = NULL;
  gsize length;
  const guint8 *data;

  if (bytes == NULL)
    return NULL;
  bt_sandbox_close ();
  data = g_bytes_get_data (bytes, &length);
  if (bt_photo_kind_sniff (data, MIN (length, BT_PHOTO_SNIFF_BYTES))
      == BT_PHOTO_KIND_NONE)
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_KIND, "Not a picture");
      return NULL;
    }
  homes = bt_metadata_read_homes (bytes);
  return bt_photo_homes_to_json (homes);
}

/* Opens and loads all that is needed. The first bytes alone are looked at here. */
static gboolean
open_photo (const char *path, Photo *photo, GError **error)
{
  gsize length;
  const guint8 *data;

  photo->patience = MAX (photo->patience, 1);
  photo->bytes = map_file (path, error);
  if (photo->bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (photo->bytes, &length);
  photo->kind = bt_photo_kind_sniff (data, MIN (length, BT_PHOTO_SNIFF_BYTES));
  if (photo->kind == BT_PHOTO_KIND_NONE)
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_KIND, "Not a picture");
      return FALSE;
    }
  return bt_decode_prepare (photo->kind, &photo->loader, error);
}

/* @args: OUTPUT, MAX-SIDE and QUALITY */
static gboolean
open_target (char **args, Target *target, GError **error)
{
  target->max_side = (guint)CLAMP (atoi (args[1]), 1, (int)BT_PHOTO_MAX_SIDE);
  target->quality = CLAMP (atoi (args[2]), 1, 100);
  target->fd = open (args[0], O_WRONLY | O_TRUNC | O_CLOEXEC);
  if (target->fd < 0)
    bt_photo_set_write_error (error, errno, args[0]);
  return target->fd >= 0;
}

static gboolean
decode (Photo *photo,
        guint max_side,
        const BtTechnical *technical,
        BtPicture *picture,
        GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (photo->bytes, &length);

  bt_sandbox_allow (photo->patience * bt_budget (photo->kind, data, length));
  if ((photo->kind == BT_PHOTO_KIND_HEIC || photo->kind == BT_PHOTO_KIND_AVIF)
      && !bt_heif_check_size (data, length, error))
    return FALSE;
  return bt_decode (photo->loader, photo->kind, photo->bytes, max_side,
                    technical->orientation, picture, error);
}

/* Returns: (nullable): the metadata to be written; %NULL without @error for none */
static BtPhotoInfo *
read_input (GError **error)
{
  g_autoptr (GString) input = g_string_new (NULL);
  char buffer[8192];
  gsize n;

  while ((n = fread (buffer, 1, sizeof buffer, stdin)) > 0 && input->len < MAX_REQUEST)
    g_string_append_len (input, buffer, (gssize)n);
  if (input->len == 0)
    return NULL;
  return bt_photo_info_from_json (input->str, error);
}

static gboolean
write_jpeg (const Target *target,
            GdkPixbuf *pixbuf,
            const BtPhotoInfo *metadata,
            GError **error)
{
  g_autoptr (GByteArray) segments =
      metadata != NULL
          ? bt_metadata_build (metadata, (guint)gdk_pixbuf_get_width (pixbuf),
                               (guint)gdk_pixbuf_get_height (pixbuf))
          : g_byte_array_new ();

  return bt_jpeg_write (target->fd, pixbuf, target->quality, segments, error);
}

/* Decodes and writes what open_photo() found. */
static gboolean
make_rendition (Photo *photo,
                const Target *target,
                const BtTechnical *technical,
                const BtCorrection *correction,
                const BtPhotoInfo *metadata,
                BtPicture *picture,
                GError **error)
{
  g_autoptr (GdkPixbuf) finished = NULL;
  guint side = bt_correction_plan (correction, photo->kind, photo->bytes,
                                   technical->orientation, target->max_side, picture);

  if (!decode (photo, side, technical, picture, error))
    return FALSE;
  finished = bt_correction_apply (correction, picture, technical->adobe_rgb,
                                  target->max_side, error);
  return finished != NULL && write_jpeg (target, finished, metadata, error);
}

/* @args: (nullable): OUTPUT, MAX-SIDE and QUALITY; without, @side is decoded at */
static char *
inspect (const char *path,
         char **args,
         guint side,
         gboolean with_metadata,
         GError **error)
{
  g_auto (Photo) photo = { 0 };
  g_auto (BtPicture) picture = { 0 };
  g_autoptr (BtPhotoInfo) info = bt_photo_info_new ();
  BtTechnical technical = { 0 };
  const BtCorrection nothing = { 0 };
  Target target;

  if ((args != NULL && !open_target (args, &target, error))
      || !open_photo (path, &photo, error))
    return NULL;
  bt_sandbox_close ();
  if (with_metadata)
    bt_metadata_read (photo.bytes, info, &technical);
  if (args != NULL
          ? !make_rendition (&photo, &target, &technical, &nothing, NULL, &picture, error)
          : !decode (&photo, side, &technical, &picture, error))
    return NULL;
  info->mime = g_strdup (bt_photo_kind_to_mime (photo.kind));
  info->width = picture.orientation >= 5 ? picture.height : picture.width;
  info->height = picture.orientation >= 5 ? picture.width : picture.height;
  info->size = g_bytes_get_size (photo.bytes);
  info->truncated = picture.truncated;
  return bt_photo_info_to_json (info);
}

static char *
render (char **args, gboolean with_metadata, GError **error)
{
  g_auto (Photo) photo = { .patience = RENDER_PATIENCE };
  g_auto (BtPicture) picture = { 0 };
  g_autoptr (BtPhotoInfo) metadata = NULL;
  g_auto (BtCorrection) correction = { 0 };
  GError *input_error = NULL;
  BtTechnical technical = { 0 };
  Target target;

  metadata = read_input (&input_error);
  if (input_error != NULL)
    {
      g_propagate_error (error, input_error);
      return NULL;
    }
  if (!open_target (args + 1, &target, error)
      || !bt_correction_open (&correction, args + 4, error)
      || !open_photo (args[0], &photo, error))
    return NULL;
  bt_sandbox_close ();
  if (with_metadata)
    bt_metadata_read (photo.bytes, NULL, &technical);
  if (!make_rendition (&photo, &target, &technical, &correction, metadata, &picture,
                       error))
    return NULL;
  return g_strdup ("{}");
}

/* @args: FILE, OUTPUT, and "clean" or "keep" */
static char *
embed (char **args, GError **error)
{
  g_autoptr (GError) input_error = NULL;
  g_autoptr (BtPhotoInfo) fields = read_input (&input_error);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) pieces = NULL;
  int fd;

  if (fields == NULL)
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_READ, "No fields");
      return NULL;
    }
  fd = open (args[1], O_WRONLY | O_TRUNC | O_CLOEXEC);
  if (fd < 0)
    {
      bt_photo_set_write_error (error, errno, args[1]);
      return NULL;
    }
  bytes = map_file (args[0], error);
  if (bytes == NULL)
    return NULL;
  bt_sandbox_close ();
  pieces = bt_embed (bytes, fields, strcmp (args[2], "clean") == 0, error);
  for (guint i = 0; pieces != NULL && i < pieces->len; i++)
    {
      gsize length;
      const void *data = g_bytes_get_data (g_ptr_array_index (pieces, i), &length);

      if (!bt_photo_write_all (fd, data, length, error))
        return NULL;
    }
  return pieces != NULL ? g_strdup ("{}") : NULL;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;
  gboolean with_metadata =
      argc == 0 || strcmp (argv[argc - 1], BT_PHOTO_WITHOUT_METADATA) != 0;

  bt_sandbox_limit ();
  bt_sandbox_allow (BT_BUDGET_SECONDS);
  if (!with_metadata)
    argv[--argc] = NULL;
  if (argc == 3 && strcmp (argv[1], "inspect") == 0)
    answer = inspect (argv[2], NULL, PROBE_SIDE, with_metadata, &error);
  else if (argc == 3 && strcmp (argv[1], "describe") == 0)
    answer = inspect (argv[2], NULL, BT_DECODE_NOTHING, with_metadata, &error);
  else if (argc == 3 && strcmp (argv[1], "homes") == 0)
    answer = read_homes (argv[2], &error);
  else if (argc == 5 && strcmp (argv[1], "embed") == 0)
    answer = embed (argv + 2, &error);
  else if (argc == 6 && strcmp (argv[1], "ingest") == 0)
    answer = inspect (argv[2], argv + 3, 0, with_metadata, &error);
  else if ((argc == 6 || argc == 7 || argc == 9) && strcmp (argv[1], "render") == 0)
    answer = render (argv + 2, with_metadata, &error);
  else
    {
      fputs ("This program belongs to Bản Thảo and is not started by hand.\n", stderr);
      return 2;
    }
  if (answer == NULL)
    answer = bt_photo_error_to_json (error);
  if (fputs (answer, stdout) < 0 || fflush (stdout) != 0)
    return 3;
  return error != NULL ? 1 : 0;
}
