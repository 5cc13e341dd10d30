/* Strict JSON, before a lenient parser sees it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Nesting that is accepted; a parser that recurses is safe with it. */
#define BT_JSON_MAX_DEPTH 32

/**
 * bt_json_check:
 * @json: (array length=length)
 *
 * Whether the bytes are JSON by RFC 8259 that means one thing only: UTF-8, no member
 * twice in an object, no U+0000, no half of a surrogate pair, nested at most
 * %BT_JSON_MAX_DEPTH deep. json-glib takes comments and doubles without a word, cuts a
 * string at U+0000 and recurses without an end.
 *
 * Returns: (nullable): %NULL when it is, else a word of technical English for what is
 *   wrong, and @offset is where
 */
const char *bt_json_check (const char *json, gsize length, gsize *offset);

G_END_DECLS
