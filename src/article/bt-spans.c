/* The spans of a text, always in canonical form after each call that says so.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-spans-private.h"

static const char *const span_names[BT_N_SPAN_KINDS] = {
  [BT_SPAN_BOLD] = "bold",
  [BT_SPAN_ITALIC] = "italic",
  [BT_SPAN_UNDERLINE] = "underline",
  [BT_SPAN_STRIKE] = "strike",
  [BT_SPAN_SUPERSCRIPT] = "superscript",
  [BT_SPAN_SUBSCRIPT] = "subscript",
  [BT_SPAN_LINK] = "link",
};

static BtSpan *
span_at (const BtSpans *self, guint i)
{
  return &g_array_index (self->array, BtSpan, i);
}

/* By start, then kind: the order of the canonical form. */
static int
compare_place (gconstpointer a, gconstpointer b)
{
  const BtSpan *x = a;
  const BtSpan *y = b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  return (int)x->kind - (int)y->kind;
}

static int
compare_kind (gconstpointer a, gconstpointer b)
{
  const BtSpan *x = a;
  const BtSpan *y = b;

  if (x->kind != y->kind)
    return (int)x->kind - (int)y->kind;
  return compare_place (a, b);
}

void
bt_spans_init (BtSpans *self)
{
  self->array = g_array_new (FALSE, FALSE, sizeof (BtSpan));
  memset (self->last_end, 0, sizeof self->last_end);
}

void
bt_spans_clear (BtSpans *self)
{
  guint i;

  for (i = 0; i < self->array->len; i++)
    g_free (span_at (self, i)->href);
  g_array_set_size (self->array, 0);
  memset (self->last_end, 0, sizeof self->last_end);
}

void
bt_spans_finish (BtSpans *self)
{
  bt_spans_clear (self);
  g_array_unref (self->array);
}

void
bt_spans_add_copies (BtSpans *self, const BtSpans *other)
{
  guint i;

  for (i = 0; i < other->array->len; i++)
    {
      const BtSpan *span = span_at (other, i);

      bt_spans_push (self, span->kind, span->start, span->end, span->href);
    }
}

gboolean
bt_spans_equal (const BtSpans *a, const BtSpans *b)
{
  guint i;

  if (a->array->len != b->array->len)
    return FALSE;
  for (i = 0; i < a->array->len; i++)
    {
      const BtSpan *x = span_at (a, i);
      const BtSpan *y = span_at (b, i);

      if (compare_place (x, y) != 0 || x->end != y->end || g_strcmp0 (x->href, y->href))
        return FALSE;
    }
  return TRUE;
}

void
bt_spans_canonicalise (BtSpans *self)
{
  GArray *old = self->array;
  GArray *new = g_array_new (FALSE, FALSE, sizeof (BtSpan));
  guint i;

  memset (self->last_end, 0, sizeof self->last_end);
  g_array_sort (old, compare_kind);
  for (i = 0; i < old->len; i++)
    {
      BtSpan *span = &g_array_index (old, BtSpan, i);
      BtSpan *last = new->len > 0 ? &g_array_index (new, BtSpan, new->len - 1) : NULL;

      if (span->start >= span->end)
        g_free (span->href);
      else if (last != NULL && last->kind == span->kind && span->start <= last->end
               && g_strcmp0 (last->href, span->href) == 0)
        {
          last->end = MAX (last->end, span->end);
          g_free (span->href);
        }
      else
        g_array_append_val (new, *span);
    }
  g_array_sort (new, compare_place);
  for (i = 0; i < new->len; i++)
    {
      BtSpan *span = &g_array_index (new, BtSpan, i);

      self->last_end[span->kind] = MAX (self->last_end[span->kind], span->end);
    }
  self->array = new;
  g_array_free (old, TRUE);
}

gboolean
bt_spans_push (BtSpans *self, BtSpanKind kind, guint start, guint end, const char *href)
{
  BtSpan span = { kind, start, end, NULL };
  guint last_end = self->last_end[kind];
  gboolean canonical = start >= last_end;
  guint i = self->array->len;

  if (i > 0 && compare_place (span_at (self, i - 1), &span) >= 0)
    canonical = FALSE;
  self->last_end[kind] = MAX (last_end, end);

  if (canonical && start == last_end && start > 0)
    {
      BtSpan *last;

      do
        last = span_at (self, --i);
      while (last->kind != kind);
      if (g_strcmp0 (last->href, href) == 0)
        {
          last->end = end;
          return TRUE;
        }
    }

  span.href = g_strdup (href);
  g_array_append_val (self->array, span);
  return canonical;
}

void
bt_spans_make_room (BtSpans *self, guint offset, guint added)
{
  guint i;

  for (i = 0; i < self->array->len; i++)
    {
      BtSpan *span = span_at (self, i);

      if (span->start >= offset)
        span->start += added;
      if (span->end > offset)
        {
          span->end += added;
          self->last_end[span->kind] = MAX (self->last_end[span->kind], span->end);
        }
    }
}

void
bt_spans_close_gap (BtSpans *self, guint start, guint end)
{
  guint gone = end - start;
  guint i;

  for (i = 0; i < self->array->len; i++)
    {
      BtSpan *span = span_at (self, i);

      span->start = span->start >= end ? span->start - gone : MIN (span->start, start);
      span->end = span->end >= end ? span->end - gone : MIN (span->end, start);
    }
  bt_spans_canonicalise (self);
}

void
bt_spans_remap (BtSpans *self, guint start, guint end, const guint *map)
{
  guint i;
  guint j;

  for (i = 0; i < self->array->len; i++)
    {
      BtSpan *span = span_at (self, i);
      guint *ends[] = { &span->start, &span->end };

      for (j = 0; j < G_N_ELEMENTS (ends); j++)
        {
          if (*ends[j] >= end)
            *ends[j] = *ends[j] - end + start + map[end - start];
          else if (*ends[j] > start)
            *ends[j] = start + map[*ends[j] - start];
        }
    }
  bt_spans_canonicalise (self);
}

void
bt_spans_remove (BtSpans *self, BtSpanKind kind, guint start, guint end)
{
  guint n;
  guint i;

  if (start >= self->last_end[kind])
    return;

  n = self->array->len;
  for (i = 0; i < n; i++)
    {
      BtSpan *span = span_at (self, i);
      BtSpan rest;

      if (span->kind != kind || span->end <= start || span->start >= end)
        continue;
      rest = (BtSpan){ kind, end, span->end, NULL };
      span->end = MAX (MIN (span->end, start), span->start);
      if (rest.start < rest.end)
        {
          rest.href = g_strdup (span->href);
          g_array_append_val (self->array, rest);
        }
    }
  bt_spans_canonicalise (self);
}

const char *
bt_span_kind_to_string (BtSpanKind kind)
{
  g_return_val_if_fail (kind < BT_N_SPAN_KINDS, NULL);
  return span_names[kind];
}

gboolean
bt_span_kind_from_string (const char *name, BtSpanKind *kind)
{
  guint i;

  for (i = 0; i < BT_N_SPAN_KINDS; i++)
    if (g_strcmp0 (name, span_names[i]) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}
