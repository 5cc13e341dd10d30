/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-piece-table.h"

#include "text/bt-text.h"

enum
{
  CODE,
  TITLE,
  TEXT,
  BLOCKS,
  N_FIELDS
};

/* ---- out ---- */

static void
write_field (GString *out, const char *text)
{
  if (*text != '"' && strpbrk (text, "\t\n\r") == NULL)
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static gboolean
is_plain (const BtPiece *piece, const char *text)
{
  g_autoptr (BtPiece) plain =
      bt_piece_new (BT_PIECE_SNIPPET, "", "", bt_piece_content_from_text (text));
  g_autoptr (BtPiece) untitled =
      bt_piece_new (BT_PIECE_SNIPPET, "", "", bt_article_copy (piece->content));

  return bt_piece_same_content (plain, untitled);
}

char *
bt_piece_table_write (GPtrArray *pieces)
{
  GString *out;

  g_return_val_if_fail (pieces != NULL, NULL);

  out = g_string_new (NULL);
  for (guint i = 0; i < pieces->len; i++)
    {
      const BtPiece *piece = pieces->pdata[i];
      g_autofree char *text = bt_piece_text (piece);

      write_field (out, piece->key);
      g_string_append_c (out, '\t');
      write_field (out, piece->title);
      g_string_append_c (out, '\t');
      write_field (out, text);
      if (!is_plain (piece, text))
        {
          g_autofree char *json = bt_article_to_json (piece->content, FALSE);

          g_string_append_c (out, '\t');
          write_field (out, json);
        }
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

/* ---- in ---- */

/* One field from @p on. Returns: behind it, at its tab, line end or the end of all */
static const char *
read_field (const char *p, GString *field)
{
  gboolean quoted = *p == '"';

  g_string_truncate (field, 0);
  if (quoted)
    p++;
  for (; *p != '\0'; p++)
    {
      if (quoted && *p == '"')
        {
          if (p[1] != '"')
            {
              quoted = FALSE;
              continue;
            }
          p++;
        }
      else if (!quoted && (*p == '\t' || *p == '\n'))
        break;
      g_string_append_c (field, *p);
    }
  return p;
}

/* Returns: behind the line */
static const char *
read_line (const char *p, GString *fields[N_FIELDS])
{
  g_autoptr (GString) more = g_string_new (NULL);

  for (int i = 0; i < N_FIELDS; i++)
    g_string_truncate (fields[i], 0);
  p = read_field (p, fields[0]);
  for (int i = 1; *p == '\t'; i++)
    p = read_field (p + 1, i < N_FIELDS ? fields[i] : more);
  return *p == '\n' ? p + 1 : p;
}

static BtPiece *
make_piece (GString *fields[N_FIELDS])
{
  g_autoptr (BtPiece) piece =
      bt_piece_new (BT_PIECE_SNIPPET, fields[CODE]->str, fields[TITLE]->str,
                    bt_piece_content_from_text (fields[TEXT]->str));
  g_autoptr (BtPiece) rich = NULL;
  g_autofree char *text = NULL;
  BtArticle *blocks = NULL;

  if (*piece->key == '\0' || strchr (piece->key, ' ') != NULL
      || bt_article_get_n_blocks (piece->content) == 0)
    return NULL;
  if (fields[BLOCKS]->len > 0)
    blocks =
        bt_article_from_json (fields[BLOCKS]->str, (gssize)fields[BLOCKS]->len, NULL);
  if (blocks == NULL)
    return g_steal_pointer (&piece);
  rich = bt_piece_new (BT_PIECE_SNIPPET, piece->key, piece->title, blocks);
  text = bt_piece_text (rich);
  if (g_str_equal (text, fields[TEXT]->str))
    return g_steal_pointer (&rich);
  return g_steal_pointer (&piece);
}

GPtrArray *
bt_piece_table_read (GBytes *bytes, guint *n_skipped, GError **error)
{
  g_autofree char *all = NULL;
  g_autoptr (GHashTable) seen = NULL;
  GString *fields[N_FIELDS];
  GPtrArray *pieces;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (n_skipped != NULL, NULL);

  all = bt_text_from_bytes (bytes, BT_PIECE_TABLE_MAX_BYTES, error);
  if (all == NULL)
    return NULL;
  *n_skipped = 0;
  seen = g_hash_table_new (g_str_hash, g_str_equal);
  pieces = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_piece_free);
  for (int i = 0; i < N_FIELDS; i++)
    fields[i] = g_string_new (NULL);
  for (const char *p = all; *p != '\0';)
    {
      BtPiece *piece;
      gboolean blank = *p == '\n';

      p = read_line (p, fields);
      piece = make_piece (fields);
      if (piece != NULL && g_hash_table_add (seen, piece->key))
        g_ptr_array_add (pieces, piece);
      else
        {
          *n_skipped += blank ? 0 : 1;
          bt_piece_free (piece);
        }
    }
  for (int i = 0; i < N_FIELDS; i++)
    g_string_free (fields[i], TRUE);
  return pieces;
}
