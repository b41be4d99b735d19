"""What a sentence states about where places are: distances, banks, areas, borders.

The patterns stand in the grammar files; `distances` and `relations` turn what they catch into
statements.
"""

from __future__ import annotations

from dataclasses import replace

from geo_osint.model import Statement
from geo_osint.reading.distances import distances
from geo_osint.reading.relations import banks, beside, borders, listed_within, within
from geo_osint.reading.scene import Scene
from geo_osint.reading.tokens import symbols


def read(scene: Scene) -> tuple[list[Statement], list[str]]:
    """Read the statements of a sentence, in text order, and the words left unread."""
    line = symbols(scene.row, scene.grammar)
    found, unread = distances(scene, line)
    others = banks(scene, line) + within(scene, line) + borders(scene, line)
    others += listed_within(scene, line)
    measured = dict(found)
    told = {each.reference.span for _, each in (*found, *others) if each.reference is not None}
    found += [(at, _of_the_subject(at, statement, measured)) for at, statement in others]
    found += beside(scene, line, told)
    return [statement for _, statement in sorted(found, key=lambda pair: pair[0])], unread


def _of_the_subject(at: int, statement: Statement, measured: dict[int, Statement]) -> Statement:
    """Hand what follows a distance on to what lies there: "X, 5 km from Y, on the left bank".

    But what a crossing leads to is said of the crossing: "X, 5 km from the Y crossing with Iraq".
    """
    if statement.kind == "border":
        return statement
    for before, distance in measured.items():
        ends_there = distance.reference is not None and distance.reference == statement.subject
        if before < at and ends_there and distance.subject is not None:
            return replace(statement, subject=distance.subject)
    return statement
