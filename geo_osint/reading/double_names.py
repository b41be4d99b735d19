"""Names given twice for one place: «Girê Spî (تل أبيض)», «س/ص», «س_ص»: one mention with both surfaces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geo_osint.model import Mention, Span
from geo_osint.names import is_arabic
from geo_osint.reading.grammar import Grammar
from geo_osint.reading.tokens import Token

LONGEST_OTHER = 3
"""Words of the other name, where no gazetteer lists it."""

_JOINT = re.compile(r"\s?[/_|]\s?")
_KURDISH = re.compile("[êîûşçÊÎÛŞÇ]")
"""Letters of Kurdish names in Latin script, which reports give beside the Arabic ones."""


def join_double_names(body: str, row: list[Token], grammar: Grammar) -> list[Token]:
    """Make one `hit` of two names for one place, at least one of which is listed.

    Two listed names are one place's if a place bears both. A listed and an unlisted name are if a
    slash joins them (an underscore behind a feature noun alone: hashtags are written with it), or brackets and their scripts differ: "Suluk (Raqqa)" says where
    Suluk lies.

    Parameters
    ----------
    row
        Tokens with `hit`s that carry mentions.
    """
    if "hit" not in {token.symbol for token in row}:
        return row
    found: list[Token] = []
    at = 0
    while at < len(row):
        end = _double(body, row, at, grammar)
        found.append(_joined(body, row[at:end]) if end > at + 1 else row[at])
        at = max(end, at + 1)
    return found


def _double(body: str, row: Sequence[Token], at: int, grammar: Grammar) -> int:
    """Say where a double name that begins here ends; `at` if none does."""
    first = _name_end(row, at, grammar)
    if first == at:
        return at
    if first < len(row) and row[first].symbol == "open":
        second = _name_end(row, first + 1, grammar)
        closed = first + 1 < second < len(row) and row[second].symbol == "close"
        one, two = row[at:first], row[first + 1 : second]
        return second + 1 if closed and _same(one, two) and _in_two_scripts(body, one, two) else at
    if first < len(row) and _JOINT.fullmatch(body, row[first - 1].span.end, row[first].span.start):
        second = _name_end(row, first, grammar)
        announced = at > 0 and row[at - 1].symbol == "feature"
        tagged = "_" in body[row[first - 1].span.end : row[first].span.start]
        if tagged and not announced and not row[at].symbol == row[second - 1].symbol == "hit":
            return at  # "#Lebanon_is_collapsing"
        return second if second > first and _same(row[at:first], row[first:second]) else at
    return at


def _name_end(row: Sequence[Token], at: int, grammar: Grammar) -> int:
    """Say where a name ends: a listed one, or a run of words that may be one; `at` if none begins."""
    if at < len(row) and row[at].symbol == "hit":
        return at + 1
    arabic = at < len(row) and is_arabic(row[at].text)
    named = arabic and at > 0 and row[at - 1].symbol in ("feature", "open", "hit")
    end = at
    while end < min(len(row), at + LONGEST_OTHER) and row[end].symbol == "word":
        if row[end].text in grammar.context["not_names"] or is_arabic(row[end].text) != arabic:
            return at
        if not (named or row[end].capital):
            return at
        end += 1
    return end


def _same(one: Sequence[Token], two: Sequence[Token]) -> bool:
    """Tell whether two names may be one place's: a place bears both, or only one is listed."""
    places = [set(row[0].value.places) for row in (one, two) if isinstance(row[0].value, Mention)]
    return bool(places) and (len(places) == 1 or bool(places[0] & places[1]))


def _in_two_scripts(body: str, one: Sequence[Token], two: Sequence[Token]) -> bool:
    """Tell an Arabic name beside a Latin one, or a Kurdish beside an English one; or two that a place bears."""
    if one[0].symbol == two[0].symbol == "hit":
        return True
    words = [Span(row[0].span.start, row[-1].span.end).of(body) for row in (one, two)]
    arabic = [is_arabic(row[0].text) for row in (one, two)]
    return arabic[0] != arabic[1] or any(map(_KURDISH.search, words))


def _joined(body: str, row: Sequence[Token]) -> Token:
    """Make one token of both names; it bears what the listed ones mean together."""
    span = Span(row[0].span.start, row[-1].span.end)
    listed = [each.value for each in row if isinstance(each.value, Mention)]
    shared = tuple(id for id in listed[0].places if all(id in each.places for each in listed))
    mention = replace(listed[0], span=span, words=span.of(body), places=shared)
    return replace(row[0], symbol="hit", span=span, value=mention)
