/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-editor-header.h"

#include <glib/gi18n.h>

#include "text/bt-portal-time.h"

struct _BtEditorHeader
{
  GtkBox parent_instance;

  GtkLabel *kicker;
  BtTextField *headline;
  BtTextField *lead;
};

enum
{
  EDITED,
  LEAVE_DOWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtEditorHeader, bt_editor_header, GTK_TYPE_BOX)

static void
edited_cb (BtEditorHeader *self)
{
  g_signal_emit (self, signals[EDITED], 0);
}

static void
leave_cb (BtTextField *field, gboolean forward, BtEditorHeader *self)
{
  if (field == self->headline)
    {
      if (forward)
        gtk_widget_grab_focus (GTK_WIDGET (self->lead));
      else
        gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                                GTK_DIR_TAB_BACKWARD);
    }
  else if (forward)
    g_signal_emit (self, signals[LEAVE_DOWN], 0);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->headline));
}

static void
bt_editor_header_class_init (BtEditorHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (BT_TYPE_TEXT_FIELD);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/vn/banthao/BanThao/ui/bt-editor-header.ui");
  gtk_widget_class_bind_template_child (widget_class, BtEditorHeader, kicker);
  gtk_widget_class_bind_template_child (widget_class, BtEditorHeader, headline);
  gtk_widget_class_bind_template_child (widget_class, BtEditorHeader, lead);

  signals[EDITED] = g_signal_new ("edited", BT_TYPE_EDITOR_HEADER, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEAVE_DOWN] =
      g_signal_new ("leave-down", BT_TYPE_EDITOR_HEADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
}

static void
bt_editor_header_init (BtEditorHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->headline, "edited", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->lead, "edited", G_CALLBACK (edited_cb), self);
  g_signal_connect (self->headline, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (self->lead, "leave", G_CALLBACK (leave_cb), self);
}

GtkWidget *
bt_editor_header_new (void)
{
  return g_object_new (BT_TYPE_EDITOR_HEADER, NULL);
}

void
bt_editor_header_load (BtEditorHeader *self, const BtArticle *article)
{
  g_return_if_fail (BT_IS_EDITOR_HEADER (self));

  bt_text_field_set_plain (self->headline, bt_article_get (article, BT_FIELD_HEADLINE));
  bt_text_field_set_plain (self->lead, bt_article_get (article, BT_FIELD_LEAD));
  bt_editor_header_set_kicker (self, article);
}

void
bt_editor_header_store (BtEditorHeader *self, BtArticle *article, gboolean with_preedit)
{
  g_autofree char *headline = NULL;
  g_autofree char *lead = NULL;

  g_return_if_fail (BT_IS_EDITOR_HEADER (self));

  headline = bt_text_field_get_plain (self->headline, with_preedit);
  lead = bt_text_field_get_plain (self->lead, with_preedit);
  bt_article_set (article, BT_FIELD_HEADLINE, headline);
  bt_article_set (article, BT_FIELD_LEAD, lead);
}

void
bt_editor_header_set_kicker (BtEditorHeader *self, const BtArticle *article)
{
  const char *section, *source;
  GDateTime *time;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *line = NULL;

  g_return_if_fail (BT_IS_EDITOR_HEADER (self));

  section = bt_article_get (article, BT_FIELD_SECTION);
  source = bt_article_get (article, BT_FIELD_SOURCE_NAME);
  time = bt_article_get_portal_time (article);
  if (*section != '\0')
    g_ptr_array_add (parts, g_strdup (section));
  if (time != NULL)
    g_ptr_array_add (parts, bt_portal_time_format (time));
  if (*source != '\0')
    g_ptr_array_add (parts, g_strdup_printf ("(%s)", source));
  g_ptr_array_add (parts, NULL);
  line = g_strjoinv ("  ·  ", (char **)parts->pdata);
  gtk_label_set_label (self->kicker, line);
  gtk_widget_set_visible (GTK_WIDGET (self->kicker), *line != '\0');
}

void
bt_editor_header_focus (BtEditorHeader *self, gboolean lead)
{
  g_return_if_fail (BT_IS_EDITOR_HEADER (self));
  gtk_widget_grab_focus (GTK_WIDGET (lead ? self->lead : self->headline));
}
