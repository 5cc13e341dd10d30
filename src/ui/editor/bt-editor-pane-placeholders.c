/* From one hint of a template to the next, to write over it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "article/bt-placeholder.h"
#include "ui/editor/bt-editor-pane-private.h"

/* Where in the article something stands: compared number by number. */
enum
{
  PLACE_AREA,   /* the fields of the header one by one, then the body */
  PLACE_OFFSET, /* in the text of that area */
  PLACE_FIELD,  /* inside a figure: its fields from 1 on */
  PLACE_INNER,  /* in the text of that field */
  N_PLACE
};

/* A hint, and what it takes to select it. */
typedef struct
{
  GtkTextView *view;
  int start;
  int end;
  int place[N_PLACE];
} Spot;

static int
compare_places (const int *a, const int *b)
{
  for (int i = 0; i < N_PLACE; i++)
    if (a[i] != b[i])
      return a[i] < b[i] ? -1 : 1;
  return 0;
}

/* ---- what there is ---- */

static void
collect_views (GtkWidget *widget, GPtrArray *views)
{
  if (GTK_IS_TEXT_VIEW (widget))
    {
      g_ptr_array_add (views, widget);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_views (child, views);
}

static GPtrArray *
views_at (GtkTextChildAnchor *anchor)
{
  GPtrArray *views = g_ptr_array_new ();
  g_autofree GtkWidget **widgets = NULL;
  guint n;

  widgets = gtk_text_child_anchor_get_widgets (anchor, &n);
  for (guint i = 0; i < n; i++)
    collect_views (widgets[i], views);
  return views;
}

/* @place: of the text's start; @varies: which of its numbers counts along */
static void
add_spots (GArray *spots,
           GtkTextView *view,
           const char *text,
           int from,
           int *place,
           int varies)
{
  int base = place[varies];
  gsize start, end = 0;

  while (bt_placeholder_find (text, end, &start, &end))
    {
      int first = (int)g_utf8_pointer_to_offset (text, text + start);
      Spot spot = {
        view, from + first, from + (int)g_utf8_pointer_to_offset (text, text + end), { 0 }
      };

      memcpy (spot.place, place, sizeof spot.place);
      spot.place[varies] = base + first;
      g_array_append_val (spots, spot);
    }
}

static void
add_field (GArray *spots, GtkTextView *view, int *place, int varies)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_slice (buffer, &start, &end, TRUE);
  add_spots (spots, view, text, 0, place, varies);
}

static void
add_line (GArray *spots, GtkTextView *body, const GtkTextIter *start, int area)
{
  GtkTextChildAnchor *anchor = gtk_text_iter_get_child_anchor (start);
  int place[N_PLACE] = { area, gtk_text_iter_get_offset (start), 0, 0 };
  GtkTextIter end = *start;
  g_autofree char *text = NULL;

  if (anchor != NULL)
    {
      g_autoptr (GPtrArray) views = views_at (anchor);

      for (guint i = 0; i < views->len; i++)
        {
          place[PLACE_FIELD] = 1 + (int)i;
          add_field (spots, views->pdata[i], place, PLACE_INNER);
        }
      return;
    }
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  text = gtk_text_iter_get_slice (start, &end);
  add_spots (spots, body, text, place[PLACE_OFFSET], place, PLACE_OFFSET);
}

static GArray *
find_spots (BtEditorPane *self)
{
  GArray *spots = g_array_new (FALSE, FALSE, sizeof (Spot));
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (bt_body_view_get_buffer (self->body));
  g_autoptr (GPtrArray) header = g_ptr_array_new ();
  GtkTextIter line;

  collect_views (GTK_WIDGET (self->header), header);
  for (guint i = 0; i < header->len; i++)
    {
      int place[N_PLACE] = { (int)i, 0, 0, 0 };

      add_field (spots, header->pdata[i], place, PLACE_OFFSET);
    }
  gtk_text_buffer_get_start_iter (buffer, &line);
  do
    add_line (spots, GTK_TEXT_VIEW (self->body), &line, (int)header->len);
  while (gtk_text_iter_forward_line (&line));
  return spots;
}

/* ---- where the keyboard is ---- */

static int
selection_edge (GtkTextView *view, gboolean forward)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_selection_bounds (gtk_text_view_get_buffer (view), &start, &end);
  return gtk_text_iter_get_offset (forward ? &end : &start);
}

