/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-details-pane.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/editor/bt-input-method.h"
#include "ui/editor/bt-text-field.h"

struct _BtDetailsPane
{
  AdwBin parent_instance;

  gboolean loading;
  GtkEditable *entries[BT_N_FIELDS]; /* %NULL where a field is edited elsewhere */

  GPtrArray *genres; /* ids, as the rows of the list below have them */

  /* template */
  GtkEditable *section;
  AdwComboRow *genre;
  GtkEditable *source_name;
  GtkEditable *tags;
  GtkEditable *byline;
  GtkEditable *byline_label;
  GtkEditable *photo_credit;
  GtkEditable *slug;
  AdwPreferencesGroup *byline_group;
  BtTextField *notes;
  GtkPopover *sections_popover;
  GtkListBox *sections;
};

enum
{
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtDetailsPane, bt_details_pane, ADW_TYPE_BIN)

/* ---- tags: one entry, parted by commas ---- */

static char *
tags_to_text (const BtArticle *article)
{
  return g_strjoinv (", ", (char **)bt_article_get_tags (article));
}

static void
tags_from_text (BtArticle *article, const char *text)
{
  g_auto (GStrv) tags = g_strsplit_set (text, ",;", -1);

  bt_article_set_tags (article, (const char *const *)tags);
}

/* ---- genre: one of a list ---- */

static guint
find_genre (BtDetailsPane *self, const char *id)
{
  guint i;

  for (i = 0; i < self->genres->len; i++)
    if (g_str_equal (self->genres->pdata[i], id))
      break;
  return i;
}

static void
add_genre (BtDetailsPane *self, const char *id)
{
  g_ptr_array_add (self->genres, g_strdup (id));
  gtk_string_list_append (GTK_STRING_LIST (adw_combo_row_get_model (self->genre)),
                          bt_message_for_genre (id));
}

static void
init_genres (BtDetailsPane *self)
{
  const char *const *known = bt_genres ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->genres = g_ptr_array_new_with_free_func (g_free);
  adw_combo_row_set_model (self->genre, G_LIST_MODEL (names));
  add_genre (self, "");
  for (guint i = 0; known[i] != NULL; i++)
    add_genre (self, known[i]);
}

/* A genre that came from elsewhere stays what it is, and can be chosen from then on. */
static void
load_genre (BtDetailsPane *self, const char *id)
{
  guint index = find_genre (self, id);

  if (index == self->genres->len)
    add_genre (self, id);
  if (adw_combo_row_get_selected (self->genre) != index)
    adw_combo_row_set_selected (self->genre, index);
}

static const char *
get_genre (BtDetailsPane *self)
{
  guint index = adw_combo_row_get_selected (self->genre);

  return index < self->genres->len ? self->genres->pdata[index] : "";
}

/* ---- callbacks ---- */

static void
show_byline (BtDetailsPane *self)
{
  g_autoptr (BtArticle) article = bt_article_new ();
  g_autofree char *line = NULL;
  g_autofree char *escaped = NULL;

  bt_article_set (article, BT_FIELD_BYLINE, gtk_editable_get_text (self->byline));
  bt_article_set (article, BT_FIELD_BYLINE_LABEL,
                  gtk_editable_get_text (self->byline_label));
  bt_article_set (article, BT_FIELD_PHOTO_CREDIT,
                  gtk_editable_get_text (self->photo_credit));
  line = bt_article_byline_line (article);
  escaped = g_markup_escape_text (line, -1); /* it takes markup */
  adw_preferences_group_set_description (self->byline_group, escaped);
}

