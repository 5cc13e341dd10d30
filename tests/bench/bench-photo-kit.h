/* A hundred photos as a camera makes them, and what a tree of processes costs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/photo-testing.h"

G_BEGIN_DECLS

#define PHOTO_WIDTH 6000
#define PHOTO_HEIGHT 4000

/** make_photos: @n files that differ, of some 6 MB, with metadata; by turns plain, lying on
 * their side, in a wide colour space, and both. Returns: (transfer full): their paths */
char **make_photos (const Place *place, guint n);

/** Sampler: looks again and again how much memory this process and all below it have, each
 * page that several share counted once (PSS). */
typedef struct _Sampler Sampler;
Sampler *sampler_start (void);
/** sampler_stop: Returns: the most that was seen, in MB */
double sampler_stop (Sampler *self);

G_END_DECLS
