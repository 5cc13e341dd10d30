/* What a picture file says of itself, without decoding it.
 * Sources: ITU T.81 annex B (JPEG), PNG 1.2, WebP container specification, GIF89a,
 * IPTC-IIM 4.2, EXIF 2.32.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/bt-practice-image.h"

#include <string.h>

#define EXIF_IMAGE_DESCRIPTION 0x010e
#define EXIF_ARTIST 0x013b

typedef struct
{
  const guint8 *data;
  gsize length;
  gboolean little;
} Bytes;

void
bt_practice_image_clear (BtPracticeImage *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->caption, g_free);
  g_clear_pointer (&self->credit, g_free);
}

/* All readers answer 0 outside of the data. */
static guint
get16 (const Bytes *self, gsize at)
{
  if (self->length < 2 || at > self->length - 2)
    return 0;
  return self->little ? self->data[at] | self->data[at + 1] << 8
                      : self->data[at] << 8 | self->data[at + 1];
}

static guint32
get32 (const Bytes *self, gsize at)
{
  guint32 first = get16 (self, at);
  guint32 second = get16 (self, at + 2);

  return self->little ? second << 16 | first : first << 16 | second;
}

static Bytes
slice (const Bytes *self, gsize at, gsize length)
{
  Bytes part = *self;

  at = MIN (at, self->length);
  part.data += at;
  part.length = MIN (length, self->length - at);
  return part;
}

static gboolean
begins_with (const Bytes *self, gsize at, const char *text, gsize length)
{
  return self->length >= length && at <= self->length - length
         && memcmp (self->data + at, text, length) == 0;
}

/* UTF-8 stays, all else counts as Latin-1: so WordPress garbles old Vietnamese, too. */
static char *
read_text (const Bytes *self)
{
  g_autofree char *raw = g_strndup ((const char *)self->data, self->length);

  if (!g_utf8_validate (raw, -1, NULL))
    {
      GString *latin = g_string_new (NULL);

      for (const char *p = raw; *p != '\0'; p++)
        g_string_append_unichar (latin, (guchar)*p);
      g_free (raw);
      raw = g_string_free (latin, FALSE);
    }
  return g_strstrip (g_steal_pointer (&raw));
}

static void
take_first (char **place, const Bytes *value)
{
  g_autofree char *text = *place == NULL ? read_text (value) : NULL;

  if (text != NULL && *text != '\0')
    *place = g_steal_pointer (&text);
}

/* Headline before object name, credit before by-line; a short caption serves as title. */
static void
read_iim (const Bytes *self, BtPracticeImage *image)
{
  g_autofree char *headline = NULL;
  g_autofree char *name = NULL;
  g_autofree char *credit = NULL;
  g_autofree char *byline = NULL;

  for (gsize at = 0; at + 5 <= self->length && self->data[at] == 0x1c;)
    {
      Bytes value = slice (self, at + 5, get16 (self, at + 3));
      guint dataset = self->data[at + 1] == 2 ? self->data[at + 2] : 0;

      if (dataset == 105)
        take_first (&headline, &value);
      else if (dataset == 5)
        take_first (&name, &value);
      else if (dataset == 120)
        take_first (&image->caption, &value);
      else if (dataset == 110)
        take_first (&credit, &value);
      else if (dataset == 80)
        take_first (&byline, &value);
      at += 5 + (gsize)get16 (self, at + 3);
    }
  image->title = headline != NULL ? g_steal_pointer (&headline) : g_steal_pointer (&name);
  if (image->title == NULL && image->caption != NULL && strlen (image->caption) < 80)
    image->title = g_strdup (image->caption);
  image->credit = credit != NULL ? g_steal_pointer (&credit) : g_steal_pointer (&byline);
}

/* Photoshop's resource blocks; 0x0404 holds the IIM. */
static void
read_photoshop (const Bytes *self, BtPracticeImage *image)
{
  gsize at = 14;

  if (!begins_with (self, 0, "Photoshop 3.0\0", 14))
    return;
  while (begins_with (self, at, "8BIM", 4) && at + 12 <= self->length)
    {
      gsize name = (gsize)self->data[at + 6] + 1;
      gsize data = at + 6 + name + (name & 1);
      gsize length = get32 (self, data);

      if (get16 (self, at + 4) == 0x0404)
        {
          Bytes iim = slice (self, data + 4, length);

          read_iim (&iim, image);
          return;
        }
      at = data + 4 + length + (length & 1);
    }
}

static char *
read_exif_text (const Bytes *tiff, gsize entry)
{
  gsize length = get32 (tiff, entry + 4);
  gsize at = length <= 4 ? entry + 8 : get32 (tiff, entry + 8);
  Bytes value = slice (tiff, at, length);

  return get16 (tiff, entry + 2) == 2 && length > 0 ? read_text (&value) : g_strdup ("");
}

