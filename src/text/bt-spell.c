/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-spell-private.h"

#include <enchant.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "text/bt-text.h"

/* The syllables of Vietnamese are some seven thousand: a whole newspaper fits. */
#define MAX_REMEMBERED 40000

struct _BtSpell
{
  gatomicrefcount refs;
  char *personal;

  /* the dictionary: neither enchant nor hunspell is safe from two threads at once */
  GMutex lock;
  EnchantBroker *broker;
  EnchantDict *dict;
  GHashTable *remembered; /* word → whether the dictionary knows it */

  GMutex file_lock; /* while the file is read and written */

  /* what the person knows better; held for moments only */
  GMutex own_lock;
  GHashTable *own;     /* in the file */
  GHashTable *ignored; /* until the end of the program */
};

static GHashTable *
word_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* ---- the file of own words ---- */

static void
read_words (const char *file, GHashTable *words)
{
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;

  /* a file that is not there holds no words; one that is not text neither */
  if (!g_file_get_contents (file, &content, NULL, NULL)
      || !g_utf8_validate (content, -1, NULL))
    return;
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strstrip (lines[i]);
      if (*lines[i] != '\0')
        g_hash_table_add (words, bt_text_nfc (lines[i]));
    }
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return bt_text_collate (*(const char *const *)a, *(const char *const *)b);
}

static gboolean
write_words (const char *file, GHashTable *words, GError **error)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autoptr (GString) content = g_string_new (NULL);
  g_autofree char *folder = g_path_get_dirname (file);
  GHashTableIter iter;
  gpointer word;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, (int)g_file_error_from_errno (code),
                   "cannot make %s: %s", folder, g_strerror (code));
      return FALSE;
    }
  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    g_ptr_array_add (sorted, word);
  g_ptr_array_sort (sorted, compare_words);
  for (guint i = 0; i < sorted->len; i++)
    g_string_append_printf (content, "%s\n", (const char *)sorted->pdata[i]);
  return g_file_set_contents_full (
      file, content->str, (gssize)content->len,
      G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

/* ---- life ---- */

BtSpell *
bt_spell_new (const char *personal)
{
  BtSpell *self = g_new0 (BtSpell, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  g_mutex_init (&self->file_lock);
  g_mutex_init (&self->own_lock);
  self->personal = g_strdup (personal);
  self->remembered = word_set ();
  self->own = word_set ();
  self->ignored = word_set ();
  self->broker = enchant_broker_init ();
  self->dict = enchant_broker_request_dict (self->broker, "vi_VN");
  if (self->dict == NULL)
    self->dict = enchant_broker_request_dict (self->broker, "vi");
  if (personal != NULL)
    read_words (personal, self->own);
  return self;
}

BtSpell *
bt_spell_ref (BtSpell *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
bt_spell_unref (BtSpell *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  if (self->dict != NULL)
    enchant_broker_free_dict (self->broker, self->dict);
  enchant_broker_free (self->broker);
  g_hash_table_unref (self->remembered);
  g_hash_table_unref (self->own);
  g_hash_table_unref (self->ignored);
  g_mutex_clear (&self->lock);
  g_mutex_clear (&self->file_lock);
  g_mutex_clear (&self->own_lock);
  g_free (self->personal);
  g_free (self);
}

gboolean
bt_spell_has_dictionary (const BtSpell *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->dict != NULL;
}

/* ---- looking up ---- */

static gboolean
is_own (BtSpell *self, const char *word)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->own_lock);

  return g_hash_table_contains (self->own, word)
         || g_hash_table_contains (self->ignored, word);
}

static gboolean
is_own_in_any_case (BtSpell *self, const char *word)
{
  g_autofree char *small = NULL;

  if (is_own (self, word))
    return TRUE;
  small = g_utf8_strdown (word, -1);
  return is_own (self, small);
}

/* With the lock held. */
static gboolean
dictionary_has (BtSpell *self, const char *word)
{
  gpointer known;

  if (g_hash_table_lookup_extended (self->remembered, word, NULL, &known))
    return GPOINTER_TO_INT (known);
  if (g_hash_table_size (self->remembered) >= MAX_REMEMBERED)
    g_hash_table_remove_all (self->remembered);
  known = GINT_TO_POINTER (enchant_dict_check (self->dict, word, -1) == 0);
  g_hash_table_insert (self->remembered, g_strdup (word), known);
  return GPOINTER_TO_INT (known);
}

/* The dictionary has the new tone style alone. */
static gboolean
dictionary_knows (BtSpell *self, const char *word)
{
  g_autofree char *alias = NULL;

  if (dictionary_has (self, word))
    return TRUE;
  alias = bt_syllable_with_style (word, BT_TONE_NEW);
  return alias != NULL && dictionary_has (self, alias);
}

gboolean
bt_spell_knows (BtSpell *self, const char *word)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (word != NULL, FALSE);

  if (*word == '\0' || self->dict == NULL)
    return TRUE;
  locker = g_mutex_locker_new (&self->lock);
  if (dictionary_knows (self, word))
    return TRUE;
  g_clear_pointer (&locker, g_mutex_locker_free);
  return is_own_in_any_case (self, word);
}

