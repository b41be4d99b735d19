"""On which side of a drawn river a place lies."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from geo_osint.gazetteer.inspecting.digits import M_PER_LAT_DEG, M_PER_LON_DEG
from geo_osint.gazetteer.inspecting.ground import latlon
from geo_osint.gazetteer.inspecting.report import Remark
from geo_osint.gazetteer.inspecting.sheet import Sheet
from geo_osint.model import LonLat, Shape

SLACK_M = 2_000.0
"""How far on the wrong side of a coarse line a riverside place may come to lie."""

SIDES = {"left_bank": 1, "right_bank": -1}


def banks(sheet: Sheet) -> Iterator[Remark]:
    """Compare the bank that a source states with the river's line, drawn downstream."""
    for entry in sheet.entries:
        for index, each in enumerate(entry.place.attributes):
            river = sheet.by_id.get(each.of)
            if each.key != "bank" or each.value not in SIDES or river is None:
                continue
            line = river.place.shape
            if line is None or not line.kind.endswith("LineString"):
                continue
            for member, at, slack_m in entry.points():
                wrong_m = -SIDES[each.value] * left_of_m(line, at)
                if wrong_m > SLACK_M + slack_m:
                    words = f"{each.value} of {each.of}, but {member} ({latlon(at)}) is {wrong_m / 1000:.1f} km on the other side of the line"
                    yield entry.remark("wrong_bank", f"attributes[{index}]", words)


def left_of_m(shape: Shape, at: LonLat) -> float:
    """Measure to the nearest stretch of a line: positive on the left of its course, in metres.

    On a plane that is true around the position: good to a per cent up to some 50 km. 0 where the
    nearest spot is an end of the line, beyond which there are no sides.

    Examples
    --------
    >>> south = Shape("LineString", ((LonLat(40, 36), LonLat(40, 34)),))
    >>> round(left_of_m(south, LonLat(40.1, 35)))
    9119
    """
    per_lon = M_PER_LON_DEG * math.cos(math.radians(at.lat_deg))
    nearest, side, at_end = math.inf, 1.0, False
    for part in shape.parts:
        flat = [
            ((p.lon_deg - at.lon_deg) * per_lon, (p.lat_deg - at.lat_deg) * M_PER_LAT_DEG)
            for p in part
        ]
        for number, (a, b) in enumerate(pairwise(flat)):
            away, share, cross = _stretch(a, b)
            if away < nearest:
                nearest, side = away, math.copysign(1.0, cross)
                at_end = (number == 0 and share < 0) or (number == len(flat) - 2 and share > 1)
    return 0.0 if at_end else side * nearest


def _stretch(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float, float]:
    """Give the distance from the origin, the share of the stretch at its foot, and the side (left positive)."""
    (ax, ay), (dx, dy) = a, (b[0] - a[0], b[1] - a[1])
    square = dx * dx + dy * dy
    share = -(ax * dx + ay * dy) / square if square else 0.0
    foot = min(1.0, max(0.0, share))
    return math.hypot(ax + foot * dx, ay + foot * dy), share, dy * ax - dx * ay
