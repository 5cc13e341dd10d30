/* Photos, and words about them, come from the photo desk into an article.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "ui/bt-window-private.h"
#include "ui/editor/bt-input-method.h"

typedef struct
{
  BtWindow *window;
  BtDocument *document;
  GPtrArray *infos;
  gboolean gallery;
} Arrival;

static void
settled_cb (gpointer data)
{
  g_autofree Arrival *arrival = data;
  g_autoptr (BtWindow) self = arrival->window;
  g_autoptr (BtDocument) document = arrival->document;
  g_autoptr (GPtrArray) infos = arrival->infos;

  if (self->context != NULL && self->document == document)
    bt_editor_pane_add_kept_photos (self->editor, infos, arrival->gallery);
}

char *
bt_window_add_photos (BtWindow *self, GPtrArray *infos, gboolean gallery)
{
  Arrival *arrival;

  g_return_val_if_fail (BT_IS_WINDOW (self), NULL);
  g_return_val_if_fail (infos != NULL, NULL);

  if (self->document == NULL)
    return NULL;
  arrival = g_new0 (Arrival, 1);
  arrival->window = g_object_ref (self);
  arrival->document = g_object_ref (self->document);
  arrival->infos = g_ptr_array_ref (infos);
  arrival->gallery = gallery;
  bt_input_settle (GTK_WIDGET (self), settled_cb, arrival);
  return g_strdup (
      bt_article_get (bt_document_get_article (self->document), BT_FIELD_HEADLINE));
}

void
bt_window_take_waiting_photos (BtWindow *self)
{
  g_autoptr (GPtrArray) infos = g_steal_pointer (&self->photos);
  g_autofree char *wanted = g_steal_pointer (&self->photos_article);
  const BtArticle *article = bt_document_get_article (self->document);

  /* something else may have been opened meanwhile */
  if (infos == NULL
      || (wanted != NULL && g_strcmp0 (wanted, bt_article_get_uuid (article)) != 0))
    return;
  g_free (bt_window_add_photos (self, infos, self->as_gallery));
}

void
bt_window_add_photos_to (BtWindow *self,
                         const char *uuid,
                         GPtrArray *infos,
                         gboolean gallery)
{
  g_return_if_fail (BT_IS_WINDOW (self));
  g_return_if_fail (infos != NULL);

  g_clear_pointer (&self->photos, g_ptr_array_unref);
  g_free (self->photos_article);
  self->photos = g_ptr_array_ref (infos);
  self->photos_article = g_strdup (uuid);
  self->as_gallery = gallery;
  if (uuid != NULL)
    bt_window_open (self, uuid);
  else
    bt_window_new_article (self);
  bt_window_show_editor (self);
}

/* ---- words about photos ---- */

typedef struct
{
  BtWindow *window;
  BtDocument *document;
  char *hash;
  BtHome *home;
  BtHome *source;
  GTask *task;
  gboolean checked;
  gboolean still; /* the first one that shows the photo says what was shown */
} Words;

static void
words_free (Words *words)
{
  g_object_unref (words->window);
  g_object_unref (words->document);
  g_free (words->hash);
  bt_home_free (words->home);
  bt_home_free (words->source);
  g_object_unref (words->task);
  g_free (words);
}

static gboolean
take_words (guint block, guint index, BtFigureItem *item, gpointer data)
{
  Words *words = data;

  if (g_strcmp0 (item->photo, words->hash) != 0)
    return FALSE;
  if (!words->checked)
    words->still = bt_home_says_item (words->home, item);
  words->checked = TRUE;
  return words->still && bt_home_take_item (words->source, item);
}

static void
words_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (bt_document_save_finish (BT_DOCUMENT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
words_settled_cb (gpointer data)
{
  Words *words = data;
  BtWindow *self = words->window;

  if (self->context == NULL || self->document != words->document)
    g_task_return_boolean (words->task, FALSE);
  else
    {
      bt_editor_pane_edit_items (self->editor, take_words, words);
      if (words->still)
        bt_document_save_async (self->document, words_saved_cb,
                                g_object_ref (words->task));
      else
        g_task_return_new_error (words->task, BT_SYNC_ERROR, BT_SYNC_ERROR_CHANGED_THERE,
                                 "the words are no longer what was shown");
    }
  words_free (words);
}

gboolean
bt_window_bring_home (BtWindow *self,
                      const char *hash,
                      const BtHome *home,
                      const BtHome *source,
                      GTask *task)
{
  Words *words;

  g_return_val_if_fail (BT_IS_WINDOW (self), FALSE);
  g_return_val_if_fail (hash != NULL && home != NULL && source != NULL, FALSE);
  g_return_val_if_fail (G_IS_TASK (task), FALSE);

  if (self->document == NULL
      || g_strcmp0 (bt_article_get_uuid (bt_document_get_article (self->document)),
                    home->uuid)
             != 0)
    return FALSE;
  words = g_new0 (Words, 1);
  words->window = g_object_ref (self);
  words->document = g_object_ref (self->document);
  words->hash = g_strdup (hash);
  words->home = bt_home_copy (home);
  words->source = bt_home_copy (source);
  words->task = g_object_ref (task);
  bt_input_settle (GTK_WIDGET (self), words_settled_cb, words);
  return TRUE;
}
