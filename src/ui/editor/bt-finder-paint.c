/* Colours for what was found: tags that are no part of the article.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>

#include "ui/editor/bt-finder-private.h"

#define HIT_TAG "find-hit"
#define CURRENT_TAG "find-current"

/* In the body only lines near what is seen are coloured: a common letter has a hundred
 * thousand hits in a long article, and each tag takes its time. */
typedef struct
{
  int from;
  int to;
} Range;

static GtkTextTag *
get_tag (GtkTextBuffer *buffer, const char *name)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (buffer);
  GtkTextTag *tag = gtk_text_tag_table_lookup (table, name);

  if (tag == NULL)
    {
      g_autoptr (GtkTextTag) new = gtk_text_tag_new (name);

      gtk_text_tag_table_add (table, new);
      tag = new;
    }
  return tag;
}

/* Both tags are later than all others, so their colours win; the text on the strong one
 * is dark in light and dark windows. */
static void
set_colours (GtkTextBuffer *buffer)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GdkRGBA hit = { 0.97f, 0.89f, 0.36f, dark ? 0.32f : 0.65f };
  GdkRGBA current = { 1.0f, 0.64f, 0.28f, 1.0f };
  GdkRGBA black = { 0, 0, 0, 1 };

  g_object_set (get_tag (buffer, HIT_TAG), "background-rgba", &hit, NULL);
  g_object_set (get_tag (buffer, CURRENT_TAG), "background-rgba", &current,
                "foreground-rgba", &black, NULL);
}

static void
unpaint_view (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (buffer);
  static const char *const names[] = { HIT_TAG, CURRENT_TAG };
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkTextTag *tag = gtk_text_tag_table_lookup (table, names[i]);

      if (tag != NULL)
        gtk_text_buffer_remove_tag (buffer, tag, &start, &end);
    }
}

static Range
seen_range (BtBodyView *body)
{
  GtkTextView *view = GTK_TEXT_VIEW (body);
  GdkRectangle seen;
  GtkTextIter start, end;

  gtk_text_view_get_visible_rect (view, &seen);
  gtk_text_view_get_line_at_y (view, &start, seen.y - seen.height, NULL);
  gtk_text_view_get_line_at_y (view, &end, seen.y + 2 * seen.height, NULL);
  gtk_text_iter_forward_line (&end);
  return (Range){ gtk_text_iter_get_offset (&start), gtk_text_iter_get_offset (&end) };
}

static void
paint_hit (const BtViewText *text, const BtHit *hit, gboolean current)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (text->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, text->base + (int)hit->start);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, text->base + (int)hit->end);
  gtk_text_buffer_apply_tag (buffer, get_tag (buffer, current ? CURRENT_TAG : HIT_TAG),
                             &start, &end);
}

static int
start_of (BtFinder *self, guint index)
{
  const BtFinderHit *hit = &g_array_index (self->hits, BtFinderHit, index);
  const BtViewText *text = self->texts->pdata[hit->text];

  return text->base + (int)hit->hit.start;
}

static gboolean
is_seen (BtFinder *self, const BtViewText *text, guint index, Range seen)
{
  int start;

  if (text->view != GTK_TEXT_VIEW (self->body))
    return TRUE;
  start = start_of (self, index);
  return start >= seen.from && start < seen.to;
}

void
bt_finder_paint (BtFinder *self)
{
  Range seen = seen_range (self->body);
  GtkTextView *last = NULL;

  bt_finder_unpaint (self);
  for (guint i = 0; self->hits != NULL && i < self->hits->len; i++)
    {
      const BtFinderHit *hit = &g_array_index (self->hits, BtFinderHit, i);
      const BtViewText *text = self->texts->pdata[hit->text];

      if (text->inside || !is_seen (self, text, i, seen))
        continue;
      if (text->view != last)
        set_colours (gtk_text_view_get_buffer (text->view));
      last = text->view;
      paint_hit (text, &hit->hit, (int)i == self->current);
    }
}

void
bt_finder_unpaint (BtFinder *self)
{
  unpaint_view (GTK_TEXT_VIEW (self->body));
  for (guint i = 0; self->texts != NULL && i < self->texts->len; i++)
    {
      const BtViewText *text = self->texts->pdata[i];

      if (text->view != GTK_TEXT_VIEW (self->body))
        unpaint_view (text->view);
    }
}