/* ---- suggesting ---- */

static gboolean
begins_with_capital (const char *word)
{
  return g_unichar_isupper (g_utf8_get_char (word));
}

static char *
with_first_capital (const char *word)
{
  GString *out = g_string_new (NULL);

  g_string_append_unichar (out, g_unichar_toupper (g_utf8_get_char (word)));
  g_string_append (out, g_utf8_next_char (word));
  return g_string_free (out, FALSE);
}

/* Adds @candidate in the wanted style and case, unless it is there or is the word itself.
 */
static void
offer (GPtrArray *offered, const char *word, const char *candidate, BtToneStyle style)
{
  g_autofree char *styled = NULL;
  g_autofree char *cased = NULL;

  if (candidate == NULL || *candidate == '\0' || offered->len >= BT_SPELL_MAX_SUGGESTIONS)
    return;
  styled = bt_syllable_restyle (candidate, style);
  cased = begins_with_capital (word) ? with_first_capital (styled) : g_strdup (styled);
  if (g_str_equal (cased, word)
      || g_ptr_array_find_with_equal_func (offered, cased, g_str_equal, NULL))
    return;
  g_ptr_array_add (offered, g_steal_pointer (&cased));
}

/* A guess of our own counts only when the dictionary has it. */
static void
offer_if_known (BtSpell *self,
                GPtrArray *offered,
                const char *word,
                const char *candidate,
                BtToneStyle style)
{
  if (candidate != NULL && dictionary_knows (self, candidate))
    offer (offered, word, candidate, style);
}

/* @asked: @word, in the case in which the dictionary is asked */
static void
offer_dictionary (BtSpell *self,
                  GPtrArray *offered,
                  const char *word,
                  const char *asked,
                  BtToneStyle style)
{
  size_t n = 0;
  char **found = enchant_dict_suggest (self->dict, asked, -1, &n);

  for (size_t i = 0; i < n; i++)
    if (g_utf8_validate (found[i], -1, NULL))
      offer (offered, word, found[i], style);
  if (found != NULL)
    enchant_dict_free_string_list (self->dict, found);
}

/* With the lock held. */
static char **
suggest (BtSpell *self, const char *word, BtToneStyle style)
{
  g_autoptr (GPtrArray) offered = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *small = g_utf8_strdown (word, -1);
  g_autofree char *placed = bt_syllable_place_tone (small, BT_TONE_NEW);
  g_autofree char *telex = bt_syllable_from_telex (small, BT_TONE_NEW);
  g_autofree char *swapped = bt_syllable_swap_onset (small);

  offer_if_known (self, offered, word, placed, style);
  offer_if_known (self, offered, word, telex, style);
  offer_if_known (self, offered, word, swapped, style);
  /* THành: only its capitals are wrong */
  offer_if_known (self, offered, word, small, style);
  offer_dictionary (self, offered, word, small, style);
  /* capitals that only the dictionary knows of */
  if (begins_with_capital (word) && offered->len == 0)
    offer_dictionary (self, offered, word, word, style);
  g_ptr_array_add (offered, NULL);
  return (char **)g_ptr_array_free (g_steal_pointer (&offered), FALSE);
}

