/* The list of articles, and searching in it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/bt-store-private.h"

#include <string.h>

#include "text/bt-text.h"

/* More words than anybody types; FTS5 has its own limits beyond. */
#define MAX_QUERY_CHARS 2000
#define MAX_PHRASES 32

typedef struct
{
  BtStoreQuery query;
  char *words; /* owned, for query */
  GPtrArray *rows;
} ListRequest;

static void
list_request_free (ListRequest *self)
{
  g_free (self->words);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ListRequest, list_request_free)

static ListRequest *
list_request_new (const BtStoreQuery *query)
{
  ListRequest *self = g_new0 (ListRequest, 1);

  self->query = *query;
  self->words = g_strdup (query->words);
  self->query.words = self->words;
  return self;
}

static gboolean
index_with (BtStoreDb *db, const char *sql, gint64 article, GError **error)
{
  g_autoptr (BtStoreStmt) stmt = bt_store_stmt_new (db, sql, error);

  if (!stmt)
    return FALSE;
  bt_store_stmt_bind_int (stmt, ":article", article);
  return bt_store_stmt_run (stmt, error);
}

gboolean
bt_store_index_article (BtStoreDb *db, gint64 article, gboolean add, GError **error)
{
  if (add)
    return index_with (db,
                       "INSERT INTO search_folded (rowid, headline, text, notes)"
                       " SELECT * FROM body_folded WHERE article = :article",
                       article, error)
           && index_with (db,
                          "INSERT INTO search_exact (rowid, headline, text, notes)"
                          " SELECT article, headline, text, notes FROM body"
                          " WHERE article = :article",
                          article, error);
  return index_with (
             db,
             "INSERT INTO search_folded (search_folded, rowid, headline, text, notes)"
             " SELECT 'delete', * FROM body_folded WHERE article = :article",
             article, error)
         && index_with (
             db,
             "INSERT INTO search_exact (search_exact, rowid, headline, text, notes)"
             " SELECT 'delete', article, headline, text, notes FROM body"
             " WHERE article = :article",
             article, error);
}

static gboolean
is_quote (gunichar c)
{
  return c == '"' || c == 0x201c || c == 0x201d || c == 0x201e || c == 0x201f;
}

/* FTS5's string syntax: in quotes, where a quote would be doubled; there is none in it.
 * Returns: whether there was anything to search for */
static gboolean
append_phrase (GString *match, const char *start, const char *end)
{
  gboolean has_word = FALSE;

  for (const char *p = start; p < end && !has_word; p = g_utf8_next_char (p))
    has_word = g_unichar_isalnum (g_utf8_get_char (p));
  if (!has_word)
    return FALSE;
  if (match->len > 0)
    g_string_append (match, " AND ");
  g_string_append_c (match, '"');
  g_string_append_len (match, start, end - start);
  g_string_append_c (match, '"');
  return TRUE;
}

static char *
match_expression (const char *words, gboolean prefix)
{
  GString *match = g_string_new (NULL);
  const char *start = words;
  const char *p = words;
  guint n_phrases = 0;
  gboolean last = FALSE;

  for (;; p = g_utf8_next_char (p))
    {
      if (*p && !is_quote (g_utf8_get_char (p)))
        continue;
      last = append_phrase (match, start, p);
      n_phrases += last;
      if (!*p || n_phrases == MAX_PHRASES)
        break;
      start = g_utf8_next_char (p);
    }
  /* A word still grows only at the very end of what was typed. */
  if (prefix && last && p > start
      && g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p))))
    g_string_append (match, " *");
  return g_string_free (match, FALSE);
}

/* Whatever was typed or handed over: valid, not too long, in NFC. */
static char *
clean_words (const char *words)
{
  g_autofree char *valid = g_utf8_make_valid (words, -1);
  g_autofree char *cut =
      g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_QUERY_CHARS));

  return bt_text_nfc (g_strstrip (cut));
}

char *
bt_store_match_new (const char *words, gboolean prefix)
{
  g_autofree char *clean = words ? clean_words (words) : NULL;

  return clean && *clean ? match_expression (clean, prefix) : NULL;
}

