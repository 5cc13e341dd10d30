/* The media library: pictures go up once, under a name of their own.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "portal/bt-portal-private.h"
#include "portal/bt-wordpress-private.h"

#define MEDIA "/wp/v2/media"
/* Web servers take addresses of 8 kB; half of it leaves room for the rest. */
#define MAX_QUERY 4096
#define SIZE_TRIES 3
#define FIELDS "id,slug,source_url,title,caption,alt_text,media_details"

static BtPortalMedia *
read_media (JsonObject *object)
{
  BtPortalMedia *media;
  JsonObject *details = bt_json_object (object, "media_details");

  if (bt_json_int (object, "id") <= 0 || !bt_json_string (object, "source_url"))
    return NULL;
  media = g_new0 (BtPortalMedia, 1);
  media->id = bt_json_int (object, "id");
  media->slug = g_strdup (bt_json_string (object, "slug"));
  media->url = g_strdup (bt_json_string (object, "source_url"));
  media->title = bt_wordpress_words (object, "title");
  media->caption = bt_wordpress_words (object, "caption");
  media->alt = bt_wordpress_plain (bt_json_string (object, "alt_text"));
  media->width = (guint)CLAMP (bt_json_int (details, "width"), 0, G_MAXINT);
  media->height = (guint)CLAMP (bt_json_int (details, "height"), 0, G_MAXINT);
  return media;
}

static BtPortalMedia *
read_answer (JsonNode *node, gint64 id, gboolean changes, GError **error)
{
  g_autoptr (BtPortalMedia) media = NULL;

  if (!node)
    return NULL;
  media = JSON_NODE_HOLDS_OBJECT (node) ? read_media (json_node_get_object (node)) : NULL;
  if (!media || (id && media->id != id))
    {
      bt_wordpress_unusable (changes, "not the media item", error);
      return NULL;
    }
  return g_steal_pointer (&media);
}

/* "a1b2.jpg" gives "a1b2": what WordPress makes of a name when it is asked for a slug. */
static char *
slug_of_name (const char *name)
{
  const char *dot = strrchr (name, '.');
  char *slug = g_ascii_strdown (name, dot ? dot - name : -1);

  return g_strdelimit (slug, ".", '-');
}

static gboolean
check_name (const char *name, GError **error)
{
  const char *dot = strrchr (name, '.');

  for (const char *p = name; *p; p++)
    if (!g_ascii_isalnum (*p) && !strchr ("-_.", *p))
      dot = NULL;
  if (dot && dot > name && dot[1])
    return TRUE;
  bt_portal_set_error (error, BT_PORTAL_ERROR_REFUSED, NULL,
                       "not a name to upload under: %s", name);
  return FALSE;
}

/* Hex MD5 of what is to be sent, as WordPress compares it, and its length. */
static char *
sum_file (GFileInputStream *stream,
          goffset *length,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_MD5);
  guchar buffer[64 * 1024];
  gssize got;

  *length = 0;
  while ((got = g_input_stream_read (G_INPUT_STREAM (stream), buffer, sizeof buffer,
                                     cancellable, error))
         > 0)
    {
      g_checksum_update (sum, buffer, got);
      *length += got;
    }
  if (got < 0
      || !g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_SET, cancellable, error))
    return NULL;
  return g_strdup (g_checksum_get_string (sum));
}

/* @text if the address has room for it. */
static const char *
if_it_fits (const char *text, gsize *room)
{
  g_autofree char *escaped = text ? g_uri_escape_string (text, NULL, FALSE) : NULL;

  if (!escaped || strlen (escaped) > *room)
    return NULL;
  *room -= strlen (escaped);
  return text;
}

/* The words go with the picture, in one request; what is too long for an address follows
 * in a second. */
static GUri *
upload_uri (BtWordpress *self, const BtPortalUpload *upload)
{
  g_autofree char *slug = slug_of_name (upload->name);
  /* A caption is HTML there and plain text here. */
  g_autofree char *html = upload->caption ? bt_wordpress_html (upload->caption) : NULL;
  gsize room = MAX_QUERY;
  const char *title = if_it_fits (upload->title, &room);
  const char *alt = if_it_fits (upload->alt, &room);
  const char *caption = if_it_fits (html, &room);

  return bt_wordpress_uri (self, MEDIA, "context", "edit", "_fields", FIELDS, "slug",
                           slug, "title", title, "alt_text", alt, "caption", caption,
                           NULL);
}

