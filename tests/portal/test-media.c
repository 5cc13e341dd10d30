/* Pictures on a real WordPress: sent once, with their words, and found again.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "portal-test.h"

typedef struct
{
  char *path;
  char *name;
  BtPortalUpload upload;
} Picture;

static void
picture_init (Picture *picture, const char *description)
{
  g_autofree char *key = test_key ("bt-");

  picture->path = test_picture (1200, 800, description);
  picture->name = g_strconcat (key, "-2560.jpg", NULL);
  picture->upload =
      (BtPortalUpload){ .path = picture->path,
                        .name = picture->name,
                        .mime = "image/jpeg",
                        .title = "Lũ “lớn” ở Đà Nẵng",
                        .caption = "Dân Q.Cái Răng & <b>Ninh Kiều</b>, a < b",
                        .alt = "Một \"con\" thuyền & nước" };
}

static void
picture_clear (Picture *picture)
{
  g_remove (picture->path);
  g_free (picture->path);
  g_free (picture->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Picture, picture_clear)

typedef struct
{
  guint calls;
  guint64 last;
  guint64 total;
} Progress;

static void
progress_cb (guint64 sent, guint64 total, gpointer data)
{
  Progress *progress = data;

  g_assert_cmpuint (sent, >=, progress->last);
  g_assert_cmpuint (sent, <=, total);
  progress->calls++;
  progress->last = sent;
  progress->total = total;
}

static void
check_words (const BtPortalMedia *media, const BtPortalUpload *upload)
{
  g_assert_cmpstr (media->title, ==, upload->title);
  g_assert_cmpstr (media->caption, ==, upload->caption);
  g_assert_cmpstr (media->alt, ==, upload->alt);
}

/* The bytes that the portal serves are the bytes that were sent. */
static void
check_bytes (const BtPortalMedia *media, const char *path)
{
  g_autofree char *copy = g_strconcat (path, ".copy", NULL);

  g_free (
      test_run ((const char *const[]){ "curl", "-sSf", "-o", copy, media->url, NULL }));
  g_free (test_run ((const char *const[]){ "cmp", copy, path, NULL }));
  g_remove (copy);
}

