/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-publish.h"

GQuark
bt_sync_error_quark (void)
{
  return g_quark_from_static_string ("bt-sync-error");
}

G_DEFINE_BOXED_TYPE (BtPublished, bt_published, bt_published_copy, bt_published_free)

static const char *const problem_names[BT_N_PROBLEM_KINDS] = {
  [BT_PROBLEM_HEADLINE] = "headline",
  [BT_PROBLEM_LEAD] = "lead",
  [BT_PROBLEM_BODY] = "body",
  [BT_PROBLEM_SECTION_UNKNOWN] = "section-unknown",
  [BT_PROBLEM_SECTION] = "section",
  [BT_PROBLEM_TAGS] = "tags",
  [BT_PROBLEM_SLUG] = "slug",
  [BT_PROBLEM_STATUS] = "status",
  [BT_PROBLEM_DATE] = "date",
  [BT_PROBLEM_FEATURED] = "featured",
  [BT_PROBLEM_PHOTO_NOT_SENT] = "photo-not-sent",
  [BT_PROBLEM_PHOTO_TEXTS] = "photo-texts",
};

const char *
bt_problem_kind_to_string (BtProblemKind kind)
{
  g_return_val_if_fail ((guint)kind < BT_N_PROBLEM_KINDS, NULL);

  return problem_names[kind];
}

static gpointer
problem_copy (gconstpointer source, gpointer data)
{
  const BtProblem *problem = source;
  BtProblem *copy = g_new0 (BtProblem, 1);

  copy->kind = problem->kind;
  copy->sent = g_strdup (problem->sent);
  copy->found = g_strdup (problem->found);

  return copy;
}

void
bt_problem_free (BtProblem *self)
{
  if (self == NULL)
    return;

  g_free (self->sent);
  g_free (self->found);
  g_free (self);
}

BtPublished *
bt_published_copy (const BtPublished *self)
{
  BtPublished *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (BtPublished, 1);
  *copy = *self;
  copy->uuid = g_strdup (self->uuid);
  copy->url = g_strdup (self->url);
  copy->status = g_strdup (self->status);
  copy->problems = g_ptr_array_copy (self->problems, problem_copy, NULL);

  return copy;
}

void
bt_published_free (BtPublished *self)
{
  if (self == NULL)
    return;

  g_free (self->uuid);
  g_free (self->url);
  g_free (self->status);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_free (self);
}
