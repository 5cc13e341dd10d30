/* Shared by the files of the desk only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/desk/bt-desk.h"

G_BEGIN_DECLS

struct _BtDesk
{
  GObject parent_instance;

  BtContext *context;
  BtStore *store; /* of @context */

  /* scope */
  BtPhotoQuery query;  /* its strings are owned */
  GListStore *photos;  /* BtPhotoItem, in the order of the scope */
  GHashTable *by_hash; /* hash → BtPhotoItem, owned by @photos */
  guint refresh_source;
  gint64 read_at; /* when it was read last because something changed */
  gboolean reading;
  gboolean read_again;
  guint64 generation; /* of the scope and of what was changed here */
  GCancellable *cancellable;

  /* view of it */
  BtDeskFilter filter;
  BtDeskSort sort;
  gboolean descending;
  GtkCustomFilter *filter_model;
  GtkCustomSorter *sorter;
  GtkMultiSelection *selection;
  BtPhotoItem *current;
  guint position; /* of @current */
  gboolean fresh; /* what is shown is of the scope before */

  /* steps */
  GPtrArray *undo;
  GPtrArray *redo;
  guint writing;       /* requests on their way */
  GPtrArray *settling; /* GTask that wait for @writing */
};

/** bt_desk_init_steps, bt_desk_clear_steps: the part that changes photos. */
void bt_desk_init_steps (BtDesk *self);
void bt_desk_clear_steps (BtDesk *self);

/** bt_desk_init_current: the part that keeps one of the shown photos. */
void bt_desk_init_current (BtDesk *self);
/** bt_desk_find_heir: Returns: (transfer full) (nullable): the first photo after the
 * current one, or else before it, that fits the filter; the current one when it does */
BtPhotoItem *bt_desk_find_heir (BtDesk *self);
/** bt_desk_inherit: @heir: (nullable): is current when the one before is no longer shown;
 * and selected, when nothing else is and @selected. */
void bt_desk_inherit (BtDesk *self, BtPhotoItem *heir, gboolean selected);
/** bt_desk_fits: whether a photo passes the filter. */
gboolean bt_desk_fits (BtDesk *self, BtPhotoItem *item);
void bt_desk_tell_current (BtDesk *self);

/** bt_desk_view_changed: photos are no longer what filter and order saw. */
void bt_desk_view_changed (BtDesk *self);
/** bt_desk_view_refilter: the same, but a photo that goes has no heir: whoever writes a
 * caption must not find the next photo under the hands. */
void bt_desk_view_refilter (BtDesk *self);

/** bt_desk_refresh: reads the scope again, soon. */
void bt_desk_refresh (BtDesk *self);

void bt_desk_tell_failed (BtDesk *self, const GError *error);
void bt_desk_tell_steps (BtDesk *self);

G_END_DECLS
