/* The caption checker in an article: whose words count, what one press mends, the gate.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-caption-check.h"
#include "sync/bt-photo-words.h"
#include "sync/bt-publish.h"

#include <glib/gstdio.h>

#define HASH "00000000000000000000000000000000000000000000000000000000000000aa"

typedef struct
{
  char *folder;
  BtContext *context;
  BtArticle *article;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtPhotoInfo) info = bt_photo_info_new ();
  g_autoptr (BtStoredPhoto) stored = bt_stored_photo_new ();
  BtBlock *figure = bt_block_new (BT_BLOCK_FIGURE);
  BtFigureItem *item = bt_figure_item (figure->figure, 0);
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("banthao-captions.XXXXXX", NULL);
  fixture->context = bt_context_new (fixture->folder);
  info->hash = g_strdup (HASH);
  info->name = g_strdup ("a.jpg");
  info->mime = g_strdup ("image/jpeg");
  bt_photo_info_set (info, BT_PHOTO_CREATOR, "Vân Anh");
  bt_photo_info_set (info, BT_PHOTO_CREDIT, "Vân Anh");
  bt_photo_info_set (info, BT_PHOTO_DATE_CREATED, "2017-12-20T08:00:00");
  bt_stored_photo_set_info (stored, info);
  bt_store_put_photo_sync (bt_context_get_store (fixture->context), stored, &error);
  g_assert_no_error (error);

  fixture->article = bt_article_new ();
  bt_article_set (fixture->article, BT_FIELD_HEADLINE, "Hội nghị ở Cần Thơ");
  item->photo = g_strdup (HASH);
  g_free (item->alt);
  item->alt = g_strdup ("Nhiều người ngồi trong hội trường");
  bt_rich_text_set_text (item->caption, "Quang cảnh hội nghị sáng nay tại thành phố.");
  bt_article_append_block (fixture->article, figure);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bt_article_free (fixture->article);
  bt_store_close_sync (bt_context_get_store (fixture->context));
  g_object_unref (fixture->context);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static void
set_time (Fixture *fixture, int year, int month, int day)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (year, month, day, 9, 0, 0);

  bt_article_set_portal_time (fixture->article, time);
}

/* The rules that are broken, in order; one that blocks has a mark. */
static char *
broken (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found =
      bt_context_check_captions (fixture->context, fixture->article, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    {
      const BtArticleCaption *caption = found->pdata[i];

      g_assert_cmpstr (caption->photo, ==, HASH);
      g_string_append_printf (text, "%s%s ", caption->finding->rule,
                              caption->blocks ? "!" : "");
    }
  return g_strchomp (g_string_free (text, FALSE));
}

static void
edit_item (Fixture *fixture, const char *caption, const char *credit)
{
  BtBlock *block = bt_article_get_block (fixture->article, 0);
  BtFigureItem *item = bt_figure_item (block->figure, 0);

  if (caption != NULL)
    bt_rich_text_set_text (item->caption, caption);
  if (credit != NULL)
    {
      g_free (item->credit);
      item->credit = g_strdup (credit);
    }
}

#define assert_broken(fixture, wanted)                                                   \
  G_STMT_START                                                                           \
  {                                                                                      \
    g_autofree char *now = broken (fixture);                                             \
    g_assert_cmpstr (now, ==, wanted);                                                   \
  }                                                                                      \
  G_STMT_END

static void
test_whose_words (Fixture *fixture, gconstpointer data)
{
  set_time (fixture, 2017, 12, 28);
  /* The article gives no credit: the photo's own holds. */
  assert_broken (fixture, "");
  edit_item (fixture, NULL, "Nguồn: Internet");
  assert_broken (fixture, "K4!");
  edit_item (fixture, "Quang cảnh", "Vân Anh");
  assert_broken (fixture, "K9");
}

static void
test_old_photo (Fixture *fixture, gconstpointer data)
{
  set_time (fixture, 2018, 2, 1);
  assert_broken (fixture, "K5");
  edit_item (fixture, "Quang cảnh hội nghị tại thành phố (Ảnh tư liệu).", NULL);
  assert_broken (fixture, "");
}

static void
test_gate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  BtCaptionGate gate;

  set_time (fixture, 2017, 12, 28);
  g_assert_true (bt_caption_gate_pass (fixture->context, fixture->article,
                                       BT_INTENT_PUBLISH, &error));
  edit_item (fixture, NULL, "Internet");
  g_assert_true (
      bt_caption_gate_pass (fixture->context, fixture->article, BT_INTENT_DRAFT, &error));
  g_assert_false (bt_caption_gate_pass (fixture->context, fixture->article,
                                        BT_INTENT_SCHEDULE, &error));
  g_assert_error (error, BT_SYNC_ERROR, BT_SYNC_ERROR_CAPTION);
  g_clear_error (&error);

  /* Another newsroom is less strict about that, and stricter about words. */
  g_assert_true (bt_context_get_caption_gate (fixture->context, &gate, &error));
  bt_caption_gate_set (&gate, "K4", BT_GATE_WARN);
  bt_caption_gate_set (&gate, "K10", BT_GATE_BLOCK);
  g_assert_true (bt_context_set_caption_gate (fixture->context, &gate, &error));
  g_assert_true (bt_caption_gate_pass (fixture->context, fixture->article,
                                       BT_INTENT_PUBLISH, &error));
  edit_item (fixture, "Quang cảnh.", "Vân Anh");
  g_assert_false (bt_caption_gate_pass (fixture->context, fixture->article,
                                        BT_INTENT_PENDING, &error));
  g_assert_error (error, BT_SYNC_ERROR, BT_SYNC_ERROR_CAPTION);
}

