/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-format-bar.h"

#include "ui/bt-accessible.h"

struct _BtFormatBar
{
  GtkBox parent_instance;

  /* template */
  GtkLabel *block_label;
};

G_DEFINE_FINAL_TYPE (BtFormatBar, bt_format_bar, GTK_TYPE_BOX)

static void
bt_format_bar_class_init (BtFormatBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/banthao/BanThao/ui/bt-format-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, BtFormatBar, block_label);
}

static void
bt_format_bar_init (BtFormatBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bt_accessible_name_buttons (GTK_WIDGET (self));
}

GtkWidget *
bt_format_bar_new (void)
{
  return g_object_new (BT_TYPE_FORMAT_BAR, NULL);
}

void
bt_format_bar_set_block (BtFormatBar *self, const char *name)
{
  g_return_if_fail (BT_IS_FORMAT_BAR (self));
  gtk_label_set_label (self->block_label, name);
}
