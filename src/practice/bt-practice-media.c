/* The routes of the media library.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/bt-practice-image.h"
#include "practice/bt-practice-kses.h"
#include "practice/bt-practice-rest.h"
#include "practice/bt-practice-text.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define NOT_ALLOWED_TYPE "Sorry, you are not allowed to upload this file type."

static const BtPracticeArg media_args[] = {
  { .name = "context", .type = BT_PRACTICE_ARG_STRING, .values = "view, embed, edit" },
  { .name = "slug", .type = BT_PRACTICE_ARG_STRING },
  { .name = "alt_text", .type = BT_PRACTICE_ARG_STRING },
  { .name = "author", .type = BT_PRACTICE_ARG_INT },
  { .name = "post", .type = BT_PRACTICE_ARG_INT },
  { .name = "force", .type = BT_PRACTICE_ARG_BOOL },
};

static BtPracticePost *
find_media (BtPracticeRequest *self)
{
  BtPracticePost *media = bt_practice_post_load (self->site, self->id, "attachment");

  if (media == NULL)
    bt_practice_fail (self, 404, "rest_post_invalid_id", "Invalid post ID.");
  return media;
}

static char *
media_url (BtPracticeSite *site, const BtPracticePost *media)
{
  return g_strdup_printf ("%s/wp-content/uploads/%s", site->url, media->file);
}

static JsonObject *
details_to_json (const BtPracticePost *media, const char *url)
{
  JsonObject *details = json_object_new ();
  JsonObject *sizes = json_object_new ();
  JsonObject *full = json_object_new ();
  JsonObject *meta = json_object_new ();
  g_autofree char *name = g_path_get_basename (media->file);

  json_object_set_string_member (full, "file", name);
  json_object_set_int_member (full, "width", media->width);
  json_object_set_int_member (full, "height", media->height);
  json_object_set_string_member (full, "mime_type", media->mime);
  json_object_set_string_member (full, "source_url", url);
  json_object_set_object_member (sizes, "full", full);
  json_object_set_string_member (meta, "title", media->image_title);
  json_object_set_string_member (meta, "caption", media->image_caption);
  json_object_set_string_member (meta, "credit", media->image_credit);
  json_object_set_int_member (details, "width", media->width);
  json_object_set_int_member (details, "height", media->height);
  json_object_set_string_member (details, "file", media->file);
  json_object_set_int_member (details, "filesize", media->size);
  json_object_set_object_member (details, "sizes", sizes);
  json_object_set_object_member (details, "image_meta", meta);
  return details;
}

static void
add_dates (BtPracticeSite *site, JsonObject *object, const BtPracticePost *media)
{
  bt_practice_add_time (object, "date", media->date);
  bt_practice_add_time (object, "date_gmt", media->date_gmt);
  bt_practice_add_time (object, "modified", media->modified);
  bt_practice_add_time (object, "modified_gmt", media->modified_gmt);
}

JsonObject *
bt_practice_media_to_json (BtPracticeRequest *self,
                           const BtPracticePost *media,
                           gboolean edit)
{
  JsonObject *object = json_object_new ();
  g_autofree char *url = media_url (self->site, media);
  g_autofree char *link = bt_practice_post_permalink (self->site, media);
  g_autofree char *title = bt_practice_kses (media->title, BT_PRACTICE_KSES_TITLE);
  g_autofree char *caption = bt_practice_render_paragraphs (media->excerpt);
  g_autofree char *description = bt_practice_render_paragraphs (media->content);

  json_object_set_int_member (object, "id", media->id);
  add_dates (self->site, object, media);
  bt_practice_add_text_object (object, "guid", url, url, edit);
  json_object_set_string_member (object, "slug", media->slug);
  json_object_set_string_member (object, "status", media->status);
  json_object_set_string_member (object, "type", media->type);
  json_object_set_string_member (object, "link", link);
  bt_practice_add_text_object (object, "title", media->title, title, edit);
  json_object_set_int_member (object, "author", media->author);
  bt_practice_add_text_object (object, "caption", media->excerpt, caption, edit);
  bt_practice_add_text_object (object, "description", media->content, description, edit);
  json_object_set_string_member (object, "alt_text", media->alt);
  json_object_set_string_member (object, "media_type", "image");
  json_object_set_string_member (object, "mime_type", media->mime);
  json_object_set_object_member (object, "media_details", details_to_json (media, url));
  if (media->parent != 0)
    json_object_set_int_member (object, "post", media->parent);
  else
    json_object_set_null_member (object, "post");
  json_object_set_string_member (object, "source_url", url);
  if (edit)
    json_object_set_array_member (object, "missing_image_sizes", json_array_new ());
  bt_practice_add_link (
      object, "self",
      bt_practice_rest_url (self->site, "/wp/v2/media/%" G_GINT64_FORMAT, media->id));
  bt_practice_add_link (object, "collection",
                        bt_practice_rest_url (self->site, "/wp/v2/media"));
  return object;
}

/* filename="…" of Content-Disposition; filename* alone does not count, as in WordPress. */
static char *
disposition_name (const char *header)
{
  g_auto (GStrv) parts = NULL;
  const char *rest = strchr (header, ';');

  if (rest == NULL)
    return NULL;
  parts = g_strsplit (rest + 1, ";", -1);
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (parts[i], "=", 2);
      gsize length;

      if (g_strv_length (pair) != 2
          || g_ascii_strcasecmp (g_strstrip (pair[0]), "filename") != 0)
        continue;
      g_strstrip (pair[1]);
      length = strlen (pair[1]);
      if (length >= 2 && pair[1][0] == '"' && pair[1][length - 1] == '"')
        return g_utf8_make_valid (pair[1] + 1, (gssize)length - 2);
      return g_utf8_make_valid (pair[1], -1);
    }
  return NULL;
}

