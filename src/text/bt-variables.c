/* Variables: their names, their values, and texts in which they stand.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-variables.h"

#include <string.h>

#include "text/bt-day.h"
#include "text/bt-leftover.h"
#include "text/bt-text.h"

#define MAX_NAMES 6
#define MAX_DIGITS 9

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

struct _BtVariables
{
  char *values[BT_N_VARIABLES];
};

/* ---- names ---- */

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

/* ---- values ---- */

BtVariables *
bt_variables_new (void)
{
  return g_new0 (BtVariables, 1);
}

BtVariables *
bt_variables_copy (const BtVariables *self)
{
  BtVariables *copy = bt_variables_new ();

  g_return_val_if_fail (self != NULL, copy);

  for (guint i = 0; i < BT_N_VARIABLES; i++)
    copy->values[i] = g_strdup (self->values[i]);
  return copy;
}

void
bt_variables_free (BtVariables *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < BT_N_VARIABLES; i++)
    g_free (self->values[i]);
  g_free (self);
}

void
bt_variables_set (BtVariables *self, BtVariable variable, const char *value)
{
  g_return_if_fail (self != NULL && (guint)variable < BT_N_VARIABLES);

  g_free (self->values[variable]);
  self->values[variable] = value != NULL && *value != '\0' ? g_strdup (value) : NULL;
}

void
bt_variables_set_number (BtVariables *self, guint64 number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, number);

  bt_variables_set (self, BT_VARIABLE_NUMBER, digits);
}

static const char *
value_of (const BtVariables *self, BtVariable variable)
{
  return self->values[variable] != NULL ? self->values[variable] : "";
}

/* "Bến Ninh Kiều, Cần Thơ": each part once; the city is often the province too. */
static char *
whole_place (const BtVariables *self)
{
  static const BtVariable parts[] = { BT_VARIABLE_SUBLOCATION, BT_VARIABLE_CITY,
                                      BT_VARIABLE_PROVINCE };
  GString *out = g_string_new (value_of (self, BT_VARIABLE_PLACE));

  for (guint i = 0; self->values[BT_VARIABLE_PLACE] == NULL && i < G_N_ELEMENTS (parts);
       i++)
    {
      const char *part = value_of (self, parts[i]);

      if (*part == '\0' || (i > 0 && g_str_equal (part, value_of (self, parts[i - 1]))))
        continue;
      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", part);
    }
  return g_string_free (out, FALSE);
}

/* ---- dates and numbers ---- */

typedef struct
{
  guint year, month, day;    /* 0 where it is not known */
  gint hour, minute, second; /* -1 where it is not known */
} Moment;

static gboolean
read_moment (const char *iso, Moment *moment)
{
  GDate first, last;
  const char *clock;

  *moment = (Moment){ .hour = -1, .minute = -1, .second = -1 };
  if (!bt_day_read (iso, &first, &last))
    return FALSE;
  moment->year = g_date_get_year (&first);
  if (g_date_days_between (&first, &last) < 31)
    moment->month = g_date_get_month (&first);
  if (g_date_compare (&first, &last) == 0)
    moment->day = g_date_get_day (&first);
  clock = strpbrk (iso, "T ");
  if (clock != NULL && strlen (clock) >= 6 && clock[3] == ':')
    {
      moment->hour = (gint)g_ascii_strtoll (clock + 1, NULL, 10);
      moment->minute = (gint)g_ascii_strtoll (clock + 4, NULL, 10);
      if (clock[6] == ':')
        moment->second = (gint)g_ascii_strtoll (clock + 7, NULL, 10);
    }
  return TRUE;
}

/* One part, such as "mm". Returns: FALSE when the moment does not have it */
static gboolean
append_part (GString *out, const Moment *moment, char letter, guint n, gboolean minutes)
{
  gint value = -1;

  switch (letter)
    {
    case 'y':
      value = (gint)moment->year;
      if (n == 2)
        value %= 100;
      break;
    case 'm':
      value = minutes ? moment->minute : (gint)moment->month;
      break;
    case 'd':
      value = (gint)moment->day;
      break;
    case 'h':
      value = moment->hour;
      break;
    default:
      value = moment->second;
      break;
    }
  if (value < 0 || (value == 0 && (letter == 'd' || (letter == 'm' && !minutes))))
    return FALSE;
  g_string_append_printf (out, "%0*d", (int)n, value);
  return TRUE;
}

/* Returns: (nullable): the moment by @format; NULL when @format asks for what is not known,
 * or @bad when it is no format at all */
