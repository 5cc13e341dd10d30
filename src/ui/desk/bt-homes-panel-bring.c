/* Bringing a caption's homes together: the desk's words first, then the articles and the
 * libraries, one after the other.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "sync/bt-photo-words.h"
#include "ui/desk/bt-home-card.h"
#include "ui/desk/bt-homes-panel-private.h"

typedef struct
{
  BtHomesPanel *panel;
  char *hash;
  BtHome *source;
  GPtrArray *waiting; /* BtHome that are still to be written */
  GString *not_done;  /* a line for each that could not be */
} Bring;

static void next (Bring *bring);

/* ---- which words ---- */

static const BtPhotoField fields[BT_N_HOME_FIELDS] = {
  [BT_HOME_CAPTION] = BT_PHOTO_CAPTION,
  [BT_HOME_CREDIT] = BT_PHOTO_CREDIT,
  [BT_HOME_ALT] = BT_PHOTO_ALT,
};

BtHome *
bt_homes_panel_desk_home (BtPhotoItem *item)
{
  BtHome *home = bt_home_new (BT_HOME_XMP, NULL);

  for (guint i = 0; i < BT_N_HOME_FIELDS; i++)
    bt_home_say (home, i, bt_photo_item_get_field (item, fields[i]));
  return home;
}

gboolean
bt_homes_panel_differ (const BtHome *a, const BtHome *b)
{
  for (guint i = 0; i < BT_N_HOME_FIELDS; i++)
    if (bt_home_differs (a, b, i))
      return TRUE;
  return FALSE;
}

/* Returns: (nullable): what all that say anything of @field say */
static const char *
common_words (BtHomesPanel *self, BtHomeField field)
{
  const BtHome *first = NULL;

  for (guint i = 0; i < self->homes->len; i++)
    {
      const BtHome *home = self->homes->pdata[i];

      if (home->error != NULL || *home->words[field] == '\0')
        continue;
      if (first != NULL && bt_home_differs (home, first, field))
        return NULL;
      if (first == NULL || first->kind == BT_HOME_IIM)
        first = home;
    }
  return first != NULL ? first->words[field] : NULL;
}

BtHome *
bt_homes_panel_choose_words (BtHomesPanel *self, const BtHome *home, const BtHome *desk)
{
  BtHome *words = bt_home_copy (desk);

  for (guint i = 0; i < BT_N_HOME_FIELDS; i++)
    {
      /* What IIM had to cut, and a library's stop at the end, are no words of their own. */
      if (*home->words[i] != '\0' && bt_home_differs (home, desk, i))
        bt_home_say (words, i, home->words[i]);
      /* Silence is not spread: it may only mean that nobody has filled that place yet. */
      if (*words->words[i] == '\0')
        bt_home_say (words, i, common_words (self, i));
      words->holds[i] = *words->words[i] != '\0';
    }
  return words;
}

/* ---- one after the other ---- */

static void
bring_free (Bring *bring)
{
  g_object_unref (bring->panel);
  g_free (bring->hash);
  bt_home_free (bring->source);
  g_ptr_array_unref (bring->waiting);
  g_string_free (bring->not_done, TRUE);
  g_free (bring);
}

static char *
describe (const GError *error)
{
  if (g_error_matches (error, BT_SYNC_ERROR, BT_SYNC_ERROR_CHANGED_THERE)
      || g_error_matches (error, BT_STORE_ERROR, BT_STORE_ERROR_STALE))
    return g_strdup (C_ ("home",
                         "Somebody changed the words there in the meantime, so they "
                         "were left as they are. Look at them again."));
  return bt_message_for_error (error);
}

static void
note_failure (Bring *bring, const BtHome *home, const GError *error)
{
  g_autofree char *name = bt_home_card_name (home);
  g_autofree char *why = describe (error);

  if (bring->not_done->len > 0)
    g_string_append_c (bring->not_done, '\n');
  /* Translators: the name of a place, and why nothing was written there */
  g_string_append_printf (bring->not_done, C_ ("home", "%s: %s"), name, why);
}

