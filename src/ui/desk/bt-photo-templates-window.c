/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-photo-templates-window.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "sync/bt-photo-words.h"
#include "ui/bt-accessible.h"
#include "ui/bt-ask.h"
#include "ui/desk/bt-list-parts.h"
#include "ui/desk/bt-photo-template-window.h"

#define PREVIEW_CHARS 90

struct _BtPhotoTemplatesWindow
{
  AdwWindow parent_instance;

  BtStore *store;
  GPtrArray *templates; /* as they were read last */

  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (BtPhotoTemplatesWindow, bt_photo_templates_window, ADW_TYPE_WINDOW)

/* ---- one of them ---- */

static const BtPhotoTemplate *
find (BtPhotoTemplatesWindow *self, gint64 id)
{
  for (guint i = 0; i < self->templates->len; i++)
    if (((BtPhotoTemplate *)self->templates->pdata[i])->id == id)
      return self->templates->pdata[i];
  return NULL;
}

static void
open_template (BtPhotoTemplatesWindow *self, const BtPhotoTemplate *photo_template)
{
  gtk_window_present (GTK_WINDOW (
      bt_photo_template_window_new (GTK_WINDOW (self), self->store, photo_template)));
}

static void
edit_cb (GtkWidget *button, BtPhotoTemplatesWindow *self)
{
  const BtPhotoTemplate *photo_template = find (self, bt_list_parts_get_id (button));

  if (photo_template != NULL)
    open_template (self, photo_template);
}

static void
new_cb (BtPhotoTemplatesWindow *self)
{
  g_autoptr (BtPhotoTemplate) photo_template = bt_photo_template_new ("", "{}");

  open_template (self, photo_template);
}

typedef struct
{
  BtPhotoTemplatesWindow *window;
  gint64 id;
} Removal;

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtPhotoTemplatesWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!bt_store_remove_photo_template_finish (BT_STORE (source), result, &error)
      && !g_error_matches (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND)
      && self->store != NULL)
    bt_tell_error (GTK_WIDGET (self), C_ ("photo templates", "Not Deleted"), error);
}

static void
remove_answer_cb (const char *answer, gpointer data)
{
  g_autofree Removal *removal = data;
  g_autoptr (BtPhotoTemplatesWindow) self = removal->window;

  if (g_str_equal (answer, "delete") && self->store != NULL)
    bt_store_remove_photo_template_async (self->store, removal->id, NULL, removed_cb,
                                          g_object_ref (self));
}

static void
remove_cb (GtkWidget *button, BtPhotoTemplatesWindow *self)
{
  const BtAnswer answers[] = {
    { "cancel", C_ ("photo templates", "_Cancel"), ADW_RESPONSE_DEFAULT },
    { "delete", C_ ("photo templates", "_Delete"), ADW_RESPONSE_DESTRUCTIVE },
  };
  const BtPhotoTemplate *photo_template = find (self, bt_list_parts_get_id (button));
  g_autofree char *heading = NULL;
  Removal *removal;

  if (photo_template == NULL)
    return;
  removal = g_new0 (Removal, 1);
  removal->window = g_object_ref (self);
  removal->id = photo_template->id;
  heading =
      bt_list_parts_fill (C_ ("photo templates", "Delete “%s”?"), photo_template->name);
  bt_ask (GTK_WIDGET (self), heading,
          C_ ("photo templates", "Photos that it was applied to stay as they are."), NULL,
          answers, G_N_ELEMENTS (answers), remove_answer_cb, removal);
}

/* What it says, in a line or two. */
static char *
describe (const BtPhotoTemplate *photo_template)
{
  g_autoptr (BtPhotoWords) words =
      bt_photo_words_new (photo_template->fields, FALSE, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint field = 0; words != NULL && field < BT_N_PHOTO_FIELDS; field++)
    {
      const char *value = bt_photo_words_get (words, (BtPhotoField)field);

      if (value != NULL && *value != '\0')
        g_string_append_printf (text, "%s%s: %s", text->len > 0 ? " · " : "",
                                bt_message_for_photo_field ((BtPhotoField)field), value);
    }
  return bt_message_shorten (text->str, PREVIEW_CHARS);
}

