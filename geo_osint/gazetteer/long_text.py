"""Where in a long text names may begin, found with numpy for all its words at once.

Method: each word gets a hash, a polynomial one, so that prefix sums give the hash of every part of a
word: without its article, without each proclitic it may carry. A word is kept where its hash is that
of a name of one word, or its hash and the next word's are those of the first two of a longer name.
What is kept is only a guess, though no name is missed; the index then looks at it word by word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from geo_osint.names import ARABIC_ARTICLE, LATIN_ARTICLES, Folded
from geo_osint.names.long_texts import text_codes

Numbers = NDArray[np.int64]
Hashes = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Run = tuple[int, int]
"""Start and end of a run of letters or of digits in folded text."""

BLOCK = 1 << 16
"""Characters that are looked at together: what is worked out for them fits the processor's cache."""

_NO_NAME_GOES_ON = re.compile(r"[^\w\s\-/'\"«»]")


def blocks(text: str) -> Iterator[Run]:
    """Cut folded text into blocks, behind signs that no name runs across."""
    start = 0
    while start < len(text):
        sign = _NO_NAME_GOES_ON.search(text, start + BLOCK)
        end = sign.end() if sign else len(text)
        yield start, end
        start = end


Bounds = tuple[Numbers, Numbers, Numbers, Numbers]
"""Of words: where the run before ends, where the article starts or else the word, the word, its end."""


class Beginnings:
    """How the names of an index begin.

    Parameters
    ----------
    names
        Each as its folded words, without articles.
    """

    def __init__(self, names: Iterable[Sequence[str]]) -> None:
        listed = list(names)
        alone = [words[0] for words in listed if len(words) == 1]
        longer = [words for words in listed if len(words) > 1]
        self._latin = _Known(_hashes_of([word for word in alone if word.isascii()]))
        self._other = _Known(_hashes_of([word for word in alone if not word.isascii()]))
        first, second = (_hashes_of([words[at] for words in longer]) for at in (0, 1))
        self._pairs = _Known(_of_two(first, second))

    def in_block(
        self, folded: Folded, block: Run, is_article: Callable[[Run, Run], bool]
    ) -> tuple[Bounds, list[int]]:
        """Find the words of a block of text, and the numbers of those at which a name may begin.

        `is_article` tells whether a run is the Latin article of the next.
        """
        bounds, letters = _words(folded.text, block, is_article)
        own = letters.hashes(letters.bare(letters.heads, letters.tails), letters.tails)
        following = np.append(own[1:], _NOTHING)
        rows, hashes = map(np.concatenate, zip(*_beginnings(letters, own), strict=True))
        hit = self._other.has(hashes)
        hit |= self._latin.has(hashes) & _may_be_capital(folded, bounds[2])[rows]
        hit |= self._pairs.has(_of_two(hashes, following[rows]))
        found = np.zeros(len(own), np.bool_)
        found[rows[hit]] = True
        return bounds, np.flatnonzero(found).tolist()


def _may_be_capital(folded: Folded, starts: Numbers) -> Flags:
    """Tell where the letter as printed is no small Latin one."""
    printed = np.frombuffer(folded.offsets, np.int64)[starts]
    if not len(printed):
        return np.zeros(0, np.bool_)
    codes = text_codes(folded.original[printed[0] : printed[-1] + 1])[printed - printed[0]]
    capital: Flags = (codes < ord("a")) | (codes > ord("z"))
    return capital


def _words(
    text: str, block: Run, is_article: Callable[[Run, Run], bool]
) -> tuple[Bounds, _Letters]:
    codes = text_codes(text[slice(*block)])
    starts, ends = _runs(codes)
    letters = _Letters.of(codes, starts, ends)
    starts, ends = starts + block[0], ends + block[0]
    article = np.zeros(len(starts), np.bool_)
    article[_articles(letters, starts, ends, is_article)] = True
    own = np.flatnonzero(~article)
    first = own - np.append(False, article)[own]
    before = np.append(block[0], ends)[first]
    return (before, starts[first], starts[own], ends[own]), letters.only(own)


