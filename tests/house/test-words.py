#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What people read is translated, whole; and the tree speaks of nobody's machine."""
import pathlib
import re
import subprocess
import tempfile
import unicodedata
import unittest

import house
import taptest

TRANSLATED_C = re.compile(r"\b(_|C_|N_|NC_|ngettext|g_dngettext|g_dpgettext2) \(")
KEYWORDS = ["_", "N_", "C_:1c,2", "NC_:1c,2", "ngettext:1,2", "g_dngettext:2,3",
            "g_dpgettext2:2c,3"]
TEXT = {".c", ".h", ".py", ".sh", ".ui", ".xml", ".json", ".md", ".build", ".txt", ".in", ".css",
        ".php", ".sql", ".svg", ".po", ".desktop", ""}
MACHINE = re.compile(r"/(?:home|Users)/[a-z]|/ro" r"ot/|/wo" r"rk/|/tmp/bash_" r"jobs")
LEFT_FOR_LATER = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)([:( ]|$)", re.M)


def potfiles():
    lines = house.read("po/POTFILES").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def translatable_sources():
    """Every file that holds words for people."""
    found = [str(path) for path in house.files(".c", ".h", under="src")
             if TRANSLATED_C.search(house.without_comments(house.read(path), keep_strings=False))]
    found += [str(path) for path in house.files(".ui", under="data")
              if 'translatable="yes"' in house.read(path)]
    found += [str(path) for path in house.files(under="data")
              if path.name.endswith((".desktop.in", ".metainfo.xml.in"))]
    return found


def text_files():
    for path in house.files():
        if path.suffix in TEXT and path.name not in ("LICENSE",):
            try:
                yield path, house.read(path)
            except UnicodeDecodeError:
                continue


@unittest.skipUnless((house.ROOT / "po/vi.po").exists(), "no translation yet")
class Translation(unittest.TestCase):
    def test_potfiles(self):
        listed, wanted = potfiles(), translatable_sources()
        self.assertEqual(sorted(set(wanted) - set(listed)), [], "missing in po/POTFILES")
        gone = [name for name in listed if not (house.ROOT / name).exists()]
        self.assertEqual(gone, [], "in po/POTFILES, but no such file")
        self.assertEqual(len(listed), len(set(listed)), "twice in po/POTFILES")

    def msgfmt(self, *options):
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(["/usr/bin/msgfmt", *options, "-o", f"{folder}/vi.mo",
                                   house.ROOT / "po/vi.po"], capture_output=True, text=True,
                                  env={"LC_ALL": "C"})
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stderr

    def test_vietnamese_is_complete(self):
        statistics = self.msgfmt("--check", "--statistics")
        self.assertRegex(statistics, r"\d+ translated messages?\.")
        self.assertNotRegex(statistics, "fuzzy|untranslated")

    def test_vietnamese_has_every_message_of_today(self):
        with tempfile.TemporaryDirectory() as folder:
            pot = pathlib.Path(folder) / "today.pot"
            subprocess.run(["/usr/bin/xgettext", "--from-code=UTF-8", "--output", pot,
                            "--files-from=po/POTFILES",
                            *[f"--keyword={keyword}" for keyword in KEYWORDS]],
                           cwd=house.ROOT, check=True, capture_output=True)
            done = subprocess.run(["/usr/bin/msgcmp", house.ROOT / "po/vi.po", pot],
                                  capture_output=True, text=True, env={"LC_ALL": "C.UTF-8"})
        self.assertEqual(done.returncode, 0, "\n" + done.stderr[-3000:])

    def test_vietnamese_is_nfc(self):
        text = house.read("po/vi.po")
        self.assertEqual(unicodedata.normalize("NFC", text), text)


class TheTree(unittest.TestCase):
    def test_no_paths_of_one_machine(self):
        wrong = [f"{path}:{house.line_of(text, match.start())}: {match[0]}"
                 for path, text in text_files() for match in MACHINE.finditer(text)]
        self.assertEqual(wrong, [])

    def test_nothing_left_for_later(self):
        wrong = [f"{path}:{house.line_of(text, match.start())}: {match[0]}"
                 for path, text in text_files() if path.parts[0] in ("src", "tests", "build-aux")
                 for match in LEFT_FOR_LATER.finditer(text)]
        self.assertEqual(wrong, [])

    def test_texts_are_nfc(self):
        # Files that hold other forms on purpose say so in their name.
        wrong = [str(path) for path, text in text_files()
                 if "nfd" not in path.name and unicodedata.normalize("NFC", text) != text]
        self.assertEqual(wrong, [])

    def test_no_carriage_returns_and_a_last_newline(self):
        wrong = [str(path) for path, text in text_files()
                 if path.parts[0] in ("src", "build-aux") and text
                 and ("\r" in text or not text.endswith("\n"))]
        self.assertEqual(wrong, [])


if __name__ == "__main__":
    taptest.main()
