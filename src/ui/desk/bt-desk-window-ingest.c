/* Photos come in: the dialog, progress at the bottom, and what became of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/bt-ask.h"
#include "ui/desk/bt-desk-sidebar.h"
#include "ui/desk/bt-desk-window-private.h"
#include "ui/desk/bt-ingest-dialog.h"

/* ---- progress ---- */

static char *
time_left (gint64 seconds)
{
  guint minutes = (guint)((seconds + 30) / 60);

  if (seconds < 0)
    return NULL;
  if (minutes == 0)
    return g_strdup (C_ ("ingest", "less than a minute left"));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "about %u minute left",
                                       "about %u minutes left", minutes),
                          minutes);
}

static void
progress_cb (BtDeskWindow *self)
{
  g_autofree char *left = NULL;
  g_autofree char *counted = NULL;
  g_autofree char *text = NULL;
  BtIngestCount count;

  bt_ingest_get_count (self->ingest, &count);
  left = time_left (count.seconds);
  counted =
      g_strdup_printf (C_ ("ingest", "%u of %u"), count.found - count.left, count.found);
  text = left != NULL ? g_strdup_printf ("%s · %s", counted, left)
                      : g_steal_pointer (&counted);
  gtk_label_set_label (self->progress_label, text);
  if (count.bytes > 0)
    gtk_progress_bar_set_fraction (self->progress_bar,
                                   (double)count.bytes_done / (double)count.bytes);
}

/* The batch is shown as soon as there is something in it. */
static void
photo_cb (BtDeskWindow *self, const char *hash)
{
  if (self->ingest_shown)
    return;
  self->ingest_shown = TRUE;
  gtk_editable_set_text (self->search, "");
  bt_desk_sidebar_show_batch (BT_DESK_SIDEBAR (self->sidebar),
                              bt_ingest_get_batch (self->ingest));
}

/* ---- the end ---- */

static char *
count_text (const BtIngestCount *count)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  char *text;

  g_ptr_array_add (parts, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u new photo",
                                                        "%u new photos", count->kept),
                                           count->kept));
  if (count->known > 0)
    g_ptr_array_add (parts,
                     g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u here already",
                                                   "%u here already", count->known),
                                      count->known));
  if (count->failed > 0)
    g_ptr_array_add (parts, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u failed",
                                                          "%u failed", count->failed),
                                             count->failed));
  if (count->left > 0)
    g_ptr_array_add (parts, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u not tried",
                                                          "%u not tried", count->left),
                                             count->left));
  g_ptr_array_add (parts, NULL);
  text = g_strjoinv (" · ", (char **)parts->pdata);
  g_ptr_array_unref (parts);
  return text;
}

static char *
list_text (GPtrArray *failures)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < failures->len; i++)
    {
      const BtIngestFile *file = failures->pdata[i];
      g_autofree char *why =
          file->error != NULL ? bt_message_for_error (file->error) : g_strdup ("");

      g_string_append_printf (text, "%s%s: %s", i > 0 ? "\n" : "", file->name, why);
    }
  return g_string_free (text, FALSE);
}

static GtkWidget *
make_list (const char *text)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_pixels_below_lines (GTK_TEXT_VIEW (view), 4);
  gtk_widget_add_css_class (view, "bt-source");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("ingest", "Files that did not come in"), -1);
  gtk_widget_add_css_class (scrolled, "bt-source-frame");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_width (GTK_SCROLLED_WINDOW (scrolled), 420);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 160);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 360);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  return scrolled;
}

typedef struct
{
  BtDeskWindow *window;
  char *text;
} Summary;

