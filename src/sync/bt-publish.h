/* Sending an article: exactly once, and checked after it arrived.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/bt-context.h"

G_BEGIN_DECLS

/**
 * BtSyncError: what stops a send until a person decides, and what stops an ingest.
 * @BT_SYNC_ERROR_NO_HEADLINE: an article without a headline is not sent
 * @BT_SYNC_ERROR_FIGURE_WITHOUT_PHOTO: a figure still waits for its photo, and readers
 * would see the gap (publish and schedule only)
 * @BT_SYNC_ERROR_MAY_NOT_PUBLISH: this role may only submit for approval
 * @BT_SYNC_ERROR_MAY_NOT_EDIT: the portal does not let this user change the post any more
 * @BT_SYNC_ERROR_CHANGED_THERE: somebody changed the post on the portal since our last
 * look
 * @BT_SYNC_ERROR_TRASHED_THERE: the post is in the portal's trash
 * @BT_SYNC_ERROR_DELETED_THERE: the post is gone from the portal
 * @BT_SYNC_ERROR_TIME_PAST: scheduled for a time that is past
 * @BT_SYNC_ERROR_TWINS: more than one post carries this article's key
 * @BT_SYNC_ERROR_PLACEHOLDER: a hint of a template was not written over (not for drafts)
 * @BT_SYNC_ERROR_CAPTION: the newsroom's gate does not let a photo's words pass (not for
 * drafts)
 * @BT_SYNC_ERROR_SOURCE_GONE: the card or folder that photos came from is gone
 */
typedef enum
{
  BT_SYNC_ERROR_NO_HEADLINE,
  BT_SYNC_ERROR_FIGURE_WITHOUT_PHOTO,
  BT_SYNC_ERROR_MAY_NOT_PUBLISH,
  BT_SYNC_ERROR_MAY_NOT_EDIT,
  BT_SYNC_ERROR_CHANGED_THERE,
  BT_SYNC_ERROR_TRASHED_THERE,
  BT_SYNC_ERROR_DELETED_THERE,
  BT_SYNC_ERROR_TIME_PAST,
  BT_SYNC_ERROR_TWINS,
  BT_SYNC_ERROR_PLACEHOLDER,
  BT_SYNC_ERROR_CAPTION,
  BT_SYNC_ERROR_SOURCE_GONE,
} BtSyncError;

#define BT_SYNC_ERROR (bt_sync_error_quark ())
GQuark bt_sync_error_quark (void);

/**
 * BtProblemKind: what is on the portal but not as it was sent. None of them is an error
 * of sending; each is shown.
 */
typedef enum
{
  BT_PROBLEM_HEADLINE,
  BT_PROBLEM_LEAD,
  BT_PROBLEM_BODY,
  BT_PROBLEM_SECTION_UNKNOWN,
  BT_PROBLEM_SECTION,
  BT_PROBLEM_TAGS,
  BT_PROBLEM_SLUG,
  BT_PROBLEM_STATUS,
  BT_PROBLEM_DATE,
  BT_PROBLEM_FEATURED,
  BT_PROBLEM_PHOTO_NOT_SENT,
  BT_PROBLEM_PHOTO_TEXTS,
} BtProblemKind;
#define BT_N_PROBLEM_KINDS (BT_PROBLEM_PHOTO_TEXTS + 1)
const char *bt_problem_kind_to_string (BtProblemKind kind);

/**
 * BtProblem:
 * @sent, @found: what was sent and what the portal holds, for people; may be shortened
 */
typedef struct
{
  BtProblemKind kind;
  char *sent;
  char *found;
} BtProblem;

void bt_problem_free (BtProblem *self);

/**
 * BtPublished: how a send ended.
 * @state: of the outbox row
 * @post: id on the portal, 0 when it got none
 * @url: (nullable): where readers, or the author of a draft, find it
 * @status: (nullable): the portal's word for where it stands
 * @verified: read back, and every field equal to what was sent (photos that the role may
 * not upload are listed in @problems and do not count against it)
 * @problems: (element-type BtProblem)
 */
typedef struct
{
  gint64 row;
  char *uuid;
  BtOutboxState state;
  gint64 post;
  char *url;
  char *status;
  gboolean verified;
  GPtrArray *problems;
} BtPublished;

#define BT_TYPE_PUBLISHED (bt_published_get_type ())
GType bt_published_get_type (void);
BtPublished *bt_published_copy (const BtPublished *self);
void bt_published_free (BtPublished *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPublished, bt_published_free)

typedef enum
{
  BT_STEP_SIGN_IN,
  BT_STEP_TERMS,
  BT_STEP_PHOTOS,
  BT_STEP_CREATE,
  BT_STEP_COMPARE,
  BT_STEP_UPDATE,
  BT_STEP_STATUS,
  BT_STEP_VERIFY,
} BtStep;
#define BT_N_STEPS (BT_STEP_VERIFY + 1)

/**
 * BtPublishProgress:
 * @index, @count: the photo, of how many, in %BT_STEP_PHOTOS; else 0
 * @fraction: of the whole send, 0 to 1, never going back
 *
 * Called in the sender's thread.
 */
typedef void (*BtPublishProgress) (BtStep step,
                                   guint index,
                                   guint count,
                                   double fraction,
                                   gpointer data);

/**
 * bt_publish_row:
 * @row: an outbox row
 *
 * Sends the row from wherever an earlier try left it. Repeatable after any interruption:
 * each step that creates something writes its key first and looks before it does it
 * again. Waits and retries by itself only within one request's unknown outcome; else the
 * row is left WAITING with a time for the next try. Blocks; for worker threads and the
 * command line.
 *
 * Returns: (transfer full): how it ended, or %NULL with an error, which the row has too
 */
BtPublished *bt_publish_row (BtContext *context,
                             gint64 row,
                             BtPublishProgress progress,
                             gpointer progress_data,
                             GCancellable *cancellable,
                             GError **error);

/**
 * bt_publish_check:
 *
 * Whether @article can be sent with this intent, before anything is written: headline,
 * photos, time, and the role as it was known last.
 */
gboolean bt_publish_check (const BtArticle *article,
                           const BtAccount *account,
                           BtIntent intent,
                           gint64 at,
                           GError **error);

G_END_DECLS
