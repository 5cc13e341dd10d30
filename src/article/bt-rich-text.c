/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-rich-text.h"

#include "article/bt-clean-text.h"
#include "article/bt-rich-text-private.h"
#include "text/bt-text.h"

/* No character below this one is ever composed with the one before it. */
#define FIRST_COMBINING 0x300
/* Longer runs of combining marks are not language: spans that end inside move to the end.
 */
#define MAX_CLUSTER 64

struct _BtRichText
{
  GString *text;
  guint length; /* code points */
  GArray *spans;
  /* Where the last span of each kind ends: text is mostly built from front to back, and
   * a span past all others is pushed without looking at them. */
  guint last_end[BT_N_SPAN_KINDS];
};

G_DEFINE_BOXED_TYPE (BtRichText, bt_rich_text, bt_rich_text_copy, bt_rich_text_free)

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
span_at (const BtRichText *self, guint i)
{
  return &g_array_index (self->spans, BtSpan, i);
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

/* Takes what any edit left and brings it into canonical form. */
static void
canonicalise (BtRichText *self)
{
  GArray *old = self->spans;
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
  self->spans = new;
  g_array_free (old, TRUE);
}

/* Adds a span at the end of the list, or lengthens the one that it continues. Returns
 * FALSE when the form is no longer canonical. */
static gboolean
push_span (BtRichText *self, BtSpanKind kind, guint start, guint end, const char *href)
{
  BtSpan span = { kind, start, end, NULL };
  guint last_end = self->last_end[kind];
  gboolean canonical = start >= last_end;
  guint i = self->spans->len;

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
  g_array_append_val (self->spans, span);
  return canonical;
}

static void
clear_spans (BtRichText *self)
{
  guint i;

  for (i = 0; i < self->spans->len; i++)
    g_free (span_at (self, i)->href);
  g_array_set_size (self->spans, 0);
  memset (self->last_end, 0, sizeof self->last_end);
}

/* Where byte-wise the character at @offset is. */
static gsize
byte_at (const BtRichText *self, guint offset)
{
  if (offset == self->length)
    return self->text->len;
  return (gsize)(g_utf8_offset_to_pointer (self->text->str, offset) - self->text->str);
}

/* Whether @c may be composed with what stands before it. */
static gboolean
composes_back (gunichar c)
{
  if (c < FIRST_COMBINING)
    return FALSE;
  return g_unichar_combining_class (c) != 0 || g_unichar_ismark (c)
         || (c >= 0x1160 && c <= 0x11ff); /* vowels and finals of Hangul */
}

/* For each offset into @old, where it is once @old is in NFC. A mark may shorten what
 * stands before it, so the way is from the end: offsets never cross. */
static guint *
composed_offsets (const char *old, guint length, guint new_length)
{
  guint *map = g_new (guint, length + 1);
  guint i;

  map[length] = new_length;
  for (i = length; i-- > 0;)
    {
      g_autofree char *prefix = NULL;
      g_autofree char *composed = NULL;

      map[i] = map[i + 1];
      if (length > MAX_CLUSTER && i > 0)
        continue;
      prefix = g_strndup (old, (gsize)(g_utf8_offset_to_pointer (old, i) - old));
      composed = bt_text_nfc (prefix);
      map[i] = MIN (map[i + 1], (guint)g_utf8_strlen (composed, -1));
    }
  return map;
}

/* Puts [@start, @end), which is @from to @to in bytes and whose neighbours cannot compose
 * with it, into NFC. */
static void
compose_range (BtRichText *self, guint start, guint end, gsize from, gsize to)
{
  g_autofree char *old = g_strndup (self->text->str + from, to - from);
  g_autofree char *new = bt_text_nfc (old);
  g_autofree guint *map = NULL;
  guint new_length;
  guint i;

  if (g_str_equal (old, new))
    return;

  new_length = (guint)g_utf8_strlen (new, -1);
  map = composed_offsets (old, end - start, new_length);
  for (i = 0; i < self->spans->len; i++)
    {
      BtSpan *span = span_at (self, i);
      guint *ends[] = { &span->start, &span->end };
      guint j;

      for (j = 0; j < G_N_ELEMENTS (ends); j++)
        {
          if (*ends[j] >= end)
            *ends[j] = *ends[j] - end + start + new_length;
          else if (*ends[j] > start)
            *ends[j] = start + map[*ends[j] - start];
        }
    }
  g_string_erase (self->text, (gssize)from, (gssize)(to - from));
  g_string_insert (self->text, (gssize)from, new);
  self->length = self->length - (end - start) + new_length;
  canonicalise (self);
}

/* Two pieces that are each in NFC need not be together: "a" and a combining tone. @byte
 * is where @offset is. Returns how far to the front it has looked. */
static guint
compose_seam (BtRichText *self, guint offset, gsize byte)
{
  const char *begin = self->text->str;
  const char *p = begin + byte;
  guint start = offset;
  guint end = offset;
  gsize to;

  if (byte == 0 || !composes_back (g_utf8_get_char (p)))
    return offset;

  while (*p != '\0' && composes_back (g_utf8_get_char (p)))
    {
      p = g_utf8_next_char (p);
      end++;
    }
  to = (gsize)(p - begin);
  p = begin + byte;
  do
    {
      p = g_utf8_prev_char (p);
      start--;
    }
  while (p > begin && composes_back (g_utf8_get_char (p)));
  compose_range (self, start, end, (gsize)(p - begin), to);
  return start;
}

static gboolean
is_trimmed (gunichar c)
{
  return g_unichar_isspace (c) || c == 0xa0 || c == 0x200b || c == 0xfeff;
}

BtRichText *
bt_rich_text_new (const char *text)
{
  BtRichText *self = g_new0 (BtRichText, 1);

  self->text = g_string_new (NULL);
  self->spans = g_array_new (FALSE, FALSE, sizeof (BtSpan));
  bt_rich_text_set_text (self, text);
  return self;
}

BtRichText *
bt_rich_text_copy (const BtRichText *self)
{
  BtRichText *copy;
  guint i;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (BtRichText, 1);
  copy->text = g_string_new_len (self->text->str, (gssize)self->text->len);
  copy->length = self->length;
  copy->spans = g_array_sized_new (FALSE, FALSE, sizeof (BtSpan), self->spans->len);
  for (i = 0; i < self->spans->len; i++)
    {
      BtSpan span = *span_at (self, i);

      span.href = g_strdup (span.href);
      g_array_append_val (copy->spans, span);
    }
  memcpy (copy->last_end, self->last_end, sizeof copy->last_end);
  return copy;
}

void
bt_rich_text_free (BtRichText *self)
{
  if (self == NULL)
    return;
  clear_spans (self);
  g_array_unref (self->spans);
  g_string_free (self->text, TRUE);
  g_free (self);
}

gboolean
bt_rich_text_equal (const BtRichText *a, const BtRichText *b)
{
  guint i;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a == b)
    return TRUE;
  if (a->spans->len != b->spans->len || !g_string_equal (a->text, b->text))
    return FALSE;
  for (i = 0; i < a->spans->len; i++)
    {
      const BtSpan *x = span_at (a, i);
      const BtSpan *y = span_at (b, i);

      if (compare_place (x, y) != 0 || x->end != y->end || g_strcmp0 (x->href, y->href))
        return FALSE;
    }
  return TRUE;
}

