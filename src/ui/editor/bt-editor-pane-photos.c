/* Photos come into the editor pane: chosen, or dropped.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "sync/bt-photo-words.h"
#include "ui/editor/bt-editor-pane-private.h"

/* A person who waits longer is told for what. */
#define PATIENCE_MS 700

/* Photos on their way into an article. They are read one after the other, and only what
 * could be read comes into the text, all as one step: there is never a figure that waits
 * in vain. Figures and places are known by ids of blocks, because lines come and go
 * meanwhile. */
typedef struct
{
  BtEditorPane *pane;
  BtDocument *document;
  BtPhotoGoal goal;
  GListModel *files;
  guint next;
  GPtrArray *infos; /* BtPhotoInfo */
  guint above;      /* where new figures go: below this block, */
  guint below;      /* or before this one */
  guint block;      /* the figure that they are for */
  guint item;
  char *photo; /* that is to be replaced */
  guint patience_source;
} Arrival;

static void
arrival_free (Arrival *arrival)
{
  g_clear_handle_id (&arrival->patience_source, g_source_remove);
  g_ptr_array_unref (arrival->infos);
  g_object_unref (arrival->files);
  g_free (arrival->photo);
  g_object_unref (arrival->pane);
  g_object_unref (arrival->document);
  g_free (arrival);
}

static BtParagraph *
find_figure (BtEditorPane *self, guint id)
{
  BtParagraph *paragraph =
      bt_body_buffer_find_paragraph (bt_body_view_get_buffer (self->body), id);

  return paragraph != NULL && paragraph->kind == BT_BLOCK_FIGURE ? paragraph : NULL;
}

/* ---- photos that were read ---- */

static void
append_items (BtFigure *figure, GPtrArray *infos, guint first, guint n)
{
  for (guint i = first; i < first + n; i++)
    {
      BtFigureItem *item = bt_figure_item_new ();

      bt_figure_item_take_photo (item, infos->pdata[i]);
      g_ptr_array_add (figure->items, item);
    }
}

static int
line_for (BtEditorPane *self, const Arrival *arrival)
{
  BtBodyBuffer *buffer = bt_body_view_get_buffer (self->body);
  BtParagraph *above = bt_body_buffer_find_paragraph (buffer, arrival->above);
  BtParagraph *below = bt_body_buffer_find_paragraph (buffer, arrival->below);

  if (above != NULL)
    return bt_body_buffer_get_line (buffer, above) + 1;
  if (below != NULL)
    return bt_body_buffer_get_line (buffer, below);
  return arrival->above == 0 && arrival->below == 0 ? 0 : G_MAXINT;
}

static void
insert_figures (BtEditorPane *self, const Arrival *arrival, guint per_figure)
{
  BtBodyBuffer *buffer = bt_body_view_get_buffer (self->body);
  int line = line_for (self, arrival);

  for (guint i = 0; i < arrival->infos->len; i += per_figure)
    {
      BtBlock *block = bt_block_new (BT_BLOCK_FIGURE);

      g_ptr_array_set_size (block->figure->items, 0);
      append_items (block->figure, arrival->infos, i, per_figure);
      line = bt_body_buffer_get_line (buffer,
                                      bt_body_buffer_insert_block (buffer, line, block))
             + 1;
    }
}

/* The photo that is to go may stand elsewhere in its figure by now. */
static BtFigureItem *
find_item (const BtFigure *figure, const Arrival *arrival)
{
  BtFigureItem *item = bt_figure_item (figure, arrival->item);

  if (item != NULL && g_strcmp0 (item->photo, arrival->photo) == 0)
    return item;
  for (guint i = 0; i < figure->items->len; i++)
    if (g_strcmp0 (bt_figure_item (figure, i)->photo, arrival->photo) == 0)
      return bt_figure_item (figure, i);
  return NULL;
}

/* Returns: whether the figure that they are for is still there */
static gboolean
change_figure (BtEditorPane *self, const Arrival *arrival)
{
  BtParagraph *paragraph = find_figure (self, arrival->block);
  BtBlock *block;
  BtFigureItem *item;

  if (paragraph == NULL)
    return FALSE;
  block = bt_paragraph_to_block (paragraph, NULL);
  if (arrival->goal == BT_PHOTO_GOAL_ADD)
    append_items (block->figure, arrival->infos, 0, arrival->infos->len);
  else
    {
      item = find_item (block->figure, arrival);
      if (item == NULL)
        {
          bt_block_free (block);
          return FALSE;
        }
      bt_figure_item_take_photo (item, arrival->infos->pdata[0]);
    }
  bt_body_buffer_set_object (bt_body_view_get_buffer (self->body), paragraph, block);
  return TRUE;
}