static void
edited_cb (BtDetailsPane *self)
{
  if (self->loading)
    return;
  show_byline (self);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
preedit_cb (BtDetailsPane *self)
{
  if (!self->loading)
    g_signal_emit (self, signals[EDITED], 0);
}

static void
section_chosen_cb (GtkListBox *list, GtkListBoxRow *row, BtDetailsPane *self)
{
  GtkWidget *label = gtk_list_box_row_get_child (row);

  gtk_popover_popdown (self->sections_popover);
  gtk_editable_set_text (self->section, gtk_label_get_label (GTK_LABEL (label)));
  gtk_editable_set_position (self->section, -1);
}

/* ---- type ---- */

static void
bt_details_pane_finalize (GObject *object)
{
  g_ptr_array_unref (BT_DETAILS_PANE (object)->genres);

  G_OBJECT_CLASS (bt_details_pane_parent_class)->finalize (object);
}

static void
bt_details_pane_class_init (BtDetailsPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bt_details_pane_finalize;
  g_type_ensure (BT_TYPE_TEXT_FIELD);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/vn/banthao/BanThao/ui/bt-details-pane.ui");
#define CHILD(name)                                                                      \
  gtk_widget_class_bind_template_child (widget_class, BtDetailsPane, name)
  CHILD (section);
  CHILD (genre);
  CHILD (source_name);
  CHILD (tags);
  CHILD (byline);
  CHILD (byline_label);
  CHILD (photo_credit);
  CHILD (slug);
  CHILD (byline_group);
  CHILD (notes);
  CHILD (sections_popover);
  CHILD (sections);
#undef CHILD

  signals[EDITED] = g_signal_new ("edited", BT_TYPE_DETAILS_PANE, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
watch_entry (BtDetailsPane *self, GtkEditable *entry)
{
  gtk_editable_set_enable_undo (entry, FALSE);
  bt_input_watch (GTK_WIDGET (entry));
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (edited_cb), self);
  g_signal_connect_object (gtk_editable_get_delegate (entry), "preedit-changed",
                           G_CALLBACK (preedit_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
bt_details_pane_init (BtDetailsPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->entries[BT_FIELD_SECTION] = self->section;
  self->entries[BT_FIELD_SOURCE_NAME] = self->source_name;
  self->entries[BT_FIELD_BYLINE] = self->byline;
  self->entries[BT_FIELD_BYLINE_LABEL] = self->byline_label;
  self->entries[BT_FIELD_PHOTO_CREDIT] = self->photo_credit;
  self->entries[BT_FIELD_SLUG] = self->slug;
  for (int field = 0; field < BT_N_FIELDS; field++)
    if (self->entries[field] != NULL)
      watch_entry (self, self->entries[field]);
  watch_entry (self, self->tags);
  init_genres (self);
  g_signal_connect_swapped (self->genre, "notify::selected", G_CALLBACK (edited_cb),
                            self);
  g_signal_connect_swapped (self->notes, "edited", G_CALLBACK (edited_cb), self);
  g_signal_connect (self->sections, "row-activated", G_CALLBACK (section_chosen_cb),
                    self);
}

/* ---- public ---- */

/* Setting what is there already would move the caret. */
static void
set_entry (GtkEditable *entry, const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (entry), text) != 0)
    gtk_editable_set_text (entry, text);
}

void
bt_details_pane_load (BtDetailsPane *self, const BtArticle *article)
{
  g_autofree char *tags = NULL;
  g_autoptr (BtArticle) now = NULL;

  g_return_if_fail (BT_IS_DETAILS_PANE (self));

  self->loading = TRUE;
  for (int field = 0; field < BT_N_FIELDS; field++)
    if (self->entries[field] != NULL)
      set_entry (self->entries[field], bt_article_get (article, (BtField)field));
  /* "a,b" and "a, b" are the same tags: what was typed stays as it was typed */
  now = bt_article_new ();
  tags_from_text (now, gtk_editable_get_text (self->tags));
  if (!g_strv_equal (bt_article_get_tags (now), bt_article_get_tags (article)))
    {
      tags = tags_to_text (article);
      set_entry (self->tags, tags);
    }
  load_genre (self, bt_article_get (article, BT_FIELD_GENRE));
  bt_text_field_set_plain (self->notes, bt_article_get (article, BT_FIELD_NOTES));
  self->loading = FALSE;
  show_byline (self);
}

void
bt_details_pane_store (BtDetailsPane *self, BtArticle *article, gboolean with_preedit)
{
  g_autofree char *tags = NULL;
  g_autofree char *notes = NULL;

  g_return_if_fail (BT_IS_DETAILS_PANE (self));

  for (int field = 0; field < BT_N_FIELDS; field++)
    if (self->entries[field] != NULL)
      {
        g_autofree char *text = bt_input_get_text (self->entries[field], with_preedit);

        bt_article_set (article, (BtField)field, text);
      }
  tags = bt_input_get_text (self->tags, with_preedit);
  tags_from_text (article, tags);
  bt_article_set (article, BT_FIELD_GENRE, get_genre (self));
  notes = bt_text_field_get_plain (self->notes, with_preedit);
  bt_article_set (article, BT_FIELD_NOTES, notes);
}

void
bt_details_pane_set_sections (BtDetailsPane *self, const char *const *sections)
{
  GtkListBoxRow *row;

  g_return_if_fail (BT_IS_DETAILS_PANE (self));

  while ((row = gtk_list_box_get_row_at_index (self->sections, 0)) != NULL)
    gtk_list_box_remove (self->sections, GTK_WIDGET (row));
  for (int i = 0; sections[i] != NULL; i++)
    {
      GtkWidget *label = gtk_label_new (sections[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_list_box_append (self->sections, label);
    }
}

gboolean
bt_details_pane_focus_field (BtDetailsPane *self, BtField field)
{
  g_return_val_if_fail (BT_IS_DETAILS_PANE (self), FALSE);

  if (field == BT_FIELD_NOTES)
    return gtk_widget_grab_focus (GTK_WIDGET (self->notes));
  if (field == BT_FIELD_GENRE)
    return gtk_widget_grab_focus (GTK_WIDGET (self->genre));
  if (self->entries[field] == NULL
      || !gtk_widget_grab_focus (GTK_WIDGET (self->entries[field])))
    return FALSE;
  /* with all of it selected, the next letter would take its place */
  gtk_editable_set_position (GTK_EDITABLE (self->entries[field]), -1);
  return TRUE;
}
