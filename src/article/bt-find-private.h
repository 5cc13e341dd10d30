/* Shared by the files that find and replace.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-find.h"

G_BEGIN_DECLS

struct _BtFind
{
  gatomicrefcount ref_count;
  BtFindFlags flags;
  char *words;   /* folded; without BT_FIND_REGEX */
  gsize length;  /* of @words, in bytes */
  GRegex *regex; /* with BT_FIND_REGEX */
};

/**
 * BtFindMatch:
 * @hit: in the text that is searched
 * @groups: (element-type BtHit): with BT_FIND_REGEX, where each group is; G_MAXUINT twice
 *   for one that has no part in the match; else empty
 */
typedef struct
{
  BtHit hit;
  GArray *groups;
} BtFindMatch;

/** BtFindFunc: Returns: whether to go on */
typedef gboolean (*BtFindFunc) (const BtFindMatch *match, gpointer data);

/** bt_find_each: calls @func for each hit. Returns: %FALSE with a #BtFindError */
gboolean bt_find_each (const BtFind *self,
                       const char *text,
                       gint64 deadline,
                       BtFindFunc func,
                       gpointer data,
                       GError **error);

G_END_DECLS
