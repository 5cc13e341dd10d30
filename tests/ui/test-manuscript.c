/* Articles on pages: what stands where, without a display and without a printer.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <cairo-pdf.h>

#include "ui/print/bt-manuscript-private.h"

/* A4 within the margins that bt-print.c gives it. */
#define WIDTH 382.7
#define HEIGHT 734.2
#define SPACING 1.8
#define SLICE_US 8000
#define DATE "28/12/2017"

static PangoContext *
new_context (void)
{
  PangoContext *context =
      pango_font_map_create_context (pango_cairo_font_map_get_default ());

  pango_cairo_context_set_resolution (context, 72);
  return context;
}

static BtManuscript *
lay_out_with (const BtArticle *article, GHashTable *pictures, double spacing)
{
  const BtManuscriptStyle style = { spacing, DATE };
  PangoContext *context = new_context ();
  BtManuscript *manuscript =
      bt_manuscript_new (article, pictures, &style, context, WIDTH, HEIGHT);

  g_object_unref (context);
  while (!bt_manuscript_lay_out (manuscript, SLICE_US))
    ;
  return manuscript;
}

static BtManuscript *
lay_out (const BtArticle *article)
{
  g_autoptr (GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);

  return lay_out_with (article, none, SPACING);
}

static char *
words (guint n)
{
  static const char *const some[] = { "nước", "lũ",   "về",    "sớm",  "chợ",
                                      "nổi",  "Cái",  "Răng",  "ghe",  "đầy",
                                      "bông", "điên", "điển,", "ruộng" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            some[(i * 7 + n) % G_N_ELEMENTS (some)]);
  g_string_append_c (text, '.');
  return g_string_free (text, FALSE);
}

static BtBlock *
add_words (BtArticle *article, BtBlockKind kind, guint n)
{
  g_autofree char *text = words (n);
  BtBlock *block = bt_block_new_text (kind, text);

  bt_article_append_block (article, block);
  return block;
}

static void
add_table (BtArticle *article, guint rows)
{
  BtBlock *block = bt_block_new (BT_BLOCK_TABLE);

  bt_table_resize (block->table, rows, 3);
  block->table->has_header = TRUE;
  for (guint row = 0; row < rows; row++)
    for (guint column = 0; column < 3; column++)
      {
        g_autofree char *text = words (1 + (row * 3 + column) % 7);

        bt_rich_text_set_text (bt_table_cell (block->table, row, column), text);
      }
  bt_article_append_block (article, block);
}

/* Everything once and in order; nothing over the foot; no line of a paragraph alone; no
 * heading, photo or header of a table without what follows it. */
static void
assert_pages (BtManuscript *self)
{
  guint part_now = 0, line_now = 0;

  for (guint page = 0; page < self->pages->len; page++)
    {
      const GArray *pieces = self->pages->pdata[page];

      g_assert_cmpuint (pieces->len, >, 0);
      for (guint i = 0; i < pieces->len; i++)
        {
          const BtPiecePlace *piece = &g_array_index (pieces, BtPiecePlace, i);
          const BtPart *part = self->parts->pdata[piece->part];
          double height = part->height;

          if (part->kind == BT_PART_TEXT)
            {
              height = 0;
              for (guint line = 0; line < piece->n_lines; line++)
                height += part->lines[piece->first_line + line].height;
              if (piece->n_lines < part->n_lines)
                g_assert_cmpuint (piece->n_lines, >=, 2);
            }
          g_assert_cmpfloat (piece->y + height, <=,
                             self->height - BT_MANUSCRIPT_HEAD + 0.1);
          if (part->header && piece->part < part_now)
            {
              /* said again at the head of a page that begins inside the table */
              g_assert_cmpuint (i, ==, 0);
              continue;
            }
          g_assert_cmpuint (piece->part, ==, part_now);
          g_assert_cmpuint (piece->first_line, ==, line_now);
          line_now += piece->n_lines;
          if (line_now == part->n_lines)
            {
              part_now++;
              line_now = 0;
            }
          if (i + 1 == pieces->len && part_now < self->parts->len && line_now == 0
              && part->whole)
            g_assert_false (part->keep_next);
        }
    }
  g_assert_cmpuint (part_now, ==, self->parts->len);
}

