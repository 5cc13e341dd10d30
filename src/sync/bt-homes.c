/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-homes.h"

#include "photo/bt-photo-homes.h"
#include "sync/bt-homes-private.h"
#include "sync/bt-photo-words.h"
#include "text/bt-caption.h"

G_DEFINE_BOXED_TYPE (BtHome, bt_home, bt_home_copy, bt_home_free)

static const BtPhotoField fields[BT_N_HOME_FIELDS] = {
  [BT_HOME_CAPTION] = BT_PHOTO_CAPTION,
  [BT_HOME_CREDIT] = BT_PHOTO_CREDIT,
  [BT_HOME_ALT] = BT_PHOTO_ALT,
};

/* ---- homes ---- */

BtHome *
bt_home_new (BtHomeKind kind, const char *name)
{
  BtHome *self = g_new0 (BtHome, 1);

  self->kind = kind;
  self->name = g_strdup (name);
  for (guint i = 0; i < BT_N_HOME_FIELDS; i++)
    {
      self->words[i] = g_strdup ("");
      self->holds[i] = TRUE;
    }
  return self;
}

BtHome *
bt_home_copy (const BtHome *self)
{
  BtHome *copy = bt_home_new (self->kind, self->name);

  for (guint i = 0; i < BT_N_HOME_FIELDS; i++)
    {
      bt_home_say (copy, i, self->words[i]);
      copy->holds[i] = self->holds[i];
    }
  copy->error = self->error != NULL ? g_error_copy (self->error) : NULL;
  copy->account = self->account;
  copy->variant = g_strdup (self->variant);
  copy->uuid = g_strdup (self->uuid);
  return copy;
}

void
bt_home_free (BtHome *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < BT_N_HOME_FIELDS; i++)
    g_free (self->words[i]);
  g_free (self->name);
  g_clear_error (&self->error);
  g_free (self->variant);
  g_free (self->uuid);
  g_free (self);
}

void
bt_home_say (BtHome *self, BtHomeField field, const char *words)
{
  g_autofree char *nfc =
      g_utf8_normalize (words != NULL ? words : "", -1, G_NORMALIZE_NFC);

  g_free (self->words[field]);
  self->words[field] = nfc != NULL ? g_strdup (g_strstrip (nfc)) : g_strdup ("");
}

/* ---- comparing ---- */

static gboolean
says_the_same (const char *a, const char *b, BtHomeField field)
{
  g_autofree char *a_stop = NULL;
  g_autofree char *b_stop = NULL;

  if (field != BT_HOME_CAPTION)
    return g_str_equal (a, b);
  a_stop = bt_caption_with_stop (a);
  b_stop = bt_caption_with_stop (b);
  return g_str_equal (a_stop, b_stop);
}

gboolean
bt_home_differs (const BtHome *self, const BtHome *other, BtHomeField field)
{
  const char *a, *b;

  g_return_val_if_fail (self != NULL && other != NULL, FALSE);
  g_return_val_if_fail (field < BT_N_HOME_FIELDS, FALSE);

  if (!self->holds[field] || !other->holds[field] || self->error != NULL
      || other->error != NULL)
    return FALSE;
  a = self->words[field];
  b = other->words[field];
  if (says_the_same (a, b, field))
    return FALSE;
  if (self->kind == BT_HOME_IIM && bt_photo_iim_is_cut (fields[field], a, b))
    return FALSE;
  return other->kind != BT_HOME_IIM || !bt_photo_iim_is_cut (fields[field], b, a);
}

/* ---- the file ---- */

/* What will be written into IIM: so many bytes as it has, and whole characters. */
static char *
cut (const char *text, gsize max)
{
  gsize length = strlen (text);

  if (max == 0 || length <= max)
    return g_strdup (text);
  length = (gsize)(g_utf8_find_prev_char (text, text + max + 1) - text);
  return g_strndup (text, length);
}

static void
say_desk (BtHome *self, const BtPhotoInfo *info)
{
  for (guint i = 0; i < BT_N_HOME_FIELDS; i++)
    {
      const char *text = bt_photo_info_get (info, fields[i]);
      g_autofree char *short_text = NULL;

      if (self->kind == BT_HOME_IIM)
        text = short_text = cut (text, bt_photo_iim_limit (fields[i]));
      if (self->holds[i])
        bt_home_say (self, i, text);
    }
}

static void
say_file (BtHome *self, const BtPhotoHomes *file)
{
  BtPhotoHome home = self->kind == BT_HOME_IIM ? BT_PHOTO_HOME_IIM : BT_PHOTO_HOME_XMP;

  for (guint i = 0; i < BT_N_HOME_FIELDS; i++)
    if (self->holds[i])
      bt_home_say (self, i, file->fields[home][fields[i]]);
}

static gboolean
read_file (BtContext *context,
           const BtStoredPhoto *stored,
           GPtrArray *homes,
           GCancellable *cancellable,
           GError **error)
{
  BtHome *iim = bt_home_new (BT_HOME_IIM, NULL);
  BtHome *xmp = bt_home_new (BT_HOME_XMP, NULL);
  g_autoptr (BtPhotoInfo) info = NULL;
  g_autoptr (BtPhotoHomes) file = NULL;

  g_ptr_array_add (homes, iim);
  g_ptr_array_add (homes, xmp);
  iim->holds[BT_HOME_ALT] = FALSE;
  info = bt_stored_photo_get_info (stored, error);
  if (info == NULL)
    return FALSE;
  if (stored->edited == 0)
    file = bt_photo_folder_read_homes (bt_context_get_photos (context), stored->hash,
                                       cancellable, NULL);
  /* One that the worker cannot read any more still has the words that the desk has. */
  if (file != NULL)
    {
      say_file (iim, file);
      say_file (xmp, file);
    }
  else
    {
      say_desk (iim, info);
      say_desk (xmp, info);
    }
  return TRUE;
}

