/* What a newsroom keeps so that names are spelled once: codes, lists of names, and named
 * sets of fields for photos.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/bt-store.h"

G_BEGIN_DECLS

/**
 * BtCodeFile: a table of codes as it was taken in; the text room reads it.
 * @name: unique, for people
 * @text: tab-separated lines, UTF-8
 */
typedef struct
{
  gint64 id;
  char *name;
  char *text;
  gint64 modified;
} BtCodeFile;

/** bt_code_file_new: Returns: (transfer full): one that is not in the store yet */
/** bt_code_file_new: Returns: (transfer full): one that is not stored yet; @name becomes a
 * line in NFC, trimmed, @text clean text. */
BtCodeFile *bt_code_file_new (const char *name, const char *text);
BtCodeFile *bt_code_file_copy (const BtCodeFile *self);
void bt_code_file_free (BtCodeFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtCodeFile, bt_code_file_free)

/** bt_store_list_code_files_async: finishes with (transfer full) (element-type
 * BtCodeFile), by name in Vietnamese order. */
void bt_store_list_code_files_async (BtStore *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *
bt_store_list_code_files_finish (BtStore *self, GAsyncResult *result, GError **error);
GPtrArray *bt_store_list_code_files_sync (BtStore *self, GError **error);
/** bt_store_put_code_file_async: adds it (@id 0; one of the same name is replaced) or
 * changes it; @modified is set by the store. %BT_STORE_ERROR_EXISTS when it is to get the
 * name of another, %BT_STORE_ERROR_NOT_FOUND when it is gone. Copied at once; its name is
 * not empty. Emits BtStore::words-changed. */
void bt_store_put_code_file_async (BtStore *self,
                                   const BtCodeFile *file,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
bt_store_put_code_file_finish (BtStore *self, GAsyncResult *result, GError **error);
gboolean
bt_store_put_code_file_sync (BtStore *self, const BtCodeFile *file, GError **error);
/** bt_store_remove_code_file_async: %BT_STORE_ERROR_NOT_FOUND when it is gone already.
 * Emits BtStore::words-changed. */
void bt_store_remove_code_file_async (BtStore *self,
                                      gint64 id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
bt_store_remove_code_file_finish (BtStore *self, GAsyncResult *result, GError **error);

/** The lists of names for type-ahead. */
typedef enum
{
  BT_NAMES_PEOPLE,
  BT_NAMES_PLACES,
  BT_NAMES_CREDITS,
  BT_NAMES_KEYWORDS,
} BtNameList;
#define BT_N_NAME_LISTS (BT_NAMES_KEYWORDS + 1)

/** bt_store_list_names_async: finishes with (transfer full) (array zero-terminated=1): the
 * whole list, in Vietnamese order. */
void bt_store_list_names_async (BtStore *self,
                                BtNameList list,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
char **bt_store_list_names_finish (BtStore *self, GAsyncResult *result, GError **error);
char **bt_store_list_names_sync (BtStore *self, BtNameList list, GError **error);
/** bt_store_set_names_async: @names: the whole list from now on; the store makes lines of
 * them, in NFC and trimmed, and keeps each once and no empty one. Emits
 * BtStore::words-changed. */
void bt_store_set_names_async (BtStore *self,
                               BtNameList list,
                               const char *const *names,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean bt_store_set_names_finish (BtStore *self, GAsyncResult *result, GError **error);
gboolean bt_store_set_names_sync (BtStore *self,
                                  BtNameList list,
                                  const char *const *names,
                                  GError **error);
/** bt_store_add_names_async: those that the list does not have yet. Emits
 * BtStore::words-changed when there are any. */
void bt_store_add_names_async (BtStore *self,
                               BtNameList list,
                               const char *const *names,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean bt_store_add_names_finish (BtStore *self, GAsyncResult *result, GError **error);

/**
 * BtPhotoTemplate: a named set of fields, for ingest and for many photos at once.
 * @fields: JSON object, field name (bt_photo_field_to_string()) → text with variables; the
 * store does not look into it
 */
typedef struct
{
  gint64 id;
  char *name;
  char *fields;
  gint64 modified;
} BtPhotoTemplate;

/** bt_photo_template_new: Returns: (transfer full): one that is not in the store yet */
/** bt_photo_template_new: Returns: (transfer full): one that is not stored yet; @name
 * becomes a line in NFC, trimmed. */
BtPhotoTemplate *bt_photo_template_new (const char *name, const char *fields);
BtPhotoTemplate *bt_photo_template_copy (const BtPhotoTemplate *self);
void bt_photo_template_free (BtPhotoTemplate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPhotoTemplate, bt_photo_template_free)

/** bt_store_list_photo_templates_async: finishes with (transfer full) (element-type
 * BtPhotoTemplate), by name in Vietnamese order. */
void bt_store_list_photo_templates_async (BtStore *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
GPtrArray *bt_store_list_photo_templates_finish (BtStore *self,
                                                 GAsyncResult *result,
                                                 GError **error);
GPtrArray *bt_store_list_photo_templates_sync (BtStore *self, GError **error);
/** bt_store_put_photo_template_async: adds it (@id 0) or changes it; @modified is set by
 * the store. %BT_STORE_ERROR_EXISTS when the name is taken, %BT_STORE_ERROR_NOT_FOUND when
 * it is gone. Its name is not empty. Emits BtStore::words-changed. */
void bt_store_put_photo_template_async (BtStore *self,
                                        const BtPhotoTemplate *photo_template,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean
bt_store_put_photo_template_finish (BtStore *self, GAsyncResult *result, GError **error);
gboolean bt_store_put_photo_template_sync (BtStore *self,
                                           const BtPhotoTemplate *photo_template,
                                           GError **error);
/** bt_store_remove_photo_template_async: %BT_STORE_ERROR_NOT_FOUND when it is gone
 * already. Emits BtStore::words-changed. */
void bt_store_remove_photo_template_async (BtStore *self,
                                           gint64 id,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean bt_store_remove_photo_template_finish (BtStore *self,
                                                GAsyncResult *result,
                                                GError **error);

G_END_DECLS
