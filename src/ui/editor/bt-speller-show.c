/* What was found, in the text view: underlines, and the word with the caret.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-speller-private.h"

/* ---- places ---- */

static void
get_iter (BtSpeller *self, GtkTextIter *iter, GtkTextMark *mark)
{
  gtk_text_buffer_get_iter_at_mark (self->buffer, iter, mark);
}

gboolean
bt_speller_find_run (BtSpeller *self,
                     const GtkTextIter *iter,
                     GtkTextIter *start,
                     GtkTextIter *end)
{
  *start = *end = *iter;
  if (gtk_text_iter_has_tag (iter, self->tag))
    {
      if (!gtk_text_iter_starts_tag (start, self->tag))
        gtk_text_iter_backward_to_tag_toggle (start, self->tag);
      gtk_text_iter_forward_to_tag_toggle (end, self->tag);
      return TRUE;
    }
  if (gtk_text_iter_ends_tag (iter, self->tag))
    {
      gtk_text_iter_backward_to_tag_toggle (start, self->tag);
      return TRUE;
    }
  return FALSE;
}

gboolean
bt_speller_find_at (BtSpeller *self,
                    const GtkTextIter *iter,
                    GtkTextIter *start,
                    GtkTextIter *end)
{
  if (bt_speller_find_run (self, iter, start, end))
    return TRUE;
  if (!self->holding)
    return FALSE;
  get_iter (self, start, self->held_start);
  get_iter (self, end, self->held_end);
  return gtk_text_iter_compare (start, iter) <= 0
         && gtk_text_iter_compare (iter, end) <= 0;
}

/* ---- the word with the caret ---- */

/* Whether the caret is in or at the end of [@start, @end), as it is while one types. */
static gboolean
caret_is_in (BtSpeller *self, const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextIter caret;

  if (!gtk_widget_has_focus (GTK_WIDGET (self->view))
      || gtk_text_buffer_get_has_selection (self->buffer))
    return FALSE;
  get_iter (self, &caret, gtk_text_buffer_get_insert (self->buffer));
  return gtk_text_iter_compare (start, &caret) < 0
         && gtk_text_iter_compare (&caret, end) <= 0;
}

static void
hold (BtSpeller *self, const GtkTextIter *start, const GtkTextIter *end)
{
  gtk_text_buffer_move_mark (self->buffer, self->held_start, start);
  gtk_text_buffer_move_mark (self->buffer, self->held_end, end);
  self->holding = TRUE;
}

static void
release (BtSpeller *self)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  if (!self->holding)
    return;
  self->holding = FALSE;
  get_iter (self, &start, self->held_start);
  get_iter (self, &end, self->held_end);
  text = gtk_text_iter_get_slice (&start, &end);
  if (g_hash_table_contains (self->known, text))
    gtk_text_buffer_apply_tag (self->buffer, self->tag, &start, &end);
}

void
bt_speller_caret_moved (BtSpeller *self)
{
  GtkTextIter caret, start, end;

  if (self->view == NULL)
    return;
  if (self->holding)
    {
      get_iter (self, &start, self->held_start);
      get_iter (self, &end, self->held_end);
      if (caret_is_in (self, &start, &end))
        return;
      release (self);
    }
  get_iter (self, &caret, gtk_text_buffer_get_insert (self->buffer));
  if (bt_speller_find_run (self, &caret, &start, &end)
      && caret_is_in (self, &start, &end))
    {
      gtk_text_buffer_remove_tag (self->buffer, self->tag, &start, &end);
      hold (self, &start, &end);
    }
}

/* ---- showing ---- */

static void
show_finding (BtSpeller *self, const BtFinding *finding, int base)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &start, base + (int)finding->start);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &end, base + (int)finding->end);
  g_hash_table_replace (self->known, gtk_text_iter_get_slice (&start, &end),
                        bt_finding_copy (finding));
  if (caret_is_in (self, &start, &end))
    {
      release (self);
      hold (self, &start, &end);
    }
  else
    gtk_text_buffer_apply_tag (self->buffer, self->tag, &start, &end);
}

/* Takes underlines off that stand for nothing in [@start, @end) any more, and out of
 * @findings what is shown already: each tag that comes or goes has its line laid out. */
