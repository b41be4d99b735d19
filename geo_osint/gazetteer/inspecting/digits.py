"""How fine coordinates are: by their digits, and by what a note says the source wrote."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from geo_osint.gazetteer.inspecting.ground import latlon
from geo_osint.gazetteer.inspecting.report import Remark
from geo_osint.gazetteer.inspecting.sheet import Sheet
from geo_osint.model import LonLat, Position

M_PER_LAT_DEG, M_PER_LON_DEG = 110_950.0, 111_320.0
"""Metres of a degree: of latitude at 35 degrees, of longitude at the equator (WGS84)."""

SLACK = 0.8
"""Stated precisions are rounded; below this share of the cell they are finer than it."""

DROPPED_ZEROS = 2
"""A list that drops trailing zeros loses a digit of both coordinates in a hundred places, two in ten thousand."""

_DEGREES = re.compile(
    r"(\d{1,3})\s*°\s*(?:(\d{1,2})\s*[′'’]\s*)?(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:[″\"”]|''|′′)\s*)?"
    r"([NSEWO])"
)
"""O is east in German, which several gazetteers quote (Ost)."""

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_DECIMALS = re.compile(r"\b(\d|one|two|three|four|five) decimals?\b", re.I)


@dataclass(frozen=True, slots=True)
class Written:
    """Coordinates in degrees, minutes and seconds, and the last unit given, in degrees."""

    at: LonLat
    unit_deg: float


def precisions(sheet: Sheet) -> Iterator[Remark]:
    """Compare the precision of positions with their digits and with their notes."""
    finest = _finest(sheet)
    for entry in sheet.entries:
        for index, each in enumerate(entry.place.positions):
            if each.by:
                continue
            member = f"positions[{index}]"
            for rule, what in _faults(each, finest.get(each.source, 0)):
                yield entry.remark(rule, member, what)
        if entry.place.extent_m is not None and not entry.place.extent_basis.strip():
            yield entry.remark(
                "extent_without_basis",
                "extent_basis",
                f"missing beside extent_m {entry.place.extent_m:g}",
            )


def _finest(sheet: Sheet) -> dict[str, int]:
    """Count the decimals that each source gives at its finest."""
    found: dict[str, int] = {}
    for entry in sheet.entries:
        for each in entry.place.positions:
            found[each.source] = max(found.get(each.source, 0), decimals(each.at))
    return found


def decimals(at: LonLat) -> int:
    """Count the decimals of the coordinate that has more of them, zeros at the end aside.

    Examples
    --------
    >>> decimals(LonLat(40.5, 35.104)), decimals(LonLat(40.0, 35.0))
    (3, 0)
    """
    return max(_decimals(at.lon_deg), _decimals(at.lat_deg))


def _decimals(degrees: float) -> int:
    written = repr(degrees)
    if "e-" in written:
        return 9
    return len(written.partition(".")[2].rstrip("0"))


def cell_m(unit_deg: float, lat_deg: float) -> float:
    """Give half the diagonal of a cell of the grid that coordinates are rounded to, in metres.

    Examples
    --------
    >>> round(cell_m(0.001, 35)), round(cell_m(1 / 60, 35))
    (72, 1197)
    """
    return unit_deg / 2 * math.hypot(M_PER_LAT_DEG, M_PER_LON_DEG * math.cos(math.radians(lat_deg)))


def _faults(each: Position, finest: int) -> Iterator[tuple[str, str]]:
    digits = decimals(each.at)
    if finest - digits <= DROPPED_ZEROS:
        digits = max(digits, finest)
    least_m = cell_m(10.0**-digits, each.at.lat_deg)
    why = f"{latlon(each.at)} has {digits} decimal{'s' * (digits != 1)}"
    stated = _DECIMALS.search(each.note)
    if stated:
        count = _NUMBERS.get(stated[1].lower()) or int(stated[1])
        least_m, why = (
            max(least_m, cell_m(10.0**-count, each.at.lat_deg)),
            f"the note says {stated[0]}",
        )
    written = _written(each.note)
    if written and _is_copy(each.at, written):
        cell = cell_m(written.unit_deg, each.at.lat_deg)
        if cell > least_m:
            least_m, why = cell, f"the note says {each.note[:60]}"
    elif written and _elsewhere(each.at, written):
        yield "note_elsewhere", f"{latlon(each.at)} is not {each.note[:60]}"
    if each.precision_m < SLACK * least_m:
        least = f"{float(format(least_m, '.2g')):,g} m"
        yield "precision_finer", f"precision_m {each.precision_m:g}, but {why}: {least}"


def _written(note: str) -> Written | None:
    found = _DEGREES.findall(note)
    if len(found) < 2:
        return None
    (lat, lat_unit), (lon, lon_unit) = (_degrees(each) for each in found[:2])
    if found[0][3] not in "NS" or abs(lat) > 90 or abs(lon) > 180:
        return None
    return Written(LonLat(lon, lat), min(lat_unit, lon_unit))


def _degrees(parts: tuple[str, str, str, str]) -> tuple[float, float]:
    degrees, minutes, seconds, side = parts
    seconds = seconds.replace(",", ".")
    value = int(degrees) + int(minutes or 0) / 60 + float(seconds or 0) / 3600
    unit = 10.0 ** -len(seconds.partition(".")[2]) / 3600 if seconds else 1 / 60 if minutes else 1.0
    return (-value if side in "SW" else value), unit


def _is_copy(at: LonLat, written: Written) -> bool:
    """Tell whether a position is the written one turned into decimals, and nothing finer."""
    close = 0.6 * 10.0 ** -max(decimals(at), 3)
    return max(abs(at.lon_deg - written.at.lon_deg), abs(at.lat_deg - written.at.lat_deg)) <= close


def _elsewhere(at: LonLat, written: Written) -> bool:
    far = max(2 * written.unit_deg, 0.01)
    return max(abs(at.lon_deg - written.at.lon_deg), abs(at.lat_deg - written.at.lat_deg)) > far
