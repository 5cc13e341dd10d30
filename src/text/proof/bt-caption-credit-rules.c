/* The caption checker: who made the photo, and the house form.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/proof/bt-caption-rules-private.h"

#include <string.h>

#include "text/bt-caption.h"
#include "text/bt-leftover.h"
#include "text/bt-text.h"

/* What is longer is no list of names. */
#define MAX_NAMES_BYTES 1000

/* ---- K6: somebody else ---- */

static gboolean
is_among (const char *const *words, gsize n, const char *word)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (words[i], word))
      return TRUE;
  return FALSE;
}

/* Houses and offices that stand for a person, at the beginning. Their marks count: Báo is
 * a paper and Bảo a name. */
static const char *const houses[] = {
  "ban ",
  "báo ",
  "biên phòng",
  "bộ ",
  "công an",
  "công ty",
  "cơ quan",
  "cộng tác viên",
  "ctv",
  "cục ",
  "đài ",
  "đại học",
  "đảng ủy",
  "đoàn công tác",
  "đoàn thanh niên",
  "getty",
  "gia đình",
  "hội ",
  "nhân vật",
  "nhà ",
  "nhiều tác giả",
  "phòng ",
  "quân khu",
  "reuters",
  "sở ",
  "sư đoàn",
  "tân hoa xã",
  "tạp chí",
  "thông tấn xã",
  "thông tin",
  "tổng cục",
  "tổng công ty",
  "trạm ",
  "trung tâm",
  "trường cao đẳng",
  "trường đại học",
  "trường thpt",
  "trường tiểu học",
  "tư liệu",
  "ubnd",
  "ủy ban",
  "uỷ ban",
  "văn phòng",
  "viện ",
  "xinhua",
};

/* Papers whose names look like those of people; folded, the whole name. */
static const char *const papers[] = {
  "an ninh thu do",   "dan tri",        "dan viet",          "ha noi moi",
  "lao dong",         "nguoi lao dong", "nhan dan",          "phap luat",
  "phap luat tp.hcm", "phu nu",         "quan doi nhan dan", "sai gon giai phong",
  "thanh nien",       "tien phong",     "tuoi tre",          "vietnamnet",
};

static gboolean
begins_like_house (const char *part)
{
  g_autofree char *small = g_utf8_strdown (part, -1);

  for (guint i = 0; i < G_N_ELEMENTS (houses); i++)
    {
      g_autofree char *plain =
          g_str_is_ascii (small) ? bt_text_fold (houses[i]) : g_strdup (houses[i]);

      if (g_str_has_prefix (small, plain))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_house (const char *part)
{
  g_autofree char *folded = bt_text_fold (part);
  guint letters = 0;

  if (begins_like_house (part))
    return TRUE;
  if (is_among (papers, G_N_ELEMENTS (papers), folded))
    return TRUE;
  if (strstr (folded, "cung cap") != NULL || strstr (folded, "tu lieu") != NULL)
    return TRUE;
  /* TTXVN, AFP, VnExpress, cantho.gov.vn: no Vietnamese name is written like that */
  for (const char *p = part; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == ' ' || (c == '.' && !g_ascii_islower (p[1])))
        return FALSE;
      letters += g_unichar_isupper (c) ? 1 : 0;
    }
  return letters >= 2 || strchr (part, '.') != NULL;
}

static gboolean
is_initial_of (const char *part, const char *whole)
{
  gsize length = strlen (part);

  return length <= 2 && g_str_has_prefix (whole, part);
}

/* "hoangvinhkhang", as cameras and accounts are called. */
static gboolean
same_letters (const char *a, const char *b)
{
  g_autofree char *one = bt_caption_spaced (a);
  g_autofree char *other = bt_caption_spaced (b);
  g_auto (GStrv) one_words = g_strsplit (one, " ", -1);
  g_auto (GStrv) other_words = g_strsplit (other, " ", -1);
  g_autofree char *one_word = g_strjoinv ("", one_words);
  g_autofree char *other_word = g_strjoinv ("", other_words);

  return *one_word != '\0' && g_str_equal (one_word, other_word);
}

static GPtrArray *
words_of_name (const char *name)
{
  g_autofree char *words = bt_caption_spaced (name);
  GPtrArray *out = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) all = g_strsplit (words, " ", -1);

  for (guint i = 0; all[i] != NULL; i++)
    if (*all[i] != '\0')
      g_ptr_array_add (out, g_strdup (all[i]));
  return out;
}

