/* Articles that the tests of the room write and read.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-article.h"

/** test_full_article: every kind of block, every mark, every kind of group. */
BtArticle *test_full_article (void);

/** test_add_text: Returns: (transfer none): the block, which is the last of the article */
BtBlock *test_add_text (BtArticle *article, BtBlockKind kind, const char *text);
/** test_add_item: a list item. */
BtBlock *
test_add_item (BtArticle *article, guint level, gboolean ordered, const char *text);
/** test_add_figure: @photo: (nullable). */
BtBlock *test_add_figure (BtArticle *article,
                          const char *photo,
                          const char *caption,
                          const char *credit);
/** test_photo_hash: Returns: (transfer full): something that looks like a SHA-256 */
char *test_photo_hash (guint number);

/** test_assert_articles_equal: identity aside; says in what they differ. */
void test_assert_articles_equal (const BtArticle *a, const BtArticle *b);

/** test_assert_lines_equal: says which line differs. */
void test_assert_lines_equal (const char *text, const char *expected);

/** test_run: feeds @input to a program. Returns: (transfer full): its standard output */
char *test_run (const char *const *argv, const char *input);
