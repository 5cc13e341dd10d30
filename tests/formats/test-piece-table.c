/* Snippets as a table, out and in, and what other programs make of it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-piece-table.h"
#include "text/bt-text.h"

static GPtrArray *
read_table (const char *table, guint *n_skipped)
{
  g_autoptr (GBytes) bytes = g_bytes_new (table, strlen (table));
  g_autoptr (GError) error = NULL;
  GPtrArray *pieces = bt_piece_table_read (bytes, n_skipped, &error);

  g_assert_no_error (error);
  return pieces;
}

static void
assert_piece (GPtrArray *pieces,
              guint index,
              const char *code,
              const char *title,
              const char *text)
{
  const BtPiece *piece = pieces->pdata[index];
  g_autofree char *found = bt_piece_text (piece);

  g_assert_cmpstr (piece->key, ==, code);
  g_assert_cmpstr (piece->title, ==, title);
  g_assert_cmpstr (found, ==, text);
}

static void
test_read (void)
{
  guint skipped;
  g_autoptr (GPtrArray) pieces =
      read_table ("\xef\xbb\xbf"
                  "ct\tThành phố\tCần Thơ\r\n"
                  "\r\n"
                  "bq\tBản quyền\t\"Ghi rõ nguồn \"\"Báo Cần Thơ\"\".\nGiữ bản quyền.\"\n"
                  "không chữ\n"
                  "\tkhông mã\tchữ\n"
                  "có dấu cách\tx\tchữ\n"
                  "ct\tlại nữa\tCông ty\n"
                  "t\tTràn\tchữ\t\tthừa\tthừa\n"
                  "cuoi\t\tKhông có dòng sau",
                  &skipped);

  g_assert_cmpuint (pieces->len, ==, 4);
  assert_piece (pieces, 0, "ct", "Thành phố", "Cần Thơ");
  assert_piece (pieces, 1, "bq", "Bản quyền",
                "Ghi rõ nguồn \"Báo Cần Thơ\".\nGiữ bản quyền.");
  g_assert_cmpuint (bt_article_get_n_blocks (((BtPiece *)pieces->pdata[1])->content), ==,
                    2);
  assert_piece (pieces, 2, "t", "Tràn", "chữ");
  assert_piece (pieces, 3, "cuoi", "", "Không có dòng sau");
  g_assert_cmpuint (skipped, ==, 4);
}

static void
test_not_text (void)
{
  static const char junk[] = "ct\t\xff\xfe\xfd";
  g_autoptr (GBytes) bytes = g_bytes_new_static (junk, sizeof junk);
  g_autoptr (GError) error = NULL;
  guint skipped;

  g_assert_null (bt_piece_table_read (bytes, &skipped, &error));
  g_assert_true (error != NULL && error->domain == BT_TEXT_ERROR);
}

static void
add (GPtrArray *pieces, const char *code, const char *title, BtArticle *content)
{
  g_ptr_array_add (pieces, bt_piece_new (BT_PIECE_SNIPPET, code, title, content));
}

static void
test_round_trip (void)
{
  g_autoptr (GPtrArray) pieces =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_piece_free);
  g_autoptr (GPtrArray) again = NULL;
  BtArticle *rich = bt_article_new ();
  BtBlock *heading = bt_block_new_text (BT_BLOCK_HEADING, "Đón đọc");
  g_autofree char *table = NULL;
  g_autofree char *twice = NULL;
  g_auto (GStrv) lines = NULL;
  guint skipped;

  bt_rich_text_apply (heading->text, BT_SPAN_LINK, 0, 3, "https://bao.vn/");
  bt_article_append_block (rich, heading);
  bt_article_append_block (rich, bt_block_new_text (BT_BLOCK_PARAGRAPH, "Số báo mai."));
  add (pieces, "ct", "Cần Thơ", bt_piece_content_from_text ("TP. Cần Thơ"));
  add (pieces, "trich", "Mở ngoặc", bt_piece_content_from_text ("\"Tôi nói\", ông nói"));
  add (pieces, "hai", "", bt_piece_content_from_text ("một\nhai"));
  add (pieces, "don", "Cuối bài", rich);

  table = bt_piece_table_write (pieces);
  lines = g_strsplit (table, "\n", -1);
  g_assert_cmpstr (lines[0], ==, "ct\tCần Thơ\tTP. Cần Thơ");
  g_assert_cmpstr (lines[1], ==, "trich\tMở ngoặc\t\"\"\"Tôi nói\"\", ông nói\"");
  again = read_table (table, &skipped);
  g_assert_cmpuint (skipped, ==, 0);
  g_assert_cmpuint (again->len, ==, pieces->len);
  for (guint i = 0; i < pieces->len; i++)
    {
      const BtPiece *a = pieces->pdata[i], *b = again->pdata[i];

      g_assert_cmpstr (a->key, ==, b->key);
      g_assert_true (bt_piece_same_content (a, b));
    }
  twice = bt_piece_table_write (again);
  /* the table has no more in it than that: but an article has an identity */
  g_assert_cmpuint (strlen (twice), ==, strlen (table));
}

/* Who changes the text in a spreadsheet means the text. */
static void
test_text_wins (void)
{
  g_autoptr (GPtrArray) pieces =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_piece_free);
  BtArticle *rich = bt_article_new ();
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *table = NULL;
  char *at;
  guint skipped;

  bt_article_append_block (rich, bt_block_new_text (BT_BLOCK_HEADING, "Mot"));
  add (pieces, "m", "", rich);
  table = bt_piece_table_write (pieces);
  at = strstr (table, "Mot");
  memcpy (at, "Hai", 3);
  again = read_table (table, &skipped);
  assert_piece (again, 0, "m", "", "Hai");
  g_assert_cmpint (bt_article_get_block (((BtPiece *)again->pdata[0])->content, 0)->kind,
                   ==, BT_BLOCK_PARAGRAPH);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/piece-table/read", test_read);
  g_test_add_func ("/formats/piece-table/not-text", test_not_text);
  g_test_add_func ("/formats/piece-table/round-trip", test_round_trip);
  g_test_add_func ("/formats/piece-table/text-wins", test_text_wins);
  return g_test_run ();
}
