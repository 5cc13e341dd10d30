/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/templates/bt-snippet-popover.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "text/bt-text.h"
#include "ui/bt-accessible.h"
#include "ui/editor/bt-input-method.h"

#define PREVIEW_CHARS 70
#define LIST_HEIGHT 280

struct _BtSnippetPopover
{
  GtkPopover parent_instance;

  GPtrArray *pieces;
  char **words; /* folded, of what is searched for */

  GtkWidget *search;
  GtkListBox *list;
  GtkWidget *scrolled;
};

enum
{
  CHOSEN,
  ACT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtSnippetPopover, bt_snippet_popover, GTK_TYPE_POPOVER)

/* ---- which are shown, and in what order ---- */

static gboolean
filter_cb (GtkListBoxRow *row, gpointer data)
{
  BtSnippetPopover *self = data;
  const char *folded = g_object_get_data (G_OBJECT (row), "folded");

  for (guint i = 0; self->words != NULL && self->words[i] != NULL; i++)
    if (strstr (folded, self->words[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* What is typed is a code, more often than not. */
static gboolean
code_begins (BtSnippetPopover *self, GtkListBoxRow *row)
{
  const char *folded = g_object_get_data (G_OBJECT (row), "folded");

  return self->words != NULL && self->words[0] != NULL
         && g_str_has_prefix (folded, self->words[0]);
}

static int
sort_cb (GtkListBoxRow *a, GtkListBoxRow *b, gpointer data)
{
  const BtPiece *first = g_object_get_data (G_OBJECT (a), "piece");
  const BtPiece *second = g_object_get_data (G_OBJECT (b), "piece");
  gboolean first_begins = code_begins (data, a), second_begins = code_begins (data, b);

  if (first_begins != second_begins)
    return first_begins ? -1 : 1;
  return g_strcmp0 (first->key, second->key);
}

static GtkListBoxRow *
next_shown (BtSnippetPopover *self, int index, int step)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, index)) != NULL
         && !gtk_widget_get_child_visible (GTK_WIDGET (row)))
    index += step;
  return row;
}

static void
mark (BtSnippetPopover *self, GtkListBoxRow *row)
{
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;

  gtk_list_box_select_row (self->list, row);
  if (row == NULL
      || !gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    return;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  gtk_adjustment_clamp_page (adjustment, bounds.origin.y,
                             bounds.origin.y + bounds.size.height);
}

static void
search_cb (BtSnippetPopover *self)
{
  g_autofree char *folded =
      bt_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));

  g_strfreev (self->words);
  self->words = g_strsplit_set (g_strstrip (folded), " \t", -1);
  gtk_list_box_invalidate_sort (self->list);
  gtk_list_box_invalidate_filter (self->list);
  mark (self, next_shown (self, 0, 1));
}

/* ---- choosing ---- */

static void
choose (BtSnippetPopover *self, GtkListBoxRow *row)
{
  g_autoptr (BtPiece) piece = NULL;

  if (row == NULL)
    return;
  piece = bt_piece_copy (g_object_get_data (G_OBJECT (row), "piece"));
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, piece);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, BtSnippetPopover *self)
{
  choose (self, row);
}

static void
settled_cb (gpointer data)
{
  g_autoptr (BtSnippetPopover) self = data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      search_cb (self);
      choose (self, gtk_list_box_get_selected_row (self->list));
    }
}

static void
search_activate_cb (BtSnippetPopover *self)
{
  bt_input_settle (self->search, settled_cb, g_object_ref (self));
}

static gboolean
key_cb (GtkEventControllerKey *keys,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        BtSnippetPopover *self)
{
  gboolean down = keyval == GDK_KEY_Down;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (!down && keyval != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;
  if (row != NULL)
    row = next_shown (self, gtk_list_box_row_get_index (row) + (down ? 1 : -1),
                      down ? 1 : -1);
  if (row != NULL)
    mark (self, row);
  return GDK_EVENT_STOP;
}

static void
act_cb (GtkWidget *button, BtSnippetPopover *self)
{
  const char *action = g_object_get_data (G_OBJECT (button), "act");

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[ACT], 0, action);
}

/* ---- type ---- */

