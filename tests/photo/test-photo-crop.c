/* The pointer on a crop: what it takes hold of, and where that ends.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/bt-photo-crop.h"

#include <math.h>

#define WIDTH 3000u
#define HEIGHT 2000u
#define N_RANDOM 6000

static void
assert_near (double a, double b, double tolerance)
{
  if (fabs (a - b) > tolerance)
    g_error ("%g instead of %g", a, b);
}

static void
assert_rect (const BtPhotoRect *rect, double x, double y, double width, double height)
{
  assert_near (rect->x, x, 1e-3);
  assert_near (rect->y, y, 1e-3);
  assert_near (rect->width, width, 1e-3);
  assert_near (rect->height, height, 1e-3);
}

static void
test_find_handle (void)
{
  static const struct
  {
    double x, y;
    gboolean found;
    guint handle;
  } cases[] = {
    { 0.5, 0.5, TRUE, BT_CROP_ALL },
    { 0.2, 0.5, TRUE, BT_CROP_LEFT },
    { 0.185, 0.5, TRUE, BT_CROP_LEFT },
    { 0.17, 0.5, FALSE, 0 },
    { 0.79, 0.21, TRUE, BT_CROP_RIGHT | BT_CROP_TOP },
    { 0.81, 0.815, TRUE, BT_CROP_RIGHT | BT_CROP_BOTTOM },
    { 0.5, 0.8, TRUE, BT_CROP_BOTTOM },
    { 0.5, 0.9, FALSE, 0 },
  };
  const BtPhotoRect crop = { 0.2, 0.2, 0.6, 0.6 };
  const BtPhotoRect small = { 0.5, 0.5, 0.01, 0.01 };
  BtCropHandle handle;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (
          bt_photo_crop_find_handle (&crop, cases[i].x, cases[i].y, 0.02, 0.02, &handle)
          == cases[i].found);
      g_assert_cmpuint (handle, ==, cases[i].handle);
    }
  g_assert_true (bt_photo_crop_find_handle (&small, 0.509, 0.501, 0.02, 0.02, &handle));
  g_assert_cmpuint (handle, ==, BT_CROP_RIGHT | BT_CROP_TOP);
}

static void
test_drag (void)
{
  static const struct
  {
    guint handle;
    double x, y, ratio;
    double crop[4];
  } cases[] = {
    { BT_CROP_ALL, 0.1, -0.1, 0, { 0.3, 0.1, 0.4, 0.5 } },
    { BT_CROP_ALL, 0.9, -0.9, 0, { 0.6, 0, 0.4, 0.5 } },
    { BT_CROP_RIGHT, 0.1, 0.7, 0, { 0.2, 0.2, 0.5, 0.5 } },
    { BT_CROP_RIGHT, 9, 0, 0, { 0.2, 0.2, 0.8, 0.5 } },
    { BT_CROP_LEFT, 0.1, 0, 0, { 0.3, 0.2, 0.3, 0.5 } },
    { BT_CROP_TOP, 0, -0.1, 0, { 0.2, 0.1, 0.4, 0.6 } },
    { BT_CROP_RIGHT | BT_CROP_BOTTOM, 0.1, 0.9, 0, { 0.2, 0.2, 0.5, 0.8 } },
    { BT_CROP_LEFT | BT_CROP_TOP, -0.1, -9, 0, { 0.1, 0, 0.5, 0.7 } },
    /* Not through the other side, and not to nothing. */
    { BT_CROP_LEFT, 0.9, 0, 0, { 0.6 - 16 / 3000.0, 0.2, 16 / 3000.0, 0.5 } },
    /* 3:2 is the frame's own shape. */
    { BT_CROP_RIGHT | BT_CROP_BOTTOM, 0.2, 0, 1.5, { 0.2, 0.2, 0.6, 0.6 } },
    { BT_CROP_RIGHT | BT_CROP_BOTTOM, 9, 9, 1.5, { 0.2, 0.2, 0.8, 0.8 } },
    { BT_CROP_LEFT | BT_CROP_TOP, -9, 0, 1.5, { 0, 0.1, 0.6, 0.6 } },
    { BT_CROP_BOTTOM, 0, 0.1, 1.5, { 0.1, 0.2, 0.6, 0.6 } },
    { BT_CROP_RIGHT, 0.1, 0, 1.5, { 0.2, 0.2, 0.5, 0.5 } },
    { BT_CROP_RIGHT, 0, 0, 3, { 0.2, 0.35, 0.4, 0.2 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BtPhotoEdit) edit = bt_photo_edit_new ();
      const BtPhotoRect start = { 0.2, 0.2, 0.4, 0.5 };
      BtPhotoRect crop;

      bt_photo_crop_drag (edit, WIDTH, HEIGHT, cases[i].handle, &start, cases[i].x,
                          cases[i].y, cases[i].ratio);
      bt_photo_edit_get_crop (edit, WIDTH, HEIGHT, &crop);
      assert_rect (&crop, cases[i].crop[0], cases[i].crop[1], cases[i].crop[2],
                   cases[i].crop[3]);
    }
}

static double
any (double from, double to)
{
  return g_test_rand_double_range (from, to);
}

/* However it is dragged: no empty corner, the shape that was asked for, and what is not dragged
 * where it was. */
