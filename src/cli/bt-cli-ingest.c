/* photo ingest, photo discard.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/bt-cli.h"
#include "messages/bt-messages.h"
#include "store/bt-store-words.h"
#include "sync/bt-ingest.h"
#include "sync/bt-photo-discard.h"

/* ---- photo ingest ---- */

static char *ingest_template;
static char *ingest_batch;
static gboolean ingest_recursive;
static gboolean ingest_overwrite;

static const GOptionEntry ingest_options[] = {
  { "recursive", 'r', 0, G_OPTION_ARG_NONE, &ingest_recursive,
    N_ ("the folders in it too, as on a card"), NULL },
  { "template", 0, 0, G_OPTION_ARG_STRING, &ingest_template,
    N_ ("fill the empty fields of each photo from this template"), N_ ("NAME") },
  { "overwrite", 0, 0, G_OPTION_ARG_NONE, &ingest_overwrite,
    N_ ("the template’s fields take the place of what the photos say"), NULL },
  { "batch", 0, 0, G_OPTION_ARG_STRING, &ingest_batch,
    N_ ("name these photos have as a group; else the folder’s and the date"),
    N_ ("NAME") },
  { NULL }
};

typedef struct
{
  BtCli *cli;
  BtIngest *ingest;
  GMainLoop *loop;
  GPtrArray *kept;
  gboolean terminal;
} IngestJob;

static void
photo_cb (BtIngest *ingest, const char *hash, IngestJob *job)
{
  g_ptr_array_add (job->kept, g_strdup (hash));
  if (job->cli->json)
    return;
  bt_cli_print ("%s\n", hash);
  /* Whoever reads them works on the first while the rest arrive. */
  fflush (stdout);
}

static void
progress_cb (BtIngest *ingest, IngestJob *job)
{
  BtIngestCount count;

  if (!job->terminal)
    return;
  bt_ingest_get_count (ingest, &count);
  fprintf (stderr, "\r\033[K%u / %u", count.found - count.left, count.found);
}

static void
finished_cb (BtIngest *ingest, IngestJob *job)
{
  if (job->terminal)
    fputs ("\r\033[K", stderr);
  g_main_loop_quit (job->loop);
}

/* The first Ctrl+C ends it in good order, a second one the program. */
static gboolean
interrupt_cb (gpointer data)
{
  IngestJob *job = data;
  static gboolean again;

  if (again)
    _exit (BT_CLI_FAILED);
  again = TRUE;
  bt_ingest_cancel (job->ingest);
  return G_SOURCE_CONTINUE;
}

static const char *
state_word (BtIngestState state)
{
  switch (state)
    {
    case BT_INGEST_FINISHED:
      return "finished";
    case BT_INGEST_CANCELLED:
      return "cancelled";
    case BT_INGEST_SOURCE_GONE:
      return "source-gone";
    case BT_INGEST_DISK_FULL:
      return "disk-full";
    case BT_INGEST_WAITING:
    case BT_INGEST_RUNNING:
    default:
      return "running";
    }
}

static JsonArray *
strings_to_json (const char *const *strings)
{
  JsonArray *array = json_array_new ();

  for (; *strings != NULL; strings++)
    json_array_add_string_element (array, *strings);
  return array;
}

static JsonArray *
files_to_json (GPtrArray *files)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < files->len; i++)
    {
      const BtIngestFile *file = g_ptr_array_index (files, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "file", file->name);
      if (file->error != NULL)
        json_object_set_object_member (object, "error",
                                       bt_cli_error_object (file->error));
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
notes_to_json (GPtrArray *notes)
{
  static const char *const outcomes[BT_N_CODE_OUTCOMES] = {
    [BT_CODE_FOUND] = "found",
    [BT_CODE_NONE] = "none",
    [BT_CODE_OUT_OF_DATE] = "out-of-date",
    [BT_CODE_NO_DATE] = "no-date",
    [BT_CODE_NO_COLUMN] = "no-column",
  };
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < notes->len; i++)
    {
      const BtCodeNote *note = g_ptr_array_index (notes, i);
      g_autofree char *message = bt_message_for_code_note (note);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "code", note->code);
      json_object_set_string_member (object, "kind", outcomes[note->outcome]);
      bt_cli_set_string (object, "message", message);
      json_array_add_object_element (array, object);
    }
  return array;
}

