/* The newsroom's lists of names, as one types.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/bt-store-words.h"

G_BEGIN_DECLS

/** BtNameIndex: all lists, found without accents. */
typedef struct _BtNameIndex BtNameIndex;

BtNameIndex *bt_name_index_new (void);
void bt_name_index_free (BtNameIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtNameIndex, bt_name_index_free)

/** bt_name_index_set: @names: all of the list, in its order */
void bt_name_index_set (BtNameIndex *self, BtNameList list, const char *const *names);

/** bt_name_index_has: whether @name is in one of @lists (bits of 1 << #BtNameList), letter by
 * letter. */
gboolean bt_name_index_has (BtNameIndex *self, guint lists, const char *name);

/** BtNameWhere: what a text that is being typed consists of.
 * @BT_NAME_TEXT: sentences, in which a name may stand anywhere
 * @BT_NAME_WHOLE: one name
 * @BT_NAME_MEMBERS: names parted by ";" */
typedef enum
{
  BT_NAME_TEXT,
  BT_NAME_WHOLE,
  BT_NAME_MEMBERS,
} BtNameWhere;

/**
 * bt_name_index_find:
 * @before: the text up to the caret
 * @limit: at most so many
 * @start: (out): where in @before that begins which a name would replace, in characters
 *
 * A name is found by its beginning, or the beginning of one of its words: "an" finds "Nguyễn
 * Văn An". What is typed without accents finds names with any; in sentences, what has accents
 * already must be as the name has it: there it is more often another word. Names that begin
 * so come first, each once.
 *
 * Returns: (transfer full): names; may be empty
 */
char **bt_name_index_find (BtNameIndex *self,
                           guint lists,
                           const char *before,
                           BtNameWhere where,
                           guint limit,
                           guint *start);

G_END_DECLS
