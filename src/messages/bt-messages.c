/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "messages/bt-messages.h"

#include <glib/gi18n.h>

#include "messages/bt-messages-private.h"
#include "text/bt-text.h"

/* "bt-portal-error-quark" and "bt - portal - error - quark" are "portal". */
static char *
plain_domain (const char *domain)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  const char *p;

  for (p = domain; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (plain, *p);
  if (g_str_has_prefix (plain->str, "bt"))
    g_string_erase (plain, 0, 2);
  if (g_str_has_suffix (plain->str, "quark"))
    g_string_truncate (plain, plain->len - strlen ("quark"));
  return g_strdup (plain->str);
}

static const BtWordsDomain *
find_domain (const char *name)
{
  g_autofree char *wanted = plain_domain (name);
  guint n;
  const BtWordsDomain *domains = bt_words_domains (&n);
  guint i;

  for (i = 0; i < n; i++)
    {
      g_autofree char *plain = plain_domain (g_quark_to_string (domains[i].quark ()));

      if (g_str_equal (plain, wanted))
        return &domains[i];
    }
  return NULL;
}

static const BtWords *
find_words (const char *domain_name, int code, const char **group)
{
  const BtWordsDomain *domain = find_domain (domain_name);

  if (domain != NULL && code >= 0 && (guint)code < domain->n_words)
    {
      *group = domain->name;
      return &domain->words[code];
    }
  *group = "file";
  return bt_words_of_system (domain_name, code);
}

static char *
message (const char *domain_name, int code)
{
  const char *group;
  const BtWords *words = find_words (domain_name, code, &group);

  if (words != NULL)
    return g_strdup (_ (words->message));
  return g_strdup (
      _ ("Something went wrong that Bản Thảo has no words for. Try again; if "
         "it happens again, show the details to your webmaster."));
}

static char *
name (const char *domain_name, int code)
{
  const char *group;
  const BtWords *words = find_words (domain_name, code, &group);

  if (words != NULL)
    return g_strconcat (group, "/", words->name, NULL);
  return g_strdup_printf ("%s/%d", domain_name, code);
}

char *
bt_message_for_error (const GError *error)
{
  g_autofree char *sentence = NULL;
  guint line;

  g_return_val_if_fail (error != NULL, NULL);

  sentence = message (g_quark_to_string (error->domain), error->code);
  line = bt_text_error_line (error);
  if (line == 0)
    return g_steal_pointer (&sentence);
  /* Translators: the line of a file, and what is wrong with it */
  return g_strdup_printf (_ ("Line %u: %s"), line, sentence);
}

/* Splits "bt-portal-error:4". */
static gboolean
split_code (const char *error_code, char **domain, int *code)
{
  const char *colon = error_code != NULL ? strrchr (error_code, ':') : NULL;
  gint64 number;

  if (colon == NULL
      || !g_ascii_string_to_signed (colon + 1, 10, 0, G_MAXINT, &number, NULL))
    return FALSE;
  *domain = g_strndup (error_code, (gsize)(colon - error_code));
  *code = (int)number;
  return TRUE;
}

char *
bt_message_for_code (const char *error_code, const char *error)
{
  g_autofree char *domain = NULL;
  int code = -1;

  if (!split_code (error_code, &domain, &code))
    return message ("", -1);
  return message (domain, code);
}

char *
bt_message_name (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);
  return name (g_quark_to_string (error->domain), error->code);
}

char *
bt_message_name_for_code (const char *error_code)
{
  g_autofree char *domain = NULL;
  int code;

  if (!split_code (error_code, &domain, &code))
    return g_strdup (error_code);
  return name (domain, code);
}

char *
bt_message_details (const GError *error)
{
  g_autofree char *code_name = NULL;
  GString *out;

  g_return_val_if_fail (error != NULL, NULL);

  code_name = bt_message_name (error);
  out = g_string_new (code_name);
  if (error->domain == BT_PORTAL_ERROR)
    {
      guint status = bt_portal_error_get_status (error);
      const char *code = bt_portal_error_get_code (error);

      if (status != 0)
        g_string_append_printf (out, ", HTTP %u", status);
      if (code != NULL)
        g_string_append_printf (out, ", %s", code);
    }
  g_string_append_printf (out, ": %s", error->message);
  return g_string_free (out, FALSE);
}
