/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-card.h"

#include <glib/gi18n.h>

#include "ui/bt-accessible.h"
#include "ui/editor/bt-link-address.h"
#include "ui/editor/bt-text-field.h"

/* How much of a block's source is laid out; all of it is kept, and copied. */
#define MAX_SHOWN_BYTES (24 * 1024)
#define SOURCE_HEIGHT 240
#define MAX_SHOWN_ROWS 40

struct _BtCard
{
  GtkBox parent_instance;

  BtBlock *block;
  GtkWidget *open_button;
  BtTextField *caption;
};

enum
{
  EDITED,
  LEAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtCard, bt_card, GTK_TYPE_BOX)

/* ---- parts ---- */

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_head (BtCard *self,
          const char *icon,
          const char *title,
          const char *note,
          gboolean locked)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *picture = gtk_image_new_from_icon_name (icon);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  gtk_widget_set_valign (picture, GTK_ALIGN_START);
  gtk_accessible_update_state (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_STATE_HIDDEN,
                               TRUE, -1);
  gtk_box_append (GTK_BOX (head), picture);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), make_label (title, "heading"));
  gtk_box_append (GTK_BOX (words), make_label (note, "dim-label"));
  gtk_box_append (GTK_BOX (head), words);
  if (locked)
    {
      GtkWidget *lock = gtk_image_new_from_icon_name ("changes-prevent-symbolic");

      gtk_widget_set_valign (lock, GTK_ALIGN_START);
      gtk_accessible_update_state (GTK_ACCESSIBLE (lock), GTK_ACCESSIBLE_STATE_HIDDEN,
                                   TRUE, -1);
      gtk_box_append (GTK_BOX (head), lock);
    }
  gtk_box_append (GTK_BOX (self), head);
  gtk_widget_add_css_class (GTK_WIDGET (self), "bt-card");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note, -1);
}

/* ---- tables that are too large ---- */

static void
fill_table (BtCard *self)
{
  const BtTable *table = self->block->table;
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  add_head (self, "view-grid-symbolic", C_ ("block", "Large table"),
            C_ ("block", "It is kept and sent as it is; it is too large to be changed "
                         "here. Its first rows:"),
            TRUE);
  gtk_widget_add_css_class (grid, "bt-table");
  for (guint row = 0; row < MIN (table->n_rows, MAX_SHOWN_ROWS); row++)
    for (guint column = 0; column < MIN (table->n_columns, MAX_SHOWN_ROWS); column++)
      {
        GtkWidget *cell =
            make_label (bt_rich_text_get_text (bt_table_cell (table, row, column)),
                        row == 0 && table->has_header ? "heading" : NULL);

        gtk_label_set_width_chars (GTK_LABEL (cell), 8);
        gtk_widget_set_hexpand (cell, TRUE);
        gtk_grid_attach (GTK_GRID (grid), cell, (int)column, (int)row, 1, 1);
      }
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled),
                                              SOURCE_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), grid);
  gtk_box_append (GTK_BOX (self), scrolled);
  if (!bt_rich_text_is_empty (table->caption))
    gtk_box_append (GTK_BOX (self),
                    make_label (bt_rich_text_get_text (table->caption), "dim-label"));
}

/* ---- embeds ---- */

static void
open_cb (BtCard *self)
{
  bt_link_address_open (GTK_WIDGET (self), self->block->url);
}

