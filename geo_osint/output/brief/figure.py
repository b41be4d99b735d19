"""The figure of a distance: what was printed, what is tolerated and what is possible, on one line."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from geo_osint.model import Bilingual, Finding, Interval, IntervalSet
from geo_osint.output import wording
from geo_osint.output.brief.html import Markup, element, fragment
from geo_osint.styles import Style, style

WIDTH, LEFT, RIGHT = 720, 170, 550
"""The drawing's width, and where the scale begins and ends in it: words stand on both sides."""

ROW, BAR, TOP = 26, 14, 8
"""Height of a row, of a bar in it, and the room above the first."""

LEAST = 3.0
"""Narrowest bar: a single point must be seen."""

DASHED = 12.0
"""Bars narrower than this have no room for a dash; their mark stands beside them all the same."""

PAD = 0.12
"""Of the range of all figures, left free at both ends of the scale."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Metres to the drawing's units; what is unbounded runs to the end of the scale."""

    lo: float
    hi: float

    @classmethod
    def over(cls, sets: Iterable[IntervalSet]) -> Scale:
        """Make a scale on which all finite bounds have their place."""
        bounds = [each for found in sets for part in found for each in (part.lo, part.hi)]
        finite = [each for each in bounds if math.isfinite(each)]
        lo, hi = min(finite), max(finite)
        pad = (hi - lo) * PAD or max(hi, 1.0) * PAD
        return cls(max(0.0, lo - pad), hi + pad)

    def at(self, metres: float) -> float:
        """Give the place of a distance."""
        share = (min(max(metres, self.lo), self.hi) - self.lo) / (self.hi - self.lo)
        return LEFT + share * (RIGHT - LEFT)

    @property
    def ticks(self) -> tuple[float, ...]:
        """Give round distances, four to nine of them."""
        rough = (self.hi - self.lo) / 5
        size = 10.0 ** math.floor(math.log10(rough))
        step = next(size * each for each in (1, 2, 5, 10) if size * each >= rough * 0.75)
        first = math.ceil(self.lo / step)
        return tuple(step * each for each in range(first, math.floor(self.hi / step) + 1))


@dataclass(frozen=True, slots=True)
class _Row:
    label: Bilingual
    bars: tuple[tuple[Interval, Style], ...]
    marked: bool = False


def figure(finding: Finding) -> Markup | None:
    """Draw the sets of a finding; nothing where nothing was measured."""
    possible, printed, newsroom = finding.possible, finding.printed, finding.newsroom
    if not possible or not printed or finding.unit != "m":
        return None
    assert isinstance(possible, IntervalSet)
    assert isinstance(printed, IntervalSet)
    assert isinstance(newsroom, IntervalSet)
    rows = tuple(_rows(finding, possible, printed, newsroom))
    scale = Scale.over((possible, printed, newsroom))
    height = TOP + ROW * len(rows) + 34
    told = {
        "viewBox": f"0 0 {WIDTH} {height}",
        "role": "img",
        "aria-labelledby": f"{finding.id}-title {finding.id}-desc",
        "class": "line",
    }
    return element(
        "svg",
        told,
        *_spoken(finding, possible, printed, newsroom),
        _grid(scale, len(rows)),
        (_drawn(row, number, scale) for number, row in enumerate(rows)),
    )


def _rows(
    finding: Finding, possible: IntervalSet, printed: IntervalSet, newsroom: IntervalSet
) -> Iterator[_Row]:
    region = {each: style(each, "region") for each in ("as_printed", "newsroom")}
    yield _Row(
        Bilingual("newsroom tolerance", "هامش التسامح الصحفي"),
        tuple((part, region["newsroom"]) for part in newsroom),
    )
    yield _Row(
        Bilingual("as printed", "كما نُشر"), tuple((part, region["as_printed"]) for part in printed)
    )
    bars = [(each.interval, style(each.verdict, "verdict")) for each in finding.hypotheses]
    if not bars:
        bars = [(part, style(finding.verdict, "verdict")) for part in possible]
    yield _Row(Bilingual("possible", "الممكن"), tuple(bars), marked=True)


def _spoken(
    finding: Finding, possible: IntervalSet, printed: IntervalSet, newsroom: IntervalSet
) -> Sequence[Markup]:
    possible_words, stated, wide = map(wording.distances, (possible, printed, newsroom))
    return (
        element(
            "title", {"id": f"{finding.id}-title"}, f"{finding.id}: stated and possible distance"
        ),
        element(
            "desc",
            {"id": f"{finding.id}-desc"},
            f"Possible {possible_words.en}; as printed {stated.en}; with newsroom tolerance {wide.en}. "
            f"الممكن {possible_words.ar}؛ كما نُشر {stated.ar}؛ مع هامش التسامح الصحفي {wide.ar}.",
        ),
    )


def _grid(scale: Scale, rows: int) -> list[Markup]:
    bottom = TOP + rows * ROW + 4
    drawn = [_segment(LEFT, RIGHT, bottom, bottom, "axis")]
    for tick in scale.ticks:
        x = scale.at(tick)
        drawn.append(_segment(x, x, TOP, bottom + 4, "grid"))
        at = {"x": f"{x:.1f}", "y": f"{bottom + 18}", "text-anchor": "middle", "class": "tick"}
        drawn.append(element("text", at, f"{tick / 1_000:g}"))
    unit = {"x": f"{RIGHT + 10}", "y": f"{bottom + 18}", "class": "tick"}
    return [*drawn, element("text", unit, "km · كم")]


def _segment(x1: float, x2: float, y1: float, y2: float, kind: str) -> Markup:
    ends = {"x1": f"{x1:.1f}", "x2": f"{x2:.1f}", "y1": f"{y1:.1f}", "y2": f"{y2:.1f}"}
    return element("line", {**ends, "class": kind})


def _drawn(row: _Row, number: int, scale: Scale) -> Markup:
    y = TOP + number * ROW
    middle = y + ROW / 2 + 4
    english = {"x": f"{LEFT - 10}", "y": f"{middle:g}", "text-anchor": "end", "class": "name"}
    arabic = {"x": f"{RIGHT + 10}", "y": f"{middle:g}", "text-anchor": "end", "direction": "rtl"}
    return element(
        "g",
        {},
        element("text", english, row.label.en),
        element("text", {**arabic, "class": "name", "lang": "ar"}, row.label.ar),
        (_bar(part, drawn, y, scale, row.marked) for part, drawn in row.bars),
    )


def _bar(part: Interval, drawn: Style, y: float, scale: Scale, marked: bool) -> Markup:
    left, right = scale.at(part.lo), scale.at(part.hi)
    if right - left < LEAST:
        left, right = (left + right) / 2 - LEAST / 2, (left + right) / 2 + LEAST / 2
    dash = drawn.dash_array(1.5) if right - left >= DASHED else ""
    box = {
        "x": f"{left:.1f}",
        "y": f"{y + (ROW - BAR) / 2:g}",
        "width": f"{right - left:.1f}",
        "height": f"{BAR}",
        "fill": drawn.colour,
        "fill-opacity": "0.55",
        "stroke": drawn.ink,
        "stroke-width": "1.5",
        "stroke-dasharray": dash or "none",
    }
    beside = {
        "x": f"{right + 4:.1f}",
        "y": f"{y + ROW / 2 + 5:g}",
        "fill": drawn.ink,
        "class": "mark",
    }
    mark = element("text", beside, drawn.mark) if marked else None
    return fragment(element("rect", box), mark)
