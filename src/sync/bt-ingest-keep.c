/* One photo after the other into the folder and the store.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-ingest-private.h"
#include "sync/bt-photo-hold.h"

#include <sys/statvfs.h>

#define CHUNK (256 * 1024)
/* So much of the disk is left for what people write: a sixteenth, but no more than this. */
#define MOST_RESERVE (64u * 1024 * 1024)
/* Where cameras put photos: no name for a batch. */
#define CAMERA_FOLDER "DCIM"

struct _BtIngestKeeper
{
  BtContext *context;
  BtStore *store;
  BtPhotoFolder *folder;
  GFile *source;
  char *batch_name;
  BtPhotoWords *words;
  BtCodes *codes;
  gboolean known_too;

  GMutex lock;
  gint64 batch;
  /* Sizes of the photos that are kept, NULL while they are not known. */
  GHashTable *sizes;
  /* What was doubtful about codes: a word for each kind of doubt → BtCodeNote. */
  GHashTable *notes;
};

/* ---- making it ---- */

/* "EOS_DIGITAL 28/12/2017" */
static char *
default_batch_name (GFile *source)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%d/%m/%Y");
  g_autofree char *base = g_file_get_basename (source);
  g_autoptr (GFile) parent = g_file_get_parent (source);
  g_autofree char *name = NULL;

  if (g_strcmp0 (base, CAMERA_FOLDER) == 0 && parent != NULL)
    {
      g_free (base);
      base = g_file_get_basename (parent);
    }
  name = g_filename_display_name (base != NULL ? base : "");

  return *name != '\0' && *name != '/' ? g_strconcat (name, " ", date, NULL)
                                       : g_steal_pointer (&date);
}

BtIngestKeeper *
bt_ingest_keeper_new (BtContext *context,
                      GFile *source,
                      const BtIngestOptions *options,
                      GError **error)
{
  g_autoptr (BtPhotoWords) words =
      bt_photo_words_new (options->fields, options->overwrite, error);
  g_autoptr (BtCodes) codes = NULL;
  BtIngestKeeper *self;

  if (words == NULL)
    return NULL;
  if (bt_photo_words_need_codes (words)
      && (codes = bt_context_load_codes (context, error)) == NULL)
    return NULL;
  self = g_new0 (BtIngestKeeper, 1);
  g_mutex_init (&self->lock);
  self->context = g_object_ref (context);
  self->store = bt_context_get_store (context);
  self->folder = bt_context_get_photos (context);
  self->source = g_object_ref (source);
  self->words = g_steal_pointer (&words);
  self->codes = g_steal_pointer (&codes);
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify)bt_code_note_free);
  self->known_too = options->known_too;
  self->batch_name = options->batch != NULL && *options->batch != '\0'
                         ? g_strdup (options->batch)
                         : default_batch_name (source);

  return self;
}

void
bt_ingest_keeper_free (BtIngestKeeper *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->context);
  g_clear_object (&self->source);
  g_clear_pointer (&self->words, bt_photo_words_free);
  g_clear_pointer (&self->codes, bt_codes_unref);
  g_clear_pointer (&self->sizes, g_hash_table_unref);
  g_clear_pointer (&self->notes, g_hash_table_unref);
  g_free (self->batch_name);
  g_mutex_clear (&self->lock);
  g_free (self);
}

gint64
bt_ingest_keeper_batch (BtIngestKeeper *self)
{
  gint64 batch;

  g_mutex_lock (&self->lock);
  batch = self->batch;
  g_mutex_unlock (&self->lock);

  return batch;
}

GPtrArray *
bt_ingest_keeper_steal_notes (BtIngestKeeper *self)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_code_note_free);
  GHashTableIter iter;
  gpointer key;
  gpointer note;

  g_mutex_lock (&self->lock);
  g_hash_table_iter_init (&iter, self->notes);
  while (g_hash_table_iter_next (&iter, &key, &note))
    {
      g_hash_table_iter_steal (&iter);
      g_free (key);
      g_ptr_array_add (notes, note);
    }
  g_mutex_unlock (&self->lock);

  return notes;
}

/* ---- what is here already ---- */

