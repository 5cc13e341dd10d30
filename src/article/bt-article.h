/* The article: identity, fields, body.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "article/bt-block.h"
#include "text/bt-text.h"

G_BEGIN_DECLS

/**
 * BtArticleError:
 * @BT_ARTICLE_ERROR_SYNTAX: not the JSON form at all
 * @BT_ARTICLE_ERROR_VERSION: written by a later version of the program
 * @BT_ARTICLE_ERROR_INVALID: the JSON form, but a value is impossible
 */
typedef enum
{
  BT_ARTICLE_ERROR_SYNTAX,
  BT_ARTICLE_ERROR_VERSION,
  BT_ARTICLE_ERROR_INVALID,
} BtArticleError;

#define BT_ARTICLE_ERROR (bt_article_error_quark ())
GQuark bt_article_error_quark (void);

/**
 * BtStatus: where an article stands in the newsroom's flow.
 * @BT_STATUS_DRAFT: bản nháp
 * @BT_STATUS_PENDING: chờ duyệt
 * @BT_STATUS_SCHEDULED: hẹn giờ đăng
 * @BT_STATUS_PUBLISHED: đã đăng
 * @BT_STATUS_TAKEN_DOWN: gỡ bài
 */
typedef enum
{
  BT_STATUS_DRAFT,
  BT_STATUS_PENDING,
  BT_STATUS_SCHEDULED,
  BT_STATUS_PUBLISHED,
  BT_STATUS_TAKEN_DOWN,
} BtStatus;
#define BT_N_STATUSES (BT_STATUS_TAKEN_DOWN + 1)

/** bt_status_to_string: the name in the JSON form: "draft", "pending", "scheduled",
 * "published", "taken-down". */
const char *bt_status_to_string (BtStatus status);
gboolean bt_status_from_string (const char *name, BtStatus *status);

/**
 * BtField: the one-line and short-text fields, reached by number so that undo, merge,
 * search and verification treat all of them alike.
 * @BT_FIELD_HEADLINE: tít
 * @BT_FIELD_LEAD: sapo, without the source's name
 * @BT_FIELD_SOURCE_NAME: the source's short name that opens the lead in brackets, "TGCT"
 * @BT_FIELD_BYLINE_LABEL: what the byline credits in words: "Tin", "Bài"; may be empty
 * @BT_FIELD_BYLINE: who wrote the text, "Hoàng Vĩnh Khang"
 * @BT_FIELD_PHOTO_CREDIT: who took the photos
 * @BT_FIELD_SECTION: chuyên mục
 * @BT_FIELD_SLUG: the address on the portal; empty lets it be made from the headline
 * @BT_FIELD_NOTES: notes between colleagues, never published
 * @BT_FIELD_GENRE: thể loại: one of bt_genres(), or empty; kept here, never published
 */
typedef enum
{
  BT_FIELD_HEADLINE,
  BT_FIELD_LEAD,
  BT_FIELD_SOURCE_NAME,
  BT_FIELD_BYLINE_LABEL,
  BT_FIELD_BYLINE,
  BT_FIELD_PHOTO_CREDIT,
  BT_FIELD_SECTION,
  BT_FIELD_SLUG,
  BT_FIELD_NOTES,
  BT_FIELD_GENRE,
} BtField;
#define BT_N_FIELDS (BT_FIELD_GENRE + 1)

/** bt_field_to_string: the name in the JSON form, such as "source_name". */
const char *bt_field_to_string (BtField field);

/** bt_genres: Returns: (transfer none): the ids of the genres that the program knows, as
 * they stand in #BT_FIELD_GENRE, %NULL-terminated: "news-brief" (tin ngắn), "report"
 * (tường thuật), "interview" (phỏng vấn), "photo-essay" (phóng sự ảnh). An article may
 * have another one, from a later version. */
const char *const *bt_genres (void);

/**
 * BtArticle:
 *
 * A plain value: it is owned by one thread at a time and handed over by copy. It has no
 * signals; what watches and undoes edits stands above it.
 */
typedef struct _BtArticle BtArticle;

#define BT_TYPE_ARTICLE (bt_article_get_type ())
GType bt_article_get_type (void);

/** bt_article_new: an empty draft with a new random UUID. Returns: (transfer full) */
BtArticle *bt_article_new (void);
BtArticle *bt_article_copy (const BtArticle *self);
void bt_article_free (BtArticle *self);
/** bt_article_equal: identity, fields and body; block ids do not count but the featured
 * figure must be the same one. */
gboolean bt_article_equal (const BtArticle *a, const BtArticle *b);

/** bt_article_get_uuid: Returns: lower case, 36 characters, never changes */
const char *bt_article_get_uuid (const BtArticle *self);

