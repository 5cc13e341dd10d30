/* Questions to a person, and plain messages. AdwMessageDialog is deprecated later: it is
 * used nowhere else.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * BtAnswer:
 * @id: what the callback gets
 * @label: translated, with a mnemonic
 */
typedef struct
{
  const char *id;
  const char *label;
  AdwResponseAppearance appearance;
} BtAnswer;

/** BtAnswered: @id: of the answer; the first one's when the dialog was closed */
typedef void (*BtAnswered) (const char *id, gpointer data);

/**
 * bt_ask:
 * @extra: (nullable) (transfer floating): shown below @body
 * @answers: the first is what closing means; the last is what Enter means
 * @answered: (nullable)
 */
void bt_ask (GtkWidget *parent,
             const char *heading,
             const char *body,
             GtkWidget *extra,
             const BtAnswer *answers,
             guint n_answers,
             BtAnswered answered,
             gpointer data);

/** bt_tell: shows a message, with technical details that can be copied (nullable). */
void
bt_tell (GtkWidget *parent, const char *heading, const char *body, const char *details);

/** bt_tell_error: what happened and what to do, for an error of any room. */
void bt_tell_error (GtkWidget *parent, const char *heading, const GError *error);

G_END_DECLS
