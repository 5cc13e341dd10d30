/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/bt-photo-remove.h"

#include "photo/bt-photo-busy.h"
#include "photo/bt-photo-files.h"

#include <errno.h>
#include <string.h>

/* Whatever was made from the photo has a name that begins with its hash. */
static gboolean
remove_made (const char *cache, const char *hash, GError **error)
{
  char prefix[3] = { hash[0], hash[1], '\0' };
  g_autofree char *path = g_build_filename (cache, prefix, NULL);
  g_autoptr (GError) cause = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &cause);
  const char *name;
  gboolean any = FALSE;

  if (dir == NULL)
    {
      if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return TRUE;
      g_set_error_literal (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WRITE, cause->message);
      return FALSE;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *made = NULL;

      if (!g_str_has_prefix (name, hash))
        continue;
      made = g_build_filename (path, name, NULL);
      if (!bt_photo_unlink (made, error))
        return FALSE;
      any = TRUE;
    }
  return !any || bt_photo_sync_folder (path, error);
}

static gboolean
remove_original (const char *path, GError **error)
{
  g_autofree char *dir = g_path_get_dirname (path);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  return bt_photo_unlink (path, error) && bt_photo_sync_folder (dir, error);
}

gboolean
bt_photo_remove (const char *dir, const char *cache, const char *hash, GError **error)
{
  g_autofree char *path = NULL;
  gboolean ok;

  g_return_val_if_fail (dir != NULL && cache != NULL && hash != NULL, FALSE);

  if (!bt_photo_is_hash (hash))
    return TRUE;
  path = bt_photo_original_path (dir, hash);
  if (!bt_photo_busy_begin (path, NULL, error))
    return FALSE;
  /* The original first: a rendition that is being made now then sees that it has to go. */
  ok = remove_original (path, error) && remove_made (cache, hash, error);
  bt_photo_busy_end (path);
  return ok;
}
