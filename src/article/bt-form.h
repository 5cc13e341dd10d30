/* Members of the JSON form, each checked as it is taken.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "article/bt-article.h"

G_BEGIN_DECLS

/* All give FALSE (or NULL) and a #BtArticleError when the JSON is not as it must be. */

/** bt_form_fail: sets the error. Returns: %FALSE */
gboolean bt_form_fail (GError **error, BtArticleError code, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
/** bt_form_only_members: a member that is not @known is from a later version. */
gboolean
bt_form_only_members (JsonObject *object, const char *const *known, GError **error);
/** bt_form_is_string: whether the node is a string. */
gboolean bt_form_is_string (JsonNode *node);
/** bt_form_get_string: gives %NULL, without an error, for a member that is not there and
 * not @due. */
gboolean bt_form_get_string (JsonObject *object,
                             const char *name,
                             gboolean due,
                             const char **value,
                             GError **error);
/** bt_form_get_number: a whole number from @min to @max; must be there. */
gboolean bt_form_get_number (JsonObject *object,
                             const char *name,
                             guint min,
                             guint max,
                             guint *value,
                             GError **error);
/** bt_form_get_boolean: %FALSE when it is not there. */
gboolean bt_form_get_boolean (JsonObject *object,
                              const char *name,
                              gboolean *value,
                              GError **error);
/** bt_form_get_array: must be there. */
gboolean bt_form_get_array (JsonObject *object,
                            const char *name,
                            JsonArray **array,
                            GError **error);
/** bt_form_object_at: Returns: (transfer none) (nullable) */
JsonObject *bt_form_object_at (JsonArray *array, guint index, GError **error);

/** bt_block_from_json: Returns: (transfer full) (nullable): the block with its id */
BtBlock *bt_block_from_json (JsonObject *object, GError **error);

G_END_DECLS
