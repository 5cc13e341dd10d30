/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "portal-test.h"

#include <glib/gstdio.h>

static JsonObject *
site (void)
{
  static JsonNode *root = NULL;

  if (!root)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();
      g_autoptr (GError) error = NULL;
      const char *path = g_getenv ("BANTHAO_TEST_WORDPRESS");

      if (!path)
        g_error ("run this test under tests/portal/with-wordpress");
      json_parser_load_from_file (parser, path, &error);
      g_assert_no_error (error);
      root = json_parser_steal_root (parser);
    }
  return json_node_get_object (root);
}

static const char *
member_of_user (const char *who, const char *member)
{
  JsonObject *users = json_object_get_object_member (site (), "users");

  return json_object_get_string_member (json_object_get_object_member (users, who),
                                        member);
}

const char *
test_site_url (void)
{
  return json_object_get_string_member (site (), "url");
}

const char *
test_site_login (const char *who)
{
  return member_of_user (who, "login");
}

const char *
test_site_password (const char *who)
{
  return member_of_user (who, "app_password");
}

gboolean
test_site_is_real (void)
{
  return json_object_has_member (site (), "faults");
}

void
test_site_fault (const char *line)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (json_object_get_string_member (site (), "faults"),
                       line ? line : "", -1, &error);
  g_assert_no_error (error);
}

BtPortal *
test_portal (const char *who, const char *url)
{
  g_autoptr (GError) error = NULL;
  BtPortal *portal =
      bt_portal_new ("wordpress", url ? url : test_site_url (), NULL,
                     test_site_login (who), test_site_password (who), &error);

  g_assert_no_error (error);
  return portal;
}

char *
test_key (const char *start)
{
  g_autofree char *uuid = g_uuid_string_random ();

  return g_strconcat (start, uuid, NULL);
}

char *
test_run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
  return out;
}

char *
test_get (const char *url)
{
  const char *const argv[] = { "curl", "-sSfL", "--max-time", "20", url, NULL };

  return test_run (argv);
}

char *
test_picture (guint width, guint height, const char *description)
{
  static const char make[] =
      "[, $path, $w, $h] = $argv; $image = imagecreatetruecolor ($w, $h);"
      "for ($i = 0; $i < 400; $i++) imagefilledellipse ($image, rand (0, $w),"
      " rand (0, $h), $w / 8, $h / 8, rand (0, 0xffffff)); imagejpeg ($image, $path, "
      "90);";
  char *path = NULL;
  g_autofree char *w = g_strdup_printf ("%u", width);
  g_autofree char *h = g_strdup_printf ("%u", height);
  g_autoptr (GError) error = NULL;
  int fd = g_file_open_tmp ("banthao-picture-XXXXXX.jpg", &path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_free (test_run ((const char *const[]){ "php", "-r", make, path, w, h, NULL }));
  if (description)
    {
      g_autofree char *iptc = g_strconcat ("-IPTC:Caption-Abstract=", description, NULL);
      g_autofree char *exif = g_strconcat ("-EXIF:ImageDescription=", description, NULL);
      g_free (test_run ((const char *const[]){ "exiftool", "-q", "-overwrite_original",
                                               "-codedcharacterset=utf8", iptc, exif,
                                               path, NULL }));
    }
  return path;
}

JsonNode *
test_rest (const char *who, const char *method, const char *route, const char *body)
{
  g_autofree char *user =
      g_strconcat (test_site_login (who), ":", test_site_password (who), NULL);
  g_autofree char *url = g_strconcat (test_site_url (), "/wp-json", route, NULL);
  g_autofree char *out = NULL;

  out = test_run ((const char *const[]){
      "curl", "-sSf", "--max-time", "20", "-u", user, "-X", method, "-H",
      "Content-Type: application/json", "-d", body ? body : "{}", url, NULL });
  return json_from_string (out, NULL);
}

BtPortalPost *
test_create_post (BtPortal *portal, const char *key, GError **error)
{
  g_autofree char *content = g_strdup_printf ("<!-- banthao:%s -->", key);
  BtPortalChange change = BT_PORTAL_CHANGE_INIT;

  change.title = "Lũ lụt ở Đà Nẵng";
  change.content = content;
  change.status = "draft";
  return bt_portal_create_post (portal, &change, NULL, error);
}

guint
test_count_posts (const char *key)
{
  g_autoptr (BtPortal) portal = test_portal ("editor", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = bt_portal_find_posts (portal, key, NULL, &error);

  g_assert_no_error (error);
  return found->len;
}
