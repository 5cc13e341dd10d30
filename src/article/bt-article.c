/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-article.h"

#include "article/bt-article-private.h"
#include "article/bt-clean-text.h"

struct _BtArticle
{
  char *uuid;
  char *fields[BT_N_FIELDS];
  char **tags;
  BtStatus status;
  GDateTime *portal_time;
  GPtrArray *blocks;
  guint featured;
  guint next_id;
};

/* clang-format off */
G_DEFINE_QUARK (bt-article-error-quark, bt_article_error)
/* clang-format on */
G_DEFINE_BOXED_TYPE (BtArticle, bt_article, bt_article_copy, bt_article_free)

static const char *const status_names[BT_N_STATUSES] = {
  [BT_STATUS_DRAFT] = "draft",           [BT_STATUS_PENDING] = "pending",
  [BT_STATUS_SCHEDULED] = "scheduled",   [BT_STATUS_PUBLISHED] = "published",
  [BT_STATUS_TAKEN_DOWN] = "taken-down",
};

static const char *const field_names[BT_N_FIELDS] = {
  [BT_FIELD_HEADLINE] = "headline",
  [BT_FIELD_LEAD] = "lead",
  [BT_FIELD_SOURCE_NAME] = "source_name",
  [BT_FIELD_BYLINE_LABEL] = "byline_label",
  [BT_FIELD_BYLINE] = "byline",
  [BT_FIELD_PHOTO_CREDIT] = "photo_credit",
  [BT_FIELD_SECTION] = "section",
  [BT_FIELD_SLUG] = "slug",
  [BT_FIELD_NOTES] = "notes",
  [BT_FIELD_GENRE] = "genre",
};

static gboolean
field_keeps_lines (BtField field)
{
  return field == BT_FIELD_LEAD || field == BT_FIELD_NOTES;
}

static gboolean
times_equal (GDateTime *a, GDateTime *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_date_time_equal (a, b)
         && g_date_time_get_utc_offset (a) == g_date_time_get_utc_offset (b);
}

/* Where the featured figure stands, so that articles with other ids can be compared. */
static int
featured_index (const BtArticle *self)
{
  guint id = bt_article_get_featured (self);

  return id != 0 ? bt_article_find_block (self, id) : -1;
}

/* An id that no block of the article has ever had; when they have run out, one that none
 * has now. */
static guint
new_id (BtArticle *self)
{
  guint id;

  if (self->next_id <= BT_MAX_BLOCK_ID)
    return self->next_id++;
  for (id = 1; bt_article_find_block (self, id) >= 0; id++)
    ;
  return id;
}

static const char *
first_photo (const BtBlock *block)
{
  guint i;

  if (block == NULL || block->figure == NULL)
    return NULL;
  for (i = 0; i < block->figure->items->len; i++)
    {
      const BtFigureItem *item = bt_figure_item (block->figure, i);

      if (item->photo != NULL)
        return item->photo;
    }
  return NULL;
}

const char *
bt_status_to_string (BtStatus status)
{
  g_return_val_if_fail (status < BT_N_STATUSES, NULL);
  return status_names[status];
}

gboolean
bt_status_from_string (const char *name, BtStatus *status)
{
  guint i;

  g_return_val_if_fail (status != NULL, FALSE);

  for (i = 0; i < BT_N_STATUSES; i++)
    if (g_strcmp0 (name, status_names[i]) == 0)
      {
        *status = i;
        return TRUE;
      }
  return FALSE;
}

const char *
bt_field_to_string (BtField field)
{
  g_return_val_if_fail (field < BT_N_FIELDS, NULL);
  return field_names[field];
}

const char *const *
bt_genres (void)
{
  static const char *const genres[] = { "news-brief", "report", "interview",
                                        "photo-essay", NULL };

  return genres;
}

BtArticle *
bt_article_new (void)
{
  BtArticle *self = g_new0 (BtArticle, 1);
  guint i;

  self->uuid = g_uuid_string_random ();
  for (i = 0; i < BT_N_FIELDS; i++)
    self->fields[i] = g_strdup ("");
  self->tags = g_new0 (char *, 1);
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_block_free);
  self->next_id = 1;
  return self;
}

