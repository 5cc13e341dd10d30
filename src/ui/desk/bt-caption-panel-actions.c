/* What is done to captions from menus and by keys.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "sync/bt-photo-words.h"
#include "text/bt-variables.h"
#include "ui/bt-ask.h"
#include "ui/desk/bt-caption-panel-private.h"
#include "ui/desk/bt-codes-window.h"
#include "ui/desk/bt-names-window.h"
#include "ui/desk/bt-paste-fields-window.h"
#include "ui/desk/bt-photo-template-window.h"
#include "ui/desk/bt-photo-templates-window.h"

/* ---- from a menu ---- */

typedef struct
{
  BtCaptionPanel *panel;
  GSourceOnceFunc then;
  gpointer data;
} Later;

/* A submenu that closes keeps the keyboard, and nobody hears it any more. */
static void
leave_menu (BtCaptionPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) == NULL)
    return;
  gtk_root_set_focus (root, NULL);
  if (self->items->len > 0)
    bt_caption_panel_focus (self, self->current);
}

static gboolean
later_cb (gpointer data)
{
  g_autofree Later *later = data;
  g_autoptr (BtCaptionPanel) self = later->panel;

  leave_menu (self);
  bt_caption_panel_settle (self, later->then, later->data);
  return G_SOURCE_REMOVE;
}

/* A menu closes only behind its command. */
static void
settle_later (BtCaptionPanel *self, GSourceOnceFunc then, gpointer data)
{
  Later *later = g_new0 (Later, 1);

  later->panel = g_object_ref (self);
  later->then = then;
  later->data = data;
  g_idle_add (later_cb, later);
}

/* ---- the next photo, with the caret where it is ---- */

typedef struct
{
  BtCaptionPanel *panel;
  gboolean forward;
} Step;

static void
step_cb (gpointer data)
{
  g_autofree Step *step = data;
  g_autoptr (BtCaptionPanel) self = step->panel;
  GtkSelectionModel *model;
  g_autoptr (GtkBitset) chosen = NULL;
  guint n, to;

  if (self->desk == NULL)
    return;
  model = GTK_SELECTION_MODEL (bt_desk_get_selection (self->desk));
  chosen = gtk_selection_model_get_selection (model);
  n = g_list_model_get_n_items (G_LIST_MODEL (model));
  if (n == 0)
    return;
  if (!gtk_bitset_is_empty (chosen))
    to = step->forward ? gtk_bitset_get_maximum (chosen) + 1
                       : gtk_bitset_get_minimum (chosen) - 1;
  else /* the one in hand was filtered away: the next has its place now */
    to = step->forward ? self->position : self->position - 1;
  if (to < n)
    gtk_selection_model_select_item (model, to, TRUE);
  bt_caption_panel_follow (self);
  bt_caption_panel_focus (self, self->current);
}

static void
step (BtCaptionPanel *self, gboolean forward)
{
  Step *step = g_new0 (Step, 1);

  step->panel = g_object_ref (self);
  step->forward = forward;
  bt_caption_panel_settle (self, step_cb, step);
}

static void
next_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  step (data, TRUE);
}

static void
previous_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  step (data, FALSE);
}

/* ---- copying fields ---- */

static void
copy_settled_cb (gpointer data)
{
  g_autoptr (BtCaptionPanel) self = data;

  if (self->desk == NULL || self->items->len == 0)
    return;
  g_clear_pointer (&self->copied, bt_photo_info_free);
  self->copied = bt_photo_info_copy (bt_photo_item_get_info (self->items->pdata[0]));
  bt_caption_panel_update_actions (self);
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  bt_caption_panel_settle (data, copy_settled_cb, g_object_ref (data));
}

static GPtrArray *
copy_infos (BtCaptionPanel *self)
{
  GPtrArray *infos = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_photo_info_free);

  for (guint i = 0; i < self->items->len; i++)
    g_ptr_array_add (infos,
                     bt_photo_info_copy (bt_photo_item_get_info (self->items->pdata[i])));
  return infos;
}

