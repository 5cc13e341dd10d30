/* Hints of a template that wait to be written over: {Ai}, {làm gì}.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-article.h"

G_BEGIN_DECLS

/**
 * bt_placeholder_find:
 * @from: byte offset where to begin
 * @start: (out): of the brace that opens, in bytes
 * @end: (out): behind the one that closes
 *
 * A hint stands in braces, on one line, with at least one letter or digit: square
 * brackets would not do, because in a quotation they hold a reporter's own word, and “[…]”
 * says that something was left out. Sentences of a newspaper have no braces; those that
 * are meant begin with a space inside: { x }.
 *
 * Returns: whether there is one
 */
gboolean bt_placeholder_find (const char *text, gsize from, gsize *start, gsize *end);

/** bt_article_find_placeholder: Returns: (transfer full) (nullable): the first hint that
 * is left in what readers would read, with its braces */
char *bt_article_find_placeholder (const BtArticle *article);

G_END_DECLS
