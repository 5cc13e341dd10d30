/* Every code of every room has words, and every one of them is Vietnamese.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>
#include <stdio.h>

#include "messages/bt-messages-private.h"
#include "portal/bt-secret.h"
#include "text/bt-text.h"

/* Nothing in it that a fact could match by chance. */
#define FACT "Xyzzy"

static const int gio_codes[] = {
  G_IO_ERROR_CANCELLED,          G_IO_ERROR_NOT_FOUND,     G_IO_ERROR_EXISTS,
  G_IO_ERROR_IS_DIRECTORY,       G_IO_ERROR_NOT_DIRECTORY, G_IO_ERROR_PERMISSION_DENIED,
  G_IO_ERROR_READ_ONLY,          G_IO_ERROR_NO_SPACE,      G_IO_ERROR_FILENAME_TOO_LONG,
  G_IO_ERROR_CONNECTION_REFUSED, G_IO_ERROR_TIMED_OUT,
};

static char *
message_of (GQuark domain, int code)
{
  g_autoptr (GError) error = g_error_new_literal (domain, code, FACT);

  return bt_message_for_error (error);
}

static void
add_errors (GPtrArray *all)
{
  guint n;
  const BtWordsDomain *domains = bt_words_domains (&n);
  guint i;
  guint j;

  for (i = 0; i < n; i++)
    for (j = 0; j < domains[i].n_words; j++)
      g_ptr_array_add (all, message_of (domains[i].quark (), (int)j));
  for (i = 0; i < G_N_ELEMENTS (gio_codes); i++)
    g_ptr_array_add (all, message_of (G_IO_ERROR, gio_codes[i]));
  g_ptr_array_add (all, message_of (g_quark_from_static_string ("no-such-quark"), 3));
}

static void
add_facts (GPtrArray *all)
{
  guint i;

  for (i = 0; i < BT_N_IMPORT_NOTES; i++)
    {
      const BtImportNote note = { (BtImportNoteKind)i, 12, (char *)FACT };
      const BtImportNote whole = { (BtImportNoteKind)i, 0, (char *)FACT };

      g_ptr_array_add (all, bt_message_for_note (&note));
      g_ptr_array_add (all, bt_message_for_note (&whole));
    }
  for (i = 0; i < BT_N_PROBLEM_KINDS; i++)
    {
      const BtProblem both = { (BtProblemKind)i, (char *)FACT, (char *)"Plugh" };
      const BtProblem sent = { (BtProblemKind)i, (char *)FACT, NULL };
      const BtProblem found = { (BtProblemKind)i, NULL, (char *)FACT };
      const BtProblem bare = { (BtProblemKind)i, NULL, NULL };

      g_ptr_array_add (all, bt_message_for_problem (&both));
      g_ptr_array_add (all, bt_message_for_problem (&sent));
      g_ptr_array_add (all, bt_message_for_problem (&found));
      g_ptr_array_add (all, bt_message_for_problem (&bare));
    }
  for (i = 0; i < BT_N_STATUSES; i++)
    g_ptr_array_add (all, g_strdup (bt_message_for_status ((BtStatus)i)));
  for (i = 0; bt_genres ()[i] != NULL; i++)
    g_ptr_array_add (all, g_strdup (bt_message_for_genre (bt_genres ()[i])));
  g_ptr_array_add (all, g_strdup (bt_message_for_genre ("")));
  for (i = 0; i < BT_N_INTENTS; i++)
    g_ptr_array_add (all, g_strdup (bt_message_for_intent ((BtIntent)i)));
  for (i = 0; i < BT_N_OUTBOX_STATES; i++)
    g_ptr_array_add (all, g_strdup (bt_message_for_outbox_state ((BtOutboxState)i)));
  for (i = 0; i < BT_N_CAUSES; i++)
    g_ptr_array_add (all, g_strdup (bt_message_for_cause ((BtCause)i)));
  for (i = 0; i < BT_N_STEPS; i++)
    g_ptr_array_add (all, bt_message_for_step ((BtStep)i, 0, 0));
  g_ptr_array_add (all, bt_message_for_step (BT_STEP_PHOTOS, 2, 5));
}

static GPtrArray *
all_messages (const char *language)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_free);

  bt_messages_init (language);
  add_errors (all);
  add_facts (all);
  return all;
}

static gboolean
is_vietnamese (const char *text)
{
  const char *p;

  for (p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c >= 0x1ea0 && c <= 0x1ef9) || (c >= 0xc0 && c <= 0x1b0))
        return TRUE;
    }
  return FALSE;
}

static void
test_all_translated (void)
{
  g_autoptr (GPtrArray) english = all_messages ("en");
  g_autoptr (GPtrArray) vietnamese = all_messages ("vi");
  guint i;

  g_assert_cmpuint (english->len, ==, vietnamese->len);
  g_assert_cmpuint (english->len, >, 100);
  for (i = 0; i < english->len; i++)
    {
      const char *en = g_ptr_array_index (english, i);
      const char *vi = g_ptr_array_index (vietnamese, i);

      g_test_message ("%s | %s", en, vi);
      g_assert_cmpstr (en, !=, "");
      g_assert_cmpstr (en, !=, vi);
      g_assert_true (is_vietnamese (vi));
      g_assert_true (g_utf8_validate (vi, -1, NULL));
      g_assert_null (strchr (en, '%'));
      g_assert_null (strchr (vi, '%'));
    }
}

