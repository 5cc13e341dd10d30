/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-find-bar.h"

#include <glib/gi18n.h>

#include "ui/bt-accessible.h"
#include "ui/bt-fold-box.h"
#include "ui/editor/bt-input-method.h"

struct _BtFindBar
{
  GtkBox parent_instance;

  gboolean opening;

  /* template */
  GtkEntry *words;
  GtkLabel *count;
  GtkWidget *previous;
  GtkWidget *next;
  GtkToggleButton *match_case;
  GtkToggleButton *match_accents;
  GtkToggleButton *whole_words;
  GtkToggleButton *regex;
  GtkToggleButton *replacing;
  GtkWidget *close;
  GtkEntry *replacement;
  GtkToggleButton *keep_case;
  GtkWidget *replace;
  GtkWidget *replace_all;
  GtkLabel *problem;
};

enum
{
  QUERY_CHANGED,
  STEP,
  REPLACE,
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtFindBar, bt_find_bar, GTK_TYPE_BOX)

/* ---- callbacks ---- */

static void
query_cb (BtFindBar *self)
{
  if (!self->opening)
    g_signal_emit (self, signals[QUERY_CHANGED], 0);
}

static void
next_cb (BtFindBar *self)
{
  g_signal_emit (self, signals[STEP], 0, 1);
}

static void
previous_cb (BtFindBar *self)
{
  g_signal_emit (self, signals[STEP], 0, -1);
}

static void
replace_cb (BtFindBar *self)
{
  g_signal_emit (self, signals[REPLACE], 0, FALSE);
}

static void
replace_all_cb (BtFindBar *self)
{
  g_signal_emit (self, signals[REPLACE], 0, TRUE);
}

