/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/bt-credit.h"

gboolean
bt_credit_take (BtFigureItem *item)
{
  char *credit = NULL;
  guint length;

  g_return_val_if_fail (item != NULL, FALSE);

  if (!bt_credit_split (bt_rich_text_get_text (item->caption), &length, &credit))
    return FALSE;
  bt_rich_text_delete (item->caption, length, bt_rich_text_get_length (item->caption));
  g_free (item->credit);
  item->credit = credit;
  return TRUE;
}
