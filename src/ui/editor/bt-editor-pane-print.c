/* The article on paper and as PDF.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "ui/bt-file-chooser.h"
#include "ui/editor/bt-editor-pane-private.h"
#include "ui/print/bt-print.h"
#include "text/bt-text.h"

#define DEFAULT_SPACING 1.8
#define NAME_BYTES 80

/* ---- how it went ---- */

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtEditorPane) self = data;
  g_autoptr (GError) error = NULL;

  bt_print_finish (GTK_WINDOW (source), result, &error);
  if (error != NULL)
    bt_editor_pane_emit_failed (self, error);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtEditorPane) self = data;
  g_autoptr (GError) error = NULL;

  if (bt_print_finish (GTK_WINDOW (source), result, &error))
    bt_editor_pane_emit_toast (self, C_ ("toast", "Saved as PDF"), FALSE);
  else if (error != NULL)
    bt_editor_pane_emit_failed (self, error);
}

/* ---- actions ---- */

static double
line_spacing (BtEditorPane *self)
{
  return self->settings != NULL
             ? g_settings_get_double (self->settings, "print-line-spacing")
             : DEFAULT_SPACING;
}

static void
print_cb (BtEditorPane *self, GVariant *parameter)
{
  g_autoptr (BtArticle) article = bt_editor_pane_collect (self, TRUE);

  bt_print_async (GTK_WINDOW (self->root), self->context, article, line_spacing (self),
                  NULL, printed_cb, g_object_ref (self));
}

static void
chosen_cb (GListModel *files, gpointer data)
{
  BtEditorPane *self = data;
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autoptr (BtArticle) article = NULL;

  if (self->document == NULL || self->root == NULL)
    return;
  article = bt_editor_pane_collect (self, TRUE);
  bt_print_async (GTK_WINDOW (self->root), self->context, article, line_spacing (self),
                  file, exported_cb, g_object_ref (self));
}

static void
export_cb (BtEditorPane *self, GVariant *parameter)
{
  const BtArticle *article = bt_document_get_article (self->document);
  g_autofree char *slug =
      bt_text_slug (bt_article_get (article, BT_FIELD_HEADLINE), NAME_BYTES);
  g_autofree char *name =
      g_strconcat (*slug != '\0' ? slug : C_ ("print", "article"), ".pdf", NULL);

  bt_choose_save (GTK_WINDOW (self->root), BT_SAVE_PDF, name, chosen_cb, self);
}

void
bt_editor_pane_init_print (BtEditorPane *self)
{
  static const BtEditAction actions[] = {
    { "print", print_cb, NULL },
    { "export-pdf", export_cb, NULL },
  };

  bt_editor_pane_add_actions (self, actions, G_N_ELEMENTS (actions));
}
