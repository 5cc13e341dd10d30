/* Another program on the same folder, for the tests that need one.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * store-helper open PATH           opens it and says "open", or the error's code
 * store-helper save PATH N         saves N new articles, a line with the UUID of each
 * store-helper claim PATH ROW      claims the row; says "claimed" or the error's code, and
 *                                  holds it until its input ends
 * store-helper race PATH N         when its input ends, claims rows 1 to N; a line for each
 *                                  that it got
 * store-helper discard PATH N      discards photos 1 to N, says "discarded" and is killed
 * store-helper rate PATH N         rates photos 1 to N, says "rated" for each
 */

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "photo-kit.h"

static void
say (const char *text)
{
  puts (text);
  fflush (stdout);
}

static void
say_error (const GError *error)
{
  g_autofree char *text = g_strdup_printf ("%s:%d %s", g_quark_to_string (error->domain),
                                           error->code, error->message);

  say (text);
}

static void
wait_for_end_of_input (void)
{
  char byte;

  while (read (STDIN_FILENO, &byte, 1) > 0)
    ;
}

static void
do_open (BtStore *store)
{
  g_autoptr (GError) error = NULL;

  if (bt_store_set_setting_sync (store, "opened", "yes", &error))
    say ("open");
  else
    say_error (error);
}

static void
do_save (BtStore *store, gint64 n)
{
  for (gint64 i = 0; i < n; i++)
    {
      g_autoptr (BtArticle) article = kit_new_article ("Tin từ nơi khác", "Nội dung");
      g_autoptr (GError) error = NULL;

      if (bt_store_save_article_sync (store, article, 0, &error) == 1)
        say (bt_article_get_uuid (article));
      else
        say_error (error);
    }
}

static void
do_claim (BtStore *store, gint64 row)
{
  g_autoptr (GError) error = NULL;

  if (bt_store_claim_outbox_sync (store, row, "helper", &error))
    say ("claimed");
  else
    say_error (error);
  wait_for_end_of_input ();
}

static void
do_race (BtStore *store, gint64 n)
{

  g_free (bt_store_get_setting_sync (store, "opened", NULL));
  say ("ready");
  wait_for_end_of_input ();
  for (gint64 row = 1; row <= n; row++)
    {
      g_autoptr (GError) error = NULL;

      if (bt_store_claim_outbox_sync (store, row, "racer", &error))
        printf ("%" G_GINT64_FORMAT "\n", row);
      else
        g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_BUSY);
    }
  fflush (stdout);
  /* Held until the other one has tried them all. */
  say ("tried");
  pause ();
}

static void
do_discard (BtStore *store, guint n)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) hashes = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *hash = kit_hash (i);

      g_strv_builder_add (builder, hash);
    }
  hashes = g_strv_builder_end (builder);
  if (!bt_store_discard_photos_sync (store, (const char *const *)hashes, NULL, &error))
    say_error (error);
  else
    say ("discarded");
  kill (getpid (), SIGKILL);
}

static void
do_rate (BtStore *store, guint n)
{
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *hash = kit_hash (i);
      g_autoptr (GPtrArray) changes =
          g_ptr_array_new_with_free_func ((GDestroyNotify)bt_photo_change_free);
      BtPhotoChange *change = bt_photo_change_new (hash);
      g_autoptr (GError) error = NULL;

      change->what = BT_PHOTO_CHANGE_RATING;
      change->rating = 1 + i % BT_MAX_RATING;
      g_ptr_array_add (changes, change);
      if (bt_store_change_photos_sync (store, changes, &error))
        say ("rated");
      else
        say_error (error);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (BtStore) store = NULL;
  gint64 number = argc > 3 ? g_ascii_strtoll (argv[3], NULL, 10) : 0;

  if (argc < 3)
    return EXIT_FAILURE;
  store = bt_store_new (argv[2]);
  if (g_strcmp0 (argv[1], "open") == 0)
    do_open (store);
  else if (g_strcmp0 (argv[1], "save") == 0)
    do_save (store, number);
  else if (g_strcmp0 (argv[1], "claim") == 0)
    do_claim (store, number);
  else if (g_strcmp0 (argv[1], "race") == 0)
    do_race (store, number);
  else if (g_strcmp0 (argv[1], "discard") == 0)
    do_discard (store, (guint)number);
  else if (g_strcmp0 (argv[1], "rate") == 0)
    do_rate (store, (guint)number);
  bt_store_close_sync (store);
  return EXIT_SUCCESS;
}
