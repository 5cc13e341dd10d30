#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""import, list, search, show, export on real files."""
import json
import re
import unicodedata

import cli_kit
import taptest

UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


class Import(cli_kit.CliTest):
    def test_one_uuid_a_line(self):
        other = self.file("khac.txt", cli_kit.ARTICLE.read_text(encoding="utf-8"))
        lines = self.ok("import", cli_kit.ARTICLE, other).out.splitlines()
        self.assertEqual(len(lines), 2)
        self.assertNotEqual(lines[0], lines[1])
        for line in lines:
            self.assertRegex(line, f"^{UUID}$")

    def test_whole_sample(self):
        article = json.loads(self.ok("show", self.imported(), "--format", "json").out)
        source = cli_kit.ARTICLE.read_text(encoding="utf-8")
        fields = article["fields"]
        self.assertEqual(fields["headline"], source.splitlines()[0])
        self.assertEqual(article["portal_time"][:16], "2024-10-21T06:45")
        self.assertEqual(fields["source_name"], "MTO")
        self.assertEqual(fields["byline"], "Trần Hải Vân")
        self.assertEqual(fields["photo_credit"], "Trần Hải Vân")
        self.assertTrue(fields["lead"].startswith("Nước lũ năm nay"))
        kinds = [block["kind"] for block in article["blocks"]]
        self.assertEqual(kinds.count("figure"), 2)
        paragraphs = [block["text"] for block in article["blocks"] if block["kind"] == "paragraph"]
        for paragraph in paragraphs:
            self.assertIn(paragraph, source)
        self.assertEqual(len(paragraphs), 4)

    def test_notes_go_to_standard_error(self):
        done = self.ok("import", cli_kit.ARTICLE)
        self.assertRegex(done.out, f"^{UUID}\n$")
        self.assertIn("photo is still to be added", done.err)
        notes = self.ok_json("import", cli_kit.ARTICLE)[0]["notes"]
        self.assertEqual([note["kind"] for note in notes].count("figure-without-photo"), 2)
        for note in notes:
            self.assertTrue(note["message"])

    def test_what_fails_stops_nothing(self):
        bad = {
            "rong.txt": (b" \n\xc2\xa0\n", "text/empty"),
            "anh.txt": (b"\x00\x01\x02PNG" * 100, "text/binary"),
            "cu.txt": ("Tít\n\n".encode() + b"Nu\xadc l\xf2 v\xd2 s\xedm " * 40, "text/encoding"),
            "to.txt": (b"a" * (50 << 20), "text/too-large"),
        }
        paths = [self.file(name, content) for name, (content, _) in bad.items()]
        done = self.run_cli("--json", "import", *paths, self.folder / "khong-co.txt", self.folder,
                            cli_kit.ARTICLE)
        self.assertEqual(done.code, 1)
        answers = done.json
        self.assertEqual([answer.get("error", {}).get("code") for answer in answers],
                         [code for _, code in bad.values()]
                         + ["file/not-found", "file/is-folder", None])
        self.assertRegex(answers[-1]["uuid"], UUID)
        for answer, line in zip(answers[:-1], done.err.splitlines()):
            self.assertTrue(line.startswith(f"banthao-cli: {answer['file']}: "), line)
        self.assertEqual(len(self.ok_json("list")), 1)

    # Where the shared samples are not, there is no such test.
    if cli_kit.PAGE.exists():
        def test_page_of_a_real_portal(self):
            done = self.run_cli("--json", "import", cli_kit.PAGE)
            answer = done.json[0]
            left_out = [note["text"] for note in answer["notes"] if note["kind"] == "left-out"]
            self.assertEqual(left_out, ["111"])
            article = json.loads(self.ok("show", answer["uuid"], "--format", "json").out)
            source = unicodedata.normalize("NFC", cli_kit.PAGE.read_text(encoding="utf-8"))
            self.assertEqual(article["fields"]["source_name"], "TGCT")
            self.assertEqual(article["fields"]["byline"], "Hoàng Vĩnh Khang")
            self.assertEqual(article["fields"]["photo_credit"], "Hoàng Vĩnh Khang")
            self.assertIn("2017-12-28T11:09:00+07", article["portal_time"])
            paragraphs = [block["text"] for block in article["blocks"] if block["kind"] == "paragraph"]
            self.assertEqual(len(paragraphs), 3)
            for paragraph in paragraphs:
                self.assertIn(f"\n{paragraph}\n", source)
            self.assertNotIn("111", self.ok("show", answer["uuid"]).out)


