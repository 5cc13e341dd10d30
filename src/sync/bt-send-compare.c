/* Step: what stands on the portal is compared with what we knew of it; nothing of a colleague's
 * is written over unseen.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-send-private.h"

#include "formats/bt-wp-blocks.h"

/* What stands there is kept in the history before it is written over. */
static gboolean
keep_theirs (BtSend *self, GError **error)
{
  g_autoptr (BtArticle) copy = bt_article_copy (self->article);

  bt_article_set (copy, BT_FIELD_HEADLINE, self->theirs->title);
  bt_wp_blocks_read (self->theirs->content, copy, NULL, NULL);

  return bt_store_add_version_sync (self->store, copy, BT_CAUSE_FROM_PORTAL, error) != 0;
}

/* ---- short fields ---- */

/* Each merge leaves in @wanted what is to be written, or takes the field out when what stands
 * there is to stay. @before is what the article said when it was sent last. FALSE: both sides
 * changed it. */

static gboolean
merge_featured (BtBase *wanted,
                const BtBase *before,
                const BtBase *theirs,
                const BtBase *attempt)
{
  gboolean known;

  if (wanted->featured < 0 || wanted->featured == theirs->featured)
    return TRUE;
  if (wanted->featured == before->featured)
    {
      wanted->featured = -1;
      return TRUE;
    }
  /* A picture that was deleted from the library leaves 0; there is nothing to write over. */
  known = theirs->featured == 0 || theirs->featured == before->featured
          || (attempt != NULL && theirs->featured == attempt->featured);

  return known;
}

static gboolean
merge_sections (BtBase *wanted,
                const BtBase *before,
                const BtBase *theirs,
                const BtBase *held,
                const BtBase *attempt)
{
  GArray *merged;

  if (wanted->sections == NULL || bt_ids_equal (wanted->sections, theirs->sections))
    return TRUE;
  if (bt_ids_equal (wanted->sections, before->sections))
    {
      g_clear_pointer (&wanted->sections, g_array_unref);
      return TRUE;
    }
  /* An article has one section: moved by both sides, it is for a person to choose. */
  if (!bt_ids_equal (theirs->sections, before->sections)
      && !bt_ids_equal (theirs->sections, held->sections)
      && (attempt == NULL || !bt_ids_equal (theirs->sections, attempt->sections)))
    return FALSE;

  merged = bt_ids_merge (theirs->sections, before->sections, wanted->sections);
  g_array_unref (wanted->sections);
  wanted->sections = merged;

  return TRUE;
}

static void
merge_tags (BtBase *wanted, const BtBase *before, const BtBase *theirs)
{
  GArray *merged;

  if (wanted->tags == NULL || bt_ids_equal (wanted->tags, theirs->tags))
    return;
  if (bt_ids_equal (wanted->tags, before->tags))
    {
      g_clear_pointer (&wanted->tags, g_array_unref);
      return;
    }

  merged = bt_ids_merge (theirs->tags, before->tags, wanted->tags);
  g_array_unref (wanted->tags);
  wanted->tags = merged;
}

/* All three, whatever one of them comes to: also where the user lets ours replace theirs, what
 * did not collide stays. */
static gboolean
merge_short_fields (BtSend *self,
                    const BtBase *theirs,
                    const BtBase *held,
                    const BtBase *attempt)
{
  const BtBase *before = self->said_before != NULL ? self->said_before : held;
  gboolean featured = merge_featured (self->wanted, before, theirs, attempt);
  gboolean sections = merge_sections (self->wanted, before, theirs, held, attempt);

  merge_tags (self->wanted, before, theirs);

  return featured && sections;
}

/* ---- status ---- */

typedef enum
{
  REACH_HIDDEN,
  REACH_SCHEDULED,
  REACH_PUBLIC,
} Reach;

static Reach
reach_of (const char *status)
{
  if (g_strcmp0 (status, "publish") == 0 || g_strcmp0 (status, "private") == 0)
    return REACH_PUBLIC;

  return g_strcmp0 (status, "future") == 0 ? REACH_SCHEDULED : REACH_HIDDEN;
}

/* Whether the portal's status is as we left it, as we want it, or such that what we want is
 * plainly a step on. A colleague's "publish", "take down", "hold until" stays. */
static gboolean
status_is_known (BtSend *self,
                 const BtBase *theirs,
                 const BtBase *held,
                 const BtBase *attempt)
{
  const char *wanted = bt_send_wanted_status (self);
  g_autofree char *date = bt_send_wanted_date (self);

  if (held->status == NULL || bt_send_stands (self->theirs, wanted, date)
      || bt_send_stands (self->theirs, held->status,
                         reach_of (held->status) == REACH_SCHEDULED ? held->date_gmt
                                                                    : NULL))
    return TRUE;
  if (attempt != NULL && attempt->status != NULL
      && bt_send_stands (self->theirs, attempt->status, attempt->date_gmt))
    return TRUE;
  if (reach_of (theirs->status) != REACH_HIDDEN
      || reach_of (held->status) != REACH_HIDDEN)
    return FALSE;

  /* Between draft and pending there is no harm, but to take back what was submitted. */
  return !(g_str_equal (wanted, "draft") && g_strcmp0 (theirs->status, "pending") == 0);
}

/* ---- the whole ---- */

/* Whether what stands there is something that we have seen or written. */
static gboolean
theirs_is_known (BtSend *self)
{
  g_autoptr (BtBase) attempt = NULL;
  g_autoptr (BtBase) held = bt_base_from_json (self->remote->base, &attempt, NULL);
  g_autoptr (BtBase) theirs = bt_base_new_from_post (self->theirs);
  gboolean merged;

  if (held == NULL)
    return bt_base_same_texts (theirs, self->wanted);

  merged = merge_short_fields (self, theirs, held, attempt);
  if (!bt_base_same_texts (theirs, held) && !bt_base_same_texts (theirs, self->wanted)
      && (attempt == NULL || !bt_base_same_texts (theirs, attempt)))
    return FALSE;

  return merged && status_is_known (self, theirs, held, attempt);
}

gboolean
bt_send_compare (BtSend *self, GError **error)
{
  bt_send_report (self, BT_STEP_COMPARE, 0, 0);
  self->theirs =
      bt_portal_get_post (self->portal, self->remote->post, self->cancellable, error);
  if (self->theirs == NULL)
    {
      bt_send_map_error (self, error);
      return FALSE;
    }
  if (g_strcmp0 (self->theirs->status, "trash") == 0)
    {
      g_set_error (error, BT_SYNC_ERROR, BT_SYNC_ERROR_TRASHED_THERE,
                   "post %" G_GINT64_FORMAT " is in the trash", self->remote->post);
      return FALSE;
    }

  if (theirs_is_known (self))
    return TRUE;
  if (self->row->replace_theirs)
    return keep_theirs (self, error);

  g_set_error (error, BT_SYNC_ERROR, BT_SYNC_ERROR_CHANGED_THERE,
               "post %" G_GINT64_FORMAT " was changed on the portal at %s",
               self->remote->post,
               self->theirs->modified_gmt != NULL ? self->theirs->modified_gmt : "?");

  return FALSE;
}
