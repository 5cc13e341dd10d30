/* XMP (ISO 16684-1) as one packet of RDF.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-metadata.h"
#include "photo/worker/bt-xmp.h"

#include <string.h>

#define HEAD "http://ns.adobe.com/xap/1.0/"

static void
append_list (GString *out, const char *kind, const char *text)
{
  g_auto (GStrv) values = bt_photo_values_split (text);

  g_string_append_printf (out, "<rdf:%s>", kind);
  for (char **value = values; *value != NULL; value++)
    {
      g_autofree char *escaped = g_markup_escape_text (*value, -1);

      if (*escaped != '\0')
        g_string_append_printf (out, "<rdf:li>%s</rdf:li>", escaped);
    }
  g_string_append_printf (out, "</rdf:%s>", kind);
}

static void
append_property (GString *out, const BtXmpProperty *property, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (out, "<%s:%s>", property->prefix, property->name);
  switch (property->form)
    {
    case BT_XMP_SIMPLE:
      g_string_append (out, escaped);
      break;
    case BT_XMP_ALT:
      g_string_append_printf (
          out, "<rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt>", escaped);
      break;
    case BT_XMP_SEQ:
      append_list (out, "Seq", text);
      break;
    case BT_XMP_BAG:
      append_list (out, "Bag", text);
      break;
    }
  g_string_append_printf (out, "</%s:%s>\n", property->prefix, property->name);
}

/* A date must be one (ISO 16684-1, 8.2.1.3). */
static char *
get_text (const BtPhotoInfo *info, BtPhotoField field)
{
  const char *text = bt_photo_info_get (info, field);
  BtDate date;

  if (field != BT_PHOTO_DATE_CREATED)
    return g_strdup (text);
  return bt_date_parse (text, &date) ? bt_date_format (&date) : g_strdup ("");
}

static char *
build (const BtPhotoInfo *info, gsize max_text)
{
  GString *out = g_string_new (
      "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "<rdf:Description rdf:about=\"\"\n"
      " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
      " xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\"\n"
      " xmlns:Iptc4xmpCore=\"http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/\"\n"
      " xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\">\n");

  for (guint i = 0; i < G_N_ELEMENTS (bt_xmp_properties); i++)
    {
      g_autofree char *text = get_text (info, bt_xmp_properties[i].field);
      g_autofree char *cut = g_strndup (text, bt_text_cut (text, max_text));

      if (*cut != '\0')
        append_property (out, &bt_xmp_properties[i], cut);
    }
  g_string_append (out, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n"
                        "<?xpacket end=\"r\"?>");
  return g_string_free (out, FALSE);
}

void
bt_xmp_append (GByteArray *out, const BtPhotoInfo *info)
{
  /* One packet must fit one segment; only an absurd text makes it try again. */
  for (gsize max_text = 32768; max_text > 0; max_text /= 2)
    {
      g_autofree char *packet = build (info, max_text);

      if (bt_segment_append (out, 0xe1, HEAD, sizeof HEAD, (const guint8 *)packet,
                             strlen (packet)))
        return;
    }
}
