"""A sentence as a row of tokens: what other readers found in it, classes of words, and the rest.

Words are compared folded. In Arabic the one-letter prefixes (and, in, to, like) and the article
are taken off where what is left is a word of the grammar, and become tokens of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from geo_osint.model import Count, DateReading, Mention, Quantity, Span
from geo_osint.names import ARABIC_ARTICLE, Folded, is_arabic
from geo_osint.reading.grammar import Grammar, Phrase

Value = str | Quantity | Count | DateReading | Mention | int | None


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a sentence: its class, folded text, span in the body and what it carries.

    `definite` tells an Arabic article, `capital` a Latin capital at its head, `glued` that nothing
    stands between it and the token before. For a place, `value` is the mention, `outer` the feature
    classes stacked before its own ("the *surroundings* of X field"). `at` is its folded offset.
    """

    symbol: str
    text: str
    span: Span
    value: Value = None
    definite: bool = False
    capital: bool = False
    glued: bool = False
    outer: tuple[str, ...] = ()
    at: int = 0


@dataclass(frozen=True, slots=True)
class Overlay:
    """A stretch of the body that another reader has read, as one token."""

    span: Span
    symbol: str
    value: Value


PUNCTUATION = {
    ",": "comma", "،": "comma", "(": "open", ")": "close", "[": "open", "]": "close",
    "«": "quote", "»": "quote", '"': "quote", "'": "quote", ";": "stop", "؛": "stop", ":": "stop",
    ".": "stop", "!": "stop", "?": "stop", "؟": "stop", "—": "dash", "…": "stop",
}  # fmt: skip
"""Folded sign -> class of token; signs that are not here are let go."""

PREFIXES = {"و": "and", "ف": "and", "ب": "at", "ل": "to", "ك": "word"}
"""Arabic prefixes that are words of their own -> class of token."""

_PIECE = re.compile(r"(?:[a-z]\.){2,}|\d+(?:[.,]\d+)*|[^\W_]+|[^\w\s]")


def tokens(
    body: str, folded: Folded, within: Span, overlays: Sequence[Overlay], grammar: Grammar
) -> list[Token]:
    """Cut one sentence, `within` the body, into tokens; the overlays stay whole.

    Where overlays meet, the earlier in the list wins.
    """
    pieces = _pieces(body, folded, within, overlays)
    row = [part for piece in pieces for part in _cut(piece, folded, grammar)]
    return _phrases(row, grammar)


def _pieces(body: str, folded: Folded, within: Span, overlays: Sequence[Overlay]) -> list[Token]:
    """Give words, signs and overlays in order, each word uncut."""
    start = bisect_left(folded.offsets, within.start)
    stop = bisect_left(folded.offsets, within.end)
    found: list[Token] = []
    for overlay in _disjoint(overlays):
        first = bisect_left(folded.offsets, overlay.span.start)
        after = bisect_left(folded.offsets, overlay.span.end)
        found += _plain(body, folded, start, first)
        text = folded.text[first:after]
        found.append(Token(overlay.symbol, text, overlay.span, overlay.value, at=first))
        start = after
    return [*found, *_plain(body, folded, start, stop)]


def _disjoint(overlays: Iterable[Overlay]) -> list[Overlay]:
    """Keep the earlier in the list of those that meet; sorted by place."""
    kept: list[Overlay] = []
    for overlay in overlays:
        if all(overlay.span.end <= k.span.start or k.span.end <= overlay.span.start for k in kept):
            kept.append(overlay)
    return sorted(kept, key=lambda overlay: overlay.span)


def _plain(body: str, folded: Folded, start: int, stop: int) -> list[Token]:
    """Give the words and signs of a stretch that no overlay covers."""
    found: list[Token] = []
    end = start
    for piece in _PIECE.finditer(folded.text, start, stop):
        symbol = _sign(folded.text, piece.start())
        glued = piece.start() == end and end > start
        if symbol:
            span = folded.span(*piece.span())
            capital = body[span.start : span.start + 1].isupper()
            at = piece.start()
            found.append(Token(symbol, piece[0], span, capital=capital, glued=glued, at=at))
        end = piece.end()
    return found