static void
warn_of_truncated (BtEditorPane *self, GPtrArray *infos)
{
  for (guint i = 0; i < infos->len; i++)
    if (((const BtPhotoInfo *)infos->pdata[i])->truncated)
      {
        bt_editor_pane_emit_toast (
            self,
            C_ ("toast", "The photo’s file ends early: a part of the picture is missing"),
            FALSE);
        return;
      }
}

static void
set_busy (const Arrival *arrival, gboolean busy)
{
  BtParagraph *paragraph = find_figure (arrival->pane, arrival->block);
  BtFigureView *view =
      paragraph != NULL ? bt_body_view_get_figure (arrival->pane->body, paragraph) : NULL;

  if (arrival->goal == BT_PHOTO_GOAL_REPLACE && view != NULL)
    bt_figure_view_set_busy (view, arrival->item, busy);
}

static void
arrive (Arrival *arrival)
{
  BtEditorPane *self = arrival->pane;
  gboolean here = TRUE;

  if (self->document != arrival->document)
    {
      if (arrival->infos->len > 0)
        bt_editor_pane_emit_toast (
            self,
            C_ ("toast", "The photo was kept, but its article was closed meanwhile: add "
                         "it again"),
            FALSE);
      return;
    }
  set_busy (arrival, FALSE);
  if (arrival->infos->len == 0)
    return;

  bt_editor_pane_record (self);
  if (arrival->goal == BT_PHOTO_GOAL_FIGURES)
    insert_figures (self, arrival, 1);
  else if (arrival->goal == BT_PHOTO_GOAL_GALLERY)
    insert_figures (self, arrival, arrival->infos->len);
  else
    here = change_figure (self, arrival);
  bt_editor_pane_record (self);
  if (here)
    warn_of_truncated (self, arrival->infos);
  else
    bt_editor_pane_emit_toast (
        self,
        C_ ("toast",
            "The photo was kept, but its figure is gone meanwhile: add it again"),
        FALSE);
}

/* ---- reading them ---- */

static void read_next (Arrival *arrival);

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Arrival *arrival = data;
  g_autoptr (GError) error = NULL;
  BtPhotoInfo *info =
      bt_context_import_photo_finish (BT_CONTEXT (source), result, &error);

  if (info != NULL)
    g_ptr_array_add (arrival->infos, info);
  else
    bt_editor_pane_emit_failed (arrival->pane, error);
  read_next (arrival);
}

static void
read_next (Arrival *arrival)
{
  g_autoptr (GFile) file = g_list_model_get_item (arrival->files, arrival->next++);

  if (file == NULL)
    {
      arrive (arrival);
      arrival_free (arrival);
      return;
    }
  bt_context_import_photo_async (arrival->pane->context, file, NULL, imported_cb,
                                 arrival);
}

static gboolean
patience_cb (gpointer data)
{
  Arrival *arrival = data;

  arrival->patience_source = 0;
  bt_editor_pane_emit_toast (arrival->pane, C_ ("toast", "Reading the photos…"), FALSE);
  return G_SOURCE_REMOVE;
}

static Arrival *
arrival_new (BtEditorPane *self, GListModel *files, BtPhotoGoal goal)
{
  Arrival *arrival = g_new0 (Arrival, 1);

  arrival->pane = g_object_ref (self);
  arrival->document = g_object_ref (self->document);
  arrival->goal = goal;
  arrival->files = g_object_ref (files);
  arrival->infos = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_photo_info_free);
  arrival->patience_source = g_timeout_add (PATIENCE_MS, patience_cb, arrival);
  return arrival;
}

static Arrival *
arrival_new_at (BtEditorPane *self, GListModel *files, BtPhotoGoal goal, int line)
{
  BtBodyBuffer *buffer = bt_body_view_get_buffer (self->body);
  int n_lines = gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (buffer));
  Arrival *arrival;

  /* what was typed is a step of its own; and every line has an id after it */
  bt_editor_pane_record (self);
  arrival = arrival_new (self, files, goal);
  if (line > 0)
    arrival->above = bt_body_buffer_get_paragraph (buffer, MIN (line, n_lines) - 1)->id;
  if (line < n_lines)
    arrival->below = bt_body_buffer_get_paragraph (buffer, line)->id;
  return arrival;
}

static void
add_at_line (BtEditorPane *self, GListModel *files, BtPhotoGoal goal, int line)
{
  if (self->document != NULL && g_list_model_get_n_items (files) > 0)
    read_next (arrival_new_at (self, files, goal, line));
}

