/* The program's side of the decoding process.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo.h"

G_BEGIN_DECLS

/** The longest that one photo may take on the clock, a busy and slow machine included.
 * The worker's own limit on processor time is in worker/bt-sandbox.c. */
#define BT_PHOTO_WALL_MS (90 * 1000)

/**
 * bt_photo_worker_run:
 * @args: (array zero-terminated=1): the worker's arguments, without its name
 * @input: (nullable): its standard input
 * @wall_ms: after this time it is killed
 *
 * Runs the worker once: clean environment, no inherited files, killed when it takes too
 * long, says too much or @cancellable is cancelled. When it crashes it gets a second try
 * that leaves the metadata alone, which the picture may survive. At most as many run at a
 * time as the machine has processors. Blocks.
 *
 * Returns: (transfer full): its standard output, or %NULL with the #BtPhotoError that it
 *   named, %BT_PHOTO_ERROR_LIMIT, %BT_PHOTO_ERROR_DAMAGED when it crashed,
 *   %BT_PHOTO_ERROR_WORKER, or %G_IO_ERROR_CANCELLED
 */
char *bt_photo_worker_run (const char *const *args,
                           const char *input,
                           guint wall_ms,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS
