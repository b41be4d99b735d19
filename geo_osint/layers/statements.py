"""Rows about statements: the line they speak of, and where they would fit."""

from __future__ import annotations

from collections.abc import Iterator

from shapely import LineString, Polygon

from geo_osint import geodesy
from geo_osint.checking import amounts, verdict_words
from geo_osint.layers.ground import Ground, Row, coordinates, decided
from geo_osint.model import LonLat, Place


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
            "reference": ";".join(told.reference.places) if told.reference else "",
            **ground.named("subject", told.subject),
            **ground.named("reference", told.reference),
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
            "geometry": _between(ground.place(told.subject), ground.place(told.reference)),
        }


def regions(ground: Ground) -> Iterator[Row]:
    """Give where the subject would lie if the statement held, around each position of the reference."""
    for finding in ground.findings:
        told = finding.statement
        place = ground.place(told.reference)
        if not (finding.hypotheses and told.quantity and place):
            continue
        for number, centre in enumerate(_centres(place), start=1):
            for name, allowed in (
                ("as_printed", told.quantity.printed),
                ("newsroom", told.quantity.newsroom),
            ):
                for ring, part in enumerate(allowed, start=1):
                    yield {
                        "id": f"{told.id}/{name}/{number}/{ring}",
                        "statement": told.id,
                        **ground.named("subject", told.subject),
                        **ground.named("reference", told.reference),
                        "basis": centre[0],
                        "set": name,
                        "lo_m": part.lo,
                        "hi_m": part.hi if part.hi < float("inf") else None,
                        "geometry": _annulus(centre[1], part.lo, part.hi),
                    }


def _centres(place: Place) -> list[tuple[str, LonLat]]:
    if place.positions:
        return [(each.source, each.at) for each in place.positions]
    return [("estimate", place.estimate.at)] if place.estimate else []


def _annulus(centre: LonLat, lo_m: float, hi_m: float) -> Polygon | None:
    if hi_m == float("inf"):
        return None
    hole = coordinates(geodesy.ring(centre, lo_m))[::-1] if lo_m > 0 else None
    return Polygon(coordinates(geodesy.ring(centre, hi_m)), [hole] if hole else None)


def _between(a: Place | None, b: Place | None) -> LineString | None:
    if not (a and b and a.reference and b.reference) or a.reference == b.reference:
        return None
    return LineString(coordinates(geodesy.geodesic(a.reference, b.reference)))
