#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""photo import, photo list, photo add, photo show."""
import hashlib
import unittest

import cli_kit
import taptest

HASH = hashlib.sha256(cli_kit.PHOTO.read_bytes()).hexdigest()
HASH2 = hashlib.sha256(cli_kit.PHOTO2.read_bytes()).hexdigest()


class PhotoImport(cli_kit.CliTest):
    def test_hashes(self):
        lines = self.ok("photo", "import", cli_kit.PHOTO, cli_kit.PHOTO2).out.splitlines()
        self.assertEqual(lines, [HASH, HASH2])
        kept = [path for path in (self.data / "photos").rglob("*") if path.is_file()]
        self.assertEqual(sorted(path.read_bytes() for path in kept),
                         sorted(path.read_bytes() for path in (cli_kit.PHOTO, cli_kit.PHOTO2)))

    def test_show(self):
        self.ok("photo", "import", cli_kit.PHOTO)
        for name in (HASH, HASH[:8], HASH.upper()):
            photo = self.ok_json("photo", "show", name)
            self.assertEqual(photo["hash"], HASH)
            self.assertEqual((photo["width"], photo["height"]), (2400, 1600))
            self.assertEqual(photo["creator"], "Trần Hải Vân")
            self.assertRegex(photo["imported"], r"Z$")
        self.assertIn("Trần Hải Vân", self.ok("photo", "show", HASH).out)

    def test_bad_files(self):
        text = self.file("chu.jpg", "not a photo")
        cut = self.file("cut.jpg", cli_kit.PHOTO.read_bytes()[:300])
        done = self.run_cli("--json", "photo", "import", text, cut, self.folder / "none.jpg",
                            cli_kit.PHOTO)
        self.assertEqual(done.code, 1)
        codes = [answer.get("error", {}).get("code") for answer in done.json]
        self.assertEqual(codes[0], "photo/kind")
        self.assertIn(codes[1], ("photo/damaged", "photo/kind"))
        self.assertEqual(codes[2:], ["photo/read", None])
        self.assertEqual(done.json[3]["hash"], HASH)


class PhotoList(cli_kit.CliTest):
    def test_order_and_words(self):
        self.assertEqual(self.ok("photo", "list").out, "")
        self.ok("photo", "import", cli_kit.PHOTO, cli_kit.PHOTO2)
        photos = self.ok_json("photo", "list")
        self.assertEqual({photo["hash"] for photo in photos}, {HASH, HASH2})
        self.assertEqual([photo.get("taken", "x") for photo in photos],
                         sorted(photo.get("taken", "x") for photo in photos))
        for photo in photos:
            self.assertEqual((photo["rating"], photo["mark"], photo["choice"], photo["uses"]),
                             (0, 0, "none", 0))
        found = self.ok_json("photo", "list", "--words", "tran hai v")
        self.assertIn(HASH, [photo["hash"] for photo in found])
        self.assertEqual(self.ok("photo", "list", "--words", "không có ở đâu").out, "")
        self.assertEqual(self.ok("photo", "list", "--words", "';\"(*").out, "")
        lines = self.ok("photo", "list").out.splitlines()
        self.assertEqual([line[:64] for line in lines], [photo["hash"] for photo in photos])
        for line, photo in zip(lines, photos):
            self.assertIn(photo["caption"][:40], line)

    def test_unused(self):
        uuid = self.imported()
        self.ok("photo", "add", uuid, cli_kit.PHOTO)
        self.ok("photo", "import", cli_kit.PHOTO2)
        unused = self.ok_json("photo", "list", "--unused")
        self.assertEqual([photo["hash"] for photo in unused], [HASH2])
        self.assertEqual(self.ok_json("photo", "show", HASH)["uses"], 1)


class PhotoAdd(cli_kit.CliTest):
    def setUp(self):
        super().setUp()
        self.uuid = self.imported()

    def figures(self):
        blocks = self.ok_json("show", self.uuid)["blocks"]
        return [block["items"][0] for block in blocks if block["kind"] == "figure"]

    def test_fills_the_figures_that_wait_in_their_order(self):
        captions = [figure["caption"] for figure in self.figures()]
        for photo in (cli_kit.PHOTO, cli_kit.PHOTO2):
            self.ok("photo", "add", self.uuid, photo)
        figures = self.figures()
        self.assertEqual([figure["photo"] for figure in figures], [HASH, HASH2])
        # The article's captions stay; what is missing comes from the photo.
        self.assertEqual([figure["caption"] for figure in figures], captions)
        self.assertEqual(figures[0]["alt"],
                         "Nhiều ghe chở hàng có cây bẹo trên sông lúc bình minh")
        self.assertTrue(figures[0]["credit"])

    def test_what_is_said_wins(self):
        answer = self.ok_json("photo", "add", self.uuid, cli_kit.PHOTO,
                              "--caption", "Chợ nổi lúc\nsa\u0301ng sớm", "--alt", "Ghe trên sông",
                              "--credit", "Lê Đoàn")
        self.assertEqual(answer["caption"], "Chợ nổi lúc\nsáng sớm")
        figure = self.figures()[0]
        self.assertEqual(figure, {"photo": HASH, "alt": "Ghe trên sông",
                                  "caption": "Chợ nổi lúc\nsáng sớm", "credit": "Lê Đoàn"})

    def test_new_figure(self):
        answer = self.ok_json("photo", "add", self.uuid, cli_kit.PHOTO, "--new")
        figures = self.figures()
        self.assertEqual(len(figures), 3)
        self.assertNotIn("photo", figures[0])
        self.assertEqual(figures[2]["photo"], HASH)
        # Nothing was said, and there was no caption: the photo's own.
        self.assertEqual(answer["caption"], "Ghe chở khóm, bông điên điển cập chợ nổi Cái Răng "
                                            "lúc mặt trời vừa mọc.")

    def test_a_third_photo_makes_a_figure(self):
        for photo in (cli_kit.PHOTO, cli_kit.PHOTO2, cli_kit.PHOTO):
            self.ok("photo", "add", self.uuid, photo)
        self.assertEqual([figure["photo"] for figure in self.figures()], [HASH, HASH2, HASH])

    def test_without_alternative_text(self):
        done = self.ok("photo", "add", self.uuid, cli_kit.PHOTO, "--alt", "")
        self.assertIn("no alternative text", done.err)

    def test_nothing_changes_when_it_fails(self):
        before = self.ok_json("show", self.uuid)
        self.fails(1, "photo", "add", self.uuid, self.file("x.jpg", "no photo"))
        self.fails(1, "photo", "add", "no-such", cli_kit.PHOTO)
        self.assertEqual(self.ok_json("show", self.uuid), before)


if __name__ == "__main__":
    taptest.main()
