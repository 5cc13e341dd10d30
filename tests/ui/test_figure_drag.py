#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos dragged by a real pointer: between paragraphs, into and out of galleries, from a file
manager; and drags that come to nothing."""
import pathlib
import time

import taptest
from figuredesk import (ALT, CAPTION, OTHER_ALT, OTHER_PHOTO, PATIENCE, PHOTO, FigureTest, figures,
                        paragraphs, photos, wait, xkit)

HERE = pathlib.Path(__file__).resolve().parent


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

    def dragged_files(self, *files):
        source = xkit.App(["/usr/bin/python3", str(HERE / "drag-source.py"), *map(str, files)])
        self.addCleanup(source.kill)
        return source.window("Thư mục ảnh")

    def beside(self, window, folder):
        window.resize(1000, 760)
        for where, (x, y) in ((window, (0, 60)), (folder, (1040, 100))):
            xkit.xdotool("windowmove", where.xid, x, y)
            wait(lambda: abs(where.geometry[0] - x) < 40, "the window in its place", PATIENCE)
        left, top, width, height = folder.geometry
        return left + width // 2, top + height // 2

    def test_files_between_paragraphs(self):
        folder = self.dragged_files(PHOTO, OTHER_PHOTO)
        app, window, body = self.start_with("một", "hai", "ba")
        start = self.beside(window, folder)
        x, y = window.point(body, offset=5)
        self.drag(start, (x + 30, y - 2))
        stored = self.wait_order("pffpp")
        self.assertEqual(paragraphs(stored), ["một", "hai", "ba"])
        self.assertTrue(all(f[0].get("photo") for f in figures(stored)))
        self.assertEqual(figures(stored)[0][0]["caption"], CAPTION)
        # Both came in one step.
        window.activate()
        self.undo(window, 1, lambda a: len(a["blocks"]) == 3, "neither of them")
        app.quit()

    def test_files_onto_a_figure(self):
        folder = self.dragged_files(PHOTO, OTHER_PHOTO)
        app, window, body = self.arrange("một", [0], "hai")
        before = self.article()["blocks"]
        start = self.beside(window, folder)
        self.drag(start, window.point(self.photo(window, ALT)))
        stored = self.wait_order("pfp")
        stored = self.wait_photos([ALT, ALT, OTHER_ALT])
        self.assertEqual(stored["blocks"][1]["id"], 2)
        self.assertEqual(figures(stored)[0][0], before[1]["items"][0])
        window.activate()
        self.undo(window, 1, lambda a: a["blocks"] == before, "the figure as it was")
        app.quit()


if __name__ == "__main__":
    taptest.main()
