/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/history/bt-version-item.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"

struct _BtVersionItem
{
  GObject parent_instance;

  BtStoredVersion *version;
  char *day;
};

enum
{
  CHANGED,
  RENAME,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtVersionItem, bt_version_item, G_TYPE_OBJECT)

static void
bt_version_item_finalize (GObject *object)
{
  BtVersionItem *self = BT_VERSION_ITEM (object);

  bt_stored_version_free (self->version);
  g_free (self->day);

  G_OBJECT_CLASS (bt_version_item_parent_class)->finalize (object);
}

static void
bt_version_item_class_init (BtVersionItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_version_item_finalize;
  signals[CHANGED] = g_signal_new ("changed", BT_TYPE_VERSION_ITEM, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RENAME] = g_signal_new ("rename", BT_TYPE_VERSION_ITEM, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bt_version_item_init (BtVersionItem *self)
{
}

BtVersionItem *
bt_version_item_new (const BtStoredVersion *version)
{
  BtVersionItem *self;

  g_return_val_if_fail (version != NULL, NULL);

  self = g_object_new (BT_TYPE_VERSION_ITEM, NULL);
  self->version = bt_stored_version_copy (version);
  return self;
}

const BtStoredVersion *
bt_version_item_get_version (BtVersionItem *self)
{
  g_return_val_if_fail (BT_IS_VERSION_ITEM (self), NULL);
  return self->version;
}

void
bt_version_item_update (BtVersionItem *self, const BtStoredVersion *version)
{
  g_return_if_fail (BT_IS_VERSION_ITEM (self));
  g_return_if_fail (version != NULL && version->id == self->version->id);

  if (g_strcmp0 (self->version->name, version->name) == 0)
    return;
  bt_stored_version_free (self->version);
  self->version = bt_stored_version_copy (version);
  g_signal_emit (self, signals[CHANGED], 0);
}

const char *
bt_version_item_get_day (BtVersionItem *self)
{
  g_return_val_if_fail (BT_IS_VERSION_ITEM (self), NULL);
  return self->day;
}

void
bt_version_item_set_day (BtVersionItem *self, const char *day)
{
  g_return_if_fail (BT_IS_VERSION_ITEM (self));

  if (g_strcmp0 (self->day, day) == 0)
    return;
  g_free (self->day);
  self->day = g_strdup (day);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
bt_version_item_rename (BtVersionItem *self)
{
  g_return_if_fail (BT_IS_VERSION_ITEM (self));
  g_signal_emit (self, signals[RENAME], 0);
}

/* ---- time in words ---- */

static GDateTime *
local_time (gint64 time)
{
  return g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);
}

static guint
day_number (GDateTime *time)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)g_date_time_get_day_of_month (time),
                  (GDateMonth)g_date_time_get_month (time),
                  (GDateYear)g_date_time_get_year (time));
  return g_date_get_julian (&date);
}

char *
bt_version_day (gint64 time, gint64 now)
{
  g_autoptr (GDateTime) then = local_time (time);
  g_autoptr (GDateTime) today = local_time (now);

  if (then == NULL || today == NULL)
    return g_strdup ("");
  if (day_number (then) == day_number (today))
    return g_strdup (C_ ("versions", "Today"));
  if (day_number (then) + 1 == day_number (today))
    return g_strdup (C_ ("versions", "Yesterday"));
  return g_date_time_format (then, C_ ("versions, a date", "%d/%m/%Y"));
}

char *
bt_version_clock (gint64 time)
{
  g_autoptr (GDateTime) then = local_time (time);

  return then != NULL ? g_date_time_format (then, "%H:%M") : g_strdup ("");
}

char *
bt_version_title (const BtStoredVersion *version)
{
  g_autofree char *day = NULL;
  g_autofree char *clock = NULL;

  g_return_val_if_fail (version != NULL, NULL);

  day = bt_version_day (version->created, g_get_real_time ());
  clock = bt_version_clock (version->created);
  return g_strdup_printf ("%s %s · %s", day, clock,
                          version->name != NULL ? version->name
                                                : bt_message_for_cause (version->cause));
}
