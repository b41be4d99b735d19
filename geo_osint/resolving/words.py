"""The words between and around names: whether one says where the other lies."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from geo_osint.model import Span
from geo_osint.names import ARABIC_ARTICLE, edges, fold, is_arabic, without_article
from geo_osint.reading import grammar as grammars
from geo_osint.reading.grammar import Phrase

LONGEST_BETWEEN = 60
"""Code points between a name and what says where it lies."""

LAST_WORDS = 6
"""Words before the second name among which "near" is looked for: "close to the town of"."""

MOST_ADJECTIVES = 2
"""Adjectives stepped over between a noun and the preposition behind it."""

_WORD = re.compile(r"[^\W\d_]+")
_NO_LINK = re.compile(r"[.!?؟;؛:\d\n]")
_LINK = re.compile(r"[,،(\[]")


@dataclass(frozen=True, slots=True)
class _Words:
    """The folded words of one language that may tie two names together."""

    inside: frozenset[str]
    link: frozenset[str]
    near: frozenset[str]
    before: frozenset[str]
    at: frozenset[str]
    of: frozenset[str]
    fillers: frozenset[str]


@cache
def _load(language: str) -> _Words:
    file = resources.files("geo_osint.resolving") / "words.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))[language]
    grammar = grammars.load(language)
    nouns = {word for rows in grammar.features.values() for row in rows for word in row.words}
    directions = {word for row in _directions(language) for word in row.words}
    fillers = nouns | directions | grammar.context["between"]
    inside, link, near, before, at, of = (
        frozenset(table[each]) for each in ("inside", "link", "near", "before", "at", "of")
    )
    return _Words(inside, link, near, before, at, of, frozenset(fillers))


def _directions(language: str) -> list[Phrase]:
    """List the phrases for directions."""
    rows = grammars.load(language).phrases.values()
    return [phrase for phrases in rows for phrase in phrases if phrase.symbol == "dir"]


def qualifies(between: str) -> bool:
    """Tell whether what stands between two names makes the second say where the first lies.

    Examples
    --------
    >>> qualifies(", "), qualifies(" in the eastern countryside of "), qualifies(" and ")
    (True, True, False)
    >>> qualifies(" بريف "), qualifies("، "), qualifies(" إلى ")
    (True, True, False)
    """
    if len(between) > LONGEST_BETWEEN or _NO_LINK.search(between):
        return False
    words = _words(between)
    known = _load(_language(between))
    linked = bool(_LINK.search(between)) or any(_among(word, known.link) for word in words)
    linked = linked or any(_proclitic(word) for word in words)
    return linked and all(_among(word, known.inside | known.fillers) for word in words)


def says_near(between: str) -> bool:
    """Tell whether what stands between two names says that they lie near each other.

    Examples
    --------
    >>> says_near(", a base near the town of "), says_near(" 40 km from ")
    (True, False)
    """
    if len(between) > LONGEST_BETWEEN or _NO_LINK.search(between):
        return False
    language = _language(between)
    known, words = _load(language), _words(between)
    if any(_among(word, known.near) for word in words[-LAST_WORDS:]):
        return True
    steps = known.of.union(row.words[0] for row in _directions(language) if len(row.words) == 1)
    return bool(words) and all(_among(word, steps) for word in words)


def countries_said(body: str, span: Span) -> tuple[str, ...]:
    """List the ISO codes of the countries whose adjectives belong to a name: "the Iraqi town of X".

    Examples
    --------
    >>> text = "near the Iraqi town of Rabia"
    >>> countries_said(text, Span(23, 28))
    ('IQ',)
    """
    language = _language(span.of(body))
    grammar, known = grammars.load(language), _load(language)
    before = body[max(0, span.start - LONGEST_BETWEEN) : span.start]
    rows = [_words(before[_last_break(before) :])[::-1]]
    if language == "ar":
        after = body[span.end : span.end + LONGEST_BETWEEN]
        rows.append(_words(_BREAK.split(after)[0]))
    steps = known.before | known.fillers
    return tuple(
        grammar.demonyms[word] for row in rows for word in _demonyms(row, steps, grammar.demonyms)
    )


def thing_at(body: str, span: Span) -> str:
    """Give the class of the noun that a text puts at a name: "the base at X"; empty if there is none.

    Examples
    --------
    >>> thing_at("the American base at Qasrak", Span(21, 27))
    'base'
    """
    language = _language(span.of(body))
    grammar, known = grammars.load(language), _load(language)
    before = body[max(0, span.start - LONGEST_BETWEEN) : span.start]
    words = _words(before[_last_break(before) :])
    if not words or not (_among(words[-1], known.at) or words[-1] in ("ب", "ل")):
        return ""
    for word in words[-2 : -3 - MOST_ADJECTIVES : -1]:
        rows = (row for form in _forms(word) for row in grammar.features.get(form, ()))
        noun = next((row.value for row in rows if len(row.words) == 1), "")
        adjective = word.startswith(ARABIC_ARTICLE) or _among(word, grammar.context["between"])
        if noun or not adjective:
            return noun
    return ""


_BREAK = re.compile(r"[^\w\s«»\"'’-]|\n")


def _last_break(text: str) -> int:
    return max((found.end() for found in _BREAK.finditer(text)), default=0)


def _demonyms(
    words: Iterable[str], steps: frozenset[str], demonyms: Mapping[str, str]
) -> Iterator[str]:
    """Walk away from a name over nouns and adjectives; give the adjectives of countries."""
    for word in words:
        found = next((form for form in _forms(word) if form in demonyms), "")
        if found:
            yield found
        elif not _among(word, steps):
            return


def _language(text: str) -> str:
    return "ar" if any(is_arabic(letter) for letter in fold(text).text) else "en"


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text).text)


def _among(word: str, listed: frozenset[str]) -> bool:
    return any(form in listed for form in _forms(word))


def _proclitic(word: str) -> bool:
    """Tell «بريف» and «لمحافظة»: "in" and "of" are letters of the noun."""
    nouns = _load("ar").fillers
    return any(
        edge.proclitic in ("ب", "ل", "لل") and without_article((edge.word,))[0] in nouns
        for edge in edges(word)[1:]
    )


def _forms(word: str) -> Iterator[str]:
    """Give a word as it is, and without its article and the letters on its left."""
    yield word
    if not is_arabic(word):
        return
    for edge in edges(word):
        yield edge.word
        yield without_article((edge.word,))[0]
