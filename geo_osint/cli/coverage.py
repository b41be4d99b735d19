"""`geo-osint coverage`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from geo_osint import gazetteer as gazetteers
from geo_osint.cli import show, stacking
from geo_osint.gazetteer import Gazetteer
from geo_osint.gazetteer.stack import open_stack
from geo_osint.model import Place

ELSEWHERE = (
    "For a country or region that is not listed, give a gazetteer of your own with --gazetteer: a "
    "GeoJSON file in the format described in docs/reference/formats.md, each place with its sources, or "
    "a list of others made ready by `geo-osint gazetteer import`. It is asked behind this one. "
    "Names that no gazetteer holds are reported as unknown, never guessed."
)


@click.command()
@stacking.gazetteers
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def coverage(paths: tuple[Path, ...], only: bool, as_json: bool) -> None:
    """Show which countries and regions the gazetteer covers, and with how many places."""
    stack = open_stack(paths, only)
    gazetteer = stack.like()
    regions = _by_region(gazetteer)
    stores = {each.name: each.count() for each in stack.layers if not isinstance(each, Gazetteer)}
    if as_json:
        rows = [{"country": c, "region": r, **_counts(p)} for (c, r), p in regions.items()]
        show.as_json(
            {
                "gazetteer": gazetteer.name,
                "sha256": gazetteer.sha256,
                "regions": rows,
                "stores": stores,
            }
        )
        return
    headings = ("country", "region", "places", "located", "estimates", "by name only")
    rows_shown = [
        (country, region, *(str(number) for number in _counts(places).values()))
        for (country, region), places in regions.items()
    ]
    total = ("all", "", *(str(n) for n in _counts(gazetteer.places.values()).values()))
    show.table(gazetteer.name, headings, [*rows_shown, total])
    show.line(ELSEWHERE)
    for name, count in stores.items():
        show.line(f"Besides, looked up where they lie: {count:,} places of {name}")
    for path in (*([] if only and paths else [gazetteers.packaged()]), *paths):
        show.line(f"File: {path}")


def _by_region(gazetteer: Gazetteer) -> dict[tuple[str, str], list[Place]]:
    """Group places by country and the widest area within it that they name."""
    regions: dict[tuple[str, str], list[Place]] = {}
    for place in gazetteer.places.values():
        country = "/".join(place.countries) or "–"
        regions.setdefault((country, _region(place, gazetteer)), []).append(place)
    return dict(sorted(regions.items()))


def _region(place: Place, gazetteer: Gazetteer) -> str:
    areas = [gazetteer.places[id] for id in place.within]
    inner = [area for area in areas if area.kind != "PCLI"]
    return inner[-1].name("en") if inner else "–"


def _counts(places: Iterable[Place]) -> dict[str, int]:
    listed = list(places)
    basis: Counter[Any] = Counter(_basis(place) for place in listed)
    return {
        "places": len(listed),
        "located": basis["located"],
        "estimates": basis["estimate"],
        "by_name_only": basis["name"],
    }


def _basis(place: Place) -> str:
    if place.positions or place.shape:
        return "located"
    return "estimate" if place.estimate else "name"
