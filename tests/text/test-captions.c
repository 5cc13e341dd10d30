/* The house form of captions, and the caption checker: each rule with photos for which it
 * speaks and must not.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/bt-caption.h"
#include "text/proof/bt-caption-rules.h"

#include <string.h>

#define GOOD                                                                               \
  {                                                                                        \
    .fields = {                                                                          \
      "Đại biểu dự hội nghị tại Bến Ninh Kiều chiều 28/12.",                             \
      "Hội nghị xúc tiến đầu tư", "Mười người đứng trước phông chữ xanh",                \
      "Hoàng Vĩnh Khang", "Hoàng Vĩnh Khang", "Báo Cần Thơ",                             \
    },                                                                                   \
    .date_taken = "2017-12-28T08:00:00", .article_headline = "Cần Thơ mời gọi đầu tư",   \
    .article_date = "2017-12-28T11:09:00+07:00", \
  }

static void
test_house_form (void)
{
  static const struct
  {
    const char *caption;
    const char *credit;
    const char *whole;
  } cases[] = {
    { "Toàn cảnh hội nghị", "Vĩnh Khang", "Toàn cảnh hội nghị. Ảnh: Vĩnh Khang." },
    { "Toàn cảnh hội nghị. ", " Vĩnh Khang ", "Toàn cảnh hội nghị. Ảnh: Vĩnh Khang." },
    { "Toàn cảnh hội nghị,", "Ảnh: Vĩnh Khang.", "Toàn cảnh hội nghị. Ảnh: Vĩnh Khang." },
    { "Vui quá!", "N.V.K.", "Vui quá! Ảnh: N.V.K." },
    { "Ông nói: “Được.”", "TTXVN", "Ông nói: “Được.” Ảnh: TTXVN." },
    { "Chờ…", "TTXVN", "Chờ… Ảnh: TTXVN." },
    { "Toàn cảnh", "", "Toàn cảnh." },
    { "", "(Ảnh: Khang)", "Ảnh: Khang." },
    { "Toàn cảnh.", "nguồn : TTXVN", "Toàn cảnh. Ảnh: TTXVN." },
    { " , ", "", "" },
    { "", "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *whole = bt_caption_house_form (cases[i].caption, cases[i].credit);
      g_autofree char *again = NULL;
      g_autofree char *name = NULL;
      g_autofree char *own = NULL;
      guint length;

      g_assert_cmpstr (whole, ==, cases[i].whole);
      if (!bt_credit_split (whole, &length, &name))
        continue;
      own = g_utf8_substring (whole, 0, length);
      again = bt_caption_house_form (own, name);
      g_assert_cmpstr (again, ==, whole);
    }
}

/* A word that ends like the label is none. */
static void
test_labels (void)
{
  g_autofree char *name = NULL;
  guint length;

  g_assert_false (bt_credit_split ("QUANG CẢNH: Nguyễn Văn A", &length, &name));
  g_assert_false (bt_credit_split ("Toàn cảnh: hội nghị", &length, &name));
  g_assert_true (bt_credit_split ("Toàn cảnh: ngày hội. Ảnh : A", &length, &name));
  g_assert_cmpstr (name, ==, "A");
  g_assert_cmpuint (length, ==, 20);
}

/* "rule field[what]" of each finding, with "+" where there is a fix. */
static char *
describe (const BtCaptionFacts *facts)
{
  g_autoptr (GPtrArray) findings = bt_caption_check (facts, NULL);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const BtCaptionFinding *finding = findings->pdata[i];
      const char *text = facts->fields[finding->field];
      g_autofree char *what = NULL;

      if (finding->end > 0)
        what = g_utf8_substring (text, finding->start, finding->end);
      g_string_append_printf (out, "%s%s %s%s%s%s%s", i > 0 ? "; " : "", finding->rule,
                              bt_caption_part_to_string (finding->field),
                              what != NULL ? "[" : "", what != NULL ? what : "",
                              what != NULL ? "]" : "",
                              bt_caption_finding_has_fix (finding) ? "+" : "");
    }
  return g_string_free (out, FALSE);
}

