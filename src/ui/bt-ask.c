/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/bt-ask.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/bt-accessible.h"

typedef struct
{
  BtAnswered answered;
  gpointer data;
} Question;

static void
response_cb (AdwMessageDialog *dialog, const char *id, gpointer data)
{
  Question *question = data;

  if (question->answered != NULL)
    question->answered (id, question->data);
}

static void
question_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

void
bt_ask (GtkWidget *parent,
        const char *heading,
        const char *body,
        GtkWidget *extra,
        const BtAnswer *answers,
        guint n_answers,
        BtAnswered answered,
        gpointer data)
{
  AdwMessageDialog *dialog;
  Question *question;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (n_answers > 0);

  dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (parent)), heading, body));
  if (extra != NULL)
    adw_message_dialog_set_extra_child (dialog, extra);
  for (guint i = 0; i < n_answers; i++)
    {
      adw_message_dialog_add_response (dialog, answers[i].id, answers[i].label);
      adw_message_dialog_set_response_appearance (dialog, answers[i].id,
                                                  answers[i].appearance);
    }
  adw_message_dialog_set_close_response (dialog, answers[0].id);
  adw_message_dialog_set_default_response (dialog, answers[n_answers - 1].id);

  question = g_new0 (Question, 1);
  question->answered = answered;
  question->data = data;
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question,
                         question_free, 0);
  bt_accessible_name_buttons (GTK_WIDGET (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}

static GtkWidget *
make_details (const char *details)
{
  GtkWidget *expander = gtk_expander_new_with_mnemonic (C_ ("dialog", "_Details"));
  GtkWidget *label = gtk_label_new (details);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_add_css_class (label, "caption");
  gtk_expander_set_child (GTK_EXPANDER (expander), label);
  return expander;
}

void
bt_tell (GtkWidget *parent, const char *heading, const char *body, const char *details)
{
  BtAnswer close = { "close", C_ ("dialog", "_Close"), ADW_RESPONSE_DEFAULT };

  bt_ask (parent, heading, body, details != NULL ? make_details (details) : NULL, &close,
          1, NULL, NULL);
}

void
bt_tell_error (GtkWidget *parent, const char *heading, const GError *error)
{
  g_autofree char *message = NULL;
  g_autofree char *details = NULL;

  g_return_if_fail (error != NULL);

  message = bt_message_for_error (error);
  details = bt_message_details (error);
  bt_tell (parent, heading, message, details);
}
