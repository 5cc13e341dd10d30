#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Articles on paper: the PDF that the window writes is read again with other programs."""
import contextlib
import json
import re
import sqlite3
import subprocess

import taptest
from axkit import wait
from desk import (HEADLINE, PATIENCE, PHOTO, DeskTest, choose, choose_file, expect_text,
                  open_article, row, text_of)

A4 = (595, 842)
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<')


def run(*command):
    done = subprocess.run(list(map(str, command)), capture_output=True, timeout=60)
    if done.returncode:
        raise AssertionError(done.stderr.decode())
    return done.stdout.decode()


def pages(pdf):
    """The text of each page, its lines joined."""
    return [" ".join(page.split()) for page in run("pdftotext", "-layout", pdf, "-").split("\f")
            if page.strip()]


def words(pdf):
    """(page, left, top, right, bottom, text) of every word, from the corner of the page."""
    found = []
    for number, page in enumerate(run("pdftotext", "-bbox", pdf, "-").split("<page ")[1:]):
        found += [(number, *map(float, match[:4]), match[4]) for match in WORD.findall(page)]
    return found


class Print(DeskTest):
    def export(self, app, path, vi=False):
        window = app.window()
        choose(window, "Trình đơn của bài" if vi else "Article Menu",
               "Lưu thành PDF" if vi else "Save as PDF")
        choose_file(app, "Lưu thành PDF" if vi else "Save as PDF", path)
        wait(lambda: path.exists() and path.read_bytes()[-6:].strip() == b"%%EOF", "the PDF",
             PATIENCE)
        window.find(name="Đã lưu thành PDF" if vi else "Saved as PDF", seconds=PATIENCE)

    def import_json(self, headline, blocks, **fields):
        """An article with these blocks, put in place of the text of one that was imported."""
        path = self.folder / "bai.txt"
        path.write_text(f"{headline}\n\nMột đoạn để bắt đầu bài này.\n")
        uuid = self.cli("import", path).splitlines()[0]
        article = json.loads(self.cli("show", uuid, "--format", "json"))
        article["fields"].update(fields)
        article["blocks"] = [{"id": i, **block} for i, block in enumerate(blocks, 1)]
        article["next_id"] = len(blocks) + 1
        with contextlib.closing(sqlite3.connect(self.data / "banthao.db")) as db, db:
            db.execute("UPDATE body SET json = ?", (json.dumps(article, ensure_ascii=False),))
        return uuid

    def test_a_page_of_an_article(self):
        uuid = self.import_sample()
        self.cli("photo", "add", uuid, PHOTO, "--caption", "Chợ nổi lúc bình minh",
                 "--alt", "Ghe", "--credit", "Hải Vân")
        pdf = self.folder / "bài in.pdf"
        with self.start(language="vi") as app:
            window = app.window()
            open_article_vi(window)
            expect_text(text_of(window, "Tít"), HEADLINE)
            self.export(app, pdf, vi=True)
        info = run("pdfinfo", pdf)
        self.assertIn("595.", info.split("Page size:")[1])
        text = " ".join(pages(pdf))
        at = [text.index(piece) for piece in (
            HEADLINE, "Trang 1/", " chữ ", "(MTO)", "minh (Ảnh: Hải Vân)", "Chờ ảnh",
            "Bài, ảnh: Trần Hải Vân")]
        self.assertEqual(at, sorted(at))
        self.assertEqual(text.count(HEADLINE), 1 + len(pages(pdf)))
        images = run("pdfimages", "-list", pdf).splitlines()[2:]
        self.assertEqual(len(images), 1)
        # the photo's own bytes, not pixels
        self.assertIn("jpeg", images[0])
        self.assertNotIn("Hỏi lại", text)

    def test_lines_margins_and_pages(self):
        sentence = "Nước lũ năm nay về sớm hơn mọi năm gần nửa tháng, chợ nổi đông ghe. "
        blocks = []
        for number in range(14):
            blocks.append({"kind": "heading", "level": 2, "text": f"Tít xen số {number}"})
            blocks.append({"kind": "paragraph", "text": (sentence * 6).strip()})
        blocks.append({"kind": "table", "has_header": True,
                       "rows": [["Nơi", "Mực nước"], ["Tân Châu", "3,2 m"], ["Châu Đốc", "2,8 m"]]})
        blocks.append({"kind": "list-item", "level": 0, "ordered": True, "text": "Việc một"})
        blocks.append({"kind": "list-item", "level": 0, "ordered": True, "text": "Việc hai"})
        self.import_json("Bài dài về mùa nước nổi", blocks, notes="Ghi chú giữa đồng nghiệp",
                         byline="Thu Hà", section="Thời sự", genre="report")
        pdf = self.folder / "dai.pdf"
        with self.start() as app:
            window = app.window()
            open_article(window, "Bài dài về mùa nước nổi")
            self.export(app, pdf)
        texts, found = pages(pdf), words(pdf)
        self.assertGreater(len(texts), 4)
        for number, text in enumerate(texts, 1):
            self.assertIn("Bài dài về mùa nước nổi", text)
            self.assertIn(f"Page {number} of {len(texts)}", text)
        self.assertIn("Thời sự · Report ·", texts[0])
        whole = " ".join(texts)
        self.assertNotIn("Ghi chú", whole)
        for number in range(14):
            self.assertEqual(whole.count(f"Tít xen số {number} "), 1)
        self.assertLess(whole.index("Tít xen số 13"), whole.index("Tân Châu"))
        self.assertRegex(whole, r"1\. Việc một .*2\. Việc hai Thu Hà")
        # room at the right for a pencil: 50 mm are 141 points
        self.assertLess(max(word[3] for word in found), A4[0] - 140)
        self.assertGreater(min(word[1] for word in found), 70)
        # lines of the first paragraph: as far apart as the setting says, all alike
        tops = sorted({round(word[2], 1) for word in found if word[0] == 0})
        steps = [b - a for a, b in zip(tops, tops[1:])]
        line = max(set(map(round, steps)), key=[round(s) for s in steps].count)
        self.assertGreaterEqual(line, 1.6 * 14)
        self.assertLessEqual(line, 2.1 * 18)
        # no heading is the last thing on its page
        for text in texts:
            self.assertNotRegex(text, r"Tít xen số \d+$")

    def test_print_dialog_and_nothing_printed(self):
        self.import_sample()
        with self.start() as app:
            window = app.window()
            open_article(window, HEADLINE)
            window.key("ctrl+p")
            dialog = app.window("Print")
            dialog.key("Escape")
            wait(lambda: not app._windows("Print"), "the end of the dialog", PATIENCE)
            # the window goes on as before
            headline = text_of(window, "Headline")
            window.click(headline)
            window.key("ctrl+End")
            window.type("!")
            expect_text(headline, HEADLINE + "!")


def open_article_vi(window):
    window.click(row(window, HEADLINE))
    wait(lambda: text_of(window, "Tít").text == HEADLINE, "the article", PATIENCE)


if __name__ == "__main__":
    taptest.main()
