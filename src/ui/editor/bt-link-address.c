/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-link-address.h"

#include <glib/gi18n.h>

#include "ui/bt-ask.h"

/* Browsers and portals take no longer ones. */
#define MAX_LENGTH 2048

static gboolean
is_scheme (const char *text, gsize length)
{
  if (length == 0 || !g_ascii_isalpha (*text))
    return FALSE;
  for (gsize i = 1; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && strchr ("+-.", text[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* Returns: (transfer full) (nullable): the scheme, in small letters; "toasoan.vn:8080" has
 * none */
static char *
get_scheme (const char *text)
{
  gsize length = strcspn (text, ":/?#");

  if (text[length] != ':' || !is_scheme (text, length)
      || g_ascii_isdigit (text[length + 1]))
    return g_str_has_prefix (text, "tel:") ? g_strdup ("tel") : NULL;
  return g_ascii_strdown (text, (gssize)length);
}

/* Spaces, control characters, and those that turn or hide the letters beside them. */
static gboolean
has_hidden (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c)
          || g_unichar_type (c) == G_UNICODE_FORMAT
          || g_unichar_type (c) == G_UNICODE_LINE_SEPARATOR
          || g_unichar_type (c) == G_UNICODE_PARAGRAPH_SEPARATOR
          || (c < 0x80 && strchr ("\"<>\\", (char)c) != NULL))
        return TRUE;
    }
  return FALSE;
}

static const char *
check_web (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || *host == '\0')
    return C_ ("link", "This is not an address: it begins with the name of a site, such "
                       "as toasoan.vn.");
  if (g_uri_get_userinfo (uri) != NULL)
    return C_ ("link", "A name before “@” hides where an address leads: take it out.");
  if (strchr (host, '.') == NULL && strchr (host, ':') == NULL
      && g_ascii_strcasecmp (host, "localhost") != 0)
    return C_ ("link", "The name of a site has a dot in it, such as toasoan.vn.");
  return NULL;
}

static const char *
check_mail (const char *address)
{
  const char *at = strchr (address, '@');

  if (at == NULL || at == address + strlen ("mailto:") || at[1] == '\0'
      || strchr (at + 1, '@') != NULL)
    return C_ ("link", "A mail address looks like ten@toasoan.vn.");
  return NULL;
}

static const char *
check_phone (const char *address)
{
  const char *number = address + strlen ("tel:");

  if (strpbrk (number, "0123456789") == NULL
      || number[strspn (number, "+0123456789-.()*#")] != '\0')
    return C_ ("link", "A telephone number is made of digits, such as tel:+84292123456.");
  return NULL;
}

/* Returns: (transfer full): with the scheme that it means */
static char *
with_scheme (const char *text, gboolean embed)
{
  const char *at = strchr (text, '@');

  if (g_str_has_prefix (text, "//"))
    return g_strconcat ("https:", text, NULL);
  if (!embed && at != NULL && strpbrk (text, "/?#") == NULL)
    return g_strconcat ("mailto:", text, NULL);
  return g_strconcat ("https://", text, NULL);
}

static const char *
check (const char *address, const char *scheme, gboolean embed)
{
  if (embed && !g_str_equal (scheme, "https"))
    return C_ ("link", "Only addresses that begin with https:// can be embedded.");
  if (g_str_equal (scheme, "http") || g_str_equal (scheme, "https"))
    return check_web (address);
  if (g_str_equal (scheme, "mailto"))
    return check_mail (address);
  if (g_str_equal (scheme, "tel"))
    return check_phone (address);
  return C_ ("link", "A link may only begin with https, http, mailto or tel.");
}

const char *
bt_link_address_complete (const char *typed, gboolean embed, char **address)
{
  g_autofree char *text = NULL;
  g_autofree char *scheme = NULL;
  g_autofree char *whole = NULL;
  const char *fault;

  g_return_val_if_fail (typed != NULL, NULL);

  if (address != NULL)
    *address = NULL;
  text = g_strstrip (g_strdup (typed));
  if (*text == '\0')
    return C_ ("link", "Type an address, such as toasoan.vn/bai-viet.");
  if (strlen (text) > MAX_LENGTH || !g_utf8_validate (text, -1, NULL))
    return C_ ("link", "This address is too long.");
  if (has_hidden (text))
    return C_ ("link", "An address has no spaces, quotes or hidden characters in it.");
  scheme = get_scheme (text);
  whole = scheme != NULL ? g_strdup (text) : with_scheme (text, embed);
  if (scheme == NULL)
    scheme = get_scheme (whole);
  fault = scheme != NULL ? check (whole, scheme, embed) : check_web (whole);
  if (fault == NULL && address != NULL)
    *address = g_steal_pointer (&whole);
  return fault;
}

gboolean
bt_link_address_looks_like_one (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  while (g_ascii_isspace (*text))
    text++;
  return (g_ascii_strncasecmp (text, "https://", 8) == 0
          || g_ascii_strncasecmp (text, "http://", 7) == 0
          || g_ascii_strncasecmp (text, "www.", 4) == 0)
         && bt_link_address_complete (text, FALSE, NULL) == NULL;
}

/* "www.youtube.com" is of "youtube.com"; "notyoutube.com" is not. */
static gboolean
is_of (const char *host, const char *site)
{
  gsize n = strlen (host), m = strlen (site);

  return n >= m && g_ascii_strcasecmp (host + n - m, site) == 0
         && (n == m || host[n - m - 1] == '.');
}

const char *
bt_link_address_get_provider (const char *address)
{
  static const struct
  {
    const char *site;
    const char *provider;
  } known[] = {
    { "youtube.com", "youtube" },
    { "youtu.be", "youtube" },
    { "vimeo.com", "vimeo" },
    { "dailymotion.com", "dailymotion" },
    { "tiktok.com", "tiktok" },
    { "twitter.com", "twitter" },
    { "x.com", "twitter" },
    { "spotify.com", "spotify" },
    { "soundcloud.com", "soundcloud" },
  };
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (address != NULL, NULL);

  uri = g_uri_parse (address, G_URI_FLAGS_PARSE_RELAXED, NULL);
  for (guint i = 0; uri != NULL && i < G_N_ELEMENTS (known); i++)
    if (g_uri_get_host (uri) != NULL && is_of (g_uri_get_host (uri), known[i].site))
      return known[i].provider;
  return NULL;
}

/* ---- opening ---- */

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) widget = data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error)
      && gtk_widget_get_root (widget) != NULL)
    bt_tell (widget, C_ ("link", "The address could not be opened"),
             C_ ("link", "This computer has no program for it, or the program did not "
                         "start."),
             error->message);
}

void
bt_link_address_open (GtkWidget *widget, const char *address)
{
  g_autoptr (GdkAppLaunchContext) launch = NULL;
  g_autofree char *whole = NULL;
  const char *fault;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (address != NULL);

  fault = bt_link_address_complete (address, FALSE, &whole);
  if (fault != NULL)
    {
      bt_tell (widget, C_ ("link", "The address is not opened"), fault, address);
      return;
    }
  launch = gdk_display_get_app_launch_context (gtk_widget_get_display (widget));
  g_app_info_launch_default_for_uri_async (whole, G_APP_LAUNCH_CONTEXT (launch), NULL,
                                           launched_cb, g_object_ref (widget));
}
