/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/publish/bt-send-bar.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/bt-accessible.h"
#include "ui/library/bt-relative-time.h"

struct _BtSendBar
{
  AdwBin parent_instance;

  char *
      shown; /* the buttons that are there, so that a click is not made on a moving one */

  GtkRevealer *revealer;
  GtkWidget *box;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *text;
  GtkProgressBar *progress;
  GtkBox *buttons;
  GtkWidget *dismiss;
};

enum
{
  ACT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtSendBar, bt_send_bar, ADW_TYPE_BIN)

typedef struct
{
  const char *act;
  const char *label;
  const char *css_class;
} Button;

static void
clicked_cb (GtkButton *button, BtSendBar *self)
{
  g_signal_emit (self, signals[ACT], 0, g_object_get_data (G_OBJECT (button), "act"));
}

static void
dismiss_cb (BtSendBar *self)
{
  g_signal_emit (self, signals[ACT], 0, "dismiss");
}

static void
set_buttons (BtSendBar *self, const Button *buttons, guint n)
{
  GString *wanted = g_string_new (NULL);
  GtkWidget *child;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (wanted, "%s ", buttons[i].act);
  if (g_strcmp0 (wanted->str, self->shown) == 0)
    {
      g_string_free (wanted, TRUE);
      return;
    }
  g_free (self->shown);
  self->shown = g_string_free (wanted, FALSE);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->buttons))) != NULL)
    gtk_box_remove (self->buttons, child);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (buttons[i].label);

      if (buttons[i].css_class != NULL)
        gtk_widget_add_css_class (button, buttons[i].css_class);
      g_object_set_data (G_OBJECT (button), "act", (gpointer)buttons[i].act);
      g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
      gtk_box_append (self->buttons, button);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->buttons), n > 0);
  bt_accessible_name_buttons (GTK_WIDGET (self->buttons));
}

static void
show (BtSendBar *self,
      const char *style,
      const char *icon,
      const char *title,
      const char *text)
{
  static const char *const styles[] = { "sending", "waiting", "stopped", "arrived" };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (self->box, styles[i]);
  gtk_widget_add_css_class (self->box, style);
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->text, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->text), text != NULL && *text != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->progress), g_str_equal (style, "sending"));
  gtk_widget_set_visible (self->dismiss, g_str_equal (style, "arrived"));
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

/* ---- type ---- */

static void
bt_send_bar_finalize (GObject *object)
{
  g_free (BT_SEND_BAR (object)->shown);

  G_OBJECT_CLASS (bt_send_bar_parent_class)->finalize (object);
}

static void
bt_send_bar_class_init (BtSendBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bt_send_bar_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/banthao/BanThao/ui/bt-send-bar.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, BtSendBar, name)
  CHILD (revealer);
  CHILD (box);
  CHILD (icon);
  CHILD (title);
  CHILD (text);
  CHILD (progress);
  CHILD (buttons);
  CHILD (dismiss);
#undef CHILD

  signals[ACT] = g_signal_new ("act", BT_TYPE_SEND_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bt_send_bar_init (BtSendBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->dismiss, "clicked", G_CALLBACK (dismiss_cb), self);
}

/* ---- public ---- */

gboolean
bt_send_bar_row_is (const BtOutboxRow *row, BtSyncError code)
{
  g_autofree char *wanted = NULL;

  g_return_val_if_fail (row != NULL, FALSE);

  wanted = g_strdup_printf ("%s:%d", g_quark_to_string (BT_SYNC_ERROR), (int)code);
  return g_strcmp0 (row->error_code, wanted) == 0;
}

void
bt_send_bar_hide (BtSendBar *self)
{
  g_return_if_fail (BT_IS_SEND_BAR (self));
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  set_buttons (self, NULL, 0);
}

static void
show_sending (BtSendBar *self, const BtSendProgress *progress)
{
  const Button buttons[] = { { "cancel", C_ ("send", "_Cancel"), NULL } };
  g_autofree char *step =
      progress != NULL
          ? bt_message_for_step (progress->step, progress->index, progress->count)
          : NULL;

  show (self, "sending", "mail-send-symbolic", C_ ("send", "Sending to the portal"),
        step);
  if (progress != NULL)
    gtk_progress_bar_set_fraction (self->progress, CLAMP (progress->fraction, 0.0, 1.0));
  set_buttons (self, buttons, G_N_ELEMENTS (buttons));
}

