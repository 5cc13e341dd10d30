/* Rich text against a naive model: one mark set per character.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-rich-text.h"

#define N_OPS 100000
#define MAX_LENGTH 60

/* ---- the model ---- */

typedef struct
{
  gunichar c;
  guint marks; /* 1 << kind, links apart */
  char link;   /* 0, or the digit that names the target */
} Cell;

static const char *const pieces[] = {
  "a",       "Đường",   "lũ lụt", " ",      "\n",      "x",
  "ạ",       "ế",       "😀",      "\u0301", "\u0323b", "\u0302",
  "l\u0304", "e\u0301", "한",     "\u11a8", "\r\n",    "tiê\u0301ng",
};

static char *
model_text (GArray *model)
{
  GString *out = g_string_new (NULL);
  guint i;

  for (i = 0; i < model->len; i++)
    g_string_append_unichar (out, g_array_index (model, Cell, i).c);
  return g_string_free (out, FALSE);
}

/* Composes the whole, prefix by prefix, with GLib's tables rather than ICU's. A place
 * between two characters moves to where the shortest of the composed prefixes from there
 * on ends; a mark survives when its two ends stay apart. */
static void
model_compose (GArray *model)
{
  g_autofree char *text = model_text (model);
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  guint n = (guint)g_utf8_strlen (composed, -1);
  g_autofree guint *place = g_new (guint, model->len + 1);
  GArray *old;
  guint i;
  guint j;

  if (g_str_equal (text, composed))
    return;
  place[model->len] = n;
  for (i = model->len; i-- > 0;)
    {
      g_autofree char *prefix =
          g_strndup (text, (gsize)(g_utf8_offset_to_pointer (text, i) - text));
      g_autofree char *short_one = g_utf8_normalize (prefix, -1, G_NORMALIZE_NFC);

      place[i] = MIN (place[i + 1], (guint)g_utf8_strlen (short_one, -1));
    }
  old = g_array_copy (model);
  g_array_set_size (model, n);
  for (j = 0; j < n; j++)
    {
      Cell *cell = &g_array_index (model, Cell, j);

      cell->c = g_utf8_get_char (g_utf8_offset_to_pointer (composed, j));
      for (i = 0; i < old->len; i++)
        if (place[i] <= j && j < place[i + 1])
          {
            cell->marks = g_array_index (old, Cell, i).marks;
            cell->link = g_array_index (old, Cell, i).link;
          }
    }
  g_array_unref (old);
}

static char *
unify_lines (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\r\n", -1);

  return g_strjoinv ("\n", parts);
}

/* Marks that stand on both sides of an insertion and are one span there go on through. */
static void
model_insert (GArray *model, guint at, const char *piece)
{
  g_autofree char *lines = unify_lines (piece);
  g_autofree char *text = g_utf8_normalize (lines, -1, G_NORMALIZE_NFC);
  const char *p;
  Cell around = { 0 };

  if (at > 0 && at < model->len)
    {
      const Cell *before = &g_array_index (model, Cell, at - 1);
      const Cell *after = &g_array_index (model, Cell, at);

      around.marks = before->marks & after->marks;
      around.link = before->link == after->link ? before->link : 0;
    }
  for (p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      around.c = g_utf8_get_char (p);
      g_array_insert_val (model, at, around);
      at++;
    }
  model_compose (model);
}

static void
model_mark (GArray *model,
            BtSpanKind kind,
            guint start,
            guint end,
            char link,
            gboolean on)
{
  guint i;

  for (i = start; i < MIN (end, model->len); i++)
    {
      Cell *cell = &g_array_index (model, Cell, i);

      if (kind == BT_SPAN_LINK)
        {
          cell->link = on ? link : 0;
          continue;
        }
      if (on && kind == BT_SPAN_SUPERSCRIPT)
        cell->marks &= ~(1u << BT_SPAN_SUBSCRIPT);
      if (on && kind == BT_SPAN_SUBSCRIPT)
        cell->marks &= ~(1u << BT_SPAN_SUPERSCRIPT);
      if (on)
        cell->marks |= 1u << kind;
      else
        cell->marks &= ~(1u << kind);
    }
}

/* ---- comparing ---- */

