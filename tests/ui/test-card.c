/* What the source of a block from a portal says that it is. Needs no display.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/editor/bt-card.h"

static void
test_name (void)
{
  static const char *const cases[][2] = {
    { "<!-- wp:gallery {\"a\":1} -->x<!-- /wp:gallery -->", "gallery" },
    { "\r\n <!-- wp:media-text -->", "media-text" },
    { "<!-- wp:acme/box-2 /-->", "acme/box-2" },
    { "<!-- wp: -->", NULL },
    { "<!-- wp:<script> -->", NULL },
    { "<!--more-->", NULL },
    { "<div>cũ</div>", NULL },
    { "", NULL },
  };
  g_autofree char *letters = g_strnfill (5000, 'a');
  g_autofree char *endless = g_strconcat ("<!-- wp:", letters, " -->", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = bt_card_name_block (cases[i][0]);

      g_assert_cmpstr (name, ==, cases[i][1]);
    }
  g_assert_null (bt_card_name_block (endless));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/card/name", test_name);
  return g_test_run ();
}
