/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-names-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "text/bt-text.h"
#include "ui/bt-accessible.h"
#include "ui/bt-ask.h"
#include "ui/bt-file-chooser.h"
#include "ui/editor/bt-input-method.h"

#define SAVE_MS 600
/* A file of names that is larger than this is something else. */
#define MAX_BYTES (4 * 1024 * 1024)

typedef struct
{
  GtkTextView *view;
  gboolean read;
  gboolean dirty;
} Page;

struct _BtNamesWindow
{
  AdwWindow parent_instance;

  BtStore *store;
  Page pages[BT_N_NAME_LISTS];
  gboolean loading;
  guint save_source;
  guint saving;
  gboolean closing;

  AdwToastOverlay *toasts;
  AdwViewStack *stack;
};

G_DEFINE_FINAL_TYPE (BtNamesWindow, bt_names_window, ADW_TYPE_WINDOW)

static const struct
{
  const char *id;
  const char *title;
  const char *icon;
} lists[BT_N_NAME_LISTS] = {
  [BT_NAMES_PEOPLE] = { "people", NC_ ("names", "People"), "system-users-symbolic" },
  [BT_NAMES_PLACES] = { "places", NC_ ("names", "Places"), "mark-location-symbolic" },
  [BT_NAMES_CREDITS] = { "credits", NC_ ("names", "Credits"), "camera-photo-symbolic" },
  [BT_NAMES_KEYWORDS] = { "keywords", NC_ ("names", "Keywords"),
                          "user-bookmarks-symbolic" },
};

static void
toast (BtNamesWindow *self, const char *text)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

static BtNameList
get_list (BtNamesWindow *self)
{
  const char *id = adw_view_stack_get_visible_child_name (self->stack);

  for (guint list = 0; list < BT_N_NAME_LISTS; list++)
    if (g_strcmp0 (id, lists[list].id) == 0)
      return (BtNameList)list;
  return BT_NAMES_PEOPLE;
}

static char *
get_text (Page *page)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (page->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/* ---- keeping ---- */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtNamesWindow) self = data;
  g_autoptr (GError) error = NULL;

  self->saving--;
  if (!bt_store_set_names_finish (BT_STORE (source), result, &error)
      && self->store != NULL)
    {
      self->closing = FALSE;
      bt_tell_error (GTK_WIDGET (self), C_ ("names", "Not Kept"), error);
    }
  if (self->closing && self->saving == 0)
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
save (BtNamesWindow *self)
{
  g_clear_handle_id (&self->save_source, g_source_remove);
  for (guint list = 0; self->store != NULL && list < BT_N_NAME_LISTS; list++)
    {
      Page *page = &self->pages[list];
      g_autofree char *text = NULL;
      g_auto (GStrv) names = NULL;

      if (!page->dirty)
        continue;
      page->dirty = FALSE;
      text = get_text (page);
      names = g_strsplit (text, "\n", -1);
      self->saving++;
      bt_store_set_names_async (self->store, (BtNameList)list, (const char *const *)names,
                                NULL, saved_cb, g_object_ref (self));
    }
}

