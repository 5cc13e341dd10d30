/* Facts that are no errors: notes, problems, states, steps.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "messages/bt-messages.h"

static const char *
note_format (BtImportNoteKind kind)
{
  switch (kind)
    {
    case BT_IMPORT_NOTE_LEFT_OUT:
      return _ ("Left out, because it fits nowhere: “%s”");
    case BT_IMPORT_NOTE_NO_TIME:
      return _ ("No line with the time was found.");
    case BT_IMPORT_NOTE_BAD_TIME:
      return _ ("This looks like a time, but there is no such time: “%s”");
    case BT_IMPORT_NOTE_NO_LEAD:
      return _ ("No lead was found.");
    case BT_IMPORT_NOTE_NO_BYLINE:
      return _ ("No byline was found.");
    case BT_IMPORT_NOTE_DOUBTFUL_CAPTION:
      return _ ("Taken for a caption, but could be a paragraph: “%s”");
    case BT_IMPORT_NOTE_DOUBTFUL_BYLINE:
      return _ ("Taken for the byline, but could be a paragraph: “%s”");
    case BT_IMPORT_NOTE_FIGURE_WITHOUT_PHOTO:
      return _ ("There is a caption, and its photo is still to be added: “%s”");
    case BT_IMPORT_NOTE_DROPPED_MARKUP:
      return _ ("Markup that an article cannot hold was dropped: “%s”");
    case BT_IMPORT_NOTE_DOUBTFUL_HEADLINE:
      return _ ("The headline is made of several lines; one may be something else: “%s”");
    case BT_IMPORT_NOTE_DOUBTFUL_LEAD:
      return _ ("Taken for the lead, but could be the first paragraph: “%s”");
    case BT_IMPORT_NOTE_DOUBTFUL_HEADING:
      return _ ("Taken for a sub-heading, but could be a caption: “%s”");
    default:
      g_return_val_if_reached ("%s");
    }
}

/* The formats are our own, one for each kind; some have no place for the text. */
static char *
fill (const char *format, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);

  return g_strjoinv (text, parts);
}

char *
bt_message_for_note (const BtImportNote *note)
{
  g_autofree char *text = NULL;
  g_autofree char *message = NULL;

  g_return_val_if_fail (note != NULL, NULL);

  text = bt_message_shorten (note->text, 120);
  message = fill (note_format (note->kind), text);
  if (note->line == 0)
    return g_steal_pointer (&message);
  /* Translators: a line number of the imported file, and what was found there. */
  return g_strdup_printf (_ ("Line %u: %s"), note->line, message);
}

const char *
bt_message_name_for_note (BtImportNoteKind kind)
{
  static const char *const names[BT_N_IMPORT_NOTES] = {
    [BT_IMPORT_NOTE_LEFT_OUT] = "left-out",
    [BT_IMPORT_NOTE_NO_TIME] = "no-time",
    [BT_IMPORT_NOTE_BAD_TIME] = "bad-time",
    [BT_IMPORT_NOTE_NO_LEAD] = "no-lead",
    [BT_IMPORT_NOTE_NO_BYLINE] = "no-byline",
    [BT_IMPORT_NOTE_DOUBTFUL_CAPTION] = "doubtful-caption",
    [BT_IMPORT_NOTE_DOUBTFUL_BYLINE] = "doubtful-byline",
    [BT_IMPORT_NOTE_FIGURE_WITHOUT_PHOTO] = "figure-without-photo",
    [BT_IMPORT_NOTE_DROPPED_MARKUP] = "dropped-markup",
    [BT_IMPORT_NOTE_DOUBTFUL_HEADLINE] = "doubtful-headline",
    [BT_IMPORT_NOTE_DOUBTFUL_LEAD] = "doubtful-lead",
    [BT_IMPORT_NOTE_DOUBTFUL_HEADING] = "doubtful-heading",
  };

  g_return_val_if_fail (kind < BT_N_IMPORT_NOTES, NULL);
  return names[kind];
}

static const char *
problem_words (BtProblemKind kind)
{
  switch (kind)
    {
    case BT_PROBLEM_HEADLINE:
      return _ ("The headline on the portal is not the one that was sent.");
    case BT_PROBLEM_LEAD:
      return _ ("The lead on the portal is not the one that was sent.");
    case BT_PROBLEM_BODY:
      return _ ("The portal changed or dropped a part of the text.");
    case BT_PROBLEM_SECTION_UNKNOWN:
      return _ (
          "The portal has no such section, and your role may not make one. Choose a "
          "section that is there, or ask the webmaster to make it.");
    case BT_PROBLEM_SECTION:
      return _ ("The article is in another section on the portal.");
    case BT_PROBLEM_TAGS:
      return _ ("The tags on the portal are not those that were sent.");
    case BT_PROBLEM_SLUG:
      return _ (
          "The portal gave the article another address, maybe because the one that was "
          "wished for is taken.");
    case BT_PROBLEM_STATUS:
      return _ ("The article does not stand where it was to stand on the portal.");
    case BT_PROBLEM_DATE:
      return _ ("The portal shows another time.");
    case BT_PROBLEM_FEATURED:
      return _ ("The portal has another featured image.");
    case BT_PROBLEM_PHOTO_NOT_SENT:
      return _ (
          "A photo was not sent, because your role may not upload. Ask an editor to add "
          "it.");
    case BT_PROBLEM_PHOTO_TEXTS:
      return _ (
          "The caption or alternative text of a photo on the portal is not the one that "
          "was sent.");
    default:
      g_return_val_if_reached ("");
    }
}

