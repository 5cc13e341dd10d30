#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The photo desk: choosing by keys, filters, search, order, undo, throwing away, into an article."""
import contextlib
import hashlib

import taptest
import xkit
from axkit import wait
from desk import (PATIENCE, PHOTO, answer, button, choose, choose_file, expect_text, figures,
                  text_of)
from photodesk import TITLE, PhotoDeskTest


class Choosing(PhotoDeskTest):
    def test_keys(self):
        self.keep_photos(12)
        app, _window, desk = self.open_desk()
        self.wait_names(desk, *range(1, 13))
        self.wait_count(desk, "12 photos")
        # What has the keyboard is meant, selected or not.
        self.wait_focus(desk, 1)
        desk.key("3")
        self.wait_chosen(anh_01=(3, 0, "none"))
        desk.key("Right", "5", "p", "Right", "x", "7", "Right", "ctrl+6")
        self.wait_chosen(anh_01=(3, 0, "none"), anh_02=(5, 0, "pick"), anh_03=(0, 2, "reject"),
                         anh_04=(0, 6, "none"))
        cell = self.cells(desk)[1]
        self.assertIn("5 stars", cell.name)
        self.assertIn("picked", cell.name)
        # Many at once are one step.
        desk.key("ctrl+a", "2")
        self.wait_count(desk, "12 photos · 12 selected")
        wait(lambda: {row[0] for row in self.chosen().values()} == {2}, "two stars", PATIENCE)
        self.assertEqual(len(self.chosen()), 12)
        desk.key("ctrl+z")
        self.wait_chosen(anh_01=(3, 0, "none"), anh_02=(5, 0, "pick"), anh_03=(0, 2, "reject"),
                         anh_04=(0, 6, "none"))
        desk.key("ctrl+z", "ctrl+z", "ctrl+z")
        self.wait_chosen(anh_01=(3, 0, "none"), anh_02=(5, 0, "pick"))
        desk.key("ctrl+shift+z")
        self.wait_chosen(anh_01=(3, 0, "none"), anh_02=(5, 0, "pick"), anh_03=(0, 0, "reject"))
        app.quit()

    def test_typing_is_no_command(self):
        self.keep_photos(3)
        app, _window, desk = self.open_desk()
        self.select(desk, 2)
        desk.key("4")
        self.wait_chosen(anh_02=(4, 0, "none"))
        desk.key("ctrl+f")
        entry = text_of(desk, "Search Photos")
        wait(lambda: "focused" in entry.states, "focus in the search", PATIENCE)
        desk.type("3px2")
        expect_text(entry, "3px2")
        # Undo is of what was typed.
        desk.key("ctrl+z")
        wait(lambda: entry.text != "3px2", "less text", PATIENCE)
        self.wait_chosen(anh_02=(4, 0, "none"))
        desk.key("Escape")
        expect_text(entry, "")
        self.wait_names(desk, 1, 2, 3)
        app.quit()

    def test_filter_goes_on_to_the_next(self):
        self.keep_photos(6)
        app, _window, desk = self.open_desk()
        self.select(desk, 2, 3, 5)
        desk.key("p")
        self.wait_chosen(**{f"anh_{n:02}": (0, 0, "pick") for n in (2, 3, 5)})
        desk.click(desk.find(role="push button", name="Filter", seconds=PATIENCE))
        desk.find(where=lambda node: node.name == "Picked" and node.extents[2] > 0,
                  seconds=PATIENCE).press()
        self.wait_names(desk, 2, 3, 5)
        self.wait_count(desk, "3 of 6 photos · 3 selected")
        desk.key("Escape")
        self.select(desk, 2)
        desk.key("u")
        self.wait_names(desk, 3, 5)
        self.wait_focus(desk, 3)
        # The keyboard is on the next, and it is selected.
        desk.key("u")
        self.wait_names(desk, 5)
        self.wait_chosen(anh_05=(0, 0, "pick"))
        desk.click(desk.find(role="push button", name="Filter", seconds=PATIENCE))
        desk.find(has="Show All Photos", role="push button", seconds=PATIENCE).press()
        self.wait_names(desk, *range(1, 7))
        app.quit()

    def test_order(self):
        self.keep_photos(5)
        app, _window, desk = self.open_desk()
        self.select(desk, 2)
        desk.key("1")
        self.select(desk, 4)
        desk.key("5")
        self.wait_chosen(anh_02=(1, 0, "none"), anh_04=(5, 0, "none"))
        self.choose(desk, "Order", "Rating")
        self.wait_names(desk, 1, 3, 5, 2, 4)
        self.choose(desk, "Order", "Descending")
        self.wait_names(desk, 4, 2, 1, 3, 5)
        self.choose(desk, "Order", "File Name")
        self.wait_names(desk, 5, 4, 3, 2, 1)
        app.quit()

    def test_search_without_accents(self):
        self.keep_photos(3)
        self.cli("photo", "import", PHOTO)
        app, _window, desk = self.open_desk()
        wait(lambda: len(self.cells(desk)) == 4, "four photos", PATIENCE)
        desk.key("ctrl+f")
        desk.type("bong dien dien cap cho noi")
        wait(lambda: self.names(desk) == [PHOTO.name], "the photo", PATIENCE)
        self.wait_count(desk, "1 photo")
        # Enter goes from the words to what was found.
        desk.key("Return")
        wait(lambda: self.focused(desk) == PHOTO.name, "focus on it", PATIENCE)
        desk.key("4")
        self.wait_disk(self.chosen, {PHOTO.name: (4, 0, "none")})
        app.quit()


