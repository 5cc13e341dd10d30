/* What the writer and the reader of HTML share. Private to the room.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/bt-html-dom.h"
#include "formats/bt-html.h"
#include "formats/bt-inline-html.h"

G_BEGIN_DECLS

#define BT_HTML_CLASS_ARTICLE "bt-article"
#define BT_HTML_CLASS_SECTION "bt-section"
#define BT_HTML_CLASS_HEADLINE "bt-headline"
#define BT_HTML_CLASS_TIME "bt-time"
#define BT_HTML_CLASS_LEAD "bt-sapo"
#define BT_HTML_CLASS_SOURCE "bt-source"
#define BT_HTML_CLASS_BYLINE "bt-byline"
#define BT_HTML_CLASS_CREDIT "bt-credit"
#define BT_HTML_CLASS_NO_PHOTO "bt-no-photo"
#define BT_HTML_CLASS_GALLERY "bt-gallery"
#define BT_HTML_CLASS_EMBED "bt-embed"
#define BT_HTML_CLASS_PULL_QUOTE "bt-pull-quote"

/** A page with more blocks is no article. */
#define BT_HTML_MAX_BLOCKS 20000

/** BtHtmlHint: what the markup says of a block. */
typedef enum
{
  BT_HTML_HINT_NONE,
  BT_HTML_HINT_HEADLINE,
  BT_HTML_HINT_SECTION,
  BT_HTML_HINT_TIME,
  BT_HTML_HINT_LEAD,
  BT_HTML_HINT_BYLINE,
  BT_HTML_HINT_CAPTION,
} BtHtmlHint;

/**
 * BtHtmlReader: a page being read.
 * @blocks: (element-type BtBlock): what was found
 * @hints: (element-type BtHtmlHint): one for each block
 * @text: inline content since the last block
 * @hint: of the block that @text will be
 * @kind: of the block that @text will be
 * @marks: marks that stand around whole blocks, as bits
 * @word_list: (nullable): which list of a word processor the last of its items was in
 * @pasted: cleaned first (bt-paste-private.h): pictures tell which photo they are
 * @own: the page is one that we wrote: its classes say all, and nothing is to be found out
 * @overflow: there are more blocks than an article can have
 */
typedef struct
{
  BtImport *import;
  GPtrArray *blocks;
  GArray *hints;
  BtInlineReader text;
  BtHtmlHint hint;
  BtBlockKind kind;
  guint level;
  guint marks;
  char *word_list;
  gboolean pasted;
  gboolean own;
  gboolean overflow;
} BtHtmlReader;

/** bt_html_reader_init: @import: (nullable): where notes go */
void bt_html_reader_init (BtHtmlReader *self, BtImport *import);
void bt_html_reader_clear (BtHtmlReader *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BtHtmlReader, bt_html_reader_clear)

/** bt_html_reader_walk: makes blocks of what is below @node. */
void bt_html_reader_walk (BtHtmlReader *self, xmlNode *node);
/** bt_html_reader_flush: ends the block that inline content makes. */
void bt_html_reader_flush (BtHtmlReader *self);
/** bt_html_reader_add: @block: (transfer full): gone at once when there are too many */
void bt_html_reader_add (BtHtmlReader *self, BtBlock *block);
/** bt_html_reader_dropped: notes, once, that something could not be held. */
void bt_html_reader_dropped (BtHtmlReader *self, const char *what);

/** bt_html_read_figure: a <figure>, or an <img> alone. */
void bt_html_read_figure (BtHtmlReader *self, xmlNode *node);
/** bt_html_read_picture_table: a picture and its caption, laid out as a table. Returns:
 * whether it is one */
gboolean bt_html_read_picture_table (BtHtmlReader *self, xmlNode *table);
/** bt_html_read_table: a table of data, or what a page laid out as one. */
void bt_html_read_table (BtHtmlReader *self, xmlNode *node);
/** bt_html_read_list: an <ol> or <ul> with all lists inside. */
void bt_html_read_list (BtHtmlReader *self, xmlNode *node);
/** bt_html_read_word_item: a paragraph that a word processor shows as an item of a list.
 * Returns: whether it is one */
gboolean bt_html_read_word_item (BtHtmlReader *self, xmlNode *p);
/** bt_html_read_quote: a <blockquote>. */
void bt_html_read_quote (BtHtmlReader *self, xmlNode *node);

/** bt_html_read_lenient: Returns: (transfer full): all text below @node with its marks,
 * trimmed; what is dropped is noted */
BtRichText *bt_html_read_lenient (BtHtmlReader *self, xmlNode *node);

/** bt_html_write_fragment: appends the blocks of @article, without a page around them. */
void bt_html_write_fragment (GString *out, const BtArticle *article);

/** bt_html_take_fields: finds the fields among the blocks. Returns: whether there is a
 * headline and something below it */
gboolean bt_html_take_fields (BtHtmlReader *self, xmlNode *root, GTimeZone *zone);

G_END_DECLS
