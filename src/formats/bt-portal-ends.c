/* The two ends of a page: headline, time, lead; byline, tags, and what a page save left.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-portal-text-private.h"

#include <string.h>

#include "formats/bt-credit.h"
#include "text/bt-portal-time.h"
#include "text/bt-text.h"

/* How far from the two ends a time may stand. */
#define HEAD_UNITS 8
#define TAIL_UNITS 4
/* How far from the end a byline may stand. */
#define BYLINE_UNITS 14

#define MAX_HEADLINE_WORDS 60
#define MAX_KICKER_WORDS 40
#define MIN_LEAD_WORDS 8
#define MAX_LEAD_WORDS 75
#define MAX_BYLINE_BYTES 200
#define MAX_BYLINE_WORDS 16
/* More words than this are a paragraph and no trace of a page's furniture. */
#define PARAGRAPH_WORDS 25
#define MAX_SOURCE_CHARS 30

#define SECTION_LABEL "chuyen muc:"

static const char *const time_labels[] = { "cap nhat luc", "cap nhat",  "ngay dang",
                                           "dang luc",     "dang ngay", "ngay cap nhat",
                                           "thoi gian",    "xuat ban" };
static const char *const tag_labels[] = { "tu khoa:", "tags:", "tag:", "the:" };

void
bt_portal_note (BtPortalReader *reader, BtImportNoteKind kind, const BtUnit *unit)
{
  bt_import_add_note (reader->import, kind, unit != NULL ? unit->line : 0,
                      unit != NULL ? unit->text : "");
}

void
bt_portal_leave_out (BtPortalReader *reader, BtUnit *unit)
{
  unit->taken = TRUE;
  bt_portal_note (reader, BT_IMPORT_NOTE_LEFT_OUT, unit);
}

/* What follows a label, which is given folded; NULL when @text does not begin with it. */
static const char *
after_label (const char *text, const char *label)
{
  const char *p = text;

  while (*label != '\0')
    {
      g_autofree char *one = g_strndup (p, (gsize)(g_utf8_next_char (p) - p));
      g_autofree char *folded = NULL;

      if (*p == '\0')
        return NULL;
      folded = bt_text_fold (one);
      if (!g_str_has_prefix (label, folded) || (*folded == '\0' && *one != '\0'))
        return NULL;
      label += strlen (folded);
      p = g_utf8_next_char (p);
    }
  while (*p == ' ')
    p++;
  return p;
}

/* ---- time ---- */

/* The time's own text in a line that may open with a word for it. */
static const char *
time_text (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (time_labels); i++)
    {
      const char *rest = after_label (text, time_labels[i]);

      if (rest != NULL)
        return rest + strspn (rest, ": ");
    }
  return text;
}

static gboolean
is_time (const BtUnit *unit)
{
  return unit->mark == BT_MARK_TIME
         || (unit->mark == BT_MARK_NONE
             && bt_portal_time_matches (time_text (unit->text)));
}

/* A day without hours: a time that somebody has to complete. */
static gboolean
is_date_only (const BtUnit *unit)
{
  const char *text = time_text (unit->text);
  g_autofree char *padded = g_strconcat ("00:00 - ", text, NULL);

  return unit->mark == BT_MARK_NONE && !bt_portal_time_matches (text)
         && bt_portal_time_matches (padded);
}

static void
take_time (BtPortalReader *reader, BtUnit *unit)
{
  g_autoptr (GDateTime) time =
      bt_portal_time_parse (time_text (unit->text), reader->zone, NULL);

  unit->taken = TRUE;
  if (time != NULL)
    bt_article_set_portal_time (reader->article, time);
  else
    bt_portal_note (reader, BT_IMPORT_NOTE_BAD_TIME, unit);
}

/* The index of the time near one of the ends, or -1. */
static int
find_time (BtPortalReader *reader)
{
  guint n = reader->units->len;

  for (guint i = 0; i < MIN (n, HEAD_UNITS); i++)
    if (is_time (bt_unit (reader, i)))
      return (int)i;
  for (guint i = n; i > 0 && i + TAIL_UNITS > n; i--)
    if (is_time (bt_unit (reader, i - 1)))
      return (int)i - 1;
  for (guint i = 1; i < MIN (n, HEAD_UNITS); i++)
    if (is_date_only (bt_unit (reader, i)))
      return (int)i;
  return -1;
}

/* ---- headline ---- */

/* "Trang chủ > Tin tức > Kinh tế" */
static gboolean
is_breadcrumb (const char *text)
{
  return strstr (text, " > ") != NULL || strstr (text, " » ") != NULL
         || strstr (text, " › ") != NULL;
}

