#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of a figure and how it stands: alternative text, alignment, another photo; and
selections that run across figures."""
import taptest
from figuredesk import (ALT, ALT_FIELD, OTHER_ALT, OTHER_PHOTO, PATIENCE, TITLE, FigureTest,
                        choose_file, expect_text, figures, kinds, open_article, paragraphs, row,
                        text_of, wait)

MISSING = "Still missing"


class FigureFields(FigureTest):
    def labels(self, window, name):
        """Those that are to be seen."""
        return [node for node in window.all(role="label", name=name) if node.extents[2] > 0]

    def test_alternative_text_in_place(self):
        app, window, body = self.arrange("một", [0], "hai")
        entry = text_of(window, ALT_FIELD)
        self.assertEqual(self.labels(window, MISSING), [])
        window.focus(entry)
        window.key("ctrl+a", "BackSpace")
        self.wait_stored(lambda a: not figures(a)[0][0].get("alt"), "no alternative text")
        wait(lambda: self.labels(window, MISSING), "the hint", PATIENCE)
        window.type("Ghe")
        self.wait_stored(lambda a: figures(a)[0][0].get("alt") == "Ghe", "the word")
        wait(lambda: not self.labels(window, MISSING), "the end of the hint", PATIENCE)
        self.photo(window, "Ghe")
        # Undone from the text, the keyboard goes to where it was taken back.
        window.key("Escape", "ctrl+End")
        self.undo(window, 2, lambda a: figures(a)[0][0].get("alt") == ALT, "the text as it was")
        expect_text(entry, ALT)
        wait(lambda: "focused" in entry.states, "focus in the field", PATIENCE)
        app.quit()

    def test_alignment(self):
        app, window, body = self.arrange("một", [0], "hai")
        before = self.article()["blocks"]
        x, _, width, _ = self.photo(window, ALT).extents
        places = {"Left": ("left", x), "Right": ("right", x + width * 0.44),
                  "Centre": ("center", x + width * 0.1)}
        for item, (value, left) in places.items():
            self.act(window, item)
            self.wait_stored(lambda a: a["blocks"][1].get("align") == value, value)
            wait(lambda: abs(self.photo(window, ALT).extents[0] - left) < 6, f"{item} to be seen",
                 PATIENCE)
            self.assertLess(self.photo(window, ALT).extents[2], width * 0.85)
        self.act(window, "Wide")
        self.wait_stored(lambda a: a["blocks"][1].get("align") == "wide", "wide")
        wait(lambda: self.photo(window, ALT).extents[2] == width, "the whole width", PATIENCE)
        self.assertTrue(self.labels(window, "Wide"))
        self.undo(window, 4, lambda a: a["blocks"] == before, "the figure as it was")
        app.quit()

    def test_another_photo(self):
        app, window, body = self.arrange("một", [0], "hai")
        before = self.article()["blocks"]
        self.act(window, "Replace Photo")
        choose_file(app, "Choose Photos", OTHER_PHOTO)
        stored = self.wait_stored(lambda a: figures(a)[0][0]["photo"] != before[1]["items"][0]["photo"],
                                  "the other photo")
        # What a person wrote stays.
        self.assertEqual({**figures(stored)[0][0], "photo": ""},
                         {**before[1]["items"][0], "photo": ""})
        after = stored["blocks"]
        self.wait_blocks(window, "ctrl+z", before)
        self.wait_blocks(window, "ctrl+shift+z", after)
        app.quit()

    def test_a_photo_that_cannot_be_shown(self):
        app, window, body = self.arrange("một", [0], "hai")
        app.quit()
        files = [path for path in (self.data / "photos").rglob("*") if path.is_file()]
        for path in files:
            path.rename(path.with_name(path.name + ".away"))
        app = self.start()
        self.addCleanup(app.kill)
        window = app.window()
        wait(lambda: row(window, TITLE).extents[2] > 60, "the article in the list", PATIENCE)
        open_article(window, TITLE)
        wait(lambda: self.labels(window, "This photo cannot be shown"), "the words", PATIENCE)
        expect_text(text_of(window, "Caption"), "Ảnh 0")
        for path in files:
            path.with_name(path.name + ".away").rename(path)
        window.click(window.find(name="Try Again", role="push button", seconds=PATIENCE))
        # The keyboard goes from the button to the photo that takes its place.
        self.focused(window, ALT)
        app.quit()

    def test_a_selection_across_figures(self):
        app, window, body = self.arrange("một", [0], "hai", [1], "ba")
        before = self.article()["blocks"]
        window.click(body, offset=1)
        wait(lambda: "focused" in body.states, "focus in the text", PATIENCE)
        window.key("ctrl+Home", "End", "shift+Down", "shift+Down", "shift+End", "ctrl+b")
        stored = self.wait_stored(lambda a: a["blocks"][2]["text"] != "hai", "bold below the figure")
        self.assertEqual(stored["blocks"][2]["text"]["spans"][0]["kind"], "bold")
        self.assertEqual(stored["blocks"][0], before[0])
        self.assertEqual(stored["blocks"][1], before[1])
        # The same selection is deleted with the figure in it.
        window.key("Delete")
        self.wait_stored(lambda a: "".join(kinds(a)) == "pfp", "the figure gone")
        self.assertEqual(paragraphs(self.article()), ["một", "ba"])
        for _ in range(2):
            window.key("ctrl+z")
        self.wait_stored(lambda a: a["blocks"] == before, "all as it was")
        window.key("ctrl+a", "Delete")
        self.wait_stored(lambda a: not figures(a) and not "".join(paragraphs(a)), "nothing")
        self.undo(window, 1, lambda a: a["blocks"] == before, "everything")
        self.photo(window, OTHER_ALT)
        app.quit()


if __name__ == "__main__":
    taptest.main()
