/* The window and the outbox: publishing, progress, what went wrong, what arrived.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "sync/bt-caption-check.h"
#include "ui/bt-ask.h"
#include "ui/bt-window-private.h"
#include "ui/editor/bt-input-method.h"
#include "ui/publish/bt-publish-dialog.h"

static const char *
open_uuid (BtWindow *self)
{
  if (self->document == NULL)
    return NULL;
  return bt_article_get_uuid (bt_document_get_article (self->document));
}

static const BtOutboxRow *
open_row (BtWindow *self)
{
  return bt_library_model_get_outbox (bt_library_pane_get_model (self->library),
                                      open_uuid (self));
}

void
bt_window_update_send_bar (BtWindow *self)
{
  const char *uuid = open_uuid (self);
  const BtOutboxRow *row = open_row (self);
  const BtPublished *published =
      uuid != NULL ? g_hash_table_lookup (self->published, uuid) : NULL;

  if (row != NULL)
    bt_send_bar_show_row (self->send_bar, row,
                          g_hash_table_lookup (self->progress, &row->id));
  else if (published != NULL)
    bt_send_bar_show_published (self->send_bar, published);
  else
    bt_send_bar_hide (self->send_bar);
}

/* ---- the sender tells ---- */

static void
progress_cb (BtSender *sender,
             gint64 row,
             int step,
             guint index,
             guint count,
             double fraction,
             BtWindow *self)
{
  BtSendProgress *progress = g_new0 (BtSendProgress, 1);

  progress->step = (BtStep)step;
  progress->index = index;
  progress->count = count;
  progress->fraction = fraction;
  g_hash_table_replace (self->progress, g_memdup2 (&row, sizeof row), progress);
  bt_window_update_send_bar (self);
}

static void
finished_cb (BtSender *sender, gint64 row, const BtPublished *published, BtWindow *self)
{
  g_hash_table_remove (self->progress, &row);
  g_hash_table_replace (self->published, g_strdup (published->uuid),
                        bt_published_copy (published));
  bt_library_model_refresh (bt_library_pane_get_model (self->library));
  if (g_strcmp0 (published->uuid, open_uuid (self)) != 0)
    bt_window_toast (self, C_ ("toast", "An article arrived at the portal"), FALSE);
  bt_window_update_send_bar (self);
}

static void
stopped_cb (BtSender *sender,
            gint64 row,
            const GError *error,
            gboolean needs_person,
            BtWindow *self)
{
  const BtOutboxRow *open = open_row (self);

  g_hash_table_remove (self->progress, &row);
  bt_library_model_refresh (bt_library_pane_get_model (self->library));
  if (needs_person && (open == NULL || open->id != row))
    bt_window_toast_error (self, error);
  bt_window_update_send_bar (self);
}

/* ---- sending ---- */

typedef struct
{
  BtWindow *window;
  char *uuid;
  char *account;
  BtIntent intent;
  gint64 at;
  gboolean replace_theirs;
} Send;

static Send *
send_new (BtWindow *self,
          const char *uuid,
          const char *account,
          BtIntent intent,
          gint64 at)
{
  Send *send = g_new0 (Send, 1);

  send->window = g_object_ref (self);
  send->uuid = g_strdup (uuid);
  send->account = g_strdup (account);
  send->intent = intent;
  send->at = at;
  return send;
}

static void
send_free (Send *send)
{
  g_object_unref (send->window);
  g_free (send->uuid);
  g_free (send->account);
  g_free (send);
}

static void start_send (Send *send);

static void
submit_cb (const char *id, gpointer data)
{
  Send *send = data;

  if (!g_str_equal (id, "submit"))
    {
      send_free (send);
      return;
    }
  send->intent = BT_INTENT_PENDING;
  send->at = 0;
  start_send (send);
}

static void
offer_to_submit (Send *send, const GError *error)
{
  g_autofree char *message = bt_message_for_error (error);
  const BtAnswer answers[] = {
    { "cancel", C_ ("publish", "_Cancel"), ADW_RESPONSE_DEFAULT },
    { "submit", C_ ("publish", "_Submit for Approval"), ADW_RESPONSE_SUGGESTED },
  };

  bt_ask (GTK_WIDGET (send->window), C_ ("publish", "Submit for Approval?"), message,
          NULL, answers, G_N_ELEMENTS (answers), submit_cb, send);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Send *send = data;
  BtWindow *self = send->window;
  g_autoptr (GError) error = NULL;

  if (bt_sender_publish_finish (BT_SENDER (source), result, &error) != 0)
    {
      g_hash_table_remove (self->published, send->uuid);
      if (self->settings != NULL)
        g_settings_set_string (self->settings, "last-account", send->account);
      bt_library_model_refresh (bt_library_pane_get_model (self->library));
      send_free (send);
      return;
    }
  if (g_error_matches (error, BT_SYNC_ERROR, BT_SYNC_ERROR_MAY_NOT_PUBLISH))
    {
      offer_to_submit (send, error);
      return;
    }
  bt_tell_error (GTK_WIDGET (self), C_ ("publish", "Not Sent"), error);
  send_free (send);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Send *send = data;
  BtWindow *self = BT_WINDOW (source);
  g_autoptr (GError) error = NULL;

  if (!bt_window_save_all_finish (self, result, &error))
    {
      bt_tell_error (GTK_WIDGET (self), C_ ("publish", "Not Sent"), error);
      send_free (send);
      return;
    }
  bt_sender_publish_async (self->sender, send->uuid, send->account, send->intent,
                           send->at, send->replace_theirs, sent_cb, send);
}

