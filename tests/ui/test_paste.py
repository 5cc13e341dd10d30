#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What other programs have on the clipboard, pasted into the real window; what is copied, for them."""
import json
import pathlib

import taptest
import xkit
from axkit import wait
from desk import (PATIENCE, PHOTO, SOURCE, DeskTest, expect_text, figures, new_article,
                  paragraphs, text_of)

HERE = pathlib.Path(__file__).resolve().parent
CORPUS = SOURCE / "tests/formats/paste"
CAPTION = "Ghe chở khóm, bông điên điển cập chợ nổi Cái Răng lúc mặt trời vừa mọc."

# GTK 4.8 complains where a scrollbar comes while a table that just came in, too, finds out how
# high its cells are: the scrolled window's wish is lost until the next frame, and only until then.
LATE = "without a current allocation"


def without_ids(blocks):
    return [{name: value for name, value in block.items() if name != "id"} for block in blocks]


def kinds(article):
    """p for a paragraph, f for a figure."""
    return "".join(block["kind"][0] for block in article.get("blocks", []))


def plain(block):
    text = block.get("text", "")
    return text["text"] if isinstance(text, dict) else text


def spans(block):
    text = block.get("text", "")
    return [(span["kind"], span["start"], span["end"]) for span in text["spans"]] \
        if isinstance(text, dict) else []


