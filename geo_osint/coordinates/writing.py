"""The ways people write one sign: digits, degree and minute marks, directions, in two languages."""

from __future__ import annotations

import re
import unicodedata

SIGNS = {
    # Arabic comma and semicolon part the two halves; decimal and thousands signs belong to a number
    "،": ";", "؛": ";", "٫": ".", "٬": "",
    "º": "°", "˚": "°", "∘": "°", "⁰": "°", "ᵒ": "°", "◦": "°",
    "′": "'", "’": "'", "‘": "'", "ʹ": "'", "ʼ": "'", "`": "'", "´": "'", "‛": "'", "＇": "'",
    "″": '"', "”": '"', "“": '"', "„": '"', "ʺ": '"', "‟": '"', "＂": '"', "〃": '"',
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-",
}  # fmt: skip

AXES = {
    "N": ("n", "north", "شمال", "شمالا", "ش"),
    "S": ("s", "south", "جنوب", "جنوبا", "ج"),
    "E": ("e", "east", "شرق", "شرقا", "ق"),
    "W": ("w", "west", "غرب", "غربا", "غ"),
    "LAT": ("latitude", "lat", "خط العرض", "خط عرض", "دائرة عرض", "عرض"),
    "LON": ("longitude", "long", "lon", "lng", "خط الطول", "خط طول", "طول"),
}
"""Axis or hemisphere -> how it is written; capitals in the words are let go."""

UNITS = {
    "°": ("degrees", "degree", "deg", "درجة", "درجه"),
    "'": ("minutes", "minute", "min", "دقيقة", "دقيقه"),
    '"': ("seconds", "second", "sec", "ثانية", "ثانيه"),
}
"""Mark -> the words that stand for it."""

_WORDS = {
    word: f" {symbol} "
    for table in (AXES, UNITS)
    for symbol, words in table.items()
    for word in words
}
_ANY_WORD = re.compile(
    r"(?<![^\W\d_])(?:" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")(?![^\W\d_])[.:=]?"
)


def plain(text: str) -> str:
    """Write digits, marks and separators in ASCII and °; drop direction marks and vowel signs.

    Examples
    --------
    >>> plain("٣٥٫١٠٤، ٤٠٫٥٧٦")
    '35.104; 40.576'
    """
    return " ".join("".join(_plain(character) for character in text).split()).strip(" ()")


def _plain(character: str) -> str:
    if character in SIGNS:
        return SIGNS[character]
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category in ("Zs", "Cc"):
        return " "
    return "" if category in ("Cf", "Mn") else character


def with_symbols(text: str) -> str:
    """Put symbols for words in plain text: `N S E W LAT LON`, and the marks ° ' ".

    Examples
    --------
    >>> with_symbols("35.104 شمالا 40.576 شرقا")
    '35.104 N 40.576 E'
    """
    marked = _ANY_WORD.sub(lambda found: _WORDS[found[0].rstrip(".:=")], text.lower())
    return " ".join(marked.replace("''", '"').split())
