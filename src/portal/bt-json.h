/* JSON from outside: read strictly, looked into leniently.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * bt_json_parse:
 *
 * One JSON object or array and nothing else: no byte order mark, no text before or after
 * it, valid UTF-8, nested at most 128 deep and of at most half a million values (json-glib's
 * parser is recursive, takes whatever comes, and needs some forty times its size).
 *
 * Returns: (transfer full): the tree, or %NULL with %BT_PORTAL_ERROR_UNREADABLE
 */
JsonNode *bt_json_parse (GBytes *bytes, GError **error);

/* Each gives NULL, 0 or FALSE where the member is absent or of another type. */
JsonObject *bt_json_object (JsonObject *object, const char *member);
JsonArray *bt_json_array (JsonObject *object, const char *member);
const char *bt_json_string (JsonObject *object, const char *member);
gint64 bt_json_int (JsonObject *object, const char *member);
gboolean bt_json_boolean (JsonObject *object, const char *member);
/** bt_json_strings: Returns: (transfer full): never %NULL */
char **bt_json_strings (JsonObject *object, const char *member);
/** bt_json_ids: Returns: (transfer full) (element-type gint64): never %NULL */
GArray *bt_json_ids (JsonObject *object, const char *member);
/** bt_json_element: the object at @index of @array, %NULL if that is none. */
JsonObject *bt_json_element (JsonArray *array, guint index);

G_END_DECLS
