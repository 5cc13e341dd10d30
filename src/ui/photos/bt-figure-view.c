/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/photos/bt-figure-view.h"

#include <glib/gi18n.h>

#include "ui/editor/bt-text-field.h"

struct _BtFigureView
{
  GtkBox parent_instance;

  BtFigure *figure;
  BtStore *store;
  GPtrArray *items; /* BtFigureItemView */
  GtkWidget *gallery_caption;
  GCancellable *cancellable;
};

enum
{
  EDITED,
  LEAVE,
  ACT,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtFigureView, bt_figure_view, GTK_TYPE_BOX)

static guint
index_of (BtFigureView *self, gpointer item)
{
  guint index = 0;

  g_ptr_array_find (self->items, item, &index);
  return index;
}

/* ---- callbacks ---- */

static void
edited_cb (BtFigureView *self)
{
  g_signal_emit (self, signals[EDITED], 0);
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
    bt_figure_item_view_focus (self->items->pdata[self->items->len - 1], TRUE);
}

static void
leave_cb (BtFigureItemView *item, gboolean forward, BtFigureView *self)
{
  guint index = index_of (self, item);

  if (forward && index + 1 < self->items->len)
    bt_figure_item_view_focus (self->items->pdata[index + 1], FALSE);
  else if (forward && self->gallery_caption != NULL)
    gtk_widget_grab_focus (self->gallery_caption);
  else if (!forward && index > 0)
    bt_figure_item_view_focus (self->items->pdata[index - 1], TRUE);
  else
    g_signal_emit (self, signals[LEAVE], 0, forward);
}

static void
act_cb (BtFigureItemView *item, const char *action, BtFigureView *self)
{
  g_signal_emit (self, signals[ACT], 0, action, index_of (self, item));
}

static void
failed_cb (BtFigureItemView *item, const GError *error, BtFigureView *self)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

typedef struct
{
  BtFigureView *self;
  guint index;
} AskSides;

static void
sides_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree AskSides *ask = data;
  g_autoptr (BtFigureView) self = ask->self;
  g_autoptr (BtStoredPhoto) photo =
      bt_store_get_photo_finish (BT_STORE (source), result, NULL);

  /* without it the shape comes with the picture */
  if (photo != NULL && ask->index < self->items->len)
    bt_figure_item_view_set_sides (self->items->pdata[ask->index], photo->width,
                                   photo->height);
}

static void
ask_sides (BtFigureView *self, guint index)
{
  const BtFigureItem *item = bt_figure_item (self->figure, index);
  AskSides *ask;

  if (item->photo == NULL)
    return;
  ask = g_new0 (AskSides, 1);
  ask->self = g_object_ref (self);
  ask->index = index;
  bt_store_get_photo_async (self->store, item->photo, self->cancellable, sides_cb, ask);
}

/* ---- type ---- */

static void
bt_figure_view_dispose (GObject *object)
{
  BtFigureView *self = BT_FIGURE_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_ptr_array_set_size (self->items, 0);
  g_clear_object (&self->store);

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

  object_class->dispose = bt_figure_view_dispose;
  object_class->finalize = bt_figure_view_finalize;

  signals[EDITED] = g_signal_new ("edited", BT_TYPE_FIGURE_VIEW, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEAVE] = g_signal_new ("leave", BT_TYPE_FIGURE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[ACT] = g_signal_new ("act", BT_TYPE_FIGURE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_UINT);
  signals[FAILED] = g_signal_new ("failed", BT_TYPE_FIGURE_VIEW, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
bt_figure_view_init (BtFigureView *self)
{
  self->items = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
  gtk_widget_add_css_class (GTK_WIDGET (self), "bt-figure");
}

static void
add_gallery_caption (BtFigureView *self)
{
  self->gallery_caption =
      bt_text_field_new (C_ ("figure", "Caption of all photos"), FALSE);
  g_object_set (self->gallery_caption, "rich", TRUE, NULL);
  gtk_widget_add_css_class (self->gallery_caption, "bt-caption");
  bt_text_field_set (BT_TEXT_FIELD (self->gallery_caption), self->figure->caption);
  g_signal_connect (self->gallery_caption, "edited", G_CALLBACK (gallery_edited_cb),
                    self);
  g_signal_connect (self->gallery_caption, "leave", G_CALLBACK (gallery_leave_cb), self);
  gtk_box_append (GTK_BOX (self), self->gallery_caption);
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
  self->figure = figure;
  self->store = g_object_ref (store);
  for (guint i = 0; i < figure->items->len; i++)
    {
      GtkWidget *item = bt_figure_item_view_new (loader, bt_figure_item (figure, i));

      g_signal_connect_swapped (item, "edited", G_CALLBACK (edited_cb), self);
      g_signal_connect (item, "leave", G_CALLBACK (leave_cb), self);
      g_signal_connect (item, "act", G_CALLBACK (act_cb), self);
      g_signal_connect (item, "failed", G_CALLBACK (failed_cb), self);
      g_ptr_array_add (self->items, item);
      gtk_box_append (GTK_BOX (self), item);
      ask_sides (self, i);
    }
  if (figure->items->len > 1)
    add_gallery_caption (self);
  return GTK_WIDGET (self);
}

void
bt_figure_view_update (BtFigureView *self)
{
  g_return_if_fail (BT_IS_FIGURE_VIEW (self));

  for (guint i = 0; i < self->items->len; i++)
    {
      bt_figure_item_view_update (self->items->pdata[i]);
      ask_sides (self, i);
    }
}

void
bt_figure_view_set_busy (BtFigureView *self, guint item, gboolean busy)
{
  g_return_if_fail (BT_IS_FIGURE_VIEW (self));

  if (item < self->items->len)
    bt_figure_item_view_set_busy (self->items->pdata[item], busy);
}

void
bt_figure_view_set_featured (BtFigureView *self, gboolean featured)
{
  g_return_if_fail (BT_IS_FIGURE_VIEW (self));

  for (guint i = 0; i < self->items->len; i++)
    bt_figure_item_view_set_featured (self->items->pdata[i], featured && i == 0);
}

void
bt_figure_view_set_near (BtFigureView *self, gboolean near)
{
  g_return_if_fail (BT_IS_FIGURE_VIEW (self));

  for (guint i = 0; i < self->items->len; i++)
    bt_figure_item_view_set_near (self->items->pdata[i], near);
}

void
bt_figure_view_focus (BtFigureView *self, gboolean last)
{
  g_return_if_fail (BT_IS_FIGURE_VIEW (self));

  if (last && self->gallery_caption != NULL)
    gtk_widget_grab_focus (self->gallery_caption);
  else
    bt_figure_item_view_focus (self->items->pdata[last ? self->items->len - 1 : 0], last);
}
