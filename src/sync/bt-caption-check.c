/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-caption-check.h"

#include "sync/bt-photo-words.h"
#include "sync/bt-publish.h"

#define GATE_KEY "photo.captions"

/* ---- the newsroom's gate ---- */

gboolean
bt_context_get_caption_gate (BtContext *self, BtCaptionGate *gate, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (BT_IS_CONTEXT (self), FALSE);
  g_return_val_if_fail (gate != NULL, FALSE);

  text = bt_store_get_setting_sync (bt_context_get_store (self), GATE_KEY, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  bt_caption_gate_from_string (gate, text);
  return TRUE;
}

gboolean
bt_context_set_caption_gate (BtContext *self, const BtCaptionGate *gate, GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (BT_IS_CONTEXT (self), FALSE);
  g_return_val_if_fail (gate != NULL, FALSE);

  text = bt_caption_gate_to_string (gate);
  return bt_store_set_setting_sync (bt_context_get_store (self), GATE_KEY, text, error);
}

/* ---- a photo ---- */

BtPhotoField
bt_caption_field_of (BtCaptionPart part)
{
  static const BtPhotoField fields[BT_N_CAPTION_FIELDS] = {
    [BT_CAPTION_CAPTION] = BT_PHOTO_CAPTION, [BT_CAPTION_HEADLINE] = BT_PHOTO_HEADLINE,
    [BT_CAPTION_ALT] = BT_PHOTO_ALT,         [BT_CAPTION_CREATOR] = BT_PHOTO_CREATOR,
    [BT_CAPTION_CREDIT] = BT_PHOTO_CREDIT,   [BT_CAPTION_SOURCE] = BT_PHOTO_SOURCE,
  };

  g_return_val_if_fail (part < BT_N_CAPTION_FIELDS, BT_PHOTO_CAPTION);

  return fields[part];
}

/* The strings stay @info's. */
static void
take_info (BtCaptionFacts *facts, const BtPhotoInfo *info)
{
  for (guint i = 0; i < BT_N_CAPTION_FIELDS; i++)
    facts->fields[i] = bt_photo_info_get (info, bt_caption_field_of (i));
  facts->date_taken = bt_photo_info_get (info, BT_PHOTO_DATE_CREATED);
  facts->digital_source_type = bt_photo_info_get (info, BT_PHOTO_DIGITAL_SOURCE_TYPE);
}

GPtrArray *
bt_caption_check_photo (const BtCaptionGate *gate,
                        const BtPhotoInfo *info,
                        guint *blocking)
{
  BtCaptionFacts facts = { 0 };

  g_return_val_if_fail (gate != NULL && info != NULL, NULL);

  take_info (&facts, info);
  return bt_caption_gate_check (gate, &facts, blocking);
}

gboolean
bt_caption_fix_photo (const BtCaptionFinding *finding, BtPhotoInfo *info)
{
  gboolean changed = FALSE;

  g_return_val_if_fail (finding != NULL && info != NULL, FALSE);

  for (guint i = 0; i < BT_N_CAPTION_FIELDS; i++)
    {
      BtPhotoField field = bt_caption_field_of (i);

      if (finding->fix[i] == NULL
          || g_str_equal (bt_photo_info_get (info, field), finding->fix[i]))
        continue;
      bt_photo_info_set (info, field, finding->fix[i]);
      changed = TRUE;
    }
  return changed;
}

/* ---- an article ---- */

typedef struct
{
  BtContext *context;
  const BtArticle *article;
  BtCaptionGate gate;
  char *date;
  GPtrArray *found;
} Check;

void
bt_article_caption_free (BtArticleCaption *self)
{
  if (self == NULL)
    return;
  g_free (self->photo);
  bt_caption_finding_free (self->finding);
  g_free (self);
}

static void
take_words (const char **fact, const char *words)
{
  if (words != NULL && *words != '\0')
    *fact = words;
}

/* Returns: (nullable) (transfer full): what the desk knows; %NULL also for a picture that
 * only the portal has */
static BtPhotoInfo *
get_info (Check *check, const char *hash, GError **error)
{
  g_autoptr (BtStoredPhoto) stored = NULL;
  g_autoptr (GError) local = NULL;

  if (hash == NULL)
    return NULL;
  stored = bt_store_get_photo_sync (bt_context_get_store (check->context), hash, &local);
  if (stored != NULL)
    return bt_stored_photo_get_info (stored, error);
  if (!g_error_matches (local, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gboolean
check_item (Check *check,
            const BtBlock *block,
            guint index,
            const BtFigureItem *item,
            GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (BtPhotoInfo) info = get_info (check, item->photo, &local);
  g_autoptr (GPtrArray) findings = NULL;
  BtCaptionFacts facts = { 0 };
  guint blocking = 0;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (info != NULL)
    take_info (&facts, info);
  take_words (&facts.fields[BT_CAPTION_CAPTION], bt_rich_text_get_text (item->caption));
  take_words (&facts.fields[BT_CAPTION_ALT], item->alt);
  take_words (&facts.fields[BT_CAPTION_CREDIT], item->credit);
  facts.article_headline = bt_article_get (check->article, BT_FIELD_HEADLINE);
  facts.article_date = check->date;
  findings = bt_caption_gate_check (&check->gate, &facts, &blocking);
  g_ptr_array_set_free_func (findings, NULL);
  for (guint i = 0; i < findings->len; i++)
    {
      BtArticleCaption *caption = g_new0 (BtArticleCaption, 1);

      caption->block = block->id;
      caption->index = index;
      caption->photo = g_strdup (item->photo);
      caption->finding = findings->pdata[i];
      caption->blocks = i < blocking;
      g_ptr_array_add (check->found, caption);
    }
  return TRUE;
}

/* An article that has no time yet is of today. */
static char *
event_date (const BtArticle *article)
{
  GDateTime *time = bt_article_get_portal_time (article);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (time != NULL ? time : now, "%Y-%m-%d");
}

GPtrArray *
bt_context_check_captions (BtContext *self, const BtArticle *article, GError **error)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *date = NULL;
  Check check = { .context = self, .article = article };

  g_return_val_if_fail (BT_IS_CONTEXT (self), NULL);
  g_return_val_if_fail (article != NULL, NULL);

  if (!bt_context_get_caption_gate (self, &check.gate, error))
    return NULL;
  found = g_ptr_array_new_with_free_func ((GDestroyNotify)bt_article_caption_free);
  check.date = date = event_date (article);
  check.found = found;
  for (guint i = 0; i < bt_article_get_n_blocks (article); i++)
    {
      const BtBlock *block = bt_article_get_block (article, i);

      if (block->kind != BT_BLOCK_FIGURE)
        continue;
      for (guint j = 0; j < block->figure->items->len; j++)
        if (!check_item (&check, block, j, bt_figure_item (block->figure, j), error))
          return NULL;
    }
  return g_steal_pointer (&found);
}

static void
check_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *found = bt_context_check_captions (source, data, &error);

  if (found == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, found, (GDestroyNotify)g_ptr_array_unref);
}

void
bt_context_check_captions_async (BtContext *self,
                                 const BtArticle *article,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BT_IS_CONTEXT (self));
  g_return_if_fail (article != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, bt_context_check_captions_async);
  g_task_set_task_data (task, bt_article_copy (article), (GDestroyNotify)bt_article_free);
  g_task_run_in_thread (task, check_thread);
}

GPtrArray *
bt_context_check_captions_finish (BtContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
bt_caption_fix_item (const BtCaptionFinding *finding, BtFigureItem *item)
{
  const char *caption, *alt, *credit;
  gboolean changed = FALSE;

  g_return_val_if_fail (finding != NULL && item != NULL, FALSE);

  caption = finding->fix[BT_CAPTION_CAPTION];
  alt = finding->fix[BT_CAPTION_ALT];
  credit = finding->fix[BT_CAPTION_CREDIT];
  if (caption != NULL && !g_str_equal (bt_rich_text_get_text (item->caption), caption))
    {
      bt_rich_text_change (item->caption, caption);
      changed = TRUE;
    }
  if (alt != NULL && !g_str_equal (item->alt, alt))
    {
      g_free (item->alt);
      item->alt = g_strdup (alt);
      changed = TRUE;
    }
  if (credit != NULL && !g_str_equal (item->credit, credit))
    {
      g_free (item->credit);
      item->credit = g_strdup (credit);
      changed = TRUE;
    }
  return changed;
}

gboolean
bt_caption_gate_pass (BtContext *context,
                      const BtArticle *article,
                      BtIntent intent,
                      GError **error)
{
  g_autoptr (GPtrArray) found = NULL;

  /* An editor may publish on the portal what was submitted. */
  if (intent != BT_INTENT_PUBLISH && intent != BT_INTENT_SCHEDULE
      && intent != BT_INTENT_PENDING)
    return TRUE;
  found = bt_context_check_captions (context, article, error);
  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      const BtArticleCaption *caption = found->pdata[i];

      if (!caption->blocks)
        continue;
      g_set_error (error, BT_SYNC_ERROR, BT_SYNC_ERROR_CAPTION, "%s",
                   caption->finding->rule);
      return FALSE;
    }
  return TRUE;
}
