#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos dropped from a file manager: between paragraphs, and onto a figure."""
import pathlib

import taptest
from figuredesk import (ALT, CAPTION, OTHER_ALT, OTHER_PHOTO, PATIENCE, PHOTO, FigureTest, figures,
                        paragraphs, wait, xkit)

HERE = pathlib.Path(__file__).resolve().parent


class FigureFiles(FigureTest):
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
