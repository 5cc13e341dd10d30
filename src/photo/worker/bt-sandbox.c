/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-sandbox.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* photos.md, h: all hostile files that were kept failed cleanly under 1.5 GB. */
#define MAX_MEMORY (1536ul * 1024 * 1024)
/* Behind what bt_sandbox_allow() says: for what gets at the timer. */
#define MAX_CPU_SECONDS 40
#define MAX_FILE_BYTES (256ul * 1024 * 1024)
#define MAX_OPEN_FILES 64

#ifdef __has_feature
#define HAS_FEATURE(x) __has_feature (x)
#else
#define HAS_FEATURE(x) 0
#endif
/* A sanitizer reserves terabytes of address space and traces its own process. */
#if defined(__SANITIZE_ADDRESS__) || HAS_FEATURE(address_sanitizer)
#define UNDER_SANITIZER 1
#else
#define UNDER_SANITIZER 0
#endif

#if defined(__x86_64__)
#define OUR_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OUR_ARCH AUDIT_ARCH_AARCH64
#endif

static void
set_limit (int resource, rlim_t value)
{
  struct rlimit limit = { value, value };

  setrlimit (resource, &limit);
}

void
bt_sandbox_limit (void)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  umask (077);
  signal (SIGXFSZ, SIG_IGN); /* write() then answers EFBIG */
  set_limit (RLIMIT_CORE, 0);
  set_limit (RLIMIT_CPU, MAX_CPU_SECONDS);
  set_limit (RLIMIT_FSIZE, MAX_FILE_BYTES);
  if (UNDER_SANITIZER)
    return;
  close_range (3, ~0u, 0);
  set_limit (RLIMIT_NOFILE, MAX_OPEN_FILES);
  set_limit (RLIMIT_AS, MAX_MEMORY);
}

/* A timer of the exact time that was used, where RLIMIT_CPU knows whole seconds only and
 * ITIMER_PROF counts the ticks of a busy machine. */
void
bt_sandbox_allow (double seconds)
{
  static timer_t timer;
  static gboolean made;
  struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGXCPU };
  struct itimerspec when = { 0 };

  if (UNDER_SANITIZER)
    return;
  if (!made)
    made = timer_create (CLOCK_PROCESS_CPUTIME_ID, &event, &timer) == 0;
  if (!made)
    return;
  when.it_value.tv_sec = (time_t)seconds;
  when.it_value.tv_nsec = (long)((seconds - (double)(time_t)seconds) * 1e9);
  timer_settime (timer, TIMER_ABSTIME, &when, NULL);
}

/* Every way to a file is handled and none allowed. */
static void
close_files (void)
{
  struct landlock_ruleset_attr rules = {
    .handled_access_fs = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE
                         | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR
                         | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE
                         | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR
                         | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK
                         | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK
                         | LANDLOCK_ACCESS_FS_MAKE_SYM,
  };
  int fd = (int)syscall (SYS_landlock_create_ruleset, &rules, sizeof rules, 0);

  if (fd < 0)
    return; /* a kernel without it */
  syscall (SYS_landlock_restrict_self, fd, 0);
  close (fd);
}

/* What a decoder never needs and an attacker would: other programs, the network, other
 * processes, and the rarer doors into the kernel. A list of what is denied and not of what
 * is allowed, so that a new C library or decoder does not stop working. */
static void
close_system_calls (void)
{
#ifdef OUR_ARCH
  static const guint32 denied[] = {
    SYS_socket,
    SYS_socketpair,
    SYS_connect,
    SYS_bind,
    SYS_execve,
    SYS_execveat,
    SYS_ptrace,
    SYS_kill,
    SYS_pidfd_open,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_unshare,
    SYS_setns,
    SYS_mount,
    SYS_umount2,
    SYS_chroot,
    SYS_keyctl,
    SYS_add_key,
    SYS_request_key,
    SYS_bpf,
    SYS_userfaultfd,
    SYS_perf_event_open,
    SYS_io_uring_setup,
    SYS_truncate,
    SYS_fchmodat,
    SYS_fchownat,
    SYS_utimensat,
    SYS_setrlimit,
  };
  enum
  {
    n_denied = G_N_ELEMENTS (denied),
    first = 4,
    allow = first + n_denied,
    deny = allow + 1
  };
  struct sock_filter code[deny + 1] = {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, arch)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, OUR_ARCH, 0, deny - 2),
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    /* x32's numbers on x86-64; no number is that high elsewhere. */
    BPF_JUMP (BPF_JMP | BPF_JGE | BPF_K, 0x40000000, deny - first, 0),
  };
  struct sock_fprog program = { G_N_ELEMENTS (code), code };

  for (guint i = 0; i < n_denied; i++)
    code[first + i] = (struct sock_filter)BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, denied[i],
                                                    (guint8)(deny - first - i - 1), 0);
  code[allow] = (struct sock_filter)BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  code[deny] = (struct sock_filter)BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
  prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
#endif
}

void
bt_sandbox_close (void)
{
  if (UNDER_SANITIZER)
    return;
  close_files ();
  close_system_calls ();
}

gboolean
bt_sandbox_has_landlock (void)
{
  return syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION)
         > 0;
}
