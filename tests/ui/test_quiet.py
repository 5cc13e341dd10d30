#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole session in the real window: nothing is complained of on standard error, and in a build
with sanitizers nothing leaks and nothing undefined is done."""
import os

import taptest
from axkit import wait
from desk import (HEADLINE, PATIENCE, PHOTO, SAMPLE, DeskTest, answer, choose_file, expect_text, rows,
                  figures, new_article, open_article, text_of)


class Quiet(DeskTest):
    def test_a_whole_session(self):
        # What leaks in libraries is told by the frames farther up.
        options = os.environ.get("ASAN_OPTIONS", "").replace("context_size=8", "context_size=30")
        with self.start(SAMPLE, env={"ASAN_OPTIONS": options}) as app:
            answer(app, "Imported", "Close")
            window = app.window()
            body = text_of(window, "Body")
            wait(lambda: body.text.count("\n") == 5, "the imported article", PATIENCE)

            headline = new_article(window)
            window.type("Tin 1")
            expect_text(headline, "Tin 1")
            window.focus(body)
            window.type("Nước lũ về.\nChợ nổi vui.")
            expect_text(body, "Nước lũ về.\nChợ nổi vui.")
            window.key("ctrl+shift+p")
            choose_file(app, "Choose Photos", PHOTO)
            self.wait_stored(lambda a: figures(a) and figures(a)[0][0].get("photo"), "the photo")
            window.key("ctrl+z")
            self.wait_stored(lambda a: not figures(a) or not figures(a)[0][0].get("photo"), "undo")
            window.key("ctrl+shift+z")
            self.wait_stored(lambda a: figures(a) and figures(a)[0][0].get("photo"), "redo")
            window.find(role="image", where=lambda node: node.extents[2] > 200, seconds=PATIENCE)

            for title, keys in (("Publish", "ctrl+Return"), ("Preferences", "ctrl+comma")):
                window.key(keys)
                app.window(title).key("Escape")
                wait(lambda: not app._windows(title), f"the end of {title}", PATIENCE)
            window.activate()
            open_article(window, HEADLINE)
            window.key("ctrl+shift+f")
            window.type("lu ve")
            wait(lambda: len(rows(window)) >= 1, "what was found", PATIENCE)
        self.assertEqual(len(self.articles()), 2)


if __name__ == "__main__":
    taptest.main()
