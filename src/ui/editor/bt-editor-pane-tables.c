/* Tables in the editor pane: a new one is asked for, rows and columns come and go.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "ui/bt-ask.h"
#include "ui/editor/bt-editor-pane-private.h"
#include "ui/editor/bt-table-view.h"

#define MAX_NEW_ROWS 40
#define MAX_NEW_COLUMNS 10
#define NEW_ROWS 3
#define NEW_COLUMNS 2

/* ---- rows and columns ---- */

/* Changes a table; @row and @column: the cell that has the keyboard, and then the one that
 * gets it. Returns: whether anything was changed */
typedef gboolean (*TableChange) (BtTable *table, guint *row, guint *column);

static gboolean
row_above (BtTable *table, guint *row, guint *column)
{
  bt_table_insert_row (table, *row);
  return TRUE;
}

static gboolean
row_below (BtTable *table, guint *row, guint *column)
{
  bt_table_insert_row (table, ++*row);
  return TRUE;
}

static gboolean
row_at_end (BtTable *table, guint *row, guint *column)
{
  *row = table->n_rows;
  *column = 0;
  bt_table_insert_row (table, *row);
  return TRUE;
}

static gboolean
column_left (BtTable *table, guint *row, guint *column)
{
  bt_table_insert_column (table, *column);
  return TRUE;
}

static gboolean
column_right (BtTable *table, guint *row, guint *column)
{
  bt_table_insert_column (table, ++*column);
  return TRUE;
}

static gboolean
row_up (BtTable *table, guint *row, guint *column)
{
  if (*row == 0)
    return FALSE;
  bt_table_move_row (table, *row, *row - 1);
  --*row;
  return TRUE;
}

static gboolean
row_down (BtTable *table, guint *row, guint *column)
{
  if (*row + 1 >= table->n_rows)
    return FALSE;
  bt_table_move_row (table, *row, *row + 1);
  ++*row;
  return TRUE;
}

static gboolean
toggle_header (BtTable *table, guint *row, guint *column)
{
  table->has_header = !table->has_header;
  return TRUE;
}

static gboolean
delete_row (BtTable *table, guint *row, guint *column)
{
  return bt_table_remove_row (table, *row);
}

static gboolean
delete_column (BtTable *table, guint *row, guint *column)
{
  return bt_table_remove_column (table, *column);
}

/* ---- which table ---- */

/* The paragraph and block of the table that has the keyboard; its menu may be open. */
static BtParagraph *
table_paragraph (BtEditorPane *self)
{
  BtParagraph *paragraph;

  if (self->table == NULL)
    return NULL;
  paragraph = g_object_get_data (G_OBJECT (self->table), "paragraph");
  return gtk_text_mark_get_deleted (GTK_TEXT_MARK (paragraph)) ? NULL : paragraph;
}

void
bt_editor_pane_update_table_actions (BtEditorPane *self)
{
  static const struct
  {
    const char *name;
    TableChange change;
  } commands[] = {
    { "table-row-above", row_above },
    { "table-row-below", row_below },
    { "table-add-row", row_at_end },
    { "table-column-left", column_left },
    { "table-column-right", column_right },
    { "table-row-up", row_up },
    { "table-row-down", row_down },
    { "table-header", toggle_header },
    { "table-delete-row", delete_row },
    { "table-delete-column", delete_column },
    { "table-delete", NULL },
  };
  BtParagraph *paragraph = table_paragraph (self);
  const BtTable *table = paragraph != NULL ? paragraph->object->table : NULL;
  guint row = 0, column = 0;

  if (table != NULL)
    bt_table_view_get_cell (BT_TABLE_VIEW (self->table), &row, &column);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      TableChange change = commands[i].change;
      gboolean can = table != NULL && self->document != NULL;

      if (can && change == row_up)
        can = row > 0;
      else if (can && change == row_down)
        can = row + 1 < table->n_rows;
      else if (can && change == delete_row)
        can = table->n_rows > 1;
      else if (can && change == delete_column)
        can = table->n_columns > 1;
      g_simple_action_set_enabled (bt_editor_pane_get_action (self, commands[i].name),
                                   can);
    }
  g_simple_action_set_state (bt_editor_pane_get_action (self, "table-header"),
                             g_variant_new_boolean (table != NULL && table->has_header));
}

