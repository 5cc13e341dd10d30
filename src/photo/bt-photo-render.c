/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/bt-photo-render.h"

#include "photo/bt-photo-busy.h"
#include "photo/bt-photo-files.h"
#include "photo/bt-photo-hash.h"
#include "photo/bt-photo-private.h"
#include "photo/bt-photo-worker-client.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* To be raised whenever the worker makes other bytes from the same photo. */
#define RENDER_VERSION 3

/* Returns: (nullable): the mark that is put on */
static const BtWatermark *
get_watermark (const BtRendition *rendition)
{
  return rendition->edit == NULL || rendition->edit->watermark ? rendition->watermark
                                                               : NULL;
}

char *
bt_rendition_key (const BtRendition *rendition, GError **error)
{
  const BtWatermark *watermark;
  g_autofree char *edit_key = NULL;
  g_autofree char *mark_key = NULL;
  g_autofree char *both = NULL;
  g_autofree char *hash = NULL;

  g_return_val_if_fail (rendition != NULL, NULL);

  watermark = get_watermark (rendition);
  if (rendition->edit != NULL)
    {
      g_autoptr (BtPhotoEdit) edit = bt_photo_edit_copy (rendition->edit);

      edit->watermark = TRUE; /* the mark itself is below */
      edit_key = bt_photo_edit_key (edit);
    }
  if (watermark == NULL)
    return edit_key != NULL ? g_steal_pointer (&edit_key) : g_strdup ("");
  mark_key = bt_watermark_key (watermark, error);
  if (mark_key == NULL)
    return NULL;
  both = g_strdup_printf ("%s %s", edit_key != NULL ? edit_key : "", mark_key);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, both, -1);
  return g_strndup (hash, 12);
}

char *
bt_photo_render_path (const char *cache,
                      const char *hash,
                      const BtRendition *rendition,
                      GError **error)
{
  g_autofree char *corrections = bt_rendition_key (rendition, error);
  g_autofree char *fields = rendition->metadata != NULL
                                ? bt_photo_fields_to_json (rendition->metadata)
                                : g_strdup ("-");
  g_autofree char *all =
      g_strdup_printf ("%d %s %u %d %s%s", RENDER_VERSION, hash, rendition->max_side,
                       rendition->quality, fields, corrections);
  g_autofree char *key = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);
  g_autofree char *name = g_strdup_printf ("%s-%.32s.jpg", hash, key);
  char prefix[3] = { hash[0], hash[1], '\0' };

  if (corrections == NULL)
    return NULL;
  return g_build_filename (cache, prefix, name, NULL);
}

gboolean
bt_photo_render_is_whole (int fd)
{
  struct stat st;
  guint8 head[2], tail[2];

  return fstat (fd, &st) == 0 && S_ISREG (st.st_mode) && st.st_size > 4
         && pread (fd, head, 2, 0) == 2 && pread (fd, tail, 2, st.st_size - 2) == 2
         && memcmp (head, "\xff\xd8", 2) == 0 && memcmp (tail, "\xff\xd9", 2) == 0;
}

gboolean
bt_photo_render_is_cached (const char *path)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  gboolean whole;

  if (fd < 0)
    return FALSE;
  whole = bt_photo_render_is_whole (fd);
  close (fd);
  return whole;
}

/* The photo was decoded when it came in: if that fails now, its bytes may have changed.
 */
static void
blame_original (const char *original,
                const char *hash,
                GCancellable *cancellable,
                GError **error)
{
  g_autofree char *now = NULL;

  if (!g_error_matches (*error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_DAMAGED)
      && !g_error_matches (*error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_KIND))
    return;
  now = bt_photo_hash_file (original, cancellable, NULL);
  if (now == NULL || g_str_equal (now, hash))
    return;
  g_clear_error (error);
  g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_CHANGED, "%s", hash);
}

static gboolean
make (const char *original,
      const char *cache,
      const char *path,
      const BtRendition *rendition,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (BtPhotoTemp) temp = bt_photo_temp_new (cache, error);
  g_autofree char *side = g_strdup_printf ("%u", rendition->max_side);
  g_autofree char *quality = g_strdup_printf ("%d", rendition->quality);
  g_autofree char *metadata = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *edit = NULL;
  g_autofree char *mark = NULL;
  const BtWatermark *watermark = get_watermark (rendition);
  const char *args[9] = { "render", original, NULL, side, quality };

  if (temp == NULL)
    return FALSE;
  if (rendition->edit != NULL || watermark != NULL)
    args[5] = edit = rendition->edit != NULL ? bt_photo_edit_to_json (rendition->edit)
                                             : g_strdup ("{}");
  if (watermark != NULL)
    {
      args[6] = watermark->path;
      args[7] = mark = bt_watermark_to_text (watermark);
    }
  args[2] = temp->path;
  if (rendition->metadata != NULL)
    {
      g_autoptr (BtPhotoInfo) only_fields = bt_photo_info_new ();

      for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
        bt_photo_info_set (only_fields, i, rendition->metadata->fields[i]);
      metadata = bt_photo_info_to_json (only_fields);
    }
  answer = bt_photo_worker_run (args, metadata, BT_PHOTO_WALL_MS, cancellable, error);
  if (answer == NULL)
    return FALSE;
  if (!bt_photo_render_is_whole (temp->fd))
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WORKER,
                   "The decoding process wrote no picture");
      return FALSE;
    }
  if (!bt_photo_temp_keep (temp, path, error))
    return FALSE;
  /* Taken away meanwhile: then this has to go, too. */
  if (!g_file_test (original, G_FILE_TEST_IS_REGULAR))
    {
      g_unlink (path);
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_MISSING, "%s", original);
      return FALSE;
    }
  return TRUE;
}

char *
bt_photo_render (const char *dir,
                 const char *cache,
                 const char *hash,
                 const BtRendition *rendition,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *original = NULL;
  gboolean ok;

  g_return_val_if_fail (dir != NULL && cache != NULL && hash != NULL, NULL);
  g_return_val_if_fail (rendition != NULL && rendition->max_side > 0, NULL);
  g_return_val_if_fail (rendition->quality >= 1 && rendition->quality <= 100, NULL);

  original = bt_photo_original_path (dir, hash);
  if (!bt_photo_is_hash (hash) || !g_file_test (original, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_MISSING, "%s", hash);
      return NULL;
    }
  path = bt_photo_render_path (cache, hash, rendition, error);
  if (path == NULL || !bt_photo_busy_begin (path, cancellable, error))
    return NULL;
  ok = bt_photo_render_is_cached (path);
  if (!ok)
    {
      g_autoptr (GError) cause = NULL;

      ok = make (original, cache, path, rendition, cancellable, &cause);
      if (!ok)
        {
          blame_original (original, hash, cancellable, &cause);
          g_propagate_error (error, g_steal_pointer (&cause));
        }
    }
  bt_photo_busy_end (path);
  return ok ? g_steal_pointer (&path) : NULL;
}
