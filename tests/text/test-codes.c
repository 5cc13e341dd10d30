/* Codes: files of every make, titles by their dates, codes in a text and while typing.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-codes.h"
#include "text/bt-text.h"

#include <string.h>

#define OFFICE                                                                                 \
  "mã\ttừ\tđến\tnội dung\ttên\n"                                                      \
  "bt1\t01/10/2015\t30/9/2020\tBí thư Thành ủy Cần Thơ Trần Văn B\tTrần Văn B\n" \
  "bt1\t10/2020\tnay\tBí thư Thành ủy Cần Thơ Nguyễn Văn A\tNguyễn Văn A\n"      \
  "ct\t2021-05-01\t2026\tChủ tịch UBND TP Cần Thơ Lê Thị C\tLê Thị C\n"           \
  "đk\t\t\tĐoàn Khánh\n"

static GPtrArray *
rows_of (const char *data, gssize size, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size < 0 ? strlen (data) : (gsize)size);

  return bt_code_rows_from_bytes (bytes, error);
}

/* "code|from|to|column|column" of each row, ";" between. */
static char *
describe (GPtrArray *rows)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const BtCodeRow *row = rows->pdata[i];
      g_autofree char *columns = g_strjoinv ("|", row->columns);

      g_string_append_printf (out, "%s%s|%s|%s|%s", i > 0 ? ";" : "", row->code,
                              row->from != NULL ? row->from : "",
                              row->to != NULL ? row->to : "", columns);
    }
  return g_string_free (out, FALSE);
}

