/* A photo's fields, in words.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "messages/bt-messages.h"

const char *
bt_message_for_photo_field (BtPhotoField field)
{
  switch (field)
    {
    case BT_PHOTO_CAPTION:
      return C_ ("photo", "Caption");
    case BT_PHOTO_HEADLINE:
      return C_ ("photo", "Headline");
    case BT_PHOTO_ALT:
      return C_ ("photo", "Alternative Text");
    case BT_PHOTO_CREATOR:
      return C_ ("photo", "Photographer");
    case BT_PHOTO_CREDIT:
      return C_ ("photo", "Credit");
    case BT_PHOTO_SOURCE:
      return C_ ("photo", "Source");
    case BT_PHOTO_COPYRIGHT:
      return C_ ("photo", "Copyright");
    case BT_PHOTO_DATE_CREATED:
      return C_ ("photo", "Date Taken");
    case BT_PHOTO_SUBLOCATION:
      return C_ ("photo", "Place");
    case BT_PHOTO_CITY:
      return C_ ("photo", "City");
    case BT_PHOTO_PROVINCE:
      return C_ ("photo", "Province");
    case BT_PHOTO_COUNTRY:
      return C_ ("photo", "Country");
    case BT_PHOTO_KEYWORDS:
      return C_ ("photo", "Keywords");
    case BT_PHOTO_INSTRUCTIONS:
      return C_ ("photo", "Instructions");
    case BT_PHOTO_CAPTION_WRITER:
      return C_ ("photo", "Caption Writer");
    case BT_PHOTO_DIGITAL_SOURCE_TYPE:
      return C_ ("photo", "How It Was Made");
    }
  g_return_val_if_reached ("");
}

#define NEWSCODES "http://cv.iptc.org/newscodes/digitalsourcetype/"

/* Source: IPTC NewsCodes, Digital Source Type (cv.iptc.org/newscodes/digitalsourcetype). */
static const struct
{
  const char *uri;
  const char *words;
} source_types[] = {
  { NEWSCODES "digitalCapture", NC_ ("photo", "Photo from a digital camera") },
  { NEWSCODES "computationalCapture",
    NC_ ("photo", "Photo put together by the camera from several") },
  { NEWSCODES "negativeFilm", NC_ ("photo", "Scanned negative") },
  { NEWSCODES "positiveFilm", NC_ ("photo", "Scanned slide") },
  { NEWSCODES "print", NC_ ("photo", "Scanned print") },
  { NEWSCODES "screenCapture", NC_ ("photo", "Picture of a screen") },
  { NEWSCODES "humanEdits", NC_ ("photo", "Photo changed by a person") },
  { NEWSCODES "algorithmicallyEnhanced", NC_ ("photo", "Photo enhanced by a program") },
  { NEWSCODES "compositeCapture", NC_ ("photo", "Montage of photos") },
  { NEWSCODES "digitalCreation", NC_ ("photo", "Drawn on a computer") },
  { NEWSCODES "dataDrivenMedia", NC_ ("photo", "Chart made from data") },
  { NEWSCODES "algorithmicMedia", NC_ ("photo", "Made by a program, without training") },
  { NEWSCODES "compositeSynthetic",
    NC_ ("photo", "Montage with parts that no camera has seen") },
  { NEWSCODES "compositeWithTrainedAlgorithmicMedia",
    NC_ ("photo", "Photo with parts made by AI") },
  { NEWSCODES "trainedAlgorithmicMedia", NC_ ("photo", "Made by AI") },
};

const char *
bt_message_for_source_type (const char *uri)
{
  g_return_val_if_fail (uri != NULL, "");

  if (*uri == '\0')
    return C_ ("photo", "Not said");
  for (guint i = 0; i < G_N_ELEMENTS (source_types); i++)
    if (g_str_equal (source_types[i].uri, uri))
      return g_dpgettext2 (GETTEXT_PACKAGE, "photo", source_types[i].words);
  return uri;
}

const char *
bt_message_nth_source_type (guint n)
{
  return n < G_N_ELEMENTS (source_types) ? source_types[n].uri : NULL;
}
