/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/preferences/bt-shortcuts-window.h"

#include <glib/gi18n.h>

/* @keys: where no action of the application stands behind it */
typedef struct
{
  const char *title;
  const char *action;
  const char *keys;
} Shortcut;

static const Shortcut articles[] = {
  { NC_ ("shortcuts", "New article"), "win.new", NULL },
  { NC_ ("shortcuts", "New article from a template"), "win.new-menu", NULL },
  { NC_ ("shortcuts", "Import"), "win.import", NULL },
  { NC_ ("shortcuts", "Search"), "win.search", NULL },
  { NC_ ("shortcuts", "Preview in the browser"), "win.preview", NULL },
  { NC_ ("shortcuts", "Look at it on the portal"), "win.preview-portal", NULL },
  { NC_ ("shortcuts", "Print"), "edit.print", NULL },
  { NC_ ("shortcuts", "Publish"), "win.publish", NULL },
};

static const Shortcut writing[] = {
  { NC_ ("shortcuts", "Undo"), "win.undo", NULL },
  { NC_ ("shortcuts", "Redo"), "win.redo", NULL },
  { NC_ ("shortcuts", "Paste as plain text"), "edit.paste-plain", NULL },
  { NC_ ("shortcuts", "Add a photo"), "win.add-photo", NULL },
  { NC_ ("shortcuts", "Put in a snippet"), "edit.snippets", NULL },
  { NC_ ("shortcuts", "Put in the snippet whose code was typed"), NULL, "Tab" },
  { NC_ ("shortcuts", "Next hint of a template"), "edit.next-placeholder", NULL },
  { NC_ ("shortcuts", "Previous hint of a template"), "edit.previous-placeholder", NULL },
  { NC_ ("shortcuts", "Add photos as one gallery"), "edit.add-gallery", NULL },
  { NC_ ("shortcuts", "Line break inside a paragraph"), NULL, "<Shift>Return" },
  { NC_ ("shortcuts", "To a photo, and from it into its caption"), NULL, "Tab" },
  { NC_ ("shortcuts", "Menu of a photo"), NULL, "Return" },
  { NC_ ("shortcuts", "Move a figure up"), NULL, "<Alt>Up" },
  { NC_ ("shortcuts", "Move a figure down"), NULL, "<Alt>Down" },
  { NC_ ("shortcuts", "Photo earlier in its gallery"), NULL, "<Control>Left" },
  { NC_ ("shortcuts", "Photo later in its gallery"), NULL, "<Control>Right" },
  { NC_ ("shortcuts", "From a caption back to the text"), NULL, "Escape" },
  { NC_ ("shortcuts", "Next cell of a table; from the last one, a new row"), NULL,
    "Tab" },
  { NC_ ("shortcuts", "Move a table’s row up"), "edit.table-row-up", NULL },
  { NC_ ("shortcuts", "Move a table’s row down"), "edit.table-row-down", NULL },
  { NC_ ("shortcuts", "Rows and columns of a table"), NULL, "<Shift>F10" },
  { NC_ ("shortcuts", "To the next error found"), "edit.next-finding", NULL },
  { NC_ ("shortcuts", "To the error before"), "edit.previous-finding", NULL },
  { NC_ ("shortcuts", "Save now (it is saved by itself, too)"), "win.save", NULL },
  { NC_ ("shortcuts", "Versions of the article"), "edit.versions", NULL },
};

static const Shortcut finding[] = {
  { NC_ ("shortcuts", "Find in the article"), "edit.find", NULL },
  { NC_ ("shortcuts", "Find and replace"), "edit.replace", NULL },
  { NC_ ("shortcuts", "Next hit"), "edit.find-next", NULL },
  { NC_ ("shortcuts", "Previous hit"), "edit.find-previous", NULL },
};

static const Shortcut formatting[] = {
  { NC_ ("shortcuts", "Bold"), "edit.bold", NULL },
  { NC_ ("shortcuts", "Italic"), "edit.italic", NULL },
  { NC_ ("shortcuts", "Underline"), "edit.underline", NULL },
  { NC_ ("shortcuts", "Strikethrough"), "edit.strike", NULL },
  { NC_ ("shortcuts", "Superscript"), "edit.superscript", NULL },
  { NC_ ("shortcuts", "Subscript"), "edit.subscript", NULL },
  { NC_ ("shortcuts", "Clear formatting"), "edit.clear-formatting", NULL },
  { NC_ ("shortcuts", "Link"), "edit.link", NULL },
  { NC_ ("shortcuts", "Ordinary paragraph"), "edit.block::paragraph", NULL },
  { NC_ ("shortcuts", "Subheading"), "edit.block::heading-2", NULL },
  { NC_ ("shortcuts", "Subheading, second level"), "edit.block::heading-3", NULL },
  { NC_ ("shortcuts", "Subheading, third level"), "edit.block::heading-4", NULL },
  { NC_ ("shortcuts", "Quote"), "edit.block::quote", NULL },
  { NC_ ("shortcuts", "Pull quote"), "edit.block::pull-quote", NULL },
  { NC_ ("shortcuts", "Bulleted list"), "edit.block::bullet-list", NULL },
  { NC_ ("shortcuts", "Numbered list"), "edit.block::numbered-list", NULL },
  { NC_ ("shortcuts", "List item one level in"), "edit.indent", NULL },
  { NC_ ("shortcuts", "List item one level out"), "edit.outdent", NULL },
};

