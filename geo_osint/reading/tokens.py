"""A sentence as a row of tokens: what other readers found in it, classes of words, and the rest.

Words are compared folded. In Arabic the one-letter prefixes (and, in, to, like) and the article
are taken off where what is left is a word of the grammar, and become tokens of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from geo_osint.model import Count, DateReading, Mention, Quantity, Span
from geo_osint.names import ARABIC_ARTICLE, Folded, is_arabic
from geo_osint.reading.grammar import Grammar, Phrase

Value = str | Quantity | Count | DateReading | Mention | int | None


@dataclass(slots=True)  # not frozen: it is made for each word, and that takes half the time
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


def texts_in(folded: Folded, within: Span, grammar: Grammar) -> Iterator[str]:
    """Give the words of a stretch that nobody else has read, prefixes apart, without making tokens.

    Signs are left out, hyphens inside a phrase among them.
    """
    start = bisect_left(folded.offsets, within.start)
    stop = bisect_left(folded.offsets, within.end)
    for text in _PIECE.findall(folded.text, start, stop):
        if not text[0].isalnum():
            continue
        if is_arabic(text):
            yield from (part.text for part in _parts(text, grammar))
        else:
            yield text


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
    text, offsets, ends = folded.text, folded.offsets, folded.ends
    found: list[Token] = []
    end = start
    for piece in _PIECE.finditer(text, start, stop):
        at, after = piece.span()
        symbol = "word" if text[at].isalnum() else _sign(text, at)
        if symbol:
            span = Span(offsets[at], ends[after - 1])
            glued = at == end and end > start
            found.append(
                Token(
                    symbol, piece[0], span, None, False, body[span.start].isupper(), glued, (), at
                )
            )
        end = after
    return found


def _sign(text: str, at: int) -> str:
    """Give the class of the sign that stands here; none for one without meaning."""
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


def _cut(piece: Token, folded: Folded, grammar: Grammar) -> list[Token]:
    """Take Arabic prefixes off a word that the grammar knows only without them."""
    if piece.symbol != "word" or not is_arabic(piece.text):
        return [piece]
    parts = _parts(piece.text, grammar)
    if len(parts) == 1:
        return [piece]
    return [
        Token(
            part.symbol,
            part.text,
            folded.span(piece.at + part.start, piece.at + part.end),
            glued=part.glued,
            at=piece.at + part.start,
        )
        for part in parts
    ]


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch `[start, end)` of a word that is a token of its own; `glued` as in `Token`."""

    start: int
    end: int
    symbol: str
    text: str
    glued: bool


WORDS_KEPT = 16_384
"""Words whose parts are remembered: a report's words come again and again."""


@lru_cache(maxsize=WORDS_KEPT)
def _parts(text: str, grammar: Grammar, most: int = 3) -> tuple[_Part, ...]:
    """Cut a word into prefixes, `most` of them, and the rest; whole where the rest is unknown."""
    if 1 < len(text) < MIN_WORD and set(text) <= set(PREFIXES):
        return tuple(
            _Part(at, at + 1, PREFIXES[letter], letter, at > 0) for at, letter in enumerate(text)
        )
    whole = (_Part(0, len(text), "word", text, True),)
    if _known(text, grammar) or not is_arabic(text):
        return whole
    if text.startswith("لل") and _known(ARABIC_ARTICLE + text[2:], grammar):
        rest = _Part(1, len(text), "word", ARABIC_ARTICLE + text[2:], True)
        return _Part(0, 1, "to", text[0], False), rest
    if most and text[0] in PREFIXES and len(text) >= MIN_WORD:
        rest_of_it = _parts(text[1:], grammar, most - 1)
        if len(rest_of_it) > 1 or _known(text[1:], grammar):
            moved = (replace(part, start=part.start + 1, end=part.end + 1) for part in rest_of_it)
            return _Part(0, 1, PREFIXES[text[0]], text[0], False), *moved
    return whole


MIN_WORD = 3
"""A shorter word has no prefix to lose."""


def _known(text: str, grammar: Grammar) -> bool:
    return text in grammar.phrases or without_article(text) in grammar.features


def without_article(text: str) -> str:
    """Take the Arabic article off a word."""
    return text[len(ARABIC_ARTICLE) :] if text.startswith(ARABIC_ARTICLE) else text


_IN_PHRASES = frozenset(("word", *PREFIXES.values()))


def _longest(row: list[Token], at: int, grammar: Grammar) -> Phrase | None:
    """Find the longest phrase of the grammar that begins at a token."""
    first = row[at]
    if first.symbol not in _IN_PHRASES or not _known(first.text, grammar):
        return None
    second = row[at + 1].text if at + 1 < len(row) else ""
    longest: Phrase | None = None
    for phrase in (
        *grammar.phrases.get(first.text, ()),
        *grammar.features.get(without_article(first.text), ()),
    ):
        words = phrase.words
        if longest is not None and len(words) <= len(longest.words):
            continue
        # most phrases of a common first word fall by their second
        if len(words) == 1 or (second.endswith(words[1]) and _stands_at(phrase, row, at)):
            longest = phrase
    return longest


def _stands_at(phrase: Phrase, row: list[Token], at: int) -> bool:
    """Tell whether the words of a phrase behind its first stand there."""
    if at + len(phrase.words) > len(row):
        return False
    feature = phrase.symbol == "feature"
    return all(
        word == (without_article(row[number].text) if feature else row[number].text)
        for number, word in enumerate(phrase.words[1:], at + 1)
    )


def _classed(parts: list[Token], phrase: Phrase) -> Token:
    first, last = parts[0], parts[-1]
    span = first.span if len(parts) == 1 else Span(first.span.start, last.span.end)
    text = first.text if len(parts) == 1 else " ".join(part.text for part in parts)
    definite = first.text.startswith(ARABIC_ARTICLE)
    return Token(
        phrase.symbol, text, span, phrase.value or None, definite, first.capital, first.glued, (), first.at
    )  # fmt: skip


def symbols(row: Sequence[Token], grammar: Grammar) -> str:
    """Write a row of tokens as one character each, for the patterns of the grammar."""
    return "".join(grammar.symbols[token.symbol] for token in row)
