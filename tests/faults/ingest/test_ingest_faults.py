#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cards that vanish, disks that fill up, programs that are killed, while photos come in.

Real file systems are mounted, which needs root; what cannot be mounted is skipped.
"""
import fcntl
import hashlib
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import struct
import subprocess
import tempfile
import threading
import time
import unittest

import taptest

BUILD = pathlib.Path(os.environ["BANTHAO_BUILD_DIR"])
SOURCE = pathlib.Path(os.environ["BANTHAO_SOURCE_DIR"])
CLI = BUILD / "src/cli/banthao-cli"
PHOTO = (SOURCE / "data/samples/cho-noi-binh-minh.jpg").read_bytes()
N = 60
# linux/fs.h: what a disk that is torn out does to ext4.
EXT4_IOC_SHUTDOWN = 0x8004587D
NO_FLUSH = 2


def photo(number):
    """A photo of 2400 × 1600 whose bytes no other number has."""
    comment = b"photo number %08d" % number
    return PHOTO[:2] + b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment + PHOTO[2:]


def sha(data):
    return hashlib.sha256(data).hexdigest()


def state(folder):
    """Every name, kind, size, time and byte below a folder."""
    found = {}
    for path in sorted(folder.rglob("*")):
        stat = path.lstat()
        found[str(path)] = (stat.st_mode, stat.st_size, stat.st_mtime_ns,
                            sha(path.read_bytes()) if path.is_file() else None)
    return found


@unittest.skipIf(os.geteuid() != 0, "mounting needs root")
class IngestFaults(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="banthao-faults-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.card = self.folder / "card"
        self.data = self.folder / "data"
        self.card.mkdir()
        self.data.mkdir()

    def mount(self, point, *args):
        done = subprocess.run(["mount", *map(str, args), str(point)], capture_output=True)
        if done.returncode:
            self.skipTest(done.stderr.decode(errors="replace").strip())
        self.addCleanup(subprocess.run, ["umount", "-l", point], stderr=subprocess.DEVNULL)

    def fill_card(self, n=N, folder=None):
        folder = (folder or self.card) / "DCIM/100BANTH"
        folder.mkdir(parents=True)
        for number in range(1, n + 1):
            (folder / f"IMG_{number:04}.JPG").write_bytes(photo(number))

    # ---- the program ----

    def start(self, *before, **more):
        """Text, because it tells of each photo at once."""
        return subprocess.Popen(
            [*before, CLI, "--data-dir", self.data, "photo", "ingest", "--recursive", self.card],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}, **more)

    def after_photos(self, n, act):
        """Takes the card in, and does something once n photos are kept."""
        program = self.start()
        for _ in range(n):
            self.assertRegex(program.stdout.readline(), r"^[0-9a-f]{64}\n$")
        act(program)
        out, err = program.communicate(timeout=60)
        return program.returncode, n + len(out.splitlines()), err

    def ingest(self, *before):
        """To its end, with its answer."""
        done = subprocess.run(
            [*before, CLI, "--data-dir", self.data, "--json", "photo", "ingest", "--recursive",
             self.card], capture_output=True, text=True, timeout=60,
            env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"})
        answer = json.loads(done.stdout)
        answer["code"] = done.returncode
        return answer

    # ---- what is there then ----

    def rows(self):
        with sqlite3.connect(self.data / "banthao.db") as db:
            rows = db.execute("SELECT hash, name FROM photo WHERE leaving = 0").fetchall()
        db.close()
        return dict(rows)

    def files(self, below):
        return [path for path in (self.data / below).rglob("*") if path.is_file()]

    def assert_whole(self, n=None):
        """What is listed is there, byte for byte, and nothing else is."""
        rows = self.rows()
        files = {path.name: path for path in self.files("photos")}
        self.assertEqual(set(rows), set(files))
        for name, path in files.items():
            self.assertEqual(sha(path.read_bytes()), name)
        for path in self.files("cache"):
            self.assertFalse(path.name.startswith(".new-"), path)
            self.assertEqual(path.read_bytes()[-2:], b"\xff\xd9")
        if n is not None:
            self.assertEqual(len(rows), n)
        return len(rows)

    def assert_rest_is_named(self, err, kept):
        named = {line.split(": ")[1] for line in err.splitlines() if "DCIM/100BANTH/IMG_" in line}
        self.assertEqual(len(named) + kept, N)
        wanted = {sha(photo(number)): f"DCIM/100BANTH/IMG_{number:04}.JPG" for number in range(1, N + 1)}
        self.assertEqual(named, {name for digest, name in wanted.items() if digest not in self.rows()})

    # ---- the card goes ----

    def test_unmounted(self):
        self.mount(self.card, "-t", "tmpfs", "none")
        self.fill_card()
        code, kept, err = self.after_photos(
            5, lambda program: subprocess.run(["umount", "-l", self.card], check=True))
        self.assertEqual(code, 1)
        self.assertLess(kept, N)
        self.assertIn("The card or folder is gone.", err)
        self.assertEqual(self.assert_whole(), kept)
        self.assert_rest_is_named(err, kept)
        # Another card in the same place, with the same photos: the rest comes in.
        self.fill_card()
        answer = self.ingest()
        self.assertEqual((answer["code"], answer["state"]), (0, "finished"))
        self.assertEqual((answer["known"], len(answer["kept"])), (kept, N - kept))
        self.assert_whole(N)

    def test_device_gone(self):
        """The folders are still there, but nothing can be read any more."""
        image = self.folder / "card.img"
        with open(image, "wb") as file:
            file.truncate(64 << 20)
        subprocess.run(["mkfs.ext4", "-q", image], check=True)
        self.mount(self.card, "-o", "loop", image)
        self.fill_card()
        subprocess.run(["sync", "-f", self.card], check=True)

        def pull_out(program):
            root = os.open(self.card, os.O_RDONLY)
            fcntl.ioctl(root, EXT4_IOC_SHUTDOWN, struct.pack("I", NO_FLUSH))
            os.close(root)

        code, kept, err = self.after_photos(5, pull_out)
        self.assertEqual(code, 1)
        self.assertLess(kept, N)
        self.assertEqual(self.assert_whole(), kept)
        self.assert_rest_is_named(err, kept)

    def test_folder_removed(self):
        self.fill_card()
        code, kept, err = self.after_photos(5, lambda program: shutil.rmtree(self.card))
        self.card.mkdir()
        self.assertEqual(code, 1)
        self.assertLess(kept, N)
        self.assertEqual(self.assert_whole(), kept)
        self.assert_rest_is_named(err, kept)

    # ---- the disk is full ----

    def check_full(self, more, *options):
        self.mount(self.data, "-t", "tmpfs", "-o", ",".join(options), "none")
        self.fill_card()
        before = state(self.card)
        answer = self.ingest()
        self.assertEqual((answer["code"], answer["state"]), (1, "disk-full"))
        kept = len(answer["kept"])
        self.assertGreater(kept, 3)
        self.assertEqual(self.assert_whole(), kept)
        self.assertEqual(len(answer["failures"]), N - kept)
        for failure in answer["failures"]:
            self.assertEqual(failure["error"]["code"], "photo/no-space")
        self.assertEqual(state(self.card), before)
        # With more room, the rest.
        subprocess.run(["mount", "-o", f"remount,{more}", self.data], check=True)
        answer = self.ingest()
        self.assertEqual((answer["code"], answer["known"]), (0, kept))
        self.assert_whole(N)
        self.assertEqual(state(self.card), before)

    def test_disk_full(self):
        self.check_full("size=64m", "size=8m")

    def test_no_more_files(self):
        """Room for bytes, but not for names: each kind of file fails to be made once."""
        for inodes in (43, 44, 45):
            with self.subTest(inodes=inodes):
                self.data = self.folder / f"data-{inodes}"
                self.data.mkdir()
                shutil.rmtree(self.card)
                self.card.mkdir()
                self.check_full("nr_inodes=1000", "size=64m", f"nr_inodes={inodes}")

    def test_room_for_writing_is_left(self):
        self.mount(self.data, "-t", "tmpfs", "-o", "size=8m", "none")
        self.fill_card()
        self.assertEqual(self.ingest()["state"], "disk-full")
        done = subprocess.run([CLI, "--data-dir", self.data, "import",
                               SOURCE / "data/samples/mua-nuoc-noi.txt"], capture_output=True)
        self.assertEqual(done.returncode, 0, done.stderr)

    # ---- the program goes ----

    def test_killed(self):
        self.fill_card()
        before = state(self.card)
        kept = 0
        for n in (0, 1, 7, 15):
            program = self.start()
            for _ in range(n):
                program.stdout.readline()
            if n == 0:
                time.sleep(0.08)
            program.send_signal(signal.SIGKILL)
            program.communicate()
            files = {path.name: path for path in self.files("photos")}
            rows = self.rows() if (self.data / "banthao.db").exists() else {}
            self.assertGreaterEqual(len(rows), kept + n)
            kept = len(rows)
            for digest in rows:
                self.assertEqual(sha(files[digest].read_bytes()), digest)
            # What is not listed has no name yet, or is whole and listed with the next start.
            for name, path in files.items():
                self.assertTrue(name.startswith(".new-") or sha(path.read_bytes()) == name)
        # As after a minute: what was left half-written is swept.
        for path in self.files("photos") + self.files("cache"):
            if path.name.startswith(".new-"):
                os.utime(path, (1, 1))
        answer = self.ingest()
        self.assertEqual((answer["code"], answer["state"]), (0, "finished"))
        self.assertGreaterEqual(answer["known"], kept)
        self.assertEqual(answer["known"] + len(answer["kept"]), N)
        self.assert_whole(N)
        self.assertEqual(sorted(self.rows().values()), [f"IMG_{i:04}.JPG" for i in range(1, N + 1)])
        self.assertEqual(state(self.card), before)

    def test_interrupted(self):
        """Ctrl+C ends it in good order."""
        self.fill_card()
        code, kept, err = self.after_photos(5, lambda program: program.send_signal(signal.SIGINT))
        self.assertEqual(code, 1)
        self.assertLess(kept, N)
        self.assertIn("It was cancelled", err)
        self.assertEqual(self.assert_whole(), kept)

    def test_killed_while_throwing_away(self):
        """Each photo is whole and listed, or on its way out, which the next start finishes."""
        self.fill_card()
        self.ingest()
        for pause in (0.01, 0.03, 0.06, 0.1):
            hashes = sorted(self.rows())[:15]
            program = subprocess.Popen([CLI, "--data-dir", self.data, "photo", "discard", *hashes],
                                       stderr=subprocess.DEVNULL)
            time.sleep(pause)
            program.send_signal(signal.SIGKILL)
            program.wait()
            files = {path.name: path for path in self.files("photos")}
            for digest in self.rows():
                self.assertEqual(sha(files[digest].read_bytes()), digest)
            for digest, path in files.items():
                self.assertEqual(sha(path.read_bytes()), digest)
        empty = self.folder / "empty"
        empty.mkdir()
        before = len(self.rows())
        subprocess.run([CLI, "--data-dir", self.data, "photo", "ingest", empty], check=True,
                       stderr=subprocess.DEVNULL)
        self.assert_whole(before)
        self.assertEqual(len(self.files("cache")), before)

    # ---- photos go out ----

    def test_export_fills_the_disk(self):
        self.fill_card(12)
        hashes = self.ingest()["kept"]
        self.mount(self.card, "-t", "tmpfs", "-o", "size=2m", "none")
        done = subprocess.run([CLI, "--data-dir", self.data, "--json", "photo", "export", *hashes,
                               "--to", self.card], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 1)
        answer = json.loads(done.stdout)
        there = [photo["file"] for photo in answer if "file" in photo]
        self.assertGreater(len(there), 2)
        self.assertEqual({photo["error"]["code"] for photo in answer if "error" in photo},
                         {"photo/no-space"})
        # Nothing half-written stays.
        self.assertEqual(sorted(map(str, self.card.iterdir())), sorted(there))
        for path in there:
            self.assertEqual(pathlib.Path(path).read_bytes()[-2:], b"\xff\xd9")

    # ---- files that resist ----

    def test_forbidden(self):
        """Root may read everything, so it gives that up."""
        self.fill_card(6)
        (self.card / "DCIM/100BANTH/IMG_0002.JPG").chmod(0)
        secret = self.card / "DCIM/101BANTH"
        secret.mkdir()
        (secret / "IMG_0100.JPG").write_bytes(photo(100))
        secret.chmod(0)
        answer = self.ingest("setpriv", "--bounding-set=-dac_override,-dac_read_search",
                             "--inh-caps=-dac_override,-dac_read_search")
        secret.chmod(0o700)
        self.assertEqual((answer["code"], answer["state"]), (1, "finished"))
        self.assertEqual(len(answer["kept"]), 5)
        self.assertEqual({failure["file"] for failure in answer["failures"]},
                         {"DCIM/100BANTH/IMG_0002.JPG", "DCIM/101BANTH"})
        self.assert_whole(5)

    def test_changing(self):
        """A photo that is still being written is not taken for a whole one."""
        self.fill_card(4)
        path = self.card / "DCIM/100BANTH/IMG_0002.JPG"
        with open(path, "ab") as file:
            file.truncate(60 << 20)
        done = threading.Event()

        def go_on_writing():
            with open(path, "ab", buffering=0) as file:
                while not done.wait(0.001):
                    file.write(b"x")

        writer = threading.Thread(target=go_on_writing)
        writer.start()
        try:
            answer = self.ingest()
        finally:
            done.set()
            writer.join()
        self.assertEqual(len(answer["kept"]), 3)
        self.assertEqual([failure["file"] for failure in answer["failures"]],
                         ["DCIM/100BANTH/IMG_0002.JPG"])
        self.assertEqual(answer["failures"][0]["error"]["code"], "photo/read")
        self.assert_whole(3)
        # Now it is whole.
        self.assertEqual(len(self.ingest()["kept"]), 1)
        self.assert_whole(4)

    def test_two_programs_at_once(self):
        self.fill_card()
        first = self.start()
        answer = self.ingest()
        out, err = first.communicate(timeout=60)
        self.assertEqual((first.returncode, answer["code"]), (0, 0), err)
        self.assertEqual(len(set(out.split()) | set(answer["kept"])), N)
        self.assert_whole(N)


if __name__ == "__main__":
    taptest.main()
