/* Shared by the files of the finder only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/editor/bt-finder.h"

G_BEGIN_DECLS

/** A hit in one of the texts. */
typedef struct
{
  guint text;
  BtHit hit;
} BtFinderHit;

struct _BtFinder
{
  GObject parent_instance;

  BtBodyView *body;
  GtkAdjustment *adjustment; /* that is watched: scrolling shows other lines */
  BtFind *find;
  GPtrArray *texts; /* BtViewText, as they were searched */
  GArray *hits;     /* BtFinderHit, in order */
  int current;      /* -1: none */
  GError *error;

  /* from where on is searched: a mark, which goes along with edits */
  GtkTextView *origin_view; /* weak */
  GtkTextMark *origin;

  guint due_source;  /* a search that was put off */
  gboolean running;  /* in a thread */
  gboolean outdated; /* what runs there is not what is wanted any more */
  gboolean stepping; /* a step was asked for while a search was due */
  int steps;
  guint paint_source;
};

/** bt_finder_paint: colours the hits that can be seen. */
void bt_finder_paint (BtFinder *self);
/** bt_finder_unpaint: takes all colours away. */
void bt_finder_unpaint (BtFinder *self);

G_END_DECLS
