/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-body-view-private.h"

#include <glib/gi18n.h>

#include "ui/editor/bt-input-method.h"
#include "ui/editor/bt-text-field.h"

#define MIN_MARGIN 20
#define MIN_WIDTH 300
#define HEADER_GAP 18
#define BOTTOM_MARGIN 140

enum
{
  EDITED,
  LEAVE_UP,
  FIGURE_ACT,
  FILES_DROPPED,
  FILES_DROPPED_ONTO,
  PHOTO_MOVED,
  PHOTO_JOINED,
  DROPPED,
  MIDDLE_CLICK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtBodyView, bt_body_view, GTK_TYPE_TEXT_VIEW)

/* ---- widgets in the text ---- */

static void
figure_act_cb (GtkWidget *figure, const char *action, guint item, BtBodyView *self)
{
  bt_body_view_act (self, g_object_get_data (G_OBJECT (figure), "paragraph"), action,
                    item);
}

static void
figure_edited_cb (GtkWidget *figure, BtBodyView *self)
{
  bt_body_buffer_touch (self->buffer, g_object_get_data (G_OBJECT (figure), "paragraph"));
  bt_body_view_reveal_caret (self);
}

static void
figure_leave_cb (GtkWidget *figure, gboolean forward, BtBodyView *self)
{
  bt_body_view_leave_figure (self, g_object_get_data (G_OBJECT (figure), "paragraph"),
                             forward);
}

/* Where it can go, found out when somebody asks. */
static void
figure_menu_cb (GtkWidget *figure, BtBodyView *self)
{
  int line = bt_body_buffer_get_line (self->buffer,
                                      g_object_get_data (G_OBJECT (figure), "paragraph"));
  int n_lines = gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (self->buffer));
  BtParagraph *next =
      line + 1 < n_lines ? bt_body_buffer_get_paragraph (self->buffer, line + 1) : NULL;

  bt_figure_view_set_moves (BT_FIGURE_VIEW (figure), line > 0, line + 1 < n_lines,
                            next != NULL && next->kind == BT_BLOCK_FIGURE);
}

static GtkWidget *
make_figure (BtBodyView *self, BtParagraph *paragraph)
{
  GtkWidget *figure =
      bt_figure_view_new (self->loader, self->store, paragraph->object->figure);

  g_signal_connect_object (figure, "act", G_CALLBACK (figure_act_cb), self, 0);
  g_signal_connect_object (figure, "edited", G_CALLBACK (figure_edited_cb), self, 0);
  g_signal_connect_object (figure, "leave", G_CALLBACK (figure_leave_cb), self, 0);
  g_signal_connect_object (figure, "menu", G_CALLBACK (figure_menu_cb), self, 0);
  bt_figure_view_set_featured (
      BT_FIGURE_VIEW (figure),
      paragraph->id != 0 && paragraph->id == bt_body_buffer_get_featured (self->buffer));
  return figure;
}

static GtkWidget *
make_inner (BtBodyView *self, BtParagraph *paragraph)
{
  GtkWidget *inner;

  if (paragraph->kind == BT_BLOCK_FIGURE && self->loader != NULL)
    inner = make_figure (self, paragraph);
  else
    inner = bt_body_view_make_object (self, paragraph);
  /* the widget edits the paragraph's block: it must not outlive it */
  g_object_set_data_full (G_OBJECT (inner), "paragraph", g_object_ref (paragraph),
                          g_object_unref);
  return inner;
}

static void update_selected (BtBodyView *self);

static void
object_added_cb (BtBodyView *self, BtParagraph *paragraph)
{
  GtkWidget *child = bt_column_child_new (make_inner (self, paragraph));

  bt_column_child_set_width (BT_COLUMN_CHILD (child), self->column - 1);
  g_hash_table_insert (self->children, g_object_ref (paragraph), g_object_ref (child));
  gtk_text_view_add_child_at_anchor (GTK_TEXT_VIEW (self), child, paragraph->anchor);
  /* the caret may be here already: it does not move when its line becomes a figure */
  update_selected (self);
  bt_body_view_queue_nearness (self);
}

