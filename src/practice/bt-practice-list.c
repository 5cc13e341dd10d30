/* Lists of posts and media: filters, order, pages.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/bt-practice-rest.h"
#include "practice/bt-practice-text.h"

static const BtPracticeArg list_args[] = {
  { .name = "context", .type = BT_PRACTICE_ARG_STRING, .values = "view, embed, edit" },
  { .name = "page", .type = BT_PRACTICE_ARG_INT, .min = 1 },
  { .name = "per_page", .type = BT_PRACTICE_ARG_INT, .min = 1, .max = 100 },
  { .name = "offset", .type = BT_PRACTICE_ARG_INT },
  { .name = "search", .type = BT_PRACTICE_ARG_STRING },
  { .name = "after", .type = BT_PRACTICE_ARG_TIME },
  { .name = "before", .type = BT_PRACTICE_ARG_TIME },
  { .name = "modified_after", .type = BT_PRACTICE_ARG_TIME },
  { .name = "modified_before", .type = BT_PRACTICE_ARG_TIME },
  { .name = "author", .type = BT_PRACTICE_ARG_INTS },
  { .name = "include", .type = BT_PRACTICE_ARG_INTS },
  { .name = "exclude", .type = BT_PRACTICE_ARG_INTS },
  { .name = "categories", .type = BT_PRACTICE_ARG_INTS },
  { .name = "tags", .type = BT_PRACTICE_ARG_INTS },
  { .name = "slug", .type = BT_PRACTICE_ARG_STRINGS },
  { .name = "order", .type = BT_PRACTICE_ARG_STRING, .values = "asc, desc" },
  { .name = "orderby",
    .type = BT_PRACTICE_ARG_STRING,
    .values = "author, date, id, include, modified, parent, relevance, slug, "
              "include_slugs, title" },
};

static const BtPracticeArg status_arg = {
  .name = "status",
  .type = BT_PRACTICE_ARG_STRINGS,
  .values = "publish, future, draft, pending, private, trash, auto-draft, inherit, "
            "request-pending, request-confirmed, request-failed, request-completed, any",
};

/* A WHERE clause that grows with the values to bind. */
typedef struct
{
  GString *where;
  GPtrArray *values;
} Filter;

