/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-editor-pane-private.h"

#include "ui/editor/bt-input-method.h"

enum
{
  EDITED,
  HISTORY_CHANGED,
  TOAST,
  FAILED,
  CHOOSE_PHOTO,
  DETAILS_SHOWN,
  FOCUS_MODE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtEditorPane, bt_editor_pane, ADW_TYPE_BIN)

/* ---- article ↔ widgets ---- */

int
bt_editor_pane_show (BtEditorPane *self, const BtArticle *article, gboolean afresh)
{
  int changed;

  self->loading = TRUE;
  bt_editor_header_load (self->header, article);
  bt_details_pane_load (self->details, article);
  changed = bt_body_buffer_load (bt_body_view_get_buffer (self->body), article, afresh);
  bt_body_view_update_featured (self->body);
  bt_article_free (self->article);
  self->article = bt_article_copy (article);
  self->loading = FALSE;
  return changed;
}

BtArticle *
bt_editor_pane_get_article (BtEditorPane *self)
{
  const BtArticle *stored = bt_document_get_article (self->document);

  bt_article_set_status (self->article, bt_article_get_status (stored));
  bt_article_set_portal_time (self->article, bt_article_get_portal_time (stored));
  bt_editor_header_store (self->header, self->article, FALSE);
  bt_details_pane_store (self->details, self->article, FALSE);
  bt_body_buffer_store_edits (bt_body_view_get_buffer (self->body), self->article);
  return self->article;
}

BtArticle *
bt_editor_pane_collect (BtEditorPane *self, gboolean with_preedit)
{
  BtArticle *article;

  g_return_val_if_fail (BT_IS_EDITOR_PANE (self), NULL);
  g_return_val_if_fail (self->document != NULL, NULL);

  article = bt_article_copy (bt_editor_pane_get_article (self));
  if (with_preedit)
    {
      bt_editor_header_store (self->header, article, TRUE);
      bt_details_pane_store (self->details, article, TRUE);
      bt_body_buffer_add_preedit (bt_body_view_get_buffer (self->body), article,
                                  bt_input_get_preedit (GTK_WIDGET (self->body)));
    }
  return article;
}

static BtArticle *
collect_cb (gpointer data)
{
  return bt_editor_pane_collect (data, TRUE);
}

static void
settle_cb (gpointer data, GSourceOnceFunc then, gpointer then_data)
{
  bt_input_settle (data, then, then_data);
}

/* ---- callbacks ---- */

static void
edited_cb (BtEditorPane *self)
{
  bt_editor_pane_edited (self);
}

static void
details_edited_cb (BtEditorPane *self)
{
  g_autoptr (BtArticle) article = NULL;

  if (self->document == NULL)
    return;
  article = bt_article_copy (bt_document_get_article (self->document));
  bt_details_pane_store (self->details, article, FALSE);
  bt_editor_header_set_kicker (self->header, article);
  bt_editor_pane_edited (self);
}

static void
leave_up_cb (BtEditorPane *self)
{
  bt_editor_header_focus (self->header, TRUE);
}

static void
leave_down_cb (BtEditorPane *self)
{
  bt_body_view_focus_start (self->body);
}

static void
details_shown_cb (BtEditorPane *self)
{
  g_signal_emit (self, signals[DETAILS_SHOWN], 0);
}

static void
folded_settled_cb (gpointer data)
{
  g_autoptr (BtEditorPane) self = data;

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  adw_flap_set_reveal_flap (self->flap,
                            !adw_flap_get_folded (self->flap) && self->details_wanted);
}

/* In a narrow window the fields would lie over the text. Not all engines give a word to a field
 * that is hidden already. */
static void
folded_cb (BtEditorPane *self)
{
  bt_input_settle (GTK_WIDGET (self), folded_settled_cb, g_object_ref (self));
}

static void
replaced_cb (BtEditorPane *self)
{
  bt_editor_pane_show (self, bt_document_get_article (self->document), FALSE);
  bt_editor_pane_record (self);
}

static void
status_changed_cb (BtEditorPane *self)
{
  const BtArticle *article = bt_document_get_article (self->document);

  bt_history_set_status (self->history, article);
  bt_editor_header_set_kicker (self->header, article);
}

static void
focus_changed_cb (BtEditorPane *self)
{
  /* what was done in one field is a step of its own */
  if (self->group_start != 0)
    bt_editor_pane_record (self);
  /* it may be a field that has just been made */
  bt_editor_pane_queue_proof (self);
  bt_editor_pane_follow_text (self);
}