static void
finish (Bring *bring)
{
  BtHomesPanel *self = bring->panel;

  self->bringing = FALSE;
  g_free (self->not_done);
  self->not_done = bring->not_done->len > 0 ? g_strdup (bring->not_done->str) : NULL;
  bt_homes_panel_read (self);
  bring_free (bring);
}

static void
done_with_first (Bring *bring, const GError *error)
{
  if (error != NULL)
    note_failure (bring, bring->waiting->pdata[0], error);
  g_ptr_array_remove_index (bring->waiting, 0);
  next (bring);
}

static void
brought_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  bt_home_bring_finish (BT_CONTEXT (source), result, &error);
  done_with_first (data, error);
}

static void
bring_on_disk (Bring *bring)
{
  bt_home_bring_async (bt_desk_get_context (bring->panel->desk), bring->hash,
                       bring->waiting->pdata[0], bring->source, NULL, brought_cb, bring);
}

static void
brought_open_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error) && error == NULL)
    bring_on_disk (data);
  else
    done_with_first (data, error);
}

static void
next (Bring *bring)
{
  const BtHome *home;

  if (bring->waiting->len == 0)
    {
      finish (bring);
      return;
    }
  home = bring->waiting->pdata[0];
  if (home->error != NULL)
    {
      g_autoptr (GError) error = g_error_copy (home->error);

      done_with_first (bring, error);
      return;
    }
  if (home->kind == BT_HOME_ARTICLE)
    {
      g_autoptr (GTask) task = g_task_new (bring->panel, NULL, brought_open_cb, bring);

      if (!bt_homes_panel_bring_open (bring->panel, bring->hash, home, bring->source,
                                      task))
        g_task_return_boolean (task, FALSE);
      return;
    }
  bring_on_disk (bring);
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Bring *bring = data;
  g_autoptr (GError) error = NULL;

  /* What the desk could not write it says itself, and nothing goes elsewhere then. */
  if (!bt_desk_settle_finish (BT_DESK (source), result, &error))
    g_ptr_array_set_size (bring->waiting, 0);
  next (bring);
}

/* ---- the press ---- */

/* Also where the desk's words stay: they may stand in only one of the file's places. */
static void
change_desk (BtHomesPanel *self, BtPhotoItem *item, const BtHome *source)
{
  g_autoptr (GPtrArray) changes =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_photo_change_free);
  g_autoptr (BtPhotoInfo) info =
      bt_home_take_info (source, bt_photo_item_get_info (item));
  BtPhotoChange *change = bt_photo_change_new (self->hash);

  bt_photo_change_set_info (change, info);
  g_ptr_array_add (changes, change);
  bt_desk_change (self->desk, changes, C_ ("step", "Bring Captions Together"));
}

void
bt_homes_panel_use (BtHomesPanel *self, const BtHome *home)
{
  BtPhotoItem *item = bt_desk_find (self->desk, self->hash);
  g_autoptr (BtHome) desk = NULL;
  Bring *bring;
  gboolean to_file;

  if (item == NULL || self->bringing || self->homes == NULL)
    return;
  desk = bt_homes_panel_desk_home (item);
  bring = g_new0 (Bring, 1);
  bring->panel = g_object_ref (self);
  bring->hash = g_strdup (self->hash);
  bring->source = bt_homes_panel_choose_words (self, home, desk);
  bring->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_home_free);
  bring->not_done = g_string_new (NULL);
  to_file = bt_homes_panel_differ (desk, bring->source);
  for (guint i = 0; i < self->homes->len; i++)
    {
      const BtHome *other = self->homes->pdata[i];

      if (other->error == NULL && !bt_homes_panel_differ (other, bring->source))
        continue;
      if (other->kind == BT_HOME_IIM || other->kind == BT_HOME_XMP)
        to_file = TRUE;
      else
        g_ptr_array_add (bring->waiting, bt_home_copy (other));
    }
  self->bringing = TRUE;
  if (to_file)
    change_desk (self, item, bring->source);
  bt_homes_panel_show (self);
  bt_desk_settle_async (self->desk, settled_cb, bring);
}
