"""Routes without a network."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from geo_osint import geodesy
from geo_osint.model import LonLat, Mention, Movement, Place, Route, Segment

Stop = tuple[str, Mention]
"""A role (origin, via, destination, towards) and the place named in it."""


def stops(movement: Movement) -> tuple[Stop, ...]:
    """List the places a movement names, in the order of travel.

    Examples
    --------
    >>> from geo_osint.model import Span
    >>> qamishli = Mention("r1", Span(10, 18), "Qamishli", places=("geo:qamishli",))
    >>> stops(Movement("m1", "r1", Span(0, 20), "to Qamishli", destination=qamishli))[0][0]
    'destination'
    """
    named = (
        ("origin", movement.origin),
        *(("via", each) for each in movement.via),
        ("destination", movement.destination),
        ("towards", movement.towards),
    )
    return tuple((role, mention) for role, mention in named if mention)


def route(movement: Movement, places: Mapping[str, Place]) -> Route:
    """Draw a movement as geodesics between the places it names, each segment `assumed`.

    A place that is ambiguous, unknown or without a position is passed over, and the reason says
    so: a line through a guessed place would look surer than the report.
    """
    located = [(id, at) for id, at in (_located(each, places) for _, each in stops(movement)) if at]
    missing = [each.words for _, each in stops(movement) if not _located(each, places)[1]]
    segments = tuple(
        Segment(
            f"{movement.id}/{leg}/1",
            "assumed",
            origin,
            destination,
            geodesy.geodesic(a, b),
            geodesy.distance_m(a, b),
        )
        for leg, ((origin, a), (destination, b)) in enumerate(pairwise(located), start=1)
    )
    return Route(movement.id, segments, _reason(missing, len(segments)))


def _located(mention: Mention, places: Mapping[str, Place]) -> tuple[str, LonLat | None]:
    if len(mention.places) != 1:
        return "", None
    return mention.places[0], places[mention.places[0]].reference


def _reason(missing: list[str], segments: int) -> str:
    passed = f"not located, passed over: {', '.join(missing)}" if missing else ""
    if segments:
        assumed = "no road network is known here: geodesics between the places that are named"
        return f"{assumed}; {passed}" if passed else assumed
    return f"fewer than two located places are named; {passed}".removesuffix("; ")
