/* Tests of WordPress block markup, against WordPress' own parser and filter.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-wp-blocks.h"

#include <string.h>

#include "test-articles.h"

#define FIGURE_URL "https://cong.vn/wp-content/uploads/2017/12/anh-%u.jpg"

/* The portal of these tests has the photos 1 to 3 as media items 101 to 103. */
static gboolean
find_media (const BtFigureItem *item, BtWpMedia *media, gpointer data)
{
  GPtrArray *urls = data;

  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *hash = test_photo_hash (i);

      if (g_strcmp0 (item->photo, hash) != 0)
        continue;
      media->id = 100 + i;
      media->url = g_strdup_printf (FIGURE_URL, i);
      g_ptr_array_add (urls, media->url);
      return TRUE;
    }
  return FALSE;
}

static char *
find_photo (gint64 id, const char *url, gpointer data)
{
  return id >= 101 && id <= 103 ? test_photo_hash ((guint)id - 100) : NULL;
}

static char *
write_content (const BtArticle *article)
{
  g_autoptr (GPtrArray) urls = g_ptr_array_new_with_free_func (g_free);

  return bt_wp_blocks_write (article, find_media, urls);
}

static BtArticle *
read_content (const char *content)
{
  BtArticle *article = bt_article_new ();

  bt_wp_blocks_read (content, article, find_photo, NULL);
  return article;
}

static char *
through_wordpress (const char *content, const char *role)
{
  g_autofree char *script =
      g_test_build_filename (G_TEST_DIST, "formats", "blocks-roundtrip.php", NULL);
  const char *const argv[] = { "php", script, role, NULL };

  return test_run (argv, content);
}

static void
copy_fields_outside_content (const BtArticle *from, BtArticle *to)
{
  static const BtField fields[] = { BT_FIELD_HEADLINE, BT_FIELD_SECTION, BT_FIELD_SLUG,
                                    BT_FIELD_NOTES };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    bt_article_set (to, fields[i], bt_article_get (from, fields[i]));
}

static void
test_forms (void)
{
  g_autoptr (BtArticle) article = bt_article_new ();
  g_autofree char *photo = test_photo_hash (1);
  g_autofree char *content = NULL;

  bt_article_set (article, BT_FIELD_SOURCE_NAME, "TGCT");
  bt_article_set (article, BT_FIELD_LEAD, "Sapo");
  bt_article_set_byline_line (article, "Tin, ảnh: Hoàng Vĩnh Khang");
  test_add_figure (article, photo, "Hội nghị.", "Vĩnh Khang");
  test_add_text (article, BT_BLOCK_HEADING, "Tít xen")->level = 3;
  test_add_item (article, 0, TRUE, "một");
  test_add_item (article, 1, FALSE, "hai");
  content = write_content (article);

  g_assert_cmpstr (
      content, ==,
      "<!-- wp:paragraph {\"className\":\"bt-sapo\"} -->\n"
      "<p class=\"bt-sapo\"><strong class=\"bt-source\">(TGCT)</strong> Sapo</p>\n"
      "<!-- /wp:paragraph -->\n\n"
      "<!-- wp:image "
      "{\"id\":101,\"sizeSlug\":\"full\",\"linkDestination\":\"none\"} -->\n"
      "<figure class=\"wp-block-image size-full\">"
      "<img src=\"https://cong.vn/wp-content/uploads/2017/12/anh-1.jpg\" alt=\"\" "
      "class=\"wp-image-101\"/><figcaption class=\"wp-element-caption\">Hội nghị. "
      "<em class=\"bt-credit\">Ảnh: Vĩnh Khang</em></figcaption></figure>\n"
      "<!-- /wp:image -->\n\n"
      "<!-- wp:heading {\"level\":3} -->\n"
      "<h3 class=\"wp-block-heading\">Tít xen</h3>\n"
      "<!-- /wp:heading -->\n\n"
      "<!-- wp:list {\"ordered\":true} -->\n"
      "<ol class=\"wp-block-list\"><!-- wp:list-item -->\n"
      "<li>một<!-- wp:list -->\n"
      "<ul class=\"wp-block-list\"><!-- wp:list-item -->\n"
      "<li>hai</li>\n"
      "<!-- /wp:list-item --></ul>\n"
      "<!-- /wp:list --></li>\n"
      "<!-- /wp:list-item --></ol>\n"
      "<!-- /wp:list -->\n\n"
      "<!-- wp:paragraph {\"className\":\"bt-byline\"} -->\n"
      "<p class=\"bt-byline\">Tin, ảnh: Hoàng Vĩnh Khang</p>\n"
      "<!-- /wp:paragraph -->");
}

static void
test_own_roundtrip (void)
{
  g_autoptr (BtArticle) article = test_full_article ();
  g_autofree char *content = write_content (article);
  g_autoptr (BtArticle) again = read_content (content);
  g_autofree char *content_again = write_content (again);

  copy_fields_outside_content (article, again);
  test_assert_lines_equal (content_again, content);
  test_assert_articles_equal (article, again);
}

static void
test_wordpress_roundtrip (void)
{
  g_autoptr (BtArticle) article = test_full_article ();
  g_autofree char *content = write_content (article);
  g_autofree char *theirs = through_wordpress (content, NULL);

  g_assert_cmpstr (theirs, ==, content);
}

static void
test_wordpress_filter (void)
{
  g_autoptr (BtArticle) article = test_full_article ();
  g_autofree char *content = write_content (article);
  g_autofree char *filtered = through_wordpress (content, "author");
  g_autoptr (BtArticle) again = read_content (filtered);
  g_autofree char *content_again = write_content (again);

  g_assert_cmpstr (filtered, !=, content);
  g_assert_true (bt_wp_blocks_same (content, filtered));
  copy_fields_outside_content (article, again);
  g_assert_true (bt_wp_blocks_same (content, content_again));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/wp-blocks/forms", test_forms);
  g_test_add_func ("/formats/wp-blocks/own-roundtrip", test_own_roundtrip);
  g_test_add_func ("/formats/wp-blocks/wordpress-roundtrip", test_wordpress_roundtrip);
  g_test_add_func ("/formats/wp-blocks/wordpress-filter", test_wordpress_filter);

  return g_test_run ();
}
