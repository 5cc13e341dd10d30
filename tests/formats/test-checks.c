/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-checks.h"

#include <string.h>

#include "formats/bt-html-token.h"
#include "formats/bt-html.h"
#include "formats/bt-portal-text.h"
#include "formats/bt-wp-blocks.h"
#include "formats/bt-wp-grammar.h"
#include "test-articles.h"
#include "text/bt-portal-time.h"
#include "text/bt-text.h"

static char *
through_door (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return bt_text_from_bytes (bytes, BT_FORMATS_MAX_BYTES, NULL);
}

static GTimeZone *
zone (void)
{
  return bt_portal_time_zone (NULL);
}

void
test_check_portal_text (const char *text)
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

void
test_check_html (const char *text)
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

void
test_check_blocks (const char *content)
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
