/* Links in the editor pane: made, changed, opened and removed, wherever marks are kept.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "ui/editor/bt-editor-pane-private.h"
#include "ui/editor/bt-link-address.h"
#include "ui/editor/bt-link-popover.h"
#include "ui/editor/bt-pane-popover.h"
#include "ui/editor/bt-span-tags.h"
#include "ui/editor/bt-text-field.h"

/* The text that is to be a link, while its address is asked for. */
typedef struct
{
  BtEditorPane *pane;
  GtkTextView *view;
  GtkTextMark *start;
  GtkTextMark *end;
} LinkEdit;

static void
link_edit_free (gpointer data)
{
  LinkEdit *edit = data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (edit->view);

  gtk_text_buffer_delete_mark (buffer, edit->start);
  gtk_text_buffer_delete_mark (buffer, edit->end);
  g_object_unref (edit->view);
  g_object_unref (edit->pane);
  g_free (edit);
}

/* Where the keyboard is, when marks are kept there. */
static GtkTextView *
rich_view (BtEditorPane *self)
{
  GtkWidget *focus = self->root != NULL ? gtk_root_get_focus (self->root) : NULL;

  if (focus == GTK_WIDGET (self->body))
    return GTK_TEXT_VIEW (focus);
  if (BT_IS_TEXT_FIELD (focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->body))
      && bt_text_field_is_rich (BT_TEXT_FIELD (focus)))
    return GTK_TEXT_VIEW (focus);
  return NULL;
}

/* What the command is about: the selection; else the link, or the word, at the caret; else
 * nothing. Returns: (nullable): the address that is there */
static const char *
find_range (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *end)
{
  GtkTextIter link_start, link_end;
  const char *href;

  if (gtk_text_buffer_get_selection_bounds (buffer, start, end))
    {
      href = bt_span_tags_link_at (start, &link_start, &link_end);
      return href != NULL && gtk_text_iter_compare (start, &link_end) < 0 ? href : NULL;
    }
  href = bt_span_tags_link_at (start, &link_start, &link_end);
  if (href != NULL)
    {
      *start = link_start;
      *end = link_end;
    }
  else if (gtk_text_iter_inside_word (start) || gtk_text_iter_ends_word (start))
    {
      if (!gtk_text_iter_starts_word (start))
        gtk_text_iter_backward_word_start (start);
      if (!gtk_text_iter_ends_word (end))
        gtk_text_iter_forward_word_end (end);
    }
  return href;
}

/* ---- what was chosen ---- */

static void
apply_cb (BtLinkPopover *popover, const char *address, LinkEdit *edit)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (edit->view);
  const char *shown =
      g_str_has_prefix (address, "mailto:") ? address + strlen ("mailto:") : address;
  GtkTextIter start, end;

  bt_editor_pane_record (edit->pane);
  gtk_text_buffer_get_iter_at_mark (buffer, &start, edit->start);
  gtk_text_buffer_get_iter_at_mark (buffer, &end, edit->end);
  gtk_text_buffer_begin_user_action (buffer);
  if (gtk_text_iter_equal (&start, &end))
    {
      gtk_text_buffer_insert (buffer, &end, shown, -1);
      start = end;
      gtk_text_iter_backward_chars (&start, (int)g_utf8_strlen (shown, -1));
    }
  bt_span_tags_apply (buffer, BT_SPAN_LINK, address, &start, &end);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_buffer_place_cursor (buffer, &end);
  bt_editor_pane_record (edit->pane);
  gtk_widget_grab_focus (GTK_WIDGET (edit->view));
}

static void
remove_cb (BtLinkPopover *popover, LinkEdit *edit)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (edit->view);
  GtkTextIter start, end;

  bt_editor_pane_record (edit->pane);
  gtk_text_buffer_get_iter_at_mark (buffer, &start, edit->start);
  gtk_text_buffer_get_iter_at_mark (buffer, &end, edit->end);
  bt_span_tags_remove (buffer, BT_SPAN_LINK, &start, &end);
  bt_editor_pane_record (edit->pane);
  gtk_widget_grab_focus (GTK_WIDGET (edit->view));
}

static void
closed_cb (BtLinkPopover *popover, LinkEdit *edit)
{
  gtk_widget_grab_focus (GTK_WIDGET (edit->view));
}

