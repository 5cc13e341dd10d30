/* Makes the fixture of the version that the program writes now: run once for each version,
 * when it is published, and kept from then on:
 *
 *   build/tests/store/make-fixture tests/store/fixtures/version-N.db
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>

#include "store-kit.h"
#include "store/bt-store-desk.h"
#include "store/bt-store-pieces.h"
#include "store/bt-store-words.h"

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void
check (gboolean ok, GError *error)
{
  if (!ok)
    g_error ("%s", error ? error->message : "no error told");
}

static void
add_photo (BtStore *store)
{
  g_autoptr (BtStoredPhoto) photo = bt_stored_photo_new ();
  GError *error = NULL;

  photo->hash = g_strdup (HASH);
  photo->name = g_strdup ("cho-noi.jpg");
  photo->mime = g_strdup ("image/jpeg");
  photo->width = 6000;
  photo->height = 4000;
  photo->size = 12345678;
  photo->info = g_strdup ("{}");
  photo->search = g_strdup ("chợ nổi Cái Răng");
  photo->taken = g_strdup ("2017-12-28T06:10:00");
  photo->captioned = TRUE;
  photo->rating = 5;
  photo->mark = 2;
  photo->choice = BT_CHOICE_PICK;
  photo->batch = bt_store_add_batch_sync (store, "Cái Răng", "/media/card", &error);
  photo->edit = g_strdup ("{}");
  check (bt_store_put_photo_sync (store, photo, &error), error);
}

static void
add_pieces (BtStore *store)
{
  g_autoptr (GPtrArray) pieces =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_piece_free);
  GError *error = NULL;

  g_ptr_array_add (pieces, bt_piece_new (BT_PIECE_TEMPLATE, "Tin mưa lũ", "",
                                         kit_new_article ("{Tít}", "{Ở đâu}")));
  g_ptr_array_add (pieces, bt_piece_new (BT_PIECE_SNIPPET, "tgct", "Tên báo",
                                         bt_piece_content_from_text ("Thế giới")));
  check (bt_store_put_pieces_sync (store, pieces, &error), error);
}

static void
add_words (BtStore *store)
{
  static const char *const people[] = { "Đỗ Văn Út", "Ân", NULL };
  g_autoptr (BtCodeFile) file = bt_code_file_new ("Cần Thơ", "bt1\tBí thư");
  g_autoptr (BtPhotoTemplate) fields = bt_photo_template_new ("Chợ", "{\"city\":\"a\"}");
  GError *error = NULL;

  check (bt_store_put_code_file_sync (store, file, &error), error);
  check (bt_store_put_photo_template_sync (store, fields, &error), error);
  check (bt_store_set_names_sync (store, BT_NAMES_PEOPLE, people, &error), error);
}

static BtArticle *
full_article (void)
{
  static const char *const tags[] = { "Cần Thơ", "đầu tư", NULL };
  BtArticle *article = kit_new_article ("Cần Thơ tọa đàm về đầu tư", "Đoạn đầu của bài.");
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (7 * 3600);
  g_autoptr (GDateTime) time = g_date_time_new (zone, 2017, 12, 28, 11, 9, 0);
  BtBlock *figure = bt_block_new (BT_BLOCK_FIGURE);
  BtFigureItem *item = bt_figure_item (figure->figure, 0);

  item->photo = g_strdup (HASH);
  bt_rich_text_set_text (item->caption, "Đại biểu ở tọa đàm.");
  bt_article_append_block (article, figure);
  bt_article_set (article, BT_FIELD_LEAD, "Sáng 28-12, thành phố mở tọa đàm.");
  bt_article_set (article, BT_FIELD_SOURCE_NAME, "TGCT");
  bt_article_set (article, BT_FIELD_BYLINE, "Hoàng Vĩnh Khang");
  bt_article_set (article, BT_FIELD_SECTION, "Kinh tế");
  bt_article_set (article, BT_FIELD_NOTES, "Hỏi lại số liệu.");
  bt_article_set_tags (article, tags);
  bt_article_set_portal_time (article, time);
  return article;
}

static void
add_remotes (BtStore *store, const char *uuid, gint64 account)
{
  g_autoptr (BtRemoteArticle) remote = bt_remote_article_new ();
  g_autoptr (BtRemoteMedia) media = bt_remote_media_new ();
  GError *error = NULL;

  remote->uuid = g_strdup (uuid);
  remote->account = account;
  remote->post = 17;
  remote->link = g_strdup ("https://bao.example.vn/?p=17");
  remote->base = g_strdup ("{}");
  remote->token = g_strdup ("2017-12-28T04:09:00");
  check (bt_store_put_remote_sync (store, remote, &error), error);
  media->hash = g_strdup (HASH);
  media->account = account;
  media->variant = g_strdup ("2560q85");
  media->name = g_strdup ("01234567-1.jpg");
  media->media = 99;
  media->url = g_strdup ("https://bao.example.vn/01234567-1.jpg");
  media->width = 2560;
  media->height = 1707;
  check (bt_store_put_media_sync (store, media, &error), error);
}

static void
add_outbox (BtStore *store, const char *uuid, gint64 account, BtOutboxState state)
{
  GError *error = NULL;
  gint64 id =
      bt_store_enqueue_sync (store, uuid, account, BT_INTENT_PUBLISH, 0, FALSE, &error);
  g_autoptr (BtOutboxRow) row = NULL;

  check (id != 0, error);
  check (bt_store_claim_outbox_sync (store, id, "fixture", &error), error);
  row = bt_store_get_outbox_sync (store, id, &error);
  row->state = state;
  row->step = g_strdup ("update");
  row->progress = g_strdup ("{}");
  check (bt_store_update_outbox_sync (store, row, &error), error);
}

int
main (int argc, char **argv)
{
  g_autoptr (BtStore) store = NULL;
  g_autoptr (BtArticle) article = full_article ();
  g_autofree char *trashed = NULL;
  g_autofree char *waiting = NULL;
  GError *error = NULL;
  gint64 account;
  gint64 version;

  if (argc != 2 || g_file_test (argv[1], G_FILE_TEST_EXISTS))
    {
      g_printerr ("usage: make-fixture NEW-FILE\n");
      return EXIT_FAILURE;
    }
  store = bt_store_new (argv[1]);
  check (bt_store_save_article_sync (store, article, 0, &error) == 1, error);
  version = bt_store_add_version_sync (store, article, BT_CAUSE_IMPORT, &error);
  check (version != 0, error);
  check (bt_store_name_version_sync (store, version, "Bản phóng viên gửi", &error),
         error);
  bt_article_set (article, BT_FIELD_HEADLINE, "Cần Thơ tọa đàm xúc tiến đầu tư");
  check (bt_store_save_article_sync (store, article, 1, &error) == 2, error);
  trashed = kit_save (store, "Đã bỏ", "Không dùng nữa.");
  check (bt_store_trash_article_sync (store, trashed, TRUE, &error), error);
  waiting = kit_save (store, "Đường mới ở Đà Nẵng", "Chờ gửi.");

  add_photo (store);
  add_pieces (store);
  add_words (store);
  account = kit_add_account (store, "Báo", "https://bao.example.vn");
  kit_add_account (store, "Cũ", "https://cu.example.vn");
  check (bt_store_remove_account_sync (store, "Cũ", &error), error);
  add_remotes (store, bt_article_get_uuid (article), account);
  add_outbox (store, bt_article_get_uuid (article), account, BT_OUTBOX_DONE);
  add_outbox (store, waiting, account, BT_OUTBOX_SENDING);
  check (bt_store_set_status_sync (store, bt_article_get_uuid (article),
                                   BT_STATUS_PUBLISHED, NULL, &error),
         error);
  check (bt_store_set_setting_sync (store, "rendition-quality", "85", &error), error);
  bt_store_close_sync (store);
  g_free (kit_sqlite (argv[1], "VACUUM"));
  return EXIT_SUCCESS;
}
