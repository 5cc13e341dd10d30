/* What a post holds, as it is compared: the base, what was attempted, what is wanted.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "portal/bt-portal.h"

G_BEGIN_DECLS

/**
 * BtBase:
 * @sections, @tags: (element-type gint64): sorted; %NULL when nothing is said of them
 * @featured: media id, 0 for none, -1 when nothing is said of it
 */
typedef struct
{
  char *title;
  char *content;
  char *excerpt;
  char *slug;
  char *status;
  char *date_gmt;
  gint64 featured;
  GArray *sections;
  GArray *tags;
} BtBase;

BtBase *bt_base_new (void);
BtBase *bt_base_new_from_post (const BtPortalPost *post);
void bt_base_free (BtBase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtBase, bt_base_free)

/**
 * bt_base_to_json:
 * @attempt: (nullable): what was about to be written when this was kept; a crash or a lost
 *   answer may have left either on the portal
 * @said: (nullable): sections, tags and featured picture as the article had them when they
 *   were sent last; what colleagues have added there is in @held alone
 */
char *bt_base_to_json (const BtBase *held, const BtBase *attempt, const BtBase *said);
/** bt_base_from_json: @attempt, @said: (out) (optional) (nullable). Returns: (transfer full)
 * (nullable): what was held */
BtBase *bt_base_from_json (const char *json, BtBase **attempt, BtBase **said);
/** bt_base_take_sets: copies sections, tags and featured picture of @from. */
void bt_base_take_sets (BtBase *self, const BtBase *from);

/** bt_base_same_texts: whether title, content and excerpt say the same, whatever the portal's
 * filter rewrote. */
gboolean bt_base_same_texts (const BtBase *a, const BtBase *b);

/** bt_ids_equal: two sets of ids; %NULL equals none. */
gboolean bt_ids_equal (const GArray *a, const GArray *b);
/** bt_ids_add: keeps the set sorted and without doubles. */
void bt_ids_add (GArray *ids, gint64 id);
GArray *bt_ids_new (void);
GArray *bt_ids_copy (const GArray *ids);
gboolean bt_ids_contain (const GArray *ids, gint64 id);
/** bt_ids_merge: @theirs with what was added and without what was removed between @before
 * and @after. Returns: (transfer full) */
GArray *bt_ids_merge (const GArray *theirs, const GArray *before, const GArray *after);

G_END_DECLS
