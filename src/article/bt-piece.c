/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-piece.h"

#include "article/bt-clean-text.h"

BtPiece *
bt_piece_new (BtPieceKind kind, const char *key, const char *title, BtArticle *content)
{
  BtPiece *self;

  g_return_val_if_fail (kind < BT_N_PIECE_KINDS, NULL);
  g_return_val_if_fail (key != NULL && title != NULL, NULL);
  g_return_val_if_fail (content != NULL, NULL);

  self = g_new0 (BtPiece, 1);
  self->kind = kind;
  self->key = g_strstrip (bt_clean_line (key));
  self->title = g_strstrip (bt_clean_line (title));
  self->content = content;
  return self;
}

BtPiece *
bt_piece_copy (const BtPiece *self)
{
  BtPiece *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (BtPiece, 1);
  copy->id = self->id;
  copy->kind = self->kind;
  copy->key = g_strdup (self->key);
  copy->title = g_strdup (self->title);
  copy->content = bt_article_copy (self->content);
  return copy;
}

void
bt_piece_free (BtPiece *self)
{
  if (self == NULL)
    return;
  g_free (self->key);
  g_free (self->title);
  bt_article_free (self->content);
  g_free (self);
}

gboolean
bt_piece_same_content (const BtPiece *a, const BtPiece *b)
{
  guint n;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  n = bt_article_get_n_blocks (a->content);
  if (!g_str_equal (a->title, b->title) || n != bt_article_get_n_blocks (b->content))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!bt_block_equal (bt_article_get_block (a->content, i),
                         bt_article_get_block (b->content, i)))
      return FALSE;
  return TRUE;
}

char *
bt_piece_text (const BtPiece *self)
{
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (NULL);
  for (guint i = 0; i < bt_article_get_n_blocks (self->content); i++)
    {
      g_autofree char *plain =
          bt_block_plain_text (bt_article_get_block (self->content, i));

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, plain);
    }
  return g_string_free (text, FALSE);
}

BtArticle *
bt_piece_content_from_text (const char *text)
{
  BtArticle *article;
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  article = bt_article_new ();
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      bt_article_append_block (article, bt_block_new_text (BT_BLOCK_PARAGRAPH, lines[i]));
  return article;
}
