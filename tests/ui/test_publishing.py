#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Publishing from the real window to the practice portal: the account, the dialog, the bar that
tells how it goes, and what stands on the portal in the end."""
import base64
import json
import subprocess
import urllib.error
import urllib.request

import taptest
from axkit import wait
from desk import (BUILD, PATIENCE, DeskTest, answer, button, choose, expect_text,
                  open_article, paragraphs, text_of)

HEADLINE = "Nước lũ về sớm, chợ nổi Cái Răng rộn ràng"
ARTICLE = f"""{HEADLINE}
06:45 - 21/10/2024

(MTO) Nước lũ năm nay về sớm hơn mọi năm gần nửa tháng.

Mới hơn 5 giờ sáng, khúc sông đã rộn tiếng máy dầu. “Còn nước thì còn ghe”, ông Kịch nói.

Theo các chủ vựa, bông điên điển đầu mùa bán giá 60.000 đồng/kg; cá linh giữ mức 120.000 đồng/kg.

Tin: Trần Hải Vân
"""
PORTAL = str(BUILD / "src/practice/banthao-portal")


class Portal:
    """The practice portal, which may go away and come back at the same address."""

    def __init__(self, folder, *options):
        self.folder, self.port = folder, 0
        self.start(*options)

    def start(self, *options):
        self.process = subprocess.Popen(
            [PORTAL, "--data-dir", str(self.folder), "--port", str(self.port), "--json", *options],
            stdout=subprocess.PIPE, text=True)
        site = json.loads(self.process.stdout.readline())
        self.url, self.api, self.users = site["url"], site["api"], site["users"]
        self.port = int(self.url.rsplit(":", 1)[1])

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()

    def ask(self, path, data=None):
        """Asks the REST interface as its administrator."""
        user = self.users["administrator"]
        secret = base64.b64encode(f"{user['login']}:{user['app_password']}".encode()).decode()
        request = urllib.request.Request(self.api + path, headers={
            "Authorization": "Basic " + secret, "Content-Type": "application/json"},
            data=None if data is None else json.dumps(data).encode())
        with urllib.request.urlopen(request, timeout=20) as reply:
            return json.load(reply)

    def posts(self):
        return self.ask("wp/v2/posts?context=edit&status=publish,pending,draft,future")


class Publishing(DeskTest):
    def setUp(self):
        super().setUp()
        self.portal = Portal(self.folder / "portal")
        self.addCleanup(lambda: self.portal.stop())
        page = self.folder / "page.txt"
        page.write_text(ARTICLE)
        self.cli("import", page)

    def sign_in(self, role="editor"):
        user = self.portal.users[role]
        self.cli("account", "add", "Báo tập", "--kind", "wordpress", "--url", self.portal.url,
                 "--user", user["login"], data=(user["app_password"] + "\n").encode())

    def open(self):
        app = self.start()
        self.addCleanup(app.kill)
        window = app.window()
        open_article(window, HEADLINE)
        return app, window

    def send(self, app, window, label="Publish", keys=()):
        """The dialog begins with what the role may do; keys choose something else."""
        window.key("ctrl+Return")
        dialog = app.window("Publish")
        dialog.find(name="Báo tập", seconds=PATIENCE)
        if keys:
            dialog.key(*keys)
        button(dialog, label).press()
        wait(lambda: not app._windows("Publish"), "the end of the dialog", PATIENCE)

    def wait_says(self, window, words, seconds=30):
        return window.find(role="label", has=words, seconds=seconds)

    def state(self):
        return [row[0] for row in self.query("SELECT state FROM outbox ORDER BY id")]

    # --- the account

    def test_account_in_the_dialog(self):
        app, window = self.open()
        choose(window, "Main Menu", "Accounts")
        dialog = app.window("Accounts")
        button(dialog, "Add a Portal").press()
        user = self.portal.users["editor"]
        for name, typed in (("Address of the site", self.portal.url),
                            ("User name", user["login"]),
                            ("Application password", "khong dung mat khau"),
                            ("Name for it here", "Báo tập")):
            entry = text_of(dialog, name)
            wait(lambda: entry.extents[2] > 100, "the form", PATIENCE)
            dialog.click(entry)
            dialog.type(typed)
            if "password" not in name:
                expect_text(entry, typed)
        dialog.key("Return")
        wrong = dialog.find(where=lambda n: n.role in ("label", "alert", "notification")
                            and "password" in n.name and len(n.name.split()) > 5
                            and "WordPress" not in n.name, seconds=30)
        self.assertNotIn("401", wrong.name)
        self.assertEqual(self.query("SELECT name FROM account"), [])

        dialog.click(text_of(dialog, "Application password"))
        dialog.key("ctrl+a")
        dialog.type(user["app_password"])
        dialog.key("Return")
        wait(lambda: self.query("SELECT name, user FROM account") == [("Báo tập", user["login"])],
             "the account", 30)
        dialog.find(has=user["login"] + " · " + self.portal.url, seconds=PATIENCE)
        dialog.key("Escape")
        wait(lambda: not app._windows("Accounts"), "the end of the dialog", PATIENCE)
        # The password is the keyring's, and nowhere in the data folder.
        for path in self.data.rglob("*"):
            if path.is_file():
                self.assertNotIn(user["app_password"].encode(), path.read_bytes(), path)
        window.activate()
        self.send(app, window)
        self.wait_says(window, "verified")
        app.quit()

    # --- sending

    def test_published_and_verified(self):
        self.sign_in()
        app, window = self.open()
        self.send(app, window)
        self.wait_says(window, "Published · verified")
        post = self.portal.posts()[0]
        self.wait_says(window, post["link"])
        with urllib.request.urlopen(post["link"], timeout=20) as reply:
            page = reply.read().decode()
        for text in [HEADLINE, *paragraphs(self.article())]:
            self.assertIn(text.replace("&", "&amp;"), page)
        self.assertEqual((len(self.portal.posts()), post["status"]), (1, "publish"))
        self.assertEqual(self.article()["status"], "published")

        # Again, changed: the same post.
        body = text_of(window, "Body")
        window.focus(body)
        window.key("ctrl+End")
        window.type(" Thêm một câu.")
        self.wait_stored(lambda a: paragraphs(a)[-1].endswith(" Thêm một câu."), "the sentence")
        self.send(app, window)
        wait(lambda: "Thêm một câu." in self.portal.posts()[0]["content"]["raw"], "the change", 30)
        self.wait_says(window, "Published · verified")
        self.assertEqual([p["id"] for p in self.portal.posts()], [post["id"]])
        app.quit()

    def test_the_portal_is_away(self):
        self.sign_in()
        app, window = self.open()
        self.portal.stop()
        self.send(app, window)
        self.wait_says(window, "Waiting to be sent")
        self.assertEqual(self.state(), ["waiting"])
        self.portal.start()
        button(window, "Try Now").press()
        self.wait_says(window, "Published · verified")
        self.assertEqual(len(self.portal.posts()), 1)
        app.quit()

    def test_waiting_is_cancelled(self):
        self.sign_in()
        app, window = self.open()
        self.portal.stop()
        self.send(app, window)
        self.wait_says(window, "Waiting to be sent")
        window.click(button(window, "Cancel"))
        wait(lambda: self.state() and self.state()[0] not in ("waiting", "sending"),
             "an outbox in which nothing waits", PATIENCE)
        self.portal.start()
        self.assertEqual(self.portal.posts(), [])
        app.quit()

    def test_sending_is_seen_and_cancelled(self):
        self.sign_in()
        app, window = self.open()
        self.portal.stop()
        self.portal.start("--fault", "slow=4,POST")
        self.send(app, window)
        self.wait_says(window, "Sending to the portal")
        window.find(role="progress bar", name="Progress of sending", seconds=PATIENCE)
        button(window, "Cancel").press()
        wait(lambda: self.state() and self.state()[0] not in ("waiting", "sending"),
             "an outbox in which nothing waits", 30)
        self.portal.stop()
        self.portal.start()
        self.assertNotIn("publish", [post["status"] for post in self.portal.posts()])
        # Whatever had arrived by then: sent again, there is one.
        self.send(app, window)
        self.wait_says(window, "Published · verified")
        self.assertEqual([post["status"] for post in self.portal.posts()], ["publish"])
        app.quit()

    def test_contributor(self):
        self.sign_in("contributor")
        app, window = self.open()
        self.send(app, window, keys=("space", "Down", "Down", "Return"))
        question = app.window("Submit for Approval?", seconds=30)
        self.assertEqual(self.portal.posts(), [])
        button(question, "Submit for Approval").press()
        self.wait_says(window, "Submitted for approval · verified")
        post = self.portal.posts()[0]
        self.assertEqual((post["status"], post["title"]["raw"]), ("pending", HEADLINE))
        self.send(app, window, "Submit")
        self.wait_says(window, "Submitted for approval · verified")
        self.assertEqual(self.state(), ["done", "done"])
        app.quit()

    def test_changed_on_the_portal(self):
        self.sign_in()
        app, window = self.open()
        self.send(app, window)
        self.wait_says(window, "Published · verified")
        post = self.portal.posts()[0]
        theirs = post["content"]["raw"].replace("Mới hơn 5 giờ sáng", "Mới hơn BỐN giờ sáng")
        self.portal.ask(f"wp/v2/posts/{post['id']}", {"content": theirs})
        body = text_of(window, "Body")
        window.focus(body)
        window.key("ctrl+End")
        window.type(" Thêm.")
        self.wait_stored(lambda a: paragraphs(a)[-1].endswith(" Thêm."), "the word")
        self.send(app, window)
        self.wait_says(window, "Not sent")
        self.assertIn("BỐN", self.portal.posts()[0]["content"]["raw"])
        window.click(button(window, "Send Mine"))
        answer(app, "Changed on the Portal", "Send Mine")
        wait(lambda: "Thêm." in self.portal.posts()[0]["content"]["raw"], "mine", 30)
        self.wait_says(window, "Published · verified")
        self.assertNotIn("BỐN", self.portal.posts()[0]["content"]["raw"])
        kept = [row[0] for row in self.query("SELECT json FROM version")]
        self.assertTrue(any("BỐN" in text for text in kept), "theirs is not in the history")
        app.quit()


if __name__ == "__main__":
    taptest.main()
