/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/publish/bt-publish-dialog.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "portal/bt-portal.h"
#include "sync/bt-caption-check.h"
#include "ui/bt-accessible.h"

struct _BtPublishDialog
{
  AdwWindow parent_instance;

  BtArticle *article;
  GPtrArray *accounts; /* BtAccount */
  BtContext *context;
  GPtrArray *captions; /* BtArticleCaption, once they were checked */
  GCancellable *cancellable;

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
  FIX,
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

/* Returns: (transfer none): where a button may be added */
static GtkWidget *
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
  return box;
}

/* ---- the words of photos ---- */

/* So much of a caption says which photo is meant. */
#define EXCERPT_CHARS 50

static const BtFigureItem *
find_item (BtPublishDialog *self, const BtArticleCaption *caption)
{
  int line = bt_article_find_block (self->article, caption->block);
  const BtBlock *block =
      line >= 0 ? bt_article_get_block (self->article, (guint)line) : NULL;

  return block != NULL && block->figure != NULL
             ? bt_figure_item (block->figure, caption->index)
             : NULL;
}

/* What is wrong, and with which photo: by its caption, else by its number. */
static char *
describe (BtPublishDialog *self, const BtArticleCaption *caption, guint number)
{
  const BtFigureItem *item = find_item (self, caption);
  const char *text = item != NULL ? bt_rich_text_get_text (item->caption) : "";
  const char *name = bt_message_name_of_caption_rule (caption->finding->rule);
  g_autofree char *cut = NULL;

  if (*text == '\0')
    return g_strdup_printf (C_ ("publish", "Photo %u: %s"), number, name);
  if (g_utf8_strlen (text, -1) <= EXCERPT_CHARS)
    return g_strdup_printf (C_ ("publish", "“%s”: %s"), text, name);
  cut = g_utf8_substring (text, 0, EXCERPT_CHARS);
  return g_strdup_printf (C_ ("publish", "“%s…”: %s"), cut, name);
}

static void
fix_cb (GtkWidget *button, BtPublishDialog *self)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "finding"));

  if (self->captions != NULL && i < self->captions->len)
    g_signal_emit (self, signals[FIX], 0, self->captions->pdata[i]);
}

static void
add_fix (BtPublishDialog *self, GtkWidget *box, guint i)
{
  const BtArticleCaption *caption = self->captions->pdata[i];
  g_autofree char *text = bt_message_for_caption_fix (caption->finding);
  GtkWidget *button;

  if (text == NULL)
    return;
  button = gtk_button_new_with_label (text);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))),
                           PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (button, text);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "finding", GUINT_TO_POINTER (i));
  g_signal_connect (button, "clicked", G_CALLBACK (fix_cb), self);
  gtk_box_append (GTK_BOX (box), button);
}

/* Those that the newsroom does not publish, or all others. Returns: whether there are any */
static gboolean
add_captions (BtPublishDialog *self, gboolean that_block)
{
  gboolean any = FALSE;
  guint number = 0, block = 0, index = 0;

  for (guint i = 0; self->captions != NULL && i < self->captions->len; i++)
    {
      const BtArticleCaption *caption = self->captions->pdata[i];
      g_autofree char *text = NULL;

      if (number == 0 || caption->block != block || caption->index != index)
        number++;
      block = caption->block;
      index = caption->index;
      if (caption->blocks != that_block)
        continue;
      any = TRUE;
      text = describe (self, caption, number);
      add_fix (
          self,
          add_check (self,
                     that_block ? "dialog-error-symbolic" : "dialog-information-symbolic",
                     text),
          i);
    }
  return any;
}

/* What a colleague at the desk would ask; none of it stops the article. */
static void
add_advice (BtPublishDialog *self)
{
  const char *advice = "dialog-information-symbolic";

  if (*bt_article_get (self->article, BT_FIELD_LEAD) == '\0')
    add_check (self, advice, C_ ("publish", "There is no lead"));
  if (*bt_article_get (self->article, BT_FIELD_SECTION) == '\0')
    add_check (self, advice, C_ ("publish", "No section is chosen"));
  if (bt_article_get_n_blocks (self->article) == 0)
    add_check (self, advice, C_ ("publish", "The body is empty"));
  if (*bt_article_get (self->article, BT_FIELD_BYLINE) == '\0')
    add_check (self, advice, C_ ("publish", "There is no byline"));
  add_captions (self, FALSE);
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
  /* A draft may say anything. */
  if (add_captions (self, TRUE) && intent != BT_INTENT_DRAFT)
    ready = FALSE;
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
bt_publish_dialog_dispose (GObject *object)
{
  g_cancellable_cancel (BT_PUBLISH_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (bt_publish_dialog_parent_class)->dispose (object);
}

static void
bt_publish_dialog_finalize (GObject *object)
{
  BtPublishDialog *self = BT_PUBLISH_DIALOG (object);

  bt_article_free (self->article);
  g_clear_pointer (&self->captions, g_ptr_array_unref);
  g_clear_object (&self->context);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);

  G_OBJECT_CLASS (bt_publish_dialog_parent_class)->finalize (object);
}

static void
bt_publish_dialog_class_init (BtPublishDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_publish_dialog_dispose;
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
  signals[FIX] = g_signal_new ("fix", BT_TYPE_PUBLISH_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
bt_publish_dialog_init (BtPublishDialog *self)
{
  g_autoptr (GDateTime) soon = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();

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

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtPublishDialog) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *captions =
      bt_context_check_captions_finish (BT_CONTEXT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&captions, g_ptr_array_unref);
      return;
    }
  /* Without an answer the sender, which asks again, has the last word. */
  g_clear_pointer (&self->captions, g_ptr_array_unref);
  self->captions = captions;
  update (self);
}

/* ---- public ---- */

void
bt_publish_dialog_set_article (BtPublishDialog *self, const BtArticle *article)
{
  g_return_if_fail (BT_IS_PUBLISH_DIALOG (self));
  g_return_if_fail (article != NULL);

  bt_article_free (self->article);
  self->article = bt_article_copy (article);
  bt_context_check_captions_async (self->context, article, self->cancellable, checked_cb,
                                   g_object_ref (self));
}

GtkWidget *
bt_publish_dialog_new (GtkWindow *parent,
                       BtContext *context,
                       const BtArticle *article,
                       GPtrArray *accounts,
                       const char *last_account)
{
  BtPublishDialog *self;
  gboolean any;

  g_return_val_if_fail (BT_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (article != NULL, NULL);
  g_return_val_if_fail (accounts != NULL, NULL);

  self = g_object_new (BT_TYPE_PUBLISH_DIALOG, "transient-for", parent, NULL);
  self->context = g_object_ref (context);
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
  bt_publish_dialog_set_article (self, article);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->intent));
  return GTK_WIDGET (self);
}
