/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/history/bt-diff-cell.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/history/bt-diff-words.h"
#include "ui/photos/bt-photo-view.h"

/* Photos are shown to know them again. */
#define PHOTO_WIDTH 180
/* A block's own bytes may be many. */
#define MOST_SOURCE_LINES 12

typedef struct
{
  GtkBox *box;
  gboolean newer;
  const BtDiffLook *look;
} Cell;

static GtkWidget *
add_note (Cell *cell, const char *text, gboolean changed)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, changed ? "bt-diff-fact" : "dim-label");
  gtk_box_append (cell->box, label);
  return label;
}

static GtkWidget *
add_text (Cell *cell, const BtDiffPart *part)
{
  GtkWidget *label = bt_diff_label_new (part, cell->newer, cell->look);

  gtk_box_append (cell->box, label);
  return label;
}

static gboolean
is_here (Cell *cell, const BtDiffPart *part)
{
  return (cell->newer ? part->newer : part->older) != NULL;
}

/* ---- photos ---- */

static const char *
photo_note (const BtDiffPart *part, gboolean newer)
{
  switch (part->kind)
    {
    case BT_DIFF_REMOVED:
      return C_ ("compare", "Photo removed");
    case BT_DIFF_ADDED:
      return C_ ("compare", "Photo added");
    case BT_DIFF_CHANGED:
      return newer ? C_ ("compare", "Another photo in its place")
                   : C_ ("compare", "Photo replaced");
    case BT_DIFF_SAME:
    default:
      return NULL;
    }
}

static void
add_photo (Cell *cell, const BtBlock *block, const BtDiffPart *part)
{
  int index = cell->newer ? part->new_index : part->old_index;
  const BtFigureItem *item =
      index >= 0 ? bt_figure_item (block->figure, (guint)index) : NULL;
  const char *note = photo_note (part, cell->newer);
  GtkWidget *photo;
  GtkWidget *clamp;

  if (item == NULL)
    return;
  if (note != NULL)
    add_note (cell, note, TRUE);
  if (item->photo == NULL)
    {
      add_note (cell,
                item->remote_url != NULL ? C_ ("compare", "The photo is on the portal")
                                         : C_ ("compare", "Waits for its photo"),
                FALSE);
      return;
    }
  photo = bt_photo_view_new (cell->look->loader);
  bt_photo_view_set_label (BT_PHOTO_VIEW (photo),
                           *item->alt != '\0' ? item->alt : C_ ("compare", "Photo"));
  bt_photo_view_set_sides (BT_PHOTO_VIEW (photo), 3, 2);
  bt_photo_view_set_photo (BT_PHOTO_VIEW (photo), item->photo);
  bt_photo_view_set_near (BT_PHOTO_VIEW (photo), TRUE);
  clamp = adw_clamp_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), PHOTO_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), PHOTO_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), photo);
  gtk_widget_set_halign (clamp, GTK_ALIGN_START);
  gtk_box_append (cell->box, clamp);
}

/* ---- tables ---- */

static void
add_table_cell (Cell *cell, GtkGrid *grid, const BtTable *table, const BtDiffPart *part)
{
  int row = cell->newer ? part->new_index : part->old_index;
  int column = cell->newer ? part->new_column : part->old_column;
  GtkWidget *label;

  if (row < 0 || column < 0)
    return;
  label = bt_diff_label_new (part, cell->newer, cell->look);
  gtk_label_set_width_chars (GTK_LABEL (label), 4);
  if (part->kind == BT_DIFF_REMOVED || part->kind == BT_DIFF_ADDED)
    gtk_widget_add_css_class (label,
                              part->kind == BT_DIFF_ADDED ? "bt-added" : "bt-removed");
  if (row == 0 && table->has_header)
    gtk_widget_add_css_class (label, "heading");
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

static void
add_table (Cell *cell, const BtBlock *block, GPtrArray *parts)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_widget_add_css_class (grid, "bt-table");
  for (guint i = 0; i < parts->len; i++)
    {
      const BtDiffPart *part = g_ptr_array_index (parts, i);

      if (part->what == BT_DIFF_CELL)
        add_table_cell (cell, GTK_GRID (grid), block->table, part);
    }
  gtk_box_append (cell->box, grid);
}