/* ---- articles ---- */

BtFigureItem *
bt_home_find_item (const BtArticle *article, const char *hash, guint *block, guint *item)
{
  for (; *block < bt_article_get_n_blocks (article); (*block)++, *item = 0)
    {
      const BtBlock *figure = bt_article_get_block (article, *block);

      for (; figure->figure != NULL && *item < figure->figure->items->len; (*item)++)
        if (g_strcmp0 (bt_figure_item (figure->figure, *item)->photo, hash) == 0)
          return bt_figure_item (figure->figure, (*item)++);
    }
  return NULL;
}

void
bt_home_say_item (BtHome *self, const BtFigureItem *item)
{
  bt_home_say (self, BT_HOME_CAPTION, bt_rich_text_get_text (item->caption));
  bt_home_say (self, BT_HOME_CREDIT, item->credit);
  bt_home_say (self, BT_HOME_ALT, item->alt);
}

static BtHome *
read_article (BtStore *store, const BtStoredArticle *row, const char *hash)
{
  BtHome *home = bt_home_new (BT_HOME_ARTICLE, row->headline);
  g_autoptr (BtArticle) article = NULL;
  BtFigureItem *item;
  guint block = 0, index = 0;

  home->uuid = g_strdup (row->uuid);
  article = bt_store_load_article_sync (store, row->uuid, NULL, &home->error);
  if (article == NULL)
    return home;
  item = bt_home_find_item (article, hash, &block, &index);
  if (item != NULL)
    bt_home_say_item (home, item);
  return home;
}

static gboolean
read_articles (BtContext *context, const char *hash, GPtrArray *homes, GError **error)
{
  BtStore *store = bt_context_get_store (context);
  g_autoptr (GPtrArray) rows = bt_store_list_photo_uses_sync (store, hash, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const BtStoredArticle *row = rows->pdata[i];

      if (row->trashed == 0)
        g_ptr_array_add (homes, read_article (store, row, hash));
    }
  return rows != NULL;
}

/* ---- all of them ---- */

GPtrArray *
bt_homes_read (BtContext *context,
               const char *hash,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (BtStoredPhoto) stored = NULL;
  g_autoptr (GPtrArray) homes = NULL;

  g_return_val_if_fail (BT_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (hash != NULL, NULL);

  stored = bt_store_get_photo_sync (bt_context_get_store (context), hash, error);
  if (stored == NULL)
    return NULL;
  homes = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_home_free);
  if (!read_file (context, stored, homes, cancellable, error)
      || !bt_homes_read_libraries (context, hash, homes, cancellable, error)
      || !read_articles (context, hash, homes, error)
      || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&homes);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *homes = bt_homes_read (source, data, cancellable, &error);

  if (homes == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, homes, (GDestroyNotify)g_ptr_array_unref);
}

void
bt_homes_read_async (BtContext *context,
                     const char *hash,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BT_IS_CONTEXT (context));
  g_return_if_fail (hash != NULL);

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, bt_homes_read_async);
  g_task_set_task_data (task, g_strdup (hash), g_free);
  g_task_run_in_thread (task, read_thread);
}

GPtrArray *
bt_homes_read_finish (BtContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- taking words over ---- */

gboolean
bt_home_says_still (const BtHome *shown, const BtHome *now)
{
  for (guint i = 0; i < BT_N_HOME_FIELDS; i++)
    if (!g_str_equal (shown->words[i], now->words[i]))
      return FALSE;
  return TRUE;
}

gboolean
bt_home_says_item (const BtHome *self, const BtFigureItem *item)
{
  g_autoptr (BtHome) now = bt_home_new (BT_HOME_ARTICLE, NULL);

  g_return_val_if_fail (self != NULL && item != NULL, FALSE);

  bt_home_say_item (now, item);
  return bt_home_says_still (self, now);
}

BtPhotoInfo *
bt_home_take_info (const BtHome *self, const BtPhotoInfo *info)
{
  BtPhotoInfo *taken;

  g_return_val_if_fail (self != NULL && info != NULL, NULL);

  taken = bt_photo_info_copy (info);
  for (guint i = 0; i < BT_N_HOME_FIELDS; i++)
    if (self->holds[i])
      bt_photo_info_set (taken, fields[i], self->words[i]);
  return taken;
}

static gboolean
take_text (char **text, const char *words)
{
  if (g_str_equal (*text, words))
    return FALSE;
  g_free (*text);
  *text = g_strdup (words);
  return TRUE;
}

gboolean
bt_home_take_item (const BtHome *self, BtFigureItem *item)
{
  gboolean changed = FALSE;

  g_return_val_if_fail (self != NULL && item != NULL, FALSE);

  if (self->holds[BT_HOME_CAPTION]
      && !g_str_equal (bt_rich_text_get_text (item->caption),
                       self->words[BT_HOME_CAPTION]))
    {
      bt_rich_text_change (item->caption, self->words[BT_HOME_CAPTION]);
      changed = TRUE;
    }
  if (self->holds[BT_HOME_CREDIT])
    changed |= take_text (&item->credit, self->words[BT_HOME_CREDIT]);
  if (self->holds[BT_HOME_ALT])
    changed |= take_text (&item->alt, self->words[BT_HOME_ALT]);
  return changed;
}
