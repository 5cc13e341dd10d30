/* One request to the REST interface, and its answer.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/bt-practice-users.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * BtPracticeRequest:
 * @method: "GET", "POST", "PUT", "PATCH", "DELETE" after any override
 * @route: "/wp/v2/posts/12"
 * @query: parameters of the address; @body: of a JSON or form body, %NULL without one
 * @user: who is signed in, %NULL for a reader
 * @id: the number in the route
 * @upload: (nullable): file that holds the raw body of an upload; @upload_size its bytes
 * @upload_md5: of those bytes, in hexadecimal
 * @new_file: (nullable): put in place by the handler, to be removed if the database fails
 * @dead_file: (nullable): to be removed once the database has forgotten it
 * @headers: of the request; @out: of the answer
 * @status: of the answer, 200 unless a handler says otherwise
 */
typedef struct
{
  BtPracticeSite *site;
  BtPracticeUser *user;
  char *method;
  char *route;
  JsonObject *query;
  JsonObject *body;
  gint64 id;
  const char *upload;
  gint64 upload_size;
  const char *upload_md5;
  char *new_file;
  char *dead_file;
  SoupMessageHeaders *headers;
  SoupMessageHeaders *out;
  guint status;
  JsonNode *failure;
} BtPracticeRequest;

void bt_practice_request_clear (BtPracticeRequest *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BtPracticeRequest, bt_practice_request_clear)

/** bt_practice_parse_query: Returns: (transfer full): "a=1&b[]=2&b[]=3" as PHP reads it;
 * @query may be %NULL */
JsonObject *bt_practice_parse_query (const char *query);

/** bt_practice_parse_json: strict: one object or array, valid UTF-8, at most 512 deep.
 * Returns: (transfer full) (nullable) */
JsonNode *bt_practice_parse_json (const char *text, gsize length);

/** bt_practice_request_param: a parameter, from the body or else from the address.
 * Returns: (transfer none) (nullable): %NULL also for JSON's null */
JsonNode *bt_practice_request_param (BtPracticeRequest *self, const char *name);
/** bt_practice_request_has_null: whether the body says null for it. */
gboolean bt_practice_request_has_null (BtPracticeRequest *self, const char *name);
/** bt_practice_request_text: Returns: (transfer none) (nullable): a string; for objects
 * like {"raw": …} that member; numbers give %NULL */
const char *bt_practice_request_text (BtPracticeRequest *self, const char *name);
gint64
bt_practice_request_int (BtPracticeRequest *self, const char *name, gint64 otherwise);
gboolean bt_practice_request_bool (BtPracticeRequest *self, const char *name);
/** bt_practice_request_ids: Returns: (transfer full) (nullable) (element-type gint64): a
 * list of numbers, from an array or "1,2"; %NULL when not given */
GArray *bt_practice_request_ids (BtPracticeRequest *self, const char *name);
/** bt_practice_request_words: Returns: (transfer full) (nullable): a list of words, from
 * an array or "a,b" */
GStrv bt_practice_request_words (BtPracticeRequest *self, const char *name);
/** bt_practice_request_is_edit: whether context=edit was asked for. */
gboolean bt_practice_request_is_edit (BtPracticeRequest *self);
gboolean bt_practice_request_can (BtPracticeRequest *self, const char *capability);

/** bt_practice_fail: makes the answer WordPress's error object. Returns: %NULL, so that a
 * handler can return it */
JsonNode *bt_practice_fail (BtPracticeRequest *self,
                            guint status,
                            const char *code,
                            const char *message);
/** bt_practice_fail_role: the same with 403, or 401 for who is not signed in. */
JsonNode *
bt_practice_fail_role (BtPracticeRequest *self, const char *code, const char *message);

/** bt_practice_take_object: Returns: (transfer full): a node that owns @object */
JsonNode *bt_practice_take_object (JsonObject *object);
JsonNode *bt_practice_take_array (JsonArray *array);
/** bt_practice_rest_url: Returns: (transfer full): the address of a route, printf style */
char *bt_practice_rest_url (BtPracticeSite *site, const char *format, ...)
    G_GNUC_PRINTF (2, 3);
/** bt_practice_add_link: adds {"href": …} under _links.@rel of @object and gives it for
 * more. @href is taken. */
JsonObject *bt_practice_add_link (JsonObject *object, const char *rel, char *href);
/** bt_practice_set_paging: X-WP-Total, X-WP-TotalPages and the links to the pages around.
 */
void bt_practice_set_paging (BtPracticeRequest *self,
                             const char *route,
                             gint64 total,
                             gint64 per_page,
                             gint64 page);

/**
 * BtPracticeArgType: what a parameter must be.
 * @BT_PRACTICE_ARG_TIME: RFC 3339 as WordPress reads it
 */
typedef enum
{
  BT_PRACTICE_ARG_STRING,
  BT_PRACTICE_ARG_INT,
  BT_PRACTICE_ARG_BOOL,
  BT_PRACTICE_ARG_INTS,
  BT_PRACTICE_ARG_STRINGS,
  BT_PRACTICE_ARG_TIME,
} BtPracticeArgType;

/**
 * BtPracticeArg:
 * @values: (nullable): the only words allowed, with ", " between
 * @min, @max: bounds for numbers; none when both are 0
 */
typedef struct
{
  const char *name;
  BtPracticeArgType type;
  const char *values;
  gint64 min;
  gint64 max;
  gboolean required;
} BtPracticeArg;

/** bt_practice_check_args: Returns: whether all parameters are as @args says; if not the
 * answer is rest_invalid_param or rest_missing_callback_param */
gboolean
bt_practice_check_args (BtPracticeRequest *self, const BtPracticeArg *args, gsize n_args);

G_END_DECLS