static void
bt_editor_pane_root (GtkWidget *widget)
{
  BtEditorPane *self = BT_EDITOR_PANE (widget);

  GTK_WIDGET_CLASS (bt_editor_pane_parent_class)->root (widget);
  self->root = gtk_widget_get_root (widget);
  g_signal_connect_object (self->root, "notify::focus-widget",
                           G_CALLBACK (focus_changed_cb), self, G_CONNECT_SWAPPED);
  bt_editor_pane_watch_selection (self);
  /* the window's, so that its menus and accelerators find them wherever the focus is */
  gtk_widget_insert_action_group (GTK_WIDGET (self->root), "edit",
                                  G_ACTION_GROUP (self->actions));
}

static void
bt_editor_pane_unroot (GtkWidget *widget)
{
  BtEditorPane *self = BT_EDITOR_PANE (widget);

  g_signal_handlers_disconnect_by_data (self->root, self);
  gtk_widget_insert_action_group (GTK_WIDGET (self->root), "edit", NULL);
  self->root = NULL;
  GTK_WIDGET_CLASS (bt_editor_pane_parent_class)->unroot (widget);
}

/* ---- type ---- */

static void
drop_document (BtEditorPane *self)
{
  if (self->document == NULL)
    return;
  bt_editor_pane_close_versions (self);
  bt_document_detach (self->document);
  g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_handle_id (&self->pause_source, g_source_remove);
  self->group_start = 0;
}

static void
bt_editor_pane_dispose (GObject *object)
{
  BtEditorPane *self = BT_EDITOR_PANE (object);

  drop_document (self);
  bt_editor_pane_stop_proof (self);
  g_clear_object (&self->settings);
  bt_editor_pane_dispose_find (self);
  g_clear_handle_id (&self->format_source, g_source_remove);
  g_clear_weak_pointer (&self->text);
  bt_editor_pane_dispose_status (self);
  bt_editor_pane_dispose_view (self);
  g_clear_pointer (&self->history, bt_history_free);
  g_clear_weak_pointer (&self->table);
  g_clear_weak_pointer (&self->versions);
  g_clear_pointer (&self->article, bt_article_free);
  g_clear_object (&self->actions);
  g_clear_object (&self->loader);
  g_clear_object (&self->context);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->snippets, g_ptr_array_unref);

  G_OBJECT_CLASS (bt_editor_pane_parent_class)->dispose (object);
}

