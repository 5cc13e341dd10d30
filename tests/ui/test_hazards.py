#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Vietnamese by Telex through IBus or Fcitx: while a word is under composition it stands on the
screen and not in the text, and much can happen to it. Each row of the table below is one such
thing, done in each field where it can happen: the word is neither lost, nor doubled, nor put where
it was not typed.

    test_hazards.py [CLASS…]: Body, Fields, Endings
"""
import contextlib
import os
import pathlib
import tempfile
import time
import unittest

import taptest
from axkit import wait
from desk import (HEADLINE, PATIENCE, PHOTO, DeskTest, expect_text, field, figures, new_article,
                  open_article, paragraphs, row, text_of, wait_saved)
from xkit import App, set_clipboard, xdotool

HERE = pathlib.Path(__file__).resolve().parent
TINY = ["/usr/bin/python3", str(HERE / "kit/tiny-window.py")]
TITLE = "Tin 1"
# GTK says this now and then when Alt and F4 come up again in a window that is half gone.
HALF_GONE = "gtk_im_context_filter_keypress: assertion 'GTK_IS_IM_CONTEXT"
# And this when a window is made narrow and wide again at once.
UNLAID = "without a current allocation"
A_PAUSE = 1.2   # in typing, which ends a step of undo

SEARCH = "Search all articles"
SECTION, TAGS, BYLINE = "Section", "Tags, separated by commas", "Text by"
# Where somebody types: what the field is called, and where its text is in the stored article.
STORED = {
    "Body": lambda a: "\n".join(paragraphs(a)),
    "Headline": lambda a: field(a, "headline"),
    "Lead": lambda a: field(a, "lead"),
    "Notes": lambda a: field(a, "notes"),
    "Caption": lambda a: figures(a)[0][0].get("caption", "") if figures(a) else "",
    SECTION: lambda a: field(a, "section"),
    TAGS: lambda a: ", ".join(a.get("tags", [])),
    BYLINE: lambda a: field(a, "byline"),
}
VIEWS = ("Body", "Headline", "Lead", "Notes", "Caption")   # the others are entries of one line


def stored_texts(article):
    return {name: get(article) for name, get in STORED.items() if get(article)}


@unittest.skipUnless(os.environ.get("GTK_IM_MODULE") in ("ibus", "fcitx"),
                     "without an input method")
class Hazards(DeskTest):
    """What the rows are made of."""

    app = None
    place = None
    older = ()

    def begin(self):
        self.app = self.start(forgiven=HALF_GONE)
        self.addCleanup(self.app.kill)
        self.window = self.app.window()

    def telex(self, keys):
        self.window.type(keys, delay=20)

    def text(self, place=None):
        """Found once; a figure's come and go."""
        place = place or self.place
        known = self.app.__dict__.setdefault("known_texts", {})
        if place == "Caption" or place not in known:
            known[place] = text_of(self.window, place)
        return known[place]

    def article(self, headline=None):
        """The one that is being written, not any that was there before it."""
        if headline:
            return super().article(headline)
        return ([a for a in self.articles() if a["uuid"] not in self.older] or [{}])[0]

    def write(self, place, before="abc "):
        """A new article with "abc " in that place, the caret behind it, Telex on."""
        self.place = place
        if place == "Caption":
            self.open_with_figure()
        else:
            self.older = {article["uuid"] for article in self.articles()}
            new_article(self.window)
        text = self.text()
        self.enter(text)
        self.window.input_method()
        if place == "Caption":
            self.window.key("ctrl+a", "BackSpace")
            expect_text(text, "")
        self.telex(before)
        expect_text(text, before)
        self.before = before
        return text

    def enter(self, text):
        """By clicks, the first of which may only close a menu."""
        for _ in range(3):
            if "focused" in text.states:
                return
            self.window.click(text)
            if self.place not in VIEWS:
                return   # GTK 4.8 does not say that an entry in a row has the focus
            with contextlib.suppress(AssertionError):
                wait(lambda: "focused" in text.states, "focus", 3)

    def open_with_figure(self):
        if not self.article(HEADLINE):
            self.import_sample()
        if self.text("Headline").text != HEADLINE:
            open_article(self.window, HEADLINE)
        sample = self.article(HEADLINE)["uuid"]
        self.older = {a["uuid"] for a in self.articles()} - {sample}

    def compose(self, keys="vieetj", composed="việt"):
        """Leaves a word under composition: on the disk, and not in the text."""
        self.telex(keys)
        self.wait_value(self.before + composed)
        self.assertEqual(self.text().text, self.before)

    def value(self, article):
        return STORED[self.place](article)

    def wait_value(self, expected, headline=None):
        # Tags are trimmed.
        return self.wait_stored(lambda a: self.value(a).rstrip() == expected.rstrip(),
                                f"{expected!r} in {self.place}", headline)

    def check(self, expected="abc việt"):
        """The text, on the screen and on the disk; nothing anywhere else."""
        expect_text(self.text(), expected)
        stored = self.wait_value(expected)
        if self.place != "Caption":
            self.assertEqual(list(stored_texts(stored)), [self.place] if expected else [])

    def focused(self, name=None):
        if (name or self.place) not in (*VIEWS, SEARCH):
            return   # GTK 4.8 does not say so of an entry in a row
        wait(lambda: "focused" in self.text(name).states, f"focus in {name or self.place}",
             PATIENCE)