static void
focus_changed_cb (BtEditorPane *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *table;

  /* nowhere for a moment, while a word settles; in a menu about the table */
  if (focus == NULL || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return;
  table = gtk_widget_get_ancestor (focus, BT_TYPE_TABLE_VIEW);
  if (table != NULL && !bt_table_view_has_cell_focus (BT_TABLE_VIEW (table)))
    table = NULL;
  if (table == NULL && self->table == NULL)
    return;
  g_set_weak_pointer (&self->table, table);
  bt_editor_pane_update_table_actions (self);
}

static void
root_cb (BtEditorPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    g_signal_connect_object (root, "notify::focus-widget", G_CALLBACK (focus_changed_cb),
                             self, G_CONNECT_SWAPPED);
}

/* ---- commands ---- */

static void
change_table (BtEditorPane *self, TableChange change)
{
  BtParagraph *paragraph = table_paragraph (self);
  g_autoptr (BtBlock) block = NULL;
  guint row, column;

  if (paragraph == NULL)
    return;
  bt_table_view_get_cell (BT_TABLE_VIEW (self->table), &row, &column);
  block = bt_paragraph_to_block (paragraph, NULL);
  if (!change (block->table, &row, &column))
    return;
  bt_editor_pane_record (self);
  bt_body_buffer_set_object (bt_body_view_get_buffer (self->body), paragraph,
                             g_steal_pointer (&block));
  bt_editor_pane_record (self);
  if (self->table != NULL)
    bt_table_view_focus_cell (BT_TABLE_VIEW (self->table), row, column);
  bt_editor_pane_update_table_actions (self);
}

#define COMMAND(name)                                                                    \
  static void name##_act (BtEditorPane *self, GVariant *parameter)                       \
  {                                                                                      \
    change_table (self, name);                                                           \
  }

COMMAND (row_above)
COMMAND (row_below)
COMMAND (row_at_end)
COMMAND (column_left)
COMMAND (column_right)
COMMAND (row_up)
COMMAND (row_down)
COMMAND (toggle_header)
COMMAND (delete_row)
COMMAND (delete_column)

static void
delete_table_act (BtEditorPane *self, GVariant *parameter)
{
  BtParagraph *paragraph = table_paragraph (self);

  if (paragraph == NULL)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self->body));
  bt_editor_pane_record (self);
  bt_body_buffer_remove (bt_body_view_get_buffer (self->body), paragraph);
  bt_editor_pane_record (self);
  bt_editor_pane_emit_toast (self, C_ ("toast", "Table deleted"), TRUE);
}

/* ---- a new table ---- */

typedef struct
{
  BtEditorPane *pane;
  BtDocument *document;
  GtkSpinButton *rows;
  GtkSpinButton *columns;
  GtkSwitch *header;
} NewTable;

static void
new_table_free (NewTable *self)
{
  g_object_unref (self->pane);
  g_object_unref (self->document);
  g_free (self);
}

static void
insert_table (BtEditorPane *self, guint n_rows, guint n_columns, gboolean has_header)
{
  BtBodyBuffer *buffer = bt_body_view_get_buffer (self->body);
  BtBlock *block = bt_block_new (BT_BLOCK_TABLE);
  BtParagraph *paragraph;

  bt_table_resize (block->table, n_rows, n_columns);
  block->table->has_header = has_header;
  bt_editor_pane_record (self);
  paragraph = bt_body_buffer_insert_block (
      buffer, bt_body_view_get_line_for_insert (self->body), block);
  bt_editor_pane_record (self);
  bt_body_view_enter (self->body, paragraph);
}

static void
answered_cb (const char *id, gpointer data)
{
  NewTable *asked = data;

  if (g_str_equal (id, "insert") && asked->pane->document == asked->document)
    insert_table (asked->pane, (guint)gtk_spin_button_get_value_as_int (asked->rows),
                  (guint)gtk_spin_button_get_value_as_int (asked->columns),
                  gtk_switch_get_active (asked->header));
  new_table_free (asked);
}

static GtkWidget *
add_row (GtkWidget *group, const char *title, GtkWidget *suffix)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), suffix);
  gtk_accessible_update_property (GTK_ACCESSIBLE (suffix), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return suffix;
}

static GtkWidget *
make_spin (int value, int maximum)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (1, maximum, 1);
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (spin));

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_text_set_activates_default (GTK_TEXT (text), TRUE);
  return spin;
}

static void
insert_table_act (BtEditorPane *self, GVariant *parameter)
{
  const BtAnswer answers[] = {
    { "cancel", C_ ("dialog", "_Cancel"), ADW_RESPONSE_DEFAULT },
    { "insert", C_ ("dialog", "_Insert"), ADW_RESPONSE_SUGGESTED },
  };
  GtkWidget *group = adw_preferences_group_new ();
  NewTable *asked = g_new0 (NewTable, 1);

  asked->pane = g_object_ref (self);
  asked->document = g_object_ref (self->document);
  asked->rows = GTK_SPIN_BUTTON (
      add_row (group, C_ ("table", "Rows"), make_spin (NEW_ROWS, MAX_NEW_ROWS)));
  asked->columns = GTK_SPIN_BUTTON (
      add_row (group, C_ ("table", "Columns"), make_spin (NEW_COLUMNS, MAX_NEW_COLUMNS)));
  asked->header = GTK_SWITCH (
      add_row (group, C_ ("table", "First row is a header"), gtk_switch_new ()));
  gtk_switch_set_active (asked->header, TRUE);
  bt_ask (GTK_WIDGET (self), C_ ("table", "Insert Table"), NULL, group, answers,
          G_N_ELEMENTS (answers), answered_cb, asked);
}

void
bt_editor_pane_init_tables (BtEditorPane *self)
{
  static const BtEditAction actions[] = {
    { "insert-table", insert_table_act, NULL },
    { "table-row-above", row_above_act, NULL },
    { "table-row-below", row_below_act, NULL },
    { "table-add-row", row_at_end_act, NULL },
    { "table-column-left", column_left_act, NULL },
    { "table-column-right", column_right_act, NULL },
    { "table-row-up", row_up_act, NULL },
    { "table-row-down", row_down_act, NULL },
    { "table-header", toggle_header_act, NULL, "false" },
    { "table-delete-row", delete_row_act, NULL },
    { "table-delete-column", delete_column_act, NULL },
    { "table-delete", delete_table_act, NULL },
  };

  bt_editor_pane_add_actions (self, actions, G_N_ELEMENTS (actions));
  bt_editor_pane_update_table_actions (self);
  g_signal_connect (self, "notify::root", G_CALLBACK (root_cb), NULL);
}
