/* check: proofreads an article and the captions of its photos.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "cli/bt-cli-render.h"
#include "messages/bt-messages.h"
#include "sync/bt-caption-check.h"
#include "sync/bt-photo-words.h"
#include "text/bt-leftover.h"
#include "text/bt-spell.h"
#include "text/proof/bt-rules.h"

#define MAX_SHOWN 60 /* characters of a text that a line shows */
#define MAX_SUGGESTIONS 3

/* Left-over words in the text have the same id as those in captions. */
#define RULE_LEFTOVER "K8"

/**
 * Found: one line.
 * @where: for people; @place: for programs
 * @block: from 0, as "show --format json" has them; -1 outside the body
 * @photo: (nullable): hash
 * @caption: (nullable): the finding of the caption checker
 */
typedef struct
{
  char *where;
  char *place;
  int block;
  char *photo;
  const char *rule;
  BtFindingLevel level;
  guint start;
  guint end;
  char *text;
  char **suggestions;
  BtCaptionFinding *caption;
  gboolean blocks;
} Found;

typedef struct
{
  BtCli *cli;
  BtSpell *spell;
  BtToneStyle style;
  const BtArticle *article;
  GPtrArray *found;
  int block;
  guint n_texts;
  guint n_photos;
  guint n_tables;
} Check;

static void
found_free (Found *found)
{
  g_free (found->where);
  g_free (found->place);
  g_free (found->photo);
  g_free (found->text);
  g_strfreev (found->suggestions);
  bt_caption_finding_free (found->caption);
  g_free (found);
}

/* ---- texts ---- */

static void
add_leftovers (const char *text, GPtrArray *findings)
{
  gsize start, end = 0;

  while (bt_placeholder_find (text, end, &start, &end))
    g_ptr_array_add (findings, bt_finding_new ((guint)g_utf8_strlen (text, (gssize)start),
                                               (guint)g_utf8_strlen (text, (gssize)end),
                                               RULE_LEFTOVER, BT_FINDING_ERROR, NULL));
}

static void
check_text (Check *check, const char *where, const char *place, const char *text)
{
  g_autoptr (GPtrArray) findings =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_finding_free);

  bt_spell_check (check->spell, text, findings);
  bt_rules_check (text, findings);
  if (!g_str_equal (place, "caption")) /* the caption checker says so there */
    add_leftovers (text, findings);
  bt_findings_settle (findings);
  for (guint i = 0; i < findings->len; i++)
    {
      BtFinding *finding = findings->pdata[i];
      Found *found = g_new0 (Found, 1);

      found->where = g_strdup (where);
      found->place = g_strdup (place);
      found->block = check->block;
      found->rule = finding->rule;
      found->level = finding->level;
      found->start = finding->start;
      found->end = finding->end;
      found->text = g_utf8_substring (text, finding->start, finding->end);
      found->suggestions = g_steal_pointer (&finding->suggestions);
      if (found->suggestions == NULL && bt_finding_is_spelling (finding))
        found->suggestions = bt_spell_suggest (check->spell, found->text, check->style);
      g_ptr_array_add (check->found, found);
    }
}

static void
check_rich (Check *check, const char *where, const char *place, const BtRichText *text)
{
  if (text != NULL)
    check_text (check, where, place, bt_rich_text_get_text (text));
}

/* ---- photos ---- */

/* What the finding is about: the article's words, else the photo's own. */
static char *
words_of_part (Check *check, const BtFigureItem *item, BtCaptionPart part)
{
  const char *words = part == BT_CAPTION_CAPTION  ? bt_rich_text_get_text (item->caption)
                      : part == BT_CAPTION_ALT    ? item->alt
                      : part == BT_CAPTION_CREDIT ? item->credit
                                                  : "";
  g_autoptr (BtStoredPhoto) stored = NULL;
  g_autoptr (BtPhotoInfo) info = NULL;

  if (*words != '\0' || item->photo == NULL)
    return g_strdup (words);
  stored = bt_store_get_photo_sync (bt_context_get_store (check->cli->context),
                                    item->photo, NULL);
  if (stored != NULL)
    info = bt_stored_photo_get_info (stored, NULL);
  if (info == NULL)
    return g_strdup ("");
  return g_strdup (bt_photo_info_get (info, bt_caption_field_of (part)));
}