static void
read_exif (const Bytes *self, char **description, char **artist)
{
  Bytes tiff = slice (self, 6, G_MAXSIZE);
  gsize ifd;

  if (!begins_with (self, 0, "Exif\0\0", 6))
    return;
  tiff.little = begins_with (&tiff, 0, "II", 2);
  ifd = get32 (&tiff, 4);
  for (guint i = 0; i < get16 (&tiff, ifd); i++)
    {
      gsize entry = ifd + 2 + (gsize)i * 12;
      guint field = get16 (&tiff, entry);

      if (field == EXIF_IMAGE_DESCRIPTION && *description == NULL)
        *description = read_exif_text (&tiff, entry);
      else if (field == EXIF_ARTIST && *artist == NULL)
        *artist = read_exif_text (&tiff, entry);
    }
}

static gboolean
is_frame_header (guint marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8
         && marker != 0xcc;
}

static gboolean
read_jpeg (const Bytes *self, BtPracticeImage *image)
{
  g_autofree char *description = NULL;
  g_autofree char *artist = NULL;
  gsize at = 2;

  while (at + 4 <= self->length && self->data[at] == 0xff)
    {
      guint marker = self->data[at + 1];
      Bytes segment;

      if (marker == 0xff || marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8))
        {
          at += marker == 0xff ? 1 : 2;
          continue;
        }
      if (marker == 0xd9 || marker == 0xda || get16 (self, at + 2) < 2)
        break;
      segment = slice (self, at + 4, get16 (self, at + 2) - 2);
      if (is_frame_header (marker))
        {
          image->height = get16 (&segment, 1);
          image->width = get16 (&segment, 3);
        }
      else if (marker == 0xe1)
        read_exif (&segment, &description, &artist);
      else if (marker == 0xed)
        read_photoshop (&segment, image);
      at += 2 + (gsize)get16 (self, at + 2);
    }
  if (description != NULL && *description != '\0')
    {
      if (image->title == NULL && strlen (description) < 80)
        image->title = g_strdup (description);
      if (image->caption == NULL)
        image->caption = g_steal_pointer (&description);
    }
  if (image->credit == NULL && artist != NULL && *artist != '\0')
    image->credit = g_steal_pointer (&artist);
  image->mime = "image/jpeg";
  image->extension = "jpg";
  return image->width > 0;
}

static gboolean
read_png (const Bytes *self, BtPracticeImage *image)
{
  image->mime = "image/png";
  image->extension = "png";
  image->width = get32 (self, 16);
  image->height = get32 (self, 20);
  return begins_with (self, 12, "IHDR", 4) && image->width > 0;
}

static gboolean
read_gif (const Bytes *self, BtPracticeImage *image)
{
  Bytes little = *self;

  little.little = TRUE;
  image->mime = "image/gif";
  image->extension = "gif";
  image->width = get16 (&little, 6);
  image->height = get16 (&little, 8);
  return image->width > 0;
}

static gboolean
read_webp (const Bytes *self, BtPracticeImage *image)
{
  Bytes little = *self;

  little.little = TRUE;
  image->mime = "image/webp";
  image->extension = "webp";
  if (begins_with (self, 12, "VP8 ", 4))
    {
      image->width = get16 (&little, 26) & 0x3fff;
      image->height = get16 (&little, 28) & 0x3fff;
    }
  else if (begins_with (self, 12, "VP8L", 4))
    {
      guint32 bits = get32 (&little, 21);

      image->width = (bits & 0x3fff) + 1;
      image->height = (bits >> 14 & 0x3fff) + 1;
    }
  else if (begins_with (self, 12, "VP8X", 4))
    {
      image->width = (get32 (&little, 24) & 0xffffff) + 1;
      image->height = (get32 (&little, 27) & 0xffffff) + 1;
    }
  return image->width > 0;
}

gboolean
bt_practice_image_read (const guint8 *bytes, gsize length, BtPracticeImage *self)
{
  const Bytes all = { bytes, length, FALSE };

  if (begins_with (&all, 0, "\xff\xd8\xff", 3))
    return read_jpeg (&all, self);
  if (begins_with (&all, 0, "\x89PNG\r\n\x1a\n", 8))
    return read_png (&all, self);
  if (begins_with (&all, 0, "GIF8", 4))
    return read_gif (&all, self);
  if (begins_with (&all, 0, "RIFF", 4) && begins_with (&all, 8, "WEBP", 4))
    return read_webp (&all, self);
  return FALSE;
}
