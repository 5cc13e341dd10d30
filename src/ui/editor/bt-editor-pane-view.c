/* How the text is seen while it is written: size, font, line length; alone, in focus mode.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-editor-pane-private.h"

/* What style.css gives the body, in sizes of the window's font. */
#define NORMAL_EM 1.18
#define NORMAL_POINTS 13.0
/* Where the window's font does not say. */
#define FONT_POINTS 11.0
#define NORMAL_ZOOM 100

static const guint zooms[] = { 70, 80, 90, 100, 110, 125, 150, 175, 200, 225, 250 };
/* characters in a line, as the setting counts them */
static const guint line_lengths[] = { 60, 75, 95 };

/* ---- size and font ---- */

static double
window_font_points (BtEditorPane *self)
{
  g_autofree char *name = NULL;
  PangoFontDescription *font;
  double points;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-font-name", &name,
                NULL);
  font = pango_font_description_from_string (name != NULL ? name : "");
  points = (double)pango_font_description_get_size (font) / PANGO_SCALE;
  pango_font_description_free (font);
  return points > 0 ? points : FONT_POINTS;
}

/* A family's name as CSS has strings. */
static void
append_family (GString *css, const char *family)
{
  g_string_append (css, " font-family: \"");
  for (const char *p = family; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (css, '\\');
      if (!g_ascii_iscntrl (*p))
        g_string_append_c (css, *p);
    }
  g_string_append (css, "\";");
}

static void
apply_look (BtEditorPane *self)
{
  g_autoptr (GString) css = g_string_new (".bt-body {");
  g_autofree char *family = NULL;
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  double points = NORMAL_POINTS;
  guint length = 1;
  guint spacing = 117;
  double em;

  if (self->settings != NULL)
    {
      family = g_settings_get_string (self->settings, "text-font");
      points = g_settings_get_int (self->settings, "text-size");
      length = (guint)g_settings_get_enum (self->settings, "line-length");
      spacing = (guint)g_settings_get_int (self->settings, "line-spacing");
    }
  em = points / window_font_points (self) * self->zoom / NORMAL_ZOOM;
  /* what the size is by default, whatever the window's font */
  if (points == NORMAL_POINTS)
    em = NORMAL_EM * self->zoom / NORMAL_ZOOM;
  g_string_append_printf (css, " font-size: %sem;",
                          g_ascii_formatd (number, sizeof number, "%.3f", em));
  if (family != NULL && *family != '\0')
    append_family (css, family);
  g_string_append (css, " }");
  gtk_css_provider_load_from_data (self->look, css->str, (gssize)css->len);
  bt_body_view_set_look (self->body, em / NORMAL_EM,
                         line_lengths[MIN (length, G_N_ELEMENTS (line_lengths) - 1)],
                         spacing);
  bt_status_line_set_zoom (self->status, self->zoom);
}

static void
look_changed_cb (BtEditorPane *self)
{
  self->zoom = (guint)g_settings_get_int (self->settings, "zoom");
  apply_look (self);
}

/* ---- zoom ---- */

static void
set_zoom (BtEditorPane *self, guint percent)
{
  if (self->zoom == percent)
    return;
  self->zoom = percent;
  if (self->settings != NULL)
    g_settings_set_int (self->settings, "zoom", (int)percent);
  else
    apply_look (self);
}

static void
zoom_by (BtEditorPane *self, int step)
{
  int at = 0;

  while (at < (int)G_N_ELEMENTS (zooms) - 1 && zooms[at] < self->zoom)
    at++;
  /* between two of them, up is the next one already */
  if (zooms[at] == self->zoom || step < 0)
    at += step;
  set_zoom (self, zooms[CLAMP (at, 0, (int)G_N_ELEMENTS (zooms) - 1)]);
}

static gboolean
scroll_cb (BtEditorPane *self, double dx, double dy, GtkEventControllerScroll *scroll)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));

  if ((state & GDK_CONTROL_MASK) == 0 || dy == 0)
    return GDK_EVENT_PROPAGATE;
  zoom_by (self, dy < 0 ? 1 : -1);
  return GDK_EVENT_STOP;
}