def _articles(
    letters: _Letters, starts: Numbers, ends: Numbers, is_article: Callable[[Run, Run], bool]
) -> list[int]:
    """Give the numbers of the runs that are articles of the next; that next run is none itself."""
    found: list[int] = []
    short = np.flatnonzero(letters.tails - letters.heads <= _LONGEST_ARTICLE)
    may_be = _latin_articles().has(letters.hashes(letters.heads[short], letters.tails[short]))
    for at in short[may_be].tolist():
        if at + 1 == len(starts):
            break
        run, following = ((int(starts[each]), int(ends[each])) for each in (at, at + 1))
        if found[-1:] != [at - 1] and is_article(run, following):
            found.append(at)
    return found


# --- letters --------------------------------------------------------------------------------------

_HAMZA, _ALEF, _LAM, _HA = map(ord, "ءاله")
_AND, _TO = tuple(map(ord, "وف")), tuple(map(ord, "بلك"))
_LONGEST_ARTICLE = max(map(len, LATIN_ARTICLES))

_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_SPREAD = np.uint64(0xC2B2AE3D27D4EB4F)
_FIRST_OF_TWO = np.uint64(0x165667B19E3779F9)
"""Odd numbers without pattern: multiplying by them modulo 2^64 loses nothing and mixes the bits."""

_NOTHING = np.uint64(0)


@dataclass(frozen=True, slots=True)
class _Letters:
    """Words over the letters of a block, the bare hamza left out: `[heads, tails)` of `codes`."""

    codes: NDArray[np.uint32]
    sums: Hashes
    heads: Numbers
    tails: Numbers

    @classmethod
    def of(cls, codes: NDArray[np.uint32], starts: Numbers, ends: Numbers) -> _Letters:
        counted = codes != _HAMZA
        kept = codes[counted]
        at = np.append(0, np.cumsum(counted))
        sums = np.append(_NOTHING, np.cumsum(kept * _powers(_BASE, len(kept))))
        padded = np.append(kept, np.zeros(4, np.uint32))
        return cls(padded, sums, at[starts], at[ends])

    def only(self, rows: Numbers) -> _Letters:
        return _Letters(self.codes, self.sums, self.heads[rows], self.tails[rows])

    def hashes(self, heads: Numbers, tails: Numbers) -> Hashes:
        """Hash stretches: the same letters give the same hash wherever they stand."""
        sums = self.sums[tails] - self.sums[heads]
        hashes: Hashes = sums * _powers(_INVERSE, len(self.sums))[heads] * _SPREAD
        return hashes

    def bare(self, heads: Numbers, tails: Numbers) -> Numbers:
        """Step over the Arabic article, as `names.without_article` takes it off."""
        with_article = (self.codes[heads] == _ALEF) & (self.codes[heads + 1] == _LAM)
        god = (self.codes[heads + 2] == _LAM) & (self.codes[heads + 3] == _HA)
        length = tails - heads
        with_article &= (length > 4) | ((length == 4) & ~god)
        stepped: Numbers = heads + len(ARABIC_ARTICLE) * with_article
        return stepped


def _beginnings(letters: _Letters, own: Hashes) -> Iterator[tuple[Numbers, Hashes]]:
    """Give the hash of each word, and of what each of its Arabic proclitics leaves of it.

    The cuts are those of `names.edges`: one letter, two, or those with لل.
    """
    yield np.arange(len(own)), own
    rows = np.flatnonzero(_is_one_of(letters.codes[letters.heads], (*_AND, *_TO)))
    heads, tails = letters.heads[rows], letters.tails[rows]
    codes = [letters.codes[heads + at] for at in range(3)]
    joined = _is_one_of(codes[0], _AND)
    yield _cut(letters, rows, heads + 1, tails, tails > heads)
    yield _cut(letters, rows, heads + 2, tails, joined & _is_one_of(codes[1], _TO))
    for length, contracted in (
        (2, (codes[0] == _LAM) & (codes[1] == _LAM)),
        (3, joined & (codes[1] == _LAM) & (codes[2] == _LAM)),
    ):
        yield _cut(letters, rows, heads + length, tails, contracted, contraction=True)
        yield _cut(letters, rows, heads + length - 1, tails, contracted, contraction=True)


