/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/photos/bt-figure-view.h"

#include <glib/gi18n.h>

#include "photo/bt-photo-geometry.h"
#include "ui/editor/bt-text-field.h"
#include "ui/photos/bt-figure-layout.h"

struct _BtFigureView
{
  GtkWidget parent_instance;

  BtPhotoLoader *loader;
  BtStore *store;
  BtFigure *figure;
  GPtrArray *items; /* BtFigureItemView */
  GtkWidget *gallery_caption;
  BtFigurePlace place; /* what holds of all items */
  gboolean near;
  GtkWidget *changed; /* (nullable): one of the widgets in it */
  GCancellable *cancellable;
};

enum
{
  EDITED,
  LEAVE,
  MENU,
  ACT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtFigureView, bt_figure_view, GTK_TYPE_WIDGET)

static BtFigureItemView *
get_item (BtFigureView *self, guint index)
{
  return self->items->pdata[index];
}

/* ---- callbacks ---- */

static void
edited_cb (BtFigureView *self)
{
  g_signal_emit (self, signals[EDITED], 0);
}

static void
menu_cb (BtFigureView *self)
{
  g_signal_emit (self, signals[MENU], 0);
}

static void
gallery_edited_cb (BtTextField *field, BtFigureView *self)
{
  bt_rich_text_free (self->figure->caption);
  self->figure->caption = bt_text_field_get (field, TRUE);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
gallery_leave_cb (BtTextField *field, gboolean forward, BtFigureView *self)
{
  if (forward)
    g_signal_emit (self, signals[LEAVE], 0, TRUE);
  else
    bt_figure_item_view_focus (get_item (self, self->items->len - 1), TRUE);
}

static void
leave_cb (BtFigureItemView *item, gboolean forward, BtFigureView *self)
{
  int index = bt_figure_view_index_of (self, item);

  if (forward && index + 1 < (int)self->items->len)
    bt_figure_item_view_focus (get_item (self, (guint)index + 1), FALSE);
  else if (forward && self->gallery_caption != NULL)
    gtk_widget_grab_focus (self->gallery_caption);
  else if (!forward && index > 0)
    bt_figure_item_view_focus (get_item (self, (guint)index - 1), TRUE);
  else
    g_signal_emit (self, signals[LEAVE], 0, forward);
}

static void
act_cb (BtFigureItemView *item, const char *action, BtFigureView *self)
{
  int index = bt_figure_view_index_of (self, item);
  int step = g_str_equal (action, "focus-previous") ? -1
             : g_str_equal (action, "focus-next")   ? 1
                                                    : 0;

  if (step == 0)
    g_signal_emit (self, signals[ACT], 0, action, (guint)index);
  else if (index + step >= 0 && index + step < (int)self->items->len)
    bt_figure_item_view_focus (get_item (self, (guint)(index + step)), FALSE);
}

typedef struct
{
  BtFigureView *self;
  char *photo;
} AskSides;

static void
show_shape (BtFigureItemView *item, const BtStoredPhoto *photo)
{
  g_autoptr (BtPhotoEdit) edit = bt_photo_edit_from_json (photo->edit, NULL);
  guint width = photo->width, height = photo->height;
  double x = 0.5, y = 0.5;

  /* the picture itself says what is wrong with it */
  if (edit == NULL || width == 0 || height == 0)
    return;
  bt_photo_edit_output_size (edit, photo->width, photo->height, &width, &height);
  if (!edit->has_focus
      || !bt_photo_edit_map_point (edit, photo->width, photo->height, edit->focus_x,
                                   edit->focus_y, &x, &y))
    x = y = 0.5;
  bt_figure_item_view_set_sides (item, width, height);
  bt_figure_item_view_set_interest (item, x, y);
}

static void
sides_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AskSides *ask = data;
  g_autoptr (BtFigureView) self = ask->self;
  g_autofree char *hash = ask->photo;
  g_autoptr (BtStoredPhoto) photo =
      bt_store_get_photo_finish (BT_STORE (source), result, NULL);

  g_free (ask);
  /* without it the shape comes with the picture */
  for (guint i = 0; photo != NULL && i < self->items->len; i++)
    if (g_strcmp0 (bt_figure_item_view_get_photo (get_item (self, i)), hash) == 0)
      show_shape (get_item (self, i), photo);
}

