#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A photographer's day at the real window: sixty photos come in from a card, some are chosen,
captioned, mended, cropped, put into an article in order and published; and what stands on the
portal in the end, in the files themselves too. test_desk_day.py practice|wordpress"""
import contextlib
import json
import os
import sqlite3
import subprocess
import sys
import urllib.request
import uuid

import taptest
import xkit
from axkit import wait
from desk import PATIENCE, button, choose_file, figures, text_of
from gi.repository import GdkPixbuf
from photodesk import PhotoDeskTest, make_photo
from test_publishing import Portal

N_PHOTOS = 60
CHOSEN = range(1, 13)
WIDTH, HEIGHT = 900, 600
ACCOUNT = "Báo tập"
CODES = """mã\tchức danh\ttên\ttừ\tđến
bt1\tBí thư Thành ủy Cần Thơ\tTrần Quốc Trung\t2015\t2020
"""
TITLE_AND_NAME = "Bí thư Thành ủy Cần Thơ Trần Quốc Trung"
CAPTION = f"{TITLE_AND_NAME} phát biểu tại hội nghị"
ALT = "Một người đứng trước bục nói"
TEMPLATE = {"creator": "Hoàng Vĩnh Khang", "city": "Cần Thơ", "country": "Việt Nam",
            "instructions": "Ảnh {tên tệp}"}
KIND = sys.argv.pop(1) if len(sys.argv) > 1 else "practice"


class WordPress(Portal):
    """The real one, which others started."""

    def start(self, *options):
        with open(os.environ["BANTHAO_TEST_WORDPRESS"], encoding="utf-8") as file:
            site = json.load(file)
        self.url, self.users = site["url"].rstrip("/"), site["users"]
        self.api = self.url + "/wp-json/"

    def stop(self):
        pass


def fetch(url, path):
    with urllib.request.urlopen(url, timeout=30) as answer:
        path.write_bytes(answer.read())
    return path


def near(pixel, other):
    return all(abs(a - b) < 12 for a, b in zip(pixel, other))


class Day(PhotoDeskTest):
    def setUp(self):
        super().setUp()
        # What an earlier run left on a portal that is shared is another article.
        self.title = f"Hội nghị Thành ủy {uuid.uuid4().hex[:8]}"
        self.portal = (WordPress if KIND == "wordpress" else Portal)(self.folder / "portal")
        self.addCleanup(self.portal.stop)
        user = self.portal.users["editor"]
        self.cli("account", "add", ACCOUNT, "--kind", "wordpress", "--url", self.portal.url,
                 "--user", user["login"], data=(user["app_password"] + "\n").encode())
        page = self.folder / "page.txt"
        page.write_text(f"{self.title}\n14:00 - 28/12/2017\n\n(TGCT) Sáng 28/12, hội nghị họp.\n\n"
                        "Hội nghị bàn việc năm tới.\n\nTin: Hải Vân\n")
        self.cli("import", page)
        with contextlib.closing(sqlite3.connect(self.data / "banthao.db")) as connection:
            connection.execute("INSERT INTO code_file (name, text, modified) VALUES (?, ?, 0)",
                               ("Chức danh", CODES))
            connection.execute("INSERT INTO photo_template (name, fields, modified) "
                               "VALUES (?, ?, 0)",
                               ("Hội nghị", json.dumps(TEMPLATE, ensure_ascii=False)))
            connection.commit()

    def make_card(self):
        """A card as a camera leaves it, mounted so that nobody can write on it."""
        card = self.folder / "card"
        card.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", card], check=True)
        self.addCleanup(subprocess.run, ["umount", "-l", card], check=True)
        place = card / "DCIM" / "100TEST"
        place.mkdir(parents=True)
        for number in range(1, N_PHOTOS + 1):
            make_photo(place / f"anh-{number:02}.jpg", number, WIDTH, HEIGHT)
        subprocess.run(["exiftool", "-q", "-overwrite_original", "-DateTimeOriginal=2017:12:28 08:00:00",
                        place], check=True)
        subprocess.run(["mount", "-o", "remount,ro", card], check=True)
        return card

    def fields(self, number):
        rows = self.query("SELECT info FROM photo WHERE name = ?", f"anh-{number:02}.jpg")
        return json.loads(rows[0][0]).get("fields", {}) if rows else {}

    def wait_field(self, field, numbers, value):
        self.wait_disk(lambda: {self.fields(n).get(field) for n in numbers}, {value})

    def write(self, desk, field, text):
        """Into a field of the panel, over what is there."""
        node = text_of(desk, field)
        desk.click(node)
        wait(lambda: "focused" in node.states, f"focus in {field}", PATIENCE)
        desk.key("ctrl+a")
        desk.type(text, delay=25)
        return node

    # --- the parts of the day

    def ingest(self, app, desk, card):
        desk.key("ctrl+o")
        dialog = app.window("Ingest Photos")
        button(dialog, "Choose…").press()
        choose_file(app, "Choose the Folder with the Photos", card)
        dialog.find(has=str(card), seconds=PATIENCE)
        dialog.click(dialog.find(has="Fill in from template", seconds=PATIENCE))
        dialog.key("Down", "Return")
        dialog.find(role="label", name="Hội nghị", seconds=PATIENCE)
        button(dialog, "Ingest").press()
        desk.find(role="label", has=f"{N_PHOTOS} new photos", seconds=60)
        self.assertEqual(self.query("SELECT count(*) FROM photo"), [(N_PHOTOS,)])
        self.assertEqual(self.fields(7).get("creator"), "Hoàng Vĩnh Khang")
        self.assertEqual(self.fields(7).get("instructions"), "Ảnh anh-07")

    def choose_twelve(self, desk):
        self.select(desk, 1)
        for number in CHOSEN:
            desk.key("4", "p", "Right")
        self.wait_disk(lambda: self.query("SELECT count(*) FROM photo WHERE rating = 4 "
                                          "AND choice = 'pick'"), [(12,)])
        desk.click(desk.find(role="push button", name="Filter", seconds=PATIENCE))
        desk.find(where=lambda n: n.name == "Picked" and n.extents[2] > 0,
                  seconds=PATIENCE).press()
        desk.key("Escape")
        self.wait_names(desk, *CHOSEN)

    def caption(self, desk):
        desk.click(self.cells(desk)[0])
        desk.key("ctrl+a")
        desk.find(role="label", has="12 selected", seconds=PATIENCE)
        self.write(desk, "Caption", "\\bt1\\ phát biểu tại hội nghị")
        self.write(desk, "Alternative Text", ALT)
        desk.key("Tab")
        self.wait_field("caption", CHOSEN, CAPTION)
        self.wait_field("alt", CHOSEN, ALT)
        self.select(desk, 2)
        self.write(desk, "Credit", "Internet")
        desk.key("Tab")
        self.wait_field("credit", [2], "Internet")
        self.assertNotIn("credit", self.fields(1))

    def mend(self, desk):
        """Of what the checker finds: the stop at the end of all captions, and one credit."""
        desk.key("F7")
        # The gravest of a photo stands first.
        self.press_under(desk, "not to be published", "Hoàng Vĩnh Khang")
        self.wait_field("credit", [2], "Hoàng Vĩnh Khang")
        self.press_under(desk, "House form", "Put all 12 of this kind right")
        self.wait_field("caption", CHOSEN, CAPTION + ".")
        # Who took the photo is whom the others credit too.
        self.press_under(desk, "Credit missing", "Put all 11 of this kind right")
        self.wait_field("credit", CHOSEN, "Hoàng Vĩnh Khang")
        desk.find(has="Nothing to Put Right", seconds=PATIENCE)

    def press_under(self, desk, title, words):
        """The first button with these words below a title, in a list that may still change."""
        def press():
            top = min(n.extents[1] for n in desk.all(has=title, role="label") if n.extents[2] > 0)
            buttons = [n for n in desk.all(role="push button", has=words)
                       if n.extents[2] > 0 and n.extents[1] > top]
            min(buttons, key=lambda n: n.extents[1]).press()
            return True
        wait(press, f"{words!r} under {title!r}", PATIENCE)

    def crop(self, desk):
        self.select(desk, 2)
        desk.key("c")
        desk.find(name="16:9", where=lambda n: n.extents[2] > 0, seconds=PATIENCE).press()
        self.wait_disk(lambda: "16:9" in (self.query(
            "SELECT edit FROM photo WHERE name = 'anh-02.jpg'")[0][0] or ""), True)
        desk.key("Escape")
        self.wait_names(desk, *CHOSEN)

    def attach(self, desk):
        self.select(desk, 3, 1, 2)
        desk.key("ctrl+Return")
        self.wait_stored(lambda a: len(figures(a)) == 3, "three figures", self.title)
        article = self.article(self.title)
        names = dict(self.query("SELECT hash, name FROM photo"))
        self.assertEqual([names[items[0]["photo"]] for items in figures(article)],
                         ["anh-01.jpg", "anh-02.jpg", "anh-03.jpg"])

    def publish(self, app, window):
        window.activate()
        window.key("ctrl+Return")
        dialog = app.window("Publish")
        dialog.find(name=ACCOUNT, seconds=PATIENCE)
        button(dialog, "Publish").press()
        window.find(role="label", has="Published", seconds=60)
        self.wait_disk(lambda: self.query("SELECT state FROM outbox"), [("done",)])

    # --- what stands there

    def check_file(self, media, number):
        path = fetch(media["source_url"], self.folder / f"there-{number}.jpg")
        facts = json.loads(subprocess.run(["exiftool", "-j", "-G1", "-a", path], check=True,
                                          capture_output=True, text=True).stdout)[0]
        words = subprocess.run(["exiv2", "-PXIkt", "pr", path], check=True, capture_output=True,
                               text=True).stdout
        for place in ("XMP-dc:Description", "IPTC:Caption-Abstract", "IFD0:ImageDescription"):
            self.assertEqual(facts[place], CAPTION + ".", place)
        self.assertEqual(facts["XMP-photoshop:Credit"], "Hoàng Vĩnh Khang")
        self.assertEqual(facts["IPTC:Credit"], "Hoàng Vĩnh Khang")
        self.assertEqual(facts["IPTC:CodedCharacterSet"], "UTF8")
        self.assertEqual(facts["XMP-iptcCore:AltTextAccessibility"], ALT)
        self.assertIn(CAPTION + ".", words)
        wanted = HEIGHT if number != 2 else round(WIDTH * 9 / 16)
        self.assertEqual((facts["File:ImageWidth"], facts["File:ImageHeight"]), (WIDTH, wanted))
        picture = GdkPixbuf.Pixbuf.new_from_file(str(path))
        self.assertTrue(near(xkit.pixel(picture, WIDTH // 2, wanted // 2),
                             (number * 19 % 256, number * 67 % 256, number * 131 % 256)),
                        f"the pixels of photo {number}")

    def check_portal(self):
        remote = self.query("SELECT post FROM remote_article")[0][0]
        post = self.portal.ask(f"wp/v2/posts/{remote}?context=edit")
        self.assertEqual(post["status"], "publish")
        sent = self.query("SELECT media FROM remote_media JOIN photo USING (hash) "
                          "ORDER BY photo.name")
        self.assertEqual(len(sent), 3)
        content = post["content"]["raw"]
        places = []
        for number, row in enumerate(sent, 1):
            media = self.portal.ask(f"wp/v2/media/{row[0]}?context=edit")
            self.assertEqual(media["alt_text"], ALT)
            self.assertEqual(media["caption"]["raw"], f"{CAPTION}. Ảnh: Hoàng Vĩnh Khang.")
            places.append(content.index(f'"id":{row[0]}'))
            self.check_file(media, number)
        self.assertEqual(places, sorted(places))
        self.assertEqual(content.count(CAPTION), 3)
        page = fetch(post["link"], self.folder / "page.html").read_text()
        self.assertEqual(page.count(f'alt="{ALT}"'), 3)

    def test_day(self):
        card = self.make_card()
        app, window, desk = self.open_desk(article=self.title)
        desk.resize(1380, 880)
        self.ingest(app, desk, card)
        self.choose_twelve(desk)
        self.caption(desk)
        self.mend(desk)
        self.crop(desk)
        self.attach(desk)
        self.publish(app, window)
        self.check_portal()
        app.quit()


if __name__ == "__main__":
    taptest.main()
