/* The desk's model: what is shown of the store, what is done to it, and undoing that.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-photo-words.h"
#include "ui/desk/bt-desk.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#define N_PHOTOS 6
#define PATIENCE_US (20 * G_USEC_PER_SEC)

typedef struct
{
  char *folder;
  BtContext *context;
  BtStore *store;
  BtDesk *desk;
  int loaded;
  int failed;
  int steps;
} Fixture;

static char *
hash_of (guint i)
{
  return g_strdup_printf ("%064x", i + 1);
}

static void
count_cb (Fixture *fixture)
{
  fixture->loaded++;
}

static void
count_steps_cb (Fixture *fixture)
{
  fixture->steps++;
}

static void
count_failed_cb (BtDesk *desk, const GError *error, Fixture *fixture)
{
  g_assert_nonnull (error);
  fixture->failed++;
}

/* Photo i was taken on day i + 1, but is called after the letters from the end. */
static void
put_photo (Fixture *fixture, guint i)
{
  g_autoptr (BtPhotoInfo) info = bt_photo_info_new ();
  g_autoptr (BtStoredPhoto) stored = bt_stored_photo_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *date = g_strdup_printf ("2026-11-%02uT08:00:00", i + 1);

  info->hash = hash_of (i);
  info->name = g_strdup_printf ("%c.jpg", 'z' - (int)i);
  info->mime = g_strdup ("image/jpeg");
  info->width = 6000;
  info->height = 4000;
  bt_photo_info_set (info, BT_PHOTO_DATE_CREATED, date);
  bt_photo_info_set (info, BT_PHOTO_CREATOR, i % 2 == 0 ? "Vân" : NULL);
  bt_stored_photo_set_info (stored, info);
  bt_store_put_photo_sync (fixture->store, stored, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const BtPhotoQuery everything = { 0 };

  fixture->folder = g_dir_make_tmp ("banthao-desk.XXXXXX", NULL);
  fixture->context = bt_context_new (fixture->folder);
  fixture->store = bt_context_get_store (fixture->context);
  for (guint i = 0; i < N_PHOTOS; i++)
    put_photo (fixture, i);
  fixture->desk = bt_desk_new (fixture->context);
  g_signal_connect_swapped (fixture->desk, "loaded", G_CALLBACK (count_cb), fixture);
  g_signal_connect_swapped (fixture->desk, "steps", G_CALLBACK (count_steps_cb), fixture);
  g_signal_connect (fixture->desk, "failed", G_CALLBACK (count_failed_cb), fixture);
  bt_desk_set_scope (fixture->desk, &everything);
  while (fixture->loaded == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_true (bt_desk_settle_finish (BT_DESK (source), result, NULL));
  *(gboolean *)data = TRUE;
}

static void
settle (Fixture *fixture)
{
  gboolean settled = FALSE;

  bt_desk_settle_async (fixture->desk, settled_cb, &settled);
  while (!settled)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  settle (fixture);
  g_clear_object (&fixture->desk);
  bt_store_close_sync (fixture->store);
  g_clear_object (&fixture->context);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

/* ---- what is shown ---- */

/* The numbers of the shown photos, in order. */
static char *
shown (Fixture *fixture)
{
  GListModel *model = G_LIST_MODEL (bt_desk_get_selection (fixture->desk));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (BtPhotoItem) item = g_list_model_get_item (model, i);
      guint64 number =
          g_ascii_strtoull (bt_photo_item_get_hash (item) + 48, NULL, 16) - 1;

      g_string_append_printf (text, "%" G_GUINT64_FORMAT, number);
    }
  return g_string_free (text, FALSE);
}

#define assert_shown(fixture, wanted)                                                    \
  G_STMT_START                                                                           \
  {                                                                                      \
    g_autofree char *now = shown (fixture);                                              \
    g_assert_cmpstr (now, ==, wanted);                                                   \
  }                                                                                      \
  G_STMT_END

static void
wait_shown (Fixture *fixture, const char *wanted)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  while (g_get_monotonic_time () < end)
    {
      g_autofree char *now = shown (fixture);

      if (g_str_equal (now, wanted))
        return;
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (2000);
    }
  assert_shown (fixture, wanted);
}

/* (element-type BtPhotoItem): those with these numbers */
static GPtrArray *
pick (Fixture *fixture, const char *numbers)
{
  GPtrArray *items = g_ptr_array_new ();

  for (; *numbers != '\0'; numbers++)
    {
      g_autofree char *hash = hash_of ((guint)(*numbers - '0'));

      g_ptr_array_add (items, bt_desk_find (fixture->desk, hash));
      g_assert_nonnull (items->pdata[items->len - 1]);
    }
  return items;
}

/* What the disk has, asked without the desk. */
static BtStoredPhoto *
stored (Fixture *fixture, guint number)
{
  g_autofree char *hash = hash_of (number);
  g_autoptr (GError) error = NULL;
  BtStoredPhoto *photo = bt_store_get_photo_sync (fixture->store, hash, &error);

  g_assert_no_error (error);
  return photo;
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) best = pick (fixture, "24");

  assert_shown (fixture, "012345");
  bt_desk_set_sort (fixture->desk, BT_DESK_SORT_TAKEN, TRUE);
  assert_shown (fixture, "543210");
  bt_desk_set_sort (fixture->desk, BT_DESK_SORT_NAME, FALSE);
  assert_shown (fixture, "543210");
  bt_desk_set_rating (fixture->desk, best, 5);
  bt_desk_set_sort (fixture->desk, BT_DESK_SORT_RATING, TRUE);
  assert_shown (fixture, "425310");
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  BtDeskFilter filter = BT_DESK_FILTER_ALL;
  g_autoptr (GPtrArray) three = pick (fixture, "135");
  g_autoptr (GPtrArray) one = pick (fixture, "3");

  bt_desk_set_rating (fixture->desk, three, 3);
  bt_desk_set_choice (fixture->desk, one, BT_CHOICE_REJECT);
  filter.min_rating = 3;
  bt_desk_set_filter (fixture->desk, &filter);
  assert_shown (fixture, "135");
  filter.choices = 1u << BT_CHOICE_NONE | 1u << BT_CHOICE_PICK;
  bt_desk_set_filter (fixture->desk, &filter);
  assert_shown (fixture, "15");
  /* What no longer fits goes away at once, and comes back with undo. */
  bt_desk_set_rating (fixture->desk, three, 1);
  assert_shown (fixture, "");
  bt_desk_undo (fixture->desk);
  assert_shown (fixture, "15");
  g_assert_cmpuint (bt_desk_get_n_all (fixture->desk), ==, N_PHOTOS);
}

