# SPDX-License-Identifier: GPL-3.0-or-later
"""Cropping and correcting on the desk: what hands and keys do, what is kept on the disk, and
whether the pixels that are sent are those."""
import json
import math
import re
import shutil

import taptest
from axkit import wait
from desk import PATIENCE
from photodesk import GdkPixbuf, PhotoDeskTest
from xkit import pixel

# The chart: patches of one colour, neighbours far apart.
PATCH, COLUMNS, ROWS = 200, 8, 6
WIDTH, HEIGHT = PATCH * COLUMNS, PATCH * ROWS
# What the page leaves free around the photo.
MARGIN = 22


def colour(column, row):
    return (40 + 170 * ((column + row) % 2), 30 + 26 * column, 220 - 34 * row)


def make_chart(path):
    chart = GdkPixbuf.Pixbuf.new(GdkPixbuf.Colorspace.RGB, False, 8, WIDTH, HEIGHT)
    for column in range(COLUMNS):
        for row in range(ROWS):
            red, green, blue = colour(column, row)
            chart.new_subpixbuf(column * PATCH, row * PATCH, PATCH, PATCH).fill(
                red << 24 | green << 16 | blue << 8 | 0xff)
    chart.savev(str(path), "jpeg", ["quality"], ["97"])
    return path


def far(one, other):
    return max(abs(a - b) for a, b in zip(one, other))


class CropTest(PhotoDeskTest):
    def edits(self):
        return [json.loads(row[0]) if row[0] else None
                for row in self.query("SELECT edit FROM photo ORDER BY name")]

    def wait_edits(self, *wanted):
        """Each a function of the edit, or what it is to be."""
        def ready():
            try:
                return all(one(edit) if callable(one) else one == edit
                           for one, edit in zip(wanted, self.edits(), strict=True))
            except (KeyError, TypeError):
                return False
        try:
            wait(ready, "corrections on the disk", PATIENCE)
        except AssertionError:
            raise AssertionError(f"{self.edits()} on the disk") from None

    def open_page(self, desk):
        desk.click(self.cells(desk)[0])
        desk.key("c")
        view, places = self.view(desk), []

        def still():
            places.append(view.extents)
            return len(places) > 4 and len(set(places[-4:])) == 1
        wait(still, "the panel to make room", PATIENCE)
        return view

    def view(self, desk, starts="Crop:"):
        return desk.find(where=lambda node: node.name.startswith(starts)
                         and "focused" in node.states, seconds=PATIENCE)

    def press(self, desk, name, role="push button"):
        desk.find(role=role, name=name, seconds=PATIENCE).press()

    def render(self, digest):
        """The photo as it is sent, 800 pixels wide."""
        folder = self.folder / "out"
        shutil.rmtree(folder, ignore_errors=True)
        self.cli("photo", "export", digest, "--to", folder, "--side", "800")
        return GdkPixbuf.Pixbuf.new_from_file(str(next(folder.glob("*.jpg"))))


