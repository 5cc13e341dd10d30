/* The practice portal as a whole: its folder, its name, its clock.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/bt-practice-site.h"

#include "practice/bt-practice-users.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define TIME_FORMAT "%Y-%m-%d %H:%M:%S"

typedef struct
{
  const char *name;
  const char *slug;
} Section;

/* What every Vietnamese newsroom has; the first one is WordPress's default category. */
static const Section sections[] = {
  { "Tin tức", "tin-tuc" },
  { "Chính trị", "chinh-tri" },
  { "Kinh tế", "kinh-te" },
  { "Văn hóa - Xã hội", "van-hoa-xa-hoi" },
  { "Khoa học - Giáo dục", "khoa-hoc-giao-duc" },
  { "Thể thao", "the-thao" },
};

char *
bt_practice_random (gsize length)
{
  static const char letters[] =
      "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  g_autoptr (GString) out = g_string_new (NULL);
  const guint usable = 256 / (sizeof letters - 1) * (sizeof letters - 1);

  while (out->len < length)
    {
      guint8 byte;

      if (getentropy (&byte, 1) != 0)
        g_error ("getentropy: %s", g_strerror (errno));
      if (byte < usable)
        g_string_append_c (out, letters[byte % (sizeof letters - 1)]);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
format_in (GDateTime *time, GTimeZone *zone)
{
  g_autoptr (GDateTime) there = g_date_time_to_timezone (time, zone);

  return g_date_time_format (there, TIME_FORMAT);
}

char *
bt_practice_now (BtPracticeSite *self, gboolean gmt)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return gmt ? g_date_time_format (now, TIME_FORMAT) : format_in (now, self->zone);
}

char *
bt_practice_to_gmt (BtPracticeSite *self, const char *local)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (local, self->zone);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  return time != NULL ? format_in (time, utc) : g_strdup (local);
}

char *
bt_practice_to_local (BtPracticeSite *self, const char *gmt)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (gmt, utc);

  return time != NULL ? format_in (time, self->zone) : g_strdup (gmt);
}

gint64
bt_practice_seconds_ahead (const char *gmt)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (gmt, utc);

  return time != NULL ? g_date_time_to_unix (time) - g_get_real_time () / G_USEC_PER_SEC
                      : 0;
}

gboolean
bt_practice_parse_time (BtPracticeSite *self,
                        const char *text,
                        gboolean assume_gmt,
                        char **local,
                        char **gmt)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time =
      g_date_time_new_from_iso8601 (text, assume_gmt ? utc : self->zone);

  if (time == NULL || g_date_time_get_year (time) > 9998)
    return FALSE;
  *local = format_in (time, self->zone);
  *gmt = format_in (time, utc);
  return TRUE;
}

static void
seed (BtPracticeSite *self)
{
  if (bt_practice_db_int (self->db, "SELECT count(*) FROM terms", "") > 0)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    bt_practice_db_run (
        self->db, "INSERT INTO terms (taxonomy, name, slug) VALUES ('category', ?, ?)",
        "ss", sections[i].name, sections[i].slug);
  bt_practice_db_run (self->db, "INSERT INTO site VALUES ('name', 'Báo Tập Huấn')", "");
}

static gboolean
make_folders (BtPracticeSite *self, GError **error)
{
  if (g_mkdir_with_parents (self->dir, 0700) == 0
      && g_mkdir_with_parents (self->uploads, 0700) == 0
      && g_chmod (self->dir, 0700) == 0)
    return TRUE;
  g_set_error (error, BT_PRACTICE_ERROR, BT_PRACTICE_ERROR_FOLDER, "%s: %s", self->dir,
               g_strerror (errno));
  return FALSE;
}

BtPracticeSite *
bt_practice_site_open (const char *dir, const char *name, GError **error)
{
  g_autoptr (BtPracticeSite) self = g_new0 (BtPracticeSite, 1);
  g_autofree char *path = g_build_filename (dir, "portal.db", NULL);

  self->dir = g_canonicalize_filename (dir, NULL);
  self->uploads = g_build_filename (self->dir, "uploads", NULL);
  self->zone = g_time_zone_new_identifier (BT_PRACTICE_TIME_ZONE);
  if (self->zone == NULL) /* no tzdata: the zone has had one offset since 1975 */
    self->zone = g_time_zone_new_identifier ("+07:00");
  if (!make_folders (self, error))
    return NULL;
  self->db = bt_practice_db_open (path, error);
  if (self->db == NULL)
    return NULL;

  bt_practice_db_begin (self->db);
  seed (self);
  if (!bt_practice_users_seed (self, error))
    {
      bt_practice_db_end (self->db, FALSE, NULL);
      return NULL;
    }
  if (name != NULL)
    bt_practice_db_run (self->db, "UPDATE site SET value=? WHERE key='name'", "s", name);
  self->name =
      bt_practice_db_text (self->db, "SELECT value FROM site WHERE key='name'", "");
  if (!bt_practice_db_end (self->db, TRUE, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
bt_practice_site_free (BtPracticeSite *self)
{
  if (self == NULL)
    return;
  bt_practice_db_close (self->db);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self->dir);
  g_free (self->uploads);
  g_free (self->name);
  g_free (self->url);
  g_free (self);
}
