/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-status-line.h"

#include <glib/gi18n.h>

#include "ui/bt-fold-box.h"

struct _BtStatusLine
{
  AdwBin parent_instance;

  BtTextCount article;
  guint wanted; /* words; 0: no target */

  /* template */
  GtkWidget *counts_button;
  GtkLabel *counts;
  GtkLabel *details;
  GtkWidget *target_box;
  GtkLevelBar *gauge;
  GtkLabel *target;
  GtkButton *zoom;
  GtkWidget *leave;
};

G_DEFINE_FINAL_TYPE (BtStatusLine, bt_status_line, ADW_TYPE_BIN)

static char *
words_text (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u word", "%u words", n), n);
}

static char *
minutes_text (guint words)
{
  guint minutes = bt_text_reading_minutes (words);

  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u minute to read", "%u minutes to read", minutes),
      minutes);
}

static char *
short_text (const BtTextCount *count)
{
  g_autofree char *words = words_text (count->words);
  g_autofree char *characters = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u character", "%u characters", count->characters),
      count->characters);
  g_autofree char *minutes = minutes_text (count->words);

  return g_strjoin (" · ", words, characters, minutes, NULL);
}

static char *
long_text (const char *title, const BtTextCount *count)
{
  g_autofree char *words = words_text (count->words);
  g_autofree char *with =
      g_strdup_printf (C_ ("status", "Characters with spaces: %u"), count->characters);
  g_autofree char *without = g_strdup_printf (
      C_ ("status", "Characters without spaces: %u"), count->characters - count->spaces);
  g_autofree char *minutes = minutes_text (count->words);

  return g_strjoin ("\n", title, words, with, without, minutes, NULL);
}

static void
update_target (BtStatusLine *self)
{
  guint n = self->article.words;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->target_box, self->wanted > 0);
  if (self->wanted == 0)
    return;
  if (n > self->wanted)
    text = g_strdup_printf (C_ ("status", "%u/%u words, %u too many"), n, self->wanted,
                            n - self->wanted);
  else
    text = g_strdup_printf (C_ ("status", "%u/%u words"), n, self->wanted);
  gtk_level_bar_set_max_value (self->gauge, self->wanted);
  gtk_level_bar_set_value (self->gauge, MIN (n, self->wanted));
  gtk_label_set_label (self->target, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->gauge),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (n > self->wanted)
    gtk_widget_add_css_class (self->target_box, "over");
  else
    gtk_widget_remove_css_class (self->target_box, "over");
}

/* ---- type ---- */

static void
bt_status_line_class_init (BtStatusLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (BT_TYPE_FOLD_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/vn/banthao/BanThao/ui/bt-status-line.ui");
#define CHILD(name)                                                                      \
  gtk_widget_class_bind_template_child (widget_class, BtStatusLine, name)
  CHILD (counts_button);
  CHILD (counts);
  CHILD (details);
  CHILD (target_box);
  CHILD (gauge);
  CHILD (target);
  CHILD (zoom);
  CHILD (leave);
#undef CHILD
}

static void
bt_status_line_init (BtStatusLine *self)
{
  static const char *const offsets[] = { GTK_LEVEL_BAR_OFFSET_LOW,
                                         GTK_LEVEL_BAR_OFFSET_HIGH,
                                         GTK_LEVEL_BAR_OFFSET_FULL };

  gtk_widget_init_template (GTK_WIDGET (self));
  /* a short article is no alarm */
  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    gtk_level_bar_remove_offset_value (self->gauge, offsets[i]);
}

/* ---- public ---- */

GtkWidget *
bt_status_line_new (void)
{
  return g_object_new (BT_TYPE_STATUS_LINE, NULL);
}

void
bt_status_line_set_counts (BtStatusLine *self,
                           const BtTextCount *article,
                           const BtTextCount *selection)
{
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *details = NULL;

  g_return_if_fail (BT_IS_STATUS_LINE (self));
  g_return_if_fail (article != NULL);

  self->article = *article;
  whole = long_text (C_ ("status", "The whole article"), article);
  if (selection != NULL)
    {
      g_autofree char *selected = short_text (selection);
      g_autofree char *part = long_text (C_ ("status", "Selected"), selection);

      text = g_strdup_printf (C_ ("status", "Selected: %s"), selected);
      details = g_strjoin ("\n\n", part, whole, NULL);
    }
  else
    {
      text = short_text (article);
      details = g_steal_pointer (&whole);
    }
  gtk_label_set_label (self->counts, text);
  gtk_label_set_label (self->details, details);
  gtk_widget_set_tooltip_text (self->counts_button, details);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->counts_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  update_target (self);
}

void
bt_status_line_set_target (BtStatusLine *self, guint words)
{
  g_return_if_fail (BT_IS_STATUS_LINE (self));

  if (self->wanted == words)
    return;
  self->wanted = words;
  update_target (self);
}

void
bt_status_line_set_zoom (BtStatusLine *self, guint percent)
{
  g_autofree char *text = NULL;

  g_return_if_fail (BT_IS_STATUS_LINE (self));

  text = g_strdup_printf ("%u%%", percent);
  gtk_button_set_label (self->zoom, text);
  gtk_widget_set_visible (GTK_WIDGET (self->zoom), percent != 100);
}

void
bt_status_line_set_focus_mode (BtStatusLine *self, gboolean on)
{
  g_return_if_fail (BT_IS_STATUS_LINE (self));
  gtk_widget_set_visible (self->leave, on);
}
