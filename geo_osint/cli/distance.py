"""`geo-osint distance`."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from geo_osint import coordinates, geodesy
from geo_osint import gazetteer as gazetteers
from geo_osint.case import Case
from geo_osint.checking import Pair, check_distance, kilometres, metres, pairs_of, verdict_words
from geo_osint.cli import show
from geo_osint.errors import InputError, NothingFoundError
from geo_osint.gazetteer import Gazetteer
from geo_osint.gazetteer.search import SCORES
from geo_osint.model import (
    Finding,
    IntervalSet,
    Mention,
    Place,
    PlaceName,
    Position,
    Quantity,
    Source,
    Span,
    Statement,
)
from geo_osint.names import fold
from geo_osint.reading import lexicon
from geo_osint.reading.quantities import quantities

TYPED = Source("typed", "as typed")

SURE = SCORES["noun"]
"""A weaker match than "the same but for the noun beside it" is offered, not taken."""

NEAR_THE_BEST = 0.05
"""Candidates whose score lies this close to the best one's are all taken for what a name may mean."""


@click.command()
@click.argument("a")
@click.argument("b")
@click.option("--stated", help='The distance that was published, in words: "14 km", "نحو ١٤ كم".')
@click.option(
    "--gazetteer", "path", type=click.Path(path_type=Path), help="A gazetteer of your own."
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def distance(a: str, b: str, stated: str | None, path: Path | None, as_json: bool) -> None:
    r"""Measure the distance from A to B, and check a stated one against it.

    A and B are place names in either script, or coordinates as you paste them: "35.104, 40.576" (latitude
    first, as map sites copy it), degrees and minutes, MGRS, UTM, a Plus Code, a map link (it is
    read, not opened).

    \b
    geo-osint distance الميادين "حقل العمر" --stated "14 km"
    geo-osint distance "35.0198, 40.4515" "37SFU 53254 85342"
    """
    gazetteer = gazetteers.load(path)
    places = dict(gazetteer.places)
    subject, reference = (_mention(each, gazetteer, places) for each in (a, b))
    pairs = pairs_of(subject, reference, places)
    for mention in (subject, reference):
        if not pairs_of(mention, mention, places):
            raise NothingFoundError(
                f"{mention.words!r}: no source locates it; give its coordinates"
            )
    sources = {**gazetteer.sources, TYPED.key: TYPED}
    case = Case("distance", (), places=places, sources=sources)
    finding = None
    if stated is not None:
        finding = check_distance(_statement(subject, reference, _quantity(stated)), case)
    if as_json:
        show.as_json(_data(pairs, finding, case))
        return
    rows = [_row(pair, places, sources) for pair in pairs]
    headings = ("from", "position", "to", "position", "distance", "direction")
    show.table(f"{a} → {b}", headings, rows)
    show.line(_second_opinion(pairs))
    if finding:
        _print_finding(finding)


def _mention(text: str, gazetteer: Gazetteer, places: dict[str, Place]) -> Mention:
    if coordinates.looks_like_coordinates(text):
        place = _typed(text, f"typed:{len(places)}")
        places[place.id] = place
        return Mention("", Span(0, len(text)), text, places=(place.id,))
    found = gazetteers.search(gazetteer, text)
    if not found or found[0].score < SURE:
        near = ", ".join(gazetteer.places[each.place].name("en") for each in found[:3])
        meant = f"did you mean {near}?" if near else "give its coordinates instead"
        raise NothingFoundError(f"{text!r}: not in the gazetteer; {meant}")
    meant_ids = [each.place for each in found if found[0].score - each.score < NEAR_THE_BEST]
    return Mention("", Span(0, len(text)), text, places=tuple(meant_ids))


def _typed(text: str, id: str) -> Place:
    typed = coordinates.parse(text)
    name = PlaceName(text.strip(), "und", "Zyyy", "main", TYPED.key)
    position = Position(typed.at, TYPED.key, typed.precision_m, note=typed.form)
    return Place(id, (name,), "POINT", positions=(position,), extent_m=0.0, extent_basis="a point")


def _quantity(stated: str) -> Quantity:
    for language in ("en", "ar"):
        found = quantities(stated, fold(stated), lexicon.load(language))
        if found:
            return found[0]
    raise InputError(f'{stated!r}: not a distance; write it like "14 km" or "نحو ١٤ كم"')


def _statement(subject: Mention, reference: Mention, quantity: Quantity) -> Statement:
    words = quantity.words
    return Statement("s1", "", Span(0, len(words)), words, "distance", subject, reference, quantity)


def _row(pair: Pair, places: Mapping[str, Place], sources: Mapping[str, Source]) -> tuple[str, ...]:
    ends = (pair.subject, pair.reference)
    cells = [
        (places[site.place].name("en"), _position(pair, site is pair.subject, sources))
        for site in ends
    ]
    return (*cells[0], *cells[1], _distance(pair), _direction(pair))


def _position(pair: Pair, subject: bool, sources: Mapping[str, Source]) -> str:
    site = pair.subject if subject else pair.reference
    titles = dict.fromkeys(sources[key].title for key in site.sources)
    points = "\n".join(f"{each.lat_deg:.5f}, {each.lon_deg:.5f}" for each in site.points)
    estimate = f"\nestimate ± {metres(site.slack_m)}" if site.slack_m else ""
    return f"{points}{estimate}\n({'; '.join(titles)})" if titles else points + estimate


def _distance(pair: Pair) -> str:
    rounding = (
        f"\n± {metres(pair.rounding_m)} by rounded coordinates" if pair.rounding_m >= 1 else ""
    )
    return kilometres(IntervalSet.of(pair.interval)) + rounding


def _azimuths(pair: Pair) -> tuple[float, float]:
    """Give the directions as an arc, from its left end clockwise to its right end."""
    found = sorted(
        geodesy.azimuth_deg(a, b) for a in pair.subject.points for b in pair.reference.points
    )
    gaps = [(right - left) % 360 for left, right in zip(found, found[1:] + found[:1], strict=True)]
    widest = gaps.index(max(gaps)) if len(found) > 1 else 0
    return found[(widest + 1) % len(found)], found[widest]


def _direction(pair: Pair) -> str:
    left, right = _azimuths(pair)
    if pair.interval.lo == 0:
        return "–"
    return f"{left:.0f}°" if round(left) == round(right) else f"{left:.0f}–{right:.0f}°"


def _second_opinion(pairs: list[Pair]) -> str:
    differences = (
        abs(geodesy.distance_m(a, b) - geodesy.second_distance_m(a, b))
        for pair in pairs
        for a in pair.subject.points
        for b in pair.reference.points
    )
    most = max(differences, default=math.nan)
    return (
        "Geodesics on WGS84, centre to centre (PROJ); GeographicLib through geopy agrees to within "
        f"{max(1, math.ceil(most * 1000))} mm."
    )


def _print_finding(finding: Finding) -> None:
    quantity = finding.statement.quantity
    assert quantity
    show.line(f"Stated: {quantity.words}; as printed {kilometres(quantity.printed) or 'no range'}")
    show.line(f"Possible: {kilometres(finding.possible) or 'none'}")
    show.line(f"Verdict: {verdict_words(finding.verdict).en}")
    notes = [finding.stand_in, *finding.reasons, finding.settles, finding.limit]
    for note in filter(None, notes):
        show.line(f"  {note.en}")


def _data(pairs: list[Pair], finding: Finding | None, case: Case) -> dict[str, Any]:
    from geo_osint.output.findings import to_json  # only JSON needs it

    return {
        "unit": "m",
        "ways": [
            {
                "from": pair.subject.place,
                "from_sources": [case.sources[key].title for key in pair.subject.sources],
                "to": pair.reference.place,
                "to_sources": [case.sources[key].title for key in pair.reference.sources],
                "distance": [pair.interval.lo, pair.interval.hi],
                "rounding": pair.rounding_m,
                "azimuth_deg": list(_azimuths(pair)),
            }
            for pair in pairs
        ],
        "finding": json.loads(to_json(case, (finding,)))["findings"][0] if finding else None,
    }
