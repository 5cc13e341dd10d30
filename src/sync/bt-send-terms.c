/* Step: the section and the tags as the portal numbers them.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/bt-send-private.h"

#include "text/bt-text.h"

/* Names are compared without regard to case, as WordPress does, but never without accents. */
static gboolean
same_name (const char *a, const char *b)
{
  g_autofree char *nfc_a = bt_text_nfc (a);
  g_autofree char *nfc_b = bt_text_nfc (b);
  g_autofree char *folded_a = g_utf8_casefold (nfc_a, -1);
  g_autofree char *folded_b = g_utf8_casefold (nfc_b, -1);

  return g_str_equal (folded_a, folded_b);
}

/* Returns the id, 0 when there is none, -1 with an error. */
static gint64
find_term (BtSend *self, BtTermKind kind, const char *name, GError **error)
{
  g_autoptr (GPtrArray) terms =
      bt_portal_list_terms (self->portal, kind, name, self->cancellable, error);

  if (terms == NULL)
    return -1;

  for (guint i = 0; i < terms->len; i++)
    {
      const BtPortalTerm *term = g_ptr_array_index (terms, i);

      if (same_name (term->name, name))
        return term->id;
    }

  return 0;
}

/* Finds or makes a term. Making one may be repeated: the portal gives the one that exists.
 * Returns the id, 0 when this role may not make it, -1 with an error. */
static gint64
ensure_term (BtSend *self,
             BtTermKind kind,
             const char *name,
             gboolean may_create,
             GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (BtPortalTerm) term = NULL;
  gint64 id = find_term (self, kind, name, error);

  if (id != 0 || !may_create)
    return id;

  term =
      bt_portal_create_term (self->portal, kind, name, self->cancellable, &local_error);
  if (term != NULL)
    return term->id;
  if (g_error_matches (local_error, BT_PORTAL_ERROR, BT_PORTAL_ERROR_FORBIDDEN))
    return 0;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return -1;
}

static gboolean
send_section (BtSend *self, GError **error)
{
  const char *name = bt_article_get (self->article, BT_FIELD_SECTION);
  gint64 id;

  /* Without a section the portal chooses its own: nothing is said of it. */
  if (*name == '\0')
    return TRUE;

  id = ensure_term (self, BT_TERM_SECTION, name, self->user->may_manage_sections, error);
  if (id < 0)
    return FALSE;
  if (id == 0)
    {
      bt_send_add_problem (self, BT_PROBLEM_SECTION_UNKNOWN, name, NULL);
      return TRUE;
    }

  self->wanted->sections = bt_ids_new ();
  bt_ids_add (self->wanted->sections, id);

  return TRUE;
}

gboolean
bt_send_terms (BtSend *self, GError **error)
{
  const char *const *tags = bt_article_get_tags (self->article);

  bt_send_report (self, BT_STEP_TERMS, 0, 0);
  if (!send_section (self, error))
    return FALSE;

  self->wanted->tags = bt_ids_new ();
  for (guint i = 0; tags[i] != NULL; i++)
    {
      gint64 id = ensure_term (self, BT_TERM_TAG, tags[i], TRUE, error);

      if (id < 0)
        return FALSE;
      if (id == 0)
        bt_send_add_problem (self, BT_PROBLEM_TAGS, tags[i], NULL);
      else
        bt_ids_add (self->wanted->tags, id);
    }

  return TRUE;
}
