# SPDX-License-Identifier: GPL-3.0-or-later
"""The photo desk with photos that the tests made, and the panel beside them."""
import contextlib
import json
import sqlite3

import gi

gi.require_version("GdkPixbuf", "2.0")
from gi.repository import GdkPixbuf  # noqa: E402

from axkit import wait  # noqa: E402
from desk import PATIENCE, DeskTest, expect_text  # noqa: E402
from xkit import xdotool  # noqa: E402

TITLE = {"en": "Photo Desk", "vi": "Bàn ảnh"}


class CaptionTest(DeskTest):
    def make_photos(self, count, **fields):
        """Photos a.jpg, b.jpg …, each in a colour of its own; the store has them with these
        words. A list as a field's value is one for each."""
        paths = []
        for i in range(count):
            pixbuf = GdkPixbuf.Pixbuf.new(GdkPixbuf.Colorspace.RGB, False, 8, 48, 32)
            pixbuf.fill(((i * 40 % 256) << 24 | (255 - i * 20) << 16 | 0x8000 | 0xff) & 0xffffffff)
            path = self.folder / f"{chr(97 + i)}.jpg"
            pixbuf.savev(str(path), "jpeg", ["quality"], ["90"])
            paths.append(path)
        self.hashes = self.cli("photo", "import", *paths).split()
        self.assertEqual(len(self.hashes), count)
        for i, digest in enumerate(self.hashes):
            self.set_words(digest, {name: value[i] if isinstance(value, list) else value
                                    for name, value in fields.items()})
        return self.hashes

    def set_words(self, digest, fields):
        with contextlib.closing(sqlite3.connect(self.data / "banthao.db")) as connection:
            info = json.loads(connection.execute("SELECT info FROM photo WHERE hash = ?",
                                                 (digest,)).fetchone()[0])
            info.setdefault("fields", {}).update(fields)
            connection.execute("UPDATE photo SET info = ?, taken = ?, captioned = ? WHERE hash = ?",
                               (json.dumps(info, ensure_ascii=False), fields.get("date_created"),
                                bool(fields.get("caption")), digest))
            connection.commit()

    def set_codes(self, table):
        with contextlib.closing(sqlite3.connect(self.data / "banthao.db")) as connection:
            connection.execute("INSERT INTO code_file (name, text, modified) VALUES (?, ?, 0)",
                               ("chuc-danh", table))
            connection.commit()

    def words(self, digest):
        """What the store has on the disk."""
        rows = self.query("SELECT info FROM photo WHERE hash = ?", digest)
        return json.loads(rows[0][0]).get("fields", {}) if rows else {}

    def all_words(self, field):
        return [self.words(digest).get(field, "") for digest in self.hashes]

    def wait_words(self, field, values):
        """Waits until the disk has these, one for each photo."""
        try:
            wait(lambda: self.all_words(field) == values, f"{field} on the disk", PATIENCE)
        except AssertionError:
            raise AssertionError(f"{field}: {self.all_words(field)} and not {values}") from None

    # --- the window

    def open_desk(self, app, language="en"):
        window = app.window()
        window.key("ctrl+shift+d")
        desk = app.window(TITLE[language])
        wait(lambda: len(self.cells(desk)) == len(self.hashes), "the photos", PATIENCE)
        return desk

    def cells(self, desk):
        """The photos on the sheet, in their order."""
        return desk.all(where=lambda node: node.role in ("table cell", "list item")
                        and node.name.split(",")[0].endswith(".jpg"))

    def choose_photo(self, desk, index):
        desk.click(self.cells(desk)[index])

    def choose_all(self, desk):
        self.choose_photo(desk, 0)
        desk.key("ctrl+a")
        desk.find(has=f"{len(self.hashes)} photos", where=lambda n: n.role == "label",
                  seconds=PATIENCE)

    def field(self, desk, name):
        return desk.find(name=name, where=lambda node: "Text" in node.interfaces
                         and "editable" in node.states, seconds=PATIENCE)

    def go_to(self, desk, name):
        """Puts the keyboard into a field, which may have to be scrolled to."""
        node = self.field(desk, name)
        left, top, width, height = desk.geometry
        middle = (desk.point(node)[0], top + height // 2)
        for _ in range(20):
            beyond = desk.point(node)[1] - top
            if 150 < beyond < height - 80:
                break
            xdotool("mousemove", *middle, "click", 4 if beyond <= 150 else 5, "sleep", 0.1)
        desk.click(node)
        wait(lambda: "focused" in node.states, f"focus in {name}", PATIENCE)
        return node

    def expect_field(self, desk, name, text):
        expect_text(self.field(desk, name), text)
