/* The four homes of a caption, against the practice portal: read, brought together in each
 * direction, left alone when somebody changed them meanwhile, and no trouble for the next send.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "portal-process.h"
#include "sync/bt-homes.h"
#include "sync/bt-sender.h"

#define CAPTION "Ghe chở khóm cập chợ nổi Cái Răng."
#define CREDIT "Hoàng Vĩnh Khang"
#define ALT "Ghe chở khóm trên sông"

typedef struct
{
  char *folder;
  PortalProcess *portal;
  BtContext *context;
  BtSender *sender;
  char *uuid;
  char *hash;
  BtPublished *published;
  GError *stopped;
} Fixture;

static void
finished_cb (BtSender *sender, gint64 row, BtPublished *published, Fixture *fixture)
{
  g_clear_pointer (&fixture->published, bt_published_free);
  fixture->published = bt_published_copy (published);
}

static void
stopped_cb (BtSender *sender,
            gint64 row,
            GError *error,
            gboolean person,
            Fixture *fixture)
{
  g_clear_error (&fixture->stopped);
  fixture->stopped = g_error_copy (error);
}

static void
published_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  bt_sender_publish_finish (BT_SENDER (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
timed_out_cb (gpointer data)
{
  g_error ("nothing happened in time");

  return G_SOURCE_REMOVE;
}

static void
publish (Fixture *fixture)
{
  guint timeout = g_timeout_add_seconds (20, timed_out_cb, NULL);

  g_clear_pointer (&fixture->published, bt_published_free);
  bt_sender_publish_async (fixture->sender, fixture->uuid, "portal", BT_INTENT_PUBLISH, 0,
                           FALSE, published_cb, fixture);
  while (fixture->published == NULL && fixture->stopped == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
  g_assert_no_error (fixture->stopped);
  for (guint i = 0; i < fixture->published->problems->len; i++)
    {
      const BtProblem *problem = fixture->published->problems->pdata[i];

      g_test_message ("%s: “%s”, “%s”", bt_problem_kind_to_string (problem->kind),
                      problem->sent, problem->found);
    }
  g_assert_true (fixture->published->verified);
  g_assert_cmpuint (fixture->published->problems->len, ==, 0);
}

static void
keep_article (Fixture *fixture)
{
  g_autoptr (BtArticle) article = bt_article_new ();
  BtBlock *figure = bt_block_new (BT_BLOCK_FIGURE);
  BtFigureItem *item = bt_figure_item (figure->figure, 0);
  g_autoptr (GError) error = NULL;

  g_free (item->photo);
  item->photo = g_strdup (fixture->hash);
  bt_rich_text_change (item->caption, CAPTION);
  g_free (item->credit);
  item->credit = g_strdup (CREDIT);
  g_free (item->alt);
  item->alt = g_strdup (ALT);
  bt_article_set (article, BT_FIELD_HEADLINE, "Nước lên chợ nổi");
  bt_article_append_block (article, figure);
  bt_store_save_article_sync (bt_context_get_store (fixture->context), article, 0,
                              &error);
  g_assert_no_error (error);
  fixture->uuid = g_strdup (bt_article_get_uuid (article));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtAccount) account = NULL;
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autofree char *news = NULL;
  g_autofree char *practice = NULL;
  g_autofree char *path = g_build_filename (g_getenv ("BANTHAO_SOURCE_DIR"), "data",
                                            "samples", "cho-noi-binh-minh.jpg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  fixture->folder = g_dir_make_tmp ("banthao-homes.XXXXXX", &error);
  g_assert_no_error (error);
  news = g_build_filename (fixture->folder, "news", NULL);
  practice = g_build_filename (fixture->folder, "practice", NULL);
  g_setenv ("BANTHAO_PASSWORD", "none", TRUE);
  fixture->portal = portal_process_start (practice, 0);
  fixture->context = bt_context_new (news);
  account = bt_context_add_account (fixture->context, "portal", "wordpress",
                                    fixture->portal->url, fixture->portal->user,
                                    fixture->portal->password, NULL, &error);
  g_assert_no_error (error);
  bt_context_set_password (fixture->context, "portal", fixture->portal->password);
  info = bt_context_import_photo (fixture->context, file, NULL, &error);
  g_assert_no_error (error);
  fixture->hash = g_strdup (info->hash);
  keep_article (fixture);
  fixture->sender = bt_sender_new (fixture->context);
  g_signal_connect (fixture->sender, "finished", G_CALLBACK (finished_cb), fixture);
  g_signal_connect (fixture->sender, "stopped", G_CALLBACK (stopped_cb), fixture);
  bt_sender_start (fixture->sender);
  publish (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *command = NULL;

  bt_sender_stop (fixture->sender);
  g_signal_handlers_disconnect_by_data (fixture->sender, fixture);
  g_clear_object (&fixture->sender);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  bt_store_close_sync (bt_context_get_store (fixture->context));
  g_clear_object (&fixture->context);
  g_clear_pointer (&fixture->portal, portal_process_stop);
  g_clear_pointer (&fixture->published, bt_published_free);
  g_clear_error (&fixture->stopped);
  g_free (fixture->uuid);
  g_free (fixture->hash);
  command = g_strdup_printf ("rm -rf %s", fixture->folder);
  g_assert_cmpint (system (command), ==, 0);
  g_free (fixture->folder);
}

/* ---- what is where ---- */

static BtHome *
read_home (Fixture *fixture, BtHomeKind kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) homes =
      bt_homes_read (fixture->context, fixture->hash, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (homes->len, ==, 4);
  for (guint i = 0; i < homes->len; i++)
    {
      const BtHome *home = homes->pdata[i];

      if (home->kind == kind)
        return bt_home_copy (home);
    }
  g_assert_not_reached ();
}

