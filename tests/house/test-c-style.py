#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the C is written: layout, lengths, documented headers."""
import re
import subprocess
import unittest

import arrows
import house
import taptest

CLANG_FORMAT_VERSION = 14
MOST_LINES_OF_A_FILE = 800
MOST_LINES_OF_A_FUNCTION = 80
# What a name says by itself: the type, the error domain, the life of a plain value.
SPEAKS_FOR_ITSELF = re.compile(r"_(get_type|quark|copy|clear|free|ref|unref) \(|_new \(void\)")


def c_files(under=None):
    return [path for folder in ([under] if under else ["src", "tests"])
            for path in house.files(".c", ".h", under=folder)]


def undocumented(header):
    """The functions that a header declares without a gtk-doc comment. One comment serves the
    declarations that follow it without an empty line: a getter and its setter, a request
    and its _finish."""
    found = []
    for paragraph in re.split(r"\n[ \t]*\n", join_comments(header)):
        declared = re.findall(r"^[\w\s*]*?\b(bt_\w+ \([^{}]*?\))[^;{}]*;",
                              house.without_comments(paragraph), re.M)
        if "/**" not in paragraph:
            found += [head.split()[0] for head in declared if not SPEAKS_FOR_ITSELF.search(head)]
    return found


def join_comments(text):
    """Empty lines inside comments do not part what belongs together."""
    return re.sub(r"/\*.*?\*/", lambda match: re.sub(r"\n[ \t]*\n", "\n *\n", match[0]), text,
                  flags=re.S)


class CStyle(unittest.TestCase):
    def test_clang_format(self):
        program = house.tool(f"clang-format-{CLANG_FORMAT_VERSION}") or house.tool("clang-format")
        if program is None:
            self.skipTest("clang-format is not installed")
        version = subprocess.run([program, "--version"], capture_output=True, text=True,
                                 check=True).stdout
        if f"version {CLANG_FORMAT_VERSION}." not in version:
            self.skipTest(f"layouts differ between versions, and this is {version.strip()}")
        done = subprocess.run([program, "--dry-run", "--Werror",
                               *[str(path) for path in c_files()]], cwd=house.ROOT,
                              capture_output=True, text=True)
        wrong = sorted(set(re.findall(r"^(\S+?):\d+:\d+: error", done.stderr, re.M)))
        self.assertEqual(wrong, [], "put right with: clang-format -i FILE")
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])

    def test_lengths_of_files(self):
        long = [f"{path}: {count} lines" for path in house.files(".c", ".h", ".py", ".sh")
                if (count := house.read(path).count("\n")) > MOST_LINES_OF_A_FILE]
        self.assertEqual(long, [])

    def test_lengths_of_functions(self):
        long = [f"{path}: {name} has {body.count(chr(10))} lines"
                for path in c_files("src") if path.suffix == ".c"
                for name, _, body, _ in arrows.functions(house.read(path))
                if body.count("\n") > MOST_LINES_OF_A_FUNCTION]
        self.assertEqual(long, [])

    def test_headers_are_documented(self):
        wrong = [f"{path}: {name}" for path in c_files("src")
                 if path.suffix == ".h" and not path.name.endswith("-private.h")
                 for name in undocumented(house.read(path))]
        self.assertEqual(wrong, [])

    def test_headers_stand_alone(self):
        wrong = [str(path) for path in c_files("src")
                 if path.suffix == ".h" and "#pragma once" not in house.read(path)]
        self.assertEqual(wrong, [])

    def test_licence(self):
        wrong = [str(path) for path in c_files()
                 if "SPDX-License-Identifier: GPL-3.0-or-later" not in house.read(path)[:1500]]
        self.assertEqual(wrong, [])


class TheChecksCanFail(unittest.TestCase):
    def test_undocumented(self):
        header = """
/** bt_a_get: gives.
 *
 * More. */
int bt_a_get (BtA *self);
void bt_a_set (BtA *self,
               int value);

GType bt_a_get_type (void);
void bt_a_free (BtA *self);

char *
bt_a_name (BtA *self, GError **error);

typedef void (*BtACallback) (BtA *self);
"""
        self.assertEqual(undocumented(header), ["bt_a_name"])

    def test_functions(self):
        text = """
static void
one (int a,
     void (*callback) (int))
{
  if (a)
    {
      callback (a);
    }
}

int
two (void)
{
  return 2;
}
"""
        self.assertEqual([(name, body.count("\n")) for name, _, body, _ in arrows.functions(text)],
                         [("one", 4), ("two", 1)])


if __name__ == "__main__":
    taptest.main()
