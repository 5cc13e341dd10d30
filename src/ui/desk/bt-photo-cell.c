/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-photo-cell.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/desk/bt-badge.h"
#include "ui/desk/bt-mark.h"

/* Below the picture: the name, then stars and time. */
#define LINE_HEIGHT 19
#define TEXT_HEIGHT (2 * LINE_HEIGHT)
#define GAP 5
#define BADGE 16
#define STAR 13

struct _BtPhotoCell
{
  GtkWidget parent_instance;

  BtThumbnails *thumbnails;
  BtPhotoItem *item;
  int size;
  GdkTexture *texture;
  gboolean bad; /* it cannot be decoded, or its file ends early */
  guint loading;
  char *loaded_edit;
  PangoLayout *name;
  PangoLayout *time;
};

G_DEFINE_FINAL_TYPE (BtPhotoCell, bt_photo_cell, GTK_TYPE_WIDGET)

/* ---- in words ---- */

/* Returns: (transfer full): the time of day, or the date where no time is known */
static char *
time_text (BtPhotoItem *item)
{
  const char *taken = bt_photo_item_get_stored (item)->taken;
  gsize length = taken != NULL ? strlen (taken) : 0;

  if (length >= 16 && taken[10] == 'T')
    return g_strndup (taken + 11, 5);
  if (length >= 10 && taken[4] == '-' && taken[7] == '-')
    return g_strdup_printf ("%.2s/%.2s/%.4s", taken + 8, taken + 5, taken);
  return g_strndup (taken != NULL ? taken : "", 10);
}

static gboolean
is_captioned (BtPhotoItem *item)
{
  return *bt_photo_item_get_field (item, BT_PHOTO_CAPTION) != '\0';
}

char *
bt_photo_cell_describe (BtPhotoItem *item)
{
  const BtStoredPhoto *stored = bt_photo_item_get_stored (item);
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  guint rating = bt_photo_item_get_rating (item);
  BtChoice choice = bt_photo_item_get_choice (item);
  char *text;

  g_ptr_array_add (words, g_strdup (stored->name));
  g_ptr_array_add (words, time_text (item));
  if (*(const char *)words->pdata[1] == '\0')
    g_ptr_array_remove_index (words, 1);
  if (bt_photo_item_get_info (item)->truncated)
    g_ptr_array_add (words, g_strdup (C_ ("photo", "file ends early")));
  if (rating > 0)
    g_ptr_array_add (
        words, g_strdup_printf (
                   g_dngettext (GETTEXT_PACKAGE, "%u star", "%u stars", rating), rating));
  if (bt_photo_item_get_mark (item) > 0)
    g_ptr_array_add (words, g_strdup (bt_mark_name (bt_photo_item_get_mark (item))));
  if (choice != BT_CHOICE_NONE)
    g_ptr_array_add (words,
                     g_strdup (choice == BT_CHOICE_PICK ? C_ ("photo", "picked")
                                                        : C_ ("photo", "rejected")));
  g_ptr_array_add (words, g_strdup (is_captioned (item) ? C_ ("photo", "captioned")
                                                        : C_ ("photo", "no caption")));
  if (stored->uses > 0)
    g_ptr_array_add (words, g_strdup (C_ ("photo", "in an article")));
  if (bt_photo_item_get_edit (item) != NULL)
    g_ptr_array_add (words, g_strdup (C_ ("photo", "cropped or corrected")));
  g_ptr_array_add (words, NULL);
  text = g_strjoinv (", ", (char **)words->pdata);
  g_ptr_array_unref (words);
  return text;
}

