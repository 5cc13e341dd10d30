/* Thousands of damaged pictures: every kind that is let in, changed at random from a fixed
 * seed, and each given to the real decoding process as taking photos in does. Each is
 * answered or refused by name, within the processor time and memory that one photo may take,
 * and this program is alive at the end.
 *
 *   test-photo-mutated [--few|HOW-MANY]
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo-testing.h"
#include "photo/bt-photo-homes.h"
#include "photo/bt-photo-private.h"
#include "photo/bt-photo-worker-client.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <jpeglib.h>

#define DEFAULT_COUNT 10000
#define FEW 300
#define MAX_SECONDS 2.0
#define MAX_KILOBYTES (1536 * 1024)
#define MAX_BASE_BYTES (400 * 1024)
#define MAX_SHARDS 4

static int how_many = DEFAULT_COUNT;
/* A sanitizer needs more time and memory than one photo may have. */
static gboolean timed = TRUE;

typedef struct
{
  char *name;
  GBytes *bytes;
} Base;

/* What a shard tells of its part. */
typedef struct
{
  guint answered, refused, crashed;
  guint by_code[BT_PHOTO_ERROR_UNSUPPORTED + 8];
  double longest;
  char slowest[96];
  long memory;
} Report;

/* ---- the pictures that are damaged ---- */

static void
base_free (gpointer data)
{
  Base *base = data;

  g_free (base->name);
  g_bytes_unref (base->bytes);
  g_free (base);
}

static void
add_base (GPtrArray *bases, const char *path)
{
  Base *base = g_new0 (Base, 1);
  char *data;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, NULL))
    g_error ("%s", path);
  if (length > MAX_BASE_BYTES || length < 64)
    {
      g_free (data);
      g_free (base);
      return;
    }
  base->name = g_path_get_basename (path);
  base->bytes = g_bytes_new_take (data, length);
  g_ptr_array_add (bases, base);
}

/* @components: 3, or 4 for inks */
static char *
write_jpeg (const Place *place, const char *name, int components, gboolean progressive)
{
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  JSAMPLE row[96 * 4];
  JSAMPROW rows[1] = { row };
  char *path = place_path (place, name);
  FILE *file = fopen (path, "wb");

  g_assert_nonnull (file);
  jpeg.err = jpeg_std_error (&errors);
  jpeg_create_compress (&jpeg);
  jpeg_stdio_dest (&jpeg, file);
  jpeg.image_width = 96;
  jpeg.image_height = 64;
  jpeg.input_components = components;
  jpeg.in_color_space = components == 4 ? JCS_CMYK : JCS_RGB;
  jpeg_set_defaults (&jpeg);
  if (progressive)
    jpeg_simple_progression (&jpeg);
  jpeg_start_compress (&jpeg, TRUE);
  for (int y = 0; y < 64; y++)
    {
      for (int x = 0; x < 96 * components; x++)
        row[x] = (JSAMPLE)(x * y);
      jpeg_write_scanlines (&jpeg, rows, 1);
    }
  jpeg_finish_compress (&jpeg);
  jpeg_destroy_compress (&jpeg);
  fclose (file);
  return path;
}

static void
tag_file (const char *path)
{
  g_autofree char *tool = g_find_program_in_path ("exiftool");

  if (tool != NULL)
    g_free (run (tool, "-q", "-m", "-overwrite_original", "-Make=Canon",
                 "-EXIF:Orientation#=6", "-EXIF:ImageDescription=Thành ủy Cần Thơ",
                 "-GPSLatitude=10", "-GPSLatitudeRef=N", "-XMP-dc:Description=Hội nghị",
                 "-XMP-dc:Subject=một", "-XMP-dc:Subject=hai", path, NULL));
}

static void
add_made (GPtrArray *bases, const Place *place)
{
  static const char *const types[] = { "jpeg", "png", "webp" };
  g_autoptr (GdkPixbuf) pixbuf = quadrants (320, 240);
  g_autofree char *progressive = write_jpeg (place, "progressive.jpg", 3, TRUE);
  g_autofree char *inks = write_jpeg (place, "inks.jpg", 4, FALSE);
  g_autofree char *tool = g_find_program_in_path ("heif-enc");
  g_autofree char *png_path = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *name = g_strconcat ("made.", types[i], NULL);
      g_autofree char *path = save (place, pixbuf, name, types[i]);

      add_base (bases, path);
      tag_file (path);
      if (i == 0)
        g_free (run ("exiftool", "-q", "-overwrite_original", "-IPTC:Caption-Abstract=a",
                     "-IPTC:Keywords=b", "-Photoshop:URL=c", path, NULL));
      add_base (bases, path);
    }
  add_base (bases, progressive);
  add_base (bases, inks);
  png_path = place_path (place, "made.png");
  for (guint i = 0; tool != NULL && i < 2; i++)
    {
      g_autofree char *path = place_path (place, i == 0 ? "made.heic" : "made.avif");
      g_autofree char *said = NULL;
      const char *argv[] = { tool,
                             "-o",
                             path,
                             i == 0 ? "-q" : "-A",
                             i == 0 ? "60" : png_path,
                             i == 0 ? png_path : NULL,
                             NULL };

      /* Not every machine has both encoders. */
      if (!g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                         NULL, &said, NULL, NULL, NULL)
          || !g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      tag_file (path);
      add_base (bases, path);
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static void
add_folder (GPtrArray *bases, const char *folder)
{
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  /* The seed means the same on every disk. */
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path =
          g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      guint8 head[BT_PHOTO_SNIFF_BYTES];
      FILE *file = fopen (path, "rb");
      gsize n = file != NULL ? fread (head, 1, sizeof head, file) : 0;

      if (file != NULL)
        fclose (file);
      if (bt_photo_kind_sniff (head, n) != BT_PHOTO_KIND_NONE)
        add_base (bases, path);
    }
}

