"""One figure from top to bottom: head, map, findings, legend, sources, and how it was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import shapely
from shapely.geometry.base import BaseGeometry

from geo_osint import styles
from geo_osint.errors import NothingFoundError
from geo_osint.model import Bilingual, IntervalSet, Place
from geo_osint.model.text import isolated
from geo_osint.output import wording
from geo_osint.output.figure import captions, furniture, ground, legend
from geo_osint.output.figure.captions import Block
from geo_osint.output.figure.labels import (
    Label,
    Room,
    place,
    place_along,
    place_beside,
    place_inside,
)
from geo_osint.output.figure.lettering import Face, clean, one_line, wrap
from geo_osint.output.figure.marks import (
    CROSS_MM,
    Line,
    Pen,
    Shown,
    draw_areas,
    draw_findings,
    draw_points,
    draw_routes,
    estimates,
    finding_lines,
    reach_of,
    rows_of,
)
from geo_osint.output.figure.paper import Paper, box, settings
from geo_osint.output.figure.scene import Scene
from geo_osint.output.figure.view import View, look_at
from geo_osint.output.figure.words import Language, Words, credits, title
from geo_osint.version import __version__

MARGIN_MM, GAP_MM = 4.0, 3.0

TITLE, CREDIT, BANNER = Face(11, bold=True), Face(7), Face(7, bold=True)
PLACE, SIGN, RIVER, COUNTRY, NUMBER = Face(7.5), Face(6.5, bold=True), Face(6), Face(7), Face(5.5)

INK, FAINT, WARNING, WARNING_GROUND = "#1a1a1a", "#555555", "#8a1c1c", "#fbeaea"
RIVER_INK, COUNTRY_INK, TOWN_INK = "#3d7598", "#857d72", "#6b6b6b"

TOWN, TOWN_MM, MOST_TOWNS = Face(6.5), 0.6, 10
"""Face and half the size of places for orientation, and how many of them there may be."""

NAME_MM, NAME_LINES = 34.0, 2
"""Widest name on the map, and how many lines it may take."""

FEW_LINES = 4
"""Ways the world may be whose figures have room on their lines."""

TWO_COLUMNS_MM = 140.0
"""From this width on the findings stand in two columns."""

FITTED = ("places", "positions", "statements", "segments", "sightings")
"""What the map must hold; of one finding or movement alone its areas as well."""


def render(
    scene: Scene, language: Language, kinds: Sequence[str], width_mm: float, dpi: float
) -> dict[str, bytes]:
    """Draw a figure once and give its bytes in each of several kinds.

    Raises
    ------
    NothingFoundError
        If nothing of what is to be shown has a position.
    """
    words = Words(language)
    with settings():
        paper = Paper(width_mm)
        _Sheet(paper, scene, words).draw()
        about = {
            "Title": clean(words.of(title(scene))),
            "Description": f"{words.say('limit')} sha256 {scene.case.sha256}",
            "Creator": f"geo-osint {__version__}",
        }
        return {kind: paper.write(kind, dpi, about) for kind in kinds}


class _Sheet:
    """The figure while it is being drawn; `y` is how far down the paper is full."""

    def __init__(self, paper: Paper, scene: Scene, words: Words) -> None:
        self.paper, self.scene, self.words = paper, scene, words
        self.left, self.width = MARGIN_MM, paper.width_mm - 2 * MARGIN_MM
        self.y = MARGIN_MM
        self.unnamed: list[str] = []

    def draw(self) -> None:
        self._head()
        view = look_at(_seen(self.scene), self.left, self.y, self.width)
        if view is None:
            what = "what was chosen" if self.scene.alone else "the case"
            raise NothingFoundError(
                f"nothing of {what} has a position, so there is no map to draw; `geo-osint pin` adds one"
            )
        shown = self._map(view)
        self.y = view.top + view.height + GAP_MM
        blocks, left_out = captions.findings_and_movements(self.scene, self.words)
        self._columns(blocks)
        self._legend(shown)
        self._foot(view, blocks, left_out)
        self.paper.finish(self.y + MARGIN_MM - GAP_MM)

    @property
    def _start(self) -> float:
        return self.left + self.width if self.words.rtl else self.left

    def _head(self) -> None:
        words, paper = self.words, self.paper
        lines = wrap(words.of(title(self.scene)), TITLE, self.width, 3, words.rtl)
        self.y = paper.texts(self._start, self.y, lines, TITLE, INK, words.start)
        credit = "; ".join(words.of(each) for each in credits(self.scene))
        lines = wrap(credit, CREDIT, self.width, 2, words.rtl) if credit else []
        self.y = paper.texts(self._start, self.y, lines, CREDIT, FAINT, words.start) + 1.0
        if captions.undecided(self.scene):
            high = BANNER.line_mm + 1.2
            paper.area(box(self.left, self.y, self.width, high), WARNING_GROUND)
            line = one_line(words.say("unreviewed"), BANNER, rtl=words.rtl)
            inset = -2.0 if words.rtl else 2.0
            paper.texts(self._start + inset, self.y + 0.6, [line], BANNER, WARNING, words.start)
            self.y += high + 1.0

    def _map(self, view: View) -> Shown:
        room = Room(view.frame)
        pen = Pen(self.paper, view, room, Shown())
        lines = finding_lines(self.scene, view)
        streams = self._streams(view)
        with self.paper.inside(view.frame):
            if ground.draw_ground(self.paper, view):
                dash = ground.BOUNDARY_DASH
                pen.shown.note("line", "ground", self._plain("boundary", ground.BOUNDARY, dash))
            for _, stream in streams:
                pen.shown.note("line", "ground", self._plain("river", ground.RIVER))
                self.paper.line(stream, ground.RIVER, ground.RIVER_PT)
            draw_areas(pen, self.scene)
            draw_routes(pen, self.scene)
            draw_findings(pen, lines)
            draw_points(pen, self.scene)
        furniture.draw_north(self.paper, view, room, self.words)
        furniture.draw_scale(self.paper, view, room, self.words)
        furniture.draw_locator(self.paper, view, room)
        self._name_places(pen)
        self._name_lines(pen, lines)
        self._number_points(pen)
        furniture.draw_frame(self.paper, view, room, self.words)
        for place_, stream in streams:
            self._name_stream(pen, place_.name(self.words.language), stream)
        self._towns(pen)
        for name, land in ground.country_names(view):
            label = self._label([self.words.of(name)], COUNTRY, COUNTRY_INK)
            place_inside(self.paper, room, label, land)
        return pen.shown

    def _plain(self, what: str, colour: str, dash: tuple[float, ...] = ()) -> styles.Style:
        """Give the style of a part of the ground, for the legend."""
        label = self.words.say(what)
        return styles.Style(what, Bilingual(label, label), colour, colour, dash, "")

    def _streams(self, view: View) -> list[tuple[Place, BaseGeometry]]:
        """Give the streams that the case knows; no others, since their lines are coarse."""
        return list(ground.rivers(self.scene.case.places.values(), view))

    def _towns(self, pen: Pen) -> None:
        """Draw seats of government for orientation, as far as there is room."""
        drawn = 0
        for town, (x, y) in ground.towns(pen.view, {each.id for each in self.scene.places}):
            dot = shapely.Point(x, y).buffer(TOWN_MM)
            plain = self._label([isolated(town.name(self.words.language))], TOWN, TOWN_INK)
            label = Label(plain.lines, TOWN, TOWN_INK, x, y, TOWN_MM, rtl=self.words.rtl)
            if pen.room.free(dot) and place_beside(self.paper, pen.room, label):
                pen.room.take(dot)
                self.paper.area(dot, "#ffffff", TOWN_INK, width_pt=0.7)
                drawn += 1
            if drawn == MOST_TOWNS:
                return

    def _label(self, texts: Sequence[str], face: Face, colour: str) -> Label:
        lines = [wrap(each, face, NAME_MM, NAME_LINES, self.words.rtl) for each in texts]
        return Label(tuple(chain.from_iterable(lines)), face, colour, 0, 0, rtl=self.words.rtl)

    def _name_places(self, pen: Pen) -> None:
        discs = estimates(self.scene, pen.view)
        sighted = frozenset(row.place for row in rows_of(self.scene, "sightings"))
        located = {row.id for row in rows_of(self.scene, "places")}
        for each in self.scene.places:
            if each.id not in located or each.reference is None:
                continue
            name = isolated(each.name(self.words.language))
            said = self.words.say("estimate", name=name) if each.id in discs else name
            plain = self._label([said], PLACE, INK)
            x, y = pen.view.spot(each.reference)
            reach = reach_of(each, discs, sighted)
            label = Label(plain.lines, PLACE, INK, x, y, reach, rtl=self.words.rtl)
            disc = discs.get(each.id)
            if not place(self.paper, pen.room, label) and not (
                disc and place_inside(self.paper, pen.room, label, disc, over_areas=True)
            ):
                self.unnamed.append(each.name(self.words.language))

    def _name_lines(self, pen: Pen, lines: Sequence[Line]) -> None:
        """Set a sign on each line: on ways of one finding their figures, if there are few, else its id once a verdict."""
        signs: dict[str, tuple[str, BaseGeometry]] = {}
        for each in lines:
            finding = self.scene.findings[each.finding]
            style = styles.style(each.verdict, "verdict")
            text = f"{finding.id} {style.mark}"
            if each.hypothesis and len(lines) <= FEW_LINES:
                found = IntervalSet.of(each.hypothesis.interval)
                text = f"{style.mark} {self.words.of(wording.amounts(found, finding.unit))}"
            signs.setdefault(text, (style.ink, each.shape))
        for text, (colour, line) in signs.items():
            self._sign(pen, text, colour, line)
        for told in self.scene.movements:
            parts = [
                pen.view.page(row.geometry)
                for row in rows_of(self.scene, "segments")
                if row.movement == told.id
            ]
            if parts:
                self._sign(pen, told.id, INK, max(parts, key=lambda part: part.length))

    def _sign(self, pen: Pen, text: str, colour: str, line: BaseGeometry) -> None:
        written = one_line(text, SIGN, rtl=self.words.rtl)
        seen = max(
            shapely.get_parts(shapely.intersection(line, pen.view.frame)),
            key=lambda part: part.length,
            default=None,
        )
        if seen is not None and seen.length:
            x, y = shapely.get_coordinates(seen.interpolate(0.5, normalized=True))[0]
            sign = Label((written,), SIGN, colour, x, y, 1.0, edge=colour, rtl=self.words.rtl)
            if not place_along(self.paper, pen.room, sign, seen):
                place(self.paper, pen.room, sign)

    def _number_points(self, pen: Pen) -> None:
        """Set the numbers of sources beside the points that they publish; of one finding or movement alone."""
        if not self.scene.alone:
            return
        numbers: dict[tuple[int, int], list[tuple[int, float, float]]] = {}
        keys = captions.source_keys(self.scene)
        for row in rows_of(self.scene, "positions"):
            x, y = shapely.get_coordinates(pen.view.page(row.geometry))[0]
            numbers.setdefault((round(x), round(y)), []).append((keys[row.source], x, y))
        for found in numbers.values():  # what lies within about a millimetre shares one
            _, x, y = found[0]
            text = ", ".join(map(str, sorted({number for number, _, _ in found})))
            line = one_line(f"[{text}]", NUMBER, rtl=False)
            place(
                self.paper,
                pen.room,
                Label((line,), NUMBER, FAINT, x, y, CROSS_MM, rtl=self.words.rtl, near=True),
            )

    def _name_stream(self, pen: Pen, name: str, stream: BaseGeometry) -> None:
        label = self._label([isolated(name)], RIVER, RIVER_INK)
        seen = shapely.intersection(stream, pen.view.frame)
        part = max(shapely.get_parts(seen), key=lambda each: each.length, default=None)
        if part is None or not part.length:
            return
        for share in (0.5, 0.3, 0.7, 0.15, 0.85):
            x, y = shapely.get_coordinates(part.interpolate(share, normalized=True))[0]
            near = Label(label.lines, RIVER, RIVER_INK, x, y, 0.3, rtl=label.rtl, near=True)
            if place(self.paper, pen.room, near):
                return

    def _columns(self, blocks: Sequence[Block]) -> None:
        """Set blocks one under the other, in two columns where there is room for them."""
        two = self.width >= TWO_COLUMNS_MM and len(blocks) > 1
        width = (self.width - 5.0) / 2 if two else self.width
        half = sum(each.height(width) for each in blocks) / (2 if two else 1)
        top, deepest, column, used = self.y, self.y, 0, 0.0
        for each in blocks:
            high = each.height(width)
            if two and not column and used and used + high / 2 > half:
                column, used = 1, 0.0
            shift = column * (width + 5.0)
            left = self.left + (self.width - width - shift if self.words.rtl else shift)
            captions.draw_block(self.paper, each, left, top + used, width, self.words.rtl)
            used += high + 1.2
            deepest = max(deepest, top + used)
        self.y = deepest + 0.5

    def _rule(self) -> None:
        line = shapely.LineString(((self.left, self.y), (self.left + self.width, self.y)))
        self.paper.line(line, "#bbbbbb", 0.5)
        self.y += 1.8

    def _legend(self, shown: Shown) -> None:
        if not shown.entries:
            return
        self._rule()
        columns = legend.entries(shown, self.words, self.width)
        legend.draw(self.paper, columns, self.left, self.y, self.width, self.words)
        self.y += legend.height_mm(columns) + 1.8

    def _foot(self, view: View, blocks: Sequence[Block], left_out: int) -> None:
        self._rule()
        sources = captions.sources(self.scene, self.words)
        lacking = captions.lacks_letters((*blocks, sources), self.width)
        notes = captions.Notes(tuple(self.unnamed), left_out, lacking)
        colophon = captions.colophon(self.scene, view, self.words, notes)
        for each in (sources, colophon):
            if each.paragraphs:
                captions.draw_block(self.paper, each, self.left, self.y, self.width, self.words.rtl)
                self.y += each.height(self.width) + 0.8
        self.y += 1.0


def _seen(scene: Scene) -> Iterator[BaseGeometry]:
    tables = (*FITTED, "regions", "extents") if scene.alone else FITTED
    for table in tables:
        for row in rows_of(scene, table):
            if table != "extents" or styles.style(row.basis, "extent").code != "drawn":
                yield row.geometry
    if not scene.alone:
        yield from (row.geometry for row in rows_of(scene, "regions") if row.id.startswith("all"))