static gboolean
differs (const char *wanted, const char *held)
{
  g_autofree char *plain = wanted ? bt_wordpress_plain (wanted) : NULL;

  return plain && g_strcmp0 (wanted, held) != 0 && g_strcmp0 (plain, held) != 0;
}

/* Empty words are refilled from the file's IPTC, and long ones were left out. */
static BtPortalMedia *
correct (BtPortal *portal,
         BtPortalMedia *media,
         const BtPortalUpload *upload,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (BtPortalMedia) held = media;
  g_autoptr (GError) local = NULL;
  BtPortalMedia *corrected;

  if (!differs (upload->title, held->title) && !differs (upload->caption, held->caption)
      && !differs (upload->alt, held->alt))
    return g_steal_pointer (&held);
  corrected = bt_wordpress_update_media (portal, held->id, upload, cancellable, &local);
  if (!corrected)
    {
      bt_portal_error_set_media (local, held->id);
      g_propagate_error (error, g_steal_pointer (&local));
    }
  return corrected;
}

/* The item is there, but PHP died while it made the smaller sizes. What is missing can be
 * asked for, as often as it takes; whether it helps or not, the item stays. */
static BtPortalMedia *
finish_sizes (BtWordpress *self, gint64 id, GCancellable *cancellable)
{
  g_autofree char *route =
      g_strdup_printf (MEDIA "/%" G_GINT64_FORMAT "/post-process", id);
  g_autoptr (GUri) uri =
      bt_wordpress_uri (self, route, "context", "edit", "_fields", FIELDS, NULL);
  g_autoptr (JsonObject) body = json_object_new ();

  json_object_set_string_member (body, "action", "create-image-subsizes");
  for (guint i = 0; i < SIZE_TRIES && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr (JsonNode) node =
          bt_wordpress_post (self, uri, body, NULL, cancellable, NULL);
      BtPortalMedia *media = read_answer (node, id, TRUE, NULL);

      if (media)
        return media;
    }
  return NULL;
}

/* Sends the file itself. */
static BtPortalMedia *
send_file (BtWordpress *self,
           const BtHttpRequest *request,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (JsonNode) node =
      bt_wordpress_send (self, request, NULL, cancellable, &local);
  BtPortalMedia *media = read_answer (node, 0, TRUE, &local);

  if (!media && bt_portal_error_get_status (local) >= 500
      && bt_portal_error_get_media (local) > 0)
    media = finish_sizes (self, bt_portal_error_get_media (local), cancellable);
  if (!media)
    g_propagate_error (error, g_steal_pointer (&local));
  return media;
}

