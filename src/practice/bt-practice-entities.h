/* Character references of HTML, as WordPress normalises them.
 * Source: wp_kses_normalize_entities() of WordPress 6.1; names of HTML 4.01.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** bt_practice_entity_code: @text begins with "&". @length: (out): of the reference up to
 * its ";", 0 when there is none. Returns: the code point of a numeric one, 0 for others */
gunichar bt_practice_entity_code (const char *text, gsize *length);

/** bt_practice_normalize_entities: Returns: (transfer full): @text with each "&" that
 * begins no known reference written as "&amp;", and numbers in one form */
char *bt_practice_normalize_entities (const char *text);

/** bt_practice_has_word: whether @word is among @words, which have spaces between. */
gboolean bt_practice_has_word (const char *words, const char *word);

G_END_DECLS
