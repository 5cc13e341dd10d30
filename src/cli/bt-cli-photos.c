/* photo import, photo list, photo add, photo show.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "article/bt-clean-text.h"
#include "cli/bt-cli-render.h"
#include "messages/bt-messages.h"
#include "store/bt-store-desk.h"
#include "sync/bt-photo-words.h"

/* An editor that is open at the same time may save in between. */
#define MOST_TRIES 5

static JsonObject *
info_to_json (const BtPhotoInfo *info)
{
  JsonObject *object = json_object_new ();
  BtPhotoField field;

  json_object_set_string_member (object, "hash", info->hash);
  json_object_set_string_member (object, "name", info->name);
  json_object_set_string_member (object, "mime", info->mime);
  json_object_set_int_member (object, "width", info->width);
  json_object_set_int_member (object, "height", info->height);
  json_object_set_int_member (object, "size", (gint64)info->size);
  json_object_set_boolean_member (object, "truncated", info->truncated);
  for (field = 0; field < BT_N_PHOTO_FIELDS; field++)
    if (*bt_photo_info_get (info, field) != '\0')
      json_object_set_string_member (object, bt_photo_field_to_string (field),
                                     bt_photo_info_get (info, field));
  return object;
}

/* What the desk decided; @object: (transfer none) */
static void
set_decided (JsonObject *object, const BtStoredPhoto *stored)
{
  bt_cli_set_string (object, "taken", stored->taken);
  json_object_set_int_member (object, "rating", stored->rating);
  json_object_set_int_member (object, "mark", stored->mark);
  json_object_set_string_member (object, "choice", bt_choice_to_string (stored->choice));
  json_object_set_int_member (object, "uses", stored->uses);
  bt_cli_set_time (object, "imported", stored->imported);
}

static BtPhotoInfo *
import_photo (BtCli *cli, const char *name, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (name);
  BtPhotoInfo *info = bt_context_import_photo (cli->context, file, NULL, error);

  if (info != NULL && info->truncated)
    bt_cli_note (
        "%s: %s", name,
        _ ("The file ends too early; the photo shows what there is. Copy it from "
           "the card or camera again if you can."));
  return info;
}

/* ---- photo import ---- */

static int
run_photo_import (BtCli *cli, char **args)
{
  JsonArray *answers = json_array_new ();
  gboolean all = TRUE;
  guint i;

  for (i = 0; args[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BtPhotoInfo) info = import_photo (cli, args[i], &error);
      JsonObject *answer;

      if (info == NULL)
        {
          answer = json_object_new ();
          json_object_set_object_member (answer, "error", bt_cli_error_object (error));
          bt_cli_say_error (cli, args[i], error);
          all = FALSE;
        }
      else
        {
          answer = info_to_json (info);
          if (!cli->json)
            bt_cli_print ("%s\n", info->hash);
        }
      json_object_set_string_member (answer, "file", args[i]);
      json_array_add_object_element (answers, answer);
    }
  if (cli->json)
    bt_cli_print_json (bt_cli_array_node (answers));
  else
    json_array_unref (answers);
  return all ? BT_CLI_DONE : BT_CLI_FAILED;
}

/* ---- photo list ---- */

static char *list_words;
static gboolean list_unused;

static const GOptionEntry list_options[] = {
  { "words", 0, 0, G_OPTION_ARG_STRING, &list_words,
    N_ ("only those that have these words, with or without accents"), N_ ("WORDS") },
  { "unused", 0, 0, G_OPTION_ARG_NONE, &list_unused,
    N_ ("only those that no article uses"), NULL },
  { NULL }
};

static JsonObject *
stored_to_json (gconstpointer data)
{
  const BtStoredPhoto *stored = data;
  g_autoptr (BtPhotoInfo) info = bt_photo_info_from_json (stored->info, NULL);
  JsonObject *object;

  if (info != NULL)
    object = info_to_json (info);
  else
    {
      object = json_object_new ();
      json_object_set_string_member (object, "hash", stored->hash);
      json_object_set_string_member (object, "name", stored->name);
    }
  set_decided (object, stored);
  return object;
}