static void
test_scope_of_words (Fixture *fixture, gconstpointer data)
{
  const BtPhotoQuery words = { .words = "van" };

  bt_desk_set_scope (fixture->desk, &words);
  wait_shown (fixture, "024");
}

/* ---- what is done ---- */

static void
test_steps (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) two = pick (fixture, "01");
  g_autoptr (GPtrArray) all = pick (fixture, "012");
  g_autoptr (BtStoredPhoto) after = NULL;
  g_autoptr (BtStoredPhoto) undone = NULL;

  g_assert_null (bt_desk_describe_undo (fixture->desk));
  bt_desk_set_rating (fixture->desk, two, 4);
  g_assert_nonnull (bt_desk_describe_undo (fixture->desk));
  /* Those that are so already are no part of the next step. */
  bt_desk_set_rating (fixture->desk, all, 4);
  bt_desk_set_rating (fixture->desk, all, 4);
  settle (fixture);
  after = stored (fixture, 2);
  g_assert_cmpuint (after->rating, ==, 4);
  bt_desk_undo (fixture->desk);
  g_assert_cmpuint (bt_photo_item_get_rating (all->pdata[2]), ==, 0);
  g_assert_cmpuint (bt_photo_item_get_rating (all->pdata[0]), ==, 4);
  settle (fixture);
  undone = stored (fixture, 2);
  g_assert_cmpuint (undone->rating, ==, 0);
  bt_desk_undo (fixture->desk);
  g_assert_null (bt_desk_describe_undo (fixture->desk));
  bt_desk_redo (fixture->desk);
  g_assert_cmpuint (bt_photo_item_get_rating (all->pdata[1]), ==, 4);
  g_assert_cmpint (fixture->failed, ==, 0);
}

