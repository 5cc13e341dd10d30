/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-article.h"

G_DEFINE_QUARK (bt - article - error - quark, bt_article_error)
