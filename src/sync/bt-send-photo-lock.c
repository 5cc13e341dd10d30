/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-send-photos-private.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define FILE_NAME "uploads.lock"
#define PAUSE (G_USEC_PER_SEC / 5)

/* The place of a photo in the lock file, which stays empty. Two photos that share one by
 * chance only wait for each other. */
static off_t
place_of (BtSend *send, const char *hash)
{
  g_autofree char *text = g_strconcat (send->account->url, "\n", hash, NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  sum[15] = '\0';

  return (off_t)g_ascii_strtoull (sum, NULL, 16);
}

gboolean
bt_photo_lock_take (BtPhotoLock *lock, BtSend *send, const char *hash, GError **error)
{
  g_autofree char *path =
      g_build_filename (bt_context_get_data_dir (send->context), FILE_NAME, NULL);
  struct flock range = {
    .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = place_of (send, hash), .l_len = 1
  };

  lock->fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock->fd < 0)
    {
      g_info ("%s: %s", path, g_strerror (errno));
      return TRUE;
    }

  while (fcntl (lock->fd, F_OFD_SETLK, &range) != 0)
    {
      if (errno == EINTR)
        continue;
      if (errno != EAGAIN && errno != EACCES)
        {
          g_info ("%s: %s", path, g_strerror (errno));
          return TRUE;
        }
      if (!bt_send_wait (send, PAUSE, error))
        return FALSE;
    }

  return TRUE;
}

void
bt_photo_lock_clear (BtPhotoLock *lock)
{
  if (lock->fd >= 0)
    close (lock->fd);
  lock->fd = -1;
}
