"""How places are filed: within each other, as seats, as easily confused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_osint import geodesy
from geo_osint.gazetteer.inspecting.ground import latlon, median_point
from geo_osint.gazetteer.inspecting.report import Remark
from geo_osint.gazetteer.inspecting.sheet import Entry, Sheet
from geo_osint.gazetteer.kinds import kind_of
from geo_osint.model import Place

RANKS = {"ADM5": 1, "ADM4": 2, "ADM3": 3, "ADM2": 4, "ADM1": 5, "PCLI": 6, "PCLD": 6}
"""Units of administration, the smallest first; places are smaller than any."""

FEWEST_SIBLINGS = 5
"""Fewer places do not tell where a unit lies."""

FAR_TIMES, FAR_M = 4.0, 100_000.0
"""How many times farther from the middle of a unit than nine in ten of its places, and at least how far."""

NEIGHBOURS = 5
"""Nearest places that are asked which unit they are filed under."""

CROWDED_TIMES = 3.0
"""Neighbours are looked for this many times as far as they would lie if places were spread evenly."""


def order(sheet: Sheet) -> Iterator[Remark]:
    """Look at the order of `within`, and for areas that are none."""
    for entry in sheet.entries:
        last, last_id = RANKS.get(entry.place.kind, 0), entry.where
        for index, parent in _parents(sheet, entry):
            rank = RANKS.get(parent.kind, 0)
            if rank and rank <= last:
                words = f"{parent.id} ({parent.kind}) is no larger than {last_id}"
                yield entry.remark("within_order", f"within[{index}]", words)
            elif not rank and not _may_hold(parent, entry.place):
                words = f"{parent.id} is a {kind_of(parent.kind).label.en}"
                yield entry.remark("within_kind", f"within[{index}]", words)
            if rank:
                last, last_id = rank, parent.id


def _parents(sheet: Sheet, entry: Entry) -> Iterator[tuple[int, Place]]:
    """Give the areas that an entry lies within and that are in the file, each with its index."""
    for index, id in enumerate(entry.place.within):
        if id in sheet.by_id and sheet.by_id[id].place is not entry.place:
            yield index, sheet.by_id[id].place


def _may_hold(parent: Place, place: Place) -> bool:
    """Tell whether a place of that kind has others in it: an area, or a town that has a quarter."""
    group = kind_of(parent.kind).group
    quarter = group == "populated" and kind_of(place.kind).group != "area"
    return quarter or group in ("area", "terrain", "other")


def cycles(sheet: Sheet) -> Iterator[Remark]:
    """Find areas that lie within themselves, by way of whatever others."""
    for id in dict.fromkeys(each for entry in sheet.entries for each in entry.place.within):
        entry = sheet.by_id.get(id)
        for index, parent in enumerate(entry.place.within if entry else ()):
            if entry and parent != id and id in _above(sheet, parent):
                words = f"{parent} lies within {id} too"
                yield entry.remark("within_cycle", f"within[{index}]", words)


def _above(sheet: Sheet, id: str) -> set[str]:
    """Give all ids that an area lies within, as far up as the file tells."""
    found: set[str] = set()
    waiting = [id]
    while waiting:
        entry = sheet.by_id.get(waiting.pop())
        new = set(entry.place.within) - found if entry else set()
        found |= new
        waiting += new
    return found


def filing(sheet: Sheet) -> Iterator[Remark]:
    """Compare a place's countries and areas with those of the areas it lies within."""
    for entry in sheet.entries:
        ours = set(entry.place.countries)
        for index, parent in _parents(sheet, entry):
            theirs = set(parent.countries)
            if theirs and ours and not theirs & ours:
                words = f"{_listed(ours)}, but {parent.id} is in {_listed(theirs)}"
                yield entry.remark("within_gap", "countries", words)
            for above in _lacking(sheet, entry.place, parent):
                words = f"{parent.id} lies within {above}, which is not in `within` here"
                yield entry.remark("within_gap", f"within[{index}]", words)


def _listed(codes: set[str]) -> str:
    return "/".join(sorted(codes))


def _lacking(sheet: Sheet, place: Place, parent: Place) -> list[str]:
    """Give the units that a unit lies within and that a place in it does not name."""
    if parent.kind not in RANKS:
        return []
    known = {place.id, *place.within}
    return [each for each in parent.within if each not in known and _is_unit(sheet, each)]


def _is_unit(sheet: Sheet, id: str) -> bool:
    found = sheet.by_id.get(id)
    return found is not None and found.place.kind in RANKS