static void
assert_rows (const char *data, gssize size, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = rows_of (data, size, &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = describe (rows);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_files (void)
{
  assert_rows ("bt1\tBí thư A\n", -1, "bt1|||Bí thư A");
  assert_rows ("\xef\xbb\xbf"
               "bt1\tBí thư A\r\n\r\n# ghi chú\r\nbt2\tB\tC\t\t\r\n",
               -1, "bt1|||Bí thư A;bt2|||B|C");
  assert_rows ("\\bt1\\\t  Bí \t  thư  A ", -1, "bt1|||Bí|thư A");
  /* decomposed comes in composed */
  assert_rows ("bt1\tBi\xcc\x81 thu\xcc\x9b", -1, "bt1|||Bí thư");
  /* quotes as spreadsheets write them, and quotes that are meant */
  assert_rows ("a\t\"Nói \"\"vâng\"\"\"\t\"hai\ndòng\"\nb\t\"Bông sen\" vàng\nc\t\"mở",
               -1, "a|||Nói \"vâng\"|hai dòng;b|||\"Bông sen\" vàng;c|||\"mở");
}

static void
test_headers (void)
{
  assert_rows (OFFICE, -1,
               "bt1|2015-10-01|2020-09-30|Bí thư Thành ủy Cần Thơ Trần Văn B|Trần Văn B;"
               "bt1|2020-10-01||Bí thư Thành ủy Cần Thơ Nguyễn Văn A|Nguyễn Văn A;"
               "ct|2021-05-01|2026-12-31|Chủ tịch UBND TP Cần Thơ Lê Thị C|Lê Thị C;"
               "đk|||Đoàn Khánh");
  /* a title and a name are put together */
  assert_rows ("CHUC DANH\tTen\tMa\tfrom\nBí thư\tNguyễn Văn A\tbt\t2020\n", -1,
               "bt|2020-01-01||Bí thư Nguyễn Văn A|Bí thư|Nguyễn Văn A");
  /* "mã" is a code like any other where nothing else names a column */
  assert_rows ("mã\tMã Văn A\nb\tB\n", -1, "mã|||Mã Văn A;b|||B");
  /* without a header, columns of nothing but full dates are dates */
  assert_rows ("a\tA\t1/1/2020\t\nb\tB\t\t31-12-2021\n", -1,
               "a|2020-01-01||A;b||2021-12-31|B");
  assert_rows ("a\tA\t1950\nb\tB\t1960\n", -1, "a|||A|1950;b|||B|1960");
}

static void
test_encodings (void)
{
  static const char *const legacy =
      "mã\tnội dung\n"
      "bt1\tBí thư Thành ủy Cần Thơ Nguyễn Văn Định\n"
      "bt2\tChủ tịch Ủy ban nhân dân thành phố Trần Thị Mỹ Hạnh\n";
  static const char *const expected =
      "bt1|||Bí thư Thành ủy Cần Thơ Nguyễn Văn Định;"
      "bt2|||Chủ tịch ủy ban nhân dân thành phố Trần Thị Mỹ Hạnh";
  static const char tcvn3[] =
      "m\xb7\tn\xe9i dung\n"
      "bt1\tB\xdd th\xad Th\xb5nh \xf1y C\xc7n Th\xac Nguy\xd4n V\xa8n \xa7\xdenh\n"
      "bt2\tCh\xf1 t\xde"
      "ch \xf1y ban nh\xa9n d\xa9n th\xb5nh ph\xe8 Tr\xc7n Th\xde M\xfc H\xb9nh\n";
  g_autofree char *utf16 = NULL;
  g_autofree char *with_mark = NULL;
  g_autofree char *as_unicode = NULL;
  gsize size;

  utf16 = g_convert (legacy, -1, "UTF-16LE", "UTF-8", NULL, &size, NULL);
  with_mark = g_malloc (size + 2);
  memcpy (with_mark, "\xff\xfe", 2);
  memcpy (with_mark + 2, utf16, size);
  assert_rows (with_mark, (gssize)size + 2,
               "bt1|||Bí thư Thành ủy Cần Thơ Nguyễn Văn Định;"
               "bt2|||Chủ tịch Ủy ban nhân dân thành phố Trần Thị Mỹ Hạnh");
  assert_rows (tcvn3, -1, expected);
  /* the same, as a spreadsheet that knows Windows-1252 alone saves it as Unicode */
  as_unicode = g_convert (tcvn3, -1, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
  assert_rows (as_unicode, -1, expected);
}

static void
assert_refused (const char *data, gssize size, int code, guint line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = rows_of (data, size, &error);

  g_assert_null (rows);
  g_assert_error (error, BT_TEXT_ERROR, code);
  g_assert_cmpuint (bt_text_error_line (error), ==, line);
}

static char *
repeat (const char *piece, gsize n)
{
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    g_string_append (out, piece);
  return g_string_free (out, FALSE);
}

static void
test_refused (void)
{
  g_autofree char *lines = repeat ("a\tb\n", 1000000);
  g_autofree char *endless = repeat ("abcdefgh", 100000);
  g_autofree char *tabs = repeat ("\t", 1000000);
  g_autofree char *quotes = repeat ("a\t\"b\n", 100000);
  g_autofree char *large = g_malloc0 (BT_CODES_MAX_BYTES + 1);
  g_autofree char *behind = g_strconcat ("a\tA\nb\t", endless, NULL);
  g_autoptr (GPtrArray) rows = NULL;

  assert_refused ("", 0, BT_TEXT_ERROR_TABLE_EMPTY, 0);
  assert_refused (" \n\t\n#\n", -1, BT_TEXT_ERROR_TABLE_EMPTY, 0);
  assert_refused ("mã\tnội dung\n", -1, BT_TEXT_ERROR_TABLE_EMPTY, 0);
  assert_refused ("a\tA\nb\tB\0B\n", 10, BT_TEXT_ERROR_TABLE_BINARY, 2);
  assert_refused ("a\tA\n\x1b[31m\tB\n", -1, BT_TEXT_ERROR_TABLE_BINARY, 2);
  assert_refused ("a\tA\nb\tB\nc\t\xff\xc0\n", -1, BT_TEXT_ERROR_TABLE_ENCODING, 3);
  assert_refused ("\xff\xfe"
                  "a",
                  3, BT_TEXT_ERROR_TABLE_ENCODING, 1);
  assert_refused ("a\tA\nb;B\n", -1, BT_TEXT_ERROR_TABLE_COLUMNS, 2);
  assert_refused ("a\tA\nb\t\tC\n", -1, BT_TEXT_ERROR_TABLE_COLUMNS, 2);
  assert_refused ("a\tA\n\nb c\tB\n", -1, BT_TEXT_ERROR_TABLE_CODE, 3);
  assert_refused ("a\tA\n-\tB\n", -1, BT_TEXT_ERROR_TABLE_CODE, 2);
  assert_refused ("mã\ttừ\ttên\na\t31/2/2020\tA\n", -1, BT_TEXT_ERROR_TABLE_DATE, 2);
  assert_refused ("mã\ttừ\tđến\ttext\na\t2021\t2020\tA\n", -1, BT_TEXT_ERROR_TABLE_DATE,
                  2);
  assert_refused (lines, -1, BT_TEXT_ERROR_TABLE_TOO_LARGE, BT_CODES_MAX_ROWS + 1);
  assert_refused (endless, -1, BT_TEXT_ERROR_TABLE_TOO_LARGE, 1);
  assert_refused (behind, -1, BT_TEXT_ERROR_TABLE_TOO_LARGE, 2);
  assert_refused (tabs, -1, BT_TEXT_ERROR_TABLE_TOO_LARGE, 1);
  assert_refused (large, BT_CODES_MAX_BYTES + 1, BT_TEXT_ERROR_TABLE_TOO_LARGE, 1);
  /* quotes that never close cost no more than others */
  rows = rows_of (quotes, -1, NULL);
  g_assert_cmpuint (rows->len, ==, 100000);
}

static void
test_text_again (void)
{
  g_autoptr (GPtrArray) rows = rows_of (OFFICE "q\t\t\t\"\"\"Sen\"\"\n", -1, NULL);
  g_autofree char *text = bt_code_rows_to_text (rows);
  g_autoptr (GPtrArray) again = rows_of (text, -1, NULL);
  const char *const odd[] = { "một\thai\nba", "", "\"x\"", NULL };
  g_autoptr (BtCodeRow) row = bt_code_row_new ("q", odd, NULL, NULL);
  g_autofree char *columns = bt_code_row_columns_to_text (row);
  g_auto (GStrv) back = bt_code_columns_from_text (columns);

  g_assert_cmpuint (again->len, ==, rows->len);
  for (guint i = 0; i < rows->len; i++)
    g_assert_true (bt_code_row_equal (rows->pdata[i], again->pdata[i]));
  g_assert_cmpstr (columns, ==, "một hai ba\t\t\"x\"");
  g_assert_true (
      g_strv_equal ((const char *const *)back, (const char *const *)row->columns));
}

static BtCodes *
office (void)
{
  BtCodes *codes = bt_codes_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static (OFFICE, strlen (OFFICE));

  g_assert_true (bt_codes_add_bytes (codes, bytes, NULL));
  return codes;
}

static void
assert_lookup (BtCodes *codes,
               const char *code,
               guint column,
               const char *date,
               BtCodeOutcome outcome,
               const char *text)
{
  g_autoptr (BtCodeNote) note = bt_codes_lookup (codes, code, column, date);

  g_assert_cmpint (note->outcome, ==, outcome);
  g_assert_cmpstr (note->text, ==, text);
}

static void
test_lookup (void)
{
  g_autoptr (BtCodes) codes = office ();
  g_autoptr (BtCodeNote) gone = NULL;

  assert_lookup (codes, "BT1", 2, "2020-09-30", BT_CODE_FOUND, "Trần Văn B");
  assert_lookup (codes, "bt1", 2, "2020-10-01T06:00:00+07:00", BT_CODE_FOUND,
                 "Nguyễn Văn A");
  assert_lookup (codes, "DK", 1, "2017-12-28", BT_CODE_FOUND, "Đoàn Khánh");
  assert_lookup (codes, "ĐK", 0, NULL, BT_CODE_FOUND, "Đoàn Khánh");
  assert_lookup (codes, "dk", 2, NULL, BT_CODE_NO_COLUMN, NULL);
  assert_lookup (codes, "xx", 1, "2017-12-28", BT_CODE_NONE, NULL);
  /* no title that day: the nearest, and its dates */
  assert_lookup (codes, "bt1", 2, "2014-01-01", BT_CODE_OUT_OF_DATE, "Trần Văn B");
  gone = bt_codes_lookup (codes, "ct", 1, "2027-01-01");
  g_assert_cmpint (gone->outcome, ==, BT_CODE_OUT_OF_DATE);
  g_assert_cmpstr (gone->from, ==, "2021-05-01");
  g_assert_cmpstr (gone->to, ==, "2026-12-31");
  g_assert_cmpstr (gone->date, ==, "2027-01-01");
  /* a date that is known to the year only */
  assert_lookup (codes, "bt1", 2, "2016", BT_CODE_FOUND, "Trần Văn B");
  assert_lookup (codes, "bt1", 2, "2020", BT_CODE_NO_DATE, "Nguyễn Văn A");
  assert_lookup (codes, "bt1", 2, NULL, BT_CODE_NO_DATE, "Nguyễn Văn A");
  assert_lookup (codes, "bt1", 2, "rubbish", BT_CODE_NO_DATE, "Nguyễn Văn A");
}

static void
test_overlaps (void)
{
  g_autoptr (BtCodes) codes = bt_codes_new ();
  static const char list[] = "mã\ttừ\tđến\tnội dung\n"
                             "p\t2010\t2020\tlâu\np\t2015\t2016\tgiữa\np\t\t\tluôn\n"
                             "q\t2010\t2011\tmột\nq\t2010\t2011\thai\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (list, strlen (list));

  g_assert_true (bt_codes_add_bytes (codes, bytes, NULL));
  g_assert_cmpuint (bt_codes_count (codes), ==, 5);
  assert_lookup (codes, "p", 1, "2015-06-01", BT_CODE_FOUND, "giữa");
  assert_lookup (codes, "p", 1, "2018-06-01", BT_CODE_FOUND, "lâu");
  assert_lookup (codes, "p", 1, "2030-06-01", BT_CODE_FOUND, "luôn");
  assert_lookup (codes, "q", 1, "2010-06-01", BT_CODE_FOUND, "hai");
}

static void
test_expand (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
    guint notes;
  } cases[] = {
    { "", "", 0 },
    { "\\bt1\\ phát biểu", "Bí thư Thành ủy Cần Thơ Trần Văn B phát biểu", 1 },
    { "Ông \\BT1#2\\, \\đk\\.", "Ông Trần Văn B, Đoàn Khánh.", 2 },
    { "\\bt1#9\\", "\\bt1#9\\", 1 },
    { "\\bt1#0\\", "\\bt1#0\\", 0 },
    { "\\không\\đk\\", "\\khôngĐoàn Khánh", 2 },
    { "C:\\Ảnh\\a b\\", "C:\\Ảnh\\a b\\", 1 },
    { "\\\\ \\ \\- \\", "\\\\ \\ \\- \\", 0 },
    { "\\đk", "\\đk", 0 },
  };
  g_autoptr (BtCodes) codes = office ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) notes =
          g_ptr_array_new_with_free_func ((GDestroyNotify)bt_code_note_free);
      g_autofree char *out = bt_codes_expand (codes, cases[i].text, "2017-12-28", notes);

      g_assert_cmpstr (out, ==, cases[i].expected);
      g_assert_cmpuint (notes->len, ==, cases[i].notes);
      for (guint j = 0; j < notes->len; j++)
        {
          const BtCodeNote *note = notes->pdata[j];
          g_autofree char *written =
              g_utf8_substring (cases[i].text, note->start, note->end);

          g_assert_true (g_str_has_prefix (written, "\\"));
          g_assert_true (g_str_has_suffix (written, "\\"));
        }
    }
}

