"""The ruled world of `tests/cases/checking.toml`, and the way from a text to its findings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from geo_osint.case import Case, compose
from geo_osint.checking import check_case
from geo_osint.gazetteer import Gazetteer
from geo_osint.model import (
    Attribute,
    Confusion,
    Estimate,
    Finding,
    Header,
    LonLat,
    Mention,
    Place,
    PlaceName,
    Position,
    Report,
    Shape,
    Source,
)
from geo_osint.reading import read
from geo_osint.resolving import settle

TABLE = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "checking.toml").read_text(encoding="utf-8")
)


def ruled_world() -> Gazetteer:
    """Build the gazetteer whose distances can be worked out by hand."""
    places = {row["id"]: _place(row) for row in TABLE["place"]}
    keys = {each.source for place in places.values() for each in place.positions} | {"atlas"}
    return Gazetteer("ruled", "", places, {key: Source(key, f"The {key}") for key in keys})


def _place(row: dict[str, Any]) -> Place:
    estimate = row.get("estimate")
    return Place(
        id=row["id"],
        names=(
            PlaceName(row["en"], "en", "Latn", "main", "atlas"),
            PlaceName(row["ar"], "ar", "Arab", "main", "atlas"),
        ),
        kind=row.get("kind", "PPL"),
        within=tuple(row.get("within", ())),
        positions=tuple(
            Position(LonLat(*at), f"atlas{number}", row.get("precision_m", 0.0))
            for number, at in enumerate(row.get("at", ()), start=1)
        ),
        estimate=estimate and Estimate(LonLat(*estimate["at"]), estimate["radius_m"], "a guess"),
        extent_m=row.get("extent_m", 0.0) if "at" in row or estimate else None,
        extent_basis="by hand",
        shape=_shape(row),
        attributes=(
            *(Attribute("crossing_with", "x", of, "atlas") for of in row.get("crossing_with", ())),
            *(Attribute("bank", b["value"], b["of"], "atlas") for b in [row.get("bank")] if b),
        ),
        confused_with=tuple(Confusion(id, "same name") for id in row.get("confused_with", ())),
    )


def _shape(row: dict[str, Any]) -> Shape | None:
    for key, kind in (("polygon", "Polygon"), ("line", "LineString")):
        if key in row:
            return Shape(kind, (tuple(LonLat(*at) for at in row[key]),))
    return None


def findings_of(
    text: str,
    gazetteer: Gazetteer,
    take: dict[str, list[str]] | None = None,
    by: list[str] | None = None,
) -> tuple[Finding, ...]:
    """Read, resolve and check a text.

    `take` is what an analyst made of names, by their words; `by` the only sources to be heard.
    """
    case = case_of_text(text, gazetteer, take or {})
    return check_case(replace(case, places=_heard(case.places, by)) if by else case)


def case_of_text(text: str, gazetteer: Gazetteer, take: dict[str, list[str]]) -> Case:
    reading = settle(read(Report("r1", "case", Header(), text), gazetteer), gazetteer)
    case = compose("case", (reading,), gazetteer)
    statements = tuple(
        replace(
            each,
            subject=_taken(each.subject, take),
            reference=_taken(each.reference, take),
            second_reference=_taken(each.second_reference, take),
        )
        for each in case.statements
    )
    taken = {id: gazetteer.places[id] for ids in take.values() for id in ids}
    return replace(case, statements=statements, places={**case.places, **taken})


def _heard(places: Mapping[str, Place], by: list[str]) -> dict[str, Place]:
    return {
        id: replace(place, positions=tuple(p for p in place.positions if p.source in by))
        for id, place in places.items()
    }


def _taken(mention: Mention | None, take: dict[str, list[str]]) -> Mention | None:
    if mention is None or mention.words not in take:
        return mention
    ids = tuple(take[mention.words])
    return replace(mention, places=ids, question=mention.question or "which one?")
