"""Unknown names that something went to or from: "the convoy reached Tal Fulan"."""

from __future__ import annotations

from collections.abc import Sequence

from geo_osint.reading.grammar import Grammar
from geo_osint.reading.refusals import LONGEST_LIST
from geo_osint.reading.tokens import Token
from geo_osint.reading.unlisted.latin import capitals

MOVED = ("convoy", "mover", "count", "actor")


GONE = ("reach", "leave", "cross")


GOALS = ("to", "from", "into", "towards", "through", "at")
"""Verbs that have a place right behind them, and prepositions that announce one behind a verb of motion."""


def where_something_went(body: str, row: Sequence[Token], at: int, grammar: Grammar) -> int:
    """Say where an unknown name ends that something moved to or from: "the convoy reached Tal Fulan".

    What moved must be told before, and the name be no abbreviation, person or unit.
    """
    end = capitals(row, at, grammar) if at and row[at - 1].symbol in (*GONE, *GOALS) else at
    if end == at or not _moved(row, at, grammar):
        return at
    behind = row[end].text if end < len(row) else ""
    units = grammar.context["unit_after"] | grammar.context["unit_before"]
    of_people = {row[end - 1].text, behind} & units or row[at].text in units
    shortened = row[at].span.of(body).isupper()
    titled = row[at].text in grammar.context["person_before"]
    return at if of_people or shortened or titled else end


def _moved(row: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Tell whether something that moves and a verb of motion stand before a name, with its role clear."""
    before = [token.symbol for token in row[max(0, at - 2 * LONGEST_LIST) : at]]
    verbs = [each for each, _, _ in grammar.roles if each != "*"]
    last = next((symbol for symbol in reversed(before) if symbol in (*verbs, "go")), "")
    preposition = "none" if before[-1] in GONE else before[-1]
    clear = any(verb in (last, "*") and word == preposition for verb, word, _ in grammar.roles)
    return bool(last) and clear and any(symbol in MOVED for symbol in before)
