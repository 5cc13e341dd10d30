#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Help, wrong use, exit codes, language."""
import re
import unittest

import cli_kit
import taptest

COMMANDS = ["import", "list", "search", "show", "check", "photo import", "photo list",
            "photo add", "photo show",
            "account add", "account list", "account remove", "publish", "outbox", "export"]
LATER = ["sync", "conflicts", "resolve", "doctor", "backup", "restore"]


def letters_of_vietnamese(text):
    return re.findall(r"[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]", text)


class Help(cli_kit.CliTest):
    def test_every_command_is_named(self):
        listed = re.findall(r"^  ([a-z]+(?: [a-z]+)?)(?= |$)", self.ok("--help").out, re.M)
        for command in COMMANDS:
            self.assertIn(command, listed)
        for command in LATER:
            self.assertNotIn(command, listed)

    def test_every_command_has_help(self):
        for command in COMMANDS:
            out = self.ok(*command.split(), "--help").out
            self.assertIn(f"banthao-cli {command}", out)
            self.assertIn("--data-dir", out)

    def test_options_of_publish(self):
        out = self.ok("publish", "--help").out
        for option in ["--account", "--as", "--at", "--no-wait", "--replace-theirs"]:
            self.assertIn(option, out)

    def test_version(self):
        self.assertRegex(self.ok("--version").out, r"^banthao-cli \d+\.\d+\.\d+\n$")

    def test_nothing_is_made_by_asking(self):
        self.ok("--help")
        self.ok("show", "--help")
        self.assertFalse(self.data.exists())


class Vietnamese(cli_kit.CliTest):
    language = "vi"

    def test_help_is_vietnamese(self):
        english = cli_kit.CliTest.language
        for command in [[], *[command.split() for command in COMMANDS]]:
            out = self.ok(*command, "--help").out
            theirs = self.ok(*command, "--help", LANGUAGE=english).out
            self.assertGreater(len(letters_of_vietnamese(out)), 20)
            # Not one line of words stayed English; the commands themselves do.
            same = [line for line in set(out.splitlines()) & set(theirs.splitlines())
                    if re.search(r"[a-z]{4,}", line)
                    and not re.fullmatch(f"banthao-cli {' '.join(command)}( UUID)?",
                                         line.strip())]
            self.assertEqual(same, [])

    def test_messages_are_vietnamese(self):
        for args, code in [(["import", "/nowhere"], 1), (["show", "x"], 1), (["no-such"], 2),
                           (["list", "--status", "x"], 2), (["list", "--no-such"], 2),
                           (["export", "x"], 2), ([], 2)]:
            done = self.fails(code, *args)
            for line in done.err.strip().splitlines():
                self.assertTrue(letters_of_vietnamese(line), line)

    def test_status_of_a_list(self):
        self.imported()
        self.assertIn("[Bản nháp]", self.ok("list").out)

    def test_without_a_generated_locale(self):
        out = self.ok("--help", LC_ALL="vi_VN.UTF-8", LANGUAGE="").out
        self.assertIn("Cách dùng", out)


class WrongUse(cli_kit.CliTest):
    def test_exit_code_2(self):
        for args in [[], ["no-such"], ["photo"], ["photo", "no-such"], ["show"],
                     ["show", "a", "b"], ["list", "a"], ["list", "--status"],
                     ["list", "--status", "no-such"], ["--no-such"], ["list", "--no-such"],
                     ["show", "a", "--format", "pdf"], ["export", "a", "b"],
                     ["export", "a", "b", "--format", "docx"], ["import"], ["search"],
                     ["account", "add", "a"], ["account", "add", "a", "--url", "b"],
                     ["account", "add", "a", "--url", "b", "--user", "c", "--kind", "d"],
                     ["publish", "a", "--as", "schedule"], ["publish", "a", "--as", "no"],
                     ["publish", "a", "--at", "99:99 - 1/1/2030"],
                     ["publish", "a", "--as", "draft", "--at", "11:09 - 28/12/2030"],
                     ["outbox", "send", "x"], ["outbox", "cancel", "0"]]:
            with self.subTest(args=args):
                done = self.fails(2, *args)
                self.assertEqual(done.out, "")

    def test_exit_code_1(self):
        for args in [["show", "a"], ["show", "../../etc/passwd"], ["photo", "show", "a"],
                     ["account", "remove", "a"], ["outbox", "send", "7"],
                     ["outbox", "cancel", "7"]]:
            with self.subTest(args=args):
                self.fails(1, *args)
                error = self.fails(1, "--json", *args).json["error"]
                self.assertEqual(error["code"], "store/not-found")
                self.assertIn("details", error)

    def test_details(self):
        self.assertNotIn("store/not-found", self.fails(1, "show", "a").err)
        self.assertIn("(store/not-found: ", self.fails(1, "show", "a", "--details").err)

    def test_not_utf8(self):
        done = cli_kit.subprocess.run([cli_kit.CLI, "search", b"\xff\xfe"],
                                      capture_output=True, env=self.environment())
        self.assertEqual(done.returncode, 2)

    def test_words_that_look_like_options(self):
        self.assertEqual(self.ok("search", "--", "--json").out, "")

    def test_a_full_disk_is_no_success(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = cli_kit.subprocess.run([cli_kit.CLI, "--help"], stdout=full,
                                          stderr=cli_kit.subprocess.PIPE,
                                          env=self.environment())
        self.assertEqual(done.returncode, 1)
        self.assertNotEqual(done.stderr, b"")


class Terminal(cli_kit.CliTest):
    def test_nothing_steers_it(self):
        done = self.run_cli("show", "a\x1b[2Jb\u009bc")
        self.assertIn("a?[2Jb ?c", done.err)


class DataFolder(cli_kit.CliTest):
    def test_option_before_and_after(self):
        other = self.folder / "other"
        uuid = self.ok("--data-dir", other, "import", cli_kit.ARTICLE).out.strip()
        self.assertEqual(self.ok_json("list"), [])
        self.assertEqual(self.ok_json("list", "--data-dir", other)[0]["uuid"], uuid)

    def test_is_private(self):
        self.imported()
        self.assertEqual(self.data.stat().st_mode & 0o777, 0o700)
        for path in self.data.glob("*.db*"):
            self.assertEqual(path.stat().st_mode & 0o777, 0o600)

    def test_cannot_be_made(self):
        blocked = self.file("blocked", "x")
        done = self.fails(1, "--data-dir", blocked / "data", "list")
        self.assertIn("articles cannot be opened", done.err)

    def test_damaged(self):
        self.imported()
        (self.data / "banthao.db").write_bytes(b"not a database" * 1000)
        self.assertIn("damaged", self.fails(1, "list").err)


if __name__ == "__main__":
    taptest.main()
