#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Links and cards in the real window: Ctrl+K makes, changes and removes a link in the text, in
captions and in tables, refuses what may not be one, and one undo takes each back; blocks from a
portal are shown with their source, and sent back byte for byte."""
import contextlib
import json
import sqlite3

import taptest
import xkit
from axkit import wait
from desk import (PATIENCE, DeskTest, button, choose, expect_text, new_article, open_article,
                  paragraphs, text_of)

OPAQUE = ('<!-- wp:gallery {"linkTo":"none"} -->\n<figure class="wp-block-gallery">'
          "<b>không phải đánh dấu</b> &amp; <script>alert (1)</script>\r\n"
          "tie\u0302\u0301ng</figure>\n<!-- /wp:gallery -->")


def spans(article, index=0):
    """The links of a text block, as (start, end, address)."""
    text = article["blocks"][index]["text"]
    return [] if isinstance(text, str) else [
        (span["start"], span["end"], span["href"]) for span in text["spans"]]


def plain(article):
    return [text if isinstance(text, str) else text["text"] for text in paragraphs(article)]


def change(data, func):
    """Changes the only article on the disk, as if it had come so from a portal."""
    with contextlib.closing(sqlite3.connect(data / "banthao.db")) as connection, connection:
        article = json.loads(connection.execute("SELECT json FROM body").fetchone()[0])
        func(article)
        connection.execute("UPDATE body SET json = ?", (json.dumps(article),))


class Links(DeskTest):
    def start_with(self, text):
        app = self.start()
        self.addCleanup(app.kill)
        window = app.window()
        new_article(window)
        window.type("Tin có liên kết")
        body = text_of(window, "Body")
        window.focus(body)
        window.type(text)
        expect_text(body, text)
        xkit.set_clipboard("không phải địa chỉ")
        return app, window, body

    def ask(self, window, name="Address of the link"):
        """Ctrl+K. Returns: the entry."""
        window.key("ctrl+k")
        entry = text_of(window, name)
        wait(lambda: "focused" in entry.states, "focus in the address", PATIENCE)
        return entry

    def closed(self, window):
        wait(lambda: not window.all(name="Address of the link"), "the end of the question",
             PATIENCE)

    def expect_links(self, *links, index=0):
        return self.wait_stored(lambda a: a["blocks"] and spans(a, index) == list(links),
                                f"the links {links}")

    def test_made_changed_removed(self):
        app, window, body = self.start_with("Giá lúa tăng nhẹ")
        window.key("Home", "ctrl+Right", "Right", "ctrl+shift+Right")   # "lúa"
        self.ask(window)
        window.type("toasoan.vn/giá-lúa")
        window.key("Return")
        self.closed(window)
        self.expect_links((4, 7, "https://toasoan.vn/giá-lúa"))
        wait(lambda: "focused" in body.states, "focus in the body", PATIENCE)
        window.key("ctrl+z")
        self.expect_links()
        window.key("ctrl+shift+z")
        self.expect_links((4, 7, "https://toasoan.vn/giá-lúa"))
        # The caret in the link, nothing selected: it is changed as a whole.
        window.key("Home", "ctrl+Right", "Right", "Right")
        entry = self.ask(window)
        expect_text(entry, "https://toasoan.vn/giá-lúa")
        window.key("ctrl+a")
        window.type("ban-doc@toasoan.vn")
        window.key("Return")
        self.closed(window)
        self.expect_links((4, 7, "mailto:ban-doc@toasoan.vn"))
        self.ask(window)
        button(window, "Remove").press()
        self.closed(window)
        self.expect_links()
        for links in ([(4, 7, "mailto:ban-doc@toasoan.vn")],
                      [(4, 7, "https://toasoan.vn/giá-lúa")]):
            window.key("ctrl+z")
            self.expect_links(*links)
        self.assertEqual(plain(self.article()), ["Giá lúa tăng nhẹ"])
        app.quit()

    def test_hostile_addresses_are_refused(self):
        app, window, _ = self.start_with("Giá lúa")
        window.key("shift+Home")
        for address, words in (("javascript:alert(1)", "may only begin with"),
                               ("JAVASCRIPT:alert(1)", "may only begin with"),
                               ("data:text/html,x", "may only begin with"),
                               ("file:///etc/passwd", "may only begin with"),
                               ("https://toasoan.vn@ke-gian.vn", "hides where"),
                               ("chonoi", "has a dot in it")):
            entry = self.ask(window)
            window.type(address)
            expect_text(entry, address)
            window.key("Return")
            window.find(has=words, seconds=PATIENCE)
            window.key("Escape")
            self.closed(window)
        self.assertEqual(spans(self.article()), [])
        # From the clipboard; the word at the caret when nothing is selected.
        xkit.set_clipboard("https://toasoan.vn/a?b=1\n")
        window.key("End")
        entry = self.ask(window)
        expect_text(entry, "https://toasoan.vn/a?b=1")
        window.key("Return")
        self.closed(window)
        self.expect_links((4, 7, "https://toasoan.vn/a?b=1"))
        # Behind a space there is no word: the address itself is put in.
        window.key("End")
        window.type(" và ")
        xkit.set_clipboard("không")
        self.ask(window)
        window.type("toasoan.vn")
        window.key("Return")
        self.closed(window)
        window.type(".")
        stored = self.wait_stored(
            lambda a: plain(a) == ["Giá lúa và https://toasoan.vn."], "the address")
        self.assertEqual(spans(stored), [(4, 7, "https://toasoan.vn/a?b=1"),
                                         (11, 29, "https://toasoan.vn")])
        html = self.cli("show", stored["uuid"], "--format", "blocks")
        self.assertIn('<a href="https://toasoan.vn/a?b=1">lúa</a> và '
                      '<a href="https://toasoan.vn">https://toasoan.vn</a>.', html)
        app.quit()

    def browser(self):
        """A program for addresses. Returns: where it writes what it is to open."""
        opened = self.folder / "opened"
        programs = self.folder / "share/applications"
        programs.mkdir(parents=True)
        (self.folder / "browse").write_text(f'#!/bin/sh\necho "$1" >> {opened}\n')
        (self.folder / "browse").chmod(0o755)
        (programs / "browse.desktop").write_text(
            f"[Desktop Entry]\nType=Application\nName=Browse\nExec={self.folder}/browse %u\n"
            "MimeType=x-scheme-handler/https;x-scheme-handler/javascript;\n")
        (programs / "mimeapps.list").write_text(
            "[Default Applications]\nx-scheme-handler/https=browse.desktop\n"
            "x-scheme-handler/javascript=browse.desktop\n")
        return opened

    def test_opened_by_the_pointer(self):
        opened = self.browser()
        page = self.folder / "bai.html"
        page.write_text("<h1>Hai liên kết</h1><p>một hai ba</p>")
        self.cli("import", page)
        change(self.data, lambda a: a["blocks"][0].update(text={
            "text": "một hai ba", "spans": [
                {"kind": "link", "start": 0, "end": 3, "href": "https://toasoan.vn/một"},
                {"kind": "link", "start": 4, "end": 7, "href": "javascript:alert(1)"}]}))
        with self.start(env={"XDG_DATA_HOME": str(self.folder / "share")}) as app:
            window = app.window()
            open_article(window, "Hai liên kết")
            body = text_of(window, "Body")
            window.click(body, offset=9)
            for offset in (1, 9):
                x, y = window.point(body, offset)
                xkit.xdotool("keydown", "ctrl", "mousemove", x, y, "click", 1, "keyup", "ctrl")
            wait(lambda: opened.exists() and opened.read_text() == "https://toasoan.vn/một\n",
                 "the address in the browser", PATIENCE)
            x, y = window.point(body, 5)
            xkit.xdotool("keydown", "ctrl", "mousemove", x, y, "click", 1, "keyup", "ctrl")
            dialog = app.window("The address is not opened")
            dialog.find(has="may only begin with", seconds=PATIENCE)
            dialog.key("Escape")
            wait(lambda: not app._windows("The address is not opened"), "the end of it",
                 PATIENCE)
            # By Ctrl+K, too.
            window.click(body, offset=1)
            self.ask(window)
            button(window, "Open").press()
            wait(lambda: opened.read_text() == "https://toasoan.vn/một\n" * 2, "the address again",
                 PATIENCE)
        self.assertEqual(opened.read_text(), "https://toasoan.vn/một\n" * 2)

    def test_in_a_table_but_not_in_the_lead(self):
        app, window, _ = self.start_with("một")
        choose(window, "Article Menu", "Insert Table")
        dialog = app.window("Insert Table")
        dialog.key("Return")
        cell = text_of(window, "Header, column 1")
        wait(lambda: "focused" in cell.states, "focus in the cell", PATIENCE)
        window.type("Nguồn")
        self.ask(window)
        window.type("toasoan.vn")
        window.key("Return")
        self.closed(window)
        self.wait_stored(lambda a: isinstance(a["blocks"][1]["rows"][0][0], dict)
                         and a["blocks"][1]["rows"][0][0]["spans"][0].get("href")
                         == "https://toasoan.vn", "the link in the cell")
        wait(lambda: "focused" in cell.states, "focus in the cell again", PATIENCE)
        lead = text_of(window, "Lead")
        window.focus(lead)
        window.key("ctrl+k")
        window.find(has="Links can be made in the text", seconds=PATIENCE)
        app.quit()

    def test_rules_and_embeds(self):
        app, window, body = self.start_with("một")
        choose(window, "Article Menu", "Insert Divider")
        window.type("hai")
        self.wait_stored(lambda a: [b["kind"] for b in a["blocks"]]
                         == ["paragraph", "divider", "paragraph"], "the rule")
        choose(window, "Article Menu", "Embed by Address")
        entry = text_of(window, "Address of the video or post")
        wait(lambda: "focused" in entry.states, "focus in the address", PATIENCE)
        window.type("http://youtu.be/abc")
        window.key("Return")
        window.find(has="begin with https", seconds=PATIENCE)
        window.key("ctrl+a")
        window.type("youtu.be/abc")
        window.key("Return")
        stored = self.wait_stored(lambda a: [b["kind"] for b in a["blocks"]]
                                  == ["paragraph", "divider", "paragraph", "embed",
                                      "paragraph"], "the embed")
        self.assertEqual((stored["blocks"][3]["url"], stored["blocks"][3]["provider"]),
                         ("https://youtu.be/abc", "youtube"))
        # Its caption is reached by keys.
        window.key("Up", "Tab", "Tab", "Tab")
        caption = text_of(window, "Caption of the embed")
        wait(lambda: "focused" in caption.states, "focus in the caption", PATIENCE)
        window.type("Chợ nổi nhìn từ trên cao")
        self.wait_stored(lambda a: a["blocks"][3].get("caption") == "Chợ nổi nhìn từ trên cao",
                         "the caption")
        window.key("Tab")
        wait(lambda: "focused" in body.states, "focus in the body", PATIENCE)
        window.key("Up", "BackSpace", "BackSpace")
        self.wait_stored(lambda a: [b["kind"] for b in a["blocks"]]
                         == ["paragraph", "divider", "paragraph", "paragraph"], "no embed")
        window.key("ctrl+z")
        self.wait_stored(lambda a: a["blocks"][3].get("caption") == "Chợ nổi nhìn từ trên cao",
                         "the embed again")
        app.quit()


class Cards(DeskTest):
    def import_with(self, source):
        """An article whose middle block came from a portal and is not understood."""
        page = self.folder / "bai.html"
        page.write_text("<h1>Bài từ cổng</h1><p>một</p><p>hai</p><p>ba</p>")
        self.cli("import", page)

        def put(article):
            identity = article["blocks"][1]["id"]
            article["blocks"][1] = {"id": identity, "kind": "opaque", "source": source}
        change(self.data, put)

    def source_view(self, window):
        return window.find(name="Source", where=lambda node: "Text" in node.interfaces,
                           seconds=PATIENCE)

    def test_source_is_shown_and_kept(self):
        self.import_with(OPAQUE)
        with self.start() as app:
            window = app.window()
            open_article(window, "Bài từ cổng")
            window.find(name="Gallery", seconds=PATIENCE)
            window.find(has="wp:gallery", seconds=PATIENCE)
            body = text_of(window, "Body")
            window.focus(body)
            # Onto its line, into the card, and the source comes by the space bar.
            window.key("ctrl+Home", "Down", "Tab", "space")
            view = self.source_view(window)
            self.assertNotIn("editable", view.states)
            # GTK gives the line ends as they are.
            wait(lambda: view.text.replace("\r", "") == OPAQUE.replace("\r", ""),
                 "the source", PATIENCE)
            xkit.set_clipboard("trống")
            button(window, "Copy the Source").press()
            wait(lambda: b"wp:gallery" in xkit.get_clipboard(), "the copy", PATIENCE)
            window.key("Escape")
            wait(lambda: "focused" in body.states, "focus in the body", PATIENCE)
            window.key("ctrl+Home", "End")
            window.type(" rưỡi")
            window.key("ctrl+End")
            window.type(" phẩy")
            stored = self.wait_stored(lambda a: paragraphs(a) == ["một rưỡi", "ba phẩy"],
                                      "the words")
            self.assertEqual(stored["blocks"][1]["source"], OPAQUE)
            blocks = self.cli("show", stored["uuid"], "--format", "blocks")
            self.assertIn(OPAQUE.split("\r\n")[0], blocks)
            # It goes as a figure does: selected first.
            window.key("ctrl+Home", "Down", "BackSpace", "BackSpace")
            self.wait_stored(lambda a: len(a["blocks"]) == 2, "no card")
            window.key("ctrl+z")
            self.wait_stored(lambda a: a["blocks"][1].get("source") == OPAQUE, "the card again")

    def test_a_huge_source_does_not_hold_the_window(self):
        huge = "<!-- wp:html -->\n" + "<i>x</i>" * 131072 + "\n<!-- /wp:html -->"
        self.import_with(huge)
        with self.start() as app:
            window = app.window()
            open_article(window, "Bài từ cổng")
            window.focus(text_of(window, "Body"))
            window.key("ctrl+Home", "Down", "Tab", "space")
            view = self.source_view(window)
            window.find(has="are shown; all of it is kept", seconds=PATIENCE)
            self.assertLess(len(view.text), 100_000)
            self.assertTrue(huge.startswith(view.text[:1000]))
            window.key("Escape", "ctrl+Home", "End")
            window.type("!")
            stored = self.wait_stored(lambda a: paragraphs(a) == ["một!", "ba"], "the letter")
            self.assertEqual(stored["blocks"][1]["source"], huge)


if __name__ == "__main__":
    taptest.main()
