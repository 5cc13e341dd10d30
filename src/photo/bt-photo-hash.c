/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/bt-photo-hash.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <nettle/version.h>
#include <unistd.h>

#define CHUNK (256 * 1024)
/* What any disk wants of memory into which it writes by itself. */
#define ALIGNMENT 4096

struct _BtPhotoHash
{
  struct sha256_ctx context;
};

BtPhotoHash *
bt_photo_hash_new (void)
{
  BtPhotoHash *self = g_new (BtPhotoHash, 1);

  sha256_init (&self->context);
  return self;
}

void
bt_photo_hash_free (BtPhotoHash *self)
{
  g_free (self);
}

void
bt_photo_hash_update (BtPhotoHash *self, const void *data, gsize length)
{
  g_return_if_fail (self != NULL);

  sha256_update (&self->context, length, data);
}

char *
bt_photo_hash_end (BtPhotoHash *self)
{
  static const char digits[] = "0123456789abcdef";
  guint8 digest[SHA256_DIGEST_SIZE];
  char *hex;

  g_return_val_if_fail (self != NULL, NULL);

#if NETTLE_VERSION_MAJOR >= 4
  sha256_digest (&self->context, digest);
#else
  sha256_digest (&self->context, sizeof digest, digest);
#endif
  hex = g_malloc0 (2 * sizeof digest + 1);
  for (guint i = 0; i < sizeof digest; i++)
    {
      hex[2 * i] = digits[digest[i] >> 4];
      hex[2 * i + 1] = digits[digest[i] & 15];
    }
  return hex;
}

static gssize
read_some (int fd, guint8 *buffer)
{
  for (;;)
    {
      gssize n = read (fd, buffer, CHUNK);
      int flags;

      if (n >= 0 || (errno != EINTR && errno != EINVAL))
        return n;
      if (errno == EINTR)
        continue;
      /* What lies behind the last whole block cannot be read past the memory. */
      flags = fcntl (fd, F_GETFL);
      if (flags < 0 || (flags & O_DIRECT) == 0
          || fcntl (fd, F_SETFL, flags & ~O_DIRECT) != 0)
        {
          errno = EINVAL;
          return -1;
        }
    }
}

static int
open_file (const char *path, gboolean from_disk)
{
  const int flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW;
  int fd = from_disk ? open (path, flags | O_DIRECT) : -1;

  /* Not every file system can do this. */
  if (fd < 0)
    fd = open (path, flags);
  if (fd >= 0 && from_disk)
    posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
  return fd;
}

static char *
hash_file (const char *path,
           gboolean from_disk,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (BtPhotoHash) hash = NULL;
  guint8 *buffer;
  gssize n;
  int fd = open_file (path, from_disk), read_errno;

  if (fd < 0)
    {
      g_set_error (error, BT_PHOTO_ERROR,
                   errno == ENOENT || errno == ENOTDIR ? BT_PHOTO_ERROR_MISSING
                                                       : BT_PHOTO_ERROR_READ,
                   "%s: %s", path, g_strerror (errno));
      return NULL;
    }
  hash = bt_photo_hash_new ();
  buffer = g_aligned_alloc (1, CHUNK, ALIGNMENT);
  while ((n = read_some (fd, buffer)) > 0 && !g_cancellable_is_cancelled (cancellable))
    bt_photo_hash_update (hash, buffer, (gsize)n);
  read_errno = errno;
  g_aligned_free (buffer);
  close (fd);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (n < 0)
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_READ, "%s: %s", path,
                   g_strerror (read_errno));
      return NULL;
    }
  return bt_photo_hash_end (hash);
}

char *
bt_photo_hash_file (const char *path, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return hash_file (path, FALSE, cancellable, error);
}

char *
bt_photo_hash_disk (const char *path, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return hash_file (path, TRUE, cancellable, error);
}
