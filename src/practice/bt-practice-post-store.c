/* Keeping a post as wp_insert_post() does: texts, status, dates, slug, revision.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/bt-practice-kses.h"
#include "practice/bt-practice-post.h"
#include "practice/bt-practice-text.h"

#include <string.h>

#define TRASHED "__trashed"

static gboolean
is_one_of (const char *word, const char *a, const char *b)
{
  return g_str_equal (word, a) || g_str_equal (word, b);
}

static void
take_text (char **place, char *text)
{
  g_free (*place);
  *place = text;
}

static void
filter_texts (const BtPracticeUser *user, BtPracticePost *self)
{
  g_autofree char *title = g_strstrip (g_strdup (self->title));

  take_text (&self->title, g_steal_pointer (&title));
  if (bt_practice_user_can (user, "unfiltered_html"))
    return;
  take_text (&self->title, bt_practice_kses (self->title, BT_PRACTICE_KSES_TITLE));
  take_text (&self->content, bt_practice_kses (self->content, BT_PRACTICE_KSES_POST));
  take_text (&self->excerpt, bt_practice_kses (self->excerpt, BT_PRACTICE_KSES_POST));
}

/* A draft that never got a date moves with the clock; one that got a date keeps it. */
static void
settle_dates (BtPracticeSite *site,
              BtPracticePost *self,
              const BtPracticePost *before,
              gboolean dated)
{
  gboolean floating = is_one_of (self->status, "draft", "pending");

  if (before != NULL && !dated && is_one_of (before->status, "draft", "pending")
      && *before->date_gmt == '\0')
    bt_practice_set_text (&self->date, "");
  if (*self->date == '\0')
    {
      bt_practice_set_text (&self->date_gmt, "");
      take_text (&self->date, bt_practice_now (site, FALSE));
    }
  if (*self->date_gmt == '\0' && !floating)
    take_text (&self->date_gmt, bt_practice_to_gmt (site, self->date));

  if (before != NULL)
    {
      take_text (&self->modified, bt_practice_now (site, FALSE));
      take_text (&self->modified_gmt, bt_practice_now (site, TRUE));
      return;
    }
  /* A new post's time of change is its date, be that in the future or in the past. */
  bt_practice_set_text (&self->modified, self->date);
  take_text (&self->modified_gmt, *self->date_gmt != '\0'
                                      ? g_strdup (self->date_gmt)
                                      : bt_practice_to_gmt (site, self->date));
}

static void
settle_status (BtPracticePost *self)
{
  gint64 ahead;

  if (!g_str_equal (self->type, "post") || !is_one_of (self->status, "publish", "future"))
    return;
  ahead = bt_practice_seconds_ahead (self->date_gmt);
  bt_practice_set_text (&self->status, ahead >= 60 ? "future" : "publish");
}

static void
settle_trash_slug (BtPracticePost *self, const BtPracticePost *before)
{
  gboolean was_trash = before != NULL && g_str_equal (before->status, "trash");
  gboolean is_trash = g_str_equal (self->status, "trash");

  if (was_trash && !is_trash && *self->trash_slug != '\0')
    {
      bt_practice_set_text (&self->slug, self->trash_slug);
      bt_practice_set_text (&self->trash_slug, "");
    }
  if (before != NULL && is_trash && !was_trash)
    {
      g_autofree char *cut = bt_practice_truncate_slug (
          before->slug, BT_PRACTICE_SLUG_MAX - strlen (TRASHED));

      bt_practice_set_text (&self->trash_slug, before->slug);
      take_text (&self->slug, g_strconcat (cut, TRASHED, NULL));
    }
}

