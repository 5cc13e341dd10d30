/* The body as a text buffer: articles go in and come out, figures stay alone on their
 * lines, whatever is typed and deleted. Needs no display.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-body-buffer.h"

#include "ui/editor/bt-span-tags.h"

#include "body-kit.h"

/* ---- what must always be true ---- */

static BtArticle *
store (BtBodyBuffer *body, const BtArticle *like, const char *preedit)
{
  BtArticle *article = bt_article_copy (like);

  bt_body_buffer_store (body, article, preedit);
  return article;
}

/* ---- tests ---- */

static void
test_there_and_back (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1989);
  g_autoptr (BtBodyBuffer) body = bt_body_buffer_new ();

  for (int i = 0; i < 400; i++)
    {
      g_autoptr (BtArticle) in = body_kit_random_article (rand);
      g_autoptr (BtArticle) out = NULL;

      /* one buffer shows one article after the other, whole or by what differs */
      bt_body_buffer_load (body, in, g_rand_boolean (rand));
      body_kit_assert_sound (body);
      out = store (body, in, NULL);
      g_assert_true (bt_article_equal (in, out));
      body_kit_assert_same_ids (in, out);
      g_assert_cmpint (bt_body_buffer_load (body, in, FALSE), ==, -1);
    }
}

static void
random_edit (GRand *rand, BtBodyBuffer *body)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (body);
  int length = gtk_text_buffer_get_char_count (buffer);
  GtkTextIter a, b;
  int at = g_rand_int_range (rand, 0, length + 1);
  int to = CLAMP (at + g_rand_int_range (rand, -12, 12), 0, length);
  static const char *const typed[] = { "a",          "\n",     "ế",      "một\nhai",
                                       "\r\nba\r\n", "\n\n\n", "\u2029x" };

  gtk_text_buffer_get_iter_at_offset (buffer, &a, at);
  gtk_text_buffer_get_iter_at_offset (buffer, &b, to);
  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
    case 1:
      gtk_text_buffer_insert (
          buffer, &a, typed[g_rand_int_range (rand, 0, G_N_ELEMENTS (typed))], -1);
      break;
    case 2:
      gtk_text_buffer_delete (buffer, &a, &b);
      break;
    case 3:
      gtk_text_buffer_select_range (buffer, &a, &b);
      gtk_text_buffer_delete_selection (buffer, FALSE, TRUE);
      break;
    case 4:
      bt_body_buffer_insert_block (body, gtk_text_iter_get_line (&a),
                                   body_kit_random_block (rand));
      break;
    default:
      bt_body_buffer_remove (
          body, bt_body_buffer_get_paragraph (body, gtk_text_iter_get_line (&a)));
      break;
    }
}

static void
test_random_edits (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1975);
  g_autoptr (BtBodyBuffer) body = bt_body_buffer_new ();
  g_autoptr (BtArticle) before = bt_article_new ();

  for (int i = 0; i < 1500; i++)
    {
      g_autoptr (BtArticle) now = NULL;
      g_autoptr (BtArticle) again = NULL;

      if (i % 100 == 0)
        {
          g_autoptr (BtArticle) fresh = body_kit_random_article (rand);

          bt_body_buffer_load (body, fresh, TRUE);
        }
      random_edit (rand, body);
      body_kit_assert_sound (body);
      now = store (body, before, NULL);

      /* to and fro between two states, as undo does it */
      bt_body_buffer_load (body, before, FALSE);
      body_kit_assert_sound (body);
      bt_body_buffer_load (body, now, FALSE);
      again = store (body, now, NULL);
      g_assert_true (bt_article_equal (now, again));
      body_kit_assert_same_ids (now, again);
      bt_article_free (before);
      before = g_steal_pointer (&now);
    }
}

static BtBodyBuffer *
with_figure (void)
{
  g_autoptr (BtArticle) article = bt_article_new ();
  BtBodyBuffer *body = bt_body_buffer_new ();

  bt_article_append_block (article, bt_block_new_text (BT_BLOCK_PARAGRAPH, "trên"));
  bt_article_append_block (article, bt_block_new (BT_BLOCK_FIGURE));
  bt_article_append_block (article, bt_block_new_text (BT_BLOCK_PARAGRAPH, "dưới"));
  bt_body_buffer_load (body, article, TRUE);
  return body;
}

