/* Code files, lists of names, photo templates.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-kit.h"
#include "store/bt-store-words.h"

static void
count_cb (BtStore *store, gpointer data)
{
  guint *n = data;

  (*n)++;
}

/* Returns: how often words-changed came since it was asked last */
static guint
take_count (KitStore *f, guint *n)
{
  guint count;

  /* Behind it, all that was changed before is told. */
  g_free (bt_store_get_setting_sync (f->store, "a", NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  count = *n;
  *n = 0;
  return count;
}

/* ---- code files ---- */

static char *
code_files (KitStore *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  GString *text = g_string_new (NULL);

  bt_store_list_code_files_async (f->store, NULL, kit_result_cb, &result);
  kit_wait_result (&result);
  rows = bt_store_list_code_files_finish (f->store, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const BtCodeFile *row = g_ptr_array_index (rows, i);

      g_assert_cmpint (row->id, >, 0);
      g_assert_cmpint (ABS (g_get_real_time () - row->modified), <, G_TIME_SPAN_MINUTE);
      g_string_append_printf (text, "%s%s=%s", i > 0 ? "|" : "", row->name, row->text);
    }
  return g_string_free (text, FALSE);
}

static gboolean
put_code_file (KitStore *f, const BtCodeFile *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  bt_store_put_code_file_async (f->store, file, NULL, kit_result_cb, &result);
  kit_wait_result (&result);
  return bt_store_put_code_file_finish (f->store, result, error);
}

static gint64
id_of (KitStore *f, const char *name)
{
  g_autoptr (GPtrArray) rows = bt_store_list_code_files_sync (f->store, NULL);

  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (((BtCodeFile *)rows->pdata[i])->name, name))
      return ((BtCodeFile *)rows->pdata[i])->id;
  return 0;
}

static void
add_code_file (KitStore *f, const char *name, const char *text)
{
  g_autoptr (BtCodeFile) file = bt_code_file_new (name, text);
  g_autoptr (GError) error = NULL;

  bt_store_put_code_file_sync (f->store, file, &error);
  g_assert_no_error (error);
}

static void
test_code_files (KitStore *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtCodeFile) file = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *all = NULL;
  g_autofree char *rest = NULL;
  guint n = 0;
  gint64 id;

  g_signal_connect (f->store, "words-changed", G_CALLBACK (count_cb), &n);
  add_code_file (f, "Đà Nẵng", "bt1\tBí thư");
  add_code_file (f, " Cần Thơ\n", "ct\tx\r\ny\tz");
  add_code_file (f, "Ân Thi", "a");
  /* The same name, decomposed: it is replaced, under its number. */
  id = id_of (f, "Đà Nẵng");
  add_code_file (f, "\xc4\x90\x61\xcc\x80 N\xc4\x83\xcc\x83ng", "bt1\tChủ tịch");
  g_assert_cmpint (id_of (f, "Đà Nẵng"), ==, id);
  all = code_files (f);
  g_assert_cmpstr (all, ==, "Ân Thi=a|Cần Thơ=ct\tx\ny\tz|Đà Nẵng=bt1\tChủ tịch");
  g_assert_cmpuint (take_count (f, &n), >, 0);

  /* A change must not take another's name, nor be of what is gone. */
  file = bt_code_file_new ("Ân Thi", "b");
  file->id = id;
  g_assert_false (put_code_file (f, file, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_free (file->name);
  file->name = g_strdup (" Huế'; DROP TABLE code_file; -- ");
  file->id = 4711;
  g_assert_false (put_code_file (f, file, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpuint (take_count (f, &n), ==, 0);
  file->id = id;
  g_assert_true (put_code_file (f, file, &error));
  g_assert_cmpuint (take_count (f, &n), ==, 1);

  bt_store_remove_code_file_async (f->store, id_of (f, "Ân Thi"), NULL, kit_result_cb,
                                   &result);
  kit_wait_result (&result);
  g_assert_true (bt_store_remove_code_file_finish (f->store, result, &error));
  g_assert_cmpuint (take_count (f, &n), ==, 1);
  g_clear_object (&result);
  bt_store_remove_code_file_async (f->store, 4711, NULL, kit_result_cb, &result);
  kit_wait_result (&result);
  g_assert_false (bt_store_remove_code_file_finish (f->store, result, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
  rest = code_files (f);
  g_assert_cmpstr (rest, ==, "Cần Thơ=ct\tx\ny\tz|Huế'; DROP TABLE code_file; --=b");
}

/* ---- names ---- */

static void
assert_names (KitStore *f, BtNameList list, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = bt_store_list_names_sync (f->store, list, &error);
  g_autofree char *joined = NULL;

  g_assert_no_error (error);
  joined = g_strjoinv ("|", names);
  g_assert_cmpstr (joined, ==, expected);
}

static void
test_names (KitStore *f, gconstpointer data)
{
  static const char *const people[] = {
    "Đỗ Văn Út", "Trần Thị Ba", " Ân\n",
    "Đào Tú",    "Dương Văn A", "Trần Thị Ba",
    "",          " \t",         "Tr\xc3\xa2\xcc\x80n Th\xe1\xbb\x8b Ba",
    "Hà \xff",   "'); --",      NULL,
  };
  static const char *const more[] = { "Bùi Bích", "Đào Tú", NULL };
  static const char *const known[] = { " Đào Tú", NULL };
  static const char *const none[] = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) set = NULL;
  g_autoptr (GAsyncResult) add = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_auto (GStrv) names = NULL;
  guint n = 0;

  g_signal_connect (f->store, "words-changed", G_CALLBACK (count_cb), &n);
  assert_names (f, BT_NAMES_PEOPLE, "");
  bt_store_set_names_async (f->store, BT_NAMES_PEOPLE, people, NULL, kit_result_cb, &set);
  kit_wait_result (&set);
  g_assert_true (bt_store_set_names_finish (f->store, set, &error));
  /* In the order of a Vietnamese dictionary: đ after d, â after a. */
  assert_names (f, BT_NAMES_PEOPLE,
                "'); --|Ân|Dương Văn A|Đào Tú|Đỗ Văn Út|Hà \xef\xbf\xbd|Trần Thị Ba");
  assert_names (f, BT_NAMES_PLACES, "");
  g_assert_cmpuint (take_count (f, &n), ==, 1);

  g_assert_true (bt_store_set_names_sync (f->store, BT_NAMES_PLACES, more, &error));
  take_count (f, &n);
  bt_store_add_names_async (f->store, BT_NAMES_PLACES, known, NULL, kit_result_cb, &add);
  kit_wait_result (&add);
  g_assert_true (bt_store_add_names_finish (f->store, add, &error));
  g_assert_cmpuint (take_count (f, &n), ==, 0);
  g_clear_object (&add);
  bt_store_add_names_async (f->store, BT_NAMES_PEOPLE, more, NULL, kit_result_cb, &add);
  kit_wait_result (&add);
  g_assert_true (bt_store_add_names_finish (f->store, add, &error));
  g_assert_cmpuint (take_count (f, &n), ==, 1);
  bt_store_list_names_async (f->store, BT_NAMES_PEOPLE, NULL, kit_result_cb, &listed);
  kit_wait_result (&listed);
  names = bt_store_list_names_finish (f->store, listed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (names), ==, 8);
  g_assert_true (bt_store_set_names_sync (f->store, BT_NAMES_PEOPLE, none, &error));
  assert_names (f, BT_NAMES_PEOPLE, "");
  assert_names (f, BT_NAMES_PLACES, "Bùi Bích|Đào Tú");
}

/* ---- templates ---- */

static void
add_template (KitStore *f, const char *name, const char *fields)
{
  g_autoptr (BtPhotoTemplate) photo_template = bt_photo_template_new (name, fields);
  g_autoptr (GError) error = NULL;

  bt_store_put_photo_template_sync (f->store, photo_template, &error);
  g_assert_no_error (error);
}

static GPtrArray *
templates (KitStore *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GPtrArray *rows;

  bt_store_list_photo_templates_async (f->store, NULL, kit_result_cb, &result);
  kit_wait_result (&result);
  rows = bt_store_list_photo_templates_finish (f->store, result, &error);
  g_assert_no_error (error);
  return rows;
}

static void
test_templates (KitStore *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (BtPhotoTemplate) taken = bt_photo_template_new ("Bóng đá", "{}");
  g_autoptr (BtPhotoTemplate) changed = NULL;
  g_autoptr (GAsyncResult) put = NULL;
  g_autoptr (GAsyncResult) gone = NULL;

  add_template (f, "Đại hội", "{\"credit\":\"{tác giả}\"}");
  add_template (f, "Bóng đá", "{\"headline\":\"\"}");
  add_template (f, "Áo dài", "không phải JSON \xff");
  /* Never by accident: another one has this name. */
  g_assert_false (bt_store_put_photo_template_sync (f->store, taken, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  rows = templates (f);
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpstr (((BtPhotoTemplate *)rows->pdata[0])->fields, ==,
                   "không phải JSON \xef\xbf\xbd");
  g_assert_cmpstr (((BtPhotoTemplate *)rows->pdata[1])->fields, ==,
                   "{\"headline\":\"\"}");
  g_assert_cmpstr (((BtPhotoTemplate *)rows->pdata[2])->name, ==, "Đại hội");

  changed = bt_photo_template_copy (rows->pdata[2]);
  g_free (changed->fields);
  changed->fields = g_strdup ("{}");
  bt_store_put_photo_template_async (f->store, changed, NULL, kit_result_cb, &put);
  bt_store_remove_photo_template_async (f->store, ((BtPhotoTemplate *)rows->pdata[0])->id,
                                        NULL, kit_result_cb, &gone);
  kit_wait_result (&gone);
  g_assert_true (bt_store_put_photo_template_finish (f->store, put, &error));
  g_assert_true (bt_store_remove_photo_template_finish (f->store, gone, &error));
  g_assert_no_error (error);
  after = templates (f);
  g_assert_cmpuint (after->len, ==, 2);
  g_assert_cmpstr (((BtPhotoTemplate *)after->pdata[1])->fields, ==, "{}");
}

#define ADD(path, func)                                                                  \
  g_test_add ("/store/words/" path, KitStore, NULL, kit_store_set_up, func,              \
              kit_store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("code-files", test_code_files);
  ADD ("names", test_names);
  ADD ("templates", test_templates);

  return g_test_run ();
}
