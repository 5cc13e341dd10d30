/* The history of the open article: its window, a version with a name, and going back.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "ui/bt-ask.h"
#include "ui/editor/bt-editor-pane-private.h"
#include "ui/editor/bt-input-method.h"
#include "ui/history/bt-versions-window.h"

/* ---- going back ---- */

/* A version on its way to be the present text. */
typedef struct
{
  BtEditorPane *pane;
  BtDocument *document;
  BtArticle *version;
} Restore;

static void
restore_free (Restore *restore)
{
  g_object_unref (restore->pane);
  g_object_unref (restore->document);
  bt_article_free (restore->version);
  g_free (restore);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Restore, restore_free)

/* Identity, status and portal time stay as they are. */
static BtArticle *
with_content_of (const BtArticle *article, const BtArticle *version)
{
  BtArticle *result = bt_article_copy (article);

  for (int field = 0; field < BT_N_FIELDS; field++)
    bt_article_set (result, (BtField)field, bt_article_get (version, (BtField)field));
  bt_article_set_tags (result, bt_article_get_tags (version));
  bt_article_clear_blocks (result);
  for (guint i = 0; i < bt_article_get_n_blocks (version); i++)
    bt_article_append_block (result, bt_block_copy (bt_article_get_block (version, i)));
  bt_article_set_featured (result, bt_article_get_featured (version));
  return result;
}

static void
restored_kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Restore) restore = data;
  g_autoptr (GError) error = NULL;

  if (bt_store_add_version_finish (BT_STORE (source), result, &error) == 0)
    bt_editor_pane_emit_failed (restore->pane, error);
}

/* On the disk now: the history says that it was restored. */
static void
restored_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Restore) restore = data;
  g_autoptr (GError) error = NULL;
  BtStore *store;

  /* the document tries on by itself, and the window says so */
  if (!bt_document_save_finish (BT_DOCUMENT (source), result, &error)
      || restore->pane->context == NULL)
    return;
  store = bt_context_get_store (restore->pane->context);
  bt_store_add_version_async (store, restore->version, BT_CAUSE_RESTORE, NULL,
                              restored_kept_cb, restore);
  g_steal_pointer (&restore);
}

static void
put_version (Restore *restore)
{
  BtEditorPane *self = restore->pane;
  g_autoptr (BtArticle) now = bt_editor_pane_collect (self, FALSE);
  BtArticle *then = with_content_of (now, restore->version);

  bt_editor_pane_record (self);
  bt_editor_pane_show (self, then, FALSE);
  bt_editor_pane_edited (self);
  bt_editor_pane_record (self);
  bt_article_free (restore->version);
  restore->version = then;
  bt_editor_pane_emit_toast (self, C_ ("toast", "The version was restored"), TRUE);
}

static void
put_settled_cb (gpointer data)
{
  g_autoptr (Restore) restore = data;

  if (restore->pane->document != restore->document)
    return;
  put_version (restore);
  bt_document_save_async (restore->document, restored_saved_cb, restore);
  g_steal_pointer (&restore);
}

static void
present_kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Restore) restore = data;
  g_autoptr (GError) error = NULL;

  if (bt_store_add_version_finish (BT_STORE (source), result, &error) == 0)
    {
      bt_editor_pane_emit_failed (restore->pane, error);
      return;
    }
  bt_input_settle (GTK_WIDGET (restore->pane), put_settled_cb, restore);
  g_steal_pointer (&restore);
}

static void
present_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Restore) restore = data;
  BtDocument *document = BT_DOCUMENT (source);
  g_autoptr (GError) error = NULL;

  if (!bt_document_save_finish (document, result, &error))
    {
      bt_editor_pane_emit_failed (restore->pane, error);
      return;
    }
  if (restore->pane->document != document)
    return;
  bt_store_add_version_async (bt_context_get_store (restore->pane->context),
                              bt_document_get_article (document),
                              BT_CAUSE_BEFORE_OVERWRITE, NULL, present_kept_cb, restore);
  g_steal_pointer (&restore);
}

