/* The grammar of WordPress block markup: comments that open and close blocks.
 * Source: wp-includes/class-wp-block-parser.php, whose verdicts on broken markup are
 * followed as far as what it means. Private to the room.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BtWpDelimiter: one comment that opens, closes or is a block.
 * @name: without "core/"
 * @attributes: (nullable): the JSON as written
 */
typedef struct
{
  const char *start;
  const char *end;
  char *name;
  char *attributes;
  gboolean closes;
  gboolean is_void;
} BtWpDelimiter;

void bt_wp_delimiter_clear (BtWpDelimiter *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BtWpDelimiter, bt_wp_delimiter_clear)

/**
 * BtWpScanner:
 * @at: where the next delimiter is looked for
 * @barren: (nullable): from here on no attributes can end, which was found once and need
 *   not be looked for again
 */
typedef struct
{
  const char *at;
  const char *end;
  const char *barren;
} BtWpScanner;

/** bt_wp_next_delimiter: @delimiter: all zero at the first call. Returns: whether there
 * was another */
gboolean bt_wp_next_delimiter (BtWpScanner *scanner, BtWpDelimiter *delimiter);

/**
 * BtWpChunk: a block, or the HTML between blocks.
 * @name: (nullable): of the block without "core/"; %NULL for HTML between blocks
 * @attributes: (nullable): the block's attributes; %NULL when it has none
 * @broken: markup of which another parser might make something else
 * @source: the whole, @source_length bytes of it
 * @inner: what stands between the block's delimiters, @inner_length bytes of it
 */
typedef struct
{
  char *name;
  JsonObject *attributes;
  gboolean broken;
  const char *source;
  gsize source_length;
  const char *inner;
  gsize inner_length;
} BtWpChunk;

/** bt_wp_chunk_free: @data: a #BtWpChunk, or %NULL */
void bt_wp_chunk_free (gpointer data);

/**
 * bt_wp_split:
 *
 * Returns: (transfer full) (element-type BtWpChunk): the blocks of the outermost level
 *   and the HTML between them; together they are the whole of @text
 */
GPtrArray *bt_wp_split (const char *text, gsize length);

/** bt_wp_parse_attributes: Returns: (transfer full) (nullable): %NULL when @json is no
 * object, or one of which two parsers could make two things */
JsonObject *bt_wp_parse_attributes (const char *json);

/** bt_wp_attribute_string: Returns: (nullable): owned by the chunk */
const char *bt_wp_attribute_string (const BtWpChunk *chunk, const char *name);
gint64 bt_wp_attribute_int (const BtWpChunk *chunk, const char *name, gint64 otherwise);
gboolean bt_wp_attribute_bool (const BtWpChunk *chunk, const char *name);

/**
 * bt_wp_json_string:
 *
 * Appends @value as WordPress' serialize_block_attributes() writes it.
 */
void bt_wp_json_string (GString *out, const char *value);

G_END_DECLS
