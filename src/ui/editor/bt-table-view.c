/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-table-view.h"

#include <glib/gi18n.h>

#include "ui/editor/bt-input-method.h"
#include "ui/editor/bt-pane-popover.h"
#include "ui/editor/bt-text-field.h"

/* Eight columns stand side by side in a column of text; more of them scroll. */
#define MIN_CELL_WIDTH 78

struct _BtTableView
{
  GtkBox parent_instance;

  BtTable *table;
  GPtrArray *cells; /* BtTextField, row by row; borrowed */
  guint n_rows;
  guint n_columns;
  guint row; /* where the keyboard is, or was last */
  guint column;
  gboolean changed; /* since it was made: where @row and @column are, or the caption */
  gboolean caption_changed;

  /* template */
  GMenuModel *table_menu;
  GtkGrid *grid;
  BtTextField *caption;
  GtkWidget *menu_button;
};

enum
{
  EDITED,
  LEAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtTableView, bt_table_view, GTK_TYPE_BOX)

static BtTextField *
cell_at (BtTableView *self, guint row, guint column)
{
  return self->cells->pdata[row * self->n_columns + column];
}

static gboolean
find_cell (BtTableView *self, gpointer field, guint *row, guint *column)
{
  guint index;

  if (field == NULL || !g_ptr_array_find (self->cells, field, &index))
    return FALSE;
  *row = index / self->n_columns;
  *column = index % self->n_columns;
  return TRUE;
}

/* The cell that has the keyboard. */
static BtTextField *
focused_cell (BtTableView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return find_cell (self, focus, &self->row, &self->column) ? BT_TEXT_FIELD (focus)
                                                            : NULL;
}

/* ---- from cell to cell ---- */

static void
place_caret (BtTextField *field, gboolean end)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (field));
  GtkTextIter iter;

  if (end)
    gtk_text_buffer_get_end_iter (buffer, &iter);
  else
    gtk_text_buffer_get_start_iter (buffer, &iter);
  gtk_text_buffer_place_cursor (buffer, &iter);
}

static void
go_to (BtTableView *self, guint row, guint column, gboolean end)
{
  BtTextField *field = cell_at (self, row, column);

  place_caret (field, end);
  gtk_widget_grab_focus (GTK_WIDGET (field));
}

static void
leave (BtTableView *self, gboolean forward)
{
  g_signal_emit (self, signals[LEAVE], 0, forward);
}

static void
go_next (BtTableView *self)
{
  if (self->column + 1 < self->n_columns)
    go_to (self, self->row, self->column + 1, TRUE);
  else if (self->row + 1 < self->n_rows)
    go_to (self, self->row + 1, 0, TRUE);
}

static void
go_previous (BtTableView *self)
{
  if (self->column > 0)
    go_to (self, self->row, self->column - 1, TRUE);
  else if (self->row > 0)
    go_to (self, self->row - 1, self->n_columns - 1, TRUE);
  else
    leave (self, FALSE);
}

static gboolean
is_last_cell (BtTableView *self)
{
  return self->row + 1 == self->n_rows && self->column + 1 == self->n_columns;
}

static void
tab (BtTableView *self, gboolean forward)
{
  if (!forward)
    go_previous (self);
  else if (is_last_cell (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "edit.table-add-row", NULL);
  else
    go_next (self);
}

static gboolean
go_down (BtTableView *self, BtTextField *field)
{
  if (!bt_text_field_at_edge (field, TRUE))
    return FALSE;
  if (self->row + 1 < self->n_rows)
    go_to (self, self->row + 1, self->column, FALSE);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->caption));
  return TRUE;
}

static gboolean
go_up (BtTableView *self, BtTextField *field)
{
  if (!bt_text_field_at_edge (field, FALSE))
    return FALSE;
  if (self->row > 0)
    go_to (self, self->row - 1, self->column, TRUE);
  else
    leave (self, FALSE);
  return TRUE;
}

