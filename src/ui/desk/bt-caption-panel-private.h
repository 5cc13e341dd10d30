/* Shared by the files of the panel of captions only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text/bt-codes.h"
#include "ui/desk/bt-caption-field.h"
#include "ui/desk/bt-caption-panel.h"
#include "ui/desk/bt-name-index.h"
#include "ui/desk/bt-name-popover.h"
#include "ui/editor/bt-spell-service.h"

G_BEGIN_DECLS

/**
 * BtCaptionEntry: a field, and what is being done to it.
 * @dirty: typed, and not yet with the desk
 * @failed: the desk could not keep it, and that is said
 * @base: (nullable): char *, what each photo said when it was first touched; %NULL while it
 * is not
 * @written: (nullable): char *, what each photo said when it was last written
 */
typedef struct
{
  BtCaptionField *row;
  gboolean dirty;
  gboolean failed;
  GPtrArray *base;
  GPtrArray *written;
} BtCaptionEntry;

struct _BtCaptionPanel
{
  AdwBin parent_instance;

  BtDesk *desk;
  BtStore *store;
  GCancellable *cancellable;

  /* what it shows */
  GPtrArray *items; /* BtPhotoItem */
  guint position;   /* of the last of them, in the desk's order */
  gboolean following;
  gboolean loading;
  guint reload_source;

  /* what is typed */
  BtCaptionEntry entries[BT_N_PHOTO_FIELDS]; /* without a row where it is no text */
  BtPhotoField current;                      /* where the keyboard was last */
  gboolean writing;
  guint write_source;
  gint64 typed; /* when something was last, in µs */
  BtPhotoField last_written;

  /* names, codes, templates, spelling */
  BtNameIndex *names;
  BtCodes *codes;
  GPtrArray *templates; /* BtPhotoTemplate */
  BtNamePopover *offers;
  guint offer_start; /* in characters */
  BtSpellService *spell;
  GSettings *settings;
  BtPhotoInfo *copied; /* (nullable) */

  /* parts */
  GtkStack *stack;
  GtkLabel *title;
  GtkLabel *preview;
  GtkDropDown *source_type;
  GPtrArray *source_types; /* URI, as the rows of it have them; %NULL: several */
  GMenu *menu;
  GMenu *template_menu;
  GSimpleActionGroup *actions;
};

/** bt_caption_panel_many: whether there are several photos. */
gboolean bt_caption_panel_many (BtCaptionPanel *self);
/** bt_caption_panel_get_infos: Returns: (transfer container) (element-type BtPhotoInfo): of
 * the photos that are shown; the items' own */
GPtrArray *bt_caption_panel_get_infos (BtCaptionPanel *self);
/** bt_caption_panel_show_field: what the photos say now; what was done to it is over. */
void bt_caption_panel_show_field (BtCaptionPanel *self, BtPhotoField field);
void bt_caption_panel_show_all (BtCaptionPanel *self);
/** bt_caption_panel_show_preview: the caption as the page will have it. */
void bt_caption_panel_show_preview (BtCaptionPanel *self);
/** bt_caption_panel_get_window: Returns: (transfer none) (nullable) */
GtkWindow *bt_caption_panel_get_window (BtCaptionPanel *self);

/* ---- bt-caption-panel-write.c ---- */

/** bt_caption_panel_init_writing: follows what is typed and what is chosen. */
void bt_caption_panel_init_writing (BtCaptionPanel *self);
void bt_caption_panel_clear_writing (BtCaptionPanel *self);
/** bt_caption_panel_watch_row: a field's signals. */
void bt_caption_panel_watch_row (BtCaptionPanel *self, BtCaptionField *row);
/** bt_caption_panel_write: gives what was typed to the desk. @label: (nullable): what undo
 * says; %NULL for the field's name, as part of the step before where it goes on */
void bt_caption_panel_write (BtCaptionPanel *self, const char *label);
/** bt_caption_panel_follow: shows what is chosen, once what was typed is written. */
void bt_caption_panel_follow (BtCaptionPanel *self);
/** bt_caption_panel_set_infos: @infos: (element-type BtPhotoInfo): of the photos shown. One
 * step. */
void
bt_caption_panel_set_infos (BtCaptionPanel *self, GPtrArray *infos, const char *label);

/* ---- bt-caption-panel-words.c: codes, variables, names ---- */

void bt_caption_panel_init_words (BtCaptionPanel *self);
void bt_caption_panel_clear_words (BtCaptionPanel *self);
/** bt_caption_panel_watch_words: what is typed in @row may be a code or a name. */
void bt_caption_panel_watch_words (BtCaptionPanel *self, BtCaptionField *row);
/** bt_caption_panel_expand: Returns: (transfer full): @text as it is for @item. @notes:
 * (nullable) (element-type BtCodeNote): gets what became of codes */
char *bt_caption_panel_expand (BtCaptionPanel *self,
                               BtPhotoItem *item,
                               const char *text,
                               GPtrArray *notes);
/** bt_caption_panel_insert: @text at the caret, as if it had been typed. */
void
bt_caption_panel_insert (BtCaptionPanel *self, BtCaptionField *row, const char *text);
/** bt_caption_panel_offer: what may be meant, beside the caret; or nothing. */
void bt_caption_panel_offer (BtCaptionPanel *self, BtCaptionField *row);
/** bt_caption_panel_say: what codes in the field become, and what is wrong with it. */
void bt_caption_panel_say (BtCaptionPanel *self, BtCaptionField *row);

/* ---- bt-caption-panel-lists.c ---- */

void bt_caption_panel_init_lists (BtCaptionPanel *self);
void bt_caption_panel_clear_lists (BtCaptionPanel *self);
void bt_caption_panel_watch_lists (BtCaptionPanel *self, BtCaptionField *row);
/** bt_caption_panel_update_keep: whether @typed has a name that no list has. */
void bt_caption_panel_update_keep (BtCaptionPanel *self,
                                   BtCaptionField *row,
                                   const char *typed);
/** bt_caption_panel_get_lists: Returns: bits of 1 << #BtNameList: whose names the field has */
guint bt_caption_panel_get_lists (BtPhotoField field);

/* ---- bt-caption-panel-actions.c ---- */

void bt_caption_panel_init_actions (BtCaptionPanel *self);
/** bt_caption_panel_show_templates: in the menu. */
void bt_caption_panel_show_templates (BtCaptionPanel *self);
/** bt_caption_panel_update_actions: which of them make sense now. */
void bt_caption_panel_update_actions (BtCaptionPanel *self);

G_END_DECLS
