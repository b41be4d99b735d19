"""How many of what: "about 60 lorries", «45 آلية تضم صهاريج وقود», and what is said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from geo_osint.model import Count
from geo_osint.names import Folded
from geo_osint.reading.cues import Cued, Cues, cue
from geo_osint.reading.hedges import figure_at, hedge_after, hedge_before, is_year, outer_hedge
from geo_osint.reading.lexicon import BLANK, Lexicon
from geo_osint.reading.numbers import Number, numbers

LONGEST_WITH = 14
"""Words of what is said of counted things; a longer run has left the clause unnoticed."""


FEW = "few"
"""Hedge of an open number."""


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    lo: int | None
    hi: int | None
    noun: str
    noun_end: int
    hedge: str


def counts(
    body: str, folded: Folded, lexicon: Lexicon, cues: Cues | None = None
) -> tuple[Count, ...]:
    """Read how many vehicles, soldiers, missiles… a text speaks of, in text order.

    Parameters
    ----------
    body
        The text as printed.
    folded
        The same, folded.
    lexicon
        Of the language it is in; its section `count_nouns` says what is counted.
    cues
        Of the folded text and that lexicon, where several readers share them.

    Returns
    -------
    tuple of Count
        `noun` is the lexicon's class, the same in every language ("vehicle", "lorry"); words and
        span take in hedge, figure and noun; `with_` is what follows of load and company up to the
        clause's end, with its opening word. Open numbers ("dozens of lorries") have no values.

    Examples
    --------
    >>> from geo_osint.names import fold
    >>> from geo_osint.reading.lexicon import load
    >>> text = "A convoy of about 45 military vehicles, with fuel tankers, entered Syria."
    >>> [found] = counts(text, fold(text), load("en"))
    >>> found.words, found.value_lo, found.noun, found.hedge, found.with_
    ('about 45 military vehicles', 45, 'vehicle', 'about', 'with fuel tankers')
    """
    text, cues = folded.text, cues or Cues(folded.text, lexicon)
    found = [
        *_figured(text, numbers(folded, lexicon, cues), lexicon),
        *_single(cues, lexicon),
        *_open(cues, lexicon),
    ]
    kept: list[_Found] = []
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return tuple(_as_count(each, body, folded, lexicon) for each in kept)


def _as_count(found: _Found, body: str, folded: Folded, lexicon: Lexicon) -> Count:
    span = folded.span(found.start, found.end)
    start, end = _what_is_with(folded.text, found.noun_end, lexicon)
    said = folded.span(start, end).of(body) if start < end else ""
    return Count(span.of(body), span, found.lo, found.hi, found.noun, found.hedge, said)


def _figured(text: str, found: Sequence[Number], lexicon: Lexicon) -> Iterator[_Found]:
    """Read whole numbers that a counted noun follows."""
    for index, number in enumerate(found):
        match = _noun_behind(lexicon).match(text, number.end)
        if match is None or not number.value.is_integer() or is_year(text, number, lexicon):
            continue
        figure = figure_at(text, found, index, lexicon)
        lo, hi = sorted((int(figure.low.value), int(number.value)))
        start, before = hedge_before(text, figure.start, lexicon)
        end, after = hedge_after(text, match.end(), lexicon)
        noun = _class_of(match["noun"], "count_nouns", lexicon)
        both = _and_noun(lexicon).match(text, match.end())
        if both and noun in VEHICLES and _class_of(both[1], "count_nouns", lexicon) in VEHICLES:
            noun, end = "vehicle", max(end, both.end())
        noun_end = max(match.end(), both.end() if noun == "vehicle" and both else 0)
        if _stands_free(text, figure.start) and lo > 0:
            yield _Found(start, end, lo, hi, noun, noun_end, outer_hedge(before, after))


VEHICLES = frozenset(
    ("vehicle", "lorry", "tanker", "armoured_vehicle", "tank", "bus", "pickup", "trailer")
)
"""Classes that one figure may count together: "45 lorries and vehicles" are 45 vehicles."""


def _stands_free(text: str, start: int) -> bool:
    """Tell a figure from a sum or the tail of a word: "$45", "al-45"."""
    return start == 0 or text[start - 1] not in "$£€#-"


def _single(cues: Cues, lexicon: Lexicon) -> Iterator[_Found]:
    """Read nouns that count by themselves: duals, and «شاحنة واحدة»."""
    for match in _single_pattern(lexicon).finditer(cues):
        section, value = ("count_duals", 2) if match["two"] else ("count_nouns", 1)
        group = "two" if match["two"] else "one"
        noun = _class_of(match[group], section, lexicon)
        start, hedge = hedge_before(cues.text, match.start(group), lexicon)
        yield _Found(start, match.end(), value, value, noun, match.end(), hedge)


def _open(cues: Cues, lexicon: Lexicon) -> Iterator[_Found]:
    """Read open numbers of a counted noun: "dozens of lorries", «عشرات الشاحنات»."""
    for match in _open_pattern(lexicon).finditer(cues):
        noun = _class_of(match["noun"], "count_nouns", lexicon)
        start, hedge = hedge_before(cues.text, match.start("many"), lexicon)
        hedge = hedge if hedge not in ("", "about") else FEW
        yield _Found(start, match.end(), None, None, noun, match.end(), hedge)


def _class_of(form: str, section: str, lexicon: Lexicon) -> str:
    return lexicon.classes(section)[" ".join(form.split())]


def _what_is_with(text: str, start: int, lexicon: Lexicon) -> tuple[int, int]:
    """Find what is said of counted things behind their noun; an empty stretch if nothing is."""
    opened = _with_pattern(lexicon).match(text, start)
    if opened is None:
        return start, start
    first = end = opened.start("with")
    for taken, token in enumerate(_with_token(lexicon).finditer(text, opened.end())):
        if token["end"] or taken == LONGEST_WITH:
            break
        end = token.end()
    return (
        (first, _without_trailing_and(text, first, end, lexicon)) if end > first else (start, start)
    )


def _without_trailing_and(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    match = re.search(rf"\s+{lexicon.pattern('number_parts', 'and')}\s*$", text[start:end])
    return start + match.start() if match else end


@cache
def _noun_behind(lexicon: Lexicon) -> re.Pattern[str]:
    gap = rf"(?:{lexicon.pattern('count_gap')}(?!\w)(?:{BLANK}|-))"
    noun = lexicon.pattern("count_nouns")
    return re.compile(rf"(?:{BLANK}|-){gap}{{0,5}}?(?P<noun>{noun})(?!\w)")


@cache
def _and_noun(lexicon: Lexicon) -> re.Pattern[str]:
    """Build: adjectives, "and", a second noun that the same figure counts."""
    words = lexicon.pattern
    adjective = rf"(?:{BLANK}{words('count_adjectives')}(?!\w))"
    gap = rf"(?:{words('count_gap')}(?!\w)(?:{BLANK}|-))"
    blank = "[ ]?" if lexicon.is_arabic else BLANK
    joint = rf"{BLANK}{words('number_parts', 'and')}{blank}"
    return re.compile(rf"{adjective}{{0,2}}{joint}{gap}{{0,2}}?({words('count_nouns')})(?!\w)")


@cache
def _single_pattern(lexicon: Lexicon) -> Cued:
    two, noun = lexicon.pattern("count_duals"), lexicon.pattern("count_nouns")
    one = lexicon.pattern("numbers", "1") if lexicon.is_arabic else "(?!)"
    return cue(
        rf"(?<!\w)[وفبل]??(?:(?P<two>{two})|(?P<one>{noun}){BLANK}{one}(?!{BLANK}و?\d))(?!\w)",
        lexicon.forms("count_duals"),
        lexicon.forms("count_nouns"),
    )


@cache
def _open_pattern(lexicon: Lexicon) -> Cued:
    """Build: an open number, adjectives, a counted noun."""
    gap = rf"(?:{lexicon.pattern('count_gap')}(?!\w)(?:{BLANK}|-))"
    return cue(
        rf"(?<!\w)[وفبل]{{0,2}}?(?P<many>{lexicon.pattern('count_open')})(?!\w){BLANK}{gap}{{0,3}}?"
        rf"(?:ال)?(?P<noun>{lexicon.pattern('count_nouns')})(?!\w)",
        lexicon.forms("count_open"),
    )


@cache
def _with_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """Build: at most two words that end nothing, then an opening word."""
    ends = lexicon.pattern("count_with_end")
    skipped = rf"(?:{BLANK}(?![وف]?{ends}(?!\w))[^\W\d_]+)"
    return re.compile(
        rf"{skipped}{{0,2}}?[ ]?[,،]?{BLANK}(?:and{BLANK})?و?(?P<with>{lexicon.pattern('count_with')})(?!\w)"
    )


@cache
def _with_token(lexicon: Lexicon) -> re.Pattern[str]:
    """Build one step through the clause: a kept phrase, its end, or a word."""
    ends, keep = lexicon.pattern("count_with_end"), lexicon.pattern("count_with_keep")
    stop = rf"[^\S\n]*(?:[.](?!\d)|[,،;؛:!?؟()«»\"\[\]—]|\n[ \t]*\n)|\s*[وف]?{ends}(?!\w)"
    return re.compile(rf"\s*{keep}(?!\w)|(?P<end>{stop})|\s*\w+(?:[.,'-]\w+)*%?|\s*[^\w\s]")
