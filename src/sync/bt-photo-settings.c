/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-photo-settings.h"

#include <json-glib/json-glib.h>
#include <stdio.h>

#define WATERMARK_KEY "photo.watermark"
#define FEATURED_KEY "photo.featured"
#define FEATURED_WIDTH 1200
#define FEATURED_HEIGHT 630
#define MIN_FEATURED 100
#define MAX_FEATURED 6000
/* A mark of four megapixels is far more than any photo shows of it. */
#define MAX_MARK_BYTES (8 * 1024 * 1024)
#define PNG_MAGIC "\x89PNG\r\n\x1a\n"

/* ---- watermark ---- */

static char *
mark_path (BtContext *self, const char *name)
{
  return g_build_filename (bt_context_get_data_dir (self), "watermarks", name, NULL);
}

static double
get_number (JsonObject *object, const char *name, double otherwise)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node)
                                                      : otherwise;
}

/* A setting from elsewhere may name no file outside of its folder. */
static BtWatermark *
read_watermark (BtContext *self, const char *json)
{
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  g_autoptr (BtWatermark) mark = NULL;
  g_autofree char *path = NULL;
  JsonObject *object;
  const char *name;
  double position;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  object = json_node_get_object (root);
  name = json_object_get_string_member_with_default (object, "file", "");
  if (*name == '\0' || strchr (name, G_DIR_SEPARATOR) != NULL)
    return NULL;
  path = mark_path (self, name);
  mark = bt_watermark_new (path);
  position = get_number (object, "position", mark->position);
  mark->position = (BtWatermarkPosition)CLAMP (position, 0, BT_N_WATERMARK_POSITIONS - 1);
  mark->opacity = CLAMP (get_number (object, "opacity", mark->opacity), 0.0, 1.0);
  mark->width_fraction =
      CLAMP (get_number (object, "width", mark->width_fraction), 0.01, 1.0);
  return g_steal_pointer (&mark);
}

gboolean
bt_context_get_watermark (BtContext *self, BtWatermark **watermark, GError **error)
{
  g_autofree char *json = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (BT_IS_CONTEXT (self), FALSE);
  g_return_val_if_fail (watermark != NULL, FALSE);

  *watermark = NULL;
  json = bt_store_get_setting_sync (bt_context_get_store (self), WATERMARK_KEY, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (json == NULL)
    return TRUE;
  *watermark = read_watermark (self, json);
  if (*watermark != NULL)
    return TRUE;
  /* No photo goes out without the mark that it should have. */
  g_set_error_literal (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WATERMARK,
                       "The setting of the watermark cannot be read");
  return FALSE;
}

/* Returns: (transfer full): the name of the copy */
static char *
keep_mark (BtContext *self, const char *path, GError **error)
{
  g_autofree char *folder = mark_path (self, NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *name = NULL;
  g_autofree char *copy = NULL;
  g_autoptr (GError) local = NULL;
  gsize length;

  if (!g_file_get_contents (path, &bytes, &length, &local))
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WATERMARK, "%s", local->message);
      return NULL;
    }
  if (length < sizeof PNG_MAGIC || length > MAX_MARK_BYTES
      || memcmp (bytes, PNG_MAGIC, strlen (PNG_MAGIC)) != 0)
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WATERMARK, "%s: no PNG", path);
      return NULL;
    }
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *)bytes, length);
  name = g_strconcat (hash, ".png", NULL);
  copy = mark_path (self, name);
  if (g_mkdir_with_parents (folder, 0700) != 0
      || !g_file_set_contents_full (copy, bytes, (gssize)length,
                                    G_FILE_SET_CONTENTS_CONSISTENT, 0600, &local))
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WRITE, "%s",
                   local != NULL ? local->message : folder);
      return NULL;
    }
  return g_steal_pointer (&name);
}

gboolean
bt_context_set_watermark (BtContext *self, const BtWatermark *watermark, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *name = NULL;
  g_autofree char *json = NULL;
  JsonObject *object;

  g_return_val_if_fail (BT_IS_CONTEXT (self), FALSE);

  if (watermark == NULL)
    return bt_store_set_setting_sync (bt_context_get_store (self), WATERMARK_KEY, NULL,
                                      error);
  name = keep_mark (self, watermark->path, error);
  if (name == NULL)
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, "file", name);
  json_object_set_int_member (object, "position", watermark->position);
  json_object_set_double_member (object, "opacity", watermark->opacity);
  json_object_set_double_member (object, "width", watermark->width_fraction);
  root = json_node_init_object (json_node_alloc (), object);
  json_object_unref (object);
  json = json_to_string (root, FALSE);
  return bt_store_set_setting_sync (bt_context_get_store (self), WATERMARK_KEY, json,
                                    error);
}

/* ---- featured photo ---- */

gboolean
bt_context_get_featured_size (BtContext *self,
                              guint *width,
                              guint *height,
                              GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (BT_IS_CONTEXT (self), FALSE);

  *width = FEATURED_WIDTH;
  *height = FEATURED_HEIGHT;
  text = bt_store_get_setting_sync (bt_context_get_store (self), FEATURED_KEY, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (text != NULL && sscanf (text, "%ux%u", width, height) != 2)
    {
      *width = FEATURED_WIDTH;
      *height = FEATURED_HEIGHT;
    }
  *width = CLAMP (*width, MIN_FEATURED, MAX_FEATURED);
  *height = CLAMP (*height, MIN_FEATURED, MAX_FEATURED);
  return TRUE;
}

gboolean
bt_context_set_featured_size (BtContext *self, guint width, guint height, GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (BT_IS_CONTEXT (self), FALSE);

  text = g_strdup_printf ("%ux%u", CLAMP (width, MIN_FEATURED, MAX_FEATURED),
                          CLAMP (height, MIN_FEATURED, MAX_FEATURED));
  return bt_store_set_setting_sync (bt_context_get_store (self), FEATURED_KEY, text,
                                    error);
}
