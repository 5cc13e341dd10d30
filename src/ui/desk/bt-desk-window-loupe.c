/* One photo, or two side by side, as large as there is room.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "ui/desk/bt-desk-window-private.h"
#include "ui/desk/bt-loupe-page.h"

/* How far an arrow key moves a photo that is larger than its room. */
#define PAN 0.25
#define ZOOM_STEP 1.5

/* What the two pages share: on the first one only the first loupe is there. */
typedef struct
{
  BtDeskWindow *window;
  GtkWidget *page;       /* of the stack */
  BtLoupePage *sides[2]; /* the second one only to compare */
  guint active;
  BtPhotoItem *other; /* on the right, when two are compared */
  gboolean info_hidden;
  guint last_position;
} Pages;

static Pages *
get_pages (BtDeskWindow *self, const char *name)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->pages, name);

  return page != NULL ? g_object_get_data (G_OBJECT (page), "pages") : NULL;
}

static Pages *
shown_pages (BtDeskWindow *self)
{
  return get_pages (self, bt_desk_window_get_page (self));
}

static guint
n_shown (BtDeskWindow *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (bt_desk_get_selection (self->desk)));
}

static BtPhotoItem *
item_at (BtDeskWindow *self, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (bt_desk_get_selection (self->desk)),
                                position);
}

/* ---- one photo ---- */

/* The next photo in the direction in which somebody goes is made ready meanwhile. */
static void
prepare_next (Pages *pages, guint position)
{
  BtDeskWindow *self = pages->window;
  guint next = position >= pages->last_position ? position + 1 : position - 1;
  g_autoptr (BtPhotoItem) item = item_at (self, next);

  pages->last_position = position;
  bt_loupe_prepare (bt_loupe_page_get_loupe (pages->sides[0]),
                    item != NULL ? bt_photo_item_get_stored (item) : NULL);
}

static void
show_current (Pages *pages)
{
  BtDeskWindow *self = pages->window;
  guint position = bt_desk_get_position (self->desk);

  if (gtk_stack_get_visible_child (self->pages) != pages->page)
    return;
  bt_loupe_page_set_item (pages->sides[0], bt_desk_get_current (self->desk), position,
                          n_shown (self));
  prepare_next (pages, position);
}

/* ---- two photos ---- */

static void
show_sides (Pages *pages)
{
  for (guint i = 0; i < 2; i++)
    bt_loupe_page_set_active (pages->sides[i], i == pages->active);
}

/* Two that are selected, or the current one and the next. */
static void
begin_compare (Pages *pages)
{
  BtDeskWindow *self = pages->window;
  g_autoptr (GPtrArray) chosen = bt_desk_get_selected (self->desk);
  guint n = n_shown (self);
  guint position = bt_desk_get_position (self->desk);
  g_autoptr (BtPhotoItem) left = NULL;
  g_autoptr (BtPhotoItem) right = NULL;

  if (chosen->len >= 2)
    {
      left = g_object_ref (chosen->pdata[0]);
      right = g_object_ref (chosen->pdata[1]);
      bt_desk_set_current (self->desk, bt_desk_position_of (self->desk, left));
    }
  else if (n > 0 && position < n)
    {
      left = item_at (self, position);
      right = item_at (self, position + 1 < n ? position + 1 : position - 1);
    }
  pages->active = 0;
  g_set_object (&pages->other, right);
  bt_loupe_page_set_item (pages->sides[0], left,
                          left != NULL ? bt_desk_position_of (self->desk, left) : 0, n);
  bt_loupe_page_set_item (pages->sides[1], right,
                          right != NULL ? bt_desk_position_of (self->desk, right) : 0, n);
  show_sides (pages);
}

/* The side that keys work on shows the current photo; the other one stays. */
static void
follow_current (Pages *pages)
{
  BtDeskWindow *self = pages->window;
  BtLoupePage *side = pages->sides[pages->active];
  BtPhotoItem *item = bt_desk_get_current (self->desk);

  if (gtk_stack_get_visible_child (self->pages) != pages->page
      || bt_loupe_page_get_item (side) == item)
    return;
  bt_loupe_page_set_item (side, item, bt_desk_get_position (self->desk), n_shown (self));
}

static void
activate_side (Pages *pages, guint side)
{
  BtPhotoItem *item = bt_loupe_page_get_item (pages->sides[side]);
  guint position = item != NULL ? bt_desk_position_of (pages->window->desk, item)
                                : GTK_INVALID_LIST_POSITION;

  pages->active = side;
  show_sides (pages);
  if (position != GTK_INVALID_LIST_POSITION)
    bt_desk_go (pages->window->desk, position);
  gtk_widget_grab_focus (GTK_WIDGET (pages->sides[side]));
}

static void
side_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, Pages *pages)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  activate_side (pages, widget == GTK_WIDGET (pages->sides[1]) ? 1 : 0);
}

/* ---- keys ---- */

static void
go (Pages *pages, int step)
{
  BtDeskWindow *self = pages->window;
  guint position = bt_desk_get_position (self->desk);
  guint n = n_shown (self);

  if (n == 0 || position == GTK_INVALID_LIST_POSITION)
    return;
  if (step < 0 && position < (guint)-step)
    bt_desk_go (self->desk, 0);
  else
    bt_desk_go (self->desk, MIN (n - 1, position + (guint)step));
}

