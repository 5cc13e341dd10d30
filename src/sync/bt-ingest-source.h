/* Looking through a folder for photos while the first ones are taken in already.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sync/bt-ingest.h"

G_BEGIN_DECLS

/**
 * BtIngestItem: one file that may be a photo.
 * @name: for people: UTF-8, with the folders below the source
 * @named_as_photo: by the end of its name
 * @number: which one it is of those that are named as photos, from 1
 */
typedef struct
{
  GFile *file;
  char *name;
  guint64 size;
  gboolean named_as_photo;
  guint number;
} BtIngestItem;

void bt_ingest_item_free (BtIngestItem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtIngestItem, bt_ingest_item_free)

/** bt_ingest_file_new: @error: (nullable): copied */
BtIngestFile *bt_ingest_file_new (GFile *file, const char *name, const GError *error);
BtIngestFile *bt_ingest_file_copy (const BtIngestFile *self);
void bt_ingest_file_free (BtIngestFile *self);

/**
 * BtIngestSourceFuncs: told in the thread that lists.
 * @item: (transfer full): a file that may be a photo
 * @other: one that is none by its name or its kind, or a link
 * @failed: a folder that could not be read to its end. Returns: whether to go on
 */
typedef struct
{
  void (*item) (BtIngestItem *item, gpointer data);
  void (*other) (GFile *file, const char *name, gpointer data);
  gboolean (*failed) (GFile *file, const char *name, const GError *error, gpointer data);
} BtIngestSourceFuncs;

/** bt_ingest_source_list: names all that is in @source, or @files alone, but nothing in
 * @own, where this program keeps its photos: taking its thumbnails in would make more of
 * them, for ever. In each folder the files by name, then the folders; what a slow source
 * has not named in a fifth of a second waits for nobody. Blocks. */
void bt_ingest_source_list (GFile *source,
                            GPtrArray *files,
                            gboolean recursive,
                            GFile *own,
                            const BtIngestSourceFuncs *funcs,
                            gpointer data,
                            GCancellable *cancellable);

/** bt_ingest_source_identify: Returns: (transfer full) (nullable): a word that stays the
 * same while the same folder of the same disk is there. Blocks. */
char *bt_ingest_source_identify (GFile *source);

G_END_DECLS
