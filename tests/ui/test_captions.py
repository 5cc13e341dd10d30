#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Captions on the photo desk: one photo and many, touched fields only, undo, fields copied, and
words that are typed while another photo is chosen. What counts is on the disk."""
import taptest
from axkit import wait
from captiondesk import CaptionTest
from desk import PATIENCE, answer, button, choose, choose_file, expect_text, text_of

TABLE = """mã\tchức danh\ttên\ttừ\tđến
bt1\tBí thư Thành ủy Cần Thơ\tTrần Quốc Trung\t2015\t2020
bt1\tBí thư Thành ủy Cần Thơ\tLê Quang Mạnh\t10/2020\t7/2023
"""
PLACES = ["Cần Thơ", "Hội An", "Đà Lạt"]


class Captions(CaptionTest):
    def open(self):
        app = self.start()
        self.addCleanup(app.kill)
        return app, self.open_desk(app)

    def test_one_photo_after_the_other(self):
        self.make_photos(3, creator="Trần Hùng", date_created="2017-12-28T11:09:30+07:00")
        app, desk = self.open()
        self.choose_photo(desk, 0)
        desk.find(name="a.jpg", role="label", seconds=PATIENCE)
        self.expect_field(desk, "Photographer", "Trần Hùng")
        # F2 goes to the caption; what is typed is on the disk without further ado.
        desk.key("F2")
        wait(lambda: "focused" in self.field(desk, "Caption").states, "the caption", PATIENCE)
        desk.type("Chợ nổi lúc bình minh")
        desk.find(name="On the page: Chợ nổi lúc bình minh. Ảnh: Trần Hùng.", seconds=PATIENCE)
        self.wait_words("caption", ["Chợ nổi lúc bình minh", "", ""])
        # The next photos, in the same field; the last key before is not lost.
        desk.type("!")
        desk.key("alt+Down")
        desk.find(name="b.jpg", role="label", seconds=PATIENCE)
        desk.type("Hai")
        desk.key("ctrl+Page_Down")
        desk.find(name="c.jpg", role="label", seconds=PATIENCE)
        desk.type("Ba")
        desk.key("alt+Up")
        desk.find(name="b.jpg", role="label", seconds=PATIENCE)
        self.expect_field(desk, "Caption", "Hai")
        desk.type(" ghe")
        self.wait_words("caption", ["Chợ nổi lúc bình minh!", "Hai ghe", "Ba"])
        # Undo, step by step, then forward again.
        desk.key("ctrl+z")
        self.wait_words("caption", ["Chợ nổi lúc bình minh!", "Hai", "Ba"])
        self.expect_field(desk, "Caption", "Hai")
        desk.key("ctrl+z")
        self.wait_words("caption", ["Chợ nổi lúc bình minh!", "Hai", ""])
        desk.key("ctrl+shift+z", "ctrl+shift+z")
        self.wait_words("caption", ["Chợ nổi lúc bình minh!", "Hai ghe", "Ba"])
        # A date is validated; what it does not show stays.
        date = self.go_to(desk, "Date Taken")
        expect_text(date, "28/12/2017 11:09")
        desk.key("ctrl+a")
        desk.type("31/11/2017")
        desk.find(has="This is no date.", seconds=PATIENCE)
        self.assertEqual(self.all_words("date_created")[1], "2017-12-28T11:09:30+07:00")
        desk.key("ctrl+a")
        desk.type("29-12-2017 8:05")
        self.wait_words("date_created", ["2017-12-28T11:09:30+07:00",
                                         "2017-12-29T08:05:00+07:00",
                                         "2017-12-28T11:09:30+07:00"])
        # Bytes, not letters, are what IIM has room for.
        self.go_to(desk, "Credit")
        desk.type("Nguyễn Hoàng Vĩnh Khang")
        desk.find(name="27 of 32 bytes", seconds=PATIENCE)
        desk.type(" Thị Ánh")
        desk.find(name="38 of 32 bytes", seconds=PATIENCE)
        self.wait_words("credit", ["", "Nguyễn Hoàng Vĩnh Khang Thị Ánh", ""])
        app.quit()

    def test_many_photos(self):
        self.make_photos(4, caption=["Một", "Hai", "Hai", ""], city="Cần Thơ",
                         creator=["Lê; Hà", "Hà", "", "Trần"])
        app, desk = self.open()
        self.choose_all(desk)
        caption = self.field(desk, "Caption")
        self.assertEqual(caption.text, "")
        self.expect_field(desk, "City", "Cần Thơ")
        # Only what is touched is written; what was typed and taken away again touches nothing.
        self.go_to(desk, "Caption")
        desk.type("x")
        desk.key("BackSpace")
        self.go_to(desk, "Credit")
        desk.type("VnExpress")
        self.wait_words("credit", ["VnExpress"] * 4)
        self.assertEqual(self.all_words("caption"), ["Một", "Hai", "Hai", ""])
        self.assertEqual(self.all_words("city"), ["Cần Thơ"] * 4)
        # Behind what is there, before it, and instead of it.
        self.join(desk, "Caption", "Append")
        desk.type("ở Cái Răng.")
        self.wait_words("caption", ["Một ở Cái Răng.", "Hai ở Cái Răng.", "Hai ở Cái Răng.",
                                    "ở Cái Răng."])
        self.join(desk, "Photographer", "Prepend")
        desk.type("Hà; Vũ")
        self.wait_words("creator", ["Hà; Vũ; Lê", "Hà; Vũ", "Hà; Vũ", "Hà; Vũ; Trần"])
        # Each was one step.
        desk.key("ctrl+z")
        self.wait_words("creator", ["Lê; Hà", "Hà", "", "Trần"])
        desk.key("ctrl+z")
        self.wait_words("caption", ["Một", "Hai", "Hai", ""])
        self.go_to(desk, "Caption")
        desk.type("Lũ về")
        self.wait_words("caption", ["Lũ về"] * 4)
        desk.key("ctrl+z")
        self.wait_words("caption", ["Một", "Hai", "Hai", ""])
        self.join(desk, "Caption", "Clear in All Photos")
        self.wait_words("caption", [""] * 4)
        app.quit()

    def join(self, desk, field, how):
        """Chooses what becomes of the text that each photo has."""
        node = self.go_to(desk, field)
        before = []
        for other in desk.node.all():
            if other == node:
                break
            if other.name in ("Replace", "Append", "Prepend") and "button" in other.role:
                before.append(other)
        desk.click(before[-1])
        desk.find(name=how, where=lambda n: n.role in ("menu item", "radio menu item",
                                                       "check menu item", "push button")
                  and n != before[-1], seconds=PATIENCE).press()
        if how in ("Append", "Prepend"):
            wait(lambda: "focused" in node.states and node.text == "", f"{how} in {field}",
                 PATIENCE)

    def test_another_photo_while_typing(self):
        self.make_photos(3)
        app, desk = self.open()
        # At once, before anything was written: the words stay with their photo.
        for index, words in enumerate(("Ông A phát biểu", "Bà B trả lời", "Ông C")):
            self.choose_photo(desk, index)
            self.go_to(desk, "Caption")
            desk.type(words, delay=2)
        self.choose_photo(desk, 0)
        self.wait_words("caption", ["Ông A phát biểu", "Bà B trả lời", "Ông C"])
        # Closing the window loses nothing either.
        self.choose_photo(desk, 1)
        self.go_to(desk, "Caption")
        desk.type("!")
        desk.key("ctrl+w")
        wait(lambda: not app._windows("Photo Desk"), "the end of the desk", PATIENCE)
        self.wait_words("caption", ["Ông A phát biểu", "Bà B trả lời!", "Ông C"])
        app.quit()

    def test_fields_copied_and_templates(self):
        self.make_photos(3, caption=["Một", "Hai", "Ba"], city=PLACES, creator=["Hùng", "", ""])
        app, desk = self.open()
        self.choose_photo(desk, 0)
        desk.find(name="a.jpg", role="label", seconds=PATIENCE)
        desk.key("ctrl+shift+c")
        self.choose_photo(desk, 1)
        desk.key("shift+Right", "ctrl+alt+v")
        paste = app.window("Paste Fields")
        boxes = {node.name: "checked" in node.states for node in paste.node.all(role="check box")}
        self.assertEqual(boxes, {"Caption": False, "City": True, "Photographer": True})
        paste.click(paste.find(role="check box", name="City"))
        button(paste, "Paste").press()
        self.wait_words("creator", ["Hùng"] * 3)
        self.assertEqual(self.all_words("city"), PLACES)
        self.assertEqual(self.all_words("caption"), ["Một", "Hai", "Ba"])
        # What was ticked is ticked the next time.
        desk.key("ctrl+alt+v")
        paste = app.window("Paste Fields")
        boxes = {node.name: "checked" in node.states for node in paste.node.all(role="check box")}
        self.assertEqual(boxes, {"Caption": False, "City": False, "Photographer": True})
        paste.key("Escape")
        desk.activate()
        desk.key("ctrl+z")
        self.wait_words("creator", ["Hùng", "", ""])
        # A template of this photo, changed, for all of them.
        self.choose_photo(desk, 0)
        choose(desk, "Templates, Lists and Codes", "Save as Template")
        window = app.window("New Photo Template")
        name = text_of(window, "Name of the template")
        window.click(name)
        window.type("Chợ nổi")
        caption = text_of(window, "Caption")
        expect_text(caption, "Một")
        window.click(caption)
        window.key("ctrl+a")
        window.type("Chợ ở {city}, {số}.")
        button(window, "Save").press()
        wait(lambda: not app._windows("New Photo Template"), "the end", PATIENCE)
        self.choose_all(desk)
        self.apply_template(app, desk, "Chợ nổi", "Fill Empty Fields")
        self.wait_words("creator", ["Hùng"] * 3)
        self.assertEqual(self.all_words("caption"), ["Một", "Hai", "Ba"])
        self.apply_template(app, desk, "Chợ nổi", "Overwrite")
        self.wait_words("caption", [f"Chợ ở {PLACES[0]}, {i}." for i in (1, 2, 3)])
        desk.activate()
        desk.key("ctrl+z")
        self.wait_words("caption", ["Một", "Hai", "Ba"])
        app.quit()

    def test_codes_from_files(self):
        self.hashes = []
        app, desk = self.open()
        table = self.folder / "chuc-danh.tsv"
        table.write_text(TABLE, encoding="utf-8")
        bad = self.folder / "hong.tsv"
        bad.write_text("mã\tnội dung\tđến\nbt9\tMột\t31/11/2020\n", encoding="utf-8")
        choose(desk, "Templates, Lists and Codes", "Codes…")
        codes = app.window("Codes")
        button(codes, "Import…").press()
        choose_file(app, "Import Codes", bad)
        app.window("Not Imported").find(has="hong.tsv", seconds=PATIENCE)
        button(app.window("Not Imported"), "Close").press()
        wait(lambda: not app._windows("Not Imported"), "the end of the message", PATIENCE)
        codes.activate()
        button(codes, "Import…").press()
        choose_file(app, "Import Codes", table)
        codes.find(name="2 codes imported", seconds=PATIENCE)
        codes.find(name="Show “chuc-danh”", seconds=PATIENCE).press()
        rows = app.window("chuc-danh")
        rows.type("le quang")
        rows.gone(has="Trần Quốc Trung", seconds=PATIENCE)
        rows.find(has="Lê Quang Mạnh", seconds=PATIENCE)
        rows.key("Escape")
        wait(lambda: not app._windows("chuc-danh"), "the end of the rows", PATIENCE)
        codes.activate()
        codes.key("Escape")
        wait(lambda: not app._windows("Codes"), "the end of the codes", PATIENCE)
        desk.activate()
        self.assertEqual([row[0] for row in self.query("SELECT name FROM code_file")],
                         ["chuc-danh"])
        # Out again, and away.
        choose(desk, "Templates, Lists and Codes", "Codes…")
        codes = app.window("Codes")
        out = self.folder / "ra.tsv"
        codes.find(name="Export “chuc-danh”", seconds=PATIENCE).press()
        choose_file(app, "Export Codes", out)
        wait(lambda: out.exists() and "Lê Quang Mạnh" in out.read_text(encoding="utf-8-sig"),
             "the table", PATIENCE)
        codes.activate()
        codes.find(name="Remove “chuc-danh”", seconds=PATIENCE).press()
        answer(app, "Remove “chuc-danh”?", "Remove")
        codes.find(name="No Codes Yet", seconds=PATIENCE)
        self.assertEqual(self.query("SELECT name FROM code_file"), [])
        codes.key("Escape")
        app.quit()

    def apply_template(self, app, desk, name, how):
        desk.activate()
        choose(desk, "Templates, Lists and Codes", "Apply a Template")
        desk.find(name=name, where=lambda n: n.role in ("menu item", "push button"),
                  seconds=PATIENCE).press()
        answer(app, f"Apply “{name}”?", how)


if __name__ == "__main__":
    taptest.main()
