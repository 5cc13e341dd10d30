/* The routes of sections (categories) and tags.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/bt-practice-entities.h"
#include "practice/bt-practice-rest.h"
#include "practice/bt-practice-text.h"

#include <string.h>

typedef struct
{
  const char *name; /* WordPress's word for the kind */
  const char *base; /* of its routes */
  gboolean nested;
  const char *create; /* the capability to make one */
} Taxonomy;

static const Taxonomy category = { "category", "categories", TRUE, "manage_categories" };
static const Taxonomy tag = { "post_tag", "tags", FALSE, "edit_posts" };

typedef struct
{
  gint64 id;
  gint64 parent;
  gint64 count;
  char *name;
  char *slug;
  char *description;
} Term;

static void
term_clear (Term *self)
{
  g_free (self->name);
  g_free (self->slug);
  g_free (self->description);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Term, term_clear)

#define TERM_COLUMNS                                                                     \
  "t.id, t.parent, t.name, t.slug, t.description, (SELECT count(*) FROM post_terms pt "  \
  "JOIN posts p ON p.id=pt.post WHERE pt.term=t.id AND p.status='publish') "

static const BtPracticeArg list_args[] = {
  { .name = "context", .type = BT_PRACTICE_ARG_STRING, .values = "view, embed, edit" },
  { .name = "page", .type = BT_PRACTICE_ARG_INT, .min = 1 },
  { .name = "per_page", .type = BT_PRACTICE_ARG_INT, .min = 1, .max = 100 },
  { .name = "search", .type = BT_PRACTICE_ARG_STRING },
  { .name = "include", .type = BT_PRACTICE_ARG_INTS },
  { .name = "slug", .type = BT_PRACTICE_ARG_STRINGS },
  { .name = "post", .type = BT_PRACTICE_ARG_INT },
  { .name = "parent", .type = BT_PRACTICE_ARG_INT },
  { .name = "hide_empty", .type = BT_PRACTICE_ARG_BOOL },
  { .name = "order", .type = BT_PRACTICE_ARG_STRING, .values = "asc, desc" },
  { .name = "orderby",
    .type = BT_PRACTICE_ARG_STRING,
    .values = "id, include, name, slug, include_slugs, term_group, description, count" },
};

static const BtPracticeArg create_args[] = {
  { .name = "name", .type = BT_PRACTICE_ARG_STRING, .required = TRUE },
  { .name = "slug", .type = BT_PRACTICE_ARG_STRING },
  { .name = "description", .type = BT_PRACTICE_ARG_STRING },
  { .name = "parent", .type = BT_PRACTICE_ARG_INT },
};

static gboolean
take_term (BtPracticeRequest *self, sqlite3_stmt *stmt, Term *term)
{
  if (!bt_practice_db_step (self->site->db, stmt))
    return FALSE;
  term_clear (term);
  term->id = sqlite3_column_int64 (stmt, 0);
  term->parent = sqlite3_column_int64 (stmt, 1);
  term->name = bt_practice_db_column (stmt, 2);
  term->slug = bt_practice_db_column (stmt, 3);
  term->description = bt_practice_db_column (stmt, 4);
  term->count = sqlite3_column_int64 (stmt, 5);
  return TRUE;
}

static JsonObject *
term_to_json (BtPracticeRequest *self, const Taxonomy *taxonomy, const Term *term)
{
  JsonObject *object = json_object_new ();
  g_autofree char *link = g_strdup_printf (
      "%s/%s/%s/", self->site->url, taxonomy->nested ? "category" : "tag", term->slug);

  json_object_set_int_member (object, "id", term->id);
  json_object_set_int_member (object, "count", term->count);
  json_object_set_string_member (object, "description", term->description);
  json_object_set_string_member (object, "link", link);
  json_object_set_string_member (object, "name", term->name);
  json_object_set_string_member (object, "slug", term->slug);
  json_object_set_string_member (object, "taxonomy", taxonomy->name);
  if (taxonomy->nested)
    json_object_set_int_member (object, "parent", term->parent);
  json_object_set_array_member (object, "meta", json_array_new ());
  bt_practice_add_link (object, "self",
                        bt_practice_rest_url (self->site, "/wp/v2/%s/%" G_GINT64_FORMAT,
                                              taxonomy->base, term->id));
  bt_practice_add_link (object, "collection",
                        bt_practice_rest_url (self->site, "/wp/v2/%s", taxonomy->base));
  return object;
}

