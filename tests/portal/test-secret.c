/* Passwords in a real Secret Service, in a locked one, and where there is none.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <libsecret/secret.h>

#include "portal/bt-secret.h"

#define URL "https://toasoan.vn/"

static void
set_up (void)
{
  g_unsetenv ("BANTHAO_PASSWORD");
}

static void
check_kept (const char *url, const char *user, const char *password)
{
  g_autoptr (GError) error = NULL;
  char *got = bt_secret_lookup (url, user, NULL, &error);

  if (password)
    g_assert_no_error (error);
  else
    g_assert_error (error, BT_SECRET_ERROR, BT_SECRET_ERROR_NOT_FOUND);
  g_assert_cmpstr (got, ==, password);
  bt_secret_free (got);
}

static void
keep (const char *url, const char *user, const char *password)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (bt_secret_store (url, user, password, "Toà soạn", NULL, &error));
  g_assert_no_error (error);
}

static void
test_keep (void)
{
  g_autoptr (GError) error = NULL;

  set_up ();
  check_kept (URL, "bientap", NULL);
  keep (URL, "bientap", "mật khẩu “một” \\ \"hai\"");
  keep (URL, "phongvien", "khác");
  keep ("https://khac.vn", "bientap", "chỗ khác");
  check_kept (URL, "bientap", "mật khẩu “một” \\ \"hai\"");
  check_kept (URL, "phongvien", "khác");
  check_kept ("https://khac.vn", "bientap", "chỗ khác");

  /* Once for an address, however it is typed, and the newest counts. */
  keep ("  ToaSoan.vn/wp-admin/", "bientap", "mới");
  check_kept (URL, "bientap", "mới");
  check_kept ("toasoan.vn", "bientap", "mới");
  check_kept ("https://toasoan.vn/bao", "bientap", NULL);

  g_assert_true (bt_secret_clear (URL, "bientap", NULL, &error));
  g_assert_no_error (error);
  check_kept (URL, "bientap", NULL);
  check_kept (URL, "phongvien", "khác");
  g_assert_true (bt_secret_clear (URL, "bientap", NULL, &error));
  g_assert_no_error (error);
}

/* For one process, and the keyring does not see it. */
static void
test_variable (void)
{
  g_autoptr (GError) error = NULL;

  set_up ();
  keep (URL, "cong", "trong vòng khóa");
  g_setenv ("BANTHAO_PASSWORD", "cho lần này", TRUE);
  check_kept (URL, "cong", "cho lần này");
  check_kept ("https://chua-co.vn", "ai", "cho lần này");
  keep (URL, "cong", "không giữ");
  g_assert_true (bt_secret_clear (URL, "cong", NULL, &error));
  g_assert_no_error (error);
  g_unsetenv ("BANTHAO_PASSWORD");
  check_kept (URL, "cong", "trong vòng khóa");
  g_setenv ("BANTHAO_PASSWORD", "", TRUE);
  check_kept (URL, "cong", "trong vòng khóa");
  g_unsetenv ("BANTHAO_PASSWORD");
}

/* What the keyring's own list says: a label for people, nothing of the password. */
static void
test_label (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) any = g_hash_table_new (g_str_hash, g_str_equal);
  GList *items;
  SecretItem *item;
  g_autofree char *label = NULL;
  g_autoptr (GHashTable) attributes = NULL;

  set_up ();
  keep (URL, "nhan", "bí mật");
  g_hash_table_insert (any, (char *)"user", (char *)"nhan");
  items = secret_service_search_sync (NULL, NULL, any, SECRET_SEARCH_NONE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_length (items), ==, 1);
  item = items->data;
  label = secret_item_get_label (item);
  attributes = secret_item_get_attributes (item);
  g_assert_cmpstr (label, ==, "Toà soạn");
  g_assert_cmpstr (g_hash_table_lookup (attributes, "url"), ==, URL);
  g_assert_cmpuint (g_hash_table_size (attributes), ==, 3); /* and the schema's name */
  g_list_free_full (items, g_object_unref);
}

static gpointer
cancel_later (gpointer cancellable)
{
  g_usleep (3 * G_USEC_PER_SEC);
  g_cancellable_cancel (cancellable);
  return NULL;
}

/* Nobody is there to open it: that is told, and soon. The last test: it stays locked. */
static void
test_locked (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SecretService) service = NULL;
  SecretCollection *collection = NULL;
  GList *locked = NULL, *collections;
  GThread *thread;

  set_up ();
  keep (URL, "khoa", "bí mật");
  service = secret_service_get_sync (SECRET_SERVICE_NONE, NULL, &error);
  g_assert_no_error (error);
  collection = secret_collection_for_alias_sync (service, SECRET_COLLECTION_DEFAULT,
                                                 SECRET_COLLECTION_NONE, NULL, &error);
  g_assert_no_error (error);
  collections = g_list_append (NULL, collection);
  secret_service_lock_sync (service, collections, NULL, &locked, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_length (locked), ==, 1);

  thread = g_thread_new ("cancel", cancel_later, cancellable);
  g_assert_null (bt_secret_lookup (URL, "khoa", cancellable, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, BT_SECRET_ERROR, BT_SECRET_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (bt_secret_store (URL, "khoa2", "x", "y", cancellable, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, BT_SECRET_ERROR, BT_SECRET_ERROR_LOCKED);
  g_thread_join (thread);
  g_list_free_full (locked, g_object_unref);
  g_list_free (collections);
  g_object_unref (collection);
}

static void
check_unavailable (void)
{
  g_autoptr (GError) error = NULL;

  set_up ();
  g_assert_null (bt_secret_lookup (URL, "ai", NULL, &error));
  g_assert_error (error, BT_SECRET_ERROR, BT_SECRET_ERROR_UNAVAILABLE);
  g_clear_error (&error);
  g_assert_false (bt_secret_store (URL, "ai", "x", "y", NULL, &error));
  g_assert_error (error, BT_SECRET_ERROR, BT_SECRET_ERROR_UNAVAILABLE);
  g_clear_error (&error);
  g_assert_false (bt_secret_clear (URL, "ai", NULL, &error));
  g_assert_error (error, BT_SECRET_ERROR, BT_SECRET_ERROR_UNAVAILABLE);
  g_setenv ("BANTHAO_PASSWORD", "cho lần này", TRUE);
  check_kept (URL, "ai", "cho lần này");
}

static void
test_no_bus (void)
{
  if (g_test_subprocess ())
    {
      g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/khong/co", TRUE);
      check_unavailable ();
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
test_no_service (void)
{
  if (g_test_subprocess ())
    {
      /* It ends with this process; libsecret keeps the connection until then. */
      static GTestDBus *bus;

      bus = g_test_dbus_new (G_TEST_DBUS_NONE);
      g_test_dbus_up (bus);
      check_unavailable ();
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secret/no-bus", test_no_bus);
  g_test_add_func ("/secret/no-service", test_no_service);
  g_test_add_func ("/secret/keep", test_keep);
  g_test_add_func ("/secret/variable", test_variable);
  g_test_add_func ("/secret/label", test_label);
  g_test_add_func ("/secret/locked", test_locked);
  return g_test_run ();
}
