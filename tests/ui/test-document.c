/* An open article and the disk: saved within a second, whatever else happens to it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-document.h"

#include <glib/gstdio.h>

#define PROMISE_US (1 * G_USEC_PER_SEC)
#define PATIENCE_US (20 * G_USEC_PER_SEC)

typedef struct
{
  char *folder;
  BtStore *store;
  BtDocument *document;
  BtArticle *window; /* what the fields hold */
  int kept_other;
  int replaced;
  int status_changed;
} Fixture;

static BtArticle *
collect_cb (gpointer data)
{
  Fixture *fixture = data;
  BtArticle *now = bt_article_copy (bt_document_get_article (fixture->document));

  bt_article_set (now, BT_FIELD_HEADLINE,
                  bt_article_get (fixture->window, BT_FIELD_HEADLINE));
  return now;
}

static void
count_cb (BtDocument *document, int *counter)
{
  (*counter)++;
}

static void
open_document (Fixture *fixture, BtArticle *article, gint64 revision)
{
  fixture->window = bt_article_copy (article);
  fixture->document = bt_document_new (fixture->store, article, revision);
  bt_document_attach (fixture->document, collect_cb, fixture);
  g_signal_connect (fixture->document, "kept-other", G_CALLBACK (count_cb),
                    &fixture->kept_other);
  g_signal_connect (fixture->document, "replaced", G_CALLBACK (count_cb),
                    &fixture->replaced);
  g_signal_connect (fixture->document, "status-changed", G_CALLBACK (count_cb),
                    &fixture->status_changed);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("banthao-document.XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "banthao.db", NULL);
  fixture->store = bt_store_new (path);
}

static void
remove_folder (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->document);
  bt_store_close_sync (fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&fixture->store);
  bt_article_free (fixture->window);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Turns the main loop until the document is in a state. Returns: how long it took */
static gint64
wait_for (Fixture *fixture, BtSaveState state)
{
  gint64 start = g_get_monotonic_time ();
  guint wake = g_timeout_add (5, wake_cb, NULL);

  while (bt_document_get_state (fixture->document) != state)
    {
      g_assert_cmpint (g_get_monotonic_time () - start, <, PATIENCE_US);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (wake);
  return g_get_monotonic_time () - start;
}

static void
turn (guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;
  guint wake = g_timeout_add (5, wake_cb, NULL);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (wake);
}

static void
type (Fixture *fixture, const char *headline)
{
  bt_article_set (fixture->window, BT_FIELD_HEADLINE, headline);
  bt_document_touch (fixture->document);
}

static char *
stored_headline (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtArticle) article = bt_store_load_article_sync (
      fixture->store, bt_article_get_uuid (fixture->window), NULL, &error);

  if (article == NULL)
    {
      g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
      return NULL;
    }
  return g_strdup (bt_article_get (article, BT_FIELD_HEADLINE));
}

#define assert_stored(fixture, headline)                                                 \
  G_STMT_START                                                                           \
  {                                                                                      \
    g_autofree char *got_ = stored_headline (fixture);                                   \
    g_assert_cmpstr (got_, ==, headline);                                                \
  }                                                                                      \
  G_STMT_END

/* ---- saving ---- */

static void
test_nothing_typed (Fixture *fixture, gconstpointer data)
{
  open_document (fixture, bt_article_new (), 0);
  g_assert_cmpint (bt_document_get_state (fixture->document), ==, BT_SAVE_NONE);
  turn (600);
  g_assert_cmpint (bt_document_get_state (fixture->document), ==, BT_SAVE_NONE);
  assert_stored (fixture, NULL);
}

static void
test_saved_within_a_second (Fixture *fixture, gconstpointer data)
{
  open_document (fixture, bt_article_new (), 0);
  type (fixture, "Lũ về");
  g_assert_cmpint (bt_document_get_state (fixture->document), ==, BT_SAVE_PENDING);
  g_assert_cmpint (wait_for (fixture, BT_SAVE_SAVED), <, PROMISE_US);
  assert_stored (fixture, "Lũ về");
}

/* One who types without a pause is saved all the same. */
static void
test_steady_typing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *got = NULL;

  open_document (fixture, bt_article_new (), 0);
  for (int i = 0; i < 40; i++)
    {
      g_autofree char *headline = g_strdup_printf ("%d", i);

      type (fixture, headline);
      turn (40);
    }
  got = stored_headline (fixture);
  g_assert_nonnull (got);
  g_assert_cmpint (atoi (got), >, 39 - 1000 / 40);
  wait_for (fixture, BT_SAVE_SAVED);
  assert_stored (fixture, "39");
}

