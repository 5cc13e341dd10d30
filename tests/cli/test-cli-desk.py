#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""photo ingest, photo discard, photo export."""
import hashlib
import json
import shutil
import sqlite3
import subprocess

import cli_kit
import taptest

HASH = hashlib.sha256(cli_kit.PHOTO.read_bytes()).hexdigest()
HASH2 = hashlib.sha256(cli_kit.PHOTO2.read_bytes()).hexdigest()


class Desk(cli_kit.CliTest):
    def setUp(self):
        super().setUp()
        self.card = self.folder / "card"
        (self.card / "DCIM").mkdir(parents=True)
        shutil.copy(cli_kit.PHOTO, self.card / "DCIM/IMG_1.JPG")
        shutil.copy(cli_kit.PHOTO2, self.card / "IMG_2.JPG")

    def add_template(self, name, fields):
        self.ok("list")
        with sqlite3.connect(self.data / "banthao.db") as db:
            db.execute("INSERT INTO photo_template (name, fields, modified) VALUES (?, ?, 1)",
                       (name, json.dumps(fields)))
        db.close()

    def originals(self):
        return sorted(path.name for path in (self.data / "photos").rglob("*") if path.is_file())


class PhotoIngest(Desk):
    def test_folder_and_folders_in_it(self):
        done = self.ok("photo", "ingest", self.card)
        self.assertEqual(done.out.split(), [HASH2])
        self.assertIn("1 photo kept.", done.err)
        (self.card / "DCIM/IMG_1.NEF").write_bytes(b"raw")
        answer = self.ok_json("photo", "ingest", "--recursive", self.card)
        self.assertEqual(answer["state"], "finished")
        self.assertEqual(answer["kept"], [HASH])
        self.assertEqual(answer["duplicates"], [HASH2])
        self.assertEqual((answer["found"], answer["known"], answer["left"]), (2, 1, 0))
        self.assertEqual(answer["others"], [{"file": "DCIM/IMG_1.NEF"}])
        self.assertEqual(answer["failures"], [])
        self.assertEqual(self.originals(), sorted([HASH, HASH2]))

    def test_bad_files_are_named_on_one_line(self):
        (self.card / "bad\nname.jpg").write_text("no photo")
        done = self.fails(1, "photo", "ingest", self.card)
        self.assertEqual(done.out.split(), [HASH2])
        self.assertTrue([line for line in done.err.splitlines()
                         if line.startswith("banthao-cli: bad name.jpg: ")], done.err)
        answer = self.run_cli("--json", "photo", "ingest", self.card).json
        self.assertEqual(answer["failures"][0]["file"], "bad\nname.jpg")
        self.assertEqual(answer["failures"][0]["error"]["code"], "photo/kind")

    def test_no_such_folder(self):
        done = self.fails(1, "--json", "photo", "ingest", self.folder / "none")
        self.assertEqual(done.json["state"], "source-gone")
        self.assertEqual(done.json["failures"][0]["error"]["code"], "send/source-gone")

    def test_template(self):
        self.add_template("Chợ nổi", {"credit": "{tác giả}/Báo Cần Thơ", "instructions": "\\mã\\ {số:2}",
                                      "headline": "Mùa nước nổi"})
        self.fails(1, "photo", "ingest", "--template", "Không có", self.card)
        self.assertFalse((self.data / "photos").exists())
        answer = self.ok_json("photo", "ingest", "-r", "--template", "Chợ nổi", "--batch", "Đợt 1",
                              self.card)
        self.assertEqual(len(answer["kept"]), 2)
        self.assertEqual([(note["code"], note["kind"]) for note in answer["notes"]],
                         [("mã", "none")])
        photo = self.ok_json("photo", "show", HASH)
        # What it says of itself stays; what is no code stays as it was written.
        self.assertEqual(photo["headline"], "Bình minh chợ nổi")
        self.assertEqual(photo["instructions"], "\\mã\\ 02")
        self.data = self.folder / "other"
        self.add_template("Chợ nổi", {"headline": "Mùa nước nổi", "credit": "{tác giả}/Báo Cần Thơ"})
        self.ok("photo", "ingest", "-r", "--template", "Chợ nổi", "--overwrite", self.card)
        photo = self.ok_json("photo", "show", HASH)
        self.assertEqual(photo["headline"], "Mùa nước nổi")
        self.assertEqual(photo["credit"], "Trần Hải Vân/Báo Cần Thơ")

    def test_wrong_use(self):
        self.fails(2, "photo", "ingest")
        self.fails(2, "photo", "ingest", self.card, self.card)
        self.fails(2, "photo", "ingest", self.card, "--no-such")


class PhotoDiscard(Desk):
    def test_discard(self):
        self.ok("photo", "ingest", "-r", self.card)
        uuid = self.imported()
        self.ok("photo", "add", uuid, cli_kit.PHOTO)
        done = self.fails(1, "--json", "photo", "discard", HASH[:10], HASH2)
        self.assertEqual(done.json, {"discarded": 1, "used": [HASH]})
        self.assertEqual(self.originals(), [HASH])
        self.fails(1, "photo", "show", HASH2)
        self.fails(1, "photo", "discard", HASH2)
        self.fails(1, "photo", "discard", "nonsense")


class PhotoExport(Desk):
    def test_export(self):
        self.ok("photo", "ingest", "-r", self.card)
        out = self.folder / "out"
        done = self.ok("photo", "export", HASH, HASH2[:12], "--to", out,
                       "--pattern", "{số:2} {tên tệp}")
        self.assertEqual(done.out.splitlines(), [str(out / "01 IMG_1.jpg"), str(out / "02 IMG_2.jpg")])
        answer = self.ok_json("photo", "export", HASH, "--to", out, "--pattern", "{number:2} {file name}",
                              "--side", "300", "--quality", "80")
        self.assertEqual(answer[0]["file"], str(out / "01 IMG_1-2.jpg"))
        size = subprocess.run(["exiftool", "-s3", "-ImageSize", answer[0]["file"]],
                              capture_output=True, text=True).stdout
        self.assertEqual(size.strip(), "300x200")

    def test_what_fails_is_named(self):
        self.ok("photo", "ingest", self.card)
        done = self.fails(1, "--json", "photo", "export", "a" * 64, HASH2, "--to", self.folder / "out")
        self.assertEqual(done.json[0]["error"]["code"], "store/not-found")
        self.assertTrue(done.json[1]["file"].endswith("IMG_2.jpg"))
        self.fails(2, "photo", "export", HASH2)
        self.fails(2, "photo", "export", HASH2, "--to", self.folder / "out", "--side", "-3")
        self.fails(1, "photo", "export", HASH2, "--to", cli_kit.PHOTO)


if __name__ == "__main__":
    taptest.main()
