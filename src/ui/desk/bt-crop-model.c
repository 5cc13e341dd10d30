/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-crop-model.h"

#include <math.h>

/* The picture in its frame, and a box in it, in pixels from the frame's middle. */
typedef struct
{
  double width, height;
  double sine, cosine;
} Picture;

typedef struct
{
  double left, top, right, bottom;
} Box;

static Picture
get_picture (const BtPhotoEdit *edit, guint width, guint height)
{
  double level = CLAMP (edit->level, -BT_PHOTO_MAX_LEVEL, BT_PHOTO_MAX_LEVEL);
  guint frame_width, frame_height;

  bt_photo_edit_frame_size (edit, width, height, &frame_width, &frame_height);
  return (Picture){ .width = MAX (frame_width, 1),
                    .height = MAX (frame_height, 1),
                    .sine = sin (level * G_PI / 180),
                    .cosine = cos (level * G_PI / 180) };
}

static Box
get_box (const BtPhotoEdit *edit, const Picture *picture, guint width, guint height)
{
  BtPhotoRect crop;

  bt_photo_edit_get_crop (edit, width, height, &crop);
  return (Box){ .left = (crop.x - 0.5) * picture->width,
                .top = (crop.y - 0.5) * picture->height,
                .right = (crop.x + crop.width - 0.5) * picture->width,
                .bottom = (crop.y + crop.height - 0.5) * picture->height };
}

static void
keep_box (BtPhotoEdit *edit,
          const Picture *picture,
          const Box *box,
          guint width,
          guint height)
{
  edit->crop_x = box->left / picture->width + 0.5;
  edit->crop_y = box->top / picture->height + 0.5;
  edit->crop_width = (box->right - box->left) / picture->width;
  edit->crop_height = (box->bottom - box->top) / picture->height;
  bt_photo_edit_fit_crop (edit, width, height);
}

/* ---- staying on the picture ---- */

/* How much of the way from @from to @to, both seen along one side of the picture, lies within
 * half of that side; @from does. */
static double
part_of_way (double from, double to, double half)
{
  double part = 1;

  /* one that begins at the edge is not held there by a rounding error */
  half = MAX (half, fabs (from)) + 1e-6;
  if (to > half)
    part = (half - from) / (to - from);
  else if (to < -half)
    part = (-half - from) / (to - from);
  return CLAMP (part, 0, 1);
}

static double
corner_part (const Picture *picture, double x1, double y1, double x2, double y2)
{
  return MIN (part_of_way (x1 * picture->cosine + y1 * picture->sine,
                           x2 * picture->cosine + y2 * picture->sine, picture->width / 2),
              part_of_way (y1 * picture->cosine - x1 * picture->sine,
                           y2 * picture->cosine - x2 * picture->sine,
                           picture->height / 2));
}

/* As far from @from, which lies on the picture, towards @to as stays on it. A picture has no
 * hollows, so it is enough to look at the corners. */
static Box
go_towards (const Picture *picture, const Box *from, const Box *to)
{
  double part =
      MIN (MIN (corner_part (picture, from->left, from->top, to->left, to->top),
                corner_part (picture, from->right, from->top, to->right, to->top)),
           MIN (corner_part (picture, from->left, from->bottom, to->left, to->bottom),
                corner_part (picture, from->right, from->bottom, to->right, to->bottom)));

  return (Box){ .left = from->left + (to->left - from->left) * part,
                .top = from->top + (to->top - from->top) * part,
                .right = from->right + (to->right - from->right) * part,
                .bottom = from->bottom + (to->bottom - from->bottom) * part };
}

/* Narrows @low to @high down to the shifts that keep @at + @slope * shift within @half. */
static void
narrow (double at, double slope, double half, double *low, double *high)
{
  double one, other;

  if (fabs (slope) < 1e-12)
    {
      if (fabs (at) > half + 1e-6)
        *high = -INFINITY;
      return;
    }
  one = (-half - at) / slope;
  other = (half - at) / slope;
  *low = MAX (*low, MIN (one, other));
  *high = MIN (*high, MAX (one, other));
}

/* Shifts @box along @x or else along y, as little as it takes. Returns: whether it then lies
 * on the picture */
static gboolean
slide (const Picture *picture, Box *box, gboolean along_x)
{
  double low = -INFINITY, high = INFINITY, shift;

  for (guint i = 0; i < 4; i++)
    {
      double x = i % 2 == 0 ? box->left : box->right;
      double y = i < 2 ? box->top : box->bottom;

      narrow (x * picture->cosine + y * picture->sine,
              along_x ? picture->cosine : picture->sine, picture->width / 2, &low, &high);
      narrow (y * picture->cosine - x * picture->sine,
              along_x ? -picture->sine : picture->cosine, picture->height / 2, &low,
              &high);
    }
  if (low > high + 1e-6)
    return FALSE;
  shift = CLAMP (0, low, MAX (low, high));
  box->left += along_x ? shift : 0;
  box->right += along_x ? shift : 0;
  box->top += along_x ? 0 : shift;
  box->bottom += along_x ? 0 : shift;
  return TRUE;
}

