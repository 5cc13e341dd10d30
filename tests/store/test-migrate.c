/* Databases of every earlier version come up to this one, or stay as they are.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>

#include "photo-kit.h"
#include "store/bt-store-pieces.h"
#include "store/bt-store-schema.h"
#include "store/bt-store-words.h"

#define HASH_START "01234567"

static void
copy_fixture (Kit *kit, guint version)
{
  g_autofree char *name = g_strdup_printf ("version-%u.db", version);
  g_autofree char *fixture =
      g_test_build_filename (G_TEST_DIST, "store", "fixtures", name, NULL);
  g_autofree char *folder = NULL;
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  kit_init (kit);
  folder = g_path_get_dirname (kit->path);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  /* Whoever raises the version makes its fixture (make-fixture). */
  g_file_get_contents (fixture, &data, &length, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (kit->path, data, (gssize)length, &error));
}

/* Names came with version 2. */
static void
assert_names (GPtrArray *versions, guint schema)
{
  const BtStoredVersion *sent = g_ptr_array_index (versions, 0);
  const BtStoredVersion *imported = g_ptr_array_index (versions, 1);

  g_assert_null (sent->name);
  g_assert_cmpstr (imported->name, ==, schema >= 2 ? "Bản phóng viên gửi" : NULL);
}

static void
assert_articles (BtStore *store, guint schema)
{
  BtStoreQuery query = BT_STORE_QUERY_ALL;
  g_autoptr (GError) error = NULL;
  g_autofree char *all = kit_find (store, NULL);
  g_autofree char *found = kit_find (store, "duong");
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) trash = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (BtArticle) article = NULL;
  g_autoptr (BtArticle) first = NULL;
  const BtStoredArticle *row;
  gint64 revision;

  g_assert_cmpstr (all, ==, "Đường mới ở Đà Nẵng|Cần Thơ tọa đàm xúc tiến đầu tư");
  g_assert_cmpstr (found, ==, "Đường mới ở Đà Nẵng");
  query.trashed = TRUE;
  trash = bt_store_list_articles_sync (store, &query, &error);
  g_assert_cmpuint (trash->len, ==, 1);

  query.trashed = FALSE;
  query.status = BT_STATUS_PUBLISHED;
  rows = bt_store_list_articles_sync (store, &query, &error);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpuint (row->photos, ==, 1);
  article = bt_store_load_article_sync (store, row->uuid, &revision, &error);
  g_assert_no_error (error);
  g_assert_cmpint (revision, ==, 2);
  g_assert_cmpstr (bt_article_get (article, BT_FIELD_BYLINE), ==, "Hoàng Vĩnh Khang");
  g_assert_cmpstr (bt_article_get_tags (article)[1], ==, "đầu tư");
  g_assert_cmpint (g_date_time_to_unix (bt_article_get_portal_time (article)), ==,
                   1514434140);

  versions = bt_store_list_versions_sync (store, row->uuid, &error);
  g_assert_cmpuint (versions->len, ==, 2);
  assert_names (versions, schema);
  first = bt_store_load_version_sync (store, ((BtStoredVersion *)versions->pdata[1])->id,
                                      &error);
  g_assert_no_error (error);
  g_assert_cmpstr (bt_article_get (first, BT_FIELD_HEADLINE), ==,
                   "Cần Thơ tọa đàm về đầu tư");
}

static void
assert_rest (BtStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStoredPhoto) photo = bt_store_get_photo_sync (store, HASH_START, &error);
  g_autoptr (BtAccount) account = bt_store_find_account_sync (store, NULL, &error);
  g_autoptr (GPtrArray) outbox = bt_store_list_outbox_sync (store, TRUE, &error);
  g_autofree char *quality =
      bt_store_get_setting_sync (store, "rendition-quality", &error);
  g_autofree char *hash = NULL;
  g_autoptr (BtRemoteArticle) remote = NULL;
  const BtOutboxRow *done;
  const BtOutboxRow *cut;

  g_assert_no_error (error);
  g_assert_cmpstr (photo->search, ==, "chợ nổi Cái Răng");
  g_assert_cmpstr (account->url, ==, "https://bao.example.vn");
  g_assert_cmpstr (quality, ==, "85");
  hash = bt_store_find_media_sync (store, account->id, 99, NULL, &error);
  g_assert_cmpstr (hash, ==, photo->hash);

  g_assert_cmpuint (outbox->len, ==, 2);
  done = g_ptr_array_index (outbox, 0);
  cut = g_ptr_array_index (outbox, 1);
  g_assert_cmpint (done->state, ==, BT_OUTBOX_DONE);
  g_assert_cmpint (cut->state, ==, BT_OUTBOX_SENDING);
  g_assert_cmpstr (cut->step, ==, "update");
  remote = bt_store_get_remote_sync (store, done->uuid, account->id, &error);
  g_assert_cmpint (remote->post, ==, 17);
  /* What was cut off long ago is taken up. */
  g_assert_true (bt_store_claim_outbox_sync (store, cut->id, "test", &error));
  g_assert_no_error (error);
}