static void
add_row (BtPhotoTemplatesWindow *self, const BtPhotoTemplate *photo_template)
{
  g_autofree char *about = describe (photo_template);
  g_autofree char *edit =
      bt_list_parts_fill (C_ ("photo templates", "Edit “%s”"), photo_template->name);
  g_autofree char *delete =
      bt_list_parts_fill (C_ ("photo templates", "Delete “%s”"), photo_template->name);
  GtkWidget *row = bt_list_parts_make_row (photo_template->name, about);

  bt_list_parts_add_button (row, photo_template->id, "document-edit-symbolic", edit,
                            G_CALLBACK (edit_cb), self);
  bt_list_parts_add_button (row, photo_template->id, "user-trash-symbolic", delete,
                            G_CALLBACK (remove_cb), self);
  gtk_list_box_append (self->list, row);
}

/* ---- all of them ---- */

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtPhotoTemplatesWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) templates =
      bt_store_list_photo_templates_finish (BT_STORE (source), result, &error);

  if (self->store == NULL)
    return;
  if (templates == NULL)
    {
      bt_tell_error (GTK_WIDGET (self), C_ ("photo templates", "Not Read"), error);
      return;
    }
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  self->templates = g_steal_pointer (&templates);
  bt_list_parts_clear (self->list);
  for (guint i = 0; i < self->templates->len; i++)
    add_row (self, self->templates->pdata[i]);
  gtk_stack_set_visible_child_name (self->stack,
                                    self->templates->len > 0 ? "list" : "nothing");
}

static void
list (BtPhotoTemplatesWindow *self)
{
  if (self->store != NULL)
    bt_store_list_photo_templates_async (self->store, NULL, listed_cb,
                                         g_object_ref (self));
}

/* ---- type ---- */

static void
bt_photo_templates_window_dispose (GObject *object)
{
  BtPhotoTemplatesWindow *self = BT_PHOTO_TEMPLATES_WINDOW (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->templates, g_ptr_array_unref);

  G_OBJECT_CLASS (bt_photo_templates_window_parent_class)->dispose (object);
}

static void
bt_photo_templates_window_class_init (BtPhotoTemplatesWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_photo_templates_window_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0,
                                       "window.close", NULL);
}

static void
bt_photo_templates_window_init (BtPhotoTemplatesWindow *self)
{
  self->templates = g_ptr_array_new ();
}

static GtkWidget *
make_bar (BtPhotoTemplatesWindow *self)
{
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *add = gtk_button_new_from_icon_name ("list-add-symbolic");

  gtk_widget_set_tooltip_text (add, C_ ("photo templates", "New Photo Template"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("photo templates", "New Photo Template"), -1);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (new_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), add);
  return bar;
}

GtkWidget *
bt_photo_templates_window_new (GtkWindow *parent, BtStore *store)
{
  BtPhotoTemplatesWindow *self;
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *nothing = adw_status_page_new ();

  g_return_val_if_fail (BT_IS_STORE (store), NULL);

  self = g_object_new (BT_TYPE_PHOTO_TEMPLATES_WINDOW, "transient-for", parent, "modal",
                       TRUE, "destroy-with-parent", TRUE, "default-width", 560,
                       "default-height", 520, "title",
                       C_ ("photo templates", "Photo Templates"), NULL);
  self->store = g_object_ref (store);
  self->stack = GTK_STACK (gtk_stack_new ());
  self->list = bt_list_parts_make_list ();
  adw_status_page_set_title (ADW_STATUS_PAGE (nothing),
                             C_ ("photo templates", "No Photo Templates Yet"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (nothing),
      C_ ("photo templates", "A template fills the fields that are the same for many "
                             "photos, while they are taken in or later."));
  gtk_stack_add_named (self->stack, nothing, "nothing");
  gtk_stack_add_named (self->stack, bt_list_parts_scroll (self->list), "list");
  gtk_box_append (GTK_BOX (all), make_bar (self));
  gtk_box_append (GTK_BOX (all), GTK_WIDGET (self->stack));
  adw_window_set_content (ADW_WINDOW (self), all);
  bt_accessible_name_buttons (GTK_WIDGET (self));
  g_signal_connect_object (store, "words-changed", G_CALLBACK (list), self,
                           G_CONNECT_SWAPPED);
  list (self);
  return GTK_WIDGET (self);
}
