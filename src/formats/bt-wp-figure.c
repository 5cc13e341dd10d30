/* Figures as WordPress image and gallery blocks, both ways.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-wp-private.h"

#include <string.h>

#include "formats/bt-credit.h"
#include "formats/bt-inline-html.h"

#define IMAGE_CLASS "wp-image-"
#define SIZE_CLASS "size-"
#define SIZE_FULL "full"
#define CAPTION_CLASS "wp-element-caption"
#define GALLERY_CAPTION_CLASS "blocks-gallery-caption wp-element-caption"

static const char *const align_names[] = {
  [BT_ALIGN_LEFT] = "left", [BT_ALIGN_CENTER] = "center", [BT_ALIGN_RIGHT] = "right",
  [BT_ALIGN_WIDE] = "wide", [BT_ALIGN_FULL] = "full",
};

/* Picture: how a picture stands in a post.
 * @id: 0 when it is not in the media library
 * @size: the block editor's word, such as "large"; NULL when it says none */
typedef struct
{
  char *url;
  gint64 id;
  char *size;
} Picture;

static void
picture_clear (Picture *self)
{
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->size, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Picture, picture_clear)

/* ---- the fragment of an address ---- */

static gboolean
is_size_word (const char *word)
{
  return *word != '\0'
         && strspn (word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                          "0123456789_-")
                == strlen (word);
}

/* Reads "wp-image-123.size-large"; FALSE when @fragment is something else. */
static gboolean
read_fragment (const char *fragment, Picture *picture)
{
  if (g_str_has_prefix (fragment, IMAGE_CLASS))
    {
      const char *digits = fragment + strlen (IMAGE_CLASS);
      char *end = NULL;

      if (!g_ascii_isdigit (*digits))
        return FALSE;
      picture->id = g_ascii_strtoll (digits, &end, 10);
      if (*end == '\0')
        return picture->id > 0;
      if (*end != '.' || picture->id <= 0)
        return FALSE;
      fragment = end + 1;
    }
  if (!g_str_has_prefix (fragment, SIZE_CLASS)
      || !is_size_word (fragment + strlen (SIZE_CLASS)))
    return FALSE;
  picture->size = g_strdup (fragment + strlen (SIZE_CLASS));
  return TRUE;
}

static void
read_remote_url (const char *remote_url, Picture *picture)
{
  const char *hash = strrchr (remote_url, '#');

  if (hash != NULL && read_fragment (hash + 1, picture))
    {
      picture->url = g_strndup (remote_url, (gsize)(hash - remote_url));
      return;
    }
  picture->id = 0;
  g_clear_pointer (&picture->size, g_free);
  picture->url = g_strdup (remote_url);
}

static char *
write_remote_url (const Picture *picture)
{
  GString *out = g_string_new (picture->url);

  if (picture->id > 0)
    g_string_append_printf (out, "#" IMAGE_CLASS "%" G_GINT64_FORMAT, picture->id);
  if (picture->size != NULL)
    g_string_append_printf (out, "%s" SIZE_CLASS "%s", picture->id > 0 ? "." : "#",
                            picture->size);
  return g_string_free (out, FALSE);
}

/* ---- writing ---- */

/* Whether the item's picture can be shown, and how. */
static gboolean
find_picture (const BtFigureItem *item,
              BtWpMediaFunc media,
              gpointer data,
              Picture *picture)
{
  BtWpMedia found = { 0 };

  if (item->remote_url != NULL)
    read_remote_url (item->remote_url, picture);
  if (picture->url != NULL && !bt_html_link_is_safe (picture->url))
    picture_clear (picture);
  if (item->photo == NULL || media == NULL)
    return picture->url != NULL;
  if (!media (item, &found, data) || found.url == NULL)
    return FALSE;
  /* The same picture as the portal last showed it; another one begins in full size. */
  if (picture->url != NULL && picture->id == found.id && found.id > 0)
    return TRUE;
  picture_clear (picture);
  picture->url = g_strdup (found.url);
  picture->id = found.id;
  picture->size = g_strdup (SIZE_FULL);
  return TRUE;
}

void
bt_wp_write_caption_text (GString *out, const BtRichText *caption, const char *credit)
{
  bt_inline_html_write (out, caption, BT_INLINE_NO_SHORTCODES);
  if (credit == NULL || *credit == '\0')
    return;
  if (!bt_rich_text_is_empty (caption))
    g_string_append_c (out, ' ');
  g_string_append (out, "<em class=\"" BT_WP_CLASS_CREDIT "\">" BT_CREDIT_LABEL);
  bt_inline_html_write_text (out, credit, BT_INLINE_NO_SHORTCODES);
  g_string_append (out, "</em>");
}