static gboolean
save_cb (gpointer data)
{
  BtNamesWindow *self = data;

  /* half a word is no name */
  for (guint list = 0; list < BT_N_NAME_LISTS; list++)
    if (*bt_input_get_preedit (GTK_WIDGET (self->pages[list].view)) != '\0')
      return G_SOURCE_CONTINUE;
  self->save_source = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (GtkTextBuffer *buffer, BtNamesWindow *self)
{
  if (self->loading)
    return;
  for (guint list = 0; list < BT_N_NAME_LISTS; list++)
    if (gtk_text_view_get_buffer (self->pages[list].view) == buffer)
      self->pages[list].dirty = TRUE;
  if (self->save_source == 0)
    self->save_source = g_timeout_add (SAVE_MS, save_cb, self);
}

static void
settled_cb (gpointer data)
{
  g_autoptr (BtNamesWindow) self = data;

  if (self->store == NULL)
    return;
  save (self);
  if (self->saving == 0)
    gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
bt_names_window_close_request (GtkWindow *window)
{
  BtNamesWindow *self = BT_NAMES_WINDOW (window);

  if (!self->closing)
    {
      self->closing = TRUE;
      bt_input_settle (GTK_WIDGET (self), settled_cb, g_object_ref (self));
    }
  return TRUE;
}

/* ---- reading ---- */

typedef struct
{
  BtNamesWindow *window;
  BtNameList list;
} Listing;

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Listing *listing = data;
  g_autoptr (BtNamesWindow) self = listing->window;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = bt_store_list_names_finish (BT_STORE (source), result, &error);
  Page *page = &self->pages[listing->list];
  g_autofree char *text = NULL;

  if (self->store == NULL)
    return;
  if (names == NULL)
    {
      bt_tell_error (GTK_WIDGET (self), C_ ("names", "Not Read"), error);
      return;
    }
  text = g_strjoinv ("\n", names);
  self->loading = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (page->view), text, -1);
  self->loading = FALSE;
  page->read = TRUE;
  gtk_text_view_set_editable (page->view, TRUE);
}

static void
read_lists (BtNamesWindow *self)
{
  for (guint list = 0; list < BT_N_NAME_LISTS; list++)
    {
      Listing *listing = g_new0 (Listing, 1);

      listing->window = g_object_ref (self);
      listing->list = (BtNameList)list;
      bt_store_list_names_async (self->store, (BtNameList)list, NULL, listed_cb, listing);
    }
}

/* ---- in and out ---- */

static gboolean
has_line (char **lines, const char *name)
{
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_equal (g_strstrip (lines[i]), name))
      return TRUE;
  return FALSE;
}

static void
take (BtNamesWindow *self, const char *text)
{
  Page *page = &self->pages[get_list (self)];
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (page->view);
  g_autofree char *here = get_text (page);
  g_auto (GStrv) known = g_strsplit (here, "\n", -1);
  g_auto (GStrv) names = g_strsplit (text, "\n", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) added = g_string_new (NULL);
  g_autofree char *message = NULL;
  GtkTextIter end;
  guint n = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *name = g_strstrip (names[i]);

      if (*name == '\0' || !g_hash_table_add (seen, (gpointer)name)
          || has_line (known, name))
        continue;
      g_string_append_printf (added, "%s%s", *here != '\0' || n > 0 ? "\n" : "", name);
      n++;
    }
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, added->str, -1);
  message = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u new name", "%u new names", n), n);
  toast (self, message);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtNamesWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);
  g_autofree char *text =
      bytes != NULL ? bt_text_from_bytes (bytes, MAX_BYTES, &error) : NULL;

  if (self->store == NULL)
    return;
  if (text == NULL)
    bt_tell_error (GTK_WIDGET (self), C_ ("names", "Not Imported"), error);
  else
    take (self, text);
}

static void
import_chosen_cb (GListModel *files, gpointer data)
{
  BtNamesWindow *self = data;
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);

  if (self->store != NULL)
    g_file_load_bytes_async (file, NULL, read_cb, g_object_ref (self));
}

static void
import_cb (BtNamesWindow *self)
{
  if (self->pages[get_list (self)].read)
    bt_choose_files (GTK_WINDOW (self), BT_FILES_NAMES, FALSE, import_chosen_cb, self);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtNamesWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (self->store == NULL)
    return;
  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    toast (self, C_ ("names", "The list was exported"));
  else
    bt_tell_error (GTK_WIDGET (self), C_ ("names", "Not Exported"), error);
}

static void
export_chosen_cb (GListModel *files, gpointer data)
{
  BtNamesWindow *self = data;
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  char *all;

  if (self->store == NULL)
    return;
  text = get_text (&self->pages[get_list (self)]);
  all = g_strconcat (text, "\n", NULL);
  bytes = g_bytes_new_take (all, strlen (all));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE,
                                       G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                       written_cb, g_object_ref (self));
}

static void
export_cb (BtNamesWindow *self)
{
  g_autofree char *name =
      g_strconcat (g_dpgettext2 (GETTEXT_PACKAGE, "names", lists[get_list (self)].title),
                   ".txt", NULL);

  bt_choose_save (GTK_WINDOW (self), BT_SAVE_NAMES, name, export_chosen_cb, self);
}

