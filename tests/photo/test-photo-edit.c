/* Corrections as text and as geometry, without a pixel.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/bt-photo-geometry.h"

#include <math.h>
#include <string.h>

#define N_RANDOM 6000

static BtPhotoEdit *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  BtPhotoEdit *edit = bt_photo_edit_from_json (json, &error);

  g_assert_no_error (error);
  g_assert_nonnull (edit);
  return edit;
}

static void
assert_json (const char *given, const char *kept)
{
  g_autoptr (BtPhotoEdit) edit = parse (given);
  g_autofree char *json = bt_photo_edit_to_json (edit);
  g_autoptr (BtPhotoEdit) again = parse (json);

  g_assert_cmpstr (json, ==, kept);
  g_assert_true (bt_photo_edit_equal (edit, again));
}

static void
test_json (void)
{
  g_autoptr (BtPhotoEdit) edit = bt_photo_edit_new ();
  g_autoptr (BtPhotoEdit) copy = NULL;
  g_autofree char *json = NULL;

  g_assert_true (bt_photo_edit_is_default (edit));
  assert_json (NULL, "{}");
  assert_json ("", "{}");
  assert_json ("{}", "{}");
  edit->turn = 3;
  edit->level = -1.2345;
  edit->crop_x = 1.0 / 3;
  edit->crop_width = 0.5;
  edit->brightness = -0.25;
  edit->contrast = 1;
  edit->has_focus = TRUE;
  edit->focus_x = 0.25;
  edit->focus_y = 1;
  edit->watermark = FALSE;
  bt_photo_edit_set_ratio_word (edit, "16:9");
  g_assert_true (bt_photo_edit_add_area (
      edit, &(BtPhotoArea){ BT_AREA_PIXELATE, 0.1, 0.2, 0.3, 0.4 }));
  g_assert_true (
      bt_photo_edit_add_area (edit, &(BtPhotoArea){ BT_AREA_BLUR, -0.5, 0.5, 1, 9 }));
  json = bt_photo_edit_to_json (edit);
  g_assert_cmpstr (
      json, ==,
      "{\"turn\":3,\"level\":-1.23,\"crop\":[0.333333,0,0.5,1],\"brightness\":-0.25,"
      "\"contrast\":1,\"areas\":[[\"pixelate\",0.1,0.2,0.3,0.4],[\"blur\",0,0.5,0.5,0.5]]"
      ","
      "\"watermark\":false,\"ratio\":\"16:9\",\"focus\":[0.25,1]}");
  assert_json (json, json);
  copy = bt_photo_edit_copy (edit);
  g_assert_true (bt_photo_edit_equal (edit, copy));
  g_assert_false (bt_photo_edit_is_default (copy));
  g_array_set_size (copy->areas, 1);
  g_assert_cmpuint (edit->areas->len, ==, 2);
  g_assert_false (bt_photo_edit_equal (edit, copy));
}

static void
test_json_hostile (void)
{
  static const char *const refused[] = {
    "[]",
    "7",
    "null",
    "{",
    "\xff",
    "{\"crop\":[0,0,1]}",
    "{\"crop\":[0,0,1,1,1]}",
    "{\"crop\":[0,0,1,\"1\"]}",
    "{\"crop\":[0,0,1,null]}",
    "{\"crop\":{\"x\":0}}",
    "{\"crop\":[0,0,1,1e999]}",
    "{\"level\":NaN}",
    "{\"level\":-1e999}",
    "{\"level\":\"3\"}",
    "{\"turn\":true}",
    "{\"turn\":[1]}",
    "{\"brightness\":null}",
    "{\"focus\":[0.5]}",
    "{\"focus\":0.5}",
    "{\"areas\":[[\"blur\",0,0,1]]}",
    "{\"areas\":[[\"smear\",0,0,1,1]]}",
    "{\"areas\":[[]]}",
    "{\"areas\":[7]}",
    "{\"areas\":{}}",
    "{\"areas\":[[\"blur\",0,0,1,1e400]]}",
    "{\"ratio\":16}",
    "{\"watermark\":0}",
  };
  g_autoptr (GString) many = g_string_new ("{\"areas\":[[\"blur\",0,0,1,1]");
  g_autofree char *deep = g_strnfill (15000, '[');
  g_autofree char *longer = g_strnfill (20000, ' ');

  for (guint n = 0; n < BT_PHOTO_MAX_AREAS; n++)
    g_string_append (many, ",[\"blur\",0,0,1,1]");
  g_string_append (many, "]}");
  for (guint i = 0; i < G_N_ELEMENTS (refused) + 3; i++)
    {
      const char *json = i < G_N_ELEMENTS (refused)        ? refused[i]
                         : i == G_N_ELEMENTS (refused)     ? deep
                         : i == G_N_ELEMENTS (refused) + 1 ? longer
                                                           : many->str;
      g_autoptr (GError) error = NULL;

      if (bt_photo_edit_from_json (json, &error) != NULL)
        g_error ("%s was taken", json);
      g_assert_error (error, BT_PHOTO_ERROR, BT_PHOTO_ERROR_READ);
      g_assert_cmpuint (strlen (error->message), >, 0);
    }
}

static void
test_json_moved (void)
{
  assert_json ("{\"turn\":7,\"level\":99,\"brightness\":-4,\"contrast\":1e300}",
               "{\"turn\":3,\"level\":15,\"brightness\":-1,\"contrast\":1}");
  assert_json ("{\"turn\":-1,\"level\":0.001}", "{}");
  assert_json ("{\"crop\":[-9,1e300,0,-5]}", "{\"crop\":[-8,8,0.000001,0.000001]}");
  assert_json ("{\"focus\":[-1,7]}", "{\"focus\":[0,1]}");
  assert_json ("{\"focus\":[0.5,0.5]}", "{\"focus\":[0.5,0.5]}");
  /* Nothing of these is in the picture. */
  assert_json ("{\"areas\":[[\"blur\",1,0,1,1],[\"blur\",0,-2,1,1],[\"blur\",0,0,0,1],"
               "[\"blur\",0.5,0.5,-1,1]]}",
               "{}");
  assert_json ("{\"areas\":[[\"blur\",-1e300,0,2e300,1]]}",
               "{\"areas\":[[\"blur\",0,0,1,1]]}");
  assert_json ("{\"ratio\":\"\\\"};\",\"unknown\":[1,{}]}", "{}");
  assert_json ("{\"ratio\":\"featured\"}", "{\"ratio\":\"featured\"}");
  assert_json ("{\"ratio\":\"0:3\"}", "{}");
  assert_json ("{\"ratio\":\"3:\"}", "{}");
  assert_json ("{\"ratio\":\"12345:1\"}", "{}");
  assert_json ("{\"ratio\":\"1200:630\"}", "{\"ratio\":\"1200:630\"}");
  assert_json ("{\"ratio\":\"4:3\\n\"}", "{}");
}

