/* Hints of templates: found where they are, and nothing else taken for one.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-placeholder.h"
#include "article/bt-template.h"

static void
test_find (void)
{
  static const struct
  {
    const char *text;
    const char *found; /* all of them, "|" between */
  } cases[] = {
    { "", "" },
    { "{Ai} làm {việc gì}, ở {đâu}?", "{Ai}|{việc gì}|{đâu}" },
    { "Ông nói: “[Việt Nam] […] sẽ làm”", "" },
    { "{ x, y } là một tập hợp", "" },
    { "{}", "" },
    { "{…}", "" },
    { "{\u00a0a}", "" },
    { "mở { mà không đóng", "" },
    { "{mở\nhai dòng}", "" },
    { "{mở {trong}", "{trong}" },
    { "đóng} {1}", "{1}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) all = g_string_new (NULL);
      gsize start, end = 0;

      while (bt_placeholder_find (cases[i].text, end, &start, &end))
        {
          if (all->len > 0)
            g_string_append_c (all, '|');
          g_string_append_len (all, cases[i].text + start, (gssize)(end - start));
        }
      g_assert_cmpstr (all->str, ==, cases[i].found);
    }
}

static BtArticle *
article_with (BtBlock *block)
{
  BtArticle *article = bt_article_new ();

  bt_article_append_block (article, bt_block_new_text (BT_BLOCK_PARAGRAPH, "Xong."));
  bt_article_append_block (article, block);
  return article;
}

static void
test_everywhere (void)
{
  static const BtBlockKind kinds[] = { BT_BLOCK_PARAGRAPH, BT_BLOCK_HEADING,
                                       BT_BLOCK_QUOTE, BT_BLOCK_FIGURE, BT_BLOCK_TABLE };

  for (int field = 0; field < BT_N_FIELDS; field++)
    {
      g_autoptr (BtArticle) article = bt_article_new ();
      g_autofree char *found = NULL;

      g_assert_null (bt_article_find_placeholder (article));
      bt_article_set (article, (BtField)field, "viết {gì đó} vào");
      found = bt_article_find_placeholder (article);
      /* colleagues may write to each other what they like */
      g_assert_cmpstr (found, ==,
                       field == BT_FIELD_NOTES || field == BT_FIELD_GENRE ? NULL
                                                                          : "{gì đó}");
    }
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      BtBlock *block = bt_block_new (kinds[i]);
      g_autoptr (BtArticle) article = article_with (block);
      BtRichText *text = block->text;
      g_autofree char *found = NULL;

      g_assert_null (bt_article_find_placeholder (article));
      if (block->figure != NULL)
        text = bt_figure_item (block->figure, 0)->caption;
      else if (block->table != NULL)
        text = bt_table_cell (block->table, 0, 0);
      bt_rich_text_set_text (text, "{Ai}.");
      found = bt_article_find_placeholder (article);
      g_assert_cmpstr (found, ==, "{Ai}");
    }
}

static void
test_template (void)
{
  BtBlock *figure = bt_block_new (BT_BLOCK_FIGURE);
  BtFigureItem *item = bt_figure_item (figure->figure, 0);
  g_autoptr (BtArticle) article = article_with (figure);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (BtArticle) model = NULL;
  g_autoptr (BtArticle) made = NULL;
  static const char *const tags[] = { "lũ lụt", NULL };

  item->photo = g_strnfill (64, 'a');
  bt_rich_text_set_text (item->caption, "{Ai}.");
  bt_article_set (article, BT_FIELD_HEADLINE, "{Tít}");
  bt_article_set (article, BT_FIELD_SLUG, "tit");
  bt_article_set (article, BT_FIELD_GENRE, "report");
  bt_article_set_tags (article, tags);
  bt_article_set_status (article, BT_STATUS_PUBLISHED);
  bt_article_set_portal_time (article, now);
  bt_article_set_featured (article, figure->id);

  model = bt_article_to_template (article);
  made = bt_article_new_from (model);
  g_assert_cmpstr (bt_article_get_uuid (made), !=, bt_article_get_uuid (article));
  g_assert_cmpstr (bt_article_get_uuid (made), !=, bt_article_get_uuid (model));
  g_assert_cmpstr (bt_article_get (made, BT_FIELD_HEADLINE), ==, "{Tít}");
  g_assert_cmpstr (bt_article_get (made, BT_FIELD_SLUG), ==, "");
  g_assert_cmpstr (bt_article_get (made, BT_FIELD_GENRE), ==, "report");
  g_assert_cmpstr (bt_article_get_tags (made)[0], ==, "lũ lụt");
  g_assert_cmpint (bt_article_get_status (made), ==, BT_STATUS_DRAFT);
  g_assert_null (bt_article_get_portal_time (made));
  g_assert_cmpuint (bt_article_get_n_blocks (made), ==, 2);
  g_assert_cmpuint (bt_article_get_featured (made), ==, figure->id);
  item = bt_figure_item (bt_article_get_block (made, 1)->figure, 0);
  g_assert_null (item->photo);
  g_assert_cmpstr (bt_rich_text_get_text (item->caption), ==, "{Ai}.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/article/placeholder/find", test_find);
  g_test_add_func ("/article/placeholder/everywhere", test_everywhere);
  g_test_add_func ("/article/placeholder/template", test_template);
  return g_test_run ();
}
