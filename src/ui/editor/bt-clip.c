/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-clip.h"

#include <string.h>

#include "text/bt-text.h"

/* Blocks go from article to article in the article's own JSON form. */
#define BLOCKS_TYPE "application/x-banthao-blocks+json"
/* Another program may just have taken the clipboard over, and not have said yet with what. */
#define AGAIN_MS 300
#define CHUNK_BYTES (256 * 1024)
/* As large as a photo may be; of the rest the readers know their own bounds. */
#define MAX_BYTES ((gsize)256 * 1024 * 1024)

typedef enum
{
  PART_BLOCKS,
  PART_HTML,
  PART_FILES,
  PART_PICTURE,
  PART_TEXT,
  N_PARTS,
} Part;

static const char *const blocks_types[] = { BLOCKS_TYPE, NULL };
static const char *const html_types[] = { "text/html", NULL };
static const char *const picture_types[] = { "image/jpeg", "image/png",  "image/webp",
                                             "image/tiff", "image/heic", "image/avif",
                                             "image/gif",  "image/bmp",  NULL };

typedef struct
{
  GdkClipboard *clipboard;
  GdkDrop *drop;
  BtClipFlags flags;
  gboolean again; /* it was tried before */
  Part part;      /* that is being read */
  BtClip *clip;   /* what was found so far */
  GError *error;  /* why the last one gave nothing */
  GByteArray *bytes;
  GInputStream *stream;
} Reading;

static void read_next (GTask *task);

static BtClip *
clip_new (void)
{
  BtClip *self = g_new0 (BtClip, 1);

  self->others = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
bt_clip_free (BtClip *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->paste, bt_paste_free);
  g_clear_object (&self->files);
  g_ptr_array_unref (self->others);
  g_free (self);
}

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_object (&self->clipboard);
  g_clear_object (&self->drop);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->clip, bt_clip_free);
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  g_clear_error (&self->error);
  g_free (self);
}

/* ---- in a thread ---- */

static BtPaste *
parse (Reading *self, GBytes *bytes, GError **error)
{
  switch (self->part)
    {
    case PART_BLOCKS:
      /* what this program put there itself is as good as what it shows */
      return bt_paste_json (
          bytes, self->clipboard != NULL && gdk_clipboard_is_local (self->clipboard),
          error);
    case PART_HTML:
      return bt_paste_html (bytes, error);
    case PART_PICTURE:
      return bt_paste_picture (bytes);
    default:
      return bt_paste_text (bytes, error);
    }
}

static void
parse_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Reading *self = g_object_get_data (G_OBJECT (task), "reading");
  GError *error = NULL;
  BtPaste *paste = parse (self, task_data, &error);

  if (paste != NULL)
    g_task_return_pointer (task, paste, (GDestroyNotify)bt_paste_free);
  else
    g_task_return_error (task, error);
}

static void
sort_files_thread (GTask *task,
                   gpointer source,
                   gpointer task_data,
                   GCancellable *cancellable)
{
  Reading *self = g_object_get_data (G_OBJECT (task), "reading");

  for (GSList *l = task_data; l != NULL; l = l->next)
    {
      g_autoptr (GFileInfo) info =
          g_file_query_info (l->data,
                             G_FILE_ATTRIBUTE_STANDARD_CONTENT_TYPE
                             "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME,
                             G_FILE_QUERY_INFO_NONE, NULL, NULL);
      const char *type = info != NULL ? g_file_info_get_content_type (info) : NULL;

      if (type != NULL && g_content_type_is_a (type, "image/*"))
        g_list_store_append (self->clip->files, l->data);
      else
        g_ptr_array_add (self->clip->others,
                         info != NULL ? g_strdup (g_file_info_get_display_name (info))
                                      : g_file_get_basename (l->data));
    }
  g_task_return_boolean (task, TRUE);
}

static void
run_in_thread (GTask *task,
               gpointer data,
               GDestroyNotify free_data,
               GTaskThreadFunc func,
               GAsyncReadyCallback callback)
{
  g_autoptr (GTask) work = g_task_new (NULL, NULL, callback, g_object_ref (task));

  g_task_set_task_data (work, data, free_data);
  /* whose owner is the task that waits for this one */
  g_object_set_data (G_OBJECT (work), "reading", g_task_get_task_data (task));
  g_task_run_in_thread (work, func);
}

/* ---- one part after the other ---- */

static GdkContentFormats *
get_formats (Reading *self)
{
  return self->drop != NULL ? gdk_drop_get_formats (self->drop)
                            : gdk_clipboard_get_formats (self->clipboard);
}

static gboolean
offers_type (Reading *self, const char *const *types)
{
  for (guint i = 0; types[i] != NULL; i++)
    if (gdk_content_formats_contain_mime_type (get_formats (self), types[i]))
      return TRUE;
  return FALSE;
}

