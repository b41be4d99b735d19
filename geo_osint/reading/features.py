"""What feature nouns mean: which kinds of place a class allows, in any language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

FILE = "features.toml"

KINDS_KEPT = 4096
"""Pairs of a class and a kind of which is remembered whether they go together."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A class of feature nouns; see `lexicons/features.toml` for the fields."""

    name: str
    kinds: tuple[str, ...]
    prefer: tuple[str, ...] = ()
    thing: bool = False
    adjunct: bool = False
    named_after_places: bool = False
    relation: str = ""
    in_name: bool = False

    def allows(self, kind: str) -> bool:
        """Tell whether a place of a GeoNames kind may be called so.

        Examples
        --------
        >>> load()["town"].allows("PPLA2"), load()["town"].allows("STM")
        (True, False)
        """
        return _any_covers(self.kinds, kind)

    def prefers(self, kind: str) -> bool:
        """Tell whether this kind is the one meant where places of two kinds share a name."""
        return _any_covers(self.prefer or self.kinds, kind)


@lru_cache(KINDS_KEPT)
def _any_covers(patterns: tuple[str, ...], kind: str) -> bool:
    return any(_covers(pattern, kind) for pattern in patterns)


def _covers(pattern: str, kind: str) -> bool:
    if pattern.endswith("*"):
        return kind.startswith(pattern[:-1])
    return kind == pattern


@cache
def load() -> dict[str, Feature]:
    """Load the classes by name."""
    file = resources.files("geo_osint.reading") / "lexicons" / FILE
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: _feature(name, fields) for name, fields in table.items()}


def _feature(name: str, fields: dict[str, object]) -> Feature:
    return Feature(
        name=name,
        kinds=_codes(fields.get("kinds", [])),
        prefer=_codes(fields.get("prefer", [])),
        thing=bool(fields.get("thing", False)),
        adjunct=bool(fields.get("adjunct", False)),
        named_after_places=bool(fields.get("named_after_places", False)),
        relation=str(fields.get("relation", "")),
        in_name=bool(fields.get("in_name", False)),
    )


def _codes(value: object) -> tuple[str, ...]:
    return tuple(str(code) for code in value) if isinstance(value, list) else ()
