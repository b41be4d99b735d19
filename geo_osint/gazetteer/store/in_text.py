"""Which stretches of a text may name an imported place, and are worth looking up.

A list of millions of names holds most of the words there are: «الصباح», "Of", "March" are villages
somewhere. So a stretch counts only where the text around it speaks of a place: behind a kind noun in
either script; in Latin letters also with a capital behind a preposition of place; as two words or more
where, in Latin letters, each has a capital. The rule is set by hand, not fitted to any corpus.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import zip_longest

from geo_osint.names import (
    Folded,
    edges,
    fold,
    is_arabic,
    is_latin_article,
    kind_nouns,
    without_article,
)
from geo_osint.names.nouns import one_spelling

LONGEST = 4
"""Words of a stretch; longer names are looked up by no text."""

LEAST_LETTERS_OF_SEVERAL = 7
"""Two short words stand side by side by chance."""

LEAST_LETTERS_OF_ONE = 4
"""Shorter Latin words with a capital are acronyms and people's names more often than places."""


@cache
def _listed(which: str) -> frozenset[str]:
    """Give one of the lists of `in_text.toml`."""
    file = resources.files("geo_osint.gazetteer.store") / "in_text.toml"
    lists = tomllib.loads(file.read_text(encoding="utf-8"))
    return frozenset(lists[which].split())


_WORD = re.compile(r"[^\W\d_]+|\d+")
_BETWEEN = re.compile(r"[ \t\u00a0]*[-_'\"«»“”]?[ \t\u00a0]*\n?[ \t\u00a0]*")


@dataclass(frozen=True, slots=True)
class _Word:
    """A folded word without its article; `joined`: only a blank or a hyphen stands before it."""

    text: str
    capital: bool
    joined: bool


def stretches(text: str) -> set[str]:
    """Give the spellings, as a store keeps them, of all stretches that may name an imported place.

    Examples
    --------
    >>> sorted(stretches("وصلت إلى قرية الجرذي صباحا"))
    ['جرذي', 'جرذيصباحا']
    """
    words = _words(fold(text))
    lower = {word.text for word in words if not word.capital}
    return {
        spelling
        for start in range(len(words))
        for run in _runs(words, start)
        for spelling in _spellings(words, start, run, lower)
    }


def _words(folded: Folded) -> list[_Word]:
    found: list[_Word] = []
    runs = list(_WORD.finditer(folded.text))
    end = 0
    carried: bool | None = None
    for run, following in zip_longest(runs, runs[1:]):
        gap = folded.text[end : run.start()]
        joined = bool(_BETWEEN.fullmatch(gap)) if carried is None else carried
        capital = folded.original[folded.offsets[run.start()]].isupper()
        end = run.end()
        if following and is_latin_article(run[0], following[0]) and following.start() - end <= 1:
            carried = joined
            continue
        carried = None
        bare = without_article((run[0].replace("ء", ""),))[0]
        found.append(_Word(one_spelling().get(bare, bare), capital, joined))
    return found


def _runs(words: Sequence[_Word], start: int) -> Iterator[tuple[_Word, ...]]:
    """Give the stretches of one to `LONGEST` words that begin at a word."""
    for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
        if end - start > 1 and not words[end - 1].joined:
            return
        yield tuple(words[start:end])


def _spellings(
    words: Sequence[_Word], start: int, run: tuple[_Word, ...], lower: set[str]
) -> Iterator[str]:
    if len(run) > 1 and run[0].text in _listed("prepositions"):
        return
    nouns = kind_nouns()
    if any(word.text in nouns for word in run[1:-1]):
        return
    kept = [word for word in run if word.text not in nouns] or list(run)
    if {kept[0].text, kept[-1].text} & _listed("particles"):
        return
    one = len(kept) == 1
    if not (_counts_as_one(words, start, run, kept[0], lower) if one else _counts_as_several(kept)):
        return
    first, others = kept[0], "".join(word.text for word in kept[1:])
    yield first.text + others
    if is_arabic(first.text) and kept[0] is run[0]:
        for edge in edges(first.text)[1:]:
            yield without_article((edge.word,))[0] + others


def _counts_as_several(kept: Sequence[_Word]) -> bool:
    if sum(len(word.text) for word in kept) < LEAST_LETTERS_OF_SEVERAL:
        return False
    return is_arabic(kept[0].text) or all(word.capital or word.text.isdigit() for word in kept)


def _counts_as_one(
    words: Sequence[_Word], start: int, run: tuple[_Word, ...], word: _Word, lower: set[str]
) -> bool:
    in_run = len(run) > 1 and (run[0] is not word or not is_arabic(word.text))
    behind_noun = in_run or _noun_beside(words, start, len(run), word)
    if is_arabic(word.text):
        return behind_noun
    if not word.capital or word.text in _listed("ordinary") or word.text in lower:
        return False
    if behind_noun:
        return True
    led = start > 0 and word.joined and words[start - 1].text in _listed("prepositions")
    return led and len(word.text) >= LEAST_LETTERS_OF_ONE


def _noun_beside(words: Sequence[_Word], start: int, length: int, word: _Word) -> bool:
    """Look for a kind noun before the word ("village of X" too), or in Latin letters behind it."""
    nouns = kind_nouns()
    before = start - 1
    while before >= 0 and words[before].text in ("of", "the") and words[before + 1].joined:
        before -= 1
    if before >= 0 and words[before + 1].joined and words[before].text in nouns:
        return True
    after = start + length
    behind = after < len(words) and words[after].joined and words[after].text in nouns
    return behind and not is_arabic(word.text)
