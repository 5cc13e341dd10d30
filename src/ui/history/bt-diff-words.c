/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/history/bt-diff-words.h"

#include <string.h>

#include <glib/gi18n.h>

/* More than this of one row nobody listens to. */
#define MOST_CHARS 400

const char *
bt_diff_field_name (BtField field)
{
  switch (field)
    {
    case BT_FIELD_HEADLINE:
      return C_ ("compare", "Headline");
    case BT_FIELD_LEAD:
      return C_ ("compare", "Lead");
    case BT_FIELD_SOURCE_NAME:
      return C_ ("compare", "Source before the lead");
    case BT_FIELD_BYLINE_LABEL:
      return C_ ("compare", "Word before the name");
    case BT_FIELD_BYLINE:
      return C_ ("compare", "Text by");
    case BT_FIELD_PHOTO_CREDIT:
      return C_ ("compare", "Photos by");
    case BT_FIELD_SECTION:
      return C_ ("compare", "Section");
    case BT_FIELD_SLUG:
      return C_ ("compare", "Address on the portal");
    case BT_FIELD_NOTES:
      return C_ ("compare", "Notes between colleagues");
    case BT_FIELD_GENRE:
      return C_ ("compare", "Genre");
    default:
      g_return_val_if_reached ("");
    }
}

static char *
list_name (const BtBlock *block)
{
  return g_strdup_printf (block->ordered
                              ? C_ ("compare", "Item of a numbered list, level %u")
                              : C_ ("compare", "Item of a list, level %u"),
                          block->level + 1);
}

static char *
figure_name (const BtFigure *figure)
{
  guint n = figure->items->len;

  if (n == 1)
    return g_strdup (C_ ("compare", "Figure"));
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Gallery of %u photo", "Gallery of %u photos", n), n);
}

static char *
table_name (const BtTable *table)
{
  return g_strdup_printf (table->has_header
                              ? C_ ("compare", "Table, %u × %u, first row is a header")
                              : C_ ("compare", "Table, %u × %u"),
                          table->n_rows, table->n_columns);
}

