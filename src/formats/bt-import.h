/* What every reader of a foreign format gives: an article, and what a person should know
 * of it. SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-article.h"

G_BEGIN_DECLS

/**
 * BtFormatsError:
 * @BT_FORMATS_ERROR_UNKNOWN: no reader knows this kind of file
 * @BT_FORMATS_ERROR_NO_ARTICLE: readable, but there is no headline or no text in it
 * Errors of reading bytes as text are #BtTextError.
 */
typedef enum
{
  BT_FORMATS_ERROR_UNKNOWN,
  BT_FORMATS_ERROR_NO_ARTICLE,
} BtFormatsError;

#define BT_FORMATS_ERROR (bt_formats_error_quark ())
GQuark bt_formats_error_quark (void);

/** No text file of an article is larger: 10 MiB. */
#define BT_FORMATS_MAX_BYTES (10u * 1024 * 1024)

/**
 * BtImportNoteKind: what was found doubtful. Each is told to the user with the text it is
 * about.
 * @BT_IMPORT_NOTE_LEFT_OUT: a line that is in no field, such as a counter stuck to the
 * end
 * @BT_IMPORT_NOTE_NO_TIME: no line with a time was found
 * @BT_IMPORT_NOTE_BAD_TIME: a line looks like a time but is an impossible one
 * @BT_IMPORT_NOTE_NO_LEAD: no lead was found
 * @BT_IMPORT_NOTE_NO_BYLINE: no byline was found
 * @BT_IMPORT_NOTE_DOUBTFUL_CAPTION: taken for a caption, could be a paragraph
 * @BT_IMPORT_NOTE_DOUBTFUL_BYLINE: taken for a byline, could be a paragraph
 * @BT_IMPORT_NOTE_FIGURE_WITHOUT_PHOTO: a caption whose photo is not here yet
 * @BT_IMPORT_NOTE_DROPPED_MARKUP: markup that an article cannot hold (HTML only)
 * @BT_IMPORT_NOTE_DOUBTFUL_HEADLINE: made of several lines, one may be something else
 * @BT_IMPORT_NOTE_DOUBTFUL_LEAD: taken for the lead, could be the first paragraph
 * @BT_IMPORT_NOTE_DOUBTFUL_HEADING: taken for a sub-heading, could be a caption
 */
typedef enum
{
  BT_IMPORT_NOTE_LEFT_OUT,
  BT_IMPORT_NOTE_NO_TIME,
  BT_IMPORT_NOTE_BAD_TIME,
  BT_IMPORT_NOTE_NO_LEAD,
  BT_IMPORT_NOTE_NO_BYLINE,
  BT_IMPORT_NOTE_DOUBTFUL_CAPTION,
  BT_IMPORT_NOTE_DOUBTFUL_BYLINE,
  BT_IMPORT_NOTE_FIGURE_WITHOUT_PHOTO,
  BT_IMPORT_NOTE_DROPPED_MARKUP,
  BT_IMPORT_NOTE_DOUBTFUL_HEADLINE,
  BT_IMPORT_NOTE_DOUBTFUL_LEAD,
  BT_IMPORT_NOTE_DOUBTFUL_HEADING,
} BtImportNoteKind;
#define BT_N_IMPORT_NOTES (BT_IMPORT_NOTE_DOUBTFUL_HEADING + 1)

/**
 * BtImportNote:
 * @line: 1-based line of the source, 0 when it has none
 * @text: the text it is about, never %NULL
 */
typedef struct
{
  BtImportNoteKind kind;
  guint line;
  char *text;
} BtImportNote;

/**
 * BtImport:
 * @article: (nullable): the article; bt_import_steal_article() takes it
 * @notes: (element-type BtImportNote)
 */
typedef struct
{
  BtArticle *article;
  GPtrArray *notes;
} BtImport;

/** bt_import_new: @article: (transfer full) (nullable). Returns: (transfer full): an
 * import without notes */
BtImport *bt_import_new (BtArticle *article);
void bt_import_free (BtImport *self);
/** bt_import_steal_article: Returns: (transfer full) (nullable): the article, which the
 * import has no more */
BtArticle *bt_import_steal_article (BtImport *self);
/** bt_import_add_note: @line: in the source, from 1; 0 when the note is about the whole.
 * @text: what the note is about */
void
bt_import_add_note (BtImport *self, BtImportNoteKind kind, guint line, const char *text);

/**
 * bt_import_bytes:
 * @name: (nullable): the file's name, a hint for the kind; the content decides
 * @zone: of the portal, for times
 *
 * Finds the reader by content (portal text, HTML) and reads. Does no I/O; safe in any
 * thread.
 *
 * Returns: (transfer full): the article with notes, or %NULL with a #BtTextError or
 *   #BtFormatsError
 */
BtImport *
bt_import_bytes (GBytes *bytes, const char *name, GTimeZone *zone, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtImport, bt_import_free)

G_END_DECLS
