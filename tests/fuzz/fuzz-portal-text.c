/* Fuzzes the reader of portal text.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"
#include "test-checks.h"

FUZZ_WITH (test_check_portal_text)