class Leaving(PhotoDeskTest):
    def originals(self):
        return {path.name.split(".")[0] for path in (self.data / "photos").rglob("*")
                if path.is_file()}

    def test_discard(self):
        hashes = self.keep_photos(5)
        self.keep_article("một")
        app, window, desk = self.open_desk(TITLE)
        self.select(desk, 1)
        desk.key("ctrl+Return")
        self.wait_stored(lambda a: figures(a) and figures(a)[0][0].get("photo") == hashes[0],
                         "the photo")
        wait(lambda: "in an article" in self.cells(desk)[0].name, "its use", PATIENCE)
        self.select(desk, 1, 2, 3)
        desk.key("x")
        wait(lambda: len(self.chosen()) == 3, "three rejected", PATIENCE)
        desk.key("Delete")
        question = app.window("Discard 2 Photos?")
        question.find(has="1 more is in an article and stays", seconds=PATIENCE)
        button(question, "Cancel").press()
        wait(lambda: not app._windows("Discard 2 Photos?"), "the end of the question", PATIENCE)
        self.assertEqual(len(self.originals()), 5)
        choose(desk, "Main Menu", "Discard All Rejected…")
        answer(app, "Discard 2 Photos?", "Discard")
        self.wait_names(desk, 1, 4, 5)
        wait(lambda: self.originals() == {hashes[0], hashes[3], hashes[4]}, "their files",
             PATIENCE)
        self.assertEqual(self.query("SELECT count(*) FROM photo"), [(3,)])
        # What is gone is not asked back.
        desk.key("ctrl+z")
        self.wait_disk(self.chosen, {})
        app.quit()


