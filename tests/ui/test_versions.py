#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The history of an article in the real window: what is kept and when, two versions compared,
names, and the way back, which can be undone."""
import contextlib
import json
import sqlite3

import taptest
from axkit import wait
from desk import (HEADLINE, PATIENCE, PHOTO, DeskTest, button, choose, expect_text, field, figures,
                  new_article, open_article, paragraphs, text_of, wait_saved)

REMOVED = (0xfb, 0xdc, 0xdf)   # behind words in a light window
ADDED = (0xd3, 0xf2, 0xdc)
OLD = "Nước lũ đầu mùa đã về các cánh đồng ở huyện An Phú."
NEW = "Nước lũ cuối mùa đã về các cánh đồng ở huyện An Phú."


def content(article):
    """All of it but where it stands."""
    return {name: value for name, value in article.items() if name not in ("status", "time")}


def colors(window, node):
    """The colours to be seen where a node stands."""
    left, top, _, _ = window.geometry
    x, y = window.point(node)
    _, _, width, height = node.extents
    picture = window.picture()
    part = picture.new_subpixbuf(x - left - width // 2, y - top - height // 2, width, height)
    pixels, stride, channels = part.get_pixels(), part.get_rowstride(), part.get_n_channels()
    return {tuple(pixels[row * stride + column * channels:row * stride + column * channels + 3])
            for row in range(height) for column in range(width)}


def still(node):
    """Where it is once nothing moves it any more; returns the node."""
    seen = []

    def same():
        seen.append(node.extents)
        return len(seen) > 5 and len(set(seen[-5:])) == 1
    wait(same, f"{node!r} to stand still", PATIENCE)
    return node


class Versions(DeskTest):
    def make_older(self, minutes):
        """The clock cannot be turned; what is stored can be made older."""
        self.write(f"UPDATE article SET created = created - {minutes} * 60000000,"
                   f" modified = modified - {minutes} * 60000000")
        self.write(f"UPDATE version SET created = created - {minutes} * 60000000")

    def write(self, sql):
        with contextlib.closing(sqlite3.connect(self.data / "banthao.db", timeout=10)) as there:
            there.execute(sql)
            there.commit()

    def versions(self):
        """Cause, name and headline of each, the oldest first."""
        return [(cause, name, field(json.loads(text), "headline")) for cause, name, text in
                self.query("SELECT cause, name, json FROM version ORDER BY id")]

    def wait_versions(self, *causes):
        wait(lambda: tuple(row[0] for row in self.versions()) == causes,
             f"versions {causes}", PATIENCE)

    def open_history(self, app, window):
        window.key("ctrl+alt+h")
        history = app.window("Versions")
        history.find(role="list item", has=" words", seconds=PATIENCE)
        return history

    def rows(self, history):
        """What the list says of each version."""
        return [item.name for item in history.node.all(role="list item", has=" word")]

    def choose_version(self, history, words):
        history.click(history.find(role="list item", has=words, seconds=PATIENCE))

    def start_with(self, text):
        app = self.start()
        self.addCleanup(app.kill)
        window = app.window()
        new_article(window)
        window.type("Lũ về")
        body = text_of(window, "Body")
        window.focus(body)
        window.type(text)
        expect_text(body, text)
        self.wait_stored(lambda a: paragraphs(a) == text.split("\n"), "the text")
        return app, window, body

    def save_version(self, app, window, name):
        choose(window, "Article Menu", "Save a Version…")
        dialog = app.window("Save a Version")
        entry = dialog.find(name="Name of the version", seconds=PATIENCE)
        wait(lambda: "focused" in entry.states, "the entry to have the focus", PATIENCE)
        dialog.type(name)
        dialog.key("Return")
        window.find(name="The version was saved", seconds=PATIENCE)
        wait(lambda: not app._windows("Save a Version"), "the end of the dialog", PATIENCE)
        window.activate()

    def replace_body(self, window, body, text):
        window.focus(body)
        window.key("ctrl+a")
        window.type(text)
        expect_text(body, text)
        return self.wait_stored(lambda a: paragraphs(a) == text.split("\n"), "the new text")

    def test_list_by_day_and_cause(self):
        self.import_sample()
        self.make_older(49 * 60)
        app = self.start()
        self.addCleanup(app.kill)
        window = app.window()
        open_article(window, HEADLINE)
        body = text_of(window, "Body")
        window.click(body, offset=10)
        wait(lambda: "focused" in body.states, "the focus in the body", PATIENCE)
        window.key("ctrl+End")
        window.type(" Hết.")
        self.wait_stored(lambda a: paragraphs(a)[-1].endswith(" Hết."), "the word")
        # What was overwritten is what was imported: it is there already.
        self.wait_versions("import")
        self.make_older(24 * 60)
        window.type(" Thật.")
        self.wait_versions("import", "edit")
        wait_saved(window)
        self.save_version(app, window, "Bản chiều")
        self.wait_versions("import", "edit", "by-hand")

        history = self.open_history(app, window)
        names = wait(lambda: self.rows(history) if len(self.rows(history)) == 3 else None,
                     "three versions", PATIENCE)
        self.assertRegex(names[0], r"^Today \d\d:\d\d, Saved on purpose, Bản chiều, \d+ words$")
        self.assertRegex(names[1], r"^Yesterday \d\d:\d\d, While writing, \d+ words$")
        self.assertRegex(names[2], r"^\d\d/\d\d/\d{4} \d\d:\d\d, Imported from a file, \d+ words$")
        for day in ("Today", "Yesterday"):
            self.assertTrue(history.all(role="label", name=day))

        # The last sentence is all that is new since the day before; the rest is folded.
        self.choose_version(history, "Yesterday")
        row = history.find(has="[added: Thật.]", where=lambda n: n.role == "list item",
                           seconds=PATIENCE)
        self.assertNotIn("[removed", row.name)
        fold = history.find(role="push button", has="paragraphs alike", seconds=PATIENCE)
        hidden = int(fold.name.split()[1])
        self.assertGreater(hidden, 2)
        before = len(history.all(role="list item", has="Paragraph:"))
        fold.press()
        history.gone(role="push button", has="paragraphs alike", seconds=PATIENCE)
        self.assertGreater(len(history.all(role="list item", has="Paragraph:")), before)
        history.key("alt+F4")
        app.quit()

    def test_compare_name_restore_undo(self):
        app, window, body = self.start_with(OLD + "\nĐoạn giữ nguyên.")
        self.save_version(app, window, "Bản đầu")
        latest = self.replace_body(window, body, NEW + "\nĐoạn giữ nguyên.\nĐoạn mới thêm.")
        self.wait_versions("by-hand")

        history = self.open_history(app, window)
        self.choose_version(history, "Bản đầu")
        row = history.find(role="list item", has="[removed: đầu]", seconds=PATIENCE)
        self.assertIn("[added: cuối]", row.name)
        history.find(role="list item", has="[added: Đoạn mới thêm.]", seconds=PATIENCE)
        self.assert_marked(history)
        history.find(name="2 differences", seconds=PATIENCE)
        history.key("F7")
        history.find(name="Difference 1 of 2", seconds=PATIENCE)
        history.key("F7")
        history.find(name="Difference 2 of 2", seconds=PATIENCE)
        history.key("shift+F7")
        history.find(name="Difference 1 of 2", seconds=PATIENCE)

        # A name, in place.
        history.key("F2")
        entry = history.find(name="Name of the version", seconds=PATIENCE)
        wait(lambda: "focused" in entry.states, "the entry to have the focus", PATIENCE)
        history.key("ctrl+a")
        history.type("Bản gửi sếp")
        history.key("Return")
        wait(lambda: self.versions()[0][1] == "Bản gửi sếp", "the name on the disk", PATIENCE)
        history.find(role="list item", has="Bản gửi sếp", seconds=PATIENCE)

        # Back, and what was there is in the history.
        button(history, "Restore").press()
        stored = self.wait_stored(lambda a: paragraphs(a) == [OLD, "Đoạn giữ nguyên."],
                                  "the restored text")
        self.assertEqual(stored["uuid"], latest["uuid"])
        expect_text(body, OLD + "\nĐoạn giữ nguyên.")
        window.find(name="The version was restored", seconds=PATIENCE)
        self.wait_versions("by-hand", "before-overwrite", "restore")
        kept = json.loads(self.query("SELECT json FROM version ORDER BY id")[1][0])
        self.assertEqual(content(kept), content(latest))

        # One step of undo, byte for byte; and again.
        window.activate()
        window.key("ctrl+z")
        undone = self.wait_stored(lambda a: len(paragraphs(a)) == 3, "the text before")
        self.assertEqual(undone, latest)
        window.key("ctrl+shift+z")
        self.wait_stored(lambda a: a == stored, "the restored text again")
        app.quit()

    def assert_marked(self, history):
        """By attributes and on the screen, each on its side."""
        old, new = (history.find(role="label", name=text, seconds=PATIENCE)
                    for text in (OLD, NEW))
        self.assertEqual(old.attributes_at(OLD.index("đầu")).get("strikethrough"), "true")
        self.assertNotEqual(old.attributes_at(0).get("strikethrough"), "true")
        self.assertEqual(new.attributes_at(NEW.index("cuối")).get("underline"), "single")
        self.assertLess(old.extents[0], new.extents[0])
        wait(lambda: REMOVED in colors(history, old), "red behind what was removed", PATIENCE)
        wait(lambda: ADDED in colors(history, new), "green behind what was added", PATIENCE)
        self.assertNotIn(ADDED, colors(history, old))
        self.assertNotIn(REMOVED, colors(history, new))

    def test_what_was_deleted_at_a_stroke_comes_back(self):
        uuid = self.import_sample()
        self.cli("photo", "add", uuid, PHOTO, "--caption", "Chợ nổi", "--alt", "Ghe chở khóm")
        whole = self.article()
        self.assertGreater(len(figures(whole)), 1)
        app = self.start()
        self.addCleanup(app.kill)
        window = app.window()
        open_article(window, HEADLINE)
        body = text_of(window, "Body")
        window.focus(text_of(window, "Lead"))
        window.key("Tab")
        wait(lambda: "focused" in body.states, "the focus in the body", PATIENCE)
        window.key("ctrl+a", "BackSpace")
        # Nobody waited ten minutes: that most of the text goes is enough.
        empty = self.wait_stored(lambda a: not "".join(paragraphs(a)), "an empty body")
        self.wait_versions("import", "edit")

        history = self.open_history(app, window)
        self.choose_version(history, "While writing")
        history.find(role="list item", has="[removed: Chợ nổi]", seconds=PATIENCE)
        button(history, "Restore").press()
        stored = self.wait_stored(lambda a: len(paragraphs(a)) > 3, "the text again")
        self.assertEqual(stored["blocks"], whole["blocks"])
        self.assertEqual(content(stored)["fields"], content(whole)["fields"])
        window.activate()
        window.find(role="image", name="Ghe chở khóm", seconds=PATIENCE)
        button(window, "Undo").press()
        self.wait_stored(lambda a: a["blocks"] == empty["blocks"], "the empty body again")
        app.quit()

    def test_two_versions_in_a_narrow_window(self):
        app, window, body = self.start_with("Một hai ba bốn năm.")
        self.save_version(app, window, "Bản một")
        self.replace_body(window, body, "Một hai ba bốn sáu.")
        self.save_version(app, window, "Bản hai")
        self.replace_body(window, body, "Một hai ba bốn bảy.")
        history = self.open_history(app, window)
        history.resize(480, 700)
        self.choose_version(history, "Bản hai")
        history.find(role="list item", has="[removed: sáu] [added: bảy]", seconds=PATIENCE)
        # Against the other version: the older one comes first, whichever was chosen.
        other = history.find(role="push button", name="Compared with", seconds=PATIENCE)
        history.click(still(other))
        history.find(role="list item", seconds=PATIENCE, where=lambda item:
                     item.name == "The text as it is now" and "focused" in item.states)
        history.key("Down", "Down", "Return")
        history.find(role="list item", has="[removed: năm] [added: sáu]", seconds=PATIENCE)
        old, new = (history.find(role="label", name=f"Một hai ba bốn {word}.", seconds=PATIENCE)
                    for word in ("năm", "sáu"))
        self.assertEqual(old.extents[0], new.extents[0])
        self.assertLess(old.extents[1], new.extents[1])
        history.key("alt+F4")
        app.quit()


if __name__ == "__main__":
    taptest.main()
