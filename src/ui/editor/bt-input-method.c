/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-input-method.h"

/* Measured: fcitx5 commits over D-Bus, some milliseconds after the focus has gone. */
#define COMMIT_MS 150
/* Between two keys that were held back meanwhile. */
#define KEY_MS 20

static GQuark
preedit_quark (void)
{
  return g_quark_from_static_string ("bt-preedit");
}

/* The widget that talks to the input method: a text view, or the text inside an entry. */
static GtkWidget *
inner_text (GtkWidget *widget)
{
  while (GTK_IS_EDITABLE (widget) && !GTK_IS_TEXT (widget))
    {
      GtkEditable *inner = gtk_editable_get_delegate (GTK_EDITABLE (widget));

      if (inner == NULL)
        break;
      widget = GTK_WIDGET (inner);
    }
  return widget;
}

const char *
bt_input_get_preedit (GtkWidget *text)
{
  const char *preedit;

  g_return_val_if_fail (GTK_IS_WIDGET (text), "");

  preedit = g_object_get_qdata (G_OBJECT (inner_text (text)), preedit_quark ());
  return preedit != NULL ? preedit : "";
}

char *
bt_input_get_text (GtkEditable *entry, gboolean with_preedit)
{
  const char *text, *preedit;
  GString *out;
  int position;

  g_return_val_if_fail (GTK_IS_EDITABLE (entry), NULL);

  text = gtk_editable_get_text (entry);
  preedit = with_preedit ? bt_input_get_preedit (GTK_WIDGET (entry)) : "";
  position = gtk_editable_get_position (entry);
  out = g_string_new (text);
  g_string_insert (out, g_utf8_offset_to_pointer (text, position) - text, preedit);
  return g_string_free (out, FALSE);
}

/* ---- settling ---- */

typedef struct
{
  GtkRoot *root;
  GtkWidget *focus;
  GSourceOnceFunc then;
  gpointer data;
  GtkEventController *holder;
  GQueue held;       /* GdkEvent: keys that came meanwhile */
  GPtrArray *passed; /* GdkEvent: those of them that were given back */
} Settle;

static void
unref_event (gpointer event)
{
  gdk_event_unref (event);
}

/* Without a focus, keys would go nowhere: they are kept for whoever has it next. */
static gboolean
hold_key_cb (GtkEventControllerLegacy *holder, GdkEvent *event, Settle *settle)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if ((type != GDK_KEY_PRESS && type != GDK_KEY_RELEASE)
      || g_ptr_array_find (settle->passed, event, NULL))
    return GDK_EVENT_PROPAGATE;
  g_queue_push_tail (&settle->held, gdk_event_ref (event));
  return GDK_EVENT_STOP;
}

static void
hold_keys (Settle *settle)
{
  settle->passed = g_ptr_array_new_with_free_func (unref_event);
  settle->holder = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (settle->holder, GTK_PHASE_CAPTURE);
  g_signal_connect (settle->holder, "event", G_CALLBACK (hold_key_cb), settle);
  gtk_widget_add_controller (GTK_WIDGET (settle->root), g_object_ref (settle->holder));
}

static void
settle_free (Settle *settle)
{
  if (gtk_event_controller_get_widget (settle->holder) != NULL)
    gtk_widget_remove_controller (GTK_WIDGET (settle->root), settle->holder);
  g_object_unref (settle->holder);
  g_queue_clear_full (&settle->held, unref_event);
  g_ptr_array_unref (settle->passed);
  g_object_unref (settle->root);
  g_free (settle);
}

/* One by one: an engine answers later for keys that it leaves alone than for its own, and
 * two at once may change places. */
static gboolean
give_key_cb (gpointer data)
{
  Settle *settle = data;
  GdkEvent *event;

  if (g_queue_is_empty (&settle->held)
      || !gtk_widget_get_mapped (GTK_WIDGET (settle->root)))
    {
      settle_free (settle);
      return G_SOURCE_REMOVE;
    }
  event = g_queue_pop_head (&settle->held);
  g_ptr_array_add (settle->passed, event);
  gdk_display_put_event (gtk_root_get_display (settle->root), event);
  return G_SOURCE_CONTINUE;
}

static void
settled_cb (gpointer data)
{
  Settle *settle = data;

  if (gtk_widget_get_root (settle->focus) == settle->root
      && gtk_root_get_focus (settle->root) == NULL)
    gtk_widget_grab_focus (settle->focus);
  g_clear_object (&settle->focus);
  settle->then (settle->data);
  g_timeout_add (KEY_MS, give_key_cb, settle);
}

