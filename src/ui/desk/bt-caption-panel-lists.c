/* The newsroom's lists: read for whoever types, and added to by one press.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "sync/bt-photo-variables.h"
#include "ui/desk/bt-caption-panel-private.h"
#include "ui/editor/bt-input-method.h"

/* Sentences, in which people and places are named. */
#define IN_TEXT (1 << BT_NAMES_PEOPLE | 1 << BT_NAMES_PLACES)

guint
bt_caption_panel_get_lists (BtPhotoField field)
{
  switch (field)
    {
    case BT_PHOTO_CAPTION:
    case BT_PHOTO_HEADLINE:
    case BT_PHOTO_ALT:
      return IN_TEXT;
    case BT_PHOTO_CREATOR:
    case BT_PHOTO_CAPTION_WRITER:
      return 1 << BT_NAMES_CREDITS | 1 << BT_NAMES_PEOPLE;
    case BT_PHOTO_CREDIT:
    case BT_PHOTO_SOURCE:
    case BT_PHOTO_COPYRIGHT:
      return 1 << BT_NAMES_CREDITS;
    case BT_PHOTO_SUBLOCATION:
    case BT_PHOTO_CITY:
    case BT_PHOTO_PROVINCE:
    case BT_PHOTO_COUNTRY:
      return 1 << BT_NAMES_PLACES;
    case BT_PHOTO_KEYWORDS:
      return 1 << BT_NAMES_KEYWORDS;
    default:
      return 0;
    }
}

void
bt_caption_panel_update_keep (BtCaptionPanel *self,
                              BtCaptionField *row,
                              const char *typed)
{
  BtPhotoField field = bt_caption_field_get_field (row);
  guint lists = bt_caption_panel_get_lists (field);
  GtkTextBuffer *buffer =
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (bt_caption_field_get_view (row)));
  gboolean keep = FALSE;

  if (lists == IN_TEXT)
    keep = gtk_text_buffer_get_has_selection (buffer);
  else if (lists != 0)
    {
      g_auto (GStrv) names =
          g_strsplit (typed, bt_caption_is_list (field) ? ";" : "\n", -1);

      for (guint i = 0; names[i] != NULL; i++)
        {
          const char *name = g_strstrip (names[i]);

          keep = keep
                 || (*name != '\0' && strpbrk (name, "\\{") == NULL
                     && !bt_name_index_has (self->names, lists, name));
        }
    }
  bt_caption_field_set_keep (row, keep);
}

/* ---- keeping names ---- */

static void
added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtCaptionPanel) self = data;
  g_autoptr (GError) error = NULL;

  if (!bt_store_add_names_finish (BT_STORE (source), result, &error)
      && self->desk != NULL)
    g_signal_emit_by_name (self->desk, "failed", error);
}

static void
keep_settled_cb (gpointer data)
{
  g_autoptr (BtCaptionField) row = data;
  BtCaptionPanel *self = BT_CAPTION_PANEL (
      gtk_widget_get_ancestor (GTK_WIDGET (row), BT_TYPE_CAPTION_PANEL));
  BtPhotoField field = bt_caption_field_get_field (row);
  guint lists = bt_caption_panel_get_lists (field);
  GtkTextBuffer *buffer =
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (bt_caption_field_get_view (row)));
  g_autofree char *typed = NULL;
  g_auto (GStrv) names = NULL;
  GtkTextIter start, end;
  BtNameList list = BT_NAMES_CREDITS;

  if (self == NULL || self->store == NULL)
    return;
  if ((lists & 1 << BT_NAMES_CREDITS) == 0)
    for (list = 0; (lists & 1 << list) == 0; list++)
      ;
  if (list == BT_NAMES_PEOPLE
      && gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    typed = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  else if (list != BT_NAMES_PEOPLE)
    typed = bt_caption_field_get_text (row, FALSE);
  if (typed == NULL)
    return;
  names = g_strsplit (typed, bt_caption_is_list (field) ? ";" : "\n", -1);
  bt_store_add_names_async (self->store, list, (const char *const *)names, NULL, added_cb,
                            g_object_ref (self));
}

static void
keep_cb (BtCaptionField *row, BtCaptionPanel *self)
{
  bt_input_settle (GTK_WIDGET (row), keep_settled_cb, g_object_ref (row));
}

