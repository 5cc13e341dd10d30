#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The arrows between the rooms hold, and the check that says so can fail."""
import unittest

import arrows
import house
import taptest


def sources(room, *suffixes):
    return house.files(*(suffixes or (".c", ".h")), under=f"src/{room}")


class TheHouse(unittest.TestCase):
    def test_every_room_is_in_the_table(self):
        folders = {path.parts[1] for path in house.files(under="src") if len(path.parts) > 2}
        self.assertEqual(folders, set(arrows.ROOMS))

    def test_includes(self):
        wrong = [f"{path}:{line}: {why}"
                 for room in arrows.ROOMS for path in sources(room)
                 for line, why in arrows.wrong_includes(room, house.read(path))]
        self.assertEqual(wrong, [])

    def test_dependencies(self):
        wrong = [f"{path}: {why}"
                 for room in arrows.ROOMS for path in house.files(under=f"src/{room}")
                 if path.name == "meson.build"
                 for why in arrows.wrong_dependencies(room, house.read(path))]
        self.assertEqual(wrong, [])

    def test_the_window_never_blocks(self):
        headers = [house.read(path) for room in arrows.ROOMS if room != "ui"
                   for path in sources(room, ".h")]
        blocking = arrows.blocking_functions(headers)
        self.assertIn("bt_portal_discover", blocking)
        wrong = [f"{path}:{line}: {call} blocks"
                 for path in sources("ui") for line, call in
                 arrows.wrong_calls(house.read(path), blocking)]
        self.assertEqual(wrong, [])


class HousesThatAreBuiltWrong(unittest.TestCase):
    def test_includes(self):
        for room, line in (
                ("text", '#include "article/bt-article.h"'),
                ("formats", '#include "store/bt-store.h"'),
                ("store", '#include "portal/bt-portal.h"'),
                ("photo", '#include "article/bt-article.h"'),
                ("practice", '#include "text/bt-text.h"'),
                ("cli", '#include "ui/bt-window.h"'),
                ("ui", '#include "practice/bt-practice.h"'),
                ("ui", '#include "cli/bt-cli.h"'),
                ("store", "#include <gtk/gtk.h>"),
                ("sync", "#  include <adwaita.h>"),
                ("article", "#include <sqlite3.h>"),
                ("text", "#include <gio/gio.h>"),
                ("sync", "#include <libsoup/soup.h>"),
                ("portal", "#include <glib/gi18n.h>"),
                ("portal", "#include <curl/curl.h>"),
                ("store", '#include "bt-store-private.h"'),
                ("store", '#include "../portal/bt-portal.h"')):
            with self.subTest(room=room, line=line):
                self.assertEqual(len(arrows.wrong_includes(room, "\n" + line + "\n")), 1)
                self.assertEqual(arrows.wrong_includes(room, "\n" + line)[0][0], 2)

    def test_right_includes(self):
        for room, line in (
                ("text", "#include <unicode/ucol.h>"),
                ("store", '#include "text/bt-text.h"'),
                ("sync", '#include "formats/bt-html.h"'),
                ("ui", "#include <glib/gi18n.h>"),
                ("cli", '#include "article/bt-article.h"'),
                ("photo", '#include "bt-config.h"'),
                ("photo", "#include <sys/resource.h>"),
                ("text", '/* as in\n#include "ui/bt-window.h"\n*/')):
            with self.subTest(room=room, line=line):
                self.assertEqual(arrows.wrong_includes(room, line), [])

    def test_dependencies(self):
        text = "libbt_store = static_library('bt-store', dependencies: [{}])"
        for name, wrong in (("sqlite_dep", 0), ("libbt_text_dep", 0), ("libbt_article_dep", 0),
                            ("gtk_dep", 1), ("libbt_portal_dep", 1), ("soup_dep", 1)):
            with self.subTest(name=name):
                self.assertEqual(len(arrows.wrong_dependencies("store", text.format(name))), wrong)

    def test_blocking_functions(self):
        header = """
/** bt_a_open: opens. Blocks. */
BtA *bt_a_open (const char *path);
BtA *bt_a_read (GCancellable *cancellable);
void bt_a_read_async (GCancellable *cancellable, GAsyncReadyCallback callback);
void bt_a_import_async (BtA *self);
void bt_a_import (BtA *self);
const char *bt_a_name (BtA *self);
"""
        self.assertEqual(arrows.blocking_functions([header]),
                         {"bt_a_open", "bt_a_read", "bt_a_import"})

    def test_calls(self):
        text = """
static void
clicked_cb (GtkButton *button)
{
  /* bt_a_open () would block here */
  bt_store_save_sync (store);
  g_message ("g_usleep (1)");
  bt_a_open ("x");
}

static void
work_in_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  bt_a_open ("x");
  bt_store_save_sync (store);
}

static void
load (void)
{
  g_file_get_contents (path, &text, NULL, NULL);
  g_file_load_contents_async (file, NULL, loaded_cb, NULL);
}
"""
        self.assertEqual(arrows.wrong_calls(text, {"bt_a_open"}),
                         [(6, "bt_store_save_sync"), (8, "bt_a_open"),
                          (21, "g_file_get_contents")])


if __name__ == "__main__":
    taptest.main()
