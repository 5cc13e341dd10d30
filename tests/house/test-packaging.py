#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a desktop and a distribution read: checked with their own validators."""
import json
import pathlib
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

import house
import taptest

APP_ID = "vn.banthao.BanThao"
MANIFEST = f"flatpak/{APP_ID}.json"
# Each is a hole in the sandbox, and has its reason in flatpak/README.md.
PERMISSIONS = {
    "--share=network", "--share=ipc", "--socket=wayland", "--socket=fallback-x11",
    "--device=dri", "--talk-name=org.freedesktop.secrets",
}


class Packaging(unittest.TestCase):
    def validate(self, *command):
        program = house.tool(command[0])
        if program is None:
            self.skipTest(f"{command[0]} is not installed")
        done = subprocess.run([program, *map(str, command[1:])], cwd=house.ROOT, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertEqual(done.returncode, 0, "\n" + done.stdout)
        return done.stdout

    def merged(self, kind, folder):
        """The template with its translations, as it is installed."""
        source = house.ROOT / f"data/{APP_ID}.{kind}.in"
        target = pathlib.Path(folder) / f"{APP_ID}.{kind}"
        form = "--desktop" if kind == "desktop" else "--xml"
        self.validate("msgfmt", form, f"--template={source}", "-d", "po", "-o", target)
        return target

    def test_desktop_entry(self):
        with tempfile.TemporaryDirectory() as folder:
            entry = self.merged("desktop", folder)
            self.assertEqual(self.validate("desktop-file-validate", entry), "")
            text = entry.read_text()
            self.assertIn(f"Icon={APP_ID}\n", text)
            for key in ("Name", "GenericName", "Comment", "Keywords"):
                self.assertIn(f"\n{key}[vi]=", text)

    def test_metainfo(self):
        with tempfile.TemporaryDirectory() as folder:
            metainfo = self.merged("metainfo.xml", folder)
            self.validate("appstreamcli", "validate", "--no-net", "--pedantic", metainfo)
            lang = "{http://www.w3.org/XML/1998/namespace}lang"
            root = ElementTree.parse(metainfo).getroot()
            self.assertEqual(root.findtext("id"), APP_ID)
            for tag in ("summary", "description/p"):
                self.assertTrue([e for e in root.findall(tag) if e.get(lang) == "vi"], tag)

    def test_flatpak_manifest(self):
        self.validate("flatpak-builder", "--show-manifest", MANIFEST)
        manifest = json.loads(house.read(MANIFEST))
        self.assertEqual(manifest["id"], APP_ID)
        self.assertEqual(set(manifest["finish-args"]), PERMISSIONS)
        for module in manifest["modules"]:
            for source in module.get("sources", []):
                if source["type"] in ("archive", "file"):
                    self.assertRegex(source.get("sha256", ""), "^[0-9a-f]{64}$", module["name"])

    def test_settings_schema(self):
        found = [path for path in house.files(".xml", under="data")
                 if path.name.endswith(".gschema.xml")]
        if not found:
            self.skipTest("no settings yet")
        self.assertEqual([path.name for path in found], [f"{APP_ID}.gschema.xml"])
        self.validate("glib-compile-schemas", "--strict", "--dry-run", found[0].parent)

    def test_xml_is_well_formed(self):
        found = house.files(".ui", ".xml", ".svg", under="data")
        self.assertTrue(found)
        self.validate("xmllint", "--noout", "--nonet", *found)

    def test_icons(self):
        icons = house.ROOT / "data/icons/hicolor"
        svg = ElementTree.parse(icons / f"scalable/apps/{APP_ID}.svg").getroot()
        self.assertEqual(svg.get("viewBox"), "0 0 128 128")
        symbolic = ElementTree.parse(icons / f"symbolic/apps/{APP_ID}-symbolic.svg").getroot()
        self.assertEqual(symbolic.get("viewBox"), "0 0 16 16")
        for size in (48, 128, 256, 512):
            png = (icons / f"{size}x{size}/apps/{APP_ID}.png").read_bytes()
            self.assertEqual(png[:8], b"\x89PNG\r\n\x1a\n")
            self.assertEqual(int.from_bytes(png[16:20], "big"), size)


if __name__ == "__main__":
    taptest.main()
