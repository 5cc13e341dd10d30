/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-text-field.h"

#include "ui/editor/bt-clip.h"
#include "ui/editor/bt-input-method.h"
#include "ui/editor/bt-span-tags.h"
#include "ui/editor/bt-typing-style.h"

struct _BtTextField
{
  GtkTextView parent_instance;

  char *placeholder;
  gboolean multiline;
  gboolean rich;
  gboolean loading;
  gboolean leaving; /* the focus is on its way elsewhere */
  gboolean asking;  /* for another height */
  int wanted;       /* the height that was asked for, -1 when it was given */
};

enum
{
  PROP_0,
  PROP_PLACEHOLDER,
  PROP_MULTILINE,
  PROP_RICH,
  N_PROPS
};

enum
{
  EDITED,
  LEAVE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtTextField, bt_text_field, GTK_TYPE_TEXT_VIEW)

/* ---- keys ---- */

/* Who takes the focus further may ask the window for the next widget, and the window asks the
 * one that has it now. */
static void
leave (BtTextField *self, gboolean forward)
{
  self->leaving = TRUE;
  g_signal_emit (self, signals[LEAVE], 0, forward);
  self->leaving = FALSE;
}

gboolean
bt_text_field_at_edge (BtTextField *self, gboolean last)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter caret, edge;
  GdkRectangle here, there;

  g_return_val_if_fail (BT_IS_TEXT_FIELD (self), FALSE);

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  if (last)
    gtk_text_buffer_get_end_iter (buffer, &edge);
  else
    gtk_text_buffer_get_start_iter (buffer, &edge);
  gtk_text_view_get_iter_location (view, &caret, &here);
  gtk_text_view_get_iter_location (view, &edge, &there);
  return here.y == there.y;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer data)
{
  BtTextField *self = data;
  gboolean plain = (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0;
  gboolean forward;

  /* the word under composition comes first: the engine sees these keys */
  if (*bt_input_get_preedit (GTK_WIDGET (self)) != '\0')
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (self->multiline && (state & GDK_CONTROL_MASK) == 0)
        {
          gtk_text_buffer_insert_interactive_at_cursor (
              gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), BT_LINE_SEPARATOR, -1,
              TRUE);
          return GDK_EVENT_STOP;
        }
      forward = TRUE;
      break;
    case GDK_KEY_Down:
      if (!plain || !bt_text_field_at_edge (self, TRUE))
        return GDK_EVENT_PROPAGATE;
      forward = TRUE;
      break;
    case GDK_KEY_Up:
      if (!plain || !bt_text_field_at_edge (self, FALSE))
        return GDK_EVENT_PROPAGATE;
      forward = FALSE;
      break;
    default:
      return GDK_EVENT_PROPAGATE;
    }

  if (!g_signal_has_handler_pending (self, signals[LEAVE], 0, FALSE))
    return GDK_EVENT_PROPAGATE;
  leave (self, forward);
  return GDK_EVENT_STOP;
}

/* Tab comes from the window, after the word under composition was committed. */
static gboolean
bt_text_field_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (BT_TEXT_FIELD (widget)->leaving)
    return FALSE;
  if (!tab || !gtk_widget_is_focus (widget)
      || !g_signal_has_handler_pending (widget, signals[LEAVE], 0, FALSE))
    return GTK_WIDGET_CLASS (bt_text_field_parent_class)->focus (widget, direction);
  leave (BT_TEXT_FIELD (widget), direction == GTK_DIR_TAB_FORWARD);
  return TRUE;
}

/* ---- the clipboard ---- */

/* Line ends as the field has them: a break inside its one paragraph, or a space. */
static char *
one_paragraph (BtTextField *self, const char *text, gsize len)
{
  GString *line = g_string_sized_new (len);

  for (const char *p = text; p < text + len; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean breaks = c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;

      if (c == '\r' && p + 1 < text + len && p[1] == '\n')
        continue;
      if (breaks)
        c = self->multiline ? 0x2028 : ' ';
      if (c != 0xFFFC)
        g_string_append_unichar (line, c);
    }
  return g_string_free (line, FALSE);
}