static void
test_not_numbers (void)
{
  g_autoptr (BtPhotoEdit) edit = bt_photo_edit_new ();
  g_autofree char *json = NULL;
  guint8 table[256];
  BtPhotoRect crop;

  edit->level = NAN;
  edit->crop_x = INFINITY;
  edit->crop_width = NAN;
  edit->brightness = -NAN;
  edit->has_focus = TRUE;
  edit->focus_x = NAN;
  json = bt_photo_edit_to_json (edit);
  g_assert_cmpstr (json, ==, "{\"focus\":[0,0.5]}");
  bt_photo_edit_get_crop (edit, 300, 200, &crop);
  g_assert_cmpfloat (crop.x, ==, 0);
  g_assert_cmpfloat (crop.width, ==, 1);
  g_assert_false (bt_photo_edit_get_tone (edit, table));
  bt_photo_edit_set_ratio (edit, 300, 200, 1, 1);
  g_assert_cmpfloat (edit->crop_height, ==, 1);
  g_assert_false (
      bt_photo_edit_add_area (edit, &(BtPhotoArea){ BT_AREA_BLUR, 0, NAN, 1, 1 }));
}

static char *
key_of (const char *json)
{
  g_autoptr (BtPhotoEdit) edit = parse (json);

  return bt_photo_edit_key (edit);
}

static void
test_key (void)
{
  static const char *const different[] = {
    "{\"turn\":1}",
    "{\"level\":1}",
    "{\"crop\":[0,0,0.5,1]}",
    "{\"brightness\":0.1}",
    "{\"contrast\":0.1}",
    "{\"areas\":[[\"blur\",0,0,1,1]]}",
    "{\"areas\":[[\"pixelate\",0,0,1,1]]}",
    "{\"watermark\":false}",
  };
  static const char *const same[][2] = {
    { "{}", "{\"focus\":[0,0],\"ratio\":\"4:3\"}" },
    { "{\"turn\":1}", "{\"turn\":5,\"focus\":[0,0]}" },
    { "{\"level\":1}", "{\"level\":1.0000001}" },
  };
  g_autoptr (GHashTable) seen =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *none = key_of ("{\"focus\":[0.1,0.2]}");

  g_assert_cmpstr (none, ==, "");
  for (guint i = 0; i < G_N_ELEMENTS (different); i++)
    {
      char *key = key_of (different[i]);

      g_assert_cmpuint (strlen (key), ==, 12);
      g_assert_true (g_hash_table_add (seen, key));
    }
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *one = key_of (same[i][0]);
      g_autofree char *other = key_of (same[i][1]);

      g_assert_cmpstr (one, ==, other);
    }
}

