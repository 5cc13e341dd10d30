# SPDX-License-Identifier: GPL-3.0-or-later
"""The photo desk with photos on it, made here: each has its number as name, and a colour."""
import contextlib

import gi
import xkit

gi.require_version("GdkPixbuf", "2.0")
from gi.repository import GdkPixbuf  # noqa: E402

from axkit import Timeout, wait  # noqa: E402
from desk import PATIENCE, DeskTest, button, open_article  # noqa: E402

TITLE = "Tin ảnh"


def make_photo(path, number, width=240, height=160):
    pixbuf = GdkPixbuf.Pixbuf.new(GdkPixbuf.Colorspace.RGB, False, 8, width, height)
    pixbuf.fill((number * 19 % 256) << 24 | (number * 67 % 256) << 16 | (number * 131 % 256) << 8)
    pixbuf.savev(str(path), "jpeg", ["quality"], ["90"])
    return path


class PhotoDeskTest(DeskTest):
    def make_photos(self, count, folder="card"):
        """anh-01.jpg and so on. Returns the folder."""
        place = self.folder / folder
        place.mkdir(parents=True, exist_ok=True)
        for number in range(1, count + 1):
            make_photo(place / f"anh-{number:02}.jpg", number)
        return place

    def keep_photos(self, count):
        """They are in the store; returns their hashes in the order of their names."""
        place = self.make_photos(count)
        return self.cli("photo", "import", *sorted(place.iterdir())).splitlines()

    def keep_article(self, *lines):
        page = self.folder / "page.txt"
        page.write_text("\n\n".join((TITLE, *lines)) + "\n")
        self.cli("import", page)

    def open_desk(self, article=None, **more):
        """Returns the program, its first window and the photo desk."""
        # A tooltip under a pointer that is there before the window makes GTK complain.
        xkit.xdotool("mousemove", 1, 1)
        app = self.start(**more)
        self.addCleanup(app.kill)
        window = app.window()
        if article is not None:
            open_article(window, article)
        window.key("ctrl+shift+d")
        desk = app.window("Bàn ảnh" if more.get("language") == "vi" else "Photo Desk")
        return app, window, desk

    # --- what is on the disk

    def chosen(self):
        """name → (rating, mark, choice), of those that are not as they came."""
        return {name: (rating, mark, choice) for name, rating, mark, choice in self.query(
            "SELECT name, rating, mark, choice FROM photo "
            "WHERE rating <> 0 OR mark <> 0 OR choice <> 'none'")}

    def wait_chosen(self, **wanted):
        """anh_01=(3, 0, 'none')…"""
        wanted = {name.replace("_", "-") + ".jpg": value for name, value in wanted.items()}
        self.wait_disk(self.chosen, wanted)

    def wait_disk(self, probe, wanted):
        try:
            wait(lambda: probe() == wanted, f"{wanted} on the disk", PATIENCE)
        except AssertionError:
            raise AssertionError(f"{probe()} on the disk in place of {wanted}") from None

    # --- what is in the window

    def cells(self, desk):
        """The photos that are shown, by what a screen reader says of them."""
        return [cell for cell in desk.node.all(role="table cell") if ".jpg" in cell.name]

    def names(self, desk):
        return [cell.name.split(",")[0] for cell in self.cells(desk)]

    def wait_names(self, desk, *wanted):
        wanted = [f"anh-{number:02}.jpg" for number in wanted]
        try:
            wait(lambda: self.names(desk) == wanted, f"{wanted}", PATIENCE)
        except AssertionError:
            raise AssertionError(f"{self.names(desk)} are shown in place of {wanted}") from None

    def wait_count(self, desk, text):
        desk.find(role="label", name=text, seconds=PATIENCE)

    def focused(self, desk):
        """The name of the photo that has the keyboard."""
        for cell in self.cells(desk):
            with contextlib.suppress(Exception):
                if "focused" in cell.states:
                    return cell.name.split(",")[0]
        return None

    def wait_focus(self, desk, number):
        name = f"anh-{number:02}.jpg"
        try:
            wait(lambda: self.focused(desk) == name, f"focus on {name}", PATIENCE)
        except AssertionError:
            raise AssertionError(f"{self.focused(desk)} has the focus, not {name}") from None

    def select(self, desk, *numbers):
        """With the pointer: the first alone, then with Ctrl."""
        for turn, number in enumerate(numbers):
            name = f"anh-{number:02}.jpg"
            # What is not laid out yet cannot be clicked.
            cell = wait(lambda: [c for c in self.cells(desk)
                                 if c.name.startswith(name) and c.extents[2] > 60][0],
                        name, PATIENCE)
            if turn:
                xkit.xdotool("keydown", "Control_L")
            desk.click(cell)
            if turn:
                xkit.xdotool("keyup", "Control_L")
        desk.find(role="label", has=f"{len(numbers)} selected", seconds=PATIENCE)

    def choose(self, desk, menu, item):
        """In a menu whose items may be choices."""
        shown = ("menu item", "push button", "check menu item", "radio menu item")
        opener = desk.find(role="push button", name=menu, seconds=PATIENCE)
        for _ in range(3):
            # A click that comes while something else closes only closes that.
            desk.click(opener)
            with contextlib.suppress(Timeout):
                desk.find(has=item, where=lambda n: n.extents[2] > 0 and n.role in shown,
                          seconds=PATIENCE / 4).press()
                break
        else:
            raise AssertionError(f"no {item!r} in {menu!r}")
        wait(lambda: not [n for n in desk.node.all(has=item) if n.extents[2] > 0],
             "the end of the menu", PATIENCE)

    def press(self, desk, label):
        button(desk, label).press()