static void
test_one_page (void)
{
  g_autoptr (BtArticle) article = bt_article_new ();
  g_autoptr (BtManuscript) manuscript = NULL;
  g_autoptr (BtManuscript) empty = lay_out (article);
  const BtPart *body;

  g_assert_cmpuint (bt_manuscript_get_n_pages (empty), ==, 1);
  bt_article_set (article, BT_FIELD_HEADLINE, "Lũ về sớm");
  bt_article_set (article, BT_FIELD_NOTES, "không in");
  add_words (article, BT_BLOCK_PARAGRAPH, 30);
  manuscript = lay_out (article);
  assert_pages (manuscript);
  g_assert_cmpuint (bt_manuscript_get_n_pages (manuscript), ==, 1);
  body = manuscript->parts->pdata[2];
  g_assert_cmpuint (body->n_lines, >=, 2);
  /* 12 points are at least 13 from line to line in any font, here times the spacing */
  g_assert_cmpfloat (body->lines[0].height, >, 12 * SPACING);
  g_assert_cmpfloat (body->lines[0].height, <, 12 * 1.6 * SPACING);
  for (guint i = 0; i < manuscript->parts->len; i++)
    {
      const BtPart *part = manuscript->parts->pdata[i];

      g_assert_null (strstr (part->text, "không in"));
    }
}