void
bt_input_settle (GtkWidget *root, GSourceOnceFunc then, gpointer data)
{
  GtkRoot *window;
  GtkWidget *focus;
  Settle *settle;

  g_return_if_fail (GTK_IS_WIDGET (root));
  g_return_if_fail (then != NULL);

  window = gtk_widget_get_root (root);
  focus = window != NULL ? gtk_root_get_focus (window) : NULL;
  if (focus == NULL || *bt_input_get_preedit (focus) == '\0')
    {
      then (data);
      return;
    }

  settle = g_new0 (Settle, 1);
  settle->root = g_object_ref (window);
  settle->focus = g_object_ref (focus);
  settle->then = then;
  settle->data = data;
  hold_keys (settle);
  gtk_root_set_focus (window, NULL);
  g_timeout_add_once (COMMIT_MS, settled_cb, settle);
}

/* ---- clicks ---- */

typedef struct
{
  GtkWidget *text;
  double x;
  double y;
} Click;

static int
entry_position_at (GtkText *text, double x)
{
  int best = 0;
  double nearest = G_MAXDOUBLE;
  int length = (int)gtk_entry_buffer_get_length (gtk_text_get_buffer (text));

  for (int i = 0; i <= length; i++)
    {
      graphene_rect_t strong;
      double away;

      gtk_text_compute_cursor_extents (text, (gsize)i, &strong, NULL);
      away = ABS ((double)strong.origin.x - x);
      if (away < nearest)
        {
          nearest = away;
          best = i;
        }
    }
  return best;
}

static void
place_caret_cb (gpointer data)
{
  g_autofree Click *click = data;

  if (GTK_IS_TEXT_VIEW (click->text))
    {
      GtkTextView *view = GTK_TEXT_VIEW (click->text);
      GtkTextIter iter;
      int x, y;

      gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int)click->x,
                                             (int)click->y, &x, &y);
      gtk_text_view_get_iter_at_location (view, &iter, x, y);
      gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (view), &iter);
    }
  else if (GTK_IS_TEXT (click->text))
    gtk_editable_set_position (GTK_EDITABLE (click->text),
                               entry_position_at (GTK_TEXT (click->text), click->x));
  g_object_unref (click->text);
}

/* Whether a click goes to the text, and not to a field or a button inside it that takes
 * the focus, with which the word is committed anyway. */
static gboolean
click_is_for (GtkWidget *text, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (text, x, y, GTK_PICK_DEFAULT);

  while (widget != NULL && widget != text && !gtk_widget_get_focusable (widget))
    widget = gtk_widget_get_parent (widget);
  return widget == NULL || widget == text;
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer data)
{
  GtkWidget *text = data;
  GtkRoot *root = gtk_widget_get_root (text);
  Click *click;

  if (*bt_input_get_preedit (text) == '\0' || root == NULL
      || gtk_root_get_focus (root) != text || !click_is_for (text, x, y))
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  click = g_new0 (Click, 1);
  click->text = g_object_ref (text);
  click->x = x;
  click->y = y;
  bt_input_settle (text, place_caret_cb, click);
}

static void
preedit_changed_cb (GtkWidget *text, const char *preedit, gpointer data)
{
  g_object_set_qdata_full (G_OBJECT (text), preedit_quark (), g_strdup (preedit), g_free);
}

/* The word that arrives in the text is composed no more. Some engines say so only a moment later;
 * in between it would count twice. */
static void
word_arrived (GtkWidget *text, const char *arrived, int length)
{
  const char *preedit = bt_input_get_preedit (text);
  gsize size = strlen (preedit);
  gsize n = length < 0 ? strlen (arrived) : (gsize)length;

  if (size > 0 && n >= size && strncmp (arrived, preedit, size) == 0)
    preedit_changed_cb (text, "", NULL);
}

static void
view_insert_cb (GtkTextBuffer *buffer,
                GtkTextIter *at,
                const char *arrived,
                int length,
                GtkWidget *text)
{
  word_arrived (text, arrived, length);
}

static void
entry_insert_cb (GtkEditable *entry,
                 const char *arrived,
                 int length,
                 int *position,
                 gpointer data)
{
  word_arrived (GTK_WIDGET (entry), arrived, length);
}

void
bt_input_watch (GtkWidget *text)
{
  GtkWidget *inner;
  GtkGesture *click;

  g_return_if_fail (GTK_IS_WIDGET (text));

  inner = inner_text (text);
  g_return_if_fail (GTK_IS_TEXT_VIEW (inner) || GTK_IS_TEXT (inner));

  g_signal_connect (inner, "preedit-changed", G_CALLBACK (preedit_changed_cb), NULL);
  if (GTK_IS_TEXT_VIEW (inner))
    g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (inner)),
                             "insert-text", G_CALLBACK (view_insert_cb), inner, 0);
  else
    g_signal_connect (inner, "insert-text", G_CALLBACK (entry_insert_cb), NULL);
  click = gtk_gesture_click_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click),
                                              GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), inner, 0);
  gtk_widget_add_controller (inner, GTK_EVENT_CONTROLLER (click));
}
