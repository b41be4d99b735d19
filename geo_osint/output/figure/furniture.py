"""What every printed map has: a scale bar, north, and degrees along its edge."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_osint.model import LonLat
from geo_osint.output.figure.ground import draw_ground
from geo_osint.output.figure.labels import Room
from geo_osint.output.figure.lettering import Face, one_line, width_mm
from geo_osint.output.figure.paper import Paper, box
from geo_osint.output.figure.view import WIDEST_M, View
from geo_osint.output.figure.words import Words

INK = "#1a1a1a"
TICK_FACE, SCALE_FACE, NORTH_FACE = Face(5.5), Face(6.5), Face(7, bold=True)

FRAME_PT, TICK_MM = 0.8, 1.3

SCALE_SHARE = 0.3
"""Of the map's width, the most that the scale bar takes."""

TICKS = 4
"""About so many degrees stand along each edge."""

STEPS_DEG = tuple(each / 60 for each in (1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1800))

SAMPLES = 401

LOCATOR_MM, LOCATOR_TIMES, LOCATOR_LEAST_M = 30.0, 6.0, 1_500_000.0
"""Width of the map in the corner; how much more of the world it shows, and the least width of that."""

LOCATOR_INK = "#b3261e"


def draw_scale(paper: Paper, view: View, room: Room, words: Words) -> None:
    """Draw a bar of a round length, true at the map's middle, in black and white halves."""
    metres = _round_below(view.width * SCALE_SHARE * view.metres_per_mm)
    long = metres / view.metres_per_mm
    left, bottom = view.left + 8.0, view.top + view.height - 6.0
    unit, size = ("km", 1_000) if metres >= 1_000 else ("m", 1)
    said = [f"{metres / 2 / size:g}", f"{metres / size:g} {words.say(unit)}"]
    ground = box(left - 2, bottom - 4.6, long + 6 + width_mm(said[1], SCALE_FACE), 6.6)
    paper.area(ground, "#ffffff", alpha=0.75)
    room.take(ground)
    paper.area(box(left, bottom, long, 1.1), "#ffffff", INK, width_pt=0.5)
    paper.area(box(left, bottom, long / 2, 1.1), INK)
    marks = ((0.0, "0", "center"), (long / 2, said[0], "center"), (long, said[1], "left"))
    for at, text, align in marks:
        nudge = -0.8 if align == "left" else 0.0
        line = one_line(text, SCALE_FACE, rtl=words.rtl)
        paper.text(left + at + nudge, bottom - 1.0, line, SCALE_FACE, INK, align=align)


def _round_below(metres: float) -> float:
    """Give the largest of 1, 2, 5 times a power of ten that is no larger."""
    power = 10.0 ** math.floor(math.log10(metres))
    return max(power * each for each in (1, 2, 5) if power * each <= metres)


def draw_north(paper: Paper, view: View, room: Room, words: Words) -> None:
    """Draw an arrow along the meridian of the spot where it stands."""
    x, y = view.left + view.width - 6.5, view.top + 9.0
    here = view.lift(x, y)
    ahead = view.spot(LonLat(here.lon_deg, min(89.999, here.lat_deg + 0.01)))
    turn = math.atan2(ahead[1] - y, ahead[0] - x)
    room.take(box(x - 4, y - 8, 8, 14))

    def turned(along: float, across: float) -> tuple[float, float]:
        cos, sin = math.cos(turn), math.sin(turn)
        return x + along * cos - across * sin, y + along * sin + across * cos

    tip, foot, notch = turned(4.2, 0), -3.2, turned(-1.8, 0)
    halves = [shapely.Polygon((tip, turned(foot, side), notch)) for side in (1.7, -1.7)]
    for half, fill in zip(halves, (INK, "#ffffff"), strict=True):
        paper.area(half, fill, INK, width_pt=0.5)
    top = turned(6.0, 0)
    line = one_line(words.say("north"), NORTH_FACE, rtl=words.rtl)
    paper.text(top[0], top[1] + 0.9, line, NORTH_FACE, INK, align="center", halo=True)