static void
test_spacing (void)
{
  g_autoptr (GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (BtArticle) article = bt_article_new ();
  g_autoptr (BtManuscript) narrow = NULL;
  g_autoptr (BtManuscript) wide = NULL;
  const BtPart *a, *b;

  add_words (article, BT_BLOCK_PARAGRAPH, 800);
  narrow = lay_out_with (article, none, 1.0);
  wide = lay_out_with (article, none, 2.0);
  a = narrow->parts->pdata[1];
  b = wide->parts->pdata[1];
  g_assert_cmpuint (a->n_lines, ==, b->n_lines);
  g_assert_cmpfloat_with_epsilon (b->lines[3].height, 2 * a->lines[3].height, 0.01);
  g_assert_cmpuint (bt_manuscript_get_n_pages (wide), >,
                    bt_manuscript_get_n_pages (narrow));
}

static void
test_marks (void)
{
  g_autoptr (BtArticle) article = bt_article_new ();
  BtBlock *block =
      bt_block_new_text (BT_BLOCK_PARAGRAPH, "Nước lên 12 m2, xem cổng và báo.");
  BtRichText *text = block->text;
  g_autoptr (BtManuscript) manuscript = NULL;
  const BtPart *part, *first, *second;

  bt_rich_text_apply (text, BT_SPAN_BOLD, 0, 8, NULL);
  bt_rich_text_apply (text, BT_SPAN_SUPERSCRIPT, 13, 14, NULL);
  bt_rich_text_apply (text, BT_SPAN_LINK, 20, 24, "https://cong.vn/a");
  bt_rich_text_apply (text, BT_SPAN_LINK, 28, 31, "https://bao.vn/b");
  bt_article_append_block (article, block);
  for (guint i = 0; i < 3; i++)
    {
      BtBlock *item = add_words (article, BT_BLOCK_LIST_ITEM, 3);

      item->ordered = TRUE;
      item->level = i == 1 ? 1 : 0;
    }
  manuscript = lay_out (article);
  assert_pages (manuscript);
  part = manuscript->parts->pdata[1];
  g_assert_cmpstr (part->text, ==, "Nước lên 12 m2, xem cổng[1] và báo[2].");
  g_assert_cmpuint (manuscript->links->len, ==, 2);
  g_assert_cmpstr (((BtPart *)manuscript->parts->pdata[2])->marker, ==, "1.");
  g_assert_cmpstr (((BtPart *)manuscript->parts->pdata[3])->marker, ==, "1.");
  g_assert_cmpstr (((BtPart *)manuscript->parts->pdata[4])->marker, ==, "2.");
  first = manuscript->parts->pdata[manuscript->parts->len - 2];
  second = manuscript->parts->pdata[manuscript->parts->len - 1];
  g_assert_cmpstr (first->text, ==, "[1] https://cong.vn/a");
  g_assert_cmpstr (second->text, ==, "[2] https://bao.vn/b");
}

/* Every kind of block in many orders: the rules hold on every page. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20171228);

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (BtArticle) article = bt_article_new ();
      g_autoptr (BtManuscript) manuscript = NULL;
      guint n = (guint)g_rand_int_range (rand, 1, 40);

      bt_article_set (article, BT_FIELD_HEADLINE, "Lũ về sớm");
      bt_article_set (article, BT_FIELD_BYLINE, "Thu Hà");
      for (guint j = 0; j < n; j++)
        {
          BtBlockKind kind = (BtBlockKind)g_rand_int_range (rand, 0, BT_N_BLOCK_KINDS);

          if (kind == BT_BLOCK_TABLE)
            add_table (article, (guint)g_rand_int_range (rand, 1, 40));
          else if (bt_block_kind_has_text (kind))
            add_words (
                article, kind,
                (guint)g_rand_int_range (rand, 1, kind == BT_BLOCK_HEADING ? 12 : 160));
          else
            bt_article_append_block (article, bt_block_new (kind));
        }
      manuscript = lay_out (article);
      assert_pages (manuscript);
    }
}

static void
test_table_header (void)
{
  g_autoptr (BtArticle) article = bt_article_new ();
  g_autoptr (BtManuscript) manuscript = NULL;

  add_table (article, 60);
  manuscript = lay_out (article);
  assert_pages (manuscript);
  g_assert_cmpuint (manuscript->pages->len, >, 2);
  for (guint page = 1; page < manuscript->pages->len; page++)
    {
      const GArray *pieces = manuscript->pages->pdata[page];
      const BtPiecePlace *piece = &g_array_index (pieces, BtPiecePlace, 0);

      g_assert_true (((BtPart *)manuscript->parts->pdata[piece->part])->header);
    }
}

/* 10,000 words in slices none of which holds a window up for long. */
static void
test_long (void)
{
  g_autoptr (BtArticle) article = bt_article_new ();
  g_autoptr (GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);
  const BtManuscriptStyle style = { SPACING, DATE };
  PangoContext *context = new_context ();
  g_autoptr (BtManuscript) manuscript = NULL;
  gint64 longest = 0, all = 0;
  gboolean done = FALSE;
  guint slices = 0;

  for (guint i = 0; i < 125; i++)
    add_words (article, BT_BLOCK_PARAGRAPH, 80);
  manuscript = bt_manuscript_new (article, none, &style, context, WIDTH, HEIGHT);
  while (!done)
    {
      gint64 start = g_get_monotonic_time (), took;

      done = bt_manuscript_lay_out (manuscript, SLICE_US);
      took = g_get_monotonic_time () - start;
      longest = MAX (longest, took);
      all += took;
      slices++;
    }
  g_object_unref (context);
  assert_pages (manuscript);
  g_test_message (
      "10,000 words: %u pages, %u slices, %.1f ms in all, the longest %.1f ms",
      manuscript->pages->len, slices, (double)all / 1000, (double)longest / 1000);
  g_assert_cmpuint (manuscript->pages->len, >, 30);
  g_assert_cmpuint (slices, >, 1);
}

/* A person can look at what a test drew: BANTHAO_MANUSCRIPT names a file. */
static void
test_drawn (void)
{
  g_autoptr (BtArticle) article = bt_article_new ();
  g_autoptr (BtManuscript) manuscript = NULL;
  const char *wanted = g_getenv ("BANTHAO_MANUSCRIPT");
  cairo_surface_t *surface = cairo_pdf_surface_create (wanted, 595.3, 841.9);
  cairo_t *cr = cairo_create (surface);

  bt_article_set (article, BT_FIELD_HEADLINE, "Lũ về sớm");
  add_words (article, BT_BLOCK_PARAGRAPH, 700);
  add_table (article, 4);
  manuscript = lay_out (article);
  for (guint page = 0; page < bt_manuscript_get_n_pages (manuscript); page++)
    {
      cairo_save (cr);
      cairo_translate (cr, 70.9, 51);
      bt_manuscript_draw (manuscript, page, cr);
      cairo_restore (cr);
      cairo_show_page (cr);
    }
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/manuscript/one-page", test_one_page);
  g_test_add_func ("/ui/manuscript/spacing", test_spacing);
  g_test_add_func ("/ui/manuscript/marks", test_marks);
  g_test_add_func ("/ui/manuscript/random", test_random);
  g_test_add_func ("/ui/manuscript/table-header", test_table_header);
  g_test_add_func ("/ui/manuscript/long", test_long);
  g_test_add_func ("/ui/manuscript/drawn", test_drawn);
  return g_test_run ();
}
