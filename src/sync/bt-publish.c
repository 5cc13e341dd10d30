/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-publish.h"

G_DEFINE_QUARK (bt - sync - error - quark, bt_sync_error)
