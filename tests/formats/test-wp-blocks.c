/* Tests of our own WordPress block markup, against WordPress' own parser, filter and block
 * editor.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-wp-blocks.h"

#include <string.h>

#include "test-articles.h"

#define WORDPRESS "/usr/share/wordpress"

/* Debian's packages php-cli and wordpress. */
static gboolean
have_wordpress (void)
{
  g_autofree char *php = g_find_program_in_path ("php");

  if (php != NULL
      && g_file_test (WORDPRESS "/wp-includes/blocks.php", G_FILE_TEST_EXISTS))
    return TRUE;
  g_test_skip ("php or WordPress is not installed");
  return FALSE;
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
                                    BT_FIELD_NOTES, BT_FIELD_GENRE };

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
  content = test_write_content (article);

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
  g_autofree char *content = test_write_content (article);
  g_autoptr (BtArticle) again = test_read_content (content);
  g_autofree char *content_again = test_write_content (again);

  copy_fields_outside_content (article, again);
  test_assert_lines_equal (content_again, content);
  test_assert_articles_equal (article, again);
}

static void
test_wordpress_roundtrip (void)
{
  g_autoptr (BtArticle) article = test_full_article ();
  g_autofree char *content = test_write_content (article);
  g_autofree char *theirs = NULL;

  if (!have_wordpress ())
    return;
  theirs = through_wordpress (content, NULL);
  g_assert_cmpstr (theirs, ==, content);
}

static void
test_wordpress_filter (void)
{
  g_autoptr (BtArticle) article = test_full_article ();
  g_autofree char *content = test_write_content (article);
  g_autofree char *filtered = NULL;
  g_autoptr (BtArticle) again = NULL;
  g_autofree char *content_again = NULL;

  if (!have_wordpress ())
    return;
  filtered = through_wordpress (content, "author");
  again = test_read_content (filtered);
  content_again = test_write_content (again);
  g_assert_cmpstr (filtered, !=, content);
  g_assert_true (bt_wp_blocks_same (content, filtered));
  copy_fields_outside_content (article, again);
  g_assert_true (bt_wp_blocks_same (content, content_again));
}

/* The same article after a colleague opened it in the block editor of WordPress 6.1 and
 * saved it: it says some things in other words, and all of them are ours still. */
static void
test_block_editor (void)
{
  g_autoptr (BtArticle) article = test_full_article ();
  g_autofree char *content = test_write_content (article);
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "formats", "corpus", "editor-6.1.html", NULL);
  g_autofree char *saved = NULL;
  g_autoptr (BtArticle) again = NULL;

  g_assert_true (g_file_get_contents (path, &saved, NULL, NULL));
  g_assert_false (bt_wp_blocks_same (content, saved));
  again = test_read_content (saved);
  copy_fields_outside_content (article, again);
  for (guint i = 0; i < bt_article_get_n_blocks (article); i++)
    {
      BtBlock *block = bt_article_get_block (article, i);

      /* The editor puts double quotes into what it does not know either. */
      if (block->kind == BT_BLOCK_OPAQUE)
        g_strdelimit (block->source, "'", '"');
    }
  test_assert_articles_equal (article, again);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/wp-blocks/forms", test_forms);
  g_test_add_func ("/formats/wp-blocks/own-roundtrip", test_own_roundtrip);
  g_test_add_func ("/formats/wp-blocks/wordpress-roundtrip", test_wordpress_roundtrip);
  g_test_add_func ("/formats/wp-blocks/wordpress-filter", test_wordpress_filter);

  g_test_add_func ("/formats/wp-blocks/block-editor", test_block_editor);

  return g_test_run ();
}
