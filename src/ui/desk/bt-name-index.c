/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-name-index.h"

#include <string.h>

#include "text/bt-text.h"

/* A name has at most so many words, and so many letters are typed before one is offered. */
#define MAX_WORDS 6
#define MIN_LETTERS 2
#define MIN_LETTERS_IN_TEXT 3

typedef struct
{
  char *name;
  char *folded; /* with a space at its end: what is typed may have one, too */
} Name;

struct _BtNameIndex
{
  GArray *names[BT_N_NAME_LISTS];
};

static void
name_clear (gpointer data)
{
  Name *name = data;

  g_free (name->name);
  g_free (name->folded);
}

BtNameIndex *
bt_name_index_new (void)
{
  BtNameIndex *self = g_new0 (BtNameIndex, 1);

  for (guint list = 0; list < BT_N_NAME_LISTS; list++)
    {
      self->names[list] = g_array_new (FALSE, FALSE, sizeof (Name));
      g_array_set_clear_func (self->names[list], name_clear);
    }
  return self;
}

void
bt_name_index_free (BtNameIndex *self)
{
  for (guint list = 0; self != NULL && list < BT_N_NAME_LISTS; list++)
    g_array_unref (self->names[list]);
  g_free (self);
}

void
bt_name_index_set (BtNameIndex *self, BtNameList list, const char *const *names)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail ((guint)list < BT_N_NAME_LISTS);

  g_array_set_size (self->names[list], 0);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *spaced = g_strconcat (names[i], " ", NULL);
      Name name = { g_strdup (names[i]), bt_text_fold (spaced) };

      g_array_append_val (self->names[list], name);
    }
}

gboolean
bt_name_index_has (BtNameIndex *self, guint lists, const char *name)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  for (guint list = 0; list < BT_N_NAME_LISTS; list++)
    for (guint i = 0; (lists & 1u << list) != 0 && i < self->names[list]->len; i++)
      if (g_str_equal (g_array_index (self->names[list], Name, i).name, name))
        return TRUE;
  return FALSE;
}

/* ---- finding ---- */

/* Returns: 0 when @folded does not have @part at the beginning of a word, 1 when it begins with
 * it, 2 when a later word does */
static guint
rank (const char *folded, const char *part)
{
  const char *at = folded;

  if (g_str_has_prefix (folded, part))
    return 1;
  while ((at = strstr (at + 1, part)) != NULL)
    if (!g_ascii_isalnum (at[-1]))
      return 2;
  return 0;
}

static gboolean
is_exactly (const char *name, const char *typed, guint wanted)
{
  g_autofree char *spaced = g_strconcat (name, " ", NULL);

  return rank (spaced, typed) == wanted;
}

/* Whether nothing is left to be put in. */
static gboolean
is_there (const char *name, const char *typed)
{
  g_autofree char *bare = g_strchomp (g_strdup (typed));

  return g_str_equal (name, bare);
}

static void
add_of_rank (BtNameIndex *self,
             guint lists,
             const char *typed,
             gboolean exact,
             guint wanted,
             guint limit,
             GPtrArray *found)
{
  g_autofree char *part = bt_text_fold (typed);

  for (guint list = 0; list < BT_N_NAME_LISTS; list++)
    for (guint i = 0; (lists & 1u << list) != 0 && i < self->names[list]->len; i++)
      {
        const Name *name = &g_array_index (self->names[list], Name, i);

        if (found->len >= limit)
          return;
        if (rank (name->folded, part) == wanted && !is_there (name->name, typed)
            && (!exact || is_exactly (name->name, typed, wanted))
            && !g_ptr_array_find_with_equal_func (found, name->name, g_str_equal, NULL))
          g_ptr_array_add (found, g_strdup (name->name));
      }
}

/* Of a sentence, the last words may be a name: the most of them that find one. */
static guint
word_starts (const char *before, const char **starts)
{
  const char *at = before + strlen (before);
  guint n = 0;

  while (at > before && n < MAX_WORDS)
    {
      const char *previous = g_utf8_prev_char (at);

      if (strchr ("\n.,;:!?()\"“”", *previous) != NULL && *previous != '\0'
          && (guchar)*previous < 0x80)
        break;
      if (!g_unichar_isspace (g_utf8_get_char (previous))
          && (previous == before
              || g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (previous)))
              || strchr ("\n.,;:!?(\"", *g_utf8_prev_char (previous)) != NULL))
        starts[n++] = previous;
      at = previous;
    }
  return n;
}

/* Then its own last word is not the beginning of another. */
static gboolean
any_is_there (BtNameIndex *self, guint lists, const char *typed)
{
  for (guint list = 0; list < BT_N_NAME_LISTS; list++)
    for (guint i = 0; (lists & 1u << list) != 0 && i < self->names[list]->len; i++)
      if (is_there (g_array_index (self->names[list], Name, i).name, typed))
        return TRUE;
  return FALSE;
}

static GPtrArray *
find_from (BtNameIndex *self,
           guint lists,
           const char *typed,
           gboolean in_text,
           guint limit)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);
  gboolean exact = in_text && !g_str_is_ascii (typed);

  if (g_utf8_strlen (typed, -1) < (in_text ? MIN_LETTERS_IN_TEXT : MIN_LETTERS))
    return found;
  add_of_rank (self, lists, typed, exact, 1, limit, found);
  add_of_rank (self, lists, typed, exact, 2, limit, found);
  return found;
}

char **
bt_name_index_find (BtNameIndex *self,
                    guint lists,
                    const char *before,
                    BtNameWhere where,
                    guint limit,
                    guint *start)
{
  const char *starts[MAX_WORDS];
  g_autoptr (GPtrArray) found = NULL;
  guint n;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (before != NULL, NULL);
  g_return_val_if_fail (start != NULL, NULL);

  if (where == BT_NAME_TEXT)
    n = word_starts (before, starts);
  else
    {
      const char *part = where == BT_NAME_MEMBERS ? strrchr (before, ';') : NULL;

      starts[0] = part != NULL ? part + 1 : before;
      while (g_ascii_isspace (*starts[0]))
        starts[0]++;
      n = 1;
    }
  while (n > 0 && (found == NULL || found->len == 0))
    {
      g_clear_pointer (&found, g_ptr_array_unref);
      found = find_from (self, lists, starts[--n], where == BT_NAME_TEXT, limit);
      *start = (guint)g_utf8_pointer_to_offset (before, starts[n]);
      if (found->len == 0 && any_is_there (self, lists, starts[n]))
        break;
    }
  if (found == NULL)
    found = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (found, NULL);
  return (char **)g_ptr_array_free (g_steal_pointer (&found), FALSE);
}