/* ---- dragging ---- */

BtCropPart
bt_crop_hit (const BtPhotoRect *box, double x, double y, double reach)
{
  double right = box->x + box->width, bottom = box->y + box->height;
  BtCropPart part = BT_CROP_INSIDE;

  if (x < box->x - reach || x > right + reach || y < box->y - reach || y > bottom + reach)
    return BT_CROP_OUTSIDE;
  /* of a small box the middle can still be taken */
  if (box->width < 4 * reach || box->height < 4 * reach)
    reach = x < box->x || x > right || y < box->y || y > bottom
                ? reach
                : MIN (reach, MIN (box->width, box->height) / 4);
  if (fabs (x - box->x) <= reach && fabs (x - box->x) <= fabs (x - right))
    part |= BT_CROP_LEFT;
  else if (fabs (x - right) <= reach)
    part |= BT_CROP_RIGHT;
  if (fabs (y - box->y) <= reach && fabs (y - box->y) <= fabs (y - bottom))
    part |= BT_CROP_TOP;
  else if (fabs (y - bottom) <= reach)
    part |= BT_CROP_BOTTOM;
  return part;
}

static Box
drag_free (const Picture *picture, const Box *from, BtCropPart part, double dx, double dy)
{
  double min_width = MIN (BT_CROP_MIN_SIDE, from->right - from->left);
  double min_height = MIN (BT_CROP_MIN_SIDE, from->bottom - from->top);
  Box box = *from, to = *from;

  if (part & BT_CROP_LEFT)
    to.left = MIN (from->left + dx, from->right - min_width);
  if (part & BT_CROP_RIGHT)
    to.right = MAX (from->right + dx, from->left + min_width);
  box = go_towards (picture, &box, &to);
  /* one after the other, so that a corner slides along the edge of the picture */
  to = box;
  if (part & BT_CROP_TOP)
    to.top = MIN (from->top + dy, from->bottom - min_height);
  if (part & BT_CROP_BOTTOM)
    to.bottom = MAX (from->bottom + dy, from->top + min_height);
  return go_towards (picture, &box, &to);
}

static double
min_height_for (const Box *from, double ratio)
{
  double min = MAX (BT_CROP_MIN_SIDE, BT_CROP_MIN_SIDE / ratio);

  return MIN (min, MIN (from->bottom - from->top, (from->right - from->left) / ratio));
}

/* The corner follows the pointer along its diagonal. */
static Box
drag_corner (const Picture *picture,
             const Box *from,
             BtCropPart part,
             double dx,
             double dy,
             double ratio)
{
  double across = part & BT_CROP_LEFT ? -1 : 1, down = part & BT_CROP_TOP ? -1 : 1;
  double width = from->right - from->left + across * dx;
  double height = from->bottom - from->top + down * dy;
  double x = part & BT_CROP_LEFT ? from->right : from->left;
  double y = part & BT_CROP_TOP ? from->bottom : from->top;
  const Box nothing = { x, y, x, y };
  Box to = nothing;

  height = (width * ratio + height) / (ratio * ratio + 1);
  height = MAX (height, min_height_for (from, ratio));
  width = height * ratio;
  if (part & BT_CROP_LEFT)
    to.left -= width;
  else
    to.right += width;
  if (part & BT_CROP_TOP)
    to.top -= height;
  else
    to.bottom += height;
  return go_towards (picture, &nothing, &to);
}

/* @height: of the new box, whose edge across from @part is that of @from */
static gboolean
try_edge (const Picture *picture,
          const Box *from,
          BtCropPart part,
          double height,
          double ratio,
          Box *box)
{
  double width = height * ratio;
  double x = (from->left + from->right) / 2, y = (from->top + from->bottom) / 2;
  gboolean sideways = (part & (BT_CROP_LEFT | BT_CROP_RIGHT)) != 0;

  *box = (Box){ x - width / 2, y - height / 2, x + width / 2, y + height / 2 };
  if (part & BT_CROP_LEFT)
    {
      box->right = from->right;
      box->left = from->right - width;
    }
  else if (part & BT_CROP_RIGHT)
    {
      box->left = from->left;
      box->right = from->left + width;
    }
  else if (part & BT_CROP_TOP)
    {
      box->bottom = from->bottom;
      box->top = from->bottom - height;
    }
  else
    {
      box->top = from->top;
      box->bottom = from->top + height;
    }
  return slide (picture, box, !sideways);
}