static void
print_stored (BtCli *cli, gconstpointer data)
{
  const BtStoredPhoto *stored = data;
  g_autoptr (BtPhotoInfo) info = bt_photo_info_from_json (stored->info, NULL);
  const char *caption = info != NULL ? bt_photo_info_get (info, BT_PHOTO_CAPTION) : "";
  g_autofree char *line =
      bt_message_shorten (*caption != '\0' ? caption : stored->name, 100);

  bt_cli_print ("%s  %.16s  %u  %s\n", stored->hash,
                stored->taken != NULL ? stored->taken : "----------------",
                stored->rating, line);
}

static int
run_photo_list (BtCli *cli, char **args)
{
  const BtPhotoQuery query = { .words = list_words, .unused = list_unused };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found =
      bt_store_list_photos_sync (bt_context_get_store (cli->context), &query, &error);

  if (found == NULL)
    return bt_cli_fail (cli, NULL, error);
  return bt_cli_print_rows (cli, found, stored_to_json, print_stored);
}

/* ---- photo show ---- */

static void
print_info (BtCli *cli, const BtPhotoInfo *info, const char *path)
{
  BtPhotoField field;

  bt_cli_print ("%s\n%s\n%s, %u × %u, %" G_GUINT64_FORMAT " B\n", info->hash, info->name,
                info->mime, info->width, info->height, info->size);
  bt_cli_print ("%s\n", path);
  for (field = 0; field < BT_N_PHOTO_FIELDS; field++)
    if (*bt_photo_info_get (info, field) != '\0')
      bt_cli_print ("%s: %s\n", bt_photo_field_to_string (field),
                    bt_photo_info_get (info, field));
}

static int
run_photo_show (BtCli *cli, char **args)
{
  g_autofree char *hash = g_ascii_strdown (args[0], -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStoredPhoto) stored =
      bt_store_get_photo_sync (bt_context_get_store (cli->context), hash, &error);
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autofree char *path = NULL;

  if (stored == NULL)
    return bt_cli_fail (cli, args[0], error);
  info = bt_photo_info_from_json (stored->info, &error);
  if (info == NULL)
    return bt_cli_fail (cli, args[0], error);

  path = bt_photo_folder_get_path (bt_context_get_photos (cli->context), stored->hash);
  if (cli->json)
    {
      JsonObject *object = info_to_json (info);

      json_object_set_string_member (object, "path", path);
      set_decided (object, stored);
      bt_cli_print_json (bt_cli_node (object));
    }
  else
    print_info (cli, info, path);
  return BT_CLI_DONE;
}

/* ---- photo add ---- */

static char *add_caption;
static char *add_alt;
static char *add_credit;
static gboolean add_new;

static const GOptionEntry add_options[] = {
  { "caption", 0, 0, G_OPTION_ARG_STRING, &add_caption,
    N_ ("what the photo shows; else the article's own, else the photo's"), N_ ("TEXT") },
  { "alt", 0, 0, G_OPTION_ARG_STRING, &add_alt,
    N_ ("alternative text for readers who cannot see the photo"), N_ ("TEXT") },
  { "credit", 0, 0, G_OPTION_ARG_STRING, &add_credit, N_ ("photographer or source"),
    N_ ("TEXT") },
  { "new", 0, 0, G_OPTION_ARG_NONE, &add_new,
    N_ ("make a new figure at the end, even if one waits for its photo"), NULL },
  { NULL }
};