static void
test_tone (void)
{
  g_autoptr (BtPhotoEdit) edit = bt_photo_edit_new ();
  guint8 table[256];

  g_assert_false (bt_photo_edit_get_tone (edit, table));
  for (guint i = 0; i < 256; i++)
    g_assert_cmpuint (table[i], ==, i);
  for (int brightness = -10; brightness <= 10; brightness++)
    for (int contrast = -10; contrast <= 10; contrast++)
      {
        edit->brightness = brightness / 10.0;
        edit->contrast = contrast / 10.0;
        g_assert_true (bt_photo_edit_get_tone (edit, table)
                       == (brightness != 0 || contrast != 0));
        for (guint i = 1; i < 256; i++)
          g_assert_cmpuint (table[i], >=, table[i - 1]);
        if (contrast >= 0)
          {
            g_assert_cmpuint (table[0], ==, 0);
            g_assert_cmpuint (table[255], ==, 255);
          }
        if (contrast == 0 && brightness != 0)
          g_assert_true ((table[128] > 128) == (brightness > 0));
        if (brightness == 0 && contrast != 0)
          g_assert_true ((table[64] < 64) == (contrast > 0)
                         && (table[192] > 192) == (contrast > 0));
      }
}

static void
assert_output (const char *json,
               guint width,
               guint height,
               guint to_width,
               guint to_height)
{
  g_autoptr (BtPhotoEdit) edit = parse (json);
  guint output_width, output_height;

  bt_photo_edit_output_size (edit, width, height, &output_width, &output_height);
  g_assert_cmpuint (output_width, ==, to_width);
  g_assert_cmpuint (output_height, ==, to_height);
}

static void
test_output_size (void)
{
  assert_output ("{}", 300, 200, 300, 200);
  assert_output ("{\"turn\":1}", 300, 200, 200, 300);
  assert_output ("{\"turn\":2}", 300, 200, 300, 200);
  assert_output ("{\"crop\":[0.1,0.2,0.5,0.25]}", 300, 200, 150, 50);
  assert_output ("{\"turn\":3,\"crop\":[0.1,0.2,0.5,0.25]}", 300, 200, 100, 75);
  assert_output ("{\"crop\":[0.9,0.9,0.000001,0.000001]}", 300, 200, 1, 1);
  assert_output ("{\"crop\":[2,2,0.5,0.5]}", 300, 200, 150, 100);
  assert_output ("{\"crop\":[0.999999,0.999999,0.5,0.5]}", 65500, 2000, 32750, 1000);
  assert_output ("{\"crop\":[0,0,2,1]}", 300, 200, 300, 100);
  assert_output ("{\"level\":15}", 1, 1, 1, 1);
  assert_output ("{\"level\":15}", 0, 0, 1, 1);
  assert_output ("{\"level\":-15}", 65500, 1, 4, 1);
  /* A square levelled by 15°: its side by cos 15° + sin 15°. */
  assert_output ("{\"level\":15}", 1000, 1000, 816, 816);
}

static void
assert_near (double a, double b, double tolerance)
{
  g_assert_cmpfloat (fabs (a - b), <=, tolerance);
}

static void
assert_mapped (const char *json, double x, double y, double to_x, double to_y)
{
  g_autoptr (BtPhotoEdit) edit = parse (json);
  double output_x, output_y;

  bt_photo_edit_map_point (edit, 300, 200, x, y, &output_x, &output_y);
  assert_near (output_x, to_x, 1e-6);
  assert_near (output_y, to_y, 1e-6);
}

