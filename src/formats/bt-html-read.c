/* A page or a fragment of HTML, read into an article.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-html.h"

#include <string.h>

#include "formats/bt-html-private.h"
#include "formats/bt-import-private.h"
#include "formats/bt-list-walk.h"
#include "text/bt-text.h"

/* Nobody reads more of them. */
#define MAX_DROPPED_NOTES 50

/* Elements between which text is parted into paragraphs. */
static const char *const block_elements[] = {
  "address", "article",  "body",   "center", "dd",      "details", "div",    "dl",
  "dt",      "fieldset", "footer", "header", "hgroup",  "html",    "legend", "li",
  "main",    "menu",     "p",      "pre",    "section", "summary", "tbody",  "td",
  "tfoot",   "th",       "thead",  "tr",     NULL
};

/* Elements that are a block of their own kind. */
static const char *const special_elements[] = { "blockquote", "figure", "h1",      "h2",
                                                "h3",         "h4",     "h5",      "h6",
                                                "hr",         "img",    "ol",      "ul",
                                                "table",      "iframe", "picture", NULL };

/* Words in class names: our own, and those that portals use. */
static const struct
{
  const char *word;
  BtHtmlHint hint;
} hint_words[] = {
  { BT_HTML_CLASS_SECTION, BT_HTML_HINT_SECTION },
  { BT_HTML_CLASS_HEADLINE, BT_HTML_HINT_HEADLINE },
  { BT_HTML_CLASS_TIME, BT_HTML_HINT_TIME },
  { BT_HTML_CLASS_BYLINE, BT_HTML_HINT_BYLINE },
  { "sapo", BT_HTML_HINT_LEAD },
  { "chapeau", BT_HTML_HINT_LEAD },
  { "tacgia", BT_HTML_HINT_BYLINE },
  { "author", BT_HTML_HINT_BYLINE },
  { "caption", BT_HTML_HINT_CAPTION },
  { "chuthich", BT_HTML_HINT_CAPTION },
};

void
bt_html_reader_init (BtHtmlReader *self, BtImport *import)
{
  *self = (BtHtmlReader){ .import = import };
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_block_free);
  self->hints = g_array_new (FALSE, FALSE, sizeof (BtHtmlHint));
  bt_inline_reader_init (&self->text, TRUE);
}

void
bt_html_reader_clear (BtHtmlReader *self)
{
  if (self->blocks == NULL)
    return;
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->hints, g_array_unref);
  g_clear_pointer (&self->word_list, g_free);
  bt_inline_reader_clear (&self->text);
}

void
bt_html_reader_dropped (BtHtmlReader *self, const char *what)
{
  guint n = 0;

  if (self->import == NULL)
    return;
  for (guint i = 0; i < self->import->notes->len; i++)
    {
      const BtImportNote *note = g_ptr_array_index (self->import->notes, i);

      if (note->kind != BT_IMPORT_NOTE_DROPPED_MARKUP)
        continue;
      if (g_str_equal (note->text, what) || ++n >= MAX_DROPPED_NOTES)
        return;
    }
  bt_import_add_note (self->import, BT_IMPORT_NOTE_DROPPED_MARKUP, 0, what);
}

void
bt_html_reader_add (BtHtmlReader *self, BtBlock *block)
{
  if (self->blocks->len >= BT_HTML_MAX_BLOCKS)
    {
      self->overflow = TRUE;
      bt_block_free (block);
      return;
    }
  g_ptr_array_add (self->blocks, block);
  g_array_append_val (self->hints, self->hint);
}

static void
note_inline_drops (BtHtmlReader *self, BtInlineReader *reader)
{
  for (guint i = 0; i < reader->dropped->len; i++)
    bt_html_reader_dropped (self, g_ptr_array_index (reader->dropped, i));
  g_ptr_array_set_size (reader->dropped, 0);
}

BtRichText *
bt_html_read_lenient (BtHtmlReader *self, xmlNode *node)
{
  g_auto (BtInlineReader) reader = { 0 };
  BtRichText *text;

  bt_inline_reader_init (&reader, TRUE);
  bt_inline_reader_add_children (&reader, node);
  text = bt_inline_reader_take (&reader);
  bt_rich_text_trim (text);
  note_inline_drops (self, &reader);
  return text;
}

static void
add_text_block (BtHtmlReader *self, BtRichText *text)
{
  BtBlock *block = bt_block_new (self->kind);

  if (self->kind == BT_BLOCK_HEADING)
    block->level = self->level;
  bt_rich_text_free (block->text);
  block->text = text;
  for (BtSpanKind kind = 0; kind < BT_SPAN_LINK; kind++)
    if (self->marks & (1u << kind))
      bt_rich_text_apply (text, kind, 0, bt_rich_text_get_length (text), NULL);
  bt_html_reader_add (self, block);
}

