/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-ingest-source.h"

#include <string.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#define ATTRIBUTES                                                                       \
  G_FILE_ATTRIBUTE_STANDARD_NAME                                                         \
  "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE          \
  "," G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_IS_HIDDEN
/* Deeper than any card; a disk that is mounted in itself ends here. */
#define DEEPEST 32
#define PATIENCE (G_USEC_PER_SEC / 5)

/* A name in a folder, with the key by which it is sorted. */
typedef struct
{
  GFile *file;
  char *name;
  char *key;
  guint64 size;
} Entry;

typedef struct
{
  const BtIngestSourceFuncs *funcs;
  gpointer data;
  gboolean recursive;
  GFile *own;
  GCancellable *cancellable;
  guint numbered;
  gboolean stopped;
} Walk;

void
bt_ingest_item_free (BtIngestItem *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->file);
  g_free (self->name);
  g_free (self);
}

BtIngestFile *
bt_ingest_file_new (GFile *file, const char *name, const GError *error)
{
  BtIngestFile *self = g_new0 (BtIngestFile, 1);

  self->file = g_object_ref (file);
  self->name = g_strdup (name);
  self->error = error != NULL ? g_error_copy (error) : NULL;

  return self;
}

BtIngestFile *
bt_ingest_file_copy (const BtIngestFile *self)
{
  return bt_ingest_file_new (self->file, self->name, self->error);
}

void
bt_ingest_file_free (BtIngestFile *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->file);
  g_free (self->name);
  g_clear_error (&self->error);
  g_free (self);
}

/* ---- what a name says ---- */

static gboolean
ends_in (const char *name, const char *const *endings)
{
  const char *dot = strrchr (name, '.');
  g_autofree char *ending = dot != NULL ? g_ascii_strdown (dot + 1, -1) : NULL;

  return ending != NULL && g_strv_contains (endings, ending);
}

static gboolean
is_named_as_photo (const char *name)
{
  static const char *const endings[] = { "jpg",  "jpeg", "jpe", "jfif", "png", "webp",
                                         "heic", "heif", "hif", "avif", NULL };

  return ends_in (name, endings);
}

/* What cameras put beside photos: it need not be opened to be known. The small picture of a
 * film (THM) is a JPEG, but no photo. */
static gboolean
is_named_as_other (const char *name)
{
  static const char *const endings[] = {
    "nef", "nrw", "cr2",  "cr3",  "crw", "arw", "srf",  "sr2", "raf",  "orf",  "rw2",
    "pef", "dng", "x3f",  "3fr",  "iiq", "rwl", "srw",  "gpr", "tif",  "tiff", "mov",
    "mp4", "m4v", "avi",  "mts",  "mxf", "3gp", "mpg",  "lrv", "insv", "wav",  "mp3",
    "m4a", "xmp", "thm",  "aae",  "ctg", "dat", "ind",  "bdm", "cpi",  "mpl",  "bin",
    "xml", "txt", "html", "json", "pdf", "doc", "docx", "zip", "db",   "ini",  NULL,
  };

  return ends_in (name, endings);
}

/* What systems put on every disk. */
static gboolean
is_passed_over (GFileInfo *info)
{
  static const char *const names[] = { "System Volume Information", "$RECYCLE.BIN",
                                       "RECYCLER", "lost+found", NULL };
  const char *name = g_file_info_get_name (info);

  return name == NULL || *name == '.' || g_file_info_get_is_hidden (info)
         || g_strv_contains (names, name);
}

/* ---- walking ---- */

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_object (&entry->file);
  g_free (entry->name);
  g_free (entry->key);
  g_free (entry);
}

/* As a person sorts them, IMG_9 before IMG_10; two names that look alike by their bytes. */
static gint
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *left = *(Entry *const *)a;
  const Entry *right = *(Entry *const *)b;
  int order = strcmp (left->key, right->key);

  if (order == 0)
    {
      g_autofree char *left_name = g_file_get_basename (left->file);
      g_autofree char *right_name = g_file_get_basename (right->file);

      order = g_strcmp0 (left_name, right_name);
    }
  return order;
}

static Entry *
entry_new (GFile *file, const char *above, GFileInfo *info)
{
  const char *name = g_file_info_get_display_name (info);
  Entry *entry = g_new0 (Entry, 1);

  entry->file = g_object_ref (file);
  entry->name = *above != '\0' ? g_strconcat (above, "/", name, NULL) : g_strdup (name);
  entry->key = g_utf8_collate_key_for_filename (name, -1);
  entry->size = (guint64)MAX (g_file_info_get_size (info), 0);

  return entry;
}

static void
tell_item (Walk *walk, const Entry *entry)
{
  BtIngestItem *item = g_new0 (BtIngestItem, 1);

  item->file = g_object_ref (entry->file);
  item->name = g_strdup (entry->name);
  item->size = entry->size;
  item->named_as_photo = is_named_as_photo (entry->name);
  if (item->named_as_photo)
    item->number = ++walk->numbered;
  walk->funcs->item (item, walk->data);
}

static void
tell_items (Walk *walk, GPtrArray *entries)
{
  g_ptr_array_sort (entries, compare_entries);
  for (guint i = 0; i < entries->len; i++)
    tell_item (walk, g_ptr_array_index (entries, i));
  g_ptr_array_set_size (entries, 0);
}

