/* What a clipboard or a drop carries, as blocks of an article, and the way back.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-article.h"
#include "formats/bt-import.h"

G_BEGIN_DECLS

/** Of a clipboard no more bytes are looked at: 16 MiB. */
#define BT_PASTE_MAX_BYTES (16u * 1024 * 1024)
/** No paste makes more characters than this of text: some 400 pages. */
#define BT_PASTE_MAX_CHARS 1000000u
/** Nor more pictures. */
#define BT_PASTE_MAX_PICTURES 100u

/**
 * BtPaste:
 * @blocks: (element-type BtBlock): what was pasted, without ids; never empty
 * @pictures: (element-type utf8 GBytes): bytes that came along, by their SHA-256, which
 *   is what the photo of a figure's item says; untrusted
 * @n_missing: figures that wait for their photo, because only its address came along
 */
typedef struct
{
  GPtrArray *blocks;
  GHashTable *pictures;
  guint n_missing;
} BtPaste;

/**
 * bt_paste_html:
 * @bytes: untrusted; UTF-8, UTF-16, or an old encoding that the markup names
 *
 * Reads HTML as Word, LibreOffice, Google Docs and browsers put it on a clipboard: its
 * structure and the marks of its text, from elements and from styles. Whatever else it
 * carries is gone: nothing in the blocks can run, and nothing is fetched, from a network
 * or from this machine. Links are kept to http, https, mailto and tel. A picture whose
 * bytes stand in the HTML itself is in @pictures; of another one a figure is left that
 * waits for its photo, with its alternative text and caption. Does no I/O; safe in any
 * thread.
 *
 * Returns: (transfer full): what was found, or %NULL with a #BtTextError: empty, too
 *   large
 */
BtPaste *bt_paste_html (GBytes *bytes, GError **error);

/**
 * bt_paste_text:
 *
 * Plain text: a line is a paragraph, empty lines part them. A single line keeps the
 * spaces at its ends.
 *
 * Returns: (transfer full): as bt_paste_html()
 */
BtPaste *bt_paste_text (GBytes *bytes, GError **error);

/**
 * bt_paste_json:
 * @trusted: this program put the bytes there itself
 *
 * An article in its JSON form, whose blocks are meant. What is not @trusted loses what
 * the program would not take from elsewhere either: unsafe links, addresses of pictures,
 * a portal's opaque blocks.
 *
 * Returns: (transfer full): as bt_paste_html(), or a #BtArticleError
 */
BtPaste *bt_paste_json (GBytes *bytes, gboolean trusted, GError **error);

/** bt_paste_picture: @bytes: of a picture, untrusted. Returns: (transfer full): one figure
 * of it */
BtPaste *bt_paste_picture (GBytes *bytes);

void bt_paste_free (BtPaste *self);

/** bt_paste_is_pictures: whether there is nothing but figures. */
gboolean bt_paste_is_pictures (const BtPaste *self);

/**
 * bt_paste_one_paragraph:
 *
 * For a field that holds one paragraph: all text with its marks, joined by spaces; of
 * figures the captions.
 *
 * Returns: (transfer full): the text, maybe empty
 */
BtRichText *bt_paste_one_paragraph (const BtPaste *self);

/** bt_paste_write_html: Returns: (transfer full): the blocks of @article as HTML for a
 * clipboard, without a page around them */
char *bt_paste_write_html (const BtArticle *article);
/** bt_paste_write_text: Returns: (transfer full): the blocks of @article as plain text, a
 * line each */
char *bt_paste_write_text (const BtArticle *article);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPaste, bt_paste_free)

G_END_DECLS