/* Pieces came with version 3. */
static void
assert_pieces (BtStore *store, guint schema)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) templates =
      bt_store_list_pieces_sync (store, BT_PIECE_TEMPLATE, &error);
  g_autoptr (GPtrArray) snippets =
      bt_store_list_pieces_sync (store, BT_PIECE_SNIPPET, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (templates->len, ==, schema < 3 ? 0 : 1);
  g_assert_cmpuint (snippets->len, ==, schema < 3 ? 0 : 1);
  if (schema < 3)
    return;
  g_assert_cmpstr (((BtPiece *)templates->pdata[0])->key, ==, "Tin mưa lũ");
  text = bt_piece_text (snippets->pdata[0]);
  g_assert_cmpstr (text, ==, "Thế giới");
}

/* Batches, choices and what is found in photos came with version 4; before it, the store
 * knew in which articles photos are. */
static void
assert_photos (BtStore *store, guint schema)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStoredPhoto) photo = bt_store_get_photo_sync (store, HASH_START, &error);
  g_autoptr (GPtrArray) batches = bt_store_list_batches_sync (store, &error);
  g_autoptr (GPtrArray) uses = bt_store_list_photo_uses_sync (store, photo->hash, &error);
  g_autoptr (GPtrArray) found = NULL;
  g_auto (GStrv) used = NULL;
  const char *const hashes[] = { photo->hash, NULL };
  BtPhotoQuery query = { .words = "cho noi cai ra" };

  g_assert_no_error (error);
  g_assert_cmpstr (photo->taken, ==, schema < 4 ? NULL : "2017-12-28T06:10:00");
  g_assert_cmpint (photo->captioned, ==, schema >= 4);
  g_assert_cmpuint (photo->rating, ==, schema < 4 ? 0 : 5);
  g_assert_cmpint (photo->choice, ==, schema < 4 ? BT_CHOICE_NONE : BT_CHOICE_PICK);
  g_assert_cmpuint (batches->len, ==, schema < 4 ? 0 : 1);
  g_assert_cmpuint (photo->uses, ==, 1);
  g_assert_cmpuint (uses->len, ==, 1);
  g_assert_cmpstr (((BtStoredArticle *)uses->pdata[0])->headline, ==,
                   "Cần Thơ tọa đàm xúc tiến đầu tư");
  found = bt_store_list_photos_sync (store, &query, &error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_true (bt_store_discard_photos_sync (store, hashes, &used, &error));
  g_assert_cmpuint (g_strv_length (used), ==, 1);
}

/* They came with version 4. */
static void
assert_words (BtStore *store, guint schema)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = bt_store_list_code_files_sync (store, &error);
  g_autoptr (GPtrArray) templates = bt_store_list_photo_templates_sync (store, &error);
  g_auto (GStrv) people = bt_store_list_names_sync (store, BT_NAMES_PEOPLE, &error);
  g_autofree char *joined = g_strjoinv ("|", people);

  g_assert_no_error (error);
  g_assert_cmpuint (files->len, ==, schema < 4 ? 0 : 1);
  g_assert_cmpuint (templates->len, ==, schema < 4 ? 0 : 1);
  g_assert_cmpstr (joined, ==, schema < 4 ? "" : "Ân|Đỗ Văn Út");
  if (schema < 4)
    return;
  g_assert_cmpstr (((BtCodeFile *)files->pdata[0])->text, ==, "bt1\tBí thư");
  g_assert_cmpstr (((BtPhotoTemplate *)templates->pdata[0])->fields, ==,
                   "{\"city\":\"a\"}");
}