static void
test_typing (void)
{
  static const struct
  {
    const char *typed; /* the caret at its end */
    const char *text;
    int start;
  } cases[] = {
    { "Ông \\bt1\\", "Bí thư Thành ủy Cần Thơ Trần Văn B", 4 },
    { "Ông \\bt1#2\\", "Trần Văn B", 4 },
    { "\\a\\đk\\", "Đoàn Khánh", 2 },
    { "Ông \\bt1", NULL, -1 },
    { "\\", NULL, -1 },
    { "\\\\", NULL, -1 },
    { "\\lạ\\", NULL, 0 },
    { "\\bt1\n\\", NULL, -1 },
  };
  g_autoptr (BtCodes) codes = office ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *whole = g_strconcat (cases[i].typed, " đk\\", NULL);
      guint caret = (guint)g_utf8_strlen (cases[i].typed, -1);
      g_autoptr (BtCodeNote) note = NULL;

      g_assert_cmpint (bt_codes_expand_before (codes, whole, caret, "2017-12-28", &note),
                       ==, cases[i].text != NULL);
      g_assert_cmpint (note != NULL ? (int)note->start : -1, ==, cases[i].start);
      if (note != NULL)
        {
          g_assert_cmpuint (note->end, ==, caret);
          g_assert_cmpstr (note->text, ==, cases[i].text);
        }
    }
  g_assert_false (bt_codes_expand_before (codes, "ngắn", 99, NULL, NULL));
}

