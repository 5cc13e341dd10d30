/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/bt-window-private.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/bt-accessible.h"
#include "ui/bt-ask.h"
#include "ui/bt-file-chooser.h"
#include "ui/bt-toast.h"
#include "ui/editor/bt-input-method.h"

G_DEFINE_FINAL_TYPE (BtWindow, bt_window, ADW_TYPE_APPLICATION_WINDOW)

/* ---- what the header says ---- */

static void
update_title (BtWindow *self)
{
  const BtArticle *article;
  const char *saved = NULL;

  if (self->document == NULL)
    {
      adw_window_title_set_title (self->title, "");
      adw_window_title_set_subtitle (self->title, "");
      return;
    }

  article = bt_document_get_article (self->document);
  switch (bt_document_get_state (self->document))
    {
    case BT_SAVE_NONE:
      saved = C_ ("save", "New");
      break;
    case BT_SAVE_SAVED:
      saved = C_ ("save", "Saved");
      break;
    case BT_SAVE_PENDING:
      saved = C_ ("save", "Saving…");
      break;
    case BT_SAVE_FAILED:
      saved = C_ ("save", "Not saved");
      break;
    }
  adw_window_title_set_title (self->title,
                              bt_message_for_status (bt_article_get_status (article)));
  adw_window_title_set_subtitle (self->title, saved);
}

static void
update_save_error (BtWindow *self)
{
  const GError *error =
      self->document != NULL ? bt_document_get_error (self->document) : NULL;
  g_autofree char *message = NULL;

  gtk_widget_set_visible (self->save_button, error != NULL);
  if (error == NULL)
    return;
  message = bt_message_for_error (error);
  gtk_label_set_label (self->save_error, message);
}

static void
update_actions (BtWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean open = self->document != NULL;

  gtk_widget_action_set_enabled (widget, "win.undo",
                                 bt_editor_pane_can_undo (self->editor));
  gtk_widget_action_set_enabled (widget, "win.redo",
                                 bt_editor_pane_can_redo (self->editor));
  gtk_widget_set_tooltip_text (self->undo_button,
                               bt_editor_pane_describe_undo (self->editor));
  gtk_widget_set_tooltip_text (self->redo_button,
                               bt_editor_pane_describe_redo (self->editor));
  gtk_widget_action_set_enabled (widget, "win.add-photo", open);
  gtk_widget_action_set_enabled (widget, "win.preview", open);
  gtk_widget_action_set_enabled (widget, "win.preview-portal", open);
  gtk_widget_action_set_enabled (widget, "win.publish", open);
  gtk_widget_action_set_enabled (
      widget, "win.trash",
      open && bt_document_get_state (self->document) != BT_SAVE_NONE);
  gtk_widget_action_set_enabled (widget, "win.save", open);
  gtk_widget_action_set_enabled (widget, "win.details", open);
  gtk_widget_action_set_enabled (widget, "win.restore", self->trashed != NULL);
}

void
bt_window_update (BtWindow *self)
{
  gboolean open = self->document != NULL;

  gtk_stack_set_visible_child_name (self->stack, open                    ? "article"
                                                 : self->trashed != NULL ? "trashed"
                                                                         : "nothing");
  gtk_widget_set_visible (self->undo_box, open);
  gtk_widget_set_visible (self->publish, open);
  gtk_widget_set_visible (self->article_button, open);
  gtk_widget_set_visible (self->details_button, open);
  gtk_widget_set_visible (self->add_photo, open);
  update_title (self);
  update_save_error (self);
  update_actions (self);
  bt_window_update_send_bar (self);
}

/* ---- toasts ---- */

