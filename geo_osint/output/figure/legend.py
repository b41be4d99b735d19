"""The legend: a sample of each sign that the map shows, and of none that it does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import shapely

from geo_osint.output.figure.lettering import Face, wrap
from geo_osint.output.figure.marks import (
    CORRIDOR_ALPHA,
    EXTENT_ALPHA,
    REGION_ALPHA,
    SEGMENT_PT,
    STATEMENT_PT,
    Shown,
    draw_cross,
    draw_dot,
)
from geo_osint.output.figure.paper import Paper, box
from geo_osint.output.figure.words import Words
from geo_osint.styles import Style

FACE = Face(6.5)
INK = "#1a1a1a"

SAMPLE_MM, GAP_MM = 8.0, 2.0
"""Width of a sample, and the gap to its words."""

COLUMN_MM = 58.0
"""Least width of a column: most entries fit on one line of it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A sign, its style, and the words beside it."""

    sign: str
    group: str
    style: Style
    lines: tuple[str, ...]

    @property
    def high(self) -> float:
        """Height of its lines."""
        return max(1, len(self.lines)) * FACE.line_mm + 0.5


def entries(shown: Shown, words: Words, width: float) -> list[list[Entry]]:
    """Arrange the legend in columns of about equal height; lines before areas, points last."""
    columns = max(1, int(width // COLUMN_MM))
    room = width / columns - SAMPLE_MM - GAP_MM - 3.0
    listed = []
    for (sign, group, _), style in sorted(shown.entries.items(), key=_order):
        label = words.of(style.label)
        if sign == "corridor":
            label = words.say("corridor", label=label)
        elif group == "verdict":
            label = f"{style.mark} {words.say('statement')}: {label}"
        lines = tuple(wrap(label, FACE, room, 3, words.rtl))
        listed.append(Entry(sign, group, style, lines))
    return _balanced(listed, columns)


_SIGNS = ("line", "area", "corridor", "disc", "ring", "cross", "dot")


def _order(item: tuple[tuple[str, str, str], Style]) -> tuple[int, str]:
    (sign, group, _), _ = item
    return _SIGNS.index(sign), group


def _balanced(listed: Sequence[Entry], columns: int) -> list[list[Entry]]:
    target = sum(each.high for each in listed) / columns
    filled: list[list[Entry]] = [[]]
    for each in listed:
        full = sum(other.high for other in filled[-1]) + each.high / 2 > target
        if filled[-1] and full and len(filled) < columns:
            filled.append([])
        filled[-1].append(each)
    return filled


def height_mm(columns: Sequence[Sequence[Entry]]) -> float:
    """Tell how high a legend is."""
    return max((sum(each.high for each in column) for column in columns), default=0.0)


def draw(
    paper: Paper,
    columns: Sequence[Sequence[Entry]],
    left: float,
    top: float,
    width: float,
    words: Words,
) -> None:
    """Draw a legend; in Arabic it begins on the right."""
    step = width / max(1, len(columns))
    for number, column in enumerate(columns):
        y = top
        for each in column:
            start = left + width - number * step if words.rtl else left + number * step
            sample = start - SAMPLE_MM if words.rtl else start
            middle = y + FACE.line_mm * 0.52
            _SAMPLES[each.sign](paper, sample, middle, each.style, each.group)
            x = sample - GAP_MM if words.rtl else sample + SAMPLE_MM + GAP_MM
            paper.texts(x, y, each.lines, FACE, INK, words.start)
            y += each.high


def _line(paper: Paper, x: float, y: float, style: Style, group: str) -> None:
    shape = shapely.LineString(((x, y), (x + SAMPLE_MM, y)))
    width_pt = _LINES_PT.get(group, GROUND_PT)
    paper.line(shape, style.colour, width_pt, style.dash)


_LINES_PT: Mapping[str, float] = {"verdict": STATEMENT_PT, "segment": SEGMENT_PT}

GROUND_PT = 1.0


def _patch(x: float, y: float) -> shapely.Polygon:
    return box(x, y - 1.2, SAMPLE_MM, 2.4)


def _area(paper: Paper, x: float, y: float, style: Style, group: str) -> None:
    if group == "extent" and style.code == "drawn":
        paper.area(_patch(x, y), edge=style.colour, width_pt=0.7, dash=style.dash)
        return
    alpha = REGION_ALPHA.get(style.code, EXTENT_ALPHA) if group == "region" else EXTENT_ALPHA
    paper.area(_patch(x, y), style.colour, style.colour, alpha=alpha, width_pt=0.7, dash=style.dash)


def _corridor(paper: Paper, x: float, y: float, style: Style, _: str) -> None:
    paper.area(_patch(x, y), style.colour, alpha=CORRIDOR_ALPHA)


def _disc(paper: Paper, x: float, y: float, style: Style, _: str) -> None:
    disc = shapely.Point(x + SAMPLE_MM / 2, y).buffer(1.35, quad_segs=16)
    paper.hatch(disc, style.colour)
    paper.area(disc, edge=style.ink, width_pt=0.8, dash=(3, 2))


def _ring(paper: Paper, x: float, y: float, style: Style, _: str) -> None:
    ring = shapely.Point(x + SAMPLE_MM / 2, y).buffer(1.3, quad_segs=16)
    paper.line(ring.boundary, style.ink, 1.1, style.dash)


def _cross(paper: Paper, x: float, y: float, style: Style, _: str) -> None:
    draw_cross(paper, shapely.Point(x + SAMPLE_MM / 2, y), style)


def _dot(paper: Paper, x: float, y: float, style: Style, _: str) -> None:
    draw_dot(paper, shapely.Point(x + SAMPLE_MM / 2, y), style)


_SAMPLES: Mapping[str, Callable[[Paper, float, float, Style, str], None]] = {
    "line": _line,
    "area": _area,
    "corridor": _corridor,
    "disc": _disc,
    "ring": _ring,
    "cross": _cross,
    "dot": _dot,
}