static char *
outline (BtBodyBuffer *body)
{
  g_autoptr (BtArticle) article = bt_article_new ();
  GString *text = g_string_new (NULL);

  bt_body_buffer_store (body, article, NULL);
  for (guint i = 0; i < bt_article_get_n_blocks (article); i++)
    {
      const BtBlock *block = bt_article_get_block (article, i);

      g_string_append_printf (text, "%s[%s%s]", i > 0 ? " " : "",
                              bt_block_kind_to_string (block->kind)[0] == 'p'
                                  ? ""
                                  : bt_block_kind_to_string (block->kind),
                              block->text != NULL ? bt_rich_text_get_text (block->text)
                                                  : "");
    }
  return g_string_free (text, FALSE);
}

#define assert_outline(body, wanted)                                                     \
  G_STMT_START                                                                           \
  {                                                                                      \
    g_autofree char *got_ = outline (body);                                              \
    body_kit_assert_sound (body);                                                        \
    g_assert_cmpstr (got_, ==, wanted);                                                  \
  }                                                                                      \
  G_STMT_END

static void
test_typing_at_a_figure (void)
{
  GtkTextIter iter;

  {
    g_autoptr (BtBodyBuffer) body = with_figure ();

    gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (body), &iter, 1, 1);
    gtk_text_buffer_insert (GTK_TEXT_BUFFER (body), &iter, "sau", -1);
    assert_outline (body, "[trên] [figure] [sau] [dưới]");
    g_assert_cmpint (gtk_text_iter_get_line (&iter), ==, 2);
    g_assert_cmpint (gtk_text_iter_get_line_offset (&iter), ==, 3);
  }
  {
    g_autoptr (BtBodyBuffer) body = with_figure ();

    gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (body), &iter, 1, 0);
    gtk_text_buffer_insert (GTK_TEXT_BUFFER (body), &iter, "trước", -1);
    assert_outline (body, "[trên] [trước] [figure] [dưới]");
  }
  {
    g_autoptr (BtBodyBuffer) body = with_figure ();

    gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (body), &iter, 1, 1);
    gtk_text_buffer_insert (GTK_TEXT_BUFFER (body), &iter, "\n", -1);
    assert_outline (body, "[trên] [figure] [] [dưới]");
  }
}

/* Backspace after a figure, Delete before it, and an engine's delete-surrounding. */
static void
test_deleting_at_a_figure (void)
{
  g_autoptr (BtBodyBuffer) body = with_figure ();
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (body);
  GtkTextIter a, b;

  gtk_text_buffer_get_iter_at_line (buffer, &b, 2);
  a = b;
  gtk_text_iter_backward_char (&a);
  gtk_text_buffer_delete (buffer, &a, &b);
  assert_outline (body, "[trên] [figure] [dưới]");

  gtk_text_buffer_get_iter_at_line (buffer, &b, 1);
  a = b;
  gtk_text_iter_backward_char (&a);
  gtk_text_buffer_delete (buffer, &a, &b);
  assert_outline (body, "[trên] [figure] [dưới]");

  /* "dư" replaced by an engine that counts too far back */
  gtk_text_buffer_get_iter_at_line_offset (buffer, &b, 2, 2);
  a = b;
  gtk_text_iter_backward_chars (&a, 5);
  gtk_text_buffer_delete (buffer, &a, &b);
  assert_outline (body, "[trên] [figure] [ới]");

  /* a person's own selection takes it */
  gtk_text_buffer_get_bounds (buffer, &a, &b);
  gtk_text_iter_forward_char (&a);
  gtk_text_iter_backward_char (&b);
  gtk_text_buffer_select_range (buffer, &a, &b);
  gtk_text_buffer_delete_selection (buffer, FALSE, TRUE);
  assert_outline (body, "[ti]");
}

