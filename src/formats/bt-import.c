/* What a reader gives, and which reader takes a file.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-import-private.h"

#include <string.h>

#include "formats/bt-html.h"
#include "formats/bt-portal-text.h"
#include "text/bt-text.h"

/* clang-format off */
G_DEFINE_QUARK (bt-formats-error-quark, bt_formats_error)
/* clang-format on */

/* How much of a file is looked at to tell its kind. */
#define PEEK_BYTES 4096

static void
note_free (gpointer data)
{
  BtImportNote *self = data;

  g_free (self->text);
  g_free (self);
}

BtImport *
bt_import_new (BtArticle *article)
{
  BtImport *self = g_new0 (BtImport, 1);

  self->article = article;
  self->notes = g_ptr_array_new_with_free_func (note_free);
  return self;
}

void
bt_import_free (BtImport *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->article, bt_article_free);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

BtArticle *
bt_import_steal_article (BtImport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_steal_pointer (&self->article);
}

void
bt_import_add_note (BtImport *self, BtImportNoteKind kind, guint line, const char *text)
{
  BtImportNote *note;

  g_return_if_fail (self != NULL);
  g_return_if_fail (kind < BT_N_IMPORT_NOTES);
  g_return_if_fail (text != NULL);

  note = g_new0 (BtImportNote, 1);
  note->kind = kind;
  note->line = line;
  note->text = g_strdup (text);
  g_ptr_array_add (self->notes, note);
}

static int
compare_notes (gconstpointer a, gconstpointer b)
{
  const BtImportNote *const *first = a;
  const BtImportNote *const *second = b;

  if ((*first)->line != (*second)->line)
    return (*first)->line < (*second)->line ? -1 : 1;
  return (int)(*first)->kind - (int)(*second)->kind;
}

void
bt_import_sort_notes (BtImport *self)
{
  g_ptr_array_sort (self->notes, compare_notes);
}

gboolean
bt_import_check_lines (const char *text, guint max, GError **error)
{
  guint n = 0;

  for (const char *p = text; (p = strchr (p, '\n')) != NULL; p++)
    n += p > text && p[-1] != '\n' ? 1 : 0;
  if (n <= max)
    return TRUE;
  g_set_error (error, BT_TEXT_ERROR, BT_TEXT_ERROR_TOO_LARGE,
               "%u lines, of which %u are allowed", n, max);
  return FALSE;
}

/* ---- which reader ---- */

static gboolean
has_html_name (const char *name)
{
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  return lower != NULL
         && (g_str_has_suffix (lower, ".html") || g_str_has_suffix (lower, ".htm")
             || g_str_has_suffix (lower, ".xhtml"));
}

/* Whether the text begins with an element that HTML has. */
static gboolean
begins_with_element (const char *text)
{
  static const char *const names[] = {
    "html",   "head",       "body",    "title", "meta",    "div",   "p",     "h1",
    "h2",     "h3",         "article", "main",  "section", "span",  "table", "ul",
    "ol",     "strong",     "b",       "em",    "i",       "a",     "br",    "img",
    "figure", "blockquote", "header",  "font",  "center",  "style", NULL
  };
  g_autofree char *name = NULL;
  gsize length = 0;

  if (*text != '<')
    return FALSE;
  while (g_ascii_isalnum (text[1 + length]))
    length++;
  name = g_ascii_strdown (text + 1, (gssize)length);
  return g_strv_contains (names, name);
}

static gboolean
is_html (const char *start, const char *name)
{
  g_autofree char *head = g_ascii_strdown (start, -1);

  if (g_str_has_prefix (head, "<!doctype html") || begins_with_element (head))
    return TRUE;
  if (g_str_has_prefix (head, "<?xml") || g_str_has_prefix (head, "<!--"))
    return strstr (head, "<html") != NULL || has_html_name (name);
  return has_html_name (name) && strchr (head, '<') != NULL;
}

/* Text, but of a kind that would come out as rubbish. */
static gboolean
is_foreign (const char *start)
{
  static const char *const openings[] = { "{\\rtf",  "<?xml",         "%PDF-", "%!PS",
                                          "BEGIN:V", "MIME-Version:", "#!/" };

  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    if (g_str_has_prefix (start, openings[i]))
      return TRUE;
  return (*start == '{' || *start == '[')
         && start[1 + strspn (start + 1, " \n\t")] == '"';
}

BtImport *
bt_import_bytes (GBytes *bytes, const char *name, GTimeZone *zone, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *start = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (zone != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  text = bt_text_from_bytes (bytes, BT_FORMATS_MAX_BYTES, error);
  if (text == NULL)
    return NULL;
  start = g_strndup (text, PEEK_BYTES);
  g_strchug (start);
  if (is_html (start, name))
    return bt_html_read (text, zone, error);
  if (is_foreign (start))
    {
      g_set_error_literal (error, BT_FORMATS_ERROR, BT_FORMATS_ERROR_UNKNOWN,
                           "No reader knows this kind of file");
      return NULL;
    }
  return bt_portal_text_read (text, zone, error);
}
