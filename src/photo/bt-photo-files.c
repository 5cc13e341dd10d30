/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/bt-photo-files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMP_PREFIX ".new-"
/* In a folder of somebody else's, whose files nobody may take for ours. */
#define FOREIGN_PREFIX ".banthao-new-"
/* A temporary file that is younger may be between its making and its locking. */
#define SWEEP_AFTER_SECONDS 60

void
bt_photo_set_write_error (GError **error, int saved_errno, const char *path)
{
  gboolean full = saved_errno == ENOSPC || saved_errno == EDQUOT || saved_errno == EFBIG;

  g_set_error (error, BT_PHOTO_ERROR,
               full ? BT_PHOTO_ERROR_NO_SPACE : BT_PHOTO_ERROR_WRITE, "%s: %s", path,
               g_strerror (saved_errno));
}

gboolean
bt_photo_is_hash (const char *hash)
{
  g_return_val_if_fail (hash != NULL, FALSE);

  return strlen (hash) == 64 && strspn (hash, "0123456789abcdef") == 64;
}

char *
bt_photo_original_path (const char *dir, const char *hash)
{
  char prefix[3] = { 0 };

  g_return_val_if_fail (dir != NULL && hash != NULL, NULL);

  /* A hash may come from an article that somebody else made: it must not become a path
   * to anywhere. */
  if (!bt_photo_is_hash (hash))
    return g_build_filename (dir, "none", "none", NULL);
  memcpy (prefix, hash, 2);
  return g_build_filename (dir, prefix, hash, NULL);
}

gboolean
bt_photo_write_all (int fd, const void *data, gsize length, GError **error)
{
  const char *bytes = data;

  while (length > 0)
    {
      gssize n = write (fd, bytes, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          bt_photo_set_write_error (error, errno, "write");
          return FALSE;
        }
      bytes += n;
      length -= (gsize)n;
    }
  return TRUE;
}

gboolean
bt_photo_sync_folder (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  /* Some network file systems cannot do this for a folder. */
  gboolean ok = fd >= 0 && (fsync (fd) == 0 || errno == EINVAL || errno == ENOTSUP);

  if (!ok)
    bt_photo_set_write_error (error, errno, path);
  if (fd >= 0)
    close (fd);
  return ok;
}

/* Makes the folder with its parents; @safely: each new name is on the disk when this
 * returns. */
static gboolean
make_folder (const char *path, gboolean safely, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (path);

  if (g_mkdir (path, 0700) == 0)
    return !safely || bt_photo_sync_folder (parent, error);
  if (errno == EEXIST && g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (errno != ENOENT)
    {
      bt_photo_set_write_error (error, errno, path);
      return FALSE;
    }
  if (!make_folder (parent, safely, error))
    return FALSE;
  if (g_mkdir (path, 0700) != 0 && errno != EEXIST)
    {
      bt_photo_set_write_error (error, errno, path);
      return FALSE;
    }
  return !safely || bt_photo_sync_folder (parent, error);
}

static BtPhotoTemp *
make_temp (const char *dir, const char *pattern, GError **error)
{
  g_autofree char *path = NULL;
  BtPhotoTemp *self;
  int fd;

  path = g_build_filename (dir, pattern, NULL);
  fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      bt_photo_set_write_error (error, errno, dir);
      return NULL;
    }
  /* Where files cannot be locked, their age alone tells what was left behind. */
  flock (fd, LOCK_EX | LOCK_NB);
  self = g_new0 (BtPhotoTemp, 1);
  self->path = g_steal_pointer (&path);
  self->fd = fd;
  return self;
}

BtPhotoTemp *
bt_photo_temp_new (const char *dir, GError **error)
{
  g_return_val_if_fail (dir != NULL, NULL);

  if (!make_folder (dir, TRUE, error))
    return NULL;
  return make_temp (dir, TEMP_PREFIX "XXXXXX", error);
}

BtPhotoTemp *
bt_photo_temp_new_foreign (const char *dir, GError **error)
{
  g_return_val_if_fail (dir != NULL, NULL);

  return make_temp (dir, FOREIGN_PREFIX "XXXXXX", error);
}

void
bt_photo_temp_free (BtPhotoTemp *self)
{
  if (self == NULL)
    return;
  if (self->path != NULL)
    g_unlink (self->path);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self);
}

gboolean
bt_photo_temp_write (BtPhotoTemp *self, const void *data, gsize length, GError **error)
{
  g_return_val_if_fail (self != NULL && self->fd >= 0, FALSE);

  self->synced = FALSE;
  return bt_photo_write_all (self->fd, data, length, error);
}

gboolean
bt_photo_temp_sync (BtPhotoTemp *self, GError **error)
{
  g_return_val_if_fail (self != NULL && self->fd >= 0, FALSE);

  if (!self->synced && fsync (self->fd) != 0)
    {
      bt_photo_set_write_error (error, errno, self->path);
      return FALSE;
    }
  self->synced = TRUE;
  return TRUE;
}

static gboolean
keep (BtPhotoTemp *self, const char *path, gboolean safely, GError **error)
{
  g_autofree char *dir = g_path_get_dirname (path);

  if (!make_folder (dir, safely, error) || (safely && !bt_photo_temp_sync (self, error)))
    return FALSE;
  if (g_rename (self->path, path) != 0)
    {
      bt_photo_set_write_error (error, errno, path);
      return FALSE;
    }
  g_clear_pointer (&self->path, g_free);
  return !safely || bt_photo_sync_folder (dir, error);
}

gboolean
bt_photo_temp_keep (BtPhotoTemp *self, const char *path, GError **error)
{
  g_return_val_if_fail (self != NULL && self->path != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  return keep (self, path, TRUE, error);
}

gboolean
bt_photo_temp_keep_lightly (BtPhotoTemp *self, const char *path, GError **error)
{
  g_return_val_if_fail (self != NULL && self->path != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  return keep (self, path, FALSE, error);
}

gboolean
bt_photo_unlink (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  if (g_unlink (path) == 0 || errno == ENOENT || errno == ENOTDIR)
    return TRUE;
  bt_photo_set_write_error (error, errno, path);
  return FALSE;
}

static gboolean
is_left_behind (const char *path, gint64 now)
{
  int fd = open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  struct stat st;
  gboolean left;

  if (fd < 0)
    return FALSE;
  left = fstat (fd, &st) == 0 && S_ISREG (st.st_mode)
         && st.st_mtime < now - SWEEP_AFTER_SECONDS && flock (fd, LOCK_EX | LOCK_NB) == 0;
  close (fd);
  return left;
}

static void
sweep (const char *dir, const char *prefix)
{
  g_autoptr (GDir) entries = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *name;

  entries = g_dir_open (dir, 0, NULL);
  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = NULL;

      if (!g_str_has_prefix (name, prefix))
        continue;
      path = g_build_filename (dir, name, NULL);
      if (is_left_behind (path, now))
        g_unlink (path);
    }
}

void
bt_photo_temp_sweep (const char *dir)
{
  g_return_if_fail (dir != NULL);

  sweep (dir, TEMP_PREFIX);
}

void
bt_photo_temp_sweep_foreign (const char *dir)
{
  g_return_if_fail (dir != NULL);

  sweep (dir, FOREIGN_PREFIX);
}
