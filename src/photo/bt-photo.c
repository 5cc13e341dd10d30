/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/bt-photo-private.h"
#include "text/bt-text.h"

/* Keeps a semicolon from separating two values. */
#define NO_BREAK_SPACE "\xc2\xa0"

/* clang-format off */
G_DEFINE_QUARK (bt-photo-error-quark, bt_photo_error)
/* clang-format on */
G_DEFINE_BOXED_TYPE (BtPhotoInfo, bt_photo_info, bt_photo_info_copy, bt_photo_info_free)

static const char *const field_names[BT_N_PHOTO_FIELDS] = {
  [BT_PHOTO_CAPTION] = "caption",
  [BT_PHOTO_HEADLINE] = "headline",
  [BT_PHOTO_ALT] = "alt",
  [BT_PHOTO_CREATOR] = "creator",
  [BT_PHOTO_CREDIT] = "credit",
  [BT_PHOTO_SOURCE] = "source",
  [BT_PHOTO_COPYRIGHT] = "copyright",
  [BT_PHOTO_DATE_CREATED] = "date_created",
  [BT_PHOTO_SUBLOCATION] = "sublocation",
  [BT_PHOTO_CITY] = "city",
  [BT_PHOTO_PROVINCE] = "province",
  [BT_PHOTO_COUNTRY] = "country",
  [BT_PHOTO_KEYWORDS] = "keywords",
  [BT_PHOTO_INSTRUCTIONS] = "instructions",
  [BT_PHOTO_CAPTION_WRITER] = "caption_writer",
  [BT_PHOTO_DIGITAL_SOURCE_TYPE] = "digital_source_type",
};

static const char *const exif_names[BT_N_PHOTO_EXIF] = {
  [BT_PHOTO_EXIF_CAMERA] = "camera",     [BT_PHOTO_EXIF_LENS] = "lens",
  [BT_PHOTO_EXIF_EXPOSURE] = "exposure", [BT_PHOTO_EXIF_APERTURE] = "aperture",
  [BT_PHOTO_EXIF_ISO] = "iso",           [BT_PHOTO_EXIF_FOCAL_LENGTH] = "focal_length",
};

/* What neither XML nor a caption can hold: controls but tab and line end, and
 * non-characters. */
static gboolean
is_unwanted (gunichar c)
{
  if (c == '\t' || c == '\n')
    return FALSE;
  return g_unichar_iscntrl (c) || (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
}

/* Returns: (nullable): @value in NFC, trimmed, with "\n" line ends; %NULL when nothing is
 * left */
static char *
clean_text (const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  g_autofree char *nfc = bt_text_nfc (valid);
  g_autoptr (GString) out = g_string_sized_new (strlen (nfc));
  gsize end = 0;

  for (const char *p = nfc; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r')
        {
          if (p[1] == '\n')
            continue;
          c = '\n';
        }
      if (is_unwanted (c) || (out->len == 0 && g_unichar_isspace (c)))
        continue;
      g_string_append_unichar (out, c);
      if (!g_unichar_isspace (c))
        end = out->len;
    }
  g_string_truncate (out, end);
  if (out->len == 0)
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

gboolean
bt_photo_check_size (guint64 width, guint64 height, GError **error)
{
  if (width == 0 || height == 0)
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_DAMAGED, "No pixels");
      return FALSE;
    }
  if (width > BT_PHOTO_MAX_SIDE || height > BT_PHOTO_MAX_SIDE
      || width * height > BT_PHOTO_MAX_PIXELS)
    {
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_TOO_LARGE,
                   "%" G_GUINT64_FORMAT " × %" G_GUINT64_FORMAT " pixels", width, height);
      return FALSE;
    }
  return TRUE;
}

const char *
bt_photo_field_to_string (BtPhotoField field)
{
  g_return_val_if_fail ((guint)field < BT_N_PHOTO_FIELDS, NULL);

  return field_names[field];
}

