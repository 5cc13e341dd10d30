/* The body of an article: a list of blocks.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-rich-text.h"

G_BEGIN_DECLS

/**
 * BtBlockKind:
 * @BT_BLOCK_PARAGRAPH: text
 * @BT_BLOCK_HEADING: a sub-heading (tít xen); level 2 to 4
 * @BT_BLOCK_QUOTE: one paragraph of a quotation, with a source at its last
 * @BT_BLOCK_PULL_QUOTE: a sentence set apart (trích dẫn nổi bật)
 * @BT_BLOCK_LIST_ITEM: one item; level 0 is the outermost; bulleted or numbered
 * @BT_BLOCK_FIGURE: one photo, or several as a gallery, with captions and credits
 * @BT_BLOCK_TABLE: cells of text
 * @BT_BLOCK_DIVIDER: a rule between two parts
 * @BT_BLOCK_EMBED: something from elsewhere by its address (a video, a post)
 * @BT_BLOCK_OPAQUE: came from the portal and is not understood: kept byte for byte
 */
typedef enum
{
  BT_BLOCK_PARAGRAPH,
  BT_BLOCK_HEADING,
  BT_BLOCK_QUOTE,
  BT_BLOCK_PULL_QUOTE,
  BT_BLOCK_LIST_ITEM,
  BT_BLOCK_FIGURE,
  BT_BLOCK_TABLE,
  BT_BLOCK_DIVIDER,
  BT_BLOCK_EMBED,
  BT_BLOCK_OPAQUE,
} BtBlockKind;
#define BT_N_BLOCK_KINDS (BT_BLOCK_OPAQUE + 1)

typedef enum
{
  BT_ALIGN_NONE,
  BT_ALIGN_LEFT,
  BT_ALIGN_CENTER,
  BT_ALIGN_RIGHT,
  BT_ALIGN_WIDE,
  BT_ALIGN_FULL,
} BtAlign;

/**
 * BtFigureItem:
 * @photo: (nullable): SHA-256 of the original's bytes in lower-case hex; %NULL while the
 *   figure waits for its photo, or when the picture lives on the portal only
 * @remote_url: (nullable): where the picture is when it came from a portal
 * @alt: alternative text, never %NULL
 * @caption: what the photo shows, never %NULL
 * @credit: the photographer or source, without "Ảnh:"; never %NULL
 */
typedef struct
{
  char *photo;
  char *remote_url;
  char *alt;
  BtRichText *caption;
  char *credit;
} BtFigureItem;

/**
 * BtFigure:
 * @items: (element-type BtFigureItem): at least one; more than one is a gallery
 * @caption: the gallery's own caption, empty for a single photo; never %NULL
 */
typedef struct
{
  GPtrArray *items;
  BtRichText *caption;
  BtAlign align;
} BtFigure;

/**
 * BtTable:
 * @cells: (element-type BtRichText): row by row, @n_rows × @n_columns of them
 * @has_header: whether the first row is a header
 * @caption: never %NULL
 */
typedef struct
{
  guint n_rows;
  guint n_columns;
  GPtrArray *cells;
  gboolean has_header;
  BtRichText *caption;
} BtTable;

/**
 * BtBlock:
 * @id: unique in its article and stable while the article lives; 0 before it joins one
 * @kind: decides which of the fields below have a meaning
 * @level: heading 2 to 4; list item 0 to 8
 * @ordered: a numbered list item
 * @starts_group: a list item or quote that begins a new list or quotation though the
 * block before it is one of the same kind
 * @text: paragraph, heading, quote, pull quote, list item; else %NULL
 * @cite: quote (its last paragraph) and pull quote: who said it; else %NULL
 * @figure: figure; else %NULL
 * @table: table; else %NULL
 * @url: embed: the address; else %NULL
 * @provider: (nullable): embed: the portal's word for the service, such as "youtube"
 * @caption: embed; else %NULL
 * @source: opaque: the bytes of the block as the portal holds them; else %NULL
 */
typedef struct
{
  guint id;
  BtBlockKind kind;
  guint level;
  gboolean ordered;
  gboolean starts_group;
  BtRichText *text;
  BtRichText *cite;
  BtFigure *figure;
  BtTable *table;
  char *url;
  char *provider;
  BtRichText *caption;
  char *source;
} BtBlock;

#define BT_TYPE_BLOCK (bt_block_get_type ())
GType bt_block_get_type (void);

/**
 * bt_block_new:
 *
 * Every part that @kind has a meaning for is there and empty: a figure has one item
 * without a photo, a table is 1 × 1, a heading is of level 2.
 *
 * Returns: (transfer full): the block
 */
BtBlock *bt_block_new (BtBlockKind kind);
/** bt_block_new_text: a block of a text kind that holds @text. Returns: (transfer full)
 */
BtBlock *bt_block_new_text (BtBlockKind kind, const char *text);
BtBlock *bt_block_copy (const BtBlock *self);
void bt_block_free (BtBlock *self);
/** bt_block_equal: whether the content is equal; ids do not count. */
gboolean bt_block_equal (const BtBlock *a, const BtBlock *b);

/** bt_block_kind_has_text: whether blocks of this kind have @text. */
gboolean bt_block_kind_has_text (BtBlockKind kind);
/** bt_block_kind_to_string: the name in the JSON form, such as "list-item". */
const char *bt_block_kind_to_string (BtBlockKind kind);
gboolean bt_block_kind_from_string (const char *name, BtBlockKind *kind);

/**
 * bt_block_plain_text:
 *
 * Everything a reader would read in the block, line by line; alternative texts and the
 * source of an opaque block are not among it.
 *
 * Returns: (transfer full): the text, maybe empty
 */
char *bt_block_plain_text (const BtBlock *self);

BtFigureItem *bt_figure_item_new (void);
BtFigureItem *bt_figure_item_copy (const BtFigureItem *self);
void bt_figure_item_free (BtFigureItem *self);
/** bt_figure_item: Returns: (transfer none): the item at @index, or %NULL past the end */
BtFigureItem *bt_figure_item (const BtFigure *figure, guint index);

/** bt_table_cell: Returns: (transfer none): the cell; row and column must be inside */
BtRichText *bt_table_cell (const BtTable *table, guint row, guint column);
/** bt_table_resize: keeps what fits, adds empty cells; both at least 1. */
void bt_table_resize (BtTable *table, guint n_rows, guint n_columns);
/** bt_table_set_cell: @text: (transfer full): what the cell holds from now on */
void bt_table_set_cell (BtTable *table, guint row, guint column, BtRichText *text);

/** bt_table_insert_row: an empty one before @row; @n_rows: at the end. In a table with a
 * header, what comes in before the first row is the header from then on. */
void bt_table_insert_row (BtTable *table, guint row);
void bt_table_insert_column (BtTable *table, guint column);
/** bt_table_remove_row: without its header row a table has no header any more. Returns:
 * %FALSE when it was the only one, which stays */
gboolean bt_table_remove_row (BtTable *table, guint row);
gboolean bt_table_remove_column (BtTable *table, guint column);
/** bt_table_move_row: takes the row @from to where @to is; those in between close up.
 * Whether the first row is a header stays as it is. */
void bt_table_move_row (BtTable *table, guint from, guint to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtBlock, bt_block_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtFigureItem, bt_figure_item_free)

G_END_DECLS
