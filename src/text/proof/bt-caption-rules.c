/* The caption checker: what a caption says, and when its photo was taken.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/proof/bt-caption-rules-private.h"

#include <string.h>

#include "text/bt-caption.h"
#include "text/bt-day.h"
#include "text/bt-leftover.h"
#include "text/bt-text.h"

#define MAX_LEFTOVERS 20 /* of one field; more say nothing new */
#define MIN_REPEATED 4   /* words: shorter captions repeat a headline by chance */
#define FILE_PHOTO "Ảnh tư liệu"
#define MADE_BY_AI "Ảnh tạo bằng AI"

const char *
bt_caption_part_to_string (BtCaptionPart field)
{
  static const char *const names[] = { "caption", "headline", "alt",
                                       "creator", "credit",   "source" };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == BT_N_CAPTION_FIELDS);
  g_return_val_if_fail ((guint)field < BT_N_CAPTION_FIELDS, NULL);

  return names[field];
}

/* ---- findings ---- */

BtCaptionFinding *
bt_caption_finding_copy (const BtCaptionFinding *self)
{
  BtCaptionFinding *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  for (guint i = 0; i < BT_N_CAPTION_FIELDS; i++)
    copy->fix[i] = g_strdup (self->fix[i]);
  return copy;
}

void
bt_caption_finding_free (BtCaptionFinding *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < BT_N_CAPTION_FIELDS; i++)
    g_free (self->fix[i]);
  g_free (self);
}

gboolean
bt_caption_finding_has_fix (const BtCaptionFinding *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < BT_N_CAPTION_FIELDS; i++)
    if (self->fix[i] != NULL)
      return TRUE;
  return FALSE;
}

BtCaptionFinding *
bt_caption_add (BtCaptionCheck *check,
                const char *rule,
                BtFindingLevel level,
                BtCaptionPart field)
{
  BtCaptionFinding *finding = g_new0 (BtCaptionFinding, 1);

  finding->rule = rule;
  finding->level = level;
  finding->field = field;
  g_ptr_array_add (check->findings, finding);
  return finding;
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const BtCaptionFinding *first = *(BtCaptionFinding *const *)a;
  const BtCaptionFinding *second = *(BtCaptionFinding *const *)b;

  if (first->level != second->level)
    return (int)first->level - (int)second->level;
  if (first->field != second->field)
    return (int)first->field - (int)second->field;
  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;
  return strcmp (first->rule, second->rule);
}

/* ---- what several rules ask ---- */

gboolean
bt_caption_is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text))
        && !g_unichar_iszerowidth (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

gboolean
bt_caption_has_words (const char *text, const char *words)
{
  g_autofree char *folded =
      bt_text_fold_mapped (text, BT_FOLD_CASE | BT_FOLD_ACCENTS | BT_FOLD_SPACES, NULL);
  gsize length = strlen (words);

  for (const char *p = strstr (folded, words); p != NULL; p = strstr (p + 1, words))
    if ((p == folded || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p))))
        && !g_unichar_isalnum (g_utf8_get_char (p + length)))
      return TRUE;
  return FALSE;
}

static gboolean
is_whole (const char *text, gsize start, gsize end)
{
  g_autofree char *before = g_strndup (text, start);

  return bt_caption_is_blank (before) && bt_caption_is_blank (text + end);
}

gboolean
bt_caption_is_leftover (const char *text)
{
  gsize start, end;

  return bt_leftover_find (text, 0, &start, &end, NULL) && is_whole (text, start, end);
}

static gboolean
has_any (const char *text, const char *const *words)
{
  for (; *words != NULL; words++)
    if (bt_caption_has_words (text, *words))
      return TRUE;
  return FALSE;
}

char *
bt_caption_with_note (const char *caption, const char *note)
{
  g_autofree char *own = NULL;
  g_autofree char *name = NULL;
  g_autofree char *noted = NULL;
  char *stopped;
  guint length;
  gsize bytes;

  if (bt_credit_split (caption, &length, &name))
    own = g_utf8_substring (caption, 0, length);
  else
    own = g_strdup (caption);
  stopped = bt_caption_with_stop (own);
  g_free (own);
  own = stopped;
  bytes = strlen (own);
  if (g_str_has_suffix (own, ".") && !g_str_has_suffix (own, ".."))
    noted = g_strdup_printf ("%.*s (%s).", (int)bytes - 1, own, note);
  else
    noted = g_strdup_printf ("%s%s(%s).", own, bytes > 0 ? " " : "", note);
  return name != NULL ? bt_caption_house_form (noted, name) : g_steal_pointer (&noted);
}

