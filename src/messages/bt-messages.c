/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "messages/bt-messages.h"

#include <glib/gi18n.h>

#include "messages/bt-messages-private.h"

/* GIO's own messages name calls and addresses; people get these. */
static const char *
words_of_gio (int code)
{
  switch (code)
    {
    case G_IO_ERROR_CANCELLED:
      return _ ("It was cancelled.");
    case G_IO_ERROR_NOT_FOUND:
      return _ ("There is no such file. Check its name.");
    case G_IO_ERROR_EXISTS:
      return _ ("There is a file of this name already. Choose another name.");
    case G_IO_ERROR_IS_DIRECTORY:
      return _ ("This is a folder, not a file. Choose a file.");
    case G_IO_ERROR_NOT_DIRECTORY:
      return _ ("A part of this file's address is not a folder. Check its name.");
    case G_IO_ERROR_PERMISSION_DENIED:
      return _ ("You may not open or write this file. Check its permissions.");
    case G_IO_ERROR_READ_ONLY:
      return _ ("This place cannot be written to. Choose another folder.");
    case G_IO_ERROR_NO_SPACE:
      return _ ("The disk is full. Free some space and try again.");
    case G_IO_ERROR_FILENAME_TOO_LONG:
    case G_IO_ERROR_INVALID_FILENAME:
      return _ ("This file name cannot be used. Choose a shorter or simpler one.");
    case G_IO_ERROR_TIMED_OUT:
      return _ ("It took too long, so it was given up. Try again.");
    case G_IO_ERROR_HOST_NOT_FOUND:
    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
    case G_IO_ERROR_CONNECTION_REFUSED:
      return _ (
          "The other computer cannot be reached. Check the network and the address.");
    default:
      return NULL;
    }
}

static const char *
words_of_files (int code)
{
  switch (code)
    {
    case G_FILE_ERROR_NOENT:
      return words_of_gio (G_IO_ERROR_NOT_FOUND);
    case G_FILE_ERROR_EXIST:
      return words_of_gio (G_IO_ERROR_EXISTS);
    case G_FILE_ERROR_ISDIR:
      return words_of_gio (G_IO_ERROR_IS_DIRECTORY);
    case G_FILE_ERROR_NOTDIR:
      return words_of_gio (G_IO_ERROR_NOT_DIRECTORY);
    case G_FILE_ERROR_ACCES:
    case G_FILE_ERROR_PERM:
      return words_of_gio (G_IO_ERROR_PERMISSION_DENIED);
    case G_FILE_ERROR_ROFS:
      return words_of_gio (G_IO_ERROR_READ_ONLY);
    case G_FILE_ERROR_NOSPC:
      return words_of_gio (G_IO_ERROR_NO_SPACE);
    case G_FILE_ERROR_NAMETOOLONG:
      return words_of_gio (G_IO_ERROR_FILENAME_TOO_LONG);
    default:
      return NULL;
    }
}

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
find_words (const char *domain_name, int code, const BtWordsDomain **domain)
{
  *domain = find_domain (domain_name);
  if (*domain == NULL || code < 0 || (guint)code >= (*domain)->n_words)
    return NULL;
  return &(*domain)->words[code];
}

static char *
message (const char *domain_name, int code)
{
  const BtWordsDomain *domain;
  const BtWords *words = find_words (domain_name, code, &domain);
  const char *text = NULL;

  if (words != NULL)
    return g_strdup (_ (words->message));
  if (g_str_equal (domain_name, g_quark_to_string (G_IO_ERROR)))
    text = words_of_gio (code);
  else if (g_str_equal (domain_name, g_quark_to_string (G_FILE_ERROR)))
    text = words_of_files (code);
  if (text == NULL)
    text = _ ("Something went wrong that Bản Thảo has no words for. Try again; if it "
              "happens again, show the details to your webmaster.");
  return g_strdup (text);
}

char *
bt_message_for_error (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);
  return message (g_quark_to_string (error->domain), error->code);
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
  const BtWordsDomain *domain;
  const BtWords *words;

  g_return_val_if_fail (error != NULL, NULL);

  words = find_words (g_quark_to_string (error->domain), error->code, &domain);
  if (words != NULL)
    return g_strconcat (domain->name, "/", words->name, NULL);
  return g_strdup_printf ("%s/%d", g_quark_to_string (error->domain), error->code);
}

char *
bt_message_name_for_code (const char *error_code)
{
  g_autofree char *name = NULL;
  const BtWordsDomain *domain;
  const BtWords *words;
  int code;

  if (!split_code (error_code, &name, &code))
    return g_strdup (error_code);
  words = find_words (name, code, &domain);
  if (words != NULL)
    return g_strconcat (domain->name, "/", words->name, NULL);
  return g_strdup_printf ("%s/%d", name, code);
}

char *
bt_message_details (const GError *error)
{
  g_autofree char *name = NULL;
  GString *out;

  g_return_val_if_fail (error != NULL, NULL);

  name = bt_message_name (error);
  out = g_string_new (name);
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