static void
paste_chosen_cb (BtPasteFieldsWindow *window, guint fields, BtCaptionPanel *self)
{
  g_autoptr (GPtrArray) infos = NULL;

  if (self->desk == NULL || self->copied == NULL)
    return;
  infos = copy_infos (self);
  for (guint i = 0; i < infos->len; i++)
    for (guint field = 0; field < BT_N_PHOTO_FIELDS; field++)
      if ((fields & 1u << field) != 0)
        bt_photo_info_set (infos->pdata[i], (BtPhotoField)field,
                           bt_photo_info_get (self->copied, (BtPhotoField)field));
  bt_caption_panel_set_infos (self, infos, C_ ("step", "Paste Fields"));
  bt_caption_panel_show_all (self);
}

static void
paste_settled_cb (gpointer data)
{
  g_autoptr (BtCaptionPanel) self = data;
  GtkWidget *window;

  if (self->desk == NULL || self->copied == NULL || self->items->len == 0)
    return;
  window = bt_paste_fields_window_new (bt_caption_panel_get_window (self), self->settings,
                                       self->copied, self->items->len);
  g_signal_connect_object (window, "chosen", G_CALLBACK (paste_chosen_cb), self, 0);
  gtk_window_present (GTK_WINDOW (window));
}

static void
paste_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  settle_later (data, paste_settled_cb, g_object_ref (data));
}

/* ---- templates ---- */

typedef struct
{
  BtCaptionPanel *panel;
  BtPhotoTemplate *photo_template;
} Applying;

static void
applying_free (Applying *applying)
{
  g_object_unref (applying->panel);
  bt_photo_template_free (applying->photo_template);
  g_free (applying);
}

static void
apply (BtCaptionPanel *self, const BtPhotoTemplate *photo_template, gboolean overwrite)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPhotoWords) words =
      bt_photo_words_new (photo_template->fields, overwrite, &error);
  g_autoptr (GPtrArray) infos = copy_infos (self);

  if (words == NULL)
    {
      bt_tell_error (GTK_WIDGET (self), C_ ("photo templates", "Not Applied"), error);
      return;
    }
  for (guint i = 0; i < infos->len; i++)
    {
      BtPhotoExpand with = { .number = i + 1, .codes = self->codes };

      bt_photo_words_apply (words, infos->pdata[i], &with);
    }
  bt_caption_panel_set_infos (self, infos, C_ ("step", "Photo Template"));
  bt_caption_panel_show_all (self);
}

static void
apply_answer_cb (const char *answer, gpointer data)
{
  Applying *applying = data;

  if (applying->panel->desk != NULL && !g_str_equal (answer, "cancel"))
    apply (applying->panel, applying->photo_template, g_str_equal (answer, "overwrite"));
  applying_free (applying);
}

static void
apply_settled_cb (gpointer data)
{
  const BtAnswer answers[] = {
    { "cancel", C_ ("photo templates", "_Cancel"), ADW_RESPONSE_DEFAULT },
    { "overwrite", C_ ("photo templates", "_Overwrite"), ADW_RESPONSE_DESTRUCTIVE },
    { "fill", C_ ("photo templates", "_Fill Empty Fields"), ADW_RESPONSE_SUGGESTED },
  };
  Applying *applying = data;
  guint n = applying->panel->items->len;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;

  if (applying->panel->desk == NULL || n == 0)
    {
      applying_free (applying);
      return;
    }
  heading = g_strdup_printf (C_ ("photo templates", "Apply “%s”?"),
                             applying->photo_template->name);
  body = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "It can fill the empty fields of %u photo, or take the place of "
                   "what is in them.",
                   "It can fill the empty fields of %u photos, or take the place of "
                   "what is in them.",
                   n),
      n);
  bt_ask (GTK_WIDGET (applying->panel), heading, body, NULL, answers,
          G_N_ELEMENTS (answers), apply_answer_cb, applying);
}

