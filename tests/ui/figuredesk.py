# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk with photos on it: articles that have figures from the start."""
import contextlib
import json
import sqlite3

import xkit
from axkit import wait
from desk import (HEADLINE, PATIENCE, PHOTO, SOURCE, DeskTest, choose_file, expect_text, figures,
                  new_article, open_article, paragraphs, row, text_of)

OTHER_PHOTO = SOURCE / "data/samples/xuong-bong-dien-dien.jpg"
ALT = "Nhiều ghe chở hàng có cây bẹo trên sông lúc bình minh"
OTHER_ALT = "Người đội nón lá chèo xuồng đầy bông điên điển vàng, nhìn từ trên xuống"
ALT_FIELD = "Alternative text, for readers who cannot see the photo"
GALLERY_CAPTION = "Caption of all photos"
CAPTION = "Ghe chở khóm, bông điên điển cập chợ nổi Cái Răng lúc mặt trời vừa mọc."
TITLE = "Tin ảnh"

__all__ = ["ALT", "ALT_FIELD", "CAPTION", "GALLERY_CAPTION", "HEADLINE", "OTHER_ALT", "OTHER_PHOTO",
           "PATIENCE", "PHOTO", "SOURCE", "FigureTest", "choose_file", "expect_text", "figures",
           "kinds", "new_article", "paragraphs", "photos", "text_of", "wait", "xkit"]


def kinds(article):
    """p for a paragraph, f for a figure."""
    return "".join(block["kind"][0] for block in article.get("blocks", []))


def photos(article):
    """The alternative text of every photo, figure by figure."""
    return [[item.get("alt", "") for item in items] for items in figures(article)]


class FigureTest(DeskTest):
    def start_with(self, *lines):
        """Types them into a new article."""
        app = self.start()
        self.addCleanup(app.kill)
        window = app.window()
        new_article(window)
        window.type(TITLE)
        body = text_of(window, "Body")
        window.focus(body)
        window.type("\n".join(lines))
        expect_text(body, "\n".join(lines))
        return app, window, body

    def with_figure(self):
        """một, the photo, hai; the caret at the end of một."""
        app, window, body = self.start_with("một", "hai")
        window.key("ctrl+Home", "End", "ctrl+shift+p")
        choose_file(app, "Choose Photos", PHOTO)
        self.wait_order("pfp")
        self.wait_stored(lambda a: figures(a)[0][0].get("caption") == CAPTION, "the caption")
        wait(lambda: "focused" in body.states, "focus in the body", PATIENCE)
        return app, window, body

    def arrange(self, *blocks, **more):
        """Opens an article that is laid out so: a text is a paragraph, a list is a figure of
        these photos (0: the boats, 1: the flowers)."""
        hashes = self.cli("photo", "import", PHOTO, OTHER_PHOTO).splitlines()
        page = self.folder / "page.txt"
        page.write_text(f"{TITLE}\n\nmột\n")
        self.cli("import", page)
        items = [{"photo": digest, "alt": alt, "caption": f"Ảnh {number}", "credit": "Vân"}
                 for number, (digest, alt) in enumerate(zip(hashes, (ALT, OTHER_ALT)))]
        article = self.article(TITLE)
        article["blocks"] = [
            {"id": number, "kind": "paragraph", "text": block} if isinstance(block, str) else
            {"id": number, "kind": "figure", "items": [items[photo] for photo in block]}
            for number, block in enumerate(blocks, 1)]
        article["next_id"] = len(blocks) + 1
        with contextlib.closing(sqlite3.connect(self.data / "banthao.db")) as connection:
            with connection:
                connection.execute("UPDATE body SET json = ?", (json.dumps(article),))
        app = self.start(**more)
        self.addCleanup(app.kill)
        window = app.window()
        window.resize(1280, 1000)
        # A list that is not laid out yet cannot be clicked.
        wait(lambda: row(window, TITLE).extents[2] > 60, "the article in the list", PATIENCE)
        open_article(window, TITLE)
        body = text_of(window, "Body")
        self.photo(window, ALT)
        return app, window, body

    def wait_order(self, order):
        return self.wait_stored(lambda a: kinds(a) == order, f"the order {order}")

    def wait_photos(self, *wanted):
        return self.wait_stored(lambda a: photos(a) == list(wanted), f"the photos {wanted}")

    def undo(self, window, times, probe, what):
        for _ in range(times):
            window.key("ctrl+z")
        return self.wait_stored(probe, what)

    def wait_blocks(self, window, key, blocks):
        """Presses a key, and waits until every block is as given, ids and all."""
        window.key(key)
        self.wait_stored(lambda a: a["blocks"] == blocks, f"the blocks after {key}")

    def photo(self, window, alt, number=0):
        """The photo with this alternative text; the number-th of them."""
        return wait(lambda: [node for node in window.all(role="image", name=alt)
                             if node.extents[2] > 60][number], f"the photo {alt!r}", PATIENCE)

    def focused(self, window, alt=None):
        """Waits for the keyboard to be on a photo."""
        return window.find(role="image", name=alt, where=lambda n: "focused" in n.states,
                           seconds=PATIENCE)

    def press_item(self, window, item):
        """Of the menu that is shown."""
        window.find(has=item, where=lambda n: n.role in ("menu item", "push button",
                                                         "check menu item", "radio menu item")
                    and n.extents[2] > 0, seconds=PATIENCE).press()

    def act(self, window, *items):
        """Chooses from the menu of the photo that has the keyboard, or of the first one."""
        window.click(window.find(role="push button", name="Photo menu", seconds=PATIENCE))
        for item in items:
            self.press_item(window, item)
        wait(lambda: not window.all(has="Move Up"), "the end of the menu", PATIENCE)

    def drag(self, start, end, release=True):
        """Slowly: GTK looks at the way a drag comes."""
        steps = 15
        xkit.xdotool("mousemove", *start, "sleep", 0.2, "mousedown", 1, "sleep", 0.2)
        for step in range(1, steps + 1):
            xkit.xdotool("mousemove", *(a + (b - a) * step // steps
                                        for a, b in zip(start, end)), "sleep", 0.05)
        if release:
            self.release()

    def release(self):
        xkit.xdotool("sleep", 0.4, "mouseup", 1)
