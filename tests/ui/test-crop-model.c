/* What the crop tool does to an edit, without a window.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-crop-model.h"

#include <math.h>

static const BtCropShape shape = { 1200, 630 };

/* The crop in the photo's pixels, as it is shown. */
static BtPhotoRect
crop_of (const BtPhotoEdit *edit, guint width, guint height)
{
  BtPhotoRect rect;
  guint frame_width, frame_height;

  bt_photo_edit_get_crop (edit, width, height, &rect);
  bt_photo_edit_frame_size (edit, width, height, &frame_width, &frame_height);
  return (BtPhotoRect){ rect.x * frame_width, rect.y * frame_height,
                        rect.width * frame_width, rect.height * frame_height };
}

static void
assert_crop (const BtPhotoEdit *edit, double x, double y, double width, double height)
{
  BtPhotoRect rect = crop_of (edit, 400, 300);

  g_assert_cmpfloat_with_epsilon (rect.x, x, 0.01);
  g_assert_cmpfloat_with_epsilon (rect.y, y, 0.01);
  g_assert_cmpfloat_with_epsilon (rect.width, width, 0.01);
  g_assert_cmpfloat_with_epsilon (rect.height, height, 0.01);
}

static BtPhotoEdit *
edit_with (double x, double y, double width, double height)
{
  BtPhotoEdit *edit = bt_photo_edit_new ();

  edit->crop_x = x / 400;
  edit->crop_y = y / 300;
  edit->crop_width = width / 400;
  edit->crop_height = height / 300;
  return edit;
}

/* ---- by hand ---- */

static void
test_hit (void)
{
  const BtPhotoRect box = { 100, 100, 200, 100 }, small = { 100, 100, 20, 20 };

  g_assert_cmpint (bt_crop_hit (&box, 200, 150, 10), ==, BT_CROP_INSIDE);
  g_assert_cmpint (bt_crop_hit (&box, 95, 150, 10), ==, BT_CROP_LEFT);
  g_assert_cmpint (bt_crop_hit (&box, 305, 195, 10), ==, BT_CROP_RIGHT | BT_CROP_BOTTOM);
  g_assert_cmpint (bt_crop_hit (&box, 200, 91, 10), ==, BT_CROP_TOP);
  g_assert_cmpint (bt_crop_hit (&box, 200, 89, 10), ==, BT_CROP_OUTSIDE);
  g_assert_cmpint (bt_crop_hit (&small, 110, 110, 10), ==, BT_CROP_INSIDE);
  g_assert_cmpint (bt_crop_hit (&small, 119, 119, 10), ==,
                   BT_CROP_RIGHT | BT_CROP_BOTTOM);
}

static void
test_drag_free (void)
{
  g_autoptr (BtPhotoEdit) edit = edit_with (100, 100, 200, 100);

  bt_crop_drag (edit, 400, 300, BT_CROP_RIGHT, 50, 77, 0);
  assert_crop (edit, 100, 100, 250, 100);
  bt_crop_drag (edit, 400, 300, BT_CROP_RIGHT | BT_CROP_TOP, 500, -20, 0);
  assert_crop (edit, 100, 80, 300, 120);
  bt_crop_drag (edit, 400, 300, BT_CROP_LEFT, 1000, 0, 0);
  assert_crop (edit, 400 - BT_CROP_MIN_SIDE, 80, BT_CROP_MIN_SIDE, 120);
  bt_crop_drag (edit, 400, 300, BT_CROP_INSIDE, -1000, 1000, 0);
  assert_crop (edit, 0, 180, BT_CROP_MIN_SIDE, 120);
  bt_crop_drag (edit, 400, 300, BT_CROP_OUTSIDE, 10, 10, 0);
  assert_crop (edit, 0, 180, BT_CROP_MIN_SIDE, 120);
}

static void
test_drag_ratio (void)
{
  g_autoptr (BtPhotoEdit) edit = edit_with (100, 100, 200, 100);

  /* the corner across stays */
  bt_crop_drag (edit, 400, 300, BT_CROP_RIGHT | BT_CROP_BOTTOM, 40, 20, 2);
  assert_crop (edit, 100, 100, 240, 120);
  bt_crop_drag (edit, 400, 300, BT_CROP_LEFT | BT_CROP_TOP, -1000, -1000, 2);
  assert_crop (edit, 0, 50, 340, 170);
  /* an edge grows about its middle, and to one side where there is no more room */
  bt_crop_drag (edit, 400, 300, BT_CROP_TOP, 0, 70, 2);
  assert_crop (edit, 70, 120, 200, 100);
  bt_crop_drag (edit, 400, 300, BT_CROP_BOTTOM, 0, 80, 2);
  assert_crop (edit, 0, 120, 360, 180);
  bt_crop_drag (edit, 400, 300, BT_CROP_RIGHT, 100, 0, 2);
  assert_crop (edit, 0, 100, 400, 200);
}

