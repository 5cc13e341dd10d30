/* A link that breaks between us and a real WordPress: what is told, and what is there.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "portal-test.h"

typedef struct
{
  GSubprocess *process;
  char *url;
  char *log;
} Proxy;

static void
proxy_start (Proxy *proxy, const char *rule)
{
  g_autofree char *program =
      g_build_filename (g_getenv ("G_TEST_SRCDIR"), "faults", "proxy", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) out = NULL;
  int fd = g_file_open_tmp ("banthao-proxy-XXXXXX", &proxy->log, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  proxy->process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program,
      "--until-eof", "--log", proxy->log, test_site_url (), rule, NULL);
  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (proxy->process));
  proxy->url = g_data_input_stream_read_line (out, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (proxy->url);
}

static void
proxy_clear (Proxy *proxy)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (proxy->process), NULL, NULL);
  g_subprocess_wait (proxy->process, NULL, NULL);
  g_clear_object (&proxy->process);
  g_remove (proxy->log);
  g_free (proxy->log);
  g_free (proxy->url);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Proxy, proxy_clear)

/* How many lines of the log hold @what. */
static guint
logged (Proxy *proxy, const char *what)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_file_get_contents (proxy->log, &text, NULL, NULL);
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i]; i++)
    n += strstr (lines[i], what) != NULL;
  return n;
}

typedef struct
{
  const char *fault;
  BtPortalError kind;
  guint posts; /* how many are there afterwards */
} Case;

static const Case breaks[] = {
  { "refuse", BT_PORTAL_ERROR_UNKNOWN_OUTCOME, 0 },
  { "cut-request", BT_PORTAL_ERROR_UNKNOWN_OUTCOME, 0 },
  { "cut-request=0", BT_PORTAL_ERROR_UNKNOWN_OUTCOME, 0 },
  { "drop-reply", BT_PORTAL_ERROR_UNKNOWN_OUTCOME, 1 },
  { "cut-reply", BT_PORTAL_ERROR_UNKNOWN_OUTCOME, 1 },
  { "cut-reply=0", BT_PORTAL_ERROR_UNKNOWN_OUTCOME, 1 },
  { "stall", BT_PORTAL_ERROR_UNKNOWN_OUTCOME, 1 },
  { "stall-reply", BT_PORTAL_ERROR_UNKNOWN_OUTCOME, 1 },
  { "junk", BT_PORTAL_ERROR_UNKNOWN_OUTCOME, 1 },
  { "status=502", BT_PORTAL_ERROR_UNKNOWN_OUTCOME, 0 },
  { "status=503,9", BT_PORTAL_ERROR_BUSY, 0 },
};

static void
test_break (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *rule = g_strconcat (c->fault, " 9 POST /posts", NULL);
  g_auto (Proxy) proxy;
  g_autoptr (BtPortal) portal = NULL;
  g_autofree char *key = test_key ("");
  g_autoptr (GError) error = NULL;

  proxy_start (&proxy, rule);
  portal = test_portal ("author", proxy.url);
  g_object_set (portal, "patience", 0.02, NULL);
  g_assert_null (test_create_post (portal, key, &error));
  g_assert_error (error, BT_PORTAL_ERROR, (int)c->kind);
  g_assert_cmpuint (test_count_posts (key), ==, c->posts);
  /* Never twice by itself. A stalled request is logged when it is over. */
  g_assert_cmpuint (logged (&proxy, "POST "), <=, 1);
}

/* A question is answered or it is not; either way it can be asked again. */
static void
test_break_question (void)
{
  static const char *const faults[] = { "drop-reply 1 GET users", "cut-reply 1 GET users",
                                        "stall-reply 1 GET users" };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_auto (Proxy) proxy;
      g_autoptr (BtPortal) portal = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (BtPortalUser) user = NULL;

      proxy_start (&proxy, faults[i]);
      portal = test_portal ("author", proxy.url);
      g_object_set (portal, "patience", 0.04, NULL);
      g_assert_null (bt_portal_whoami (portal, NULL, &error));
      assert_portal_error (error, UNREADABLE);
      g_clear_error (&error);
      user = bt_portal_whoami (portal, NULL, &error);
      g_assert_no_error (error);
    }
}

typedef struct
{
  BtPortalUpload upload;
  char *path;
  char *name;
  guint calls;
  guint64 last;
  GCancellable *cancellable;
} Sending;

