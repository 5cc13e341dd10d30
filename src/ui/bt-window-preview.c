/* The article as it stands on the portal, in the portal's own theme.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "sync/bt-portal-preview.h"
#include "ui/bt-ask.h"
#include "ui/bt-window-private.h"
#include "ui/editor/bt-input-method.h"

/* What was asked for, while a person decides. */
typedef struct
{
  BtWindow *window;
  BtPortalPreview *preview; /* nullable */
  char *uuid;
} Look;

static Look *
look_new (BtWindow *self)
{
  Look *look = g_new0 (Look, 1);

  look->window = g_object_ref (self);
  look->uuid = g_strdup (bt_article_get_uuid (bt_document_get_article (self->document)));
  return look;
}

static void
look_free (Look *look)
{
  g_object_unref (look->window);
  bt_portal_preview_free (look->preview);
  g_free (look->uuid);
  g_free (look);
}

static gboolean
is_still_open (const Look *look)
{
  BtDocument *document = look->window->document;

  return document != NULL
         && g_str_equal (bt_article_get_uuid (bt_document_get_article (document)),
                         look->uuid);
}

/* ---- what is to be done ---- */

static void
answered_cb (const char *id, gpointer data)
{
  Look *look = data;

  if (g_str_equal (id, "open"))
    bt_window_launch (look->window, look->preview->url);
  else if (g_str_equal (id, "send") && is_still_open (look))
    {
      if (look->preview != NULL && look->preview->draft)
        bt_window_send_draft (look->window, look->preview->account);
      else
        bt_window_publish (look->window);
    }
  look_free (look);
}

static void
ask_to_send_first (Look *look)
{
  const BtAnswer answers[] = {
    { "cancel", C_ ("publish", "_Cancel"), ADW_RESPONSE_DEFAULT },
    { "send", C_ ("publish", "_Send…"), ADW_RESPONSE_SUGGESTED },
  };

  bt_ask (GTK_WIDGET (look->window), C_ ("publish", "Not on the Portal Yet"),
          C_ ("publish", "Send the article as a draft: then it can be looked at there as "
                         "readers will see it."),
          NULL, answers, G_N_ELEMENTS (answers), answered_cb, look);
}

static void
ask_about_changes (Look *look)
{
  const BtAnswer answers[] = {
    { "cancel", C_ ("publish", "_Cancel"), ADW_RESPONSE_DEFAULT },
    { "send",
      look->preview->draft ? C_ ("publish", "_Send the Draft") : C_ ("publish", "_Send…"),
      ADW_RESPONSE_DEFAULT },
    { "open", C_ ("publish", "_Open the Page"), ADW_RESPONSE_SUGGESTED },
  };

  bt_ask (GTK_WIDGET (look->window), C_ ("publish", "Changed Since It Was Sent"),
          C_ ("publish", "The page on the portal shows what was sent last, without the "
                         "changes that were made here since."),
          NULL, answers, G_N_ELEMENTS (answers), answered_cb, look);
}

/* ---- asking the portal ---- */

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Look *look = data;
  g_autoptr (GError) error = NULL;

  look->preview = bt_portal_preview_find_finish (BT_CONTEXT (source), result, &error);
  if (look->window->context == NULL || !is_still_open (look))
    look_free (look);
  else if (g_error_matches (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND))
    ask_to_send_first (look);
  else if (look->preview == NULL)
    {
      bt_tell_error (GTK_WIDGET (look->window),
                     C_ ("publish", "The Page Cannot Be Shown"), error);
      look_free (look);
    }
  else if (look->preview->changed)
    ask_about_changes (look);
  else
    {
      bt_window_launch (look->window, look->preview->url);
      look_free (look);
    }
}

/* What is compared with what was sent is what is on the disk. */
static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BtWindow *self = BT_WINDOW (source);
  g_autofree char *account = NULL;
  g_autoptr (GError) error = NULL;
  Look *look;

  if (!bt_window_save_all_finish (self, result, &error))
    {
      bt_window_toast_error (self, error);
      return;
    }
  if (self->document == NULL)
    return;
  if (self->settings != NULL)
    account = g_settings_get_string (self->settings, "last-account");
  look = look_new (self);
  bt_portal_preview_find_async (self->context, look->uuid, account, NULL, found_cb, look);
}

static void
settled_cb (gpointer data)
{
  g_autoptr (BtWindow) self = data;

  if (self->context != NULL && self->document != NULL)
    bt_window_save_all_async (self, saved_cb, NULL);
}

void
bt_window_preview_portal (BtWindow *self)
{
  g_return_if_fail (BT_IS_WINDOW (self));
  bt_input_settle (GTK_WIDGET (self), settled_cb, g_object_ref (self));
}
