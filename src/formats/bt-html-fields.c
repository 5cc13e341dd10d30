/* The fields of an article among the blocks of an HTML page.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-html-private.h"
#include "formats/bt-portal-text-private.h"

#include <string.h>

#include "formats/bt-credit.h"
#include "text/bt-portal-time.h"
#include "text/bt-text.h"

/* How far from the start a time may stand, and from the end a byline. */
#define HEAD_BLOCKS 6
#define TAIL_BLOCKS 8
#define MAX_HEADLINE_WORDS 60
#define MAX_LEAD_WORDS 90
#define MAX_NAME_WORDS 6
#define PARAGRAPH_WORDS 25

static BtBlock *
block_at (BtHtmlReader *self, guint index)
{
  return g_ptr_array_index (self->blocks, index);
}

static BtHtmlHint
hint_at (BtHtmlReader *self, guint index)
{
  return g_array_index (self->hints, BtHtmlHint, index);
}

static void
remove_at (BtHtmlReader *self, guint index)
{
  g_ptr_array_remove_index (self->blocks, index);
  g_array_remove_index (self->hints, index);
}

static const char *
text_at (BtHtmlReader *self, guint index)
{
  const BtBlock *block = block_at (self, index);

  return block->text != NULL ? bt_rich_text_get_text (block->text) : "";
}

/* The first text with this hint, or -1. */
static int
find_hint (BtHtmlReader *self, BtHtmlHint hint)
{
  for (guint i = 0; i < self->blocks->len; i++)
    if (hint_at (self, i) == hint && *text_at (self, i) != '\0')
      return (int)i;
  return -1;
}

static void
take_field (BtHtmlReader *self, guint index, BtField field)
{
  bt_article_set (self->import->article, field, text_at (self, index));
  remove_at (self, index);
}

/* ---- headline ---- */

static char *
element_text (xmlNode *element)
{
  g_auto (BtInlineReader) reader = { 0 };
  g_autoptr (BtRichText) text = NULL;

  if (element == NULL)
    return NULL;
  bt_inline_reader_init (&reader, TRUE);
  bt_inline_reader_add_children (&reader, element);
  text = bt_inline_reader_take (&reader);
  bt_rich_text_trim (text);
  return g_strdup (bt_rich_text_get_text (text));
}

/* A heading of the first level, wherever on the page, or else the first short line, or the
 * page's title. */
static gboolean
take_headline (BtHtmlReader *self, xmlNode *root)
{
  int index = find_hint (self, BT_HTML_HINT_HEADLINE);
  g_autofree char *title = NULL;

  if (index >= 0)
    {
      take_field (self, (guint)index, BT_FIELD_HEADLINE);
      return TRUE;
    }
  if (self->own)
    return FALSE;
  title = element_text (bt_html_find (root, "h1"));
  for (guint i = 0; title == NULL && i < self->blocks->len; i++)
    {
      const BtBlock *block = block_at (self, i);

      if (*text_at (self, i) == '\0' || hint_at (self, i) != BT_HTML_HINT_NONE)
        continue;
      if (block->kind == BT_BLOCK_HEADING
          || (block->kind == BT_BLOCK_PARAGRAPH
              && bt_text_count_words (text_at (self, i)) <= MAX_HEADLINE_WORDS
              && !g_str_has_suffix (text_at (self, i), ".")))
        {
          take_field (self, i, BT_FIELD_HEADLINE);
          return TRUE;
        }
      break;
    }
  if (title == NULL)
    title = element_text (bt_html_find (root, "title"));
  if (title != NULL && *title != '\0')
    {
      bt_article_set (self->import->article, BT_FIELD_HEADLINE, title);
      return TRUE;
    }
  return FALSE;
}

/* ---- time ---- */

static gboolean
set_time (BtHtmlReader *self, const char *text, GTimeZone *zone)
{
  g_autoptr (GDateTime) time = bt_portal_time_parse (text, zone, NULL);

  if (time == NULL)
    bt_import_add_note (self->import, BT_IMPORT_NOTE_BAD_TIME, 0, text);
  else
    bt_article_set_portal_time (self->import->article, time);
  return time != NULL;
}

static gboolean
set_time_element (BtHtmlReader *self, xmlNode *root, GTimeZone *zone)
{
  xmlNode *element = bt_html_find (root, "time");
  g_autofree char *iso = element != NULL ? bt_html_attribute (element, "datetime") : NULL;
  g_autoptr (GDateTime) time =
      iso != NULL ? g_date_time_new_from_iso8601 (iso, zone) : NULL;
  g_autoptr (GDateTime) local =
      time != NULL ? g_date_time_to_timezone (time, zone) : NULL;

  if (local == NULL)
    return FALSE;
  bt_article_set_portal_time (self->import->article, local);
  return TRUE;
}

static void
take_time (BtHtmlReader *self, xmlNode *root, GTimeZone *zone)
{
  for (guint i = 0; i < MIN (self->blocks->len, HEAD_BLOCKS); i++)
    if ((!self->own || hint_at (self, i) == BT_HTML_HINT_TIME)
        && bt_portal_time_matches (text_at (self, i)))
      {
        set_time (self, text_at (self, i), zone);
        remove_at (self, i);
        return;
      }
  if (!set_time_element (self, root, zone))
    bt_import_add_note (self->import, BT_IMPORT_NOTE_NO_TIME, 0, "");
}

/* ---- lead ---- */

static gboolean
is_all_bold (const BtBlock *block)
{
  guint n = 0;
  const BtSpan *spans = bt_rich_text_get_spans (block->text, &n);

  for (guint i = 0; i < n; i++)
    if (spans[i].kind == BT_SPAN_BOLD && spans[i].start == 0
        && spans[i].end == bt_rich_text_get_length (block->text))
      return TRUE;
  return FALSE;
}