static void
object_changed_cb (BtBodyView *self, BtParagraph *paragraph)
{
  BtColumnChild *child = g_hash_table_lookup (self->children, paragraph);
  BtFigureView *figure = bt_body_view_get_figure (self, paragraph);

  if (child == NULL || bt_body_view_update_object (self, paragraph))
    return;
  if (figure != NULL)
    bt_figure_view_set_figure (figure, paragraph->object->figure);
  else
    bt_column_child_set_child (child, make_inner (self, paragraph));
  bt_body_view_queue_nearness (self);
}

static void
object_removed_cb (BtBodyView *self, BtParagraph *paragraph)
{
  g_autoptr (BtColumnChild) child = NULL;
  g_autoptr (BtParagraph) key = NULL;

  if (!g_hash_table_steal_extended (self->children, paragraph, (gpointer *)&key,
                                    (gpointer *)&child))
    return;
  if (gtk_widget_get_parent (GTK_WIDGET (child)) != NULL)
    gtk_text_view_remove (GTK_TEXT_VIEW (self), GTK_WIDGET (child));
}

/* A caret as tall as a figure is a black bar: the frame shows where it is. */
static void
hide_caret (BtBodyView *self, gboolean hidden)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (gtk_widget_has_css_class (widget, "at-figure") == hidden)
    return;
  if (hidden)
    gtk_widget_add_css_class (widget, "at-figure");
  else
    gtk_widget_remove_css_class (widget, "at-figure");
  /* for the colour of its caret GTK lays all lines out anew: in time, see below */
  gtk_widget_queue_resize (widget);
}

static void
update_selected (BtBodyView *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  BtParagraph *here = bt_body_view_caret_paragraph (self);
  GtkTextIter start, end;
  gboolean any = gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  GHashTableIter iter;
  gpointer paragraph, child;

  hide_caret (self, bt_paragraph_is_object (here));

  /* as at every key that writes text */
  if (!any && !bt_paragraph_is_object (here) && !self->any_selected)
    return;
  self->any_selected = any || bt_paragraph_is_object (here);

  g_hash_table_iter_init (&iter, self->children);
  while (g_hash_table_iter_next (&iter, &paragraph, &child))
    {
      GtkTextIter at;
      gboolean selected = paragraph == here && gtk_widget_has_focus (GTK_WIDGET (self));

      gtk_text_buffer_get_iter_at_mark (buffer, &at, paragraph);
      if (any)
        selected = gtk_text_iter_compare (&start, &at) <= 0
                   && gtk_text_iter_compare (&end, &at) > 0;
      bt_column_child_set_selected (child, selected);
    }
}

static void
text_changed_cb (BtBodyView *self)
{
  int n_lines = gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (self->buffer));

  if (n_lines != self->n_lines)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  self->n_lines = n_lines;
}

/* GTK 4.8 may lay changed lines out only while it paints, and then complains of the scrollbar
 * that this moves; asked for a new size it does so in time. That costs as much as the rest of
 * a key, and most keys leave the line as high as it was. Looked at just before the frame's
 * layout, the line is as it will be painted, and not laid out twice. */
static gboolean
higher_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  BtBodyView *self = BT_BODY_VIEW (widget);
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, end;
  GdkRectangle first, last;
  int line, height;

  self->higher_tick = 0;
  gtk_text_buffer_get_iter_at_mark (buffer, &end, gtk_text_buffer_get_insert (buffer));
  line = gtk_text_iter_get_line (&end);
  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  gtk_text_view_get_iter_location (view, &start, &first);
  gtk_text_view_get_iter_location (view, &end, &last);
  height = last.y + last.height - first.y;
  if (line != self->changed_line || height != self->changed_height)
    gtk_widget_queue_resize (widget);
  self->changed_line = line;
  self->changed_height = height;
  return G_SOURCE_REMOVE;
}

static void
resize_if_higher (BtBodyView *self)
{
  if (self->higher_tick == 0)
    self->higher_tick =
        gtk_widget_add_tick_callback (GTK_WIDGET (self), higher_cb, NULL, NULL);
}

