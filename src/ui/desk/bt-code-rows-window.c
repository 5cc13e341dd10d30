/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-code-rows-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "messages/bt-messages.h"
#include "text/bt-codes.h"
#include "text/bt-text.h"
#include "ui/bt-ask.h"
#include "ui/desk/bt-caption-words.h"
#include "ui/editor/bt-input-method.h"

struct _BtCodeRowsWindow
{
  AdwWindow parent_instance;

  GtkStringList *rows; /* "code\ttext\tdates" */
  GtkFilter *filter;
  GtkEditable *search;
  char *words; /* folded */
};

G_DEFINE_FINAL_TYPE (BtCodeRowsWindow, bt_code_rows_window, ADW_TYPE_WINDOW)

/* ---- the rows ---- */

static char *
describe_dates (const BtCodeRow *row)
{
  g_autofree char *from = bt_caption_show_date (row->from != NULL ? row->from : "");
  g_autofree char *to = bt_caption_show_date (row->to != NULL ? row->to : "");

  if (*from == '\0' && *to == '\0')
    return g_strdup ("");
  if (*from == '\0')
    return g_strdup_printf (C_ ("codes", "until %s"), to);
  if (*to == '\0')
    return g_strdup_printf (C_ ("codes", "from %s"), from);
  return g_strdup_printf ("%s–%s", from, to);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) rows = bt_code_rows_from_bytes (data, &error);
  GPtrArray *lines;

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  lines = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < rows->len; i++)
    {
      const BtCodeRow *row = rows->pdata[i];
      g_autofree char *text = g_strjoinv (" · ", row->columns);
      g_autofree char *dates = describe_dates (row);

      g_ptr_array_add (lines, g_strjoin ("\t", row->code, text, dates, NULL));
    }
  g_ptr_array_add (lines, NULL);
  g_task_return_pointer (task, lines, (GDestroyNotify)g_ptr_array_unref);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BtCodeRowsWindow *self = BT_CODE_ROWS_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->rows == NULL)
    return;
  if (lines == NULL)
    bt_tell_error (GTK_WIDGET (self), C_ ("codes", "Not Read"), error);
  else
    gtk_string_list_splice (self->rows, 0, 0, (const char *const *)lines->pdata);
}

static gboolean
filter_cb (gpointer item, gpointer data)
{
  BtCodeRowsWindow *self = data;
  g_autofree char *folded = NULL;

  if (self->words == NULL || *self->words == '\0')
    return TRUE;
  folded = bt_text_fold (gtk_string_object_get_string (item));
  return strstr (folded, self->words) != NULL;
}

static void
search_cb (BtCodeRowsWindow *self)
{
  g_autofree char *text = bt_input_get_text (self->search, TRUE);

  g_free (self->words);
  self->words = bt_text_fold (g_strstrip (text));
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

/* ---- how they look ---- */

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (box), make_label ("heading"));
  gtk_box_append (GTK_BOX (box), make_label (NULL));
  gtk_box_append (GTK_BOX (box), make_label ("dim-label"));
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  g_auto (GStrv) parts =
      g_strsplit (gtk_string_object_get_string (gtk_list_item_get_item (item)), "\t", 3);

  for (guint i = 0; i < 3 && label != NULL; i++)
    {
      gtk_label_set_label (GTK_LABEL (label), parts[i]);
      gtk_widget_set_visible (label, *parts[i] != '\0');
      label = gtk_widget_get_next_sibling (label);
    }
}

/* ---- type ---- */

static void
bt_code_rows_window_dispose (GObject *object)
{
  BtCodeRowsWindow *self = BT_CODE_ROWS_WINDOW (object);

  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (self->filter), NULL, NULL,
                                       NULL);
  g_clear_object (&self->filter);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (bt_code_rows_window_parent_class)->dispose (object);
}

static void
bt_code_rows_window_finalize (GObject *object)
{
  g_free (BT_CODE_ROWS_WINDOW (object)->words);

  G_OBJECT_CLASS (bt_code_rows_window_parent_class)->finalize (object);
}

static void
bt_code_rows_window_class_init (BtCodeRowsWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bt_code_rows_window_dispose;
  object_class->finalize = bt_code_rows_window_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0,
                                       "window.close", NULL);
}

static void
bt_code_rows_window_init (BtCodeRowsWindow *self)
{
}

static GtkWidget *
make_list (BtCodeRowsWindow *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkFilterListModel *shown;
  GtkWidget *list;

  self->rows = gtk_string_list_new (NULL);
  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_cb, self, NULL));
  shown = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->rows)),
                                     g_object_ref (self->filter));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  list = gtk_list_view_new (
      GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (shown))), factory);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("codes", "Codes"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
make_search (BtCodeRowsWindow *self)
{
  GtkWidget *search = gtk_search_entry_new ();

  self->search = GTK_EDITABLE (search);
  g_object_set (search, "placeholder-text", C_ ("codes", "Code, title or name"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("codes", "Search the codes"), -1);
  gtk_widget_set_margin_start (search, 12);
  gtk_widget_set_margin_end (search, 12);
  gtk_widget_set_margin_top (search, 6);
  gtk_widget_set_margin_bottom (search, 6);
  bt_input_watch (search);
  g_signal_connect_swapped (search, "changed", G_CALLBACK (search_cb), self);
  g_signal_connect_object (gtk_editable_get_delegate (self->search), "preedit-changed",
                           G_CALLBACK (search_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_swapped (search, "stop-search", G_CALLBACK (gtk_window_close), self);
  return search;
}

GtkWidget *
bt_code_rows_window_new (GtkWindow *parent, const BtCodeFile *file)
{
  BtCodeRowsWindow *self;
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (GTask) task = NULL;

  g_return_val_if_fail (file != NULL, NULL);

  self = g_object_new (BT_TYPE_CODE_ROWS_WINDOW, "transient-for", parent, "modal", TRUE,
                       "destroy-with-parent", TRUE, "default-width", 520,
                       "default-height", 560, "title", file->name, NULL);
  gtk_box_append (GTK_BOX (all), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (all), make_search (self));
  gtk_box_append (GTK_BOX (all), make_list (self));
  adw_window_set_content (ADW_WINDOW (self), all);
  task = g_task_new (self, NULL, read_cb, NULL);
  g_task_set_task_data (task, g_bytes_new (file->text, strlen (file->text)),
                        (GDestroyNotify)g_bytes_unref);
  g_task_run_in_thread (task, read_thread);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  return GTK_WIDGET (self);
}
