/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-caption-panel.h"

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "text/bt-caption.h"
#include "ui/bt-accessible.h"
#include "ui/bt-settings.h"
#include "ui/desk/bt-caption-panel-private.h"
#include "ui/editor/bt-speller.h"

/* Where a person's own words are: the editor has the same. */
#define OWN_WORDS "dictionary.txt"

G_DEFINE_FINAL_TYPE (BtCaptionPanel, bt_caption_panel, ADW_TYPE_BIN)

/* ---- what is shown ---- */

gboolean
bt_caption_panel_many (BtCaptionPanel *self)
{
  return self->items->len > 1;
}

GPtrArray *
bt_caption_panel_get_infos (BtCaptionPanel *self)
{
  GPtrArray *infos = g_ptr_array_sized_new (self->items->len);

  for (guint i = 0; i < self->items->len; i++)
    g_ptr_array_add (infos, (gpointer)bt_photo_item_get_info (self->items->pdata[i]));
  return infos;
}

GtkWindow *
bt_caption_panel_get_window (BtCaptionPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* A type that a photo came with stays what it is, and can be chosen from then on. */
static guint
find_source_type (BtCaptionPanel *self, const char *uri)
{
  for (guint i = 0; i < self->source_types->len; i++)
    if (g_strcmp0 (self->source_types->pdata[i], uri) == 0)
      return i;
  g_ptr_array_add (self->source_types, g_strdup (uri));
  gtk_string_list_append (GTK_STRING_LIST (gtk_drop_down_get_model (self->source_type)),
                          uri != NULL ? bt_message_for_source_type (uri)
                                      : C_ ("caption", "(several values)"));
  return self->source_types->len - 1;
}

static void
show_source_type (BtCaptionPanel *self, const char *value, gboolean differs)
{
  gtk_drop_down_set_selected (self->source_type,
                              find_source_type (self, differs ? NULL : value));
}

void
bt_caption_panel_show_field (BtCaptionPanel *self, BtPhotoField field)
{
  g_autoptr (GPtrArray) infos = bt_caption_panel_get_infos (self);
  BtCaptionEntry *entry = &self->entries[field];
  g_autofree char *shown = NULL;
  const char *value;
  gboolean differs = !bt_caption_merge (infos, field, &value);

  self->loading = TRUE;
  entry->dirty = FALSE;
  g_clear_pointer (&entry->base, g_ptr_array_unref);
  g_clear_pointer (&entry->written, g_ptr_array_unref);
  shown =
      field == BT_PHOTO_DATE_CREATED ? bt_caption_show_date (value) : g_strdup (value);
  if (entry->row != NULL)
    {
      bt_caption_field_show (entry->row, shown, differs, bt_caption_panel_many (self));
      bt_caption_panel_say (self, entry->row);
    }
  else
    show_source_type (self, value, differs);
  self->loading = FALSE;
}

static char *
describe (BtCaptionPanel *self)
{
  const BtPhotoInfo *info;

  if (self->items->len == 0)
    return g_strdup ("");
  if (self->items->len > 1)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u photo", "%u photos", self->items->len),
        self->items->len);
  info = bt_photo_item_get_info (self->items->pdata[0]);
  return g_strdup (info->name != NULL ? info->name : "");
}

