/* Codes inside a text, and as somebody types.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-codes-private.h"

#include <string.h>

/* "\", a code, "#12", "\": nothing longer is looked back for. */
#define MAX_WRITTEN (BT_CODES_MAX_CODE + 8)

/* Reads "\code\" or "\code#2\" at @p. Returns: what stands behind it; NULL when there is
 * none */
static const char *
read_written (const char *p, char **code, guint *column)
{
  gsize length;
  const char *end;
  guint number = 1;

  if (*p != '\\')
    return NULL;
  length = bt_code_length (p + 1);
  end = p + 1 + length;
  if (length > 0 && *end == '#' && g_ascii_isdigit (end[1]))
    {
      number = (guint)(end[1] - '0');
      end += 2;
      if (g_ascii_isdigit (*end))
        number = number * 10 + (guint)(*end++ - '0');
    }
  if (length == 0 || *end != '\\' || number == 0)
    return NULL;
  if (code != NULL)
    *code = g_strndup (p + 1, length);
  if (column != NULL)
    *column = number;
  return end + 1;
}

char *
bt_codes_expand (const BtCodes *self,
                 const char *text,
                 const char *iso_date,
                 GPtrArray *notes)
{
  GString *out;
  const char *p = text;
  guint at = 0;

  g_return_val_if_fail (self != NULL && text != NULL, NULL);

  out = g_string_sized_new (strlen (text));
  while (*p != '\0')
    {
      g_autofree char *code = NULL;
      g_autoptr (BtCodeNote) note = NULL;
      guint column = 1;
      const char *end = read_written (p, &code, &column);
      const char *next = g_utf8_next_char (p);

      if (end != NULL)
        {
          note = bt_codes_lookup (self, code, column, iso_date);
          note->start = at;
          note->end = at + (guint)g_utf8_strlen (p, end - p);
          /* the backslash that closes what is no code may open the next */
          next = note->text != NULL ? end : end - 1;
        }
      if (note != NULL && note->text != NULL)
        g_string_append (out, note->text);
      else
        g_string_append_len (out, p, next - p);
      at += (guint)g_utf8_strlen (p, next - p);
      if (note != NULL && notes != NULL)
        g_ptr_array_add (notes, g_steal_pointer (&note));
      p = next;
    }
  return g_string_free (out, FALSE);
}

/* The backslash before @end, as far back as a code may reach. */
static const char *
backslash_before (const char *text, const char *end)
{
  for (const char *p = end; p > text && end - p <= (gssize)MAX_WRITTEN;)
    {
      p--;
      if (*p == '\\')
        return p;
      if (*p == '\n')
        break;
    }
  return NULL;
}

static gboolean
pointer_at (const char *text, guint chars, const char **at)
{
  const char *p = text;

  while (chars > 0 && *p != '\0')
    {
      p = g_utf8_next_char (p);
      chars--;
    }
  *at = p;
  return chars == 0;
}

gboolean
bt_codes_expand_before (const BtCodes *self,
                        const char *text,
                        guint caret,
                        const char *iso_date,
                        BtCodeNote **note)
{
  g_autoptr (BtCodeNote) found = NULL;
  g_autofree char *code = NULL;
  const char *end;
  const char *start;
  guint column;
  gboolean known;

  g_return_val_if_fail (self != NULL && text != NULL, FALSE);

  if (note != NULL)
    *note = NULL;
  if (!pointer_at (text, caret, &end) || end == text || end[-1] != '\\')
    return FALSE;
  start = backslash_before (text, end - 1);
  if (start == NULL || read_written (start, &code, &column) != end)
    return FALSE;

  found = bt_codes_lookup (self, code, column, iso_date);
  found->end = caret;
  found->start = caret - (guint)g_utf8_strlen (start, end - start);
  known = found->text != NULL;
  if (note != NULL)
    *note = g_steal_pointer (&found);
  return known;
}

char *
bt_codes_prefix_before (const char *text, guint caret, guint *start)
{
  const char *end;
  const char *open;
  gsize length;
  guint backslashes = 0;

  g_return_val_if_fail (text != NULL && start != NULL, NULL);

  if (!pointer_at (text, caret, &end))
    return NULL;
  open = backslash_before (text, end);
  if (open == NULL)
    return NULL;
  length = (gsize)(end - open) - 1;
  if (length > 0 && bt_code_length (open + 1) < length)
    return NULL;
  /* of the backslashes on this line every second one closes */
  for (const char *p = open; p > text && p[-1] != '\n'; p--)
    backslashes += p[-1] == '\\' ? 1 : 0;
  if (backslashes % 2 != 0 && read_written (backslash_before (text, open), NULL, NULL))
    return NULL;
  *start = caret - (guint)g_utf8_strlen (open, end - open);
  return g_strndup (open + 1, length);
}

gboolean
bt_codes_find_written (const char *text, gsize from, gsize *start, gsize *end)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (start != NULL && end != NULL, FALSE);

  for (const char *p = strchr (text + from, '\\'); p != NULL; p = strchr (p + 1, '\\'))
    {
      const char *behind = read_written (p, NULL, NULL);

      if (behind == NULL)
        continue;
      *start = (gsize)(p - text);
      *end = (gsize)(behind - text);
      return TRUE;
    }
  return FALSE;
}
