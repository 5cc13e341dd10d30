/* Tests of the spell check and of what it knows of syllables.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-spell.h"
#include "text/bt-text.h"

#include <glib/gstdio.h>
#include <string.h>

static BtSpell *spell;

/* What is found in @text: "rule:word first-suggestion" of each, with "; " between. */
static char *
found_in (const char *text)
{
  g_autoptr (GPtrArray) findings =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_finding_free);
  GString *out = g_string_new (NULL);

  bt_spell_check (spell, text, findings);
  for (guint i = 0; i < findings->len; i++)
    {
      const BtFinding *finding = findings->pdata[i];
      g_autofree char *word = g_utf8_substring (text, finding->start, finding->end);
      g_autofree char *nfc = NULL;
      g_auto (GStrv) suggestions = NULL;

      nfc = bt_text_nfc (word);
      suggestions = bt_spell_suggest (spell, nfc, BT_TONE_OLD);
      g_assert_null (finding->suggestions);
      g_assert_cmpuint (g_strv_length (suggestions), <=, BT_SPELL_MAX_SUGGESTIONS);
      g_string_append_printf (out, "%s%s:%s %s", i > 0 ? "; " : "", finding->rule, word,
                              suggestions[0] != NULL ? suggestions[0] : "-");
    }
  return g_string_free (out, FALSE);
}

static void
assert_found (const char *text, const char *expected)
{
  g_autofree char *found = found_in (text);

  g_assert_cmpstr (found, ==, expected);
}

static void
assert_styles (const char *old, const char *new)
{
  g_autofree char *to_new = bt_syllable_with_style (old, BT_TONE_NEW);
  g_autofree char *to_old = bt_syllable_with_style (new, BT_TONE_OLD);
  g_autofree char *same_new = bt_syllable_with_style (new, BT_TONE_NEW);
  g_autofree char *same_old = bt_syllable_with_style (old, BT_TONE_OLD);

  g_assert_cmpstr (to_new, ==, new);
  g_assert_cmpstr (to_old, ==, old);
  g_assert_null (same_new);
  g_assert_null (same_old);
}

static void
assert_made (char *made, const char *expected)
{
  g_assert_cmpstr (made, ==, expected);
  g_free (made);
}

static void
test_tone_style (void)
{
  static const char *const neither[] = { "quý",   "hoàng", "mùa", "của", "mái", "khuỷu",
                                         "ngoài", "hòng",  "a",   "",    "thủa" };

  assert_styles ("hòa", "hoà");
  assert_styles ("Tọa", "Toạ");
  assert_styles ("khỏe", "khoẻ");
  assert_styles ("thúy", "thuý");
  assert_styles ("ủy", "uỷ");
  assert_styles ("Ủy", "Uỷ");
  assert_styles ("HÓA", "HOÁ");
  for (gsize i = 0; i < G_N_ELEMENTS (neither); i++)
    g_assert_null (bt_syllable_with_style (neither[i], BT_TONE_NEW));
  assert_made (bt_syllable_restyle ("hoá chất  thuỷ sản", BT_TONE_OLD),
               "hóa chất  thủy sản");
  assert_made (bt_syllable_restyle ("", BT_TONE_OLD), "");

  g_assert_cmpint (bt_syllable_text_style (""), ==, BT_TONE_OLD);
  g_assert_cmpint (bt_syllable_text_style ("hoá chất, thuỷ sản, hòa"), ==, BT_TONE_NEW);
  g_assert_cmpint (bt_syllable_text_style ("hoá chất, hòa"), ==, BT_TONE_OLD);
  g_assert_cmpint (bt_syllable_text_style ("quý quý quý mùa mùa ủy"), ==, BT_TONE_OLD);
}