static graphene_rect_t
place_of (GtkTextView *view, const GtkTextIter *start)
{
  GdkRectangle place;
  int x, y;

  gtk_text_view_get_iter_location (view, start, &place);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y,
                                         &x, &y);
  return GRAPHENE_RECT_INIT ((float)x, (float)y, (float)MAX (place.width, 1),
                             (float)place.height);
}

static void
link_act (BtEditorPane *self, GVariant *parameter)
{
  GtkTextView *view = rich_view (self);
  GtkTextBuffer *buffer;
  GtkTextIter start, end;
  GtkPopover *popover;
  graphene_rect_t place;
  const char *href;
  LinkEdit *edit;

  if (view == NULL)
    {
      bt_editor_pane_emit_toast (
          self, C_ ("toast", "Links can be made in the text, in captions and in tables"),
          FALSE);
      return;
    }
  buffer = gtk_text_view_get_buffer (view);
  gtk_text_buffer_get_iter_at_mark (buffer, &start, gtk_text_buffer_get_insert (buffer));
  end = start;
  href = find_range (buffer, &start, &end);

  edit = g_new0 (LinkEdit, 1);
  edit->pane = g_object_ref (self);
  edit->view = g_object_ref (view);
  edit->start = gtk_text_buffer_create_mark (buffer, NULL, &start, TRUE);
  edit->end = gtk_text_buffer_create_mark (buffer, NULL, &end, FALSE);
  popover = bt_link_popover_new (
      href != NULL ? BT_LINK_POPOVER_EDIT : BT_LINK_POPOVER_NEW, href);
  g_object_set_data_full (G_OBJECT (popover), "link", edit, link_edit_free);
  g_signal_connect (popover, "apply", G_CALLBACK (apply_cb), edit);
  g_signal_connect (popover, "remove", G_CALLBACK (remove_cb), edit);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), edit);
  place = place_of (view, &start);
  bt_pane_popover_show (popover, GTK_WIDGET (view), &place);
}

/* ---- with the pointer ---- */

/* The link of the character at a point of the body, or of a field in it. */
static const char *
link_at_point (BtEditorPane *self, double x, double y)
{
  GtkWidget *body = GTK_WIDGET (self->body);
  GtkWidget *widget = gtk_widget_pick (body, x, y, GTK_PICK_DEFAULT);
  GtkTextView *view;
  g_autoptr (GSList) tags = NULL;
  GtkTextIter iter;
  int bx, by;

  while (widget != NULL && !GTK_IS_TEXT_VIEW (widget))
    widget = gtk_widget_get_parent (widget);
  if (widget == NULL || !gtk_widget_translate_coordinates (body, widget, x, y, &x, &y))
    return NULL;
  view = GTK_TEXT_VIEW (widget);
  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int)x, (int)y,
                                         &bx, &by);
  if (!gtk_text_view_get_iter_at_location (view, &iter, bx, by))
    return NULL;
  tags = bt_span_tags_of_char (&iter);
  for (GSList *l = tags; l != NULL; l = l->next)
    if (bt_span_tag_get_href (l->data) != NULL)
      return bt_span_tag_get_href (l->data);
  return NULL;
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, BtEditorPane *self)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  const char *href;

  if ((state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK)) != GDK_CONTROL_MASK)
    return;
  href = link_at_point (self, x, y);
  if (href == NULL)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  bt_link_address_open (GTK_WIDGET (self), href);
}

static gboolean
tooltip_cb (GtkWidget *body,
            int x,
            int y,
            gboolean by_keyboard,
            GtkTooltip *tooltip,
            BtEditorPane *self)
{
  GtkWidget *focus = self->root != NULL ? gtk_root_get_focus (self->root) : NULL;
  g_autofree char *text = NULL;
  const char *href = NULL;

  /* not over the question about it */
  if (!by_keyboard
      && (focus == NULL || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) == NULL))
    href = link_at_point (self, x, y);

  if (href == NULL)
    return FALSE;
  text = g_strdup_printf (C_ ("link", "%s\nCtrl+click opens it"), href);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

void
bt_editor_pane_init_links (BtEditorPane *self)
{
  static const BtEditAction actions[] = { { "link", link_act, NULL } };
  GtkGesture *click = gtk_gesture_click_new ();

  bt_editor_pane_add_actions (self, actions, G_N_ELEMENTS (actions));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click),
                                              GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->body), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->body), TRUE);
  g_signal_connect (self->body, "query-tooltip", G_CALLBACK (tooltip_cb), self);
}
