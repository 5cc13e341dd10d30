#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One photo of the desk as large as there is room, pixel by pixel, and two side by side."""
import time

import taptest
import xkit
from axkit import wait
from desk import PATIENCE, DeskTest
from gi.repository import GdkPixbuf

WIDTH, HEIGHT = 3000, 2000
# What is painted in the middle of each photo, and around it.
MIDDLES = (0xd02020, 0x20c040, 0x3050e0)
GROUND = 0x808080
# A square in the middle: as large as this at 100 %.
SQUARE = 200


def paint(path, colour):
    pixbuf = GdkPixbuf.Pixbuf.new(GdkPixbuf.Colorspace.RGB, False, 8, WIDTH, HEIGHT)
    pixbuf.fill(GROUND << 8 | 0xff)
    pixbuf.new_subpixbuf((WIDTH - SQUARE) // 2, (HEIGHT - SQUARE) // 2, SQUARE, SQUARE).fill(
        colour << 8 | 0xff)
    pixbuf.savev(str(path), "jpeg", ["quality"], ["95"])


def near(pixel, colour):
    return all(abs(a - b) < 24 for a, b in zip(pixel, colour.to_bytes(3, "big")))


class Loupe(DeskTest):
    def open_desk(self):
        for number, colour in enumerate(MIDDLES, 1):
            path = self.folder / f"anh-{number}.jpg"
            paint(path, colour)
            self.cli("photo", "import", path)
        app = self.start()
        self.addCleanup(app.kill)
        app.window().key("ctrl+shift+d")
        desk = app.window("Photo Desk")
        desk.resize(1300, 800)
        wait(lambda: len([c for c in desk.node.all(role="table cell") if ".jpg" in c.name]) == 3,
             "three photos", PATIENCE)
        return desk

    def image(self, desk, number, side=0):
        """The large picture that says it is this photo."""
        return wait(lambda: [node for node in desk.all(role="image", has=f"anh-{number}.jpg")
                             if node.extents[2] > 200][side], f"photo {number}", PATIENCE)

    def square(self, desk, image, colour):
        """How wide the square is on the screen, once it is there in its colour."""
        def measure():
            picture = xkit.screen_picture()
            x, y = desk.point(image)
            if not near(xkit.pixel(picture, x, y), colour):
                return None
            left = right = x
            while near(xkit.pixel(picture, left - 1, y), colour):
                left -= 1
            while near(xkit.pixel(picture, right + 1, y), colour):
                right += 1
            return right - left + 1
        return wait(measure, f"a square of colour {colour:06x}", PATIENCE)

    def rating(self, number):
        rows = self.query("SELECT rating FROM photo WHERE name = ?", f"anh-{number}.jpg")
        return rows[0][0] if rows else None

    def test_one_photo(self):
        desk = self.open_desk()
        desk.key("space")
        image = self.image(desk, 1)
        fitted = self.square(desk, image, MIDDLES[0])
        self.assertAlmostEqual(fitted, SQUARE * image.extents[2] / WIDTH, delta=6)
        # Each pixel of the photo is one of the screen.
        desk.key("z")
        wait(lambda: self.square(desk, image, MIDDLES[0]) in range(SQUARE - 4, SQUARE + 5),
             "the square at 100 %", PATIENCE)
        # An arrow moves what is larger than its room.
        desk.key("Right")
        wait(lambda: not near(xkit.pixel(xkit.screen_picture(), *desk.point(image)), MIDDLES[0]),
             "another part of the photo", PATIENCE)
        self.image(desk, 1)
        desk.key("z", "Right", "4")
        self.square(desk, self.image(desk, 2), MIDDLES[1])
        wait(lambda: self.rating(2) == 4, "the rating on the disk", PATIENCE)
        self.image(desk, 2)
        self.assertIn("4 stars", self.image(desk, 2).name)
        # What was made ready while the last photo was looked at comes at once.
        time.sleep(2)
        start = time.monotonic()
        desk.key("Right")
        self.square(desk, self.image(desk, 3), MIDDLES[2])
        print(f"# the next photo was on the screen after {time.monotonic() - start:.2f} s")
        desk.key("Escape")
        wait(lambda: [c for c in desk.node.all(role="table cell") if ".jpg" in c.name],
             "the contact sheet", PATIENCE)

    def test_two_photos(self):
        desk = self.open_desk()
        desk.key("o")
        left, right = self.image(desk, 1), self.image(desk, 2)
        fitted = self.square(desk, left, MIDDLES[0])
        self.assertEqual(fitted, self.square(desk, right, MIDDLES[1]))
        # Both come closer, wherever the keyboard is.
        desk.key("plus", "plus")
        wait(lambda: self.square(desk, left, MIDDLES[0]) > 1.8 * fitted, "a closer look", PATIENCE)
        wait(lambda: abs(self.square(desk, left, MIDDLES[0])
                         - self.square(desk, right, MIDDLES[1])) <= 1, "the same look", PATIENCE)
        desk.key("z", "Tab", "5")
        wait(lambda: self.rating(2) == 5, "the rating of the right one on the disk", PATIENCE)
        self.assertEqual(self.rating(1), 0)
        # The side that is active goes on, the other one stays.
        desk.key("Right")
        self.square(desk, self.image(desk, 3), MIDDLES[2])
        self.square(desk, self.image(desk, 1), MIDDLES[0])


if __name__ == "__main__":
    taptest.main()
