"""A sentence as a row of tokens: what other readers found in it, classes of words, and the rest.

Words are compared folded. In Arabic the one-letter prefixes (and, in, to, like) and the article
are taken off where what is left is a word of the grammar, and become tokens of their own.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import accumulate

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

_PIECE = r"(?:[a-z]\.){2,}|\d+(?:[.,]\d+)*|[^\W_]+|[^\w\s]"
_PIECES = re.compile(f"({_PIECE})")


class Pieces:
    """A folded text cut into words and signs, once for all the sentences in it."""

    def __init__(self, folded: Folded) -> None:
        self.folded = folded
        self._texts, self._starts, self._ends = _cut(folded.text, 0, len(folded.text))

    def within(self, span: Span) -> list[str]:
        """Give the pieces of a stretch of the original."""
        offsets = self.folded.offsets
        return self.between(bisect_left(offsets, span.start), bisect_left(offsets, span.end))[0]

    def between(self, start: int, stop: int) -> tuple[list[str], array[int]]:
        """Give the pieces of a stretch and where they start; those at its edges may be cut."""
        first = bisect_left(self._starts, start)
        after = bisect_left(self._starts, stop, first)
        if first and self._ends[first - 1] > start:
            return _cut(self.folded.text, start, stop)[:2]
        if after > first and self._ends[after - 1] > stop:
            after -= 1
            texts, starts, _ = _cut(self.folded.text, self._starts[after], stop)
            return [*self._texts[first:after], *texts], self._starts[first:after] + starts
        return self._texts[first:after], self._starts[first:after]


def _cut(text: str, start: int, stop: int) -> tuple[list[str], array[int], array[int]]:
    """Cut a stretch into pieces; give them, where they start and where they end."""
    gaps_and_pieces = _PIECES.split(text[start:stop])
    bounds = array("q", accumulate(map(len, gaps_and_pieces), initial=start))
    return gaps_and_pieces[1::2], bounds[1:-1:2], bounds[2::2]


def tokens(
    pieces: Pieces, within: Span, overlays: Sequence[Overlay], grammar: Grammar
) -> list[Token]:
    """Cut one sentence, `within` the body, into tokens; the overlays stay whole.

    Where overlays meet, the earlier in the list wins.
    """
    offsets = pieces.folded.offsets
    start, stop = bisect_left(offsets, within.start), bisect_left(offsets, within.end)
    found: list[Token] = []
    for overlay in _disjoint(overlays):
        first = bisect_left(offsets, overlay.span.start, start)
        after = bisect_left(offsets, overlay.span.end, first)
        found += _plain(pieces, start, first, grammar)
        text = pieces.folded.text[first:after]
        found.append(Token(overlay.symbol, text, overlay.span, overlay.value, at=first))
        start = after
    return _phrases([*found, *_plain(pieces, start, stop, grammar)], grammar)


def words_in(piece: str, grammar: Grammar) -> list[str]:
    """Give the words of a piece of text, Arabic prefixes apart; none of a sign.

    Examples
    --------
    >>> from geo_osint.reading.grammar import load
    >>> words_in("ومحافظه", load("ar"))
    ['و', 'محافظه']
    """
    if not piece[0].isalnum():
        return []
    return [part.text for part in _parts(piece, grammar)] if is_arabic(piece) else [piece]


def _disjoint(overlays: Iterable[Overlay]) -> list[Overlay]:
    """Keep the earlier in the list of those that meet; sorted by place."""
    kept: list[Overlay] = []
    for overlay in overlays:
        at = bisect_left(kept, overlay.span, key=lambda each: each.span)
        clear_left = at == 0 or kept[at - 1].span.end <= overlay.span.start
        if clear_left and (at == len(kept) or overlay.span.end <= kept[at].span.start):
            kept.insert(at, overlay)
    return kept


def _plain(pieces: Pieces, start: int, stop: int, grammar: Grammar) -> Iterator[Token]:
    """Give the words and signs of a stretch that no overlay covers, Arabic prefixes apart."""
    if start >= stop:
        return
    folded = pieces.folded
    offsets, ends, body = folded.offsets, folded.ends, folded.original
    end = -1
    for text, at in zip(*pieces.between(start, stop), strict=True):
        symbol = "word" if text[0].isalnum() else _sign(folded.text, text, at)
        glued, end = at == end, at + len(text)
        parts = _parts(text, grammar) if symbol == "word" and is_arabic(text) else ()
        if len(parts) > 1:
            yield from (_of_part(part, at, folded) for part in parts)
        elif symbol:
            span = Span(offsets[at], ends[end - 1])
            capital = body[span.start].isupper()
            yield Token(symbol, text, span, None, False, capital, glued, (), at)


def _sign(text: str, sign: str, at: int) -> str:
    """Give the class of the sign that stands here; none for one without meaning."""
    if sign == "-":
        return "dash" if _stands_alone(text, at) else ""
    return PUNCTUATION.get(sign, "")


def _stands_alone(text: str, at: int) -> bool:
    """Tell a dash between blanks from a hyphen inside a word."""
    return text[at - 1 : at].isspace() and text[at + 1 : at + 2].isspace()


def _phrases(row: list[Token], grammar: Grammar) -> list[Token]:
    """Give words their classes, the longest phrase first."""
    leads = _leads(grammar)
    found: list[Token] = []
    at = 0
    while at < len(row):
        token = row[at]
        phrases = leads.get(token.text) if token.symbol in _IN_PHRASES else None
        phrase = _longest(phrases, row, at) if phrases else None
        length = len(phrase.words) if phrase else 1
        found.append(_classed(row[at : at + length], phrase) if phrase else token)
        at += length
    return found


def _of_part(part: _Part, at: int, folded: Folded) -> Token:
    """Make a token of a prefix of the word at a folded offset, or of what it leaves."""
    start = at + part.start
    span = folded.span(start, at + part.end)
    return Token(part.symbol, part.text, span, None, False, False, part.glued, (), start)


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
    return text in _leads(grammar)


@cache
def _leads(grammar: Grammar) -> Mapping[str, tuple[Phrase, ...]]:
    """Give the phrases and feature nouns that a word may begin, the longest first."""
    nouns = {form: rows for form, rows in grammar.features.items() if without_article(form) == form}
    words = {*grammar.phrases, *nouns, *(ARABIC_ARTICLE + form for form in nouns)}
    found = {
        word: (*grammar.phrases.get(word, ()), *nouns.get(without_article(word), ()))
        for word in words
    }
    return {word: tuple(sorted(rows, key=_most_words_first)) for word, rows in found.items()}


def _most_words_first(phrase: Phrase) -> int:
    return -len(phrase.words)


def without_article(text: str) -> str:
    """Take the Arabic article off a word."""
    return text[len(ARABIC_ARTICLE) :] if text.startswith(ARABIC_ARTICLE) else text


_IN_PHRASES = frozenset(("word", *PREFIXES.values()))


def _longest(phrases: Sequence[Phrase], row: Sequence[Token], at: int) -> Phrase | None:
    """Find the first of some phrases, the longest first, that stands at a token."""
    second = row[at + 1].text if at + 1 < len(row) else ""
    for phrase in phrases:
        words = phrase.words
        # most phrases of a common first word fall by their second
        if len(words) == 1 or (second.endswith(words[1]) and _stands_at(phrase, row, at)):
            return phrase
    return None


def _stands_at(phrase: Phrase, row: Sequence[Token], at: int) -> bool:
    """Tell whether the words of a phrase behind its first stand there."""
    if at + len(phrase.words) > len(row):
        return False
    feature = phrase.symbol == "feature"
    return all(
        word == (without_article(row[number].text) if feature else row[number].text)
        for number, word in enumerate(phrase.words[1:], at + 1)
    )


def _classed(parts: list[Token], phrase: Phrase) -> Token:
    """Give the first of the words of a phrase its class, and put the others into it."""
    token = parts[0]
    token.symbol, token.value = phrase.symbol, phrase.value or None
    token.definite = token.text.startswith(ARABIC_ARTICLE)
    if len(parts) > 1:
        token.text = " ".join(part.text for part in parts)
        token.span = Span(token.span.start, parts[-1].span.end)
    return token


def symbols(row: Sequence[Token], grammar: Grammar) -> str:
    """Write a row of tokens as one character each, for the patterns of the grammar."""
    return "".join(grammar.symbols[token.symbol] for token in row)
