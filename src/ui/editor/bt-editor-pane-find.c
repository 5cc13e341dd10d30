/* Finding and replacing in the editor pane.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "ui/editor/bt-editor-pane-private.h"
#include "ui/editor/bt-input-method.h"
#include "ui/editor/bt-span-tags.h"

/* More than this is a passage, not something to look for. */
#define MAX_PREFILL 200
/* Somebody who types on while all is replaced has it done to what is there then. */
#define MAX_TRIES 5
#define OPEN_MS 60

/* ---- what to look for ---- */

static void
query_cb (BtEditorPane *self)
{
  g_autofree char *words = bt_find_bar_get_words (self->find_bar);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtFind) find =
      bt_find_new (words, bt_find_bar_get_flags (self->find_bar), &error);

  bt_find_bar_set_problem (self->find_bar, error);
  bt_finder_set_find (self->finder, find);
}

static void
updated_cb (BtEditorPane *self)
{
  const GError *error = bt_finder_get_error (self->finder);

  bt_find_bar_set_result (self->find_bar, bt_finder_get_position (self->finder),
                          bt_finder_get_n_hits (self->finder),
                          bt_finder_is_searching (self->finder));
  if (error != NULL)
    bt_find_bar_set_problem (self->find_bar, error);
}

static gboolean
is_open (BtEditorPane *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->find_bar));
}

/* The text that has the keyboard; NULL when another widget has. */
static GtkTextView *
focused_text (BtEditorPane *self)
{
  GtkWidget *focus = self->root != NULL ? gtk_root_get_focus (self->root) : NULL;

  if (GTK_IS_TEXT_VIEW (focus)
      && (focus == GTK_WIDGET (self->body)
          || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->body))))
    return GTK_TEXT_VIEW (focus);
  return NULL;
}

static char *
selected_words (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;
  g_autofree char *words = NULL;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end)
      || gtk_text_iter_get_offset (&end) - gtk_text_iter_get_offset (&start)
             > MAX_PREFILL)
    return NULL;
  words = gtk_text_iter_get_slice (&start, &end);
  /* line breaks and figures cannot be looked for */
  if (strpbrk (words, "\n\t") != NULL || strstr (words, "\357\277\274") != NULL
      || strstr (words, BT_LINE_SEPARATOR) != NULL)
    return NULL;
  return g_steal_pointer (&words);
}

static gboolean
reveal_cb (gpointer data)
{
  BtEditorPane *self = data;

  if (is_open (self) && self->document != NULL)
    bt_finder_step (self->finder, 0);
  return G_SOURCE_REMOVE;
}

static void
open_bar (BtEditorPane *self, gboolean replacing)
{
  GtkTextView *view = focused_text (self);
  g_autofree char *words = view != NULL ? selected_words (view) : NULL;

  if (view != NULL)
    g_set_weak_pointer (&self->find_focus, GTK_WIDGET (view));
  if (view != NULL || !is_open (self))
    bt_finder_start_at_caret (self->finder);
  bt_find_bar_open (self->find_bar, words, replacing);
  /* once the bar has its place: until then the hit may be below it */
  g_timeout_add_full (G_PRIORITY_LOW, OPEN_MS, reveal_cb, g_object_ref (self),
                      g_object_unref);
}

static void
close_bar (BtEditorPane *self, gboolean give_focus)
{
  GtkWidget *before = self->find_focus;

  if (!is_open (self))
    return;
  if (give_focus && !bt_finder_select (self->finder))
    gtk_widget_grab_focus (before != NULL ? before : GTK_WIDGET (self->body));
  g_clear_weak_pointer (&self->find_focus);
  bt_finder_set_find (self->finder, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->find_bar), FALSE);
}

static void
closed_cb (BtEditorPane *self)
{
  close_bar (self, TRUE);
}

static void
changed_cb (BtEditorPane *self)
{
  self->find_edits++;
  if (self->document == NULL)
    close_bar (self, FALSE);
  else
    bt_finder_queue (self->finder);
}

/* ---- from hit to hit ---- */

static void
step_cb (BtEditorPane *self, int step)
{
  bt_finder_step (self->finder, step);
}

