/* Small signs that are painted on photos.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

typedef enum
{
  BT_BADGE_STAR,
  BT_BADGE_NO_STAR,
  BT_BADGE_PICK,
  BT_BADGE_REJECT,
  BT_BADGE_DAMAGED,
  BT_BADGE_CAPTION,
  BT_BADGE_USED,
  BT_BADGE_EDITED,
} BtBadge;
#define BT_N_BADGES (BT_BADGE_EDITED + 1)

/** bt_badge_get: a square picture of @badge. @colour: of signs that are lines, the others
 * have their own. Drawn once for each kind; hundreds of photos paint the same. Returns:
 * (transfer none) */
GdkTexture *bt_badge_get (BtBadge badge, const GdkRGBA *colour, guint pixels);

G_END_DECLS
