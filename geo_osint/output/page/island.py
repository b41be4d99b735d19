"""All that the page shows, as plain values for one JSON island: data, never markup.

Sentences come composed in English and Arabic; the page's script only sets them as text. Longitudes
and latitudes are degrees on WGS84, lon-lat as everywhere; what a reader sees is written "lat, lon",
as map sites copy it, with no more digits than the source gave.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import shapely
from geopandas import GeoDataFrame
from shapely.geometry import mapping

from geo_osint import geodesy, styles
from geo_osint.case import Case
from geo_osint.gazetteer.kinds import kind_of
from geo_osint.layers import NUMBERS, Tables
from geo_osint.model import (
    Bilingual,
    Finding,
    Hypothesis,
    IntervalSet,
    LonLat,
    Mention,
    Movement,
    Place,
    Position,
    Report,
    Source,
    Span,
)
from geo_osint.names import key
from geo_osint.names.folding import LETTERS
from geo_osint.output import wording
from geo_osint.output.page.basemap import Bounds, basemap
from geo_osint.output.sentences import sentence
from geo_osint.routing import stops
from geo_osint.version import __version__

FORMAT = "geo-osint page 1"

COORDINATE_DIGITS, OUTLINE_DIGITS = 6, 5
"""Digits kept in drawn geometry: a decimetre for points and lines, a metre for rings of discs."""

CELL_M = 72_000.0
"""Half the diagonal of a cell of one degree at mid latitudes: a point given to `d` digits is sure to
`CELL_M / 10**d` metres. It turns a precision in metres back into the digits a source gave."""

ESTIMATE_DIGITS = 2
"""An estimate is told with its radius; more digits would make it look surveyed."""

RIVERS = "STM"
"""GeoNames codes of streams begin so."""

FITTED = ("places", "positions", "statements", "segments", "sightings")
"""The tables that the first view must hold; outlines of whole countries are not among them."""

Values = dict[str, Any]


def island(case: Case, findings: Iterable[Finding], tables: Tables) -> Values:
    """Lay out everything the page shows as values that JSON has."""
    found = tuple(findings)
    bounds = bounds_of(tables)
    places = [case.places[str(id)] for id in tables["places"]["id"]]
    return {
        "format": FORMAT,
        "version": __version__,
        "case": {"name": case.name, "sha256": case.sha256},
        "bounds": [round(each, 5) for each in bounds] if bounds else None,
        "strings": _resource("strings.json"),
        "facts": _resource("facts.json"),
        "styles": _styles(),
        "letters": LETTERS,
        "reports": [_report(each) for each in case.reports],
        "sources": [_source(case.sources[name], used) for name, used in _used(places).items()],
        "places": [_place(each, case) for each in places],
        "findings": [_finding(each, case) for each in found],
        "movements": [_movement(each, case) for each in case.standing_movements],
        "rivers": [_river(each) for each in case.places.values() if _is_river(each)],
        "positions_at": [_position_at(row) for row in tables["positions"].itertuples()],
        "tables": {name: _table(frame) for name, frame in tables.items()},
        "basemap": basemap(bounds),
    }


def as_json(value: Values) -> str:
    r"""Write values as JSON that is safe inside a `<script>` element and in an HTML comment.

    Raises
    ------
    ValueError
        For NaN or an infinity.

    Examples
    --------
    >>> as_json({"name": "</script>"})
    '{"name":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
"""What HTML or old script engines would see in a JSON string; half characters cannot be UTF-8."""


def bounds_of(tables: Tables) -> Bounds | None:
    """Enclose all that the first view must hold; `None` where nothing is located."""
    boxes = [
        frame.geometry.total_bounds
        for name in FITTED
        for frame in (tables[name],)
        if not frame.geometry.is_empty.all() and frame.geometry.notna().any()
    ]
    if not boxes:
        return None
    all_boxes = np.array(boxes)
    west, south = all_boxes[:, :2].min(axis=0)
    east, north = all_boxes[:, 2:].max(axis=0)
    return float(west), float(south), float(east), float(north)


@cache
def _resource(name: str) -> Values:
    text = (resources.files(__package__) / name).read_text(encoding="utf-8")
    loaded: Values = json.loads(text)
    return loaded


def _both(words: Bilingual | None) -> Values | None:
    return {"en": words.en, "ar": words.ar} if words and words.en else None


def _styles() -> Values:
    return {
        group: [
            {
                "code": each.code,
                "label": _both(each.label),
                "colour": each.colour,
                "ink": each.ink,
                "dash": list(each.dash),
                "mark": each.mark,
                "prefix": each.prefix,
            }
            for each in styles.group(group).values()
        ]
        for group in styles.groups()
    }


def _table(frame: GeoDataFrame) -> Values:
    columns = [name for name in frame.columns if name != frame.geometry.name]
    return {
        "columns": columns,
        "rows": [
            [_cell(name, value) for name, value in zip(columns, row, strict=True)]
            for row in frame[columns].itertuples(index=False, name=None)
        ],
        "shapes": [_shape(each) for each in frame.geometry],
    }


