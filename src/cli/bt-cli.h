/* What every command of banthao-cli has: options, the context, ways to say things.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "sync/bt-context.h"

G_BEGIN_DECLS

/** Exit codes, stable. */
#define BT_CLI_DONE 0
#define BT_CLI_FAILED 1
#define BT_CLI_WRONG_USE 2

/**
 * BtCli:
 * @json: one JSON value on standard output instead of text
 * @details: technical details beside each error
 * @zone: of the portal, for times that are shown and read
 */
typedef struct
{
  char *data_dir;
  gboolean json;
  gboolean details;
  BtContext *context;
  GTimeZone *zone;
} BtCli;

/**
 * BtCliCommand:
 * @name: one word, or two: "photo add"
 * @args: what follows it, for --help
 * @min_args, @max_args: how many words that are no options
 * @run: gets those words; returns the exit code
 * @options: (nullable): the command's own, ended by an empty entry
 */
#define BT_CLI_MANY G_MAXUINT

typedef struct
{
  const char *name;
  const char *args;
  const char *summary;
  guint min_args;
  guint max_args;
  const GOptionEntry *options;
  int (*run) (BtCli *cli, char **args);
} BtCliCommand;

/* The commands, by group, each list ended by an empty one. */
extern const BtCliCommand bt_cli_article_commands[];
extern const BtCliCommand bt_cli_check_commands[];
extern const BtCliCommand bt_cli_photo_commands[];
extern const BtCliCommand bt_cli_desk_commands[];
extern const BtCliCommand bt_cli_photo_export_commands[];
extern const BtCliCommand bt_cli_account_commands[];
extern const BtCliCommand bt_cli_publish_commands[];
extern const BtCliCommand bt_cli_export_commands[];

/** bt_cli_main: finds the command, reads its options, runs it. Returns: the exit code */
int bt_cli_main (BtCli *cli, int argc, char **argv);

/* ---- saying things: bt-cli-output.c ---- */

/** bt_cli_print: to standard output, always UTF-8. */
void bt_cli_print (const char *format, ...) G_GNUC_PRINTF (1, 2);
/** bt_cli_note: a line to standard error. */
void bt_cli_note (const char *format, ...) G_GNUC_PRINTF (1, 2);
/** bt_cli_print_json: @node: (transfer full) */
void bt_cli_print_json (JsonNode *node);
/** bt_cli_wrong_use: says what is wrong. Returns: %BT_CLI_WRONG_USE */
int bt_cli_wrong_use (const char *message, const char *about);
/** bt_cli_say_error: a line for people. @about: (nullable): the file or name that it is
 * about */
void bt_cli_say_error (BtCli *cli, const char *about, const GError *error);
/** bt_cli_fail: says the error, with --json also as an object. Returns: %BT_CLI_FAILED */
int bt_cli_fail (BtCli *cli, const char *about, const GError *error);

/** bt_cli_fail_with: the same for what is no error of a lower room. @code: for programs,
 * "account/none" */
int
bt_cli_fail_with (BtCli *cli, const char *about, const char *code, const char *message);

/** bt_cli_set_string: leaves out what is %NULL. */
void bt_cli_set_string (JsonObject *object, const char *name, const char *value);
/** bt_cli_set_time: microseconds since 1970 as ISO 8601 in UTC; leaves out 0. */
void bt_cli_set_time (JsonObject *object, const char *name, gint64 time);
/** bt_cli_error_object: Returns: (transfer full): code, message and details */
JsonObject *bt_cli_error_object (const GError *error);
/** bt_cli_node: @object: (transfer full). Returns: (transfer full) */
JsonNode *bt_cli_node (JsonObject *object);
/** bt_cli_array_node: @array: (transfer full). Returns: (transfer full) */
JsonNode *bt_cli_array_node (JsonArray *array);
/** bt_cli_print_rows: a list, with --json as one array. @to_json makes the object of a
 * row, @print the line of one. Returns: %BT_CLI_DONE */
int bt_cli_print_rows (BtCli *cli,
                       GPtrArray *rows,
                       JsonObject *(*to_json) (gconstpointer row),
                       void (*print) (BtCli *cli, gconstpointer row));
/** bt_cli_time: Returns: (transfer full): a time as portals write it, "" for 0 */
char *bt_cli_time (BtCli *cli, gint64 time);

/* ---- sending: bt-cli-send.c ---- */

/** bt_cli_send_row: sends one row of the outbox, with progress, retries and Ctrl+C, and
 * says how it ended. Returns: the exit code */
int bt_cli_send_row (BtCli *cli, gint64 row);
/** bt_cli_say_way_out: what command goes on after this error, if one does. @uuid,
 * @account: of the article that was to be sent */
void bt_cli_say_way_out (BtCli *cli,
                         const GError *error,
                         const char *uuid,
                         const char *account);

G_END_DECLS