static void
set_lead (BtHtmlReader *self, guint index)
{
  const char *rest = text_at (self, index);
  g_autofree char *source = NULL;

  if (!self->own)
    source = bt_portal_take_source (rest, &rest);
  if (source != NULL)
    bt_article_set (self->import->article, BT_FIELD_SOURCE_NAME, source);
  bt_article_set (self->import->article, BT_FIELD_LEAD, rest);
  remove_at (self, index);
}

static void
take_lead (BtHtmlReader *self)
{
  int index = find_hint (self, BT_HTML_HINT_LEAD);
  const BtBlock *first = self->blocks->len > 1 ? block_at (self, 0) : NULL;
  g_autofree char *source = NULL;
  const char *rest;

  if (index >= 0)
    {
      set_lead (self, (guint)index);
      return;
    }
  if (!self->own && first != NULL && first->kind == BT_BLOCK_PARAGRAPH
      && bt_text_count_words (text_at (self, 0)) <= MAX_LEAD_WORDS)
    {
      source = bt_portal_take_source (text_at (self, 0), &rest);
      if (source != NULL || is_all_bold (first))
        {
          if (source == NULL)
            bt_import_add_note (self->import, BT_IMPORT_NOTE_DOUBTFUL_LEAD, 0,
                                text_at (self, 0));
          set_lead (self, 0);
          return;
        }
    }
  bt_import_add_note (self->import, BT_IMPORT_NOTE_NO_LEAD, 0, "");
}

/* ---- byline and captions ---- */

static gboolean
set_byline (BtHtmlReader *self, guint index)
{
  BtArticle *article = self->import->article;

  if (!bt_article_set_byline_line (article, text_at (self, index)))
    bt_article_set (article, BT_FIELD_BYLINE, text_at (self, index));
  remove_at (self, index);
  return TRUE;
}

/* Whether everything from @index on is short and plain: then it is not the article's. */
static gboolean
is_furniture (BtHtmlReader *self, guint index)
{
  for (; index < self->blocks->len; index++)
    if (block_at (self, index)->kind != BT_BLOCK_PARAGRAPH
        || bt_text_count_words (text_at (self, index)) >= PARAGRAPH_WORDS)
      return FALSE;
  return TRUE;
}

static void
leave_out_from (BtHtmlReader *self, guint index)
{
  while (self->blocks->len > index)
    {
      bt_import_add_note (self->import, BT_IMPORT_NOTE_LEFT_OUT, 0,
                          text_at (self, index));
      remove_at (self, index);
    }
}

static void
take_byline (BtHtmlReader *self)
{
  int hinted = find_hint (self, BT_HTML_HINT_BYLINE);
  guint n = self->blocks->len;

  if (hinted >= 0
      && bt_text_count_words (text_at (self, (guint)hinted)) < PARAGRAPH_WORDS)
    {
      set_byline (self, (guint)hinted);
      return;
    }
  if (self->own)
    n = 0;
  for (guint i = n; i > 0 && i + TAIL_BLOCKS > n; i--)
    {
      if (block_at (self, i - 1)->kind != BT_BLOCK_PARAGRAPH
          || !bt_portal_is_byline (text_at (self, i - 1)) || !is_furniture (self, i))
        continue;
      leave_out_from (self, i);
      set_byline (self, i - 1);
      return;
    }
  while (n > 0 && block_at (self, n - 1)->kind == BT_BLOCK_PARAGRAPH
         && bt_portal_is_stray (text_at (self, n - 1)))
    leave_out_from (self, --n);
  if (n > 1 && block_at (self, n - 1)->kind == BT_BLOCK_PARAGRAPH
      && bt_text_count_words (text_at (self, n - 1)) <= MAX_NAME_WORDS
      && bt_article_set_byline_line (self->import->article, text_at (self, n - 1)))
    {
      bt_import_add_note (self->import, BT_IMPORT_NOTE_DOUBTFUL_BYLINE, 0,
                          text_at (self, n - 1));
      remove_at (self, n - 1);
      return;
    }
  bt_import_add_note (self->import, BT_IMPORT_NOTE_NO_BYLINE, 0, "");
}

/* A paragraph that the page calls a caption belongs to the figure above it. */
static void
take_captions (BtHtmlReader *self)
{
  for (guint i = 1; i < self->blocks->len; i++)
    {
      const BtBlock *figure = block_at (self, i - 1);
      const BtBlock *block = block_at (self, i);
      BtFigureItem *item;

      if (self->own || hint_at (self, i) != BT_HTML_HINT_CAPTION
          || block->kind != BT_BLOCK_PARAGRAPH || figure->kind != BT_BLOCK_FIGURE
          || figure->figure->items->len != 1)
        continue;
      item = bt_figure_item (figure->figure, 0);
      if (!bt_rich_text_is_empty (item->caption))
        continue;
      bt_rich_text_append (item->caption, block->text);
      bt_credit_take (item);
      remove_at (self, i--);
    }
}

gboolean
bt_html_take_fields (BtHtmlReader *self, xmlNode *root, GTimeZone *zone)
{
  BtArticle *article = self->import->article;
  int section = find_hint (self, BT_HTML_HINT_SECTION);

  if (section >= 0)
    take_field (self, (guint)section, BT_FIELD_SECTION);
  if (!take_headline (self, root))
    return FALSE;
  take_time (self, root, zone);
  take_lead (self);
  take_captions (self);
  take_byline (self);
  return self->blocks->len > 0 || *bt_article_get (article, BT_FIELD_LEAD) != '\0';
}
