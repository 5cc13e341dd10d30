/* The training users: who they are, what their role may do, how they sign in.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/bt-practice-site.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BtPracticeUser:
 * @role: WordPress's word: "administrator", "editor", "author", "contributor"
 */
typedef struct
{
  gint64 id;
  char *login;
  char *name;
  char *email;
  char *role;
  char *registered;
} BtPracticeUser;

void bt_practice_user_free (BtPracticeUser *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPracticeUser, bt_practice_user_free)

/** bt_practice_users_seed: makes the training users when there are none, and writes their
 * passwords to users.txt in the data folder, mode 0600. Part of the caller's transaction.
 */
gboolean bt_practice_users_seed (BtPracticeSite *site, GError **error);

/** bt_practice_users_list: the users with their application passwords, from users.txt in
 * the data folder @dir; also while a portal runs there. Returns: (transfer full):
 * {"editor": {"id", "login", "app_password"}, …} */
JsonObject *bt_practice_users_list (const char *dir, GError **error);

/** bt_practice_user_load: Returns: (transfer full) (nullable) */
BtPracticeUser *bt_practice_user_load (BtPracticeSite *site, gint64 id);

/**
 * bt_practice_user_sign_in:
 * @authorization: the header, "Basic …"
 *
 * The login may be the e-mail address and spaces in the password do not count, as in
 * WordPress. The comparison takes the same time for any wrong password.
 *
 * Returns: (transfer full) (nullable): the user, %NULL for a wrong name or password
 */
BtPracticeUser *bt_practice_user_sign_in (BtPracticeSite *site,
                                          const char *authorization);

/** bt_practice_user_can: whether the user (%NULL: a reader) has a capability of
 * WordPress's, such as "publish_posts". */
gboolean bt_practice_user_can (const BtPracticeUser *self, const char *capability);

/** bt_practice_user_capabilities: Returns: (transfer full): as users/me shows them */
JsonObject *bt_practice_user_capabilities (const BtPracticeUser *self);

G_END_DECLS