static void
caption_edited_cb (BtCard *self)
{
  bt_rich_text_free (self->block->caption);
  self->block->caption = bt_text_field_get (self->caption, TRUE);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
caption_leave_cb (BtTextField *caption, gboolean forward, BtCard *self)
{
  if (forward)
    g_signal_emit (self, signals[LEAVE], 0, TRUE);
  else
    gtk_widget_grab_focus (self->open_button);
}

static const char *
provider_name (const char *provider)
{
  static const char *const names[][2] = {
    { "youtube", "YouTube" },         { "vimeo", "Vimeo" },
    { "dailymotion", "Dailymotion" }, { "tiktok", "TikTok" },
    { "twitter", "Twitter / X" },     { "facebook", "Facebook" },
    { "spotify", "Spotify" },         { "soundcloud", "SoundCloud" },
    { "instagram", "Instagram" },
  };

  for (guint i = 0; provider != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (provider, names[i][0]))
      return names[i][1];
  return provider;
}

/* An address in several lines, without hyphens that are not in it. */
static GtkWidget *
make_address (const char *url)
{
  GtkWidget *label = make_label (url, NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static void
fill_embed (BtCard *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  const char *name = provider_name (self->block->provider);

  add_head (self, "web-browser-symbolic",
            name != NULL && *name != '\0' ? name
                                          : C_ ("block", "Embedded from elsewhere"),
            C_ ("block", "The portal shows it inside the page."), FALSE);
  gtk_box_append (GTK_BOX (line), make_address (self->block->url));
  self->open_button = gtk_button_new_with_mnemonic (C_ ("block", "_Open"));
  gtk_widget_set_valign (self->open_button, GTK_ALIGN_START);
  g_signal_connect_swapped (self->open_button, "clicked", G_CALLBACK (open_cb), self);
  gtk_box_append (GTK_BOX (line), self->open_button);
  gtk_box_append (GTK_BOX (self), line);

  self->caption =
      BT_TEXT_FIELD (bt_text_field_new (C_ ("block", "Caption of the embed"), FALSE));
  g_object_set (self->caption, "rich", TRUE, NULL);
  bt_text_field_set (self->caption, self->block->caption);
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "bt-caption");
  g_signal_connect_swapped (self->caption, "edited", G_CALLBACK (caption_edited_cb),
                            self);
  g_signal_connect (self->caption, "leave", G_CALLBACK (caption_leave_cb), self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->caption));
  bt_accessible_name_buttons (GTK_WIDGET (self));
}

/* ---- opaque blocks ---- */

char *
bt_card_name_block (const char *source)
{
  const char *name;
  gsize length;

  g_return_val_if_fail (source != NULL, NULL);

  while (g_ascii_isspace (*source))
    source++;
  if (!g_str_has_prefix (source, "<!-- wp:"))
    return NULL;
  name = source + strlen ("<!-- wp:");
  length = strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-/");
  return length > 0 && length <= 80 ? g_strndup (name, length) : NULL;
}

/* Returns: (nullable): what the blocks are called in the portal's own editor */
static const char *
block_in_words (const char *name)
{
  static const char *const words[][2] = {
    { "gallery", NC_ ("wp-block", "Gallery") },
    { "image", NC_ ("wp-block", "Picture with settings of its own") },
    { "video", NC_ ("wp-block", "Video") },
    { "audio", NC_ ("wp-block", "Sound") },
    { "file", NC_ ("wp-block", "File to download") },
    { "columns", NC_ ("wp-block", "Columns") },
    { "group", NC_ ("wp-block", "Group of blocks") },
    { "buttons", NC_ ("wp-block", "Buttons") },
    { "table", NC_ ("wp-block", "Table with settings of its own") },
    { "html", NC_ ("wp-block", "HTML of its own") },
    { "shortcode", NC_ ("wp-block", "Shortcode") },
    { "code", NC_ ("wp-block", "Code") },
    { "media-text", NC_ ("wp-block", "Picture beside text") },
    { "more", NC_ ("wp-block", "“Read more” mark") },
  };

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (name, words[i][0]))
      return g_dpgettext2 (GETTEXT_PACKAGE, "wp-block", words[i][1]);
  return NULL;
}

static void
copy_cb (BtCard *self)
{
  g_autofree char *valid = g_utf8_make_valid (self->block->source, -1);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), valid);
}

static GtkWidget *
make_source (BtCard *self)
{
  const char *source = self->block->source;
  gsize size = strlen (source);
  g_autofree char *start =
      g_utf8_make_valid (source, (gssize)MIN (size, MAX_SHOWN_BYTES));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *copy = gtk_button_new_with_mnemonic (C_ ("block", "_Copy the Source"));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), start, -1);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_add_css_class (view, "bt-source");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("block", "Source"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled),
                                              SOURCE_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_add_css_class (scrolled, "bt-source-frame");
  gtk_box_append (GTK_BOX (box), scrolled);
  if (size > MAX_SHOWN_BYTES)
    {
      g_autofree char *whole = g_format_size (size);
      g_autofree char *shown = g_format_size (MAX_SHOWN_BYTES);
      g_autofree char *note = g_strdup_printf (
          C_ ("block", "Only the first %s of %s are shown; all of it is kept."), shown,
          whole);

      gtk_box_append (GTK_BOX (box), make_label (note, "dim-label"));
    }
  gtk_widget_set_halign (copy, GTK_ALIGN_START);
  g_signal_connect_swapped (copy, "clicked", G_CALLBACK (copy_cb), self);
  gtk_box_append (GTK_BOX (box), copy);
  bt_accessible_name_buttons (copy);
  return box;
}

