/* Variables: their values, and texts in which they stand.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-variables-private.h"

#include <string.h>

#include "text/bt-day.h"
#include "text/bt-leftover.h"
#include "text/bt-text.h"

#define MAX_DIGITS 9

struct _BtVariables
{
  char *values[BT_N_VARIABLES];
};

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
  BtVariableMoment moment;

  if (iso == NULL && source == BT_VARIABLE_TODAY)
    {
      GDate day;

      bt_day_today (&day);
      iso = today = bt_day_to_iso (&day);
    }
  if (iso == NULL || !bt_variable_read_moment (iso, &moment))
    return g_strdup ("");
  if (*format != '\0')
    text = bt_variable_format_moment (&moment, format, bad);
  if (text == NULL && (*format == '\0' || *bad))
    {
      gboolean ignored;

      text = bt_variable_format_moment (
          &moment, bt_variable_plain_format (&moment, variable), &ignored);
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
