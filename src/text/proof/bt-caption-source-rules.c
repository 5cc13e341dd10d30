/* The caption checker: sources that are none.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/proof/bt-caption-rules-private.h"

#include <string.h>

#include "text/bt-caption.h"
#include "text/bt-leftover.h"
#include "text/bt-text.h"

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

char *
bt_caption_spaced (const char *text)
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
  g_autofree char *rest = bt_caption_spaced (text);
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