/* An arrow moves a photo that is larger than its room, and else goes to the next one. */
static void
arrow (Pages *pages, double x, double y)
{
  BtLoupe *loupe = bt_loupe_page_get_loupe (pages->sides[pages->active]);

  if (bt_loupe_get_zoom (loupe) > 0)
    bt_loupe_move (loupe, x * PAN, y * PAN);
  else if (x != 0)
    go (pages, x > 0 ? 1 : -1);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        Pages *pages)
{
  BtDeskWindow *self = pages->window;

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      arrow (pages, -1, 0);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      arrow (pages, 1, 0);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      arrow (pages, 0, -1);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      arrow (pages, 0, 1);
      return TRUE;
    case GDK_KEY_Page_Down:
      go (pages, 1);
      return TRUE;
    case GDK_KEY_Page_Up:
      go (pages, -1);
      return TRUE;
    case GDK_KEY_Home:
      bt_desk_go (self->desk, 0);
      return TRUE;
    case GDK_KEY_End:
      bt_desk_go (self->desk, n_shown (self) - 1);
      return TRUE;
    case GDK_KEY_space:
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      bt_desk_window_show_page (self, "sheet");
      return TRUE;
    case GDK_KEY_Tab:
      if (pages->sides[1] == NULL)
        return FALSE;
      activate_side (pages, 1 - pages->active);
      return TRUE;
    default:
      return FALSE;
    }
}

/* ---- commands ---- */

static BtLoupe *
active_loupe (BtDeskWindow *self)
{
  Pages *pages = shown_pages (self);

  return pages != NULL ? bt_loupe_page_get_loupe (pages->sides[pages->active]) : NULL;
}

static void
full_size_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtLoupe *loupe = active_loupe (data);

  if (loupe != NULL)
    bt_loupe_set_zoom (loupe, bt_loupe_get_zoom (loupe) > 0 ? BT_LOUPE_FIT : 1.0);
}

static void
zoom_in_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtLoupe *loupe = active_loupe (data);

  if (loupe != NULL)
    bt_loupe_zoom_by (loupe, ZOOM_STEP);
}

static void
zoom_out_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtLoupe *loupe = active_loupe (data);

  if (loupe != NULL)
    bt_loupe_zoom_by (loupe, 1 / ZOOM_STEP);
}

static void
info_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Pages *pages = shown_pages (data);

  if (pages == NULL)
    return;
  pages->info_hidden = !pages->info_hidden;
  for (guint i = 0; i < 2 && pages->sides[i] != NULL; i++)
    bt_loupe_page_set_info_shown (pages->sides[i], !pages->info_hidden);
}

/* ---- the pages ---- */

static void
pages_free (gpointer data)
{
  Pages *pages = data;

  g_clear_object (&pages->other);
  g_free (pages);
}

static Pages *
pages_new (BtDeskWindow *self, GtkWidget *page)
{
  Pages *pages = g_new0 (Pages, 1);

  pages->window = self;
  pages->page = page;
  g_object_set_data_full (G_OBJECT (page), "pages", pages, pages_free);
  return pages;
}

static void
add_side (Pages *pages, guint i, GtkWidget *side)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *loupe;

  pages->sides[i] = BT_LOUPE_PAGE (side);
  loupe = GTK_WIDGET (bt_loupe_page_get_loupe (pages->sides[i]));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), pages);
  gtk_widget_add_controller (loupe, keys);
  gtk_widget_add_controller (loupe, bt_desk_keys_new ());
}

static void
shown_cb (BtDeskWindow *self)
{
  Pages *pages = shown_pages (self);

  if (pages == NULL)
    return;
  if (pages->sides[1] != NULL)
    begin_compare (pages);
  else
    show_current (pages);
}

static void
current_cb (BtDeskWindow *self)
{
  Pages *pages = shown_pages (self);

  if (pages == NULL)
    return;
  if (pages->sides[1] != NULL)
    follow_current (pages);
  else
    show_current (pages);
}

static void
init_compare (BtDeskWindow *self)
{
  static const char *const bound[] = { "zoom", "center-x", "center-y" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  Pages *pages = pages_new (self, box);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *side = bt_loupe_page_new (self->context);
      GtkGesture *click = gtk_gesture_click_new ();

      add_side (pages, i, side);
      gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click),
                                                  GTK_PHASE_CAPTURE);
      g_signal_connect (click, "pressed", G_CALLBACK (side_pressed_cb), pages);
      gtk_widget_add_controller (side, GTK_EVENT_CONTROLLER (click));
      gtk_box_append (GTK_BOX (box), side);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bound); i++)
    g_object_bind_property (bt_loupe_page_get_loupe (pages->sides[0]), bound[i],
                            bt_loupe_page_get_loupe (pages->sides[1]), bound[i],
                            G_BINDING_BIDIRECTIONAL);
  bt_desk_window_add_page (self, "compare", "view-dual-symbolic",
                           C_ ("desk", "Compare Two Photos"), box);
}

void
bt_desk_window_init_loupe (BtDeskWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "full-size", .activate = full_size_cb },
    { .name = "zoom-in", .activate = zoom_in_cb },
    { .name = "zoom-out", .activate = zoom_out_cb },
    { .name = "photo-info", .activate = info_cb },
  };
  GtkWidget *page = bt_loupe_page_new (self->context);

  bt_desk_window_add_actions (self, entries, G_N_ELEMENTS (entries));
  add_side (pages_new (self, page), 0, page);
  bt_desk_window_add_page (self, "loupe", "image-x-generic-symbolic",
                           C_ ("desk", "One Photo"), page);
  init_compare (self);
  g_signal_connect_swapped (self->pages, "notify::visible-child", G_CALLBACK (shown_cb),
                            self);
  g_signal_connect_swapped (self->desk, "current", G_CALLBACK (current_cb), self);
}
