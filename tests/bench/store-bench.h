/* What the benchmarks of the store share: the store against bare SQLite on the same file in
 * the same run, so that the ratio does not depend on the machine.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "store-kit.h"

G_BEGIN_DECLS

/**
 * Bench:
 * @words: (nullable): what is searched for
 * @uuid: of an article that is saved
 * @count: rows that the last query gave
 */
typedef struct
{
  const char *path;
  BtStore *store;
  sqlite3 *bare;
  const char *words;
  const char *uuid;
  gint64 count;
} Bench;

typedef void (*BenchFunc) (Bench *bench);

/** bench_text: Returns: (transfer full): @n Vietnamese syllables at random */
char *bench_text (guint n);
/** bench_query: reads every row with all its columns, as any caller would; ?1 is
 * @words. */
void bench_query (Bench *bench, const char *sql);
/** bench_compare: says how long both take, the shortest of some rounds. Returns: whether
 * the store takes at most @limit times as long */
gboolean bench_compare (Bench *bench,
                        const char *what,
                        BenchFunc bare,
                        BenchFunc store,
                        double limit);

G_END_DECLS
