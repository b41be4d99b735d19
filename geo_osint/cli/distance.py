"""`geo-osint distance`."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from geo_osint import geodesy
from geo_osint.api.distances import TYPED, azimuths_deg, swapped_axes
from geo_osint.api.distances import distance as measure
from geo_osint.case import Case, Rounding
from geo_osint.checking import Pair, amounts, kilometres, metres, verdict_words
from geo_osint.cli import show
from geo_osint.cli.options import ROUNDING, WithCoordinates
from geo_osint.cli.scale import scale
from geo_osint.cli.stacking import gazetteers
from geo_osint.model import Finding, IntervalSet, Place, Source
from geo_osint.output.wording import term


@click.command(cls=WithCoordinates)
@click.argument("a")
@click.argument("b")
@click.option("--stated", help='The distance that was published, in words: "14 km", "نحو ١٤ كم".')
@ROUNDING
@gazetteers
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def distance(
    a: str,
    b: str,
    stated: str | None,
    rounding: Rounding | None,
    paths: tuple[Path, ...],
    only: bool,
    as_json: bool,
) -> None:
    """Measure the distance from A to B, and check a stated one against it.

    A and B are place names in either script, or coordinates as you paste them: "35.104, 40.576" (latitude
    first, as map sites copy it), degrees and minutes, MGRS, UTM, a Plus Code, a map link (it is
    read, not opened).

    \b
    geo-osint distance الميادين "حقل العمر" --stated "14 km"
    geo-osint distance "35.0198, 40.4515" "37SFU 53254 85342"
    """
    measured = measure(a, b, stated, paths, only, rounding or "2020")
    pairs, case, finding = measured.ways, measured.case, measured.finding
    if as_json:
        show.as_json(_data(pairs, finding, case))
        return
    rows = [_row(pair, case.places, case.sources) for pair in pairs]
    headings = ("from", "position", "to", "position", "distance", "direction")
    show.table(f"{a} → {b}", headings, rows)
    show.line(_second_opinion(pairs))
    for place in case.places.values():
        typed = [each.at for each in place.positions if each.source == TYPED.key]
        if typed and swapped_axes(typed[0], case.places.values()):
            show.line(show.SWAPPED.format(place.name("en")))
    if finding:
        _print_finding(finding)


def _row(pair: Pair, places: Mapping[str, Place], sources: Mapping[str, Source]) -> tuple[str, ...]:
    ends = (pair.subject, pair.reference)
    cells = [
        (places[site.place].name("en"), _position(pair, site is pair.subject, sources))
        for site in ends
    ]
    return (*cells[0], *cells[1], _distance(pair), _direction(pair))


def _position(pair: Pair, subject: bool, sources: Mapping[str, Source]) -> str:
    site = pair.subject if subject else pair.reference
    if site.shape is not None:
        return f"as drawn ± {metres(site.slack_m)}" if site.slack_m else "as drawn"
    titles = dict.fromkeys(sources[key].title for key in site.sources)
    points = "\n".join(f"{each.lat_deg:.5f}, {each.lon_deg:.5f}" for each in site.points)
    estimate = f"\nestimate ± {metres(site.slack_m)}" if site.slack_m else ""
    return f"{points}{estimate}\n({'; '.join(titles)})" if titles else points + estimate


def _distance(pair: Pair) -> str:
    rounding = (
        f"\n± {metres(pair.rounding_m)} by rounded coordinates" if pair.rounding_m >= 1 else ""
    )
    return kilometres(IntervalSet.of(pair.interval)) + rounding


def _direction(pair: Pair) -> str:
    arc = azimuths_deg(pair)
    if arc is None or pair.interval.lo == 0:
        return "–"
    left, right = arc
    return f"{left:.0f}°" if round(left) == round(right) else f"{left:.0f}–{right:.0f}°"


def _second_opinion(pairs: Sequence[Pair]) -> str:
    differences = [
        abs(geodesy.distance_m(a, b) - geodesy.second_distance_m(a, b))
        for pair in pairs
        for a in pair.subject.points
        for b in pair.reference.points
    ]
    if not differences:
        return "Geodesics on WGS84 (PROJ), to what is drawn of a place that has no point."
    return (
        "Geodesics on WGS84, centre to centre (PROJ); GeographicLib through geopy agrees to within "
        f"{max(1, math.ceil(max(differences) * 1000))} mm."
    )


def _print_finding(finding: Finding) -> None:
    quantity = finding.statement.quantity
    assert quantity
    show.line(f"Stated: {quantity.words}; as printed {kilometres(quantity.printed) or 'no range'}")
    how = "" if finding.reading == "centre" else f" ({term('reading', finding.reading).en})"
    show.line(f"Possible: {amounts(finding.possible).en or 'none'}{how}")
    show.line(f"Verdict: {verdict_words(finding.verdict).en}")
    for each in _scale(finding):
        show.line(each)
    for each in _notes(finding):
        show.line(each)


def _notes(finding: Finding) -> Iterator[str]:
    """Give what stands behind a verdict, each with what it is."""
    if finding.stand_in:
        yield f"  {finding.stand_in.en}"
    yield from (f"  {each.en}" for each in finding.reasons)
    for each in finding.readings:
        found, verdict = amounts(each.possible, each.unit).en, verdict_words(each.verdict).en
        yield f"  measured otherwise: {found}: {verdict} ({each.basis.en})"
    if finding.settles:
        yield "What would settle it:"
        yield f"  {finding.settles.en}"
    yield f"  {finding.limit.en}"


def _scale(finding: Finding) -> list[str]:
    """Draw what is possible, what was printed and newsroom tolerance above each other."""
    rows = [
        (name, found)
        for name, found in (
            ("possible", finding.possible),
            ("printed", finding.printed),
            ("newsroom", finding.newsroom),
        )
        if isinstance(found, IntervalSet)
    ]
    return scale(rows, min(show.console().width, WIDEST), plain=not show.has_unicode())


WIDEST = 72
"""Columns of a scale: wider is no easier to read."""


def _data(pairs: Sequence[Pair], finding: Finding | None, case: Case) -> dict[str, Any]:
    from geo_osint.output.findings import document  # only JSON needs it

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
                "azimuth_deg": azimuths_deg(pair),
            }
            for pair in pairs
        ],
        "finding": document(case, (finding,))["findings"][0] if finding else None,
    }
