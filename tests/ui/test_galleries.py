#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several photos in one figure: chosen at once, put in order by keys, described one by one, parted
and joined; and every step of it undone to the letter."""
import taptest
from figuredesk import (ALT, GALLERY_CAPTION, OTHER_ALT, OTHER_PHOTO, PATIENCE, PHOTO, FigureTest,
                        choose_file, expect_text, figures, photos, text_of, wait)


class Galleries(FigureTest):
    def on_photo(self, window, alt):
        window.click(self.photo(window, alt))
        return self.focused(window, alt)

    def menu(self, window, *items):
        """By keys, from the photo that has the keyboard."""
        window.key("Menu")
        for item in items:
            self.press_item(window, item)
        wait(lambda: not window.all(has="Move Up"), "the end of the menu", PATIENCE)

    def test_made_added_to_and_undone(self):
        app, window, body = self.start_with("một", "hai")
        window.key("ctrl+Home", "End", "ctrl+alt+p")
        choose_file(app, "Choose Photos", PHOTO)
        first = self.wait_photos([ALT])["blocks"]
        window.key("Down", "Tab")
        self.focused(window, ALT)
        self.menu(window, "Add Photos to This Figure")
        choose_file(app, "Choose Photos", OTHER_PHOTO)
        both = self.wait_photos([ALT, OTHER_ALT])["blocks"]
        # Side by side, of one shape and size.
        left, right = (self.photo(window, alt).extents for alt in (ALT, OTHER_ALT))
        self.assertEqual((left[1], left[2], left[3]), (right[1], right[2], right[3]))
        self.assertGreater(right[0], left[0] + left[2])
        # The caption of all.
        caption = text_of(window, GALLERY_CAPTION)
        window.focus(caption)
        window.type("Chợ")
        self.wait_stored(lambda a: a["blocks"][1].get("caption") == "Chợ", "the caption")
        # A word is a step of its own.
        window.key("ctrl+z")
        self.wait_stored(lambda a: a["blocks"] == both, "the gallery without it")
        window.key("ctrl+z")
        self.wait_stored(lambda a: a["blocks"] == first, "the figure with one photo")
        window.key("ctrl+z")
        self.wait_stored(lambda a: len(a["blocks"]) == 2, "no figure")
        for _ in range(2):
            window.key("ctrl+shift+z")
        self.wait_stored(lambda a: a["blocks"] == both, "the gallery again")
        app.quit()

    def test_order_by_keys(self):
        app, window, body = self.arrange("một", [0, 1], "hai")
        before = self.article()["blocks"]
        self.on_photo(window, ALT)
        window.key("Right")
        self.focused(window, OTHER_ALT)
        window.key("ctrl+Left")
        after = self.wait_photos([OTHER_ALT, ALT])["blocks"]
        self.focused(window, OTHER_ALT)
        # Through all fields of the first photo to the second.
        window.key("Tab", "Tab", "Tab", "Tab")
        self.focused(window, ALT)
        self.wait_blocks(window, "ctrl+z", before)
        self.wait_blocks(window, "ctrl+shift+z", after)
        app.quit()

    def test_parted_and_joined(self):
        app, window, body = self.arrange("một", [0, 1], "hai")
        steps = [self.article()["blocks"]]
        self.on_photo(window, OTHER_ALT)
        self.menu(window, "Make It a Figure")
        steps.append(self.wait_photos([ALT], [OTHER_ALT])["blocks"])
        self.assertEqual([block["kind"][0] for block in steps[-1]], list("pffp"))
        window.key("Escape", "ctrl+Home", "Down", "Tab")
        self.focused(window, ALT)
        self.menu(window, "Merge with the Next")
        steps.append(self.wait_photos([ALT, OTHER_ALT])["blocks"])
        self.focused(window, OTHER_ALT)
        # One photo goes by a key, then the other with the figure.
        window.key("Delete")
        steps.append(self.wait_photos([ALT])["blocks"])
        window.find(name="Photo removed", seconds=PATIENCE)
        self.focused(window, ALT)
        window.key("Delete")
        steps.append(self.wait_stored(lambda a: not figures(a), "no figure")["blocks"])
        for blocks in reversed(steps[:-1]):
            self.wait_blocks(window, "ctrl+z", blocks)
        for blocks in steps[1:]:
            self.wait_blocks(window, "ctrl+shift+z", blocks)
        app.quit()

    def test_fields_of_each_and_a_narrow_window(self):
        app, window, body = self.arrange([0, 1, 0], "hai")
        rows = {self.photo(window, ALT, n).extents[1] for n in (0, 1)}
        self.assertEqual(len(rows), 1, "three in a row")
        second = [node for node in window.all(name="Caption") if "editable" in node.states][1]
        window.focus(second)
        window.key("ctrl+a")
        window.type("Hoa")
        stored = self.wait_stored(lambda a: figures(a)[0][1]["caption"] == "Hoa",
                                  "the second caption")
        self.assertEqual([item["caption"] for item in figures(stored)[0]],
                         ["Ảnh 0", "Hoa", "Ảnh 0"])
        self.undo(window, 1, lambda a: figures(a)[0][1]["caption"] == "Ảnh 1", "as it was")
        # The keyboard is where the change was taken back.
        wait(lambda: "focused" in second.states, "focus in the second caption", PATIENCE)
        expect_text(second, "Ảnh 1")
        window.resize(360, 800)
        wait(lambda: self.photo(window, ALT, 1).extents[1] > self.photo(window, ALT).extents[1],
             "the photos one below the other", PATIENCE)
        app.quit()


if __name__ == "__main__":
    taptest.main()
