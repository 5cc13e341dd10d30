#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The article in the browser: from a page on this computer, and as it stands on the portal. The
browser writes down what it was asked to open."""
import os
import pathlib
import re
import stat
import urllib.parse
import urllib.request

import taptest
from axkit import wait
from desk import (HEADLINE, PATIENCE, PHOTO, DeskTest, answer, button, choose, open_article,
                  paragraphs, text_of)
from test_publishing import ARTICLE, Portal
from test_publishing import HEADLINE as SENT

DESKTOP = """[Desktop Entry]
Type=Application
Name=Browser
Exec={script} %u
MimeType=text/html;x-scheme-handler/http;x-scheme-handler/https;x-scheme-handler/file;
"""


class Preview(DeskTest):
    def setUp(self):
        super().setUp()
        self.opened = self.folder / "opened"
        script = self.folder / "browser"
        script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >> "{self.opened}"\n')
        script.chmod(0o755)
        applications = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "applications"
        applications.mkdir(parents=True, exist_ok=True)
        (applications / "browser.desktop").write_text(DESKTOP.format(script=script))
        kinds = ["text/html", "x-scheme-handler/http", "x-scheme-handler/https"]
        config = pathlib.Path(os.environ["XDG_CONFIG_HOME"])
        config.mkdir(parents=True, exist_ok=True)
        (config / "mimeapps.list").write_text(
            "[Default Applications]\n" + "".join(f"{kind}=browser.desktop\n" for kind in kinds))

    def wait_opened(self, number):
        """The address that was opened as the n-th."""
        def lines():
            found = self.opened.read_text().splitlines() if self.opened.exists() else []
            return found[number - 1] if len(found) >= number else None
        return wait(lines, f"page {number} in the browser", 30)

    def test_page_on_this_computer(self):
        uuid = self.import_sample()
        self.cli("photo", "add", uuid, PHOTO, "--caption", "Chợ nổi lúc bình minh",
                 "--alt", "Ghe chở bông", "--credit", "Hải Vân")
        with self.start() as app:
            window = app.window()
            open_article(window, HEADLINE)
            window.key("F5")
            path = pathlib.Path(urllib.parse.unquote(
                urllib.parse.urlsplit(self.wait_opened(1)).path))
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
            self.assertEqual(stat.S_IMODE(path.parent.stat().st_mode), 0o700)
            page = path.read_text()
            self.assertRegex(page, r"<html[^>]* lang=.vi")
            self.assertIn(f">{HEADLINE}</h1>", page)
            for text in paragraphs(self.article()):
                self.assertIn(text, page)
            pictures = re.findall(r'<img src="(file://[^"]+)" alt="([^"]*)"', page)
            self.assertEqual([alt for _, alt in pictures], ["Ghe chở bông"])
            picture = pathlib.Path(urllib.parse.unquote(
                urllib.parse.urlsplit(pictures[0][0]).path))
            self.assertEqual(picture.read_bytes()[:2], b"\xff\xd8")
            self.assertIn("Chợ nổi lúc bình minh", page)
            self.assertNotIn("<script", page)

    def test_page_on_the_portal(self):
        portal = Portal(self.folder / "portal")
        self.addCleanup(lambda: portal.stop())
        page = self.folder / "page.txt"
        page.write_text(ARTICLE)
        self.cli("import", page)
        user = portal.users["editor"]
        self.cli("account", "add", "Báo tập", "--kind", "wordpress", "--url", portal.url,
                 "--user", user["login"], data=(user["app_password"] + "\n").encode())
        with self.start() as app:
            window = app.window()
            open_article(window, SENT)
            # Not there yet: what to do is said.
            choose(window, "Article Menu", "Look at It on the Portal")
            answer(app, "Not on the Portal Yet", "Cancel")
            window.key("ctrl+Return")
            dialog = app.window("Publish")
            dialog.find(name="Báo tập", seconds=PATIENCE)
            dialog.key("Escape")
            wait(lambda: not app._windows("Publish"), "the end of the dialog", PATIENCE)
            self.cli("publish", self.article()["uuid"], "--account", "Báo tập", "--as", "draft")
            post = portal.posts()[0]
            window.key("shift+F5")
            self.assertEqual(self.wait_opened(1), f"{portal.url.rstrip('/')}/?p={post['id']}"
                             "&preview=true")
            # Changed since: a person is told, and the draft can be sent at once.
            body = text_of(window, "Body")
            window.focus(body)
            window.key("ctrl+End")
            window.type(" Thêm một câu.")
            self.wait_stored(lambda a: paragraphs(a)[-1].endswith(" Thêm một câu."), "it")
            window.key("shift+F5")
            answer(app, "Changed Since It Was Sent", "Send the Draft")
            wait(lambda: "Thêm một câu." in portal.posts()[0]["content"]["raw"], "it there", 30)
            self.assertEqual(portal.posts()[0]["status"], "draft")
            window.find(role="label", has="verified", seconds=30)
            window.key("shift+F5")
            self.assertIn("preview=true", self.wait_opened(2))
            # Published: where readers find it.
            self.cli("publish", self.article()["uuid"], "--account", "Báo tập", "--as", "publish")
            link = portal.posts()[0]["link"]
            window.key("shift+F5")
            self.assertEqual(self.wait_opened(3), link)
            with urllib.request.urlopen(link, timeout=20) as reply:
                self.assertIn("Thêm một câu.", reply.read().decode())
            # Away: said in words, and nothing opens.
            portal.stop()
            window.key("shift+F5")
            message = app.window("The Page Cannot Be Shown", seconds=30)
            button(message, "Close").press()
            wait(lambda: not app._windows("The Page Cannot Be Shown"), "its end", PATIENCE)
            portal.start()
        self.assertEqual(len(self.opened.read_text().splitlines()), 3)


if __name__ == "__main__":
    taptest.main()
