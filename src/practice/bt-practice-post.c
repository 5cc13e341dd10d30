/* Posts, media items and revisions as they are kept.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/bt-practice-post.h"

#include "practice/bt-practice-text.h"

#include <string.h>

void
bt_practice_set_text (char **place, const char *text)
{
  char *copy = g_strdup (text);

  g_free (*place);
  *place = copy;
}

/* The text columns, in the order of BT_PRACTICE_POST_COLUMNS. */
#define N_TEXTS 17
static void
text_places (BtPracticePost *self, char **places[N_TEXTS])
{
  char **all[N_TEXTS] = {
    &self->type,         &self->title,        &self->content,     &self->excerpt,
    &self->slug,         &self->status,       &self->date,        &self->date_gmt,
    &self->modified,     &self->modified_gmt, &self->trash_slug,  &self->mime,
    &self->file,         &self->alt,          &self->image_title, &self->image_caption,
    &self->image_credit,
  };

  memcpy (places, all, sizeof all);
}

BtPracticePost *
bt_practice_post_new (const BtPracticeUser *user)
{
  BtPracticePost *self = g_new0 (BtPracticePost, 1);
  char **places[N_TEXTS];

  text_places (self, places);
  for (gsize i = 0; i < N_TEXTS; i++)
    *places[i] = g_strdup ("");
  bt_practice_set_text (&self->type, "post");
  bt_practice_set_text (&self->status, "draft");
  self->author = user != NULL ? user->id : 0;
  return self;
}

void
bt_practice_post_free (BtPracticePost *self)
{
  char **places[N_TEXTS];

  if (self == NULL)
    return;
  text_places (self, places);
  for (gsize i = 0; i < N_TEXTS; i++)
    g_free (*places[i]);
  g_free (self);
}

BtPracticePost *
bt_practice_post_take (BtPracticeSite *site, sqlite3_stmt *stmt)
{
  BtPracticePost *self;
  char **places[N_TEXTS];

  if (!bt_practice_db_step (site->db, stmt))
    return NULL;
  self = g_new0 (BtPracticePost, 1);
  self->id = sqlite3_column_int64 (stmt, 0);
  self->author = sqlite3_column_int64 (stmt, 1);
  self->parent = sqlite3_column_int64 (stmt, 2);
  self->featured = sqlite3_column_int64 (stmt, 3);
  self->width = sqlite3_column_int64 (stmt, 4);
  self->height = sqlite3_column_int64 (stmt, 5);
  self->size = sqlite3_column_int64 (stmt, 6);
  text_places (self, places);
  for (int i = 0; i < N_TEXTS; i++)
    *places[i] = bt_practice_db_column (stmt, 7 + i);
  return self;
}

BtPracticePost *
bt_practice_post_load (BtPracticeSite *site, gint64 id, const char *type)
{
  g_autoptr (sqlite3_stmt) stmt = bt_practice_db_query (
      site->db,
      "SELECT " BT_PRACTICE_POST_COLUMNS " FROM posts p WHERE p.id=? AND p.type=?", "is",
      id, type);

  return bt_practice_post_take (site, stmt);
}

static gboolean
is_published (const BtPracticePost *self)
{
  return g_str_equal (self->status, "publish") || g_str_equal (self->status, "future");
}

gboolean
bt_practice_may_edit (const BtPracticeUser *user, const BtPracticePost *self)
{
  if (user == NULL)
    return FALSE;
  if (user->id != self->author)
    return bt_practice_user_can (user, "edit_others_posts");
  return bt_practice_user_can (user, is_published (self) ? "edit_published_posts"
                                                         : "edit_posts");
}

gboolean
bt_practice_may_delete (const BtPracticeUser *user, const BtPracticePost *self)
{
  if (user == NULL)
    return FALSE;
  if (user->id != self->author)
    return bt_practice_user_can (user, "delete_others_posts");
  return bt_practice_user_can (user, is_published (self) ? "delete_published_posts"
                                                         : "delete_posts");
}

