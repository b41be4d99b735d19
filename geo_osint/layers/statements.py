"""Rows about statements: the line they speak of, and where they would fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import shapely
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from geo_osint import geodesy
from geo_osint.checking import amounts, sites, verdict_words
from geo_osint.checking.banks import opposite_bank
from geo_osint.checking.locating import reach_m
from geo_osint.checking.regions import REACH_M, Region
from geo_osint.checking.regions import regions as outline
from geo_osint.layers.ground import Ground, Row, coordinates, decided, point
from geo_osint.layers.located import distances
from geo_osint.layers.movements import path
from geo_osint.model import IMPLIED, Finding, LabelSet, Place, Statement
from geo_osint.routing import stops


def statements(ground: Ground) -> Iterator[Row]:
    """Give each checked or kept statement, as the geodesic between its two places."""
    for finding in ground.findings:
        told = finding.statement
        words = verdict_words(finding.verdict)
        yield {
            "id": told.id,
            "report": told.report,
            "kind": told.kind,
            "relation": told.relation,
            "words": told.words,
            "subject": ";".join(told.subject.places) if told.subject else "",
            "reference": ";".join(id for each in told.references for id in each.places),
            **ground.named("subject", told.subject),
            **ground.named("reference", *told.references),
            "stated": told.quantity.words if told.quantity else "",
            "possible": amounts(finding.possible, finding.unit).en,
            "as_printed": amounts(finding.printed, finding.unit).en,
            "margin_m": finding.margin,
            "verdict": finding.verdict,
            "verdict_en": words.en,
            "verdict_ar": words.ar,
            "stand_in_en": finding.stand_in.en if finding.stand_in else "",
            "stand_in_ar": finding.stand_in.ar if finding.stand_in else "",
            "reason_en": "\n".join(reason.en for reason in finding.reasons),
            "reason_ar": "\n".join(reason.ar for reason in finding.reasons),
            "settles_en": finding.settles.en if finding.settles else "",
            "settles_ar": finding.settles.ar if finding.settles else "",
            "limit_en": finding.limit.en,
            "limit_ar": finding.limit.ar,
            "status": told.status,
            "decision": decided(ground.case, told.id),
            "note": told.note,
            "same_as": told.same_as,
            "geometry": _drawn_at(told, ground),
        }


def _drawn_at(told: Statement, ground: Ground) -> BaseGeometry | None:
    """Draw a statement from its reference to its subject.

    A gate that was passed is drawn where it is, what else follows from a movement along its places.
    """
    if told.kind == "gate":
        place = ground.place(told.reference)
        return (
            point(place.reference)
            if place and told.reference and len(told.reference.places) == 1
            else None
        )
    if told.kind in IMPLIED:
        movement = next(m for m in ground.case.movements if m.id == told.id.partition("/")[0])
        return path([ground.place(each) for _, each in stops(movement)])
    return _through(
        ground.place(told.reference) if told.second_reference else None,
        ground.place(told.subject),
        ground.place(told.references[-1] if told.references else None),
    )


def regions(ground: Ground) -> Iterator[Row]:
    """Give where the subject would lie if a checked statement held, around each site of the reference."""
    for finding in ground.findings:
        told = finding.statement
        place = ground.place(told.subject)
        if not finding.possible or "/" in told.id:
            continue  # what follows from a movement places nothing
        for number, region in enumerate(_drawn(finding, ground), start=1):
            yield {
                "id": f"{told.id}/{region.set}/{number}",
                "statement": told.id,
                **ground.named("subject", told.subject),
                **ground.named("reference", *told.references),
                "basis": region.basis,
                "set": region.set,
                **distances(region),
                "geometry": _near(place, region.geometry) if told.kind in LONG else region.geometry,
            }


def _drawn(finding: Finding, ground: Ground) -> Iterator[Region]:
    """Outline a statement as it was judged: a bank that was named by a direction as the one it is."""
    told, printed = finding.statement, finding.printed
    if told.kind == "bank" and isinstance(printed, LabelSet) and printed:
        opposite = told.relation == "opposite_bank"
        label = opposite_bank(told, ground.case) if opposite else printed.labels[0]
        told = replace(told, relation=label)
    for region in outline(told, ground.case.places, _reach_m(finding, ground)):
        if region.set == "as_printed" or told.kind not in ALIKE:
            yield region


def _reach_m(finding: Finding, ground: Ground) -> float:
    """Draw what has no end as far as the subject, and some way beyond."""
    mention = finding.statement.subject
    subjects = [ground.case.places[id] for id in mention.places] if mention else []
    positions = [point(at) for each in subjects for site in sites(each) for at in site.points]
    return reach_m(finding.statement, ground.case.places, [each for each in positions if each])


ALIKE = ("bank", "within")
"""Kinds whose regions are the same with newsroom tolerance, and given once."""


LONG = ("bank", "on_border")
"""Kinds whose regions run on along a river or a border, and are cut to where the subject is."""


def _near(place: Place | None, shape: BaseGeometry) -> BaseGeometry:
    """Cut a region to the surroundings of the subject: a river or a border is long."""
    if place is None or place.reference is None:
        return shape
    return shapely.intersection(shape, geodesy.disc(place.reference, REACH_M))


def _through(*stops: Place | None) -> BaseGeometry | None:
    """Join the positions of places; of "between A and B" the way from A through the subject to B."""
    located = [each.reference for each in stops if each and each.reference]
    legs = [geodesy.geodesic(a, b) for a, b in pairwise(located) if a != b]
    line = [at for leg in legs for at in coordinates(leg)]
    return geodesy.cut(LineString(line)) if line else None
