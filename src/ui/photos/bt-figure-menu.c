/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/photos/bt-figure-menu.h"

#include <adwaita.h>

static gboolean
unparent_cb (gpointer popover)
{
  gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkWidget *popover, gpointer data)
{
  GtkWidget *owner = g_object_get_data (G_OBJECT (popover), "owner");

  /* an undo meanwhile may have taken it away */
  if (gtk_widget_get_mapped (owner))
    gtk_widget_grab_focus (owner);
  /* what was chosen in it is done after it has closed */
  g_idle_add (unparent_cb, popover);
}

void
bt_figure_menu_popup (GtkWidget *owner,
                      const GdkRectangle *place,
                      GMenuModel *menu,
                      GActionGroup *actions)
{
  GtkWidget *pane = gtk_widget_get_ancestor (owner, ADW_TYPE_BIN);
  GtkWidget *popover;
  GdkRectangle at = { 0, 0, 0, 0 };
  double x, y;

  g_return_if_fail (GTK_IS_WIDGET (owner));
  g_return_if_fail (G_IS_MENU_MODEL (menu));

  while (pane != NULL && gtk_widget_get_ancestor (pane, GTK_TYPE_TEXT_VIEW) != NULL)
    pane = gtk_widget_get_ancestor (gtk_widget_get_parent (pane), ADW_TYPE_BIN);
  if (place != NULL)
    at = *place;
  else
    {
      at.width = gtk_widget_get_width (owner);
      at.height = gtk_widget_get_height (owner);
    }
  if (pane == NULL || !gtk_widget_translate_coordinates (owner, pane, at.x, at.y, &x, &y))
    return;
  at.x = (int)x;
  at.y = (int)y;
  /* the middle of what is seen of a tall photo */
  if (place == NULL)
    {
      int top = MAX (at.y, 0);
      int bottom = MIN (at.y + at.height, gtk_widget_get_height (pane));

      at = (GdkRectangle){ at.x + at.width / 2, (top + bottom) / 2, 1, 1 };
    }

  popover = gtk_popover_menu_new_from_model (menu);
  gtk_widget_insert_action_group (popover, "figure", actions);
  gtk_widget_set_parent (popover, pane);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &at);
  g_object_set_data_full (G_OBJECT (popover), "owner", g_object_ref (owner),
                          g_object_unref);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}
