/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/publish/bt-publish-dialog.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "portal/bt-portal.h"
#include "ui/bt-accessible.h"

struct _BtPublishDialog
{
  AdwWindow parent_instance;

  BtArticle *article;
  GPtrArray *accounts; /* BtAccount */

  AdwComboRow *account;
  AdwComboRow *intent;
  GtkWidget *date_row;
  GtkWidget *time_row;
  GtkMenuButton *date_button;
  GtkPopover *date_popover;
  GtkCalendar *calendar;
  GtkSpinButton *hour;
  GtkSpinButton *minute;
  GtkWidget *checks_group;
  GtkListBox *checks;
  GtkWidget *add_account;
  GtkButton *send;
};

enum
{
  SEND,
  ADD_ACCOUNT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtPublishDialog, bt_publish_dialog, ADW_TYPE_WINDOW)

/* ---- what is chosen ---- */

static const BtAccount *
chosen_account (BtPublishDialog *self)
{
  guint position = adw_combo_row_get_selected (self->account);

  return position < self->accounts->len ? self->accounts->pdata[position] : NULL;
}

static BtIntent
chosen_intent (BtPublishDialog *self)
{
  return (BtIntent)MIN (adw_combo_row_get_selected (self->intent), BT_N_INTENTS - 1);
}

static gint64
chosen_time (BtPublishDialog *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autoptr (GDateTime) time = g_date_time_new_local (
      g_date_time_get_year (day), g_date_time_get_month (day),
      g_date_time_get_day_of_month (day), gtk_spin_button_get_value_as_int (self->hour),
      gtk_spin_button_get_value_as_int (self->minute), 0);

  if (chosen_intent (self) != BT_INTENT_SCHEDULE || time == NULL)
    return 0;
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

/* What this role may do, as the portal said last; unknown counts as yes. */
static gboolean
may_publish (const BtAccount *account)
{
  g_autoptr (BtPortalUser) user = account != NULL && account->can != NULL
                                      ? bt_portal_user_from_json (account->can, NULL)
                                      : NULL;

  return user == NULL || user->may_publish;
}

/* ---- what is missing ---- */

static void
add_check (BtPublishDialog *self, const char *icon, const char *text)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "bt-check");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_list_box_append (self->checks, row);
}

static guint
count_figures (const BtArticle *article, gboolean (*lacks) (const BtFigureItem *item))
{
  guint n = 0;

  for (guint i = 0; i < bt_article_get_n_blocks (article); i++)
    {
      const BtBlock *block = bt_article_get_block (article, i);

      for (guint k = 0; block->figure != NULL && k < block->figure->items->len; k++)
        n += lacks (bt_figure_item (block->figure, k));
    }
  return n;
}

static gboolean
lacks_caption (const BtFigureItem *item)
{
  return bt_rich_text_is_empty (item->caption);
}

static gboolean
lacks_credit (const BtFigureItem *item)
{
  return *item->credit == '\0';
}

static gboolean
lacks_alt (const BtFigureItem *item)
{
  return *item->alt == '\0';
}

static char *
no_caption (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u photo has no caption",
                                       "%u photos have no caption", n),
                          n);
}

static char *
no_credit (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u photo has no credit",
                                       "%u photos have no credit", n),
                          n);
}

static char *
no_alt (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u photo has no alternative text",
                                       "%u photos have no alternative text", n),
                          n);
}

/* What a colleague at the desk would ask; none of it stops the article. */
static void
add_advice (BtPublishDialog *self)
{
  static const struct
  {
    gboolean (*lacks) (const BtFigureItem *item);
    char *(*say) (guint n);
  } photos[] = {
    { lacks_caption, no_caption },
    { lacks_credit, no_credit },
    { lacks_alt, no_alt },
  };
  const char *advice = "dialog-information-symbolic";

  if (*bt_article_get (self->article, BT_FIELD_LEAD) == '\0')
    add_check (self, advice, C_ ("publish", "There is no lead"));
  if (*bt_article_get (self->article, BT_FIELD_SECTION) == '\0')
    add_check (self, advice, C_ ("publish", "No section is chosen"));
  if (bt_article_get_n_blocks (self->article) == 0)
    add_check (self, advice, C_ ("publish", "The body is empty"));
  if (*bt_article_get (self->article, BT_FIELD_BYLINE) == '\0')
    add_check (self, advice, C_ ("publish", "There is no byline"));
  for (guint i = 0; i < G_N_ELEMENTS (photos); i++)
    {
      guint n = count_figures (self->article, photos[i].lacks);
      g_autofree char *text = n > 0 ? photos[i].say (n) : NULL;

      if (text != NULL)
        add_check (self, advice, text);
    }
}

static void
update (BtPublishDialog *self)
{
  static const char *const labels[] = { N_ ("Save as _Draft"), N_ ("_Submit"),
                                        N_ ("_Publish"), N_ ("S_chedule") };
  const BtAccount *account = chosen_account (self);
  BtIntent intent = chosen_intent (self);
  g_autoptr (GError) error = NULL;
  gboolean ready = FALSE;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->checks, 0)) != NULL)
    gtk_list_box_remove (self->checks, GTK_WIDGET (row));

  if (account != NULL)
    ready = bt_publish_check (self->article, account, intent, chosen_time (self), &error);
  if (error != NULL)
    {
      g_autofree char *message = bt_message_for_error (error);

      add_check (self, "dialog-warning-symbolic", message);
      /* a role that may not publish is asked whether to submit instead */
      ready = g_error_matches (error, BT_SYNC_ERROR, BT_SYNC_ERROR_MAY_NOT_PUBLISH);
    }
  add_advice (self);
  if (gtk_list_box_get_row_at_index (self->checks, 0) == NULL)
    add_check (self, "emblem-ok-symbolic", C_ ("publish", "Nothing is missing"));

  gtk_widget_set_visible (self->date_row, intent == BT_INTENT_SCHEDULE);
  gtk_widget_set_visible (self->time_row, intent == BT_INTENT_SCHEDULE);
  gtk_button_set_label (self->send, _ (labels[intent]));
  bt_accessible_name_buttons (GTK_WIDGET (self->send));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "publish.send", ready);
}

