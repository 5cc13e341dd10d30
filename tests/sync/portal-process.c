/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "portal-process.h"

#include <json-glib/json-glib.h>

PortalProcess *
portal_process_start (const char *folder, guint port)
{
  PortalProcess *self = g_new0 (PortalProcess, 1);
  g_autofree char *program = g_build_filename (g_getenv ("BANTHAO_BUILD_DIR"), "src",
                                               "practice", "banthao-portal", NULL);
  g_autofree char *number = g_strdup_printf ("%u", port);
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  JsonObject *site;
  JsonObject *editor;

  self->process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--data-dir",
                        folder, "--port", number, "--json", NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line_utf8 (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  root = json_from_string (line, &error);
  g_assert_no_error (error);

  site = json_node_get_object (root);
  editor = json_object_get_object_member (json_object_get_object_member (site, "users"),
                                          "editor");
  self->url = g_strdup (json_object_get_string_member (site, "url"));
  self->user = g_strdup (json_object_get_string_member (editor, "login"));
  self->password = g_strdup (json_object_get_string_member (editor, "app_password"));
  uri = g_uri_parse (self->url, G_URI_FLAGS_NONE, &error);
  g_assert_no_error (error);
  self->port = (guint)g_uri_get_port (uri);

  return self;
}

void
portal_process_stop (PortalProcess *self)
{
  g_subprocess_send_signal (self->process, 15);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  g_free (self->url);
  g_free (self->user);
  g_free (self->password);
  g_free (self);
}
