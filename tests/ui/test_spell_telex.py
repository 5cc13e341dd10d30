#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Spelling and typography with Telex through IBus: neither a mark nor a quotation mark gets in
the way of a word that is being composed."""
import os
import time
import unittest

import taptest
from desk import DeskTest, expect_text, new_article, paragraphs, text_of
from test_spell import LOOKED_THROUGH, TITLE, expect_marked, marked

# GTK says this now and then when Alt and F4 come up again in a window that is half gone.
HALF_GONE = "gtk_im_context_filter_keypress: assertion 'GTK_IS_IM_CONTEXT"


@unittest.skipUnless(os.environ.get("GTK_IM_MODULE") == "ibus", "without an input method")
class WithTelex(DeskTest):
    def test_composing(self):
        with self.start(forgiven=HALF_GONE) as app:
            window = app.window()
            headline = new_article(window)
            window.input_method()
            window.type(TITLE + " ", delay=30)
            expect_text(headline, TITLE + " ")
            text = text_of(window, "Body")
            window.focus(text)
            window.type('"vieetj nam..." - nghanhf mowis ', delay=30)
            expect_text(text, "“việt nam…” – nghành mới ")
            expect_marked(text, ["nghành"])
            window.type("nghanhf", delay=30)
            self.wait_stored(lambda a: paragraphs(a) == ["“việt nam…” – nghành mới nghành"],
                             "what is composed")
            time.sleep(LOOKED_THROUGH)
            self.assertEqual(marked(text), ["nghành"])
            window.type(" ", delay=30)
            expect_marked(text, ["nghành", "nghành"])
            window.type('x"', delay=30)
            expect_text(text, "“việt nam…” – nghành mới nghành x”")
            window.key("BackSpace")
            expect_text(text, '“việt nam…” – nghành mới nghành x"')
            self.wait_stored(
                lambda a: paragraphs(a) == ['“việt nam…” – nghành mới nghành x"'], "the text")


if __name__ == "__main__":
    taptest.main()
