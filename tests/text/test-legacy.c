/* Vietnamese from before Unicode, and UTF-8 written twice.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-legacy.h"

#include <string.h>

#define CAPTION                                                                                               \
  "Thành ủy Cần Thơ tổ chức Hội nghị Ban Chấp hành Đảng bộ thành phố (mở rộng) " \
  "đánh giá kết quả thực hiện nhiệm vụ năm 2017."

/* Texts stand here as a program shows them that takes them for Windows-1252. */
static char *
bytes_of (const char *shown, gsize *length)
{
  g_autoptr (GError) error = NULL;
  char *bytes = g_convert (shown, -1, "WINDOWS-1252", "UTF-8", NULL, length, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
test_found (void)
{
  static const struct
  {
    const char *shown, *text;
    BtLegacy legacy;
  } cases[] = {
    { "Thµnh ñy CÇn Th¬ tæ chøc Héi nghÞ Ban ChÊp hµnh §¶ng bé thµnh phè (më réng) "
      "®¸nh gi¸ kÕt qu¶ thùc hiÖn nhiÖm vô n¨m 2017.",
      CAPTION, BT_LEGACY_TCVN3 },
    { "Thaønh uûy Caàn Thô toå chöùc Hoäi nghò Ban Chaáp haønh Ñaûng boä thaønh phoá "
      "(môû roäng) ñaùnh giaù keát quaû thöïc hieän nhieäm vuï naêm 2017.",
      CAPTION, BT_LEGACY_VNI },
    { "“§æi míi” – ph¸t triÓn n«ng nghiÖp", "“Đổi mới” – phát triển nông nghiệp",
      BT_LEGACY_TCVN3 },
    { "“Ñoåi môùi” – phaùt trieån noâng nghieäp kyû luaät, kyõ thuaät, ÑAÛNG BOÄ",
      "“Đổi mới” – phát triển nông nghiệp kỷ luật, kỹ thuật, ĐẢNG BỘ", BT_LEGACY_VNI },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length;
      g_autofree char *bytes = bytes_of (cases[i].shown, &length);
      g_autofree char *text = NULL;

      g_assert_cmpint (bt_legacy_detect (bytes, length), ==, cases[i].legacy);
      text = bt_legacy_decode (bytes, length, cases[i].legacy);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_not_found (void)
{
  static const char *const texts[] = {
    "",
    "Hoang Vinh Khang",
    "Porträtt på Eva från Göteborg, som är här i år",
    "L'été dernier, les élèves ont mangé à l'école près du château",
    "Die Bürger von Köln fühlen sich größtenteils übergangen",
    "El año pasado los niños españoles bañaron a la cigüeña",
    "São Paulo não é a capital do país, mas é a maior cidade da região",
    "Øystein så på blåbærene på fjøset i går kveld",
    "Photographerís Mate 3rd Class (AW) of the Navyís newest carrier",
    "Hoµng VÜnh Khang", /* too short to be sure */
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gsize length;
      g_autofree char *bytes = bytes_of (texts[i], &length);
      g_autofree char *text = NULL;

      if (bt_legacy_detect (bytes, length) != BT_LEGACY_NONE)
        g_error ("found something in “%s”", texts[i]);
      text = bt_legacy_decode (bytes, length, BT_LEGACY_NONE);
      g_assert_cmpstr (text, ==, texts[i]);
    }
}

/* Latin-1 shows the bytes 80 to 9f as control characters, Windows-1252 as signs. */
static char *
doubled (const char *text, gboolean latin1)
{
  GString *out = g_string_new (NULL);

  for (const guchar *p = (const guchar *)text; *p != '\0'; p++)
    {
      char byte = (char)*p;
      g_autofree char *shown =
          latin1 || *p < 0x80
              ? NULL
              : g_convert (&byte, 1, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);

      if (shown != NULL)
        g_string_append (out, shown);
      else
        g_string_append_unichar (out, *p);
    }
  return g_string_free (out, FALSE);
}

static void
test_undouble (void)
{
  static const char *const texts[] = { CAPTION, "Hoàng Vĩnh Khang", "Cần Thơ", "ảnh",
                                       "“Đổi mới” – 100 % … đã" };
  static const char *const left[] = {
    CAPTION,
    "",
    "plain",
    "Porträtt på Eva",
    "PortrÃ¤tt pÃ¥ Eva", /* damaged, but not surely Vietnamese */
    "São Paulo Ã",
    "Ã© chữ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint latin1 = 0; latin1 < 2; latin1++)
      {
        g_autofree char *twice = doubled (texts[i], latin1);
        g_autofree char *meant = bt_legacy_undouble (twice);

        g_assert_cmpstr (twice, !=, texts[i]);
        g_assert_cmpstr (meant, ==, texts[i]);
      }
  for (guint i = 0; i < G_N_ELEMENTS (left); i++)
    {
      g_autofree char *meant = bt_legacy_undouble (left[i]);

      g_assert_cmpstr (meant, ==, NULL);
    }
}

/* Any bytes become valid text, however they are read. */
static void
test_any_bytes (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1990);

  for (guint round = 0; round < 2000; round++)
    {
      char bytes[40];
      gsize length = (gsize)g_rand_int_range (random, 0, sizeof bytes);

      for (gsize i = 0; i < length; i++)
        bytes[i] = (char)g_rand_int_range (random, 1, 256);
      bt_legacy_detect (bytes, length);
      for (guint legacy = 0; legacy <= BT_LEGACY_VNI; legacy++)
        {
          g_autofree char *text = bt_legacy_decode (bytes, length, (BtLegacy)legacy);
          g_autofree char *meant = bt_legacy_undouble (text);

          g_assert_true (g_utf8_validate (text, -1, NULL));
          g_assert_true (meant == NULL || g_utf8_validate (meant, -1, NULL));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/legacy/found", test_found);
  g_test_add_func ("/legacy/not-found", test_not_found);
  g_test_add_func ("/legacy/undouble", test_undouble);
  g_test_add_func ("/legacy/any-bytes", test_any_bytes);
  return g_test_run ();
}
