#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A window with one of everything, on which the kit itself is tested."""
import os
import sys

import gi

gi.require_version("Adw", "1")
gi.require_version("Gtk", "4.0")
from gi.repository import Adw, Gio, GLib, Gtk  # noqa: E402


def labelled(widget, label):
    widget.update_property([Gtk.AccessibleProperty.LABEL], [label])
    return widget


class TinyWindow(Adw.ApplicationWindow):
    def __init__(self, app):
        super().__init__(application=app, title="Cửa sổ nhỏ", default_width=500,
                         default_height=400)
        self.answer = Gtk.Label(label="-")
        self.entry = labelled(Gtk.Entry(), "Tít")
        self.body = labelled(Gtk.TextView(vexpand=True, wrap_mode=Gtk.WrapMode.WORD), "Nội dung")
        button = Gtk.Button(label="Đăng")
        button.connect("clicked", lambda _: self.say("đã bấm"))
        toggle = Gtk.ToggleButton(label="Đậm")
        toggle.connect("toggled", lambda t: self.say("đậm" if t.get_active() else "thường"))
        colour = Gtk.Box(height_request=40)
        colour.add_css_class("red")

        box = Gtk.Box(orientation=Gtk.Orientation.VERTICAL, spacing=6)
        for child in (Adw.HeaderBar(), self.entry, self.body, button, toggle, colour, self.answer):
            box.append(child)
        self.set_content(box)
        action = Gio.SimpleAction(name="hello")
        action.connect("activate", lambda *_: self.say("phím tắt"))
        self.add_action(action)
        app.set_accels_for_action("win.hello", ["<Control>h"])

    def say(self, text):
        self.answer.set_label(text)


def main():
    app = Adw.Application(application_id="vn.banthao.TinyWindow",
                          flags=Gio.ApplicationFlags.NON_UNIQUE)

    def activate(app):
        style = Gtk.CssProvider()
        style.load_from_data(b".red { background: #ff0000; }")
        window = TinyWindow(app)
        Gtk.StyleContext.add_provider_for_display(window.get_display(), style,
                                                  Gtk.STYLE_PROVIDER_PRIORITY_APPLICATION)
        window.present()
        if "TINY_COMPLAINS" in os.environ:
            GLib.log_variant("tiny", GLib.LogLevelFlags.LEVEL_WARNING,
                             GLib.Variant("a{sv}", {"MESSAGE": GLib.Variant("s", "a complaint")}))
    app.connect("activate", activate)
    return app.run([])


if __name__ == "__main__":
    sys.exit(main())
