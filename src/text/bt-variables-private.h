/* Shared by the files of the variables only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text/bt-variables.h"

G_BEGIN_DECLS

/**
 * BtVariableMoment: as much as is known.
 * @year, @month, @day: 0 where it is not known
 * @hour, @minute, @second: -1 where it is not known
 */
typedef struct
{
  guint year, month, day;
  gint hour, minute, second;
} BtVariableMoment;

/** bt_variable_read_moment: Returns: whether @iso is a date */
gboolean bt_variable_read_moment (const char *iso, BtVariableMoment *moment);
/** bt_variable_format_moment: @bad: (out): whether @format is no format at all. Returns:
 * (transfer full) (nullable): %NULL then, and when it asks for what is not known */
char *bt_variable_format_moment (const BtVariableMoment *moment,
                                 const char *format,
                                 gboolean *bad);
/** bt_variable_plain_format: as far as the date is known: "28/12/2017", "12/2017",
 * "2017". */
const char *bt_variable_plain_format (const BtVariableMoment *moment,
                                      BtVariable variable);

G_END_DECLS
