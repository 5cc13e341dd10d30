#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How text looks, by keys and by the bar above it: what is on the disk, what the bar shows, and
that undo takes each of it back."""
import taptest
import xkit
from axkit import wait
from desk import PATIENCE, DeskTest, expect_text, new_article, row, text_of

KINDS = {
    "ctrl+alt+2": {"kind": "heading", "level": 2},
    "ctrl+alt+3": {"kind": "heading", "level": 3},
    "ctrl+alt+4": {"kind": "heading", "level": 4},
    "ctrl+shift+9": {"kind": "quote"},
    "ctrl+shift+0": {"kind": "pull-quote"},
    "ctrl+shift+8": {"kind": "list-item", "level": 0},
    "ctrl+shift+7": {"kind": "list-item", "level": 0, "ordered": True},
}


def looks(block):
    """A block without its id and text."""
    return {key: value for key, value in block.items() if key not in ("id", "text")}


def spans(article, index=0):
    """{kind: marked text} of a block."""
    text = article["blocks"][index]["text"]
    if isinstance(text, str):
        return {}
    return {span["kind"]: text["text"][span["start"]:span["end"]] for span in text["spans"]}


def plain(block):
    text = block["text"]
    return text if isinstance(text, str) else text["text"]


def beside(window, body, word, figures):
    """How dark the room left of a word is: rows in its line, and in the gap above it."""
    offset = body.text.index(word) + figures   # which count, but are not in the text
    height = body.character_extents(offset)[3]
    left, middle = window.point(body, offset)
    top = middle - height // 2
    screen = xkit.screen_picture()

    def dark(row):
        return any(sum(xkit.pixel(screen, column, row)) < 500
                   for column in range(left - 26, left - 3))
    return (sum(dark(row) for row in range(top + 2, top + height - 2)),
            sum(dark(row) for row in range(top - 5, top - 1)))


class Formatting(DeskTest):
    def begin(self, *lines):
        app = self.start()
        self.addCleanup(app.kill)
        window = app.window()
        new_article(window)
        window.type("Tít")
        body = text_of(window, "Body")
        window.focus(body)
        window.type("\n".join(lines))
        expect_text(body, "\n".join(lines))
        return app, window, body

    def test_marks_of_a_selection(self):
        app, window, body = self.begin("Nước lên đồng")
        for key, kind in (("ctrl+b", "bold"), ("ctrl+i", "italic"), ("ctrl+u", "underline"),
                          ("ctrl+shift+x", "strike"), ("ctrl+asciicircum", "superscript"),
                          ("ctrl+underscore", "subscript")):
            window.key("ctrl+End", "ctrl+shift+Left", key)
            self.wait_stored(lambda a: spans(a).get(kind) == "đồng", kind)
            if kind == "bold":
                toggle = window.find(role="push button", name="Bold")
                wait(lambda: "pressed" in toggle.states, "the button to be pressed", PATIENCE)
            if kind == "superscript":
                continue
            window.key(key)
            self.wait_stored(lambda a: kind not in spans(a), f"no {kind}")
        # superscript and subscript exclude each other
        self.wait_stored(lambda a: spans(a) == {}, "no marks")
        window.key("ctrl+b", "ctrl+i")
        self.wait_stored(lambda a: spans(a) == {"bold": "đồng", "italic": "đồng"}, "two marks")
        window.key("ctrl+backslash")
        self.wait_stored(lambda a: spans(a) == {}, "no marks again")
        window.key("ctrl+z", "ctrl+z")
        self.wait_stored(lambda a: spans(a) == {"bold": "đồng"}, "bold back")
        window.key("ctrl+shift+z")
        self.wait_stored(lambda a: spans(a) == {"bold": "đồng", "italic": "đồng"}, "both back")
        app.quit()

    def test_what_is_typed_next(self):
        app, window, body = self.begin("Nước ")
        window.key("ctrl+b")
        window.type("lên")
        window.key("ctrl+b")
        window.type(" đồng")
        self.wait_stored(lambda a: spans(a) == {"bold": "lên"}
                         and plain(a["blocks"][0]) == "Nước lên đồng", "bold while typed")
        # at the end of bold text, typing goes on bold
        window.key("ctrl+Left")
        window.key("Left")
        window.type("g")
        self.wait_stored(lambda a: spans(a) == {"bold": "lêng"}, "typing goes on bold")
        app.quit()

    def test_kinds_of_paragraphs(self):
        app, window, body = self.begin("một", "hai")
        self.wait_stored(lambda a: len(a["blocks"]) == 2, "two paragraphs")
        for key, look in KINDS.items():
            window.key(key)
            self.wait_stored(lambda a: looks(a["blocks"][1]) == look
                             and looks(a["blocks"][0]) == {"kind": "paragraph"}, str(look))
            window.key("ctrl+z")
            self.wait_stored(lambda a: looks(a["blocks"][1]) == {"kind": "paragraph"}, "undo")
        # twice is back again; and several at once
        window.key("ctrl+a", "ctrl+alt+2")
        self.wait_stored(lambda a: all(looks(b) == KINDS["ctrl+alt+2"] for b in a["blocks"]),
                         "two subheadings")
        window.find(role="label", name="Subheading", seconds=PATIENCE)
        window.key("ctrl+alt+2")
        self.wait_stored(lambda a: all(looks(b) == {"kind": "paragraph"} for b in a["blocks"]),
                         "two paragraphs")
        app.quit()

    def test_lists(self):
        app, window, body = self.begin("mua")
        window.find(role="push button", name="Bulleted List", seconds=PATIENCE).press()
        self.wait_stored(lambda a: a["blocks"][0]["kind"] == "list-item", "an item")
        window.focus(body)
        window.key("ctrl+End")
        window.type("\nbán")
        window.key("Home", "Tab")
        self.wait_stored(lambda a: [b["level"] for b in a["blocks"]] == [0, 1], "one level in")
        window.key("ctrl+bracketright")
        self.wait_stored(lambda a: [b["level"] for b in a["blocks"]] == [0, 2], "two levels in")
        window.key("shift+Tab", "ctrl+bracketleft")
        self.wait_stored(lambda a: [b["level"] for b in a["blocks"]] == [0, 0], "out again")
        window.key("ctrl+z", "ctrl+z")
        self.wait_stored(lambda a: [b["level"] for b in a["blocks"]] == [0, 2], "undone")
        # Enter on an empty item ends the list
        window.key("End", "Return", "Return")
        window.type("xong")
        self.wait_stored(lambda a: [b["kind"] for b in a["blocks"]]
                         == ["list-item", "list-item", "paragraph"], "the list has ended")
        app.quit()

    def test_typing_shortcuts(self):
        app, window, body = self.begin("đầu")
        for typed, look in (("## ", {"kind": "heading", "level": 2}),
                            ("### ", {"kind": "heading", "level": 3}),
                            ("- ", {"kind": "list-item", "level": 0}),
                            ("1. ", {"kind": "list-item", "level": 0, "ordered": True}),
                            ("> ", {"kind": "quote"})):
            window.key("ctrl+End")
            window.type("\n" + typed)
            self.wait_stored(lambda a: looks(a["blocks"][-1]) == look
                             and plain(a["blocks"][-1]) == "", typed)
            window.key("ctrl+z")
            self.wait_stored(lambda a: looks(a["blocks"][-1]) == {"kind": "paragraph"}
                             and plain(a["blocks"][-1]) == typed, "what was typed")
            window.key("ctrl+shift+z")
            self.wait_stored(lambda a: looks(a["blocks"][-1]) == look, typed + "again")
            window.key("BackSpace")   # an ordinary paragraph again
            self.wait_stored(lambda a: looks(a["blocks"][-1]) == {"kind": "paragraph"}, "plain")
            # not in the middle of a sentence
            window.type("a " + typed)
            self.wait_stored(lambda a: looks(a["blocks"][-1]) == {"kind": "paragraph"}
                             and plain(a["blocks"][-1]).startswith("a "), "a sentence")
        app.quit()

    def test_signs_stand_at_their_lines(self):
        app, window, body = self.begin("đầu")
        self.type_lists(window, body, 0)
        app.quit()

    def test_signs_below_a_figure(self):
        # GTK lays lines out in the midst of an edit when there are widgets among them
        page = self.folder / "tin.html"
        page.write_text("<h1>Tít</h1><p>đầu</p><figure><img src='https://a.vn/x.jpg'>"
                        "<figcaption>Ảnh</figcaption></figure><p>cuối</p>")
        self.cli("import", page)
        app = self.start()
        self.addCleanup(app.kill)
        window = app.window()
        window.click(row(window))
        text_of(window, "Caption")
        window.focus(text_of(window, "Headline"))
        window.key("Tab", "Tab", "ctrl+End")
        body = text_of(window, "Body")
        wait(lambda: "focused" in body.states, "focus in the body", PATIENCE)
        self.type_lists(window, body, 1)
        app.quit()

    def type_lists(self, window, body, figures):
        window.type("\nmột\n- bông súng\nbông điên điển\nkhóm\n\n\n\n> Nước về sớm.\n\n"
                    "1. sáng\nchiều\n\n\nhết")
        stored = self.wait_stored(lambda a: plain(a["blocks"][-1]) == "hết", "the items")
        self.assertEqual([block["kind"] for block in stored["blocks"] if block.get("text")][-7:],
                         ["list-item"] * 3 + ["quote"] + ["list-item"] * 2 + ["paragraph"])
        for word in ("bông súng", "bông điên", "khóm", "sáng", "chiều"):
            try:
                wait(lambda: beside(window, body, word, figures)[0] >= 3
                     and beside(window, body, word, figures)[1] == 0, f"the sign of {word}")
            except AssertionError as error:
                raise AssertionError(f"{error}: {beside(window, body, word, figures)}") from None
            self.assertEqual(body.character_extents(body.text.index(word) + figures)[0],
                             body.character_extents(body.text.index("bông súng") + figures)[0],
                             f"{word} stands in")

    def test_who_said_it(self):
        app, window, body = self.begin("Nước năm nay về sớm")
        window.key("ctrl+shift+9")
        self.wait_stored(lambda a: a["blocks"][0]["kind"] == "quote", "a quote")
        window.click(window.find(role="push button", name="Kind of Paragraph", seconds=PATIENCE))
        window.find(name="Who Said It…", seconds=PATIENCE,
                    where=lambda node: node.role in ("menu item", "push button")).press()
        dialog = app.window("Who Said It")
        entry = dialog.find(role="text", seconds=PATIENCE,
                            where=lambda node: "editable" in node.states)
        dialog.focus(entry)
        dialog.type("Ông Ba, nông dân")
        dialog.key("Return")
        self.wait_stored(lambda a: a["blocks"][0].get("cite") == "Ông Ba, nông dân", "the name")
        window.key("ctrl+z")
        self.wait_stored(lambda a: not a["blocks"][0].get("cite"), "no name")
        app.quit()


taptest.main()
