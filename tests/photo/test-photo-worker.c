/* The decoding process seen from the program: it may be missing, hang, talk nonsense or
 * die, and the program goes on.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo-testing.h"

#include "photo/bt-photo-worker-client.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static const char *const any_args[] = { "inspect", "/dev/null", NULL };

/* Runs the script in the worker's place and checks how it ends, and that it ends soon. */
static void
assert_ends (const char *body, guint wall_ms, GQuark domain, int code)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  place_init (&place);
  g_free (worker_script (&place, body));
  g_assert_null (bt_photo_worker_run (any_args, "{}", wall_ms, NULL, &error));
  worker_real ();
  if (!g_error_matches (error, domain, code))
    g_error ("%s: %s", body, error->message);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 3 * G_USEC_PER_SEC);
}

static void
test_ends (void)
{
  static const struct
  {
    const char *body;
    BtPhotoError code;
  } cases[] = {
    { "kill -9 $$", BT_PHOTO_ERROR_LIMIT },
    { "kill -XCPU $$", BT_PHOTO_ERROR_LIMIT },
    { "kill -ABRT $$", BT_PHOTO_ERROR_LIMIT },
    { "kill -SEGV $$", BT_PHOTO_ERROR_DAMAGED },
    { "kill -BUS $$", BT_PHOTO_ERROR_DAMAGED },
    { "exit 1", BT_PHOTO_ERROR_WORKER },
    { "exit 127", BT_PHOTO_ERROR_WORKER },
    { "printf 'caf\\351 \\377' >&2; exit 3", BT_PHOTO_ERROR_WORKER },
    { "echo '{\"error\":\"too_large\",\"message\":\"x\"}'; exit 1",
      BT_PHOTO_ERROR_TOO_LARGE },
    { "echo '{\"error\":\"unheard of\"}'; exit 1", BT_PHOTO_ERROR_WORKER },
    { "echo '{\"error\":[1]}'; exit 1", BT_PHOTO_ERROR_WORKER },
    { "exec head -c 300000000 /dev/zero", BT_PHOTO_ERROR_WORKER },
    { "head -c 300000000 /dev/zero >&2; exit 1", BT_PHOTO_ERROR_WORKER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_ends (cases[i].body, 20000, BT_PHOTO_ERROR, (int)cases[i].code);
}

static void
test_too_slow (void)
{
  assert_ends ("exec sleep 60", 200, BT_PHOTO_ERROR, BT_PHOTO_ERROR_LIMIT);
  assert_ends ("exec sleep 60 >&- 2>&-", 200, BT_PHOTO_ERROR, BT_PHOTO_ERROR_LIMIT);
  /* A grandchild that holds the pipes open holds nobody up. */
  assert_ends ("sleep 5 & wait", 200, BT_PHOTO_ERROR, BT_PHOTO_ERROR_LIMIT);
}

static void
test_missing_worker (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GdkPixbuf) pixbuf = quadrants (40, 30);
  g_autofree char *source = NULL;
  g_autofree char *empty = NULL;

  place_init (&place);
  source = save (&place, pixbuf, "a.jpg", "jpeg");
  empty = place_path (&place, "empty");
  g_setenv ("BANTHAO_LIBEXECDIR", empty, TRUE);
  import_refused (&place, source, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WORKER);
  worker_real ();
}

/* An answer is not believed for coming from the worker. */
static void
test_nonsense (void)
{
  static const char *const answers[] = {
    "",
    "yes",
    "{}",
    "[]",
    "{\"mime\":\"image/jpeg\",\"width\":0,\"height\":5}",
    "{\"mime\":\"image/jpeg\",\"width\":65000,\"height\":65000}",
    "{\"width\":5,\"height\":5}",
  };
  g_auto (Place) place = { 0 };
  g_autoptr (GdkPixbuf) pixbuf = quadrants (40, 30);
  g_autofree char *source = NULL;

  place_init (&place);
  source = save (&place, pixbuf, "a.jpg", "jpeg");
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *body = g_strdup_printf ("printf '%%s' '%s'", answers[i]);

      g_free (worker_script (&place, body));
      import_refused (&place, source, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WORKER);
    }
  worker_real ();
}

