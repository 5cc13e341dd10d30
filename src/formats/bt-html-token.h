/* HTML as a row of tokens, nothing repaired and nothing dropped: what a DOM parser mends
 * silently can be seen here. Private to the room.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  BT_HTML_TOKEN_TEXT,
  BT_HTML_TOKEN_START,
  BT_HTML_TOKEN_END,
  BT_HTML_TOKEN_COMMENT,
  BT_HTML_TOKEN_OTHER,
} BtHtmlTokenKind;

/**
 * BtHtmlAttribute:
 * @name: lower case
 * @value: entities decoded, never %NULL
 */
typedef struct
{
  char *name;
  char *value;
} BtHtmlAttribute;

/**
 * BtHtmlToken:
 * @start: where its source begins
 * @length: the bytes of its source
 * @name: start and end tags: lower case; else %NULL
 * @text: text with its entities decoded; what a comment holds; else %NULL
 * @attributes: (element-type BtHtmlAttribute): of a start tag, sorted by name; else empty
 */
typedef struct
{
  BtHtmlTokenKind kind;
  const char *start;
  gsize length;
  char *name;
  char *text;
  GPtrArray *attributes;
} BtHtmlToken;

void bt_html_token_clear (BtHtmlToken *token);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BtHtmlToken, bt_html_token_clear)

/**
 * bt_html_next_token:
 * @html: (inout): where to read on
 * @end: the end of the source
 * @token: (out): cleared first; all zero at the first call
 *
 * Returns: whether there was another token
 */
gboolean bt_html_next_token (const char **html, const char *end, BtHtmlToken *token);

/** bt_html_decode: Returns: (transfer full): @length bytes of @text with character
 * references resolved; unknown ones stay as they are */
char *bt_html_decode (const char *text, gsize length);

/** bt_html_is_void: whether elements of this name have no content and no end tag. */
gboolean bt_html_is_void (const char *name);

G_END_DECLS
