/* The HTML of the public pages. Nothing of a post gets in but through bt_practice_kses()
 * or bt_practice_escape().
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/bt-practice-html.h"

#include "practice/bt-practice-kses.h"
#include "practice/bt-practice-text.h"

#include <string.h>

char *
bt_practice_html_plain (const char *html)
{
  g_autofree char *text = bt_practice_text_field (html);

  return bt_practice_escape (text);
}

static void
append_menu (BtPracticeSite *site, GString *html, const char *section)
{
  g_autoptr (sqlite3_stmt) stmt = bt_practice_db_query (
      site->db,
      "SELECT name, slug FROM terms WHERE taxonomy='category' AND parent=0 ORDER BY id "
      "LIMIT 12",
      "");

  g_string_append_printf (html,
                          "<nav class=\"menu\" aria-label=\"Chuyên mục\"><ul>"
                          "<li><a href=\"/\"%s>Trang chủ</a></li>",
                          g_strcmp0 (section, "home") == 0 ? " aria-current=\"page\""
                                                           : "");
  while (bt_practice_db_step (site->db, stmt))
    {
      g_autofree char *raw = bt_practice_db_column (stmt, 0);
      g_autofree char *name = bt_practice_escape (raw);
      const char *slug = (const char *)sqlite3_column_text (stmt, 1);

      g_string_append_printf (
          html, "<li><a href=\"/category/%s/\"%s>%s</a></li>", slug,
          g_strcmp0 (section, slug) == 0 ? " aria-current=\"page\"" : "", name);
    }
  g_string_append (html, "</ul></nav>\n");
}

/* "Thứ Năm, 28/12/2017" */
static char *
format_today (BtPracticeSite *site)
{
  static const char *const days[] = { "Thứ Hai", "Thứ Ba",  "Thứ Tư",  "Thứ Năm",
                                      "Thứ Sáu", "Thứ Bảy", "Chủ Nhật" };
  g_autoptr (GDateTime) now = g_date_time_new_now (site->zone);
  g_autofree char *date = g_date_time_format (now, "%d/%m/%Y");

  return g_strdup_printf ("%s, %s", days[g_date_time_get_day_of_week (now) - 1], date);
}

GString *
bt_practice_html_begin (BtPracticeSite *site,
                        const char *title,
                        const char *description,
                        const char *section)
{
  GString *html = g_string_new ("<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n"
                                "<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                                "content=\"width=device-width, initial-scale=1\">\n"
                                "<meta name=\"color-scheme\" content=\"light dark\">\n"
                                "<meta name=\"robots\" content=\"noindex\">\n");
  g_autofree char *name = bt_practice_escape (site->name);
  g_autofree char *today = format_today (site);

  if (title != NULL)
    g_string_append_printf (html, "<title>%s - %s</title>\n", title, name);
  else
    g_string_append_printf (html, "<title>%s</title>\n", name);
  if (*description != '\0')
    g_string_append_printf (html, "<meta name=\"description\" content=\"%s\">\n",
                            description);
  g_string_append (
      html, "<link rel=\"stylesheet\" href=\"/wp-content/themes/banthao/style.css\">\n"
            "</head>\n<body>\n<a class=\"skip\" href=\"#noi-dung\">Đến nội dung</a>\n");
  g_string_append_printf (
      html,
      "<header class=\"masthead\"><div class=\"strip\">"
      "<span>%s</span><span class=\"badge\">Trang tập huấn</span></div>"
      "<p class=\"name\"><a href=\"/\">%s</a></p></header>\n",
      today, name);
  append_menu (site, html, section);
  g_string_append (html, "<main id=\"noi-dung\">\n");
  return html;
}

void
bt_practice_html_end (BtPracticeSite *site, GString *html)
{
  g_autofree char *name = bt_practice_escape (site->name);

  g_string_append_printf (
      html,
      "</main>\n<footer class=\"foot\"><p><strong>%s</strong> là cổng tập huấn của Bản "
      "Thảo. Bài ở đây để luyện tập, chỉ máy này đọc được, không phải tin đã công bố."
      "</p></footer>\n</body>\n</html>\n",
      name);
}

/* "11:09 - 28/12/2017" in <time>. */
static void
append_time (GString *html, const BtPracticePost *post)
{
  const char *d = post->date;

  if (strlen (d) < 16)
    return;
  g_string_append_printf (html,
                          "<time datetime=\"%.10sT%.8s+07:00\">%.5s - %.2s/%.2s/%.4s"
                          "</time>",
                          d, d + 11, d + 11, d + 8, d + 5, d);
}

/* The featured photo, or else the first picture of the library that stands in the text. */
static BtPracticePost *
find_picture (BtPracticeSite *site, const BtPracticePost *post)
{
  const char *mark = strstr (post->content, "wp-image-");
  gint64 id = post->featured;

  if (id == 0 && mark != NULL)
    id = g_ascii_strtoll (mark + strlen ("wp-image-"), NULL, 10);
  return id != 0 ? bt_practice_post_load (site, id, "attachment") : NULL;
}

