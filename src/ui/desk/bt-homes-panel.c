/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-homes-panel.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/desk/bt-home-card.h"
#include "ui/desk/bt-homes-panel-private.h"

/* Somebody who goes through the photos by the arrow keys asks no portal about each. */
#define PAUSE_MS 250

enum
{
  BRING,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtHomesPanel, bt_homes_panel, ADW_TYPE_BIN)

/* ---- what is shown ---- */

static void
use_cb (BtHomesPanel *self, BtHomeCard *card)
{
  g_autoptr (BtHome) home = bt_home_copy (bt_home_card_get_home (card));

  bt_homes_panel_use (self, home);
}

static void
again_cb (BtHomesPanel *self)
{
  g_clear_pointer (&self->not_done, g_free);
  bt_homes_panel_read (self);
}

/* Whether a press on @home would change anything anywhere. */
static gboolean
is_useful (BtHomesPanel *self, const BtHome *home, const BtHome *desk)
{
  g_autoptr (BtHome) words = NULL;

  if (home->error != NULL)
    return FALSE;
  words = bt_homes_panel_choose_words (self, home, desk);
  if (bt_homes_panel_differ (words, desk))
    return TRUE;
  for (guint i = 0; i < self->homes->len; i++)
    if (bt_homes_panel_differ (self->homes->pdata[i], words))
      return TRUE;
  return FALSE;
}

static void
clear_cards (BtHomesPanel *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->cards)) != NULL)
    gtk_box_remove (GTK_BOX (self->cards), child);
}

static void
add_card (BtHomesPanel *self, const BtHome *home, const BtHome *desk)
{
  GtkWidget *card = bt_home_card_new (home, desk, is_useful (self, home, desk));

  g_signal_connect_object (card, "use", G_CALLBACK (use_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "again", G_CALLBACK (again_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->cards), card);
}

static void
add_note (BtHomesPanel *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (self->cards), label);
}

/* In words; the cards say where. */
static void
summarize (BtHomesPanel *self, guint n_different, guint n_unread)
{
  g_autofree char *text = NULL;

  if (self->bringing)
    text = g_strdup (C_ ("home", "Bringing them together…"));
  else if (n_different > 0)
    text = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u place differs from the photo’s words here",
                     "%u places differ from the photo’s words here", n_different),
        n_different);
  else if (n_unread > 0)
    text = g_strdup (C_ ("home", "All that could be read say the same"));
  else
    text = g_strdup (C_ ("home", "All say the same"));
  gtk_label_set_label (GTK_LABEL (self->summary), text);
  gtk_image_set_from_icon_name (
      GTK_IMAGE (self->summary_icon),
      n_different > 0 || n_unread > 0 ? "dialog-warning-symbolic" : "emblem-ok-symbolic");
  gtk_widget_set_visible (self->summary_icon, !self->bringing);
}

static void
show_failures (BtHomesPanel *self)
{
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->failures, self->not_done != NULL && !self->bringing);
  if (self->not_done == NULL)
    return;
  text = g_strdup_printf (C_ ("home", "Not written:\n%s"), self->not_done);
  gtk_label_set_label (GTK_LABEL (self->failures), text);
}

void
bt_homes_panel_show (BtHomesPanel *self)
{
  BtPhotoItem *item = self->hash != NULL ? bt_desk_find (self->desk, self->hash) : NULL;
  g_autoptr (BtHome) desk = NULL;
  guint n_different = 0, n_unread = 0;
  gboolean seen[BT_HOME_ARTICLE + 1] = { FALSE };
  gboolean busy = self->reading != NULL || self->bringing;

  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
  gtk_widget_set_visible (self->spinner, busy);
  gtk_widget_set_visible (self->again, !busy && item != NULL);
  if (item == NULL || self->homes == NULL)
    {
      gtk_stack_set_visible_child_name (GTK_STACK (self->pages),
                                        item == NULL ? "nothing" : "reading");
      return;
    }
  desk = bt_homes_panel_desk_home (item);
  clear_cards (self);
  for (guint i = 0; i < self->homes->len; i++)
    {
      const BtHome *home = self->homes->pdata[i];

      seen[home->kind] = TRUE;
      n_different += bt_homes_panel_differ (home, desk);
      n_unread += home->error != NULL;
      add_card (self, home, desk);
    }
  if (!seen[BT_HOME_LIBRARY])
    add_note (self, C_ ("home", "No portal has this photo yet."));
  if (!seen[BT_HOME_ARTICLE])
    add_note (self, C_ ("home", "No article shows this photo."));
  gtk_widget_set_sensitive (self->cards, !self->bringing);
  summarize (self, n_different, n_unread);
  show_failures (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), "homes");
}

