"""A body cut into sentences, Arabic and English alike; spans are in the original."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from geo_osint.model import Span
from geo_osint.names import fold
from geo_osint.reading.lexicon import LANGUAGES, load

WIDEST_WRAPPED_LINE = 120
"""Paragraphs with a longer line were not wrapped by hand: each of their line ends is meant."""

NARROWEST_WRAPPED_LINE = 50
"""Lines of a narrower paragraph are items of a list, titles or verses."""

_LETTER = r"[^\W\d_]"
_CLOSING = "\"'”’»)]›"
_ARABIC_LETTER = re.compile(r"[\u0620-\u064a\u066e-\u06d3]")
_PARAGRAPH_GAP = re.compile(r"\n[^\S\n]*\n")
_STOP = re.compile(rf"(?:[.…]+|[!?؟]+|[;؛])[{re.escape(_CLOSING)}]*")
_WORD_BEFORE = re.compile(rf"(?:{_LETTER}|\.(?={_LETTER})){{1,16}}$")
_LIST_ITEM = re.compile(r"\s*(?:\d{1,3}[.)]|[-*•])\s")
_NEXT_WORD = re.compile(rf"\s*[\"'“‘«(\[]*({_LETTER}+|\d)?")


def split(body: str) -> tuple[Span, ...]:
    """Cut a body into sentences.

    Sentences end at `. ! ? ؟ … ; ؛` with the closing quotes behind them, and at paragraph ends;
    a single line end is a paragraph's end unless the line was wrapped (its paragraph is as wide as
    wrapped ones are, and the next word would not have fitted). Full stops of
    decimals, abbreviations, initials ("U.S.", «ق.م»), list numbers and addresses end nothing.

    Returns
    -------
    tuple of Span
        In text order, without the blanks at their edges; what lies between them is blank.

    Examples
    --------
    >>> body = "It is 14.5 km from the U.S. base. «وصلت القافلة.» أين؟"
    >>> [span.of(body) for span in split(body)]
    ['It is 14.5 km from the U.S. base.', '«وصلت القافلة.»', 'أين؟']
    """
    return tuple(each_sentence(body))


def each_sentence(body: str) -> Iterator[Span]:
    """Cut a body into sentences as `split` does, one at a time."""
    for start, end in _paragraphs(body):
        for first, last in _sentences(body, start, end):
            span = _trimmed(body, first, last)
            if span.start < span.end:
                yield span


def _trimmed(body: str, start: int, end: int) -> Span:
    piece = body[start:end]
    left = len(piece) - len(piece.lstrip())
    return Span(start + left, max(start + left, start + len(piece.rstrip())))


def _paragraphs(body: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _PARAGRAPH_GAP.finditer(body):
        yield from _lines(body, start, gap.start())
        start = gap.end()
    yield from _lines(body, start, len(body))


def _lines(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part a block where its line ends were not made by wrapping."""
    lines = body[start:end].split("\n")
    widest = max(map(len, lines))
    first = at = start
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        at += len(line) + 1
        if not _was_wrapped(line, following, widest):
            yield first, min(at, end)
            first = at
    if first < end:
        yield first, end


def _was_wrapped(line: str, following: str, widest: int) -> bool:
    words = following.split(maxsplit=1)
    if not words or not NARROWEST_WRAPPED_LINE <= widest <= WIDEST_WRAPPED_LINE:
        return False
    if _LIST_ITEM.match(following):
        return False
    return len(line.rstrip()) + 1 + len(words[0]) > widest


def _sentences(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for stop in _STOP.finditer(body, start, end):
        if stop.start() >= first and _ends(body, first, stop, end):
            yield first, stop.end()
            first = stop.end()
    yield first, end


def _ends(body: str, first: int, stop: re.Match[str], end: int) -> bool:
    """Tell whether a stop ends the sentence that began at `first`."""
    after = body[stop.end() : stop.end() + 1] if stop.end() < end else ""
    mark = stop.group()[0]
    if mark in ";؛":
        return True
    if mark not in ".…":
        following = _NEXT_WORD.match(body, stop.end(), end)
        return following is None or not (following[1] or "").islower()
    if after and not after.isspace():
        return _glued_arabic(body, stop)
    if body[first : stop.start()].strip().isdigit():
        return False
    return _ends_before_blank(body, stop, end)


def _glued_arabic(body: str, stop: re.Match[str]) -> bool:
    """Tell a full stop typed without a blank, «الزور.وأضاف», from an abbreviation, «ق.م»."""
    before = _WORD_BEFORE.search(body, max(0, stop.start() - 16), stop.start())
    after = _ARABIC_LETTER.match(body, stop.end())
    if before is None or after is None or stop.group() != ".":
        return False
    word = before.group()
    return len(word) > 2 and _ARABIC_LETTER.match(word) is not None and "." not in word


def _ends_before_blank(body: str, stop: re.Match[str], end: int) -> bool:
    following = _NEXT_WORD.match(body, stop.end(), end)
    word = following[1] if following else None
    if not word:
        return True
    before = _WORD_BEFORE.search(body, max(0, stop.start() - 16), stop.start())
    if before is None or len(stop.group()) > 1:
        return not word.islower()
    if len(before.group()) == 1 and before.group().isupper():
        return False
    return _ends_after(_folded(before.group()), word)


def _ends_after(last: str, following: str) -> bool:
    """Decide between an abbreviation's stop and a sentence's, by the words on both sides."""
    if last in _words("titles") or following.islower():
        return False
    if last in _words("units"):
        return True
    if last in _words("short") or last in _words("numbered"):
        return not following.isdigit()
    initials = len(last) == 1 or "." in last
    return not initials or (len(last) > 1 and _folded(following) in _words("openers"))


WORDS_KEPT = 4096
"""Last words of sentences whose folded form is remembered."""


@lru_cache(WORDS_KEPT)
def _folded(word: str) -> str:
    return fold(word).text


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(form for code in LANGUAGES for form in load(code).forms("sentences", kind))