/* A rendition that is not a JPEG, or only its beginning, does not get its name. */
static void
test_no_picture (void)
{
  static const char *const bodies[] = {
    "echo '{}'",
    "printf 'GIF89a, really' > $3; echo '{}'",
    "printf '\\377\\330\\377\\340 and then nothing' > $3; echo '{}'",
  };
  g_auto (Place) place = { 0 };
  g_autoptr (GdkPixbuf) pixbuf = quadrants (40, 30);
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autofree char *source = NULL;
  BtRendition rendition = { .max_side = 20, .quality = 80 };

  place_init (&place);
  source = save (&place, pixbuf, "a.jpg", "jpeg");
  info = import (&place, source);
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;

      g_free (worker_script (&place, bodies[i]));
      g_assert_null (
          bt_photo_folder_render (place.folder, info->hash, &rendition, NULL, &error));
      g_assert_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WORKER);
      g_assert_cmpuint (count_files (place.cache), ==, 0);
    }
  worker_real ();
}

typedef struct
{
  char *pid_file;
  GCancellable *cancellable;
  int signal;
  pid_t pid;
} Disturber;

/* Waits until the worker runs, then kills it or cancels. */
static gpointer
disturb_cb (gpointer data)
{
  Disturber *disturber = data;
  g_autofree char *text = NULL;

  while (!g_file_get_contents (disturber->pid_file, &text, NULL, NULL)
         || strchr (text, '\n') == NULL)
    {
      g_clear_pointer (&text, g_free);
      g_usleep (2000);
    }
  disturber->pid = (pid_t)g_ascii_strtoll (text, NULL, 10);
  if (disturber->signal != 0)
    kill (disturber->pid, disturber->signal);
  if (disturber->cancellable != NULL)
    g_cancellable_cancel (disturber->cancellable);
  return NULL;
}

static void
disturb_import (int signal, gboolean cancel, GQuark domain, int code)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GdkPixbuf) pixbuf = quadrants (40, 30);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *source = NULL;
  g_autofree char *here = NULL;
  Disturber disturber = { .signal = signal };
  gint64 start = g_get_monotonic_time ();
  GThread *thread;

  place_init (&place);
  source = save (&place, pixbuf, "a.jpg", "jpeg");
  file = g_file_new_for_path (source);
  here = worker_script (&place, "echo $$ > $HERE/pid; exec sleep 60");
  disturber.pid_file = g_build_filename (here, "pid", NULL);
  disturber.cancellable = cancel ? cancellable : NULL;
  thread = g_thread_new ("disturb", disturb_cb, &disturber);
  g_assert_null (bt_photo_folder_import (place.folder, file, cancellable, &error));
  g_thread_join (thread);
  worker_real ();
  g_assert_true (g_error_matches (error, domain, code));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
  g_assert_cmpuint (count_files (place.photos), ==, 0);
  g_assert_cmpint (kill (disturber.pid, 0), ==, -1);
  g_assert_cmpint (errno, ==, ESRCH);
  g_free (disturber.pid_file);
}

static void
test_killed (void)
{
  disturb_import (SIGKILL, FALSE, BT_PHOTO_ERROR, BT_PHOTO_ERROR_LIMIT);
}

