/* For the reader of the JSON form alone.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-rich-text.h"

G_BEGIN_DECLS

/**
 * bt_rich_text_new_with_spans:
 * @text: valid UTF-8; when there are spans, in NFC
 *
 * Returns: (transfer full) (nullable): the text, or %NULL when the spans are not in
 *   canonical form or reach past the text, or when cleaning the text would move them
 */
BtRichText *
bt_rich_text_new_with_spans (const char *text, const BtSpan *spans, guint n_spans);

G_END_DECLS
