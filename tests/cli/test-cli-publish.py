#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""account, publish and outbox against the practice portal."""
import base64
import html
import json
import os
import pty
import signal
import sqlite3
import subprocess
import time
import unicodedata
import urllib.request

import cli_kit
import taptest


class Accounts(cli_kit.PortalTest):
    def test_add_list_remove(self):
        account = self.add_account("editor")
        self.assertEqual(account["roles"], ["editor"])
        self.assertTrue(account["may_publish"])
        self.assertEqual(self.ok_json("account", "list"), [account])
        self.assertIn("may publish and upload photos", self.ok("account", "list").out)
        self.ok("account", "remove", "toasoan")
        self.assertEqual(self.ok_json("account", "list"), [])

    def test_wrong_password(self):
        done = self.fails(1, "--json", "account", "add", "a", "--url", self.url, "--user",
                          self.users["editor"]["login"], BANTHAO_PASSWORD="wrong wrong")
        self.assertEqual(done.json["error"]["code"], "portal/sign-in")
        self.assertEqual(self.ok_json("account", "list"), [])

    def test_no_portal_there(self):
        self.stop_portal()
        done = self.fails(1, "--json", "account", "add", "a", "--url", self.url, "--user", "b",
                          BANTHAO_PASSWORD="x")
        self.assertEqual(done.json["error"]["code"], "portal/offline")

    def test_plain_http_elsewhere(self):
        done = self.fails(1, "--json", "account", "add", "a", "--url", "http://192.0.2.1/",
                          "--user", "b", BANTHAO_PASSWORD="x")
        self.assertEqual(done.json["error"]["code"], "portal/address")

    def test_name_that_is_taken(self):
        self.add_account("editor")
        done = self.fails(1, "--json", "account", "add", "toasoan", "--url", self.url, "--user",
                          self.users["author"]["login"])
        self.assertEqual(done.json["error"]["code"], "store/exists")

    def test_password_on_standard_input(self):
        """It is read there and used; without a keyring it cannot be kept, and is not."""
        login = self.users["editor"]["login"]
        done = self.fails(1, "--json", "account", "add", "a", "--url", self.url, "--user", login,
                          stdin=self.password("editor") + "\n")
        self.assertEqual(done.json["error"]["code"], "password/unavailable")
        done = self.fails(1, "--json", "account", "add", "a", "--url", self.url, "--user", login,
                          stdin="wrong\n")
        self.assertEqual(done.json["error"]["code"], "portal/sign-in")
        self.fails(2, "account", "add", "a", "--url", self.url, "--user", login)

    def test_password_at_a_terminal_is_not_shown(self):
        master, slave = pty.openpty()
        process = subprocess.Popen(
            [cli_kit.CLI, "account", "add", "a", "--url", self.url, "--user", "b"],
            stdin=slave, stdout=subprocess.DEVNULL, stderr=slave, env=self.environment())
        shown = os.read(master, 100).decode()
        time.sleep(0.2)
        os.write(master, b"secret-of-the-test\n")
        process.wait(20)
        os.close(slave)
        try:
            while more := os.read(master, 1000):
                shown += more.decode()
        except OSError:
            pass
        os.close(master)
        self.assertIn("Application password:", shown)
        self.assertNotIn("secret-of-the-test", shown)
        self.assertEqual(process.returncode, 1)


