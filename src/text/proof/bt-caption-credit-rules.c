/* The caption checker: whose photo it is, and the house form.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/proof/bt-caption-rules-private.h"

#include <string.h>

#include "text/bt-caption.h"
#include "text/bt-leftover.h"
#include "text/bt-text.h"

/* What is longer is no list of names. */
#define MAX_NAMES_BYTES 1000

/* ---- K4: nobody ---- */

/* Where a photo was found, which is no person or house that made it; folded, the longer
 * first. */
static const char *const nowhere[] = {
  "cong dong mang",
  "khong ro nguon",
  "khong ro tac gia",
  "khong ro",
  "khuyet danh",
  "mang internet",
  "mang xa hoi",
  "suu tam",
  "s t",
  "facebook",
  "fb",
  "google",
  "instagram",
  "internet",
  "mang",
  "mxh",
  "online",
  "pinterest",
  "st",
  "tiktok",
  "twitter",
  "website",
  "youtube",
  "zalo",
};

/* Words that say nothing beside them. */
static const char *const fillers[] = {
  "anh",   "chup", "cua",    "hinh", "image", "images", "lay", "nguon",
  "photo", "qua",  "source", "theo", "tren",  "trang",  "tu",
};

static gboolean
is_among (const char *const *words, gsize n, const char *word)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (words[i], word))
      return TRUE;
  return FALSE;
}

/* Folded words with one space around each. */
static char *
spaced (const char *text)
{
  g_autofree char *folded = bt_text_fold (text);
  GString *out = g_string_new (" ");

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (out, c);
      else if (out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  if (out->str[out->len - 1] != ' ')
    g_string_append_c (out, ' ');
  return g_string_free (out, FALSE);
}

/* Măng is a bamboo shoot, and may be a pen name. */
static gboolean
is_network (const char *text)
{
  g_autofree char *small = g_utf8_strdown (text, -1);

  return strstr (small, "mạng") != NULL || strstr (small, "mang") != NULL;
}

gboolean
bt_caption_is_nobody (const char *text)
{
  g_autofree char *rest = spaced (text);
  g_auto (GStrv) words = NULL;
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (nowhere); i++)
    {
      g_autofree char *word = g_strconcat (" ", nowhere[i], " ", NULL);
      char *hit;

      if (strstr (word, " mang ") != NULL && !is_network (text))
        continue;
      for (; (hit = strstr (rest, word)) != NULL; found = TRUE)
        memset (hit, ' ', strlen (word));
    }
  words = g_strsplit (rest, " ", -1);
  for (guint i = 0; found && words[i] != NULL; i++)
    if (*words[i] != '\0' && !is_among (fillers, G_N_ELEMENTS (fillers), words[i]))
      return FALSE;
  return found;
}

char *
bt_caption_creator (const BtCaptionCheck *check)
{
  const char *creator = check->fields[BT_CAPTION_CREATOR];
  gsize start, end;
  char *name;

  if (bt_caption_is_blank (creator) || bt_caption_is_nobody (creator)
      || bt_leftover_find (creator, 0, &start, &end, NULL))
    return NULL;
  name = bt_caption_plain_credit (creator);
  if (*name == '\0')
    g_clear_pointer (&name, g_free);
  return name;
}

#define NOWHERE                                                                          \
  "(?:(?:tu|tren|lay|qua) )*(?:mang(?: internet| xa hoi| facebook)?|internet|mxh|"       \
  "suu tam(?: tren (?:mang|internet))?|s\\.? ?t\\.?|facebook|fb|google|zalo|tiktok|"     \
  "youtube|instagram|pinterest|cong dong mang)"

/* "Nguồn: Internet", "Ảnh: sưu tầm", "(Internet)"; not "Ảnh: Facebook Nguyễn Văn A". */
static GRegex *
nowhere_regex (void)
{
  static gsize once;
  static GRegex *regex;

  if (g_once_init_enter (&once))
    {
      regex = g_regex_new ("(?<![\\p{L}\\p{N}])(?:nguon(?: anh)?|anh|hinh(?: "
                           "anh)?|source|photo)\\s*:\\s*" NOWHERE
                           "(?=\\s*(?:[.,;)\\]/\\n]|$))"
                           "|[(\\[]\\s*(?:nguon |anh )?" NOWHERE "\\s*[)\\]]",
                           G_REGEX_OPTIMIZE, 0, NULL);
      g_once_init_leave (&once, 1);
    }
  return regex;
}