static gboolean
take_section (BtPortalReader *reader, const BtUnit *unit)
{
  const char *name = unit->mark == BT_MARK_SECTION
                         ? unit->text
                         : after_label (unit->text, SECTION_LABEL);

  if (name == NULL)
    return FALSE;
  bt_article_set (reader->article, BT_FIELD_SECTION, name);
  return TRUE;
}

/* The headline fills [@start, @end): lines right below each other. */
static void
set_headline (BtPortalReader *reader, guint start, guint end)
{
  g_autoptr (GString) joined = g_string_new (NULL);
  g_autofree char *headline = NULL;
  gboolean doubtful = end - start > 1;

  for (guint i = start; i < end; i++)
    {
      const BtUnit *unit = bt_unit (reader, i);

      g_string_append_printf (joined, "%s%s", i > start ? " " : "", unit->text);
      doubtful = doubtful || unit->broken;
    }
  headline = bt_portal_trim (joined->str);
  bt_article_set (reader->article, BT_FIELD_HEADLINE, headline);
  if (doubtful)
    bt_import_add_note (reader->import, BT_IMPORT_NOTE_DOUBTFUL_HEADLINE,
                        bt_unit (reader, start)->line, headline);
}

/* Whether the units in [@start, @end) can all be the head of a page. */
static gboolean
are_short (BtPortalReader *reader, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    if (bt_unit (reader, i)->words > MAX_KICKER_WORDS)
      return FALSE;
  return TRUE;
}

/* The first of the lines right above each other that end before @end. */
static guint
group_start (BtPortalReader *reader, guint start, guint end)
{
  guint first = end - 1;

  while (first > start && bt_unit (reader, first)->gap == 0
         && !is_breadcrumb (bt_unit (reader, first - 1)->text))
    first--;
  return first;
}

/* The headline is the last group of lines in [@start, @end), a lead below it aside; what
 * stands above it is the page's own. */
static void
read_headline_above (BtPortalReader *reader, guint start, guint end)
{
  guint first = group_start (reader, start, end);
  const BtUnit *last = bt_unit (reader, end - 1);

  reader->next = end;
  if (first > start && last->words >= MIN_LEAD_WORDS
      && g_str_has_suffix (last->text, "."))
    {
      end = first;
      first = group_start (reader, start, end);
      reader->next = end;
    }
  for (guint i = start; i < first; i++)
    bt_portal_leave_out (reader, bt_unit (reader, i));
  set_headline (reader, first, end);
}

static void
read_headline_first (BtPortalReader *reader)
{
  while (reader->next + 1 < reader->end
         && (bt_unit (reader, reader->next)->taken
             || is_breadcrumb (bt_unit (reader, reader->next)->text)))
    {
      BtUnit *unit = bt_unit (reader, reader->next++);

      if (!unit->taken)
        bt_portal_leave_out (reader, unit);
    }
  if (bt_unit (reader, reader->next)->words > MAX_HEADLINE_WORDS)
    return;
  set_headline (reader, reader->next, reader->next + 1);
  reader->next++;
}

static void
read_marked_fields (BtPortalReader *reader)
{
  for (; reader->next < reader->end; reader->next++)
    {
      BtUnit *unit = bt_unit (reader, reader->next);

      switch (unit->mark)
        {
        case BT_MARK_HEADLINE:
          bt_article_set (reader->article, BT_FIELD_HEADLINE, unit->text);
          break;
        case BT_MARK_TIME:
          take_time (reader, unit);
          break;
        case BT_MARK_SECTION:
          bt_article_set (reader->article, BT_FIELD_SECTION, unit->text);
          break;
        default:
          return;
        }
    }
}

gboolean
bt_portal_read_head (BtPortalReader *reader)
{
  int time;

  if (bt_unit (reader, 0)->mark == BT_MARK_SECTION
      || bt_unit (reader, 0)->mark == BT_MARK_HEADLINE)
    {
      reader->marked = TRUE;
      read_marked_fields (reader);
      if (bt_article_get_portal_time (reader->article) == NULL)
        bt_portal_note (reader, BT_IMPORT_NOTE_NO_TIME, NULL);
      return *bt_article_get (reader->article, BT_FIELD_HEADLINE) != '\0';
    }

  time = find_time (reader);
  if (time >= 0)
    take_time (reader, bt_unit (reader, (guint)time));
  else
    bt_portal_note (reader, BT_IMPORT_NOTE_NO_TIME, NULL);
  while (reader->next < reader->end
         && (bt_unit (reader, reader->next)->taken
             || take_section (reader, bt_unit (reader, reader->next))))
    reader->next++;
  if (reader->next >= reader->end)
    return FALSE;

  if (time > (int)reader->next && time < HEAD_UNITS
      && are_short (reader, reader->next, (guint)time))
    read_headline_above (reader, reader->next, (guint)time);
  else
    read_headline_first (reader);
  return !bt_portal_is_stray (bt_article_get (reader->article, BT_FIELD_HEADLINE));
}