static char *
format_moment (const Moment *moment, const char *format, gboolean *bad)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean minutes = FALSE;
  gboolean says = FALSE;

  *bad = FALSE;
  for (const char *p = format; *p != '\0';)
    {
      char letter = g_ascii_tolower (*p);
      guint n = 0;

      if (!g_ascii_isalpha (letter))
        {
          const char *next = g_utf8_next_char (p);

          g_string_append_len (out, p, next - p);
          p = next;
          continue;
        }
      for (; g_ascii_tolower (*p) == letter; p++)
        n++;
      if (letter == 'y' ? n != 2 && n != 4 : strchr ("mdhs", letter) == NULL || n > 2)
        {
          *bad = TRUE;
          return NULL;
        }
      if (!append_part (out, moment, letter, n, minutes))
        return NULL;
      minutes = letter == 'h';
      says = TRUE;
    }
  *bad = !says;
  return says ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

/* As far as the date is known: "28/12/2017", "12/2017", "2017". */
static const char *
plain_format (const Moment *moment, BtVariable variable)
{
  switch (variable)
    {
    case BT_VARIABLE_YEAR:
      return "yyyy";
    case BT_VARIABLE_MONTH:
      return "mm";
    case BT_VARIABLE_DAY:
      return "dd";
    case BT_VARIABLE_TIME:
      return "hh:mm";
    default:
      return moment->day != 0 ? "dd/mm/yyyy" : moment->month != 0 ? "mm/yyyy" : "yyyy";
    }
}

static char *
moment_value (const BtVariables *self,
              BtVariable variable,
              const char *format,
              gboolean *bad)
{
  BtVariable source =
      variable == BT_VARIABLE_TODAY || variable == BT_VARIABLE_ARTICLE_DATE
          ? variable
          : BT_VARIABLE_DATE;
  g_autofree char *today = NULL;
  const char *iso = self->values[source];
  char *text = NULL;
  Moment moment;

  if (iso == NULL && source == BT_VARIABLE_TODAY)
    {
      GDate day;

      bt_day_today (&day);
      iso = today = bt_day_to_iso (&day);
    }
  if (iso == NULL || !read_moment (iso, &moment))
    return g_strdup ("");
  if (*format != '\0')
    text = format_moment (&moment, format, bad);
  if (text == NULL && (*format == '\0' || *bad))
    {
      gboolean ignored;

      text = format_moment (&moment, plain_format (&moment, variable), &ignored);
    }
  return text != NULL ? text : g_strdup ("");
}

static char *
number_value (const char *digits, const char *format, gboolean *bad)
{
  guint64 width = 0;

  if (*format != '\0'
      && (!g_ascii_string_to_unsigned (format, 10, 1, MAX_DIGITS, &width, NULL)))
    *bad = TRUE;
  if (*digits == '\0')
    return g_strdup ("");
  return g_strdup_printf ("%0*" G_GUINT64_FORMAT, (int)width,
                          g_ascii_strtoull (digits, NULL, 10));
}

static char *
formatted (const BtVariables *self,
           BtVariable variable,
           const char *format,
           gboolean *bad)
{
  *bad = FALSE;
  switch (variable)
    {
    case BT_VARIABLE_DATE:
    case BT_VARIABLE_YEAR:
    case BT_VARIABLE_MONTH:
    case BT_VARIABLE_DAY:
    case BT_VARIABLE_TIME:
    case BT_VARIABLE_TODAY:
    case BT_VARIABLE_ARTICLE_DATE:
      return moment_value (self, variable, format, bad);
    case BT_VARIABLE_NUMBER:
      return number_value (value_of (self, variable), format, bad);
    default:
      *bad = *format != '\0';
      return variable == BT_VARIABLE_PLACE ? whole_place (self)
                                           : g_strdup (value_of (self, variable));
    }
}

char *
bt_variables_get (const BtVariables *self, BtVariable variable)
{
  gboolean bad;

  g_return_val_if_fail (self != NULL && (guint)variable < BT_N_VARIABLES, NULL);

  return formatted (self, variable, "", &bad);
}

/* ---- inside a text ---- */

void
bt_variable_note_free (BtVariableNote *self)
{
  if (self == NULL)
    return;
  g_free (self->written);
  g_free (self);
}

