/* Shared by the files that read what was pasted.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/bt-html-dom.h"
#include "formats/bt-paste.h"

G_BEGIN_DECLS

/** Where the cleaner leaves the SHA-256 of a picture's bytes on its <img>. */
#define BT_PASTE_PHOTO_ATTRIBUTE "data-photo"
/** And that a quotation was a paragraph of a word processor: those below go on with it. */
#define BT_PASTE_WORD_QUOTE "data-word-quote"

/**
 * BtPasteStyle: what the declarations of a style attribute mean for an article.
 * @set: marks that it sets, as bits of #BtSpanKind
 * @unset: marks that it takes off what is inside
 * @decorates: it says what lines are at the text, so the element's own are not
 * @hidden: nobody was meant to see it
 * @comment: a word processor's remark beside the text
 * @page_break: only where a page ends on paper
 * @outline: a heading's level, 0 for none
 * @list: (nullable): the place in a word processor's list, such as "l0 level2 lfo1"
 */
typedef struct
{
  guint set;
  guint unset;
  gboolean decorates;
  gboolean hidden;
  gboolean comment;
  gboolean page_break;
  guint outline;
  char *list;
} BtPasteStyle;

/** bt_paste_style_read: @style: (nullable): a style attribute; @self: all zero before */
void bt_paste_style_read (BtPasteStyle *self, const char *style);
void bt_paste_style_clear (BtPasteStyle *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BtPasteStyle, bt_paste_style_clear)

/** bt_paste_decode: Returns: (transfer full) (nullable): the bytes as UTF-8 without NUL */
char *bt_paste_decode (GBytes *bytes, gboolean html, GError **error);

/**
 * bt_paste_clean_text:
 * @marks: (inout): how many combining marks stood in a row up to here
 *
 * Characters as an article has them: a no-break space is a space, what cannot be seen is
 * gone, a number that meant a character of Windows' Western table is that character.
 *
 * Returns: (transfer full): the text, not yet in NFC
 */
char *bt_paste_clean_text (const char *text, guint *marks);

/** bt_paste_take_picture: @uri: the address of a picture. Returns: (transfer full)
 * (nullable): the SHA-256 of the bytes in it, which are now in @pictures */
char *bt_paste_take_picture (GHashTable *pictures, const char *uri);

/** bt_paste_clean: leaves of the document only elements and attributes that the reader
 * of HTML knows and that are safe, marks as elements right around their text. */
void bt_paste_clean (xmlNode *root, BtPaste *paste);

/** bt_paste_clean_shapes: mends lists and tables whose parts stand where the reader would
 * not look. */
void bt_paste_clean_shapes (xmlNode *root);

G_END_DECLS
