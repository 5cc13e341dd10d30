/* Fuzzes what is pasted: any bytes, and what comes out is harmless.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"
#include "test-harmless.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (BtPaste) html = bt_paste_html (bytes, NULL);
  g_autoptr (BtPaste) text = bt_paste_text (bytes, NULL);
  g_autoptr (BtPaste) json = bt_paste_json (bytes, FALSE, NULL);

  if (html != NULL)
    {
      g_autoptr (BtRichText) joined = bt_paste_one_paragraph (html);

      test_assert_harmless (html);
    }
  return 0;
}
