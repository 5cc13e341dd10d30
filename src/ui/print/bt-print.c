/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/print/bt-print.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "ui/print/bt-manuscript.h"
#include "ui/print/bt-print-pictures.h"

/* A4 with room for a pencil at the right. */
#define MARGIN_TOP 18.0
#define MARGIN_BOTTOM 20.0
#define MARGIN_LEFT 25.0
#define MARGIN_RIGHT 50.0
/* Half a frame of 60 a second. */
#define SLICE_US 8000

typedef struct
{
  BtArticle *article;
  double line_spacing;
  GFile *pdf;
  char *draft; /* path of the PDF while it is being written */
  char *date;
  GHashTable *pictures;
  BtManuscript *manuscript;
  GtkPrintOperation *operation;
} Print;

static void
print_free (gpointer data)
{
  Print *print = data;

  bt_article_free (print->article);
  g_clear_object (&print->pdf);
  g_free (print->draft);
  g_free (print->date);
  g_clear_pointer (&print->pictures, g_hash_table_unref);
  bt_manuscript_free (print->manuscript);
  g_clear_object (&print->operation);
  g_free (print);
}

/* ---- a PDF comes into its place ---- */

static void
copy_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Print *print = data;
  g_autoptr (GFile) draft = g_file_new_for_path (print->draft);
  GError *error = NULL;

  if (g_file_copy (draft, print->pdf, G_FILE_COPY_OVERWRITE, cancellable, NULL, NULL,
                   &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  g_unlink (print->draft);
}

/* ---- what the print operation asks ---- */

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, GTask *task)
{
  Print *print = g_task_get_task_data (task);
  PangoContext *pango = gtk_print_context_create_pango_context (context);
  const BtManuscriptStyle style = { print->line_spacing, print->date };

  bt_manuscript_free (print->manuscript);
  print->manuscript = bt_manuscript_new (print->article, print->pictures, &style, pango,
                                         gtk_print_context_get_width (context),
                                         gtk_print_context_get_height (context));
  g_object_unref (pango);
}

static gboolean
paginate_cb (GtkPrintOperation *operation, GtkPrintContext *context, GTask *task)
{
  Print *print = g_task_get_task_data (task);

  if (!bt_manuscript_lay_out (print->manuscript, SLICE_US))
    return FALSE;
  gtk_print_operation_set_n_pages (operation,
                                   (int)bt_manuscript_get_n_pages (print->manuscript));
  return TRUE;
}

static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, GTask *task)
{
  Print *print = g_task_get_task_data (task);

  bt_manuscript_draw (print->manuscript, (guint)page,
                      gtk_print_context_get_cairo_context (context));
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, GTask *task)
{
  Print *print = g_task_get_task_data (task);
  GError *error = NULL;

  /* the last reference may be this signal's */
  g_signal_handlers_disconnect_by_data (operation, task);
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      g_task_return_error (task, error);
    }
  else if (result == GTK_PRINT_OPERATION_RESULT_CANCEL)
    g_task_return_boolean (task, FALSE);
  else if (print->pdf != NULL)
    g_task_run_in_thread (task, copy_thread);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* ---- starting ---- */

static GtkPageSetup *
make_page (void)
{
  GtkPageSetup *page = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size (page, paper);
  gtk_page_setup_set_top_margin (page, MARGIN_TOP, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (page, MARGIN_BOTTOM, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (page, MARGIN_LEFT, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (page, MARGIN_RIGHT, GTK_UNIT_MM);
  return page;
}

/* A folder of this user alone: an article that is not out yet is nobody else's. */
static char *
make_draft (const BtArticle *article, GError **error)
{
  g_autofree char *folder =
      g_build_filename (g_get_user_runtime_dir (), "banthao-print", NULL);
  g_autofree char *name = g_strconcat (bt_article_get_uuid (article), ".pdf", NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, (int)g_io_error_from_errno (code), "%s: %s", folder,
                   g_strerror (code));
      return NULL;
    }
  return g_build_filename (folder, name, NULL);
}

static void
run (GTask *task)
{
  Print *print = g_task_get_task_data (task);
  const char *headline = bt_article_get (print->article, BT_FIELD_HEADLINE);
  g_autoptr (GtkPageSetup) page = make_page ();
  GtkPrintOperation *operation = gtk_print_operation_new ();
  GError *error = NULL;

  print->operation = operation;
  gtk_print_operation_set_job_name (
      operation,
      *headline != '\0' ? headline : C_ ("print", "Article without a headline"));
  gtk_print_operation_set_default_page_setup (operation, page);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  if (print->draft != NULL)
    gtk_print_operation_set_export_filename (operation, print->draft);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), task);
  g_signal_connect (operation, "paginate", G_CALLBACK (paginate_cb), task);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), task);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), g_object_ref (task));

  if (gtk_print_operation_run (operation,
                               print->draft != NULL
                                   ? GTK_PRINT_OPERATION_ACTION_EXPORT
                                   : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               g_task_get_source_object (task), &error)
          == GTK_PRINT_OPERATION_RESULT_ERROR
      && !g_task_get_completed (task) && error != NULL
      && g_signal_handlers_disconnect_by_data (operation, task) > 0)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      g_object_unref (task);
    }
  g_clear_error (&error);
}

static void
pictures_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Print *print = g_task_get_task_data (task);
  GError *error = NULL;

  print->pictures = bt_print_pictures_finish (BT_CONTEXT (source), result, &error);
  if (print->pictures != NULL && print->pdf != NULL)
    print->draft = make_draft (print->article, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    run (task);
}

void
bt_print_async (GtkWindow *parent,
                BtContext *context,
                const BtArticle *article,
                double line_spacing,
                GFile *pdf,
                GAsyncReadyCallback callback,
                gpointer user_data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GTask *task;
  Print *print;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (BT_IS_CONTEXT (context));
  g_return_if_fail (article != NULL);
  g_return_if_fail (pdf == NULL || G_IS_FILE (pdf));

  print = g_new0 (Print, 1);
  print->article = bt_article_copy (article);
  print->line_spacing = line_spacing;
  g_set_object (&print->pdf, pdf);
  print->date = g_date_time_format (now, "%d/%m/%Y");
  task = g_task_new (parent, NULL, callback, user_data);
  g_task_set_source_tag (task, bt_print_async);
  g_task_set_task_data (task, print, print_free);
  bt_print_pictures_async (context, article, NULL, pictures_cb, task);
}

gboolean
bt_print_finish (GtkWindow *parent, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
