/* The templates that come with the program, one for each genre.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-article.h"

G_BEGIN_DECLS

/** bt_template_load: @genre: one of bt_genres(). Returns: (transfer full) (nullable): a new
 * article made from its template, %NULL when there is none */
BtArticle *bt_template_load (const char *genre);

G_END_DECLS
