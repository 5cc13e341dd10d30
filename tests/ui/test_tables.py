#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables in the real window: made and filled by keys, rows and columns come and go, every step
is undone and redone exactly, and what is on the disk and goes to the portal is what was typed."""
import taptest
from axkit import wait
from desk import (PATIENCE, DeskTest, answer, choose, expect_text, new_article, paragraphs,
                  text_of)

HTML = """<html><head><title>Giá nông sản tuần này</title></head><body>
<h1>Giá nông sản tuần này</h1><p>Giá lúa tăng nhẹ.</p>
<table><thead><tr><th>Mặt hàng</th><th>Giá</th></tr></thead>
<tbody><tr><td>Lúa <b>OM 18</b></td><td>8.200</td></tr>
<tr><td>Bông súng</td><td>60.000</td></tr></tbody></table>
<p>Theo tiểu thương chợ nổi.</p></body></html>"""


def tables(article):
    return [block for block in article.get("blocks", []) if block["kind"] == "table"]


def texts(table):
    """The rows of a table's plain texts."""
    return [[cell if isinstance(cell, str) else cell.get("text", "") for cell in row]
            for row in table["rows"]]


class Tables(DeskTest):
    def start_with(self, *lines):
        app = self.start()
        self.addCleanup(app.kill)
        window = app.window()
        new_article(window)
        window.type("Giá nông sản")
        body = text_of(window, "Body")
        window.focus(body)
        window.type("\n".join(lines))
        expect_text(body, "\n".join(lines))
        return app, window, body

    def cell(self, window, row, column):
        name = f"Row {row}, column {column}" if row > 1 else f"Header, column {column}"
        return text_of(window, name)

    def expect_focus(self, window, row, column):
        wait(lambda: "focused" in self.cell(window, row, column).states,
             f"focus in row {row}, column {column}", PATIENCE)

    def insert(self, app, window):
        """Three rows of two, below the caret's line; the keyboard in the first cell."""
        choose(window, "Article Menu", "Insert Table")
        answer(app, "Insert Table", "Insert")
        self.expect_focus(window, 1, 1)

    def expect(self, rows, header=True):
        try:
            stored = self.wait_stored(
                lambda a: len(tables(a)) == 1 and texts(tables(a)[0]) == rows
                and tables(a)[0].get("has_header", False) == header, "the table")
        except AssertionError as error:
            raise AssertionError(f"not {rows}, header {header}: {error}") from None
        return tables(stored)[0]

    def test_made_and_filled_by_keys(self):
        app, window, body = self.start_with("một", "hai")
        window.key("ctrl+Home", "End")
        self.insert(app, window)
        for index, text in enumerate(("Mặt hàng", "Giá", "Bông điên điển", "60.000 đồng",
                                      "Cá linh non", "Đắt")):
            if index:
                window.key("Tab")
            window.type(text)
        rows = [["Mặt hàng", "Giá"], ["Bông điên điển", "60.000 đồng"], ["Cá linh non", "Đắt"]]
        self.expect(rows)
        # Tab in the last cell: one row more.
        window.key("Tab")
        self.expect_focus(window, 4, 1)
        window.type("Bông súng")
        self.expect(rows + [["Bông súng", ""]])
        window.key("shift+Tab")
        self.expect_focus(window, 3, 2)
        window.key("Up", "Left")   # the caret is at the start of the text
        self.expect_focus(window, 2, 2)
        window.key("Home", "Left")
        self.expect_focus(window, 2, 1)
        window.key("End", "Return")
        window.type("đầu mùa")
        rows[1][0] += "\nđầu mùa"
        stored = self.expect(rows + [["Bông súng", ""]])
        self.assertEqual([block["kind"] for block in self.article()["blocks"]],
                         ["paragraph", "table", "paragraph"])
        # Out of it above and below.
        window.key("Up", "Up", "Up")
        wait(lambda: "focused" in body.states, "focus in the body", PATIENCE)
        window.type("!")
        self.wait_stored(lambda a: paragraphs(a) == ["một!", "hai"], "the line above")
        window.key("Down", "Tab")
        self.expect_focus(window, 1, 1)
        window.key(*["Down"] * 6)
        wait(lambda: "focused" in body.states, "focus in the body", PATIENCE)
        window.type("0")
        self.wait_stored(lambda a: paragraphs(a) == ["một!", "0hai"], "the line below")
        self.assertTrue(stored["has_header"])
        blocks = self.cli("show", self.article()["uuid"], "--format", "blocks")
        self.assertIn("<thead><tr><th>Mặt hàng</th><th>Giá</th></tr></thead><tbody><tr>"
                      "<td>Bông điên điển<br>đầu mùa</td><td>60.000 đồng</td></tr>", blocks)
        app.quit()


if __name__ == "__main__":
    taptest.main()
