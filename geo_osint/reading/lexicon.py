"""The words a report is read with, as data: one TOML file per language beside this module.

A section is a table of classes, each with its forms as they are printed::

    [hedges]
    source = "why these words mean this"
    about = ["about", "around"]
    at_least = ["at least", "no less than"]

Forms are folded on loading, as running text is, so that one spelling stands for all its variants.
The key `source` of a section is its reason, in words; all other keys are classes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from geo_osint.errors import GeoOsintError
from geo_osint.names import fold

LANGUAGES = ("ar", "en")
"""The languages that have a lexicon."""

BLANK = r"(?:[ \t]{1,3}|[ \t]{0,3}\n[ \t]{0,3})"
"""Regular expression for what parts two words of one phrase; bounded, so that no text is slow."""

_SOURCE = "source"

Forms = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The folded words of one language, by section and class; compared by identity.

    Examples
    --------
    >>> english = load("en")
    >>> english.classes("units")["kilometres"]
    'km'
    >>> re.fullmatch(english.pattern("hedges", "at_least"), "at  least") is not None
    True
    """

    language: str
    sections: Mapping[str, Forms]

    @property
    def is_arabic(self) -> bool:
        """Tell whether "and" is written as one with its word, and the article and prepositions too."""
        return self.language == "ar"

    def section(self, name: str) -> Forms:
        """Give a section: class to folded forms.

        Raises
        ------
        GeoOsintError
            If the lexicon has no such section.
        """
        if name not in self.sections:
            raise GeoOsintError(f"{name}: no such section in lexicon {self.language}; add it there")
        return self.sections[name]

    def forms(self, section: str, *classes: str) -> tuple[str, ...]:
        """List the folded forms of some classes (of all, if none is named), longest first."""
        return _forms(self, section, classes)

    def classes(self, section: str) -> Mapping[str, str]:
        """Map each folded form of a section to its class.

        Raises
        ------
        GeoOsintError
            If a form stands in two classes: sections whose classes are roles have no such map.
        """
        return _owners(self, section)

    def pattern(self, section: str, *classes: str) -> str:
        """Build a regular expression for the forms, longest first, any blank where they have one.

        It is one non-capturing group without word boundaries; without forms it matches nothing.
        """
        parts = [BLANK.join(map(re.escape, form.split())) for form in self.forms(section, *classes)]
        return f"(?:{'|'.join(parts)})" if parts else "(?!)"


@cache
def _forms(lexicon: Lexicon, section: str, classes: tuple[str, ...]) -> tuple[str, ...]:
    table = lexicon.section(section)
    found = {form for each in classes or tuple(table) for form in table.get(each, ())}
    return tuple(sorted(found, key=lambda form: (-len(form), form)))


@cache
def _owners(lexicon: Lexicon, section: str) -> Mapping[str, str]:
    owner: dict[str, str] = {}
    for name, forms in lexicon.section(section).items():
        for form in forms:
            if owner.setdefault(form, name) != name:
                twice = f"{form!r} stands in {owner[form]} and in {name}"
                raise GeoOsintError(f"lexicon {lexicon.language}: {section}: {twice}; keep one")
    return MappingProxyType(owner)


@cache
def load(language: str) -> Lexicon:
    """Load the lexicon of a language, once.

    Parameters
    ----------
    language
        One of `LANGUAGES`.

    Raises
    ------
    GeoOsintError
        If there is none, or the file breaks its own rules (a value that is no list of words): a
        fault of the package, never of a report.
    """
    if language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise GeoOsintError(f"{language!r}: no lexicon for this language; there are {known}")
    file = resources.files("geo_osint.reading") / "lexicons" / f"{language}.toml"
    return parse(file.read_text(encoding="utf-8"), language)


def parse(text: str, language: str) -> Lexicon:
    """Read a lexicon from the text of its file.

    Raises
    ------
    GeoOsintError
        As `load` does.
    """
    tables = tomllib.loads(text)
    sections = {name: _section(name, table) for name, table in tables.items()}
    return Lexicon(language, MappingProxyType(sections))


def _section(name: str, table: object) -> Forms:
    if not isinstance(table, dict):
        raise GeoOsintError(f"lexicon: {name}: is no section; write [{name}] with lists of words")
    return MappingProxyType(
        {key: _folded(f"{name}.{key}", value) for key, value in table.items() if key != _SOURCE}
    )


def _folded(where: str, words: object) -> tuple[str, ...]:
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise GeoOsintError(f"lexicon: {where}: is no list of words; write it as one")
    folded = tuple(dict.fromkeys(" ".join(fold(word).text.split()) for word in words))
    if "" in folded:
        raise GeoOsintError(f"lexicon: {where}: a form is empty once folded; take it out")
    return folded
