"""The banks of a river as regions: by its drawn line, its course, and how far that line may be off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Literal

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo_osint import geodesy
from geo_osint.checking.banks import side_facing
from geo_osint.checking.directions import AZIMUTHS_DEG
from geo_osint.checking.sites import LINE_ERROR_M
from geo_osint.geodesy.plane import Plane
from geo_osint.geodesy.regions import OUTLINE_TOLERANCE_M
from geo_osint.model import LonLat

SAMPLE_M = 2_000.0
"""Positions along a river this far apart tell which stretch of it is nearest: the border between two
stretches is right to about half of that, far below what the line itself may be off."""

BANKS: dict[str, Literal["left", "right"]] = {"left_bank": "left", "right_bank": "right"}

Line = Sequence[LonLat]


def bank(line: Line, relation: str, reach_m: float) -> BaseGeometry | None:
    """Outline one bank of a river drawn downstream, `reach_m` wide, and what may lie there after all.

    A bank named by a compass direction is decided for each stretch by the river's course: where the
    bank on that side is clear, as `check_bank` takes it, that bank; where it is not, both. What lies
    within `LINE_ERROR_M` of the line may lie on either bank and is always taken in.

    Returns
    -------
    shapely geometry or None
        None for words that name no bank of their own ("the opposite bank").
    """
    if relation in BANKS:
        chosen = geodesy.side(line, BANKS[relation], reach_m)
    elif (azimuth := AZIMUTHS_DEG.get(relation.removesuffix("_bank"))) is not None:
        chosen = _facing(line, azimuth, reach_m)
    else:
        return None
    return shapely.union(chosen, geodesy.corridor(line, LINE_ERROR_M))


def reaches(line: Line, relation: str, at: LonLat) -> BaseGeometry:
    """Divide the ground at a place by a river: what lies by the part `upstream` or `downstream` of it.

    Examples
    --------
    >>> south = [LonLat(40.0, 36.0), LonLat(40.0, 35.0)]
    >>> up = reaches(south, "upstream", LonLat(40.1, 35.5))
    >>> up.contains(shapely.Point(40.1, 35.7)), up.contains(shapely.Point(40.1, 35.3))
    (True, False)
    """
    upper, lower = _nearest(geodesy.cut_at(line, at))
    return upper if relation == "upstream" else lower


def _facing(line: Line, azimuth_deg: float, reach_m: float) -> BaseGeometry:
    """Outline the bank that faces a direction, stretch by stretch."""
    both: dict[str, BaseGeometry] = {
        side: geodesy.side(line, side, reach_m) for side in BANKS.values()
    }
    both[""] = shapely.union_all(list(both.values()))
    stretches = list(_stretches(line, azimuth_deg))
    nearest = _nearest([stretch for _, stretch in stretches])
    parts = [
        shapely.intersection(both[side], cell)
        for (side, _), cell in zip(stretches, nearest, strict=True)
    ]
    return shapely.union_all(parts)


def _stretches(line: Line, azimuth_deg: float) -> Iterator[tuple[str, Line]]:
    """Cut a line where the bank that faces a direction changes; "" where no bank clearly does."""
    edges = [
        (side_facing(geodesy.azimuth_deg(*edge), azimuth_deg), edge) for edge in pairwise(line)
    ]
    for side, group in groupby(edges, key=lambda each: each[0]):
        run = [edge for _, edge in group]
        yield side, [run[0][0], *(end for _, end in run)]


def _nearest(stretches: Sequence[Line]) -> list[BaseGeometry]:
    """Divide the ground by which stretch of a line is nearest; cells in longitude and latitude."""
    if len(stretches) == 1:
        return [shapely.box(-180, -90, 180, 90)]
    rows = [geodesy.Footprint.line(each).boundary(SAMPLE_M) for each in stretches]
    owners = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    samples = geodesy.Footprint(shapely.MultiPoint(np.concatenate(rows)))
    plane = Plane.around(samples.ecef_m)
    # where two stretches meet they share a sample, which can be the middle of one cell only
    points, first = np.unique(
        shapely.get_coordinates(plane.project(samples.geometry)), axis=0, return_index=True
    )
    around = shapely.box(*(points.min(axis=0) - MARGIN_M), *(points.max(axis=0) + MARGIN_M))
    diagram = shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=around, ordered=True)
    cells = shapely.get_parts(diagram)
    united = [shapely.union_all(cells[owners[first] == owner]) for owner in range(len(rows))]
    lapping = [shapely.buffer(each, OUTLINE_TOLERANCE_M, join_style="mitre") for each in united]
    return [plane.lift(shapely.segmentize(each, EDGE_M)) for each in lapping]


MARGIN_M = 1_000_000.0
"""Cells are drawn this far beyond the river: farther than any bank is asked for."""

EDGE_M = 20_000.0
"""Edges of cells are cut this fine before they leave the plane, on which alone they are straight; so
that neighbours leave no gap there, each reaches into the other as far as outlines may be off."""