static GPtrArray *
collect_bases (const Place *place)
{
  GPtrArray *bases = g_ptr_array_new_with_free_func (base_free);
  g_autofree char *ours =
      g_build_filename (g_getenv ("BANTHAO_SOURCE_DIR"), "data", "samples", NULL);
  g_autofree char *shared =
      g_getenv ("BANTHAO_SAMPLES") != NULL
          ? g_build_filename (g_getenv ("BANTHAO_SAMPLES"), "photos", NULL)
          : NULL;

  add_made (bases, place);
  add_folder (bases, ours);
  add_folder (bases, shared);
  return bases;
}

/* ---- the damage ---- */

static gsize
some_place (GRand *random, gsize length)
{
  /* Heads and metadata stand in front, and that is where numbers rule. */
  gsize end = g_rand_int_range (random, 0, 3) > 0 ? MIN (length, 2048) : length;

  return (gsize)g_rand_int_range (random, 0, (gint32)end);
}

static gsize
some_length (GRand *random, gsize from, gsize length)
{
  gsize n = (gsize)1 << g_rand_int_range (random, 0, 13);

  return MIN (n, length - from);
}

static void
put_number (GRand *random, GByteArray *out)
{
  static const guint32 numbers[] = { 0,          1,          0x7f,       0xff,
                                     0x7fff,     0xffff,     0x10000,    0x7fffffff,
                                     0x80000000, 0xfffffffe, 0xffffffff, 0x00ffffff };
  guint32 number = numbers[g_rand_int_range (random, 0, G_N_ELEMENTS (numbers))];
  gsize n = (gsize)g_rand_int_range (random, 1, 5);
  gsize at = some_place (random, out->len);

  if (g_rand_boolean (random))
    number = GUINT32_TO_BE (number);
  for (gsize i = 0; i < n && at + i < out->len; i++)
    out->data[at + i] = (guint8)(number >> 8 * i);
}

static void
damage (GRand *random, GByteArray *out, const Base *other)
{
  gsize at = some_place (random, out->len);
  gsize n = some_length (random, at, out->len);
  gsize to = some_place (random, out->len);
  gsize length;
  const guint8 *data = g_bytes_get_data (other->bytes, &length);

  switch (g_rand_int_range (random, 0, 9))
    {
    case 0: /* bits */
      for (guint i = 0; i < 8; i++)
        out->data[some_place (random, out->len)] ^= (guint8)(1 << i);
      break;
    case 1: /* bytes */
      for (gsize i = 0; i < MIN (n, 32); i++)
        out->data[at + i] = (guint8)g_rand_int_range (random, 0, 256);
      break;
    case 2:
    case 3:
      put_number (random, out);
      break;
    case 4: /* cut short */
      g_byte_array_set_size (out, (guint)MAX (at, 12));
      break;
    case 5: /* a block left out */
      if (out->len - n >= 12)
        g_byte_array_remove_range (out, (guint)at, (guint)n);
      break;
    case 6: /* a block elsewhere, too */
      n = MIN (n, out->len - to);
      memmove (out->data + to, out->data + at, n);
      break;
    case 7: /* nothing there, as a card leaves it */
      memset (out->data + at, 0, n);
      break;
    default: /* the rest of another picture */
      g_byte_array_set_size (out, (guint)MAX (at, 12));
      to = some_place (random, length);
      g_byte_array_append (out, data + to, (guint)(length - to));
    }
}

static GByteArray *
mutate (const GPtrArray *bases, guint number, const char **name)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20171228 + number);
  const Base *base = g_ptr_array_index (bases, number % bases->len);
  gsize length;
  const guint8 *data = g_bytes_get_data (base->bytes, &length);
  GByteArray *out = g_byte_array_new ();
  guint times = (guint)g_rand_int_range (random, 1, 4);

  g_byte_array_append (out, data, (guint)length);
  for (guint i = 0; i < times; i++)
    damage (random, out,
            g_ptr_array_index (bases, g_rand_int_range (random, 0, (gint32)bases->len)));
  *name = base->name;
  return out;
}

/* ---- one part of them, in a process of its own ---- */