static void
settle_slug (BtPracticeSite *site,
             const BtPracticeUser *user,
             BtPracticePost *self,
             const BtPracticePost *before)
{
  gboolean unpublished = is_one_of (self->status, "draft", "pending");

  if (g_str_equal (self->status, "pending")
      && !bt_practice_user_can (user, "publish_posts"))
    bt_practice_set_text (&self->slug, "");
  if (*self->slug != '\0')
    take_text (&self->slug, bt_practice_slug (self->slug));
  else if (!unpublished)
    take_text (&self->slug, bt_practice_slug (self->title));
  take_text (&self->slug, bt_practice_truncate_slug (self->slug, BT_PRACTICE_SLUG_MAX));
  settle_trash_slug (self, before);
  /* Also for drafts when the slug is new: the REST interface asks for it so. */
  if (*self->slug != '\0'
      && (!unpublished || before == NULL || !g_str_equal (self->slug, before->slug)))
    take_text (&self->slug, bt_practice_post_unique_slug (site, self, self->slug));
}

static void
write_row (BtPracticeSite *site, BtPracticePost *self)
{
  if (self->id == 0)
    {
      bt_practice_db_run (
          site->db,
          "INSERT INTO posts (type, author, title, content, excerpt, slug, "
          "status, date, date_gmt, modified, modified_gmt) "
          "VALUES ('', 0, '', '', '', '', '', '', '', '', '')",
          "");
      self->id = bt_practice_db_last_id (site->db);
    }
  if (*self->slug == '\0' && !is_one_of (self->status, "draft", "pending"))
    take_text (&self->slug, g_strdup_printf ("%" G_GINT64_FORMAT, self->id));
  bt_practice_db_run (
      site->db,
      "UPDATE posts SET type=?, title=?, content=?, excerpt=?, slug=?, status=?, date=?, "
      "date_gmt=?, modified=?, modified_gmt=?, trash_slug=?, mime=?, file=?, alt=?, "
      "image_title=?, image_caption=?, image_credit=?, author=?, parent=?, featured=?, "
      "width=?, height=?, size=? WHERE id=?",
      "sssssssssssssssssiiiiiii", self->type, self->title, self->content, self->excerpt,
      self->slug, self->status, self->date, self->date_gmt, self->modified,
      self->modified_gmt, self->trash_slug, self->mime, self->file, self->alt,
      self->image_title, self->image_caption, self->image_credit, self->author,
      self->parent, self->featured, self->width, self->height, self->size, self->id);
}

/* Of a change in title, content or excerpt; the first update always leaves one. */
static void
keep_revision (BtPracticeSite *site,
               const BtPracticeUser *user,
               const BtPracticePost *self)
{
  g_autoptr (sqlite3_stmt) stmt = bt_practice_db_query (
      site->db,
      "SELECT " BT_PRACTICE_POST_COLUMNS " FROM posts p WHERE p.parent=? AND "
      "p.type='revision' ORDER BY p.id DESC LIMIT 1",
      "i", self->id);
  g_autoptr (BtPracticePost) latest = bt_practice_post_take (site, stmt);
  g_autoptr (BtPracticePost) revision = NULL;

  if (latest != NULL && g_str_equal (latest->title, self->title)
      && g_str_equal (latest->content, self->content)
      && g_str_equal (latest->excerpt, self->excerpt))
    return;
  revision = bt_practice_post_new (user);
  bt_practice_set_text (&revision->type, "revision");
  bt_practice_set_text (&revision->status, "inherit");
  bt_practice_set_text (&revision->title, self->title);
  bt_practice_set_text (&revision->content, self->content);
  bt_practice_set_text (&revision->excerpt, self->excerpt);
  bt_practice_set_text (&revision->date, self->modified);
  bt_practice_set_text (&revision->date_gmt, self->modified_gmt);
  bt_practice_set_text (&revision->modified, self->modified);
  bt_practice_set_text (&revision->modified_gmt, self->modified_gmt);
  take_text (&revision->slug,
             g_strdup_printf ("%" G_GINT64_FORMAT "-revision-v1", self->id));
  revision->parent = self->id;
  write_row (site, revision);
}

void
bt_practice_post_store (BtPracticeSite *site,
                        const BtPracticeUser *user,
                        BtPracticePost *self,
                        const BtPracticePost *before,
                        gboolean dated)
{
  filter_texts (user, self);
  settle_dates (site, self, before, dated);
  settle_status (self);
  settle_slug (site, user, self, before);
  write_row (site, self);
  if (before != NULL && g_str_equal (self->type, "post"))
    keep_revision (site, user, self);
}