static void
test_map (void)
{
  assert_mapped ("{}", 0.1, 0.2, 0.1, 0.2);
  assert_mapped ("{\"turn\":1}", 0, 0, 1, 0);
  assert_mapped ("{\"turn\":1}", 0.1, 0.2, 0.8, 0.1);
  assert_mapped ("{\"turn\":2}", 0.1, 0.2, 0.9, 0.8);
  assert_mapped ("{\"turn\":3}", 0.1, 0.2, 0.2, 0.9);
  assert_mapped ("{\"crop\":[0.5,0.5,0.5,0.5]}", 0.75, 0.75, 0.5, 0.5);
  assert_mapped ("{\"crop\":[0.5,0.5,0.5,0.5]}", 0, 0, -1, -1);
  assert_mapped ("{\"level\":10}", 0.5, 0.5, 0.5, 0.5);
  /* Clockwise: the right-hand end of the horizon goes down. */
  {
    g_autoptr (BtPhotoEdit) edit = parse ("{\"level\":10}");
    double x, y;

    bt_photo_edit_to_frame (edit, 300, 200, 1, 0.5, &x, &y);
    assert_near (x, 0.5 + 0.5 * cos (10 * G_PI / 180), 1e-9);
    assert_near (y, 0.5 + 150 * sin (10 * G_PI / 180) / 200, 1e-9);
  }
}

static void
test_turn_by (void)
{
  g_autoptr (BtPhotoEdit) edit = parse (
      "{\"crop\":[0.1,0.2,0.5,0.25],\"level\":3,\"ratio\":\"16:9\",\"focus\":[0.2,0.3]}");
  g_autofree char *before = bt_photo_edit_to_json (edit);
  g_autofree char *after = NULL;

  bt_photo_edit_turn_by (edit, 1);
  g_assert_cmpuint (edit->turn, ==, 1);
  g_assert_cmpstr (edit->ratio, ==, "9:16");
  assert_near (edit->crop_x, 0.55, 1e-9);
  assert_near (edit->crop_y, 0.1, 1e-9);
  assert_near (edit->crop_width, 0.25, 1e-9);
  assert_near (edit->crop_height, 0.5, 1e-9);
  bt_photo_edit_turn_by (edit, -3);
  g_assert_cmpuint (edit->turn, ==, 2);
  bt_photo_edit_turn_by (edit, 6);
  after = bt_photo_edit_to_json (edit);
  g_assert_cmpstr (before, ==, after);
  bt_photo_edit_set_ratio_word (edit, "featured");
  bt_photo_edit_turn_by (edit, 1);
  g_assert_cmpstr (edit->ratio, ==, "");
  bt_photo_edit_set_ratio_word (edit, "original");
  bt_photo_edit_turn_by (edit, 1);
  g_assert_cmpstr (edit->ratio, ==, "original");
}

