/* Versions, photos, accounts, settings, and what is known of portals.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-kit.h"

#define HASH_A "aaaaaaaa11111111111111111111111111111111111111111111111111111111"
#define HASH_B "aaaaaaaa22222222222222222222222222222222222222222222222222222222"
#define HASH_C "cccccccc33333333333333333333333333333333333333333333333333333333"

static void
test_versions (KitStore *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtArticle) article = kit_new_article ("Một", "ba chữ đây");
  const char *uuid = bt_article_get_uuid (article);
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (BtArticle) old = NULL;
  const BtStoredVersion *version;
  gint64 first, second, third;

  g_assert_cmpint (bt_store_add_version_sync (f->store, article, BT_CAUSE_IMPORT, &error),
                   ==, 0);
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  bt_store_save_article_sync (f->store, article, 0, &error);
  first = bt_store_add_version_sync (f->store, article, BT_CAUSE_IMPORT, &error);
  g_assert_cmpint (first, >, 0);
  /* The same again is the same version. */
  g_assert_cmpint (bt_store_add_version_sync (f->store, article, BT_CAUSE_SEND, &error),
                   ==, first);
  bt_article_set (article, BT_FIELD_HEADLINE, "Hai");
  second = bt_store_add_version_sync (f->store, article, BT_CAUSE_EDIT, &error);
  g_assert_cmpint (second, >, first);
  /* Going back is a version of its own. */
  bt_article_set (article, BT_FIELD_HEADLINE, "Một");
  third = bt_store_add_version_sync (f->store, article, BT_CAUSE_RESTORE, &error);
  g_assert_cmpint (third, >, second);
  g_assert_no_error (error);

  versions = bt_store_list_versions_sync (f->store, uuid, &error);
  g_assert_cmpuint (versions->len, ==, 3);
  version = g_ptr_array_index (versions, 2);
  g_assert_cmpint (version->id, ==, first);
  g_assert_cmpint (version->cause, ==, BT_CAUSE_IMPORT);
  g_assert_cmpstr (version->uuid, ==, uuid);
  g_assert_cmpuint (version->words, ==, 4);
  g_assert_cmpint (ABS (g_get_real_time () - version->created), <, G_TIME_SPAN_MINUTE);
  version = g_ptr_array_index (versions, 1);
  g_assert_cmpint (version->cause, ==, BT_CAUSE_EDIT);

  old = bt_store_load_version_sync (f->store, second, &error);
  g_assert_cmpstr (bt_article_get (old, BT_FIELD_HEADLINE), ==, "Hai");
  g_assert_null (bt_store_load_version_sync (f->store, 4711, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
}

static void
test_settings (KitStore *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *none = NULL;
  g_autofree char *value = NULL;
  g_autofree char *gone = NULL;

  none = bt_store_get_setting_sync (f->store, "cỡ ảnh", &error);
  g_assert_null (none);
  g_assert_no_error (error);
  g_assert_true (bt_store_set_setting_sync (f->store, "cỡ ảnh", "2560", &error));
  g_assert_true (bt_store_set_setting_sync (f->store, "cỡ ảnh", "1280'--", &error));
  value = bt_store_get_setting_sync (f->store, "cỡ ảnh", &error);
  g_assert_cmpstr (value, ==, "1280'--");
  g_assert_true (bt_store_set_setting_sync (f->store, "cỡ ảnh", NULL, &error));
  g_assert_true (bt_store_set_setting_sync (f->store, "cỡ ảnh", NULL, &error));
  gone = bt_store_get_setting_sync (f->store, "cỡ ảnh", &error);
  g_assert_null (gone);
  g_assert_no_error (error);
}

static void
put_photo (KitStore *f, const char *hash, const char *name)
{
  g_autoptr (BtStoredPhoto) photo = bt_stored_photo_new ();
  g_autoptr (GError) error = NULL;

  photo->hash = g_strdup (hash);
  photo->name = g_strdup (name);
  photo->mime = g_strdup ("image/jpeg");
  photo->width = 6000;
  photo->height = 4000;
  photo->size = G_GUINT64_CONSTANT (5000000000);
  photo->info = g_strdup ("{\"creator\":\"Hoàng Vĩnh Khang\"}");
  photo->search = g_strdup ("chợ nổi Cái Răng");
  g_assert_true (bt_store_put_photo_sync (f->store, photo, &error));
  g_assert_no_error (error);
}

static void
assert_no_photo (KitStore *f, const char *hash)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (bt_store_get_photo_sync (f->store, hash, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
}

static void
test_photos (KitStore *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStoredPhoto) whole = NULL;
  g_autoptr (BtStoredPhoto) start = NULL;
  g_autoptr (BtStoredPhoto) renamed = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  put_photo (f, HASH_A, "a.jpg");
  put_photo (f, HASH_B, "b.jpg");
  put_photo (f, HASH_C, "c.jpg");

  whole = bt_store_get_photo_sync (f->store, HASH_A, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (whole->name, ==, "a.jpg");
  g_assert_cmpstr (whole->mime, ==, "image/jpeg");
  g_assert_cmpuint (whole->width, ==, 6000);
  g_assert_cmpuint (whole->height, ==, 4000);
  g_assert_cmpuint (whole->size, ==, G_GUINT64_CONSTANT (5000000000));
  g_assert_cmpstr (whole->info, ==, "{\"creator\":\"Hoàng Vĩnh Khang\"}");
  g_assert_cmpstr (whole->search, ==, "chợ nổi Cái Răng");
  g_assert_cmpint (ABS (g_get_real_time () - whole->imported), <, G_TIME_SPAN_MINUTE);

  start = bt_store_get_photo_sync (f->store, "CCCCcccc3", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (start->hash, ==, HASH_C);
  assert_no_photo (f, "aaaaaaaa");
  assert_no_photo (f, "ccccccc");
  assert_no_photo (f, "");
  assert_no_photo (f, "cccccccc4");
  assert_no_photo (f, "cccccccg");
  assert_no_photo (f, "cccccccc%");
  assert_no_photo (f, HASH_C "0");

  /* What is known of it changes; when it came does not. */
  put_photo (f, HASH_A, "chợ nổi.jpg");
  bt_store_get_photo_async (f->store, HASH_A, NULL, kit_result_cb, &result);
  kit_wait_result (&result);
  renamed = bt_store_get_photo_finish (f->store, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (renamed->name, ==, "chợ nổi.jpg");
  g_assert_cmpint (renamed->imported, ==, whole->imported);
}

static void
test_accounts (KitStore *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtAccount) found = NULL;
  g_autoptr (BtAccount) only = NULL;
  g_autoptr (BtAccount) copy = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) async = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  gint64 id;

  g_assert_null (bt_store_find_account_sync (f->store, NULL, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  id = kit_add_account (f->store, "Đà Nẵng", "https://dn.example.vn");
  only = bt_store_find_account_sync (f->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (only->id, ==, id);
  kit_add_account (f->store, "Cần Thơ", "https://ct.example.vn/");
  kit_add_account (f->store, "Ân Thi", "https://at.example.vn");
  g_assert_null (bt_store_find_account_sync (f->store, NULL, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* In the order of a Vietnamese dictionary. */
  list = bt_store_list_accounts_sync (f->store, &error);
  g_assert_cmpuint (list->len, ==, 3);
  g_assert_cmpstr (((BtAccount *)list->pdata[0])->name, ==, "Ân Thi");
  g_assert_cmpstr (((BtAccount *)list->pdata[1])->name, ==, "Cần Thơ");
  g_assert_cmpstr (((BtAccount *)list->pdata[2])->name, ==, "Đà Nẵng");
  bt_store_list_accounts_async (f->store, NULL, kit_result_cb, &result);
  kit_wait_result (&result);
  async = bt_store_list_accounts_finish (f->store, result, &error);
  g_assert_cmpuint (async->len, ==, 3);

  copy = bt_account_copy (only);
  copy->id = 0;
  g_assert_cmpint (bt_store_put_account_sync (f->store, copy, &error), ==, 0);
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  copy->id = 4711;
  g_assert_cmpint (bt_store_put_account_sync (f->store, copy, &error), ==, 0);
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  copy->id = id;
  copy->can = g_strdup ("{}");
  copy->api = g_strdup ("https://dn.example.vn/wp-json/");
  g_assert_cmpint (bt_store_put_account_sync (f->store, copy, &error), ==, id);
  found = bt_store_find_account_sync (f->store, "Đà Nẵng", &error);
  g_assert_cmpstr (found->can, ==, "{}");
  g_assert_cmpstr (found->api, ==, "https://dn.example.vn/wp-json/");
  g_assert_cmpstr (found->url, ==, "https://dn.example.vn");
  g_assert_cmpstr (found->kind, ==, "wordpress");
  g_assert_cmpstr (found->user, ==, "khang");

  g_assert_true (bt_store_remove_account_sync (f->store, "Đà Nẵng", &error));
  g_assert_false (bt_store_remove_account_sync (f->store, "Đà Nẵng", &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
}

static void
put_remote (KitStore *f, const char *uuid, gint64 account, gint64 post)
{
  g_autoptr (BtRemoteArticle) remote = bt_remote_article_new ();
  g_autoptr (GError) error = NULL;

  remote->uuid = g_strdup (uuid);
  remote->account = account;
  remote->post = post;
  remote->link = g_strdup_printf ("https://dn.example.vn/?p=%d", (int)post);
  remote->base = g_strdup ("{\"title\":\"Một\"}");
  remote->token = g_strdup ("2017-12-28T04:09:00");
  g_assert_true (bt_store_put_remote_sync (f->store, remote, &error));
  g_assert_no_error (error);
}

static void
assert_post (KitStore *f, const char *uuid, gint64 account, gint64 post)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtRemoteArticle) remote =
      bt_store_get_remote_sync (f->store, uuid, account, &error);

  g_assert_no_error (error);
  g_assert_cmpint (remote ? remote->post : -1, ==, post);
}

static void
test_remote_articles (KitStore *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uuid = kit_save (f->store, "Một", "a");
  gint64 here = kit_add_account (f->store, "Đây", "https://Dn.example.vn/");
  gint64 there = kit_add_account (f->store, "Kia", "https://ct.example.vn");
  gint64 boss = kit_add_account (f->store, "Sếp", "https://dn.example.vn");
  g_autoptr (BtRemoteArticle) remote = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  assert_post (f, uuid, here, -1);
  put_remote (f, uuid, here, 0);
  assert_post (f, uuid, here, 0);
  put_remote (f, uuid, here, 17);
  assert_post (f, uuid, there, -1);
  put_remote (f, uuid, there, 23);
  remote = bt_store_get_remote_sync (f->store, uuid, here, &error);
  g_assert_cmpint (remote->account, ==, here);
  g_assert_cmpstr (remote->uuid, ==, uuid);
  g_assert_cmpstr (remote->link, ==, "https://dn.example.vn/?p=17");
  g_assert_cmpstr (remote->base, ==, "{\"title\":\"Một\"}");
  g_assert_cmpstr (remote->token, ==, "2017-12-28T04:09:00");

  /* A colleague's account on the same site knows of it, or there would be two posts. */
  assert_post (f, uuid, boss, 17);

  bt_store_list_remotes_async (f->store, uuid, NULL, kit_result_cb, &result);
  kit_wait_result (&result);
  list = bt_store_list_remotes_finish (f->store, result, &error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpint (((BtRemoteArticle *)list->pdata[0])->post, ==, 17);
  g_assert_cmpint (((BtRemoteArticle *)list->pdata[1])->post, ==, 23);
  g_assert_cmpint (((BtRemoteArticle *)list->pdata[1])->account, ==, there);

  g_assert_null (bt_store_get_remote_sync (f->store, uuid, 4711, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
}

/* Removed and added again, also under another name and user: what was sent stays known. */
static void
test_account_comes_back (KitStore *f, gconstpointer data)
{
  static const char *const same[] = {
    "https://example.vn:443/bao",
    "https://example.vn/bao/",
    "HTTPS://EXAMPLE.VN/bao",
    "http://example.vn/bao",
  };
  static const char *const others[] = {
    "https://example.vn/khac",
    "https://example.vn:8443/bao",
    "https://www.example.vn/bao",
    "https://example.vn/BAO",
  };
  g_autofree char *uuid = kit_save (f->store, "Một", "a");

  put_remote (f, uuid, kit_add_account (f->store, "Cổng", "https://example.vn/bao"), 17);
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_assert_true (bt_store_remove_account_sync (f->store, "Cổng", NULL));
      assert_post (f, uuid, kit_add_account (f->store, "Cổng", same[i]), 17);
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    assert_post (f, uuid, kit_add_account (f->store, others[i], others[i]), -1);
}

static void
test_media (KitStore *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 account = kit_add_account (f->store, "Cổng", "https://example.vn");
  gint64 boss = kit_add_account (f->store, "Sếp", "https://example.vn/");
  gint64 other = kit_add_account (f->store, "Kia", "https://ct.example.vn");
  g_autoptr (BtRemoteMedia) media = bt_remote_media_new ();
  g_autoptr (BtRemoteMedia) found = NULL;
  g_autoptr (BtRemoteMedia) none = NULL;
  g_autofree char *by_id = NULL;
  g_autofree char *by_url = NULL;
  g_autofree char *unknown = NULL;
  g_autofree char *elsewhere = NULL;

  media->hash = g_strdup (HASH_A);
  media->account = account;
  media->variant = g_strdup ("2560q85");
  media->name = g_strdup ("aaaaaaaa-1.jpg");
  g_assert_true (bt_store_put_media_sync (f->store, media, &error));
  unknown = bt_store_find_media_sync (f->store, account, 0, NULL, &error);
  g_assert_null (unknown);
  g_assert_no_error (error);

  media->media = 99;
  media->url = g_strdup ("https://example.vn/a.jpg");
  media->width = 2560;
  media->height = 1707;
  media->fields = g_strdup ("{}");
  g_assert_true (bt_store_put_media_sync (f->store, media, &error));
  found = bt_store_get_media_sync (f->store, HASH_A, boss, "2560q85", &error);
  g_assert_no_error (error);
  g_assert_cmpint (found->media, ==, 99);
  g_assert_cmpstr (found->name, ==, "aaaaaaaa-1.jpg");
  g_assert_cmpstr (found->url, ==, "https://example.vn/a.jpg");
  g_assert_cmpuint (found->width, ==, 2560);
  g_assert_cmpuint (found->height, ==, 1707);
  g_assert_cmpstr (found->fields, ==, "{}");
  none = bt_store_get_media_sync (f->store, HASH_A, account, "1280q85", &error);
  g_assert_null (none);
  g_assert_no_error (error);

  by_id = bt_store_find_media_sync (f->store, account, 99, NULL, &error);
  g_assert_cmpstr (by_id, ==, HASH_A);
  by_url =
      bt_store_find_media_sync (f->store, account, 0, "https://example.vn/a.jpg", &error);
  g_assert_cmpstr (by_url, ==, HASH_A);
  elsewhere = bt_store_find_media_sync (f->store, other, 99, NULL, &error);
  g_assert_null (elsewhere);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                  \
  g_test_add (name, KitStore, NULL, kit_store_set_up, func, kit_store_tear_down)
  ADD ("/store/rows/versions", test_versions);
  ADD ("/store/rows/settings", test_settings);
  ADD ("/store/rows/photos", test_photos);
  ADD ("/store/rows/accounts", test_accounts);
  ADD ("/store/rows/remote-articles", test_remote_articles);
  ADD ("/store/rows/account-comes-back", test_account_comes_back);
  ADD ("/store/rows/media", test_media);

  return g_test_run ();
}
