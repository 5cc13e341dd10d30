/* The training users: who they are, what their role may do, how they sign in.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/bt-practice-users.h"

#include <string.h>

/* As WordPress prints its own: 24 characters, shown in groups of four. */
#define PASSWORD_LENGTH 24

typedef struct
{
  const char *key;
  const char *login;
  const char *name;
  const char *role;
} Training;

static const Training training[] = {
  { "administrator", "admin", "Quản trị", "administrator" },
  { "editor", "bientap", "Biên tập viên", "editor" },
  { "author", "phongvien", "Phóng viên", "author" },
  { "author2", "phongvien2", "Phóng viên ảnh", "author" },
  { "contributor", "congtac", "Cộng tác viên", "contributor" },
};

typedef struct
{
  const char *role;
  const char *capabilities;
} Role;

static const Role roles[] = {
  { "contributor", "edit_posts read level_1 level_0 delete_posts" },
  { "author", "upload_files edit_posts edit_published_posts publish_posts read level_2 "
              "level_1 level_0 delete_posts delete_published_posts" },
  { "editor",
    "moderate_comments manage_categories manage_links upload_files unfiltered_html "
    "edit_posts edit_others_posts edit_published_posts publish_posts edit_pages read "
    "level_7 level_6 level_5 level_4 level_3 level_2 level_1 level_0 edit_others_pages "
    "edit_published_pages publish_pages delete_pages delete_others_pages "
    "delete_published_pages delete_posts delete_others_posts delete_published_posts "
    "delete_private_posts edit_private_posts read_private_posts delete_private_pages "
    "edit_private_pages read_private_pages" },
  { "administrator",
    "manage_options list_users edit_users create_users delete_users moderate_comments "
    "manage_categories manage_links upload_files unfiltered_html edit_posts "
    "edit_others_posts edit_published_posts publish_posts edit_pages read level_10 "
    "level_7 level_2 level_1 level_0 edit_others_pages edit_published_pages "
    "publish_pages delete_pages delete_others_pages delete_published_pages delete_posts "
    "delete_others_posts delete_published_posts delete_private_posts edit_private_posts "
    "read_private_posts delete_private_pages edit_private_pages read_private_pages" },
};

static const char *
capabilities_of (const BtPracticeUser *self)
{
  for (gsize i = 0; self != NULL && i < G_N_ELEMENTS (roles); i++)
    if (g_str_equal (roles[i].role, self->role))
      return roles[i].capabilities;
  return "";
}

gboolean
bt_practice_user_can (const BtPracticeUser *self, const char *capability)
{
  g_auto (GStrv) all = g_strsplit (capabilities_of (self), " ", -1);

  return g_strv_contains ((const char *const *)all, capability);
}

JsonObject *
bt_practice_user_capabilities (const BtPracticeUser *self)
{
  JsonObject *object = json_object_new ();
  g_auto (GStrv) all = g_strsplit (capabilities_of (self), " ", -1);

  for (gsize i = 0; all[i] != NULL && *all[i] != '\0'; i++)
    json_object_set_boolean_member (object, all[i], TRUE);
  json_object_set_boolean_member (object, self->role, TRUE);
  return object;
}

void
bt_practice_user_free (BtPracticeUser *self)
{
  if (self == NULL)
    return;
  g_free (self->login);
  g_free (self->name);
  g_free (self->email);
  g_free (self->role);
  g_free (self->registered);
  g_free (self);
}

static BtPracticeUser *
take_user (BtPracticeSite *site, sqlite3_stmt *stmt)
{
  BtPracticeUser *self;

  if (!bt_practice_db_step (site->db, stmt))
    return NULL;
  self = g_new0 (BtPracticeUser, 1);
  self->id = sqlite3_column_int64 (stmt, 0);
  self->login = bt_practice_db_column (stmt, 1);
  self->name = bt_practice_db_column (stmt, 2);
  self->email = bt_practice_db_column (stmt, 3);
  self->role = bt_practice_db_column (stmt, 4);
  self->registered = bt_practice_db_column (stmt, 5);
  return self;
}

#define SELECT_USER "SELECT id, login, name, email, role, registered FROM users "

BtPracticeUser *
bt_practice_user_load (BtPracticeSite *site, gint64 id)
{
  g_autoptr (sqlite3_stmt) stmt =
      bt_practice_db_query (site->db, SELECT_USER "WHERE id=?", "i", id);

  return take_user (site, stmt);
}

/* An application password is 24 random characters, some 138 bits, so that one round of a
 * keyed hash is as good as many. */
static char *
hash_password (const char *salt, const char *password)
{
  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *)salt,
                                    strlen (salt), password, -1);
}

