/* Choosing files. GtkFileChooserNative is deprecated later: it is used nowhere else.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  BT_FILES_PHOTOS,
  BT_FILES_ARTICLES,
  BT_FILES_TABLES,
  BT_FILES_CODES,
  BT_FILES_NAMES,
  BT_FILES_MARKS,
} BtFileKind;

typedef enum
{
  BT_SAVE_PDF,
  BT_SAVE_TABLE,
  BT_SAVE_CODES,
  BT_SAVE_NAMES,
} BtSaveKind;

/** BtFilesChosen: @files: (element-type GFile): at least one */
typedef void (*BtFilesChosen) (GListModel *files, gpointer data);

/** bt_choose_files: @chosen is not called when the person thinks better of it. */
void bt_choose_files (GtkWindow *parent,
                      BtFileKind kind,
                      gboolean several,
                      BtFilesChosen chosen,
                      gpointer data);

/** bt_choose_save: asks where to write a new file; the person has agreed to replace one
 * that is there. @name: what it is called when nobody says otherwise */
void bt_choose_save (GtkWindow *parent,
                     BtSaveKind kind,
                     const char *name,
                     BtFilesChosen chosen,
                     gpointer data);

/** bt_choose_folder: @title, @accept: translated. */
void bt_choose_folder (GtkWindow *parent,
                       const char *title,
                       const char *accept,
                       BtFilesChosen chosen,
                       gpointer data);

G_END_DECLS
