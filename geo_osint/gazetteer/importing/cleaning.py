"""Names, languages, dates and positions of sources, made fit for a gazetteer or refused with a reason."""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_right

from geo_osint.errors import InputError
from geo_osint.model import LonLat, PlaceName, Position

METRES_PER_DEGREE = 111_195.0
"""One degree of a great circle on a sphere of 6,371 km; a precision needs no ellipsoid."""

LONGEST_NAME = 200
"""Code points; the longest real names of places have about 170."""

MIXED = "names in letters of two scripts"
NOT_A_NAME = "names without any letter"
TOO_LONG = f"names longer than {LONGEST_NAME} characters"

_SCRIPTS = (
    (0x0000, "Latn"), (0x0370, "Grek"), (0x0400, "Cyrl"), (0x0530, "Armn"), (0x0590, "Hebr"),
    (0x0600, "Arab"), (0x0700, "Syrc"), (0x0750, "Arab"), (0x0780, "Thaa"), (0x07C0, "Zyyy"),
    (0x08A0, "Arab"), (0x0900, "Deva"), (0x0980, "Beng"), (0x0A00, "Zyyy"), (0x0E00, "Thai"),
    (0x0E80, "Laoo"), (0x0F00, "Tibt"), (0x1000, "Mymr"), (0x10A0, "Geor"), (0x1100, "Hang"),
    (0x1200, "Ethi"), (0x13A0, "Zyyy"), (0x1780, "Khmr"), (0x1800, "Mong"), (0x18B0, "Zyyy"),
    (0x1E00, "Latn"), (0x1F00, "Grek"), (0x2000, "Zyyy"), (0x2C60, "Latn"), (0x2C80, "Zyyy"),
    (0x3040, "Hira"), (0x30A0, "Kana"), (0x3100, "Zyyy"), (0x3400, "Hani"), (0xA000, "Zyyy"),
    (0xA720, "Latn"), (0xA800, "Zyyy"), (0xAC00, "Hang"), (0xD7B0, "Zyyy"), (0xF900, "Hani"),
    (0xFB00, "Latn"), (0xFB10, "Zyyy"), (0xFB50, "Arab"), (0xFE00, "Zyyy"), (0xFE70, "Arab"),
    (0xFF00, "Zyyy"), (0x20000, "Hani"), (0x30000, "Zyyy"),
)  # fmt: skip
"""First code point -> script (ISO 15924) from there on; Zyyy where the table has none. After Unicode's blocks."""

_STARTS = [start for start, _ in _SCRIPTS]

JAPANESE = frozenset(("Hani", "Hira", "Kana"))
"""Scripts that stand side by side in one language."""

SHORTEST_FOREIGN = 3
"""A word of fewer foreign letters is a code ("T4", "K1") that stands among Arabic words with right."""

_UNSEEN = re.compile(
    r"[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+"
)
"""Controls and marks of direction; names are stored without them."""


