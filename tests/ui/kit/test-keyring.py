#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Secret Service that session --keyring starts keeps a password, and only for us."""
import os
import pathlib
import unittest

import gi

gi.require_version("Secret", "1")
from gi.repository import Secret  # noqa: E402

import taptest  # noqa: E402

SCHEMA = Secret.Schema.new("vn.banthao.Test", Secret.SchemaFlags.NONE,
                           {"user": Secret.SchemaAttributeType.STRING})


class KeyringTest(unittest.TestCase):
    def test_keeps_a_password(self):
        who = {"user": "phongvien"}
        self.assertIsNone(Secret.password_lookup_sync(SCHEMA, who, None))
        self.assertTrue(Secret.password_store_sync(SCHEMA, who, Secret.COLLECTION_DEFAULT, "kit",
                                                   "mật khẩu", None))
        self.assertEqual(Secret.password_lookup_sync(SCHEMA, who, None), "mật khẩu")
        kept = list(pathlib.Path(os.environ["BANTHAO_SESSION"]).rglob("login.keyring"))
        self.assertEqual(len(kept), 1)
        self.assertNotIn("mật khẩu".encode(), kept[0].read_bytes())


if __name__ == "__main__":
    taptest.main()
