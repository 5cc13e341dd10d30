/* The article as a value.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-article.h"

static void
test_fields (void)
{
  g_autoptr (BtArticle) article = bt_article_new ();
  g_autoptr (BtArticle) other = bt_article_new ();
  const char *tags[] = {
    " lũ lụt ", "", "Đa\u0300 Nẵng", "lũ lụt", "Đà Nẵng", " \t", NULL
  };

  g_assert_cmpuint (strlen (bt_article_get_uuid (article)), ==, 36);
  g_assert_cmpstr (bt_article_get_uuid (article), !=, bt_article_get_uuid (other));
  g_assert_true (bt_article_set (article, BT_FIELD_HEADLINE, "Lu\u0303\r\nlụt"));
  g_assert_cmpstr (bt_article_get (article, BT_FIELD_HEADLINE), ==, "Lũ lụt");
  g_assert_false (bt_article_set (article, BT_FIELD_HEADLINE, "Lũ lụt"));
  g_assert_true (bt_article_set (article, BT_FIELD_LEAD, "một\r\nhai"));
  g_assert_cmpstr (bt_article_get (article, BT_FIELD_LEAD), ==, "một\nhai");
  bt_article_set_tags (article, tags);
  g_assert_cmpuint (g_strv_length ((char **)bt_article_get_tags (article)), ==, 2);
  g_assert_cmpstr (bt_article_get_tags (article)[0], ==, "lũ lụt");
  g_assert_cmpstr (bt_article_get_tags (article)[1], ==, "Đà Nẵng");
  bt_article_set_tags (article, NULL);
  g_assert_null (bt_article_get_tags (article)[0]);
}

static void
test_ids (void)
{
  g_autoptr (BtArticle) article = bt_article_new ();
  BtBlock *block;
  guint first = bt_article_append_block (article, bt_block_new (BT_BLOCK_DIVIDER));
  guint second = bt_article_append_block (article, bt_block_new (BT_BLOCK_DIVIDER));

  g_assert_cmpuint (first, !=, 0);
  g_assert_cmpuint (first, !=, second);

  /* The id of a block that is gone does not come back by itself, */
  block = bt_block_copy (bt_article_get_block (article, 1));
  bt_article_remove_block (article, 1);
  g_assert_cmpuint (
      bt_article_insert_block (article, 0, bt_block_new (BT_BLOCK_PARAGRAPH)), >, second);
  /* but the block can. */
  g_assert_cmpuint (bt_article_insert_block (article, 99, block), ==, second);
  g_assert_cmpint (bt_article_find_block (article, second), ==, 2);
  /* One that is taken is exchanged. */
  g_assert_cmpuint (bt_article_append_block (article, bt_block_copy (block)), !=, second);

  block = bt_block_new (BT_BLOCK_DIVIDER);
  block->id = G_MAXINT32 - 1;
  g_assert_cmpuint (bt_article_append_block (article, block), ==, G_MAXINT32 - 1);
  g_assert_cmpuint (bt_article_append_block (article, bt_block_new (BT_BLOCK_DIVIDER)), <,
                    100);
  g_assert_cmpint (bt_article_find_block (article, 12345), ==, -1);
  g_assert_null (bt_article_get_block (article, 99));
}

static BtBlock *
figure_with (char digit)
{
  BtBlock *block = bt_block_new (BT_BLOCK_FIGURE);

  if (digit != 0)
    bt_figure_item (block->figure, 0)->photo = g_strnfill (64, digit);
  return block;
}