/* From where the caret is now, when that is in the text. */
static void
go (BtEditorPane *self, int step)
{
  GtkTextView *view = focused_text (self);
  GtkTextIter start, end;
  g_autofree char *words = bt_find_bar_get_words (self->find_bar);

  if (*words == '\0')
    {
      open_bar (self, FALSE);
      return;
    }
  if (!is_open (self))
    {
      gtk_widget_set_visible (GTK_WIDGET (self->find_bar), TRUE);
      query_cb (self);
    }
  if (view == NULL)
    {
      bt_finder_step (self->finder, step);
      return;
    }
  gtk_text_buffer_get_selection_bounds (gtk_text_view_get_buffer (view), &start, &end);
  bt_finder_start_at (self->finder, view,
                      gtk_text_iter_get_offset (step > 0 ? &end : &start));
  bt_finder_step (self->finder, step > 0 ? 0 : step);
  bt_finder_select (self->finder);
}

/* ---- replacing one ---- */

static void
replace_in_view (const BtViewText *text, const BtHit *hit, const char *new)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (text->view);
  int at = text->base + (int)hit->start;
  GtkTextIter start, end;
  g_autoptr (GSList) marks = NULL;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, at);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, text->base + (int)hit->end);
  marks = bt_span_tags_of_char (&start);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, new, -1);
  end = start;
  gtk_text_buffer_get_iter_at_offset (buffer, &start, at);
  bt_span_tags_clear (buffer, &start, &end);
  for (GSList *l = marks; l != NULL; l = l->next)
    gtk_text_buffer_apply_tag (buffer, l->data, &start, &end);
  gtk_text_buffer_end_user_action (buffer);
}

static void
show_changed (BtEditorPane *self, const BtArticle *article)
{
  bt_editor_pane_record (self);
  bt_editor_pane_show (self, article, FALSE);
  bt_editor_pane_edited (self);
  bt_editor_pane_record (self);
}

/* What a card shows, and who said a quotation, has no text of its own to edit: all hits
 * in it are replaced in the article. */
static gboolean
replace_inside (BtEditorPane *self, const BtViewText *text, GError **error)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (text->view);
  BtFind *find = bt_finder_get_find (self->finder);
  const char *replacement = bt_find_bar_get_replacement (self->find_bar);
  gboolean keep_case = bt_find_bar_get_keep_case (self->find_bar);
  gint64 deadline = g_get_monotonic_time () + G_USEC_PER_SEC;
  g_autoptr (BtArticle) article = bt_editor_pane_collect (self, FALSE);
  g_autoptr (BtArticle) part = bt_article_new ();
  BtBlock *block;
  GtkTextIter iter;
  guint line;

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, text->base);
  line = (guint)gtk_text_iter_get_line (&iter);
  block = bt_article_get_block (article, line);
  g_return_val_if_fail (block != NULL, FALSE);
  if (block->cite != NULL)
    {
      if (bt_find_replace (find, block->cite, replacement, keep_case, deadline, error)
          < 0)
        return FALSE;
      show_changed (self, article);
      return TRUE;
    }
  bt_article_append_block (part, bt_block_copy (block));
  if (bt_find_replace_all (find, part, replacement, keep_case, deadline, error) < 0)
    return FALSE;
  bt_article_remove_block (article, line);
  bt_article_insert_block (article, line, bt_block_copy (bt_article_get_block (part, 0)));
  show_changed (self, article);
  return TRUE;
}

static void
replace_one (BtEditorPane *self)
{
  BtHit hit;
  const BtViewText *text = bt_finder_get_hit (self->finder, &hit);
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkTextView) view = NULL;
  g_autofree char *new = NULL;
  int behind;

  if (text == NULL)
    return;
  view = g_object_ref (text->view);
  behind = text->base;
  new = bt_find_expand (bt_finder_get_find (self->finder), text->text, &hit,
                        bt_find_bar_get_replacement (self->find_bar),
                        bt_find_bar_get_keep_case (self->find_bar), &error);
  if (new != NULL && text->inside)
    replace_inside (self, text, &error);
  else if (new != NULL)
    {
      behind += (int)hit.start + (int)g_utf8_strlen (new, -1);
      bt_editor_pane_record (self);
      replace_in_view (text, &hit, new);
      bt_editor_pane_record (self);
    }
  bt_find_bar_set_problem (self->find_bar, error);
  if (error != NULL)
    return;
  bt_finder_queue (self->finder);
  bt_finder_start_at (self->finder, view, behind);
  bt_finder_step (self->finder, 0);
}

/* ---- replacing all ---- */

typedef struct
{
  BtFind *find;
  BtArticle *article;
  char *replacement;
  gboolean keep_case;
  int n;
  guint edits;
  int tries;
} Replacing;

static void
replacing_free (gpointer data)
{
  Replacing *job = data;

  bt_find_unref (job->find);
  bt_article_free (job->article);
  g_free (job->replacement);
  g_free (job);
}

