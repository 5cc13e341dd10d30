/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-desk-sidebar.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/bt-ask.h"
#include "ui/desk/bt-cards.h"

/* While an ingest runs, its number grows. */
#define REFRESH_MS 400
/* Older articles are found by the search. */
#define MAX_ARTICLES 60

typedef enum
{
  ALL,
  UNUSED,
  BATCH,
  ARTICLE,
  CARD,
} Kind;

/* A row. */
typedef struct
{
  Kind kind;
  gint64 batch;
  char *article;
  GFile *card;
  char *title;
  guint n; /* of photos, 0 for not said */
} Place;

struct _BtDeskSidebar
{
  AdwBin parent_instance;

  BtStore *store;
  BtCards *cards;
  GtkListBox *list;
  GPtrArray *places; /* Place, as the rows */
  GPtrArray *batches;
  GPtrArray *articles;
  GCancellable *cancellable;
  char *chosen; /* key of a place */
  guint refresh_source;
  gboolean filling;
};

enum
{
  SCOPE,
  INGEST,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtDeskSidebar, bt_desk_sidebar, ADW_TYPE_BIN)

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->article);
  g_clear_object (&place->card);
  g_free (place->title);
  g_free (place);
}

static char *
place_key (const Place *place)
{
  return g_strdup_printf ("%d %" G_GINT64_FORMAT " %s", (int)place->kind, place->batch,
                          place->article != NULL ? place->article : "");
}

static Place *
add_place (GPtrArray *places, Kind kind, const char *title, guint n)
{
  Place *place = g_new0 (Place, 1);

  place->kind = kind;
  place->title = g_strdup (title);
  place->n = n;
  g_ptr_array_add (places, place);
  return place;
}

/* ---- rows ---- */

static const char *
heading_for (Kind kind)
{
  switch (kind)
    {
    case BATCH:
      return C_ ("desk", "Batches");
    case ARTICLE:
      return C_ ("desk", "In Articles");
    case CARD:
      return C_ ("desk", "Cards");
    case ALL:
    case UNUSED:
      break;
    }
  return NULL;
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  BtDeskSidebar *self = data;
  const Place *place = self->places->pdata[gtk_list_box_row_get_index (row)];
  const Place *above =
      before != NULL ? self->places->pdata[gtk_list_box_row_get_index (before)] : NULL;
  const char *heading = heading_for (place->kind);
  GtkWidget *label;

  if (heading == NULL || (above != NULL && above->kind == place->kind))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (heading);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "bt-version-day");
  gtk_list_box_row_set_header (row, label);
}

static const char *
icon_for (Kind kind)
{
  static const char *const icons[] = {
    [ALL] = "emblem-photos-symbolic",  [UNUSED] = "image-x-generic-symbolic",
    [BATCH] = "camera-photo-symbolic", [ARTICLE] = "text-x-generic-symbolic",
    [CARD] = "media-flash-symbolic",
  };

  return icons[kind];
}

static void rename_batch_cb (GtkButton *button, BtDeskSidebar *self);

/* What has no room can be read all the same. */
static gboolean
tooltip_cb (GtkLabel *label,
            int x,
            int y,
            gboolean keyboard,
            GtkTooltip *tooltip,
            gpointer data)
{
  gtk_tooltip_set_text (tooltip, gtk_label_get_label (label));
  return pango_layout_is_ellipsized (gtk_label_get_layout (label));
}

static GtkWidget *
make_row (BtDeskSidebar *self, const Place *place)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = gtk_label_new (place->title);
  g_autofree char *n = place->n > 0 ? g_strdup_printf ("%u", place->n) : g_strdup ("");
  g_autofree char *photos = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u photo", "%u photos", place->n), place->n);
  g_autofree char *name = place->n > 0 ? g_strdup_printf ("%s, %s", place->title, photos)
                                       : g_strdup (place->title);
  GtkWidget *count = gtk_label_new (n);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon_for (place->kind)));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), count);
  if (place->kind == BATCH)
    {
      GtkWidget *button = gtk_button_new_from_icon_name ("document-edit-symbolic");
      g_autofree char *text = g_strdup_printf (C_ ("desk", "Rename “%s”"), place->title);

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "bt-row-button");
      gtk_widget_set_tooltip_text (button, text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
      g_object_set_data (G_OBJECT (button), "row", row);
      g_signal_connect (button, "clicked", G_CALLBACK (rename_batch_cb), self);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), place->kind != CARD);
  gtk_widget_set_has_tooltip (label, TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (tooltip_cb), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  return row;
}

static gboolean
same_places (GPtrArray *a, GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const Place *one = a->pdata[i], *other = b->pdata[i];

      if (one->kind != other->kind || one->batch != other->batch || one->n != other->n
          || g_strcmp0 (one->article, other->article) != 0
          || g_strcmp0 (one->title, other->title) != 0
          || (one->card != other->card
              && (one->card == NULL || other->card == NULL
                  || !g_file_equal (one->card, other->card))))
        return FALSE;
    }
  return TRUE;
}