static double
children_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_CHILDREN, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void
judge (Report *report, const char *what, const char *answer, const GError *error)
{
  if (answer != NULL)
    {
      report->answered++;
      return;
    }
  report->refused++;
  /* A worker that says nothing, or nothing that is known, is a fault of ours. */
  if (error == NULL || error->domain != BT_PHOTO_ERROR
      || error->code == BT_PHOTO_ERROR_WORKER || error->message[0] == '\0')
    g_error ("%s: %s", what, error != NULL ? error->message : "no error");
  report->by_code[error->code]++;
  if (strstr (error->message, "crashed") != NULL)
    {
      report->crashed++;
      g_printerr ("# %s: %s\n", what, error->message);
    }
}

static void
try_one (const Place *place, const GPtrArray *bases, guint number, Report *report)
{
  const char *name = NULL;
  g_autoptr (GByteArray) bytes = mutate (bases, number, &name);
  g_autofree char *what = g_strdup_printf ("%s, number %u", name, number);
  g_autofree char *path = place_write (place, "mutated", bytes->data, bytes->len);
  g_autofree char *out = place_write (place, "thumbnail", "", 0);
  const char *ingest[] = { "ingest", path, out, "256", "85", NULL };
  const char *embed[] = { "embed", path, out, "keep", NULL };
  double before = children_seconds (), seconds;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) embed_error = NULL;
  g_autofree char *written = NULL;
  g_autofree char *answer =
      bt_photo_worker_run (ingest, NULL, BT_PHOTO_WALL_MS, NULL, &error);

  seconds = children_seconds () - before;
  if (seconds > report->longest)
    {
      report->longest = seconds;
      g_strlcpy (report->slowest, what, sizeof report->slowest);
    }
  judge (report, what, answer, error);
  if (answer != NULL)
    {
      g_autoptr (BtPhotoInfo) info = bt_photo_info_from_json (answer, NULL);

      g_assert_nonnull (info);
      g_assert_true (bt_photo_check_size (info->width, info->height, NULL));
    }
  /* Writing into it is for our own parsers alone, and seldom fails. */
  if (number % 8 != 0)
    return;
  written = bt_photo_worker_run (embed, "{\"fields\":{\"caption\":\"Cần Thơ\"}}",
                                 BT_PHOTO_WALL_MS, NULL, &embed_error);
  if (written == NULL
      && (embed_error->domain != BT_PHOTO_ERROR
          || embed_error->code == BT_PHOTO_ERROR_WORKER
          || strstr (embed_error->message, "crashed") != NULL))
    g_error ("%s: %s", what, embed_error->message);
}

static void
run_shard (const GPtrArray *bases, guint shard, guint n_shards, int fd)
{
  g_auto (Place) place = { 0 };
  struct rusage usage;
  Report report = { 0 };

  place_init (&place);
  for (guint i = shard; i < (guint)how_many; i += n_shards)
    try_one (&place, bases, i, &report);
  getrusage (RUSAGE_CHILDREN, &usage);
  report.memory = usage.ru_maxrss;
  if (write (fd, &report, sizeof report) != (gssize)sizeof report)
    g_error ("no report");
}

static void
check_report (const Report *report)
{
  g_test_message ("%u answered, %u refused, %u of them crashed", report->answered,
                  report->refused, report->crashed);
  for (guint i = 0; i < G_N_ELEMENTS (report->by_code); i++)
    if (report->by_code[i] > 0)
      g_test_message ("  error %u: %u", i, report->by_code[i]);
  g_test_message ("longest %.3f s of processor time (%s), at most %ld MB",
                  report->longest, report->slowest, report->memory / 1024);
  if (!timed)
    return;
  g_assert_cmpfloat (report->longest, <=, MAX_SECONDS);
  g_assert_cmpint (report->memory, <=, MAX_KILOBYTES);
}

static void
test_mutated (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GPtrArray) bases = NULL;
  guint n_shards = CLAMP (g_get_num_processors (), 1, MAX_SHARDS);
  int pipes[MAX_SHARDS][2];
  pid_t pids[MAX_SHARDS];
  guint total = 0;

  place_init (&place);
  bases = collect_bases (&place);
  g_test_message ("%d of %u pictures", how_many, bases->len);
  fflush (stdout);
  for (guint i = 0; i < n_shards; i++)
    {
      g_assert_cmpint (pipe (pipes[i]), ==, 0);
      pids[i] = fork ();
      g_assert_cmpint (pids[i], >=, 0);
      if (pids[i] == 0)
        {
          run_shard (bases, i, n_shards, pipes[i][1]);
          _exit (0);
        }
      close (pipes[i][1]);
    }
  for (guint i = 0; i < n_shards; i++)
    {
      Report report;
      int status;

      g_assert_cmpint (read (pipes[i][0], &report, sizeof report), ==, sizeof report);
      g_assert_cmpint (waitpid (pids[i], &status, 0), ==, pids[i]);
      g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
      check_report (&report);
      total += report.answered + report.refused;
    }
  g_assert_cmpuint (total, ==, (guint)how_many);
  g_ptr_array_unref (g_steal_pointer (&bases));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  timed = argc < 2 || strcmp (argv[1], "--few") != 0;
  if (argc > 1)
    how_many = timed ? atoi (argv[1]) : FEW;
  g_test_add_func ("/photo/mutated", test_mutated);
  return g_test_run ();
}
