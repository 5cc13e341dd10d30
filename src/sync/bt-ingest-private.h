/* What the parts of an ingest share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/bt-ingest-source.h"
#include "sync/bt-photo-words.h"

G_BEGIN_DECLS

struct _BtIngest
{
  GObject parent_instance;

  BtContext *context;
  GFile *source;
  BtIngestOptions options;
  GCancellable *cancellable;
  GMainContext *main_context;

  GMutex lock;
  GCond more;
  /* All that follows is guarded by lock. */
  BtIngestState state;
  BtIngestState early;
  GError *error;
  BtIngestCount count;
  GQueue items;
  GPtrArray *failures;
  GPtrArray *others;
  GPtrArray *code_notes;
  GHashTable *known;
  gint64 batch;
  gint64 started;
  gint64 told;
  gboolean telling;
};

/** BtIngestKeeper: how the photos of one ingest come into the folder and the store; its
 * functions may be called from several threads. */
typedef struct _BtIngestKeeper BtIngestKeeper;

/** bt_ingest_keeper_new: blocks while it reads the codes. Returns: (transfer full): or
 * %NULL with an error when the fields or the codes cannot be read */
BtIngestKeeper *bt_ingest_keeper_new (BtContext *context,
                                      GFile *source,
                                      const BtIngestOptions *options,
                                      GError **error);
void bt_ingest_keeper_free (BtIngestKeeper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtIngestKeeper, bt_ingest_keeper_free)

/** bt_ingest_keeper_look: learns which photos are kept, so that they are recognised by
 * reading alone. Useful, not necessary. */
void bt_ingest_keeper_look (BtIngestKeeper *self);

/**
 * bt_ingest_keeper_keep:
 * @hash: (out) (transfer full): of the photo
 * @known: (out): whether it was kept before
 *
 * Returns: whether the photo is whole and in the store; if not, with an error of the photo
 *   room or the store, or %G_IO_ERROR_CANCELLED, nothing of it is kept
 */
gboolean bt_ingest_keeper_keep (BtIngestKeeper *self,
                                const BtIngestItem *item,
                                char **hash,
                                gboolean *known,
                                GCancellable *cancellable,
                                GError **error);

/** bt_ingest_keeper_batch: 0 before the first photo. */
gint64 bt_ingest_keeper_batch (BtIngestKeeper *self);

/** bt_ingest_keeper_steal_notes: Returns: (transfer full) (element-type BtCodeNote): what
 * was doubtful about codes, each once */
GPtrArray *bt_ingest_keeper_steal_notes (BtIngestKeeper *self);

/* ---- what goes on: bt-ingest-report.c; from any thread ---- */

/** bt_ingest_add_item: @item: (transfer full) */
void bt_ingest_add_item (BtIngest *self, BtIngestItem *item);
void bt_ingest_add_other (BtIngest *self, GFile *file, const char *name);
void
bt_ingest_add_failed (BtIngest *self, GFile *file, const char *name, const GError *error);
/** bt_ingest_listed: no more items come. */
void bt_ingest_listed (BtIngest *self);
/** bt_ingest_take: waits for an item. Returns: (transfer full) (nullable): %NULL when there
 * is no more, or when it ended early */
BtIngestItem *bt_ingest_take (BtIngest *self);

/* What became of one that was taken. */
void bt_ingest_was_kept (BtIngest *self, const BtIngestItem *item, const char *hash);
void bt_ingest_was_known (BtIngest *self, const BtIngestItem *item, const char *hash);
void bt_ingest_was_other (BtIngest *self, const BtIngestItem *item);
void bt_ingest_was_failed (BtIngest *self, const BtIngestItem *item, const GError *error);
/** bt_ingest_was_left: it goes back to those that were not tried. */
void bt_ingest_was_left (BtIngest *self, BtIngestItem *item);

/** bt_ingest_end_early: the first caller's reason counts; nothing is taken any more. */
void bt_ingest_end_early (BtIngest *self, BtIngestState state, const GError *error);
gboolean bt_ingest_is_ending (BtIngest *self);
/** bt_ingest_take_notes: @notes: (transfer full) */
void bt_ingest_take_notes (BtIngest *self, GPtrArray *notes);
void bt_ingest_set_batch (BtIngest *self, gint64 batch);
/** bt_ingest_end: the last call: names what is left, and posts BtIngest::finished. */
void bt_ingest_end (BtIngest *self);

/** bt_ingest_run: everything, in a thread of its own and more. */
void bt_ingest_run (BtIngest *self,
                    BtContext *context,
                    GFile *source,
                    const BtIngestOptions *options,
                    GCancellable *cancellable);

G_END_DECLS
