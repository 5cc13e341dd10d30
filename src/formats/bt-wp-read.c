/* WordPress block markup as an article.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-wp-private.h"

#include <string.h>

#include "formats/bt-inline-html.h"

/* A post with more blocks is kept as one: no editor could show them. */
#define MAX_BLOCKS 20000

/* What the sender finds its post by. */
#define KEY_COMMENT "<!-- banthao:"

static gboolean
has_class_name (const BtWpChunk *chunk, const char *class_name)
{
  return chunk->name != NULL && g_str_equal (chunk->name, "paragraph")
         && g_strcmp0 (bt_wp_attribute_string (chunk, "className"), class_name) == 0;
}

/* The proof that nothing of a chunk was lost. */
static gboolean
is_same (const BtWpChunk *chunk, const char *written)
{
  g_autofree char *theirs = bt_wp_canonical (chunk->source, chunk->source_length, TRUE);
  g_autofree char *ours = bt_wp_canonical (written, strlen (written), TRUE);

  return g_str_equal (theirs, ours);
}

/* The paragraph's own text, when it has no marks.
 * @source_name: (out) (optional): its first element, when it is that; left out of the text */
static char *
read_plain_paragraph (const BtWpChunk *chunk, char **source_name)
{
  g_autoptr (BtHtmlDocument) document = bt_wp_parse_inner (chunk, NULL);
  g_auto (BtInlineReader) reader = { 0 };
  g_autoptr (BtRichText) text = NULL;
  xmlNode *p = document != NULL ? bt_wp_only_element (document, "p") : NULL;
  guint n_spans = 0;

  if (p == NULL)
    return NULL;
  bt_inline_reader_init (&reader, FALSE);
  for (xmlNode *n = p->children; n != NULL; n = n->next)
    {
      if (source_name != NULL && n == p->children
          && bt_html_has_class (n, BT_WP_CLASS_SOURCE))
        {
          g_autoptr (BtRichText) name = bt_inline_html_read (n);

          *source_name = g_strdup (name != NULL ? bt_rich_text_get_text (name) : "");
        }
      else
        bt_inline_reader_add (&reader, n);
    }
  text = bt_inline_reader_take (&reader);
  bt_rich_text_get_spans (text, &n_spans);
  return n_spans == 0 && !reader.failed ? g_strdup (bt_rich_text_get_text (text)) : NULL;
}

static gboolean
read_lead (const BtWpChunk *chunk, BtArticle *article)
{
  g_autofree char *source_name = NULL;
  g_autofree char *lead = NULL;
  g_autoptr (GString) written = g_string_new (NULL);
  const char *text;
  gsize length;

  if (!has_class_name (chunk, BT_WP_CLASS_LEAD))
    return FALSE;
  lead = read_plain_paragraph (chunk, &source_name);
  if (lead == NULL)
    return FALSE;
  text = lead;
  if (source_name != NULL)
    {
      length = strlen (source_name);
      if (length < 3 || source_name[0] != '(' || source_name[length - 1] != ')')
        return FALSE;
      source_name[length - 1] = '\0';
      memmove (source_name, source_name + 1, length - 1);
      if (*text == ' ')
        text++;
    }
  bt_wp_write_lead (written, source_name != NULL ? source_name : "", text);
  if (!is_same (chunk, written->str))
    return FALSE;
  bt_article_set (article, BT_FIELD_SOURCE_NAME, source_name != NULL ? source_name : "");
  bt_article_set (article, BT_FIELD_LEAD, text);
  return TRUE;
}

static gboolean
byline_reads_back (const BtWpChunk *chunk, const BtArticle *article)
{
  g_autoptr (GString) written = g_string_new (NULL);
  g_autofree char *line = bt_article_byline_line (article);

  bt_wp_write_byline (written, line);
  return is_same (chunk, written->str);
}

static void
clear_byline (BtArticle *article)
{
  bt_article_set (article, BT_FIELD_BYLINE_LABEL, "");
  bt_article_set (article, BT_FIELD_BYLINE, "");
  bt_article_set (article, BT_FIELD_PHOTO_CREDIT, "");
}

static gboolean
read_byline (const BtWpChunk *chunk, BtArticle *article)
{
  g_autofree char *line = NULL;

  if (!has_class_name (chunk, BT_WP_CLASS_BYLINE))
    return FALSE;
  line = read_plain_paragraph (chunk, NULL);
  if (line == NULL)
    return FALSE;
  if (bt_article_set_byline_line (article, line) && byline_reads_back (chunk, article))
    return TRUE;
  clear_byline (article);
  bt_article_set (article, BT_FIELD_BYLINE, line);
  if (byline_reads_back (chunk, article))
    return TRUE;
  clear_byline (article);
  return FALSE;
}

static gboolean
read_paragraph (const BtWpChunk *chunk, GPtrArray *blocks)
{
  g_autoptr (BtHtmlDocument) document = NULL;
  xmlNode *p;
  BtRichText *text;
  BtBlock *block;

  if (has_class_name (chunk, BT_WP_CLASS_WAITING))
    return bt_wp_read_waiting (chunk, blocks);
  document = bt_wp_parse_inner (chunk, NULL);
  p = document != NULL ? bt_wp_only_element (document, "p") : NULL;
  text = p != NULL ? bt_inline_html_read (p) : NULL;
  if (text == NULL)
    return FALSE;
  block = bt_block_new (BT_BLOCK_PARAGRAPH);
  bt_rich_text_free (block->text);
  block->text = text;
  g_ptr_array_add (blocks, block);
  return TRUE;
}