static void
assert_says (Fixture *fixture, BtHomeKind kind, const char *caption, const char *credit)
{
  g_autoptr (BtHome) home = read_home (fixture, kind);

  g_assert_no_error (home->error);
  g_assert_cmpstr (home->words[BT_HOME_CAPTION], ==, caption);
  g_assert_cmpstr (home->words[BT_HOME_CREDIT], ==, credit);
}

/* A colleague at the portal's own pages. */
static void
change_there (Fixture *fixture, const char *caption)
{
  g_autoptr (GError) error = NULL;
  BtStore *store = bt_context_get_store (fixture->context);
  g_autoptr (GPtrArray) accounts = bt_store_list_accounts_sync (store, &error);
  g_autoptr (GPtrArray) sent = bt_store_list_media_sync (store, fixture->hash, &error);
  const BtRemoteMedia *known = sent->pdata[0];
  g_autoptr (BtPortal) portal =
      bt_context_open_portal (fixture->context, accounts->pdata[0], NULL, &error);
  const BtPortalUpload words = { .name = known->name,
                                 .mime = "image/jpeg",
                                 .title = "Chợ nổi",
                                 .caption = caption,
                                 .alt = ALT };
  g_autoptr (BtPortalMedia) media =
      bt_portal_update_media (portal, known->media, &words, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (media);
}

static void
bring (Fixture *fixture, const BtHome *home, const BtHome *source, gboolean expected)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (
      bt_home_bring (fixture->context, fixture->hash, home, source, NULL, &error)
      == expected);
  if (expected)
    g_assert_no_error (error);
  else
    g_assert_error (error, BT_SYNC_ERROR, BT_SYNC_ERROR_CHANGED_THERE);
}

/* ---- the cases ---- */

static void
test_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtHome) library = read_home (fixture, BT_HOME_LIBRARY);
  g_autoptr (BtHome) article = read_home (fixture, BT_HOME_ARTICLE);

  g_assert_cmpstr (library->name, ==, "portal");
  g_assert_cmpstr (article->uuid, ==, fixture->uuid);
  assert_says (fixture, BT_HOME_ARTICLE, CAPTION, CREDIT);
  for (guint i = 0; i < BT_N_HOME_FIELDS; i++)
    g_assert_false (bt_home_differs (library, article, i));
}

static void
test_article_to_library (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtHome) library = NULL;
  g_autoptr (BtHome) article = read_home (fixture, BT_HOME_ARTICLE);

  change_there (fixture, "Chợ nổi buổi sớm.");
  library = read_home (fixture, BT_HOME_LIBRARY);
  g_assert_true (bt_home_differs (library, article, BT_HOME_CAPTION));
  g_assert_true (bt_home_differs (library, article, BT_HOME_CREDIT));
  bring (fixture, library, article, TRUE);
  assert_says (fixture, BT_HOME_LIBRARY, CAPTION, CREDIT);
  publish (fixture);
  assert_says (fixture, BT_HOME_LIBRARY, CAPTION, CREDIT);
}

static void
test_library_to_article (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtHome) library = NULL;
  g_autoptr (BtHome) article = read_home (fixture, BT_HOME_ARTICLE);

  change_there (fixture, "Chợ nổi buổi sớm. Ảnh: Út Thảo.");
  library = read_home (fixture, BT_HOME_LIBRARY);
  bring (fixture, article, library, TRUE);
  assert_says (fixture, BT_HOME_ARTICLE, "Chợ nổi buổi sớm.", "Út Thảo");
  publish (fixture);
  assert_says (fixture, BT_HOME_LIBRARY, "Chợ nổi buổi sớm.", "Út Thảo");
}

/* What was seen is no more what stands there: nothing is written. */
static void
test_changed_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtHome) library = read_home (fixture, BT_HOME_LIBRARY);
  g_autoptr (BtHome) article = read_home (fixture, BT_HOME_ARTICLE);
  g_autoptr (BtHome) words = bt_home_new (BT_HOME_XMP, NULL);

  bt_home_say (words, BT_HOME_CAPTION, "Lời của bàn ảnh.");
  change_there (fixture, "Chợ nổi buổi sớm.");
  bring (fixture, library, words, FALSE);
  assert_says (fixture, BT_HOME_LIBRARY, "Chợ nổi buổi sớm.", "");
  bring (fixture, article, words, TRUE);
  bring (fixture, article, library, FALSE);
  assert_says (fixture, BT_HOME_ARTICLE, "Lời của bàn ảnh.", "");
}

/* Where the source has no place for a field, the words there stay. */
static void
test_silence_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtHome) library = read_home (fixture, BT_HOME_LIBRARY);
  g_autoptr (BtHome) words = bt_home_new (BT_HOME_IIM, NULL);
  g_autoptr (BtHome) now = NULL;

  bt_home_say (words, BT_HOME_CAPTION, "Ghe dưa hấu.");
  words->holds[BT_HOME_CREDIT] = words->holds[BT_HOME_ALT] = FALSE;
  bring (fixture, library, words, TRUE);
  assert_says (fixture, BT_HOME_LIBRARY, "Ghe dưa hấu.", CREDIT);
  now = read_home (fixture, BT_HOME_LIBRARY);
  g_assert_cmpstr (now->words[BT_HOME_ALT], ==, ALT);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } cases[] = {
    { "/homes/read", test_read },
    { "/homes/article-to-library", test_article_to_library },
    { "/homes/library-to-article", test_library_to_article },
    { "/homes/changed-meanwhile", test_changed_meanwhile },
    { "/homes/silence-stays", test_silence_stays },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].test, tear_down);
  return g_test_run ();
}
