/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/bt-store.h"

G_DEFINE_QUARK (bt - store - error - quark, bt_store_error)
