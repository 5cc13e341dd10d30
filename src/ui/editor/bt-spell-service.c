/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-spell-service.h"

struct _BtSpellService
{
  GObject parent_instance;

  char *file;
  BtSpell *spell;
  gboolean enabled;
  gboolean opening;
  GHashTable *ignored; /* "rule text" */
  BtToneStyleFunc style_func;
  gpointer style_data;
};

enum
{
  CHANGED,
  FAILED,
  STEP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtSpellService, bt_spell_service, G_TYPE_OBJECT)

static void
emit_changed (BtSpellService *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- opening ---- */

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  BtSpellService *self = source;

  g_task_return_pointer (task, bt_spell_new (self->file), (GDestroyNotify)bt_spell_unref);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BtSpellService *self = BT_SPELL_SERVICE (source);

  self->opening = FALSE;
  self->spell = g_task_propagate_pointer (G_TASK (result), NULL);
  emit_changed (self);
}

static void
open (BtSpellService *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->opening || self->spell != NULL)
    return;
  self->opening = TRUE;
  task = g_task_new (self, NULL, opened_cb, NULL);
  g_task_run_in_thread (task, open_thread);
}

/* ---- own words ---- */

static void
add_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  BtSpellService *self = source;
  GError *error = NULL;

  if (bt_spell_add (self->spell, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_signal_emit (source, signals[FAILED], 0, error);
}

/* ---- type ---- */

static void
bt_spell_service_finalize (GObject *object)
{
  BtSpellService *self = BT_SPELL_SERVICE (object);

  g_clear_pointer (&self->spell, bt_spell_unref);
  g_hash_table_unref (self->ignored);
  g_free (self->file);

  G_OBJECT_CLASS (bt_spell_service_parent_class)->finalize (object);
}

static void
bt_spell_service_class_init (BtSpellServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_spell_service_finalize;

  signals[CHANGED] = g_signal_new ("changed", BT_TYPE_SPELL_SERVICE, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", BT_TYPE_SPELL_SERVICE, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[STEP] = g_signal_new ("step", BT_TYPE_SPELL_SERVICE, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
bt_spell_service_init (BtSpellService *self)
{
  self->ignored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* ---- public ---- */

BtSpellService *
bt_spell_service_new (const char *file)
{
  BtSpellService *self = g_object_new (BT_TYPE_SPELL_SERVICE, NULL);

  self->file = g_strdup (file);
  return self;
}

void
bt_spell_service_set_enabled (BtSpellService *self, gboolean enabled)
{
  g_return_if_fail (BT_IS_SPELL_SERVICE (self));

  if (self->enabled == enabled)
    return;
  self->enabled = enabled;
  if (enabled)
    open (self);
  emit_changed (self);
}

gboolean
bt_spell_service_get_enabled (BtSpellService *self)
{
  g_return_val_if_fail (BT_IS_SPELL_SERVICE (self), FALSE);
  return self->enabled;
}

BtSpell *
bt_spell_service_get_spell (BtSpellService *self)
{
  g_return_val_if_fail (BT_IS_SPELL_SERVICE (self), NULL);

  return self->enabled ? self->spell : NULL;
}

void
bt_spell_service_ignore (BtSpellService *self, const char *word)
{
  g_return_if_fail (BT_IS_SPELL_SERVICE (self));

  if (self->spell == NULL)
    return;
  bt_spell_ignore (self->spell, word);
  emit_changed (self);
}

void
bt_spell_service_ignore_finding (BtSpellService *self, const char *rule, const char *text)
{
  g_return_if_fail (BT_IS_SPELL_SERVICE (self));
  g_return_if_fail (rule != NULL && text != NULL);

  g_hash_table_add (self->ignored, g_strdup_printf ("%s %s", rule, text));
  emit_changed (self);
}

gboolean
bt_spell_service_is_ignored (BtSpellService *self, const char *rule, const char *text)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (BT_IS_SPELL_SERVICE (self), FALSE);

  if (g_hash_table_size (self->ignored) == 0)
    return FALSE;
  key = g_strdup_printf ("%s %s", rule, text);
  return g_hash_table_contains (self->ignored, key);
}

void
bt_spell_service_add (BtSpellService *self, const char *word)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BT_IS_SPELL_SERVICE (self));

  if (self->spell == NULL)
    return;
  bt_spell_service_ignore (self, word);
  task = g_task_new (self, NULL, added_cb, NULL);
  g_task_set_task_data (task, g_strdup (word), g_free);
  g_task_run_in_thread (task, add_thread);
}

void
bt_spell_service_set_style_func (BtSpellService *self,
                                 BtToneStyleFunc func,
                                 gpointer data)
{
  g_return_if_fail (BT_IS_SPELL_SERVICE (self));

  self->style_func = func;
  self->style_data = data;
}

BtToneStyle
bt_spell_service_get_style (BtSpellService *self)
{
  g_return_val_if_fail (BT_IS_SPELL_SERVICE (self), BT_TONE_OLD);
  return self->style_func != NULL ? self->style_func (self->style_data) : BT_TONE_OLD;
}

void
bt_spell_service_step (BtSpellService *self)
{
  g_return_if_fail (BT_IS_SPELL_SERVICE (self));
  g_signal_emit (self, signals[STEP], 0);
}
