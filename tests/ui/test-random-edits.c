/* A hundred thousand edits at random, with undo and redo in between: the article that is
 * kept edit by edit is always what the body shows, and every step comes back exactly.
 * Needs no display.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-history.h"
#include "article/bt-splice.h"
#include "ui/editor/bt-body-buffer.h"
#include "ui/editor/bt-span-tags.h"
#include "ui/editor/bt-typing-style.h"

#include "body-kit.h"

static int n_edits = 100000; /* or the first argument */
/* Then another article. */
#define EDITS_EACH 500

typedef struct
{
  GRand *rand;
  BtBodyBuffer *body;
  BtArticle *article; /* kept edit by edit */
  BtHistory *history;
  GPtrArray *states; /* of the article, one for each step */
  guint here;
} Desk;

static int
below (Desk *desk, int n)
{
  return g_rand_int_range (desk->rand, 0, n);
}

static const char *const words[] = {
  "Đường", " ", "ngập ", "nước", "\n",     "một\nhai\n", "e\u0301", "ạ",
  "😀",     "“", "\t",    "a",    "\u2028", "\r\n",       "x ",      "…",
};

static void
random_place (Desk *desk, GtkTextIter *iter)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (desk->body);

  gtk_text_buffer_get_iter_at_offset (
      buffer, iter, below (desk, gtk_text_buffer_get_char_count (buffer) + 1));
}

static void
random_range (Desk *desk, GtkTextIter *start, GtkTextIter *end)
{
  random_place (desk, start);
  *end = *start;
  gtk_text_iter_forward_chars (end, below (desk, below (desk, 10) == 0 ? 80 : 12));
}

static BtParagraph *
random_paragraph (Desk *desk)
{
  int n_lines = gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (desk->body));

  return bt_body_buffer_get_paragraph (desk->body, below (desk, n_lines));
}

/* ---- edits ---- */

static void
type_words (Desk *desk)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (desk->body);
  GtkTextIter at;

  random_place (desk, &at);
  gtk_text_buffer_place_cursor (buffer, &at);
  if (below (desk, 4) == 0)
    bt_typing_style_set (buffer, (BtSpanKind)below (desk, BT_SPAN_LINK),
                         below (desk, 2) == 0);
  for (int n = below (desk, 4); n >= 0; n--)
    gtk_text_buffer_insert_interactive_at_cursor (
        buffer, words[below (desk, G_N_ELEMENTS (words))], -1, TRUE);
}

/* As Vietnamese engines do it: a word is deleted and committed anew. */
static void
compose (Desk *desk)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (desk->body);
  GtkTextIter start, end;

  random_place (desk, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
  start = end;
  gtk_text_iter_backward_chars (&start, below (desk, 4));
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, "việt", -1, TRUE);
}

static void
delete_something (Desk *desk)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (desk->body);
  GtkTextIter start, end;

  random_range (desk, &start, &end);
  if (below (desk, 2) == 0)
    gtk_text_buffer_delete (buffer, &start, &end);
  else
    {
      gtk_text_buffer_select_range (buffer, &start, &end);
      gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
    }
}

static void
mark_something (Desk *desk)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (desk->body);
  BtSpanKind kind = (BtSpanKind)below (desk, BT_N_SPAN_KINDS);
  GtkTextIter start, end;

  random_range (desk, &start, &end);
  if (below (desk, 3) > 0)
    {
      bt_span_tags_apply (buffer, kind,
                          kind != BT_SPAN_LINK   ? NULL
                          : below (desk, 2) == 0 ? "https://a.vn/"
                                                 : "https://b.vn/",
                          &start, &end);
    }
  else
    bt_span_tags_remove (buffer, kind, &start, &end);
}

