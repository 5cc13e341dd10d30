/* Hints of a template that wait to be written over: {Ai}, {làm gì}.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-article.h"
#include "text/bt-leftover.h"

G_BEGIN_DECLS

/** bt_article_find_placeholder: Returns: (transfer full) (nullable): the first hint that
 * is left in what readers would read, with its braces */
char *bt_article_find_placeholder (const BtArticle *article);

G_END_DECLS
