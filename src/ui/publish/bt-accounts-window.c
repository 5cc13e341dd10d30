/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/publish/bt-accounts-window.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/bt-accessible.h"
#include "ui/bt-ask.h"
#include "ui/editor/bt-input-method.h"

struct _BtAccountsWindow
{
  AdwWindow parent_instance;

  BtContext *context;
  GCancellable *cancellable; /* of the sign-in that is under way */
  char *removing;

  GtkWidget *back;
  GtkStack *stack;
  GtkListBox *accounts;
  GtkWidget *form;
  GtkEditable *url;
  GtkEditable *user;
  GtkEditable *password;
  GtkEditable *name;
  GtkLabel *error;
  GtkWidget *busy;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (BtAccountsWindow, bt_accounts_window, ADW_TYPE_WINDOW)

static void list_accounts (BtAccountsWindow *self);

/* ---- the list ---- */

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtAccountsWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!bt_context_remove_account_finish (BT_CONTEXT (source), result, &error))
    bt_tell_error (GTK_WIDGET (self), C_ ("accounts", "Not Removed"), error);
  list_accounts (self);
}

static void
remove_answer_cb (const char *id, gpointer data)
{
  g_autoptr (BtAccountsWindow) self = data;

  if (g_str_equal (id, "remove") && self->removing != NULL)
    bt_context_remove_account_async (self->context, self->removing, NULL, removed_cb,
                                     g_object_ref (self));
}

static void
remove_cb (GtkButton *button, BtAccountsWindow *self)
{
  const BtAnswer answers[] = {
    { "cancel", C_ ("accounts", "_Cancel"), ADW_RESPONSE_DEFAULT },
    { "remove", C_ ("accounts", "_Remove"), ADW_RESPONSE_DESTRUCTIVE },
  };
  g_autofree char *heading = NULL;

  g_free (self->removing);
  self->removing = g_strdup (g_object_get_data (G_OBJECT (button), "name"));
  heading = g_strdup_printf (C_ ("accounts", "Remove “%s”?"), self->removing);
  bt_ask (GTK_WIDGET (self), heading,
          C_ ("accounts", "Its password is forgotten. What was sent stays on the portal, "
                          "and is known again when the account comes back."),
          NULL, answers, G_N_ELEMENTS (answers), remove_answer_cb, g_object_ref (self));
}

static void
add_row (BtAccountsWindow *self, const BtAccount *account)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *title = g_markup_escape_text (account->name, -1);
  g_autofree char *plain = g_strdup_printf ("%s · %s", account->user, account->url);
  g_autofree char *subtitle = g_markup_escape_text (plain, -1);
  g_autofree char *label =
      g_strdup_printf (C_ ("accounts", "Remove “%s”"), account->name);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  g_object_set_data_full (G_OBJECT (button), "name", g_strdup (account->name), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_append (self->accounts, row);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtAccountsWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts =
      bt_store_list_accounts_finish (BT_STORE (source), result, &error);
  GtkListBoxRow *row;

  if (accounts == NULL)
    {
      bt_tell_error (GTK_WIDGET (self), C_ ("accounts", "The List Cannot Be Read"),
                     error);
      return;
    }
  while ((row = gtk_list_box_get_row_at_index (self->accounts, 0)) != NULL)
    gtk_list_box_remove (self->accounts, GTK_WIDGET (row));
  for (guint i = 0; i < accounts->len; i++)
    add_row (self, accounts->pdata[i]);
}

static void
list_accounts (BtAccountsWindow *self)
{
  if (self->context != NULL)
    bt_store_list_accounts_async (bt_context_get_store (self->context), NULL, listed_cb,
                                  g_object_ref (self));
}

/* ---- adding ---- */

static void
show_page (BtAccountsWindow *self, const char *page)
{
  /* an entry that is hidden with the focus in it complains */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (self->back, g_str_equal (page, "add"));
}

static void
update_form (BtAccountsWindow *self)
{
  gboolean filled = *gtk_editable_get_text (self->url) != '\0'
                    && *gtk_editable_get_text (self->user) != '\0'
                    && *gtk_editable_get_text (self->password) != '\0';

  gtk_widget_set_sensitive (self->form, self->cancellable == NULL);
  gtk_widget_set_visible (self->busy, self->cancellable != NULL);
  gtk_spinner_set_spinning (self->spinner, self->cancellable != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "accounts.sign-in",
                                 filled && self->cancellable == NULL);
}

