#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Snippets and hints of templates with Telex through IBus: the word that is being composed is
committed first, wherever the keyboard goes."""
import contextlib
import json
import os
import sqlite3
import unittest
import uuid

import taptest
from axkit import wait
from desk import PATIENCE, DeskTest, expect_text, field, new_article, paragraphs, text_of
from test_templates import new_from, selected

# GTK says this now and then when Alt and F4 come up again in a window that is half gone.
HALF_GONE = "gtk_im_context_filter_keypress: assertion 'GTK_IS_IM_CONTEXT"


@unittest.skipUnless(os.environ.get("GTK_IM_MODULE") == "ibus", "without an input method")
class WithTelex(DeskTest):
    def keep(self, **snippets):
        """Puts snippets where the program finds them: a file chooser is no place to type in."""
        self.cli("list")
        with contextlib.closing(sqlite3.connect(self.data / "banthao.db")) as db, db:
            for code, text in snippets.items():
                content = {"format": "banthao-article", "version": 2, "uuid": str(uuid.uuid4()),
                           "status": "draft", "fields": {}, "tags": [],
                           "blocks": [{"id": 1, "kind": "paragraph", "text": text}]}
                db.execute("INSERT INTO piece (kind, key, title, json, modified)"
                           " VALUES ('snippet', ?, '', ?, 0)",
                           (code, json.dumps(content, ensure_ascii=False)))

    def test_code_that_is_composed(self):
        self.keep(ct="cầu Cần Thơ", tgct="Thế giới")
        with self.start(forgiven=HALF_GONE) as app:
            window = app.window()
            new_article(window)
            body = text_of(window, "Body")
            window.focus(body)
            window.input_method()
            window.type("qua tgct", delay=30)
            self.wait_stored(lambda a: paragraphs(a) == ["qua tgct"], "what is composed")
            window.key("Tab")
            expect_text(body, "qua Thế giới")
            window.type(" mowis", delay=30)
            window.key("ctrl+j")
            search = text_of(window, "Search the snippets")
            wait(lambda: "focused" in search.states, "focus in the search", PATIENCE)
            window.type("caauf", delay=30)
            window.key("Return")
            expect_text(body, "qua Thế giới mớicầu Cần Thơ")
            self.wait_stored(lambda a: paragraphs(a) == ["qua Thế giới mớicầu Cần Thơ"], "it")

    def test_hint_after_hint(self):
        with self.start(forgiven=HALF_GONE) as app:
            window = app.window()
            headline = new_from(window, "News brief")
            wait(lambda: selected(headline), "a hint selected", PATIENCE)
            window.input_method()
            window.type("lux veef", delay=30)
            self.wait_stored(lambda a: field(a, "headline") == "lũ về", "what is composed")
            window.key("F4")
            lead = text_of(window, "Lead")
            wait(lambda: selected(lead) == "{Ngày nào}", "the next hint", PATIENCE)
            expect_text(headline, "lũ về")
            window.type("hoom nay", delay=30)
            self.wait_stored(lambda a: field(a, "lead").startswith("hôm nay,"), "it")
            window.key("F4")
            wait(lambda: selected(lead) == "{địa điểm}", "the next hint", PATIENCE)
            self.assertTrue(lead.text.startswith("hôm nay, tại {địa điểm}"), lead.text)


if __name__ == "__main__":
    taptest.main()