void
bt_ingest_keeper_look (BtIngestKeeper *self)
{
  g_autoptr (GHashTable) photos = bt_store_list_photo_sizes_sync (self->store, NULL);
  GHashTable *sizes;
  GHashTableIter iter;
  gpointer size;

  if (photos == NULL)
    return;
  sizes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, photos);
  while (g_hash_table_iter_next (&iter, NULL, &size))
    g_hash_table_add (sizes, g_memdup2 (size, sizeof (gint64)));
  g_mutex_lock (&self->lock);
  self->sizes = sizes;
  g_mutex_unlock (&self->lock);
}

static gboolean
may_be_known (BtIngestKeeper *self, guint64 size)
{
  gboolean may;

  g_mutex_lock (&self->lock);
  may = self->sizes != NULL && g_hash_table_contains (self->sizes, &size);
  g_mutex_unlock (&self->lock);

  return may;
}

/* Returns: (transfer full) (nullable) */
static char *
hash_file (GFile *file, GCancellable *cancellable)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, NULL);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *buffer = g_malloc (CHUNK);
  gssize n;

  if (stream == NULL)
    return NULL;
  while ((n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, CHUNK, cancellable,
                                   NULL))
         > 0)
    g_checksum_update (checksum, buffer, n);

  return n == 0 ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

/* What bt_context_finish_discards() found without a row has no name but its hash, nor a
 * batch: it comes in like a new one. */
static gboolean
is_nameless (const BtStoredPhoto *stored)
{
  return g_strcmp0 (stored->name, stored->hash) == 0;
}

/* Reads the file without writing anything. Whatever is not as it should be is left to the
 * way of a new photo. Returns: (transfer full) (nullable) */
static BtStoredPhoto *
recognise (BtIngestKeeper *self, const BtIngestItem *item, GCancellable *cancellable)
{
  g_autofree char *hash = NULL;
  g_autoptr (BtStoredPhoto) stored = NULL;

  if (!may_be_known (self, item->size))
    return NULL;
  hash = hash_file (item->file, cancellable);
  if (hash == NULL)
    return NULL;
  stored = bt_store_get_photo_sync (self->store, hash, NULL);
  if (stored == NULL || is_nameless (stored)
      || !bt_photo_folder_verify (self->folder, hash, cancellable, NULL))
    return NULL;

  return g_steal_pointer (&stored);
}

/* ---- room ---- */

/* A disk that is full to the last byte has no room for an article either. Others are being
 * written just now, of about the same size. */
static gboolean
check_room (BtIngestKeeper *self, guint64 size, GError **error)
{
  const char *dir = bt_context_get_data_dir (self->context);
  struct statvfs disk;
  guint64 needed;
  guint64 free_bytes;

  if (statvfs (dir, &disk) != 0 || disk.f_blocks == 0)
    return TRUE;
  needed = MIN ((guint64)disk.f_blocks * disk.f_frsize / 16, MOST_RESERVE)
           + size * (g_get_num_processors () + 1);
  free_bytes = (guint64)disk.f_bavail * disk.f_frsize;
  if (free_bytes >= needed)
    return TRUE;

  g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_NO_SPACE,
               "%" G_GUINT64_FORMAT " bytes free", free_bytes);
  return FALSE;
}

/* ---- into the store ---- */

/* With the lock: made with the first photo, so that an ingest without any leaves none. */
static gboolean
ensure_batch (BtIngestKeeper *self, GError **error)
{
  g_autofree char *source = NULL;

  if (self->batch != 0)
    return TRUE;
  source = g_file_get_parse_name (self->source);
  self->batch = bt_store_add_batch_sync (self->store, self->batch_name, source, error);

  return self->batch != 0;
}

/* With the lock. */
static void
add_notes (BtIngestKeeper *self, GPtrArray *notes)
{
  while (notes->len > 0)
    {
      BtCodeNote *note = g_ptr_array_steal_index (notes, notes->len - 1);

      if (note->outcome != BT_CODE_FOUND)
        g_hash_table_replace (
            self->notes,
            g_strdup_printf ("%u %u %s", (guint)note->outcome, note->column, note->code),
            note);
      else
        bt_code_note_free (note);
    }
}