static void
test_set_ratio (void)
{
  static const struct
  {
    const char *json;
    double ratio_width, ratio_height;
    double crop[4];
  } cases[] = {
    { "{}", 1, 1, { 1.0 / 6, 0, 2.0 / 3, 1 } },
    { "{\"focus\":[0.4,0.5]}", 1, 1, { 0.4 - 1.0 / 3, 0, 2.0 / 3, 1 } },
    { "{\"focus\":[0,0.5]}", 1, 1, { 0, 0, 2.0 / 3, 1 } },
    { "{\"focus\":[1,1]}", 1, 1, { 1.0 / 3, 0, 2.0 / 3, 1 } },
    { "{\"focus\":[0.5,0.3]}", 3, 1, { 0, 0.05, 1, 0.5 } },
    { "{\"turn\":1,\"focus\":[0.5,0.4]}", 2, 3, { 0, 0, 1, 1 } },
    { "{\"turn\":1,\"focus\":[0.4,0.5]}", 1, 1, { 0, 0.4 - 1.0 / 3, 1, 2.0 / 3 } },
    /* Without a point of interest the present crop's middle stays. */
    { "{\"crop\":[0.7,0,0.2,0.2]}", 1, 1, { 1.0 / 3, 0, 2.0 / 3, 1 } },
    { "{\"crop\":[0.1,0,0.7,0.2]}", 1, 1, { 0.45 - 1.0 / 3, 0, 2.0 / 3, 1 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BtPhotoEdit) edit = parse (cases[i].json);

      bt_photo_edit_set_ratio (edit, 3000, 2000, cases[i].ratio_width,
                               cases[i].ratio_height);
      assert_near (edit->crop_x, cases[i].crop[0], 1e-9);
      assert_near (edit->crop_y, cases[i].crop[1], 1e-9);
      assert_near (edit->crop_width, cases[i].crop[2], 1e-9);
      assert_near (edit->crop_height, cases[i].crop[3], 1e-9);
    }
}

static void
test_ratio_parse (void)
{
  g_autoptr (BtPhotoEdit) edit = parse ("{\"turn\":1}");
  double width, height;

  g_assert_true (bt_photo_ratio_parse ("16:9", edit, 300, 200, &width, &height));
  g_assert_cmpfloat (width / height, ==, 16.0 / 9);
  g_assert_true (bt_photo_ratio_parse ("original", edit, 300, 200, &width, &height));
  g_assert_cmpfloat (width, ==, 200);
  g_assert_cmpfloat (height, ==, 300);
  g_assert_false (bt_photo_ratio_parse ("", edit, 300, 200, &width, &height));
  g_assert_false (bt_photo_ratio_parse ("featured", edit, 300, 200, &width, &height));
  g_assert_false (bt_photo_ratio_parse ("0:1", edit, 300, 200, &width, &height));
}

static void
test_auto_crop (void)
{
  g_autoptr (BtPhotoEdit) edit = parse ("{\"crop\":[0.5,0,0.5,1],\"focus\":[0.55,0.5]}");
  BtPhotoRect rect;

  /* The result is 150 × 200; the point lies at a tenth of its width. */
  bt_photo_edit_auto_crop (edit, 300, 200, 1, 2, &rect);
  assert_near (rect.x, 0, 1e-9);
  assert_near (rect.width, 2.0 / 3, 1e-9);
  assert_near (rect.height, 1, 1e-9);
  bt_photo_edit_auto_crop (edit, 300, 200, 100, 100, &rect);
  assert_near (rect.y, 0.125, 1e-9);
  assert_near (rect.height, 0.75, 1e-9);
}

static double
any (double from, double to)
{
  return g_test_rand_double_range (from, to);
}

static BtPhotoEdit *
any_edit (void)
{
  BtPhotoEdit *edit = bt_photo_edit_new ();

  edit->turn = (guint)g_test_rand_int_range (0, 4);
  if (g_test_rand_bit ())
    edit->level = any (-16, 16);
  if (g_test_rand_bit ())
    {
      edit->crop_x = any (-1.5, 2.5);
      edit->crop_y = any (-0.2, 1.2);
      edit->crop_width = any (-0.1, 2.5);
      edit->crop_height = any (0, 1);
    }
  edit->has_focus = g_test_rand_bit ();
  edit->focus_x = any (0, 1);
  edit->focus_y = any (0, 1);
  return edit;
}

/* Each corner of what is shown lies in the original: nothing is ever empty. */
static void
assert_no_empty_corner (const BtPhotoEdit *edit, guint width, guint height)
{
  for (guint corner = 0; corner < 4; corner++)
    {
      double x, y;

      bt_photo_edit_unmap_point (edit, width, height, corner % 2, corner / 2, &x, &y);
      g_assert_cmpfloat (x, >=, -1e-7);
      g_assert_cmpfloat (y, >=, -1e-7);
      g_assert_cmpfloat (x, <=, 1 + 1e-7);
      g_assert_cmpfloat (y, <=, 1 + 1e-7);
    }
}

static guint
any_side (void)
{
  return (guint)exp (any (0, log (BT_PHOTO_MAX_SIDE)));
}

static void
test_random_crops (void)
{
  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autoptr (BtPhotoEdit) edit = any_edit ();
      guint width = any_side (), height = any_side ();
      gboolean panorama = width / 20 > height || height / 20 > width;
      double x = any (0, 1), y = any (0, 1), to_x, to_y;
      BtPhotoRect crop, fitted;

      if (i % 20 == 0)
        {
          g_autofree char *json = bt_photo_edit_to_json (edit);
          g_autoptr (BtPhotoEdit) again = parse (json);

          g_assert_true (bt_photo_edit_equal (edit, again));
        }
      assert_no_empty_corner (edit, width, height);
      if (panorama)
        continue;
      bt_photo_edit_map_point (edit, width, height, x, y, &to_x, &to_y);
      bt_photo_edit_unmap_point (edit, width, height, to_x, to_y, &to_x, &to_y);
      assert_near (x, to_x, 1e-6);
      assert_near (y, to_y, 1e-6);
      bt_photo_edit_get_crop (edit, width, height, &crop);
      bt_photo_edit_fit_crop (edit, width, height);
      bt_photo_edit_get_crop (edit, width, height, &fitted);
      assert_near (crop.x, fitted.x, 1e-6);
      assert_near (crop.width, fitted.width, 1e-6);
      assert_near (crop.y, fitted.y, 1e-6);
      assert_near (crop.height, fitted.height, 1e-6);
    }
}

