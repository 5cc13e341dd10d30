/* The editor against a bare GtkTextView with the same text, in the same window and the same run:
 * from key to painted frame, from opening to painted frame, memory. It fails above the limits.
 *
 * Keys: one real key press is caught on its way into the window; then it is put into the display's
 * queue again and again (gdk_display_put_event), and takes the way of every key from there:
 * accelerators, input method, buffer, layout, frame. The clock stops when the window's frame clock
 * has painted (after-paint).
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <glib/gstdio.h>
#include <malloc.h>
#include <stdlib.h>
#include <time.h>

#include "sync/bt-context.h"
#include "ui/bt-settings.h"
#include "ui/editor/bt-editor-pane-private.h"

#define MAX_KEY_RATIO 1.3
#define MAX_OPEN_MORE_MS 150
#define N_FIGURES 20
#define PARAGRAPH 60 /* words */
#define ROUNDS 4     /* of KEYS keys each in both, in turn */
#define KEYS 20
#define OPENINGS 9
#define TRIES 3
/* Longer than a frame: each key finds the clock at rest, and its frame is its own. */
#define REST_MS 25

GResource *bt_ui_get_resource (void); /* the linker would leave it out of the library */

static const char *const syllables[] = {
  "thành", "phố",  "Cần",  "Thơ",  "đường", "mới", "đầu",   "tư",   "nông", "nghiệp",
  "công",  "nhân", "nước", "sông", "Hậu",   "năm", "người", "dân",  "quận", "huyện",
  "ủy",    "ban",  "chủ",  "tịch", "doanh", "nhà", "học",   "sinh", "bệnh", "viện",
  "giá",   "lúa",  "gạo",  "tôm",  "cá",    "tra", "xuất",  "khẩu", "tăng", "trưởng",
};

typedef struct
{
  GtkWindow *window;
  GtkStack *stack;
  BtEditorPane *pane;
  GtkWidget *pane_page;
  GtkTextView *bare;
  GtkWidget *bare_page;
  BtContext *context;
  GPtrArray *photos; /* hashes */
  GdkEvent *key;     /* a letter's press */
  gint64 painted;    /* when the last frame was, in µs */
  gint64 worked;     /* the processor time then */
  gboolean failed;
} Bench;

/* ---- the main loop ---- */

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
turn (guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;
  guint wake = g_timeout_add (2, wake_cb, NULL);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (wake);
}

/* Of this thread, which does all that stands between a key and its frame, in µs. The time on the
 * wall has other programs' work in it, and so has the ratio of two such times. */
static gint64
processor_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64)time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

typedef struct
{
  gint64 wall; /* µs */
  gint64 work;
} Start;

static Start
start_clock (void)
{
  return (Start){ g_get_monotonic_time (), processor_time () };
}

/* Waits for the next frame. Returns: the work that went into it, in ms; adds to @walls how long it
 * took */
static double
wait_for_frame (Bench *bench, Start start, GArray *walls)
{
  double wall;

  while (bench->painted < start.wall)
    g_main_context_iteration (NULL, TRUE);
  wall = (double)(bench->painted - start.wall) / 1000;
  if (walls != NULL)
    g_array_append_val (walls, wall);
  return (double)(bench->worked - start.work) / 1000;
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer data)
{
  Bench *bench = data;

  bench->painted = g_get_monotonic_time ();
  bench->worked = processor_time ();
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static double
median (GArray *times)
{
  qsort (times->data, times->len, sizeof (double), compare);
  return g_array_index (times, double, times->len / 2);
}

/* ---- the text ---- */

static char *
make_paragraph (guint seed, guint n_words)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (
        text, "%s%s", i > 0 ? " " : "",
        syllables[(seed * 7 + i * i * 3 + i) % G_N_ELEMENTS (syllables)]);
  g_string_append_c (text, '.');
  return g_string_free (text, FALSE);
}