/* Terms are few: the filters that SQLite's own folding cannot do are done here. */
static gboolean
term_matches (BtPracticeRequest *self, const Term *term)
{
  const char *search = bt_practice_request_text (self, "search");
  g_auto (GStrv) slugs = bt_practice_request_words (self, "slug");
  g_autoptr (GArray) include = bt_practice_request_ids (self, "include");

  if (bt_practice_request_bool (self, "hide_empty") && term->count == 0)
    return FALSE;
  if (bt_practice_request_param (self, "parent") != NULL
      && term->parent != bt_practice_request_int (self, "parent", 0))
    return FALSE;
  if (slugs != NULL && slugs[0] != NULL
      && !g_strv_contains ((const char *const *)slugs, term->slug))
    return FALSE;
  if (include != NULL && include->len > 0)
    {
      guint i = 0;

      while (i < include->len && g_array_index (include, gint64, i) != term->id)
        i++;
      if (i == include->len)
        return FALSE;
    }
  if (search != NULL && *search != '\0')
    {
      g_autofree char *plain = bt_practice_remove_accents (search);
      g_autofree char *needle = g_utf8_casefold (plain, -1);
      g_autofree char *plain_name = bt_practice_remove_accents (term->name);
      g_autofree char *name = g_utf8_casefold (plain_name, -1);

      /* MariaDB's collation does not tell accents apart. */
      return strstr (name, needle) != NULL || strstr (term->slug, needle) != NULL;
    }
  return TRUE;
}

static const char *
term_order (BtPracticeRequest *self)
{
  const char *orderby = bt_practice_request_text (self, "orderby");
  gboolean desc = g_strcmp0 (bt_practice_request_text (self, "order"), "desc") == 0;

  if (g_strcmp0 (orderby, "id") == 0)
    return desc ? "t.id DESC" : "t.id";
  if (g_strcmp0 (orderby, "count") == 0)
    return desc ? "6 DESC, t.id" : "6, t.id";
  if (g_strcmp0 (orderby, "slug") == 0)
    return desc ? "t.slug DESC" : "t.slug";
  /* A slug is the name without its accents, which is how the collation sorts names. */
  return desc ? "t.slug DESC" : "t.slug";
}

static JsonNode *
list_terms (BtPracticeRequest *self, const Taxonomy *taxonomy)
{
  g_autofree char *sql = NULL;
  g_autoptr (sqlite3_stmt) stmt = NULL;
  g_auto (Term) term = { 0 };
  JsonArray *array;
  gint64 page, per_page, total = 0;

  if (!bt_practice_check_args (self, list_args, G_N_ELEMENTS (list_args)))
    return NULL;
  if (bt_practice_request_is_edit (self)
      && !bt_practice_request_can (self, "manage_categories"))
    return bt_practice_fail_role (
        self, "rest_forbidden_context",
        "Sorry, you are not allowed to edit terms in this taxonomy.");
  page = MIN (bt_practice_request_int (self, "page", 1), G_MAXINT32);
  per_page = bt_practice_request_int (self, "per_page", 10);
  sql = g_strdup_printf ("SELECT " TERM_COLUMNS "FROM terms t WHERE taxonomy=?1 AND "
                         "(?2=0 OR id IN (SELECT term FROM post_terms WHERE post=?2)) "
                         "ORDER BY %s",
                         term_order (self));
  stmt = bt_practice_db_query (self->site->db, sql, "si", taxonomy->name,
                               bt_practice_request_int (self, "post", 0));
  array = json_array_new ();
  while (take_term (self, stmt, &term))
    {
      if (!term_matches (self, &term))
        continue;
      if (total >= (page - 1) * per_page && total < page * per_page)
        json_array_add_object_element (array, term_to_json (self, taxonomy, &term));
      total++;
    }
  bt_practice_set_paging (self, self->route, total, per_page, page);
  return bt_practice_take_array (array);
}

