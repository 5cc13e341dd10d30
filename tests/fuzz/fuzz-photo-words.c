/* Fuzzes lists of codes, and codes, variables and the caption checker on what is in them.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "fuzz.h"
#include "text/bt-caption.h"
#include "text/bt-codes.h"
#include "text/bt-text.h"
#include "text/bt-variables.h"
#include "text/proof/bt-caption-rules.h"

#define MAX_BYTES 20000

static void
fuzz_list (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = bt_code_rows_from_bytes (bytes, &error);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GPtrArray) again = NULL;

  g_assert_true ((rows != NULL) == (error == NULL));
  if (rows == NULL)
    return;
  text = bt_code_rows_to_text (rows);
  written = g_bytes_new (text, strlen (text));
  again = bt_code_rows_from_bytes (written, NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (again->len, ==, rows->len);
  for (guint i = 0; i < rows->len; i++)
    g_assert_true (bt_code_row_equal (rows->pdata[i], again->pdata[i]));
}

static void
fuzz_text (const char *text)
{
  g_autoptr (BtCodes) codes = bt_codes_new ();
  g_autoptr (BtVariables) variables = bt_variables_new ();
  g_autofree char *expanded = bt_codes_expand (codes, text, text, NULL);
  g_autofree char *filled = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  BtCaptionFacts facts = { .date_taken = text, .article_headline = text };

  g_assert_cmpstr (expanded, ==, text);
  bt_variables_set (variables, BT_VARIABLE_DATE, text);
  bt_variables_set (variables, BT_VARIABLE_CAPTION, text);
  filled = bt_variables_expand (variables, text, NULL);
  g_assert_true (g_utf8_validate (filled, -1, NULL));
  name = bt_variables_file_name (variables, text, "jpg", strlen (text) % 2 == 0, NULL);
  g_assert_cmpuint (strlen (name), <=, BT_FILE_NAME_MAX);
  g_assert_null (strpbrk (name, "/\\:\n"));
  for (guint i = 0; i < BT_N_CAPTION_FIELDS; i++)
    facts.fields[i] = text;
  findings = bt_caption_check (&facts, NULL);
  for (guint i = 0; i < findings->len; i++)
    {
      const BtCaptionFinding *finding = findings->pdata[i];

      g_assert_cmpuint (finding->start, <=, finding->end);
      g_assert_cmpuint (finding->end, <=, g_utf8_strlen (text, -1));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autofree char *text = bt_text_from_bytes (bytes, MAX_BYTES, NULL);

  fuzz_list (bytes);
  if (text != NULL)
    fuzz_text (text);
  return 0;
}
