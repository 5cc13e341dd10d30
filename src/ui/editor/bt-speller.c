/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/proof/bt-rules.h"
#include "ui/editor/bt-speller-private.h"

/* After the last change. */
#define IDLE_MS 300
/* A piece that is looked through at once, in characters; it ends with a paragraph. */
#define PIECE 12000

#define TAG_NAME "proof-finding"

struct _BtSpellerJob
{
  BtSpeller *speller;
  BtSpell *spell;
  char *text;
  GtkTextMark *start;
  GtkTextMark *end;
  gboolean stale; /* the text was changed meanwhile */
};

G_DEFINE_FINAL_TYPE (BtSpeller, bt_speller, G_TYPE_OBJECT)

static GQuark
speller_quark (void)
{
  return g_quark_from_static_string ("bt-speller");
}

static void
get_iter (BtSpeller *self, GtkTextIter *iter, GtkTextMark *mark)
{
  gtk_text_buffer_get_iter_at_mark (self->buffer, iter, mark);
}

/* ---- looking through ---- */

static gboolean start_job_cb (gpointer data);

static void
queue (BtSpeller *self, guint after_ms)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (after_ms, start_job_cb, self);
}

static void
add_dirty (BtSpeller *self, const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextIter now;

  if (self->dirty)
    get_iter (self, &now, self->dirty_start);
  if (!self->dirty || gtk_text_iter_compare (start, &now) < 0)
    gtk_text_buffer_move_mark (self->buffer, self->dirty_start, start);
  if (self->dirty)
    get_iter (self, &now, self->dirty_end);
  if (!self->dirty || gtk_text_iter_compare (end, &now) > 0)
    gtk_text_buffer_move_mark (self->buffer, self->dirty_end, end);
  self->dirty = TRUE;
}

static void
job_free (gpointer data)
{
  BtSpellerJob *job = data;

  bt_spell_unref (job->spell);
  g_free (job->text);
  g_object_unref (job->speller);
  g_free (job);
}

static void
job_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const BtSpellerJob *job = data;
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_finding_free);

  bt_spell_check (job->spell, job->text, findings);
  bt_rules_check (job->text, findings);
  bt_findings_settle (findings);
  g_task_return_pointer (task, findings, (GDestroyNotify)g_ptr_array_unref);
}

static void
job_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BtSpeller *self = BT_SPELLER (source);
  BtSpellerJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) findings = g_task_propagate_pointer (G_TASK (result), NULL);
  GtkTextIter start, end;

  self->job = NULL;
  if (self->view == NULL)
    return;
  get_iter (self, &start, job->start);
  get_iter (self, &end, job->end);
  if (job->stale || job->spell != bt_spell_service_get_spell (self->service))
    add_dirty (self, &start, &end);
  else
    bt_speller_show (self, &start, &end, findings);
  gtk_text_buffer_delete_mark (self->buffer, job->start);
  gtk_text_buffer_delete_mark (self->buffer, job->end);
  if (self->dirty && self->source == 0)
    queue (self, job->stale ? IDLE_MS : 0);
}

static void
start_job (BtSpeller *self, const GtkTextIter *start, const GtkTextIter *end)
{
  BtSpellerJob *job = g_new0 (BtSpellerJob, 1);
  g_autoptr (GTask) task = g_task_new (self, NULL, job_done_cb, NULL);

  job->speller = g_object_ref (self);
  job->spell = bt_spell_ref (bt_spell_service_get_spell (self->service));
  job->text = gtk_text_iter_get_slice (start, end);
  job->start = gtk_text_buffer_create_mark (self->buffer, NULL, start, TRUE);
  job->end = gtk_text_buffer_create_mark (self->buffer, NULL, end, FALSE);
  self->job = job;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, job_thread);
}

static void
to_whole_lines (GtkTextIter *start, GtkTextIter *end)
{
  gtk_text_iter_set_line_offset (start, 0);
  if (!gtk_text_iter_ends_line (end))
    gtk_text_iter_forward_to_line_end (end);
}