BtArticle *
bt_article_copy (const BtArticle *self)
{
  BtArticle *copy;
  guint i;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (BtArticle, 1);
  copy->uuid = g_strdup (self->uuid);
  for (i = 0; i < BT_N_FIELDS; i++)
    copy->fields[i] = g_strdup (self->fields[i]);
  copy->tags = g_strdupv (self->tags);
  copy->status = self->status;
  copy->portal_time = self->portal_time ? g_date_time_ref (self->portal_time) : NULL;
  copy->blocks = g_ptr_array_new_full (self->blocks->len, (GDestroyNotify)bt_block_free);
  for (i = 0; i < self->blocks->len; i++)
    g_ptr_array_add (copy->blocks, bt_block_copy (bt_article_get_block (self, i)));
  copy->featured = self->featured;
  copy->next_id = self->next_id;
  return copy;
}

void
bt_article_free (BtArticle *self)
{
  guint i;

  if (self == NULL)
    return;
  g_free (self->uuid);
  for (i = 0; i < BT_N_FIELDS; i++)
    g_free (self->fields[i]);
  g_strfreev (self->tags);
  g_clear_pointer (&self->portal_time, g_date_time_unref);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

gboolean
bt_article_equal (const BtArticle *a, const BtArticle *b)
{
  guint i;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (!g_str_equal (a->uuid, b->uuid) || a->status != b->status
      || !times_equal (a->portal_time, b->portal_time) || a->blocks->len != b->blocks->len
      || featured_index (a) != featured_index (b)
      || !g_strv_equal ((const char *const *)a->tags, (const char *const *)b->tags))
    return FALSE;
  for (i = 0; i < BT_N_FIELDS; i++)
    if (!g_str_equal (a->fields[i], b->fields[i]))
      return FALSE;
  for (i = 0; i < a->blocks->len; i++)
    if (!bt_block_equal (bt_article_get_block (a, i), bt_article_get_block (b, i)))
      return FALSE;
  return TRUE;
}

const char *
bt_article_get_uuid (const BtArticle *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->uuid;
}

void
bt_article_set_uuid (BtArticle *self, const char *uuid)
{
  g_free (self->uuid);
  self->uuid = g_ascii_strdown (uuid, -1);
}

const char *
bt_article_get (const BtArticle *self, BtField field)
{
  g_return_val_if_fail (self != NULL, "");
  g_return_val_if_fail (field < BT_N_FIELDS, "");
  return self->fields[field];
}

gboolean
bt_article_set (BtArticle *self, BtField field, const char *value)
{
  g_autofree char *clean = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (field < BT_N_FIELDS, FALSE);

  clean = field_keeps_lines (field) ? bt_clean_text (value) : bt_clean_line (value);
  if (g_str_equal (self->fields[field], clean))
    return FALSE;
  g_free (self->fields[field]);
  self->fields[field] = g_steal_pointer (&clean);
  return TRUE;
}

BtStatus
bt_article_get_status (const BtArticle *self)
{
  g_return_val_if_fail (self != NULL, BT_STATUS_DRAFT);
  return self->status;
}

void
bt_article_set_status (BtArticle *self, BtStatus status)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (status < BT_N_STATUSES);
  self->status = status;
}

GDateTime *
bt_article_get_portal_time (const BtArticle *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->portal_time;
}

void
bt_article_set_portal_time (BtArticle *self, GDateTime *time)
{
  g_return_if_fail (self != NULL);

  if (time != NULL)
    {
      GTimeSpan odd = g_date_time_get_utc_offset (time) % G_TIME_SPAN_MINUTE;

      /* Local mean times of old have seconds, which ISO 8601 cannot write. */
      time = odd == 0 ? g_date_time_ref (time) : g_date_time_to_utc (time);
    }
  g_clear_pointer (&self->portal_time, g_date_time_unref);
  self->portal_time = time;
}

const char *const *
bt_article_get_tags (const BtArticle *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return (const char *const *)self->tags;
}

void
bt_article_set_tags (BtArticle *self, const char *const *tags)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint i;

  g_return_if_fail (self != NULL);

  for (i = 0; tags != NULL && tags[i] != NULL; i++)
    {
      char *tag = g_strstrip (bt_clean_line (tags[i]));

      if (*tag == '\0' || !g_hash_table_add (seen, tag))
        g_free (tag);
      else
        g_ptr_array_add (kept, tag);
    }
  g_ptr_array_add (kept, NULL);
  g_strfreev (self->tags);
  self->tags = (char **)g_ptr_array_steal (kept, NULL);
}

