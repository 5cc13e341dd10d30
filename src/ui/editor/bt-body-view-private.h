/* Shared by the files of the body view only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/editor/bt-body-view.h"
#include "ui/editor/bt-column-child.h"

G_BEGIN_DECLS

struct _BtBodyView
{
  GtkTextView parent_instance;

  BtBodyBuffer *buffer;
  BtPhotoLoader *loader;
  BtStore *store;
  BtColumnChild *header;
  gboolean in_header_focus;
  GHashTable *children; /* BtParagraph → BtColumnChild; both borrowed */
  int column;           /* as wide as it is */
  int wanted_column;    /* as wide as it is where there is room */
  double scale;         /* of the text; 1 at the size that style.css sets */
  guint characters;     /* in a line */
  guint spacing;        /* from line to line, in percent of a line's height */
  GtkTextMark *lit;     /* while the other paragraphs are dimmed: which is not */
  int header_x;
  int header_height;
  guint nearness_source;
  gboolean painting;
  gboolean scrollbar_moved; /* while painting */
  GtkRoot *root;            /* whose focus is watched */
  gboolean any_selected;    /* of the children */

  /* the line that was changed last, as it was then */
  guint higher_tick;
  int n_lines;
  int changed_line;
  int changed_height;

  /* while something is dragged over it */
  int drop_line;        /* before which it would land, -1 for none */
  GtkWidget *drop_mark; /* (nullable): the figure, or photo, that shows where */
  double drop_y;
  gint64 drop_time;
  guint drop_tick;
};

/* How far from the edge the caret is kept when it is scrolled into sight. */
#define BT_CARET_ROOM 24

/** bt_body_view_watch_scrolling: the view has another adjustment. */
void bt_body_view_watch_scrolling (BtBodyView *self);
/** bt_body_view_queue_nearness: finds out soon which pictures are near what is seen. */
void bt_body_view_queue_nearness (BtBodyView *self);
/** bt_body_view_paint: @paint: GTK's own way */
void bt_body_view_paint (BtBodyView *self,
                         GtkSnapshot *snapshot,
                         void (*paint) (GtkWidget *widget, GtkSnapshot *snapshot));

/** bt_body_view_draw_beside: bullets, numbers, bars beside quotes, who said it. */
void bt_body_view_draw_beside (BtBodyView *self, GtkSnapshot *snapshot);

/** bt_body_view_init_look: as it is until somebody says otherwise. */
void bt_body_view_init_look (BtBodyView *self);
/** bt_body_view_measure_font: the column and the lines follow the font that CSS gives. */
void bt_body_view_measure_font (BtBodyView *self);

/** bt_body_view_init_keys: what keys do at figures, in lists, at the edges. */
void bt_body_view_init_keys (BtBodyView *self);

/** bt_body_view_backspace: and the way forward; Returns: whether it was about a figure or
 * a list and is done */
gboolean bt_body_view_backspace (BtBodyView *self);
gboolean bt_body_view_delete_forward (BtBodyView *self);

/** bt_body_view_leave_figure: the caret goes on before or behind a figure's line. */
void
bt_body_view_leave_figure (BtBodyView *self, BtParagraph *paragraph, gboolean forward);

/** bt_body_view_caret_paragraph: Returns: (transfer none): where the caret is */
BtParagraph *bt_body_view_caret_paragraph (BtBodyView *self);

/** bt_body_view_focus_child: the keyboard into the widget of a line. Returns: whether it
 * takes one */
gboolean
bt_body_view_focus_child (BtBodyView *self, BtParagraph *paragraph, gboolean last);

/** bt_body_view_make_object: Returns: (transfer floating): the widget of an object that is
 * no figure */
GtkWidget *bt_body_view_make_object (BtBodyView *self, BtParagraph *paragraph);
/** bt_body_view_update_object: an object's block is another one now. Returns: whether its
 * widget shows it already, and need not be made anew */
gboolean bt_body_view_update_object (BtBodyView *self, BtParagraph *paragraph);
/** bt_body_view_focus_object: as bt_body_view_focus_child(), for what is no figure. */
gboolean
bt_body_view_focus_object (BtBodyView *self, BtParagraph *paragraph, gboolean last);
/** bt_body_view_follow_focus: the caret goes to the line of the widget that has the
 * keyboard: what is left by Escape, or inserted now, is there. */
void bt_body_view_follow_focus (BtBodyView *self);

/** bt_body_view_emit_remove: a person wants an object's line gone. */
void bt_body_view_emit_remove (BtBodyView *self, BtParagraph *paragraph);

/** bt_body_view_place_header: to where it stands above the text as it is scrolled. */
void bt_body_view_place_header (BtBodyView *self);

/** bt_body_view_emit_leave_up: the caret goes up into the header. */
void bt_body_view_emit_leave_up (BtBodyView *self);

/** bt_body_view_init_drag: photos are moved, files are dropped. */
void bt_body_view_init_drag (BtBodyView *self);

/** bt_body_view_draw_drop: where something that is dragged would land. */
void bt_body_view_draw_drop (BtBodyView *self, GtkSnapshot *snapshot);

/** bt_body_view_init_transfer: what is dragged or dropped and is no photo. */
void bt_body_view_init_transfer (BtBodyView *self);

/** bt_body_view_emit_files: @files: (element-type GFile) (transfer none) */
void bt_body_view_emit_files (BtBodyView *self, GSList *files, int line);

void bt_body_view_emit_files_onto (BtBodyView *self, GSList *files, BtParagraph *onto);

/** bt_body_view_emit_photo: a photo was dropped. @onto: (nullable): a figure that it joins,
 * before its photo @place; before @line without */
void bt_body_view_emit_photo (BtBodyView *self,
                              BtParagraph *paragraph,
                              guint item,
                              int line,
                              BtParagraph *onto,
                              guint place);

/** bt_body_view_emit_act: "figure-act" */
void bt_body_view_emit_act (BtBodyView *self,
                            BtParagraph *paragraph,
                            const char *action,
                            guint item);

/** bt_body_view_act: does what a figure asks for, or passes it on as "figure-act". */
void bt_body_view_act (BtBodyView *self,
                       BtParagraph *paragraph,
                       const char *action,
                       guint item);

/** bt_body_view_select_object: selects the object of a line. Returns: whether it is one */
gboolean bt_body_view_select_object (BtBodyView *self, int line);

/** bt_body_view_copy: with figures; see gtk.md on GTK's own. */
void bt_body_view_copy (BtBodyView *self);

/** bt_body_view_emit_dropped: @drop: text, HTML or a picture. */
void bt_body_view_emit_dropped (BtBodyView *self, GdkDrop *drop, int offset);
void bt_body_view_emit_middle_click (BtBodyView *self, int offset);

G_END_DECLS
