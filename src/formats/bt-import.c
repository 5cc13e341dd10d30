/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-import.h"

G_DEFINE_QUARK (bt - formats - error - quark, bt_formats_error)
