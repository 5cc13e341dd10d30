/* The body of a page: captions, sub-headings, lists, paragraphs.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-portal-text-private.h"

#include <string.h>

#include "formats/bt-credit.h"
#include "formats/bt-list-walk.h"
#include "text/bt-text.h"

#define MAX_CAPTION_WORDS 80
#define SHORT_CAPTION_WORDS 40
#define MAX_HEADING_WORDS 16
/* A paragraph that a sub-heading can stand above. */
#define HEADED_WORDS 12
/* Empty lines that a picture leaves when a page is saved as text. */
#define PHOTO_GAP 2

static const char *const caption_openings[] = { "ảnh minh họa", "ảnh minh hoạ",
                                                "ảnh tư liệu",  "trong ảnh:",
                                                "ảnh:",         "quang cảnh",
                                                "toàn cảnh",    "(ảnh" };

/* ---- captions ---- */

static gboolean
opens_like_caption (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (caption_openings); i++)
    if (g_str_has_prefix (lower, caption_openings[i]))
      return TRUE;
  return FALSE;
}

static BtUnit *
next_unit (const BtPortalReader *reader, guint index)
{
  return index + 1 < reader->units->len ? bt_unit (reader, index + 1) : NULL;
}

int
bt_portal_caption_score (const BtPortalReader *reader, guint index)
{
  const BtUnit *unit = bt_unit (reader, index);
  const BtUnit *next = next_unit (reader, index);
  g_autofree char *credit = NULL;
  g_autofree char *next_credit = NULL;
  guint length;
  int score = 0;

  if (unit->mark != BT_MARK_NONE || unit->words == 0 || unit->words > MAX_CAPTION_WORDS
      || g_str_has_suffix (unit->text, ":") || bt_portal_is_byline (unit->text))
    return 0;
  if (unit->gap >= PHOTO_GAP && reader->usual_gap < PHOTO_GAP)
    score += 2;
  if (unit->n_lines > 1 && !reader->wrapped && unit->gap > 0)
    score += 2;
  if (bt_credit_split (unit->text, &length, &credit))
    score += 4;
  if (next != NULL && !next->taken && next->gap <= 1)
    next_credit = bt_credit_line (next->text);
  if (next_credit != NULL)
    score += 3;
  if (opens_like_caption (unit->text))
    score += 2;
  if (unit->words <= SHORT_CAPTION_WORDS && reader->typical >= 2 * unit->words)
    score += 1;
  return score;
}

static void
add_block (BtPortalReader *reader, BtBlock *block)
{
  bt_article_append_block (reader->article, block);
}

/* Returns the index behind the caption and its credit. */
static guint
read_caption (BtPortalReader *reader, guint index, int score)
{
  const BtUnit *unit = bt_unit (reader, index);
  BtUnit *next = index + 1 < reader->end ? next_unit (reader, index) : NULL;
  BtBlock *block = bt_block_new (BT_BLOCK_FIGURE);
  BtFigureItem *item = bt_figure_item (block->figure, 0);
  char *credit = NULL;

  bt_rich_text_set_text (item->caption, unit->text);
  if (!bt_credit_take (item) && next != NULL && !next->taken && next->gap <= 1)
    credit = bt_credit_line (next->text);
  if (credit != NULL)
    {
      g_free (item->credit);
      item->credit = credit;
      next->taken = TRUE;
    }
  add_block (reader, block);
  bt_portal_note (reader, BT_IMPORT_NOTE_FIGURE_WITHOUT_PHOTO, unit);
  if (score < BT_CAPTION_SURE || unit->broken)
    bt_portal_note (reader, BT_IMPORT_NOTE_DOUBTFUL_CAPTION, unit);
  return index + 1;
}

/* ---- marked units ---- */

static guint
read_marked_figure (BtPortalReader *reader, guint index)
{
  BtBlock *block = bt_block_new (BT_BLOCK_FIGURE);
  gboolean gallery = bt_unit (reader, index)->mark == BT_MARK_GALLERY;
  BtFigureItem *item = NULL;

  if (gallery)
    {
      bt_rich_text_set_text (block->figure->caption, bt_unit (reader, index)->text);
      index++;
    }
  for (guint n = 0; index < reader->end; index++)
    {
      BtUnit *unit = bt_unit (reader, index);

      if (unit->mark == BT_MARK_FIGURE_CREDIT && item != NULL)
        {
          g_free (item->credit);
          item->credit = g_strdup (unit->text);
          continue;
        }
      if (unit->mark != BT_MARK_FIGURE || (n > 0 && (!gallery || unit->gap > 0)))
        break;
      if (n++ > 0)
        g_ptr_array_add (block->figure->items, bt_figure_item_new ());
      item = bt_figure_item (block->figure, n - 1);
      bt_rich_text_set_text (item->caption, unit->text);
      bt_portal_note (reader, BT_IMPORT_NOTE_FIGURE_WITHOUT_PHOTO, unit);
    }
  add_block (reader, block);
  return index;
}

static gboolean
is_header_rule (const char *text)
{
  return strstr (text, BT_MARK_HEADER_RULE) != NULL
         && strspn (text, "-| ") == strlen (text);
}

