/* What the tests of taking photos in share: a card full of photos, and a desk.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/bt-ingest.h"
#include "sync/bt-photo-words.h"

G_BEGIN_DECLS

/** A card and a data folder in a temporary place. */
typedef struct
{
  char *root;
  char *card;
  char *data;
  BtContext *context;
} Desk;

void desk_init (Desk *desk);
/** desk_clear: removes everything. */
void desk_clear (Desk *desk);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_clear)
/** desk_restart: as another program on the same data. */
void desk_restart (Desk *desk);

/** card_write: a file on the card, with the folders above it. Returns: its path */
char *card_write (const Desk *desk, const char *name, const void *data, gsize length);
/** card_photo: a small JPEG, another one for each @number. Returns: its path */
char *card_photo (const Desk *desk, const char *name, guint number);
/** card_photos: @n of them as DCIM/100BANTH/IMG_0001.JPG and so on. */
void card_photos (const Desk *desk, guint n);
/** card_state: Returns: every name, size, time and byte on the card as one word */
char *card_state (const Desk *desk);

/** What an ingest told, in the order of telling. */
typedef struct
{
  BtIngest *ingest;
  GPtrArray *photos;
  guint progress;
  guint finished;
  gint64 first;
} Told;

/** told_start: @options: (nullable): everything below the card */
void told_start (Told *told, const Desk *desk, const BtIngestOptions *options);
/** told_wait: turns the main loop until @photos came, or all of them with G_MAXUINT */
void told_wait (Told *told, guint photos);
void told_clear (Told *told);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Told, told_clear)
/** ingest_all: from the card to the end. */
void ingest_all (Told *told, const Desk *desk, const BtIngestOptions *options);

/** assert_count: and that it adds up. */
void
assert_count (Told *told, guint found, guint kept, guint known, guint failed, guint left);
/** assert_whole: each listed photo is there with its bytes and its thumbnail, nothing else
 * is in the folder, and as many as @n */
void assert_whole (const Desk *desk, guint n);
/** stored_named: Returns: (transfer full) (nullable): the photo of that name */
BtStoredPhoto *stored_named (const Desk *desk, const char *name);
/** file_named: Returns: (nullable): that one of @files, which stay the owner */
const BtIngestFile *file_named (GPtrArray *files, const char *name);

G_END_DECLS