/* The list's own widget around the cell has the focus: that one is read out. */
static void
name_cell (BtPhotoCell *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *text = NULL;

  if (parent == NULL || self->item == NULL)
    return;
  text = bt_photo_cell_describe (self->item);
  gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

/* ---- the picture ---- */

void
bt_photo_cell_get_picture_size (int size, int scale, guint *width, guint *height)
{
  *width = (guint)(size * scale);
  *height = (guint)(size * scale * 3 / 4);
}

static void
loaded_cb (GdkTexture *texture, const GError *error, gpointer data)
{
  BtPhotoCell *self = data;

  self->loading = 0;
  g_set_object (&self->texture, texture);
  if (texture == NULL)
    {
      g_autofree char *message = bt_message_for_error (error);

      self->bad = TRUE;
      gtk_widget_set_tooltip_text (GTK_WIDGET (self), message);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
cancel (BtPhotoCell *self)
{
  if (self->loading != 0)
    bt_thumbnails_cancel (self->thumbnails, self->loading);
  self->loading = 0;
}

/* @anew: another photo, or another size: what is shown is not it */
static void
load (BtPhotoCell *self, gboolean anew)
{
  guint width, height;
  GdkTexture *texture = NULL;

  cancel (self);
  if (anew)
    g_clear_object (&self->texture);
  if (self->item == NULL)
    return;
  bt_photo_cell_get_picture_size (
      self->size, gtk_widget_get_scale_factor (GTK_WIDGET (self)), &width, &height);
  g_free (self->loaded_edit);
  self->loaded_edit = g_strdup (bt_photo_item_get_edit (self->item));
  self->loading =
      bt_thumbnails_load (self->thumbnails, bt_photo_item_get_hash (self->item),
                          self->loaded_edit, width, height, &texture, loaded_cb, self);
  if (texture != NULL)
    {
      g_set_object (&self->texture, texture);
      g_object_unref (texture);
    }
}

static void
show_state (BtPhotoCell *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  name_cell (self);
}

static void
changed_cb (BtPhotoCell *self)
{
  if (g_strcmp0 (self->loaded_edit, bt_photo_item_get_edit (self->item)) != 0)
    load (self, FALSE);
  g_clear_object (&self->name);
  g_clear_object (&self->time);
  show_state (self);
}

/* ---- painting ---- */

static void
paint (GtkSnapshot *snapshot,
       GdkTexture *texture,
       float x,
       float y,
       float width,
       float height)
{
  gtk_snapshot_append_texture (snapshot, texture,
                               &GRAPHENE_RECT_INIT (x, y, width, height));
}

static void
snapshot_badge (BtPhotoCell *self,
                GtkSnapshot *snapshot,
                BtBadge badge,
                const GdkRGBA *colour,
                int x,
                int y,
                int side)
{
  guint pixels = (guint)(side * gtk_widget_get_scale_factor (GTK_WIDGET (self)));

  paint (snapshot, bt_badge_get (badge, colour, pixels), (float)x, (float)y, (float)side,
         (float)side);
}

static PangoLayout *
make_layout (BtPhotoCell *self, const char *text, double scale, int width)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attrs = pango_attr_list_new ();

  pango_attr_list_insert (attrs, pango_attr_scale_new (scale));
  pango_layout_set_attributes (layout, attrs);
  pango_attr_list_unref (attrs);
  if (width > 0)
    {
      pango_layout_set_width (layout, width * PANGO_SCALE);
      /* cameras count at the end of the name */
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_MIDDLE);
    }
  return layout;
}

static void
snapshot_layout (GtkSnapshot *snapshot, PangoLayout *layout, int x, int y, GdkRGBA colour)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)x, (float)y));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_picture (BtPhotoCell *self, GtkSnapshot *snapshot, const GdkRGBA *colour)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  int box_width = gtk_widget_get_width (GTK_WIDGET (self));
  int box_height = self->size * 3 / 4;
  float width, height, x, y;
  GdkRGBA veil;

  if (self->texture == NULL)
    {
      veil = *colour;
      veil.alpha = 0.07f;
      gtk_snapshot_append_color (
          snapshot, &veil,
          &GRAPHENE_RECT_INIT (0, 0, (float)box_width, (float)box_height));
      return;
    }
  width = (float)gdk_texture_get_width (self->texture) / (float)scale;
  height = (float)gdk_texture_get_height (self->texture) / (float)scale;
  /* on whole pixels, so that nothing is resampled */
  x = (float)((int)(((float)box_width - width) * (float)scale / 2) / scale);
  y = (float)((int)(((float)box_height - height) * (float)scale / 2) / scale);
  paint (snapshot, self->texture, x, y, width, height);
  if (bt_photo_item_get_choice (self->item) != BT_CHOICE_REJECT)
    return;
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)),
                                       "view_bg_color", &veil))
    veil = (GdkRGBA){ 1, 1, 1, 1 };
  veil.alpha = 0.7f;
  gtk_snapshot_append_color (snapshot, &veil, &GRAPHENE_RECT_INIT (x, y, width, height));
}