static void
test_new_lines (void)
{
  g_autoptr (BtArticle) article = bt_article_new ();
  g_autoptr (BtBodyBuffer) body = bt_body_buffer_new ();
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (body);
  BtBlock *item = bt_block_new_text (BT_BLOCK_LIST_ITEM, "mục");
  GtkTextIter iter;

  item->ordered = TRUE;
  bt_article_append_block (article, bt_block_new_text (BT_BLOCK_HEADING, "Tít"));
  bt_article_append_block (article, item);
  bt_body_buffer_load (body, article, TRUE);

  gtk_text_buffer_get_iter_at_line_offset (buffer, &iter, 0, 3);
  gtk_text_buffer_insert (buffer, &iter, "\n", -1);
  assert_outline (body, "[headingTít] [] [list-itemmục]");
  gtk_text_buffer_get_end_iter (buffer, &iter);
  gtk_text_buffer_insert (buffer, &iter, "\nhai", -1);
  assert_outline (body, "[headingTít] [] [list-itemmục] [list-itemhai]");
  gtk_text_buffer_get_start_iter (buffer, &iter);
  gtk_text_buffer_insert (buffer, &iter, "\n", -1);
  assert_outline (body, "[] [headingTít] [] [list-itemmục] [list-itemhai]");
}

/* An engine deletes a bold word and commits it again with its tone. */
static void
test_marks_survive_an_engine (void)
{
  g_autoptr (BtArticle) article = bt_article_new ();
  g_autoptr (BtArticle) out = NULL;
  g_autoptr (BtBodyBuffer) body = bt_body_buffer_new ();
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (body);
  BtBlock *block = bt_block_new_text (BT_BLOCK_PARAGRAPH, "rất viet ở đây");
  GtkTextIter a, b;
  const BtSpan *spans;
  guint n;

  bt_rich_text_apply (block->text, BT_SPAN_BOLD, 4, 8, NULL);
  bt_article_append_block (article, block);
  bt_body_buffer_load (body, article, TRUE);

  gtk_text_buffer_get_iter_at_offset (buffer, &a, 4);
  gtk_text_buffer_get_iter_at_offset (buffer, &b, 8);
  gtk_text_buffer_delete (buffer, &a, &b);
  gtk_text_buffer_insert (buffer, &a, "việt", -1);
  gtk_text_buffer_insert (buffer, &a, "s", -1);

  out = store (body, article, NULL);
  spans = bt_rich_text_get_spans (bt_article_get_block (out, 0)->text, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (spans[0].start, ==, 4);
  g_assert_cmpuint (spans[0].end, ==, 9);
}

static void
note_changed_cb (BtBodyBuffer *body, BtParagraph *paragraph, guint *changed)
{
  g_assert_nonnull (paragraph->object);
  *changed = paragraph->id;
}

/* Undo of a caption changes the figure's block; its line, mark and anchor stay. */
static void
test_objects_change_in_place (void)
{
  g_autoptr (BtBodyBuffer) body = with_figure ();
  g_autoptr (BtArticle) before = bt_article_new ();
  g_autoptr (BtArticle) after = NULL;
  BtParagraph *paragraph = bt_body_buffer_get_paragraph (body, 1);
  GtkTextChildAnchor *anchor = paragraph->anchor;
  BtBlock *block;
  guint changed = 0;

  bt_body_buffer_store (body, before, NULL);
  g_signal_connect (body, "object-changed", G_CALLBACK (note_changed_cb), &changed);
  block = bt_paragraph_to_block (paragraph, NULL);
  bt_rich_text_set_text (bt_figure_item (block->figure, 0)->caption, "chú thích");
  block->figure->align = BT_ALIGN_LEFT;
  g_ptr_array_add (block->figure->items, bt_figure_item_new ());
  bt_body_buffer_set_object (body, paragraph, block);
  g_assert_cmpuint (changed, ==, paragraph->id);
  after = store (body, before, NULL);
  g_assert_false (bt_article_equal (before, after));

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (BtArticle) out = NULL;

      changed = 0;
      /* the offset of the figure's line says where it was */
      g_assert_cmpint (bt_body_buffer_load (body, i == 0 ? before : after, FALSE), ==, 5);
      g_assert_cmpuint (changed, ==, paragraph->id);
      g_assert_true (bt_body_buffer_get_paragraph (body, 1) == paragraph);
      g_assert_true (paragraph->anchor == anchor);
      out = store (body, before, NULL);
      g_assert_true (bt_article_equal (out, i == 0 ? before : after));
      body_kit_assert_same_ids (out, before);
      body_kit_assert_sound (body);
    }
  g_assert_cmpint (bt_body_buffer_load (body, after, FALSE), ==, -1);
}

