/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo-kit.h"

char *
kit_hash (guint photo)
{
  return g_strdup_printf ("%08x%056x", photo, photo);
}

char **
kit_hashes (const char *photos)
{
  g_auto (GStrv) numbers = g_strsplit (photos, " ", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; numbers[i]; i++)
    {
      g_autofree char *hash = kit_hash ((guint)g_ascii_strtoull (numbers[i], NULL, 10));

      if (*numbers[i])
        g_strv_builder_add (builder, hash);
    }
  return g_strv_builder_end (builder);
}

BtStoredPhoto *
kit_photo (guint photo, const char *search, const char *taken)
{
  BtStoredPhoto *self = bt_stored_photo_new ();

  self->hash = kit_hash (photo);
  self->name = g_strdup_printf ("%u", photo);
  self->mime = g_strdup ("image/jpeg");
  self->width = 6000;
  self->height = 4000;
  self->size = 12345678;
  self->info = g_strdup ("{}");
  self->search = g_strdup (search);
  self->taken = g_strdup (taken);
  return self;
}

void
kit_put_photo (BtStore *store, guint photo, const char *search, const char *taken)
{
  g_autoptr (BtStoredPhoto) self = kit_photo (photo, search, taken);
  g_autoptr (GError) error = NULL;

  bt_store_put_photo_sync (store, self, &error);
  g_assert_no_error (error);
}

BtArticle *
kit_article_with (const char *headline, const char *photos)
{
  BtArticle *article = kit_new_article (headline, "Đoạn đầu.");
  g_auto (GStrv) hashes = kit_hashes (photos);

  for (guint i = 0; hashes[i]; i++)
    {
      BtBlock *figure = bt_block_new (BT_BLOCK_FIGURE);

      bt_figure_item (figure->figure, 0)->photo = g_strdup (hashes[i]);
      bt_article_append_block (article, figure);
    }
  return article;
}

void
kit_assert_photos (BtStore *store, const BtPhotoQuery *query, const char *expected)
{
  const BtPhotoQuery all = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
      bt_store_list_photos_sync (store, query ? query : &all, &error);
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const BtStoredPhoto *row = g_ptr_array_index (rows, i);

      g_string_append_printf (found, "%s%" G_GINT64_MODIFIER "u", i > 0 ? " " : "",
                              g_ascii_strtoull (row->hash + 8, NULL, 16));
    }
  g_assert_cmpstr (found->str, ==, expected);
}

void
kit_assert_found (BtStore *store, const char *words, const char *expected)
{
  const BtPhotoQuery query = { .words = words };

  kit_assert_photos (store, &query, expected);
}
