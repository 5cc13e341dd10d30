/* Proofreading rules that need no dictionary.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text/proof/bt-finding.h"

G_BEGIN_DECLS

/**
 * bt_rules_check:
 * @text: valid UTF-8, paragraphs parted by "\n"
 * @findings: (element-type BtFinding): where what is found is added, in no order
 *
 * Looks for what is wrong wherever it stands, so that also a text that is being written
 * can be looked through: Q1 quotation marks that face the wrong way, P2 spaces before and
 * P3 none behind punctuation, P4 double spaces, P6 punctuation doubled, U2 letters of other
 * scripts and hidden characters, W1 words written twice. The ids are those of
 * vietnamese.md, d.
 */
void bt_rules_check (const char *text, GPtrArray *findings);

G_END_DECLS