static void
assert_found (const BtCaptionFacts *facts, const char *expected)
{
  g_autofree char *found = describe (facts);

  g_assert_cmpstr (found, ==, expected);
}

static void
assert_field (BtCaptionPart field, const char *text, const char *expected)
{
  BtCaptionFacts facts = GOOD;

  facts.fields[field] = text;
  assert_found (&facts, expected);
}

/* What the fix of the only finding of @rule makes of the fields. */
static void
assert_fix (const BtCaptionFacts *facts,
            const char *rule,
            const char *caption,
            const char *credit)
{
  g_autoptr (GPtrArray) findings = bt_caption_check (facts, NULL);
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const BtCaptionFinding *finding = findings->pdata[i];

      if (!g_str_equal (finding->rule, rule))
        continue;
      g_assert_cmpstr (finding->fix[BT_CAPTION_CAPTION], ==, caption);
      g_assert_cmpstr (finding->fix[BT_CAPTION_CREDIT], ==, credit);
      n++;
    }
  g_assert_cmpuint (n, ==, 1);
}

static void
test_good (void)
{
  BtCaptionFacts good = GOOD;
  BtCaptionFacts nothing = { .fields = { NULL } };

  assert_found (&good, "");
  assert_found (&nothing, "K1 caption; K3 alt; K2 credit");
}

static void
test_missing (void)
{
  BtCaptionFacts facts = GOOD;

  assert_field (BT_CAPTION_CAPTION, " \n\u200b", "K1 caption");
  assert_field (BT_CAPTION_ALT, "", "K3 alt");
  assert_field (BT_CAPTION_CREDIT, "", "K2 credit+");
  facts.fields[BT_CAPTION_CREDIT] = NULL;
  assert_fix (&facts, "K2", NULL, "Hoàng Vĩnh Khang");
  facts.fields[BT_CAPTION_CREATOR] = "Internet";
  assert_found (&facts, "K4 creator; K2 credit");
  facts.fields[BT_CAPTION_CREATOR] = "OLYMPUS DIGITAL CAMERA";
  assert_found (&facts, "K8 creator[OLYMPUS DIGITAL CAMERA]+; K2 credit");
}