class Paste(DeskTest):
    def start_writing(self, *lines):
        app = self.start(forgiven=LATE)
        self.addCleanup(app.kill)
        window = app.window()
        new_article(window)
        window.type("Tin dán")
        body = text_of(window, "Body")
        window.focus(body)
        if lines:
            window.type("\n".join(lines))
            expect_text(body, "\n".join(lines))
        return app, window, body

    def paste(self, window, data, mime="text/html", key="ctrl+v"):
        xkit.set_clipboard(data, mime)
        window.key(key)

    def wait_texts(self, *texts):
        return self.wait_stored(lambda a: [plain(b) for b in a.get("blocks", [])] == list(texts),
                                f"{texts}")

    def test_corpus(self):
        app, window, body = self.start_writing("đầu")
        before = self.wait_texts("đầu")["blocks"]
        for name in ("word", "libreoffice", "google-docs", "chromium", "firefox", "safari"):
            expected = without_ids(json.loads((CORPUS / f"{name}.json").read_text())["blocks"])
            window.key("ctrl+a")
            self.paste(window, (CORPUS / f"{name}.html").read_bytes())
            self.wait_stored(lambda a: without_ids(a.get("blocks", [])) == expected, name)
            for photo in (item["photo"] for items in figures({"blocks": expected})
                          for item in items if "photo" in item):
                self.assertTrue(list((self.data / "photos").rglob(f"*{photo}*")), photo)
            window.key("ctrl+z")
            self.wait_stored(lambda a: a.get("blocks") == before, f"{name} undone")
        app.quit()

    def test_in_the_middle_of_a_paragraph(self):
        app, window, body = self.start_writing("mộtba")
        window.key("Home", "Right", "Right", "Right")
        self.paste(window, " <b>hai</b> ")
        stored = self.wait_texts("mộthaiba")
        self.assertEqual(spans(stored["blocks"][0]), [("bold", 3, 6)])
        window.type("X")
        self.wait_texts("mộthaiXba")
        window.key("BackSpace")
        self.paste(window, "<p>a</p><h2>b</h2><p>c</p>")
        stored = self.wait_texts("mộthaia", "b", "cba")
        self.assertEqual(kinds(stored), "php")
        window.type("Y")
        self.wait_texts("mộthaia", "b", "cYba")
        window.key("ctrl+z", "ctrl+z")
        self.wait_texts("mộthaiba")
        app.quit()

    def test_plain(self):
        app, window, body = self.start_writing("một")
        self.paste(window, "<h1>Tít</h1>", key="ctrl+shift+v")
        window.find(name="There is nothing here that can be pasted", seconds=PATIENCE)
        self.paste(window, "hai <b>\r\n\r\nba", "UTF8_STRING", "ctrl+shift+v")
        stored = self.wait_texts("mộthai <b>", "ba")
        self.assertEqual(kinds(stored), "pp")
        # two at once stay in order
        xkit.set_clipboard("1", "UTF8_STRING")
        window.key("ctrl+v", "ctrl+shift+v", "ctrl+v")
        self.wait_texts("mộthai <b>", "ba111")
        app.quit()

    def test_fields(self):
        app, window, _ = self.start_writing()
        headline = text_of(window, "Headline")
        window.focus(headline)
        window.key("ctrl+a")
        self.paste(window, "<h1>Tít <b>đậm</b></h1><p>và dòng hai</p>")
        expect_text(headline, "Tít đậm và dòng hai")
        self.wait_stored(lambda a: a["fields"].get("headline") == "Tít đậm và dòng hai", "the headline")
        window.key("ctrl+z")
        expect_text(headline, "Tin dán")
        app.quit()

    def test_caption_keeps_marks(self):
        app, window, body = self.start_writing()
        self.paste(window, PHOTO.read_bytes(), "image/jpeg")
        self.wait_stored(lambda a: figures(a) and figures(a)[0][0].get("photo"), "the photo")
        caption = text_of(window, "Caption")
        window.focus(caption)
        window.key("ctrl+a")
        self.paste(window, "<p>Ghe <b>đầy</b></p><p>khóm</p>")
        stored = self.wait_stored(lambda a: isinstance(figures(a)[0][0].get("caption"), dict),
                                  "the caption")
        self.assertEqual(figures(stored)[0][0]["caption"],
                         {"text": "Ghe đầy khóm",
                          "spans": [{"kind": "bold", "start": 4, "end": 7}]})
        app.quit()

    def test_picture_becomes_a_figure(self):
        app, window, body = self.start_writing("một", "hai")
        before = self.wait_texts("một", "hai")["blocks"]
        window.key("ctrl+Home", "End")
        self.paste(window, PHOTO.read_bytes(), "image/jpeg")
        stored = self.wait_stored(lambda a: kinds(a) == "pfp", "the figure")
        item = figures(stored)[0][0]
        self.assertEqual(item["caption"], CAPTION)
        self.assertTrue(list((self.data / "photos").rglob(f"*{item['photo']}*")))
        window.key("ctrl+z")
        self.wait_stored(lambda a: a["blocks"] == before, "the figure gone")
        # what only says that it is one
        self.paste(window, b"no picture", "image/png")
        wait(lambda: window.all(has="not a photo"), "what is wrong", PATIENCE)
        self.assertEqual(self.article()["blocks"], before)
        app.quit()

    def test_files(self):
        app, window, body = self.start_writing("một")
        other = SOURCE / "README.md"
        self.paste(window, f"{PHOTO.as_uri()}\r\n{other.as_uri()}\r\nhttp://127.0.0.1:9/a.jpg\r\n",
                   "text/uri-list")
        self.wait_stored(lambda a: kinds(a) == "pf" and figures(a)[0][0].get("photo"), "the figure")
        window.find(name="“README.md” is not a photo and was left out", seconds=PATIENCE)
        app.quit()

    def test_hostile(self):
        app, window, body = self.start_writing()
        rows = {row["name"]: row["html"] for row in json.loads((CORPUS / "hostile.json").read_text())}
        pieces = [html for html in rows.values() if isinstance(html, str)
                  and not set(html) & set("\0\x01")][:150]
        # each in a page of its own: what one leaves open must not hide the next
        for html in ("".join(f"<p>{piece}</p>" for piece in pieces if "<p" in piece),
                     rows["mxss svg style"], rows["picture real"]):
            self.paste(window, html)
        stored = self.wait_stored(lambda a: any(items[0].get("photo") for items in figures(a)),
                                  "the last of them")
        text = json.dumps(stored)
        for word in ("remote_url", "opaque", "javascript:alert", "data:image", "file:"):
            self.assertNotIn(f'"href": "{word}', text)
        self.assertNotIn("remote_url", text)
        self.assertNotIn('"source":', text)
        app.quit()

    def test_html_is_dropped(self):
        source = xkit.App(["/usr/bin/python3", str(HERE / "drag-source.py"), "--html",
                           "<h2>Tít</h2><p>kéo <b>đậm</b><script>alert(1)</script></p>", "kéo đậm"])
        self.addCleanup(source.kill)
        page = source.window("Thư mục ảnh")
        app, window, body = self.start_writing("mộtba", "bốn")
        window.resize(1000, 700)
        for where, (x, y) in ((window, (0, 60)), (page, (1040, 100))):
            xkit.xdotool("windowmove", where.xid, x, y)
            wait(lambda: abs(where.geometry[0] - x) < 40, "the window in its place", PATIENCE)
        left, top, width, height = page.geometry
        x, y = window.point(body, offset=4)
        # right of the first line, where a few pixels do not matter
        self.drag((left + width // 2, top + height // 2), (x + 90, y))
        stored = self.wait_texts("mộtba", "Tít", "kéo đậm", "bốn")
        self.assertEqual(kinds(stored), "phpp")
        self.assertEqual(spans(stored["blocks"][2]), [("bold", 4, 7)])
        window.activate()
        window.key("ctrl+z")
        self.wait_texts("mộtba", "bốn")
        app.quit()

    def drag(self, start, end):
        """Slowly: GTK looks at the way a drag comes."""
        xkit.xdotool("mousemove", *start, "sleep", 0.2, "mousedown", 1, "sleep", 0.2)
        for step in range(1, 16):
            xkit.xdotool("mousemove", *(a + (b - a) * step // 15 for a, b in zip(start, end)),
                         "sleep", 0.05)
        xkit.xdotool("sleep", 0.4, "mouseup", 1)

    # --- out

    def test_copy_out_and_back(self):
        app, window, body = self.start_writing()
        self.paste(window, "<h2>Tít xen</h2><p>một <b>đậm</b></p><ul><li>mục</li></ul>")
        before = self.wait_texts("Tít xen", "một đậm", "mục")
        window.key("ctrl+a", "ctrl+c")
        html = wait(lambda: xkit.get_clipboard("text/html").decode(), "HTML", PATIENCE)
        self.assertEqual(html, '<meta charset="utf-8"><h2>Tít xen</h2>\n<p>một <strong>đậm</strong>'
                         '</p>\n<ul>\n<li>mục</li>\n</ul>\n')
        self.assertEqual(xkit.get_clipboard().decode(), "Tít xen\nmột đậm\nmục")
        window.key("ctrl+x")
        self.wait_stored(lambda a: not [b for b in a["blocks"] if plain(b)], "all cut")
        window.key("ctrl+v")
        self.wait_stored(lambda a: without_ids(a["blocks"]) == without_ids(before["blocks"]), "all back")
        window.key("ctrl+z", "ctrl+z")
        self.wait_stored(lambda a: a["blocks"] == before["blocks"], "all undone")
        app.quit()

    def test_cut_across_a_figure(self):
        app, window, body = self.start_writing("một", "hai")
        window.key("ctrl+Home", "End")
        self.paste(window, PHOTO.read_bytes(), "image/jpeg")
        before = self.wait_stored(lambda a: kinds(a) == "pfp", "the figure")
        wait(lambda: "focused" in body.states, "focus in the body", PATIENCE)
        window.key("ctrl+Home", "Right", "Right", "shift+Down", "shift+Down", "shift+Home",
                   "shift+Right", "ctrl+x")
        self.wait_stored(lambda a: kinds(a) == "p", "the figure cut")
        self.wait_texts("mộai")
        window.key("ctrl+v")
        stored = self.wait_stored(lambda a: kinds(a) == "pfp", "the figure back")
        self.assertEqual(without_ids(stored["blocks"]), without_ids(before["blocks"]))
        app.quit()

    def test_middle_click(self):
        app, window, body = self.start_writing("mộtba")
        xkit.set_clipboard("hai\u0302", selection="primary")
        window.click(body, offset=3, button=2)
        self.wait_texts("mộthaîba")
        app.quit()


if __name__ == "__main__":
    taptest.main()
