/* The byline as readers see it, "Tin, ảnh: A", in and out.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-article.h"
#include "article/bt-clean-text.h"

/* A byline is short; a longer line is a sentence. */
#define MAX_LINE 300

#define DASH "[-–—]"
#define PHOTO "(?:nguồn |hình )?ảnh"
#define WORDS "(?<label>[^:]{1,40}?)"
#define NAME "(?<name>[^:]+?)"
#define CREDIT "(?<credit>[^:]+)"

/* What may stand alone before the colon; "Kết luận: …" is a sentence, not a byline. */
#define LABELS                                                                                                     \
  "(?<label>tin|bài|tin,? bài|tin và bài|bài viết|nội dung|tác giả|thực hiện|tổng hợp"         \
  "|phóng sự|ký sự|ghi chép|phỏng vấn|bình luận|biên dịch|lược dịch|dịch|đồ họa|clip" \
  "|video)"

/* Two to six words that all begin with a capital. */
#define CAPITAL "(?-i:\\p{Lu}[\\p{L}\\p{M}.’']*)"
#define PERSON CAPITAL "(?: " CAPITAL "){1,5}"

typedef enum
{
  FORM_BOTH,
  FORM_BOTH_OTHER,
  FORM_TWO,
  FORM_NAME_AND_PHOTO,
  FORM_PHOTO,
  FORM_LABELLED,
  FORM_BARE,
} Form;
#define N_FORMS (FORM_BARE + 1)

/* The first that matches is taken. */
static const char *const patterns[N_FORMS] = {
  /* Tin, ảnh: A · Bài và ảnh: A · Tin - ảnh: A */
  [FORM_BOTH] = "^" LABELS "(?: ?[,&+/] ?| ?" DASH " ?| và )" PHOTO " ?: ?" NAME "$",
  /* Chùm thơ, ảnh: A, unless what stands before the comma is a person */
  [FORM_BOTH_OTHER] =
      "^(?!" PERSON ",)" WORDS "(?: ?[,&+/] ?| và )" PHOTO " ?: ?" NAME "$",
  /* Tin: A - Ảnh: B · Bài: A; ảnh: B */
  [FORM_TWO] =
      "^" WORDS " ?: ?" NAME "(?: ?[;,.|/] ?| " DASH " ?)" PHOTO " ?: ?" CREDIT "$",
  /* A - Ảnh: B */
  [FORM_NAME_AND_PHOTO] = "^" NAME "(?: ?[;,|/] ?| " DASH " ?)" PHOTO " ?: ?" CREDIT "$",
  /* Ảnh: B */
  [FORM_PHOTO] = "^" PHOTO " ?: ?" CREDIT "$",
  /* Bài: A */
  [FORM_LABELLED] = "^" LABELS " ?: ?" NAME "$",
  /* A */
  [FORM_BARE] = "^(?<name>" PERSON ")$",
};

static const GRegex *
form_regex (Form form)
{
  static GRegex *compiled[N_FORMS];
  static gsize once;

  if (g_once_init_enter (&once))
    {
      guint i;

      for (i = 0; i < N_FORMS; i++)
        {
          compiled[i] = g_regex_new (patterns[i], G_REGEX_CASELESS, 0, NULL);
          g_assert (compiled[i] != NULL);
        }
      g_once_init_leave (&once, 1);
    }
  return compiled[form];
}

/* Names begin with a capital or a digit and are no sentences. */
static gboolean
is_name (const char *text)
{
  gunichar first = g_utf8_get_char (text);
  gunichar last;

  if (*text == '\0' || g_unichar_islower (first) || !g_unichar_isalnum (first))
    return FALSE;
  last = g_utf8_get_char (g_utf8_find_prev_char (text, text + strlen (text)));
  return last != '?' && last != '!' && last != 0x2026; /* … */
}

/* One line, its white space single and plain. */
static char *
tidy_line (const char *line)
{
  g_autofree char *clean = bt_clean_line (line);
  GString *out = g_string_new (NULL);
  const char *p;

  for (p = clean; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || c == 0xa0 || c == 0x200b)
        {
          if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c (out, ' ');
        }
      else
        g_string_append_unichar (out, c);
    }
  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

static char *
fetch (const GMatchInfo *match, const char *group)
{
  char *text = g_match_info_fetch_named (match, group);

  return text != NULL ? g_strstrip (text) : g_strdup ("");
}

gboolean
bt_article_set_byline_line (BtArticle *self, const char *line)
{
  g_autofree char *tidy = NULL;
  Form form;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (line != NULL, FALSE);

  if (strlen (line) > MAX_LINE)
    return FALSE;
  tidy = tidy_line (line);
  for (form = 0; form < N_FORMS; form++)
    {
      g_autoptr (GMatchInfo) match = NULL;
      g_autofree char *label = NULL;
      g_autofree char *name = NULL;
      g_autofree char *credit = NULL;

      if (!g_regex_match (form_regex (form), tidy, 0, &match))
        continue;
      label = fetch (match, "label");
      name = fetch (match, "name");
      credit = form <= FORM_BOTH_OTHER ? g_strdup (name) : fetch (match, "credit");
      if ((*name != '\0' && !is_name (name)) || (*credit != '\0' && !is_name (credit)))
        continue;

      bt_article_set (self, BT_FIELD_BYLINE_LABEL, label);
      bt_article_set (self, BT_FIELD_BYLINE, name);
      bt_article_set (self, BT_FIELD_PHOTO_CREDIT, credit);
      return TRUE;
    }
  return FALSE;
}

char *
bt_article_byline_line (const BtArticle *self)
{
  const char *label;
  const char *name;
  const char *credit;

  g_return_val_if_fail (self != NULL, NULL);

  label = bt_article_get (self, BT_FIELD_BYLINE_LABEL);
  name = bt_article_get (self, BT_FIELD_BYLINE);
  credit = bt_article_get (self, BT_FIELD_PHOTO_CREDIT);

  if (*name == '\0')
    return *credit == '\0' ? g_strdup ("") : g_strconcat ("Ảnh: ", credit, NULL);
  if (g_str_equal (name, credit))
    return g_strconcat (*label != '\0' ? label : "Bài", ", ảnh: ", name, NULL);
  return g_strconcat (label, *label != '\0' ? ": " : "", name,
                      *credit != '\0' ? " - Ảnh: " : "", credit, NULL);
}