static void
filter_clear (Filter *self)
{
  if (self->where != NULL)
    g_string_free (self->where, TRUE);
  g_clear_pointer (&self->values, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filter, filter_clear)

static void
add_value (Filter *self, const char *value)
{
  g_ptr_array_add (self->values, g_strdup (value));
}

/* " AND <before>?,?,?<after>" with one mark for each word. */
static void
add_words (Filter *self, const char *before, char *const *words, const char *after)
{
  g_string_append_printf (self->where, " AND %s", before);
  for (gsize i = 0; words[i] != NULL; i++)
    {
      g_string_append (self->where, i == 0 ? "?" : ",?");
      add_value (self, words[i]);
    }
  g_string_append (self->where, after);
}

static void
add_words_param (BtPracticeRequest *self,
                 Filter *filter,
                 const char *name,
                 const char *before,
                 const char *after)
{
  g_auto (GStrv) words = bt_practice_request_words (self, name);

  if (words != NULL && words[0] != NULL)
    add_words (filter, before, words, after);
}

/* "status": who may not edit sees published posts only; "any" is all but the trash. */
static gboolean
add_statuses (BtPracticeRequest *self, Filter *filter, gboolean is_media)
{
  static char *const media_default[] = { (char *)"inherit", NULL };
  static char *const post_default[] = { (char *)"publish", NULL };
  char *const *otherwise = is_media ? media_default : post_default;
  g_auto (GStrv) words = bt_practice_request_words (self, "status");

  if (words == NULL || words[0] == NULL)
    {
      add_words (filter, "p.status IN (", otherwise, ")");
      return TRUE;
    }
  for (gsize i = 0; words[i] != NULL; i++)
    if (!g_str_equal (words[i], otherwise[0])
        && !bt_practice_request_can (self, "edit_posts"))
      {
        BtPracticeArg arg = status_arg;

        /* The refusal comes through the check of parameters, hence its shape. */
        arg.values = otherwise[0];
        bt_practice_check_args (self, &arg, 1);
        return FALSE;
      }
  if (!bt_practice_check_args (self, &status_arg, 1))
    return FALSE;
  if (g_strv_contains ((const char *const *)words, "any"))
    g_string_append (filter->where, is_media
                                        ? " AND p.status='inherit'"
                                        : " AND p.status NOT IN ('trash','inherit')");
  else
    add_words (filter, "p.status IN (", words, ")");
  return TRUE;
}

/* Every word must be found somewhere; words in quotes belong together. */
static void
add_search (BtPracticeRequest *self, Filter *filter)
{
  const char *search = bt_practice_request_text (self, "search");
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GRegex) regex = g_regex_new ("\"([^\"]+)\"|([^\\s\",]+)", G_REGEX_DEFAULT,
                                          G_REGEX_MATCH_DEFAULT, NULL);

  if (search == NULL || *search == '\0')
    return;
  for (g_regex_match (regex, search, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *quoted = g_match_info_fetch (match, 1);
      g_autofree char *single = g_match_info_fetch (match, 2);
      const char *word = quoted != NULL && *quoted != '\0' ? quoted : single;
      g_autoptr (GString) pattern = g_string_new (word);

      g_string_replace (pattern, "\\", "\\\\", 0);
      g_string_replace (pattern, "%", "\\%", 0);
      g_string_replace (pattern, "_", "\\_", 0);
      g_string_prepend_c (pattern, '%');
      g_string_append_c (pattern, '%');
      g_string_append (filter->where,
                       " AND (p.title LIKE ? ESCAPE '\\' OR p.excerpt LIKE ? ESCAPE '\\' "
                       "OR p.content LIKE ? ESCAPE '\\' OR p.file LIKE ? ESCAPE '\\')");
      for (int i = 0; i < 4; i++)
        add_value (filter, pattern->str);
    }
}

static void
add_time_param (BtPracticeRequest *self,
                Filter *filter,
                const char *name,
                const char *condition)
{
  const char *text = bt_practice_request_text (self, name);
  g_autofree char *local = NULL;
  g_autofree char *gmt = NULL;

  if (text == NULL || !bt_practice_parse_time (self->site, text, FALSE, &local, &gmt))
    return;
  g_string_append_printf (filter->where, " AND %s", condition);
  add_value (filter, local);
}

static void
add_terms_param (BtPracticeRequest *self, Filter *filter, const char *name)
{
  add_words_param (self, filter, name,
                   "p.id IN (SELECT post FROM post_terms WHERE term IN (", "))");
}

static gboolean
build_filter (BtPracticeRequest *self, Filter *filter, const char *type)
{
  g_auto (GStrv) slugs = bt_practice_request_words (self, "slug");

  filter->where = g_string_new ("p.type=?");
  filter->values = g_ptr_array_new_with_free_func (g_free);
  add_value (filter, type);
  if (!add_statuses (self, filter, g_str_equal (type, "attachment")))
    return FALSE;
  for (gsize i = 0; slugs != NULL && slugs[i] != NULL; i++)
    {
      char *clean = bt_practice_slug (slugs[i]);

      g_free (slugs[i]);
      slugs[i] = clean;
    }
  if (slugs != NULL && slugs[0] != NULL)
    add_words (filter, "p.slug IN (", slugs, ")");
  add_search (self, filter);
  add_words_param (self, filter, "include", "p.id IN (", ")");
  add_words_param (self, filter, "exclude", "p.id NOT IN (", ")");
  add_words_param (self, filter, "author", "p.author IN (", ")");
  add_words_param (self, filter, "parent", "p.parent IN (", ")");
  add_terms_param (self, filter, "categories");
  add_terms_param (self, filter, "tags");
  add_time_param (self, filter, "after", "p.date>?");
  add_time_param (self, filter, "before", "p.date<?");
  add_time_param (self, filter, "modified_after", "p.modified>?");
  add_time_param (self, filter, "modified_before", "p.modified<?");
  return TRUE;
}

static sqlite3_stmt *
run_filter (BtPracticeRequest *self, const Filter *filter, const char *sql)
{
  sqlite3_stmt *stmt = bt_practice_db_query (self->site->db, sql, "");

  for (guint i = 0; i < filter->values->len; i++)
    bt_practice_db_bind_text (self->site->db, stmt, (int)i + 1,
                              g_ptr_array_index (filter->values, i));
  return stmt;
}

/* The words are from list_args, so that nothing of the client's gets into the SQL. */
static char *
order_clause (BtPracticeRequest *self)
{
  static const struct
  {
    const char *word;
    const char *column;
  } columns[] = {
    { "author", "p.author" },  { "id", "p.id" },     { "modified", "p.modified" },
    { "parent", "p.parent" },  { "slug", "p.slug" }, { "title", "p.title" },
    { "relevance", "p.date" },
  };
  const char *orderby = bt_practice_request_text (self, "orderby");
  const char *direction =
      g_strcmp0 (bt_practice_request_text (self, "order"), "asc") == 0 ? "ASC" : "DESC";
  const char *column = "p.date";

  if (g_strcmp0 (orderby, "include") == 0)
    {
      g_autoptr (GArray) ids = bt_practice_request_ids (self, "include");
      GString *order = g_string_new ("CASE p.id");

      for (guint i = 0; ids != NULL && i < ids->len; i++)
        g_string_append_printf (order, " WHEN %" G_GINT64_FORMAT " THEN %u",
                                g_array_index (ids, gint64, i), i);
      g_string_append (order, " END");
      return g_string_free (order, FALSE);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_strcmp0 (orderby, columns[i].word) == 0)
      column = columns[i].column;
  return g_strdup_printf ("%s %s, p.id %s", column, direction, direction);
}

static gboolean
check_order (BtPracticeRequest *self)
{
  const char *orderby = bt_practice_request_text (self, "orderby");

  if (g_strcmp0 (orderby, "relevance") == 0
      && bt_practice_request_param (self, "search") == NULL)
    {
      bt_practice_fail (self, 400, "rest_no_search_term_defined",
                        "You need to define a search term to order by relevance.");
      return FALSE;
    }
  if (g_strcmp0 (orderby, "include") == 0
      && bt_practice_request_param (self, "include") == NULL)
    {
      bt_practice_fail (self, 400, "rest_orderby_include_missing_include",
                        "You need to define an include parameter to order by include.");
      return FALSE;
    }
  return TRUE;
}

/* Rows that the user may not see fall out after the paging, so that a page can be short:
 * that is how WordPress does it. */
static JsonNode *
take_page (BtPracticeRequest *self,
           const Filter *filter,
           gint64 per_page,
           gint64 offset,
           JsonObject *(*to_json) (BtPracticeRequest *, const BtPracticePost *, gboolean))
{
  g_autofree char *order = order_clause (self);
  g_autofree char *sql = g_strdup_printf (
      "SELECT " BT_PRACTICE_POST_COLUMNS " FROM posts p WHERE %s ORDER BY %s "
      "LIMIT %" G_GINT64_FORMAT " OFFSET %" G_GINT64_FORMAT,
      filter->where->str, order, per_page, offset);
  g_autoptr (sqlite3_stmt) stmt = run_filter (self, filter, sql);
  gboolean edit = bt_practice_request_is_edit (self);
  JsonArray *array = json_array_new ();
  BtPracticePost *post;

  while ((post = bt_practice_post_take (self->site, stmt)) != NULL)
    {
      if (edit ? bt_practice_may_edit (self->user, post)
               : bt_practice_may_read (self->user, post))
        json_array_add_object_element (array, to_json (self, post, edit));
      bt_practice_post_free (post);
    }
  return bt_practice_take_array (array);
}

JsonNode *
bt_practice_list (BtPracticeRequest *self,
                  const char *type,
                  JsonObject *(*to_json) (BtPracticeRequest *,
                                          const BtPracticePost *,
                                          gboolean))
{
  g_auto (Filter) filter = { NULL, NULL };
  g_autofree char *count_sql = NULL;
  g_autoptr (sqlite3_stmt) count = NULL;
  gint64 page, per_page, total;

  if (!bt_practice_check_args (self, list_args, G_N_ELEMENTS (list_args))
      || !build_filter (self, &filter, type))
    return NULL;
  if (bt_practice_request_is_edit (self) && !bt_practice_request_can (self, "edit_posts"))
    return bt_practice_fail_role (
        self, "rest_forbidden_context",
        "Sorry, you are not allowed to edit posts in this post type.");
  if (!check_order (self))
    return NULL;
  page = MIN (bt_practice_request_int (self, "page", 1), G_MAXINT32);
  per_page = bt_practice_request_int (self, "per_page", 10);
  count_sql =
      g_strdup_printf ("SELECT count(*) FROM posts p WHERE %s", filter.where->str);
  count = run_filter (self, &filter, count_sql);
  total =
      bt_practice_db_step (self->site->db, count) ? sqlite3_column_int64 (count, 0) : 0;
  if (total > 0 && page > (total + per_page - 1) / per_page)
    return bt_practice_fail (
        self, 400, "rest_post_invalid_page_number",
        "The page number requested is larger than the number of pages available.");
  bt_practice_set_paging (self, self->route, total, per_page, page);
  return take_page (self, &filter, per_page,
                    bt_practice_request_int (self, "offset", (page - 1) * per_page),
                    to_json);
}

JsonNode *
bt_practice_list_posts (BtPracticeRequest *self)
{
  return bt_practice_list (self, "post", bt_practice_post_to_json);
}