/* ---- type ---- */

static void
bt_names_window_dispose (GObject *object)
{
  BtNamesWindow *self = BT_NAMES_WINDOW (object);

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (bt_names_window_parent_class)->dispose (object);
}

static void
bt_names_window_class_init (BtNamesWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_names_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = bt_names_window_close_request;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0,
                                       "window.close", NULL);
}

static void
bt_names_window_init (BtNamesWindow *self)
{
}

/* ---- what is in it ---- */

static void
add_page (BtNamesWindow *self, BtNameList list)
{
  const char *title = g_dpgettext2 (GETTEXT_PACKAGE, "names", lists[list].title);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  self->pages[list].view = GTK_TEXT_VIEW (view);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE); /* until it is read */
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 18);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 18);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_pixels_below_lines (GTK_TEXT_VIEW (view), 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  bt_input_watch (view);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed",
                           G_CALLBACK (changed_cb), self, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_set_vexpand (scrolled, TRUE);
  adw_view_stack_add_titled (self->stack, scrolled, lists[list].id, title);
  adw_view_stack_page_set_icon_name (adw_view_stack_get_page (self->stack, scrolled),
                                     lists[list].icon);
}

static GtkWidget *
make_bar (BtNamesWindow *self)
{
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *import = gtk_button_new_with_mnemonic (C_ ("names", "_Import…"));
  GtkWidget *export = gtk_button_new_with_mnemonic (C_ ("names", "_Export…"));

  g_signal_connect_swapped (import, "clicked", G_CALLBACK (import_cb), self);
  g_signal_connect_swapped (export, "clicked", G_CALLBACK (export_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), import);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), export);
  return bar;
}

GtkWidget *
bt_names_window_new (GtkWindow *parent, BtStore *store)
{
  BtNamesWindow *self;
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *hint;
  GtkWidget *switcher = adw_view_switcher_new ();

  g_return_val_if_fail (BT_IS_STORE (store), NULL);

  self =
      g_object_new (BT_TYPE_NAMES_WINDOW, "transient-for", parent, "modal", TRUE,
                    "destroy-with-parent", TRUE, "default-width", 520, "default-height",
                    560, "title", C_ ("names", "Lists of Names"), NULL);
  self->store = g_object_ref (store);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  self->stack = ADW_VIEW_STACK (adw_view_stack_new ());
  for (guint list = 0; list < BT_N_NAME_LISTS; list++)
    add_page (self, (BtNameList)list);
  adw_view_switcher_set_stack (ADW_VIEW_SWITCHER (switcher), self->stack);
  adw_view_switcher_set_policy (ADW_VIEW_SWITCHER (switcher),
                                ADW_VIEW_SWITCHER_POLICY_WIDE);
  gtk_widget_set_margin_top (switcher, 6);
  gtk_widget_set_margin_bottom (switcher, 3);
  gtk_widget_set_margin_start (switcher, 12);
  gtk_widget_set_margin_end (switcher, 12);
  hint = gtk_label_new (C_ ("names", "A name a line. They are offered while captions are "
                                     "written, and found without accents."));
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_widget_set_margin_start (hint, 18);
  gtk_widget_set_margin_end (hint, 18);
  gtk_widget_set_margin_top (hint, 6);
  gtk_widget_set_margin_bottom (hint, 6);
  gtk_box_append (GTK_BOX (all), make_bar (self));
  gtk_box_append (GTK_BOX (all), switcher);
  gtk_box_append (GTK_BOX (all), hint);
  gtk_box_append (GTK_BOX (all), GTK_WIDGET (self->stack));
  adw_toast_overlay_set_child (self->toasts, all);
  adw_window_set_content (ADW_WINDOW (self), GTK_WIDGET (self->toasts));
  bt_accessible_name_buttons (GTK_WIDGET (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->pages[BT_NAMES_PEOPLE].view));
  read_lists (self);
  return GTK_WIDGET (self);
}
