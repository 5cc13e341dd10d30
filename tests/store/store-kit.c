/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-kit.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

void
kit_init (Kit *self)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("bt-store-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "data", "banthao.db", NULL);
}

static void
remove_tree (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR)
      && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir && (name = g_dir_read_name (dir)))
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          remove_tree (child);
        }
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

void
kit_clear (Kit *self)
{
  remove_tree (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->path, g_free);
}

void
kit_store_set_up (KitStore *self, gconstpointer data)
{
  kit_init (&self->kit);
  self->store = bt_store_new (self->kit.path);
}

void
kit_store_tear_down (KitStore *self, gconstpointer data)
{
  bt_store_close_sync (self->store);
  g_clear_object (&self->store);
  kit_clear (&self->kit);
}

BtArticle *
kit_new_article (const char *headline, const char *text)
{
  BtArticle *article = bt_article_new ();

  bt_article_set (article, BT_FIELD_HEADLINE, headline);
  bt_article_append_block (article, bt_block_new_text (BT_BLOCK_PARAGRAPH, text));
  return article;
}

char *
kit_save (BtStore *store, const char *headline, const char *text)
{
  g_autoptr (BtArticle) article = kit_new_article (headline, text);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (bt_store_save_article_sync (store, article, 0, &error), ==, 1);
  g_assert_no_error (error);
  return g_strdup (bt_article_get_uuid (article));
}

char *
kit_headline (BtStore *store, const char *uuid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtArticle) article = bt_store_load_article_sync (store, uuid, NULL, &error);

  g_assert_no_error (error);
  return g_strdup (bt_article_get (article, BT_FIELD_HEADLINE));
}

gint64
kit_add_account (BtStore *store, const char *name, const char *url)
{
  g_autoptr (BtAccount) account = bt_account_new ();
  g_autoptr (GError) error = NULL;
  gint64 id;

  account->name = g_strdup (name);
  account->kind = g_strdup ("wordpress");
  account->url = g_strdup (url);
  account->user = g_strdup ("khang");
  id = bt_store_put_account_sync (store, account, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

char *
kit_find (BtStore *store, const char *words)
{
  BtStoreQuery query = BT_STORE_QUERY_ALL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  GString *found = g_string_new (NULL);

  query.words = words;
  rows = bt_store_list_articles_sync (store, &query, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const BtStoredArticle *row = g_ptr_array_index (rows, i);

      g_string_append_printf (found, "%s%s", i > 0 ? "|" : "", row->headline);
    }
  return g_string_free (found, FALSE);
}

static gboolean
late_cb (gpointer data)
{
  g_error ("waited for 20 s");
  return G_SOURCE_REMOVE;
}

void
kit_wait (gboolean *done)
{
  guint late = g_timeout_add_seconds (20, late_cb, NULL);

  while (!*done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (late);
}

void
kit_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **place = data;

  g_assert_null (*place);
  *place = g_object_ref (result);
}

void
kit_wait_result (GAsyncResult **result)
{
  guint late = g_timeout_add_seconds (20, late_cb, NULL);

  while (!*result)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (late);
}

char *
kit_sqlite (const char *path, const char *sql)
{
  sqlite3 *handle = NULL;
  char *answer = NULL;
  const char *rest = sql;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  while (*rest)
    {
      sqlite3_stmt *stmt = NULL;
      int result;

      g_assert_cmpint (sqlite3_prepare_v2 (handle, rest, -1, &stmt, &rest), ==,
                       SQLITE_OK);
      while ((result = sqlite3_step (stmt)) == SQLITE_ROW)
        {
          g_free (answer);
          answer = g_strdup ((const char *)sqlite3_column_text (stmt, 0));
        }
      g_assert_cmpint (result, ==, SQLITE_DONE);
      sqlite3_finalize (stmt);
    }
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  return answer;
}
