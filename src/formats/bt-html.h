/* Articles as HTML: a page for the preview, a page or fragment as import.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/bt-import.h"

G_BEGIN_DECLS

/**
 * BtPhotoUrlFunc:
 * @item: a figure's item
 *
 * Returns: (transfer full) (nullable): the address of the item's picture for this output
 */
typedef char *(*BtPhotoUrlFunc) (const BtFigureItem *item, gpointer data);

/**
 * bt_html_write:
 * @photo_url: (nullable): without it figures of photos that are not on a portal have no
 * picture
 *
 * Returns: (transfer full): a whole HTML page in UTF-8, with its own style and no
 * scripts; every text escaped
 */
char *bt_html_write (const BtArticle *article, BtPhotoUrlFunc photo_url, gpointer data);

/**
 * bt_html_read:
 * @text: a page or a fragment; untrusted
 *
 * Parsed by libxml2 without network or external entities; only listed elements become
 * blocks and spans, scripts and styles vanish, what cannot be held is noted.
 *
 * Returns: (transfer full): the article with notes, or %NULL with a #BtFormatsError
 */
BtImport *bt_html_read (const char *text, GTimeZone *zone, GError **error);

G_END_DECLS