/* No code falls through to the words for what is unknown, and no two say the same. */
static void
test_all_different (void)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint i;

  bt_messages_init ("vi");
  add_errors (errors);
  for (i = 0; i < errors->len; i++)
    {
      g_test_message ("%s", (char *)g_ptr_array_index (errors, i));
      g_assert_true (g_hash_table_add (seen, g_ptr_array_index (errors, i)));
    }
}

/* What happened, and what to do; and no bare code. */
static void
test_two_sentences (void)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  guint n;
  guint i;

  bt_messages_init ("en");
  bt_words_domains (&n);
  add_errors (errors);
  for (i = 0; i < errors->len; i++)
    {
      const char *text = g_ptr_array_index (errors, i);

      g_test_message ("%s", text);
      g_assert_true (g_str_has_suffix (text, "."));
      g_assert_null (strstr (text, FACT));
      /* "It was cancelled." says all. */
      if (!g_str_has_prefix (text, "It was"))
        g_assert_nonnull (strpbrk (text, ".;"));
      g_assert_cmpint (g_utf8_strlen (text, -1), <, 200);
    }
}

static void
test_facts_are_said (void)
{
  const BtImportNote note = { BT_IMPORT_NOTE_LEFT_OUT, 31, (char *)"111 %s %n" };
  const BtProblem problem = { BT_PROBLEM_HEADLINE, (char *)"Một\nhai", (char *)"%s%n" };
  g_autofree char *note_words = NULL;
  g_autofree char *problem_words = NULL;
  g_autofree char *step = NULL;

  bt_messages_init ("vi");
  note_words = bt_message_for_note (&note);
  g_assert_cmpstr (note_words, ==,
                   "Dòng 31: Bỏ lại vì không thuộc phần nào: “111 %s %n”");
  problem_words = bt_message_for_problem (&problem);
  g_assert_cmpstr (problem_words, ==,
                   "Tít trên cổng thông tin khác với tít đã gửi. Đã gửi: “Một hai”; trên "
                   "cổng: “%s%n”.");
  step = bt_message_for_step (BT_STEP_PHOTOS, 2, 5);
  g_assert_cmpstr (step, ==, "Đang tải lên ảnh 2/5");
  g_assert_cmpstr (bt_message_for_status (BT_STATUS_PUBLISHED), ==, "Đã đăng");
  g_assert_cmpstr (bt_message_for_genre ("photo-essay"), ==, "Phóng sự ảnh");
  /* one that a later version, or a newsroom, made up */
  g_assert_cmpstr (bt_message_for_genre ("bình luận"), ==, "bình luận");
}

static void
test_shorten (void)
{
  g_autofree char *whole = bt_message_shorten (" Lũ\nlụt ", 7);
  g_autofree char *cut = bt_message_shorten ("Lũ lụt ở Đà Nẵng", 7);
  g_autofree char *none = bt_message_shorten (NULL, 7);

  g_assert_cmpstr (whole, ==, "Lũ lụt");
  g_assert_cmpstr (cut, ==, "Lũ lụt…");
  g_assert_cmpstr (none, ==, "");
}

static void
test_codes (void)
{
  g_autoptr (GError) error =
      g_error_new_literal (BT_SYNC_ERROR, BT_SYNC_ERROR_MAY_NOT_PUBLISH, FACT);
  g_autofree char *kept =
      g_strdup_printf ("%s:%d", g_quark_to_string (BT_SYNC_ERROR), error->code);
  static const char *const bad[] = { NULL,
                                     "",
                                     ":",
                                     "bt-sync-error",
                                     "bt-sync-error:",
                                     "bt-sync-error:99",
                                     "bt-sync-error:-1",
                                     "x:1" };
  g_autofree char *words = NULL;
  g_autofree char *by_code = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *name = NULL;
  g_autofree char *name_by_code = NULL;
  g_autofree char *details = NULL;
  guint i;

  bt_messages_init ("en");
  words = bt_message_for_error (error);
  by_code = bt_message_for_code (kept, FACT);
  plain = bt_message_for_code ("bt-sync-error:2", FACT);
  g_assert_cmpstr (words, ==, by_code);
  g_assert_cmpstr (words, ==, plain);
  name = bt_message_name (error);
  name_by_code = bt_message_name_for_code (kept);
  g_assert_cmpstr (name, ==, "send/may-not-publish");
  g_assert_cmpstr (name_by_code, ==, name);
  details = bt_message_details (error);
  g_assert_cmpstr (details, ==, "send/may-not-publish: " FACT);
  for (i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *generic = bt_message_for_code (bad[i], FACT);

      g_assert_true (g_str_has_prefix (generic, "Something went wrong"));
    }
}