static char *
image_attributes (const Picture *picture, BtAlign align)
{
  GString *out = g_string_new (NULL);

  if (align != BT_ALIGN_NONE)
    g_string_append_printf (out, ",\"align\":\"%s\"", align_names[align]);
  if (picture->id > 0)
    g_string_append_printf (out, ",\"id\":%" G_GINT64_FORMAT, picture->id);
  if (picture->size != NULL)
    g_string_append_printf (out, ",\"sizeSlug\":\"%s\"", picture->size);
  if (picture->id > 0)
    g_string_append (out, ",\"linkDestination\":\"none\"");
  if (out->len > 0)
    {
      out->str[0] = '{';
      g_string_append_c (out, '}');
    }
  return g_string_free (out, FALSE);
}

static void
write_image (GString *out,
             const BtFigureItem *item,
             const Picture *picture,
             BtAlign align)
{
  g_autofree char *attributes = image_attributes (picture, align);

  bt_wp_begin_block (out, "image", *attributes != '\0' ? attributes : NULL);
  g_string_append (out, "<figure class=\"wp-block-image");
  if (align != BT_ALIGN_NONE)
    g_string_append_printf (out, " align%s", align_names[align]);
  if (picture->size != NULL)
    g_string_append_printf (out, " " SIZE_CLASS "%s", picture->size);
  g_string_append (out, "\"><img src=\"");
  bt_inline_html_write_attribute (out, picture->url);
  g_string_append (out, "\" alt=\"");
  bt_inline_html_write_attribute (out, item->alt);
  g_string_append_c (out, '"');
  if (picture->id > 0)
    g_string_append_printf (out, " class=\"" IMAGE_CLASS "%" G_GINT64_FORMAT "\"",
                            picture->id);
  g_string_append (out, "/>");
  bt_wp_write_caption (out, CAPTION_CLASS, item->caption, item->credit);
  g_string_append (out, "</figure>");
  bt_wp_end_block (out, "image");
}

static void
write_waiting (GString *out, const BtRichText *caption, const char *credit)
{
  bt_wp_begin_block (out, "paragraph", "{\"className\":\"" BT_WP_CLASS_WAITING "\"}");
  g_string_append (out, "<p class=\"" BT_WP_CLASS_WAITING "\">&#91;");
  bt_wp_write_caption_text (out, caption, credit);
  g_string_append (out, "]</p>");
  bt_wp_end_block (out, "paragraph");
}

static void
write_gallery (GString *out, const BtFigure *figure, const Picture *pictures)
{
  g_autofree char *attributes = NULL;

  if (figure->align != BT_ALIGN_NONE)
    attributes = g_strdup_printf ("{\"linkTo\":\"none\",\"align\":\"%s\"}",
                                  align_names[figure->align]);
  bt_wp_begin_block (out, "gallery",
                     attributes != NULL ? attributes : "{\"linkTo\":\"none\"}");
  g_string_append (out, "<figure class=\"wp-block-gallery");
  if (figure->align != BT_ALIGN_NONE)
    g_string_append_printf (out, " align%s", align_names[figure->align]);
  g_string_append (out, " has-nested-images columns-default is-cropped\">");
  for (guint i = 0; i < figure->items->len; i++)
    if (pictures[i].url != NULL)
      write_image (out, bt_figure_item (figure, i), &pictures[i], BT_ALIGN_NONE);
  bt_wp_write_caption (out, GALLERY_CAPTION_CLASS, figure->caption, NULL);
  g_string_append (out, "</figure>");
  bt_wp_end_block (out, "gallery");
}

void
bt_wp_write_figure (GString *out,
                    const BtFigure *figure,
                    BtWpMediaFunc media,
                    gpointer data)
{
  guint n = figure->items->len;
  g_autofree Picture *pictures = g_new0 (Picture, n);
  guint n_found = 0;

  for (guint i = 0; i < n; i++)
    {
      if (find_picture (bt_figure_item (figure, i), media, data, &pictures[i]))
        n_found++;
      else
        picture_clear (&pictures[i]);
    }

  if (n_found > 1)
    write_gallery (out, figure, pictures);
  for (guint i = 0; i < n; i++)
    {
      const BtFigureItem *item = bt_figure_item (figure, i);

      if (pictures[i].url == NULL)
        write_waiting (out, item->caption, item->credit);
      else if (n_found == 1)
        write_image (out, item, &pictures[i], figure->align);
      picture_clear (&pictures[i]);
    }
  if (n_found < 2 && n > 1 && !bt_rich_text_is_empty (figure->caption))
    write_waiting (out, figure->caption, NULL);
}

