/* Corrections as text: for the store, for the worker, and as a short key.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/bt-photo-private.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

/* Far more than the longest edit; nothing larger, and nothing nested deeper, gets to the
 * parser. */
#define MAX_JSON 16384
#define MAX_NESTED (BT_PHOTO_MAX_AREAS + 8)
static const char *const kind_names[] = {
  [BT_AREA_BLUR] = "blur",
  [BT_AREA_PIXELATE] = "pixelate",
};

/* Without an exponent, and without zeros that say nothing. */
static void
add_number (GString *out, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  gsize length;

  g_ascii_formatd (text, sizeof text, "%.6f", value);
  length = strlen (text);
  while (text[length - 1] == '0')
    length--;
  if (text[length - 1] == '.')
    length--;
  text[length] = '\0';
  g_string_append (out, g_str_equal (text, "-0") ? "0" : text);
}

static void
add_numbers (GString *out, const double *values, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      add_number (out, values[i]);
    }
}

static void
add_name (GString *out, const char *name)
{
  if (out->len > 1)
    g_string_append_c (out, ',');
  g_string_append_printf (out, "\"%s\":", name);
}

static void
add_named_number (GString *out, const char *name, double value)
{
  if (value == 0)
    return;
  add_name (out, name);
  add_number (out, value);
}

static void
add_named_numbers (GString *out, const char *name, const double *values, guint n)
{
  add_name (out, name);
  g_string_append_c (out, '[');
  add_numbers (out, values, n);
  g_string_append_c (out, ']');
}

static void
add_areas (GString *out, const BtPhotoEdit *self)
{
  if (self->areas->len == 0)
    return;
  add_name (out, "areas");
  for (guint i = 0; i < self->areas->len; i++)
    {
      const BtPhotoArea *area = &g_array_index (self->areas, BtPhotoArea, i);
      const double values[] = { area->x, area->y, area->width, area->height };

      g_string_append_printf (out, "%c[\"%s\",", i == 0 ? '[' : ',',
                              kind_names[area->kind]);
      add_numbers (out, values, 4);
      g_string_append_c (out, ']');
    }
  g_string_append_c (out, ']');
}

/* What changes pixels. @self is tidy. */
static void
add_visible (GString *out, const BtPhotoEdit *self)
{
  const double crop[] = { self->crop_x, self->crop_y, self->crop_width,
                          self->crop_height };
  static const double whole[] = { 0, 0, 1, 1 };

  add_named_number (out, "turn", self->turn);
  add_named_number (out, "level", self->level);
  for (guint i = 0; i < 4; i++)
    if (crop[i] != whole[i])
      {
        add_named_numbers (out, "crop", crop, 4);
        break;
      }
  add_named_number (out, "brightness", self->brightness);
  add_named_number (out, "contrast", self->contrast);
  add_areas (out, self);
  if (!self->watermark)
    {
      add_name (out, "watermark");
      g_string_append (out, "false");
    }
}

char *
bt_photo_edit_to_json (const BtPhotoEdit *self)
{
  g_autoptr (BtPhotoEdit) edit = NULL;
  GString *out;

  g_return_val_if_fail (self != NULL, NULL);

  edit = bt_photo_edit_tidied (self);
  out = g_string_new ("{");
  add_visible (out, edit);
  if (*edit->ratio != '\0')
    {
      add_name (out, "ratio");
      g_string_append_printf (out, "\"%s\"", edit->ratio);
    }
  if (edit->has_focus)
    {
      const double focus[] = { edit->focus_x, edit->focus_y };

      add_named_numbers (out, "focus", focus, 2);
    }
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

char *
bt_photo_edit_key (const BtPhotoEdit *self)
{
  g_autoptr (BtPhotoEdit) edit = NULL;
  g_autoptr (GString) visible = NULL;
  g_autofree char *hash = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  edit = bt_photo_edit_tidied (self);
  visible = g_string_new ("{");
  add_visible (visible, edit);
  if (visible->len == 1)
    return g_strdup ("");
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, visible->str, -1);
  return g_strndup (hash, 12);
}

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_READ,
               "Not the corrections of a photo: %s", what);
  return FALSE;
}

static gboolean
read_number (JsonNode *node, double *value, const char *name, GError **error)
{
  if (!JSON_NODE_HOLDS_VALUE (node)
      || (json_node_get_value_type (node) != G_TYPE_INT64
          && json_node_get_value_type (node) != G_TYPE_DOUBLE)
      || !isfinite (json_node_get_double (node)))
    return refuse (error, name);
  *value = json_node_get_double (node);
  return TRUE;
}

/* Leaves @value alone when there is none. */
static gboolean
read_member (JsonObject *object, const char *name, double *value, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  return node == NULL || read_number (node, value, name, error);
}