/* ---- K1, K2, K3: what is missing ---- */

static void
rule_caption_missing (BtCaptionCheck *check)
{
  if (bt_caption_is_blank (check->fields[BT_CAPTION_CAPTION]))
    bt_caption_add (check, "K1", BT_FINDING_WARNING, BT_CAPTION_CAPTION);
}

static void
rule_credit_missing (BtCaptionCheck *check)
{
  g_autofree char *inside = NULL;
  guint length;
  BtCaptionFinding *finding;

  if (!bt_caption_is_blank (check->fields[BT_CAPTION_CREDIT])
      || bt_credit_split (check->fields[BT_CAPTION_CAPTION], &length, &inside))
    return;
  finding = bt_caption_add (check, "K2", BT_FINDING_WARNING, BT_CAPTION_CREDIT);
  finding->fix[BT_CAPTION_CREDIT] = bt_caption_creator (check);
}

static void
rule_alt_missing (BtCaptionCheck *check)
{
  if (bt_caption_is_blank (check->fields[BT_CAPTION_ALT]))
    bt_caption_add (check, "K3", BT_FINDING_WARNING, BT_CAPTION_ALT);
}

/* ---- K5: old photos, and those from the future ---- */

static gboolean
says_file_photo (const BtCaptionCheck *check)
{
  static const char *const in_caption[] = {
    "anh tu lieu",  "tu lieu anh", "anh luu tru", "anh minh hoa",
    "hinh tu lieu", "file photo",  NULL
  };
  static const char *const in_credit[] = { "tu lieu", "luu tru", "minh hoa", "file",
                                           NULL };

  return has_any (check->fields[BT_CAPTION_CAPTION], in_caption)
         || has_any (check->fields[BT_CAPTION_CREDIT], in_credit)
         || has_any (check->fields[BT_CAPTION_SOURCE], in_credit);
}

static void
rule_age (BtCaptionCheck *check)
{
  const char *caption = check->fields[BT_CAPTION_CAPTION];
  GDate taken_first, taken_last, event_first, event_last;
  BtCaptionFinding *finding;
  int days;

  if (!bt_day_read (check->facts->date_taken, &taken_first, &taken_last)
      || !bt_day_read (check->facts->article_date, &event_first, &event_last))
    return;
  /* what is known to the month or year only is given the benefit of the doubt */
  days = g_date_days_between (&taken_last, &event_first);
  if (days > 0 && (guint)days > check->options.old_days && !says_file_photo (check))
    {
      finding = bt_caption_add (check, "K5", BT_FINDING_WARNING, BT_CAPTION_CAPTION);
      if (!bt_caption_is_blank (caption) && !bt_caption_is_leftover (caption))
        finding->fix[BT_CAPTION_CAPTION] = bt_caption_with_note (caption, FILE_PHOTO);
    }
  /* one day for clocks that are set to another zone */
  if (g_date_days_between (&event_last, &taken_first) > 1)
    bt_caption_add (check, "K5b", BT_FINDING_WARNING, BT_CAPTION_CAPTION);
}

/* ---- K7: the headline once more ---- */

static char **
words_of (const char *text)
{
  g_autofree char *folded = bt_text_fold (text);
  GPtrArray *words = g_ptr_array_new ();

  for (const char *p = folded; *p != '\0';)
    {
      const char *start = p;

      while (g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (p > start)
        g_ptr_array_add (words, g_strndup (start, (gsize)(p - start)));
      else
        p = g_utf8_next_char (p);
    }
  g_ptr_array_add (words, NULL);
  return (char **)g_ptr_array_free (words, FALSE);
}

static gboolean
repeats (const char *caption, const char *headline)
{
  g_auto (GStrv) words = words_of (caption);
  g_auto (GStrv) other = words_of (headline);
  g_autoptr (GHashTable) left = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = g_strv_length (words);
  guint same = 0;

  if (n < MIN_REPEATED)
    return FALSE;
  for (guint i = 0; other[i] != NULL; i++)
    g_hash_table_insert (
        left, other[i],
        GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (left, other[i])) + 1));
  for (guint i = 0; i < n; i++)
    {
      guint times = GPOINTER_TO_UINT (g_hash_table_lookup (left, words[i]));

      if (times == 0)
        continue;
      g_hash_table_insert (left, words[i], GUINT_TO_POINTER (times - 1));
      same++;
    }
  return same * 5 >= n * 4;
}

