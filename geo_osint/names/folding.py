"""Text with the accidents of spelling taken away, and the way back to the original.

Method: each character is mapped on its own (compatibility decomposition, case folding, marks and
controls dropped, the letter table below), then apostrophes are looked at in their surroundings.
The normalisation of alef, ya, ta marbuta and tatweel is the usual one of Arabic retrieval (Larkey,
Ballesteros and Connell 2002, "Improving stemming for Arabic information retrieval"); the letters
of Sorani and Persian follow the spelling of their names in Arabic papers.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from itertools import pairwise

from geo_osint.model import Span

LETTERS = {
    # phrases in one character, which no name has and which would grow to eighteen
    "ﷺ": " ", "ﷻ": " ",
    # one Arabic letter, several code points
    "ٱ": "ا", "ٲ": "ا", "ٳ": "ا",
    "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ۍ": "ي", "ێ": "ي",
    "ک": "ك", "ڪ": "ك", "ګ": "ك",
    "ة": "ه", "ۃ": "ه", "ھ": "ه", "ہ": "ه", "ە": "ه", "ۀ": "ه",
    "ۆ": "و", "ۇ": "و", "ۈ": "و", "ۊ": "و",
    # Sorani and Persian letters, as papers that print Arabic letters only write them
    "ڕ": "ر", "ڵ": "ل", "ڤ": "ف", "پ": "ب", "چ": "ج", "ژ": "ز", "گ": "ك",
    # Latin letters that do not decompose
    "ı": "i", "ø": "o", "đ": "d", "ħ": "h", "ł": "l", "ŧ": "t", "æ": "ae", "œ": "oe",
    "ð": "d", "þ": "th", "ə": "e", "ɛ": "e", "ƶ": "z",
    # marks of romanisation for ayn and hamza that are never quotation marks
    "ʿ": "", "ʾ": "", "ʻ": "", "ʼ": "", "ʽ": "", "ˈ": "", "ʹ": "", "ʔ": "", "ʕ": "",
    # punctuation that has several code points; the em dash stays, since it ends a phrase
    "ـ": "", "٫": ".", "٬": ",", "٪": "%",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "−": "-",
    "‘": "'", "’": "'", "‛": "'", "`": "'", "´": "'", "′": "'",
    "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"',
}  # fmt: skip
"""Character -> what stands for it in folded text."""

KEPT_AS_THEY_ARE = frozenset("ªº")
"""People type these ordinal signs for a degree; decomposed they would turn into the letters a and o."""

_STEADY_AFTER = 4
"""Decomposition and case folding bring each character of Unicode to rest within three rounds."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text and where each of its characters stood.

    `offsets[i]` is the index in the original text of the character that folded character `i` came
    from, with one more entry, the original's length, at the end; `ends[i]` is the index behind it
    and behind the marks it carries. Both in Unicode code points.
    """

    text: str
    offsets: array[int]
    ends: array[int]
    original: str

    def span(self, start: int, end: int) -> Span:
        """Map a folded stretch `[start, end)` to the stretch of the original it came from.

        Vowel signs and tatweel behind the last letter belong to it; direction marks do not. Where
        the stretch takes half of a ligature, the whole ligature is in the span.

        Examples
        --------
        >>> fold("في المَيـادين").span(3, 11)
        Span(start=3, end=13)
        """
        if start >= end:
            return Span(self.offsets[start], self.offsets[start])
        return Span(self.offsets[start], self.ends[end - 1])


def fold(text: str) -> Folded:
    """Fold text so that spellings of one word meet, and remember where each character stood.

    Drops vowel signs, tatweel, direction marks and other controls of format; unites the forms of
    alef, ya, kaf, ha with ta marbuta, hamza on its seats, and the letters of Persian and Sorani;
    turns digits of any script, and the Arabic decimal and thousands signs, into ASCII; lowers Latin
    and takes its diacritics and the marks for ayn and hamza away. White space, line ends and
    punctuation stay, so that words remain apart. An apostrophe stays where it does not stand
    before a Latin letter, and in a possessive ("Mayadin's"). Fractions (½) and superscripts stay:
    "14½" must not turn into "141/2". The bare hamza ء stays, for ماء is not ما.

    Takes any string, lone surrogates and NUL included; folding twice changes nothing.

    Examples
    --------
    >>> fold("حَقْلُ العُمَر، ١٤٫٥ كم").text
    'حقل العمر، 14.5 كم'
    >>> fold("‘Ayn al-‘Arab; Qamişlo’s").text
    "ayn al-arab; qamislo's"
    """
    whole = (_fold_long if len(text) >= LONG_TEXT else _fold_short)(text)
    return _without_apostrophes(whole) if "'" in whole.text else whole


LONG_TEXT = 1_000
"""Characters from which on arrays are faster; names are shorter, and do not wait for numpy to load."""


def _fold_short(text: str) -> Folded:
    mapped = [_TABLE[character] for character in text]
    offsets, ends = _offsets(text, mapped)
    return Folded("".join(mapped), offsets, ends, text)


def _fold_long(text: str) -> Folded:
    """Fold all at once the characters that become one, and one by one those that do not."""
    from geo_osint.names.long_texts import fold_long

    return Folded(*fold_long(text, _TABLE, _sits_on_letter), text)


class _Table(dict[str, str]):
    """Folded form of each character, worked out when it is first met."""

    def __missing__(self, character: str) -> str:
        folded = self[character] = _fold_character(character)
        return folded


def _fold_character(character: str) -> str:
    """Fold one character, whatever stands around it."""
    folded = character
    for _ in range(_STEADY_AFTER):
        folded = "".join(_one_round(part) for part in folded)
    return folded


def _one_round(character: str) -> str:
    if character in LETTERS:
        return LETTERS[character]
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "No" or character in KEPT_AS_THEY_ARE:
        return character
    decomposed = unicodedata.normalize("NFKD", character).casefold()
    return "".join(part for part in decomposed if not _is_dropped(part))


def _is_dropped(character: str) -> bool:
    """Tell marks that sit on letters and controls of format; vowel signs of India are neither."""
    return unicodedata.combining(character) != 0 or unicodedata.category(character) == "Cf"


_TABLE = _Table()


def _offsets(text: str, mapped: list[str]) -> tuple[array[int], array[int]]:
    """Say for each folded character where its original starts and ends."""
    offsets, ends = array("q"), array("q")
    for index, (character, folded) in enumerate(zip(text, mapped, strict=True)):
        for _ in folded:
            offsets.append(index)
            ends.append(index + 1)
        if not folded and ends and ends[-1] == index and _sits_on_letter(character):
            ends[-1] = index + 1
            for back in range(len(ends) - 2, -1, -1):
                if offsets[back] != offsets[-1]:
                    break
                ends[back] = index + 1
    offsets.append(len(text))
    return offsets, ends


def _sits_on_letter(character: str) -> bool:
    """Tell marks and the tatweel, which belong to the letter before, from direction marks."""
    return character == "ـ" or unicodedata.combining(character) != 0


_APOSTROPHES = re.compile("'+")


def _without_apostrophes(whole: Folded) -> Folded:
    """Drop apostrophes that mark ayn or hamza: before a Latin letter, unless a possessive."""
    text = whole.text
    dropped = [run.span() for run in _APOSTROPHES.finditer(text) if _marks_a_sound(text, run)]
    if not dropped:
        return whole
    edges = [(0, 0), *dropped, (len(text), len(text))]
    kept = [(a[1], b[0]) for a, b in pairwise(edges)]
    offsets, ends = array("q"), array("q")
    for a, b in kept:
        offsets.extend(whole.offsets[a:b])
        ends.extend(whole.ends[a:b])
    offsets.append(whole.offsets[-1])
    return Folded("".join(text[a:b] for a, b in kept), offsets, ends, whole.original)


_POSSESSIVE = re.compile(r"s(?![^\W_])")


def _kept_apostrophe(run: re.Match[str]) -> str:
    return "" if _marks_a_sound(run.string, run) else run[0]


def _marks_a_sound(folded: str, run: re.Match[str]) -> bool:
    start, end = run.span()
    if not ("a" <= folded[end : end + 1] <= "z"):
        return False
    after_letter = start > 0 and folded[start - 1].isalpha()
    return not (after_letter and _POSSESSIVE.match(folded, end))


_RUNS = re.compile(r"([^\W\d_]+|\d+)")


def letter_runs(folded: str) -> list[str]:
    """Cut folded text into runs of letters or of digits, and what lies before, between and behind them.

    Examples
    --------
    >>> letter_runs("al-omar, 45km")
    ['', 'al', '-', 'omar', ', ', '45', '', 'km', '']
    """
    return _RUNS.split(folded)


_BETWEEN_WORDS = re.compile(r"[\W_]+")


def key(name: str) -> str:
    """Give the form in which two spellings of one name are equal.

    Folds, drops the bare hamza, and puts one space for whatever stands between words. The article
    stays: whether الهول and هول are one name is for the caller to say.

    Examples
    --------
    >>> key("Deir ez-Zor") == key("DEIR EZ ZOR")
    True
    >>> key("البيضاء") == key("البيضا")
    True
    """
    folded = "".join(map(_TABLE.__getitem__, name)).replace("ء", "")
    if "'" in folded:
        folded = _APOSTROPHES.sub(_kept_apostrophe, folded)
    return _BETWEEN_WORDS.sub(" ", folded).strip()
