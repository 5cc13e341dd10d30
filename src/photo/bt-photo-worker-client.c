/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/bt-photo-worker-client.h"

#include "bt-config.h"
#include "photo/bt-photo-files.h"
#include "photo/bt-photo-private.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define WORKER_NAME "banthao-photo-worker"
/* An answer is some kilobytes; more is no answer. */
#define MAX_ANSWER (4 * 1024 * 1024)
#define MAX_COMPLAINT 4096

typedef struct
{
  GPid pid;
  int out;
  int err;
  GString *answer;
  GString *complaint;
  gint64 deadline;
} Worker;

static GMutex slots_lock;
static GCond slots_free;
static guint slots_used;

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

/* A program that runs from the build folder uses the worker of the build folder, an
 * installed one only the installed one. */
static char *
find_worker (void)
{
  const char *dir = g_getenv ("BANTHAO_LIBEXECDIR");
  g_autofree char *self = NULL;
  g_autofree char *build = NULL;

  if (dir != NULL && *dir != '\0')
    {
      g_autofree char *path = g_build_filename (dir, WORKER_NAME, NULL);

      return g_canonicalize_filename (path, NULL);
    }
  self = g_file_read_link ("/proc/self/exe", NULL);
  build = realpath (BT_BUILDDIR, NULL);
  if (self != NULL && build != NULL && g_str_has_prefix (self, build)
      && self[strlen (build)] == '/')
    return g_build_filename (build, "src", "photo", WORKER_NAME, NULL);
  return g_build_filename (BT_LIBEXECDIR, WORKER_NAME, NULL);
}

static char **
make_environment (void)
{
  /* Where libraries and loaders are, and what a sanitizer is told in tests. */
  static const char *const kept[] = { "LD_LIBRARY_PATH",      "GDK_PIXBUF_MODULE_FILE",
                                      "GDK_PIXBUF_MODULEDIR", "ASAN_OPTIONS",
                                      "LSAN_OPTIONS",         "UBSAN_OPTIONS" };
  char **env = NULL;

  env = g_environ_setenv (env, "LC_ALL", "C.UTF-8", TRUE);
  env = g_environ_setenv (env, "PATH", "/usr/bin:/bin", TRUE);
  env = g_environ_setenv (env, "GIO_USE_VFS", "local", TRUE);
  /* Each arena reserves address space, which is limited. */
  env = g_environ_setenv (env, "MALLOC_ARENA_MAX", "2", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (g_getenv (kept[i]) != NULL)
      env = g_environ_setenv (env, kept[i], g_getenv (kept[i]), TRUE);
  return env;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  g_mutex_lock (&slots_lock);
  g_cond_broadcast (&slots_free);
  g_mutex_unlock (&slots_lock);
}

static gboolean
take_slot (GCancellable *cancellable, GError **error)
{
  guint n_slots = g_get_num_processors ();
  gulong handler = 0;

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), NULL, NULL);
  g_mutex_lock (&slots_lock);
  while (slots_used >= n_slots && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&slots_free, &slots_lock);
  slots_used++;
  g_mutex_unlock (&slots_lock);
  g_cancellable_disconnect (cancellable, handler);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
give_slot (void)
{
  g_mutex_lock (&slots_lock);
  slots_used--;
  g_cond_broadcast (&slots_free);
  g_mutex_unlock (&slots_lock);
}

/* A file in memory, not a pipe: a worker that dies early cannot then raise SIGPIPE here.
 */
static int
input_fd (const char *input, GError **error)
{
  g_autoptr (GError) cause = NULL;
  int fd = memfd_create ("banthao-photo-input", MFD_CLOEXEC);

  if (fd >= 0 && bt_photo_write_all (fd, input, strlen (input), &cause)
      && lseek (fd, 0, SEEK_SET) == 0)
    return fd;
  g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WORKER,
               "No room for the worker's input: %s",
               cause != NULL ? cause->message : g_strerror (errno));
  close_fd (&fd);
  return -1;
}

static gboolean
start (Worker *worker,
       const char *const *args,
       const char *extra_arg,
       const char *input,
       GError **error)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) env = make_environment ();
  g_autoptr (GError) local_error = NULL;
  int in = -1;
  gboolean ok;

  if (input != NULL && (in = input_fd (input, error)) < 0)
    return FALSE;
  g_ptr_array_add (argv, find_worker ());
  for (; *args != NULL; args++)
    g_ptr_array_add (argv, g_strdup (*args));
  if (extra_arg != NULL)
    g_ptr_array_add (argv, g_strdup (extra_arg));
  g_ptr_array_add (argv, NULL);
  ok = g_spawn_async_with_pipes_and_fds (
      "/", (const char *const *)argv->pdata, (const char *const *)env,
      G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, in, -1, -1, NULL, NULL, 0, &worker->pid,
      NULL, &worker->out, &worker->err, &local_error);
  if (in >= 0)
    close (in);
  if (!ok)
    g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WORKER, "%s",
                 local_error->message);
  return ok;
}

/* Returns: FALSE when the pipe is at its end */
static gboolean
drain (int *fd, GString *into, gsize max)
{
  char buffer[16384];
  gssize n = read (*fd, buffer, sizeof buffer);

  if (n < 0 && (errno == EINTR || errno == EAGAIN))
    return TRUE;
  if (n <= 0)
    {
      close_fd (fd);
      return FALSE;
    }
  /* What is too much is still read, so that the worker is not held up by a full pipe. */
  if (into->len <= max)
    g_string_append_len (into, buffer, n);
  return TRUE;
}

static int
milliseconds_left (const Worker *worker)
{
  gint64 left = (worker->deadline - g_get_monotonic_time ()) / 1000;

  return (int)CLAMP (left, 0, G_MAXINT);
}