/** bt_article_get: Returns: the field's text in NFC, never %NULL, owned by @self */
const char *bt_article_get (const BtArticle *self, BtField field);
/** bt_article_set: puts @value into NFC; line breaks survive in the lead and the notes
 * only, elsewhere they become spaces. Returns: whether anything changed */
gboolean bt_article_set (BtArticle *self, BtField field, const char *value);

/** bt_article_get_status: where it stands; a new article is a draft. */
BtStatus bt_article_get_status (const BtArticle *self);
void bt_article_set_status (BtArticle *self, BtStatus status);

/** bt_article_get_portal_time: Returns: (nullable) (transfer none): the time shown to
 * readers */
GDateTime *bt_article_get_portal_time (const BtArticle *self);
void bt_article_set_portal_time (BtArticle *self, GDateTime *time);

/** bt_article_get_tags: Returns: (transfer none): a %NULL-terminated array, never %NULL
 */
const char *const *bt_article_get_tags (const BtArticle *self);
/** bt_article_set_tags: trims, puts into NFC, drops empty ones and doubles. */
void bt_article_set_tags (BtArticle *self, const char *const *tags);

guint bt_article_get_n_blocks (const BtArticle *self);
/** bt_article_get_block: Returns: (nullable) (transfer none): the block, which may be
 * changed in place, or %NULL past the end */
BtBlock *bt_article_get_block (const BtArticle *self, guint index);
/** bt_article_find_block: Returns: the index of the block with this id, or -1 */
int bt_article_find_block (const BtArticle *self, guint id);
/** bt_article_insert_block: @block: (transfer full): gets a new id when it has none or
 * one that is taken; @index may be the number of blocks or more: at the end. Returns: its
 * id */
guint bt_article_insert_block (BtArticle *self, guint index, BtBlock *block);
/** bt_article_append_block: @block: (transfer full). Returns: its id */
guint bt_article_append_block (BtArticle *self, BtBlock *block);
void bt_article_remove_block (BtArticle *self, guint index);
void bt_article_clear_blocks (BtArticle *self);

/** bt_article_get_featured: Returns: the id of the figure that stands for the article, 0
 * when none was chosen */
guint bt_article_get_featured (const BtArticle *self);
void bt_article_set_featured (BtArticle *self, guint block_id);
/** bt_article_featured_photo: Returns: (nullable): SHA-256 of the chosen figure's first
 * photo, or else of the first photo in the body */
const char *bt_article_featured_photo (const BtArticle *self);
/** bt_article_photos: Returns: (transfer full) (element-type utf8): SHA-256 of every
 * photo, each once, in order of appearance */
GPtrArray *bt_article_photos (const BtArticle *self);

/**
 * bt_article_byline_line:
 *
 * Returns: (transfer full): the line at the end as readers see it: "Tin, ảnh: A" when one
 *   person made both, "Tin: A - Ảnh: B" when two did, "Ảnh: B", "Bài: A" or just "A"; may
 * be empty
 */
char *bt_article_byline_line (const BtArticle *self);
/**
 * bt_article_set_byline_line:
 *
 * The way back: reads such a line into label, byline and photo credit. Other hands too:
 * "Bài và ảnh: A", "Tin: A; ảnh: B"; a bare line counts only when it is two to six words
 * that each begin with a capital.
 *
 * Returns: whether the line has that form; nothing is changed when it has not
 */
gboolean bt_article_set_byline_line (BtArticle *self, const char *line);
/** bt_article_lead_line: Returns: (transfer full): the lead as readers see it, "(TGCT)
 * Năm…" */
char *bt_article_lead_line (const BtArticle *self);

/** bt_article_plain_text: Returns: (transfer full): all that readers read, for search and
 * counting: headline, lead, blocks, byline, a line each */
char *bt_article_plain_text (const BtArticle *self);
/** bt_article_count: words and characters of headline, lead and body, as readers read
 * them. */
BtTextCount bt_article_count (const BtArticle *self);
/** bt_article_count_words: the words among them. */
guint bt_article_count_words (const BtArticle *self);

/** The version of the JSON form that this program writes; doc/article-format.md describes
 * it. */
#define BT_ARTICLE_FORMAT_VERSION 2
#define BT_ARTICLE_FORMAT_NAME "banthao-article"

/** bt_article_to_json: Returns: (transfer full): the JSON form; the same article always
 * gives the same bytes */
char *bt_article_to_json (const BtArticle *self, gboolean pretty);
/**
 * bt_article_from_json:
 *
 * Takes what bt_article_to_json() gives, from this version or an earlier one. Members
 * that it does not know are an error of a later version, never dropped without a word.
 *
 * Returns: (transfer full): the article, or %NULL with a #BtArticleError
 */
BtArticle *bt_article_from_json (const char *json, gssize length, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtArticle, bt_article_free)

G_END_DECLS
