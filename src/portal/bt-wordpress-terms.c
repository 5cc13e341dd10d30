/* Sections are WordPress's categories, tags its tags.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "portal/bt-portal-private.h"
#include "portal/bt-wordpress-private.h"
#include "text/bt-text.h"

#define FIELDS "id,name,slug,parent"

typedef struct
{
  const char *route;
  char *search; /* as WordPress keeps names: in HTML */
  GPtrArray *terms;
} Listing;

static const char *
route_of (BtTermKind kind)
{
  return kind == BT_TERM_SECTION ? "/wp/v2/categories" : "/wp/v2/tags";
}

static BtPortalTerm *
read_term (JsonObject *object)
{
  BtPortalTerm *term;

  if (bt_json_int (object, "id") <= 0 || !bt_json_string (object, "name"))
    return NULL;
  term = g_new0 (BtPortalTerm, 1);
  term->id = bt_json_int (object, "id");
  term->parent = bt_json_int (object, "parent");
  term->name = bt_wordpress_plain (bt_json_string (object, "name"));
  term->slug = g_strdup (bt_json_string (object, "slug"));
  return term;
}

/* context=edit would need the right to edit terms, which authors lack. */
static GUri *
page_uri (BtWordpress *self, guint page, gpointer data)
{
  Listing *listing = data;
  g_autofree char *number = g_strdup_printf ("%u", page);

  return bt_wordpress_uri (self, listing->route, "_fields", FIELDS, "per_page", "100",
                           "page", number, "orderby", "id", "search", listing->search,
                           NULL);
}

static gboolean
add_term_cb (JsonObject *object, gpointer data, GError **error)
{
  Listing *listing = data;
  BtPortalTerm *term = read_term (object);

  if (!term)
    return bt_wordpress_unusable (FALSE, "a term without id or name", error);
  g_ptr_array_add (listing->terms, term);
  return TRUE;
}

GPtrArray *
bt_wordpress_list_terms (BtPortal *portal,
                         BtTermKind kind,
                         const char *search,
                         GCancellable *cancellable,
                         GError **error)
{
  BtWordpress *self = BT_WORDPRESS (portal);
  g_autoptr (GPtrArray) terms =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_portal_term_free);
  g_autofree char *nfc = search && *search ? bt_text_nfc (search) : NULL;
  g_autofree char *words = nfc ? bt_wordpress_html (nfc) : NULL;
  Listing listing = { .route = route_of (kind), .search = words, .terms = terms };

  if (!bt_wordpress_ensure_api (self, cancellable, error)
      || !bt_wordpress_each (self, page_uri, add_term_cb, &listing, cancellable, error))
    return NULL;
  return g_steal_pointer (&terms);
}

/* "  Thời   sự " and the same in NFD are one name; WordPress would make three terms. */
static char *
clean_name (const char *name)
{
  g_autofree char *nfc = bt_text_nfc (name);
  g_auto (GStrv) words = g_strsplit_set (g_strstrip (nfc), " \t\r\n", -1);
  g_autoptr (GString) clean = g_string_new (NULL);

  for (gsize i = 0; words[i]; i++)
    if (*words[i])
      g_string_append_printf (clean, "%s%s", clean->len ? " " : "", words[i]);
  return g_string_free (g_steal_pointer (&clean), FALSE);
}

static gboolean
same_name (const char *a, const char *b)
{
  g_autofree char *one = g_utf8_casefold (a, -1);
  g_autofree char *other = g_utf8_casefold (b, -1);

  return g_str_equal (one, other);
}

/* The term of that name, preferring one that stands at the top. */
static BtPortalTerm *
take_named (GPtrArray *terms, const char *name)
{
  BtPortalTerm *found = NULL;
  guint at = 0;

  for (guint i = 0; i < terms->len; i++)
    {
      BtPortalTerm *term = g_ptr_array_index (terms, i);

      if (same_name (term->name, name) && (!found || (found->parent && !term->parent)))
        {
          found = term;
          at = i;
        }
    }
  return found ? g_ptr_array_steal_index (terms, at) : NULL;
}

/* Looks for a term that is there already, also one that somebody typed in NFD. */
static gboolean
find_term (BtPortal *portal,
           BtTermKind kind,
           const char *name,
           BtPortalTerm **term,
           GCancellable *cancellable,
           GError **error)
{
  BtWordpress *self = BT_WORDPRESS (portal);
  g_autofree char *nfc = bt_wordpress_html (name);
  g_autofree char *nfd = g_utf8_normalize (nfc, -1, G_NORMALIZE_NFD);
  char *forms[] = { nfc, nfd };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (GPtrArray) terms =
          g_ptr_array_new_with_free_func ((GDestroyNotify)bt_portal_term_free);
      Listing listing = { .route = route_of (kind), .search = forms[i], .terms = terms };

      if (i > 0 && g_str_equal (nfc, nfd))
        break;
      if (!bt_wordpress_each (self, page_uri, add_term_cb, &listing, cancellable, error))
        return FALSE;
      *term = take_named (terms, name);
      if (*term)
        break;
    }
  return TRUE;
}

static BtPortalTerm *
get_term (BtWordpress *self,
          BtTermKind kind,
          gint64 id,
          GCancellable *cancellable,
          GError **error)
{
  g_autofree char *route = g_strdup_printf ("%s/%" G_GINT64_FORMAT, route_of (kind), id);
  g_autoptr (GUri) uri = bt_wordpress_uri (self, route, NULL);
  g_autoptr (JsonNode) node = bt_wordpress_get (self, uri, NULL, cancellable, error);
  BtPortalTerm *term;

  if (!node)
    return NULL;
  term = JSON_NODE_HOLDS_OBJECT (node) ? read_term (json_node_get_object (node)) : NULL;
  if (!term)
    bt_wordpress_unusable (FALSE, "no term", error);
  return term;
}

BtPortalTerm *
bt_wordpress_create_term (BtPortal *portal,
                          BtTermKind kind,
                          const char *given,
                          GCancellable *cancellable,
                          GError **error)
{
  BtWordpress *self = BT_WORDPRESS (portal);
  g_autofree char *name = clean_name (given);
  g_autoptr (GUri) uri = NULL;
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) local = NULL;
  BtPortalTerm *term = NULL;

  if (!bt_wordpress_ensure_api (self, cancellable, error)
      || !find_term (portal, kind, name, &term, cancellable, error))
    return NULL;
  if (term)
    return term;

  uri = bt_wordpress_uri (self, route_of (kind), NULL);
  json_object_set_string_member (object, "name", name);
  node = bt_wordpress_post (self, uri, object, NULL, cancellable, &local);
  if (node)
    {
      term =
          JSON_NODE_HOLDS_OBJECT (node) ? read_term (json_node_get_object (node)) : NULL;
      if (!term)
        bt_wordpress_unusable (TRUE, "no term", error);
      return term;
    }
  if (bt_portal_error_get_term (local) > 0)
    return get_term (self, kind, bt_portal_error_get_term (local), cancellable, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}
