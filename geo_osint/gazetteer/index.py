"""Names of the gazetteer in running text.

Method: the names, as folded words, form a tree; the text is cut into the same kind of words and
walked once, the longest name winning at each start. What is let go at the edges (proclitics, the
article) is told with each hit, since it is for the reader of the text to judge.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal, get_args

from geo_osint.gazetteer.value import Gazetteer
from geo_osint.model import NAME_ROLES, Place, PlaceName, Span
from geo_osint.names import (
    ARABIC_ARTICLE,
    LATIN_ARTICLES,
    LATIN_ARTICLES_THAT_ARE_WORDS,
    Folded,
    edges,
    fold,
    is_arabic,
    is_latin_article,
    without_article,
)

if TYPE_CHECKING:
    from geo_osint.gazetteer.long_text import Beginnings, Bounds

ArticleUse = Literal["as_listed", "added", "dropped"]
"""Whether the text writes the article as the gazetteer does, or has one more or one less."""

ARTICLE_USES: tuple[ArticleUse, ...] = get_args(ArticleUse)

Run = tuple[int, int]
"""Start and end of a run of letters or of digits in folded text."""


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name of the gazetteer found in a text.

    `span` is where it stands in the original, without its proclitic (but with the لل of للميادين,
    which cannot be torn), `words` what stands there. `places` are the ids of all that bear the
    name: written as listed before those with another article, main names before variants before
    former ones. `name` is the listed name of the first. `proclitic` is what was cut off on the
    left ("و", "ب", "لل"…). Whether the name is also a common word is not known here.
    """

    span: Span
    words: str
    places: tuple[str, ...]
    name: PlaceName
    proclitic: str = ""
    article: ArticleUse = "as_listed"


