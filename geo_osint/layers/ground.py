"""What rows are made of, and the few ways they name and draw it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from shapely import Point

from geo_osint.case import Case
from geo_osint.model import Finding, LonLat, Mention, Place, Route
from geo_osint.routing import stops

OF_THE_CASE = "case:"
"""Starts the ids of places that are the case's own."""

Row = dict[str, Any]
"""One row: columns by name, and `geometry`."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the rows are made of."""

    case: Case
    findings: tuple[Finding, ...]
    routes: tuple[Route, ...]

    def place(self, mention: Mention | None) -> Place | None:
        """Give the first place a mention may mean."""
        return self.case.places[mention.places[0]] if mention and mention.places else None

    def name(self, mention: Mention | None, language: str) -> str:
        """Name what a mention means: all candidates if several, the words if unknown."""
        if mention is None:
            return ""
        names = [self.case.places[id].name(language) for id in mention.places]
        return " / ".join(names) or mention.words

    def named(self, role: str, *mentions: Mention | None) -> Row:
        """Give the columns `ROLE_en` and `ROLE_ar`: of two places both, with a dash between."""
        names = {each: [self.name(m, each) for m in mentions if m] for each in ("en", "ar")}
        return {f"{role}_{language}": " – ".join(found) for language, found in names.items()}


def names_of(place: Place) -> Row:
    """Give the columns `name_en` and `name_ar`."""
    return {"name_en": place.name("en"), "name_ar": place.name("ar")}


def mentioned(case: Case) -> dict[str, tuple[str, ...]]:
    """Collect the words each place was named by; rejected readings name none.

    A place that an analyst brought in is there without any words until a reading means it.
    """
    words: dict[str, dict[str, None]] = {}
    statements = (each.mentions for each in case.standing_statements)
    movements = (tuple(m for _, m in stops(each)) for each in case.standing_movements)
    for mentions in (*statements, *movements, case.mentions):
        for mention in mentions:
            for id in mention.places if mention else ():
                words.setdefault(id, {})[mention.words if mention else ""] = None
    for id in case.places:
        if id.startswith(OF_THE_CASE):
            words.setdefault(id, {})
    return {id: tuple(found) for id, found in words.items()}


def decided(case: Case, id: str) -> str:
    """Put the last decision on something in one line; "" if there is none."""
    decision = case.decision_on(id)
    return f"{decision.decision} ({decision.by}, {decision.date})" if decision else ""


def coordinates(line: Iterable[LonLat]) -> list[tuple[float, float]]:
    """Give (lon, lat) pairs as geometry wants them."""
    return [(each.lon_deg, each.lat_deg) for each in line]


def point(at: LonLat | None) -> Point | None:
    """Make a point geometry."""
    return Point(at.lon_deg, at.lat_deg) if at else None