static void
test_featured (void)
{
  g_autoptr (BtArticle) article = bt_article_new ();
  g_autoptr (BtArticle) same = NULL;
  g_autoptr (GPtrArray) photos = NULL;
  BtBlock *taken;
  guint chosen;

  g_assert_null (bt_article_featured_photo (article));
  bt_article_append_block (article, figure_with (0));
  bt_article_append_block (article, figure_with ('a'));
  chosen = bt_article_append_block (article, figure_with ('b'));
  bt_article_append_block (article, figure_with ('a'));
  photos = bt_article_photos (article);
  g_assert_cmpuint (photos->len, ==, 2);
  g_assert_cmpint (*(char *)g_ptr_array_index (photos, 0), ==, 'a');
  g_assert_cmpint (*(char *)g_ptr_array_index (photos, 1), ==, 'b');

  g_assert_cmpint (*bt_article_featured_photo (article), ==, 'a');
  bt_article_set_featured (article, chosen);
  g_assert_cmpint (*bt_article_featured_photo (article), ==, 'b');

  /* The same figure under another id is the same choice. */
  same = bt_article_copy (article);
  taken = bt_block_copy (bt_article_get_block (same, 2));
  bt_article_remove_block (same, 2);
  g_assert_cmpuint (bt_article_get_featured (same), ==, 0);
  g_assert_cmpint (*bt_article_featured_photo (same), ==, 'a');
  taken->id = 0;
  bt_article_set_featured (same, bt_article_insert_block (same, 2, taken));
  g_assert_cmpuint (bt_article_get_featured (same), !=, chosen);
  g_assert_true (bt_article_equal (article, same));
  bt_article_set_featured (same, 0);
  g_assert_false (bt_article_equal (article, same));

  /* Taken out and put back, it is chosen again. */
  taken = bt_block_copy (bt_article_get_block (article, 2));
  bt_article_remove_block (article, 2);
  g_assert_cmpuint (bt_article_get_featured (article), ==, 0);
  bt_article_insert_block (article, 2, taken);
  g_assert_cmpuint (bt_article_get_featured (article), ==, chosen);
}

static void
test_equal (void)
{
  g_autoptr (BtArticle) article = bt_article_new ();
  g_autoptr (BtArticle) other = bt_article_new ();
  g_autoptr (GDateTime) time =
      g_date_time_new_from_iso8601 ("2017-12-28T11:09:00+07:00", NULL);
  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);
  BtField field;

  g_assert_false (bt_article_equal (article, other));
  for (field = 0; field < BT_N_FIELDS; field++)
    {
      g_autoptr (BtArticle) copy = bt_article_copy (article);

      g_assert_true (bt_article_equal (article, copy));
      bt_article_set (copy, field, "khác");
      g_assert_false (bt_article_equal (article, copy));
    }
  bt_article_set_portal_time (article, time);
  bt_article_free (g_steal_pointer (&other));
  other = bt_article_copy (article);
  g_assert_true (bt_article_equal (article, other));
  /* The same moment in another zone shows another time to readers. */
  bt_article_set_portal_time (other, utc);
  g_assert_false (bt_article_equal (article, other));
  bt_article_set_portal_time (other, time);
  bt_article_set_status (other, BT_STATUS_PENDING);
  g_assert_false (bt_article_equal (article, other));
  bt_article_set_status (other, BT_STATUS_DRAFT);
  bt_article_append_block (other, bt_block_new (BT_BLOCK_DIVIDER));
  g_assert_false (bt_article_equal (article, other));
}

static void
test_text (void)
{
  g_autoptr (BtArticle) article = bt_article_new ();
  g_autofree char *text = NULL;
  g_autofree char *empty = bt_article_plain_text (article);
  g_autofree char *lead = NULL;

  g_assert_cmpstr (empty, ==, "");
  g_assert_cmpuint (bt_article_count_words (article), ==, 0);
  bt_article_set (article, BT_FIELD_HEADLINE, "Lũ lụt ở Đà Nẵng");
  bt_article_set (article, BT_FIELD_SOURCE_NAME, "TGCT");
  bt_article_set (article, BT_FIELD_LEAD, "Năm 2017, mưa to.");
  bt_article_set (article, BT_FIELD_NOTES, "Chưa hỏi lại ông Ba.");
  bt_article_append_block (article, figure_with ('a'));
  bt_article_append_block (article,
                           bt_block_new_text (BT_BLOCK_PARAGRAPH, "Nước lên - nhanh."));
  bt_article_set_byline_line (article, "Tin, ảnh: Thu Hà");
  lead = bt_article_lead_line (article);
  g_assert_cmpstr (lead, ==, "(TGCT) Năm 2017, mưa to.");
  text = bt_article_plain_text (article);
  g_assert_cmpstr (text, ==,
                   "Lũ lụt ở Đà Nẵng\n(TGCT) Năm 2017, mưa to.\nNước lên - nhanh.\n"
                   "Tin, ảnh: Thu Hà");
  g_assert_cmpuint (bt_article_count_words (article), ==, 5 + 4 + 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/article/article/fields", test_fields);
  g_test_add_func ("/article/article/ids", test_ids);
  g_test_add_func ("/article/article/featured", test_featured);
  g_test_add_func ("/article/article/equal", test_equal);
  g_test_add_func ("/article/article/text", test_text);
  return g_test_run ();
}
