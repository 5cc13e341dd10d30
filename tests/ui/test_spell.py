#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Spelling and typography while one writes: what is wrong is underlined once the caret has left
it, the menu puts it right, F7 goes from one to the next; quotes, dots and dashes become what is
meant, and one Backspace takes that back. Nothing of it gets into the article but words."""
import time

import taptest
from axkit import wait
from desk import (HEADLINE, PATIENCE, DeskTest, expect_text, field, figures, new_article,
                  open_article, paragraphs, text_of)

TITLE = "Tin 1"
BODY = "Một nghành mới của xứ nhgệ."
# Longer than the check waits after a change.
LOOKED_THROUGH = 1.0
A_PAUSE = 1.2   # in typing, which ends a step of undo


def marked(text):
    """The words of a text that are underlined as errors."""
    return [piece for piece, attributes in text.attribute_runs()
            if attributes.get("underline") == "error"]


def expect_marked(text, words):
    try:
        wait(lambda: marked(text) == words, "the marks", PATIENCE)
    except AssertionError:
        raise AssertionError(f"{marked(text)} is marked in place of {words}") from None


def selected(text):
    start, end = text.selection or (0, 0)
    return text.text[start:end]


def choose_in_menu(window, label):
    def is_item(node):
        return node.role in ("menu item", "push button") and "sensitive" in node.states
    window.find(has=label, where=is_item, seconds=PATIENCE).press()
    window.gone(has=label, where=is_item, seconds=PATIENCE)


class Spell(DeskTest):
    def write(self, window, body=BODY):
        new_article(window)
        window.type(TITLE)
        text = text_of(window, "Body")
        window.focus(text)
        window.type(body)
        expect_text(text, body)
        return text

    def test_marks_and_the_caret(self):
        with self.start() as app:
            window = app.window()
            text = self.write(window, "Một nghành")
            time.sleep(LOOKED_THROUGH)
            self.assertEqual(marked(text), [], "the word that is being typed is marked")
            window.type(" mới")
            expect_marked(text, ["nghành"])
            # back into it: no mark under the caret, and one again behind it
            window.key("ctrl+Left", "Left", "Left")
            expect_marked(text, [])
            window.key("ctrl+End")
            expect_marked(text, ["nghành"])
            # put right by hand
            window.key("Home", "ctrl+Right", "Right", "Right", "Right", "Right", "BackSpace")
            expect_text(text, "Một ngành mới")
            window.key("End")
            time.sleep(LOOKED_THROUGH)
            self.assertEqual(marked(text), [])
            # and in the fields
            lead = text_of(window, "Lead")
            window.focus(lead)
            window.type("Xứ nhgệ")
            window.focus(text)
            expect_marked(lead, ["nhgệ"])
            stored = self.wait_stored(lambda a: field(a, "lead") == "Xứ nhgệ", "the lead")
            self.assertEqual(stored["blocks"], [dict(stored["blocks"][0], text="Một ngành mới")])
            self.assertNotIn("spans", stored["blocks"][0])

    def test_suggestion_by_keyboard(self):
        with self.start() as app:
            window = app.window()
            text = self.write(window)
            expect_marked(text, ["nghành", "nhgệ"])
            self.wait_stored(lambda a: paragraphs(a) == [BODY], "the text")
            time.sleep(LOOKED_THROUGH)
            window.key("F7")
            wait(lambda: selected(text) == "nghành", "the first finding", PATIENCE)
            window.key("shift+F10")
            choose_in_menu(window, "ngành")
            better = BODY.replace("nghành", "ngành")
            expect_text(text, better)
            expect_marked(text, ["nhgệ"])
            self.wait_stored(lambda a: paragraphs(a) == [better], "the suggestion")
            window.key("ctrl+z")
            expect_text(text, BODY)
            self.wait_stored(lambda a: paragraphs(a) == [BODY], "the word as it was")
            window.key("ctrl+End")
            expect_marked(text, ["nghành", "nhgệ"])

    def test_suggestion_by_pointer(self):
        with self.start() as app:
            window = app.window()
            text = self.write(window)
            expect_marked(text, ["nghành", "nhgệ"])
            window.click(text, offset=BODY.index("nhgệ") + 1, button=3)
            wait(lambda: selected(text) == "nhgệ", "the word under the pointer", PATIENCE)
            choose_in_menu(window, "nghệ")
            expect_text(text, BODY.replace("nhgệ", "nghệ"))
            expect_marked(text, ["nghành"])

    def test_own_words(self):
        with self.start() as app:
            window = app.window()
            text = self.write(window, "nghành knông nghành knông ok ")
            expect_marked(text, ["nghành", "knông", "nghành", "knông", "ok"])
            window.click(text, offset=2, button=3)
            choose_in_menu(window, "Add to Dictionary")
            expect_marked(text, ["knông", "knông", "ok"])
            window.click(text, offset=9, button=3)
            choose_in_menu(window, "Ignore")
            expect_marked(text, ["ok"])
            wait(lambda: (self.data / "dictionary.txt").read_text() == "nghành\n",
                 "the file", PATIENCE)
            self.wait_stored(lambda a: paragraphs(a) != [], "the text")
        with self.start() as app:
            window = app.window()
            open_article(window, TITLE)
            text = text_of(window, "Body")
            expect_marked(text, ["knông", "knông", "ok"])

    def test_from_finding_to_finding(self):
        with self.start() as app:
            window = app.window()
            text = self.write(window)
            headline, lead = text_of(window, "Headline"), text_of(window, "Lead")
            window.focus(lead)
            window.type("Của knông")
            window.focus(headline)
            window.type(" qúy")
            window.focus(text)
            window.key("ctrl+Home")
            expect_marked(text, ["nghành", "nhgệ"])
            expect_marked(headline, ["qúy"])
            expect_marked(lead, ["knông"])
            order = [(text, "nghành"), (text, "nhgệ"), (headline, "qúy"), (lead, "knông")]
            for node, word in order + order[:1]:
                window.key("F7")
                wait(lambda: selected(node) == word and "focused" in node.states, word, PATIENCE)
            for node, word in reversed(order):
                window.key("shift+F7")
                wait(lambda: selected(node) == word and "focused" in node.states, word, PATIENCE)

    def test_rules(self):
        with self.start() as app:
            window = app.window()
            text = self.write(window, "Gồm các các quận , huyện khác.")
            expect_marked(text, ["các các", " ,"])
            window.key("ctrl+Home", "F7")
            wait(lambda: selected(text) == "các các", "the doubled word", PATIENCE)
            window.key("Menu")
            self.assertEqual(window.node.all(has="Add to Dictionary"), [])
            choose_in_menu(window, "các")
            expect_text(text, "Gồm các quận , huyện khác.")
            window.key("F7")
            wait(lambda: selected(text) == " ,", "the space", PATIENCE)
            window.key("Menu")
            choose_in_menu(window, "Ignore")
            expect_marked(text, [])
            self.wait_stored(lambda a: paragraphs(a) == ["Gồm các quận , huyện khác."],
                             "the text")

    def test_captions(self):
        self.import_sample()
        with self.start() as app:
            window = app.window()
            open_article(window, HEADLINE)
            caption = text_of(window, "Caption")
            window.click(caption)
            window.key("ctrl+End")
            window.type(" Nghành.")
            credit = text_of(window, "Photographer or source")
            window.click(credit)
            window.type("Nghành")
            window.key("F7")
            wait(lambda: selected(caption) == "Nghành", "the word in the caption", PATIENCE)
            window.key("shift+F10")
            choose_in_menu(window, "Ngành")
            self.wait_stored(lambda a: figures(a)[0][0]["caption"].endswith(" Ngành."),
                             "the caption")
            # names are nobody's matter
            self.assertEqual(marked(credit), [])

    def test_nothing_to_find(self):
        with self.start() as app:
            window = app.window()
            self.write(window, "Một ngành mới.")
            time.sleep(LOOKED_THROUGH)
            window.key("F7")
            window.find(name="Nothing was found to correct", seconds=PATIENCE)


class Typography(DeskTest):
    def test_typed_and_taken_back(self):
        with self.start() as app:
            window = app.window()
            new_article(window)
            window.type(TITLE)
            text = text_of(window, "Body")
            window.focus(text)
            window.type('Ông nói: "')
            expect_text(text, "Ông nói: “")
            window.key("BackSpace")
            expect_text(text, 'Ông nói: "')
            window.type("Được")
            window.key("BackSpace")
            expect_text(text, 'Ông nói: "Đượ')
            window.key("ctrl+a", "Delete")
            window.type('"Chờ..." - ông nói')
            expect_text(text, "“Chờ…” – ông nói")
            self.wait_stored(lambda a: paragraphs(a) == ["“Chờ…” – ông nói"], "the text")
            window.key("ctrl+a", "Delete")
            window.type("a - ")
            expect_text(text, "a – ")
            window.key("BackSpace")
            expect_text(text, "a - ")
            window.key("BackSpace")
            expect_text(text, "a -")
            window.key("ctrl+a", "Delete")
            window.type("a...")
            expect_text(text, "a…")
            # something else was done: Backspace is Backspace
            window.key("Left", "Right", "BackSpace")
            expect_text(text, "a")
            # undo takes back what was made of it, and no more
            time.sleep(A_PAUSE)
            window.type("...")
            expect_text(text, "a…")
            window.key("ctrl+z")
            expect_text(text, "a...")
            # on a slow machine the dots may be steps of their own
            for _ in range(3):
                before = text.text
                if before != "a":
                    window.key("ctrl+z")
                    wait(lambda: text.text != before, "undo", PATIENCE)
            expect_text(text, "a")

    def test_in_fields_and_not_in_addresses(self):
        with self.start() as app:
            window = app.window()
            headline = new_article(window)
            window.type('"Tin" - 1')
            expect_text(headline, "“Tin” – 1")
            text = text_of(window, "Body")
            window.focus(text)
            window.type('https://a.vn/"...')
            expect_text(text, 'https://a.vn/"...')


if __name__ == "__main__":
    taptest.main()