static void
show_waiting (BtSendBar *self, const BtOutboxRow *row)
{
  const Button buttons[] = {
    { "cancel", C_ ("send", "_Cancel"), NULL },
    { "retry", C_ ("send", "_Try Now"), "suggested-action" },
  };
  g_autofree char *since = bt_relative_time (row->created, g_get_real_time ());
  g_autofree char *title =
      g_strdup_printf (C_ ("send", "Waiting to be sent · %s"), since);
  g_autofree char *why =
      row->error_code != NULL ? bt_message_for_code (row->error_code, row->error) : NULL;

  show (self, "waiting", "document-open-recent-symbolic", title, why);
  set_buttons (self, buttons, G_N_ELEMENTS (buttons));
}

static void
show_stopped (BtSendBar *self, const BtOutboxRow *row)
{
  g_autofree char *why = bt_message_for_code (row->error_code, row->error);
  Button buttons[] = {
    { "cancel", C_ ("send", "_Give Up"), NULL },
    { "retry", C_ ("send", "_Try Again"), "suggested-action" },
  };

  if (bt_send_bar_row_is (row, BT_SYNC_ERROR_MAY_NOT_PUBLISH))
    {
      buttons[1].act = "submit";
      buttons[1].label = C_ ("send", "_Submit for Approval");
    }
  else if (bt_send_bar_row_is (row, BT_SYNC_ERROR_CHANGED_THERE))
    {
      buttons[1].act = "overwrite";
      buttons[1].label = C_ ("send", "_Send Mine…");
      buttons[1].css_class = "destructive-action";
    }
  show (self, "stopped", "dialog-warning-symbolic", C_ ("send", "Not sent"), why);
  set_buttons (self, buttons, G_N_ELEMENTS (buttons));
}

void
bt_send_bar_show_row (BtSendBar *self,
                      const BtOutboxRow *row,
                      const BtSendProgress *progress)
{
  g_return_if_fail (BT_IS_SEND_BAR (self));
  g_return_if_fail (row != NULL);

  if (row->state == BT_OUTBOX_SENDING || progress != NULL)
    show_sending (self, progress);
  else if (row->state == BT_OUTBOX_NEEDS_PERSON)
    show_stopped (self, row);
  else
    show_waiting (self, row);
}

void
bt_send_bar_show_published (BtSendBar *self, const BtPublished *published)
{
  const Button buttons[] = {
    { "copy", C_ ("send", "_Copy Link"), NULL },
    { "open", C_ ("send", "_Open"), "suggested-action" },
  };
  GString *text;
  g_autofree char *shown = NULL;
  g_autofree char *title = NULL;
  const char *what;

  g_return_if_fail (BT_IS_SEND_BAR (self));
  g_return_if_fail (published != NULL);

  text = g_string_new (published->url);
  for (guint i = 0; i < published->problems->len; i++)
    {
      g_autofree char *line = bt_message_for_problem (published->problems->pdata[i]);

      g_string_append_printf (text, "%s• %s", text->len > 0 ? "\n" : "", line);
    }
  shown = g_string_free (text, FALSE);
  what = g_strcmp0 (published->status, "publish") == 0  ? C_ ("send", "Published")
         : g_strcmp0 (published->status, "future") == 0 ? C_ ("send", "Scheduled")
         : g_strcmp0 (published->status, "pending") == 0
             ? C_ ("send", "Submitted for approval")
             : C_ ("send", "Kept as a draft there");
  title = published->verified
              ? g_strdup_printf ("%s · %s", what, C_ ("send", "verified"))
              : g_strdup_printf ("%s · %s", what,
                                 C_ ("send", "not the same there in every part"));
  show (self, "arrived",
        published->verified ? "emblem-ok-symbolic" : "dialog-warning-symbolic", title,
        shown);
  set_buttons (self, buttons, published->url != NULL ? G_N_ELEMENTS (buttons) : 0);
}
