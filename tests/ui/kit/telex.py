# SPDX-License-Identifier: GPL-3.0-or-later
"""The keys by which Vietnamese is typed in Telex."""
import re
import unicodedata

# Circumflex, breve and horn follow their letter; the tone follows the word.
SHAPES = {"\u0302": None, "\u0306": "w", "\u031b": "w"}
TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}


def word_keys(word):
    keys, tone = "", ""
    for letter in unicodedata.normalize("NFD", word):
        if letter in TONES:
            tone = TONES[letter]
        elif letter in SHAPES:
            keys += SHAPES[letter] or keys[-1].lower()
        elif letter in "đĐ":
            keys += "dd" if letter == "đ" else "Dd"
        else:
            keys += letter
    return keys + tone


def keys(text):
    """For text in NFC, with its tones where the engine puts them ("hòa", "thủy")."""
    return re.sub(r"\w+", lambda match: word_keys(match[0]), text)
