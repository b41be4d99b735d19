"""Classes of words and patterns over them, as data: one file per language beside the lexicons.

A pattern is written in class names and compiled to a regular expression over one character per
token, so that matching takes time in proportion to the sentence and cannot run away: no repeat in
a pattern is open-ended.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from geo_osint.errors import GeoOsintError
from geo_osint.names import fold, is_arabic

MADE = (
    "place", "adjunct", "crossing", "river", "hit", "bare", "feature", "thing", "bank", "border", "road",
    "distance", "vague", "count", "date", "ordinal", "dir",
    "begin", "indef", "comma", "open", "close", "quote", "stop", "dash", "word", "near", "later", "corrupt",
)  # fmt: skip
"""Classes of tokens that the reader makes itself; all others come from the grammar file."""

GROUPS = {
    "place": ("place", "adjunct", "crossing", "river"),
    "adjunct": ("adjunct", "river"),
    "det": ("det", "indef"),
    "at": ("at", "near"),
}
"""Classes a pattern names that stand for several."""

NOT_IN_A_GAP = ("place", "adjunct", "crossing", "river", "distance", "vague", "count", "stop")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A folded form of one or more words, the class of token it makes and a value that goes with it."""

    words: tuple[str, ...]
    symbol: str
    value: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """The grammar of one language; compared by identity.

    `phrases` by first word, longest first; `features` likewise, without the article; `patterns` by
    kind of statement, in order; `roles` are rows of motion verb, preposition, role; `nouns` the usual
    noun of each feature class, as printed.
    """

    language: str
    phrases: Mapping[str, tuple[Phrase, ...]]
    features: Mapping[str, tuple[Phrase, ...]]
    masculine: frozenset[str]
    patterns: Mapping[str, tuple[re.Pattern[str], ...]]
    roles: tuple[tuple[str, str, str], ...]
    measured: Mapping[str, tuple[str, ...]]
    sides: Mapping[str, str]
    context: Mapping[str, frozenset[str]]
    nouns: Mapping[str, str]
    demonyms: Mapping[str, str]
    senses: Mapping[str, str]
    symbols: Mapping[str, str]


@cache
def load(language: str) -> Grammar:
    """Load the grammar of a language ("ar" or "en"), once.

    Raises
    ------
    GeoOsintError
        If the file breaks its own rules: a fault of the package, never of a report.
    """
    file = resources.files("geo_osint.reading") / "lexicons" / f"grammar_{language}.toml"
    return parse(file.read_text(encoding="utf-8"), language)


def parse(text: str, language: str) -> Grammar:
    """Read a grammar from the text of its file.

    Raises
    ------
    GeoOsintError
        As `load` does.
    """
    table = tomllib.loads(text)
    classes = table["classes"]
    symbols = _symbols(classes)
    macros = table.get("macros", {})
    kinds = [name for name, value in table.items() if isinstance(value, list)]
    return Grammar(
        language=language,
        phrases=_by_first_word(
            [
                *_phrases(classes),
                *_valued(table["directions"], "dir"),
                *_valued(table.get("later", {}), "later"),
            ]
        ),
        features=_by_first_word(_valued(table["features"], "feature")),
        masculine=frozenset(table.get("gender", {}).get("masculine", ())),
        patterns=MappingProxyType(
            {
                kind: tuple(_compile(row["pattern"], macros, symbols) for row in table[kind])
                for kind in kinds
            }
        ),
        roles=tuple((str(a), str(b), str(c)) for a, b, c in table["roles"]["rows"]),
        measured=MappingProxyType(
            {k: tuple(_folded(w) for w in v) for k, v in table["measured"].items()}
        ),
        sides=MappingProxyType({_folded(w): side for side, v in table["sides"].items() for w in v}),
        context=MappingProxyType(
            {k: frozenset(_folded(w) for w in v) for k, v in table["context"].items()}
        ),
        nouns=MappingProxyType({name: forms[0] for name, forms in table["features"].items()}),
        demonyms=MappingProxyType(
            {_folded(w): code for code, v in table.get("demonyms", {}).items() for w in v}
        ),
        senses=MappingProxyType(
            {_folded(w): sense for sense, v in table.get("senses", {}).items() for w in v}
        ),
        symbols=symbols,
    )


def noun_words(feature: str, name: str) -> str:
    """Put a name and the usual noun of a feature class together, in the name's own script.

    Examples
    --------
    >>> noun_words("base", "al-Omar"), noun_words("base", "العمر")
    ('al-Omar base', 'قاعدة العمر')
    """
    arabic = is_arabic(fold(name).text)
    noun = load("ar" if arabic else "en").nouns[feature]
    return f"{noun} {name}" if arabic else f"{name} {noun}"


def _folded(form: str) -> str:
    return " ".join(fold(form).text.replace("-", " ").split())


def _phrases(classes: Mapping[str, list[str]]) -> list[Phrase]:
    return [
        Phrase(tuple(_folded(form).split()), name)
        for name, forms in classes.items()
        for form in forms
    ]


def _valued(table: Mapping[str, list[str]], symbol: str) -> list[Phrase]:
    return [
        Phrase(tuple(_folded(form).split()), symbol, v)
        for v, forms in table.items()
        for form in forms
    ]


def _by_first_word(phrases: Iterable[Phrase]) -> Mapping[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        found.setdefault(phrase.words[0], []).append(phrase)
    return MappingProxyType(
        {
            first: tuple(sorted(rows, key=lambda row: -len(row.words)))
            for first, rows in found.items()
        }
    )


def _symbols(classes: Iterable[str]) -> Mapping[str, str]:
    """Give each class of tokens one character, in the order of the file."""
    names = dict.fromkeys([*MADE, *classes])
    return MappingProxyType({name: chr(0x4E00 + at) for at, name in enumerate(names)})


_CAUGHT = re.compile(r"<(\w+):")
_NAME = re.compile(r"\(\?P<\w+>|[a-z][a-z_]*")
_MACRO = re.compile(r"\b[A-Z][A-Z_]+\b")
_OPEN_ENDED = re.compile(r"[+*]|\{\d+,\}")
_DEEPEST_MACRO = 4


def _compile(
    pattern: str, macros: Mapping[str, str], symbols: Mapping[str, str]
) -> re.Pattern[str]:
    """Turn a pattern of class names into a regular expression over the characters of the classes."""
    written = pattern
    for _ in range(_DEEPEST_MACRO):
        written = _MACRO.sub(lambda found: f"({macros[found[0]]})", written)
    if _OPEN_ENDED.search(written):
        raise GeoOsintError(f"grammar: {pattern!r}: open-ended repeat; give it an upper bound")
    caught = _CAUGHT.sub(r"(?P<\1:", written).replace(">", ")")
    named = re.sub(r"\(\?P<(\w+):", r"(?P<\1>", caught)
    return re.compile(_character_classes(named, symbols).replace(" ", ""))


def _character_classes(pattern: str, symbols: Mapping[str, str]) -> str:
    def character(found: re.Match[str]) -> str:
        name = found[0]
        if name.startswith("(?P<"):
            return name
        if name == "gap":
            return "[^" + "".join(symbols[each] for each in NOT_IN_A_GAP) + "]"
        if name == "any":
            return f"[^{symbols['stop']}]"
        members = GROUPS.get(name, (name,))
        unknown = [each for each in members if each not in symbols]
        if unknown:
            raise GeoOsintError(
                f"grammar: {unknown[0]!r}: no such class of words; add it or mend the pattern"
            )
        return "[" + "".join(symbols[each] for each in members) + "]"

    return _NAME.sub(character, pattern)
