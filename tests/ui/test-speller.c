/* The speller in a real text view that is edited at random: in the end exactly those words
 * are underlined that are wrong in the text as it is then.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>

#include "text/proof/bt-rules.h"
#include "ui/editor/bt-body-view.h"
#include "ui/editor/bt-speller.h"

#define N_EDITS 400
#define N_ROUNDS 8
#define PATIENCE_US (20 * G_USEC_PER_SEC)

static const char *const pieces[] = {
  "nghành ", "mới ",      "vieetj", " ",    "knông, ", "\n",    "của của ", "người",
  "h",       "Hà Nội ",   "“",      "  ",   "ng",      "ành",   " ,",       "Nghành\nqúy",
  "x",       "facebook ", "từ ",    "dòng", "\n\n",    "nhgệ.",
};

typedef struct
{
  GtkWidget *window;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  BtSpellService *service;
} Place;

static void
place_init (Place *place)
{
  place->window = gtk_window_new ();
  place->view = g_object_new (BT_TYPE_BODY_VIEW, NULL);
  place->buffer = gtk_text_view_get_buffer (place->view);
  place->service = bt_spell_service_new ("/nowhere/words.txt");
  gtk_window_set_child (GTK_WINDOW (place->window), gtk_scrolled_window_new ());
  gtk_scrolled_window_set_child (
      GTK_SCROLLED_WINDOW (gtk_window_get_child (GTK_WINDOW (place->window))),
      GTK_WIDGET (place->view));
  gtk_window_set_default_size (GTK_WINDOW (place->window), 700, 500);
  gtk_window_present (GTK_WINDOW (place->window));
  bt_speller_attach (place->service, place->view);
  bt_spell_service_set_enabled (place->service, TRUE);
}

static void
place_clear (Place *place)
{
  gtk_window_destroy (GTK_WINDOW (place->window));
  g_object_unref (place->service);
}

static char *
text_of (Place *place)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (place->buffer, &start, &end);
  return gtk_text_iter_get_slice (&start, &end);
}

/* "start-end" of each, with a space behind. */
static char *
shown (Place *place)
{
  g_autoptr (GArray) places = bt_speller_collect (bt_speller_get (place->view));
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < places->len; i++)
    {
      const BtSpellerPlace *one = &g_array_index (places, BtSpellerPlace, i);

      g_string_append_printf (out, "%d-%d ", one->start, one->end);
    }
  return g_string_free (out, FALSE);
}

static char *
wanted (Place *place, BtSpell *spell)
{
  g_autoptr (GPtrArray) findings =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_finding_free);
  g_autofree char *text = text_of (place);
  GString *out = g_string_new (NULL);

  bt_spell_check (spell, text, findings);
  bt_rules_check (text, findings);
  bt_findings_settle (findings);
  for (guint i = 0; i < findings->len; i++)
    {
      const BtFinding *finding = findings->pdata[i];

      g_string_append_printf (out, "%u-%u ", finding->start, finding->end);
    }
  return g_string_free (out, FALSE);
}

static void
expect_right (Place *place, BtSpell *spell)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;
  g_autofree char *now = shown (place);
  g_autofree char *right = wanted (place, spell);

  while (!g_str_equal (now, right) && g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (500);
      g_free (now);
      now = shown (place);
    }
  g_assert_cmpstr (now, ==, right);
}

static void
edit (Place *place, GRand *random)
{
  int n = gtk_text_buffer_get_char_count (place->buffer);
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (place->buffer, &start,
                                      g_rand_int_range (random, 0, n + 1));
  switch (g_rand_int_range (random, 0, 8))
    {
    case 0:
      end = start;
      gtk_text_iter_forward_chars (&end, g_rand_int_range (random, 1, 9));
      gtk_text_buffer_delete (place->buffer, &start, &end);
      break;
    case 1:
      gtk_text_buffer_place_cursor (place->buffer, &start);
      break;
    default:
      gtk_text_buffer_insert (place->buffer, &start,
                              pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))],
                              -1);
    }
}

static void
test_random_edits (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (29);
  g_autoptr (BtSpell) spell = bt_spell_new (NULL);
  Place place;

  place_init (&place);
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      for (guint i = 0; i < N_EDITS; i++)
        {
          edit (&place, random);
          /* now and then a check begins, or answers, between two edits */
          if (i % 40 == 0)
            bt_spell_service_set_enabled (place.service, FALSE);
          bt_spell_service_set_enabled (place.service, TRUE);
          g_main_context_iteration (NULL, FALSE);
        }
      expect_right (&place, spell);
    }
  place_clear (&place);
}

/* An answer that comes when the view is gone. */
static void
test_gone_meanwhile (void)
{
  Place place;

  for (guint i = 0; i < 20; i++)
    {
      place_init (&place);
      gtk_text_buffer_set_text (place.buffer, "Một nghành mới", -1);
      for (guint k = 0; k < i * 3; k++)
        {
          g_main_context_iteration (NULL, FALSE);
          g_usleep (300);
        }
      place_clear (&place);
    }
  for (guint k = 0; k < 300; k++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (300);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/speller/random-edits", test_random_edits);
  g_test_add_func ("/speller/gone-meanwhile", test_gone_meanwhile);
  return g_test_run ();
}