static void
tell_failed (Walk *walk, GFile *file, const char *name, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || !walk->funcs->failed (file, name, error, walk->data))
    walk->stopped = TRUE;
}

static void
sort_out (Walk *walk,
          GFile *file,
          const char *above,
          GFileInfo *info,
          GPtrArray *photos,
          GPtrArray *folders)
{
  GFileType type = g_file_info_get_file_type (info);
  g_autofree char *name = NULL;

  if (type == G_FILE_TYPE_DIRECTORY)
    {
      if (walk->recursive)
        g_ptr_array_add (folders, entry_new (file, above, info));
      return;
    }
  if (type == G_FILE_TYPE_REGULAR
      && !is_named_as_other (g_file_info_get_display_name (info)))
    {
      g_ptr_array_add (photos, entry_new (file, above, info));
      return;
    }
  name = g_strconcat (above, *above != '\0' ? "/" : "",
                      g_file_info_get_display_name (info), NULL);
  walk->funcs->other (file, name, walk->data);
}

/* Fills @folders with those in it. */
static gboolean
read_folder (Walk *walk,
             GFile *folder,
             const char *above,
             GPtrArray *folders,
             GError **error)
{
  g_autoptr (GPtrArray) photos = g_ptr_array_new_with_free_func (entry_free);
  g_autoptr (GFileEnumerator) entries = g_file_enumerate_children (
      folder, ATTRIBUTES, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, walk->cancellable, error);
  gint64 told = g_get_monotonic_time ();
  GFileInfo *info = NULL;
  gboolean ok;

  if (entries == NULL)
    return FALSE;
  while ((ok = g_file_enumerator_iterate (entries, &info, NULL, walk->cancellable, error))
         && info != NULL)
    {
      g_autoptr (GFile) file = g_file_enumerator_get_child (entries, info);

      if (!is_passed_over (info))
        sort_out (walk, file, above, info, photos, folders);
      if (g_get_monotonic_time () - told > PATIENCE)
        {
          tell_items (walk, photos);
          told = g_get_monotonic_time ();
        }
    }
  tell_items (walk, photos);
  return ok;
}

static void
walk_folder (Walk *walk, GFile *folder, const char *above, guint depth)
{
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (entry_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  if (g_file_equal (folder, walk->own))
    return;
  if (!read_folder (walk, folder, above, folders, &error))
    {
      name = *above != '\0' ? g_strdup (above) : g_file_get_parse_name (folder);
      tell_failed (walk, folder, name, error);
    }
  g_ptr_array_sort (folders, compare_entries);
  for (guint i = 0; i < folders->len && depth < DEEPEST && !walk->stopped; i++)
    {
      const Entry *entry = g_ptr_array_index (folders, i);

      walk_folder (walk, entry->file, entry->name, depth + 1);
    }
}

/* Somebody chose it: a link is followed, and no name passed over. */
static void
walk_chosen (Walk *walk, GFile *source, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (
      file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, walk->cancellable, &error);
  g_autofree char *below = g_file_get_relative_path (source, file);
  g_autofree char *name = NULL;

  if (below == NULL)
    name = g_file_get_parse_name (file);
  else
    name = g_filename_display_name (below);

  if (info == NULL)
    tell_failed (walk, file, name, error);
  else if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    walk_folder (walk, file, name, 0);
  else if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR)
    {
      Entry entry = { file, name, NULL, (guint64)MAX (g_file_info_get_size (info), 0) };

      tell_item (walk, &entry);
    }
  else
    walk->funcs->other (file, name, walk->data);
}

void
bt_ingest_source_list (GFile *source,
                       GPtrArray *files,
                       gboolean recursive,
                       GFile *own,
                       const BtIngestSourceFuncs *funcs,
                       gpointer data,
                       GCancellable *cancellable)
{
  Walk walk = {
    .funcs = funcs,
    .data = data,
    .recursive = recursive,
    .own = own,
    .cancellable = cancellable,
  };

  g_return_if_fail (G_IS_FILE (source));
  g_return_if_fail (funcs != NULL);

  if (files == NULL)
    walk_folder (&walk, source, "", 0);
  for (guint i = 0; files != NULL && i < files->len && !walk.stopped; i++)
    walk_chosen (&walk, source, g_ptr_array_index (files, i));
}

/* ---- whether it is still there ---- */

/* A card that was pulled out stays mounted, and what the system remembers of it can still be
 * asked; but its device is gone from the list of devices. */
static const char *
device_state (guint32 device)
{
  g_autofree char *path =
      g_strdup_printf ("/sys/dev/block/%u:%u", major (device), minor (device));

  return access (path, F_OK) == 0 ? "device" : "none";
}

char *
bt_ingest_source_identify (GFile *source)
{
  g_autoptr (GFileInfo) info = NULL;
  guint32 device;

  g_return_val_if_fail (G_IS_FILE (source), NULL);

  info = g_file_query_info (
      source, G_FILE_ATTRIBUTE_ID_FILESYSTEM "," G_FILE_ATTRIBUTE_UNIX_DEVICE,
      G_FILE_QUERY_INFO_NONE, NULL, NULL);
  if (info == NULL)
    return NULL;
  device = g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_UNIX_DEVICE);

  /* Not the folder's own number: a FAT file system gives it another one at times. */
  return g_strdup_printf (
      "%s %s", g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_ID_FILESYSTEM),
      device_state (device));
}
