/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-rich-text.h"

#include "article/bt-clean-text.h"
#include "article/bt-rich-text-private.h"
#include "article/bt-spans-private.h"
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
  BtSpans spans;
};

G_DEFINE_BOXED_TYPE (BtRichText, bt_rich_text, bt_rich_text_copy, bt_rich_text_free)

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

  if (g_str_equal (old, new))
    return;

  new_length = (guint)g_utf8_strlen (new, -1);
  map = composed_offsets (old, end - start, new_length);
  bt_spans_remap (&self->spans, start, end, map);
  g_string_erase (self->text, (gssize)from, (gssize)(to - from));
  g_string_insert (self->text, (gssize)from, new);
  self->length = self->length - (end - start) + new_length;
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
  bt_spans_init (&self->spans);
  bt_rich_text_set_text (self, text);
  return self;
}

BtRichText *
bt_rich_text_copy (const BtRichText *self)
{
  BtRichText *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (BtRichText, 1);
  copy->text = g_string_new_len (self->text->str, (gssize)self->text->len);
  copy->length = self->length;
  bt_spans_init (&copy->spans);
  bt_spans_add_copies (&copy->spans, &self->spans);
  return copy;
}

void
bt_rich_text_free (BtRichText *self)
{
  if (self == NULL)
    return;
  bt_spans_finish (&self->spans);
  g_string_free (self->text, TRUE);
  g_free (self);
}

gboolean
bt_rich_text_equal (const BtRichText *a, const BtRichText *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a == b
         || (g_string_equal (a->text, b->text) && bt_spans_equal (&a->spans, &b->spans));
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
  bt_spans_clear (&self->spans);
  g_string_assign (self->text, clean);
  self->length = (guint)g_utf8_strlen (clean, -1);
}

void
bt_rich_text_insert (BtRichText *self, guint offset, const char *text)
{
  g_autofree char *clean = NULL;
  gsize byte;
  guint added;

  g_return_if_fail (self != NULL);
  g_return_if_fail (offset <= self->length);

  clean = bt_clean_text (text);
  added = (guint)g_utf8_strlen (clean, -1);
  if (added == 0)
    return;

  if (offset < self->length)
    bt_spans_make_room (&self->spans, offset, added);
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
  const BtSpan *spans;
  guint n;
  guint i;

  g_return_if_fail (self != NULL);
  g_return_if_fail (other != NULL);

  if (self == other)
    other = own = bt_rich_text_copy (other);

  seam = self->length;
  byte = self->text->len;
  g_string_append_len (self->text, other->text->str, (gssize)other->text->len);
  self->length += other->length;
  spans = bt_rich_text_get_spans (other, &n);
  for (i = 0; i < n; i++)
    if (!bt_spans_push (&self->spans, spans[i].kind, seam + spans[i].start,
                        seam + spans[i].end, spans[i].href))
      canonical = FALSE;
  if (!canonical)
    bt_spans_canonicalise (&self->spans);
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

  g_return_if_fail (self != NULL);

  end = MIN (end, self->length);
  if (start >= end)
    return;

  from = byte_at (self, start);
  to = byte_at (self, end);
  g_string_erase (self->text, (gssize)from, (gssize)(to - from));
  self->length -= end - start;
  bt_spans_close_gap (&self->spans, start, end);
  compose_seam (self, start, from);
}

BtRichText *
bt_rich_text_slice (const BtRichText *self, guint start, guint end)
{
  BtRichText *slice;
  gsize from;
  gsize to;
  const BtSpan *spans;
  guint n;
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
  spans = bt_rich_text_get_spans (self, &n);
  for (i = 0; i < n; i++)
    {
      guint first = MAX (spans[i].start, start);
      guint last = MIN (spans[i].end, end);

      if (first < last)
        bt_spans_push (&slice->spans, spans[i].kind, first - start, last - start,
                       spans[i].href);
    }
  bt_spans_canonicalise (&slice->spans);
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
  if (!bt_spans_push (&self->spans, kind, start, end, href))
    bt_spans_canonicalise (&self->spans);
}

void
bt_rich_text_remove (BtRichText *self, BtSpanKind kind, guint start, guint end)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (kind < BT_N_SPAN_KINDS);

  end = MIN (end, self->length);
  if (start < end)
    bt_spans_remove (&self->spans, kind, start, end);
}

const BtSpan *
bt_rich_text_get_spans (const BtRichText *self, guint *n)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (n != NULL, NULL);

  *n = self->spans.array->len;
  return *n > 0 ? &g_array_index (self->spans.array, BtSpan, 0) : NULL;
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
      guint n_before = self->spans.array->len;

      if (span->start >= span->end || span->end > self->length
          || (span->kind == BT_SPAN_SUPERSCRIPT
              && span->start < self->spans.last_end[BT_SPAN_SUBSCRIPT])
          || (span->kind == BT_SPAN_SUBSCRIPT
              && span->start < self->spans.last_end[BT_SPAN_SUPERSCRIPT]))
        return NULL;
      if (!bt_spans_push (&self->spans, span->kind, span->start, span->end, span->href)
          || self->spans.array->len == n_before)
        return NULL;
    }
  return g_steal_pointer (&self);
}

void
bt_rich_text_change (BtRichText *self, const char *text)
{
  const char *old = bt_rich_text_get_text (self);
  const char *a = old, *b = text;
  const char *a_end = old + strlen (old), *b_end = text + strlen (text);
  g_autofree char *middle = NULL;
  guint start, end;

  while (*a != '\0' && g_utf8_get_char (a) == g_utf8_get_char (b))
    {
      a = g_utf8_next_char (a);
      b = g_utf8_next_char (b);
    }
  while (a_end > a && b_end > b
         && g_utf8_get_char (g_utf8_prev_char (a_end))
                == g_utf8_get_char (g_utf8_prev_char (b_end)))
    {
      a_end = g_utf8_prev_char (a_end);
      b_end = g_utf8_prev_char (b_end);
    }
  start = (guint)g_utf8_pointer_to_offset (old, a);
  end = (guint)g_utf8_pointer_to_offset (old, a_end);
  middle = g_strndup (b, (gsize)(b_end - b));
  if (end > start)
    bt_rich_text_delete (self, start, end);
  if (*middle != '\0')
    bt_rich_text_insert (self, start, middle);
}
