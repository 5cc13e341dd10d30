/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-paste.h"

#include <string.h>

#include "formats/bt-html-private.h"
#include "formats/bt-paste-private.h"
#include "text/bt-text.h"

static BtPaste *
paste_new (void)
{
  BtPaste *self = g_new0 (BtPaste, 1);

  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_block_free);
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify)g_bytes_unref);
  return self;
}

void
bt_paste_free (BtPaste *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->blocks);
  g_hash_table_unref (self->pictures);
  g_free (self);
}

static gboolean
fail_too_large (GError **error)
{
  g_set_error_literal (error, BT_TEXT_ERROR, BT_TEXT_ERROR_TOO_LARGE,
                       "More than an article holds");
  return FALSE;
}

/* ---- every text of a block ---- */

typedef void (*TextFunc) (BtRichText *text, gpointer data);

static void
each_text (const BtBlock *block, TextFunc func, gpointer data)
{
  if (block->text != NULL)
    func (block->text, data);
  if (block->figure != NULL)
    {
      for (guint i = 0; i < block->figure->items->len; i++)
        func (bt_figure_item (block->figure, i)->caption, data);
      func (block->figure->caption, data);
    }
  if (block->table != NULL)
    {
      func (block->table->caption, data);
      for (guint i = 0; i < block->table->cells->len; i++)
        func (g_ptr_array_index (block->table->cells, i), data);
    }
  if (block->caption != NULL)
    func (block->caption, data);
  if (block->cite != NULL)
    func (block->cite, data);
}

static void
count_text (BtRichText *text, gpointer data)
{
  guint64 *n = data;

  *n += bt_rich_text_get_length (text);
}

static gboolean
check_size (const BtPaste *self, GError **error)
{
  guint64 n = 0;

  for (guint i = 0; i < self->blocks->len; i++)
    each_text (g_ptr_array_index (self->blocks, i), count_text, &n);
  if (n > BT_PASTE_MAX_CHARS)
    return fail_too_large (error);
  if (self->blocks->len > 0)
    return TRUE;
  g_set_error_literal (error, BT_TEXT_ERROR, BT_TEXT_ERROR_EMPTY, "Nothing in it");
  return FALSE;
}

/* ---- HTML ---- */

/* A heading is bold by being one. */
static void
unmark_heading (BtBlock *block)
{
  guint length = bt_rich_text_get_length (block->text);
  guint n = 0;
  const BtSpan *spans = bt_rich_text_get_spans (block->text, &n);

  for (guint i = 0; i < n; i++)
    if (spans[i].kind == BT_SPAN_BOLD && spans[i].start == 0 && spans[i].end == length)
      {
        bt_rich_text_remove (block->text, BT_SPAN_BOLD, 0, length);
        break;
      }
}

static void
finish_block (BtPaste *self, BtBlock *block)
{
  if (block->kind == BT_BLOCK_HEADING)
    unmark_heading (block);
  if (block->kind != BT_BLOCK_FIGURE)
    return;
  for (guint i = 0; i < block->figure->items->len; i++)
    self->n_missing += bt_figure_item (block->figure, i)->photo == NULL ? 1 : 0;
}

BtPaste *
bt_paste_html (GBytes *bytes, GError **error)
{
  g_autoptr (BtPaste) self = NULL;
  g_autoptr (BtHtmlDocument) document = NULL;
  g_auto (BtHtmlReader) reader = { 0 };
  g_autofree char *html = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  html = bt_paste_decode (bytes, TRUE, error);
  if (html == NULL)
    return NULL;
  document = bt_html_parse (html, strlen (html));
  if (document == NULL)
    {
      fail_too_large (error);
      return NULL;
    }
  self = paste_new ();
  bt_paste_clean (xmlDocGetRootElement (document), self);
  bt_html_reader_init (&reader, NULL);
  reader.pasted = TRUE;
  bt_html_reader_walk (&reader, xmlDocGetRootElement (document));
  bt_html_reader_flush (&reader);
  if (reader.overflow)
    {
      fail_too_large (error);
      return NULL;
    }
  g_ptr_array_unref (self->blocks);
  self->blocks = g_ptr_array_ref (reader.blocks);
  for (guint i = self->blocks->len; i > 0; i--)
    {
      BtBlock *block = g_ptr_array_index (self->blocks, i - 1);

      if (block->text != NULL && bt_rich_text_is_empty (block->text))
        g_ptr_array_remove_index (self->blocks, i - 1);
      else
        finish_block (self, block);
    }
  return check_size (self, error) ? g_steal_pointer (&self) : NULL;
}

/* ---- text ---- */

static void
add_line (BtPaste *self, const char *line, gsize length, gboolean trim)
{
  g_autofree char *copy = g_strndup (line, length);
  BtBlock *block = bt_block_new_text (BT_BLOCK_PARAGRAPH, copy);

  if (trim)
    bt_rich_text_trim (block->text);
  if (bt_rich_text_is_empty (block->text))
    bt_block_free (block);
  else
    g_ptr_array_add (self->blocks, block);
}