static void
test_prefix (void)
{
  static const struct
  {
    const char *typed;
    const char *prefix;
    guint start;
  } cases[] = {
    { "Ông \\bt", "bt", 4 },  { "Ông \\", "", 4 },      { "\\đk\\ và \\b", "b", 8 },
    { "\\đk\\", NULL, 0 },    { "\\đk\\ và", NULL, 0 }, { "không", NULL, 0 },
    { "\\hai chữ", NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint start = 0;
      g_autofree char *prefix = bt_codes_prefix_before (
          cases[i].typed, (guint)g_utf8_strlen (cases[i].typed, -1), &start);

      g_assert_cmpstr (prefix, ==, cases[i].prefix);
      g_assert_cmpuint (start, ==, cases[i].start);
    }
}

static void
assert_found (BtCodes *codes, const char *words, guint limit, const char *expected)
{
  g_autoptr (GPtrArray) hits = bt_codes_find (codes, words, "2017-12-28", limit);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < hits->len; i++)
    g_string_append_printf (out, "%s ", ((const BtCodeNote *)hits->pdata[i])->code);
  g_assert_cmpstr (out->str, ==, expected);
}

static void
test_find (void)
{
  g_autoptr (BtCodes) codes = office ();

  assert_found (codes, "", 10, "bt1 ct đk ");
  assert_found (codes, "D", 10, "đk ");
  assert_found (codes, "thanh uy", 10, "bt1 ");
  assert_found (codes, "nguyen", 10, "bt1 ");
  assert_found (codes, "c", 10, "ct bt1 ");
  assert_found (codes, "c", 1, "ct ");
  assert_found (codes, "hanh", 10, "");
  assert_found (codes, "zz", 10, "");
}