static void
buffer_edited_cb (BtBodyView *self)
{
  resize_if_higher (self);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
preedit_changed_cb (BtBodyView *self, const char *preedit, gpointer data)
{
  resize_if_higher (self);
  g_signal_emit (self, signals[EDITED], 0);
}

/* ---- focus ---- */

static gboolean
reveal_cb (gpointer data)
{
  bt_body_view_reveal_caret (data);
  return G_SOURCE_REMOVE;
}

static void
focus_changed_cb (BtBodyView *self)
{
  bt_body_view_follow_focus (self);
  /* the widget that just got the focus may not have its place yet */
  g_idle_add_full (G_PRIORITY_LOW, reveal_cb, g_object_ref (self), g_object_unref);
}

/* Tab goes headline, lead, text, and on to what comes after the text; back likewise. Into
 * what stands in the text it goes where the caret is (bt-body-view-keys.c): the view's
 * own way leads through every field of every figure and never out again. */
static gboolean
bt_body_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  BtBodyView *self = BT_BODY_VIEW (widget);
  GtkWidget *header = GTK_WIDGET (self->header);
  GtkWidget *focus = self->root != NULL ? gtk_root_get_focus (self->root) : NULL;
  gboolean forward = direction == GTK_DIR_TAB_FORWARD;

  if ((!forward && direction != GTK_DIR_TAB_BACKWARD) || header == NULL)
    return GTK_WIDGET_CLASS (bt_body_view_parent_class)->focus (widget, direction);
  if (focus == widget)
    return !forward && gtk_widget_child_focus (header, direction);
  if (focus == NULL || !gtk_widget_is_ancestor (focus, widget))
    return forward ? gtk_widget_child_focus (header, direction)
                   : gtk_widget_grab_focus (widget);
  if (gtk_widget_is_ancestor (focus, header))
    {
      gboolean inside;

      /* the headline asks the window to go on before it, and the window asks here again */
      if (self->in_header_focus)
        return FALSE;
      self->in_header_focus = TRUE;
      inside = gtk_widget_child_focus (header, direction);
      self->in_header_focus = FALSE;
      return inside || (forward && gtk_widget_grab_focus (widget));
    }
  return GTK_WIDGET_CLASS (bt_body_view_parent_class)->focus (widget, direction);
}

static void
bt_body_view_root (GtkWidget *widget)
{
  BtBodyView *self = BT_BODY_VIEW (widget);

  GTK_WIDGET_CLASS (bt_body_view_parent_class)->root (widget);
  self->root = gtk_widget_get_root (widget);
  g_signal_connect_object (self->root, "notify::focus-widget",
                           G_CALLBACK (focus_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
bt_body_view_unroot (GtkWidget *widget)
{
  BtBodyView *self = BT_BODY_VIEW (widget);

  g_signal_handlers_disconnect_by_func (self->root, focus_changed_cb, self);
  self->root = NULL;
  GTK_WIDGET_CLASS (bt_body_view_parent_class)->unroot (widget);
}

/* ---- sizes ---- */

/* The children are as wide as the column is now; that is no reason not to be narrower. */
static void
bt_body_view_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  BtBodyView *self = BT_BODY_VIEW (widget);

  GTK_WIDGET_CLASS (bt_body_view_parent_class)
      ->measure (widget, orientation, for_size, minimum, natural, minimum_baseline,
                 natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = self->wanted_column + 2 * MIN_MARGIN;
    }
}

/* GtkTextView keeps a header and anchored children at the sizes they ask for, so what
 * depends on the width is told here, before the text is laid out for it (gtk.md). */
static void
bt_body_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BtBodyView *self = BT_BODY_VIEW (widget);
  GtkTextView *view = GTK_TEXT_VIEW (widget);
  int column = MAX (MIN (width - 2 * MIN_MARGIN, self->wanted_column), 1);
  int margin = (width - column) / 2;
  GHashTableIter iter;
  gpointer child;

  self->column = column;
  if (gtk_text_view_get_left_margin (view) != margin)
    {
      gtk_text_view_set_left_margin (view, margin);
      gtk_text_view_set_right_margin (view, width - column - margin);
    }
  if (self->header != NULL)
    {
      int natural;

      bt_column_child_set_width (self->header, column);
      gtk_widget_measure (GTK_WIDGET (self->header), GTK_ORIENTATION_VERTICAL, column,
                          NULL, &natural, NULL, NULL);
      natural += (int)(HEADER_GAP * self->scale);
      if (gtk_text_view_get_top_margin (view) != natural)
        gtk_text_view_set_top_margin (view, natural);
      /* moving it asks for another allocation, even to where it is */
      if (self->header_x != margin || self->header_height != natural)
        gtk_text_view_move_overlay (view, GTK_WIDGET (self->header), margin, -natural);
      self->header_x = margin;
      self->header_height = natural;
    }
  g_hash_table_iter_init (&iter, self->children);
  while (g_hash_table_iter_next (&iter, NULL, &child))
    bt_column_child_set_width (child, column - 1);

  GTK_WIDGET_CLASS (bt_body_view_parent_class)
      ->size_allocate (widget, width, height, baseline);
  bt_body_view_place_header (self);
  bt_body_view_queue_nearness (self);
}

static void
bt_body_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (bt_body_view_parent_class)->css_changed (widget, change);
  bt_body_view_measure_font (BT_BODY_VIEW (widget));
}

