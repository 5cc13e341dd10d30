/* Faults on demand, for training and for tests of clients.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BtPracticeFaultKind:
 * @BT_PRACTICE_FAULT_DROP_REQUEST: the connection is cut and nothing is saved
 * @BT_PRACTICE_FAULT_DROP_REPLY: all is saved, then the connection is cut
 * @BT_PRACTICE_FAULT_ERROR: all is saved, then comes a 500 in HTML
 * @BT_PRACTICE_FAULT_JUNK: all is saved, then a PHP warning stands before the JSON
 * @BT_PRACTICE_FAULT_BUSY: 503 with Retry-After, nothing is saved
 * @BT_PRACTICE_FAULT_SLOW: all is saved, the answer comes late
 */
typedef enum
{
  BT_PRACTICE_FAULT_NONE,
  BT_PRACTICE_FAULT_DROP_REQUEST,
  BT_PRACTICE_FAULT_DROP_REPLY,
  BT_PRACTICE_FAULT_ERROR,
  BT_PRACTICE_FAULT_JUNK,
  BT_PRACTICE_FAULT_BUSY,
  BT_PRACTICE_FAULT_SLOW,
} BtPracticeFaultKind;

/**
 * BtPracticeFault:
 * @seconds: for busy and slow
 * @method: (nullable): the only method it is for
 * @route: (nullable): how the REST route must begin
 * @times: how often still; G_MAXUINT for always
 */
typedef struct
{
  BtPracticeFaultKind kind;
  guint seconds;
  char *method;
  char *route;
  guint times;
} BtPracticeFault;

void bt_practice_fault_free (BtPracticeFault *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPracticeFault, bt_practice_fault_free)

/** bt_practice_fault_parse: @text: "KIND[=SECONDS][,METHOD[,ROUTE[,TIMES]]]", such as
 * "drop-reply,POST,/wp/v2/posts,1". Returns: (transfer full) (nullable) */
BtPracticeFault *bt_practice_fault_parse (const char *text);

/** bt_practice_fault_take: @faults: (element-type BtPracticeFault). Finds the first that
 * is for this request, counts it, and gives its kind. */
BtPracticeFaultKind bt_practice_fault_take (GPtrArray *faults,
                                            const char *method,
                                            const char *route,
                                            guint *seconds);

G_END_DECLS