char **
bt_spell_suggest (BtSpell *self, const char *word, BtToneStyle style)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (word != NULL, NULL);

  if (self->dict == NULL || *word == '\0')
    return g_new0 (char *, 1);
  locker = g_mutex_locker_new (&self->lock);
  return suggest (self, word, style);
}

/* ---- checking ---- */

static const char *
rule_for (BtSpell *self, const char *word, BtFindingLevel *level)
{
  g_autofree char *placed = bt_syllable_place_tone (word, BT_TONE_NEW);
  g_autofree char *small = g_utf8_strdown (word, -1);
  g_autofree char *swapped = NULL;

  *level = BT_FINDING_ERROR;
  if (dictionary_knows (self, small))
    return "C2";
  if (placed != NULL && dictionary_knows (self, placed))
    return "S4";
  swapped = bt_syllable_swap_onset (word);
  if (swapped != NULL && dictionary_knows (self, swapped))
    return "S2";
  if (!g_str_is_ascii (word) && !bt_syllable_is_grammatical (word))
    return "S1";
  *level = BT_FINDING_WARNING;
  return BT_RULE_SPELLING;
}

static void
check_word (BtSpell *self, const BtSpellWord *place, GPtrArray *findings)
{
  g_autofree char *raw = g_strndup (place->start, (gsize)(place->end - place->start));
  g_autofree char *word =
      bt_text_is_nfc (raw) ? g_steal_pointer (&raw) : bt_text_nfc (raw);
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  BtFindingLevel level;
  const char *rule;

  if (dictionary_knows (self, word) || bt_spell_word_is_exempt (word, place->loan)
      || is_own_in_any_case (self, word))
    return;
  rule = rule_for (self, word, &level);
  g_ptr_array_add (findings, bt_finding_new (place->offset, place->offset + place->length,
                                             rule, level, NULL));
}

void
bt_spell_check (BtSpell *self, const char *text, GPtrArray *findings)
{
  BtSpellWords words = { 0 };
  BtSpellWord word;

  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);
  g_return_if_fail (findings != NULL);

  if (self->dict == NULL)
    return;
  words.at = text;
  while (bt_spell_words_next (&words, &word))
    check_word (self, &word, findings);
}

/* ---- own words ---- */

void
bt_spell_ignore (BtSpell *self, const char *word)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (word != NULL);

  locker = g_mutex_locker_new (&self->own_lock);
  g_hash_table_add (self->ignored, bt_text_nfc (word));
}

gboolean
bt_spell_add (BtSpell *self, const char *word, GError **error)
{
  g_autoptr (GHashTable) words = NULL;
  g_autoptr (GMutexLocker) file_locker = NULL;
  g_autoptr (GMutexLocker) locker = NULL;
  GHashTableIter iter;
  gpointer own;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (word != NULL && *word != '\0', FALSE);

  bt_spell_ignore (self, word);
  if (self->personal == NULL)
    return TRUE;
  words = word_set ();
  file_locker = g_mutex_locker_new (&self->file_lock);
  read_words (self->personal, words);
  locker = g_mutex_locker_new (&self->own_lock);
  g_hash_table_add (self->own, bt_text_nfc (word));
  g_hash_table_iter_init (&iter, self->own);
  while (g_hash_table_iter_next (&iter, &own, NULL))
    g_hash_table_add (words, g_strdup (own));
  g_clear_pointer (&locker, g_mutex_locker_free);
  return write_words (self->personal, words, error);
}