const char *
bt_rich_text_get_text (const BtRichText *self)
{
  g_return_val_if_fail (self != NULL, "");
  return self->text->str;
}

guint
bt_rich_text_get_length (const BtRichText *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->length;
}

gboolean
bt_rich_text_is_empty (const BtRichText *self)
{
  g_return_val_if_fail (self != NULL, TRUE);
  return self->length == 0;
}

void
bt_rich_text_set_text (BtRichText *self, const char *text)
{
  g_autofree char *clean = NULL;

  g_return_if_fail (self != NULL);

  clean = bt_clean_text (text);
  clear_spans (self);
  g_string_assign (self->text, clean);
  self->length = (guint)g_utf8_strlen (clean, -1);
}

void
bt_rich_text_insert (BtRichText *self, guint offset, const char *text)
{
  g_autofree char *clean = NULL;
  gsize byte;
  guint added;
  guint i;

  g_return_if_fail (self != NULL);
  g_return_if_fail (offset <= self->length);

  clean = bt_clean_text (text);
  added = (guint)g_utf8_strlen (clean, -1);
  if (added == 0)
    return;

  if (offset < self->length)
    {
      for (i = 0; i < self->spans->len; i++)
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
  byte = byte_at (self, offset);
  g_string_insert (self->text, (gssize)byte, clean);
  self->length += added;
  if (compose_seam (self, offset + added, byte + strlen (clean)) >= offset)
    compose_seam (self, offset, byte);
}

void
bt_rich_text_append (BtRichText *self, const BtRichText *other)
{
  g_autoptr (BtRichText) own = NULL;
  gboolean canonical = TRUE;
  guint seam;
  gsize byte;
  guint i;

  g_return_if_fail (self != NULL);
  g_return_if_fail (other != NULL);

  if (self == other)
    other = own = bt_rich_text_copy (other);

  seam = self->length;
  byte = self->text->len;
  g_string_append_len (self->text, other->text->str, (gssize)other->text->len);
  self->length += other->length;
  for (i = 0; i < other->spans->len; i++)
    {
      const BtSpan *span = span_at (other, i);

      if (!push_span (self, span->kind, seam + span->start, seam + span->end, span->href))
        canonical = FALSE;
    }
  if (!canonical)
    canonicalise (self);
  compose_seam (self, seam, byte);
}

void
bt_rich_text_append_plain (BtRichText *self, const char *text)
{
  g_return_if_fail (self != NULL);
  bt_rich_text_insert (self, self->length, text);
}

void
bt_rich_text_delete (BtRichText *self, guint start, guint end)
{
  gsize from;
  gsize to;
  guint i;

  g_return_if_fail (self != NULL);

  end = MIN (end, self->length);
  if (start >= end)
    return;

  from = byte_at (self, start);
  to = byte_at (self, end);
  g_string_erase (self->text, (gssize)from, (gssize)(to - from));
  self->length -= end - start;
  for (i = 0; i < self->spans->len; i++)
    {
      BtSpan *span = span_at (self, i);

      span->start =
          span->start >= end ? span->start - (end - start) : MIN (span->start, start);
      span->end = span->end >= end ? span->end - (end - start) : MIN (span->end, start);
    }
  canonicalise (self);
  compose_seam (self, start, from);
}

BtRichText *
bt_rich_text_slice (const BtRichText *self, guint start, guint end)
{
  BtRichText *slice;
  gsize from;
  gsize to;
  guint i;

  g_return_val_if_fail (self != NULL, NULL);

  slice = bt_rich_text_new (NULL);
  end = MIN (end, self->length);
  if (start >= end)
    return slice;

  from = byte_at (self, start);
  to = byte_at (self, end);
  g_string_append_len (slice->text, self->text->str + from, (gssize)(to - from));
  slice->length = end - start;
  for (i = 0; i < self->spans->len; i++)
    {
      const BtSpan *span = span_at (self, i);
      guint first = MAX (span->start, start);
      guint last = MIN (span->end, end);

      if (first < last)
        push_span (slice, span->kind, first - start, last - start, span->href);
    }
  canonicalise (slice);
  return slice;
}

void
bt_rich_text_trim (BtRichText *self)
{
  const char *begin;
  const char *end;
  const char *p;
  guint n_front = 0;
  guint n_back = 0;

  g_return_if_fail (self != NULL);

  begin = self->text->str;
  end = begin + self->text->len;
  for (p = begin; p < end && is_trimmed (g_utf8_get_char (p)); p = g_utf8_next_char (p))
    n_front++;
  begin = p;
  while (end > begin)
    {
      p = g_utf8_prev_char (end);
      if (!is_trimmed (g_utf8_get_char (p)))
        break;
      end = p;
      n_back++;
    }
  bt_rich_text_delete (self, self->length - n_back, self->length);
  bt_rich_text_delete (self, 0, n_front);
}

void
bt_rich_text_apply (BtRichText *self,
                    BtSpanKind kind,
                    guint start,
                    guint end,
                    const char *href)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (kind < BT_N_SPAN_KINDS);
  g_return_if_fail ((kind == BT_SPAN_LINK) == (href != NULL));

  end = MIN (end, self->length);
  if (start >= end)
    return;

  if (kind == BT_SPAN_LINK)
    bt_rich_text_remove (self, BT_SPAN_LINK, start, end);
  else if (kind == BT_SPAN_SUPERSCRIPT)
    bt_rich_text_remove (self, BT_SPAN_SUBSCRIPT, start, end);
  else if (kind == BT_SPAN_SUBSCRIPT)
    bt_rich_text_remove (self, BT_SPAN_SUPERSCRIPT, start, end);
  if (!push_span (self, kind, start, end, href))
    canonicalise (self);
}