static void
edited_cb (BtAccountsWindow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
  update_form (self);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtAccountsWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtAccount) account =
      bt_context_add_account_finish (BT_CONTEXT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->context == NULL)
    return;
  g_clear_object (&self->cancellable);
  update_form (self);
  if (account == NULL)
    {
      g_autofree char *message = bt_message_for_error (error);

      gtk_label_set_label (self->error, message);
      gtk_widget_set_visible (GTK_WIDGET (self->error), TRUE);
      return;
    }
  gtk_editable_set_text (self->password, "");
  gtk_editable_set_text (self->user, "");
  gtk_editable_set_text (self->url, "");
  gtk_editable_set_text (self->name, "");
  list_accounts (self);
  show_page (self, "list");
}

/* Without a name of its own a portal is called by its host. */
static char *
account_name (BtAccountsWindow *self)
{
  g_autofree char *typed = g_strdup (gtk_editable_get_text (self->name));
  const char *url = gtk_editable_get_text (self->url);
  const char *host = strstr (url, "://");

  if (*g_strstrip (typed) != '\0')
    return g_steal_pointer (&typed);
  host = host != NULL ? host + 3 : url;
  return g_strndup (host, strcspn (host, "/"));
}

static void
sign_in_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtAccountsWindow *self = BT_ACCOUNTS_WINDOW (widget);
  g_autofree char *called = account_name (self);
  g_autofree char *url = g_strstrip (g_strdup (gtk_editable_get_text (self->url)));
  g_autofree char *user = g_strstrip (g_strdup (gtk_editable_get_text (self->user)));

  self->cancellable = g_cancellable_new ();
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
  update_form (self);
  bt_context_add_account_async (self->context, called, "wordpress", url, user,
                                gtk_editable_get_text (self->password), self->cancellable,
                                added_cb, g_object_ref (self));
}

static void
stop (BtAccountsWindow *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
page_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtAccountsWindow *self = BT_ACCOUNTS_WINDOW (widget);
  gboolean add = g_str_equal (name, "accounts.add");

  stop (self);
  update_form (self);
  show_page (self, add ? "add" : "list");
  if (add)
    gtk_widget_grab_focus (GTK_WIDGET (self->url));
}

static void
entry_activated_cb (BtAccountsWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "accounts.sign-in", NULL);
}

/* ---- type ---- */

static void
bt_accounts_window_dispose (GObject *object)
{
  BtAccountsWindow *self = BT_ACCOUNTS_WINDOW (object);

  stop (self);
  g_clear_object (&self->context);
  g_clear_pointer (&self->removing, g_free);

  G_OBJECT_CLASS (bt_accounts_window_parent_class)->dispose (object);
}

static void
bt_accounts_window_class_init (BtAccountsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_accounts_window_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/vn/banthao/BanThao/ui/bt-accounts-window.ui");
#define CHILD(name)                                                                      \
  gtk_widget_class_bind_template_child (widget_class, BtAccountsWindow, name)
  CHILD (back);
  CHILD (stack);
  CHILD (accounts);
  CHILD (form);
  CHILD (url);
  CHILD (user);
  CHILD (password);
  CHILD (name);
  CHILD (error);
  CHILD (busy);
  CHILD (spinner);
#undef CHILD
  gtk_widget_class_install_action (widget_class, "accounts.list", NULL, page_cb);
  gtk_widget_class_install_action (widget_class, "accounts.add", NULL, page_cb);
  gtk_widget_class_install_action (widget_class, "accounts.sign-in", NULL, sign_in_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
bt_accounts_window_init (BtAccountsWindow *self)
{
  GtkEditable *entries[4];

  gtk_widget_init_template (GTK_WIDGET (self));
  entries[0] = self->url;
  entries[1] = self->user;
  entries[2] = self->password;
  entries[3] = self->name;
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      bt_input_watch (GTK_WIDGET (entries[i]));
      g_signal_connect_swapped (entries[i], "changed", G_CALLBACK (edited_cb), self);
      g_signal_connect_swapped (entries[i], "entry-activated",
                                G_CALLBACK (entry_activated_cb), self);
    }
  bt_accessible_name_buttons (GTK_WIDGET (self));
  show_page (self, "list");
  update_form (self);
}

GtkWidget *
bt_accounts_window_new (GtkWindow *parent, BtContext *context)
{
  BtAccountsWindow *self;

  g_return_val_if_fail (BT_IS_CONTEXT (context), NULL);

  self = g_object_new (BT_TYPE_ACCOUNTS_WINDOW, "transient-for", parent, NULL);
  self->context = g_object_ref (context);
  list_accounts (self);
  return GTK_WIDGET (self);
}