static gboolean
equal_in_constant_time (const char *a, const char *b)
{
  gsize length = strlen (a);
  guchar difference = 0;

  if (length != strlen (b)) /* both are hexadecimal digests: never */
    return FALSE;
  for (gsize i = 0; i < length; i++)
    difference |= (guchar)a[i] ^ (guchar)b[i];
  return difference == 0;
}

static gboolean
check_password (BtPracticeSite *site, gint64 user, const char *password)
{
  g_autoptr (sqlite3_stmt) stmt = bt_practice_db_query (
      site->db, "SELECT salt, hash FROM app_passwords WHERE user=?", "i", user);
  gboolean right = FALSE;

  while (bt_practice_db_step (site->db, stmt))
    {
      g_autofree char *salt = bt_practice_db_column (stmt, 0);
      g_autofree char *wanted = bt_practice_db_column (stmt, 1);
      g_autofree char *given = hash_password (salt, password);

      right |= equal_in_constant_time (given, wanted);
    }
  return right;
}

BtPracticeUser *
bt_practice_user_sign_in (BtPracticeSite *site, const char *authorization)
{
  g_autofree guchar *bytes = NULL;
  g_autofree char *text = NULL;
  g_autoptr (sqlite3_stmt) stmt = NULL;
  g_autoptr (BtPracticeUser) user = NULL;
  g_auto (GStrv) words = NULL;
  g_autofree char *password = NULL;
  char *colon;
  gsize length;

  if (authorization == NULL || g_ascii_strncasecmp (authorization, "Basic ", 6) != 0)
    return NULL;
  bytes = g_base64_decode (authorization + 6, &length);
  text = g_strndup ((const char *)bytes, length);
  colon = strchr (text, ':');
  if (colon == NULL || !g_utf8_validate (text, -1, NULL))
    return NULL;
  *colon = '\0';
  words = g_strsplit (colon + 1, " ", -1);
  password = g_strjoinv (NULL, words);

  stmt = bt_practice_db_query (site->db, SELECT_USER "WHERE login=?1 OR email=?1", "s",
                               text);
  user = take_user (site, stmt);
  if (!check_password (site, user != NULL ? user->id : 1, password))
    return NULL;
  return g_steal_pointer (&user);
}

static void
add_user (BtPracticeSite *site, gint64 id, const Training *who, GString *list)
{
  g_autofree char *email = g_strconcat (who->login, "@toasoan.test", NULL);
  g_autofree char *now = bt_practice_now (site, TRUE);
  g_autofree char *password = bt_practice_random (PASSWORD_LENGTH);
  g_autofree char *salt = bt_practice_random (16);
  g_autofree char *hash = hash_password (salt, password);

  bt_practice_db_run (site->db, "INSERT INTO users VALUES (?, ?, ?, ?, ?, ?)", "isssss",
                      id, who->login, who->name, email, who->role, now);
  bt_practice_db_run (site->db,
                      "INSERT INTO app_passwords (user, salt, hash) VALUES (?, ?, ?)",
                      "iss", id, salt, hash);
  g_string_append_printf (list, "%s\t%" G_GINT64_FORMAT "\t%s\t", who->key, id,
                          who->login);
  for (gsize i = 0; password[i] != '\0'; i += 4)
    g_string_append_printf (list, "%s%.4s", i > 0 ? " " : "", password + i);
  g_string_append_c (list, '\n');
}

gboolean
bt_practice_users_seed (BtPracticeSite *site, GError **error)
{
  g_autofree char *path = g_build_filename (site->dir, "users.txt", NULL);
  g_autoptr (GString) list = g_string_new (NULL);

  if (bt_practice_db_int (site->db, "SELECT count(*) FROM users", "") > 0)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (training); i++)
    add_user (site, (gint64)i + 1, &training[i], list);
  /* Before the commit: passwords that are hashed but listed nowhere would be lost. */
  return g_file_set_contents_full (
      path, list->str, (gssize)list->len,
      G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

JsonObject *
bt_practice_users_list (const char *dir, GError **error)
{
  g_autofree char *path = g_build_filename (dir, "users.txt", NULL);
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) users = json_object_new ();
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", 4);
      JsonObject *user;

      if (g_strv_length (fields) != 4)
        continue;
      user = json_object_new ();
      json_object_set_int_member (user, "id", g_ascii_strtoll (fields[1], NULL, 10));
      json_object_set_string_member (user, "login", fields[2]);
      json_object_set_string_member (user, "app_password", fields[3]);
      json_object_set_object_member (users, fields[0], user);
    }
  return g_steal_pointer (&users);
}
