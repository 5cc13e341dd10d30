/* Shared by the files of a figure's item only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/editor/bt-text-field.h"
#include "ui/photos/bt-figure-item-view.h"

G_BEGIN_DECLS

struct _BtFigureItemView
{
  GtkBox parent_instance;

  BtFigureItem *item;
  GtkWidget *photo;
  BtFigurePlace place;
  gboolean busy;
  gboolean failed;
  GSimpleActionGroup *actions;

  /* template */
  GtkWidget *frame; /* the photo, or what stands in its place, with what lies over it */
  GtkStack *stack;
  AdwBin *photo_bin;
  GtkLabel *waiting_label;
  GtkWidget *add_button;
  GtkLabel *failed_label;
  GtkWidget *again_button;
  GMenuModel *figure_menu;
  GtkWidget *menu_button;
  GtkSpinner *spinner;
  GtkWidget *featured_label;
  GtkWidget *wide_label;
  GtkWidget *full_label;
  BtTextField *caption;
  BtTextField *credit;
  BtTextField *alt;
  GtkWidget *alt_icon;
  GtkWidget *alt_missing;
};

/** bt_figure_item_view_act: emits "act". */
void bt_figure_item_view_act (BtFigureItemView *self, const char *action);

/** bt_figure_item_view_emit_leave: emits "leave". */
void bt_figure_item_view_emit_leave (BtFigureItemView *self, gboolean forward);

/** bt_figure_item_view_photo_focus: Returns: (transfer none): what has the keyboard when it
 * is on the photo: a button in place of one that is not there */
GtkWidget *bt_figure_item_view_photo_focus (BtFigureItemView *self);

/** bt_figure_item_view_show_menu: @place: (nullable): where it points to in @at */
void bt_figure_item_view_show_menu (BtFigureItemView *self,
                                    GtkWidget *at,
                                    const GdkRectangle *place);

/** bt_figure_item_view_init_input: keys and pointer on what shows the photo. */
void bt_figure_item_view_init_input (BtFigureItemView *self);

/** bt_figure_item_view_init_drag: once the photo is there. */
void bt_figure_item_view_init_drag (BtFigureItemView *self);

G_END_DECLS
