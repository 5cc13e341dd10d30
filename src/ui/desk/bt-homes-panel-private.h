/* Shared by the files of the panel of homes only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/bt-homes.h"
#include "ui/desk/bt-homes-panel.h"

G_BEGIN_DECLS

struct _BtHomesPanel
{
  AdwBin parent_instance;

  BtDesk *desk;
  char *hash;            /* of the photo that is shown, or about to be */
  GPtrArray *homes;      /* (nullable) BtHome of it, as they were read last */
  GCancellable *reading; /* while they are read */
  guint pause_source;
  gboolean bringing; /* words are on their way: nothing is read meanwhile */
  char *not_done;    /* (nullable): what the last press could not write */

  GtkWidget *pages;
  GtkWidget *spinner;
  GtkWidget *again;
  GtkWidget *summary;
  GtkWidget *summary_icon;
  GtkWidget *failures;
  GtkWidget *cards;
  GtkWidget *error;
};

/** bt_homes_panel_desk_home: Returns: (transfer full): the words on the desk, as a home */
BtHome *bt_homes_panel_desk_home (BtPhotoItem *item);
/** bt_homes_panel_choose_words: Returns: (transfer full): what every home is to say after
 * "Use these everywhere" on @home: its words; @desk's where it has none of its own, or only
 * writes them another way; where that has none either, what all others say */
BtHome *
bt_homes_panel_choose_words (BtHomesPanel *self, const BtHome *home, const BtHome *desk);
/** bt_homes_panel_differ: whether any field does. */
gboolean bt_homes_panel_differ (const BtHome *a, const BtHome *b);

/** bt_homes_panel_use: brings every other home to the words of @home, then reads again. */
void bt_homes_panel_use (BtHomesPanel *self, const BtHome *home);

/** bt_homes_panel_read: now, whatever was read before. */
void bt_homes_panel_read (BtHomesPanel *self);
/** bt_homes_panel_show: what is known now. */
void bt_homes_panel_show (BtHomesPanel *self);

/** bt_homes_panel_bring_open: Returns: whether the article is open and @task will be
 * answered there */
gboolean bt_homes_panel_bring_open (BtHomesPanel *self,
                                    const char *hash,
                                    const BtHome *home,
                                    const BtHome *source,
                                    GTask *task);

G_END_DECLS
