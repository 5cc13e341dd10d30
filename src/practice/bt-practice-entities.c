/* Character references of HTML, as WordPress normalises them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/bt-practice-entities.h"

#include <string.h>

#define MAX_NAME 10

static const char names[] =
    "AElig Aacute Acirc Agrave Alpha Aring Atilde Auml Beta Ccedil Chi Dagger Delta "
    "ETH Eacute Ecirc Egrave Epsilon Eta Euml Gamma Iacute Icirc Igrave Iota Iuml "
    "Kappa Lambda Mu Ntilde Nu OElig Oacute Ocirc Ograve Omega Omicron Oslash "
    "Otilde Ouml Phi Pi Prime Psi Rho Scaron Sigma THORN Tau Theta Uacute Ucirc "
    "Ugrave Upsilon Uuml Xi Yacute Yuml Zeta aacute acirc acute aelig agrave "
    "alefsym alpha amp and ang apos aring asymp atilde auml bdquo beta brvbar bull "
    "cap ccedil cedil cent chi circ clubs cong copy crarr cup curren dArr dagger "
    "darr deg delta diams divide eacute ecirc egrave empty emsp ensp epsilon equiv "
    "eta eth euml euro exist fnof forall frac12 frac14 frac34 frasl gamma ge gt "
    "hArr harr hearts hellip iacute icirc iexcl igrave image infin int iota iquest "
    "isin iuml kappa lArr lambda lang laquo larr lceil ldquo le lfloor lowast loz "
    "lrm lsaquo lsquo lt macr mdash micro middot minus mu nabla nbsp ndash ne ni "
    "not notin nsub ntilde nu oacute ocirc oelig ograve oline omega omicron oplus "
    "or ordf ordm oslash otilde otimes ouml para part permil perp phi pi piv plusmn "
    "pound prime prod prop psi quot rArr radic rang raquo rarr rceil rdquo real reg "
    "rfloor rho rlm rsaquo rsquo sbquo scaron sdot sect shy sigma sigmaf sim spades "
    "sub sube sum sup sup1 sup2 sup3 supe szlig tau there4 theta thetasym thinsp "
    "thorn tilde times trade uArr uacute uarr ucirc ugrave uml upsih upsilon uuml "
    "weierp xi yacute yen yuml zeta zwj zwnj ";

gboolean
bt_practice_has_word (const char *words, const char *word)
{
  gsize length = strlen (word);

  for (const char *p = words; length > 0 && (p = strstr (p, word)) != NULL; p++)
    if ((p == words || p[-1] == ' ') && (p[length] == ' ' || p[length] == '\0'))
      return TRUE;
  return FALSE;
}

gunichar
bt_practice_entity_code (const char *text, gsize *length)
{
  gboolean hex = text[1] == '#' && (text[2] | 0x20) == 'x';
  const char *start = text + (hex ? 3 : text[1] == '#' ? 2 : 1);
  const char *end = start;
  guint64 code = 0;

  while (end - start < MAX_NAME && g_ascii_isalnum (*end))
    end++;
  *length = *end == ';' && end > start ? (gsize)(end - text) + 1 : 0;
  if (*length == 0)
    return 0;
  if (text[1] == '#')
    {
      char *stop;

      code = g_ascii_strtoull (start, &stop, hex ? 16 : 10);
      if (stop != end || code > 0x10ffff)
        code = 0;
      if (code == 0)
        *length = 0;
    }
  else
    {
      g_autofree char *name = g_strndup (start, (gsize)(end - start));

      if (!bt_practice_has_word (names, name))
        *length = 0;
    }
  return (gunichar)code;
}

/* What XML allows: no control characters, no surrogates. */
static gboolean
is_valid_code (gunichar code)
{
  return code == 0x9 || code == 0xa || code == 0xd || (code >= 0x20 && code <= 0xd7ff)
         || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}

/* Returns FALSE when the reference must be written as text. */
static gboolean
append_number (GString *out, const char *text, gsize length, gunichar code)
{
  gboolean hex = (text[2] | 0x20) == 'x';
  const char *digits = text + (hex ? 3 : 2);
  gsize n = length - (gsize)(digits - text) - 1;

  if (!is_valid_code (code))
    return FALSE;
  for (; n > 1 && *digits == '0'; n--)
    digits++;
  g_string_append (out, hex ? "&#x" : "&#");
  for (gsize i = n; !hex && i < 3; i++)
    g_string_append_c (out, '0');
  g_string_append_printf (out, "%.*s;", (int)n, digits);
  return TRUE;
}

char *
bt_practice_normalize_entities (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0';)
    {
      gsize length = 0;
      gunichar code = *p == '&' ? bt_practice_entity_code (p, &length) : 0;

      if (*p != '&')
        g_string_append_c (out, *p++);
      else if (length > 0 && code == 0)
        {
          g_string_append_len (out, p, (gssize)length);
          p += length;
        }
      else if (length > 0 && append_number (out, p, length, code))
        p += length;
      else
        {
          g_string_append (out, "&amp;");
          p++;
        }
    }
  return g_string_free (out, FALSE);
}
