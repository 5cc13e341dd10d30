/* What is done to figures: moved, parted, joined, aligned, chosen, taken away. Each is one
 * step of undo.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "ui/editor/bt-editor-pane-private.h"
#include "ui/editor/bt-input-method.h"

static BtBodyBuffer *
get_buffer (BtEditorPane *self)
{
  return bt_body_view_get_buffer (self->body);
}

static guint
n_items (const BtParagraph *paragraph)
{
  return paragraph->object->figure->items->len;
}

/* Whether the keyboard is in the text, not in a figure. */
static gboolean
is_in_text (BtEditorPane *self)
{
  return gtk_widget_is_focus (GTK_WIDGET (self->body));
}

static gboolean
is_featured (BtEditorPane *self, const BtParagraph *paragraph)
{
  return paragraph->id != 0
         && paragraph->id == bt_body_buffer_get_featured (get_buffer (self));
}

static void
set_block (BtEditorPane *self, BtParagraph *paragraph, BtBlock *block)
{
  bt_editor_pane_record (self);
  bt_body_buffer_set_object (get_buffer (self), paragraph, block);
  bt_editor_pane_record (self);
}

/* What was written about all photos of a gallery stays when one of them is left. */
static void
keep_gallery_caption (BtFigure *figure)
{
  BtFigureItem *item = bt_figure_item (figure, 0);

  if (figure->items->len > 1 || bt_rich_text_is_empty (figure->caption))
    return;
  if (!bt_rich_text_is_empty (item->caption))
    bt_rich_text_append_plain (item->caption, " ");
  bt_rich_text_append (item->caption, figure->caption);
  bt_rich_text_set_text (figure->caption, "");
}

/* ---- removing ---- */

static void
remove_line (BtEditorPane *self, BtParagraph *paragraph)
{
  gboolean figure = paragraph->kind == BT_BLOCK_FIGURE;

  bt_editor_pane_record (self);
  bt_body_buffer_remove (get_buffer (self), paragraph);
  bt_editor_pane_record (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->body));
  bt_editor_pane_emit_toast (
      self, figure ? C_ ("toast", "Figure removed") : C_ ("toast", "Block removed"),
      TRUE);
}

static void
remove_photo (BtEditorPane *self, BtParagraph *paragraph, guint item)
{
  BtBlock *rest;

  if (n_items (paragraph) == 1)
    {
      remove_line (self, paragraph);
      return;
    }
  rest = bt_paragraph_to_block (paragraph, NULL);
  g_ptr_array_remove_index (rest->figure->items, item);
  keep_gallery_caption (rest->figure);
  set_block (self, paragraph, rest);
  bt_body_view_focus_photo (self->body, paragraph, item);
  bt_editor_pane_emit_toast (self, C_ ("toast", "Photo removed"), TRUE);
}

/* ---- moving ---- */

/* @line: before it as lines are now */
static void
move_to_line (BtEditorPane *self, BtParagraph *paragraph, int line)
{
  BtBodyBuffer *buffer = get_buffer (self);
  gboolean in_text = is_in_text (self);
  int from = bt_body_buffer_get_line (buffer, paragraph);
  int n_lines = gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (buffer));
  BtParagraph *moved;
  BtBlock *block;

  if (line == from || line == from + 1 || line < 0 || line > n_lines)
    return;
  bt_editor_pane_record (self);
  block = bt_paragraph_to_block (paragraph, NULL);
  bt_body_buffer_remove (buffer, paragraph);
  moved = bt_body_buffer_insert_block (buffer, line > from ? line - 1 : line, block);
  bt_body_view_update_featured (self->body);
  bt_editor_pane_record (self);
  if (in_text)
    bt_body_view_place_caret (self->body, bt_body_buffer_get_line (buffer, moved));
  else
    bt_body_view_focus_photo (self->body, moved, 0);
}

static void
move_photo (BtEditorPane *self, BtParagraph *paragraph, guint item, int to)
{
  BtBlock *block;
  BtFigureItem *moved;

  if (to < 0 || to >= (int)n_items (paragraph) || to == (int)item)
    return;
  block = bt_paragraph_to_block (paragraph, NULL);
  moved = g_ptr_array_steal_index (block->figure->items, item);
  g_ptr_array_insert (block->figure->items, to, moved);
  set_block (self, paragraph, block);
  bt_body_view_focus_photo (self->body, paragraph, (guint)to);
}

