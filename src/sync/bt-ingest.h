/* Taking many photos in, from a folder or a card.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/bt-context.h"

G_BEGIN_DECLS

/**
 * BtIngestOptions: begin with all zeros: every photo that lies in the folder itself.
 * @recursive: the folders in it too, as on a card; never symbolic links
 * @files: (nullable) (element-type GFile): only these files and folders
 * @fields: (nullable): of a #BtPhotoTemplate: JSON object, field name → text with
 * variables and codes
 * @overwrite: the fields take the place of what a photo says; else only empty ones are
 * filled
 * @batch: (nullable): its name; else the source's name with the date
 * @known_too: photos that are kept already get the fields as well; else nothing about
 * them changes
 */
typedef struct
{
  gboolean recursive;
  GPtrArray *files;
  const char *fields;
  gboolean overwrite;
  const char *batch;
  gboolean known_too;
} BtIngestOptions;

/**
 * BtIngestState:
 * @BT_INGEST_FINISHED: every file was looked at
 * @BT_INGEST_CANCELLED: before the last one was looked at
 * @BT_INGEST_SOURCE_GONE: the card was taken out, the folder moved away
 * @BT_INGEST_DISK_FULL: where the photos are kept
 */
typedef enum
{
  BT_INGEST_WAITING,
  BT_INGEST_RUNNING,
  BT_INGEST_FINISHED,
  BT_INGEST_CANCELLED,
  BT_INGEST_SOURCE_GONE,
  BT_INGEST_DISK_FULL,
} BtIngestState;

/**
 * BtIngestCount: found = kept + known + failed + left.
 * @found: photos in the source so far; what is no photo is not among them
 * @kept: new ones
 * @known: duplicates: of a photo that was kept before, or in this source
 * @failed: tried without success
 * @left: not tried yet, or, at the end, not tried at all
 * @others: files that are no photos, and links
 * @bytes, @bytes_done: of what was found, and of what is not left
 * @listed: the source has been looked through; @found and @bytes stay
 * @seconds: estimated time left; -1 while that cannot be said
 */
typedef struct
{
  guint found;
  guint kept;
  guint known;
  guint failed;
  guint left;
  guint others;
  guint64 bytes;
  guint64 bytes_done;
  gboolean listed;
  gint64 seconds;
} BtIngestCount;

/**
 * BtIngestFile: one that did not come in.
 * @name: for people: UTF-8, with the folders below the source
 */
typedef struct
{
  GFile *file;
  char *name;
  GError *error;
} BtIngestFile;

/**
 * BtIngest:
 *
 * Copies each photo under its hash, compares what was written with it, describes it, makes
 * its thumbnail and puts it into the store, as many at once as there are cores, in the
 * order of their names. The source is only read. A photo is either whole and in the store
 * or not there at all, whatever happens; taking the same source in again takes the rest.
 *
 * Signals, in the main context that was the thread's default at bt_ingest_start():
 *
 * BtIngest::photo (const char *hash): a new one is kept and in the store
 * BtIngest::progress: the count changed; at most ten times a second
 * BtIngest::finished: the last signal; the state says how
 */
#define BT_TYPE_INGEST (bt_ingest_get_type ())
G_DECLARE_FINAL_TYPE (BtIngest, bt_ingest, BT, INGEST, GObject)

/** bt_ingest_new: @source: a folder; @options: (nullable): copied. Returns: (transfer full)
 */
BtIngest *
bt_ingest_new (BtContext *context, GFile *source, const BtIngestOptions *options);
/** bt_ingest_start: once; returns at once. What runs keeps itself alive. */
void bt_ingest_start (BtIngest *self);
/** bt_ingest_cancel: what is kept stays. BtIngest::finished follows. */
void bt_ingest_cancel (BtIngest *self);

/** bt_ingest_get_source: the rest may be asked from any thread, at any time. */
GFile *bt_ingest_get_source (BtIngest *self);
BtIngestState bt_ingest_get_state (BtIngest *self);
void bt_ingest_get_count (BtIngest *self, BtIngestCount *count);
/** bt_ingest_get_batch: 0 before the first photo is kept. */
gint64 bt_ingest_get_batch (BtIngest *self);
/** bt_ingest_get_failures: Returns: (transfer full) (element-type BtIngestFile): what could
 * not be taken in, and why; with %BT_INGEST_SOURCE_GONE and %BT_INGEST_DISK_FULL those that
 * were not tried too, with %BT_SYNC_ERROR_SOURCE_GONE or %BT_PHOTO_ERROR_NO_SPACE; a folder
 * that could not be read to its end is named as one. In the order of their names. */
GPtrArray *bt_ingest_get_failures (BtIngest *self);
/** bt_ingest_get_others: Returns: (transfer full) (element-type BtIngestFile): files that
 * are no photos, and links; without an error. Hidden files are passed over. */
GPtrArray *bt_ingest_get_others (BtIngest *self);
/** bt_ingest_get_code_notes: Returns: (transfer full) (element-type BtCodeNote): what was
 * doubtful about codes in the fields: unknown, out of date on a photo's day; each once;
 * empty before the end. Not to be changed. */
GPtrArray *bt_ingest_get_code_notes (BtIngest *self);
/** bt_ingest_get_known: Returns: (transfer full): hashes of the duplicates, each once. */
char **bt_ingest_get_known (BtIngest *self);
/** bt_ingest_get_error: Returns: (transfer full) (nullable): what ended it early, or why
 * the batch or the codes were not to be had; then every file is among the failures */
GError *bt_ingest_get_error (BtIngest *self);

G_END_DECLS
