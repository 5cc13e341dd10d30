/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "article/bt-block.h"

#include "article/bt-block-private.h"
#include "text/bt-caption.h"

G_DEFINE_BOXED_TYPE (BtBlock, bt_block, bt_block_copy, bt_block_free)

static const char *const kind_names[BT_N_BLOCK_KINDS] = {
  [BT_BLOCK_PARAGRAPH] = "paragraph", [BT_BLOCK_HEADING] = "heading",
  [BT_BLOCK_QUOTE] = "quote",         [BT_BLOCK_PULL_QUOTE] = "pull-quote",
  [BT_BLOCK_LIST_ITEM] = "list-item", [BT_BLOCK_FIGURE] = "figure",
  [BT_BLOCK_TABLE] = "table",         [BT_BLOCK_DIVIDER] = "divider",
  [BT_BLOCK_EMBED] = "embed",         [BT_BLOCK_OPAQUE] = "opaque",
};

static const char *const align_names[] = {
  [BT_ALIGN_NONE] = "none",   [BT_ALIGN_LEFT] = "left", [BT_ALIGN_CENTER] = "center",
  [BT_ALIGN_RIGHT] = "right", [BT_ALIGN_WIDE] = "wide", [BT_ALIGN_FULL] = "full",
};

static BtRichText *
copy_text (const BtRichText *text)
{
  return text != NULL ? bt_rich_text_copy (text) : NULL;
}

static gboolean
text_equal (const BtRichText *a, const BtRichText *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return bt_rich_text_equal (a, b);
}

static void
add_line (GString *out, const char *line)
{
  if (line == NULL || *line == '\0')
    return;
  if (out->len > 0)
    g_string_append_c (out, '\n');
  g_string_append (out, line);
}

static void
add_rich_line (GString *out, const BtRichText *text)
{
  if (text != NULL)
    add_line (out, bt_rich_text_get_text (text));
}

static void
add_figure (GString *out, const BtFigure *figure)
{
  guint i;

  for (i = 0; i < figure->items->len; i++)
    {
      const BtFigureItem *item = bt_figure_item (figure, i);

      add_rich_line (out, item->caption);
      if (*item->credit != '\0')
        {
          g_autofree char *credit = g_strconcat (BT_CREDIT_LABEL, item->credit, NULL);

          add_line (out, credit);
        }
    }
  add_rich_line (out, figure->caption);
}

static void
add_table (GString *out, const BtTable *table)
{
  guint i;

  for (i = 0; i < table->cells->len; i++)
    add_rich_line (out, g_ptr_array_index (table->cells, i));
  add_rich_line (out, table->caption);
}

gboolean
bt_block_kind_has_text (BtBlockKind kind)
{
  return kind == BT_BLOCK_PARAGRAPH || kind == BT_BLOCK_HEADING || kind == BT_BLOCK_QUOTE
         || kind == BT_BLOCK_PULL_QUOTE || kind == BT_BLOCK_LIST_ITEM;
}

const char *
bt_block_kind_to_string (BtBlockKind kind)
{
  g_return_val_if_fail (kind < BT_N_BLOCK_KINDS, NULL);
  return kind_names[kind];
}

gboolean
bt_block_kind_from_string (const char *name, BtBlockKind *kind)
{
  guint i;

  g_return_val_if_fail (kind != NULL, FALSE);

  for (i = 0; i < BT_N_BLOCK_KINDS; i++)
    if (g_strcmp0 (name, kind_names[i]) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

const char *
bt_align_to_string (BtAlign align)
{
  g_return_val_if_fail (align < G_N_ELEMENTS (align_names), NULL);
  return align_names[align];
}

gboolean
bt_align_from_string (const char *name, BtAlign *align)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (align_names); i++)
    if (g_strcmp0 (name, align_names[i]) == 0)
      {
        *align = i;
        return TRUE;
      }
  return FALSE;
}

BtBlock *
bt_block_new (BtBlockKind kind)
{
  BtBlock *self;

  g_return_val_if_fail (kind < BT_N_BLOCK_KINDS, NULL);

  self = g_new0 (BtBlock, 1);
  self->kind = kind;
  if (bt_block_kind_has_text (kind))
    self->text = bt_rich_text_new (NULL);
  switch (kind)
    {
    case BT_BLOCK_HEADING:
      self->level = 2;
      break;
    case BT_BLOCK_QUOTE:
    case BT_BLOCK_PULL_QUOTE:
      self->cite = bt_rich_text_new (NULL);
      break;
    case BT_BLOCK_FIGURE:
      self->figure = bt_figure_new ();
      break;
    case BT_BLOCK_TABLE:
      self->table = bt_table_new ();
      break;
    case BT_BLOCK_EMBED:
      self->url = g_strdup ("");
      self->caption = bt_rich_text_new (NULL);
      break;
    case BT_BLOCK_OPAQUE:
      self->source = g_strdup ("");
      break;
    case BT_BLOCK_PARAGRAPH:
    case BT_BLOCK_LIST_ITEM:
    case BT_BLOCK_DIVIDER:
    default:
      break;
    }
  return self;
}