static void
make_photos (Bench *bench, const char *folder)
{
  bench->photos = g_ptr_array_new_with_free_func (g_free);
  for (int i = 0; i < N_FIGURES; i++)
    {
      g_autoptr (GdkPixbuf) pixbuf =
          gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 1200, 800);
      g_autofree char *path = g_strdup_printf ("%s/%d.jpg", folder, i);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (BtPhotoInfo) info = NULL;
      GError *error = NULL;

      gdk_pixbuf_fill (pixbuf, 0x205080ffu + (guint)i * 0x04030200u);
      gdk_pixbuf_save (pixbuf, path, "jpeg", &error, NULL);
      g_assert_no_error (error);
      info = bt_context_import_photo (bench->context, file, NULL, &error);
      g_assert_no_error (error);
      g_ptr_array_add (bench->photos, g_strdup (info->hash));
      g_unlink (path);
    }
}

static BtArticle *
make_article (Bench *bench, guint n_words, gboolean with_figures)
{
  BtArticle *article = bt_article_new ();
  guint n = n_words / PARAGRAPH;

  bt_article_set (article, BT_FIELD_HEADLINE, "Nước về");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = make_paragraph (i, PARAGRAPH);

      bt_article_append_block (article, bt_block_new_text (BT_BLOCK_PARAGRAPH, text));
      for (guint f = 0; with_figures && f < N_FIGURES; f++)
        if ((f * n) / N_FIGURES == i)
          {
            BtBlock *block = bt_block_new (BT_BLOCK_FIGURE);
            BtFigureItem *item = bt_figure_item (block->figure, 0);

            if (item == NULL)
              {
                item = bt_figure_item_new ();
                g_ptr_array_add (block->figure->items, item);
              }
            g_free (item->photo);
            item->photo = g_strdup (bench->photos->pdata[f]);
            bt_rich_text_set_text (item->caption, "Chợ nổi lúc bình minh.");
            bt_article_append_block (article, block);
          }
    }
  return article;
}

static char *
make_plain (guint n_words)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_words / PARAGRAPH; i++)
    {
      g_autofree char *paragraph = make_paragraph (i, PARAGRAPH);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", paragraph);
    }
  return g_string_free (text, FALSE);
}

/* ---- opening ---- */

static void
show_ours (Bench *bench, BtArticle *article)
{
  g_autoptr (BtDocument) document =
      bt_document_new (bt_context_get_store (bench->context), article, 0);

  bt_editor_pane_set_document (bench->pane, document);
}

static void
show_page (Bench *bench, GtkWidget *page)
{
  gtk_stack_set_visible_child (bench->stack, page);
  turn (300);
}

/* From the call that loads to the frame on which the text is. */
static double
open_ours (Bench *bench, guint n_words, gboolean with_figures, GArray *walls)
{
  BtArticle *article = make_article (bench, n_words, with_figures);
  Start start;

  bt_editor_pane_set_document (bench->pane, NULL);
  turn (100);
  start = start_clock ();
  show_ours (bench, article);
  return wait_for_frame (bench, start, walls);
}

static double
open_bare (Bench *bench, guint n_words, GArray *walls)
{
  g_autofree char *text = make_plain (n_words);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (bench->bare);
  Start start;

  gtk_text_buffer_set_text (buffer, "", 0);
  turn (100);
  start = start_clock ();
  gtk_text_buffer_set_text (buffer, text, -1);
  return wait_for_frame (bench, start, walls);
}

static gboolean
bench_opening (Bench *bench, guint n_words)
{
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) bare = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) our_walls = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) bare_walls = g_array_new (FALSE, FALSE, sizeof (double));
  double a, b;

  for (int i = 0; i < OPENINGS; i++)
    {
      show_page (bench, bench->bare_page);
      b = open_bare (bench, n_words, bare_walls);
      g_array_append_val (bare, b);
      show_page (bench, bench->pane_page);
      a = open_ours (bench, n_words, TRUE, our_walls);
      g_array_append_val (ours, a);
    }
  a = median (ours);
  b = median (bare);
  g_print ("# opening %u words: %.1f ms, bare %.1f ms: %+.1f ms (at most %d)\n", n_words,
           a, b, a - b, MAX_OPEN_MORE_MS);
  return a - b <= MAX_OPEN_MORE_MS;
}

/* ---- keys ---- */

