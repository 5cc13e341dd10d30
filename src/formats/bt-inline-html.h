/* Spans as inline HTML, in and out. Private to the room.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libxml/tree.h>

#include "article/bt-rich-text.h"

G_BEGIN_DECLS

/** No paragraph has more marks; a hostile one would take time that grows with the square. */
#define BT_INLINE_MAX_SPANS 4000

/**
 * BtInlineFlags:
 * @BT_INLINE_NO_SHORTCODES: write "[" so that WordPress sees no shortcode in it
 */
typedef enum
{
  BT_INLINE_PLAIN = 0,
  BT_INLINE_NO_SHORTCODES = 1 << 0,
} BtInlineFlags;

/** bt_inline_html_write: appends the text with its marks; a "\n" becomes <br>. Of a link
 * that no article should hold only the text is written. */
void bt_inline_html_write (GString *out, const BtRichText *text, BtInlineFlags flags);
/** bt_inline_html_write_text: appends plain text. */
void bt_inline_html_write_text (GString *out, const char *text, BtInlineFlags flags);
/** bt_inline_html_write_attribute: appends what stands between an attribute's quotes. */
void bt_inline_html_write_attribute (GString *out, const char *value);

/**
 * BtInlineReader: collects text and marks from nodes.
 * @lenient: take the text of elements that are not known, and white space as a browser
 *   shows it; otherwise they are a failure and white space is kept
 * @failed: strict: something could not be held
 * @dropped: (element-type utf8): lenient: names of elements and attributes that were
 *   dropped
 */
typedef struct
{
  gboolean lenient;
  gboolean failed;
  GPtrArray *dropped;
  GString *text;
  GArray *spans;
  guint length;
} BtInlineReader;

/** bt_inline_reader_init: @lenient: as in #BtInlineReader */
void bt_inline_reader_init (BtInlineReader *self, gboolean lenient);
void bt_inline_reader_clear (BtInlineReader *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BtInlineReader, bt_inline_reader_clear)

/** bt_inline_reader_add: takes @node with all that is below it. */
void bt_inline_reader_add (BtInlineReader *self, xmlNode *node);
/** bt_inline_reader_add_children: takes all that is below @node. */
void bt_inline_reader_add_children (BtInlineReader *self, xmlNode *node);
/** bt_inline_reader_add_break: a line break. */
void bt_inline_reader_add_break (BtInlineReader *self);
/** bt_inline_reader_add_space: one space, unless there is white space already. */
void bt_inline_reader_add_space (BtInlineReader *self);
/** bt_inline_reader_is_empty: whether there is nothing but white space. */
gboolean bt_inline_reader_is_empty (const BtInlineReader *self);
/** bt_inline_reader_take: Returns: (transfer full): what was collected; the reader is
 * empty again */
BtRichText *bt_inline_reader_take (BtInlineReader *self);

/** bt_inline_html_read: the strict reading of what is below @node. Returns: (transfer
 * full) (nullable): %NULL when something cannot be held */
BtRichText *bt_inline_html_read (xmlNode *node);

/** bt_inline_kind: whether @node is an element that stands for a mark; @lenient: by its
 * style too. */
gboolean bt_inline_kind (xmlNode *node, gboolean lenient, BtSpanKind *kind);
/** bt_inline_is_silent: whether nobody was meant to read @node, such as a script. */
gboolean bt_inline_is_silent (const xmlNode *node);
/** bt_inline_is_dropped: whether @node cannot stand in an article, such as a form. */
gboolean bt_inline_is_dropped (const xmlNode *node);

G_END_DECLS