static void
sending_init (Sending *sending)
{
  g_autofree char *key = test_key ("bt-");

  sending->path = test_picture (2560, 1700, NULL);
  sending->name = g_strconcat (key, ".jpg", NULL);
  sending->upload = (BtPortalUpload){
    .path = sending->path, .name = sending->name, .mime = "image/jpeg", .caption = "x"
  };
  sending->calls = 0;
  sending->last = 0;
  sending->cancellable = NULL;
}

static void
sending_clear (Sending *sending)
{
  g_remove (sending->path);
  g_free (sending->path);
  g_free (sending->name);
  g_clear_object (&sending->cancellable);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sending, sending_clear)

static void
sending_cb (guint64 sent, guint64 total, gpointer data)
{
  Sending *sending = data;

  sending->calls++;
  sending->last = sent;
  if (sending->cancellable && sent > total / 4)
    g_cancellable_cancel (sending->cancellable);
}

static BtPortalMedia *
find (const char *name)
{
  g_autoptr (BtPortal) portal = test_portal ("editor", NULL);
  g_autoptr (GError) error = NULL;
  BtPortalMedia *media = bt_portal_find_media (portal, name, NULL, &error);

  g_assert_no_error (error);
  return media;
}

/* Cut in the middle of the picture: nothing of it is there. */
static void
test_upload_cut (void)
{
  g_auto (Proxy) proxy;
  g_auto (Sending) sending;
  g_autoptr (BtPortal) portal = NULL;
  g_autoptr (GError) error = NULL;

  sending_init (&sending);
  proxy_start (&proxy, "cut-request=60000 1 POST /media");
  portal = test_portal ("author", proxy.url);
  g_assert_null (
      bt_portal_upload (portal, &sending.upload, sending_cb, &sending, NULL, &error));
  assert_portal_error (error, UNKNOWN_OUTCOME);
  g_assert_null (find (sending.name));
  g_assert_cmpuint (logged (&proxy, "POST "), ==, 1);
}

/* A line as slow as in the field: progress is what left this machine, not what a buffer took,
 * and no time-out strikes while bytes move. */
static void
test_upload_slow (void)
{
  g_auto (Proxy) proxy;
  g_auto (Sending) sending;
  g_autoptr (BtPortal) portal = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPortalMedia) media = NULL;

  sending_init (&sending);
  proxy_start (&proxy, "slow=400000 1 POST /media");
  portal = test_portal ("author", proxy.url);
  g_object_set (portal, "patience", 0.05, NULL);
  media = bt_portal_upload (portal, &sending.upload, sending_cb, &sending, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sending.calls, >=, 3);
}

static void
test_upload_cancelled (void)
{
  g_auto (Proxy) proxy;
  g_auto (Sending) sending;
  g_autoptr (BtPortal) portal = NULL;
  g_autoptr (GError) error = NULL;

  sending_init (&sending);
  sending.cancellable = g_cancellable_new ();
  proxy_start (&proxy, "slow=400000 1 POST /media");
  portal = test_portal ("author", proxy.url);
  g_assert_null (bt_portal_upload (portal, &sending.upload, sending_cb, &sending,
                                   sending.cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (find (sending.name));
}

/* The far side stops taking bytes. */
static void
test_upload_stalled (void)
{
  g_auto (Proxy) proxy;
  g_auto (Sending) sending;
  g_autoptr (BtPortal) portal = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *noise = g_malloc (12 * 1024 * 1024);
  gint64 start;

  sending_init (&sending);
  /* more than the buffers of both sides hold */
  memset (noise, 'x', 12 * 1024 * 1024);
  g_file_set_contents (sending.path, noise, 12 * 1024 * 1024, &error);
  g_assert_no_error (error);
  proxy_start (&proxy, "stall-request 1 POST /media");
  portal = test_portal ("author", proxy.url);
  g_object_set (portal, "patience", 0.05, NULL);
  start = g_get_monotonic_time ();
  g_assert_null (
      bt_portal_upload (portal, &sending.upload, sending_cb, &sending, NULL, &error));
  assert_portal_error (error, UNKNOWN_OUTCOME);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 6 * G_USEC_PER_SEC);
  g_assert_cmpuint (sending.last, <, 12 * 1024 * 1024);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (breaks); i++)
    {
      g_autofree char *path = g_strconcat ("/break/", breaks[i].fault, NULL);

      g_test_add_data_func (path, &breaks[i], test_break);
    }
  g_test_add_func ("/break-question", test_break_question);
  g_test_add_func ("/upload/cut", test_upload_cut);
  g_test_add_func ("/upload/slow", test_upload_slow);
  g_test_add_func ("/upload/cancelled", test_upload_cancelled);
  g_test_add_func ("/upload/stalled", test_upload_stalled);
  return g_test_run ();
}