static void
snapshot_stars (BtPhotoCell *self, GtkSnapshot *snapshot, int y, const GdkRGBA *colour)
{
  guint rating = bt_photo_item_get_rating (self->item);
  GdkRGBA dim = *colour;

  dim.alpha *= 0.35f;
  for (guint i = 0; i < 5; i++)
    snapshot_badge (self, snapshot, i < rating ? BT_BADGE_STAR : BT_BADGE_NO_STAR,
                    i < rating ? colour : &dim, (int)i * STAR, y, STAR);
}

/* From the right: what is known of the photo. */
static void
snapshot_facts (BtPhotoCell *self, GtkSnapshot *snapshot, int y, const GdkRGBA *colour)
{
  const struct
  {
    BtBadge badge;
    gboolean is;
  } facts[] = {
    { BT_BADGE_CAPTION, is_captioned (self->item) },
    { BT_BADGE_USED, bt_photo_item_get_stored (self->item)->uses > 0 },
    { BT_BADGE_EDITED, bt_photo_item_get_edit (self->item) != NULL },
  };
  int x = gtk_widget_get_width (GTK_WIDGET (self)) - STAR;
  GdkRGBA dim = *colour;

  dim.alpha *= 0.75f;
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (facts[i].is)
      {
        snapshot_badge (self, snapshot, facts[i].badge, &dim, x, y, STAR);
        x -= STAR + 4;
      }
}

static void
snapshot_text (BtPhotoCell *self, GtkSnapshot *snapshot, int y, GdkRGBA colour)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int time_width;

  if (self->time == NULL)
    {
      g_autofree char *time = time_text (self->item);

      self->time = make_layout (self, time, 0.82, 0);
    }
  pango_layout_get_pixel_size (self->time, &time_width, NULL);
  if (self->name == NULL)
    self->name = make_layout (self, bt_photo_item_get_stored (self->item)->name, 0.82,
                              width - time_width - 6);
  snapshot_layout (snapshot, self->name, 0, y, colour);
  colour.alpha *= 0.65f;
  snapshot_layout (snapshot, self->time, width - time_width, y, colour);
}

static void
snapshot_signs (BtPhotoCell *self, GtkSnapshot *snapshot, const GdkRGBA *colour)
{
  BtChoice choice = bt_photo_item_get_choice (self->item);
  guint mark = bt_photo_item_get_mark (self->item);
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = self->size * 3 / 4;

  if (choice != BT_CHOICE_NONE)
    snapshot_badge (self, snapshot,
                    choice == BT_CHOICE_PICK ? BT_BADGE_PICK : BT_BADGE_REJECT, colour, 3,
                    3, BADGE + 4);
  if (self->bad || bt_photo_item_get_info (self->item)->truncated)
    snapshot_badge (self, snapshot, BT_BADGE_DAMAGED, colour,
                    self->texture == NULL ? width / 2 - BADGE : width - BADGE - 7,
                    self->texture == NULL ? height / 2 - BADGE : 3,
                    self->texture == NULL ? 2 * BADGE : BADGE + 4);
  if (mark > 0)
    gtk_snapshot_append_color (
        snapshot, bt_mark_colour (mark),
        &GRAPHENE_RECT_INIT (0, (float)height + 1, (float)width, GAP - 1));
}