static void
append_picture (GString *html, const BtPracticePost *media)
{
  g_autofree char *alt = bt_practice_escape (media->alt);
  g_autofree char *file =
      g_uri_escape_string (media->file, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, FALSE);

  g_string_append_printf (html,
                          "<img src=\"/wp-content/uploads/%s\" width=\"%" G_GINT64_FORMAT
                          "\" height=\"%" G_GINT64_FORMAT "\" alt=\"%s\">",
                          file, media->width, media->height, alt);
}

static void
append_card_picture (BtPracticeSite *site,
                     GString *html,
                     const BtPracticePost *post,
                     const char *path)
{
  g_autoptr (BtPracticePost) picture = find_picture (site, post);

  if (picture == NULL)
    return;
  /* The headline is the same link: one of the two is enough for the keyboard. */
  g_string_append_printf (
      html, "<a class=\"picture\" href=\"%s\" tabindex=\"-1\" aria-hidden=\"true\">",
      path);
  append_picture (html, picture);
  g_string_append (html, "</a>");
}

void
bt_practice_html_card (BtPracticeSite *site,
                       GString *html,
                       const BtPracticePost *post,
                       BtPracticeCard card)
{
  static const char *const classes[] = { "card lead", "card", "line" };
  g_autofree char *link = bt_practice_post_permalink (site, post);
  g_autofree char *headline = bt_practice_html_plain (post->title);
  g_autofree char *words =
      bt_practice_words (*post->excerpt != '\0' ? post->excerpt : post->content,
                         card == BT_PRACTICE_CARD_LEAD ? 60 : 32);
  g_autofree char *lead = bt_practice_escape (words);
  const char *path = link + strlen (site->url);
  const char *level = card == BT_PRACTICE_CARD_LEAD ? "h2" : "h3";

  g_string_append_printf (html, "<article class=\"%s\">", classes[card]);
  if (card != BT_PRACTICE_CARD_LINE)
    append_card_picture (site, html, post, path);
  g_string_append_printf (html, "<div class=\"text\"><%s><a href=\"%s\">%s</a></%s>",
                          level, path, *headline != '\0' ? headline : "(Không có tít)",
                          level);
  append_time (html, post);
  if (card != BT_PRACTICE_CARD_LINE && *lead != '\0')
    g_string_append_printf (html, "<p>%s</p>", lead);
  g_string_append (html, "</div></article>\n");
}

static void
append_terms (BtPracticeSite *site,
              GString *html,
              const BtPracticePost *post,
              const char *taxonomy,
              const char *before,
              const char *after)
{
  g_autoptr (sqlite3_stmt) stmt = bt_practice_db_query (
      site->db,
      "SELECT name, slug FROM terms JOIN post_terms ON term=id WHERE post=? AND "
      "taxonomy=? ORDER BY id",
      "is", post->id, taxonomy);
  const char *base = g_str_equal (taxonomy, "category") ? "category" : "tag";
  gboolean any = FALSE;

  while (bt_practice_db_step (site->db, stmt))
    {
      g_autofree char *raw = bt_practice_db_column (stmt, 0);
      g_autofree char *name = bt_practice_escape (raw);

      if (!any)
        g_string_append (html, before);
      any = TRUE;
      g_string_append_printf (html, "<a rel=\"tag\" href=\"/%s/%s/\">%s</a> ", base,
                              (const char *)sqlite3_column_text (stmt, 1), name);
    }
  if (any)
    g_string_append (html, after);
}

void
bt_practice_html_article (BtPracticeSite *site, GString *html, const BtPracticePost *post)
{
  g_autofree char *title = bt_practice_kses (post->title, BT_PRACTICE_KSES_TITLE);
  g_autofree char *content = bt_practice_kses (post->content, BT_PRACTICE_KSES_PAGE);
  g_autofree char *lead = bt_practice_html_plain (post->excerpt);

  g_string_append (html, "<article class=\"story\">\n<header>");
  append_terms (site, html, post, "category", "<p class=\"kicker\">", "</p>\n");
  g_string_append_printf (html, "<h1>%s</h1>\n<p class=\"when\">", title);
  append_time (html, post);
  g_string_append (html, "</p></header>\n");
  /* Articles from elsewhere have their lead in the excerpt alone. */
  if (*lead != '\0' && strstr (post->content, "bt-sapo") == NULL)
    g_string_append_printf (html, "<p class=\"bt-sapo\">%s</p>\n", lead);
  if (post->featured != 0 && strstr (post->content, "<img") == NULL)
    {
      g_autoptr (BtPracticePost) picture = find_picture (site, post);

      if (picture != NULL)
        {
          g_autofree char *caption =
              bt_practice_kses (picture->excerpt, BT_PRACTICE_KSES_PAGE);

          g_string_append (html, "<figure class=\"wp-block-image\">");
          append_picture (html, picture);
          g_string_append_printf (html, "<figcaption>%s</figcaption></figure>\n",
                                  caption);
        }
    }
  g_string_append_printf (html, "<div class=\"body\">\n%s\n</div>\n", content);
  append_terms (site, html, post, "post_tag", "<p class=\"tags\"><span>Từ khóa:</span> ",
                "</p>\n");
  g_string_append (html, "</article>\n");
}
