/* Lists of codes as tab-separated files, in and out.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-codes-private.h"

#include <string.h>

#include "text/bt-day.h"
#include "text/bt-text.h"

#define MAX_CELLS 256 /* of a line, empty ones at its end included */

typedef enum
{
  ROLE_TEXT,
  ROLE_CODE,
  ROLE_FROM,
  ROLE_TO,
  ROLE_FULL,
  ROLE_TITLE,
  ROLE_NAME,
} Role;

/* What people call the columns, folded, in the order of Role. */
static const struct
{
  Role role;
  const char *word;
} role_words[] = {
  { ROLE_CODE, "ma" },        { ROLE_CODE, "ma so" },       { ROLE_CODE, "ma tat" },
  { ROLE_CODE, "viet tat" },  { ROLE_CODE, "code" },        { ROLE_CODE, "key" },
  { ROLE_FROM, "tu" },        { ROLE_FROM, "tu ngay" },     { ROLE_FROM, "from" },
  { ROLE_FROM, "start" },     { ROLE_FROM, "bat dau" },     { ROLE_FROM, "valid from" },
  { ROLE_TO, "den" },         { ROLE_TO, "den ngay" },      { ROLE_TO, "to" },
  { ROLE_TO, "until" },       { ROLE_TO, "end" },           { ROLE_TO, "ket thuc" },
  { ROLE_TO, "valid to" },    { ROLE_FULL, "noi dung" },    { ROLE_FULL, "text" },
  { ROLE_FULL, "thay bang" }, { ROLE_FULL, "replacement" }, { ROLE_FULL, "day du" },
  { ROLE_FULL, "full" },      { ROLE_TITLE, "chuc danh" },  { ROLE_TITLE, "chuc vu" },
  { ROLE_TITLE, "title" },    { ROLE_TITLE, "position" },   { ROLE_NAME, "ten" },
  { ROLE_NAME, "ho ten" },    { ROLE_NAME, "ho va ten" },   { ROLE_NAME, "name" },
  { ROLE_NAME, "full name" },
};

/* One line of a file, cut into cells. */
typedef struct
{
  guint number;
  char **cells;
  guint n;
} Line;

static void
line_free (Line *line)
{
  g_strfreev (line->cells);
  g_free (line);
}

/* ---- lines and cells ---- */

/* A cell that a spreadsheet has quoted: from quote to quote, inner ones doubled. Returns:
 * what stands behind it; NULL when this is a cell that only begins with a quote */
static const char *
read_quoted (const char *p, GString *cell)
{
  const char *limit = p + 2 * BT_CODES_MAX_CELL + 2; /* all of it quotes */

  g_string_truncate (cell, 0);
  for (p++; *p != '\0' && p < limit; p++)
    {
      if (*p != '"')
        g_string_append_c (cell, *p);
      else if (p[1] == '"')
        {
          g_string_append_c (cell, '"');
          p++;
        }
      else if (p[1] == '\t' || p[1] == '\n' || p[1] == '\0')
        return p + 1;
      else
        return NULL;
    }
  return NULL;
}

static const char *
read_cell (const char *p, GString *cell)
{
  const char *end;

  if (*p == '"')
    {
      end = read_quoted (p, cell);
      if (end != NULL)
        return end;
    }
  end = p + strcspn (p, "\t\n");
  g_string_truncate (cell, 0);
  g_string_append_len (cell, p, MIN (end - p, (gssize)BT_CODES_MAX_CELL + 1));
  return end;
}

/* Reads the line at @p. Returns: where the next begins; NULL with an error */
static const char *
read_line (const char *p, guint number, Line **out, GError **error)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  Line *line;

  for (;;)
    {
      p = read_cell (p, cell);
      if (cell->len > BT_CODES_MAX_CELL || cells->len >= MAX_CELLS)
        {
          bt_code_error (error, BT_TEXT_ERROR_TABLE_TOO_LARGE, number,
                         cells->len >= MAX_CELLS ? "too many cells" : "too long a cell");
          return NULL;
        }
      g_ptr_array_add (cells, bt_code_clean_cell (cell->str));
      if (*p != '\t')
        break;
      p++;
    }
  while (cells->len > 0 && *(const char *)cells->pdata[cells->len - 1] == '\0')
    g_ptr_array_remove_index (cells, cells->len - 1);

  line = g_new0 (Line, 1);
  line->number = number;
  line->n = cells->len;
  g_ptr_array_add (cells, NULL);
  line->cells = (char **)g_ptr_array_free (g_steal_pointer (&cells), FALSE);
  *out = line;
  return *p == '\n' ? p + 1 : p;
}