/* Takes a photo out of its figure. Returns: (transfer full): it */
static BtFigureItem *
take_out (BtEditorPane *self, BtParagraph *paragraph, guint item)
{
  BtBlock *rest;
  BtFigureItem *taken;

  if (n_items (paragraph) == 1)
    {
      taken = bt_figure_item_copy (bt_figure_item (paragraph->object->figure, item));
      bt_body_buffer_remove (get_buffer (self), paragraph);
      return taken;
    }
  rest = bt_paragraph_to_block (paragraph, NULL);
  taken = g_ptr_array_steal_index (rest->figure->items, item);
  keep_gallery_caption (rest->figure);
  bt_body_buffer_set_object (get_buffer (self), paragraph, rest);
  return taken;
}

/* A photo of a gallery becomes a figure of its own. */
static void
split_to_line (BtEditorPane *self, BtParagraph *paragraph, guint item, int line)
{
  BtBlock *block;
  BtParagraph *made;
  gboolean featured = is_featured (self, paragraph) && item == 0;

  if (n_items (paragraph) == 1)
    {
      move_to_line (self, paragraph, line);
      return;
    }
  bt_editor_pane_record (self);
  block = bt_block_new (BT_BLOCK_FIGURE);
  g_ptr_array_set_size (block->figure->items, 0);
  g_ptr_array_add (block->figure->items, take_out (self, paragraph, item));
  made = bt_body_buffer_insert_block (get_buffer (self), line, block);
  /* the article is represented by the photo, wherever that goes */
  if (featured)
    bt_body_buffer_set_featured (get_buffer (self), made);
  bt_body_view_update_featured (self->body);
  bt_editor_pane_record (self);
  bt_body_view_focus_photo (self->body, made, 0);
}

/* A photo joins another figure. */
static void
join (BtEditorPane *self,
      BtParagraph *paragraph,
      guint item,
      BtParagraph *onto,
      guint place)
{
  BtBlock *block;
  gboolean featured = is_featured (self, paragraph) && n_items (paragraph) == 1;

  place = MIN (place, n_items (onto));
  bt_editor_pane_record (self);
  block = bt_paragraph_to_block (onto, NULL);
  g_ptr_array_insert (block->figure->items, (int)place, take_out (self, paragraph, item));
  bt_body_buffer_set_object (get_buffer (self), onto, block);
  if (featured)
    bt_body_buffer_set_featured (get_buffer (self), onto);
  bt_body_view_update_featured (self->body);
  bt_editor_pane_record (self);
  bt_body_view_focus_photo (self->body, onto, place);
}

static void
merge_with_next (BtEditorPane *self, BtParagraph *paragraph)
{
  BtBodyBuffer *buffer = get_buffer (self);
  int line = bt_body_buffer_get_line (buffer, paragraph) + 1;
  BtParagraph *next;
  BtBlock *block;
  BtFigure *figure;
  guint first = n_items (paragraph);

  if (line >= gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (buffer)))
    return;
  next = bt_body_buffer_get_paragraph (buffer, line);
  if (next->kind != BT_BLOCK_FIGURE)
    return;
  bt_editor_pane_record (self);
  block = bt_paragraph_to_block (paragraph, NULL);
  figure = next->object->figure;
  for (guint i = 0; i < figure->items->len; i++)
    g_ptr_array_add (block->figure->items,
                     bt_figure_item_copy (bt_figure_item (figure, i)));
  if (!bt_rich_text_is_empty (block->figure->caption)
      && !bt_rich_text_is_empty (figure->caption))
    bt_rich_text_append_plain (block->figure->caption, " ");
  bt_rich_text_append (block->figure->caption, figure->caption);
  if (is_featured (self, next))
    bt_body_buffer_set_featured (buffer, paragraph);
  bt_body_buffer_remove (buffer, next);
  bt_body_buffer_set_object (buffer, paragraph, block);
  bt_body_view_update_featured (self->body);
  bt_editor_pane_record (self);
  bt_body_view_focus_photo (self->body, paragraph, first);
}

/* ---- looks ---- */

static void
toggle_featured (BtEditorPane *self, BtParagraph *paragraph)
{
  gboolean is = is_featured (self, paragraph);

  bt_editor_pane_record (self);
  bt_body_buffer_set_featured (get_buffer (self), is ? NULL : paragraph);
  bt_body_view_update_featured (self->body);
  bt_editor_pane_record (self);
}

static void
set_align (BtEditorPane *self, BtParagraph *paragraph, const char *name)
{
  static const char *const names[] = { "align-none",  "align-left", "align-center",
                                       "align-right", "align-wide", "align-full" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], name) && paragraph->object->figure->align != (BtAlign)i)
      {
        BtBlock *block = bt_paragraph_to_block (paragraph, NULL);

        block->figure->align = (BtAlign)i;
        set_block (self, paragraph, block);
      }
}

/* ---- callbacks ---- */

