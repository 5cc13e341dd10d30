# SPDX-License-Identifier: GPL-3.0-or-later
"""The program under test as somebody at a newsroom's desk has it: windows to write in, and the
database beside them, read without the program's help."""
import contextlib
import json
import os
import pathlib
import sqlite3
import subprocess
import tempfile
import unittest

from axkit import Timeout, wait
from xkit import App

BUILD = pathlib.Path(os.environ["BANTHAO_BUILD_DIR"])
SOURCE = pathlib.Path(os.environ["BANTHAO_SOURCE_DIR"])
PROGRAM = str(BUILD / "src/ui/banthao")
CLI = str(BUILD / "src/cli/banthao-cli")
SAMPLE = SOURCE / "data/samples/mua-nuoc-noi.txt"
PHOTO = SOURCE / "data/samples/cho-noi-binh-minh.jpg"
HEADLINE = "Mùa nước nổi, ghe bông điên điển về đầy chợ nổi Cái Răng"

# A machine that also builds and runs other tests takes its time; a person would not wait so long.
PATIENCE = 20


class DeskTest(unittest.TestCase):
    """Each test has a data folder of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="banthao-desk.")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.data = self.folder / "data"

    # --- the program

    def start(self, *files, language="en", **more):
        return App([PROGRAM, "--data-dir", str(self.data), *map(str, files)],
                   language=language, **more)

    def cli(self, *arguments, data=b""):
        """What the command line answers, as JSON where it says so."""
        done = subprocess.run([CLI, "--data-dir", str(self.data), *map(str, arguments)],
                              input=data, capture_output=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        text = done.stdout.decode()
        return json.loads(text) if "--json" in arguments else text.strip()

    def import_sample(self):
        """Returns its UUID."""
        return self.cli("import", SAMPLE).splitlines()[0]

    # --- the disk

    def query(self, sql, *values):
        path = self.data / "banthao.db"
        if not path.exists():
            return []
        with contextlib.closing(sqlite3.connect(path, timeout=10)) as connection:
            return connection.execute(sql, values).fetchall()

    def articles(self):
        """Every article outside the trash as JSON has it, the newest first."""
        return [json.loads(row[0]) for row in self.query(
            "SELECT json FROM body JOIN article ON article.id = body.article "
            "WHERE trashed = 0 ORDER BY article.created DESC, article.id DESC")]

    def article(self, headline=None):
        """The newest article, or the one that has this headline; {} when there is none."""
        for article in self.articles():
            if headline is None or article["fields"].get("headline") == headline:
                return article
        return {}

    def wait_stored(self, probe, what, headline=None, seconds=PATIENCE):
        """Waits until probe (article) holds of what is on the disk, and returns the article."""
        def ready():
            article = self.article(headline)
            return article if article and probe(article) else None
        try:
            return wait(ready, f"{what} on the disk", seconds)
        except AssertionError as error:
            raise AssertionError(f"{error}; there is {self.article(headline)}") from None


def field(article, name):
    return article.get("fields", {}).get(name, "")


def paragraphs(article):
    """The text of each text block, without its marks."""
    return [block["text"] if isinstance(block["text"], str) else block["text"]["text"]
            for block in article.get("blocks", []) if "text" in block]


def figures(article):
    return [block["items"] for block in article.get("blocks", []) if block["kind"] == "figure"]


# --- what is in the window

def text_of(window, name):
    """A text by its accessible name."""
    return window.find(name=name, where=lambda node: "Text" in node.interfaces
                       and "editable" in node.states, seconds=PATIENCE)


def button(window, label):
    """A button by what is written on it, or what it is called."""
    return window.find(role="push button", has=label, seconds=PATIENCE)


def choose(window, menu, item):
    """A menu's item."""
    opener = window.find(role="push button", name=menu, seconds=PATIENCE)
    for patience in (PATIENCE / 2, PATIENCE):
        # A click that comes while something else closes only closes that.
        window.click(opener)
        with contextlib.suppress(Timeout):
            window.find(has=item, where=lambda node: node.role in ("menu item", "push button"),
                        seconds=patience).press()
            return
    raise AssertionError(f"no {item!r} in {menu!r}")


def row_nodes(window):
    """The rows of the list of articles; other lists have items, too."""
    return [item for item in window.node.all(role="list item")
            if any(child.role == "panel" and child.name for child in item.children())]


def rows(window):
    """The headlines in the list of articles."""
    return [panel.name for item in row_nodes(window)
            for panel in item.children() if panel.role == "panel"]


def row(window, headline=None):
    """The row of an article, or the first one."""
    return wait(lambda: [item for item in row_nodes(window) if headline is None or any(
        node.name == headline for node in item.children())][0],
        f"a row {headline or ''}", PATIENCE)


def new_article(window):
    """Ctrl+N; returns when the new article can be written."""
    window.key("ctrl+n")
    headline = text_of(window, "Headline")
    wait(lambda: headline.text == "" and "focused" in headline.states, "an empty headline",
         PATIENCE)
    return headline


def open_article(window, headline):
    window.click(row(window, headline))
    wait(lambda: text_of(window, "Headline").text == headline, f"the article {headline!r}",
         PATIENCE)


def expect_text(node, text):
    try:
        wait(lambda: node.text == text, "the text", PATIENCE)
    except AssertionError:
        raise AssertionError(f"{node!r} has {node.text!r} in place of {text!r}") from None


def wait_saved(window):
    window.find(role="label", where=lambda node: node.name.startswith("Saved"),
                seconds=PATIENCE)


def answer(app, title, label):
    """Answers a dialog by the button that says label, and waits for its end."""
    dialog = app.window(title)
    button(dialog, label).press()
    wait(lambda: not app._windows(title), f"the end of {title!r}", PATIENCE)


def choose_file(app, title, path):
    """In a file chooser, by a person who knows the path."""
    chooser = app.window(title)
    chooser.key("slash")
    entry = chooser.find(where=lambda node: "editable" in node.states and "focused" in node.states,
                         seconds=PATIENCE)
    chooser.key("ctrl+a")
    chooser.type(str(path))
    expect_text(entry, str(path))
    chooser.key("Return")
    wait(lambda: not app._windows(title), f"the end of {title!r}", PATIENCE)
