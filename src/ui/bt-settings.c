/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/bt-settings.h"

#include "bt-config.h"

static const char *const languages[] = { NULL, "vi", "en" };

GSettings *
bt_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchemaSource) built = NULL;
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);

  if (self != NULL && g_str_has_prefix (self, BT_BUILDDIR G_DIR_SEPARATOR_S))
    built = g_settings_schema_source_new_from_directory (BT_BUILDDIR "/data", source,
                                                         FALSE, NULL);
  if (built != NULL)
    source = built;
  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, BT_APP_ID, TRUE);
  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

const char *
bt_settings_get_language (GSettings *settings)
{
  int choice;

  if (settings == NULL)
    return NULL;
  choice = g_settings_get_enum (settings, "language");
  return choice >= 0 && choice < (int)G_N_ELEMENTS (languages) ? languages[choice] : NULL;
}
