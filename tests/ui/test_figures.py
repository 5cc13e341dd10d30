#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures among paragraphs in the real window: reached and left by keys, taken away and had
back, moved; and undo that takes text, captions and figures alike."""
import time

import taptest
from figuredesk import (ALT, ALT_FIELD, CAPTION, PATIENCE, FigureTest, expect_text, figures, kinds,
                        paragraphs, text_of, wait, xkit)


class Figures(FigureTest):
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

    def test_copy_and_paste_take_figures_along(self):
        app, window, body = self.with_figure()
        window.key("ctrl+a", "ctrl+c", "ctrl+End", "ctrl+v")
        stored = self.wait_order("pfpfp")
        self.assertEqual(paragraphs(stored), ["một", "haimột", "hai"])
        first, second = figures(stored)
        self.assertEqual(first, second)
        ids = [block["id"] for block in stored["blocks"]]
        self.assertEqual(len(set(ids)), 5)
        # Another program gets the text.
        wait(lambda: xkit.get_clipboard().decode().startswith("một\n"), "the text", PATIENCE)
        # Pressed inside a selection with figures and dragged, nothing is lost.
        window.key("ctrl+a")
        start = window.point(body, offset=1)
        self.drag(start, (start[0] + 60, start[1] + 200))
        time.sleep(1)
        self.assertEqual(kinds(self.article()), "pfpfp")
        app.quit()


if __name__ == "__main__":
    taptest.main()
