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

  /* steps */
  GPtrArray *undo;
  GPtrArray *redo;
  guint writing;       /* requests on their way */
  GPtrArray *settling; /* GTask that wait for @writing */
};

/** bt_desk_init_steps, bt_desk_clear_steps: the part that changes photos. */
void bt_desk_init_steps (BtDesk *self);
void bt_desk_clear_steps (BtDesk *self);

/** bt_desk_view_changed: photos are no longer what filter and order saw. */
void bt_desk_view_changed (BtDesk *self);

/** bt_desk_refresh: reads the scope again, soon. */
void bt_desk_refresh (BtDesk *self);

void bt_desk_tell_failed (BtDesk *self, const GError *error);
void bt_desk_tell_steps (BtDesk *self);

G_END_DECLS
