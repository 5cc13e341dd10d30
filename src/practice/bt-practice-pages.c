/* The newspaper that readers see: what is at which address.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/bt-practice-html.h"
#include "practice/bt-practice-pages.h"
#include "practice/bt-practice-resources.h"
#include "practice/bt-practice-text.h"

#include <string.h>

#define PER_PAGE 12
#define PER_SECTION 4
#define FRONT_CARDS 4
#define STYLE_PATH "/wp-content/themes/banthao/style.css"
#define UPLOADS_PATH "/wp-content/uploads/"
#define AUTHORIZE_PATH "/wp-admin/authorize-application.php"

#define PUBLISHED "p.type='post' AND p.status='publish'"
#define NEWEST " ORDER BY p.date_gmt DESC, p.id DESC "

void
bt_practice_page_clear (BtPracticePage *self)
{
  g_free (self->location);
  g_clear_pointer (&self->body, g_bytes_unref);
}

static void
take_html (BtPracticePage *page, guint status, GString *html)
{
  page->status = status;
  page->mime = "text/html; charset=UTF-8";
  page->is_html = TRUE;
  page->body = g_string_free_to_bytes (html);
}

static void
redirect (BtPracticePage *page, char *location)
{
  take_html (page, 301, g_string_new (""));
  page->location = location;
}

static void
not_found (BtPracticeSite *site, BtPracticePage *page)
{
  GString *html = bt_practice_html_begin (site, "Không tìm thấy trang", "", NULL);

  g_string_append (
      html,
      "<div class=\"notice\"><h1>Không tìm thấy trang</h1>\n"
      "<p>Địa chỉ này không có bài nào, hoặc bài chưa được đăng, hoặc đã được gỡ.</p>\n"
      "<p><a href=\"/\">Về trang chủ</a></p></div>\n");
  bt_practice_html_end (site, html);
  take_html (page, 404, html);
}

/* Where WordPress lets a user approve a program. Nobody signs in here with a browser, so
 * the page says how the password is had. */
static void
make_authorize (BtPracticeSite *site, BtPracticePage *page)
{
  GString *html = bt_practice_html_begin (site, "Kết nối Bản Thảo", "", NULL);

  g_string_append (html,
                   "<div class=\"notice\"><h1>Kết nối Bản Thảo với cổng tập huấn</h1>\n"
                   "<p>Cổng này không có trang đăng nhập. Hãy điền tên người dùng và mật "
                   "khẩu ứng dụng "
                   "vào Bản Thảo. Danh sách người dùng tập huấn kèm mật khẩu in ra khi "
                   "cổng khởi động, "
                   "và in lại bằng lệnh:</p>\n<p><code>banthao-portal "
                   "--show-users</code></p></div>\n");
  bt_practice_html_end (site, html);
  take_html (page, 200, html);
}

static GPtrArray *
load_posts (BtPracticeSite *site, sqlite3_stmt *stmt)
{
  GPtrArray *posts =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_practice_post_free);
  BtPracticePost *post;

  while ((post = bt_practice_post_take (site, stmt)) != NULL)
    g_ptr_array_add (posts, post);
  return posts;
}

/* The newest articles; of one term when @term is not 0. */
static GPtrArray *
newest (BtPracticeSite *site, gint64 term, gint64 limit, gint64 offset)
{
  g_autoptr (sqlite3_stmt) stmt = bt_practice_db_query (
      site->db,
      "SELECT " BT_PRACTICE_POST_COLUMNS " FROM posts p WHERE " PUBLISHED
      " AND (?1=0 OR p.id IN (SELECT post FROM post_terms WHERE term=?1))" NEWEST
      "LIMIT ?2 OFFSET ?3",
      "iii", term, limit, offset);

  return load_posts (site, stmt);
}

static gint64
count_posts (BtPracticeSite *site, gint64 term)
{
  return bt_practice_db_int (
      site->db,
      "SELECT count(*) FROM posts p WHERE " PUBLISHED
      " AND (?1=0 OR p.id IN (SELECT post FROM post_terms WHERE term=?1))",
      "i", term);
}