/* With the lock. Returns: whether @info has other words now */
static gboolean
apply_words (BtIngestKeeper *self, const BtIngestItem *item, BtPhotoInfo *info)
{
  g_autoptr (GPtrArray) notes =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_code_note_free);
  BtPhotoExpand with = {
    .number = item->number,
    .batch = self->batch_name,
    .codes = self->codes,
    .code_notes = notes,
  };
  gboolean changed = bt_photo_words_apply (self->words, info, &with);

  add_notes (self, notes);

  return changed;
}

/* With the lock. */
static gboolean
put_new (BtIngestKeeper *self,
         const BtIngestItem *item,
         const BtPhotoInfo *info,
         GError **error)
{
  g_autoptr (BtStoredPhoto) stored = bt_stored_photo_new ();
  g_autoptr (BtPhotoInfo) words = bt_photo_info_copy (info);

  if (!ensure_batch (self, error))
    return FALSE;
  if (apply_words (self, item, words))
    stored->edited = g_get_real_time ();
  bt_stored_photo_set_info (stored, words);
  stored->batch = self->batch;

  return bt_store_put_photo_sync (self->store, stored, error);
}

/* With the lock: words for a photo that was kept before. */
static gboolean
change_known (BtIngestKeeper *self,
              const BtIngestItem *item,
              const BtStoredPhoto *stored,
              GError **error)
{
  g_autoptr (BtPhotoInfo) words = NULL;
  g_autoptr (BtPhotoChange) change = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  if (!self->known_too)
    return TRUE;
  words = bt_stored_photo_get_info (stored, error);
  if (words == NULL)
    return FALSE;
  if (!apply_words (self, item, words))
    return TRUE;
  change = bt_photo_change_new (stored->hash);
  bt_photo_change_set_info (change, words);
  changes = g_ptr_array_new ();
  g_ptr_array_add (changes, change);

  return bt_store_change_photos_sync (self->store, changes, error);
}

/* With the lock: the same photo may be coming in a second time just now. @file_known: the
 * folder had it before, whether or not the store did. */
static gboolean
settle (BtIngestKeeper *self,
        const BtIngestItem *item,
        const BtPhotoInfo *info,
        gboolean file_known,
        gboolean *known,
        GError **error)
{
  g_autofree char *path = bt_photo_folder_get_path (self->folder, info->hash);
  g_autoptr (GError) none = NULL;
  g_autoptr (BtStoredPhoto) stored =
      bt_store_get_photo_sync (self->store, info->hash, &none);

  *known = stored != NULL && !is_nameless (stored);
  if (*known)
    return change_known (self, item, stored, error);
  if (stored == NULL && !g_error_matches (none, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&none));
      return FALSE;
    }
  /* Its twin could not be put into the store and took the file with it. */
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_MISSING, "%s", info->hash);
      return FALSE;
    }
  if (put_new (self, item, info, error))
    return TRUE;

  /* What no list has would lie there for ever. */
  if (!file_known)
    bt_photo_folder_remove (self->folder, info->hash, NULL);
  return FALSE;
}

gboolean
bt_ingest_keeper_keep (BtIngestKeeper *self,
                       const BtIngestItem *item,
                       char **hash,
                       gboolean *known,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (BtPhotoHold) hold = bt_photo_hold_new (self->context, FALSE, error);
  g_autoptr (BtStoredPhoto) stored = NULL;
  g_autoptr (BtPhotoInfo) info = NULL;
  gboolean file_known;
  gboolean ok;

  if (hold == NULL)
    return FALSE;
  stored = recognise (self, item, cancellable);
  if (stored != NULL)
    {
      *known = TRUE;
      *hash = g_strdup (stored->hash);
      g_mutex_lock (&self->lock);
      ok = change_known (self, item, stored, error);
      g_mutex_unlock (&self->lock);
      return ok;
    }
  if (!check_room (self, item->size, error))
    return FALSE;
  info = bt_photo_folder_ingest (self->folder, item->file, BT_PHOTO_THUMBNAIL_SIDE,
                                 &file_known, cancellable, error);
  if (info == NULL)
    return FALSE;

  g_mutex_lock (&self->lock);
  ok = settle (self, item, info, file_known, known, error);
  g_mutex_unlock (&self->lock);
  if (ok)
    *hash = g_strdup (info->hash);

  return ok;
}
