/* The language of messages.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>
#include <locale.h>

#include "bt-config.h"
#include "messages/bt-messages.h"

/* glibc has it without any file, and unlike "C" it translates. */
#define PLAIN_LOCALE "C.UTF-8"

/* Programs run from the build folder find the catalogue there. */
static char *
catalogue_dir (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);

  if (self != NULL && g_str_has_prefix (self, BT_BUILDDIR G_DIR_SEPARATOR_S))
    return g_build_filename (BT_BUILDDIR, "po", NULL);
  return g_strdup (BT_LOCALEDIR);
}

/* The language that the environment asks for, whether or not there is a locale for it:
 * "vi_VN.UTF-8" is "vi". */
static char *
asked_language (void)
{
  static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = g_getenv (variables[i]);

      if (value != NULL && *value != '\0')
        return g_strndup (value, strcspn (value, "_.@"));
    }
  return NULL;
}

static gboolean
is_plain_c (const char *name)
{
  return name == NULL || g_str_equal (name, "C") || g_str_equal (name, "POSIX");
}

/* Translation and characters other than ASCII need a locale that is not "C". Where the
 * wished one is not installed, the plain one serves; LC_ALL is set so that GTK, which
 * reads the environment again, comes to the same. */
static void
set_locale (void)
{
  g_autofree char *asked = NULL;
  const char *language;

  if (setlocale (LC_ALL, "") != NULL && !is_plain_c (setlocale (LC_MESSAGES, NULL))
      && !is_plain_c (setlocale (LC_CTYPE, NULL)))
    return;

  asked = asked_language ();
  language = g_getenv ("LANGUAGE");
  if (!is_plain_c (asked) && (language == NULL || *language == '\0'))
    g_setenv ("LANGUAGE", asked, TRUE);
  g_setenv ("LC_ALL", PLAIN_LOCALE, TRUE);
  setlocale (LC_ALL, "");
}

void
bt_messages_init (const char *language)
{
  g_autofree char *dir = catalogue_dir ();

  if (language != NULL)
    g_setenv ("LANGUAGE", language, TRUE);
  set_locale ();
  bindtextdomain (GETTEXT_PACKAGE, dir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