static void
restore_cb (BtVersionsWindow *window, const BtArticle *version, BtEditorPane *self)
{
  Restore *restore;

  if (self->document == NULL)
    return;
  restore = g_new0 (Restore, 1);
  restore->pane = g_object_ref (self);
  restore->document = g_object_ref (self->document);
  restore->version = bt_article_copy (version);
  /* what is there now comes into the history first */
  bt_document_save_async (self->document, present_saved_cb, restore);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* ---- the window ---- */

static BtArticle *
present_cb (gpointer data)
{
  return bt_editor_pane_collect (data, TRUE);
}

static void
versions_act (BtEditorPane *self, GVariant *parameter)
{
  GtkWidget *window;

  if (self->versions != NULL)
    {
      gtk_window_present (GTK_WINDOW (self->versions));
      return;
    }
  window =
      bt_versions_window_new (GTK_WINDOW (self->root), self->context, present_cb, self);
  g_set_weak_pointer (&self->versions, window);
  g_signal_connect_object (window, "restore", G_CALLBACK (restore_cb), self, 0);
  gtk_window_present (GTK_WINDOW (window));
}

void
bt_editor_pane_close_versions (BtEditorPane *self)
{
  if (self->versions != NULL)
    gtk_window_destroy (GTK_WINDOW (self->versions));
}

/* ---- a version with a name ---- */

typedef struct
{
  BtEditorPane *pane;
  BtDocument *document;
  GtkEditable *entry; /* of the dialog that asks */
  char *name;
} Named;

static void
named_free (Named *named)
{
  g_object_unref (named->pane);
  g_object_unref (named->document);
  g_object_unref (named->entry);
  g_free (named->name);
  g_free (named);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Named, named_free)

static void
named_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Named) named = data;
  g_autoptr (GError) error = NULL;

  if (bt_store_name_version_finish (BT_STORE (source), result, &error))
    bt_editor_pane_emit_toast (named->pane, C_ ("toast", "The version was saved"), FALSE);
  else
    bt_editor_pane_emit_failed (named->pane, error);
}

static void
named_added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Named) named = data;
  g_autoptr (GError) error = NULL;
  gint64 id = bt_store_add_version_finish (BT_STORE (source), result, &error);

  if (id == 0)
    {
      bt_editor_pane_emit_failed (named->pane, error);
      return;
    }
  bt_store_name_version_async (BT_STORE (source), id, named->name, NULL, named_cb, named);
  g_steal_pointer (&named);
}

static void
named_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Named) named = data;
  g_autoptr (GError) error = NULL;

  if (!bt_document_save_finish (BT_DOCUMENT (source), result, &error))
    {
      bt_editor_pane_emit_failed (named->pane, error);
      return;
    }
  if (named->pane->context == NULL)
    return;
  bt_store_add_version_async (bt_context_get_store (named->pane->context),
                              bt_document_get_article (named->document), BT_CAUSE_BY_HAND,
                              NULL, named_added_cb, named);
  g_steal_pointer (&named);
}

static void
answered_cb (const char *id, gpointer data)
{
  g_autoptr (Named) named = data;

  if (!g_str_equal (id, "save"))
    return;
  named->name = bt_input_get_text (named->entry, TRUE);
  /* an article in which nothing was written yet has nothing to keep */
  bt_document_save_async (named->document, named_saved_cb, named);
  g_steal_pointer (&named);
}

static void
save_version_act (BtEditorPane *self, GVariant *parameter)
{
  const BtAnswer answers[] = {
    { "cancel", C_ ("versions", "_Cancel"), ADW_RESPONSE_DEFAULT },
    { "save", C_ ("versions", "_Save"), ADW_RESPONSE_SUGGESTED },
  };
  GtkWidget *entry;
  Named *named;

  if (bt_document_get_state (self->document) == BT_SAVE_NONE)
    {
      bt_editor_pane_emit_toast (self, C_ ("toast", "There is nothing to keep yet"),
                                 FALSE);
      return;
    }
  entry = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (entry), BT_MAX_VERSION_NAME);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry),
                                  C_ ("versions", "Name of the version"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("versions", "Name of the version"), -1);
  bt_input_watch (entry);
  named = g_new0 (Named, 1);
  named->pane = g_object_ref (self);
  named->document = g_object_ref (self->document);
  named->entry = g_object_ref (GTK_EDITABLE (entry));
  bt_ask (GTK_WIDGET (self), C_ ("versions", "Save a Version"),
          C_ ("versions", "The text as it is now stays in the history under this name."),
          entry, answers, G_N_ELEMENTS (answers), answered_cb, named);
}

void
bt_editor_pane_init_versions (BtEditorPane *self)
{
  static const BtEditAction actions[] = {
    { "versions", versions_act, NULL, NULL },
    { "save-version", save_version_act, NULL, NULL },
  };

  bt_editor_pane_add_actions (self, actions, G_N_ELEMENTS (actions));
}