/* The cells of "| a | b |"; "\|" is no end of one. */
static GPtrArray *
split_row (const char *text)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
  GString *cell = g_string_new (NULL);

  for (const char *p = text + strlen (BT_MARK_CELL); *p != '\0'; p++)
    {
      if (p[0] == '\\' && p[1] == '|')
        g_string_append_c (cell, *++p);
      else if (*p != '|')
        g_string_append_c (cell, *p);
      else
        {
          g_ptr_array_add (cells, g_strstrip (g_strdup (cell->str)));
          g_string_truncate (cell, 0);
        }
    }
  if (*g_strstrip (cell->str) != '\0')
    g_ptr_array_add (cells, g_strdup (cell->str));
  g_string_free (cell, TRUE);
  return cells;
}

static guint
read_table (BtPortalReader *reader, guint index)
{
  BtBlock *block = bt_block_new (BT_BLOCK_TABLE);
  BtTable *table = block->table;
  guint row = 0;

  bt_rich_text_set_text (table->caption, bt_unit (reader, index)->text);
  for (index++; index < reader->end && bt_unit (reader, index)->mark == BT_MARK_ROW;
       index++)
    {
      g_autoptr (GPtrArray) cells = NULL;

      if (row == 1 && is_header_rule (bt_unit (reader, index)->text))
        {
          table->has_header = TRUE;
          continue;
        }
      cells = split_row (bt_unit (reader, index)->text);
      bt_table_resize (table, row + 1, MAX (table->n_columns, cells->len));
      for (guint i = 0; i < cells->len; i++)
        bt_rich_text_set_text (bt_table_cell (table, row, i),
                               g_ptr_array_index (cells, i));
      row++;
    }
  add_block (reader, block);
  return index;
}

static void
read_embed (BtPortalReader *reader, const BtUnit *unit)
{
  BtBlock *block = bt_block_new (BT_BLOCK_EMBED);
  gsize length = strcspn (unit->text, " \n");

  g_free (block->url);
  block->url = g_strndup (unit->text, length);
  bt_rich_text_set_text (block->caption,
                         unit->text + length + (unit->text[length] != '\0' ? 1 : 0));
  add_block (reader, block);
}

/* A mark that ends a group says something only where the group would go on. */
static gboolean
begins_group (BtPortalReader *reader, gboolean marked, BtBlockKind kind)
{
  guint n = bt_article_get_n_blocks (reader->article);

  return marked && n > 0 && bt_article_get_block (reader->article, n - 1)->kind == kind;
}

/* The paragraphs of one quotation, the line that names its source last. */
static guint
read_quote (BtPortalReader *reader, guint index, gboolean starts_group)
{
  const BtUnit *unit = bt_unit (reader, index);
  BtBlockKind kind = unit->mark == BT_MARK_QUOTE ? BT_BLOCK_QUOTE : BT_BLOCK_PULL_QUOTE;
  gboolean like_cite =
      *unit->text == '\\'
      && g_str_has_prefix (unit->text + strspn (unit->text, "\\"), BT_MARK_CITE);
  BtBlock *block = bt_block_new_text (kind, unit->text + (like_cite ? 1 : 0));
  const BtUnit *next = index + 1 < reader->end ? next_unit (reader, index) : NULL;

  block->starts_group =
      kind == BT_BLOCK_QUOTE && begins_group (reader, starts_group, kind);
  if (next != NULL && next->mark == unit->mark
      && g_str_has_prefix (next->text, BT_MARK_CITE))
    {
      bt_rich_text_set_text (block->cite, next->text + strlen (BT_MARK_CITE));
      index++;
    }
  add_block (reader, block);
  return index + 1;
}

/* ---- lists ---- */

/* A sign of its own, below dashes or numbers, marks the items of a list inside. */
static gboolean
is_inner_item (const BtUnit *first, const BtUnit *unit)
{
  if (unit->mark != BT_MARK_DASH
      || g_utf8_get_char (unit->text) == g_utf8_get_char (first->text))
    return FALSE;
  return first->mark == BT_MARK_NUMBER ? unit->gap == 0 : *unit->text == '+';
}

/* Whether dashes or numbers from @index on make a list: two at least, numbers from 1 on,
 * and none asks a question, as in an interview. Returns the index behind them, or @index
 * when they are part of sentences. */
static guint
list_end (BtPortalReader *reader, guint index)
{
  const BtUnit *first = bt_unit (reader, index);
  guint end = index;
  guint number = 1;

  for (; end < reader->end; end++)
    {
      const BtUnit *unit = bt_unit (reader, end);

      if (end > index && is_inner_item (first, unit))
        continue;
      if (unit->mark != first->mark
          || (unit->mark == BT_MARK_NUMBER && unit->number != number)
          || (unit->mark == BT_MARK_DASH
              && g_utf8_get_char (unit->text) != g_utf8_get_char (first->text)))
        break;
      if (g_str_has_suffix (unit->text, "?"))
        return index;
      number++;
    }
  return end - index >= 2 ? end : index;
}