static void
append_pager (GString *html, const char *base, gint64 page, gint64 pages)
{
  if (pages < 2)
    return;
  g_string_append (html, "<nav class=\"pager\" aria-label=\"Các trang\">");
  if (page == 2)
    g_string_append_printf (html, "<a rel=\"prev\" href=\"%s\">Mới hơn</a>", base);
  else if (page > 2)
    g_string_append_printf (
        html, "<a rel=\"prev\" href=\"%spage/%" G_GINT64_FORMAT "/\">Mới hơn</a>", base,
        page - 1);
  g_string_append_printf (
      html, "<span>Trang %" G_GINT64_FORMAT " / %" G_GINT64_FORMAT "</span>", page,
      pages);
  if (page < pages)
    g_string_append_printf (
        html, "<a rel=\"next\" href=\"%spage/%" G_GINT64_FORMAT "/\">Cũ hơn</a>", base,
        page + 1);
  g_string_append (html, "</nav>\n");
}

static void
append_cards (BtPracticeSite *site,
              GString *html,
              GPtrArray *posts,
              guint from,
              guint to,
              BtPracticeCard card)
{
  for (guint i = from; i < MIN (to, posts->len); i++)
    bt_practice_html_card (site, html, g_ptr_array_index (posts, i), card);
}

/* A block for each section that has something, below the newest articles. */
static void
append_sections (BtPracticeSite *site, GString *html)
{
  g_autoptr (sqlite3_stmt) stmt = bt_practice_db_query (
      site->db, "SELECT id, name, slug FROM terms WHERE taxonomy='category' ORDER BY id",
      "");

  g_string_append (html, "<div class=\"sections\">\n");
  while (bt_practice_db_step (site->db, stmt))
    {
      g_autoptr (GPtrArray) posts =
          newest (site, sqlite3_column_int64 (stmt, 0), PER_SECTION, 0);
      g_autofree char *raw = bt_practice_db_column (stmt, 1);
      g_autofree char *name = bt_practice_escape (raw);

      if (posts->len == 0)
        continue;
      g_string_append_printf (
          html, "<section class=\"block\"><h2><a href=\"/category/%s/\">%s</a></h2>\n",
          (const char *)sqlite3_column_text (stmt, 2), name);
      append_cards (site, html, posts, 0, 1, BT_PRACTICE_CARD_NORMAL);
      append_cards (site, html, posts, 1, PER_SECTION, BT_PRACTICE_CARD_LINE);
      g_string_append (html, "</section>\n");
    }
  g_string_append (html, "</div>\n");
}

/* The newest article large, three with pictures below it, the others as headlines. */
static void
append_front (BtPracticeSite *site, GString *html, GPtrArray *posts)
{
  g_string_append (html, "<div class=\"front\">\n<div>\n");
  append_cards (site, html, posts, 0, 1, BT_PRACTICE_CARD_LEAD);
  if (posts->len > 1)
    {
      g_string_append (html, "<div class=\"grid\">\n");
      append_cards (site, html, posts, 1, FRONT_CARDS, BT_PRACTICE_CARD_NORMAL);
      g_string_append (html, "</div>\n");
    }
  g_string_append (html, "</div>\n");
  if (posts->len > FRONT_CARDS)
    {
      g_string_append (html, "<section class=\"latest\"><h2>Mới nhất</h2>\n");
      append_cards (site, html, posts, FRONT_CARDS, G_MAXUINT, BT_PRACTICE_CARD_LINE);
      g_string_append (html, "</section>\n");
    }
  g_string_append (html, "</div>\n");
}

static void
make_home (BtPracticeSite *site, gint64 number, BtPracticePage *page)
{
  g_autoptr (GPtrArray) posts = newest (site, 0, PER_PAGE, (number - 1) * PER_PAGE);
  gint64 pages = (count_posts (site, 0) + PER_PAGE - 1) / PER_PAGE;
  GString *html;

  if (posts->len == 0 && number > 1)
    {
      not_found (site, page);
      return;
    }
  html = bt_practice_html_begin (site, NULL, "", "home");
  g_string_append (html, "<h1 class=\"hidden\">Tin mới nhất</h1>\n");
  if (posts->len == 0)
    g_string_append (html, "<div class=\"notice\"><p>Chưa có bài nào được đăng. Bài gửi "
                           "từ Bản Thảo sẽ hiện ở đây.</p></div>\n");
  else if (number == 1)
    {
      append_front (site, html, posts);
      append_sections (site, html);
    }
  else
    {
      g_string_append (html, "<div class=\"grid\">\n");
      append_cards (site, html, posts, 0, G_MAXUINT, BT_PRACTICE_CARD_NORMAL);
      g_string_append (html, "</div>\n");
    }
  append_pager (html, "/", number, pages);
  bt_practice_html_end (site, html);
  take_html (page, 200, html);
}

