/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-card.h"

#include <glib/gi18n.h>

/* What an opaque block shows of itself; all of it is kept. */
#define MAX_SHOWN_CHARS 240
#define MAX_SHOWN_ROWS 40

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_frame (const char *icon, const char *title, const char *note)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = make_label (title, "heading");
  GtkWidget *lock;

  gtk_box_append (GTK_BOX (head), gtk_image_new_from_icon_name (icon));
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (head), label);
  lock = gtk_image_new_from_icon_name ("changes-prevent-symbolic");
  gtk_widget_set_tooltip_text (lock, note);
  gtk_box_append (GTK_BOX (head), lock);
  gtk_box_append (GTK_BOX (card), head);
  gtk_widget_add_css_class (card, "bt-card");
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note, -1);
  return card;
}

static void
add_caption (GtkWidget *card, const BtRichText *caption)
{
  if (caption != NULL && !bt_rich_text_is_empty (caption))
    gtk_box_append (GTK_BOX (card),
                    make_label (bt_rich_text_get_text (caption), "dim-label"));
}

static GtkWidget *
make_table (const BtBlock *block)
{
  const BtTable *table = block->table;
  GtkWidget *card =
      make_frame ("view-grid-symbolic", C_ ("block", "Table"),
                  C_ ("block", "Tables are kept and sent as they are; they cannot be "
                               "changed here yet."));
  GtkWidget *grid = gtk_grid_new ();

  gtk_widget_add_css_class (grid, "bt-table");
  for (guint row = 0; row < MIN (table->n_rows, MAX_SHOWN_ROWS); row++)
    for (guint column = 0; column < table->n_columns; column++)
      {
        GtkWidget *cell =
            make_label (bt_rich_text_get_text (bt_table_cell (table, row, column)),
                        row == 0 && table->has_header ? "heading" : NULL);

        gtk_widget_set_hexpand (cell, TRUE);
        gtk_grid_attach (GTK_GRID (grid), cell, (int)column, (int)row, 1, 1);
      }
  gtk_box_append (GTK_BOX (card), grid);
  add_caption (card, table->caption);
  return card;
}

static GtkWidget *
make_embed (const BtBlock *block)
{
  GtkWidget *card = make_frame (
      "web-browser-symbolic",
      block->provider != NULL ? block->provider : C_ ("block", "Embedded from elsewhere"),
      C_ ("block", "What is embedded is kept and sent as it is."));

  gtk_box_append (GTK_BOX (card), make_label (block->url, NULL));
  add_caption (card, block->caption);
  return card;
}

static char *
shorten (const char *text)
{
  g_autofree char *start = g_utf8_substring (text, 0, MAX_SHOWN_CHARS);

  return g_strconcat (start, "…", NULL);
}

static GtkWidget *
make_opaque (const BtBlock *block)
{
  GtkWidget *card =
      make_frame ("application-x-addon-symbolic", C_ ("block", "Block from the portal"),
                  C_ ("block", "This program does not understand this block. It is "
                               "kept and sent back byte for byte."));
  g_autofree char *valid = g_utf8_make_valid (block->source, -1);
  g_autofree char *start =
      g_utf8_strlen (valid, -1) > MAX_SHOWN_CHARS ? shorten (valid) : g_strdup (valid);
  GtkWidget *source = make_label (start, "monospace");

  gtk_widget_add_css_class (source, "dim-label");
  gtk_label_set_lines (GTK_LABEL (source), 6);
  gtk_label_set_ellipsize (GTK_LABEL (source), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (card), source);
  return card;
}

static GtkWidget *
make_divider (void)
{
  GtkWidget *rule = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

  gtk_widget_add_css_class (rule, "bt-divider");
  gtk_accessible_update_property (GTK_ACCESSIBLE (rule), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("block", "Rule between two parts"), -1);
  return rule;
}

GtkWidget *
bt_card_new (const BtBlock *block)
{
  g_return_val_if_fail (block != NULL, NULL);

  switch (block->kind)
    {
    case BT_BLOCK_TABLE:
      return make_table (block);
    case BT_BLOCK_EMBED:
      return make_embed (block);
    case BT_BLOCK_DIVIDER:
      return make_divider ();
    default:
      return make_opaque (block);
    }
}
