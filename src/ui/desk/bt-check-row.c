/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-check-row.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "sync/bt-caption-check.h"

/* So much of a field says which one is meant. */
#define EXCERPT_CHARS 70

struct _BtCheckFinding
{
  GObject parent_instance;

  BtPhotoItem *item;
  BtCaptionFinding *finding;
  gboolean blocks;
  guint n_alike;
  char *place; /* what is shown of the photo, as it was found */
  char *fix;
};

G_DEFINE_FINAL_TYPE (BtCheckFinding, bt_check_finding, G_TYPE_OBJECT)

struct _BtCheckRow
{
  GtkWidget parent_instance;

  BtCheckFinding *finding;

  GtkWidget *box;
  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *where;
  GtkWidget *words;
  GtkWidget *buttons;
  GtkWidget *fix;
  GtkWidget *fix_all;
};

enum
{
  FIX,
  FIX_ALL,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtCheckRow, bt_check_row, GTK_TYPE_WIDGET)

/* ---- the finding ---- */

static void
bt_check_finding_finalize (GObject *object)
{
  BtCheckFinding *self = BT_CHECK_FINDING (object);

  g_clear_object (&self->item);
  bt_caption_finding_free (self->finding);
  g_free (self->place);
  g_free (self->fix);

  G_OBJECT_CLASS (bt_check_finding_parent_class)->finalize (object);
}

static void
bt_check_finding_class_init (BtCheckFindingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_check_finding_finalize;
}

static void
bt_check_finding_init (BtCheckFinding *self)
{
}

/* The photo's name, and what the field says now. */
static char *
describe_place (BtCheckFinding *finding)
{
  const BtStoredPhoto *photo = bt_photo_item_get_stored (finding->item);
  const char *text = bt_photo_item_get_field (
      finding->item, bt_caption_field_of (finding->finding->field));
  g_autofree char *cut = NULL;

  if (*text == '\0')
    return g_strdup (photo->name);
  if (g_utf8_strlen (text, -1) <= EXCERPT_CHARS)
    return g_strdup_printf ("%s: %s", photo->name, text);
  cut = g_utf8_substring (text, 0, EXCERPT_CHARS);
  return g_strdup_printf ("%s: %s…", photo->name, cut);
}

BtCheckFinding *
bt_check_finding_new (BtPhotoItem *item, BtCaptionFinding *finding, gboolean blocks)
{
  BtCheckFinding *self;

  g_return_val_if_fail (BT_IS_PHOTO_ITEM (item), NULL);
  g_return_val_if_fail (finding != NULL, NULL);

  self = g_object_new (BT_TYPE_CHECK_FINDING, NULL);
  self->item = g_object_ref (item);
  self->finding = finding;
  self->blocks = blocks;
  self->place = describe_place (self);
  self->fix = bt_message_for_caption_fix (finding);
  return self;
}

BtPhotoItem *
bt_check_finding_get_item (BtCheckFinding *self)
{
  g_return_val_if_fail (BT_IS_CHECK_FINDING (self), NULL);

  return self->item;
}

const BtCaptionFinding *
bt_check_finding_get_finding (BtCheckFinding *self)
{
  g_return_val_if_fail (BT_IS_CHECK_FINDING (self), NULL);

  return self->finding;
}

gboolean
bt_check_finding_get_blocks (BtCheckFinding *self)
{
  g_return_val_if_fail (BT_IS_CHECK_FINDING (self), FALSE);

  return self->blocks;
}

void
bt_check_finding_set_alike (BtCheckFinding *self, guint n_alike)
{
  g_return_if_fail (BT_IS_CHECK_FINDING (self));

  self->n_alike = n_alike;
}

gboolean
bt_check_finding_same (BtCheckFinding *self, BtCheckFinding *other)
{
  g_return_val_if_fail (BT_IS_CHECK_FINDING (self), FALSE);
  g_return_val_if_fail (BT_IS_CHECK_FINDING (other), FALSE);

  return self->item == other->item && self->blocks == other->blocks
         && self->n_alike == other->n_alike
         && self->finding->field == other->finding->field
         && g_str_equal (self->finding->rule, other->finding->rule)
         && g_str_equal (self->place, other->place)
         && g_strcmp0 (self->fix, other->fix) == 0;
}

/* ---- the row ---- */

static void
fix_cb (BtCheckRow *self)
{
  g_signal_emit (self, signals[FIX], 0);
}

static void
fix_all_cb (BtCheckRow *self)
{
  g_signal_emit (self, signals[FIX_ALL], 0);
}

static void
bt_check_row_dispose (GObject *object)
{
  BtCheckRow *self = BT_CHECK_ROW (object);

  g_clear_object (&self->finding);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (bt_check_row_parent_class)->dispose (object);
}

static void
bt_check_row_class_init (BtCheckRowClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_check_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass),
                                            GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass),
                                        GTK_ACCESSIBLE_ROLE_GROUP);
  signals[FIX] =
      g_signal_new ("fix", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FIX_ALL] = g_signal_new ("fix-all", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
add_text (GtkWidget *box, const char *class)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
add_button (BtCheckRow *self, GCallback clicked)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (button), label);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (self->buttons), button);
  return button;
}

static void
bt_check_row_init (BtCheckRow *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_add_css_class (self->box, "bt-check-row");
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role",
                             GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_box_append (GTK_BOX (head), self->icon);
  self->title = add_text (head, "heading");
  gtk_box_append (GTK_BOX (self->box), head);
  self->where = add_text (self->box, "caption");
  self->words = add_text (self->box, "dim-label");
  self->buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_box_append (GTK_BOX (self->box), self->buttons);
  self->fix = add_button (self, G_CALLBACK (fix_cb));
  self->fix_all = add_button (self, G_CALLBACK (fix_all_cb));
  gtk_widget_add_css_class (self->fix_all, "flat");
}

GtkWidget *
bt_check_row_new (void)
{
  return g_object_new (BT_TYPE_CHECK_ROW, NULL);
}

static void
set_button (GtkWidget *button, const char *text)
{
  gtk_widget_set_visible (button, text != NULL);
  if (text == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), text);
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

static const char *
icon_for (BtCheckFinding *finding)
{
  if (finding->blocks)
    return "dialog-error-symbolic";
  return finding->finding->level == BT_FINDING_HINT ? "dialog-information-symbolic"
                                                    : "dialog-warning-symbolic";
}

void
bt_check_row_set_finding (BtCheckRow *self, BtCheckFinding *finding)
{
  const char *name;
  g_autofree char *title = NULL;
  g_autofree char *all = NULL;

  g_return_if_fail (BT_IS_CHECK_ROW (self));

  g_set_object (&self->finding, finding);
  if (finding == NULL)
    return;
  name = bt_message_name_of_caption_rule (finding->finding->rule);
  title = finding->blocks
              ? g_strdup_printf (C_ ("check", "%s: not to be published"), name)
              : g_strdup (name);
  if (finding->fix != NULL && finding->n_alike > 1)
    all =
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Put all %u of this kind right",
                                      "Put all %u of this kind right", finding->n_alike),
                         finding->n_alike);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon_for (finding));
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->where), finding->place);
  gtk_label_set_label (GTK_LABEL (self->words),
                       bt_message_for_caption_rule (finding->finding->rule));
  set_button (self->fix, finding->fix);
  set_button (self->fix_all, all);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  finding->place, -1);
}

BtCheckFinding *
bt_check_row_get_finding (BtCheckRow *self)
{
  g_return_val_if_fail (BT_IS_CHECK_ROW (self), NULL);

  return self->finding;
}
