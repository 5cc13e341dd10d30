/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/worker/bt-resample.h"

#include <math.h>
#include <string.h>

/* Beyond this the mean is as good, and needs fewer rows. */
#define MOST_CUBIC 8.0

/* Four at a time, wherever they lie in memory. */
typedef float Four __attribute__ ((vector_size (16), aligned (4)));
typedef gint32 FourInts __attribute__ ((vector_size (16)));
#define STEP 16

/* Which places of the source each place of the result is made of. */
typedef struct
{
  guint *first;
  guint *count;
  float *weights; /* @most for each place */
  guint most;
} Axis;

struct _BtResampler
{
  guint width, height, to_width, to_height;
  guint8 *pixels;
  gsize stride;
  Axis across, down;
  /* The last rows, in floats, and one that is made of them; each of @row_length. */
  float *rows;
  float *mixed;
  gsize row_length;
  const float **used;
  guint n_pushed;
  guint n_made;
};

/* Keys 1981, with a = -1/2. */
static double
cubic (double x)
{
  x = fabs (x);
  if (x < 1)
    return (1.5 * x - 2.5) * x * x + 1;
  return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

static void
axis_init (Axis *axis, guint from, guint to)
{
  double scale = (double)from / to;
  gboolean is_cubic = scale <= MOST_CUBIC;
  double radius = is_cubic ? 2 * scale : scale / 2;

  axis->most = (guint)(2 * radius) + 2;
  axis->first = g_new (guint, to);
  axis->count = g_new (guint, to);
  axis->weights = g_new0 (float, (gsize)to * axis->most);
  for (guint i = 0; i < to; i++)
    {
      double centre = (i + 0.5) * scale;
      guint first = (guint)MAX (0.0, ceil (centre - radius - 0.5));
      guint last = (guint)MIN (from - 1.0, floor (centre + radius - 0.5));
      float *weights = axis->weights + (gsize)i * axis->most;
      double sum = 0;

      last = MAX (first, last);
      for (guint j = first; j <= last; j++)
        sum += is_cubic ? cubic ((j + 0.5 - centre) / scale) : 1;
      for (guint j = first; j <= last; j++)
        weights[j - first] =
            (float)((is_cubic ? cubic ((j + 0.5 - centre) / scale) : 1) / sum);
      axis->first[i] = first;
      axis->count[i] = last - first + 1;
    }
}

static void
axis_clear (Axis *axis)
{
  g_free (axis->first);
  g_free (axis->count);
  g_free (axis->weights);
}

BtResampler *
bt_resampler_new (guint width,
                  guint height,
                  guint to_width,
                  guint to_height,
                  guint8 *pixels,
                  gsize stride)
{
  BtResampler *self;

  g_return_val_if_fail (to_width > 0 && to_width <= width, NULL);
  g_return_val_if_fail (to_height > 0 && to_height <= height, NULL);
  g_return_val_if_fail (pixels != NULL, NULL);

  self = g_new0 (BtResampler, 1);
  self->width = width;
  self->height = height;
  self->to_width = to_width;
  self->to_height = to_height;
  self->pixels = pixels;
  self->stride = stride;
  axis_init (&self->across, width, to_width);
  axis_init (&self->down, height, to_height);
  /* What is done by steps may reach over the end. */
  self->row_length = ((gsize)width * 3 / STEP + 2) * STEP;
  self->rows = g_new0 (float, self->row_length * self->down.most);
  self->mixed = g_new0 (float, self->row_length);
  self->used = g_new0 (const float *, self->down.most);
  return self;
}

void
bt_resampler_free (BtResampler *self)
{
  if (self == NULL)
    return;
  axis_clear (&self->across);
  axis_clear (&self->down);
  g_free (self->rows);
  g_free (self->mixed);
  g_free (self->used);
  g_free (self);
}

static float *
row_at (BtResampler *self, guint y)
{
  return self->rows + self->row_length * (y % self->down.most);
}

static void
to_floats (const guint8 *bytes, float *floats, gsize length)
{
  for (gsize i = 0; i < length; i++)
    floats[i] = (float)bytes[i];
}

/* Out of the rows for @y of the result one, still as wide as the source. Rows are that much
 * longer that the last step may reach over their end. */
static void
mix_rows (BtResampler *self, guint y)
{
  const float *weights = self->down.weights + (gsize)y * self->down.most;
  guint first = self->down.first[y], count = self->down.count[y];
  gsize length = (gsize)self->width * 3;

  for (guint j = 0; j < count; j++)
    self->used[j] = row_at (self, first + j);
  for (gsize i = 0; i < length; i += STEP)
    {
      Four a = { 0 }, b = { 0 }, c = { 0 }, d = { 0 };

      for (guint j = 0; j < count; j++)
        {
          const Four *in = (const Four *)(self->used[j] + i);
          Four weight = { weights[j], weights[j], weights[j], weights[j] };

          a += in[0] * weight;
          b += in[1] * weight;
          c += in[2] * weight;
          d += in[3] * weight;
        }
      ((Four *)(self->mixed + i))[0] = a;
      ((Four *)(self->mixed + i))[1] = b;
      ((Four *)(self->mixed + i))[2] = c;
      ((Four *)(self->mixed + i))[3] = d;
    }
}

/* A pixel is three of the four that are reckoned with; the fourth is the next one's. */
static void
make_row (BtResampler *self, guint y)
{
  guint8 *out = self->pixels + self->stride * y;
  const float *weights = self->across.weights;

  for (guint x = 0; x < self->to_width; x++, out += 3, weights += self->across.most)
    {
      const float *in = self->mixed + (gsize)self->across.first[x] * 3;
      guint count = self->across.count[x];
      Four sum = { 0.5f, 0.5f, 0.5f, 0.5f };
      FourInts whole;

      for (guint j = 0; j < count; j++, in += 3)
        sum += *(const Four *)in * weights[j];
      whole = __builtin_convertvector(sum, FourInts);
      whole &= whole > 0;
      whole |= whole > 255; /* all bits, of which the last eight are taken */
      out[0] = (guint8)whole[0];
      out[1] = (guint8)whole[1];
      out[2] = (guint8)whole[2];
    }
}

void
bt_resampler_push (BtResampler *self, const guint8 *row)
{
  g_return_if_fail (self != NULL && row != NULL);

  if (self->n_pushed == self->height)
    return;
  to_floats (row, row_at (self, self->n_pushed), (gsize)self->width * 3);
  self->n_pushed++;
  while (self->n_made < self->to_height
         && self->down.first[self->n_made] + self->down.count[self->n_made]
                <= self->n_pushed)
    {
      mix_rows (self, self->n_made);
      make_row (self, self->n_made);
      self->n_made++;
    }
}