/* ---- reading ---- */

static gboolean
read_align (const BtWpChunk *chunk, BtAlign *align)
{
  const char *name = bt_wp_attribute_string (chunk, "align");

  *align = BT_ALIGN_NONE;
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (align_names); i++)
    if (g_strcmp0 (align_names[i], name) == 0)
      *align = (BtAlign)i;
  return name == NULL || *align != BT_ALIGN_NONE;
}

/* "Ảnh: X" in the element that marks it. */
static char *
read_credit (xmlNode *node)
{
  g_autoptr (BtRichText) text = bt_inline_html_read (node);
  const char *line;

  if (text == NULL)
    return NULL;
  line = bt_rich_text_get_text (text);
  if (!g_str_has_prefix (line, BT_CREDIT_LABEL))
    return NULL;
  return g_strdup (line + strlen (BT_CREDIT_LABEL));
}

/* Text up to the credit's element, the credit, and the text behind it. */
static gboolean
read_caption_parts (xmlNode *node, BtRichText **before, char **credit, char **behind)
{
  g_auto (BtInlineReader) reader = { 0 };
  g_autoptr (BtRichText) text = NULL;
  g_autoptr (BtRichText) rest = NULL;

  bt_inline_reader_init (&reader, FALSE);
  for (xmlNode *n = node->children; n != NULL; n = n->next)
    {
      if (!bt_html_is (n, "em") || !bt_html_has_class (n, BT_WP_CLASS_CREDIT))
        {
          bt_inline_reader_add (&reader, n);
          continue;
        }
      if (*credit != NULL)
        return FALSE;
      *credit = read_credit (n);
      if (*credit == NULL)
        return FALSE;
      text = bt_inline_reader_take (&reader);
    }
  rest = bt_inline_reader_take (&reader);
  if (text == NULL)
    text = g_steal_pointer (&rest);
  *behind = g_strdup (rest != NULL ? bt_rich_text_get_text (rest) : "");
  *before = g_steal_pointer (&text);
  return !reader.failed;
}

static void
drop_last_char (BtRichText *text, char c)
{
  const char *plain = bt_rich_text_get_text (text);
  guint length = bt_rich_text_get_length (text);

  if (*plain != '\0' && plain[strlen (plain) - 1] == c)
    bt_rich_text_delete (text, length - 1, length);
}

gboolean
bt_wp_read_caption (xmlNode *node, BtRichText **caption, char **credit)
{
  g_autofree char *behind = NULL;

  if (!read_caption_parts (node, caption, credit, &behind) || *behind != '\0')
    return FALSE;
  if (*credit != NULL)
    drop_last_char (*caption, ' ');
  return TRUE;
}

static void
set_caption (BtFigureItem *item, BtRichText *caption, const char *credit)
{
  bt_rich_text_free (item->caption);
  item->caption = caption;
  g_free (item->credit);
  item->credit = g_strdup (credit != NULL ? credit : "");
}

gboolean
bt_wp_read_waiting (const BtWpChunk *chunk, GPtrArray *blocks)
{
  g_autoptr (BtHtmlDocument) document = bt_wp_parse_inner (chunk, NULL);
  g_autoptr (BtRichText) caption = NULL;
  g_autofree char *credit = NULL;
  g_autofree char *behind = NULL;
  xmlNode *p = document != NULL ? bt_wp_only_element (document, "p") : NULL;
  BtBlock *block;

  if (p == NULL || !read_caption_parts (p, &caption, &credit, &behind)
      || *bt_rich_text_get_text (caption) != '[')
    return FALSE;
  if (credit != NULL ? !g_str_equal (behind, "]")
                     : !g_str_has_suffix (bt_rich_text_get_text (caption), "]"))
    return FALSE;
  drop_last_char (caption, credit != NULL ? ' ' : ']');
  bt_rich_text_delete (caption, 0, 1);

  block = bt_block_new (BT_BLOCK_FIGURE);
  set_caption (bt_figure_item (block->figure, 0), g_steal_pointer (&caption), credit);
  g_ptr_array_add (blocks, block);
  return TRUE;
}