static void
change_kind (Desk *desk)
{
  static const BtBlockKind kinds[] = { BT_BLOCK_PARAGRAPH, BT_BLOCK_HEADING,
                                       BT_BLOCK_QUOTE, BT_BLOCK_PULL_QUOTE,
                                       BT_BLOCK_LIST_ITEM };
  int n_lines = gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (desk->body));
  int first = below (desk, n_lines);
  int last = MIN (first + below (desk, 3), n_lines - 1);

  switch (below (desk, 4))
    {
    case 0:
      bt_body_buffer_indent (desk->body, first, last, below (desk, 2) == 0 ? 1 : -1);
      break;
    case 1:
      bt_body_buffer_set_starts_group (desk->body, random_paragraph (desk),
                                       below (desk, 2) == 0);
      break;
    default:
      bt_body_buffer_set_kind (desk->body, first, last,
                               kinds[below (desk, G_N_ELEMENTS (kinds))],
                               (guint)below (desk, 6), below (desk, 2) == 0);
    }
}

static void
change_object (Desk *desk)
{
  BtParagraph *paragraph = random_paragraph (desk);
  BtBlock *block;

  if (!bt_paragraph_is_object (paragraph))
    {
      bt_body_buffer_insert_block (desk->body,
                                   bt_body_buffer_get_line (desk->body, paragraph),
                                   body_kit_random_block (desk->rand));
      return;
    }
  switch (below (desk, 5))
    {
    case 0:
      bt_body_buffer_remove (desk->body, paragraph);
      return;
    case 1:
      if (paragraph->kind == BT_BLOCK_FIGURE)
        bt_body_buffer_set_featured (desk->body, below (desk, 3) == 0 ? NULL : paragraph);
      return;
    case 2:
      /* moved as it is, with its id */
      block = bt_paragraph_to_block (paragraph, NULL);
      bt_body_buffer_remove (desk->body, paragraph);
      bt_body_buffer_insert_block (desk->body, below (desk, 20), block);
      return;
    default:
      block = bt_paragraph_to_block (paragraph, NULL);
    }
  if (block->figure != NULL && below (desk, 2) == 0)
    g_ptr_array_add (block->figure->items, bt_figure_item_new ());
  else if (block->figure != NULL)
    body_kit_random_text (desk->rand, bt_figure_item (block->figure, 0)->caption);
  else if (block->table != NULL && below (desk, 2) == 0)
    bt_table_insert_row (block->table, (guint)below (desk, (int)block->table->n_rows));
  else if (block->table != NULL)
    body_kit_random_text (desk->rand, bt_table_cell (block->table, 0, 0));
  bt_body_buffer_set_object (desk->body, paragraph, block);
}

static BtPlace
model_place (Desk *desk)
{
  guint n = bt_article_get_n_blocks (desk->article);
  BtPlace place = { n > 0 ? (guint)below (desk, (int)n) : 0, 0 };
  const BtBlock *block = bt_article_get_block (desk->article, place.block);

  if (block != NULL && block->text != NULL)
    place.offset = (guint)below (desk, (int)bt_rich_text_get_length (block->text) + 1);
  else if (block != NULL)
    place.offset = (guint)below (desk, 2);
  return place;
}

/* Blocks come from elsewhere and part what is there. */
static void
paste (Desk *desk)
{
  g_autoptr (BtArticle) from = body_kit_random_article (desk->rand);
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();
  BtPlace a = model_place (desk);
  BtPlace b = below (desk, 2) == 0 ? a : model_place (desk);
  int n = below (desk, 4);

  for (guint i = 0; i < bt_article_get_n_blocks (from) && (int)i < n; i++)
    g_ptr_array_add (blocks, bt_article_get_block (from, i));
  if (a.block > b.block || (a.block == b.block && a.offset > b.offset))
    {
      BtPlace swap = a;

      a = b;
      b = swap;
    }
  bt_article_splice (desk->article, a, b, blocks);
  bt_body_buffer_load (desk->body, desk->article, FALSE);
}

static void
change_field (Desk *desk)
{
  bt_article_set (desk->article, (BtField)below (desk, BT_N_FIELDS),
                  words[below (desk, G_N_ELEMENTS (words))]);
}