/* The longest list there may be: asked as fast as somebody types. */
static void
test_long_list (void)
{
  g_autoptr (BtCodes) codes = bt_codes_new ();
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  gint64 start;

  for (guint i = 0; i < BT_CODES_MAX_ROWS; i++)
    g_string_append_printf (list, "m%u\tBí thư Huyện ủy thứ %u\n", i, i);
  bytes = g_bytes_new (list->str, list->len);
  g_assert_true (bt_codes_add_bytes (codes, bytes, NULL));
  g_assert_cmpuint (bt_codes_count (codes), ==, BT_CODES_MAX_ROWS);
  assert_lookup (codes, "M199999", 1, NULL, BT_CODE_FOUND, "Bí thư Huyện ủy thứ 199999");
  hits = bt_codes_find (codes, "zz", NULL, 10);
  g_clear_pointer (&hits, g_ptr_array_unref);
  start = g_get_monotonic_time ();
  hits = bt_codes_find (codes, "199999", NULL, 10);
  g_test_message ("%" G_GINT64_FORMAT " µs", g_get_monotonic_time () - start);
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
}

/* Files that were damaged on the way: refused with a line, or read as rows that are whole
 * and come back equal. */
static void
test_damaged (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20171228);
  guint refused = 0;

  for (guint round = 0; round < 3000; round++)
    {
      g_autofree char *data = g_strdup (OFFICE);
      gsize size = strlen (data);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) rows = NULL;

      for (guint i = g_rand_int_range (rand, 1, 6); i > 0; i--)
        data[g_rand_int_range (rand, 0, (gint32)size)] =
            round % 3 == 0 ? "\t\n\"\\\r\0#"[g_rand_int_range (rand, 0, 7)]
                           : (char)g_rand_int_range (rand, 0, 256);
      if (round % 5 == 0)
        size = (gsize)g_rand_int_range (rand, 0, (gint32)size);
      rows = rows_of (data, (gssize)size, &error);
      if (rows == NULL)
        {
          g_assert_true (error->domain == BT_TEXT_ERROR);
          g_assert_true (bt_text_error_line (error) > 0
                         || error->code == BT_TEXT_ERROR_TABLE_EMPTY);
          refused++;
          continue;
        }
      for (guint i = 0; i < rows->len; i++)
        {
          g_autoptr (BtCodeRow) copy = bt_code_row_copy (rows->pdata[i]);

          g_assert_true (bt_code_row_equal (copy, rows->pdata[i]));
        }
    }
  g_assert_cmpuint (refused, >, 300);
  g_assert_cmpuint (refused, <, 2900);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/codes/files", test_files);
  g_test_add_func ("/codes/headers", test_headers);
  g_test_add_func ("/codes/encodings", test_encodings);
  g_test_add_func ("/codes/refused", test_refused);
  g_test_add_func ("/codes/text-again", test_text_again);
  g_test_add_func ("/codes/lookup", test_lookup);
  g_test_add_func ("/codes/overlaps", test_overlaps);
  g_test_add_func ("/codes/expand", test_expand);
  g_test_add_func ("/codes/typing", test_typing);
  g_test_add_func ("/codes/prefix", test_prefix);
  g_test_add_func ("/codes/find", test_find);
  g_test_add_func ("/codes/long-list", test_long_list);
  g_test_add_func ("/codes/damaged", test_damaged);
  return g_test_run ();
}
