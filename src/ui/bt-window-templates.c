/* New articles from templates: those of the program and the newsroom's own.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "article/bt-template.h"
#include "messages/bt-messages.h"
#include "store/bt-store-pieces.h"
#include "ui/bt-window-private.h"
#include "ui/editor/bt-input-method.h"
#include "ui/templates/bt-pieces-window.h"
#include "ui/templates/bt-templates.h"

/* Before the number of one of the newsroom's own. */
#define OWN "own:"

/* ---- a new article ---- */

typedef struct
{
  BtWindow *window;
  BtArticle *article;
} New;

static void
settled_cb (gpointer data)
{
  g_autofree New *new = data;
  g_autoptr (BtWindow) self = new->window;

  if (self->context == NULL)
    {
      bt_article_free (new->article);
      return;
    }
  bt_window_show_new (self, new->article);
  bt_editor_pane_first_placeholder (self->editor);
}

static BtArticle *
make_article (BtWindow *self, const char *name)
{
  gint64 id;

  if (!g_str_has_prefix (name, OWN))
    return bt_template_load (name);
  id = g_ascii_strtoll (name + strlen (OWN), NULL, 10);
  for (guint i = 0; self->templates != NULL && i < self->templates->len; i++)
    {
      const BtPiece *piece = self->templates->pdata[i];

      if (piece->id == id)
        return bt_article_new_from (piece->content);
    }
  return NULL;
}

void
bt_window_new_from_template (BtWindow *self, const char *name)
{
  BtArticle *article;
  New *new;

  g_return_if_fail (BT_IS_WINDOW (self));
  g_return_if_fail (name != NULL);

  article = make_article (self, name);
  if (article == NULL)
    return;
  new = g_new0 (New, 1);
  new->window = g_object_ref (self);
  new->article = article;
  bt_input_settle (GTK_WIDGET (self), settled_cb, new);
}

/* ---- the menu ---- */

/* A name may hold an underline, which would be taken for a mnemonic. */
static void
add_item (GMenu *menu, const char *name, const char *target)
{
  g_auto (GStrv) parts = g_strsplit (name, "_", -1);
  g_autofree char *label = g_strjoinv ("__", parts);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "win.new-from", "s", target);
  g_menu_append_item (menu, item);
}

static void
show_menu (BtWindow *self)
{
  const char *const *genres = bt_genres ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) known = g_menu_new ();
  g_autoptr (GMenu) own = g_menu_new ();
  g_autoptr (GMenu) more = g_menu_new ();

  for (guint i = 0; genres[i] != NULL; i++)
    add_item (known, bt_message_for_genre (genres[i]), genres[i]);
  for (guint i = 0; self->templates != NULL && i < self->templates->len; i++)
    {
      const BtPiece *piece = self->templates->pdata[i];
      g_autofree char *target = g_strdup_printf (OWN "%" G_GINT64_FORMAT, piece->id);

      add_item (own, piece->key, target);
    }
  g_menu_append_section (menu, C_ ("templates", "Templates"), G_MENU_MODEL (known));
  if (g_menu_model_get_n_items (G_MENU_MODEL (own)) > 0)
    g_menu_append_section (menu, C_ ("templates", "Templates of Our Own"),
                           G_MENU_MODEL (own));
  g_menu_append (more, C_ ("templates", "_Manage Templates…"), "win.templates");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  gtk_menu_button_set_menu_model (self->new_menu, G_MENU_MODEL (menu));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtWindow) self = data;
  g_autoptr (GPtrArray) pieces =
      bt_store_list_pieces_finish (BT_STORE (source), result, NULL);

  /* what cannot be read is said where templates are managed */
  if (pieces == NULL || self->context == NULL)
    return;
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  self->templates = g_steal_pointer (&pieces);
  show_menu (self);
}

static void
changed_cb (BtStore *store, const char *uuid, BtWindow *self)
{
  if (uuid == NULL && self->context != NULL)
    bt_store_list_pieces_async (store, BT_PIECE_TEMPLATE, NULL, listed_cb,
                                g_object_ref (self));
}

void
bt_window_show_templates (BtWindow *self)
{
  gtk_window_present (GTK_WINDOW (
      bt_pieces_window_new (GTK_WINDOW (self), self->store, BT_PIECE_TEMPLATE)));
}

void
bt_window_init_templates (BtWindow *self)
{
  show_menu (self);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (changed_cb), self, 0);
  changed_cb (self->store, NULL, self);
}
