/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-typed.h"

#include "ui/editor/bt-input-method.h"

typedef struct
{
  BtTypedFunc func;
  gpointer data;
} Watcher;

static GQuark
watchers_quark (void)
{
  return g_quark_from_static_string ("bt-typed-watchers");
}

/* Both input methods and plain keys come as a "commit" of the view's input context; its
 * own handler was connected first, so that the text is in the buffer by now. */
static void
commit_cb (GtkIMContext *context, const char *text, GtkTextView *view)
{
  GArray *watchers = g_object_get_qdata (G_OBJECT (view), watchers_quark ());
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  if (*text == '\0' || *bt_input_get_preedit (GTK_WIDGET (view)) != '\0'
      || gtk_text_buffer_get_has_selection (buffer))
    return;
  for (guint i = 0; i < watchers->len; i++)
    {
      const Watcher *watcher = &g_array_index (watchers, Watcher, i);

      if (watcher->func (view, text, watcher->data))
        return;
    }
}

/* The context is the view's own business, but the controller that feeds it is not. */
static GtkIMContext *
find_context (GtkTextView *view)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (view));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      GtkIMContext *context = NULL;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        context = gtk_event_controller_key_get_im_context (
            GTK_EVENT_CONTROLLER_KEY (controller));
      if (context != NULL)
        return context;
    }
  return NULL;
}

void
bt_typed_watch (GtkTextView *view, BtTypedFunc func, gpointer data)
{
  GArray *watchers;
  Watcher watcher = { func, data };

  g_return_if_fail (GTK_IS_TEXT_VIEW (view));
  g_return_if_fail (func != NULL);

  watchers = g_object_get_qdata (G_OBJECT (view), watchers_quark ());
  if (watchers == NULL)
    {
      GtkIMContext *context = find_context (view);

      g_return_if_fail (context != NULL);
      watchers = g_array_new (FALSE, FALSE, sizeof (Watcher));
      g_object_set_qdata_full (G_OBJECT (view), watchers_quark (), watchers,
                               (GDestroyNotify)g_array_unref);
      g_signal_connect_object (context, "commit", G_CALLBACK (commit_cb), view, 0);
    }
  g_array_append_val (watchers, watcher);
}

static char *
dup_beside (GtkTextView *view, gboolean after)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter caret, edge;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  edge = caret;
  if (!after)
    {
      gtk_text_iter_set_line_offset (&edge, 0);
      return gtk_text_iter_get_slice (&edge, &caret);
    }
  if (!gtk_text_iter_ends_line (&edge))
    gtk_text_iter_forward_to_line_end (&edge);
  return gtk_text_iter_get_slice (&caret, &edge);
}

char *
bt_typed_dup_before (GtkTextView *view)
{
  g_return_val_if_fail (GTK_IS_TEXT_VIEW (view), NULL);
  return dup_beside (view, FALSE);
}

char *
bt_typed_dup_after (GtkTextView *view)
{
  g_return_val_if_fail (GTK_IS_TEXT_VIEW (view), NULL);
  return dup_beside (view, TRUE);
}
