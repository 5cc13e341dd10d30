/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/desk/bt-check-panel.h"

#include <glib/gi18n.h>

#include "sync/bt-caption-check.h"
#include "ui/desk/bt-check-row.h"

/* After a change, so that a burst of them is one look; then some photos at a time. */
#define PAUSE_MS 150
#define PHOTOS_AT_ONCE 40

struct _BtCheckPanel
{
  AdwBin parent_instance;

  BtDesk *desk;
  BtCaptionGate gate;
  gboolean have_gate;
  GCancellable *cancellable;

  guint pause_source;
  guint look_source;
  GPtrArray *photos;    /* BtPhotoItem that are looked at */
  guint next;           /* of them */
  GListStore *findings; /* BtCheckFinding that are shown */
  GPtrArray *found;     /* of this look */

  GtkWidget *only_selected;
  GtkWidget *count;
  GtkWidget *pages;
  GtkWidget *list;
};

enum
{
  GO,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtCheckPanel, bt_check_panel, ADW_TYPE_BIN)

/* ---- looking ---- */

/* Every finding knows how many others go with it. */
static void
count_alike (BtCheckPanel *self)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->found->len; i++)
    {
      const BtCaptionFinding *finding =
          bt_check_finding_get_finding (self->found->pdata[i]);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, finding->rule));

      if (bt_caption_finding_has_fix (finding))
        g_hash_table_insert (counts, (gpointer)finding->rule, GUINT_TO_POINTER (n + 1));
    }
  for (guint i = 0; i < self->found->len; i++)
    {
      BtCheckFinding *finding = self->found->pdata[i];
      const char *rule = bt_check_finding_get_finding (finding)->rule;

      bt_check_finding_set_alike (finding,
                                  GPOINTER_TO_UINT (g_hash_table_lookup (counts, rule)));
    }
}

static gboolean
is_shown (BtCheckPanel *self, guint position, BtCheckFinding *finding)
{
  g_autoptr (BtCheckFinding) there =
      g_list_model_get_item (G_LIST_MODEL (self->findings), position);

  return there != NULL && bt_check_finding_same (there, finding);
}

/* Only what differs is put in anew, so that the list stays where it is, and the keyboard. */
static void
show_found (BtCheckPanel *self)
{
  guint n = self->found->len;
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->findings));
  guint start = 0, end = 0;
  g_autofree char *text =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u finding", "%u findings", n), n);

  count_alike (self);
  while (start < n && start < shown && is_shown (self, start, self->found->pdata[start]))
    start++;
  while (end < n - start && end < shown - start
         && is_shown (self, shown - end - 1, self->found->pdata[n - end - 1]))
    end++;
  if (n - start - end > 0 || shown - start - end > 0)
    g_list_store_splice (self->findings, start, shown - start - end,
                         self->found->pdata + start, n - start - end);
  gtk_label_set_label (GTK_LABEL (self->count), text);
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), n > 0 ? "list" : "nothing");
}

static void
look_at (BtCheckPanel *self, BtPhotoItem *item)
{
  guint blocking = 0;
  g_autoptr (GPtrArray) findings =
      bt_caption_check_photo (&self->gate, bt_photo_item_get_info (item), &blocking);

  g_ptr_array_set_free_func (findings, NULL);
  for (guint i = 0; i < findings->len; i++)
    g_ptr_array_add (self->found,
                     bt_check_finding_new (item, findings->pdata[i], i < blocking));
}

static gboolean
look_cb (gpointer data)
{
  BtCheckPanel *self = data;
  guint end = MIN (self->photos->len, self->next + PHOTOS_AT_ONCE);

  for (; self->next < end; self->next++)
    look_at (self, self->photos->pdata[self->next]);
  if (self->next < self->photos->len)
    return G_SOURCE_CONTINUE;
  self->look_source = 0;
  show_found (self);
  return G_SOURCE_REMOVE;
}