/* Left at the start of a cell's text, right at its end. */
static gboolean
go_sideways (BtTableView *self, BtTextField *field, gboolean right)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (field));
  GtkTextIter caret;

  if (gtk_text_buffer_get_has_selection (buffer))
    return FALSE;
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  if (right ? !gtk_text_iter_is_end (&caret) : !gtk_text_iter_is_start (&caret))
    return FALSE;
  if (!right)
    go_previous (self);
  else if (is_last_cell (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->caption));
  else
    {
      go_next (self);
      place_caret (focused_cell (self), FALSE);
    }
  return TRUE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer data)
{
  BtTableView *self = data;
  BtTextField *field = focused_cell (self);
  GdkModifierType held = state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK);

  /* the word under composition comes first: the engine sees these keys */
  if (field == NULL || *bt_input_get_preedit (GTK_WIDGET (field)) != '\0')
    return GDK_EVENT_PROPAGATE;
  if ((keyval == GDK_KEY_Tab || keyval == GDK_KEY_ISO_Left_Tab)
      && (held == 0 || held == GDK_SHIFT_MASK))
    {
      tab (self, held == 0);
      return GDK_EVENT_STOP;
    }
  if (held != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Up:
      return go_up (self, field);
    case GDK_KEY_Down:
      return go_down (self, field);
    case GDK_KEY_Left:
      return go_sideways (self, field, FALSE);
    case GDK_KEY_Right:
      return go_sideways (self, field, TRUE);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* Only Tab after a composed word comes this way; the other keys are taken above. */
static void
cell_leave_cb (BtTextField *field, gboolean forward, BtTableView *self)
{
  if (find_cell (self, field, &self->row, &self->column))
    tab (self, forward);
}

static void
caption_leave_cb (BtTextField *field, gboolean forward, BtTableView *self)
{
  if (forward)
    leave (self, TRUE);
  else
    go_to (self, self->n_rows - 1, MIN (self->column, self->n_columns - 1), TRUE);
}

/* ---- edits ---- */

static void
cell_edited_cb (BtTextField *field, BtTableView *self)
{
  guint row, column;

  if (!find_cell (self, field, &row, &column))
    return;
  bt_table_set_cell (self->table, row, column, bt_text_field_get (field, TRUE));
  g_signal_emit (self, signals[EDITED], 0);
}

static void
caption_edited_cb (BtTextField *field, BtTableView *self)
{
  bt_rich_text_free (self->table->caption);
  self->table->caption = bt_text_field_get (field, TRUE);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
cell_focus_cb (GtkWidget *field, GParamSpec *pspec, BtTableView *self)
{
  if (gtk_widget_has_focus (field))
    find_cell (self, field, &self->row, &self->column);
}

static void
menu_cb (BtTableView *self)
{
  if (focused_cell (self) == NULL)
    bt_table_view_focus_cell (self, self->row, self->column);
  bt_pane_popover_show_menu (self->menu_button, self->table_menu);
}

/* ---- showing a table ---- */

static GtkWidget *
make_cell (BtTableView *self)
{
  GtkWidget *field =
      g_object_new (BT_TYPE_TEXT_FIELD, "multiline", TRUE, "rich", TRUE, NULL);

  gtk_widget_set_size_request (field, MIN_CELL_WIDTH, -1);
  gtk_widget_set_hexpand (field, TRUE);
  gtk_widget_add_css_class (field, "bt-cell");
  gtk_text_view_set_extra_menu (GTK_TEXT_VIEW (field), self->table_menu);
  g_signal_connect (field, "edited", G_CALLBACK (cell_edited_cb), self);
  g_signal_connect (field, "leave", G_CALLBACK (cell_leave_cb), self);
  g_signal_connect (field, "notify::has-focus", G_CALLBACK (cell_focus_cb), self);
  return field;
}

static void
name_cell (BtTableView *self, BtTextField *field, guint row, guint column)
{
  g_autofree char *name = NULL;

  if (row == 0 && self->table->has_header)
    {
      name = g_strdup_printf (C_ ("table", "Header, column %u"), column + 1);
      gtk_widget_add_css_class (GTK_WIDGET (field), "header");
    }
  else
    {
      name = g_strdup_printf (C_ ("table", "Row %u, column %u"), row + 1, column + 1);
      gtk_widget_remove_css_class (GTK_WIDGET (field), "header");
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, GTK_ACCESSIBLE_PROPERTY_MULTI_LINE, TRUE, -1);
}

/* As many fields as the table has cells: those that are there stay, with the focus. */
static void
fit_grid (BtTableView *self)
{
  guint n_rows = self->table->n_rows, n_columns = self->table->n_columns;
  GPtrArray *cells = g_ptr_array_sized_new (n_rows * n_columns);

  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      {
        GtkWidget *field;

        if (row < self->n_rows && column < self->n_columns)
          field = GTK_WIDGET (cell_at (self, row, column));
        else
          {
            field = make_cell (self);
            gtk_grid_attach (self->grid, field, (int)column, (int)row, 1, 1);
          }
        g_ptr_array_add (cells, field);
      }
  for (guint row = 0; row < self->n_rows; row++)
    for (guint column = 0; column < self->n_columns; column++)
      if (row >= n_rows || column >= n_columns)
        gtk_grid_remove (self->grid, GTK_WIDGET (cell_at (self, row, column)));

  g_ptr_array_unref (self->cells);
  self->cells = cells;
  self->n_rows = n_rows;
  self->n_columns = n_columns;
  self->row = MIN (self->row, n_rows - 1);
  self->column = MIN (self->column, n_columns - 1);
}

/* The caret behind what is new: texts that were changed are equal before and after it. */
static void
caret_behind_change (BtTextField *field, const char *before)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (field));
  g_autofree char *after = bt_text_field_get_plain (field, FALSE);
  const char *a = before + strlen (before), *b = after + strlen (after);
  GtkTextIter iter;

  while (a > before && b > after && a[-1] == b[-1])
    {
      a--;
      b--;
    }
  while ((*b & 0xc0) == 0x80)
    b++;
  gtk_text_buffer_get_iter_at_offset (buffer, &iter,
                                      (int)g_utf8_strlen (after, b - after));
  gtk_text_buffer_place_cursor (buffer, &iter);
}