static void
assert_canonical (const BtRichText *text)
{
  const BtSpan *spans;
  guint n;
  guint i;
  guint j;

  spans = bt_rich_text_get_spans (text, &n);
  for (i = 0; i < n; i++)
    {
      g_assert_cmpuint (spans[i].start, <, spans[i].end);
      g_assert_cmpuint (spans[i].end, <=, bt_rich_text_get_length (text));
      g_assert_true ((spans[i].kind == BT_SPAN_LINK) == (spans[i].href != NULL));
      for (j = i + 1; j < n; j++)
        {
          g_assert_true (
              spans[i].start < spans[j].start
              || (spans[i].start == spans[j].start && spans[i].kind < spans[j].kind));
          if (spans[i].kind != spans[j].kind)
            continue;
          if (g_strcmp0 (spans[i].href, spans[j].href) == 0)
            g_assert_cmpuint (spans[i].end, <, spans[j].start);
          else
            g_assert_cmpuint (spans[i].end, <=, spans[j].start);
        }
    }
}

static void
assert_like_model (const BtRichText *text, GArray *model)
{
  g_autofree char *expected = model_text (model);
  g_autofree Cell *seen = g_new0 (Cell, model->len + 1);
  const BtSpan *spans;
  guint n;
  guint i;
  guint j;

  g_assert_cmpstr (bt_rich_text_get_text (text), ==, expected);
  g_assert_cmpuint (bt_rich_text_get_length (text), ==, model->len);
  assert_canonical (text);
  spans = bt_rich_text_get_spans (text, &n);
  for (i = 0; i < n; i++)
    for (j = spans[i].start; j < spans[i].end; j++)
      {
        if (spans[i].kind == BT_SPAN_LINK)
          seen[j].link = spans[i].href[0];
        else
          seen[j].marks |= 1u << spans[i].kind;
      }
  for (i = 0; i < model->len; i++)
    {
      g_assert_cmpuint (seen[i].marks, ==, g_array_index (model, Cell, i).marks);
      g_assert_cmpint (seen[i].link, ==, g_array_index (model, Cell, i).link);
    }
}

/* ---- random edits ---- */

static void
random_append (GRand *rand, BtRichText *text, GArray *model)
{
  guint start = (guint)g_rand_int_range (rand, 0, (gint32)model->len + 1);
  guint end = (guint)g_rand_int_range (rand, 0, (gint32)model->len + 5);
  g_autoptr (BtRichText) slice = bt_rich_text_slice (text, start, end);
  g_autoptr (GArray) copy = g_array_copy (model);

  end = MIN (end, model->len);
  if (start < end)
    g_array_append_vals (model, &g_array_index (copy, Cell, start), end - start);
  bt_rich_text_append (text, slice);
  model_compose (model);
}

static void
random_mark (GRand *rand, BtRichText *text, GArray *model)
{
  BtSpanKind kind = (BtSpanKind)g_rand_int_range (rand, 0, BT_N_SPAN_KINDS);
  guint start = (guint)g_rand_int_range (rand, 0, (gint32)model->len + 1);
  guint end = start + (guint)g_rand_int_range (rand, 0, 12);
  const char *href = g_rand_boolean (rand) ? "1" : "2";
  gboolean on = g_rand_int_range (rand, 0, 3) > 0;

  model_mark (model, kind, start, end, *href, on);
  if (on)
    bt_rich_text_apply (text, kind, start, end, kind == BT_SPAN_LINK ? href : NULL);
  else
    bt_rich_text_remove (text, kind, start, end);
}

