#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Vietnamese by Telex through IBus in the cells of a table and in the address of a link: what is
under composition when the keyboard goes on, or a row is put in, is neither lost nor misplaced."""
import taptest
from axkit import wait
from desk import PATIENCE, DeskTest, answer, choose, expect_text, new_article, text_of


def rows(article):
    return [block["rows"] for block in article.get("blocks", []) if block["kind"] == "table"]


class TableInput(DeskTest):
    def setUp(self):
        super().setUp()
        self.app = self.start()
        self.addCleanup(self.app.kill)
        self.window = self.app.window()
        new_article(self.window)
        self.window.input_method()
        self.telex("Tin 1 ")
        body = text_of(self.window, "Body")
        self.window.focus(body)
        choose(self.window, "Article Menu", "Insert Table")
        answer(self.app, "Insert Table", "Insert")
        self.expect_focus("Header, column 1")

    def telex(self, keys):
        self.window.type(keys, delay=30)

    def expect_focus(self, name):
        wait(lambda: "focused" in text_of(self.window, name).states, f"focus in {name}",
             PATIENCE)

    def expect(self, *expected):
        self.wait_stored(lambda a: rows(a) == [list(expected)], f"{expected}")

    def test_keys_that_leave_a_cell(self):
        window = self.window
        self.telex("Gias")
        self.expect(["Giá", ""], ["", ""], ["", ""])   # autosave has it, too
        window.key("Tab")
        self.expect_focus("Header, column 2")
        self.telex("ddoongf")
        # A line break inside the cell. The engine gives the key back after the word: typed at
        # once, the next one would overtake it.
        window.key("Return")
        self.expect(["Giá", "đồng\n"], ["", ""], ["", ""])
        self.telex("Vieetj")
        window.click(text_of(window, "Row 3, column 2"))
        self.expect_focus("Row 3, column 2")
        self.telex("cuoois")
        self.expect(["Giá", "đồng\nViệt"], ["", ""], ["", "cuối"])
        # Tab in the last cell, in the middle of a word: the word stays, a row comes.
        window.key("Tab")
        self.expect_focus("Row 4, column 1")
        self.telex("nuwax ")
        self.expect(["Giá", "đồng\nViệt"], ["", ""], ["", "cuối"], ["nữa ", ""])
        expect_text(text_of(window, "Row 3, column 2"), "cuối")
        self.app.quit()

    def test_commands_in_the_middle_of_a_word(self):
        window = self.window
        self.telex("Lusa")
        window.key("alt+Down")   # the row goes down, the word with it
        self.expect(["", ""], ["Lúa", ""], ["", ""])
        self.expect_focus("Row 2, column 1")
        self.telex(" mowis")
        window.key("ctrl+k")
        wait(lambda: window.all(name="Address of the link"), "the question", PATIENCE)
        self.telex("toasoan.vn/tin")
        window.key("Return")
        stored = self.wait_stored(
            lambda a: isinstance(rows(a)[0][1][0], dict), "the link")
        cell = rows(stored)[0][1][0]
        self.assertEqual(cell["text"], "Lúa mới")
        self.assertEqual([(s["start"], s["end"], s["href"]) for s in cell["spans"]],
                         [(4, 7, "https://toasoan.vn/tin")])
        self.expect_focus("Row 2, column 1")
        self.app.quit()


if __name__ == "__main__":
    taptest.main()
