"""`geo-osint locate`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from geo_osint import files
from geo_osint.api.locating import Located
from geo_osint.api.locating import locate as find
from geo_osint.checking import isolated, metres, square_kilometres
from geo_osint.checking.locating import Disc, Meeting
from geo_osint.checking.regions import SETS
from geo_osint.cli import show
from geo_osint.cli.stacking import gazetteers
from geo_osint.geodesy import area_m2
from geo_osint.geodesy.regions import OUTLINE_TOLERANCE_M
from geo_osint.model import LonLat, Statement

MOST_PLACES = 12
"""Names listed of the places that lie in a region; the rest is counted."""

MOST_PARTS = 4
"""Parts of a region that are told one by one, the largest first."""

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("statements", nargs=-1, required=True)
@click.option("-o", "--output", type=FILE, help="Write the regions to a GeoJSON file (RFC 7946).")
@click.option("--map", "map_", type=FILE, help="Write an interactive map (HTML) of the regions.")
@gazetteers
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def locate(
    statements: tuple[str, ...],
    output: Path | None,
    map_: Path | None,
    paths: tuple[Path, ...],
    only: bool,
    as_json: bool,
) -> None:
    """Find where an unnamed place must lie, from what was stated of it.

    Each of STATEMENTS is a phrase in quotation marks, in English or Arabic: a distance, a direction
    or both from a place, a bank of a river, "near" or "in" a place. Where they contradict, the fewest
    to leave out are named.

    \b
    geo-osint locate "14 km from al-Mayadin" "north-east of al-Mayadin" "east bank of the Euphrates"
    geo-osint locate "على بعد ١٤ كم من الميادين" "على الضفة اليسرى لنهر الفرات" --map where.html
    """
    found = find(*statements, gazetteer=paths, only=only)
    if output:
        files.write_text(output, found.geojson())
    if map_:
        files.write_text(map_, found.map().render())
    if as_json:
        show.as_json(_data(found))
        return
    _print(found)
    for path in filter(None, (output, map_)):
        show.line(f"Written: {path.as_posix()}")


def _print(found: Located) -> None:
    headings = ("statement", "measured from", "as printed", "newsroom tolerance")
    show.table(
        "Where each would have it", headings, [_row(found, n) for n in range(len(found.statements))]
    )
    for name, meetings in (
        ("As printed", found.printed),
        ("With newsroom tolerance", found.newsroom),
    ):
        if meetings and meetings[0].left_out:
            show.line(f"{name}: no place fits all of them.")
        for each in meetings:
            _print_meeting(found, name, each)
    if found.heading:
        at, radius = _lat_lon(found.heading.at), metres(found.heading.radius_m)
        show.line(f"As a point with its uncertainty (point-radius method): {at} ± {radius}")
    show.line(_LIMIT)


_LIMIT = (
    f"Outlines are good to {OUTLINE_TOLERANCE_M:.0f} m, and no finer than the gazetteer's positions and "
    "rivers. A region says where the statements fit; nothing says that the place is there."
)


def _row(found: Located, number: int) -> tuple[str, ...]:
    told = found.statements[number]
    words, meant = f"{number + 1}. {told.words}", _meant(found, told)
    if told.id in found.undrawn:
        return words, meant, f"not drawn: {found.undrawn[told.id].en}", ""
    ends = found.drawn.ends(told.id)
    return (
        words,
        meant,
        *(_area(area_m2(found.drawn.whole(told.id, name)), ends) for name in SETS),
    )


def _meant(found: Located, told: Statement) -> str:
    """Name all that the phrase's names were taken for, and how many positions each may have."""
    return "\nand ".join(_taken_for(found, told, each.places) for each in told.references)


def _taken_for(found: Located, told: Statement, ids: Iterable[str]) -> str:
    bases = {
        id: {each.basis for each in found.drawn.regions[told.id] if each.reference == id}
        for id in ids
    }
    return "\nor ".join(
        isolated(found.case.places[id].name("en"))
        + (f" ({len(n)} positions)" if len(n) > 1 else "")
        for id, n in bases.items()
    )


