/* Names in XMP, and where the fields stand.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-xmp.h"

#include <string.h>

#define MAX_BINDINGS 512
#define MAX_BYTES (8u * 1024 * 1024)

#define DC "http://purl.org/dc/elements/1.1/", "dc"
#define PHOTOSHOP "http://ns.adobe.com/photoshop/1.0/", "photoshop"
#define CORE "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/", "Iptc4xmpCore"
#define EXT "http://iptc.org/std/Iptc4xmpExt/2008-02-29/", "Iptc4xmpExt"

const BtXmpProperty bt_xmp_properties[BT_N_PHOTO_FIELDS] = {
  { BT_PHOTO_CAPTION, DC, "description", BT_XMP_ALT },
  { BT_PHOTO_CREATOR, DC, "creator", BT_XMP_SEQ },
  { BT_PHOTO_COPYRIGHT, DC, "rights", BT_XMP_ALT },
  { BT_PHOTO_KEYWORDS, DC, "subject", BT_XMP_BAG },
  { BT_PHOTO_HEADLINE, PHOTOSHOP, "Headline", BT_XMP_SIMPLE },
  { BT_PHOTO_CREDIT, PHOTOSHOP, "Credit", BT_XMP_SIMPLE },
  { BT_PHOTO_SOURCE, PHOTOSHOP, "Source", BT_XMP_SIMPLE },
  { BT_PHOTO_DATE_CREATED, PHOTOSHOP, "DateCreated", BT_XMP_SIMPLE },
  { BT_PHOTO_CITY, PHOTOSHOP, "City", BT_XMP_SIMPLE },
  { BT_PHOTO_PROVINCE, PHOTOSHOP, "State", BT_XMP_SIMPLE },
  { BT_PHOTO_COUNTRY, PHOTOSHOP, "Country", BT_XMP_SIMPLE },
  { BT_PHOTO_INSTRUCTIONS, PHOTOSHOP, "Instructions", BT_XMP_SIMPLE },
  { BT_PHOTO_CAPTION_WRITER, PHOTOSHOP, "CaptionWriter", BT_XMP_SIMPLE },
  { BT_PHOTO_SUBLOCATION, CORE, "Location", BT_XMP_SIMPLE },
  { BT_PHOTO_ALT, CORE, "AltTextAccessibility", BT_XMP_ALT },
  { BT_PHOTO_DIGITAL_SOURCE_TYPE, EXT, "DigitalSourceType", BT_XMP_SIMPLE },
};

const BtXmpProperty *
bt_xmp_find (const char *uri, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (bt_xmp_properties); i++)
    if (g_str_equal (bt_xmp_properties[i].name, name)
        && g_str_equal (bt_xmp_properties[i].uri, uri))
      return &bt_xmp_properties[i];
  return NULL;
}

/* Prefix and namespace stand one after the other. */
void
bt_xmp_names_init (BtXmpNames *self)
{
  self->bindings = g_ptr_array_new_with_free_func (g_free);
  self->marks = g_array_new (FALSE, FALSE, sizeof (guint));
}

void
bt_xmp_names_clear (BtXmpNames *self)
{
  g_clear_pointer (&self->bindings, g_ptr_array_unref);
  g_clear_pointer (&self->marks, g_array_unref);
}

gboolean
bt_xmp_names_push (BtXmpNames *self, const char **names, const char **values)
{
  g_array_append_val (self->marks, self->bindings->len);
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_has_prefix (names[i], "xmlns:"))
      {
        g_ptr_array_add (self->bindings, g_strdup (names[i] + strlen ("xmlns:")));
        g_ptr_array_add (self->bindings, g_strdup (values[i]));
      }
    else if (g_str_equal (names[i], "xmlns"))
      {
        g_ptr_array_add (self->bindings, g_strdup (""));
        g_ptr_array_add (self->bindings, g_strdup (values[i]));
      }
  return self->bindings->len <= 2 * MAX_BINDINGS;
}

void
bt_xmp_names_pop (BtXmpNames *self)
{
  guint mark = g_array_index (self->marks, guint, self->marks->len - 1);

  g_array_set_size (self->marks, self->marks->len - 1);
  g_ptr_array_set_size (self->bindings, (int)mark);
}

const char *
bt_xmp_names_resolve (BtXmpNames *self, const char *name, const char **local)
{
  const char *colon = strchr (name, ':');
  gsize length = colon != NULL ? (gsize)(colon - name) : 0;

  *local = colon != NULL ? colon + 1 : name;
  for (guint i = self->bindings->len; i >= 2; i -= 2)
    {
      const char *prefix = g_ptr_array_index (self->bindings, i - 2);

      if (strlen (prefix) == length && strncmp (prefix, name, length) == 0)
        return g_ptr_array_index (self->bindings, i - 1);
    }
  return "";
}

char *
bt_xmp_text (GBytes *packet)
{
  gsize length;
  const char *data = g_bytes_get_data (packet, &length);
  const char *start = length > 0 ? memchr (data, '<', length) : NULL;
  const char *end = length > 0 ? memrchr (data, '>', length) : NULL;

  if (start == NULL || end == NULL || end < start || length > MAX_BYTES
      || !g_utf8_validate_len (start, (gsize)(end - start) + 1, NULL))
    return NULL;
  return g_strndup (start, (gsize)(end - start) + 1);
}