static void
add_to_figure (BtEditorPane *self,
               GListModel *files,
               BtPhotoGoal goal,
               guint block,
               guint item)
{
  BtParagraph *paragraph = find_figure (self, block);
  Arrival *arrival;

  if (self->document == NULL || paragraph == NULL
      || g_list_model_get_n_items (files) == 0)
    return;
  arrival = arrival_new (self, files, goal);
  arrival->block = block;
  arrival->item = MIN (item, paragraph->object->figure->items->len - 1);
  arrival->photo =
      g_strdup (bt_figure_item (paragraph->object->figure, arrival->item)->photo);
  set_busy (arrival, TRUE);
  read_next (arrival);
}

/* ---- callbacks ---- */

static GListModel *
as_list (GSList *files)
{
  GListStore *list = g_list_store_new (G_TYPE_FILE);

  for (GSList *l = files; l != NULL; l = l->next)
    g_list_store_append (list, l->data);
  return G_LIST_MODEL (list);
}

static void
files_dropped_cb (BtBodyView *body, GSList *files, int line, BtEditorPane *self)
{
  g_autoptr (GListModel) list = as_list (files);

  add_at_line (self, list, BT_PHOTO_GOAL_FIGURES, line);
}

static void
files_dropped_onto_cb (BtBodyView *body,
                       GSList *files,
                       BtParagraph *paragraph,
                       BtEditorPane *self)
{
  g_autoptr (GListModel) list = as_list (files);
  const BtFigure *figure = paragraph->object->figure;
  gboolean waits = figure->items->len == 1 && bt_figure_item (figure, 0)->photo == NULL
                   && g_list_model_get_n_items (list) == 1;

  add_to_figure (self, list, waits ? BT_PHOTO_GOAL_REPLACE : BT_PHOTO_GOAL_ADD,
                 paragraph->id, 0);
}

static void
add_gallery (BtEditorPane *self, GVariant *parameter)
{
  bt_editor_pane_ask_photos (self, BT_PHOTO_GOAL_GALLERY, NULL, 0);
}

/* ---- for the pane's files, and public ---- */

void
bt_editor_pane_ask_photos (BtEditorPane *self,
                           BtPhotoGoal goal,
                           BtParagraph *paragraph,
                           guint item)
{
  self->asking = goal;
  self->asking_block = paragraph != NULL ? paragraph->id : 0;
  self->asking_item = item;
  bt_editor_pane_emit_choose_photo (self, goal != BT_PHOTO_GOAL_REPLACE);
}

void
bt_editor_pane_add_photos (BtEditorPane *self, GListModel *files)
{
  g_return_if_fail (BT_IS_EDITOR_PANE (self));
  add_at_line (self, files, BT_PHOTO_GOAL_FIGURES,
               bt_body_view_get_line_for_insert (self->body));
}

void
bt_editor_pane_add_kept_photos (BtEditorPane *self, GPtrArray *infos, gboolean gallery)
{
  g_autoptr (GListStore) none = g_list_store_new (G_TYPE_FILE);
  Arrival *arrival;

  g_return_if_fail (BT_IS_EDITOR_PANE (self));
  g_return_if_fail (infos != NULL);

  if (self->document == NULL || infos->len == 0)
    return;
  arrival = arrival_new_at (self, G_LIST_MODEL (none),
                            gallery ? BT_PHOTO_GOAL_GALLERY : BT_PHOTO_GOAL_FIGURES,
                            bt_body_view_get_line_for_insert (self->body));
  for (guint i = 0; i < infos->len; i++)
    g_ptr_array_add (arrival->infos, bt_photo_info_copy (infos->pdata[i]));
  arrive (arrival);
  arrival_free (arrival);
}

void
bt_editor_pane_take_photos (BtEditorPane *self, GListModel *files)
{
  g_return_if_fail (BT_IS_EDITOR_PANE (self));

  if (self->asking == BT_PHOTO_GOAL_FIGURES || self->asking == BT_PHOTO_GOAL_GALLERY)
    add_at_line (self, files, self->asking,
                 bt_body_view_get_line_for_insert (self->body));
  else
    add_to_figure (self, files, self->asking, self->asking_block, self->asking_item);
}

void
bt_editor_pane_init_photos (BtEditorPane *self)
{
  static const BtEditAction actions[] = { { "add-gallery", add_gallery, NULL } };

  bt_editor_pane_add_actions (self, actions, G_N_ELEMENTS (actions));
  g_signal_connect (self->body, "files-dropped", G_CALLBACK (files_dropped_cb), self);
  g_signal_connect (self->body, "files-dropped-onto", G_CALLBACK (files_dropped_onto_cb),
                    self);
}