static gboolean
read_numbers (JsonArray *array,
              guint first,
              double *values,
              guint n,
              const char *name,
              GError **error)
{
  if (json_array_get_length (array) != first + n)
    return refuse (error, name);
  for (guint i = 0; i < n; i++)
    if (!read_number (json_array_get_element (array, first + i), values + i, name, error))
      return FALSE;
  return TRUE;
}

/* @array: (out) (nullable): %NULL when there is no such member */
static gboolean
get_array (JsonObject *object, const char *name, JsonArray **array, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  *array = NULL;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (error, name);
  *array = json_node_get_array (node);
  return TRUE;
}

static gboolean
read_area (BtPhotoEdit *self, JsonNode *node, GError **error)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  JsonNode *word;
  double values[4];

  if (array == NULL || json_array_get_length (array) == 0)
    return refuse (error, "areas");
  word = json_array_get_element (array, 0);
  if (!JSON_NODE_HOLDS_VALUE (word) || json_node_get_value_type (word) != G_TYPE_STRING)
    return refuse (error, "areas");
  for (guint i = 0; i < G_N_ELEMENTS (kind_names); i++)
    if (g_str_equal (json_node_get_string (word), kind_names[i]))
      {
        if (!read_numbers (array, 1, values, 4, "areas", error))
          return FALSE;
        bt_photo_edit_add_area (
            self, &(BtPhotoArea){ i, values[0], values[1], values[2], values[3] });
        return TRUE;
      }
  return refuse (error, "areas");
}

static gboolean
read_lists (BtPhotoEdit *self, JsonObject *object, GError **error)
{
  JsonArray *crop, *focus, *areas;
  double values[4];

  if (!get_array (object, "crop", &crop, error)
      || !get_array (object, "focus", &focus, error)
      || !get_array (object, "areas", &areas, error))
    return FALSE;
  if (crop != NULL)
    {
      if (!read_numbers (crop, 0, values, 4, "crop", error))
        return FALSE;
      self->crop_x = values[0];
      self->crop_y = values[1];
      self->crop_width = values[2];
      self->crop_height = values[3];
    }
  if (focus != NULL)
    {
      if (!read_numbers (focus, 0, values, 2, "focus", error))
        return FALSE;
      self->has_focus = TRUE;
      self->focus_x = values[0];
      self->focus_y = values[1];
    }
  if (areas != NULL && json_array_get_length (areas) > BT_PHOTO_MAX_AREAS)
    return refuse (error, "too many areas");
  for (guint i = 0; areas != NULL && i < json_array_get_length (areas); i++)
    if (!read_area (self, json_array_get_element (areas, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
read_words (BtPhotoEdit *self, JsonObject *object, GError **error)
{
  JsonNode *ratio = json_object_get_member (object, "ratio");
  JsonNode *watermark = json_object_get_member (object, "watermark");

  if (ratio != NULL
      && (!JSON_NODE_HOLDS_VALUE (ratio)
          || json_node_get_value_type (ratio) != G_TYPE_STRING))
    return refuse (error, "ratio");
  if (watermark != NULL
      && (!JSON_NODE_HOLDS_VALUE (watermark)
          || json_node_get_value_type (watermark) != G_TYPE_BOOLEAN))
    return refuse (error, "watermark");
  if (ratio != NULL)
    bt_photo_edit_set_ratio_word (self, json_node_get_string (ratio));
  if (watermark != NULL)
    self->watermark = json_node_get_boolean (watermark);
  return TRUE;
}

/* A parser that calls itself for each bracket shall not get thousands of them. */
static gboolean
is_flat (const char *json)
{
  guint brackets = 0;

  for (const char *p = json; *p != '\0'; p++)
    brackets += *p == '[' || *p == '{';
  return brackets <= MAX_NESTED;
}

BtPhotoEdit *
bt_photo_edit_from_json (const char *json, GError **error)
{
  g_autoptr (BtPhotoEdit) edit = bt_photo_edit_new ();
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  double turn = 0;

  if (json == NULL || *json == '\0')
    return g_steal_pointer (&edit);
  if (strnlen (json, MAX_JSON + 1) <= MAX_JSON && g_utf8_validate (json, -1, NULL)
      && is_flat (json))
    root = json_from_string (json, &cause);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      refuse (error, cause != NULL ? cause->message : "no object");
      return NULL;
    }
  object = json_node_get_object (root);
  if (!read_member (object, "turn", &turn, error)
      || !read_member (object, "level", &edit->level, error)
      || !read_member (object, "brightness", &edit->brightness, error)
      || !read_member (object, "contrast", &edit->contrast, error)
      || !read_lists (edit, object, error) || !read_words (edit, object, error))
    return NULL;
  edit->turn = (guint)fmod (CLAMP (rint (turn), 0, 1e6), 4);
  return bt_photo_edit_tidied (edit);
}
