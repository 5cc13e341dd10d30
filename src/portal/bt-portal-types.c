/* What portals give: freeing, copying, keeping.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <json-glib/json-glib.h>

#include "portal/bt-json.h"
#include "portal/bt-portal-private.h"

void
bt_portal_user_free (BtPortalUser *self)
{
  if (!self)
    return;
  g_free (self->login);
  g_free (self->name);
  g_strfreev (self->roles);
  g_free (self);
}

char *
bt_portal_user_to_json (const BtPortalUser *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (self, NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_int_value (builder, self->id);
  json_builder_set_member_name (builder, "login");
  json_builder_add_string_value (builder, self->login);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, self->name);
  json_builder_set_member_name (builder, "roles");
  json_builder_begin_array (builder);
  for (gsize i = 0; self->roles && self->roles[i]; i++)
    json_builder_add_string_value (builder, self->roles[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "may_publish");
  json_builder_add_boolean_value (builder, self->may_publish);
  json_builder_set_member_name (builder, "may_edit_others");
  json_builder_add_boolean_value (builder, self->may_edit_others);
  json_builder_set_member_name (builder, "may_upload");
  json_builder_add_boolean_value (builder, self->may_upload);
  json_builder_set_member_name (builder, "may_manage_sections");
  json_builder_add_boolean_value (builder, self->may_manage_sections);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

BtPortalUser *
bt_portal_user_from_json (const char *json, GError **error)
{
  g_autoptr (BtPortalUser) self = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;

  g_return_val_if_fail (json, NULL);

  bytes = g_bytes_new (json, strlen (json));
  root = bt_json_parse (bytes, error);
  if (!root)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      bt_portal_set_error (error, BT_PORTAL_ERROR_UNREADABLE, NULL, "not a user");
      return NULL;
    }

  object = json_node_get_object (root);
  self = g_new0 (BtPortalUser, 1);
  self->id = bt_json_int (object, "id");
  self->login = g_strdup (bt_json_string (object, "login"));
  self->name = g_strdup (bt_json_string (object, "name"));
  self->roles = bt_json_strings (object, "roles");
  self->may_publish = bt_json_boolean (object, "may_publish");
  self->may_edit_others = bt_json_boolean (object, "may_edit_others");
  self->may_upload = bt_json_boolean (object, "may_upload");
  self->may_manage_sections = bt_json_boolean (object, "may_manage_sections");
  return g_steal_pointer (&self);
}

void
bt_portal_site_free (BtPortalSite *self)
{
  if (!self)
    return;
  g_free (self->name);
  g_free (self->url);
  g_free (self->api);
  g_free (self->time_zone);
  g_free (self->authorize_url);
  g_free (self);
}

void
bt_portal_term_free (BtPortalTerm *self)
{
  if (!self)
    return;
  g_free (self->name);
  g_free (self->slug);
  g_free (self);
}

G_DEFINE_BOXED_TYPE (BtPortalPost,
                     bt_portal_post,
                     bt_portal_post_copy,
                     bt_portal_post_free)

BtPortalPost *
bt_portal_post_copy (const BtPortalPost *self)
{
  BtPortalPost *copy;

  g_return_val_if_fail (self, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->title = g_strdup (self->title);
  copy->content = g_strdup (self->content);
  copy->excerpt = g_strdup (self->excerpt);
  copy->slug = g_strdup (self->slug);
  copy->status = g_strdup (self->status);
  copy->date_gmt = g_strdup (self->date_gmt);
  copy->modified_gmt = g_strdup (self->modified_gmt);
  copy->link = g_strdup (self->link);
  copy->token = g_strdup (self->token);
  copy->sections = self->sections ? g_array_copy (self->sections) : NULL;
  copy->tags = self->tags ? g_array_copy (self->tags) : NULL;
  return copy;
}

void
bt_portal_post_free (BtPortalPost *self)
{
  if (!self)
    return;
  g_free (self->title);
  g_free (self->content);
  g_free (self->excerpt);
  g_free (self->slug);
  g_free (self->status);
  g_free (self->date_gmt);
  g_free (self->modified_gmt);
  g_free (self->link);
  g_free (self->token);
  g_clear_pointer (&self->sections, g_array_unref);
  g_clear_pointer (&self->tags, g_array_unref);
  g_free (self);
}

void
bt_portal_media_free (BtPortalMedia *self)
{
  if (!self)
    return;
  g_free (self->slug);
  g_free (self->url);
  g_free (self->title);
  g_free (self->caption);
  g_free (self->alt);
  g_free (self);
}