void
bt_window_toast (BtWindow *self, const char *text, gboolean undo)
{
  AdwToast *toast = adw_toast_new (text);

  if (undo)
    {
      adw_toast_set_button_label (toast, C_ ("toast", "_Undo"));
      adw_toast_set_action_name (toast, "win.undo");
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
bt_window_toast_error (BtWindow *self, const GError *error)
{
  bt_toast_error (self->toasts, error);
}

/* ---- callbacks ---- */

static void
editor_toast_cb (BtWindow *self, const char *text, gboolean undo)
{
  bt_window_toast (self, text, undo);
}

static void
failed_cb (BtWindow *self, const GError *error)
{
  bt_window_toast_error (self, error);
}

static void
photo_chosen_cb (GListModel *files, gpointer data)
{
  bt_editor_pane_take_photos (BT_WINDOW (data)->editor, files);
}

static void
choose_photo_cb (BtWindow *self, gboolean several)
{
  bt_choose_files (GTK_WINDOW (self), BT_FILES_PHOTOS, several, photo_chosen_cb, self);
}

static void
chosen_cb (BtWindow *self, const char *uuid)
{
  bt_window_open (self, uuid);
  bt_window_show_editor (self);
}

static void
library_loaded_cb (BtWindow *self)
{
  g_auto (GStrv) sections =
      bt_library_model_get_sections (bt_library_pane_get_model (self->library));

  bt_editor_pane_set_sections (self->editor, (const char *const *)sections);
  bt_window_update_send_bar (self);
}

/* ---- actions ---- */

static void
new_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bt_window_new_article (BT_WINDOW (widget));
}

static void
new_menu_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bt_window_show_library (BT_WINDOW (widget));
  gtk_menu_button_popup (BT_WINDOW (widget)->new_menu);
}

static void
new_from_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bt_window_new_from_template (BT_WINDOW (widget),
                               g_variant_get_string (parameter, NULL));
}

static void
import_chosen_cb (GListModel *files, gpointer data)
{
  bt_window_import (data, files);
}

static void
import_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bt_choose_files (GTK_WINDOW (widget), BT_FILES_ARTICLES, TRUE, import_chosen_cb,
                   widget);
}

static void
search_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bt_window_show_library (BT_WINDOW (widget));
  bt_library_pane_focus_search (BT_WINDOW (widget)->library);
}

static void
undo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bt_editor_pane_undo (BT_WINDOW (widget)->editor);
}

static void
redo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bt_editor_pane_redo (BT_WINDOW (widget)->editor);
}

static void
photos_chosen_cb (GListModel *files, gpointer data)
{
  bt_editor_pane_add_photos (BT_WINDOW (data)->editor, files);
}

static void
add_photo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bt_choose_files (GTK_WINDOW (widget), BT_FILES_PHOTOS, TRUE, photos_chosen_cb, widget);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!bt_window_save_all_finish (BT_WINDOW (source), result, &error))
    bt_window_toast_error (BT_WINDOW (source), error);
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bt_window_save_all_async (BT_WINDOW (widget), saved_cb, NULL);
}

static void
details_settled_cb (gpointer data)
{
  g_autoptr (BtWindow) self = data;

  if (self->context != NULL)
    bt_editor_pane_set_details_shown (self->editor,
                                      !bt_editor_pane_get_details_shown (self->editor));
}

/* A word may be under composition in a field that goes out of sight. */
static void
details_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bt_input_settle (widget, details_settled_cb, g_object_ref (widget));
}

static void
details_shown_cb (BtWindow *self)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->details_button),
                                bt_editor_pane_get_details_shown (self->editor));
}

static void
photo_desk_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_action_group_activate_action (
      G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (widget))), "photo-desk",
      NULL);
}

static void
simple_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const struct
  {
    const char *name;
    void (*act) (BtWindow *self);
  } acts[] = {
    { "win.trash", bt_window_trash },
    { "win.restore", bt_window_restore },
    { "win.publish", bt_window_publish },
    { "win.preview", bt_window_preview },
    { "win.preview-portal", bt_window_preview_portal },
    { "win.accounts", bt_window_show_accounts },
    { "win.templates", bt_window_show_templates },
    { "win.preferences", bt_window_show_preferences },
    { "win.shortcuts", bt_window_show_shortcuts },
    { "win.about", bt_window_show_about },
    { "win.back", bt_window_show_library },
  };

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_str_equal (acts[i].name, name))
      acts[i].act (BT_WINDOW (widget));
}