/* ---- callbacks ---- */

static void
day_cb (BtPublishDialog *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_date_time_format (day, "%-d/%-m/%Y");

  gtk_menu_button_set_label (self->date_button, text);
  gtk_popover_popdown (self->date_popover);
  update (self);
}

static gboolean
two_digits_cb (GtkSpinButton *spin, gpointer data)
{
  g_autofree char *text =
      g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (spin));

  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static void
send_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtPublishDialog *self = BT_PUBLISH_DIALOG (widget);
  const BtAccount *account = chosen_account (self);

  if (account == NULL)
    return;
  g_signal_emit (self, signals[SEND], 0, account->name, (int)chosen_intent (self),
                 chosen_time (self));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
add_account_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[ADD_ACCOUNT], 0);
  gtk_window_destroy (GTK_WINDOW (widget));
}

/* ---- type ---- */

static void
bt_publish_dialog_finalize (GObject *object)
{
  BtPublishDialog *self = BT_PUBLISH_DIALOG (object);

  bt_article_free (self->article);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);

  G_OBJECT_CLASS (bt_publish_dialog_parent_class)->finalize (object);
}

static void
bt_publish_dialog_class_init (BtPublishDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bt_publish_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/vn/banthao/BanThao/ui/bt-publish-dialog.ui");
#define CHILD(name)                                                                      \
  gtk_widget_class_bind_template_child (widget_class, BtPublishDialog, name)
  CHILD (account);
  CHILD (intent);
  CHILD (date_row);
  CHILD (time_row);
  CHILD (date_button);
  CHILD (date_popover);
  CHILD (calendar);
  CHILD (hour);
  CHILD (minute);
  CHILD (checks_group);
  CHILD (checks);
  CHILD (add_account);
  CHILD (send);
#undef CHILD
  gtk_widget_class_install_action (widget_class, "publish.send", NULL, send_cb);
  gtk_widget_class_install_action (widget_class, "publish.add-account", NULL,
                                   add_account_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close",
                                       NULL);

  signals[SEND] =
      g_signal_new ("send", BT_TYPE_PUBLISH_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_INT, G_TYPE_INT64);
  signals[ADD_ACCOUNT] =
      g_signal_new ("add-account", BT_TYPE_PUBLISH_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
}

static void
bt_publish_dialog_init (BtPublishDialog *self)
{
  g_autoptr (GDateTime) soon = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  bt_accessible_name_buttons (GTK_WIDGET (self));
  soon = g_date_time_new_now_local ();
  gtk_spin_button_set_value (self->hour, (g_date_time_get_hour (soon) + 1) % 24);
  g_signal_connect (self->hour, "output", G_CALLBACK (two_digits_cb), NULL);
  g_signal_connect (self->minute, "output", G_CALLBACK (two_digits_cb), NULL);
  two_digits_cb (self->hour, NULL);
  two_digits_cb (self->minute, NULL);
}

static void
fill (BtPublishDialog *self, const char *last_account)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) intents = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; i < self->accounts->len; i++)
    {
      const BtAccount *account = self->accounts->pdata[i];

      gtk_string_list_append (names, account->name);
      if (g_strcmp0 (account->name, last_account) == 0)
        selected = i;
    }
  for (int intent = 0; intent < BT_N_INTENTS; intent++)
    gtk_string_list_append (intents, bt_message_for_intent ((BtIntent)intent));
  adw_combo_row_set_model (self->account, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->account, selected);
  adw_combo_row_set_model (self->intent, G_LIST_MODEL (intents));
  adw_combo_row_set_selected (self->intent, may_publish (chosen_account (self))
                                                ? BT_INTENT_PUBLISH
                                                : BT_INTENT_PENDING);
}

/* ---- public ---- */

GtkWidget *
bt_publish_dialog_new (GtkWindow *parent,
                       const BtArticle *article,
                       GPtrArray *accounts,
                       const char *last_account)
{
  BtPublishDialog *self;
  gboolean any;

  g_return_val_if_fail (article != NULL, NULL);
  g_return_val_if_fail (accounts != NULL, NULL);

  self = g_object_new (BT_TYPE_PUBLISH_DIALOG, "transient-for", parent, NULL);
  self->article = bt_article_copy (article);
  self->accounts = g_ptr_array_ref (accounts);
  any = accounts->len > 0;
  fill (self, last_account);
  gtk_widget_set_sensitive (GTK_WIDGET (self->account), any);
  gtk_widget_set_visible (self->add_account, !any);

  g_signal_connect_swapped (self->account, "notify::selected", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->intent, "notify::selected", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (day_cb), self);
  g_signal_connect_swapped (self->hour, "value-changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->minute, "value-changed", G_CALLBACK (update), self);
  day_cb (self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->intent));
  return GTK_WIDGET (self);
}
