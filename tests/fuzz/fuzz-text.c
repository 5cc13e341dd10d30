/* Fuzzes the door for bytes, and what is done with text that it lets in.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "fuzz.h"
#include "text/bt-portal-time.h"
#include "text/bt-text.h"

#define MAX_BYTES 100000

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autofree char *text = bt_text_from_bytes (bytes, MAX_BYTES, NULL);
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *folded_again = NULL;
  g_autofree char *slug = NULL;

  if (text == NULL)
    return 0;
  g_assert_true (bt_text_is_nfc (text));
  folded = bt_text_fold (text);
  folded_again = bt_text_fold (folded);
  g_assert_cmpstr (folded_again, ==, folded);
  slug = bt_text_slug (text, 60);
  g_assert_cmpuint (strlen (slug), <=, 60);
  g_assert_cmpint (bt_text_collate (text, text), ==, 0);
  bt_text_count_words (text);
  zone = bt_portal_time_zone (text);
  time = bt_portal_time_parse (text, zone, NULL);
  return 0;
}
