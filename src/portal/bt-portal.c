/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "portal/bt-portal.h"

G_DEFINE_QUARK (bt - portal - error - quark, bt_portal_error)