static void
set_caption (Fixture *fixture, GPtrArray *items, const char *caption)
{
  g_autoptr (GPtrArray) infos =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_photo_info_free);

  for (guint i = 0; i < items->len; i++)
    {
      BtPhotoInfo *info = bt_photo_info_copy (bt_photo_item_get_info (items->pdata[i]));

      bt_photo_info_set (info, BT_PHOTO_CAPTION, caption);
      g_ptr_array_add (infos, info);
    }
  bt_desk_set_infos (fixture->desk, items, infos, "Chú thích");
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) two = pick (fixture, "23");
  BtDeskFilter filter = BT_DESK_FILTER_ALL;
  g_autoptr (BtStoredPhoto) photo = NULL;
  const BtPhotoQuery words = { .words = "cho noi" };

  set_caption (fixture, two, "Chợ nổi Cái Răng lúc bình minh.");
  g_assert_cmpstr (bt_photo_item_get_field (two->pdata[0], BT_PHOTO_CREATOR), ==, "Vân");
  settle (fixture);
  photo = stored (fixture, 3);
  g_assert_true (photo->captioned);
  g_assert_cmpint (photo->edited, >, 0);
  g_assert_nonnull (strstr (photo->info, "Chợ nổi Cái Răng"));
  filter.captioned = 1;
  bt_desk_set_filter (fixture->desk, &filter);
  assert_shown (fixture, "23");
  bt_desk_set_scope (fixture->desk, &words);
  wait_shown (fixture, "23");
  bt_desk_undo (fixture->desk);
  assert_shown (fixture, "");
}

/* ---- words that are being typed ---- */

static void
type_caption (Fixture *fixture, GPtrArray *items, const char *caption)
{
  g_autoptr (GPtrArray) infos =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_photo_info_free);

  for (guint i = 0; i < items->len; i++)
    {
      BtPhotoInfo *info = bt_photo_info_copy (bt_photo_item_get_info (items->pdata[i]));

      bt_photo_info_set (info, BT_PHOTO_CAPTION, caption);
      g_ptr_array_add (infos, info);
    }
  bt_desk_amend_infos (fixture->desk, items, infos, "Chú thích");
}

static void
test_typing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) two = pick (fixture, "23");
  g_autoptr (GPtrArray) one = pick (fixture, "4");

  /* Typed in one go it is one step, also where it was written in between. */
  type_caption (fixture, two, "Chợ");
  type_caption (fixture, two, "Chợ nổi");
  type_caption (fixture, one, "Lũ");
  type_caption (fixture, one, "Lũ về");
  bt_desk_undo (fixture->desk);
  g_assert_cmpstr (bt_photo_item_get_field (one->pdata[0], BT_PHOTO_CAPTION), ==, "");
  g_assert_cmpstr (bt_photo_item_get_field (two->pdata[0], BT_PHOTO_CAPTION), ==,
                   "Chợ nổi");
  bt_desk_redo (fixture->desk);
  g_assert_cmpstr (bt_photo_item_get_field (one->pdata[0], BT_PHOTO_CAPTION), ==,
                   "Lũ về");
  /* After undo, typing is a step of its own. */
  bt_desk_undo (fixture->desk);
  type_caption (fixture, two, "Chợ nổi Cái Răng");
  bt_desk_undo (fixture->desk);
  g_assert_cmpstr (bt_photo_item_get_field (two->pdata[1], BT_PHOTO_CAPTION), ==,
                   "Chợ nổi");
  bt_desk_undo (fixture->desk);
  g_assert_cmpstr (bt_photo_item_get_field (two->pdata[1], BT_PHOTO_CAPTION), ==, "");
  g_assert_null (bt_desk_describe_undo (fixture->desk));
}