/* ---- blocks ---- */

static const char *
text_class (const BtBlock *block)
{
  switch (block->kind)
    {
    case BT_BLOCK_HEADING:
      return "bt-diff-heading";
    case BT_BLOCK_QUOTE:
    case BT_BLOCK_PULL_QUOTE:
      return "bt-diff-quote";
    default:
      return "bt-diff-text";
    }
}

static void
add_named (Cell *cell, const BtDiffPart *part)
{
  const char *name = bt_diff_part_name (part->what);
  GtkWidget *label;

  if (!is_here (cell, part)
      || bt_rich_text_is_empty (cell->newer ? part->newer : part->older))
    return;
  if (name != NULL)
    add_note (cell, name, FALSE);
  label = add_text (cell, part);
  if (part->what == BT_DIFF_SOURCE)
    {
      gtk_widget_add_css_class (label, "monospace");
      gtk_label_set_lines (GTK_LABEL (label), MOST_SOURCE_LINES);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    }
}

static void
add_block (Cell *cell, const BtBlock *block, const BtDiffBlock *change)
{
  if (block->kind != BT_BLOCK_PARAGRAPH || change->facts != 0)
    {
      g_autofree char *name = bt_diff_block_name (block);

      add_note (cell, name, change->facts != 0);
    }
  if (block->table != NULL)
    add_table (cell, block, change->parts);
  for (guint i = 0; i < change->parts->len; i++)
    {
      const BtDiffPart *part = g_ptr_array_index (change->parts, i);

      if (part->what == BT_DIFF_PHOTO && block->figure != NULL)
        add_photo (cell, block, part);
      else if (part->what == BT_DIFF_TEXT && is_here (cell, part))
        gtk_widget_add_css_class (add_text (cell, part), text_class (block));
      else if (part->what != BT_DIFF_CELL && part->what != BT_DIFF_PHOTO)
        add_named (cell, part);
    }
}

/* ---- fields ---- */

/* A genre is kept as an id, and read as a word. */
static void
add_genre (Cell *cell, const BtDiff *diff)
{
  BtRichText *older = bt_rich_text_new (
      bt_message_for_genre (bt_article_get (diff->older, BT_FIELD_GENRE)));
  BtRichText *newer = bt_rich_text_new (
      bt_message_for_genre (bt_article_get (diff->newer, BT_FIELD_GENRE)));
  g_autoptr (GArray) runs = bt_diff_words (older, newer);
  const BtDiffPart part = { .older = older, .newer = newer, .runs = runs };

  add_text (cell, &part);
  bt_rich_text_free (older);
  bt_rich_text_free (newer);
}

static void
add_field (Cell *cell, const BtDiff *diff, BtField field)
{
  GtkWidget *label;

  add_note (cell, bt_diff_field_name (field), FALSE);
  if (field == BT_FIELD_GENRE)
    {
      add_genre (cell, diff);
      return;
    }
  label = add_text (cell, diff->fields[field]);
  if (field == BT_FIELD_HEADLINE)
    gtk_widget_add_css_class (label, "bt-diff-headline");
  else if (field == BT_FIELD_LEAD)
    gtk_widget_add_css_class (label, "bt-diff-lead");
}