/* What somebody asked for, until nothing is under composition any more. The widget that
 * asked may be gone before it is done. */
typedef struct
{
  BtEditorPane *pane;
  BtParagraph *paragraph;
  guint item;
  char *action; /* NULL: it was dragged */
  int line;
  BtParagraph *onto;
  guint place;
} Wish;

static void
drop_photo (BtEditorPane *self, const Wish *wish)
{
  if (wish->onto == NULL)
    split_to_line (self, wish->paragraph, wish->item, wish->line);
  else if (wish->paragraph != wish->onto)
    join (self, wish->paragraph, wish->item, wish->onto, wish->place);
  else
    move_photo (self, wish->paragraph, wish->item,
                (int)(wish->place > wish->item ? wish->place - 1 : wish->place));
}

static void
act (BtEditorPane *self, BtParagraph *paragraph, const char *action, guint item)
{
  int line = bt_body_buffer_get_line (get_buffer (self), paragraph);

  if (g_str_equal (action, "remove-line"))
    remove_line (self, paragraph);
  else if (g_str_equal (action, "move-up"))
    move_to_line (self, paragraph, line - 1);
  else if (g_str_equal (action, "move-down"))
    move_to_line (self, paragraph, line + 2);
  else if (paragraph->kind != BT_BLOCK_FIGURE || item >= n_items (paragraph))
    return;
  else if (g_str_equal (action, "replace"))
    bt_editor_pane_ask_photos (self, BT_PHOTO_GOAL_REPLACE, paragraph, item);
  else if (g_str_equal (action, "add"))
    bt_editor_pane_ask_photos (self, BT_PHOTO_GOAL_ADD, paragraph, item);
  else if (g_str_equal (action, "remove"))
    remove_photo (self, paragraph, item);
  else if (g_str_equal (action, "earlier"))
    move_photo (self, paragraph, item, (int)item - 1);
  else if (g_str_equal (action, "later"))
    move_photo (self, paragraph, item, (int)item + 1);
  else if (g_str_equal (action, "split"))
    split_to_line (self, paragraph, item, line + 1);
  else if (g_str_equal (action, "merge"))
    merge_with_next (self, paragraph);
  else if (g_str_equal (action, "featured"))
    toggle_featured (self, paragraph);
  else if (g_str_has_prefix (action, "align-"))
    set_align (self, paragraph, action);
}

static void
settled_cb (gpointer data)
{
  Wish *wish = data;

  if (wish->pane->document != NULL
      && !gtk_text_mark_get_deleted (GTK_TEXT_MARK (wish->paragraph)))
    {
      if (wish->action != NULL)
        act (wish->pane, wish->paragraph, wish->action, wish->item);
      else if (wish->onto == NULL
               || !gtk_text_mark_get_deleted (GTK_TEXT_MARK (wish->onto)))
        drop_photo (wish->pane, wish);
    }
  g_clear_object (&wish->onto);
  g_object_unref (wish->paragraph);
  g_object_unref (wish->pane);
  g_free (wish->action);
  g_free (wish);
}

static Wish *
wish_new (BtEditorPane *self, BtParagraph *paragraph, guint item)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->pane = g_object_ref (self);
  wish->paragraph = g_object_ref (paragraph);
  wish->item = item;
  return wish;
}

static void
figure_act_cb (BtBodyView *body,
               BtParagraph *paragraph,
               const char *action,
               guint item,
               BtEditorPane *self)
{
  Wish *wish = wish_new (self, paragraph, item);

  wish->action = g_strdup (action);
  bt_input_settle (GTK_WIDGET (self), settled_cb, wish);
}

static void
photo_moved_cb (BtBodyView *body,
                BtParagraph *paragraph,
                guint item,
                int line,
                BtEditorPane *self)
{
  Wish *wish = wish_new (self, paragraph, item);

  wish->line = line;
  bt_input_settle (GTK_WIDGET (self), settled_cb, wish);
}

static void
photo_joined_cb (BtBodyView *body,
                 BtParagraph *paragraph,
                 guint item,
                 BtParagraph *onto,
                 guint place,
                 BtEditorPane *self)
{
  Wish *wish = wish_new (self, paragraph, item);

  wish->onto = g_object_ref (onto);
  wish->place = place;
  bt_input_settle (GTK_WIDGET (self), settled_cb, wish);
}

void
bt_editor_pane_init_figures (BtEditorPane *self)
{
  g_signal_connect (self->body, "figure-act", G_CALLBACK (figure_act_cb), self);
  g_signal_connect (self->body, "photo-moved", G_CALLBACK (photo_moved_cb), self);
  g_signal_connect (self->body, "photo-joined", G_CALLBACK (photo_joined_cb), self);
}
