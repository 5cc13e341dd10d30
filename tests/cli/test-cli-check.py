#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check: spelling, typography and captions of one article."""
import json
import subprocess
import unittest

import cli_kit
import taptest

TEXT = """Chuyên mục: Thời sự

Cần Thơ đón lũ đẹp

11:09 - 28/12/2017

(TGCT) Nghành nông nghiệp cho biết mùa nước nổi năm nay về sớm hơn mọi năm khoảng nửa tháng.

Người dân các các huyện ven sông, từ Ô Môn đến Thốt Nốt, đã chuẩn bị ghe xuồng từ nhiều tuần trước, bà con nói vậy.

Nước lên chậm mà đều, cá linh về nhiều, chợ nổi đông hơn hẳn những tuần trước, {ai đó} kể lại với phóng viên.
"""


class Check(cli_kit.CliTest):
    def setUp(self):
        super().setUp()
        self.uuid = self.imported(self.file("bai.txt", TEXT))

    def add(self, **fields):
        self.ok("photo", "add", self.uuid, cli_kit.PHOTO,
                *(word for name, text in fields.items() for word in (f"--{name}", text)))

    def found(self):
        return self.ok_json("check", self.uuid)

    def of(self, rule, found=None):
        return [one for one in (found or self.found()) if one["rule"] == rule]

    def test_text(self):
        found = self.found()
        self.assertEqual([(one["rule"], one["where"]) for one in found if one["where"] != "caption"],
                         [("S2", "lead"), ("W1", "text"), ("K8", "text")], found)
        spelled, twice, hint = found
        self.assertEqual(spelled["text"], "Nghành")
        self.assertIn("Ngành", spelled["suggestions"])
        self.assertEqual((spelled["start"], spelled["end"], spelled["level"]), (0, 6, "error"))
        self.assertNotIn("block", spelled)
        blocks = self.ok_json("show", self.uuid)["blocks"]
        self.assertIn("dân các các huyện", json.dumps(blocks[twice["block"]], ensure_ascii=False))
        self.assertEqual(hint["text"], "{ai đó}")
        self.assertIn("{ai đó}", json.dumps(blocks[hint["block"]], ensure_ascii=False))

    def test_lines(self):
        done = self.ok("check", self.uuid)
        lines = [line.split("\t") for line in done.out.splitlines()]
        self.assertEqual([line[:3] for line in lines],
                         [["Lead", "S2", "Nghành"], ["Paragraph 1", "W1", "các các"],
                          ["Paragraph 2", "K8", "{ai đó}"]])
        self.assertIn(" → Ngành, ", lines[0][3])
        self.assertTrue(lines[1][3].endswith(" → các"), lines[1])

    def test_vietnamese(self):
        out = self.ok("check", self.uuid, LANGUAGE="vi").out
        self.assertTrue(out.startswith("Sapo\tS2\tNghành\t"), out)
        self.assertIn("Đoạn 2\tK8\t", out)

    def test_captions(self):
        self.add(caption="Ghe xuồng chờ khách trên sông", credit="Internet")
        found = self.found()
        internet = self.of("K4", found)
        self.assertEqual([(one["where"], one["text"], one["blocks"], one["level"])
                          for one in internet], [("credit", "Internet", True, "error")])
        self.assertEqual(internet[0]["fix"], {"credit": "Trần Hải Vân"})
        self.assertEqual(len(internet[0]["photo"]), 64)
        stop = self.of("K9", found)[0]
        self.assertEqual(stop["fix"], {"caption": "Ghe xuồng chờ khách trên sông."})
        self.assertFalse(stop["blocks"])
        self.assertIn("Photo 1, Credit\tK4\tInternet\t", self.ok("check", self.uuid).out)

    def test_caption_hint_once(self):
        self.add(caption="Ghe xuồng chờ khách ở {địa điểm}.", credit="Trần Hải Vân")
        hints = [one for one in self.of("K8") if one["where"] == "caption"]
        self.assertEqual([one["text"] for one in hints], ["{địa điểm}"])

    def test_old_photo(self):
        # the sample was taken long before an event of a later day
        text = TEXT.replace("28/12/2017", "28/12/2031")
        self.uuid = self.imported(self.file("sau.txt", text))
        self.add(caption="Ghe xuồng chờ khách trên sông.", credit="Trần Hải Vân")
        old = self.of("K5")
        self.assertEqual([one["fix"] for one in old],
                         [{"caption": "Ghe xuồng chờ khách trên sông (Ảnh tư liệu)."}])

    def test_own_words(self):
        self.data.mkdir(exist_ok=True)
        self.uuid = self.imported(self.file(
            "la.txt", TEXT.replace("Nghành", "Bà Vxyt bán blogz ở chợ, ngành")))
        before = [one["text"] for one in self.of("spelling")]
        (self.data / "dictionary.txt").write_text("blogz\n", encoding="utf-8")
        self.assertNotIn("blogz", [one["text"] for one in self.of("spelling")])
        self.assertIn(before, ([], ["blogz"], ["Vxyt", "blogz"]))

    def test_nothing_found(self):
        clean = self.imported(self.file("sach.txt", TEXT.replace("Nghành", "Ngành").replace(
            "các các", "các").replace("{ai đó}", "người bán hàng")))
        done = self.ok("check", clean)
        self.assertEqual(done.out, "")
        self.assertIn("Nothing was found", done.err)
        self.assertEqual(self.ok_json("check", clean), [])

    def test_wrong(self):
        self.fails(2, "check")
        self.fails(2, "check", self.uuid, "more")
        self.fails(1, "check", "00000000-0000-4000-8000-000000000000")

    def test_terminal_is_safe(self):
        self.add(caption="Ghe xuồng chờ khách trên sông\x1b[31m đỏ", credit="Internet")
        shown = subprocess.run(["script", "-qec", f"{cli_kit.CLI} check {self.uuid}", "/dev/null"],
                               capture_output=True, env=self.environment(), timeout=60)
        self.assertNotIn(b"\x1b[31m", shown.stdout)


if __name__ == "__main__":
    taptest.main()
