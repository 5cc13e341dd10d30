/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-pane-popover.h"

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
  /* what was chosen in it is done after it has closed */
  g_idle_add (unparent_cb, popover);
}

gboolean
bt_pane_popover_show (GtkPopover *popover,
                      GtkWidget *inside,
                      const graphene_rect_t *place)
{
  GtkWidget *pane;
  graphene_rect_t bounds;
  graphene_point_t corner;

  g_return_val_if_fail (GTK_IS_POPOVER (popover), FALSE);
  g_return_val_if_fail (GTK_IS_WIDGET (inside), FALSE);

  pane = gtk_widget_get_ancestor (inside, ADW_TYPE_BIN);
  if (pane == NULL || !gtk_widget_compute_point (inside, pane, &place->origin, &corner))
    {
      g_object_ref_sink (popover);
      g_object_unref (popover);
      return FALSE;
    }
  bounds = *place;
  bounds.origin = corner;
  gtk_widget_set_parent (GTK_WIDGET (popover), pane);
  gtk_popover_set_pointing_to (
      popover, &(GdkRectangle){ (int)bounds.origin.x, (int)bounds.origin.y,
                                (int)bounds.size.width, (int)bounds.size.height });
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (popover);
  return TRUE;
}

void
bt_pane_popover_show_menu (GtkWidget *button, GMenuModel *menu)
{
  graphene_rect_t whole;

  g_return_if_fail (GTK_IS_WIDGET (button));

  if (gtk_widget_compute_bounds (button, button, &whole))
    bt_pane_popover_show (GTK_POPOVER (gtk_popover_menu_new_from_model (menu)), button,
                          &whole);
}