static void
make_term (BtPracticeSite *site,
           const char *taxonomy,
           const char *slug,
           gint64 number,
           BtPracticePage *page)
{
  gint64 term = bt_practice_db_int (
      site->db, "SELECT id FROM terms WHERE taxonomy=? AND slug=?", "ss", taxonomy, slug);
  g_autofree char *raw = NULL;
  g_autofree char *name = NULL;
  g_autofree char *base = NULL;
  g_autoptr (GPtrArray) posts = NULL;
  GString *html;

  if (term != 0)
    posts = newest (site, term, PER_PAGE, (number - 1) * PER_PAGE);
  if (term == 0 || (posts->len == 0 && number > 1))
    {
      not_found (site, page);
      return;
    }
  raw = bt_practice_db_text (site->db, "SELECT name FROM terms WHERE id=?", "i", term);
  name = bt_practice_escape (raw != NULL ? raw : "");
  base = g_strdup_printf ("/%s/%s/",
                          g_str_equal (taxonomy, "category") ? "category" : "tag", slug);
  html = bt_practice_html_begin (site, name, "", slug);
  g_string_append_printf (html, "<h1 class=\"section-title\">%s</h1>\n", name);
  if (posts->len == 0)
    g_string_append (html, "<div class=\"notice\"><p>Chưa có bài nào ở đây.</p></div>\n");
  g_string_append (html, "<div class=\"grid\">\n");
  append_cards (site, html, posts, 0, G_MAXUINT, BT_PRACTICE_CARD_NORMAL);
  g_string_append (html, "</div>\n");
  append_pager (html, base, number, (count_posts (site, term) + PER_PAGE - 1) / PER_PAGE);
  bt_practice_html_end (site, html);
  take_html (page, 200, html);
}

static void
make_article (BtPracticeSite *site, const BtPracticePost *post, BtPracticePage *page)
{
  g_autofree char *title = bt_practice_html_plain (post->title);
  g_autofree char *lead = bt_practice_html_plain (post->excerpt);
  g_autofree char *section = bt_practice_db_text (
      site->db,
      "SELECT slug FROM terms JOIN post_terms ON term=id WHERE post=? AND "
      "taxonomy='category' ORDER BY id",
      "i", post->id);
  gint64 term = bt_practice_db_int (
      site->db,
      "SELECT id FROM terms JOIN post_terms ON term=id WHERE post=? AND "
      "taxonomy='category' ORDER BY id",
      "i", post->id);
  GString *html = bt_practice_html_begin (site, title, lead, section);

  bt_practice_html_article (site, html, post);
  if (term != 0)
    {
      g_autoptr (GPtrArray) others = newest (site, term, PER_SECTION + 1, 0);

      for (guint i = 0; i < others->len; i++)
        if (((BtPracticePost *)g_ptr_array_index (others, i))->id == post->id)
          {
            g_ptr_array_remove_index (others, i);
            break;
          }
      if (others->len > 0)
        {
          g_string_append (html, "<aside class=\"block\"><h2>Cùng chuyên mục</h2>"
                                 "<div class=\"grid\">\n");
          append_cards (site, html, others, 0, PER_SECTION, BT_PRACTICE_CARD_NORMAL);
          g_string_append (html, "</div></aside>\n");
        }
    }
  bt_practice_html_end (site, html);
  take_html (page, 200, html);
}

/* "/2017/12/28/slug/", with the date that the article has. */
static void
find_article (BtPracticeSite *site, const char *path, BtPracticePage *page)
{
  g_autofree char *slug = g_strdup (path + strlen ("/2017/12/28/"));
  g_autofree char *encoded = NULL;
  g_autoptr (sqlite3_stmt) stmt = NULL;
  g_autoptr (BtPracticePost) post = NULL;
  g_autofree char *link = NULL;

  if (g_str_has_suffix (slug, "/"))
    slug[strlen (slug) - 1] = '\0';
  encoded = bt_practice_slug (slug);
  stmt = bt_practice_db_query (site->db,
                               "SELECT " BT_PRACTICE_POST_COLUMNS
                               " FROM posts p WHERE " PUBLISHED " AND p.slug=?",
                               "s", encoded);
  post = bt_practice_post_take (site, stmt);
  if (post == NULL)
    {
      not_found (site, page);
      return;
    }
  link = bt_practice_post_permalink (site, post);
  if (strncmp (link + strlen (site->url), path, strlen ("/2017/12/28/")) != 0)
    not_found (site, page);
  else if (!g_str_has_suffix (path, "/"))
    redirect (page, g_steal_pointer (&link));
  else
    make_article (site, post, page);
}

