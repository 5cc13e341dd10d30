/* A portal page saved as text, in and out.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/bt-import.h"

G_BEGIN_DECLS

/**
 * bt_portal_text_read:
 * @text: from bt_text_from_bytes()
 *
 * Headline, time, lead with the source's name in brackets, captions, paragraphs, byline:
 * each into its own field. What is doubtful is noted, what fits nowhere is noted and left
 * out.
 *
 * Returns: (transfer full): the article with notes, or %NULL with a #BtFormatsError
 */
BtImport *bt_portal_text_read (const char *text, GTimeZone *zone, GError **error);

/** bt_portal_text_write: Returns: (transfer full): the page as text; reading it gives the
 * fields and text blocks back */
char *bt_portal_text_write (const BtArticle *article);

G_END_DECLS
