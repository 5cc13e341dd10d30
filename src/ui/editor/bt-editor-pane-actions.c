/* The commands of the editor pane, "edit.…".
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-editor-pane-private.h"
#include "ui/editor/bt-input-method.h"

static GQuark
command_quark (void)
{
  return g_quark_from_static_string ("bt-edit-action");
}

typedef struct
{
  BtEditorPane *pane;
  const BtEditAction *command;
  GVariant *parameter;
} Call;

static void
settled_cb (gpointer data)
{
  Call *call = data;

  if (call->pane->document != NULL)
    call->command->act (call->pane, call->parameter);
  g_clear_pointer (&call->parameter, g_variant_unref);
  g_object_unref (call->pane);
  g_free (call);
}

static void
activate_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Call *call = g_new0 (Call, 1);

  call->pane = g_object_ref (data);
  call->command = g_object_get_qdata (G_OBJECT (action), command_quark ());
  call->parameter = parameter != NULL ? g_variant_ref (parameter) : NULL;
  /* a command comes after the word that is being composed, never into it */
  bt_input_settle (data, settled_cb, call);
}

void
bt_editor_pane_add_actions (BtEditorPane *self,
                            const BtEditAction *actions,
                            guint n_actions)
{
  g_return_if_fail (BT_IS_EDITOR_PANE (self));

  for (guint i = 0; i < n_actions; i++)
    {
      const char *type = actions[i].parameter;
      const char *state = actions[i].state;
      g_autoptr (GSimpleAction) action =
          g_object_new (G_TYPE_SIMPLE_ACTION, "name", actions[i].name, "parameter-type",
                        type != NULL ? G_VARIANT_TYPE (type) : NULL, "state",
                        state != NULL ? g_variant_new_parsed (state) : NULL, NULL);

      g_object_set_qdata (G_OBJECT (action), command_quark (), (gpointer)&actions[i]);
      g_simple_action_set_enabled (action, self->document != NULL);
      g_signal_connect_object (action, "activate", G_CALLBACK (activate_cb), self, 0);
      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
    }
}

GSimpleAction *
bt_editor_pane_get_action (BtEditorPane *self, const char *name)
{
  GAction *action;

  g_return_val_if_fail (BT_IS_EDITOR_PANE (self), NULL);

  action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);
  g_return_val_if_fail (G_IS_SIMPLE_ACTION (action), NULL);
  return G_SIMPLE_ACTION (action);
}

void
bt_editor_pane_enable_actions (BtEditorPane *self)
{
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (self->actions));

  for (guint i = 0; names[i] != NULL; i++)
    g_simple_action_set_enabled (bt_editor_pane_get_action (self, names[i]),
                                 self->document != NULL);
  bt_editor_pane_update_table_actions (self);
  bt_editor_pane_update_format (self);
}
