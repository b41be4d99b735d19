"""Which of a series, in Arabic and English: "the thirteenth", «الثالثة عشرة», «الـ13».

Everything here works on folded text, as in `numbers`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from geo_osint.model import Span
from geo_osint.names import Folded
from geo_osint.reading.cues import FIGURES, Cued, Cues, cue
from geo_osint.reading.lexicon import BLANK, Lexicon


@dataclass(frozen=True, slots=True)
class Ordinal:
    """Which of a series: "the thirteenth", «الثالثة عشرة», «الـ13»."""

    words: str
    span: Span
    value: int


def ordinals(
    body: str, folded: Folded, lexicon: Lexicon, cues: Cues | None = None
) -> tuple[Ordinal, ...]:
    """Find which-of-a-series words; those inside dates and month names are the caller's to drop.

    Month names («كانون الثاني») and fractions ("a third of") are not read, nor is a figure with the
    article before a noun it counts («الـ13 شاحنة»).

    Examples
    --------
    >>> from geo_osint.names import fold
    >>> from geo_osint.reading.lexicon import load
    >>> text = "القافلة الثالثة عشرة"
    >>> [(found.words, found.value) for found in ordinals(text, fold(text), load("ar"))]
    [('الثالثة عشرة', 13)]
    """
    found = []
    for match in _ordinal_pattern(lexicon).finditer(cues or Cues(folded.text, lexicon)):
        if match["month"] or match["fraction"]:
            continue
        span = folded.span(match.start("ordinal"), match.end())
        found.append(Ordinal(span.of(body), span, _ordinal_value(match, lexicon)))
    return tuple(found)


def ordinal_of(words: str, lexicon: Lexicon) -> int | None:
    """Give the value of one folded ordinal, None if the words are none.

    Examples
    --------
    >>> from geo_osint.reading.lexicon import load
    >>> ordinal_of("twenty-third", load("en")), ordinal_of("الثالث والعشرين", load("ar"))
    (23, 23)
    """
    match = _ordinal_pattern(lexicon).pattern.fullmatch(words)
    return _ordinal_value(match, lexicon) if match and match["ordinal"] else None


@cache
def _ordinal_pattern(lexicon: Lexicon) -> Cued:
    """Build: digits with an ending or the article; one ordinal, with tens or «عشر» behind it."""
    one = lexicon.pattern("ordinals")
    tens = lexicon.pattern("ordinals", *(str(value) for value in range(20, 101, 10)))
    small = lexicon.pattern("numbers", "20", "30", "40", "50", "60", "70", "80", "90")
    nouns = "|".join(lexicon.pattern(name) for name in ("count_nouns", "units"))
    ten = lexicon.pattern("numbers", "10")
    article = r"(?<!\d)(?<!\d[.,:/])(?P<cipher>\d{1,4})"
    return cue(
        rf"(?P<month>(?<!\w)[وفبكل]{{0,2}}{lexicon.pattern('months')}(?!\w))"
        rf"|(?P<fraction>(?<!\w)(?:a|one){BLANK}{one}{BLANK}of(?!\w))"
        rf"|(?<!\w)[وفبكل]?(?P<ordinal>"
        rf"{article}(?:st|nd|rd|th)(?!\w)"
        rf"|ال(?<!\w\w\w)(?P<arabic>\d{{1,4}})(?![\d.,:/]*\d)(?!\w)(?!{BLANK}(?:{nouns})(?!\w))"
        rf"|(?P<low>{small})[- ](?P<unit>{one})(?!\w)"
        rf"|(?P<first>{one})(?!\w)(?:{BLANK}(?P<teen>{ten})(?!\w)|{BLANK}و(?P<tens>{tens})(?!\w))?)",
        FIGURES,
        lexicon.forms("months"),
        ("a", "one"),
        lexicon.forms("ordinals"),
        lexicon.forms("numbers", "20", "30", "40", "50", "60", "70", "80", "90"),
    )


def _ordinal_value(match: re.Match[str], lexicon: Lexicon) -> int:
    digits = match["cipher"] or match["arabic"]
    if digits:
        return int(digits)
    table = lexicon.classes("ordinals")
    if match["low"]:
        return int(lexicon.classes("numbers")[match["low"]]) + int(table[match["unit"]])
    value = int(table[match["first"]])
    tens = int(table[match["tens"]]) if match["tens"] else 0
    return value + tens + (10 if match["teen"] else 0)
