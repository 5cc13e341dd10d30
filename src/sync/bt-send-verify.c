/* Step: the post is read back and every field compared.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-send-private.h"

#include "formats/bt-wp-blocks.h"

static char *
describe_ids (const GArray *ids)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? ", " : "",
                            g_array_index (ids, gint64, i));

  return g_string_free (text, FALSE);
}

static void
compare_ids (BtSend *self, BtProblemKind kind, const GArray *wanted, const GArray *found)
{
  g_autofree char *sent = NULL;
  g_autofree char *there = NULL;

  if (wanted == NULL || bt_ids_equal (wanted, found))
    return;

  sent = describe_ids (wanted);
  there = describe_ids (found);
  bt_send_add_problem (self, kind, sent, there);
}

static void
compare_texts (BtSend *self, const BtBase *found)
{
  const BtBase *wanted = self->wanted;

  if (!bt_wp_text_same (wanted->title, found->title))
    bt_send_add_problem (self, BT_PROBLEM_HEADLINE, wanted->title, found->title);
  if (!bt_wp_text_same (wanted->excerpt, found->excerpt))
    bt_send_add_problem (self, BT_PROBLEM_LEAD, wanted->excerpt, found->excerpt);
  if (!bt_wp_blocks_same (wanted->content, found->content))
    bt_send_add_problem (self, BT_PROBLEM_BODY, wanted->content, found->content);
}

static void
compare_rest (BtSend *self, const BtPortalPost *post, const BtBase *found)
{
  const BtBase *wanted = self->wanted;

  compare_ids (self, BT_PROBLEM_SECTION, wanted->sections, found->sections);
  compare_ids (self, BT_PROBLEM_TAGS, wanted->tags, found->tags);
  /* The portal takes the address of a post that waits for approval away from some roles. */
  if (wanted->slug != NULL && g_strcmp0 (wanted->slug, found->slug) != 0
      && !(g_strcmp0 (found->status, "pending") == 0 && !self->user->may_publish))
    bt_send_add_problem (self, BT_PROBLEM_SLUG, wanted->slug, found->slug);
  if (!bt_send_stands (post, wanted->status, NULL)
      && !bt_send_stands (post, wanted->status, wanted->date_gmt))
    bt_send_add_problem (self, BT_PROBLEM_STATUS, wanted->status, found->status);
  if (wanted->date_gmt != NULL && g_strcmp0 (wanted->date_gmt, found->date_gmt) != 0)
    bt_send_add_problem (self, BT_PROBLEM_DATE, wanted->date_gmt, found->date_gmt);
  if (wanted->featured >= 0 && wanted->featured != found->featured)
    {
      g_autofree char *sent = g_strdup_printf ("%" G_GINT64_FORMAT, wanted->featured);
      g_autofree char *there = g_strdup_printf ("%" G_GINT64_FORMAT, found->featured);

      bt_send_add_problem (self, BT_PROBLEM_FEATURED, sent, there);
    }
}

static void
drop_missing (GArray *said, const GArray *wanted, const GArray *found)
{
  for (guint i = said != NULL ? said->len : 0; i > 0; i--)
    {
      gint64 id = g_array_index (said, gint64, i - 1);

      if (bt_ids_contain (wanted, id) && !bt_ids_contain (found, id))
        g_array_remove_index (said, i - 1);
    }
}

/* What the portal did not take counts as never said: the next send says it again, and does not
 * mistake it for what a colleague took away. */
static void
note_said (BtSend *self, const BtBase *found)
{
  const BtBase *wanted = self->wanted;

  drop_missing (self->said->sections, wanted->sections, found->sections);
  drop_missing (self->said->tags, wanted->tags, found->tags);
  if (wanted->featured >= 0)
    self->said->featured = found->featured;
}

gboolean
bt_send_verify (BtSend *self, BtPortalPost **post, GError **error)
{
  g_autoptr (BtBase) found = NULL;

  bt_send_report (self, BT_STEP_VERIFY, 0, 0);
  *post = bt_portal_get_post (self->portal, self->remote->post, self->cancellable, error);
  if (*post == NULL)
    {
      bt_send_map_error (self, error);
      return FALSE;
    }

  found = bt_base_new_from_post (*post);
  compare_texts (self, found);
  compare_rest (self, *post, found);

  note_said (self, found);
  g_clear_pointer (&self->said_before, bt_base_free);
  self->said_before = g_steal_pointer (&self->said);

  return bt_send_keep_remote (self, *post, NULL, error);
}
