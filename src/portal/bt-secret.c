/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "portal/bt-secret.h"

#include <libsecret/secret.h>
#include <string.h>

#include "portal/bt-address.h"

#define VARIABLE "BANTHAO_PASSWORD"

/* clang-format off */
G_DEFINE_QUARK (bt-secret-error-quark, bt_secret_error)
/* clang-format on */

static const SecretSchema *
schema (void)
{
  static const SecretSchema portal = {
    "vn.banthao.BanThao.Portal",
    SECRET_SCHEMA_NONE,
    { { "url", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "user", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 } },
  };

  return &portal;
}

/* One form for "toasoan.vn", "https://toasoan.vn" and "https://ToaSoan.vn/wp-admin/". */
static char *
clean_url (const char *url)
{
  gboolean bare;
  g_autoptr (GUri) uri = bt_address_parse (url, &bare, NULL);

  return uri ? g_uri_to_string (uri) : g_strdup (url);
}

/* A prompt that was closed and a locked keyring are the person's to open; all else is as
 * good as no keyring. */
static gboolean
fail (GError *cause, GError **error)
{
  int code = BT_SECRET_ERROR_UNAVAILABLE;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  if (g_error_matches (cause, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    code = BT_SECRET_ERROR_LOCKED;
  g_set_error_literal (error, BT_SECRET_ERROR, code, cause->message);
  g_error_free (cause);
  return FALSE;
}

static char *
secret_of (GList *items, GCancellable *cancellable, GError **error)
{
  g_autoptr (SecretValue) value = NULL;
  GError *local = NULL;
  const char *text;

  if (!items)
    {
      g_set_error_literal (error, BT_SECRET_ERROR, BT_SECRET_ERROR_NOT_FOUND,
                           "no password is kept");
      return NULL;
    }
  if (SECRET_IS_ITEM (items->data) && secret_item_get_locked (items->data))
    {
      g_set_error_literal (error, BT_SECRET_ERROR, BT_SECRET_ERROR_LOCKED,
                           "the keyring is locked");
      return NULL;
    }
  value = secret_retrievable_retrieve_secret_sync (items->data, cancellable, &local);
  text = value ? secret_value_get_text (value) : NULL;
  if (text)
    return g_strdup (text);
  if (local)
    fail (local, error);
  else
    g_set_error_literal (error, BT_SECRET_ERROR, BT_SECRET_ERROR_NOT_FOUND,
                         "what is kept is no text");
  return NULL;
}

char *
bt_secret_lookup (const char *url,
                  const char *user,
                  GCancellable *cancellable,
                  GError **error)
{
  const char *given = g_getenv (VARIABLE);
  g_autofree char *clean = NULL;
  GList *items;
  GError *local = NULL;
  char *password;

  g_return_val_if_fail (url && user, NULL);

  if (given && *given)
    return g_strdup (given);

  /* A search, and not a lookup, because that cannot tell a locked item from none. */
  clean = clean_url (url);
  items = secret_password_search_sync (
      schema (), SECRET_SEARCH_UNLOCK | SECRET_SEARCH_LOAD_SECRETS, cancellable, &local,
      "url", clean, "user", user, NULL);
  if (local)
    {
      fail (local, error);
      return NULL;
    }
  password = secret_of (items, cancellable, error);
  g_list_free_full (items, g_object_unref);
  return password;
}

gboolean
bt_secret_store (const char *url,
                 const char *user,
                 const char *password,
                 const char *label,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autofree char *clean = NULL;
  const char *given = g_getenv (VARIABLE);
  GError *local = NULL;

  g_return_val_if_fail (url && user && password && label, FALSE);

  if (given && *given)
    return TRUE;
  clean = clean_url (url);
  if (secret_password_store_sync (schema (), SECRET_COLLECTION_DEFAULT, label, password,
                                  cancellable, &local, "url", clean, "user", user, NULL))
    return TRUE;
  if (!local)
    local = g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED,
                                 "the keyring was not opened");
  return fail (local, error);
}

gboolean
bt_secret_clear (const char *url,
                 const char *user,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autofree char *clean = NULL;
  const char *given = g_getenv (VARIABLE);
  GError *local = NULL;

  g_return_val_if_fail (url && user, FALSE);

  if (given && *given)
    return TRUE;
  clean = clean_url (url);
  secret_password_clear_sync (schema (), cancellable, &local, "url", clean, "user", user,
                              NULL);
  return local ? fail (local, error) : TRUE;
}

void
bt_secret_free (char *password)
{
  if (!password)
    return;
  explicit_bzero (password, strlen (password));
  g_free (password);
}