static void
zoom_in_act (BtEditorPane *self, GVariant *parameter)
{
  zoom_by (self, 1);
}

static void
zoom_out_act (BtEditorPane *self, GVariant *parameter)
{
  zoom_by (self, -1);
}

static void
zoom_reset_act (BtEditorPane *self, GVariant *parameter)
{
  set_zoom (self, NORMAL_ZOOM);
}

/* ---- focus mode ---- */

/* All bars above the text but the one for finding. */
static void
show_bars (BtEditorPane *self, gboolean shown)
{
  for (GtkWidget *bar = gtk_widget_get_first_child (GTK_WIDGET (self->top_box));
       bar != NULL; bar = gtk_widget_get_next_sibling (bar))
    if (bar != GTK_WIDGET (self->find_bar))
      gtk_widget_set_visible (bar, shown);
}

void
bt_editor_pane_set_focus_mode (BtEditorPane *self, gboolean on)
{
  g_return_if_fail (BT_IS_EDITOR_PANE (self));

  if (self->focus_mode == on)
    return;
  self->focus_mode = on;
  /* at once: slid away while all around it goes, it leaves the text without a place */
  gtk_widget_set_visible (adw_flap_get_flap (self->flap), !on);
  gtk_widget_set_visible (adw_flap_get_separator (self->flap), !on);
  show_bars (self, !on);
  bt_body_view_set_dimmed (self->body, on);
  bt_status_line_set_focus_mode (self->status, on);
  bt_editor_pane_emit_focus_mode (self, on);
  if (on && self->root != NULL && gtk_root_get_focus (self->root) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->body));
}

static void
focus_mode_act (BtEditorPane *self, GVariant *parameter)
{
  bt_editor_pane_set_focus_mode (self, !self->focus_mode);
}

static gboolean
key_pressed_cb (BtEditorPane *self, guint keyval, guint keycode, GdkModifierType state)
{
  GdkModifierType held = state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK);

  if (keyval != GDK_KEY_Escape || held != 0 || !self->focus_mode)
    return GDK_EVENT_PROPAGATE;
  bt_editor_pane_set_focus_mode (self, FALSE);
  return GDK_EVENT_STOP;
}

static void
shown_cb (BtEditorPane *self)
{
  if (self->document == NULL)
    bt_editor_pane_set_focus_mode (self, FALSE);
  else
    bt_body_view_dim_again (self->body);
}

/* ---- type ---- */

void
bt_editor_pane_init_view (BtEditorPane *self)
{
  static const BtEditAction actions[] = { { "zoom-in", zoom_in_act, NULL },
                                          { "zoom-out", zoom_out_act, NULL },
                                          { "zoom-reset", zoom_reset_act, NULL },
                                          { "focus-mode", focus_mode_act, NULL } };
  GtkEventController *scroll = gtk_event_controller_scroll_new (
      GTK_EVENT_CONTROLLER_SCROLL_VERTICAL | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->zoom = NORMAL_ZOOM;
  self->look = gtk_css_provider_new ();
  gtk_style_context_add_provider_for_display (
      gtk_widget_get_display (GTK_WIDGET (self)), GTK_STYLE_PROVIDER (self->look),
      GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  bt_editor_pane_add_actions (self, actions, G_N_ELEMENTS (actions));

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->body), scroll);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "history-changed", G_CALLBACK (shown_cb), NULL);
}

void
bt_editor_pane_start_view (BtEditorPane *self)
{
  static const char *const signals[] = { "changed::zoom", "changed::text-font",
                                         "changed::text-size", "changed::line-length",
                                         "changed::line-spacing" };

  if (self->settings == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (self->settings, signals[i], G_CALLBACK (look_changed_cb),
                             self, G_CONNECT_SWAPPED);
  look_changed_cb (self);
}

void
bt_editor_pane_dispose_view (BtEditorPane *self)
{
  if (self->look == NULL)
    return;
  gtk_style_context_remove_provider_for_display (
      gtk_widget_get_display (GTK_WIDGET (self)), GTK_STYLE_PROVIDER (self->look));
  g_clear_object (&self->look);
}
