/* What must hold for any input: nothing crashes, nothing of a post is lost, and what was
 * read once is written the same for ever.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/** TestCheckFunc: @text: valid UTF-8, whatever it says; aborts when something does not hold. */
typedef void (*TestCheckFunc) (const char *text);

void test_check_portal_text (const char *text);
void test_check_html (const char *text);
void test_check_blocks (const char *text);
