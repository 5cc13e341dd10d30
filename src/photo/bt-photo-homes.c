/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/bt-photo-homes.h"

#include "photo/bt-photo-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* A cut text may be shorter than its limit: a letter of up to four bytes with its marks
 * did not fit, or what stood at the end was a space. */
#define CUT_SLACK 12

static const char *const home_names[BT_N_PHOTO_HOMES] = { "xmp", "iim", "exif" };

static const char *const charset_names[] = {
  [BT_PHOTO_CHARSET_PLAIN] = "plain",
  [BT_PHOTO_CHARSET_UTF8_MARKED] = "utf8-marked",
  [BT_PHOTO_CHARSET_UTF8_UNMARKED] = "utf8-unmarked",
  [BT_PHOTO_CHARSET_CP1252] = "cp1252",
  [BT_PHOTO_CHARSET_TCVN3] = "tcvn3",
  [BT_PHOTO_CHARSET_VNI] = "vni",
  [BT_PHOTO_CHARSET_REPAIRED] = "repaired",
};

const char *
bt_photo_home_to_string (BtPhotoHome home)
{
  g_return_val_if_fail ((guint)home < BT_N_PHOTO_HOMES, NULL);

  return home_names[home];
}

const char *
bt_photo_charset_to_string (BtPhotoCharset charset)
{
  g_return_val_if_fail ((guint)charset < G_N_ELEMENTS (charset_names), NULL);

  return charset_names[charset];
}

BtPhotoHomes *
bt_photo_homes_new (void)
{
  return g_new0 (BtPhotoHomes, 1);
}

void
bt_photo_homes_free (BtPhotoHomes *self)
{
  if (self == NULL)
    return;
  for (guint home = 0; home < BT_N_PHOTO_HOMES; home++)
    for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
      g_free (self->fields[home][i]);
  g_free (self);
}

gsize
bt_photo_iim_limit (BtPhotoField field)
{
  switch (field)
    {
    case BT_PHOTO_CAPTION:
      return 2000;
    case BT_PHOTO_HEADLINE:
    case BT_PHOTO_INSTRUCTIONS:
      return 256;
    case BT_PHOTO_COPYRIGHT:
      return 128;
    case BT_PHOTO_COUNTRY:
    case BT_PHOTO_KEYWORDS:
      return 64;
    case BT_PHOTO_CREATOR:
    case BT_PHOTO_CREDIT:
    case BT_PHOTO_SOURCE:
    case BT_PHOTO_SUBLOCATION:
    case BT_PHOTO_CITY:
    case BT_PHOTO_PROVINCE:
    case BT_PHOTO_CAPTION_WRITER:
      return 32;
    case BT_PHOTO_ALT:
    case BT_PHOTO_DATE_CREATED:
    case BT_PHOTO_DIGITAL_SOURCE_TYPE:
      return 0;
    }
  g_return_val_if_reached (0);
}

