/* A portal page saved as text, read into an article.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-portal-text.h"

#include <string.h>

#include "formats/bt-import-private.h"
#include "formats/bt-portal-text-private.h"
#include "text/bt-text.h"

/* A page with more lines than this is no article. */
#define MAX_UNITS 20000

/* Words of a paragraph that counts when the typical length is looked for. */
#define PARAGRAPH_WORDS 25

void
bt_portal_note (BtPortalReader *reader, BtImportNoteKind kind, const BtUnit *unit)
{
  bt_import_add_note (reader->import, kind, unit != NULL ? unit->line : 0,
                      unit != NULL ? unit->text : "");
}

void
bt_portal_leave_out (BtPortalReader *reader, BtUnit *unit)
{
  unit->taken = TRUE;
  bt_portal_note (reader, BT_IMPORT_NOTE_LEFT_OUT, unit);
}

const char *
bt_portal_after_label (const char *text, const char *label)
{
  const char *p = text;

  while (*label != '\0')
    {
      g_autofree char *one = g_strndup (p, (gsize)(g_utf8_next_char (p) - p));
      g_autofree char *folded = NULL;

      if (*p == '\0')
        return NULL;
      folded = bt_text_fold (one);
      if (!g_str_has_prefix (label, folded) || (*folded == '\0' && *one != '\0'))
        return NULL;
      label += strlen (folded);
      p = g_utf8_next_char (p);
    }
  while (*p == ' ')
    p++;
  return p;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint first = *(const guint *)a;
  guint second = *(const guint *)b;

  return (first > second) - (first < second);
}

static guint
median (GArray *numbers)
{
  if (numbers->len == 0)
    return 0;
  g_array_sort (numbers, compare_numbers);
  return g_array_index (numbers, guint, numbers->len / 2);
}

/* What is usual on this page: it takes a photo's place or a caption to stand out. */
static void
measure (BtPortalReader *reader)
{
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < reader->units->len; i++)
    {
      const BtUnit *unit = bt_unit (reader, i);

      if (unit->words >= PARAGRAPH_WORDS)
        g_array_append_val (words, unit->words);
      if (unit->gap > 0)
        g_array_append_val (gaps, unit->gap);
    }
  reader->typical = median (words);
  reader->usual_gap = median (gaps);
}

static gboolean
has_text (const BtArticle *article)
{
  return *bt_article_get (article, BT_FIELD_LEAD) != '\0'
         || bt_article_get_n_blocks (article) > 0;
}

BtImport *
bt_portal_text_read (const char *text, GTimeZone *zone, GError **error)
{
  g_autoptr (BtImport) import = bt_import_new (bt_article_new ());
  g_autoptr (GPtrArray) units = NULL;
  BtPortalReader reader = { .import = import, .article = import->article, .zone = zone };

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (zone != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!bt_import_check_lines (text, MAX_UNITS, error))
    return NULL;
  units = bt_units_new (text, &reader.wrapped);
  reader.units = units;
  reader.end = units->len;
  measure (&reader);

  if (units->len > 0 && bt_portal_read_head (&reader))
    {
      bt_portal_read_lead (&reader);
      bt_portal_read_tail (&reader);
      bt_portal_read_body (&reader);
      if (has_text (reader.article))
        {
          bt_import_sort_notes (import);
          return g_steal_pointer (&import);
        }
    }
  g_set_error_literal (error, BT_FORMATS_ERROR, BT_FORMATS_ERROR_NO_ARTICLE,
                       "No headline, or nothing below it");
  return NULL;
}
