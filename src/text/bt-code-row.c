/* One line of a list of codes, and such lines as a file.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-codes-private.h"

#include <string.h>

#include "text/bt-text.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iscntrl (c) || c == 0x200b || c == 0xfeff
         || c == 0x2028 || c == 0x2029;
}

char *
bt_code_clean_cell (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *nfc = bt_text_nfc (valid);
  GString *out = g_string_new (NULL);
  gboolean blank = FALSE;

  for (const char *p = nfc; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_blank (c))
        {
          blank = TRUE;
          continue;
        }
      if (blank && out->len > 0)
        g_string_append_c (out, ' ');
      blank = FALSE;
      g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

gsize
bt_code_length (const char *text)
{
  const char *p = text;
  gboolean says = FALSE;

  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        says = TRUE;
      else if (c == 0
               || (strchr ("-_.", (int)MIN (c, 0x7f)) == NULL && !g_unichar_ismark (c)))
        break;
    }
  return says && (gsize)(p - text) <= BT_CODES_MAX_CODE ? (gsize)(p - text) : 0;
}

BtCodeRow *
bt_code_row_new (const char *code,
                 const char *const *columns,
                 const char *from,
                 const char *to)
{
  BtCodeRow *self;
  g_autoptr (GPtrArray) cells = NULL;

  g_return_val_if_fail (code != NULL && columns != NULL, NULL);

  self = g_new0 (BtCodeRow, 1);
  cells = g_ptr_array_new ();
  for (; *columns != NULL; columns++)
    g_ptr_array_add (cells, bt_code_clean_cell (*columns));
  while (cells->len > 1 && *(const char *)cells->pdata[cells->len - 1] == '\0')
    g_free (g_ptr_array_steal_index (cells, cells->len - 1));
  if (cells->len == 0)
    g_ptr_array_add (cells, g_strdup (""));
  g_ptr_array_add (cells, NULL);
  self->columns = (char **)g_ptr_array_free (g_steal_pointer (&cells), FALSE);
  self->code = bt_code_clean_cell (code);
  self->from = from != NULL && *from != '\0' ? g_strdup (from) : NULL;
  self->to = to != NULL && *to != '\0' ? g_strdup (to) : NULL;
  return self;
}

BtCodeRow *
bt_code_row_copy (const BtCodeRow *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return bt_code_row_new (self->code, (const char *const *)self->columns, self->from,
                          self->to);
}

gboolean
bt_code_row_equal (const BtCodeRow *a, const BtCodeRow *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return g_strcmp0 (a->code, b->code) == 0 && g_strcmp0 (a->from, b->from) == 0
         && g_strcmp0 (a->to, b->to) == 0
         && g_strv_equal ((const char *const *)a->columns,
                          (const char *const *)b->columns);
}

void
bt_code_row_free (BtCodeRow *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_strfreev (self->columns);
  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

char *
bt_code_row_columns_to_text (const BtCodeRow *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_strjoinv ("\t", self->columns);
}

char **
bt_code_columns_from_text (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return *text == '\0' ? g_strsplit ("\t", "\t", 1) : g_strsplit (text, "\t", -1);
}

/* ---- as a file ---- */

/* As spreadsheets write it: only what begins with a quote has to be quoted, since no cell
 * holds a tab or a line break. */
static void
write_cell (GString *out, const char *cell)
{
  if (*cell != '"')
    {
      g_string_append (out, cell);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *p = cell; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static void
write_header (GString *out, guint n_columns)
{
  g_string_append (out, BYTE_ORDER_MARK "mã\ttừ\tđến\tnội dung");
  for (guint i = 2; i <= n_columns; i++)
    g_string_append_printf (out, "\tcột %u", i);
  g_string_append_c (out, '\n');
}

char *
bt_code_rows_to_text (GPtrArray *rows)
{
  GString *out;
  guint n_columns = 1;

  g_return_val_if_fail (rows != NULL, NULL);

  out = g_string_new (NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      const BtCodeRow *row = rows->pdata[i];

      n_columns = MAX (n_columns, g_strv_length (row->columns));
    }
  write_header (out, n_columns);
  for (guint i = 0; i < rows->len; i++)
    {
      const BtCodeRow *row = rows->pdata[i];

      g_string_append_printf (out, "%s\t%s\t%s", row->code,
                              row->from != NULL ? row->from : "",
                              row->to != NULL ? row->to : "");
      for (guint j = 0; row->columns[j] != NULL; j++)
        {
          g_string_append_c (out, '\t');
          write_cell (out, row->columns[j]);
        }
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}
