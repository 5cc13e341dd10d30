/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-article-chooser.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/bt-accessible.h"
#include "ui/bt-ask.h"
#include "ui/editor/bt-input-method.h"

/* Whoever looks for an older one types a word of it. */
#define MAX_ARTICLES 50

struct _BtArticleChooser
{
  AdwWindow parent_instance;

  BtStore *store;
  GCancellable *cancellable;
  GtkEditable *search;
  GtkListBox *list;
  GtkLabel *none;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtArticleChooser, bt_article_chooser, ADW_TYPE_WINDOW)

static void
choose (BtArticleChooser *self, const char *uuid)
{
  g_signal_emit (self, signals[CHOSEN], 0, uuid);
  gtk_window_close (GTK_WINDOW (self));
}

static void
new_cb (GtkButton *button, BtArticleChooser *self)
{
  choose (self, NULL);
}

static void
row_cb (GtkListBox *list, GtkListBoxRow *row, BtArticleChooser *self)
{
  g_autofree char *uuid = g_strdup (g_object_get_data (G_OBJECT (row), "uuid"));

  choose (self, uuid);
}

static void
add_row (BtArticleChooser *self, const BtStoredArticle *article)
{
  GtkWidget *row = adw_action_row_new ();
  gboolean named = article->headline != NULL && *article->headline != '\0';
  g_autofree char *title = g_markup_escape_text (
      named ? article->headline : C_ ("library", "Without a headline"), -1);
  g_autofree char *lead =
      bt_message_shorten (article->lead != NULL ? article->lead : "", 90);
  g_autofree char *subtitle = g_markup_escape_text (lead, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "uuid", g_strdup (article->uuid), g_free);
  gtk_list_box_append (self->list, row);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtArticleChooser) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) articles =
      bt_store_list_articles_finish (BT_STORE (source), result, &error);
  GtkWidget *row;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->store == NULL)
    return;
  if (articles == NULL)
    {
      bt_tell_error (GTK_WIDGET (self), C_ ("library", "The Articles Cannot Be Read"),
                     error);
      return;
    }
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < articles->len; i++)
    add_row (self, articles->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->list), articles->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->none), articles->len == 0);
}

static void
look (BtArticleChooser *self)
{
  BtStoreQuery query = BT_STORE_QUERY_ALL;
  const char *words = gtk_editable_get_text (self->search);

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  query.words = *words != '\0' ? words : NULL;
  query.prefix = TRUE;
  query.limit = MAX_ARTICLES;
  bt_store_list_articles_async (self->store, &query, self->cancellable, listed_cb,
                                g_object_ref (self));
}

/* Enter in the search takes the first one that was found. */
static void
search_activated_cb (BtArticleChooser *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (row != NULL && *gtk_editable_get_text (self->search) != '\0')
    row_cb (self->list, row, self);
}

static void
bt_article_chooser_dispose (GObject *object)
{
  BtArticleChooser *self = BT_ARTICLE_CHOOSER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (bt_article_chooser_parent_class)->dispose (object);
}

static void
bt_article_chooser_finalize (GObject *object)
{
  g_object_unref (BT_ARTICLE_CHOOSER (object)->cancellable);

  G_OBJECT_CLASS (bt_article_chooser_parent_class)->finalize (object);
}

static void
bt_article_chooser_class_init (BtArticleChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_article_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = bt_article_chooser_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0,
                                       "window.close", NULL);

  signals[CHOSEN] = g_signal_new ("chosen", BT_TYPE_ARTICLE_CHOOSER, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_list (BtArticleChooser *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, C_ ("desk", "Articles"),
                                  -1);
  self->none = GTK_LABEL (gtk_label_new (C_ ("library", "Nothing Found")));
  gtk_widget_add_css_class (GTK_WIDGET (self->none), "dim-label");
  gtk_widget_set_visible (GTK_WIDGET (self->none), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->none));
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static void
bt_article_chooser_init (BtArticleChooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (C_ ("editor", "_New Article"));

  self->cancellable = g_cancellable_new ();
  self->search = GTK_EDITABLE (gtk_search_entry_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("desk", "Search Articles"), -1);
  bt_input_watch (GTK_WIDGET (self->search));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), button);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), make_list (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  g_signal_connect (button, "clicked", G_CALLBACK (new_cb), self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_cb), self);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (look), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (search_activated_cb),
                            self);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (gtk_window_close),
                            self);
  bt_accessible_name_buttons (GTK_WIDGET (self));
}

GtkWidget *
bt_article_chooser_new (GtkWindow *parent, BtStore *store)
{
  BtArticleChooser *self;

  g_return_val_if_fail (BT_IS_STORE (store), NULL);

  self =
      g_object_new (BT_TYPE_ARTICLE_CHOOSER, "transient-for", parent, "modal", TRUE,
                    "destroy-with-parent", TRUE, "default-width", 480, "default-height",
                    560, "title", C_ ("desk", "Which Article Are the Photos For?"), NULL);
  self->store = g_object_ref (store);
  look (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  return GTK_WIDGET (self);
}
