#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The newsroom's own templates and snippets: made, put in, taken back, shared, thrown away."""
import json

import taptest
from axkit import wait
from desk import (HEADLINE, PATIENCE, DeskTest, answer, choose, choose_file, expect_text, field,
                  figures, new_article, open_article, paragraphs, text_of)


def bold(article, index):
    """Where a block's text is bold: from, to."""
    text = article["blocks"][index]["text"]
    return [] if isinstance(text, str) else [
        (span["start"], span["end"]) for span in text["spans"] if span["kind"] == "bold"]


class Snippets(DeskTest):
    def pieces(self, kind):
        """(key, title, the texts of the blocks) of each."""
        return [(key, title, paragraphs(json.loads(content)))
                for key, title, content in self.query(
                    "SELECT key, title, json FROM piece WHERE kind = ? ORDER BY key", kind)]

    def type_body(self, window, text):
        new_article(window)
        window.type("Tin thử")
        window.key("Return", "Tab")
        body = text_of(window, "Body")
        wait(lambda: "focused" in body.states, "focus in the body", PATIENCE)
        window.type(text)
        expect_text(body, text)
        return body

    def fill(self, app, window_title, **fields):
        """Fills the small window in which a piece is named and written, and saves."""
        dialog = app.window(window_title)
        for name, text in fields.items():
            entry = text_of(dialog, {"code": "Code, such as “tgct”", "title": "Title",
                                     "text": "Text", "name": "Name of the template"}[name])
            dialog.click(entry)
            dialog.key("ctrl+a")
            dialog.type(text)
            expect_text(entry, text)
        dialog.find(name="Save", seconds=PATIENCE).press()
        wait(lambda: not app._windows(window_title), f"the end of {window_title!r}", PATIENCE)

    def test_snippet_from_the_selection(self):
        with self.start() as app:
            window = app.window()
            body = self.type_body(window, "Thế giới cuối tuần")
            window.key("ctrl+a", "ctrl+b")
            self.wait_stored(lambda a: bold(a, 0) == [(0, 18)], "bold text")
            window.key("ctrl+j")
            window.find(name="Save the Selection as a Snippet…", seconds=PATIENCE).press()
            self.fill(app, "New Snippet", code="tgct", title="Tên báo")
            wait(lambda: self.pieces("snippet") == [
                ("tgct", "Tên báo", ["Thế giới cuối tuần"])], "the snippet", PATIENCE)
            # Put in by its code and Tab; one undo takes it back.
            window.click(body)
            window.key("ctrl+End", "Return")
            window.type("Theo tgct")
            expect_text(body, "Thế giới cuối tuần\nTheo tgct")
            window.key("Tab")
            expect_text(body, "Thế giới cuối tuần\nTheo Thế giới cuối tuần")
            stored = self.wait_stored(lambda a: len(paragraphs(a)) == 2
                                      and paragraphs(a)[1] == "Theo Thế giới cuối tuần",
                                      "the text")
            self.assertEqual(bold(stored, 1)[-1][1], 23)
            kept = json.loads(self.query("SELECT json FROM piece")[0][0])
            self.assertEqual(bold(kept, 0), [(0, 18)])
            window.key("ctrl+z")
            expect_text(body, "Thế giới cuối tuần\nTheo tgct")
            window.key("ctrl+shift+z")
            expect_text(body, "Thế giới cuối tuần\nTheo Thế giới cuối tuần")
            self.wait_stored(
                lambda a: paragraphs(a)[-1] == "Theo Thế giới cuối tuần", "the text")
            # A word that only ends like a code stays a word.
            window.type(" xtgct")
            window.key("Tab")
            self.wait_stored(
                lambda a: paragraphs(a)[1].startswith("Theo Thế giới cuối tuần xtgct"),
                "the word")

    def test_popover_finds_without_accents(self):
        table = self.folder / "mau.tsv"
        table.write_text("ct\tThành phố\tTP. Cần Thơ\nbq\tBản quyền\tĐề nghị ghi rõ nguồn.\n"
                         "ha\tHội An\t\"Hội An\nQuảng Nam\"\n")
        with self.start() as app:
            window = app.window()
            body = self.type_body(window, "Ở ")
            window.key("ctrl+j")
            window.find(name="Manage Snippets…", seconds=PATIENCE).press()
            manager = app.window("Snippets")
            manager.find(name="Import…", seconds=PATIENCE).press()
            choose_file(app, "Import Snippets", table)
            wait(lambda: len(self.pieces("snippet")) == 3, "the snippets", PATIENCE)
            manager.find(name="3 snippets imported", seconds=PATIENCE)
            # Again: nothing is new; with another text a person is asked.
            table.write_text("ct\tThành phố\tThành phố Cần Thơ\nst\t\tSóc Trăng\n")
            manager.find(name="Import…").press()
            choose_file(app, "Import Snippets", table)
            answer(app, "Replace Snippets?", "Keep Mine")
            wait(lambda: [p[0] for p in self.pieces("snippet")] == ["bq", "ct", "ha", "st"],
                 "one more", PATIENCE)
            self.assertEqual(self.pieces("snippet")[1], ("ct", "Thành phố", ["TP. Cần Thơ"]))
            out = self.folder / "ra.tsv"
            manager.find(name="Export…").press()
            choose_file(app, "Export Snippets", out)
            wait(lambda: out.exists() and out.stat().st_size, "the table", PATIENCE)
            self.assertEqual(out.read_text(),
                             "bq\tBản quyền\tĐề nghị ghi rõ nguồn.\nct\tThành phố\tTP. Cần Thơ\n"
                             "ha\tHội An\t\"Hội An\nQuảng Nam\"\nst\t\tSóc Trăng\n")
            manager.find(name="Delete “st”", seconds=PATIENCE).press()
            answer(app, "Delete “st”?", "Delete")
            wait(lambda: len(self.pieces("snippet")) == 3, "one less", PATIENCE)
            manager.key("Escape")
            wait(lambda: not app._windows("Snippets"), "the end of the window", PATIENCE)
            window.click(body)
            window.key("ctrl+End", "ctrl+j")
            search = text_of(window, "Search the snippets")
            wait(lambda: "focused" in search.states, "focus in the search", PATIENCE)
            window.type("can tho")
            expect_text(search, "can tho")
            window.key("Return")
            expect_text(body, "Ở TP. Cần Thơ")
            # Two paragraphs come below; one undo takes both back.
            window.key("ctrl+j")
            window.type("ha")
            wait(lambda: text_of(window, "Search the snippets").text == "ha", "the search",
                 PATIENCE)
            window.key("Return")
            expect_text(body, "Ở TP. Cần Thơ\nHội An\nQuảng Nam")
            window.key("ctrl+z")
            expect_text(body, "Ở TP. Cần Thơ")
            # Into the headline, as one line.
            headline = text_of(window, "Headline")
            window.click(headline)
            window.key("ctrl+a", "ctrl+j")
            window.type("ha")
            window.key("Return")
            expect_text(headline, "Hội An Quảng Nam")

    def test_template_of_our_own(self):
        self.import_sample()
        with self.start() as app:
            window = app.window()
            open_article(window, HEADLINE)
            choose(window, "Article Menu", "Save as Template")
            self.fill(app, "Save as Template", name="Chuyện chợ nổi")
            wait(lambda: [p[0] for p in self.pieces("template")] == ["Chuyện chợ nổi"],
                 "the template", PATIENCE)
            # The name is taken now.
            choose(window, "Article Menu", "Save as Template")
            dialog = app.window("Save as Template")
            dialog.type("Chuyện chợ nổi")
            dialog.key("Return")
            dialog.find(name="Another template has this name already.", seconds=PATIENCE)
            dialog.key("Escape")
            wait(lambda: not app._windows("Save as Template"), "the end", PATIENCE)
            window.key("ctrl+shift+n")
            window.find(role="menu item", name="Chuyện chợ nổi", seconds=PATIENCE).press()
            lead = text_of(window, "Lead")
            wait(lambda: len(self.articles()) == 1 and lead.text, "the new article", PATIENCE)
            headline = text_of(window, "Headline")
            window.click(headline)
            window.key("ctrl+a")
            window.type("Bài từ mẫu")
            stored = self.wait_stored(lambda a: len(figures(a)) == 2, "the article",
                                      "Bài từ mẫu")
            self.assertEqual(field(stored, "source_name"), "MTO")
            self.assertEqual(len(paragraphs(stored)), 4)
            self.assertNotIn("portal_time", stored)
            # Renamed, and thrown away.
            window.key("ctrl+shift+n")
            window.find(role="menu item", name="Manage Templates…", seconds=PATIENCE).press()
            manager = app.window("Templates")
            manager.find(name="Rename “Chuyện chợ nổi”", seconds=PATIENCE).press()
            self.fill(app, "Rename the Template", name="Mẫu chợ")
            manager.find(name="Delete “Mẫu chợ”", seconds=PATIENCE).press()
            answer(app, "Delete “Mẫu chợ”?", "Delete")
            manager.find(name="No Templates of Your Own Yet", seconds=PATIENCE)
            self.assertEqual(self.pieces("template"), [])


if __name__ == "__main__":
    taptest.main()