static void
close_cb (BtFindBar *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

/* Keys that nothing in the bar took: an input method and the entries come first. */
static gboolean
key_pressed_cb (BtFindBar *self, guint keyval, guint keycode, GdkModifierType state)
{
  GdkModifierType held =
      state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK);

  if (keyval == GDK_KEY_Escape && held == 0)
    {
      close_cb (self);
      return GDK_EVENT_STOP;
    }
  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && held == GDK_SHIFT_MASK)
    {
      previous_cb (self);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

/* ---- type ---- */

static void
bt_find_bar_class_init (BtFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (BT_TYPE_FOLD_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/banthao/BanThao/ui/bt-find-bar.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, BtFindBar, name)
  CHILD (words);
  CHILD (count);
  CHILD (previous);
  CHILD (next);
  CHILD (match_case);
  CHILD (match_accents);
  CHILD (whole_words);
  CHILD (regex);
  CHILD (replacing);
  CHILD (close);
  CHILD (replacement);
  CHILD (keep_case);
  CHILD (replace);
  CHILD (replace_all);
  CHILD (problem);
#undef CHILD

  signals[QUERY_CHANGED] =
      g_signal_new ("query-changed", BT_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
  signals[STEP] = g_signal_new ("step", BT_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[REPLACE] = g_signal_new ("replace", BT_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[CLOSED] = g_signal_new ("closed", BT_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

/* A button's name is its sign; what it means is said, too. */
static void
name_options (BtFindBar *self)
{
  GtkToggleButton *const options[] = { self->match_case, self->match_accents,
                                       self->whole_words, self->regex, self->keep_case };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      GtkAccessible *option = GTK_ACCESSIBLE (options[i]);
      const char *name = gtk_widget_get_tooltip_text (GTK_WIDGET (options[i]));

      gtk_accessible_reset_relation (option, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
      gtk_accessible_update_property (option, GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
}

static void
connect_query (BtFindBar *self)
{
  GtkToggleButton *const options[] = { self->match_case, self->match_accents,
                                       self->whole_words, self->regex };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    g_signal_connect_swapped (options[i], "toggled", G_CALLBACK (query_cb), self);
  g_signal_connect_swapped (self->words, "changed", G_CALLBACK (query_cb), self);
  /* a Vietnamese word is under composition to its end: it is looked for already */
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (self->words)),
                           "preedit-changed", G_CALLBACK (query_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
bt_find_bar_init (BtFindBar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  bt_accessible_name_buttons (GTK_WIDGET (self));
  name_options (self);
  bt_input_watch (GTK_WIDGET (self->words));
  bt_input_watch (GTK_WIDGET (self->replacement));
  connect_query (self);

  g_signal_connect_swapped (self->words, "activate", G_CALLBACK (next_cb), self);
  g_signal_connect_swapped (self->replacement, "activate", G_CALLBACK (replace_cb), self);
  g_signal_connect_swapped (self->next, "clicked", G_CALLBACK (next_cb), self);
  g_signal_connect_swapped (self->previous, "clicked", G_CALLBACK (previous_cb), self);
  g_signal_connect_swapped (self->replace, "clicked", G_CALLBACK (replace_cb), self);
  g_signal_connect_swapped (self->replace_all, "clicked", G_CALLBACK (replace_all_cb),
                            self);
  g_signal_connect_swapped (self->close, "clicked", G_CALLBACK (close_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* ---- public ---- */

GtkWidget *
bt_find_bar_new (void)
{
  return g_object_new (BT_TYPE_FIND_BAR, NULL);
}

void
bt_find_bar_open (BtFindBar *self, const char *words, gboolean replacing)
{
  g_return_if_fail (BT_IS_FIND_BAR (self));

  self->opening = TRUE;
  if (words != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->words), words);
  if (replacing)
    gtk_toggle_button_set_active (self->replacing, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->words));
  gtk_editable_select_region (GTK_EDITABLE (self->words), 0, -1);
  self->opening = FALSE;
  query_cb (self);
}

char *
bt_find_bar_get_words (BtFindBar *self)
{
  g_return_val_if_fail (BT_IS_FIND_BAR (self), NULL);
  return bt_input_get_text (GTK_EDITABLE (self->words), TRUE);
}

BtFindFlags
bt_find_bar_get_flags (BtFindBar *self)
{
  BtFindFlags flags = BT_FIND_PLAIN;

  g_return_val_if_fail (BT_IS_FIND_BAR (self), flags);

  if (gtk_toggle_button_get_active (self->match_case))
    flags |= BT_FIND_CASE;
  if (gtk_toggle_button_get_active (self->match_accents))
    flags |= BT_FIND_ACCENTS;
  if (gtk_toggle_button_get_active (self->whole_words))
    flags |= BT_FIND_WHOLE_WORDS;
  if (gtk_toggle_button_get_active (self->regex))
    flags |= BT_FIND_REGEX;
  return flags;
}

const char *
bt_find_bar_get_replacement (BtFindBar *self)
{
  g_return_val_if_fail (BT_IS_FIND_BAR (self), "");
  return gtk_editable_get_text (GTK_EDITABLE (self->replacement));
}

gboolean
bt_find_bar_get_keep_case (BtFindBar *self)
{
  g_return_val_if_fail (BT_IS_FIND_BAR (self), FALSE);
  return gtk_toggle_button_get_active (self->keep_case);
}

void
bt_find_bar_set_result (BtFindBar *self, guint position, guint n_hits, gboolean searching)
{
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  gboolean any;

  g_return_if_fail (BT_IS_FIND_BAR (self));

  words = bt_find_bar_get_words (self);
  any = n_hits > 0;
  if (*words == '\0')
    text = g_strdup ("");
  else if (searching)
    text = g_strdup ("…");
  else
    text = g_strdup_printf ("%u/%u", position, n_hits);
  name = any ? g_strdup_printf (C_ ("find", "Hit %u of %u"), position, n_hits)
             : g_strdup (C_ ("find", "Nothing found"));
  gtk_label_set_label (self->count, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->count), *text != '\0' ? name : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->words),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  *text != '\0' && !searching ? name : "", -1);
  gtk_widget_set_sensitive (self->previous, any);
  gtk_widget_set_sensitive (self->next, any);
  gtk_widget_set_sensitive (self->replace, any);
  gtk_widget_set_sensitive (self->replace_all, any);
  if (*words != '\0' && !any && !searching)
    gtk_widget_add_css_class (GTK_WIDGET (self->words), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->words), "error");
}

static const char *
words_for (const GError *error)
{
  switch (error->code)
    {
    case BT_FIND_ERROR_TOO_LONG:
      return C_ ("find", "This is too long to look for.");
    case BT_FIND_ERROR_BRACKET:
      return C_ ("find", "A bracket is open or closed too often. To find the bracket "
                         "itself, write \\( or \\[.");
    case BT_FIND_ERROR_REPEAT:
      return C_ ("find", "*, + or ? has nothing before it to repeat. To find the sign "
                         "itself, write \\*, \\+ or \\?.");
    case BT_FIND_ERROR_ESCAPE:
      return C_ ("find", "The sign behind \\ has no meaning. To find \\ itself, write "
                         "\\\\.");
    case BT_FIND_ERROR_GROUP:
      return C_ ("find", "There is no such group: count the brackets ( ) in the "
                         "expression.");
    case BT_FIND_ERROR_TOO_COMPLEX:
      return C_ ("find", "This expression takes too long in this article. Make it "
                         "simpler.");
    default:
      return C_ ("find", "This is not a regular expression.");
    }
}

void
bt_find_bar_set_problem (BtFindBar *self, const GError *error)
{
  gboolean any;

  g_return_if_fail (BT_IS_FIND_BAR (self));

  any = error != NULL && error->code != BT_FIND_ERROR_EMPTY;
  gtk_widget_set_visible (GTK_WIDGET (self->problem), any);
  gtk_label_set_label (self->problem, any ? words_for (error) : "");
}
