/* Shared by the files of the manuscript only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/print/bt-manuscript.h"

G_BEGIN_DECLS

typedef enum
{
  BT_PART_TEXT,
  BT_PART_PICTURE, /* also the frame in the place of one */
  BT_PART_ROW,     /* of a table */
} BtPartKind;

/* A line of text that was laid out. */
typedef struct
{
  PangoLayoutLine *line;
  double x;
  double height; /* to the next line */
  double descent;
} BtPartLine;

/* What is placed on pages one below the other. */
typedef struct
{
  BtPartKind kind;
  double space_before; /* nothing at the head of a page */
  gboolean whole;      /* never parted */
  gboolean keep_next;  /* never the last on its page */

  /* text */
  char *text;
  PangoAttrList *attributes; /* nullable */
  double size;               /* of the font, in points */
  gboolean bold, italic;
  gboolean centred;
  gboolean close;   /* lines as close as in print */
  gboolean barred;  /* a bar at its left: a quotation */
  double indent[2]; /* left and right */
  char *marker;     /* nullable: a bullet or a number */
  PangoLayout *layout;
  PangoLayout *marker_layout;
  BtPartLine *lines;
  guint n_lines;

  /* picture: @text is in the frame where there is none */
  cairo_surface_t *picture;
  double picture_width;

  /* row */
  GPtrArray *cells; /* PangoLayout */
  gboolean header;  /* bold, and said again on each page */
  int table_header; /* index of the part that is the header of its table, -1 for none */

  double height; /* without space_before */
} BtPart;

/* A piece of a part on a page. */
typedef struct
{
  guint part;
  guint first_line;
  guint n_lines;
  double y;
} BtPiecePlace;

struct _BtManuscript
{
  BtArticle *article;
  GHashTable *pictures;
  BtManuscriptStyle style;
  char *date;
  PangoContext *context;
  double width;
  double height;

  GPtrArray *parts; /* BtPart */
  guint n_laid_out;
  GPtrArray *pages; /* GArray of BtPiecePlace; %NULL until all is laid out */
  GPtrArray *links; /* addresses, numbered from 1 */
};

/** BT_MANUSCRIPT_HEAD: how much of a page the running head takes, in points. */
#define BT_MANUSCRIPT_HEAD 30.0

/** BT_CELL_PADDING: between a table's lines and its text. */
#define BT_CELL_PADDING 5.0

void bt_part_free (BtPart *self);

/** bt_manuscript_add_parts: makes the parts of the article. */
void bt_manuscript_add_parts (BtManuscript *self);

/** bt_manuscript_text: @text with its marks; links are underlined and numbered. Returns:
 * (transfer full): what to lay out, @attributes (transfer full) what of it looks how */
char *bt_manuscript_text (BtManuscript *self,
                          const BtRichText *text,
                          PangoAttrList **attributes);

/** bt_manuscript_font: Returns: (transfer full): the font of a manuscript */
PangoFontDescription *bt_manuscript_font (double size, gboolean bold, gboolean italic);

/** bt_manuscript_make_pages: places the parts. */
void bt_manuscript_make_pages (BtManuscript *self);

G_END_DECLS