def _cell(column: str, value: Any) -> Any:
    if column not in NUMBERS:
        return str(value)
    return None if math.isnan(value) else float(value)


def _shape(geometry: Any) -> Values | None:
    if geometry is None or geometry.is_empty:
        return None
    digits = OUTLINE_DIGITS if geometry.geom_type.endswith("Polygon") else COORDINATE_DIGITS
    rounded = shapely.transform(geometry, lambda each: np.round(each, digits))
    whole: Values = mapping(rounded)
    return whole


def _report(report: Report) -> Values:
    header = report.header
    return {
        "id": report.id,
        "title": header.title,
        "publisher": header.publisher,
        "published": _both(wording.day(header.published)) if header.published else None,
        "urls": [url for url in (header.source_url, header.archive_url) if url],
        "language": header.language,
        "note": header.note,
        "file": report.file,
        "sha256": report.sha256,
    }


def _used(places: Iterable[Place]) -> dict[str, list[Place]]:
    """Tell which of the places rest on which source, by key; sources of nothing shown are left out."""
    used: dict[str, dict[str, Place]] = {}
    for place in places:
        keys = [each.source for each in place.positions] + [each.source for each in place.names]
        keys += [each.source for each in place.attributes]
        keys += [place.estimate.source] if place.estimate else []
        for name in filter(None, keys):
            used.setdefault(name, {})[place.id] = place
    return {name: list(rest.values()) for name, rest in used.items()}


def _source(source: Source, used: Iterable[Place]) -> Values:
    names = ("key", "title", "reference", "licence", "url", "date")
    return {
        **{name: getattr(source, name) for name in names},
        "used_for": [{each: place.name(each) for each in ("en", "ar")} for place in used],
    }


def _place(place: Place, case: Case) -> Values:
    names = list(dict.fromkeys(name.text for name in place.names))
    finest = min(place.positions, key=lambda each: each.precision_m, default=None)
    return {
        "id": place.id,
        "name": {language: place.name(language) for language in ("en", "ar")},
        "names": names,
        "keys": [key(name) for name in names],
        "kind": _both(kind_of(place.kind).label),
        "within": [_name_of(id, case) for id in place.within],
        "at": _at(place, finest),
        "estimate": {"radius_m": place.estimate.radius_m, "reason": place.estimate.reason}
        if place.estimate and not place.positions
        else None,
        "apart_m": _apart(place.positions),
        "confused": [
            {"name": _name_of(each.place, case), "reason": each.reason}
            for each in place.confused_with
        ],
    }


def _name_of(id: str, case: Case) -> Values:
    place = case.places.get(id)
    return {each: place.name(each) if place else id for each in ("en", "ar")}


def _at(place: Place, finest: Position | None) -> str:
    if finest:
        return coordinates(finest.at, digits_of(finest.precision_m))
    return coordinates(place.estimate.at, ESTIMATE_DIGITS) if place.estimate else ""


def _position_at(row: Any) -> str:
    return coordinates(LonLat(row.geometry.x, row.geometry.y), digits_of(row.precision_m))


def digits_of(precision_m: float) -> int:
    """Tell to how many decimals of a degree a point is given, from its precision in metres.

    Examples
    --------
    >>> digits_of(0.7), digits_of(70), digits_of(1200)
    (5, 3, 2)
    """
    if precision_m <= 0:
        return COORDINATE_DIGITS
    return max(0, min(COORDINATE_DIGITS, round(math.log10(CELL_M / precision_m))))


def coordinates(at: LonLat, digits: int) -> str:
    """Write a position as "lat, lon", the order in which people copy and paste it.

    Examples
    --------
    >>> coordinates(LonLat(40.45154, 35.01982), 5)
    '35.01982, 40.45154'
    """
    return f"{at.lat_deg:.{digits}f}, {at.lon_deg:.{digits}f}"


def _apart(positions: tuple[Position, ...]) -> float | None:
    """Give the largest distance between published points, in metres; `None` for fewer than two."""
    points = tuple(dict.fromkeys(each.at for each in positions))
    if len(points) < 2:
        return None
    return max(geodesy.distance_m(a, b) for a in points for b in points if a < b)


