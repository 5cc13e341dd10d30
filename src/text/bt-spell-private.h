/* Shared by the files of the spell check only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text/bt-spell.h"

G_BEGIN_DECLS

/** BtSpellWord: a word of a text that is a matter for a dictionary. */
typedef struct
{
  const char *start; /* in the text */
  const char *end;
  guint offset;  /* of @start, in code points */
  guint length;  /* in code points */
  gboolean loan; /* a part of a word with hyphens: grammar is enough (ra-đi-ô) */
} BtSpellWord;

/** BtSpellWords: a walk over a text. */
typedef struct
{
  const char *at;
  guint offset;
  /* of the compound that is being parted */
  const char *compound_end;
  gboolean loan;
} BtSpellWords;

/** bt_spell_words_next: Returns: whether there is another word, which is then @word */
gboolean bt_spell_words_next (BtSpellWords *self, BtSpellWord *word);

/** bt_spell_word_is_exempt: @word: in NFC, one that no dictionary knows. Returns: whether
 * it is no matter for one all the same: a name, a numeral, a unit, a brand */
gboolean bt_spell_word_is_exempt (const char *word, gboolean loan);

G_END_DECLS
