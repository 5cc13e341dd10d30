/* Posts, media items and revisions as they are kept.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/bt-practice-users.h"

G_BEGIN_DECLS

/**
 * BtPracticePost:
 * @type: "post", "attachment", "revision"
 * @excerpt: also an attachment's caption
 * @date, @date_gmt: "2017-12-28 11:09:00"; @date_gmt is "" while a draft has no date of
 *   its own
 * @trash_slug: the slug before it went into the trash
 * @file: of an attachment, below the uploads folder: "2017/12/anh.jpg"
 * @image_title, @image_caption, @image_credit: read from the file
 */
typedef struct
{
  gint64 id;
  gint64 author;
  gint64 parent;
  gint64 featured;
  char *type;
  char *title;
  char *content;
  char *excerpt;
  char *slug;
  char *status;
  char *date;
  char *date_gmt;
  char *modified;
  char *modified_gmt;
  char *trash_slug;
  char *mime;
  char *file;
  char *alt;
  char *image_title;
  char *image_caption;
  char *image_credit;
  gint64 width;
  gint64 height;
  gint64 size;
} BtPracticePost;

#define BT_PRACTICE_POST_COLUMNS                                                         \
  "p.id, p.author, p.parent, p.featured, p.width, p.height, p.size, p.type, p.title, "   \
  "p.content, p.excerpt, p.slug, p.status, p.date, p.date_gmt, p.modified, "             \
  "p.modified_gmt, p.trash_slug, p.mime, p.file, p.alt, p.image_title, "                 \
  "p.image_caption, p.image_credit"

/** bt_practice_post_new: Returns: (transfer full): an empty draft of @user */
BtPracticePost *bt_practice_post_new (const BtPracticeUser *user);
void bt_practice_post_free (BtPracticePost *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPracticePost, bt_practice_post_free)

/** bt_practice_post_take: Returns: (transfer full) (nullable): the next row of a query for
 * BT_PRACTICE_POST_COLUMNS */
BtPracticePost *bt_practice_post_take (BtPracticeSite *site, sqlite3_stmt *stmt);
/** bt_practice_post_load: Returns: (transfer full) (nullable): the post if it is of @type
 */
BtPracticePost *bt_practice_post_load (BtPracticeSite *site, gint64 id, const char *type);

/**
 * bt_practice_post_store:
 * @self: the post as it is wanted; it has what was kept afterwards
 * @before: (nullable): as it was; %NULL for a new one
 * @dated: whether the request gave a date
 *
 * wp_insert_post(): filters the texts by the user's role, settles status, dates and slug,
 * and keeps a revision.
 */
void bt_practice_post_store (BtPracticeSite *site,
                             const BtPracticeUser *user,
                             BtPracticePost *self,
                             const BtPracticePost *before,
                             gboolean dated);

/** bt_practice_post_unique_slug: Returns: (transfer full): @slug, with "-2" and so on when
 * another has it */
char *bt_practice_post_unique_slug (BtPracticeSite *site,
                                    const BtPracticePost *self,
                                    const char *slug);
/** bt_practice_post_delete: for good, with revisions and, for attachments, the file. */
void bt_practice_post_delete (BtPracticeSite *site, const BtPracticePost *self);
/** bt_practice_post_set_terms: replaces the terms of one taxonomy; unknown ids are
 * ignored. @ids: (element-type gint64) */
void bt_practice_post_set_terms (BtPracticeSite *site,
                                 gint64 post,
                                 const char *taxonomy,
                                 const GArray *ids);
/** bt_practice_publish_due: what cron does: scheduled posts whose time has come. */
void bt_practice_publish_due (BtPracticeSite *site);

/** bt_practice_may_edit, bt_practice_may_delete, bt_practice_may_read: map_meta_cap(). */
gboolean bt_practice_may_edit (const BtPracticeUser *user, const BtPracticePost *self);
gboolean bt_practice_may_delete (const BtPracticeUser *user, const BtPracticePost *self);
gboolean bt_practice_may_read (const BtPracticeUser *user, const BtPracticePost *self);

/** bt_practice_post_permalink: Returns: (transfer full): "…/2017/12/28/slug/", or "…/?p=1"
 * before it is published */
char *bt_practice_post_permalink (BtPracticeSite *site, const BtPracticePost *self);

/** bt_practice_set_text: replaces a string that is owned. */
void bt_practice_set_text (char **place, const char *text);

G_END_DECLS
