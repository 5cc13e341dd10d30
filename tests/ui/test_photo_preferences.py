#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a newsroom decides about photos: chosen in the preferences, it stands in the store, where
the command line finds it, too."""
import json

import taptest
from axkit import wait
from desk import PATIENCE, DeskTest, button, choose_file
from gi.repository import GdkPixbuf


class PhotoPreferences(DeskTest):
    def setting(self, name):
        rows = self.query("SELECT value FROM setting WHERE key = ?", "photo." + name)
        return rows[0][0] if rows else ""

    def wait_setting(self, name, probe):
        try:
            wait(lambda: probe(self.setting(name)), name, PATIENCE)
        except AssertionError:
            raise AssertionError(f"photo.{name} is {self.setting(name)!r}") from None

    def open(self):
        app = self.start()
        self.addCleanup(app.kill)
        app.window().key("ctrl+comma")
        dialog = app.window("Preferences")
        dialog.find(name="Photos", where=lambda n: "Action" in n.interfaces,
                    seconds=PATIENCE).press()
        return app, dialog

    def reach(self, dialog, node):
        """Scrolls until it is there to be clicked."""
        def there():
            _, y, width, height = node.extents
            if width > 0 and 60 < y < dialog.geometry[3] - height - 20:
                return True
            dialog.scroll(dialog.node, 2)
            return False
        wait(there, f"{node!r} in sight", PATIENCE)

    def put(self, dialog, name, number):
        spin = dialog.find(role="spin button", name=name, seconds=PATIENCE,
                           where=lambda n: "sensitive" in n.states)
        self.reach(dialog, spin)
        dialog.click(spin)
        dialog.key("ctrl+a")
        dialog.type(f"{number}\n")

    def test_numbers(self):
        app, dialog = self.open()
        self.put(dialog, "A photo is old after so many days", 45)
        self.put(dialog, "Fewest words of a caption", 7)
        self.wait_setting("captions", lambda text: "min-words=7" in text
                          and "old-days=45" in text and "K4=block" in text)
        self.put(dialog, "Width, in pixels", 1600)
        self.put(dialog, "Height, in pixels", 900)
        self.wait_setting("featured", lambda text: "1600" in text and "900" in text)

    def test_a_rule(self):
        app, dialog = self.open()
        combo = dialog.find(role="combo box", name="Caption missing", seconds=PATIENCE)
        wait(lambda: "sensitive" in combo.states and combo.extents[2] > 100, "the page", PATIENCE)
        dialog.click(combo)
        dialog.find(role="label", name="Do not publish", where=lambda n: n.extents[2] > 0,
                    seconds=PATIENCE)
        dialog.key("End", "Return")
        wait(lambda: combo.all(role="label", name="Do not publish"), "the choice", PATIENCE)
        # Closed right after it: that is no reason to forget it.
        dialog.key("Escape")
        self.wait_setting("captions", lambda text: "K1=block" in text and "K2=warn" in text)

    def test_watermark(self):
        mark = self.folder / "dau.png"
        pixbuf = GdkPixbuf.Pixbuf.new(GdkPixbuf.Colorspace.RGB, True, 8, 60, 20)
        pixbuf.fill(0xffffff80)
        pixbuf.savev(str(mark), "png", [], [])
        false = self.folder / "gia.png"
        pixbuf.savev(str(false), "jpeg", [], [])
        app, dialog = self.open()
        button(dialog, "Choose…").press()
        choose_file(app, "Choose a Watermark", mark)
        self.wait_setting("watermark", lambda text: text and json.loads(text)["opacity"] == 0.6)
        self.put(dialog, "Opacity, in percent", 35)
        self.wait_setting("watermark", lambda text: json.loads(text)["opacity"] == 0.35)
        kept = self.data / "watermarks" / json.loads(self.setting("watermark"))["file"]
        self.assertEqual(kept.read_bytes(), mark.read_bytes())
        # What is no PNG is said, and the mark stays.
        button(dialog, "Choose…").press()
        choose_file(app, "Choose a Watermark", false)
        dialog.find(has="watermark picture cannot be used", seconds=PATIENCE)
        self.assertEqual(json.loads(self.setting("watermark"))["file"], kept.name)
        button(dialog, "No Watermark").press()
        self.wait_setting("watermark", lambda text: text == "")


if __name__ == "__main__":
    taptest.main()