static void
random_edit (GRand *rand, BtRichText *text, GArray *model)
{
  guint at = (guint)g_rand_int_range (rand, 0, (gint32)model->len + 1);
  const char *piece = pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))];
  guint end;

  if (model->len > MAX_LENGTH)
    at = (guint)g_rand_int_range (rand, 0, MAX_LENGTH / 2);
  switch (model->len > MAX_LENGTH ? 5 : g_rand_int_range (rand, 0, 10))
    {
    case 0:
    case 1:
      bt_rich_text_insert (text, at, piece);
      model_insert (model, at, piece);
      break;
    case 2:
      bt_rich_text_append_plain (text, piece);
      model_insert (model, model->len, piece);
      break;
    case 3:
      random_append (rand, text, model);
      break;
    case 4:
    case 5:
      end = at + (guint)g_rand_int_range (rand, 0, model->len > MAX_LENGTH ? 60 : 9);
      bt_rich_text_delete (text, at, end);
      if (MIN (end, model->len) > at)
        g_array_remove_range (model, at, MIN (end, model->len) - at);
      model_compose (model);
      break;
    default:
      random_mark (rand, text, model);
      break;
    }
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20171228);
  g_autoptr (BtRichText) text = bt_rich_text_new ("");
  g_autoptr (GArray) model = g_array_new (FALSE, TRUE, sizeof (Cell));
  guint n_marked = 0;
  guint i;

  for (i = 0; i < N_OPS; i++)
    {
      guint n;

      random_edit (rand, text, model);
      assert_like_model (text, model);
      bt_rich_text_get_spans (text, &n);
      n_marked += n > 3;
      if (i % 1000 == 0)
        {
          g_autoptr (BtRichText) copy = bt_rich_text_copy (text);

          assert_like_model (copy, model);
          g_assert_true (bt_rich_text_equal (text, copy));
        }
    }
  /* The test would be empty if the texts were. */
  g_assert_cmpuint (n_marked, >, N_OPS / 4);
}

/* ---- single facts ---- */

static void
assert_span (const BtRichText *text,
             guint i,
             BtSpanKind kind,
             guint start,
             guint end,
             const char *href)
{
  guint n;
  const BtSpan *spans = bt_rich_text_get_spans (text, &n);

  g_assert_cmpuint (i, <, n);
  g_assert_cmpint (spans[i].kind, ==, kind);
  g_assert_cmpuint (spans[i].start, ==, start);
  g_assert_cmpuint (spans[i].end, ==, end);
  g_assert_cmpstr (spans[i].href, ==, href);
}

static guint
n_spans (const BtRichText *text)
{
  guint n;

  bt_rich_text_get_spans (text, &n);
  return n;
}

static void
test_insert_edges (void)
{
  g_autoptr (BtRichText) text = bt_rich_text_new ("abcd");

  bt_rich_text_apply (text, BT_SPAN_BOLD, 1, 3, NULL);
  bt_rich_text_insert (text, 1, "X");
  assert_span (text, 0, BT_SPAN_BOLD, 2, 4, NULL);
  bt_rich_text_insert (text, 4, "Y");
  assert_span (text, 0, BT_SPAN_BOLD, 2, 4, NULL);
  bt_rich_text_insert (text, 3, "Z");
  assert_span (text, 0, BT_SPAN_BOLD, 2, 5, NULL);
  g_assert_cmpstr (bt_rich_text_get_text (text), ==, "aXbZcYd");
}

static void
test_links (void)
{
  g_autoptr (BtRichText) text = bt_rich_text_new ("0123456789");

  bt_rich_text_apply (text, BT_SPAN_LINK, 0, 4, "https://a.vn/");
  bt_rich_text_apply (text, BT_SPAN_LINK, 4, 8, "https://b.vn/");
  g_assert_cmpuint (n_spans (text), ==, 2);
  bt_rich_text_apply (text, BT_SPAN_LINK, 2, 6, "https://b.vn/");
  g_assert_cmpuint (n_spans (text), ==, 2);
  assert_span (text, 0, BT_SPAN_LINK, 0, 2, "https://a.vn/");
  assert_span (text, 1, BT_SPAN_LINK, 2, 8, "https://b.vn/");
  bt_rich_text_delete (text, 2, 8);
  bt_rich_text_apply (text, BT_SPAN_LINK, 2, 3, "https://a.vn/");
  g_assert_cmpuint (n_spans (text), ==, 1);
  assert_span (text, 0, BT_SPAN_LINK, 0, 3, "https://a.vn/");
}

static void
test_exclusive (void)
{
  g_autoptr (BtRichText) text = bt_rich_text_new ("H2O");

  bt_rich_text_apply (text, BT_SPAN_SUPERSCRIPT, 0, 3, NULL);
  bt_rich_text_apply (text, BT_SPAN_SUBSCRIPT, 1, 2, NULL);
  g_assert_cmpuint (n_spans (text), ==, 3);
  assert_span (text, 0, BT_SPAN_SUPERSCRIPT, 0, 1, NULL);
  assert_span (text, 1, BT_SPAN_SUBSCRIPT, 1, 2, NULL);
  assert_span (text, 2, BT_SPAN_SUPERSCRIPT, 2, 3, NULL);
}