static gboolean
set_too_slow (GError **error)
{
  g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_LIMIT,
               "The decoding process took too long");
  return FALSE;
}

/* Reads until the worker has closed both pipes. */
static gboolean
listen_to (Worker *worker, GCancellable *cancellable, GError **error)
{
  GPollFD cancel_fd = { .fd = -1 };
  gboolean have_cancel_fd = g_cancellable_make_pollfd (cancellable, &cancel_fd);
  gboolean ok = TRUE;

  while (ok && (worker->out >= 0 || worker->err >= 0))
    {
      struct pollfd fds[] = {
        { .fd = worker->out, .events = POLLIN },
        { .fd = worker->err, .events = POLLIN },
        { .fd = have_cancel_fd ? cancel_fd.fd : -1, .events = POLLIN },
      };
      int n = poll (fds, G_N_ELEMENTS (fds), milliseconds_left (worker));

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        ok = FALSE;
      else if (n == 0 || milliseconds_left (worker) == 0)
        ok = set_too_slow (error);
      else if (n > 0)
        {
          if (fds[0].revents != 0)
            drain (&worker->out, worker->answer, MAX_ANSWER);
          if (fds[1].revents != 0)
            drain (&worker->err, worker->complaint, MAX_COMPLAINT);
        }
    }
  if (have_cancel_fd)
    g_cancellable_release_fd (cancellable);
  return ok;
}

/* Waits for a worker that has closed its pipes, or kills it. Returns: its wait status */
static int
reap (Worker *worker, gboolean kill_it)
{
  gulong pause_us = 100;
  int status = 0;

  for (;;)
    {
      pid_t pid;

      if (kill_it || milliseconds_left (worker) == 0)
        kill (worker->pid, SIGKILL);
      pid = waitpid (worker->pid, &status, kill_it ? 0 : WNOHANG);
      if (pid == worker->pid)
        return status;
      if (pid < 0 && errno != EINTR)
        return 0;
      g_usleep (pause_us);
      pause_us = MIN (pause_us * 2, 20000);
    }
}

/* Ended by itself or by a limit on memory, and not from outside. */
static gboolean
has_crashed (int status)
{
  static const int signals[] = {
    SIGABRT, SIGTRAP, SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGSYS
  };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    if (WIFSIGNALED (status) && WTERMSIG (status) == signals[i])
      return TRUE;
  return FALSE;
}

static void
set_died_error (Worker *worker, int status, GError **error)
{
  int sig = WTERMSIG (status);

  switch (sig)
    {
    case SIGSEGV:
    case SIGBUS:
    case SIGILL:
    case SIGFPE:
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_DAMAGED,
                   "The decoding process crashed (%s)", g_strsignal (sig));
      break;
    /* GLib and C++ give up like this when they get no more memory. */
    default:
      g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_LIMIT,
                   "The decoding process was ended (%s) %s", g_strsignal (sig),
                   worker->complaint->str);
    }
}

static void
set_named_error (Worker *worker, GError **error)
{
  if (!bt_photo_error_from_json (worker->answer->str, error))
    g_set_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_WORKER,
                 "The decoding process did not answer: %s", worker->complaint->str);
}

/* What the worker said on standard error, fit for a message. */
static void
tidy_complaint (Worker *worker)
{
  g_autofree char *valid = NULL;

  g_string_truncate (worker->complaint, MIN (worker->complaint->len, MAX_COMPLAINT));
  valid = g_utf8_make_valid (worker->complaint->str, -1);
  g_string_assign (worker->complaint, g_strstrip (valid));
}

static gboolean
judge (Worker *worker, int status, GError **error)
{
  tidy_complaint (worker);
  if (WIFSIGNALED (status))
    {
      set_died_error (worker, status, error);
      return FALSE;
    }
  if (!WIFEXITED (status) || WEXITSTATUS (status) != 0
      || worker->answer->len > MAX_ANSWER)
    {
      set_named_error (worker, error);
      return FALSE;
    }
  return TRUE;
}

/* @crashed: (out): whether it is worth to try without the metadata */
static char *
run_once (const char *const *args,
          const char *extra_arg,
          const char *input,
          guint wall_ms,
          gboolean *crashed,
          GCancellable *cancellable,
          GError **error)
{
  Worker worker = { .out = -1, .err = -1 };
  char *answer = NULL;

  worker.answer = g_string_new (NULL);
  worker.complaint = g_string_new (NULL);
  if (start (&worker, args, extra_arg, input, error))
    {
      gboolean finished;
      int status;

      worker.deadline = g_get_monotonic_time () + (gint64)wall_ms * 1000;
      finished = listen_to (&worker, cancellable, error);
      status = reap (&worker, !finished);
      *crashed = finished && has_crashed (status);
      if (finished && judge (&worker, status, error))
        answer = g_string_free (g_steal_pointer (&worker.answer), FALSE);
    }
  close_fd (&worker.out);
  close_fd (&worker.err);
  if (worker.answer != NULL)
    g_string_free (worker.answer, TRUE);
  g_string_free (worker.complaint, TRUE);
  return answer;
}

char *
bt_photo_worker_run (const char *const *args,
                     const char *input,
                     guint wall_ms,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GError) cause = NULL;
  gboolean crashed = FALSE;
  char *answer = NULL;

  g_return_val_if_fail (args != NULL, NULL);

  if (take_slot (cancellable, &cause))
    answer = run_once (args, NULL, input, wall_ms, &crashed, cancellable, &cause);
  if (answer == NULL && crashed)
    {
      g_clear_error (&cause);
      answer = run_once (args, BT_PHOTO_WITHOUT_METADATA, input, wall_ms, &crashed,
                         cancellable, &cause);
    }
  give_slot ();
  if (answer == NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return answer;
}