guint
bt_article_get_n_blocks (const BtArticle *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->blocks->len;
}

BtBlock *
bt_article_get_block (const BtArticle *self, guint index)
{
  g_return_val_if_fail (self != NULL, NULL);
  return index < self->blocks->len ? g_ptr_array_index (self->blocks, index) : NULL;
}

int
bt_article_find_block (const BtArticle *self, guint id)
{
  guint i;

  g_return_val_if_fail (self != NULL, -1);

  for (i = 0; i < self->blocks->len; i++)
    if (bt_article_get_block (self, i)->id == id)
      return (int)i;
  return -1;
}

guint
bt_article_insert_block (BtArticle *self, guint index, BtBlock *block)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (block != NULL, 0);

  /* Ids grow: one from the counter on is free without looking. */
  if (block->id == 0 || block->id > BT_MAX_BLOCK_ID
      || (block->id < self->next_id && bt_article_find_block (self, block->id) >= 0))
    block->id = new_id (self);
  else
    self->next_id = MAX (self->next_id, block->id + 1);

  index = MIN (index, self->blocks->len);
  g_ptr_array_insert (self->blocks, (int)index, block);
  return block->id;
}

guint
bt_article_append_block (BtArticle *self, BtBlock *block)
{
  g_return_val_if_fail (self != NULL, 0);
  return bt_article_insert_block (self, self->blocks->len, block);
}

void
bt_article_remove_block (BtArticle *self, guint index)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (index < self->blocks->len);
  g_ptr_array_remove_index (self->blocks, index);
}

void
bt_article_clear_blocks (BtArticle *self)
{
  g_return_if_fail (self != NULL);
  g_ptr_array_set_size (self->blocks, 0);
}

guint
bt_article_get_next_id (const BtArticle *self)
{
  return self->next_id;
}

void
bt_article_set_next_id (BtArticle *self, guint id)
{
  self->next_id = MAX (self->next_id, id);
}

GPtrArray *
bt_article_get_block_array (BtArticle *self)
{
  return self->blocks;
}

guint
bt_article_get_chosen (const BtArticle *self)
{
  return self->featured;
}

guint
bt_article_get_featured (const BtArticle *self)
{
  int index;

  g_return_val_if_fail (self != NULL, 0);

  /* The choice outlives its figure, so that taking it out and putting it back (undo)
   * loses nothing; meanwhile there is none. */
  if (self->featured == 0)
    return 0;
  index = bt_article_find_block (self, self->featured);
  if (index < 0 || bt_article_get_block (self, (guint)index)->figure == NULL)
    return 0;
  return self->featured;
}

void
bt_article_set_featured (BtArticle *self, guint block_id)
{
  g_return_if_fail (self != NULL);
  self->featured = block_id;
}

const char *
bt_article_featured_photo (const BtArticle *self)
{
  int chosen;
  const char *photo = NULL;
  guint i;

  g_return_val_if_fail (self != NULL, NULL);

  chosen = featured_index (self);
  if (chosen >= 0)
    photo = first_photo (bt_article_get_block (self, (guint)chosen));
  for (i = 0; i < self->blocks->len && photo == NULL; i++)
    photo = first_photo (bt_article_get_block (self, i));
  return photo;
}

GPtrArray *
bt_article_photos (const BtArticle *self)
{
  GPtrArray *photos;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint i;
  guint j;

  g_return_val_if_fail (self != NULL, NULL);

  photos = g_ptr_array_new_with_free_func (g_free);
  for (i = 0; i < self->blocks->len; i++)
    {
      const BtBlock *block = bt_article_get_block (self, i);

      for (j = 0; block->figure != NULL && j < block->figure->items->len; j++)
        {
          const BtFigureItem *item = bt_figure_item (block->figure, j);

          if (item->photo != NULL && g_hash_table_add (seen, item->photo))
            g_ptr_array_add (photos, g_strdup (item->photo));
        }
    }
  return photos;
}