gboolean
bt_photo_home_holds (BtPhotoHome home, BtPhotoField field)
{
  switch (home)
    {
    case BT_PHOTO_HOME_XMP:
      return TRUE;
    case BT_PHOTO_HOME_IIM:
      return field == BT_PHOTO_DATE_CREATED || bt_photo_iim_limit (field) > 0;
    case BT_PHOTO_HOME_EXIF:
      return field == BT_PHOTO_CAPTION || field == BT_PHOTO_CREATOR
             || field == BT_PHOTO_COPYRIGHT || field == BT_PHOTO_DATE_CREATED;
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
is_cut_value (const char *iim, const char *whole, gsize limit)
{
  gsize length = strlen (iim);

  return g_str_equal (iim, whole)
         || (g_str_has_prefix (whole, iim) && length <= limit
             && length + CUT_SLACK >= limit);
}

gboolean
bt_photo_iim_is_cut (BtPhotoField field, const char *iim, const char *whole)
{
  g_auto (GStrv) cut = NULL;
  g_auto (GStrv) full = NULL;
  gsize limit = bt_photo_iim_limit (field);
  guint i;

  g_return_val_if_fail (iim != NULL && whole != NULL, FALSE);

  if (limit == 0)
    return FALSE;
  if (!bt_photo_field_is_list (field))
    return is_cut_value (iim, whole, limit);
  cut = bt_photo_values_split (iim);
  full = bt_photo_values_split (whole);
  for (i = 0; cut[i] != NULL && full[i] != NULL; i++)
    if (!is_cut_value (cut[i], full[i], limit))
      return FALSE;
  return cut[i] == NULL && full[i] == NULL;
}

/* Dates agree as far as both know; EXIF often knows no offset. */
static gboolean
dates_agree (const char *a, const char *b)
{
  return g_str_has_prefix (a, b) || g_str_has_prefix (b, a);
}

static gboolean
values_differ (const BtPhotoHomes *self, BtPhotoField field, guint a, guint b)
{
  const char *one = self->fields[a][field];
  const char *other = self->fields[b][field];

  if (one == NULL || other == NULL || g_str_equal (one, other))
    return FALSE;
  if (field == BT_PHOTO_DATE_CREATED)
    return !dates_agree (one, other);
  if (a == BT_PHOTO_HOME_IIM)
    return !bt_photo_iim_is_cut (field, one, other);
  if (b == BT_PHOTO_HOME_IIM)
    return !bt_photo_iim_is_cut (field, other, one);
  return TRUE;
}

gboolean
bt_photo_homes_differ (const BtPhotoHomes *self, BtPhotoField field)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail ((guint)field < BT_N_PHOTO_FIELDS, FALSE);

  for (guint a = 0; a < BT_N_PHOTO_HOMES; a++)
    for (guint b = a + 1; b < BT_N_PHOTO_HOMES; b++)
      if (values_differ (self, field, a, b))
        return TRUE;
  return FALSE;
}

gboolean
bt_photo_homes_lacks (const BtPhotoHomes *self, BtPhotoHome home, BtPhotoField field)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail ((guint)home < BT_N_PHOTO_HOMES, FALSE);
  g_return_val_if_fail ((guint)field < BT_N_PHOTO_FIELDS, FALSE);

  if (!bt_photo_home_holds (home, field) || self->fields[home][field] != NULL)
    return FALSE;
  for (guint other = 0; other < BT_N_PHOTO_HOMES; other++)
    if (self->fields[other][field] != NULL)
      return TRUE;
  return FALSE;
}

static void
add_home (JsonBuilder *builder, const BtPhotoHomes *self, BtPhotoHome home)
{
  json_builder_set_member_name (builder, home_names[home]);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "charset");
  json_builder_add_string_value (builder, charset_names[self->charset[home]]);
  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    if (self->fields[home][i] != NULL)
      {
        json_builder_set_member_name (builder, bt_photo_field_to_string (i));
        json_builder_add_string_value (builder, self->fields[home][i]);
      }
  json_builder_end_object (builder);
}

char *
bt_photo_homes_to_json (const BtPhotoHomes *self)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "writable");
  json_builder_add_boolean_value (builder, self->writable);
  for (guint home = 0; home < BT_N_PHOTO_HOMES; home++)
    if (self->has[home])
      add_home (builder, self, home);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static const char *
get_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

/* The texts come from the worker, which met a stranger's file: they are cleaned again. */
static void
read_home (BtPhotoHomes *self, BtPhotoHome home, JsonObject *object)
{
  g_autoptr (BtPhotoInfo) cleaner = bt_photo_info_new ();
  const char *charset = get_string (object, "charset");

  self->has[home] = TRUE;
  for (guint i = 0; charset != NULL && i < G_N_ELEMENTS (charset_names); i++)
    if (g_str_equal (charset_names[i], charset))
      self->charset[home] = (BtPhotoCharset)i;
  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    {
      bt_photo_info_set (cleaner, i, get_string (object, bt_photo_field_to_string (i)));
      self->fields[home][i] = g_strdup (cleaner->fields[i]);
    }
}

BtPhotoHomes *
bt_photo_homes_from_json (const char *json, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (BtPhotoHomes) self = NULL;
  JsonObject *object;

  g_return_val_if_fail (json != NULL, NULL);

  root = json_from_string (json, &cause);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_READ, "No homes: %s",
                   cause != NULL ? cause->message : "no object");
      return NULL;
    }
  object = json_node_get_object (root);
  self = bt_photo_homes_new ();
  self->writable =
      json_object_get_boolean_member_with_default (object, "writable", FALSE);
  for (guint home = 0; home < BT_N_PHOTO_HOMES; home++)
    {
      JsonNode *node = json_object_get_member (object, home_names[home]);

      if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
        read_home (self, home, json_node_get_object (node));
    }
  return g_steal_pointer (&self);
}