static void
reconcile (BtSpeller *self,
           const GtkTextIter *start,
           const GtkTextIter *end,
           GPtrArray *findings)
{
  int base = gtk_text_iter_get_offset (start);
  GtkTextIter at = *start;
  guint i = 0;

  while (gtk_text_iter_compare (&at, end) < 0)
    {
      GtkTextIter run_end;
      guint from, to;

      if (!gtk_text_iter_has_tag (&at, self->tag)
          && !gtk_text_iter_forward_to_tag_toggle (&at, self->tag))
        break;
      if (gtk_text_iter_compare (&at, end) >= 0)
        break;
      run_end = at;
      gtk_text_iter_forward_to_tag_toggle (&run_end, self->tag);
      from = (guint)(gtk_text_iter_get_offset (&at) - base);
      to = (guint)(gtk_text_iter_get_offset (&run_end) - base);
      while (i < findings->len && ((BtFinding *)findings->pdata[i])->start < from)
        i++;
      if (i < findings->len && ((BtFinding *)findings->pdata[i])->start == from
          && ((BtFinding *)findings->pdata[i])->end == to)
        g_ptr_array_remove_index (findings, i);
      else
        gtk_text_buffer_remove_tag (self->buffer, self->tag, &at, &run_end);
      at = run_end;
    }
}

/* Leaves out what the person said is right. */
static void
drop_ignored (BtSpeller *self, const GtkTextIter *from, GPtrArray *findings)
{
  int base = gtk_text_iter_get_offset (from);

  for (guint i = findings->len; i > 0; i--)
    {
      const BtFinding *finding = findings->pdata[i - 1];
      GtkTextIter start, end;
      g_autofree char *text = NULL;

      if (bt_finding_is_spelling (finding))
        continue;
      gtk_text_buffer_get_iter_at_offset (self->buffer, &start,
                                          base + (int)finding->start);
      gtk_text_buffer_get_iter_at_offset (self->buffer, &end, base + (int)finding->end);
      text = gtk_text_iter_get_slice (&start, &end);
      if (bt_spell_service_is_ignored (self->service, finding->rule, text))
        g_ptr_array_remove_index (findings, i - 1);
    }
}

void
bt_speller_show (BtSpeller *self,
                 const GtkTextIter *from,
                 const GtkTextIter *to,
                 GPtrArray *findings)
{
  GtkTextIter start = *from, end = *to, held;
  int base = gtk_text_iter_get_offset (from);

  drop_ignored (self, from, findings);
  reconcile (self, &start, &end, findings);
  if (self->holding)
    {
      get_iter (self, &held, self->held_start);
      if (gtk_text_iter_in_range (&held, &start, &end))
        self->holding = FALSE;
    }
  for (guint i = 0; i < findings->len; i++)
    show_finding (self, findings->pdata[i], base);
}

void
bt_speller_show_nothing (BtSpeller *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->tag, &start, &end);
  self->holding = FALSE;
  g_hash_table_remove_all (self->known);
}

/* ---- for walking through ---- */

static int
compare_places (gconstpointer a, gconstpointer b)
{
  return ((const BtSpellerPlace *)a)->start - ((const BtSpellerPlace *)b)->start;
}

static void
add_place (GArray *places, const GtkTextIter *start, const GtkTextIter *end)
{
  BtSpellerPlace place = { gtk_text_iter_get_offset (start),
                           gtk_text_iter_get_offset (end) };

  g_array_append_val (places, place);
}

GArray *
bt_speller_collect (BtSpeller *self)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (BtSpellerPlace));
  GtkTextIter at, end;

  g_return_val_if_fail (BT_IS_SPELLER (self), places);

  if (self->view == NULL)
    return places;
  gtk_text_buffer_get_start_iter (self->buffer, &at);
  while (gtk_text_iter_has_tag (&at, self->tag)
         || gtk_text_iter_forward_to_tag_toggle (&at, self->tag))
    {
      end = at;
      if (!gtk_text_iter_forward_to_tag_toggle (&end, self->tag))
        break;
      add_place (places, &at, &end);
      at = end;
    }
  if (self->holding)
    {
      get_iter (self, &at, self->held_start);
      get_iter (self, &end, self->held_end);
      add_place (places, &at, &end);
      g_array_sort (places, compare_places);
    }
  return places;
}
