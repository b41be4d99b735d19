"""What was stated, measured and reported, drawn in the styles that all outputs share."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo_osint import geodesy, styles
from geo_osint.model import Hypothesis, LonLat, Place
from geo_osint.output.figure.labels import Room
from geo_osint.output.figure.paper import Paper
from geo_osint.output.figure.scene import Scene
from geo_osint.output.figure.view import View
from geo_osint.styles import Style

DOT_MM, RING_MM, CROSS_MM, ARROW_MM = 1.15, 2.1, 1.0, 2.0
"""Half the size of a place's mark, of the ring of a sighting, of another source's point, of an arrow."""

LEAST_DISC_MM = 1.6
"""Least radius of an estimate's disc on paper: a smaller one would look like a point."""

STATEMENT_PT, SEGMENT_PT, CASING_PT = 2.0, 1.9, 1.8
"""Widths of lines; the white beside them is added to both sides together."""

BETWEEN_ARROWS_MM = 22.0
"""A stretch longer than this gets an arrow of its own."""

REGION_ALPHA = {"as_printed": 0.26, "newsroom": 0.10}
EXTENT_ALPHA, CORRIDOR_ALPHA = 0.07, 0.16

SHORTEST_MM = 0.3
"""Lines shorter than this on paper are points."""


@dataclass(slots=True)
class Shown:
    """What came onto the map, for the legend: by kind of sign, group and code, in the order of drawing."""

    entries: dict[tuple[str, str, str], Style] = field(default_factory=dict)

    def note(self, sign: str, group: str, style: Style) -> Style:
        """Remember that a style was used."""
        self.entries.setdefault((sign, group, style.code), style)
        return style


@dataclass(frozen=True, slots=True)
class Pen:
    """What everything is drawn with."""

    paper: Paper
    view: View
    room: Room
    shown: Shown

    def style(self, sign: str, group: str, value: str) -> Style:
        """Find a style, and remember it for the legend."""
        return self.shown.note(sign, group, styles.style(value, group))


def rows_of(scene: Scene, table: str) -> Iterator[Any]:
    """Give the rows of a table that have a place on the map."""
    for row in scene.tables[table].itertuples():
        if row.geometry is not None and not row.geometry.is_empty:
            yield row


def draw_areas(pen: Pen, scene: Scene) -> None:
    """Draw where statements would hold, how far places reach, and the strips of routes."""
    for row in sorted(rows_of(scene, "regions"), key=lambda row: row.set == "as_printed"):
        style = pen.style("area", "region", row.set)
        shape = _whole(pen.view.page(row.geometry))
        pen.room.shun(shape)
        pen.paper.area(
            shape, style.colour, style.colour, alpha=REGION_ALPHA[row.set], dash=style.dash
        )
    for row in rows_of(scene, "extents"):
        _draw_extent(pen, row)
    for row in rows_of(scene, "corridors"):
        style = pen.style("corridor", "segment", row.segment_class)
        shape = _whole(pen.view.page(row.geometry))
        pen.room.shun(shape)
        pen.paper.area(shape, style.colour, alpha=CORRIDOR_ALPHA)


def _draw_extent(pen: Pen, row: Any) -> None:
    kind = styles.style(row.basis, "extent").code
    if kind == "estimate" or row.geometry.geom_type.endswith("LineString"):
        return  # an estimate is drawn with the places, a river with the ground
    shape = _whole(pen.view.page(row.geometry))
    if math.sqrt(shape.area / math.pi) < DOT_MM:
        return  # its place's mark covers it
    style = pen.style("area", "extent", row.basis)
    if kind == "drawn":
        pen.paper.area(shape, edge=style.colour, width_pt=0.7, dash=style.dash)
        return
    pen.room.shun(shape)
    pen.paper.area(
        shape, style.colour, style.colour, alpha=EXTENT_ALPHA, width_pt=0.7, dash=style.dash
    )