static void
print_ingest (IngestJob *job, const BtIngestCount *count, GPtrArray *failures)
{
  JsonObject *object = json_object_new ();
  g_autoptr (GPtrArray) others = bt_ingest_get_others (job->ingest);
  g_autoptr (GPtrArray) notes = bt_ingest_get_code_notes (job->ingest);
  g_auto (GStrv) known = bt_ingest_get_known (job->ingest);

  json_object_set_string_member (object, "state",
                                 state_word (bt_ingest_get_state (job->ingest)));
  json_object_set_int_member (object, "batch", bt_ingest_get_batch (job->ingest));
  json_object_set_int_member (object, "found", count->found);
  json_object_set_int_member (object, "known", count->known);
  json_object_set_int_member (object, "left", count->left);
  g_ptr_array_add (job->kept, NULL);
  json_object_set_array_member (object, "kept",
                                strings_to_json ((const char *const *)job->kept->pdata));
  json_object_set_array_member (object, "duplicates",
                                strings_to_json ((const char *const *)known));
  json_object_set_array_member (object, "failures", files_to_json (failures));
  json_object_set_array_member (object, "others", files_to_json (others));
  json_object_set_array_member (object, "notes", notes_to_json (notes));
  bt_cli_print_json (bt_cli_node (object));
}

/* What all files have in common is said once, at the end. */
static void
say_failures (IngestJob *job, GPtrArray *failures, const GError *common)
{
  for (guint i = 0; i < failures->len; i++)
    {
      const BtIngestFile *file = g_ptr_array_index (failures, i);
      g_autofree char *name = bt_message_shorten (file->name, 300);

      if (common != NULL && g_error_matches (file->error, common->domain, common->code))
        bt_cli_note ("banthao-cli: %s: %s", name, _ ("not taken in"));
      else
        bt_cli_say_error (job->cli, name, file->error);
    }
}

static void
say_ingest (IngestJob *job, const BtIngestCount *count, GPtrArray *failures)
{
  g_autoptr (GError) error = bt_ingest_get_error (job->ingest);
  g_autoptr (GPtrArray) notes = bt_ingest_get_code_notes (job->ingest);

  for (guint i = 0; i < notes->len; i++)
    {
      g_autofree char *message = bt_message_for_code_note (notes->pdata[i]);

      bt_cli_note ("%s", message);
    }
  say_failures (job, failures, error);
  bt_cli_note (ngettext ("%u photo kept.", "%u photos kept.", count->kept), count->kept);
  if (count->known > 0)
    bt_cli_note (ngettext ("%u photo was here already.", "%u photos were here already.",
                           count->known),
                 count->known);
  if (count->others > 0)
    bt_cli_note (ngettext ("%u file is no photo and was left out.",
                           "%u files are no photos and were left out.", count->others),
                 count->others);
  if (failures->len > 0)
    bt_cli_note (ngettext ("%u file could not be taken in.",
                           "%u files could not be taken in.", failures->len),
                 failures->len);
  if (bt_ingest_get_state (job->ingest) == BT_INGEST_CANCELLED)
    bt_cli_note ("%s", _ ("It was cancelled; what was kept stays."));
  if (error != NULL)
    bt_cli_say_error (job->cli, NULL, error);
}

/* Returns: (transfer full) (nullable): the fields of the template of that name */
static char *
find_template (BtCli *cli, const char *name, GError **error)
{
  g_autoptr (GPtrArray) templates =
      bt_store_list_photo_templates_sync (bt_context_get_store (cli->context), error);

  for (guint i = 0; templates != NULL && i < templates->len; i++)
    {
      const BtPhotoTemplate *photo_template = g_ptr_array_index (templates, i);

      if (g_strcmp0 (photo_template->name, name) == 0)
        return g_strdup (photo_template->fields);
    }
  return NULL;
}

static void
run_job (IngestJob *job)
{
  guint interrupt = g_unix_signal_add (SIGINT, interrupt_cb, job);
  guint terminate = g_unix_signal_add (SIGTERM, interrupt_cb, job);

  g_signal_connect (job->ingest, "photo", G_CALLBACK (photo_cb), job);
  g_signal_connect (job->ingest, "progress", G_CALLBACK (progress_cb), job);
  g_signal_connect (job->ingest, "finished", G_CALLBACK (finished_cb), job);
  bt_ingest_start (job->ingest);
  g_main_loop_run (job->loop);
  g_source_remove (interrupt);
  g_source_remove (terminate);
}

