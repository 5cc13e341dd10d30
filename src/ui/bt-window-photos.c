/* Photos come from the photo desk into an article.
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