/* ---- closing ---- */

static void
close_anyway_cb (const char *id, gpointer data)
{
  BtWindow *self = data;

  self->closing = FALSE;
  if (g_str_equal (id, "again"))
    gtk_window_close (GTK_WINDOW (self));
  else if (g_str_equal (id, "discard"))
    {
      self->may_close = TRUE;
      gtk_window_close (GTK_WINDOW (self));
    }
}

static void
closing_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BtWindow *self = BT_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;
  const BtAnswer answers[] = {
    { "stay", C_ ("save", "_Stay Here"), ADW_RESPONSE_DEFAULT },
    { "discard", C_ ("save", "_Close without Saving"), ADW_RESPONSE_DESTRUCTIVE },
    { "again", C_ ("save", "_Try Again"), ADW_RESPONSE_SUGGESTED },
  };

  if (bt_window_save_all_finish (self, result, &error))
    {
      self->may_close = TRUE;
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  message = bt_message_for_error (error);
  bt_ask (GTK_WIDGET (self), C_ ("save", "The Last Changes Are Not Saved"), message, NULL,
          answers, G_N_ELEMENTS (answers), close_anyway_cb, self);
}

static void
closing_settled_cb (gpointer data)
{
  bt_window_save_all_async (data, closing_saved_cb, NULL);
}

static gboolean
bt_window_close_request (GtkWindow *window)
{
  BtWindow *self = BT_WINDOW (window);

  if (!self->may_close)
    {
      /* a word under composition, and the disk, come first */
      if (!self->closing)
        {
          self->closing = TRUE;
          bt_input_settle (GTK_WIDGET (self), closing_settled_cb, self);
        }
      return TRUE;
    }
  if (self->settings != NULL)
    {
      int width, height;

      gtk_window_get_default_size (window, &width, &height);
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
      g_settings_set_boolean (self->settings, "window-maximized",
                              gtk_window_is_maximized (window));
      g_settings_set_boolean (self->settings, "details-shown",
                              bt_editor_pane_get_details_shown (self->editor));
    }
  return GTK_WINDOW_CLASS (bt_window_parent_class)->close_request (window);
}

/* ---- type ---- */

static void
bt_window_dispose (GObject *object)
{
  BtWindow *self = BT_WINDOW (object);

  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  if (self->sender != NULL)
    g_signal_handlers_disconnect_by_data (self->sender, self);
  if (self->document != NULL)
    {
      bt_editor_pane_set_document (self->editor, NULL);
      g_signal_handlers_disconnect_by_data (self->document, self);
    }
  g_clear_object (&self->document);
  g_clear_object (&self->sender);
  g_clear_object (&self->context);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_clear_pointer (&self->photos, g_ptr_array_unref);

  G_OBJECT_CLASS (bt_window_parent_class)->dispose (object);
}

static void
bt_window_finalize (GObject *object)
{
  BtWindow *self = BT_WINDOW (object);

  g_ptr_array_unref (self->leaving);
  g_hash_table_unref (self->progress);
  g_hash_table_unref (self->published);
  g_free (self->wanted);
  g_free (self->trashed);
  g_free (self->photos_article);

  G_OBJECT_CLASS (bt_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, BtWindow, name)
  CHILD (toasts);
  CHILD (leaflet);
  CHILD (library_bar);
  CHILD (editor_bar);
  CHILD (library);
  CHILD (title);
  CHILD (stack);
  CHILD (editor);
  CHILD (send_bar);
  CHILD (trashed_page);
  CHILD (new_menu);
  CHILD (back);
  CHILD (undo_box);
  CHILD (undo_button);
  CHILD (redo_button);
  CHILD (save_button);
  CHILD (save_error);
  CHILD (publish);
  CHILD (article_button);
  CHILD (details_button);
  CHILD (add_photo);
#undef CHILD
}

