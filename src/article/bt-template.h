/* Articles made from other articles.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-article.h"

G_BEGIN_DECLS

/** bt_article_new_from: @model: a template. Returns: (transfer full): a new draft with its
 * fields, tags and body, but an identity of its own, no address and no time */
BtArticle *bt_article_new_from (const BtArticle *model);

/** bt_article_to_template: Returns: (transfer full): the same again; its figures wait for
 * their photos, because the next article has others */
BtArticle *bt_article_to_template (const BtArticle *article);

G_END_DECLS