static GPtrArray *
read_lines (const char *text, GError **error)
{
  g_autoptr (GPtrArray) lines =
      g_ptr_array_new_with_free_func ((GDestroyNotify)line_free);
  guint number = 1;

  for (const char *p = text; *p != '\0';)
    {
      const char *start = p;
      Line *line = NULL;

      p = read_line (p, number, &line, error);
      if (p == NULL)
        return NULL;
      if (line->n == 0 || *line->cells[0] == '#')
        line_free (line);
      else
        g_ptr_array_add (lines, line);
      if (lines->len > BT_CODES_MAX_ROWS)
        {
          bt_code_error (error, BT_TEXT_ERROR_TABLE_TOO_LARGE, number, "too many rows");
          return NULL;
        }
      for (; start < p; start++)
        number += *start == '\n' ? 1 : 0;
    }
  if (lines->len == 0)
    {
      g_set_error_literal (error, BT_TEXT_ERROR, BT_TEXT_ERROR_TABLE_EMPTY, "no rows");
      return NULL;
    }
  return g_steal_pointer (&lines);
}

/* ---- what the columns mean ---- */

static Role
role_of (const char *cell)
{
  g_autofree char *folded = bt_text_fold (cell);

  for (guint i = 0; i < G_N_ELEMENTS (role_words); i++)
    if (g_str_equal (role_words[i].word, folded))
      return role_words[i].role;
  return ROLE_TEXT;
}

/* Whether @line names the columns: one is the code's, and another has a meaning too. */
static gboolean
read_header (const Line *line, Role *roles)
{
  guint codes = 0;
  guint others = 0;

  for (guint i = 0; i < line->n && i < MAX_CELLS; i++)
    {
      roles[i] = role_of (line->cells[i]);
      codes += roles[i] == ROLE_CODE ? 1 : 0;
      others += roles[i] != ROLE_CODE && roles[i] != ROLE_TEXT ? 1 : 0;
    }
  return codes == 1 && others > 0;
}

static gboolean
is_full_date (const char *cell)
{
  GDate first, last;

  return bt_day_read (cell, &first, &last) && g_date_compare (&first, &last) == 0;
}

/* Without a header: columns behind the first text that hold nothing but full dates are
 * from and to. A title that has run out must not be printed as if nobody had said so. */
static void
guess_roles (GPtrArray *lines, Role *roles)
{
  guint found = 0;

  memset (roles, 0, sizeof (Role) * MAX_CELLS);
  roles[0] = ROLE_CODE;
  for (guint column = 2; column < MAX_CELLS && found < 2; column++)
    {
      gboolean all = TRUE;
      guint dates = 0;
      guint there = 0;

      for (guint i = 0; all && i < lines->len; i++)
        {
          const Line *line = lines->pdata[i];

          if (column >= line->n)
            continue;
          there++;
          if (*line->cells[column] == '\0')
            continue;
          all = is_full_date (line->cells[column]);
          dates++;
        }
      if (there == 0)
        break;
      if (all && dates > 0)
        roles[column] = found++ == 0 ? ROLE_FROM : ROLE_TO;
    }
}

/* ---- rows ---- */

/* An end that is still open: "nay". */
static gboolean
is_open (const char *cell)
{
  static const char *const words[] = { "",    "-",     "–",       "nay", "hien nay",
                                       "now", "today", "present", NULL };
  g_autofree char *folded = bt_text_fold (cell);

  return g_strv_contains (words, folded);
}

static gboolean
read_date (const Line *line, guint column, Role role, char **iso, GError **error)
{
  const char *cell = line->cells[column];
  GDate first, last;

  if (is_open (cell))
    return TRUE;
  if (!bt_day_read (cell, &first, &last))
    {
      bt_code_error (error, BT_TEXT_ERROR_TABLE_DATE, line->number, "no date: %.40s",
                     cell);
      return FALSE;
    }
  g_free (*iso);
  *iso = bt_day_to_iso (role == ROLE_FROM ? &first : &last);
  return TRUE;
}

/* "\bt1\" in the column of codes is meant as bt1. */
static char *
read_code (const Line *line, const char *cell, GError **error)
{
  gsize length = strlen (cell);
  g_autofree char *code = NULL;

  if (length > 2 && cell[0] == '\\' && cell[length - 1] == '\\')
    code = g_strndup (cell + 1, length - 2);
  else
    code = g_strdup (cell);
  if (bt_code_length (code) == 0 || bt_code_length (code) != strlen (code))
    {
      bt_code_error (error, BT_TEXT_ERROR_TABLE_CODE, line->number, "no code: %.40s",
                     cell);
      return NULL;
    }
  return g_steal_pointer (&code);
}