static JsonNode *
get_term (BtPracticeRequest *self, const Taxonomy *taxonomy)
{
  g_autoptr (sqlite3_stmt) stmt = bt_practice_db_query (
      self->site->db, "SELECT " TERM_COLUMNS "FROM terms t WHERE t.id=? AND t.taxonomy=?",
      "is", self->id, taxonomy->name);
  g_auto (Term) term = { 0 };

  if (!take_term (self, stmt, &term))
    return bt_practice_fail (self, 404, "rest_term_invalid", "Term does not exist.");
  if (bt_practice_request_is_edit (self)
      && !bt_practice_request_can (self, "manage_categories"))
    return bt_practice_fail_role (self, "rest_forbidden_context",
                                  "Sorry, you are not allowed to edit this term.");
  return bt_practice_take_object (term_to_json (self, taxonomy, &term));
}

/* The tags go, "&", "<" and ">" become entities. */
static char *
clean_name (const char *name)
{
  g_autofree char *line = bt_practice_text_field (name);
  g_autofree char *entities = bt_practice_normalize_entities (line);
  GString *out = g_string_new (entities);

  g_string_replace (out, "<", "&lt;", 0);
  g_string_replace (out, ">", "&gt;", 0);
  return g_string_free (out, FALSE);
}

/* Names count as one when they differ in the case of ASCII letters only; sections only
 * below the same parent, and there only if the name is the very same or the slug is. */
static gint64
find_twin (BtPracticeRequest *self,
           const Taxonomy *taxonomy,
           const char *name,
           const char *slug,
           gboolean slug_given,
           gint64 parent)
{
  g_autoptr (sqlite3_stmt) stmt = bt_practice_db_query (
      self->site->db,
      "SELECT id, name, slug FROM terms WHERE taxonomy=? AND parent=? ORDER BY id", "si",
      taxonomy->name, parent);
  gint64 by_name = 0, by_slug = 0;
  gboolean exact = FALSE;

  while (bt_practice_db_step (self->site->db, stmt))
    {
      const char *other = (const char *)sqlite3_column_text (stmt, 1);
      const char *other_slug = (const char *)sqlite3_column_text (stmt, 2);

      if (by_name == 0 && g_ascii_strcasecmp (other, name) == 0
          && (!slug_given || g_str_equal (other_slug, slug)))
        by_name = sqlite3_column_int64 (stmt, 0);
      exact |= g_str_equal (other, name);
      if (g_str_equal (other_slug, slug))
        by_slug = sqlite3_column_int64 (stmt, 0);
    }
  if (by_name == 0 || !taxonomy->nested)
    return by_name;
  return exact ? by_name : by_slug;
}

static gboolean
slug_is_free (BtPracticeRequest *self, const Taxonomy *taxonomy, const char *slug)
{
  return bt_practice_db_int (self->site->db,
                             "SELECT count(*) FROM terms WHERE taxonomy=? AND slug=?",
                             "ss", taxonomy->name, slug)
         == 0;
}

static char *
unique_term_slug (BtPracticeRequest *self,
                  const Taxonomy *taxonomy,
                  const char *wanted,
                  gint64 parent)
{
  g_autofree char *base = g_strdup (wanted);
  char *slug;

  if (slug_is_free (self, taxonomy, base))
    return g_steal_pointer (&base);
  if (parent != 0)
    {
      g_autofree char *above = bt_practice_db_text (
          self->site->db, "SELECT slug FROM terms WHERE id=?", "i", parent);
      char *joined = g_strdup_printf ("%s-%s", base, above != NULL ? above : "");

      g_free (base);
      base = joined;
      if (slug_is_free (self, taxonomy, base))
        return g_steal_pointer (&base);
    }
  for (guint i = 2;; i++)
    {
      slug = g_strdup_printf ("%s-%u", base, i);
      if (slug_is_free (self, taxonomy, slug) || bt_practice_db_failed (self->site->db))
        return slug;
      g_free (slug);
    }
}