static void
test_internet (void)
{
  static const char *const wrong[] = {
    "Internet",
    "internet.",
    "Nguồn: Internet",
    "Ảnh: Internet",
    "Mạng",
    "nguồn mạng xã hội",
    "Sưu tầm",
    "ST",
    "s.t",
    "Ảnh sưu tầm trên mạng",
    "Facebook",
    "FB",
    "Google Images",
    "cộng đồng mạng",
    "Khuyết danh",
    "Internet/Facebook",
    "INTERNET",
    "Zalo, TikTok",
  };
  static const char *const right[] = {
    "Facebook Hoàng Vĩnh Khang", "Tâm Khang",   "V. Khang",   "TTXVN",
    "TTXVN/Internet Việt Nam",   "Báo Cần Thơ", "Danh Khang",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_field (BT_CAPTION_CREDIT, wrong[i], "K4 credit+");
  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    {
      BtCaptionFacts facts = GOOD;

      facts.fields[BT_CAPTION_CREATOR] = "";
      facts.fields[BT_CAPTION_CREDIT] = right[i];
      assert_found (&facts, "");
    }
  assert_field (BT_CAPTION_SOURCE, "Sưu tầm", "K4 source");
  assert_field (BT_CAPTION_SOURCE, "Măng", "");
}

static void
test_internet_in_caption (void)
{
  static const struct
  {
    const char *caption;
    const char *found;
    const char *fixed;
  } cases[] = {
    { "Đoàn người đi trong mưa lũ. Nguồn: Internet.", "K4 caption[Nguồn: Internet]+",
      "Đoàn người đi trong mưa lũ." },
    { "Đoàn người đi trong mưa lũ (Ảnh: sưu tầm).", "K4 caption[Ảnh: sưu tầm]+",
      "Đoàn người đi trong mưa lũ." },
    { "Đoàn người đi trong mưa lũ (Internet).", "K4 caption[(Internet)]+",
      "Đoàn người đi trong mưa lũ." },
    { "Đoàn người đi trong mưa lũ. ẢNH: MẠNG XÃ HỘI.", "K4 caption[ẢNH: MẠNG XÃ HỘI]+",
      "Đoàn người đi trong mưa lũ." },
    { "Đường truyền Internet ở xã đảo được nâng cấp.", NULL, NULL },
    { "Bà bán hàng trên mạng xã hội, Facebook và Zalo.", NULL, NULL },
    { "Món ăn này có ảnh: măng, thịt và bún tươi.", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BtCaptionFacts facts = GOOD;

      assert_field (BT_CAPTION_CAPTION, cases[i].caption,
                    cases[i].found != NULL ? cases[i].found : "");
      facts.fields[BT_CAPTION_CAPTION] = cases[i].caption;
      if (cases[i].found != NULL)
        assert_fix (&facts, "K4", cases[i].fixed, NULL);
    }
}

static void
test_age (void)
{
  static const struct
  {
    const char *taken;
    const char *event;
    const char *found;
  } cases[] = {
    { "2017-11-28", "2017-12-28", "" },
    { "2017-11-27", "2017-12-28", "K5 caption+" },
    { "2012", "2017-12-28", "K5 caption+" },
    { "2017", "2017-12-28", "" },
    { "2017-12-29T23:00:00", "2017-12-28", "" },
    { "2017-12-30", "2017-12-28", "K5b caption" },
    { "2012-01-01", NULL, "" },
    { NULL, "2017-12-28", "" },
    { "0000:00:00", "2017-12-28", "" },
  };
  BtCaptionFacts facts = GOOD;
  BtCaptionOptions options = { 400, 4 };
  g_autoptr (GPtrArray) lenient = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      facts.date_taken = cases[i].taken;
      facts.article_date = cases[i].event;
      assert_found (&facts, cases[i].found);
    }
  facts.date_taken = "2016-12-28";
  facts.article_date = "2017-12-28";
  assert_fix (&facts, "K5",
              "Đại biểu dự hội nghị tại Bến Ninh Kiều chiều 28/12 (Ảnh tư liệu).", NULL);
  facts.fields[BT_CAPTION_CAPTION] = "Lũ ở Cần Thơ năm ấy. Ảnh: Hoàng Vĩnh Khang.";
  assert_fix (&facts, "K5", "Lũ ở Cần Thơ năm ấy (Ảnh tư liệu). Ảnh: Hoàng Vĩnh Khang.",
              NULL);
  facts.fields[BT_CAPTION_CAPTION] = "Lũ ở Cần Thơ năm ấy (ảnh tư liệu).";
  assert_found (&facts, "");
  facts.fields[BT_CAPTION_CAPTION] = "Lũ ở Cần Thơ được nhắc trong tư liệu cũ.";
  assert_found (&facts, "K5 caption+");
  facts.fields[BT_CAPTION_CREDIT] = "Hoàng Vĩnh Khang (tư liệu)";
  assert_found (&facts, "");
  facts.fields[BT_CAPTION_CREDIT] = "Hoàng Vĩnh Khang";
  lenient = bt_caption_check (&facts, &options);
  g_assert_cmpuint (lenient->len, ==, 0);
}

static void
test_creator (void)
{
  static const char *const right[] = {
    "HOANG VINH KHANG",
    "Tuổi Trẻ",
    "hoangvinhkhang",
    "AFP/Getty Images",
    "Quochoi.vn",
    "VGP/Vĩnh Khang",
    "Công an cung cấp",
    "Bao Can Tho",
    "Vĩnh Khang",
    "V. Khang",
    "Hoàng Vĩnh Khang/TTXVN",
    "TTXVN",
    "Báo Cần Thơ",
    "H.V. Khang",
    "Khang",
    "TTXVN - Hoàng Vĩnh Khang",
    "Lê B, Vĩnh Khang",
    "Ban tổ chức",
    "VnExpress",
    "nhân vật cung cấp",
  };
  static const char *const wrong[] = { "Lê Văn B",      "Hoàng Vĩnh An", "Lê Văn B/TTXVN",
                                       "L. Khang Vĩnh", "Bảo Anh",       "Đoàn Văn A",
                                       "Trường Giang",  "A.B.C." };
  BtCaptionFacts facts = GOOD;

  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    assert_field (BT_CAPTION_CREDIT, right[i], "");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_field (BT_CAPTION_CREDIT, wrong[i], "K6 credit+");
  facts.fields[BT_CAPTION_CREDIT] = "Lê Văn B";
  assert_fix (&facts, "K6", NULL, "Hoàng Vĩnh Khang");
  facts.fields[BT_CAPTION_CREATOR] = "Trần C; Lê Văn B";
  assert_found (&facts, "");
  facts.fields[BT_CAPTION_CREATOR] = "";
  assert_found (&facts, "");
}

static void
test_headline (void)
{
  assert_field (BT_CAPTION_CAPTION, "Cần Thơ mời gọi đầu tư.", "K7 caption");
  assert_field (BT_CAPTION_CAPTION, "CAN THO moi goi dau tu!", "K7 caption");
  assert_field (BT_CAPTION_CAPTION, "Hội nghị xúc tiến đầu tư 2017.", "K7 caption");
  assert_field (BT_CAPTION_CAPTION, "Cần Thơ mời gọi đầu tư tại hội nghị chiều qua.", "");
  assert_field (BT_CAPTION_CAPTION, "Chủ tịch thành phố trao giấy chứng nhận.", "");
}

static void
test_leftovers (void)
{
  assert_field (BT_CAPTION_CAPTION, "Ông \\bt1\\ thăm {địa điểm} chiều qua.",
                "K8 caption[\\bt1\\]; K8 caption[{địa điểm}]");
  assert_field (BT_CAPTION_CAPTION, "DSC_0042.JPG", "K8 caption[DSC_0042.JPG]+");
  assert_field (BT_CAPTION_ALT, "Chú thích ảnh", "K8 alt[Chú thích ảnh]+");
  assert_field (BT_CAPTION_CREDIT, "{tác giả}", "K8 credit[{tác giả}]+");
  assert_field (BT_CAPTION_HEADLINE, "Lorem ipsum", "K8 headline[Lorem ipsum]+");
}

static void
test_form (void)
{
  BtCaptionFacts facts = GOOD;

  assert_field (BT_CAPTION_CAPTION, "Đại biểu dự hội nghị", "K9 caption[ị]+");
  assert_field (BT_CAPTION_CAPTION, "Đại biểu dự hội nghị,", "K9e caption[,]");
  assert_field (BT_CAPTION_CAPTION, "Đại biểu dự hội nghị -  ", "K9e caption[-]");
  assert_field (BT_CAPTION_CAPTION, "Ông nói: “Tôi sẽ làm.”", "");
  assert_field (BT_CAPTION_CAPTION, "Ba người.", "K10 caption");
  assert_field (BT_CAPTION_CREDIT, "Ảnh: Hoàng Vĩnh Khang", "K9d credit+");
  assert_field (BT_CAPTION_CREDIT, "Hoàng Vĩnh Khang.", "K9d credit+");
  assert_field (BT_CAPTION_CREDIT, "Nguồn: TTXVN", "K9d credit+");
  assert_field (BT_CAPTION_CREDIT, "Nguồn sáng", "K6 credit+");
  assert_field (BT_CAPTION_CREDIT, "H.V.K.", "");

  facts.fields[BT_CAPTION_CAPTION] = "Đại biểu dự hội nghị - Ảnh: Vĩnh Khang";
  facts.fields[BT_CAPTION_CREDIT] = "";
  assert_found (&facts, "K9b caption[ - Ảnh: Vĩnh Khang]+");
  assert_fix (&facts, "K9b", "Đại biểu dự hội nghị.", "Vĩnh Khang");
  facts.fields[BT_CAPTION_CREDIT] = "Vĩnh Khang";
  assert_fix (&facts, "K9b", "Đại biểu dự hội nghị.", NULL);
  facts.fields[BT_CAPTION_CREDIT] = "Báo Cần Thơ";
  assert_found (&facts, "K9b caption[ - Ảnh: Vĩnh Khang]");

  facts = (BtCaptionFacts)GOOD;
  facts.fields[BT_CAPTION_CAPTION] = "Đại biểu dự hội nghị. Ảnh: Khang. Ảnh: Khang";
  assert_found (&facts, "K9c caption[Ảnh: Khang]+; K9 caption[g]+");
  assert_fix (&facts, "K9c", "Đại biểu dự hội nghị. Ảnh: Khang.", NULL);
  facts.fields[BT_CAPTION_CAPTION] = "Đại biểu dự hội nghị. Ảnh: Khang. Ảnh: An.";
  assert_found (&facts, "K9c caption[Ảnh: An.]");
}

static void
test_made_by_ai (void)
{
  BtCaptionFacts facts = GOOD;

  facts.digital_source_type =
      "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
  assert_found (&facts, "K11 caption+");
  assert_fix (&facts, "K11",
              "Đại biểu dự hội nghị tại Bến Ninh Kiều chiều 28/12 (Ảnh tạo bằng AI).",
              NULL);
  facts.fields[BT_CAPTION_CAPTION] = "Bến Ninh Kiều trong tranh của AI.";
  assert_found (&facts, "");
  facts = (BtCaptionFacts)GOOD;
  facts.digital_source_type = "digitalCapture";
  assert_found (&facts, "");
}

/* Fixes lead somewhere: pressed one after the other they end, and none is left. */
static void
test_fixes_end (void)
{
  static const char *const captions[] = { "Đại biểu dự hội nghị Ảnh: Vĩnh Khang",
                                          "Hội nghị. Ảnh: A. Ảnh: A. Ảnh: A",
                                          "Lũ lớn (Nguồn: Internet)",
                                          "Lũ lớn ở miền Tây Ảnh: Internet",
                                          "DSC_0042",
                                          "Mở đầu …",
                                          "\u00a0x",
                                          "Hội nghị.\nẢnh: Khang",
                                          "(Ảnh: Khang)" };
  static const char *const credits[] = { "",          "Internet", "Ảnh: Khang.", "Lê B",
                                         "{tác giả}", "(Ảnh: B)", "..." };

  for (guint i = 0; i < G_N_ELEMENTS (captions) * G_N_ELEMENTS (credits); i++)
    {
      BtCaptionFacts facts = GOOD;
      char *owned[BT_N_CAPTION_FIELDS] = { NULL };
      gboolean fixed = TRUE;
      guint presses = 0;

      facts.date_taken = "2001";
      facts.fields[BT_CAPTION_CAPTION] = captions[i / G_N_ELEMENTS (credits)];
      facts.fields[BT_CAPTION_CREDIT] = credits[i % G_N_ELEMENTS (credits)];
      for (; fixed; presses++)
        {
          g_autoptr (GPtrArray) findings = bt_caption_check (&facts, NULL);

          g_assert_cmpuint (presses, <, 12);
          fixed = FALSE;
          for (guint j = 0; !fixed && j < findings->len; j++)
            for (guint k = 0; k < BT_N_CAPTION_FIELDS; k++)
              {
                BtCaptionFinding *finding = findings->pdata[j];

                if (finding->fix[k] == NULL)
                  continue;
                g_assert_true (g_utf8_validate (finding->fix[k], -1, NULL));
                g_free (owned[k]);
                owned[k] = g_steal_pointer (&finding->fix[k]);
                facts.fields[k] = owned[k];
                fixed = TRUE;
              }
        }
      for (guint k = 0; k < BT_N_CAPTION_FIELDS; k++)
        g_free (owned[k]);
    }
}

static void
test_gate (void)
{
  BtCaptionFacts facts = GOOD;
  BtCaptionGate gate, again;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) none = NULL;
  guint blocking;

  bt_caption_gate_from_string (&gate, NULL);
  g_assert_cmpint (bt_caption_gate_get (&gate, "K4"), ==, BT_GATE_BLOCK);
  g_assert_cmpint (bt_caption_gate_get (&gate, "K8"), ==, BT_GATE_BLOCK);
  g_assert_cmpint (bt_caption_gate_get (&gate, "K9b"), ==, BT_GATE_WARN);
  g_assert_cmpint (bt_caption_gate_get (&gate, "K9e"), ==, BT_GATE_WARN);
  g_assert_cmpuint (gate.options.old_days, ==, 30);
  for (guint i = 0; bt_caption_rule_ids ()[i] != NULL; i++)
    g_assert_cmpint (bt_caption_gate_get (&gate, bt_caption_rule_ids ()[i]), ==,
                     gate.strengths[i]);

  bt_caption_gate_from_string (
      &gate,
      " k1 = BLOCK;K3=off\nK99=block;old-days=7;K2=maybe;min-words=x;=;;K5,;K0=off");
  g_assert_cmpint (bt_caption_gate_get (&gate, "K1"), ==, BT_GATE_BLOCK);
  g_assert_cmpint (bt_caption_gate_get (&gate, "K2"), ==, BT_GATE_WARN);
  g_assert_cmpint (bt_caption_gate_get (&gate, "K3"), ==, BT_GATE_OFF);
  g_assert_cmpuint (gate.options.old_days, ==, 7);
  g_assert_cmpuint (gate.options.min_words, ==, 4);
  text = bt_caption_gate_to_string (&gate);
  bt_caption_gate_from_string (&again, text);
  g_assert_cmpmem (&again, sizeof again, &gate, sizeof gate);

  facts.fields[BT_CAPTION_CAPTION] = "";
  facts.fields[BT_CAPTION_ALT] = "";
  facts.fields[BT_CAPTION_SOURCE] = "Internet";
  facts.fields[BT_CAPTION_CREDIT] = "";
  findings = bt_caption_gate_check (&gate, &facts, &blocking);
  g_assert_cmpuint (blocking, ==, 2);
  g_assert_cmpuint (findings->len, ==, 3);
  g_assert_cmpstr (((BtCaptionFinding *)findings->pdata[0])->rule, ==, "K4");
  g_assert_cmpstr (((BtCaptionFinding *)findings->pdata[1])->rule, ==, "K1");
  g_assert_cmpstr (((BtCaptionFinding *)findings->pdata[2])->rule, ==, "K2");
  for (guint i = 0; bt_caption_rule_ids ()[i] != NULL; i++)
    bt_caption_gate_set (&gate, bt_caption_rule_ids ()[i], BT_GATE_OFF);
  none = bt_caption_gate_check (&gate, &facts, &blocking);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (blocking, ==, 0);
}