static void
replace_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Replacing *job = data;
  GError *error = NULL;
  gint64 deadline = g_get_monotonic_time () + BT_FINDER_SECONDS * G_USEC_PER_SEC;

  job->n = bt_find_replace_all (job->find, job->article, job->replacement, job->keep_case,
                                deadline, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void replace_all (BtEditorPane *self, int tries);

static void
replaced_all_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BtEditorPane *self = BT_EDITOR_PANE (source);
  const Replacing *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *toast = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (self->document == NULL || !is_open (self))
    return;
  bt_find_bar_set_problem (self->find_bar, error);
  if (error != NULL || job->n == 0)
    return;
  if (job->edits != self->find_edits)
    {
      replace_all (self, job->tries + 1);
      return;
    }
  show_changed (self, job->article);
  toast = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d hit replaced",
                                        "%d hits replaced", (gulong)job->n),
                           job->n);
  bt_editor_pane_emit_toast (self, toast, TRUE);
}

static void
replace_all (BtEditorPane *self, int tries)
{
  g_autoptr (GTask) task = NULL;
  Replacing *job;

  if (bt_finder_get_find (self->finder) == NULL || tries > MAX_TRIES)
    return;
  job = g_new0 (Replacing, 1);
  job->find = bt_find_ref (bt_finder_get_find (self->finder));
  job->article = bt_editor_pane_collect (self, FALSE);
  job->replacement = g_strdup (bt_find_bar_get_replacement (self->find_bar));
  job->keep_case = bt_find_bar_get_keep_case (self->find_bar);
  job->edits = self->find_edits;
  job->tries = tries;
  task = g_task_new (self, NULL, replaced_all_cb, NULL);
  g_task_set_task_data (task, job, replacing_free);
  g_task_run_in_thread (task, replace_thread);
}

/* ---- commands ---- */

static void
settled_replace_cb (gpointer data)
{
  g_autoptr (BtEditorPane) self = data;

  if (self->document != NULL && is_open (self))
    replace_one (self);
}

static void
settled_replace_all_cb (gpointer data)
{
  g_autoptr (BtEditorPane) self = data;

  if (self->document != NULL && is_open (self))
    replace_all (self, 0);
}

static void
replace_cb (BtEditorPane *self, gboolean all)
{
  bt_input_settle (GTK_WIDGET (self), all ? settled_replace_all_cb : settled_replace_cb,
                   g_object_ref (self));
}

static void
find_act (BtEditorPane *self, GVariant *parameter)
{
  open_bar (self, FALSE);
}

static void
replace_act (BtEditorPane *self, GVariant *parameter)
{
  open_bar (self, TRUE);
}

static void
next_act (BtEditorPane *self, GVariant *parameter)
{
  go (self, 1);
}

static void
previous_act (BtEditorPane *self, GVariant *parameter)
{
  go (self, -1);
}

void
bt_editor_pane_init_find (BtEditorPane *self)
{
  static const BtEditAction actions[] = { { "find", find_act, NULL },
                                          { "replace", replace_act, NULL },
                                          { "find-next", next_act, NULL },
                                          { "find-previous", previous_act, NULL } };

  self->finder = bt_finder_new (self->body);
  self->find_bar = BT_FIND_BAR (bt_find_bar_new ());
  gtk_box_append (self->top_box, GTK_WIDGET (self->find_bar));
  bt_editor_pane_add_actions (self, actions, G_N_ELEMENTS (actions));

  g_signal_connect_swapped (self->find_bar, "query-changed", G_CALLBACK (query_cb), self);
  g_signal_connect_swapped (self->find_bar, "step", G_CALLBACK (step_cb), self);
  g_signal_connect_swapped (self->find_bar, "replace", G_CALLBACK (replace_cb), self);
  g_signal_connect_swapped (self->find_bar, "closed", G_CALLBACK (closed_cb), self);
  g_signal_connect_swapped (self->finder, "updated", G_CALLBACK (updated_cb), self);
  g_signal_connect (self, "edited", G_CALLBACK (changed_cb), NULL);
  g_signal_connect (self, "history-changed", G_CALLBACK (changed_cb), NULL);
}

void
bt_editor_pane_dispose_find (BtEditorPane *self)
{
  if (self->finder == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->finder, self);
  bt_finder_set_find (self->finder, NULL);
  g_clear_weak_pointer (&self->find_focus);
  g_clear_object (&self->finder);
}