/* Two line breaks in a row part paragraphs, as old portals write them. */
static void
add_parts (BtHtmlReader *self, BtRichText *text)
{
  const char *plain = bt_rich_text_get_text (text);
  guint start = 0;
  guint offset = 0;

  for (const char *p = plain;; p = g_utf8_next_char (p), offset++)
    {
      BtRichText *part;

      if (*p != '\0' && !(p[0] == '\n' && p[1] == '\n'))
        continue;
      part = bt_rich_text_slice (text, start, offset);
      bt_rich_text_trim (part);
      if (bt_rich_text_is_empty (part))
        bt_rich_text_free (part);
      else
        add_text_block (self, part);
      while (*p == '\n' && p[1] == '\n')
        {
          p++;
          offset++;
        }
      if (*p == '\0')
        break;
      start = offset + 1;
    }
}

void
bt_html_reader_flush (BtHtmlReader *self)
{
  g_autoptr (BtRichText) text = NULL;

  note_inline_drops (self, &self->text);
  if (bt_inline_reader_is_empty (&self->text))
    {
      bt_rich_text_free (bt_inline_reader_take (&self->text));
      return;
    }
  text = bt_inline_reader_take (&self->text);
  add_parts (self, text);
}

static BtHtmlHint
find_hint (xmlNode *node)
{
  g_autofree char *value = bt_html_attribute (node, "class");
  g_autofree char *lower = value != NULL ? g_ascii_strdown (value, -1) : NULL;

  for (guint i = 0; lower != NULL && i < G_N_ELEMENTS (hint_words); i++)
    if (strstr (lower, hint_words[i].word) != NULL)
      return hint_words[i].hint;
  return BT_HTML_HINT_NONE;
}

/* Whether something below @node is a block. */
static gboolean
holds_block (xmlNode *node)
{
  for (xmlNode *n = bt_html_next (node, node); n != NULL; n = bt_html_next (n, node))
    if (bt_html_is_one_of (n, block_elements) || bt_html_is_one_of (n, special_elements))
      return TRUE;
  return FALSE;
}

/* A film's page for its player's address. */
static void
read_frame (BtHtmlReader *self, xmlNode *node)
{
  static const char *const players[] = { "https://www.youtube.com/embed/",
                                         "https://www.youtube-nocookie.com/embed/",
                                         "//www.youtube.com/embed/" };
  g_autofree char *src = bt_html_attribute (node, "src");

  for (guint i = 0; src != NULL && i < G_N_ELEMENTS (players); i++)
    if (g_str_has_prefix (src, players[i]))
      {
        const char *id = src + strlen (players[i]);
        gsize length = strspn (id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                   "0123456789_-");
        BtBlock *block = bt_block_new (BT_BLOCK_EMBED);

        g_free (block->url);
        block->url =
            g_strdup_printf ("https://www.youtube.com/watch?v=%.*s", (int)length, id);
        g_free (block->provider);
        block->provider = g_strdup ("youtube");
        bt_html_reader_add (self, block);
        return;
      }
  bt_html_reader_dropped (self, src != NULL ? src : "iframe");
}

static void
walk_inside (BtHtmlReader *self, xmlNode *node, BtBlockKind kind, BtHtmlHint hint)
{
  BtBlockKind kind_before = self->kind;
  BtHtmlHint hint_before = self->hint;

  bt_html_reader_flush (self);
  self->kind = kind;
  if (hint != BT_HTML_HINT_NONE)
    self->hint = hint;
  for (xmlNode *n = node->children; n != NULL; n = n->next)
    bt_html_reader_walk (self, n);
  bt_html_reader_flush (self);
  self->kind = kind_before;
  self->hint = hint_before;
}

static void
read_heading (BtHtmlReader *self, xmlNode *node)
{
  guint level = (guint)node->name[1] - '0';
  guint level_before = self->level;
  BtHtmlHint hint = level == 1 ? BT_HTML_HINT_HEADLINE : find_hint (node);

  self->level = CLAMP (level, 2, 4);
  walk_inside (self, node, BT_BLOCK_HEADING, hint);
  self->level = level_before;
}

static void
read_special (BtHtmlReader *self, xmlNode *node)
{
  if (node->name[0] == 'h' && g_ascii_isdigit ((char)node->name[1]))
    {
      read_heading (self, node);
      return;
    }
  bt_html_reader_flush (self);
  if (bt_html_is (node, "hr"))
    bt_html_reader_add (self, bt_block_new (BT_BLOCK_DIVIDER));
  else if (bt_html_is (node, "blockquote"))
    bt_html_read_quote (self, node);
  else if (bt_html_is (node, "ol") || bt_html_is (node, "ul"))
    bt_html_read_list (self, node);
  else if (bt_html_is (node, "table"))
    bt_html_read_table (self, node);
  else if (bt_html_is (node, "iframe"))
    read_frame (self, node);
  else
    bt_html_read_figure (self, node);
}

