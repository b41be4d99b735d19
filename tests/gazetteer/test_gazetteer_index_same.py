"""The index finds exactly what a plain walk over all words finds, whatever it remembers of words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_osint.gazetteer import Gazetteer, NameHit, NameIndex, text_words
from geo_osint.gazetteer.index import ARTICLE_USES, ArticleUse
from geo_osint.model import NAME_ROLES, Place, PlaceName
from geo_osint.names import (
    ARABIC_ARTICLE,
    LATIN_ARTICLES_THAT_ARE_WORDS,
    Folded,
    edges,
    fold,
    is_arabic,
    is_latin_article,
    without_article,
)

ROOT = Path(__file__).parents[2]

# --- the plain walk -------------------------------------------------------------------------------


class TreeWalk:
    """Walk a tree of words over every word of the text."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._root = _Node()
        for place in gazetteer.places.values():
            for name in place.names:
                for words in _spellings(name.text):
                    self._add(words, _Entry(place.id, name, tuple(word.article for word in words)))

    def _add(self, words: tuple[_Word, ...], entry: _Entry) -> None:
        node = self._root
        for word in words:
            node = node.following.setdefault(word.text, _Node())
        node.entries.append(entry)

    def scan(self, folded: Folded, bare_words: bool = False) -> list[NameHit]:
        words = _words(folded)
        hits, position = [], 0
        while position < len(words):
            match = self._longest(words, position, bare_words)
            if match is None:
                position += 1
                continue
            hits.append(_hit(folded, match))
            position += len(match.words)
        return hits

    def _longest(self, words: list[_Word], first: int, bare_words: bool) -> _Match | None:
        best: _Match | None = None
        for word in _beginnings(words[first], self._root.following):
            node: _Node | None = self._root.following[word.text]
            matched = [word]
            while node is not None:
                longer = best is None or len(matched) > len(best.words)
                if longer and (found := _judge(node.entries, matched, bare_words)):
                    best = _Match(tuple(found), tuple(matched))
                following = first + len(matched)
                if following >= len(words) or not words[following].joined:
                    break
                matched.append(words[following])
                node = node.following.get(matched[-1].text)
        return best


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


@dataclass(frozen=True, slots=True)
class _Entry:
    """A place's name at the end of a branch, and which of its words bear the article there."""

    place: str
    name: PlaceName
    articles: tuple[bool, ...]

    @property
    def role(self) -> int:
        return NAME_ROLES.index(self.name.role)


