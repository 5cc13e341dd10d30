/* An article as a manuscript on paper: parts, pages, and how they are drawn.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "article/bt-article.h"

G_BEGIN_DECLS

/**
 * BtManuscript:
 *
 * Headline, lead and body for a person with a pencil: lines far apart, no line of a
 * paragraph alone at the foot or head of a page, no heading without what it is for, tables
 * parted between their rows only. Notes between colleagues are left out. It needs no
 * display and no printer: all lengths are in points, on whatever cairo draws on.
 */
typedef struct _BtManuscript BtManuscript;

/**
 * BtManuscriptStyle:
 * @line_spacing: from one line to the next, in heights of a line: 1.0 to 3.0
 * @date: what stands as the date on each page
 */
typedef struct
{
  double line_spacing;
  const char *date;
} BtManuscriptStyle;

/**
 * bt_manuscript_new:
 * @pictures: (element-type utf8 cairo_surface_t): image surfaces by SHA-256; what is not
 * in it gets a frame with words
 * @context: lays text out in points (a resolution of 72)
 * @width: of the column of text; @height: of the page between its margins
 *
 * Nothing is laid out yet. Returns: (transfer full)
 */
BtManuscript *bt_manuscript_new (const BtArticle *article,
                                 GHashTable *pictures,
                                 const BtManuscriptStyle *style,
                                 PangoContext *context,
                                 double width,
                                 double height);
void bt_manuscript_free (BtManuscript *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtManuscript, bt_manuscript_free)

/** bt_manuscript_lay_out: works for about @budget_us microseconds. Returns: whether all is
 * laid out now; else call again */
gboolean bt_manuscript_lay_out (BtManuscript *self, gint64 budget_us);

/** bt_manuscript_get_n_pages: once all is laid out; at least one. */
guint bt_manuscript_get_n_pages (BtManuscript *self);

/** bt_manuscript_draw: @page: from 0; the origin of @cr is the corner of the margins. */
void bt_manuscript_draw (BtManuscript *self, guint page, cairo_t *cr);

G_END_DECLS