static void
template_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtCaptionPanel *self = data;
  gint64 id = g_variant_get_int64 (parameter);

  for (guint i = 0; self->templates != NULL && i < self->templates->len; i++)
    {
      const BtPhotoTemplate *photo_template = self->templates->pdata[i];
      Applying *applying;

      if (photo_template->id != id)
        continue;
      applying = g_new0 (Applying, 1);
      applying->panel = g_object_ref (self);
      applying->photo_template = bt_photo_template_copy (photo_template);
      settle_later (self, apply_settled_cb, applying);
      return;
    }
}

static void
save_settled_cb (gpointer data)
{
  g_autoptr (BtCaptionPanel) self = data;
  g_autoptr (BtPhotoWords) words = NULL;
  g_autoptr (BtPhotoTemplate) photo_template = NULL;
  g_autofree char *fields = NULL;

  if (self->desk == NULL || self->items->len == 0)
    return;
  words = bt_photo_words_new (NULL, FALSE, NULL);
  for (guint field = 0; field < BT_N_PHOTO_FIELDS; field++)
    {
      const char *text =
          bt_photo_item_get_field (self->items->pdata[0], (BtPhotoField)field);

      /* a moment is of one photo alone */
      if (*text != '\0' && field != BT_PHOTO_DATE_CREATED)
        bt_photo_words_set (words, (BtPhotoField)field, text);
    }
  fields = bt_photo_words_to_json (words);
  photo_template = bt_photo_template_new ("", fields);
  gtk_window_present (GTK_WINDOW (bt_photo_template_window_new (
      bt_caption_panel_get_window (self), self->store, photo_template)));
}

static void
save_template_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  settle_later (data, save_settled_cb, g_object_ref (data));
}

/* ---- windows ---- */

static void
codes_settled_cb (gpointer data)
{
  g_autoptr (BtCaptionPanel) self = data;

  if (self->desk != NULL)
    gtk_window_present (GTK_WINDOW (
        bt_codes_window_new (bt_caption_panel_get_window (self), self->store)));
}

static void
codes_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  settle_later (data, codes_settled_cb, g_object_ref (data));
}

static void
names_settled_cb (gpointer data)
{
  g_autoptr (BtCaptionPanel) self = data;

  if (self->desk != NULL)
    gtk_window_present (GTK_WINDOW (
        bt_names_window_new (bt_caption_panel_get_window (self), self->store)));
}

static void
names_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  settle_later (data, names_settled_cb, g_object_ref (data));
}

static void
templates_settled_cb (gpointer data)
{
  g_autoptr (BtCaptionPanel) self = data;

  if (self->desk != NULL)
    gtk_window_present (GTK_WINDOW (
        bt_photo_templates_window_new (bt_caption_panel_get_window (self), self->store)));
}

static void
templates_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  settle_later (data, templates_settled_cb, g_object_ref (data));
}

/* ---- variables ---- */

static void
variable_settled_cb (gpointer data)
{
  g_autoptr (BtCaptionPanel) self = data;
  BtCaptionField *row = self->entries[self->current].row;
  const char *name = g_object_get_data (G_OBJECT (self), "variable");
  g_autofree char *text = g_strdup_printf ("{%s}", name);

  if (self->desk == NULL || row == NULL || self->items->len == 0)
    return;
  bt_caption_panel_insert (self, row, text);
}

static void
variable_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtCaptionPanel *self = data;

  g_object_set_data_full (G_OBJECT (self), "variable",
                          g_variant_dup_string (parameter, NULL), g_free);
  settle_later (self, variable_settled_cb, g_object_ref (self));
}

/* ---- the menu ---- */