static gboolean
offers_value (Reading *self, GType type)
{
  g_autoptr (GdkContentFormats) formats = gdk_content_formats_ref (get_formats (self));

  formats = gdk_content_formats_union_deserialize_gtypes (g_steal_pointer (&formats));
  return gdk_content_formats_contain_gtype (formats, type);
}

/* Whether there is already something, which @part could only be better than when it is a
 * picture that HTML told the place of, and no more. */
static gboolean
is_wanted (Reading *self, Part part)
{
  gboolean rich = (self->flags & BT_CLIP_PLAIN) == 0;
  gboolean pictures = rich && (self->flags & BT_CLIP_NO_PICTURES) == 0;

  if (self->clip->paste != NULL)
    return part == PART_PICTURE && pictures && offers_type (self, picture_types);
  switch (part)
    {
    case PART_BLOCKS:
      return rich && offers_type (self, blocks_types);
    case PART_HTML:
      return rich && offers_type (self, html_types);
    case PART_FILES:
      return pictures && offers_value (self, GDK_TYPE_FILE_LIST);
    case PART_PICTURE:
      return pictures && offers_type (self, picture_types);
    default:
      return offers_value (self, G_TYPE_STRING);
    }
}

static gboolean
is_done (Reading *self)
{
  BtClip *clip = self->clip;

  if (clip->files != NULL
      && (g_list_model_get_n_items (G_LIST_MODEL (clip->files)) > 0
          || clip->others->len > 0))
    return TRUE;
  if (clip->paste == NULL)
    return FALSE;
  /* "copy picture" of a browser gives its address as HTML, and the picture beside it */
  return self->part >= PART_PICTURE || !bt_paste_is_pictures (clip->paste)
         || g_hash_table_size (clip->paste->pictures) > 0;
}

static void
give_way (GTask *task, GError *error)
{
  Reading *self = g_task_get_task_data (task);

  self->clip->reduced |=
      self->part == PART_HTML
      && g_error_matches (error, BT_TEXT_ERROR, BT_TEXT_ERROR_TOO_LARGE);
  g_clear_error (&self->error);
  self->error = error;
  read_next (task);
}

static void
parsed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Reading *self = g_task_get_task_data (task);
  GError *error = NULL;
  BtPaste *paste = g_task_propagate_pointer (G_TASK (result), &error);

  if (paste == NULL)
    {
      give_way (task, error);
      return;
    }
  g_clear_pointer (&self->clip->paste, bt_paste_free);
  self->clip->paste = paste;
  self->clip->plain = self->part == PART_TEXT;
  read_next (task);
}

static void
chunk_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Reading *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) chunk =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (chunk == NULL)
    {
      give_way (task, error);
      return;
    }
  if (g_bytes_get_size (chunk) > 0 && self->bytes->len <= MAX_BYTES)
    {
      g_byte_array_append (self->bytes, g_bytes_get_data (chunk, NULL),
                           (guint)g_bytes_get_size (chunk));
      g_input_stream_read_bytes_async (self->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT,
                                       NULL, chunk_read_cb, g_steal_pointer (&task));
      return;
    }
  g_clear_object (&self->stream);
  run_in_thread (task, g_byte_array_free_to_bytes (g_steal_pointer (&self->bytes)),
                 (GDestroyNotify)g_bytes_unref, parse_thread, parsed_cb);
}

static void
stream_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Reading *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->stream = self->drop != NULL
                     ? gdk_drop_read_finish (self->drop, result, NULL, &error)
                     : gdk_clipboard_read_finish (self->clipboard, result, NULL, &error);
  if (self->stream == NULL)
    {
      give_way (task, error);
      return;
    }
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  self->bytes = g_byte_array_new ();
  g_input_stream_read_bytes_async (self->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT, NULL,
                                   chunk_read_cb, g_steal_pointer (&task));
}

static void
read_type (GTask *task, const char *const *types)
{
  Reading *self = g_task_get_task_data (task);

  if (self->drop != NULL)
    gdk_drop_read_async (self->drop, (const char **)types, G_PRIORITY_DEFAULT, NULL,
                         stream_cb, g_object_ref (task));
  else
    gdk_clipboard_read_async (self->clipboard, (const char **)types, G_PRIORITY_DEFAULT,
                              NULL, stream_cb, g_object_ref (task));
}

static void
files_sorted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;

  read_next (task);
}

static void
free_files (gpointer files)
{
  g_slist_free_full (files, g_object_unref);
}

/* Files of this machine alone: an address of elsewhere is not fetched. */
static void
take_files (GTask *task, const GValue *value)
{
  Reading *self = g_task_get_task_data (task);
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));
  GSList *here = NULL;

  for (GSList *l = files; l != NULL; l = l->next)
    if (g_file_is_native (l->data))
      here = g_slist_append (here, g_object_ref (l->data));
  self->clip->files = g_list_store_new (G_TYPE_FILE);
  if (here == NULL)
    {
      read_next (task);
      return;
    }
  run_in_thread (task, here, free_files, sort_files_thread, files_sorted_cb);
}

