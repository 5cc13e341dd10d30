/* WordPress block markup, in and out.
 * Source: the block grammar of WordPress (wp-includes/class-wp-block-parser.php) and the
 * save forms of its core blocks; measured in tests against parse_blocks() of a real one.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-article.h"

G_BEGIN_DECLS

/**
 * BtWpMedia: a photo in a portal's media library.
 * @id: 0 for none
 * @url: address of the full-size file
 */
typedef struct
{
  gint64 id;
  char *url;
  guint width;
  guint height;
} BtWpMedia;

/**
 * BtWpMediaFunc:
 * @media: (out): filled by the function; @media->url is owned by the function's owner and
 * must live until the writer returns
 *
 * Returns: whether the item's photo is on the portal
 */
typedef gboolean (*BtWpMediaFunc) (const BtFigureItem *item,
                                   BtWpMedia *media,
                                   gpointer data);

/**
 * bt_wp_blocks_write:
 * @media: (nullable): finds the media item of a photo
 *
 * The content of a post: the lead as a paragraph of class "bt-sapo", the blocks, the
 * byline as a paragraph of class "bt-byline". A figure whose photo is not on the portal
 * becomes a paragraph of class "bt-waiting-photo" that shows its caption in brackets, so
 * that an editor sees where it goes. parse_blocks() and serialize_blocks() of WordPress
 * give the same bytes.
 *
 * Returns: (transfer full): the content
 */
char *bt_wp_blocks_write (const BtArticle *article, BtWpMediaFunc media, gpointer data);

/**
 * BtWpPhotoFunc:
 *
 * Returns: (transfer full) (nullable): SHA-256 of the photo that is media item @media_id
 * or has this address on the portal, when it is known here
 */
typedef char *(*BtWpPhotoFunc) (gint64 media_id, const char *url, gpointer data);

/**
 * bt_wp_blocks_read:
 * @content: a post's content.raw; untrusted
 * @article: its lead, source name, byline and blocks are replaced
 * @photo: (nullable): finds photos that are known here
 *
 * What is not understood becomes an opaque block, byte for byte: a block is taken apart
 * only when writing it again gives the same. Never fails: at worst the whole content is
 * one opaque block. Markup as WordPress rewrites it (<hr />, &amp;) counts as our own.
 *
 * A picture that @photo does not know, or that is not shown in full size, has as
 * remote_url its address with the block editor's classes as fragment:
 * "https://…/anh-1024x683.jpg#wp-image-123.size-large". The writer takes that form again.
 */
void bt_wp_blocks_read (const char *content,
                        BtArticle *article,
                        BtWpPhotoFunc photo,
                        gpointer data);

/** bt_wp_blocks_excerpt: Returns: (transfer full): the post's excerpt: the lead line,
 * plain */
char *bt_wp_blocks_excerpt (const BtArticle *article);

/**
 * bt_wp_blocks_same:
 *
 * Whether two contents hold the same once what WordPress's filter rewrites is set aside
 * (entities, <hr />, quotes and order of attributes, white space between blocks).
 */
gboolean bt_wp_blocks_same (const char *a, const char *b);

/**
 * bt_wp_text_same:
 * @sent: plain text as we sent it
 * @raw: what the portal holds (may hold entities such as &amp;)
 *
 * The same question for titles, excerpts and names of terms.
 */
gboolean bt_wp_text_same (const char *sent, const char *raw);

G_END_DECLS