static void
test_detached_is_saved (Fixture *fixture, gconstpointer data)
{
  open_document (fixture, bt_article_new (), 0);
  type (fixture, "trước");
  wait_for (fixture, BT_SAVE_SAVED);
  type (fixture, "sau");
  bt_document_detach (fixture->document);
  bt_article_set (fixture->window, BT_FIELD_HEADLINE, "bài khác");
  wait_for (fixture, BT_SAVE_SAVED);
  assert_stored (fixture, "sau");
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GError **error = data;

  bt_document_save_finish (BT_DOCUMENT (source), result, error);
  if (*error == NULL)
    *error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PENDING, "saved");
}

static void
test_save_now (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) end = NULL;

  open_document (fixture, bt_article_new (), 0);
  type (fixture, "ngay");
  bt_document_save_async (fixture->document, saved_cb, &end);
  while (end == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (end, G_IO_ERROR, G_IO_ERROR_PENDING);
  assert_stored (fixture, "ngay");
}

static void
test_failure_is_said_and_tried_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) end = NULL;
  g_autofree char *blocked = g_build_filename (fixture->folder, "file", NULL);
  g_autofree char *path = g_build_filename (blocked, "banthao.db", NULL);

  /* where the folder should be there is a file */
  g_assert_true (g_file_set_contents (blocked, "x", 1, NULL));
  bt_store_close_sync (fixture->store);
  g_object_unref (fixture->store);
  fixture->store = bt_store_new (path);

  open_document (fixture, bt_article_new (), 0);
  type (fixture, "mất?");
  wait_for (fixture, BT_SAVE_FAILED);
  g_assert_error (bt_document_get_error (fixture->document), BT_STORE_ERROR,
                  BT_STORE_ERROR_OPEN);
  bt_document_save_async (fixture->document, saved_cb, &end);
  while (end == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (end, BT_STORE_ERROR, BT_STORE_ERROR_OPEN);
  g_assert_cmpint (bt_document_get_state (fixture->document), ==, BT_SAVE_FAILED);
}

/* ---- somebody else ---- */

static gint64
open_stored (Fixture *fixture, const char *headline)
{
  BtArticle *article = bt_article_new ();
  g_autoptr (GError) error = NULL;
  gint64 revision;

  bt_article_set (article, BT_FIELD_HEADLINE, headline);
  revision = bt_store_save_article_sync (fixture->store, article, 0, &error);
  g_assert_no_error (error);
  open_document (fixture, article, revision);
  return revision;
}

static void
write_in (BtStore *store, Fixture *fixture, const char *lead)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtArticle) theirs = bt_store_load_article_sync (
      store, bt_article_get_uuid (fixture->window), NULL, &error);

  g_assert_no_error (error);
  bt_article_set (theirs, BT_FIELD_LEAD, lead);
  g_assert_cmpint (bt_store_save_article_sync (store, theirs, -1, &error), >, 0);
  g_assert_no_error (error);
}

static void
write_elsewhere (Fixture *fixture, const char *lead)
{
  write_in (fixture->store, fixture, lead);
}

static guint
count_versions (Fixture *fixture, BtCause cause)
{
  g_autoptr (GPtrArray) versions = bt_store_list_versions_sync (
      fixture->store, bt_article_get_uuid (fixture->window), NULL);
  guint n = 0;

  g_ptr_array_set_free_func (versions, (GDestroyNotify)bt_stored_version_free);
  for (guint i = 0; i < versions->len; i++)
    n += ((BtStoredVersion *)versions->pdata[i])->cause == cause;
  return n;
}

static void
test_both_wrote (Fixture *fixture, gconstpointer data)
{
  open_stored (fixture, "chung");
  type (fixture, "của tôi");
  write_elsewhere (fixture, "của người khác");
  wait_for (fixture, BT_SAVE_SAVED);
  assert_stored (fixture, "của tôi");
  g_assert_cmpint (fixture->kept_other, ==, 1);
  g_assert_cmpint (fixture->replaced, ==, 0);
  g_assert_cmpuint (count_versions (fixture, BT_CAUSE_BEFORE_OVERWRITE), ==, 1);
}

static void
test_only_they_wrote (Fixture *fixture, gconstpointer data)
{
  open_stored (fixture, "chung");
  write_elsewhere (fixture, "của người khác");
  for (int i = 0; i < 100 && fixture->replaced == 0; i++)
    turn (20);
  g_assert_cmpint (fixture->replaced, ==, 1);
  g_assert_cmpstr (
      bt_article_get (bt_document_get_article (fixture->document), BT_FIELD_LEAD), ==,
      "của người khác");
  type (fixture, "rồi tôi");
  wait_for (fixture, BT_SAVE_SAVED);
  g_assert_cmpint (fixture->kept_other, ==, 0);
}