char *
bt_message_for_problem (const BtProblem *problem)
{
  g_autofree char *sent = NULL;
  g_autofree char *found = NULL;
  const char *words;

  g_return_val_if_fail (problem != NULL, NULL);

  words = problem_words (problem->kind);
  sent = bt_message_shorten (problem->sent, 120);
  found = bt_message_shorten (problem->found, 120);
  if (*sent != '\0' && *found != '\0')
    /* Translators: a sentence on what differs, then both texts. */
    return g_strdup_printf (_ ("%s Sent: “%s”; there: “%s”."), words, sent, found);
  if (*sent != '\0')
    return g_strdup_printf (_ ("%s Sent: “%s”."), words, sent);
  if (*found != '\0')
    return g_strdup_printf (_ ("%s There: “%s”."), words, found);
  return g_strdup (words);
}

const char *
bt_message_for_status (BtStatus status)
{
  switch (status)
    {
    case BT_STATUS_DRAFT:
      return C_ ("status", "Draft");
    case BT_STATUS_PENDING:
      return C_ ("status", "Pending approval");
    case BT_STATUS_SCHEDULED:
      return C_ ("status", "Scheduled");
    case BT_STATUS_PUBLISHED:
      return C_ ("status", "Published");
    case BT_STATUS_TAKEN_DOWN:
      return C_ ("status", "Taken down");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
bt_message_for_genre (const char *genre)
{
  static const struct
  {
    const char *id;
    const char *name;
  } names[] = {
    { "", NC_ ("genre", "No genre") },
    { "news-brief", NC_ ("genre", "News brief") },
    { "report", NC_ ("genre", "Report") },
    { "interview", NC_ ("genre", "Interview") },
    { "photo-essay", NC_ ("genre", "Photo essay") },
  };

  g_return_val_if_fail (genre != NULL, "");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].id, genre))
      return g_dpgettext2 (NULL, "genre", names[i].name);
  return genre;
}

const char *
bt_message_for_intent (BtIntent intent)
{
  switch (intent)
    {
    case BT_INTENT_DRAFT:
      return C_ ("intent", "Save as draft");
    case BT_INTENT_PENDING:
      return C_ ("intent", "Submit for approval");
    case BT_INTENT_PUBLISH:
      return C_ ("intent", "Publish");
    case BT_INTENT_SCHEDULE:
      return C_ ("intent", "Schedule");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
bt_message_for_outbox_state (BtOutboxState state)
{
  switch (state)
    {
    case BT_OUTBOX_WAITING:
      return C_ ("outbox", "Waiting to be sent");
    case BT_OUTBOX_SENDING:
      return C_ ("outbox", "Sending");
    case BT_OUTBOX_NEEDS_PERSON:
      return C_ ("outbox", "Needs your decision");
    case BT_OUTBOX_DONE:
      return C_ ("outbox", "Sent");
    case BT_OUTBOX_CANCELLED:
      return C_ ("outbox", "Cancelled");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
bt_message_for_cause (BtCause cause)
{
  switch (cause)
    {
    case BT_CAUSE_EDIT:
      return C_ ("version", "While writing");
    case BT_CAUSE_IMPORT:
      return C_ ("version", "Imported from a file");
    case BT_CAUSE_SEND:
      return C_ ("version", "Sent to the portal");
    case BT_CAUSE_BEFORE_OVERWRITE:
      return C_ ("version", "Before other text took its place");
    case BT_CAUSE_FROM_PORTAL:
      return C_ ("version", "The portal’s copy");
    case BT_CAUSE_RESTORE:
      return C_ ("version", "Restored");
    case BT_CAUSE_BY_HAND:
      return C_ ("version", "Saved on purpose");
    default:
      g_return_val_if_reached ("");
    }
}

char *
bt_message_for_step (BtStep step, guint index, guint count)
{
  switch (step)
    {
    case BT_STEP_SIGN_IN:
      return g_strdup (_ ("Signing in"));
    case BT_STEP_TERMS:
      return g_strdup (_ ("Looking up section and tags"));
    case BT_STEP_PHOTOS:
      if (count == 0)
        return g_strdup (_ ("Uploading photos"));
      return g_strdup_printf (_ ("Uploading photo %u of %u"), index, count);
    case BT_STEP_CREATE:
      return g_strdup (_ ("Creating the article on the portal"));
    case BT_STEP_COMPARE:
      return g_strdup (_ ("Comparing with the portal's copy"));
    case BT_STEP_UPDATE:
      return g_strdup (_ ("Sending text and fields"));
    case BT_STEP_STATUS:
      return g_strdup (_ ("Setting where it stands"));
    case BT_STEP_VERIFY:
      return g_strdup (_ ("Reading back and checking"));
    default:
      g_return_val_if_reached (NULL);
    }
}

char *
bt_message_shorten (const char *text, guint max_chars)
{
  g_autofree char *line = NULL;
  glong length;

  g_return_val_if_fail (max_chars > 1, NULL);

  line = g_strdelimit (g_strdup (text != NULL ? text : ""), "\r\n\t", ' ');
  g_strstrip (line);
  length = g_utf8_strlen (line, -1);
  if (length > max_chars)
    {
      char *end = g_utf8_offset_to_pointer (line, max_chars - 1);

      *end = '\0';
      g_strchomp (line);
      return g_strconcat (line, "…", NULL);
    }
  return g_steal_pointer (&line);
}
