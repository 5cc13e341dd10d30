/* The JSON form: random articles go round, broken ones are refused.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-article.h"

#include <json-glib/json-glib.h>

/* ---- random articles ---- */

static const char *const words[] = {
  "Đường",   "ngập", "nước",   "a",         "😀",     "“trích”", "\n", " ", "\\\"/",
  "e\u0301", "한글", "\u00a0", "</script>", "&amp;", "\t",      "ạ",  "1", ":",
};

static char *
random_string (GRand *rand)
{
  GString *out = g_string_new (NULL);
  int n = g_rand_int_range (rand, 0, 8);

  while (n-- > 0)
    g_string_append (out, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
  return g_string_free (out, FALSE);
}

static void
randomise_text (GRand *rand, BtRichText *text)
{
  g_autofree char *plain = random_string (rand);
  int n = g_rand_int_range (rand, 0, 6);

  bt_rich_text_set_text (text, plain);
  while (n-- > 0)
    {
      BtSpanKind kind = (BtSpanKind)g_rand_int_range (rand, 0, BT_N_SPAN_KINDS);
      guint start = (guint)g_rand_int_range (rand, 0, 20);
      g_autofree char *href = random_string (rand);

      bt_rich_text_apply (text, kind, start, start + 5,
                          kind == BT_SPAN_LINK ? href : NULL);
    }
}

static void
randomise_figure (GRand *rand, BtFigure *figure)
{
  guint n = (guint)g_rand_int_range (rand, 1, 4);
  guint i;

  figure->align = (BtAlign)g_rand_int_range (rand, 0, BT_ALIGN_FULL + 1);
  while (figure->items->len < n)
    g_ptr_array_add (figure->items, bt_figure_item_new ());
  for (i = 0; i < n; i++)
    {
      BtFigureItem *item = bt_figure_item (figure, i);

      if (g_rand_boolean (rand))
        item->photo = g_strnfill (64, "0123456789abcdef"[g_rand_int_range (rand, 0, 16)]);
      if (g_rand_boolean (rand))
        item->remote_url = g_strdup ("https://a.vn/x.jpg");
      g_free (item->alt);
      item->alt = g_strdup ("Một con đường\n“ngập”");
      randomise_text (rand, item->caption);
    }
  randomise_text (rand, figure->caption);
}

static void
randomise_table (GRand *rand, BtTable *table)
{
  guint i;

  bt_table_resize (table, (guint)g_rand_int_range (rand, 1, 4),
                   (guint)g_rand_int_range (rand, 1, 4));
  for (i = 0; i < table->cells->len; i++)
    randomise_text (rand, g_ptr_array_index (table->cells, i));
  table->has_header = g_rand_boolean (rand);
  randomise_text (rand, table->caption);
}

static BtBlock *
random_block (GRand *rand)
{
  BtBlock *block =
      bt_block_new ((BtBlockKind)g_rand_int_range (rand, 0, BT_N_BLOCK_KINDS));

  if (block->text != NULL)
    randomise_text (rand, block->text);
  if (block->cite != NULL)
    randomise_text (rand, block->cite);
  if (block->caption != NULL)
    randomise_text (rand, block->caption);
  if (block->figure != NULL)
    randomise_figure (rand, block->figure);
  if (block->table != NULL)
    randomise_table (rand, block->table);
  if (block->kind == BT_BLOCK_HEADING)
    block->level = (guint)g_rand_int_range (rand, 2, 5);
  if (block->kind == BT_BLOCK_LIST_ITEM)
    block->level = (guint)g_rand_int_range (rand, 0, 9);
  if (block->kind == BT_BLOCK_LIST_ITEM)
    block->ordered = g_rand_boolean (rand);
  if (block->kind == BT_BLOCK_LIST_ITEM || block->kind == BT_BLOCK_QUOTE)
    block->starts_group = g_rand_boolean (rand);
  if (block->kind == BT_BLOCK_EMBED)
    block->provider = g_rand_boolean (rand) ? g_strdup ("youtube") : NULL;
  if (block->kind == BT_BLOCK_OPAQUE)
    {
      g_free (block->source);
      /* Byte for byte: not in NFC, with control characters. */
      block->source =
          g_strdup ("<!-- wp:x {\"a\":\"\\u003c\"} -->\r\ntie\u0302\u0301ng\x01\x7f");
    }
  return block;
}

static BtArticle *
random_article (GRand *rand)
{
  BtArticle *article = bt_article_new ();
  int n = g_rand_int_range (rand, 0, 20);
  g_auto (GStrv) tags = g_new0 (char *, 4);
  guint i;

  for (i = 0; i < BT_N_FIELDS; i++)
    {
      g_autofree char *value = random_string (rand);

      bt_article_set (article, (BtField)i, value);
    }
  for (i = 0; i < 3; i++)
    tags[i] = random_string (rand);
  bt_article_set_tags (article, (const char *const *)tags);
  bt_article_set_status (article, (BtStatus)g_rand_int_range (rand, 0, BT_N_STATUSES));
  if (g_rand_boolean (rand))
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_offset (7 * 3600);
      g_autoptr (GDateTime) time =
          g_date_time_new (zone, 2017, 12, 28, 11, g_rand_int_range (rand, 0, 60), 1.25);

      bt_article_set_portal_time (article, time);
    }
  while (n-- > 0)
    {
      bt_article_append_block (article, random_block (rand));
      if (g_rand_int_range (rand, 0, 6) == 0)
        bt_article_remove_block (article, 0);
    }
  for (i = 0; i < bt_article_get_n_blocks (article); i++)
    if (bt_article_get_block (article, i)->figure != NULL && g_rand_boolean (rand))
      bt_article_set_featured (article, bt_article_get_block (article, i)->id);
  return article;
}