static void
summary_cb (const char *answer, gpointer data)
{
  g_autofree Summary *summary = data;
  g_autoptr (BtDeskWindow) self = summary->window;
  g_autofree char *text = summary->text;

  if (g_str_equal (answer, "copy"))
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

void
bt_desk_window_show_failures (BtDeskWindow *self,
                              const char *heading,
                              const char *body,
                              const char *list)
{
  const BtAnswer answers[] = {
    { "close", C_ ("dialog", "_Close"), ADW_RESPONSE_DEFAULT },
    { "copy", C_ ("ingest", "C_opy the List"), ADW_RESPONSE_DEFAULT },
  };
  Summary *summary = g_new0 (Summary, 1);

  summary->window = g_object_ref (self);
  summary->text = g_strdup (list);
  bt_ask (GTK_WIDGET (self), heading, body, *list != '\0' ? make_list (list) : NULL,
          answers, *list != '\0' ? 2 : 1, summary_cb, summary);
}

static const char *
heading_for (BtIngestState state)
{
  switch (state)
    {
    case BT_INGEST_CANCELLED:
      return C_ ("ingest", "Ingest Stopped");
    case BT_INGEST_SOURCE_GONE:
      return C_ ("ingest", "The Card or Folder Is Gone");
    case BT_INGEST_DISK_FULL:
      return C_ ("ingest", "The Disk Is Full");
    case BT_INGEST_WAITING:
    case BT_INGEST_RUNNING:
    case BT_INGEST_FINISHED:
      break;
    }
  return C_ ("ingest", "Not Everything Came In");
}

static void
finished_cb (BtDeskWindow *self)
{
  g_autoptr (BtIngest) ingest = g_steal_pointer (&self->ingest);
  g_autoptr (GPtrArray) failures = bt_ingest_get_failures (ingest);
  g_autoptr (GError) error = bt_ingest_get_error (ingest);
  BtIngestState state = bt_ingest_get_state (ingest);
  g_autofree char *counted = NULL;
  g_autofree char *message = error != NULL ? bt_message_for_error (error) : NULL;
  g_autofree char *body = NULL;
  BtIngestCount count;

  g_signal_handlers_disconnect_by_data (ingest, self);
  gtk_widget_set_visible (self->progress_box, FALSE);
  bt_desk_window_enable (self, "ingest", TRUE);
  bt_desk_window_enable (self, "stop-ingest", FALSE);
  if (self->context == NULL || self->stopped)
    return;
  bt_ingest_get_count (ingest, &count);
  counted = count_text (&count);
  body = message != NULL ? g_strdup_printf ("%s\n\n%s", counted, message)
                         : g_strdup (counted);
  if (state == BT_INGEST_FINISHED && failures->len == 0 && error == NULL)
    bt_desk_window_toast (self, count.found > 0 ? counted
                                                : C_ ("ingest", "No photos found there"));
  else
    {
      g_autofree char *list = list_text (failures);

      bt_desk_window_show_failures (self, heading_for (state), body, list);
    }
}

/* ---- the beginning ---- */

static void
start_cb (BtDeskWindow *self, BtIngest *ingest)
{
  if (self->ingest != NULL)
    return;
  self->ingest = g_object_ref (ingest);
  self->ingest_shown = FALSE;
  g_signal_connect_swapped (ingest, "photo", G_CALLBACK (photo_cb), self);
  g_signal_connect_swapped (ingest, "progress", G_CALLBACK (progress_cb), self);
  g_signal_connect_swapped (ingest, "finished", G_CALLBACK (finished_cb), self);
  gtk_label_set_label (self->progress_label, C_ ("ingest", "Looking for photos…"));
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_widget_set_visible (self->progress_box, TRUE);
  bt_desk_window_enable (self, "ingest", FALSE);
  bt_desk_window_enable (self, "stop-ingest", TRUE);
  bt_desk_window_show_page (self, "sheet");
  bt_ingest_start (ingest);
}

static void
ask_ingest (BtDeskWindow *self, GFile *source)
{
  GtkWidget *dialog;

  if (self->ingest != NULL)
    return;
  dialog = bt_ingest_dialog_new (GTK_WINDOW (self), self->context, source);
  g_signal_connect_object (dialog, "start", G_CALLBACK (start_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
card_cb (BtDeskWindow *self, GFile *card)
{
  ask_ingest (self, card);
}

static void
ingest_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask_ingest (data, NULL);
}

static void
stop_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtDeskWindow *self = data;

  if (self->ingest != NULL)
    bt_ingest_cancel (self->ingest);
}

/* ---- closing ---- */

static void
close_answer_cb (const char *answer, gpointer data)
{
  g_autoptr (BtDeskWindow) self = data;

  if (!g_str_equal (answer, "stop"))
    return;
  self->stopped = TRUE;
  if (self->exporting != NULL)
    g_cancellable_cancel (self->exporting);
  if (self->ingest != NULL)
    bt_ingest_cancel (self->ingest);
  gtk_window_close (GTK_WINDOW (self));
}

gboolean
bt_desk_window_keeps_open (BtDeskWindow *self)
{
  const BtAnswer answers[] = {
    { "stay", C_ ("ingest", "_Go On"), ADW_RESPONSE_DEFAULT },
    { "stop", C_ ("ingest", "_Stop and Close"), ADW_RESPONSE_DESTRUCTIVE },
  };

  if ((self->ingest == NULL && self->exporting == NULL) || self->stopped)
    return FALSE;
  bt_ask (GTK_WIDGET (self),
          self->ingest != NULL ? C_ ("ingest", "Photos Are Still Coming In")
                               : C_ ("export", "Photos Are Still Going Out"),
          self->ingest != NULL
              ? C_ ("ingest",
                    "What has come in stays. The rest can be taken in another time.")
              : C_ ("export", "What is in the folder is whole. The rest is not there."),
          NULL, answers, G_N_ELEMENTS (answers), close_answer_cb, g_object_ref (self));
  return TRUE;
}

void
bt_desk_window_init_ingest (BtDeskWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "ingest", .activate = ingest_cb },
    { .name = "stop-ingest", .activate = stop_cb },
  };

  bt_desk_window_add_actions (self, entries, G_N_ELEMENTS (entries));
  bt_desk_window_enable (self, "stop-ingest", FALSE);
  g_signal_connect_swapped (self->sidebar, "ingest", G_CALLBACK (card_cb), self);
}