gboolean
bt_photo_field_is_list (BtPhotoField field)
{
  return field == BT_PHOTO_CREATOR || field == BT_PHOTO_KEYWORDS;
}

const char *
bt_photo_exif_to_string (BtPhotoExif exif)
{
  g_return_val_if_fail ((guint)exif < BT_N_PHOTO_EXIF, NULL);

  return exif_names[exif];
}

char *
bt_photo_values_join (const char *const *values)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_return_val_if_fail (values != NULL, NULL);

  for (; *values != NULL; values++)
    {
      g_autofree char *value = clean_text (*values);
      g_autoptr (GString) whole = g_string_new (value);

      if (whole->len == 0)
        continue;
      g_string_replace (whole, "; ", ";" NO_BREAK_SPACE, 0);
      g_string_append_printf (out, "%s%s", out->len > 0 ? "; " : "", whole->str);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char **
bt_photo_values_split (const char *text)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  parts = g_strsplit (text, "; ", -1);
  for (char **part = parts; *part != NULL; part++)
    {
      g_autofree char *value = clean_text (*part);
      g_autoptr (GString) whole = g_string_new (value);

      g_string_replace (whole, ";" NO_BREAK_SPACE, "; ", 0);
      if (whole->len > 0)
        g_strv_builder_add (builder, whole->str);
    }
  return g_strv_builder_end (builder);
}

BtPhotoInfo *
bt_photo_info_new (void)
{
  return g_new0 (BtPhotoInfo, 1);
}

BtPhotoInfo *
bt_photo_info_copy (const BtPhotoInfo *self)
{
  BtPhotoInfo *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = bt_photo_info_new ();
  *copy = *self;
  copy->hash = g_strdup (self->hash);
  copy->name = g_strdup (self->name);
  copy->mime = g_strdup (self->mime);
  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    copy->fields[i] = g_strdup (self->fields[i]);
  for (guint i = 0; i < BT_N_PHOTO_EXIF; i++)
    copy->exif[i] = g_strdup (self->exif[i]);
  return copy;
}

void
bt_photo_info_free (BtPhotoInfo *self)
{
  if (self == NULL)
    return;
  g_free (self->hash);
  g_free (self->name);
  g_free (self->mime);
  for (guint i = 0; i < BT_N_PHOTO_FIELDS; i++)
    g_free (self->fields[i]);
  for (guint i = 0; i < BT_N_PHOTO_EXIF; i++)
    g_free (self->exif[i]);
  g_free (self);
}

const char *
bt_photo_info_get (const BtPhotoInfo *self, BtPhotoField field)
{
  g_return_val_if_fail (self != NULL, "");
  g_return_val_if_fail ((guint)field < BT_N_PHOTO_FIELDS, "");

  return self->fields[field] != NULL ? self->fields[field] : "";
}

void
bt_photo_info_set (BtPhotoInfo *self, BtPhotoField field, const char *value)
{
  char *text;

  g_return_if_fail (self != NULL);
  g_return_if_fail ((guint)field < BT_N_PHOTO_FIELDS);

  text = value != NULL ? clean_text (value) : NULL;
  g_free (self->fields[field]);
  self->fields[field] = text;
}

const char *
bt_photo_info_get_exif (const BtPhotoInfo *self, BtPhotoExif exif)
{
  g_return_val_if_fail (self != NULL, "");
  g_return_val_if_fail ((guint)exif < BT_N_PHOTO_EXIF, "");

  return self->exif[exif] != NULL ? self->exif[exif] : "";
}

void
bt_photo_info_set_exif (BtPhotoInfo *self, BtPhotoExif exif, const char *value)
{
  char *text;

  g_return_if_fail (self != NULL);
  g_return_if_fail ((guint)exif < BT_N_PHOTO_EXIF);

  text = value != NULL ? clean_text (value) : NULL;
  g_free (self->exif[exif]);
  self->exif[exif] = text;
}
