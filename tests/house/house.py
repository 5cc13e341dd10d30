# SPDX-License-Identifier: GPL-3.0-or-later
"""The source tree as the house tests see it: which files there are, and C without comments."""
import os
import pathlib
import re
import shutil

ROOT = pathlib.Path(os.environ.get("BANTHAO_SOURCE_DIR")
                    or pathlib.Path(__file__).resolve().parent.parent.parent)


def files(*suffixes, under=""):
    """Every file of the project below a folder, as paths relative to the root. A checkout need
    not have git: build folders and hidden ones are left out by name."""
    found = []
    for folder, folders, names in os.walk(ROOT / under):
        folders[:] = sorted(name for name in folders
                            if name == ".ci" or name == "build-aux"
                            or not name.startswith((".", "build", "__pycache__")))
        for name in names:
            if name == ".git":
                continue
            path = pathlib.Path(folder, name).relative_to(ROOT)
            if not suffixes or path.suffix in suffixes:
                found.append(path)
    return sorted(found)


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def without_comments(c_text, keep_strings=True):
    """C with its comments, and the inside of its strings if so wanted, blanked out: every
    character and line stays in its place."""
    def blank(match):
        piece = match[0]
        if piece.startswith("/"):
            return re.sub(r"[^\n]", " ", piece)
        if keep_strings:
            return piece
        return piece[0] + " " * (len(piece) - 2) + piece[-1]
    return re.sub(r"""/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", blank, c_text,
                  flags=re.S)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def tool(name):
    """The program's path, or None. Debian's own comes first."""
    return shutil.which(name, path="/usr/sbin:/usr/bin:/sbin:/bin") or shutil.which(name)