static void
bt_snippet_popover_finalize (GObject *object)
{
  BtSnippetPopover *self = BT_SNIPPET_POPOVER (object);

  g_clear_pointer (&self->pieces, g_ptr_array_unref);
  g_strfreev (self->words);

  G_OBJECT_CLASS (bt_snippet_popover_parent_class)->finalize (object);
}

static void
bt_snippet_popover_class_init (BtSnippetPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_snippet_popover_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", BT_TYPE_SNIPPET_POPOVER, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[ACT] = g_signal_new ("act", BT_TYPE_SNIPPET_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_line (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_row (BtSnippetPopover *self, BtPiece *piece)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *name = *piece->title != '\0'
                              ? g_strdup_printf ("%s – %s", piece->key, piece->title)
                              : g_strdup (piece->key);
  g_autofree char *text = bt_piece_text (piece);
  g_autofree char *preview = bt_message_shorten (text, PREVIEW_CHARS);
  g_autofree char *all = g_strjoin ("\n", piece->key, piece->title, text, NULL);

  gtk_box_append (GTK_BOX (box), make_line (name, "heading"));
  gtk_box_append (GTK_BOX (box), make_line (preview, "dim-label"));
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 9);
  gtk_widget_set_margin_end (box, 9);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  g_object_set_data (G_OBJECT (row), "piece", piece);
  g_object_set_data_full (G_OBJECT (row), "folded", bt_text_fold (all), g_free);
  gtk_list_box_append (self->list, row);
}

static void
add_button (BtSnippetPopover *self, GtkWidget *box, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (button)), GTK_ALIGN_START);
  g_object_set_data (G_OBJECT (button), "act", (gpointer)action);
  g_signal_connect (button, "clicked", G_CALLBACK (act_cb), self);
  gtk_box_append (GTK_BOX (box), button);
}

static void
init_list (BtSnippetPopover *self)
{
  GtkWidget *placeholder =
      gtk_label_new (C_ ("snippets", "No snippet is called like this."));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  gtk_list_box_set_sort_func (self->list, sort_cb, self, NULL);
  gtk_widget_set_margin_top (placeholder, 12);
  gtk_widget_set_margin_bottom (placeholder, 12);
  gtk_widget_add_css_class (placeholder, "dim-label");
  gtk_list_box_set_placeholder (self->list, placeholder);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("snippets", "Snippets"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
}

static void
bt_snippet_popover_init (BtSnippetPopover *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  init_list (self);
  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", C_ ("snippets", "Code, title or text"),
                NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("snippets", "Search the snippets"), -1);
  bt_input_watch (self->search);
  g_signal_connect_swapped (self->search, "changed", G_CALLBACK (search_cb), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (search_activate_cb),
                            self);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (gtk_popover_popdown),
                            self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->search, keys);

  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scrolled),
                                                    TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled),
                                              LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled),
                                 GTK_WIDGET (self->list));
}

GtkWidget *
bt_snippet_popover_new (GPtrArray *pieces, gboolean can_save)
{
  BtSnippetPopover *self;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  g_return_val_if_fail (pieces != NULL, NULL);

  self = g_object_new (BT_TYPE_SNIPPET_POPOVER, NULL);
  self->pieces = g_ptr_array_ref (pieces);
  gtk_box_append (GTK_BOX (box), self->search);
  if (pieces->len > 0)
    gtk_box_append (GTK_BOX (box), self->scrolled);
  else
    {
      g_object_ref_sink (self->scrolled);
      g_object_unref (self->scrolled);
      self->scrolled = NULL;
      self->list = NULL;
      gtk_widget_set_sensitive (self->search, FALSE);
    }
  for (guint i = 0; i < pieces->len; i++)
    add_row (self, pieces->pdata[i]);
  if (can_save)
    add_button (self, box, C_ ("snippets", "_Save the Selection as a Snippet…"),
                "save-snippet");
  add_button (self, box, C_ ("snippets", "_Manage Snippets…"), "manage-snippets");
  gtk_widget_set_size_request (box, 320, -1);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  bt_accessible_name_buttons (box);
  if (self->list != NULL)
    mark (self, gtk_list_box_get_row_at_index (self->list, 0));
  return GTK_WIDGET (self);
}