/* The source is made when somebody wants to see it. */
static void
expanded_cb (GtkExpander *expander, GParamSpec *pspec, BtCard *self)
{
  if (gtk_expander_get_expanded (expander) && gtk_expander_get_child (expander) == NULL)
    gtk_expander_set_child (expander, make_source (self));
}

static void
fill_opaque (BtCard *self)
{
  g_autofree char *name = bt_card_name_block (self->block->source);
  g_autofree char *note = NULL;
  const char *words = block_in_words (name);
  GtkWidget *expander = gtk_expander_new_with_mnemonic (C_ ("block", "_View the Source"));

  if (name != NULL)
    note = g_strdup_printf (
        C_ ("block", "wp:%s, a block from the portal; kept byte for byte."), name);
  add_head (self, "application-x-addon-symbolic",
            words != NULL ? words : C_ ("block", "Block from the portal"),
            note != NULL ? note : C_ ("block", "It is kept and sent back byte for byte."),
            TRUE);
  g_signal_connect (expander, "notify::expanded", G_CALLBACK (expanded_cb), self);
  gtk_box_append (GTK_BOX (self), expander);
}

/* ---- rules ---- */

static void
fill_divider (BtCard *self)
{
  GtkWidget *rule = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

  gtk_widget_add_css_class (rule, "bt-divider");
  gtk_accessible_update_property (GTK_ACCESSIBLE (rule), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("block", "Rule between two parts"), -1);
  gtk_box_append (GTK_BOX (self), rule);
}

/* ---- type ---- */

/* Past its last part, and before its first, the keyboard goes on in the text. */
static gboolean
bt_card_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean inside = gtk_widget_get_focus_child (widget) != NULL;

  if (GTK_WIDGET_CLASS (bt_card_parent_class)->focus (widget, direction))
    return TRUE;
  if (!inside || (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD))
    return FALSE;
  g_signal_emit (widget, signals[LEAVE], 0, direction == GTK_DIR_TAB_FORWARD);
  return TRUE;
}

/* Keys do not go on from inside the text to the window, which would do these two. */
static gboolean
move_focus (GtkWidget *widget, GVariant *direction, gpointer data)
{
  return gtk_widget_child_focus (widget,
                                 (GtkDirectionType)g_variant_get_int32 (direction));
}

static gboolean
activate_focus (GtkWidget *widget, GVariant *unused, gpointer data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  return focus != NULL && gtk_widget_activate (focus);
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  static const guint activating[] = { GDK_KEY_space, GDK_KEY_Return, GDK_KEY_KP_Enter };

  for (guint i = 0; i < G_N_ELEMENTS (activating); i++)
    gtk_widget_class_add_binding (widget_class, activating[i], 0, activate_focus, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Tab, 0, move_focus, "i",
                                GTK_DIR_TAB_FORWARD);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Tab, GDK_SHIFT_MASK, move_focus,
                                "i", GTK_DIR_TAB_BACKWARD);
}

static void
bt_card_class_init (BtCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  add_bindings (widget_class);

  widget_class->focus = bt_card_focus;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[EDITED] = g_signal_new ("edited", BT_TYPE_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[LEAVE] = g_signal_new ("leave", BT_TYPE_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
bt_card_init (BtCard *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

GtkWidget *
bt_card_new (BtBlock *block)
{
  BtCard *self;

  g_return_val_if_fail (block != NULL, NULL);

  self = g_object_new (BT_TYPE_CARD, NULL);
  self->block = block;
  switch (block->kind)
    {
    case BT_BLOCK_TABLE:
      fill_table (self);
      break;
    case BT_BLOCK_EMBED:
      fill_embed (self);
      break;
    case BT_BLOCK_DIVIDER:
      fill_divider (self);
      break;
    default:
      fill_opaque (self);
      break;
    }
  return GTK_WIDGET (self);
}