/* ---- reading ---- */

static void
stop_reading (BtHomesPanel *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtHomesPanel) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) homes =
      bt_homes_read_finish (BT_CONTEXT (source), result, &error);

  /* what is read by now is another photo, or this one again */
  if (g_task_get_cancellable (G_TASK (result)) != self->reading)
    return;
  g_clear_object (&self->reading);
  g_clear_pointer (&self->homes, g_ptr_array_unref);
  if (homes != NULL)
    self->homes = g_steal_pointer (&homes);
  bt_homes_panel_show (self);
  if (error != NULL)
    {
      g_autofree char *why = bt_message_for_error (error);

      adw_status_page_set_description (ADW_STATUS_PAGE (self->error), why);
      gtk_stack_set_visible_child_name (GTK_STACK (self->pages), "error");
    }
}

void
bt_homes_panel_read (BtHomesPanel *self)
{
  g_clear_handle_id (&self->pause_source, g_source_remove);
  stop_reading (self);
  if (self->hash != NULL && !self->bringing && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->reading = g_cancellable_new ();
      bt_homes_read_async (bt_desk_get_context (self->desk), self->hash, self->reading,
                           read_cb, g_object_ref (self));
    }
  bt_homes_panel_show (self);
}

static gboolean
pause_cb (gpointer data)
{
  BtHomesPanel *self = data;

  self->pause_source = 0;
  bt_homes_panel_read (self);
  return G_SOURCE_REMOVE;
}

static void
read_soon (BtHomesPanel *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || self->bringing)
    return;
  g_clear_handle_id (&self->pause_source, g_source_remove);
  self->pause_source = g_timeout_add (PAUSE_MS, pause_cb, self);
}

static void
follow (BtHomesPanel *self)
{
  BtPhotoItem *item = bt_desk_get_current (self->desk);
  const char *hash = item != NULL ? bt_photo_item_get_hash (item) : NULL;

  if (g_strcmp0 (hash, self->hash) == 0)
    return;
  stop_reading (self);
  g_free (self->hash);
  self->hash = g_strdup (hash);
  g_clear_pointer (&self->homes, g_ptr_array_unref);
  g_clear_pointer (&self->not_done, g_free);
  bt_homes_panel_show (self);
  read_soon (self);
}

static void
photos_cb (BtHomesPanel *self, const char *const *hashes)
{
  if (self->hash != NULL && (hashes == NULL || g_strv_contains (hashes, self->hash)))
    read_soon (self);
}

static void
unmapped_cb (BtHomesPanel *self)
{
  g_clear_handle_id (&self->pause_source, g_source_remove);
  stop_reading (self);
}

void
bt_homes_panel_refresh (BtHomesPanel *self)
{
  g_return_if_fail (BT_IS_HOMES_PANEL (self));

  read_soon (self);
}

gboolean
bt_homes_panel_bring_open (BtHomesPanel *self,
                           const char *hash,
                           const BtHome *home,
                           const BtHome *source,
                           GTask *task)
{
  gboolean taken = FALSE;

  g_signal_emit (self, signals[BRING], 0, hash, home, source, task, &taken);
  return taken;
}

/* ---- object ---- */

static void
bt_homes_panel_dispose (GObject *object)
{
  BtHomesPanel *self = BT_HOMES_PANEL (object);

  unmapped_cb (self);

  G_OBJECT_CLASS (bt_homes_panel_parent_class)->dispose (object);
}