static gboolean
read_picture (const BtWpChunk *chunk, xmlNode *img, BtFigureItem *item)
{
  g_auto (Picture) picture = { 0 };
  g_autofree char *alt = bt_html_attribute (img, "alt");
  const char *size = bt_wp_attribute_string (chunk, "sizeSlug");

  picture.url = bt_html_attribute (img, "src");
  if (picture.url == NULL || strchr (picture.url, '#') != NULL
      || !bt_html_link_is_safe (picture.url) || (size != NULL && !is_size_word (size)))
    return FALSE;
  picture.id = MAX (bt_wp_attribute_int (chunk, "id", 0), 0);
  picture.size = g_strdup (size);
  g_free (item->remote_url);
  item->remote_url = write_remote_url (&picture);
  g_free (item->alt);
  item->alt = g_strdup (alt != NULL ? alt : "");
  return TRUE;
}

gboolean
bt_wp_read_image (const BtWpChunk *chunk, GPtrArray *blocks)
{
  g_autoptr (BtHtmlDocument) document = bt_wp_parse_inner (chunk, NULL);
  g_autoptr (BtBlock) block = bt_block_new (BT_BLOCK_FIGURE);
  BtFigureItem *item = bt_figure_item (block->figure, 0);
  xmlNode *figure = document != NULL ? bt_wp_only_element (document, "figure") : NULL;
  xmlNode *img = figure != NULL ? bt_html_child (figure, "img") : NULL;
  xmlNode *figcaption = figure != NULL ? bt_html_child (figure, "figcaption") : NULL;

  if (img == NULL || !read_picture (chunk, img, item)
      || !read_align (chunk, &block->figure->align))
    return FALSE;
  if (figcaption != NULL)
    {
      g_autoptr (BtRichText) caption = NULL;
      g_autofree char *credit = NULL;

      if (!bt_wp_read_caption (figcaption, &caption, &credit))
        return FALSE;
      set_caption (item, g_steal_pointer (&caption), credit);
    }
  g_ptr_array_add (blocks, g_steal_pointer (&block));
  return TRUE;
}

gboolean
bt_wp_read_gallery (const BtWpChunk *chunk, GPtrArray *blocks)
{
  g_autoptr (GPtrArray) children = NULL;
  g_autoptr (BtHtmlDocument) document = bt_wp_parse_inner (chunk, &children);
  g_autoptr (GPtrArray) images =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_block_free);
  g_autoptr (BtBlock) block = bt_block_new (BT_BLOCK_FIGURE);
  xmlNode *figure = document != NULL ? bt_wp_only_element (document, "figure") : NULL;
  xmlNode *figcaption = figure != NULL ? bt_html_child (figure, "figcaption") : NULL;

  if (figure == NULL || children->len < 2 || !read_align (chunk, &block->figure->align))
    return FALSE;
  for (guint i = 0; i < children->len; i++)
    {
      const BtWpChunk *child = g_ptr_array_index (children, i);

      if (!g_str_equal (child->name, "image") || !bt_wp_read_image (child, images))
        return FALSE;
    }
  g_ptr_array_set_size (block->figure->items, 0);
  for (guint i = 0; i < images->len; i++)
    {
      const BtBlock *image = g_ptr_array_index (images, i);

      g_ptr_array_add (block->figure->items,
                       bt_figure_item_copy (bt_figure_item (image->figure, 0)));
    }
  if (figcaption != NULL)
    {
      g_autoptr (BtRichText) caption = bt_inline_html_read (figcaption);

      if (caption == NULL)
        return FALSE;
      bt_rich_text_free (block->figure->caption);
      block->figure->caption = g_steal_pointer (&caption);
    }
  g_ptr_array_add (blocks, g_steal_pointer (&block));
  return TRUE;
}

static void
settle_photo (BtFigureItem *item, BtWpPhotoFunc photo, gpointer data)
{
  g_auto (Picture) picture = { 0 };

  if (item->remote_url == NULL || photo == NULL)
    return;
  read_remote_url (item->remote_url, &picture);
  g_free (item->photo);
  item->photo = photo (picture.id, picture.url, data);
  /* What we wrote ourselves: the photo says it all. */
  if (item->photo != NULL && g_strcmp0 (picture.size, SIZE_FULL) == 0)
    g_clear_pointer (&item->remote_url, g_free);
}

void
bt_wp_settle_figure (BtFigure *figure, BtWpPhotoFunc photo, gpointer data)
{
  for (guint i = 0; i < figure->items->len; i++)
    {
      BtFigureItem *item = bt_figure_item (figure, i);

      settle_photo (item, photo, data);
      if (*item->credit == '\0')
        bt_credit_take (item);
    }
}