/* @match: (nullable): what to search for, %NULL for all */
static BtStoreStmt *
prepare (BtStoreDb *db, const BtStoreQuery *query, const char *match, GError **error)
{
  g_autofree char *folded = match ? bt_text_fold_d (match) : NULL;
  g_autofree char *headline =
      match ? g_strdup_printf ("{headline} : (%s)", folded) : NULL;
  g_autofree char *sql = g_strconcat (
      "SELECT " BT_STORE_ARTICLE_COLUMNS " FROM article WHERE (trashed <> 0) = :trashed",
      query->status >= 0 ? " AND status = :status" : "",
      match ? " AND id IN (SELECT rowid FROM search_folded"
              " WHERE search_folded MATCH :folded)"
              " ORDER BY id IN (SELECT rowid FROM search_exact"
              " WHERE search_exact MATCH :exact) DESC,"
              " id IN (SELECT rowid FROM search_folded"
              " WHERE search_folded MATCH :headline) DESC, modified DESC, id DESC"
            : " ORDER BY modified DESC, id DESC",
      query->limit > 0 ? " LIMIT :limit" : "", NULL);
  BtStoreStmt *stmt = bt_store_stmt_new (db, sql, error);

  if (!stmt)
    return NULL;
  bt_store_stmt_bind_int (stmt, ":trashed", query->trashed ? 1 : 0);
  if (query->status >= 0)
    bt_store_stmt_bind_text (stmt, ":status",
                             bt_status_to_string ((BtStatus)query->status));
  if (match)
    {
      bt_store_stmt_bind_text (stmt, ":folded", folded);
      bt_store_stmt_bind_text (stmt, ":exact", match);
      bt_store_stmt_bind_text (stmt, ":headline", headline);
    }
  if (query->limit > 0)
    bt_store_stmt_bind_int (stmt, ":limit", query->limit);
  return stmt;
}

BtStoredArticle *
bt_store_read_article (BtStoreStmt *stmt, GError **error)
{
  BtStoredArticle *row;
  BtStatus status;

  if (!bt_status_from_string (bt_store_stmt_text (stmt, 4), &status))
    {
      bt_store_set_unknown_word ("status", bt_store_stmt_text (stmt, 4), error);
      return NULL;
    }
  row = g_new0 (BtStoredArticle, 1);
  row->uuid = bt_store_stmt_dup (stmt, 0);
  row->headline = bt_store_stmt_dup (stmt, 1);
  row->lead = bt_store_stmt_dup (stmt, 2);
  row->section = bt_store_stmt_dup (stmt, 3);
  row->status = status;
  row->words = bt_store_stmt_uint (stmt, 5);
  row->photos = bt_store_stmt_uint (stmt, 6);
  row->created = bt_store_stmt_int (stmt, 7);
  row->modified = bt_store_stmt_int (stmt, 8);
  row->trashed = bt_store_stmt_int (stmt, 9);
  row->revision = bt_store_stmt_int (stmt, 10);
  return row;
}

static GPtrArray *
query_rows (BtStoreDb *db, const BtStoreQuery *query, GError **error)
{
  g_autofree char *match = bt_store_match_new (query->words, query->prefix);
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_stored_article_free);
  g_autoptr (BtStoreStmt) stmt = NULL;
  BtStoreStep step;

  /* Something was typed, but no letter and no digit: no article has it. */
  if (match && !*match)
    return g_steal_pointer (&rows);
  stmt = prepare (db, query, match, error);
  if (!stmt)
    return NULL;
  while ((step = bt_store_stmt_step (stmt, error)) == BT_STORE_STEP_ROW)
    {
      BtStoredArticle *row = bt_store_read_article (stmt, error);

      if (!row)
        return NULL;
      g_ptr_array_add (rows, row);
    }
  return step == BT_STORE_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

static gboolean
list_work (BtStoreDb *db, gpointer data, GError **error)
{
  ListRequest *request = data;

  request->rows = query_rows (db, &request->query, error);
  return request->rows != NULL;
}

void
bt_store_list_articles_async (BtStore *self,
                              const BtStoreQuery *query,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (self));
  g_return_if_fail (query && query->status < BT_N_STATUSES);

  bt_store_queue (self, BT_STORE_READ, list_work, list_request_new (query),
                  (GDestroyNotify)list_request_free, bt_store_list_articles_async,
                  cancellable, callback, user_data);
}

GPtrArray *
bt_store_list_articles_finish (BtStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (ListRequest) request =
      bt_store_queue_finish (self, result, bt_store_list_articles_async, error);

  return request ? g_steal_pointer (&request->rows) : NULL;
}

GPtrArray *
bt_store_list_articles_sync (BtStore *self, const BtStoreQuery *query, GError **error)
{
  g_autoptr (ListRequest) request = NULL;

  g_return_val_if_fail (BT_IS_STORE (self), NULL);
  g_return_val_if_fail (query && query->status < BT_N_STATUSES, NULL);

  request = list_request_new (query);
  if (!bt_store_run (self, BT_STORE_READ, list_work, request, error))
    return NULL;
  return g_steal_pointer (&request->rows);
}