/* The pane does these, so that each is one step; other windows have no pane. */
static void
bt_text_field_paste_clipboard (GtkTextView *view)
{
  if (!gtk_widget_activate_action (GTK_WIDGET (view), "edit.paste", NULL))
    GTK_TEXT_VIEW_CLASS (bt_text_field_parent_class)->paste_clipboard (view);
}

static void
bt_text_field_cut_clipboard (GtkTextView *view)
{
  if (!gtk_widget_activate_action (GTK_WIDGET (view), "edit.cut", NULL))
    GTK_TEXT_VIEW_CLASS (bt_text_field_parent_class)->cut_clipboard (view);
}

/* With its marks. */
static void
bt_text_field_copy_clipboard (GtkTextView *view)
{
  g_autoptr (BtArticle) article = NULL;
  GtkTextIter start, end;
  BtBlock *block;

  if (!gtk_text_buffer_get_selection_bounds (gtk_text_view_get_buffer (view), &start,
                                             &end))
    return;
  article = bt_article_new ();
  block = bt_block_new (BT_BLOCK_PARAGRAPH);
  bt_rich_text_free (block->text);
  block->text = bt_span_tags_collect (&start, &end, NULL, NULL);
  bt_article_append_block (article, block);
  bt_clip_offer (gtk_widget_get_clipboard (GTK_WIDGET (view)), article);
}

/* ---- looks ---- */

static void
bt_text_field_snapshot_layer (GtkTextView *view,
                              GtkTextViewLayer layer,
                              GtkSnapshot *snapshot)
{
  BtTextField *self = BT_TEXT_FIELD (view);
  GtkWidget *widget = GTK_WIDGET (view);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autoptr (PangoLayout) layout = NULL;
  GdkRGBA colour;
  int margin;

  if (layer != GTK_TEXT_VIEW_LAYER_BELOW_TEXT || self->placeholder == NULL
      || gtk_text_buffer_get_char_count (buffer) > 0
      || *bt_input_get_preedit (widget) != '\0')
    return;

  margin = gtk_text_view_get_left_margin (view);
  layout = gtk_widget_create_pango_layout (widget, self->placeholder);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, (gtk_widget_get_width (widget) - margin) * PANGO_SCALE);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  colour.alpha *= 0.55f;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)margin, 0));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

/* ---- height ---- */

/* GtkTextView asks for the height that its text had at the width before. The field is one
 * paragraph: its end says how high it is at the width that it has now. */
static int
height_now (BtTextField *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextIter end;
  GdkRectangle place;

  gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (view), &end);
  gtk_text_view_get_iter_location (view, &end, &place);
  return gtk_text_view_get_top_margin (view) + place.y + place.height
         + gtk_text_view_get_bottom_margin (view);
}

/* The same at a width that it does not have yet: near enough, so that what is new in the
 * text around it stands right at once. */
static int
height_at (BtTextField *self, int width)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *text = NULL;
  GtkTextIter start, end;
  int height;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  width -= gtk_text_view_get_left_margin (view) + gtk_text_view_get_right_margin (view);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, MAX (width, 1) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &height);
  return gtk_text_view_get_top_margin (view) + height
         + gtk_text_view_get_bottom_margin (view);
}

static void
bt_text_field_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  int width = gtk_widget_get_width (widget);

  GTK_WIDGET_CLASS (bt_text_field_parent_class)
      ->measure (widget, orientation, for_size, minimum, natural, minimum_baseline,
                 natural_baseline);
  if (orientation == GTK_ORIENTATION_VERTICAL && width > 0
      && (for_size < 0 || for_size == width))
    *minimum = *natural = height_now (BT_TEXT_FIELD (widget));
  else if (orientation == GTK_ORIENTATION_VERTICAL && for_size > 0)
    *minimum = *natural = height_at (BT_TEXT_FIELD (widget), for_size);
}