static void
test_fix_keeps_formatting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtFigureItem) item = bt_figure_item_new ();
  g_autoptr (GPtrArray) found = NULL;
  const BtArticleCaption *caption;
  guint n_spans;

  set_time (fixture, 2017, 12, 28);
  edit_item (fixture, "Ông Trần Văn Ba phát biểu tại hội nghị", "Vân Anh");
  found = bt_context_check_captions (fixture->context, fixture->article, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  caption = found->pdata[0];
  g_assert_true (bt_caption_finding_has_fix (caption->finding));
  bt_rich_text_set_text (item->caption, "Ông Trần Văn Ba phát biểu tại hội nghị");
  bt_rich_text_apply (item->caption, BT_SPAN_BOLD, 4, 15, NULL);
  g_assert_true (bt_caption_fix_item (caption->finding, item));
  g_assert_cmpstr (bt_rich_text_get_text (item->caption), ==,
                   "Ông Trần Văn Ba phát biểu tại hội nghị.");
  bt_rich_text_get_spans (item->caption, &n_spans);
  g_assert_cmpuint (n_spans, ==, 1);
  g_assert_false (bt_caption_fix_item (caption->finding, item));
}

static void
test_photo_by_itself (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtPhotoInfo) info = bt_photo_info_new ();
  g_autoptr (GPtrArray) found = NULL;
  BtCaptionGate gate;
  guint blocking;

  bt_caption_gate_from_string (&gate, NULL);
  bt_photo_info_set (info, BT_PHOTO_CAPTION,
                     "Thả lưới trên đồng nước nổi ở An Phú. Ảnh: Vân Anh");
  bt_photo_info_set (info, BT_PHOTO_ALT, "Một người đứng trên xuồng");
  found = bt_caption_check_photo (&gate, info, &blocking);
  g_assert_cmpuint (blocking, ==, 0);
  for (guint i = 0; i < found->len; i++)
    bt_caption_fix_photo (found->pdata[i], info);
  g_assert_cmpstr (bt_photo_info_get (info, BT_PHOTO_CAPTION), ==,
                   "Thả lưới trên đồng nước nổi ở An Phú.");
  g_assert_cmpstr (bt_photo_info_get (info, BT_PHOTO_CREDIT), ==, "Vân Anh");
}

#define add(name, function)                                                              \
  g_test_add ("/caption-check/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("whose-words", test_whose_words);
  add ("old-photo", test_old_photo);
  add ("gate", test_gate);
  add ("fix-keeps-formatting", test_fix_keeps_formatting);
  add ("photo-by-itself", test_photo_by_itself);
  return g_test_run ();
}
