/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-typography.h"

#include "ui/editor/bt-replace-text.h"
#include "ui/editor/bt-typed.h"

struct _BtTypography
{
  GObject parent_instance;

  BtTypingFlags flags;
};

enum
{
  STEP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtTypography, bt_typography, G_TYPE_OBJECT)

/* What one view knows. */
typedef struct
{
  BtTypography *owner;
  /* what Backspace takes back; only while nothing else has been done */
  BtTypingChange change;
  gboolean may_take_back;
  gboolean replacing;
} Place;

static void
place_free (gpointer data)
{
  Place *place = data;

  g_object_unref (place->owner);
  g_free (place);
}

static GQuark
place_quark (void)
{
  return g_quark_from_static_string ("bt-typography");
}

static Place *
get_place (GtkTextView *view)
{
  return g_object_get_qdata (G_OBJECT (view), place_quark ());
}

/* Replaces the @n characters before the caret, which stands behind @text then. */
static void
replace (GtkTextView *view, Place *place, guint n, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, caret;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  start = caret;
  gtk_text_iter_backward_chars (&start, (int)n);
  place->replacing = TRUE;
  g_signal_emit (place->owner, signals[STEP], 0);
  bt_replace_text (buffer, &start, &caret, text);
  g_signal_emit (place->owner, signals[STEP], 0);
  place->replacing = FALSE;
}

static gboolean
typed_cb (GtkTextView *view, const char *text, gpointer data)
{
  Place *place = data;
  g_autofree char *before = bt_typed_dup_before (view);
  g_autofree char *after = bt_typed_dup_after (view);
  BtTypingChange change;

  if (!bt_typing_change (before, after, place->owner->flags, &change))
    return FALSE;
  replace (view, place, change.n_chars, change.text);
  place->change = change;
  place->may_take_back = TRUE;
  return TRUE;
}

static void
backspace_cb (GtkTextView *view, gpointer data)
{
  Place *place = get_place (view);
  g_autofree char *before = NULL;

  if (!place->may_take_back)
    return;
  place->may_take_back = FALSE;
  before = bt_typed_dup_before (view);
  if (!g_str_has_suffix (before, place->change.text))
    return;
  g_signal_stop_emission_by_name (view, "backspace");
  replace (view, place, (guint)g_utf8_strlen (place->change.text, -1),
           place->change.literal);
}

/* Anything that changes the text, moves the caret or takes the keyboard away. */
static void
something_else_cb (GtkTextView *view)
{
  Place *place = get_place (view);

  if (!place->replacing)
    place->may_take_back = FALSE;
}

static void
mark_set_cb (GtkTextBuffer *buffer, GtkTextIter *at, GtkTextMark *mark, GtkTextView *view)
{
  if (mark == gtk_text_buffer_get_insert (buffer))
    something_else_cb (view);
}

static void
bt_typography_class_init (BtTypographyClass *klass)
{
  signals[STEP] = g_signal_new ("step", BT_TYPE_TYPOGRAPHY, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
bt_typography_init (BtTypography *self)
{
  self->flags = BT_TYPING_QUOTES | BT_TYPING_ELLIPSIS | BT_TYPING_DASH;
}

/* ---- public ---- */

BtTypography *
bt_typography_new (void)
{
  return g_object_new (BT_TYPE_TYPOGRAPHY, NULL);
}

void
bt_typography_set_flags (BtTypography *self, BtTypingFlags flags)
{
  g_return_if_fail (BT_IS_TYPOGRAPHY (self));
  self->flags = flags;
}

void
bt_typography_attach (BtTypography *self, GtkTextView *view)
{
  GtkTextBuffer *buffer;
  Place *place;

  g_return_if_fail (BT_IS_TYPOGRAPHY (self));
  g_return_if_fail (GTK_IS_TEXT_VIEW (view));

  if (get_place (view) != NULL)
    return;
  place = g_new0 (Place, 1);
  place->owner = g_object_ref (self);
  g_object_set_qdata_full (G_OBJECT (view), place_quark (), place, place_free);
  bt_typed_watch (view, typed_cb, place);
  buffer = gtk_text_view_get_buffer (view);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (something_else_cb), view,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "mark-set", G_CALLBACK (mark_set_cb), view, 0);
  g_signal_connect (view, "notify::has-focus", G_CALLBACK (something_else_cb), NULL);
  g_signal_connect (view, "backspace", G_CALLBACK (backspace_cb), NULL);
}