static void
test_clean (void)
{
  g_autoptr (BtRichText) text = bt_rich_text_new ("a\r\nb\rc\vd\u2028e\x01\x7f\xc2\x85"
                                                  "g\th");
  g_autoptr (BtRichText) bad = bt_rich_text_new ("a\xff"
                                                 "b");
  g_autoptr (BtRichText) none = bt_rich_text_new (NULL);
  g_autoptr (BtRichText) nfd = bt_rich_text_new ("tie\u0302\u0301ng");

  g_assert_cmpstr (bt_rich_text_get_text (text), ==, "a\nb\nc\nd\ne\ng\th");
  g_assert_cmpstr (bt_rich_text_get_text (bad), ==, "a\ufffdb");
  g_assert_true (bt_rich_text_is_empty (none));
  g_assert_cmpstr (bt_rich_text_get_text (nfd), ==, "tiếng");
  g_assert_cmpuint (bt_rich_text_get_length (nfd), ==, 5);
}

static void
test_trim (void)
{
  g_autoptr (BtRichText) text =
      bt_rich_text_new ("\u00a0 \u200b\n(TGCT) Năm\u00a02017 \t\u200b");
  g_autoptr (BtRichText) blank = bt_rich_text_new (" \u00a0\n");

  bt_rich_text_apply (text, BT_SPAN_ITALIC, 0, 7, NULL);
  bt_rich_text_trim (text);
  g_assert_cmpstr (bt_rich_text_get_text (text), ==, "(TGCT) Năm\u00a02017");
  assert_span (text, 0, BT_SPAN_ITALIC, 0, 3, NULL);
  bt_rich_text_trim (blank);
  g_assert_true (bt_rich_text_is_empty (blank));
}

/* A tone that is typed after its letter joins it, and what is marked stays marked. */
static void
test_seams (void)
{
  g_autoptr (BtRichText) text = bt_rich_text_new ("a b");
  g_autoptr (BtRichText) macron = bt_rich_text_new ("l\u0304 xy");

  bt_rich_text_apply (text, BT_SPAN_BOLD, 0, 1, NULL);
  bt_rich_text_insert (text, 1, "\u0301");
  g_assert_cmpstr (bt_rich_text_get_text (text), ==, "á b");
  assert_span (text, 0, BT_SPAN_BOLD, 0, 1, NULL);

  bt_rich_text_insert (text, 2, "e\u0300");
  bt_rich_text_delete (text, 0, 2);
  g_assert_cmpstr (bt_rich_text_get_text (text), ==, "èb");

  /* The dot below shortens what was there. */
  bt_rich_text_apply (macron, BT_SPAN_BOLD, 1, 4, NULL);
  bt_rich_text_insert (macron, 2, "\u0323");
  g_assert_cmpstr (bt_rich_text_get_text (macron), ==, "ḹ xy");
  assert_span (macron, 0, BT_SPAN_BOLD, 1, 3, NULL);
}

/* A hundred thousand marks, as a hostile page may have them, cost seconds at most. */
static void
test_many_spans (void)
{
  g_autoptr (BtRichText) text = bt_rich_text_new ("");
  g_autoptr (BtRichText) piece = bt_rich_text_new ("b");
  gint64 start = g_get_monotonic_time ();
  guint i;

  bt_rich_text_apply (piece, BT_SPAN_BOLD, 0, 1, NULL);
  for (i = 0; i < 100000; i++)
    {
      bt_rich_text_append_plain (text, "x");
      bt_rich_text_append (text, piece);
      bt_rich_text_append_plain (text, "i");
      bt_rich_text_apply (text, BT_SPAN_LINK, 3 * i + 2, 3 * i + 3, i % 2 ? "1" : "2");
    }
  g_assert_cmpuint (n_spans (text), ==, 200000);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/article/rich-text/random", test_random);
  g_test_add_func ("/article/rich-text/insert-edges", test_insert_edges);
  g_test_add_func ("/article/rich-text/links", test_links);
  g_test_add_func ("/article/rich-text/exclusive", test_exclusive);
  g_test_add_func ("/article/rich-text/clean", test_clean);
  g_test_add_func ("/article/rich-text/trim", test_trim);
  g_test_add_func ("/article/rich-text/seams", test_seams);
  g_test_add_func ("/article/rich-text/many-spans", test_many_spans);
  return g_test_run ();
}
