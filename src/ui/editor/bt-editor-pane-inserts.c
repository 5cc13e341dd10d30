/* What is put into the article as a whole: rules, and what the portal shows from
 * elsewhere.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-editor-pane-private.h"
#include "ui/editor/bt-link-address.h"
#include "ui/editor/bt-link-popover.h"
#include "ui/editor/bt-pane-popover.h"

/* The caret goes on below it, on a line of its own; all of that is one step. */
static void
insert_and_go_on (BtEditorPane *self, BtBlock *block)
{
  BtParagraph *paragraph;

  bt_editor_pane_record (self);
  paragraph =
      bt_body_buffer_insert_block (bt_body_view_get_buffer (self->body),
                                   bt_body_view_get_line_for_insert (self->body), block);
  bt_body_view_go_below (self->body, paragraph);
  bt_editor_pane_record (self);
}

static void
insert_divider_act (BtEditorPane *self, GVariant *parameter)
{
  insert_and_go_on (self, bt_block_new (BT_BLOCK_DIVIDER));
}

static void
embed_cb (BtLinkPopover *popover, const char *address, BtEditorPane *self)
{
  BtBlock *block;

  if (self->document == NULL)
    return;
  block = bt_block_new (BT_BLOCK_EMBED);
  g_free (block->url);
  block->url = g_strdup (address);
  block->provider = g_strdup (bt_link_address_get_provider (address));
  insert_and_go_on (self, block);
}

static void
closed_cb (BtLinkPopover *popover, BtEditorPane *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->body));
}

static void
insert_embed_act (BtEditorPane *self, GVariant *parameter)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->body);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkPopover *popover = bt_link_popover_new (BT_LINK_POPOVER_EMBED, NULL);
  graphene_rect_t place;
  GdkRectangle caret;
  int x, y;

  gtk_text_view_scroll_mark_onscreen (view, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_cursor_locations (view, NULL, &caret, NULL);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, caret.x, caret.y,
                                         &x, &y);
  place = GRAPHENE_RECT_INIT ((float)x, (float)y, 1, (float)caret.height);
  g_signal_connect_object (popover, "apply", G_CALLBACK (embed_cb), self, 0);
  g_signal_connect_object (popover, "closed", G_CALLBACK (closed_cb), self, 0);
  bt_pane_popover_show (popover, GTK_WIDGET (view), &place);
}

void
bt_editor_pane_init_inserts (BtEditorPane *self)
{
  static const BtEditAction actions[] = {
    { "insert-divider", insert_divider_act, NULL },
    { "insert-embed", insert_embed_act, NULL },
  };

  bt_editor_pane_add_actions (self, actions, G_N_ELEMENTS (actions));
}