static void
selection_cb (GtkTextBuffer *buffer, GParamSpec *pspec, BtCaptionField *row)
{
  BtCaptionPanel *self = BT_CAPTION_PANEL (
      gtk_widget_get_ancestor (GTK_WIDGET (row), BT_TYPE_CAPTION_PANEL));
  g_autofree char *typed = NULL;

  if (self == NULL || self->items->len == 0)
    return;
  typed = bt_caption_field_get_text (row, FALSE);
  bt_caption_panel_update_keep (self, row, typed);
}

void
bt_caption_panel_watch_lists (BtCaptionPanel *self, BtCaptionField *row)
{
  GtkTextView *view = GTK_TEXT_VIEW (bt_caption_field_get_view (row));

  g_signal_connect (row, "keep", G_CALLBACK (keep_cb), self);
  g_signal_connect_object (gtk_text_view_get_buffer (view), "notify::has-selection",
                           G_CALLBACK (selection_cb), row, 0);
}

/* ---- what the newsroom keeps ---- */

typedef struct
{
  BtCaptionPanel *panel;
  BtNameList list;
} Listing;

static void
names_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Listing *listing = data;
  g_autoptr (BtCaptionPanel) self = listing->panel;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = bt_store_list_names_finish (BT_STORE (source), result, &error);

  if (self->desk == NULL)
    return;
  if (names == NULL)
    {
      g_signal_emit_by_name (self->desk, "failed", error);
      return;
    }
  bt_name_index_set (self->names, listing->list, (const char *const *)names);
  for (guint field = 0; field < BT_N_PHOTO_FIELDS && self->items->len > 0; field++)
    if (self->entries[field].row != NULL)
      {
        g_autofree char *typed =
            bt_caption_field_get_text (self->entries[field].row, FALSE);

        bt_caption_panel_update_keep (self, self->entries[field].row, typed);
      }
}

static void
codes_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  BtCodes *codes = bt_context_load_codes (data, &error);

  if (codes != NULL)
    g_task_return_pointer (task, codes, (GDestroyNotify)bt_codes_unref);
  else
    g_task_return_error (task, error);
}

static void
codes_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BtCaptionPanel *self = BT_CAPTION_PANEL (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtCodes) codes = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->desk == NULL)
    return;
  g_clear_pointer (&self->codes, bt_codes_unref);
  self->codes = g_steal_pointer (&codes);
  if (error != NULL)
    g_signal_emit_by_name (self->desk, "failed", error);
}

static void
read_codes (BtCaptionPanel *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, codes_cb, NULL);

  g_task_set_task_data (task, g_object_ref (bt_desk_get_context (self->desk)),
                        g_object_unref);
  g_task_run_in_thread (task, codes_thread);
}

static void
templates_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtCaptionPanel) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) templates =
      bt_store_list_photo_templates_finish (BT_STORE (source), result, &error);

  if (self->desk == NULL)
    return;
  if (templates == NULL)
    {
      g_signal_emit_by_name (self->desk, "failed", error);
      return;
    }
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  self->templates = g_steal_pointer (&templates);
  bt_caption_panel_show_templates (self);
}

static void
read_words (BtCaptionPanel *self)
{
  if (self->desk == NULL)
    return;
  for (guint list = 0; list < BT_N_NAME_LISTS; list++)
    {
      Listing *listing = g_new0 (Listing, 1);

      listing->panel = g_object_ref (self);
      listing->list = (BtNameList)list;
      bt_store_list_names_async (self->store, (BtNameList)list, NULL, names_cb, listing);
    }
  read_codes (self);
  bt_store_list_photo_templates_async (self->store, NULL, templates_cb,
                                       g_object_ref (self));
}

void
bt_caption_panel_init_lists (BtCaptionPanel *self)
{
  self->names = bt_name_index_new ();
  g_signal_connect_object (self->store, "words-changed", G_CALLBACK (read_words), self,
                           G_CONNECT_SWAPPED);
  read_words (self);
}

void
bt_caption_panel_clear_lists (BtCaptionPanel *self)
{
  g_clear_pointer (&self->names, bt_name_index_free);
  g_clear_pointer (&self->codes, bt_codes_unref);
  g_clear_pointer (&self->templates, g_ptr_array_unref);
}