static void
test_fixtures (void)
{
  for (guint version = 1; version <= BT_STORE_SCHEMA_VERSION; version++)
    {
      g_auto (Kit) kit = { 0 };
      g_autoptr (BtStore) store = NULL;
      g_autofree char *now = NULL;
      g_autofree char *check = NULL;
      g_autofree char *search = NULL;
      g_autofree char *expected = g_strdup_printf ("%d", BT_STORE_SCHEMA_VERSION);

      copy_fixture (&kit, version);
      store = bt_store_new (kit.path);
      assert_articles (store, version);
      assert_pieces (store, version);
      assert_rest (store);
      assert_photos (store, version);
      assert_words (store, version);
      g_free (kit_save (store, "Tin mới", "Đường mới."));
      search = kit_find (store, "tin moi");
      g_assert_cmpstr (search, ==, "Tin mới");
      bt_store_close_sync (store);
      now = kit_sqlite (kit.path, "PRAGMA user_version");
      g_assert_cmpstr (now, ==, expected);
      check = kit_sqlite (kit.path, "PRAGMA integrity_check");
      g_assert_cmpstr (check, ==, "ok");
    }
}

/* The same tables come out of an old file as of a new one. */
static void
test_same_schema (void)
{
  static const char sql[] = "SELECT group_concat (sql, char (10)) FROM"
                            " (SELECT sql FROM sqlite_schema ORDER BY type, name)";
  g_auto (Kit) new_kit = { 0 };
  g_autoptr (BtStore) new_store = NULL;
  g_autofree char *fresh = NULL;

  kit_init (&new_kit);
  new_store = bt_store_new (new_kit.path);
  g_assert_true (bt_store_set_setting_sync (new_store, "a", "b", NULL));
  fresh = kit_sqlite (new_kit.path, sql);
  for (guint version = 1; version <= BT_STORE_SCHEMA_VERSION; version++)
    {
      g_auto (Kit) kit = { 0 };
      g_autoptr (BtStore) store = NULL;
      g_autofree char *migrated = NULL;

      copy_fixture (&kit, version);
      store = bt_store_new (kit.path);
      g_assert_true (bt_store_set_setting_sync (store, "a", "b", NULL));
      migrated = kit_sqlite (kit.path, sql);
      g_assert_cmpstr (migrated, ==, fresh);
    }
}

/* Photos, articles and versions as version 1 has them, and as nothing should have them. */
static const char old_rows[] =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 7)"
    "INSERT INTO photo (hash, name, mime, width, height, size, imported, info, search)"
    " SELECT printf ('%08x%056x', i, i), i, 'image/jpeg', 1, 1, 1, 100 - i, json_array"
    " (NULL,"
    "  '{\"fields\":{\"caption\":\"Chợ\",\"date_created\":\"2017-12-28T11:09:00\"}}',"
    "  '{\"fields\":{\"date_created\":\"2017-12-27\",\"caption\":\"\"}}',"
    "  '{\"fields\":[1,2]}', '{\"fields', '', '{\"fields\":{\"caption\":\"a\"}}', '7')"
    " ->> i, 'Đường ' || i FROM n;"
    "INSERT INTO article (id, uuid, headline, lead, section, status, words, photos,"
    "  created, modified, revision) VALUES (71, 'u71', 'a', '', '', 'draft', 0, 0, 1, 1, "
    "1),"
    "  (72, 'u72', 'b', '', '', 'draft', 0, 0, 1, 1, 1),"
    "  (73, 'u73', 'c', '', '', 'draft', 0, 0, 1, 1, 1);"
    "INSERT INTO body (article, json, headline, text, notes) SELECT 71,"
    "  printf ('{\"blocks\":[{\"text\":\"items\"},{\"items\":[{\"photo\":\"%08x%056x\"},"
    "{},{\"photo\":\"%08x%056x\"}]},{\"items\":[{\"photo\":\"%08x%056x\"},"
    "{\"photo\":\"%08x%056x\"}]}]}', 2, 2, 1, 1, 2, 2, 7, 7), '', '', '';"
    "INSERT INTO body (article, json, headline, text, notes) VALUES"
    "  (72, "
    "'{\"blocks\":[3,\"x\",null,[1],{\"items\":5},{\"items\":[1,\"y\",{\"photo\":7},"
    "{\"photo\":null},{\"photo\":[\"z\"]}]}]}', '', '', ''),"
    "  (73, '{\"blocks\":[{\"items\":[{\"photo', '', '', '');"
    "INSERT INTO version (article, cause, created, words, json) SELECT 73, 'edit', 1, 0,"
    "  replace (json, printf ('%08x%056x', 1, 1), printf ('%08x%056x', 3, 3)) FROM body"
    "  WHERE article > 70";

