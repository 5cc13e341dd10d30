/* The page on which one photo is cropped and corrected. What hands do is seen at once and
 * becomes a step of undo when a drag ends or the keys rest.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/desk/bt-crop-page.h"
#include "ui/desk/bt-desk-window-private.h"

/* Keys and sliders rest so long: then it is one step. */
#define REST_MS 500
#define ROOM_MS 60

typedef struct
{
  BtDeskWindow *window;
  GtkWidget *page;
  BtCropView *view;
  BtCropControls *controls;
  BtPhotoItem *item; /* NULL while the page is not shown */
  char *stored;      /* its edit as the desk has it */
  gboolean readable; /* @stored is */
  guint rest_source;
  guint room_source;
  gboolean panel_hidden; /* the panel on the right, by this page */
} Crop;

static Crop *
get_crop (GtkWidget *page)
{
  return g_object_get_data (G_OBJECT (page), "crop");
}

static gboolean
is_shown (Crop *crop)
{
  return gtk_stack_get_visible_child (crop->window->pages) == crop->page;
}

/* ---- to the desk ---- */

static void
commit (Crop *crop)
{
  const BtPhotoEdit *edit = bt_crop_view_get_edit (crop->view);
  BtDesk *desk = crop->window->desk;
  g_autoptr (BtPhotoEdit) stored = NULL;
  g_autoptr (GPtrArray) items = NULL;

  g_clear_handle_id (&crop->rest_source, g_source_remove);
  /* what has left the desk meanwhile was thrown away */
  if (crop->item == NULL || !crop->readable
      || bt_desk_find (desk, bt_photo_item_get_hash (crop->item)) == NULL)
    return;
  stored = bt_photo_edit_from_json (crop->stored, NULL);
  if (stored == NULL || bt_photo_edit_equal (stored, edit))
    return;
  g_free (crop->stored);
  crop->stored = bt_photo_edit_is_default (edit) ? NULL : bt_photo_edit_to_json (edit);
  items = g_ptr_array_new ();
  g_ptr_array_add (items, crop->item);
  bt_desk_set_edit (desk, items, crop->stored);
}

static gboolean
rest_cb (gpointer data)
{
  Crop *crop = data;

  if (bt_crop_view_is_dragging (crop->view))
    return G_SOURCE_CONTINUE;
  crop->rest_source = 0;
  commit (crop);
  return G_SOURCE_REMOVE;
}

static void
edited (Crop *crop, gboolean finished)
{
  bt_crop_controls_update (crop->controls);
  g_clear_handle_id (&crop->rest_source, g_source_remove);
  if (finished)
    commit (crop);
  else
    crop->rest_source = g_timeout_add (REST_MS, rest_cb, crop);
}

/* ---- from the desk ---- */

static void
show_problem (Crop *crop, const GError *error)
{
  g_autofree char *text = bt_message_for_error (error);

  bt_crop_page_set_problem (BT_CROP_PAGE (crop->page), text);
}

static void
show_edit (Crop *crop)
{
  const BtStoredPhoto *photo =
      crop->item != NULL ? bt_photo_item_get_stored (crop->item) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPhotoEdit) edit = NULL;

  g_free (crop->stored);
  crop->stored = photo != NULL ? g_strdup (photo->edit) : NULL;
  edit = bt_photo_edit_from_json (crop->stored, &error);
  crop->readable = edit != NULL;
  if (edit == NULL)
    edit = bt_photo_edit_new ();
  /* a face that is to be hidden is never shown because its edit cannot be read */
  bt_crop_view_set_photo (
      crop->view, photo != NULL && crop->readable ? photo->hash : NULL,
      photo != NULL ? photo->width : 0, photo != NULL ? photo->height : 0, edit);
  bt_crop_view_set_shape (crop->view, &crop->window->crop_shape);
  bt_crop_controls_set_photo (crop->controls, photo != NULL ? photo->width : 0,
                              photo != NULL ? photo->height : 0,
                              &crop->window->crop_shape);
  gtk_widget_set_sensitive (GTK_WIDGET (crop->controls), photo != NULL);
  if (error != NULL)
    show_problem (crop, error);
  else
    bt_crop_page_set_problem (BT_CROP_PAGE (crop->page),
                              photo == NULL ? C_ ("crop", "No photo is chosen.") : NULL);
}

/* By undo, by a command for many photos, or by what could not be written. */
static void
item_changed_cb (Crop *crop)
{
  if (g_strcmp0 (crop->stored, bt_photo_item_get_edit (crop->item)) == 0)
    return;
  g_clear_handle_id (&crop->rest_source, g_source_remove);
  show_edit (crop);
}

static void
set_item (Crop *crop, BtPhotoItem *item)
{
  if (crop->item == item)
    return;
  commit (crop);
  if (crop->item != NULL)
    g_signal_handlers_disconnect_by_func (crop->item, item_changed_cb, crop);
  g_set_object (&crop->item, item);
  if (item != NULL)
    g_signal_connect_swapped (item, "changed", G_CALLBACK (item_changed_cb), crop);
  show_edit (crop);
}

/* ---- coming and going ---- */

/* The photo gets the room that captions have; they come back with the next page. */
static gboolean
room_cb (gpointer data)
{
  Crop *crop = data;
  AdwFlap *panel = crop->window->panel_flap;
  gboolean room = is_shown (crop);

  crop->room_source = 0;
  if (room && adw_flap_get_reveal_flap (panel) && !crop->panel_hidden)
    {
      crop->panel_hidden = TRUE;
      adw_flap_set_reveal_flap (panel, FALSE);
    }
  else if (!room && crop->panel_hidden)
    {
      crop->panel_hidden = FALSE;
      if (!adw_flap_get_folded (panel))
        adw_flap_set_reveal_flap (panel, TRUE);
    }
  return G_SOURCE_REMOVE;
}

