/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/preferences/bt-preferences-writing.h"

#include <glib/gi18n.h>

#include "article/bt-article.h"
#include "messages/bt-messages.h"
#include "text/bt-text.h"

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

/* ---- fonts ---- */

static int
compare_families (gconstpointer a, gconstpointer b)
{
  return bt_text_collate (pango_font_family_get_name (*(PangoFontFamily *const *)a),
                          pango_font_family_get_name (*(PangoFontFamily *const *)b));
}

/* Behind the first row, which is for the window's own font. */
static GtkStringList *
list_families (void)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  PangoFontFamily **families = NULL;
  int n = 0;

  pango_font_map_list_families (pango_cairo_font_map_get_default (), &families, &n);
  qsort (families, (gsize)n, sizeof *families, compare_families);
  gtk_string_list_append (names, C_ ("preferences", "Like the window"));
  gtk_string_list_append (names, "Serif");
  gtk_string_list_append (names, "Sans");
  for (int i = 0; i < n; i++)
    {
      const char *name = pango_font_family_get_name (families[i]);

      if (!g_str_equal (name, "Serif") && !g_str_equal (name, "Sans"))
        gtk_string_list_append (names, name);
    }
  g_free (families);
  return names;
}

static void
font_cb (AdwComboRow *row, GParamSpec *pspec, GSettings *settings)
{
  guint selected = adw_combo_row_get_selected (row);
  GtkStringList *names = GTK_STRING_LIST (adw_combo_row_get_model (row));

  g_settings_set_string (settings, "text-font",
                         selected > 0 ? gtk_string_list_get_string (names, selected)
                                      : "");
}

static void
add_font (AdwPreferencesGroup *group, GSettings *settings)
{
  g_autoptr (GtkStringList) names = list_families ();
  g_autofree char *chosen = g_settings_get_string (settings, "text-font");
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), C_ ("preferences", "Font"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  for (guint i = 1; i < g_list_model_get_n_items (G_LIST_MODEL (names)); i++)
    if (g_str_equal (gtk_string_list_get_string (names, i), chosen))
      {
        adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);
        break;
      }
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (font_cb), settings, 0);
  adw_preferences_group_add (group, row);
}

static void
line_length_cb (AdwComboRow *row, GParamSpec *pspec, GSettings *settings)
{
  g_settings_set_enum (settings, "line-length", (int)adw_combo_row_get_selected (row));
}

static void
add_line_length (AdwPreferencesGroup *group, GSettings *settings)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();

  gtk_string_list_append (names, C_ ("preferences", "Narrow: 60 characters"));
  gtk_string_list_append (names, C_ ("preferences", "Medium: 75 characters"));
  gtk_string_list_append (names, C_ ("preferences", "Wide: 95 characters"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 C_ ("preferences", "Line length"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row),
                              (guint)g_settings_get_enum (settings, "line-length"));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (line_length_cb), settings,
                           0);
  adw_preferences_group_add (group, row);
}

static void
add_text (AdwPreferencesPage *page, GSettings *settings)
{
  AdwPreferencesGroup *group =
      add_group (page, C_ ("preferences", "Text in the Editor"),
                 C_ ("preferences", "For your eyes alone: portals set their own type."));

  add_font (group, settings);
  add_number (group, settings, "text-size", C_ ("preferences", "Size, in points"), 8, 32,
              1);
  add_number (group, settings, "line-spacing",
              C_ ("preferences", "Line spacing, in percent"), 100, 220, 5);
  add_line_length (group, settings);
}

AdwPreferencesPage *
bt_preferences_writing_new (GSettings *settings)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  g_return_val_if_fail (G_IS_SETTINGS (settings), page);

  adw_preferences_page_set_title (page, C_ ("preferences", "Writing View"));
  adw_preferences_page_set_icon_name (page, "document-edit-symbolic");
  add_text (page, settings);
  add_targets (page, settings);
  return page;
}
