/* XMP (ISO 16684-1) as one packet of RDF.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-embed.h"
#include "photo/worker/bt-xmp.h"

#include <string.h>

#define MAX_TEXT 32768
/* XMP specification, part 3, 1.1.3. */
#define MAX_PACKET 65502
#define EXTENSION_PIECE 65400

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

char *
bt_xmp_build (const BtPhotoInfo *fields,
              const char *rest,
              const char *extended,
              gsize max_text)
{
  GString *out = g_string_new (
      "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      "<rdf:RDF xmlns:rdf=\"" BT_XMP_RDF "\">\n"
      "<rdf:Description rdf:about=\"\"\n"
      " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
      " xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\"\n"
      " xmlns:Iptc4xmpCore=\"http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/\"\n"
      " xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\"");

  if (extended != NULL)
    g_string_append_printf (
        out, "\n xmlns:xmpNote=\"" BT_XMP_NOTE "\" xmpNote:HasExtendedXMP=\"%s\"",
        extended);
  g_string_append (out, ">\n");
  for (guint i = 0; i < G_N_ELEMENTS (bt_xmp_properties); i++)
    {
      g_autofree char *text = get_text (fields, bt_xmp_properties[i].field);
      g_autofree char *cut = g_strndup (text, bt_text_cut (text, max_text));

      if (*cut != '\0')
        append_property (out, &bt_xmp_properties[i], cut);
    }
  g_string_append (out, "</rdf:Description>\n");
  if (rest != NULL)
    g_string_append (out, rest);
  g_string_append (out, "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>");
  return g_string_free (out, FALSE);
}

static gboolean
append_packet (GByteArray *out, const char *packet)
{
  return bt_segment_append (out, 0xe1, BT_JPEG_XMP, sizeof BT_JPEG_XMP,
                            (const guint8 *)packet, strlen (packet));
}

/* XMP specification, part 3, 1.1.3.1: what is too long for one segment goes into pieces, in
 * an RDF of its own, which the first one names by its MD5. */
static void
append_extension (GByteArray *out, const char *text, const char *guid)
{
  gsize length = strlen (text);

  for (gsize at = 0; at < length;)
    {
      gsize n = MIN (length - at, EXTENSION_PIECE);
      g_autoptr (GByteArray) piece = g_byte_array_new ();
      guint32 numbers[2] = { GUINT32_TO_BE ((guint32)length),
                             GUINT32_TO_BE ((guint32)at) };

      g_byte_array_append (piece, (const guint8 *)guid, 32);
      g_byte_array_append (piece, (const guint8 *)numbers, 8);
      g_byte_array_append (piece, (const guint8 *)text + at, (guint)n);
      bt_segment_append (out, 0xe1, BT_JPEG_XMP_MORE, sizeof BT_JPEG_XMP_MORE,
                         piece->data, piece->len);
      at += n;
    }
}

void
bt_xmp_append_segments (GByteArray *out,
                        const BtPhotoInfo *fields,
                        const char *rest,
                        const char *more)
{
  g_autofree char *packet = bt_xmp_build (fields, rest, NULL, MAX_TEXT);
  g_autofree char *beyond = NULL;
  g_autofree char *md5 = NULL;
  g_autofree char *guid = NULL;
  gboolean fits = strlen (packet) <= MAX_PACKET - 200;

  if ((rest != NULL && !fits) || more != NULL)
    {
      beyond = g_strconcat (
          "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"" BT_XMP_RDF
          "\">\n",
          fits || rest == NULL ? "" : rest, more != NULL ? more : "",
          "</rdf:RDF></x:xmpmeta>", NULL);
      md5 = g_compute_checksum_for_string (G_CHECKSUM_MD5, beyond, -1);
      guid = g_ascii_strup (md5, -1);
    }
  /* Our own texts must fit one segment; only absurd ones make it try again. */
  for (gsize max_text = MAX_TEXT; max_text > 0; max_text /= 2)
    {
      g_autofree char *main = bt_xmp_build (fields, fits ? rest : NULL, guid, max_text);

      if (strlen (main) <= MAX_PACKET && append_packet (out, main))
        break;
    }
  if (beyond != NULL)
    append_extension (out, beyond, guid);
}

void
bt_xmp_append (GByteArray *out, const BtPhotoInfo *info)
{
  bt_xmp_append_segments (out, info, NULL, NULL);
}