static JsonNode *
fail_exists (BtPracticeRequest *self, const Taxonomy *taxonomy, gint64 twin)
{
  bt_practice_fail (
      self, 400, "term_exists",
      taxonomy->nested
          ? "A term with the name provided already exists with this parent."
          : "A term with the name provided already exists in this taxonomy.");
  json_object_set_int_member (
      json_object_get_object_member (json_node_get_object (self->failure), "data"),
      "term_id", twin);
  return NULL;
}

static gboolean
check_parent (BtPracticeRequest *self, const Taxonomy *taxonomy, gint64 parent)
{
  if (bt_practice_request_param (self, "parent") == NULL)
    return TRUE;
  if (!taxonomy->nested)
    bt_practice_fail (self, 400, "rest_taxonomy_not_hierarchical",
                      "Cannot set parent term, taxonomy is not hierarchical.");
  else if (parent != 0
           && bt_practice_db_int (self->site->db,
                                  "SELECT count(*) FROM terms WHERE id=? AND taxonomy=?",
                                  "is", parent, taxonomy->name)
                  == 0)
    bt_practice_fail (self, 400, "rest_term_invalid", "Parent term does not exist.");
  return self->failure == NULL;
}

static JsonNode *
create_term (BtPracticeRequest *self, const Taxonomy *taxonomy)
{
  const char *slug_given;
  g_autofree char *name = NULL;
  g_autofree char *slug = NULL;
  g_autofree char *unique = NULL;
  g_autofree char *location = NULL;
  gint64 parent, twin;

  if (!bt_practice_check_args (self, create_args, G_N_ELEMENTS (create_args)))
    return NULL;
  if (!bt_practice_request_can (self, taxonomy->create))
    return bt_practice_fail_role (
        self, "rest_cannot_create",
        "Sorry, you are not allowed to create terms in this taxonomy.");
  parent = bt_practice_request_int (self, "parent", 0);
  if (!check_parent (self, taxonomy, parent))
    return NULL;
  name = clean_name (bt_practice_request_text (self, "name"));
  if (*name == '\0')
    return bt_practice_fail (self, 500, "empty_term_name",
                             "A name is required for this term.");
  slug_given = bt_practice_request_text (self, "slug");
  slug = bt_practice_slug (slug_given != NULL && *slug_given != '\0' ? slug_given : name);
  twin = find_twin (self, taxonomy, name, slug, slug_given != NULL && *slug_given != '\0',
                    parent);
  if (twin != 0)
    return fail_exists (self, taxonomy, twin);
  unique = unique_term_slug (self, taxonomy, slug, parent);
  bt_practice_db_run (
      self->site->db,
      "INSERT INTO terms (taxonomy, name, slug, parent) VALUES (?, ?, ?, ?)", "sssi",
      taxonomy->name, name, unique, parent);
  self->id = bt_practice_db_last_id (self->site->db);
  location = bt_practice_rest_url (self->site, "/wp/v2/%s/%" G_GINT64_FORMAT,
                                   taxonomy->base, self->id);
  soup_message_headers_replace (self->out, "Location", location);
  self->status = 201;
  return get_term (self, taxonomy);
}

JsonNode *
bt_practice_list_categories (BtPracticeRequest *self)
{
  return list_terms (self, &category);
}

JsonNode *
bt_practice_create_category (BtPracticeRequest *self)
{
  return create_term (self, &category);
}

JsonNode *
bt_practice_get_category (BtPracticeRequest *self)
{
  return get_term (self, &category);
}

JsonNode *
bt_practice_list_tags (BtPracticeRequest *self)
{
  return list_terms (self, &tag);
}

JsonNode *
bt_practice_create_tag (BtPracticeRequest *self)
{
  return create_term (self, &tag);
}

JsonNode *
bt_practice_get_tag (BtPracticeRequest *self)
{
  return get_term (self, &tag);
}
