# SPDX-License-Identifier: GPL-3.0-or-later
"""Give every Vietnamese letter a key of its own on the X server.

Without it xdotool changes the keymap for each letter that the keyboard lacks, and windows
that have not heard of the change yet drop it.
"""
import re
import subprocess
import unicodedata

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
PUNCTUATION = (("“", "”"), ("‘", "’"), ("–", "—"), ("…", "₫"))


def pairs():
    """Each key's plain and shifted character."""
    small = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES]
    small = [letter for letter in small if not letter.isascii()] + ["đ"]
    return [(letter, letter.upper()) for letter in small] + list(PUNCTUATION)


def free_keycodes(keymap):
    """Keys that mean nothing yet, then the multimedia keys."""
    unused = re.findall(r"^keycode\s+(\d+) =\s*$", keymap, re.M)
    multimedia = re.findall(r"^keycode\s+(\d+) = XF86\w+", keymap, re.M)
    return unused + multimedia


def install(env):
    keymap = subprocess.run(["/usr/bin/xmodmap", "-pke"], env=env, check=True, text=True,
                            capture_output=True).stdout
    wanted, keycodes = pairs(), free_keycodes(keymap)
    if len(keycodes) < len(wanted):
        raise RuntimeError(f"{len(wanted)} letters, but only {len(keycodes)} free keys")
    lines = [f"keycode {code} = U{ord(plain):04X} U{ord(shifted):04X}"
             for code, (plain, shifted) in zip(keycodes, wanted)]
    subprocess.run(["/usr/bin/xmodmap", "-"], env=env, check=True, text=True,
                   capture_output=True, input="\n".join(lines))
