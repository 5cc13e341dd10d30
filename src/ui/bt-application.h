/* The program: one instance, its services, its windows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/bt-sender.h"

G_BEGIN_DECLS

#define BT_TYPE_APPLICATION (bt_application_get_type ())
G_DECLARE_FINAL_TYPE (BtApplication, bt_application, BT, APPLICATION, AdwApplication)

/** bt_application_new: @settings: (nullable). Returns: (transfer full) */
BtApplication *bt_application_new (GSettings *settings);

G_END_DECLS
