#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What surrounds the text while it is written: how long it is and should be."""
import taptest
from axkit import wait
from desk import PATIENCE, DeskTest, expect_text, new_article, text_of
from test_templates import new_from


class WritingView(DeskTest):
    def launch(self, **more):
        app = self.start(**more)
        self.addCleanup(app.kill)
        return app, app.window()

    def write(self, window, headline, *lines):
        new_article(window)
        window.type(headline)
        body = text_of(window, "Body")
        window.focus(body)
        window.type("\n".join(lines))
        expect_text(body, "\n".join(lines))
        return body

    def expect_counts(self, window, text):
        """The start of what the line below the text says."""
        window.find(role="push button", seconds=PATIENCE,
                    where=lambda node: node.name.startswith(text))

    def test_counts(self):
        app, window = self.launch()
        body = self.write(window, "Chợ nổi", "Nước lên, ghe về.", "Bông điên điển – 300 kg")
        self.expect_counts(window, "11 words · 47 characters · 1 minute")
        # The selection has a count of its own: by keys, and back.
        window.key("ctrl+Home", "shift+End")
        self.expect_counts(window, "Selected: 4 words · 17 characters")
        window.key("Down")
        self.expect_counts(window, "11 words")
        window.key("ctrl+a")
        self.expect_counts(window, "Selected: 9 words")
        window.key("Delete")
        self.expect_counts(window, "2 words · 7 characters")
        window.key("ctrl+z")
        self.expect_counts(window, "11 words")
        # With and without spaces, for who asks.
        line = window.find(role="push button", where=lambda n: n.name.startswith("11 words"))
        window.click(line)
        window.find(role="label", seconds=PATIENCE,
                    where=lambda n: "Characters without spaces: 38" in n.text)
        window.key("Escape")
        app.quit()

    def test_gauge(self):
        app, window = self.launch()
        new_from(window, "News brief")
        for where in ("Headline", "Lead", "Body"):
            window.click(text_of(window, where), offset=0)
            window.key("ctrl+a")
            window.type("một hai ba bốn")
            expect_text(text_of(window, where), "một hai ba bốn")
        gauge = window.find(name="12/300 words", where=lambda n: n.role == "level bar",
                            seconds=PATIENCE)
        self.assertTrue(gauge)
        # The length is the newsroom's own to say.
        window.key("ctrl+comma")
        preferences = app.window("Preferences")
        writing = preferences.find(has="Writing View", seconds=PATIENCE, where=lambda n: n.role in (
            "radio button", "toggle button", "push button", "page tab"))
        preferences.click(writing)
        length = preferences.find(name="News brief", role="spin button", seconds=PATIENCE)
        preferences.click(length)
        preferences.key("ctrl+a")
        preferences.type("10\n")
        preferences.key("Escape")
        wait(lambda: not app._windows("Preferences"), "the end of the preferences", PATIENCE)
        window.activate()
        window.find(name="12/10 words, 2 too many", where=lambda n: n.role == "level bar",
                    seconds=PATIENCE)
        app.quit()


if __name__ == "__main__":
    taptest.main()