/* After the page has its place: a panel that moves meanwhile is painted without one. */
static void
make_room (Crop *crop)
{
  if (crop->room_source == 0)
    crop->room_source = g_timeout_add (ROOM_MS, room_cb, crop);
}

static void
shape_cb (BtDeskWindow *self, gpointer data)
{
  Crop *crop = data;

  bt_crop_view_set_shape (crop->view, &self->crop_shape);
  if (crop->item != NULL)
    {
      const BtStoredPhoto *photo = bt_photo_item_get_stored (crop->item);

      bt_crop_controls_set_photo (crop->controls, photo->width, photo->height,
                                  &self->crop_shape);
    }
}

static void
shown (Crop *crop)
{
  make_room (crop);
  if (!is_shown (crop))
    {
      set_item (crop, NULL);
      return;
    }
  set_item (crop, bt_desk_get_current (crop->window->desk));
  bt_desk_window_read_crop_shape (crop->window, shape_cb, crop);
}

/* ---- keys ---- */

static void
go (Crop *crop, int step)
{
  BtDesk *desk = crop->window->desk;
  guint position = bt_desk_get_position (desk);

  if (position == GTK_INVALID_LIST_POSITION || (step < 0 && position == 0))
    return;
  bt_desk_go (desk, position + (guint)step);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        Crop *crop)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_SHIFT_MASK))
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      go (crop, 1);
      return TRUE;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      go (crop, -1);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      gtk_widget_activate_action (crop->page, "desk.back", NULL);
      return TRUE;
    case GDK_KEY_s:
      gtk_widget_activate_action (crop->page, "desk.swap-crop", NULL);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
add_keys (Crop *crop)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *others = bt_desk_keys_new ();
  GtkEventController *escape = gtk_shortcut_controller_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), crop);
  gtk_widget_add_controller (GTK_WIDGET (crop->view), keys);
  /* the tool's own keys come first */
  gtk_event_controller_set_propagation_phase (others, GTK_PHASE_BUBBLE);
  gtk_widget_add_controller (GTK_WIDGET (crop->view), others);
  /* from the controls, too */
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (escape),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_named_action_new ("desk.back")));
  gtk_widget_add_controller (crop->page, escape);
}

static void
crop_free (gpointer data)
{
  Crop *crop = data;

  g_clear_handle_id (&crop->rest_source, g_source_remove);
  g_clear_handle_id (&crop->room_source, g_source_remove);
  if (crop->item != NULL)
    g_signal_handlers_disconnect_by_data (crop->item, crop);
  g_clear_object (&crop->item);
  g_free (crop->stored);
  g_free (crop);
}

/* ---- callbacks: of the page, which may outlive the window's end by a moment ---- */

static void
destroy_cb (GtkWidget *page)
{
  g_object_set_data (G_OBJECT (page), "crop", NULL);
}

static void
edited_cb (GtkWidget *page, gboolean finished)
{
  Crop *crop = get_crop (page);

  if (crop != NULL)
    edited (crop, finished);
}

static void
tool_cb (GtkWidget *page)
{
  Crop *crop = get_crop (page);

  if (crop != NULL)
    bt_crop_controls_update (crop->controls);
}

static void
failed_cb (GtkWidget *page, const GError *error)
{
  Crop *crop = get_crop (page);

  if (crop != NULL)
    show_problem (crop, error);
}

static void
shown_cb (GtkWidget *page)
{
  Crop *crop = get_crop (page);

  if (crop != NULL && crop->window->context != NULL)
    shown (crop);
}

static void
current_cb (GtkWidget *page)
{
  Crop *crop = get_crop (page);

  if (crop != NULL && crop->window->context != NULL && is_shown (crop))
    set_item (crop, bt_desk_get_current (crop->window->desk));
}

static void
collect_cb (GtkWidget *page)
{
  Crop *crop = get_crop (page);

  if (crop != NULL)
    commit (crop);
}

static void
listen (GtkWidget *page, gpointer to, const char *signal, GCallback callback)
{
  g_signal_connect_object (to, signal, callback, page, G_CONNECT_SWAPPED);
}

void
bt_desk_window_init_crop (BtDeskWindow *self)
{
  GtkWidget *page = bt_crop_page_new (self->context);
  Crop *crop = g_new0 (Crop, 1);

  crop->window = self;
  crop->page = page;
  crop->view = bt_crop_page_get_view (BT_CROP_PAGE (page));
  crop->controls = bt_crop_page_get_controls (BT_CROP_PAGE (page));
  add_keys (crop);
  g_object_set_data_full (G_OBJECT (page), "crop", crop, crop_free);
  bt_desk_window_add_page (self, "crop", "bt-crop-symbolic",
                           C_ ("desk", "Crop and Correct"), page);
  g_signal_connect (page, "destroy", G_CALLBACK (destroy_cb), NULL);
  listen (page, crop->view, "edited", G_CALLBACK (edited_cb));
  listen (page, crop->controls, "edited", G_CALLBACK (edited_cb));
  listen (page, crop->view, "tool", G_CALLBACK (tool_cb));
  listen (page, crop->view, "failed", G_CALLBACK (failed_cb));
  listen (page, self->pages, "notify::visible-child", G_CALLBACK (shown_cb));
  listen (page, self->desk, "current", G_CALLBACK (current_cb));
  listen (page, self->desk, "collect", G_CALLBACK (collect_cb));
}
