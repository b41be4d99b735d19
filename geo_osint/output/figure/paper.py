"""The sheet that a figure is drawn on: millimetres from its top left corner, written as PNG, SVG or PDF.

The only module that draws with matplotlib. Its settings are matplotlib's own and ours, never the user's,
and nothing that is written holds a clock or a chance: equal figures have equal bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
import numpy as np
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from matplotlib.patheffects import AbstractPathEffect, Stroke
from matplotlib.text import Text
from shapely.geometry.base import BaseGeometry

from geo_osint.output.figure.lettering import Face, width_mm

MM_PER_INCH = 25.4

SETTINGS: Any = {
    "svg.fonttype": "path",  # looks the same where the font is missing
    "svg.hashsalt": "geo-osint",  # ids by content, not by chance
    "svg.id": None,
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "text.usetex": False,
    "text.hinting": "none",  # letters as wide as they were measured, at any resolution
    "path.simplify": False,
    "figure.autolayout": False,
    "savefig.bbox": None,
}

HALO_PT = 2.2
"""Width of the white around letters on the map: both sides together."""


@contextmanager
def settings() -> Iterator[None]:
    """Draw with matplotlib's own settings and ours, whatever the user's are."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(SETTINGS)
        yield


class Paper:
    """A sheet of a width; its height is told when it is done. Everything is in millimetres, y downwards."""

    def __init__(self, width_mm: float) -> None:
        self.width_mm = width_mm
        self._figure = Figure()
        FigureCanvasAgg(self._figure)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._clip: Outline | None = None
        self._order = 0

    @contextmanager
    def inside(self, box: BaseGeometry) -> Iterator[None]:
        """Draw nothing outside a polygon for a while."""
        before, self._clip = self._clip, _outline(box)
        yield
        self._clip = before

    def area(
        self,
        shape: BaseGeometry,
        fill: str | None = None,
        edge: str | None = None,
        *,
        alpha: float = 1.0,
        width_pt: float = 0.6,
        dash: Sequence[float] = (),
    ) -> None:
        """Fill polygons, and draw their edges over that."""
        if shape.is_empty:
            return
        if fill:
            self._put(shape, facecolor=fill, edgecolor="none", alpha=alpha, linewidth=0)
        if edge:
            self.line(shape.boundary, edge, width_pt, dash)

    def hatch(
        self, shape: BaseGeometry, colour: str, gap_mm: float = 1.3, width_pt: float = 0.5
    ) -> None:
        """Hatch polygons with strokes that rise to the right."""
        west, north, east, south = shape.bounds
        size = south - north
        starts = np.arange(west - size, east, gap_mm * 2**0.5)
        strokes = shapely.MultiLineString(
            [((x, south), (x + size, north)) for x in starts] or [((0, 0), (0, 0))]
        )
        self.line(shapely.intersection(strokes, shape), colour, width_pt)

    def line(
        self,
        shape: BaseGeometry,
        colour: str,
        width_pt: float,
        dash: Sequence[float] = (),
        alpha: float = 1.0,
    ) -> None:
        """Draw lines; `dash` in multiples of the width."""
        if shape.is_empty:
            return
        self._put(
            shape,
            fill=False,
            edgecolor=colour,
            linewidth=width_pt,
            linestyle=(0, tuple(dash)) if dash else "solid",
            capstyle="butt",
            joinstyle="round",
            alpha=alpha,
        )

    def _put(self, shape: BaseGeometry, **drawn: Any) -> None:
        patch = PathPatch(_outline(shape), zorder=self._next(), **drawn)
        self._axes.add_artist(patch)
        if self._clip is not None:
            patch.set_clip_path(self._clip, transform=self._axes.transData)

    def text(
        self,
        x: float,
        y: float,
        line: str,
        face: Face,
        colour: str = "#1a1a1a",
        *,
        align: str = "left",
        halo: bool = False,
    ) -> None:
        """Write one line, its feet at `y`; `line` as `lettering` makes it.

        A halo is a text of its own beneath: the letters above it stay text, which can be searched in a PDF.
        """
        if not line.strip("\u200e\u200f\u2068\u2069 "):
            return
        if halo:
            around: list[AbstractPathEffect] = [Stroke(linewidth=HALO_PT, foreground="white")]
            self._letters(x, y, line, face, "white", align).set_path_effects(around)
        self._letters(x, y, line, face, colour, align)

    def _letters(self, x: float, y: float, line: str, face: Face, colour: str, align: str) -> Text:
        return self._axes.text(
            x,
            y,
            line,
            fontproperties=face.properties,
            color=colour,
            ha=align,
            va="baseline",
            parse_math=False,
            zorder=self._next(),
        )

    def texts(
        self, x: float, y: float, lines: Iterable[str], face: Face, colour: str, align: str
    ) -> float:
        """Write lines one under the other from the top `y`; give where the next would begin."""
        for line in lines:
            self.text(x, y + face.rise_mm, line, face, colour, align=align)
            y += face.line_mm
        return y

    def _next(self) -> int:
        """Count: what is drawn later lies above."""
        self._order += 1
        return self._order

    def finish(self, height_mm: float) -> None:
        """Cut the sheet to its height."""
        self._figure.set_size_inches(self.width_mm / MM_PER_INCH, height_mm / MM_PER_INCH)
        self._axes.set_xlim(0, self.width_mm)
        self._axes.set_ylim(height_mm, 0)

    def write(self, kind: str, dpi: float, about: Mapping[str, str]) -> bytes:
        """Give the sheet as the bytes of a PNG, SVG or PDF; `about` has Title, Description, Creator."""
        file = io.BytesIO()
        self._figure.savefig(
            file, format=kind, dpi=dpi if kind == "png" else 72, metadata=_metadata(kind, about)
        )
        return file.getvalue()