static int
run_photo_ingest (BtCli *cli, char **args)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *fields = NULL;
  g_autoptr (GFile) source = g_file_new_for_commandline_arg (args[0]);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) failures = NULL;
  g_autoptr (BtIngest) ingest = NULL;
  BtIngestOptions options = {
    .recursive = ingest_recursive,
    .overwrite = ingest_overwrite,
    .batch = ingest_batch,
  };
  IngestJob job = {
    .cli = cli, .loop = loop, .kept = kept, .terminal = isatty (STDERR_FILENO)
  };
  BtIngestCount count;

  if (ingest_template != NULL)
    {
      options.fields = fields = find_template (cli, ingest_template, &error);
      if (error != NULL)
        return bt_cli_fail (cli, ingest_template, error);
      if (fields == NULL)
        return bt_cli_fail_with (cli, ingest_template, "template/none",
                                 _ ("There is no photo template of this name."));
    }
  if (!bt_context_finish_discards (cli->context, NULL, &error))
    return bt_cli_fail (cli, NULL, error);
  job.ingest = ingest = bt_ingest_new (cli->context, source, &options);
  run_job (&job);

  bt_ingest_get_count (ingest, &count);
  failures = bt_ingest_get_failures (ingest);
  if (cli->json)
    print_ingest (&job, &count, failures);
  say_ingest (&job, &count, failures);
  return bt_ingest_get_state (ingest) == BT_INGEST_FINISHED && failures->len == 0
             ? BT_CLI_DONE
             : BT_CLI_FAILED;
}

/* ---- photo discard ---- */

/* Returns: (transfer full): whole hashes */
static char **
whole_hashes (BtCli *cli, char **args, char **wrong, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; args[i] != NULL; i++)
    {
      g_autoptr (BtStoredPhoto) photo =
          bt_store_get_photo_sync (bt_context_get_store (cli->context), args[i], error);

      if (photo == NULL)
        {
          *wrong = args[i];
          return NULL;
        }
      g_strv_builder_add (builder, photo->hash);
    }
  return g_strv_builder_end (builder);
}

static void
say_discarded (BtCli *cli, char **hashes, char **used)
{
  guint n = g_strv_length (hashes) - g_strv_length (used);

  for (guint i = 0; used[i] != NULL; i++)
    bt_cli_note ("banthao-cli: %s: %s", used[i],
                 _ ("An article uses this photo, or an earlier version of one; it "
                    "stays."));
  bt_cli_note (ngettext ("%u photo thrown away.", "%u photos thrown away.", n), n);
}

static int
run_photo_discard (BtCli *cli, char **args)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) used = NULL;
  g_auto (GStrv) hashes = NULL;
  char *wrong = NULL;
  JsonObject *object;

  if (!bt_context_finish_discards (cli->context, NULL, &error))
    return bt_cli_fail (cli, NULL, error);
  hashes = whole_hashes (cli, args, &wrong, &error);
  if (hashes == NULL)
    return bt_cli_fail (cli, wrong, error);
  if (!bt_context_discard_photos (cli->context, (const char *const *)hashes, &used, NULL,
                                  &error))
    return bt_cli_fail (cli, NULL, error);

  say_discarded (cli, hashes, used);
  if (cli->json)
    {
      object = json_object_new ();
      json_object_set_int_member (object, "discarded",
                                  g_strv_length (hashes) - g_strv_length (used));
      json_object_set_array_member (object, "used",
                                    strings_to_json ((const char *const *)used));
      bt_cli_print_json (bt_cli_node (object));
    }
  return *used == NULL ? BT_CLI_DONE : BT_CLI_FAILED;
}

const BtCliCommand bt_cli_desk_commands[] = {
  { "photo ingest", N_ ("FOLDER"), N_ ("Take in the photos of a folder or a card"), 1, 1,
    ingest_options, run_photo_ingest },
  { "photo discard", N_ ("HASH…"),
    N_ ("Throw photos away that no article uses, with every byte of them"), 1,
    BT_CLI_MANY, NULL, run_photo_discard },
  { NULL },
};
