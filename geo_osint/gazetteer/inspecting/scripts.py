"""What a name is written in: the script of each letter, and what is not a letter at all."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from geo_osint.names import key

NAMED = {
    "LATIN": "Latn", "ARABIC": "Arab", "CYRILLIC": "Cyrl", "GREEK": "Grek", "HEBREW": "Hebr",
    "SYRIAC": "Syrc", "ARMENIAN": "Armn", "GEORGIAN": "Geor", "ETHIOPIC": "Ethi", "THAANA": "Thaa",
    "DEVANAGARI": "Deva", "BENGALI": "Beng", "TAMIL": "Taml", "THAI": "Thai", "HANGUL": "Hang",
    "HIRAGANA": "Hira", "KATAKANA": "Kana", "CJK": "Hani", "COPTIC": "Copt", "TIFINAGH": "Tfng",
}  # fmt: skip
"""First word of a letter's Unicode name -> ISO 15924; the standard library has no table of scripts."""

UNSEEN = frozenset(("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"))
"""General categories of characters that show nothing, or nothing that everybody sees."""

NON_JOINER = "\u200c"
"""Parts letters inside words of Persian and Sorani, where it belongs."""

WRITES_NON_JOINER = frozenset(("fa", "ckb", "ku", "ur", "ps"))

MARKS_LIKE_LETTERS = frozenset("ʻʼʽʾʿˈʹ")
"""Ayn and hamza of romanisations: letters to Unicode, of every script."""


def script_of(character: str) -> str:
    """Give a letter's script; "" for what is no letter or is shared by scripts.

    Examples
    --------
    >>> script_of("ع"), script_of("a"), script_of("а"), script_of("4")
    ('Arab', 'Latn', 'Cyrl', '')
    """
    if not character.isalpha() or character in MARKS_LIKE_LETTERS or character == "ـ":
        return ""
    return NAMED.get(unicodedata.name(character, "").split(" ")[0].split("-")[0], "")


def scripts_of(text: str) -> set[str]:
    """Give the scripts of a text's letters."""
    return {script_of(character) for character in text} - {""}


def unseen(text: str, language: str = "") -> list[tuple[int, str]]:
    """Find characters that nobody sees: where, and what Unicode calls each."""
    return [
        (index, f"U+{ord(character):04X} {unicodedata.name(character, 'unnamed')}")
        for index, character in enumerate(text)
        if unicodedata.category(character) in UNSEEN
        and not (character == NON_JOINER and language in WRITES_NON_JOINER and _inside(text, index))
    ]


def _inside(text: str, index: int) -> bool:
    return text[index - 1 : index].isalpha() and text[index + 1 : index + 2].isalpha()


@cache
def languages() -> Mapping[str, Any]:
    """Give the table of languages: `scripts`, and the letters that are `foreign` or of `neighbours`."""
    file = resources.files(__package__) / "languages.toml"
    table: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    return table


@cache
def everyday_words() -> frozenset[str]:
    """Give words that stand in every text, folded as by `names.key`."""
    listed: dict[str, str] = languages()["everyday"]
    return frozenset(key(word) for words in listed.values() for word in words.split())
