/* The end of a page: byline, tags, and what a page save left behind them.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-portal-text-private.h"

#include <string.h>

#include "formats/bt-credit.h"
#include "text/bt-text.h"

/* How far from the end a byline may stand. */
#define BYLINE_UNITS 14

#define MAX_BYLINE_BYTES 200
#define MAX_BYLINE_WORDS 16
#define MAX_SIGNATURE_CHARS 30
/* More words than this are a paragraph and no trace of a page's furniture. */
#define PARAGRAPH_WORDS 25

static const char *const tag_labels[] = { "tu khoa:", "tags:", "tag:", "the:" };

gboolean
bt_portal_is_byline (const char *line)
{
  g_autoptr (BtArticle) scratch = NULL;

  if (strlen (line) > MAX_BYLINE_BYTES || strchr (line, ':') == NULL
      || bt_text_count_words (line) > MAX_BYLINE_WORDS || bt_portal_ends_sentence (line))
    return FALSE;
  scratch = bt_article_new ();
  return bt_article_set_byline_line (scratch, line);
}

/* "Theo TTXVN", "(Theo Báo Cần Thơ)", "Nguồn: Chinhphu.vn" */
static gboolean
is_agency (const char *line)
{
  return bt_text_count_words (line) <= MAX_BYLINE_WORDS / 2
         && !bt_portal_ends_sentence (line)
         && (bt_portal_after_label (line, "theo ") != NULL
             || bt_portal_after_label (line, "(theo ") != NULL
             || bt_portal_after_label (line, "nguon:") != NULL);
}

/* "PV", "K.V", "HOÀNG KHANG": capitals and full stops alone. */
static gboolean
is_signature (const char *line)
{
  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isupper (c) && g_utf8_strchr (". -–&,", -1, c) == NULL)
        return FALSE;
    }
  return g_utf8_strlen (line, -1) <= MAX_SIGNATURE_CHARS && !bt_portal_is_stray (line);
}

/* "NGỌC HÂN (thực hiện)": a name, and what was done. */
static gboolean
is_name_with_part (const char *line)
{
  const char *open = strrchr (line, '(');
  g_autofree char *name = NULL;
  g_autoptr (BtArticle) scratch = NULL;

  if (open == NULL || open == line || !g_str_has_suffix (line, ")")
      || !g_unichar_islower (g_utf8_get_char (open + 1)))
    return FALSE;
  name = g_strstrip (g_strndup (line, (gsize)(open - line)));
  scratch = bt_article_new ();
  return strchr (name, ':') == NULL
         && (is_signature (name) || bt_article_set_byline_line (scratch, name));
}

/* Takes a line that has no word for what it is. */
static gboolean
take_bare_byline (BtPortalReader *reader, BtUnit *unit)
{
  if (unit->mark != BT_MARK_NONE || unit->words > MAX_BYLINE_WORDS / 2
      || strlen (unit->text) > MAX_BYLINE_BYTES)
    return FALSE;
  if (is_agency (unit->text) || is_signature (unit->text)
      || is_name_with_part (unit->text))
    bt_article_set (reader->article, BT_FIELD_BYLINE, unit->text);
  else if (strchr (unit->text, ':') != NULL
           || !bt_article_set_byline_line (reader->article, unit->text))
    return FALSE;
  unit->taken = TRUE;
  bt_portal_note (reader, BT_IMPORT_NOTE_DOUBTFUL_BYLINE, unit);
  return TRUE;
}

/* "Tin: A" and below it "Ảnh: B" are one byline. */
static void
take_byline (BtPortalReader *reader, guint index)
{
  BtUnit *unit = bt_unit (reader, index);
  BtUnit *above = index > reader->next ? bt_unit (reader, index - 1) : NULL;
  g_autofree char *credit = bt_credit_line (unit->text);

  unit->taken = TRUE;
  if (credit != NULL && above != NULL && !above->taken && unit->gap == 0)
    {
      g_autofree char *both =
          g_strdup_printf ("%s - " BT_CREDIT_LABEL "%s", above->text, credit);

      if (bt_portal_is_byline (both) && above->words <= MAX_BYLINE_WORDS / 2)
        {
          bt_article_set_byline_line (reader->article, both);
          above->taken = TRUE;
          return;
        }
    }
  bt_article_set_byline_line (reader->article, unit->text);
}