static void
test_ratios (void)
{
  g_autoptr (BtPhotoEdit) edit = bt_photo_edit_new ();

  g_assert_cmpfloat (bt_crop_get_ratio (edit, 400, 300, &shape), ==, 0);
  g_assert_true (bt_crop_set_ratio (edit, 400, 300, "16:9", &shape));
  assert_crop (edit, 0, 38, 400, 224);
  g_assert_cmpstr (edit->ratio, ==, "16:9");
  bt_crop_swap (edit, 400, 300, &shape);
  g_assert_cmpstr (edit->ratio, ==, "9:16");
  g_assert_cmpfloat_with_epsilon (crop_of (edit, 400, 300).height, 300, 0.01);
  g_assert_cmpfloat_with_epsilon (crop_of (edit, 400, 300).width, 168.75, 1);
  g_assert_true (bt_crop_set_ratio (edit, 400, 300, "featured", &shape));
  g_assert_cmpfloat_with_epsilon (bt_crop_get_ratio (edit, 400, 300, &shape),
                                  1200.0 / 630, 1e-9);
  g_assert_false (bt_crop_set_ratio (edit, 400, 300, "wide", &shape));
  g_assert_false (bt_crop_set_ratio (edit, 400, 300, "featured", &(BtCropShape){ 0, 0 }));
  g_assert_cmpstr (edit->ratio, ==, "featured");
  g_assert_true (bt_crop_set_ratio (edit, 400, 300, "original", &shape));
  assert_crop (edit, 0, 0, 400, 300);
  bt_crop_swap (edit, 400, 300, &shape);
  g_assert_cmpstr (edit->ratio, ==, "3:4");
  g_assert_true (bt_crop_set_ratio (edit, 400, 300, "", &shape));
  g_assert_cmpfloat_with_epsilon (crop_of (edit, 400, 300).width, 225, 1);
  bt_crop_swap (edit, 400, 300, &shape);
  g_assert_cmpstr (edit->ratio, ==, "");
  g_assert_cmpfloat_with_epsilon (crop_of (edit, 400, 300).width, 400, 3);
  g_assert_cmpfloat_with_epsilon (crop_of (edit, 400, 300).height, 300, 3);
}

static void
test_paste (void)
{
  g_autoptr (BtPhotoEdit) from = edit_with (40, 30, 320, 180);
  g_autoptr (BtPhotoEdit) edit = bt_photo_edit_new ();
  const BtPhotoArea area = { BT_AREA_BLUR, 0.1, 0.1, 0.2, 0.2 };
  const BtPhotoArea face = { BT_AREA_PIXELATE, 0.5, 0.5, 0.2, 0.2 };

  bt_photo_edit_set_ratio_word (from, "16:9");
  from->level = 0;
  from->brightness = 0.25;
  from->watermark = FALSE;
  bt_photo_edit_add_area (from, &area);
  bt_photo_edit_add_area (edit, &face);
  bt_crop_paste (edit, 400, 300, from, &shape);
  assert_crop (edit, 40, 30, 320, 180);
  g_assert_cmpfloat (edit->brightness, ==, 0.25);
  g_assert_false (edit->watermark);
  g_assert_cmpuint (edit->areas->len, ==, 1);
  g_assert_cmpint (g_array_index (edit->areas, BtPhotoArea, 0).kind, ==,
                   BT_AREA_PIXELATE);
  /* about its own point of interest */
  edit->has_focus = TRUE;
  edit->focus_x = 0.5;
  edit->focus_y = 0.9;
  bt_crop_paste (edit, 400, 300, from, &shape);
  assert_crop (edit, 0, 75, 400, 225);
  /* in a photo of another shape the ratio is kept, not the fractions */
  bt_crop_paste (edit, 300, 400, from, &shape);
  g_assert_cmpfloat_with_epsilon (crop_of (edit, 300, 400).height, 300 * 9 / 16.0, 1);
}

