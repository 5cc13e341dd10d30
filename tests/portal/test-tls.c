/* Certificates that openssl makes for this test: which are trusted, and that nothing of the
 * password reaches those that are not.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>

#include "portal-test.h"
#include "script-server.h"

typedef struct
{
  char *dir;
} Fixture;

/* sh -c, in the fixture's folder. */
static void
run (Fixture *fixture, const char *script)
{
  g_autofree char *line =
      g_strdup_printf ("cd '%s' && exec 2>log && %s", fixture->dir, script);
  const char *const argv[] = { "sh", "-ec", line, NULL };

  g_free (test_run (argv));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->dir = g_dir_make_tmp ("banthao-tls-XXXXXX", &error);
  g_assert_no_error (error);
  run (fixture, "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes "
                "-keyout ca.key -out ca.pem"
                " -days 2 -subj /CN=Thu -addext basicConstraints=critical,CA:TRUE");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  const char *const argv[] = { "rm", "-rf", fixture->dir, NULL };

  g_free (test_run (argv));
  g_free (fixture->dir);
}

static GTlsCertificate *
make_certificate (Fixture *fixture, const char *san, gboolean by_authority, int days)
{
  g_autofree char *script = NULL;
  g_autofree char *pem = g_build_filename (fixture->dir, "site.pem", NULL);
  g_autofree char *key = g_build_filename (fixture->dir, "site.key", NULL);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate;

  script = g_strdup_printf (
      "openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout site.key "
      "-out site.csr -subj /CN=Site;"
      "printf 'subjectAltName=%s' > ext;"
      "openssl x509 -req -in site.csr -days %d -extfile ext -out site.pem %s",
      san, days,
      by_authority ? "-CA ca.pem -CAkey ca.key -CAcreateserial" : "-signkey site.key");
  run (fixture, script);
  certificate = g_tls_certificate_new_from_files (pem, key, &error);
  g_assert_no_error (error);
  return certificate;
}

static BtPortal *
portal_at (Fixture *fixture, const char *base, gboolean trusting)
{
  g_autofree char *api = g_strconcat (base, "wp-json/", NULL);
  g_autofree char *ca = g_build_filename (fixture->dir, "ca.pem", NULL);
  g_autoptr (GTlsDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  BtPortal *portal = bt_portal_new ("wordpress", base, api, "ai", "bi mat", &error);

  g_assert_no_error (error);
  if (trusting)
    {
      database = g_tls_file_database_new (ca, &error);
      g_assert_no_error (error);
      g_object_set (portal, "tls-database", database, NULL);
    }
  return portal;
}

static void
check_refused (Fixture *fixture, GTlsCertificate *certificate, gboolean trusting)
{
  g_autoptr (ScriptServer) server = script_server_new (certificate);
  g_autoptr (BtPortal) portal = portal_at (fixture, script_server_url (server), trusting);
  g_autoptr (GError) error = NULL;
  BtPortalChange change = BT_PORTAL_CHANGE_INIT;

  g_assert_null (bt_portal_whoami (portal, NULL, &error));
  assert_portal_error (error, TLS);
  g_clear_error (&error);
  change.title = "T";
  g_assert_null (bt_portal_create_post (portal, &change, NULL, &error));
  assert_portal_error (error, TLS);
  g_clear_error (&error);
  g_assert_null (bt_portal_discover (portal, NULL, &error));
  assert_portal_error (error, TLS);
  g_assert_cmpuint (script_server_count (server, ""), ==, 0);
}

static void
test_self_signed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GTlsCertificate) certificate =
      make_certificate (fixture, "IP:127.0.0.1", FALSE, 2);

  check_refused (fixture, certificate, FALSE);
  check_refused (fixture, certificate, TRUE);
}

static void
test_unknown_authority (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GTlsCertificate) certificate =
      make_certificate (fixture, "IP:127.0.0.1", TRUE, 2);

  check_refused (fixture, certificate, FALSE);
}

static void
test_other_host (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GTlsCertificate) certificate =
      make_certificate (fixture, "DNS:toasoan.vn,IP:127.0.0.2", TRUE, 2);

  check_refused (fixture, certificate, TRUE);
}

static void
test_expired (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GTlsCertificate) certificate =
      make_certificate (fixture, "IP:127.0.0.1", TRUE, -1);

  check_refused (fixture, certificate, TRUE);
}

static void
test_trusted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GTlsCertificate) certificate =
      make_certificate (fixture, "IP:127.0.0.1", TRUE, 2);
  g_autoptr (ScriptServer) server = script_server_new (certificate);
  g_autoptr (BtPortal) portal = portal_at (fixture, script_server_url (server), TRUE);
  g_autofree char *reply = script_json (200, "", "{\"id\":4,\"name\":\"Ai\"}");
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortalUser) user = NULL;

  /* The server offers HTTP/2 too, and would not know what to do with it. */
  script_server_answer (server, "GET /wp-json/wp/v2/users/me?context=edit", reply);
  user = bt_portal_whoami (portal, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (user->id, ==, 4);
}

/* https was asked for: plain http is no answer, and no way down to it either. */
static void
test_plain_server (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ScriptServer) server = script_server_new (NULL);
  g_autofree char *secure = g_strconcat ("https", script_server_url (server) + 4, NULL);
  g_autoptr (BtPortal) portal = portal_at (fixture, secure, TRUE);
  g_autoptr (GError) error = NULL;

  g_object_set (portal, "patience", 0.02, NULL);
  g_assert_null (bt_portal_whoami (portal, NULL, &error));
  g_assert_true (g_error_matches (error, BT_PORTAL_ERROR, BT_PORTAL_ERROR_TLS)
                 || g_error_matches (error, BT_PORTAL_ERROR, BT_PORTAL_ERROR_OFFLINE));
}

static void
test_redirect_to_http (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GTlsCertificate) certificate =
      make_certificate (fixture, "IP:127.0.0.1", TRUE, 2);
  g_autoptr (ScriptServer) server = script_server_new (certificate);
  g_autoptr (ScriptServer) plain = script_server_new (NULL);
  g_autoptr (BtPortal) portal = portal_at (fixture, script_server_url (server), TRUE);
  g_autofree char *to =
      g_strconcat ("Location: ", script_server_url (plain), "\r\n", NULL);
  g_autofree char *moved = script_reply (301, "text/html", to, "");
  g_autoptr (GError) error = NULL;

  script_server_answer (server, "HEAD /", moved);
  g_assert_null (bt_portal_discover (portal, NULL, &error));
  assert_portal_error (error, ADDRESS);
  g_assert_cmpuint (script_server_count (plain, ""), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/tls/self-signed", test_self_signed);
  ADD ("/tls/unknown-authority", test_unknown_authority);
  ADD ("/tls/other-host", test_other_host);
  ADD ("/tls/expired", test_expired);
  ADD ("/tls/trusted", test_trusted);
  ADD ("/tls/plain-server", test_plain_server);
  ADD ("/tls/redirect-to-http", test_redirect_to_http);
  return g_test_run ();
}
