/* The photo desk's photos: what is kept of them, what changes, in which order they come.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo-kit.h"

static BtPhotoChange *
rate (guint photo, guint rating)
{
  g_autofree char *hash = kit_hash (photo);
  BtPhotoChange *change = bt_photo_change_new (hash);

  change->what = BT_PHOTO_CHANGE_RATING;
  change->rating = rating;
  return change;
}

static GPtrArray *
changes_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)bt_photo_change_free);
}

static void
write_words (GPtrArray *changes, guint photo, const char *words, const char *taken)
{
  g_autofree char *hash = kit_hash (photo);
  BtPhotoChange *change = bt_photo_change_new (hash);

  change->what = BT_PHOTO_CHANGE_INFO;
  change->info = g_strdup_printf ("{\"words\":\"%s\"}", words);
  change->search = g_strdup (words);
  change->taken = g_strdup (taken);
  change->captioned = TRUE;
  g_ptr_array_add (changes, change);
}

static void
change (KitStore *f, GPtrArray *changes)
{
  g_autoptr (GError) error = NULL;

  bt_store_change_photos_sync (f->store, changes, &error);
  g_assert_no_error (error);
}

/* ---- put, get ---- */

static void
test_put_all (KitStore *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStoredPhoto) photo = kit_photo (1, "chợ nổi", "2017-12-28T11:09:00+07:00");
  g_autoptr (BtStoredPhoto) got = NULL;

  photo->captioned = TRUE;
  photo->rating = 4;
  photo->mark = 7;
  photo->choice = BT_CHOICE_PICK;
  photo->batch = bt_store_add_batch_sync (f->store, "Thẻ 1", "/media/the", &error);
  photo->edit = g_strdup ("{\"crop\":[0,0,1,1]}");
  g_assert_true (bt_store_put_photo_sync (f->store, photo, &error));
  got = bt_store_get_photo_sync (f->store, photo->hash, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (got->taken, ==, "2017-12-28T11:09:00+07:00");
  g_assert_true (got->captioned);
  g_assert_cmpuint (got->rating, ==, 4);
  g_assert_cmpuint (got->mark, ==, 7);
  g_assert_cmpint (got->choice, ==, BT_CHOICE_PICK);
  g_assert_cmpint (got->batch, ==, photo->batch);
  g_assert_cmpint (got->batch, >, 0);
  g_assert_cmpstr (got->edit, ==, photo->edit);
  g_assert_cmpint (got->edited, ==, 0);
  g_assert_cmpuint (got->uses, ==, 0);

  /* A batch that is not there. */
  photo->hash[0] = 'f';
  photo->batch += 100;
  g_assert_false (bt_store_put_photo_sync (f->store, photo, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
  kit_assert_photos (f->store, NULL, "1");
}

static void
test_put_again (KitStore *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = changes_new ();
  g_autoptr (BtStoredPhoto) before = NULL;
  g_autoptr (BtStoredPhoto) after = NULL;
  g_autoptr (BtStoredPhoto) unedited = NULL;
  g_autofree char *hash = kit_hash (1);
  BtPhotoChange *edit = bt_photo_change_new (hash);
  gint64 batch = bt_store_add_batch_sync (f->store, "Thẻ 1", "", &error);

  kit_put_photo (f->store, 1, "từ máy ảnh", "2017-12-28");
  kit_put_photo (f->store, 2, "từ máy ảnh", "2017-12-28");
  g_ptr_array_add (changes, rate (1, 3));
  edit->what = BT_PHOTO_CHANGE_EDIT | BT_PHOTO_CHANGE_CHOICE | BT_PHOTO_CHANGE_MARK;
  edit->edit = g_strdup ("{}");
  edit->choice = BT_CHOICE_REJECT;
  edit->mark = 2;
  g_ptr_array_add (changes, edit);
  write_words (changes, 1, "từ tòa soạn", "2017-12-29");
  change (f, changes);
  before = bt_store_get_photo_sync (f->store, hash, &error);
  g_assert_cmpint (before->edited, >, 0);

  /* The file comes in once more, with other words. */
  {
    g_autoptr (BtStoredPhoto) again = kit_photo (1, "khác", "2001");

    again->batch = batch;
    again->rating = 1;
    g_free (again->name);
    again->name = g_strdup ("mới.jpg");
    g_assert_true (bt_store_put_photo_sync (f->store, again, &error));
  }
  kit_put_photo (f->store, 2, "khác", "2001");
  after = bt_store_get_photo_sync (f->store, hash, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (after->name, ==, "mới.jpg");
  g_assert_cmpstr (after->info, ==, before->info);
  g_assert_cmpstr (after->search, ==, "từ tòa soạn");
  g_assert_cmpstr (after->taken, ==, "2017-12-29");
  g_assert_true (after->captioned);
  g_assert_cmpuint (after->rating, ==, 3);
  g_assert_cmpuint (after->mark, ==, 2);
  g_assert_cmpint (after->choice, ==, BT_CHOICE_REJECT);
  g_assert_cmpstr (after->edit, ==, "{}");
  g_assert_cmpint (after->edited, ==, before->edited);
  g_assert_cmpint (after->imported, ==, before->imported);
  g_assert_cmpint (after->batch, ==, batch);
  kit_assert_found (f->store, "toa soan", "1");
  kit_assert_found (f->store, "khác", "2");
  kit_assert_found (f->store, "máy ảnh", "");

  /* While the words are the file's, the file has the last word. */
  g_clear_pointer (&hash, g_free);
  hash = kit_hash (2);
  unedited = bt_store_get_photo_sync (f->store, hash, &error);
  g_assert_cmpstr (unedited->search, ==, "khác");
  g_assert_cmpstr (unedited->taken, ==, "2001");
  g_assert_cmpint (unedited->edited, ==, 0);
}

/* ---- change ---- */

static void
test_change_all_or_none (KitStore *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = changes_new ();
  g_autoptr (GPtrArray) nothing = changes_new ();
  g_autoptr (BtStoredPhoto) first = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *hash = kit_hash (1);

  kit_put_photo (f->store, 1, "một", NULL);
  kit_put_photo (f->store, 2, "hai", NULL);
  g_ptr_array_add (changes, rate (1, 5));
  write_words (changes, 1, "không bao giờ", NULL);
  g_ptr_array_add (changes, rate (3, 5));
  g_assert_false (bt_store_change_photos_sync (f->store, changes, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  first = bt_store_get_photo_sync (f->store, hash, &error);
  g_assert_cmpuint (first->rating, ==, 0);
  g_assert_cmpstr (first->search, ==, "một");
  kit_assert_found (f->store, "khong bao gio", "");
  kit_assert_found (f->store, "mot", "1");

  g_assert_true (bt_store_change_photos_sync (f->store, nothing, &error));
  /* Copied at once. */
  g_ptr_array_remove_index (changes, 2);
  bt_store_change_photos_async (f->store, changes, NULL, kit_result_cb, &result);
  g_ptr_array_set_size (changes, 0);
  kit_wait_result (&result);
  g_assert_true (bt_store_change_photos_finish (f->store, result, &error));
  g_assert_no_error (error);
  kit_assert_found (f->store, "khong bao gio", "1");
}

static void
test_change_only_what (KitStore *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = changes_new ();
  g_autoptr (BtStoredPhoto) got = NULL;
  g_autofree char *hash = kit_hash (1);
  BtPhotoChange *all = bt_photo_change_new (hash);

  kit_put_photo (f->store, 1, "một", "2017-12-28");
  all->rating = 5;
  all->mark = 5;
  all->choice = BT_CHOICE_PICK;
  all->info = g_strdup ("{}");
  all->edit = g_strdup ("{}");
  all->what = BT_PHOTO_CHANGE_MARK;
  g_ptr_array_add (changes, all);
  change (f, changes);
  got = bt_store_get_photo_sync (f->store, hash, &error);
  g_assert_cmpuint (got->mark, ==, 5);
  g_assert_cmpuint (got->rating, ==, 0);
  g_assert_cmpint (got->choice, ==, BT_CHOICE_NONE);
  g_assert_cmpstr (got->search, ==, "một");
  g_assert_cmpstr (got->taken, ==, "2017-12-28");
  g_assert_null (got->edit);
  g_assert_cmpint (got->edited, ==, 0);

  /* Nothing named changes nothing; %NULL takes corrections back. */
  all->what = 0;
  change (f, changes);
  all->what = BT_PHOTO_CHANGE_EDIT;
  change (f, changes);
  g_clear_pointer (&all->edit, g_free);
  change (f, changes);
  bt_stored_photo_free (got);
  got = bt_store_get_photo_sync (f->store, hash, &error);
  g_assert_null (got->edit);
  g_assert_cmpuint (got->mark, ==, 5);
}

/* ---- list ---- */

static void
test_order (KitStore *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BtPhotoQuery query = { 0 };

  kit_put_photo (f->store, 1, "a", NULL);
  kit_put_photo (f->store, 2, "b", "2017-12-28T11:09:00");
  kit_put_photo (f->store, 3, "c", "2016");
  kit_put_photo (f->store, 4, "d", "2017-12-28T09:00:00");
  kit_put_photo (f->store, 5, "e", "2017-12-28T11:09:00");
  kit_put_photo (f->store, 0, "f", NULL);
  kit_assert_photos (f->store, &query, "3 4 2 5 0 1");
  query.limit = 2;
  kit_assert_photos (f->store, &query, "3 4");
  bt_store_list_photos_async (f->store, &query, NULL, kit_result_cb, &result);
  kit_wait_result (&result);
  rows = bt_store_list_photos_finish (f->store, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
}

static void
test_days (KitStore *f, gconstpointer data)
{
  BtPhotoQuery query = { .since = "2017-12-28", .until = "2017-12-29" };

  kit_put_photo (f->store, 1, "", "2017-12-27T23:59:59+07:00");
  kit_put_photo (f->store, 2, "", "2017-12-28T00:00:00");
  kit_put_photo (f->store, 3, "", "2017-12-29T23:59:59Z");
  kit_put_photo (f->store, 4, "", "2017-12-30");
  kit_put_photo (f->store, 5, "", NULL);
  /* Known to the month: it may be one of these days. */
  kit_put_photo (f->store, 6, "", "2017-12");
  kit_put_photo (f->store, 7, "", "2018");
  kit_assert_photos (f->store, &query, "6 2 3");
  query.until = NULL;
  kit_assert_photos (f->store, &query, "6 2 3 4 7");
  query.since = NULL;
  query.until = "2017-12-27";
  kit_assert_photos (f->store, &query, "6 1");
  query.since = "'; DROP TABLE photo; --";
  kit_assert_photos (f->store, &query, "6 1");
}

/* ---- signals ---- */

typedef struct
{
  guint n;
  guint n_any;
  guint n_hashes;
  char *last;
} Heard;

static void
photos_changed_cb (BtStore *store, char **hashes, gpointer data)
{
  Heard *heard = data;

  heard->n++;
  heard->n_any += hashes == NULL;
  heard->n_hashes += hashes ? g_strv_length (hashes) : 0;
  if (hashes)
    {
      g_free (heard->last);
      heard->last = g_strdup (hashes[0]);
    }
}

static void
test_signal (KitStore *f, gconstpointer data)
{
  g_autoptr (GPtrArray) changes = changes_new ();
  Heard heard = { 0 };
  g_autofree char *hash = kit_hash (2);

  g_signal_connect (f->store, "photos-changed", G_CALLBACK (photos_changed_cb), &heard);
  kit_put_photo (f->store, 1, "", NULL);
  kit_put_photo (f->store, 2, "", NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  /* Told together. */
  g_assert_cmpuint (heard.n_any, ==, 0);
  g_assert_cmpuint (heard.n, >, 0);
  g_assert_cmpuint (heard.n_hashes, ==, 2);

  heard.n = 0;
  heard.n_hashes = 0;
  g_ptr_array_add (changes, rate (2, 1));
  change (f, changes);
  g_ptr_array_add (changes, rate (99, 1));
  g_assert_false (bt_store_change_photos_sync (f->store, changes, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (heard.n, ==, 1);
  g_assert_cmpuint (heard.n_hashes, ==, 1);
  g_assert_cmpstr (heard.last, ==, hash);
  g_free (heard.last);
}

/* ---- settings ---- */

static void
test_settings (KitStore *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) set = NULL;
  g_autoptr (GAsyncResult) get = NULL;
  g_autoptr (GAsyncResult) none = NULL;
  g_autofree char *value = NULL;

  bt_store_set_setting_async (f->store, "hình mờ", "TGCT", NULL, kit_result_cb, &set);
  bt_store_get_setting_async (f->store, "hình mờ", NULL, kit_result_cb, &get);
  bt_store_get_setting_async (f->store, "khác", NULL, kit_result_cb, &none);
  kit_wait_result (&none);
  g_assert_true (bt_store_set_setting_finish (f->store, set, &error));
  value = bt_store_get_setting_finish (f->store, get, &error);
  g_assert_cmpstr (value, ==, "TGCT");
  g_assert_null (bt_store_get_setting_finish (f->store, none, &error));
  g_assert_no_error (error);
}

#define ADD(path, func)                                                                  \
  g_test_add ("/store/desk/" path, KitStore, NULL, kit_store_set_up, func,               \
              kit_store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("put-all", test_put_all);
  ADD ("put-again", test_put_again);
  ADD ("change-all-or-none", test_change_all_or_none);
  ADD ("change-only-what", test_change_only_what);
  ADD ("order", test_order);
  ADD ("days", test_days);
  ADD ("signal", test_signal);
  ADD ("settings", test_settings);

  return g_test_run ();
}
