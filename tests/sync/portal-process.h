/* A practice portal as a process of its own, for tests.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

typedef struct
{
  GSubprocess *process;
  char *url;
  guint port;
  char *user;
  char *password;
} PortalProcess;

/** portal_process_start: @port: 0 for any. An editor's name and password are in the result. */
PortalProcess *portal_process_start (const char *folder, guint port);
void portal_process_stop (PortalProcess *self);