void
bt_rich_text_remove (BtRichText *self, BtSpanKind kind, guint start, guint end)
{
  guint n;
  guint i;

  g_return_if_fail (self != NULL);
  g_return_if_fail (kind < BT_N_SPAN_KINDS);

  end = MIN (end, self->length);
  if (start >= end || start >= self->last_end[kind])
    return;

  n = self->spans->len;
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
          g_array_append_val (self->spans, rest);
        }
    }
  canonicalise (self);
}

const BtSpan *
bt_rich_text_get_spans (const BtRichText *self, guint *n)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (n != NULL, NULL);

  *n = self->spans->len;
  return *n > 0 ? span_at (self, 0) : NULL;
}

BtRichText *
bt_rich_text_new_with_spans (const char *text, const BtSpan *spans, guint n_spans)
{
  g_autoptr (BtRichText) self = bt_rich_text_new (text);
  guint i;

  if (n_spans > 0 && !g_str_equal (self->text->str, text))
    return NULL;
  for (i = 0; i < n_spans; i++)
    {
      const BtSpan *span = &spans[i];
      guint n_before = self->spans->len;

      if (span->start >= span->end || span->end > self->length
          || (span->kind == BT_SPAN_SUPERSCRIPT
              && span->start < self->last_end[BT_SPAN_SUBSCRIPT])
          || (span->kind == BT_SPAN_SUBSCRIPT
              && span->start < self->last_end[BT_SPAN_SUPERSCRIPT]))
        return NULL;
      if (!push_span (self, span->kind, span->start, span->end, span->href)
          || self->spans->len == n_before)
        return NULL;
    }
  return g_steal_pointer (&self);
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