/* The same place of the original is seen after a turn, with the same crop. */
static void
test_random_turns (void)
{
  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autoptr (BtPhotoEdit) edit = any_edit ();
      guint width = any_side () + 50, side = any_side ();
      guint height = CLAMP (side, width / 20, width * 20);
      double x = any (0, 1), y = any (0, 1), before_x, before_y, after_x, after_y;

      bt_photo_edit_fit_crop (edit, width, height);
      bt_photo_edit_map_point (edit, width, height, x, y, &before_x, &before_y);
      bt_photo_edit_turn_by (edit, 1);
      bt_photo_edit_map_point (edit, width, height, x, y, &after_x, &after_y);
      assert_near (after_x, 1 - before_y, 1e-5 * MAX (fabs (after_x), 1));
      assert_near (after_y, before_x, 1e-5 * MAX (fabs (after_y), 1));
    }
}

/* The point of interest is in every automatic crop; only at the edge of a levelled picture,
 * in the corners that leave no room, the crop comes as near as it can. */
static void
test_random_ratios (void)
{
  guint kept = 0, levelled = 0;

  /* Pictures as cameras make them; a panorama has more such corners. */

  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autoptr (BtPhotoEdit) edit = any_edit ();
      guint width = 500 + any_side ();
      guint height = MAX ((guint)(width * any (0.5, 2)), 1);
      double ratio = any (0.4, 2.5), x, y;
      gboolean edge;
      guint output_width, output_height;
      gboolean inside;
      BtPhotoRect cell;

      edit->has_focus = TRUE;
      bt_photo_edit_set_ratio (edit, width, height, ratio, 1);
      assert_no_empty_corner (edit, width, height);
      bt_photo_edit_output_size (edit, width, height, &output_width, &output_height);
      assert_near ((double)output_width / output_height / ratio, 1,
                   1.5 / MIN (output_width, output_height));
      bt_photo_edit_map_point (edit, width, height, edit->focus_x, edit->focus_y, &x, &y);
      inside = fabs (x - 0.5) * output_width <= 0.5 * output_width + 1
               && fabs (y - 0.5) * output_height <= 0.5 * output_height + 1;
      edge = MAX (fabs (edit->focus_x - 0.5), fabs (edit->focus_y - 0.5)) > 0.4;
      if (edit->level == 0 || !edge)
        g_assert_true (inside);
      else
        {
          levelled++;
          kept += inside;
        }
      bt_photo_edit_auto_crop (edit, width, height, any (0.1, 9), any (0.1, 9), &cell);
      g_assert_true (cell.x >= 0 && cell.x + cell.width <= 1 + 1e-9);
      g_assert_true (cell.y >= 0 && cell.y + cell.height <= 1 + 1e-9);
      x = CLAMP (x, 0, 1);
      y = CLAMP (y, 0, 1);
      g_assert_true (x >= cell.x - 1e-9 && x <= cell.x + cell.width + 1e-9);
      g_assert_true (y >= cell.y - 1e-9 && y <= cell.y + cell.height + 1e-9);
    }
  g_test_message ("%u of %u points at the edge of levelled pictures are in the crop",
                  kept, levelled);
  g_assert_cmpuint (kept * 100, >=, levelled * 70);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/edit/json", test_json);
  g_test_add_func ("/photo/edit/json-hostile", test_json_hostile);
  g_test_add_func ("/photo/edit/json-moved", test_json_moved);
  g_test_add_func ("/photo/edit/not-numbers", test_not_numbers);
  g_test_add_func ("/photo/edit/key", test_key);
  g_test_add_func ("/photo/edit/tone", test_tone);
  g_test_add_func ("/photo/edit/output-size", test_output_size);
  g_test_add_func ("/photo/edit/map", test_map);
  g_test_add_func ("/photo/edit/turn-by", test_turn_by);
  g_test_add_func ("/photo/edit/set-ratio", test_set_ratio);
  g_test_add_func ("/photo/edit/ratio-parse", test_ratio_parse);
  g_test_add_func ("/photo/edit/auto-crop", test_auto_crop);
  g_test_add_func ("/photo/edit/random-crops", test_random_crops);
  g_test_add_func ("/photo/edit/random-turns", test_random_turns);
  g_test_add_func ("/photo/edit/random-ratios", test_random_ratios);
  return g_test_run ();
}