/* "Bí thư Thành ủy" and "Nguyễn Văn A" as one text, where the list has none of both. */
static void
put_together (GPtrArray *columns, const char *title, const char *name)
{
  if (title != NULL && name != NULL)
    g_ptr_array_insert (
        columns, 0,
        g_strconcat (title, *title != '\0' && *name != '\0' ? " " : "", name, NULL));
}

static void
read_columns (const Line *line, const Role *roles, guint n_roles, GPtrArray *columns)
{
  const char *title = NULL;
  const char *name = NULL;
  char *full = NULL;

  for (guint i = 0; i < MAX (line->n, n_roles); i++)
    {
      const char *cell = i < line->n ? line->cells[i] : "";

      if (roles[i] == ROLE_CODE || roles[i] == ROLE_FROM || roles[i] == ROLE_TO)
        continue;
      if (roles[i] == ROLE_FULL && full == NULL)
        {
          full = g_strdup (cell);
          continue;
        }
      if (roles[i] == ROLE_TITLE && title == NULL)
        title = cell;
      if (roles[i] == ROLE_NAME && name == NULL)
        name = cell;
      g_ptr_array_add (columns, g_strdup (cell));
    }
  if (full != NULL)
    g_ptr_array_insert (columns, 0, full);
  else
    put_together (columns, title, name);
  while (columns->len > 0 && *(const char *)columns->pdata[columns->len - 1] == '\0')
    g_ptr_array_remove_index (columns, columns->len - 1);
}

static BtCodeRow *
read_row (const Line *line, const Role *roles, guint n_roles, GError **error)
{
  g_autoptr (BtCodeRow) row = g_new0 (BtCodeRow, 1);
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  const char *code = "";

  for (guint i = 0; i < line->n; i++)
    {
      if (roles[i] == ROLE_CODE)
        code = line->cells[i];
      else if ((roles[i] == ROLE_FROM
                && !read_date (line, i, ROLE_FROM, &row->from, error))
               || (roles[i] == ROLE_TO && !read_date (line, i, ROLE_TO, &row->to, error)))
        return NULL;
    }
  read_columns (line, roles, n_roles, columns);
  if (columns->len == 0 || *(const char *)columns->pdata[0] == '\0')
    {
      bt_code_error (error, BT_TEXT_ERROR_TABLE_COLUMNS, line->number, "no text");
      return NULL;
    }
  if (columns->len > BT_CODES_MAX_COLUMNS
      || strlen (columns->pdata[0]) > BT_CODES_MAX_CELL)
    {
      bt_code_error (error, BT_TEXT_ERROR_TABLE_TOO_LARGE, line->number,
                     "too many columns, or too long a text");
      return NULL;
    }
  row->code = read_code (line, code, error);
  if (row->code == NULL)
    return NULL;
  if (row->from != NULL && row->to != NULL && strcmp (row->from, row->to) > 0)
    {
      bt_code_error (error, BT_TEXT_ERROR_TABLE_DATE, line->number, "%s is after %s",
                     row->from, row->to);
      return NULL;
    }
  g_ptr_array_add (columns, NULL);
  row->columns = (char **)g_ptr_array_free (g_steal_pointer (&columns), FALSE);
  return g_steal_pointer (&row);
}

GPtrArray *
bt_code_rows_from_bytes (GBytes *bytes, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  Role roles[MAX_CELLS] = { 0 };
  gboolean header;
  guint n_roles = 0;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  text = bt_code_decode (bytes, error);
  if (text == NULL)
    return NULL;
  lines = read_lines (text, error);
  if (lines == NULL)
    return NULL;

  header = read_header (lines->pdata[0], roles);
  if (header)
    n_roles = ((const Line *)lines->pdata[0])->n;
  else
    guess_roles (lines, roles);
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_code_row_free);
  for (guint i = header ? 1 : 0; i < lines->len; i++)
    {
      BtCodeRow *row = read_row (lines->pdata[i], roles, n_roles, error);

      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
    }
  if (rows->len == 0)
    {
      g_set_error_literal (error, BT_TEXT_ERROR, BT_TEXT_ERROR_TABLE_EMPTY, "no rows");
      return NULL;
    }
  return g_steal_pointer (&rows);
}
