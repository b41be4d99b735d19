"""`geo-osint find`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from geo_osint import gazetteer as gazetteers
from geo_osint.cli import online, show, stacking
from geo_osint.errors import NothingFoundError
from geo_osint.gazetteer import Gazetteer
from geo_osint.gazetteer.kinds import kind_of
from geo_osint.gazetteer.stack import open_stack
from geo_osint.model import Candidate


@click.command()
@click.argument("words", metavar="NAME", nargs=-1, required=True)
@click.option(
    "--limit",
    default=8,
    show_default=True,
    type=click.IntRange(1, 100),
    help="How many places at most.",
)
@stacking.gazetteers
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@online.options
def find(
    words: tuple[str, ...],
    limit: int,
    paths: tuple[Path, ...],
    only: bool,
    as_json: bool,
    **asked: Any,
) -> None:
    """Show what the gazetteer knows under NAME, in Arabic or Latin letters, and why it matches.

    Nothing leaves this machine unless --online names a service; then NAME does, and what is sent
    is shown before.

    \b
    geo-osint find الميادين
    geo-osint find "al-walid crossing"
    """
    name = " ".join(words)
    gazetteer = open_stack(paths, only).like(name)
    found = gazetteers.search(gazetteer, name, limit)
    answers = online.ask(name, online.Online(**asked))
    if as_json:
        places = [_data(each, gazetteer) for each in found]
        show.as_json({"query": name, "places": places} | online.data(answers))
    elif found:
        headings = ("place", "kind", "position (lat, lon)", "why", "not to be confused with")
        show.table(
            f"{name} in {gazetteer.name}", headings, [_row(each, gazetteer) for each in found]
        )
    online.tell(answers, as_json)
    if not found and not any(each.status == "found" for each in answers):
        raise NothingFoundError(
            f"{name!r}: no such place in {gazetteer.name!r}; try another spelling, or give a "
            "gazetteer that holds it with --gazetteer"
        )


def _row(found: Candidate, gazetteer: Gazetteer) -> tuple[str, ...]:
    place = gazetteer.places[found.place]
    countries = "/".join(place.countries)
    others = [(each.place, gazetteer.places.get(each.place)) for each in place.confused_with]
    confused = [other.name("en") if other else id for id, other in others]
    return (
        f"{place.name('en')}\n{place.name('ar')}\n{place.id}",
        f"{kind_of(place.kind).label.en}\n{countries}",
        "\n".join(_positions(found, gazetteer)),
        f"{found.score:.2f}: {'; '.join(found.reasons)}{_origin(found, gazetteer)}",
        "\n".join(confused),
    )


def _origin(found: Candidate, gazetteer: Gazetteer) -> str:
    """Say which of several gazetteers it comes from, and which others list it too."""
    if not gazetteer.layers:
        return ""
    also = "".join(f"\nalso: {each}" for each in gazetteer.also.get(found.place, ()))
    return f"\nfrom: {gazetteer.layer_of(found.place).name}{also}"


def _positions(found: Candidate, gazetteer: Gazetteer) -> list[str]:
    place = gazetteer.places[found.place]
    lines = [
        f"{each.at.lat_deg}, {each.at.lon_deg} ({gazetteer.sources[each.source].title})"
        for each in place.positions
    ]
    if not lines and place.estimate:
        at, km = place.estimate.at, place.estimate.radius_m / 1_000
        lines = [f"estimate: {at.lat_deg}, {at.lon_deg} ± {km:g} km"]
    return lines or ["not located"]


def _data(found: Candidate, gazetteer: Gazetteer) -> dict[str, Any]:
    place = gazetteer.places[found.place]
    estimate = place.estimate
    return {
        "id": place.id,
        "score": round(found.score, 4),
        "reasons": list(found.reasons),
        "name": {"en": place.name("en"), "ar": place.name("ar")},
        "gazetteer": gazetteer.layer_of(found.place).name,
        "also_listed": list(gazetteer.also.get(found.place, ())),
        "kind": place.kind,
        "countries": list(place.countries),
        "positions": [
            {
                "lat": each.at.lat_deg,
                "lon": each.at.lon_deg,
                "precision_m": each.precision_m,
                "source": gazetteer.sources[each.source].title,
            }
            for each in place.positions
        ],
        "estimate": estimate
        and {
            "lat": estimate.at.lat_deg,
            "lon": estimate.at.lon_deg,
            "radius_m": estimate.radius_m,
            "reason": estimate.reason,
        },
        "confused_with": [
            {"id": each.place, "reason": each.reason} for each in place.confused_with
        ],
        **_reach(found, gazetteer),
    }


def _reach(found: Candidate, gazetteer: Gazetteer) -> dict[str, Any]:
    """Tell how far a place reaches, and how precisely it says where something was."""
    # they measure, and loading what measures takes longer than a whole look-up
    from geo_osint.gazetteer.footprint import footprint_of
    from geo_osint.gazetteer.precision import precision_of

    place = gazetteer.places[found.place]
    footprint, precision = footprint_of(place), precision_of(place, gazetteer.places)
    return {
        "footprint": footprint
        and {
            "radius_m": round(footprint.radius_m, 1),
            "extent_m": footprint.extent_m,
            "spread_m": round(footprint.spread_m, 1),
            "precision_m": footprint.precision_m,
            "basis": footprint.basis,
        },
        "precision": {
            "acled_geo_precision": precision.acled,
            "ucdp_where_prec": precision.ucdp,
            "reason": precision.reason,
        },
    }
