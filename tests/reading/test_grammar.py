"""The grammar files: patterns as data, refused when they break their own rules."""

from __future__ import annotations

import pytest

from geo_osint.errors import GeoOsintError
from geo_osint.reading import features
from geo_osint.reading.grammar import load, parse

SMALLEST = """
[features]
town = ["town"]
[classes]
from = ["from"]
[directions]
north = ["north"]
[sides]
left_bank = ["left"]
[context]
[roles]
rows = [["*", "from", "origin"]]
[measured]
[macros]
PLACE = "place"
[[distance]]
pattern = "{pattern}"
"""


def test_a_pattern_is_written_in_classes_and_macros() -> None:
    """A pattern compiles to one character for each class, its groups caught by name."""
    grammar = parse(SMALLEST.replace("{pattern}", "<q:distance> from <reference:PLACE>"), "en")
    (pattern,) = grammar.patterns["distance"]
    line = "".join(grammar.symbols[name] for name in ("distance", "from", "river"))
    match = pattern.fullmatch(line)
    assert match is not None
    assert match.span("reference") == (2, 3)


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [("distance from+ place", "open-ended"), ("distance gap* place", "open-ended"), ("place wobble", "wobble")],
)  # fmt: skip
def test_a_faulty_pattern_is_refused(pattern: str, fault: str) -> None:
    """A repeat without a bound could run away; an unknown class would never match."""
    with pytest.raises(GeoOsintError, match=fault):
        parse(SMALLEST.replace("{pattern}", pattern), "en")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_feature_noun_has_a_meaning(language: str) -> None:
    """Each class of feature nouns stands in features.toml, so that resolving can weigh it."""
    known = features.load()
    for phrases in load(language).features.values():
        assert all(phrase.value in known for phrase in phrases)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_roles_are_parts_a_movement_has(language: str) -> None:
    """No row of the table names a part that a movement lacks."""
    parts = {"origin", "via", "destination", "towards"}
    assert {role for _, _, role in load(language).roles} <= parts