static void
edit (Desk *desk)
{
  static void (*const edits[]) (Desk *) = {
    type_words,       type_words,     type_words,     compose,     delete_something,
    delete_something, mark_something, mark_something, change_kind, change_object,
    change_object,    paste,          change_field,
  };

  edits[below (desk, G_N_ELEMENTS (edits))](desk);
}

/* ---- what holds after each ---- */

static void
assert_same (const BtArticle *a, const BtArticle *b)
{
  g_assert_true (bt_article_equal (a, b));
  body_kit_assert_same_ids (a, b);
}

static void
assert_agreed (Desk *desk)
{
  g_autoptr (BtArticle) shown = bt_article_copy (desk->article);

  bt_body_buffer_store_edits (desk->body, desk->article);
  bt_body_buffer_store (desk->body, shown, NULL);
  assert_same (shown, desk->article);
}

static void
go (Desk *desk, gboolean back)
{
  const BtArticle *state =
      back ? bt_history_undo (desk->history) : bt_history_redo (desk->history);

  if (state == NULL)
    {
      g_assert_cmpuint (desk->here, ==, back ? 0 : desk->states->len - 1);
      return;
    }
  desk->here += back ? -1u : 1u;
  assert_same (state, desk->states->pdata[desk->here]);
  bt_article_free (desk->article);
  desk->article = bt_article_copy (state);
  bt_body_buffer_load (desk->body, state, FALSE);
  body_kit_assert_sound (desk->body);
  assert_agreed (desk);
  assert_same (desk->article, desk->states->pdata[desk->here]);
}

static void
record (Desk *desk)
{
  if (!bt_history_record (desk->history, desk->article))
    {
      assert_same (desk->article, desk->states->pdata[desk->here]);
      return;
    }
  g_ptr_array_set_size (desk->states, (int)desk->here + 1);
  g_ptr_array_add (desk->states, bt_article_copy (desk->article));
  desk->here++;
}

static void
begin (Desk *desk)
{
  g_clear_pointer (&desk->article, bt_article_free);
  g_clear_pointer (&desk->history, bt_history_free);
  g_ptr_array_set_size (desk->states, 0);
  desk->article = body_kit_random_article (desk->rand);
  desk->here = 0;
  bt_body_buffer_load (desk->body, desk->article, TRUE);
  desk->history = bt_history_new (desk->article);
  g_ptr_array_add (desk->states, bt_article_copy (desk->article));
}

static void
end (Desk *desk)
{
  record (desk);
  while (desk->here > 0)
    go (desk, TRUE);
  while (desk->here + 1 < desk->states->len)
    go (desk, FALSE);
  g_assert_false (bt_history_can_redo (desk->history, NULL));
}

static void
test_edits (void)
{
  Desk desk = { .rand = g_rand_new_with_seed (20171228), .body = bt_body_buffer_new () };

  desk.states = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_article_free);
  for (int i = 0; i < n_edits; i++)
    {
      int what;

      if (i % EDITS_EACH == 0)
        begin (&desk);
      what = below (&desk, 10);
      if (what < 2)
        {
          record (&desk);
          go (&desk, what == 0);
        }
      else
        {
          edit (&desk);
          body_kit_assert_sound (desk.body);
          assert_agreed (&desk);
          if (below (&desk, 3) == 0)
            record (&desk);
        }
      if (i % EDITS_EACH == EDITS_EACH - 1)
        end (&desk);
    }
  bt_article_free (desk.article);
  bt_history_free (desk.history);
  g_ptr_array_unref (desk.states);
  g_object_unref (desk.body);
  g_rand_free (desk.rand);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (argc > 1)
    n_edits = (int)g_ascii_strtoll (argv[1], NULL, 10);
  g_test_add_func ("/ui/random-edits", test_edits);
  return g_test_run ();
}
