#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos in the real window: chosen, seen, described; and those that are not what they seem."""
import hashlib
import struct

import gi

gi.require_version("GdkPixbuf", "2.0")
from gi.repository import GdkPixbuf  # noqa: E402

import taptest  # noqa: E402
from axkit import wait  # noqa: E402
from desk import (HEADLINE, PATIENCE, PHOTO, DeskTest, choose_file, expect_text,  # noqa: E402
                  figures, new_article, open_article, paragraphs, text_of)

MOST_MB = 500
CELLS = 6


def cells(pixbuf):
    """A picture's colours, looked at from afar."""
    small = pixbuf.scale_simple(CELLS, CELLS, GdkPixbuf.InterpType.BILINEAR)
    pixels, stride, channels = small.get_pixels(), small.get_rowstride(), small.get_n_channels()
    return [pixels[y * stride + x * channels + c]
            for y in range(CELLS) for x in range(CELLS) for c in range(3)]


def difference(a, b):
    """Mean of the differences of all cells, 0 to 255."""
    return sum(abs(x - y) for x, y in zip(cells(a), cells(b))) / (3 * CELLS * CELLS)


def shown(window, node):
    """What is to be seen where a node stands."""
    left, top, _, _ = window.geometry
    x, y = window.point(node)
    _, _, width, height = node.extents
    picture = window.picture()
    x, y = x - left - width // 2, y - top - height // 2
    x, y = max(x, 0), max(y, 0)
    return picture.new_subpixbuf(x, y, min(width, picture.get_width() - x),
                                 min(height, picture.get_height() - y))


def in_figure(node):
    return "GtkImage" != node.name and node.role == "image" and node.extents[2] > 200


class Photos(DeskTest):
    def start_with(self, *lines):
        app = self.start()
        self.addCleanup(app.kill)
        window = app.window()
        new_article(window)
        window.type("Tin 1")
        body = text_of(window, "Body")
        window.focus(body)
        window.type("\n".join(lines))
        expect_text(body, "\n".join(lines))
        return app, window, body

    def add_photo(self, app, window, path):
        window.key("ctrl+shift+p")
        choose_file(app, "Choose Photos", path)

    def test_chosen_seen_and_described(self):
        app, window, body = self.start_with("Trước ảnh.")
        self.add_photo(app, window, PHOTO)
        stored = self.wait_stored(lambda a: figures(a) and figures(a)[0][0].get("photo"), "the photo")
        digest = hashlib.sha256(PHOTO.read_bytes()).hexdigest()
        self.assertEqual(figures(stored)[0][0]["photo"], digest)
        originals = [path for path in (self.data / "photos").rglob("*") if path.is_file()]
        self.assertIn(PHOTO.read_bytes(), [path.read_bytes() for path in originals])

        original = GdkPixbuf.Pixbuf.new_from_file(str(PHOTO))
        wait(lambda: difference(shown(window, window.find(where=in_figure)), original) < 12,
             "the photo's own colours on the screen", PATIENCE)

        for name, key, typed in (
                ("Caption", "caption", "Chợ nổi Cái Răng lúc bình minh"),
                ("Photographer or source", "credit", "Trần Hải Vân"),
                ("Alternative text, for readers who cannot see the photo", "alt",
                 "Ghe chở khóm trên sông")):
            entry = text_of(window, name)
            window.focus(entry)
            window.key("ctrl+a")
            window.type(typed)
            expect_text(entry, typed)
            self.wait_stored(lambda a: figures(a)[0][0].get(key) == typed, key)
        # What a screen reader says of the picture is what was written for it.
        window.find(role="image", name="Ghe chở khóm trên sông", seconds=PATIENCE)
        self.assertEqual(paragraphs(self.article())[0], "Trước ảnh.")
        app.quit()

        app = self.start()
        self.addCleanup(app.kill)
        window = app.window()
        open_article(window, "Tin 1")
        expect_text(text_of(window, "Caption"), "Chợ nổi Cái Răng lúc bình minh")
        wait(lambda: difference(shown(window, window.find(where=in_figure)), original) < 12,
             "the photo after a restart", PATIENCE)
        app.quit()

    def test_into_a_figure_that_waits(self):
        self.import_sample()
        app = self.start()
        self.addCleanup(app.kill)
        window = app.window()
        open_article(window, HEADLINE)
        window.click(window.find(role="push button", has="Add Photo…", seconds=PATIENCE))
        choose_file(app, "Choose Photos", PHOTO)
        stored = self.wait_stored(lambda a: figures(a)[0][0].get("photo"), "the photo")
        self.assertEqual(figures(stored)[0][0]["caption"], "Ghe chở khóm, bông điên điển cập chợ "
                         "nổi Cái Răng lúc mặt trời vừa mọc.")
        self.assertNotIn("photo", figures(stored)[1][0])
        app.quit()

    # --- what is not a photo

    def hostile(self, name, data):
        path = self.folder / name
        path.write_bytes(data)
        return path

    def assert_refused(self, path):
        """A toast in words, no figure, a window that goes on and has not grown."""
        app, window, body = self.start_with("Trước ảnh.")
        before = set(window.node.all(role="label"))
        self.add_photo(app, window, path)

        def words():
            return [node.name for node in window.node.all(role="label")
                    if node not in before and len(node.name.split()) >= 4]
        wait(words, "words about the photo", PATIENCE)
        self.assertRegex(words()[0], r"\w{3,} \w+")
        window.focus(body)
        window.key("ctrl+End")
        window.type(" Sau.")
        stored = self.wait_stored(lambda a: " ".join(paragraphs(a)) == "Trước ảnh. Sau.", "the text")
        self.assertEqual(figures(stored), [])
        self.assertLess(app.memory_mb, MOST_MB)
        app.quit()

    def test_text_that_is_called_a_photo(self):
        self.assert_refused(self.hostile("ghi-chep.jpg", "Đây là chữ, không phải ảnh.\n".encode()))

    def test_an_empty_file(self):
        self.assert_refused(self.hostile("trong.jpg", b""))

    def test_a_header_without_a_picture(self):
        self.assert_refused(self.hostile("cut.jpg", PHOTO.read_bytes()[:300]))

    def test_a_picture_too_large_to_decode(self):
        data = PHOTO.read_bytes()
        frame = min(at for at in (data.find(b"\xff\xc0"), data.find(b"\xff\xc2")) if at > 0)
        huge = data[:frame + 5] + struct.pack(">HH", 60000, 60000) + data[frame + 9:]
        self.assert_refused(self.hostile("huge.jpg", huge))

    def test_a_photo_that_ends_early_is_shown_and_said(self):
        app, window, body = self.start_with("Trước ảnh.")
        data = PHOTO.read_bytes()
        self.add_photo(app, window, self.hostile("half.jpg", data[:len(data) // 2]))
        self.wait_stored(lambda a: figures(a) and figures(a)[0][0].get("photo"), "the photo")
        window.find(role="label", has="ends early", seconds=PATIENCE)
        self.assertLess(app.memory_mb, MOST_MB)
        app.quit()


if __name__ == "__main__":
    taptest.main()
