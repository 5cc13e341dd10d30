/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-cards.h"

struct _BtCards
{
  GObject parent_instance;

  GVolumeMonitor *monitor;
  GPtrArray *folders; /* GFile, with the mount's name as data */
  GCancellable *cancellable;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtCards, bt_cards, G_TYPE_OBJECT)

static GQuark
name_quark (void)
{
  return g_quark_from_static_string ("bt-card-name");
}

static guint
find (BtCards *self, GFile *folder)
{
  for (guint i = 0; i < self->folders->len; i++)
    if (g_file_equal (self->folders->pdata[i], folder))
      return i;
  return G_MAXUINT;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtCards) self = data;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, NULL);

  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_DIRECTORY
      || g_cancellable_is_cancelled (self->cancellable)
      || find (self, G_FILE (source)) != G_MAXUINT)
    return;
  g_ptr_array_add (self->folders, g_object_ref (source));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
look (BtCards *self, GMount *mount)
{
  g_autoptr (GFile) root = g_mount_get_root (mount);
  GFile *folder = g_file_get_child (root, "DCIM");

  g_object_set_qdata_full (G_OBJECT (folder), name_quark (), g_mount_get_name (mount),
                           g_free);
  /* a card may be slow to answer */
  g_file_query_info_async (folder, G_FILE_ATTRIBUTE_STANDARD_TYPE,
                           G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, G_PRIORITY_DEFAULT,
                           self->cancellable, looked_cb, g_object_ref (self));
  g_object_unref (folder);
}

static void
mounted_cb (GVolumeMonitor *monitor, GMount *mount, BtCards *self)
{
  look (self, mount);
}

static void
unmounted_cb (GVolumeMonitor *monitor, GMount *mount, BtCards *self)
{
  g_autoptr (GFile) root = g_mount_get_root (mount);
  g_autoptr (GFile) folder = g_file_get_child (root, "DCIM");
  guint at = find (self, folder);

  if (at == G_MAXUINT)
    return;
  g_ptr_array_remove_index (self->folders, at);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
bt_cards_dispose (GObject *object)
{
  BtCards *self = BT_CARDS (object);

  g_cancellable_cancel (self->cancellable);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (bt_cards_parent_class)->dispose (object);
}

static void
bt_cards_finalize (GObject *object)
{
  BtCards *self = BT_CARDS (object);

  g_ptr_array_unref (self->folders);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (bt_cards_parent_class)->finalize (object);
}

static void
bt_cards_class_init (BtCardsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_cards_dispose;
  G_OBJECT_CLASS (klass)->finalize = bt_cards_finalize;

  signals[CHANGED] = g_signal_new ("changed", BT_TYPE_CARDS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
bt_cards_init (BtCards *self)
{
  g_autolist (GMount) mounts = NULL;

  self->folders = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
  self->monitor = g_volume_monitor_get ();
  g_signal_connect (self->monitor, "mount-added", G_CALLBACK (mounted_cb), self);
  g_signal_connect (self->monitor, "mount-removed", G_CALLBACK (unmounted_cb), self);
  mounts = g_volume_monitor_get_mounts (self->monitor);
  for (GList *l = mounts; l != NULL; l = l->next)
    look (self, l->data);
}

BtCards *
bt_cards_new (void)
{
  return g_object_new (BT_TYPE_CARDS, NULL);
}

GPtrArray *
bt_cards_list (BtCards *self)
{
  GPtrArray *folders = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (BT_IS_CARDS (self), folders);

  for (guint i = 0; i < self->folders->len; i++)
    g_ptr_array_add (folders, g_object_ref (self->folders->pdata[i]));
  return folders;
}

char *
bt_card_name (GFile *folder)
{
  const char *name = g_object_get_qdata (G_OBJECT (folder), name_quark ());

  g_return_val_if_fail (name != NULL, NULL);

  return g_strdup (name);
}
