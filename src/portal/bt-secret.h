/* Passwords of portals, in the Secret Service and nowhere else.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BtSecretError:
 * @BT_SECRET_ERROR_UNAVAILABLE: no Secret Service runs, or it refused
 * @BT_SECRET_ERROR_LOCKED: the keyring is locked and was not opened
 * @BT_SECRET_ERROR_NOT_FOUND: no password is kept for this user and address
 */
typedef enum
{
  BT_SECRET_ERROR_UNAVAILABLE,
  BT_SECRET_ERROR_LOCKED,
  BT_SECRET_ERROR_NOT_FOUND,
} BtSecretError;

#define BT_SECRET_ERROR (bt_secret_error_quark ())
GQuark bt_secret_error_quark (void);

/**
 * bt_secret_lookup:
 *
 * BANTHAO_PASSWORD, when set, is the answer for this process alone. Blocks; for worker
 * threads.
 *
 * Returns: (transfer full): the password; free it with bt_secret_free()
 */
char *bt_secret_lookup (const char *url,
                        const char *user,
                        GCancellable *cancellable,
                        GError **error);

/** bt_secret_store: keeps it, with @label for the keyring's own list. Does nothing,
 * without an error, when BANTHAO_PASSWORD is set. */
gboolean bt_secret_store (const char *url,
                          const char *user,
                          const char *password,
                          const char *label,
                          GCancellable *cancellable,
                          GError **error);
/** bt_secret_clear: forgets it; none there is no error. */
gboolean bt_secret_clear (const char *url,
                          const char *user,
                          GCancellable *cancellable,
                          GError **error);
/** bt_secret_free: overwrites and frees. */
void bt_secret_free (char *password);

G_END_DECLS
