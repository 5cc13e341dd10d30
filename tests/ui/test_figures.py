#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures among paragraphs in the real window: reached and left by keys, taken away and had
back, moved, dropped from a file manager; and undo that takes text, captions and figures alike."""
import pathlib
import time

import taptest
import xkit
from axkit import wait
from desk import (PATIENCE, PHOTO, SOURCE, DeskTest, choose_file, expect_text, figures,
                  new_article, paragraphs, text_of)

HERE = pathlib.Path(__file__).resolve().parent
OTHER_PHOTO = SOURCE / "data/samples/xuong-bong-dien-dien.jpg"
ALT = "Nhiều ghe chở hàng có cây bẹo trên sông lúc bình minh"
ALT_FIELD = "Alternative text, for readers who cannot see the photo"
CAPTION = "Ghe chở khóm, bông điên điển cập chợ nổi Cái Răng lúc mặt trời vừa mọc."


def kinds(article):
    """p for a paragraph, f for a figure."""
    return "".join(block["kind"][0] for block in article.get("blocks", []))


class Figures(DeskTest):
    def start_with(self, *lines):
        app = self.start()
        self.addCleanup(app.kill)
        window = app.window()
        new_article(window)
        window.type("Tin ảnh")
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

    def wait_order(self, order):
        return self.wait_stored(lambda a: kinds(a) == order, f"the order {order}")

    def undo(self, window, times, probe, what):
        for _ in range(times):
            window.key("ctrl+z")
        self.wait_stored(probe, what)

    def test_keys_go_through_a_figure(self):
        app, window, body = self.with_figure()
        window.key("Down", "Tab")
        photo = window.find(role="image", where=lambda n: "focused" in n.states, seconds=PATIENCE)
        self.assertEqual(photo.name, ALT)
        window.key("Tab")
        caption = text_of(window, "Caption")
        wait(lambda: "focused" in caption.states, "focus in the caption", PATIENCE)
        window.key("ctrl+a")
        window.type("Chú thích mới")
        window.key("Tab")
        credit = text_of(window, "Photographer or source")
        wait(lambda: "focused" in credit.states, "focus in the credit", PATIENCE)
        window.key("Tab", "Tab")
        wait(lambda: "focused" in body.states, "focus back in the body", PATIENCE)
        window.type("Z")
        stored = self.wait_stored(lambda a: paragraphs(a) == ["một", "Zhai"], "the letter")
        self.assertEqual(figures(stored)[0][0]["caption"], "Chú thích mới")
        # Back through the figure, from below and from field to field.
        window.key("Home", "shift+Tab")
        wait(lambda: "focused" in text_of(window, ALT_FIELD).states, "focus in the alternative text",
             PATIENCE)
        window.key("Up", "Up", "Up")
        wait(lambda: "focused" in photo.states, "focus on the photo", PATIENCE)
        window.key("Down")
        wait(lambda: "focused" in caption.states, "focus in the caption again", PATIENCE)
        window.key("Escape")
        wait(lambda: "focused" in body.states, "Escape to the body", PATIENCE)
        # The caret is at the figure, not where it was before.
        window.key("Up")
        window.type("Y")
        self.wait_stored(lambda a: paragraphs(a)[0] in ("Ymột", "mộtY"), "the letter above")
        app.quit()

    def test_typing_at_a_figure_makes_a_paragraph(self):
        app, window, _ = self.with_figure()
        window.key("Down", "End")
        window.type("ba")
        stored = self.wait_order("pfpp")
        self.wait_stored(lambda a: paragraphs(a) == ["một", "ba", "hai"], "the new paragraph")
        self.assertTrue(figures(stored)[0][0].get("photo"))
        app.quit()

    def test_one_undo_for_text_captions_and_figures(self):
        app, window, body = self.with_figure()
        original = figures(self.article())
        caption = text_of(window, "Caption")
        window.focus(caption)
        window.key("ctrl+a")
        window.type("Khác")
        self.wait_stored(lambda a: figures(a)[0][0]["caption"] == "Khác", "the caption")
        window.key("Escape")
        wait(lambda: "focused" in body.states, "Escape to the body", PATIENCE)
        window.key("ctrl+End")
        window.type(" rồi")
        self.wait_stored(lambda a: paragraphs(a) == ["một", "hai rồi"], "the word")
        self.undo(window, 1, lambda a: paragraphs(a) == ["một", "hai"], "the word gone")
        self.undo(window, 1, lambda a: figures(a) == original, "the caption as it was")
        expect_text(text_of(window, "Caption"), CAPTION)
        for _ in range(2):
            window.key("ctrl+shift+z")
        stored = self.wait_stored(lambda a: paragraphs(a) == ["một", "hai rồi"], "all again")
        self.assertEqual(figures(stored)[0][0]["caption"], "Khác")
        app.quit()

    def test_backspace_selects_first(self):
        app, window, body = self.with_figure()
        window.key("ctrl+End", "Home", "BackSpace")
        wait(lambda: body.selection, "the figure to be selected", PATIENCE)
        time.sleep(1)   # long enough to be saved, if it had gone
        self.assertEqual(kinds(self.article()), "pfp")
        window.key("BackSpace")
        self.wait_order("pp")
        window.find(name="Figure removed", seconds=PATIENCE)
        window.key("ctrl+z")
        stored = self.wait_order("pfp")
        self.assertEqual(figures(stored)[0][0]["caption"], CAPTION)
        app.quit()

    def test_menu_moves_features_and_removes(self):
        app, window, _ = self.with_figure()
        figure = self.article()["blocks"][1]["id"]
        self.act(window, "Featured Photo")
        self.wait_stored(lambda a: a.get("featured") == figure, "the featured photo")
        self.act(window, "Move Up")
        self.wait_order("fpp")
        self.act(window, "Move Down")
        stored = self.wait_order("pfp")
        self.assertEqual((stored["featured"], stored["blocks"][1]["id"]), (figure, figure))
        self.act(window, "Remove")
        stored = self.wait_order("pp")
        self.assertNotIn("featured", stored)
        toast = window.find(name="Figure removed", seconds=PATIENCE)
        self.assertTrue(toast)
        window.key("ctrl+z")
        stored = self.wait_order("pfp")
        self.assertEqual(stored.get("featured"), figure)
        app.quit()

    def act(self, window, item):
        window.click(window.find(role="push button", name="Photo menu", seconds=PATIENCE))
        window.find(has=item, where=lambda n: n.role in ("menu item", "push button"),
                    seconds=PATIENCE).press()
        wait(lambda: not window.all(has="Move Up"), "the end of the menu", PATIENCE)

    def test_copy_and_paste_take_figures_along(self):
        app, window, body = self.with_figure()
        window.key("ctrl+a", "ctrl+c", "ctrl+End", "ctrl+v")
        stored = self.wait_order("pfppfp")
        self.assertEqual(paragraphs(stored), ["một", "hai", "một", "hai"])
        first, second = figures(stored)
        self.assertEqual(first, second)
        ids = [block["id"] for block in stored["blocks"]]
        self.assertEqual(len(set(ids)), 6)
        # Another program gets the text.
        wait(lambda: xkit.get_clipboard().decode().startswith("một\n"), "the text", PATIENCE)
        # Pressed inside a selection with figures and dragged, nothing is lost.
        window.key("ctrl+a")
        start = window.point(body, offset=1)
        self.drag(start, (start[0] + 60, start[1] + 200))
        time.sleep(1)
        self.assertEqual(kinds(self.article()), "pfppfp")
        app.quit()

    def test_files_are_dropped(self):
        source = xkit.App(["/usr/bin/python3", str(HERE / "drag-source.py"), str(PHOTO),
                           str(OTHER_PHOTO)])
        self.addCleanup(source.kill)
        folder = source.window("Thư mục ảnh")
        app, window, body = self.start_with("một", "hai", "ba")
        window.resize(1000, 700)
        for where, (x, y) in ((window, (0, 60)), (folder, (1040, 100))):
            xkit.xdotool("windowmove", where.xid, x, y)
            wait(lambda: abs(where.geometry[0] - x) < 40, "the window in its place", PATIENCE)
        left, top, width, height = folder.geometry
        x, y = window.point(body, offset=5)
        self.drag((left + width // 2, top + height // 2), (x + 30, y - 2))
        stored = self.wait_order("pffpp")
        self.assertEqual(paragraphs(stored), ["một", "hai", "ba"])
        stored = self.wait_stored(lambda a: all(f[0].get("photo") for f in figures(a)),
                                  "both photos")
        self.assertEqual(figures(stored)[0][0]["caption"], CAPTION)
        app.quit()

    def drag(self, start, end):
        """Slowly: GTK looks at the way a drag comes."""
        steps = 15
        xkit.xdotool("mousemove", *start, "sleep", 0.2, "mousedown", 1, "sleep", 0.2)
        for step in range(1, steps + 1):
            xkit.xdotool("mousemove", *(a + (b - a) * step // steps
                                        for a, b in zip(start, end)), "sleep", 0.05)
        xkit.xdotool("sleep", 0.4, "mouseup", 1)


if __name__ == "__main__":
    taptest.main()