/* "H.V.K." for "Hoàng Vĩnh Khang". */
static gboolean
are_initials (const GPtrArray *few, const GPtrArray *many)
{
  if (few->len < 2 || few->len != many->len)
    return FALSE;
  for (guint i = 0; i < few->len; i++)
    if (g_utf8_strlen (few->pdata[i], -1) != 1
        || !g_str_has_prefix (many->pdata[i], few->pdata[i]))
      return FALSE;
  return TRUE;
}

/* Whether both may be one person: "V. Khang", "Vĩnh Khang" and "Hoàng Vĩnh Khang". */
static gboolean
may_be_same (const char *a, const char *b)
{
  g_autoptr (GPtrArray) words_a = words_of_name (a);
  g_autoptr (GPtrArray) words_b = words_of_name (b);
  const GPtrArray *few = words_a->len <= words_b->len ? words_a : words_b;
  const GPtrArray *many = few == words_a ? words_b : words_a;
  guint j = 0;

  if (are_initials (words_a, words_b) || are_initials (words_b, words_a)
      || same_letters (a, b))
    return TRUE;
  if (few->len == 0
      || !g_str_equal (few->pdata[few->len - 1], many->pdata[many->len - 1]))
    return FALSE;
  for (guint i = 0; i + 1 < few->len; i++, j++)
    {
      while (j + 1 < many->len && !g_str_equal (few->pdata[i], many->pdata[j])
             && !is_initial_of (few->pdata[i], many->pdata[j]))
        j++;
      if (j + 1 >= many->len)
        return FALSE;
    }
  return TRUE;
}

/* "Hoàng Vĩnh Khang/TTXVN", "A; B", "A - Báo Cần Thơ". Returns: the names */
static char **
parts_of (const char *names)
{
  g_autofree char *plain = bt_caption_plain_credit (names);
  g_autoptr (GRegex) between =
      g_regex_new ("[/;,&+()\\[\\]|]|\\s[-–—]\\s|\\svà\\s", 0, 0, NULL);
  g_auto (GStrv) all = g_regex_split (between, plain, 0);
  GPtrArray *parts = g_ptr_array_new ();

  for (guint i = 0; all[i] != NULL; i++)
    if (*g_strstrip (all[i]) != '\0')
      g_ptr_array_add (parts, g_strdup (all[i]));
  g_ptr_array_add (parts, NULL);
  return (char **)g_ptr_array_free (parts, FALSE);
}

static gboolean
agree (const char *credit, const char *creator)
{
  g_auto (GStrv) credits = parts_of (credit);
  g_auto (GStrv) creators = parts_of (creator);

  for (guint i = 0; credits[i] != NULL; i++)
    for (guint j = 0; creators[j] != NULL; j++)
      if (may_be_same (credits[i], creators[j]))
        return TRUE;
  for (guint i = 0; credits[i] != NULL; i++)
    if (!is_house (credits[i]))
      return FALSE;
  return TRUE;
}

void
bt_caption_rule_creator (BtCaptionCheck *check)
{
  const char *credit = check->fields[BT_CAPTION_CREDIT];
  g_autofree char *creator = bt_caption_creator (check);
  BtCaptionFinding *finding;
  gsize start, end;

  if (creator == NULL || strlen (creator) > MAX_NAMES_BYTES
      || strlen (credit) > MAX_NAMES_BYTES || bt_caption_is_blank (credit)
      || bt_caption_is_nobody (credit) || bt_leftover_find (credit, 0, &start, &end, NULL)
      || agree (credit, creator))
    return;
  finding = bt_caption_add (check, "K6", BT_FINDING_WARNING, BT_CAPTION_CREDIT);
  finding->fix[BT_CAPTION_CREDIT] = g_steal_pointer (&creator);
}

/* ---- K9: the house form ---- */

static void
set_span_of_end (BtCaptionFinding *finding, const char *text)
{
  g_autofree char *chomped = g_strchomp (g_strdup (text));

  finding->end = (guint)g_utf8_strlen (chomped, -1);
  finding->start = finding->end > 0 ? finding->end - 1 : 0;
}