def _sign(text: str, at: int) -> str:
    """Give the class of the piece that begins here; none for a sign without meaning."""
    if text[at].isalnum():
        return "word"
    if text[at] == "-":
        return "dash" if _stands_alone(text, at) else ""
    return PUNCTUATION.get(text[at], "")


def _stands_alone(text: str, at: int) -> bool:
    """Tell a dash between blanks from a hyphen inside a word."""
    return text[at - 1 : at].isspace() and text[at + 1 : at + 2].isspace()


def _phrases(row: list[Token], grammar: Grammar) -> list[Token]:
    """Give words their classes, the longest phrase first."""
    found: list[Token] = []
    at = 0
    while at < len(row):
        phrase = _longest(row, at, grammar)
        length = len(phrase.words) if phrase else 1
        found.append(_classed(row[at : at + length], phrase) if phrase else row[at])
        at += length
    return found


def _cut(piece: Token, folded: Folded, grammar: Grammar, most: int = 3) -> list[Token]:
    """Take Arabic prefixes, `most` of them, off a word that the grammar knows only without them."""
    text = piece.text
    if piece.symbol == "word" and 1 < len(text) < MIN_WORD and set(text) <= set(PREFIXES):
        return [_part(piece, folded, at, at + 1, PREFIXES[text[at]]) for at in range(len(text))]
    if piece.symbol != "word" or _known(text, grammar) or not is_arabic(text):
        return [piece]
    if text.startswith("لل") and _known(ARABIC_ARTICLE + text[2:], grammar):
        rest = _part(piece, folded, 1, len(text), "word")
        return [_part(piece, folded, 0, 1, "to"), replace(rest, text=ARABIC_ARTICLE + text[2:])]
    if most and text[0] in PREFIXES and len(text) >= MIN_WORD:
        cut = _cut(_part(piece, folded, 1, len(text), "word"), folded, grammar, most - 1)
        if len(cut) > 1 or _known(cut[0].text, grammar):
            return [_part(piece, folded, 0, 1, PREFIXES[text[0]]), *cut]
    return [piece]


MIN_WORD = 3
"""A shorter word has no prefix to lose."""


def _part(piece: Token, folded: Folded, start: int, end: int, symbol: str) -> Token:
    """Cut a stretch out of a word."""
    at = piece.at + start
    span = folded.span(at, piece.at + end)
    return Token(symbol, piece.text[start:end], span, glued=start > 0, at=at)


def _known(text: str, grammar: Grammar) -> bool:
    return text in grammar.phrases or _bare(text) in grammar.features


def _bare(text: str) -> str:
    return text[len(ARABIC_ARTICLE) :] if text.startswith(ARABIC_ARTICLE) else text


def _longest(row: list[Token], at: int, grammar: Grammar) -> Phrase | None:
    """Find the longest phrase of the grammar that begins at a token."""
    first = row[at]
    if first.symbol not in ("word", *PREFIXES.values()):
        return None
    rows = (*grammar.phrases.get(first.text, ()), *grammar.features.get(_bare(first.text), ()))
    fitting = [phrase for phrase in rows if _stands_at(phrase, row, at)]
    return max(fitting, key=lambda phrase: len(phrase.words), default=None)


def _stands_at(phrase: Phrase, row: list[Token], at: int) -> bool:
    if at + len(phrase.words) > len(row):
        return False
    texts = [token.text for token in row[at : at + len(phrase.words)]]
    if phrase.symbol == "feature":
        texts = [_bare(text) for text in texts]
    return tuple(texts) == phrase.words


def _classed(parts: list[Token], phrase: Phrase) -> Token:
    span = Span(parts[0].span.start, parts[-1].span.end)
    text = " ".join(part.text for part in parts)
    definite = parts[0].text.startswith(ARABIC_ARTICLE)
    return Token(
        phrase.symbol,
        text,
        span,
        phrase.value or None,
        definite,
        parts[0].capital,
        parts[0].glued,
        at=parts[0].at,
    )


def symbols(row: Sequence[Token], grammar: Grammar) -> str:
    """Write a row of tokens as one character each, for the patterns of the grammar."""
    return "".join(grammar.symbols[token.symbol] for token in row)
