#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding and replacing in the real window: with accents and without, in headline, captions and
text; what is coloured, what is counted, and one undo for all that was replaced."""
import json

import taptest
import xkit
from axkit import wait
from desk import (HEADLINE, PATIENCE, DeskTest, button, expect_text, field, figures,
                  new_article, open_article, paragraphs, text_of)

HIT = (250, 237, 148)       # the soft colour over white
CURRENT = (255, 163, 71)    # the strong one


def near(one, other, off=14):
    return all(abs(a - b) <= off for a, b in zip(one, other))


class Find(DeskTest):
    def start_with(self, headline, *lines):
        app = self.start()
        self.addCleanup(app.kill)
        window = app.window()
        new_article(window)
        window.type(headline)
        body = text_of(window, "Body")
        window.focus(body)
        window.type("\n".join(lines))
        expect_text(body, "\n".join(lines))
        self.wait_stored(lambda a: paragraphs(a) == list(lines), "the text")
        return app, window, body

    def open_bar(self, window, key="ctrl+f"):
        window.key(key)
        entry = text_of(window, "Find in the article")
        wait(lambda: "focused" in entry.states, "focus in the entry", PATIENCE)
        return entry

    def look_for(self, window, words):
        window.key("ctrl+a", "BackSpace")
        window.type(words)
        expect_text(text_of(window, "Find in the article"), words)

    def expect_count(self, window, text):
        try:
            window.find(role="label", name=text, seconds=PATIENCE)
        except AssertionError as error:
            counts = [n.name for n in window.all(role="label", has="/")]
            raise AssertionError(f"{error}; there is {counts}") from None

    def toggle(self, window, name):
        window.find(role="push button", name=name, seconds=PATIENCE).press()

    def stored(self):
        """The JSON of the one article, byte for byte."""
        return self.query("SELECT json FROM body")[0][0]

    def test_accents_case_words(self):
        app, window, body = self.start_with(
            "Đường về", "Con đường, dương liễu, đương đầu.", "ĐƯỜNG dài; “đường” đẹp")
        self.open_bar(window)
        self.look_for(window, "duong")
        # Looked for from the caret, which is at the end: round to the first again.
        self.expect_count(window, "1/6")
        window.key("Return")
        self.expect_count(window, "2/6")
        window.key("shift+Return", "shift+Return")
        self.expect_count(window, "6/6")
        # Other words and options: the search goes on from where it is.
        self.look_for(window, "đường")
        self.expect_count(window, "6/6")
        self.toggle(window, "Accents Matter")
        self.expect_count(window, "4/4")
        self.toggle(window, "Small and Capital Letters Differ")
        self.expect_count(window, "2/2")
        self.toggle(window, "Accents Matter")
        self.toggle(window, "Small and Capital Letters Differ")
        self.look_for(window, "d")
        self.expect_count(window, "8/9")
        self.toggle(window, "Whole Words")
        self.expect_count(window, "0/0")
        self.look_for(window, "dai")
        self.expect_count(window, "1/1")
        # Escape: the hit is selected, the keyboard in the text, and typing replaces it.
        window.key("Escape")
        wait(lambda: "focused" in body.states, "focus in the body", PATIENCE)
        window.gone(name="Find in the article")
        start = body.text.index("dài")
        self.assertEqual(tuple(body.selection), (start, start + 3))
        window.type("ngắn")
        self.wait_stored(lambda a: paragraphs(a)[1].startswith("ĐƯỜNG ngắn;"), "the word")
        app.quit()

    def test_expressions(self):
        app, window, _ = self.start_with("Giá", "Giá 60.000 đồng, 25% so năm 2016", "aaaa")
        self.open_bar(window)
        self.toggle(window, "Regular Expression")
        self.look_for(window, r"\d+")
        self.expect_count(window, "1/4")
        self.look_for(window, r"(\d")
        window.find(role="label", has="A bracket is open", seconds=PATIENCE)
        self.expect_count(window, "0/0")
        self.look_for(window, r"(a+)+$")
        self.expect_count(window, "1/2")
        window.gone(role="label", has="A bracket is open")
        self.look_for(window, r"(\d+)\.(\d+)")
        self.expect_count(window, "1/1")
        window.key("ctrl+h")
        replacement = text_of(window, "Replace with")
        window.focus(replacement)
        window.type("$2,$1")
        window.key("Return")
        self.wait_stored(lambda a: paragraphs(a)[0].startswith("Giá 000,60 đồng"), "the swap")
        app.quit()

    def test_colours_follow_the_text(self):
        app, window, body = self.start_with("Tít", "nước lên, nước xuống", "nước đứng")
        window.key("ctrl+Home")
        self.open_bar(window)
        self.look_for(window, "nuoc")
        self.expect_count(window, "1/3")
        self.expect_colours(window, body, {0: CURRENT, 10: HIT, 21: HIT})
        window.key("F3")
        self.expect_count(window, "2/3")
        self.expect_colours(window, body, {0: HIT, 10: CURRENT, 21: HIT})
        # An edit while the bar is there: the third is gone, a new one comes at the end.
        window.click(body, offset=29)
        window.key("ctrl+End")
        window.type(" nước")
        self.expect_count(window, "2/4")
        before = self.stored()
        self.expect_colours(window, body, {21: HIT, 31: HIT})
        window.key("ctrl+f", "Escape", "ctrl+Home")
        self.expect_colours(window, body, {10: None, 21: None, 31: None})
        self.wait_stored(lambda a: paragraphs(a)[1] == "nước đứng nước", "the word")
        self.assertNotIn("find", self.stored() + before)
        app.quit()

    def expect_colours(self, window, body, wanted):
        """By the offset of a hit: the colour just inside its first letter's corner."""
        def all_there():
            picture = xkit.screen_picture()
            left, top = window._origin()
            for offset, colour in wanted.items():
                x, y, width, height = body.character_extents(offset)
                seen = xkit.pixel(picture, left + x + 1, top + y + 2)
                if not near(seen, colour or (255, 255, 255)):
                    raise ValueError(f"{seen} at {offset}")
            return True
        wait(all_there, f"the colours {wanted}", PATIENCE)

    def test_replace_one_and_all_and_undo(self):
        self.import_sample()
        app = self.start()
        self.addCleanup(app.kill)
        window = app.window()
        open_article(window, HEADLINE)
        before = self.stored()
        self.assertEqual(before.lower().count("chợ nổi"), 5)
        self.open_bar(window, "ctrl+h")
        self.look_for(window, "chợ nổi")
        self.expect_count(window, "1/5")
        replacement = text_of(window, "Replace with")
        window.focus(replacement)
        window.type("chợ trên sông")
        button(window, "Replace").press()
        new_headline = HEADLINE.replace("chợ nổi", "chợ trên sông")
        self.wait_stored(lambda a: field(a, "headline") == new_headline, "the headline")
        self.expect_count(window, "1/4")
        button(window, "Replace All").press()
        window.find(name="4 hits replaced", seconds=PATIENCE)
        self.expect_count(window, "0/0")
        stored = self.wait_stored(lambda a: "chợ nổi" not in json.dumps(a, ensure_ascii=False)
                                  .lower(), "all replaced")
        self.assertIn("cập chợ trên sông Cái Răng", figures(stored)[0][0]["caption"])
        # One step takes all four back, the next one the first.
        window.key("Escape")
        window.gone(name="Find in the article")
        window.key("ctrl+z")
        self.wait_stored(lambda a: json.dumps(a, ensure_ascii=False).count("chợ nổi") == 4,
                         "four again")
        window.key("ctrl+z")
        self.wait_stored(lambda a: field(a, "headline") == HEADLINE, "the headline again")
        self.assertEqual(self.stored(), before)
        app.quit()


if __name__ == "__main__":
    taptest.main()
