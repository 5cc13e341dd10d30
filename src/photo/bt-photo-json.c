/* The description of a photo as JSON: for the store, and between program and worker.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/bt-photo-private.h"

#include <json-glib/json-glib.h>

static const char *const error_words[] = {
  [BT_PHOTO_ERROR_READ] = "read",           [BT_PHOTO_ERROR_KIND] = "kind",
  [BT_PHOTO_ERROR_TOO_LARGE] = "too_large", [BT_PHOTO_ERROR_DAMAGED] = "damaged",
  [BT_PHOTO_ERROR_LIMIT] = "limit",         [BT_PHOTO_ERROR_NO_SPACE] = "no_space",
  [BT_PHOTO_ERROR_WRITE] = "write",         [BT_PHOTO_ERROR_MISSING] = "missing",
  [BT_PHOTO_ERROR_CHANGED] = "changed",     [BT_PHOTO_ERROR_WORKER] = "worker",
  [BT_PHOTO_ERROR_EXISTS] = "exists",       [BT_PHOTO_ERROR_UNSUPPORTED] = "unsupported",
  [BT_PHOTO_ERROR_WATERMARK] = "watermark",
};

static char *
builder_to_text (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_fields (JsonBuilder *builder, const BtPhotoInfo *self)
{
  json_builder_begin_object (builder);
  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    add_string (builder, bt_photo_field_to_string (i), self->fields[i]);
  json_builder_end_object (builder);
}

static void
add_exif (JsonBuilder *builder, const BtPhotoInfo *self)
{
  json_builder_begin_object (builder);
  for (guint i = 0; i < BT_N_PHOTO_EXIF; i++)
    add_string (builder, bt_photo_exif_to_string (i), self->exif[i]);
  json_builder_end_object (builder);
}

static JsonNode *
get_value (JsonObject *object, const char *name, GType type)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != type)
    return NULL;
  return node;
}

static char *
dup_string (JsonObject *object, const char *name)
{
  JsonNode *node = get_value (object, name, G_TYPE_STRING);

  return node != NULL ? json_node_dup_string (node) : NULL;
}

static gint64
get_int (JsonObject *object, const char *name, gint64 max)
{
  JsonNode *node = get_value (object, name, G_TYPE_INT64);

  return node != NULL ? CLAMP (json_node_get_int (node), 0, max) : 0;
}

/* Returns: (transfer full): a node that holds an object, or %NULL with an error */
static JsonNode *
parse_object (const char *json, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonNode) root = json_from_string (json, &cause);

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    return g_steal_pointer (&root);
  g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_READ,
               "Not the description of a photo: %s",
               cause != NULL ? cause->message : "no object");
  return NULL;
}

static void
read_fields (BtPhotoInfo *self, JsonObject *object)
{
  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    {
      JsonNode *node = get_value (object, bt_photo_field_to_string (i), G_TYPE_STRING);

      if (node != NULL)
        bt_photo_info_set (self, i, json_node_get_string (node));
    }
}

static void
read_exif (BtPhotoInfo *self, JsonObject *object)
{
  for (guint i = 0; i < BT_N_PHOTO_EXIF; i++)
    {
      JsonNode *node = get_value (object, bt_photo_exif_to_string (i), G_TYPE_STRING);

      if (node != NULL)
        bt_photo_info_set_exif (self, i, json_node_get_string (node));
    }
}

char *
bt_photo_fields_to_json (const BtPhotoInfo *self)
{
  g_autoptr (JsonBuilder) builder = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  builder = json_builder_new ();
  add_fields (builder, self);
  return builder_to_text (builder);
}

char *
bt_photo_info_to_json (const BtPhotoInfo *self)
{
  g_autoptr (JsonBuilder) builder = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_string (builder, "hash", self->hash);
  add_string (builder, "name", self->name);
  add_string (builder, "mime", self->mime);
  add_int (builder, "width", self->width);
  add_int (builder, "height", self->height);
  add_int (builder, "size", (gint64)self->size);
  json_builder_set_member_name (builder, "truncated");
  json_builder_add_boolean_value (builder, self->truncated);
  json_builder_set_member_name (builder, "fields");
  add_fields (builder, self);
  json_builder_set_member_name (builder, "exif");
  add_exif (builder, self);
  json_builder_end_object (builder);
  return builder_to_text (builder);
}

char *
bt_photo_error_to_json (const GError *error)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *message = NULL;

  g_return_val_if_fail (error != NULL && error->domain == BT_PHOTO_ERROR, NULL);
  g_return_val_if_fail ((guint)error->code < G_N_ELEMENTS (error_words), NULL);

  builder = json_builder_new ();
  message = g_utf8_make_valid (error->message, -1);
  json_builder_begin_object (builder);
  add_string (builder, "error", error_words[error->code]);
  add_string (builder, "message", message);
  json_builder_end_object (builder);
  return builder_to_text (builder);
}

gboolean
bt_photo_error_from_json (const char *json, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *word = NULL;
  g_autofree char *message = NULL;
  JsonObject *object;

  g_return_val_if_fail (json != NULL, FALSE);

  root = parse_object (json, NULL);
  if (root == NULL)
    return FALSE;
  object = json_node_get_object (root);
  word = dup_string (object, "error");
  message = dup_string (object, "message");
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (error_words); i++)
    if (g_str_equal (error_words[i], word))
      {
        g_set_error_literal (error, BT_PHOTO_ERROR, (int)i,
                             message != NULL ? message : word);
        return TRUE;
      }
  return FALSE;
}

BtPhotoInfo *
bt_photo_info_from_json (const char *json, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (BtPhotoInfo) self = NULL;
  JsonNode *truncated, *fields, *exif;
  JsonObject *object;

  g_return_val_if_fail (json != NULL, NULL);

  root = parse_object (json, error);
  if (root == NULL)
    return NULL;
  object = json_node_get_object (root);
  self = bt_photo_info_new ();
  self->hash = dup_string (object, "hash");
  self->name = dup_string (object, "name");
  self->mime = dup_string (object, "mime");
  self->width = (guint)get_int (object, "width", BT_PHOTO_MAX_SIDE);
  self->height = (guint)get_int (object, "height", BT_PHOTO_MAX_SIDE);
  self->size = (guint64)get_int (object, "size", G_MAXINT64);
  truncated = get_value (object, "truncated", G_TYPE_BOOLEAN);
  self->truncated = truncated != NULL && json_node_get_boolean (truncated);
  fields = json_object_get_member (object, "fields");
  if (fields != NULL && JSON_NODE_HOLDS_OBJECT (fields))
    read_fields (self, json_node_get_object (fields));
  exif = json_object_get_member (object, "exif");
  if (exif != NULL && JSON_NODE_HOLDS_OBJECT (exif))
    read_exif (self, json_node_get_object (exif));
  return g_steal_pointer (&self);
}
