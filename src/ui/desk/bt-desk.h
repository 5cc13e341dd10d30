/* The photos that lie on the desk, and what is done to them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sync/bt-context.h"
#include "ui/desk/bt-photo-item.h"

G_BEGIN_DECLS

/**
 * BtDesk:
 *
 * One scope (all photos, an ingest, an article, a search), filtered and sorted, with a
 * selection. Everything that changes a photo goes through here: it shows at once, is
 * written to the store in the background, and is one step of undo. What the store could
 * not write is taken back and told.
 *
 * BtDesk::failed (GError): something could not be read or written
 * BtDesk::steps: what can be undone changed
 * BtDesk::loaded: the scope was read (again)
 * BtDesk::current: another photo is the current one, or it stands elsewhere
 * BtDesk::collect: whoever changes a photo step by step hands over what is not with the desk
 *   yet: before a step of undo, another scope, and the end
 */
#define BT_TYPE_DESK (bt_desk_get_type ())
G_DECLARE_FINAL_TYPE (BtDesk, bt_desk, BT, DESK, GObject)

/** bt_desk_new: shows nothing until bt_desk_set_scope(). Returns: (transfer full) */
BtDesk *bt_desk_new (BtContext *context);

/** bt_desk_get_context: Returns: (transfer none) */
BtContext *bt_desk_get_context (BtDesk *self);

/* ---- what is shown ---- */

/** bt_desk_set_scope: @query: copied; see #BtPhotoQuery. Photos that come into the scope
 * later, from an ingest that is running, appear by themselves. */
void bt_desk_set_scope (BtDesk *self, const BtPhotoQuery *query);

/**
 * BtDeskFilter: begin with BT_DESK_FILTER_ALL.
 * @min_rating, @max_rating: 0 to 5
 * @marks: bit n for colour n, bit 0 for none; 0 for any
 * @choices: bits of 1 << #BtChoice; 0 for any
 * @captioned, @used: 1 only such, 0 only others, -1 any
 */
typedef struct
{
  guint min_rating;
  guint max_rating;
  guint marks;
  guint choices;
  int captioned;
  int used;
} BtDeskFilter;
#define BT_DESK_FILTER_ALL                                                               \
  {                                                                                      \
    .max_rating = 5, .captioned = -1, .used = -1                                         \
  }

/** bt_desk_set_filter: what is shown of the scope; copied. */
void bt_desk_set_filter (BtDesk *self, const BtDeskFilter *filter);
void bt_desk_get_filter (BtDesk *self, BtDeskFilter *filter);

/** What the photos are sorted by; %BT_DESK_SORT_SCOPE leaves the order of the scope: an
 * article's, or the best hit first. */
typedef enum
{
  BT_DESK_SORT_SCOPE,
  BT_DESK_SORT_TAKEN,
  BT_DESK_SORT_NAME,
  BT_DESK_SORT_RATING,
  BT_DESK_SORT_IMPORTED,
} BtDeskSort;

/** bt_desk_set_sort: @descending: has no meaning for %BT_DESK_SORT_SCOPE */
void bt_desk_set_sort (BtDesk *self, BtDeskSort sort, gboolean descending);

/** bt_desk_get_selection: Returns: (transfer none): the shown #BtPhotoItem, in order, and
 * which are selected: the model of every view */
GtkMultiSelection *bt_desk_get_selection (BtDesk *self);
/** bt_desk_get_n_all: how many there are in the scope, whatever the filter. */
guint bt_desk_get_n_all (BtDesk *self);
/** bt_desk_get_selected: Returns: (transfer full) (element-type BtPhotoItem): in the order
 * in which they are shown */
GPtrArray *bt_desk_get_selected (BtDesk *self);
/** bt_desk_get_all: Returns: (transfer full) (element-type BtPhotoItem): what is in the
 * scope, whatever the filter */
GPtrArray *bt_desk_get_all (BtDesk *self);
/** bt_desk_get_current: Returns: (transfer none) (nullable): the photo on which the keyboard
 * is, and which is shown where only one is; always among the shown ones. When it leaves
 * them, because it no longer fits the filter or was discarded, the next one takes its
 * place. */
BtPhotoItem *bt_desk_get_current (BtDesk *self);
/** bt_desk_get_position: Returns: where the current one stands among the shown ones, or
 * %GTK_INVALID_LIST_POSITION */
guint bt_desk_get_position (BtDesk *self);
/** bt_desk_position_of: Returns: where @item stands among the shown ones, or
 * %GTK_INVALID_LIST_POSITION */
guint bt_desk_position_of (BtDesk *self, BtPhotoItem *item);
/** bt_desk_set_current: @position: nothing happens when there is none; the selection stays
 */
void bt_desk_set_current (BtDesk *self, guint position);
/** bt_desk_go: makes the photo at @position the current one and selects it alone. */
void bt_desk_go (BtDesk *self, guint position);
/** bt_desk_find: Returns: (transfer none) (nullable): in the scope, shown or not */
BtPhotoItem *bt_desk_find (BtDesk *self, const char *hash);

/* ---- what is done ---- */

/**
 * bt_desk_change:
 * @changes: (element-type BtPhotoChange): of photos in the scope
 * @label: (nullable): what undo says, translated; %NULL for what is not worth a step
 *
 * Everything below comes down to this.
 */
void bt_desk_change (BtDesk *self, GPtrArray *changes, const char *label);

/** bt_desk_set_rating: @items: (element-type BtPhotoItem). One step of undo, as all that
 * follow. Photos that are so already stay out of it. */
void bt_desk_set_rating (BtDesk *self, GPtrArray *items, guint rating);
void bt_desk_set_mark (BtDesk *self, GPtrArray *items, guint mark);
void bt_desk_set_choice (BtDesk *self, GPtrArray *items, BtChoice choice);
/** bt_desk_set_edit: @edit: (nullable): the photo room's JSON, %NULL for as it was taken */
void bt_desk_set_edit (BtDesk *self, GPtrArray *items, const char *edit);
/** bt_desk_set_infos: @infos: (element-type BtPhotoInfo): the words of each of @items from
 * now on. @label: what undo says, translated */
void
bt_desk_set_infos (BtDesk *self, GPtrArray *items, GPtrArray *infos, const char *label);
/** bt_desk_amend_infos: the same, but when the last step has this @label and changed the
 * words of just these photos, it becomes this one: what is typed in one go is one step. */
void
bt_desk_amend_infos (BtDesk *self, GPtrArray *items, GPtrArray *infos, const char *label);

/** bt_desk_can_undo, bt_desk_describe_undo: Returns: (nullable): what would be undone,
 * translated */
const char *bt_desk_describe_undo (BtDesk *self);
const char *bt_desk_describe_redo (BtDesk *self);
void bt_desk_undo (BtDesk *self);
void bt_desk_redo (BtDesk *self);

/** bt_desk_forget: @hashes were thrown away but for those of @kept (nullable): no step of
 * undo wants them back. */
void bt_desk_forget (BtDesk *self, const char *const *hashes, const char *const *kept);

/** bt_desk_collect: emits BtDesk::collect, so that what is read next is the newest. */
void bt_desk_collect (BtDesk *self);
/** bt_desk_close: nothing is read any more, and nothing told of it: whoever listened goes.
 * What was changed is still written. */
void bt_desk_close (BtDesk *self);

/** bt_desk_settle_async: finishes when everything that was changed is written (or could
 * not be): before the window closes, before photos go to an article. */
void
bt_desk_settle_async (BtDesk *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean bt_desk_settle_finish (BtDesk *self, GAsyncResult *result, GError **error);

G_END_DECLS
