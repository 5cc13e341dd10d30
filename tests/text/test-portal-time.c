/* Tests of portal times.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-portal-time.h"
#include "text/bt-text.h"

static void
assert_time (const char *text, const char *iso)
{
  g_autoptr (GTimeZone) zone = bt_portal_time_zone (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) time = bt_portal_time_parse (text, zone, &error);
  g_autofree char *written = NULL;

  g_assert_no_error (error);
  written = g_date_time_format_iso8601 (time);
  g_assert_cmpstr (written, ==, iso);
  g_assert_true (bt_portal_time_matches (text));
}

static void
assert_no_time (const char *text, gboolean matches)
{
  g_autoptr (GTimeZone) zone = bt_portal_time_zone (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (bt_portal_time_parse (text, zone, &error));
  g_assert_error (error, BT_TEXT_ERROR, BT_TEXT_ERROR_TIME);
  g_assert_cmpint (bt_portal_time_matches (text), ==, matches);
}

static void
test_parse (void)
{
  assert_time ("11:09 - 28/12/2017", "2017-12-28T11:09:00+07");
  assert_time ("  11:09 – 28/12/2017\xc2\xa0", "2017-12-28T11:09:00+07");
  assert_time ("11:09—28/12/2017", "2017-12-28T11:09:00+07");
  assert_time ("28/12/2017 11:09", "2017-12-28T11:09:00+07");
  assert_time ("28/12/2017 - 11:09", "2017-12-28T11:09:00+07");
  assert_time ("7:05 - 1/2/2018", "2018-02-01T07:05:00+07");
  assert_time ("11h09 - 28-12-2017", "2017-12-28T11:09:00+07");
  assert_time ("11:09:31, ngày 28.12.2017", "2017-12-28T11:09:31+07");
  assert_time ("Thứ năm, 28/12/2017 | 11:09 GMT+7", "2017-12-28T11:09:00+07");
  assert_time ("Chủ nhật, 31/12/2017, 23:59 (GMT+7)", "2017-12-31T23:59:00+07");
  assert_time ("28/12/2017 11:09 UTC+0", "2017-12-28T18:09:00+07");
  assert_time ("28/12/2017 11:09 GMT+05:30", "2017-12-28T12:39:00+07");
  assert_time ("28/12/2017 11:09 GMT+0530", "2017-12-28T12:39:00+07");
  assert_time ("00:00 - 29/02/2016", "2016-02-29T00:00:00+07");
}

static void
test_refuse (void)
{
  assert_no_time ("11:09 - 31/02/2017", TRUE);
  assert_no_time ("11:09 - 29/02/2017", TRUE);
  assert_no_time ("24:00 - 28/12/2017", TRUE);
  assert_no_time ("11:60 - 28/12/2017", TRUE);
  assert_no_time ("11:09 - 0/12/2017", TRUE);
  assert_no_time ("11:09 - 28/12/0000", TRUE);
  assert_no_time ("28/12/2017 11:09 GMT+99", TRUE);
  assert_no_time ("11:09 - 28/12-2017", FALSE);
  assert_no_time ("11:09 - 28/12/17", FALSE);
  assert_no_time ("28/12/2017", FALSE);
  assert_no_time ("11:09", FALSE);
  assert_no_time ("", FALSE);
  assert_no_time ("Lúc 11:09 - 28/12/2017", FALSE);
  assert_no_time ("11:09 - 28/12/2017 tại Cần Thơ", FALSE);
  assert_no_time ("11:09 - 28/12/2017\n12:00 - 28/12/2017", FALSE);
}

static void
test_zone (void)
{
  static const char *const strange[] = { NULL,
                                         "",
                                         "Nowhere/Land",
                                         "../../etc/passwd",
                                         "/etc/passwd",
                                         "Asia",
                                         "leapseconds",
                                         "+99:99",
                                         "Asia/../../../../etc/passwd" };
  g_autoptr (GTimeZone) tokyo = bt_portal_time_zone ("Asia/Tokyo");
  g_autoptr (GTimeZone) offset = bt_portal_time_zone ("-03:30");
  g_autoptr (GDateTime) there = bt_portal_time_parse ("11:09 - 28/12/2017", tokyo, NULL);

  g_assert_cmpint (g_date_time_get_utc_offset (there), ==, 9 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (g_time_zone_get_offset (offset, 0), ==, -(3 * 3600 + 1800));
  for (guint i = 0; i < G_N_ELEMENTS (strange); i++)
    {
      g_autoptr (GTimeZone) zone = bt_portal_time_zone (strange[i]);
      g_autoptr (GDateTime) time =
          bt_portal_time_parse ("11:09 - 28/12/2017", zone, NULL);

      g_assert_cmpint (g_date_time_get_utc_offset (time), ==, 7 * G_TIME_SPAN_HOUR);
    }
}

static void
test_format (void)
{
  static const char *const lines[] = { "11:09 - 28/12/2017", "00:00 - 01/01/2000" };
  g_autoptr (GTimeZone) zone = bt_portal_time_zone (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GDateTime) time = bt_portal_time_parse (lines[i], zone, NULL);
      g_autofree char *line = bt_portal_time_format (time);

      g_assert_cmpstr (line, ==, lines[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/portal-time/parse", test_parse);
  g_test_add_func ("/text/portal-time/refuse", test_refuse);
  g_test_add_func ("/text/portal-time/zone", test_zone);
  g_test_add_func ("/text/portal-time/format", test_format);

  return g_test_run ();
}