static void
test_photos (void)
{
  for (guint version = 1; version <= 3; version++)
    {
      g_auto (Kit) kit = { 0 };
      g_autoptr (BtStore) store = NULL;
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) hashes = kit_hashes ("1 2 3 4 5 6 7");
      g_auto (GStrv) used = NULL;
      g_autoptr (BtStoredPhoto) first = NULL;
      g_autofree char *answer = NULL;
      BtPhotoQuery query = { .article = "u71" };

      copy_fixture (&kit, version);
      g_free (kit_sqlite (kit.path, old_rows));
      store = bt_store_new (kit.path);
      kit_assert_photos (store, &query, "2 1 7");
      query.article = NULL;
      query.since = "2000-01-01";
      kit_assert_photos (store, &query, "2 1");
      kit_assert_found (store, "Đường", "2 1 3 4 5 6 7");
      first = bt_store_get_photo_sync (store, hashes[0], &error);
      g_assert_no_error (error);
      g_assert_cmpstr (first->taken, ==, "2017-12-28T11:09:00");
      g_assert_true (first->captioned);
      g_assert_cmpint (first->imported, ==, 99);
      g_assert_true (bt_store_discard_photos_sync (store, (const char *const *)hashes,
                                                   &used, &error));
      g_assert_cmpuint (g_strv_length (used), ==, 4);
      kit_assert_found (store, "Đường", "2 1 3 7");
      bt_store_close_sync (store);
      answer = kit_sqlite (kit.path, "SELECT group_concat (captioned, '') FROM"
                                     " (SELECT captioned FROM photo WHERE name BETWEEN"
                                     " '1' AND '7' ORDER BY name)");
      g_assert_cmpstr (answer, ==, "1000010");
    }
}

static void
test_failing_script (void)
{
  static const char *const scripts[] = {
    "CREATE TABLE one (a)",
    "ALTER TABLE one ADD COLUMN b; INSERT INTO one VALUES (1, 2)",
    "CREATE TABLE half (a); INSERT INTO one VALUES (3, 4); SELECT nonsense FROM one",
    "CREATE TABLE four (a)",
  };
  g_auto (Kit) kit = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *answer_after = NULL;
  g_autoptr (GError) error = NULL;
  BtStoreDb *db;

  kit_init (&kit);
  path = g_build_filename (kit.folder, "a.db", NULL);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  db = bt_store_db_open (path, &error);
  g_assert_no_error (error);
  g_assert_true (bt_store_schema_migrate (db, scripts, 1, &error));
  g_assert_true (bt_store_schema_migrate (db, scripts, 1, &error));
  /* The second is kept, the third leaves nothing, the fourth is not tried. */
  g_assert_false (bt_store_schema_migrate (db, scripts, G_N_ELEMENTS (scripts), &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_SQL);
  g_clear_error (&error);
  bt_store_db_close (db);
  answer = kit_sqlite (path, "PRAGMA user_version");
  g_assert_cmpstr (answer, ==, "2");
  answer_after = kit_sqlite (path, "SELECT count (*) || (SELECT count (*) FROM one)"
                                   " FROM sqlite_schema");
  g_assert_cmpstr (answer_after, ==, "11");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/migrate/fixtures", test_fixtures);
  g_test_add_func ("/store/migrate/photos", test_photos);
  g_test_add_func ("/store/migrate/same-schema", test_same_schema);
  g_test_add_func ("/store/migrate/failing-script", test_failing_script);

  return g_test_run ();
}
