/* What libFuzzer calls.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/** LLVMFuzzerTestOneInput: Returns: 0 */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* One for each reader: valid UTF-8 goes to the checks that mutations have to pass too. */
#define FUZZ_WITH(check)                                                                 \
  int LLVMFuzzerTestOneInput (const guint8 *data, gsize size)                            \
  {                                                                                      \
    g_autofree char *text = g_utf8_make_valid ((const char *)data, (gssize)size);        \
                                                                                         \
    check (text);                                                                        \
    return 0;                                                                            \
  }