def _metadata(kind: str, about: Mapping[str, str]) -> dict[str, str | None]:
    """Say what a file is in the words of its kind, without the time at which it was made."""
    title, told, by = about["Title"], about["Description"], about["Creator"]
    words: dict[str, dict[str, str | None]] = {
        "png": {"Title": title, "Description": told, "Software": by},
        "svg": {"Title": title, "Description": told, "Creator": by, "Date": None},
        "pdf": {
            "Title": title,
            "Subject": told,
            "Creator": by,
            "Producer": by,
            "CreationDate": None,
        },
    }
    return words[kind]


def _outline(shape: BaseGeometry) -> Outline:
    """Turn any geometry into one path; holes stay open because their rings run the other way."""
    rings = []
    for part in shapely.get_parts(shapely.get_parts([shape])):
        if part.geom_type == "Polygon":
            oriented = shapely.orient_polygons(part)
            rings += [(ring, True) for ring in shapely.get_rings(oriented)]
        elif part.geom_type in ("LineString", "LinearRing"):
            rings.append((part, False))
    pieces = [_piece(shapely.get_coordinates(ring), closed) for ring, closed in rings]
    return Outline.make_compound_path(*pieces) if pieces else Outline(np.zeros((0, 2)))


def _piece(points: np.ndarray[Any, Any], closed: bool) -> Outline:
    codes = np.full(len(points), Outline.LINETO)
    codes[0] = Outline.MOVETO
    if closed:
        codes[-1] = Outline.CLOSEPOLY
    return Outline(points, codes)


def box(left: float, top: float, width: float, height: float) -> shapely.Polygon:
    """Give a rectangle."""
    return shapely.box(left, top, left + width, top + height)


def text_box(
    x: float, y: float, lines: Sequence[str], face: Face, align: str
) -> tuple[float, float, float, float]:
    """Tell what lines that begin at the top `y` would cover: left, top, right, bottom."""
    wide = max((width_mm(each, face) for each in lines), default=0.0)
    left = {"left": x, "right": x - wide, "center": x - wide / 2}[align]
    return left, y, left + wide, y + face.line_mm * len(lines)