static const Shortcut desk[] = {
  { NC_ ("shortcuts", "Photo desk"), "app.photo-desk", NULL },
  { NC_ ("shortcuts", "Take photos in from a folder or a card"), "desk.ingest", NULL },
  { NC_ ("shortcuts", "Export photos"), "desk.export", NULL },
  { NC_ ("shortcuts", "Search photos"), "desk.search", NULL },
  { NC_ ("shortcuts", "Rate with one to five stars"), NULL, "1...5" },
  { NC_ ("shortcuts", "No rating"), NULL, "0" },
  { NC_ ("shortcuts", "Red, yellow, green, blue mark"), NULL, "6...9" },
  { NC_ ("shortcuts", "No mark"), "desk.mark(0)", NULL },
  { NC_ ("shortcuts", "Red mark"), "desk.mark(1)", NULL },
  { NC_ ("shortcuts", "Yellow mark"), "desk.mark(2)", NULL },
  { NC_ ("shortcuts", "Green mark"), "desk.mark(3)", NULL },
  { NC_ ("shortcuts", "Blue mark"), "desk.mark(4)", NULL },
  { NC_ ("shortcuts", "Purple mark"), "desk.mark(5)", NULL },
  { NC_ ("shortcuts", "Orange mark"), "desk.mark(6)", NULL },
  { NC_ ("shortcuts", "Brown mark"), "desk.mark(7)", NULL },
  { NC_ ("shortcuts", "Pick"), NULL, "p" },
  { NC_ ("shortcuts", "Reject"), NULL, "x" },
  { NC_ ("shortcuts", "Neither picked nor rejected"), NULL, "u" },
  { NC_ ("shortcuts", "Discard photos"), NULL, "Delete" },
  { NC_ ("shortcuts", "Back to all photos"), NULL, "g Escape" },
  { NC_ ("shortcuts", "One photo, and back"), NULL, "space Return" },
  { NC_ ("shortcuts", "Compare two photos"), NULL, "o" },
  { NC_ ("shortcuts", "The other of two photos"), NULL, "Tab" },
  { NC_ ("shortcuts", "Photo in its full size, and back"), NULL, "z" },
  { NC_ ("shortcuts", "Photo larger"), NULL, "plus" },
  { NC_ ("shortcuts", "Photo smaller"), NULL, "minus" },
  { NC_ ("shortcuts", "Next and previous photo"), NULL, "Right Left Page_Down Page_Up" },
  { NC_ ("shortcuts", "Words over the photo"), NULL, "i" },
  { NC_ ("shortcuts", "Select all photos"), NULL, "<Control>a" },
  { NC_ ("shortcuts", "Undo on the photo desk"), "desk.undo", NULL },
  { NC_ ("shortcuts", "Redo on the photo desk"), "desk.redo", NULL },
  { NC_ ("shortcuts", "Add the photos to the article"), "desk.add-to-article", NULL },
  { NC_ ("shortcuts", "Add the photos to the article as a gallery"), "desk.add-gallery",
    NULL },
  { NC_ ("shortcuts", "Captions beside the photos"), "desk.panel", NULL },
  { NC_ ("shortcuts", "Write the caption"), "desk.caption", NULL },
  { NC_ ("shortcuts", "Next photo, in the same field"), "caption.next", NULL },
  { NC_ ("shortcuts", "Previous photo, in the same field"), "caption.previous", NULL },
  { NC_ ("shortcuts", "Copy the fields of a photo"), "caption.copy", NULL },
  { NC_ ("shortcuts", "Paste fields onto the photos"), "caption.paste", NULL },
  { NC_ ("shortcuts", "Check the captions"), "desk.check", NULL },
  { NC_ ("shortcuts", "Crop and correct a photo"), NULL, "c" },
  { NC_ ("shortcuts", "Turn photos left, right"), NULL, "bracketleft bracketright" },
  { NC_ ("shortcuts", "Crop upright or lying"), NULL, "s" },
  { NC_ ("shortcuts", "Place the point of interest"), NULL, "f" },
  { NC_ ("shortcuts", "Draw over what is to be hidden"), NULL, "a" },
  { NC_ ("shortcuts", "Hide an area in the middle of the crop"), NULL, "Insert" },
  { NC_ ("shortcuts", "Next hidden area"), NULL, "n" },
  { NC_ ("shortcuts", "Move the crop, the point or the area"), NULL,
    "Up Down Left Right" },
  { NC_ ("shortcuts", "Make the crop or the area larger or smaller"), NULL,
    "<Shift>Right <Shift>Left" },
  { NC_ ("shortcuts", "The same, pixel by pixel"), NULL, "<Control>Right" },
  { NC_ ("shortcuts", "Next, previous photo"), NULL, "Page_Down Page_Up" },
  { NC_ ("shortcuts", "Copy the corrections of a photo"), "desk.copy-corrections", NULL },
  { NC_ ("shortcuts", "Paste corrections onto the photos"), "desk.paste-corrections",
    NULL },
  { NC_ ("shortcuts", "Batches and articles"), "desk.sidebar", NULL },
  { NC_ ("shortcuts", "Full screen"), "desk.fullscreen", NULL },
  { NC_ ("shortcuts", "Keyboard shortcuts"), "desk.shortcuts", NULL },
};