static void
add_note (GPtrArray *notes,
          BtVariableNoteKind kind,
          BtVariable variable,
          const char *written)
{
  BtVariableNote *note;

  if (notes == NULL)
    return;
  note = g_new0 (BtVariableNote, 1);
  note->kind = kind;
  note->variable = variable;
  note->written = g_strdup (written);
  g_ptr_array_add (notes, note);
}

/* Cuts "ngày:yyyy" at its colon. Returns: the format, "" when there is none */
static char *
split_format (char *name)
{
  char *colon = strchr (name, ':');

  if (colon == NULL)
    return name + strlen (name);
  *colon = '\0';
  return g_strstrip (colon + 1);
}

/* Returns: (nullable): what "{@written}" stands for; NULL when it is no variable */
static char *
value_for (const BtVariables *self, const char *written, GPtrArray *notes)
{
  g_autofree char *name = g_strdup (written);
  const char *format = split_format (name);
  BtVariable variable;
  gboolean bad;
  char *value;

  if (!bt_variable_from_name (name, &variable))
    {
      add_note (notes, BT_VARIABLE_UNKNOWN, 0, written);
      return NULL;
    }
  value = formatted (self, variable, format, &bad);
  if (*value == '\0')
    add_note (notes, BT_VARIABLE_EMPTY, variable, written);
  else if (bad)
    add_note (notes, BT_VARIABLE_FORMAT, variable, written);
  return value;
}

static char
last_of (const GString *out)
{
  return out->len > 0 ? out->str[out->len - 1] : '\0';
}

static void
drop_blanks (GString *out)
{
  while (last_of (out) == ' ')
    g_string_truncate (out, out->len - 1);
}

static gboolean
is_end (char c)
{
  return c == '\0' || c == '\n';
}

/* Between @out and @rest stood a variable that gave nothing. Takes away what stood there
 * for its sake alone. Returns: where @rest goes on */
static const char *
close_gap (GString *out, const char *rest)
{
  gsize length = out->len;
  const char *p = rest;

  while (length > 0 && out->str[length - 1] == ' ')
    length--;
  while (*p == ' ')
    p++;
  /* "({nơi chụp})" */
  if (length > 0 && out->str[length - 1] == '(' && *p == ')')
    {
      g_string_truncate (out, length - 1);
      return close_gap (out, p + 1);
    }
  /* ", {x}," and "{x}, " at the beginning of a line or a bracket */
  if (*p == ',' && (length == 0 || strchr (",(\n", out->str[length - 1]) != NULL))
    {
      for (p++; *p == ' ';)
        p++;
      return p;
    }
  /* ", {x}" at the end of a line, a sentence or a bracket */
  if (length > 0 && out->str[length - 1] == ',' && (is_end (*p) || strchr (".;)", *p)))
    {
      g_string_truncate (out, length - 1);
      drop_blanks (out);
      return p;
    }
  /* "a {x} b", "a {x}.", "{x} b" */
  if (*rest == ' ' && (last_of (out) == ' ' || out->len == 0 || last_of (out) == '\n'))
    return p;
  if (last_of (out) == ' ' && (is_end (*rest) || strchr (".,;:!?)", *rest)))
    drop_blanks (out);
  return rest;
}

char *
bt_variables_expand (const BtVariables *self, const char *text, GPtrArray *notes)
{
  GString *out;
  const char *p = text;
  gsize start, end;

  g_return_val_if_fail (self != NULL && text != NULL, NULL);

  out = g_string_sized_new (strlen (text));
  while (bt_placeholder_find (p, 0, &start, &end))
    {
      g_autofree char *written = g_strndup (p + start + 1, end - start - 2);
      g_autofree char *value = value_for (self, written, notes);

      g_string_append_len (out, p, (gssize)start);
      if (value == NULL)
        g_string_append_len (out, p + start, (gssize)(end - start));
      else
        g_string_append (out, value);
      p += end;
      if (value != NULL && *value == '\0')
        p = close_gap (out, p);
    }
  g_string_append (out, p);
  return g_string_free (out, FALSE);
}

gboolean
bt_variables_needs_article (const char *text)
{
  gsize start, end;

  g_return_val_if_fail (text != NULL, FALSE);

  for (const char *p = text; bt_placeholder_find (p, 0, &start, &end); p += end)
    {
      g_autofree char *name = g_strndup (p + start + 1, end - start - 2);
      BtVariable variable;

      split_format (name);
      if (bt_variable_from_name (name, &variable)
          && variable >= BT_VARIABLE_ARTICLE_HEADLINE && variable <= BT_VARIABLE_PEN_NAME)
        return TRUE;
    }
  return FALSE;
}