BtBlock *
bt_block_new_text (BtBlockKind kind, const char *text)
{
  BtBlock *self;

  g_return_val_if_fail (bt_block_kind_has_text (kind), NULL);

  self = bt_block_new (kind);
  bt_rich_text_set_text (self->text, text);
  return self;
}

BtBlock *
bt_block_copy (const BtBlock *self)
{
  BtBlock *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (BtBlock, 1);
  copy->id = self->id;
  copy->kind = self->kind;
  copy->level = self->level;
  copy->ordered = self->ordered;
  copy->starts_group = self->starts_group;
  copy->text = copy_text (self->text);
  copy->cite = copy_text (self->cite);
  copy->figure = self->figure != NULL ? bt_figure_copy (self->figure) : NULL;
  copy->table = self->table != NULL ? bt_table_copy (self->table) : NULL;
  copy->url = g_strdup (self->url);
  copy->provider = g_strdup (self->provider);
  copy->caption = copy_text (self->caption);
  copy->source = g_strdup (self->source);
  return copy;
}

void
bt_block_free (BtBlock *self)
{
  if (self == NULL)
    return;
  bt_rich_text_free (self->text);
  bt_rich_text_free (self->cite);
  bt_figure_free (self->figure);
  bt_table_free (self->table);
  g_free (self->url);
  g_free (self->provider);
  bt_rich_text_free (self->caption);
  g_free (self->source);
  g_free (self);
}

/* Of level, ordered and starts_group only what the kind gives a meaning. */
static gboolean
marks_equal (const BtBlock *a, const BtBlock *b)
{
  gboolean in_list = a->kind == BT_BLOCK_LIST_ITEM;

  if ((in_list || a->kind == BT_BLOCK_HEADING) && a->level != b->level)
    return FALSE;
  if (in_list && !a->ordered != !b->ordered)
    return FALSE;
  if ((in_list || a->kind == BT_BLOCK_QUOTE) && !a->starts_group != !b->starts_group)
    return FALSE;
  return TRUE;
}

gboolean
bt_block_equal (const BtBlock *a, const BtBlock *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a->kind != b->kind || !marks_equal (a, b))
    return FALSE;
  if ((a->figure == NULL) != (b->figure == NULL)
      || (a->table == NULL) != (b->table == NULL))
    return FALSE;
  return text_equal (a->text, b->text) && text_equal (a->cite, b->cite)
         && (a->figure == NULL || bt_figure_equal (a->figure, b->figure))
         && (a->table == NULL || bt_table_equal (a->table, b->table))
         && g_strcmp0 (a->url, b->url) == 0 && g_strcmp0 (a->provider, b->provider) == 0
         && text_equal (a->caption, b->caption) && g_strcmp0 (a->source, b->source) == 0;
}

static gsize
text_size (const BtRichText *text)
{
  guint n_spans = 0;

  if (text == NULL)
    return 0;
  bt_rich_text_get_spans (text, &n_spans);
  return 64 + strlen (bt_rich_text_get_text (text)) + n_spans * sizeof (BtSpan);
}

static gsize
string_size (const char *string)
{
  return string != NULL ? strlen (string) : 0;
}

gsize
bt_block_get_size (const BtBlock *self)
{
  gsize size = sizeof *self + text_size (self->text) + text_size (self->cite)
               + text_size (self->caption) + string_size (self->url)
               + string_size (self->provider) + string_size (self->source);

  for (guint i = 0; self->figure != NULL && i < self->figure->items->len; i++)
    {
      const BtFigureItem *item = bt_figure_item (self->figure, i);

      size += sizeof *item + string_size (item->photo) + string_size (item->remote_url)
              + string_size (item->alt) + string_size (item->credit)
              + text_size (item->caption);
    }
  for (guint i = 0; self->table != NULL && i < self->table->cells->len; i++)
    size += text_size (self->table->cells->pdata[i]);
  return size;
}

char *
bt_block_plain_text (const BtBlock *self)
{
  GString *out;

  g_return_val_if_fail (self != NULL, NULL);

  out = g_string_new (NULL);
  add_rich_line (out, self->text);
  add_rich_line (out, self->cite);
  if (self->figure != NULL)
    add_figure (out, self->figure);
  if (self->table != NULL)
    add_table (out, self->table);
  add_rich_line (out, self->caption);
  return g_string_free (out, FALSE);
}