/* ---- lead ---- */

char *
bt_portal_take_source (const char *lead, const char **rest)
{
  const char *close;
  const char *p;
  gboolean capitals = TRUE;
  gboolean word_start = TRUE;
  gboolean dash;

  *rest = lead;
  close = *lead == '(' ? strchr (lead, ')') : NULL;
  if (close == NULL || close == lead + 1
      || g_utf8_strlen (lead + 1, close - lead - 1) > MAX_SOURCE_CHARS
      || !g_unichar_isupper (g_utf8_get_char (lead + 1)))
    return NULL;
  for (p = lead + 1; p < close; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (word_start && g_unichar_islower (c))
        capitals = FALSE;
      word_start = g_unichar_isspace (c);
    }

  p = close + 1;
  while (*p != '\0' && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  dash = *p != '\0' && g_utf8_strchr ("-–—", -1, g_utf8_get_char (p)) != NULL;
  if (!capitals && !dash)
    return NULL;
  if (dash)
    p = g_utf8_next_char (p);
  while (*p != '\0' && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  *rest = p;
  return g_strndup (lead + 1, (gsize)(close - lead - 1));
}

static gboolean
read_marked_lead (BtPortalReader *reader)
{
  gboolean found = FALSE;

  for (guint i = reader->next; i < reader->end; i++)
    {
      BtUnit *unit = bt_unit (reader, i);

      if (unit->mark != BT_MARK_SOURCE && unit->mark != BT_MARK_LEAD)
        continue;
      bt_article_set (reader->article,
                      unit->mark == BT_MARK_LEAD ? BT_FIELD_LEAD : BT_FIELD_SOURCE_NAME,
                      unit->text);
      unit->taken = TRUE;
      found = TRUE;
    }
  return found;
}

/* Whether a paragraph without a source's name can be the lead: it stands first, is short,
 * and longer ones follow. */
static gboolean
looks_like_lead (BtPortalReader *reader, guint index)
{
  const BtUnit *unit = bt_unit (reader, index);
  guint following = 0;

  if (unit->mark != BT_MARK_NONE || unit->words < MIN_LEAD_WORDS
      || unit->words > MAX_LEAD_WORDS || !bt_portal_ends_sentence (unit->text)
      || bt_portal_is_byline (unit->text)
      || bt_portal_caption_score (reader, index) >= BT_CAPTION_SURE)
    return FALSE;
  for (guint i = index + 1; i < reader->end; i++)
    if (bt_unit (reader, i)->words > unit->words)
      following++;
  return following > 0
         && (unit->words <= MAX_LEAD_WORDS / 2 || unit->words * 3 < reader->typical * 2);
}

void
bt_portal_read_lead (BtPortalReader *reader)
{
  g_autofree char *source = NULL;
  BtUnit *unit;
  const char *rest;

  if (read_marked_lead (reader))
    return;
  if (reader->marked)
    {
      bt_portal_note (reader, BT_IMPORT_NOTE_NO_LEAD, NULL);
      return;
    }
  while (reader->next < reader->end && bt_unit (reader, reader->next)->taken)
    reader->next++;
  if (reader->next >= reader->end)
    return;

  unit = bt_unit (reader, reader->next);
  if (unit->mark == BT_MARK_NONE)
    source = bt_portal_take_source (unit->text, &rest);
  if (source != NULL)
    {
      bt_article_set (reader->article, BT_FIELD_SOURCE_NAME, source);
      bt_article_set (reader->article, BT_FIELD_LEAD, rest);
      unit->taken = TRUE;
    }
  else if (looks_like_lead (reader, reader->next))
    {
      bt_article_set (reader->article, BT_FIELD_LEAD, unit->text);
      bt_portal_note (reader, BT_IMPORT_NOTE_DOUBTFUL_LEAD, unit);
      unit->taken = TRUE;
    }
  else
    bt_portal_note (reader, BT_IMPORT_NOTE_NO_LEAD, NULL);
}

/* ---- byline ---- */

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
         && (after_label (line, "theo ") != NULL || after_label (line, "(theo ") != NULL
             || after_label (line, "nguon:") != NULL);
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
  return g_utf8_strlen (line, -1) <= MAX_SOURCE_CHARS && !bt_portal_is_stray (line);
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
      const char *rest = after_label (unit->text, tag_labels[i]);

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