/* Whoever writes on a photo that the filter then hides must not find another one chosen. */
static void
test_typing_under_a_filter (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *selection =
      GTK_SELECTION_MODEL (bt_desk_get_selection (fixture->desk));
  BtDeskFilter filter = BT_DESK_FILTER_ALL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GtkBitset) chosen = NULL;

  filter.captioned = 0;
  bt_desk_set_filter (fixture->desk, &filter);
  bt_desk_go (fixture->desk, 0);
  one = bt_desk_get_selected (fixture->desk);
  g_assert_cmpuint (one->len, ==, 1);
  type_caption (fixture, one, "Lũ");
  chosen = gtk_selection_model_get_selection (selection);
  g_assert_true (gtk_bitset_is_empty (chosen));
  settle (fixture);
  g_assert_true (bt_photo_item_get_stored (one->pdata[0])->captioned);
}

/* A word that an input method commits late belongs to a photo that has left the scope. */
static void
test_typing_out_of_scope (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtPhotoItem) item = NULL;
  g_autoptr (GPtrArray) one = pick (fixture, "4");
  g_autoptr (BtStoredPhoto) photo = NULL;
  const BtPhotoQuery words = { .words = "khongcogica" };

  item = g_object_ref (one->pdata[0]);
  bt_desk_set_scope (fixture->desk, &words);
  wait_shown (fixture, "");
  type_caption (fixture, one, "Lũ về");
  settle (fixture);
  photo = stored (fixture, 4);
  g_assert_nonnull (strstr (photo->info, "Lũ về"));
  bt_desk_undo (fixture->desk);
  settle (fixture);
  g_clear_pointer (&photo, bt_stored_photo_free);
  photo = stored (fixture, 4);
  g_assert_null (strstr (photo->info, "Lũ về"));
  g_assert_cmpint (fixture->failed, ==, 0);
}

/* ---- others ---- */

static void
test_arrivals (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *selection =
      GTK_SELECTION_MODEL (bt_desk_get_selection (fixture->desk));
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  gtk_selection_model_select_item (selection, 1, TRUE);
  gtk_selection_model_select_item (selection, 4, FALSE);
  before = bt_desk_get_selected (fixture->desk);
  g_assert_cmpuint (before->len, ==, 2);
  put_photo (fixture, 7);
  put_photo (fixture, 6);
  wait_shown (fixture, "01234567");
  after = bt_desk_get_selected (fixture->desk);
  g_assert_cmpuint (after->len, ==, 2);
  g_assert_true (after->pdata[0] == before->pdata[0]);
  g_assert_true (after->pdata[1] == before->pdata[1]);
}

static void
test_leaving (Fixture *fixture, gconstpointer data)
{
  g_autofree char *hash = hash_of (2);
  const char *hashes[] = { hash, NULL };
  g_auto (GStrv) used = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (bt_store_discard_photos_sync (fixture->store, hashes, &used, &error));
  g_assert_no_error (error);
  g_assert_null (used[0]);
  wait_shown (fixture, "01345");
  g_assert_null (bt_desk_find (fixture->desk, hash));
}

/* Somebody else has thrown the photo away: what was shown of the change is taken back. */
static void
test_failure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) one = pick (fixture, "1");
  g_autofree char *path = g_build_filename (fixture->folder, "banthao.db", NULL);
  g_autofree char *hash = hash_of (1);
  g_autofree char *sql = g_strdup_printf ("DELETE FROM photo WHERE hash = '%s'", hash);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 5000);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  bt_desk_set_rating (fixture->desk, one, 5);
  settle (fixture);
  g_assert_cmpint (fixture->failed, ==, 1);
  g_assert_null (bt_desk_describe_undo (fixture->desk));
  wait_shown (fixture, "02345");
}

#define add(name, function)                                                              \
  g_test_add ("/desk/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("order", test_order);
  add ("filter", test_filter);
  add ("scope-of-words", test_scope_of_words);
  add ("steps", test_steps);
  add ("words", test_words);
  add ("typing", test_typing);
  add ("typing-under-a-filter", test_typing_under_a_filter);
  add ("typing-out-of-scope", test_typing_out_of_scope);
  add ("arrivals", test_arrivals);
  add ("leaving", test_leaving);
  add ("failure", test_failure);
  return g_test_run ();
}
