/* The commands of the photo desk that are neither a choice nor a view: undo, full screen,
 * photos that go to an article.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/desk/bt-article-chooser.h"
#include "ui/desk/bt-desk-window-private.h"
#include "ui/preferences/bt-shortcuts-window.h"

/* ---- undo ---- */

/* Where somebody types, undo is of what was typed; captions are the desk's own steps. */
static gboolean
typing (BtDeskWindow *self, const char *command)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  return (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus))
         && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->captions))
         && gtk_widget_activate_action (focus, command, NULL);
}

static void
undo_settled_cb (gpointer data)
{
  g_autoptr (BtDeskWindow) self = data;

  if (self->context != NULL)
    bt_desk_undo (self->desk);
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtDeskWindow *self = data;

  if (!typing (self, "text.undo"))
    bt_caption_panel_settle (self->captions, undo_settled_cb, g_object_ref (self));
}

static void
redo_settled_cb (gpointer data)
{
  g_autoptr (BtDeskWindow) self = data;

  if (self->context != NULL)
    bt_desk_redo (self->desk);
}

static void
redo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtDeskWindow *self = data;

  if (!typing (self, "text.redo"))
    bt_caption_panel_settle (self->captions, redo_settled_cb, g_object_ref (self));
}

static void
describe (GtkWidget *button, const char *format, const char *fallback, const char *label)
{
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);
  g_autofree char *text = label != NULL ? g_strjoinv (label, parts) : g_strdup (fallback);

  gtk_widget_set_tooltip_text (button, text);
}

static void
steps_cb (BtDeskWindow *self)
{
  const char *undo = bt_desk_describe_undo (self->desk);
  const char *redo = bt_desk_describe_redo (self->desk);

  gtk_widget_set_sensitive (self->undo_button, undo != NULL);
  gtk_widget_set_sensitive (self->redo_button, redo != NULL);
  describe (self->undo_button, C_ ("desk", "Undo: %s"), C_ ("header", "Undo"), undo);
  describe (self->redo_button, C_ ("desk", "Redo: %s"), C_ ("header", "Redo"), redo);
}

/* ---- to the article ---- */

typedef struct
{
  BtDeskWindow *window;
  GPtrArray *items;
  gboolean gallery;
} Attach;

/* The words are on the disk now, so that whatever reads them there finds these. */
static void
settled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Attach *attach = data;
  g_autoptr (BtDeskWindow) self = attach->window;
  g_autoptr (GPtrArray) items = attach->items;
  g_autoptr (GPtrArray) infos =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_photo_info_free);
  g_autoptr (GError) error = NULL;

  if (!bt_desk_settle_finish (BT_DESK (source), result, &error))
    {
      bt_desk_window_toast_error (self, error);
      return;
    }
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (infos,
                     bt_photo_info_copy (bt_photo_item_get_info (items->pdata[i])));
  if (self->context != NULL)
    g_signal_emit_by_name (self, "attach", infos, attach->gallery);
}

/* What was typed last is with the desk now. */
static void
typed_cb (gpointer data)
{
  Attach *attach = data;

  bt_desk_settle_async (attach->window->desk, settled_cb, attach);
}

static void
attach (BtDeskWindow *self, gboolean gallery)
{
  g_autoptr (GPtrArray) items = bt_desk_window_get_targets (self);
  Attach *data;

  if (items->len == 0)
    return;
  data = g_new0 (Attach, 1);
  data->window = g_object_ref (self);
  data->items = g_steal_pointer (&items);
  data->gallery = gallery;
  bt_caption_panel_settle (self->captions, typed_cb, data);
}

static void
add_to_article_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  attach (data, FALSE);
}

static void
add_gallery_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  attach (data, TRUE);
}

typedef struct
{
  GPtrArray *infos;
  gboolean gallery;
} Waiting;

static void
waiting_free (gpointer data, GClosure *closure)
{
  Waiting *waiting = data;

  g_ptr_array_unref (waiting->infos);
  g_free (waiting);
}

static void
article_chosen_cb (GtkWindow *chooser, const char *uuid, gpointer data)
{
  const Waiting *waiting = data;

  g_signal_emit_by_name (gtk_window_get_transient_for (chooser), "attach-to", uuid,
                         waiting->infos, waiting->gallery);
}

void
bt_desk_window_ask_article (BtDeskWindow *self, GPtrArray *infos, gboolean gallery)
{
  GtkWidget *chooser;
  Waiting *waiting;

  g_return_if_fail (BT_IS_DESK_WINDOW (self));

  chooser = bt_article_chooser_new (GTK_WINDOW (self), self->store);
  waiting = g_new0 (Waiting, 1);
  waiting->infos = g_ptr_array_ref (infos);
  waiting->gallery = gallery;
  g_signal_connect_data (chooser, "chosen", G_CALLBACK (article_chosen_cb), waiting,
                         waiting_free, 0);
  gtk_window_present (GTK_WINDOW (chooser));
}

void
bt_desk_window_tell_added (BtDeskWindow *self, guint n, const char *headline)
{
  g_autofree char *shown = bt_message_shorten (headline, 40);
  g_autofree char *photos =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u photo", "%u photos", n), n);
  /* TRANSLATORS: the second %s is a headline */
  g_autofree char *text =
      *headline != '\0'
          ? g_strdup_printf (C_ ("desk", "%s added to “%s”"), photos, shown)
          : g_strdup_printf (C_ ("desk", "%s added to the open article"), photos);

  g_return_if_fail (BT_IS_DESK_WINDOW (self));

  bt_desk_window_toast (self, text);
}

/* ---- others ---- */

static void
search_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtDeskWindow *self = data;

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
select_all_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtDeskWindow *self = data;

  gtk_selection_model_select_all (
      GTK_SELECTION_MODEL (bt_desk_get_selection (self->desk)));
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (bt_shortcuts_window_new (GTK_WINDOW (data))));
}

static void
failed_cb (BtDeskWindow *self, const GError *error)
{
  bt_desk_window_toast_error (self, error);
}

void
bt_desk_window_init_actions (BtDeskWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "undo", .activate = undo_cb },
    { .name = "redo", .activate = redo_cb },
    { .name = "search", .activate = search_cb },
    { .name = "select-all", .activate = select_all_cb },
    { .name = "add-to-article", .activate = add_to_article_cb },
    { .name = "add-gallery", .activate = add_gallery_cb },
    { .name = "shortcuts", .activate = shortcuts_cb },
  };

  bt_desk_window_add_actions (self, entries, G_N_ELEMENTS (entries));
  g_signal_connect_swapped (self->desk, "steps", G_CALLBACK (steps_cb), self);
  g_signal_connect_swapped (self->desk, "failed", G_CALLBACK (failed_cb), self);
  steps_cb (self);
}