static void
test_preedit (void)
{
  g_autoptr (BtBodyBuffer) body = with_figure ();
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (body);
  g_autoptr (BtArticle) like = bt_article_new ();
  g_autoptr (BtArticle) in_text = NULL;
  g_autoptr (BtArticle) at_figure = NULL;
  g_autoptr (BtArticle) in_empty = NULL;
  g_autoptr (BtBodyBuffer) empty = bt_body_buffer_new ();
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line_offset (buffer, &iter, 0, 4);
  gtk_text_buffer_place_cursor (buffer, &iter);
  in_text = store (body, like, "việt");
  g_assert_cmpstr (bt_rich_text_get_text (bt_article_get_block (in_text, 0)->text), ==,
                   "trênviệt");

  gtk_text_buffer_get_iter_at_line_offset (buffer, &iter, 1, 1);
  gtk_text_buffer_place_cursor (buffer, &iter);
  at_figure = store (body, like, "việt");
  g_assert_cmpuint (bt_article_get_n_blocks (at_figure), ==, 4);
  g_assert_cmpstr (bt_rich_text_get_text (bt_article_get_block (at_figure, 2)->text), ==,
                   "việt");

  in_empty = store (empty, like, "v");
  g_assert_cmpuint (bt_article_get_n_blocks (in_empty), ==, 1);
  g_assert_cmpint (gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (empty)), ==, 0);
}

static void
count_cb (BtBodyBuffer *body, BtParagraph *paragraph, gpointer data)
{
  (*(int *)data)++;
}

static void
test_objects_are_announced (void)
{
  g_autoptr (BtBodyBuffer) body = bt_body_buffer_new ();
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (body);
  BtParagraph *figure;
  GtkTextIter a, b;
  int added = 0, removed = 0;

  g_signal_connect (body, "object-added", G_CALLBACK (count_cb), &added);
  g_signal_connect (body, "object-removed", G_CALLBACK (count_cb), &removed);
  gtk_text_buffer_set_text (buffer, "một\nhai", -1);
  figure = bt_body_buffer_insert_block (body, 1, bt_block_new (BT_BLOCK_FIGURE));
  bt_body_buffer_insert_block (body, 99, bt_block_new (BT_BLOCK_DIVIDER));
  g_assert_cmpint (added, ==, 2);
  assert_outline (body, "[một] [figure] [hai] [divider]");
  bt_body_buffer_set_featured (body, figure);
  g_assert_cmpuint (bt_body_buffer_get_featured (body), ==, figure->id);
  bt_body_buffer_remove (body, figure);
  g_assert_cmpint (removed, ==, 1);
  gtk_text_buffer_get_bounds (buffer, &a, &b);
  gtk_text_buffer_select_range (buffer, &a, &b);
  gtk_text_buffer_delete_selection (buffer, FALSE, TRUE);
  g_assert_cmpint (removed, ==, 2);
  assert_outline (body, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/body-buffer/there-and-back", test_there_and_back);
  g_test_add_func ("/ui/body-buffer/random-edits", test_random_edits);
  g_test_add_func ("/ui/body-buffer/typing-at-a-figure", test_typing_at_a_figure);
  g_test_add_func ("/ui/body-buffer/deleting-at-a-figure", test_deleting_at_a_figure);
  g_test_add_func ("/ui/body-buffer/new-lines", test_new_lines);
  g_test_add_func ("/ui/body-buffer/marks-survive-an-engine",
                   test_marks_survive_an_engine);
  g_test_add_func ("/ui/body-buffer/objects-change-in-place",
                   test_objects_change_in_place);
  g_test_add_func ("/ui/body-buffer/preedit", test_preedit);
  g_test_add_func ("/ui/body-buffer/objects-are-announced", test_objects_are_announced);
  return g_test_run ();
}