class Lists(cli_kit.CliTest):
    def setUp(self):
        super().setUp()
        self.first = self.imported()
        text = cli_kit.ARTICLE.read_text(encoding="utf-8")
        self.second = self.imported(self.file("hai.txt", re.sub("^.*", "Lũ lụt ở Đà Nẵng", text,
                                                                count=1)))

    def test_list(self):
        articles = self.ok_json("list")
        self.assertEqual({article["uuid"] for article in articles}, {self.first, self.second})
        for article in articles:
            self.assertEqual(article["status"], "draft")
            self.assertGreater(article["words"], 300)
            for time in (article["created"], article["modified"]):
                self.assertRegex(time, r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        lines = self.ok("list").out.splitlines()
        self.assertEqual(len(lines), 2)
        self.assertRegex(lines[0], f"^{UUID}  \\d\\d:\\d\\d - \\d\\d/\\d\\d/\\d{{4}}  \\[Draft\\]  \\w")

    def test_status(self):
        self.assertEqual(len(self.ok_json("list", "--status", "draft")), 2)
        self.assertEqual(self.ok_json("list", "--status", "published"), [])

    def test_search(self):
        for words in [["duong tau"], ["Đà Nẵng"], ["da", "nang"], ["da nang"], ["DA NANG"]]:
            found = {article["uuid"] for article in self.ok_json("search", *words)}
            expected = set() if words == ["duong tau"] else {self.second}
            self.assertEqual(found, expected, words)
        self.assertEqual(len(self.ok_json("search", "dien dien")), 2)
        for nonsense in ['"', "*", "AND OR", "NEAR(", "a'b", "%", "%s%n"]:
            self.ok_json("search", nonsense)


class Show(cli_kit.CliTest):
    def test_formats(self):
        uuid = self.imported()
        text = self.ok("show", uuid).out
        self.assertIn("(MTO) Nước lũ", text)
        self.assertIn("Bài, ảnh: Trần Hải Vân", text)
        self.assertEqual(self.ok("show", uuid.upper()).out, text)
        blocks = self.ok("show", uuid, "--format", "blocks").out
        self.assertIn("<!-- wp:paragraph -->", blocks)
        page = self.ok("show", uuid, "--format", "html").out
        self.assertIn("<!DOCTYPE html>", page)
        self.assertIn("Trần Hải Vân", page)
        self.assertEqual(self.ok_json("show", uuid)["format"], "banthao-article")
        self.assertEqual(self.ok_json("show", uuid, "--format", "text")["text"], text)

    def test_json_is_read_by_the_program_itself(self):
        uuid = self.imported()
        article = self.ok_json("show", uuid)
        self.assertEqual(article["uuid"], uuid)
        self.assertEqual(article["version"], 2)


class Export(cli_kit.CliTest):
    def test_text_comes_back(self):
        uuid = self.imported()
        path = self.folder / "ra.txt"
        self.ok("export", uuid, "--format", "text", path)
        again = self.imported(path)
        first, second = self.ok_json("show", uuid), self.ok_json("show", again)
        for member in ("fields", "portal_time"):
            self.assertEqual(first[member], second[member])
        self.assertEqual([block.get("text") for block in first["blocks"]],
                         [block.get("text") for block in second["blocks"]])

    def test_html_has_its_pictures_inside(self):
        uuid = self.imported()
        self.ok("photo", "add", uuid, cli_kit.PHOTO)
        path = self.folder / "ra.html"
        answer = self.ok_json("export", uuid, "--format", "html", path)
        self.assertEqual(answer["file"], str(path))
        page = path.read_text(encoding="utf-8")
        self.assertIn('src="data:image/jpeg;base64,/9j/', page)
        self.assertNotIn(str(self.data), page)
        self.assertNotIn("<script", page)

    def test_cannot_write(self):
        uuid = self.imported()
        done = self.fails(1, "export", uuid, "--format", "text", self.folder / "none" / "ra.txt")
        self.assertIn("There is no such file", done.err)


if __name__ == "__main__":
    taptest.main()
