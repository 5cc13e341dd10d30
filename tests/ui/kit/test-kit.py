#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The kit tested on a tiny window, so that a failing window test speaks of the window."""
import os
import pathlib
import unittest

import axkit
import taptest
import telex
import vikeys
import xkit

HERE = pathlib.Path(__file__).resolve().parent

TINY = ["/usr/bin/python3", str(HERE / "tiny-window.py")]
LINE = "Đường về chợ nổi Cái Răng: “nước lũ ngập nghìn khóm sậy” – 25.000 ₫…"


class OwnSession(unittest.TestCase):
    def test_nothing_is_the_users(self):
        session = os.environ["BANTHAO_SESSION"]
        for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME",
                     "XDG_CACHE_HOME"):
            self.assertTrue(os.environ[name].startswith(session), name)

    def test_every_vietnamese_letter_has_a_key(self):
        small = [plain for plain, _ in vikeys.pairs() if plain.isalpha()]
        self.assertEqual(len(small), len(set(small)))
        self.assertEqual(len(small), 12 * 6 - 5)   # all but a e i o u y; plus đ


class TinyWindow(unittest.TestCase):
    def test_press(self):
        with xkit.App(TINY) as app:
            window = app.window("Cửa sổ nhỏ")
            window.find(name="Đăng").press()
            window.find(name="đã bấm")
            window.find(name="Đậm").press()
            window.find(name="đậm")
            self.assertIn("pressed", window.find(name="Đậm").states)
            window.gone(name="thường")
            with self.assertRaises(axkit.Timeout):
                window.find(name="không có", seconds=0.2)

    def test_type_vietnamese(self):
        with xkit.App(TINY) as app:
            window = app.window()
            body = window.find(name="Nội dung")
            window.focus(body)
            window.type(LINE + "\n" + LINE.upper())
            body.wait_text(f"{LINE}\n{LINE.upper()}")
            window.key("ctrl+h")
            window.find(name="phím tắt")

    def test_text_and_caret(self):
        with xkit.App(TINY) as app:
            window = app.window()
            body = window.find(name="Nội dung")
            body.text = "Lũ về"
            body.insert(2, " đã")
            self.assertEqual(body.text, "Lũ đã về")
            window.click(body, offset=6)
            axkit.wait(lambda: body.caret == 6, "the caret at the click")
            self.assertIsNone(body.selection)
            window.key("shift+End")
            axkit.wait(lambda: body.selection == (6, 8), "the selection")

    def test_clipboard(self):
        with xkit.App(TINY) as app:
            window = app.window()
            body = window.find(name="Nội dung")
            window.focus(body)
            xkit.set_clipboard(LINE)
            window.key("ctrl+v")
            body.wait_text(LINE)
            window.key("ctrl+a", "ctrl+x")
            body.wait_text("")
            self.assertEqual(xkit.get_clipboard().decode(), LINE)

    def test_picture_and_size(self):
        with xkit.App(TINY) as app:
            window = app.window()
            window.find(name="-")
            self.assertEqual(window.resize(640, 480), (640, 480))
            path = pathlib.Path(os.environ["BANTHAO_SESSION"]) / "picture.png"
            window.save_picture(path)
            self.assertTrue(path.read_bytes().startswith(b"\x89PNG"))
            picture = window.picture()
            self.assertEqual((picture.get_width(), picture.get_height()), (640, 480))
            colours = {xkit.pixel(picture, 320, y) for y in range(0, 480, 10)}
            self.assertIn((255, 0, 0), colours)

    def test_dark(self):
        def middle(dark):
            with xkit.App(TINY, dark=dark) as app:
                window = app.window()
                window.find(name="-")
                axkit.wait(lambda: sum(xkit.pixel(window.picture(), 250, 200)), "a painted window")
                return sum(xkit.pixel(window.picture(), 250, 200))
        self.assertGreater(middle(dark=False), 600)
        self.assertLess(middle(dark=True), 200)

    def test_a_complaint_fails(self):
        with self.assertRaisesRegex(AssertionError, "a complaint"):
            with xkit.App(TINY, env={"TINY_COMPLAINS": "1"}) as app:
                app.window()

    def test_kill(self):
        app = xkit.App(TINY)
        app.window()
        app.kill()
        with self.assertRaisesRegex(AssertionError, "exit status -9"):
            app.finish()


class Telex(unittest.TestCase):
    def test_keys(self):
        for text, keys in (("tiếng Việt", "tieengs Vieetj"), ("nước lũ về", "nuwowcs lux veef"),
                           ("Đường hòa, thủy.", "Dduwowngf hoaf, thuyr."),
                           ("Ăn Ôi Ưng ặ", "Awn Ooi Uwng awj"), ("ghe 5 000", "ghe 5 000")):
            with self.subTest(text):
                self.assertEqual(telex.keys(text), keys)


class InputMethod(unittest.TestCase):
    """In a plain text view: what the program's own windows are measured by."""

    def test_telex(self):
        with xkit.App(TINY) as app:
            window = app.window()
            body = window.find(name="Nội dung")
            window.focus(body)
            window.input_method()
            window.type("tieengs vieetj nuwowcs lux veef ", delay=30)
            body.wait_text("tiếng việt nước lũ về ")
            window.focus(window.find(name="Tít", role="text"))
            window.type("Tieengs Vieetj ", delay=30)
            window.find(name="Tít", role="text").wait_text("Tiếng Việt ")


if __name__ == "__main__":
    taptest.main()