static void
test_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20171228);
  guint i;
  guint j;

  for (i = 0; i < 600; i++)
    {
      g_autoptr (BtArticle) article = random_article (rand);
      g_autofree char *json = bt_article_to_json (article, i % 2);
      g_autofree char *again = NULL;
      g_autofree char *copied = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (BtArticle) read = bt_article_from_json (json, -1, &error);
      g_autoptr (BtArticle) copy = bt_article_copy (article);

      g_assert_no_error (error);
      g_assert_true (bt_article_equal (article, read));
      g_assert_cmpuint (bt_article_get_featured (article), ==,
                        bt_article_get_featured (read));
      for (j = 0; j < bt_article_get_n_blocks (article); j++)
        g_assert_cmpuint (bt_article_get_block (article, j)->id, ==,
                          bt_article_get_block (read, j)->id);
      /* The counter goes along. */
      g_assert_cmpuint (bt_article_append_block (article, bt_block_new (0)), ==,
                        bt_article_append_block (read, bt_block_new (0)));
      bt_article_append_block (copy, bt_block_new (0));
      again = bt_article_to_json (read, i % 2);
      copied = bt_article_to_json (copy, i % 2);
      g_assert_cmpstr (again, ==, copied);
    }
}

/* ---- the document's example ---- */

static void
test_example (void)
{
  const char *source = g_getenv ("BANTHAO_SOURCE_DIR");
  g_autofree char *path = g_build_filename (source, "doc", "article-format.md", NULL);
  g_autofree char *page = NULL;
  g_autofree char *example = NULL;
  g_autofree char *again = NULL;
  g_autoptr (BtArticle) article = NULL;
  g_autoptr (GError) error = NULL;
  const BtSpan *spans;
  char *start;
  char *end;
  guint n;

  g_assert_true (g_file_get_contents (path, &page, NULL, &error));
  start = strstr (page, "```json\n");
  g_assert_nonnull (start);
  start += strlen ("```json\n");
  end = strstr (start, "\n```");
  g_assert_nonnull (end);
  example = g_strndup (start, (gsize)(end - start));

  article = bt_article_from_json (example, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (bt_article_get (article, BT_FIELD_SOURCE_NAME), ==, "TGCT");
  g_assert_cmpuint (bt_article_get_n_blocks (article), ==, 4);
  spans = bt_rich_text_get_spans (bt_article_get_block (article, 1)->text, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (spans[1].href, ==, "https://example.vn/");
  again = bt_article_to_json (article, TRUE);
  g_assert_cmpstr (again, ==, example);
}

/* ---- earlier versions ---- */

static void
test_version_1 (void)
{
  static const char *const old =
      "{\"format\":\"banthao-article\",\"version\":1,"
      "\"uuid\":\"6a3f0d5e-7b1c-4f57-9a86-2f0c6f3f9d11\",\"status\":\"draft\","
      "\"fields\":{\"headline\":\"Lũ\",\"notes\":\"hỏi lại\"},\"tags\":[],\"blocks\":[],"
      "\"next_id\":1}";
  g_autoptr (GError) error = NULL;
  g_autoptr (BtArticle) article = bt_article_from_json (old, -1, &error);
  g_autofree char *now = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (bt_article_get (article, BT_FIELD_NOTES), ==, "hỏi lại");
  g_assert_cmpstr (bt_article_get (article, BT_FIELD_GENRE), ==, "");
  bt_article_set (article, BT_FIELD_GENRE, bt_genres ()[0]);
  now = bt_article_to_json (article, FALSE);
  g_assert_nonnull (strstr (now, "\"version\":2,"));
  g_assert_nonnull (strstr (now, "\"notes\":\"hỏi lại\",\"genre\":\"news-brief\"}"));
}

/* ---- broken and hostile ---- */

#define UUID "\"uuid\":\"6a3f0d5e-7b1c-4f57-9a86-2f0c6f3f9d11\""
#define HEAD                                                                             \
  "{\"format\":\"banthao-article\",\"version\":1," UUID                                  \
  ",\"status\":\"draft\",\"fields\":{},\"tags\":[],"
#define BLOCK(b) HEAD "\"blocks\":[" b "]}"
#define TEXT(t) BLOCK ("{\"id\":1,\"kind\":\"paragraph\",\"text\":" t "}")
#define SPANS(t, s) TEXT ("{\"text\":\"" t "\",\"spans\":[" s "]}")
#define SPAN(k, a, b) "{\"kind\":\"" k "\",\"start\":" a ",\"end\":" b "}"
#define OK (-1)

typedef struct
{
  const char *json;
  int code;
} Case;

static const Case cases[] = {
  { BLOCK (""), OK },
  { "", BT_ARTICLE_ERROR_SYNTAX },
  { "null", BT_ARTICLE_ERROR_SYNTAX },
  { "[]", BT_ARTICLE_ERROR_SYNTAX },
  { "{}", BT_ARTICLE_ERROR_SYNTAX },
  { "{\"format\":\"other\",\"version\":1}", BT_ARTICLE_ERROR_SYNTAX },
  { "{\"format\":\"banthao-article\"}", BT_ARTICLE_ERROR_INVALID },
  { "{\"format\":\"banthao-article\",\"version\":\"1\"}", BT_ARTICLE_ERROR_INVALID },
  { "{\"format\":\"banthao-article\",\"version\":0}", BT_ARTICLE_ERROR_INVALID },
  { "{\"format\":\"banthao-article\",\"version\":1.5}", BT_ARTICLE_ERROR_INVALID },
  { "{\"format\":\"banthao-article\",\"version\":3,\"new\":1}",
    BT_ARTICLE_ERROR_VERSION },
  { HEAD "\"blocks\":[],\"new\":1}", BT_ARTICLE_ERROR_VERSION },
  { HEAD "\"blocks\":[],\"tags\":[]}", BT_ARTICLE_ERROR_SYNTAX },
  { HEAD "\"blocks\":{}}", BT_ARTICLE_ERROR_INVALID },
  { HEAD "\"blocks\":[null]}", BT_ARTICLE_ERROR_INVALID },
  { HEAD "\"x\":0}", BT_ARTICLE_ERROR_VERSION },
  { HEAD "\"portal_time\":\"2017-12-28\",\"blocks\":[]}", BT_ARTICLE_ERROR_INVALID },
  { HEAD "\"portal_time\":\"2017-02-30T11:09:00Z\",\"blocks\":[]}",
    BT_ARTICLE_ERROR_INVALID },
  { HEAD "\"portal_time\":\"2017-12-28T11:09:00\",\"blocks\":[]}",
    BT_ARTICLE_ERROR_INVALID },
  { HEAD "\"portal_time\":\"2017-12-28T11:09:00Z\",\"blocks\":[]}", OK },
  { HEAD "\"featured\":1,\"blocks\":[]}", BT_ARTICLE_ERROR_INVALID },
  { HEAD "\"featured\":0,\"blocks\":[]}", BT_ARTICLE_ERROR_INVALID },
  { HEAD "\"featured\":1,\"blocks\":[{\"id\":1,\"kind\":\"divider\"}]}",
    BT_ARTICLE_ERROR_INVALID },
  { HEAD "\"featured\":1,\"blocks\":[{\"id\":1,\"kind\":\"figure\",\"items\":[{}]}]}",
    OK },
  { HEAD "\"next_id\":-1,\"blocks\":[]}", BT_ARTICLE_ERROR_INVALID },
  { HEAD "\"next_id\":4294967296,\"blocks\":[]}", BT_ARTICLE_ERROR_INVALID },
  { HEAD "\"next_id\":99999999999999999999,\"blocks\":[]}", BT_ARTICLE_ERROR_INVALID },
  /* blocks */
  { BLOCK ("{}"), BT_ARTICLE_ERROR_INVALID },
  { BLOCK ("{\"id\":1,\"kind\":\"divider\"}"), OK },
  { BLOCK ("{\"kind\":\"divider\"}"), BT_ARTICLE_ERROR_INVALID },
  { BLOCK ("{\"id\":0,\"kind\":\"divider\"}"), BT_ARTICLE_ERROR_INVALID },
  { BLOCK ("{\"id\":2147483647,\"kind\":\"divider\"}"), BT_ARTICLE_ERROR_INVALID },
  { BLOCK ("{\"id\":1,\"kind\":\"marquee\"}"), BT_ARTICLE_ERROR_VERSION },
  { BLOCK ("{\"id\":1,\"kind\":\"divider\",\"text\":\"a\"}"), BT_ARTICLE_ERROR_VERSION },
  { BLOCK ("{\"id\":1,\"kind\":\"divider\"},{\"id\":1,\"kind\":\"divider\"}"),
    BT_ARTICLE_ERROR_INVALID },
  { BLOCK ("{\"id\":1,\"kind\":\"heading\",\"level\":5,\"text\":\"a\"}"),
    BT_ARTICLE_ERROR_INVALID },
  { BLOCK ("{\"id\":1,\"kind\":\"heading\",\"text\":\"a\"}"), BT_ARTICLE_ERROR_INVALID },
  { BLOCK ("{\"id\":1,\"kind\":\"list-item\",\"level\":9,\"text\":\"a\"}"),
    BT_ARTICLE_ERROR_INVALID },
  { BLOCK ("{\"id\":1,\"kind\":\"list-item\",\"level\":0,\"ordered\":1,\"text\":\"a\"}"),
    BT_ARTICLE_ERROR_INVALID },
  { BLOCK ("{\"id\":1,\"kind\":\"figure\",\"items\":[]}"), BT_ARTICLE_ERROR_INVALID },
  { BLOCK ("{\"id\":1,\"kind\":\"figure\",\"items\":[{\"photo\":\"../../etc/passwd\"}]}"),
    BT_ARTICLE_ERROR_INVALID },
  { BLOCK ("{\"id\":1,\"kind\":\"figure\",\"align\":\"up\",\"items\":[{}]}"),
    BT_ARTICLE_ERROR_VERSION },
  { BLOCK ("{\"id\":1,\"kind\":\"table\",\"rows\":[]}"), BT_ARTICLE_ERROR_INVALID },
  { BLOCK ("{\"id\":1,\"kind\":\"table\",\"rows\":[[]]}"), BT_ARTICLE_ERROR_INVALID },
  { BLOCK ("{\"id\":1,\"kind\":\"table\",\"rows\":[[\"a\",\"b\"],[\"c\"]]}"),
    BT_ARTICLE_ERROR_INVALID },
  { BLOCK ("{\"id\":1,\"kind\":\"table\",\"rows\":[[\"a\",\"b\"],[\"c\",\"d\"]]}"), OK },
  { BLOCK ("{\"id\":1,\"kind\":\"embed\"}"), BT_ARTICLE_ERROR_INVALID },
  { BLOCK ("{\"id\":1,\"kind\":\"opaque\",\"source\":1}"), BT_ARTICLE_ERROR_INVALID },
  /* texts */
  { TEXT ("\"a\""), OK },
  { TEXT ("1"), BT_ARTICLE_ERROR_INVALID },
  { TEXT ("[\"a\"]"), BT_ARTICLE_ERROR_INVALID },
  { TEXT ("{\"text\":\"a\"}"), BT_ARTICLE_ERROR_INVALID },
  { TEXT ("\"a\\u0000b\""), BT_ARTICLE_ERROR_SYNTAX },
  { TEXT ("\"\\ud800\""), BT_ARTICLE_ERROR_SYNTAX },
  { TEXT ("\"\xff\""), BT_ARTICLE_ERROR_SYNTAX },
  { SPANS ("abcdef", SPAN ("bold", "0", "6")), OK },
  { SPANS ("abcdef", SPAN ("bold", "0", "7")), BT_ARTICLE_ERROR_INVALID },
  { SPANS ("abcdef", SPAN ("bold", "-1", "2")), BT_ARTICLE_ERROR_INVALID },
  { SPANS ("abcdef", SPAN ("bold", "2", "2")), BT_ARTICLE_ERROR_INVALID },
  { SPANS ("abcdef", SPAN ("bold", "4", "2")), BT_ARTICLE_ERROR_INVALID },
  { SPANS ("abcdef", SPAN ("blink", "0", "2")), BT_ARTICLE_ERROR_VERSION },
  { SPANS ("abcdef", SPAN ("link", "0", "2")), BT_ARTICLE_ERROR_INVALID },
  { SPANS ("abcdef", "{\"kind\":\"bold\",\"start\":0,\"end\":2,\"href\":\"x\"}"),
    BT_ARTICLE_ERROR_INVALID },
  { SPANS ("abcdef", SPAN ("bold", "3", "4") "," SPAN ("bold", "0", "2")),
    BT_ARTICLE_ERROR_INVALID },
  { SPANS ("abcdef", SPAN ("bold", "0", "3") "," SPAN ("bold", "2", "4")),
    BT_ARTICLE_ERROR_INVALID },
  { SPANS ("abcdef", SPAN ("bold", "0", "3") "," SPAN ("bold", "3", "4")),
    BT_ARTICLE_ERROR_INVALID },
  { SPANS ("abcdef", SPAN ("italic", "0", "3") "," SPAN ("bold", "0", "4")),
    BT_ARTICLE_ERROR_INVALID },
  { SPANS ("abcdef", SPAN ("bold", "0", "4") "," SPAN ("italic", "0", "3")), OK },
  { SPANS ("abcdef", SPAN ("superscript", "0", "3") "," SPAN ("subscript", "2", "4")),
    BT_ARTICLE_ERROR_INVALID },
  { SPANS ("abcdef", SPAN ("superscript", "0", "3") "," SPAN ("subscript", "3", "4")),
    OK },
  { SPANS ("e\u0301x", SPAN ("bold", "0", "1")), BT_ARTICLE_ERROR_INVALID },
};

static void
test_cases (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BtArticle) article = bt_article_from_json (cases[i].json, -1, &error);
      g_autofree char *shown = g_strescape (cases[i].json, NULL);

      g_test_message ("%s", shown);
      if (cases[i].code == OK)
        {
          g_assert_no_error (error);
          g_assert_nonnull (article);
        }
      else
        {
          g_assert_null (article);
          g_assert_error (error, BT_ARTICLE_ERROR, cases[i].code);
        }
    }
}