static void
select_chosen (BtDeskSidebar *self)
{
  self->filling = TRUE;
  gtk_list_box_unselect_all (self->list);
  for (guint i = 0; i < self->places->len; i++)
    {
      g_autofree char *key = place_key (self->places->pdata[i]);

      if (g_strcmp0 (key, self->chosen) == 0)
        gtk_list_box_select_row (self->list,
                                 gtk_list_box_get_row_at_index (self->list, (int)i));
    }
  self->filling = FALSE;
}

static GPtrArray *
list_places (BtDeskSidebar *self)
{
  GPtrArray *places = g_ptr_array_new_with_free_func (place_free);
  g_autoptr (GPtrArray) cards = bt_cards_list (self->cards);

  add_place (places, ALL, C_ ("desk", "All Photos"), 0);
  add_place (places, UNUSED, C_ ("desk", "In No Article"), 0);
  for (guint i = 0; i < cards->len; i++)
    {
      g_autofree char *name = bt_card_name (cards->pdata[i]);

      add_place (places, CARD, name, 0)->card = g_object_ref (cards->pdata[i]);
    }
  for (guint i = 0; self->batches != NULL && i < self->batches->len; i++)
    {
      const BtPhotoBatch *batch = self->batches->pdata[i];

      add_place (places, BATCH, batch->name, batch->photos)->batch = batch->id;
    }
  for (guint i = 0, n = 0;
       self->articles != NULL && i < self->articles->len && n < MAX_ARTICLES; i++)
    {
      const BtStoredArticle *article = self->articles->pdata[i];
      gboolean named = article->headline != NULL && *article->headline != '\0';

      if (article->photos == 0)
        continue;
      add_place (places, ARTICLE,
                 named ? article->headline : C_ ("library", "Without a headline"),
                 article->photos)
          ->article = g_strdup (article->uuid);
      n++;
    }
  return places;
}

static void
fill (BtDeskSidebar *self)
{
  g_autoptr (GPtrArray) places = list_places (self);
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;
  GtkListBoxRow *row;

  if (same_places (self->places, places))
    return;
  self->filling = TRUE;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_clear_pointer (&self->places, g_ptr_array_unref);
  self->places = g_steal_pointer (&places);
  for (guint i = 0; i < self->places->len; i++)
    gtk_list_box_append (self->list, make_row (self, self->places->pdata[i]));
  self->filling = FALSE;
  select_chosen (self);
  row = gtk_list_box_get_selected_row (self->list);
  if (focused && row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* ---- choosing ---- */

static void
tell_scope (BtDeskSidebar *self, const Place *place)
{
  BtPhotoQuery query = { 0 };

  query.batch = place->batch;
  query.article = place->article;
  query.unused = place->kind == UNUSED;
  g_signal_emit (self, signals[SCOPE], 0, &query);
}

static void
selected_cb (GtkListBox *list, GtkListBoxRow *row, BtDeskSidebar *self)
{
  const Place *place;

  if (self->filling || row == NULL)
    return;
  place = self->places->pdata[gtk_list_box_row_get_index (row)];
  g_free (self->chosen);
  self->chosen = place_key (place);
  tell_scope (self, place);
}

static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, BtDeskSidebar *self)
{
  const Place *place = self->places->pdata[gtk_list_box_row_get_index (row)];

  if (place->kind == CARD)
    g_signal_emit (self, signals[INGEST], 0, place->card);
}

/* ---- a batch's name ---- */

typedef struct
{
  BtDeskSidebar *sidebar;
  gint64 batch;
  GtkEditable *entry;
} Renaming;

static void
renamed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtDeskSidebar) self = data;
  g_autoptr (GError) error = NULL;

  if (!bt_store_rename_batch_finish (BT_STORE (source), result, &error))
    g_signal_emit (self, signals[FAILED], 0, error);
}

static void
rename_answer_cb (const char *answer, gpointer data)
{
  g_autofree Renaming *renaming = data;
  g_autoptr (BtDeskSidebar) self = renaming->sidebar;
  g_autoptr (GtkEditable) entry = renaming->entry;
  g_autofree char *name = g_strdup (gtk_editable_get_text (entry));

  g_strstrip (name);
  if (g_str_equal (answer, "rename") && *name != '\0' && self->store != NULL)
    bt_store_rename_batch_async (self->store, renaming->batch, name, NULL, renamed_cb,
                                 g_object_ref (self));
}