static void
ask_sides (BtFigureView *self, const char *photo)
{
  AskSides *ask;

  if (photo == NULL)
    return;
  ask = g_new0 (AskSides, 1);
  ask->self = g_object_ref (self);
  ask->photo = g_strdup (photo);
  bt_store_get_photo_async (self->store, photo, self->cancellable, sides_cb, ask);
}

static void
photo_changed_cb (BtFigureView *self, const char *hash)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const char *photo = bt_figure_item_view_get_photo (get_item (self, i));

      if (hash == NULL || g_strcmp0 (photo, hash) == 0)
        ask_sides (self, photo);
    }
}

/* ---- what is in it ---- */

static void
note_changed (BtFigureView *self, GtkWidget *changed)
{
  g_set_weak_pointer (&self->changed, changed);
}

static void
update_places (BtFigureView *self)
{
  BtFigurePlace place = self->place;

  place.n_items = self->items->len;
  place.align = self->figure->align;
  for (place.index = 0; place.index < place.n_items; place.index++)
    bt_figure_item_view_set_place (get_item (self, place.index), &place);
}

static void
add_item (BtFigureView *self, guint index)
{
  GtkWidget *item =
      bt_figure_item_view_new (self->loader, bt_figure_item (self->figure, index));

  g_signal_connect_swapped (item, "edited", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (item, "menu", G_CALLBACK (menu_cb), self);
  g_signal_connect (item, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (item, "act", G_CALLBACK (act_cb), self);
  gtk_widget_insert_after (item, GTK_WIDGET (self),
                           index > 0 ? GTK_WIDGET (get_item (self, index - 1)) : NULL);
  bt_figure_item_view_set_near (BT_FIGURE_ITEM_VIEW (item), self->near);
  g_ptr_array_insert (self->items, (int)index, item);
  ask_sides (self, bt_figure_item (self->figure, index)->photo);
}

static void
take_item (BtFigureView *self, guint index)
{
  BtFigureItemView *item = g_ptr_array_steal_index (self->items, index);

  /* it may live on while it is dragged, but its photo is not its own any more */
  bt_figure_item_view_set_near (item, FALSE);
  gtk_widget_unparent (GTK_WIDGET (item));
}

/* The views of photos that are gone go, those of photos that stay stay, in the order of
 * the figure. */
static void
match_items (BtFigureView *self)
{
  guint n = self->figure->items->len;

  if (self->items->len == n)
    return;
  for (guint i = 0; i < n; i++)
    {
      const char *photo = bt_figure_item (self->figure, i)->photo;
      gboolean grows = self->items->len < n;

      if (i < self->items->len
          && g_strcmp0 (bt_figure_item_view_get_photo (get_item (self, i)), photo) == 0)
        continue;
      if (grows)
        add_item (self, i);
      else if (i < self->items->len && self->items->len > n)
        {
          take_item (self, i);
          i--;
        }
    }
  while (self->items->len > n)
    take_item (self, self->items->len - 1);
}

static void
update_gallery_caption (BtFigureView *self)
{
  if (self->items->len < 2)
    {
      g_clear_pointer (&self->gallery_caption, gtk_widget_unparent);
      return;
    }
  if (self->gallery_caption == NULL)
    {
      self->gallery_caption =
          bt_text_field_new (C_ ("figure", "Caption of all photos"), FALSE);
      g_object_set (self->gallery_caption, "rich", TRUE, NULL);
      gtk_widget_add_css_class (self->gallery_caption, "bt-caption");
      g_signal_connect (self->gallery_caption, "edited", G_CALLBACK (gallery_edited_cb),
                        self);
      g_signal_connect (self->gallery_caption, "leave", G_CALLBACK (gallery_leave_cb),
                        self);
      gtk_widget_insert_before (self->gallery_caption, GTK_WIDGET (self), NULL);
      bt_text_field_set (BT_TEXT_FIELD (self->gallery_caption), self->figure->caption);
    }
  else if (bt_text_field_set (BT_TEXT_FIELD (self->gallery_caption),
                              self->figure->caption))
    note_changed (self, self->gallery_caption);
}

/* ---- type ---- */

static void
bt_figure_view_dispose (GObject *object)
{
  BtFigureView *self = BT_FIGURE_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->changed);
  while (self->items->len > 0)
    take_item (self, self->items->len - 1);
  g_clear_pointer (&self->gallery_caption, gtk_widget_unparent);
  g_clear_object (&self->store);
  g_clear_object (&self->loader);

  G_OBJECT_CLASS (bt_figure_view_parent_class)->dispose (object);
}

static void
bt_figure_view_finalize (GObject *object)
{
  BtFigureView *self = BT_FIGURE_VIEW (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (bt_figure_view_parent_class)->finalize (object);
}

static void
bt_figure_view_class_init (BtFigureViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bt_figure_view_dispose;
  object_class->finalize = bt_figure_view_finalize;
  gtk_widget_class_set_css_name (widget_class, "figure");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, BT_TYPE_FIGURE_LAYOUT);

  signals[EDITED] = g_signal_new ("edited", BT_TYPE_FIGURE_VIEW, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEAVE] = g_signal_new ("leave", BT_TYPE_FIGURE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[MENU] = g_signal_new ("menu", BT_TYPE_FIGURE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  signals[ACT] = g_signal_new ("act", BT_TYPE_FIGURE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_UINT);
}

static void
bt_figure_view_init (BtFigureView *self)
{
  self->items = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_add_css_class (GTK_WIDGET (self), "bt-figure");
}

/* ---- public ---- */

GtkWidget *
bt_figure_view_new (BtPhotoLoader *loader, BtStore *store, BtFigure *figure)
{
  BtFigureView *self;

  g_return_val_if_fail (BT_IS_PHOTO_LOADER (loader), NULL);
  g_return_val_if_fail (BT_IS_STORE (store), NULL);
  g_return_val_if_fail (figure != NULL && figure->items->len > 0, NULL);

  self = g_object_new (BT_TYPE_FIGURE_VIEW, NULL);
  self->loader = g_object_ref (loader);
  g_signal_connect_object (loader, "changed", G_CALLBACK (photo_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->store = g_object_ref (store);
  /* a photo that was shown a moment ago is shown at once: moving it is no flicker */
  for (guint i = 0; i < figure->items->len; i++)
    {
      const char *photo = bt_figure_item (figure, i)->photo;

      self->near |= photo != NULL && bt_photo_loader_peek (loader, photo) != NULL;
    }
  bt_figure_view_set_figure (self, figure);
  return GTK_WIDGET (self);
}

void
bt_figure_view_set_figure (BtFigureView *self, BtFigure *figure)
{
  BtAlign before;
  guint n_before;

  g_return_if_fail (BT_IS_FIGURE_VIEW (self));
  g_return_if_fail (figure != NULL && figure->items->len > 0);

  before = self->figure != NULL ? self->figure->align : figure->align;
  n_before = self->items->len;
  self->figure = figure;
  note_changed (self, NULL);
  match_items (self);
  for (guint i = 0; i < self->items->len; i++)
    {
      const char *photo = bt_figure_item_view_get_photo (get_item (self, i));
      gboolean other = g_strcmp0 (photo, bt_figure_item (figure, i)->photo) != 0;
      GtkWidget *changed =
          bt_figure_item_view_set_item (get_item (self, i), bt_figure_item (figure, i));

      if (changed != NULL && self->changed == NULL)
        note_changed (self, changed);
      if (other)
        ask_sides (self, bt_figure_item (figure, i)->photo);
    }
  update_gallery_caption (self);
  update_places (self);
  bt_figure_layout_set (
      BT_FIGURE_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
      self->items->len, figure->align);
  if (self->changed == NULL && (before != figure->align || n_before != self->items->len))
    note_changed (self, GTK_WIDGET (get_item (self, 0)));
}

gboolean
bt_figure_view_focus_changed (BtFigureView *self)
{
  g_return_val_if_fail (BT_IS_FIGURE_VIEW (self), FALSE);

  if (self->changed == NULL)
    return FALSE;
  if (BT_IS_FIGURE_ITEM_VIEW (self->changed))
    bt_figure_item_view_focus (BT_FIGURE_ITEM_VIEW (self->changed), FALSE);
  else
    gtk_widget_grab_focus (self->changed);
  return TRUE;
}

void
bt_figure_view_set_busy (BtFigureView *self, guint item, gboolean busy)
{
  g_return_if_fail (BT_IS_FIGURE_VIEW (self));

  if (item < self->items->len)
    bt_figure_item_view_set_busy (get_item (self, item), busy);
}

void
bt_figure_view_set_featured (BtFigureView *self, gboolean featured)
{
  g_return_if_fail (BT_IS_FIGURE_VIEW (self));

  self->place.featured = featured;
  update_places (self);
}

void
bt_figure_view_set_moves (BtFigureView *self, gboolean up, gboolean down, gboolean merge)
{
  g_return_if_fail (BT_IS_FIGURE_VIEW (self));

  self->place.can_move_up = up;
  self->place.can_move_down = down;
  self->place.can_merge = merge;
  update_places (self);
}

void
bt_figure_view_set_near (BtFigureView *self, gboolean near)
{
  g_return_if_fail (BT_IS_FIGURE_VIEW (self));

  self->near = near;
  for (guint i = 0; i < self->items->len; i++)
    bt_figure_item_view_set_near (get_item (self, i), near);
}

void
bt_figure_view_focus (BtFigureView *self, gboolean last)
{
  g_return_if_fail (BT_IS_FIGURE_VIEW (self));

  if (last && self->gallery_caption != NULL)
    gtk_widget_grab_focus (self->gallery_caption);
  else
    bt_figure_item_view_focus (get_item (self, last ? self->items->len - 1 : 0), last);
}

void
bt_figure_view_focus_item (BtFigureView *self, guint item)
{
  g_return_if_fail (BT_IS_FIGURE_VIEW (self));
  bt_figure_item_view_focus (get_item (self, MIN (item, self->items->len - 1)), FALSE);
}

int
bt_figure_view_index_of (BtFigureView *self, gpointer item)
{
  guint index;

  g_return_val_if_fail (BT_IS_FIGURE_VIEW (self), -1);
  return g_ptr_array_find (self->items, item, &index) ? (int)index : -1;
}

guint
bt_figure_view_place_at (BtFigureView *self, double x, double y, GtkWidget **item)
{
  g_return_val_if_fail (BT_IS_FIGURE_VIEW (self), 0);

  for (guint i = 0; i < self->items->len; i++)
    {
      GtkWidget *view = GTK_WIDGET (get_item (self, i));
      graphene_rect_t place;

      if (!gtk_widget_compute_bounds (view, GTK_WIDGET (self), &place)
          || y > (double)(place.origin.y + place.size.height)
          || x > (double)(place.origin.x + place.size.width))
        continue;
      *item = view;
      return x > (double)(place.origin.x + place.size.width / 2) ? i + 1 : i;
    }
  *item = self->items->len > 0 ? self->items->pdata[self->items->len - 1] : NULL;
  return self->items->len;
}
