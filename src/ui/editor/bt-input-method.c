/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-input-method.h"

/* How often it is asked whether a word has come, and how long is waited at least. */
#define LOOK_MS 10
#define CALM_MS 60
/* Fcitx takes a word off the screen at once when the focus goes and commits it over D-Bus, some
 * milliseconds later, more on a busy machine. Some words never come: they were erased. Where the
 * focus stays the two are sent together. */
#define COMES_MS 1000
#define COMES_WITH_FOCUS_MS 100
/* Between two keys that were held back meanwhile. */
#define KEY_MS 20

static GQuark
preedit_quark (void)
{
  return g_quark_from_static_string ("bt-preedit");
}

/* In a text: the Word that was under composition there last. */
static GQuark
word_quark (void)
{
  return g_quark_from_static_string ("bt-preedit-word");
}

/* In a window: the texts of which words are awaited, or came a moment ago. */
static GQuark
awaited_quark (void)
{
  return g_quark_from_static_string ("bt-preedit-awaited");
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

/* ---- words that are on their way ---- */

static gint64
now_ms (void)
{
  return g_get_monotonic_time () / 1000;
}

typedef struct
{
  char *text;
  gint64 since;  /* when it went off the screen, or came; in ms */
  gboolean came; /* it is in the text */
} Word;

static void
word_free (gpointer data)
{
  Word *word = data;

  g_free (word->text);
  g_free (word);
}

static GPtrArray *
awaited_texts (GtkRoot *root)
{
  GPtrArray *texts = g_object_get_qdata (G_OBJECT (root), awaited_quark ());

  if (texts == NULL)
    {
      texts = g_ptr_array_new_with_free_func (g_object_unref);
      g_object_set_qdata_full (G_OBJECT (root), awaited_quark (), texts,
                               (GDestroyNotify)g_ptr_array_unref);
    }
  return texts;
}

static void
set_word (GtkWidget *text, const char *composed, gboolean came)
{
  GtkRoot *root = gtk_widget_get_root (text);
  Word *word = g_new0 (Word, 1);

  word->text = g_strdup (composed);
  word->since = now_ms ();
  word->came = came;
  g_object_set_qdata_full (G_OBJECT (text), word_quark (), word, word_free);
  if (root != NULL && !g_ptr_array_find (awaited_texts (root), text, NULL))
    g_ptr_array_add (awaited_texts (root), g_object_ref (text));
}

static gboolean
has_focus (GtkWidget *text)
{
  GtkRoot *root = gtk_widget_get_root (text);

  return root != NULL && gtk_root_get_focus (root) == text
         && (!GTK_IS_WINDOW (root) || gtk_window_is_active (GTK_WINDOW (root)));
}

/* Whether a word was taken off the screen that may still come into the text. */
static gboolean
awaits_words (GtkRoot *root)
{
  GPtrArray *texts = awaited_texts (root);

  for (guint i = 0; i < texts->len; i++)
    {
      GtkWidget *text = texts->pdata[i];
      const Word *word = g_object_get_qdata (G_OBJECT (text), word_quark ());

      if (word != NULL && !word->came
          && now_ms () - word->since
                 < (has_focus (text) ? COMES_WITH_FOCUS_MS : COMES_MS))
        return TRUE;
    }
  return FALSE;
}

static void
forget_words (GtkRoot *root)
{
  GPtrArray *texts = awaited_texts (root);

  for (guint i = 0; i < texts->len; i++)
    g_object_set_qdata (texts->pdata[i], word_quark (), NULL);
  g_ptr_array_set_size (texts, 0);
}

/* ---- settling ---- */

typedef struct
{
  GtkRoot *root;
  GtkWidget *focus; /* (nullable): gets the focus back */
  gint64 start;     /* in ms */
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

/* Taking a text back into focus while its word is on the way would have it thrown away. */
static gboolean
is_unsettled (Settle *settle)
{
  return awaits_words (settle->root)
         || (settle->focus != NULL && *bt_input_get_preedit (settle->focus) != '\0');
}

static gboolean
settled_cb (gpointer data)
{
  Settle *settle = data;

  gint64 passed = now_ms () - settle->start;

  if (passed < CALM_MS || (passed < COMES_MS && is_unsettled (settle)))
    return G_SOURCE_CONTINUE;
  if (settle->focus != NULL && gtk_widget_get_root (settle->focus) == settle->root
      && gtk_root_get_focus (settle->root) == NULL)
    gtk_widget_grab_focus (settle->focus);
  g_clear_object (&settle->focus);
  forget_words (settle->root);
  settle->then (settle->data);
  g_timeout_add (KEY_MS, give_key_cb, settle);
  return G_SOURCE_REMOVE;
}

void
bt_input_settle (GtkWidget *root, GSourceOnceFunc then, gpointer data)
{
  GtkRoot *window;
  GtkWidget *focus;
  gboolean composing;
  Settle *settle;

  g_return_if_fail (GTK_IS_WIDGET (root));
  g_return_if_fail (then != NULL);

  window = gtk_widget_get_root (root);
  focus = window != NULL ? gtk_root_get_focus (window) : NULL;
  composing = focus != NULL && *bt_input_get_preedit (focus) != '\0';
  if (!composing && (window == NULL || !awaits_words (window)))
    {
      if (window != NULL)
        forget_words (window);
      then (data);
      return;
    }

  settle = g_new0 (Settle, 1);
  settle->root = g_object_ref (window);
  if (composing)
    settle->focus = g_object_ref (focus);
  settle->start = now_ms ();
  settle->then = then;
  settle->data = data;
  hold_keys (settle);
  if (composing)
    gtk_root_set_focus (window, NULL);
  g_timeout_add (LOOK_MS, settled_cb, settle);
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

/* Whether a click goes to the text, or to what frames it, and not to a field or a button inside
 * that takes the focus, with which the word is committed anyway. */
static gboolean
click_is_for (GtkWidget *text, GtkWidget *frame, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (frame, x, y, GTK_PICK_DEFAULT);

  while (widget != NULL && widget != text && widget != frame
         && !gtk_widget_get_focusable (widget))
    widget = gtk_widget_get_parent (widget);
  return widget == NULL || widget == text || widget == frame;
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer data)
{
  GtkWidget *text = data;
  GtkWidget *frame = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkRoot *root = gtk_widget_get_root (text);
  Click *click;

  if (*bt_input_get_preedit (text) == '\0' || root == NULL
      || gtk_root_get_focus (root) != text || !click_is_for (text, frame, x, y))
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  click = g_new0 (Click, 1);
  click->text = g_object_ref (text);
  if (!gtk_widget_translate_coordinates (frame, text, x, y, &click->x, &click->y))
    click->x = click->y = 0;
  bt_input_settle (text, place_caret_cb, click);
}

static void
set_preedit (GtkWidget *text, const char *preedit)
{
  g_object_set_qdata_full (G_OBJECT (text), preedit_quark (), g_strdup (preedit), g_free);
}

static void
preedit_changed_cb (GtkWidget *text, const char *preedit, gpointer data)
{
  const char *before = bt_input_get_preedit (text);

  if (*preedit == '\0' && *before != '\0')
    set_word (text, before, FALSE);
  else if (*preedit != '\0')
    g_object_set_qdata (G_OBJECT (text), word_quark (), NULL);
  set_preedit (text, preedit);
}

/* The word that arrives in the text is composed no more. Some engines say so only a moment later;
 * in between it would count twice.
 *
 * A word may come twice, too: IBus commits what it shows when the focus goes, and the engine has
 * already committed it when it saw the Ctrl of a shortcut. Returns: whether it is that */
static gboolean
word_arrived (GtkWidget *text, const char *arrived, int length)
{
  g_autofree char *came =
      g_strndup (arrived, length < 0 ? strlen (arrived) : (gsize)length);
  const char *preedit = bt_input_get_preedit (text);
  const Word *word = g_object_get_qdata (G_OBJECT (text), word_quark ());

  if (word != NULL && word->came && !has_focus (text) && g_str_equal (word->text, came)
      && now_ms () - word->since < COMES_MS)
    return TRUE;
  if (*preedit != '\0' && g_str_has_prefix (came, preedit))
    {
      set_word (text, came, TRUE);
      set_preedit (text, "");
    }
  else if (word != NULL && !word->came)
    set_word (text, came, TRUE);
  return FALSE;
}

static void
view_insert_cb (GtkTextBuffer *buffer,
                GtkTextIter *at,
                const char *arrived,
                int length,
                GtkWidget *text)
{
  if (word_arrived (text, arrived, length))
    g_signal_stop_emission_by_name (buffer, "insert-text");
}

static void
entry_insert_cb (GtkEditable *entry,
                 const char *arrived,
                 int length,
                 int *position,
                 gpointer data)
{
  if (word_arrived (GTK_WIDGET (entry), arrived, length))
    g_signal_stop_emission_by_name (entry, "insert-text");
}

/* ---- shortcuts ---- */

/* A shortcut takes the key away before the engine sees it. What an engine sees of Ctrl+Shift+Z
 * is then Shift alone, for Fcitx the key that switches Vietnamese off. */
static gboolean
shortcut_cb (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer data)
{
  gboolean *chord = data;
  GdkEventType type = gdk_event_get_event_type (event);
  guint keyval;

  if (type != GDK_KEY_PRESS && type != GDK_KEY_RELEASE)
    return GDK_EVENT_PROPAGATE;
  if (!gdk_key_event_is_modifier (event))
    {
      if (type == GDK_KEY_PRESS)
        *chord = (gdk_event_get_modifier_state (event) & GDK_SHIFT_MASK) != 0;
      return GDK_EVENT_PROPAGATE;
    }
  keyval = gdk_key_event_get_keyval (event);
  if (keyval != GDK_KEY_Shift_L && keyval != GDK_KEY_Shift_R)
    return GDK_EVENT_PROPAGATE;
  if (type == GDK_KEY_PRESS)
    *chord = FALSE;
  return type == GDK_KEY_RELEASE && *chord ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

void
bt_input_guard_shortcuts (GtkWidget *window)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  g_return_if_fail (GTK_IS_WINDOW (window));

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_data (controller, "event", G_CALLBACK (shortcut_cb),
                         g_new0 (gboolean, 1), (GClosureNotify)(void (*) (void))g_free,
                         0);
  gtk_widget_add_controller (window, controller);
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
  /* a row moves the caret, too, when it is clicked beside its text */
  gtk_widget_add_controller (text, GTK_EVENT_CONTROLLER (click));
}