def _whole(shape: BaseGeometry) -> BaseGeometry:
    """Join what was cut at the antimeridian, where both halves lie side by side on the paper."""
    valid = shape if shapely.is_valid(shape) else shapely.make_valid(shape)
    parts = shapely.get_parts(shapely.get_parts(valid))
    areas = [each for each in parts if isinstance(each, shapely.Polygon)]
    return shapely.union_all(areas, grid_size=0.001)


def estimates(scene: Scene, view: View) -> dict[str, BaseGeometry]:
    """Give the discs in which estimated places may lie, on the paper, by place."""
    discs = {}
    for row in rows_of(scene, "extents"):
        if styles.style(row.basis, "extent").code == "estimate":
            disc = _whole(view.page(row.geometry))
            least = disc.centroid.buffer(LEAST_DISC_MM, quad_segs=24)
            discs[row.place] = disc if disc.area > least.area else least
    return discs


def draw_routes(pen: Pen, scene: Scene) -> None:
    """Draw the segments of routes by class, with arrows in the direction of travel."""
    discs = estimates(scene, pen.view)
    drawn = []
    for row in rows_of(scene, "segments"):
        line = _trimmed(pen.view.page(row.geometry), row.origin, row.destination, discs)
        if line.length > SHORTEST_MM:
            drawn.append((row, line, pen.style("line", "segment", row.segment_class)))
            pen.room.spare(line)
    for _, line, _ in drawn:
        pen.paper.line(line, "#ffffff", SEGMENT_PT + CASING_PT)
    for _, line, style in drawn:
        pen.paper.line(line, style.colour, SEGMENT_PT, style.dash)
    for row, line, style in drawn:
        for head in _arrows(line, at_end=row.ends == "direction"):
            pen.paper.area(head, style.ink, "#ffffff", width_pt=0.4)


def _trimmed(
    line: BaseGeometry, origin: str, destination: str, discs: dict[str, BaseGeometry]
) -> BaseGeometry:
    """Cut a line off at the disc of an estimate: it must not point to the disc's middle."""
    for id in (origin, destination):
        if id in discs:
            line = shapely.difference(line, discs[id])
    return line


