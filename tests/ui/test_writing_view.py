#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What surrounds the text while it is written: how long it is and should be, how large it is, in
which font; and the text alone, in focus mode."""
import taptest
import xkit
from axkit import wait
from desk import PATIENCE, DeskTest, choose, expect_text, new_article, row, text_of
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

    # --- how it looks

    def letter(self, body, offset=0):
        """Width and height of a letter, as it stands on the screen."""
        return body.character_extents(offset)[2:]

    def expect_height(self, body, factor, before):
        def right():
            height = self.letter(body)[1]
            if abs(height / before - factor) > 0.12:
                raise ValueError(f"{height / before} in place of {factor}")
            return True
        wait(right, f"{factor} times the size", PATIENCE)

    def test_zoom(self):
        app, window = self.launch()
        body = self.write(window, "Tít", "một hai ba", "bốn năm")
        normal = self.letter(body)[1]
        window.key("ctrl+plus", "ctrl+plus")
        window.find(name="125%", seconds=PATIENCE)
        self.expect_height(body, 1.25, normal)
        window.key(*["ctrl+minus"] * 7)
        window.find(name="70%", seconds=PATIENCE)
        self.expect_height(body, 0.7, normal)
        window.key("ctrl+0")
        self.expect_height(body, 1, normal)
        window.gone(name="70%")
        # By the wheel, with Ctrl; and the rest of the text scrolls without it.
        x, y = window.point(body, offset=0)
        xkit.xdotool("mousemove", x, y, "keydown", "ctrl", "click", "--repeat", 8, "--delay", 40,
                     4, "keyup", "ctrl")
        window.find(name="250%", seconds=PATIENCE)
        self.expect_height(body, 2.5, normal)
        # The headline goes with it; the way back is on the line below the text.
        window.click(window.find(name="250%"))
        self.expect_height(body, 1, normal)
        app.quit()

    def test_focus_mode(self):
        app, window = self.launch()
        body = self.write(window, "Tít", "Mbl một", "Mbl hai", "Mbl ba")
        before = self.query("SELECT json FROM body")
        left, top, wide, _ = body.extents
        window.key("F8")
        leave = window.find(name="Leave Focus Mode", seconds=PATIENCE)
        # The list, the fields and the bars are gone: the text is as wide as the window.
        wait(lambda: body.extents[2] > wide + 500 and body.extents[1] < top - 40,
             "the text alone", PATIENCE)
        self.expect_dark(window, body, {16: True, 8: False, 0: False})
        window.key("Up")
        self.expect_dark(window, body, {16: False, 8: True, 0: False})
        # A new paragraph is lit, too, and nothing of this is in the article.
        window.key("End", "Return")
        window.type("Mbl mới")
        self.expect_dark(window, body, {16: True, 24: False, 8: False})
        window.key("Escape")
        self.expect_dark(window, body, {0: True, 8: True, 16: True, 24: True})
        self.expect_place(body, (left, top, wide))
        wait(lambda: not self.is_seen(leave), "the end of the button", PATIENCE)
        wait(lambda: self.query("SELECT json FROM body") != before, "the new line", PATIENCE)
        self.assertNotIn("dim", self.query("SELECT json FROM body")[0][0])
        # In a narrow window, too, where the list was not to be seen before.
        window.resize(600, 700)
        window.key("F8")
        self.expect_dark(window, body, {0: False})
        window.click(window.find(name="Leave Focus Mode", where=self.is_seen, seconds=PATIENCE))
        self.expect_dark(window, body, {0: True})
        wait(lambda: self.is_seen(window.find(name="Publish…")), "the bar", PATIENCE)
        app.quit()

    def expect_place(self, node, place):
        def there():
            if any(abs(a - b) > 2 for a, b in zip(node.extents, place)):
                raise ValueError(f"{node.extents} in place of {place}")
            return True
        wait(there, "the place as it was", PATIENCE)

    def is_seen(self, node):
        return "visible" in node.states and node.extents[2] > 0

    def expect_dark(self, window, body, wanted):
        """By offsets: whether the letter there has the text's full colour."""
        def right():
            picture = xkit.screen_picture()
            left, top = window._origin()
            for offset, dark in wanted.items():
                x, y, width, height = body.character_extents(offset)
                seen = min(max(xkit.pixel(picture, left + x + column, top + y + line))
                           for column in range(width) for line in range(height))
                if (seen < 100) != dark:
                    raise ValueError(f"{seen} at {offset}")
            return True
        wait(right, f"full colours {wanted}", PATIENCE)

    def test_font_and_lines_are_kept(self):
        # A backend that writes, in folders that only this session has.
        keep = {"GSETTINGS_BACKEND": "keyfile", "XDG_CONFIG_HOME": str(self.folder / "config")}
        app, window = self.launch(env=keep)
        long = "một hai ba bốn năm sáu bảy tám chín mười " * 6
        body = self.write(window, "Tít", long.strip())
        window.resize(1270, 830)
        normal = self.letter(body)[1]
        width = self.line_width(body, long)
        window.key("ctrl+comma")
        preferences = app.window("Preferences")
        preferences.click(preferences.find(has="Writing View", role="page tab",
                                           seconds=PATIENCE))
        self.choose_row(preferences, "Font", "Down", "Serif")
        size = preferences.find(name="Size, in points", role="spin button", seconds=PATIENCE)
        preferences.click(size)
        preferences.key("ctrl+a")
        preferences.type("20\n")
        self.choose_row(preferences, "Line length", "Up", "Narrow: 60 characters")
        preferences.key("Escape")
        wait(lambda: not app._windows("Preferences"), "the end of the preferences", PATIENCE)
        window.activate()
        # Another family has other proportions; the size is in it all the same.
        wait(lambda: 1.35 < self.letter(body)[1] / normal < 1.9, "larger letters", PATIENCE)
        large = self.letter(body)[1]
        window.key("ctrl+minus")
        self.expect_height(body, 0.9, large)
        app.quit()

        app, window = self.launch(env=keep)
        window.resize(1270, 830)
        window.click(row(window, "Tít"))
        body = text_of(window, "Body")
        expect_text(body, long.strip())
        self.expect_height(body, 0.9, large)
        window.find(name="90%", seconds=PATIENCE)
        # 60 characters at 138 % are about as wide as 75 at 100 %, whatever the family, and fewer.
        self.assertLess(self.line_characters(body, long), 70)
        self.assertGreater(self.line_width(body, long), 0.85 * width)
        app.quit()

    def line_characters(self, body, text):
        """How many characters the first line has."""
        first = body.character_extents(0)[1]
        return next(i for i in range(len(text)) if body.character_extents(i)[1] > first + 5)

    def line_width(self, body, text):
        x, _, width, _ = body.character_extents(self.line_characters(body, text) - 2)
        return x + width - body.character_extents(0)[0]

    def choose_row(self, window, title, key, choice):
        """In a row that drops a list down: the choice that is one key away."""
        combo = window.find(role="combo box", name=title, seconds=PATIENCE)
        window.click(combo)
        wait(lambda: [n for n in window.all(role="label", name=choice) if self.is_seen(n)],
             f"the list of {title!r}", PATIENCE)
        window.key(key, "Return")
        wait(lambda: combo.all(role="label", name=choice), choice, PATIENCE)


if __name__ == "__main__":
    taptest.main()
