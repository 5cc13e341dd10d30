/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/bt-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "bt-config.h"
#include "bt-ui-resources.h"
#include "sync/bt-photo-discard.h"
#include "ui/bt-window.h"
#include "ui/desk/bt-desk-window.h"

/* Not while the first lists are being read. */
#define TIDY_AFTER_SECONDS 5

struct _BtApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  char *data_dir;
  BtContext *context;
  BtSender *sender;
  guint terminate_source;
  guint tidy_source;
  GCancellable *tidying;
};

G_DEFINE_FINAL_TYPE (BtApplication, bt_application, ADW_TYPE_APPLICATION)

/* Returns: (nullable): the one that was used last; dialogs, and the photo desk, are windows
 * of the application too */
static gpointer
find_window (BtApplication *self, GType type)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL;
       l = l->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (l->data, type))
      return l->data;
  return NULL;
}

static BtWindow *
get_window (BtApplication *self)
{
  BtWindow *window = find_window (self, BT_TYPE_WINDOW);

  if (window == NULL)
    window = bt_window_new (GTK_APPLICATION (self), self->context, self->sender,
                            self->settings);
  return window;
}

/* ---- the photo desk ---- */

static void
attach_cb (BtDeskWindow *desk, GPtrArray *infos, gboolean gallery, BtApplication *self)
{
  BtWindow *window = find_window (self, BT_TYPE_WINDOW);
  g_autofree char *headline =
      window != NULL ? bt_window_add_photos (window, infos, gallery) : NULL;

  if (headline != NULL)
    bt_desk_window_tell_added (desk, infos->len, headline);
  else
    bt_desk_window_ask_article (desk, infos, gallery);
}

static void
attach_to_cb (BtDeskWindow *desk,
              const char *uuid,
              GPtrArray *infos,
              gboolean gallery,
              BtApplication *self)
{
  BtWindow *window = get_window (self);

  gtk_window_present (GTK_WINDOW (window));
  bt_window_add_photos_to (window, uuid, infos, gallery);
}

static gboolean
bring_cb (BtDeskWindow *desk,
          const char *hash,
          BtHome *home,
          BtHome *source,
          GTask *task,
          BtApplication *self)
{
  BtWindow *window = find_window (self, BT_TYPE_WINDOW);

  return window != NULL && bt_window_bring_home (window, hash, home, source, task);
}

static void
photo_desk_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtApplication *self = data;
  BtDeskWindow *desk = find_window (self, BT_TYPE_DESK_WINDOW);

  if (desk == NULL)
    {
      desk = bt_desk_window_new (GTK_APPLICATION (self), self->context, self->settings);
      g_signal_connect (desk, "attach", G_CALLBACK (attach_cb), self);
      g_signal_connect (desk, "attach-to", G_CALLBACK (attach_to_cb), self);
      g_signal_connect (desk, "bring", G_CALLBACK (bring_cb), self);
    }
  gtk_window_present (GTK_WINDOW (desk));
}

/* ---- what an earlier run has not finished ---- */

/* What could not be done now is tried with the next start. */
static gboolean
tidy_cb (gpointer data)
{
  BtApplication *self = data;

  self->tidy_source = 0;
  bt_context_finish_discards_async (self->context, self->tidying, NULL, NULL);
  return G_SOURCE_REMOVE;
}

/* ---- light and dark ---- */

static void
style_cb (BtApplication *self)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT,
                                            ADW_COLOR_SCHEME_FORCE_LIGHT,
                                            ADW_COLOR_SCHEME_FORCE_DARK };
  int style = g_settings_get_enum (self->settings, "style");

  adw_style_manager_set_color_scheme (
      adw_application_get_style_manager (ADW_APPLICATION (self)),
      schemes[CLAMP (style, 0, (int)G_N_ELEMENTS (schemes) - 1)]);
}

/* ---- actions ---- */

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtApplication *self = data;
  g_autoptr (GList) windows =
      g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));

  /* each window saves before it goes; the last one ends the program */
  for (GList *l = windows; l != NULL; l = l->next)
    if (BT_IS_WINDOW (l->data) || BT_IS_DESK_WINDOW (l->data))
      gtk_window_close (l->data);
}

static gboolean
terminate_cb (gpointer data)
{
  quit_cb (NULL, NULL, data);
  return G_SOURCE_CONTINUE;
}

