/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-photo-variables.h"

#include <string.h>

#include "store/bt-store-words.h"

/* ---- what a photo knows ---- */

static void
set_fields (BtVariables *self, const BtPhotoInfo *info)
{
  static const struct
  {
    BtVariable variable;
    BtPhotoField field;
  } fields[] = {
    { BT_VARIABLE_DATE, BT_PHOTO_DATE_CREATED },
    { BT_VARIABLE_SUBLOCATION, BT_PHOTO_SUBLOCATION },
    { BT_VARIABLE_CITY, BT_PHOTO_CITY },
    { BT_VARIABLE_PROVINCE, BT_PHOTO_PROVINCE },
    { BT_VARIABLE_COUNTRY, BT_PHOTO_COUNTRY },
    { BT_VARIABLE_CAPTION, BT_PHOTO_CAPTION },
    { BT_VARIABLE_PHOTO_HEADLINE, BT_PHOTO_HEADLINE },
    { BT_VARIABLE_ALT, BT_PHOTO_ALT },
    { BT_VARIABLE_CREATOR, BT_PHOTO_CREATOR },
    { BT_VARIABLE_CREDIT, BT_PHOTO_CREDIT },
    { BT_VARIABLE_SOURCE, BT_PHOTO_SOURCE },
    { BT_VARIABLE_COPYRIGHT, BT_PHOTO_COPYRIGHT },
    { BT_VARIABLE_KEYWORDS, BT_PHOTO_KEYWORDS },
    { BT_VARIABLE_INSTRUCTIONS, BT_PHOTO_INSTRUCTIONS },
    { BT_VARIABLE_CAPTION_WRITER, BT_PHOTO_CAPTION_WRITER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    bt_variables_set (self, fields[i].variable,
                      bt_photo_info_get (info, fields[i].field));
}

static void
set_camera (BtVariables *self, const BtPhotoInfo *info)
{
  static const struct
  {
    BtVariable variable;
    BtPhotoExif exif;
  } exifs[] = {
    { BT_VARIABLE_CAMERA, BT_PHOTO_EXIF_CAMERA },
    { BT_VARIABLE_LENS, BT_PHOTO_EXIF_LENS },
    { BT_VARIABLE_ISO, BT_PHOTO_EXIF_ISO },
    { BT_VARIABLE_APERTURE, BT_PHOTO_EXIF_APERTURE },
    { BT_VARIABLE_SHUTTER, BT_PHOTO_EXIF_EXPOSURE },
    { BT_VARIABLE_FOCAL_LENGTH, BT_PHOTO_EXIF_FOCAL_LENGTH },
  };

  for (guint i = 0; i < G_N_ELEMENTS (exifs); i++)
    bt_variables_set (self, exifs[i].variable,
                      bt_photo_info_get_exif (info, exifs[i].exif));
}

static void
set_file (BtVariables *self, const BtPhotoInfo *info)
{
  const char *dot = info->name != NULL ? strrchr (info->name, '.') : NULL;
  g_autofree char *stem = dot != NULL && dot != info->name
                              ? g_strndup (info->name, (gsize)(dot - info->name))
                              : g_strdup (info->name);
  g_autofree char *width = g_strdup_printf ("%u", info->width);
  g_autofree char *height = g_strdup_printf ("%u", info->height);

  bt_variables_set (self, BT_VARIABLE_FILE_NAME, stem);
  bt_variables_set (self, BT_VARIABLE_WIDTH, info->width > 0 ? width : NULL);
  bt_variables_set (self, BT_VARIABLE_HEIGHT, info->height > 0 ? height : NULL);
}

BtVariables *
bt_photo_variables (const BtPhotoInfo *info)
{
  BtVariables *self;

  g_return_val_if_fail (info != NULL, NULL);

  self = bt_variables_new ();
  set_fields (self, info);
  set_camera (self, info);
  set_file (self, info);

  return self;
}

void
bt_photo_variables_set_article (BtVariables *self, const BtArticle *article)
{
  GDateTime *time;
  g_autofree char *iso = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (article != NULL);

  time = bt_article_get_portal_time (article);
  iso = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S") : NULL;
  bt_variables_set (self, BT_VARIABLE_ARTICLE_DATE, iso);
  bt_variables_set (self, BT_VARIABLE_ARTICLE_HEADLINE,
                    bt_article_get (article, BT_FIELD_HEADLINE));
  bt_variables_set (self, BT_VARIABLE_SECTION,
                    bt_article_get (article, BT_FIELD_SECTION));
  bt_variables_set (self, BT_VARIABLE_PEN_NAME,
                    bt_article_get (article, BT_FIELD_BYLINE));
}

/* ---- expanding ---- */

char *
bt_photo_expand (const BtPhotoInfo *info, const char *text, const BtPhotoExpand *with)
{
  static const BtPhotoExpand nothing = { 0 };
  g_autoptr (BtVariables) variables = NULL;
  g_autofree char *coded = NULL;
  const char *date;

  g_return_val_if_fail (info != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  if (with == NULL)
    with = &nothing;
  date = bt_photo_info_get (info, BT_PHOTO_DATE_CREATED);
  coded = with->codes != NULL ? bt_codes_expand (
              with->codes, text, *date != '\0' ? date : NULL, with->code_notes)
                              : g_strdup (text);
  variables = bt_photo_variables (info);
  if (with->article != NULL)
    bt_photo_variables_set_article (variables, with->article);
  if (with->number > 0)
    bt_variables_set_number (variables, with->number);
  bt_variables_set (variables, BT_VARIABLE_BATCH, with->batch);

  return bt_variables_expand (variables, coded, with->variable_notes);
}

BtCodes *
bt_context_load_codes (BtContext *self, GError **error)
{
  g_autoptr (BtCodes) codes = bt_codes_new ();
  g_autoptr (GPtrArray) files = NULL;

  g_return_val_if_fail (BT_IS_CONTEXT (self), NULL);

  files = bt_store_list_code_files_sync (bt_context_get_store (self), error);
  if (files == NULL)
    return NULL;
  for (guint i = 0; i < files->len; i++)
    {
      const BtCodeFile *file = g_ptr_array_index (files, i);
      g_autoptr (GBytes) bytes = g_bytes_new (file->text, strlen (file->text));

      if (!bt_codes_add_bytes (codes, bytes, error))
        return NULL;
    }

  return g_steal_pointer (&codes);
}