/* Checks what can be told before the bytes are looked at. Returns the name. */
static char *
check_upload (BtPracticeRequest *self)
{
  const char *disposition =
      soup_message_headers_get_one (self->headers, "Content-Disposition");
  const char *md5 = soup_message_headers_get_one (self->headers, "Content-MD5");
  g_autofree char *name = NULL;

  if (self->upload_size < 0)
    bt_practice_fail (self, 500, "rest_upload_file_error", "Could not open file handle.");
  else if (self->upload == NULL || self->upload_size == 0)
    bt_practice_fail (self, 400, "rest_upload_no_data", "No data supplied.");
  else if (soup_message_headers_get_one (self->headers, "Content-Type") == NULL)
    bt_practice_fail (self, 400, "rest_upload_no_content_type",
                      "No Content-Type supplied.");
  else if (disposition == NULL)
    bt_practice_fail (self, 400, "rest_upload_no_content_disposition",
                      "No Content-Disposition supplied.");
  else if ((name = disposition_name (disposition)) == NULL || *name == '\0')
    bt_practice_fail (
        self, 400, "rest_upload_invalid_disposition",
        "Invalid Content-Disposition supplied. Content-Disposition needs to "
        "be formatted as `attachment; filename=\"image.png\"` or similar.");
  else if (md5 != NULL && g_strcmp0 (md5, self->upload_md5) != 0)
    bt_practice_fail (self, 412, "rest_upload_hash_mismatch",
                      "Content hash did not match expected.");
  return self->failure == NULL ? g_steal_pointer (&name) : NULL;
}

/* The name's ending must be a picture's; where the bytes are another kind of picture, the
 * ending changes. Returns NULL for what is not allowed. */
static char *
final_name (const char *sent, const BtPracticeImage *image)
{
  static const char *const endings[] = {
    "jpg", "jpeg", "jpe", "png", "gif", "webp", NULL
  };
  g_autofree char *name = bt_practice_file_name (sent);
  g_autofree char *ending = NULL;
  char *dot = strrchr (name, '.');

  if (dot == NULL || dot == name)
    return NULL;
  ending = g_ascii_strdown (dot + 1, -1);
  if (!g_strv_contains (endings, ending))
    return NULL;
  *dot = '\0';
  if (g_str_equal (ending, image->extension)
      || (g_str_has_prefix (ending, "jp") && g_str_equal (image->extension, "jpg")))
    return g_strdup_printf ("%.180s.%s", name, dot + 1);
  return g_strdup_printf ("%.180s.%s", name, image->extension);
}

/* The name itself must be on disk before the database speaks of it. */
static gboolean
sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  return done;
}

/* Puts the file under @name or, where that is taken, "name-1". link() never overwrites.
 * Returns the path below the uploads folder. */
static char *
place_file (BtPracticeRequest *self, const char *name)
{
  g_autofree char *now = bt_practice_now (self->site, FALSE);
  g_autofree char *below = g_strdup_printf ("%.4s/%.2s", now, now + 5);
  g_autofree char *folder = g_build_filename (self->site->uploads, below, NULL);
  const char *dot = strrchr (name, '.');

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return NULL;
  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *candidate =
          i == 0 ? g_strdup (name)
                 : g_strdup_printf ("%.*s-%u%s", (int)(dot - name), name, i, dot);
      g_autofree char *path = g_build_filename (folder, candidate, NULL);

      if (link (self->upload, path) == 0)
        {
          bt_practice_set_text (&self->new_file, path);
          return sync_folder (folder) ? g_build_filename (below, candidate, NULL) : NULL;
        }
      if (errno != EEXIST)
        return NULL;
    }
  return NULL;
}