def clean(text: str) -> str:
    r"""Put a name into Unicode form NFC, without controls, marks of direction and doubled spaces.

    Examples
    --------
    >>> clean(" Al\u200e  Mayadin\x00 ")
    'Al Mayadin'
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(_UNSEEN.sub(" ", unicodedata.normalize("NFC", text)).split())


def fault_of(name: str) -> str:
    """Say why a cleaned text is no name, in words that are counted; empty if it is one.

    Examples
    --------
    >>> fault_of("Dayr az Zawr"), fault_of("مطار T4"), fault_of("—")
    ('', '', 'names without any letter')
    >>> fault_of("Tall ابيض")
    'names in letters of two scripts'
    """
    if not any(map(str.isalpha, name)):
        return NOT_A_NAME
    if len(name) > LONGEST_NAME:
        return TOO_LONG
    if name.isascii():
        return ""
    if _LATIN.fullmatch(name):
        return ""
    if any("\ud800" <= character <= "\udfff" for character in name):
        return "names with half a character (a lone surrogate)"
    return MIXED if _is_mixed(name) else ""


_LATIN = re.compile("[\u0000-\u036f\u1e00-\u1eff\u2000-\u206f]*")
"""Latin letters, their marks, and punctuation: nearly all names of the large lists, told at once."""


def _is_mixed(name: str) -> bool:
    found = {script for word in name.split() for script in _scripts_of_word(word)}
    return len(found - {"Zyyy"}) > 1 and not found <= JAPANESE


def _scripts_of_word(word: str) -> set[str]:
    letters = [character for character in word if character.isalpha()]
    found = {_script(letter) for letter in letters}
    return set() if found == {"Latn"} and len(letters) < SHORTEST_FOREIGN else found


def script_of(name: str) -> str:
    """Tell the script of a name by its first letter, as an ISO 15924 code.

    Examples
    --------
    >>> script_of("الميادين"), script_of("Meyadîn"), script_of("4 Çarşı")
    ('Arab', 'Latn', 'Latn')
    """
    if name.isascii():
        return "Latn"
    return next((_script(character) for character in name if character.isalpha()), "Zyyy")


def _script(letter: str) -> str:
    return _SCRIPTS[bisect_right(_STARTS, ord(letter)) - 1][1]


ARAB_COUNTRIES = frozenset(
    [
        "AE",
        "BH",
        "DJ",
        "DZ",
        "EG",
        "IQ",
        "JO",
        "KM",
        "KW",
        "LB",
        "LY",
        "MA",
        "MR",
        "OM",
        "PS",
        "QA",
        "SA",
        "SD",
        "SO",
        "SY",
        "TN",
        "YE",
    ]
)
"""Members of the Arab League, where a name in the 28 letters of Arabic is taken for Arabic."""

_NOT_ARABIC = re.compile("[^\u0621-\u063a\u0640-\u0652\\W\\d_]")
"""Letters of Persian, Kurdish and Urdu, and anything that is no Arabic letter."""


def language_of(name: str, script: str, country: str) -> str:
    """Guess the language of a name for which the source tells none: `ar` or `und` (undetermined).

    Arabic letters alone do not tell it: it counts as Arabic in an Arab country, if it has no letter
    that Arabic lacks.

    Examples
    --------
    >>> language_of("الميادين", "Arab", "SY"), language_of("دێرک", "Arab", "SY")
    ('ar', 'und')
    """
    arabic = script == "Arab" and country in ARAB_COUNTRIES and not _NOT_ARABIC.search(name)
    return "ar" if arabic else "und"


_LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])")


def language_code(code: str) -> str:
    """Reduce a language tag to its ISO 639 part; `und` where it has none.

    Examples
    --------
    >>> language_code("zh-Hant"), language_code("ku"), language_code("")
    ('zh', 'ku', 'und')
    """
    found = _LANGUAGE.match(code.lower())
    return found[0] if found else "und"


_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def date_of(text: str) -> str:
    """Give an ISO date, year or month as it is; nothing for anything else."""
    return text if _DATE.fullmatch(text) else ""


def position(
    lon: str | float, lat: str | float, source: str, step_deg: float, date: str = ""
) -> Position:
    """Make a position of decimal degrees whose last digit is worth `step_deg`.

    Its precision is half the diagonal of that digit's cell, in metres.

    Raises
    ------
    InputError
        If it is no position on the Earth, or is 0, 0, which stands for "unknown" in lists.
    """
    try:
        at = LonLat(float(lon), float(lat))
    except (ValueError, TypeError):
        comma = "; write decimals with a point" if "," in f"{lat}{lon}" else ""
        raise InputError(f"{str(lat)[:20]!r}, {str(lon)[:20]!r}: no coordinates{comma}") from None
    if at.lon_deg == at.lat_deg == 0:
        raise InputError("0, 0: no position; lists write it for unknown")
    return Position(at, source, precision_m(at.lat_deg, step_deg), date)


def precision_m(lat_deg: float, step_deg: float) -> float:
    """Give half the diagonal of a cell of `step_deg` in both directions, in metres, to 2 digits.

    Examples
    --------
    >>> precision_m(35.0, 0.00001)
    0.72
    """
    height = step_deg * METRES_PER_DEGREE
    width = height * math.cos(math.radians(lat_deg))
    return float(f"{math.hypot(height, width) / 2 or 0.01:.2g}")


def step_of(*numbers: str) -> float:
    """Give the step of the last digit of decimal numbers as they are written, the finest of them.

    Examples
    --------
    >>> step_of("35.02", "40.4515")
    0.0001
    """
    digits = max(len(each.partition(".")[2].rstrip()) for each in numbers)
    return round(10.0 ** -min(digits, 9), 9)


def name(text: str, language: str, role: str, source: str) -> PlaceName:
    """Make a name of a cleaned text; the script is told from its letters."""
    return PlaceName(text, language, script_of(text), role, source)
