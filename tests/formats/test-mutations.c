/* Damaged input, two thousand times for each reader: nothing crashes, nothing of a post is
 * lost, and what was read once is written the same for ever. The same each time it runs.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "formats/bt-html.h"
#include "formats/bt-portal-text.h"
#include "test-articles.h"
#include "test-checks.h"

#define N_MUTATIONS 2000
/* With "-m slow". */
#define N_MUTATIONS_SLOW 30000
#define SEED 20171228
#define MAX_CHANGES 6
#define MAX_RANGE 80

static const char *const text_words[] = { "\n",
                                          "\n\n",
                                          "\n\n\n",
                                          "[ảnh] ",
                                          "[tít] ",
                                          "\\",
                                          "- ",
                                          "1. ",
                                          "(",
                                          ")",
                                          "Ảnh: ",
                                          "Tin: ",
                                          "111",
                                          "* * *",
                                          "> ",
                                          "• ",
                                          "\xc2\xa0",
                                          "\xe2\x80\x8b",
                                          "\xcc\x81",
                                          "11:09 - 28/12/2017",
                                          "## ",
                                          "[ngắt]",
                                          "[bảng] a\nb | c\n",
                                          "“",
                                          "Chuyên mục: " };

static const char *const html_words[] = { "<p>",
                                          "</p>",
                                          "<b>",
                                          "</b>",
                                          "<!--",
                                          "-->",
                                          "<",
                                          ">",
                                          "\"",
                                          "&",
                                          "&amp;",
                                          "&#0;",
                                          "<br>",
                                          "<ul><li>",
                                          "</ul>",
                                          "<figure>",
                                          "<img src=x>",
                                          "<table><tr><td>",
                                          "</table>",
                                          "<script>",
                                          "<em class=\"bt-credit\">",
                                          "<!-- wp:",
                                          "<!-- /wp:",
                                          " /-->",
                                          "{\"a\":1}",
                                          "{",
                                          "}",
                                          "\n",
                                          " ",
                                          "\xcc\x81",
                                          "<!-- wp:list -->",
                                          "<!-- /wp:list -->",
                                          "Ảnh: A" };

typedef struct
{
  GRand *random;
  const char *const *words;
  guint n_words;
} Mutator;

static guint
below (Mutator *mutator, gsize n)
{
  return n > 1 ? (guint)g_rand_int_range (mutator->random, 0, (gint32)n) : 0;
}

static void
change_once (Mutator *mutator, GString *text)
{
  gsize at = below (mutator, text->len + 1);
  gsize most = below (mutator, MAX_RANGE);
  gsize length = MIN (most, text->len - at);
  g_autofree char *range = g_strndup (text->str + at, length);

  switch (below (mutator, 5))
    {
    case 0:
      g_string_erase (text, (gssize)at, (gssize)length);
      break;
    case 1:
      g_string_insert (text, (gssize)below (mutator, text->len + 1), range);
      break;
    case 2:
      if (text->len > 0)
        text->str[MIN (at, text->len - 1)] = (char)(1 + below (mutator, 255));
      break;
    case 3:
      g_string_erase (text, (gssize)at, (gssize)length);
      g_string_insert (text, (gssize)below (mutator, text->len + 1), range);
      break;
    default:
      g_string_insert (text, (gssize)at,
                       mutator->words[below (mutator, mutator->n_words)]);
      break;
    }
}

/* Valid UTF-8, as the door lets it in and as JSON holds it. */
static char *
mutate (Mutator *mutator, const char *original)
{
  g_autoptr (GString) text = g_string_new (original);
  guint n = 1 + below (mutator, MAX_CHANGES);

  for (guint i = 0; i < n; i++)
    change_once (mutator, text);
  return g_utf8_make_valid (text->str, -1);
}

static void
run (const char *const *originals,
     const char *const *words,
     guint n_words,
     TestCheckFunc check)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  Mutator mutator = { random, words, n_words };
  guint n_originals = g_strv_length ((char **)originals);
  guint n = g_test_slow () ? N_MUTATIONS_SLOW : N_MUTATIONS / TEST_SHARE;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = mutate (&mutator, originals[i % n_originals]);

      check (text);
    }
}

/* ---- portal text ---- */

static char *
corpus (const char *name)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "formats", "corpus", name, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
test_portal_text (void)
{
  g_autoptr (BtArticle) article = test_full_article ();
  g_autofree char *marked = bt_portal_text_write (article);
  g_autofree char *page = corpus ("page.txt");
  g_autofree char *furniture = corpus ("furniture.txt");
  const char *const originals[] = { page, marked, furniture, NULL };

  run (originals, text_words, G_N_ELEMENTS (text_words), test_check_portal_text);
}

/* ---- HTML ---- */

static void
test_html (void)
{
  g_autoptr (BtArticle) article = test_full_article ();
  g_autofree char *own = bt_html_write (article, NULL, NULL);
  g_autofree char *page = corpus ("page.html");
  const char *const originals[] = { own, page, NULL };

  run (originals, html_words, G_N_ELEMENTS (html_words), test_check_html);
}

/* ---- block markup ---- */

static void
test_blocks (void)
{
  g_autoptr (BtArticle) article = test_full_article ();
  g_autofree char *own = test_write_content (article);
  g_autofree char *saved = corpus ("editor-6.1.html");
  const char *const originals[] = { own, saved, NULL };

  run (originals, html_words, G_N_ELEMENTS (html_words), test_check_blocks);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/mutations/portal-text", test_portal_text);
  g_test_add_func ("/formats/mutations/html", test_html);
  g_test_add_func ("/formats/mutations/blocks", test_blocks);

  return g_test_run ();
}