static void
take_texts (BtPracticeRequest *self, BtPracticePost *media)
{
  const char *title = bt_practice_request_text (self, "title");
  const char *caption = bt_practice_request_text (self, "caption");
  const char *description = bt_practice_request_text (self, "description");
  const char *alt = bt_practice_request_text (self, "alt_text");
  const char *slug = bt_practice_request_text (self, "slug");

  if (title != NULL)
    bt_practice_set_text (&media->title, title);
  if (caption != NULL)
    bt_practice_set_text (&media->excerpt, caption);
  if (description != NULL)
    bt_practice_set_text (&media->content, description);
  if (slug != NULL)
    bt_practice_set_text (&media->slug, slug);
  if (alt != NULL)
    {
      g_autofree char *clean = bt_practice_text_field (alt);

      bt_practice_set_text (&media->alt, clean);
    }
}

static gboolean
is_empty_text (BtPracticeRequest *self, const char *name)
{
  const char *text = bt_practice_request_text (self, name);

  return text == NULL || *text == '\0';
}

/* An empty title or caption is filled from the file: a trap, and WordPress has it. */
static void
take_image (BtPracticeRequest *self, BtPracticePost *media, BtPracticeImage *image)
{
  bt_practice_set_text (&media->mime, image->mime);
  media->width = image->width;
  media->height = image->height;
  media->size = self->upload_size;
  if (image->title != NULL)
    bt_practice_set_text (&media->image_title, image->title);
  if (image->caption != NULL)
    bt_practice_set_text (&media->image_caption, image->caption);
  if (image->credit != NULL)
    bt_practice_set_text (&media->image_credit, image->credit);
  take_texts (self, media);
  if (is_empty_text (self, "title") && image->title != NULL)
    bt_practice_set_text (&media->title, image->title);
  if (is_empty_text (self, "caption") && image->caption != NULL)
    bt_practice_set_text (&media->excerpt, image->caption);
}

static gboolean
read_upload (BtPracticeRequest *self, BtPracticeImage *image)
{
  g_autoptr (GMappedFile) map = g_mapped_file_new (self->upload, FALSE, NULL);

  return map != NULL
         && bt_practice_image_read ((const guint8 *)g_mapped_file_get_contents (map),
                                    g_mapped_file_get_length (map), image);
}

static JsonNode *
store_upload (BtPracticeRequest *self, const char *sent_name, BtPracticeImage *image)
{
  g_autoptr (BtPracticePost) media = bt_practice_post_new (self->user);
  g_autofree char *name = final_name (sent_name, image);
  g_autofree char *file = NULL;
  g_autofree char *id = NULL;
  g_autofree char *location = NULL;

  if (name == NULL)
    return bt_practice_fail (self, 500, "rest_upload_sideload_error", NOT_ALLOWED_TYPE);
  file = place_file (self, name);
  if (file == NULL)
    return bt_practice_fail (self, 500, "rest_upload_sideload_error",
                             "The uploaded file could not be moved.");
  bt_practice_set_text (&media->type, "attachment");
  bt_practice_set_text (&media->status, "inherit");
  bt_practice_set_text (&media->file, file);
  take_image (self, media, image);
  if (*media->title == '\0')
    {
      g_autofree char *base = g_path_get_basename (file);

      *strrchr (base, '.') = '\0';
      bt_practice_set_text (&media->title, base);
    }
  media->parent = bt_practice_request_int (self, "post", 0);
  bt_practice_post_store (self->site, self->user, media, NULL, FALSE);

  id = g_strdup_printf ("%" G_GINT64_FORMAT, media->id);
  location = bt_practice_rest_url (self->site, "/wp/v2/media/%s", id);
  soup_message_headers_replace (self->out, "X-WP-Upload-Attachment-ID", id);
  soup_message_headers_replace (self->out, "Location", location);
  self->status = 201;
  return bt_practice_take_object (bt_practice_media_to_json (self, media, TRUE));
}

/* A photo can be given to an article that one may edit. */
static gboolean
check_parent (BtPracticeRequest *self)
{
  gint64 id = bt_practice_request_int (self, "post", 0);
  g_autoptr (BtPracticePost) post = NULL;

  if (id == 0)
    return TRUE;
  post = bt_practice_post_load (self->site, id, "post");
  if (post != NULL && bt_practice_may_edit (self->user, post))
    return TRUE;
  bt_practice_fail_role (self, "rest_cannot_edit",
                         "Sorry, you are not allowed to upload media to this post.");
  return FALSE;
}