/* ---- text view ---- */

static void
bt_body_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  bt_body_view_paint (BT_BODY_VIEW (widget), snapshot,
                      GTK_WIDGET_CLASS (bt_body_view_parent_class)->snapshot);
}

static void
bt_body_view_snapshot_layer (GtkTextView *view,
                             GtkTextViewLayer layer,
                             GtkSnapshot *snapshot)
{
  /* where lines are is known for sure only after GTK has laid them out and painted */
  if (layer != GTK_TEXT_VIEW_LAYER_ABOVE_TEXT)
    return;
  bt_body_view_draw_beside (BT_BODY_VIEW (view), snapshot);
  bt_body_view_draw_drop (BT_BODY_VIEW (view), snapshot);
}

static void
bt_body_view_backspace_vfunc (GtkTextView *view)
{
  if (!bt_body_view_backspace (BT_BODY_VIEW (view)))
    GTK_TEXT_VIEW_CLASS (bt_body_view_parent_class)->backspace (view);
}

static void
bt_body_view_delete_from_cursor (GtkTextView *view, GtkDeleteType type, int count)
{
  if (type == GTK_DELETE_CHARS && count == 1
      && bt_body_view_delete_forward (BT_BODY_VIEW (view)))
    return;
  GTK_TEXT_VIEW_CLASS (bt_body_view_parent_class)->delete_from_cursor (view, type, count);
}

/* The first line brings what stands above it into sight, too. */
static void
bt_body_view_move_cursor (GtkTextView *view,
                          GtkMovementStep step,
                          int count,
                          gboolean extend)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter caret;
  GdkRectangle place;

  GTK_TEXT_VIEW_CLASS (bt_body_view_parent_class)
      ->move_cursor (view, step, count, extend);
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  if (gtk_text_iter_get_line (&caret) > 0 || adjustment == NULL)
    return;
  gtk_text_view_get_iter_location (view, &caret, &place);
  if (gtk_text_view_get_top_margin (view) + place.y + place.height + BT_CARET_ROOM
      < gtk_adjustment_get_page_size (adjustment))
    gtk_adjustment_set_value (adjustment, 0);
}

static void
bt_body_view_copy_clipboard (GtkTextView *view)
{
  bt_body_view_copy (BT_BODY_VIEW (view));
}

/* The pane does these, so that each is one step. */
static void
bt_body_view_cut_clipboard (GtkTextView *view)
{
  gtk_widget_activate_action (GTK_WIDGET (view), "edit.cut", NULL);
}

static void
bt_body_view_paste_clipboard (GtkTextView *view)
{
  gtk_widget_activate_action (GTK_WIDGET (view), "edit.paste", NULL);
}

/* ---- type ---- */

static void
bt_body_view_dispose (GObject *object)
{
  BtBodyView *self = BT_BODY_VIEW (object);

  g_clear_handle_id (&self->nearness_source, g_source_remove);
  g_clear_weak_pointer (&self->drop_mark);
  if (self->buffer != NULL)
    g_signal_handlers_disconnect_by_data (self->buffer, self);
  g_hash_table_remove_all (self->children);
  self->header = NULL;
  g_clear_object (&self->loader);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (bt_body_view_parent_class)->dispose (object);
  g_clear_object (&self->buffer);
}

static void
bt_body_view_finalize (GObject *object)
{
  g_hash_table_unref (BT_BODY_VIEW (object)->children);

  G_OBJECT_CLASS (bt_body_view_parent_class)->finalize (object);
}

