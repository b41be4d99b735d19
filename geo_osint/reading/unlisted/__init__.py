"""Names that no gazetteer lists: kept and asked about, so that nothing is dropped."""

from __future__ import annotations

from geo_osint.model import Span
from geo_osint.reading.grammar import Grammar
from geo_osint.reading.tokens import Token
from geo_osint.reading.unlisted.arabic import end_of_arabic
from geo_osint.reading.unlisted.goals import where_something_went
from geo_osint.reading.unlisted.latin import end_of_latin
from geo_osint.reading.unlisted.lists import hides_and, without_and
from geo_osint.reading.unlisted.rows import named

BEGINS_A_NAME = ("word", "hit")
"""Classes of tokens at which an unknown name may begin; a hit may be the first word of a longer one."""


def unlisted(body: str, row: list[Token], grammar: Grammar) -> list[Token]:
    """Keep names that no gazetteer knows: they are asked about, never dropped."""
    find = end_of_arabic if grammar.language == "ar" else end_of_latin
    at = 0
    while at < len(row):
        if row[at].symbol not in BEGINS_A_NAME:
            at += 1
            continue
        if hides_and(row, at, grammar):
            row[at : at + 1] = without_and(body, row[at])
            at += 1
        end = find(row, at, grammar)
        if end == at and grammar.language == "en":
            end = where_something_went(body, row, at, grammar)
        if end > at:
            span = Span(row[at].span.start, row[end - 1].span.end)
            row[at:end] = [named(body, span, row[at], ())]
        at += 1
    return row