static void
test_grammar (void)
{
  static const char *const good[] = { "nghiêng", "quyền", "gì",    "giếng",
                                      "khuya",   "uống",  "yêu",   "oằn",
                                      "xoong",   "người", "Krông", "Đắk",
                                      "quốc",    "khuỷu", "gìn",   "ĐẶNG" };
  static const char *const bad[] = {
    "nghành", "knông", "nhgệ", "tryền", "krông", "cac",
    "quỳỳ",   "bfa",   "",     "kà",    "ceo",   "hạch1"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    if (!bt_syllable_is_grammatical (good[i]))
      g_error ("%s is a syllable", good[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    if (bt_syllable_is_grammatical (bad[i]))
      g_error ("%s is no syllable", bad[i]);
}

static void
test_repairs (void)
{
  assert_made (bt_syllable_place_tone ("qúy", BT_TONE_OLD), "quý");
  assert_made (bt_syllable_place_tone ("gìa", BT_TONE_OLD), "già");
  assert_made (bt_syllable_place_tone ("hòang", BT_TONE_OLD), "hoàng");
  assert_made (bt_syllable_place_tone ("Tóan", BT_TONE_OLD), "Toán");
  assert_made (bt_syllable_place_tone ("nứơc", BT_TONE_OLD), "nước");
  assert_made (bt_syllable_place_tone ("hòa", BT_TONE_NEW), NULL);
  assert_made (bt_syllable_place_tone ("hoà", BT_TONE_OLD), NULL);
  assert_made (bt_syllable_place_tone ("toàn", BT_TONE_OLD), NULL);
  assert_made (bt_syllable_from_telex ("vieetj", BT_TONE_OLD), "việt");
  assert_made (bt_syllable_from_telex ("Dduwowcj", BT_TONE_OLD), "Được");
  assert_made (bt_syllable_from_telex ("nguwowif", BT_TONE_OLD), "người");
  assert_made (bt_syllable_from_telex ("hoaf", BT_TONE_OLD), "hòa");
  assert_made (bt_syllable_from_telex ("hoaf", BT_TONE_NEW), "hoà");
  assert_made (bt_syllable_from_telex ("quys", BT_TONE_OLD), "quý");
  assert_made (bt_syllable_from_telex ("thanh", BT_TONE_OLD), NULL);
  assert_made (bt_syllable_from_telex ("facebook", BT_TONE_OLD), NULL);
  assert_made (bt_syllable_swap_onset ("nghành"), "ngành");
  assert_made (bt_syllable_swap_onset ("Ngỉ"), "Nghỉ");
  assert_made (bt_syllable_swap_onset ("kủa"), "của");
  assert_made (bt_syllable_swap_onset ("gê"), "ghê");
  assert_made (bt_syllable_swap_onset ("ngành"), NULL);
}

static void
test_words (void)
{
  assert_found ("Hòa bình, hoà bình; ủy ban, uỷ ban: khỏe khoẻ, thúy thuý.", "");
  assert_found ("một nghành mới", "S2:nghành ngành");
  assert_found ("ngày lễ qúy báu", "S4:qúy quý");
  assert_found ("tiếng vieetj", "spelling:vieetj việt");
  assert_found ("xứ nhgệ", "S1:nhgệ nghệ");
  assert_found ("THành phố", "C2:THành Thành");
  assert_found ("Thnàh phố", "S1:Thnàh Thành");
  assert_found ("trang facebook", "spelling:facebook -");
  /* offsets count code points, whatever stands before; composed or not */
  assert_found ("“Đây” 🙂 là nghành", "S2:nghành ngành");
  assert_found ("Vie\xcc\xa3\xcc\x82t Nam", "");
}

/* What is no matter for a dictionary of syllables. */
static void
test_exempt (void)
{
  static const char *const texts[] = {
    "Ban TGCT của TW, NQ số 45-NQ/TW, khóa IX, thế kỷ XVIII, mục iii",
    "xem https://vnexpress.net/abc-xyz hay www.baocantho.com.vn, gửi toasoan@abc.vn",
    "trang tuoitre.vn, (thanhnien.vn) và #xuhuong @nguoidung",
    "TP.HCM, TP. HCM, Th.S Lê Văn A, v.v., tr. 5, GS.TS, PGS.TS. Nguyễn",
    "covid-19, F0, 4K, B12, 5km, 10 kg, 25 km, A4",
    "Washington, Facebook, VinFast, iPhone, McDonald’s, Trump, München, jalapeño",
    "Đắk Lắk, Krông Pắk, Ea H’leo, Cư M'gar, người H'Mông, Mát-xcơ-va, In-đô-nê-xi-a",
    "ki-lô-mét, ra-đi-ô, vắc-xin, a-xít, xi-măng",
    "Nguyễn Văn Tuệ, Hoàng Vĩnh Khang, Tăng Thị Mừng",
    "Москва и 東京",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_found (texts[i], "");
  /* a space that is missing makes no abbreviation */
  assert_found ("kết quả.Nghành này", "S2:Nghành Ngành");
}

static void
test_suggestions (void)
{
  g_auto (GStrv) old = bt_spell_suggest (spell, "hoáa", BT_TONE_OLD);
  g_auto (GStrv) new = bt_spell_suggest (spell, "hoáa", BT_TONE_NEW);
  g_auto (GStrv) capital = bt_spell_suggest (spell, "Nghành", BT_TONE_OLD);
  g_auto (GStrv) none = bt_spell_suggest (spell, "", BT_TONE_OLD);

  g_assert_true (g_strv_contains ((const char *const *)old, "hóa"));
  g_assert_false (g_strv_contains ((const char *const *)old, "hoá"));
  g_assert_true (g_strv_contains ((const char *const *)new, "hoá"));
  g_assert_cmpstr (capital[0], ==, "Ngành");
  g_assert_null (none[0]);
}

static void
test_own_words (void)
{
  g_autofree char *folder = g_dir_make_tmp ("banthao-spell-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "new", "words.txt", NULL);
  g_autofree char *content = NULL;
  g_autofree char *inner = g_path_get_dirname (file);
  g_autoptr (GError) error = NULL;
  GStatBuf info;
  BtSpell *first = bt_spell_new (file);
  BtSpell *second = bt_spell_new (file);

  g_assert_false (bt_spell_knows (first, "facebook"));
  bt_spell_ignore (first, "facebook");
  g_assert_true (bt_spell_knows (first, "facebook"));
  g_assert_true (bt_spell_knows (first, "Facebook"));
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));

  g_assert_true (bt_spell_add (first, "podcast", &error));
  g_assert_no_error (error);
  /* another process that has not seen this one's word keeps it */
  g_assert_true (bt_spell_add (second, "knông", &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (file, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "knông\npodcast\n");
  g_assert_cmpint (g_stat (file, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  bt_spell_unref (first);
  bt_spell_unref (second);

  first = bt_spell_new (file);
  g_assert_true (bt_spell_knows (first, "podcast"));
  g_assert_true (bt_spell_knows (first, "knông"));
  g_assert_false (bt_spell_knows (first, "facebook"));
  bt_spell_unref (first);

  /* where it cannot be written the word still counts until the end */
  first = bt_spell_new ("/proc/none/words.txt");
  g_assert_false (bt_spell_add (first, "podcast", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_true (bt_spell_knows (first, "podcast"));
  bt_spell_unref (first);

  g_assert_cmpint (g_unlink (file), ==, 0);
  g_assert_cmpint (g_rmdir (inner), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_settle (void)
{
  g_autoptr (GPtrArray) findings =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_finding_free);
  static const struct
  {
    guint start, end;
    BtFindingLevel level;
  } places[] = { { 20, 25, BT_FINDING_HINT }, { 0, 5, BT_FINDING_WARNING },
                 { 5, 7, BT_FINDING_ERROR },  { 21, 22, BT_FINDING_WARNING },
                 { 25, 30, BT_FINDING_HINT }, { 40, 41, BT_FINDING_HINT } };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    g_ptr_array_add (findings, bt_finding_new (places[i].start, places[i].end, "X",
                                               places[i].level, NULL));
  bt_findings_settle (findings);
  g_assert_cmpuint (findings->len, ==, 4);
  g_assert_cmpuint (((BtFinding *)findings->pdata[0])->start, ==, 5);
  g_assert_cmpuint (((BtFinding *)findings->pdata[1])->start, ==, 21);
  g_assert_cmpuint (((BtFinding *)findings->pdata[2])->start, ==, 25);
  g_assert_cmpuint (((BtFinding *)findings->pdata[3])->start, ==, 40);
}

/* ---- the page from a real portal, whole and with errors put in ---- */

static char *
read_sample (void)
{
  const char *folder = g_getenv ("BANTHAO_SAMPLES");
  g_autofree char *file = NULL;
  char *text = NULL;

  if (folder == NULL)
    return NULL;
  file = g_build_filename (folder, "trang-cong-thong-tin.txt", NULL);
  return g_file_get_contents (file, &text, NULL, NULL) ? text : NULL;
}

static void
test_sample (void)
{
  g_autofree char *text = read_sample ();

  if (text == NULL)
    g_test_skip ("no samples here");
  else
    assert_found (text, "spelling:facebook -");
}

typedef char *(*Damage) (const char *word, GRand *random);

static char *
damage_letters (const char *word, GRand *random, gboolean drop)
{
  glong n = g_utf8_strlen (word, -1);
  glong at = g_rand_int_range (random, 0, (gint32)(drop ? n : n - 1));
  const char *here = g_utf8_offset_to_pointer (word, at);
  const char *next = g_utf8_next_char (here);
  const char *behind = drop ? next : g_utf8_next_char (next);

  return g_strdup_printf ("%.*s%.*s%.*s%s", (int)(here - word), word,
                          drop ? 0 : (int)(behind - next), next,
                          drop ? 0 : (int)(next - here), here, behind);
}

static char *
transpose (const char *word, GRand *random)
{
  return damage_letters (word, random, FALSE);
}

static char *
drop_letter (const char *word, GRand *random)
{
  return damage_letters (word, random, TRUE);
}

/* As it comes when the input method is off: marks as keys behind their letter. */
static char *
leave_telex (const char *word, GRand *random)
{
  g_autofree char *parts = g_utf8_normalize (word, -1, G_NORMALIZE_NFD);
  GString *out = g_string_new (NULL);
  char tone = 0;

  for (const char *p = parts; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      char before = out->len > 0 ? out->str[out->len - 1] : 0;

      if (c == 0x300 || c == 0x301 || c == 0x303 || c == 0x309 || c == 0x323)
        tone = c == 0x300   ? 'f'
               : c == 0x301 ? 's'
               : c == 0x303 ? 'x'
               : c == 0x309 ? 'r'
                            : 'j';
      else if (c == 0x302)
        g_string_append_c (out, before);
      else if (c == 0x306 || c == 0x31b)
        g_string_append_c (out, 'w');
      else if (c == 0x111)
        g_string_append (out, "dd");
      else
        g_string_append_unichar (out, c);
    }
  if (tone != 0)
    g_string_append_c (out, tone);
  return g_string_free (out, FALSE);
}

static char *
drop_marks (const char *word, GRand *random)
{
  return bt_text_fold (word);
}

static char *
change_tone (const char *word, GRand *random)
{
  static const gunichar tones[] = { 0x300, 0x301, 0x303, 0x309, 0x323 };
  g_autofree char *parts = g_utf8_normalize (word, -1, G_NORMALIZE_NFD);
  gunichar now = tones[g_rand_int_range (random, 0, G_N_ELEMENTS (tones))];
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = parts; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean tone = FALSE;

      for (gsize i = 0; i < G_N_ELEMENTS (tones); i++)
        tone |= c == tones[i];
      g_string_append_unichar (out, tone ? now : c);
    }
  return g_utf8_normalize (out->str, -1, G_NORMALIZE_NFC);
}

/* Damages words of @text one at a time. Returns: the percentage that was noticed */
static double
rate (const char *text, Damage damage)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20171228);
  g_auto (GStrv) words = g_regex_split_simple ("[^\\p{L}]+", text, 0, 0);
  guint done = 0, noticed = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) findings =
          g_ptr_array_new_with_free_func ((GDestroyNotify)bt_finding_free);
      g_autofree char *damaged = NULL;

      if (g_utf8_strlen (words[i], -1) < 2 || !bt_spell_knows (spell, words[i]))
        continue;
      damaged = damage (words[i], random);
      if (g_str_equal (damaged, words[i]))
        continue;
      bt_spell_check (spell, damaged, findings);
      done++;
      noticed += findings->len > 0;
    }
  g_assert_cmpuint (done, >, 300);
  return 100.0 * noticed / done;
}

static void
test_rates (void)
{
  static const struct
  {
    const char *what;
    Damage damage;
    double at_least;
  } damages[] = {
    { "letters transposed", transpose, 90 }, { "Telex left over", leave_telex, 97 },
    { "letter dropped", drop_letter, 44 },   { "another tone", change_tone, 46 },
    { "all marks missing", drop_marks, 34 },
  };
  g_autofree char *text = read_sample ();

  if (text == NULL)
    {
      g_test_skip ("no samples here");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      double noticed = rate (text, damages[i].damage);

      g_test_message ("%s: %.1f %% noticed", damages[i].what, noticed);
      g_assert_cmpfloat (noticed, >=, damages[i].at_least);
    }
}

static void
check_task (gpointer data, gpointer text)
{
  g_autoptr (GPtrArray) findings =
      g_ptr_array_new_with_free_func ((GDestroyNotify)bt_finding_free);

  bt_spell_check (data, "một nghành vieetj của knông", findings);
  bt_spell_ignore (data, "abc");
  g_assert_cmpuint (findings->len, ==, 3);
}

static void
test_threads (void)
{
  GThreadPool *pool = g_thread_pool_new (check_task, NULL, 4, TRUE, NULL);

  for (guint i = 0; i < 400; i++)
    g_thread_pool_push (pool, spell, NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  spell = bt_spell_new (NULL);
  g_test_add_func ("/syllable/tone-style", test_tone_style);
  g_test_add_func ("/syllable/grammar", test_grammar);
  g_test_add_func ("/syllable/repairs", test_repairs);
  g_test_add_func ("/finding/settle", test_settle);
  if (bt_spell_has_dictionary (spell))
    {
      g_test_add_func ("/spell/words", test_words);
      g_test_add_func ("/spell/exempt", test_exempt);
      g_test_add_func ("/spell/suggestions", test_suggestions);
      g_test_add_func ("/spell/own-words", test_own_words);
      g_test_add_func ("/spell/sample", test_sample);
      g_test_add_func ("/spell/rates", test_rates);
      g_test_add_func ("/spell/threads", test_threads);
    }
  result = g_test_run ();
  bt_spell_unref (spell);
  return result;
}
