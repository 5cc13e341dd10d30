/* A server that answers byte for byte as a script says, and remembers what it was asked.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Instead of a reply: */
#define SCRIPT_STALL "@stall"     /* say nothing, until the server is stopped */
#define SCRIPT_CLOSE "@close"     /* close without a word */
#define SCRIPT_TRICKLE "@trickle" /* a reply without end, a byte every 50 ms */
#define SCRIPT_FLOOD "@flood"     /* 40 MB of JSON */

typedef struct
{
  char *method;
  char *path;
  char *head; /* whole, as it came */
  GByteArray *body;
} ScriptRequest;

typedef struct _ScriptServer ScriptServer;

/** script_server_new: @certificate: (nullable): speaks TLS with it. */
ScriptServer *script_server_new (GTlsCertificate *certificate);
void script_server_free (ScriptServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScriptServer, script_server_free)

/** script_server_url: "http://127.0.0.1:PORT/" or https */
const char *script_server_url (ScriptServer *self);
/** script_server_answer: the next request that starts with @start ("POST /wp-json/") gets
 * @reply, once; rules are tried in order. What fits no rule gets 404 in HTML. */
void script_server_answer (ScriptServer *self, const char *start, const char *reply);
/** script_server_count: how many requests came that start with @start. */
guint script_server_count (ScriptServer *self, const char *start);
/** script_server_request: Returns: (transfer none): the last one that starts with @start;
 * fails the test if there is none. */
const ScriptRequest *script_server_request (ScriptServer *self, const char *start);

/** script_reply: Returns: (transfer full): a whole reply. @headers: lines, each ended by
 * "\r\n". */
char *
script_reply (guint status, const char *type, const char *headers, const char *body);
/** script_json: as script_reply() with application/json. */
char *script_json (guint status, const char *headers, const char *body);

G_END_DECLS
