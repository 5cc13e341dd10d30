/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/bt-store-owners.h"

#include <fcntl.h>
#include <unistd.h>

struct _BtStoreOwners
{
  char *path;
  int fd;
  gint64 mark;
};

static struct flock
lock_of (gint64 mark, short type)
{
  return (struct flock){
    .l_type = type, .l_whence = SEEK_SET, .l_start = (off_t)mark, .l_len = 1
  };
}

static gboolean
ensure_open (BtStoreOwners *self)
{
  if (self->fd < 0)
    self->fd = open (self->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  return self->fd >= 0;
}

BtStoreOwners *
bt_store_owners_new (const char *db_path)
{
  BtStoreOwners *self = g_new0 (BtStoreOwners, 1);

  g_assert (db_path);

  self->path = g_strconcat (db_path, "-owners", NULL);
  self->fd = -1;
  return self;
}

void
bt_store_owners_free (BtStoreOwners *self)
{
  if (!self)
    return;
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self);
}

gint64
bt_store_owners_mark (BtStoreOwners *self)
{
  if (self->mark != 0 || !ensure_open (self))
    return self->mark;
  for (int i = 0; i < 8 && self->mark == 0; i++)
    {
      gint64 mark = 1 + (((gint64)g_random_int () << 16) | (g_random_int () & 0xffff));
      struct flock lock = lock_of (mark, F_WRLCK);

      /* An open file description's lock: a second store in this process is another owner,
       * and closing some other descriptor does not drop it. */
      if (fcntl (self->fd, F_OFD_SETLK, &lock) == 0)
        self->mark = mark;
    }
  return self->mark;
}

gboolean
bt_store_owners_is_alive (BtStoreOwners *self, gint64 mark, gboolean *known)
{
  struct flock lock = lock_of (mark, F_WRLCK);

  *known = mark != 0;
  if (mark == 0)
    return FALSE;
  if (mark == self->mark)
    return TRUE;
  if (!ensure_open (self) || fcntl (self->fd, F_OFD_GETLK, &lock) != 0)
    {
      *known = FALSE;
      return FALSE;
    }
  return lock.l_type != F_UNLCK;
}
