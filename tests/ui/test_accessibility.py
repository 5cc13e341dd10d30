#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window for everybody: each thing has a name to be read out, the keyboard reaches it, it is
in Vietnamese for the Vietnamese, and it fits half a screen."""
import contextlib
import re

import taptest
from axkit import Timeout, wait
from desk import HEADLINE, PATIENCE, PHOTO, SOURCE, DeskTest, button, choose, row, text_of
from gi.repository import GLib
from xkit import Window, xdotool

# What a person acts upon, reads or looks at.
NAMED = {"push button", "toggle button", "check box", "radio button", "switch", "spin button",
         "text", "entry", "password text", "combo box", "list item", "image", "link",
         "progress bar", "dialog", "frame"}
TYPE_NAME = re.compile(r"^(Gtk|Adw|Bt)[A-Z]\w+$")
# Parts that libadwaita puts into a row which itself has a name, and into its tabs.
ROWS = {"text", "combo box", "password text"}
TABS = "page tab list"
# The same in both languages: names, keys, and what GTK's own Vietnamese catalogue lacks.
SAME = {"", "Bản Thảo", "WordPress", ":", "+", "Ctrl", "Shift", "Alt", "Tab", "Delete", "Insert", "00", "(None)",
        "Show Text", "Close the window", "Minimize the window",
        "Maximize the window"}
ACCOUNTS = {"en": ("Main Menu", "Accounts"), "vi": ("Trình đơn chính", "Tài khoản")}


def placed(node):
    """GTK 4.8 says "visible" also of what stands on another page."""
    try:
        return node.extents[2] > 0 and node.extents[3] > 0
    except GLib.Error:
        return True   # windows, which say no place


def parts(node):
    """What is to have a name: all but the inside of a named row of libadwaita."""
    yield node
    try:
        children = node.children()
        inside = (node.role == TABS
                  or node.role in ROWS and node.name and "multi-line" not in node.states)
    except GLib.Error:
        return
    for child in children:
        if not inside:
            yield from parts(child)


class Accessibility(DeskTest):
    def open(self, language="en"):
        uuid = self.import_sample()
        self.cli("photo", "add", uuid, PHOTO, "--caption", "Chợ nổi", "--alt", "Ghe chở khóm",
                 "--credit", "Trần Hải Vân")
        app = self.start(language=language)
        self.addCleanup(app.kill)
        window = app.window()
        window.click(row(window))
        window.find(role="text", where=lambda node: node.text == HEADLINE, seconds=PATIENCE)
        window.find(role="image", name="Ghe chở khóm", seconds=PATIENCE)
        return app, window

    def windows(self, app, window, language="en"):
        """Each window of the program in turn, opened as a person opens it."""
        yield "window", window.node
        for title, show in (
                ("publish", lambda: window.key("ctrl+Return")),
                ("versions", lambda: window.key("ctrl+alt+h")),
                ("preferences", lambda: window.key("ctrl+comma")),
                ("shortcuts", lambda: window.key("ctrl+question")),
                ("accounts", lambda: choose(window, *ACCOUNTS[language]))):
            nodes, known = set(app.root.children()), set(app._windows())
            show()
            node = wait(lambda: list(set(app.root.children()) - nodes)[0], title, PATIENCE)
            xid = wait(lambda: list(set(app._windows()) - known)[0], title, PATIENCE)
            Window(xid, node).activate()
            yield title, node
            xdotool("key", "Escape")
            wait(lambda: xid not in app._windows(), f"the end of {title}", PATIENCE)
            window.activate()

    def test_everything_has_a_name(self):
        app, window = self.open()
        for title, node in self.windows(app, window):
            nameless = []
            for part in parts(node):
                try:
                    if part.role not in NAMED or not placed(part):
                        continue
                    if (not part.name or TYPE_NAME.match(part.name)
                            or re.match(r"^_|\w_\w", part.name)):
                        nameless.append(repr(part))
                except GLib.Error:
                    pass   # gone meanwhile
            with self.subTest(title):
                self.assertEqual(nameless, [])
        app.quit()

    def test_tab_reaches_everything(self):
        app, window = self.open()
        wanted = {"New Article", "Main Menu", "Search all articles", "Which articles", HEADLINE,
                  "Add Photo", "Fields beside the Text", "Article Menu", "Publish…", "Headline",
                  "Lead", "Body", "Caption", "Photographer or source", "Bold", "Insert", "Notes"}
        reached = set()
        for key, times in (("Tab", 45), ("shift+Tab", 4)):
            window.key("ctrl+shift+f")
            wait(lambda: "focused" in text_of(window, "Search all articles").states, "focus",
                 PATIENCE)
            for _ in range(times):
                focused = window.node.all(where=lambda node: "focused" in node.states)
                reached.update(node.name for node in focused)
                window.key(key)
                # Rows of libadwaita never say that they have the focus.
                with contextlib.suppress(Timeout):
                    wait(lambda: window.node.all(where=lambda node: "focused" in node.states)
                         != focused, "the next", 1)
        self.assertEqual(wanted - reached, set())
        # and back out of the text, to what stands above it
        window.focus(text_of(window, "Headline"))
        window.key("Tab", "shift+Tab", "shift+Tab")
        insert = window.node.all(role="push button", name="Insert")
        wait(lambda: any("focused" in node.states for node in insert), "focus above", PATIENCE)
        app.quit()

    def test_every_shortcut_is_told(self):
        source = (SOURCE / "src/ui/bt-application.c").read_text()
        table = source[source.index("accelerators[] = {"):]
        actions = set(re.findall(r'\{ "([\w.-]+(?:::[\w-]+|\(\d\))?)", \{', table[:table.index("};")]))
        shown = (SOURCE / "src/ui/preferences/bt-shortcuts-window.c").read_text()
        told = set(re.findall(r'"((?:win|window|app|edit|desk|caption)\.[\w-]+(?:::[\w-]+|\(\d\))?)"', shown))
        self.assertGreater(len(actions), 10)
        self.assertEqual(actions - told, set())

    def test_vietnamese_is_vietnamese(self):
        words = {}
        for language in ("en", "vi"):
            app, window = self.open(language)
            words[language] = set()
            for _title, node in self.windows(app, window, language):
                for part in node.walk():
                    try:
                        words[language].update({part.name, part.description})
                    except GLib.Error:
                        pass
            app.quit()
        # What was written by a person, and keys, stand as they are.
        article = (str(self.articles()) + str(self.query("SELECT json FROM version"))
                   + "06:45 - 21/10/2024  ·  (MTO)Bài, ảnh: Trần Hải Vân")
        left = {word for word in words["en"] & words["vi"]
                if word not in SAME and word not in article and not TYPE_NAME.match(word)
                and not re.match(r"^(F\d+|\d\d:\d\d|_?\W*\w?\W*)$", word)}
        self.assertEqual(left, set())
        self.assertGreater(len(words["vi"]), 60)

    def test_half_a_screen(self):
        app, window = self.open()
        for width in (600, 560):
            self.assertEqual(window.resize(width, 700)[0], width)

            def inside(node):
                x, _, w, _ = node.extents
                return w > 0 and x >= 0 and x + w <= width
            for node in (button(window, "Publish…"), button(window, "Article Menu"),
                         button(window, "Add Photo"), text_of(window, "Headline"),
                         text_of(window, "Lead"), text_of(window, "Caption"),
                         window.find(role="image", name="Ghe chở khóm")):
                try:
                    wait(lambda: inside(node), f"{node!r} inside {width} pixels", PATIENCE)
                except Timeout as error:
                    raise AssertionError(f"{error}: {node.extents}") from None
        app.quit()


if __name__ == "__main__":
    taptest.main()
