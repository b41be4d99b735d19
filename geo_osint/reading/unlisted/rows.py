"""Walking a row of tokens, and making the token of a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo_osint.model import Mention, Span
from geo_osint.reading.tokens import Token

NEVER_MERGED = ("bank", "border")
"""Classes that stay beside a name: the bank *of* a river is not the river."""


def skip(row: Sequence[Token], at: int, step: int, symbols: tuple[str, ...]) -> int:
    """Go on from a token, forwards or back, past those of some classes."""
    while 0 <= at < len(row) and row[at].symbol in symbols:
        at += step
    return at


def named(body: str, span: Span, first: Token, places: tuple[str, ...]) -> Token:
    """Make the token of a name; `places` are the ids that bear it, none if nobody does."""
    mention = Mention("", span, span.of(body), places=places)
    return replace(first, symbol="hit", span=span, value=mention)
