/* What people read: every fact and error of the lower rooms, in words.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/bt-import.h"
#include "sync/bt-sender.h"
#include "text/bt-codes.h"
#include "text/bt-variables.h"
#include "text/proof/bt-caption-rules.h"

G_BEGIN_DECLS

/**
 * bt_message_for_error:
 * @error: of any room, or of GIO
 *
 * One or two sentences, translated: what happened and what to do. Never a bare code;
 * technical words only in bt_message_details().
 *
 * Returns: (transfer full): the message
 */
char *bt_message_for_error (const GError *error);
/** bt_message_for_code: the same from an outbox row's error_code and error. */
char *bt_message_for_code (const char *error_code, const char *error);
/** bt_message_name: the error for programs, stable: "send/may-not-publish". Returns:
 * (transfer full) */
char *bt_message_name (const GError *error);
/** bt_message_name_for_code: the same from an outbox row's error_code. Returns: (transfer
 * full) (nullable) */
char *bt_message_name_for_code (const char *error_code);
/** bt_message_details: domain, code, HTTP status, the lower room's own words. Returns:
 * (transfer full) */
char *bt_message_details (const GError *error);

/** bt_message_for_note: Returns: (transfer full): what the reader of a file found
 * doubtful */
char *bt_message_for_note (const BtImportNote *note);
/** bt_message_name_for_note: a kind of note for programs, stable: "left-out". */
const char *bt_message_name_for_note (BtImportNoteKind kind);
/** bt_message_for_problem: Returns: (transfer full) */
char *bt_message_for_problem (const BtProblem *problem);
const char *bt_message_for_status (BtStatus status);
/** bt_message_for_genre: @genre: as in #BT_FIELD_GENRE. Returns: its name; "No genre" for
 * an empty one, and itself for one that is not known */
const char *bt_message_for_genre (const char *genre);
const char *bt_message_for_intent (BtIntent intent);
const char *bt_message_for_outbox_state (BtOutboxState state);
/** bt_message_for_cause: why a version was kept: "Sent to the portal". */
const char *bt_message_for_cause (BtCause cause);
/** bt_message_for_rule: @rule: the id of a #BtFinding. Returns: (nullable): what is wrong
 * by it, in a few words; %NULL when there is no more to say than that it is */
const char *bt_message_for_rule (const char *rule);
/** bt_message_for_code_note: Returns: (transfer full) (nullable): what is doubtful about a
 * code; %NULL for %BT_CODE_FOUND */
char *bt_message_for_code_note (const BtCodeNote *note);
/** bt_message_for_caption_rule: @rule: the id of a #BtCaptionFinding. Returns: (nullable):
 * what is wrong and what to do, in a sentence or two */
const char *bt_message_for_caption_rule (const char *rule);
/** bt_message_name_of_caption_rule: "Credit missing", for lists and settings; an id that is
 * not known itself */
const char *bt_message_name_of_caption_rule (const char *rule);
const char *bt_message_for_caption_part (BtCaptionPart part);
/** bt_message_for_caption_fix: Returns: (transfer full) (nullable): what one press does,
 * for a button: "Credit “Hoàng Vĩnh Khang”"; %NULL where there is no fix */
char *bt_message_for_caption_fix (const BtCaptionFinding *finding);
const char *bt_message_for_gate_strength (BtGateStrength strength);
/** bt_message_for_variable: what it is, for a menu beside bt_variable_name(). */
const char *bt_message_for_variable (BtVariable variable);
/** bt_message_for_variable_note: Returns: (transfer full) */
char *bt_message_for_variable_note (const BtVariableNote *note);
/** bt_message_for_photo_field: "Caption", "Photographer". */
const char *bt_message_for_photo_field (BtPhotoField field);
/** bt_message_for_source_type: @uri: of IPTC's NewsCodes for Digital Source Type. Returns: in
 * words; "Not said" for "", and itself for one that is not known */
const char *bt_message_for_source_type (const char *uri);
/** bt_message_nth_source_type: Returns: (nullable): those that are known, %NULL behind the
 * last */
const char *bt_message_nth_source_type (guint n);
/** bt_message_for_step: Returns: (transfer full): "Uploading photo 2 of 5" */
char *bt_message_for_step (BtStep step, guint index, guint count);

/** bt_message_shorten: @text: (nullable). Returns: (transfer full): the text on one line,
 * at most @max_chars long, cut with "…" */
char *bt_message_shorten (const char *text, guint max_chars);

/**
 * bt_messages_init:
 * @language: (nullable): "vi", "en", or %NULL for the system's
 *
 * Binds the catalogue; call first in main(), before any thread. Makes Vietnamese work
 * without a generated locale: LANGUAGE is set, and a locale of "C" becomes C.UTF-8
 * (gtk.md).
 */
void bt_messages_init (const char *language);

G_END_DECLS
