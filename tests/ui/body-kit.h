/* Bodies for tests: articles at random, and what must hold of every body.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/editor/bt-body-buffer.h"

G_BEGIN_DECLS

/** body_kit_random_text: a few words, some with marks, some with nasty characters. */
void body_kit_random_text (GRand *rand, BtRichText *text);
/** body_kit_random_block: of any kind. Returns: (transfer full) */
BtBlock *body_kit_random_block (GRand *rand);
/** body_kit_random_article: up to twenty blocks. Returns: (transfer full) */
BtArticle *body_kit_random_article (GRand *rand);

/** body_kit_assert_sound: each line has its paragraph, each figure is alone on its line. */
void body_kit_assert_sound (BtBodyBuffer *body);
void body_kit_assert_same_ids (const BtArticle *a, const BtArticle *b);

G_END_DECLS