static void
ask_again_cb (gpointer data)
{
  g_autoptr (BtTextField) self = data;

  self->asking = FALSE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
bt_text_field_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BtTextField *self = BT_TEXT_FIELD (widget);
  int wanted;

  GTK_WIDGET_CLASS (bt_text_field_parent_class)
      ->size_allocate (widget, width, height, baseline);
  wanted = height_now (self);
  if (wanted != height && wanted != self->wanted && !self->asking)
    {
      self->asking = TRUE;
      g_idle_add_once (ask_again_cb, g_object_ref (self));
    }
  self->wanted = wanted == height ? -1 : wanted;
}

static void
leave_cb (gpointer data)
{
  g_autoptr (BtTextField) self = data;

  leave (self, TRUE);
}

/* What comes past the keys that are handled here: Enter while a word is composed, a
 * middle click that pastes. */
static void
insert_text_cb (GtkTextBuffer *buffer,
                GtkTextIter *at,
                const char *text,
                int len,
                BtTextField *self)
{
  gsize length = len < 0 ? strlen (text) : (gsize)len;
  g_autofree char *clean = NULL;

  if (self->loading || g_utf8_strchr (text, (gssize)length, '\n') == NULL)
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  if (length == 1 && !self->multiline)
    {
      g_idle_add_once (leave_cb, g_object_ref (self));
      return;
    }
  clean = one_paragraph (self, text, length);
  gtk_text_buffer_insert (buffer, at, clean, -1);
}

static void
changed_cb (GtkTextBuffer *buffer, gpointer data)
{
  BtTextField *self = data;

  if (!self->loading)
    g_signal_emit (self, signals[EDITED], 0);
}

static void
tag_changed_cb (GtkTextBuffer *buffer,
                GtkTextTag *tag,
                const GtkTextIter *start,
                const GtkTextIter *end,
                BtTextField *self)
{
  if (!self->loading && bt_span_tag_is_span (tag, NULL))
    g_signal_emit (self, signals[EDITED], 0);
}

static void
preedit_changed_cb (BtTextField *self, const char *preedit, gpointer data)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (!self->loading)
    g_signal_emit (self, signals[EDITED], 0);
}

/* ---- type ---- */

static void
set_placeholder (BtTextField *self, const char *placeholder)
{
  g_free (self->placeholder);
  self->placeholder = g_strdup (placeholder);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  placeholder, GTK_ACCESSIBLE_PROPERTY_MULTI_LINE,
                                  self->multiline, -1);
}