class NameIndex:
    """All names of a gazetteer, ready to be found in texts.

    Scanning takes time in proportion to the text, however many names there are. An Arabic name of
    one word whose article is missing in the text (ورد for الورد, which also means "came") is found
    only on request, for such words are mostly other words. A Latin name of one word needs a
    capital letter in the text (Hit is a town, a hit is not).
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._entries: dict[tuple[str, ...], list[_Entry]] = {}
        self._leading: set[tuple[str, ...]] = set()
        """The first words, one or more, of longer names."""
        self._beginnings: Beginnings | None = None
        self._places = gazetteer.places
        self._grouped: dict[Callable[[Place], Iterable[str]], dict[str, tuple[str, ...]]] = {}
        for place in gazetteer.places.values():
            for name in place.names:
                for words in _spellings(name.text):
                    self._add(words, _Entry(place.id, name, tuple(word.article for word in words)))

    def _add(self, words: Sequence[_Word], entry: _Entry) -> None:
        texts = tuple(word.text for word in words)
        self._leading.update(texts[:length] for length in range(1, len(texts)))
        self._entries.setdefault(texts, []).append(entry)

    def scan(self, folded: Folded, bare_words: bool = False) -> list[NameHit]:
        """Find names in a folded text, from left to right, the longest at each place.

        `bare_words` also reports Arabic names of one word that lack their article, which is safe
        only behind a noun that announces a place ("مدينة ميادين").

        Examples
        --------
        >>> from geo_osint.gazetteer import load
        >>> index = NameIndex(load())
        >>> [(hit.words, hit.proclitic) for hit in index.scan(fold("قرب الميادين وبالقامشلي"))]
        [('الميادين', ''), ('القامشلي', 'وب')]
        """
        hits: list[NameHit] = []
        for words, beginnings in self._stretches(folded):
            end = 0
            for first in beginnings:
                match = self._longest(words, first, bare_words) if first >= end else None
                if match is not None:
                    hits.append(_hit(folded, match))
                    end = first + len(match.words)
        return hits

    def grouped(self, keys: Callable[[Place], Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
        """Group the ids of all places by the keys that a function gives them; worked out once.

        Examples
        --------
        >>> from geo_osint.gazetteer import load
        >>> countries = NameIndex(load()).grouped(lambda place: place.countries)
        >>> "geo:al-mayadin" in countries["SY"]
        True
        """
        if keys not in self._grouped:
            found: dict[str, dict[str, None]] = {}
            for place in self._places.values():
                for key in keys(place):
                    found.setdefault(key, {})[place.id] = None
            self._grouped[keys] = {key: tuple(ids) for key, ids in found.items()}
        return self._grouped[keys]

    def _stretches(self, folded: Folded) -> Iterator[tuple[_Text, Sequence[int]]]:
        """Give the words of a text and the numbers of those to look at: of a long text, few."""
        if len(folded.text) < LONG_TEXT:
            words = _words(folded)
            yield words, range(len(words))
            return
        from geo_osint.gazetteer.long_text import (
            Beginnings,
            blocks,
        )  # numpy waits until it is needed

        self._beginnings = self._beginnings or Beginnings(self._entries)
        for block in blocks(folded.text):
            bounds, kept = self._beginnings.in_block(folded, block, partial(_is_article, folded))
            yield _LongText(folded, bounds), kept

    def _longest(self, words: _Text, first: int, bare_words: bool) -> _Match | None:
        best: _Match | None = None
        for word in _first_words(words[first], self._begins):
            matched: tuple[_Word, ...] = (word,)
            texts: tuple[str, ...] = (word.text,)
            while True:
                longer = best is None or len(matched) > len(best.words)
                entries = self._entries.get(texts) if longer else None
                if entries and (found := _judge(entries, matched, bare_words)):
                    best = _Match(found, matched)
                following = first + len(matched)
                if texts not in self._leading or following >= len(words):
                    break
                if not (word := words[following]).joined:
                    break
                matched, texts = (*matched, word), (*texts, word.text)
        return best

    def _begins(self, word: str) -> bool:
        return (word,) in self._entries or (word,) in self._leading


@dataclass(frozen=True, slots=True)
class _Word:
    """A word without its article; `[start, end)` in folded text includes the article.

    `joined`: only a space, hyphen or quotation mark stands before it, so that a name may go on.
    """

    text: str
    article: bool
    start: int
    end: int
    joined: bool
    capital: bool
    proclitic: str = ""


class _LongText:
    """The words of a block of a long text, each made when it is asked for."""

    def __init__(self, folded: Folded, bounds: Bounds) -> None:
        self._folded = folded
        self._bounds = bounds

    def __len__(self) -> int:
        return len(self._bounds[0])

    def __getitem__(self, number: int) -> _Word:
        before, first, start, end = self._bounds
        at = number
        return _word(self._folded, before.item(at), first.item(at), start.item(at), end.item(at))


_Text = list[_Word] | _LongText


@dataclass(frozen=True, slots=True)
class _Entry:
    """A place and one of its names, and which words of it bear the article."""

    place: str
    name: PlaceName
    articles: tuple[bool, ...]

    @property
    def role(self) -> int:
        return NAME_ROLES.index(self.name.role)


@dataclass(frozen=True, slots=True)
class _Match:
    found: tuple[tuple[_Entry, ArticleUse], ...]
    words: tuple[_Word, ...]


_WORD = re.compile(r"[^\W\d_]+|\d+")
_GAP = re.compile(r"[^\S\n]*[-_/'\"«»]?[^\S\n]*\n?[^\S\n]*")

LONG_TEXT = 1_000
"""Characters from which on all words are looked at together; shorter texts do not wait for numpy."""

LONGEST_GAP = 8
"""Words of a name may stand so far apart; more is a table or a mishap, and slow to look through."""

SHORTEST_JOINED = 6
"""Names of several words are also found written as one (ديرالزور) if that has so many letters."""

ARTICLES_WITH_CAPITAL = frozenset(("As", "At", "An", "Ad"))
"""Without a hyphen these are the article only where they are written so ("As Suwar")."""


def _words(folded: Folded) -> list[_Word]:
    """Cut folded text into words: runs of letters or of digits, Latin articles put to the next word."""
    runs = [run.span() for run in _WORD.finditer(folded.text)]
    words: list[_Word] = []
    end = 0
    first: Run | None = None
    for run, following in zip_longest(runs, runs[1:]):
        if first is None and following and _is_article(folded, run, following):
            first = run
            continue
        start = run[0] if first is None else first[0]
        words.append(_word(folded, end, start, *run))
        first, end = None, run[1]
    return words


def _word(folded: Folded, before: int, first: int, start: int, end: int) -> _Word:
    """Make a word of the run `[start, end)`; its article starts at `first`, `before` ends another.

    The bare hamza counts for nothing, an Arabic article is taken off.
    """
    text = folded.text[start:end].replace("ء", "")
    bare = without_article((text,))[0]
    article = bare != text or first < start
    joined, capital = _is_joined(folded.text, before, first), _is_capital(folded, start)
    return _Word(bare, article, first, end, joined, capital)


def _is_joined(text: str, end: int, start: int) -> bool:
    return start - end <= LONGEST_GAP and _GAP.fullmatch(text, end, start) is not None


def _is_capital(folded: Folded, at: int) -> bool:
    return folded.original[folded.offsets[at]].isupper()


def _is_article(folded: Folded, run: Run, following: Run) -> bool:
    """Tell whether a run of letters is the Latin article of the next."""
    text = folded.text
    word = text[slice(*run)]
    if word not in LATIN_ARTICLES or not is_latin_article(word, text[slice(*following)]):
        return False
    gap = text[run[1] : following[0]]
    if gap == "-" or word not in LATIN_ARTICLES_THAT_ARE_WORDS:
        return gap in ("-", " ", "")
    return gap == " " and word.capitalize() in ARTICLES_WITH_CAPITAL and _is_capital(folded, run[0])


def _spellings(name: str) -> Iterator[tuple[_Word, ...]]:
    """Give the word sequences under which a name is found: its own, and all written as one."""
    folded = fold(name)
    words = tuple(_words(folded))
    if not words:
        return
    yield words
    together = "".join(run[0] for run in _WORD.finditer(folded.text))
    if len(together) >= SHORTEST_JOINED and " " in folded.text:
        yield tuple(_words(fold(together)))


def _first_words(word: _Word, known: Callable[[str], bool]) -> Iterator[_Word]:
    """Give the word, and the word without each proclitic it may carry, where a name begins so."""
    if known(word.text):
        yield word
    if not is_arabic(word.text):
        return
    token = ARABIC_ARTICLE + word.text if word.article else word.text
    for edge in edges(token)[1:]:
        bare = without_article((edge.word,))[0]
        if known(bare):
            yield replace(
                word,
                text=bare,
                article=bare != edge.word,
                start=word.start + edge.start,
                proclitic=edge.proclitic,
            )


def _judge(
    entries: Sequence[_Entry], words: Sequence[_Word], bare_words: bool
) -> tuple[tuple[_Entry, ArticleUse], ...]:
    """Keep the entries that these words may stand for, best first, one for each place."""
    alone = words[0] if len(words) == 1 else None
    if alone and alone.text.isascii() and not alone.capital:
        return ()
    written = tuple(word.article for word in words)
    judged = [(entry, _article_use(entry.articles, written)) for entry in entries]
    if alone and is_arabic(alone.text) and not bare_words:
        judged = [(entry, use) for entry, use in judged if use != "dropped"]
    if len(judged) > 1:
        judged.sort(key=lambda each: (ARTICLE_USES.index(each[1]), each[0].role))
    first: dict[str, tuple[_Entry, ArticleUse]] = {}
    for entry, use in judged:
        first.setdefault(entry.place, (entry, use))
    return tuple(first.values())


def _article_use(listed: tuple[bool, ...], written: tuple[bool, ...]) -> ArticleUse:
    """Compare the articles: the first word that differs tells."""
    if listed == written:
        return "as_listed"
    for in_list, in_text in zip(listed, written, strict=True):
        if in_list != in_text:
            return "added" if in_text else "dropped"
    return "as_listed"


def _hit(folded: Folded, match: _Match) -> NameHit:
    start, end = match.words[0].start, match.words[-1].end
    inside = folded.text[start:end]
    for opening, closing in (('"', '"'), ("«", "»")):
        if opening in inside and inside.count(opening) % 2 and folded.text.startswith(closing, end):
            end += 1
    span = folded.span(start, end)
    entry, article = match.found[0]
    return NameHit(
        span=span,
        words=span.of(folded.original),
        places=tuple(each.place for each, _ in match.found),
        name=entry.name,
        proclitic=match.words[0].proclitic,
        article=article,
    )