JsonNode *
bt_practice_create_media (BtPracticeRequest *self)
{
  g_auto (BtPracticeImage) image = { 0 };
  g_autofree char *name = NULL;

  if (!bt_practice_check_args (self, media_args, G_N_ELEMENTS (media_args)))
    return NULL;
  if (!bt_practice_request_can (self, "upload_files"))
    return bt_practice_fail_role (
        self, "rest_cannot_create",
        "Sorry, you are not allowed to create posts as this user.");
  if (!check_parent (self))
    return NULL;
  name = check_upload (self);
  if (name == NULL)
    return NULL;
  if (!read_upload (self, &image))
    return bt_practice_fail (self, 500, "rest_upload_sideload_error", NOT_ALLOWED_TYPE);
  return store_upload (self, name, &image);
}

JsonNode *
bt_practice_list_media (BtPracticeRequest *self)
{
  return bt_practice_list (self, "attachment", bt_practice_media_to_json);
}

JsonNode *
bt_practice_get_media (BtPracticeRequest *self)
{
  g_autoptr (BtPracticePost) media = NULL;
  gboolean edit;

  if (!bt_practice_check_args (self, media_args, 1))
    return NULL;
  edit = bt_practice_request_is_edit (self);
  media = find_media (self);
  if (media == NULL)
    return NULL;
  if (edit && !bt_practice_may_edit (self->user, media))
    return bt_practice_fail_role (self, "rest_forbidden_context",
                                  "Sorry, you are not allowed to edit this post.");
  return bt_practice_take_object (bt_practice_media_to_json (self, media, edit));
}

/* The editable media item of the route, or NULL with the answer made. */
static BtPracticePost *
find_editable (BtPracticeRequest *self)
{
  g_autoptr (BtPracticePost) media = find_media (self);

  if (media == NULL || bt_practice_may_edit (self->user, media))
    return g_steal_pointer (&media);
  bt_practice_fail_role (self, "rest_cannot_edit",
                         "Sorry, you are not allowed to edit this post.");
  return NULL;
}

JsonNode *
bt_practice_update_media (BtPracticeRequest *self)
{
  g_autoptr (BtPracticePost) before = NULL;
  g_autoptr (BtPracticePost) media = NULL;

  if (!bt_practice_check_args (self, media_args, G_N_ELEMENTS (media_args)))
    return NULL;
  before = find_editable (self);
  if (before == NULL)
    return NULL;
  media = bt_practice_post_load (self->site, self->id, "attachment");
  if (media == NULL)
    return NULL;
  take_texts (self, media);
  bt_practice_post_store (self->site, self->user, media, before, FALSE);
  return bt_practice_take_object (bt_practice_media_to_json (self, media, TRUE));
}

/* There are no smaller sizes to make here, so the work is always done. */
JsonNode *
bt_practice_process_media (BtPracticeRequest *self)
{
  static const BtPracticeArg args[] = {
    { .name = "action",
      .type = BT_PRACTICE_ARG_STRING,
      .values = "create-image-subsizes",
      .required = TRUE },
  };
  g_autoptr (BtPracticePost) media = NULL;

  if (!bt_practice_check_args (self, args, G_N_ELEMENTS (args)))
    return NULL;
  media = find_editable (self);
  if (media == NULL)
    return NULL;
  return bt_practice_take_object (bt_practice_media_to_json (self, media, TRUE));
}

JsonNode *
bt_practice_remove_media (BtPracticeRequest *self)
{
  g_autoptr (BtPracticePost) media = NULL;
  JsonObject *object;

  if (!bt_practice_check_args (self, media_args, G_N_ELEMENTS (media_args)))
    return NULL;
  media = find_media (self);
  if (media == NULL)
    return NULL;
  if (!bt_practice_may_delete (self->user, media))
    return bt_practice_fail_role (self, "rest_cannot_delete",
                                  "Sorry, you are not allowed to delete this post.");
  if (!bt_practice_request_bool (self, "force"))
    return bt_practice_fail (
        self, 501, "rest_trash_not_supported",
        "The post does not support trashing. Set 'force=true' to delete.");
  object = json_object_new ();
  json_object_set_boolean_member (object, "deleted", TRUE);
  json_object_set_object_member (object, "previous",
                                 bt_practice_media_to_json (self, media, TRUE));
  bt_practice_post_delete (self->site, media);
  g_free (self->dead_file);
  self->dead_file = g_build_filename (self->site->uploads, media->file, NULL);
  return bt_practice_take_object (object);
}