/* Returns: whether the field showed something else */
static gboolean
show_text (BtTextField *field, const BtRichText *text)
{
  g_autoptr (BtRichText) now = bt_text_field_get (field, FALSE);

  if (bt_rich_text_equal (now, text))
    return FALSE;
  bt_text_field_set (field, text);
  caret_behind_change (field, bt_rich_text_get_text (now));
  return TRUE;
}

static void
show_table (BtTableView *self)
{
  gboolean found = FALSE;

  fit_grid (self);
  self->changed = TRUE;
  self->caption_changed = FALSE;
  for (guint row = 0; row < self->n_rows; row++)
    for (guint column = 0; column < self->n_columns; column++)
      {
        BtTextField *field = cell_at (self, row, column);

        name_cell (self, field, row, column);
        if (!show_text (field, bt_table_cell (self->table, row, column)) || found)
          continue;
        found = TRUE;
        self->row = row;
        self->column = column;
      }
  if (show_text (self->caption, self->table->caption))
    self->caption_changed = !found;
}

/* ---- type ---- */

static void
bt_table_view_finalize (GObject *object)
{
  g_ptr_array_unref (BT_TABLE_VIEW (object)->cells);

  G_OBJECT_CLASS (bt_table_view_parent_class)->finalize (object);
}

static void
bt_table_view_class_init (BtTableViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = bt_table_view_finalize;

  g_type_ensure (BT_TYPE_TEXT_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/banthao/BanThao/ui/bt-table-view.ui");
  gtk_widget_class_bind_template_child (widget_class, BtTableView, table_menu);
  gtk_widget_class_bind_template_child (widget_class, BtTableView, grid);
  gtk_widget_class_bind_template_child (widget_class, BtTableView, caption);
  gtk_widget_class_bind_template_child (widget_class, BtTableView, menu_button);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[EDITED] = g_signal_new ("edited", BT_TYPE_TABLE_VIEW, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEAVE] = g_signal_new ("leave", BT_TYPE_TABLE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
bt_table_view_init (BtTableView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cells = g_ptr_array_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("block", "Table"), -1);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self->caption, "edited", G_CALLBACK (caption_edited_cb), self);
  g_signal_connect (self->caption, "leave", G_CALLBACK (caption_leave_cb), self);
  g_signal_connect_swapped (self->menu_button, "clicked", G_CALLBACK (menu_cb), self);
}

/* ---- public ---- */

GtkWidget *
bt_table_view_new (BtTable *table)
{
  BtTableView *self;

  g_return_val_if_fail (table != NULL, NULL);

  self = g_object_new (BT_TYPE_TABLE_VIEW, NULL);
  bt_table_view_set_table (self, table);
  self->row = self->column = 0;
  self->changed = FALSE;
  return GTK_WIDGET (self);
}

void
bt_table_view_set_table (BtTableView *self, BtTable *table)
{
  g_return_if_fail (BT_IS_TABLE_VIEW (self));
  g_return_if_fail (table != NULL);

  self->table = table;
  show_table (self);
}

void
bt_table_view_get_cell (BtTableView *self, guint *row, guint *column)
{
  g_return_if_fail (BT_IS_TABLE_VIEW (self));

  *row = self->row;
  *column = self->column;
}

gboolean
bt_table_view_has_cell_focus (BtTableView *self)
{
  g_return_val_if_fail (BT_IS_TABLE_VIEW (self), FALSE);
  return focused_cell (self) != NULL;
}

void
bt_table_view_focus_cell (BtTableView *self, guint row, guint column)
{
  g_return_if_fail (BT_IS_TABLE_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (
      cell_at (self, MIN (row, self->n_rows - 1), MIN (column, self->n_columns - 1))));
}

void
bt_table_view_focus (BtTableView *self, gboolean last)
{
  g_return_if_fail (BT_IS_TABLE_VIEW (self));

  if (last)
    gtk_widget_grab_focus (GTK_WIDGET (self->caption));
  else
    bt_table_view_focus_cell (self, 0, 0);
}

void
bt_table_view_focus_changed (BtTableView *self)
{
  g_return_if_fail (BT_IS_TABLE_VIEW (self));

  if (!self->changed)
    return;
  self->changed = FALSE;
  if (self->caption_changed)
    gtk_widget_grab_focus (GTK_WIDGET (self->caption));
  else
    bt_table_view_focus_cell (self, self->row, self->column);
}