void
bt_caption_panel_show_all (BtCaptionPanel *self)
{
  g_autofree char *title = NULL;

  gtk_stack_set_visible_child_name (self->stack,
                                    self->items->len > 0 ? "fields" : "nothing");
  bt_caption_panel_update_actions (self);
  title = describe (self);
  gtk_label_set_label (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
  if (self->items->len == 0)
    return;
  for (guint field = 0; field < BT_N_PHOTO_FIELDS; field++)
    bt_caption_panel_show_field (self, (BtPhotoField)field);
  bt_caption_panel_show_preview (self);
}

/* As the first photo will have it, what is being typed included. */
static char *
preview_text (BtCaptionPanel *self, BtPhotoField field)
{
  BtCaptionEntry *entry = &self->entries[field];
  BtPhotoItem *item = self->items->pdata[0];
  const char *value = bt_photo_item_get_field (item, field);
  g_autofree char *typed = NULL;
  g_autofree char *text = NULL;

  if (entry->base == NULL || !entry->dirty)
    return g_strdup (value);
  typed = bt_caption_field_get_text (entry->row, TRUE);
  text = bt_caption_panel_many (self) ? bt_caption_panel_expand (self, item, typed, NULL)
                                      : g_strdup (typed);
  return bt_caption_join (field, entry->base->pdata[0], text,
                          bt_caption_field_get_join (entry->row));
}

void
bt_caption_panel_show_preview (BtCaptionPanel *self)
{
  g_autofree char *caption = NULL;
  g_autofree char *creator = NULL;
  g_autofree char *credit = NULL;
  g_autofree char *page = NULL;
  g_autofree char *shown = NULL;

  if (self->items->len == 0)
    return;
  caption = preview_text (self, BT_PHOTO_CAPTION);
  creator = preview_text (self, BT_PHOTO_CREATOR);
  credit = preview_text (self, BT_PHOTO_CREDIT);
  /* whom an article names: bt_figure_item_take_photo() */
  page = bt_caption_house_form (caption, *credit != '\0' ? credit : creator);
  shown = g_strdup_printf (bt_caption_panel_many (self)
                               ? C_ ("caption", "The first one on the page: %s")
                               : C_ ("caption", "On the page: %s"),
                           page);
  gtk_label_set_label (self->preview, shown);
  gtk_widget_set_visible (GTK_WIDGET (self->preview), *page != '\0');
}

/* ---- type ---- */

static void
bt_caption_panel_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BtCaptionPanel *self = BT_CAPTION_PANEL (widget);

  GTK_WIDGET_CLASS (bt_caption_panel_parent_class)
      ->size_allocate (widget, width, height, baseline);
  if (self->offers != NULL)
    gtk_popover_present (GTK_POPOVER (self->offers));
}

static void
bt_caption_panel_root (GtkWidget *widget)
{
  BtCaptionPanel *self = BT_CAPTION_PANEL (widget);

  GTK_WIDGET_CLASS (bt_caption_panel_parent_class)->root (widget);
  gtk_widget_insert_action_group (GTK_WIDGET (gtk_widget_get_root (widget)), "caption",
                                  G_ACTION_GROUP (self->actions));
}

static void
bt_caption_panel_unroot (GtkWidget *widget)
{
  gtk_widget_insert_action_group (GTK_WIDGET (gtk_widget_get_root (widget)), "caption",
                                  NULL);
  GTK_WIDGET_CLASS (bt_caption_panel_parent_class)->unroot (widget);
}

static void
bt_caption_panel_dispose (GObject *object)
{
  BtCaptionPanel *self = BT_CAPTION_PANEL (object);

  g_cancellable_cancel (self->cancellable);
  bt_caption_panel_clear_writing (self);
  bt_caption_panel_clear_words (self);
  g_clear_object (&self->spell);
  g_clear_object (&self->settings);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bt_caption_panel_parent_class)->dispose (object);
}

static void
bt_caption_panel_finalize (GObject *object)
{
  BtCaptionPanel *self = BT_CAPTION_PANEL (object);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->source_types, g_ptr_array_unref);
  g_clear_pointer (&self->copied, bt_photo_info_free);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->menu);
  g_clear_object (&self->template_menu);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (bt_caption_panel_parent_class)->finalize (object);
}

static void
bt_caption_panel_class_init (BtCaptionPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bt_caption_panel_dispose;
  object_class->finalize = bt_caption_panel_finalize;
  widget_class->root = bt_caption_panel_root;
  widget_class->unroot = bt_caption_panel_unroot;
  widget_class->size_allocate = bt_caption_panel_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "captionpanel");
}

static void
bt_caption_panel_init (BtCaptionPanel *self)
{
  self->cancellable = g_cancellable_new ();
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->source_types = g_ptr_array_new_with_free_func (g_free);
  self->current = BT_PHOTO_CAPTION;
}

/* ---- what is in it ---- */

