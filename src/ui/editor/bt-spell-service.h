/* The spell check of a window: one dictionary for all its texts.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "text/bt-spell.h"

G_BEGIN_DECLS

/**
 * BtSpellService:
 *
 * Opens the dictionary in a thread when it is first wanted, and keeps a person's own words.
 *
 * BtSpellService::changed: what is wrong is to be found out anew: the dictionary came, or
 * was switched off, or a word is right from now on
 * BtSpellService::failed (GError): a word could not be kept
 * BtSpellService::step: what was done so far is one step of undo; before and after a
 * suggestion is taken
 */
#define BT_TYPE_SPELL_SERVICE (bt_spell_service_get_type ())
G_DECLARE_FINAL_TYPE (BtSpellService, bt_spell_service, BT, SPELL_SERVICE, GObject)

/** bt_spell_service_new: @file: of a person's own words. Off at first. Returns: (transfer
 * full) */
BtSpellService *bt_spell_service_new (const char *file);

/** bt_spell_service_set_enabled: whether texts are checked. */
void bt_spell_service_set_enabled (BtSpellService *self, gboolean enabled);
gboolean bt_spell_service_get_enabled (BtSpellService *self);

/** bt_spell_service_get_spell: Returns: (transfer none) (nullable): what to check with
 * now; %NULL when it is off or not open yet */
BtSpell *bt_spell_service_get_spell (BtSpellService *self);

/** bt_spell_service_ignore: @word is right until the end of the program. */
void bt_spell_service_ignore (BtSpellService *self, const char *word);
/** bt_spell_service_ignore_finding: what a rule found in @text is right until the end of
 * the program, wherever it stands. */
void bt_spell_service_ignore_finding (BtSpellService *self,
                                      const char *rule,
                                      const char *text);
gboolean
bt_spell_service_is_ignored (BtSpellService *self, const char *rule, const char *text);
/** bt_spell_service_add: @word is right from now on, on this machine. */
void bt_spell_service_add (BtSpellService *self, const char *word);

/** BtToneStyleFunc: Returns: the tone style of the article */
typedef BtToneStyle (*BtToneStyleFunc) (gpointer data);

/** bt_spell_service_set_style_func: whom to ask in which style suggestions are written;
 * in the old one when nobody is asked. @data: outlives the service */
void bt_spell_service_set_style_func (BtSpellService *self,
                                      BtToneStyleFunc func,
                                      gpointer data);
BtToneStyle bt_spell_service_get_style (BtSpellService *self);

/** bt_spell_service_step: emits "step". */
void bt_spell_service_step (BtSpellService *self);

G_END_DECLS
