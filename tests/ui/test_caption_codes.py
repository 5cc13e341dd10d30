#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Codes, variables and names while captions are typed in Telex through a real input method: what
they become, for which day, and that a word under composition never lands in another photo."""
import taptest
from axkit import wait
from captiondesk import CaptionTest
from desk import PATIENCE, choose, expect_text, text_of
from xkit import xdotool

TABLE = """mã\tchức danh\ttên\ttừ\tđến
bt1\tBí thư Thành ủy Cần Thơ\tTrần Quốc Trung\t2015\t2020
bt1\tBí thư Thành ủy Cần Thơ\tLê Quang Mạnh\t10/2020\t7/2023
"""
OLD = "Bí thư Thành ủy Cần Thơ Trần Quốc Trung"
NEW = "Bí thư Thành ủy Cần Thơ Lê Quang Mạnh"


class CaptionCodes(CaptionTest):
    def open(self):
        app = self.start()
        self.addCleanup(app.kill)
        return app, self.open_desk(app)

    def telex(self, desk, name):
        """Puts the keyboard into a field, with the input method on."""
        node = self.go_to(desk, name)
        desk.input_method("Unikey")
        return node

    def test_codes(self):
        self.make_photos(3, date_created=["2017-12-28T11:09:00+07:00", "2022-03-01",
                                          "2024-05-05"], city="Hội An")
        self.set_codes(TABLE)
        app, desk = self.open()
        self.choose_photo(desk, 0)
        caption = self.telex(desk, "Caption")
        # Typed in Telex, with a code in the midst of it.
        desk.type("OOng \\bt1\\ phats bieeru ", delay=40)
        expect_text(caption, f"Ông {OLD} phát biểu ")
        self.wait_words("caption", [f"Ông {OLD} phát biểu", "", ""])
        desk.key("ctrl+z")
        self.wait_words("caption", [f"Ông {OLD}", "", ""])
        desk.key("ctrl+z")
        expect_text(caption, "Ông \\bt1\\")
        self.wait_words("caption", ["Ông \\bt1\\", "", ""])
        desk.key("ctrl+shift+z")
        self.wait_words("caption", [f"Ông {OLD}", "", ""])
        # Nobody had the title on that day: the nearest, and a warning.
        self.choose_photo(desk, 2)
        desk.find(name="c.jpg", role="label", seconds=PATIENCE)
        caption = self.go_to(desk, "Caption")
        desk.type("\\BT1\\", delay=40)
        expect_text(caption, NEW)
        desk.find(has="On 05/05/2024 nobody had the title of “bt1”", seconds=PATIENCE)
        # A code that no list has stays, and is told.
        desk.type(" \\zz9\\", delay=40)
        desk.find(has="No list has the code “zz9”.", seconds=PATIENCE)
        expect_text(caption, NEW + " \\zz9\\")
        # A variable, when its brace is closed.
        desk.key("ctrl+a")
        # In Telex a brace at the beginning of a word is typed twice; one alone is Ơ.
        desk.type("{{city}, ", delay=40)
        expect_text(caption, "Hội An, ")
        desk.key("ctrl+z")
        expect_text(caption, "Hội An")
        desk.key("ctrl+z")
        expect_text(caption, "{city}")
        # For many photos: each what is right on its own day, and it is said before.
        desk.key("ctrl+a", "BackSpace")
        self.wait_words("caption", [f"Ông {OLD}", "", ""])
        self.choose_all(desk)
        self.go_to(desk, "Headline")
        desk.type("\\bt1\\", delay=40)
        desk.find(has="1 photo: " + OLD, seconds=PATIENCE)
        desk.find(has="2 photos: " + NEW, seconds=PATIENCE)
        desk.find(has="For 1 photo nobody had the title on its day", seconds=PATIENCE)
        self.wait_words("headline", [OLD, NEW, NEW])
        desk.key("ctrl+z")
        self.wait_words("headline", ["", "", ""])
        app.quit()

    def test_names(self):
        self.make_photos(2)
        app, desk = self.open()
        choose(desk, "Templates, Lists and Codes", "Lists of Names…")
        names = app.window("Lists of Names")
        people = text_of(names, "People")
        wait(lambda: "editable" in people.states, "the list", PATIENCE)
        names.click(people)
        names.type("Nguyễn Văn Ánh\nTrần Thị Đào")
        names.key("Escape")
        wait(lambda: not app._windows("Lists of Names"), "the end of the lists", PATIENCE)
        self.assertEqual([row[0] for row in self.query(
            "SELECT name FROM name WHERE list = 'people' ORDER BY name")],
            ["Nguyễn Văn Ánh", "Trần Thị Đào"])
        desk.activate()
        self.choose_photo(desk, 0)
        caption = self.telex(desk, "Caption")
        # Without accents; Tab takes it, and stays in the field.
        desk.type("Baf nguyen ", delay=40)
        desk.find(name="Nguyễn Văn Ánh", seconds=PATIENCE)
        desk.key("Tab")
        expect_text(caption, "Bà Nguyễn Văn Ánh")
        self.assertIn("focused", caption.states)
        # Escape leaves what was typed; while a word is composed nothing is offered.
        desk.type(" vaf dao ", delay=40)
        desk.find(name="Trần Thị Đào", seconds=PATIENCE)
        desk.key("Escape")
        desk.gone(name="Trần Thị Đào", seconds=PATIENCE)
        expect_text(caption, "Bà Nguyễn Văn Ánh và dao ")
        self.wait_words("caption", ["Bà Nguyễn Văn Ánh và dao", ""])
        # A new name by one press.
        self.go_to(desk, "Credit")
        desk.type("Vnexpress.net ", delay=40)
        desk.find(name="Credit: Add to the list of credits", seconds=PATIENCE).press()
        wait(lambda: self.query("SELECT name FROM name WHERE list = 'credits'") == [("Vnexpress.net",)],
             "the name", PATIENCE)
        app.quit()

    def test_word_stays_with_its_photo(self):
        self.make_photos(3)
        app, desk = self.open()
        self.choose_photo(desk, 0)
        caption = self.telex(desk, "Caption")
        for index, (keys, way) in enumerate((("leexn hooij", "click"), ("chowj noori", "key"))):
            desk.type(keys, delay=40)
            # The last word is still under composition.
            self.assertNotIn(("hội", "nổi")[index], caption.text)
            if way == "click":
                self.choose_photo(desk, index + 1)
                wait(lambda: self.words(self.hashes[0]).get("caption") == "lễn hội", "the word",
                     PATIENCE)
                expect_text(caption, "")
                self.go_to(desk, "Caption")
            else:
                desk.key("alt+Down")
                desk.find(name="c.jpg", role="label", seconds=PATIENCE)
                expect_text(caption, "")
                desk.type("gheef ", delay=40)
        self.wait_words("caption", ["lễn hội", "chợ nổi", "ghề"])
        # On the disk within a second, the word under composition too, whatever happens then.
        desk.type("nhaf mays", delay=40)
        xdotool("sleep", "1")
        app.kill()
        self.assertEqual(self.all_words("caption")[2], "ghề nhà máy")


if __name__ == "__main__":
    taptest.main()