static void
bt_homes_panel_finalize (GObject *object)
{
  BtHomesPanel *self = BT_HOMES_PANEL (object);

  g_clear_pointer (&self->homes, g_ptr_array_unref);
  g_free (self->hash);
  g_free (self->not_done);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bt_homes_panel_parent_class)->finalize (object);
}

static void
bt_homes_panel_class_init (BtHomesPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_homes_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = bt_homes_panel_finalize;

  signals[BRING] =
      g_signal_new ("bring", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                    g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 4,
                    G_TYPE_STRING, BT_TYPE_HOME, BT_TYPE_HOME, G_TYPE_TASK);
}

static GtkWidget *
make_head (BtHomesPanel *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->summary_icon = gtk_image_new ();
  self->summary = gtk_label_new ("");
  gtk_label_set_wrap (GTK_LABEL (self->summary), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->summary), 0);
  gtk_widget_set_hexpand (self->summary, TRUE);
  gtk_widget_add_css_class (self->summary, "heading");
  gtk_box_append (GTK_BOX (head), self->summary_icon);
  gtk_box_append (GTK_BOX (head), self->summary);
  return head;
}

static GtkWidget *
make_homes (BtHomesPanel *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->failures = gtk_label_new ("");
  gtk_label_set_wrap (GTK_LABEL (self->failures), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->failures), 0);
  gtk_label_set_selectable (GTK_LABEL (self->failures), TRUE);
  gtk_widget_add_css_class (self->failures, "warning");
  self->cards = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), self->failures);
  gtk_box_append (GTK_BOX (box), self->cards);
  gtk_widget_add_css_class (box, "bt-homes");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
make_status (const char *icon, const char *title)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  gtk_widget_add_css_class (page, "compact");
  return page;
}

static GtkWidget *
make_bar (BtHomesPanel *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (C_ ("home", "What each place says of this photo"));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "dim-label");
  self->spinner = gtk_spinner_new ();
  self->again = gtk_button_new_from_icon_name ("view-refresh-symbolic");
  gtk_widget_add_css_class (self->again, "flat");
  gtk_widget_set_tooltip_text (self->again, C_ ("home", "Read again"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->again),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("home", "Read again"), -1);
  g_signal_connect_swapped (self->again, "clicked", G_CALLBACK (again_cb), self);
  gtk_box_append (GTK_BOX (bar), title);
  gtk_box_append (GTK_BOX (bar), self->spinner);
  gtk_box_append (GTK_BOX (bar), self->again);
  gtk_widget_add_css_class (bar, "bt-homes-bar");
  return bar;
}

static void
bt_homes_panel_init (BtHomesPanel *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->pages = gtk_stack_new ();
  gtk_stack_add_named (
      GTK_STACK (self->pages),
      make_status ("image-x-generic-symbolic", C_ ("home", "No Photo Chosen")),
      "nothing");
  gtk_stack_add_named (
      GTK_STACK (self->pages),
      make_status ("emblem-synchronizing-symbolic", C_ ("home", "Reading…")), "reading");
  self->error =
      make_status ("dialog-warning-symbolic", C_ ("home", "The Photo Cannot Be Read"));
  gtk_stack_add_named (GTK_STACK (self->pages), self->error, "error");
  gtk_stack_add_named (GTK_STACK (self->pages), make_homes (self), "homes");
  gtk_box_append (GTK_BOX (box), make_bar (self));
  gtk_box_append (GTK_BOX (box), self->pages);
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect (self, "map", G_CALLBACK (bt_homes_panel_read), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (unmapped_cb), NULL);
}

GtkWidget *
bt_homes_panel_new (BtDesk *desk)
{
  BtHomesPanel *self;

  g_return_val_if_fail (BT_IS_DESK (desk), NULL);

  self = g_object_new (BT_TYPE_HOMES_PANEL, NULL);
  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "current", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bt_context_get_store (bt_desk_get_context (desk)),
                           "photos-changed", G_CALLBACK (photos_cb), self,
                           G_CONNECT_SWAPPED);
  follow (self);
  return GTK_WIDGET (self);
}