static void
bt_text_field_set_property (GObject *object,
                            guint prop_id,
                            const GValue *value,
                            GParamSpec *pspec)
{
  BtTextField *self = BT_TEXT_FIELD (object);

  switch (prop_id)
    {
    case PROP_PLACEHOLDER:
      set_placeholder (self, g_value_get_string (value));
      break;
    case PROP_MULTILINE:
      self->multiline = g_value_get_boolean (value);
      break;
    case PROP_RICH:
      self->rich = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bt_text_field_finalize (GObject *object)
{
  g_free (BT_TEXT_FIELD (object)->placeholder);

  G_OBJECT_CLASS (bt_text_field_parent_class)->finalize (object);
}

static void
bt_text_field_class_init (BtTextFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkTextViewClass *view_class = GTK_TEXT_VIEW_CLASS (klass);

  object_class->set_property = bt_text_field_set_property;
  object_class->finalize = bt_text_field_finalize;
  widget_class->focus = bt_text_field_focus;
  widget_class->measure = bt_text_field_measure;
  widget_class->size_allocate = bt_text_field_size_allocate;
  view_class->snapshot_layer = bt_text_field_snapshot_layer;
  view_class->copy_clipboard = bt_text_field_copy_clipboard;
  view_class->cut_clipboard = bt_text_field_cut_clipboard;
  view_class->paste_clipboard = bt_text_field_paste_clipboard;

  properties[PROP_PLACEHOLDER] = g_param_spec_string (
      "placeholder", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MULTILINE] = g_param_spec_boolean (
      "multiline", NULL, NULL, FALSE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_RICH] = g_param_spec_boolean (
      "rich", NULL, NULL, FALSE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[EDITED] = g_signal_new ("edited", BT_TYPE_TEXT_FIELD, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEAVE] = g_signal_new ("leave", BT_TYPE_TEXT_FIELD, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_set_css_name (widget_class, "textview");
}

static void
bt_text_field_init (BtTextField *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkEventController *keys = gtk_event_controller_key_new ();

  bt_span_tags_install (gtk_text_buffer_get_tag_table (buffer));
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (view, FALSE);
  /* at small sizes letters reach below their line, and the view cuts them off */
  gtk_text_view_set_bottom_margin (view, 3);
  gtk_widget_add_css_class (GTK_WIDGET (self), "bt-field");

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (insert_text_cb), self, 0);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (changed_cb), self, 0);
  /* marking changes no text */
  g_signal_connect_object (buffer, "apply-tag", G_CALLBACK (tag_changed_cb), self,
                           G_CONNECT_AFTER);
  g_signal_connect_object (buffer, "remove-tag", G_CALLBACK (tag_changed_cb), self,
                           G_CONNECT_AFTER);
  bt_typing_style_attach_field (buffer);
  bt_input_watch (GTK_WIDGET (self));
  g_signal_connect_after (self, "preedit-changed", G_CALLBACK (preedit_changed_cb), NULL);
}

/* ---- public ---- */

GtkWidget *
bt_text_field_new (const char *placeholder, gboolean multiline)
{
  return g_object_new (BT_TYPE_TEXT_FIELD, "multiline", multiline, "placeholder",
                       placeholder, NULL);
}

/* How many characters two texts end alike in. */
static int
same_end (const char *a, const char *b)
{
  const char *at_a = a + strlen (a);
  const char *at_b = b + strlen (b);
  int n = 0;

  while (at_a > a && at_b > b)
    {
      at_a = g_utf8_prev_char (at_a);
      at_b = g_utf8_prev_char (at_b);
      if (g_utf8_get_char (at_a) != g_utf8_get_char (at_b))
        break;
      n++;
    }
  return n;
}

gboolean
bt_text_field_set (BtTextField *self, const BtRichText *text)
{
  GtkTextBuffer *buffer;
  GtkTextIter iter;
  g_autoptr (BtRichText) now = NULL;
  g_autoptr (BtRichText) composed = NULL;

  g_return_val_if_fail (BT_IS_TEXT_FIELD (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  now = bt_text_field_get (self, FALSE);
  composed = bt_text_field_get (self, TRUE);
  if (bt_rich_text_equal (now, text) || bt_rich_text_equal (composed, text))
    return FALSE;
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  self->loading = TRUE;
  gtk_text_buffer_set_text (buffer, "", 0);
  gtk_text_buffer_get_start_iter (buffer, &iter);
  bt_span_tags_insert (buffer, &iter, text);
  gtk_text_buffer_get_end_iter (buffer, &iter);
  gtk_text_iter_backward_chars (
      &iter, same_end (bt_rich_text_get_text (now), bt_rich_text_get_text (text)));
  gtk_text_buffer_place_cursor (buffer, &iter);
  self->loading = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

gboolean
bt_text_field_is_rich (BtTextField *self)
{
  g_return_val_if_fail (BT_IS_TEXT_FIELD (self), FALSE);
  return self->rich;
}

gboolean
bt_text_field_set_plain (BtTextField *self, const char *text)
{
  g_autoptr (BtRichText) rich = bt_rich_text_new (text);

  return bt_text_field_set (self, rich);
}

BtRichText *
bt_text_field_get (BtTextField *self, gboolean with_preedit)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end, caret;

  g_return_val_if_fail (BT_IS_TEXT_FIELD (self), NULL);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  return bt_span_tags_collect (&start, &end, &caret,
                               with_preedit ? bt_input_get_preedit (GTK_WIDGET (self))
                                            : NULL);
}

char *
bt_text_field_get_plain (BtTextField *self, gboolean with_preedit)
{
  g_autoptr (BtRichText) rich = bt_text_field_get (self, with_preedit);

  return g_strdup (bt_rich_text_get_text (rich));
}
