/* The routes of the REST interface, the index and the users.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/bt-practice-rest.h"

#include <string.h>

typedef struct
{
  const char *pattern; /* "#" stands for a number */
  const char *method;
  BtPracticeHandler handler;
} Route;

static const Route routes[] = {
  { "/", "GET", bt_practice_get_index },
  { "/wp/v2/users/me", "GET", bt_practice_get_me },
  { "/wp/v2/users/#", "GET", bt_practice_get_user },
  { "/wp/v2/posts", "GET", bt_practice_list_posts },
  { "/wp/v2/posts", "POST", bt_practice_create_post },
  { "/wp/v2/posts/#", "GET", bt_practice_get_post },
  { "/wp/v2/posts/#", "POST", bt_practice_update_post },
  { "/wp/v2/posts/#", "PUT", bt_practice_update_post },
  { "/wp/v2/posts/#", "PATCH", bt_practice_update_post },
  { "/wp/v2/posts/#", "DELETE", bt_practice_remove_post },
  { "/wp/v2/posts/#/revisions", "GET", bt_practice_list_revisions },
  { "/wp/v2/media", "GET", bt_practice_list_media },
  { "/wp/v2/media", "POST", bt_practice_create_media },
  { "/wp/v2/media/#", "GET", bt_practice_get_media },
  { "/wp/v2/media/#", "POST", bt_practice_update_media },
  { "/wp/v2/media/#", "PUT", bt_practice_update_media },
  { "/wp/v2/media/#", "PATCH", bt_practice_update_media },
  { "/wp/v2/media/#", "DELETE", bt_practice_remove_media },
  { "/wp/v2/media/#/post-process", "POST", bt_practice_process_media },
  { "/wp/v2/categories", "GET", bt_practice_list_categories },
  { "/wp/v2/categories", "POST", bt_practice_create_category },
  { "/wp/v2/categories/#", "GET", bt_practice_get_category },
  { "/wp/v2/tags", "GET", bt_practice_list_tags },
  { "/wp/v2/tags", "POST", bt_practice_create_tag },
  { "/wp/v2/tags/#", "GET", bt_practice_get_tag },
};

static gboolean
route_matches (const char *pattern, const char *route, gint64 *id)
{
  for (; *pattern != '\0'; pattern++)
    {
      if (*pattern == '#')
        {
          gsize digits = strspn (route, "0123456789");

          if (digits == 0 || digits > 18)
            return FALSE;
          *id = g_ascii_strtoll (route, NULL, 10);
          route += digits;
        }
      else if (*pattern != *route++)
        return FALSE;
    }
  return *route == '\0';
}

/* HEAD is answered as GET; libsoup leaves the body out. */
static const Route *
find_route (BtPracticeRequest *request)
{
  const char *method = g_str_equal (request->method, "HEAD") ? "GET" : request->method;

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    if (g_str_equal (routes[i].method, method)
        && route_matches (routes[i].pattern, request->route, &request->id))
      return &routes[i];
  return NULL;
}

/* "_fields": only the members that were asked for. */
static void
keep_fields (JsonNode *node, char *const *fields)
{
  g_autoptr (GList) names = NULL;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        keep_fields (json_array_get_element (array, i), fields);
      return;
    }
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return;
  names = json_object_get_members (json_node_get_object (node));
  for (GList *l = names; l != NULL; l = l->next)
    {
      gboolean wanted = FALSE;

      for (gsize i = 0; fields[i] != NULL; i++)
        {
          gsize length = strcspn (fields[i], ".");

          wanted |= strncmp (fields[i], l->data, length) == 0
                    && ((const char *)l->data)[length] == '\0';
        }
      if (!wanted)
        json_object_remove_member (json_node_get_object (node), l->data);
    }
}

JsonNode *
bt_practice_rest_answer (BtPracticeRequest *request)
{
  const Route *route = NULL;
  g_autoptr (JsonNode) answer = NULL;
  g_auto (GStrv) fields = NULL;

  if (request->failure == NULL)
    route = find_route (request);
  if (route != NULL)
    answer = route->handler (request);
  else if (request->failure == NULL)
    bt_practice_fail (request, 404, "rest_no_route",
                      "No route was found matching the URL and request method.");
  if (answer == NULL && request->failure == NULL)
    bt_practice_fail (request, 500, "internal_server_error",
                      "There has been a critical error on this website.");
  if (request->failure != NULL)
    return json_node_ref (request->failure);
  fields = bt_practice_request_words (request, "_fields");
  if (fields != NULL && fields[0] != NULL)
    keep_fields (answer, fields);
  return g_steal_pointer (&answer);
}

static JsonObject *
authentication_to_json (BtPracticeSite *site)
{
  JsonObject *object = json_object_new ();
  JsonObject *passwords = json_object_new ();
  JsonObject *endpoints = json_object_new ();
  g_autofree char *page =
      g_strconcat (site->url, "/wp-admin/authorize-application.php", NULL);

  json_object_set_string_member (endpoints, "authorization", page);
  json_object_set_object_member (passwords, "endpoints", endpoints);
  json_object_set_object_member (object, "application-passwords", passwords);
  return object;
}

