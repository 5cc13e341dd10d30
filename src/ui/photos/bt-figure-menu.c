/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/photos/bt-figure-menu.h"

#include "ui/editor/bt-pane-popover.h"

/* The keyboard goes back to what had it. */
static void
closed_cb (GtkWidget *popover, GtkWidget *owner)
{
  /* an undo meanwhile may have taken it away */
  if (gtk_widget_get_mapped (owner))
    gtk_widget_grab_focus (owner);
}

void
bt_figure_menu_popup (GtkWidget *owner,
                      const GdkRectangle *place,
                      GMenuModel *menu,
                      GActionGroup *actions)
{
  GtkWidget *text;
  GtkWidget *popover;
  graphene_rect_t at;

  g_return_if_fail (GTK_IS_WIDGET (owner));
  g_return_if_fail (G_IS_MENU_MODEL (menu));

  text = gtk_widget_get_ancestor (owner, GTK_TYPE_TEXT_VIEW);
  if (text == NULL || !gtk_widget_compute_bounds (owner, text, &at))
    return;
  if (place != NULL)
    graphene_rect_init (&at, at.origin.x + (float)place->x, at.origin.y + (float)place->y,
                        (float)place->width, (float)place->height);
  else
    {
      /* the middle of what is seen of a tall photo */
      float top = MAX (at.origin.y, 0.0f);
      float bottom =
          MIN (at.origin.y + at.size.height, (float)gtk_widget_get_height (text));

      graphene_rect_init (&at, at.origin.x + at.size.width / 2, (top + bottom) / 2, 1, 1);
    }

  popover = gtk_popover_menu_new_from_model (menu);
  gtk_widget_insert_action_group (popover, "figure", actions);
  g_signal_connect_object (popover, "closed", G_CALLBACK (closed_cb), owner, 0);
  bt_pane_popover_show (GTK_POPOVER (popover), text, &at);
}