/* Wherever it is cut and whichever byte is exchanged: it gives an article or an error, and no more. */
static void
test_damage (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (BtArticle) article = NULL;
  g_autofree char *json = NULL;
  gsize length;
  gsize i;
  guint n_refused = 0;

  do
    {
      g_clear_pointer (&article, bt_article_free);
      article = random_article (rand);
    }
  while (bt_article_get_n_blocks (article) < 8);
  json = bt_article_to_json (article, FALSE);
  length = strlen (json);
  for (i = 0; i < length; i += 5)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BtArticle) cut = bt_article_from_json (json, (gssize)i, &error);

      g_assert_null (cut);
      g_assert_error (error, BT_ARTICLE_ERROR, BT_ARTICLE_ERROR_SYNTAX);
    }
  for (i = 0; i < 6000; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BtArticle) read = NULL;
      gsize at = (gsize)g_rand_int_range (rand, 0, (gint32)length);
      char was = json[at];

      json[at] = (char)g_rand_int_range (rand, 0, 256);
      read = bt_article_from_json (json, (gssize)length, &error);
      g_assert_true ((read == NULL) == (error != NULL));
      n_refused += read == NULL;
      json[at] = was;
    }
  g_assert_cmpuint (n_refused, >, 3000);
}

static void
test_large (void)
{
  g_autoptr (GString) json = g_string_new (HEAD "\"blocks\":[");
  g_autoptr (GString) nested = g_string_new (HEAD "\"blocks\":");
  g_autoptr (GError) error = NULL;
  g_autoptr (BtArticle) article = NULL;
  g_autofree char *huge = NULL;
  guint i;

  for (i = 1; i <= 20000; i++)
    g_string_append_printf (json, "%s{\"id\":%u,\"kind\":\"divider\"}", i > 1 ? "," : "",
                            i * 3);
  g_string_append (json, "]}");
  article = bt_article_from_json (json->str, (gssize)json->len, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bt_article_get_n_blocks (article), ==, 20000);

  for (i = 0; i < 1000000; i++)
    g_string_append_c (nested, '[');
  g_assert_null (bt_article_from_json (nested->str, -1, &error));
  g_assert_error (error, BT_ARTICLE_ERROR, BT_ARTICLE_ERROR_SYNTAX);
  g_clear_error (&error);

  huge = g_strnfill (65 * 1024 * 1024, ' ');
  g_assert_null (bt_article_from_json (huge, -1, &error));
  g_assert_error (error, BT_ARTICLE_ERROR, BT_ARTICLE_ERROR_INVALID);
}