# --- the table: what happens, and what there is then

def ctrl_s(test):
    test.window.key("ctrl+s")
    wait_saved(test.window)
    test.check()
    test.telex(" ")
    test.check("abc việt ")


def autosave_in_a_word(test):
    """The tone comes after the disk had the word."""
    test.window.key("BackSpace", "BackSpace", "BackSpace")
    test.telex("ieet")
    test.wait_value("abc viêt")
    test.telex("j")
    test.wait_value("abc việt")
    test.assertEqual(test.text().text, "abc ")
    test.telex(" nam ")
    test.check("abc việt nam ")


def a_key(name, expected):
    def act(test):
        test.window.key(name)
        wait(lambda: "việt" in test.text().text, "the word", PATIENCE)
        test.telex("ke ")
        test.check(expected)
    act.__name__ = name
    return act


def tab_back(test):
    test.window.key("shift+Tab")
    wait(lambda: "focused" not in test.text().states, "focus elsewhere", PATIENCE)
    test.check()


def tab(test):
    test.window.key("Tab")
    wait(lambda: "focused" not in test.text().states, "focus elsewhere", PATIENCE)
    test.check()


def click_in_the_same(test):
    text = test.text()
    if test.place in VIEWS:
        test.window.click(text, offset=1)
        wait(lambda: text.caret == 1, "the caret at the click", PATIENCE)
    else:
        # About where it begins: GTK 4.8 does not say where the letters of an entry stand.
        x, y = test.window.point(text)
        xdotool("mousemove", x - text.extents[2] // 2 + 16, y + 10, "click", 1)
    test.check()
    test.telex("ke ")
    wait(lambda: "ke " in text.text, "what was typed after the click", PATIENCE)
    test.assertIn(text.text, ("ke abc việt", "ake bc việt"))
    test.check(text.text)


def click_beside(test):
    """On the row's edge, which moves the caret as well."""
    text = test.text()
    x, y = test.window.point(text)
    xdotool("mousemove", x - text.extents[2] // 2 + 4, y, "click", 1)
    test.check()


def click_elsewhere(test):
    other = "Notes" if test.place != "Notes" else "Body"
    test.window.click(test.text(other))
    expect_text(test.text(), "abc việt")
    test.telex("ghe ")
    expect_text(test.text(other), "ghe ")
    stored = test.wait_stored(lambda a: STORED[other](a) == "ghe ", "the other text")
    test.assertEqual(STORED[test.place](stored), "abc việt")


def a_dialog(keys, title):
    def act(test):
        test.window.key(keys)
        dialog = test.app.window(title)
        test.check()
        dialog.key("Escape")
        wait(lambda: not test.app._windows(title), f"the end of {title}", PATIENCE)
        test.window.activate()
        test.focused()
        test.telex(" ")
        test.check("abc việt ")
    act.__name__ = title
    return act


def a_menu(test):
    test.window.click(test.window.find(role="push button", name="Article Menu"))
    test.window.find(has="Preview", seconds=PATIENCE)
    expect_text(test.text(), "abc việt")
    test.window.key("Escape")
    wait(lambda: not test.window.all(has="Preview"), "the end of the menu", PATIENCE)
    test.check()


def undo_and_redo(test):
    time.sleep(A_PAUSE)   # so that the word is a step of its own
    test.window.key("ctrl+z")
    # In an entry all that was typed there is one step.
    wait(lambda: test.text().text in ("abc ", ""), "the word gone", PATIENCE)
    test.wait_stored(lambda a: "việt" not in test.value(a), "the word gone")
    test.window.key("ctrl+shift+z")
    test.check("abc việt")
    test.telex(" nayf ")
    test.check("abc việt này ")


def copy(test):
    set_clipboard("DÁN")
    test.window.key("ctrl+c")
    test.telex(" ")
    test.check("abc việt ")


def paste(test):
    set_clipboard("DÁN")
    test.window.key("ctrl+v")
    test.check("abc việtDÁN")


def backspace(test):
    """Twice takes two letters off the word, tone and all."""
    test.window.key("BackSpace", "BackSpace")
    test.telex(" ")
    test.check("abc vi ")


def another_window(test):
    with App(TINY) as other:
        other.window("Cửa sổ nhỏ")
        test.check()
    test.window.activate()
    test.focused()
    test.telex(" ")
    test.check("abc việt ")


def narrow_and_wide(test):
    width, height = test.window.geometry[2:]
    test.window.resize(420, height)
    test.wait_value("abc việt")
    test.window.resize(width, height)
    test.wait_value("abc việt")
    if "focused" not in test.text().states:   # the fields beside the text were folded away
        test.check()
        return
    test.telex(" ")
    test.check("abc việt ")


def the_fields_fold(test):
    test.window.key("F9")
    test.wait_value("abc việt")
    test.window.key("F9")
    test.window.find(name="Notes", where=lambda node: node.extents[0] > 0, seconds=PATIENCE)
    test.wait_value("abc việt")


def another_article(test):
    """The word goes with the article in which it was typed."""
    before = test.article()["uuid"]
    headline = new_article(test.window)
    if test.place != "Caption":
        wait(lambda: test.text().text == "", "an empty field", PATIENCE)
    test.telex("mowis ")
    expect_text(headline, "mới ")
    new = test.wait_stored(lambda a: a, "the new article", "mới ")
    test.assertEqual(stored_texts(new), {"Headline": "mới "})
    old = [a for a in test.articles() if a["uuid"] == before][0]
    test.assertEqual(STORED[test.place](old).rstrip(), "abc việt")


def find(test):
    """The bar takes the focus; Escape gives it back."""
    test.window.key("ctrl+f")
    test.check()
    test.telex("chowj ")
    test.check()
    test.window.key("Escape")
    test.focused()
    test.check()


def search_the_list(test):
    test.window.key("ctrl+shift+f")
    search = test.text(SEARCH)
    test.focused(SEARCH)
    test.check()
    test.telex("thuwr ")
    expect_text(search, "thử ")
    test.check()
    test.window.key("ctrl+a", "BackSpace")
    expect_text(search, "")


def from_outside(test):
    """Somebody else adds a photo to the article on the disk."""
    wait_saved(test.window)
    test.cli("photo", "add", test.article()["uuid"], PHOTO, "--caption", "Ngoài")
    test.wait_stored(lambda a: figures(a), "the photo from outside")
    text = test.text()
    expect_text(test.text("Caption"), "Ngoài")
    wait(lambda: test.value(test.article()) == "abc việt", "the word, once", PATIENCE)
    test.telex(" ")
    test.wait_value("abc việt ")
    test.assertEqual(text.text.replace("\n", ""), "abc việt ")
    test.assertEqual(len(figures(test.article())), 1)


def selection_replaced(test):
    """The word that is composed takes the place of what was selected when it began."""
    test.telex(" ")
    test.check("abc việt ")
    test.window.key("ctrl+shift+Left")
    wait(lambda: test.text().selection, "the selection", PATIENCE)
    test.telex("nam ")
    test.check("abc nam ")


def a_photo_dropped(test):
    with App(["/usr/bin/python3", str(HERE / "drag-source.py"), str(PHOTO)]) as source:
        folder = source.window("Thư mục ảnh")
        size = test.window.geometry[2:]
        test.window.resize(1000, 700)
        for where, (x, y) in ((test.window, (0, 60)), (folder, (1040, 100))):
            xdotool("windowmove", where.xid, x, y)
            wait(lambda: abs(where.geometry[0] - x) < 40, "the window in its place", PATIENCE)
        start, end = folder.point(folder.node), test.window.point(test.text(), offset=1)
        # Slowly: GTK looks at the way a drag comes.
        xdotool("mousemove", *start, "sleep", 0.2, "mousedown", 1, "sleep", 0.2)
        for step in range(1, 16):
            xdotool("mousemove", *(a + (b - a) * step // 15 for a, b in zip(start, end)),
                    "sleep", 0.03)
        xdotool("sleep", 0.4, "mouseup", 1)
        stored = test.wait_stored(lambda a: figures(a) and figures(a)[0][0].get("photo"),
                                  "the photo")
        test.assertEqual([text for text in paragraphs(stored) if text], ["abc việt"])
        test.window.activate()
        test.telex(" ")
        test.wait_value("abc việt")
        test.window.resize(*size)


def a_heading(test):
    test.window.key("ctrl+alt+2")
    test.check()
    test.telex(" ")
    test.check("abc việt ")
    test.wait_stored(lambda a: [b["kind"] for b in a["blocks"]] == ["heading"], "the heading")


def bold(test):
    """The word is kept, and comes out whole; what is typed on is bold."""
    test.window.key("ctrl+b")
    expect_text(test.text(), "abc việt")
    test.telex(" ddaamj ")
    test.check("abc việt đậm ")
    spans = test.article()["blocks"][0]["text"]["spans"]
    test.assertEqual([(span["kind"], span["start"], span["end"]) for span in spans],
                     [("bold", 8, 13)])


def fold_the_fields(test):
    """With the caret in one of them."""
    test.window.key("F9")
    test.check()
    test.window.key("F9")
    test.window.find(name="Notes", where=lambda node: node.extents[0] > 0, seconds=PATIENCE)
    test.check()


EVERYWHERE = (
    ctrl_s,
    autosave_in_a_word,
    a_key("Left", "abc việke t"),
    a_key("Home", "ke abc việt"),
    tab,
    tab_back,
    click_in_the_same,
    click_elsewhere,
    a_dialog("ctrl+Return", "Publish"),
    a_menu,
    undo_and_redo,
    copy,
    paste,
    backspace,
    narrow_and_wide,
    another_article,
    search_the_list,
)
IN_THE_BODY = EVERYWHERE + (
    a_key("Return", "abc việt\nke "),
    a_key("ctrl+a", "ke "),
    a_dialog("ctrl+comma", "Preferences"),
    a_dialog("ctrl+shift+p", "Choose Photos"),
    another_window,
    the_fields_fold,
    find,
    bold,
    a_heading,
    from_outside,
    selection_replaced,
    a_photo_dropped,
)


# In the fields: each row in one of each kind of widget; in the others, one by which each kind of
# handler is passed.
IN_OTHERS = (autosave_in_a_word, click_in_the_same, undo_and_redo)
TABLE = {
    "Body": IN_THE_BODY,
    "Headline": EVERYWHERE,
    "Caption": EVERYWHERE,
    SECTION: (*EVERYWHERE, fold_the_fields, click_beside),
    "Lead": IN_OTHERS,
    "Notes": IN_OTHERS,
    TAGS: IN_OTHERS[:-1],   # after redoing, the caret is where it may be
    BYLINE: IN_OTHERS,
}


class Table(Hazards):
    """All rows in one window, each with an article of its own; after one that failed, in another."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="banthao-desk.")
        cls.addClassCleanup(folder.cleanup)
        cls.data = pathlib.Path(folder.name) / "data"

    def setUp(self):
        if self.app is None:
            type(self).app = self.start(forgiven=UNLAID)
        self.window = self.app.window()

    def run_row(self, place, act):
        try:
            self.write(place)
            self.compose()
            act(self)
        except BaseException:
            self.app.kill()
            type(self).app = None
            raise

    @classmethod
    def tearDownClass(cls):
        if cls.app:
            cls.app.quit()


def rows_of(*places):
    """A test method for each row in these places."""
    def method(place, act):
        return lambda self: self.run_row(place, act)

    def name(place, act):
        words = f"test_{place.split(',')[0]}_{act.__name__}"
        return "".join(c if c.isalnum() else "_" for c in words.lower())
    return {name(place, act): method(place, act) for place in places for act in TABLE[place]}


Body = type("Body", (Table,), rows_of("Body"))
Fields = type("Fields", (Table,), rows_of(*(place for place in TABLE if place != "Body")))


class Endings(Hazards):
    """The program ends, or the article is left, while a word is under composition."""

    def start_over(self):
        self.app = self.start(forgiven=HALF_GONE)
        self.addCleanup(self.app.kill)
        self.window = self.app.window()

    def ends(self, place, *keys):
        self.begin()
        self.write(place)
        self.telex("vieetj")
        self.window.key(*keys)
        self.app.finish()
        self.assertEqual(self.value(self.article()).rstrip(), "abc việt")

    def test_alt_f4(self):
        self.ends("Body", "alt+F4")

    def test_ctrl_q(self):
        self.ends("Body", "ctrl+q")

    def test_ctrl_w(self):
        self.ends("Body", "ctrl+w")

    def test_alt_f4_in_a_field(self):
        self.ends("Headline", "alt+F4")

    def test_alt_f4_in_an_entry(self):
        self.ends(SECTION, "alt+F4")

    def test_the_close_button(self):
        self.begin()
        self.write("Body")
        self.telex("vieetj")
        self.app.quit()
        self.assertEqual(self.value(self.article()), "abc việt")

    def test_sigterm(self):
        self.begin()
        self.write("Body")
        self.compose()
        self.app.process.terminate()
        self.app.finish()
        self.assertEqual(self.value(self.article()), "abc việt")

    def test_killed(self):
        self.begin()
        self.write("Body")
        self.compose()
        self.app.kill()
        self.assertEqual(self.value(self.article()), "abc việt")
        self.begin()
        self.window.click(row(self.window, "Without a headline"))
        expect_text(self.text(), "abc việt")
        self.app.quit()

    def test_another_article_is_opened(self):
        self.import_sample()
        self.begin()
        self.write("Headline", TITLE[:-1])
        self.telex("1 ")
        self.write_on("Body")
        row(self.window, TITLE + " ")
        self.compose()
        open_article(self.window, HEADLINE)
        body = self.text()
        wait(lambda: len(body.text) > 500, "the other article", PATIENCE)
        self.wait_value("abc việt", TITLE + " ")
        sample = self.article(HEADLINE)
        open_article(self.window, TITLE + " ")
        expect_text(body, "abc việt")
        self.assertEqual(self.article(HEADLINE), sample)
        self.assertNotIn("việt", str(sample["blocks"]))
        self.app.quit()

    def test_left_for_another_and_closed_at_once(self):
        self.import_sample()
        self.begin()
        self.write("Headline", TITLE[:-1])
        self.telex("1 ")
        self.write_on("Body")
        there = self.window.point(row(self.window, HEADLINE))
        self.telex("vieetj")
        xdotool("mousemove", *there, "click", 1, "key", "alt+F4")
        self.app.finish()
        self.assertEqual(paragraphs(self.article(TITLE + " ")), ["abc việt"])
        self.assertNotIn("việt", str(self.article(HEADLINE)["blocks"]))

    def write_on(self, place):
        self.place = place
        self.before = "abc "
        self.window.click(self.text())
        self.telex(self.before)
        expect_text(self.text(), self.before)


class AsElsewhere(Hazards):
    """What is no worse here than in a plain text view."""

    def in_a_plain_view(self, keys):
        with App(TINY) as app:
            window = app.window()
            text = window.find(name="Nội dung")
            window.focus(text)
            window.input_method()
            self.press(window, keys)
            return self.come_to_rest(text)

    def press(self, window, keys):
        for part in keys:
            if part in ("BackSpace", "Left"):
                window.key(part)
            else:
                window.type(part, delay=20)
        window.key("ctrl+End")
        window.type(" ", delay=20)

    def come_to_rest(self, text):
        last = [None, 0]

        def rests():
            now = text.text
            last[:] = [now, last[1] + 1 if now == last[0] else 0]
            return now.endswith(" ") and last[1] > 10
        wait(rests, "the text to rest", PATIENCE)
        return last[0]

    def test_correcting(self):
        """Back into a word that is done, then a tone; a word spoiled and mended."""
        for keys in (("tieengs ", "BackSpace", "f"), ("vieet nam ", "BackSpace", "s"),
                     ("nuocw", "BackSpace", "cs"), ("ddoongf", "BackSpace", "BackSpace", "oong"),
                     ("tooi", "Left", "s"), ("windows ", "faceboook "), ("as", "s", "w", " aww")):
            with self.subTest(keys):
                plain = self.in_a_plain_view(keys)
                if self.app is None:
                    self.begin()
                self.window.activate()
                self.write("Body", "abc ")
                self.press(self.window, keys)
                self.check("abc " + plain)
        self.app.quit()


if __name__ == "__main__":
    taptest.main()