/* The command line, say: its changes are told without a name. */
static void
test_another_program_wrote (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "banthao.db", NULL);
  g_autoptr (BtStore) other = bt_store_new (path);

  open_stored (fixture, "chung");
  write_in (other, fixture, "của chương trình khác");
  for (int i = 0; i < 500 && fixture->replaced == 0; i++)
    turn (20);
  g_assert_cmpint (fixture->replaced, ==, 1);
  g_assert_cmpstr (
      bt_article_get (bt_document_get_article (fixture->document), BT_FIELD_LEAD), ==,
      "của chương trình khác");
  g_assert_cmpint (fixture->kept_other, ==, 0);
  bt_store_close_sync (other);
}

typedef struct
{
  Fixture *fixture;
  const char *headline; /* with the word that was under composition */
  GSourceOnceFunc then;
  gpointer data;
} Settling;

static Settling settling;

static void
word_comes_cb (gpointer data)
{
  type (settling.fixture, settling.headline);
  settling.then (settling.data);
}

static void
settle_cb (gpointer data, GSourceOnceFunc then, gpointer then_data)
{
  settling.then = then;
  settling.data = then_data;
  g_timeout_add_once (30, word_comes_cb, NULL);
}

/* The word under composition is on the disk already, so that theirs is not gone over by it; what
 * was composed since is. */
static void
write_while_composing (Fixture *fixture, const char *composed)
{
  open_stored (fixture, "chung");
  bt_document_set_settle (fixture->document, settle_cb);
  settling.fixture = fixture;
  settling.headline = composed;
  write_elsewhere (fixture, "của người khác");
  for (int i = 0; i < 100 && fixture->replaced + fixture->kept_other == 0; i++)
    turn (20);
  wait_for (fixture, BT_SAVE_SAVED);
}

static void
test_they_wrote_while_composing (Fixture *fixture, gconstpointer data)
{
  write_while_composing (fixture, "chung");
  g_assert_cmpint (fixture->replaced, ==, 1);
  g_assert_cmpint (fixture->kept_other, ==, 0);
  assert_stored (fixture, "chung");
  g_assert_cmpstr (
      bt_article_get (bt_document_get_article (fixture->document), BT_FIELD_LEAD), ==,
      "của người khác");
}

static void
test_composed_since_they_wrote (Fixture *fixture, gconstpointer data)
{
  write_while_composing (fixture, "chung việt");
  g_assert_cmpint (fixture->replaced, ==, 0);
  g_assert_cmpint (fixture->kept_other, ==, 1);
  assert_stored (fixture, "chung việt");
  g_assert_cmpuint (count_versions (fixture, BT_CAUSE_BEFORE_OVERWRITE), ==, 1);
}

/* Sending changes the status behind the window's back: no conflict. */
static void
test_status_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 11, 23, 4, 9, 0);
  g_autoptr (BtArticle) stored = NULL;

  open_stored (fixture, "chung");
  type (fixture, "đang gõ");
  g_assert_true (bt_store_set_status_sync (fixture->store,
                                           bt_article_get_uuid (fixture->window),
                                           BT_STATUS_PUBLISHED, time, NULL));
  wait_for (fixture, BT_SAVE_SAVED);
  for (int i = 0; i < 100 && fixture->status_changed == 0; i++)
    turn (20);
  type (fixture, "gõ tiếp");
  wait_for (fixture, BT_SAVE_SAVED);

  stored = bt_store_load_article_sync (fixture->store,
                                       bt_article_get_uuid (fixture->window), NULL, NULL);
  g_assert_cmpstr (bt_article_get (stored, BT_FIELD_HEADLINE), ==, "gõ tiếp");
  g_assert_cmpint (bt_article_get_status (stored), ==, BT_STATUS_PUBLISHED);
  g_assert_true (g_date_time_equal (bt_article_get_portal_time (stored), time));
  g_assert_cmpint (fixture->kept_other, ==, 0);
  g_assert_cmpint (fixture->status_changed, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                              \
  g_test_add ("/ui/document/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("nothing-typed", test_nothing_typed);
  ADD ("saved-within-a-second", test_saved_within_a_second);
  ADD ("steady-typing", test_steady_typing);
  ADD ("detached-is-saved", test_detached_is_saved);
  ADD ("save-now", test_save_now);
  ADD ("failure-is-said", test_failure_is_said_and_tried_again);
  ADD ("both-wrote", test_both_wrote);
  ADD ("only-they-wrote", test_only_they_wrote);
  ADD ("another-program-wrote", test_another_program_wrote);
  ADD ("they-wrote-while-composing", test_they_wrote_while_composing);
  ADD ("composed-since-they-wrote", test_composed_since_they_wrote);
  ADD ("status-changed", test_status_changed);
#undef ADD
  return g_test_run ();
}
