"""From extracts of OpenStreetMap to a saved network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from geo_osint import files
from geo_osint.errors import InputError, UsageError
from geo_osint.files import arrays, streams
from geo_osint.model import LonLat, Source
from geo_osint.routing import saved
from geo_osint.routing.compact import Coded, Numbered, Repeated
from geo_osint.routing.gates import Gate
from geo_osint.routing.network import Network
from geo_osint.routing.osm import tags
from geo_osint.routing.osm.contracting import (
    FREE,
    Links,
    Segments,
    contract,
    one_ways,
    segments,
    with_gates,
)
from geo_osint.routing.osm.gates import Found, gates_of
from geo_osint.routing.osm.reading import STEPS_PER_DEGREE, Extract, Say, observed, read
from geo_osint.routing.saved import SUFFIX, About, Origin

LEAST, MOST = 0.99, 1.02
"""How long a road may be beside the line that is drawn of it.

Shorter: vertices that lie 5 m off to either side, 75 m apart, lengthen a line by 0.4 %, twice that where it was drawn
hastily. Longer: chords of 50 m in bends of a radius of 100 m cut off 1 %, a slope of one in ten hides 0.5 %. Judgements on
what mappers do; a road that was rebuilt elsewhere is another road.
"""

ATTRIBUTION = (
    "© OpenStreetMap contributors, Open Database License 1.0 (openstreetmap.org/copyright)"
)

RULES = "1"
"""The number changes when the same extract would become another network for another reason than the table of tags."""


@dataclass(frozen=True, slots=True)
class Made:
    """A network that was imported, or that was up to date already."""

    network: Network
    about: About
    up_to_date: bool


def _silent(_: str) -> None:
    pass


def import_roads(
    extracts: Sequence[Path],
    target: Path,
    *,
    name: str = "",
    anew: bool = False,
    say: Say = _silent,
) -> Made:
    """Make a network of extracts of OpenStreetMap (.osm.pbf) and save it; nothing is downloaded.

    A target that was made of the same bytes by the same rules is left as it is, unless `anew`.

    Parameters
    ----------
    extracts
        One extract, or several that belong together; what stands in two of them is taken once.
    target
        The file to write, NAME.npz.
    name
        What the network is called; by default after its extracts.
    say
        Told in a few words what is being done.

    Raises
    ------
    InputError
        If an extract is not usable, or holds no road; if pyosmium or scipy is missing.
    UsageError
        If the target is not to be called so.
    OutputError
        If it cannot be written; what stood there before still stands.
    """
    _refuse(extracts, target)
    about = _about(extracts, name, say)
    if not anew and _stands(target, about):
        return Made(saved.load(target), about, True)
    extract = Extract()
    for path in extracts:
        say(f"reading {path.name}")
        read(path, extract, say)
    say("joining roads")
    network = build(extract, about)
    if not len(network.start):
        raise InputError(f"{extracts[0]}: holds no road; take an extract with ways and their tags")
    say(f"writing {target.name}")
    with files.staged(target.parent) as stage:
        packed = saved.pack(network, about)
        stage.written_by(target.name, lambda path: arrays.write(path, packed))
    return Made(saved.load(target), about, False)


def _refuse(extracts: Sequence[Path], target: Path) -> None:
    if target.suffix != SUFFIX:
        raise UsageError(f"{target}: roads are saved as {SUFFIX}; call it {target.stem}{SUFFIX}")
    if not extracts:
        raise UsageError("no extract; give a file that ends with .osm.pbf")
    if find_spec("scipy") is None:
        raise InputError(f"{extracts[0]}: roads need scipy; pip install 'geo-osint[osm]'")


def _about(extracts: Sequence[Path], name: str, say: Say) -> About:
    origins = []
    for path in extracts:
        say(f"looking at {path.name}")
        streams.checked(path)
        origins.append(Origin(path.name, streams.digest_of(path), observed(path)))
    if len({each.sha256 for each in origins}) < len(origins):
        raise UsageError("the same extract is given twice; give each once")
    days = sorted({each.observed for each in origins if each.observed})
    stems = " + ".join(each.file.removesuffix(".pbf").removesuffix(".osm") for each in origins)
    return About(
        name=name or f"OpenStreetMap, {stems}",
        observed=" / ".join(dict.fromkeys((*days[:1], *days[-1:]))) or "unknown",
        attribution=ATTRIBUTION,
        rules=files.sha256(f"{RULES}\n{tags.text()}".encode()),
        origins=tuple(origins),
        source=Source(
            "osm",
            "OpenStreetMap contributors",
            reference="; ".join(_cited(each) for each in origins),
            licence="ODbL 1.0",
            url="https://www.openstreetmap.org/copyright",
        ),
    )


def _cited(origin: Origin) -> str:
    day = f", as of {origin.observed}" if origin.observed else ""
    return f"{origin.file}{day}, sha256 {origin.sha256}"


def _stands(target: Path, about: About) -> bool:
    """Tell whether a target is what would be made of the same extracts by the same rules."""
    if not target.exists():
        return False
    try:
        return saved.about(target) == about
    except InputError:
        return False


# --------------------------------------------------------------------------- into a network


def build(extract: Extract, about: About) -> Network:
    """Make a network of what was read."""
    found = segments(extract)
    gates = gates_of(extract, found)
    numbered, sets = with_gates(found, {n: gate.segments for n, gate in enumerate(gates)})
    found = found.with_gates(numbered)
    oneway = one_ways(extract)
    links = contract(found, oneway)
    road = found.road[links.segment]
    degrees = found.steps[links.junctions] / STEPS_PER_DEGREE
    names = list(dict.fromkeys(each.names for each in extract.roads))
    number = {each: index for index, each in enumerate(names)}
    ways = np.frombuffer(extract.ids, np.int64)[found.row[links.segment]]

    def of_road(values: Sequence[int]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
        return np.array(values, np.int32)[road]

    return Network(
        name=about.name,
        sha256="",
        observed=about.observed,
        schematic=False,
        lon_deg=degrees[:, 0].copy(),
        lat_deg=degrees[:, 1].copy(),
        start=links.start.astype(np.int32),
        end=links.end.astype(np.int32),
        least_m=LEAST * links.length_m,
        most_m=MOST * links.length_m,
        road_class=of_road([each.road_class for each in extract.roads]).astype(np.int8),
        surface=of_road([each.surface for each in extract.roads]).astype(np.int8),
        oneway=oneway[road],
        offsets=links.offsets,
        shape_deg=links.steps / STEPS_PER_DEGREE,
        junction_ids=Numbered("osm:node/", found.nodes[links.junctions]),
        link_ids=Numbered("osm:way/", ways, _parts(ways)),
        junction_places=Repeated("", len(links.junctions)),
        roads=Coded(of_road([number[each.names] for each in extract.roads]), names),
        cited=Repeated((about.source.key,), len(links.start)),
        gates=_gates(gates, sets, found, links),
        sources={about.source.key: about.source},
        attribution=about.attribution,
    )


def _parts(
    ways: np.ndarray[tuple[int], np.dtype[np.int64]],
) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """Give each link its number among those of its way, from 0 on in their order."""
    order = np.argsort(ways, kind="stable")
    grouped = ways[order]
    new = np.ones(len(ways), bool)
    new[1:] = grouped[1:] != grouped[:-1]
    at = np.arange(len(ways))
    parts = np.empty(len(ways), np.int32)
    parts[order] = at - np.maximum.accumulate(np.where(new, at, 0))
    return parts


def _gates(
    gates: Sequence[Found], sets: Sequence[tuple[int, ...]], found: Segments, links: Links
) -> tuple[Gate, ...]:
    on: dict[int, list[int]] = {}
    through = found.gates[links.segment]
    for link in np.flatnonzero(through != FREE).tolist():
        for gate in sets[through[link]]:
            on.setdefault(gate, []).append(link)
    return tuple(
        Gate(each.id, each.kind, each.name, LonLat(*each.at), tuple(on[number]), ())
        for number, each in enumerate(gates)
        if number in on
    )
