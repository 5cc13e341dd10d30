/* What is typed, on its way to the photos that it was typed for.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "messages/bt-messages.h"
#include "ui/desk/bt-caption-panel-private.h"
#include "ui/editor/bt-input-method.h"

/* One timer that typing does not put off: what was typed is on the disk within a second. */
#define WRITE_MS 600
/* After a rest as long as this, what is typed next is another step. */
#define REST_US (2 * G_USEC_PER_SEC)

/* ---- a field that is being typed in ---- */

static GPtrArray *
field_of_all (BtCaptionPanel *self, BtPhotoField field)
{
  GPtrArray *texts = g_ptr_array_new_full (self->items->len, g_free);

  for (guint i = 0; i < self->items->len; i++)
    g_ptr_array_add (texts,
                     g_strdup (bt_photo_item_get_field (self->items->pdata[i], field)));
  return texts;
}

/* From here on the field is written, on top of what each photo says now. */
static void
touch (BtCaptionPanel *self, BtCaptionEntry *entry)
{
  BtPhotoField field = bt_caption_field_get_field (entry->row);

  if (entry->base == NULL)
    entry->base = field_of_all (self, field);
  entry->dirty = TRUE;
}

/* Returns: (transfer full) (nullable): what the photo says from now on; %NULL when what was
 * typed is no value of this field */
static char *
value_for (BtCaptionPanel *self,
           BtCaptionEntry *entry,
           guint i,
           const char *typed,
           gboolean differs)
{
  BtPhotoField field = bt_caption_field_get_field (entry->row);
  BtCaptionJoin join = bt_caption_field_get_join (entry->row);
  const char *base = entry->base->pdata[i];
  g_autofree char *text = NULL;

  /* typed and taken away again: nobody meant to empty what is not even shown */
  if (*typed == '\0' && (differs || join != BT_CAPTION_REPLACE))
    return g_strdup (base);
  if (field == BT_PHOTO_DATE_CREATED)
    return bt_caption_read_date (typed, base);
  text = bt_caption_panel_many (self)
             ? bt_caption_panel_expand (self, self->items->pdata[i], typed, NULL)
             : g_strdup (typed);
  return bt_caption_join (field, base, text, join);
}

static gboolean
all_same (GPtrArray *texts)
{
  for (guint i = 1; i < texts->len; i++)
    if (!g_str_equal (texts->pdata[0], texts->pdata[i]))
      return FALSE;
  return TRUE;
}

/* Returns: whether what was typed could be taken */
static gboolean
put_field (BtCaptionPanel *self, BtPhotoField field, GPtrArray *infos)
{
  BtCaptionEntry *entry = &self->entries[field];
  g_autofree char *typed = bt_caption_field_get_text (entry->row, TRUE);
  gboolean differs = !all_same (entry->base);

  for (guint i = 0; i < infos->len; i++)
    {
      g_autofree char *value = value_for (self, entry, i, typed, differs);

      if (value == NULL)
        return FALSE;
      bt_photo_info_set (infos->pdata[i], field, value);
    }
  return TRUE;
}

void
bt_caption_panel_set_infos (BtCaptionPanel *self, GPtrArray *infos, const char *label)
{
  self->writing = TRUE;
  bt_desk_set_infos (self->desk, self->items, infos, label);
  self->writing = FALSE;
}