/* The figure that takes the photo: the first that waits, or a new one. */
static BtBlock *
find_figure (BtArticle *article, BtFigureItem **item)
{
  BtBlock *block;
  guint i;
  guint j;

  for (i = 0; !add_new && i < bt_article_get_n_blocks (article); i++)
    {
      block = bt_article_get_block (article, i);
      for (j = 0; block->figure != NULL && j < block->figure->items->len; j++)
        {
          *item = bt_figure_item (block->figure, j);
          if ((*item)->photo == NULL && (*item)->remote_url == NULL)
            return block;
        }
    }
  block = bt_block_new (BT_BLOCK_FIGURE);
  bt_article_append_block (article, block);
  *item = bt_figure_item (block->figure, 0);
  return block;
}

/* What was said on the command line, else what is there, else what the photo says. */
static void
fill_item (BtFigureItem *item, const BtPhotoInfo *info)
{
  bt_figure_item_take_photo (item, info);
  if (add_alt != NULL)
    {
      g_free (item->alt);
      item->alt = bt_clean_text (add_alt);
    }
  if (add_credit != NULL)
    {
      g_free (item->credit);
      item->credit = bt_clean_text (add_credit);
    }
  if (add_caption != NULL)
    bt_rich_text_set_text (item->caption, add_caption);
}

static JsonObject *
added_to_json (const BtArticle *article, const BtBlock *block, const BtFigureItem *item)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "uuid", bt_article_get_uuid (article));
  json_object_set_int_member (object, "block", block->id);
  json_object_set_string_member (object, "photo", item->photo);
  json_object_set_string_member (object, "caption",
                                 bt_rich_text_get_text (item->caption));
  json_object_set_string_member (object, "alt", item->alt);
  json_object_set_string_member (object, "credit", item->credit);
  return object;
}

static JsonObject *
add_photo (BtCli *cli, const char *uuid, const BtPhotoInfo *info, GError **error)
{
  guint tries;

  for (tries = 1;; tries++)
    {
      gint64 revision;
      g_autoptr (BtArticle) article = bt_cli_load (cli, uuid, &revision, error);
      g_autoptr (GError) local_error = NULL;
      BtFigureItem *item;
      BtBlock *block;

      if (article == NULL)
        return NULL;
      block = find_figure (article, &item);
      fill_item (item, info);
      if (bt_store_save_article_sync (bt_context_get_store (cli->context), article,
                                      revision, &local_error)
          != 0)
        return added_to_json (article, block, item);
      if (tries == MOST_TRIES
          || !g_error_matches (local_error, BT_STORE_ERROR, BT_STORE_ERROR_STALE))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
}

static int
run_photo_add (BtCli *cli, char **args)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtArticle) article = bt_cli_load (cli, args[0], NULL, &error);
  g_autoptr (BtPhotoInfo) info = NULL;
  JsonObject *answer;

  if (article == NULL)
    return bt_cli_fail (cli, args[0], error);
  info = import_photo (cli, args[1], &error);
  if (info == NULL)
    return bt_cli_fail (cli, args[1], error);
  answer = add_photo (cli, args[0], info, &error);
  if (answer == NULL)
    return bt_cli_fail (cli, args[0], error);

  if (*json_object_get_string_member (answer, "alt") == '\0')
    bt_cli_note ("%s: %s", args[1],
                 _ ("The photo has no alternative text. Give it with --alt, for readers "
                    "who cannot see the photo."));
  if (cli->json)
    bt_cli_print_json (bt_cli_node (answer));
  else
    {
      bt_cli_print ("%s\n", info->hash);
      json_object_unref (answer);
    }
  return BT_CLI_DONE;
}

const BtCliCommand bt_cli_photo_commands[] = {
  { "photo import", N_ ("FILE…"), N_ ("Keep photos and print their hashes"), 1,
    BT_CLI_MANY, NULL, run_photo_import },
  { "photo list", "",
    N_ ("List the photos by when they were taken, each with its rating and caption"), 0,
    0, list_options, run_photo_list },
  { "photo add", N_ ("UUID FILE"), N_ ("Put a photo into an article"), 2, 2, add_options,
    run_photo_add },
  { "photo show", N_ ("HASH"), N_ ("Show what is known of a photo"), 1, 1, NULL,
    run_photo_show },
  { NULL },
};