static const struct
{
  const char *action;
  const char *keys[4];
} accelerators[] = {
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.new", { "<Control>n" } },
  { "win.new-menu", { "<Control><Shift>n" } },
  { "win.import", { "<Control>o" } },
  { "win.search", { "<Control><Shift>f" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z", "<Control>y" } },
  { "win.save", { "<Control>s" } },
  { "win.add-photo", { "<Control><Shift>p" } },
  { "win.details", { "F9" } },
  { "win.preview", { "F5" } },
  { "win.preview-portal", { "<Shift>F5" } },
  { "win.publish", { "<Control>Return" } },
  { "win.preferences", { "<Control>comma" } },
  { "win.shortcuts", { "<Control>question" } },

  { "edit.bold", { "<Control>b" } },
  { "edit.italic", { "<Control>i" } },
  { "edit.underline", { "<Control>u" } },
  { "edit.strike", { "<Control><Shift>x" } },
  { "edit.superscript", { "<Control>asciicircum" } },
  { "edit.subscript", { "<Control>underscore" } },
  { "edit.clear-formatting", { "<Control>backslash" } },
  { "edit.block::paragraph", { "<Control><Alt>0" } },
  { "edit.block::heading-2", { "<Control><Alt>2" } },
  { "edit.block::heading-3", { "<Control><Alt>3" } },
  { "edit.block::heading-4", { "<Control><Alt>4" } },
  { "edit.block::numbered-list", { "<Control><Shift>7", "<Control>ampersand" } },
  { "edit.block::bullet-list", { "<Control><Shift>8", "<Control>asterisk" } },
  { "edit.block::quote", { "<Control><Shift>9", "<Control>parenleft" } },
  { "edit.block::pull-quote", { "<Control><Shift>0", "<Control>parenright" } },
  { "edit.indent", { "<Control>bracketright" } },
  { "edit.outdent", { "<Control>bracketleft" } },
  { "edit.link", { "<Control>k" } },
  { "edit.table-row-up", { "<Alt>Up" } },
  { "edit.table-row-down", { "<Alt>Down" } },
  { "edit.paste-plain", { "<Control><Shift>v" } },
  { "edit.snippets", { "<Control>j" } },
  { "edit.find", { "<Control>f" } },
  { "edit.replace", { "<Control>h" } },
  { "edit.find-next", { "<Control>g", "F3" } },
  { "edit.find-previous", { "<Control><Shift>g", "<Shift>F3" } },
  { "edit.next-placeholder", { "F4" } },
  { "edit.previous-placeholder", { "<Shift>F4" } },
  { "edit.next-finding", { "F7" } },
  { "edit.previous-finding", { "<Shift>F7" } },
  { "edit.versions", { "<Control><Alt>h" } },
  { "edit.print", { "<Control>p" } },
  { "edit.focus-mode", { "F8" } },
  { "edit.zoom-in", { "<Control>plus", "<Control>equal", "<Control>KP_Add" } },
  { "edit.zoom-out", { "<Control>minus", "<Control>KP_Subtract" } },
  { "edit.zoom-reset", { "<Control>0", "<Control>KP_0" } },
  { "edit.add-gallery", { "<Control><Alt>p" } },
  { "win.back", { "<Alt>Left" } },

  { "app.photo-desk", { "<Control><Shift>d" } },
  { "desk.ingest", { "<Control>o" } },
  { "desk.export", { "<Control>e" } },
  { "desk.add-to-article", { "<Control>Return" } },
  { "desk.add-gallery", { "<Control><Alt>p" } },
  { "desk.search", { "<Control>f" } },
  { "desk.undo", { "<Control>z" } },
  { "desk.redo", { "<Control><Shift>z", "<Control>y" } },
  { "desk.mark(0)", { "<Control>0" } },
  { "desk.mark(1)", { "<Control>1" } },
  { "desk.mark(2)", { "<Control>2" } },
  { "desk.mark(3)", { "<Control>3" } },
  { "desk.mark(4)", { "<Control>4" } },
  { "desk.mark(5)", { "<Control>5" } },
  { "desk.mark(6)", { "<Control>6" } },
  { "desk.mark(7)", { "<Control>7" } },
  { "desk.panel", { "F9" } },
  { "desk.check", { "F7" } },
  { "desk.sidebar", { "<Control>F9" } },
  { "desk.fullscreen", { "F11" } },
  { "desk.shortcuts", { "<Control>question" } },

  { "desk.copy-corrections", { "<Control><Shift>k" } },
  { "desk.paste-corrections", { "<Control><Alt>k" } },
  { "desk.caption", { "F2" } },
  { "caption.next", { "<Alt>Down", "<Control>Page_Down" } },
  { "caption.previous", { "<Alt>Up", "<Control>Page_Up" } },
  { "caption.copy", { "<Control><Shift>c" } },
  { "caption.paste", { "<Control><Alt>v" } },
};

/* ---- application ---- */

static void
bt_application_startup (GApplication *app)
{
  BtApplication *self = BT_APPLICATION (app);
  static const GActionEntry entries[] = {
    { .name = "quit", .activate = quit_cb },
    { .name = "photo-desk", .activate = photo_desk_cb },
  };

  /* the linker would leave them out of a static library that nobody asks for them */
  g_resources_register (bt_ui_get_resource ());
  G_APPLICATION_CLASS (bt_application_parent_class)->startup (app);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries),
                                   self);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accelerators[i].action,
                                           (const char *const *)accelerators[i].keys);
  if (self->settings != NULL)
    {
      g_signal_connect_swapped (self->settings, "changed::style", G_CALLBACK (style_cb),
                                self);
      style_cb (self);
    }
  gtk_window_set_default_icon_name (BT_APP_ID);

  self->context = bt_context_new (self->data_dir);
  self->sender = bt_sender_new (self->context);
  bt_sender_start (self->sender);
  self->tidying = g_cancellable_new ();
  self->tidy_source = g_timeout_add_seconds (TIDY_AFTER_SECONDS, tidy_cb, self);
  /* the end of a session sends it: save like after a click on the cross */
  self->terminate_source = g_unix_signal_add (SIGTERM, terminate_cb, self);
}