static const struct
{
  const char *title; /* (nullable): of the group that begins here */
  BtPhotoField field;
  gboolean lines;
} fields[] = {
  { NULL, BT_PHOTO_CAPTION, TRUE },
  { NULL, BT_PHOTO_HEADLINE, FALSE },
  { NULL, BT_PHOTO_ALT, FALSE },
  { NC_ ("caption", "Who"), BT_PHOTO_CREATOR, FALSE },
  { NULL, BT_PHOTO_CREDIT, FALSE },
  { NULL, BT_PHOTO_SOURCE, FALSE },
  { NULL, BT_PHOTO_COPYRIGHT, FALSE },
  { NULL, BT_PHOTO_CAPTION_WRITER, FALSE },
  { NC_ ("caption", "When and Where"), BT_PHOTO_DATE_CREATED, FALSE },
  { NULL, BT_PHOTO_SUBLOCATION, FALSE },
  { NULL, BT_PHOTO_CITY, FALSE },
  { NULL, BT_PHOTO_PROVINCE, FALSE },
  { NULL, BT_PHOTO_COUNTRY, FALSE },
  { NC_ ("caption", "More"), BT_PHOTO_KEYWORDS, FALSE },
  { NULL, BT_PHOTO_INSTRUCTIONS, TRUE },
  { NULL, BT_PHOTO_DIGITAL_SOURCE_TYPE, FALSE },
};

static GtkWidget *
make_line (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
source_type_cb (BtCaptionPanel *self)
{
  guint selected = gtk_drop_down_get_selected (self->source_type);
  g_autoptr (GPtrArray) infos = NULL;

  if (self->loading || selected >= self->source_types->len
      || self->source_types->pdata[selected] == NULL)
    return;
  infos = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_photo_info_free);
  for (guint i = 0; i < self->items->len; i++)
    {
      BtPhotoInfo *info =
          bt_photo_info_copy (bt_photo_item_get_info (self->items->pdata[i]));

      bt_photo_info_set (info, BT_PHOTO_DIGITAL_SOURCE_TYPE,
                         self->source_types->pdata[selected]);
      g_ptr_array_add (infos, info);
    }
  bt_caption_panel_set_infos (self, infos,
                              bt_message_for_photo_field (BT_PHOTO_DIGITAL_SOURCE_TYPE));
}

static GtkWidget *
make_source_type (BtCaptionPanel *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  const char *name = bt_message_for_photo_field (BT_PHOTO_DIGITAL_SOURCE_TYPE);

  self->source_type =
      GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (gtk_string_list_new (NULL)), NULL));
  find_source_type (self, "");
  for (guint n = 0; bt_message_nth_source_type (n) != NULL; n++)
    find_source_type (self, bt_message_nth_source_type (n));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->source_type),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (self->source_type, "notify::selected",
                            G_CALLBACK (source_type_cb), self);
  gtk_box_append (GTK_BOX (box), make_line (name, "bt-caption-name"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->source_type));
  return box;
}

static const char *
keep_tip (BtPhotoField field)
{
  switch (bt_caption_panel_get_lists (field))
    {
    case 0:
      return NULL;
    case 1 << BT_NAMES_PLACES:
      return C_ ("caption", "Add to the list of places");
    case 1 << BT_NAMES_KEYWORDS:
      return C_ ("caption", "Add to the list of keywords");
    case 1 << BT_NAMES_PEOPLE | 1 << BT_NAMES_PLACES:
      return C_ ("caption", "Add the selected name to the list of people");
    default:
      return C_ ("caption", "Add to the list of credits");
    }
}

static void
add_field (BtCaptionPanel *self, GtkWidget *box, BtPhotoField field, gboolean lines)
{
  GtkWidget *row = bt_caption_field_new (field, bt_message_for_photo_field (field), lines,
                                         keep_tip (field));

  self->entries[field].row = BT_CAPTION_FIELD (row);
  bt_caption_panel_watch_row (self, BT_CAPTION_FIELD (row));
  bt_caption_panel_watch_words (self, BT_CAPTION_FIELD (row));
  if (bt_caption_panel_get_lists (field) == (1 << BT_NAMES_PEOPLE | 1 << BT_NAMES_PLACES)
      || field == BT_PHOTO_INSTRUCTIONS)
    bt_speller_attach (
        self->spell, GTK_TEXT_VIEW (bt_caption_field_get_view (BT_CAPTION_FIELD (row))));
  gtk_box_append (GTK_BOX (box), row);
  if (field == BT_PHOTO_CAPTION)
    {
      self->preview = GTK_LABEL (make_line (NULL, "bt-caption-preview"));
      gtk_label_set_selectable (self->preview, FALSE);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->preview));
    }
}