@dataclass(slots=True)
class _Node:
    following: dict[str, _Node] = field(default_factory=dict)
    entries: list[_Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Match:
    found: tuple[tuple[_Entry, ArticleUse], ...]
    words: tuple[_Word, ...]


_WORD = re.compile(r"[^\W\d_]+|\d+")
_GAP = re.compile(r"[^\S\n]*[-_/'\"«»]?[^\S\n]*\n?[^\S\n]*")

LONGEST_GAP = 8
"""Words of a name may stand so far apart; more is a table or a mishap, and slow to look through."""

SHORTEST_JOINED = 6
"""Names of several words are also found written as one (ديرالزور) if that has so many letters."""

ARTICLES_WITH_CAPITAL = frozenset(("As", "At", "An", "Ad"))
"""Without a hyphen these are the article only where they are written so ("As Suwar")."""


def _words(folded: Folded) -> list[_Word]:
    """Cut folded text into words: runs of letters or of digits, Latin articles put to the next word."""
    text, original, offsets = folded.text, folded.original, folded.offsets
    runs = list(_WORD.finditer(text))
    words: list[_Word] = []
    end = 0
    article: int | None = None
    article_joined = False
    for run, following in zip_longest(runs, runs[1:]):
        capital = original[offsets[run.start()]].isupper()
        joined = _is_joined(text, end, run.start())
        if article is None and following and _is_article(text, run, following, capital):
            article, article_joined, end = run.start(), joined, run.end()
            continue
        word = _word(run, joined, capital)
        if article is not None:
            word = replace(word, article=True, start=article, joined=article_joined)
        words.append(word)
        article, end = None, run.end()
    return words


def _is_joined(text: str, end: int, start: int) -> bool:
    return start - end <= LONGEST_GAP and _GAP.fullmatch(text, end, start) is not None


def _word(run: re.Match[str], joined: bool, capital: bool) -> _Word:
    """Make a word of a run; the bare hamza counts for nothing, an Arabic article is taken off."""
    text = run[0].replace("ء", "")
    bare = without_article((text,))[0]
    return _Word(bare, bare != text, run.start(), run.end(), joined, capital)


def _is_article(text: str, run: re.Match[str], following: re.Match[str], capital: bool) -> bool:
    if not is_latin_article(run[0], following[0]):
        return False
    gap = text[run.end() : following.start()]
    if gap == "-" or run[0] not in LATIN_ARTICLES_THAT_ARE_WORDS:
        return gap in ("-", " ", "")
    return gap == " " and capital and run[0].capitalize() in ARTICLES_WITH_CAPITAL


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


def _beginnings(word: _Word, known: Container[str]) -> Iterator[_Word]:
    """Give the word, and the word without each proclitic it may carry, where a name begins so."""
    if word.text in known:
        yield word
    if not is_arabic(word.text):
        return
    token = ARABIC_ARTICLE + word.text if word.article else word.text
    for edge in edges(token)[1:]:
        bare = without_article((edge.word,))[0]
        if bare in known:
            yield replace(
                word,
                text=bare,
                article=bare != edge.word,
                start=word.start + edge.start,
                proclitic=edge.proclitic,
            )


def _judge(
    entries: list[_Entry], words: list[_Word], bare_words: bool
) -> list[tuple[_Entry, ArticleUse]]:
    """Keep the entries that these words may stand for, best first, one for each place."""
    if len(words) == 1 and words[0].text.isascii() and not words[0].capital:
        return []
    written = tuple(word.article for word in words)
    judged = [(entry, _article_use(entry.articles, written)) for entry in entries]
    if len(words) == 1 and is_arabic(words[0].text) and not bare_words:
        judged = [(entry, use) for entry, use in judged if use != "dropped"]
    judged.sort(key=lambda each: (ARTICLE_USES.index(each[1]), each[0].role))
    first = {entry.place: (entry, use) for entry, use in reversed(judged)}
    return sorted(first.values(), key=judged.index)


def _article_use(listed: tuple[bool, ...], written: tuple[bool, ...]) -> ArticleUse:
    """Compare the articles: the first word that differs tells."""
    for in_list, in_text in zip(listed, written, strict=True):
        if in_list != in_text:
            return "added" if in_text else "dropped"
    return "as_listed"


def _hit(folded: Folded, match: _Match) -> NameHit:
    start, end = match.words[0].start, match.words[-1].end
    inside = folded.text[start:end]
    for opening, closing in (('"', '"'), ("«", "»")):
        if inside.count(opening) % 2 and folded.text.startswith(closing, end):
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


# --- the same hits --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def both(packaged: Gazetteer) -> tuple[NameIndex, TreeWalk]:
    return NameIndex(packaged), TreeWalk(packaged)


@pytest.fixture(params=["forgets", "remembers"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget after each text what words may begin, or remember it."""
    monkeypatch.setattr(text_words, "OPENINGS_KEPT", 0 if request.param == "forgets" else 10**9)


def same(both: tuple[NameIndex, TreeWalk], text: str) -> None:
    folded = fold(text)
    for bare_words in (False, True):
        assert both[0].scan(folded, bare_words) == both[1].scan(folded, bare_words)


def written() -> list[str]:
    """All texts of the examples and of the tables of cases."""
    texts = [f.read_text(encoding="utf-8") for f in sorted(ROOT.glob("examples/*/*.txt"))]
    for file in sorted((ROOT / "tests" / "cases").glob("*.toml")):
        tables = tomllib.loads(file.read_text(encoding="utf-8")).values()
        cases = [case for table in tables if isinstance(table, list) for case in table]
        texts += [case["text"] for case in cases if isinstance(case, dict) and "text" in case]
    return texts


@pytest.mark.usefixtures("way")
def test_texts_of_the_project(both: tuple[NameIndex, TreeWalk]) -> None:
    texts = written()
    assert len(texts) > 500
    for text in (*texts, "\n".join(texts), " ".join(texts)):
        same(both, text)


@pytest.mark.usefixtures("way")
def test_every_name_behind_every_proclitic(
    both: tuple[NameIndex, TreeWalk], packaged: Gazetteer
) -> None:
    names = [name.text for place in packaged.places.values() for name in place.names]
    before = ("", "و", "وب", "ول", "فلل", "لل", "ال", "ك", "al-", "At ", "«", "in ")
    for edge in before:
        same(both, " ، ".join(edge + name for name in names))


SCRAPS = st.sampled_from(
    [
        "دير الزور", "الميادين", "ميادين", "العمر", "عمر", "الوليد", "اللاذقية", "لاذقية", "الله", "لله", "ولله", "له",
        "الحسكة", "حسكه", "ورد", "هيت", "عين العرب", "القامشلي", "ء", "ماء", "اءلميادين", "َ", "ـ", "\u200f",
        "و", "ف", "ب", "ل", "ك", "لل", "ال", "وال", "فلل", "بال", "Deir", "ez", "Zor", "Al", "al", "AL", "As", "at",
        "in", "Suwar", "suwar", "Hit", "hit", "T2", "2", "Mayādīn", "Qamishlo", "mayadin", "ʿAyn", "İ", "ß", "’s",
        " ", " ", " ", "-", "_", "\n", "  ", "         ", "\t", ".", "،", "«", "»", '"', "'", "\u00a0", "\u2028", "𝐀", "😀", "\ud800", "\x00",
    ]
)  # fmt: skip


@pytest.mark.usefixtures("way")
def test_words_from_which_no_article_comes_off() -> None:
    """«الله» keeps its article behind every proclitic, and «له» is another word."""
    spellings = ("الله", "عين", "هول", "لو")
    names = [PlaceName(text, "ar", "Arab", "main", "list") for text in spellings]
    places = {name.text: Place(name.text, (name,), "PPL") for name in names}
    gazetteer = Gazetteer("made", "", places, {})
    both = NameIndex(gazetteer), TreeWalk(gazetteer)
    for text in (
        "الله",
        "والله",
        "بالله",
        "للله",
        "وللله",
        "لله",
        "له",
        "اللو",
        "للو",
        "al الهول",
        "al-بهول",
    ):
        same(both, text)
    assert [hit.proclitic for hit in both[0].scan(fold("للله والله"))] == ["لل", "و"]


@pytest.mark.usefixtures("way")
@given(scraps=st.lists(SCRAPS, max_size=30), noise=st.text(max_size=5))
@settings(deadline=None, max_examples=400)
def test_scraps_of_both_scripts(
    both: tuple[NameIndex, TreeWalk], scraps: list[str], noise: str
) -> None:
    same(both, "".join(scraps) + noise)


@given(scraps=st.lists(SCRAPS, max_size=60))
@settings(deadline=None, max_examples=60)
def test_texts_of_many_blocks(both: tuple[NameIndex, TreeWalk], scraps: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_words, "OPENINGS_KEPT", 0)
        same(both, "".join(scraps))