class Articles(PhotoDeskTest):
    def hashes(self, article):
        return [[item.get("photo") for item in items] for items in figures(article)]

    def test_into_the_open_article(self):
        hashes = self.keep_photos(6)
        self.keep_article("một", "hai")
        app, window, desk = self.open_desk(TITLE)
        # In the order in which they are shown, not in which they were clicked.
        self.select(desk, 5, 2, 3)
        desk.key("ctrl+Return")
        self.wait_stored(lambda a: self.hashes(a) == [[hashes[1]], [hashes[2]], [hashes[4]]],
                         "three figures in order")
        desk.find(role="label", has=f"added to “{TITLE}”", seconds=PATIENCE)
        wait(lambda: sum("in an article" in cell.name for cell in self.cells(desk)) == 3,
             "three used", PATIENCE)
        # One step takes them all back.
        window.activate()
        window.key("ctrl+z")
        self.wait_stored(lambda a: self.hashes(a) == [], "no figure")
        desk.activate()
        desk.key("ctrl+alt+p")
        self.wait_stored(lambda a: self.hashes(a) == [[hashes[1], hashes[2], hashes[4]]],
                         "one gallery")
        app.quit()

    def test_article_is_asked_for(self):
        hashes = self.keep_photos(3)
        self.keep_article("một")
        app, _window, desk = self.open_desk()
        self.select(desk, 2)
        desk.key("ctrl+Return")
        chooser = app.window("Which Article Are the Photos For?")
        entry = text_of(chooser, "Search Articles")
        wait(lambda: "focused" in entry.states, "focus in the search", PATIENCE)
        chooser.type("tin anh")
        wait(lambda: len(chooser.all(role="list item")) == 1, "one article", PATIENCE)
        chooser.key("Return")
        self.wait_stored(lambda a: self.hashes(a) == [[hashes[1]]], "the figure", TITLE)
        app.quit()


class Taking(PhotoDeskTest):
    def choose_folder(self, app, dialog, folder):
        button(dialog, "Choose…").press()
        choose_file(app, "Choose the Folder with the Photos", folder)
        dialog.find(has=str(folder), seconds=PATIENCE)

    def clipboard(self):
        with contextlib.suppress(AssertionError):
            return xkit.get_clipboard()
        return b""

    def test_ingest(self):
        card = self.make_photos(7, "card/DCIM/100")
        (card / "hong.jpg").write_bytes(b"\xff\xd8\xff\xe0 no photo at all")
        before = {path: path.read_bytes() for path in card.iterdir()}
        app, _window, desk = self.open_desk()
        desk.key("ctrl+o")
        dialog = app.window("Ingest Photos")
        self.choose_folder(app, dialog, self.folder / "card")
        name = dialog.find(where=lambda node: "editable" in node.states, seconds=PATIENCE)
        dialog.click(name)
        dialog.type("Chợ nổi")
        dialog.key("Return")
        summary = app.window("Not Everything Came In")
        summary.find(has="7 new photos · 1 failed", seconds=PATIENCE)
        listed = summary.find(name="Files that did not come in", seconds=PATIENCE)
        self.assertIn("DCIM/100/hong.jpg: ", listed.text)
        button(summary, "Copy the List").press()
        wait(lambda: b"hong.jpg" in self.clipboard(), "the list", PATIENCE)
        self.wait_names(desk, *range(1, 8))
        self.assertEqual(self.query("SELECT name FROM batch"), [("Chợ nổi",)])
        desk.find(role="list item", name="Chợ nổi, 7 photos", seconds=PATIENCE)
        self.assertEqual({path: path.read_bytes() for path in card.iterdir()}, before)
        # A second time nothing is new.
        (card / "hong.jpg").unlink()
        desk.key("ctrl+o")
        dialog = app.window("Ingest Photos")
        self.choose_folder(app, dialog, self.folder / "card")
        button(dialog, "Ingest").press()
        desk.find(role="label", has="0 new photos · 7 here already", seconds=PATIENCE)
        self.assertEqual(self.query("SELECT count(*) FROM photo"), [(7,)])
        app.quit()

    def test_closing_while_photos_come_in(self):
        card = self.make_photos(400)
        app, _window, desk = self.open_desk()
        desk.key("ctrl+o")
        dialog = app.window("Ingest Photos")
        self.choose_folder(app, dialog, card)
        button(dialog, "Ingest").press()
        # The first can be worked on while the others come.
        wait(lambda: self.cells(desk), "the first photos", PATIENCE)
        desk.key("4")
        wait(lambda: [row[0] for row in self.chosen().values()] == [4], "four stars", PATIENCE)
        desk.key("ctrl+w")
        answer(app, "Photos Are Still Coming In", "Stop and Close")
        wait(lambda: not app._windows("Photo Desk"), "the end of the desk", PATIENCE)
        app.quit()
        kept = {row[0] for row in self.query("SELECT hash FROM photo")}
        self.assertLess(len(kept), 400)
        here = {path.name.split(".")[0]: path for path in (self.data / "photos").rglob("*")
                if path.is_file()}
        # Each is whole, and listed.
        self.assertEqual(set(here), kept)
        for digest, path in here.items():
            self.assertEqual(hashlib.sha256(path.read_bytes()).hexdigest(), digest)

    def test_batch_is_renamed(self):
        card = self.make_photos(2)
        self.cli("photo", "ingest", card, "--batch", "Đợt một")
        app, _window, desk = self.open_desk()
        row = desk.find(role="list item", name="Đợt một, 2 photos", seconds=PATIENCE)
        self.press(desk, "Rename “Đợt một”")
        question = app.window("Rename the Batch")
        entry = text_of(question, "Name of the batch")
        wait(lambda: "focused" in entry.states, "focus on the name", PATIENCE)
        question.key("ctrl+a")
        question.type("Lễ hội")
        question.key("Return")
        self.wait_disk(lambda: self.query("SELECT name FROM batch"), [("Lễ hội",)])
        row = desk.find(role="list item", name="Lễ hội, 2 photos", seconds=PATIENCE)
        desk.click(row)
        self.wait_names(desk, 1, 2)
        app.quit()


