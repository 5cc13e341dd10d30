/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-base-private.h"

#include <json-glib/json-glib.h>

#include "formats/bt-wp-blocks.h"

BtBase *
bt_base_new (void)
{
  BtBase *self = g_new0 (BtBase, 1);

  self->featured = -1;

  return self;
}

BtBase *
bt_base_new_from_post (const BtPortalPost *post)
{
  BtBase *self = bt_base_new ();

  self->title = g_strdup (post->title);
  self->content = g_strdup (post->content);
  self->excerpt = g_strdup (post->excerpt);
  self->slug = g_strdup (post->slug);
  self->status = g_strdup (post->status);
  self->date_gmt = g_strdup (post->date_gmt);
  self->featured = post->featured_media;
  self->sections = bt_ids_copy (post->sections);
  self->tags = bt_ids_copy (post->tags);

  return self;
}

void
bt_base_free (BtBase *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->content);
  g_free (self->excerpt);
  g_free (self->slug);
  g_free (self->status);
  g_free (self->date_gmt);
  g_clear_pointer (&self->sections, g_array_unref);
  g_clear_pointer (&self->tags, g_array_unref);
  g_free (self);
}

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_ids (JsonBuilder *builder, const char *name, const GArray *ids)
{
  if (ids == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < ids->len; i++)
    json_builder_add_int_value (builder, g_array_index (ids, gint64, i));
  json_builder_end_array (builder);
}

static void
add_base (JsonBuilder *builder, const char *name, const BtBase *base)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  add_string (builder, "title", base->title);
  add_string (builder, "content", base->content);
  add_string (builder, "excerpt", base->excerpt);
  add_string (builder, "slug", base->slug);
  add_string (builder, "status", base->status);
  add_string (builder, "date_gmt", base->date_gmt);
  json_builder_set_member_name (builder, "featured");
  json_builder_add_int_value (builder, base->featured);
  add_ids (builder, "sections", base->sections);
  add_ids (builder, "tags", base->tags);
  json_builder_end_object (builder);
}

char *
bt_base_to_json (const BtBase *held, const BtBase *attempt, const BtBase *said)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_base (builder, "held", held);
  if (attempt != NULL)
    add_base (builder, "attempt", attempt);
  if (said != NULL)
    add_base (builder, "said", said);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

static char *
get_string (JsonObject *object, const char *name)
{
  return g_strdup (json_object_get_string_member_with_default (object, name, NULL));
}

static GArray *
get_ids (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array;
  GArray *ids;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;

  ids = bt_ids_new ();
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    bt_ids_add (ids, json_array_get_int_element (array, i));

  return ids;
}

static BtBase *
get_base (JsonObject *parent, const char *name)
{
  JsonNode *node = json_object_get_member (parent, name);
  JsonObject *object;
  BtBase *self;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  object = json_node_get_object (node);
  self = bt_base_new ();
  self->title = get_string (object, "title");
  self->content = get_string (object, "content");
  self->excerpt = get_string (object, "excerpt");
  self->slug = get_string (object, "slug");
  self->status = get_string (object, "status");
  self->date_gmt = get_string (object, "date_gmt");
  self->featured = json_object_get_int_member_with_default (object, "featured", -1);
  self->sections = get_ids (object, "sections");
  self->tags = get_ids (object, "tags");

  return self;
}

BtBase *
bt_base_from_json (const char *json, BtBase **attempt, BtBase **said)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;

  if (attempt != NULL)
    *attempt = NULL;
  if (said != NULL)
    *said = NULL;
  if (json == NULL)
    return NULL;

  root = json_from_string (json, NULL);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;

  object = json_node_get_object (root);
  if (attempt != NULL)
    *attempt = get_base (object, "attempt");
  if (said != NULL)
    *said = get_base (object, "said");

  return get_base (object, "held");
}

void
bt_base_take_sets (BtBase *self, const BtBase *from)
{
  g_clear_pointer (&self->sections, g_array_unref);
  g_clear_pointer (&self->tags, g_array_unref);
  self->sections = from->sections != NULL ? bt_ids_copy (from->sections) : NULL;
  self->tags = from->tags != NULL ? bt_ids_copy (from->tags) : NULL;
  self->featured = from->featured;
}

gboolean
bt_base_same_texts (const BtBase *a, const BtBase *b)
{
#define TEXT(x) ((x) != NULL ? (x) : "")
  return bt_wp_text_same (TEXT (a->title), TEXT (b->title))
         && bt_wp_text_same (TEXT (a->excerpt), TEXT (b->excerpt))
         && bt_wp_blocks_same (TEXT (a->content), TEXT (b->content));
#undef TEXT
}

GArray *
bt_ids_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (gint64));
}

void
bt_ids_add (GArray *ids, gint64 id)
{
  guint i = 0;

  while (i < ids->len && g_array_index (ids, gint64, i) < id)
    i++;
  if (i < ids->len && g_array_index (ids, gint64, i) == id)
    return;

  g_array_insert_val (ids, i, id);
}

gboolean
bt_ids_equal (const GArray *a, const GArray *b)
{
  guint n_a = a != NULL ? a->len : 0;
  guint n_b = b != NULL ? b->len : 0;

  if (n_a != n_b)
    return FALSE;
  for (guint i = 0; i < n_a; i++)
    if (g_array_index (a, gint64, i) != g_array_index (b, gint64, i))
      return FALSE;

  return TRUE;
}

GArray *
bt_ids_copy (const GArray *ids)
{
  GArray *copy = bt_ids_new ();

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    bt_ids_add (copy, g_array_index (ids, gint64, i));

  return copy;
}

gboolean
bt_ids_contain (const GArray *ids, gint64 id)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;

  return FALSE;
}

GArray *
bt_ids_merge (const GArray *theirs, const GArray *before, const GArray *after)
{
  GArray *merged = bt_ids_new ();

  for (guint i = 0; theirs != NULL && i < theirs->len; i++)
    {
      gint64 id = g_array_index (theirs, gint64, i);

      if (!bt_ids_contain (before, id) || bt_ids_contain (after, id))
        bt_ids_add (merged, id);
    }
  for (guint i = 0; after != NULL && i < after->len; i++)
    {
      gint64 id = g_array_index (after, gint64, i);

      if (!bt_ids_contain (before, id))
        bt_ids_add (merged, id);
    }

  return merged;
}
