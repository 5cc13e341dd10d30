/* Types for ever: changes one article, saves it, and says so on a line of its own.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * typist PATH PAUSE-MS
 */

#include <stdio.h>
#include <stdlib.h>

#include "store/bt-store.h"

/* The one article of the store, or a new one. */
static BtArticle *
take_up (BtStore *store, gint64 *revision)
{
  BtStoreQuery query = BT_STORE_QUERY_ALL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = bt_store_list_articles_sync (store, &query, &error);
  const BtStoredArticle *row;
  BtArticle *article;

  if (!rows)
    g_error ("%s", error->message);
  if (rows->len == 0)
    {
      article = bt_article_new ();
      bt_article_set (article, BT_FIELD_HEADLINE, "0");
      for (guint i = 0; i < 30; i++)
        bt_article_append_block (
            article, bt_block_new_text (BT_BLOCK_PARAGRAPH, "Đoạn văn đã có từ trước."));
      *revision = 0;
      return article;
    }
  row = g_ptr_array_index (rows, 0);
  article = bt_store_load_article_sync (store, row->uuid, revision, &error);
  if (!article)
    g_error ("%s", error->message);
  return article;
}

int
main (int argc, char **argv)
{
  g_autoptr (BtStore) store = NULL;
  g_autoptr (BtArticle) article = NULL;
  guint64 pause_ms;
  gint64 revision = 0;

  if (argc != 3)
    return EXIT_FAILURE;
  pause_ms = g_ascii_strtoull (argv[2], NULL, 10);
  store = bt_store_new (argv[1]);
  article = take_up (store, &revision);
  for (;;)
    {
      const char *before = bt_article_get (article, BT_FIELD_HEADLINE);
      guint64 count = g_ascii_strtoull (before, NULL, 10) + 1;
      g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, count);
      BtBlock *last =
          bt_article_get_block (article, bt_article_get_n_blocks (article) - 1);
      g_autoptr (GError) error = NULL;

      bt_article_set (article, BT_FIELD_HEADLINE, text);
      bt_rich_text_append_plain (last->text, " chữ");
      revision = bt_store_save_article_sync (store, article, revision, &error);
      if (revision == 0)
        g_error ("%s", error->message);
      puts (text);
      fflush (stdout);
      g_usleep (pause_ms * G_TIME_SPAN_MILLISECOND);
    }
}
