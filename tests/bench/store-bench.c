/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-bench.h"

#define ROUNDS 7

static const char *const syllables[] = {
  "thành", "phố",  "Cần",  "Thơ",  "đường", "mới",  "đầu",   "tư",    "nông", "nghiệp",
  "công",  "nhân", "nước", "sông", "Hậu",   "năm",  "người", "dân",   "quận", "huyện",
  "ủy",    "ban",  "chủ",  "tịch", "doanh", "nhà",  "học",   "sinh",  "bệnh", "viện",
  "giá",   "lúa",  "gạo",  "tôm",  "cá",    "tra",  "xuất",  "khẩu",  "tăng", "trưởng",
  "kinh",  "tế",   "văn",  "hóa",  "du",    "lịch", "giao",  "thông", "xây",  "dựng",
};

char *
bench_text (guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            syllables[g_random_int_range (0, G_N_ELEMENTS (syllables))]);
  return g_string_free (text, FALSE);
}

/* Returns: the shortest of some rounds, in microseconds */
static gint64
measure (Bench *bench, BenchFunc func)
{
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      func (bench);
      best = MIN (best, g_get_monotonic_time () - start);
    }
  return MAX (best, 1);
}

void
bench_query (Bench *bench, const char *sql)
{
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_prepare_v2 (bench->bare, sql, -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (bench->bare));
  if (bench->words && sqlite3_bind_parameter_count (stmt) > 0)
    sqlite3_bind_text (stmt, 1, bench->words, -1, SQLITE_STATIC);
  bench->count = 0;
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (stmt); i++)
        sqlite3_column_text (stmt, i);
      bench->count++;
    }
  sqlite3_finalize (stmt);
}

gboolean
bench_compare (Bench *bench,
               const char *what,
               BenchFunc bare,
               BenchFunc store,
               double limit)
{
  gint64 bare_time = measure (bench, bare);
  gint64 store_time = measure (bench, store);
  double ratio = (double)store_time / (double)bare_time;

  g_print ("%-28s %6" G_GINT64_FORMAT " rows  bare %8.2f ms  store %8.2f ms  ratio %5.2f"
           " (limit %.1f)%s\n",
           what, bench->count, (double)bare_time / 1000, (double)store_time / 1000, ratio,
           limit, ratio > limit && store_time >= 2000 ? "  TOO SLOW" : "");
  /* Below that only the hand-over between two threads is measured. */
  return ratio <= limit || store_time < 2000;
}
