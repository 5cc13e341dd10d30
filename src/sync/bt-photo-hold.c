/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-photo-hold.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "photo/bt-photo-files.h"

#define LOCK_NAME "photos.lock"

/* Bytes of the lock file. Everybody passes the gate; who wants to be alone keeps it shut
 * while those who are inside leave. */
enum
{
  GATE,
  ROOM,
};

struct _BtPhotoHold
{
  int fd;
};

/* Locks of the open file, not of the process: they part threads too. Where files cannot be
 * locked, programs must not run at the same time, which is for people to see to. */
static void
set_lock (int fd, short type, off_t byte)
{
  struct flock lock = {
    .l_type = type,
    .l_whence = SEEK_SET,
    .l_start = byte,
    .l_len = 1,
  };

  while (fcntl (fd, F_OFD_SETLKW, &lock) != 0 && errno == EINTR)
    ;
}

BtPhotoHold *
bt_photo_hold_new (BtContext *context, gboolean alone, GError **error)
{
  const char *dir;
  g_autofree char *path = NULL;
  BtPhotoHold *self;
  int fd;

  g_return_val_if_fail (BT_IS_CONTEXT (context), NULL);

  dir = bt_context_get_data_dir (context);
  path = g_build_filename (dir, LOCK_NAME, NULL);
  fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0 && errno == ENOENT && g_mkdir_with_parents (dir, 0700) == 0)
    fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      bt_photo_set_write_error (error, errno, path);
      return NULL;
    }

  set_lock (fd, F_WRLCK, GATE);
  set_lock (fd, alone ? F_WRLCK : F_RDLCK, ROOM);
  set_lock (fd, F_UNLCK, GATE);
  self = g_new0 (BtPhotoHold, 1);
  self->fd = fd;

  return self;
}

void
bt_photo_hold_free (BtPhotoHold *self)
{
  if (self == NULL)
    return;

  /* Closing lets the locks go. */
  close (self->fd);
  g_free (self);
}