BtPaste *
bt_paste_text (GBytes *bytes, GError **error)
{
  g_autoptr (BtPaste) self = NULL;
  g_autofree char *raw = NULL;
  g_autofree char *text = NULL;
  guint marks = 0;
  gsize length;
  gboolean several;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  raw = bt_paste_decode (bytes, FALSE, error);
  if (raw == NULL)
    return NULL;
  text = bt_paste_clean_text (raw, &marks);
  length = strcspn (text, "\r\n\v\f");
  several = text[length + strspn (text + length, "\r\n\v\f")] != '\0';
  self = paste_new ();
  for (const char *p = text; *p != '\0'; p += length, p += *p != '\0' ? 1 : 0)
    {
      length = strcspn (p, "\r\n\v\f");
      add_line (self, p, length, several);
      if (self->blocks->len > BT_HTML_MAX_BLOCKS)
        {
          fail_too_large (error);
          return NULL;
        }
    }
  return check_size (self, error) ? g_steal_pointer (&self) : NULL;
}

/* ---- our own form ---- */

static void
remove_unsafe_links (BtRichText *text, gpointer data)
{
  guint n = 0;
  guint i = 0;
  const BtSpan *spans = bt_rich_text_get_spans (text, &n);

  while (i < n)
    if (spans[i].kind == BT_SPAN_LINK && !bt_html_link_is_safe (spans[i].href))
      {
        bt_rich_text_remove (text, BT_SPAN_LINK, spans[i].start, spans[i].end);
        spans = bt_rich_text_get_spans (text, &n);
        i = 0;
      }
    else
      i++;
}

/* Returns: whether the block may stay */
static gboolean
make_safe (BtBlock *block)
{
  if (block->kind == BT_BLOCK_OPAQUE)
    return FALSE;
  if (block->kind == BT_BLOCK_EMBED && !g_str_has_prefix (block->url, "https://"))
    return FALSE;
  each_text (block, remove_unsafe_links, NULL);
  for (guint i = 0; block->figure != NULL && i < block->figure->items->len; i++)
    g_clear_pointer (&bt_figure_item (block->figure, i)->remote_url, g_free);
  return TRUE;
}

BtPaste *
bt_paste_json (GBytes *bytes, gboolean trusted, GError **error)
{
  g_autoptr (BtPaste) self = NULL;
  g_autoptr (BtArticle) article = NULL;
  gsize size = 0;
  const char *json;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  json = g_bytes_get_data (bytes, &size);
  article = bt_article_from_json (json, (gssize)size, error);
  if (article == NULL)
    return NULL;
  self = paste_new ();
  for (guint i = 0; i < bt_article_get_n_blocks (article); i++)
    {
      BtBlock *block = bt_block_copy (bt_article_get_block (article, i));

      block->id = 0;
      if (trusted || make_safe (block))
        g_ptr_array_add (self->blocks, block);
      else
        bt_block_free (block);
    }
  return check_size (self, error) ? g_steal_pointer (&self) : NULL;
}

/* ---- pictures ---- */

BtPaste *
bt_paste_picture (GBytes *bytes)
{
  BtPaste *self = paste_new ();
  BtBlock *block = bt_block_new (BT_BLOCK_FIGURE);
  char *hash;

  g_return_val_if_fail (bytes != NULL, self);

  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  bt_figure_item (block->figure, 0)->photo = hash;
  g_hash_table_insert (self->pictures, g_strdup (hash), g_bytes_ref (bytes));
  g_ptr_array_add (self->blocks, block);
  return self;
}

gboolean
bt_paste_is_pictures (const BtPaste *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->blocks->len; i++)
    if (((BtBlock *)g_ptr_array_index (self->blocks, i))->kind != BT_BLOCK_FIGURE)
      return FALSE;
  return TRUE;
}

/* ---- for a field ---- */

static void
join_text (BtRichText *text, gpointer data)
{
  BtRichText *joined = data;

  if (bt_rich_text_is_empty (text))
    return;
  if (!bt_rich_text_is_empty (joined))
    bt_rich_text_append_plain (joined, " ");
  bt_rich_text_append (joined, text);
}

BtRichText *
bt_paste_one_paragraph (const BtPaste *self)
{
  g_autoptr (BtRichText) joined = bt_rich_text_new (NULL);
  g_autofree char *line = NULL;
  BtRichText *result;
  guint n = 0;
  const BtSpan *spans;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->blocks->len; i++)
    each_text (g_ptr_array_index (self->blocks, i), join_text, joined);
  line = g_strdelimit (g_strdup (bt_rich_text_get_text (joined)), "\n\t", ' ');
  result = bt_rich_text_new (line);
  spans = bt_rich_text_get_spans (joined, &n);
  for (guint i = 0; i < n; i++)
    bt_rich_text_apply (result, spans[i].kind, spans[i].start, spans[i].end,
                        spans[i].href);
  return result;
}

/* ---- out ---- */

char *
bt_paste_write_text (const BtArticle *article)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (article != NULL, g_string_free (text, FALSE));

  for (guint i = 0; i < bt_article_get_n_blocks (article); i++)
    {
      g_autofree char *plain = bt_block_plain_text (bt_article_get_block (article, i));

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, plain);
    }
  return g_string_free (text, FALSE);
}

char *
bt_paste_write_html (const BtArticle *article)
{
  GString *html = g_string_new ("<meta charset=\"utf-8\">");
  const BtBlock *first;

  g_return_val_if_fail (article != NULL, g_string_free (html, FALSE));

  first = bt_article_get_block (article, 0);
  /* a piece of a paragraph goes into somebody else's paragraph */
  if (bt_article_get_n_blocks (article) == 1 && first->kind == BT_BLOCK_PARAGRAPH)
    bt_inline_html_write (html, first->text, BT_INLINE_PLAIN);
  else
    bt_html_write_fragment (html, article);
  return g_string_free (html, FALSE);
}