char *
bt_diff_block_name (const BtBlock *block)
{
  g_return_val_if_fail (block != NULL, NULL);

  switch (block->kind)
    {
    case BT_BLOCK_PARAGRAPH:
      return g_strdup (C_ ("compare", "Paragraph"));
    case BT_BLOCK_HEADING:
      return g_strdup_printf (C_ ("compare", "Sub-heading, level %u"), block->level);
    case BT_BLOCK_QUOTE:
      return g_strdup (C_ ("compare", "Quote"));
    case BT_BLOCK_PULL_QUOTE:
      return g_strdup (C_ ("compare", "Pull quote"));
    case BT_BLOCK_LIST_ITEM:
      return list_name (block);
    case BT_BLOCK_FIGURE:
      return figure_name (block->figure);
    case BT_BLOCK_TABLE:
      return table_name (block->table);
    case BT_BLOCK_DIVIDER:
      return g_strdup (C_ ("compare", "Divider"));
    case BT_BLOCK_EMBED:
      return g_strdup_printf (C_ ("compare", "Embedded: %s"),
                              block->provider != NULL ? block->provider : "–");
    case BT_BLOCK_OPAQUE:
      return g_strdup (C_ ("compare", "Block of the portal"));
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

const char *
bt_diff_part_name (BtDiffWhat what)
{
  switch (what)
    {
    case BT_DIFF_CITE:
      return C_ ("compare", "Who said it");
    case BT_DIFF_CAPTION:
    case BT_DIFF_PHOTO_CAPTION:
      return C_ ("compare", "Caption");
    case BT_DIFF_PHOTO_CREDIT:
      return C_ ("compare", "Photo by");
    case BT_DIFF_PHOTO_ALT:
      return C_ ("compare", "Alternative text");
    case BT_DIFF_ADDRESS:
      return C_ ("compare", "Address");
    case BT_DIFF_TEXT:
    case BT_DIFF_PHOTO:
    case BT_DIFF_CELL:
    case BT_DIFF_SOURCE:
    case BT_DIFF_FIELD:
    default:
      return NULL;
    }
}

/* ---- a row for somebody who hears it ---- */

static void
add_piece (GString *out, BtDiffKind kind, const char *text, gsize length)
{
  g_autofree char *piece = g_strstrip (g_strndup (text, length));

  if (out->len > 0)
    g_string_append (out, " ");
  switch (kind)
    {
    case BT_DIFF_REMOVED:
      g_string_append_printf (out, C_ ("compare, read aloud", "[removed: %s]"), piece);
      break;
    case BT_DIFF_ADDED:
      g_string_append_printf (out, C_ ("compare, read aloud", "[added: %s]"), piece);
      break;
    case BT_DIFF_CHANGED:
      g_string_append_printf (out, C_ ("compare, read aloud", "[other formatting: %s]"),
                              piece);
      break;
    case BT_DIFF_SAME:
    default:
      g_string_append (out, piece);
    }
}

static void
add_run (GString *out, const BtDiffPart *part, const BtDiffRun *run)
{
  gboolean removed = run->kind == BT_DIFF_REMOVED;
  const char *text = bt_rich_text_get_text (removed ? part->older : part->newer);
  const char *start =
      g_utf8_offset_to_pointer (text, removed ? run->old_start : run->new_start);
  const char *end = g_utf8_offset_to_pointer (
      start, removed ? run->old_end - run->old_start : run->new_end - run->new_start);

  add_piece (out, run->kind, start, (gsize)(end - start));
}

static void
add_part (GString *out, const BtDiffPart *part)
{
  const char *name = bt_diff_part_name (part->what);

  if (part->what == BT_DIFF_PHOTO)
    {
      if (part->kind == BT_DIFF_CHANGED)
        g_string_append_printf (out, " %s",
                                C_ ("compare, read aloud", "[another photo]"));
      return;
    }
  if (name != NULL)
    g_string_append_printf (out, "%s%s:", out->len > 0 ? " " : "", name);
  for (guint i = 0; i < part->runs->len && out->len < MOST_CHARS * 4; i++)
    add_run (out, part, &g_array_index (part->runs, BtDiffRun, i));
}

static void
add_block (GString *out, const BtDiff *diff, const BtDiffBlock *block)
{
  const BtBlock *older = block->old_index >= 0
                             ? bt_article_get_block (diff->older, (guint)block->old_index)
                             : NULL;
  const BtBlock *newer = block->new_index >= 0
                             ? bt_article_get_block (diff->newer, (guint)block->new_index)
                             : NULL;
  g_autofree char *old_name = older != NULL ? bt_diff_block_name (older) : NULL;
  g_autofree char *new_name = newer != NULL ? bt_diff_block_name (newer) : NULL;

  if (block->facts != 0 && g_strcmp0 (old_name, new_name) != 0)
    g_string_append_printf (out, "%s → %s:", old_name, new_name);
  else
    g_string_append_printf (out, "%s:", new_name != NULL ? new_name : old_name);
  for (guint i = 0; i < block->parts->len; i++)
    add_part (out, block->parts->pdata[i]);
}

static void
add_tags (GString *out, const BtDiff *diff)
{
  for (guint i = 0; i < diff->tags->len; i++)
    {
      const BtDiffTag *tag = g_ptr_array_index (diff->tags, i);

      add_piece (out, tag->kind, tag->name, strlen (tag->name));
    }
}

char *
bt_diff_row_words (BtDiffRow *row)
{
  GString *out;
  const BtDiff *diff;

  g_return_val_if_fail (BT_IS_DIFF_ROW (row), NULL);

  out = g_string_new (NULL);
  diff = bt_diff_row_get_diff (row);
  switch (bt_diff_row_get_kind (row))
    {
    case BT_DIFF_ROW_FIELD:
      g_string_append_printf (out,
                              "%s:", bt_diff_field_name (bt_diff_row_get_field (row)));
      add_part (out, diff->fields[bt_diff_row_get_field (row)]);
      break;
    case BT_DIFF_ROW_TAGS:
      g_string_append_printf (out, "%s:", C_ ("compare", "Tags"));
      add_tags (out, diff);
      break;
    case BT_DIFF_ROW_FEATURED:
      g_string_append (out, C_ ("compare", "Another figure stands for the article"));
      break;
    case BT_DIFF_ROW_BLOCK:
      add_block (out, diff, bt_diff_row_get_block (row));
      break;
    case BT_DIFF_ROW_FOLD:
    default:
      g_string_append_printf (out,
                              g_dngettext (GETTEXT_PACKAGE, "… %u paragraph alike",
                                           "… %u paragraphs alike",
                                           bt_diff_row_get_n_folded (row)),
                              bt_diff_row_get_n_folded (row));
      break;
    }
  return g_string_free (out, FALSE);
}
