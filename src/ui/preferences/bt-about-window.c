/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/preferences/bt-about-window.h"

#include <glib/gi18n.h>

#include "bt-config.h"

#define LICENSE_URL "https://www.gnu.org/licenses/gpl-3.0.html"

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_page (void)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *version = g_strdup_printf (C_ ("about", "Version %s"), BT_VERSION);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), BT_APP_ID);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), "Bản Thảo");
  adw_status_page_set_description (
      ADW_STATUS_PAGE (page),
      C_ ("about",
          "Write articles for Vietnamese portals, offline, and send them once."));
  gtk_box_append (GTK_BOX (box), make_label (version, NULL));
  gtk_box_append (
      GTK_BOX (box),
      make_label (C_ ("about", "Free software: you may use, study, change and share it "
                               "under the GNU General Public License, version 3 or "
                               "later. It comes without any warranty."),
                  "dim-label"));
  gtk_box_append (GTK_BOX (box), gtk_link_button_new_with_label (
                                     LICENSE_URL, C_ ("about", "Read the licence")));
  adw_status_page_set_child (ADW_STATUS_PAGE (page), box);
  return page;
}

GtkWidget *
bt_about_window_new (GtkWindow *parent)
{
  GtkWidget *self =
      g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "modal", TRUE,
                    "destroy-with-parent", TRUE, "default-width", 420, "default-height",
                    560, "title", C_ ("about", "About Bản Thảo"), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = make_page ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (self, keys);
  return self;
}
