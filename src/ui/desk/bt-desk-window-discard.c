/* Photos that are not wanted leave, after a question.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "sync/bt-photo-discard.h"
#include "ui/bt-ask.h"
#include "ui/desk/bt-desk-window-private.h"

typedef struct
{
  BtDeskWindow *window;
  char **hashes;
} Discard;

static void
discard_free (Discard *discard)
{
  g_object_unref (discard->window);
  g_strfreev (discard->hashes);
  g_free (discard);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Discard, discard_free)

/* ---- doing it ---- */

static void
tell (BtDeskWindow *self, guint gone, guint used)
{
  g_autofree char *discarded = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u photo discarded", "%u photos discarded", gone),
      gone);
  g_autofree char *kept = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u is used and stays", "%u are used and stay", used),
      used);
  g_autofree char *both = g_strdup_printf ("%s · %s", discarded, kept);

  bt_desk_window_toast (self, used > 0 ? both : discarded);
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Discard) discard = data;
  BtDeskWindow *self = discard->window;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) used = NULL;
  guint n_used;

  if (!bt_context_discard_photos_finish (BT_CONTEXT (source), result, &used, &error))
    {
      bt_desk_window_toast_error (self, error);
      return;
    }
  if (self->context == NULL)
    return;
  n_used = used != NULL ? g_strv_length (used) : 0;
  bt_desk_forget (self->desk, (const char *const *)discard->hashes,
                  (const char *const *)used);
  tell (self, g_strv_length (discard->hashes) - n_used, n_used);
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Discard) discard = data;
  BtDeskWindow *self = discard->window;
  const char *const *hashes = (const char *const *)discard->hashes;

  (void)bt_desk_settle_finish (BT_DESK (source), result, NULL);
  if (self->context != NULL)
    bt_context_discard_photos_async (self->context, hashes, NULL, discarded_cb,
                                     g_steal_pointer (&discard));
}

static void
answer_cb (const char *answer, gpointer data)
{
  g_autoptr (Discard) discard = data;
  BtDesk *desk = discard->window->desk;

  /* what was rated a moment ago is written first */
  if (g_str_equal (answer, "discard"))
    bt_desk_settle_async (desk, settled_cb, g_steal_pointer (&discard));
}

/* ---- asking ---- */

static void
ask (BtDeskWindow *self, GPtrArray *items)
{
  const BtAnswer answers[] = {
    { "cancel", C_ ("desk", "_Cancel"), ADW_RESPONSE_DEFAULT },
    { "discard", C_ ("desk", "_Discard"), ADW_RESPONSE_DESTRUCTIVE },
  };
  g_autoptr (GStrvBuilder) hashes = g_strv_builder_new ();
  g_autofree char *heading = NULL;
  g_autofree char *stay = NULL;
  g_autofree char *body = NULL;
  Discard *discard;
  guint used = 0, leaving;

  for (guint i = 0; i < items->len; i++)
    {
      used += bt_photo_item_get_stored (items->pdata[i])->uses > 0;
      g_strv_builder_add (hashes, bt_photo_item_get_hash (items->pdata[i]));
    }
  leaving = items->len - used;
  if (leaving == 0)
    {
      bt_tell (GTK_WIDGET (self), C_ ("desk", "These Photos Stay"),
               C_ ("desk", "Articles use them. Take them out of the articles first."),
               NULL);
      return;
    }
  heading = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Discard %u Photo?", "Discard %u Photos?", leaving),
      leaving);
  stay = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u more is in an article and stays.",
                                       "%u more are in articles and stay.", used),
                          used);
  body = g_strdup_printf (
      "%s%s%s",
      C_ ("desk", "Nothing of them is left on this computer then, and this cannot be "
                  "undone. The card or folder that they came from is not touched."),
      used > 0 ? "\n\n" : "", used > 0 ? stay : "");
  discard = g_new0 (Discard, 1);
  discard->window = g_object_ref (self);
  discard->hashes = g_strv_builder_end (hashes);
  bt_ask (GTK_WIDGET (self), heading, body, NULL, answers, G_N_ELEMENTS (answers),
          answer_cb, discard);
}

static void
discard_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GPtrArray) items = bt_desk_window_get_targets (data);

  if (items->len > 0)
    ask (data, items);
}

static void
discard_rejected_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtDeskWindow *self = data;
  g_autoptr (GPtrArray) all = bt_desk_get_all (self->desk);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < all->len; i++)
    if (bt_photo_item_get_choice (all->pdata[i]) == BT_CHOICE_REJECT)
      g_ptr_array_add (items, g_object_ref (all->pdata[i]));
  if (items->len > 0)
    ask (self, items);
  else
    bt_desk_window_toast (self, C_ ("desk", "No photo here is rejected"));
}

void
bt_desk_window_init_discard (BtDeskWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "discard", .activate = discard_cb },
    { .name = "discard-rejected", .activate = discard_rejected_cb },
  };

  bt_desk_window_add_actions (self, entries, G_N_ELEMENTS (entries));
}
