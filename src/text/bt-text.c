/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-text.h"

G_DEFINE_QUARK (bt - text - error - quark, bt_text_error)