static void
place_caret (GtkTextView *view, double share)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  int line = (int)(share * (gtk_text_buffer_get_line_count (buffer) - 1));
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line (buffer, &iter, line);
  /* not on a figure's line */
  while (gtk_text_iter_get_child_anchor (&iter) != NULL
         && gtk_text_iter_backward_line (&iter))
    ;
  gtk_text_iter_forward_chars (&iter, 40);
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_widget_grab_focus (GTK_WIDGET (view));
  gtk_text_view_scroll_to_mark (view, gtk_text_buffer_get_insert (buffer), 0.2, FALSE, 0,
                                0);
  turn (400);
}

static void
type_keys (Bench *bench, GtkTextView *view, GArray *times, GArray *walls)
{
  int before = gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (view));

  for (int i = 0; i < KEYS; i++)
    {
      Start start;
      double took;

      turn (REST_MS);
      start = start_clock ();
      gdk_display_put_event (gtk_widget_get_display (GTK_WIDGET (view)), bench->key);
      took = wait_for_frame (bench, start, walls);
      g_array_append_val (times, took);
    }
  turn (REST_MS);
  g_assert_cmpint (gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (view)), ==,
                   before + KEYS);
}

static gboolean
bench_keys (Bench *bench, guint n_words, double share, const char *where)
{
  GtkTextView *ours = GTK_TEXT_VIEW (bench->pane->body);
  g_autoptr (GArray) our_times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) bare_times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) our_walls = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) bare_walls = g_array_new (FALSE, FALSE, sizeof (double));
  double a, b;

  for (int round = 0; round < ROUNDS; round++)
    {
      show_page (bench, bench->bare_page);
      place_caret (bench->bare, share);
      type_keys (bench, bench->bare, bare_times, bare_walls);
      show_page (bench, bench->pane_page);
      place_caret (ours, share);
      type_keys (bench, ours, our_times, our_walls);
    }
  a = median (our_times);
  b = median (bare_times);
  g_print ("# key to frame, %u words, caret at the %s: %.2f ms, bare %.2f ms: %.2f times "
           "(at most %.1f); by the clock %.2f and %.2f ms\n",
           n_words, where, a, b, a / b, MAX_KEY_RATIO, median (our_walls),
           median (bare_walls));
  return a / b <= MAX_KEY_RATIO;
}

/* ---- memory ---- */

/* What is in use: pages that the process keeps for later would hide it. */
static double
used_kb (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return (double)(info.uordblks + info.hblkhd) / 1024;
}

static void
bench_memory (Bench *bench)
{
  const guint many = 100000;
  double before, ours, bare;

  show_page (bench, bench->bare_page);
  open_bare (bench, PARAGRAPH, NULL);
  bt_editor_pane_set_document (bench->pane, NULL);
  turn (200);
  before = used_kb ();
  open_bare (bench, many, NULL);
  turn (1500);
  bare = used_kb () - before;
  open_bare (bench, PARAGRAPH, NULL);
  show_page (bench, bench->pane_page);
  open_ours (bench, PARAGRAPH, FALSE, NULL);
  turn (500);
  before = used_kb ();
  open_ours (bench, many, FALSE, NULL);
  turn (1500);
  ours = used_kb () - before;
  g_print ("# memory per 1,000 words: %.0f kB, bare %.0f kB\n", ours / (many / 1000),
           bare / (many / 1000));
}

/* ---- the run ---- */

static void
report (Bench *bench, int number, const char *name, gboolean ok)
{
  g_print ("%s %d - %s\n", ok ? "ok" : "not ok", number, name);
  bench->failed |= !ok;
}

static void
run_bench (Bench *bench)
{
  static const guint sizes[] = { 1000, 10000 };
  static const struct
  {
    const char *name;
    double share;
  } places[] = { { "start", 0 }, { "middle", 0.5 }, { "end", 1 } };
  int number = 0;

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      gboolean ok = FALSE;

      for (int try = 0; try < TRIES && !ok; try++)
        ok = bench_opening (bench, sizes[s]);
      report (bench, ++number, "opening", ok);
      for (guint p = 0; p < G_N_ELEMENTS (places); p++)
        {
          ok = FALSE;
          for (int try = 0; try < TRIES && !ok; try++)
            ok = bench_keys (bench, sizes[s], places[p].share, places[p].name);
          report (bench, ++number, "key to frame", ok);
        }
    }
  bench_memory (bench);
  g_print ("1..%d\n", number);
}