static void
test_system (void)
{
  static const int alike[][2] = { { G_IO_ERROR_NOT_FOUND, G_FILE_ERROR_NOENT },
                                  { G_IO_ERROR_PERMISSION_DENIED, G_FILE_ERROR_PERM },
                                  { G_IO_ERROR_PERMISSION_DENIED, G_FILE_ERROR_ACCES },
                                  { G_IO_ERROR_NO_SPACE, G_FILE_ERROR_NOSPC } };
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, FACT);
  g_autofree char *name = bt_message_name (error);
  guint i;

  bt_messages_init ("vi");
  g_assert_cmpstr (name, ==, "file/not-found");
  for (i = 0; i < G_N_ELEMENTS (alike); i++)
    {
      g_autofree char *io = message_of (G_IO_ERROR, alike[i][0]);
      g_autofree char *file = message_of (G_FILE_ERROR, alike[i][1]);

      g_assert_cmpstr (io, ==, file);
    }
}

static void
test_names (void)
{
  g_autoptr (GHashTable) seen =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n;
  const BtWordsDomain *domains = bt_words_domains (&n);
  guint i;
  guint j;

  for (i = 0; i < n; i++)
    for (j = 0; j < domains[i].n_words; j++)
      {
        const char *name = domains[i].words[j].name;

        g_assert_cmpuint (strspn (name, "abcdefghijklmnopqrstuvwxyz-"), ==,
                          strlen (name));
        g_assert_true (
            g_hash_table_add (seen, g_strconcat (domains[i].name, "/", name, NULL)));
      }
  for (i = 0; i < BT_N_IMPORT_NOTES; i++)
    g_assert_nonnull (bt_message_name_for_note ((BtImportNoteKind)i));
}

/* ---- the language, as the environment has it ---- */

typedef struct
{
  const char *lc_all;
  const char *lang;
  const char *language;
  gboolean vietnamese;
} Environment;

/* No machine that this is tested on has a vi_VN locale by itself, and none needs one. */
static const Environment environments[] = {
  { "C.UTF-8", NULL, "vi", TRUE },
  { NULL, "C.UTF-8", "vi", TRUE },
  { NULL, "vi_VN.UTF-8", NULL, TRUE },
  { "vi_VN.UTF-8", NULL, NULL, TRUE },
  { "vi_VN", NULL, NULL, TRUE },
  { NULL, "vi_VN", "vi:en", TRUE },
  { "vi_VN.UTF-8", NULL, "", TRUE },
  { NULL, NULL, "vi", TRUE },
  { "xx_YY.UTF-8", NULL, "vi", TRUE },
  { NULL, NULL, NULL, FALSE },
  { "C", NULL, NULL, FALSE },
  { "C.UTF-8", NULL, NULL, FALSE },
  { "C.UTF-8", "vi_VN.UTF-8", NULL, FALSE },
  { NULL, "vi_VN.UTF-8", "en", FALSE },
  { NULL, "xx_YY.UTF-8", NULL, FALSE },
};

static char *
said_in (const Environment *environment)
{
  g_auto (GStrv) envp = g_get_environ ();
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = { self, "--say", NULL };
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status;

  envp = g_environ_unsetenv (envp, "LC_ALL");
  envp = g_environ_unsetenv (envp, "LC_MESSAGES");
  envp = g_environ_unsetenv (envp, "LANG");
  envp = g_environ_unsetenv (envp, "LANGUAGE");
  if (environment->lc_all != NULL)
    envp = g_environ_setenv (envp, "LC_ALL", environment->lc_all, TRUE);
  if (environment->lang != NULL)
    envp = g_environ_setenv (envp, "LANG", environment->lang, TRUE);
  if (environment->language != NULL)
    envp = g_environ_setenv (envp, "LANGUAGE", environment->language, TRUE);
  g_spawn_sync (NULL, (char **)argv, envp, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return out;
}

static void
test_environments (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (environments); i++)
    {
      const Environment *e = &environments[i];
      g_autofree char *said = said_in (e);

      g_test_message ("LC_ALL=%s LANG=%s LANGUAGE=%s: %s", e->lc_all, e->lang,
                      e->language, said);
      g_assert_cmpstr (said, ==, e->vietnamese ? "Đã đăng" : "Published");
    }
}

int
main (int argc, char **argv)
{
  if (argc > 1 && g_str_equal (argv[1], "--say"))
    {
      bt_messages_init (NULL);
      fputs (bt_message_for_status (BT_STATUS_PUBLISHED), stdout);
      return 0;
    }
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/messages/all-translated", test_all_translated);
  g_test_add_func ("/messages/all-different", test_all_different);
  g_test_add_func ("/messages/two-sentences", test_two_sentences);
  g_test_add_func ("/messages/facts", test_facts_are_said);
  g_test_add_func ("/messages/shorten", test_shorten);
  g_test_add_func ("/messages/codes", test_codes);
  g_test_add_func ("/messages/system", test_system);
  g_test_add_func ("/messages/names", test_names);
  g_test_add_func ("/messages/environments", test_environments);
  return g_test_run ();
}
