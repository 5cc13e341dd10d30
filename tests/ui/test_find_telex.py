#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding and replacing with a real input method: a word is looked for while it is composed, and
what is put in its place is whole, though its last word was under composition."""
import taptest
from axkit import wait
from desk import HEADLINE, PATIENCE, DeskTest, button, expect_text, field, open_article, text_of


class FindTelex(DeskTest):
    def test_words_under_composition(self):
        self.import_sample()
        app = self.start()
        self.addCleanup(app.kill)
        window = app.window()
        open_article(window, HEADLINE)
        window.focus(text_of(window, "Headline"))
        window.input_method("Unikey")
        window.key("ctrl+f")
        words = text_of(window, "Find in the article")
        wait(lambda: "focused" in words.states, "focus in the entry", PATIENCE)
        window.type("chowj noori", delay=60)
        # "nổi" is not in the entry yet, but it is found.
        window.find(role="label", has="/5", seconds=PATIENCE)
        self.assertEqual(words.text, "chợ ")
        window.key("ctrl+h")
        expect_text(words, "chợ nổi")
        window.focus(text_of(window, "Replace with"))
        window.type("beens", delay=60)
        button(window, "Replace All").press()
        window.find(name="5 hits replaced", seconds=PATIENCE)
        self.wait_stored(lambda a: field(a, "headline") == HEADLINE.replace("chợ nổi", "bến"),
                         "the headline")
        window.key("Escape")
        app.quit()


if __name__ == "__main__":
    taptest.main()