class Publish(cli_kit.PortalTest):
    options = ["--allow-fault-control"]

    def setUp(self):
        super().setUp()
        self.uuid = self.imported()
        self.ok("photo", "add", self.uuid, cli_kit.PHOTO)
        self.ok("photo", "add", self.uuid, cli_kit.PHOTO2)

    def publish(self, *args, code=0, **more):
        done = self.run_cli("publish", self.uuid, "--json", *args, **more)
        self.assertEqual(done.code, code, done.err)
        return done.json

    def rest(self, path):
        with urllib.request.urlopen(f"{self.url}/wp-json/wp/v2/{path}", timeout=20) as answer:
            return json.loads(answer.read())

    def test_publish_and_again(self):
        self.add_account("editor")
        first = self.publish("--account", "toasoan", "--as", "publish")
        self.assertEqual(first["uuid"], self.uuid)
        self.assertEqual(first["state"], "done")
        self.assertIs(first["verified"], True)
        self.assertEqual(first["problems"], [])
        self.assertNotIn("error", first)
        page = unicodedata.normalize("NFC", html.unescape(self.page(first["url"])))
        for words in ("Mùa nước nổi, ghe bông điên điển", "Mới hơn 5 giờ sáng",
                      "Xuồng chở bông điên điển", "Bài, ảnh: Trần Hải Vân"):
            self.assertIn(words, page)
        self.assertEqual(self.ok_json("list")[0]["status"], "published")

        # The same post and pictures, without naming the one account.
        again = self.publish()
        self.assertEqual(again["remote_id"], first["remote_id"])
        self.assertEqual(len(self.rest("posts")), 1)
        self.assertEqual(len(self.rest("media")), 2)

    def test_in_words(self):
        self.add_account("editor")
        done = self.ok("publish", self.uuid, "--as", "publish")
        self.assertRegex(done.out, r"^http://127\.0\.0\.1:\d+/\S+\n$")
        self.assertIn("Sent and verified", done.err)
        # Progress is for terminals.
        self.assertNotIn("%", done.err)

    def test_progress_at_a_terminal(self):
        self.add_account("editor")
        master, slave = pty.openpty()
        process = subprocess.Popen([cli_kit.CLI, "publish", self.uuid], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=slave,
                                   env=self.environment())
        self.assertEqual(process.wait(30), 0)
        os.close(slave)
        shown = os.read(master, 100000).decode()
        os.close(master)
        self.assertIn("Uploading photo 1 of 2", shown)
        self.assertIn("Uploading photo 2 of 2", shown)

    def test_draft(self):
        self.add_account("editor")
        answer = self.publish("--as", "draft")
        self.assertEqual((answer["status"], answer["verified"]), ("draft", True))
        self.assertEqual(self.rest("posts"), [])

    def test_schedule(self):
        self.add_account("editor")
        for when in ("11:09 - 28/12/2040", "2040-12-28T11:09:00+07:00", "2040-12-28 11:09",
                     "2040-12-28T04:09Z"):
            answer = self.publish("--at", when)
            self.assertEqual((answer["status"], answer["verified"]), ("future", True), when)
            row = self.ok_json("outbox", "--all")[-1]
            self.assertEqual((row["as"], row["at"]), ("schedule", "2040-12-28T04:09:00Z"))
        answer = self.publish("--at", "11:09 - 28/12/2017", code=1)
        self.assertEqual(answer["error"]["code"], "send/time-past")

    def test_contributor_submits_for_approval(self):
        self.add_account("contributor")
        done = self.fails(1, "publish", self.uuid, "--account", "toasoan", "--as", "publish")
        self.assertIn("may not publish", done.err)
        command = f"banthao-cli publish {self.uuid} --account 'toasoan' --as pending"
        self.assertIn(command, done.err)
        answer = self.publish("--as", "publish", code=1)
        self.assertEqual(answer["error"]["code"], "send/may-not-publish")
        self.assertIs(answer["verified"], False)

        # The command that was offered does it.
        done = self.run_cli(*command.replace("'", "").split()[1:], "--json")
        self.assertEqual(done.code, 0, done.err)
        answer = done.json
        self.assertEqual((answer["status"], answer["verified"]), ("pending", True))
        self.assertEqual({problem["kind"] for problem in answer["problems"]}, {"photo-not-sent"})
        for problem in answer["problems"]:
            self.assertTrue(problem["message"])
        self.assertIn("except for this", done.err)
        self.assertEqual(self.ok_json("list")[0]["status"], "pending")

    def test_a_role_that_was_raised(self):
        """What was known of the role last does not stand in the way of what it is now."""
        self.add_account("editor")
        store = sqlite3.connect(self.data / "banthao.db")
        can = json.loads(store.execute("SELECT can FROM account").fetchone()[0])
        self.assertIs(can["may_publish"], True)
        store.execute("UPDATE account SET can = ?", [json.dumps({**can, "may_publish": False})])
        store.commit()
        store.close()
        self.assertIs(self.ok_json("account", "list")[0]["may_publish"], False)
        self.assertIs(self.publish("--as", "publish")["verified"], True)
        self.assertIs(self.ok_json("account", "list")[0]["may_publish"], True)

    def test_refusals(self):
        done = self.fails(1, "--json", "publish", self.uuid)
        self.assertEqual(done.json["error"]["code"], "account/none")
        self.add_account("editor")
        done = self.fails(1, "--json", "publish", self.uuid, "--account", "khac")
        self.assertEqual(done.json["error"]["code"], "account/unknown")
        self.add_account("author", "thu-hai")
        self.fails(2, "publish", self.uuid)
        waiting = self.imported()
        answer = self.run_cli("--json", "publish", waiting, "--account", "toasoan")
        self.assertEqual(answer.json["error"]["code"], "send/figure-without-photo")
        unfinished = self.imported(
            self.file("goi-y.txt", "Tin mưa lũ\n\nTheo {họ tên, chức vụ}, nước đang rút.\n"))
        for intent in ("publish", "pending"):
            answer = self.run_cli("--json", "publish", unfinished, "--account", "toasoan",
                                  "--as", intent)
            self.assertEqual(answer.json["error"]["code"], "send/placeholder")
        self.assertEqual(self.ok_json("outbox", "--all"), [])

    def test_outbox(self):
        self.add_account("editor")
        row = self.publish("--no-wait")
        self.assertEqual((row["state"], row["verified"]), ("waiting", False))
        self.assertEqual(self.rest("posts"), [])
        listed = self.ok_json("outbox")
        self.assertEqual([(r["row"], r["uuid"], r["state"], r["as"]) for r in listed],
                         [(row["row"], self.uuid, "waiting", "publish")])
        self.assertIn("Waiting to be sent", self.ok("outbox").out)

        answer = self.ok_json("outbox", "send", row["row"])
        self.assertIs(answer["verified"], True)
        self.assertEqual(self.ok_json("outbox"), [])
        self.assertEqual(self.ok_json("outbox", "--all")[0]["state"], "done")
        for command in ("send", "cancel"):
            done = self.fails(1, "--json", "outbox", command, row["row"])
            self.assertEqual(done.json["error"]["code"], "outbox/sent")

    def test_cancel(self):
        self.add_account("editor")
        row = int(self.ok("publish", self.uuid, "--no-wait").out)
        self.assertEqual(self.ok_json("outbox", "cancel", row)["state"], "cancelled")
        self.assertEqual(self.ok_json("outbox"), [])
        done = self.fails(1, "--json", "outbox", "send", row)
        self.assertEqual(done.json["error"]["code"], "outbox/cancelled")
        self.assertEqual(self.rest("posts"), [])

    def test_waits_for_a_portal_that_is_away(self):
        self.add_account("editor")
        self.stop_portal()
        process = subprocess.Popen([cli_kit.CLI, "--json", "publish", self.uuid],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   env=self.environment())
        self.assertIn("Next try in", process.stderr.readline())
        self.start_portal(self.port)
        out, _ = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0)
        self.assertIs(json.loads(out)["verified"], True)
        self.assertEqual(len(self.rest("posts")), 1)

    def test_interrupted(self):
        self.add_account("editor")
        self.stop_portal()
        process = subprocess.Popen([cli_kit.CLI, "--json", "publish", self.uuid],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   env=self.environment())
        process.stderr.readline()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
        self.assertEqual(process.returncode, 1)
        answer = json.loads(out)
        self.assertEqual((answer["state"], answer["verified"]), ("waiting", False))
        self.assertIn(f"banthao-cli outbox send {answer['row']}", err)
        self.assertEqual(self.ok_json("outbox")[0]["state"], "waiting")

        self.start_portal(self.port)
        self.assertIs(self.ok_json("outbox", "send", answer["row"])["verified"], True)
        self.assertEqual(len(self.rest("posts")), 1)

    def test_changed_there(self):
        self.add_account("editor")
        first = self.publish()
        self.change_there(first["remote_id"], "Tít của đồng nghiệp")
        answer = self.publish(code=1)
        self.assertEqual(answer["error"]["code"], "send/changed-there")
        self.assertEqual(answer["state"], "needs-person")
        self.assertEqual(answer["remote_id"], first["remote_id"])
        done = self.fails(1, "publish", self.uuid)
        self.assertIn("--replace-theirs", done.err)
        self.assertIn("Tít của đồng nghiệp", self.page(first["url"]))
        self.assertIs(self.publish("--replace-theirs")["verified"], True)

    def change_there(self, post, title):
        admin = self.users["administrator"]
        token = base64.b64encode(f"{admin['login']}:{admin['app_password']}".encode()).decode()
        request = urllib.request.Request(
            f"{self.url}/wp-json/wp/v2/posts/{post}", method="POST",
            data=json.dumps({"title": title}).encode(),
            headers={"Content-Type": "application/json", "Authorization": f"Basic {token}"})
        # Times of change have whole seconds.
        time.sleep(1.1)
        urllib.request.urlopen(request, timeout=20).close()


class Secrets(cli_kit.PortalTest):
    def test_the_password_is_nowhere(self):
        self.add_account("editor")
        uuid = self.imported()
        for photo in (cli_kit.PHOTO, cli_kit.PHOTO2):
            self.ok("photo", "add", uuid, photo)
        done = self.ok("--json", "--details", "publish", uuid)
        secret = self.password("editor")
        self.assertNotIn(secret, done.out + done.err)
        for path in self.data.rglob("*"):
            if path.is_file():
                self.assertNotIn(secret.encode(), path.read_bytes(), path)


if __name__ == "__main__":
    taptest.main()