/* The source's name that a lead of ours opens with. */
static void
take_own_source (BtHtmlReader *self, xmlNode *lead)
{
  xmlNode *first = lead->children;
  g_autoptr (BtRichText) text = NULL;
  g_autofree char *name = NULL;
  gsize length;

  if (!self->own || !bt_html_has_class (first, BT_HTML_CLASS_SOURCE))
    return;
  text = bt_html_read_lenient (self, first);
  name = g_strdup (bt_rich_text_get_text (text));
  length = strlen (name);
  if (length < 2 || name[0] != '(' || name[length - 1] != ')')
    return;
  name[length - 1] = '\0';
  bt_article_set (self->import->article, BT_FIELD_SOURCE_NAME, name + 1);
  xmlUnlinkNode (first);
  xmlFreeNode (first);
}

/* A mark or a link around whole blocks. */
static void
walk_marked (BtHtmlReader *self, xmlNode *node)
{
  guint marks_before = self->marks;
  BtSpanKind kind;

  if (bt_inline_kind (node, TRUE, &kind))
    self->marks |= 1u << kind;
  for (xmlNode *n = node->children; n != NULL; n = n->next)
    bt_html_reader_walk (self, n);
  bt_html_reader_flush (self);
  self->marks = marks_before;
}

/* The top and the bottom of a site, which a page's article has no part in. */
static gboolean
is_site_furniture (xmlNode *node)
{
  return (bt_html_is (node, "header") || bt_html_is (node, "footer"))
         && bt_html_is (node->parent, "body") && bt_html_find (node, "h1") == NULL;
}

void
bt_html_reader_walk (BtHtmlReader *self, xmlNode *node)
{
  if (bt_html_is_text (node))
    bt_inline_reader_add (&self->text, node);
  else if (node->type != XML_ELEMENT_NODE || bt_inline_is_silent (node))
    return;
  else if (bt_html_is_one_of (node, special_elements))
    read_special (self, node);
  else if (bt_inline_is_dropped (node) || is_site_furniture (node))
    bt_html_reader_dropped (self, (const char *)node->name);
  else if (bt_html_is (node, "p") && bt_html_read_word_item (self, node))
    return;
  else if (bt_html_is_one_of (node, block_elements))
    {
      BtHtmlHint hint = find_hint (node);

      if (hint == BT_HTML_HINT_LEAD)
        take_own_source (self, node);
      walk_inside (self, node, self->kind, hint);
    }
  else if (holds_block (node))
    walk_marked (self, node);
  else
    bt_inline_reader_add (&self->text, node);
}

/* ---- which part of a page ---- */

static xmlNode *
find_by_class (xmlNode *root, const char *name)
{
  for (xmlNode *n = root; n != NULL; n = bt_html_next (n, root))
    if (bt_html_has_class (n, name))
      return n;
  return NULL;
}

static guint
count_elements (xmlNode *root, const char *name)
{
  guint n = 0;

  for (xmlNode *node = root; node != NULL; node = bt_html_next (node, root))
    if (bt_html_is (node, name))
      n++;
  return n;
}

static xmlNode *
find_article (BtHtmlReader *self, xmlNode *root)
{
  xmlNode *found = find_by_class (root, BT_HTML_CLASS_ARTICLE);

  self->own = found != NULL;
  if (found == NULL && count_elements (root, "article") == 1)
    found = bt_html_find (root, "article");
  if (found == NULL && count_elements (root, "main") == 1)
    found = bt_html_find (root, "main");
  return found != NULL ? found : root;
}

BtImport *
bt_html_read (const char *text, GTimeZone *zone, GError **error)
{
  g_autoptr (BtImport) import = bt_import_new (bt_article_new ());
  g_autoptr (BtHtmlDocument) document = NULL;
  g_auto (BtHtmlReader) reader = { 0 };
  xmlNode *root;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (zone != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  document = bt_html_parse (text, strlen (text));
  root = document != NULL ? xmlDocGetRootElement (document) : NULL;
  bt_html_reader_init (&reader, import);
  if (root != NULL)
    bt_html_reader_walk (&reader, find_article (&reader, root));
  bt_html_reader_flush (&reader);

  if (root == NULL || reader.overflow)
    {
      g_set_error_literal (error, BT_TEXT_ERROR, BT_TEXT_ERROR_TOO_LARGE,
                           "More elements than an article has");
      return NULL;
    }
  if (!bt_html_take_fields (&reader, root, zone))
    {
      g_set_error_literal (error, BT_FORMATS_ERROR, BT_FORMATS_ERROR_NO_ARTICLE,
                           "No headline, or nothing below it");
      return NULL;
    }
  for (guint i = 0; i < reader.blocks->len; i++)
    bt_article_append_block (import->article,
                             bt_block_copy (g_ptr_array_index (reader.blocks, i)));
  return g_steal_pointer (&import);
}
