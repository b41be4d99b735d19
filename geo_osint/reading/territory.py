"""Countries named by an adjective: "Syrian territory", «الأراضي العراقية», "the Syrian-Iraqi border"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from geo_osint.model import Mention, Span
from geo_osint.reading.grammar import Grammar
from geo_osint.reading.mentions import KnownNames
from geo_osint.reading.tokens import Token


def name_territories(
    body: str, row: Sequence[Token], known: KnownNames, grammar: Grammar
) -> list[Token]:
    """Make one `hit` of each noun for land and the adjective of a country beside it.

    A country that the gazetteer does not hold stays words.
    """
    if all(token.symbol != "territory" for token in row):
        return list(row)
    return list(_named(body, row, known, grammar))


BESIDE_A_BORDER = 3
"""Words on either side of "border" among which the countries stand that share it."""


def know_neighbours(row: list[Token], known: KnownNames, grammar: Grammar) -> list[Token]:
    """Put the id of its country into each adjective beside a border; the word stays one."""
    borders = [at for at, token in enumerate(row) if token.symbol == "border"]
    found = list(row)
    for border in borders:
        around = range(max(0, border - BESIDE_A_BORDER), border + BESIDE_A_BORDER + 1)
        for at in around[: len(row) - around.start]:
            code = grammar.demonyms.get(row[at].text) if row[at].symbol == "word" else None
            for id in known.country(code)[:1] if code else ():
                found[at] = replace(row[at], value=id)
    return found


def _named(body: str, row: Sequence[Token], known: KnownNames, grammar: Grammar) -> Iterator[Token]:
    at = 0
    while at < len(row):
        found = _country(row[at : at + 2], known, grammar)
        if found:
            span = Span(row[at].span.start, row[at + 1].span.end)
            mention = Mention("", span, span.of(body), places=found)
            yield replace(row[at], symbol="hit", span=span, value=mention)
        else:
            yield row[at]
        at += 2 if found else 1


def _country(pair: Sequence[Token], known: KnownNames, grammar: Grammar) -> tuple[str, ...]:
    """Give the ids of the country that a noun for land and an adjective name; none if they do not."""
    if len(pair) < 2 or "territory" not in (pair[0].symbol, pair[1].symbol):
        return ()
    adjective = pair[0] if pair[1].symbol == "territory" else pair[1]
    return known.country(grammar.demonyms.get(adjective.text, ""))