static GMenuModel *
make_variables (void)
{
  static const BtVariable offered[] = {
    BT_VARIABLE_DATE,      BT_VARIABLE_DAY,     BT_VARIABLE_MONTH,
    BT_VARIABLE_YEAR,      BT_VARIABLE_TIME,    BT_VARIABLE_PLACE,
    BT_VARIABLE_CITY,      BT_VARIABLE_CREATOR, BT_VARIABLE_CREDIT,
    BT_VARIABLE_SOURCE,    BT_VARIABLE_CAPTION, BT_VARIABLE_PHOTO_HEADLINE,
    BT_VARIABLE_FILE_NAME, BT_VARIABLE_NUMBER,  BT_VARIABLE_TODAY,
  };
  GMenu *menu = g_menu_new ();
  gboolean vietnamese = g_str_has_prefix (g_get_language_names ()[0], "vi");

  for (guint i = 0; i < G_N_ELEMENTS (offered); i++)
    {
      const char *name = bt_variable_name (offered[i], vietnamese);
      g_autofree char *label =
          g_strdup_printf ("%s  {%s}", bt_message_for_variable (offered[i]), name);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "caption.variable", "s", name);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static void
append_section (GMenu *menu, GMenu *section)
{
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_object_unref (section);
}

static void
make_menu (BtCaptionPanel *self)
{
  g_autoptr (GMenuModel) variables = make_variables ();
  GMenu *section = g_menu_new ();

  self->menu = g_menu_new ();
  self->template_menu = g_menu_new ();
  g_menu_append (section, C_ ("caption", "_Copy Fields"), "caption.copy");
  g_menu_append (section, C_ ("caption", "_Paste Fields…"), "caption.paste");
  g_menu_append_submenu (section, C_ ("caption", "Insert a _Variable"), variables);
  append_section (self->menu, section);
  section = g_menu_new ();
  g_menu_append_submenu (section, C_ ("caption", "_Apply a Template"),
                         G_MENU_MODEL (self->template_menu));
  g_menu_append (section, C_ ("caption", "_Save as Template…"), "caption.save-template");
  append_section (self->menu, section);
  section = g_menu_new ();
  g_menu_append (section, C_ ("caption", "Photo _Templates…"), "caption.templates");
  g_menu_append (section, C_ ("caption", "C_odes…"), "caption.codes");
  g_menu_append (section, C_ ("caption", "Lists of _Names…"), "caption.names");
  append_section (self->menu, section);
}

static void
set_enabled (BtCaptionPanel *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* Not more often than needed: an item that goes with the keyboard on it leaves the window
 * without. */
void
bt_caption_panel_show_templates (BtCaptionPanel *self)
{
  g_menu_remove_all (self->template_menu);
  for (guint i = 0; self->templates != NULL && i < self->templates->len; i++)
    {
      const BtPhotoTemplate *photo_template = self->templates->pdata[i];
      g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);
      g_auto (GStrv) parts = g_strsplit (photo_template->name, "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts);

      g_menu_item_set_label (item, label);
      g_menu_item_set_action_and_target (item, "caption.template", "x",
                                         photo_template->id);
      g_menu_append_item (self->template_menu, item);
    }
  if (g_menu_model_get_n_items (G_MENU_MODEL (self->template_menu)) == 0)
    g_menu_append (self->template_menu, C_ ("caption", "No templates yet"),
                   "caption.none");
}

void
bt_caption_panel_update_actions (BtCaptionPanel *self)
{
  gboolean some = self->items->len > 0;

  set_enabled (self, "copy", some);
  set_enabled (self, "paste", some && self->copied != NULL);
  set_enabled (self, "template", some);
  set_enabled (self, "save-template", some);
  set_enabled (self, "variable", some);
}

void
bt_caption_panel_init_actions (BtCaptionPanel *self)
{
  static const GActionEntry entries[] = {
    { .name = "next", .activate = next_cb },
    { .name = "previous", .activate = previous_cb },
    { .name = "copy", .activate = copy_cb },
    { .name = "paste", .activate = paste_cb },
    { .name = "template", .activate = template_cb, .parameter_type = "x" },
    { .name = "save-template", .activate = save_template_cb },
    { .name = "variable", .activate = variable_cb, .parameter_type = "s" },
    { .name = "codes", .activate = codes_cb },
    { .name = "names", .activate = names_cb },
    { .name = "templates", .activate = templates_cb },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries,
                                   G_N_ELEMENTS (entries), self);
  make_menu (self);
  bt_caption_panel_show_templates (self);
  bt_caption_panel_update_actions (self);
}
