/* Articles loaded and written out.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/bt-cli.h"

G_BEGIN_DECLS

typedef enum
{
  BT_CLI_FORMAT_TEXT,
  BT_CLI_FORMAT_HTML,
  BT_CLI_FORMAT_BLOCKS,
  BT_CLI_FORMAT_JSON,
} BtCliFormat;

/** How pictures come into HTML: by the address of the kept file, or inside the page. */
typedef enum
{
  BT_CLI_PICTURES_LINKED,
  BT_CLI_PICTURES_INSIDE,
} BtCliPictures;

/** bt_cli_format_from_string: "text", "html", "blocks", "json". */
gboolean bt_cli_format_from_string (const char *name, BtCliFormat *format);

/** bt_cli_load: @revision: (out) (optional). Returns: (transfer full) (nullable): the
 * stored article */
BtArticle *bt_cli_load (BtCli *cli, const char *uuid, gint64 *revision, GError **error);

/** bt_cli_render: Returns: (transfer full): the article in this format; %NULL with an
 * error when a picture cannot be made */
char *bt_cli_render (BtCli *cli,
                     const BtArticle *article,
                     BtCliFormat format,
                     BtCliPictures pictures,
                     GError **error);

G_END_DECLS
