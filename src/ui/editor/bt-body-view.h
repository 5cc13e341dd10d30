/* The body of an article as a person edits it: text, figures and cards in one view.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/editor/bt-body-buffer.h"
#include "ui/photos/bt-figure-view.h"

G_BEGIN_DECLS

/**
 * BtBodyView:
 *
 * One text view over a #BtBodyBuffer. Blocks without text hang in it as widgets; the
 * fields above the body (headline, lead) scroll with it as its header. The column of text
 * has a width for reading and stands in the middle.
 *
 * BtBodyView::edited: the body was changed, or a word is under composition
 * BtBodyView::leave-up: the caret goes up from the first line
 * BtBodyView::figure-act (BtParagraph, char *action, guint item): what a #BtFigureView
 * asks for; "remove-line": any object is to go
 * BtBodyView::files-dropped (GSList of GFile, int line)
 * BtBodyView::files-dropped-onto (GSList of GFile, BtParagraph): onto a figure
 * BtBodyView::photo-moved (BtParagraph, guint item, int line): a photo was dragged there
 * BtBodyView::photo-joined (BtParagraph, guint item, BtParagraph onto, guint place): or
 * among the photos of a figure
 * BtBodyView::dropped (GdkDrop, int offset): text, HTML or a picture, for the place at
 * @offset; gdk_drop_finish() it
 * BtBodyView::middle-click (int offset): the primary selection is wanted there
 */
#define BT_TYPE_BODY_VIEW (bt_body_view_get_type ())
G_DECLARE_FINAL_TYPE (BtBodyView, bt_body_view, BT, BODY_VIEW, GtkTextView)

/** bt_body_view_set_services: where photos come from; before anything is shown. */
void bt_body_view_set_services (BtBodyView *self, BtPhotoLoader *loader, BtStore *store);

/** bt_body_view_set_header: @header: what scrolls above the text. */
void bt_body_view_set_header (BtBodyView *self, GtkWidget *header);

/** bt_body_view_get_buffer: Returns: (transfer none): what it shows */
BtBodyBuffer *bt_body_view_get_buffer (BtBodyView *self);

/** bt_body_view_get_figure: Returns: (transfer none) (nullable): the widget of a figure
 */
BtFigureView *bt_body_view_get_figure (BtBodyView *self, BtParagraph *paragraph);

/** bt_body_view_focus_photo: the keyboard to a photo of a figure; into the text when it is
 * no figure. */
void bt_body_view_focus_photo (BtBodyView *self, BtParagraph *paragraph, guint item);

/** bt_body_view_focus_changed: the keyboard to what has just been changed from outside in
 * the figure at a line. Returns: whether there is such a thing */
gboolean bt_body_view_focus_changed (BtBodyView *self, int line);

/** bt_body_view_place_caret: at the start of a line, the keyboard there, too. */
void bt_body_view_place_caret (BtBodyView *self, int line);

/** bt_body_view_get_widget: Returns: (transfer none) (nullable): the widget of any object
 */
GtkWidget *bt_body_view_get_widget (BtBodyView *self, BtParagraph *paragraph);

/** bt_body_view_update_featured: shows which figure stands for the article. */
void bt_body_view_update_featured (BtBodyView *self);

/**
 * bt_body_view_set_look:
 * @scale: of the text, whose size itself is set by CSS; room and indents go with it
 * @characters: in a line, where there is room
 * @spacing: from line to line, in percent of a line's height
 */
void
bt_body_view_set_look (BtBodyView *self, double scale, guint characters, guint spacing);

/** bt_body_view_set_dimmed: whether all but the caret's paragraph is pale. */
void bt_body_view_set_dimmed (BtBodyView *self, gboolean dimmed);
/** bt_body_view_dim_again: other text came in. */
void bt_body_view_dim_again (BtBodyView *self);

/** bt_body_view_get_line_for_insert: Returns: the line before which something new goes:
 * below the caret's paragraph, or in its place when that is empty */
int bt_body_view_get_line_for_insert (BtBodyView *self);

/** bt_body_view_get_selection: Returns: (transfer full) (nullable): an article of what is
 * selected, %NULL when nothing is */
BtArticle *bt_body_view_get_selection (BtBodyView *self);

/** bt_body_view_reveal_caret: scrolls so that the caret is seen, wherever it is: in the
 * text, the header or a figure. */
void bt_body_view_reveal_caret (BtBodyView *self);

/** bt_body_view_enter: the keyboard into the widget of an object's line. */
void bt_body_view_enter (BtBodyView *self, BtParagraph *paragraph);
/** bt_body_view_go_below: the caret to the line below an object, a new one if need be. */
void bt_body_view_go_below (BtBodyView *self, BtParagraph *paragraph);
/** bt_body_view_enter_changed: where the caret's line holds a table of which something
 * was changed by undo, the keyboard goes there. */
void bt_body_view_enter_changed (BtBodyView *self);

/** bt_body_view_focus_start: the caret to the start of the text, the keyboard into it. */
void bt_body_view_focus_start (BtBodyView *self);

G_END_DECLS
