/* What can be said against a send before anything is written.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-publish.h"

#include "article/bt-placeholder.h"

static gboolean
has_waiting_figure (const BtArticle *article)
{
  for (guint i = 0; i < bt_article_get_n_blocks (article); i++)
    {
      const BtBlock *block = bt_article_get_block (article, i);

      if (block->kind != BT_BLOCK_FIGURE)
        continue;
      for (guint j = 0; j < block->figure->items->len; j++)
        {
          const BtFigureItem *item = bt_figure_item (block->figure, j);

          if (item->photo == NULL && item->remote_url == NULL)
            return TRUE;
        }
    }

  return FALSE;
}

gboolean
bt_publish_check (const BtArticle *article,
                  const BtAccount *account,
                  BtIntent intent,
                  gint64 at,
                  GError **error)
{
  gboolean public = intent == BT_INTENT_PUBLISH || intent == BT_INTENT_SCHEDULE;
  g_autofree char *headline =
      g_strstrip (g_strdup (bt_article_get (article, BT_FIELD_HEADLINE)));
  g_autofree char *hint = NULL;

  if (*headline == '\0')
    {
      g_set_error_literal (error, BT_SYNC_ERROR, BT_SYNC_ERROR_NO_HEADLINE,
                           "no headline");
      return FALSE;
    }
  /* An editor may publish on the portal what was submitted. */
  if (public || intent == BT_INTENT_PENDING)
    hint = bt_article_find_placeholder (article);
  if (hint != NULL)
    {
      g_set_error (error, BT_SYNC_ERROR, BT_SYNC_ERROR_PLACEHOLDER, "%s", hint);
      return FALSE;
    }
  if (public && has_waiting_figure (article))
    {
      g_set_error_literal (error, BT_SYNC_ERROR, BT_SYNC_ERROR_FIGURE_WITHOUT_PHOTO,
                           "a figure has no photo");
      return FALSE;
    }
  /* WordPress publishes at once what is due in less than a minute. */
  if (intent == BT_INTENT_SCHEDULE && at < g_get_real_time () + 60 * G_USEC_PER_SEC)
    {
      g_set_error_literal (error, BT_SYNC_ERROR, BT_SYNC_ERROR_TIME_PAST,
                           "the time is past");
      return FALSE;
    }

  if (public && account != NULL && account->can != NULL)
    {
      g_autoptr (BtPortalUser) user = bt_portal_user_from_json (account->can, NULL);

      if (user != NULL && !user->may_publish)
        {
          g_set_error (error, BT_SYNC_ERROR, BT_SYNC_ERROR_MAY_NOT_PUBLISH,
                       "user %s may not publish", account->user);
          return FALSE;
        }
    }

  return TRUE;
}