static void
rename_batch_cb (GtkButton *button, BtDeskSidebar *self)
{
  const BtAnswer answers[] = {
    { "cancel", C_ ("desk", "_Cancel"), ADW_RESPONSE_DEFAULT },
    { "rename", C_ ("desk", "_Rename"), ADW_RESPONSE_SUGGESTED },
  };
  GtkListBoxRow *row = g_object_get_data (G_OBJECT (button), "row");
  const Place *place = self->places->pdata[gtk_list_box_row_get_index (row)];
  GtkWidget *entry = gtk_entry_new ();
  Renaming *renaming = g_new0 (Renaming, 1);

  renaming->sidebar = g_object_ref (self);
  renaming->batch = place->batch;
  renaming->entry = GTK_EDITABLE (g_object_ref_sink (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), place->title);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("desk", "Name of the batch"), -1);
  bt_ask (GTK_WIDGET (self), C_ ("desk", "Rename the Batch"), NULL, entry, answers,
          G_N_ELEMENTS (answers), rename_answer_cb, renaming);
  gtk_widget_grab_focus (entry);
}

/* ---- reading ---- */

static void
failed (BtDeskSidebar *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
}

static void
batches_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtDeskSidebar) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *batches = bt_store_list_batches_finish (BT_STORE (source), result, &error);

  if (batches == NULL || self->store == NULL)
    {
      if (batches != NULL)
        g_ptr_array_unref (batches);
      else
        failed (self, error);
      return;
    }
  g_clear_pointer (&self->batches, g_ptr_array_unref);
  self->batches = batches;
  fill (self);
}

static void
articles_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtDeskSidebar) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *articles = bt_store_list_articles_finish (BT_STORE (source), result, &error);

  if (articles == NULL || self->store == NULL)
    {
      if (articles != NULL)
        g_ptr_array_unref (articles);
      else
        failed (self, error);
      return;
    }
  g_clear_pointer (&self->articles, g_ptr_array_unref);
  self->articles = articles;
  fill (self);
}

static gboolean
refresh_cb (gpointer data)
{
  BtDeskSidebar *self = data;
  const BtStoreQuery query = BT_STORE_QUERY_ALL;

  self->refresh_source = 0;
  bt_store_list_batches_async (self->store, self->cancellable, batches_cb,
                               g_object_ref (self));
  bt_store_list_articles_async (self->store, &query, self->cancellable, articles_cb,
                                g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
refresh (BtDeskSidebar *self)
{
  if (self->refresh_source == 0)
    self->refresh_source = g_timeout_add (REFRESH_MS, refresh_cb, self);
}

/* ---- type ---- */

static void
bt_desk_sidebar_dispose (GObject *object)
{
  BtDeskSidebar *self = BT_DESK_SIDEBAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_object (&self->store);
  g_clear_object (&self->cards);

  G_OBJECT_CLASS (bt_desk_sidebar_parent_class)->dispose (object);
}

static void
bt_desk_sidebar_finalize (GObject *object)
{
  BtDeskSidebar *self = BT_DESK_SIDEBAR (object);

  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->batches, g_ptr_array_unref);
  g_clear_pointer (&self->articles, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_free (self->chosen);

  G_OBJECT_CLASS (bt_desk_sidebar_parent_class)->finalize (object);
}

static void
bt_desk_sidebar_class_init (BtDeskSidebarClass *klass)
{
  GType type = BT_TYPE_DESK_SIDEBAR;

  G_OBJECT_CLASS (klass)->dispose = bt_desk_sidebar_dispose;
  G_OBJECT_CLASS (klass)->finalize = bt_desk_sidebar_finalize;

  signals[SCOPE] = g_signal_new ("scope", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[INGEST] = g_signal_new ("ingest", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_FILE);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
bt_desk_sidebar_init (BtDeskSidebar *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  const Place all = { .kind = ALL };

  self->cancellable = g_cancellable_new ();
  self->chosen = place_key (&all);
  self->cards = bt_cards_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "bt-desk-places");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("desk", "Batches and Articles"), -1);
  gtk_list_box_set_header_func (self->list, header_cb, self, NULL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scrolled, TRUE);
  adw_bin_set_child (ADW_BIN (self), scrolled);
  g_signal_connect (self->list, "row-selected", G_CALLBACK (selected_cb), self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  g_signal_connect_object (self->cards, "changed", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
bt_desk_sidebar_new (BtStore *store)
{
  BtDeskSidebar *self;

  g_return_val_if_fail (BT_IS_STORE (store), NULL);

  self = g_object_new (BT_TYPE_DESK_SIDEBAR, NULL);
  self->store = g_object_ref (store);
  fill (self);
  g_signal_connect_object (store, "photos-changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  refresh_cb (self);
  return GTK_WIDGET (self);
}

void
bt_desk_sidebar_show_batch (BtDeskSidebar *self, gint64 id)
{
  const Place place = { .kind = BATCH, .batch = id };

  g_return_if_fail (BT_IS_DESK_SIDEBAR (self));

  g_free (self->chosen);
  self->chosen = place_key (&place);
  select_chosen (self);
  tell_scope (self, &place);
  refresh (self);
}
