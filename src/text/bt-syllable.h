/* The Vietnamese syllable: its grammar, where its tone mark stands, what Telex spells it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BtToneStyle:
 * @BT_TONE_OLD: hòa, khỏe, thúy: what newspapers, laws and ibus-unikey write
 * @BT_TONE_NEW: hoà, khoẻ, thuý: what QĐ 1989/QĐ-BGDĐT (2018), Art. 8, has schools write
 *
 * Where the tone mark stands in an open oa, oe, uy. Both are right; an article should have
 * one of them.
 */
typedef enum
{
  BT_TONE_OLD,
  BT_TONE_NEW,
} BtToneStyle;

/**
 * bt_syllable_is_grammatical:
 * @word: one word in NFC, any case
 *
 * Whether an onset, a rime and a tone of Vietnamese make it up. Onsets and finals that
 * Vietnamese has only in names of the Central Highlands (Krông, Đắk) count when the word
 * begins with a capital. Not every such syllable is a word.
 */
gboolean bt_syllable_is_grammatical (const char *word);

/**
 * bt_syllable_with_style:
 * @word: one word in NFC, any case
 *
 * Returns: (transfer full) (nullable): @word with its tone mark moved to where @style has
 *   it; %NULL when it stands there already, or nowhere that the styles differ
 */
char *bt_syllable_with_style (const char *word, BtToneStyle style);

/** bt_syllable_restyle: Returns: (transfer full): @text, of words with single spaces
 * between them, with each word in @style */
char *bt_syllable_restyle (const char *text, BtToneStyle style);

/**
 * bt_syllable_text_style:
 *
 * Returns: the style that prevails in @text, %BT_TONE_OLD when neither does
 */
BtToneStyle bt_syllable_text_style (const char *text);

/**
 * bt_syllable_place_tone:
 *
 * Returns: (transfer full) (nullable): @word with its one tone mark on the letter on which
 *   it belongs (qúy gives quý, hòang gives hoàng); %NULL when nothing is to be moved
 */
char *bt_syllable_place_tone (const char *word, BtToneStyle style);

/**
 * bt_syllable_from_telex:
 * @word: letters as they come when the input method was off ("vieetj"), any case
 *
 * Returns: (transfer full) (nullable): what Telex makes of it ("việt") when that is a
 *   grammatical syllable; %NULL when it is none, or @word holds no Telex
 */
char *bt_syllable_from_telex (const char *word, BtToneStyle style);

/**
 * bt_syllable_swap_onset:
 *
 * Returns: (transfer full) (nullable): @word with ng/ngh, g/gh or c/k as the vowel behind
 *   it wants them (nghành gives ngành); %NULL when it is right already
 */
char *bt_syllable_swap_onset (const char *word);

G_END_DECLS