/* @first: (nullable): the first item of a list that the page's own signs make */
static void
read_item (BtPortalReader *reader,
           const BtUnit *unit,
           const BtUnit *first,
           gboolean starts_group)
{
  const char *rest = unit->text;
  g_autofree char *text = NULL;
  BtBlock *block;

  if (unit->mark == BT_MARK_DASH || unit->mark == BT_MARK_NUMBER)
    bt_mark_find (unit->text, &rest);
  text = bt_portal_trim (rest);
  block = bt_block_new_text (BT_BLOCK_LIST_ITEM, text);
  block->ordered = unit->mark == BT_MARK_NUMBER || unit->mark == BT_MARK_ORDERED;
  block->level = MIN (unit->indent / 2, BT_LIST_MAX_LEVEL);
  if (first != NULL)
    block->level = is_inner_item (first, unit) ? 1 : 0;
  block->starts_group = begins_group (reader, starts_group, BT_BLOCK_LIST_ITEM);
  add_block (reader, block);
}

/* ---- the body ---- */

/* A short line without a full stop above a paragraph. */
static gboolean
is_heading (BtPortalReader *reader, guint index)
{
  const BtUnit *unit = bt_unit (reader, index);
  const BtUnit *next = next_unit (reader, index);

  return (unit->mark == BT_MARK_NONE || unit->mark == BT_MARK_NUMBER)
         && unit->n_lines == 1 && unit->words > 0 && unit->words <= MAX_HEADING_WORDS
         && !g_unichar_islower (g_utf8_get_char (unit->text))
         && !bt_portal_ends_sentence (unit->text) && strchr (unit->text, '\n') == NULL
         && next != NULL && index + 1 < reader->end && next->words > unit->words
         && next->words >= HEADED_WORDS;
}

static gboolean
is_plainly_heading (const BtUnit *unit)
{
  g_autofree char *upper = g_utf8_strup (unit->text, -1);

  return unit->mark == BT_MARK_NUMBER || g_str_equal (upper, unit->text);
}

static void
read_plain (BtPortalReader *reader, guint index)
{
  const BtUnit *unit = bt_unit (reader, index);

  if (unit->mark != BT_MARK_PARAGRAPH && is_heading (reader, index))
    {
      add_block (reader, bt_block_new_text (BT_BLOCK_HEADING, unit->text));
      if (!is_plainly_heading (unit))
        bt_portal_note (reader, BT_IMPORT_NOTE_DOUBTFUL_HEADING, unit);
    }
  else
    add_block (reader, bt_block_new_text (BT_BLOCK_PARAGRAPH, unit->text));
}

/* Reads one unit that no list takes. Returns the index behind what was read. */
static guint
read_unit (BtPortalReader *reader, guint index, gboolean starts_group)
{
  BtUnit *unit = bt_unit (reader, index);
  BtBlock *block;
  int score;

  switch (unit->mark)
    {
    case BT_MARK_FIGURE:
    case BT_MARK_GALLERY:
      return read_marked_figure (reader, index);
    case BT_MARK_TABLE:
      return read_table (reader, index);
    case BT_MARK_EMBED:
      read_embed (reader, unit);
      return index + 1;
    case BT_MARK_DIVIDER:
      add_block (reader, bt_block_new (BT_BLOCK_DIVIDER));
      return index + 1;
    case BT_MARK_HEADING_2:
    case BT_MARK_HEADING_3:
    case BT_MARK_HEADING_4:
      block = bt_block_new_text (BT_BLOCK_HEADING, unit->text);
      block->level = 2 + (guint)(unit->mark - BT_MARK_HEADING_2);
      add_block (reader, block);
      return index + 1;
    case BT_MARK_QUOTE:
    case BT_MARK_PULL_QUOTE:
      return read_quote (reader, index, starts_group);
    case BT_MARK_BULLET:
    case BT_MARK_ORDERED:
      read_item (reader, unit, NULL, starts_group);
      return index + 1;
    default:
      break;
    }

  score = bt_portal_caption_score (reader, index);
  if (score >= BT_CAPTION_DOUBTFUL)
    return read_caption (reader, index, score);
  if (unit->mark == BT_MARK_NONE && bt_portal_is_stray (unit->text))
    bt_portal_leave_out (reader, unit);
  else
    read_plain (reader, index);
  return index + 1;
}

void
bt_portal_read_body (BtPortalReader *reader)
{
  const BtUnit *first = NULL;
  guint listed = 0;
  gboolean starts_group = FALSE;

  for (guint i = reader->next; i < reader->end;)
    {
      const BtUnit *unit = bt_unit (reader, i);

      if (unit->taken)
        {
          i++;
          continue;
        }
      if (unit->mark == BT_MARK_BREAK)
        {
          starts_group = TRUE;
          i++;
          continue;
        }
      if (i >= listed && (unit->mark == BT_MARK_DASH || unit->mark == BT_MARK_NUMBER))
        {
          first = unit;
          listed = list_end (reader, i);
        }
      if (i < listed)
        {
          read_item (reader, unit, first, starts_group);
          i++;
        }
      else
        i = read_unit (reader, i, starts_group);
      starts_group = FALSE;
    }
}
