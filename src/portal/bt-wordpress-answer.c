/* What an answer means: the one table.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "portal/bt-portal-private.h"
#include "portal/bt-wordpress-private.h"

#define NO_CODE ""
#define MAX_RETRY_AFTER (24 * 60 * 60)
#define MAX_MESSAGE 300

/**
 * Rule: the first that fits decides.
 * @first, @last: statuses
 * @code: the portal's word; %NULL for any or none, NO_CODE for none: then it is not
 *   WordPress that spoke but a server, a firewall or a hotel before it
 * @change, @question: what it means for either
 */
typedef struct
{
  guint first;
  guint last;
  const char *code;
  BtPortalError change;
  BtPortalError question;
} Rule;

#define BOTH(error) BT_PORTAL_ERROR_##error, BT_PORTAL_ERROR_##error
#define LOST BT_PORTAL_ERROR_UNKNOWN_OUTCOME, BT_PORTAL_ERROR_UNREADABLE

static const Rule rules[] = {
  /* A POST that is redirected may have been done before (303 after the work). */
  { 300, 399, NULL, BT_PORTAL_ERROR_UNKNOWN_OUTCOME, BT_PORTAL_ERROR_ADDRESS },
  /* A wrong password is told by the status alone: the code is the route's. */
  { 401, 401, NULL, BOTH (SIGN_IN) },
  { 403, 403, "incorrect_password", BOTH (SIGN_IN) },
  { 403, 403, "invalid_username", BOTH (SIGN_IN) },
  { 403, 403, "invalid_email", BOTH (SIGN_IN) },
  { 403, 403, "application_passwords_disabled", BOTH (SIGN_IN) },
  { 403, 403, "application_passwords_disabled_for_user", BOTH (SIGN_IN) },
  { 403, 403, NO_CODE, BOTH (REFUSED) },
  { 403, 403, NULL, BOTH (FORBIDDEN) },
  { 404, 404, "rest_no_route", BOTH (NO_INTERFACE) },
  { 404, 404, NO_CODE, BOTH (NO_INTERFACE) },
  { 404, 404, NULL, BOTH (NOT_FOUND) },
  { 408, 408, NULL, LOST },
  { 410, 410, "rest_already_trashed", BOTH (TRASHED) },
  { 410, 410, NULL, BOTH (NOT_FOUND) },
  { 412, 412, "rest_upload_hash_mismatch", BOTH (CHECKSUM) },
  { 412, 412, NULL, BOTH (CHANGED) },
  { 413, 413, NULL, BOTH (TOO_LARGE) },
  { 429, 429, NULL, BOTH (BUSY) },
  { 400, 499, NULL, BOTH (REFUSED) },
  /* Not the server's fault but the file's, whatever the status says. */
  { 500, 500, "rest_upload_sideload_error", BOTH (REFUSED) },
  { 501, 501, NO_CODE, LOST },
  { 501, 501, NULL, BOTH (REFUSED) },
  { 0, G_MAXUINT, NULL, LOST },
};

static const Rule *
find_rule (guint status, const char *code)
{
  for (gsize i = 0;; i++)
    {
      const Rule *rule = &rules[i];

      if (status < rule->first || status > rule->last)
        continue;
      if (!rule->code || g_str_equal (rule->code, code ? code : NO_CODE))
        return rule;
    }
}

static guint
retry_after (SoupMessageHeaders *headers)
{
  const char *value = soup_message_headers_get_one (headers, "Retry-After");
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GDateTime) until = NULL;
  guint64 seconds;
  gint64 left;

  if (!value)
    return 0;
  if (g_ascii_string_to_unsigned (value, 10, 0, G_MAXUINT64, &seconds, NULL))
    return (guint)MIN (seconds, MAX_RETRY_AFTER);
  until = soup_date_time_new_from_http_string (value);
  if (!until)
    return 0;
  now = g_date_time_new_now_utc ();
  left = g_date_time_difference (until, now) / G_TIME_SPAN_SECOND;
  return (guint)CLAMP (left, 1, MAX_RETRY_AFTER);
}

static gint64
media_of (SoupMessageHeaders *headers)
{
  const char *value = soup_message_headers_get_one (headers, "X-WP-Upload-Attachment-ID");
  gint64 id = 0;

  if (value)
    g_ascii_string_to_signed (value, 10, 1, G_MAXINT64, &id, NULL);
  return id;
}

/* The portal's message is for people who look closely: plain, short, one line. */
static char *
short_message (const char *message)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean in_tag = FALSE;

  for (const char *p = message ? message : ""; *p && text->len < MAX_MESSAGE;
       p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '<')
        in_tag = TRUE;
      else if (c == '>')
        in_tag = FALSE;
      else if (!in_tag)
        g_string_append_unichar (
            text, g_unichar_isspace (c) || g_unichar_iscntrl (c) ? ' ' : c);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
refuse (const BtHttpRequest *request,
        const BtHttpReply *reply,
        JsonNode *node,
        GError **error)
{
  JsonObject *object =
      node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *code = bt_json_string (object, "code");
  const Rule *rule = find_rule (reply->status, code);
  BtPortalError kind = request->changes ? rule->change : rule->question;
  g_autofree char *message = short_message (bt_json_string (object, "message"));
  BtPortalFailure failure = { .status = reply->status,
                              .code = code,
                              .retry_after = retry_after (reply->headers),
                              .media = media_of (reply->headers),
                              .term = bt_json_int (bt_json_object (object, "data"),
                                                   "term_id") };

  /* Only a server that names a time means "not now"; others send 503 when the program
   * behind them took too long, and then it may have done its work. */
  if (reply->status == SOUP_STATUS_SERVICE_UNAVAILABLE && failure.retry_after > 0)
    kind = BT_PORTAL_ERROR_BUSY;
  bt_portal_set_error (error, kind, &failure, "HTTP %u%s%s%s%s%s%s", reply->status,
                       code ? " " : "", code ? code : "", *message ? ": " : "", message,
                       reply->redirect ? " to " : "",
                       reply->redirect ? g_uri_get_host (reply->redirect) : "");
}

JsonNode *
bt_wordpress_answer (const BtHttpRequest *request,
                     const BtHttpReply *reply,
                     GError **error)
{
  g_autoptr (GError) unreadable = NULL;
  g_autoptr (JsonNode) node = bt_json_parse (reply->body, &unreadable);

  if (!SOUP_STATUS_IS_SUCCESSFUL (reply->status))
    {
      refuse (request, reply, node, error);
      return NULL;
    }
  if (!node)
    {
      BtPortalFailure failure = { .status = reply->status,
                                  .media = media_of (reply->headers) };

      bt_portal_set_error (error,
                           request->changes ? BT_PORTAL_ERROR_UNKNOWN_OUTCOME
                                            : BT_PORTAL_ERROR_UNREADABLE,
                           &failure, "HTTP %u, %s", reply->status, unreadable->message);
      return NULL;
    }
  return g_steal_pointer (&node);
}

gboolean
bt_wordpress_unusable (gboolean changes, const char *why, GError **error)
{
  bt_portal_set_error (
      error, changes ? BT_PORTAL_ERROR_UNKNOWN_OUTCOME : BT_PORTAL_ERROR_UNREADABLE, NULL,
      "the answer is JSON, but %s", why);
  return FALSE;
}