def _area(value_m2: float, ends: bool) -> str:
    return f"{square_kilometres(value_m2)} km²" if ends else "no end of its own"


def _print_meeting(found: Located, name: str, each: Meeting) -> None:
    if each.left_out:
        opening = f"  Leaving out {_numbers(each.left_out)}, the rest meet in"
    elif len(each.held) == 1:
        opening = f"{name}: it would lie in"
    else:
        opening = f"{name}: {'both' if len(each.held) == 2 else f'all {len(each.held)}'} meet in"
    apart = f", in {len(each.discs)} parts" if len(each.discs) > 1 else ""
    area = _area(each.area_m2, True) if each.ends else "a region without an end of its own"
    show.line(f"{opening} {area}{apart}.")
    if each.ends:
        _print_middles(each)
    _print_places(found, each)


def _print_middles(each: Meeting) -> None:
    """Give the best point of each part, the largest first."""
    if len(each.discs) == 1:
        show.line(f"  Best single point: {_middle(each.discs[0])}")
        return
    for number, disc in enumerate(each.discs[:MOST_PARTS], start=1):
        show.line(f"  Part {number}, {_area(disc.area_m2, True)}; best point: {_middle(disc)}")
    if len(each.discs) > MOST_PARTS:
        show.line(f"  and {len(each.discs) - MOST_PARTS} smaller parts")


def _middle(disc: Disc) -> str:
    outside = "; that point itself does not fit" if not disc.inside else ""
    return (
        f"{_lat_lon(disc.centre)}, all of it within {metres(disc.radius_m)} (centre of the smallest "
        f"circle around it{outside})"
    )


def _lat_lon(at: LonLat) -> str:
    """Write a position as map sites copy it, to about 100 m: no region is known better."""
    return f"{at.lat_deg:.3f}, {at.lon_deg:.3f}"


def _print_places(found: Located, each: Meeting) -> None:
    there = [place.name("en") for place in found.places_in(each)]
    drawn = "" if each.ends else ", as far as it was drawn"
    if there:
        more = f" and {len(there) - MOST_PLACES} more" if len(there) > MOST_PLACES else ""
        show.line(
            f"  Places of the gazetteer that lie there{drawn}: {', '.join(there[:MOST_PLACES])}{more}"
        )
    else:
        show.line(f"  No place of the gazetteer lies there{drawn}.")


def _numbers(ids: tuple[str, ...]) -> str:
    """Give the numbers that the table puts before statements."""
    return " and ".join(id.removeprefix("s") for id in ids)


def _data(found: Located) -> dict[str, Any]:
    return {
        "unit": "m",
        "statements": [
            {
                "id": told.id,
                "words": told.words,
                "kind": told.kind,
                "relation": told.relation,
                "reference": [id for mention in told.references for id in mention.places],
                "ends": found.drawn.ends(told.id),
                "area_m2": None
                if told.id in found.undrawn
                else {name: round(area_m2(found.drawn.whole(told.id, name))) for name in SETS},
                "not_drawn": found.undrawn[told.id].en if told.id in found.undrawn else None,
            }
            for told in found.statements
        ],
        "as_printed": [_meeting_data(found, each) for each in found.printed],
        "newsroom": [_meeting_data(found, each) for each in found.newsroom],
        "point_radius": found.heading
        and {**_point(found.heading.at), "radius_m": round(found.heading.radius_m, 1)},
    }


def _meeting_data(found: Located, each: Meeting) -> dict[str, Any]:
    return {
        "held": list(each.held),
        "left_out": list(each.left_out),
        "ends": each.ends,
        "area_m2": round(each.area_m2),
        "parts": [
            {
                "area_m2": round(disc.area_m2),
                "centre": _point(disc.centre),
                "radius_m": round(disc.radius_m, 1),
                "centre_fits": disc.inside,
            }
            for disc in each.discs
        ],
        "places": [place.id for place in found.places_in(each)],
    }


def _point(at: LonLat) -> dict[str, float]:
    return {"lat": round(at.lat_deg, 6), "lon": round(at.lon_deg, 6)}