JsonNode *
bt_practice_get_index (BtPracticeRequest *request)
{
  BtPracticeSite *site = request->site;
  JsonObject *object = json_object_new ();
  JsonObject *map = json_object_new ();
  JsonArray *namespaces = json_array_new ();

  json_object_set_string_member (object, "name", site->name);
  json_object_set_string_member (object, "description", "");
  json_object_set_string_member (object, "url", site->url);
  json_object_set_string_member (object, "home", site->url);
  json_object_set_int_member (object, "gmt_offset", 7);
  json_object_set_string_member (object, "timezone_string", BT_PRACTICE_TIME_ZONE);
  json_array_add_string_element (namespaces, "wp/v2");
  json_object_set_array_member (object, "namespaces", namespaces);
  json_object_set_object_member (object, "authentication", authentication_to_json (site));
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      g_auto (GStrv) parts = g_strsplit (routes[i].pattern, "#", -1);
      g_autofree char *name = g_strjoinv ("(?P<id>[\\d]+)", parts);
      JsonObject *route;

      if (!json_object_has_member (map, name))
        {
          route = json_object_new ();
          json_object_set_array_member (route, "methods", json_array_new ());
          json_object_set_object_member (map, name, route);
        }
      route = json_object_get_object_member (map, name);
      json_array_add_string_element (json_object_get_array_member (route, "methods"),
                                     routes[i].method);
    }
  json_object_set_object_member (object, "routes", map);
  return bt_practice_take_object (object);
}

static JsonObject *
user_to_json (BtPracticeRequest *request, const BtPracticeUser *user, gboolean edit)
{
  JsonObject *object = json_object_new ();
  g_autofree char *link =
      g_strdup_printf ("%s/author/%s/", request->site->url, user->login);

  json_object_set_int_member (object, "id", user->id);
  json_object_set_string_member (object, "name", user->name);
  json_object_set_string_member (object, "url", "");
  json_object_set_string_member (object, "description", "");
  json_object_set_string_member (object, "link", link);
  json_object_set_string_member (object, "slug", user->login);
  json_object_set_array_member (object, "meta", json_array_new ());
  if (edit)
    {
      JsonArray *roles = json_array_new ();
      JsonObject *extra = json_object_new ();
      g_autofree char *registered =
          g_strdup_printf ("%.10sT%s+00:00", user->registered, user->registered + 11);

      json_array_add_string_element (roles, user->role);
      json_object_set_boolean_member (extra, user->role, TRUE);
      json_object_set_string_member (object, "username", user->login);
      json_object_set_string_member (object, "email", user->email);
      json_object_set_string_member (object, "locale", "vi");
      json_object_set_string_member (object, "nickname", user->name);
      json_object_set_array_member (object, "roles", roles);
      json_object_set_string_member (object, "registered_date", registered);
      json_object_set_object_member (object, "capabilities",
                                     bt_practice_user_capabilities (user));
      json_object_set_object_member (object, "extra_capabilities", extra);
    }
  bt_practice_add_link (
      object, "self",
      bt_practice_rest_url (request->site, "/wp/v2/users/%" G_GINT64_FORMAT, user->id));
  bt_practice_add_link (object, "collection",
                        bt_practice_rest_url (request->site, "/wp/v2/users"));
  return object;
}

static const BtPracticeArg user_args[] = {
  { .name = "context", .type = BT_PRACTICE_ARG_STRING, .values = "view, embed, edit" },
};

JsonNode *
bt_practice_get_me (BtPracticeRequest *request)
{
  if (!bt_practice_check_args (request, user_args, G_N_ELEMENTS (user_args)))
    return NULL;
  if (request->user == NULL)
    return bt_practice_fail (request, 401, "rest_not_logged_in",
                             "You are not currently logged in.");
  return bt_practice_take_object (
      user_to_json (request, request->user, bt_practice_request_is_edit (request)));
}

/* Readers see who has published something; users see themselves. */
JsonNode *
bt_practice_get_user (BtPracticeRequest *request)
{
  g_autoptr (BtPracticeUser) user = bt_practice_user_load (request->site, request->id);
  gboolean self, edit;

  if (!bt_practice_check_args (request, user_args, G_N_ELEMENTS (user_args)))
    return NULL;
  if (user == NULL)
    return bt_practice_fail (request, 404, "rest_user_invalid_id", "Invalid user ID.");
  self = request->user != NULL && request->user->id == user->id;
  edit = bt_practice_request_is_edit (request);
  if (edit && !self && !bt_practice_request_can (request, "edit_users"))
    return bt_practice_fail_role (request, "rest_user_cannot_view",
                                  "Sorry, you are not allowed to edit this user.");
  if (!self && !bt_practice_request_can (request, "list_users")
      && bt_practice_db_int (request->site->db,
                             "SELECT count(*) FROM posts WHERE author=? AND type='post' "
                             "AND status='publish'",
                             "i", user->id)
             == 0)
    return bt_practice_fail_role (request, "rest_user_cannot_view",
                                  "Sorry, you are not allowed to list users.");
  return bt_practice_take_object (user_to_json (request, user, edit));
}
