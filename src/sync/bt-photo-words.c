/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-photo-words.h"

#include "article/bt-clean-text.h"

#include <json-glib/json-glib.h>
#include <string.h>

struct _BtPhotoWords
{
  char *fields[BT_N_PHOTO_FIELDS];
  gboolean overwrite;
};

/* By what a photo is found: everything that people write on it. */
static char *
search_text (const BtPhotoInfo *info)
{
  static const BtPhotoField fields[] = {
    BT_PHOTO_HEADLINE, BT_PHOTO_CAPTION, BT_PHOTO_ALT,      BT_PHOTO_CREATOR,
    BT_PHOTO_CREDIT,   BT_PHOTO_SOURCE,  BT_PHOTO_CITY,     BT_PHOTO_SUBLOCATION,
    BT_PHOTO_PROVINCE, BT_PHOTO_COUNTRY, BT_PHOTO_KEYWORDS,
  };
  GString *text = g_string_new (info->name);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *value = bt_photo_info_get (info, fields[i]);

      if (*value != '\0')
        g_string_append_printf (text, "\n%s", value);
    }

  return g_string_free (text, FALSE);
}

static char *
taken (const BtPhotoInfo *info)
{
  const char *date = bt_photo_info_get (info, BT_PHOTO_DATE_CREATED);

  return *date != '\0' ? g_strdup (date) : NULL;
}

static gboolean
captioned (const BtPhotoInfo *info)
{
  return *bt_photo_info_get (info, BT_PHOTO_CAPTION) != '\0';
}

void
bt_photo_change_set_info (BtPhotoChange *self, const BtPhotoInfo *info)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (info != NULL);

  self->what |= BT_PHOTO_CHANGE_INFO;
  g_free (self->info);
  self->info = bt_photo_info_to_json (info);
  g_free (self->search);
  self->search = search_text (info);
  g_free (self->taken);
  self->taken = taken (info);
  self->captioned = captioned (info);
}

void
bt_stored_photo_set_info (BtStoredPhoto *self, const BtPhotoInfo *info)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (info != NULL);

  g_free (self->hash);
  self->hash = g_strdup (info->hash);
  g_free (self->name);
  self->name = g_strdup (info->name);
  g_free (self->mime);
  self->mime = g_strdup (info->mime);
  self->width = info->width;
  self->height = info->height;
  self->size = info->size;
  g_free (self->info);
  self->info = bt_photo_info_to_json (info);
  g_free (self->search);
  self->search = search_text (info);
  g_free (self->taken);
  self->taken = taken (info);
  self->captioned = captioned (info);
}

BtPhotoInfo *
bt_stored_photo_get_info (const BtStoredPhoto *self, GError **error)
{
  BtPhotoInfo *info;

  g_return_val_if_fail (self != NULL, NULL);

  info = bt_photo_info_from_json (self->info, error);
  /* What the store holds itself is right, whatever the JSON says. */
  if (info != NULL && g_strcmp0 (info->hash, self->hash) != 0)
    {
      g_free (info->hash);
      info->hash = g_strdup (self->hash);
    }

  return info;
}

/* ---- templates ---- */

static BtPhotoWords *
words_from_object (JsonObject *object, gboolean overwrite)
{
  BtPhotoWords *self = g_new0 (BtPhotoWords, 1);

  self->overwrite = overwrite;
  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    {
      JsonNode *node = json_object_get_member (object, bt_photo_field_to_string (i));

      if (node != NULL && JSON_NODE_HOLDS_VALUE (node)
          && json_node_get_value_type (node) == G_TYPE_STRING)
        self->fields[i] = json_node_dup_string (node);
    }

  return self;
}

BtPhotoWords *
bt_photo_words_new (const char *fields, gboolean overwrite, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) cause = NULL;

  if (fields == NULL)
    return g_new0 (BtPhotoWords, 1);
  root = json_from_string (fields, &cause);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_READ, "%s",
                   cause != NULL ? cause->message : "not an object");
      return NULL;
    }

  return words_from_object (json_node_get_object (root), overwrite);
}

void
bt_photo_words_free (BtPhotoWords *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    g_free (self->fields[i]);
  g_free (self);
}

const char *
bt_photo_words_get (const BtPhotoWords *self, BtPhotoField field)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail ((guint)field < BT_N_PHOTO_FIELDS, NULL);

  return self->fields[field];
}

void
bt_photo_words_set (BtPhotoWords *self, BtPhotoField field, const char *text)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail ((guint)field < BT_N_PHOTO_FIELDS);

  g_free (self->fields[field]);
  self->fields[field] = g_strdup (text);
}

char *
bt_photo_words_to_json (const BtPhotoWords *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    if (self->fields[i] != NULL)
      json_object_set_string_member (object, bt_photo_field_to_string (i),
                                     self->fields[i]);
  json_node_set_object (root, object);
  return json_to_string (root, FALSE);
}

static gboolean
has_code (const char *text)
{
  gsize start;
  gsize end;

  return bt_codes_find_written (text, 0, &start, &end);
}

gboolean
bt_photo_words_need_codes (const BtPhotoWords *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    if (self->fields[i] != NULL && has_code (self->fields[i]))
      return TRUE;

  return FALSE;
}

/* Whether the field of this number is to be written, and in this round. */
static gboolean
is_due (const BtPhotoWords *self, const BtPhotoInfo *before, guint i, gboolean plain)
{
  const char *text = self->fields[i];

  return text != NULL && (self->overwrite || *bt_photo_info_get (before, i) == '\0')
         && plain == (strchr (text, '{') == NULL && !has_code (text));
}

gboolean
bt_photo_words_apply (const BtPhotoWords *self,
                      BtPhotoInfo *info,
                      const BtPhotoExpand *with)
{
  g_autoptr (BtPhotoInfo) before = NULL;
  g_autoptr (BtPhotoInfo) plain = NULL;
  gboolean changed = FALSE;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (info != NULL, FALSE);

  before = bt_photo_info_copy (info);
  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    if (is_due (self, before, i, TRUE))
      bt_photo_info_set (info, i, self->fields[i]);
  plain = bt_photo_info_copy (info);
  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    {
      g_autofree char *text = NULL;

      if (!is_due (self, before, i, FALSE))
        continue;
      text = bt_photo_expand (plain, self->fields[i], with);
      /* What is not known takes nothing away. */
      if (*text != '\0')
        bt_photo_info_set (info, i, text);
    }
  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    changed |= !g_str_equal (bt_photo_info_get (before, i), bt_photo_info_get (info, i));

  return changed;
}

static void
fill_if_empty (char **field, const char *text)
{
  if (**field != '\0' || *text == '\0')
    return;
  g_free (*field);
  *field = bt_clean_text (text);
}

void
bt_figure_item_take_photo (BtFigureItem *item, const BtPhotoInfo *info)
{
  g_return_if_fail (item != NULL);
  g_return_if_fail (info != NULL);

  g_free (item->photo);
  item->photo = g_strdup (info->hash);
  g_clear_pointer (&item->remote_url, g_free);
  if (bt_rich_text_is_empty (item->caption))
    {
      g_autofree char *caption =
          bt_clean_text (bt_photo_info_get (info, BT_PHOTO_CAPTION));

      bt_rich_text_set_text (item->caption, caption);
    }
  fill_if_empty (&item->credit, bt_photo_info_get (info, BT_PHOTO_CREDIT));
  fill_if_empty (&item->credit, bt_photo_info_get (info, BT_PHOTO_CREATOR));
  fill_if_empty (&item->alt, bt_photo_info_get (info, BT_PHOTO_ALT));
}