void
bt_caption_panel_write (BtCaptionPanel *self, const char *label)
{
  g_autoptr (GPtrArray) infos = NULL;
  BtPhotoField last = self->last_written;
  guint n = 0;

  g_clear_handle_id (&self->write_source, g_source_remove);
  if (self->items->len == 0)
    return;
  infos = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_photo_info_free);
  for (guint i = 0; i < self->items->len; i++)
    g_ptr_array_add (infos,
                     bt_photo_info_copy (bt_photo_item_get_info (self->items->pdata[i])));
  for (guint field = 0; field < BT_N_PHOTO_FIELDS; field++)
    {
      BtCaptionEntry *entry = &self->entries[field];

      if (!entry->dirty || !put_field (self, (BtPhotoField)field, infos))
        continue;
      entry->dirty = FALSE;
      g_clear_pointer (&entry->written, g_ptr_array_unref);
      entry->written = g_ptr_array_new_full (infos->len, g_free);
      for (guint i = 0; i < infos->len; i++)
        g_ptr_array_add (entry->written, g_strdup (bt_photo_info_get (
                                             infos->pdata[i], (BtPhotoField)field)));
      last = (BtPhotoField)field;
      n++;
    }
  if (n == 0)
    return;
  self->writing = TRUE;
  if (label != NULL)
    bt_desk_set_infos (self->desk, self->items, infos, label);
  else if (n == 1 && last == self->last_written)
    bt_desk_amend_infos (self->desk, self->items, infos,
                         bt_message_for_photo_field (last));
  else
    bt_desk_set_infos (self->desk, self->items, infos,
                       n == 1 ? bt_message_for_photo_field (last)
                              : C_ ("step", "Words of the Photo"));
  self->writing = FALSE;
  self->last_written = label == NULL && n == 1 ? last : BT_N_PHOTO_FIELDS;
}

static gboolean
write_cb (gpointer data)
{
  BtCaptionPanel *self = data;

  self->write_source = 0;
  bt_caption_panel_write (self, NULL);
  return G_SOURCE_REMOVE;
}

/* ---- what the fields say ---- */

static void
edited_cb (BtCaptionField *row, BtCaptionPanel *self)
{
  BtCaptionEntry *entry = &self->entries[bt_caption_field_get_field (row)];
  gint64 now = g_get_monotonic_time ();

  if (self->loading || self->items->len == 0)
    return;
  if (entry->base == NULL || (now - self->typed > REST_US && !entry->dirty))
    self->last_written = BT_N_PHOTO_FIELDS;
  self->typed = now;
  touch (self, entry);
  if (entry->failed)
    bt_caption_field_say (row, NULL, FALSE);
  entry->failed = FALSE;
  if (self->write_source == 0)
    self->write_source = g_timeout_add (WRITE_MS, write_cb, self);
  bt_caption_panel_say (self, row);
  bt_caption_panel_show_preview (self);
  bt_caption_panel_offer (self, row);
}

/* Text that was typed joins in another way from now on; text that was only shown is no text to
 * be put before or behind itself. */
static void
joined_cb (BtCaptionField *row, BtCaptionPanel *self)
{
  BtCaptionEntry *entry = &self->entries[bt_caption_field_get_field (row)];
  BtCaptionJoin join = bt_caption_field_get_join (row);

  if (entry->base != NULL)
    edited_cb (row, self);
  else if (join == BT_CAPTION_REPLACE)
    bt_caption_panel_show_field (self, bt_caption_field_get_field (row));
  else
    {
      self->loading = TRUE;
      bt_text_field_set_plain (bt_caption_field_get_view (row), "");
      self->loading = FALSE;
    }
}

static void
clear_cb (BtCaptionField *row, BtCaptionPanel *self)
{
  BtPhotoField field = bt_caption_field_get_field (row);
  g_autoptr (GPtrArray) infos =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_photo_info_free);

  bt_caption_panel_write (self, NULL);
  for (guint i = 0; i < self->items->len; i++)
    {
      BtPhotoInfo *info =
          bt_photo_info_copy (bt_photo_item_get_info (self->items->pdata[i]));

      bt_photo_info_set (info, field, NULL);
      g_ptr_array_add (infos, info);
    }
  bt_caption_panel_set_infos (self, infos, bt_caption_field_get_name (row));
  bt_caption_panel_show_field (self, field);
  bt_caption_panel_show_preview (self);
}

/* ---- the keyboard goes ---- */

