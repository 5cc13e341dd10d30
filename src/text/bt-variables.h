/* Variables in the texts of photos and in names of files: "{ngày}", "{địa điểm}".
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BtVariable: what can be asked for; the caller knows the values.
 * @BT_VARIABLE_DATE: ISO, with the time of day where it is known; year, month, day and
 *   time of the photo are made from it
 * @BT_VARIABLE_ARTICLE_DATE: ISO, likewise
 * @BT_VARIABLE_TODAY: ISO; the real day when it is not set
 * @BT_VARIABLE_NUMBER: a counter, digits alone
 * @BT_VARIABLE_FILE_NAME: without folder and ending
 * @BT_VARIABLE_PLACE: sublocation, city and province in one; made from them when it is
 *   not set
 * @BT_VARIABLE_BATCH: what the photos of one ingest have as a name
 */
typedef enum
{
  BT_VARIABLE_DATE,
  BT_VARIABLE_YEAR,
  BT_VARIABLE_MONTH,
  BT_VARIABLE_DAY,
  BT_VARIABLE_TIME,
  BT_VARIABLE_TODAY,
  BT_VARIABLE_NUMBER,
  BT_VARIABLE_FILE_NAME,
  BT_VARIABLE_PLACE,
  BT_VARIABLE_SUBLOCATION,
  BT_VARIABLE_CITY,
  BT_VARIABLE_PROVINCE,
  BT_VARIABLE_COUNTRY,
  BT_VARIABLE_CAPTION,
  BT_VARIABLE_PHOTO_HEADLINE,
  BT_VARIABLE_ALT,
  BT_VARIABLE_CREATOR,
  BT_VARIABLE_CREDIT,
  BT_VARIABLE_SOURCE,
  BT_VARIABLE_COPYRIGHT,
  BT_VARIABLE_KEYWORDS,
  BT_VARIABLE_INSTRUCTIONS,
  BT_VARIABLE_CAPTION_WRITER,
  BT_VARIABLE_CAMERA,
  BT_VARIABLE_LENS,
  BT_VARIABLE_ISO,
  BT_VARIABLE_APERTURE,
  BT_VARIABLE_SHUTTER,
  BT_VARIABLE_FOCAL_LENGTH,
  BT_VARIABLE_WIDTH,
  BT_VARIABLE_HEIGHT,
  BT_VARIABLE_ARTICLE_HEADLINE,
  BT_VARIABLE_ARTICLE_DATE,
  BT_VARIABLE_SECTION,
  BT_VARIABLE_PEN_NAME,
  BT_VARIABLE_BATCH,
} BtVariable;
#define BT_N_VARIABLES (BT_VARIABLE_BATCH + 1)

/** bt_variable_to_string: a stable id, such as "article_headline". */
const char *bt_variable_to_string (BtVariable variable);
/** bt_variable_name: what stands between the braces, in Vietnamese ("tác giả") or English
 * ("creator"); both are understood always. */
const char *bt_variable_name (BtVariable variable, gboolean vietnamese);
/** bt_variable_from_name: any of its names, in any case, with or without accents. Returns:
 * whether there is one */
gboolean bt_variable_from_name (const char *name, BtVariable *variable);

/** BtVariables: the values for one photo. */
typedef struct _BtVariables BtVariables;

BtVariables *bt_variables_new (void);
BtVariables *bt_variables_copy (const BtVariables *self);
void bt_variables_free (BtVariables *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtVariables, bt_variables_free)

/** bt_variables_set: @value: (nullable): copied; %NULL and empty mean that it is not
 * known */
void bt_variables_set (BtVariables *self, BtVariable variable, const char *value);
/** bt_variables_set_number: the counter. */
void bt_variables_set_number (BtVariables *self, guint64 number);
/** bt_variables_get: Returns: (transfer full): as it is shown without a format; "" when it
 * is not known */
char *bt_variables_get (const BtVariables *self, BtVariable variable);

/**
 * BtVariableNoteKind:
 * @BT_VARIABLE_UNKNOWN: no variable has this name; it stays as it was written
 * @BT_VARIABLE_EMPTY: nothing is known for it; it gave nothing
 * @BT_VARIABLE_FORMAT: what stands behind the colon is no format for it; passed over
 */
typedef enum
{
  BT_VARIABLE_UNKNOWN,
  BT_VARIABLE_EMPTY,
  BT_VARIABLE_FORMAT,
} BtVariableNoteKind;

/**
 * BtVariableNote:
 * @variable: not for %BT_VARIABLE_UNKNOWN
 * @written: as it stands in the text, without braces
 */
typedef struct
{
  BtVariableNoteKind kind;
  BtVariable variable;
  char *written;
} BtVariableNote;

void bt_variable_note_free (BtVariableNote *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtVariableNote, bt_variable_note_free)

/**
 * bt_variables_expand:
 * @text: valid UTF-8
 * @notes: (nullable) (element-type BtVariableNote): gets one for each variable that gave
 *   nothing, or not what was asked for; freed by the array
 *
 * "{ngày}" becomes "28/12/2017"; "{ngày:yyyy-mm-dd}", "{giờ:hh.mm}" and "{số:3}" (007) say
 * how. yyyy yy mm m dd d hh h ss are understood; mm behind hh is minutes. Braces are as
 * bt_placeholder_find() has them. What a variable gives is not looked through again. Where
 * one gave nothing, the comma, the doubled space or the brackets that would be left around
 * it go too; nothing else of @text is touched.
 *
 * Returns: (transfer full): the text
 */
char *bt_variables_expand (const BtVariables *self, const char *text, GPtrArray *notes);

/**
 * bt_variables_needs_article: whether @text asks for what only an article knows, so that a
 * template for a whole card can say so.
 */
gboolean bt_variables_needs_article (const char *text);

/** The most bytes of a file's name that is made here: file systems take 255, and cloud
 * drives and archives add to it. */
#define BT_FILE_NAME_MAX 200u

/**
 * bt_variables_file_name:
 * @pattern: such as "{ngày:yyyymmdd}-{tít}-{số:3}", without an ending
 * @extension: (nullable): "jpg"
 * @ascii: letters without accents and hyphens for spaces, for servers and old programs
 * @notes: (nullable) (element-type BtVariableNote)
 *
 * Safe on every system: no slash, backslash, colon, quotes or control characters; no dot
 * or space at either end, no name that Windows keeps for itself, at most
 * %BT_FILE_NAME_MAX bytes, cut at a character. When nothing is left it is the file's own
 * name, or "anh". Two photos may get the same name: see bt_file_name_with_number().
 *
 * Returns: (transfer full): the name with its ending
 */
char *bt_variables_file_name (const BtVariables *self,
                              const char *pattern,
                              const char *extension,
                              gboolean ascii,
                              GPtrArray *notes);

/** bt_file_name_with_number: Returns: (transfer full): "hoi-nghi.jpg" and 2 give
 * "hoi-nghi-2.jpg", within %BT_FILE_NAME_MAX */
char *bt_file_name_with_number (const char *name, guint number);

G_END_DECLS
