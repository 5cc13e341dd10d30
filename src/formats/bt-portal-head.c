/* The top of a page: headline, time, section, lead.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-portal-text-private.h"

#include <string.h>

#include "text/bt-portal-time.h"
#include "text/bt-text.h"

/* How far from the two ends a time may stand. */
#define HEAD_UNITS 8
#define TAIL_UNITS 4

#define MAX_HEADLINE_WORDS 60
#define MAX_KICKER_WORDS 40
#define MIN_LEAD_WORDS 8
#define MAX_LEAD_WORDS 75
#define MAX_SOURCE_CHARS 30

#define SECTION_LABEL "chuyen muc:"

static const char *const time_labels[] = { "cap nhat luc", "cap nhat",  "ngay dang",
                                           "dang luc",     "dang ngay", "ngay cap nhat",
                                           "thoi gian",    "xuat ban" };

/* ---- time ---- */

/* The time's own text in a line that may open with a word for it. */
static const char *
time_text (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (time_labels); i++)
    {
      const char *rest = bt_portal_after_label (text, time_labels[i]);

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
                         : bt_portal_after_label (unit->text, SECTION_LABEL);

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