static void
bt_window_class_init (BtWindowClass *klass)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc act;
  } actions[] = {
    { "win.new", new_cb },
    { "win.new-menu", new_menu_cb },
    { "win.import", import_cb },
    { "win.search", search_cb },
    { "win.undo", undo_cb },
    { "win.redo", redo_cb },
    { "win.add-photo", add_photo_cb },
    { "win.photo-desk", photo_desk_cb },
    { "win.save", save_cb },
    { "win.details", details_cb },
    { "win.trash", simple_cb },
    { "win.restore", simple_cb },
    { "win.publish", simple_cb },
    { "win.preview", simple_cb },
    { "win.preview-portal", simple_cb },
    { "win.templates", simple_cb },
    { "win.accounts", simple_cb },
    { "win.preferences", simple_cb },
    { "win.about", simple_cb },
    { "win.shortcuts", simple_cb },
    { "win.back", simple_cb },
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bt_window_dispose;
  object_class->finalize = bt_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = bt_window_close_request;

  g_type_ensure (BT_TYPE_LIBRARY_PANE);
  g_type_ensure (BT_TYPE_EDITOR_PANE);
  g_type_ensure (BT_TYPE_SEND_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/banthao/BanThao/ui/bt-window.ui");
  bind_children (widget_class);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].act);
  gtk_widget_class_install_action (widget_class, "win.new-from", "s", new_from_cb);
}

static void
bt_window_init (BtWindow *self)
{
  self->leaving = g_ptr_array_new_with_free_func (g_object_unref);
  self->progress = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->published = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify)bt_published_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  bt_window_init_panes (self);
  bt_accessible_name_buttons (GTK_WIDGET (self));
  bt_input_guard_shortcuts (GTK_WIDGET (self));

  g_signal_connect_swapped (self->library, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->library, "failed", G_CALLBACK (failed_cb), self);
  g_signal_connect_swapped (self->library, "loaded", G_CALLBACK (library_loaded_cb),
                            self);
  g_signal_connect_swapped (self->editor, "toast", G_CALLBACK (editor_toast_cb), self);
  g_signal_connect_swapped (self->editor, "failed", G_CALLBACK (failed_cb), self);
  g_signal_connect_swapped (self->editor, "choose-photo", G_CALLBACK (choose_photo_cb),
                            self);
  g_signal_connect_swapped (self->editor, "details-shown", G_CALLBACK (details_shown_cb),
                            self);
  g_signal_connect_swapped (self->editor, "history-changed", G_CALLBACK (update_actions),
                            self);
}

static void
restore_window (BtWindow *self)
{
  gboolean shown = TRUE;

  if (self->settings != NULL)
    {
      gtk_window_set_default_size (GTK_WINDOW (self),
                                   g_settings_get_int (self->settings, "window-width"),
                                   g_settings_get_int (self->settings, "window-height"));
      if (g_settings_get_boolean (self->settings, "window-maximized"))
        gtk_window_maximize (GTK_WINDOW (self));
      shown = g_settings_get_boolean (self->settings, "details-shown");
    }
  else
    gtk_window_set_default_size (GTK_WINDOW (self), 1280, 840);
  bt_editor_pane_set_details_shown (self->editor, shown);
}

/* ---- public ---- */

BtWindow *
bt_window_new (GtkApplication *app,
               BtContext *context,
               BtSender *sender,
               GSettings *settings)
{
  BtWindow *self;

  g_return_val_if_fail (BT_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (BT_IS_SENDER (sender), NULL);

  self = g_object_new (BT_TYPE_WINDOW, "application", app, NULL);
  self->context = g_object_ref (context);
  self->store = bt_context_get_store (context);
  self->sender = g_object_ref (sender);
  g_set_object (&self->settings, settings);
  bt_library_pane_set_store (self->library, self->store);
  bt_editor_pane_set_context (self->editor, context, settings);
  restore_window (self);
  bt_window_init_publish (self);
  bt_window_init_templates (self);
  bt_window_update (self);
  return self;
}
