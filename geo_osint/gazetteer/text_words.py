"""The words of a text, and of each what names may begin with it, remembered for the next time."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from geo_osint.model import PlaceName
from geo_osint.names import (
    LATIN_ARTICLES,
    LATIN_ARTICLES_THAT_ARE_WORDS,
    Folded,
    is_latin_article,
    letter_runs,
    without_article,
)

ArticleUse = Literal["as_listed", "added", "dropped"]
"""Whether the text writes the article as the gazetteer does, or has one more or one less."""

ARTICLE_USES: tuple[ArticleUse, ...] = get_args(ArticleUse)

_GAP = re.compile(r"[^\S\n]*[-_/'\"«»]?[^\S\n]*\n?[^\S\n]*")

LONGEST_GAP = 8
"""Words of a name may stand so far apart; more is a table or a mishap, and slow to look through."""

ARTICLES_WITH_CAPITAL = frozenset(("As", "At", "An", "Ad"))
"""Without a hyphen these are the article only where they are written so ("As Suwar")."""


@dataclass(frozen=True, slots=True)
class Named:
    """All that bear a name, and what the hit says of the first."""

    places: tuple[str, ...]
    name: PlaceName
    article: ArticleUse


@dataclass(frozen=True, slots=True)
class Cut:
    """A run of letters without article and `proclitic`; `start` is how much of it the latter takes.

    `seconds` are the words that go on with it in longer names; `alone` tells who bears it by itself,
    without and with bare words.
    """

    text: str
    article: bool
    start: int
    proclitic: str
    seconds: Collection[str]
    alone: tuple[Named | None, Named | None] = (None, None)


NO_WORDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Opening:
    """The words that a run of letters may be at the head of a name; or it may be a Latin `article`."""

    cuts: tuple[Cut, ...]
    article: bool


class Openings(dict[str, Opening | None]):
    """What runs of letters may begin, worked out when they are met for the first time."""

    def __init__(self, work_out: Callable[[str], Opening | None]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, run: str) -> Opening | None:
        self[run] = found = self._work_out(run)
        return found

    def of(self, runs: Iterable[str]) -> list[Opening | None]:
        """Give what each of some runs may begin; forgets when it knows too many."""
        if len(self) > OPENINGS_KEPT:
            self.clear()
        return list(map(self.__getitem__, runs))


OPENINGS_KEPT = 1 << 17
"""Runs of letters of which is remembered what they begin: some 10 MB, more words than a library has."""


@dataclass(slots=True)  # not frozen: it is made for each word a name may begin with
class Word:
    """A word without its article; `[start, end)` in folded text includes the article.

    `behind` is the number of the run of letters behind it.
    """

    text: str
    article: bool
    start: int
    end: int
    capital: bool
    proclitic: str
    behind: int


class Text:
    """A folded text as runs of letters or of digits, and what parts them."""

    def __init__(self, folded: Folded, runs: list[str] | None = None) -> None:
        self.folded = folded
        self._pieces = letter_runs(folded.text) if runs is None else runs
        self.words = self._pieces[1::2]
        self._at, self._start = 0, len(self._pieces[0])

    def _start_of(self, at: int) -> int:
        """Give where a run starts, counted from the one asked for last: they are mostly near."""
        if at >= self._at:
            self._start += sum(map(len, self._pieces[2 * self._at + 1 : 2 * at + 1]))
        else:
            self._start -= sum(map(len, self._pieces[2 * at + 1 : 2 * self._at + 1]))
        self._at = at
        return self._start

    def may_go_on(self, at: int, seconds: Collection[str]) -> bool:
        """Tell whether the run behind one may be one of these second words, or the article of one."""
        if at + 1 == len(self.words):
            return False
        following = self.words[at + 1]
        return following in LATIN_ARTICLES or bare_run(following)[1] in seconds

    def all_words(self) -> Iterator[Word]:
        """Give all words, Latin articles put to the next, Arabic ones taken off."""
        at = 0
        while at < len(self.words):
            word = self._word_at(at)
            yield word
            at = word.behind

    def following(self, word: Word) -> Word | None:
        """Give the word that a name may go on with: only a space, hyphen or quotation mark parts them."""
        at = word.behind
        if at >= len(self.words):
            return None
        gap = self._pieces[2 * at]
        joined = len(gap) <= LONGEST_GAP and _GAP.fullmatch(gap) is not None
        return self._word_at(at) if joined else None

    def _word_at(self, at: int) -> Word:
        articled = self.is_article(at)
        at += articled
        _, bare, article = bare_run(self.words[at])
        return self.word(at, articled, Cut(bare, article, 0, "", NO_WORDS))

    def word(self, at: int, articled: bool, cut: Cut) -> Word:
        """Make a word of a run, cut so, that stands behind its Latin article or not."""
        start = self._start_of(at)
        first = self._start_of(at - 1) if articled else start + cut.start
        article = cut.article or articled
        end = start + len(self.words[at])
        return Word(cut.text, article, first, end, self._is_capital(start), cut.proclitic, at + 1)

    def _is_capital(self, at: int) -> bool:
        return self.folded.original[self.folded.offsets[at]].isupper()

    def is_article(self, at: int) -> bool:
        """Tell whether a run of letters is the Latin article of the next."""
        if self.words[at] not in LATIN_ARTICLES or at + 1 == len(self.words):
            return False
        word, following = self.words[at : at + 2]
        if not is_latin_article(word, following):
            return False
        gap = self._pieces[2 * at + 2]
        if gap == "-" or word not in LATIN_ARTICLES_THAT_ARE_WORDS:
            return gap in ("-", " ", "")
        as_name = gap == " " and word.capitalize() in ARTICLES_WITH_CAPITAL
        return as_name and self._is_capital(self._start_of(at))


@lru_cache(OPENINGS_KEPT)
def bare_run(run: str) -> tuple[str, str, bool]:
    """Take the bare hamza, which counts for nothing, and the Arabic article off a run of letters."""
    text = run.replace("ء", "")
    bare = without_article((text,))[0]
    return text, bare, bare != text