static gboolean
catch_key_cb (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer data)
{
  Bench *bench = data;

  if (gdk_event_get_event_type (event) != GDK_KEY_PRESS || bench->key != NULL)
    return GDK_EVENT_PROPAGATE;
  bench->key = gdk_event_ref (event);
  return GDK_EVENT_STOP;
}

static void
catch_a_key (Bench *bench)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();
  int tries = 0;

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "event", G_CALLBACK (catch_key_cb), bench);
  gtk_widget_add_controller (GTK_WIDGET (bench->window), controller);
  while (bench->key == NULL && tries++ < 50)
    {
      g_spawn_command_line_async ("/usr/bin/xdotool key a", NULL);
      turn (200);
    }
  g_assert_nonnull (bench->key);
  turn (300);
  gtk_widget_remove_controller (GTK_WIDGET (bench->window), controller);
}

static void
make_bare (Bench *bench)
{
  bench->bare = GTK_TEXT_VIEW (gtk_text_view_new ());
  bench->bare_page = gtk_scrolled_window_new ();
  gtk_text_view_set_wrap_mode (bench->bare, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (bench->bare, 20);
  gtk_text_view_set_right_margin (bench->bare, 20);
  /* the same letters */
  gtk_widget_add_css_class (GTK_WIDGET (bench->bare), "bt-body");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (bench->bare_page),
                                 GTK_WIDGET (bench->bare));
  gtk_stack_add_child (bench->stack, bench->bare_page);
}

static void
activate_cb (GtkApplication *app, Bench *bench)
{
  g_autoptr (GSettings) settings = bt_settings_new ();

  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE,
                "gtk-enable-animations", FALSE, NULL);
  bench->window = GTK_WINDOW (adw_application_window_new (app));
  bench->stack = GTK_STACK (gtk_stack_new ());
  g_type_ensure (BT_TYPE_EDITOR_PANE);
  bench->pane = g_object_new (BT_TYPE_EDITOR_PANE, NULL);
  bt_editor_pane_set_context (bench->pane, bench->context, settings);
  bench->pane_page = GTK_WIDGET (bench->pane);
  gtk_stack_add_child (bench->stack, bench->pane_page);
  /* the bare view has no fields beside it either: without a graphics card GTK goes through all
   * that is in the window for every frame */
  bt_editor_pane_set_details_shown (bench->pane, FALSE);
  make_bare (bench);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (bench->window),
                                      GTK_WIDGET (bench->stack));
  gtk_window_set_default_size (bench->window, 1200, 800);
  gtk_window_present (bench->window);
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (bench->window)),
                    "after-paint", G_CALLBACK (after_paint_cb), bench);
  turn (500);
  show_page (bench, bench->bare_page);
  gtk_widget_grab_focus (GTK_WIDGET (bench->bare));
  catch_a_key (bench);
  run_bench (bench);
  bt_editor_pane_set_document (bench->pane, NULL);
  turn (500);
  gtk_window_destroy (bench->window);
}

static void
remove_tree (const char *folder)
{
  const char *argv[] = { "/bin/rm", "-rf", folder, NULL };

  g_spawn_sync (NULL, (char **)argv, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL);
}

int
main (void)
{
  Bench bench = { 0 };
  g_autofree char *folder = g_dir_make_tmp ("banthao-bench.XXXXXX", NULL);
  g_autoptr (AdwApplication) app = NULL;

  bench.context = bt_context_new (folder);
  make_photos (&bench, folder);
  g_resources_register (bt_ui_get_resource ());
  app = g_object_new (ADW_TYPE_APPLICATION, "application-id", "vn.banthao.Bench",
                      "resource-base-path", "/vn/banthao/BanThao", "flags",
                      G_APPLICATION_NON_UNIQUE, NULL);
  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), &bench);
  g_application_run (G_APPLICATION (app), 0, NULL);
  g_clear_pointer (&bench.key, gdk_event_unref);
  g_ptr_array_unref (bench.photos);
  g_clear_object (&bench.context);
  remove_tree (folder);
  return bench.failed ? 1 : 0;
}