/* What another program may leave to us: decomposed text, control characters. */
static void
test_cleaned (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtArticle) article =
      bt_article_from_json (TEXT ("\"tie\u0302\u0301ng\\u0007\\r\\nhai\""), -1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (bt_rich_text_get_text (bt_article_get_block (article, 0)->text), ==,
                   "tiếng\nhai");
}

/* Another reader of JSON sees the same. */
static void
test_other_reader (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  guint i;

  for (i = 0; i < 100; i++)
    {
      g_autoptr (BtArticle) article = random_article (rand);
      g_autofree char *json = bt_article_to_json (article, FALSE);
      g_autoptr (JsonNode) root = json_from_string (json, NULL);
      JsonObject *fields =
          json_object_get_object_member (json_node_get_object (root), "fields");

      g_assert_cmpstr (
          json_object_get_string_member_with_default (fields, "headline", ""), ==,
          bt_article_get (article, BT_FIELD_HEADLINE));
      g_assert_true (g_utf8_validate (json, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/article/json/round-trip", test_round_trip);
  g_test_add_func ("/article/json/example", test_example);
  g_test_add_func ("/article/json/version-1", test_version_1);
  g_test_add_func ("/article/json/cases", test_cases);
  g_test_add_func ("/article/json/damage", test_damage);
  g_test_add_func ("/article/json/large", test_large);
  g_test_add_func ("/article/json/cleaned", test_cleaned);
  g_test_add_func ("/article/json/other-reader", test_other_reader);
  return g_test_run ();
}