def draw_locator(paper: Paper, view: View, room: Room) -> None:
    """Show in a corner where in the world the map lies, if a corner is free."""
    wide_m = max(LOCATOR_LEAST_M, LOCATOR_TIMES * view.width * view.metres_per_mm)
    if wide_m > WIDEST_M / 2:
        return
    high = LOCATOR_MM * 0.78
    right, bottom = view.left + view.width - LOCATOR_MM - 2, view.top + view.height - high - 2
    for left, top in ((right, bottom), (view.left + 2, view.top + 2), (right, view.top + 18)):
        shape = box(left, top, LOCATOR_MM, high)
        if room.free(shape) and room.bare(shape):
            room.take(shape)
            break
    else:
        return
    inset = View(view.plane, left, top, LOCATOR_MM, high, wide_m / LOCATOR_MM)
    with paper.inside(inset.frame):
        draw_ground(paper, inset, coarse=True)
        share = view.metres_per_mm / inset.metres_per_mm
        size = max(1.2, view.width * share), max(1.2, view.height * share)
        middle = left + LOCATOR_MM / 2, top + high / 2
        here = box(middle[0] - size[0] / 2, middle[1] - size[1] / 2, *size)
        paper.area(here, LOCATOR_INK, LOCATOR_INK, alpha=0.25, width_pt=0.9)
    paper.area(inset.frame, edge=INK, width_pt=0.6)


def draw_frame(paper: Paper, view: View, room: Room, words: Words) -> None:
    """Draw the frame, with ticks where meridians and parallels meet it, and degrees at two edges."""
    for x, y, dx, dy, text in _ticks(view, words):
        tick = shapely.LineString(((x, y), (x + dx * TICK_MM, y + dy * TICK_MM)))
        paper.line(tick, INK, 0.5)
        if not text:
            continue
        line = one_line(text, TICK_FACE, rtl=words.rtl)
        wide = width_mm(line, TICK_FACE)
        left = x - wide / 2 if dy else x + TICK_MM + 0.5
        top = y - TICK_MM - TICK_FACE.line_mm if dy else y - TICK_FACE.line_mm / 2
        label = box(left, top, wide, TICK_FACE.line_mm)
        if room.free(label) and shapely.contains(view.frame, label):
            room.take(label)
            paper.text(left, top + TICK_FACE.rise_mm, line, TICK_FACE, "#4a4a4a", halo=True)
    paper.area(view.frame, edge=INK, width_pt=FRAME_PT)


def _ticks(view: View, words: Words) -> Iterator[tuple[float, float, int, int, str]]:
    """Give where round degrees meet the frame, which way their ticks point, and what stands at them."""
    left, right, top, bottom = view.left, view.left + view.width, view.top, view.top + view.height
    step = _step(view)
    for y, dy in ((bottom, -1), (top, 1)):
        edge = shapely.LineString(((left, y), (right, y)))
        for share, value in _crossings(_along(view, edge, 0), step):
            text = words.degrees(value, "lon") if y == bottom else ""
            yield left + share * view.width, y, 0, dy, text
    for x, dx in ((left, 1), (right, -1)):
        edge = shapely.LineString(((x, top), (x, bottom)))
        for share, value in _crossings(_along(view, edge, 1), step):
            text = words.degrees(value, "lat") if x == left else ""
            yield x, top + share * view.height, dx, 0, text


def _step(view: View) -> float:
    wide_deg = view.width * view.metres_per_mm / 111_000
    return next((each for each in STEPS_DEG if wide_deg / each <= TICKS * 1.5), STEPS_DEG[-1])


def _along(view: View, edge: shapely.LineString, axis: int) -> NDArray[np.float64]:
    """Give longitudes (0) or latitudes (1) along an edge of the frame; no jump at the antimeridian."""
    points = edge.interpolate(np.linspace(0, 1, SAMPLES), normalized=True)
    return np.unwrap(view.lift_all(shapely.MultiPoint(points))[:, axis], period=360)


def _crossings(degrees: NDArray[np.float64], step: float) -> Iterator[tuple[float, float]]:
    """Find at what share of an edge it meets multiples of a step."""
    low, high = degrees.min(), degrees.max()
    if high - low > 180:
        return  # around a pole, where meridians crowd
    for number in range(math.ceil(low / step), math.floor(high / step) + 1):
        value = number * step
        for i in np.flatnonzero(np.diff(np.sign(degrees - value)))[:1]:
            share = (value - degrees[i]) / (degrees[i + 1] - degrees[i])
            yield float((i + share) / (SAMPLES - 1)), (value + 180) % 360 - 180