/* A caption that ends in the middle is no sentence, and no stop makes it one. */
void
bt_caption_rule_stop (BtCaptionCheck *check)
{
  const char *caption = check->fields[BT_CAPTION_CAPTION];
  g_autofree char *name = NULL;
  g_autofree char *trimmed = g_strstrip (g_strdup (caption));
  g_autofree char *stopped = NULL;
  BtCaptionFinding *finding;
  gunichar last;
  guint length;

  if (bt_caption_is_blank (caption) || bt_caption_is_leftover (caption)
      || bt_credit_split (caption, &length, &name))
    return;
  last = g_utf8_get_char (g_utf8_prev_char (trimmed + strlen (trimmed)));
  if (last == ',' || last == ':' || last == ';' || last == '-' || last == 0x2013
      || last == 0x2014)
    {
      finding = bt_caption_add (check, "K9e", BT_FINDING_WARNING, BT_CAPTION_CAPTION);
      set_span_of_end (finding, caption);
      return;
    }
  stopped = bt_caption_with_stop (trimmed);
  if (g_str_equal (stopped, trimmed))
    return;
  finding = bt_caption_add (check, "K9", BT_FINDING_HINT, BT_CAPTION_CAPTION);
  set_span_of_end (finding, caption);
  finding->fix[BT_CAPTION_CAPTION] = g_steal_pointer (&stopped);
}

static gboolean
same_name (const char *a, const char *b)
{
  g_autofree char *plain_a = bt_caption_plain_credit (a);
  g_autofree char *plain_b = bt_caption_plain_credit (b);
  g_autofree char *folded_a = bt_text_fold (plain_a);
  g_autofree char *folded_b = bt_text_fold (plain_b);

  return g_str_equal (folded_a, folded_b);
}

void
bt_caption_rule_inside (BtCaptionCheck *check)
{
  const char *caption = check->fields[BT_CAPTION_CAPTION];
  const char *credit = check->fields[BT_CAPTION_CREDIT];
  g_autofree char *name = NULL;
  g_autofree char *own = NULL;
  BtCaptionFinding *finding;
  guint length;

  if (!bt_credit_split (caption, &length, &name) || bt_caption_is_nobody (name))
    return;
  finding = bt_caption_add (check, "K9b", BT_FINDING_WARNING, BT_CAPTION_CAPTION);
  finding->start = length;
  finding->end = (guint)g_utf8_strlen (caption, -1);
  if (!bt_caption_is_blank (credit) && !bt_caption_is_nobody (credit)
      && !same_name (credit, name))
    return;
  own = g_utf8_substring (caption, 0, length);
  finding->fix[BT_CAPTION_CAPTION] = bt_caption_with_stop (own);
  if (bt_caption_is_blank (credit) || bt_caption_is_nobody (credit))
    finding->fix[BT_CAPTION_CREDIT] = g_steal_pointer (&name);
}

void
bt_caption_rule_twice (BtCaptionCheck *check)
{
  const char *caption = check->fields[BT_CAPTION_CAPTION];
  const char *last = bt_credit_second_label (caption);
  g_autofree char *before = NULL;
  g_autofree char *first_name = NULL;
  g_autofree char *last_name = NULL;
  BtCaptionFinding *finding;
  guint length;

  if (last == NULL)
    return;
  finding = bt_caption_add (check, "K9c", BT_FINDING_WARNING, BT_CAPTION_CAPTION);
  finding->start = (guint)g_utf8_strlen (caption, last - caption);
  finding->end = (guint)g_utf8_strlen (caption, -1);
  before = g_strchomp (g_strndup (caption, (gsize)(last - caption)));
  last_name = bt_credit_line (last);
  if (last_name == NULL || !bt_credit_split (before, &length, &first_name)
      || !same_name (first_name, last_name))
    return;
  finding->fix[BT_CAPTION_CAPTION] = g_steal_pointer (&before);
}

void
bt_caption_rule_name_only (BtCaptionCheck *check)
{
  const char *credit = check->fields[BT_CAPTION_CREDIT];
  g_autofree char *plain = bt_caption_plain_credit (credit);
  g_autofree char *trimmed = g_strstrip (g_strdup (credit));
  BtCaptionFinding *finding;

  if (*plain == '\0' || g_str_equal (plain, trimmed) || bt_caption_is_nobody (credit))
    return;
  finding = bt_caption_add (check, "K9d", BT_FINDING_HINT, BT_CAPTION_CREDIT);
  finding->fix[BT_CAPTION_CREDIT] = g_steal_pointer (&plain);
}