static GPtrArray *
list_photos (BtCheckPanel *self)
{
  GListModel *model = G_LIST_MODEL (bt_desk_get_selection (self->desk));
  GPtrArray *photos;

  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->only_selected)))
    return bt_desk_get_selected (self->desk);
  photos = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (photos, g_list_model_get_item (model, i));
  return photos;
}

static gboolean
pause_cb (gpointer data)
{
  BtCheckPanel *self = data;

  self->pause_source = 0;
  g_clear_handle_id (&self->look_source, g_source_remove);
  g_clear_pointer (&self->photos, g_ptr_array_unref);
  self->photos = list_photos (self);
  self->next = 0;
  g_ptr_array_set_size (self->found, 0);
  self->look_source = g_idle_add (look_cb, self);
  return G_SOURCE_REMOVE;
}

static void
look_again (BtCheckPanel *self)
{
  if (!self->have_gate || !gtk_widget_get_mapped (GTK_WIDGET (self))
      || self->pause_source != 0)
    return;
  self->pause_source = g_timeout_add (PAUSE_MS, pause_cb, self);
}

static void
selection_cb (BtCheckPanel *self)
{
  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->only_selected)))
    look_again (self);
}

/* ---- the newsroom's rules ---- */

static void
gate_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  BtCaptionGate gate;
  GError *error = NULL;

  if (bt_context_get_caption_gate (data, &gate, &error))
    g_task_return_pointer (task, g_memdup2 (&gate, sizeof gate), g_free);
  else
    g_task_return_error (task, error);
}

static void
gate_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BtCheckPanel *self = BT_CHECK_PANEL (source);
  g_autofree BtCaptionGate *gate = g_task_propagate_pointer (G_TASK (result), NULL);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  /* Where the setting cannot be read the usual rules hold: a check is better than none. */
  if (gate != NULL)
    self->gate = *gate;
  else
    bt_caption_gate_from_string (&self->gate, NULL);
  self->have_gate = TRUE;
  look_again (self);
}

/* The rules may have been set since the panel was seen last. */
static void
mapped_cb (BtCheckPanel *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, gate_cb, NULL);

  g_task_set_task_data (task, g_object_ref (bt_desk_get_context (self->desk)),
                        g_object_unref);
  g_task_run_in_thread (task, gate_thread);
}

/* ---- putting right ---- */

/* @rule: (nullable): every finding of this rule; else @only */
static void
fix (BtCheckPanel *self, BtCheckFinding *only, const char *rule)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GPtrArray) infos =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_photo_info_free);
  GListModel *model = G_LIST_MODEL (self->findings);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (BtCheckFinding) finding = g_list_model_get_item (model, i);
      const BtCaptionFinding *what = bt_check_finding_get_finding (finding);
      BtPhotoItem *item = bt_check_finding_get_item (finding);
      g_autoptr (BtPhotoInfo) info = NULL;

      if (rule != NULL ? !g_str_equal (what->rule, rule) : finding != only)
        continue;
      /* One that has left the desk meanwhile is left alone. */
      if (bt_desk_find (self->desk, bt_photo_item_get_hash (item)) != item)
        continue;
      info = bt_photo_info_copy (bt_photo_item_get_info (item));
      if (!bt_caption_fix_photo (what, info))
        continue;
      g_ptr_array_add (items, item);
      g_ptr_array_add (infos, g_steal_pointer (&info));
    }
  bt_desk_set_infos (self->desk, items, infos, C_ ("step", "Put Captions Right"));
  look_again (self);
}

static void
fix_cb (BtCheckPanel *self, BtCheckRow *row)
{
  g_autoptr (BtCheckFinding) finding = g_object_ref (bt_check_row_get_finding (row));

  fix (self, finding, NULL);
}

static void
fix_all_cb (BtCheckPanel *self, BtCheckRow *row)
{
  g_autoptr (BtCheckFinding) finding = g_object_ref (bt_check_row_get_finding (row));

  fix (self, finding, bt_check_finding_get_finding (finding)->rule);
}