BtPortalMedia *
bt_wordpress_upload (BtPortal *portal,
                     const BtPortalUpload *upload,
                     BtPortalProgress progress,
                     gpointer progress_data,
                     GCancellable *cancellable,
                     GError **error)
{
  BtWordpress *self = BT_WORDPRESS (portal);
  g_autoptr (GFile) file = g_file_new_for_path (upload->path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autofree char *md5 = NULL;
  g_autofree char *disposition = NULL;
  BtHttpRequest request = { .method = "POST",
                            .changes = TRUE,
                            .authorize = TRUE,
                            .content_type = upload->mime,
                            .progress = progress,
                            .progress_data = progress_data };
  BtPortalMedia *media;

  if (!check_name (upload->name, error)
      || !(stream = g_file_read (file, cancellable, error))
      || !(md5 = sum_file (stream, &request.length, cancellable, error))
      || !bt_wordpress_ensure_api (self, cancellable, error))
    return NULL;

  disposition = g_strdup_printf ("attachment; filename=\"%s\"", upload->name);
  uri = upload_uri (self, upload);
  request.uri = uri;
  request.headers = (const char *const[]){ "Content-Disposition", disposition,
                                           "Content-MD5", md5, NULL };
  request.stream = G_INPUT_STREAM (stream);
  media = send_file (self, &request, cancellable, error);
  return media ? correct (portal, media, upload, cancellable, error) : NULL;
}

/* Whether the file's name at the portal is @name, or what WordPress makes of it: another
 * extension ("a.png"), a counter ("a-1.jpg"), "-scaled" or "-rotated". */
static gboolean
is_file_of (const char *url, const char *name)
{
  g_autofree char *base = g_path_get_basename (url);
  g_autofree char *stem = slug_of_name (name);
  g_autofree char *held = slug_of_name (base);
  g_autofree char *pattern = NULL;
  g_autofree char *escaped = g_regex_escape_string (stem, -1);

  pattern = g_strdup_printf ("^%s(-scaled|-rotated)?(-[0-9]+)?$", escaped);
  return g_regex_match_simple (pattern, held, 0, 0);
}

static GUri *
media_uri (BtWordpress *self, gint64 id, const char *context)
{
  g_autofree char *route = g_strdup_printf (MEDIA "/%" G_GINT64_FORMAT, id);

  return bt_wordpress_uri (self, route, "context", context, "_fields", FIELDS, NULL);
}

/* With its raw words; a colleague's, which this role may not edit, with the shown ones. */
BtPortalMedia *
bt_wordpress_get_media (BtPortal *portal,
                        gint64 id,
                        GCancellable *cancellable,
                        GError **error)
{
  BtWordpress *self = BT_WORDPRESS (portal);
  g_autoptr (GError) local = NULL;
  g_autoptr (GUri) edit = NULL;
  g_autoptr (GUri) view = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (!bt_wordpress_ensure_api (self, cancellable, error))
    return NULL;
  edit = media_uri (self, id, "edit");
  node = bt_wordpress_get (self, edit, NULL, cancellable, &local);
  if (g_error_matches (local, BT_PORTAL_ERROR, BT_PORTAL_ERROR_FORBIDDEN))
    {
      g_clear_error (&local);
      view = media_uri (self, id, "view");
      node = bt_wordpress_get (self, view, NULL, cancellable, &local);
    }
  if (local)
    g_propagate_error (error, g_steal_pointer (&local));
  return read_answer (node, id, FALSE, error);
}

typedef struct
{
  const char *name;
  const char *parameter;
  const char *value;
  gint64 found;
} Lookup;

/* context=edit would leave colleagues' pictures out. */
static GUri *
lookup_uri (BtWordpress *self, guint page, gpointer data)
{
  Lookup *lookup = data;
  g_autofree char *number = g_strdup_printf ("%u", page);

  return bt_wordpress_uri (self, MEDIA, "_fields", "id,source_url", "per_page", "100",
                           "page", number, "orderby", "id", "order", "asc",
                           lookup->parameter, lookup->value, NULL);
}

static gboolean
match_media_cb (JsonObject *object, gpointer data, GError **error)
{
  Lookup *lookup = data;
  g_autoptr (BtPortalMedia) media = read_media (object);

  if (!media)
    return bt_wordpress_unusable (FALSE, "a media item without address", error);
  if (!lookup->found && is_file_of (media->url, lookup->name))
    lookup->found = media->id;
  return TRUE;
}

BtPortalMedia *
bt_wordpress_find_media (BtPortal *portal,
                         const char *name,
                         GCancellable *cancellable,
                         GError **error)
{
  /* The slug has a counter when another item has had it; the search looks into titles
   * and file names. */
  static const char *const parameters[] = { "slug", "search" };
  BtWordpress *self = BT_WORDPRESS (portal);
  g_autofree char *slug = slug_of_name (name);
  Lookup lookup = { .name = name, .value = slug };

  if (!bt_wordpress_ensure_api (self, cancellable, error))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (parameters) && !lookup.found; i++)
    {
      lookup.parameter = parameters[i];
      if (!bt_wordpress_each (self, lookup_uri, match_media_cb, &lookup, cancellable,
                              error))
        return NULL;
    }
  if (!lookup.found)
    return NULL;
  return bt_wordpress_get_media (portal, lookup.found, cancellable, error);
}

BtPortalMedia *
bt_wordpress_update_media (BtPortal *portal,
                           gint64 id,
                           const BtPortalUpload *upload,
                           GCancellable *cancellable,
                           GError **error)
{
  BtWordpress *self = BT_WORDPRESS (portal);
  g_autoptr (JsonObject) body = json_object_new ();
  g_autoptr (GUri) uri = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (!bt_wordpress_ensure_api (self, cancellable, error))
    return NULL;
  if (upload->title)
    json_object_set_string_member (body, "title", upload->title);
  if (upload->caption)
    {
      g_autofree char *html = bt_wordpress_html (upload->caption);

      json_object_set_string_member (body, "caption", html);
    }
  if (upload->alt)
    json_object_set_string_member (body, "alt_text", upload->alt);
  uri = media_uri (self, id, "edit");
  node = bt_wordpress_post (self, uri, body, NULL, cancellable, error);
  return read_answer (node, id, TRUE, error);
}
