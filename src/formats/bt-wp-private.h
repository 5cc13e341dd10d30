/* What the writer and the reader of WordPress block markup share. Private to the room.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/bt-html-dom.h"
#include "formats/bt-wp-blocks.h"
#include "formats/bt-wp-grammar.h"

G_BEGIN_DECLS

#define BT_WP_CLASS_LEAD "bt-sapo"
#define BT_WP_CLASS_SOURCE "bt-source"
#define BT_WP_CLASS_BYLINE "bt-byline"
#define BT_WP_CLASS_CREDIT "bt-credit"
#define BT_WP_CLASS_WAITING "bt-waiting-photo"

/** bt_wp_canonical: Returns: (transfer full): the content in a form in which equal
 * contents are equal. @forms: also set aside in what form one version or another of the
 * block editor says the same */
char *bt_wp_canonical (const char *content, gsize length, gboolean forms);

/** bt_wp_begin_block: separates from what was written before, and opens "<!-- wp:".
 * @attributes: (nullable): JSON */
void bt_wp_begin_block (GString *out, const char *name, const char *attributes);
void bt_wp_end_block (GString *out, const char *name);

void bt_wp_write_lead (GString *out, const char *source_name, const char *lead);
void bt_wp_write_byline (GString *out, const char *line);
/** bt_wp_write_body: @blocks: (element-type BtBlock) */
void
bt_wp_write_body (GString *out, GPtrArray *blocks, BtWpMediaFunc media, gpointer data);

void bt_wp_write_figure (GString *out,
                         const BtFigure *figure,
                         BtWpMediaFunc media,
                         gpointer data);
/** bt_wp_write_caption: a <figcaption>, or nothing when all is empty.
 * @classes: of the element; @credit: (nullable) */
void bt_wp_write_caption (GString *out,
                          const char *classes,
                          const BtRichText *caption,
                          const char *credit);

/** bt_wp_write_caption_text: the caption, and its credit in an element that marks it. */
void
bt_wp_write_caption_text (GString *out, const BtRichText *caption, const char *credit);

/** bt_wp_embed_is_video: whether the block editor gives this service's embeds the shape
 * of a film. */
gboolean bt_wp_embed_is_video (const char *provider);

/**
 * BtWpReadFunc: makes blocks of one chunk.
 * @blocks: (element-type BtBlock): gets them; those that stand before it are there
 *
 * Returns: whether the chunk could be held; what was lost is found by comparing
 */
typedef gboolean (*BtWpReadFunc) (const BtWpChunk *chunk, GPtrArray *blocks);

gboolean bt_wp_read_image (const BtWpChunk *chunk, GPtrArray *blocks);
gboolean bt_wp_read_gallery (const BtWpChunk *chunk, GPtrArray *blocks);
gboolean bt_wp_read_list (const BtWpChunk *chunk, GPtrArray *blocks);
gboolean bt_wp_read_quote (const BtWpChunk *chunk, GPtrArray *blocks);
gboolean bt_wp_read_pull_quote (const BtWpChunk *chunk, GPtrArray *blocks);
gboolean bt_wp_read_table (const BtWpChunk *chunk, GPtrArray *blocks);
gboolean bt_wp_read_embed (const BtWpChunk *chunk, GPtrArray *blocks);
/** bt_wp_read_waiting: a paragraph that stands for a photo that is not there yet. */
gboolean bt_wp_read_waiting (const BtWpChunk *chunk, GPtrArray *blocks);

/** bt_wp_settle_figure: finds the photos that are known here, and the credits that a
 * colleague wrote into captions. */
void bt_wp_settle_figure (BtFigure *figure, BtWpPhotoFunc photo, gpointer data);

/** The element that stands for a block inside a block. */
#define BT_WP_CHILD "bt-child"

/**
 * bt_wp_parse_inner:
 * @children: (out) (optional) (element-type BtWpChunk): the blocks inside, where elements
 *   of the name %BT_WP_CHILD stand for them in order; %NULL when there must be none
 *
 * Returns: (transfer full) (nullable): the chunk's own HTML; %NULL when there are blocks
 *   that must not be, or broken ones
 */
BtHtmlDocument *bt_wp_parse_inner (const BtWpChunk *chunk, GPtrArray **children);

/** bt_wp_only_element: Returns: (nullable): the element, when the fragment is one of this
 * name and nothing else */
xmlNode *bt_wp_only_element (BtHtmlDocument *document, const char *name);

/** bt_wp_read_caption: what is below a <figcaption>: the text, and the credit that it
 * marks as one. Returns: whether it can be held */
gboolean bt_wp_read_caption (xmlNode *node, BtRichText **caption, char **credit);

G_END_DECLS