static void
value_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Reading *self = g_task_get_task_data (task);
  GError *error = NULL;
  const GValue *value =
      self->drop != NULL
          ? gdk_drop_read_value_finish (self->drop, result, &error)
          : gdk_clipboard_read_value_finish (self->clipboard, result, &error);

  if (value == NULL)
    give_way (task, error);
  else if (self->part == PART_FILES)
    take_files (task, value);
  else
    {
      const char *text = g_value_get_string (value);

      run_in_thread (task, g_bytes_new (text, text != NULL ? strlen (text) : 0),
                     (GDestroyNotify)g_bytes_unref, parse_thread, parsed_cb);
    }
}

static void
read_value (GTask *task, GType type)
{
  Reading *self = g_task_get_task_data (task);

  if (self->drop != NULL)
    gdk_drop_read_value_async (self->drop, type, G_PRIORITY_DEFAULT, NULL, value_cb,
                               g_object_ref (task));
  else
    gdk_clipboard_read_value_async (self->clipboard, type, G_PRIORITY_DEFAULT, NULL,
                                    value_cb, g_object_ref (task));
}

static void
start_part (GTask *task, Part part)
{
  switch (part)
    {
    case PART_BLOCKS:
      read_type (task, blocks_types);
      break;
    case PART_HTML:
      read_type (task, html_types);
      break;
    case PART_FILES:
      read_value (task, GDK_TYPE_FILE_LIST);
      break;
    case PART_PICTURE:
      read_type (task, picture_types);
      break;
    default:
      read_value (task, G_TYPE_STRING);
    }
}

static void
again_cb (gpointer data)
{
  g_autoptr (GTask) task = data;
  Reading *self = g_task_get_task_data (task);

  self->part = (Part)-1;
  read_next (task);
}

static void
read_next (GTask *task)
{
  Reading *self = g_task_get_task_data (task);

  while (!is_done (self) && ++self->part < N_PARTS)
    if (is_wanted (self, self->part))
      {
        start_part (task, self->part);
        return;
      }
  if (is_done (self))
    g_task_return_pointer (task, g_steal_pointer (&self->clip),
                           (GDestroyNotify)bt_clip_free);
  else if (!self->again && self->clipboard != NULL
           && !gdk_clipboard_is_local (self->clipboard))
    {
      self->again = TRUE;
      g_timeout_add_once (AGAIN_MS, again_cb, g_object_ref (task));
    }
  else if (g_error_matches (self->error, BT_TEXT_ERROR, BT_TEXT_ERROR_TOO_LARGE))
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_new_error (task, BT_TEXT_ERROR, BT_TEXT_ERROR_EMPTY, "Nothing of use");
}

/* ---- public ---- */

void
bt_clip_read_async (GdkClipboard *clipboard,
                    GdkDrop *drop,
                    BtClipFlags flags,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Reading *self = g_new0 (Reading, 1);

  g_return_if_fail ((clipboard == NULL) != (drop == NULL));

  g_set_object (&self->clipboard, clipboard);
  g_set_object (&self->drop, drop);
  self->flags = flags;
  self->clip = clip_new ();
  self->part = (Part)-1;
  g_task_set_source_tag (task, bt_clip_read_async);
  g_task_set_task_data (task, self, reading_free);
  read_next (task);
}

BtClip *
bt_clip_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

GdkContentFormats *
bt_clip_formats (void)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  gdk_content_formats_builder_add_mime_type (builder, BLOCKS_TYPE);
  gdk_content_formats_builder_add_mime_type (builder, html_types[0]);
  gdk_content_formats_builder_add_gtype (builder, GDK_TYPE_FILE_LIST);
  for (guint i = 0; picture_types[i] != NULL; i++)
    gdk_content_formats_builder_add_mime_type (builder, picture_types[i]);
  gdk_content_formats_builder_add_gtype (builder, G_TYPE_STRING);
  return gdk_content_formats_builder_free_to_formats (builder);
}

void
bt_clip_offer (GdkClipboard *clipboard, const BtArticle *article)
{
  g_autofree char *text = bt_paste_write_text (article);
  char *html = bt_paste_write_html (article);
  char *form = bt_article_to_json (article, FALSE);
  g_autoptr (GBytes) html_bytes = g_bytes_new_take (html, strlen (html));
  g_autoptr (GBytes) form_bytes = g_bytes_new_take (form, strlen (form));
  GdkContentProvider *offers[] = {
    gdk_content_provider_new_for_bytes (BLOCKS_TYPE, form_bytes),
    gdk_content_provider_new_for_bytes (html_types[0], html_bytes),
    gdk_content_provider_new_typed (G_TYPE_STRING, text),
  };
  g_autoptr (GdkContentProvider) all =
      gdk_content_provider_new_union (offers, G_N_ELEMENTS (offers));

  gdk_clipboard_set_content (clipboard, all);
}
