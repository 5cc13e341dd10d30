/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/templates/bt-templates.h"

#include <gio/gio.h>

#include "article/bt-template.h"

BtArticle *
bt_template_load (const char *genre)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (BtArticle) model = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (genre != NULL, NULL);

  path = g_strdup_printf ("/vn/banthao/BanThao/templates/%s.json", genre);
  bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (bytes == NULL)
    return NULL;
  model = bt_article_from_json (g_bytes_get_data (bytes, NULL),
                                (gssize)g_bytes_get_size (bytes), &error);
  if (model == NULL)
    {
      /* it is built in: this is our own mistake, and a test's to find */
      g_critical ("%s: %s", path, error->message);
      return NULL;
    }
  return bt_article_new_from (model);
}
