/* What the caption checker and variables have to say.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "messages/bt-messages.h"

/* What is wrong, and what the reader can do about it. */
static const struct
{
  const char *rule;
  const char *name;
  const char *message;
} rules[] = {
  { "K1", NC_ ("caption rule", "Caption missing"),
    N_ ("There is no caption. Say who is doing what, where and when.") },
  { "K2", NC_ ("caption rule", "Credit missing"),
    N_ ("There is no credit. Name the photographer or the agency.") },
  { "K3", NC_ ("caption rule", "Alternative text missing"),
    N_ ("There is no alternative text. Say in one sentence what is to be seen, for "
        "readers "
        "who cannot see the photo.") },
  { "K4", NC_ ("caption rule", "“Source: Internet”"),
    N_ ("The internet is no source. Find out who took the photo and who allowed its use, "
        "or "
        "choose another photo.") },
  { "K5", NC_ ("caption rule", "Old photo"),
    N_ ("The photo is older than the event. Mark it “Ảnh tư liệu”, or choose a new "
        "one.") },
  { "K5b", NC_ ("caption rule", "Date after the event"),
    N_ ("The photo says that it was taken after the event. The camera's clock may be "
        "wrong, "
        "or the photo shows something else.") },
  { "K6", NC_ ("caption rule", "Credit and creator differ"),
    N_ ("The credit names somebody else than the photo's creator. Check whose photo it "
        "is.") },
  { "K7", NC_ ("caption rule", "Caption repeats the headline"),
    N_ ("The caption says what the headline says. Tell what is to be seen in the "
        "photo.") },
  { "K8", NC_ ("caption rule", "Words left over"),
    N_ ("Words of a template, a code or a camera were left. Write over them.") },
  { "K9", NC_ ("caption rule", "House form"),
    N_ ("The caption does not end with a full stop.") },
  { "K9b", NC_ ("caption rule", "Credit inside the caption"),
    N_ ("The credit stands in the caption. It belongs into its own field.") },
  { "K9c", NC_ ("caption rule", "“Ảnh:” twice"),
    N_ ("The caption says “Ảnh:” more than once.") },
  { "K9d", NC_ ("caption rule", "Credit with additions"),
    N_ ("The credit is the name alone; “Ảnh:” and the full stop come by themselves.") },
  { "K9e", NC_ ("caption rule", "Caption breaks off"),
    N_ ("The caption breaks off in the middle of a sentence. Finish it.") },
  { "K10", NC_ ("caption rule", "Short caption"),
    N_ ("The caption is very short. Say who is doing what, where and when.") },
  { "K11", NC_ ("caption rule", "Made by artificial intelligence"),
    N_ ("The picture was made by artificial intelligence, and nothing says so.") },
};

const char *
bt_message_for_caption_rule (const char *rule)
{
  g_return_val_if_fail (rule != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (rules[i].rule, rule))
      return _ (rules[i].message);
  return NULL;
}

const char *
bt_message_name_of_caption_rule (const char *rule)
{
  g_return_val_if_fail (rule != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (rules[i].rule, rule))
      return g_dpgettext2 (GETTEXT_PACKAGE, "caption rule", rules[i].name);
  return rule;
}

const char *
bt_message_for_caption_part (BtCaptionPart part)
{
  static const char *const names[] = {
    [BT_CAPTION_CAPTION] = NC_ ("caption part", "Caption"),
    [BT_CAPTION_HEADLINE] = NC_ ("caption part", "Photo's headline"),
    [BT_CAPTION_ALT] = NC_ ("caption part", "Alternative text"),
    [BT_CAPTION_CREATOR] = NC_ ("caption part", "Creator"),
    [BT_CAPTION_CREDIT] = NC_ ("caption part", "Credit"),
    [BT_CAPTION_SOURCE] = NC_ ("caption part", "Source"),
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == BT_N_CAPTION_FIELDS);
  g_return_val_if_fail ((guint)part < BT_N_CAPTION_FIELDS, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "caption part", names[part]);
}

/* Only the fix of K5 and K11 adds words; the others can be named by what they do. */
char *
bt_message_for_caption_fix (const BtCaptionFinding *finding)
{
  const char *caption;
  const char *credit;

  g_return_val_if_fail (finding != NULL, NULL);

  caption = finding->fix[BT_CAPTION_CAPTION];
  credit = finding->fix[BT_CAPTION_CREDIT];
  if (!bt_caption_finding_has_fix (finding))
    return NULL;
  if (g_str_equal (finding->rule, "K5"))
    return g_strdup (_ ("Add “Ảnh tư liệu”"));
  if (g_str_equal (finding->rule, "K11"))
    return g_strdup (_ ("Say that it was made by AI"));
  if (g_str_equal (finding->rule, "K9"))
    return g_strdup (_ ("Add the full stop"));
  if (g_str_equal (finding->rule, "K9b"))
    return g_strdup (credit != NULL ? _ ("Move the credit into its field")
                                    : _ ("Take the credit out of the caption"));
  if (credit != NULL && *credit != '\0')
    return g_strdup_printf (_ ("Credit “%s”"), credit);
  if (g_str_equal (finding->rule, "K8"))
    return g_strdup (_ ("Empty the field"));
  return g_strdup (caption != NULL ? _ ("Take it out of the caption")
                                   : _ ("Put it right"));
}