static void
settled_left_cb (gpointer data)
{
  g_autoptr (BtCaptionPanel) self = data;

  if (self->desk == NULL)
    return;
  bt_caption_panel_write (self, NULL);
  self->last_written = BT_N_PHOTO_FIELDS;
  for (guint field = 0; field < BT_N_PHOTO_FIELDS; field++)
    {
      BtCaptionEntry *entry = &self->entries[field];

      /* what could not be taken stays, for the person to see why */
      if (entry->row != NULL && entry->base != NULL && !entry->dirty
          && !bt_caption_field_has_focus (entry->row))
        bt_caption_panel_show_field (self, (BtPhotoField)field);
      else if (entry->row != NULL && entry->base == NULL
               && !bt_caption_field_has_focus (entry->row)
               && bt_caption_field_get_join (entry->row) != BT_CAPTION_REPLACE)
        bt_caption_panel_show_field (self, (BtPhotoField)field);
    }
  bt_caption_panel_follow (self);
}

static void
left_cb (BtCaptionField *row, BtCaptionPanel *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->offers));
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    bt_input_settle (GTK_WIDGET (self), settled_left_cb, g_object_ref (self));
}

void
bt_caption_panel_watch_row (BtCaptionPanel *self, BtCaptionField *row)
{
  g_signal_connect (row, "edited", G_CALLBACK (edited_cb), self);
  g_signal_connect (row, "joined", G_CALLBACK (joined_cb), self);
  g_signal_connect (row, "clear", G_CALLBACK (clear_cb), self);
  g_signal_connect (row, "left", G_CALLBACK (left_cb), self);
}

/* ---- photos that change from elsewhere: undo, a fix, another window ---- */

static gboolean
changed_elsewhere (BtCaptionPanel *self, BtPhotoField field)
{
  BtCaptionEntry *entry = &self->entries[field];

  if (entry->dirty)
    return FALSE; /* a person is just saying what it is to be */
  if (entry->written == NULL)
    return entry->base == NULL;
  for (guint i = 0; i < self->items->len; i++)
    if (!g_str_equal (entry->written->pdata[i],
                      bt_photo_item_get_field (self->items->pdata[i], field)))
      return TRUE;
  return FALSE;
}

static gboolean
reload_cb (gpointer data)
{
  BtCaptionPanel *self = data;

  self->reload_source = 0;
  for (guint field = 0; field < BT_N_PHOTO_FIELDS; field++)
    {
      BtCaptionField *row = self->entries[field].row;

      if (changed_elsewhere (self, (BtPhotoField)field)
          && (row == NULL || bt_caption_field_get_join (row) == BT_CAPTION_REPLACE))
        bt_caption_panel_show_field (self, (BtPhotoField)field);
    }
  bt_caption_panel_show_preview (self);
  return G_SOURCE_REMOVE;
}

static void
item_changed_cb (BtCaptionPanel *self)
{
  if (!self->writing && self->reload_source == 0)
    self->reload_source = g_idle_add (reload_cb, self);
}

/* What the desk could not write is still in the field, and is tried again with the next key. */
static void
failed_cb (BtCaptionPanel *self)
{
  for (guint field = 0; field < BT_N_PHOTO_FIELDS; field++)
    if (self->entries[field].row != NULL && self->entries[field].base != NULL)
      {
        self->entries[field].dirty = self->entries[field].failed = TRUE;
        bt_caption_field_say (self->entries[field].row,
                              C_ ("caption", "This could not be kept yet."), TRUE);
      }
}

/* ---- what is chosen ---- */

static gboolean
same_items (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (a->pdata[i] != b->pdata[i])
      return FALSE;
  return TRUE;
}

static guint
last_position (BtCaptionPanel *self)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (
      GTK_SELECTION_MODEL (bt_desk_get_selection (self->desk)));

  return gtk_bitset_is_empty (chosen) ? 0 : gtk_bitset_get_maximum (chosen);
}

static void
bind (BtCaptionPanel *self, GPtrArray *items)
{
  for (guint i = 0; i < self->items->len; i++)
    g_signal_handlers_disconnect_by_func (self->items->pdata[i], item_changed_cb, self);
  g_clear_handle_id (&self->reload_source, g_source_remove);
  g_ptr_array_unref (self->items);
  self->items = g_ptr_array_ref (items);
  self->position = last_position (self);
  self->last_written = BT_N_PHOTO_FIELDS;
  for (guint i = 0; i < items->len; i++)
    g_signal_connect_object (items->pdata[i], "changed", G_CALLBACK (item_changed_cb),
                             self, G_CONNECT_SWAPPED);
  bt_caption_panel_show_all (self);
}

