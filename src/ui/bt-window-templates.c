/* New articles from templates.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/bt-window-private.h"
#include "ui/editor/bt-input-method.h"
#include "ui/templates/bt-templates.h"

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

static void
start (BtWindow *self, BtArticle *article)
{
  New *new = g_new0 (New, 1);

  new->window = g_object_ref (self);
  new->article = article;
  bt_input_settle (GTK_WIDGET (self), settled_cb, new);
}

void
bt_window_new_from_template (BtWindow *self, const char *name)
{
  BtArticle *article;

  g_return_if_fail (BT_IS_WINDOW (self));
  g_return_if_fail (name != NULL);

  article = bt_template_load (name);
  if (article != NULL)
    start (self, article);
}

static void
add_item (GMenu *menu, const char *label, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "win.new-from", "s", target);
  g_menu_append_item (menu, item);
}

void
bt_window_init_templates (BtWindow *self)
{
  const char *const *genres = bt_genres ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) own = g_menu_new ();

  for (guint i = 0; genres[i] != NULL; i++)
    add_item (own, bt_message_for_genre (genres[i]), genres[i]);
  g_menu_append_section (menu, C_ ("templates", "Templates"), G_MENU_MODEL (own));
  gtk_menu_button_set_menu_model (self->new_menu, G_MENU_MODEL (menu));
}