static void
get_seen (BtSpeller *self, GtkTextIter *start, GtkTextIter *end)
{
  GdkRectangle seen;

  gtk_text_view_get_visible_rect (self->view, &seen);
  gtk_text_view_get_line_at_y (self->view, start, seen.y, NULL);
  gtk_text_view_get_line_at_y (self->view, end, seen.y + seen.height, NULL);
  to_whole_lines (start, end);
}

/* The part of [@start, @end) that comes first. */
static void
choose_piece (BtSpeller *self, GtkTextIter *start, GtkTextIter *end)
{
  int length = gtk_text_iter_get_offset (end) - gtk_text_iter_get_offset (start);
  GtkTextIter seen_start, seen_end, first = *start;

  if (length > PIECE && !self->seen_done)
    {
      self->seen_done = TRUE;
      get_seen (self, &seen_start, &seen_end);
      if (gtk_text_iter_compare (&seen_start, start) > 0)
        first = seen_start;
      if (gtk_text_iter_compare (&seen_end, end) > 0)
        seen_end = *end;
      if (gtk_text_iter_compare (&first, &seen_end) < 0)
        {
          *start = first;
          *end = seen_end;
          return; /* and once more with all the rest: it is quick */
        }
    }
  if (length > PIECE)
    {
      *end = *start;
      gtk_text_iter_forward_chars (end, PIECE);
      to_whole_lines (&first, end);
    }
  gtk_text_buffer_move_mark (self->buffer, self->dirty_start, end);
  get_iter (self, &seen_end, self->dirty_end);
  self->dirty = gtk_text_iter_compare (end, &seen_end) < 0;
}

static gboolean
start_job_cb (gpointer data)
{
  BtSpeller *self = data;
  GtkTextIter start, end;

  self->source = 0;
  if (self->view == NULL || self->job != NULL || !self->dirty
      || bt_spell_service_get_spell (self->service) == NULL)
    return G_SOURCE_REMOVE;
  get_iter (self, &start, self->dirty_start);
  get_iter (self, &end, self->dirty_end);
  to_whole_lines (&start, &end);
  choose_piece (self, &start, &end);
  start_job (self, &start, &end);
  return G_SOURCE_REMOVE;
}

/* ---- edits ---- */

/* What was found in a word says nothing about it once it is changed. */
static void
edited (BtSpeller *self, const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextIter from, to, unused;

  if (!bt_speller_find_run (self, start, &from, &unused))
    from = *start;
  if (!bt_speller_find_run (self, end, &unused, &to))
    to = *end;
  if (gtk_text_iter_compare (&from, &to) < 0)
    gtk_text_buffer_remove_tag (self->buffer, self->tag, &from, &to);
  if (self->holding)
    {
      get_iter (self, &from, self->held_start);
      get_iter (self, &to, self->held_end);
      if (gtk_text_iter_compare (end, &from) >= 0
          && gtk_text_iter_compare (start, &to) <= 0)
        self->holding = FALSE;
    }
  if (self->job != NULL && !self->job->stale)
    {
      get_iter (self, &from, self->job->start);
      get_iter (self, &to, self->job->end);
      self->job->stale = gtk_text_iter_compare (end, &from) >= 0
                         && gtk_text_iter_compare (start, &to) <= 0;
    }
  add_dirty (self, start, end);
  self->seen_done = FALSE;
  queue (self, IDLE_MS);
}

static void
before_insert_cb (GtkTextBuffer *buffer,
                  const GtkTextIter *at,
                  const char *text,
                  int len,
                  BtSpeller *self)
{
  self->edit_start = gtk_text_iter_get_offset (at);
}

static void
after_insert_cb (GtkTextBuffer *buffer,
                 const GtkTextIter *at,
                 const char *text,
                 int len,
                 BtSpeller *self)
{
  GtkTextIter start;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, self->edit_start);
  edited (self, &start, at);
}

