#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""New articles from templates: every template is there and complete, its hints are found one by
one and written over, and none is published unnoticed."""
import re

import taptest
from axkit import wait
from desk import (PATIENCE, DeskTest, expect_text, field, figures, new_article, text_of)

HINT = re.compile(r"\{[^{}\n]+\}")


def new_from(window, name):
    """By the menu beside New Article, with the keyboard alone."""
    window.key("ctrl+shift+n")
    item = window.find(name=name, where=lambda n: n.role in ("menu item", "push button"),
                       seconds=PATIENCE)
    wait(lambda: any("focused" in n.states for n in window.all(role="menu item")), "the menu")
    for _ in range(12):
        if "focused" in item.states:
            break
        window.key("Down")
    window.key("Return")
    headline = text_of(window, "Headline")
    wait(lambda: HINT.search(headline.text), "hints in the headline", PATIENCE)
    return headline


def selected(node):
    """What is selected in a text. Offsets count the photos, of which the text says nothing."""
    ends = node.selection
    if not ends:
        return ""
    return node._call("Text", "GetText", "(ii)", *ends)[0]


def plain(text):
    return text if isinstance(text, str) else text["text"]


class Templates(DeskTest):
    def test_news_brief_is_written_hint_by_hint(self):
        with self.start() as app:
            window = app.window()
            headline = new_from(window, "News brief")
            wait(lambda: "focused" in headline.states, "focus in the headline", PATIENCE)
            wait(lambda: selected(headline) == headline.text, "the hint selected", PATIENCE)
            window.type("Nước lũ về sớm")
            expect_text(headline, "Nước lũ về sớm")
            lead = text_of(window, "Lead")
            for hint, word in (("{Ngày nào}", "Sáng 21-10"), ("{địa điểm}", "Cần Thơ"),
                               ("{ai}", "các chợ nổi"), ("{làm gì}", "họp sớm"),
                               ("{để làm gì hoặc vì sao}", "vì nước về")):
                window.key("F4")
                wait(lambda: selected(lead) == hint, f"{hint} selected", PATIENCE)
                window.type(word)
            expect_text(lead, "Sáng 21-10, tại Cần Thơ, các chợ nổi họp sớm, vì nước về.")
            window.key("F4")
            body = text_of(window, "Body")
            wait(lambda: "focused" in body.states and HINT.fullmatch(selected(body)),
                 "a hint of the body", PATIENCE)
            first = selected(body)
            window.key("F4")
            wait(lambda: selected(body) == "{họ tên, chức vụ}", "the next hint", PATIENCE)
            window.key("shift+F4")
            wait(lambda: selected(body) == first, "the hint before", PATIENCE)
            stored = self.wait_stored(lambda a: field(a, "headline") == "Nước lũ về sớm",
                                      "the article")
            self.assertEqual(field(stored, "genre"), "news-brief")
            self.assertEqual(field(stored, "byline_label"), "Tin")
            # Behind the last one the first comes again.
            window.key("shift+F4")
            wait(lambda: selected(body) != first, "the last hint", PATIENCE)
            self.assertTrue(selected(body).startswith("{Bối cảnh"))
            window.key("F4")
            wait(lambda: selected(body) == first, "the first hint again", PATIENCE)

    def test_every_template(self):
        wanted = {"News brief": ("news-brief", 0, 0), "Report": ("report", 1, 0),
                  "Interview": ("interview", 1, 4), "Photo essay": ("photo-essay", 6, 0)}
        with self.start() as app:
            window = app.window()
            for name, (genre, photos, questions) in wanted.items():
                headline = new_from(window, name)
                wait(lambda: selected(headline), "a hint selected", PATIENCE)
                window.type(f"Tít {genre}")
                stored = self.wait_stored(
                    lambda a: field(a, "headline").startswith(f"Tít {genre}"), name)
                self.assertEqual(field(stored, "genre"), genre)
                self.assertEqual(len(figures(stored)), photos)
                bold = [block for block in stored["blocks"]
                        if isinstance(block.get("text"), dict)
                        and block["text"]["spans"][0]["kind"] == "bold"]
                self.assertEqual(len(bold), questions)
                for items in figures(stored):
                    self.assertRegex(plain(items[0]["caption"]), HINT)
                self.assertRegex(field(stored, "lead"), HINT)
        uuids = [article["uuid"] for article in self.articles()]
        self.assertEqual(len(set(uuids)), 4)

    def test_hints_of_captions_and_none_left(self):
        with self.start(language="vi") as app:
            window = app.window()
            window.key("ctrl+shift+n")
            window.find(name="Phóng sự ảnh", where=lambda n: n.role in (
                "menu item", "push button"), seconds=PATIENCE).press()
            headline = text_of(window, "Tít")
            wait(lambda: selected(headline), "a hint selected", PATIENCE)
            window.type("Chợ nổi")
            window.key("F4")
            window.key("F4")
            caption = window.find(name="Chú thích ảnh", seconds=PATIENCE,
                                  where=lambda n: "focused" in n.states)
            wait(lambda: selected(caption) == "{Toàn cảnh: nơi nào, lúc nào}", "the caption's hint",
                 PATIENCE)
            window.type("Chợ nổi Cái Răng sáng 21-10")
            stored = self.wait_stored(
                lambda a: plain(figures(a)[0][0]["caption"]) == "Chợ nổi Cái Răng sáng 21-10.",
                "the caption")
            self.assertEqual(field(stored, "genre"), "photo-essay")
            window.key("ctrl+n")
            wait(lambda: text_of(window, "Tít").text == "", "an empty article", PATIENCE)
            window.key("F4")
            window.find(name="Không còn chỗ gợi ý nào của mẫu", seconds=PATIENCE)

    def test_genre_beside_the_text(self):
        with self.start() as app:
            window = app.window()
            headline = new_article(window)
            window.type("Chuyện chợ nổi")
            expect_text(headline, "Chuyện chợ nổi")
            self.wait_stored(lambda a: "genre" not in a["fields"], "an article without a genre")
            window.click(window.find(role="label", name="Genre", seconds=PATIENCE))
            window.find(role="list item", where=lambda n: any(
                "Interview" in m.name for m in n.walk()), seconds=PATIENCE)
            window.key("Down", "Down", "Down", "Return")
            self.wait_stored(lambda a: field(a, "genre") == "interview", "the genre")
            window.key("ctrl+z")
            self.wait_stored(lambda a: "genre" not in a["fields"], "no genre again")
            window.key("ctrl+shift+z")
            self.wait_stored(lambda a: field(a, "genre") == "interview", "the genre again")


if __name__ == "__main__":
    taptest.main()
