/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-badge.h"

#include <math.h>

/* Everything is drawn in a square of 16 × 16. */
#define SQUARE 16.0
/* More kinds than these are another theme's. */
#define MAX_KEPT 64

static void
star_path (cairo_t *cr)
{
  for (int i = 0; i < 10; i++)
    {
      double radius = i % 2 == 0 ? 7.4 : 3.1;
      double angle = -G_PI / 2 + i * G_PI / 5;

      cairo_line_to (cr, 8 + radius * cos (angle), 8.4 + radius * sin (angle));
    }
  cairo_close_path (cr);
}

static void
disc (cairo_t *cr, double red, double green, double blue)
{
  cairo_arc (cr, 8, 8, 7.5, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, red, green, blue);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 2.2);
}

static void
draw_pick (cairo_t *cr)
{
  disc (cr, 0.15, 0.6, 0.35);
  cairo_move_to (cr, 4.4, 8.3);
  cairo_line_to (cr, 7, 10.9);
  cairo_line_to (cr, 11.6, 5.4);
  cairo_stroke (cr);
}

static void
draw_reject (cairo_t *cr)
{
  disc (cr, 0.75, 0.1, 0.16);
  cairo_move_to (cr, 5.2, 5.2);
  cairo_line_to (cr, 10.8, 10.8);
  cairo_move_to (cr, 10.8, 5.2);
  cairo_line_to (cr, 5.2, 10.8);
  cairo_stroke (cr);
}

static void
draw_damaged (cairo_t *cr)
{
  cairo_move_to (cr, 8, 1);
  cairo_line_to (cr, 15.5, 14.5);
  cairo_line_to (cr, 0.5, 14.5);
  cairo_close_path (cr);
  cairo_set_source_rgb (cr, 0.96, 0.76, 0.07);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0.1, 0.1, 0.1);
  cairo_set_line_width (cr, 1.8);
  cairo_move_to (cr, 8, 5.6);
  cairo_line_to (cr, 8, 10);
  cairo_stroke (cr);
  cairo_arc (cr, 8, 12.3, 1.1, 0, 2 * G_PI);
  cairo_fill (cr);
}

/* Lines of text. */
static void
draw_caption (cairo_t *cr)
{
  for (int i = 0; i < 3; i++)
    {
      cairo_move_to (cr, 2, 4.5 + 3.5 * i);
      cairo_line_to (cr, i == 2 ? 9 : 14, 4.5 + 3.5 * i);
    }
  cairo_stroke (cr);
}

/* A page. */
static void
draw_used (cairo_t *cr)
{
  cairo_rectangle (cr, 3, 1.8, 10, 12.4);
  cairo_move_to (cr, 5.5, 5.5);
  cairo_line_to (cr, 10.5, 5.5);
  cairo_move_to (cr, 5.5, 8.5);
  cairo_line_to (cr, 10.5, 8.5);
  cairo_stroke (cr);
}

/* The corners of a crop. */
static void
draw_edited (cairo_t *cr)
{
  cairo_move_to (cr, 4.5, 1);
  cairo_line_to (cr, 4.5, 11.5);
  cairo_line_to (cr, 15, 11.5);
  cairo_move_to (cr, 1, 4.5);
  cairo_line_to (cr, 11.5, 4.5);
  cairo_line_to (cr, 11.5, 15);
  cairo_stroke (cr);
}

static void
draw (cairo_t *cr, BtBadge badge, const GdkRGBA *colour)
{
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, 1.5);
  switch (badge)
    {
    case BT_BADGE_STAR:
      star_path (cr);
      cairo_fill (cr);
      break;
    case BT_BADGE_NO_STAR:
      cairo_arc (cr, 8, 8.4, 1.4, 0, 2 * G_PI);
      cairo_fill (cr);
      break;
    case BT_BADGE_PICK:
      draw_pick (cr);
      break;
    case BT_BADGE_REJECT:
      draw_reject (cr);
      break;
    case BT_BADGE_DAMAGED:
      draw_damaged (cr);
      break;
    case BT_BADGE_CAPTION:
      draw_caption (cr);
      break;
    case BT_BADGE_USED:
      draw_used (cr);
      break;
    case BT_BADGE_EDITED:
      draw_edited (cr);
      break;
    }
}

static void
surface_free (gpointer data)
{
  cairo_surface_destroy (data);
}

static GdkTexture *
make (BtBadge badge, const GdkRGBA *colour, guint pixels)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int)pixels, (int)pixels);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;
  gsize stride = (gsize)cairo_image_surface_get_stride (surface);

  cairo_scale (cr, pixels / SQUARE, pixels / SQUARE);
  draw (cr, badge, colour);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      stride * pixels, surface_free, surface);
  return gdk_memory_texture_new ((int)pixels, (int)pixels, GDK_MEMORY_DEFAULT, bytes,
                                 stride);
}

GdkTexture *
bt_badge_get (BtBadge badge, const GdkRGBA *colour, guint pixels)
{
  static GHashTable *kept;
  g_autofree char *name = gdk_rgba_to_string (colour);
  g_autofree char *key = g_strdup_printf ("%d %u %s", (int)badge, pixels, name);
  GdkTexture *texture;

  if (kept == NULL)
    kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  texture = g_hash_table_lookup (kept, key);
  if (texture == NULL)
    {
      if (g_hash_table_size (kept) >= MAX_KEPT)
        g_hash_table_remove_all (kept);
      texture = make (badge, colour, pixels);
      g_hash_table_insert (kept, g_steal_pointer (&key), texture);
    }
  return texture;
}
