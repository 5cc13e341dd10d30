/* Shared by the files of the caption checker only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text/proof/bt-caption-rules.h"

G_BEGIN_DECLS

/**
 * BtCaptionCheck: one photo under the eyes of the rules.
 * @fields: never %NULL
 */
typedef struct
{
  const BtCaptionFacts *facts;
  BtCaptionOptions options;
  const char *fields[BT_N_CAPTION_FIELDS];
  GPtrArray *findings;
} BtCaptionCheck;

/** bt_caption_add: Returns: (transfer none): the finding, for its fix */
BtCaptionFinding *bt_caption_add (BtCaptionCheck *check,
                                  const char *rule,
                                  BtFindingLevel level,
                                  BtCaptionPart field);
/** bt_caption_is_blank: nothing but white space. */
gboolean bt_caption_is_blank (const char *text);
/** bt_caption_has_words: whether @words, folded, stand as words in @text. */
gboolean bt_caption_has_words (const char *text, const char *words);
/** bt_caption_spaced: Returns: (transfer full): folded words with one space around each */
char *bt_caption_spaced (const char *text);
/** bt_caption_is_nobody: whether @text, a credit or source, says "Internet" or the like and
 * no name besides. */
gboolean bt_caption_is_nobody (const char *text);
/** bt_caption_is_leftover: whether @text is nothing but what nobody has written over. */
gboolean bt_caption_is_leftover (const char *text);
/** bt_caption_creator: Returns: (transfer full) (nullable): the creator as a credit; %NULL
 * where none of use is known */
char *bt_caption_creator (const BtCaptionCheck *check);
/** bt_caption_with_note: Returns: (transfer full): @caption with "(@note)" before its
 * stop, and before a credit that stands in it */
char *bt_caption_with_note (const char *caption, const char *note);

void bt_caption_rule_internet (BtCaptionCheck *check);  /* K4 */
void bt_caption_rule_creator (BtCaptionCheck *check);   /* K6 */
void bt_caption_rule_stop (BtCaptionCheck *check);      /* K9, K9e */
void bt_caption_rule_inside (BtCaptionCheck *check);    /* K9b */
void bt_caption_rule_twice (BtCaptionCheck *check);     /* K9c */
void bt_caption_rule_name_only (BtCaptionCheck *check); /* K9d */

G_END_DECLS
