/* What the window opens beside itself: preview, accounts, preferences, about.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/bt-preview.h"
#include "ui/bt-window-private.h"
#include "ui/preferences/bt-about-window.h"
#include "ui/preferences/bt-preferences-window.h"
#include "ui/preferences/bt-shortcuts-window.h"
#include "ui/publish/bt-accounts-window.h"

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    bt_window_toast_error (self, error);
}

void
bt_window_launch (BtWindow *self, const char *uri)
{
  g_autoptr (GdkAppLaunchContext) launch =
      gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (self)));

  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (launch), NULL,
                                           launched_cb, g_object_ref (self));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = bt_preview_write_finish (BT_CONTEXT (source), result, &error);

  if (uri == NULL)
    bt_window_toast_error (self, error);
  else
    bt_window_launch (self, uri);
}

void
bt_window_preview (BtWindow *self)
{
  g_autoptr (BtArticle) article = NULL;

  if (self->document == NULL)
    return;
  article = bt_editor_pane_collect (self->editor, TRUE);
  bt_preview_write_async (self->context, article, written_cb, g_object_ref (self));
}

void
bt_window_show_accounts (BtWindow *self)
{
  gtk_window_present (
      GTK_WINDOW (bt_accounts_window_new (GTK_WINDOW (self), self->context)));
}

void
bt_window_show_preferences (BtWindow *self)
{
  gtk_window_present (GTK_WINDOW (
      bt_preferences_window_new (GTK_WINDOW (self), self->context, self->settings)));
}

void
bt_window_show_shortcuts (BtWindow *self)
{
  gtk_window_present (GTK_WINDOW (bt_shortcuts_window_new (GTK_WINDOW (self))));
}

void
bt_window_show_about (BtWindow *self)
{
  gtk_window_present (GTK_WINDOW (bt_about_window_new (GTK_WINDOW (self))));
}
