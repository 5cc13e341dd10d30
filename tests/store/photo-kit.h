/* Photos for the tests of the store: each has a number, which is its name, too.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store-kit.h"
#include "store/bt-store-desk.h"

G_BEGIN_DECLS

/** kit_hash: Returns: (transfer full): the hash of a photo */
char *kit_hash (guint photo);
/** kit_hashes: @photos: numbers with spaces between. Returns: (transfer full) */
char **kit_hashes (const char *photos);
/** kit_photo: Returns: (transfer full): not stored yet. @search, @taken: (nullable) */
BtStoredPhoto *kit_photo (guint photo, const char *search, const char *taken);
/** kit_put_photo: stores kit_photo(). */
void kit_put_photo (BtStore *store, guint photo, const char *search, const char *taken);
/** kit_article_with: Returns: (transfer full): an article with a figure for each of
 * @photos: numbers with spaces between */
BtArticle *kit_article_with (const char *headline, const char *photos);
/** kit_assert_photos: @query: (nullable): %NULL for all; @expected: numbers with spaces
 * between */
void kit_assert_photos (BtStore *store, const BtPhotoQuery *query, const char *expected);
/** kit_assert_found: the same, searching for @words. */
void kit_assert_found (BtStore *store, const char *words, const char *expected);

G_END_DECLS
