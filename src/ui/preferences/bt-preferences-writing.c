/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/preferences/bt-preferences-writing.h"

#include <glib/gi18n.h>

#include "article/bt-article.h"
#include "messages/bt-messages.h"

/* A row with a number that is a key of the settings. */
static void
add_number (AdwPreferencesGroup *group,
            GSettings *settings,
            const char *key,
            const char *title,
            double min,
            double max,
            double step)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *number = gtk_spin_button_new_with_range (min, max, step);

  gtk_widget_set_valign (number, GTK_ALIGN_CENTER);
  g_settings_bind (settings, key, number, "value", G_SETTINGS_BIND_DEFAULT);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), number);
  /* which also gives it the row's title as its name */
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), number);
  adw_preferences_group_add (group, row);
}

static AdwPreferencesGroup *
add_group (AdwPreferencesPage *page, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, description);
  adw_preferences_page_add (page, group);
  return group;
}

static void
add_targets (AdwPreferencesPage *page, GSettings *settings)
{
  AdwPreferencesGroup *group =
      add_group (page, C_ ("preferences", "Length of Articles, in Words"),
                 C_ ("preferences", "What the gauge below the text shows; 0 for none."));

  for (guint i = 0; bt_genres ()[i] != NULL; i++)
    {
      g_autofree char *key = g_strconcat ("target-", bt_genres ()[i], NULL);

      add_number (group, settings, key, bt_message_for_genre (bt_genres ()[i]), 0, 20000,
                  50);
    }
}

AdwPreferencesPage *
bt_preferences_writing_new (GSettings *settings)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  g_return_val_if_fail (G_IS_SETTINGS (settings), page);

  adw_preferences_page_set_title (page, C_ ("preferences", "Writing View"));
  adw_preferences_page_set_icon_name (page, "document-edit-symbolic");
  add_targets (page, settings);
  return page;
}