static void
test_areas (void)
{
  BtPhotoArea area = bt_crop_between (0.6, 0.4, 0.2, 0.1, 0.05, 0.05);

  g_assert_cmpfloat_with_epsilon (area.x, 0.2, 1e-9);
  g_assert_cmpfloat_with_epsilon (area.y, 0.1, 1e-9);
  g_assert_cmpfloat_with_epsilon (area.width, 0.4, 1e-9);
  g_assert_cmpfloat_with_epsilon (area.height, 0.3, 1e-9);
  bt_crop_drag_area (&area, BT_CROP_INSIDE, 5, -5, 0.05, 0.05);
  g_assert_cmpfloat_with_epsilon (area.x, 0.6, 1e-9);
  g_assert_cmpfloat_with_epsilon (area.y, 0, 1e-9);
  bt_crop_drag_area (&area, BT_CROP_LEFT | BT_CROP_BOTTOM, 1, -1, 0.05, 0.1);
  g_assert_cmpfloat_with_epsilon (area.x, 0.95, 1e-9);
  g_assert_cmpfloat_with_epsilon (area.width, 0.05, 1e-9);
  g_assert_cmpfloat_with_epsilon (area.height, 0.1, 1e-9);
  area = bt_crop_between (1.5, 1.5, 2, 2, 0.05, 0.05);
  g_assert_cmpfloat_with_epsilon (area.x, 0.95, 1e-9);
  g_assert_cmpfloat_with_epsilon (area.width, 0.05, 1e-9);
}

/* Right and down on the screen are other directions in a photo that was turned. */
static void
test_directions (void)
{
  g_autoptr (BtPhotoEdit) edit = bt_photo_edit_new ();
  double x, y;

  g_assert_cmpint (bt_crop_part_in_original (edit, BT_CROP_RIGHT), ==, BT_CROP_RIGHT);
  edit->turn = 1;
  g_assert_cmpint (bt_crop_part_in_original (edit, BT_CROP_RIGHT), ==, BT_CROP_TOP);
  g_assert_cmpint (bt_crop_part_in_original (edit, BT_CROP_BOTTOM), ==, BT_CROP_RIGHT);
  bt_crop_direct (edit, 400, 300, 30, 0, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (y, -0.1, 1e-9);
  edit->turn = 3;
  g_assert_cmpint (bt_crop_part_in_original (edit, BT_CROP_RIGHT), ==, BT_CROP_BOTTOM);
  edit->turn = 2;
  g_assert_cmpint (bt_crop_part_in_original (edit, BT_CROP_TOP), ==, BT_CROP_BOTTOM);
  bt_crop_set_focus (edit, 400, 300, 0.25, 2);
  g_assert_true (edit->has_focus);
  g_assert_cmpfloat_with_epsilon (edit->focus_x, 0.75, 1e-9);
  g_assert_cmpfloat_with_epsilon (edit->focus_y, 0, 1e-9);
}

/* ---- whatever is pulled ---- */

static double
fraction (void)
{
  return g_test_rand_double ();
}

/* How far outside the photo the worst corner of the crop is, in pixels. */
static double
outside (const BtPhotoEdit *edit, guint width, guint height)
{
  BtPhotoRect crop;
  double worst = 0;

  bt_photo_edit_get_crop (edit, width, height, &crop);
  for (guint i = 0; i < 4; i++)
    {
      double x, y;

      bt_photo_edit_from_frame (edit, width, height, crop.x + (i % 2) * crop.width,
                                crop.y + (i / 2) * crop.height, &x, &y);
      worst = MAX (worst, MAX (-x, x - 1) * width);
      worst = MAX (worst, MAX (-y, y - 1) * height);
    }
  return worst;
}

static void
random_edit (BtPhotoEdit *edit, guint width, guint height)
{
  edit->turn = (guint)g_test_rand_int_range (0, 4);
  edit->level = g_test_rand_bit () ? 0 : (fraction () - 0.5) * 2 * BT_PHOTO_MAX_LEVEL;
  edit->crop_x = fraction () * 0.8;
  edit->crop_y = fraction () * 0.8;
  edit->crop_width = 0.1 + fraction ();
  edit->crop_height = 0.1 + fraction ();
  bt_photo_edit_fit_crop (edit, width, height);
}

static void
test_random_drags (void)
{
  static const BtCropPart parts[] = { BT_CROP_INSIDE,
                                      BT_CROP_LEFT,
                                      BT_CROP_RIGHT,
                                      BT_CROP_TOP,
                                      BT_CROP_BOTTOM,
                                      BT_CROP_LEFT | BT_CROP_TOP,
                                      BT_CROP_RIGHT | BT_CROP_TOP,
                                      BT_CROP_LEFT | BT_CROP_BOTTOM,
                                      BT_CROP_RIGHT | BT_CROP_BOTTOM };

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (BtPhotoEdit) edit = bt_photo_edit_new ();
      guint width = (guint)g_test_rand_int_range (200, 6000);
      guint height = (guint)g_test_rand_int_range (200, 6000);
      BtCropPart part = parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))];
      double ratio = i % 2 == 0 ? 0 : 0.4 + fraction () * 2;
      double dx = (fraction () - 0.5) * 2 * width, dy = (fraction () - 0.5) * 2 * height;
      double slack = 1.01;
      BtPhotoRect before, after;

      random_edit (edit, width, height);
      if (ratio > 0)
        bt_photo_edit_set_ratio (edit, width, height, ratio, 1);
      before = crop_of (edit, width, height);
      bt_crop_drag (edit, width, height, part, dx, dy, ratio);
      after = crop_of (edit, width, height);

      g_assert_cmpfloat (outside (edit, width, height), <, 0.01);
      g_assert_cmpfloat (after.width, >=, MIN (BT_CROP_MIN_SIDE, before.width) - slack);
      g_assert_cmpfloat (after.height, >=, MIN (BT_CROP_MIN_SIDE, before.height) - slack);
      if (part == BT_CROP_INSIDE)
        {
          g_assert_cmpfloat_with_epsilon (after.width, before.width, slack);
          g_assert_cmpfloat_with_epsilon (after.height, before.height, slack);
        }
      /* what is not pulled stays */
      if (part & BT_CROP_LEFT)
        g_assert_cmpfloat_with_epsilon (after.x + after.width, before.x + before.width,
                                        slack);
      if (part & BT_CROP_RIGHT)
        g_assert_cmpfloat_with_epsilon (after.x, before.x, slack);
      if (part & BT_CROP_TOP)
        g_assert_cmpfloat_with_epsilon (after.y + after.height, before.y + before.height,
                                        slack);
      if (part & BT_CROP_BOTTOM)
        g_assert_cmpfloat_with_epsilon (after.y, before.y, slack);
      /* to a pixel on either side */
      if (ratio > 0)
        g_assert_cmpfloat_with_epsilon (after.width, after.height * ratio,
                                        slack * (1 + ratio));
    }
}

