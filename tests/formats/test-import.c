/* Tests of finding the reader of a file, and of files that are refused.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-import.h"

#include <string.h>

#include "text/bt-portal-time.h"
#include "text/bt-text.h"

#define BODY "Theo đó, đoạn thứ nhất của bài.\n\nĐoạn thứ hai.\n"
#define TEXT "Tít của bài\n11:09 - 28/12/2017\n\n(TGCT) Sapo.\n\n" BODY

static BtImport *
import_bytes (const char *data, gsize size, const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GTimeZone) zone = bt_portal_time_zone (NULL);

  return bt_import_bytes (bytes, name, zone, error);
}

#define assert_imports(literal, name, headline)                                          \
  G_STMT_START                                                                           \
  {                                                                                      \
    g_autoptr (GError) import_error = NULL;                                              \
    g_autoptr (BtImport) import =                                                        \
        import_bytes (literal, sizeof (literal) - 1, name, &import_error);               \
    g_assert_no_error (import_error);                                                    \
    g_assert_cmpstr (bt_article_get (import->article, BT_FIELD_HEADLINE), ==, headline); \
  }                                                                                      \
  G_STMT_END

#define assert_refuses(literal, name, domain, code)                                      \
  G_STMT_START                                                                           \
  {                                                                                      \
    g_autoptr (GError) import_error = NULL;                                              \
    g_assert_null (import_bytes (literal, sizeof (literal) - 1, name, &import_error));   \
    g_assert_error (import_error, domain, code);                                         \
  }                                                                                      \
  G_STMT_END

static void
test_kinds (void)
{
  assert_imports (TEXT, "bai.txt", "Tít của bài");
  assert_imports (TEXT, NULL, "Tít của bài");
  assert_imports ("\xef\xbb\xbf" TEXT, "bai", "Tít của bài");
  assert_imports ("T\xc3\xadt\r\n11:09 - 28/12/2017\r\n\r\n(TGCT) Sapo.\r\n", NULL,
                  "Tít");
  assert_imports ("\xff\xfeT\0i\0t\0\n\0\n\0a\0 \0b\0.\0", NULL, "Tit");
  assert_imports ("<!DOCTYPE html><title>x</title><h1>Tít</h1><p>Chữ", NULL, "Tít");
  assert_imports ("  \n<p>Tít</p><p>Chữ.</p>", "bai.txt", "Tít");
  assert_imports ("Tít<br><br>Chữ.", "bai.HTML", "Tít");
  assert_imports ("<?xml version=\"1.0\"?>\n<html><body><h1>Tít</h1><p>Chữ", NULL, "Tít");
  assert_imports ("<3 Cần Thơ\n\nMột đoạn.", NULL, "<3 Cần Thơ");
  assert_imports ("<Không phải thẻ>\n\nMột đoạn.", NULL, "<Không phải thẻ>");
}

static void
test_refused (void)
{
  assert_refuses ("", "bai.txt", BT_TEXT_ERROR, BT_TEXT_ERROR_EMPTY);
  assert_refuses (" \n\n", NULL, BT_TEXT_ERROR, BT_TEXT_ERROR_EMPTY);
  assert_refuses ("\xff\xd8\xff\xe0\0\x10JFIF\0", "anh.txt", BT_TEXT_ERROR,
                  BT_TEXT_ERROR_BINARY);
  assert_refuses ("PK\3\4\x14\0\6\0", "bai.docx", BT_TEXT_ERROR, BT_TEXT_ERROR_BINARY);
  assert_refuses ("Th\xb5nh \xf1y C\xc7n Th\xac\n\nabc", NULL, BT_TEXT_ERROR,
                  BT_TEXT_ERROR_ENCODING);
  assert_refuses ("{\\rtf1\\ansi T\\'edt}", "bai.rtf", BT_FORMATS_ERROR,
                  BT_FORMATS_ERROR_UNKNOWN);
  assert_refuses ("<?xml version=\"1.0\"?><rss><item/></rss>", NULL, BT_FORMATS_ERROR,
                  BT_FORMATS_ERROR_UNKNOWN);
  assert_refuses ("{\"headline\": \"Tít\"}", NULL, BT_FORMATS_ERROR,
                  BT_FORMATS_ERROR_UNKNOWN);
  assert_refuses ("%PDF-1.4\nabc", NULL, BT_FORMATS_ERROR, BT_FORMATS_ERROR_UNKNOWN);
  assert_refuses ("Một dòng thôi", NULL, BT_FORMATS_ERROR, BT_FORMATS_ERROR_NO_ARTICLE);
  assert_refuses ("<p></p>", NULL, BT_FORMATS_ERROR, BT_FORMATS_ERROR_NO_ARTICLE);
}

/* A file of 50 MB is refused at once, whatever is in it. */
static void
test_too_large (void)
{
  gsize size = 50 * 1024 * 1024;
  char *data = g_malloc (size);
  gint64 start;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTimeZone) zone = bt_portal_time_zone (NULL);

  memset (data, 'a', size);
  bytes = g_bytes_new_take (data, size);
  start = g_get_monotonic_time ();
  g_assert_null (bt_import_bytes (bytes, "bai.txt", zone, &error));
  g_assert_error (error, BT_TEXT_ERROR, BT_TEXT_ERROR_TOO_LARGE);
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_TIME_SPAN_SECOND / 10);
}

/* The largest that is let in is read, or refused with a reason, in seconds. */
static void
test_largest (void)
{
  static const char *const parts[] = {
    "Một dòng dài vừa phải của một đoạn văn bản tiếng Việt, có dấu câu. ",
    "Dòng\n",
    "Đoạn.\n\n",
    "Tin: A\n",
    "Ảnh: B. ",
    "- gạch\n",
    "(",
    "[ảnh] a\n",
    "\\",
    "11:09 - 28/12/2017\n"
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) text =
          g_string_new ("Tít\n11:09 - 28/12/2017\n\n(TGCT) Sapo.\n\n");
      g_autoptr (GError) error = NULL;
      g_autoptr (BtImport) import = NULL;
      gint64 start;

      while (text->len + strlen (parts[i]) < BT_FORMATS_MAX_BYTES)
        g_string_append (text, parts[i]);
      start = g_get_monotonic_time ();
      import = import_bytes (text->str, text->len, NULL, &error);
      if (import == NULL)
        g_assert_error (error, BT_TEXT_ERROR, BT_TEXT_ERROR_TOO_LARGE);
      g_test_message ("%.20s: %s, %.2f s", parts[i], import != NULL ? "read" : "refused",
                      (double)(g_get_monotonic_time () - start) / G_TIME_SPAN_SECOND);
    }
}

static void
test_notes (void)
{
  g_autoptr (BtImport) import = bt_import_new (bt_article_new ());
  g_autoptr (BtArticle) article = NULL;
  const BtImportNote *note;

  bt_import_add_note (import, BT_IMPORT_NOTE_LEFT_OUT, 18, "111");
  note = g_ptr_array_index (import->notes, 0);
  g_assert_cmpint (note->kind, ==, BT_IMPORT_NOTE_LEFT_OUT);
  g_assert_cmpuint (note->line, ==, 18);
  g_assert_cmpstr (note->text, ==, "111");
  article = bt_import_steal_article (import);
  g_assert_nonnull (article);
  g_assert_null (import->article);
  bt_import_free (NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/import/kinds", test_kinds);
  g_test_add_func ("/formats/import/refused", test_refused);
  g_test_add_func ("/formats/import/too-large", test_too_large);
  g_test_add_func ("/formats/import/largest", test_largest);
  g_test_add_func ("/formats/import/notes", test_notes);

  return g_test_run ();
}