static void
test_cancelled (void)
{
  disturb_import (0, TRUE, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The worker gets none of the program's secrets, files or core dumps. */
static void
test_clean (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;
  int open_file = open ("/etc/passwd", O_RDONLY); /* inheritable on purpose */

  g_assert_cmpint (open_file, >=, 3);
  g_setenv ("BANTHAO_PASSWORD", "secret-1234", TRUE);
  place_init (&place);
  g_free (worker_script (&place, "env; ls -l /proc/$$/fd; cat"));
  answer = bt_photo_worker_run (any_args, "the input", 20000, NULL, &error);
  worker_real ();
  g_unsetenv ("BANTHAO_PASSWORD");
  close (open_file);
  g_assert_no_error (error);
  g_assert_null (strstr (answer, "secret-1234"));
  g_assert_null (strstr (answer, "HOME="));
  g_assert_null (strstr (answer, "/etc/passwd"));
  g_assert_nonnull (strstr (answer, "LC_ALL=C.UTF-8"));
  g_assert_true (g_str_has_suffix (answer, "the input"));
}

static gpointer
import_cb (gpointer data)
{
  const Place *place = ((gpointer *)data)[0];
  g_autoptr (BtPhotoInfo) info = import (place, ((gpointer *)data)[1]);

  return g_strdup (info->hash);
}

/* Not more at a time than the machine has processors. */
static void
test_at_most (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GdkPixbuf) pixbuf = quadrants (40, 30);
  g_autofree char *source = NULL;
  g_autofree char *here = NULL;
  g_autofree char *log_path = NULL;
  g_autofree char *log = NULL;
  g_auto (GStrv) lines = NULL;
  gpointer shared[2];
  GThread *threads[12];

  place_init (&place);
  source = save (&place, pixbuf, "a.jpg", "jpeg");
  here = worker_script (&place, "mkdir -p $HERE/now/$$; ls $HERE/now | wc -l >> "
                                "$HERE/log; sleep 0.05; rmdir $HERE/now/$$\n"
                                "exec $REAL \"$@\"");
  shared[0] = &place;
  shared[1] = source;
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("import", import_cb, shared);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_free (g_thread_join (threads[i]));
  worker_real ();
  log_path = g_build_filename (here, "log", NULL);
  g_assert_true (g_file_get_contents (log_path, &log, NULL, NULL));
  lines = g_strsplit (g_strchomp (log), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, G_N_ELEMENTS (threads));
  for (char **line = lines; *line != NULL; line++)
    g_assert_cmpuint (g_ascii_strtoull (*line, NULL, 10), <=, g_get_num_processors ());
  g_assert_cmpuint (count_files (place.photos), ==, 1);
}

static gpointer
render_cb (gpointer data)
{
  return render (((gpointer *)data)[0], ((gpointer *)data)[1], 20, NULL);
}

/* Who wants what is just being made waits for it. */
static void
test_decodes_once (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GdkPixbuf) pixbuf = quadrants (40, 30);
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autofree char *source = NULL;
  g_autofree char *here = NULL;
  g_autofree char *log_path = NULL;
  g_autofree char *log = NULL;
  gpointer shared[2];
  GThread *threads[8];

  place_init (&place);
  source = save (&place, pixbuf, "a.jpg", "jpeg");
  info = import (&place, source);
  here = worker_script (&place, "echo x >> $HERE/log; sleep 0.1; exec $REAL \"$@\"");
  shared[0] = &place;
  shared[1] = info->hash;
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("render", render_cb, shared);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_free (g_thread_join (threads[i]));
  worker_real ();
  log_path = g_build_filename (here, "log", NULL);
  g_assert_true (g_file_get_contents (log_path, &log, NULL, NULL));
  g_assert_cmpstr (log, ==, "x\n");
  g_assert_cmpuint (count_files (place.cache), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/worker/ends", test_ends);
  g_test_add_func ("/photo/worker/too-slow", test_too_slow);
  g_test_add_func ("/photo/worker/missing", test_missing_worker);
  g_test_add_func ("/photo/worker/nonsense", test_nonsense);
  g_test_add_func ("/photo/worker/no-picture", test_no_picture);
  g_test_add_func ("/photo/worker/killed", test_killed);
  g_test_add_func ("/photo/worker/cancelled", test_cancelled);
  g_test_add_func ("/photo/worker/clean", test_clean);
  g_test_add_func ("/photo/worker/at-most", test_at_most);
  g_test_add_func ("/photo/worker/decodes-once", test_decodes_once);
  return g_test_run ();
}
