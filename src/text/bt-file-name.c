/* Names of files that every system takes.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-variables.h"

#include <string.h>

#include "text/bt-text.h"

#define NO_NAME "anh"
#define MAX_EXTENSION 10

/* Windows keeps these for devices, with any ending. Source: Microsoft, "Naming Files,
 * Paths, and Namespaces". */
static gboolean
is_reserved (const char *name)
{
  static const char *const devices[] = { "con", "prn", "aux", "nul" };
  gsize length = strcspn (name, ".");

  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    if (length == 3 && g_ascii_strncasecmp (name, devices[i], 3) == 0)
      return TRUE;
  return length == 4 && g_ascii_isdigit (name[3])
         && (g_ascii_strncasecmp (name, "com", 3) == 0
             || g_ascii_strncasecmp (name, "lpt", 3) == 0);
}

/* What cannot be seen, turns the writing round or breaks a line. */
static gboolean
is_hidden (gunichar c)
{
  return g_unichar_iscntrl (c) || (c >= 0x200b && c <= 0x200f)
         || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069) || c == 0xfeff
         || c == 0xad || c == 0xfffd || !g_unichar_isdefined (c);
}

static gboolean
is_forbidden (gunichar c)
{
  return c < 0x80 && strchr ("/\\:*?\"<>|", (int)c) != NULL;
}

/* One character for each run of those that cannot stay. */
static char *
safe_characters (const char *text, gboolean ascii)
{
  GString *out = g_string_new (NULL);
  char wait = '\0';

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          wait = ascii ? '-' : wait == '-' ? '-' : ' ';
          continue;
        }
      if (is_hidden (c))
        continue;
      if (is_forbidden (c)
          || (ascii
              && !(c < 0x80 && (g_ascii_isalnum ((char)c) || strchr ("-_.", (int)c)))))
        {
          wait = '-';
          continue;
        }
      if (wait != '\0' && out->len > 0 && out->str[out->len - 1] != '-'
          && !(c == '-' && wait == '-'))
        g_string_append_c (out, wait);
      wait = '\0';
      g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/* Neither a hidden file, nor an option, nor what Windows cuts off. */
static void
trim (char *name)
{
  gsize from = strspn (name, ".- ");
  gsize length = strlen (name + from);

  memmove (name, name + from, length + 1);
  while (length > 0 && strchr (".- ", name[length - 1]) != NULL)
    name[--length] = '\0';
}

static void
cut (char *name, gsize max)
{
  char *end;

  if (strlen (name) <= max)
    return;
  for (end = name + max; (*end & 0xc0) == 0x80;)
    end--;
  /* a mark does not go without its letter */
  while (end > name && g_unichar_ismark (g_utf8_get_char (end)))
    end = g_utf8_prev_char (end);
  *end = '\0';
  trim (name);
}

static char *
safe_name (const char *text, gboolean ascii)
{
  g_autofree char *folded =
      ascii ? bt_text_fold_mapped (text, BT_FOLD_ACCENTS, NULL) : bt_text_nfc (text);
  char *name = safe_characters (folded, ascii);

  trim (name);
  return name;
}

char *
bt_variables_file_name (const BtVariables *self,
                        const char *pattern,
                        const char *extension,
                        gboolean ascii,
                        GPtrArray *notes)
{
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  g_autofree char *ending = NULL;
  gsize room;

  g_return_val_if_fail (self != NULL && pattern != NULL, NULL);

  text = bt_variables_expand (self, pattern, notes);
  name = safe_name (text, ascii);
  if (*name == '\0')
    {
      g_autofree char *own = bt_variables_get (self, BT_VARIABLE_FILE_NAME);

      g_free (name);
      name = safe_name (own, ascii);
    }
  ending = safe_name (extension != NULL ? extension : "", TRUE);
  cut (ending, MAX_EXTENSION);
  room = BT_FILE_NAME_MAX - (*ending != '\0' ? strlen (ending) + 1 : 0);
  cut (name, room - 1);
  return g_strconcat (*name != '\0' ? name : NO_NAME, is_reserved (name) ? "_" : "",
                      *ending != '\0' ? "." : "", ending, NULL);
}

char *
bt_file_name_with_number (const char *name, guint number)
{
  const char *dot;
  g_autofree char *stem = NULL;
  g_autofree char *tail = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  dot = strrchr (name, '.');
  if (dot == NULL || dot == name || strlen (dot) > MAX_EXTENSION + 1)
    dot = name + strlen (name);
  stem = g_strndup (name, (gsize)(dot - name));
  tail = g_strdup_printf ("-%u%s", number, dot);
  cut (stem, BT_FILE_NAME_MAX - strlen (tail));
  return g_strconcat (stem, tail, NULL);
}