static void
rule_headline (BtCaptionCheck *check)
{
  const char *caption = check->fields[BT_CAPTION_CAPTION];
  const char *article = check->facts->article_headline;
  g_autofree char *own = NULL;
  g_autofree char *name = NULL;
  guint length;

  own = bt_credit_split (caption, &length, &name) ? g_utf8_substring (caption, 0, length)
                                                  : g_strdup (caption);
  if (repeats (own, check->fields[BT_CAPTION_HEADLINE])
      || (article != NULL && repeats (own, article)))
    bt_caption_add (check, "K7", BT_FINDING_WARNING, BT_CAPTION_CAPTION);
}

/* ---- K8: what nobody has written over ---- */

static void
rule_leftovers (BtCaptionCheck *check)
{
  for (int field = 0; field < BT_N_CAPTION_FIELDS; field++)
    {
      const char *text = check->fields[field];
      gsize start, end = 0;

      for (guint n = 0; n < MAX_LEFTOVERS; n++)
        {
          BtCaptionFinding *finding;

          if (!bt_leftover_find (text, end, &start, &end, NULL))
            break;
          finding = bt_caption_add (check, "K8", BT_FINDING_ERROR, (BtCaptionPart)field);
          finding->start = (guint)g_utf8_strlen (text, (gssize)start);
          finding->end = (guint)g_utf8_strlen (text, (gssize)end);
          if (is_whole (text, start, end))
            finding->fix[field] = g_strdup ("");
        }
    }
}

/* ---- K10, K11 ---- */

static void
rule_short (BtCaptionCheck *check)
{
  const char *caption = check->fields[BT_CAPTION_CAPTION];
  g_autofree char *name = NULL;
  g_autofree char *own = NULL;
  guint length;
  guint words;

  own = bt_credit_split (caption, &length, &name) ? g_utf8_substring (caption, 0, length)
                                                  : g_strdup (caption);
  words = bt_text_count_words (own);
  if (words > 0 && words < check->options.min_words && !bt_caption_is_leftover (caption))
    bt_caption_add (check, "K10", BT_FINDING_HINT, BT_CAPTION_CAPTION);
}

/* Source: IPTC NewsCodes, digitalsourcetype. */
static void
rule_made_by_ai (BtCaptionCheck *check)
{
  static const char *const says[] = { "ai", "tri tue nhan tao", NULL };
  const char *type = check->facts->digital_source_type;
  const char *caption = check->fields[BT_CAPTION_CAPTION];
  BtCaptionFinding *finding;

  if (type == NULL
      || (strstr (type, "rainedAlgorithmicMedia") == NULL
          && !g_str_has_suffix (type, "algorithmicMedia"))
      || has_any (caption, says) || has_any (check->fields[BT_CAPTION_CREDIT], says))
    return;
  finding = bt_caption_add (check, "K11", BT_FINDING_ERROR, BT_CAPTION_CAPTION);
  if (!bt_caption_is_blank (caption))
    finding->fix[BT_CAPTION_CAPTION] = bt_caption_with_note (caption, MADE_BY_AI);
}

GPtrArray *
bt_caption_check (const BtCaptionFacts *facts, const BtCaptionOptions *options)
{
  static void (*const rules[]) (BtCaptionCheck *) = {
    rule_caption_missing,
    rule_credit_missing,
    rule_alt_missing,
    bt_caption_rule_internet,
    rule_age,
    bt_caption_rule_creator,
    rule_headline,
    rule_leftovers,
    bt_caption_rule_stop,
    bt_caption_rule_inside,
    bt_caption_rule_twice,
    bt_caption_rule_name_only,
    rule_short,
    rule_made_by_ai,
  };
  BtCaptionCheck check = { .facts = facts, .options = BT_CAPTION_OPTIONS_INIT };

  g_return_val_if_fail (facts != NULL, NULL);

  if (options != NULL)
    check.options = *options;
  check.findings =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_caption_finding_free);
  for (guint i = 0; i < BT_N_CAPTION_FIELDS; i++)
    check.fields[i] = facts->fields[i] != NULL ? facts->fields[i] : "";
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    rules[i](&check);
  g_ptr_array_sort (check.findings, compare_findings);
  return check.findings;
}