/* The sides along the way grow to both sides, and to one where there is no more room. */
static Box
drag_edge (const Picture *picture,
           const Box *from,
           BtCropPart part,
           double dx,
           double dy,
           double ratio)
{
  double height = from->bottom - from->top, fits = 0, too_much;
  Box box = *from;

  if (part & BT_CROP_LEFT)
    height = (from->right - from->left - dx) / ratio;
  else if (part & BT_CROP_RIGHT)
    height = (from->right - from->left + dx) / ratio;
  else
    height += part & BT_CROP_TOP ? -dy : dy;
  height = MAX (height, min_height_for (from, ratio));
  if (try_edge (picture, from, part, height, ratio, &box))
    return box;
  too_much = height;
  for (guint i = 0; i < 50; i++)
    {
      double middle = (fits + too_much) / 2;

      if (try_edge (picture, from, part, middle, ratio, &box))
        fits = middle;
      else
        too_much = middle;
    }
  if (!try_edge (picture, from, part, fits, ratio, &box))
    return *from;
  return box;
}

static gboolean
is_corner (BtCropPart part)
{
  return (part & (BT_CROP_LEFT | BT_CROP_RIGHT)) != 0
         && (part & (BT_CROP_TOP | BT_CROP_BOTTOM)) != 0;
}

void
bt_crop_drag (BtPhotoEdit *edit,
              guint width,
              guint height,
              BtCropPart part,
              double dx,
              double dy,
              double ratio)
{
  Picture picture;
  Box from, to;

  g_return_if_fail (edit != NULL);
  g_return_if_fail (isfinite (dx) && isfinite (dy));

  if (part & BT_CROP_OUTSIDE)
    return;
  picture = get_picture (edit, width, height);
  from = get_box (edit, &picture, width, height);
  if (part == BT_CROP_INSIDE)
    to = (Box){ from.left + dx, from.top + dy, from.right + dx, from.bottom + dy };
  else if (!(ratio > 0))
    to = drag_free (&picture, &from, part, dx, dy);
  else if (is_corner (part))
    to = drag_corner (&picture, &from, part, dx, dy, ratio);
  else
    to = drag_edge (&picture, &from, part, dx, dy, ratio);
  keep_box (edit, &picture, &to, width, height);
}

/* ---- ratios ---- */

/* Returns: whether @word, which is not "", stands for a ratio */
static gboolean
parse (const char *word,
       const BtPhotoEdit *edit,
       guint width,
       guint height,
       const BtCropShape *shape,
       double *across,
       double *down)
{
  if (!g_str_equal (word, "featured"))
    return bt_photo_ratio_parse (word, edit, width, height, across, down);
  *across = shape->featured_width;
  *down = shape->featured_height;
  return *across > 0 && *down > 0;
}

double
bt_crop_get_ratio (const BtPhotoEdit *edit,
                   guint width,
                   guint height,
                   const BtCropShape *shape)
{
  double across, down;

  g_return_val_if_fail (edit != NULL && shape != NULL, 0);

  if (*edit->ratio == '\0'
      || !parse (edit->ratio, edit, width, height, shape, &across, &down))
    return 0;
  return across / down;
}

gboolean
bt_crop_set_ratio (BtPhotoEdit *edit,
                   guint width,
                   guint height,
                   const char *word,
                   const BtCropShape *shape)
{
  double across, down;

  g_return_val_if_fail (edit != NULL && word != NULL && shape != NULL, FALSE);

  if (*word != '\0')
    {
      if (!parse (word, edit, width, height, shape, &across, &down))
        return FALSE;
      bt_photo_edit_set_ratio (edit, width, height, across, down);
    }
  bt_photo_edit_set_ratio_word (edit, word);
  return TRUE;
}

static guint
common_divisor (guint a, guint b)
{
  while (b != 0)
    {
      guint rest = a % b;

      a = b;
      b = rest;
    }
  return MAX (a, 1);
}

void
bt_crop_swap (BtPhotoEdit *edit, guint width, guint height, const BtCropShape *shape)
{
  g_autofree char *word = NULL;
  double across, down;
  guint divisor;

  g_return_if_fail (edit != NULL && shape != NULL);

  if (*edit->ratio == '\0'
      || !parse (edit->ratio, edit, width, height, shape, &across, &down))
    {
      guint output_width, output_height;

      bt_photo_edit_output_size (edit, width, height, &output_width, &output_height);
      bt_photo_edit_set_ratio (edit, width, height, output_height, output_width);
      return;
    }
  divisor = common_divisor ((guint)across, (guint)down);
  word = g_strdup_printf ("%u:%u", (guint)down / divisor, (guint)across / divisor);
  bt_photo_edit_set_ratio (edit, width, height, down, across);
  bt_photo_edit_set_ratio_word (edit, word);
}

