#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos dragged by a real pointer: between paragraphs, into and out of galleries; and drags that
come to nothing."""
import time

import taptest
from figuredesk import ALT, OTHER_ALT, PATIENCE, FigureTest, paragraphs, photos, wait, xkit


class FigureDrag(FigureTest):
    def between(self, window, body, offset):
        """Just above the line in which a character stands."""
        x, y = window.point(body, offset=offset)
        return x + 120, y - 12

    def test_between_paragraphs_and_back(self):
        app, window, body = self.arrange("một", [0], "hai", "ba")
        before = self.article()["blocks"]
        # một\nF\nhai\nba
        self.drag(window.point(self.photo(window, ALT)), self.between(window, body, 10))
        stored = self.wait_order("ppfp")
        self.assertEqual([block["id"] for block in stored["blocks"]], [1, 3, 2, 4])
        self.assertEqual(stored["blocks"][2], before[1])
        self.focused(window, ALT)
        after = stored["blocks"]
        self.wait_blocks(window, "ctrl+z", before)
        self.wait_blocks(window, "ctrl+shift+z", after)
        app.quit()

    def test_a_line_shows_where(self):
        app, window, body = self.arrange("một", [0], "hai", "ba")
        x, y = self.between(window, body, 10)
        left, top = window.geometry[:2]

        def line_there():
            """How many pixels in a row have the accent's blue, near the gap."""
            picture = window.picture()
            return max(sum(b > 180 and r < 90 for r, _, b in
                           (xkit.pixel(picture, column, row)
                            for column in range(x - left + 180, x - left + 420)))
                       for row in range(y - top - 16, y - top + 16))
        self.assertLess(line_there(), 60)
        self.drag(window.point(self.photo(window, ALT)), (x, y), release=False)
        wait(lambda: line_there() > 150, "the line", PATIENCE)
        # Carried on to the list of articles it shows no line, and lands nowhere.
        xkit.xdotool("mousemove", left + 150, top + 500, "sleep", 0.2, "mousemove", left + 100,
                     top + 500)
        wait(lambda: line_there() < 60, "the end of the line", PATIENCE)
        self.release()
        # Dropped on itself, too.
        start = window.point(self.photo(window, ALT))
        self.drag(start, (start[0] + 40, start[1] + 60))
        time.sleep(1)   # long enough to be saved, if it had moved
        self.assertEqual("".join(b["kind"][0] for b in self.article()["blocks"]), "pfpp")
        app.quit()

    def test_in_and_out_of_galleries(self):
        app, window, body = self.arrange("một", [0, 1], "hai")
        before = self.article()["blocks"]
        # Behind the other one.
        first, second = (self.photo(window, alt) for alt in (ALT, OTHER_ALT))
        x, y = window.point(second)
        self.drag(window.point(first), (x + second.extents[2] // 3, y))
        stored = self.wait_photos([OTHER_ALT, ALT])
        self.assertEqual(stored["blocks"][1]["id"], 2)
        # Out of it, below the last paragraph.
        x, y = window.point(body, offset=6)
        self.drag(window.point(self.photo(window, OTHER_ALT)), (x + 120, y + 12))
        stored = self.wait_order("pfpf")
        self.assertEqual(photos(stored), [[ALT], [OTHER_ALT]])
        self.undo(window, 2, lambda a: a["blocks"] == before, "the blocks as they were")
        app.quit()

    def test_onto_another_figure(self):
        app, window, body = self.arrange("một", [0], "hai", [0], "ba")
        before = self.article()["blocks"]
        window.resize(900, 1000)
        target, source = (self.photo(window, ALT, number) for number in (0, 1))
        wait(lambda: source.extents[1] < 900, "both figures in sight", PATIENCE)
        left, top = window.point(source)
        self.drag((left, top - source.extents[3] // 2 + 40), window.point(target))
        stored = self.wait_order("pfpp")
        self.assertEqual(photos(stored), [[ALT, ALT]])
        self.assertEqual([block["id"] for block in stored["blocks"]], [1, 2, 3, 5])
        self.undo(window, 1, lambda a: a["blocks"] == before, "the figures as they were")
        app.quit()

    def test_the_text_moves_under_a_drag(self):
        app, window, body = self.arrange(*[f"Đoạn {n}" for n in range(30)], [0], "cuối")
        window.focus(body)
        window.key("ctrl+End")
        photo = self.photo(window, ALT)
        _, upper, _, height = body.extents
        wait(lambda: upper < photo.extents[1] < upper + height - 200, "the photo in sight", PATIENCE)
        start = window.point(photo)
        self.drag(start, (start[0], window.point(body)[1] - height // 2 + 12), release=False)
        # Held at the upper edge until the first paragraphs are there.
        wait(lambda: body.character_extents(1)[1] > upper + 20, "the first paragraph in sight",
             PATIENCE)
        x, y = window.point(body, offset=1)
        xkit.xdotool("mousemove", x + 120, y + 14)
        self.release()
        stored = self.wait_stored(lambda a: a["blocks"][1]["kind"] == "figure"
                                  or a["blocks"][0]["kind"] == "figure", "the figure above")
        self.assertEqual(len(paragraphs(stored)), 31)
        app.quit()


if __name__ == "__main__":
    taptest.main()