class OnePhoto(CropTest):
    def test_what_is_seen_is_what_is_sent(self):
        digest = self.cli("photo", "import", make_chart(self.folder / "chart.jpg")).split()[0]
        app, _window, desk = self.open_desk()
        wait(lambda: len(self.cells(desk)) == 1, "the chart", PATIENCE)
        view = self.open_page(desk)
        self.assertIn(f"{WIDTH} × {HEIGHT} pixels", view.name)

        # a shape, by its button; and moved by keys, a hundredth of the longer side each
        self.press(desk, "16:9")
        self.wait_edits({"crop": [0, 0.125, 1, 0.75], "ratio": "16:9"})
        desk.click(view)
        desk.key("Up", "Up", "Up", "Up", "Up")
        self.wait_edits(lambda edit: edit["crop"] == [0, round(70 / HEIGHT, 6), 1, 0.75])
        picture = self.render(digest)
        self.assertEqual((picture.get_width(), picture.get_height()), (800, 450))
        for column in range(COLUMNS):
            for row in range(1, 4):
                at = column * 100 + 50, row * 100 + 50 - 35
                self.assertLess(far(pixel(picture, *at), colour(column, row)), 12, (column, row))

        # an area in the middle of it, where four patches do not meet: it is there no more
        desk.key("Insert")
        self.wait_edits(lambda edit: len(edit["areas"]) == 1)
        self.view(desk, "Hidden area 1")
        picture = self.render(digest)
        # 900 pixels high: a fifth of that about (800, 520)
        self.assertGreater(far(pixel(picture, 395, 225), colour(3, 2)), 20)
        self.assertLess(far(pixel(picture, 335, 190), colour(3, 2)), 12)
        desk.key("shift+Right", "shift+Right", "Down")
        self.wait_edits(lambda edit: edit["areas"][0][3] * WIDTH > 205)

        # and levelled: the same place is shown, turned about the middle
        spin = desk.find(name="Level (°)", role="spin button", seconds=PATIENCE)
        desk.click(desk.find(where=lambda node: node == spin))
        desk.key("ctrl+a")
        desk.type("5")
        desk.key("Return")
        self.wait_edits(lambda edit: edit["level"] == 5)
        desk.key("Escape")
        desk.key("c", "c")
        view = self.view(desk, "Crop:")
        width, height, left, top = map(int, re.findall(r"-?\d+", view.name)[:4])
        self.assertLess(width, WIDTH)
        self.assertLess(abs(width / height - 16 / 9), 0.01)
        self.expect_levelled(self.render(digest), width, left, top)

        # one step each, back to the photo as it was taken
        for _ in range(8):
            if self.edits() != [None]:
                desk.key("ctrl+z")
                wait(lambda: True, "a moment")
        self.wait_edits(None)
        wait(lambda: f"{WIDTH} × {HEIGHT} pixels" in view.name, "the whole photo", PATIENCE)
        app.quit()

    def expect_levelled(self, picture, width, left, top):
        scale = picture.get_width() / width
        angle, seen = math.radians(5), 0
        for column in range(COLUMNS):
            for row in range(ROWS):
                x, y = ((column + .5) * PATCH - WIDTH / 2, (row + .5) * PATCH - HEIGHT / 2)
                at = ((x * math.cos(angle) - y * math.sin(angle) + WIDTH / 2 - left) * scale,
                      (x * math.sin(angle) + y * math.cos(angle) + HEIGHT / 2 - top) * scale)
                hidden = 3 <= column <= 5 and 2 <= row <= 3
                if hidden or not (20 < at[0] < picture.get_width() - 20
                                  and 20 < at[1] < picture.get_height() - 20):
                    continue
                seen += 1
                self.assertLess(far(pixel(picture, int(at[0]), int(at[1])), colour(column, row)),
                                12, (column, row))
        self.assertGreater(seen, 10)

    def test_by_pointer_and_what_is_shown(self):
        digest = self.cli("photo", "import", make_chart(self.folder / "chart.jpg")).split()[0]
        app, _window, desk = self.open_desk()
        wait(lambda: len(self.cells(desk)) == 1, "the chart", PATIENCE)
        view = self.open_page(desk)
        x, y, width, height = view.extents
        scale = min((width - 2 * MARGIN) / WIDTH, (height - 2 * MARGIN) / HEIGHT)
        middle = desk.point(view)

        def screen(at_x, at_y):
            return (round(middle[0] + (at_x - WIDTH / 2) * scale),
                    round(middle[1] + (at_y - HEIGHT / 2) * scale))

        # the corner; one drag is one step
        desk.drag(screen(WIDTH, HEIGHT), screen(1200, 800))
        self.wait_edits(lambda edit: far([edit["crop"][2] * WIDTH, edit["crop"][3] * HEIGHT],
                                         (1200, 800)) < 8)
        # what is left out is dark, what is kept is as it was
        self.wait_seen(desk, screen(300, 300), lambda seen: far(seen, colour(1, 1)) < 12)
        self.wait_seen(desk, screen(1500, 1100), lambda seen: max(seen) < 130)

        # a point of interest, and the crop that keeps it
        desk.key("f")
        x, y = screen(1500, 300)
        desk.drag((x - 5, y), (x, y))
        self.wait_edits(lambda edit: far([v * 1000 for v in edit["focus"]], (937, 250)) < 10)
        self.press(desk, "1:1")
        self.wait_edits(lambda edit: edit["ratio"] == "1:1"
                        and abs(edit["crop"][0] * WIDTH - (WIDTH - HEIGHT)) < 2)

        # an area that is drawn: squares on the screen already, and removed by key
        desk.click(view)
        desk.key("a")
        desk.drag(screen(900, 300), screen(1100, 500))
        self.wait_edits(lambda edit: len(edit["areas"]) == 1)
        self.wait_seen(desk, screen(1000, 350), lambda seen: far(seen, colour(4, 1)) > 20)
        desk.key("Delete")
        self.wait_edits(lambda edit: "areas" not in edit)
        self.wait_seen(desk, screen(950, 350), lambda seen: far(seen, colour(4, 1)) < 12)

        # keys that have not come to rest are kept when the page is left
        desk.key("c", "Left", "Escape")
        wait(lambda: len(self.cells(desk)) == 1, "the sheet", PATIENCE)
        self.wait_edits(lambda edit: abs(edit["crop"][0] * WIDTH - (WIDTH - HEIGHT - 16)) < 2)
        self.assertEqual(self.render(digest).get_width(), 800)
        # and the sheet shows the square that is left
        cell = self.cells(desk)[0]
        x, y = desk.point(cell)
        top, side = y - cell.extents[3] // 2, 144
        self.wait_seen(desk, (round(x + (1500 - 400 - HEIGHT / 2) / HEIGHT * side),
                              round(top + 300 / HEIGHT * side)),
                       lambda seen: far(seen, colour(7, 1)) < 30)
        app.quit()

    def wait_seen(self, desk, point, probe):
        x, y, _width, _height = desk.geometry
        try:
            wait(lambda: probe(pixel(desk.picture(), point[0] - x, point[1] - y)), "a colour",
                 PATIENCE)
        except AssertionError:
            seen = pixel(desk.picture(), point[0] - x, point[1] - y)
            raise AssertionError(f"{seen} is seen at {point}") from None


