/* How much time a photo may take.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/bt-photo-private.h"

G_BEGIN_DECLS

/** What any photo may take, and all that a hostile one gets. Source: photos.md, h. */
#define BT_BUDGET_SECONDS 1.9

/**
 * bt_budget:
 *
 * Seconds of processor time for decoding. An honest photo of 16 megapixels takes 0.05 s as
 * JPEG and 0.6 s as HEIC on a machine of 2020, and a laptop of 2012 needs three times as long;
 * so beyond 16 megapixels each one adds 0.1 s. But a size is easily claimed: a megapixel
 * counts only when the file has the bytes for it that a strongly compressed photo has (128
 * KiB as JPEG, 48 as HEIC). So a file below two megabytes is ended after two seconds, whatever
 * it claims, and a photo of 150 megapixels may take fifteen.
 */
double bt_budget (BtPhotoKind kind, const guint8 *data, gsize length);

/** bt_budget_pixels: Returns: how many pixels the file claims to have, 0 when it does not
 * say */
guint64 bt_budget_pixels (BtPhotoKind kind, const guint8 *data, gsize length);

G_END_DECLS