/* The tags of this side as one text. */
static void
add_tags (Cell *cell, const BtDiff *diff)
{
  GString *text = g_string_new (NULL);
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (BtDiffRun));
  BtDiffPart part = { .runs = runs };

  for (guint i = 0; i < diff->tags->len; i++)
    {
      const BtDiffTag *tag = g_ptr_array_index (diff->tags, i);
      BtDiffRun run = { .kind = tag->kind };

      if (tag->kind == (cell->newer ? BT_DIFF_REMOVED : BT_DIFF_ADDED))
        continue;
      g_string_append (text, text->len > 0 ? ", " : "");
      run.old_start = run.new_start = (guint)g_utf8_strlen (text->str, -1);
      g_string_append (text, tag->name);
      run.old_end = run.new_end = (guint)g_utf8_strlen (text->str, -1);
      g_array_append_val (runs, run);
    }
  part.older = part.newer = bt_rich_text_new (text->str);
  add_note (cell, C_ ("compare", "Tags"), FALSE);
  add_text (cell, &part);
  bt_rich_text_free (part.older);
  g_array_unref (runs);
  g_string_free (text, TRUE);
}

static void
add_featured (Cell *cell, const BtDiff *diff)
{
  const BtArticle *article = cell->newer ? diff->newer : diff->older;
  guint id = bt_article_get_featured (article);
  int index = id != 0 ? bt_article_find_block (article, id) : -1;
  const BtBlock *block = index >= 0 ? bt_article_get_block (article, (guint)index) : NULL;
  const char *caption =
      block != NULL ? bt_rich_text_get_text (bt_figure_item (block->figure, 0)->caption)
                    : C_ ("compare", "None was chosen");
  g_autofree char *text = bt_message_shorten (caption, 120);

  add_note (cell, C_ ("compare", "The figure that stands for the article"), FALSE);
  add_note (cell, *text != '\0' ? text : C_ ("compare", "Figure without a caption"),
            TRUE);
}

/* ---- public ---- */

static const BtBlock *
block_here (BtDiffRow *row, gboolean newer)
{
  const BtDiff *diff = bt_diff_row_get_diff (row);
  const BtDiffBlock *change = bt_diff_row_get_block (row);
  int index = newer ? change->new_index : change->old_index;

  return index >= 0
             ? bt_article_get_block (newer ? diff->newer : diff->older, (guint)index)
             : NULL;
}

/* Not by colour alone: each side of a difference has its sign. */
static GtkWidget *
make_sign (BtDiffRow *row, gboolean newer)
{
  BtDiffKind change = bt_diff_row_get_change (row);
  const char *sign = change == BT_DIFF_SAME ? "" : newer ? "+" : "−";
  GtkWidget *label = gtk_label_new (sign);

  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_size_request (label, 15, -1);
  gtk_widget_add_css_class (label, "bt-diff-sign");
  return label;
}

GtkWidget *
bt_diff_cell_new (BtDiffRow *row, gboolean newer, const BtDiffLook *look)
{
  GtkWidget *line;
  Cell cell = { .newer = newer, .look = look };
  const BtDiff *diff;
  BtDiffKind change;

  g_return_val_if_fail (BT_IS_DIFF_ROW (row), NULL);

  diff = bt_diff_row_get_diff (row);
  change = bt_diff_row_get_change (row);
  if (bt_diff_row_get_kind (row) == BT_DIFF_ROW_BLOCK && block_here (row, newer) == NULL)
    return NULL;
  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  cell.box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  gtk_widget_set_hexpand (GTK_WIDGET (cell.box), TRUE);
  switch (bt_diff_row_get_kind (row))
    {
    case BT_DIFF_ROW_FIELD:
      add_field (&cell, diff, bt_diff_row_get_field (row));
      break;
    case BT_DIFF_ROW_TAGS:
      add_tags (&cell, diff);
      break;
    case BT_DIFF_ROW_FEATURED:
      add_featured (&cell, diff);
      break;
    case BT_DIFF_ROW_BLOCK:
      add_block (&cell, block_here (row, newer), bt_diff_row_get_block (row));
      break;
    case BT_DIFF_ROW_FOLD:
    default:
      break;
    }
  gtk_box_append (GTK_BOX (line), make_sign (row, newer));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (cell.box));
  gtk_widget_add_css_class (line, "bt-diff-cell");
  if (change != BT_DIFF_SAME)
    gtk_widget_add_css_class (line, newer ? "added" : "removed");
  return line;
}
