/* Damaged input, two thousand times for each reader: nothing crashes, nothing of a post is
 * lost, and what was read once is written the same for ever. The same each time it runs.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "formats/bt-html-token.h"
#include "formats/bt-html.h"
#include "formats/bt-portal-text.h"
#include "formats/bt-wp-blocks.h"
#include "formats/bt-wp-grammar.h"
#include "test-articles.h"
#include "text/bt-portal-time.h"
#include "text/bt-text.h"

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

static char *
through_door (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return bt_text_from_bytes (bytes, BT_FORMATS_MAX_BYTES, NULL);
}

typedef void (*CheckFunc) (const char *text);

static void
run (const char *const *originals,
     const char *const *words,
     guint n_words,
     CheckFunc check)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  Mutator mutator = { random, words, n_words };
  guint n_originals = g_strv_length ((char **)originals);
  guint n = g_test_slow () ? N_MUTATIONS_SLOW : N_MUTATIONS;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = mutate (&mutator, originals[i % n_originals]);

      check (text);
    }
}

static GTimeZone *
zone (void)
{
  return bt_portal_time_zone (NULL);
}

/* ---- portal text ---- */

static void
check_portal_text (const char *text)
{
  g_autoptr (GTimeZone) here = zone ();
  g_autofree char *clean = through_door (text);
  g_autoptr (BtImport) import = NULL;
  g_autoptr (BtImport) again = NULL;
  g_autofree char *written = NULL;
  g_autofree char *written_again = NULL;

  if (clean == NULL)
    return;
  import = bt_portal_text_read (clean, here, NULL);
  if (import == NULL)
    return;
  written = bt_portal_text_write (import->article);
  again = bt_portal_text_read (written, here, NULL);
  g_assert_nonnull (again);
  written_again = bt_portal_text_write (again->article);
  test_assert_lines_equal (written_again, written);
}

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

  run (originals, text_words, G_N_ELEMENTS (text_words), check_portal_text);
}

/* ---- HTML ---- */

static void
check_html (const char *text)
{
  g_autoptr (GTimeZone) here = zone ();
  g_autofree char *clean = through_door (text);
  g_autoptr (BtImport) import = NULL;
  g_autoptr (BtImport) again = NULL;
  g_autofree char *written = NULL;
  g_autofree char *written_again = NULL;

  if (clean == NULL)
    return;
  import = bt_html_read (clean, here, NULL);
  if (import == NULL)
    return;
  written = bt_html_write (import->article, NULL, NULL);
  g_assert_null (strstr (written, "<script"));
  again = bt_html_read (written, here, NULL);
  g_assert_nonnull (again);
  written_again = bt_html_write (again->article, NULL, NULL);
  test_assert_lines_equal (written_again, written);
}

static void
test_html (void)
{
  g_autoptr (BtArticle) article = test_full_article ();
  g_autofree char *own = bt_html_write (article, NULL, NULL);
  g_autofree char *page = corpus ("page.html");
  const char *const originals[] = { own, page, NULL };

  run (originals, html_words, G_N_ELEMENTS (html_words), check_html);
}

/* ---- block markup ---- */

/* Every letter and digit that a block shows. */
static void
add_letters (GString *letters, const char *html, gsize length)
{
  g_auto (BtHtmlToken) token = { 0 };
  const char *end = html + length;

  while (bt_html_next_token (&html, end, &token))
    {
      g_autofree char *nfc = NULL;

      if (token.kind != BT_HTML_TOKEN_TEXT)
        continue;
      nfc = bt_text_nfc (token.text);
      for (const char *p = nfc; *p != '\0'; p = g_utf8_next_char (p))
        if (g_unichar_isalnum (g_utf8_get_char (p)))
          g_string_append_unichar (letters, g_utf8_get_char (p));
    }
}

/* Block by block: a quotation mark that one leaves open does not reach into the next. */
static char *
letters_of (const char *content)
{
  GString *letters = g_string_new (NULL);
  g_autoptr (GPtrArray) chunks = bt_wp_split (content, strlen (content));

  for (guint i = 0; i < chunks->len; i++)
    {
      const BtWpChunk *chunk = g_ptr_array_index (chunks, i);

      add_letters (letters, chunk->source, chunk->source_length);
    }
  return g_string_free (letters, FALSE);
}

static void
check_blocks (const char *content)
{
  g_autoptr (BtArticle) article = test_read_content (content);
  g_autofree char *written = test_write_content (article);
  g_autoptr (BtArticle) again = test_read_content (written);
  g_autofree char *written_again = test_write_content (again);
  g_autofree char *letters = letters_of (content);
  g_autofree char *letters_written = letters_of (written);

  g_assert_cmpstr (letters_written, ==, letters);
  test_assert_lines_equal (written_again, written);
}

static void
test_blocks (void)
{
  g_autoptr (BtArticle) article = test_full_article ();
  g_autofree char *own = test_write_content (article);
  g_autofree char *saved = corpus ("editor-6.1.html");
  const char *const originals[] = { own, saved, NULL };

  run (originals, html_words, G_N_ELEMENTS (html_words), check_blocks);
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