/* The caption without what stands in [@start, @end), and the creator as its credit. */
static void
fix_caption (BtCaptionCheck *check, BtCaptionFinding *finding, guint start, guint end)
{
  const char *caption = check->fields[BT_CAPTION_CAPTION];
  const char *credit = check->fields[BT_CAPTION_CREDIT];
  g_autofree char *creator = bt_caption_creator (check);
  g_autofree char *before = NULL;
  g_autofree char *rest = NULL;
  const char *p = g_utf8_offset_to_pointer (caption, end);

  if (bt_caption_is_blank (credit) || bt_caption_is_nobody (credit))
    {
      if (creator == NULL)
        return;
      finding->fix[BT_CAPTION_CREDIT] = g_steal_pointer (&creator);
    }
  before = g_strchomp (g_utf8_substring (caption, 0, start));
  while (*p == '.' || *p == ' ' || *p == ')' || *p == ']')
    p++;
  if (g_str_has_suffix (before, "(") || g_str_has_suffix (before, "["))
    before[strlen (before) - 1] = '\0';
  rest = g_strstrip (g_strconcat (before, *p != '\0' ? " " : "", p, NULL));
  finding->fix[BT_CAPTION_CAPTION] = bt_caption_with_stop (rest);
}

void
bt_caption_rule_internet (BtCaptionCheck *check)
{
  static const BtCaptionPart fields[] = { BT_CAPTION_CREATOR, BT_CAPTION_CREDIT,
                                          BT_CAPTION_SOURCE };
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *words = NULL;
  BtCaptionFinding *finding;
  int from, to;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (!bt_caption_is_nobody (check->fields[fields[i]]))
        continue;
      finding = bt_caption_add (check, "K4", BT_FINDING_ERROR, fields[i]);
      if (fields[i] == BT_CAPTION_CREDIT)
        finding->fix[BT_CAPTION_CREDIT] = bt_caption_creator (check);
    }

  folded = bt_text_fold_mapped (check->fields[BT_CAPTION_CAPTION],
                                BT_FOLD_CASE | BT_FOLD_ACCENTS | BT_FOLD_SPACES, starts);
  if (!g_regex_match (nowhere_regex (), folded, 0, &match)
      || !g_match_info_fetch_pos (match, 0, &from, &to))
    return;
  words = g_utf8_substring (check->fields[BT_CAPTION_CAPTION],
                            g_array_index (starts, guint, from),
                            g_array_index (starts, guint, to));
  if (!bt_caption_is_nobody (words))
    return;
  finding = bt_caption_add (check, "K4", BT_FINDING_ERROR, BT_CAPTION_CAPTION);
  finding->start = g_array_index (starts, guint, from);
  finding->end = g_array_index (starts, guint, to);
  fix_caption (check, finding, finding->start, finding->end);
}

/* ---- K6: somebody else ---- */

/* Houses and offices that stand for a person; folded, at the beginning. */
static const char *const houses[] = {
  "ban ",      "bao ",       "bo ",       "cong an",    "cong ty",       "co quan",
  "ctv",       "cuc ",       "dai ",      "dang uy",    "doan ",         "getty",
  "gia dinh",  "hoi ",       "nha ",      "nhan vat",   "nhieu tac gia", "phong ",
  "reuters",   "so ",        "su doan",   "tan hoa xa", "tap chi",       "thong tan xa",
  "thong tin", "tong ",      "tram ",     "trung tam",  "truong ",       "tu lieu",
  "ubnd",      "uy ban",     "van phong", "vien ",      "xinhua",        "cong tac vien",
  "bo doi",    "bien phong", "quan khu",
};

/* Papers whose names look like those of people; folded, the whole name. */
static const char *const papers[] = {
  "an ninh thu do",   "dan tri",        "dan viet",          "ha noi moi",
  "lao dong",         "nguoi lao dong", "nhan dan",          "phap luat",
  "phap luat tp.hcm", "phu nu",         "quan doi nhan dan", "sai gon giai phong",
  "thanh nien",       "tien phong",     "tuoi tre",          "vietnamnet",
};

static gboolean
is_house (const char *part)
{
  g_autofree char *folded = bt_text_fold (part);
  guint letters = 0;

  for (guint i = 0; i < G_N_ELEMENTS (houses); i++)
    if (g_str_has_prefix (folded, houses[i]))
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
  g_autofree char *one = spaced (a);
  g_autofree char *other = spaced (b);
  g_auto (GStrv) one_words = g_strsplit (one, " ", -1);
  g_auto (GStrv) other_words = g_strsplit (other, " ", -1);
  g_autofree char *one_word = g_strjoinv ("", one_words);
  g_autofree char *other_word = g_strjoinv ("", other_words);

  return *one_word != '\0' && g_str_equal (one_word, other_word);
}

static GPtrArray *
words_of_name (const char *name)
{
  g_autofree char *words = spaced (name);
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