static void
bt_application_shutdown (GApplication *app)
{
  BtApplication *self = BT_APPLICATION (app);

  g_clear_handle_id (&self->terminate_source, g_source_remove);
  g_clear_handle_id (&self->tidy_source, g_source_remove);
  if (self->tidying != NULL)
    g_cancellable_cancel (self->tidying);
  g_clear_object (&self->tidying);
  if (self->sender != NULL)
    bt_sender_stop (self->sender);
  g_clear_object (&self->sender);
  g_clear_object (&self->context);

  G_APPLICATION_CLASS (bt_application_parent_class)->shutdown (app);
}

static void
bt_application_activate (GApplication *app)
{
  gtk_window_present (GTK_WINDOW (get_window (BT_APPLICATION (app))));
}

static void
bt_application_open (GApplication *app, GFile **files, int n_files, const char *hint)
{
  BtWindow *window = get_window (BT_APPLICATION (app));
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);

  for (int i = 0; i < n_files; i++)
    g_list_store_append (list, files[i]);
  gtk_window_present (GTK_WINDOW (window));
  bt_window_import (window, G_LIST_MODEL (list));
}

static int
bt_application_handle_local_options (GApplication *app, GVariantDict *options)
{
  BtApplication *self = BT_APPLICATION (app);
  g_autofree char *dir = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("banthao %s\n", BT_VERSION);
      return 0;
    }
  if (g_variant_dict_lookup (options, "data-dir", "^ay", &dir))
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (dir);

      self->data_dir = g_file_get_path (file);
      /* another folder is another program: it must not end in the window of the first */
      g_application_set_flags (app,
                               g_application_get_flags (app) | G_APPLICATION_NON_UNIQUE);
    }
  return -1;
}

static void
bt_application_finalize (GObject *object)
{
  BtApplication *self = BT_APPLICATION (object);

  g_clear_object (&self->settings);
  g_free (self->data_dir);

  G_OBJECT_CLASS (bt_application_parent_class)->finalize (object);
}

static void
bt_application_class_init (BtApplicationClass *klass)
{
  GApplicationClass *app_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bt_application_finalize;
  app_class->startup = bt_application_startup;
  app_class->shutdown = bt_application_shutdown;
  app_class->activate = bt_application_activate;
  app_class->open = bt_application_open;
  app_class->handle_local_options = bt_application_handle_local_options;
}

static void
bt_application_init (BtApplication *self)
{
  const GOptionEntry options[] = {
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, NULL,
      N_ ("Keep articles and photos in this folder"), N_ ("FOLDER") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

BtApplication *
bt_application_new (GSettings *settings)
{
  BtApplication *self = g_object_new (BT_TYPE_APPLICATION, "application-id", BT_APP_ID,
                                      "flags", G_APPLICATION_HANDLES_OPEN,
                                      "resource-base-path", "/vn/banthao/BanThao", NULL);

  g_set_object (&self->settings, settings);
  return self;
}
