#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample article and its photos are what the demonstration and the manual say they are."""
import json
import subprocess
import unittest

import house
import taptest

ARTICLE = "data/samples/mua-nuoc-noi.txt"
PHOTOS = {"data/samples/cho-noi-binh-minh.jpg": 1, "data/samples/xuong-bong-dien-dien.jpg": 6}
MOST_BYTES = 300_000
CAPTION_KEYS = ("XMP-dc:Description", "IPTC:Caption-Abstract", "IFD0:ImageDescription")


class Samples(unittest.TestCase):
    def test_article(self):
        text = house.read(ARTICLE)
        self.assertGreaterEqual(len(text.split()), 350)
        self.assertIn("\n(MTO) ", text)
        self.assertTrue(text.endswith("\nBài, ảnh: Trần Hải Vân\n"))

    def test_photos(self):
        program = house.tool("exiftool")
        if program is None:
            self.skipTest("exiftool is not installed")
        article = " ".join(house.read(ARTICLE).split())
        for path, orientation in PHOTOS.items():
            with self.subTest(path=path):
                self.assertLess((house.ROOT / path).stat().st_size, MOST_BYTES)
                answer = subprocess.run([program, "-json", "-G1", "-n", "-charset", "iptc=UTF8",
                                         house.ROOT / path], capture_output=True, check=True)
                tags = json.loads(answer.stdout)[0]
                captions = {tags[key] for key in CAPTION_KEYS}
                self.assertEqual(len(captions), 1, "one caption in its three homes")
                self.assertIn(captions.pop(), article)
                self.assertEqual(tags["IPTC:By-line"], "Trần Hải Vân")
                self.assertEqual(tags["IPTC:CodedCharacterSet"], "\x1b%G")
                self.assertEqual(tags["IFD0:Orientation"], orientation)
                # What the program must not let out has to be in it first.
                self.assertIn("GPS:GPSLatitude", tags)
                self.assertIn("ExifIFD:SerialNumber", tags)


if __name__ == "__main__":
    taptest.main()