static void
bt_body_view_class_init (BtBodyViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkTextViewClass *view_class = GTK_TEXT_VIEW_CLASS (klass);

  object_class->dispose = bt_body_view_dispose;
  object_class->finalize = bt_body_view_finalize;
  widget_class->focus = bt_body_view_focus;
  widget_class->root = bt_body_view_root;
  widget_class->unroot = bt_body_view_unroot;
  widget_class->measure = bt_body_view_measure;
  widget_class->size_allocate = bt_body_view_size_allocate;
  widget_class->css_changed = bt_body_view_css_changed;
  widget_class->snapshot = bt_body_view_snapshot;
  view_class->snapshot_layer = bt_body_view_snapshot_layer;
  view_class->backspace = bt_body_view_backspace_vfunc;
  view_class->delete_from_cursor = bt_body_view_delete_from_cursor;
  view_class->move_cursor = bt_body_view_move_cursor;
  view_class->copy_clipboard = bt_body_view_copy_clipboard;
  view_class->cut_clipboard = bt_body_view_cut_clipboard;
  view_class->paste_clipboard = bt_body_view_paste_clipboard;

  signals[EDITED] = g_signal_new ("edited", BT_TYPE_BODY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[LEAVE_UP] = g_signal_new ("leave-up", BT_TYPE_BODY_VIEW, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FIGURE_ACT] =
      g_signal_new ("figure-act", BT_TYPE_BODY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 3, BT_TYPE_PARAGRAPH, G_TYPE_STRING, G_TYPE_UINT);
  signals[FILES_DROPPED] =
      g_signal_new ("files-dropped", BT_TYPE_BODY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_INT);

  signals[FILES_DROPPED_ONTO] =
      g_signal_new ("files-dropped-onto", BT_TYPE_BODY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, BT_TYPE_PARAGRAPH);
  signals[DROPPED] =
      g_signal_new ("dropped", BT_TYPE_BODY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, GDK_TYPE_DROP, G_TYPE_INT);
  signals[MIDDLE_CLICK] =
      g_signal_new ("middle-click", BT_TYPE_BODY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[PHOTO_MOVED] =
      g_signal_new ("photo-moved", BT_TYPE_BODY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 3, BT_TYPE_PARAGRAPH, G_TYPE_UINT, G_TYPE_INT);
  signals[PHOTO_JOINED] = g_signal_new (
      "photo-joined", BT_TYPE_BODY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
      G_TYPE_NONE, 4, BT_TYPE_PARAGRAPH, G_TYPE_UINT, BT_TYPE_PARAGRAPH, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "textview");
}

static void
bt_body_view_init (BtBodyView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  self->children = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
  self->buffer = bt_body_buffer_new ();
  gtk_text_view_set_buffer (view, GTK_TEXT_BUFFER (self->buffer));
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_bottom_margin (view, BOTTOM_MARGIN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "bt-body");
  bt_body_view_init_look (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("editor", "Body"), -1);

  g_signal_connect_swapped (self->buffer, "object-added", G_CALLBACK (object_added_cb),
                            self);
  g_signal_connect_swapped (self->buffer, "object-removed",
                            G_CALLBACK (object_removed_cb), self);
  g_signal_connect_swapped (self->buffer, "object-changed",
                            G_CALLBACK (object_changed_cb), self);
  g_signal_connect_swapped (self->buffer, "edited", G_CALLBACK (buffer_edited_cb), self);
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (text_changed_cb), self);
  g_signal_connect_swapped (self->buffer, "notify::cursor-position",
                            G_CALLBACK (update_selected), self);
  g_signal_connect_swapped (self->buffer, "notify::has-selection",
                            G_CALLBACK (update_selected), self);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (update_selected), NULL);
  g_signal_connect (self, "notify::vadjustment",
                    G_CALLBACK (bt_body_view_watch_scrolling), NULL);
  bt_input_watch (GTK_WIDGET (self));
  g_signal_connect_after (self, "preedit-changed", G_CALLBACK (preedit_changed_cb), NULL);
  bt_body_view_init_keys (self);
  bt_body_view_init_drag (self);
  bt_body_view_init_transfer (self);
}

/* ---- public ---- */

void
bt_body_view_set_services (BtBodyView *self, BtPhotoLoader *loader, BtStore *store)
{
  g_return_if_fail (BT_IS_BODY_VIEW (self));

  g_set_object (&self->loader, loader);
  g_set_object (&self->store, store);
}

