/* What the tests of the store share: a folder of their own, articles, waiting.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/bt-store-outbox.h"

G_BEGIN_DECLS

/** Kit: a temporary folder and the path of a database in it. */
typedef struct
{
  char *folder;
  char *path;
} Kit;

/** kit_init: makes the folder. */
void kit_init (Kit *self);
/** kit_clear: removes the folder with all that is in it. */
void kit_clear (Kit *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Kit, kit_clear)

/** KitStore: a store in a folder of its own, as a test's fixture. */
typedef struct
{
  Kit kit;
  BtStore *store;
} KitStore;

/** kit_store_set_up: opens the store. */
void kit_store_set_up (KitStore *self, gconstpointer data);
/** kit_store_tear_down: closes the store and removes the folder. */
void kit_store_tear_down (KitStore *self, gconstpointer data);

/** kit_new_article: an article with a headline, a lead and one paragraph. Returns:
 * (transfer full) */
BtArticle *kit_new_article (const char *headline, const char *text);
/** kit_save: saves a new article. Returns: (transfer full): its UUID */
char *kit_save (BtStore *store, const char *headline, const char *text);
/** kit_headline: Returns: (transfer full): the stored headline of an article */
char *kit_headline (BtStore *store, const char *uuid);
/** kit_add_account: Returns: its id */
gint64 kit_add_account (BtStore *store, const char *name, const char *url);
/** kit_find: Returns: (transfer full): the headlines that searching finds, in order, with
 * "|" between */
char *kit_find (BtStore *store, const char *words);

/** kit_wait: runs the main context until @done is true, at most 20 s. */
void kit_wait (gboolean *done);
/** kit_result_cb: for async calls: keeps the result in the GAsyncResult that @data points
 * to. */
void kit_result_cb (GObject *source, GAsyncResult *result, gpointer data);
/** kit_wait_result: runs the main context until @result is there. */
void kit_wait_result (GAsyncResult **result);

/** kit_sqlite: runs SQL on the file with a connection of its own. Returns: the first
 * column of the last row, as text (transfer full) (nullable) */
char *kit_sqlite (const char *path, const char *sql);

G_END_DECLS