void
bt_crop_paste (BtPhotoEdit *edit,
               guint width,
               guint height,
               const BtPhotoEdit *from,
               const BtCropShape *shape)
{
  double across, down;
  guint output_width, output_height;

  g_return_if_fail (edit != NULL && from != NULL && shape != NULL);

  edit->turn = from->turn;
  edit->level = from->level;
  edit->brightness = from->brightness;
  edit->contrast = from->contrast;
  edit->watermark = from->watermark;
  edit->crop_x = from->crop_x;
  edit->crop_y = from->crop_y;
  edit->crop_width = from->crop_width;
  edit->crop_height = from->crop_height;
  bt_photo_edit_set_ratio_word (edit, from->ratio);
  if (*edit->ratio == '\0'
      || !parse (edit->ratio, edit, width, height, shape, &across, &down))
    return;
  bt_photo_edit_output_size (edit, width, height, &output_width, &output_height);
  if (edit->has_focus || fabs (across * output_height / (down * output_width) - 1) > 0.01)
    bt_photo_edit_set_ratio (edit, width, height, across, down);
}

/* ---- in the original ---- */

void
bt_crop_set_focus (BtPhotoEdit *edit, guint width, guint height, double x, double y)
{
  g_return_if_fail (edit != NULL);

  bt_photo_edit_from_frame (edit, width, height, x, y, &edit->focus_x, &edit->focus_y);
  edit->focus_x = CLAMP (edit->focus_x, 0, 1);
  edit->focus_y = CLAMP (edit->focus_y, 0, 1);
  edit->has_focus = TRUE;
}

static void
between (double a, double b, double min, double *start, double *length)
{
  double from = CLAMP (MIN (a, b), 0, 1), to = CLAMP (MAX (a, b), 0, 1);

  min = MIN (min, 1);
  *length = MAX (to - from, min);
  *start = MIN (from, 1 - *length);
}

BtPhotoArea
bt_crop_between (double x1,
                 double y1,
                 double x2,
                 double y2,
                 double min_width,
                 double min_height)
{
  BtPhotoArea area = { .kind = BT_AREA_BLUR };

  between (x1, x2, min_width, &area.x, &area.width);
  between (y1, y2, min_height, &area.y, &area.height);
  return area;
}

static void
drag_side (gboolean start,
           gboolean end,
           double by,
           double min,
           double *from,
           double *length)
{
  double to = *from + *length;

  min = MIN (min, *length);
  if (start)
    *from = CLAMP (*from + by, 0, to - min);
  else if (end)
    to = CLAMP (to + by, *from + min, 1);
  *length = to - *from;
}

void
bt_crop_drag_area (BtPhotoArea *area,
                   BtCropPart part,
                   double dx,
                   double dy,
                   double min_width,
                   double min_height)
{
  g_return_if_fail (area != NULL);

  if (part & BT_CROP_OUTSIDE)
    return;
  if (part == BT_CROP_INSIDE)
    {
      area->x = CLAMP (area->x + dx, 0, 1 - area->width);
      area->y = CLAMP (area->y + dy, 0, 1 - area->height);
      return;
    }
  drag_side ((part & BT_CROP_LEFT) != 0, (part & BT_CROP_RIGHT) != 0, dx, min_width,
             &area->x, &area->width);
  drag_side ((part & BT_CROP_TOP) != 0, (part & BT_CROP_BOTTOM) != 0, dy, min_height,
             &area->y, &area->height);
}

void
bt_crop_direct (const BtPhotoEdit *edit,
                guint width,
                guint height,
                double dx,
                double dy,
                double *x,
                double *y)
{
  guint frame_width, frame_height;
  double from_x, from_y;

  g_return_if_fail (edit != NULL && x != NULL && y != NULL);

  bt_photo_edit_frame_size (edit, width, height, &frame_width, &frame_height);
  bt_photo_edit_from_frame (edit, width, height, 0.5, 0.5, &from_x, &from_y);
  bt_photo_edit_from_frame (edit, width, height, 0.5 + dx / MAX (frame_width, 1),
                            0.5 + dy / MAX (frame_height, 1), x, y);
  *x -= from_x;
  *y -= from_y;
}

BtCropPart
bt_crop_part_in_original (const BtPhotoEdit *edit, BtCropPart part)
{
  static const BtCropPart clockwise[] = { BT_CROP_TOP, BT_CROP_RIGHT, BT_CROP_BOTTOM,
                                          BT_CROP_LEFT };

  g_return_val_if_fail (edit != NULL, part);

  for (guint i = 0; i < G_N_ELEMENTS (clockwise); i++)
    if (clockwise[i] == part)
      return clockwise[(i + 4 - edit->turn % 4) % 4];
  return part;
}
