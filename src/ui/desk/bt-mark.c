/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-mark.h"

#include <glib/gi18n.h>

/* GNOME's palette, told apart in light and dark. */
static const struct
{
  const char *name;
  GdkRGBA colour;
} marks[BT_N_MARKS + 1] = {
  { NC_ ("mark", "No mark"), { 0, 0, 0, 0 } },
  { NC_ ("mark", "Red"), { 0.88f, 0.11f, 0.14f, 1 } },
  { NC_ ("mark", "Yellow"), { 0.96f, 0.83f, 0.18f, 1 } },
  { NC_ ("mark", "Green"), { 0.18f, 0.76f, 0.49f, 1 } },
  { NC_ ("mark", "Blue"), { 0.21f, 0.52f, 0.89f, 1 } },
  { NC_ ("mark", "Purple"), { 0.57f, 0.25f, 0.67f, 1 } },
  { NC_ ("mark", "Orange"), { 1.0f, 0.47f, 0.0f, 1 } },
  { NC_ ("mark", "Brown"), { 0.6f, 0.42f, 0.27f, 1 } },
};

const char *
bt_mark_name (guint mark)
{
  g_return_val_if_fail (mark <= BT_N_MARKS, "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "mark", marks[mark].name);
}

const GdkRGBA *
bt_mark_colour (guint mark)
{
  g_return_val_if_fail (mark <= BT_N_MARKS, NULL);

  return &marks[mark].colour;
}