static void
test_random (void)
{
  static const guint handles[] = {
    BT_CROP_ALL,
    BT_CROP_LEFT,
    BT_CROP_RIGHT,
    BT_CROP_TOP,
    BT_CROP_BOTTOM,
    BT_CROP_LEFT | BT_CROP_TOP,
    BT_CROP_RIGHT | BT_CROP_TOP,
    BT_CROP_LEFT | BT_CROP_BOTTOM,
    BT_CROP_RIGHT | BT_CROP_BOTTOM,
  };

  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autoptr (BtPhotoEdit) edit = bt_photo_edit_new ();
      guint handle = handles[i % G_N_ELEMENTS (handles)];
      double ratio = g_test_rand_bit () ? any (0.3, 3) : 0;
      BtPhotoRect start, crop;
      guint width, height;

      edit->turn = i % 4;
      edit->level = g_test_rand_bit () ? any (-15, 15) : 0;
      edit->crop_x = any (0, 0.7);
      edit->crop_y = any (0, 0.7);
      edit->crop_width = any (0.1, 0.6);
      edit->crop_height = any (0.1, 0.6);
      bt_photo_edit_get_crop (edit, WIDTH, HEIGHT, &start);
      bt_photo_crop_drag (edit, WIDTH, HEIGHT, handle, &start, any (-1.2, 1.2),
                          any (-1.2, 1.2), ratio);
      bt_photo_edit_get_crop (edit, WIDTH, HEIGHT, &crop);
      for (guint corner = 0; corner < 4; corner++)
        {
          double x, y;

          bt_photo_edit_unmap_point (edit, WIDTH, HEIGHT, corner % 2, corner / 2, &x, &y);
          g_assert_true (x > -1e-6 && y > -1e-6 && x < 1 + 1e-6 && y < 1 + 1e-6);
        }
      bt_photo_edit_output_size (edit, WIDTH, HEIGHT, &width, &height);
      g_assert_cmpuint (MIN (width, height), >=, 3);
      if (handle == BT_CROP_ALL)
        {
          assert_near (crop.width, start.width, 2e-3);
          assert_near (crop.height, start.height, 2e-3);
        }
      else if (ratio > 0)
        assert_near (log ((double)width / height / ratio), 0, 3.0 / MIN (width, height));
      if (handle & BT_CROP_LEFT)
        assert_near (crop.x + crop.width, start.x + start.width, 2e-3);
      if (handle & BT_CROP_RIGHT)
        assert_near (crop.x, start.x, 2e-3);
      if (handle & BT_CROP_TOP)
        assert_near (crop.y + crop.height, start.y + start.height, 2e-3);
      if (handle & BT_CROP_BOTTOM)
        assert_near (crop.y, start.y, 2e-3);
    }
}

/* What was drawn over a face covers it in the original, however the picture is turned. */
static void
test_to_area (void)
{
  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autoptr (BtPhotoEdit) edit = bt_photo_edit_new ();
      const BtPhotoRect drawn = { any (0, 0.9), any (0, 0.9), any (0.01, 0.4),
                                  any (0.01, 0.4) };
      BtPhotoArea area;

      edit->turn = i % 4;
      edit->level = any (-15, 15);
      if (!bt_photo_crop_to_area (edit, WIDTH, HEIGHT, &drawn, BT_AREA_BLUR, &area))
        continue;
      for (guint n = 0; n < 20; n++)
        {
          double x, y;

          bt_photo_edit_from_frame (edit, WIDTH, HEIGHT, drawn.x + any (0, drawn.width),
                                    drawn.y + any (0, drawn.height), &x, &y);
          if (x < 0 || y < 0 || x > 1 || y > 1)
            continue;
          g_assert_true (x >= area.x - 1e-9 && x <= area.x + area.width + 1e-9);
          g_assert_true (y >= area.y - 1e-9 && y <= area.y + area.height + 1e-9);
        }
      g_assert_true (bt_photo_edit_add_area (edit, &area));
    }
}

static void
test_to_area_exact (void)
{
  g_autoptr (BtPhotoEdit) edit = bt_photo_edit_new ();
  const BtPhotoRect drawn = { 0.1, 0.2, 0.3, 0.4 };
  const BtPhotoRect outside = { 1.1, 0.2, 0.3, 0.4 };
  BtPhotoArea area;

  g_assert_true (
      bt_photo_crop_to_area (edit, WIDTH, HEIGHT, &drawn, BT_AREA_PIXELATE, &area));
  assert_rect (&(BtPhotoRect){ area.x, area.y, area.width, area.height }, 0.1, 0.2, 0.3,
               0.4);
  g_assert_cmpint (area.kind, ==, BT_AREA_PIXELATE);
  edit->turn = 1;
  g_assert_true (
      bt_photo_crop_to_area (edit, WIDTH, HEIGHT, &drawn, BT_AREA_BLUR, &area));
  assert_rect (&(BtPhotoRect){ area.x, area.y, area.width, area.height }, 0.2, 0.6, 0.4,
               0.3);
  g_assert_false (
      bt_photo_crop_to_area (edit, WIDTH, HEIGHT, &outside, BT_AREA_BLUR, &area));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/crop/find-handle", test_find_handle);
  g_test_add_func ("/photo/crop/drag", test_drag);
  g_test_add_func ("/photo/crop/random", test_random);
  g_test_add_func ("/photo/crop/to-area", test_to_area);
  g_test_add_func ("/photo/crop/to-area-exact", test_to_area_exact);
  return g_test_run ();
}
