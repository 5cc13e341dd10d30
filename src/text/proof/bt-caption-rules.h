/* The caption checker: what is wrong with the words of one photo, and what to do.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text/proof/bt-finding.h"

G_BEGIN_DECLS

/** BtCaptionPart: what a finding is about, and what a fix may change. */
typedef enum
{
  BT_CAPTION_CAPTION,
  BT_CAPTION_HEADLINE,
  BT_CAPTION_ALT,
  BT_CAPTION_CREATOR,
  BT_CAPTION_CREDIT,
  BT_CAPTION_SOURCE,
} BtCaptionPart;
#define BT_N_CAPTION_FIELDS (BT_CAPTION_SOURCE + 1)

/** bt_caption_part_to_string: a stable name, such as "caption". */
const char *bt_caption_part_to_string (BtCaptionPart field);

/**
 * BtCaptionFacts: what is known of a photo as it stands in an article, or by itself.
 * @fields: (nullable elements): indexed by #BtCaptionPart; in an article its own words,
 *   where they are not empty, and else those of the photo
 * @date_taken: (nullable): ISO, as far as it is known
 * @article_headline: (nullable)
 * @article_date: (nullable): ISO: of the event, else the time on the portal; %NULL outside
 *   an article
 * @digital_source_type: (nullable): IPTC's term or its address
 */
typedef struct
{
  const char *fields[BT_N_CAPTION_FIELDS];
  const char *date_taken;
  const char *article_headline;
  const char *article_date;
  const char *digital_source_type;
} BtCaptionFacts;

/**
 * BtCaptionOptions: what a newsroom sets.
 * @old_days: a photo so many days older than the event is not of it
 * @min_words: a caption of fewer words says too little
 */
typedef struct
{
  guint old_days;
  guint min_words;
} BtCaptionOptions;

#define BT_CAPTION_OLD_DAYS 30u
#define BT_CAPTION_MIN_WORDS 4u
#define BT_CAPTION_OPTIONS_INIT                                                          \
  {                                                                                      \
    BT_CAPTION_OLD_DAYS, BT_CAPTION_MIN_WORDS                                            \
  }

/**
 * BtCaptionFinding:
 * @rule: (transfer none): the id of the rule, a constant such as "K4" or "K9b"
 * @start, @end: what is meant, in characters of the field; 0 and 0 for all of it
 * @fix: (nullable elements): what one press makes of the fields; %NULL for those that stay
 */
typedef struct
{
  const char *rule;
  BtFindingLevel level;
  BtCaptionPart field;
  guint start;
  guint end;
  char *fix[BT_N_CAPTION_FIELDS];
} BtCaptionFinding;

BtCaptionFinding *bt_caption_finding_copy (const BtCaptionFinding *self);
void bt_caption_finding_free (BtCaptionFinding *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtCaptionFinding, bt_caption_finding_free)

/** bt_caption_finding_has_fix: whether one press puts it right. */
gboolean bt_caption_finding_has_fix (const BtCaptionFinding *self);

/**
 * bt_caption_check:
 * @options: (nullable): %NULL for the usual ones
 *
 * | rule | level | says | fix |
 * |---|---|---|---|
 * | K1 | warning | no caption | – |
 * | K2 | warning | no credit | the creator, where known |
 * | K3 | warning | no alternative text | none: it tells somebody who does not see the
 *   photo what is on it; the caption's words, which say who and why, would only be read
 *   out twice |
 * | K4 | error | "Nguồn: Internet" and its like as creator, credit, source or in the
 *   caption | the creator, where known; never just taking it away, which would hide that
 *   nobody knows whose photo it is |
 * | K5 | warning | more than @old_days older than the event, and nothing says "Ảnh tư
 *   liệu" | "(Ảnh tư liệu)" before the caption's stop: there it stays in all places that
 *   keep a caption, and the credit remains a name |
 * | K5b | warning | taken after the event | – |
 * | K6 | warning | the credit is somebody else than the creator | the creator |
 * | K7 | warning | four fifths of the caption's words are the headline's | – |
 * | K8 | error | words of a template, a code or a camera are left | nothing, where they are
 *   all that the field says |
 * | K9 | hint | no stop at the caption's end | the stop |
 * | K9b | warning | the credit stands in the caption | moved, unless the field says another
 *   name |
 * | K9c | warning | "Ảnh:" twice in the caption | once, where the names are the same |
 * | K9d | hint | "Ảnh:" or a stop in the credit's field | the name alone |
 * | K9e | warning | the caption breaks off: a comma, colon or dash at its end | – |
 * | K10 | hint | fewer than @min_words words | – |
 * | K11 | error | made by artificial intelligence, and nothing says so | "(Ảnh tạo bằng
 *   AI)" before the caption's stop |
 *
 * Returns: (transfer full) (element-type BtCaptionFinding): the gravest first, then in the
 *   order of the fields; freed by the array
 */
GPtrArray *bt_caption_check (const BtCaptionFacts *facts,
                             const BtCaptionOptions *options);

/** BtGateStrength: what a finding of a rule means when the article is to be published. */
typedef enum
{
  BT_GATE_OFF,
  BT_GATE_WARN,
  BT_GATE_BLOCK,
} BtGateStrength;

/** The rules that a newsroom sets; "K9b" goes with "K9". */
#define BT_N_CAPTION_RULES 11u

/**
 * BtCaptionGate: how strict the newsroom is. Plain: may be copied by assignment.
 * @strengths: indexed by the rule's number less one
 * @options: for bt_caption_check()
 */
typedef struct
{
  BtGateStrength strengths[BT_N_CAPTION_RULES];
  BtCaptionOptions options;
} BtCaptionGate;

/** bt_caption_rule_ids: (array zero-terminated=1): "K1" to "K11". */
const char *const *bt_caption_rule_ids (void);

/**
 * bt_caption_gate_from_string:
 * @text: (nullable): "K1=block;K5=warn;K10=off;old-days=30;min-words=4"
 *
 * What is not named is as by default: K4 and K8 block, because they are never right; K10
 * is off, because how long a caption should be is a matter of taste; all others warn. What
 * is not understood is passed over, so that a setting of a later version does no harm.
 */
void bt_caption_gate_from_string (BtCaptionGate *self, const char *text);
/** bt_caption_gate_to_string: Returns: (transfer full): every rule and option, readable by
 * bt_caption_gate_from_string() */
char *bt_caption_gate_to_string (const BtCaptionGate *self);
/** bt_caption_gate_get: @rule: an id, also of a part such as "K9b". */
BtGateStrength bt_caption_gate_get (const BtCaptionGate *self, const char *rule);
void bt_caption_gate_set (BtCaptionGate *self, const char *rule, BtGateStrength strength);

/**
 * bt_caption_gate_check:
 *
 * bt_caption_check() with the gate's options.
 *
 * @blocking: (out) (optional): how many of the findings forbid to publish; they come first
 *
 * Returns: (transfer full) (element-type BtCaptionFinding): without those of rules that
 *   are off
 */
GPtrArray *bt_caption_gate_check (const BtCaptionGate *self,
                                  const BtCaptionFacts *facts,
                                  guint *blocking);

G_END_DECLS
