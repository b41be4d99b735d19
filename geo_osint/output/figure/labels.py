"""Names on the map, placed so that none covers another or what it names; a thin line leads to those further off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from geo_osint.output.figure.lettering import Face
from geo_osint.output.figure.paper import Paper, box, text_box

GAP_MM = 0.5
"""Between a name and anything else."""

BESIDE_MM = 0.9
"""Between a mark's edge and its name."""

RINGS_MM = (0.0, 3.0, 6.5, 11.0, 16.0)
"""How far from its mark a name may stand; beyond the first with a line that leads to it."""

SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
"""Right, left, above, below, then the corners; Arabic begins on the left."""

LEADER = "#555555"


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text that name a spot; `reach` is half the width of the mark there, in millimetres.

    `edge` is the colour of a border around it, for what is a sign more than a name.
    """

    lines: tuple[str, ...]
    face: Face
    colour: str
    x: float
    y: float
    reach: float = 0.0
    edge: str = ""
    rtl: bool = False
    near: bool = False


class Room:
    """What is taken on a map: boxes that nothing may cover, and lines that names keep off if they can."""

    def __init__(self, frame: BaseGeometry) -> None:
        self._frame = shapely.buffer(frame, -0.6)
        self._taken: list[BaseGeometry] = []
        self._lines: list[BaseGeometry] = []
        self._areas: list[BaseGeometry] = []

    def take(self, shape: BaseGeometry) -> None:
        """Let nothing cover this."""
        self._taken.append(shapely.box(*shape.bounds))

    def spare(self, line: BaseGeometry) -> None:
        """Keep names off this where they can stand elsewhere."""
        self._lines.append(line)

    def shun(self, shape: BaseGeometry) -> None:
        """Keep the names of whole countries off this, and out of its holes."""
        self._areas.append(shapely.convex_hull(shape))

    def bare(self, shape: BaseGeometry) -> bool:
        """Tell whether no area of ours lies here."""
        return self.clear(shape) and not any(
            shapely.intersects(shape, each) for each in self._areas
        )

    def free(self, shape: BaseGeometry) -> bool:
        """Tell whether nothing stands here."""
        if not shapely.contains(self._frame, shape):
            return False
        wide = shapely.buffer(shape, GAP_MM, cap_style="flat", join_style="mitre")
        return not any(shapely.intersects(wide, each) for each in self._taken)

    def clear(self, shape: BaseGeometry) -> bool:
        """Tell whether no line runs here."""
        return not any(shapely.intersects(shape, each) for each in self._lines)


def place(paper: Paper, room: Room, label: Label) -> bool:
    """Write a label where it has room; tell whether it had any."""
    spots = list(_spots(label))
    free = [each for each in spots if room.free(each[0])]
    best = next((each for each in free if room.clear(each[0])), next(iter(free), None))
    if best is None:
        return False
    shape, ring = best
    room.take(shape)
    if ring:
        _lead(paper, label, shape)
    write(paper, label, shape)
    return True


def place_beside(paper: Paper, room: Room, label: Label) -> bool:
    """Write a name right beside its mark, clear of lines, or not at all; tell whether it had room."""
    for shape, ring in _spots(label):
        if not ring and room.free(shape) and room.clear(shape):
            room.take(shape)
            write(paper, label, shape)
            return True
    return False


def _spots(label: Label) -> Iterator[tuple[BaseGeometry, int]]:
    """Give the boxes where a label may stand, the best first."""
    left, top, right, bottom = text_box(0, 0, label.lines, label.face, "left")
    pad = 0.5 if label.edge else 0.0
    wide, high = right - left + 2 * pad, bottom - top + pad
    sides = [(-dx, dy) for dx, dy in SIDES] if label.rtl else SIDES
    for number, more in enumerate(RINGS_MM[: 2 if label.near else None]):
        off = label.reach + BESIDE_MM + more
        for dx, dy in sides:
            x = label.x + dx * (off * (0.75 if dy else 1)) + (dx - 1) / 2 * wide
            y = label.y + dy * (off * (0.75 if dx else 1)) + (dy - 1) / 2 * high
            yield box(x, y, wide, high), number


def _lead(paper: Paper, label: Label, shape: BaseGeometry) -> None:
    whole = shapely.shortest_line(shapely.Point(label.x, label.y), shape)
    mark = shapely.Point(label.x, label.y).buffer(label.reach)
    paper.line(whole.difference(mark), "#ffffff", 1.4)
    paper.line(whole.difference(mark), LEADER, 0.5)


def write(paper: Paper, label: Label, shape: BaseGeometry) -> None:
    """Write a label into its box, towards the side of its mark."""
    left, top, right, _ = shape.bounds
    pad = 0.5 if label.edge else 0.0
    if label.edge:
        paper.area(shape, "#ffffff", label.edge, width_pt=0.7)
    middle = (left + right) / 2
    align = "center" if label.edge or abs(middle - label.x) < (right - left) / 3 else ""
    align = align or ("left" if middle > label.x else "right")
    x = {"left": left + pad, "right": right - pad, "center": middle}[align]
    y = top + pad / 2
    for line in label.lines:
        paper.text(
            x,
            y + label.face.rise_mm,
            line,
            label.face,
            label.colour,
            align=align,
            halo=not label.edge,
        )
        y += label.face.line_mm


def place_inside(
    paper: Paper, room: Room, label: Label, ground: BaseGeometry, over_areas: bool = False
) -> bool:
    """Write the name of an area where most of it is free; tell whether it had room."""
    left, top, right, bottom = text_box(0, 0, label.lines, label.face, "left")
    wide, high = right - left, bottom - top
    stands = room.clear if over_areas else room.bare
    for x, y in _grid(ground):
        shape = box(x - wide / 2, y - high / 2, wide, high)
        if shapely.contains(ground, shape) and room.free(shape) and stands(shape):
            room.take(shape)
            write(paper, Label(label.lines, label.face, label.colour, x, y), shape)
            return True
    return False


def _grid(ground: BaseGeometry) -> Sequence[tuple[float, float]]:
    """Give spots in an area, the one nearest to its middle first."""
    west, north, east, south = ground.bounds
    middle = ground.representative_point()
    count = 14
    spots = [
        (west + (east - west) * (i + 0.5) / count, north + (south - north) * (j + 0.5) / count)
        for i in range(count)
        for j in range(count)
    ]
    return sorted(
        [(middle.x, middle.y), *spots],
        key=lambda at: (round(abs(at[0] - middle.x) + abs(at[1] - middle.y), 3), at),
    )


def place_along(paper: Paper, room: Room, label: Label, line: BaseGeometry) -> bool:
    """Write a sign on or beside a line; tell whether it had room."""
    for share in (0.5, 0.38, 0.62, 0.26, 0.74, 0.14, 0.86):
        at = line.interpolate(share, normalized=True)
        left, top, right, bottom = text_box(0, 0, label.lines, label.face, "left")
        wide, high = right - left + 1.0, bottom - top + 0.5
        for dx, dy in ((0.0, 0.0), (0.0, -1.0), (0.0, 1.0), (1.0, 0.0), (-1.0, 0.0)):
            x = at.x - wide / 2 + dx * (wide / 2 + 1.6)
            y = at.y - high / 2 + dy * (high / 2 + 1.6)
            shape = box(x, y, wide, high)
            if room.free(shape):
                room.take(shape)
                write(paper, label, shape)
                return True
    return False