/* Only files that the library knows are served, so no path can lead elsewhere. */
static void
make_upload (BtPracticeSite *site, const char *file, BtPracticePage *page)
{
  static const char *const mimes[] = { "image/jpeg", "image/png", "image/gif",
                                       "image/webp" };
  g_autofree char *mime = bt_practice_db_text (
      site->db, "SELECT mime FROM posts WHERE type='attachment' AND file=?", "s", file);
  g_autofree char *path = g_build_filename (site->uploads, file, NULL);
  g_autoptr (GMappedFile) map = NULL;

  for (gsize i = 0; mime != NULL && i < G_N_ELEMENTS (mimes); i++)
    if (g_str_equal (mime, mimes[i]))
      page->mime = mimes[i];
  if (page->mime != NULL)
    map = g_mapped_file_new (path, FALSE, NULL);
  if (map == NULL)
    {
      not_found (site, page);
      return;
    }
  page->status = 200;
  page->body = g_mapped_file_get_bytes (map);
}

static void
make_style (BtPracticePage *page)
{
  page->status = 200;
  page->mime = "text/css; charset=UTF-8";
  page->body = g_resource_lookup_data (bt_practice_get_resource (),
                                       "/vn/banthao/practice/style.css",
                                       G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

/* "/?p=12": to the article once it is published. */
static gboolean
follow_short_link (BtPracticeSite *site, const char *query, BtPracticePage *page)
{
  g_autoptr (GHashTable) params =
      query != NULL ? g_uri_parse_params (query, -1, "&", G_URI_PARAMS_WWW_FORM, NULL)
                    : NULL;
  const char *id = params != NULL ? g_hash_table_lookup (params, "p") : NULL;
  g_autoptr (BtPracticePost) post = NULL;

  if (id == NULL)
    return FALSE;
  post = bt_practice_post_load (site, g_ascii_strtoll (id, NULL, 10), "post");
  if (post != NULL && g_str_equal (post->status, "publish"))
    redirect (page, bt_practice_post_permalink (site, post));
  else
    not_found (site, page);
  return TRUE;
}

/* "/category/kinh-te/page/2/" as { "category", "kinh-te", "page", "2" }. */
static void
make_listing (BtPracticeSite *site, const char *path, BtPracticePage *page)
{
  g_auto (GStrv) parts = g_strsplit (path + 1, "/", -1);
  guint n = g_strv_length (parts);
  gint64 number = 1;

  if (n > 0 && *parts[n - 1] == '\0')
    n--;
  if (n >= 2 && g_str_equal (parts[n - 2], "page"))
    {
      number = g_ascii_strtoll (parts[n - 1], NULL, 10);
      n -= 2;
    }
  if (number < 1 || number > 100000)
    not_found (site, page);
  else if (n == 0)
    make_home (site, number, page);
  else if (n == 2 && g_str_equal (parts[0], "category"))
    make_term (site, "category", parts[1], number, page);
  else if (n == 2 && g_str_equal (parts[0], "tag"))
    make_term (site, "post_tag", parts[1], number, page);
  else
    not_found (site, page);
}

void
bt_practice_page_make (BtPracticeSite *site,
                       const char *path,
                       const char *query,
                       BtPracticePage *page)
{
  if (g_str_equal (path, STYLE_PATH))
    make_style (page);
  else if (g_str_equal (path, AUTHORIZE_PATH))
    make_authorize (site, page);
  else if (g_str_equal (path, "/wp-cron.php")) /* what is due has been published by now */
    take_html (page, 200, g_string_new (""));
  else if (g_str_has_prefix (path, UPLOADS_PATH))
    make_upload (site, path + strlen (UPLOADS_PATH), page);
  else if (g_regex_match_simple ("^/\\d{4}/\\d\\d/\\d\\d/[^/]+/?$", path, G_REGEX_DEFAULT,
                                 G_REGEX_MATCH_DEFAULT))
    find_article (site, path, page);
  else if (!g_str_equal (path, "/") || !follow_short_link (site, query, page))
    make_listing (site, path, page);
}