/* Without a limit in the way an edge is where the pointer is. */
static void
test_random_follow (void)
{
  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (BtPhotoEdit) edit = edit_with (100, 100, 150, 100);
      double dx = (fraction () - 0.5) * 100, dy = (fraction () - 0.5) * 100;

      bt_crop_drag (edit, 400, 300, BT_CROP_LEFT | BT_CROP_BOTTOM, rint (dx), rint (dy),
                    0);
      assert_crop (edit, 100 + rint (dx), 100, 150 - rint (dx), 100 + rint (dy));
    }
}

static void
test_random_areas (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      BtPhotoArea area =
          bt_crop_between (fraction () * 2 - 0.5, fraction () * 2 - 0.5,
                           fraction () * 2 - 0.5, fraction () * 2 - 0.5, 0.02, 0.02);
      BtCropPart part = (BtCropPart)g_test_rand_int_range (0, 16);

      /* not both edges of one side */
      if ((part & 3) == 3 || (part & 12) == 12)
        continue;
      bt_crop_drag_area (&area, part, (fraction () - 0.5) * 3, (fraction () - 0.5) * 3,
                         0.02, 0.02);
      g_assert_cmpfloat (area.x, >=, -1e-9);
      g_assert_cmpfloat (area.y, >=, -1e-9);
      g_assert_cmpfloat (area.x + area.width, <=, 1 + 1e-9);
      g_assert_cmpfloat (area.y + area.height, <=, 1 + 1e-9);
      g_assert_cmpfloat (area.width, >=, 0.02 - 1e-9);
      g_assert_cmpfloat (area.height, >=, 0.02 - 1e-9);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crop/hit", test_hit);
  g_test_add_func ("/crop/drag/free", test_drag_free);
  g_test_add_func ("/crop/drag/ratio", test_drag_ratio);
  g_test_add_func ("/crop/ratios", test_ratios);
  g_test_add_func ("/crop/paste", test_paste);
  g_test_add_func ("/crop/areas", test_areas);
  g_test_add_func ("/crop/directions", test_directions);
  g_test_add_func ("/crop/random/drags", test_random_drags);
  g_test_add_func ("/crop/random/follow", test_random_follow);
  g_test_add_func ("/crop/random/areas", test_random_areas);
  return g_test_run ();
}