static void
test_upload (gconstpointer who)
{
  g_auto (Picture) picture;
  g_autoptr (BtPortal) portal = test_portal (who, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortalMedia) media = NULL;
  g_autoptr (BtPortalMedia) found = NULL;
  g_autoptr (BtPortalMedia) got = NULL;
  g_autofree char *suffix = NULL;
  g_autofree char *slug = NULL;
  Progress progress = { 0 };
  GStatBuf info;

  picture_init (&picture, "Lời của máy ảnh");
  media =
      bt_portal_upload (portal, &picture.upload, progress_cb, &progress, NULL, &error);
  g_assert_no_error (error);
  check_words (media, &picture.upload);
  check_bytes (media, picture.path);
  suffix = g_strconcat ("/", picture.name, NULL);
  slug = g_strndup (picture.name, strlen (picture.name) - 4);
  g_assert_true (g_str_has_suffix (media->url, suffix));
  g_assert_cmpstr (media->slug, ==, slug);
  g_assert_cmpuint (media->width, ==, 1200);
  g_assert_cmpuint (media->height, ==, 800);
  g_assert_cmpint (g_stat (picture.path, &info), ==, 0);
  g_assert_cmpuint (progress.total, ==, (guint64)info.st_size);
  g_assert_cmpuint (progress.last, ==, progress.total);

  found = bt_portal_find_media (portal, picture.name, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (found->id, ==, media->id);
  got = bt_portal_get_media (portal, media->id, NULL, &error);
  g_assert_no_error (error);
  check_words (got, &picture.upload);
}

/* A colleague's picture is found too, so that it is not sent twice. */
static void
test_find_others (void)
{
  g_auto (Picture) picture;
  g_autoptr (BtPortal) author = test_portal ("author", NULL);
  g_autoptr (BtPortal) other = test_portal ("author2", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortalMedia) media = NULL;
  g_autoptr (BtPortalMedia) found = NULL;
  g_autoptr (BtPortalMedia) none = NULL;

  picture_init (&picture, NULL);
  none = bt_portal_find_media (other, picture.name, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (none);
  media = bt_portal_upload (author, &picture.upload, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  found = bt_portal_find_media (other, picture.name, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (found->id, ==, media->id);
}

/* Sent twice under one name, the first is the one; a longer name is another picture. */
static void
test_find_first (void)
{
  g_auto (Picture) picture;
  g_autoptr (BtPortal) portal = test_portal ("author", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *longer = NULL;
  BtPortalUpload other;
  g_autoptr (BtPortalMedia) wrong = NULL;
  g_autoptr (BtPortalMedia) first = NULL;
  g_autoptr (BtPortalMedia) second = NULL;
  g_autoptr (BtPortalMedia) found = NULL;

  picture_init (&picture, NULL);
  other = picture.upload;
  longer = g_strconcat ("x", picture.name, NULL);
  other.name = longer;
  wrong = bt_portal_upload (portal, &other, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  found = bt_portal_find_media (portal, picture.name, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (found);

  first = bt_portal_upload (portal, &picture.upload, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  second = bt_portal_upload (portal, &picture.upload, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (first->id, !=, second->id);
  found = bt_portal_find_media (portal, picture.name, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (found->id, ==, first->id);
}

/* Another item sits on the slug: the file's name tells all the same. */
static void
test_find_without_slug (void)
{
  g_auto (Picture) picture;
  g_autoptr (BtPortal) portal = test_portal ("editor", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *stem = NULL;
  g_autofree char *body = NULL;
  g_autoptr (JsonNode) squatter = NULL;
  g_autoptr (BtPortalMedia) media = NULL;
  g_autoptr (BtPortalMedia) found = NULL;

  picture_init (&picture, NULL);
  stem = g_strndup (picture.name, strlen (picture.name) - 4);
  body =
      g_strdup_printf ("{\"title\":\"x\",\"status\":\"publish\",\"slug\":\"%s\"}", stem);
  squatter = test_rest ("editor", "POST", "/wp/v2/posts", body);
  media = bt_portal_upload (portal, &picture.upload, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  found = bt_portal_find_media (portal, picture.name, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (found);
  g_assert_cmpint (found->id, ==, media->id);
}

/* No words are no words, though the file has some. */
static void
test_no_words (void)
{
  g_auto (Picture) picture;
  g_autoptr (BtPortal) portal = test_portal ("author", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortalMedia) media = NULL;

  picture_init (&picture, "DCIM của máy ảnh");
  picture.upload.caption = "";
  picture.upload.alt = "";
  media = bt_portal_upload (portal, &picture.upload, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  check_words (media, &picture.upload);
}

static void
test_update (void)
{
  g_auto (Picture) picture;
  g_autoptr (BtPortal) portal = test_portal ("author", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortalMedia) media = NULL;
  g_autoptr (BtPortalMedia) changed = NULL;
  BtPortalUpload words = { .caption = "Chú thích “mới” & > cũ" };

  picture_init (&picture, NULL);
  media = bt_portal_upload (portal, &picture.upload, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  changed = bt_portal_update_media (portal, media->id, &words, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (changed->caption, ==, words.caption);
  g_assert_cmpstr (changed->title, ==, picture.upload.title);
  g_assert_cmpstr (changed->alt, ==, picture.upload.alt);
}

/* More words than an address holds. */
static void
test_long_words (void)
{
  g_auto (Picture) picture;
  g_autoptr (BtPortal) portal = test_portal ("author", NULL);
  g_autoptr (GString) words = g_string_new ("Bắt đầu");
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortalMedia) media = NULL;

  while (words->len < 20000)
    g_string_append (words, " chuyện dài");
  picture_init (&picture, NULL);
  picture.upload.caption = words->str;
  picture.upload.alt = words->str;
  media = bt_portal_upload (portal, &picture.upload, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  check_words (media, &picture.upload);
}

static void
check_refused (const char *who, const BtPortalUpload *upload, BtPortalError kind)
{
  g_autoptr (BtPortal) portal = test_portal (who, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (bt_portal_upload (portal, upload, NULL, NULL, NULL, &error));
  g_assert_error (error, BT_PORTAL_ERROR, (int)kind);
}

static void
test_refused (void)
{
  static const char *const names[] = { "anh đẹp.jpg", "a/b.jpg", "a\".jpg", "jpg",
                                       ".jpg",        "a.",      "a\n.jpg", "" };
  g_auto (Picture) picture;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortal) portal = test_portal ("author", NULL);

  picture_init (&picture, NULL);
  check_refused ("contributor", &picture.upload, BT_PORTAL_ERROR_FORBIDDEN);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      BtPortalUpload odd = picture.upload;

      odd.name = names[i];
      check_refused ("author", &odd, BT_PORTAL_ERROR_REFUSED);
    }

  g_file_set_contents (picture.path, "<svg xmlns='http://www.w3.org/2000/svg'/>", -1,
                       &error);
  g_assert_no_error (error);
  check_refused ("author", &picture.upload, BT_PORTAL_ERROR_REFUSED);
  g_file_set_contents (picture.path, "", 0, &error);
  g_assert_no_error (error);
  check_refused ("author", &picture.upload, BT_PORTAL_ERROR_REFUSED);
  g_remove (picture.path);
  g_assert_null (bt_portal_upload (portal, &picture.upload, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_gone (void)
{
  g_autoptr (BtPortal) portal = test_portal ("author", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (bt_portal_get_media (portal, 999999, NULL, &error));
  assert_portal_error (error, NOT_FOUND);
}

/* PHP dies while it makes the smaller sizes; they are made then. */
static void
test_sizes (void)
{
  g_auto (Picture) picture;
  g_autoptr (BtPortal) portal = test_portal ("author", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortalMedia) media = NULL;
  g_autofree char *route = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *sizes;

  picture_init (&picture, NULL);
  test_site_fault ("fatal-subsizes 1 POST ^/wp-json/wp/v2/media");
  media = bt_portal_upload (portal, &picture.upload, NULL, NULL, NULL, &error);
  test_site_fault (NULL);
  g_assert_no_error (error);
  check_words (media, &picture.upload);
  route = g_strdup_printf ("/wp/v2/media/%" G_GINT64_FORMAT "?context=edit", media->id);
  node = test_rest ("author", "GET", route, NULL);
  sizes = json_object_get_object_member (
      json_object_get_object_member (json_node_get_object (node), "media_details"),
      "sizes");
  g_assert_true (json_object_has_member (sizes, "medium"));
  g_assert_true (json_object_has_member (sizes, "large"));
}

/* The answer is lost, the item is there: the error says which, and it is found. */
static void
test_lost_answer (void)
{
  static const char *const faults[] = {
    "die-after 9 POST ^/wp-json/wp/v2/media",
    "bom 1 POST ^/wp-json/wp/v2/media",
    "html-after 1 POST ^/wp-json/wp/v2/media",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_auto (Picture) picture;
      g_autoptr (BtPortal) portal = test_portal ("author", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (BtPortalMedia) found = NULL;
      gint64 told;

      g_test_message ("%s", faults[i]);
      picture_init (&picture, NULL);
      test_site_fault (faults[i]);
      g_assert_null (
          bt_portal_upload (portal, &picture.upload, NULL, NULL, NULL, &error));
      test_site_fault (NULL);
      assert_portal_error (error, UNKNOWN_OUTCOME);
      told = bt_portal_error_get_media (error);
      g_clear_error (&error);
      found = bt_portal_find_media (portal, picture.name, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (found->id, ==, told);
    }
}

/* A 500 that left the item behind is mended at once. */
static void
test_mended (void)
{
  g_auto (Picture) picture;
  g_autoptr (BtPortal) portal = test_portal ("author", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortalMedia) media = NULL;

  picture_init (&picture, NULL);
  test_site_fault ("die-after 2 POST ^/wp-json/wp/v2/media");
  media = bt_portal_upload (portal, &picture.upload, NULL, NULL, NULL, &error);
  test_site_fault (NULL);
  g_assert_no_error (error);
  check_words (media, &picture.upload);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/media/upload/editor", "editor", test_upload);
  g_test_add_data_func ("/media/upload/author", "author", test_upload);
  g_test_add_func ("/media/find-others", test_find_others);
  g_test_add_func ("/media/find-first", test_find_first);
  g_test_add_func ("/media/find-without-slug", test_find_without_slug);
  g_test_add_func ("/media/no-words", test_no_words);
  g_test_add_func ("/media/update", test_update);
  g_test_add_func ("/media/long-words", test_long_words);
  g_test_add_func ("/media/refused", test_refused);
  g_test_add_func ("/media/gone", test_gone);
  if (test_site_is_real ())
    {
      g_test_add_func ("/media/sizes", test_sizes);
      g_test_add_func ("/media/lost-answer", test_lost_answer);
      g_test_add_func ("/media/mended", test_mended);
    }
  return g_test_run ();
}