static gboolean
take_tags (BtPortalReader *reader, BtUnit *unit)
{
  g_auto (GStrv) tags = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (tag_labels); i++)
    {
      const char *rest = bt_portal_after_label (unit->text, tag_labels[i]);

      if (rest == NULL)
        continue;
      tags = g_strsplit_set (rest, ",;", -1);
      bt_article_set_tags (reader->article, (const char *const *)tags);
      unit->taken = TRUE;
      return TRUE;
    }
  return FALSE;
}

static gboolean
read_marked_tail (BtPortalReader *reader)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new ();
  gboolean found = FALSE;

  for (guint i = reader->next; i < reader->end; i++)
    {
      BtUnit *unit = bt_unit (reader, i);

      if (unit->mark == BT_MARK_TAG)
        g_ptr_array_add (tags, unit->text);
      else if (unit->mark == BT_MARK_BYLINE_LABEL)
        bt_article_set (reader->article, BT_FIELD_BYLINE_LABEL, unit->text);
      else if (unit->mark == BT_MARK_BYLINE)
        bt_article_set (reader->article, BT_FIELD_BYLINE, unit->text);
      else if (unit->mark == BT_MARK_PHOTO_CREDIT)
        bt_article_set (reader->article, BT_FIELD_PHOTO_CREDIT, unit->text);
      else
        continue;
      unit->taken = TRUE;
      found = TRUE;
    }
  if (tags->len > 0)
    {
      g_ptr_array_add (tags, NULL);
      bt_article_set_tags (reader->article, (const char *const *)tags->pdata);
    }
  return found;
}

/* The last byline that says so, or -1. The credit of a caption right above is none. */
static int
find_byline (BtPortalReader *reader)
{
  guint n = reader->units->len;

  for (guint i = n; i > reader->next && i + BYLINE_UNITS > n; i--)
    {
      const BtUnit *unit = bt_unit (reader, i - 1);
      g_autofree char *credit = NULL;

      if (unit->taken || unit->mark != BT_MARK_NONE || !bt_portal_is_byline (unit->text))
        continue;
      credit = bt_credit_line (unit->text);
      if (credit != NULL && i - 1 > reader->next
          && bt_portal_caption_score (reader, i - 2) >= BT_CAPTION_SURE)
        continue;
      return (int)i - 1;
    }
  return -1;
}

/* What stands behind the byline is the page's own: unless it is long, then the byline was
 * perhaps none. */
static void
read_behind_byline (BtPortalReader *reader, guint byline)
{
  for (guint i = byline + 1; i < reader->end; i++)
    if (!bt_unit (reader, i)->taken && bt_unit (reader, i)->words >= PARAGRAPH_WORDS)
      {
        bt_portal_note (reader, BT_IMPORT_NOTE_DOUBTFUL_BYLINE, bt_unit (reader, byline));
        return;
      }
  for (guint i = byline + 1; i < reader->end; i++)
    {
      BtUnit *unit = bt_unit (reader, i);

      if (!unit->taken && !take_tags (reader, unit))
        bt_portal_leave_out (reader, unit);
    }
  reader->end = byline;
}

void
bt_portal_read_tail (BtPortalReader *reader)
{
  int byline;
  guint last;

  if (read_marked_tail (reader))
    return;
  if (reader->marked)
    {
      bt_portal_note (reader, BT_IMPORT_NOTE_NO_BYLINE, NULL);
      return;
    }
  byline = find_byline (reader);
  if (byline >= 0)
    {
      take_byline (reader, (guint)byline);
      read_behind_byline (reader, (guint)byline);
      return;
    }

  for (last = reader->end; last > reader->next; last--)
    {
      BtUnit *unit = bt_unit (reader, last - 1);

      if (unit->taken || take_tags (reader, unit))
        continue;
      if (unit->mark != BT_MARK_NONE || !bt_portal_is_stray (unit->text))
        break;
      bt_portal_leave_out (reader, unit);
    }
  reader->end = last;
  if (last <= reader->next || !take_bare_byline (reader, bt_unit (reader, last - 1)))
    bt_portal_note (reader, BT_IMPORT_NOTE_NO_BYLINE, NULL);
}
