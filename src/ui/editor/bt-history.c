/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-history.h"

#define MAX_STATES 300
#define MAX_CHARS (8u * 1024 * 1024)

typedef struct
{
  BtArticle *article;
  gsize chars;
} State;

struct _BtHistory
{
  GQueue undo; /* State, the newest first */
  GQueue redo;
  State *present;
  gsize chars; /* of all states */
};

static gsize
count_chars (const BtArticle *article)
{
  g_autofree char *text = bt_article_plain_text (article);

  return strlen (text);
}

static State *
state_new (BtHistory *self, const BtArticle *article)
{
  State *state = g_new0 (State, 1);

  state->article = bt_article_copy (article);
  state->chars = count_chars (article);
  self->chars += state->chars;
  return state;
}

static void
state_free (BtHistory *self, State *state)
{
  self->chars -= state->chars;
  bt_article_free (state->article);
  g_free (state);
}

static void
clear (BtHistory *self, GQueue *queue)
{
  State *state;

  while ((state = g_queue_pop_head (queue)) != NULL)
    state_free (self, state);
}

BtHistory *
bt_history_new (const BtArticle *article)
{
  BtHistory *self;

  g_return_val_if_fail (article != NULL, NULL);

  self = g_new0 (BtHistory, 1);
  g_queue_init (&self->undo);
  g_queue_init (&self->redo);
  self->present = state_new (self, article);
  return self;
}

void
bt_history_free (BtHistory *self)
{
  if (self == NULL)
    return;
  clear (self, &self->undo);
  clear (self, &self->redo);
  state_free (self, self->present);
  g_free (self);
}

gboolean
bt_history_record (BtHistory *self, const BtArticle *article)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (article != NULL, FALSE);

  if (bt_article_equal (self->present->article, article))
    return FALSE;

  clear (self, &self->redo);
  g_queue_push_head (&self->undo, self->present);
  self->present = state_new (self, article);
  while (g_queue_get_length (&self->undo) > MAX_STATES
         || (self->chars > MAX_CHARS && g_queue_get_length (&self->undo) > 1))
    state_free (self, g_queue_pop_tail (&self->undo));
  return TRUE;
}

gboolean
bt_history_can_undo (const BtHistory *self)
{
  return self != NULL && self->undo.length > 0;
}

gboolean
bt_history_can_redo (const BtHistory *self)
{
  return self != NULL && self->redo.length > 0;
}

static const BtArticle *
step (BtHistory *self, GQueue *from, GQueue *to)
{
  State *state = g_queue_pop_head (from);

  if (state == NULL)
    return NULL;
  g_queue_push_head (to, self->present);
  self->present = state;
  return state->article;
}

const BtArticle *
bt_history_undo (BtHistory *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return step (self, &self->undo, &self->redo);
}

const BtArticle *
bt_history_redo (BtHistory *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return step (self, &self->redo, &self->undo);
}

static void
take_status (State *state, const BtArticle *article)
{
  bt_article_set_status (state->article, bt_article_get_status (article));
  bt_article_set_portal_time (state->article, bt_article_get_portal_time (article));
}

void
bt_history_rebase (BtHistory *self, const BtArticle *article)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (article != NULL);

  take_status (self->present, article);
  for (GList *l = self->undo.head; l != NULL; l = l->next)
    take_status (l->data, article);
  for (GList *l = self->redo.head; l != NULL; l = l->next)
    take_status (l->data, article);
}
