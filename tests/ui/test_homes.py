#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The four homes of a caption in the photo desk: the file's two, the practice portal's library,
the article; where they differ, and one press that brings them together."""
import base64
import json
import subprocess
import time
import urllib.request

import taptest
from axkit import wait
from desk import BUILD, PATIENCE, DeskTest, button, figures, open_article
from photodesk import make_photo

PORTAL = str(BUILD / "src/practice/banthao-portal")
TITLE = "Chợ nổi vào mùa nước"
PAGE = f"{TITLE}\n\nGhe xuồng tấp nập từ mờ sáng.\n\nTin: Trần Hải Vân\n"
CAPTION = "Ghe chở khóm cập chợ nổi Cái Răng lúc mặt trời vừa mọc"
CREDIT = "Hoàng Vĩnh Khang"
ALT = "Ghe chở khóm trên sông"
THERE = "Ghe chở dưa hấu cập chợ nổi Cái Răng"


class Homes(DeskTest):
    def setUp(self):
        super().setUp()
        self.portal = subprocess.Popen(
            [PORTAL, "--data-dir", str(self.folder / "portal"), "--port", "0", "--json"],
            stdout=subprocess.PIPE, text=True)
        self.addCleanup(self.portal.wait)
        self.addCleanup(self.portal.terminate)
        self.addCleanup(self.portal.stdout.close)
        self.site = json.loads(self.portal.stdout.readline())
        page = self.folder / "page.txt"
        page.write_text(PAGE)
        self.uuid = self.cli("import", page).splitlines()[0]
        self.cli("photo", "add", self.uuid, make_photo(self.folder / "cho-noi.jpg", 3),
                 "--caption", CAPTION + ".", "--credit", CREDIT, "--alt", ALT)
        self.hash = self.query("SELECT hash FROM photo")[0][0]

    def publish(self):
        user = self.site["users"]["editor"]
        self.cli("account", "add", "Báo tập", "--kind", "wordpress", "--url", self.site["url"],
                 "--user", user["login"], data=(user["app_password"] + "\n").encode())
        self.cli("publish", self.uuid, "--account", "Báo tập", "--as", "publish")

    def ask(self, path, data=None):
        user = self.site["users"]["administrator"]
        secret = base64.b64encode(f"{user['login']}:{user['app_password']}".encode()).decode()
        request = urllib.request.Request(self.site["api"] + path, headers={
            "Authorization": "Basic " + secret, "Content-Type": "application/json"},
            data=None if data is None else json.dumps(data).encode())
        with urllib.request.urlopen(request, timeout=20) as reply:
            return json.load(reply)

    def media(self):
        return self.ask("wp/v2/media?context=edit")[0]

    def words(self):
        """The photo's on the disk."""
        fields = json.loads(self.query("SELECT info FROM photo")[0][0]).get("fields", {})
        return tuple(fields.get(name, "") for name in ("caption", "credit", "alt"))

    def item(self):
        return figures(self.article(TITLE))[0][0]

    def open_homes(self, article=False):
        app = self.start()
        self.addCleanup(app.kill)
        window = app.window()
        if article:
            open_article(window, TITLE)
        window.key("ctrl+shift+d")
        desk = app.window("Photo Desk")
        desk.find(name="Four Homes", seconds=PATIENCE).press()
        return window, desk

    def says(self, desk, text):
        desk.find(role="label", has=text, seconds=PATIENCE)

    def card(self, desk, name):
        return wait(lambda: [n for n in desk.node.all(has=name) if n.children()][0], name, PATIENCE)

    def labels(self, desk, name):
        return [n.name for n in self.card(desk, name).all(role="label")]

    def use(self, desk, name):
        self.card(desk, name).find(role="push button", name="Use these everywhere").press()

    def test_together_from_the_article(self):
        self.publish()
        media = self.media()
        self.ask(f"wp/v2/media/{media['id']}", {"caption": THERE, "alt_text": "Dưa hấu"})
        window, desk = self.open_homes(article=True)
        # The photo itself has no words yet; the library and the article have their own.
        self.says(desk, "2 places differ")
        self.assertIn(THERE, self.labels(desk, "Media library of “Báo tập”"))
        self.assertIn("Caption: different", self.labels(desk, f"Article “{TITLE}”"))
        self.use(desk, f"Article “{TITLE}”")
        self.says(desk, "All say the same")
        self.assertEqual(self.words(), (CAPTION + ".", CREDIT, ALT))
        media = self.media()
        self.assertEqual(media["caption"]["raw"], f"{CAPTION}. Ảnh: {CREDIT}.")
        self.assertEqual(media["alt_text"], ALT)

        # From the library into the article that is open: one step there.
        self.ask(f"wp/v2/media/{media['id']}", {"caption": f"{THERE}. Ảnh: Út Thảo."})
        button(desk, "Read again").press()
        self.says(desk, "1 place differs")
        self.use(desk, "Media library of “Báo tập”")
        self.says(desk, "All say the same")
        self.assertEqual(self.words()[:2], (THERE + ".", "Út Thảo"))
        self.assertEqual((self.item()["caption"], self.item()["credit"], self.item()["alt"]),
                         (THERE + ".", "Út Thảo", ALT))
        window.activate()
        window.key("ctrl+z")
        wait(lambda: self.item()["caption"] == CAPTION + ".", "the step back", PATIENCE)

    def test_changed_while_it_was_shown(self):
        self.publish()
        media = self.media()
        self.ask(f"wp/v2/media/{media['id']}", {"caption": "Chợ nổi Cái Răng buổi sớm"})
        _, desk = self.open_homes()
        self.says(desk, "2 places differ")
        time.sleep(1)  # whatever was read by coming into the window is read
        self.ask(f"wp/v2/media/{media['id']}", {"caption": THERE})
        self.use(desk, f"Article “{TITLE}”")
        self.says(desk, "Not written")
        self.says(desk, "Media library of “Báo tập”: Somebody changed the words there")
        self.assertEqual(self.media()["caption"]["raw"], THERE)
        self.assertEqual(self.words(), (CAPTION + ".", CREDIT, ALT))
        # Now it is seen, and the press holds.
        self.use(desk, f"Article “{TITLE}”")
        self.says(desk, "All say the same")
        self.assertEqual(self.media()["caption"]["raw"], f"{CAPTION}. Ảnh: {CREDIT}.")

    def test_portal_away(self):
        self.publish()
        self.portal.terminate()
        self.portal.wait()
        _, desk = self.open_homes()
        self.says(desk, "It could not be read")
        self.use(desk, f"Article “{TITLE}”")
        self.says(desk, "Not written")
        self.assertEqual(self.words(), (CAPTION + ".", CREDIT, ALT))
        self.says(desk, "All that could be read say the same")


if __name__ == "__main__":
    taptest.main()