def seats(sheet: Sheet) -> Iterator[Remark]:
    """Look at who is the seat of what."""
    seat_of: dict[str, Entry] = {}
    for entry in sheet.entries:
        for index, each in enumerate(entry.place.attributes):
            unit = sheet.by_id.get(each.of)
            if each.key != "seat_of" or unit is None:
                continue
            member = f"attributes[{index}]"
            if unit.place.kind not in RANKS:
                yield entry.remark(
                    "seat", member, f"{each.of} ({unit.place.kind}) is no unit of administration"
                )
            elif each.of not in entry.place.within:
                yield entry.remark(
                    "seat", member, f"{each.of} is not among the areas it lies `within`"
                )
            other = seat_of.setdefault(each.of, entry)
            if other is not entry and not (each.since or each.until):
                yield entry.remark("seat", member, f"{other.where} is the seat of {each.of} too")


def confusions(sheet: Sheet) -> Iterator[Remark]:
    """Find places that are confused with one that does not say so."""
    for entry in sheet.entries:
        for index, each in enumerate(entry.place.confused_with):
            other = sheet.by_id.get(each.place)
            if (
                other
                and other.place is not entry.place
                and entry.place.id not in {x.place for x in other.place.confused_with}
            ):
                yield entry.remark(
                    "confusion_one_way",
                    f"confused_with[{index}]",
                    f"{each.place} does not name {entry.where}",
                )


def neighbourhood(sheet: Sheet) -> Iterator[Remark]:
    """Find places far from the others of their unit, or among places of another.

    Units have no outline here, so the others must tell where one lies: looked at is what lies four times as
    far from their middle as nine in ten of them, and 100 km at least, and what has its five nearest neighbours all
    in one other unit of the same order. Units of the desert reach far: neither is a fault for certain.
    """
    for kind in ("ADM1", "ADM2", "ADM3"):
        filed = [
            (entry, unit)
            for entry in sheet.entries
            if entry.place.reference and (unit := _unit(sheet, entry, kind))
        ]
        if filed:
            yield from _compared(filed)


def _unit(sheet: Sheet, entry: Entry, kind: str) -> str:
    units = (
        id for id in entry.place.within if id in sheet.by_id and sheet.by_id[id].place.kind == kind
    )
    return next(units, "")


def _compared(filed: list[tuple[Entry, str]]) -> Iterator[Remark]:
    units = np.array([unit for _, unit in filed])
    points = [entry.place.reference for entry, _ in filed]
    lons = np.array([at.lon_deg for at in points if at])
    lats = np.array([at.lat_deg for at in points if at])
    far = set()
    for unit in dict.fromkeys(unit for _, unit in filed):
        own = np.flatnonzero(units == unit)
        if len(own) > FEWEST_SIBLINGS:
            middle = median_point([at for each in own if (at := points[each])])
            away_m, _ = geodesy.inverse(middle.lon_deg, middle.lat_deg, lons[own], lats[own])
            for number in np.flatnonzero(away_m > FAR_M):
                limit_m = FAR_TIMES * float(np.quantile(np.delete(away_m, number), 0.9))
                if away_m[number] > limit_m:
                    far.add(int(own[number]))
                    yield _far(filed[own[number]][0], unit, float(away_m[number]))
    yield from _among_others(
        filed, units, np.column_stack([lons * np.cos(np.radians(lats)), lats]), far
    )


def _far(entry: Entry, unit: str, away_m: float) -> Remark:
    at = entry.place.reference
    words = f"{latlon(at) if at else ''} is {away_m / 1000:.0f} km from the middle of the other places of {unit}"
    return entry.remark("far_from_unit", "within", words)


def _among_others(
    filed: list[tuple[Entry, str]],
    units: NDArray[np.str_],
    plane: NDArray[np.float64],
    told: set[int],
) -> Iterator[Remark]:
    size = Counter(units.tolist())
    for index, nearest in _neighbours(plane):
        entry, unit = filed[index]
        around = set(units[nearest])
        if (
            index not in told
            and size[unit] > FEWEST_SIBLINGS
            and len(around) == 1
            and unit not in around
        ):
            words = (
                f"filed under {unit}; its {NEIGHBOURS} nearest neighbours are all in {around.pop()}"
            )
            yield entry.remark("neighbours_elsewhere", "within", words)


def _neighbours(plane: NDArray[np.float64]) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """Give each point's nearest others; a point that stands alone has no neighbourhood and is left out."""
    count = len(plane)
    if count <= NEIGHBOURS:
        return
    width, height = np.ptp(plane, axis=0)
    reach = CROWDED_TIMES * np.sqrt(NEIGHBOURS * max(width * height, 1e-9) / (np.pi * count))
    points = [shapely.Point(*at) for at in plane]
    tree = shapely.STRtree(points)
    for index in range(count):
        near = tree.query(points[index], predicate="dwithin", distance=reach)
        near = near[near != index]
        if len(near) >= NEIGHBOURS:
            away = ((plane[near] - plane[index]) ** 2).sum(axis=1)
            yield index, near[np.argsort(away, kind="stable")[:NEIGHBOURS]]