/* What is sent is what is on the disk: save first. */
static void
start_send (Send *send)
{
  bt_window_save_all_async (send->window, saved_cb, send);
}

static void
send_cb (BtPublishDialog *dialog,
         const char *account,
         int intent,
         gint64 at,
         BtWindow *self)
{
  if (self->document != NULL)
    start_send (send_new (self, open_uuid (self), account, (BtIntent)intent, at));
}

void
bt_window_send_draft (BtWindow *self, const char *account)
{
  if (self->document != NULL)
    start_send (send_new (self, open_uuid (self), account, BT_INTENT_DRAFT, 0));
}

/* ---- asking ---- */

/* One finding in one photo of the text. */
static gboolean
fix_item (guint block, guint index, BtFigureItem *item, gpointer data)
{
  const BtArticleCaption *caption = data;

  return block == caption->block && index == caption->index
         && bt_caption_fix_item (caption->finding, item);
}

static void
fix_cb (BtPublishDialog *dialog, BtArticleCaption *caption, BtWindow *self)
{
  g_autoptr (BtArticle) article = NULL;

  if (self->document == NULL)
    return;
  bt_editor_pane_edit_items (self->editor, fix_item, caption);
  article = bt_editor_pane_collect (self->editor, TRUE);
  bt_publish_dialog_set_article (dialog, article);
}

static void
accounts_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts =
      bt_store_list_accounts_finish (BT_STORE (source), result, &error);
  g_autoptr (BtArticle) article = NULL;
  g_autofree char *last = NULL;
  GtkWidget *dialog;

  if (accounts == NULL)
    {
      bt_window_toast_error (self, error);
      return;
    }
  if (self->document == NULL)
    return;
  if (self->settings != NULL)
    last = g_settings_get_string (self->settings, "last-account");
  article = bt_editor_pane_collect (self->editor, TRUE);
  dialog =
      bt_publish_dialog_new (GTK_WINDOW (self), self->context, article, accounts, last);
  g_signal_connect_object (dialog, "fix", G_CALLBACK (fix_cb), self, 0);
  g_signal_connect_object (dialog, "send", G_CALLBACK (send_cb), self, 0);
  g_signal_connect_object (dialog, "add-account", G_CALLBACK (bt_window_show_accounts),
                           self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
publish_settled_cb (gpointer data)
{
  g_autoptr (BtWindow) self = data;

  if (self->context != NULL)
    bt_store_list_accounts_async (self->store, NULL, accounts_cb, g_object_ref (self));
}

void
bt_window_publish (BtWindow *self)
{
  bt_input_settle (GTK_WIDGET (self), publish_settled_cb, g_object_ref (self));
}

/* ---- the bar's buttons ---- */

static void
overwrite_cb (const char *id, gpointer data)
{
  Send *send = data;

  if (!g_str_equal (id, "send"))
    {
      send_free (send);
      return;
    }
  send->replace_theirs = TRUE;
  start_send (send);
}

static void
ask_overwrite (BtWindow *self, const BtOutboxRow *row)
{
  const BtAnswer answers[] = {
    { "cancel", C_ ("publish", "_Cancel"), ADW_RESPONSE_DEFAULT },
    { "send", C_ ("publish", "_Send Mine"), ADW_RESPONSE_DESTRUCTIVE },
  };

  bt_ask (
      GTK_WIDGET (self), C_ ("publish", "Changed on the Portal"),
      C_ ("publish",
          "Somebody changed this article on the portal after it was sent last. If you "
          "send yours, it takes the place of theirs; theirs is kept in this "
          "article’s history."),
      NULL, answers, G_N_ELEMENTS (answers), overwrite_cb,
      send_new (self, row->uuid, row->account_name, row->intent, row->at));
}

static void
open_url (BtWindow *self, const char *uuid)
{
  const BtPublished *published = g_hash_table_lookup (self->published, uuid);

  if (published != NULL && published->url != NULL)
    gtk_show_uri (GTK_WINDOW (self), published->url, GDK_CURRENT_TIME);
}

static void
copy_url (BtWindow *self, const char *uuid)
{
  const BtPublished *published = g_hash_table_lookup (self->published, uuid);

  if (published == NULL || published->url == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), published->url);
  bt_window_toast (self, C_ ("toast", "Link copied"), FALSE);
}

static void
act_cb (BtWindow *self, const char *act)
{
  const char *uuid = open_uuid (self);
  const BtOutboxRow *row = open_row (self);

  if (uuid == NULL)
    return;
  if (g_str_equal (act, "open"))
    open_url (self, uuid);
  else if (g_str_equal (act, "copy"))
    copy_url (self, uuid);
  else if (g_str_equal (act, "dismiss"))
    g_hash_table_remove (self->published, uuid);
  else if (row == NULL)
    return;
  else if (g_str_equal (act, "cancel"))
    bt_sender_cancel (self->sender, row->id);
  else if (g_str_equal (act, "retry"))
    bt_sender_retry (self->sender, row->id);
  else if (g_str_equal (act, "submit"))
    start_send (send_new (self, uuid, row->account_name, BT_INTENT_PENDING, 0));
  else if (g_str_equal (act, "overwrite"))
    ask_overwrite (self, row);
  bt_window_update_send_bar (self);
}

void
bt_window_init_publish (BtWindow *self)
{
  g_signal_connect_object (self->sender, "progress", G_CALLBACK (progress_cb), self, 0);
  g_signal_connect_object (self->sender, "finished", G_CALLBACK (finished_cb), self, 0);
  g_signal_connect_object (self->sender, "stopped", G_CALLBACK (stopped_cb), self, 0);
  g_signal_connect_swapped (self->send_bar, "act", G_CALLBACK (act_cb), self);
}