const char *
bt_message_for_gate_strength (BtGateStrength strength)
{
  static const char *const names[] = {
    [BT_GATE_OFF] = NC_ ("caption gate", "Say nothing"),
    [BT_GATE_WARN] = NC_ ("caption gate", "Warn"),
    [BT_GATE_BLOCK] = NC_ ("caption gate", "Do not publish"),
  };

  g_return_val_if_fail ((guint)strength < G_N_ELEMENTS (names), NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "caption gate", names[strength]);
}

/* ---- variables ---- */

const char *
bt_message_for_variable (BtVariable variable)
{
  static const char *const names[] = {
    [BT_VARIABLE_DATE] = NC_ ("variable", "Day on which the photo was taken"),
    [BT_VARIABLE_YEAR] = NC_ ("variable", "Year"),
    [BT_VARIABLE_MONTH] = NC_ ("variable", "Month"),
    [BT_VARIABLE_DAY] = NC_ ("variable", "Day of the month"),
    [BT_VARIABLE_TIME] = NC_ ("variable", "Time of day"),
    [BT_VARIABLE_TODAY] = NC_ ("variable", "Today"),
    [BT_VARIABLE_NUMBER] = NC_ ("variable", "Running number"),
    [BT_VARIABLE_FILE_NAME] = NC_ ("variable", "File's name"),
    [BT_VARIABLE_PLACE] = NC_ ("variable", "Whole place"),
    [BT_VARIABLE_SUBLOCATION] = NC_ ("variable", "Sublocation"),
    [BT_VARIABLE_CITY] = NC_ ("variable", "City"),
    [BT_VARIABLE_PROVINCE] = NC_ ("variable", "Province"),
    [BT_VARIABLE_COUNTRY] = NC_ ("variable", "Country"),
    [BT_VARIABLE_CAPTION] = NC_ ("variable", "Caption"),
    [BT_VARIABLE_PHOTO_HEADLINE] = NC_ ("variable", "Photo's headline"),
    [BT_VARIABLE_ALT] = NC_ ("variable", "Alternative text"),
    [BT_VARIABLE_CREATOR] = NC_ ("variable", "Photographer"),
    [BT_VARIABLE_CREDIT] = NC_ ("variable", "Credit"),
    [BT_VARIABLE_SOURCE] = NC_ ("variable", "Source"),
    [BT_VARIABLE_COPYRIGHT] = NC_ ("variable", "Copyright"),
    [BT_VARIABLE_KEYWORDS] = NC_ ("variable", "Keywords"),
    [BT_VARIABLE_INSTRUCTIONS] = NC_ ("variable", "Instructions"),
    [BT_VARIABLE_CAPTION_WRITER] = NC_ ("variable", "Caption writer"),
    [BT_VARIABLE_CAMERA] = NC_ ("variable", "Camera"),
    [BT_VARIABLE_LENS] = NC_ ("variable", "Lens"),
    [BT_VARIABLE_ISO] = NC_ ("variable", "ISO speed"),
    [BT_VARIABLE_APERTURE] = NC_ ("variable", "Aperture"),
    [BT_VARIABLE_SHUTTER] = NC_ ("variable", "Shutter speed"),
    [BT_VARIABLE_FOCAL_LENGTH] = NC_ ("variable", "Focal length"),
    [BT_VARIABLE_WIDTH] = NC_ ("variable", "Width in pixels"),
    [BT_VARIABLE_HEIGHT] = NC_ ("variable", "Height in pixels"),
    [BT_VARIABLE_ARTICLE_HEADLINE] = NC_ ("variable", "Article's headline"),
    [BT_VARIABLE_ARTICLE_DATE] = NC_ ("variable", "Article's date"),
    [BT_VARIABLE_SECTION] = NC_ ("variable", "Article's section"),
    [BT_VARIABLE_PEN_NAME] = NC_ ("variable", "Author's pen name"),
    [BT_VARIABLE_BATCH] = NC_ ("variable", "Name of the batch"),
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == BT_N_VARIABLES);
  g_return_val_if_fail ((guint)variable < BT_N_VARIABLES, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "variable", names[variable]);
}

char *
bt_message_for_variable_note (const BtVariableNote *note)
{
  g_return_val_if_fail (note != NULL, NULL);

  switch (note->kind)
    {
    case BT_VARIABLE_UNKNOWN:
      return g_strdup_printf (_ ("No variable is called “%s”; it stays as it is."),
                              note->written);
    case BT_VARIABLE_EMPTY:
      return g_strdup_printf (_ ("“%s” is not known for this photo."), note->written);
    case BT_VARIABLE_FORMAT:
    default:
      return g_strdup_printf (_ ("“%s” asks for a format that does not exist."),
                              note->written);
    }
}
