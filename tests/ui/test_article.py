#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An article of five hundred words is typed in Telex, with figures and formatting; undone to the
last letter, and redone: byte for byte what it was."""
import os
import re
import unittest

import taptest
import telex
import xkit
from axkit import wait
from desk import (PATIENCE, PHOTO, SAMPLE, SOURCE, DeskTest, expect_text, figures,
                  new_article, paragraphs, text_of)

OTHER_PHOTO = SOURCE / "data/samples/xuong-bong-dien-dien.jpg"
N_WORDS, A_PARAGRAPH = 500, 50
DELAY = 8   # ms from key to key
ADDRESS = "https://example.vn/"


def words():
    """Of the sample: such as Telex writes whole, in sentences of ten."""
    text = SAMPLE.read_text(encoding="utf-8").lower()
    plain = re.findall(r"\b[a-zà-ỹđ]+\b", text)
    plain = [word for word in plain if not re.search(r"[fjwz]", word)]
    plain = (plain * 3)[:N_WORDS]
    return [word.capitalize() if i % 10 == 0 else word + "." if i % 10 == 9 else word
            for i, word in enumerate(plain)]


@unittest.skipUnless(os.environ.get("GTK_IM_MODULE") == "ibus", "without IBus")
class Article(DeskTest):
    def stored(self):
        rows = self.query("SELECT json FROM body")
        return rows[0][0] if rows else ""

    def a_photo(self, path):
        """Its path is pasted: typed, it would be taken for Telex."""
        self.window.key("ctrl+shift+p")
        chooser = self.app.window("Choose Photos")
        chooser.key("slash")
        entry = chooser.find(where=lambda node: "editable" in node.states
                             and "focused" in node.states, seconds=PATIENCE)
        xkit.set_clipboard(str(path))
        chooser.key("ctrl+a", "ctrl+v")
        expect_text(entry, str(path))
        chooser.key("Return")
        wait(lambda: not self.app._windows("Choose Photos"), "the end of the question", PATIENCE)
        self.window.activate()

    def lines(self):
        """The body as it is typed, ten paragraphs."""
        all_words = words()
        return [" ".join(all_words[i:i + A_PARAGRAPH])
                for i in range(0, N_WORDS, A_PARAGRAPH)]

    def type_lines(self, body, lines):
        done = []
        for number, line in enumerate(lines):
            if number:
                self.window.key("Return")
            self.window.type(telex.keys(line), delay=DELAY)
            done.append(line)
            expect_text(body, "\n".join(done))

    def go_to(self, body, lines, number):
        body.caret = sum(len(line) + 1 for line in lines[:number])
        wait(lambda: body.caret == sum(len(line) + 1 for line in lines[:number]), "the caret",
             PATIENCE)

    def wait_block(self, number, probe, what):
        return self.wait_stored(lambda a: probe(a["blocks"][number]), what)

    def test_typed_formatted_undone_redone(self):
        self.app = app = self.start()
        self.addCleanup(app.kill)
        window = self.window = app.window()
        new_article(window)
        body = text_of(window, "Body")
        window.focus(body)
        window.input_method()
        lines = self.lines()
        self.assertEqual(sum(len(line.split()) for line in lines), N_WORDS)
        self.type_lines(body, lines)

        for number, keys, kind in ((0, "ctrl+alt+2", "heading"), (6, "ctrl+shift+8", "list-item"),
                                   (7, "ctrl+shift+8", "list-item"), (8, "ctrl+shift+9", "quote")):
            self.go_to(body, lines, number)
            window.key(keys)
            self.wait_block(number, lambda block: block["kind"] == kind, kind)
        for number, keys, kind in ((2, "ctrl+b", "bold"), (3, "ctrl+i", "italic")):
            self.go_to(body, lines, number)
            window.key("ctrl+shift+Right", keys)
            self.wait_block(number, lambda block: kind in str(block["text"]), kind)
        self.link(body, lines, 4)
        for number, path, n in ((9, PHOTO, 1), (5, OTHER_PHOTO, 2)):
            self.go_to(body, lines, number)
            self.a_photo(path)
            self.wait_stored(lambda a: len([f for f in figures(a) if f[0].get("photo")]) == n,
                             "the photo")
        stored = self.wait_stored(lambda a: " ".join(paragraphs(a)) == " ".join(lines),
                                  "the whole text")
        self.assertEqual(len(stored["blocks"]), len(lines) + 2)
        self.undo_and_redo()
        app.quit()

    def link(self, body, lines, number):
        self.go_to(body, lines, number)
        xkit.set_clipboard(ADDRESS)
        self.window.key("ctrl+shift+Right", "ctrl+k")
        entry = text_of(self.window, "Address of the link")
        wait(lambda: "focused" in entry.states, "focus in the address", PATIENCE)
        self.window.key("ctrl+a", "ctrl+v")
        expect_text(entry, ADDRESS)
        self.window.key("Return")
        self.wait_block(number, lambda block: ADDRESS in str(block["text"]), "the link")

    def press_until(self, key, button_name, done, what):
        for _ in range(60):
            self.window.key(*[key] * 10)
            if self.idle(button_name):
                break
        self.wait_stored(done, what)

    def idle(self, name):
        """Nothing more to undo, or to redo."""
        button = self.window.find(role="push button", has=name)
        return "sensitive" not in button.states

    def undo_and_redo(self):
        before = self.stored()
        empty = ("blocks", "fields", "tags")
        self.press_until("ctrl+z", "Undo",
                         lambda a: not any(a[name] for name in empty), "the empty article")
        self.press_until("ctrl+shift+z", "Redo",
                         lambda a: len(figures(a)) == 2, "the whole article")
        wait(lambda: self.stored() == before, "the article, byte for byte", PATIENCE)
        self.assertEqual(self.stored(), before)


if __name__ == "__main__":
    taptest.main()
