/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/bt-toast.h"

#include "messages/bt-messages.h"

#define SECONDS 10

void
bt_toast_error (AdwToastOverlay *toasts, const GError *error)
{
  g_autofree char *message = bt_message_for_error (error);
  AdwToast *toast = adw_toast_new ("");
  GtkWidget *label = gtk_label_new (message);

  /* two sentences do not fit on the one line that a toast has by itself */
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  adw_toast_set_custom_title (toast, label);
  adw_toast_set_timeout (toast, SECONDS);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_overlay_add_toast (toasts, toast);
}