void
bt_body_view_set_header (BtBodyView *self, GtkWidget *header)
{
  g_return_if_fail (BT_IS_BODY_VIEW (self));
  g_return_if_fail (self->header == NULL);

  self->header = BT_COLUMN_CHILD (bt_column_child_new (header));
  gtk_text_view_add_overlay (GTK_TEXT_VIEW (self), GTK_WIDGET (self->header), 0, 0);
}

BtBodyBuffer *
bt_body_view_get_buffer (BtBodyView *self)
{
  g_return_val_if_fail (BT_IS_BODY_VIEW (self), NULL);
  return self->buffer;
}

BtFigureView *
bt_body_view_get_figure (BtBodyView *self, BtParagraph *paragraph)
{
  BtColumnChild *child;
  GtkWidget *inner;

  g_return_val_if_fail (BT_IS_BODY_VIEW (self), NULL);

  child = g_hash_table_lookup (self->children, paragraph);
  inner = child != NULL ? bt_column_child_get_child (child) : NULL;
  return BT_IS_FIGURE_VIEW (inner) ? BT_FIGURE_VIEW (inner) : NULL;
}

void
bt_body_view_update_featured (BtBodyView *self)
{
  GHashTableIter iter;
  gpointer paragraph, child;

  g_return_if_fail (BT_IS_BODY_VIEW (self));

  g_hash_table_iter_init (&iter, self->children);
  while (g_hash_table_iter_next (&iter, &paragraph, &child))
    {
      GtkWidget *inner = bt_column_child_get_child (child);
      guint id = BT_PARAGRAPH (paragraph)->id;

      if (BT_IS_FIGURE_VIEW (inner))
        bt_figure_view_set_featured (
            BT_FIGURE_VIEW (inner),
            id != 0 && id == bt_body_buffer_get_featured (self->buffer));
    }
}

int
bt_body_view_get_line_for_insert (BtBodyView *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter caret;
  int line;

  g_return_val_if_fail (BT_IS_BODY_VIEW (self), 0);

  buffer = GTK_TEXT_BUFFER (self->buffer);
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  line = gtk_text_iter_get_line (&caret);
  if (gtk_text_iter_starts_line (&caret) && gtk_text_iter_ends_line (&caret))
    return line;
  return line + 1;
}

void
bt_body_view_focus_start (BtBodyView *self)
{
  GtkTextIter start;

  g_return_if_fail (BT_IS_BODY_VIEW (self));

  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self->buffer), &start);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self->buffer), &start);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
bt_body_view_emit_remove (BtBodyView *self, BtParagraph *paragraph)
{
  bt_body_view_act (self, paragraph, "remove-line", 0);
}

void
bt_body_view_emit_act (BtBodyView *self,
                       BtParagraph *paragraph,
                       const char *action,
                       guint item)
{
  g_signal_emit (self, signals[FIGURE_ACT], 0, paragraph, action, item);
}

void
bt_body_view_emit_leave_up (BtBodyView *self)
{
  g_signal_emit (self, signals[LEAVE_UP], 0);
}

void
bt_body_view_emit_files (BtBodyView *self, GSList *files, int line)
{
  g_signal_emit (self, signals[FILES_DROPPED], 0, files, line);
}

void
bt_body_view_emit_dropped (BtBodyView *self, GdkDrop *drop, int offset)
{
  g_signal_emit (self, signals[DROPPED], 0, drop, offset);
}

void
bt_body_view_emit_middle_click (BtBodyView *self, int offset)
{
  g_signal_emit (self, signals[MIDDLE_CLICK], 0, offset);
}

void
bt_body_view_emit_files_onto (BtBodyView *self, GSList *files, BtParagraph *onto)
{
  g_signal_emit (self, signals[FILES_DROPPED_ONTO], 0, files, onto);
}

void
bt_body_view_emit_photo (BtBodyView *self,
                         BtParagraph *paragraph,
                         guint item,
                         int line,
                         BtParagraph *onto,
                         guint place)
{
  if (onto != NULL)
    g_signal_emit (self, signals[PHOTO_JOINED], 0, paragraph, item, onto, place);
  else
    g_signal_emit (self, signals[PHOTO_MOVED], 0, paragraph, item, line);
}