gboolean
bt_practice_may_read (const BtPracticeUser *user, const BtPracticePost *self)
{
  if (g_str_equal (self->status, "publish") || g_str_equal (self->status, "inherit"))
    return TRUE;
  if (g_str_equal (self->status, "private") && user != NULL && user->id != self->author)
    return bt_practice_user_can (user, "read_private_posts");
  return user != NULL && (user->id == self->author || bt_practice_may_edit (user, self));
}

static gboolean
slug_is_taken (BtPracticeSite *site, const BtPracticePost *self, const char *slug)
{
  static const char *const reserved[] = { "embed", "feed", "rdf", "rss",
                                          "rss2",  "atom", NULL };

  if (g_strv_contains (reserved, slug))
    return TRUE;
  /* A media item's slug is unique among all, a post's among posts. */
  return bt_practice_db_int (site->db,
                             "SELECT count(*) FROM posts WHERE slug=? AND id<>? AND "
                             "type<>'revision' AND (type=?3 OR ?3='attachment')",
                             "sis", slug, self->id, self->type)
         > 0;
}

char *
bt_practice_post_unique_slug (BtPracticeSite *site,
                              const BtPracticePost *self,
                              const char *slug)
{
  g_autofree char *candidate = g_strdup (slug);

  for (guint i = 2; slug_is_taken (site, self, candidate); i++)
    {
      g_autofree char *suffix = g_strdup_printf ("-%u", i);
      g_autofree char *cut =
          bt_practice_truncate_slug (slug, BT_PRACTICE_SLUG_MAX - strlen (suffix));

      if (bt_practice_db_failed (site->db))
        break;
      g_free (candidate);
      candidate = g_strconcat (cut, suffix, NULL);
    }
  return g_steal_pointer (&candidate);
}

char *
bt_practice_post_permalink (BtPracticeSite *site, const BtPracticePost *self)
{
  if (g_str_equal (self->type, "attachment"))
    return g_strdup_printf ("%s/%s/", site->url, self->slug);
  if (!g_str_equal (self->status, "publish") && !g_str_equal (self->status, "private"))
    return g_strdup_printf ("%s/?p=%" G_GINT64_FORMAT, site->url, self->id);
  return g_strdup_printf ("%s/%.4s/%.2s/%.2s/%s/", site->url, self->date, self->date + 5,
                          self->date + 8, self->slug);
}

void
bt_practice_post_delete (BtPracticeSite *site, const BtPracticePost *self)
{
  bt_practice_db_run (site->db, "DELETE FROM posts WHERE parent=? AND type='revision'",
                      "i", self->id);
  bt_practice_db_run (site->db, "UPDATE posts SET featured=0 WHERE featured=?", "i",
                      self->id);
  bt_practice_db_run (site->db, "DELETE FROM posts WHERE id=?", "i", self->id);
}

void
bt_practice_post_set_terms (BtPracticeSite *site,
                            gint64 post,
                            const char *taxonomy,
                            const GArray *ids)
{
  bt_practice_db_run (site->db,
                      "DELETE FROM post_terms WHERE post=? AND term IN "
                      "(SELECT id FROM terms WHERE taxonomy=?)",
                      "is", post, taxonomy);
  for (guint i = 0; i < ids->len; i++)
    bt_practice_db_run (site->db,
                        "INSERT OR IGNORE INTO post_terms SELECT ?, id FROM terms "
                        "WHERE id=? AND taxonomy=?",
                        "iis", post, g_array_index (ids, gint64, i), taxonomy);
}

void
bt_practice_publish_due (BtPracticeSite *site)
{
  g_autofree char *now = bt_practice_now (site, TRUE);

  bt_practice_db_run (site->db,
                      "UPDATE posts SET status='publish' WHERE type='post' AND "
                      "status='future' AND date_gmt<=?",
                      "s", now);
}
