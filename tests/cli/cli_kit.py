# SPDX-License-Identifier: GPL-3.0-or-later
"""The real banthao-cli on a data folder of its own, and the practice portal beside it."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest
import urllib.request

BUILD = pathlib.Path(os.environ["BANTHAO_BUILD_DIR"])
SOURCE = pathlib.Path(os.environ["BANTHAO_SOURCE_DIR"])
CLI = BUILD / "src/cli/banthao-cli"
PORTAL = BUILD / "src/practice/banthao-portal"
ARTICLE = SOURCE / "data/samples/mua-nuoc-noi.txt"
PHOTO = SOURCE / "data/samples/cho-noi-binh-minh.jpg"
PHOTO2 = SOURCE / "data/samples/xuong-bong-dien-dien.jpg"
PAGE = pathlib.Path(os.environ.get("BANTHAO_SAMPLES", "/nowhere")) / "trang-cong-thong-tin.txt"


class Done:
    """How a run of the program ended."""

    def __init__(self, done):
        self.code = done.returncode
        self.out = done.stdout
        self.err = done.stderr

    @property
    def json(self):
        return json.loads(self.out)


class CliTest(unittest.TestCase):
    language = "en"

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="banthao-cli-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.data = self.folder / "data"

    def environment(self, **more):
        # No keyring of the user's own: nothing listens at this address.
        return {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": self.language,
                "BANTHAO_DATA_DIR": str(self.data),
                "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.folder}/no-bus", **more}

    def run_cli(self, *args, stdin="", timeout=60, **environment):
        return Done(subprocess.run([str(CLI), *map(str, args)], input=stdin, text=True,
                                   capture_output=True, timeout=timeout,
                                   env=self.environment(**environment)))

    def ok(self, *args, **more):
        done = self.run_cli(*args, **more)
        self.assertEqual(done.code, 0, done.err)
        return done

    def ok_json(self, *args, **more):
        return self.ok("--json", *args, **more).json

    def fails(self, code, *args, **more):
        done = self.run_cli(*args, **more)
        self.assertEqual(done.code, code, done.err)
        self.assertNotEqual(done.err, "")
        return done

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def imported(self, path=ARTICLE):
        return self.ok("import", path).out.strip()


class PortalTest(CliTest):
    """With a practice portal that lives as long as the test."""
    options = []

    def setUp(self):
        super().setUp()
        self.start_portal()

    def start_portal(self, port=0):
        self.portal = subprocess.Popen(
            [PORTAL, "--data-dir", self.folder / "portal", "--port", str(port), "--json",
             *self.options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(self.stop_portal, self.portal)
        site = json.loads(self.portal.stdout.readline())
        self.url = site["url"]
        self.port = int(self.url.rpartition(":")[2])
        self.users = site["users"]

    def stop_portal(self, portal=None):
        portal = portal or self.portal
        if portal.poll() is None:
            portal.terminate()
            portal.wait(10)
        portal.stdout.close()

    def password(self, role):
        return self.users[role]["app_password"]

    def add_account(self, role, name="toasoan"):
        """The portal of this role, whose password the next runs get in the environment."""
        os.environ["BANTHAO_PASSWORD"] = self.password(role)
        self.addCleanup(os.environ.pop, "BANTHAO_PASSWORD", None)
        return self.ok_json("account", "add", name, "--kind", "wordpress", "--url", self.url,
                            "--user", self.users[role]["login"])

    def page(self, url):
        with urllib.request.urlopen(url, timeout=20) as answer:
            return answer.read().decode()
