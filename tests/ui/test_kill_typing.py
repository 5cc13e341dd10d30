#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_kill_typing.py [TIMES]: the window is killed (-9) while somebody types; whatever was typed
more than one second before is on the disk, and the next start shows it."""
import os
import pathlib
import random
import sqlite3
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "kit"))
from axkit import wait  # noqa: E402
from desk import row  # noqa: E402
from xkit import App  # noqa: E402

PROGRAM = os.path.join(os.environ["BANTHAO_BUILD_DIR"], "src/ui/banthao")
PROMISE = 1.0


def stored(data):
    """The JSON of the article that was changed last."""
    with sqlite3.connect(os.path.join(data, "banthao.db"), timeout=10) as connection:
        rows = connection.execute("SELECT json FROM body JOIN article ON article.id = body.article "
                                  "ORDER BY article.created DESC LIMIT 1").fetchall()
    return rows[0][0] if rows else ""


def type_until_killed(data, number):
    """Returns the words and when each had been typed, and when the kill came."""
    words = []
    app = App([PROGRAM, "--data-dir", data], language="en")
    try:
        window = app.window()
        window.key("ctrl+n")
        body = window.find(role="text", name="Body", seconds=10)
        window.focus(body)
        end = time.monotonic() + random.uniform(1.5, 4.0)
        while time.monotonic() < end:
            word = f"lần{number}từ{len(words)}"
            window.type(word + " ", delay=5)
            words.append((word, time.monotonic()))
        # Not at a word's end only: the kill may come at any moment.
        time.sleep(random.uniform(0, 1.2))
    finally:
        killed = time.monotonic()
        app.kill()
    return words, killed


def one_kill(data, number):
    words, killed = type_until_killed(data, number)
    text = stored(data)
    due = [word for word, typed in words if killed - typed > PROMISE]
    missing = [word for word in due if f"{word} " not in text and not text.count(word)]
    print(f"# {number}: {len(words)} words typed, {len(due)} due, {len(missing)} missing")
    assert due, "nothing was due: the test shows nothing"
    assert not missing, f"typed more than {PROMISE} s before the kill and gone: {missing}"
    return due


def shown_again(data, due):
    """The next start opens what was saved, whole."""
    with App([PROGRAM, "--data-dir", data], language="en") as app:
        window = app.window()
        window.click(row(window))
        body = window.find(role="text", name="Body", seconds=10)
        wait(lambda: all(word in body.text for word in due), "the text that was saved")


def main():
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    random.seed(20171228)
    failed = 0
    with tempfile.TemporaryDirectory(prefix="banthao-kill.") as folder:
        data = os.path.join(folder, "data")
        due = []
        for number in range(1, times + 2):
            last = number == times + 1
            name = "the next start shows it" if last else f"killed for the {number}. time"
            try:
                if last:
                    shown_again(data, due)
                else:
                    due = one_kill(data, number)
                print(f"ok {number} - {name}", flush=True)
            except Exception as error:  # a case that throws has failed
                failed += 1
                print(f"# {type(error).__name__}: {error}".replace("\n", "\n# "))
                print(f"not ok {number} - {name}", flush=True)
        print(f"1..{times + 1}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