class Giving(PhotoDeskTest):
    def test_export(self):
        self.keep_photos(4)
        out = self.folder / "out"
        out.mkdir()
        app, _window, desk = self.open_desk()
        self.select(desk, 3, 2)
        desk.key("ctrl+e")
        dialog = app.window("Export 2 Photos")
        button(dialog, "Choose…").press()
        choose_file(app, "Choose the Folder to Export To", out)
        dialog.find(has=str(out), seconds=PATIENCE)
        names = dialog.find(where=lambda node: "editable" in node.states, seconds=PATIENCE)
        dialog.click(names)
        dialog.key("ctrl+a")
        dialog.type("Tin-{số:3}-{tên tệp}")
        dialog.find(has="Tin-001-anh-02", seconds=PATIENCE)
        button(dialog, "Export").press()
        desk.find(role="label", has="2 photos exported", seconds=PATIENCE)
        self.assertEqual(sorted(path.name for path in out.iterdir()),
                         ["Tin-001-anh-02.jpg", "Tin-002-anh-03.jpg"])
        app.quit()


class TheWindow(PhotoDeskTest):
    def test_narrow_and_by_keyboard(self):
        self.keep_photos(4)
        app, _window, desk = self.open_desk()
        self.wait_names(desk, 1, 2, 3, 4)
        self.assertEqual(desk.resize(440, 700)[0], 440)
        wait(lambda: self.cells(desk)[0].extents[2] > 60, "photos", PATIENCE)
        wanted = {"Batches and Articles", "Main Menu", "Filter", "Order", "Search Photos",
                  "Size of the Photos", "Ingest", "Undo"}
        desk.key("1")
        reached = set()
        for _ in range(30):
            reached.update(node.name for node in desk.node.all(
                where=lambda node: "focused" in node.states))
            desk.key("Tab")
        self.assertEqual(wanted - reached, set())
        app.quit()

    def test_one_only_and_with_the_others(self):
        app, window, desk = self.open_desk()
        window.activate()
        window.key("ctrl+shift+d")
        wait(lambda: len(app._windows("Photo Desk")) == 1, "one desk", PATIENCE)
        # It stays when the editor's window goes.
        window.activate()
        window.key("ctrl+w")
        wait(lambda: len(app._windows()) == 1, "the desk alone", PATIENCE)
        desk.activate()
        desk.key("ctrl+q")
        app.finish()


if __name__ == "__main__":
    taptest.main()