def _arrows(line: BaseGeometry, at_end: bool) -> Iterator[BaseGeometry]:
    part = max(shapely.get_parts(line), key=lambda each: each.length)
    if at_end:
        last = list(shapely.get_parts(line))[-1]
        yield _arrow(last, last.length)
    elif part.length > BETWEEN_ARROWS_MM / 2:
        for number in range(max(1, int(part.length // (2 * BETWEEN_ARROWS_MM)))):
            count = max(1, int(part.length // (2 * BETWEEN_ARROWS_MM)))
            yield _arrow(part, part.length * (number + 0.55) / count)


def _arrow(line: BaseGeometry, at_mm: float) -> BaseGeometry:
    """Make the head of an arrow on a line, its point a little ahead."""
    end, before = line.interpolate(at_mm), line.interpolate(max(0.0, at_mm - 1.5))
    turn = math.atan2(end.y - before.y, end.x - before.x)
    corners = ((1.0, 0.0), (-0.8, 0.75), (-0.35, 0.0), (-0.8, -0.75))
    return shapely.Polygon(
        [
            (
                end.x + ARROW_MM * (x * math.cos(turn) - y * math.sin(turn)),
                end.y + ARROW_MM * (x * math.sin(turn) + y * math.cos(turn)),
            )
            for x, y in corners
        ]
    )


@dataclass(frozen=True, slots=True)
class Line:
    """The line of a finding on the paper: the whole of it, or one way the world may be."""

    finding: int
    shape: BaseGeometry
    verdict: str
    hypothesis: Hypothesis | None = None


def finding_lines(scene: Scene, view: View) -> list[Line]:
    """Give the lines of findings: of one that is alone a line for each way the world may be."""
    lines = []
    for number, finding in enumerate(scene.findings):
        if scene.alone and finding.hypotheses:
            for each in finding.hypotheses:
                start = _end(each.subject, each.subject_sources, scene.case.places)
                end = _end(each.reference, each.reference_sources, scene.case.places)
                if start and end and start != end:
                    lines.append(Line(number, _geodesic(view, start, end), each.verdict, each))
            continue
        for row in rows_of(scene, "statements"):
            if row.id == finding.id:
                lines.append(Line(number, view.page(row.geometry), finding.verdict))
    return [each for each in lines if each.shape.length > SHORTEST_MM]


def _end(id: str, sources: Sequence[str], places: Any) -> LonLat | None:
    """Give where a hypothesis has one of its places."""
    place = places.get(id)
    used = [each.at for each in place.positions if each.source in sources] if place else []
    return used[0] if used else (place.reference if place else None)


def _geodesic(view: View, a: LonLat, b: LonLat) -> BaseGeometry:
    line = [(at.lon_deg, at.lat_deg) for at in geodesy.geodesic(a, b)]
    return view.page(shapely.LineString(line))


def draw_findings(pen: Pen, lines: Sequence[Line]) -> None:
    """Draw the lines of findings in the style of their verdict."""
    for each in lines:
        pen.room.spare(each.shape)
        pen.paper.line(each.shape, "#ffffff", STATEMENT_PT + CASING_PT)
    for each in lines:
        style = pen.style("line", "verdict", each.verdict)
        pen.paper.line(each.shape, style.colour, STATEMENT_PT, style.dash)


def draw_points(pen: Pen, scene: Scene) -> None:
    """Draw estimates as discs, every source's point, what was seen where, and the places."""
    discs = estimates(scene, pen.view)
    for disc in discs.values():
        style = pen.style("disc", "position", "estimate")
        pen.paper.area(disc, "#ffffff", alpha=0.55)
        pen.paper.hatch(disc, style.colour)
        pen.paper.area(disc, edge=style.ink, width_pt=1.0, dash=(3, 2))
        pen.room.spare(disc.boundary)
    for row in rows_of(scene, "sightings"):
        if row.place not in discs:
            style = pen.style("ring", "role", row.role)
            ring = pen.view.page(row.geometry).buffer(RING_MM, quad_segs=24)
            pen.paper.line(ring.boundary, "#ffffff", 2.4)
            pen.paper.line(ring.boundary, style.ink, 1.1, style.dash)
            pen.room.take(ring)
    for row in rows_of(scene, "positions"):
        if row.is_reference != "yes":
            style = pen.style("cross", "reference", "no")
            draw_cross(pen.paper, pen.view.page(row.geometry), style)
            pen.room.take(pen.view.page(row.geometry).buffer(CROSS_MM))
    for row in rows_of(scene, "places"):
        if row.position in ("published", "pinned"):
            style = pen.style("dot", "position", row.position)
            draw_dot(pen.paper, pen.view.page(row.geometry), style)
            pen.room.take(pen.view.page(row.geometry).buffer(DOT_MM))


def draw_dot(paper: Paper, at: BaseGeometry, style: Style) -> None:
    """Draw a place; what an analyst pinned has corners."""
    turns = 1 if style.code == "pinned" else 24
    paper.area(at.buffer(DOT_MM + 0.35, quad_segs=turns), "#ffffff")
    paper.area(at.buffer(DOT_MM, quad_segs=turns), style.colour)


def draw_cross(paper: Paper, at: BaseGeometry, style: Style) -> None:
    """Draw another source's point."""
    west, north, east, south = at.buffer(CROSS_MM * 0.8).bounds
    strokes = [((west, north), (east, south)), ((west, south), (east, north))]
    cross = shapely.MultiLineString(strokes)
    paper.line(cross, "#ffffff", 2.6)
    paper.line(cross, style.ink, 1.2)


def reach_of(place: Place, discs: dict[str, BaseGeometry], sighted: frozenset[str]) -> float:
    """Give half the width of what is drawn for a place, in millimetres."""
    if place.id in discs:
        west, _, east, _ = discs[place.id].bounds
        return float(east - west) / 2
    return RING_MM if place.id in sighted else DOT_MM