class ManyPhotos(CropTest):
    def test_turned_copied_and_pasted(self):
        self.keep_photos(3)
        app, _window, desk = self.open_desk()
        self.wait_names(desk, 1, 2, 3)
        self.open_page(desk)
        self.press(desk, "16:9")
        self.wait_edits(lambda edit: edit["ratio"] == "16:9", None, None)
        cropped = self.edits()[0]
        desk.key("ctrl+shift+k", "Escape")
        wait(lambda: len(self.cells(desk)) == 3, "the sheet", PATIENCE)
        desk.key("ctrl+a", "ctrl+alt+k")
        self.wait_edits(cropped, cropped, cropped)
        desk.key("bracketright")
        self.wait_edits(*[lambda edit: edit["turn"] == 1 and edit["ratio"] == "9:16"] * 3)
        desk.key("ctrl+z", "ctrl+z")
        self.wait_edits(cropped, None, None)
        desk.key("ctrl+shift+z")
        self.wait_edits(cropped, cropped, cropped)
        # all of them to a shape, by the menu
        desk.click(desk.find(role="push button", name="Main Menu", seconds=PATIENCE))
        for item in ("Crop and Correct", "Crop to Square"):
            desk.find(role="menu item", has=item, seconds=PATIENCE).press()
        self.wait_edits(*[{"crop": [0.166667, 0, 0.666667, 1], "ratio": "1:1"}] * 3)
        app.quit()


if __name__ == "__main__":
    taptest.main()
