/* Articles that the tests of the room write and read.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-article.h"

/** By how much less a test does under sanitizers, where each allocation is traced. */
#if defined(__SANITIZE_ADDRESS__)
#define TEST_SHARE 20
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TEST_SHARE 20
#endif
#endif
#ifndef TEST_SHARE
#define TEST_SHARE 1
#endif

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

/** Where the portal of these tests has its photos. */
#define TEST_PHOTO_URL "https://cong.vn/wp-content/uploads/2017/12/anh-%u.jpg"
/** test_write_content: for a portal that has the photos 1 to 3 as media items 101 to 103. */
char *test_write_content (const BtArticle *article);
/** test_read_content: where the photos of the media items 101 to 103 are known. */
BtArticle *test_read_content (const char *content);

/** test_assert_articles_equal: identity aside; says in what they differ. */
void test_assert_articles_equal (const BtArticle *a, const BtArticle *b);

/** test_assert_lines_equal: says which line differs. */
void test_assert_lines_equal (const char *text, const char *expected);

/** test_run: feeds @input to a program. Returns: (transfer full): its standard output */
char *test_run (const char *const *argv, const char *input);
