/* What variables are called.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-variables.h"

#include "text/bt-text.h"

#define MAX_NAMES 6

/* The first two are what menus offer, in Vietnamese and English. */
static const struct
{
  const char *id;
  const char *names[MAX_NAMES];
} variables[] = {
  [BT_VARIABLE_DATE] = { "date", { "ngày", "date", "ngày chụp", "date taken" } },
  [BT_VARIABLE_YEAR] = { "year", { "năm", "year", "năm chụp" } },
  [BT_VARIABLE_MONTH] = { "month", { "tháng", "month", "tháng chụp" } },
  [BT_VARIABLE_DAY] = { "day", { "ngày trong tháng", "day", "ngày số" } },
  [BT_VARIABLE_TIME] = { "time", { "giờ", "time", "giờ chụp" } },
  [BT_VARIABLE_TODAY] = { "today", { "hôm nay", "today" } },
  [BT_VARIABLE_NUMBER] = { "number", { "số", "number", "số thứ tự", "counter", "stt" } },
  [BT_VARIABLE_FILE_NAME] = { "file_name",
                              { "tên tệp", "file name", "filename", "tên file" } },
  [BT_VARIABLE_PLACE] = { "place", { "địa điểm", "place", "location" } },
  [BT_VARIABLE_SUBLOCATION] = { "sublocation", { "nơi chụp", "sublocation", "nơi" } },
  [BT_VARIABLE_CITY] = { "city", { "thành phố", "city", "tp" } },
  [BT_VARIABLE_PROVINCE] = { "province", { "tỉnh", "province", "state", "tỉnh thành" } },
  [BT_VARIABLE_COUNTRY] = { "country", { "nước", "country", "quốc gia" } },
  [BT_VARIABLE_CAPTION] = { "caption", { "chú thích", "caption", "chú thích ảnh" } },
  [BT_VARIABLE_PHOTO_HEADLINE] = { "photo_headline",
                                   { "tít ảnh", "photo headline", "tiêu đề ảnh" } },
  [BT_VARIABLE_ALT] = { "alt", { "văn bản thay thế", "alt text", "alt" } },
  [BT_VARIABLE_CREATOR] = { "creator",
                            { "tác giả", "creator", "người chụp", "photographer",
                              "tác giả ảnh" } },
  [BT_VARIABLE_CREDIT] = { "credit", { "nguồn ảnh", "credit", "ghi nguồn" } },
  [BT_VARIABLE_SOURCE] = { "source", { "nguồn", "source" } },
  [BT_VARIABLE_COPYRIGHT] = { "copyright", { "bản quyền", "copyright" } },
  [BT_VARIABLE_KEYWORDS] = { "keywords", { "từ khóa", "keywords", "thẻ", "tags" } },
  [BT_VARIABLE_INSTRUCTIONS] = { "instructions",
                                 { "lưu ý sử dụng", "instructions", "lưu ý" } },
  [BT_VARIABLE_CAPTION_WRITER] = { "caption_writer",
                                   { "người viết chú thích", "caption writer" } },
  [BT_VARIABLE_CAMERA] = { "camera", { "máy ảnh", "camera" } },
  [BT_VARIABLE_LENS] = { "lens", { "ống kính", "lens" } },
  [BT_VARIABLE_ISO] = { "iso", { "iso", "iso", "độ nhạy" } },
  [BT_VARIABLE_APERTURE] = { "aperture", { "khẩu độ", "aperture" } },
  [BT_VARIABLE_SHUTTER] = { "shutter", { "tốc độ", "shutter", "tốc độ chụp" } },
  [BT_VARIABLE_FOCAL_LENGTH] = { "focal_length", { "tiêu cự", "focal length" } },
  [BT_VARIABLE_WIDTH] = { "width", { "chiều rộng", "width", "rộng" } },
  [BT_VARIABLE_HEIGHT] = { "height", { "chiều cao", "height", "cao" } },
  [BT_VARIABLE_ARTICLE_HEADLINE] = { "article_headline",
                                     { "tít", "headline", "tiêu đề", "tít bài" } },
  [BT_VARIABLE_ARTICLE_DATE] = { "article_date",
                                 { "ngày đăng", "article date", "ngày bài" } },
  [BT_VARIABLE_SECTION] = { "section", { "chuyên mục", "section", "category" } },
  [BT_VARIABLE_PEN_NAME] = { "pen_name",
                             { "bút danh", "pen name", "author", "tác giả bài",
                               "byline" } },
  [BT_VARIABLE_BATCH] = { "batch", { "đợt ảnh", "batch", "đợt" } },
};
G_STATIC_ASSERT (G_N_ELEMENTS (variables) == BT_N_VARIABLES);

const char *
bt_variable_to_string (BtVariable variable)
{
  g_return_val_if_fail ((guint)variable < BT_N_VARIABLES, NULL);

  return variables[variable].id;
}

const char *
bt_variable_name (BtVariable variable, gboolean vietnamese)
{
  g_return_val_if_fail ((guint)variable < BT_N_VARIABLES, NULL);

  return variables[variable].names[vietnamese ? 0 : 1];
}

/* Folded, with single spaces, also for what was written with underlines. */
static char *
fold_name (const char *name)
{
  g_autofree char *folded = bt_text_fold (name);
  GString *out = g_string_new (NULL);
  gboolean gap = FALSE;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || c == '_' || c == '-')
        {
          gap = out->len > 0;
          continue;
        }
      if (gap)
        g_string_append_c (out, ' ');
      gap = FALSE;
      g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/* Folded name → variable + 1. "tinh" is province and no other: a test looks for clashes. */
static GHashTable *
names_table (void)
{
  static gsize once;
  static GHashTable *table;

  if (g_once_init_enter (&once))
    {
      table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint i = 0; i < BT_N_VARIABLES; i++)
        {
          g_hash_table_insert (table, fold_name (variables[i].id),
                               GUINT_TO_POINTER (i + 1));
          for (guint j = 0; j < MAX_NAMES && variables[i].names[j] != NULL; j++)
            g_hash_table_insert (table, fold_name (variables[i].names[j]),
                                 GUINT_TO_POINTER (i + 1));
        }
      g_once_init_leave (&once, 1);
    }
  return table;
}

gboolean
bt_variable_from_name (const char *name, BtVariable *variable)
{
  g_autofree char *folded = NULL;
  guint found;

  g_return_val_if_fail (name != NULL, FALSE);

  folded = fold_name (name);
  found = GPOINTER_TO_UINT (g_hash_table_lookup (names_table (), folded));
  if (found == 0)
    return FALSE;
  if (variable != NULL)
    *variable = (BtVariable)(found - 1);
  return TRUE;
}
