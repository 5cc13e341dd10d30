#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables in the real window: made and filled by keys, rows and columns come and go, every step
is undone and redone exactly, and what is on the disk and goes to the portal is what was typed."""
import taptest
from axkit import wait
from desk import (PATIENCE, DeskTest, answer, choose, expect_text, new_article,
                  open_article, paragraphs, text_of)

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

    def table(self, window):
        """Its node: to look for cells in it is quicker than in the whole window."""
        return window.find(role="panel", name="Table", seconds=PATIENCE)

    def cell(self, window, row, column):
        name = f"Row {row}, column {column}" if row > 1 else f"Header, column {column}"
        return text_of(self.table(window), name)

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

    def act(self, window, item):
        """From the table's menu."""
        window.click(window.find(role="push button", name="Table menu", seconds=PATIENCE))
        window.find(has=item, where=lambda n: n.role in ("menu item", "check menu item",
                                                         "push button"),
                    seconds=PATIENCE).press()
        wait(lambda: not window.all(has="Insert Row Above"), "the end of the menu", PATIENCE)

    def test_rows_and_columns_one_step_each(self):
        app, window, _ = self.start_with("một")
        self.insert(app, window)
        for index, text in enumerate(("A", "B", "c", "d", "e", "f")):
            if index:
                window.key("Tab")
            window.type(text)
        now = [["A", "B"], ["c", "d"], ["e", "f"]], True
        self.expect(*now)
        steps = (
            ((2, 1), "Insert Row Above", [["A", "B"], ["", ""], ["c", "d"], ["e", "f"]], True),
            ((4, 2), "Insert Row Below",
             [["A", "B"], ["", ""], ["c", "d"], ["e", "f"], ["", ""]], True),
            ((2, 1), "Delete Row", [["A", "B"], ["c", "d"], ["e", "f"], ["", ""]], True),
            ((1, 1), "Insert Column Left",
             [["", "A", "B"], ["", "c", "d"], ["", "e", "f"], ["", "", ""]], True),
            ((1, 2), "Insert Column Right", [["", "A", "", "B"], ["", "c", "", "d"],
                                             ["", "e", "", "f"], ["", "", "", ""]], True),
            ((3, 1), "Delete Column", [["A", "", "B"], ["c", "", "d"], ["e", "", "f"],
                                       ["", "", ""]], True),
            ((2, 2), "Delete Column", [["A", "B"], ["c", "d"], ["e", "f"], ["", ""]], True),
            ((3, 1), "Move Row Up", [["A", "B"], ["e", "f"], ["c", "d"], ["", ""]], True),
            ((1, 1), "Header Row", [["A", "B"], ["e", "f"], ["c", "d"], ["", ""]], False),
        )
        for (row, column), item, rows, header in steps:
            self.focus_cell(window, row, column)
            self.act(window, item)
            self.expect_shown(window, rows, header)
            window.key("ctrl+z")
            self.expect_shown(window, *now)
            self.assertTrue(self.focused_in_table(window), f"focus after undo of {item}")
            window.key("ctrl+shift+z")
            now = rows, header
            self.expect_shown(window, *now)
        self.expect(*now)
        # By keys, and the whole table.
        self.focus(window, "Row 1, column 1")
        window.key("alt+Down")
        self.expect([["e", "f"], ["A", "B"], ["c", "d"], ["", ""]], False)
        wait(lambda: "focused" in text_of(window, "Row 2, column 1").states,
             "the keyboard to go along", PATIENCE)
        self.act(window, "Delete Table")
        self.wait_stored(lambda a: not tables(a), "no table")
        window.find(name="Table deleted", seconds=PATIENCE)
        window.key("ctrl+z")
        self.expect([["e", "f"], ["A", "B"], ["c", "d"], ["", ""]], False)
        app.quit()

    def focus(self, window, name):
        cell = text_of(window, name)
        window.click(cell)
        wait(lambda: "focused" in cell.states, f"focus in {name}", PATIENCE)

    def focus_cell(self, window, row, column):
        self.focus(window, f"Row {row}, column {column}" if row > 1
                   else f"Header, column {column}")

    def expect_shown(self, window, rows, header):
        """On the screen: the names of the cells say where they stand."""
        expected = {f"Header, column {c}" if header and r == 1 else f"Row {r}, column {c}": text
                    for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1)}

        def shown():
            return {node.name: node.text for node in table.all()
                    if ", column " in node.name and "Text" in node.interfaces}
        table = self.table(window)
        try:
            wait(lambda: shown() == expected, "the cells", PATIENCE)
        except AssertionError:
            raise AssertionError(f"{shown()} in place of {expected}") from None

    def focused_in_table(self, window):
        return [node.name for node in self.table(window).all() if "focused" in node.states
                and "column" in node.name]

    def test_undo_of_words_in_cells(self):
        app, window, body = self.start_with("một")
        self.insert(app, window)
        window.type("Loại")
        window.key("Tab")
        window.type("Giá")
        window.key("Tab")
        window.type("Tôm")
        self.expect([["Loại", "Giá"], ["Tôm", ""], ["", ""]])
        for rows in ([["Loại", "Giá"], ["", ""], ["", ""]],
                     [["Loại", ""], ["", ""], ["", ""]], [["", ""], ["", ""], ["", ""]]):
            window.key("ctrl+z")
            self.expect(rows)
        # The keyboard is where the word went.
        self.expect_focus(window, 1, 1)
        for rows in ([["Loại", ""], ["", ""], ["", ""]],
                     [["Loại", "Giá"], ["", ""], ["", ""]]):
            window.key("ctrl+shift+z")
            self.expect(rows)
        self.expect_focus(window, 1, 2)
        expect_text(self.cell(window, 1, 2), "Giá")
        window.type(" bán")
        self.expect([["Loại", "Giá bán"], ["", ""], ["", ""]])
        window.key("Escape")
        wait(lambda: "focused" in body.states, "Escape to the body", PATIENCE)
        # Its line is where the caret is: Backspace selects the table, and then deletes it.
        window.key("BackSpace", "BackSpace")
        self.wait_stored(lambda a: not tables(a), "no table")
        window.key("ctrl+z")
        self.expect([["Loại", "Giá bán"], ["", ""], ["", ""]])
        window.key(*["ctrl+z"] * 5)
        self.wait_stored(lambda a: not tables(a), "no table again")
        app.quit()

    def test_a_table_from_a_portal(self):
        page = self.folder / "gia.html"
        page.write_text(HTML)
        self.cli("import", page)
        with self.start() as app:
            window = app.window()
            open_article(window, "Giá nông sản tuần này")
            self.focus(window, "Row 2, column 1")
            window.key("End")
            window.type(" thơm")
            stored = self.wait_stored(lambda a: tables(a) and texts(tables(a)[0])[1]
                                      == ["Lúa OM 18 thơm", "8.200"], "the word")
            cell = tables(stored)[0]["rows"][1][0]
            self.assertEqual(cell["spans"][0]["kind"], "bold")
            self.focus(window, "Table caption")
            window.type("Chợ nổi Cái Răng, 23-11")
            self.wait_stored(lambda a: tables(a)[0].get("caption")
                             == "Chợ nổi Cái Răng, 23-11", "the caption")
            blocks = self.cli("show", stored["uuid"], "--format", "blocks")
            self.assertIn("<td>Lúa <strong>OM 18", blocks)
            self.assertIn('<figcaption class="wp-element-caption">Chợ nổi Cái Răng, 23-11'
                          "</figcaption>", blocks)


if __name__ == "__main__":
    taptest.main()
