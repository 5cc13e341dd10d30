#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""drag-source.py FILE…: a window from which files can be dragged, as from a file manager.
drag-source.py --html HTML TEXT: from which a piece of a page can be, as from a browser."""
import sys

import gi

gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, Gio, GLib, GObject, Gtk  # noqa: E402


def make_provider(arguments):
    if arguments[0] == "--html":
        html, text = arguments[1:]
        return Gdk.ContentProvider.new_union([
            Gdk.ContentProvider.new_for_bytes("text/html", GLib.Bytes.new(html.encode())),
            Gdk.ContentProvider.new_for_value(text)])
    files = Gdk.FileList.new_from_list([Gio.File.new_for_path(path) for path in arguments])
    return Gdk.ContentProvider.new_for_value(GObject.Value(Gdk.FileList, files))


def main():
    app = Gtk.Application(application_id="vn.banthao.DragSource",
                          flags=Gio.ApplicationFlags.NON_UNIQUE)
    def activate(app):
        window = Gtk.ApplicationWindow(application=app, title="Thư mục ảnh", default_width=160,
                                       default_height=160)
        source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
        source.connect("prepare", lambda *_: make_provider(sys.argv[1:]))
        label = Gtk.Label(label="Kéo")
        label.add_controller(source)
        window.set_child(label)
        window.present()

    app.connect("activate", activate)
    app.run(None)


if __name__ == "__main__":
    main()