static void
after_delete_cb (GtkTextBuffer *buffer,
                 const GtkTextIter *start,
                 const GtkTextIter *end,
                 BtSpeller *self)
{
  edited (self, start, start);
}

static void
changed_cb (BtSpeller *self)
{
  GtkTextIter start, end;

  if (self->view == NULL)
    return;
  if (!bt_spell_service_get_enabled (self->service))
    bt_speller_show_nothing (self);
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  add_dirty (self, &start, &end);
  self->seen_done = FALSE;
  if (self->job != NULL)
    self->job->stale = TRUE;
  queue (self, 0);
}

/* ---- type ---- */

/* The view goes, and with it the buffer; an answer may still be on its way. */
static void
view_gone_cb (gpointer data)
{
  BtSpeller *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->service, self);
  g_signal_handlers_disconnect_by_data (self->buffer, self);
  self->view = NULL;
  g_clear_object (&self->buffer);
  g_object_unref (self);
}

static void
bt_speller_finalize (GObject *object)
{
  BtSpeller *self = BT_SPELLER (object);

  g_hash_table_unref (self->known);
  g_clear_object (&self->tag);
  g_clear_object (&self->actions);
  g_object_unref (self->service);

  G_OBJECT_CLASS (bt_speller_parent_class)->finalize (object);
}

static void
bt_speller_class_init (BtSpellerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_speller_finalize;
}

static void
bt_speller_init (BtSpeller *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify)bt_finding_free);
}

static void
watch_buffer (BtSpeller *self)
{
  g_signal_connect (self->buffer, "insert-text", G_CALLBACK (before_insert_cb), self);
  g_signal_connect_after (self->buffer, "insert-text", G_CALLBACK (after_insert_cb),
                          self);
  g_signal_connect_after (self->buffer, "delete-range", G_CALLBACK (after_delete_cb),
                          self);
  g_signal_connect_swapped (self->buffer, "notify::cursor-position",
                            G_CALLBACK (bt_speller_caret_moved), self);
  g_signal_connect_swapped (self->buffer, "notify::has-selection",
                            G_CALLBACK (bt_speller_caret_moved), self);
  g_signal_connect_object (self->view, "notify::has-focus",
                           G_CALLBACK (bt_speller_caret_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->service, "changed", G_CALLBACK (changed_cb), self);
}

static GtkTextMark *
add_mark (BtSpeller *self, gboolean left_gravity)
{
  GtkTextIter start;

  gtk_text_buffer_get_start_iter (self->buffer, &start);
  return gtk_text_buffer_create_mark (self->buffer, NULL, &start, left_gravity);
}

void
bt_speller_attach (BtSpellService *service, GtkTextView *view)
{
  BtSpeller *self;

  g_return_if_fail (BT_IS_SPELL_SERVICE (service));
  g_return_if_fail (GTK_IS_TEXT_VIEW (view));

  if (bt_speller_get (view) != NULL)
    return;
  self = g_object_new (BT_TYPE_SPELLER, NULL);
  self->service = g_object_ref (service);
  self->view = view;
  self->buffer = g_object_ref (gtk_text_view_get_buffer (view));
  self->tag = g_object_ref (gtk_text_buffer_create_tag (
      self->buffer, TAG_NAME, "underline", PANGO_UNDERLINE_ERROR, NULL));
  self->dirty_start = add_mark (self, TRUE);
  self->dirty_end = add_mark (self, FALSE);
  self->held_start = add_mark (self, FALSE);
  self->held_end = add_mark (self, TRUE);
  self->target_start = add_mark (self, FALSE);
  self->target_end = add_mark (self, TRUE);
  g_object_set_qdata_full (G_OBJECT (view), speller_quark (), self, view_gone_cb);
  watch_buffer (self);
  bt_speller_init_menu (self);
  changed_cb (self);
}

BtSpeller *
bt_speller_get (GtkTextView *view)
{
  g_return_val_if_fail (GTK_IS_TEXT_VIEW (view), NULL);
  return g_object_get_qdata (G_OBJECT (view), speller_quark ());
}