def _is_one_of(codes: NDArray[np.uint32], letters: Sequence[int]) -> Flags:
    found: Flags = np.logical_or.reduce([codes == letter for letter in letters])
    return found


def _cut(
    letters: _Letters,
    rows: Numbers,
    heads: Numbers,
    tails: Numbers,
    where: Flags,
    contraction: bool = False,
) -> tuple[Numbers, Hashes]:
    """Hash what is left behind a proclitic; the contracted لل has the article in itself."""
    where = where & (tails - heads >= 2)
    rows, heads, tails = rows[where], heads[where], tails[where]
    if not contraction:
        heads = letters.bare(heads, tails)
    hashes = letters.hashes(heads, tails)
    if contraction:  # «لله» is «الله» behind ل, from which no article comes off
        god = (
            (tails - heads == 2)
            & (letters.codes[heads] == _LAM)
            & (letters.codes[heads + 1] == _HA)
        )
        hashes[god] = _god()
    return rows, hashes


@cache
def _god() -> np.uint64:
    return np.uint64(_hashes_of(["الله"])[0])


def _of_two(first: Hashes, second: Hashes) -> Hashes:
    return first * _FIRST_OF_TWO + second


def _hashes_of(words: Sequence[str]) -> Hashes:
    ends = np.cumsum([0, *map(len, words)])
    letters = _Letters.of(text_codes("".join(words)), ends[:-1], ends[1:])
    return letters.hashes(letters.heads, letters.tails)


def _powers(base: int, length: int) -> Hashes:
    """Give the powers of a number modulo 2^64, from 0 on."""
    return _usual_powers(base)[:length] if length <= 2 * BLOCK else _new_powers(base, length)


@cache
def _usual_powers(base: int) -> Hashes:
    return _new_powers(base, 2 * BLOCK)


def _new_powers(base: int, length: int) -> Hashes:
    powers = np.full(length, base, np.uint64)
    powers[0] = 1
    return np.cumprod(powers)


# --- runs -----------------------------------------------------------------------------------------

_FAR = 0x10000


def _runs(codes: NDArray[np.uint32]) -> tuple[Numbers, Numbers]:
    r"""Find the runs of letters and of digits: `[^\W\d_]+|\d+`."""
    classes = _classes()[np.minimum(codes, _FAR)]
    if (classes == _UNKNOWN).any():
        far, at = np.unique(codes, return_inverse=True)
        classes = np.array([_class(code) for code in far.tolist()], np.uint8)[at]
    edges = np.flatnonzero(np.diff(classes, prepend=0, append=0))
    starts, ends = edges[:-1], edges[1:]
    inside = classes[starts] != 0
    return starts[inside], ends[inside]


_OTHER, _LETTER, _DIGIT, _UNKNOWN = range(4)


@cache
def _classes() -> NDArray[np.uint8]:
    return np.array([*map(_class, range(_FAR)), _UNKNOWN], np.uint8)


def _class(code: int) -> int:
    character = chr(code)
    if character.isdecimal():
        return _DIGIT
    return _LETTER if character.isalnum() else _OTHER


# --- known hashes ---------------------------------------------------------------------------------

_TABLE_BITS = 22
"""Of a hash, those that choose its place in the table: 4 MB, a twentieth full with 200,000 names."""


class _Known:
    """A set of hashes that is asked about many at once."""

    def __init__(self, hashes: Hashes) -> None:
        self._shift = np.uint64(64 - _TABLE_BITS)
        self._sorted = np.unique(hashes)
        self._taken = np.zeros(1 << _TABLE_BITS, np.bool_)
        self._taken[self._sorted >> self._shift] = True

    def has(self, hashes: Hashes) -> Flags:
        """Tell of each hash whether it is one of the set."""
        found: Flags = self._taken[hashes >> self._shift]
        at = np.flatnonzero(found)
        place = np.searchsorted(self._sorted, hashes[at])
        found[at] = self._sorted[np.minimum(place, len(self._sorted) - 1)] == hashes[at]
        return found


@cache
def _latin_articles() -> _Known:
    return _Known(_hashes_of(sorted(LATIN_ARTICLES)))