static void
add_caption (Check *check, BtArticleCaption *caption, const BtFigureItem *item)
{
  Found *found = g_new0 (Found, 1);
  const BtCaptionFinding *finding = caption->finding;
  g_autofree char *words = words_of_part (check, item, finding->field);

  found->where = g_strdup_printf (_ ("Photo %u, %s"), check->n_photos,
                                  bt_message_for_caption_part (finding->field));
  found->place = g_strdup (bt_caption_part_to_string (finding->field));
  found->block = check->block;
  found->photo = g_strdup (caption->photo);
  found->rule = finding->rule;
  found->level = finding->level;
  found->start = finding->start;
  found->end = finding->end;
  found->text = finding->end > 0 && finding->end <= g_utf8_strlen (words, -1)
                    ? g_utf8_substring (words, finding->start, finding->end)
                    : g_strdup (words);
  found->blocks = caption->blocks;
  found->caption = g_steal_pointer (&caption->finding);
  g_ptr_array_add (check->found, found);
}

/* @captions: of the whole article, in its order */
static void
check_figure (Check *check, const BtBlock *block, GPtrArray *captions)
{
  g_autofree char *gallery = g_strdup (_ ("Gallery's caption"));

  check_rich (check, gallery, "gallery-caption", block->figure->caption);
  for (guint i = 0; i < block->figure->items->len; i++)
    {
      const BtFigureItem *item = bt_figure_item (block->figure, i);
      g_autofree char *where = NULL;

      check->n_photos++;
      where = g_strdup_printf (_ ("Photo %u, %s"), check->n_photos,
                               bt_message_for_caption_part (BT_CAPTION_CAPTION));
      for (guint j = 0; j < captions->len; j++)
        {
          BtArticleCaption *caption = captions->pdata[j];

          if (caption->block == block->id && caption->index == i)
            add_caption (check, caption, item);
        }
      check_rich (check, where, "caption", item->caption);
    }
}

/* ---- the article ---- */

static void
check_table (Check *check, const BtTable *table)
{
  g_autofree char *where = g_strdup_printf (_ ("Table %u"), ++check->n_tables);

  for (guint i = 0; i < table->cells->len; i++)
    check_rich (check, where, "table", table->cells->pdata[i]);
  check_rich (check, where, "table", table->caption);
}

static void
check_block (Check *check, const BtBlock *block, GPtrArray *captions)
{
  g_autofree char *where = NULL;

  if (block->figure != NULL)
    check_figure (check, block, captions);
  else if (block->table != NULL)
    check_table (check, block->table);
  else if (block->text != NULL)
    {
      where = g_strdup_printf (_ ("Paragraph %u"), ++check->n_texts);
      check_rich (check, where, "text", block->text);
      check_rich (check, where, "cite", block->cite);
    }
  else if (block->kind == BT_BLOCK_EMBED)
    check_rich (check, _ ("Caption"), "embed-caption", block->caption);
}

static BtSpell *
open_spell (BtCli *cli)
{
  g_autofree char *own =
      g_build_filename (bt_context_get_data_dir (cli->context), BT_SPELL_OWN_WORDS, NULL);
  BtSpell *spell = bt_spell_new (own);

  if (!bt_spell_has_dictionary (spell))
    bt_cli_note ("%s",
                 _ ("No Vietnamese dictionary is installed: spelling is not checked. "
                    "Install hunspell-vi."));
  return spell;
}

static void
check_article (Check *check, GPtrArray *captions)
{
  g_autofree char *all = NULL;

  check->block = -1;
  all = bt_article_plain_text (check->article);
  check->style = bt_syllable_text_style (all);
  check_text (check, _ ("Headline"), "headline",
              bt_article_get (check->article, BT_FIELD_HEADLINE));
  check_text (check, _ ("Lead"), "lead", bt_article_get (check->article, BT_FIELD_LEAD));
  for (guint i = 0; i < bt_article_get_n_blocks (check->article); i++)
    {
      check->block = (int)i;
      check_block (check, bt_article_get_block (check->article, i), captions);
    }
}

