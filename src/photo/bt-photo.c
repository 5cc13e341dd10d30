/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo/bt-photo.h"

G_DEFINE_QUARK (bt - photo - error - quark, bt_photo_error)
