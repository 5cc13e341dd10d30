/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/library/bt-article-row.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/library/bt-relative-time.h"

struct _BtArticleRow
{
  GtkBox parent_instance;

  BtArticleItem *item;

  GtkLabel *section;
  GtkLabel *time;
  GtkLabel *headline;
  GtkLabel *lead;
  GtkLabel *status;
  GtkWidget *outbox;
  GtkImage *outbox_icon;
  GtkLabel *outbox_label;
  GtkWidget *photos;
  GtkLabel *photos_label;
};

G_DEFINE_FINAL_TYPE (BtArticleRow, bt_article_row, GTK_TYPE_BOX)

static const char *const status_classes[BT_N_STATUSES] = { "draft", "pending",
                                                           "scheduled", "published",
                                                           "taken-down" };

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_outbox (BtArticleRow *self, const BtOutboxRow *row)
{
  const char *icon = "mail-send-symbolic";

  gtk_widget_set_visible (self->outbox, row != NULL);
  if (row == NULL)
    return;
  if (row->state == BT_OUTBOX_NEEDS_PERSON)
    icon = "dialog-warning-symbolic";
  else if (row->state == BT_OUTBOX_WAITING)
    icon = "document-open-recent-symbolic";
  gtk_image_set_from_icon_name (self->outbox_icon, icon);
  gtk_label_set_label (self->outbox_label, bt_message_for_outbox_state (row->state));
  set_class (self->outbox, "bt-needs-person", row->state == BT_OUTBOX_NEEDS_PERSON);
}

static void
show (BtArticleRow *self)
{
  const BtStoredArticle *article = bt_article_item_get_article (self->item);
  g_autofree char *time = bt_relative_time (article->modified, g_get_real_time ());
  g_autofree char *photos = g_strdup_printf ("%u", article->photos);
  g_autofree char *photos_words = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u photo", "%u photos", article->photos),
      article->photos);
  gboolean untitled = *article->headline == '\0';

  gtk_label_set_label (self->section, article->section);
  gtk_widget_set_visible (GTK_WIDGET (self->section), *article->section != '\0');
  gtk_label_set_label (self->time, time);
  gtk_label_set_label (self->headline, untitled ? C_ ("library", "Without a headline")
                                                : article->headline);
  set_class (GTK_WIDGET (self->headline), "dim-label", untitled);
  gtk_label_set_label (self->lead, article->lead);
  gtk_widget_set_visible (GTK_WIDGET (self->lead), *article->lead != '\0');
  gtk_label_set_label (self->status, bt_message_for_status (article->status));
  for (int i = 0; i < BT_N_STATUSES; i++)
    set_class (GTK_WIDGET (self->status), status_classes[i], i == (int)article->status);
  gtk_label_set_label (self->photos_label, photos);
  gtk_widget_set_visible (self->photos, article->photos > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->photos_label),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, photos_words, -1);
  /* the focus is on the list's own widget around it: that one is read out */
  for (GtkWidget *named = GTK_WIDGET (self); named != NULL && !GTK_IS_LIST_VIEW (named);
       named = gtk_widget_get_parent (named))
    gtk_accessible_update_property (GTK_ACCESSIBLE (named), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    gtk_label_get_label (self->headline), -1);
  show_outbox (self, bt_article_item_get_outbox (self->item));
}

static void
bt_article_row_dispose (GObject *object)
{
  bt_article_row_bind (BT_ARTICLE_ROW (object), NULL);

  G_OBJECT_CLASS (bt_article_row_parent_class)->dispose (object);
}

static void
bt_article_row_class_init (BtArticleRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_article_row_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/vn/banthao/BanThao/ui/bt-article-row.ui");
#define CHILD(name)                                                                      \
  gtk_widget_class_bind_template_child (widget_class, BtArticleRow, name)
  CHILD (section);
  CHILD (time);
  CHILD (headline);
  CHILD (lead);
  CHILD (status);
  CHILD (outbox);
  CHILD (outbox_icon);
  CHILD (outbox_label);
  CHILD (photos);
  CHILD (photos_label);
#undef CHILD
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
bt_article_row_init (BtArticleRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bt_article_row_new (void)
{
  return g_object_new (BT_TYPE_ARTICLE_ROW, NULL);
}

void
bt_article_row_bind (BtArticleRow *self, BtArticleItem *item)
{
  g_return_if_fail (BT_IS_ARTICLE_ROW (self));

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  g_signal_connect_swapped (item, "changed", G_CALLBACK (show), self);
  show (self);
}