static const Shortcut window[] = {
  { NC_ ("shortcuts", "Focus mode"), "edit.focus-mode", NULL },
  { NC_ ("shortcuts", "Larger text"), "edit.zoom-in", NULL },
  { NC_ ("shortcuts", "Smaller text"), "edit.zoom-out", NULL },
  { NC_ ("shortcuts", "Text at its normal size"), "edit.zoom-reset", NULL },
  { NC_ ("shortcuts", "Fields beside the text"), "win.details", NULL },
  { NC_ ("shortcuts", "Back to the list"), "win.back", NULL },
  { NC_ ("shortcuts", "Preferences"), "win.preferences", NULL },
  { NC_ ("shortcuts", "Keyboard shortcuts"), "win.shortcuts", NULL },
  { NC_ ("shortcuts", "Close the window"), "window.close", NULL },
  { NC_ ("shortcuts", "Quit"), "app.quit", NULL },
};

static void
add_keys (AdwActionRow *row, const char *keys)
{
  GtkWidget *label = gtk_shortcut_label_new (keys);

  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (row, label);
}

static void
add_group (AdwPreferencesPage *page,
           GtkApplication *app,
           const char *title,
           const Shortcut *shortcuts,
           guint n)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *row = adw_action_row_new ();
      g_auto (GStrv) accels = NULL;

      adw_preferences_row_set_title (
          ADW_PREFERENCES_ROW (row),
          g_dpgettext2 (GETTEXT_PACKAGE, "shortcuts", shortcuts[i].title));
      if (shortcuts[i].action != NULL)
        accels = gtk_application_get_accels_for_action (app, shortcuts[i].action);
      for (guint k = 0; accels != NULL && accels[k] != NULL; k++)
        add_keys (ADW_ACTION_ROW (row), accels[k]);
      if (shortcuts[i].keys != NULL)
        add_keys (ADW_ACTION_ROW (row), shortcuts[i].keys);
      adw_preferences_group_add (group, row);
    }
  adw_preferences_page_add (page, group);
}

GtkWidget *
bt_shortcuts_window_new (GtkWindow *parent)
{
  GtkApplication *app = gtk_window_get_application (parent);
  GtkWidget *self =
      g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "modal", TRUE,
                    "destroy-with-parent", TRUE, "default-width", 480, "default-height",
                    620, "title", C_ ("shortcuts", "Keyboard Shortcuts"), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_preferences_page_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  add_group (ADW_PREFERENCES_PAGE (page), app, C_ ("shortcuts", "Articles"), articles,
             G_N_ELEMENTS (articles));
  add_group (ADW_PREFERENCES_PAGE (page), app, C_ ("shortcuts", "Writing"), writing,
             G_N_ELEMENTS (writing));
  add_group (ADW_PREFERENCES_PAGE (page), app, C_ ("shortcuts", "Finding"), finding,
             G_N_ELEMENTS (finding));
  add_group (ADW_PREFERENCES_PAGE (page), app, C_ ("shortcuts", "How text looks"),
             formatting, G_N_ELEMENTS (formatting));
  add_group (ADW_PREFERENCES_PAGE (page), app, C_ ("shortcuts", "Photo desk"), desk,
             G_N_ELEMENTS (desk));
  add_group (ADW_PREFERENCES_PAGE (page), app, C_ ("shortcuts", "Window"), window,
             G_N_ELEMENTS (window));
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (self), box);

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (self, keys);
  return self;
}
