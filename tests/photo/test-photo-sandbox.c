/* What the decoding process can no longer do once it has closed itself in.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* Each check runs in a child that has closed itself in; its exit status is the answer. */
static int
in_sandbox (int (*check) (void))
{
  pid_t pid = fork ();
  int status = 0;

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      bt_sandbox_limit ();
      bt_sandbox_close ();
      _exit (check ());
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static int
open_file (void)
{
  return open ("/etc/passwd", O_RDONLY) >= 0 ? 0 : errno;
}

static int
write_file (void)
{
  return open ("/tmp/banthao-sandbox-test", O_WRONLY | O_CREAT, 0600) >= 0 ? 0 : errno;
}

static int
connect_out (void)
{
  return socket (AF_INET, SOCK_STREAM, 0) >= 0 ? 0 : errno;
}

static int
local_socket (void)
{
  return socket (AF_UNIX, SOCK_STREAM, 0) >= 0 ? 0 : errno;
}

static int
run_program (void)
{
  execl ("/bin/true", "true", NULL);
  return errno;
}

static int
kill_parent (void)
{
  return kill (getppid (), 0) == 0 ? 0 : errno;
}

/* A compiler may leave out a malloc() that nobody uses. */
static int
get_memory (gsize bytes)
{
  void *volatile memory = malloc (bytes);

  return memory != NULL ? 0 : errno;
}

static int
much_memory (void)
{
  return get_memory (2000ul * 1024 * 1024);
}

static int
enough_memory (void)
{
  return get_memory (1000ul * 1024 * 1024);
}

static int
more_limits (void)
{
  struct rlimit core, cpu;

  if (getrlimit (RLIMIT_CORE, &core) != 0 || getrlimit (RLIMIT_CPU, &cpu) != 0)
    return 1;
  return core.rlim_max == 0 && cpu.rlim_max <= 60
                 && prctl (PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1
             ? 0
             : 1;
}

static void
test_closed (void)
{
  g_assert_cmpint (in_sandbox (connect_out), ==, EPERM);
  g_assert_cmpint (in_sandbox (local_socket), ==, EPERM);
  g_assert_cmpint (in_sandbox (run_program), ==, EPERM);
  g_assert_cmpint (in_sandbox (kill_parent), ==, EPERM);
}

static void
test_files (void)
{
  if (bt_sandbox_has_landlock () == FALSE)
    {
      g_test_skip ("this kernel has no Landlock");
      return;
    }
  g_assert_cmpint (in_sandbox (open_file), ==, EACCES);
  g_assert_cmpint (in_sandbox (write_file), ==, EACCES);
}

static void
test_limits (void)
{
  g_assert_cmpint (in_sandbox (much_memory), ==, ENOMEM);
  g_assert_cmpint (in_sandbox (enough_memory), ==, 0);
  g_assert_cmpint (in_sandbox (more_limits), ==, 0);
}

/* Ended after the time that it was allowed, however busy the machine is, and also when more
 * was allowed later. */
static void
test_time (void)
{
  struct rusage usage;
  int status = 0;
  pid_t pid = fork ();

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      bt_sandbox_limit ();
      bt_sandbox_allow (0.1);
      bt_sandbox_close ();
      bt_sandbox_allow (0.3);
      for (volatile guint i = 0;; i++)
        ;
    }
  g_assert_cmpint (wait4 (pid, &status, 0, &usage), ==, pid);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGXCPU);
  g_assert_cmpint (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec, ==, 0);
  g_assert_cmpint (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec, >, 250000);
  g_assert_cmpint (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec, <, 400000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/sandbox/closed", test_closed);
  g_test_add_func ("/photo/sandbox/files", test_files);
  g_test_add_func ("/photo/sandbox/limits", test_limits);
  g_test_add_func ("/photo/sandbox/time", test_time);
  return g_test_run ();
}