static void
activate_cb (BtCheckPanel *self, guint position)
{
  g_autoptr (BtCheckFinding) finding =
      g_list_model_get_item (G_LIST_MODEL (self->findings), position);

  if (finding != NULL)
    g_signal_emit (
        self, signals[GO], 0, bt_check_finding_get_item (finding),
        (int)bt_caption_field_of (bt_check_finding_get_finding (finding)->field));
}

/* ---- the list ---- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, BtCheckPanel *self)
{
  GtkWidget *row = bt_check_row_new ();

  g_signal_connect_object (row, "fix", G_CALLBACK (fix_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "fix-all", G_CALLBACK (fix_all_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, BtCheckPanel *self)
{
  BtCheckFinding *finding = gtk_list_item_get_item (list_item);

  bt_check_row_set_finding (BT_CHECK_ROW (gtk_list_item_get_child (list_item)), finding);
}

static GtkWidget *
make_list (BtCheckPanel *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (
      gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->findings))));
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  self->list = gtk_list_view_new (selection, factory);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (self->list), TRUE);
  gtk_widget_add_css_class (self->list, "bt-check-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("check", "Findings in captions"), -1);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

/* ---- object ---- */

static void
bt_check_panel_dispose (GObject *object)
{
  BtCheckPanel *self = BT_CHECK_PANEL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->pause_source, g_source_remove);
  g_clear_handle_id (&self->look_source, g_source_remove);

  G_OBJECT_CLASS (bt_check_panel_parent_class)->dispose (object);
}

static void
bt_check_panel_finalize (GObject *object)
{
  BtCheckPanel *self = BT_CHECK_PANEL (object);

  g_clear_pointer (&self->photos, g_ptr_array_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_object (&self->findings);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bt_check_panel_parent_class)->finalize (object);
}

static void
bt_check_panel_class_init (BtCheckPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_check_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = bt_check_panel_finalize;

  signals[GO] = g_signal_new ("go", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                              NULL, NULL, G_TYPE_NONE, 2, BT_TYPE_PHOTO_ITEM, G_TYPE_INT);
}

static void
bt_check_panel_init (BtCheckPanel *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *nothing = adw_status_page_new ();

  self->cancellable = g_cancellable_new ();
  self->findings = g_list_store_new (BT_TYPE_CHECK_FINDING);
  self->found = g_ptr_array_new_with_free_func (g_object_unref);
  self->count = gtk_label_new ("");
  gtk_label_set_xalign (GTK_LABEL (self->count), 0);
  gtk_widget_add_css_class (self->count, "heading");
  self->only_selected =
      gtk_check_button_new_with_mnemonic (C_ ("check", "Only the _selected photos"));
  gtk_box_append (GTK_BOX (head), self->count);
  gtk_box_append (GTK_BOX (head), self->only_selected);
  gtk_widget_add_css_class (head, "bt-check-head");

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (nothing), "emblem-ok-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (nothing),
                             C_ ("check", "Nothing to Put Right"));
  gtk_widget_add_css_class (nothing, "compact");

  self->pages = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->pages), nothing, "nothing");
  gtk_stack_add_named (GTK_STACK (self->pages), make_list (self), "list");
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->pages);
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
}

GtkWidget *
bt_check_panel_new (BtDesk *desk)
{
  BtCheckPanel *self;
  GtkMultiSelection *selection;

  g_return_val_if_fail (BT_IS_DESK (desk), NULL);

  self = g_object_new (BT_TYPE_CHECK_PANEL, NULL);
  self->desk = g_object_ref (desk);
  selection = bt_desk_get_selection (desk);
  /* Every change of a photo is a step, or comes with the scope. */
  g_signal_connect_object (desk, "steps", G_CALLBACK (look_again), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "loaded", G_CALLBACK (look_again), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "items-changed", G_CALLBACK (look_again), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "selection-changed", G_CALLBACK (selection_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->only_selected, "toggled", G_CALLBACK (look_again), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
