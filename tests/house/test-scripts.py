#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The scripts: shell as shellcheck wants it, Python that compiles, run bits that are set."""
import os
import re
import subprocess
import unittest

import house
import taptest


def scripts(pattern):
    """Files whose first line names such an interpreter."""
    found = []
    for path in house.files():
        with open(house.ROOT / path, "rb") as file:
            first = file.readline(100)
        if first.startswith(b"#!") and re.search(pattern, first):
            found.append(path)
    return found


class Scripts(unittest.TestCase):
    def test_shellcheck(self):
        program = house.tool("shellcheck")
        if program is None:
            self.skipTest("shellcheck is not installed")
        shell = scripts(rb"\b(ba|da)?sh\b")
        self.assertIn(".ci/run", map(str, shell))
        # Functions that are called through "$@" or a trap, and scripts in quotes, are meant.
        done = subprocess.run([program, "--external-sources", "--exclude=SC2016,SC2317",
                               *map(str, shell)], cwd=house.ROOT, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, "\n" + done.stdout)

    def test_run_bits(self):
        wrong = [str(path) for path in scripts(rb".")
                 if not os.access(house.ROOT / path, os.X_OK)]
        self.assertEqual(wrong, [])

    def test_python_compiles(self):
        python = set(house.files(".py")) | set(scripts(rb"python3"))
        for path in sorted(python):
            with self.subTest(path=str(path)):
                compile(house.read(path), str(path), "exec")

    def test_python_is_debians(self):
        # Another python3 may come first in PATH, and has no gi.
        wrong = [str(path) for path in scripts(rb"env python3")]
        self.assertEqual(wrong, [])


if __name__ == "__main__":
    taptest.main()