static gboolean
has_focus (BtCaptionPanel *self)
{
  for (guint field = 0; field < BT_N_PHOTO_FIELDS; field++)
    if (self->entries[field].row != NULL
        && bt_caption_field_has_focus (self->entries[field].row))
      return TRUE;
  return FALSE;
}

/* A filter for photos without a caption lets a photo go with the first words of one. Whoever
 * writes them is not finished. */
static gboolean
was_filtered_away (BtCaptionPanel *self, GPtrArray *chosen)
{
  if (chosen->len > 0 || self->items->len == 0 || !has_focus (self))
    return FALSE;
  for (guint i = 0; i < self->items->len; i++)
    if (bt_desk_find (self->desk, bt_photo_item_get_hash (self->items->pdata[i]))
        != self->items->pdata[i])
      return FALSE;
  return TRUE;
}

static void
settled_follow_cb (gpointer data)
{
  g_autoptr (BtCaptionPanel) self = data;
  g_autoptr (GPtrArray) chosen = NULL;

  self->following = FALSE;
  if (self->desk == NULL)
    return;
  chosen = bt_desk_get_selected (self->desk);
  if (same_items (chosen, self->items))
    {
      self->position = last_position (self);
      return;
    }
  if (was_filtered_away (self, chosen))
    return;
  /* to the photos that it was typed for, whichever are chosen by now */
  bt_caption_panel_write (self, NULL);
  bind (self, chosen);
}

void
bt_caption_panel_follow (BtCaptionPanel *self)
{
  if (self->following)
    return;
  self->following = TRUE;
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    bt_input_settle (GTK_WIDGET (self), settled_follow_cb, g_object_ref (self));
  else
    settled_follow_cb (g_object_ref (self));
}

/* ---- settling ---- */

typedef struct
{
  BtCaptionPanel *panel;
  GSourceOnceFunc then;
  gpointer data;
} Settling;

static void
settled_cb (gpointer data)
{
  g_autofree Settling *settling = data;
  g_autoptr (BtCaptionPanel) self = settling->panel;

  if (self->desk != NULL)
    bt_caption_panel_write (self, NULL);
  settling->then (settling->data);
}

void
bt_caption_panel_settle (BtCaptionPanel *self, GSourceOnceFunc then, gpointer data)
{
  Settling *settling;

  g_return_if_fail (BT_IS_CAPTION_PANEL (self));
  g_return_if_fail (then != NULL);

  settling = g_new0 (Settling, 1);
  settling->panel = g_object_ref (self);
  settling->then = then;
  settling->data = data;
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    bt_input_settle (GTK_WIDGET (self), settled_cb, settling);
  else
    settled_cb (settling);
}

/* ---- type ---- */

void
bt_caption_panel_init_writing (BtCaptionPanel *self)
{
  self->last_written = BT_N_PHOTO_FIELDS;
  g_signal_connect_object (bt_desk_get_selection (self->desk), "selection-changed",
                           G_CALLBACK (bt_caption_panel_follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bt_desk_get_selection (self->desk), "items-changed",
                           G_CALLBACK (bt_caption_panel_follow), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->desk, "failed", G_CALLBACK (failed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
bt_caption_panel_clear_writing (BtCaptionPanel *self)
{
  if (self->desk != NULL)
    bt_caption_panel_write (self, NULL);
  g_clear_handle_id (&self->write_source, g_source_remove);
  g_clear_handle_id (&self->reload_source, g_source_remove);
  for (guint field = 0; field < BT_N_PHOTO_FIELDS; field++)
    {
      g_clear_pointer (&self->entries[field].base, g_ptr_array_unref);
      g_clear_pointer (&self->entries[field].written, g_ptr_array_unref);
      self->entries[field].dirty = FALSE;
      self->entries[field].row = NULL;
    }
  for (guint i = 0; i < self->items->len; i++)
    g_signal_handlers_disconnect_by_func (self->items->pdata[i], item_changed_cb, self);
  g_ptr_array_set_size (self->items, 0);
}