static void
bt_editor_pane_class_init (BtEditorPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bt_editor_pane_dispose;
  widget_class->root = bt_editor_pane_root;
  widget_class->unroot = bt_editor_pane_unroot;

  g_type_ensure (BT_TYPE_BODY_VIEW);
  g_type_ensure (BT_TYPE_DETAILS_PANE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/vn/banthao/BanThao/ui/bt-editor-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, BtEditorPane, flap);
  gtk_widget_class_bind_template_child (widget_class, BtEditorPane, top_box);
  gtk_widget_class_bind_template_child (widget_class, BtEditorPane, bottom_box);
  gtk_widget_class_bind_template_child (widget_class, BtEditorPane, body);
  gtk_widget_class_bind_template_child (widget_class, BtEditorPane, details);

  signals[EDITED] = g_signal_new ("edited", BT_TYPE_EDITOR_PANE, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[HISTORY_CHANGED] =
      g_signal_new ("history-changed", BT_TYPE_EDITOR_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
  signals[TOAST] =
      g_signal_new ("toast", BT_TYPE_EDITOR_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[FAILED] = g_signal_new ("failed", BT_TYPE_EDITOR_PANE, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[DETAILS_SHOWN] =
      g_signal_new ("details-shown", BT_TYPE_EDITOR_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
  signals[FOCUS_MODE] =
      g_signal_new ("focus-mode", BT_TYPE_EDITOR_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[CHOOSE_PHOTO] =
      g_signal_new ("choose-photo", BT_TYPE_EDITOR_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
bt_editor_pane_init (BtEditorPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();

  self->header = BT_EDITOR_HEADER (bt_editor_header_new ());
  bt_body_view_set_header (self->body, GTK_WIDGET (self->header));

  g_signal_connect_swapped (self->header, "edited", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->header, "leave-down", G_CALLBACK (leave_down_cb), self);
  g_signal_connect_swapped (self->body, "edited", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->body, "leave-up", G_CALLBACK (leave_up_cb), self);
  g_signal_connect_swapped (self->details, "edited", G_CALLBACK (details_edited_cb),
                            self);
  g_signal_connect_swapped (self->flap, "notify::reveal-flap",
                            G_CALLBACK (details_shown_cb), self);
  g_signal_connect_swapped (self->flap, "notify::folded", G_CALLBACK (folded_cb), self);
  bt_editor_pane_init_photos (self);
  bt_editor_pane_init_proof (self);
  bt_editor_pane_init_format (self);
  bt_editor_pane_init_shortcuts (self);
  bt_editor_pane_init_versions (self);
  bt_editor_pane_init_paste (self);
  bt_editor_pane_init_tables (self);
  bt_editor_pane_init_links (self);
  bt_editor_pane_init_inserts (self);
  bt_editor_pane_init_placeholders (self);
  bt_editor_pane_init_snippets (self);
  bt_editor_pane_init_figures (self);
  bt_editor_pane_init_find (self);
  bt_editor_pane_init_print (self);
  bt_editor_pane_init_status (self);
  bt_editor_pane_init_view (self);
}

void
bt_editor_pane_emit_history_changed (BtEditorPane *self)
{
  g_signal_emit (self, signals[HISTORY_CHANGED], 0);
}

void
bt_editor_pane_emit_focus_mode (BtEditorPane *self, gboolean on)
{
  g_signal_emit (self, signals[FOCUS_MODE], 0, on);
}

void
bt_editor_pane_emit_toast (BtEditorPane *self, const char *text, gboolean undo)
{
  g_signal_emit (self, signals[TOAST], 0, text, undo);
}

void
bt_editor_pane_emit_failed (BtEditorPane *self, const GError *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

void
bt_editor_pane_emit_choose_photo (BtEditorPane *self, gboolean several)
{
  g_signal_emit (self, signals[CHOOSE_PHOTO], 0, several);
}

/* ---- public ---- */

void
bt_editor_pane_edited (BtEditorPane *self)
{
  if (self->loading || self->document == NULL)
    return;
  bt_document_touch (self->document);
  bt_body_view_reveal_caret (self->body);
  g_signal_emit (self, signals[EDITED], 0);
}

void
bt_editor_pane_set_context (BtEditorPane *self, BtContext *context, GSettings *settings)
{
  g_return_if_fail (BT_IS_EDITOR_PANE (self));
  g_return_if_fail (BT_IS_CONTEXT (context));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  self->loader = bt_photo_loader_new (context);
  g_set_object (&self->settings, settings);
  bt_body_view_set_services (self->body, self->loader, bt_context_get_store (context));
  bt_editor_pane_start_proof (self);
  bt_editor_pane_start_snippets (self);
  bt_editor_pane_start_status (self);
  bt_editor_pane_start_view (self);
}

void
bt_editor_pane_set_document (BtEditorPane *self, BtDocument *document)
{
  g_return_if_fail (BT_IS_EDITOR_PANE (self));
  g_return_if_fail (document == NULL || BT_IS_DOCUMENT (document));

  if (self->document == document)
    return;
  drop_document (self);
  if (document == NULL)
    {
      bt_editor_pane_enable_actions (self);
      return;
    }

  self->document = g_object_ref (document);
  bt_editor_pane_show (self, bt_document_get_article (document), TRUE);
  bt_document_attach (document, collect_cb, self);
  bt_document_set_settle (document, settle_cb);
  g_signal_connect_object (document, "replaced", G_CALLBACK (replaced_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "status-changed", G_CALLBACK (status_changed_cb),
                           self, G_CONNECT_SWAPPED);
  bt_editor_pane_start_history (self);
  bt_editor_pane_enable_actions (self);
}

BtDocument *
bt_editor_pane_get_document (BtEditorPane *self)
{
  g_return_val_if_fail (BT_IS_EDITOR_PANE (self), NULL);
  return self->document;
}

void
bt_editor_pane_focus_headline (BtEditorPane *self)
{
  g_return_if_fail (BT_IS_EDITOR_PANE (self));
  bt_editor_header_focus (self->header, FALSE);
}

void
bt_editor_pane_settle_focus (BtEditorPane *self)
{
  GtkWidget *focus;

  g_return_if_fail (BT_IS_EDITOR_PANE (self));

  focus = self->root != NULL ? gtk_root_get_focus (self->root) : NULL;
  if (self->document != NULL && focus != NULL
      && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->top_box)))
    bt_editor_header_focus (self->header, FALSE);
}

void
bt_editor_pane_set_sections (BtEditorPane *self, const char *const *sections)
{
  g_return_if_fail (BT_IS_EDITOR_PANE (self));
  bt_details_pane_set_sections (self->details, sections);
}

void
bt_editor_pane_set_details_shown (BtEditorPane *self, gboolean shown)
{
  g_return_if_fail (BT_IS_EDITOR_PANE (self));
  /* before it has a size it may call itself folded */
  if (!adw_flap_get_folded (self->flap) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->details_wanted = shown;
  adw_flap_set_reveal_flap (self->flap, shown);
  details_shown_cb (self);
}

gboolean
bt_editor_pane_get_details_shown (BtEditorPane *self)
{
  g_return_val_if_fail (BT_IS_EDITOR_PANE (self), FALSE);
  return adw_flap_get_reveal_flap (self->flap);
}