static void
bt_photo_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BtPhotoCell *self = BT_PHOTO_CELL (widget);
  int y = self->size * 3 / 4 + GAP;
  GdkRGBA colour;

  if (self->item == NULL)
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  snapshot_picture (self, snapshot, &colour);
  snapshot_signs (self, snapshot, &colour);
  snapshot_text (self, snapshot, y, colour);
  snapshot_stars (self, snapshot, y + LINE_HEIGHT + 1, &colour);
  snapshot_facts (self, snapshot, y + LINE_HEIGHT + 1, &colour);
}

/* ---- type ---- */

static void
bt_photo_cell_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  BtPhotoCell *self = BT_PHOTO_CELL (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL
                            ? self->size
                            : self->size * 3 / 4 + GAP + TEXT_HEIGHT;
}

static void
bt_photo_cell_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  g_clear_object (&BT_PHOTO_CELL (widget)->name);
}

static void
bt_photo_cell_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  BtPhotoCell *self = BT_PHOTO_CELL (widget);

  GTK_WIDGET_CLASS (bt_photo_cell_parent_class)->css_changed (widget, change);
  g_clear_object (&self->name);
  g_clear_object (&self->time);
}

static void
bt_photo_cell_dispose (GObject *object)
{
  BtPhotoCell *self = BT_PHOTO_CELL (object);

  bt_photo_cell_set_item (self, NULL);
  g_clear_object (&self->thumbnails);

  G_OBJECT_CLASS (bt_photo_cell_parent_class)->dispose (object);
}

static void
bt_photo_cell_finalize (GObject *object)
{
  g_free (BT_PHOTO_CELL (object)->loaded_edit);

  G_OBJECT_CLASS (bt_photo_cell_parent_class)->finalize (object);
}

static void
bt_photo_cell_class_init (BtPhotoCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_photo_cell_dispose;
  G_OBJECT_CLASS (klass)->finalize = bt_photo_cell_finalize;
  widget_class->measure = bt_photo_cell_measure;
  widget_class->size_allocate = bt_photo_cell_size_allocate;
  widget_class->snapshot = bt_photo_cell_snapshot;
  widget_class->css_changed = bt_photo_cell_css_changed;
  gtk_widget_class_set_css_name (widget_class, "photocell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
scale_cb (BtPhotoCell *self)
{
  load (self, TRUE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
bt_photo_cell_init (BtPhotoCell *self)
{
  self->size = 192;
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (scale_cb), NULL);
}

GtkWidget *
bt_photo_cell_new (BtThumbnails *thumbnails)
{
  BtPhotoCell *self;

  g_return_val_if_fail (BT_IS_THUMBNAILS (thumbnails), NULL);

  self = g_object_new (BT_TYPE_PHOTO_CELL, NULL);
  self->thumbnails = g_object_ref (thumbnails);
  return GTK_WIDGET (self);
}

void
bt_photo_cell_set_item (BtPhotoCell *self, BtPhotoItem *item)
{
  g_return_if_fail (BT_IS_PHOTO_CELL (self));
  g_return_if_fail (item == NULL || BT_IS_PHOTO_ITEM (item));

  if (self->item == item)
    return;
  if (self->item != NULL)
    {
      cancel (self);
      g_signal_handlers_disconnect_by_func (self->item, changed_cb, self);
    }
  g_clear_object (&self->name);
  g_clear_object (&self->time);
  if (self->bad)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), NULL);
  self->bad = FALSE;
  g_set_object (&self->item, item);
  if (item != NULL)
    g_signal_connect_swapped (item, "changed", G_CALLBACK (changed_cb), self);
  load (self, TRUE);
  if (item != NULL)
    show_state (self);
}

BtPhotoItem *
bt_photo_cell_get_item (BtPhotoCell *self)
{
  g_return_val_if_fail (BT_IS_PHOTO_CELL (self), NULL);

  return self->item;
}

void
bt_photo_cell_set_size (BtPhotoCell *self, int size)
{
  g_return_if_fail (BT_IS_PHOTO_CELL (self));

  if (self->size == size)
    return;
  self->size = size;
  load (self, TRUE);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

GdkTexture *
bt_photo_cell_get_texture (BtPhotoCell *self)
{
  g_return_val_if_fail (BT_IS_PHOTO_CELL (self), NULL);

  return self->texture;
}
