/* Vietnamese spell check.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text/bt-syllable.h"
#include "text/proof/bt-finding.h"

G_BEGIN_DECLS

/** The file of a person's own words, in the folder of the data. */
#define BT_SPELL_OWN_WORDS "dictionary.txt"

/** No word has more suggestions. */
#define BT_SPELL_MAX_SUGGESTIONS 8

/**
 * BtSpell:
 *
 * A dictionary of Vietnamese syllables (hunspell-vi through enchant), a person's own words,
 * and the knowledge of what is no matter for a dictionary. A list of syllables finds about
 * half of the errors that make another real syllable, and nearly all others
 * (vietnamese.md, c, has the figures).
 *
 * Counted references; all functions may be called from any thread.
 */
typedef struct _BtSpell BtSpell;

/**
 * bt_spell_new:
 * @personal: (nullable): the file of a person's own words, one a line, UTF-8; it need not
 *   be there yet
 *
 * Opens the dictionary and reads the file. Blocks.
 *
 * Returns: (transfer full): also where no dictionary is installed
 */
BtSpell *bt_spell_new (const char *personal);
BtSpell *bt_spell_ref (BtSpell *self);
void bt_spell_unref (BtSpell *self);

/** bt_spell_has_dictionary: whether there is one; without one nothing is ever found. */
gboolean bt_spell_has_dictionary (const BtSpell *self);

/** bt_spell_knows: @word: one word in NFC, of any case and tone style. Returns: whether
 * the dictionary or the person has it */
gboolean bt_spell_knows (BtSpell *self, const char *word);

/**
 * bt_spell_check:
 * @text: valid UTF-8; U+FFFC and U+2028 part words
 * @findings: (element-type BtFinding): where what is found is added, in the order of
 *   @text, without suggestions: those are for bt_spell_suggest()
 *
 * Left alone are words in capitals, Roman numerals, abbreviations with dots, words with
 * digits, addresses, hashtags, foreign names without Vietnamese marks, and capitalised
 * syllables that are grammatical Vietnamese.
 */
void bt_spell_check (BtSpell *self, const char *text, GPtrArray *findings);

/**
 * bt_spell_suggest:
 *
 * Takes some milliseconds, and for long words of no language some dozens: too long for the
 * main thread.
 *
 * Returns: (transfer full): at most %BT_SPELL_MAX_SUGGESTIONS, best first, with the
 *   capitals of @word and in @style; may be empty
 */
char **bt_spell_suggest (BtSpell *self, const char *word, BtToneStyle style);

/** bt_spell_ignore: takes @word, in small letters or as it is, for right until the end of
 * the program. Never waits for a check that is going on. */
void bt_spell_ignore (BtSpell *self, const char *word);

/**
 * bt_spell_add:
 *
 * Adds @word to the person's own words and writes the file, with what another process
 * wrote into it meanwhile. Blocks.
 *
 * Returns: %FALSE with a #GFileError; the word counts until the end of the program then
 */
gboolean bt_spell_add (BtSpell *self, const char *word, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtSpell, bt_spell_unref)

G_END_DECLS
