/* Templates and snippets in the store.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-kit.h"
#include "store/bt-store-pieces.h"

static GPtrArray *
pieces_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)bt_piece_free);
}

static BtPiece *
snippet (const char *code, const char *title, const char *text)
{
  return bt_piece_new (BT_PIECE_SNIPPET, code, title, bt_piece_content_from_text (text));
}

static gboolean
put_one (BtStore *store, BtPiece *piece, GError **error)
{
  g_autoptr (GPtrArray) pieces = pieces_new ();

  g_ptr_array_add (pieces, piece);
  return bt_store_put_pieces_sync (store, pieces, error);
}

/* "code=text" of every snippet, with "|" between */
static char *
all_snippets (BtStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list =
      bt_store_list_pieces_sync (store, BT_PIECE_SNIPPET, &error);
  GString *all = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      BtPiece *piece = list->pdata[i];
      g_autofree char *text = bt_piece_text (piece);

      g_string_append_printf (all, "%s%s=%s", i > 0 ? "|" : "", piece->key, text);
    }
  return g_string_free (all, FALSE);
}

static void
test_put_change_remove (KitStore *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *both = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *left = NULL;
  BtPiece *piece;
  BtRichText *text;
  guint n_spans;

  piece = snippet (" tgct\n", "Tên\tbáo", "Thế giới cuối tuần");
  text = bt_article_get_block (piece->content, 0)->text;
  bt_rich_text_apply (text, BT_SPAN_BOLD, 0, 8, NULL);
  g_assert_true (put_one (f->store, piece, &error));
  g_assert_true (put_one (f->store, snippet ("ct", "", "Cần Thơ\n\nNinh Kiều"), &error));
  both = all_snippets (f->store);
  g_assert_cmpstr (both, ==, "ct=Cần Thơ\nNinh Kiều|tgct=Thế giới cuối tuần");

  list = bt_store_list_pieces_sync (f->store, BT_PIECE_SNIPPET, &error);
  piece = list->pdata[1];
  g_assert_cmpstr (piece->title, ==, "Tên báo");
  text = bt_article_get_block (piece->content, 0)->text;
  g_assert_cmpuint (bt_rich_text_get_spans (text, &n_spans)->end, ==, 8);
  g_free (piece->key);
  piece->key = g_strdup ("bao");
  g_assert_true (put_one (f->store, bt_piece_copy (piece), &error));
  changed = all_snippets (f->store);
  g_assert_cmpstr (changed, ==, "bao=Thế giới cuối tuần|ct=Cần Thơ\nNinh Kiều");

  g_assert_true (bt_store_remove_piece_sync (f->store, piece->id, &error));
  g_assert_no_error (error);
  left = all_snippets (f->store);
  g_assert_cmpstr (left, ==, "ct=Cần Thơ\nNinh Kiều");
  g_assert_false (bt_store_remove_piece_sync (f->store, piece->id, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (put_one (f->store, bt_piece_copy (piece), &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
}

static void
test_taken_keys (KitStore *f, gconstpointer data)
{
  g_autoptr (GPtrArray) pieces = pieces_new ();
  g_autoptr (GPtrArray) templates = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *all = NULL;

  g_assert_true (put_one (f->store, snippet ("ct", "", "Cần Thơ"), &error));
  /* all or nothing */
  g_ptr_array_add (pieces, snippet ("st", "", "Sóc Trăng"));
  g_ptr_array_add (pieces, snippet ("ct", "", "Công ty"));
  g_assert_false (bt_store_put_pieces_sync (f->store, pieces, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  all = all_snippets (f->store);
  g_assert_cmpstr (all, ==, "ct=Cần Thơ");
  /* a template may be called like a snippet */
  g_assert_true (put_one (
      f->store,
      bt_piece_new (BT_PIECE_TEMPLATE, "ct", "", kit_new_article ("{Tít}", "{Ai}")),
      &error));
  g_assert_no_error (error);
  templates = bt_store_list_pieces_sync (f->store, BT_PIECE_TEMPLATE, &error);
  g_assert_cmpuint (templates->len, ==, 1);
  g_assert_cmpstr (
      bt_article_get (((BtPiece *)templates->pdata[0])->content, BT_FIELD_HEADLINE), ==,
      "{Tít}");
}

static void
changed_cb (BtStore *store, const char *uuid, gpointer data)
{
  guint *times = data;

  g_assert_null (uuid);
  ++*times;
}

static void
test_async (KitStore *f, gconstpointer data)
{
  g_autoptr (GPtrArray) pieces = pieces_new ();
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;
  guint changes = 0;

  g_signal_connect (f->store, "changed", G_CALLBACK (changed_cb), &changes);
  g_ptr_array_add (pieces, snippet ("ct", "", "Cần Thơ"));
  bt_store_put_pieces_async (f->store, pieces, NULL, kit_result_cb, &result);
  kit_wait_result (&result);
  g_assert_true (bt_store_put_pieces_finish (f->store, result, &error));
  g_clear_object (&result);
  bt_store_list_pieces_async (f->store, BT_PIECE_SNIPPET, NULL, kit_result_cb, &result);
  kit_wait_result (&result);
  list = bt_store_list_pieces_finish (f->store, result, &error);
  g_clear_object (&result);
  g_assert_cmpuint (list->len, ==, 1);
  bt_store_remove_piece_async (f->store, ((BtPiece *)list->pdata[0])->id, NULL,
                               kit_result_cb, &result);
  kit_wait_result (&result);
  g_assert_true (bt_store_remove_piece_finish (f->store, result, &error));
  g_clear_object (&result);
  g_assert_no_error (error);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (changes, >=, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test)                                                                  \
  g_test_add ("/store/pieces/" name, KitStore, NULL, kit_store_set_up, test,             \
              kit_store_tear_down)
  ADD ("put-change-remove", test_put_change_remove);
  ADD ("taken-keys", test_taken_keys);
  ADD ("async", test_async);

  return g_test_run ();
}