def _finding(finding: Finding, case: Case) -> Values:
    told = finding.statement
    marked = {"subject": told.subject, "reference": told.reference, "quantity": told.quantity}
    ends = [each for each in (told.subject, told.reference) if each]
    return {
        "id": finding.id,
        "report": told.report,
        "kind": _both(wording.term("kind", told.kind)),
        "verdict": finding.verdict,
        "sentence": _both(sentence(finding, case)),
        "quote": _quote(told.words, told.span, marked),
        "between": [_both(wording.named(each, case)) for each in ends],
        "subject": _both(wording.named(told.subject, case)) if told.subject else None,
        "relation": _both(wording.relation(told, case)) if told.kind != "distance" else None,
        "taken": _taken(ends, case),
        "stated": _both(wording.stated(told.quantity)) if told.quantity else None,
        "reading": _both(wording.term("reading", finding.reading)),
        "possible": _set(finding.possible),
        "printed": _set(told.quantity.printed if told.quantity else IntervalSet()),
        "newsroom": _set(told.quantity.newsroom if told.quantity else IntervalSet()),
        "margin": _both(wording.margin(finding)) if finding.margin is not None else None,
        "hypotheses": [_hypothesis(each, case) for each in finding.hypotheses],
        "readings": [
            {
                "name": _both(wording.term("reading", each.name)),
                "verdict": each.verdict,
                "possible": _set(each.possible),
                "basis": _both(each.basis),
            }
            for each in finding.readings
        ],
        "breakdown": _breakdown(finding),
        "reasons": [_both(each) for each in finding.reasons],
        "stand_in": _both(finding.stand_in),
        "settles": _both(finding.settles),
        "limit": _both(finding.limit),
        "reviewed": _both(wording.reviewed(finding.decision)),
        "decided": finding.decision is not None,
        "status": _both(wording.term("status", told.status)),
        "note": told.note,
        "same_as": told.same_as,
    }


def _taken(mentions: Iterable[Mention], case: Case) -> list[Values]:
    """Say of each name with an open question what it was taken to mean."""
    said = (_both(wording.taken(each, case)) for each in mentions)
    return [each for each in said if each]


def _set(found: IntervalSet) -> Values:
    """Give a set of distances in words and, for the diagram, as pairs of metres."""
    return {
        "words": _both(wording.distances(found)) if found else None,
        "parts": [[part.lo, part.hi if math.isfinite(part.hi) else None] for part in found],
    }


def _hypothesis(found: Hypothesis, case: Case) -> Values:
    return {
        "verdict": found.verdict,
        "possible": _set(IntervalSet((found.interval,))),
        "from": _end(found.subject, found.subject_sources, case),
        "to": _end(found.reference, found.reference_sources, case),
    }


def _end(id: str, sources: tuple[str, ...], case: Case) -> Values:
    """Give one end of a hypothesis: the place, whose point, and where, `at` in lon-lat."""
    place = case.places[id]
    used = [each.at for each in place.positions if each.source in sources]
    at = used[0] if used else place.reference
    titles = (case.sources[name].title if name in case.sources else name for name in sources)
    return {
        "name": _name_of(id, case),
        "sources": list(dict.fromkeys(titles)),
        "at": [at.lon_deg, at.lat_deg] if at else None,
    }


def _breakdown(finding: Finding) -> Values | None:
    parts = finding.breakdown
    if parts is None:
        return None
    return {
        name: _both(wording.length(value))
        for name, value in (
            ("sources", parts.sources),
            ("coordinates", parts.coordinates),
            ("extent", parts.extent),
        )
    }


def _movement(told: Movement, case: Case) -> Values:
    decision = case.decision_on(told.id)
    named = dict(stops(told))
    return {
        "id": told.id,
        "report": told.report,
        "when": _both(wording.when(told.date)),
        "count": _both(wording.counted(told.count)) if told.count else None,
        "actor": told.actor,
        "stops": [_stop(role, each, told, case) for role, each in stops(told)],
        "taken": _taken(named.values(), case),
        "quote": _quote(told.words, told.span, {**named, "date": told.date, "count": told.count}),
        "with": told.count.with_ if told.count else "",
        "ordinal": told.ordinal_words,
        "reviewed": _both(wording.reviewed(decision)),
        "decided": decision is not None,
        "note": told.note,
        "same_as": told.same_as,
    }


def _stop(role: str, mention: Mention, told: Movement, case: Case) -> Values:
    one = len(mention.places) == 1
    located = one and case.places[mention.places[0]].reference is not None
    return {
        "role": role,
        "name": _both(wording.named(mention, case)),
        "area": told.area and role in ("destination", "towards"),
        "located": located,
    }


def _quote(words: str, span: Span, marked: Mapping[str, Any]) -> list[list[str]]:
    """Cut a sentence into stretches, each with the role its words play, empty for none.

    Examples
    --------
    >>> _quote("14 km away", Span(5, 15), {"quantity": Mention("r1", Span(5, 10), "14 km")})
    [['14 km', 'quantity'], [' away', '']]
    """
    found = sorted(
        (each.span.start - span.start, each.span.end - span.start, role)
        for role, each in marked.items()
        if each and span.covers(each.span)
    )
    return [piece for piece in _pieces(words, found) if piece[0]]


def _pieces(words: str, found: list[tuple[int, int, str]]) -> Iterator[list[str]]:
    done = 0
    for start, end, role in found:
        if start < done or end > len(words):
            continue
        yield [words[done:start], ""]
        yield [words[start:end], role]
        done = end
    yield [words[done:], ""]


def _is_river(place: Place) -> bool:
    return bool(place.shape and place.kind.startswith(RIVERS) and "Line" in place.shape.kind)


def _river(place: Place) -> Values:
    assert place.shape
    return {
        "name": {language: place.name(language) for language in ("en", "ar")},
        "lines": [
            [[round(at.lon_deg, 4), round(at.lat_deg, 4)] for at in part]
            for part in place.shape.parts
        ],
    }