/* ---- saying it ---- */

static const char *
message_of (const Found *found)
{
  const char *message = NULL;

  if (found->caption != NULL || g_str_equal (found->rule, RULE_LEFTOVER))
    message = bt_message_for_caption_rule (found->rule);
  else if (g_str_equal (found->rule, BT_RULE_SPELLING))
    message = _ ("No dictionary knows this word");
  else
    message = bt_message_for_rule (found->rule);
  return message != NULL ? message : found->rule;
}

static char *
suggestion_of (const Found *found)
{
  GString *out;

  if (found->caption != NULL)
    return bt_message_for_caption_fix (found->caption);
  out = g_string_new (NULL);
  for (guint i = 0;
       found->suggestions != NULL && found->suggestions[i] != NULL && i < MAX_SUGGESTIONS;
       i++)
    g_string_append_printf (out, i > 0 ? ", %s" : "%s", found->suggestions[i]);
  return g_string_free (out, FALSE);
}

static void
print_found (BtCli *cli, gconstpointer data)
{
  const Found *found = data;
  g_autofree char *text = bt_message_shorten (found->text, MAX_SHOWN);
  g_autofree char *suggestion = suggestion_of (found);

  bt_cli_print ("%s\t%s\t%s\t%s%s%s\n", found->where, found->rule, text,
                message_of (found),
                suggestion != NULL && *suggestion != '\0' ? " → " : "",
                suggestion != NULL ? suggestion : "");
}

static JsonObject *
caption_fix_to_json (const BtCaptionFinding *finding)
{
  JsonObject *fix = json_object_new ();

  for (guint i = 0; i < BT_N_CAPTION_FIELDS; i++)
    bt_cli_set_string (fix, bt_caption_part_to_string (i), finding->fix[i]);
  return fix;
}

static JsonObject *
found_to_json (gconstpointer data)
{
  static const char *const levels[] = { "error", "warning", "hint" };
  const Found *found = data;
  JsonObject *object = json_object_new ();
  JsonArray *suggestions = json_array_new ();

  json_object_set_string_member (object, "where", found->place);
  if (found->block >= 0)
    json_object_set_int_member (object, "block", found->block);
  bt_cli_set_string (object, "photo", found->photo);
  json_object_set_string_member (object, "rule", found->rule);
  json_object_set_string_member (object, "level", levels[found->level]);
  json_object_set_string_member (object, "message", message_of (found));
  json_object_set_string_member (object, "text", found->text);
  json_object_set_int_member (object, "start", found->start);
  json_object_set_int_member (object, "end", found->end);
  for (guint i = 0; found->suggestions != NULL && found->suggestions[i] != NULL; i++)
    json_array_add_string_element (suggestions, found->suggestions[i]);
  json_object_set_array_member (object, "suggestions", suggestions);
  if (found->caption != NULL)
    {
      json_object_set_boolean_member (object, "blocks", found->blocks);
      json_object_set_object_member (object, "fix", caption_fix_to_json (found->caption));
    }
  return object;
}

/* Findings are what was asked for, and no failure: the exit code is 0 with them too. */
static int
run_check (BtCli *cli, char **args)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtArticle) article = bt_cli_load (cli, args[0], NULL, &error);
  g_autoptr (GPtrArray) captions = NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)found_free);
  g_autoptr (BtSpell) spell = NULL;
  Check check = { .cli = cli, .article = article, .found = all };

  if (article == NULL)
    return bt_cli_fail (cli, args[0], error);
  captions = bt_context_check_captions (cli->context, article, &error);
  if (captions == NULL)
    return bt_cli_fail (cli, args[0], error);
  check.spell = spell = open_spell (cli);
  check_article (&check, captions);
  if (all->len == 0 && !cli->json)
    bt_cli_note ("%s", _ ("Nothing was found to correct."));
  return bt_cli_print_rows (cli, all, found_to_json, print_found);
}

const BtCliCommand bt_cli_check_commands[] = {
  { "check", N_ ("UUID"),
    N_ ("Proofread an article and its captions; a finding a line: where, rule, text, "
        "what "
        "to do"),
    1, 1, NULL, run_check },
  { NULL },
};