static gboolean
read_heading (const BtWpChunk *chunk, GPtrArray *blocks)
{
  g_autoptr (BtHtmlDocument) document = bt_wp_parse_inner (chunk, NULL);
  gint64 level = bt_wp_attribute_int (chunk, "level", 2);
  char name[] = "h2";
  xmlNode *heading;
  BtRichText *text;
  BtBlock *block;

  if (document == NULL || level < 2 || level > 4)
    return FALSE;
  name[1] = (char)('0' + level);
  heading = bt_wp_only_element (document, name);
  text = heading != NULL ? bt_inline_html_read (heading) : NULL;
  if (text == NULL)
    return FALSE;
  block = bt_block_new (BT_BLOCK_HEADING);
  block->level = (guint)level;
  bt_rich_text_free (block->text);
  block->text = text;
  g_ptr_array_add (blocks, block);
  return TRUE;
}

static gboolean
read_separator (const BtWpChunk *chunk, GPtrArray *blocks)
{
  g_ptr_array_add (blocks, bt_block_new (BT_BLOCK_DIVIDER));
  return TRUE;
}

static BtWpReadFunc
find_reader (const char *name)
{
  static const struct
  {
    const char *name;
    BtWpReadFunc read;
  } readers[] = {
    { "paragraph", read_paragraph },
    { "heading", read_heading },
    { "image", bt_wp_read_image },
    { "gallery", bt_wp_read_gallery },
    { "list", bt_wp_read_list },
    { "quote", bt_wp_read_quote },
    { "pullquote", bt_wp_read_pull_quote },
    { "table", bt_wp_read_table },
    { "embed", bt_wp_read_embed },
    { "separator", read_separator },
  };

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (readers); i++)
    if (g_str_equal (readers[i].name, name))
      return readers[i].read;
  return NULL;
}

static gboolean
read_known (const BtWpChunk *chunk, GPtrArray *blocks)
{
  BtWpReadFunc read = chunk->broken ? NULL : find_reader (chunk->name);
  g_autoptr (GPtrArray) made = NULL;
  g_autoptr (GString) written = NULL;
  guint before = blocks->len;

  if (read == NULL)
    return FALSE;
  if (read (chunk, blocks))
    {
      made = g_ptr_array_new ();
      for (guint i = before; i < blocks->len; i++)
        g_ptr_array_add (made, g_ptr_array_index (blocks, i));
      written = g_string_new (NULL);
      bt_wp_write_body (written, made, NULL, NULL);
      if (is_same (chunk, written->str))
        return TRUE;
    }
  g_ptr_array_set_size (blocks, (int)before);
  return FALSE;
}

static void
add_opaque (GPtrArray *blocks, const char *source, gsize length)
{
  BtBlock *block = bt_block_new (BT_BLOCK_OPAQUE);
  char *copy = g_strndup (source, length);

  g_free (block->source);
  block->source = g_strstrip (copy);
  g_ptr_array_add (blocks, block);
}

/* White space between blocks, and the key that a post is found by. */
static gboolean
says_nothing (const BtWpChunk *chunk)
{
  g_autofree char *html = NULL;
  const char *end;

  if (chunk->name != NULL || chunk->broken)
    return FALSE;
  html = g_strstrip (g_strndup (chunk->source, chunk->source_length));
  if (*html == '\0')
    return TRUE;
  end = strstr (html, "-->");
  return g_str_has_prefix (html, KEY_COMMENT) && end != NULL && end[3] == '\0';
}

static GPtrArray *
chunks_that_say_something (const char *content)
{
  g_autoptr (GPtrArray) all = bt_wp_split (content, strlen (content));
  GPtrArray *out = g_ptr_array_new_with_free_func (bt_wp_chunk_free);

  for (guint i = 0; i < all->len; i++)
    if (!says_nothing (g_ptr_array_index (all, i)))
      g_ptr_array_add (out, g_steal_pointer (&all->pdata[i]));
  return out;
}

void
bt_wp_blocks_read (const char *content,
                   BtArticle *article,
                   BtWpPhotoFunc photo,
                   gpointer data)
{
  g_autoptr (GPtrArray) chunks = NULL;
  g_autoptr (GPtrArray) blocks =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_block_free);

  g_return_if_fail (content != NULL);
  g_return_if_fail (article != NULL);

  bt_article_clear_blocks (article);
  bt_article_set (article, BT_FIELD_LEAD, "");
  bt_article_set (article, BT_FIELD_SOURCE_NAME, "");
  clear_byline (article);

  chunks = chunks_that_say_something (content);
  for (guint i = 0; i < chunks->len && chunks->len <= MAX_BLOCKS; i++)
    {
      const BtWpChunk *chunk = g_ptr_array_index (chunks, i);

      if ((i == 0 && read_lead (chunk, article))
          || (i + 1 == chunks->len && read_byline (chunk, article))
          || read_known (chunk, blocks))
        continue;
      add_opaque (blocks, chunk->source, chunk->source_length);
    }
  if (MAX (chunks->len, blocks->len) > MAX_BLOCKS)
    {
      bt_article_set (article, BT_FIELD_LEAD, "");
      bt_article_set (article, BT_FIELD_SOURCE_NAME, "");
      clear_byline (article);
      g_ptr_array_set_size (blocks, 0);
      add_opaque (blocks, content, strlen (content));
    }

  for (guint i = 0; i < blocks->len; i++)
    {
      BtBlock *block = bt_block_copy (g_ptr_array_index (blocks, i));

      if (block->kind == BT_BLOCK_FIGURE)
        bt_wp_settle_figure (block->figure, photo, data);
      bt_article_append_block (article, block);
    }
}