/* Long and strange captions cost no more than their length. */
static void
test_hostile (void)
{
  static const char *const pieces[] = { "Ảnh: ",   "{",  "\\a",     "(",  "XX",
                                        "a\u0323", ", ", "Nguồn: ", "\n", "ảnh :\t" };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *found = NULL;
      BtCaptionFacts facts = GOOD;

      for (guint j = 0; j < 20000; j++)
        g_string_append (text, pieces[i]);
      for (guint j = 0; j < BT_N_CAPTION_FIELDS; j++)
        facts.fields[j] = text->str;
      facts.date_taken = text->str;
      found = describe (&facts);
      g_assert_nonnull (found);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/captions/house-form", test_house_form);
  g_test_add_func ("/captions/labels", test_labels);
  g_test_add_func ("/captions/good", test_good);
  g_test_add_func ("/captions/missing", test_missing);
  g_test_add_func ("/captions/internet", test_internet);
  g_test_add_func ("/captions/internet-in-caption", test_internet_in_caption);
  g_test_add_func ("/captions/age", test_age);
  g_test_add_func ("/captions/creator", test_creator);
  g_test_add_func ("/captions/headline", test_headline);
  g_test_add_func ("/captions/leftovers", test_leftovers);
  g_test_add_func ("/captions/form", test_form);
  g_test_add_func ("/captions/made-by-ai", test_made_by_ai);
  g_test_add_func ("/captions/fixes-end", test_fixes_end);
  g_test_add_func ("/captions/gate", test_gate);
  g_test_add_func ("/captions/hostile", test_hostile);
  return g_test_run ();
}