/* The line of the body whose widget holds @focus. Returns: whether there is one */
static gboolean
place_in_object (BtEditorPane *self, GtkWidget *focus, int *place, gboolean forward)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (bt_body_view_get_buffer (self->body));
  GtkTextIter line;

  gtk_text_buffer_get_start_iter (buffer, &line);
  do
    {
      GtkTextChildAnchor *anchor = gtk_text_iter_get_child_anchor (&line);
      g_autoptr (GPtrArray) views = anchor != NULL ? views_at (anchor) : NULL;
      guint index;

      if (views == NULL || !g_ptr_array_find (views, focus, &index))
        continue;
      place[PLACE_OFFSET] = gtk_text_iter_get_offset (&line);
      place[PLACE_FIELD] = 1 + (int)index;
      place[PLACE_INNER] = selection_edge (GTK_TEXT_VIEW (focus), forward);
      return TRUE;
    }
  while (gtk_text_iter_forward_line (&line));
  return FALSE;
}

/* What is neither header nor body counts as before all. */
static void
find_place (BtEditorPane *self, int *place, gboolean forward)
{
  GtkWidget *focus = self->root != NULL ? gtk_root_get_focus (self->root) : NULL;
  g_autoptr (GPtrArray) header = g_ptr_array_new ();
  guint index;

  memset (place, 0, N_PLACE * sizeof *place);
  collect_views (GTK_WIDGET (self->header), header);
  place[PLACE_AREA] = (int)header->len;
  if (focus == GTK_WIDGET (self->body))
    place[PLACE_OFFSET] = selection_edge (GTK_TEXT_VIEW (focus), forward);
  else if (focus != NULL && g_ptr_array_find (header, focus, &index))
    {
      place[PLACE_AREA] = (int)index;
      place[PLACE_OFFSET] = selection_edge (GTK_TEXT_VIEW (focus), forward);
    }
  else if (focus == NULL || !place_in_object (self, focus, place, forward))
    place[PLACE_AREA] = -1;
}

/* ---- going there ---- */

static void
select_spot (BtEditorPane *self, const Spot *spot)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (spot->view);
  GtkTextIter start, end;

  gtk_widget_grab_focus (GTK_WIDGET (spot->view));
  gtk_text_buffer_get_iter_at_offset (buffer, &start, spot->start);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, spot->end);
  gtk_text_buffer_select_range (buffer, &end, &start);
  if (spot->view == GTK_TEXT_VIEW (self->body))
    gtk_text_view_scroll_mark_onscreen (spot->view, gtk_text_buffer_get_insert (buffer));
  else
    bt_body_view_reveal_caret (self->body);
}

static void
go (BtEditorPane *self, gboolean forward)
{
  g_autoptr (GArray) spots = find_spots (self);
  int here[N_PLACE];
  int found = -1;

  if (spots->len == 0)
    {
      bt_editor_pane_emit_toast (self, C_ ("toast", "No hint of a template is left"),
                                 FALSE);
      return;
    }
  find_place (self, here, forward);
  for (int i = 0; i < (int)spots->len; i++)
    {
      int order = compare_places (g_array_index (spots, Spot, i).place, here);

      if (forward && order >= 0 && found < 0)
        found = i;
      else if (!forward && order < 0)
        found = i;
    }
  if (found < 0)
    found = forward ? 0 : (int)spots->len - 1;
  select_spot (self, &g_array_index (spots, Spot, found));
}

static void
next_cb (BtEditorPane *self, GVariant *parameter)
{
  go (self, TRUE);
}

static void
previous_cb (BtEditorPane *self, GVariant *parameter)
{
  go (self, FALSE);
}

static gboolean
first_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  BtEditorPane *self = BT_EDITOR_PANE (widget);
  int *frames = data;

  if (--*frames > 0)
    return G_SOURCE_CONTINUE;
  if (self->document != NULL)
    {
      g_autoptr (GArray) spots = find_spots (self);

      bt_editor_header_focus (self->header, FALSE);
      if (spots->len > 0)
        select_spot (self, &g_array_index (spots, Spot, 0));
    }
  return G_SOURCE_REMOVE;
}

void
bt_editor_pane_first_placeholder (BtEditorPane *self)
{
  int *frames;

  g_return_if_fail (BT_IS_EDITOR_PANE (self));

  /* what was shown this moment has a place on the screen after the first frame */
  frames = g_new (int, 1);
  *frames = 2;
  gtk_widget_add_tick_callback (GTK_WIDGET (self), first_cb, frames, g_free);
}

void
bt_editor_pane_init_placeholders (BtEditorPane *self)
{
  static const BtEditAction actions[] = {
    { "next-placeholder", next_cb, NULL },
    { "previous-placeholder", previous_cb, NULL },
  };

  bt_editor_pane_add_actions (self, actions, G_N_ELEMENTS (actions));
}
