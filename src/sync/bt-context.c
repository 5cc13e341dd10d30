/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-context.h"

#include "portal/bt-secret.h"

#define SETTING_MAX_SIDE "photo.max-side"
#define SETTING_QUALITY "photo.quality"

struct _BtContext
{
  GObject parent_instance;

  char *data_dir;
  char *owner;
  BtStore *store;
  BtPhotoFolder *photos;

  GMutex lock;
  GHashTable *passwords; /* account name → password; guarded by lock */
};

G_DEFINE_FINAL_TYPE (BtContext, bt_context, G_TYPE_OBJECT)

static void
bt_context_finalize (GObject *object)
{
  BtContext *self = BT_CONTEXT (object);

  g_clear_pointer (&self->data_dir, g_free);
  g_clear_pointer (&self->owner, g_free);
  g_clear_object (&self->store);
  g_clear_object (&self->photos);
  g_clear_pointer (&self->passwords, g_hash_table_unref);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (bt_context_parent_class)->finalize (object);
}

static void
bt_context_class_init (BtContextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_context_finalize;
}

static void
bt_context_init (BtContext *self)
{
  g_mutex_init (&self->lock);
  self->owner = g_uuid_string_random ();
  self->passwords = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify)bt_secret_free);
}

BtContext *
bt_context_new (const char *data_dir)
{
  g_autofree char *database = NULL;
  g_autofree char *photos = NULL;
  g_autofree char *cache = NULL;
  BtContext *self = g_object_new (BT_TYPE_CONTEXT, NULL);

  if (data_dir == NULL || *data_dir == '\0')
    data_dir = g_getenv ("BANTHAO_DATA_DIR");

  if (data_dir != NULL && *data_dir != '\0')
    {
      self->data_dir = g_canonicalize_filename (data_dir, NULL);
      cache = g_build_filename (self->data_dir, "cache", NULL);
    }
  else
    {
      self->data_dir = g_build_filename (g_get_user_data_dir (), "banthao", NULL);
      cache = g_build_filename (g_get_user_cache_dir (), "banthao", NULL);
    }

  database = g_build_filename (self->data_dir, "banthao.db", NULL);
  photos = g_build_filename (self->data_dir, "photos", NULL);
  self->store = bt_store_new (database);
  self->photos = bt_photo_folder_new (photos, cache);

  return self;
}

const char *
bt_context_get_data_dir (BtContext *self)
{
  g_return_val_if_fail (BT_IS_CONTEXT (self), NULL);

  return self->data_dir;
}

BtStore *
bt_context_get_store (BtContext *self)
{
  g_return_val_if_fail (BT_IS_CONTEXT (self), NULL);

  return self->store;
}

BtPhotoFolder *
bt_context_get_photos (BtContext *self)
{
  g_return_val_if_fail (BT_IS_CONTEXT (self), NULL);

  return self->photos;
}

const char *
bt_context_get_owner (BtContext *self)
{
  g_return_val_if_fail (BT_IS_CONTEXT (self), NULL);

  return self->owner;
}

static gboolean
get_number (BtContext *self,
            const char *key,
            guint64 fallback,
            guint64 low,
            guint64 high,
            guint64 *number,
            GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *value = bt_store_get_setting_sync (self->store, key, &local_error);

  *number = fallback;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  /* A value that somebody spoiled counts as none. */
  if (value != NULL && !g_ascii_string_to_unsigned (value, 10, low, high, number, NULL))
    *number = fallback;

  return TRUE;
}

gboolean
bt_context_get_rendition (BtContext *self, guint *max_side, int *quality, GError **error)
{
  guint64 side;
  guint64 percent;

  g_return_val_if_fail (BT_IS_CONTEXT (self), FALSE);

  if (!get_number (self, SETTING_MAX_SIDE, 2560, 320, 6000, &side, error)
      || !get_number (self, SETTING_QUALITY, 85, 40, 100, &percent, error))
    return FALSE;

  if (max_side != NULL)
    *max_side = (guint)side;
  if (quality != NULL)
    *quality = (int)percent;

  return TRUE;
}

gboolean
bt_context_set_rendition (BtContext *self, guint max_side, int quality, GError **error)
{
  g_autofree char *side = g_strdup_printf ("%u", CLAMP (max_side, 320, 6000));
  g_autofree char *percent = g_strdup_printf ("%d", CLAMP (quality, 40, 100));

  g_return_val_if_fail (BT_IS_CONTEXT (self), FALSE);

  return bt_store_set_setting_sync (self->store, SETTING_MAX_SIDE, side, error)
         && bt_store_set_setting_sync (self->store, SETTING_QUALITY, percent, error);
}

void
bt_context_set_password (BtContext *self, const char *account, const char *password)
{
  g_return_if_fail (BT_IS_CONTEXT (self));
  g_return_if_fail (account != NULL);

  g_mutex_lock (&self->lock);
  if (password != NULL)
    g_hash_table_replace (self->passwords, g_strdup (account), g_strdup (password));
  else
    g_hash_table_remove (self->passwords, account);
  g_mutex_unlock (&self->lock);
}

static char *
find_password (BtContext *self,
               const BtAccount *account,
               GCancellable *cancellable,
               GError **error)
{
  char *password;

  g_mutex_lock (&self->lock);
  password = g_strdup (g_hash_table_lookup (self->passwords, account->name));
  g_mutex_unlock (&self->lock);

  if (password == NULL)
    password = bt_secret_lookup (account->url, account->user, cancellable, error);

  return password;
}

BtPortal *
bt_context_open_portal (BtContext *self,
                        const BtAccount *account,
                        GCancellable *cancellable,
                        GError **error)
{
  BtPortal *portal;
  char *password;

  g_return_val_if_fail (BT_IS_CONTEXT (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  password = find_password (self, account, cancellable, error);
  if (password == NULL)
    return NULL;

  portal = bt_portal_new (account->kind, account->url, account->api, account->user,
                          password, error);
  bt_secret_free (password);

  return portal;
}
