/* Texts as WordPress shapes them: slugs, file names, entities.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The most bytes of a slug, as in WordPress's table. */
#define BT_PRACTICE_SLUG_MAX 200

/** bt_practice_remove_accents: Returns: (transfer full): "Đà Nẵng" as "Da Nang"; what has
 * no plain letter stays */
char *bt_practice_remove_accents (const char *text);

/** bt_practice_slug: sanitize_title(). Returns: (transfer full): "lu-lut-o-da-nang"; may
 * be empty; letters outside ASCII are percent-encoded */
char *bt_practice_slug (const char *title);

/** bt_practice_truncate_slug: Returns: (transfer full): at most @max bytes */
char *bt_practice_truncate_slug (const char *slug, gsize max);

/** bt_practice_file_name: sanitize_file_name(). Returns: (transfer full): a name without
 * a folder or a leading dot; may be empty */
char *bt_practice_file_name (const char *name);

/** bt_practice_escape: Returns: (transfer full): plain text for HTML, also inside quotes;
 * what is an entity already stays one */
char *bt_practice_escape (const char *text);

/** bt_practice_strip_tags: Returns: (transfer full): without tags and comments, without
 * what stands in script and style */
char *bt_practice_strip_tags (const char *html);

/** bt_practice_text_field: sanitize_text_field(): one line without tags. Returns:
 * (transfer full) */
char *bt_practice_text_field (const char *text);

/** bt_practice_words: Returns: (transfer full): the first @max words of an HTML text */
char *bt_practice_words (const char *html, guint max);

G_END_DECLS