static GtkWidget *
make_fields (BtCaptionPanel *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (fields[i].title != NULL)
        gtk_box_append (
            GTK_BOX (box),
            make_line (g_dpgettext2 (GETTEXT_PACKAGE, "caption", fields[i].title),
                       "bt-caption-group"));
      if (fields[i].field == BT_PHOTO_DIGITAL_SOURCE_TYPE)
        gtk_box_append (GTK_BOX (box), make_source_type (self));
      else
        add_field (self, box, fields[i].field, fields[i].lines);
    }
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
make_head (BtCaptionPanel *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_menu_button_new ();

  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (self->menu));
  gtk_widget_set_tooltip_text (button, C_ ("caption", "Templates, Lists and Codes"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("caption", "Templates, Lists and Codes"), -1);
  gtk_widget_add_css_class (head, "bt-caption-head");
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (head), button);
  return head;
}

static GtkWidget *
make_nothing (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "image-x-generic-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), C_ ("caption", "No Photo Chosen"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (page),
      C_ ("caption", "Choose one photo, or many, to write on them."));
  gtk_widget_add_css_class (page, "compact");
  return page;
}

static void
settings_cb (BtCaptionPanel *self)
{
  bt_spell_service_set_enabled (
      self->spell, self->settings == NULL
                       || g_settings_get_boolean (self->settings, "check-spelling"));
}

static void
start_spelling (BtCaptionPanel *self)
{
  g_autofree char *file = g_build_filename (
      bt_context_get_data_dir (bt_desk_get_context (self->desk)), OWN_WORDS, NULL);

  self->spell = bt_spell_service_new (file);
  self->settings = bt_settings_new ();
  if (self->settings != NULL)
    g_signal_connect_object (self->settings, "changed::check-spelling",
                             G_CALLBACK (settings_cb), self, G_CONNECT_SWAPPED);
  settings_cb (self);
}

GtkWidget *
bt_caption_panel_new (BtDesk *desk)
{
  BtCaptionPanel *self;
  GtkWidget *all;

  g_return_val_if_fail (BT_IS_DESK (desk), NULL);

  self = g_object_new (BT_TYPE_CAPTION_PANEL, "width-request", 300, NULL);
  self->desk = g_object_ref (desk);
  self->store = bt_context_get_store (bt_desk_get_context (desk));
  start_spelling (self);
  bt_caption_panel_init_words (self);
  bt_caption_panel_init_actions (self);
  self->stack = GTK_STACK (gtk_stack_new ());
  all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_stack_add_named (self->stack, make_nothing (), "nothing");
  gtk_stack_add_named (self->stack, make_fields (self), "fields");
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  /* lists and codes are looked after without a photo, too */
  gtk_box_append (GTK_BOX (all), make_head (self));
  gtk_box_append (GTK_BOX (all), GTK_WIDGET (self->stack));
  adw_bin_set_child (ADW_BIN (self), all);
  bt_caption_panel_init_writing (self);
  bt_caption_panel_follow (self);
  return GTK_WIDGET (self);
}

/* ---- public ---- */

void
bt_caption_panel_focus (BtCaptionPanel *self, BtPhotoField field)
{
  BtCaptionField *row;
  GtkTextBuffer *buffer;
  GtkTextIter end;

  g_return_if_fail (BT_IS_CAPTION_PANEL (self));
  g_return_if_fail ((guint)field < BT_N_PHOTO_FIELDS);

  row = self->entries[field].row;
  if (row == NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->source_type));
      return;
    }
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (bt_caption_field_get_view (row)));
  gtk_widget_grab_focus (GTK_WIDGET (bt_caption_field_get_view (row)));
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
}

GMenuModel *
bt_caption_panel_get_menu (BtCaptionPanel *self)
{
  g_return_val_if_fail (BT_IS_CAPTION_PANEL (self), NULL);

  return G_MENU_MODEL (self->menu);
}
