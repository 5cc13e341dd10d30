/* The one photo on which the keyboard is.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-desk-private.h"

static guint
n_shown (BtDesk *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->selection));
}

static gboolean
is_at (BtDesk *self, guint position, BtPhotoItem *item)
{
  g_autoptr (BtPhotoItem) there =
      g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  return there == item;
}

/* Returns: where @item is shown; looked for near @hint first */
static guint
find_position (BtDesk *self, BtPhotoItem *item, guint hint)
{
  guint n = n_shown (self);

  if (hint < n && is_at (self, hint, item))
    return hint;
  for (guint i = 0; i < n; i++)
    if (is_at (self, i, item))
      return i;
  return GTK_INVALID_LIST_POSITION;
}

/* @position: where it is shown, or no position: none is current */
static void
set (BtDesk *self, guint position)
{
  g_clear_object (&self->current);
  if (position < n_shown (self))
    self->current = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  self->position = self->current != NULL ? position : GTK_INVALID_LIST_POSITION;
  bt_desk_tell_current (self);
}

static void
items_changed_cb (BtDesk *self, guint position, guint removed, guint added)
{
  guint hint = self->position;
  guint n = n_shown (self);

  if (self->current == NULL)
    {
      if (n > 0)
        set (self, 0);
      return;
    }
  if (position > self->position)
    return;
  if (position + removed <= self->position)
    hint = self->position - removed + added;
  hint = find_position (self, self->current, hint);
  if (hint == GTK_INVALID_LIST_POSITION)
    set (self, n > 0 ? MIN (self->position, n - 1) : hint);
  else if (hint != self->position)
    {
      self->position = hint;
      bt_desk_tell_current (self);
    }
}

void
bt_desk_init_current (BtDesk *self)
{
  self->position = GTK_INVALID_LIST_POSITION;
  g_signal_connect_swapped (self->selection, "items-changed",
                            G_CALLBACK (items_changed_cb), self);
}

BtPhotoItem *
bt_desk_find_heir (BtDesk *self)
{
  GListModel *model = G_LIST_MODEL (self->selection);
  guint n = n_shown (self);

  if (self->current == NULL)
    return NULL;
  for (guint i = self->position; i < n; i++)
    {
      g_autoptr (BtPhotoItem) item = g_list_model_get_item (model, i);

      if (bt_desk_fits (self, item))
        return g_steal_pointer (&item);
    }
  for (guint i = self->position; i > 0; i--)
    {
      g_autoptr (BtPhotoItem) item = g_list_model_get_item (model, i - 1);

      if (bt_desk_fits (self, item))
        return g_steal_pointer (&item);
    }
  return NULL;
}

void
bt_desk_inherit (BtDesk *self, BtPhotoItem *heir, gboolean selected)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (self->selection);
  g_autoptr (GtkBitset) chosen = NULL;
  guint position;

  if (heir == NULL)
    return;
  position = find_position (self, heir, self->position);
  if (position == GTK_INVALID_LIST_POSITION)
    return;
  if (heir != self->current)
    set (self, position);
  chosen = gtk_selection_model_get_selection (selection);
  if (selected && gtk_bitset_is_empty (chosen))
    gtk_selection_model_select_item (selection, position, TRUE);
}

BtPhotoItem *
bt_desk_get_current (BtDesk *self)
{
  g_return_val_if_fail (BT_IS_DESK (self), NULL);

  return self->current;
}

guint
bt_desk_get_position (BtDesk *self)
{
  g_return_val_if_fail (BT_IS_DESK (self), GTK_INVALID_LIST_POSITION);

  return self->position;
}

void
bt_desk_set_current (BtDesk *self, guint position)
{
  g_return_if_fail (BT_IS_DESK (self));

  if (position < n_shown (self) && position != self->position)
    set (self, position);
}

void
bt_desk_go (BtDesk *self, guint position)
{
  g_return_if_fail (BT_IS_DESK (self));

  if (position >= n_shown (self))
    return;
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  bt_desk_set_current (self, position);
}

guint
bt_desk_position_of (BtDesk *self, BtPhotoItem *item)
{
  g_return_val_if_fail (BT_IS_DESK (self), GTK_INVALID_LIST_POSITION);
  g_return_val_if_fail (BT_IS_PHOTO_ITEM (item), GTK_INVALID_LIST_POSITION);

  return find_position (self, item, self->position);
}
