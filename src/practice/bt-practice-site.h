/* The practice portal as a whole: its folder, its name, its clock.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/bt-practice-db.h"

G_BEGIN_DECLS

#define BT_PRACTICE_TIME_ZONE "Asia/Ho_Chi_Minh"

/**
 * BtPracticeSite:
 * @dir: the data folder
 * @uploads: where uploaded files are, below @dir
 * @url: "http://127.0.0.1:8017", without a slash at the end; as the client of the
 *   current request knows it
 */
typedef struct
{
  BtPracticeDb *db;
  GTimeZone *zone;
  char *dir;
  char *uploads;
  char *name;
  char *url;
} BtPracticeSite;

/**
 * bt_practice_site_open:
 * @name: (nullable): the newspaper's name; kept in the folder, %NULL leaves it
 *
 * Makes the folder with its sections and training users when it is new.
 *
 * Returns: (transfer full): the site
 */
BtPracticeSite *bt_practice_site_open (const char *dir, const char *name, GError **error);
void bt_practice_site_free (BtPracticeSite *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPracticeSite, bt_practice_site_free)

/**
 * bt_practice_now: Returns: (transfer full): the time as "2017-12-28 11:09:00", in the
 * site's zone or, with @gmt, in UTC. Times are kept in this form, as WordPress does.
 */
char *bt_practice_now (BtPracticeSite *self, gboolean gmt);
/** bt_practice_to_gmt: Returns: (transfer full): a time of the site in UTC */
char *bt_practice_to_gmt (BtPracticeSite *self, const char *local);
/** bt_practice_to_local: Returns: (transfer full): a time in UTC in the site's zone */
char *bt_practice_to_local (BtPracticeSite *self, const char *gmt);
/** bt_practice_seconds_ahead: Returns: how far @gmt lies in the future; negative when
 * past */
gint64 bt_practice_seconds_ahead (const char *gmt);
/** bt_practice_parse_time:
 * @text: an ISO 8601 time; without an offset it is in the site's zone, or, with
 *   @assume_gmt, in UTC
 * @local, @gmt: (out) (transfer full): the same moment in both
 * Returns: whether it is a time */
gboolean bt_practice_parse_time (BtPracticeSite *self,
                                 const char *text,
                                 gboolean assume_gmt,
                                 char **local,
                                 char **gmt);

/** bt_practice_random: Returns: (transfer full): @length letters and digits that nobody
 * can guess */
char *bt_practice_random (gsize length);

G_END_DECLS
